#ifndef SYNK_EXPLAIN_H
#define SYNK_EXPLAIN_H

/*
 * Beside the stages.  What the fields of a grade record are, for people.
 *
 * It stands in share/schema/synk-grade-1.schema.json, which is compiled in.
 */

#include "synk/error.h"

struct synk_field {
	/* "synkinesis[].excess", "regions.*.movement.ratio": where several
	 * names hold the same field, '*' stands for them. */
	char path[128];
	char type[640];		/* "number | null, 0 to 100"; "left | right" */
	char description[1024];
};

/*
 * The fields whose path is key, or ends in it: "excess", "severity.grade",
 * "regions.brow.rest.left".  In key '*' is any name, and "[]" may be left out.
 * Writes at most max of them and sets *n to how many there are; 0 is no
 * failure.  With max 0 it only counts, the same field under two names twice.
 * Fails with SYNK_SYSTEM without memory; a fault in the compiled-in file is a
 * bug, found by the tests.
 */
SYNK_CHECKED bool synk_fields_find(struct synk_field *, size_t *n, size_t max,
    const char *key, struct synk_error *err);

#endif
