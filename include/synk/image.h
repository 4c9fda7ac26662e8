#ifndef SYNK_IMAGE_H
#define SYNK_IMAGE_H

/*
 * Beside the stages.  Bytes of a photograph -> its pixels, and back.
 *
 * Everything is of the photograph as shown: EXIF orientation is applied, so a
 * photo taken sideways has its width and height exchanged.  The origin is the
 * centre of its top left pixel, as in stage 1.  Nothing that a file says of
 * itself but its orientation and when it was taken leaves this door, and
 * nothing else than pixels is written.
 */

#include "synk/error.h"

enum { SYNK_PIXELS_MAX = 200000000 };	/* of a photograph: 200 megapixels */

struct synk_image_header {
	const char *format;	/* "JPEG" or "PNG" */
	int width, height;	/* px, as shown */
	int orientation;	/* EXIF, 1 to 8; 1 where there is none */
	/* When it was taken, or else digitised, by the camera's clock:
	 * "2026-03-04T10:20:30"; "" where the file does not say. */
	char taken[20];
};

/*
 * Of a JPEG or PNG.  size may be less than the file's: its first 256 KiB hold
 * every header seen in practice.  Of a PNG, EXIF data count if they come before
 * the pixels.
 * Fails with SYNK_BAD_INPUT if it is neither, ends within the header, or has
 * no size or more than SYNK_SIZE_MAX px along a side; with SYNK_SYSTEM without
 * memory.
 */
SYNK_CHECKED bool synk_image_header(struct synk_image_header *,
    const void *data, size_t size, struct synk_error *err);

/* "a HEIC", "a TIFF or raw" ..., of a photograph's bytes that are of another
 * format than those two; NULL if they are of none that is known. */
const char *synk_image_foreign(const void *data, size_t size);

/* Bytes of a pixel. */
enum synk_pixels {
	SYNK_GREY = 1,		/* luma, 0 black to 255 white */
	SYNK_BGRX = 4		/* blue, green, red, and 255 */
};

/* Pixels of a part of a photograph, px. */
struct synk_box {
	int x, y, width, height;
};

/*
 * Pixels of a photograph, or of a part of it, perhaps reduced.  Its pixel
 * (i, j) shows a square of shrink x shrink px of the photograph: columns x +
 * shrink * i and the shrink - 1 after it, so that its middle is at x + shrink *
 * i + (shrink - 1) / 2, and likewise for y.
 *
 * A photograph is reduced as it is stored, from its stored start on.  If its
 * size is no multiple of shrink, the last square is partly outside; where it is
 * shown turned or mirrored this can be the first one, and x or y negative.
 */
struct synk_image {
	enum synk_pixels pixels;
	int width, height;	/* of this image, its own pixels */
	size_t stride;		/* bytes from one row to the next */
	unsigned char *at;	/* owned; top row first */
	double x, y;		/* first px of its first pixel, see above */
	int shrink;		/* 1, 2, 4 or 8 */
};

struct synk_image_want {
	enum synk_pixels pixels;
	int shrink;		/* 1, 2, 4 or 8; 0 is 1 */
	/* The part to be read, px of the photograph; cut to it, and widened to
	 * whole pixels of the reduced image.  Width 0: all of it. */
	struct synk_box box;
};

/*
 * Reads pixels, strictly: whatever the decoder only warns of is a failure,
 * since a damaged photograph would be measured as if it were whole.  Of a part
 * of a JPEG no more is decoded than it needs, so damage below it is not seen;
 * but a file that was cut off is refused also where the part itself is there.
 * The bytes of a part are those that the whole has there.
 * Colour profiles and gamma are ignored; transparent pixels lie on white.
 *
 * Fails with SYNK_BAD_INPUT if it is no JPEG or PNG, damaged, cut off, CMYK, of
 * more than 8 bits (JPEG), of more than SYNK_PIXELS_MAX, larger than so many
 * bytes could hold, or if the box has nothing of it; with SYNK_SYSTEM without
 * memory.  Nothing is allocated in proportion to a size before it was checked.
 */
SYNK_CHECKED bool synk_image_read(struct synk_image *, const void *data,
    size_t size, const struct synk_image_want *, struct synk_error *err);

/* A black image of that size, shrink 1 at (0, 0).  Fails with SYNK_SYSTEM. */
SYNK_CHECKED bool synk_image_new(struct synk_image *, enum synk_pixels,
    int width, int height, struct synk_error *err);

void synk_image_free(struct synk_image *);

/* As a file: no EXIF, no comment, no date.  The caller frees *data with
 * free().  quality is 1 to 100; colour is not subsampled.  The same pixels give
 * the same bytes.  Fails only with SYNK_SYSTEM, and with SYNK_BAD_INPUT if a
 * side has more px than a JPEG can (65500). */
SYNK_CHECKED bool synk_image_jpeg(unsigned char **data, size_t *size,
    const struct synk_image *, int quality, struct synk_error *err);
SYNK_CHECKED bool synk_image_png(unsigned char **data, size_t *size,
    const struct synk_image *, struct synk_error *err);

#endif
