/*
 * What people who label points by hand write on them: the number of a point in
 * a scheme, or the name of a site and its side.  The names are those of the
 * second stage, which is the one place that has them.
 */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "marks.h"
#include "synk/face.h"
#include "text.h"

_Static_assert((int)SYNK_SITES60_COUNT == (int)SYNK_SPOTS, "one point a spot");

static const struct synk_point none = { NAN, NAN };

void
synk_labels_init(struct synk_labels *l)
{
	memset(l, 0, sizeof *l);
	for (size_t i = 0; i < SYNK_MARKS_MAX; i++)
		l->number[i] = none;
	for (size_t i = 0; i < SYNK_SITES60_COUNT; i++)
		l->site[i] = none;
	for (size_t i = 0; i < SYNK_SIDES; i++)
		l->iris[i] = (struct synk_iris){ none, NAN };
}

/* "Canthus-inner (L)" becomes "canthus_inner_l". */
static void
fold(char to[40], const char *label)
{
	size_t n = 0;
	bool gap = false;

	for (; *label && n < 38; label++) {
		if (!isalnum((unsigned char)*label)) {
			gap = n > 0;
			continue;
		}
		if (gap)
			to[n++] = '_';
		gap = false;
		to[n++] = (char)tolower((unsigned char)*label);
	}
	to[n] = '\0';
	if (*label)
		to[0] = '\0';	/* no name of ours is so long */
}

static const struct {
	const char *word;
	enum synk_side side;
} sides[] = {
	{ "left", SYNK_LEFT }, { "right", SYNK_RIGHT },
	{ "l", SYNK_LEFT }, { "r", SYNK_RIGHT },
};

/* Takes the side off either end of a folded name; SYNK_SIDES: it has none. */
static enum synk_side
take_side(char *name)
{
	size_t len = strlen(name);

	for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
		size_t n = strlen(sides[i].word);

		if (n >= len)
			continue;
		if (strncmp(name, sides[i].word, n) == 0 && name[n] == '_') {
			memmove(name, name + n + 1, len - n);
			return sides[i].side;
		}
		if (strcmp(name + len - n, sides[i].word) == 0 &&
		    name[len - n - 1] == '_') {
			name[len - n - 1] = '\0';
			return sides[i].side;
		}
	}
	return SYNK_SIDES;
}

/* What a label is; UNKNOWN is of no harm. */
enum kind { UNKNOWN, NUMBER, SITE, MIDDLE, IRIS };

static enum kind
find_name(size_t *at, const char *name)
{
	if (strcmp(name, "iris") == 0)
		return IRIS;
	for (size_t i = 0; i < SYNK_SITES; i++)
		if (strcmp(synk_site_name((enum synk_site)i), name) == 0) {
			*at = i;
			return SITE;
		}
	for (size_t i = 0; i < SYNK_MIDDLES; i++)
		if (strcmp(synk_middle_name((enum synk_middle)i), name) == 0) {
			*at = i;
			return MIDDLE;
		}
	return UNKNOWN;
}

static bool
is_number(size_t *at, const char *label)
{
	size_t n = strspn(label, "0123456789");

	if (n == 0 || n > 8 || label[n])
		return false;
	*at = strtoul(label, NULL, 10);
	return *at < SYNK_MARKS_MAX;
}

static enum kind
parse(size_t *at, enum synk_side *side, const char *label)
{
	char name[40];

	*side = SYNK_SIDES;
	if (is_number(at, label))
		return NUMBER;
	fold(name, label);
	*side = take_side(name);
	return find_name(at, name);
}

static void
add_unknown(struct synk_labels *l, const char *label)
{
	char shown[24];
	size_t n = strlen(l->names);

	synk_text_copy(shown, sizeof shown, label, strlen(label));
	l->unknown++;
	if (l->more)
		return;
	l->more = n + strlen(shown) + 8 > sizeof l->names;
	snprintf(l->names + n, sizeof l->names - n, "%s%s", n ? ", " : "",
	    l->more ? "..." : shown);
}

static bool
fail_of(const char *label, const char *what, struct synk_error *err)
{
	char shown[48];

	synk_text_copy(shown, sizeof shown, label, strlen(label));
	return synk_fail(err, SYNK_BAD_INPUT, "'%s': %s", shown, what);
}

static bool
put(struct synk_point *to, struct synk_point at, const char *label,
    struct synk_error *err)
{
	if (!isnan(to->x))
		return fail_of(label, "expected once in a face, found twice",
		    err);
	*to = at;
	return true;
}

/* A circle is an iris; one named pupil is the rim of something else. */
bool
synk_labels_add(struct synk_labels *l, const char *label,
    struct synk_point at, double radius, struct synk_error *err)
{
	size_t i = 0;
	enum synk_side side;
	enum kind kind = parse(&i, &side, label);
	bool circle = !isnan(radius);
	bool pupil = kind == IRIS || (kind == SITE && i == SYNK_PUPIL);

	if (kind == UNKNOWN || (circle && !pupil)) {
		add_unknown(l, label);
		return true;
	}
	if (kind == NUMBER)
		return put(&l->number[i], at, label, err);
	if (kind == MIDDLE)
		return side == SYNK_SIDES ? put(&l->site[synk_spot_middle(
		    (enum synk_middle)i)], at, label, err) : fail_of(label,
		    "expected no side of a point on the midline", err);
	if (side == SYNK_SIDES)
		return fail_of(label, "expected left or right with it", err);
	if (kind == IRIS && circle) {
		l->iris[side].radius = radius;
		return put(&l->iris[side].centre, at, label, err);
	}
	return put(&l->site[synk_spot(pupil ? SYNK_PUPIL : (enum synk_site)i,
	    side)], at, label, err);
}

/* How many of the points are there; *end is one more than the last of them. */
static size_t
count(const struct synk_point *at, size_t size, size_t *end)
{
	size_t n = 0;

	*end = 0;
	for (size_t i = 0; i < size; i++)
		if (!isnan(at[i].x)) {
			n++;
			*end = i + 1;
		}
	return n;
}

/*
 * All the numbers of a scheme tell which it is.  Some of them do not, but most
 * who number points by hand have those of ibug68 before them.
 */
static bool
settle_numbers(struct synk_marks *m, size_t n, size_t end, const char *from,
    struct synk_error *err)
{
	m->scheme = SYNK_IBUG68;
	if (n == end && n >= synk_scheme_count(SYNK_IBUG68))
		return synk_scheme_of_count(&m->scheme, n, from, err);
	if (from)
		(void)synk_scheme_find(&m->scheme, from);
	if (end > synk_scheme_count(m->scheme))
		return synk_fail(err, SYNK_BAD_INPUT, "expected all numbers of"
		    " a scheme, from 0, or some of %s's, found %zu up to %zu",
		    synk_scheme_name(m->scheme), n, end - 1);
	snprintf(m->warning, sizeof m->warning, "%zu point%s numbered: taken"
	    " for some of %s's", n, n == 1 ? " is" : "s are",
	    synk_scheme_name(m->scheme));
	return true;
}

static bool
use_numbers(struct synk_marks *m, const struct synk_labels *l, size_t n,
    size_t end, const char *from, struct synk_error *err)
{
	if (!settle_numbers(m, n, end, from, err))
		return false;
	m->count = synk_scheme_count(m->scheme);
	memcpy(m->at, l->number, m->count * sizeof *m->at);
	for (int i = 0; i < SYNK_SIDES; i++)
		if (isnan(m->iris[i].centre.x))
			m->iris[i].centre =
			    l->site[synk_spot(SYNK_PUPIL, (enum synk_side)i)];
	return true;
}

static void
warn_of_unknown(struct synk_marks *m, const struct synk_labels *l)
{
	size_t n = strlen(m->warning);

	if (l->unknown)
		snprintf(m->warning + n, sizeof m->warning - n,
		    "%s%zu label%s no site: %s", n ? "; " : "", l->unknown,
		    l->unknown == 1 ? " is" : "s are", l->names);
}

/* Names of sites other than pupils, which go with either kind of label. */
static size_t
count_sites(const struct synk_labels *l)
{
	size_t end, n = count(l->site, SYNK_SITES60_COUNT, &end);

	for (int i = 0; i < SYNK_SIDES; i++)
		n -= isnan(l->site[synk_spot(SYNK_PUPIL,
		    (enum synk_side)i)].x) ? 0 : 1;
	return n;
}

bool
synk_labels_marks(struct synk_marks *m, const struct synk_labels *l,
    const char *from, struct synk_error *err)
{
	size_t end, any, numbers = count(l->number, SYNK_MARKS_MAX, &end);
	size_t sites = count(l->site, SYNK_SITES60_COUNT, &any);

	if (numbers && count_sites(l))
		return synk_fail(err, SYNK_BAD_INPUT, "expected numbers or"
		    " names of sites for labels, found both");
	if (numbers == 0 && sites == 0) {
		snprintf(m->reason, sizeof m->reason, "%s%s", l->unknown
		    ? "no label is a site or a number: "
		    : "no point is labelled", l->names);
		return true;
	}
	memcpy(m->iris, l->iris, sizeof m->iris);
	if (numbers && !use_numbers(m, l, numbers, end, from, err))
		return false;
	if (numbers == 0) {
		m->scheme = SYNK_SITES60;
		m->count = SYNK_SITES60_COUNT;
		memcpy(m->at, l->site, sizeof l->site);
	}
	warn_of_unknown(m, l);
	return true;
}

void
synk_labels_image(struct synk_marks *m, const char *path, size_t len)
{
	size_t from = len;

	while (from && path[from - 1] != '/' && path[from - 1] != '\\')
		from--;
	synk_text_copy(m->image, sizeof m->image, path + from, len - from);
}
