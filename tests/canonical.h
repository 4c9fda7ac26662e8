/*
 * MediaPipe's canonical face in three dimensions, what muscles do to it, and
 * the landmarks that a camera gives of it.
 *
 * cm; x to the subject's left, y up, z towards the camera.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

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

/* The vertices that each of the 68 points is the mean of. */
static const short ibug_vertices[68][2] = {
	{ 162, 162 }, { 234, 234 }, { 93, 93 }, { 58, 58 }, { 172, 172 },
	{ 136, 136 }, { 149, 149 }, { 148, 148 }, { 152, 152 }, { 377, 377 },
	{ 378, 378 }, { 365, 365 }, { 397, 397 }, { 288, 288 }, { 323, 323 },
	{ 454, 454 }, { 389, 389 },
	{ 70, 70 }, { 63, 63 }, { 105, 105 }, { 66, 66 }, { 107, 107 },
	{ 336, 336 }, { 296, 296 }, { 334, 334 }, { 293, 293 }, { 300, 300 },
	{ 168, 168 }, { 6, 197 }, { 195, 5 }, { 4, 4 },
	{ 98, 98 }, { 97, 97 }, { 2, 2 }, { 326, 326 }, { 327, 327 },
	{ 33, 33 }, { 160, 160 }, { 158, 158 }, { 133, 133 }, { 153, 153 },
	{ 144, 144 },
	{ 362, 362 }, { 385, 385 }, { 387, 387 }, { 263, 263 }, { 373, 373 },
	{ 380, 380 },
	{ 61, 61 }, { 39, 39 }, { 37, 37 }, { 0, 0 }, { 267, 267 },
	{ 269, 269 }, { 291, 291 }, { 321, 321 }, { 314, 314 }, { 17, 17 },
	{ 84, 84 }, { 91, 91 },
	{ 78, 78 }, { 82, 82 }, { 13, 13 }, { 312, 312 }, { 308, 308 },
	{ 317, 317 }, { 14, 14 }, { 87, 87 },
};

static inline struct synk_point
see_ibug(const struct camera *c, const struct solid *s, size_t i)
{
	struct synk_point a = see(c, s->at[ibug_vertices[i][0]]);
	struct synk_point b = see(c, s->at[ibug_vertices[i][1]]);

	return (struct synk_point){ (a.x + b.x) / 2, (a.y + b.y) / 2 };
}

/* Of SYNK_IBUG68 or a MediaPipe scheme. */
static inline void
marks_of(struct synk_marks *m, const struct solid *s, const struct camera *c,
    enum synk_scheme scheme)
{
	synk_marks_init(m);
	m->scheme = scheme;
	m->count = synk_scheme_count(scheme);
	for (size_t i = 0; i < m->count; i++)
		m->at[i] = scheme == SYNK_IBUG68 ? see_ibug(c, s, i)
		    : see(c, s->at[i]);
}

/* iBUG 300-W: each of the 68 points and its partner across the midline. */
static const short ibug_partners[68] = {
	16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0,
	26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 27, 28, 29, 30,
	35, 34, 33, 32, 31,
	45, 44, 43, 42, 47, 46, 39, 38, 37, 36, 41, 40,
	54, 53, 52, 51, 50, 49, 48, 59, 58, 57, 56, 55,
	64, 63, 62, 61, 60, 67, 66, 65,
};

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

/* Emotrics' folds: 68 to 71 on the right, 72 to 75 on the left. */
static inline size_t
point_partner(enum synk_scheme scheme, size_t i)
{
	if (scheme == SYNK_MEDIAPIPE468 || scheme == SYNK_MEDIAPIPE478)
		return mesh_partner(i);
	return i < 68 ? (size_t)ibug_partners[i] : i < 72 ? i + 4 : i - 4;
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
