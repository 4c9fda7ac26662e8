#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "deid.h"
#include "diff_pairs.h"

void
diff_exams_add(struct diff_exams *e, const struct diff_exam *exam)
{
	if ((e->count & (e->count - 1)) == 0)
		e->at = cli_grow(e->at, (e->count ? 2 * e->count : 1) *
		    sizeof *e->at);
	e->at[e->count] = cli_alloc(sizeof *exam);
	*e->at[e->count++] = *exam;
}

void
diff_exams_lose(struct diff_exams *e, const struct synk_visit *v,
    const char *code, const char *message)
{
	if ((e->losts & (e->losts - 1)) == 0)
		e->lost = cli_grow(e->lost, (e->losts ? 2 * e->losts : 1) *
		    sizeof *e->lost);
	e->lost[e->losts++] = (struct synk_lost){ v->subject, v->visit, code,
	    message, deid_on() };
}

void
diff_exams_close(struct diff_exams *e)
{
	for (size_t i = 0; i < e->count; i++)
		free(e->at[i]);
	free(e->at);
	free(e->lost);
	*e = (struct diff_exams){ 0 };
}

/* Pairs that are being made. */
struct pairing {
	struct diff_exams *exams;
	const struct diff_how *how;
	struct synk_visits *visits;
	struct diff_pair *pair;
	size_t count;
};

static const char *
or_empty(const char *text)
{
	return text ? text : "";
}

static int
by_subject(const void *a, const void *b)
{
	const struct diff_exam *x = *(struct diff_exam *const *)a;
	const struct diff_exam *y = *(struct diff_exam *const *)b;
	int by = strcmp(or_empty(x->visit.subject), or_empty(y->visit.subject));

	return by ? by : (x->index > y->index) - (x->index < y->index);
}

static int
by_reading(const void *a, const void *b)
{
	const struct diff_pair *x = a, *y = b;
	size_t i = x->exam[0]->index, k = y->exam[0]->index;

	/* Of a series sorted by time the first read may not be the first. */
	for (size_t n = 1; n < x->count; n++)
		i = x->exam[n]->index < i ? x->exam[n]->index : i;
	for (size_t n = 1; n < y->count; n++)
		k = y->exam[n]->index < k ? y->exam[n]->index : k;
	return (i > k) - (i < k);
}

static bool
lose(struct pairing *p, struct diff_exam *const *exam, size_t n,
    const char *code, char *message, struct synk_error *err)
{
	const char *kept = synk_visits_text(p->visits, message,
	    strlen(message));

	free(message);
	if (!kept)
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	for (size_t i = 0; i < n; i++)
		diff_exams_lose(p->exams, &exam[i]->visit, code, kept);
	return true;
}

/* "v1, v2, v3", of as many as a message has room for. */
static char *
name_visits(struct diff_exam *const *exam, size_t n)
{
	char *text = cli_copy("");

	for (size_t i = 0; i < n && i < 6; i++) {
		char *more = cli_format("%s%s%s", text, i ? ", " : "",
		    exam[i]->visit.visit ? exam[i]->visit.visit
		    : "no visit named");

		free(text);
		text = more;
	}
	if (n > 6) {
		char *more = cli_format("%s ... (%zu)", text, n);

		free(text);
		text = more;
	}
	return text;
}

/* Time.  One clock for all visits of a person: what two of them say by one
 * and others by another has no order. */

typedef double clock_of(const struct diff_exam *);

static double
order_of(const struct diff_exam *e)
{
	return e->visit.visit_order;
}

static double
days_of(const struct diff_exam *e)
{
	return e->visit.days_since_onset;
}

/* False, and any order, if the clock is not known of all or twice the same. */
static bool
sort_by(clock_of *of, struct diff_exam **exam, size_t n)
{
	for (size_t i = 1; i < n; i++)
		for (size_t k = i; k > 0 && of(exam[k]) < of(exam[k - 1]);
		    k--) {
			struct diff_exam *swap = exam[k];

			exam[k] = exam[k - 1];
			exam[k - 1] = swap;
		}
	for (size_t i = 1; i < n; i++)
		if (!(of(exam[i - 1]) < of(exam[i])))
			return false;
	return true;
}

static bool
sort_by_time(struct diff_exam **exam, size_t n)
{
	return sort_by(order_of, exam, n) || sort_by(days_of, exam, n);
}

static bool
add_pair(struct pairing *p, struct diff_exam *const *exam, size_t n)
{
	p->pair[p->count++] = (struct diff_pair){
	    (const struct diff_exam *const *)exam, n };
	return true;
}

/* Exams of one subject, as they were read. */

static bool
is_visit(const struct diff_exam *e, const char *name)
{
	return e->visit.visit && strcmp(e->visit.visit, name) == 0;
}

static bool
is_pre(const struct pairing *p, const struct diff_exam *e)
{
	return p->how->pre ? is_visit(e, p->how->pre) : e->file == 0;
}

static bool
is_post(const struct pairing *p, const struct diff_exam *e)
{
	return p->how->post ? is_visit(e, p->how->post) : e->file == 1;
}

/* Pre to the front and post behind it; how many there are of each. */
static void
choose(size_t *pre, size_t *post, const struct pairing *p,
    struct diff_exam **exam, size_t n)
{
	struct diff_exam *first = NULL, *second = NULL;

	*pre = *post = 0;
	for (size_t i = 0; i < n; i++) {
		if (is_pre(p, exam[i]) && ++*pre)
			first = exam[i];
		else if (is_post(p, exam[i]) && ++*post)
			second = exam[i];
	}
	if (*pre != 1 || *post != 1)
		return;
	for (size_t i = 0; i < n; i++)
		if (exam[i] == first) {
			exam[i] = exam[0];
			exam[0] = first;
		}
	for (size_t i = 1; i < n; i++)
		if (exam[i] == second) {
			exam[i] = exam[1];
			exam[1] = second;
		}
}

/* Visits that are neither of two. */
static bool
lose_others(struct pairing *p, struct diff_exam *const *exam, size_t n,
    struct synk_error *err)
{
	return n == 0 || lose(p, exam, n, "not_chosen", cli_format("its visit"
	    " is neither '%s' nor '%s'", or_empty(p->how->pre),
	    or_empty(p->how->post)), err);
}

/* By files or by names of visits. */
static bool
pair_chosen(struct pairing *p, struct diff_exam **exam, size_t n,
    struct synk_error *err)
{
	bool names = p->how->pre || p->how->post;
	size_t pre, post;
	char *list;

	choose(&pre, &post, p, exam, n);
	if (pre == 1 && post == 1)
		return add_pair(p, exam, 2) && lose_others(p, exam + 2, n - 2,
		    err);
	list = name_visits(exam, n);
	if (pre > 1 || post > 1) {
		char *message = cli_format("%zu exams of the subject %s%s"
		    " (%s): %s", pre > 1 ? pre : post, names ? "at visit "
		    : pre > 1 ? "in the first file" : "in the second file",
		    names ? pre > 1 ? or_empty(p->how->pre)
		    : or_empty(p->how->post) : "", list, names
		    ? "repeats are for --reliability"
		    : "choose with --pre and --post");

		free(list);
		return lose(p, exam, n, "duplicate", message, err);
	}
	free(list);
	if (names && !pre && !post)
		return lose_others(p, exam, n, err);
	return lose(p, exam, n, "unpaired", cli_format("there is no %s exam",
	    pre ? "post" : "pre"), err);
}

/* Visits without a name are told apart by time alone. */
static bool
has_twice(struct diff_exam *const *exam, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < i; k++)
			if (exam[i]->visit.visit && is_visit(exam[k],
			    exam[i]->visit.visit))
				return true;
	return false;
}

/* By the order of time in one stream. */
static bool
pair_by_time(struct pairing *p, struct diff_exam **exam, size_t n,
    struct synk_error *err)
{
	char *list = name_visits(exam, n), *message = NULL;
	const char *code = "duplicate";

	if (n == 1) {
		code = "unpaired";
		message = cli_format("there is no other visit");
	} else if (has_twice(exam, n)) {
		message = cli_format("two exams at one visit (%s): repeats"
		    " are for --reliability", list);
	} else if (n > 2 && !p->how->series) {
		code = "several_visits";
		message = cli_format("more than two visits (%s): choose with"
		    " --pre and --post, or see all with --series", list);
	} else if (!sort_by_time(exam, n)) {
		code = "order_unknown";
		message = cli_format("neither visit_order nor"
		    " days_since_onset says which visit came first (%s): use"
		    " --pre and --post", list);
	}
	free(list);
	return message ? lose(p, exam, n, code, message, err)
	    : add_pair(p, exam, n);
}

static bool
pair_subject(struct pairing *p, struct diff_exam **exam, size_t n,
    struct synk_error *err)
{
	bool chosen = p->how->files || p->how->pre || p->how->post;

	if (!exam[0]->visit.subject && n > 2)
		return lose(p, exam, n, "no_subject", cli_format("a record"
		    " without a subject pairs only with one other"), err);
	return chosen ? pair_chosen(p, exam, n, err)
	    : pair_by_time(p, exam, n, err);
}

bool
diff_pairs(struct diff_pair **pairs, size_t *count, struct diff_exams *exams,
    const struct diff_how *how, struct synk_visits *visits,
    struct synk_error *err)
{
	struct pairing p = { .exams = exams, .how = how, .visits = visits };
	struct diff_exam **at = exams->at;
	size_t n = exams->count, to;
	bool ok = true;

	p.pair = cli_alloc((n + 1) * sizeof *p.pair);
	if (n)
		qsort(at, n, sizeof *at, by_subject);
	for (size_t from = 0; from < n && ok; from = to) {
		for (to = from + 1; to < n && strcmp(
		    or_empty(at[to]->visit.subject),
		    or_empty(at[from]->visit.subject)) == 0;)
			to++;
		ok = pair_subject(&p, &at[from], to - from, err);
	}
	if (p.count)
		qsort(p.pair, p.count, sizeof *p.pair, by_reading);
	*pairs = p.pair;
	*count = p.count;
	if (!ok)
		free(p.pair);
	return ok;
}
