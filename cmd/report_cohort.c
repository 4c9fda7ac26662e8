/* A cohort: everybody's pair, effects with intervals, and how many improved
 * beside how many would by chance. */
#include <math.h>

#include "diff_words.h"
#include "report_bars.h"
#include "report_change.h"
#include "report_put.h"

enum { TOP = 14, HEIGHT = 150, X_PRE = 50, X_POST = 170, DOTS_MAX = 400 };

/* The dots of the differences in the input. */

static long
y_of(double score)
{
	return lround(TOP + HEIGHT * (1 - fmin(100, fmax(0, score)) / 100));
}

static void
put_pairs(FILE *out, const struct pairings *p, const char *name)
{
	size_t n = p->count < DOTS_MAX ? p->count : DOTS_MAX;

	fprintf(out, "<figure><figcaption><b>%s</b>, %zu pair%s%s"
	    "</figcaption><svg viewBox=\"0 0 220 185\"><path class=\"x\" d="
	    "\"M%d %dV%dM%d %dV%d\"/><text x=\"8\" y=\"%d\">100</text><text x"
	    "=\"20\" y=\"%d\">0</text><path class=\"pl\" d=\"", name,
	    p->count, p->count == 1 ? "" : "s", n < p->count
	    ? ", the first 400 drawn" : "", X_PRE, TOP, TOP + HEIGHT, X_POST,
	    TOP, TOP + HEIGHT, TOP + 4, TOP + HEIGHT + 4);
	for (size_t i = 0; i < n; i++)
		fprintf(out, "M%d %ldL%d %ld", X_PRE, y_of(p->at[i].pre),
		    X_POST, y_of(p->at[i].post));
	fputs("\"/>", out);
	for (size_t i = 0; i < n; i++)
		fprintf(out, "<circle class=\"p\" cx=\"%d\" cy=\"%ld\" r=\"3\""
		    "/><circle class=\"p h\" cx=\"%d\" cy=\"%ld\" r=\"3\"/>",
		    X_PRE, y_of(p->at[i].pre), X_POST, y_of(p->at[i].post));
	fprintf(out, "<text x=\"%d\" y=\"180\">pre</text><text x=\"%d\" y="
	    "\"180\">post</text></svg></figure>", X_PRE - 8, X_POST - 11);
}

void
change_dots(FILE *out, const struct pairings pairs[BOOK_SCORES])
{
	if (!pairs[0].count && !pairs[1].count && !pairs[2].count) {
		fputs("<p class=\"nt\">Everybody\xe2\x80\x99s own pair is in"
		    " the records of synk-diff without --cohort: give both,"
		    " and they are drawn here.</p>\n", out);
		return;
	}
	fputs("<article class=\"cohort\"><h3>Everybody <small>the"
	    " differences in this report, each a line</small></h3><div"
	    " class=\"sl\">", out);
	for (size_t i = 0; i < BOOK_SCORES; i++)
		if (pairs[i].count)
			put_pairs(out, &pairs[i], change_score(i)->name);
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
	fputs(" ", out);
}

static void
put_effect(FILE *out, const struct node *row)
{
	struct put_pair ci = put_pair(tree_at(row, "g_av_ci95"));
	struct bar b = bar_on(-2, 2);

	b.value = tree_number_at(row, "g_av");
	b.ci_low = ci.low;
	b.ci_high = ci.high;
	b.tick = 0;
	b.mark = "o";
	fputs("<td class=\"tr\">", out);
	if (isfinite(b.value))
		bar_put(out, &b);
	fputs("</td><td class=\"num\">", out);
	put_fixed(out, 2, b.value);
	fputs("<br><small>", out);
	put_range(out, 2, ci.low, ci.high);
	fputs("</small></td>", out);
}

/* Improved beside what chance would make of it. */
static void
put_responders(FILE *out, const struct node *row)
{
	double of = tree_number_at(row, "with_error");
	double expected = tree_number_at(row, "improved_expected");

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
	fputs(" improved; by chance ", out);
	put_fixed(out, 1, expected);
	fputs("<br><small>as many or more by chance: ", out);
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
put_row(FILE *out, const struct node *row)
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
	put_effect(out, row);
	fputs("<td>", out);
	put_p(out, "t", tree_number_at(row, "p"));
	put_p(out, "Holm", tree_number_at(row, "p_holm"));
	fputs("<br><small>", out);
	put_p(out, "ranks", tree_number_at(row, "signed_rank.p"));
	put_p(out, "Holm", tree_number_at(row, "signed_rank_p_holm"));
	if (tree_said(tree_at(row, "reason")))
		put_node(out, tree_at(row, "reason"));
	fputs("</small></td>", out);
	put_responders(out, row);
	fputs("</tr>", out);
}

static void
put_table(FILE *out, const struct node *rows, bool primary)
{
	fprintf(out, "<div class=\"wide\" tabindex=\"0\" role=\"region\""
	    " aria-label=\"%s\"><table class=\"ct\"><thead><tr><th scope=\"col"
	    "\">number</th><th scope=\"col\" class=\"num\">n</th><th scope="
	    "\"col\" class=\"num\">pre</th><th scope=\"col\" class=\"num\">"
	    "post</th><th scope=\"col\" class=\"num\">change, 95 %%</th><th"
	    " scope=\"col\">g_av, \xe2\x88\x92" "2 to 2</th><th scope=\"col\""
	    " class=\"num\">g_av, 95 %%</th><th scope=\"col\">p</th><th scope="
	    "\"col\">responders</th></tr></thead><tbody>", primary
	    ? "Primary family" : "Exploratory");
	for (const struct node *n = tree_first(rows); n; n = tree_next(n))
		if (tree_true(tree_at(n, "primary")) == primary && (primary ||
		    change_is_line(n, "synkinesis") ||
		    change_is_line(n, "movement") ||
		    change_is_line(n, "rest") ||
		    change_is_line(n, "region") ||
		    tree_is_at(n, "row", "score.overall")))
			put_row(out, n);
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
