#ifndef PLAN_ANSWERS_H
#define PLAN_ANSWERS_H

/*
 * What clinicians answered of each subject, or of one visit: a CSV file with a
 * row for each, or a JSON object with a member a subject.  Columns or keys are
 * subject and visit (in CSV), affected_side, not_mirrored, days_since_onset,
 * days_since_injection, onset, last_injection, date and the ids of the
 * questions of the rules; in JSON, visits.
 */

#include "synk/plan.h"

struct plan_entry;

struct plan_answers {
	struct plan_entry *at;	/* sorted by subject and visit */
	size_t count;
	char hash[SYNK_HASH_TEXT];	/* SHA-256 of the file */
};

/* Fails with SYNK_BAD_INPUT and the line of what is unknown or wrong. */
SYNK_CHECKED bool plan_answers_open(struct plan_answers *, const char *path,
    const struct synk_rules *, struct synk_error *);

/*
 * What was answered of a subject at a visit: what is said of that visit, and
 * of all visits where nothing is said of that one.  NULL if there is neither.
 */
const struct synk_answers *plan_answers_find(const struct plan_answers *,
    const char *subject, const char *visit);

/*
 * Days are of one visit: false if it would have those that are said of all
 * visits, and they were taken for another one already.
 */
bool plan_answers_are_of(const struct plan_answers *, const char *subject,
    const char *visit);

void plan_answers_close(struct plan_answers *);

/* Nothing answered. */
struct synk_answers plan_answers_none(void);

#endif
