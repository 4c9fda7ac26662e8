/* Arrays of numpy, in which users of face-alignment and others store points. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "marks.h"
#include "table.h"
#include "text.h"

static const char magic[] = "\x93NUMPY";

enum { MAGIC = sizeof magic - 1, DIMS = 3 };

static double
of_float(uint64_t bits, size_t width)
{
	uint32_t half = (uint32_t)bits;
	float f;
	double d;

	if (width == sizeof f) {
		memcpy(&f, &half, sizeof f);
		return (double)f;
	}
	memcpy(&d, &bits, sizeof d);
	return d;
}

static double
of_signed(uint64_t bits, size_t width)
{
	uint64_t sign = (uint64_t)1 << (8 * width - 1);

	return bits < sign ? (double)bits
	    : -(double)(~bits & (sign - 1)) - 1;
}

static double
of_unsigned(uint64_t bits, size_t width)
{
	(void)width;
	return (double)bits;
}

static const struct type {
	const char *name;
	size_t width;			/* bytes */
	double (*value)(uint64_t bits, size_t width);
} types[] = {
	{ "f4", 4, of_float }, { "f8", 8, of_float },
	{ "i1", 1, of_signed }, { "i2", 2, of_signed },
	{ "i4", 4, of_signed }, { "i8", 8, of_signed },
	{ "u1", 1, of_unsigned }, { "u2", 2, of_unsigned },
	{ "u4", 4, of_unsigned }, { "u8", 8, of_unsigned },
};

/* The array of the file, and what its header says of it. */
struct array {
	char descr[48], shown[48];	/* dtype and shape, as written */
	bool structured, fortran;
	size_t shape[DIMS];		/* 0 where there are fewer */
	size_t dims;			/* may be more than DIMS */
	bool empty;			/* a size of 0 among them */
	const struct type *type;
	bool big;			/* the highest byte comes first */
	size_t faces, points, axes;
	const unsigned char *data;
	size_t given;			/* faces */
};

/* The header is a dictionary in Python's notation. */
struct cursor {
	const char *at, *end;
};

static bool
take(struct cursor *c, const char *word)
{
	size_t n = strlen(word);

	while (c->at < c->end && (*c->at == ' ' || *c->at == '\n'))
		c->at++;
	if ((size_t)(c->end - c->at) < n || memcmp(c->at, word, n) != 0)
		return false;
	c->at += n;
	return true;
}

static bool
take_quoted(struct cursor *c, char text[48])
{
	const char *from, *end;

	if (!take(c, "'") && !take(c, "\""))
		return false;
	from = c->at;
	end = memchr(from, from[-1], (size_t)(c->end - from));
	if (!end)
		return false;
	synk_text_copy(text, 48, from, (size_t)(end - from));
	c->at = end + 1;
	return true;
}

/* A structured dtype is a list, and of no use: all else there is skipped. */
static bool
take_descr(struct array *a, struct cursor *c)
{
	a->structured = take(c, "[");
	return a->structured || take_quoted(c, a->descr);
}

static bool
take_order(struct array *a, struct cursor *c)
{
	a->fortran = take(c, "True");
	return a->fortran || take(c, "False");
}

static bool
take_size(struct array *a, struct cursor *c)
{
	const char *after;
	long n;

	take(c, "");
	after = synk_text_whole(&n, c->at, c->end);
	if (!after || n < 0)
		return false;
	c->at = after;
	take(c, "L");			/* Python 2 */
	if (a->dims < DIMS)
		a->shape[a->dims] = (size_t)n;
	a->dims++;
	a->empty = a->empty || n == 0;
	return true;
}

static bool
take_shape(struct array *a, struct cursor *c)
{
	const char *from;

	if (!take(c, "("))
		return false;
	from = c->at - 1;
	while (!take(c, ")"))
		if (!take_size(a, c) || (!take(c, ",") && (c->at == c->end ||
		    *c->at != ')')))
			return false;
	synk_text_copy(a->shown, sizeof a->shown, from,
	    (size_t)(c->at - from));
	return true;
}

static const struct {
	const char *key;
	bool (*take)(struct array *, struct cursor *);
} keys[] = {
	{ "descr", take_descr }, { "fortran_order", take_order },
	{ "shape", take_shape },
};

/* One key and its value; *seen has a bit for each of the keys. */
static bool
take_entry(struct array *a, struct cursor *c, unsigned *seen)
{
	char key[48];

	if (!take_quoted(c, key) || !take(c, ":"))
		return false;
	for (size_t i = 0; i < LEN(keys); i++)
		if (strcmp(keys[i].key, key) == 0 && !(*seen >> i & 1)) {
			*seen |= 1u << i;
			return keys[i].take(a, c);
		}
	return false;
}

static bool
read_header(struct array *a, const char *text, size_t size,
    struct synk_error *err)
{
	struct cursor c = { text, text + size };
	unsigned seen = 0;
	char found[48];
	bool ok = take(&c, "{");

	while (ok && !a->structured && !take(&c, "}")) {
		ok = take_entry(a, &c, &seen);
		take(&c, ",");
	}
	if (a->structured || (ok && seen == (1u << LEN(keys)) - 1))
		return true;
	synk_text_copy(found, sizeof found, text, size);
	return synk_fail(err, SYNK_BAD_INPUT,
	    "expected a header with descr, fortran_order and shape, found %s",
	    found);
}

static bool
settle_type(struct array *a, struct synk_error *err)
{
	char order = a->descr[0];

	if (a->structured || strcmp(a->descr, "|O") == 0)
		return synk_fail(err, SYNK_BAD_INPUT, "expected an array of"
		    " numbers, found one of %s: save the points alone",
		    a->structured ? "records" : "Python's objects");
	for (size_t i = 0; order && i < LEN(types); i++)
		if (strcmp(types[i].name, a->descr + 1) == 0 && (order == '<' ||
		    order == '>' || (order == '|' && types[i].width == 1)))
			a->type = &types[i];
	a->big = order == '>';
	return a->type || synk_fail(err, SYNK_BAD_INPUT, "expected numbers of"
	    " f4, f8, i1 to i8 or u1 to u8, found '%s'", a->descr);
}

/* (points, 2 or 3), or (faces, points, 2 or 3); a third coordinate is depth. */
static bool
settle_shape(struct array *a, const char *from, struct synk_error *err)
{
	size_t first = a->dims == DIMS;
	enum synk_scheme scheme;

	if (a->empty)
		return true;
	a->faces = first ? a->shape[0] : 1;
	a->points = a->shape[first];
	a->axes = a->shape[first + 1];
	if ((a->dims == 2 || a->dims == DIMS) &&
	    (a->axes == 2 || a->axes == 3) && a->points > 3)
		return synk_scheme_of_count(&scheme, a->points, from, err);
	return synk_fail(err, SYNK_BAD_INPUT, "expected an array of (points,"
	    " 2 or 3) or (faces, points, 2 or 3), found %s", a->shown);
}

/* No scheme has so many points that the size of a face overflows. */
static bool
settle_data(struct array *a, const char *data, size_t size,
    struct synk_error *err)
{
	size_t face = a->points * a->axes * a->type->width;

	if (a->empty)
		return true;
	a->data = (const unsigned char *)data;
	if (size / face < a->faces)
		return synk_fail(err, SYNK_BAD_INPUT, "expected an array of"
		    " %s, found %zu bytes and the end", a->shown, size);
	if (size / face > a->faces || size % face)
		return synk_fail(err, SYNK_BAD_INPUT, "expected the end after"
		    " the array, found %zu bytes more",
		    size - a->faces * face);
	return true;
}

/* Bytes before the header's text, and of it; false if they are not there. */
static bool
find_header(const struct synk_reader *r, size_t *from, size_t *size,
    struct synk_error *err)
{
	const unsigned char *p = (const unsigned char *)r->text + r->at;
	size_t left = r->size - r->at, version, length;

	if (left < MAGIC || memcmp(p, magic, MAGIC) != 0)
		return synk_fail(err, SYNK_BAD_INPUT, "expected a numpy array,"
		    " found no \\x93NUMPY at the start");
	version = left > MAGIC ? p[MAGIC] : 1;
	if (version < 1 || version > 3)
		return synk_fail(err, SYNK_BAD_INPUT,
		    "expected version 1, 2 or 3 of the format, found %zu",
		    version);
	length = version == 1 ? 2 : 4;
	*from = MAGIC + 2 + length;
	*size = 0;
	for (size_t i = 0; *from <= left && i < length; i++)
		*size |= (size_t)p[MAGIC + 2 + i] << 8 * i;
	if (*from > left || *size > left - *from)
		return synk_fail(err, SYNK_BAD_INPUT,
		    "expected a header, found the end of the file");
	*from += r->at;
	return true;
}

static bool
prepare(struct array *a, const struct synk_reader *r, struct synk_error *err)
{
	size_t from = 0, size = 0, data;

	if (!find_header(r, &from, &size, err) ||
	    !read_header(a, r->text + from, size, err))
		return false;
	data = from + size;
	return settle_type(a, err) &&
	    settle_shape(a, r->how.format, err) &&
	    settle_data(a, r->text + data, r->size - data, err);
}

bool
synk_npy_sniff(const char *text, size_t size)
{
	return size >= MAGIC && memcmp(text, magic, MAGIC) == 0;
}

bool
synk_npy_open(struct synk_reader *r, struct synk_error *err)
{
	struct array *a = calloc(1, sizeof *a);

	if (!a)
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	if (!prepare(a, r, err)) {
		free(a);
		return false;
	}
	r->state = a;
	return true;
}

static double
number(const struct array *a, size_t point, size_t axis)
{
	size_t i = a->fortran
	    ? a->given + a->faces * (point + a->points * axis)
	    : (a->given * a->points + point) * a->axes + axis;
	size_t width = a->type->width;
	uint64_t bits = 0;

	for (size_t k = 0; k < width; k++)
		bits = bits << 8 | a->data[i * width +
		    (a->big ? k : width - 1 - k)];
	return a->type->value(bits, width);
}

/* NaN in either coordinate is a missing point. */
static bool
read_point(struct synk_point *p, const struct array *a, size_t i,
    struct synk_error *err)
{
	p->x = number(a, i, 0);
	p->y = number(a, i, 1);
	if (isnan(p->x) || isnan(p->y))
		p->x = p->y = NAN;
	else if (synk_marks_far(p->x) || synk_marks_far(p->y))
		return synk_fail(err, SYNK_BAD_INPUT, "[%zu][%zu]: expected"
		    " numbers within 1000000, found %g and %g", a->given, i,
		    p->x, p->y);
	return true;
}

static bool
read_face(struct synk_marks *m, const struct array *a, const char *from,
    struct synk_error *err)
{
	struct synk_point at[SYNK_MARKS_MAX] = { { 0, 0 } };
	size_t there = 0;

	for (size_t i = 0; i < a->points; i++) {
		if (!read_point(&at[i], a, i, err))
			return false;
		there += isnan(at[i].x) ? 0 : 1;
	}
	if (!synk_marks_fill(m, at, a->points, 0, from, err))
		return false;
	m->face = (long)a->given;
	m->normalised = synk_marks_normalised(m);
	if (there == 0) {
		strcpy(m->reason, "all points are NaN");
		m->count = 0;
	}
	return true;
}

bool
synk_npy_next(struct synk_reader *r, struct synk_marks *m, bool *got,
    struct synk_error *err)
{
	struct array *a = r->state;

	if (a->empty) {
		*got = a->given++ == 0;
		strcpy(m->reason, "the array is empty");
		return true;
	}
	*got = a->given < a->faces;
	if (*got && !read_face(m, a, r->how.format, err))
		return false;
	a->given++;
	return true;
}

void
synk_npy_close(struct synk_reader *r)
{
	free(r->state);
}
