/* More than two visits of a person, side by side. */
#include <math.h>
#include <string.h>

#include "csv.h"
#include "diff_words.h"

enum { NAME = 27, CELL = 8, ACROSS = 6 };	/* columns; visits in a row */

static const struct synk_visit *
visit_at(const struct synk_diff *const diff[], size_t k)
{
	return k ? diff[k - 1]->post : diff[0]->pre;
}

/* A mark behind a value: '!' beyond error, '*' beyond landmark noise. */
static char
mark(const struct synk_diff *const diff[], size_t k, size_t i)
{
	const struct synk_change *c = k ? &diff[k - 1]->change[i] : NULL;

	if (!c || isnan(c->change))
		return ' ';
	if (c->beyond_error >= 0)
		return c->beyond_error ? '!' : ' ';
	return c->beyond_noise > 0 ? '*' : ' ';
}

static void
put_cell(FILE *out, const struct synk_diff *const diff[], size_t k, size_t i)
{
	const struct synk_quantity *q = synk_visits_quantity(diff[0]->visits,
	    i);
	double v = k ? diff[k - 1]->change[i].post : diff[0]->change[i].pre;

	fprintf(out, "%*s%c", CELL - 1, isnan(v) ? "." : diff_number(q,
	    v).text, mark(diff, k, i));
}

static void
put_row(FILE *out, const struct synk_diff *const diff[], size_t from,
    size_t to, size_t i)
{
	const struct synk_quantity *q = synk_visits_quantity(diff[0]->visits,
	    i);
	char text[120];

	if (diff_is_side(q))
		snprintf(text, sizeof text, "    %s", diff_side(q,
		    diff[0]->side != SYNK_UNKNOWN));
	else
		snprintf(text, sizeof text, "  %s", diff_name(q).text);
	fprintf(out, "%-*.*s", NAME, NAME, text);
	for (size_t k = from; k < to; k++)
		put_cell(out, diff, k, i);
	putc('\n', out);
}

/* A quantity has a row if any visit has it. */
static bool
has_row(const struct synk_diff *const diff[], size_t n, size_t i)
{
	const struct synk_quantity *q = synk_visits_quantity(diff[0]->visits,
	    i);
	bool shown = diff_is_row(q) || q->kind == SYNK_KIND_SCORE;

	for (size_t k = 0; k < n && shown; k++)
		if (!isnan(diff[k]->change[i].pre) ||
		    !isnan(diff[k]->change[i].post))
			return true;
	return false;
}

static void
put_kind(FILE *out, const struct synk_diff *const diff[], size_t n,
    size_t from, size_t to, enum synk_kind kind)
{
	static const char *const titles[SYNK_KINDS] = {
		[SYNK_KIND_SCORE] = "SCORES, 100 is best",
		[SYNK_KIND_REST] = "REST, % IED",
		[SYNK_KIND_MOVEMENT] = "VOLUNTARY, % or % IED",
		[SYNK_KIND_SYNKINESIS] = "INVOLUNTARY, % or % IED",
	};
	bool first = true;

	for (size_t i = 0; i < SYNK_QUANTITIES; i++) {
		if (synk_visits_quantity(diff[0]->visits, i)->kind != kind ||
		    !has_row(diff, n, i))
			continue;
		if (first)
			fprintf(out, "%s\n", titles[kind]);
		first = false;
		put_row(out, diff, from, to, i);
		if (!diff_is_row(synk_visits_quantity(diff[0]->visits, i)))
			continue;
		put_row(out, diff, from, to, i - 2);
		put_row(out, diff, from, to, i - 1);
	}
}

static void
put_heads(FILE *out, const struct synk_diff *const diff[], size_t from,
    size_t to)
{
	fprintf(out, "%-*s", NAME, "");
	for (size_t k = from; k < to; k++) {
		struct table_text t = { .size = 0 };

		table_add_user(&t, visit_at(diff, k)->visit, CELL - 1);
		fprintf(out, "%*s%s", CELL - (int)table_columns(t.at), "",
		    t.at);
	}
	fprintf(out, "\n%-*s", NAME, "  days since onset");
	for (size_t k = from; k < to; k++) {
		double days = visit_at(diff, k)->days_since_onset;

		fprintf(out, "%*s", CELL, isnan(days) ? "." : table_fixed(0,
		    days).text);
	}
	putc('\n', out);
}

static void
put_warnings(FILE *out, const struct synk_diff *const diff[], size_t n)
{
	for (int w = 0; w < SYNK_DIFF_WARNINGS; w++)
		for (size_t k = 0; k < n; k++)
			if (diff[k]->warning[w]) {
				plan_line(out, 9, "warning", "%s",
				    synk_diff_warning_text(
				    (enum synk_diff_warning)w));
				break;
			}
}

bool
diff_table_series(FILE *out, const struct synk_diff *const diff[], size_t n,
    bool measures, struct synk_error *err)
{
	static const enum synk_kind kinds[] = { SYNK_KIND_SYNKINESIS,
	    SYNK_KIND_MOVEMENT, SYNK_KIND_REST, SYNK_KIND_SCORE };
	struct table_text t = { .size = 0 };

	(void)measures;
	(void)err;
	table_add_user(&t, visit_at(diff, 0)->subject, 40);
	table_add(&t, "  %zu visits, affected side: %s", n + 1,
	    diff[0]->side == SYNK_UNKNOWN ? "none or not one"
	    : synk_affected_name(diff[0]->side));
	table_wrap(out, 0, "", t.at);
	for (size_t from = 0; from <= n; from += ACROSS) {
		size_t to = from + ACROSS < n + 1 ? from + ACROSS : n + 1;

		put_heads(out, diff, from, to);
		for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
			put_kind(out, diff, n, from, to, kinds[i]);
	}
	put_warnings(out, diff, n);
	plan_line(out, 9, "note", "*: the change since the first visit is"
	    " beyond landmark noise, where no error between sessions is"
	    " known; !: beyond that error.  Several visits are several"
	    " chances: no trend is tested.  Research use only.");
	putc('\n', out);
	return true;
}

void
diff_csv_begin_series(FILE *out)
{
	fputs("subject,visit,days_since_onset,row,domain,side,unit,value,"
	    "change_from_first,change_se,beyond_landmark_noise,limit,"
	    "beyond_error,outcome\n", out);
}

static void
put_yes(FILE *out, int yes)
{
	csv_put_next(out, yes < 0 ? NULL : yes ? "true" : "false");
}

static void
put_exact(FILE *out, double v)
{
	putc(',', out);
	if (isfinite(v))
		fprintf(out, "%.15g", v);
}

static void
put_csv_row(FILE *out, const struct synk_diff *const diff[], size_t k,
    size_t i)
{
	const struct synk_quantity *q = synk_visits_quantity(diff[0]->visits,
	    i);
	bool aligned = diff[0]->side != SYNK_UNKNOWN;
	const struct synk_visit *v = visit_at(diff, k);
	const struct synk_change *c = k ? &diff[k - 1]->change[i] : NULL;
	char key[SYNK_KEY_TEXT];

	synk_quantity_key(key, q, aligned);
	csv_put(out, v->subject);
	csv_put_next(out, v->visit);
	put_exact(out, v->days_since_onset);
	csv_put_next(out, key);
	csv_put_next(out, synk_kind_name(q->kind));
	csv_put_next(out, diff_side(q, aligned));
	csv_put_next(out, q->unit);
	csv_put_number(out, c ? c->post : diff[0]->change[i].pre);
	csv_put_number(out, c ? c->change : NAN);
	put_exact(out, c ? c->se : NAN);
	put_yes(out, c ? c->beyond_noise : -1);
	put_exact(out, c ? c->limit : NAN);
	put_yes(out, c ? c->beyond_error : -1);
	csv_put_next(out, c ? synk_outcome_name(c->outcome) : NULL);
	putc('\n', out);
}

bool
diff_csv_series(FILE *out, const struct synk_diff *const diff[], size_t n,
    bool measures, struct synk_error *err)
{
	(void)err;
	for (size_t k = 0; k <= n; k++)
		for (size_t i = 0; i < SYNK_QUANTITIES; i++) {
			const struct synk_change *c = &diff[k ? k - 1
			    : 0]->change[i];

			if (!isnan(k ? c->post : c->pre) &&
			    synk_diff_has_row(diff[k ? k - 1 : 0], i,
			    measures))
				put_csv_row(out, diff, k, i);
		}
	return true;
}

/* Its code is an outcome. */
bool
diff_csv_lost_series(FILE *out, const struct synk_lost *l,
    struct synk_error *err)
{
	(void)err;
	csv_put(out, l->subject);
	csv_put_next(out, l->visit);
	fputs(",,,,,,,,,,,", out);
	csv_put_next(out, l->code);
	putc('\n', out);
	return true;
}
