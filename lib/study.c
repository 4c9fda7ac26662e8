#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "study.h"

bool
synk_study_same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static int
by_subject(const void *a, const void *b)
{
	const struct synk_studied *x = a, *y = b;
	int order = strcmp(x->visit->subject, y->visit->subject);

	return order ? order : (x->place > y->place) - (x->place < y->place);
}

static bool
is_one_study(const struct synk_visit *v, const struct synk_visit *first,
    struct synk_error *err)
{
	const char *subject = v->subject;

	if (!v->subject)
		return synk_fail(err, SYNK_BAD_INPUT,
		    "expected exams of named subjects, found one without");
	if (!synk_study_same(v->axis, first->axis))
		return synk_fail(err, SYNK_BAD_INPUT, "%.60s: expected exams"
		    " by one axis, found %.20s and %.20s", subject,
		    first->axis ? first->axis : "none",
		    v->axis ? v->axis : "none");
	return synk_study_same(v->norms, first->norms) || synk_fail(err,
	    SYNK_BAD_INPUT, "%.60s: expected exams graded by the same norms,"
	    " found %.8s... and %.8s...", subject,
	    first->norms ? first->norms : "none",
	    v->norms ? v->norms : "none");
}

bool
synk_study_sort(struct synk_studied **to,
    const struct synk_visit *const visit[], size_t n, struct synk_error *err)
{
	struct synk_studied *sorted;

	for (size_t i = 0; i < n; i++)
		if (!is_one_study(visit[i], visit[0], err))
			return false;
	sorted = calloc(n ? n : 1, sizeof *sorted);
	if (!sorted)
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	for (size_t i = 0; i < n; i++)
		sorted[i] = (struct synk_studied){ visit[i], i };
	qsort(sorted, n, sizeof *sorted, by_subject);
	*to = sorted;
	return true;
}

void
synk_study_axis(char *to, size_t size, const struct synk_visit *v)
{
	bool usual = !v->axis || strcmp(v->axis, "canthi") == 0;

	snprintf(to, size, "%s%.20s", usual ? "" : ", axis ",
	    usual ? "" : v->axis);
}
