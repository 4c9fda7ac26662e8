#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "report_book.h"

enum { BUFFER = 1 << 18 };

static bool
fail_file(struct synk_error *err)
{
	return synk_fail(err, SYNK_SYSTEM, "temporary file: %s",
	    strerror(errno));
}

bool
book_open(struct book *b, bool blind, struct synk_error *err)
{
	*b = (struct book){ .pieces = tmpfile() };
	if (!b->pieces)
		return fail_file(err);
	setvbuf(b->pieces, NULL, _IOFBF, BUFFER);
	if (blind && !(b->random = fopen("/dev/urandom", "rb")))
		return synk_fail(err, SYNK_SYSTEM, "/dev/urandom: %s",
		    strerror(errno));
	return true;
}

void
book_close(struct book *b)
{
	for (size_t i = 0; i < b->count; i++) {
		free(b->at[i].subject);
		free(b->at[i].visit);
		free(b->at[i].group);
		free(b->at[i].repeat);
		free(b->at[i].rater);
	}
	for (size_t i = 0; i < BOOK_SCORES; i++)
		free(b->pairs[i].at);
	free(b->at);
	if (b->pieces)
		fclose(b->pieces);
	if (b->random)
		fclose(b->random);
}

/* Entries. */

static uint64_t
next_order(struct book *b)
{
	uint64_t order = b->count;

	if (b->random && fread(&order, sizeof order, 1, b->random) != 1)
		order = b->count;	/* book_end() sees it */
	return order;
}

static enum synk_severity
severity_of(const struct node *record)
{
	const struct node *grade = tree_at(record, "severity.grade");
	int i = 0;

	while (i < SYNK_UNDETERMINED && !tree_is(grade,
	    synk_severity_name((enum synk_severity)i)))
		i++;
	return (enum synk_severity)i;
}

struct entry *
book_begin(struct book *b, enum book_kind kind, const struct node *record)
{
	struct entry *e;

	if (b->count == b->room) {
		b->room = b->room ? 2 * b->room : 64;
		b->at = cli_grow(b->at, b->room * sizeof *b->at);
	}
	e = &b->at[b->count];
	*e = (struct entry){ .kind = kind, .order = next_order(b),
	    .subject = tree_copy(tree_at(record, "subject")),
	    .visit = tree_copy(tree_at(record, "visit")),
	    .group = tree_copy(tree_at(record, "group")),
	    .repeat = tree_copy(tree_at(record, "repeat")),
	    .rater = tree_copy(tree_at(record, "rater")),
	    .at = ftello(b->pieces) };
	if (b->random)
		snprintf(e->id, sizeof e->id, "%016llx",
		    (unsigned long long)e->order);
	else
		snprintf(e->id, sizeof e->id, "%zu", b->count + 1);
	e->severity = severity_of(record);
	b->kinds[kind]++;
	if (kind == BOOK_VISIT)
		b->severities[e->severity]++;
	b->count++;
	return e;
}

void
book_row(struct book *b)
{
	struct entry *e = &b->at[b->count - 1];

	e->row = ftello(b->pieces);
	e->size = (size_t)(e->row - e->at);
}

bool
book_end(struct book *b, struct synk_error *err)
{
	struct entry *e = &b->at[b->count - 1];
	off_t end = ftello(b->pieces);

	if (e->row)
		e->row_size = (size_t)(end - e->row);
	else
		e->size = (size_t)(end - e->at);
	if (b->random && (ferror(b->random) || feof(b->random)))
		return synk_fail(err, SYNK_SYSTEM, "/dev/urandom: %s",
		    strerror(errno));
	return !ferror(b->pieces) || fail_file(err);
}

static void
add_pair(struct pairings *p, struct pairing pair)
{
	if (!isfinite(pair.pre + pair.post))
		return;
	if (p->count == p->room) {
		p->room = p->room ? 2 * p->room : 64;
		p->at = cli_grow(p->at, p->room * sizeof *p->at);
	}
	p->at[p->count++] = pair;
}

void
book_pair(struct book *b, const struct node *diff)
{
	static const char *const names[BOOK_SCORES] = { "score.rest",
	    "score.movement", "score.synkinesis", "score.overall" };
	const struct node *n = tree_first(tree_at(diff, "changes"));

	for (; n; n = tree_next(n))
		for (size_t i = 0; i < BOOK_SCORES; i++)
			if (tree_is_at(n, "row", names[i]))
				add_pair(&b->pairs[i], (struct pairing){
				    tree_number_at(n, "pre"),
				    tree_number_at(n, "post") });
}

bool
book_copy(FILE *out, struct book *b, off_t at, size_t size,
    struct synk_error *err)
{
	char piece[1 << 15];

	if (fseeko(b->pieces, at, SEEK_SET) != 0)
		return fail_file(err);
	while (size > 0) {
		size_t n = size < sizeof piece ? size : sizeof piece;

		if (fread(piece, 1, n, b->pieces) != n)
			return fail_file(err);
		fwrite(piece, 1, n, out);
		size -= n;
	}
	return true;
}

/* Order. */

static int
compare_text(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "");
}

static int
compare_number(uint64_t a, uint64_t b)
{
	return a < b ? -1 : a > b;
}

static int
by_subject(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int c = compare_text(x->subject, y->subject);

	return c ? c : compare_number(x->order, y->order);
}

static int
by_exam(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int c = compare_text(x->subject, y->subject);

	if (c == 0)
		c = compare_text(x->visit, y->visit);
	if (c == 0)
		c = (int)x->kind - (int)y->kind;
	return c ? c : compare_number(x->order, y->order);
}

static int
by_place(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int c = compare_number(x->first, y->first);

	if (c == 0)
		c = (int)x->kind - (int)y->kind;
	return c ? c : compare_number(x->order, y->order);
}

static void
sort(struct book *b, int (*order)(const void *, const void *))
{
	if (b->count)
		qsort(b->at, b->count, sizeof *b->at, order);
}

static bool
is_of_subject(const struct entry *e)
{
	return e->kind <= BOOK_PLAN;
}

/* Each goes with the first of its subject; errors and cohorts are no reason
 * for a heading. */
static void
sort_subjects(struct book *b)
{
	const struct entry *first = NULL;

	sort(b, by_subject);
	for (size_t i = 0; i < b->count; i++) {
		struct entry *e = &b->at[i];

		if (!is_of_subject(e)) {
			e->first = e->order;
			continue;
		}
		if (!first || compare_text(first->subject, e->subject) != 0) {
			first = e;
			b->subjects++;
		}
		e->first = first->order;
	}
	sort(b, by_place);
}

/* A plan or an error goes with its visit; all else stands alone, at random. */
static bool
shuffle(struct book *b, struct synk_error *err)
{
	const struct entry *visit = NULL;
	size_t n = 0;

	sort(b, by_exam);
	for (size_t i = 0; i < b->count; i++) {
		struct entry *e = &b->at[i];
		bool same = visit && e->kind != BOOK_VISIT &&
		    compare_text(visit->subject, e->subject) == 0 &&
		    compare_text(visit->visit, e->visit) == 0;

		e->first = same ? visit->order : e->order;
		if (e->kind == BOOK_VISIT)
			visit = e;
		b->subjects += is_of_subject(e) && (i == 0 || compare_text(
		    b->at[i - 1].subject, e->subject) != 0);
	}
	sort(b, by_place);
	for (size_t i = 0; i < b->count; i++) {
		struct entry *e = &b->at[i];

		if (i && e->kind == BOOK_VISIT && b->at[i - 1].first ==
		    e->first)
			return synk_fail(err, SYNK_SYSTEM, "two visits drew"
			    " the same number: run it again");
		n += i == 0 || b->at[i - 1].first != e->first;
		snprintf(e->code, sizeof e->code, "Visit %zu", n);
	}
	return true;
}

bool
book_sort(struct book *b, struct synk_error *err)
{
	if (b->random)
		return shuffle(b, err);
	sort_subjects(b);
	return true;
}
