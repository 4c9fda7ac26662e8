#include <math.h>

#include "iris.h"

static struct synk_point
site(const struct synk_sites *s, enum synk_site id, enum synk_side side)
{
	struct synk_point p = s->at[synk_spot(id, side)];

	/* Beyond any photograph, and no number of pixels could overflow. */
	if (!(fabs(p.x) < SYNK_SIZE_MAX && fabs(p.y) < SYNK_SIZE_MAX))
		return (struct synk_point){ NAN, NAN };
	return p;
}

bool
synk_eye_place(struct synk_eye *e, const struct synk_sites *s,
    enum synk_side side)
{
	struct synk_point out = site(s, SYNK_CANTHUS_OUTER, side);

	e->inner = site(s, SYNK_CANTHUS_INNER, side);
	e->along.x = (out.x - e->inner.x) / SYNK_EYE;
	e->along.y = (out.y - e->inner.y) / SYNK_EYE;
	e->unit = hypot(e->along.x, e->along.y);
	/* The subject's left eye runs to the right of the picture. */
	if (side == SYNK_LEFT)
		e->up = (struct synk_point){ e->along.y, -e->along.x };
	else
		e->up = (struct synk_point){ -e->along.y, e->along.x };
	return e->unit > 0;
}

/* A point in the frame of the eye. */
static struct synk_point
in_frame(const struct synk_eye *e, struct synk_point p)
{
	double x = (p.x - e->inner.x) / (e->unit * e->unit);
	double y = (p.y - e->inner.y) / (e->unit * e->unit);

	return (struct synk_point){ x * e->along.x + y * e->along.y,
	    x * e->up.x + y * e->up.y };
}

enum { KNOTS = 5 };	/* of a lid: three points between two canthi */

struct lid {
	struct synk_point at[KNOTS];
	double slope[KNOTS];
	size_t count;
};

static const enum synk_site lid_sites[2][KNOTS - 2] = {
	{ SYNK_LID_UPPER_MEDIAL, SYNK_LID_UPPER_MID, SYNK_LID_UPPER_LATERAL },
	{ SYNK_LID_LOWER_MEDIAL, SYNK_LID_LOWER_MID, SYNK_LID_LOWER_LATERAL },
};

static double
rise(const struct lid *l, size_t i)
{
	return (l->at[i + 1].y - l->at[i].y) / (l->at[i + 1].x - l->at[i].x);
}

/* Of the parabola through a point and its neighbours; at an end, of that
 * through the end and the two points next to it. */
static void
set_slopes(struct lid *l)
{
	size_t last = l->count - 1;

	for (size_t i = 1; i < last; i++) {
		double a = l->at[i].x - l->at[i - 1].x;
		double b = l->at[i + 1].x - l->at[i].x;

		l->slope[i] = (b * rise(l, i - 1) + a * rise(l, i)) / (a + b);
	}
	l->slope[0] = 2 * rise(l, 0) - l->slope[1];
	l->slope[last] = 2 * rise(l, last - 1) - l->slope[last - 1];
}

/* The points of a lid that there are, in their order; a point out of order is
 * left out.  False if none is left. */
static bool
lid_from(struct lid *l, const struct synk_eye *e, const struct synk_sites *s,
    enum synk_side side, const enum synk_site ids[KNOTS - 2])
{
	*l = (struct lid){ .count = 1 };
	for (size_t i = 0; i < KNOTS - 2; i++) {
		struct synk_point p = in_frame(e, site(s, ids[i], side));

		if (p.x > l->at[l->count - 1].x + 1 && p.x < SYNK_EYE - 1 &&
		    fabs(p.y) < SYNK_EYE)
			l->at[l->count++] = p;
	}
	l->at[l->count++] = (struct synk_point){ SYNK_EYE, 0 };
	set_slopes(l);
	return l->count > 2;
}

/* Cubic between two points, with their slopes. */
static double
lid_height(const struct lid *l, double u)
{
	size_t i = 0;
	double w, t, a, b;

	if (u <= 0 || u >= SYNK_EYE)
		return 0;
	while (l->at[i + 1].x < u)
		i++;
	w = l->at[i + 1].x - l->at[i].x;
	t = (u - l->at[i].x) / w;
	a = w * (l->slope[i] - rise(l, i));
	b = w * (rise(l, i) - l->slope[i + 1]);
	return (1 - t) * l->at[i].y + t * l->at[i + 1].y +
	    t * (1 - t) * (a * (1 - t) + b * t);
}

bool
synk_eye_lids(struct synk_eye *e, const struct synk_sites *s,
    enum synk_side side)
{
	struct lid upper, lower;

	if (!lid_from(&upper, e, s, side, lid_sites[0]) ||
	    !lid_from(&lower, e, s, side, lid_sites[1]))
		return false;
	e->open = 0;
	for (int i = 0; i < SYNK_EYE_WIDTH; i++) {
		double u = i - SYNK_EYE_BEFORE;
		double high = lid_height(&upper, u);
		double low = lid_height(&lower, u);

		if (high < low)		/* lids that cross are closed */
			high = low = (high + low) / 2;
		e->upper[i] = (float)high;
		e->lower[i] = (float)low;
		e->open = fmax(e->open, high - low);
	}
	return true;
}

static double
luma(const struct synk_image *m, const unsigned char *p)
{
	/* ITU-R BT.601, as in a JPEG. */
	return m->pixels == SYNK_GREY ? *p :
	    0.114 * p[0] + 0.587 * p[1] + 0.299 * p[2];
}

static size_t
within(long i, int n)
{
	return (size_t)(i < 0 ? 0 : i >= n ? n - 1 : i);
}

/* The n x n pixels from (x, y) on, the image's edge repeated. */
static void
take_pixels(double to[4][4], int n, const struct synk_image *m, long x, long y)
{
	for (int k = 0; k < n; k++) {
		const unsigned char *row = m->at +
		    within(y + k, m->height) * m->stride;

		for (int i = 0; i < n; i++)
			to[k][i] = luma(m, row + (size_t)m->pixels *
			    within(x + i, m->width));
	}
}

/*
 * The image between its pixels, by cubic B-splines: without corners, so that
 * an edge is found as well between pixels as on them.
 */
static double
between(const struct synk_image *m, double x, double y)
{
	double w[2][4], t[2] = { x - floor(x), y - floor(y) }, sum = 0;
	double p[4][4];

	for (size_t a = 0; a < 2; a++) {
		double s = 1 - t[a];

		w[a][0] = s * s * s / 6;
		w[a][1] = (4 - 3 * t[a] * t[a] * (1 + s)) / 6;
		w[a][2] = (4 - 3 * s * s * (1 + t[a])) / 6;
		w[a][3] = t[a] * t[a] * t[a] / 6;
	}
	take_pixels(p, 4, m, (long)floor(x) - 1, (long)floor(y) - 1);
	for (int k = 0; k < 4; k++)
		sum += w[1][k] * (w[0][0] * p[k][0] + w[0][1] * p[k][1] +
		    w[0][2] * p[k][2] + w[0][3] * p[k][3]);
	return sum;
}

/* Bilinear: for means of several samples, which are smooth by themselves. */
static double
nearly(const struct synk_image *m, double x, double y)
{
	double s = x - floor(x), t = y - floor(y), p[4][4];

	take_pixels(p, 2, m, (long)floor(x), (long)floor(y));
	return (1 - t) * ((1 - s) * p[0][0] + s * p[0][1]) +
	    t * ((1 - s) * p[1][0] + s * p[1][1]);
}

static bool
inside(const struct synk_image *m, double x, double y)
{
	return x >= -0.5 && y >= -0.5 && x <= m->width - 0.5 &&
	    y <= m->height - 0.5;
}

/* The mean over a unit's square; units of more than four pixels are sampled
 * sparsely, since noise is not what such eyes suffer from. */
static double
mean_of(const struct synk_image *m, const struct synk_eye *e, double u,
    double v)
{
	double unit = e->unit / m->shrink, sum = 0, middle;
	int n = unit <= 1.5 ? 1 : unit <= 3 ? 2 : 4;

	middle = (m->shrink - 1) / 2.0;
	for (int i = 0; i < n * n; i++) {
		double a = u + (i % n + 0.5) / n - 0.5;
		double b = v + (i / n + 0.5) / n - 0.5;
		double x = e->inner.x + a * e->along.x + b * e->up.x;
		double y = e->inner.y + a * e->along.y + b * e->up.y;

		x = (x - m->x - middle) / m->shrink;
		y = (y - m->y - middle) / m->shrink;
		if (!inside(m, x, y))
			return -1;
		sum += n == 1 ? between(m, x, y) : nearly(m, x, y);
	}
	return sum / (n * n);
}

static double
ramp(double x, double from, double to)
{
	return x <= from ? 0 : x >= to ? 1 : (x - from) / (to - from);
}

/*
 * Units: lashes and the lid's shadow are above, so more is left out there.
 * 1 % of an eye's width is what detectors err at the lids.
 */
static double
clear_at(const struct synk_eye *e, int i, double v)
{
	return ramp(e->upper[i] - v, 1, 4) * ramp(v - e->lower[i], 0.5, 3);
}

/* Only what lies between the lids is looked at, and the unit beside it that
 * is needed between pixels. */
void
synk_eye_pixels(struct synk_eye *e, const struct synk_image *m)
{
	double all = 0, out = 0;

	for (int k = 0; k < SYNK_EYE_HEIGHT; k++)
		for (int i = 0; i < SYNK_EYE_WIDTH; i++) {
			double v = SYNK_EYE_ABOVE - k, l;
			double clear = clear_at(e, i, v);

			e->at[k][i] = -1;
			e->clear[k][i] = 0;
			if (v > e->upper[i] + 2 || v < e->lower[i] - 2)
				continue;
			l = mean_of(m, e, i - SYNK_EYE_BEFORE, v);
			e->at[k][i] = (float)l;
			e->clear[k][i] = l < 0 ? 0 : (float)clear;
			all += clear;
			out += l < 0 ? clear : 0;
		}
	e->outside = all > 0 ? out / all : 0;
}

double
synk_eye_sample(const struct synk_eye *e, double u, double v)
{
	double x = u + SYNK_EYE_BEFORE, y = SYNK_EYE_ABOVE - v, s, t;
	const float *a, *b;
	int i, k;

	if (!(x >= 0 && y >= 0 && x < SYNK_EYE_WIDTH - 1 &&
	    y < SYNK_EYE_HEIGHT - 1))
		return -1;
	i = (int)x;
	k = (int)y;
	a = &e->at[k][i];
	b = &e->at[k + 1][i];
	if (a[0] < 0 || a[1] < 0 || b[0] < 0 || b[1] < 0)
		return -1;
	s = x - i;
	t = y - k;
	return (1 - t) * ((1 - s) * a[0] + s * a[1]) +
	    t * ((1 - s) * b[0] + s * b[1]);
}

double
synk_eye_clear(const struct synk_eye *e, double u, double v)
{
	double x = u + SYNK_EYE_BEFORE + 0.5, y = SYNK_EYE_ABOVE - v + 0.5;

	if (!(x >= 0 && y >= 0 && x < SYNK_EYE_WIDTH && y < SYNK_EYE_HEIGHT))
		return 0;
	return e->clear[(int)y][(int)x];
}

double
synk_eye_usual(const struct synk_eye *e, const struct synk_circle *c)
{
	double x = c->u + SYNK_EYE_BEFORE, high, large;
	int i = x < 0 ? 0 : x > SYNK_EYE_WIDTH - 1 ? SYNK_EYE_WIDTH - 1 :
	    (int)x;

	high = (c->v - ((double)e->upper[i] + e->lower[i]) / 2) / 20;
	large = (c->r / SYNK_EYE - 0.217) / 0.1;
	return fmax(0.3, 1 - high * high - large * large);
}
