/*
 * An eye cut out of a photograph; not installed.
 *
 * An eye is resampled into its own frame: u from the inner to the outer
 * canthus, which is SYNK_EYE units away, v towards the upper lid, the origin
 * at the inner canthus.  So an eye and its mirror image, and an eye turned,
 * reduced or enlarged, are the same numbers to all that follows.
 */
#include <stdbool.h>

#include "synk/image.h"
#include "synk/iris.h"

enum {
	SYNK_EYE = 96,			/* units between the canthi */
	SYNK_EYE_BEFORE = 20,		/* columns before the inner canthus */
	SYNK_EYE_ABOVE = 44,		/* rows above the canthi, and below */
	SYNK_EYE_WIDTH = SYNK_EYE + 2 * SYNK_EYE_BEFORE,
	SYNK_EYE_HEIGHT = 2 * SYNK_EYE_ABOVE + 1
};

struct synk_eye {
	struct synk_point inner;	/* canthus, px of the photograph */
	struct synk_point along, up;	/* a unit of u and of v, px */
	double unit;			/* px */
	double open;			/* greatest height of the fissure */
	double outside;			/* share of the fissure that the
					 * photograph does not have */
	/* The lids' margins at each column, v; equal where there is none. */
	float upper[SYNK_EYE_WIDTH], lower[SYNK_EYE_WIDTH];
	/* Luma; -1 outside the photograph. */
	float at[SYNK_EYE_HEIGHT][SYNK_EYE_WIDTH];
	/* How far a place lies between the lids: 0 beyond their margins or
	 * outside the photograph, 1 clear of lashes and landmarks' errors. */
	float clear[SYNK_EYE_HEIGHT][SYNK_EYE_WIDTH];
};

/* In the eye's units. */
struct synk_circle {
	double u, v, r;
};

/* A circle fitted to the limbus. */
struct synk_limbus {
	struct synk_circle circle;
	double sd_centre, sd_r;		/* units */
	double contrast[SYNK_SIDES];	/* luma outside less inside, of the
					 * arcs towards either canthus */
	double seen[SYNK_SIDES];	/* share of either half circle */
	double clean;			/* share of it that is left when what
					 * rises farther out is taken off */
	double stands;			/* contrast to its scatter */
	double score;			/* of its rank among candidates */
};

enum { SYNK_CIRCLES = 5 };

/* The places of an eye, of one side; false if a point is missing. */
bool synk_eye_place(struct synk_eye *, const struct synk_sites *,
    enum synk_side);

/* Its lids' margins; false if there are no points of either lid. */
bool synk_eye_lids(struct synk_eye *, const struct synk_sites *,
    enum synk_side);

/* Its pixels. */
void synk_eye_pixels(struct synk_eye *, const struct synk_image *);

/* Luma there, between pixels; -1 outside. */
double synk_eye_sample(const struct synk_eye *, double u, double v);

/* How clear the place is. */
double synk_eye_clear(const struct synk_eye *, double u, double v);

/* How usual a height the circle has between the lids, 0.5 to 1. */
double synk_eye_usual(const struct synk_eye *, const struct synk_circle *);

/*
 * What a rise across a circle counts, in luma: less what it rises farther out
 * on the same ray, doubly, since then it was not yet the sclera.  So the edge
 * of a pupil in a pale iris counts less than the iris's own, which is fainter.
 */
static inline double
synk_limbus_rise(double inside, double outside, double farther)
{
	double rise = outside - inside, rest = farther - outside - rise / 6;

	if (rise <= 0 || rest <= 0)
		return rise;
	return rise > rest ? rise - 2 * rest : -rise;
}

/* The circles that stand out most, best first; how many there are. */
size_t synk_iris_search(struct synk_circle[SYNK_CIRCLES],
    const struct synk_eye *);

/* Fits the limbus near a circle, in so many rounds at most; false if there is
 * none. */
bool synk_iris_fit(struct synk_limbus *, const struct synk_eye *,
    const struct synk_circle *, int rounds);
