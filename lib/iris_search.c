/*
 * The circles of an eye across which it grows brightest outwards: Daugman's
 * integro-differential operator, over the arcs between the lids.  The radial
 * derivative is a difference of means over four units.
 */
#include <math.h>

#include "iris.h"

/*
 * Bounds.  A visible iris has 10.7 to 12.6 mm (Rufer et al., Cornea
 * 2005;24:259-261), a fissure 27.1 mm (SD 1.7; Knezi et al., Int J Morphol
 * 2020;38:1381-1385): a radius is 0.17 to 0.27 of it at two SD either way.
 * Assumed: a little more, for points beside the canthi and eyes turned away.
 */
enum {
	SAMPLES = 17, FIRST = 8,	/* of a ray; units from centre */
	RADII = 7, LEAST = 3,		/* tried; first sample inside */
	RAYS = 32,
	FROM_U = 16, TO_U = 80, STEP = 4, /* centres */
	REACH_V = 8			/* beside the fissure's middle */
};
static const double pace = 2;			/* units between samples */

struct rays {
	int x[RAYS][SAMPLES], y[RAYS][SAMPLES];	/* right and down */
	double share[RAYS];
};

static double
radius(int i)
{
	return FIRST + pace * (LEAST + i + 0.5);
}

static void
set_rays(struct rays *rays)
{
	for (int k = 0; k < RAYS; k++) {
		double angle = (k + 0.5) * 2 * 3.14159265358979324 / RAYS;

		for (int i = 0; i < SAMPLES; i++) {
			double r = FIRST + pace * i;

			rays->x[k][i] = (int)floor(r * cos(angle) + 0.5);
			rays->y[k][i] = (int)floor(r * sin(angle) + 0.5);
		}
		/* Above and below, lids and shadows look like a limbus. */
		rays->share[k] = cos(angle) * cos(angle);
	}
}

struct profile {
	float sum[SAMPLES + 1];			/* of the samples before */
	float clear[SAMPLES];			/* 0 where not seen */
	float most[SAMPLES];			/* of two, from there on */
};

static void
take_profile(struct profile *p, const struct synk_eye *e, int u, int v,
    const struct rays *rays, int k)
{
	p->sum[0] = 0;
	for (int i = 0; i < SAMPLES; i++) {
		int x = u + rays->x[k][i], y = v + rays->y[k][i];
		bool seen = x >= 0 && y >= 0 && x < SYNK_EYE_WIDTH &&
		    y < SYNK_EYE_HEIGHT;

		p->clear[i] = seen ? e->clear[y][x] : 0;
		p->sum[i + 1] = p->sum[i] + (seen ? e->at[y][x] : 0);
	}
	p->most[SAMPLES - 1] = 0;
	for (int i = SAMPLES - 2; i > LEAST; i--) {
		float both = p->sum[i + 2] - p->sum[i];

		p->most[i] = p->most[i + 1];
		if (both > p->most[i] && p->clear[i] > 0 &&
		    p->clear[i + 1] > 0)
			p->most[i] = both;
	}
}

static float
smallest(float a, float b, float c, float d)
{
	a = a < b ? a : b;
	c = c < d ? c : d;
	return a < c ? a : c;
}

/* Sums of an arc, one for either half of the circle. */
struct arc {
	double rise, weight;
};

/* How much brighter it is outside radius i, and how far that is seen. */
static void
add_ray(struct arc *arc, const struct profile *p, int i, double share)
{
	int k = LEAST + i;	/* the last sample inside */
	double w = share * smallest(p->clear[k - 1], p->clear[k],
	    p->clear[k + 1], p->clear[k + 2]);

	if (w <= 0)
		return;
	arc->rise += w * synk_limbus_rise((p->sum[k + 1] - p->sum[k - 1]) / 2,
	    (p->sum[k + 3] - p->sum[k + 1]) / 2, p->most[k + 1] / 2);
	arc->weight += w;
}

/* Both halves of a limbus rise; what only one does is a lid's or a nose's. */
static double
score(const struct arc half[2])
{
	double a = half[0].rise / (half[0].weight + 2);
	double b = half[1].rise / (half[1].weight + 2);

	return 1.8 * fmin(a, b) + 0.2 * fmax(a, b);
}

static double
try_centre(struct synk_circle *best, const struct synk_eye *e,
    const struct rays *rays)
{
	struct arc arcs[RADII][2] = { { { 0, 0 } } };
	int u = (int)best->u + SYNK_EYE_BEFORE;
	int v = SYNK_EYE_ABOVE - (int)best->v;
	double top = 0;

	for (int k = 0; k < RAYS; k++) {
		struct profile p;

		if (rays->share[k] < 0.1)
			continue;
		take_profile(&p, e, u, v, rays, k);
		for (int i = 0; i < RADII; i++)
			add_ray(&arcs[i][rays->x[k][0] > 0], &p, i,
			    rays->share[k]);
	}
	for (int i = 0; i < RADII; i++)
		if (score(arcs[i]) > top) {
			top = score(arcs[i]);
			best->r = radius(i);
		}
	return top;
}

struct ranked {
	struct synk_circle circle;
	double score;
};

static bool
near(const struct ranked *a, const struct ranked *b)
{
	/* Height is what the sides of a circle tell least. */
	return hypot(a->circle.u - b->circle.u,
	    (a->circle.v - b->circle.v) / 2) +
	    fabs(a->circle.r - b->circle.r) < 8;
}

/* Puts a circle into a list, best first, unless a better one is near it. */
static void
rank(struct ranked list[SYNK_CIRCLES], struct ranked new)
{
	for (int i = 0; i < SYNK_CIRCLES; i++) {
		struct ranked old = list[i];

		if (new.score <= old.score && near(&old, &new))
			return;
		if (new.score <= old.score)
			continue;
		list[i] = new;
		if (near(&old, &new))
			return;
		new = old;
	}
}

size_t
synk_iris_search(struct synk_circle circles[SYNK_CIRCLES],
    const struct synk_eye *e)
{
	struct ranked list[SYNK_CIRCLES] = { { { 0, 0, 0 }, 0 } };
	struct rays rays;
	size_t n = 0;

	set_rays(&rays);
	for (int u = FROM_U; u <= TO_U; u += STEP) {
		int i = u + SYNK_EYE_BEFORE;
		double middle = ((double)e->upper[i] + e->lower[i]) / 2;

		for (int v = -REACH_V; v <= REACH_V; v += STEP) {
			struct ranked new = { { u, floor(middle + v), 0 }, 0 };

			if (fabs(new.circle.v) >= SYNK_EYE_ABOVE)
				continue;
			new.score = try_centre(&new.circle, e, &rays) *
			    synk_eye_usual(e, &new.circle);
			rank(list, new);
		}
	}
	while (n < SYNK_CIRCLES && list[n].score > list[0].score / 5) {
		circles[n] = list[n].circle;
		n++;
	}
	return n;
}
