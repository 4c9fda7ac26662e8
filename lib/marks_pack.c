/*
 * Lists of points, which are nearly all of a recording in JSON, taken out of
 * its lines before they are parsed: a tree of a frame's thousand numbers costs
 * several times what reading them does.
 *
 * In place of such a list stands a string that no file can hold: the byte FF
 * is in no UTF-8, no escape makes one, and lines that have one are not packed.
 * Brackets and quotes around a list do not notice, nor does what is no JSON.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "marks.h"
#include "table.h"
#include "text.h"

enum { MARK = 0xFF };

/* The scanners return what follows, or NULL if something else is there. */

static const char *
blanks(const char *p, const char *end)
{
	while (p < end && *p == ' ')
		p++;
	return p;
}

static const char *
sign(const char *p, const char *end, char c)
{
	p = blanks(p, end);
	return p < end && *p == c ? p + 1 : NULL;
}

/* To a number, which follows what is before it and a key in quotes. */
static const char *
member(const char *p, const char *end, char before, const char *key, size_t n)
{
	p = sign(p, end, before);
	if (!p)
		return NULL;
	p = blanks(p, end);
	if ((size_t)(end - p) <= n || memcmp(p, key, n) != 0)
		return NULL;
	p = sign(p + n, end, ':');
	p = p ? blanks(p, end) : NULL;
	return p && p < end && (*p == '-' || (*p >= '0' && *p <= '9'))
	    ? p : NULL;
}

static const char *
coordinate(double *value, const char *p, const char *end, char before,
    const char *key)
{
	p = member(p, end, before, key, 3);
	p = p ? synk_text_number(value, p, end) : NULL;
	return p && !synk_marks_far(*value) ? p : NULL;
}

static const char *
digits(const char *p, const char *end)
{
	const char *from = p;

	while (p < end && *p >= '0' && *p <= '9')
		p++;
	return p > from ? p : NULL;
}

static const char *
number(const char *p, const char *end)
{
	p = digits(p + (*p == '-'), end);
	if (p && p < end && *p == '.')
		p = digits(p + 1, end);
	if (p && p < end && (*p == 'e' || *p == 'E')) {
		p++;
		if (p < end && (*p == '+' || *p == '-'))
			p++;
		p = digits(p, end);
	}
	return p;
}

/* {"x": 1, "y": 2} and what no reader asks for. */
static const char *
point(struct synk_point *at, const char *p, const char *end)
{
	static const struct { const char *key; size_t size; } idle[] = {
		{ "\"z\"", 3 }, { "\"visibility\"", 12 },
		{ "\"presence\"", 10 },
	};

	p = coordinate(&at->x, p, end, '{', "\"x\"");
	p = p ? coordinate(&at->y, p, end, ',', "\"y\"") : NULL;
	for (size_t i = 0; p && i < LEN(idle); i++) {
		const char *z = member(p, end, ',', idle[i].key, idle[i].size);

		p = z ? number(z, end) : p;
	}
	return p ? sign(p, end, '}') : NULL;
}

static bool
more_points(struct synk_pack *k)
{
	size_t room = k->point_room ? 2 * k->point_room : 512;
	struct synk_point *more = realloc(k->point, room * sizeof *more);

	if (!more)
		return false;
	k->point = more;
	k->point_room = room;
	return true;
}

static bool
make_room(struct synk_pack *k, size_t size)
{
	char *more;

	if (size <= k->room)
		return true;
	size = size > 2 * k->room ? size : 2 * k->room;
	more = realloc(k->text, size);
	if (!more)
		return false;
	k->text = more;
	k->room = size;
	return true;
}

/* A string may be a key where a list may not. */
static bool
is_key(const char *p, const char *end)
{
	while (p < end && memchr(" \t\r", *p, 3))
		p++;
	return p < end && *p == ':';
}

/* Behind the list that starts at p; *after is NULL if it is not one of points.
 * False only without memory. */
static bool
list(const char **after, struct synk_pack *k, const char *p, const char *end)
{
	char before = '[';

	for (*after = NULL; p && !*after; before = ',') {
		if (k->points == k->point_room && !more_points(k))
			return false;
		p = sign(p, end, before);
		p = p ? point(&k->point[k->points], p, end) : NULL;
		k->points += p ? 1 : 0;
		*after = p ? sign(p, end, ']') : NULL;
	}
	if (*after && is_key(*after, end))
		*after = NULL;
	return true;
}

/*
 * Whether a reader may find a face at p: a list in a list, or "landmark"'s.
 * Others are left, so that whoever finds them can tell what they are.
 */
static bool
is_face(const char *text, const char *p)
{
	static const char key[] = "\"landmark\"";

	while (p > text && p[-1] == ' ')
		p--;
	if (p == text || p[-1] != ':')
		return p > text && (p[-1] == '[' || p[-1] == ',');
	for (p--; p > text && p[-1] == ' ';)
		p--;
	return (size_t)(p - text) >= sizeof key - 1 &&
	    memcmp(p - (sizeof key - 1), key, sizeof key - 1) == 0;
}

/* In place of a list of that many bytes, which is longer. */
static char *
put_mark(char *to, size_t size, size_t first, size_t count)
{
	return to + snprintf(to, size, "\"%c%zu %zu\"", MARK, first, count);
}

bool
synk_pack_line(struct synk_pack *k, size_t *n, const char *text, size_t size)
{
	const char *p = text, *end = text + size, *after;
	bool plain = memchr(text, MARK, size);
	char *out;

	k->points = 0;
	if (!make_room(k, size))
		return false;
	for (out = k->text; p < end;) {
		const char *open = plain ? NULL
		    : memchr(p, '[', (size_t)(end - p));
		const char *upto = open ? open : end;
		size_t first = k->points;

		memcpy(out, p, (size_t)(upto - p));
		out += upto - p;
		p = upto;
		if (!open)
			break;
		after = NULL;
		if (is_face(text, p) && !list(&after, k, p, end))
			return false;
		if (after) {
			out = put_mark(out, (size_t)(after - p), first,
			    k->points - first);
			p = after;
		} else {
			k->points = first;
			*out++ = *p++;
		}
	}
	*n = (size_t)(out - k->text);
	return true;
}

bool
synk_pack_list(const struct synk_point **at, size_t *count,
    const struct synk_pack *k, const struct cJSON *node)
{
	const char *string = synk_json_string(node);
	size_t first;

	if (!string || (unsigned char)*string != MARK ||
	    sscanf(string + 1, "%zu %zu", &first, count) != 2 ||
	    *count == 0 || *count > k->points || first > k->points - *count)
		return false;
	*at = k->point + first;
	return true;
}

void
synk_pack_free(struct synk_pack *k)
{
	free(k->text);
	free(k->point);
}
