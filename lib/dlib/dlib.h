/*
 * The only door to dlib, and to C++; not installed.  dlib.cc is behind it, or
 * none.c where there is no dlib.
 *
 * No exception comes through.  Pixels are counted from 0 at the first.
 */
#ifndef SYNK_DLIB_DLIB_H
#define SYNK_DLIB_DLIB_H

#include "synk/marks.h"

/* Shades, one after another, the top row first. */
struct synk_grey {
	int width, height;
	unsigned char *at;	/* owned by whoever made it */
};

/* From its first pixels to its last ones. */
struct synk_dlib_box {
	double score;
	long left, top, right, bottom;
};

struct synk_dlib_model;

bool synk_dlib_there(void);

/* The model must have passed synk_predictor_check(). */
SYNK_CHECKED bool synk_dlib_load(struct synk_dlib_model **, const void *data,
    size_t size, struct synk_error *err);
void synk_dlib_unload(struct synk_dlib_model *);

/* The surest first. */
SYNK_CHECKED bool synk_dlib_see(struct synk_dlib_model *,
    struct synk_dlib_box *boxes, size_t max, size_t *found,
    const struct synk_grey *, struct synk_error *err);

/* Whole pixels, count of them, which is what the model has. */
SYNK_CHECKED bool synk_dlib_place(const struct synk_dlib_model *,
    struct synk_point *at, size_t count, const struct synk_grey *,
    const struct synk_dlib_box *, struct synk_error *err);

#endif
