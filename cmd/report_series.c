/* All visits of a subject: how each score went. */
#include <math.h>
#include <stdlib.h>

#include "cli.h"
#include "diff_words.h"
#include "report_change.h"
#include "report_put.h"

enum { TOP = 14, HEIGHT = 110, LEFT = 34, WIDTH = 250,
    BASE = TOP + HEIGHT + 14 };

/* Element i of a list, or NULL. */
static const struct node *
element(const struct node *list, size_t i)
{
	const struct node *n = tree_first(list);

	while (n && i--)
		n = tree_next(n);
	return n;
}

static long
y_of(double score)
{
	return lround(TOP + HEIGHT * (1 - fmin(100, fmax(0, score)) / 100));
}

/* Where visits stand, 0 to 1: by their days if all have one, each later than
 * the one before; else evenly. */
struct times {
	double *at;
	size_t count;
	bool known;
};

static struct times
times_of(const struct node *visits)
{
	struct times t = { .count = tree_count(visits), .known = true };
	const struct node *v = tree_first(visits);
	double first = 0, last = 0;

	t.at = cli_alloc((t.count + 1) * sizeof *t.at);
	for (size_t i = 0; i < t.count; i++, v = tree_next(v)) {
		t.at[i] = tree_number_at(v, "days_since_onset");
		t.known &= isfinite(t.at[i]) && (i == 0 || t.at[i] > last);
		last = t.at[i];
	}
	first = t.at[0];
	t.known &= t.count > 1;
	for (size_t i = 0; i < t.count; i++)
		t.at[i] = t.known ? (t.at[i] - first) / (last - first)
		    : t.count > 1 ? (double)i / (double)(t.count - 1) : 0;
	return t;
}

static long
x_of(const struct times *t, size_t i)
{
	return LEFT + 12 + lround((WIDTH - 24) * (i < t->count ? t->at[i]
	    : 1));
}

/* What may be error, around the first value: of each later visit its own. */
static void
put_limits(FILE *out, const struct node *row, const struct times *t)
{
	double first = tree_number(tree_first(tree_at(row, "values")));
	size_t i = 1;

	for (const struct node *l = tree_first(tree_at(row, "limit")); l;
	    l = tree_next(l), i++)
		if (isfinite(first + tree_number(l)))
			fprintf(out, "<path class=\"n\" d=\"M%ld %ldh16V%ldh"
			    "-16z\"/>", x_of(t, i) - 8,
			    y_of(first + tree_number(l)),
			    y_of(first - tree_number(l)));
}

static void
put_errors(FILE *out, const struct node *row, const struct times *t)
{
	const struct node *values = tree_at(row, "values");
	size_t i = 1;

	for (const struct node *se = tree_first(tree_at(row, "change_se"));
	    se; se = tree_next(se), i++) {
		double v = tree_number(element(values, i));
		double reach = 1.96 * tree_number(se);

		if (isfinite(v + reach))
			fprintf(out, "<path class=\"i\" d=\"M%ld %ldh8m-4 0V"
			    "%ldm-4 0h8\"/>", x_of(t, i) - 4,
			    y_of(v - reach), y_of(v + reach));
	}
}

static const struct node *
of_change(const struct node *row, const char *key, size_t visit)
{
	return visit ? element(tree_at(row, key), visit - 1) : NULL;
}

static void
put_points(FILE *out, const struct node *row, const struct times *t)
{
	const struct node *v = tree_first(tree_at(row, "values"));
	bool drawn = false;

	fputs("<path class=\"v\" d=\"", out);
	for (size_t i = 0; v; v = tree_next(v), i++) {
		if (!isfinite(tree_number(v)))
			continue;
		fprintf(out, "%c%ld %ld", drawn ? 'L' : 'M', x_of(t, i),
		    y_of(tree_number(v)));
		drawn = true;
	}
	fputs("\"/>", out);
	v = tree_first(tree_at(row, "values"));
	for (size_t i = 0; v; v = tree_next(v), i++)
		if (isfinite(tree_number(v)))
			fprintf(out, "<circle class=\"%s\" cx=\"%ld\" cy=\"%ld"
			    "\" r=\"4\"/>", i ? change_mark(of_change(row,
			    "outcome", i), of_change(row,
			    "beyond_landmark_noise", i), NULL) : "o",
			    x_of(t, i), y_of(tree_number(v)));
}

/* Numbers of visits, which the table has too. */
static void
put_visits(FILE *out, const struct times *t)
{
	for (size_t i = 0; i < t->count; i++)
		fprintf(out, "<text x=\"%ld\" y=\"%d\" class=\"c\">%zu</text>",
		    x_of(t, i), BASE, i + 1);
}

static void
put_score(FILE *out, const struct node *row, const char *name,
    const struct times *t)
{
	fprintf(out, "<figure><figcaption><b>%s</b></figcaption><svg viewBox="
	    "\"0 0 %d 144\"><path class=\"x\" d=\"M%d %dV%dh%d\"/><text x="
	    "\"4\" y=\"%d\">100</text><text x=\"16\" y=\"%d\">0</text>", name,
	    LEFT + WIDTH, LEFT, TOP, TOP + HEIGHT, WIDTH, TOP + 4,
	    TOP + HEIGHT + 4);
	put_limits(out, row, t);
	put_errors(out, row, t);
	put_points(out, row, t);
	put_visits(out, t);
	fputs("</svg></figure>", out);
}

/* Tables. */

static void
put_values(FILE *out, const struct node *row)
{
	const struct node *v = tree_first(tree_at(row, "values"));
	struct synk_quantity q = change_quantity(row);

	fputs("<tr><th scope=\"row\">", out);
	change_name(out, &q);
	fprintf(out, " <small>%s</small></th>", q.component == SYNK_RATIO_OF
	    ? "ratio" : put_unit(tree_at(row, "unit")).name);
	for (size_t i = 0; v; v = tree_next(v), i++) {
		fputs("<td>", out);
		if (isfinite(tree_number(v)))
			put_minus(out, diff_number(&q, tree_number(v)).text);
		else
			put_fixed(out, 0, NAN);
		if (i > 0) {
			fputs("<br>", out);
			change_outcome(out, of_change(row, "outcome", i),
			    of_change(row, "beyond_landmark_noise", i), NULL);
		}
		fputs("</td>", out);
	}
	fputs("</tr>", out);
}

static void
put_head(FILE *out, const struct node *visits, const char *label)
{
	const struct node *v = tree_first(visits);

	fprintf(out, "<div class=\"wide\" tabindex=\"0\" role=\"region\""
	    " aria-label=\"%s\"><table class=\"ct\"><thead><tr><th scope"
	    "=\"col\">number</th>", label);
	for (size_t i = 1; v; v = tree_next(v), i++) {
		fprintf(out, "<th scope=\"col\">%zu. ", i);
		put_node(out, tree_at(v, "visit"));
		if (tree_said(tree_at(v, "days_since_onset"))) {
			fputs(", day ", out);
			put_node(out, tree_at(v, "days_since_onset"));
		}
		fputs("<br><small>", out);
		put_words(out, tree_at(v, "severity"));
		fputs("</small></th>", out);
	}
	fputs("</tr></thead><tbody>", out);
}

static void
put_scores(FILE *out, const struct node *r)
{
	const struct node *rows = tree_at(r, "rows");
	const struct change_score *s;

	put_head(out, tree_at(r, "visits"), "Scores of all visits");
	for (size_t i = 0; (s = change_score(i)); i++)
		if (change_row(rows, s->row))
			put_values(out, change_row(rows, s->row));
	fputs("</tbody></table></div>", out);
}

static void
put_lines(FILE *out, const struct node *r)
{
	const struct node *rows = tree_at(r, "rows");
	const struct change_part *part;

	fputs("<details><summary>Line by line: involuntary, voluntary, at"
	    " rest, regions</summary>", out);
	put_head(out, tree_at(r, "visits"), "All visits, line by line");
	for (size_t i = 0; (part = change_part(i)); i++) {
		fprintf(out, "<tr class=\"gp\"><th colspan=\"%zu\" scope="
		    "\"colgroup\">%s</th></tr>", 1 + tree_count(tree_at(r,
		    "visits")), part->title);
		for (const struct node *n = tree_first(rows); n;
		    n = tree_next(n))
			if (change_is_line(n, part->domain))
				put_values(out, n);
	}
	fputs("</tbody></table></div></details>", out);
}

void
change_series(FILE *out, const struct node *r)
{
	const struct node *rows = tree_at(r, "rows");
	struct times t = times_of(tree_at(r, "visits"));
	const struct change_score *s;

	fputs("<p class=\"ld\">affected side: <b>", out);
	put_words(out, tree_at(r, "side"));
	fprintf(out, "</b>; each visit against the first; visits stand %s</p>"
	    "<div class=\"sl\">", t.known ? "by their days since onset"
	    : "evenly, not by time");
	for (size_t i = 0; (s = change_score(i)); i++)
		if (change_row(rows, s->row))
			put_score(out, change_row(rows, s->row), s->name, &t);
	free(t.at);
	fputs("</div>", out);
	put_scores(out, r);
	fputs("<p class=\"nt\">Hatched: within the error between sessions of"
	    " the first value. \xe2\x97\x8f beyond it; \xe2\x97\x8b beyond"
	    " landmark noise only, which is no proof of a change. Thin lines:"
	    " 1.96 standard errors of the change from the first, of landmark"
	    " noise. No trend is tested.</p>", out);
	put_lines(out, r);
	change_warnings(out, r);
}
