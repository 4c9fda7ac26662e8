#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "synk/face.h"
#include "table.h"

/*
 * The steadiest points of a moving face.  Nose tip, base and alae are not
 * among them: they move on smile, snarl and pucker.  Outer canthi have the
 * longest levers and wander most, on closure above all.
 */
static const struct rigid {
	int site;		/* enum synk_site, or -1 */
	int side;
	int middle;
	enum synk_norm sd;	/* how far it wanders */
} rigid[] = {
	{ SYNK_CANTHUS_OUTER, SYNK_RIGHT, -1, SYNK_NORM_FIT_OUTER },
	{ SYNK_CANTHUS_OUTER, SYNK_LEFT, -1, SYNK_NORM_FIT_OUTER },
	{ SYNK_CANTHUS_INNER, SYNK_RIGHT, -1, SYNK_NORM_FIT_INNER },
	{ SYNK_CANTHUS_INNER, SYNK_LEFT, -1, SYNK_NORM_FIT_INNER },
	{ -1, 0, SYNK_NASION, SYNK_NORM_FIT_BRIDGE },
	{ -1, 0, SYNK_BRIDGE_UPPER, SYNK_NORM_FIT_BRIDGE },
	{ -1, 0, SYNK_BRIDGE_LOWER, SYNK_NORM_FIT_BRIDGE },
};

enum { RIGID = LEN(rigid), PAIRED = 4, UNKNOWNS = SYNK_POSE_UNKNOWNS,
    ROUNDS_MAX = 60 };
_Static_assert((int)RIGID == (int)SYNK_RIGID, "the table has another size");

/* px, far below any face and far above where numbers lose digits. */
#define EYES_APART	1e-6

/* A point of the template and where the picture has it, y up. */
struct pair {
	double at[3];		/* template, from the rigid points' centre */
	struct synk_point seen;
	double sd;			/* IED */
};

struct fit {
	struct synk_pose pose;
	double distance;	/* of the camera, IED */
	struct pair pair[RIGID];
	double centre[3];	/* of the template's rigid points, IED */
	size_t count;
};

/* Right and left are added first, so that a mirror changes no bit of it. */
static double
sum(const double *v, size_t n)
{
	double s = (v[0] + v[1]) + (v[2] + v[3]);

	for (size_t i = PAIRED; i < n; i++)
		s += v[i];
	return s;
}

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
    const struct synk_template *t, const struct synk_norms *norms)
{
	double v[3][RIGID];

	f->distance = norms->at[SYNK_NORM_CAMERA_MM] /
	    norms->at[SYNK_NORM_IED_MM];
	f->count = 0;
	for (size_t i = 0; i < RIGID; i++) {
		size_t k = spot_of(&rigid[i]);
		struct pair *p = &f->pair[f->count];

		if (isnan(s->at[k].x) || isnan(s->at[k].y) ||
		    isnan(t->at[k].x))
			continue;
		*p = (struct pair){ { t->at[k].x, t->at[k].y, t->at[k].z },
		    { s->at[k].x, -s->at[k].y },
		    norms->at[rigid[i].sd] * 0.01 };
		for (size_t c = 0; c < 3; c++)
			v[c][f->count] = p->at[c];
		f->count++;
	}
	for (size_t c = 0; c < 3; c++)
		f->centre[c] = sum(v[c], f->count) / (double)f->count;
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
	struct synk_pose *p = &f->pose;
	double x[RIGID] = { 0 }, y[RIGID] = { 0 };

	memset(p->r, 0, sizeof p->r);
	p->r[0][0] = p->r[1][1] = dx / d;
	p->r[1][0] = dy / d;
	p->r[0][1] = -dy / d;
	p->r[2][2] = 1;
	p->scale = d;
	for (size_t i = 0; i < f->count; i++) {
		x[i] = f->pair[i].seen.x;
		y[i] = f->pair[i].seen.y;
	}
	p->x = sum(x, f->count) / (double)f->count;
	p->y = sum(y, f->count) / (double)f->count;
}

/* Seen minus expected place of one pair; v is the pair turned as the head is,
 * and what perspective enlarges it by is returned. */
static double
miss_at(double residual[2], double v[3], const struct fit *f,
    const struct pair *pair)
{
	const struct synk_pose *p = &f->pose;
	double u;

	rotate(v, p->r, pair->at);
	u = f->distance / (f->distance - v[2]);
	residual[0] = pair->seen.x - p->scale * u * v[0] - p->x;
	residual[1] = pair->seen.y - p->scale * u * v[1] - p->y;
	return u;
}

static void
miss_of(double residual[2], const struct fit *f, const struct pair *pair)
{
	double v[3];

	miss_at(residual, v, f, pair);
}

/* The same, and how the expected place changes with a small turn about x, y
 * and z, log scale, and shift. */
static void
linearise(double residual[2], double j[2][UNKNOWNS], const struct fit *f,
    const struct pair *pair)
{
	double v[3], u = miss_at(residual, v, f, pair);
	double k = f->pose.scale * u;

	for (size_t c = 0; c < 2; c++) {
		double nearer = k * u * v[c] / f->distance;

		j[c][0] = nearer * v[1] - (c == 1 ? k * v[2] : 0);
		j[c][1] = -nearer * v[0] + (c == 0 ? k * v[2] : 0);
		j[c][2] = c == 0 ? -k * v[1] : k * v[0];
		j[c][3] = k * v[c];
		j[c][4] = c == 0;
		j[c][5] = c == 1;
	}
}

/* Cholesky's factor of a symmetric positive matrix, in place; its diagonal
 * inverted, since that is all it is for. */
static bool
factorise(double a[UNKNOWNS][UNKNOWNS])
{
	for (size_t i = 0; i < UNKNOWNS; i++)
		for (size_t k = 0; k <= i; k++) {
			double rest = a[i][k];

			for (size_t c = 0; c < k; c++)
				rest -= a[i][c] * a[k][c];
			if (i == k && !(rest > 1e-12 * a[i][i]))
				return false;
			a[i][k] = i == k ? 1 / sqrt(rest) : rest * a[k][k];
		}
	return true;
}

/* Solves a * x = b with that factor; b becomes x. */
static void
substitute(const double (*a)[UNKNOWNS], double b[UNKNOWNS])
{
	for (size_t i = 0; i < UNKNOWNS; i++) {
		for (size_t c = 0; c < i; c++)
			b[i] -= a[i][c] * b[c];
		b[i] *= a[i][i];
	}
	for (size_t i = UNKNOWNS; i-- > 0; ) {
		for (size_t c = i + 1; c < UNKNOWNS; c++)
			b[i] -= a[c][i] * b[c];
		b[i] *= a[i][i];
	}
}

/* sin x / x and (1 - cos x) / x^2 of a squared x; of a small one, as most steps
 * are, by their series, whose next term is at most 2e-16. */
static double
sine_over(double square)
{
	return square < 1e-4 ? 1 - square / 6 * (1 - square / 20)
	    : sin(sqrt(square)) / sqrt(square);
}

static double
versine_over(double square)
{
	return square < 1e-4 ? .5 - square / 24 * (1 - square / 30)
	    : (1 - cos(sqrt(square))) / square;
}

/* Turns r by the rotation vector w. */
static void
turn(double r[3][3], const double w[3])
{
	double square = w[0] * w[0] + w[1] * w[1] + w[2] * w[2];
	double a = sine_over(square), b = versine_over(square);
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

/*
 * The weight of a pair: by how far it wanders and, if c is finite, by
 * Cauchy's rule for outliers, where what is off by c of that counts half.  It
 * changes smoothly with the points, so that what is measured does too.
 */
static double
weight_of(const struct pair *p, const double residual[2], double scale,
    double c)
{
	double off = residual[0] * residual[0] + residual[1] * residual[1];

	return 1 / (p->sd * p->sd + off / (scale * scale * c * c));
}

/* Normal equations, lower half. */
static void
assemble(double a[UNKNOWNS][UNKNOWNS], double b[UNKNOWNS],
    const struct fit *f, double c)
{
	double r[RIGID][2], j[RIGID][2][UNKNOWNS], w[RIGID], v[RIGID];

	for (size_t n = 0; n < f->count; n++) {
		linearise(r[n], j[n], f, &f->pair[n]);
		w[n] = weight_of(&f->pair[n], r[n], f->pose.scale, c);
	}
	for (size_t i = 0; i < UNKNOWNS; i++) {
		for (size_t k = 0; k <= i; k++) {
			for (size_t n = 0; n < f->count; n++)
				v[n] = w[n] * (j[n][0][i] * j[n][0][k] +
				    j[n][1][i] * j[n][1][k]);
			a[i][k] = sum(v, f->count);
		}
		for (size_t n = 0; n < f->count; n++)
			v[n] = w[n] * (j[n][0][i] * r[n][0] +
			    j[n][1][i] * r[n][1]);
		b[i] = sum(v, f->count);
	}
}

/* One round of Gauss-Newton; *step is its size in radians and IED. */
static bool
improve(struct fit *f, double c, double *step)
{
	double a[UNKNOWNS][UNKNOWNS], b[UNKNOWNS];
	struct synk_pose *p = &f->pose;

	assemble(a, b, f, c);
	if (!factorise(a))
		return false;
	substitute((const double (*)[UNKNOWNS])a, b);
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
	double residual[2];

	miss_of(residual, f, &f->pair[n]);
	return (residual[0] * residual[0] + residual[1] * residual[1]) /
	    (f->pose.scale * f->pose.scale);
}

/*
 * The first rounds are not robust: far from the pose, all points are off.
 * Those that are do not go on to the end, which costs many rounds and gains
 * nothing: a few steps from a good start are as efficient an estimate, and as
 * smooth a function of the points.
 * Source: Bickel PJ.  One-step Huber estimates in the linear model.  J Am Stat
 * Assoc 1975;70:428-434.
 */
static bool
converge(struct fit *f, const struct synk_template *t,
    const struct synk_norms *norms, struct synk_error *err)
{
	enum { PLAIN = 3, ROBUST = 5 };
	size_t most = t->personal ? PLAIN + ROBUST : ROUNDS_MAX;
	double step = DBL_MAX, c = norms->at[SYNK_NORM_FIT_OUTLIER];

	for (size_t i = 0; i < most && step > 1e-7; i++) {
		bool robust = t->personal && i >= PLAIN;

		if (!improve(f, robust ? c : INFINITY, &step))
			return synk_fail(err, SYNK_BAD_INPUT,
			    "the pose cannot be found: canthi and nasal bridge"
			    " are not those of a face");
		if (t->personal && !robust)
			step = DBL_MAX;
	}
	return true;
}

/* A pose as the places of all spots need it: its rows times the scale, and the
 * row of depths over the camera's distance. */
struct front {
	double row[2][3], depth[3];
	struct synk_point shift, centre;
	double z;
};

static struct front
front_of(const struct fit *f)
{
	const struct synk_pose *p = &f->pose;
	struct front k = { .shift = { p->x, p->y },
	    .centre = { f->centre[0], f->centre[1] }, .z = f->centre[2] };

	for (size_t c = 0; c < 3; c++) {
		k.row[0][c] = p->scale * p->r[0][c];
		k.row[1][c] = p->scale * p->r[1][c];
		k.depth[c] = p->r[2][c] / f->distance;
	}
	return k;
}

/* The place on the template, at its depth there, that is seen at p. */
static struct synk_point
frontal(const struct front *k, struct synk_point p, double z)
{
	double qx = p.x - k->shift.x, qy = p.y - k->shift.y;
	double depth = 1 - k->depth[2] * z;
	double a = k->row[0][0] + qx * k->depth[0];
	double b = k->row[0][1] + qx * k->depth[1];
	double c = k->row[1][0] + qy * k->depth[0];
	double e = k->row[1][1] + qy * k->depth[1];
	double u = qx * depth - k->row[0][2] * z;
	double v = qy * depth - k->row[1][2] * z;
	double inverse = 1 / (a * e - b * c);

	return (struct synk_point){ (u * e - b * v) * inverse + k->centre.x,
	    (a * v - u * c) * inverse + k->centre.y };
}

static void
turn_to_front(struct synk_face *face, const struct fit *f,
    const struct synk_sites *s, const struct synk_template *t)
{
	const struct front k = front_of(f);

	for (size_t i = 0; i < SYNK_SPOTS; i++) {
		struct synk_point seen = { s->at[i].x, -s->at[i].y };

		face->at[i] = frontal(&k, seen, t->at[i].z - k.z);
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
	double v[RIGID] = { 0 }, eyes;

	for (size_t n = 0; n < f->count; n++)
		v[n] = miss(f, n);
	face->residual = sqrt(sum(v, f->count) / (double)f->count);
	face->yaw = atan2(-r[2][0], r[2][2]) * degrees;
	face->pitch = asin(fmax(-1, fmin(1, r[2][1]))) * degrees;
	face->roll = atan2(-r[0][1], r[1][1]) * degrees;
	/* The pose's scale is that at the rigid points' centre, which is
	 * nearer to the camera than the eyes. */
	eyes = -(r[2][0] * f->centre[0] + r[2][1] * f->centre[1] +
	    r[2][2] * f->centre[2]);
	face->ied_px = f->pose.scale / (1 - eyes / f->distance);
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

/* The sites as the fitted pose shows them. */
static bool
see_front(struct synk_face *face, const struct fit *f,
    const struct synk_sites *s, const struct synk_template *t,
    enum synk_axis axis, struct synk_error *err)
{
	turn_to_front(face, f, s, t);
	if (!t->personal)
		settle(face);
	if (axis == SYNK_AXIS_PUPILS && !level_pupils(face, s, err))
		return false;
	fold(face);
	return true;
}

/* All of a face. */
static bool
read_face(struct synk_face *face, const struct fit *f,
    const struct synk_sites *s, const struct synk_template *t,
    enum synk_axis axis, struct synk_error *err)
{
	describe(face, f);
	if (!see_front(face, f, s, t, axis, err))
		return false;
	measure_irises(face, s);
	return true;
}

bool
synk_face_from(struct synk_face *face, struct synk_pose *pose,
    const struct synk_sites *s, const struct synk_template *t,
    enum synk_axis axis, const struct synk_norms *norms,
    struct synk_error *err)
{
	struct fit f;
	struct synk_face out;

	if (present(s, 0, PAIRED - 1) < PAIRED || present(s, PAIRED,
	    RIGID - 1) < 2)
		return synk_fail(err, SYNK_BAD_INPUT, "the pose needs both"
		    " canthi of each eye and two points of the nasal bridge");
	collect(&f, s, t, norms);
	start(&f, s);
	if (!(f.pose.scale >= EYES_APART))
		return synk_fail(err, SYNK_BAD_INPUT,
		    "both eyes are in one place");
	if (!converge(&f, t, norms, err) || !read_face(&out, &f, s, t, axis,
	    err))
		return false;
	*face = out;
	if (pose)
		*pose = f.pose;
	return true;
}

bool
synk_steady_from(struct synk_steady *st, const struct synk_sites *s,
    const struct synk_template *t, const struct synk_norms *norms,
    const struct synk_pose *pose)
{
	double a[UNKNOWNS][UNKNOWNS], b[UNKNOWNS], r[2];
	double c = t->personal ? norms->at[SYNK_NORM_FIT_OUTLIER] : INFINITY;
	struct fit f;

	collect(&f, s, t, norms);
	f.pose = *pose;
	assemble(a, b, &f, c);
	if (!factorise(a))
		return false;
	st->pose = *pose;
	memcpy(st->a, a, sizeof st->a);
	for (size_t n = 0; n < f.count; n++)
		linearise(r, st->j[n], &f, &f.pair[n]);
	return true;
}

/* One round with the steady slopes: only what is seen is new. */
static bool
follow(struct fit *f, double c, const struct synk_steady *st)
{
	double b[UNKNOWNS] = { 0 };
	struct synk_pose *p = &f->pose;

	for (size_t n = 0; n < f->count; n++) {
		double r[2], w;

		miss_of(r, f, &f->pair[n]);
		w = weight_of(&f->pair[n], r, p->scale, c);
		for (size_t i = 0; i < UNKNOWNS; i++)
			b[i] += w * (st->j[n][0][i] * r[0] +
			    st->j[n][1][i] * r[1]);
	}
	substitute(st->a, b);
	turn(p->r, b);
	p->scale *= exp(b[3]);
	p->x += b[4];
	p->y += b[5];
	return isfinite(p->scale + p->x + p->y) && p->scale > 0;
}

bool
synk_face_near(struct synk_face *face, const struct synk_sites *s,
    const struct synk_template *t, enum synk_axis axis,
    const struct synk_norms *norms, const struct synk_steady *st)
{
	enum { ROUNDS = 2 };
	double c = t->personal ? norms->at[SYNK_NORM_FIT_OUTLIER] : INFINITY;
	struct synk_error unused;
	struct fit f;

	collect(&f, s, t, norms);
	f.pose = st->pose;
	for (size_t i = 0; i < ROUNDS; i++)
		if (!follow(&f, c, st))
			return false;
	face->ied_px = 1;
	return see_front(face, &f, s, t, axis, &unused);
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

static bool
has_both(const struct synk_face *f, size_t right)
{
	return !isnan(f->at[right].x) && !isnan(f->at[right + 1].x);
}

/* Leaves a site's one side out wherever others have both. */
static void
pair_up(struct synk_face *of, size_t n)
{
	for (size_t k = 0; k < synk_spot_middle(0); k += SYNK_SIDES) {
		size_t both = 0;

		for (size_t i = 0; i < n; i++)
			both += has_both(&of[i], k) ? 1 : 0;
		for (size_t i = 0; i < n && both; i++)
			if (!has_both(&of[i], k))
				of[i].at[k] = of[i].at[k + 1] =
				    (struct synk_point){ NAN, NAN };
	}
}

bool
synk_face_median(struct synk_face *face, struct synk_face *of, size_t n,
    struct synk_error *err)
{
	enum { NUMBERS = sizeof *face / sizeof(double) };
	double *v = malloc(n * sizeof *v), out[NUMBERS];

	if (!v)
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	pair_up(of, n);
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
