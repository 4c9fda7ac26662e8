/*
 * MediaPipe's canonical face in three dimensions, what muscles do to it, and
 * the landmarks that a camera gives of it.
 *
 * cm; x to the subject's left, y up, z towards the camera.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "schemes.h"
#include "synk/exam.h"

struct vertex {
	double x, y, z;
};

static const struct vertex canonical[] = {
#include "canonical.inc"
};

/* Height, depth and distance of its eye centres. */
static const double canonical_y = 2.624618, canonical_z = 3.465663;
static const double canonical_ied = 6.302291;

struct solid {
	struct vertex at[SYNK_MARKS_MAX];
};

static inline struct solid
solid_canonical(void)
{
	struct solid s;

	memcpy(s.at, canonical, sizeof canonical);
	return s;
}

/* NaN is near NaN only. */
static inline bool
is_near(double got, double want, double within)
{
	return isnan(want) ? isnan(got) : fabs(got - want) <= within;
}

/* The vertices that a spot is the mean of; how many. */
static inline size_t
spot_vertices(size_t v[2], size_t spot)
{
	char text[16], *end;

	synk_spot_points(text, SYNK_MEDIAPIPE478, spot);
	v[0] = strtoul(text, &end, 10);
	if (*end != ',')
		return 1;
	v[1] = strtoul(end + 1, NULL, 10);
	return 2;
}

static inline void
shift_spot(struct solid *s, size_t spot, double x, double y, double z)
{
	size_t v[2], n = spot_vertices(v, spot);

	for (size_t i = 0; i < n; i++) {
		s->at[v[i]].x += x;
		s->at[v[i]].y += y;
		s->at[v[i]].z += z;
	}
}

/* x is lateral on either side. */
static inline void
shift_site(struct solid *s, enum synk_site site, enum synk_side side, double x,
    double y, double z)
{
	shift_spot(s, synk_spot(site, side), side == SYNK_LEFT ? x : -x, y, z);
}

static inline void
shift_middle(struct solid *s, enum synk_middle middle, double x, double y)
{
	shift_spot(s, synk_spot_middle(middle), x, y, 0);
}

/* What one side does. */
struct effort {
	double lift;	/* brow up, cm */
	double narrow;	/* share of the fissure that is lost; 1: shut */
	double smile;	/* corner of the mouth, cm, 35 degrees above level */
	double back;	/* the same corner away from the camera, cm */
	double snarl;	/* wing of the nose and upper lip up, cm */
	double pucker;	/* corner of the mouth to the middle, cm */
	double lower;	/* lower lip down, cm */
};

enum { EFFORTS = sizeof(struct effort) / sizeof(double) };

/* How a site follows 1 cm of an effort; member is its place in the struct. */
static const struct follower {
	size_t member;
	enum synk_site site;
	double x, y, z;
} followers[] = {
	{ 0, SYNK_BROW_MEDIAL, 0, 1, 0 },
	{ 0, SYNK_BROW_MEDIAL_MID, 0, 1, 0 },
	{ 0, SYNK_BROW_MID, 0, 1, 0 },
	{ 0, SYNK_BROW_LATERAL_MID, 0, 1, 0 },
	{ 0, SYNK_BROW_LATERAL, 0, 1, 0 },
	{ 2, SYNK_COMMISSURE, 0.819152, 0.573576, 0 },
	{ 2, SYNK_COMMISSURE_INNER, 0.8, 0.55, 0 },
	{ 2, SYNK_LIP_UPPER_LATERAL, 0.45, 0.35, 0 },
	{ 2, SYNK_LIP_UPPER_PEAK, 0.1, 0.15, 0 },
	{ 2, SYNK_LIP_UPPER_INNER, 0.1, 0.1, 0 },
	{ 2, SYNK_LIP_LOWER_LATERAL, 0.5, 0.3, 0 },
	{ 2, SYNK_LIP_LOWER_PARAMEDIAN, 0.1, -0.05, 0 },
	{ 2, SYNK_LIP_LOWER_INNER, 0.1, -0.25, 0 },
	{ 2, SYNK_ALA, 0.1, 0.05, 0 },
	{ 3, SYNK_COMMISSURE, 0, 0, -1 },
	{ 3, SYNK_COMMISSURE_INNER, 0, 0, -1 },
	{ 3, SYNK_LIP_UPPER_LATERAL, 0, 0, -0.5 },
	{ 3, SYNK_LIP_LOWER_LATERAL, 0, 0, -0.5 },
	{ 4, SYNK_ALA, 0, 1, 0 },
	{ 4, SYNK_LIP_UPPER_PEAK, 0, 1, 0 },
	{ 4, SYNK_LIP_UPPER_LATERAL, 0, 0.7, 0 },
	{ 5, SYNK_COMMISSURE, -1, 0, 0 },
	{ 5, SYNK_COMMISSURE_INNER, -0.9, 0, 0 },
	{ 5, SYNK_LIP_UPPER_LATERAL, -0.4, 0, 0 },
	{ 5, SYNK_LIP_LOWER_LATERAL, -0.5, 0, 0 },
	{ 6, SYNK_LIP_LOWER_PARAMEDIAN, 0, -1, 0 },
	{ 6, SYNK_LIP_LOWER_LATERAL, 0, -0.6, 0 },
	{ 6, SYNK_LIP_LOWER_INNER, 0, -0.9, 0 },
};

/* Upper and lower lid come together by a share of what is between them. */
static inline void
narrow_eye(struct solid *s, enum synk_side side, double share)
{
	static const enum synk_site lids[][2] = {
		{ SYNK_LID_UPPER_MEDIAL, SYNK_LID_LOWER_MEDIAL },
		{ SYNK_LID_UPPER_MID, SYNK_LID_LOWER_MID },
		{ SYNK_LID_UPPER_LATERAL, SYNK_LID_LOWER_LATERAL },
	};

	for (size_t i = 0; i < 3; i++) {
		size_t u[2], l[2];
		struct vertex *a, *b, d;

		spot_vertices(u, synk_spot(lids[i][0], side));
		spot_vertices(l, synk_spot(lids[i][1], side));
		a = &s->at[u[0]];
		b = &s->at[l[0]];
		d = (struct vertex){ share * (b->x - a->x),
		    share * (b->y - a->y), share * (b->z - a->z) };
		*a = (struct vertex){ a->x + 0.75 * d.x, a->y + 0.75 * d.y,
		    a->z + 0.75 * d.z };
		*b = (struct vertex){ b->x - 0.25 * d.x, b->y - 0.25 * d.y,
		    b->z - 0.25 * d.z };
	}
}

static inline void
solid_do(struct solid *s, enum synk_side side, const struct effort *effort)
{
	double by[EFFORTS];

	memcpy(by, effort, sizeof by);
	for (size_t i = 0; i < sizeof followers / sizeof *followers; i++) {
		const struct follower *f = &followers[i];
		double cm = by[f->member];

		shift_site(s, f->site, side, cm * f->x, cm * f->y, cm * f->z);
	}
	narrow_eye(s, side, effort->narrow);
}

struct camera {
	double yaw, pitch, roll;	/* of the head; degrees, as in face.h */
	double mm;			/* to the eyes; 0: infinitely far */
	double px_per_cm;		/* at the eyes */
	struct synk_point centre;	/* px; the middle of the eyes */
	struct synk_point off;		/* cm; of that middle from the axis */
};

/* 600 px of IED at 1 m. */
static const struct camera camera_usual = { 0, 0, 0, 1000, 95.2,
    { 1200, 1200 }, { 0, 0 } };

static inline void
turn_pair(double *a, double *b, double degrees)
{
	double c = cos(degrees * acos(-1) / 180);
	double s = sin(degrees * acos(-1) / 180);
	double x = *a;

	*a = c * x - s * *b;
	*b = s * x + c * *b;
}

/* The head turns about the middle of the eyes: yaw, pitch, roll, Rz Rx Ry. */
static inline struct synk_point
see(const struct camera *c, struct vertex v)
{
	double k = 1;

	v.y -= canonical_y;
	v.z -= canonical_z;
	turn_pair(&v.z, &v.x, c->yaw);
	turn_pair(&v.y, &v.z, c->pitch);
	turn_pair(&v.x, &v.y, c->roll);
	if (c->mm > 0)
		k = 1 / (1 - 10 * v.z / c->mm);
	return (struct synk_point){
	    c->centre.x + c->px_per_cm * (k * (v.x + c->off.x) - c->off.x),
	    c->centre.y - c->px_per_cm * (k * (v.y + c->off.y) - c->off.y) };
}

static inline bool
is_mesh(enum synk_scheme scheme)
{
	return scheme == SYNK_MEDIAPIPE468 || scheme == SYNK_MEDIAPIPE478;
}

/* The two vertices that a point is the mean of; false if it is none. */
static inline bool
point_vertices(size_t v[2], enum synk_scheme scheme, size_t point)
{
	const short *of = scheme_points[scheme].of_ibug;

	v[0] = v[1] = point;
	if (is_mesh(scheme))
		return true;
	for (size_t i = 0; scheme_points[scheme].own[i].point; i++)
		if (scheme_points[scheme].own[i].point == point) {
			v[0] = v[1] = scheme_points[scheme].own[i].vertex;
			return true;
		}
	for (size_t i = 0; i < 68; i++)
		if ((of ? (size_t)of[i] : i) == point) {
			v[0] = (size_t)ibug_vertices[i][0];
			v[1] = (size_t)ibug_vertices[i][1];
			return true;
		}
	return false;
}

/* What no site needs, and the mesh has not, is missing. */
static inline void
marks_of(struct synk_marks *m, const struct solid *s, const struct camera *c,
    enum synk_scheme scheme)
{
	synk_marks_init(m);
	m->scheme = scheme;
	m->count = synk_scheme_count(scheme);
	for (size_t i = 0; i < m->count; i++) {
		struct synk_point a, b;
		size_t v[2];

		if (!point_vertices(v, scheme, i))
			continue;
		a = see(c, s->at[v[0]]);
		b = see(c, s->at[v[1]]);
		m->at[i] = (struct synk_point){ (a.x + b.x) / 2,
		    (a.y + b.y) / 2 };
	}
}

/* The vertex of which i is the exact mirror image. */
static inline size_t
mesh_partner(size_t i)
{
	const struct vertex *v = &canonical[i];
	size_t k = 0;

	while (canonical[k].x != -v->x || canonical[k].y != v->y ||
	    canonical[k].z != v->z)
		k++;
	return k;
}

/*
 * OpenPose's pupils are 68 and 69, Emotrics' folds 68 to 71 on the right and 72
 * to 75 on the left.
 */
static inline size_t
point_partner(enum synk_scheme scheme, size_t i)
{
	if (is_mesh(scheme))
		return mesh_partner(i);
	if (scheme == SYNK_OPENPOSE70 && i >= 68)
		return i ^ 1;
	if (scheme == SYNK_EMOTRICS76 && i >= 68)
		return i < 72 ? i + 4 : i - 4;
	return (size_t)scheme_points[scheme].partners[i];
}

/* The picture in a mirror, found by the same detector. */
static inline void
mirror_marks(struct synk_marks *out, const struct synk_marks *m)
{
	*out = *m;
	for (size_t i = 0; i < m->count; i++) {
		out->at[i] = m->at[point_partner(m->scheme, i)];
		out->at[i].x = -out->at[i].x;
	}
}
