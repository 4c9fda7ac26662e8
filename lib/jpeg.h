/* The only door to libjpeg; not installed. */
#include "image.h"

/* Whatever libjpeg only warns of is no failure here. */
SYNK_CHECKED bool synk_jpeg_header(struct synk_stored *, const void *data,
    size_t size, struct synk_error *err);

/* Here it is.  Colour profiles are ignored. */
SYNK_CHECKED bool synk_jpeg_read(const struct synk_cut *, const void *data,
    size_t size, struct synk_error *err);

SYNK_CHECKED bool synk_jpeg_write(unsigned char **data, size_t *size,
    const struct synk_image *, int quality, struct synk_error *err);
