/*
 * BlazeFace, short range: what its numbers mean; not installed.
 *
 * The network sees 128 x 128 pixels and says for each of 896 places that it
 * could look at, its anchors, where from there a face is and how sure it is.
 */
#ifndef SYNK_MARK_DETECTOR_H
#define SYNK_MARK_DETECTOR_H

#include "synk/landmarker.h"

enum {
	SYNK_ANCHORS = 896,
	SYNK_ANCHOR_VALUES = 16,	/* a box, then 6 points */
	SYNK_DETECTOR_SIDE = 128	/* px that the network sees */
};

/* Fills the anchors' middles, in sides of what the network sees. */
void synk_anchors(struct synk_point to[SYNK_ANCHORS]);

/*
 * Faces in pixels of what the network sees, the surest first; at most max.
 * boxes are SYNK_ANCHORS x SYNK_ANCHOR_VALUES, scores SYNK_ANCHORS.  Returns
 * how many there are; fails if a number is none.
 */
SYNK_CHECKED bool synk_detector_faces(struct synk_face_seen *to, size_t max,
    size_t *found, const float *boxes, const float *scores, double min_score,
    double overlap, struct synk_error *err);

/*
 * Makes one of those that overlap more than that with the surest of them, each
 * weighing as much as its score.  Faces are sorted, the surest first; returns
 * how many are left.
 */
size_t synk_detector_merge(struct synk_face_seen *, size_t count,
    double overlap);

#endif
