/* Parts of photographs as networks see them; not installed. */
#ifndef SYNK_MARK_REGION_H
#define SYNK_MARK_REGION_H

#include "synk/landmarker.h"

/*
 * How a network sees.  Places in its view go from 0 to the view's width, so
 * that the middle of the first pixel is at a half; those of a photograph are
 * as everywhere, with that middle at 0.
 */
struct synk_seen_as {
	size_t width, height;	/* of what the network sees, px */
	float low, high;	/* black and white */
	bool black;		/* outside is black; else like its edge */
	bool middles;		/* pixels are looked at in their middles */
};

/* Where a place in what the network sees is in the photograph. */
struct synk_point synk_crop_point(const struct synk_crop *,
    const struct synk_seen_as *, double x, double y);

/*
 * Fills height x width x (red, green, blue), sampled bilinearly.  The image is
 * SYNK_BGRX.  What the image does not have is outside.
 */
void synk_crop_show(float *to, const struct synk_seen_as *,
    const struct synk_image *, const struct synk_crop *);

/* The whole photograph, made square. */
struct synk_crop synk_crop_whole(int width, int height);

#endif
