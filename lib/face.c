#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "synk/face.h"
#include "table.h"

/* The steadiest points of a moving face.  Nose tip, base and alae are not
 * among them: they move on smile, snarl and pucker. */
static const struct rigid {
	int site;		/* enum synk_site, or -1 */
	int side;
	int middle;
} rigid[] = {
	{ SYNK_CANTHUS_OUTER, SYNK_RIGHT, -1 },
	{ SYNK_CANTHUS_INNER, SYNK_RIGHT, -1 },
	{ SYNK_CANTHUS_INNER, SYNK_LEFT, -1 },
	{ SYNK_CANTHUS_OUTER, SYNK_LEFT, -1 },
	{ -1, 0, SYNK_NASION },
	{ -1, 0, SYNK_BRIDGE_UPPER },
	{ -1, 0, SYNK_BRIDGE_LOWER },
};

enum { RIGID = LEN(rigid), UNKNOWNS = 6, ROUNDS_MAX = 60 };

/* A point of the template and where the picture has it, y up. */
struct pair {
	double at[3];		/* template, from the rigid points' centre */
	struct synk_point seen;
	double weight;
};

/* Where the camera sees the template: p = scale * (R X)_xy / (1 - z/d) + t. */
struct pose {
	double r[3][3];
	double scale;		/* px per IED */
	double x, y;		/* px, y up */
	double distance;	/* IED */
};

struct fit {
	struct pose pose;
	struct pair pair[RIGID];
	double centre[3];	/* of the template's rigid points, IED */
	size_t count;
};

static size_t
spot_of(const struct rigid *r)
{
	return r->site < 0 ? synk_spot_middle((enum synk_middle)r->middle)
	    : synk_spot((enum synk_site)r->site, (enum synk_side)r->side);
}

static void
rotate(double out[3], const double r[3][3], const double v[3])
{
	for (size_t i = 0; i < 3; i++)
		out[i] = r[i][0] * v[0] + r[i][1] * v[1] + r[i][2] * v[2];
}

/* Collects the rigid points that are there, centred on their mean. */
static void
collect(struct fit *f, const struct synk_sites *s,
    const struct synk_template *t)
{
	f->count = 0;
	memset(f->centre, 0, sizeof f->centre);
	for (size_t i = 0; i < RIGID; i++) {
		size_t k = spot_of(&rigid[i]);
		struct pair *p = &f->pair[f->count];

		if (isnan(s->at[k].x) || isnan(s->at[k].y) ||
		    isnan(t->at[k].x))
			continue;
		*p = (struct pair){ { t->at[k].x, t->at[k].y, t->at[k].z },
		    { s->at[k].x, -s->at[k].y }, 1 };
		for (size_t c = 0; c < 3; c++)
			f->centre[c] += p->at[c];
		f->count++;
	}
	for (size_t c = 0; c < 3; c++)
		f->centre[c] /= (double)f->count;
	for (size_t i = 0; i < f->count; i++)
		for (size_t c = 0; c < 3; c++)
			f->pair[i].at[c] -= f->centre[c];
}

/* How many of the rigid points from one row to another are there. */
static size_t
present(const struct synk_sites *s, size_t from, size_t to)
{
	size_t n = 0;

	for (size_t i = from; i <= to; i++)
		n += isnan(s->at[spot_of(&rigid[i])].x) ? 0 : 1;
	return n;
}

static struct synk_point
middle_of(const struct synk_point *at, enum synk_side side)
{
	struct synk_point a = at[synk_spot(SYNK_CANTHUS_INNER, side)];
	struct synk_point b = at[synk_spot(SYNK_CANTHUS_OUTER, side)];

	return (struct synk_point){ (a.x + b.x) / 2, (a.y + b.y) / 2 };
}

/* Facing the camera, with the roll and scale that the eye centres show. */
static void
start(struct fit *f, const struct synk_sites *s)
{
	struct synk_point r = middle_of(s->at, SYNK_RIGHT);
	struct synk_point l = middle_of(s->at, SYNK_LEFT);
	double dx = l.x - r.x, dy = -(l.y - r.y), d = hypot(dx, dy);
	struct pose *p = &f->pose;

	memset(p->r, 0, sizeof p->r);
	p->r[0][0] = p->r[1][1] = dx / d;
	p->r[1][0] = dy / d;
	p->r[0][1] = -dy / d;
	p->r[2][2] = 1;
	p->scale = d;
	p->x = p->y = 0;
	for (size_t i = 0; i < f->count; i++) {
		p->x += f->pair[i].seen.x / (double)f->count;
		p->y += f->pair[i].seen.y / (double)f->count;
	}
}

/*
 * Seen minus expected place of one pair, and how the expected place changes
 * with a small turn about x, y and z, log scale, and shift.
 */
static void
linearise(double residual[2], double j[2][UNKNOWNS], const struct pose *p,
    const struct pair *pair)
{
	double v[3], u, k;

	rotate(v, p->r, pair->at);
	u = 1 / (1 - v[2] / p->distance);
	k = p->scale * u;
	residual[0] = pair->seen.x - k * v[0] - p->x;
	residual[1] = pair->seen.y - k * v[1] - p->y;
	for (size_t c = 0; c < 2; c++) {
		double nearer = k * u * v[c] / p->distance;

		j[c][0] = nearer * v[1] - (c == 1 ? k * v[2] : 0);
		j[c][1] = -nearer * v[0] + (c == 0 ? k * v[2] : 0);
		j[c][2] = c == 0 ? -k * v[1] : k * v[0];
		j[c][3] = k * v[c];
		j[c][4] = c == 0;
		j[c][5] = c == 1;
	}
}

/* Solves a * x = b for a symmetric positive a by Cholesky, in place. */
static bool
solve(double a[UNKNOWNS][UNKNOWNS], double b[UNKNOWNS])
{
	for (size_t i = 0; i < UNKNOWNS; i++) {
		for (size_t k = 0; k <= i; k++) {
			double sum = a[i][k];

			for (size_t c = 0; c < k; c++)
				sum -= a[i][c] * a[k][c];
			if (i == k && !(sum > 1e-12 * a[i][i]))
				return false;
			a[i][k] = i == k ? sqrt(sum) : sum / a[k][k];
		}
		for (size_t c = 0; c < i; c++)
			b[i] -= a[i][c] * b[c];
		b[i] /= a[i][i];
	}
	for (size_t i = UNKNOWNS; i-- > 0; ) {
		for (size_t c = i + 1; c < UNKNOWNS; c++)
			b[i] -= a[c][i] * b[c];
		b[i] /= a[i][i];
	}
	return true;
}

/* Turns r by the rotation vector w. */
static void
turn(double r[3][3], const double w[3])
{
	double angle = sqrt(w[0] * w[0] + w[1] * w[1] + w[2] * w[2]);
	double a = angle > 1e-9 ? sin(angle) / angle : 1;
	double b = angle > 1e-9 ? (1 - cos(angle)) / (angle * angle) : 0.5;
	double by[3][3] = {
		{ 1 - b * (w[1] * w[1] + w[2] * w[2]),
		  b * w[0] * w[1] - a * w[2], b * w[0] * w[2] + a * w[1] },
		{ b * w[0] * w[1] + a * w[2],
		  1 - b * (w[0] * w[0] + w[2] * w[2]),
		  b * w[1] * w[2] - a * w[0] },
		{ b * w[0] * w[2] - a * w[1], b * w[1] * w[2] + a * w[0],
		  1 - b * (w[0] * w[0] + w[1] * w[1]) },
	};
	double old[3][3];

	memcpy(old, r, sizeof old);
	for (size_t i = 0; i < 3; i++)
		for (size_t k = 0; k < 3; k++)
			r[i][k] = by[i][0] * old[0][k] + by[i][1] * old[1][k] +
			    by[i][2] * old[2][k];
}

/* One round of weighted Gauss-Newton; *step is its size in radians and IED. */
static bool
improve(struct fit *f, double *step)
{
	double a[UNKNOWNS][UNKNOWNS] = { { 0 } }, b[UNKNOWNS] = { 0 };
	struct pose *p = &f->pose;

	for (size_t n = 0; n < f->count; n++) {
		double residual[2], j[2][UNKNOWNS];

		linearise(residual, j, p, &f->pair[n]);
		for (size_t i = 0; i < UNKNOWNS; i++) {
			for (size_t k = 0; k <= i; k++)
				a[i][k] += f->pair[n].weight *
				    (j[0][i] * j[0][k] + j[1][i] * j[1][k]);
			b[i] += f->pair[n].weight *
			    (j[0][i] * residual[0] + j[1][i] * residual[1]);
		}
	}
	if (!solve(a, b))
		return false;
	turn(p->r, b);
	p->scale *= exp(b[3]);
	p->x += b[4];
	p->y += b[5];
	*step = fabs(b[0]) + fabs(b[1]) + fabs(b[2]) + fabs(b[3]) +
	    (fabs(b[4]) + fabs(b[5])) / p->scale;
	return isfinite(*step) && p->scale > 0;
}

/* Squared distance of a pair from where it is expected, IED. */
static double
miss(const struct fit *f, size_t n)
{
	double residual[2], j[2][UNKNOWNS];

	linearise(residual, j, &f->pose, &f->pair[n]);
	return (residual[0] * residual[0] + residual[1] * residual[1]) /
	    (f->pose.scale * f->pose.scale);
}

/* Cauchy weights: a point off by c counts half, and a smooth function of it. */
static void
reweigh(struct fit *f, double c)
{
	for (size_t n = 0; n < f->count; n++)
		f->pair[n].weight = 1 / (1 + miss(f, n) / (c * c));
}

static bool
converge(struct fit *f, const struct synk_template *t,
    const struct synk_norms *norms, struct synk_error *err)
{
	double step = DBL_MAX, c = norms->at[SYNK_NORM_FIT_SCALE] / 100;

	for (size_t i = 0; i < ROUNDS_MAX && step > 1e-11; i++) {
		if (t->personal && i > 0)
			reweigh(f, c);
		if (!improve(f, &step))
			return synk_fail(err, SYNK_BAD_INPUT,
			    "the pose cannot be found: canthi and nasal bridge"
			    " are not those of a face");
	}
	return true;
}

/* The place on the template, at its depth there, that is seen at p. */
static struct synk_point
frontal(const struct fit *f, struct synk_point p, double z)
{
	const double (*r)[3] = f->pose.r;
	double s = f->pose.scale, d = f->pose.distance;
	double qx = p.x - f->pose.x, qy = p.y - f->pose.y;
	double depth = 1 - r[2][2] * z / d;
	double a = s * r[0][0] + qx * r[2][0] / d;
	double b = s * r[0][1] + qx * r[2][1] / d;
	double c = s * r[1][0] + qy * r[2][0] / d;
	double e = s * r[1][1] + qy * r[2][1] / d;
	double u = qx * depth - s * r[0][2] * z;
	double v = qy * depth - s * r[1][2] * z;
	double det = a * e - b * c;

	return (struct synk_point){ (u * e - b * v) / det + f->centre[0],
	    (a * v - u * c) / det + f->centre[1] };
}

static void
turn_to_front(struct synk_face *face, const struct fit *f,
    const struct synk_sites *s, const struct synk_template *t)
{
	for (size_t i = 0; i < SYNK_SPOTS; i++) {
		struct synk_point seen = { s->at[i].x, -s->at[i].y };

		face->at[i] = frontal(f, seen, t->at[i].z - f->centre[2]);
	}
}

/* The frame of a face seen for the first time: IED 1, eye line at y = 0. */
static void
settle(struct synk_face *face)
{
	struct synk_point r = middle_of(face->at, SYNK_RIGHT);
	struct synk_point l = middle_of(face->at, SYNK_LEFT);
	double ied = hypot(l.x - r.x, l.y - r.y), y = (l.y + r.y) / 2;

	for (size_t i = 0; i < SYNK_SPOTS; i++) {
		face->at[i].x /= ied;
		face->at[i].y = (face->at[i].y - y) / ied;
	}
	face->ied_px *= ied;
}

/*
 * Emotrics' frame: the middle between the pupils, their line level.  Only the
 * unit differs, the distance between eye centres as they are in the picture.
 */
static bool
level_pupils(struct synk_face *face, const struct synk_sites *s,
    struct synk_error *err)
{
	struct synk_point r = s->at[synk_spot(SYNK_PUPIL, SYNK_RIGHT)];
	struct synk_point l = s->at[synk_spot(SYNK_PUPIL, SYNK_LEFT)];
	struct synk_point er = middle_of(s->at, SYNK_RIGHT);
	struct synk_point el = middle_of(s->at, SYNK_LEFT);
	double ied = hypot(el.x - er.x, el.y - er.y);
	double length = hypot(l.x - r.x, l.y - r.y);
	double c = (l.x - r.x) / length, n = (l.y - r.y) / length;

	if (!(length > 0))
		return synk_fail(err, SYNK_BAD_INPUT, "the pupil line needs"
		    " both pupils, and the file does not give them");
	for (size_t i = 0; i < SYNK_SPOTS; i++) {
		double x = s->at[i].x - (r.x + l.x) / 2;
		double y = s->at[i].y - (r.y + l.y) / 2;

		face->at[i].x = (c * x + n * y) / ied;
		face->at[i].y = (n * x - c * y) / ied;
	}
	face->ied_px = ied;
	return true;
}

/* On the subject's right side x is to grow laterally too. */
static void
fold(struct synk_face *face)
{
	for (size_t i = SYNK_RIGHT; i < synk_spot_middle(0); i += SYNK_SIDES)
		face->at[i].x = -face->at[i].x;
}

static void
describe(struct synk_face *face, const struct fit *f)
{
	const double (*r)[3] = f->pose.r;
	const double degrees = 180 / acos(-1);
	double sum = 0;

	for (size_t n = 0; n < f->count; n++)
		sum += miss(f, n);
	face->residual = sqrt(sum / (double)f->count);
	face->yaw = atan2(-r[2][0], r[2][2]) * degrees;
	face->pitch = asin(fmax(-1, fmin(1, r[2][1]))) * degrees;
	face->roll = atan2(-r[0][1], r[1][1]) * degrees;
	face->ied_px = f->pose.scale;
}

/*
 * Diameters of the irises.  An eye that looks at the camera shows its iris in
 * full however the head is turned, so they are taken from the picture and not
 * from the frontal face.
 */
static void
measure_irises(struct synk_face *face, const struct synk_sites *s)
{
	for (int side = 0; side < SYNK_SIDES; side++) {
		enum synk_side k = (enum synk_side)side;
		struct synk_point a = s->at[synk_spot(SYNK_IRIS_MEDIAL, k)];
		struct synk_point b = s->at[synk_spot(SYNK_IRIS_LATERAL, k)];

		face->iris[k] = hypot(a.x - b.x, a.y - b.y) / face->ied_px;
	}
}

bool
synk_face_from(struct synk_face *face, const struct synk_sites *s,
    const struct synk_template *t, enum synk_axis axis,
    const struct synk_norms *norms, struct synk_error *err)
{
	struct fit f;
	struct synk_face out;

	if (present(s, 0, 1) < 2 || present(s, 2, 3) < 2 ||
	    present(s, 4, 6) < 2)
		return synk_fail(err, SYNK_BAD_INPUT, "the pose needs both"
		    " canthi of each eye and two points of the nasal bridge");
	collect(&f, s, t);
	f.pose.distance = norms->at[SYNK_NORM_CAMERA_MM] /
	    norms->at[SYNK_NORM_IED_MM];
	start(&f, s);
	if (!(f.pose.scale > 0))
		return synk_fail(err, SYNK_BAD_INPUT,
		    "both eyes are in one place");
	if (!converge(&f, t, norms, err))
		return false;
	describe(&out, &f);
	turn_to_front(&out, &f, s, t);
	if (!t->personal)
		settle(&out);
	if (axis == SYNK_AXIS_PUPILS && !level_pupils(&out, s, err))
		return false;
	measure_irises(&out, s);
	fold(&out);
	*face = out;
	return true;
}

static int
ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double
synk_median(double *v, size_t n)
{
	size_t k = 0;

	for (size_t i = 0; i < n; i++)
		if (!isnan(v[i]))
			v[k++] = v[i];
	if (k == 0)
		return NAN;
	qsort(v, k, sizeof *v, ascending);
	return k % 2 ? v[k / 2] : (v[k / 2 - 1] + v[k / 2]) / 2;
}

bool
synk_face_median(struct synk_face *face, const struct synk_face *of, size_t n,
    struct synk_error *err)
{
	enum { NUMBERS = sizeof *face / sizeof(double) };
	double *v = malloc(n * sizeof *v), out[NUMBERS];

	if (!v)
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	for (size_t k = 0; k < NUMBERS; k++) {
		for (size_t i = 0; i < n; i++)
			memcpy(&v[i], (const char *)&of[i] + k * sizeof *v,
			    sizeof *v);
		out[k] = synk_median(v, n);
	}
	memcpy(face, out, sizeof *face);
	free(v);
	return true;
}
