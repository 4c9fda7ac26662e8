/* What is said of a face, how sure that is, and the scores. */
#include <math.h>
#include <string.h>

#include "report_bars.h"
#include "report_put.h"
#include "report_visit.h"
#include "verdict_words.h"

enum { REASONS_MAX = 4 };

/* Short names, for classes of the style sheet. */
static const char *const marks[] = {
	[SYNK_SEVERITY_NONE] = "s0", [SYNK_SEVERITY_WEAKNESS] = "sw",
	[SYNK_SEVERITY_MILD] = "s1", [SYNK_SEVERITY_MODERATE] = "s2",
	[SYNK_SEVERITY_SEVERE] = "s3", [SYNK_UNDETERMINED] = "su",
};

static enum synk_severity
degree_of(const struct node *n)
{
	for (int i = 0; i < SYNK_SEVERITIES; i++)
		if (tree_is(n, synk_severity_name((enum synk_severity)i)))
			return (enum synk_severity)i;
	return SYNK_UNDETERMINED;
}

void
visit_degree(FILE *out, const struct node *severity, bool sentence)
{
	enum synk_severity s = degree_of(severity);
	const struct verdict_degree *d = verdict_degree(s);

	fprintf(out, "<span class=\"sev %s\"><i></i>%s</span>", marks[s],
	    sentence ? d->sentence : d->word);
}

static double
probability(const struct node *record, int degree)
{
	return tree_number_at(record, tree_path("severity.probability.%s",
	    synk_severity_name((enum synk_severity)degree)).at);
}

double
visit_chance(const struct node *record)
{
	enum synk_severity s = degree_of(tree_at(record, "severity.grade"));
	double p = 0;

	if (s == SYNK_UNDETERMINED)
		return NAN;
	if (s < SYNK_SEVERITY_MILD)
		return probability(record, (int)s);
	for (int i = (int)s; i < SYNK_SEVERITIES; i++)
		p += probability(record, i);
	return p;
}

void
visit_side(FILE *out, const struct node *record)
{
	const struct node *side = tree_at(record, "side");
	double p = tree_number_at(side, "probability");

	if (!tree_said(tree_at(side, "affected")) ||
	    tree_is_at(side, "affected", "unknown")) {
		fputs("not known", out);
		return;
	}
	put_words(out, tree_at(side, "affected"));
	if (!tree_said(tree_at(side, "source")))
		return;
	fputs(" (", out);
	put_words(out, tree_at(side, "source"));
	if (isfinite(p)) {
		fputs(", ", out);
		put_chance(out, p);
	}
	if (tree_true(tree_at(side, "contradicted")))
		fputs(", <strong>contradicted</strong>", out);
	putc(')', out);
}

/* The verdict. */

static void
put_open(FILE *out, const struct node *severity)
{
	const struct node *open = tree_at(severity, "not_excluded");
	const char *between = "";

	if (!tree_said(open))
		return;
	fputs("<p>Not excluded: ", out);
	for (const struct node *n = tree_first(open); n; n = tree_next(n)) {
		fprintf(out, "%s<b>%s</b>", between,
		    verdict_degree(degree_of(n))->word);
		between = ", ";
	}
	fputs(".</p>", out);
}

static void
put_grade(FILE *out, const struct node *record)
{
	const struct node *severity = tree_at(record, "severity");
	enum synk_severity s = degree_of(tree_at(severity, "grade"));
	double p = visit_chance(record);

	fputs("<p class=\"grade\">", out);
	visit_degree(out, tree_at(severity, "grade"), true);
	if (isfinite(p)) {
		fputs(" <span class=\"pr\">probability ", out);
		put_chance(out, p);
		fprintf(out, "%s</span>", verdict_degree(s)->of);
	}
	if (tree_said(tree_at(severity, "reason"))) {
		fputs(" <span class=\"pr\">", out);
		put_node(out, tree_at(severity, "reason"));
		fputs("</span>", out);
	}
	fputs("</p>", out);
	put_open(out, severity);
}

/* The finding of that name, in the library's table. */
static size_t
finding_of(const struct node *id)
{
	size_t i = 0;

	while (i < SYNK_FINDINGS && !tree_is(id, synk_finding(i)->id))
		i++;
	return i;
}

double
visit_threshold(const struct node *record, const char *finding)
{
	const struct node *n = tree_first(tree_at(record, "findings"));

	for (; n; n = tree_next(n))
		if (tree_is_at(n, "id", finding))
			return tree_number_at(n, "threshold");
	return NAN;
}

static void
put_reason(FILE *out, const struct node *finding)
{
	size_t i = finding_of(tree_at(finding, "id"));
	bool share, below;

	fputs("<li>", out);
	if (i == SYNK_FINDINGS) {
		put_words(out, tree_at(finding, "id"));
		fputs("</li>", out);
		return;
	}
	share = synk_finding(i)->unit == SYNK_UNIT_RATIO;
	below = synk_finding(i)->below;
	fprintf(out, "%s <b>", verdict_phrase(i)->before);
	put_fixed(out, share ? 0 : 1, (share ? 100 : 1) *
	    tree_number_at(finding, "value"));
	fprintf(out, " %s</b>%s <small>%s ", share ? "%" : "% IED",
	    verdict_phrase(i)->after, below ? "limit" : "norm");
	put_fixed(out, share ? 0 : 1, (share ? 100 : 1) *
	    tree_number_at(finding, "threshold"));
	fprintf(out, " %s, prob ", share ? "%" : "% IED");
	put_chance(out, tree_number_at(finding, "probability"));
	fputs("</small></li>", out);
}

/* How many of a list are before n: more probable, or as much and earlier. */
static size_t
rank_of(const struct node *list, const struct node *n)
{
	double p = tree_number_at(n, "probability"), q;
	size_t rank = 0;
	bool earlier = true;

	for (list = tree_first(list); list; list = tree_next(list)) {
		q = tree_number_at(list, "probability");
		earlier &= list != n;
		rank += q > p || (isfinite(q) && isnan(p)) ||
		    (earlier && (!(q < p) && !(p < q)));
	}
	return rank;
}

static void
put_reasons(FILE *out, const struct node *record)
{
	const struct node *all = tree_at(record, "severity.findings");
	enum synk_severity s = degree_of(tree_at(record, "severity.grade"));
	size_t most = s == SYNK_SEVERITY_NONE ? 1 : REASONS_MAX;

	if (!tree_said(all))
		return;
	fprintf(out, "<p class=\"lb\">%s</p><ul class=\"why\">",
	    verdict_degree(s)->label);
	for (size_t i = 0; i < most; i++)
		for (const struct node *n = tree_first(all); n;
		    n = tree_next(n))
			if (rank_of(all, n) == i)
				put_reason(out, n);
	fputs("</ul>", out);
	if (tree_count(all) > most)
		fprintf(out, "<p class=\"nt\">and %zu more, under "
		    "\xe2\x80\x9c" "All findings\xe2\x80\x9d</p>",
		    tree_count(all) - most);
}

/* All degrees as one bar, and in numbers. */
static void
put_degrees(FILE *out, const struct node *record)
{
	const struct bar scale = bar_on(0, 1);
	double from = 0, p;

	if (!isfinite(probability(record, 0)))
		return;
	fputs("<svg class=\"d\" viewBox=\"0 0 200 10\""
	    " preserveAspectRatio=\"none\">", out);
	for (int i = 0; i < SYNK_SEVERITIES; i++) {
		p = probability(record, i);
		if (p > 0)
			fprintf(out, "<path class=\"%s\" d=\"M%ld 0V10H%ldV0"
			    "z\"/>", marks[i], bar_x(&scale, from),
			    bar_x(&scale, from + p));
		from += isfinite(p) ? p : 0;
	}
	fputs("</svg><p class=\"dg\">", out);
	for (int i = 0; i < SYNK_SEVERITIES; i++) {
		fprintf(out, "<span class=\"sev %s\"><i></i>%s ", marks[i],
		    verdict_degree((enum synk_severity)i)->word);
		put_chance(out, probability(record, i));
		fputs("</span> ", out);
	}
	fputs("</p>", out);
}

void
visit_verdict(FILE *out, const struct visit_page *page)
{
	const struct node *r = page->record;

	fputs("<section class=\"verdict\"><h4>Verdict</h4>", out);
	if (tree_true(tree_at(r, "side.contradicted")))
		fputs("<p class=\"warn\">Check the side: the photographs speak"
		    " against it. As declared:</p>", out);
	put_grade(out, r);
	put_reasons(out, r);
	put_degrees(out, r);
	fputs("<p class=\"nt\">calibrated: ", out);
	put_words(out, tree_at(r, "severity.calibrated"));
	fputs("</p></section>", out);
}

/* Scores. */

static const struct {
	const char *key, *name;
} scores[] = {
	{ "rest", "at rest" }, { "movement", "voluntary movement" },
	{ "synkinesis", "synkinesis" }, { "overall", "overall (composite)" },
};

/* The score itself, or the one from the parts that are there. */
static void
put_score(FILE *out, const struct node *all, const char *key,
    const char *name)
{
	struct bar b = bar_on(0, 100);
	bool whole = isfinite(tree_number_at(all, key));
	const struct node *of = whole ? all : tree_at(all, "partial");
	struct put_pair ci = put_pair(tree_at(of, tree_path("%s_ci95",
	    key).at));

	b.value = tree_number_at(of, key);
	b.ci_low = ci.low;
	b.ci_high = ci.high;
	b.from = 0;
	b.tick = tree_number_at(all, tree_path("noise_floor.%s", key).at);
	fprintf(out, "<tr><th scope=\"row\">%s%s</th><td>", name,
	    !whole && isfinite(b.value) ? ", <b>partial</b>" : "");
	bar_put(out, &b);
	fputs("</td><td class=\"num\">", out);
	put_fixed(out, 1, b.value);
	fputs("</td><td class=\"ci\">", out);
	put_range(out, 1, ci.low, ci.high);
	fputs("</td></tr>", out);
}

void
visit_scores(FILE *out, const struct visit_page *page)
{
	const struct node *all = tree_at(page->record, "scores");

	fputs("<section class=\"scores\"><h4>Scores <small>100: symmetric, or"
	    " free of it</small></h4><table><thead><tr><th scope=\"col\">"
	    "score</th><td></td><th scope=\"col\">value</th>"
	    "<th scope=\"col\">95 %</th></tr></thead><tbody>", out);
	for (size_t i = 0; i < sizeof scores / sizeof *scores; i++)
		put_score(out, all, scores[i].key, scores[i].name);
	fputs("</tbody></table>", out);
	if (tree_said(tree_at(all, "reason"))) {
		fputs("<p class=\"nt\">Not all there: ", out);
		put_node(out, tree_at(all, "reason"));
		fputs("</p>", out);
	}
	fputs("</section>", out);
}
