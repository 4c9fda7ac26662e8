/*
 * A circle through the limbus's edge points, one on each ray that is seen.
 *
 * On a ray the edge is where the luma, smoothed in proportion to the radius,
 * rises most.  The circle is fitted to the points with Tukey's weights, and
 * rays are cast from the new centre until nothing changes.
 */
#include <math.h>
#include <stdlib.h>

#include "iris.h"

enum {
	RAYS = 96,
	SAMPLES = 90		/* of a ray */
};

static const double pi = 3.14159265358979324;
static const double pace = 0.5;		/* units between samples */

/* Bounds of a radius, units: those of the search and a little more. */
static const double smallest = 15.5, largest = 28;

struct ray {
	double du, dv;
	double slope[SAMPLES];	/* luma a unit, smoothed; 0 if not seen */
	double luma[SAMPLES];	/* -1: not seen */
	double edge;		/* units from the centre */
	double steep;		/* the slope there */
	double weight;		/* 0: no edge */
};

struct fit {
	const struct synk_eye *eye;
	struct synk_circle c;
	double smooth;		/* SD of the Gaussian, units */
	double kernel[SAMPLES];
	int reach;		/* of the kernel, samples */
	struct ray rays[RAYS];
	double inverse[3][3];	/* of the normal equations of u, v, r */
	double scale;		/* robust SD of the edges' distances, units */
};

/* False if nothing is seen of a ray near the circle. */
static bool
take_luma(struct ray *r, const struct fit *f)
{
	int first = (int)(0.45 * f->c.r / pace);
	int last = (int)(1.6 * f->c.r / pace), seen = 0;

	for (int i = 0; i < SAMPLES; i++)
		r->luma[i] = -1;
	for (int i = first; i <= last && i < SAMPLES; i++) {
		double u = f->c.u + pace * i * r->du;
		double v = f->c.v + pace * i * r->dv;

		if (synk_eye_clear(f->eye, u, v) <= 0)
			continue;
		r->luma[i] = synk_eye_sample(f->eye, u, v);
		seen++;
	}
	return seen > 2 * f->reach;
}

/* The derivative of a Gaussian, for the smoothing. */
static void
set_kernel(struct fit *f)
{
	double norm = 0;

	f->reach = (int)ceil(2.5 * f->smooth / pace);
	for (int k = 1; k <= f->reach; k++) {
		double x = pace * k / f->smooth;

		f->kernel[k] = k * exp(-x * x / 2);
		norm += 2 * k * pace * f->kernel[k];
	}
	for (int k = 1; k <= f->reach; k++)
		f->kernel[k] /= norm;
}

/* Slopes where all that the kernel needs is seen. */
static void
take_slopes(struct ray *r, const struct fit *f)
{
	int seen = 0;

	for (int i = 0; i < SAMPLES; i++)
		r->slope[i] = 0;
	for (int i = 0; i < SAMPLES; i++) {
		int middle = i - f->reach;

		seen = r->luma[i] < 0 ? 0 : seen + 1;
		if (seen <= 2 * f->reach)
			continue;
		for (int k = 1; k <= f->reach; k++)
			r->slope[middle] += f->kernel[k] *
			    (r->luma[middle + k] - r->luma[middle - k]);
	}
}

/* The steepest rise within reach of the circle; what is farther away has to
 * be steeper. */
static void
take_edge(struct ray *r, const struct fit *f, double reach)
{
	int first = (int)ceil((f->c.r - reach) / pace);
	int last = (int)floor((f->c.r + reach) / pace), at = 0;
	double top = 0, a, b, c;

	r->weight = 0;
	for (int i = first; i <= last && i < SAMPLES - 1; i++) {
		double off = (pace * i - f->c.r) / reach;
		double s = r->slope[i] * (1 - off * off / 2);

		if (s > top && r->slope[i] > r->slope[i - 1] &&
		    r->slope[i] >= r->slope[i + 1]) {
			top = s;
			at = i;
		}
	}
	if (at == 0)
		return;
	a = r->slope[at - 1];
	b = r->slope[at];
	c = r->slope[at + 1];
	r->edge = pace * (at + (a - c) / (2 * (a - 2 * b + c)));
	r->steep = b;
	r->weight = fmax(0.1, r->du * r->du) * synk_eye_clear(f->eye,
	    f->c.u + r->edge * r->du, f->c.v + r->edge * r->dv);
}

static int
ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
median(double *x, size_t n)
{
	qsort(x, n, sizeof *x, ascending);
	return n == 0 ? NAN : (x[(n - 1) / 2] + x[n / 2]) / 2;
}

/* An edge much fainter than the others is something else. */
static bool
weigh_by_slope(struct fit *f)
{
	double steep[RAYS], usual;
	size_t n = 0;

	for (int i = 0; i < RAYS; i++)
		if (f->rays[i].weight > 0)
			steep[n++] = f->rays[i].steep;
	usual = median(steep, n);
	for (int i = 0; i < RAYS; i++) {
		struct ray *r = &f->rays[i];

		r->weight *= fmax(0, fmin(1, (r->steep / usual - 0.2) / 0.4));
	}
	return n >= 6;
}

static bool
cast(struct fit *f, double reach)
{
	for (int i = 0; i < RAYS; i++) {
		struct ray *r = &f->rays[i];

		r->weight = 0;
		if (!take_luma(r, f))
			continue;
		take_slopes(r, f);
		take_edge(r, f, reach);
	}
	return weigh_by_slope(f);
}

static double
off(const struct ray *r, const double x[3])
{
	return r->edge - (r->du * x[0] + r->dv * x[1] + x[2]);
}

/* Tukey's biweight. */
static double
trust(const struct fit *f, const struct ray *r, const double x[3])
{
	double t = off(r, x) / (4.685 * f->scale);

	return fabs(t) < 1 ? r->weight * (1 - t * t) * (1 - t * t) : 0;
}

static bool
invert(double to[3][3], double a[3][3])
{
	double det = 0;

	for (int i = 0; i < 3; i++)
		for (int k = 0; k < 3; k++) {
			int p = (k + 1) % 3, q = (k + 2) % 3;
			int s = (i + 1) % 3, t = (i + 2) % 3;

			to[i][k] = a[p][s] * a[q][t] - a[p][t] * a[q][s];
		}
	for (int i = 0; i < 3; i++)
		det += a[0][i] * to[i][0];
	for (int i = 0; i < 9; i++)
		to[i / 3][i % 3] /= det;
	return det > 1e-6;
}

static bool
step(struct fit *f, double x[3])
{
	double a[3][3] = { { 0 } }, b[3] = { 0 };

	for (int i = 0; i < RAYS; i++) {
		const struct ray *r = &f->rays[i];
		double j[3] = { r->du, r->dv, 1 }, w;

		if (r->weight <= 0)
			continue;
		w = trust(f, r, x);
		for (int p = 0; p < 3; p++) {
			b[p] += w * j[p] * r->edge;
			for (int q = 0; q < 3; q++)
				a[p][q] += w * j[p] * j[q];
		}
	}
	if (!invert(f->inverse, a))
		return false;
	for (int p = 0; p < 3; p++)
		x[p] = f->inverse[p][0] * b[0] + f->inverse[p][1] * b[1] +
		    f->inverse[p][2] * b[2];
	return true;
}

static void
set_scale(struct fit *f, const double x[3])
{
	double e[RAYS];
	size_t n = 0;

	for (int i = 0; i < RAYS; i++)
		if (f->rays[i].weight > 0)
			e[n++] = fabs(off(&f->rays[i], x));
	/* Below that, leaving rays out gains nothing. */
	f->scale = fmax(1.4826 * median(e, n), 0.015 * f->c.r);
}

/* Moves the circle to the edges; *moved says how far, units. */
static bool
move(struct fit *f, double *moved)
{
	double x[3] = { 0, 0, f->c.r };

	for (int i = 0; i < 5; i++) {
		set_scale(f, x);
		if (!step(f, x))
			return false;
	}
	f->c.u += x[0];
	f->c.v += x[1];
	*moved = hypot(x[0], x[1]) + fabs(x[2] - f->c.r);
	f->c.r = x[2];
	return isfinite(*moved);
}

/* Mean luma of a ray between two shares of the radius; NaN if not seen. */
static double
luma_of(const struct ray *r, double from, double to)
{
	double sum = 0, n = 0;

	for (int i = (int)ceil(from / pace); i * pace <= to && i < SAMPLES; i++)
		if (r->luma[i] >= 0) {
			sum += r->luma[i];
			n++;
		}
	return n > 0 ? sum / n : NAN;
}

/* The greatest mean of four units on a ray, from outside the edge to twice
 * the radius of the largest iris. */
static double
most_of(const struct fit *f, const struct ray *r)
{
	double last[4] = { 0, 0, 0, 0 }, most = 0;
	int seen = 0;

	for (int i = (int)(1.1 * f->c.r); i < 2 * SYNK_EYE / 4; i++) {
		double u = f->c.u + i * r->du, v = f->c.v + i * r->dv;

		seen = synk_eye_clear(f->eye, u, v) > 0 ? seen + 1 : 0;
		last[i % 4] = synk_eye_sample(f->eye, u, v);
		if (seen >= 4)
			most = fmax(most, (last[0] + last[1] + last[2] +
			    last[3]) / 4);
	}
	return most;
}

struct half {
	double rise, weight;	/* of all rays */
	double rest, level;	/* of those that are nearly level */
};

/* What a half counts: see synk_limbus_rise(). */
static double
count(const struct half *h)
{
	double rise = h->rise / (h->weight + 6), rest = 0;

	if (h->level > 0)
		rest = fmax(0, h->rest / h->level - rise / 6);
	return rise <= 0 ? rise : fmax(-rise, rise - 2 * rest);
}

/* What is dark inside and bright outside, of either half. */
static void
set_contrast(struct synk_limbus *l, const struct fit *f,
    const double trusted[RAYS])
{
	struct half half[SYNK_SIDES] = { { 0, 0, 0, 0 } }, *h;
	double all = 0, square = 0, n, radius = f->c.r, a, b;

	for (int i = 0; i < RAYS; i++) {
		const struct ray *r = &f->rays[i];
		double outside = luma_of(r, 1.1 * radius, 1.3 * radius);
		double rise = outside -
		    luma_of(r, 0.7 * radius, 0.9 * radius);

		if (!(trusted[i] > 0) || isnan(rise))
			continue;
		h = &half[r->du > 0];
		h->weight += trusted[i];
		h->rise += trusted[i] * rise;
		if (fabs(r->dv) < 0.45) {
			h->rest += trusted[i] * (most_of(f, r) - outside);
			h->level += trusted[i];
		}
		all += trusted[i] * rise;
		square += trusted[i] * rise * rise;
	}
	for (int i = 0; i < SYNK_SIDES; i++) {
		l->contrast[i] = half[i].weight > 0 ?
		    half[i].rise / half[i].weight : 0;
		l->seen[i] = half[i].weight / (RAYS / 2);
	}
	n = half[0].weight + half[1].weight;
	all /= n;
	l->stands = all / sqrt(fmax(1e-9, square / n - all * all));
	a = count(&half[0]);
	b = count(&half[1]);
	l->clean = (a + b) / (l->contrast[0] + l->contrast[1]);
	l->score = (1.8 * fmin(a, b) + 0.2 * fmax(a, b)) *
	    synk_eye_usual(f->eye, &f->c);
}

static double
slope_at(const struct ray *r, double at)
{
	int i = (int)(at / pace);
	double t = at / pace - i;

	if (i < 0 || i + 1 >= SAMPLES)
		return 0;
	return (1 - t) * r->slope[i] + t * r->slope[i + 1];
}

/* SD of the edge's own width, units: that of the bell which the mean slope is
 * near its top, less the smoothing of the rays. */
static double
width_of(const struct fit *f, const double trusted[RAYS])
{
	double h = fmax(f->smooth, 0.08 * f->c.r), d[3] = { 0, 0, 0 }, ratio;

	for (int i = 0; i < RAYS; i++)
		for (int k = 0; trusted[i] > 0 && k < 3; k++)
			d[k] += trusted[i] * slope_at(&f->rays[i],
			    f->rays[i].edge + (k - 1) * h);
	ratio = d[1] * d[1] / (d[0] * d[2]);
	if (!(d[0] > 0 && d[2] > 0 && ratio > 1))
		return NAN;
	return sqrt(fmax(0, h * h / log(ratio) - f->smooth * f->smooth));
}

/*
 * Standard errors.  Edges of neighbouring rays err together: pixels are
 * larger than the rays' distance, and lashes and texture larger still.  So
 * their number is divided by what a first-order autoregression of the
 * residuals, or two pixels' width, says that one error spans.
 */
static void
set_errors(struct synk_limbus *l, const struct fit *f,
    const double trusted[RAYS])
{
	const double x[3] = { 0, 0, f->c.r };
	double n = 0, square = 0, e2 = 0, lag = 0, lag_n = 0, rho, many, var;

	for (int i = 0; i < RAYS; i++) {
		const struct ray *r = &f->rays[i];
		int next = (i + 1) % RAYS;

		if (!(trusted[i] > 0))
			continue;
		n += trusted[i];
		square += trusted[i] * trusted[i];
		e2 += trusted[i] * off(r, x) * off(r, x);
		if (!(trusted[next] > 0))
			continue;
		lag += trusted[i] * off(r, x) * off(&f->rays[next], x);
		lag_n += trusted[i];
	}
	rho = e2 > 0 && lag_n > 0 ? lag / lag_n / (e2 / n) : 0;
	rho = fmax(0, fmin(0.95, rho));
	many = fmax((1 + rho) / (1 - rho),
	    2 / f->eye->unit * RAYS / (2 * pi * f->c.r));
	var = e2 / n * many * square / n;
	n = n * n / square / many;	/* independent ones */
	var *= n > 4 ? n / (n - 3) : 4;
	/* What lids and texture do alike to many rays, no residual shows:
	 * drawn eyes, tests/test_iris.c. */
	var *= 1.25;
	l->sd_centre = sqrt(var * (f->inverse[0][0] + f->inverse[1][1]) / 2);
	l->sd_r = sqrt(var * f->inverse[2][2]);
}

static void
take_limbus(struct synk_limbus *l, const struct fit *f)
{
	const double x[3] = { 0, 0, f->c.r };
	double trusted[RAYS], width;

	for (int i = 0; i < RAYS; i++)
		trusted[i] = f->rays[i].weight > 0 ?
		    trust(f, &f->rays[i], x) : 0;
	l->circle = f->c;
	set_contrast(l, f, trusted);
	set_errors(l, f, trusted);
	/* Edges of a pupil and of a limbus together make a poor circle. */
	l->score /= 1 + 60 * l->sd_r / f->c.r;
	width = width_of(f, trusted);
	/* A blurred disc's slope is steepest within its edge, by variance /
	 * 2 r: the bell's times r^-1/2. */
	if (width < 0.3 * f->c.r)
		l->circle.r += width * width / (2 * f->c.r);
}

bool
synk_iris_fit(struct synk_limbus *l, const struct synk_eye *e,
    const struct synk_circle *from, int rounds)
{
	struct fit f = { .eye = e, .c = *from };
	double moved = 1;

	for (int i = 0; i < RAYS; i++) {
		/* Half a step off the axes, so that halves are alike. */
		f.rays[i].du = cos((i + 0.5) * 2 * pi / RAYS);
		f.rays[i].dv = sin((i + 0.5) * 2 * pi / RAYS);
	}
	for (int i = 0; i < rounds && moved > 0.03; i++) {
		/* Half a pixel is what the smallest eyes need. */
		f.smooth = fmin(fmax(0.07 * f.c.r, 0.5 / e->unit), 6);
		set_kernel(&f);
		if (!cast(&f, f.c.r * (i == 0 ? 0.3 : 0.2)) ||
		    !move(&f, &moved))
			return false;
		if (!(f.c.r > smallest && f.c.r < largest) ||
		    hypot(f.c.u - from->u, f.c.v - from->v) > from->r / 2)
			return false;
	}
	take_limbus(l, &f);
	return true;
}
