/* Two visits of a subject: slopes of the scores, then line by line. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "diff_words.h"
#include "report_bars.h"
#include "report_change.h"
#include "report_put.h"

/* A slope's drawing. */
enum { TOP = 14, HEIGHT = 110, X_PRE = 40, X_POST = 150 };

static long
y_of(double score)
{
	return lround(TOP + HEIGHT * (1 - fmin(100, fmax(0, score)) / 100));
}

static bool
is_said(double a, double b)
{
	return isfinite(a) && isfinite(b);
}

/* What may be error, where the second visit stands. */
static void
put_band(FILE *out, double pre, double limit)
{
	long top = y_of(pre + limit), bottom = y_of(pre - limit);

	fprintf(out, "<path class=\"n\" d=\"M%d %ldh24V%ldh-24z\"/>",
	    X_POST - 12, top, bottom);
}

static void
put_slope(FILE *out, const struct node *row)
{
	double pre = tree_number_at(row, "pre");
	double post = tree_number_at(row, "post");
	double limit = tree_number_at(row, "limit");
	struct put_pair ci = put_pair(tree_at(row, "change_ci95"));

	fprintf(out, "<svg viewBox=\"0 0 190 140\"><path class=\"x\" d=\"M%d"
	    " %dV%dM%d %dV%d\"/><text x=\"0\" y=\"%d\">100</text><text x="
	    "\"12\" y=\"%d\">0</text>", X_PRE, TOP, TOP + HEIGHT, X_POST, TOP,
	    TOP + HEIGHT, TOP + 4, TOP + HEIGHT + 4);
	if (is_said(pre, limit))
		put_band(out, pre, limit);
	if (is_said(pre, post))
		fprintf(out, "<path class=\"v\" d=\"M%d %ldL%d %ld\"/><circle"
		    " cx=\"%d\" cy=\"%ld\" r=\"4\"/>", X_PRE, y_of(pre),
		    X_POST, y_of(post), X_PRE, y_of(pre));
	if (is_said(pre, ci.low + ci.high))
		fprintf(out, "<path class=\"i\" d=\"M%d %ldh8m-4 0V%ldm-4 0h8"
		    "\"/>", X_POST - 4, y_of(pre + ci.low),
		    y_of(pre + ci.high));
	if (is_said(pre, post))
		fprintf(out, "<circle class=\"%s\" cx=\"%d\" cy=\"%ld\" r="
		    "\"4\"/>", tree_true(tree_at(row, "beyond_error")) ? "o"
		    : "h", X_POST, y_of(post));
	fprintf(out, "<text x=\"%d\" y=\"138\">pre</text><text x=\"%d\" y="
	    "\"138\">post</text></svg>", X_PRE - 8, X_POST - 11);
}

static void
put_score(FILE *out, const struct node *row, const char *name)
{
	struct put_pair ci = put_pair(tree_at(row, "change_ci95"));

	fprintf(out, "<figure><figcaption><b>%s</b><br>", name);
	put_fixed(out, 1, tree_number_at(row, "pre"));
	fputs(" \xe2\x86\x92 ", out);
	put_fixed(out, 1, tree_number_at(row, "post"));
	fputs("; change ", out);
	put_fixed(out, 1, tree_number_at(row, "change"));
	fputs(" <small>", out);
	if (is_said(ci.low, ci.high)) {
		putc('(', out);
		put_range(out, 1, ci.low, ci.high);
		putc(')', out);
	}
	if (isfinite(tree_number_at(row, "limit"))) {
		fputs(", limit ", out);
		put_fixed(out, 1, tree_number_at(row, "limit"));
	}
	fputs("</small><br>", out);
	change_outcome(out, tree_at(row, "outcome"), tree_at(row,
	    "beyond_landmark_noise"), tree_at(row, "beyond_error"));
	if (tree_said(tree_at(row, "reason"))) {
		fputs(" <small>", out);
		put_node(out, tree_at(row, "reason"));
		fputs("</small>", out);
	}
	fputs("</figcaption>", out);
	put_slope(out, row);
	fputs("</figure>", out);
}

static void
put_scores(FILE *out, const struct node *rows)
{
	const struct change_score *s;

	fputs("<div class=\"sl\">", out);
	for (size_t i = 0; (s = change_score(i)); i++) {
		const struct node *row = change_row(rows, s->row);

		if (row)
			put_score(out, row, s->name);
	}
	fputs("</div>", out);
}

/* Lines. */

/* All lines of a page have one scale: the limit, or what noise may do. */
static void
put_track(FILE *out, const struct node *row)
{
	struct put_pair ci = put_pair(tree_at(row, "change_ci95"));
	double change = tree_number_at(row, "change");
	double limit = tree_number_at(row, "limit");
	double unit = isfinite(limit) ? limit : 1.96 * tree_number_at(row,
	    "change_se");
	struct bar b = bar_on(-4, 4);

	if (!(unit > 0))
		return;
	b.value = change / unit;
	b.ci_low = ci.low / unit;
	b.ci_high = ci.high / unit;
	b.band_low = -1;
	b.band_high = 1;
	b.tick = 0;
	b.mark = tree_true(tree_at(row, "beyond_error")) ? "o"
	    : tree_true(tree_at(row, "beyond_landmark_noise")) ? "h" : "q";
	bar_put(out, &b);
}

static void
put_number(FILE *out, const struct synk_quantity *q, double value, bool sign)
{
	if (isfinite(value))
		put_minus(out, (sign ? diff_signed(q, value)
		    : diff_number(q, value)).text);
	else
		fputs("<span class=\"nk\">not known</span>", out);
}

static void
put_line(FILE *out, const struct node *row)
{
	struct synk_quantity q = change_quantity(row);
	struct put_unit u = put_unit(tree_at(row, "unit"));

	fputs("<tr><th scope=\"row\">", out);
	change_name(out, &q);
	fputs("</th><td class=\"num\">", out);
	put_number(out, &q, tree_number_at(row, "pre"), false);
	fputs("</td><td class=\"num\">", out);
	put_number(out, &q, tree_number_at(row, "post"), false);
	fputs("</td><td class=\"num\"><b>", out);
	put_number(out, &q, tree_number_at(row, "change"), true);
	fprintf(out, "</b></td><td>%s</td><td class=\"tr\">",
	    q.component == SYNK_RATIO_OF ? "ratio" : u.name);
	put_track(out, row);
	fputs("</td><td>", out);
	change_outcome(out, tree_at(row, "outcome"), tree_at(row,
	    "beyond_landmark_noise"), tree_at(row, "beyond_error"));
	if (tree_said(tree_at(row, "reason"))) {
		fputs("<br><small>", out);
		put_node(out, tree_at(row, "reason"));
		fputs("</small>", out);
	}
	fputs("</td></tr>", out);
}

static const char head[] = "<thead><tr><th scope=\"col\">number</th><th"
    " scope=\"col\" class=\"num\">pre</th><th scope=\"col\" class=\"num\">"
    "post</th><th scope=\"col\" class=\"num\">change</th><th scope=\"col\">"
    "unit</th><th scope=\"col\">change against its error</th><th scope=\"col"
    "\">outcome</th></tr></thead>";

static void
put_lines(FILE *out, const struct node *rows)
{
	const struct change_part *part;

	fprintf(out, "<div class=\"wide\" tabindex=\"0\" role=\"region\""
	    " aria-label=\"Changes, line by line\"><table class=\"ct\">%s"
	    "<tbody>", head);
	for (size_t i = 0; (part = change_part(i)); i++) {
		bool any = false;

		for (const struct node *n = tree_first(rows); n;
		    n = tree_next(n)) {
			if (!change_is_line(n, part->domain))
				continue;
			if (!any)
				fprintf(out, "<tr class=\"gp\"><th colspan="
				    "\"7\" scope=\"colgroup\">%s</th></tr>",
				    part->title);
			any = true;
			put_line(out, n);
		}
	}
	fputs("</tbody></table></div>", out);
}

/* "measure.rest.fissure_height.affected" as "rest, fissure height,
 * affected". */
static void
put_measure(FILE *out, const struct node *row)
{
	static const char start[] = "measure.";
	char *text = tree_copy(row), *at = text;

	if (at && strncmp(at, start, strlen(start)) == 0)
		at += strlen(start);
	for (size_t n; at && *at; at += n) {
		n = strcspn(at, "._");
		put_bytes(out, at, n);
		if (at[n])
			fputs(at[n++] == '.' ? ", " : " ", out);
	}
	free(text);
}

/* Single measures are hundreds: those beyond noise, in words. */
static void
put_measures(FILE *out, const struct node *rows)
{
	size_t all = 0, beyond = 0;
	const struct node *n;

	for (n = tree_first(rows); n; n = tree_next(n))
		if (tree_is_at(n, "domain", "measure")) {
			all++;
			beyond += tree_true(tree_at(n,
			    "beyond_landmark_noise"));
		}
	if (!all)
		return;
	fprintf(out, "<details class=\"long\"><summary>Single measures: %zu of"
	    " %zu beyond landmark noise</summary><ul class=\"cols\">", beyond,
	    all);
	for (n = tree_first(rows); n; n = tree_next(n)) {
		struct synk_quantity q;

		if (!tree_is_at(n, "domain", "measure") ||
		    !tree_true(tree_at(n, "beyond_landmark_noise")))
			continue;
		q = change_quantity(n);
		fputs("<li>", out);
		put_measure(out, tree_at(n, "row"));
		fputs(": ", out);
		put_number(out, &q, tree_number_at(n, "change"), true);
		fprintf(out, " %s, ", put_unit(tree_at(n, "unit")).name);
		change_outcome(out, tree_at(n, "outcome"), tree_at(n,
		    "beyond_landmark_noise"), tree_at(n, "beyond_error"));
		fputs("</li>", out);
	}
	fputs("</ul></details>", out);
}

static void
put_lead(FILE *out, const struct node *r)
{
	fputs("<p class=\"ld\"><b>", out);
	put_node(out, tree_at(r, "pre.visit"));
	fputs(" \xe2\x86\x92 ", out);
	put_node(out, tree_at(r, "post.visit"));
	fputs("</b>", out);
	if (tree_said(tree_at(r, "days"))) {
		fputs(", ", out);
		put_node(out, tree_at(r, "days"));
		fputs(" days", out);
	}
	fputs("; affected side: <b>", out);
	put_words(out, tree_at(r, "side"));
	fputs("</b>; severity: <b>", out);
	put_words(out, tree_at(r, "pre.severity"));
	fputs(" \xe2\x86\x92 ", out);
	put_words(out, tree_at(r, "post.severity"));
	fputs("</b> (not calibrated)</p>", out);
}

/* Whether any change was held against an error between sessions. */
static bool
has_error(const struct node *rows)
{
	for (const struct node *n = tree_first(rows); n; n = tree_next(n))
		if (isfinite(tree_number_at(n, "limit")))
			return true;
	return false;
}

void
change_diff(FILE *out, const struct node *r)
{
	const struct node *rows = tree_at(r, "changes");
	bool error = has_error(rows);

	put_lead(out, r);
	fputs(error ? "<p class=\"nt\">Hatched: within the error between"
	    " sessions. \xe2\x97\x8f beyond it; \xe2\x97\x8b beyond landmark"
	    " noise only. Thin lines: 95 % of landmark noise, of the"
	    " change.</p>" : "<p class=\"warn\">No error between sessions is"
	    " known: \xe2\x97\x8b beyond landmark noise is no proof of a"
	    " change. Hatched: what landmark noise may do.</p>", out);
	put_scores(out, rows);
	put_lines(out, rows);
	put_measures(out, rows);
	change_warnings(out, r);
}
