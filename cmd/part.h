#ifndef PART_H
#define PART_H

/*
 * A file that standard output goes to: written beside its place, as
 * FILE.part, and moved there when it is whole.  What is left of a run that was
 * interrupted can be continued.
 */
#include "synk/error.h"

struct part {
	char *path, *beside;	/* FILE, FILE.part; or the same, of a device */
	/* Of a run that is continued: whole lines that are there, the first
	 * and the last of them, and whether some say that input could not be
	 * used. */
	size_t lines;
	char *first, *last;
	bool trouble;
};

/* Where a file that goes to path is written first: beside it, or, where path
 * is no regular file but a device or a pipe, there itself. */
char *part_beside(const char *path);

/* Sends standard output there; with resume behind the whole lines that are
 * there already.  Fails with SYNK_SYSTEM. */
SYNK_CHECKED bool part_open(struct part *, const char *path, bool resume,
    struct synk_error *);

/* Moves it to its place, standard output having been closed. */
SYNK_CHECKED bool part_finish(const struct part *, struct synk_error *);
void part_close(struct part *);

#endif
