/* A cohort: everybody's pair, effects with intervals, and how many improved
 * beside how many would by chance. */
#include <math.h>

#include "diff_words.h"
#include "report_bars.h"
#include "report_change.h"
#include "report_put.h"

enum { TOP = 14, HEIGHT = 150, X_PRE = 50, X_POST = 170, DOTS_MAX = 400,
    STEP = 10 };		/* an axis begins and ends at a multiple */

/* The dots of the differences in the input, all on one axis. */
struct axis {
	double low, high;
};

static void
widen(struct axis *a, const struct pairings *p)
{
	for (size_t i = 0; i < p->count; i++) {
		a->low = fmin(a->low, fmin(p->at[i].pre, p->at[i].post));
		a->high = fmax(a->high, fmax(p->at[i].pre, p->at[i].post));
	}
}

static struct axis
axis_of(const struct pairings pairs[BOOK_SCORES])
{
	struct axis a = { 100, 0 };

	for (size_t i = 0; i < BOOK_SCORES; i++)
		widen(&a, &pairs[i]);
	a.low = fmax(0, STEP * (ceil(a.low / STEP) - 1));
	a.high = fmin(100, STEP * (floor(a.high / STEP) + 1));
	return a;
}

static long
y_of(const struct axis *a, double score)
{
	double share = (score - a->low) / (a->high - a->low);

	return lround(TOP + HEIGHT * (1 - fmin(1, fmax(0, share))));
}

static void
put_pairs(FILE *out, const struct pairings *p, const char *name,
    const struct axis *a)
{
	size_t n = p->count < DOTS_MAX ? p->count : DOTS_MAX;

	fprintf(out, "<figure><figcaption><b>%s</b>, %zu pair%s%s"
	    "</figcaption><svg viewBox=\"0 0 220 185\"><path class=\"x\" d="
	    "\"M%d %dV%dM%d %dV%d\"/><text x=\"8\" y=\"%d\">%.0f</text><text x"
	    "=\"8\" y=\"%d\">%.0f</text><path class=\"pl\" d=\"", name,
	    p->count, p->count == 1 ? "" : "s", n < p->count
	    ? ", the first 400 drawn" : "", X_PRE, TOP, TOP + HEIGHT, X_POST,
	    TOP, TOP + HEIGHT, TOP + 4, a->high, TOP + HEIGHT + 4, a->low);
	for (size_t i = 0; i < n; i++)
		fprintf(out, "M%d %ldL%d %ld", X_PRE,
		    y_of(a, p->at[i].pre), X_POST, y_of(a, p->at[i].post));
	fputs("\"/>", out);
	for (size_t i = 0; i < n; i++)
		fprintf(out, "<circle class=\"p\" cx=\"%d\" cy=\"%ld\" r=\"3\""
		    "/><circle class=\"p h\" cx=\"%d\" cy=\"%ld\" r=\"3\"/>",
		    X_PRE, y_of(a, p->at[i].pre), X_POST,
		    y_of(a, p->at[i].post));
	fprintf(out, "<text x=\"%d\" y=\"180\">pre</text><text x=\"%d\" y="
	    "\"180\">post</text></svg></figure>", X_PRE - 8, X_POST - 11);
}

void
change_dots(FILE *out, const struct pairings pairs[BOOK_SCORES])
{
	struct axis a = axis_of(pairs);

	if (!pairs[0].count && !pairs[1].count && !pairs[2].count) {
		fputs("<p class=\"nt\">Everybody\xe2\x80\x99s own pair is in"
		    " the records of synk-diff without --cohort: give both,"
		    " and they are drawn here.</p>\n", out);
		return;
	}
	fputs("<article class=\"cohort\"><h3>Everybody <small>the"
	    " differences in this report, each a line: \xe2\x97\x8f before,"
	    " \xe2\x97\x8b after; the axis is cut at what there is</small>"
	    "</h3><div class=\"sl\">", out);
	for (size_t i = 0; i < BOOK_SCORES; i++)
		if (pairs[i].count)
			put_pairs(out, &pairs[i], change_score(i)->name, &a);
	fputs("</div></article>\n", out);
}

/* Rows. */

static void
put_mean(FILE *out, const struct synk_quantity *q, const struct node *s)
{
	double mean = tree_number_at(s, "mean"), sd = tree_number_at(s, "sd");

	fputs("<td class=\"num\">", out);
	if (isfinite(mean))
		put_minus(out, diff_number(q, mean).text);
	else
		fputs("<span class=\"nk\">not known</span>", out);
	if (isfinite(sd))
		fprintf(out, " <small>sd %s</small>", diff_number(q,
		    sd).text);
	fputs("</td>", out);
}

static void
put_p(FILE *out, const char *name, double p)
{
	if (!isfinite(p))
		return;
	fprintf(out, "%s ", name);
	if (p < .0001)
		fputs("&lt;0.0001", out);
	else
		put_fixed(out, p < .01 ? 4 : 3, p);
	fputs("<br>", out);
}

static void
put_effect(FILE *out, const struct node *row, double reach)
{
	struct put_pair ci = put_pair(tree_at(row, "g_av_ci95"));
	struct bar b = bar_on(-reach, reach);

	b.value = tree_number_at(row, "g_av");
	b.ci_low = ci.low;
	b.ci_high = ci.high;
	b.tick = 0;
	b.mark = "o";
	fputs("<td class=\"tr\">", out);
	put_fixed(out, 2, b.value);
	fputs(" <small>", out);
	put_range(out, 2, ci.low, ci.high);
	fputs("</small>", out);
	if (isfinite(b.value))
		bar_put(out, &b);
	fputs("</td>", out);
}

/* Improved beside what chance would make of it. */
static void
put_responders(FILE *out, const struct node *row)
{
	double of = tree_number_at(row, "with_error");
	double expected = tree_number_at(row, "improved_expected");
	struct bar b;

	fputs("<td>", out);
	if (!(of > 0)) {
		fputs("<span class=\"nk\">no error between sessions"
		    " known</span></td>", out);
		return;
	}
	fputs("<b>", out);
	put_node(out, tree_at(row, "improved"));
	fputs("</b> of ", out);
	put_node(out, tree_at(row, "with_error"));
	fputs("; by chance <b>", out);
	put_fixed(out, 1, expected);
	fputs("</b>", out);
	b = bar_on(0, of);
	b.from = 0;
	b.value = tree_number_at(row, "improved");
	b.tick = expected;
	bar_put(out, &b);
	fputs("<small>so many or more by chance: ", out);
	put_chance(out, tree_number_at(row, "improved_chance"));
	fputs("; worse: ", out);
	put_node(out, tree_at(row, "worse"));
	fputs("</small></td>", out);
}

static void
put_change(FILE *out, const struct synk_quantity *q, const struct node *row)
{
	struct put_pair ci = put_pair(tree_at(row, "change_ci95"));
	double mean = tree_number_at(row, "change.mean");

	fputs("<td class=\"num\"><b>", out);
	if (isfinite(mean))
		put_minus(out, diff_signed(q, mean).text);
	else
		fputs("<span class=\"nk\">not known</span>", out);
	fputs("</b>", out);
	if (isfinite(ci.low + ci.high)) {
		fputs("<br><small>", out);
		put_minus(out, diff_number(q, ci.low).text);
		fputs(" to ", out);
		put_minus(out, diff_number(q, ci.high).text);
		fputs("</small>", out);
	}
	fputs("</td>", out);
}

static void
put_row(FILE *out, const struct node *row, double reach)
{
	struct synk_quantity q = change_quantity(row);

	fputs("<tr><th scope=\"row\">", out);
	change_name(out, &q);
	if (diff_is_side(&q))
		fprintf(out, ", %s", diff_side(&q, true));
	fputs("</th><td class=\"num\">", out);
	put_node(out, tree_at(row, "n"));
	fputs("</td>", out);
	put_mean(out, &q, tree_at(row, "pre"));
	put_mean(out, &q, tree_at(row, "post"));
	put_change(out, &q, row);
	put_effect(out, row, reach);
	fputs("<td class=\"pv\">", out);
	put_p(out, "t", tree_number_at(row, "p"));
	put_p(out, "Holm", tree_number_at(row, "p_holm"));
	fputs("<small>", out);
	put_p(out, "signed ranks", tree_number_at(row, "signed_rank.p"));
	put_p(out, "Holm", tree_number_at(row, "signed_rank_p_holm"));
	if (tree_said(tree_at(row, "reason")))
		put_node(out, tree_at(row, "reason"));
	fputs("</small></td>", out);
	put_responders(out, row);
	fputs("</tr>", out);
}

static bool
is_shown(const struct node *row, bool primary)
{
	return tree_true(tree_at(row, "primary")) == primary && (primary ||
	    change_is_line(row, "synkinesis") ||
	    change_is_line(row, "movement") || change_is_line(row, "rest") ||
	    change_is_line(row, "region") ||
	    tree_is_at(row, "row", "score.overall"));
}

/* Of all effects of a table, so that they can be held against each other. */
static double
reach_of(const struct node *rows, bool primary)
{
	static const double round[] = { 1, 2, 3, 4, 6, 8, 10, 20 };
	double most = 0;
	size_t i = 0;

	for (const struct node *n = tree_first(rows); n; n = tree_next(n)) {
		struct put_pair ci = put_pair(tree_at(n, "g_av_ci95"));

		if (is_shown(n, primary))
			most = fmax(fmax(most, fabs(tree_number_at(n,
			    "g_av"))), fmax(fabs(ci.low), fabs(ci.high)));
	}
	while (i + 1 < sizeof round / sizeof *round && round[i] < most)
		i++;
	return round[i];
}

static void
put_table(FILE *out, const struct node *rows, bool primary)
{
	double reach = reach_of(rows, primary);

	fprintf(out, "<div class=\"wide\" tabindex=\"0\" role=\"region\""
	    " aria-label=\"%s\"><table class=\"ct\"><thead><tr><th scope=\"col"
	    "\">number</th><th scope=\"col\" class=\"num\">n</th><th scope="
	    "\"col\" class=\"num\">pre</th><th scope=\"col\" class=\"num\">"
	    "post</th><th scope=\"col\" class=\"num\">change, 95 %%</th><th"
	    " scope=\"col\">effect g_av, \xe2\x88\x92%.0f to %.0f</th><th scope"
	    "=\"col\">p</th><th scope=\"col\">improved, by chance</th></tr>"
	    "</thead><tbody>", primary
	    ? "Primary family" : "Exploratory", reach, reach);
	for (const struct node *n = tree_first(rows); n; n = tree_next(n))
		if (is_shown(n, primary))
			put_row(out, n, reach);
	fputs("</tbody></table></div>", out);
}

static void
put_lost(FILE *out, const struct node *lost)
{
	if (!tree_first(lost))
		return;
	fprintf(out, "<details><summary>Left out: %zu</summary><ul class="
	    "\"cols\">", tree_count(lost));
	for (const struct node *n = tree_first(lost); n; n = tree_next(n)) {
		fputs("<li>", out);
		put_node(out, tree_at(n, "subject"));
		putc(' ', out);
		put_node(out, tree_at(n, "visit"));
		fputs(": ", out);
		put_node(out, tree_at(n, "message"));
		fputs("</li>", out);
	}
	fputs("</ul></details>", out);
}

void
change_cohort(FILE *out, const struct node *r)
{
	const struct node *rows = tree_at(r, "rows");

	fputs("<article class=\"cohort\"><p class=\"ld\"><b>", out);
	put_node(out, tree_at(r, "subjects"));
	fputs("</b> subjects, each with one pair of visits; <b>", out);
	put_node(out, tree_at(r, "one_side_affected"));
	fputs("</b> with one affected side</p><h3>Primary family"
	    " <small>corrected by Holm</small></h3>", out);
	put_table(out, rows, true);
	fputs("<details><summary>All else: exploratory, no p value is"
	    " corrected</summary>", out);
	put_table(out, rows, false);
	fputs("</details>", out);
	put_lost(out, tree_at(r, "lost"));
	change_warnings(out, r);
	fputs("</article>\n", out);
}
