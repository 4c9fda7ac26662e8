#include <stdlib.h>
#include <string.h>

#include "marks.h"
#include "text.h"

enum {
	COORDINATES = 2 * 98,
	OTHERS = 10		/* the face's box (4) and attributes (6) */
};

/* The line before: faces of one image stand together. */
struct before {
	char image[SYNK_NAME_MAX];
	long face;
};

/* Fails with what stands at p, the number after so many. */
static bool
fail_number(const char *p, const char *end, size_t after, size_t line,
    struct synk_error *err)
{
	char found[48];
	size_t n = 0;

	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	while (p + n < end && p[n] != ' ' && p[n] != '\t')
		n++;
	if (n == 0)
		return synk_fail_at(err, line,
		    "expected %d coordinates, found %zu and the line's end",
		    COORDINATES, after);
	synk_text_copy(found, sizeof found, p, n);
	return synk_fail_at(err, line, "expected %d coordinates within 1000000"
	    " px, found '%s' after %zu", COORDINATES, found, after);
}

static bool
read_points(struct synk_marks *m, const char **text, const char *end,
    struct synk_error *err)
{
	for (size_t i = 0; i < COORDINATES; i++) {
		double *to = i % 2 ? &m->at[i / 2].y : &m->at[i / 2].x;
		const char *p = synk_marks_column(to, *text, end);

		if (!p || synk_marks_far(*to))
			return fail_number(*text, end, i, m->line, err);
		*text = p;
	}
	m->scheme = SYNK_WFLW98;
	m->count = synk_scheme_count(m->scheme);
	return true;
}

/* Lists for training leave out box and attributes. */
static bool
read_others(const char **text, const char *end, size_t line,
    struct synk_error *err)
{
	const char *p = *text, *q;
	double number;
	size_t n = 0;

	while (n < OTHERS && (q = synk_marks_column(&number, p, end))) {
		p = q;
		n++;
	}
	if (n && n < OTHERS)
		return synk_fail_at(err, line, "expected %d numbers or none"
		    " after the coordinates, found %zu", OTHERS, n);
	*text = p;
	return true;
}

static bool
read_name(struct synk_marks *m, struct before *before, const char *text,
    const char *end, struct synk_error *err)
{
	struct synk_line name = { text, (size_t)(end - text), m->line };

	synk_text_trim(&name);
	if (name.len == 0)
		return synk_fail_at(err, m->line,
		    "expected the image's name, found the line's end");
	synk_text_copy(m->image, sizeof m->image, name.text, name.len);
	m->face = strcmp(m->image, before->image) == 0 ? before->face + 1 : 0;
	memcpy(before->image, m->image, sizeof before->image);
	before->face = m->face;
	return true;
}

/* All coordinates of the first line; any number of two columns has fewer. */
bool
synk_wflw_sniff(const char *text, size_t size)
{
	struct synk_reader r = { .text = text, .size = size, .line = 1 };
	struct synk_line line;
	double number;
	const char *p;

	if (!synk_text_next(&line, &r))
		return false;
	p = line.text;
	for (size_t i = 0; p && i < COORDINATES; i++)
		p = synk_marks_column(&number, p, line.text + line.len);
	return p;
}

bool
synk_wflw_open(struct synk_reader *r, struct synk_error *err)
{
	r->state = calloc(1, sizeof(struct before));
	return r->state || synk_fail(err, SYNK_SYSTEM, "out of memory");
}

bool
synk_wflw_next(struct synk_reader *r, struct synk_marks *m, bool *got,
    struct synk_error *err)
{
	struct synk_line line;
	const char *text, *end;

	if (!synk_text_next(&line, r))
		return true;
	*got = true;
	m->line = line.number;
	text = line.text;
	end = text + line.len;
	return read_points(m, &text, end, err)
	    && read_others(&text, end, m->line, err)
	    && read_name(m, r->state, text, end, err);
}

void
synk_wflw_close(struct synk_reader *r)
{
	free(r->state);
}
