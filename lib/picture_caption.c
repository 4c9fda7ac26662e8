/* The strip below a photograph, laid out from its top to its foot. */
#include <math.h>
#include <string.h>

#include "picture.h"
#include "table.h"

/* Where writing has come to. */
struct page {
	const struct synk_look *look;
	bool draw;		/* else only measured */
	double x, width, y;
	double em;
};

static void
write_at(const struct page *p, double x, double y, const char *text,
    const struct synk_letters *how)
{
	if (p->draw)
		synk_canvas_text(p->look->canvas, x, y, text, how);
}

static double
width_of(const struct page *p, const char *text,
    const struct synk_letters *how)
{
	return synk_canvas_width(p->look->canvas, text, how);
}

/* The longest beginning of words that fits; at least one word. */
static size_t
line_end(const struct page *p, const char *text,
    const struct synk_letters *how, double width)
{
	struct synk_line line = { .size = 0 };
	size_t end = 0;

	while (text[end]) {
		size_t n = end + strspn(text + end, " ");

		n += strcspn(text + n, " ");
		line.size = 0;
		synk_line_add(&line, "%.*s", (int)n, text);
		if (end && width_of(p, line.at, how) > width)
			break;
		end = n;
	}
	return end;
}

/* Words in lines of at most that width, from the page's y on. */
static void
write_wrapped(struct page *p, double x, double width, const char *text,
    const struct synk_letters *how)
{
	while (*text) {
		struct synk_line line = { .size = 0 };
		size_t n = line_end(p, text, how, width);

		synk_line_add(&line, "%.*s", (int)n, text);
		synk_line_fit(&line, p->look->canvas, how, width);
		p->y += 1.3 * how->size;
		write_at(p, x, p->y - 0.3 * how->size, line.at, how);
		text += n;
		text += strspn(text, " ");
	}
}

static void
write_title(struct page *p, bool blind)
{
	struct synk_letters how = { synk_ink_black, 1.25 * p->em, true, false,
	    0, false };
	struct synk_line line = { .size = 0 };

	synk_tell_title(&line, p->look->scene->panel, blind);
	synk_line_fit(&line, p->look->canvas, &how, p->width);
	p->y += 1.5 * how.size;
	write_at(p, p->x, p->y - 0.35 * how.size, line.at, &how);
}

/* A table's columns: of words first, of numbers to the right edge, and what
 * compares them. */
struct columns {
	double right[SYNK_TABLE_COLUMNS];	/* edges, from its left */
	double width;
};

static struct synk_letters
cell_letters(const struct page *p, size_t row, size_t column)
{
	enum synk_side first = p->look->scene->first;
	enum synk_side side = (column == 1) == (first == SYNK_RIGHT)
	    ? SYNK_RIGHT : SYNK_LEFT;
	bool sided = column == 1 || column == 2;

	return (struct synk_letters){ sided ? synk_side_ink(side, true)
	    : row ? synk_ink_black : synk_ink_grey, 0.88 * p->em, row == 0,
	    false, column ? 1 : 0, false };
}

static struct columns
measure_table(const struct page *p, const struct synk_table *t)
{
	struct columns c = { .width = 0 };

	for (size_t k = 0; k < SYNK_TABLE_COLUMNS; k++) {
		double widest = 0;

		for (size_t i = 0; i < t->rows; i++) {
			struct synk_letters how = cell_letters(p, i, k);

			widest = fmax(widest, width_of(p, t->cell[i][k].at,
			    &how));
		}
		c.width += widest + (k && widest > 0 ? 0.95 * p->em : 0);
		c.right[k] = c.width;
	}
	return c;
}

/* From the page's y on, which stays; the height. */
static double
write_table(const struct page *p, double x, const struct synk_table *t,
    const struct columns *c)
{
	double step = 1.28 * p->em;

	for (size_t i = 0; i < t->rows; i++)
		for (size_t k = 0; k < SYNK_TABLE_COLUMNS; k++) {
			struct synk_letters how = cell_letters(p, i, k);

			write_at(p, x + (k ? c->right[k] : 0), p->y + step *
			    ((double)i + 0.78), t->cell[i][k].at, &how);
		}
	if (p->draw && t->rows)
		synk_canvas_fill(p->look->canvas, x, p->y + 1.08 * step,
		    c->width, fmax(1, p->em / 18), synk_ink_grey);
	return step * ((double)t->rows + 0.25);
}

/* Beside each other if there is room, else one below the other. */
static void
write_tables(struct page *p)
{
	struct synk_table measures, changes;
	struct columns a, b;
	double high, gap = 1.5 * p->em;

	synk_tell_measures(&measures, p->look->scene);
	synk_tell_changes(&changes, p->look->scene);
	a = measure_table(p, &measures);
	b = measure_table(p, &changes);
	high = measures.rows ? write_table(p, p->x, &measures, &a) : 0;
	if (changes.rows == 0) {
		p->y += high;
	} else if (a.width + gap + b.width <= p->width) {
		double x = fmax(p->x + a.width + gap, p->x + p->width / 2);

		x = fmin(x, p->x + p->width - b.width);
		p->y += fmax(high, write_table(p, x, &changes, &b));
	} else {
		p->y += high;
		p->y += write_table(p, p->x, &changes, &b);
	}
}

/* How a presence is marked: the word says it, the mark is found at once. */
static void
draw_mark(const struct page *p, enum synk_presence presence, double x,
    double y)
{
	double radius = 0.24 * p->em;
	struct synk_pen pen = { synk_ink_black, p->em / 14, false, 0 };

	if (!p->draw || presence == SYNK_NOT_ASSESSABLE)
		return;
	if (presence == SYNK_PRESENT)
		synk_canvas_disc(p->look->canvas, (struct synk_point){ x, y },
		    radius, &pen);
	else
		synk_canvas_ring(p->look->canvas, (struct synk_point){ x, y },
		    radius, &pen);
	if (presence == SYNK_POSSIBLE)
		synk_canvas_disc(p->look->canvas, (struct synk_point){ x, y },
		    0.55 * radius, &pen);
}

static void
write_finding(struct page *p, const struct synk_told *t)
{
	struct synk_letters how = { synk_ink_black, 0.92 * p->em,
	    t->presence >= SYNK_POSSIBLE, false, 0, false };
	double indent = 10.5 * p->em, y = p->y + 1.3 * how.size;
	struct synk_line all = { .size = 0 };

	if (t->presence < SYNK_UNCERTAIN)
		how.ink = synk_ink_grey;
	draw_mark(p, t->presence, p->x + 0.3 * p->em, y - 0.62 * how.size);
	if (t->presence == SYNK_NOT_ASSESSABLE) {
		synk_line_add(&all, "not assessable, %s: %s",
		    t->probability.at, t->text.at);
		write_wrapped(p, p->x + p->em, p->width - p->em, all.at, &how);
		return;
	}
	write_at(p, p->x + p->em, y - 0.3 * how.size, t->probability.at,
	    &how);
	how.bold = false;
	write_wrapped(p, p->x + indent, p->width - indent, t->text.at, &how);
}

static void
write_findings(struct page *p)
{
	struct synk_told told[SYNK_TOLD_MAX];
	size_t n = synk_tell_findings(told, p->look->scene);

	for (size_t i = 0; i < n; i++)
		write_finding(p, &told[i]);
	p->y += n ? 0.3 * p->em : 0;
}

static void
write_exam(struct page *p)
{
	struct synk_letters how = { synk_ink_black, 0.92 * p->em, false, false,
	    0, false };
	struct synk_line line = { .size = 0 };

	synk_tell_exam(&line, p->look->scene->panel);
	write_wrapped(p, p->x, p->width, line.at, &how);
}

static void
write_legend(struct page *p, bool blind)
{
	struct synk_letters how = { synk_ink_grey, 0.76 * p->em, false, false,
	    0, false };
	struct synk_line line = { .size = 0 };

	synk_tell_legend(&line, p->look->scene, blind);
	p->y += 0.25 * p->em;
	write_wrapped(p, p->x, p->width, line.at, &how);
}

double
synk_caption(const struct synk_look *l, double y, bool blind, bool draw)
{
	double pad = l->em;
	struct page p = { l, draw, pad, l->box.width - 2 * pad, y + 0.4 * pad,
	    l->em };

	if (draw)
		synk_canvas_fill(l->canvas, 0, y, l->canvas->image->width,
		    l->canvas->image->height - y, synk_ink_white);
	write_title(&p, blind);
	if (!blind) {
		write_tables(&p);
		write_findings(&p);
		write_exam(&p);
	}
	write_legend(&p, blind);
	return p.y + 0.6 * pad - y;
}
