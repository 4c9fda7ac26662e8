#ifndef SUBJECTS_H
#define SUBJECTS_H

/*
 * What is known of each subject whatever the photo: a CSV file with a column
 * subject and any of side, group, days_since_onset, days_since_injection and
 * scale (mm per pixel).
 */

#include "synk/error.h"

struct job;
struct subject;

struct subjects {
	struct subject *at;	/* sorted */
	size_t count;
};

/* "-" is standard input.  A subject twice, or a bad value, fails. */
SYNK_CHECKED bool subjects_open(struct subjects *, const char *path,
    struct synk_error *);

/*
 * Fills in what the job does not say.  A job whose subject is not listed stays
 * as it is.  Fails if both say something and differ.
 */
SYNK_CHECKED bool subjects_apply(const struct subjects *, struct job *,
    struct synk_error *);

bool subjects_has(const struct subjects *, const char *subject);

void subjects_close(struct subjects *);

#endif
