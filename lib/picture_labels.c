/* Measures at their place in a face: lines between what is measured, and the
 * values beside the face, where they hide nothing. */
#include <math.h>
#include <stdlib.h>

#include "picture.h"
#include "table.h"

enum { LINES_MAX = 5 };

/* What is told of a region, and by what word. */
static const struct told {
	enum synk_region region;
	enum synk_measure_id measure;
	const char *word;
} told[] = {
	{ SYNK_BROW, SYNK_BROW_HEIGHT, "brow" },
	{ SYNK_EYE, SYNK_FISSURE_HEIGHT, "fissure" },
	{ SYNK_EYE, SYNK_MRD1, "MRD1" },
	{ SYNK_MOUTH, SYNK_COMMISSURE_EXCURSION, "corner" },
	{ SYNK_MOUTH, SYNK_SMILE_ANGLE, "angle" },
};

/* A block of lines beside the face. */
struct label {
	enum synk_region region;
	struct synk_line line[LINES_MAX];
	size_t lines;
	struct synk_point anchor;	/* what it is of, on the canvas */
	double y, height;		/* its top */
};

static void
add_value(struct synk_line *line, const struct synk_panel *p, double value,
    enum synk_unit unit)
{
	double factor = unit == SYNK_UNIT_RATIO ? 100 : 1, mm;

	synk_line_add_number(line, factor * value,
	    unit == SYNK_UNIT_DEGREE || unit == SYNK_UNIT_RATIO ? 0 : 1);
	synk_line_add(line, unit == SYNK_UNIT_DEGREE ? "\xc2\xb0" : " %%");
	mm = unit == SYNK_UNIT_IED ? synk_mm(p, value) : NAN;
	if (!isnan(mm)) {
		synk_line_add(line, " \xc2\xb7 ");
		synk_line_add_number(line, mm, 1);
		synk_line_add(line, " mm");
	}
}

static void
tell_measures(struct label *l, const struct synk_scene *s,
    enum synk_region region, enum synk_side side)
{
	const struct synk_view *view = synk_scene_view(s);

	for (size_t i = 0; view && i < LEN(told); i++) {
		const struct synk_measure *m = synk_measure(told[i].measure);
		double v = view->measures.at[told[i].measure][side];

		if (told[i].region != region || isnan(v) ||
		    l->lines == LINES_MAX)
			continue;
		synk_line_add(&l->line[l->lines], "%s ", told[i].word);
		add_value(&l->line[l->lines++], s->panel, m->unit ==
		    SYNK_UNIT_IED ? 100 * v : v, m->unit);
	}
}

static void
tell_changes(struct label *l, const struct synk_scene *s,
    enum synk_region region, enum synk_side side)
{
	struct synk_change change[SYNK_CHANGES_MAX];
	size_t n = synk_changes(change, s->panel);

	for (size_t i = 0; i < n; i++) {
		if (change[i].region != region || l->lines == LINES_MAX)
			continue;
		synk_line_add(&l->line[l->lines], "%s ", change[i].name);
		add_value(&l->line[l->lines++], s->panel,
		    change[i].value[side], change[i].unit);
	}
}

static void
draw_measure(const struct synk_look *l, const struct synk_point *p, size_t n,
    enum synk_side side)
{
	struct synk_pen pen = { synk_side_ink(side, false), 0.7 * l->line,
	    true, 0 };

	synk_canvas_line(l->canvas, p, n, &pen);
}

/* Coordinates in the frame of the picture's eye line, IED, and back. */
static struct synk_point
framed(const struct synk_scene *s, struct synk_point p)
{
	double x = p.x - s->eyes.x, y = p.y - s->eyes.y;

	return (struct synk_point){
	    (x * s->across.x + y * s->across.y) / s->ied,
	    (x * s->up.x + y * s->up.y) / s->ied };
}

static struct synk_point
on_canvas(const struct synk_look *l, double across, double up)
{
	return synk_map_point(&l->map, synk_scene_point(l->scene, across,
	    up));
}

static double
way_of(const struct synk_look *l, enum synk_side side)
{
	return side == l->scene->first ? -1 : 1;
}

/* The brow's mean height over the eye line, beside its lateral end. */
static struct synk_point
draw_brow(const struct synk_look *l, enum synk_side side)
{
	struct synk_point mean = { 0, 0 }, end;
	double tick = 0.035;

	for (int i = SYNK_BROW_MEDIAL; i <= SYNK_BROW_LATERAL; i++) {
		struct synk_point p = framed(l->scene, l->scene->at[synk_spot(
		    (enum synk_site)i, side)]);

		mean.x += p.x / 5;
		mean.y += p.y / 5;
	}
	end = framed(l->scene, l->scene->at[synk_spot(SYNK_BROW_LATERAL,
	    side)]);
	mean.x = end.x + 0.1 * way_of(l, side);
	draw_measure(l, (struct synk_point[]){
	    on_canvas(l, mean.x - tick, mean.y),
	    on_canvas(l, mean.x + tick, mean.y), { NAN, NAN },
	    on_canvas(l, mean.x, mean.y), on_canvas(l, mean.x, 0),
	    { NAN, NAN }, on_canvas(l, mean.x - tick, 0),
	    on_canvas(l, mean.x + tick, 0) }, 8, side);
	return on_canvas(l, mean.x, mean.y / 2);
}

/* A bracket beside the outer canthus, from lid to lid, and a tick at the
 * height of the pupil. */
static struct synk_point
draw_fissure(const struct synk_look *l, enum synk_side side)
{
	const struct synk_scene *s = l->scene;
	struct synk_point u = framed(s, s->at[synk_spot(SYNK_LID_UPPER_MID,
	    side)]);
	struct synk_point d = framed(s, s->at[synk_spot(SYNK_LID_LOWER_MID,
	    side)]);
	struct synk_point o = framed(s, s->at[synk_spot(SYNK_CANTHUS_OUTER,
	    side)]);
	struct synk_point pupil = framed(s, s->at[synk_spot(SYNK_PUPIL,
	    side)]);
	double way = way_of(l, side), x = o.x + 0.1 * way, tick = -0.04 * way;

	draw_measure(l, (struct synk_point[]){ on_canvas(l, x + tick, u.y),
	    on_canvas(l, x, u.y), on_canvas(l, x, d.y),
	    on_canvas(l, x + tick, d.y), { NAN, NAN },
	    on_canvas(l, x + tick, pupil.y), on_canvas(l, x, pupil.y) }, 7,
	    side);
	return on_canvas(l, x, (u.y + d.y) / 2);
}

/* Where the lower lip's edge crosses the midline; its middle if nowhere. */
static struct synk_point
lip_crossing(const struct synk_scene *s)
{
	static const enum synk_site half[] = { SYNK_COMMISSURE,
	    SYNK_LIP_LOWER_LATERAL, SYNK_LIP_LOWER_PARAMEDIAN };
	enum { POINTS = 2 * LEN(half) + 1 };
	struct synk_point p[POINTS], a = s->middle[0], b = s->middle[1];
	double off[POINTS];

	p[LEN(half)] = s->at[synk_spot_middle(SYNK_LIP_LOWER_MID)];
	for (size_t i = 0; i < LEN(half); i++) {
		p[i] = s->at[synk_spot(half[i], SYNK_RIGHT)];
		p[POINTS - 1 - i] = s->at[synk_spot(half[i], SYNK_LEFT)];
	}
	for (size_t i = 0; i < POINTS; i++) {
		off[i] = (p[i].x - a.x) * (b.y - a.y) -
		    (p[i].y - a.y) * (b.x - a.x);
		if (s->midline && i && off[i - 1] * off[i] < 0) {
			double t = off[i - 1] / (off[i - 1] - off[i]);

			return (struct synk_point){
			    p[i - 1].x + t * (p[i].x - p[i - 1].x),
			    p[i - 1].y + t * (p[i].y - p[i - 1].y) };
		}
	}
	return p[LEN(half)];
}

/* From the corner to that crossing. */
static struct synk_point
draw_corner(const struct synk_look *l, enum synk_side side)
{
	struct synk_pen pen = { synk_side_ink(side, false), 0.5 * l->line,
	    true, 2.5 * l->line };
	struct synk_point p[2] = {
		synk_look_spot(l, synk_spot(SYNK_COMMISSURE, side)),
		synk_map_point(&l->map, lip_crossing(l->scene)),
	};

	synk_canvas_line(l->canvas, p, 2, &pen);
	return p[0];
}

static struct synk_point (*const draw_region[SYNK_REGIONS])(
    const struct synk_look *, enum synk_side) = {
	[SYNK_BROW] = draw_brow, [SYNK_EYE] = draw_fissure,
	[SYNK_MOUTH] = draw_corner,
};

static struct synk_letters
letters_of(enum synk_side side, double size)
{
	return (struct synk_letters){ synk_side_ink(side, false), size, false,
	    false, 0, false };
}

/* Labels keep their order and do not touch: those that do are pushed down,
 * and up again from the foot of the photograph. */
static void
part_labels(struct label *label, size_t n, double top, double foot, double gap)
{
	for (size_t i = 0; i < n; i++) {
		label[i].y = fmax(label[i].y, top);
		top = label[i].y + label[i].height + gap;
	}
	for (size_t i = n; i-- > 0; ) {
		label[i].y = fmin(label[i].y, foot - label[i].height);
		foot = label[i].y - gap;
	}
}

static double
width_of(const struct synk_look *l, const struct label *label,
    const struct synk_letters *how)
{
	double width = 0;

	for (size_t i = 0; i < label->lines; i++)
		width = fmax(width, synk_canvas_width(l->canvas,
		    label->line[i].at, how));
	return width;
}

/* Which way labels of a side go, and where there they begin. */
static bool
goes_left(const struct synk_look *l, enum synk_side side)
{
	return synk_letter_place(l, side).x <
	    synk_map_point(&l->map, l->scene->eyes).x;
}

static double
edge_of(const struct synk_look *l, bool leftwards)
{
	return synk_map_point(&l->map, l->scene->eyes).x +
	    (leftwards ? -1.2 : 1.2) * l->ied;
}

/* Beside the face, and within the photograph. */
static void
draw_label(const struct synk_look *l, const struct label *label,
    enum synk_side side, double size)
{
	struct synk_letters how = letters_of(side, size);
	bool leftwards = goes_left(l, side);
	double pad = 0.5 * l->em, width = width_of(l, label, &how);
	double edge = edge_of(l, leftwards);
	double least = l->box.x + pad + (leftwards ? width : 0);
	double most = l->box.x + l->box.width - pad - (leftwards ? 0 : width);
	struct synk_point p[2];

	edge = fmax(least, fmin(edge, most));
	how.align = leftwards ? 1 : 0;
	p[0] = label->anchor;
	p[1].x = edge + (leftwards ? 0.3 : -0.3) * how.size;
	p[1].y = label->y + fmin(label->height, 1.25 * how.size) / 2;
	if (leftwards ? p[1].x < p[0].x : p[1].x > p[0].x) {
		struct synk_pen pen = { how.ink, 0.45 * l->line, true, 0 };

		synk_canvas_line(l->canvas, p, 2, &pen);
	}
	synk_canvas_plate(l->canvas, edge - (leftwards ? width : 0), label->y,
	    width, label->height, 0.3 * how.size);
	for (size_t i = 0; i < label->lines; i++)
		synk_canvas_text(l->canvas, edge, label->y + how.size *
		    (0.98 + 1.25 * (double)i), label->line[i].at, &how);
}

static int
by_height(const void *a, const void *b)
{
	const struct label *p = a, *q = b;

	return (p->y > q->y) - (p->y < q->y);
}

static size_t
tell_side(struct label label[SYNK_REGIONS], const struct synk_look *l,
    enum synk_side side)
{
	size_t n = 0;

	for (size_t i = 0; i < SYNK_REGIONS; i++) {
		struct label *b = &label[n];

		*b = (struct label){ .region = (enum synk_region)i };
		tell_measures(b, l->scene, b->region, side);
		tell_changes(b, l->scene, b->region, side);
		n += b->lines ? 1 : 0;
	}
	return n;
}

/* Of letters that leave the face free, as far as they can be read. */
static double
fit_letters(const struct synk_look *l)
{
	double size = fmin(0.105 * l->ied, 1.5 * l->em), share = 1;
	struct label label[SYNK_REGIONS];

	for (size_t k = 0; k < SYNK_SIDES; k++) {
		enum synk_side side = (enum synk_side)k;
		struct synk_letters how = letters_of(side, size);
		bool leftwards = goes_left(l, side);
		double edge = edge_of(l, leftwards);
		double room = (leftwards ? edge - l->box.x
		    : l->box.x + l->box.width - edge) - 0.5 * l->em;
		size_t n = tell_side(label, l, side);

		for (size_t i = 0; i < n; i++)
			share = fmin(share, room / width_of(l, &label[i],
			    &how));
	}
	return fmax(0.8 * l->em, share * size);
}

static void
draw_side(const struct synk_look *l, enum synk_side side, double size)
{
	struct label label[SYNK_REGIONS];
	size_t n = 0, told_of = tell_side(label, l, side);

	for (size_t i = 0; i < told_of; i++) {
		struct label b = label[i];

		b.anchor = draw_region[b.region](l, side);
		b.height = size * (1.25 * (double)b.lines + 0.1);
		b.y = b.anchor.y - 0.6 * size;
		if (isfinite(b.anchor.x + b.anchor.y))
			label[n++] = b;
	}
	qsort(label, n, sizeof *label, by_height);
	part_labels(label, n, synk_letter_place(l, side).y +
	    0.6 * synk_letter_size(l), l->box.y + l->box.height -
	    0.5 * l->em, 0.85 * size);
	for (size_t i = 0; i < n; i++)
		draw_label(l, &label[i], side, size);
}

void
synk_labels_draw(const struct synk_look *l)
{
	double size = fit_letters(l);

	draw_side(l, SYNK_RIGHT, size);
	draw_side(l, SYNK_LEFT, size);
}
