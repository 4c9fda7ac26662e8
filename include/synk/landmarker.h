#ifndef SYNK_LANDMARKER_H
#define SYNK_LANDMARKER_H

/*
 * Beside the stages.  A photograph -> the faces in it and their landmarks, as
 * MediaPipe's face landmarker finds them in single images.  Needs a model that
 * Google publishes; in a library of its own, libsynk-mark.a.
 *
 * Everything is of the photograph as shown, in its pixels: the origin is the
 * centre of its top left pixel, x to the right, y down, as in stage 1, and
 * points are where stage 1 has those of MediaPipe's own files.
 */

#include "synk/image.h"
#include "synk/marks.h"

/* A part of a photograph that is shown to a network, turned upright. */
struct synk_crop {
	struct synk_point centre;	/* px */
	double width, height;		/* px, along its own sides */
	double angle;		/* radians, from x towards y: clockwise */
	bool mirrored;		/* shown as in a mirror; results are not */
};

/* Points of a face that its detector gives; right is the subject's own. */
enum synk_key {
	SYNK_KEY_RIGHT_EYE, SYNK_KEY_LEFT_EYE, SYNK_KEY_NOSE, SYNK_KEY_MOUTH,
	SYNK_KEY_RIGHT_EAR, SYNK_KEY_LEFT_EAR, SYNK_KEYS
};

/* A face as the detector sees it. */
struct synk_face_seen {
	double score;			/* 0 to 1 */
	struct synk_point corner;	/* of its box, top left, px */
	double width, height;		/* px */
	struct synk_point key[SYNK_KEYS];
};

struct synk_face_marks {
	size_t count;			/* 468 or 478: synk/marks.h */
	struct synk_point at[SYNK_MARKS_MAX];
	double depth[SYNK_MARKS_MAX];	/* px, less is nearer; MediaPipe's z */
	double presence;		/* 0 to 1: that it is a face */
	double score;			/* the detector's; NaN if not asked */
	struct synk_crop region;	/* where it was looked for */
};

/* All zero is MediaPipe's default. */
struct synk_landmarker_options {
	double min_score;	/* of the detector; 0: 0.5 */
	double min_presence;	/* of landmarks; 0: 0.5 */
	double overlap;		/* two boxes are one face over this; 0: 0.5 */
};

/* Networks, loaded once; for one thread at a time. */
struct synk_landmarker;

/*
 * Loads a model: MediaPipe's face_landmarker.task, or the assets of the npm
 * package @mediapipe/face_mesh 0.4.  data is not referred to afterwards.
 *
 * Fails with SYNK_BAD_INPUT if it is no such model, damaged, or of networks
 * that are not understood; with SYNK_SYSTEM without memory.
 */
SYNK_CHECKED bool synk_landmarker_open(struct synk_landmarker **,
    const void *data, size_t size, struct synk_error *err);

void synk_landmarker_close(struct synk_landmarker *);	/* takes NULL */

/* How many points it gives, and what records say of where they came from. */
size_t synk_landmarker_points(const struct synk_landmarker *);
const char *synk_landmarker_name(const struct synk_landmarker *);
const char *synk_landmarker_sha256(const struct synk_landmarker *);

/*
 * All faces of a photograph in a file, at most max; *found of them, the surest
 * first.  None is no failure.  EXIF orientation is applied, and no more is
 * decoded than networks can see.
 *
 * Fails as synk_image_read() does, and with SYNK_BAD_INPUT if a network gives
 * what is no number.
 */
SYNK_CHECKED bool synk_landmarker_find(struct synk_landmarker *,
    struct synk_face_marks *faces, size_t max, size_t *found,
    const void *photo, size_t size, const struct synk_landmarker_options *,
    struct synk_error *err);

/*
 * The same by steps, for who has pixels (SYNK_BGRX) or looks at a face several
 * times.  synk_landmarker_see() finds faces; synk_crop_of() tells where
 * landmarks are to be looked for; synk_crop_read() reads its pixels, and
 * those of a margin that is so many times its size on each side;
 * synk_landmarker_place() places landmarks, whatever their presence is.
 */
SYNK_CHECKED bool synk_landmarker_see(struct synk_landmarker *,
    struct synk_face_seen *faces, size_t max, size_t *found,
    const struct synk_image *, const struct synk_landmarker_options *,
    struct synk_error *err);
struct synk_crop synk_crop_of(const struct synk_face_seen *);
SYNK_CHECKED bool synk_crop_read(struct synk_image *, const void *photo,
    size_t size, const struct synk_crop *, double margin,
    struct synk_error *err);
SYNK_CHECKED bool synk_landmarker_place(struct synk_landmarker *,
    struct synk_face_marks *, const struct synk_image *,
    const struct synk_crop *, struct synk_error *err);

#endif
