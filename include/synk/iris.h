#ifndef SYNK_IRIS_H
#define SYNK_IRIS_H

/*
 * Beside the stages.  A photograph and the eyes' named points in it -> the
 * irises, as circles, with how well they can be seen.
 */

#include "synk/face.h"
#include "synk/image.h"

struct synk_iris_found {
	struct synk_iris iris;	/* px of the photograph; NaN if not found */
	double centre_sd;	/* px, along either axis; NaN */
	double radius_sd;	/* px; NaN */
	double quality;		/* 0 to 1: see lib/iris.c; NaN */
	const char *reason;	/* why there is none; NULL: it was found */
};

/* The pixels of the photograph that synk_iris_find() looks at: both eyes with
 * a margin.  False if the canthi of neither eye are there. */
bool synk_iris_box(struct synk_box *, const struct synk_sites *);

/* The largest reduction, 1 to 8, at which irises of eyes that large are still
 * found as well as in the photograph itself. */
int synk_iris_shrink(const struct synk_sites *);

/*
 * Looks for the iris of either side between its lids.  The image has at least
 * the pixels of synk_iris_box() that lie in the photograph; sites are in px of
 * the photograph as shown, not mirrored.  An eye that is closed or covered, or
 * in which no circle stands out, gets a reason.
 */
void synk_iris_find(struct synk_iris_found found[SYNK_SIDES],
    const struct synk_image *, const struct synk_sites *);

#endif
