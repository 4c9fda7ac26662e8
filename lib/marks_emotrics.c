#include <math.h>
#include <string.h>

#include "marks.h"
#include "table.h"
#include "text.h"

enum { POINTS = 76 };

/* What has been read of the one face of a file. */
struct face {
	struct synk_marks *m;
	size_t last;			/* line read */
	size_t rows;
	size_t highest;			/* number of a point, from 1 */
	bool unnumbered;		/* a row has no third column */
	bool seen[POINTS];
	double iris[SYNK_SIDES][3];	/* x, y, radius */
	size_t lines[SYNK_SIDES];	/* of the iris, read */
};

static bool
take_name(struct face *f, const struct synk_line *line, struct synk_error *err)
{
	(void)err;
	synk_text_copy(f->m->image, sizeof f->m->image, line->text, line->len);
	return true;
}

/* How many numbers with commas between the line is, 3 at most; 0: not so. */
static size_t
numbers(double value[3], const struct synk_line *line)
{
	const char *p = line->text, *end = p + line->len;

	for (size_t n = 0; n < 3; p++) {
		p = synk_text_number(&value[n], p, end);
		if (!p || synk_marks_far(value[n]))
			return 0;
		n++;
		while (p < end && (*p == ' ' || *p == '\t'))
			p++;
		if (p == end)
			return n;
		if (*p != ',')
			return 0;
	}
	return 0;
}

static bool
put_point(struct face *f, double number, struct synk_point at,
    const struct synk_line *line, struct synk_error *err)
{
	size_t i;

	if (!(number >= 1 && number <= POINTS) || number != floor(number))
		return synk_fail_at(err, line->number,
		    "expected a point from 1 to 76, found point %g", number);
	i = (size_t)number - 1;
	if (f->seen[i])
		return synk_fail_at(err, line->number,
		    "expected each point once, found point %zu again", i + 1);
	f->seen[i] = true;
	f->highest = i + 1 > f->highest ? i + 1 : f->highest;
	if (at.x != -1 || at.y != -1)	/* else its user has deleted it */
		f->m->at[i] = at;
	return true;
}

/* Emotrics+ adds the number, since its users can delete points. */
static bool
take_point(struct face *f, const struct synk_line *line, struct synk_error *err)
{
	double value[3];
	size_t n = numbers(value, line);

	if (n < 2)
		return synk_text_unexpected("x,y or x,y,number", line, err);
	f->rows++;
	f->unnumbered = f->unnumbered || n == 2;
	return put_point(f, n == 3 ? value[2] : (double)f->rows,
	    (struct synk_point){ value[0], value[1] }, line, err);
}

static bool
take_iris(struct face *f, enum synk_side side, const struct synk_line *line,
    struct synk_error *err)
{
	double value[3];

	if (f->lines[side] == 3)
		return synk_text_unexpected("'# }' after x, y and radius",
		    line, err);
	if (numbers(value, line) != 1)
		return synk_text_unexpected("a number", line, err);
	f->iris[side][f->lines[side]++] = value[0];
	return true;
}

static bool
take_left(struct face *f, const struct synk_line *line, struct synk_error *err)
{
	return take_iris(f, SYNK_LEFT, line, err);
}

static bool
take_right(struct face *f, const struct synk_line *line, struct synk_error *err)
{
	return take_iris(f, SYNK_RIGHT, line, err);
}

/* The face's box: a width or a corner, depending on the version. */
static bool
take_nothing(struct face *f, const struct synk_line *line,
    struct synk_error *err)
{
	(void)f;
	(void)line;
	(void)err;
	return true;
}

static const struct section {
	const char *title;	/* in the line that opens it */
	bool (*take)(struct face *, const struct synk_line *,
	    struct synk_error *);
} sections[] = {
	{ "File name", take_name },
	{ "acial Landmarks", take_point },
	{ "Left iris", take_left },
	{ "Right iris", take_right },
	{ "", take_nothing },
};

static const struct section *
section_of(const struct synk_line *line)
{
	size_t i = 0;

	while (i + 1 < LEN(sections) &&
	    !synk_marks_find(line->text, line->len, sections[i].title))
		i++;
	return &sections[i];
}

static bool
opens(const struct synk_line *line)
{
	return line->text[0] == '#' && line->text[line->len - 1] == '{';
}

static bool
closes(const struct synk_line *line)
{
	struct synk_line rest = { line->text + 1, line->len - 1, 0 };

	synk_text_trim(&rest);
	return line->text[0] == '#' && synk_text_is(&rest, "}");
}

static bool
take_line(struct face *f, const struct section **in,
    const struct synk_line *line, struct synk_error *err)
{
	if (*in && closes(line)) {
		*in = NULL;
		return true;
	}
	if (*in && opens(line))
		return synk_text_unexpected("'# }'", line, err);
	if (*in)
		return (*in)->take(f, line, err);
	if (!opens(line))
		return synk_text_unexpected("a section", line, err);
	*in = section_of(line);
	return true;
}

static bool
read_sections(struct face *f, struct synk_reader *r, struct synk_error *err)
{
	const struct section *in = NULL;
	struct synk_line line;

	while (synk_text_line(&line, r)) {
		f->last = line.number;
		synk_text_trim(&line);
		if (line.len && !take_line(f, &in, &line, err))
			return false;
	}
	return !in || synk_fail_at(err, f->last,
	    "expected '# }', found the end");
}

/* A closed eye has -1, -1, -1. */
static bool
finish_iris(struct face *f, enum synk_side side, struct synk_error *err)
{
	const double *v = f->iris[side];
	struct synk_iris *iris = &f->m->iris[side];

	if (f->lines[side] == 0 || (v[0] == -1 && v[1] == -1 && v[2] == -1))
		return true;
	if (f->lines[side] != 3)
		return synk_fail_at(err, f->last,
		    "expected x, y and radius of an iris, found %zu numbers",
		    f->lines[side]);
	iris->centre = (struct synk_point){ v[0], v[1] };
	iris->radius = v[2] > 0 ? v[2] : NAN;
	return true;
}

static bool
finish_points(struct face *f, struct synk_error *err)
{
	struct synk_marks *m = f->m;

	if (f->rows == 0 ||
	    (f->unnumbered && f->rows != 68 && f->rows != POINTS))
		return synk_fail_at(err, f->last,
		    "expected 68 or 76 points, found %zu", f->rows);
	m->scheme = f->highest > 68 ? SYNK_EMOTRICS76 : SYNK_IBUG68;
	m->count = synk_scheme_count(m->scheme);
	strcpy(m->detector, "emotrics");
	return true;
}

bool
synk_emotrics_sniff(const char *text, size_t size)
{
	size_t skip = synk_marks_blank(text, size);

	return skip < size && text[skip] == '#' &&
	    synk_marks_find(text, size, "acial Landmarks [x,y]");
}

bool
synk_emotrics_next(struct synk_reader *r, struct synk_marks *m, bool *got,
    struct synk_error *err)
{
	struct face f = { .m = m };

	if (r->at == r->size)
		return true;
	*got = true;
	return read_sections(&f, r, err) && finish_points(&f, err)
	    && finish_iris(&f, SYNK_LEFT, err)
	    && finish_iris(&f, SYNK_RIGHT, err);
}
