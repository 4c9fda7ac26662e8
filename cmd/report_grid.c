/* What moved unasked: the matrix, a number and a tint a cell. */
#include <math.h>

#include "report_put.h"
#include "report_visit.h"

enum { ASKED = 4, MOVED = 3 };

static const struct {
	const char *key, *name;
} asked[ASKED] = {
	{ "smile", "smile" }, { "pucker", "pucker" },
	{ "brow_raise", "brow raise" }, { "eye_close", "eye closure" },
}, moved[MOVED] = {
	{ "brow", "brow moves" }, { "eye", "eye narrows" },
	{ "mouth", "mouth moves" },
};

static const struct node *
row_of(const struct node *record, const char *key)
{
	const struct node *n = tree_first(tree_at(record, "synkinesis"));

	while (n && !tree_is_at(n, "row", key))
		n = tree_next(n);
	return n;
}

/* The status of the finding that judges it. */
static const struct node *
judged(const struct node *record, const char *key)
{
	const struct node *n = tree_first(tree_at(record, "findings"));

	while (n && !tree_is_at(n, "id", key))
		n = tree_next(n);
	return tree_at(n, "status");
}

/* 0 to 4, of an involvement of 0 to 100; under 10 is as good as none. */
static int
tint(double involvement)
{
	return !(involvement >= 10) ? 0 : involvement >= 75 ? 4
	    : involvement >= 50 ? 3 : involvement >= 25 ? 2 : 1;
}

static void
put_sides(FILE *out, const struct node *row, struct put_unit u)
{
	fputs("<br>right ", out);
	put_fixed(out, u.decimals, u.factor * tree_number_at(row, "right"));
	fputs(", left ", out);
	put_fixed(out, u.decimals, u.factor * tree_number_at(row, "left"));
}

static void
put_norm(FILE *out, const struct node *row, struct put_unit u)
{
	struct put_pair ci = put_pair(tree_at(row, "excess_ci95"));

	fputs("<br><small>", out);
	if (isfinite(ci.low + ci.high)) {
		put_range(out, u.decimals, u.factor * ci.low, u.factor *
		    ci.high);
		fputs("; ", out);
	}
	fputs("norm ", out);
	put_fixed(out, u.decimals, u.factor * tree_number_at(row, "norm"));
}

static void
put_numbers(FILE *out, const struct node *row, const struct node *status)
{
	struct put_unit u = put_unit(tree_at(row, "unit"));
	double excess = tree_number_at(row, "excess");
	double grade = tree_number_at(row, "grade");

	fprintf(out, "<td class=\"h%d\"><b>", tint(tree_number_at(row,
	    "involvement")));
	put_fixed(out, u.decimals, u.factor * excess);
	fprintf(out, " %s</b>%s", u.name, tree_true(tree_at(row,
	    "beyond_norm")) ? " <b class=\"by\">beyond norm</b>" : "");
	put_norm(out, row, u);
	put_sides(out, row, u);
	if (tree_said(status)) {
		fputs("<br>", out);
		put_words(out, status);
		fputs(", prob ", out);
		put_chance(out, tree_number_at(row, "probability"));
		if (isfinite(grade))
			fprintf(out, "; estimate %.0f of 3", grade);
	}
	fputs("</small></td>", out);
}

static void
put_cell(FILE *out, const struct node *record, const char *key)
{
	const struct node *row = row_of(record, key);

	if (!row) {
		fputs("<td class=\"hx\"><small>asked itself</small></td>",
		    out);
	} else if (!isfinite(tree_number_at(row, "excess"))) {
		fputs("<td class=\"hx\"><b>not known</b><br><small>", out);
		put_words(out, tree_at(row, tree_said(tree_at(row, "reason"))
		    ? "reason" : "status"));
		if (isfinite(tree_number_at(row, "left")))
			put_sides(out, row, put_unit(tree_at(row, "unit")));
		fputs("</small></td>", out);
	} else {
		put_numbers(out, row, judged(record, key));
	}
}

void
visit_grid(FILE *out, const struct visit_page *page)
{
	fputs("<section class=\"grid\"><h4>Synkinesis <small>what moves"
	    " unasked: excess of the affected side</small></h4>"
	    "<table class=\"hm\"><thead><tr><th scope=\"col\">asked</th>",
	    out);
	for (int m = 0; m < MOVED; m++)
		fprintf(out, "<th scope=\"col\">%s</th>", moved[m].name);
	fputs("</tr></thead><tbody>", out);
	for (int a = 0; a < ASKED; a++) {
		fprintf(out, "<tr><th scope=\"row\">%s</th>", asked[a].name);
		for (int m = 0; m < MOVED; m++)
			put_cell(out, page->record, tree_path("%s_%s",
			    asked[a].key, moved[m].key).at);
		fputs("</tr>", out);
	}
	fputs("</tbody></table></section>", out);
}
