/*
 * A photograph of a face that nobody has: MediaPipe's canonical face as a
 * shaded mannequin, with eyes, brows and lips drawn where its landmarks are.
 */
#include <cairo.h>

#include "canonical.h"
#include "synk/image.h"

static const unsigned short canonical_faces[][3] = {
#include "canonical_faces.inc"
};

enum { MESH = 468, FACES = sizeof canonical_faces / sizeof *canonical_faces };

/* Half of the average of adults, 11.71 mm, cm. */
static const double mannequin_iris = 0.5855;

struct colour {
	double r, g, b;
};

static const struct colour skin = { .80, .64, .55 }, lip = { .66, .36, .34 },
    dark = { .20, .13, .10 }, sclera = { .93, .92, .90 },
    iris_colour = { .27, .36, .42 };

/* How far a vertex follows the sites around it when they move, cm. */
static inline struct vertex
followed(const struct solid *s, size_t i)
{
	const double reach = 0.9;
	struct vertex sum = { 0, 0, 0 };
	double weights = 1e-3;

	for (size_t k = 0; k < SYNK_SPOTS; k++) {
		size_t v[2];
		double x, y, z, w;

		spot_vertices(v, k);
		if (v[0] >= MESH)
			continue;
		if (v[0] == i)
			return s->at[i];
		x = canonical[i].x - canonical[v[0]].x;
		y = canonical[i].y - canonical[v[0]].y;
		z = canonical[i].z - canonical[v[0]].z;
		w = exp(-(x * x + y * y + z * z) / (2 * reach * reach));
		sum.x += w * (s->at[v[0]].x - canonical[v[0]].x);
		sum.y += w * (s->at[v[0]].y - canonical[v[0]].y);
		sum.z += w * (s->at[v[0]].z - canonical[v[0]].z);
		weights += w;
	}
	return (struct vertex){ canonical[i].x + sum.x / weights,
	    canonical[i].y + sum.y / weights,
	    canonical[i].z + sum.z / weights };
}

struct sitter {
	struct solid solid;
	const struct camera *camera;
	struct vertex normal[MESH];
	struct synk_point seen[SYNK_MARKS_MAX];
	cairo_t *c;
};

static inline struct vertex
cross(struct vertex a, struct vertex b, struct vertex c)
{
	struct vertex u = { b.x - a.x, b.y - a.y, b.z - a.z };
	struct vertex v = { c.x - a.x, c.y - a.y, c.z - a.z };

	return (struct vertex){ u.y * v.z - u.z * v.y,
	    u.z * v.x - u.x * v.z, u.x * v.y - u.y * v.x };
}

static inline void
sit(struct sitter *t, const struct solid *s, const struct camera *camera)
{
	memset(t, 0, sizeof *t);
	t->camera = camera;
	t->solid = *s;
	for (size_t i = 0; i < MESH; i++)
		t->solid.at[i] = followed(s, i);
	for (size_t i = 0; i < FACES; i++) {
		const unsigned short *f = canonical_faces[i];
		struct vertex n = cross(t->solid.at[f[0]], t->solid.at[f[1]],
		    t->solid.at[f[2]]);

		for (size_t k = 0; k < 3; k++) {
			t->normal[f[k]].x += n.x;
			t->normal[f[k]].y += n.y;
			t->normal[f[k]].z += n.z;
		}
	}
	for (size_t i = 0; i < SYNK_MARKS_MAX; i++)
		t->seen[i] = see(camera, t->solid.at[i]);
}

static inline void
use(cairo_t *c, struct colour k, double light)
{
	cairo_set_source_rgb(c, k.r * light, k.g * light, k.b * light);
}

/* Light from above and a little from the subject's right. */
static inline double
light_on(const struct sitter *t, size_t i)
{
	const struct vertex *n = &t->normal[i];
	double length = sqrt(n->x * n->x + n->y * n->y + n->z * n->z);
	double facing = (-0.25 * n->x + 0.4 * n->y + 0.88 * n->z) / length;

	return 0.45 + 0.6 * fmax(0, facing);
}

/* Depth of a triangle, for painting from the back to the front. */
struct depth {
	double z;
	size_t face;
};

static inline int
farther(const void *a, const void *b)
{
	const struct depth *x = a, *y = b;

	return x->z < y->z ? -1 : x->z > y->z;
}

static inline void
paint_triangle(const struct sitter *t, const unsigned short *f)
{
	cairo_pattern_t *p = cairo_pattern_create_mesh();

	cairo_mesh_pattern_begin_patch(p);
	cairo_mesh_pattern_move_to(p, t->seen[f[0]].x, t->seen[f[0]].y);
	cairo_mesh_pattern_line_to(p, t->seen[f[1]].x, t->seen[f[1]].y);
	cairo_mesh_pattern_line_to(p, t->seen[f[2]].x, t->seen[f[2]].y);
	for (unsigned k = 0; k < 3; k++) {
		double l = light_on(t, f[k]);

		cairo_mesh_pattern_set_corner_color_rgb(p, k, l * skin.r,
		    l * skin.g, l * skin.b);
	}
	cairo_mesh_pattern_end_patch(p);
	cairo_set_source(t->c, p);
	cairo_paint(t->c);
	cairo_pattern_destroy(p);
}

static inline void
paint_skin(const struct sitter *t)
{
	struct depth d[FACES];

	for (size_t i = 0; i < FACES; i++) {
		const unsigned short *f = canonical_faces[i];

		d[i] = (struct depth){ t->solid.at[f[0]].z +
		    t->solid.at[f[1]].z + t->solid.at[f[2]].z, i };
	}
	qsort(d, FACES, sizeof *d, farther);
	for (size_t i = 0; i < FACES; i++)
		paint_triangle(t, canonical_faces[d[i].face]);
}

/* A smooth line through points (Catmull and Rom), to be filled or drawn. */
static inline void
trace(cairo_t *c, const struct synk_point *p, size_t n, bool closed)
{
	cairo_new_path(c);
	cairo_move_to(c, p[0].x, p[0].y);
	for (size_t i = 0; i + 1 < n + closed; i++) {
		struct synk_point a = p[i], b = p[(i + 1) % n];
		struct synk_point before = p[i ? i - 1 : closed ? n - 1 : 0];
		struct synk_point after = p[i + 2 < n ? i + 2 : closed
		    ? (i + 2) % n : n - 1];

		cairo_curve_to(c, a.x + (b.x - before.x) / 6,
		    a.y + (b.y - before.y) / 6, b.x - (after.x - a.x) / 6,
		    b.y - (after.y - a.y) / 6, b.x, b.y);
	}
}

static inline struct synk_point
site_seen(const struct sitter *t, enum synk_site site, enum synk_side side)
{
	size_t v[2];

	spot_vertices(v, synk_spot(site, side));
	return t->seen[v[0]];
}

static inline struct synk_point
middle_seen(const struct sitter *t, enum synk_middle middle)
{
	size_t v[2];

	spot_vertices(v, synk_spot_middle(middle));
	return t->seen[v[0]];
}

/* The eye's opening: straight between its points, as landmarks have it, so
 * that nothing bulges over a lid that is nearly shut. */
static inline void
trace_opening(const struct sitter *t, enum synk_side side)
{
	static const enum synk_site round[] = { SYNK_CANTHUS_INNER,
	    SYNK_LID_UPPER_MEDIAL, SYNK_LID_UPPER_MID, SYNK_LID_UPPER_LATERAL,
	    SYNK_CANTHUS_OUTER, SYNK_LID_LOWER_LATERAL, SYNK_LID_LOWER_MID,
	    SYNK_LID_LOWER_MEDIAL };

	cairo_new_path(t->c);
	for (size_t i = 0; i < sizeof round / sizeof *round; i++) {
		struct synk_point p = site_seen(t, round[i], side);

		cairo_line_to(t->c, p.x, p.y);
	}
	cairo_close_path(t->c);
}

static inline void
disc(cairo_t *c, struct synk_point p, double r, struct colour k, double light)
{
	cairo_new_path(c);
	cairo_arc(c, p.x, p.y, r, 0, 2 * acos(-1));
	use(c, k, light);
	cairo_fill(c);
}

static inline void
paint_eye(const struct sitter *t, enum synk_side side)
{
	static const struct colour black = { .05, .05, .06 };
	double r = mannequin_iris * t->camera->px_per_cm;
	struct synk_point at = site_seen(t, SYNK_PUPIL, side);
	double line = t->camera->px_per_cm;

	cairo_save(t->c);
	trace_opening(t, side);
	cairo_clip_preserve(t->c);
	use(t->c, sclera, 1);
	cairo_fill(t->c);
	disc(t->c, at, r, iris_colour, 1);
	disc(t->c, at, 0.8 * r, iris_colour, 1.25);
	disc(t->c, at, 0.38 * r, black, 1);
	disc(t->c, (struct synk_point){ at.x - 0.2 * r, at.y - 0.25 * r },
	    0.12 * r, sclera, 1);
	cairo_restore(t->c);
	trace_opening(t, side);
	use(t->c, dark, 1);
	cairo_set_line_width(t->c, 0.07 * line);
	cairo_stroke(t->c);
}

static inline void
paint_brow(const struct sitter *t, enum synk_side side)
{
	struct synk_point p[5];

	for (size_t i = 0; i < 5; i++) {
		p[i] = site_seen(t, (enum synk_site)(SYNK_BROW_MEDIAL + i),
		    side);
		/* Landmarks are on its upper edge. */
		p[i].y += 0.18 * t->camera->px_per_cm;
	}
	trace(t->c, p, 5, false);
	use(t->c, dark, 1);
	cairo_set_line_cap(t->c, CAIRO_LINE_CAP_ROUND);
	cairo_set_line_width(t->c, 0.36 * t->camera->px_per_cm);
	cairo_stroke(t->c);
}

/* One lip, from the right to the left corner and back. */
static inline void
paint_lip(const struct sitter *t, bool upper)
{
	static const enum synk_site outer[2][2] = {
		{ SYNK_LIP_LOWER_LATERAL, SYNK_LIP_LOWER_PARAMEDIAN },
		{ SYNK_LIP_UPPER_LATERAL, SYNK_LIP_UPPER_PEAK } };
	static const enum synk_middle out[2] = { SYNK_LIP_LOWER_MID,
	    SYNK_LIP_UPPER_MID };
	static const enum synk_site inner[2] = { SYNK_LIP_LOWER_INNER,
	    SYNK_LIP_UPPER_INNER };
	static const enum synk_middle in[2] = { SYNK_STOMION_LOWER,
	    SYNK_STOMION_UPPER };
	const struct synk_point p[] = {
		site_seen(t, SYNK_COMMISSURE, SYNK_RIGHT),
		site_seen(t, outer[upper][0], SYNK_RIGHT),
		site_seen(t, outer[upper][1], SYNK_RIGHT),
		middle_seen(t, out[upper]),
		site_seen(t, outer[upper][1], SYNK_LEFT),
		site_seen(t, outer[upper][0], SYNK_LEFT),
		site_seen(t, SYNK_COMMISSURE, SYNK_LEFT),
		site_seen(t, inner[upper], SYNK_LEFT),
		middle_seen(t, in[upper]),
		site_seen(t, inner[upper], SYNK_RIGHT),
	};

	trace(t->c, p, sizeof p / sizeof *p, true);
	use(t->c, lip, upper ? 0.9 : 1.05);
	cairo_fill(t->c);
}

/* What is between the lips. */
static inline void
paint_mouth(const struct sitter *t)
{
	const struct synk_point p[] = {
		site_seen(t, SYNK_COMMISSURE, SYNK_RIGHT),
		site_seen(t, SYNK_LIP_UPPER_INNER, SYNK_RIGHT),
		middle_seen(t, SYNK_STOMION_UPPER),
		site_seen(t, SYNK_LIP_UPPER_INNER, SYNK_LEFT),
		site_seen(t, SYNK_COMMISSURE, SYNK_LEFT),
		site_seen(t, SYNK_LIP_LOWER_INNER, SYNK_LEFT),
		middle_seen(t, SYNK_STOMION_LOWER),
		site_seen(t, SYNK_LIP_LOWER_INNER, SYNK_RIGHT),
	};

	trace(t->c, p, sizeof p / sizeof *p, true);
	use(t->c, dark, 1);
	cairo_fill(t->c);
	paint_lip(t, true);
	paint_lip(t, false);
}

static inline void
ellipse(const struct sitter *t, struct vertex at, double width, double height,
    struct colour k, double light)
{
	struct synk_point p = see(t->camera, at);
	double px = t->camera->px_per_cm;

	cairo_save(t->c);
	cairo_translate(t->c, p.x, p.y);
	cairo_rotate(t->c, t->camera->roll * acos(-1) / 180);
	cairo_scale(t->c, width * px, height * px);
	cairo_new_path(t->c);
	cairo_arc(t->c, 0, 0, 1, 0, 2 * acos(-1));
	cairo_restore(t->c);
	use(t->c, k, light);
	cairo_fill(t->c);
}

static inline void
paint_head(const struct sitter *t)
{
	static const struct colour wall = { .55, .60, .64 };

	use(t->c, wall, 1);
	cairo_paint(t->c);
	ellipse(t, (struct vertex){ 0, -20, -2 }, 12, 9, wall, 0.5);
	ellipse(t, (struct vertex){ 0, -11, -2 }, 5, 8, skin, 0.6);
	ellipse(t, (struct vertex){ 0, 2.5, -3 }, 8.6, 11, dark, 1.1);
	ellipse(t, (struct vertex){ -7.7, 0.5, -3 }, 1, 2, skin, 0.65);
	ellipse(t, (struct vertex){ 7.7, 0.5, -3 }, 1, 2, skin, 0.55);
}

/*
 * Draws what that camera sees, into an image whose pixels are the camera's.
 * The image is BGRX, which in memory is cairo's RGB24 where the lowest byte
 * comes first.
 */
static inline void
mannequin(struct synk_image *image, const struct solid *s,
    const struct camera *camera)
{
	cairo_surface_t *on = cairo_image_surface_create_for_data(image->at,
	    CAIRO_FORMAT_RGB24, image->width, image->height,
	    (int)image->stride);
	struct sitter t;

	sit(&t, s, camera);
	t.c = cairo_create(on);
	/* The origin is the centre of the first pixel, not its corner. */
	cairo_translate(t.c, 0.5, 0.5);
	paint_head(&t);
	cairo_set_antialias(t.c, CAIRO_ANTIALIAS_NONE);
	paint_skin(&t);
	cairo_set_antialias(t.c, CAIRO_ANTIALIAS_DEFAULT);
	paint_mouth(&t);
	for (int side = 0; side < SYNK_SIDES; side++) {
		paint_eye(&t, (enum synk_side)side);
		paint_brow(&t, (enum synk_side)side);
	}
	cairo_destroy(t.c);
	cairo_surface_destroy(on);
}
