/* Montages: a subject's visits as rows, expressions as columns. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "deid.h"
#include "draw.h"

/* An exam of which something can be drawn. */
struct kept {
	char *subject, *visit;
	double order;
	size_t place;		/* among all */
	struct synk_exam exam;
	struct synk_grade grade;
	struct synk_verdict verdict;
	bool has[SYNK_EXPRESSIONS];
	struct draw_shot shot[SYNK_EXPRESSIONS];
};

struct draw_montages {
	struct draw_options *options;
	struct kept **at;
	size_t count;
};

struct draw_montages *
draw_montages_open(struct draw_options *o)
{
	struct draw_montages *m = cli_alloc(sizeof *m);

	m->options = o;
	return m;
}

/* The first photograph of each expression stands for it. */
static size_t
keep_shots(struct kept *k, const struct exams_one *one,
    const struct draw_options *o)
{
	size_t n = 0;

	for (size_t i = 0; i < one->job->count; i++) {
		enum synk_expression e = one->job->at[i].expression;
		struct synk_error err;

		if (e >= SYNK_EXPRESSIONS || k->has[e])
			continue;
		k->has[e] = draw_shot_of(&k->shot[e], one, i, o, &err);
		if (k->has[e])
			n++;
		else
			cli_warn("%s: %s", deid_file(one->job->at[i].path),
			    err.text);
	}
	return n;
}

static void
free_kept(struct kept *k)
{
	for (size_t e = 0; e < SYNK_EXPRESSIONS; e++)
		if (k->has[e])
			draw_shot_free(&k->shot[e]);
	free(k->subject);
	free(k->visit);
	free(k);
}

bool
draw_montages_add(struct draw_montages *m, const struct exams_one *one)
{
	struct kept *k = cli_alloc(sizeof *k);

	if (keep_shots(k, one, m->options) == 0) {
		free_kept(k);
		return false;
	}
	k->subject = cli_copy(one->job->subject);
	k->visit = cli_copy(one->job->visit);
	k->order = one->job->visit_order;
	k->place = m->count;
	k->exam = *one->record->exam;
	k->grade = *one->record->grade;
	k->verdict = *one->record->verdict;
	if ((m->count & (m->count - 1)) == 0)
		m->at = cli_grow(m->at, (m->count ? 2 * m->count : 1) *
		    sizeof *m->at);
	m->at[m->count++] = k;
	return true;
}

static int
by_text(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "");
}

static const char *
secret_of(const struct kept *k)
{
	for (size_t e = 0; e < SYNK_EXPRESSIONS; e++)
		if (k->has[e])
			return k->shot[e].secret;
	return "";
}

/* By subject, then so that no row tells when it was. */
static int
by_secret(const void *a, const void *b)
{
	const struct kept *x = *(struct kept *const *)a;
	const struct kept *y = *(struct kept *const *)b;
	int order = by_text(x->subject, y->subject);

	return order ? order : strcmp(secret_of(x), secret_of(y));
}

/* By subject, then by order of visits where it is said, else as they came. */
static int
by_visit(const void *a, const void *b)
{
	const struct kept *x = *(struct kept *const *)a;
	const struct kept *y = *(struct kept *const *)b;
	int order = by_text(x->subject, y->subject);

	if (order)
		return order;
	if (x->order < y->order || x->order > y->order)
		return x->order < y->order ? -1 : 1;
	return (x->place > y->place) - (x->place < y->place);
}

/* One subject's rows, and the columns that any of them has. */
struct grid {
	struct kept **row;
	size_t rows, columns;
	enum synk_expression column[SYNK_EXPRESSIONS];
	struct synk_panel *panel;
	struct draw_read *read;
};

static void
choose_columns(struct grid *g)
{
	g->columns = 0;
	for (size_t e = 0; e < SYNK_EXPRESSIONS; e++)
		for (size_t i = 0; i < g->rows; i++)
			if (g->row[i]->has[e]) {
				g->column[g->columns++] =
				    (enum synk_expression)e;
				break;
			}
}

/* A cell shows about 3 IED from side to side. */
static struct draw_need
need_of(const struct grid *g, const struct draw_options *o)
{
	enum { LARGEST = 6000, SHOWN = 3 };
	double width = o->picture.width ? o->picture.width : LARGEST;

	return (struct draw_need){ .ied = width / (SHOWN *
	    (double)g->columns) };
}

static void
fill_panel(struct grid *g, size_t i, size_t c, const struct draw_options *o,
    bool *trouble)
{
	struct kept *k = g->row[i];
	enum synk_expression e = g->column[c];
	struct synk_panel *p = &g->panel[i * g->columns + c];
	struct draw_need need = need_of(g, o);
	struct synk_error err;

	*p = (struct synk_panel){ .expression = e, .exam = &k->exam,
	    .grade = &k->grade, .verdict = &k->verdict,
	    .subject = k->subject, .visit = k->visit };
	if (!k->has[e] || draw_shot_read(p, &g->read[i * g->columns + c],
	    &k->shot[e], &need, &err))
		return;
	p->photo = NULL;
	*trouble = true;
	cli_error(k->shot[e].path, &err);
}

/* "post, pre": the key to rows that do not say it. */
static char *
visits_of(const struct grid *g)
{
	char *all = cli_copy("");

	for (size_t i = 0; i < g->rows; i++) {
		const char *visit = g->row[i]->visit;
		char *more = cli_format("%s%s%s", all, i ? ", " : "",
		    visit ? visit : "");

		free(all);
		all = more;
	}
	return all;
}

static bool
put_grid(struct grid *g, struct draw_options *o, struct synk_error *err)
{
	const struct kept *first = g->row[0];
	struct draw_name name = { .subject = first->subject,
	    .visit = g->rows == 1 ? first->visit : NULL, .what = "montage" };
	struct synk_image image;
	char *visits = NULL;
	bool ok;

	if (!synk_picture_montage(&image, g->panel, g->rows, g->columns,
	    &o->picture, err))
		return false;
	if (o->picture.blind) {
		name.secret = secret_of(first);
		name.visit = visits = visits_of(g);
	}
	ok = draw_put(&o->target, &image, &name, err);
	synk_image_free(&image);
	free(visits);
	return ok;
}

/* A subject whose montage fails costs no other. */
static bool
draw_subject(struct kept **row, size_t rows, struct draw_options *o,
    bool *trouble, struct synk_error *err)
{
	struct grid g = { .row = row, .rows = rows };
	bool ok;

	choose_columns(&g);
	g.panel = cli_alloc(rows * g.columns * sizeof *g.panel);
	g.read = cli_alloc(rows * g.columns * sizeof *g.read);
	for (size_t i = 0; i < rows; i++)
		for (size_t c = 0; c < g.columns; c++)
			fill_panel(&g, i, c, o, trouble);
	ok = put_grid(&g, o, err);
	for (size_t i = 0; i < rows * g.columns; i++)
		if (g.panel[i].photo)
			synk_image_free(&g.read[i].image);
	free(g.panel);
	free(g.read);
	if (ok || err->code != SYNK_BAD_INPUT)
		return ok;
	*trouble = true;
	cli_error(row[0]->subject, err);
	return true;
}

bool
draw_montages_put(struct draw_montages *m, bool *trouble,
    struct synk_error *err)
{
	size_t n;
	bool ok = true;

	if (m->count)
		qsort(m->at, m->count, sizeof *m->at,
		    m->options->picture.blind ? by_secret : by_visit);
	progress_begin(m->options->exams.progress, "synk-draw",
	    "exams drawn", m->count);
	for (size_t i = 0; i < m->count && ok; i += n) {
		for (n = 1; i + n < m->count && by_text(m->at[i]->subject,
		    m->at[i + n]->subject) == 0; n++)
			progress_step();
		ok = draw_subject(&m->at[i], n, m->options, trouble, err);
		progress_step();
	}
	progress_end();
	return ok;
}

void
draw_montages_close(struct draw_montages *m)
{
	for (size_t i = 0; m && i < m->count; i++)
		free_kept(m->at[i]);
	if (m)
		free(m->at);
	free(m);
}
