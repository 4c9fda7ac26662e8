#include <math.h>
#include <stdio.h>
#include <string.h>

#include "marks.h"
#include "table.h"
#include "text.h"

enum { HEAD = 1 << 16 };	/* bytes in which a signature must stand */

/* The points between the braces, in file order. */
struct list {
	long declared;		/* n_points; -1 where not given */
	size_t count;		/* of rows, also of those that do not fit */
	bool closed;		/* by a brace */
	struct synk_point at[SYNK_MARKS_MAX];
};

size_t
synk_marks_blank(const char *text, size_t size)
{
	size_t n = 0;

	while (n < size && memchr(" \t\r\n", text[n], 4))
		n++;
	return n;
}

bool
synk_marks_find(const char *text, size_t size, const char *word)
{
	const char *end = text + (size < HEAD ? size : HEAD), *p;
	size_t n = strlen(word);

	for (; (size_t)(end - text) >= n; text = p + 1) {
		p = memchr(text, word[0], (size_t)(end - text) - n + 1);
		if (!p || memcmp(p, word, n) == 0)
			return p;
	}
	return false;
}

bool
synk_marks_far(double value)
{
	return !(fabs(value) <= 1e6);
}

/*
 * 66 and 49 lack the inner corners of the mouth, 60 and 64; 51 and 49 lack
 * the 17 points of the jaw.  Source: menpo, face_ibug_68_to_face_ibug_49.
 */
size_t
synk_ibug_place(size_t k, size_t i)
{
	if (k == 51 || k == 49)
		i += 17;
	if (k == 66 || k == 49)
		i += (size_t)(i >= 60) + (i >= 63);
	return i;
}

const char *
synk_marks_column(double *value, const char *text, const char *end)
{
	const char *after = synk_text_number(value, text, end);

	return after && (after == end || *after == ' ' || *after == '\t')
	    ? after : NULL;
}

static bool
read_declared(struct list *list, const struct synk_line *line, size_t skip,
    struct synk_error *err)
{
	const char *end = line->text + line->len;

	return synk_text_whole(&list->declared, line->text + skip, end) == end
	    || synk_text_unexpected("a whole number after n_points", line, err);
}

/* Old OpenFace writes "npoints:". */
static bool
read_key(struct list *list, const struct synk_line *line,
    struct synk_error *err)
{
	static const char *const keys[] = { "n_points:", "npoints:" };

	for (size_t i = 0; i < LEN(keys); i++)
		if (synk_text_starts(line, keys[i]))
			return read_declared(list, line, strlen(keys[i]), err);
	return synk_text_starts(line, "version:")
	    || synk_text_unexpected("version, n_points or '{'", line, err);
}

static bool
read_header(struct list *list, struct synk_reader *r, struct synk_error *err)
{
	struct synk_line line;

	while (synk_text_next(&line, r)) {
		if (synk_text_is(&line, "{"))
			return true;
		if (!read_key(list, &line, err))
			return false;
	}
	return synk_fail_at(err, r->line - 1, "expected '{', found the end");
}

static bool
read_row(struct list *list, const struct synk_line *line,
    struct synk_error *err)
{
	const char *end = line->text + line->len, *p;
	struct synk_point at;

	p = synk_marks_column(&at.x, line->text, end);
	if (!p || !synk_marks_column(&at.y, p, end))
		return synk_text_unexpected("two numbers", line, err);
	/* The first pixel is 1 here, unless it was said to be 0. */
	if (synk_marks_far(at.x) || synk_marks_far(at.x - 1) ||
	    synk_marks_far(at.y) || synk_marks_far(at.y - 1))
		return synk_text_unexpected("coordinates within 1000000 px",
		    line, err);
	if (list->count < SYNK_MARKS_MAX)
		list->at[list->count] = at;
	list->count++;
	return true;
}

static bool
read_rows(struct list *list, struct synk_reader *r, struct synk_error *err)
{
	struct synk_line line;

	while (!list->closed && synk_text_next(&line, r)) {
		list->closed = line.text[line.len - 1] == '}';
		line.len -= list->closed;
		if (line.len && !read_row(list, &line, err))
			return false;
	}
	if (!list->closed && (long)list->count < list->declared)
		return synk_fail_at(err, r->line - 1,
		    "expected %ld points, found %zu and the end",
		    list->declared, list->count);
	return true;
}

/* A file cut off within its last number looks whole but for the brace. */
static void
warn(struct synk_marks *m, const struct list *list)
{
	if (list->declared >= 0 && list->declared != (long)list->count)
		snprintf(m->warning, sizeof m->warning,
		    "n_points says %ld, the file has %zu points",
		    list->declared, list->count);
	else if (!list->closed)
		snprintf(m->warning, sizeof m->warning,
		    "no closing brace: the file may be cut off");
}

bool
synk_pts_sniff(const char *text, size_t size)
{
	static const char *const starts[] = {
		"version:", "n_points:", "npoints:"
	};
	size_t skip = synk_marks_blank(text, size);
	struct synk_line line = { text + skip, size - skip, 1 };

	for (size_t i = 0; i < LEN(starts); i++)
		if (synk_text_starts(&line, starts[i]))
			return true;
	return false;
}

bool
synk_pts_next(struct synk_reader *r, struct synk_marks *m, bool *got,
    struct synk_error *err)
{
	struct list list = { .declared = -1 };

	if (r->at == r->size)
		return true;
	if (!read_header(&list, r, err) || !read_rows(&list, r, err))
		return false;
	/* Pixel 1 of Matlab is pixel 0 here. */
	if (!synk_marks_fill(m, list.at, list.count, r->how.origin0 ? 0 : 1,
	    r->how.format, err)) {
		err->line = r->line - 1;
		return false;
	}
	/* Counts of whole schemes are all that tells them apart. */
	if (m->scheme != SYNK_IBUG68 && list.declared >= 0 &&
	    list.declared != (long)list.count)
		return synk_fail_at(err, r->line - 1,
		    "expected %ld points, found %zu", list.declared,
		    list.count);
	warn(m, &list);
	r->at = r->size;	/* old OpenFace goes on with pose and gaze */
	*got = true;
	return true;
}
