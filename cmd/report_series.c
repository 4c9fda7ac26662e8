/* All visits of a subject: how each score went. */
#include <math.h>

#include "report_change.h"
#include "report_put.h"

enum { TOP = 14, HEIGHT = 110, LEFT = 34, WIDTH = 250 };

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

static long
x_of(size_t i, size_t n)
{
	return LEFT + 12 + (long)(i * (WIDTH - 24) / (n > 1 ? n - 1 : 1));
}

/* What may be error, around the first value: of each later visit its own. */
static void
put_limits(FILE *out, const struct node *row, double first, size_t n)
{
	size_t i = 1;

	for (const struct node *l = tree_first(tree_at(row, "limit")); l;
	    l = tree_next(l), i++)
		if (isfinite(first + tree_number(l)))
			fprintf(out, "<path class=\"n\" d=\"M%ld %ldh16V%ldh"
			    "-16z\"/>", x_of(i, n) - 8,
			    y_of(first + tree_number(l)),
			    y_of(first - tree_number(l)));
}

static void
put_errors(FILE *out, const struct node *row, size_t n)
{
	const struct node *values = tree_at(row, "values");
	size_t i = 1;

	for (const struct node *se = tree_first(tree_at(row, "change_se"));
	    se; se = tree_next(se), i++) {
		double v = tree_number(element(values, i));
		double reach = 1.96 * tree_number(se);

		if (isfinite(v + reach))
			fprintf(out, "<path class=\"i\" d=\"M%ld %ldh8m-4 0V"
			    "%ldm-4 0h8\"/>", x_of(i, n) - 4,
			    y_of(v - reach), y_of(v + reach));
	}
}

static void
put_points(FILE *out, const struct node *row, size_t n)
{
	const struct node *v = tree_first(tree_at(row, "values"));
	bool drawn = false;

	fputs("<path class=\"v\" d=\"", out);
	for (size_t i = 0; v; v = tree_next(v), i++) {
		if (!isfinite(tree_number(v)))
			continue;
		fprintf(out, "%c%ld %ld", drawn ? 'L' : 'M', x_of(i, n),
		    y_of(tree_number(v)));
		drawn = true;
	}
	fputs("\"/>", out);
	v = tree_first(tree_at(row, "values"));
	for (size_t i = 0; v; v = tree_next(v), i++)
		if (isfinite(tree_number(v)))
			fprintf(out, "<circle cx=\"%ld\" cy=\"%ld\" r=\"4\""
			    "/>", x_of(i, n), y_of(tree_number(v)));
}

static void
put_score(FILE *out, const struct node *row, const char *name)
{
	const struct node *values = tree_at(row, "values");
	size_t n = tree_count(values);

	fprintf(out, "<figure><figcaption><b>%s</b></figcaption><svg viewBox="
	    "\"0 0 %d 132\"><path class=\"x\" d=\"M%d %dV%dh%d\"/><text x="
	    "\"4\" y=\"%d\">100</text><text x=\"16\" y=\"%d\">0</text>", name,
	    LEFT + WIDTH, LEFT, TOP, TOP + HEIGHT, WIDTH, TOP + 4,
	    TOP + HEIGHT + 4);
	put_limits(out, row, tree_number(tree_first(values)), n);
	put_errors(out, row, n);
	put_points(out, row, n);
	fputs("</svg></figure>", out);
}

static void
put_values(FILE *out, const struct node *row, const char *name)
{
	const struct node *v = tree_first(tree_at(row, "values"));

	fprintf(out, "<tr><th scope=\"row\">%s</th>", name);
	for (size_t i = 0; v; v = tree_next(v), i++) {
		fputs("<td>", out);
		put_fixed(out, 1, tree_number(v));
		if (i > 0) {
			fputs("<br>", out);
			change_outcome(out, element(tree_at(row, "outcome"),
			    i - 1), element(tree_at(row,
			    "beyond_landmark_noise"), i - 1), NULL);
		}
		fputs("</td>", out);
	}
	fputs("</tr>", out);
}

static void
put_table(FILE *out, const struct node *r, const struct node *rows)
{
	const struct node *v = tree_first(tree_at(r, "visits"));
	const struct change_score *s;

	fputs("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label="
	    "\"Scores of all visits\"><table class=\"ct\"><thead><tr><th scope"
	    "=\"col\">score</th>", out);
	for (; v; v = tree_next(v)) {
		fputs("<th scope=\"col\">", out);
		put_node(out, tree_at(v, "visit"));
		fputs(" <small>", out);
		put_words(out, tree_at(v, "severity"));
		fputs("</small></th>", out);
	}
	fputs("</tr></thead><tbody>", out);
	for (size_t i = 0; (s = change_score(i)); i++)
		if (change_row(rows, s->row))
			put_values(out, change_row(rows, s->row), s->name);
	fputs("</tbody></table></div>", out);
}

void
change_series(FILE *out, const struct node *r)
{
	const struct node *rows = tree_at(r, "rows");
	const struct change_score *s;

	fputs("<p class=\"ld\">affected side: <b>", out);
	put_words(out, tree_at(r, "side"));
	fputs("</b>; each visit against the first; visits are evenly spaced,"
	    " not by time</p><div class=\"sl\">", out);
	for (size_t i = 0; (s = change_score(i)); i++)
		if (change_row(rows, s->row))
			put_score(out, change_row(rows, s->row), s->name);
	fputs("</div>", out);
	put_table(out, r, rows);
	fputs("<p class=\"nt\">Hatched: within the error between sessions of"
	    " the first value. Thin lines: 1.96 standard errors of the change"
	    " from the first, of landmark noise. No trend is tested.</p>",
	    out);
	change_warnings(out, r);
}
