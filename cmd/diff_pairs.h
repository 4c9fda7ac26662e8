#ifndef DIFF_PAIRS_H
#define DIFF_PAIRS_H

/* Exams -> whose are compared with whose. */
#include "synk/cohort.h"

struct diff_exam {
	struct synk_visit visit;
	size_t file;		/* operand, from 0 */
	size_t index;		/* order of reading */
};

/* All that was read; texts are of the table that read them. */
struct diff_exams {
	struct diff_exam **at;
	size_t count;
	struct synk_lost *lost;	/* texts that last as long */
	size_t losts;
};

void diff_exams_add(struct diff_exams *, const struct diff_exam *);
void diff_exams_lose(struct diff_exams *, const struct synk_visit *,
    const char *code, const char *message);
void diff_exams_close(struct diff_exams *);

/* How visits are told apart. */
struct diff_how {
	const char *pre, *post;	/* names of visits; NULL: not said */
	bool files;		/* the first file is pre, the second post */
	bool series;		/* all visits of a subject */
};

/* Visits of one subject in the order of time: two, or more of a series. */
struct diff_pair {
	const struct diff_exam *const *exam;
	size_t count;
};

/*
 * Sorts *exams by subject.  The pairs are in the order in which their subjects
 * were first read; *pairs and what it points into are *exams' and the
 * caller's to free().  Who is in no pair is lost, with the reason: nobody is
 * dropped in silence.  Texts are kept by visits.
 */
SYNK_CHECKED bool diff_pairs(struct diff_pair **pairs, size_t *count,
    struct diff_exams *exams, const struct diff_how *, struct synk_visits *,
    struct synk_error *);

#endif
