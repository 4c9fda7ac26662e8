/*
 * The verdict in words, and the findings that it is from.
 *
 * A probability here is called "prob" and never "p": it is the share of draws
 * in which a finding is met, and no p-value.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "table.h"
#include "verdict_words.h"

enum { LABEL = 10, REASONS_MAX = 3 };

static double
at_least(const struct synk_severity_verdict *s, size_t degree)
{
	double p = 0;

	for (size_t i = degree; i < SYNK_SEVERITIES; i++)
		p += s->probability[i];
	return p;
}

/* Degrees that cannot be excluded: by their probability, or because not all
 * that would show them could be assessed. */
static void
add_not_excluded(struct table_text *t, const struct synk_record *r)
{
	const struct synk_severity_verdict *s = &r->verdict->severity;
	const char *join = "; not excluded: ";

	if (isnan(s->probability[SYNK_SEVERITY_NONE]))
		return;
	for (size_t i = 0; i < SYNK_SEVERITIES; i++) {
		double p = at_least(s, i);

		if (!s->not_excluded[i])
			continue;
		table_add(t, "%s%s (%s)", join,
		    verdict_degree((enum synk_severity)i)->word,
		    p > r->norms->at[SYNK_NORM_ABSENT]
		    ? table_probability(p).text : "not assessable");
		join = ", ";
	}
}

/* What stands in the way of a degree.  The library's words for noise are of
 * numbers, and a degree can be open although the face is not symmetric. */
static const char *
obstacle(const struct synk_severity_verdict *s)
{
	return s->reason == SYNK_REASON_NOISE
	    ? "no degree is certain enough"
	    : synk_reason_text(s->reason);
}

static void
put_degree(FILE *out, const struct synk_record *r)
{
	const struct synk_severity_verdict *s = &r->verdict->severity;
	const struct verdict_degree *d = verdict_degree(s->grade);
	struct table_text t = { .size = 0 };
	bool scale = s->grade >= SYNK_SEVERITY_MILD;

	table_add(&t, "%s", d->sentence);
	if (s->grade == SYNK_UNDETERMINED)
		table_add(&t, ": %s", obstacle(s));
	else
		table_add(&t, " (probability %s%s)", table_probability(scale
		    ? at_least(s, s->grade)
		    : s->probability[s->grade]).text, d->of);
	add_not_excluded(&t, r);
	table_add(&t, ".");
	table_wrap(out, 0, "", t.at);
}

/* All that are not next to impossible, if there are several. */
static void
put_degrees(FILE *out, const struct synk_severity_verdict *s)
{
	struct table_text t = { .size = 0 };
	size_t shown = 0;

	for (size_t i = 0; i < SYNK_SEVERITIES; i++) {
		struct table_number p = table_probability(s->probability[i]);

		if (p.text[0] == '<' || isnan(s->probability[i]))
			continue;
		table_add(&t, "%s%s %s", shown++ ? ", " : "",
		    verdict_degree((enum synk_severity)i)->word, p.text);
	}
	if (shown < SYNK_SEVERITIES)
		table_add(&t, "; else <0.01");
	if (shown > 1)
		table_wrap(out, LABEL, "  degrees", t.at);
}

/* Lengths in mm as well, where a scale is known. */
static void
add_value(struct table_text *t, size_t finding, double value, double mm)
{
	bool share = synk_finding(finding)->unit == SYNK_UNIT_RATIO;

	if (share) {
		table_add(t, "%s %%", table_fixed(0, 100 * value).text);
		return;
	}
	table_add(t, "%s %% IED", table_fixed(1, value).text);
	if (!isnan(mm))
		table_add(t, ", %s mm", table_fixed(1, value / 100 *
		    mm).text);
}

static void
put_reason(FILE *out, const char *label, const struct synk_record *r,
    size_t finding)
{
	const struct synk_found *f = &r->verdict->finding[finding];
	struct table_text t = { .size = 0 };
	bool share = synk_finding(finding)->unit == SYNK_UNIT_RATIO;

	table_add(&t, "%s ", verdict_phrase(finding)->before);
	add_value(&t, finding, f->value, r->exam->mm_per_ied);
	table_add(&t, "%s (%s %s %%), prob %s", verdict_phrase(finding)->after,
	    synk_finding(finding)->below ? "limit" : "norm", table_fixed(
	    share ? 0 : 1, (share ? 100 : 1) * f->threshold).text,
	    table_probability(f->probability).text);
	table_wrap(out, LABEL, label, t.at);
}

/* The decided finding that is most probable and not yet used; or none. */
static size_t
most_probable(const struct synk_verdict *v, const bool used[SYNK_FINDINGS])
{
	size_t best = SYNK_FINDINGS;

	for (size_t i = 0; i < SYNK_FINDINGS; i++)
		if (v->severity.decided[i] && !used[i] &&
		    !isnan(v->finding[i].probability) &&
		    (best == SYNK_FINDINGS || v->finding[i].probability >
		    v->finding[best].probability))
			best = i;
	return best;
}

static void
put_reasons(FILE *out, const struct synk_record *r)
{
	enum synk_severity grade = r->verdict->severity.grade;
	size_t most = grade == SYNK_SEVERITY_NONE ? 1 : REASONS_MAX;
	bool used[SYNK_FINDINGS] = { false };
	char label[LABEL + 1];

	snprintf(label, sizeof label, "  %s", verdict_degree(grade)->label);
	for (size_t i = 0; i < most; i++) {
		size_t best = most_probable(r->verdict, used);

		if (best == SYNK_FINDINGS)
			return;
		put_reason(out, i ? "" : label, r, best);
		used[best] = true;
	}
}

/* What qualifies the verdict as a whole stands with it. */
static void
put_cautions(FILE *out, const struct synk_record *r)
{
	struct synk_warning w[SYNK_WARNINGS_MAX];
	size_t n = synk_warnings(w, SYNK_WARNINGS_MAX, r->verdict, r->exam,
	    r->norms);

	for (size_t i = 0; i < n; i++)
		if (!w[i].of_expression)
			table_wrap(out, LABEL, "  warning", w[i].text);
}

void
table_verdict(FILE *out, const struct synk_record *r)
{
	const struct synk_verdict *v = r->verdict;

	if (v->side.contradicted)
		fputs("CHECK THE SIDE: the photographs speak against it."
		    "  As declared:\n", out);
	put_degree(out, r);
	put_reasons(out, r);
	put_degrees(out, &v->severity);
	put_cautions(out, r);
	table_wrap(out, LABEL, "  note", v->drawing.draws
	    ? "probabilities and 95 % intervals cover the noise of landmarks"
	    " only." : "without draws there are no intervals and no"
	    " probabilities.");
	table_wrap(out, LABEL, "", "Research use: no validated cut-offs exist"
	    " (calibrated: false).");
}
