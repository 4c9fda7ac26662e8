/*
 * The only door to cairo; not installed.
 *
 * Drawing on pixels.  Coordinates are the image's own, from the corner of its
 * top left pixel, so that the middle of that pixel is at (0.5, 0.5).  What goes
 * wrong on the way is remembered: only synk_canvas_close() needs checking.
 */
#include "synk/image.h"
#include "synk/marks.h"

struct _cairo;

struct synk_canvas {
	struct _cairo *cairo;
	struct synk_image *image;	/* borrowed; BGRX */
	double halo;			/* width beyond a line or letter, px */
};

/* Red, green, blue, and how much it covers; 0 to 1. */
struct synk_ink {
	double red, green, blue, cover;
};

/* From points to other points: x' = xx x + xy y + x0, y' = yx x + yy y + y0. */
struct synk_map {
	double xx, xy, x0, yx, yy, y0;
};

struct synk_point synk_map_point(const struct synk_map *, struct synk_point);

/* Fails with SYNK_SYSTEM, also where cairo cannot have an image that large;
 * closed only after success. */
SYNK_CHECKED bool synk_canvas_open(struct synk_canvas *, struct synk_image *,
    struct synk_error *err);
SYNK_CHECKED bool synk_canvas_close(struct synk_canvas *,
    struct synk_error *err);

/* Sides of an image that cairo can have, px. */
enum { SYNK_CANVAS_MAX = 32767 };

void synk_canvas_clip(struct synk_canvas *, struct synk_box);
void synk_canvas_unclip(struct synk_canvas *);

void synk_canvas_fill(struct synk_canvas *, double x, double y, double width,
    double height, struct synk_ink);

/* Dark glass with round corners, for light letters: around a box, and by a
 * margin larger. */
void synk_canvas_plate(struct synk_canvas *, double x, double y, double width,
    double height, double margin);

/*
 * Paints a photograph into a box; the map is from px of the photograph, as in
 * stage 1, to the canvas.  Beyond its edges is the ink, or what was there.
 */
void synk_canvas_photo(struct synk_canvas *, const struct synk_image *,
    const struct synk_map *, struct synk_box, struct synk_ink beyond);

struct synk_pen {
	struct synk_ink ink;
	double width;		/* px */
	bool haloed;		/* dark around it, so that it shows on skin */
	double dash;		/* px; 0: none */
};

/* Points one after the other by straight lines, or by a smooth curve through
 * all of them.  Points that are NaN end a line, and the next begins one. */
void synk_canvas_line(struct synk_canvas *, const struct synk_point *,
    size_t n, const struct synk_pen *);
void synk_canvas_curve(struct synk_canvas *, const struct synk_point *,
    size_t n, const struct synk_pen *);

/* A disc of a pen's ink, or with a pen's width a ring. */
void synk_canvas_disc(struct synk_canvas *, struct synk_point, double radius,
    const struct synk_pen *);
void synk_canvas_ring(struct synk_canvas *, struct synk_point, double radius,
    const struct synk_pen *);

struct synk_letters {
	struct synk_ink ink;
	double size;		/* of the em, px */
	bool bold, haloed;
	double align;		/* 0: begins at x, 0.5: has its middle there,
				 * 1: ends there */
	bool upwards;		/* turned left by a right angle */
};

double synk_canvas_width(struct synk_canvas *, const char *utf8,
    const struct synk_letters *);

/* On a base line through (x, y).  The text must be valid UTF-8. */
void synk_canvas_text(struct synk_canvas *, double x, double y,
    const char *utf8, const struct synk_letters *);

/* Before pixels are read or written other than by these functions, true; and
 * after it, false. */
void synk_canvas_touch(struct synk_canvas *, bool begin);

/* Gives every pixel of a box, as far as it is on the canvas, their mean. */
void synk_canvas_level(struct synk_canvas *, struct synk_box);
