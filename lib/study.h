/* Exams that one statistic is made of; not installed. */
#include "synk/visit.h"

/* An exam, and its place among those given. */
struct synk_studied {
	const struct synk_visit *visit;
	size_t place;
};

/*
 * Sorts by subject, those of one as they are; the caller frees *to.  Fails
 * with SYNK_BAD_INPUT if an exam names no subject, or if they were graded by
 * several axes or norms: then numbers differ by that alone.
 */
SYNK_CHECKED bool synk_study_sort(struct synk_studied **to,
    const struct synk_visit *const visit[], size_t n, struct synk_error *);

/* Whether both are NULL, or the same text. */
bool synk_study_same(const char *, const char *);

/* What is to be said of an axis other than the usual one: ", axis pupils". */
void synk_study_axis(char *to, size_t size, const struct synk_visit *);
