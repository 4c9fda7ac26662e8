#ifndef PICTURE_H
#define PICTURE_H

/* The photograph that a landmark file is of: where it is, what it holds. */
#include "synk/image.h"

enum { PICTURE_MAX = 1 << 28 };		/* bytes of a photograph's file */

/*
 * The path of the photograph, or NULL if none is found.  marks is the
 * landmark file's path, name what records call it, image the photograph's name
 * inside it ("" or NULL: none), folder where photographs are, if not beside
 * the landmark files (NULL: they are).  First the image that the file names,
 * then one with the file's own name, then the same without a detector's name:
 * a.mediapipe.json has a.mediapipe.jpg or a.jpg, but a.happy.json is not of
 * a.jpg.  If there is no JPEG or PNG, a photograph of another format that has
 * such a name.  The caller frees it.
 */
char *picture_find(const char *marks, const char *name, const char *image,
    const char *folder);

/* The last part of a path: records tell no one where files are kept. */
const char *picture_base(const char *path);

/* Size and date of the picture at path.  Fails if there is none. */
SYNK_CHECKED bool picture_header(struct synk_image_header *,
    const char *path, struct synk_error *);

#endif
