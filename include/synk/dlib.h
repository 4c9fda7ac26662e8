#ifndef SYNK_DLIB_H
#define SYNK_DLIB_H

/*
 * Beside the stages.  A photograph -> the faces in it and 68 landmarks of each
 * (SYNK_IBUG68), as dlib finds them: its frontal face detector, then a shape
 * predictor, such as a laboratory trains on faces of its own.  In a library of
 * its own, libsynk-dlib.a.
 *
 * Everything is of the photograph as shown, in its pixels, as in stage 1.
 */

#include "synk/landmarker.h"

/* False: this library was built without dlib, and nothing can be opened. */
bool synk_dlib_here(void);

/* A detector and a predictor, loaded once; for one thread at a time. */
struct synk_dlib;

/*
 * Loads a shape predictor of 68 points as dlib writes it.  data is not
 * referred to afterwards.
 *
 * Fails with SYNK_BAD_INPUT if it is no such predictor, or damaged, with
 * SYNK_BAD_USAGE without dlib, with SYNK_SYSTEM without memory.
 */
SYNK_CHECKED bool synk_dlib_open(struct synk_dlib **, const void *data,
    size_t size, struct synk_error *err);

void synk_dlib_close(struct synk_dlib *);	/* takes NULL */

/* What records say of where points came from: "dlib" is the model that dlib
 * itself publishes, of which norms know what it misses; "lab-dlib" is any
 * other. */
const char *synk_dlib_name(const struct synk_dlib *);
const char *synk_dlib_sha256(const struct synk_dlib *);

/*
 * All faces of a photograph in a file, at most max; *found of them, the surest
 * first, of which the detector is so sure: its scores have no upper bound, a
 * face that is seen well has 1 to 3, and 0 is dlib's default.  None is no
 * failure.  Faces must be a tenth of the photograph's longer side.  There is no
 * depth and no presence; region is the detector's box.
 *
 * Fails as synk_image_read() does, and with SYNK_BAD_INPUT if the model places
 * points where no face is.
 */
SYNK_CHECKED bool synk_dlib_find(struct synk_dlib *,
    struct synk_face_marks *faces, size_t max, size_t *found,
    const void *photo, size_t size, double min_score, struct synk_error *err);

#endif
