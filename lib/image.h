/* What lib/image.c and the readers of files share; not installed. */
#ifndef SYNK_LIB_IMAGE_H
#define SYNK_LIB_IMAGE_H

#include <stdint.h>

#include "synk/image.h"

/* What a file says of itself; width and height as stored. */
struct synk_stored {
	uint32_t width, height;
	uint64_t least;		/* bytes that such a file has at least */
	int orientation;	/* EXIF, 1 to 8 */
	char taken[20];
};

/*
 * What is to be read, and where it goes.  The box is of the stored pixels as
 * reduced; it lies within them.  Pixels are turned by how far the next one is,
 * so a reader need not know how.
 */
struct synk_cut {
	enum synk_pixels pixels;
	int shrink;		/* 1, 2, 4 or 8 */
	struct synk_box box;
	unsigned char *first;	/* where the box's top left pixel goes */
	ptrdiff_t across, down;	/* bytes to the next of its row, its column */
};

/* Puts rows of the box, count from row on, each as wide as the box. */
void synk_cut_put(const struct synk_cut *, int row, int count,
    const unsigned char *const *rows);

#endif
