/* Brow, eye and mouth: the two sides at rest and when asked to move. */
#include <math.h>

#include "report_bars.h"
#include "report_put.h"
#include "report_visit.h"

/* How far a standard error is drawn to either side: 95 %. */
static const double z95 = 1.96;

static const struct region {
	const char *key, *name, *resting;
	const char *uneven, *weak;	/* findings that have the norms */
	double sign;	/* of a bar: the mouth is below the eye line */
} regions[] = {
	{ "brow", "Brow", "height above the eye line", "brow_uneven",
	  "brow_weak", 1 },
	{ "eye", "Eye", "opening", "eye_uneven", "eye_weak", 1 },
	{ "smile", "Mouth", "corner, above the eye line", "smile_uneven",
	  "smile_weak", -1 },
};

static const char *const sides[] = { "right", "left" };

/* Two bars of one scale; the subject's right first, as faces are drawn. */
static void
put_sides(FILE *out, const struct node *of, struct put_unit u, double sign)
{
	double most = 0, least = 0, value[2], se[2];

	for (int i = 0; i < 2; i++) {
		value[i] = sign * tree_number_at(of, sides[i]);
		se[i] = tree_number_at(of, tree_path("%s_se", sides[i]).at);
		most = fmax(most, value[i] + (isfinite(se[i]) ? z95 * se[i]
		    : 0));
		least = fmin(least, value[i] - (isfinite(se[i]) ? z95 * se[i]
		    : 0));
	}
	for (int i = 0; i < 2; i++) {
		struct bar b = bar_on(least < 0 && least > -most / 50 ? 0
		    : least, most > least ? most : 1);

		b.value = value[i];
		b.from = 0;
		b.ci_low = value[i] - z95 * se[i];
		b.ci_high = value[i] + z95 * se[i];
		fprintf(out, "<div class=\"r\"><span>%s</span>", sides[i]);
		bar_put(out, &b);
		fputs("<b>", out);
		put_fixed(out, u.decimals, sign * u.factor * value[i]);
		fprintf(out, "</b><small>%s", isfinite(se[i]) ? "se " : "");
		if (isfinite(se[i]))
			put_fixed(out, u.decimals ? 1 : 0, u.factor * se[i]);
		fputs("</small></div>", out);
	}
}

static void
put_reason(FILE *out, const struct node *of, const char *key)
{
	if (!tree_said(tree_at(of, key)))
		return;
	fputs("<p class=\"nk\">", out);
	put_node(out, tree_at(of, key));
	fputs("</p>", out);
}

/* Left less right, with the norm of a difference that people notice. */
static void
put_difference(FILE *out, const struct node *rest, double norm)
{
	double d = tree_number_at(rest, "difference");
	double se = tree_number_at(rest, "difference_se");
	double reach = fmax(fabs(d) + (isfinite(se) ? z95 * se : 0),
	    isfinite(norm) ? 1.6 * norm : 0);
	struct bar b;

	if (!isfinite(d))
		return;
	b = bar_on(-reach, reach);
	b.value = d;
	b.ci_low = d - z95 * se;
	b.ci_high = d + z95 * se;
	b.band_low = -norm;
	b.band_high = norm;
	b.tick = 0;
	b.mark = "o";
	fputs("<div class=\"r\"><span>left \xe2\x88\x92 right</span>", out);
	bar_put(out, &b);
	fputs("<b>", out);
	put_fixed(out, 1, d);
	fputs("</b><small>norm \xc2\xb1", out);
	put_fixed(out, 1, norm);
	fputs("</small></div>", out);
}

static void
put_rest(FILE *out, const struct node *record, const struct node *rest,
    const struct region *r)
{
	struct put_unit u = { "% IED", 1, 1 };

	fprintf(out, "<h5>At rest <small>%s, %% IED</small></h5>",
	    r->resting);
	if (isfinite(tree_number_at(rest, "left")) ||
	    isfinite(tree_number_at(rest, "right")))
		put_sides(out, rest, u, r->sign);
	put_difference(out, rest, visit_threshold(record, r->uneven));
	put_reason(out, rest, "reason");
	if (tree_said(tree_at(rest, "direction"))) {
		fputs("<p class=\"nt\">affected side: ", out);
		put_words(out, tree_at(rest, "direction"));
		if (tree_said(tree_at(rest, "lateral.direction"))) {
			fputs("; corner outward: ", out);
			put_words(out, tree_at(rest, "lateral.direction"));
		}
		fputs("</p>", out);
	}
}

static void
put_ratio(FILE *out, const struct node *movement, double limit)
{
	struct put_pair ci = put_pair(tree_at(movement, "ratio_ci95"));
	struct bar b = bar_on(0, 1.25);

	b.value = tree_number_at(movement, "ratio");
	if (!isfinite(b.value)) {
		put_reason(out, movement, "ratio_reason");
		return;
	}
	b.ci_low = ci.low;
	b.ci_high = ci.high;
	b.band_low = limit;
	b.band_high = 1.25;
	b.tick = 1;
	b.mark = "o";
	fputs("<div class=\"r\"><span>ratio</span>", out);
	bar_put(out, &b);
	fputs("<b>", out);
	put_fixed(out, 2, b.value);
	fputs("</b><small>", out);
	put_range(out, 2, ci.low, ci.high);
	fputs("</small></div><p class=\"nt\">norm from ", out);
	put_fixed(out, 2, limit);
	fputs("</p>", out);
}

static void
put_movement(FILE *out, const struct node *record,
    const struct node *movement, const struct region *r)
{
	struct put_unit u = put_unit(tree_at(movement, "unit"));

	fputs("<h5>Asked <small>", out);
	put_words(out, tree_at(movement, "expression"));
	fprintf(out, ", %s</small></h5>", u.factor > 1 ? "% of the opening"
	    : u.name);
	if (isfinite(tree_number_at(movement, "left")) ||
	    isfinite(tree_number_at(movement, "right")))
		put_sides(out, movement, u, 1);
	put_ratio(out, movement, visit_threshold(record, r->weak));
	if (!tree_is_at(movement, "status", "ok")) {
		fputs("<p class=\"warn\">", out);
		put_words(out, tree_at(movement, "status"));
		fputs("</p>", out);
	}
	put_reason(out, movement, "reason");
}

static void
put_region(FILE *out, const struct node *record, const struct region *r)
{
	const struct node *of = tree_at(record, tree_path("regions.%s",
	    r->key).at);
	struct put_pair ci = put_pair(tree_at(of, "asymmetry_ci95"));

	fprintf(out, "<section class=\"rg\"><h4>%s <small>asymmetry ",
	    r->name);
	put_fixed(out, 0, tree_number_at(of, "asymmetry"));
	if (isfinite(ci.low + ci.high)) {
		fputs(" (", out);
		put_range(out, 0, ci.low, ci.high);
		putc(')', out);
	}
	fputs("</small></h4>", out);
	put_rest(out, record, tree_at(of, "rest"), r);
	put_movement(out, record, tree_at(of, "movement"), r);
	fputs("</section>", out);
}

void
visit_regions(FILE *out, const struct visit_page *page)
{
	fputs("<div class=\"rs\">", out);
	for (size_t i = 0; i < sizeof regions / sizeof *regions; i++)
		put_region(out, page->record, &regions[i]);
	fputs("</div>", out);
}
