#include <cairo.h>
#include <math.h>

#include "canvas.h"
#include "table.h"

/* A halo is darker than any skin, and lets it be seen. */
static const struct synk_ink dark = { 0, 0, 0, 0.55 };

struct synk_point
synk_map_point(const struct synk_map *m, struct synk_point p)
{
	return (struct synk_point){ m->xx * p.x + m->xy * p.y + m->x0,
	    m->yx * p.x + m->yy * p.y + m->y0 };
}

/* BGRX is cairo's RGB24 on machines whose least byte is first. */
static cairo_surface_t *
surface_of(unsigned char *at, int width, int height, size_t stride)
{
	return cairo_image_surface_create_for_data(at, CAIRO_FORMAT_RGB24,
	    width, height, (int)stride);
}

static bool
complain(cairo_status_t status, struct synk_error *err)
{
	if (status == CAIRO_STATUS_NO_MEMORY)
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	return synk_fail(err, SYNK_SYSTEM, "drawing: %s",
	    cairo_status_to_string(status));
}

/* Letters of a large picture are those of a small one, only larger. */
static void
choose_font(cairo_t *c)
{
	cairo_font_options_t *o = cairo_font_options_create();

	cairo_font_options_set_hint_style(o, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(o, CAIRO_HINT_METRICS_OFF);
	cairo_font_options_set_antialias(o, CAIRO_ANTIALIAS_GRAY);
	cairo_set_font_options(c, o);
	cairo_font_options_destroy(o);
}

bool
synk_canvas_open(struct synk_canvas *c, struct synk_image *image,
    struct synk_error *err)
{
	cairo_surface_t *s;
	cairo_status_t status;

	if (image->width > SYNK_CANVAS_MAX || image->height > SYNK_CANVAS_MAX)
		return synk_fail(err, SYNK_BAD_INPUT, "a picture of %d x %d px"
		    " is more than can be drawn on: at most %d a side",
		    image->width, image->height, SYNK_CANVAS_MAX);
	s = surface_of(image->at, image->width, image->height, image->stride);
	c->cairo = cairo_create(s);
	c->image = image;
	c->halo = 1;
	cairo_surface_destroy(s);
	status = cairo_status(c->cairo);
	if (status == CAIRO_STATUS_SUCCESS) {
		choose_font(c->cairo);
		return true;
	}
	cairo_destroy(c->cairo);
	return complain(status, err);
}

bool
synk_canvas_close(struct synk_canvas *c, struct synk_error *err)
{
	cairo_status_t status;

	cairo_surface_flush(cairo_get_target(c->cairo));
	status = cairo_status(c->cairo);
	cairo_destroy(c->cairo);
	return status == CAIRO_STATUS_SUCCESS || complain(status, err);
}

void
synk_canvas_clip(struct synk_canvas *c, struct synk_box box)
{
	cairo_save(c->cairo);
	cairo_rectangle(c->cairo, box.x, box.y, box.width, box.height);
	cairo_clip(c->cairo);
}

void
synk_canvas_unclip(struct synk_canvas *c)
{
	cairo_restore(c->cairo);
}

static void
dip(cairo_t *c, struct synk_ink ink)
{
	cairo_set_source_rgba(c, ink.red, ink.green, ink.blue, ink.cover);
}

void
synk_canvas_fill(struct synk_canvas *c, double x, double y, double width,
    double height, struct synk_ink ink)
{
	dip(c->cairo, ink);
	cairo_rectangle(c->cairo, x, y, width, height);
	cairo_fill(c->cairo);
}

void
synk_canvas_plate(struct synk_canvas *c, double x, double y, double width,
    double height, double margin)
{
	const double right = acos(-1) / 2;

	cairo_new_path(c->cairo);
	cairo_arc(c->cairo, x, y, margin, 2 * right, 3 * right);
	cairo_arc(c->cairo, x + width, y, margin, 3 * right, 4 * right);
	cairo_arc(c->cairo, x + width, y + height, margin, 0, right);
	cairo_arc(c->cairo, x, y + height, margin, right, 2 * right);
	cairo_close_path(c->cairo);
	dip(c->cairo, (struct synk_ink){ 0.08, 0.08, 0.08, 0.62 });
	cairo_fill(c->cairo);
}

/*
 * From px of the photograph to those of an image of it, and on to the canvas:
 * the canvas has its origin at a pixel's corner, stage 1 at its middle.
 */
static cairo_matrix_t
matrix_of(const struct synk_image *photo, const struct synk_map *m)
{
	double s = photo->shrink, x = photo->x - 0.5, y = photo->y - 0.5;
	cairo_matrix_t out;

	cairo_matrix_init(&out, m->xx * s, m->yx * s, m->xy * s, m->yy * s,
	    m->xx * x + m->xy * y + m->x0, m->yx * x + m->yy * y + m->y0);
	return out;
}

/* The plane is seen through the photograph's own rectangle.  Reduced, its
 * pixels are averaged; enlarged, cairo's best filters would show them as
 * squares. */
static void
paint(cairo_t *c, cairo_surface_t *s, const struct synk_image *photo,
    const cairo_matrix_t *m, struct synk_ink beyond)
{
	double scale = hypot(m->xx, m->yx);

	if (beyond.cover > 0) {
		dip(c, beyond);
		cairo_paint(c);
	}
	cairo_transform(c, m);
	cairo_rectangle(c, 0, 0, photo->width, photo->height);
	cairo_set_source_surface(c, s, 0, 0);
	cairo_pattern_set_extend(cairo_get_source(c), CAIRO_EXTEND_PAD);
	cairo_pattern_set_filter(cairo_get_source(c), scale > 0.9
	    ? CAIRO_FILTER_BILINEAR : CAIRO_FILTER_GOOD);
	cairo_fill(c);
}

void
synk_canvas_photo(struct synk_canvas *c, const struct synk_image *photo,
    const struct synk_map *map, struct synk_box box, struct synk_ink beyond)
{
	cairo_matrix_t m = matrix_of(photo, map);
	/* Only read; cairo has no surface of const pixels. */
	cairo_surface_t *s = surface_of((unsigned char *)photo->at,
	    photo->width, photo->height, photo->stride);

	synk_canvas_clip(c, box);
	paint(c->cairo, s, photo, &m, beyond);
	synk_canvas_unclip(c);
	cairo_surface_destroy(s);
}

static void
stroke(struct synk_canvas *c, const struct synk_pen *pen)
{
	cairo_set_line_cap(c->cairo, pen->dash > 0 ? CAIRO_LINE_CAP_BUTT
	    : CAIRO_LINE_CAP_ROUND);
	cairo_set_line_join(c->cairo, CAIRO_LINE_JOIN_ROUND);
	cairo_set_dash(c->cairo, &pen->dash, pen->dash > 0 ? 1 : 0, 0);
	if (pen->haloed) {
		struct synk_ink under = dark;

		under.cover *= pen->ink.cover;
		dip(c->cairo, under);
		cairo_set_line_width(c->cairo, pen->width + 2 * c->halo);
		cairo_stroke_preserve(c->cairo);
	}
	dip(c->cairo, pen->ink);
	cairo_set_line_width(c->cairo, pen->width);
	cairo_stroke(c->cairo);
}

static bool
is_there(struct synk_point p)
{
	return isfinite(p.x) && isfinite(p.y);
}

void
synk_canvas_line(struct synk_canvas *c, const struct synk_point *p, size_t n,
    const struct synk_pen *pen)
{
	cairo_new_path(c->cairo);
	for (size_t i = 0; i < n; i++)
		if (is_there(p[i]) && i && is_there(p[i - 1]))
			cairo_line_to(c->cairo, p[i].x, p[i].y);
		else if (is_there(p[i]))
			cairo_move_to(c->cairo, p[i].x, p[i].y);
	stroke(c, pen);
}

/* Catmull and Rom's slope at point i of n, a third of it. */
static struct synk_point
slope(const struct synk_point *p, size_t n, size_t i)
{
	struct synk_point a = p[i ? i - 1 : i], b = p[i + 1 < n ? i + 1 : i];

	if (!is_there(a))
		a = p[i];
	if (!is_there(b))
		b = p[i];
	return (struct synk_point){ (b.x - a.x) / 6, (b.y - a.y) / 6 };
}

void
synk_canvas_curve(struct synk_canvas *c, const struct synk_point *p, size_t n,
    const struct synk_pen *pen)
{
	cairo_new_path(c->cairo);
	for (size_t i = 0; i < n; i++) {
		struct synk_point a, b;

		if (!is_there(p[i]))
			continue;
		if (i == 0 || !is_there(p[i - 1])) {
			cairo_move_to(c->cairo, p[i].x, p[i].y);
			continue;
		}
		a = slope(p, n, i - 1);
		b = slope(p, n, i);
		cairo_curve_to(c->cairo, p[i - 1].x + a.x, p[i - 1].y + a.y,
		    p[i].x - b.x, p[i].y - b.y, p[i].x, p[i].y);
	}
	stroke(c, pen);
}

static void
circle(cairo_t *c, struct synk_point p, double radius)
{
	cairo_new_path(c);
	cairo_arc(c, p.x, p.y, radius, 0, 2 * acos(-1));
	cairo_close_path(c);
}

void
synk_canvas_disc(struct synk_canvas *c, struct synk_point p, double radius,
    const struct synk_pen *pen)
{
	if (!is_there(p))
		return;
	if (pen->haloed) {
		circle(c->cairo, p, radius + c->halo);
		dip(c->cairo, dark);
		cairo_fill(c->cairo);
	}
	circle(c->cairo, p, radius);
	dip(c->cairo, pen->ink);
	cairo_fill(c->cairo);
}

void
synk_canvas_ring(struct synk_canvas *c, struct synk_point p, double radius,
    const struct synk_pen *pen)
{
	if (!is_there(p))
		return;
	circle(c->cairo, p, radius);
	stroke(c, pen);
}

/* Where there is no such family, fontconfig gives the nearest it has. */
static void
set_letters(cairo_t *c, const struct synk_letters *l)
{
	cairo_select_font_face(c, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL,
	    l->bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
	cairo_set_font_size(c, l->size);
}

double
synk_canvas_width(struct synk_canvas *c, const char *text,
    const struct synk_letters *l)
{
	cairo_text_extents_t e;

	set_letters(c->cairo, l);
	cairo_text_extents(c->cairo, text, &e);
	return e.x_advance;
}

void
synk_canvas_text(struct synk_canvas *c, double x, double y, const char *text,
    const struct synk_letters *l)
{
	double width = synk_canvas_width(c, text, l);

	cairo_save(c->cairo);
	cairo_translate(c->cairo, x, y);
	if (l->upwards)
		cairo_rotate(c->cairo, -acos(-1) / 2);
	cairo_move_to(c->cairo, -l->align * width, 0);
	if (l->haloed) {
		cairo_text_path(c->cairo, text);
		cairo_set_line_join(c->cairo, CAIRO_LINE_JOIN_ROUND);
		cairo_set_dash(c->cairo, NULL, 0, 0);
		cairo_set_line_width(c->cairo, 2 * c->halo + l->size / 12);
		dip(c->cairo, (struct synk_ink){ 0, 0, 0, 0.75 });
		cairo_stroke(c->cairo);
		cairo_move_to(c->cairo, -l->align * width, 0);
	}
	dip(c->cairo, l->ink);
	cairo_show_text(c->cairo, text);
	cairo_restore(c->cairo);
	cairo_new_path(c->cairo);
}

void
synk_canvas_touch(struct synk_canvas *c, bool begin)
{
	if (begin)
		cairo_surface_flush(cairo_get_target(c->cairo));
	else
		cairo_surface_mark_dirty(cairo_get_target(c->cairo));
}

static int
within(int least, int v, int most)
{
	return v < least ? least : v > most ? most : v;
}

void
synk_canvas_level(struct synk_canvas *c, struct synk_box box)
{
	struct synk_image *m = c->image;
	int x0 = within(0, box.x, m->width), y0 = within(0, box.y, m->height);
	int x1 = within(0, box.x + box.width, m->width);
	int y1 = within(0, box.y + box.height, m->height);
	unsigned long long sum[4] = { 0 };
	unsigned long long n = (unsigned long long)(x1 - x0) *
	    (unsigned long long)(y1 - y0);

	if (n == 0)
		return;
	synk_canvas_touch(c, true);
	for (int y = y0; y < y1; y++)
		for (int x = 4 * x0; x < 4 * x1; x++)
			sum[x & 3] += m->at[(size_t)y * m->stride + (size_t)x];
	for (int y = y0; y < y1; y++)
		for (int x = 4 * x0; x < 4 * x1; x++)
			m->at[(size_t)y * m->stride + (size_t)x] =
			    (unsigned char)((sum[x & 3] + n / 2) / n);
	synk_canvas_touch(c, false);
}
