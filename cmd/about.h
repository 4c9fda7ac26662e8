/* What synk-grade says of itself: --list and --explain. */
#include <stdio.h>

#include "synk/error.h"

/* Writes the named list; fails with SYNK_BAD_USAGE for an unknown name. */
SYNK_CHECKED bool about_list(FILE *, const char *name, struct synk_error *);

/* Writes what a measure, finding, norm or field of the record is, or all of
 * those that are so called; fails likewise. */
SYNK_CHECKED bool about_explain(FILE *, const char *key, struct synk_error *);

/* explain.c: writes the table of findings and the rules of severity. */
SYNK_CHECKED bool about_findings(FILE *, struct synk_error *);

/* A text after a label, wrapped at 79 columns and indented by width. */
void about_text(FILE *, int width, const char *label, const char *text);
