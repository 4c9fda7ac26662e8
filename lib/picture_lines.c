/* What is drawn on a face: its frame, contours, points, and the letters of its
 * sides. */
#include <math.h>

#include "picture.h"
#include "table.h"

const struct synk_ink synk_ink_white = { 1, 1, 1, 1 };
const struct synk_ink synk_ink_black = { 0.1, 0.1, 0.1, 1 };
const struct synk_ink synk_ink_grey = { 0.42, 0.42, 0.42, 1 };

/*
 * Orange and sky blue on skin, vermilion and blue on paper.
 * Source: Okabe M, Ito K.  Color universal design.  2008.
 */
static const struct synk_ink side_ink[SYNK_SIDES][2] = {
	[SYNK_RIGHT] = { { 0.98, 0.68, 0.10, 1 }, { 0.80, 0.34, 0, 1 } },
	[SYNK_LEFT] = { { 0.42, 0.78, 1, 1 }, { 0, 0.42, 0.68, 1 } },
};

struct synk_ink
synk_side_ink(enum synk_side side, bool paper)
{
	return side_ink[side][paper ? 1 : 0];
}

/* Dashes of a contour on the left, in widths of a line: what is of which side
 * is told without colour too. */
static const double dashed[SYNK_SIDES] = { [SYNK_LEFT] = 4 };

/* Lines of a face that fills a large picture are no ropes, and those of a
 * small face are seen. */
void
synk_look_settle(struct synk_look *l, double em)
{
	const struct synk_map *m = &l->map;

	l->em = em;
	l->ied = l->scene->ied * hypot(m->xx, m->yx);
	l->line = fmax(em / 11, fmin(em / 5, l->ied / 130));
	l->canvas->halo = l->line * 0.6;
}

struct synk_point
synk_look_spot(const struct synk_look *l, size_t spot)
{
	return synk_map_point(&l->map, l->scene->at[spot]);
}

enum { CURVE_MAX = 16, NO_SITE = -1 };

/* A contour of one side, from site to site; middle ones as -2 - number. */
#define MIDDLE(m)	(-2 - (int)(m))
static const struct contour {
	int at[CURVE_MAX];	/* NO_SITE ends it */
	double width;		/* in widths of a line */
	enum synk_detail detail;
} contours[] = {
	{ { SYNK_BROW_MEDIAL, SYNK_BROW_MEDIAL_MID, SYNK_BROW_MID,
	  SYNK_BROW_LATERAL_MID, SYNK_BROW_LATERAL, NO_SITE }, 1,
	  SYNK_DETAIL_FEW },
	{ { SYNK_CANTHUS_INNER, SYNK_LID_UPPER_MEDIAL, SYNK_LID_UPPER_MID,
	  SYNK_LID_UPPER_LATERAL, SYNK_CANTHUS_OUTER, NO_SITE }, 1,
	  SYNK_DETAIL_FEW },
	{ { SYNK_CANTHUS_INNER, SYNK_LID_LOWER_MEDIAL, SYNK_LID_LOWER_MID,
	  SYNK_LID_LOWER_LATERAL, SYNK_CANTHUS_OUTER, NO_SITE }, 1,
	  SYNK_DETAIL_FEW },
	{ { SYNK_COMMISSURE, SYNK_LIP_UPPER_LATERAL, SYNK_LIP_UPPER_PEAK,
	  MIDDLE(SYNK_LIP_UPPER_MID), NO_SITE }, 1, SYNK_DETAIL_ALL },
	{ { SYNK_COMMISSURE, SYNK_LIP_LOWER_LATERAL,
	  SYNK_LIP_LOWER_PARAMEDIAN, MIDDLE(SYNK_LIP_LOWER_MID), NO_SITE },
	  1, SYNK_DETAIL_ALL },
	{ { SYNK_COMMISSURE_INNER, SYNK_LIP_UPPER_INNER,
	  MIDDLE(SYNK_STOMION_UPPER), NO_SITE }, 0.6, SYNK_DETAIL_ALL },
	{ { SYNK_COMMISSURE_INNER, SYNK_LIP_LOWER_INNER,
	  MIDDLE(SYNK_STOMION_LOWER), NO_SITE }, 0.6, SYNK_DETAIL_ALL },
};

static size_t
spot_of(int at, enum synk_side side)
{
	return at <= MIDDLE(0) ? synk_spot_middle((enum synk_middle)(-2 - at))
	    : synk_spot((enum synk_site)at, side);
}

/* A point that is half-way between its neighbours is of a scheme that has
 * none there, and would flatten the curve. */
static bool
is_half_way(struct synk_point a, struct synk_point p, struct synk_point b)
{
	return fabs(p.x - (a.x + b.x) / 2) < 1e-6 &&
	    fabs(p.y - (a.y + b.y) / 2) < 1e-6;
}

static size_t
collect(struct synk_point p[CURVE_MAX], const struct synk_look *l,
    const struct contour *c, const struct synk_point *from,
    enum synk_side side)
{
	size_t n = 0;

	for (size_t i = 0; i < CURVE_MAX && c->at[i] != NO_SITE; i++) {
		struct synk_point at = from[spot_of(c->at[i], side)];

		if (i && i + 1 < CURVE_MAX && c->at[i + 1] != NO_SITE &&
		    is_half_way(from[spot_of(c->at[i - 1], side)], at,
		    from[spot_of(c->at[i + 1], side)]))
			continue;
		p[n++] = synk_map_point(&l->map, at);
	}
	return n;
}

static void
draw_contours(const struct synk_look *l, enum synk_detail detail)
{
	struct synk_point p[CURVE_MAX];

	for (size_t i = 0; i < LEN(contours); i++)
		for (size_t k = 0; k < SYNK_SIDES; k++) {
			const struct contour *c = &contours[i];
			enum synk_side side = (enum synk_side)k;
			struct synk_pen pen = { synk_side_ink(side, false),
			    c->width * l->line, true,
			    dashed[side] * c->width * l->line };

			if (c->detail > detail)
				continue;
			synk_canvas_curve(l->canvas, p, collect(p, l, c,
			    l->scene->at, side), &pen);
		}
}

/* Where brows were at rest, if they have left it. */
static void
draw_rest(const struct synk_look *l)
{
	struct synk_point p[CURVE_MAX];
	struct synk_pen pen = { { 1, 1, 1, 0.9 }, 0.7 * l->line, true,
	    3 * l->line };

	if (!l->scene->rested)
		return;
	for (size_t k = 0; k < SYNK_SIDES; k++)
		synk_canvas_curve(l->canvas, p, collect(p, l, &contours[0],
		    l->scene->rest, (enum synk_side)k), &pen);
}

/* From where a corner of the mouth was at rest to where it is. */
static void
draw_paths(const struct synk_look *l)
{
	double radius = 1.6 * l->line;

	for (size_t k = 0; k < SYNK_SIDES && l->scene->rested; k++) {
		size_t spot = synk_spot(SYNK_COMMISSURE, (enum synk_side)k);
		struct synk_pen pen = { { 1, 1, 1, 0.95 }, 0.7 * l->line, true,
		    0 };
		struct synk_point p[2] = { synk_map_point(&l->map,
		    l->scene->rest[spot]), synk_look_spot(l, spot) };
		double d = hypot(p[1].x - p[0].x, p[1].y - p[0].y);

		if (!(d > 2 * radius))
			continue;
		synk_canvas_ring(l->canvas, p[0], radius, &pen);
		p[0].x += (p[1].x - p[0].x) * radius / d;
		p[0].y += (p[1].y - p[0].y) * radius / d;
		synk_canvas_line(l->canvas, p, 2, &pen);
	}
}

static void
draw_points(const struct synk_look *l, enum synk_detail detail)
{
	for (size_t k = 0; k < SYNK_SIDES; k++) {
		enum synk_side side = (enum synk_side)k;
		struct synk_pen pen = { synk_side_ink(side, false),
		    0.6 * l->line, true, 0 };
		struct synk_point pupil, a, b;

		synk_canvas_disc(l->canvas, synk_look_spot(l,
		    synk_spot(SYNK_COMMISSURE, side)), 2.7 * l->line, &pen);
		if (detail < SYNK_DETAIL_ALL)
			continue;
		pupil = synk_look_spot(l, synk_spot(SYNK_PUPIL, side));
		a = synk_look_spot(l, synk_spot(SYNK_IRIS_MEDIAL, side));
		b = synk_look_spot(l, synk_spot(SYNK_IRIS_LATERAL, side));
		synk_canvas_disc(l->canvas, pupil, 1.1 * l->line, &pen);
		if (isfinite(a.x + b.x))
			synk_canvas_ring(l->canvas, pupil,
			    hypot(a.x - b.x, a.y - b.y) / 2, &pen);
	}
}

/* Unobtrusive: the face is looked at, not its frame. */
static struct synk_pen
frame_pen(const struct synk_look *l)
{
	return (struct synk_pen){ { 1, 1, 1, 0.75 }, 0.6 * l->line, true, 0 };
}

/* From above the brows to below the chin. */
static void
draw_midline(const struct synk_look *l)
{
	const struct synk_scene *s = l->scene;
	struct synk_pen pen = frame_pen(l);
	struct synk_point p[2], d, from;
	double length, top = 0.75, bottom = 2.05;

	if (!s->midline)
		return;
	d.x = s->middle[1].x - s->middle[0].x;
	d.y = s->middle[1].y - s->middle[0].y;
	length = hypot(d.x, d.y);
	from = s->middle[0];
	for (size_t i = 0; i < 2; i++) {
		double t = (i ? bottom : -top) * s->ied / length;

		p[i] = synk_map_point(&l->map, (struct synk_point){
		    from.x + t * d.x, from.y + t * d.y });
	}
	pen.dash = 5 * l->line;
	synk_canvas_line(l->canvas, p, 2, &pen);
}

/* Left out within the eyes, which are looked at. */
static void
draw_eye_line(const struct synk_look *l)
{
	static const double from[] = { -1.12, -0.2, 0.83 };
	static const double to[] = { -0.83, 0.2, 1.12 };
	struct synk_pen pen = frame_pen(l);

	for (size_t i = 0; i < LEN(from); i++) {
		struct synk_point p[2] = {
			synk_map_point(&l->map, synk_scene_point(l->scene,
			    from[i], 0)),
			synk_map_point(&l->map, synk_scene_point(l->scene,
			    to[i], 0)),
		};

		synk_canvas_line(l->canvas, p, 2, &pen);
	}
}

void
synk_lines_draw(const struct synk_look *l, enum synk_detail detail)
{
	draw_midline(l);
	draw_eye_line(l);
	if (detail == SYNK_DETAIL_ALL)
		draw_rest(l);
	draw_contours(l, detail);
	if (detail == SYNK_DETAIL_ALL)
		draw_paths(l);
	draw_points(l, detail);
}

double
synk_letter_size(const struct synk_look *l)
{
	return fmax(1.7 * l->em, fmin(0.32 * l->ied, 4 * l->em));
}

static double
between(double least, double v, double most)
{
	return fmax(least, fmin(v, most));
}

/* The middle of a letter: over the temple, but within the box. */
struct synk_point
synk_letter_place(const struct synk_look *l, enum synk_side side)
{
	double way = side == l->scene->first ? -1 : 1;
	double room = 0.65 * synk_letter_size(l);
	struct synk_point p = synk_map_point(&l->map,
	    synk_scene_point(l->scene, 1.42 * way, 0.85));

	p.x = between(l->box.x + room, p.x, l->box.x + l->box.width - room);
	p.y = between(l->box.y + room, p.y, l->box.y + l->box.height - room);
	return p;
}

void
synk_letters_draw(const struct synk_look *l)
{
	static const char *const name[] = {
		[SYNK_RIGHT] = "R", [SYNK_LEFT] = "L",
	};

	for (size_t k = 0; k < SYNK_SIDES; k++) {
		enum synk_side side = (enum synk_side)k;
		struct synk_letters how = { synk_side_ink(side, false),
		    synk_letter_size(l), true, true, 0.5, false };
		struct synk_point p = synk_letter_place(l, side);

		/* Capitals of the font are 0.73 em high. */
		synk_canvas_text(l->canvas, p.x, p.y + 0.365 * how.size,
		    name[side], &how);
	}
}
