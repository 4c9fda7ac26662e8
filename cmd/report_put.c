#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report_put.h"
#include "table.h"

static const char unknown[] = "<span class=\"nk\">not known</span>";

/* Bytes of the character of UTF-8 at p, of left; 0 if it is none. */
static size_t
utf8_size(const char *p, size_t left)
{
	unsigned char c = (unsigned char)*p;
	size_t n = c < 0xc2 ? 0 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : c < 0xf5 ? 4
	    : 0;

	if (n > left)
		return 0;
	for (size_t i = 1; i < n; i++)
		if (((unsigned char)p[i] & 0xc0) != 0x80)
			return 0;
	/* Overlong forms, surrogates, what is beyond U+10FFFF. */
	if (n > 2 && ((c == 0xe0 && (unsigned char)p[1] < 0xa0) ||
	    (c == 0xed && (unsigned char)p[1] > 0x9f) ||
	    (c == 0xf0 && (unsigned char)p[1] < 0x90) ||
	    (c == 0xf4 && (unsigned char)p[1] > 0x8f)))
		return 0;
	return n;
}

static const char *
entity(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	case '\t':
	case '\n':
	case '\r':
		return " ";
	default:
		return "\xef\xbf\xbd";
	}
}

static bool
is_plain(char c)
{
	return (unsigned char)c >= ' ' && (unsigned char)c < 127 &&
	    c != '&' && c != '<' && c != '>' && c != '"' && c != '\'';
}

void
put_bytes(FILE *out, const char *text, size_t size)
{
	for (size_t i = 0, n; i < size; i += n) {
		for (n = 0; i + n < size && is_plain(text[i + n]); n++)
			;
		if (n == 0 && (unsigned char)text[i] >= 128)
			n = utf8_size(text + i, size - i);
		if (n > 0) {
			fwrite(text + i, 1, n, out);
		} else {
			fputs(entity(text[i]), out);
			n = 1;
		}
	}
}

void
put_string(FILE *out, const char *text)
{
	if (text)
		put_bytes(out, text, strlen(text));
}

/* A string without a backslash stands as it is in the record. */
static void
put_text(FILE *out, const struct node *n)
{
	bool string = *n->text == '"';
	char *text;

	if (!string || !memchr(n->text, '\\', n->size)) {
		put_bytes(out, n->text + string, n->size - 2 * string);
		return;
	}
	text = tree_copy(n);
	put_string(out, text);
	free(text);
}

void
put_node(FILE *out, const struct node *n)
{
	if (!tree_said(n) || *n->text == '{' || *n->text == '[')
		fputs(unknown, out);
	else
		put_text(out, n);
}

void
put_words(FILE *out, const struct node *n)
{
	char *text = tree_copy(n);

	for (char *c = text; c && *c; c++)
		*c = *c == '_' ? ' ' : *c;
	if (text && *text)
		put_string(out, text);
	else
		fputs(unknown, out);
	free(text);
}

void
put_list(FILE *out, const struct node *list, const char *separator)
{
	const char *between = "";

	for (const struct node *n = tree_first(list); n; n = tree_next(n)) {
		fputs(between, out);
		put_words(out, n);
		between = separator;
	}
}

void
put_whole(FILE *out, long value)
{
	char text[24], *p = text + sizeof text;
	unsigned long rest = value < 0 ? 0ul - (unsigned long)value
	    : (unsigned long)value;

	do
		*--p = (char)('0' + rest % 10);
	while (rest /= 10);
	if (value < 0)
		*--p = '-';
	fwrite(p, 1, (size_t)(text + sizeof text - p), out);
}

void
put_minus(FILE *out, const char *text)
{
	if (*text == '-') {
		fputs("\xe2\x88\x92", out);
		text++;
	}
	put_string(out, text);
}

void
put_fixed(FILE *out, int decimals, double value)
{
	if (isfinite(value))
		put_minus(out, table_fixed(decimals, value).text);
	else
		fputs(unknown, out);
}

void
put_range(FILE *out, int decimals, double low, double high)
{
	if (!isfinite(low + high))
		return;
	put_fixed(out, decimals, low);
	fputs(" to ", out);
	put_fixed(out, decimals, high);
}

void
put_chance(FILE *out, double p)
{
	if (isfinite(p))
		put_string(out, table_probability(p).text);
	else
		fputs(unknown, out);
}

struct put_unit
put_unit(const struct node *unit)
{
	if (tree_is(unit, "ratio"))
		return (struct put_unit){ "%", 100, 0 };
	if (tree_is(unit, "deg"))
		return (struct put_unit){ "\xc2\xb0", 1, 1 };
	if (tree_is(unit, "score"))
		return (struct put_unit){ "", 1, 1 };
	if (tree_is(unit, "mm"))
		return (struct put_unit){ "mm", 1, 1 };
	if (tree_is(unit, "%ied2"))
		return (struct put_unit){ "% IED\xc2\xb2", 1, 1 };
	return (struct put_unit){ "% IED", 1, 1 };
}

struct put_pair
put_pair(const struct node *n)
{
	const struct node *first = tree_first(n);

	return (struct put_pair){ tree_number(first),
	    tree_number(tree_next(first)) };
}
