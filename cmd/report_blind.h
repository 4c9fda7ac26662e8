/* The key of a blind report: which code is whose. */
#include "report_book.h"

/* Fails if the file is there already: a key is not written over. */
SYNK_CHECKED bool blind_check(const char *path, struct synk_error *);

/* Writes code, subject, visit, group, repeat and rater of each visit, for the
 * owner's eyes (0600). */
SYNK_CHECKED bool blind_write(const char *path, const struct book *,
    struct synk_error *);
