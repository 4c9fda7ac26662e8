#include <stdio.h>

#include "marks.h"
#include "text.h"

/* Points alone, below their number where it is given. */
struct list {
	long declared;		/* -1 where not given */
	size_t count;		/* of rows, also of those that do not fit */
	struct synk_point at[SYNK_MARKS_MAX];
};

static bool
is_blank(const char *p, const char *end)
{
	return p < end && (*p == ' ' || *p == '\t');
}

/* x and y, between them blanks or a comma, and nothing else. */
static bool
read_pair(struct synk_point *at, const struct synk_line *line)
{
	const char *end = line->text + line->len, *after, *p;

	after = p = synk_text_number(&at->x, line->text, end);
	if (!p)
		return false;
	while (is_blank(p, end))
		p++;
	if (p < end && *p == ',')
		p++;
	return p > after && synk_text_number(&at->y, p, end) == end;
}

/* The first line may be the number of points. */
static bool
read_declared(struct list *list, const struct synk_line *line)
{
	const char *end = line->text + line->len;
	long n;

	if (list->count || list->declared >= 0 ||
	    synk_text_whole(&n, line->text, end) != end || n < 0)
		return false;
	list->declared = n;
	return true;
}

static bool
read_row(struct list *list, const struct synk_line *line,
    struct synk_error *err)
{
	struct synk_point at;

	if (read_declared(list, line))
		return true;
	if (!read_pair(&at, line))
		return synk_text_unexpected("two numbers", line, err);
	if (synk_marks_far(at.x) || synk_marks_far(at.y))
		return synk_text_unexpected("coordinates within 1000000 px",
		    line, err);
	if (list->count < SYNK_MARKS_MAX)
		list->at[list->count] = at;
	list->count++;
	return true;
}

/* Two schemes have 106: known, though not which. */
static bool
is_known(size_t count)
{
	enum synk_scheme scheme;
	struct synk_error err;

	return count == synk_scheme_count(SYNK_JD106) ||
	    synk_scheme_of_count(&scheme, count, NULL, &err);
}

/*
 * Numbers in two columns may be anything, so all lines must be such pairs, and
 * as many as a scheme has, or say that they ought to be.
 */
bool
synk_points_sniff(const char *text, size_t size)
{
	struct synk_reader r = { .text = text, .size = size, .line = 1 };
	struct list list = { .declared = -1 };
	struct synk_line line;
	struct synk_error err;

	while (list.count <= SYNK_MARKS_MAX && synk_text_next(&line, &r))
		if (!read_row(&list, &line, &err))
			return false;
	return list.count && is_known(list.declared < 0 ? list.count
	    : (size_t)list.declared);
}

bool
synk_points_next(struct synk_reader *r, struct synk_marks *m, bool *got,
    struct synk_error *err)
{
	struct list list = { .declared = -1 };
	struct synk_line line;

	if (r->at == r->size)
		return true;
	while (synk_text_next(&line, r))
		if (!read_row(&list, &line, err))
			return false;
	if (list.declared >= 0 && (size_t)list.declared != list.count)
		return synk_fail_at(err, r->line - 1,
		    "expected %ld points, found %zu", list.declared,
		    list.count);
	if (!synk_marks_fill(m, list.at, list.count, 0, r->how.format, err)) {
		err->line = r->line - 1;
		return false;
	}
	m->normalised = synk_marks_normalised(m);
	*got = true;
	return true;
}
