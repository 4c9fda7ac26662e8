#ifndef SYNK_PICTURE_H
#define SYNK_PICTURE_H

/*
 * Beside the stages.  A photograph and what was measured in it -> a picture to
 * look at.  Widths of lines and sizes of letters follow the picture's width
 * and the face's size in it, so that it reads as well at 600 px as at 6000.
 * The same input gives the same bytes where cairo and the fonts are the same.
 *
 * All fail with SYNK_BAD_INPUT if the corners of an eye are missing, if eyes
 * or mouth lie outside the photograph (the points are another's), or if the
 * picture were more than some 30,000 px along a side; with SYNK_SYSTEM without
 * memory.
 */

#include "synk/image.h"
#include "synk/verdict.h"

/* A photograph of an exam, and the exam.  All is borrowed. */
struct synk_panel {
	const struct synk_image *photo;	/* BGRX: all of it, any shrink */
	int width, height;		/* of the whole photograph, px */
	/* Its points, px of the photograph as shown, not mirrored; and, if the
	 * photo is a mirror image, true, which exchanges the sides' names. */
	const struct synk_sites *sites;
	bool mirrored;
	enum synk_expression expression; /* SYNK_EXPRESSIONS: not said */
	/* Measures of this expression, and what the exam came to; NULL: only
	 * the points and lines are drawn. */
	const struct synk_exam *exam;
	const struct synk_grade *grade;
	const struct synk_verdict *verdict;
	const char *subject, *visit;	/* NULL: not to be told */
	const char *taken;		/* of the photo; NULL or "" */
};

struct synk_picture_options {
	int width;		/* px of the picture; 0: the photo's own */
	bool crop;		/* to the face, from hair to below the chin */
	/* Eyes and brows to blocks of a quarter IED, each of its mean colour,
	 * so that nobody is recognised by them; lines are drawn over that. */
	bool blur_eyes;
	/* No subject, visit, date, number or verdict: for raters, only the
	 * expression and the lines. */
	bool blind;
	bool plain;		/* no lines, points or numbers: the photo */
	bool bare;		/* of one photograph: no caption below it */
};

/* Whether a photograph of that size, reduced so far, can be drawn; fails with
 * SYNK_BAD_INPUT if not, as all below do. */
SYNK_CHECKED bool synk_picture_fits(int width, int height, int shrink,
    struct synk_error *err);

/*
 * One photograph with midline, eye line, lids, brows, lips, commissures, its
 * measures with their values, and where brows and mouth were at rest; below it
 * a strip with tables, findings and legend.  The photograph is not rotated.
 * With width 0 one narrower than 900 px is enlarged to that, smoothly, since
 * its letters could not be read; unless it is plain.  Without a pose there is
 * no midline.
 */
SYNK_CHECKED bool synk_picture_overlay(struct synk_image *,
    const struct synk_panel *, const struct synk_picture_options *,
    struct synk_error *err);

/*
 * Photographs side by side: rows x columns panels, row by row, of which a NULL
 * photo is an empty place.  Eyes level, midlines upright, and the same number
 * of pixels for the distance between the eyes in all of them; crop is implied.
 * width is of the whole; 0: such that the largest photo is not reduced and no
 * place is narrower than 260 px, at most 6000.  A plain one keeps its heads:
 * expressions, and unless blind subject and visits.
 * Fails with SYNK_BAD_INPUT also if there is no photo at all.
 */
SYNK_CHECKED bool synk_picture_montage(struct synk_image *,
    const struct synk_panel *, size_t rows, size_t columns,
    const struct synk_picture_options *, struct synk_error *err);

/*
 * The face, its right half twice and its left half twice, each with its own
 * mirror image, the midline upright and the seam.  Width 0: such that the
 * photo is not reduced, from 900 to 6000.
 * Fails with SYNK_BAD_INPUT also without a midline.
 */
SYNK_CHECKED bool synk_picture_mirror(struct synk_image *,
    const struct synk_panel *, const struct synk_picture_options *,
    struct synk_error *err);

#endif
