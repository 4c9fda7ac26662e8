/* A photograph with what was measured in it, and a strip below that says it. */
#include <math.h>
#include <string.h>

#include "picture.h"

/* A picture that is less wide has letters that cannot be read. */
enum { WIDTH_LEAST = 900, WIDTH_MOST = 30000 };

bool
synk_paper_new(struct synk_image *image, int width, int height,
    struct synk_error *err)
{
	if (width > SYNK_CANVAS_MAX || height > SYNK_CANVAS_MAX)
		return synk_fail(err, SYNK_BAD_INPUT, "a picture of %d x %d px"
		    " is too large: at most %d a side", width, height,
		    SYNK_CANVAS_MAX);
	return synk_image_new(image, SYNK_BGRX, width, height, err);
}

/* A part of a photograph and the width that it is drawn with. */
struct frame {
	double x, y, width, height;	/* px of the photograph, of corners */
	int wide, high;			/* px of the picture */
};

/* The face with its hair and chin, and room for what is written beside it. */
static void
crop(struct frame *f, const struct synk_scene *s, bool plain)
{
	double side = plain ? 1.6 : 1.9, top = 1.45, bottom = 2.2;
	double x0 = INFINITY, x1 = -INFINITY, y0 = INFINITY, y1 = -INFINITY;

	for (int i = 0; i < 4; i++) {
		struct synk_point p = synk_scene_point(s, i & 1 ? side : -side,
		    i & 2 ? top : -bottom);

		x0 = fmin(x0, p.x + 0.5);
		x1 = fmax(x1, p.x + 0.5);
		y0 = fmin(y0, p.y + 0.5);
		y1 = fmax(y1, p.y + 0.5);
	}
	x0 = floor(fmax(x0, 0));
	y0 = floor(fmax(y0, 0));
	f->width = fmin(ceil(x1), f->width) - x0;
	f->height = fmin(ceil(y1), f->height) - y0;
	f->x = x0;
	f->y = y0;
}

static bool
choose_frame(struct frame *f, const struct synk_scene *s,
    const struct synk_picture_options *o, struct synk_error *err)
{
	double own;

	*f = (struct frame){ .width = s->panel->width,
	    .height = s->panel->height };
	if (o->crop)
		crop(f, s, o->plain);
	own = o->plain ? f->width : fmax(f->width, WIDTH_LEAST);
	own = o->width > 0 ? o->width : own;
	if (own > WIDTH_MOST || own / f->width * f->height > WIDTH_MOST)
		return synk_fail(err, SYNK_BAD_INPUT, "a picture of %.0f x"
		    " %.0f px is too large: at most %d a side", own, own /
		    f->width * f->height, WIDTH_MOST);
	f->wide = (int)own;
	f->high = (int)fmax(1, round(own / f->width * f->height));
	return true;
}

/* Corner to corner: stage 1 has its origin in the middle of a pixel. */
static struct synk_map
map_of(const struct frame *f)
{
	double x = f->wide / f->width, y = f->high / f->height;

	return (struct synk_map){ x, 0, (0.5 - f->x) * x, 0, y,
	    (0.5 - f->y) * y };
}

/* Pixels that stay as they are are copied, which is soon done. */
static void
put_photo(struct synk_canvas *c, const struct synk_image *photo,
    const struct frame *f, const struct synk_map *map)
{
	struct synk_box box = { 0, 0, f->wide, f->high };
	const unsigned char *from;

	if (photo->shrink != 1 || f->wide != (int)f->width ||
	    f->high != (int)f->height) {
		synk_canvas_photo(c, photo, map, box,
		    (struct synk_ink){ 0, 0, 0, 0 });
		return;
	}
	synk_canvas_touch(c, true);
	from = photo->at + (size_t)f->y * photo->stride + 4 * (size_t)f->x;
	for (int y = 0; y < f->high; y++)
		memcpy(c->image->at + (size_t)y * c->image->stride,
		    from + (size_t)y * photo->stride, 4 * (size_t)f->wide);
	synk_canvas_touch(c, false);
}

/* How large letters are: of a picture across a page, as those of its text. */
static double
em_of(int width)
{
	return fmax(11, width / 60.0);
}

static void
draw_all(struct synk_look *l, const struct frame *f,
    const struct synk_picture_options *o)
{
	put_photo(l->canvas, l->scene->panel->photo, f, &l->map);
	if (o->blur_eyes)
		synk_blur_eyes(l);
	if (o->plain)
		return;
	synk_canvas_clip(l->canvas, l->box);
	synk_lines_draw(l, SYNK_DETAIL_ALL);
	synk_letters_draw(l);
	if (!o->blind)
		synk_labels_draw(l);
	synk_canvas_unclip(l->canvas);
	if (!o->bare)
		synk_caption(l, f->high, o->blind, true);
}

/* How high the caption is, which takes a canvas to measure letters with. */
static bool
measure_caption(int *height, const struct synk_look *of, bool blind,
    struct synk_error *err)
{
	struct synk_look l = *of;
	struct synk_canvas canvas;
	struct synk_image small;
	bool ok;

	if (!synk_image_new(&small, SYNK_BGRX, 1, 1, err))
		return false;
	ok = synk_canvas_open(&canvas, &small, err);
	if (ok) {
		l.canvas = &canvas;
		synk_look_settle(&l, em_of(of->box.width));
		*height = (int)ceil(synk_caption(&l, 0, blind, false));
		ok = synk_canvas_close(&canvas, err);
	}
	synk_image_free(&small);
	return ok;
}

static bool
draw(struct synk_image *picture, struct synk_look *l, const struct frame *f,
    const struct synk_picture_options *o, struct synk_error *err)
{
	struct synk_canvas canvas;

	if (!synk_canvas_open(&canvas, picture, err))
		return false;
	l->canvas = &canvas;
	synk_look_settle(l, em_of(f->wide));
	draw_all(l, f, o);
	return synk_canvas_close(&canvas, err);
}

bool
synk_picture_overlay(struct synk_image *picture,
    const struct synk_panel *panel, const struct synk_picture_options *o,
    struct synk_error *err)
{
	struct synk_scene scene;
	struct synk_look look = { .scene = &scene };
	struct synk_image image;
	struct frame f;
	int caption = 0;

	if (!synk_scene_from(&scene, panel, err) ||
	    !choose_frame(&f, &scene, o, err))
		return false;
	look.map = map_of(&f);
	look.box = (struct synk_box){ 0, 0, f.wide, f.high };
	if (!o->plain && !o->bare && !measure_caption(&caption, &look,
	    o->blind, err))
		return false;
	if (!synk_paper_new(&image, f.wide, f.high + caption, err))
		return false;
	if (!draw(&image, &look, &f, o, err)) {
		synk_image_free(&image);
		return false;
	}
	*picture = image;
	return true;
}
