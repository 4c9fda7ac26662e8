/* The only door to EXIF data; not installed. */
#include "image.h"

/*
 * Of data that starts with "Exif\0\0": sets orientation, 1 to 8 as EXIF 2.3
 * numbers it, to 1 if they do not say, or say what the standard does not know;
 * and taken, to "" likewise.  Nothing else is read.
 * Fails with SYNK_SYSTEM without memory.
 */
SYNK_CHECKED bool synk_exif_read(struct synk_stored *, const void *data,
    size_t size, struct synk_error *err);
