/* What synk-grade says of itself: --list and --explain. */
#include <stdio.h>

#include "synk/error.h"

/* Writes the named list; fails with SYNK_BAD_USAGE for an unknown name. */
SYNK_CHECKED bool about_list(FILE *, const char *name, struct synk_error *);

/* Writes what a measure, norm, row, score or field is; fails likewise. */
SYNK_CHECKED bool about_explain(FILE *, const char *key, struct synk_error *);
