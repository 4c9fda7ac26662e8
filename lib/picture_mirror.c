/* What a face would be if either of its halves were the whole. */
#include <math.h>
#include <string.h>

#include "picture.h"
#include "table.h"

/* A face's part of its pane, from where eye line and midline meet, IED. */
static const double half = 1.45, above = 1.35, below = 2.15;

/* The face itself, its right half twice, its left half twice. */
enum { PANES = 3, WIDTH_LEAST = 900, WIDTH_MOST = 6000 };

struct panes {
	struct synk_scene scene;
	const struct synk_picture_options *o;
	int width, height;		/* of the picture, px */
	int half, high;			/* of a pane */
	int gap, top;
	double em, ied;
};

/* The midline is the seam, and stands upright. */
static bool
stand_up(struct synk_scene *s, struct synk_error *err)
{
	struct synk_point d = { s->middle[1].x - s->middle[0].x,
	    s->middle[1].y - s->middle[0].y };
	double length = hypot(d.x, d.y), t;

	if (!s->midline || !(length > 0))
		return synk_fail(err, SYNK_BAD_INPUT, "halves need the facial"
		    " midline, which takes two points of the nasal bridge");
	d.x /= length;
	d.y /= length;
	t = (s->eyes.x - s->middle[0].x) * d.x +
	    (s->eyes.y - s->middle[0].y) * d.y;
	s->eyes.x = s->middle[0].x + t * d.x;
	s->eyes.y = s->middle[0].y + t * d.y;
	s->across = (struct synk_point){ d.y, -d.x };
	s->up = (struct synk_point){ -d.x, -d.y };
	return true;
}

static bool
size_panes(struct panes *p, struct synk_error *err)
{
	double own = PANES * 2 * half * p->scene.ied * 1.02;

	p->width = p->o->width > 0 ? p->o->width : (int)fmin(WIDTH_MOST,
	    fmax(WIDTH_LEAST, own));
	p->em = p->width / 60.0;
	p->gap = (int)(0.6 * p->em);
	p->half = (p->width - (PANES - 1) * p->gap) / (2 * PANES);
	if (p->half < 1)
		return synk_fail(err, SYNK_BAD_INPUT, "a picture %d px wide is"
		    " too small for three faces", p->width);
	p->ied = p->half / half;
	p->high = (int)fmax(1, (above + below) * p->ied);
	p->top = p->o->plain ? 0 : (int)ceil(4 * p->em);
	p->height = p->top + p->high + (p->o->plain ? 0
	    : (int)ceil(2 * p->em));
	return true;
}

static int
pane_x(const struct panes *p, size_t i)
{
	return (int)i * (2 * p->half + p->gap);
}

/* A pane of the side that is on the picture's left or right in the first. */
static void
fold(struct synk_image *m, const struct panes *p, size_t pane, bool left_half)
{
	int from = pane_x(p, 0), to = pane_x(p, pane), last = 2 * p->half - 1;

	for (int y = p->top; y < p->top + p->high; y++) {
		unsigned char *row = m->at + (size_t)y * m->stride;

		for (int i = 0; i < p->half; i++) {
			const unsigned char *pixel = row + 4 * (from +
			    (left_half ? i : last - i));

			memcpy(row + 4 * (to + i), pixel, 4);
			memcpy(row + 4 * (to + last - i), pixel, 4);
		}
	}
}

static void
draw_face(struct synk_look *l, const struct panes *p)
{
	l->scene = &p->scene;
	l->box = (struct synk_box){ 0, p->top, 2 * p->half, p->high };
	l->map = synk_upright(&p->scene, p->ied, (struct synk_point){
	    p->half, p->top + above * p->ied });
	synk_canvas_fill(l->canvas, 0, 0, p->width, p->height,
	    synk_ink_white);
	synk_look_settle(l, p->em);
	synk_canvas_photo(l->canvas, p->scene.panel->photo, &l->map, l->box,
	    (struct synk_ink){ 0.9, 0.9, 0.9, 1 });
	if (p->o->blur_eyes)
		synk_blur_eyes(l);
}

/* Whose halves a pane has, on its left and right. */
static void
write_letters(const struct synk_look *l, const struct panes *p, size_t pane,
    enum synk_side left, enum synk_side right)
{
	for (int i = 0; i < 2; i++) {
		enum synk_side side = i ? right : left;
		struct synk_letters how = { synk_side_ink(side, false),
		    2.4 * p->em, true, true, 0.5, false };
		double x = pane_x(p, pane) + (i ? 2 * p->half - 1.5 * p->em
		    : 1.5 * p->em);

		synk_canvas_text(l->canvas, x, p->top + 2.6 * p->em,
		    side == SYNK_RIGHT ? "R" : "L", &how);
	}
}

static void
write_words(const struct synk_look *l, const struct panes *p)
{
	static const char *const name[PANES] = { "as photographed",
	    "right half twice", "left half twice" };
	enum synk_side first = p->scene.first;
	struct synk_letters how = { synk_ink_black, 1.3 * p->em, true, false,
	    0, false };
	struct synk_line line = { .size = 0 };

	synk_tell_title(&line, p->scene.panel, p->o->blind);
	synk_line_fit(&line, l->canvas, &how, p->width - 2 * p->em);
	synk_canvas_text(l->canvas, p->em, 1.65 * p->em, line.at, &how);
	how.size = 1.05 * p->em;
	how.bold = false;
	how.align = 0.5;
	for (size_t i = 0; i < PANES; i++)
		synk_canvas_text(l->canvas, pane_x(p, i) + p->half,
		    3.45 * p->em, name[i], &how);
	write_letters(l, p, 0, first, first == SYNK_RIGHT ? SYNK_LEFT
	    : SYNK_RIGHT);
	write_letters(l, p, 1, SYNK_RIGHT, SYNK_RIGHT);
	write_letters(l, p, 2, SYNK_LEFT, SYNK_LEFT);
	line.size = 0;
	how = (struct synk_letters){ synk_ink_grey, 0.8 * p->em, false, false,
	    0, false };
	synk_line_add(&line, "Research use; not a diagnosis. R and L: the"
	    " subject's own sides. Halves meet at the facial midline.");
	synk_line_fit(&line, l->canvas, &how, p->width - 2 * p->em);
	synk_canvas_text(l->canvas, p->em, p->height - 0.7 * p->em, line.at,
	    &how);
}

/* The seam, which is looked for first. */
static void
draw_seam(const struct synk_look *l, const struct panes *p)
{
	struct synk_pen pen = { { 1, 1, 1, 0.75 }, 0.6 * l->line, true,
	    5 * l->line };
	struct synk_point at[2] = { { p->half, p->top },
	    { p->half, p->top + p->high } };

	synk_canvas_line(l->canvas, at, 2, &pen);
}

static bool
draw(struct synk_image *image, const struct panes *p, struct synk_error *err)
{
	struct synk_canvas canvas;
	struct synk_look look = { .canvas = &canvas };

	if (!synk_canvas_open(&canvas, image, err))
		return false;
	draw_face(&look, p);
	synk_canvas_touch(&canvas, true);
	fold(image, p, 1, p->scene.first == SYNK_RIGHT);
	fold(image, p, 2, p->scene.first == SYNK_LEFT);
	synk_canvas_touch(&canvas, false);
	if (!p->o->plain) {
		draw_seam(&look, p);
		write_words(&look, p);
	}
	return synk_canvas_close(&canvas, err);
}

bool
synk_picture_mirror(struct synk_image *picture, const struct synk_panel *panel,
    const struct synk_picture_options *o, struct synk_error *err)
{
	struct panes p = { .o = o };
	struct synk_image image;

	if (!synk_scene_from(&p.scene, panel, err) ||
	    !stand_up(&p.scene, err) || !size_panes(&p, err) ||
	    !synk_paper_new(&image, p.width, p.height, err))
		return false;
	if (!draw(&image, &p, err)) {
		synk_image_free(&image);
		return false;
	}
	*picture = image;
	return true;
}
