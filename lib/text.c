#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "synk/marks.h"
#include "text.h"

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

bool
synk_text_line(struct synk_line *line, struct synk_reader *r)
{
	const char *from = r->text + r->at, *end = r->text + r->size, *p = from;

	if (from == end)
		return false;
	while (p < end && *p != '\n' && *p != '\r')
		p++;
	*line = (struct synk_line){ from, (size_t)(p - from), r->line++ };
	if (p < end)
		p += p + 1 < end && p[0] == '\r' && p[1] == '\n' ? 2 : 1;
	r->at = (size_t)(p - r->text);
	return true;
}

void
synk_text_trim(struct synk_line *line)
{
	while (line->len && is_blank(line->text[0])) {
		line->text++;
		line->len--;
	}
	while (line->len && is_blank(line->text[line->len - 1]))
		line->len--;
}

bool
synk_text_starts(const struct synk_line *line, const char *word)
{
	size_t n = strlen(word);

	return line->len >= n && memcmp(line->text, word, n) == 0;
}

bool
synk_text_is(const struct synk_line *line, const char *word)
{
	return line->len == strlen(word) && synk_text_starts(line, word);
}

bool
synk_text_next(struct synk_line *line, struct synk_reader *r)
{
	while (synk_text_line(line, r)) {
		synk_text_trim(line);
		if (line->len)
			return true;
	}
	return false;
}

bool
synk_text_unexpected(const char *what, const struct synk_line *line,
    struct synk_error *err)
{
	char found[48];

	synk_text_copy(found, sizeof found, line->text, line->len);
	return synk_fail_at(err, line->number, "expected %s, found '%s'", what,
	    found);
}

/* A decimal number taken apart: digits * 10^exponent. */
struct decimal {
	uint64_t digits;
	int exponent;
	int significant;	/* digits kept */
	bool negative;
};

static const char *
scan_digits(struct decimal *d, const char *p, const char *end, bool fraction)
{
	for (; p < end && *p >= '0' && *p <= '9'; p++) {
		if (d->significant < 19)
			d->digits = d->digits * 10 + (uint64_t)(*p - '0');
		d->significant += d->digits != 0;
		d->exponent -= fraction;
	}
	return p;
}

static const char *
scan_exponent(struct decimal *d, const char *p, const char *end)
{
	const char *q = p + 1;
	bool minus = q < end && *q == '-';
	int e = 0;

	if (p == end || (*p != 'e' && *p != 'E'))
		return p;
	if (q < end && (*q == '-' || *q == '+'))
		q++;
	if (q == end || *q < '0' || *q > '9')
		return p;
	for (; q < end && *q >= '0' && *q <= '9'; q++)
		e = e < 100000 ? e * 10 + (*q - '0') : e;
	d->exponent += minus ? -e : e;
	return q;
}

/* The end of the number that starts at p, or NULL. */
static const char *
scan(struct decimal *d, const char *p, const char *end)
{
	const char *whole, *point;

	if (p < end && (*p == '-' || *p == '+'))
		d->negative = *p++ == '-';
	whole = scan_digits(d, p, end, false);
	point = whole;
	if (point < end && *point == '.')
		point = scan_digits(d, point + 1, end, true);
	if (whole == p && point <= whole + 1)
		return NULL;	/* no digit on either side of the point */
	return scan_exponent(d, point, end);
}

/* What the short way below cannot do; the number stands in text to end. */
static bool
slow(double *value, const char *text, const char *end)
{
	char copy[512];
	size_t n = (size_t)(end - text);

	if (n >= sizeof copy)
		return false;
	memcpy(copy, text, n);
	copy[n] = '\0';
	*value = strtod(copy, NULL);
	return isfinite(*value);
}

/*
 * More digits than a double has, as programs write them: over a power of ten
 * in longer numbers, where both are exact, so that one rounding is all that is
 * off.  If no more than that can make two doubles of it, *value is the right
 * one, else false; also where long numbers are no longer than double, or two
 * doubles.
 */
static bool
long_way(double *value, const struct decimal *d)
{
	static const long double ten[] = { 1e0L, 1e1L, 1e2L, 1e3L, 1e4L, 1e5L,
	    1e6L, 1e7L, 1e8L, 1e9L, 1e10L, 1e11L, 1e12L, 1e13L, 1e14L, 1e15L,
	    1e16L, 1e17L, 1e18L, 1e19L, 1e20L, 1e21L, 1e22L, 1e23L, 1e24L,
	    1e25L, 1e26L, 1e27L };
	long double v, unit;

	if ((LDBL_MANT_DIG != 64 && LDBL_MANT_DIG != 113) ||
	    d->significant > 19 || d->exponent > 0 ||
	    d->exponent < -27)
		return false;
	v = (long double)d->digits / ten[-d->exponent];
	unit = v * LDBL_EPSILON;
	*value = (double)v;
	return (double)(v - unit) == *value && (double)(v + unit) == *value;
}

/*
 * Up to 2^53 times or over a power of ten that is itself exact takes one
 * rounding, so the result is what strtod() gives, and several times sooner.
 * Source: Clinger WD.  How to read floating point numbers accurately.
 * PLDI 1990, 92-101.
 */
static bool
short_way(double *value, const struct decimal *d)
{
	static const double ten[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7,
	    1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
	    1e19, 1e20, 1e21, 1e22 };

	if (d->significant > 18 || d->digits > (uint64_t)1 << 53 ||
	    d->exponent < -22 || d->exponent > 22)
		return false;
	*value = (double)d->digits;
	*value = d->exponent < 0 ? *value / ten[-d->exponent]
	    : *value * ten[d->exponent];
	return true;
}

const char *
synk_text_number(double *value, const char *text, const char *end)
{
	struct decimal d = { 0 };
	const char *after;

	while (text < end && is_blank(*text))
		text++;
	after = scan(&d, text, end);
	if (!after)
		return NULL;
	if (!short_way(value, &d) && !long_way(value, &d))
		return slow(value, text, after) ? after : NULL;
	*value = d.negative ? -*value : *value;
	return after;
}

const char *
synk_text_whole(long *value, const char *text, const char *end)
{
	double v;
	const char *after = synk_text_number(&v, text, end);

	if (!after || v != floor(v) || fabs(v) > INT_MAX)
		return NULL;
	*value = (long)v;
	return after;
}

void
synk_text_copy(char *to, size_t size, const char *from, size_t len)
{
	if (len >= size) {
		len = size - 1;
		while (len && ((unsigned char)from[len] & 0xC0) == 0x80)
			len--;
	}
	for (size_t i = 0; i < len; i++)
		to[i] = (unsigned char)from[i] < ' ' || from[i] == 127
		    ? '?' : from[i];
	to[len] = '\0';
}

size_t
synk_text_count(const char *text, size_t at)
{
	size_t n = 1;
	const char *end = text + at, *p = text;

	for (; p < end && (p = memchr(p, '\n', (size_t)(end - p))); p++)
		n++;
	for (p = text; p < end && (p = memchr(p, '\r', (size_t)(end - p))); p++)
		n += p + 1 == end || p[1] != '\n';
	return n;
}
