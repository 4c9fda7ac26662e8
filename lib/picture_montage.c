/* Photographs of one person side by side, all faces upright, of one size and
 * in one place. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "picture.h"
#include "table.h"

/* A face's part of its place, from the middle of the eye line, IED. */
static const double half = 1.4, above = 1.2, below = 2.1;

/* px; a photograph's place is at least that wide, unless a width is asked. */
enum { CELL_LEAST = 260, WIDTH_MOST = 6000, NUMBERS = 3 };

/* Lengths in letters of the places, which are a 20th of a place wide. */
static const double letter = 1 / 20.0, gap = 0.9, margin = 0.8, gutter = 1.8;

struct grid {
	const struct synk_panel *panel;
	struct synk_scene *scene;	/* of each that has a photo */
	size_t rows, columns;
	const struct synk_picture_options *o;
	bool one_subject;	/* else rows say of whom they are */
	bool *headed;		/* columns of one expression */
	bool named;		/* rows have a name beside them */
	int width, height;	/* of the picture, px */
	int cell_width, cell_height;	/* of a photograph in it */
	double em, ied, left, top, step_x, step_y;
};

static const struct synk_panel *
panel_at(const struct grid *g, size_t row, size_t column)
{
	return &g->panel[row * g->columns + column];
}

/* The first that has a photo in a row or column; NULL if none has. */
static const struct synk_panel *
first_of(const struct grid *g, size_t start, size_t step, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (g->panel[start + i * step].photo)
			return &g->panel[start + i * step];
	return NULL;
}

static bool
is_headed(const struct grid *g, size_t column)
{
	const struct synk_panel *p = first_of(g, column, g->columns, g->rows);

	for (size_t i = 0; p && i < g->rows; i++)
		if (panel_at(g, i, column)->photo &&
		    panel_at(g, i, column)->expression != p->expression)
			return false;
	return p != NULL;
}

/* What a row is called. */
static struct synk_line
row_name(const struct grid *g, size_t row)
{
	const struct synk_panel *p = first_of(g, row * g->columns, 1,
	    g->columns);
	struct synk_line l = { .size = 0 };

	if (!p || g->o->blind)
		return l;
	if (!g->one_subject)
		synk_line_add_part(&l, p->subject);
	synk_line_add_part(&l, p->visit);
	return l;
}

static bool
read_scenes(struct grid *g, struct synk_error *err)
{
	size_t n = g->rows * g->columns;
	const struct synk_panel *first = first_of(g, 0, 1, n);

	g->one_subject = true;
	for (size_t i = 0; i < n; i++) {
		const struct synk_panel *p = &g->panel[i];

		if (!p->photo)
			continue;
		if (!synk_scene_from(&g->scene[i], p, err))
			return false;
		g->ied = fmax(g->ied, g->scene[i].ied);
		g->one_subject = g->one_subject && synk_same_name(p->subject,
		    first->subject);
	}
	for (size_t i = 0; i < g->columns; i++)
		g->headed[i] = is_headed(g, i);
	for (size_t i = 0; i < g->rows; i++)
		g->named = g->named || row_name(g, i).size;
	return first || synk_fail(err, SYNK_BAD_INPUT, "no photograph");
}

/* The width of a place, from that of the picture or of the largest face. */
static void
size_cells(struct grid *g)
{
	double n = (double)g->columns;
	double all = n + letter * (2 * margin + (n - 1) * gap + (g->named
	    ? gutter : 0));
	double cell = fmax(CELL_LEAST, 2 * half * g->ied);

	g->width = g->o->width > 0 ? g->o->width : (int)fmin(WIDTH_MOST,
	    ceil(cell * all));
	cell = floor(g->width / all);
	g->em = cell * letter;
	g->ied = cell / (2 * half);
	g->cell_width = (int)fmax(1, cell);
	g->cell_height = (int)fmax(1, floor((above + below) * g->ied));
}

/* Numbers under a face: the lines that they take. */
static bool
tells_numbers(const struct grid *g)
{
	return !g->o->plain && !g->o->blind;
}

static bool
has_title(const struct grid *g)
{
	const struct synk_panel *p = first_of(g, 0, 1, g->rows * g->columns);

	return g->one_subject && !g->o->blind && p->subject && *p->subject;
}

static bool
heads_cells(const struct grid *g)
{
	for (size_t i = 0; i < g->columns; i++)
		if (!g->headed[i])
			return true;
	return false;
}

static bool
size_grid(struct grid *g, struct synk_error *err)
{
	double lines, high;

	size_cells(g);
	g->left = (margin + (g->named ? gutter : 0)) * g->em;
	g->top = (margin + (has_title(g) ? 2.2 : 0) + 1.7) * g->em;
	lines = (tells_numbers(g) ? NUMBERS : 0) + (heads_cells(g) ? 1 : 0);
	g->step_x = g->cell_width + gap * g->em;
	g->step_y = g->cell_height + (1.25 * lines + gap) * g->em;
	high = g->top + (double)g->rows * g->step_y +
	    (g->o->plain ? 0 : 1.3 * g->em) + 0.4 * g->em;
	if (high > SYNK_CANVAS_MAX || g->width > SYNK_CANVAS_MAX)
		return synk_fail(err, SYNK_BAD_INPUT, "a picture of %d x %.0f"
		    " px is too large: at most %d a side", g->width, high,
		    SYNK_CANVAS_MAX);
	g->height = (int)ceil(high);
	return true;
}

static void
write_at(struct synk_canvas *c, double x, double y, struct synk_line *line,
    struct synk_letters how, double width)
{
	synk_line_fit(line, c, &how, width);
	synk_canvas_text(c, x, y, line->at, &how);
}

static void
draw_heads(const struct grid *g, struct synk_canvas *c)
{
	struct synk_letters how = { synk_ink_black, 1.5 * g->em, true, false,
	    0, false };
	struct synk_line line = { .size = 0 };

	if (has_title(g)) {
		synk_line_add_part(&line, first_of(g, 0, 1, g->rows *
		    g->columns)->subject);
		write_at(c, g->left, (margin + 1.4) * g->em, &line, how,
		    g->width - g->left - margin * g->em);
	}
	how.size = 1.1 * g->em;
	how.align = 0.5;
	for (size_t i = 0; i < g->columns; i++) {
		line.size = 0;
		if (!g->headed[i])
			continue;
		synk_line_add(&line, "%s", synk_expression_title(first_of(g, i,
		    g->columns, g->rows)->expression));
		write_at(c, g->left + (double)i * g->step_x +
		    g->cell_width / 2.0, g->top - 0.55 * g->em, &line, how,
		    g->cell_width);
	}
	how.upwards = true;
	for (size_t i = 0; i < g->rows; i++) {
		line = row_name(g, i);
		write_at(c, g->left - 0.6 * g->em, g->top + (double)i *
		    g->step_y + g->cell_height / 2.0, &line, how,
		    g->cell_height);
	}
}

/* A number of either side, under the sides of the face. */
static void
write_number(const struct synk_look *l, double y, const char *name,
    const double value[SYNK_SIDES], double factor, int decimals)
{
	struct synk_letters how = { synk_ink_black, 0.95 * l->em, false, false,
	    0, false };
	enum synk_side other = l->scene->first == SYNK_RIGHT ? SYNK_LEFT
	    : SYNK_RIGHT;
	double x = l->box.x + l->box.width;

	synk_canvas_text(l->canvas, l->box.x, y, name, &how);
	how.align = 1;
	for (int i = 0; i < 2; i++) {
		enum synk_side side = i ? other : l->scene->first;
		struct synk_line line = { .size = 0 };

		synk_line_add(&line, side == SYNK_RIGHT ? "R " : "L ");
		synk_line_add_number(&line, factor * value[side], decimals);
		how.ink = synk_side_ink(side, true);
		synk_canvas_text(l->canvas, x - (i ? 0.2 : 5.4) * l->em, y,
		    line.at, &how);
	}
}

/* At rest, or of an exam without rest, there is only what is. */
static const struct resting {
	enum synk_measure_id measure;
	const char *name;
} restings[NUMBERS] = {
	{ SYNK_BROW_HEIGHT, "brow height, %" },
	{ SYNK_FISSURE_HEIGHT, "fissure, %" },
	{ SYNK_COMMISSURE_HEIGHT, "mouth height, %" },
};

static void
write_numbers(const struct synk_look *l, double y)
{
	struct synk_change change[SYNK_CHANGES_MAX];
	size_t n = synk_changes(change, l->scene->panel);
	const struct synk_view *view = synk_scene_view(l->scene);

	for (size_t i = 0; i < n && i < NUMBERS; i++) {
		bool share = change[i].unit == SYNK_UNIT_RATIO;
		struct synk_line name = { .size = 0 };

		synk_line_add(&name, "%s, %%", change[i].title);
		write_number(l, y + 1.25 * l->em * (double)i, name.at,
		    change[i].value, share ? 100 : 1, share ? 0 : 1);
	}
	for (size_t i = 0; n == 0 && view && i < NUMBERS; i++)
		write_number(l, y + 1.25 * l->em * (double)i, restings[i].name,
		    view->measures.at[restings[i].measure], 100, 1);
}

static void
draw_face(const struct grid *g, struct synk_look *l)
{
	struct synk_ink beyond = { 0.9, 0.9, 0.9, 1 };

	l->map = synk_upright(l->scene, g->ied, (struct synk_point){
	    l->box.x + l->box.width / 2.0, l->box.y + above * g->ied });
	synk_look_settle(l, g->em);
	synk_canvas_photo(l->canvas, l->scene->panel->photo, &l->map, l->box,
	    beyond);
	if (g->o->blur_eyes)
		synk_blur_eyes(l);
	if (g->o->plain)
		return;
	synk_canvas_clip(l->canvas, l->box);
	synk_lines_draw(l, SYNK_DETAIL_FEW);
	synk_letters_draw(l);
	synk_canvas_unclip(l->canvas);
}

static void
draw_empty(const struct grid *g, struct synk_canvas *c, struct synk_box box)
{
	struct synk_letters how = { synk_ink_grey, g->em, false, false, 0.5,
	    false };

	synk_canvas_fill(c, box.x, box.y, box.width, box.height,
	    (struct synk_ink){ 0.95, 0.95, 0.95, 1 });
	synk_canvas_text(c, box.x + box.width / 2.0, box.y + box.height / 2.0,
	    "no photo", &how);
}

static void
draw_cell(const struct grid *g, struct synk_canvas *c, size_t row,
    size_t column)
{
	size_t i = row * g->columns + column;
	struct synk_look l = { .canvas = c, .scene = &g->scene[i], .box = {
	    (int)(g->left + (double)column * g->step_x),
	    (int)(g->top + (double)row * g->step_y), g->cell_width,
	    g->cell_height } };
	double y = l.box.y + l.box.height + 1.15 * g->em;
	struct synk_letters how = { synk_ink_black, g->em, true, false, 0,
	    false };

	if (!g->panel[i].photo) {
		draw_empty(g, c, l.box);
		return;
	}
	draw_face(g, &l);
	if (!g->headed[column]) {
		synk_canvas_text(c, l.box.x, y, synk_expression_title(
		    g->panel[i].expression), &how);
		y += 1.25 * g->em;
	}
	if (tells_numbers(g))
		write_numbers(&l, y);
}

static void
draw_grid(const struct grid *g, struct synk_canvas *c)
{
	struct synk_letters how = { synk_ink_grey, 0.85 * g->em, false, false,
	    0, false };
	struct synk_line line = { .size = 0 };

	synk_canvas_fill(c, 0, 0, g->width, g->height, synk_ink_white);
	draw_heads(g, c);
	for (size_t i = 0; i < g->rows; i++)
		for (size_t k = 0; k < g->columns; k++)
			draw_cell(g, c, i, k);
	if (g->o->plain)
		return;
	synk_line_add(&line, "Research use; not a diagnosis. R and L: the"
	    " subject's own sides.");
	if (tells_numbers(g))
		synk_line_add(&line, " Numbers: %% of the distance between the"
		    " eyes; of eyes' closure and narrowing, %% of their"
		    " opening at rest.");
	write_at(c, g->left, g->height - 0.6 * g->em, &line, how,
	    g->width - g->left - margin * g->em);
}

static bool
draw(struct synk_image *picture, const struct grid *g, struct synk_error *err)
{
	struct synk_canvas canvas;
	struct synk_image image;

	if (!synk_paper_new(&image, g->width, g->height, err))
		return false;
	if (synk_canvas_open(&canvas, &image, err)) {
		draw_grid(g, &canvas);
		if (synk_canvas_close(&canvas, err)) {
			*picture = image;
			return true;
		}
	}
	synk_image_free(&image);
	return false;
}

bool
synk_picture_montage(struct synk_image *picture,
    const struct synk_panel *panel, size_t rows, size_t columns,
    const struct synk_picture_options *o, struct synk_error *err)
{
	enum { MOST = 1000 };
	struct grid g = { .panel = panel, .rows = rows, .columns = columns,
	    .o = o };
	bool ok = false;

	if (rows == 0 || columns == 0 || rows > MOST || columns > MOST)
		return synk_fail(err, SYNK_BAD_INPUT, "expected 1 to %d rows"
		    " and columns", MOST);
	g.scene = calloc(rows * columns, sizeof *g.scene);
	g.headed = calloc(columns, sizeof *g.headed);
	if (!g.scene || !g.headed)
		synk_fail(err, SYNK_SYSTEM, "out of memory");
	else
		ok = read_scenes(&g, err) && size_grid(&g, err) &&
		    draw(picture, &g, err);
	free(g.scene);
	free(g.headed);
	return ok;
}
