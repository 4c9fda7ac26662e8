/* The only door to libpng; not installed. */
#include "image.h"

/*
 * Of the bytes before the pixels; their checksums are the reader's matter.
 * EXIF data counts only if it stands there too, which is where everything that
 * looks at it looks.
 */
SYNK_CHECKED bool synk_png_header(struct synk_stored *, const void *data,
    size_t size, struct synk_error *err);

/* Alpha is laid over white; gamma and colour profiles are ignored. */
SYNK_CHECKED bool synk_png_read(const struct synk_cut *, const void *data,
    size_t size, struct synk_error *err);

SYNK_CHECKED bool synk_png_write(unsigned char **data, size_t *size,
    const struct synk_image *, struct synk_error *err);
