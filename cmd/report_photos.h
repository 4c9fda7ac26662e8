#ifndef REPORT_PHOTOS_H
#define REPORT_PHOTOS_H

/* The photographs of a grade, with lines drawn in them: small, without any
 * metadata, and without a number or a name, which are the record's. */
#include <stdio.h>

#include "synk/stream.h"

struct photos;

/* Photographs are in a folder, and the landmark files that records name are
 * in another (NULL: the same). */
SYNK_CHECKED bool photos_open(struct photos **, const char *folder,
    const char *marks, struct synk_error *);

/* Draws those of a grade record; of an earlier one nothing is left. */
SYNK_CHECKED bool photos_take(struct photos *, const struct synk_value *,
    struct synk_error *);

/* Writes those taken: nothing if there are none, or no photos (NULL). */
void photos_put(FILE *, const struct photos *);

/* Whether something could not be drawn, which was told. */
bool photos_trouble(const struct photos *);
void photos_close(struct photos *);

#endif
