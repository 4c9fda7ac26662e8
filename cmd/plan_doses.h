#ifndef PLAN_DOSES_H
#define PLAN_DOSES_H

/*
 * A laboratory's own dose table: a CSV file whose rows say who verified them
 * against which page.
 */

#include "synk/plan.h"

struct plan_doses {
	struct synk_dose *at;	/* never NULL once open */
	size_t count;
	char hash[SYNK_HASH_TEXT];	/* SHA-256 of the file */
};

/* Fails with SYNK_BAD_INPUT at the line of a row that is not complete. */
SYNK_CHECKED bool plan_doses_open(struct plan_doses *, const char *path,
    struct synk_error *);
void plan_doses_close(struct plan_doses *);

#endif
