#ifndef SYNK_IMAGE_H
#define SYNK_IMAGE_H

/* Beside the stages.  Bytes of a picture file -> what landmarks need of it. */

#include "synk/error.h"

/*
 * Size in pixels of a JPEG or PNG as shown: EXIF orientation is applied, so a
 * photo taken sideways has its width and height exchanged.  size may be less
 * than the file's: its first 256 KiB hold every header seen in practice.
 * Fails with SYNK_BAD_INPUT if it is neither, or ends within the header.
 */
SYNK_CHECKED bool synk_image_size(int *width, int *height, const void *data,
    size_t size, struct synk_error *err);

#endif
