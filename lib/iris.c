/*
 * The iris in a photograph.
 *
 * Either eye is resampled into a frame of its own (lib/iris_eye.c).  There the
 * arcs between the lids' landmarks, which alone are looked at, are searched
 * for the circles across which the luma rises most (lib/iris_search.c), after
 * Daugman JG, High confidence visual recognition of persons by a test of
 * statistical independence, IEEE Trans PAMI 1993;15:1148-1161.  To each of
 * them a circle is fitted robustly through the edges on rays
 * (lib/iris_fit.c), and the one whose edges stand out most, lie best on a
 * circle and have nothing brighter outside is the limbus.  How usual its
 * size and height would be only helps to choose: what is measured is not
 * drawn towards it.
 *
 * Quality is a product: 1 / (1 + (30 SD of the radius / radius)^2), the share
 * of the circle on which edges were found, to 0.6, and the lesser contrast of
 * the inner and outer half to the greater.
 */
#include <math.h>

#include "iris.h"

static const struct synk_iris_found none = { { { NAN, NAN }, NAN },
    NAN, NAN, NAN, NULL };

/*
 * Limits, assumed; tests/test_iris.c prints what they let pass.  Lids that
 * are landmarked nearer than an eighth of the fissure's width leave too
 * little of a circle, or are closed.
 */
static const double closed = 0.12, nearly_closed = 0.2;
static const double smallest_px = 3.5;
static const double uncertain = 0.12;	/* SD of the radius, radii */
static const double faint = 5;		/* luma, of either half */
static const double uneven = 0.2;	/* one half's contrast to the other's */
static const double scattered = 1.5;	/* contrast to its SD over the rays */
static const double doubtful = 2;	/* score, see lib/iris_fit.c */
static const double narrow = 0.06;	/* share seen, of either half */
static const double smeared = 0.25;	/* contrast less what is farther out */

/*
 * Whether a circle goes around another, and is a limbus if that one is: then
 * the other has the edge of the pupil in it, which in a pale iris stands out
 * more.
 */
static bool
around(const struct synk_limbus *l, const struct synk_limbus *in)
{
	const struct synk_circle *a = &l->circle, *b = &in->circle;

	return hypot(a->u - b->u, a->v - b->v) + b->r < 1.1 * a->r &&
	    a->r > 1.1 * b->r &&
	    l->contrast[0] > 0.3 * in->contrast[0] &&
	    l->contrast[1] > 0.3 * in->contrast[1] &&
	    fmin(l->seen[0], l->seen[1]) > 0.1 &&
	    l->sd_r / a->r < fmax(0.03, 1.3 * in->sd_r / b->r);
}

/* Whether there is a limbus around what was found, which the search passed
 * over because the pupil's edge lies so near.  Edges of both are no good
 * circle: what is one needs no such look. */
static void
look_around(struct synk_limbus *best, const struct synk_eye *e)
{
	const struct synk_circle c = best->circle;

	if (best->sd_r < 0.006 * c.r)
		return;
	for (int i = -1; i <= 1; i++) {
		struct synk_circle wide = { c.u + 0.3 * i * c.r, c.v,
		    1.3 * c.r };
		struct synk_limbus l;

		if (synk_iris_fit(&l, e, &wide, 3) && around(&l, best))
			*best = l;
	}
}

/* False if there is none. */
static bool
best_limbus(struct synk_limbus *best, const struct synk_eye *e)
{
	struct synk_circle circles[SYNK_CIRCLES];
	struct synk_limbus all[SYNK_CIRCLES];
	size_t n = synk_iris_search(circles, e), got = 0;

	for (size_t i = 0; i < n; i++)
		if (synk_iris_fit(&all[got], e, &circles[i], 3))
			got++;
	if (got == 0)
		return false;
	*best = all[0];
	for (size_t i = 1; i < got; i++)
		if (all[i].score > best->score)
			*best = all[i];
	for (size_t i = 0; i < got; i++)
		if (around(&all[i], best))
			*best = all[i];
	look_around(best, e);
	circles[0] = best->circle;
	if (!synk_iris_fit(best, e, &circles[0], 6))
		return false;
	look_around(best, e);
	circles[0] = best->circle;
	return synk_iris_fit(best, e, &circles[0], 6);
}

/* Why the eye cannot be looked at; NULL: it can. */
static const char *
prepare(struct synk_eye *e, const struct synk_image *m,
    const struct synk_sites *s, enum synk_side side)
{
	if (!synk_eye_place(e, s, side) || !synk_eye_lids(e, s, side))
		return "points of the eye are missing";
	if (e->open < closed * SYNK_EYE)
		return "the eye is closed";
	if (0.217 * SYNK_EYE * e->unit < smallest_px)
		return "the eye is too small in the photograph";
	synk_eye_pixels(e, m);
	if (e->outside > 0.2)
		return "the eye is not all in the photograph";
	return NULL;
}

/* Why what was found is no iris; NULL: it is. */
static const char *
judge(const struct synk_limbus *l, const struct synk_eye *e)
{
	double low = fmin(l->contrast[0], l->contrast[1]);
	double high = fmax(l->contrast[0], l->contrast[1]);

	if (!(low > faint && low > uneven * high && l->stands > scattered &&
	    l->clean > smeared && l->score > doubtful &&
	    l->sd_r < uncertain * l->circle.r))
		return e->open < nearly_closed * SYNK_EYE ?
		    "the eye is nearly closed" :
		    "no iris stands out: closed, covered, dark or blurred";
	if (fmin(l->seen[0], l->seen[1]) < narrow)
		return "too little of the iris is seen";
	return NULL;
}

static double
quality(const struct synk_limbus *l)
{
	double sd = 30 * l->sd_r / l->circle.r;
	double seen = fmin(1, (l->seen[0] + l->seen[1]) / 0.6);
	double low = fmin(l->contrast[0], l->contrast[1]);

	return seen * low / fmax(l->contrast[0], l->contrast[1]) /
	    (1 + sd * sd);
}

static void
find(struct synk_iris_found *f, const struct synk_image *m,
    const struct synk_sites *s, enum synk_side side)
{
	struct synk_eye e;
	struct synk_limbus l;

	*f = none;
	f->reason = prepare(&e, m, s, side);
	if (f->reason)
		return;
	if (!best_limbus(&l, &e))
		l = (struct synk_limbus){ .sd_r = NAN };
	f->reason = judge(&l, &e);
	if (f->reason)
		return;
	f->iris.centre.x = e.inner.x + l.circle.u * e.along.x +
	    l.circle.v * e.up.x;
	f->iris.centre.y = e.inner.y + l.circle.u * e.along.y +
	    l.circle.v * e.up.y;
	f->iris.radius = l.circle.r * e.unit;
	f->centre_sd = l.sd_centre * e.unit;
	f->radius_sd = l.sd_r * e.unit;
	f->quality = quality(&l);
}

/*
 * A person's irises are alike (no difference between sides: Rufer et al.,
 * Cornea 2005;24:259-261) and nearly as far from the camera.  So where two
 * differ by more than a seventh and three standard errors, the less certain
 * one is not an iris.
 */
static void
compare(struct synk_iris_found found[SYNK_SIDES])
{
	struct synk_iris_found *a = &found[SYNK_RIGHT];
	struct synk_iris_found *b = &found[SYNK_LEFT];
	double off = fabs(a->iris.radius - b->iris.radius);
	double larger = fmax(a->iris.radius, b->iris.radius);

	if (!(off > larger / 7 && off > 3 * hypot(a->radius_sd, b->radius_sd)))
		return;
	if (b->radius_sd > a->radius_sd)
		a = b;
	*a = none;
	a->reason = "the iris differs from the other eye's";
}

void
synk_iris_find(struct synk_iris_found found[SYNK_SIDES],
    const struct synk_image *m, const struct synk_sites *s)
{
	for (int side = 0; side < SYNK_SIDES; side++)
		find(&found[side], m, s, (enum synk_side)side);
	compare(found);
}

bool
synk_iris_box(struct synk_box *box, const struct synk_sites *s)
{
	double low[2] = { INFINITY, INFINITY };
	double high[2] = { -INFINITY, -INFINITY };

	for (int side = 0; side < SYNK_SIDES; side++) {
		struct synk_eye e;

		if (!synk_eye_place(&e, s, (enum synk_side)side))
			continue;
		for (int i = 0; i < 4; i++) {
			double u = i & 1 ? SYNK_EYE + SYNK_EYE_BEFORE :
			    -SYNK_EYE_BEFORE - 1;
			double v = i & 2 ? SYNK_EYE_ABOVE + 1 :
			    -SYNK_EYE_ABOVE - 1;
			double x = e.inner.x + u * e.along.x + v * e.up.x;
			double y = e.inner.y + u * e.along.y + v * e.up.y;

			low[0] = fmin(low[0], x);
			low[1] = fmin(low[1], y);
			high[0] = fmax(high[0], x);
			high[1] = fmax(high[1], y);
		}
	}
	if (!(low[0] <= high[0]))
		return false;
	/* The kernel between pixels needs two more. */
	box->x = (int)floor(low[0]) - 2;
	box->y = (int)floor(low[1]) - 2;
	box->width = (int)ceil(high[0]) + 3 - box->x;
	box->height = (int)ceil(high[1]) + 3 - box->y;
	return true;
}

int
synk_iris_shrink(const struct synk_sites *s)
{
	double least = INFINITY;
	int shrink = 1;

	for (int side = 0; side < SYNK_SIDES; side++) {
		struct synk_eye e;

		if (synk_eye_place(&e, s, (enum synk_side)side))
			least = fmin(least, e.unit);
	}
	while (shrink < 8 && isfinite(least) && least / shrink >= 2.5)
		shrink *= 2;
	return shrink;
}
