/*
 * An object that is only numbers can lose its last members wherever it stands:
 * the brackets and quotes around it do not notice, nor does what is no JSON.
 */
#include <string.h>

#include "json.h"

/* Each returns what follows, or NULL if something else is there. */

static const char *
blanks(const char *p, const char *end)
{
	while (p < end && *p == ' ')
		p++;
	return p;
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
	if (p < end && *p == '-')
		p++;
	p = digits(p, end);
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

/* After before: a key, which is in quotes, and a number. */
static const char *
member(const char *p, const char *end, char before, const char *key)
{
	size_t n = strlen(key);

	p = blanks(p, end);
	if (p == end || *p != before)
		return NULL;
	p = blanks(p + 1, end);
	if ((size_t)(end - p) <= n || memcmp(p, key, n) != 0)
		return NULL;
	p = blanks(p + n, end);
	if (p == end || *p != ':')
		return NULL;
	return number(blanks(p + 1, end), end);
}

/* Where what is kept of a point ends; *after is where the rest does. */
static const char *
point(const char **after, const char *p, const char *end)
{
	static const char *const idle[] = { "\"z\"", "\"visibility\"",
	    "\"presence\"" };
	const char *kept, *next;

	p = member(p, end, '{', "\"x\"");
	kept = p = p ? member(p, end, ',', "\"y\"") : NULL;
	for (size_t i = 0; p && i < sizeof idle / sizeof *idle; i++) {
		next = member(p, end, ',', idle[i]);
		p = next ? next : p;
	}
	p = p ? blanks(p, end) : NULL;
	*after = p;
	return p && p < end && *p == '}' ? kept : NULL;
}

size_t
synk_json_thin(char *to, const char *text, size_t size)
{
	const char *p = text, *end = text + size, *after;
	char *out = to;

	while (p < end) {
		const char *open = memchr(p, '{', (size_t)(end - p));
		const char *kept = open ? point(&after, open, end) : NULL;
		const char *upto = kept ? kept : open ? open + 1 : end;

		memcpy(out, p, (size_t)(upto - p));
		out += upto - p;
		p = kept ? after : upto;
	}
	return (size_t)(out - to);
}
