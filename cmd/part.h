#ifndef PART_H
#define PART_H

/*
 * A file that standard output goes to: written beside its place, as
 * FILE.part, and moved there when it is whole.  What is left of a run that was
 * interrupted can be continued.
 */
#include <stdio.h>

#include "synk/error.h"

struct part {
	char *path, *beside;	/* FILE, FILE.part; or the same, of a device */
	/* Of a run that is continued: whole lines that are there, and whether
	 * some say that input could not be used; the first and the last of
	 * those that were not lost (PART_LOST), and the first one's place.
	 * Lost lines at the end do not count: they are done again. */
	size_t lines, first_at;
	char *first, *last;
	bool trouble;
};

/* What stands in a line whose process died: it says nothing of its input. */
#define PART_LOST "the process that was to grade this exam died"

/* Where a file that goes to path is written first: beside it, or, where path
 * is no regular file but a device or a pipe, there itself. */
char *part_beside(const char *path);

/* Sends standard output there; with resume behind the whole lines that are
 * there already.  Fails with SYNK_SYSTEM, or with SYNK_BAD_INPUT if another
 * process is at it. */
SYNK_CHECKED bool part_open(struct part *, const char *path, bool resume,
    struct synk_error *);

/* Moves it to its place, standard output having been closed. */
SYNK_CHECKED bool part_finish(const struct part *, struct synk_error *);
void part_close(struct part *);

/* Takes it away: half of it is worth nothing. */
void part_drop(const struct part *);

/*
 * A file of its own, which replaces nothing: a photograph or somebody's work
 * may have the same name.  Fails with SYNK_BAD_INPUT if it is there already, or
 * has too long a name, else with SYNK_SYSTEM.  What is no regular file, such as
 * a device, is written to.
 */
struct part_new {
	const char *path;
	char *beside;
	FILE *out;
};

SYNK_CHECKED bool part_new_open(struct part_new *, const char *path,
    struct synk_error *);

/* Ends it: it comes to its place if ok, which is also returned, and is gone if
 * not, or if it cannot be written. */
SYNK_CHECKED bool part_new_close(struct part_new *, bool ok,
    struct synk_error *);

#endif
