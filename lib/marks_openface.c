#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "marks.h"
#include "table.h"
#include "text.h"

enum {
	POINTS = 68,
	RING = 8		/* points on the edge of an iris */
};

/* What is read of a row, in this order; all other columns are passed over. */
enum slot {
	X = 0,
	Y = X + POINTS,
	RING_X = Y + POINTS,
	RING_Y = RING_X + SYNK_SIDES * RING,
	FRAME = RING_Y + SYNK_SIDES * RING,
	FACE,
	SUCCESS,
	SLOTS
};

/*
 * Case matters: x_36 is in pixels, X_36 in millimetres.  Eye 0 is the
 * picture's left one, the subject's right; its points 0 to 7 are the ring of
 * the iris, and so are points 28 to 35 for eye 1.
 */
static const struct group {
	const char *name;	/* if count is 0 all of it, else its start */
	size_t first, count;
	enum slot slot;		/* of number first */
} groups[] = {
	{ "x_", 0, POINTS, X },
	{ "y_", 0, POINTS, Y },
	{ "eye_lmk_x_", 0, RING, RING_X },
	{ "eye_lmk_x_", 28, RING, RING_X + RING },
	{ "eye_lmk_y_", 0, RING, RING_Y },
	{ "eye_lmk_y_", 28, RING, RING_Y + RING },
	{ "frame", 0, 0, FRAME },
	{ "face_id", 0, 0, FACE },
	{ "face", 0, 0, FACE },
	{ "success", 0, 0, SUCCESS },
};

struct columns {
	struct synk_line header;
	char separator;		/* ';' comes with decimal commas */
	bool has[SLOTS];
	size_t count;
	short slot[];		/* of each column, or -1 */
};

struct row {
	double value[SLOTS];
	size_t line;
	size_t bad;		/* column of a cell that is no number, from 1 */
	bool fatal;		/* also in a row without a face */
	struct synk_line found;	/* in that cell */
};

static void
unquote(struct synk_line *cell)
{
	if (cell->len >= 2 && cell->text[0] == '"' &&
	    cell->text[cell->len - 1] == '"') {
		cell->text++;
		cell->len -= 2;
	}
	synk_text_trim(cell);
}

/* Takes the first cell off *rest, trimmed; false behind the last one. */
static bool
next_cell(struct synk_line *cell, struct synk_line *rest, char separator)
{
	const char *stop;

	if (!rest->text)
		return false;
	stop = memchr(rest->text, separator, rest->len);
	*cell = *rest;
	if (stop) {
		cell->len = (size_t)(stop - rest->text);
		rest->text = stop + 1;
		rest->len -= cell->len + 1;
	} else {
		rest->text = NULL;
	}
	synk_text_trim(cell);
	unquote(cell);
	return true;
}

static char
separator_of(const struct synk_line *header)
{
	return memchr(header->text, ';', header->len) ? ';' : ',';
}

/* The whole number that the cell is from byte skip on; SIZE_MAX: it is none. */
static size_t
number_of(const struct synk_line *cell, size_t skip)
{
	size_t n = 0;

	if (cell->len == skip || cell->len > skip + 3)
		return (size_t)-1;
	for (size_t i = skip; i < cell->len; i++) {
		if (cell->text[i] < '0' || cell->text[i] > '9')
			return (size_t)-1;
		n = n * 10 + (size_t)(cell->text[i] - '0');
	}
	return n;
}

static short
slot_of(const struct synk_line *cell)
{
	for (const struct group *g = groups; g < groups + LEN(groups); g++) {
		size_t n = number_of(cell, strlen(g->name));

		if (g->count == 0 && synk_text_is(cell, g->name))
			return (short)g->slot;
		if (synk_text_starts(cell, g->name) && n >= g->first &&
		    n < g->first + g->count)
			return (short)(g->slot + n - g->first);
	}
	return -1;
}

static size_t
count_cells(struct synk_line line, char separator)
{
	struct synk_line cell;
	size_t n = 0;

	while (next_cell(&cell, &line, separator))
		n++;
	return n;
}

static bool
map_columns(struct columns *c, struct synk_error *err)
{
	struct synk_line cell, rest = c->header;

	for (size_t i = 0; next_cell(&cell, &rest, c->separator); i++) {
		short slot = slot_of(&cell);

		c->slot[i] = slot;
		if (slot >= 0 && c->has[slot])
			return synk_fail_at(err, c->header.number,
			    "expected each column once, found %.*s again",
			    (int)cell.len, cell.text);
		if (slot >= 0)
			c->has[slot] = true;
	}
	return true;
}

static bool
check_columns(const struct columns *c, struct synk_error *err)
{
	for (size_t i = 0; i < POINTS; i++)
		if (!c->has[X + i] || !c->has[Y + i])
			return synk_fail_at(err, c->header.number,
			    "expected columns x_0 to x_67 and y_0 to y_67, "
			    "found no %c_%zu; OpenFace writes them with -2Dfp",
			    c->has[X + i] ? 'y' : 'x', i);
	return true;
}

bool
synk_openface_sniff(const char *text, size_t size)
{
	struct synk_reader r = { .text = text, .size = size, .line = 1 };
	struct synk_line line, cell;
	bool place = false, quality = false;
	char separator;

	if (!synk_text_next(&line, &r))
		return false;
	separator = separator_of(&line);
	while (next_cell(&cell, &line, separator)) {
		place = place || synk_text_is(&cell, "frame") ||
		    synk_text_is(&cell, "face");
		quality = quality || synk_text_is(&cell, "success") ||
		    synk_text_is(&cell, "confidence");
	}
	return place && quality;
}

bool
synk_openface_open(struct synk_reader *r, struct synk_error *err)
{
	struct synk_line header;
	struct columns *c;
	size_t n;

	if (!synk_text_next(&header, r))
		return synk_fail(err, SYNK_BAD_INPUT,
		    "expected a header line, found none");
	n = count_cells(header, separator_of(&header));
	c = calloc(1, sizeof *c + n * sizeof *c->slot);
	if (!c)
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	c->header = header;
	c->separator = separator_of(&header);
	c->count = n;
	if (!map_columns(c, err) || !check_columns(c, err)) {
		free(c);
		return false;
	}
	r->state = c;
	return true;
}

void
synk_openface_close(struct synk_reader *r)
{
	free(r->state);
}

static bool
plain_number(double *value, const struct synk_line *cell)
{
	const char *end = cell->text + cell->len;

	return synk_text_number(value, cell->text, end) == end;
}

/* Excel writes 12,5 where its user's country does. */
static bool
comma_number(double *value, const struct synk_line *cell)
{
	char copy[64];
	struct synk_line plain = { copy, cell->len, cell->number };

	if (cell->len >= sizeof copy)
		return false;
	for (size_t i = 0; i < cell->len; i++)
		copy[i] = cell->text[i] == ',' ? '.' : cell->text[i];
	return plain_number(value, &plain);
}

static bool
read_cell(double *value, const struct synk_line *cell, char separator)
{
	return separator == ';' ? comma_number(value, cell)
	    : plain_number(value, cell);
}

static void
take_cell(struct row *row, const struct columns *c, size_t column,
    const struct synk_line *cell)
{
	short slot = c->slot[column];
	bool fatal = slot >= FRAME;
	double *value = &row->value[slot];

	if ((read_cell(value, cell, c->separator) &&
	    (fatal || !synk_marks_far(*value))) || (row->bad && !fatal))
		return;
	row->bad = column + 1;
	row->fatal = fatal;
	row->found = *cell;
}

/* Keeps what is no number for check_cells(): rows without a face may be odd. */
static bool
read_row(struct row *row, const struct columns *c, struct synk_line rest,
    struct synk_error *err)
{
	struct synk_line cell;
	size_t n = 0;

	row->line = rest.number;
	for (; next_cell(&cell, &rest, c->separator); n++)
		if (n < c->count && c->slot[n] >= 0)
			take_cell(row, c, n, &cell);
	return n == c->count || synk_fail_at(err, row->line,
	    "expected %zu columns, found %zu", c->count, n);
}

static bool
check_cells(const struct row *row, const struct columns *c,
    struct synk_error *err)
{
	struct synk_line name = { "", 0, 0 }, rest = c->header;
	char found[32];

	if (row->bad == 0)
		return true;
	for (size_t i = 0; i < row->bad; i++)
		next_cell(&name, &rest, c->separator);
	synk_text_copy(found, sizeof found, row->found.text, row->found.len);
	return synk_fail_at(err, row->line,
	    "%.*s: expected a number%s, found '%s'", (int)name.len, name.text,
	    row->fatal ? "" : " within 1000000", found);
}

static bool
all_zero(const struct row *row)
{
	for (size_t i = X; i < Y + POINTS; i++)
		if (row->value[i] != 0)
			return false;
	return true;
}

static bool
put_whole(long *to, const struct row *row, const struct columns *c,
    enum slot slot, const char *name, struct synk_error *err)
{
	double v = row->value[slot];

	if (!c->has[slot])
		return true;
	if (v != floor(v) || fabs(v) > INT_MAX)
		return synk_fail_at(err, row->line,
		    "%s: expected a whole number, found %g", name, v);
	*to = (long)v;
	return true;
}

/* Both diameters are equal on the model; the lids hide none of the ring's. */
static void
put_iris(struct synk_iris *iris, const double *x, const double *y)
{
	double diameter = hypot(x[4] - x[0], y[4] - y[0]);
	struct synk_point sum = { 0, 0 };

	if (!(diameter > 0))
		return;
	for (size_t i = 0; i < RING; i++) {
		sum.x += x[i];
		sum.y += y[i];
	}
	iris->centre = (struct synk_point){ sum.x / RING, sum.y / RING };
	iris->radius = diameter / 2;
}

static bool
has_irises(const struct columns *c)
{
	for (size_t i = RING_X; i < FRAME; i++)
		if (!c->has[i])
			return false;
	return true;
}

static void
put_face(struct synk_marks *m, const struct row *row, const struct columns *c)
{
	for (size_t i = 0; i < POINTS; i++)
		m->at[i] = (struct synk_point){ row->value[X + i],
		    row->value[Y + i] };
	m->count = POINTS;
	if (!has_irises(c))
		return;
	put_iris(&m->iris[SYNK_RIGHT], row->value + RING_X,
	    row->value + RING_Y);
	put_iris(&m->iris[SYNK_LEFT], row->value + RING_X + RING,
	    row->value + RING_Y + RING);
}

static void
put_reason(struct synk_marks *m, const char *why)
{
	char frame[32] = "";

	if (m->frame != SYNK_FRAME_NONE)
		snprintf(frame, sizeof frame, "frame %ld: ", m->frame);
	snprintf(m->reason, sizeof m->reason, "%sOpenFace found no face (%s)",
	    frame, why);
}

static bool
put_row(struct synk_marks *m, const struct row *row, const struct columns *c,
    struct synk_error *err)
{
	bool failed = c->has[SUCCESS] && row->value[SUCCESS] == 0;

	m->scheme = SYNK_IBUG68;
	m->line = row->line;
	strcpy(m->detector, "openface");
	if (((!failed || row->fatal) && !check_cells(row, c, err)) ||
	    !put_whole(&m->frame, row, c, FRAME, "frame", err) ||
	    !put_whole(&m->face, row, c, FACE, "face", err))
		return false;
	if (failed || all_zero(row))
		put_reason(m, failed ? "success 0" : "all points 0");
	else
		put_face(m, row, c);
	return true;
}

static bool
is_header(const struct columns *c, const struct synk_line *line)
{
	struct synk_line a = c->header, b = *line, first, cell;

	return next_cell(&first, &a, c->separator) &&
	    next_cell(&cell, &b, c->separator) && cell.len &&
	    cell.len == first.len &&
	    memcmp(cell.text, first.text, cell.len) == 0;
}

/* Files put together have their header again: the same, or columns shift. */
static bool
next_row(struct synk_line *line, struct synk_reader *r, bool *got,
    struct synk_error *err)
{
	const struct columns *c = r->state;

	while ((*got = synk_text_next(line, r)) && is_header(c, line))
		if (line->len != c->header.len ||
		    memcmp(line->text, c->header.text, line->len) != 0)
			return synk_fail_at(err, line->number,
			    "expected the header of line %zu again, "
			    "found another", c->header.number);
	return true;
}

bool
synk_openface_next(struct synk_reader *r, struct synk_marks *m, bool *got,
    struct synk_error *err)
{
	struct row row = { .line = 0 };
	struct synk_line line;

	if (!next_row(&line, r, got, err))
		return false;
	return !*got || (read_row(&row, r->state, line, err) &&
	    put_row(m, &row, r->state, err));
}
