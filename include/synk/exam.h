#ifndef SYNK_EXAM_H
#define SYNK_EXAM_H

/*
 * Stage 4.  The photographs of one subject at one visit -> struct synk_exam,
 * one view for each expression, all in the frame of the face at rest.
 */

#include "synk/measure.h"
#include "synk/noise.h"

/* The controlled vocabulary.  Aliases are in lib/exam.c. */
enum synk_expression {
	SYNK_REST,
	SYNK_BROW_RAISE,
	SYNK_EYE_CLOSE_GENTLE,
	SYNK_EYE_CLOSE_TIGHT,
	SYNK_SMILE_GENTLE,
	SYNK_SMILE,		/* open-mouth, full */
	SYNK_SNARL,
	SYNK_PUCKER,
	SYNK_LOWER_TEETH,
	SYNK_EXPRESSIONS
};

/* "brow_raise"; the word used in records. */
const char *synk_expression_name(enum synk_expression);

/* Alias i of an expression ("browraise", "eyebrow_lift"), or NULL. */
const char *synk_expression_alias(enum synk_expression, size_t i);

/*
 * Finds an expression by name or alias, letter case and the difference between
 * '_', '-' and ' ' ignored.  False if there is none.
 */
bool synk_expression_find(enum synk_expression *, const char *word);

/* The name or alias with the fewest letters to change; for a suggestion. */
const char *synk_expression_nearest(const char *word);

/* The affected side of the face. */
enum synk_affected {
	SYNK_UNKNOWN,
	SYNK_AFFECTED_LEFT,
	SYNK_AFFECTED_RIGHT,
	SYNK_AFFECTED_BOTH,
	SYNK_AFFECTED_NONE	/* a healthy control */
};

/* "left", "right", "both", "none", "unknown". */
const char *synk_affected_name(enum synk_affected);

/* "left", "right", "both" or "none", or their first letters l, r, b, n. */
bool synk_affected_find(enum synk_affected *, const char *word);

/* One photograph, or the frames of one recording. */
struct synk_photo {
	enum synk_expression expression;
	const struct synk_sites *frame;	/* count of them; borrowed */
	size_t count;
	double mm_per_px;	/* declared; NaN where not */
	bool closure_seen;	/* false: its detector misses closed eyes */
	const char *method;	/* scheme and detector, for comparing; NULL */
	enum synk_detector detector;
	const struct synk_noise_model *noise;	/* borrowed; NULL: unknown */
	double noise_factor;	/* that it is to be multiplied by */
	/* Of landmarks that are medians of repeated looks; borrowed; NULL. */
	const struct synk_spread *spread;
	/* Of irises that were found in the photograph, and not given with the
	 * landmarks: standard deviations, px.  0 of others. */
	double pupil_sd[SYNK_SIDES];	/* along either axis */
	double radius_sd[SYNK_SIDES];
	char problem[200];	/* out: why it could not be used, or "" */
	/* The rest is out, of a photo in use. */
	double ied_px;		/* IED in pixels; 0 if not used */
	const struct synk_sites *fitted;	/* frame that the pose is of */
	struct synk_pose pose;
	struct synk_face face;	/* median of its frames */
};

enum synk_scale_source {
	SYNK_SCALE_NONE,
	SYNK_SCALE_DECLARED,	/* mm per pixel, by the user */
	SYNK_SCALE_IRIS		/* irises at rest, of average diameter */
};

/* "none", "declared", "iris". */
const char *synk_scale_name(enum synk_scale_source);

/* One expression: its photographs' medians. */
struct synk_view {
	size_t photos;		/* used; 0: not there */
	size_t given;
	bool closure_seen;
	bool mixed;		/* by another method than rest, or by several */
	const char *method;	/* of the first photo used; borrowed */
	enum synk_detector detector;	/* likewise */
	struct synk_face face;
	struct synk_measures measures;
	double pose;		/* largest |yaw| or |pitch| of any photo */
	double turned;		/* the same of the change since rest; NaN */
};

struct synk_exam {
	struct synk_view view[SYNK_EXPRESSIONS];
	enum synk_axis axis;
	enum synk_scale_source scale;
	double mm_per_ied;	/* NaN without a scale */
	double scale_error;	/* SD as a share of it; 0: not known */
	double iris[SYNK_SIDES];	/* diameter at rest, IED; NaN */
	bool iris_seen;		/* it was found in the photograph */
	/* A scale by which the eyes are nearer or farther apart than people's:
	 * what it was from, and what it said.  The exam then has none. */
	enum synk_scale_source withheld;
	double withheld_mm;
};

struct synk_exam_options {
	enum synk_axis axis;
	bool no_scale;		/* take none, even where irises would give it */
	bool iris_only;		/* whatever scale is declared */
};

/*
 * Fits every photo, rest first: the rest face becomes the template of all
 * others.  A photo that cannot be used gets a problem and costs nothing else.
 * The exam may end without any view.  Fails only with SYNK_SYSTEM.
 */
SYNK_CHECKED bool synk_exam_from(struct synk_exam *, struct synk_photo *,
    size_t n, const struct synk_exam_options *, const struct synk_norms *,
    struct synk_error *err);

/* How many photographs are in use. */
size_t synk_exam_photos(const struct synk_exam *);

#endif
