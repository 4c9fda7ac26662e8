/* What pictures say, and how text from outside is made fit to be drawn. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "picture.h"
#include "table.h"

static const char *const titles[] = {
	[SYNK_REST] = "at rest",
	[SYNK_BROW_RAISE] = "brow raise",
	[SYNK_EYE_CLOSE_GENTLE] = "gentle eye closure",
	[SYNK_EYE_CLOSE_TIGHT] = "tight eye closure",
	[SYNK_SMILE_GENTLE] = "gentle smile",
	[SYNK_SMILE] = "smile",
	[SYNK_SNARL] = "snarl",
	[SYNK_PUCKER] = "lip pucker",
	[SYNK_LOWER_TEETH] = "lower teeth",
	[SYNK_EXPRESSIONS] = "expression not stated",
};

const char *
synk_expression_title(enum synk_expression e)
{
	return titles[e];
}

/* Appends a piece if all of it fits. */
static void
append(struct synk_line *l, const char *piece, size_t n)
{
	if (l->size + n >= sizeof l->at)
		return;
	memcpy(l->at + l->size, piece, n);
	l->size += n;
	l->at[l->size] = '\0';
}

void
synk_line_add(struct synk_line *l, const char *fmt, ...)
{
	char piece[SYNK_LINE_MAX];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(piece, sizeof piece, fmt, ap);
	va_end(ap);
	if (n > 0 && (size_t)n < sizeof piece)
		append(l, piece, (size_t)n);
}

/*
 * Bytes of the character at s, and its code; 0 if it is none.  Refused are
 * what the standard refuses: overlong forms, surrogates, and beyond 10FFFF.
 */
static size_t
decode(const unsigned char *s, unsigned long *code)
{
	static const unsigned long least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t n = s[0] < 0x80 ? 1 : s[0] >= 0xf0 ? 4 : s[0] >= 0xe0 ? 3 : 2;

	if (n == 1) {
		*code = s[0];
		return 1;
	}
	if (s[0] < 0xc2 || s[0] > 0xf4)
		return 0;
	*code = s[0] & (0xffU >> (n + 1));
	for (size_t i = 1; i < n; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		*code = *code << 6 | (s[i] & 0x3fU);
	}
	if (*code < least[n] || *code > 0x10ffff || (*code & ~0x7ffUL) ==
	    0xd800)
		return 0;
	return n;
}

/* Controls, separators of lines, and marks that reorder or hide text. */
static bool
is_control(unsigned long c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad ||
	    (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
	    (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
	    (c >= 0xfff0 && c <= 0xfffb) || c >= 0xe0000;
}

void
synk_line_add_foreign(struct synk_line *l, const char *text)
{
	static const char unreadable[] = "\xef\xbf\xbd";
	static const char more[] = "\xe2\x80\xa6";
	const unsigned char *s = (const unsigned char *)text;
	enum { ROOM = 160 };
	size_t begin = l->size;

	while (*s && l->size - begin < ROOM) {
		unsigned long code;
		size_t n = decode(s, &code);

		if (n == 0)
			append(l, unreadable, sizeof unreadable - 1);
		else if (is_control(code))
			append(l, " ", 1);
		else
			append(l, (const char *)s, n);
		s += n ? n : 1;
	}
	if (*s)
		append(l, more, sizeof more - 1);
}

void
synk_line_add_part(struct synk_line *l, const char *part)
{
	if (!part || !*part)
		return;
	if (l->size)
		synk_line_add(l, "  \xc2\xb7  ");
	synk_line_add_foreign(l, part);
}

bool
synk_same_name(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

void
synk_line_add_number(struct synk_line *l, double v, int decimals)
{
	double unit = pow(10, decimals);

	if (isnan(v))
		synk_line_add(l, "\xe2\x80\x93");
	else if (v < 0 && round(v * unit) < 0)
		synk_line_add(l, "\xe2\x88\x92%.*f", decimals, -v);
	else
		synk_line_add(l, "%.*f", decimals, fabs(v));
}

/* The end of the last whole character that ends at or before n. */
static size_t
whole(const struct synk_line *l, size_t n)
{
	while (n > 0 && ((unsigned char)l->at[n] & 0xc0) == 0x80)
		n--;
	return n;
}

void
synk_line_fit(struct synk_line *l, struct synk_canvas *c,
    const struct synk_letters *how, double width)
{
	static const char more[] = "\xe2\x80\xa6";
	struct synk_line full = *l;
	size_t low = 0, high = l->size;

	if (synk_canvas_width(c, l->at, how) <= width)
		return;
	while (low < high) {
		size_t n = (low + high + 1) / 2;

		l->size = 0;
		append(l, full.at, whole(&full, n));
		append(l, more, sizeof more - 1);
		if (synk_canvas_width(c, l->at, how) <= width)
			low = n;
		else
			high = n - 1;
	}
	l->size = 0;
	append(l, full.at, whole(&full, low));
	append(l, more, sizeof more - 1);
}

double
synk_mm(const struct synk_panel *p, double percent)
{
	return p->exam ? p->exam->mm_per_ied * percent / 100 : NAN;
}

/* What an asked movement is called, alone and beside its region's name, and
 * the region that makes it. */
static const struct asked {
	const char *title, *name;
	enum synk_region region;
} asked[SYNK_MOVEMENTS] = {
	[SYNK_MOVE_BROW_RAISE] = { "brow lift", "lift", SYNK_BROW },
	[SYNK_MOVE_EYE_CLOSE_GENTLE] = { "eye closure", "closure", SYNK_EYE },
	[SYNK_MOVE_EYE_CLOSE_TIGHT] = { "eye closure", "closure", SYNK_EYE },
	[SYNK_MOVE_SMILE_GENTLE] = { "smile", "smile", SYNK_MOUTH },
	[SYNK_MOVE_SMILE] = { "smile", "smile", SYNK_MOUTH },
	[SYNK_MOVE_SNARL] = { "snarl", "snarl", SYNK_MOUTH },
	[SYNK_MOVE_PUCKER] = { "pucker", "pucker", SYNK_MOUTH },
	[SYNK_MOVE_LOWER_TEETH] = { "lower lip", "lower lip", SYNK_MOUTH },
};

/* What moves unasked. */
static const struct asked unasked[SYNK_REGIONS] = {
	[SYNK_BROW] = { "brow lift", "lift", SYNK_BROW },
	[SYNK_EYE] = { "eye narrows", "narrows", SYNK_EYE },
	[SYNK_MOUTH] = { "mouth pulls", "pulls", SYNK_MOUTH },
};

static struct synk_change
change_of_row(const struct synk_row *r, size_t i)
{
	const struct asked *a = &unasked[r->counts];

	return (struct synk_change){ a->title, a->name, a->region, r->unit,
	    { r->value[SYNK_RIGHT], r->value[SYNK_LEFT] }, -1, (int)i };
}

size_t
synk_changes(struct synk_change *out, const struct synk_panel *p)
{
	const struct synk_grade *g = p->grade;
	size_t n = 0;

	for (size_t i = 0; g && i < SYNK_MOVEMENTS; i++) {
		const struct synk_movement *m = &g->movement[i];

		if (m->expression == p->expression && !isnan(
		    m->value[SYNK_RIGHT] + m->value[SYNK_LEFT]))
			out[n++] = (struct synk_change){ asked[i].title,
			    asked[i].name, asked[i].region, m->unit,
			    { m->value[SYNK_RIGHT], m->value[SYNK_LEFT] },
			    (int)i, -1 };
	}
	for (size_t i = 0; g && i < SYNK_ROWS && n < SYNK_CHANGES_MAX; i++)
		if (g->row[i].voluntary == p->expression && !isnan(
		    g->row[i].value[SYNK_RIGHT] + g->row[i].value[SYNK_LEFT]))
			out[n++] = change_of_row(&g->row[i], i);
	return n;
}
