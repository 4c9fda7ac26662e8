#ifndef LISTED_H
#define LISTED_H

/* --files-from: names of files in a file, or on standard input for "-". */
#include "synk/error.h"

/* What is done with a name; a failure ends the reading. */
typedef bool listed_each(void *context, const char *name, struct synk_error *);

/*
 * Goes through the names, which end with a line (LF or CRLF), or with a NUL;
 * empty ones are passed over.  What each() fails with is passed on; what is
 * wrong with the list itself names it.
 */
SYNK_CHECKED bool listed_names(const char *path, bool nul, listed_each *,
    void *context, struct synk_error *);

#endif
