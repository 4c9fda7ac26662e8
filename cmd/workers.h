#ifndef WORKERS_H
#define WORKERS_H

/*
 * Items that do not depend on each other, done by worker processes; what they
 * write comes out in the order of the items, whatever their number.
 */
#include <stdio.h>

#include "synk/error.h"

struct workers {
	size_t items, jobs;	/* jobs 1: in this process */
	void *context;
	/* Does one item, writing to out.  *trouble is set if some input could
	 * not be used; a failure ends everything. */
	bool (*work)(void *context, size_t item, FILE *out, bool *trouble,
	    struct synk_error *);
	/* Writes what stands for an item whose worker died. */
	void (*lost)(void *context, size_t item, FILE *out);
};

/*
 * Does all of them, to standard output; each is a step of progress.h.  A
 * worker that dies costs its item only.  No more is held than one item a
 * worker.
 */
SYNK_CHECKED bool workers_run(const struct workers *, bool *trouble,
    struct synk_error *);

#endif
