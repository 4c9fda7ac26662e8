#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "diff_table.h"

/* Columns of a row. */
static const struct columns {
	int name, value, change, range, limit;
	bool outcome;
} usual = { 26, 6, 7, 15, 5, true }, of_measures = { 33, 7, 7, 15, 6, false };

static const struct block {
	enum synk_kind kind;
	const char *title[2];	/* not aligned, aligned */
	bool sides;		/* with both, also where nothing changed */
} blocks[] = {
	{ SYNK_KIND_SYNKINESIS, { "INVOLUNTARY, excess",
	  "INVOLUNTARY, excess" }, false },
	{ SYNK_KIND_MOVEMENT, { "VOLUNTARY, ratio",
	  "VOLUNTARY, ratio" }, true },
	{ SYNK_KIND_REST, { "AT REST, left - right",
	  "AT REST, excess" }, false },
};

static void
put_title(FILE *out, const struct columns *w, const char *title)
{
	fprintf(out, "\n%-*s%*s%*s%*s%*s%*s%s\n", w->name, title, w->value,
	    "pre", w->value, "post", w->change, "change", w->range, "95 % ",
	    w->limit, "limit", w->outcome ? " outcome" : "");
}

static void
put_row(FILE *out, const struct columns *w, const struct synk_diff *d,
    size_t i, const char *name)
{
	const struct synk_quantity *q = synk_visits_quantity(d->visits, i);
	const struct synk_change *c = &d->change[i];

	fprintf(out, "  %-*s", w->name - 2, name);
	diff_cell(out, w->value, q, c->pre);
	diff_cell(out, w->value, q, c->post);
	diff_cell_signed(out, w->change, q, c->change);
	diff_cell_range(out, w->range, q, c->low, c->high);
	diff_cell(out, w->limit, q, c->limit);
	fprintf(out, "%s%s\n", w->outcome ? " " : "",
	    w->outcome ? diff_outcome(c) : "");
}

/* One side of a row, with what it came to. */
static void
add_side(char **text, const struct synk_diff *d, size_t i)
{
	const struct synk_quantity *q = synk_visits_quantity(d->visits, i);
	const struct synk_change *c = &d->change[i];
	bool mm = q->kind == SYNK_KIND_MOVEMENT && !isnan(c->mm);
	bool beyond = diff_is_beyond(c);

	plan_add(text, "%s%s %s -> %s", *text ? "; " : "", diff_side(q,
	    d->side != SYNK_UNKNOWN), diff_number(q, c->pre).text,
	    diff_number(q, c->post).text);
	if (mm || beyond)
		plan_add(text, " (%s%s%s%s)", mm ? diff_mm(c->mm).text : "",
		    mm ? " mm" : "", mm && beyond ? ", " : "", beyond
		    ? diff_outcome(c) : "");
}

/* Which side a ratio changed by; what is within noise was made by none. */
static void
add_makers(char **text, const struct synk_quantity *q,
    const struct synk_change *c)
{
	if (diff_is_beyond(c) && !isnan(c->from_affected))
		plan_add(text, "; ratio %s by affected, %s by healthy",
		    diff_signed(q, c->from_affected).text,
		    diff_signed(q, c->from_healthy).text);
}

/* The change in mm of row i: of an eye that narrows, by its length. */
static double
row_mm(const struct synk_diff *d, size_t i)
{
	const struct synk_quantity *next = i + 1 < SYNK_QUANTITIES
	    ? synk_visits_quantity(d->visits, i + 1) : NULL;

	return next && next->component == SYNK_EXCESS_LENGTH_OF
	    ? d->change[i + 1].mm : d->change[i].mm;
}

static void
put_sides(FILE *out, const struct synk_diff *d, size_t i)
{
	char *text = NULL;

	add_side(&text, d, i - 2);
	add_side(&text, d, i - 1);
	add_makers(&text, synk_visits_quantity(d->visits, i), &d->change[i]);
	if (!isnan(row_mm(d, i)))
		plan_add(&text, "; %s %s mm", d->side == SYNK_UNKNOWN
		    ? "difference" : "excess", diff_mm(row_mm(d, i)).text);
	plan_line(out, 4, "", "%s", text);
	free(text);
}

static bool
is_there(const struct synk_change *c)
{
	return !isnan(c->change);
}

/* Whether a movement stands for a region, in either visit. */
static bool
is_main(const struct synk_diff *d, const struct synk_quantity *q)
{
	const char *name = strchr(q->name, '.') + 1;

	for (size_t r = 0; r < SYNK_REGIONS; r++) {
		const char *pre = d->pre->region_by[r];
		const char *post = d->post->region_by[r];

		if ((pre && strcmp(pre, name) == 0) ||
		    (post && strcmp(post, name) == 0))
			return true;
	}
	return false;
}

/* Sides are told where there is more to see than that nothing changed. */
static bool
wants_sides(const struct synk_diff *d, size_t i, bool always)
{
	const struct synk_change *c = &d->change[i];
	const struct synk_quantity *q = synk_visits_quantity(d->visits, i);

	return !is_there(c) || diff_is_beyond(c) || diff_is_beyond(c - 1) ||
	    diff_is_beyond(c - 2) || (always && is_main(d, q));
}

static void
put_block(FILE *out, const struct synk_diff *d, const struct block *b)
{
	bool begun = false;

	for (size_t i = 0; i < SYNK_QUANTITIES_HEAD; i++) {
		const struct synk_quantity *q = synk_visits_quantity(
		    d->visits, i);
		const struct synk_change *c = &d->change[i];

		if (q->kind != b->kind || !diff_is_row(q) || !(is_there(c) ||
		    is_there(c - 1) || is_there(c - 2)))
			continue;
		if (!begun)
			put_title(out, &usual, b->title[d->side !=
			    SYNK_UNKNOWN]);
		begun = true;
		put_row(out, &usual, d, i, diff_name(q).text);
		if (wants_sides(d, i, b->sides))
			put_sides(out, d, i);
	}
}

/* A composite can rise while what it is made of falls. */
static void
put_hidden(FILE *out, const struct synk_diff *d)
{
	const struct synk_change *whole = &d->change[diff_score(d,
	    SYNK_SCORE_OVERALL)];
	char *text = NULL;

	for (size_t s = 0; s < SYNK_SCORE_OVERALL; s++) {
		size_t i = diff_score(d, s);
		const struct synk_change *part = &d->change[i];

		if (diff_is_beyond(part) && part->change * whole->change < 0)
			plan_add(&text, "%s%s (%s)", text ? "; " : "",
			    diff_name(synk_visits_quantity(d->visits, i)).text,
			    diff_outcome(part));
	}
	if (text)
		plan_line(out, 2, "  ", "The composite %s and hides what %s:"
		    " %s.", whole->change > 0 ? "rose" : "fell",
		    whole->change > 0 ? "fell" : "rose", text);
	free(text);
}

static void
put_score(FILE *out, const struct synk_diff *d, size_t i, bool partial)
{
	struct diff_name name = diff_name(synk_visits_quantity(d->visits, i)),
	    marked;

	snprintf(marked.text, sizeof marked.text, "%.60s%s", name.text,
	    partial ? " *" : "");
	put_row(out, &usual, d, i, marked.text);
}

static void
put_scores(FILE *out, const struct synk_diff *d)
{
	bool partial = false, begun = false;

	for (size_t s = 0; s < SYNK_SCORES; s++) {
		size_t i = diff_score(d, s);

		if (!is_there(&d->change[i]))
			continue;
		if (!begun)
			put_title(out, &usual, "SCORES, 100: even, free");
		begun = true;
		put_score(out, d, i, i != s);
		partial |= i != s;
	}
	if (partial)
		fputs("  * of the parts that are there, the same in both"
		    " visits.\n", out);
	put_hidden(out, d);
}

void
diff_table_blocks(FILE *out, const struct synk_diff *d)
{
	for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
		put_block(out, d, &blocks[i]);
	put_scores(out, d);
}

static void
put_measure(FILE *out, const struct synk_diff *d, size_t i)
{
	const struct synk_quantity *q = synk_visits_quantity(d->visits, i);
	const char *side = diff_side(q, d->side != SYNK_UNKNOWN);
	struct diff_name name = diff_name(q), of;

	snprintf(of.text, sizeof of.text, "%.60s%s%s", name.text,
	    *side ? ", " : "", side);
	put_row(out, &of_measures, d, i, of.text);
}

void
diff_table_measures(FILE *out, const struct synk_diff *d)
{
	unsigned photo = 0;
	size_t shown = 0, all = 0;

	for (size_t i = SYNK_QUANTITIES_HEAD; i < SYNK_QUANTITIES; i++) {
		const struct synk_quantity *q = synk_visits_quantity(
		    d->visits, i);

		all += is_there(&d->change[i]) ? 1 : 0;
		if (!diff_is_beyond(&d->change[i]))
			continue;
		if (shown++ == 0)
			put_title(out, &of_measures,
			    "SINGLE MEASURES, beyond noise");
		if (photo != q->expressions)
			fprintf(out, " %s\n", diff_photo(q).text);
		photo = q->expressions;
		put_measure(out, d, i);
	}
	fprintf(out, "%s%zu of %zu single measures are beyond noise or, where"
	    " known, error.\nAreas in %% of the squared inter-eye distance,"
	    " angles in degrees.\n", shown ? "" : "\n", shown, all);
}
