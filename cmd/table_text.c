#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "table.h"

void
table_add(struct table_text *t, const char *fmt, ...)
{
	size_t left = sizeof t->at - t->size;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(t->at + t->size, left, fmt, ap);
	va_end(ap);
	if (n > 0)
		t->size += (size_t)n < left ? (size_t)n : left - 1;
}

/* Whether a byte goes on with a character of UTF-8. */
static bool
continues(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/* Those of two bytes drive terminals too. */
size_t
table_control(const char *text)
{
	unsigned char c = (unsigned char)text[0], d = (unsigned char)text[1];

	return c < ' ' || c == 127 ? 1
	    : c == 0xc2 && d >= 0x80 && d < 0xa0 ? 2 : 0;
}

void
table_add_user(struct table_text *t, const char *text, size_t most)
{
	size_t columns = 0, size;

	if (!text || !*text)
		text = "-";
	for (size_t i = 0; text[i] && i < 4 * most; i += size ? size : 1) {
		columns += continues(text[i]) ? 0 : 1;
		if (columns > most)
			return;
		size = table_control(text + i);
		table_add(t, "%c", size ? '?' : text[i]);
	}
}

size_t
table_columns(const char *text)
{
	size_t n = 0;

	for (; *text; text++)
		n += continues(*text) ? 0 : 1;
	return n;
}

static bool
is_number(const char *text)
{
	return *text && strchr("0123456789", text[*text == '-']);
}

/* Whether a blank does not part two words: numbers and what is in parentheses
 * stay with the word before them, units with their number, and both ends of a
 * range with each other. */
static bool
stays(const char *blank)
{
	return blank[0] && blank[1] && (strchr("%(<>", blank[1]) ||
	    is_number(blank + 1) || strncmp(blank + 1, "mm", 2) == 0 ||
	    strncmp(blank + 1, "->", 2) == 0 ||
	    (strncmp(blank + 1, "to ", 3) == 0 && is_number(blank + 4)));
}

static size_t
word_columns(const char *text, size_t size)
{
	size_t n = 0;

	for (size_t i = 0; i < size; i++)
		n += continues(text[i]) ? 0 : 1;
	return n;
}

/* Bytes of the next word, of at most so many columns. */
static size_t
word_size(const char *text, size_t most)
{
	size_t size = strcspn(text, " "), columns = 0, more;

	for (; stays(text + size); size = more) {
		more = size + 1 + strcspn(text + size + 1, " ");
		if (word_columns(text, more) > most)
			break;
	}
	for (size_t i = 0; i < size; i++) {
		columns += continues(text[i]) ? 0 : 1;
		if (columns > most)
			return i;
	}
	return size;
}

void
table_wrap(FILE *out, int indent, const char *label, const char *text)
{
	size_t room = (size_t)(TABLE_WIDTH - indent), used = 0;

	fprintf(out, "%-*s", indent, label);
	while (*text) {
		size_t size = word_size(text, room);
		size_t columns = word_columns(text, size);

		if (used && used + 1 + columns > room) {
			fprintf(out, "\n%*s", indent, "");
			used = 0;
		}
		fprintf(out, "%s%.*s", used ? " " : "", (int)size, text);
		used += columns + (used ? 1 : 0);
		text += size + strspn(text + size, " ");
	}
	putc('\n', out);
}

/*
 * A record's 0.985 is a half to those who read it, though no double is: halves
 * go to the even digit, so that 0.985 and 0.015 are 0.98 and 0.02 in each table
 * and on each page, and still 1.
 */
static double
settle_half(int decimals, double value)
{
	double steps = value * pow(10, decimals), low = floor(steps);

	if (!(fabs(steps - low - .5) <= 1e-7))
		return value;
	return (fmod(low, 2) != 0 ? low + 1 : low) / pow(10, decimals);
}

struct table_number
table_fixed(int decimals, double value)
{
	struct table_number n;

	if (!isfinite(value)) {
		snprintf(n.text, sizeof n.text, ".");
		return n;
	}
	snprintf(n.text, sizeof n.text, "%.*f", decimals,
	    settle_half(decimals, value));
	if (n.text[0] == '-' && strspn(n.text, "-0.") == strlen(n.text))
		memmove(n.text, n.text + 1, strlen(n.text));
	return n;
}

struct table_number
table_probability(double p)
{
	struct table_number n = table_fixed(2, p);

	if (p < .0075)
		snprintf(n.text, sizeof n.text, "<0.01");
	else if (p > .9925)
		snprintf(n.text, sizeof n.text, ">0.99");
	return n;
}

/* What broken landmarks give may be too long for its column. */
static void
put_cell(FILE *out, int width, const char *text)
{
	fprintf(out, "%*s", width, (int)strlen(text) < width ? text : "huge");
}

void
table_cell(FILE *out, int width, int decimals, double value)
{
	put_cell(out, width, table_fixed(decimals, value).text);
}

void
table_range(FILE *out, int width, int decimals, double factor,
    const struct synk_doubt *d)
{
	struct table_number low = table_fixed(decimals, factor * d->low);
	struct table_number high = table_fixed(decimals, factor * d->high);
	char text[60];

	snprintf(text, sizeof text, "%s to %s", low.text, high.text);
	put_cell(out, width, isfinite(d->low + d->high) ? text : ".");
}

/* At most 11 characters: see synk_reason_text() for what they mean. */
static const char *const words[SYNK_REASONS] = {
	[SYNK_REASON_NO_REST] = "no rest",
	[SYNK_REASON_NO_PHOTO] = "no photo",
	[SYNK_REASON_UNUSABLE] = "unusable",
	[SYNK_REASON_NO_POINTS] = "no points",
	[SYNK_REASON_POSE] = "head turned",
	[SYNK_REASON_DETECTOR] = "lids unseen",
	[SYNK_REASON_MIXED] = "two sources",
	[SYNK_REASON_NARROW] = "eye closed",
	[SYNK_REASON_NOT_PERFORMED] = "not done",
	[SYNK_REASON_SIDE_UNKNOWN] = "which side?",
	[SYNK_REASON_SIDE_BOTH] = "both sides",
	[SYNK_REASON_SIDE_NONE] = "neither",
	[SYNK_REASON_NO_SCALE] = "no scale",
	[SYNK_REASON_NO_ANCHOR] = "no anchor",
	[SYNK_REASON_PARTS] = "incomplete",
	[SYNK_REASON_NO_DRAWS] = "no draws",
	[SYNK_REASON_NOISE] = "noise",
};

const char *
table_reason(enum synk_reason reason)
{
	return words[reason] ? words[reason] : "";
}

double
table_factor(enum synk_unit unit)
{
	return unit == SYNK_UNIT_RATIO ? 100 : 1;
}
