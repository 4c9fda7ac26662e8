/*
 * The page about a group: what was to be tested, with its family's p values;
 * then all else, which was not, in the same three parts as a person's page.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "diff_table.h"

enum { NAME = 26, COUNT = 4, MEAN = 13, CHANGE = 7, RANGE = 15, PRE = 6,
    POST = 7, P = 8, EFFECT = 6, SINGLE = 31, LOST_MAX = 20, WORD = 24 };

static const struct part {
	enum synk_kind kind;
	const char *title;
	bool sides;		/* each on a line of its own */
} parts[] = {
	{ SYNK_KIND_SYNKINESIS, "INVOLUNTARY, excess", false },
	{ SYNK_KIND_MOVEMENT, "VOLUNTARY, ratio", true },
	{ SYNK_KIND_REST, "AT REST, excess", false },
};

/* "0.0123", "<0.0001", "." */
static struct table_number
p_value(double p)
{
	struct table_number n = table_fixed(p < .01 ? 4 : 3, p);

	if (p < .0001)
		snprintf(n.text, sizeof n.text, "<0.0001");
	return n;
}

/* Who is in the group, and who is not. */

static const char *
reason_of(const struct synk_lost *l)
{
	return l->message ? l->message : l->code ? l->code : "not known why";
}

static void
add_lost(char **text, const struct synk_lost *l)
{
	struct table_text who = { .size = 0 };

	table_add_user(&who, l->subject, WORD);
	if (l->visit) {
		table_add(&who, " ");
		table_add_user(&who, l->visit, WORD);
	}
	plan_add(text, "%s%s", *text ? "; " : "", who.at);
}

/* Those of one reason, at the first of them. */
static void
put_lost(FILE *out, const struct diff_group *g, size_t first)
{
	const char *reason = reason_of(&g->lost[first]);
	char *text = NULL;
	size_t n = 0;

	for (size_t i = 0; i < g->losts; i++) {
		if (strcmp(reason_of(&g->lost[i]), reason) != 0)
			continue;
		if (i < first) {
			free(text);
			return;
		}
		if (n++ < LOST_MAX)
			add_lost(&text, &g->lost[i]);
	}
	if (n > LOST_MAX)
		plan_add(&text, "; and %zu more", n - LOST_MAX);
	plan_line(out, DIFF_LABEL, "left out", "%zu (%s): %s", n, reason,
	    text);
	free(text);
}

static void
put_who(FILE *out, const struct diff_group *g)
{
	size_t n = synk_cohort_size(g->cohort);

	plan_line(out, 0, "", "CHANGE OF A COHORT: %zu subject%s, each with"
	    " one pair of visits; %zu with one affected side", n, n == 1
	    ? "" : "s", synk_cohort_sided(g->cohort));
	for (size_t i = 0; i < g->losts; i++)
		put_lost(out, g, i);
	if (n < SYNK_PAIRS_MIN)
		plan_line(out, DIFF_LABEL, "small", "p values are not given"
		    " below %d pairs", SYNK_PAIRS_MIN);
}

/* The primary family. */

static void
put_mean(FILE *out, const struct synk_quantity *q,
    const struct synk_summary *s)
{
	char text[60];

	snprintf(text, sizeof text, "%s (%s)", diff_number(q, s->mean).text,
	    diff_number(q, s->sd).text);
	fprintf(out, "%*s", MEAN, !isfinite(s->mean) ? "." : strlen(text) <
	    (size_t)MEAN ? text : "huge");
}

static void
put_numbers(FILE *out, const struct synk_quantity *q,
    const struct synk_cohort_row *row)
{
	const struct synk_paired *p = &row->paired;

	fprintf(out, "  %-*s%*zu", NAME - 2, diff_name(q).text, COUNT,
	    row->n);
	put_mean(out, q, &p->pre);
	put_mean(out, q, &p->post);
	diff_cell_signed(out, CHANGE, q, p->change.mean);
	diff_cell_range(out, RANGE, q, p->change_ci.low, p->change_ci.high);
	putc('\n', out);
}

static void
add_p(char **text, const char *test, double p, const char *how, double holm)
{
	if (isnan(p))
		return;
	plan_add(text, "%s%s p %s%s", *text ? "; " : "", test, p_value(p).text,
	    how);
	if (!isnan(holm))
		plan_add(text, ", Holm %s", p_value(holm).text);
}

static void
add_tests(char **text, const struct synk_cohort_row *row)
{
	const struct synk_paired *p = &row->paired;

	add_p(text, "paired t", p->p, "", row->p_holm);
	add_p(text, "signed ranks", p->rank.p, p->rank.how == SYNK_RANK_EXACT
	    ? " (exact)" : " (normal)", row->v_p_holm);
	if (diff_no_p(row))
		plan_add(text, "%s%s", *text ? "; " : "", diff_no_p(row));
	if (isnan(p->g))
		return;
	plan_add(text, "; g_av %s", table_fixed(2, p->g).text);
	if (!isnan(p->g_ci.low))
		plan_add(text, " (%s to %s)", table_fixed(2,
		    p->g_ci.low).text, table_fixed(2, p->g_ci.high).text);
}

/* How many are beyond the error between sessions, if any is known. */
static void
add_responders(char **text, const struct synk_cohort_row *row)
{
	if (!row->with_error) {
		plan_add(text, "; beyond landmark noise %zu of %zu (no error"
		    " between sessions known)", row->beyond_noise, row->n);
		return;
	}
	plan_add(text, "; improved %zu of %zu (%s by chance", row->improved,
	    row->with_error, table_fixed(1, row->expected).text);
	if (!isnan(row->chance))
		plan_add(text, ", p %s", p_value(row->chance).text);
	plan_add(text, "); worse %zu", row->worse);
	if (row->healthy_loss)
		plan_add(text, "; more even by a loss of the healthy side %zu",
		    row->healthy_loss);
	if (row->overcorrected)
		plan_add(text, "; overcorrected %zu", row->overcorrected);
}

static void
put_score(FILE *out, const struct synk_quantity *q,
    const struct synk_cohort_row *row)
{
	char *text = NULL;

	put_numbers(out, q, row);
	add_tests(&text, row);
	add_responders(&text, row);
	if (row->missing)
		plan_add(&text, "; missing %zu", row->missing);
	if (row->not_comparable)
		plan_add(&text, "; not comparable %zu", row->not_comparable);
	plan_line(out, 4, "", "%s", text);
	free(text);
}

static void
put_scores(FILE *out, const struct diff_group *g, bool primary)
{
	for (size_t i = 0; i < SYNK_QUANTITIES_HEAD; i++) {
		const struct synk_quantity *q = synk_visits_quantity(g->visits,
		    i);

		if (q->kind == SYNK_KIND_SCORE &&
		    g->row[i].primary == primary)
			put_score(out, q, &g->row[i]);
	}
}

static void
put_primary(FILE *out, const struct diff_group *g)
{
	fprintf(out, "\n%-*s%*s%*s%*s%*s%*s\n", NAME, "PRIMARY: SCORES", COUNT,
	    "n", MEAN, "pre (SD)", MEAN, "post (SD)", CHANGE, "change", RANGE,
	    "95 %");
	put_scores(out, g, true);
	fputs("Not of that family, a composite that hides its parts:\n", out);
	put_scores(out, g, false);
}

/* All else. */

/* Heights of a mouth are of three digits. */
static int
pre_columns(int name)
{
	return name == NAME ? PRE : POST;
}

static void
put_title(FILE *out, int name, const char *title, bool effect)
{
	fprintf(out, "\n%-*s%*s%*s%*s%*s%*s%*s", name, title, COUNT, "n",
	    pre_columns(name), "pre", POST, "post", CHANGE, "change", RANGE,
	    "95 %", P, "p");
	fprintf(out, "%*s\n", effect ? EFFECT : 0, effect ? "g_av" : "");
}

static void
put_row(FILE *out, int name, const char *words, const struct synk_quantity *q,
    const struct synk_cohort_row *row)
{
	const struct synk_paired *p = &row->paired;

	fprintf(out, "  %-*s%*zu", name - 2, words, COUNT, row->n);
	diff_cell(out, pre_columns(name), q, p->pre.mean);
	diff_cell(out, POST, q, p->post.mean);
	diff_cell_signed(out, CHANGE, q, p->change.mean);
	diff_cell_range(out, RANGE, q, p->change_ci.low, p->change_ci.high);
	fprintf(out, "%*s", P, p_value(p->p).text);
	if (name == NAME)
		table_cell(out, EFFECT, 2, p->g);
	putc('\n', out);
}

static void
put_side(FILE *out, const struct diff_group *g, size_t i)
{
	const struct synk_quantity *q = synk_visits_quantity(g->visits, i);
	struct diff_name words;

	snprintf(words.text, sizeof words.text, "  %s side",
	    diff_side(q, true));
	put_row(out, NAME, words.text, q, &g->row[i]);
}

/* How many rows it has. */
static size_t
put_part(FILE *out, const struct diff_group *g, const struct part *part)
{
	size_t n = 0;

	for (size_t i = 0; i < SYNK_QUANTITIES_HEAD; i++) {
		const struct synk_quantity *q = synk_visits_quantity(g->visits,
		    i);

		if (q->kind != part->kind || !diff_is_row(q) ||
		    !g->row[i].n)
			continue;
		if (n++ == 0)
			put_title(out, NAME, part->title, true);
		put_row(out, NAME, diff_name(q).text, q, &g->row[i]);
		if (!part->sides)
			continue;
		put_side(out, g, i - 2);
		put_side(out, g, i - 1);
		n += 2;
	}
	return n;
}

static size_t
put_measures(FILE *out, const struct diff_group *g)
{
	unsigned photo = 0;
	size_t n = 0;

	for (size_t i = SYNK_QUANTITIES_HEAD; i < SYNK_QUANTITIES; i++) {
		const struct synk_quantity *q = synk_visits_quantity(g->visits,
		    i);
		const char *side = diff_side(q, true);
		struct diff_name name = diff_name(q), words;

		if (!g->row[i].n)
			continue;
		if (n++ == 0)
			put_title(out, SINGLE, "SINGLE MEASURES", false);
		if (q->expressions != photo)
			fprintf(out, " %s\n", diff_photo(q).text);
		photo = q->expressions;
		snprintf(words.text, sizeof words.text, "%.60s%s%s", name.text,
		    *side ? " " : "", side);
		put_row(out, SINGLE, words.text, q, &g->row[i]);
	}
	return n;
}

static void
put_exploratory(FILE *out, const struct diff_group *g)
{
	size_t n = 0;

	fputs("\nEXPLORATORY: p values are of single tests, not corrected for"
	    " their number.\n", out);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		n += put_part(out, g, &parts[i]);
	if (g->measures)
		n += put_measures(out, g);
	if (synk_cohort_size(g->cohort) >= SYNK_PAIRS_MIN)
		fprintf(out, "Of %zu such rows, %s would have p < .05 if"
		    " nothing had changed.\n", n, table_fixed(1, .05 *
		    (double)n).text);
}

static void
put_foot(FILE *out, const struct diff_group *g)
{
	size_t n = synk_cohort_size(g->cohort);

	putc('\n', out);
	for (int i = 0; i < SYNK_DIFF_WARNINGS; i++) {
		enum synk_diff_warning w = (enum synk_diff_warning)i;

		if (synk_cohort_warned(g->cohort, w))
			plan_line(out, DIFF_LABEL, "warning", "%zu of %zu: %s",
			    synk_cohort_warned(g->cohort, w), n,
			    synk_diff_warning_text(w));
	}
	plan_line(out, 0, "", "Intervals of mean changes are by t; p values"
	    " two-sided.  Lengths in %% of the inter-eye distance; eyes in %%"
	    " of their opening at rest.%s  RESEARCH USE ONLY.",
	    g->errors_known ? ""
	    : "  Who improved is not judged without an error between"
	    " sessions (see --reliability).");
}

bool
diff_table_cohort(FILE *out, const struct diff_group *g,
    struct synk_error *err)
{
	(void)err;
	put_who(out, g);
	put_primary(out, g);
	put_exploratory(out, g);
	put_foot(out, g);
	return true;
}
