/* What changed, in words, before any number. */
#include <math.h>
#include <stdlib.h>

#include "diff_table.h"

/* Which way a change went.  Only where the error between sessions is known can
 * it be for the better; else it has no more than a direction. */
enum way { WAY_NONE, WAY_IMPROVED, WAY_WORSE, WAY_HEALTHY_LOSS,
    WAY_OVERCORRECTED, WAY_CHANGED, WAY_TOWARD, WAY_AWAY, WAY_SIDE, WAYS };

static const enum way by_outcome[SYNK_OUTCOMES] = {
	[SYNK_OUTCOME_IMPROVED] = WAY_IMPROVED,
	[SYNK_OUTCOME_WORSE] = WAY_WORSE,
	[SYNK_OUTCOME_CHANGED] = WAY_CHANGED,
	[SYNK_OUTCOME_HEALTHY_LOSS] = WAY_HEALTHY_LOSS,
	[SYNK_OUTCOME_OVERCORRECTED] = WAY_OVERCORRECTED,
};

static const struct {
	const char *word;	/* NULL: the domain's */
	bool says_direction;	/* of each of them */
} ways[WAYS] = {
	[WAY_IMPROVED] = { "improved: ", false },
	[WAY_WORSE] = { "worse: ", false },
	[WAY_HEALTHY_LOSS] = { "more even by a loss of the healthy side: ",
	  false },
	[WAY_OVERCORRECTED] = { "overcorrected: ", false },
	[WAY_CHANGED] = { "changed: ", true },
	[WAY_TOWARD] = { NULL, false },
	[WAY_AWAY] = { NULL, false },
	[WAY_SIDE] = { "one side: ", true },
};

static const struct domain {
	enum synk_kind kind;
	const char *label, *toward, *away;
} domains[] = {
	{ SYNK_KIND_SYNKINESIS, "  involuntary", "less: ", "more: " },
	{ SYNK_KIND_MOVEMENT, "  voluntary", "more even: ", "less even: " },
	{ SYNK_KIND_REST, "  at rest", "more even: ", "less even: " },
	{ SYNK_KIND_SCORE, "  scores", "higher: ", "lower: " },
};

/* How far from even, which is 100 of a score. */
static double
unevenness(const struct synk_quantity *q, double value)
{
	return q->component == SYNK_RATIO_OF ? fabs(value - 1)
	    : q->component == SYNK_VALUE_OF ? -value
	    : q->better == SYNK_BETTER_ZERO ? fabs(value) : value;
}

static enum way
way_of(const struct synk_diff *d, size_t i)
{
	const struct synk_quantity *q = synk_visits_quantity(d->visits, i);
	const struct synk_change *c = &d->change[i];
	double pre = unevenness(q, c->pre), post = unevenness(q, c->post);

	if (c->outcome != SYNK_OUTCOME_NO_ERROR_KNOWN)
		return by_outcome[c->outcome];
	if (c->beyond_noise <= 0)
		return WAY_NONE;
	return diff_is_side(q) ? WAY_SIDE : post < pre ? WAY_TOWARD
	    : WAY_AWAY;
}

/* The composite is told apart, where its parts are. */
static bool
is_of(const struct domain *domain, const struct synk_diff *d, size_t i)
{
	const struct synk_quantity *q = synk_visits_quantity(d->visits, i);

	if (domain->kind == SYNK_KIND_SCORE)
		return (q->kind == SYNK_KIND_SCORE ||
		    q->kind == SYNK_KIND_PARTIAL) && q->which !=
		    SYNK_SCORE_OVERALL && diff_score(d, q->which) == i;
	return q->kind == domain->kind && (diff_is_row(q) || diff_is_side(q));
}

/* Whether the error between sessions of a change is known. */
static bool
is_known(const struct synk_change *c)
{
	return c->beyond_error >= 0;
}

/* An affected side that makes its row change is told by the row. */
static bool
is_told_by_row(const struct synk_diff *d, size_t i)
{
	return d->side != SYNK_UNKNOWN && synk_visits_quantity(d->visits,
	    i)->component == SYNK_LEFT_OF && way_of(d, i + 2) != WAY_NONE;
}

static void
add_change(char **text, const struct synk_diff *d, size_t i, enum way way)
{
	const struct synk_quantity *q = synk_visits_quantity(d->visits, i);
	const char *side = diff_side(q, d->side != SYNK_UNKNOWN);

	plan_add(text, "%s%s%s%s%s", diff_name(q).text, *side ? " (" : "",
	    side, *side ? ")" : "", !ways[way].says_direction ? ""
	    : d->change[i].change > 0 ? " up" : " down");
}

/* Those of a domain that went one way. */
static void
add_way(char **text, const struct domain *domain, const struct synk_diff *d,
    bool known, enum way way)
{
	const char *word = ways[way].word ? ways[way].word
	    : way == WAY_TOWARD ? domain->toward : domain->away;
	size_t n = 0;

	for (size_t i = 0; i < SYNK_QUANTITIES_HEAD; i++) {
		if (!is_of(domain, d, i) || way_of(d, i) != way ||
		    is_known(&d->change[i]) != known || is_told_by_row(d, i))
			continue;
		plan_add(text, "%s", n++ ? "; " : *text ? ".  " : "");
		plan_add(text, "%s", n == 1 ? word : "");
		add_change(text, d, i, way);
	}
}

/* Numbers of one domain, of known or of unknown error. */
struct count {
	size_t judged, changed;
	size_t unknown;		/* without even a standard error */
};

static struct count
count(const struct domain *domain, const struct synk_diff *d, bool known)
{
	struct count n = { 0 };

	for (size_t i = 0; i < SYNK_QUANTITIES_HEAD; i++) {
		const struct synk_change *c = &d->change[i];

		if (!is_of(domain, d, i) || isnan(c->change) ||
		    is_known(c) != known)
			continue;
		if (!known && c->beyond_noise < 0)
			n.unknown++;
		else
			n.judged++;
		n.changed += diff_is_beyond(c);
	}
	return n;
}

static struct count
count_all(const struct synk_diff *d, bool known)
{
	struct count all = { 0 };

	for (size_t k = 0; k < sizeof domains / sizeof *domains; k++) {
		struct count n = count(&domains[k], d, known);

		all.judged += n.judged;
		all.changed += n.changed;
		all.unknown += n.unknown;
	}
	return all;
}

static void
put_domains(FILE *out, const struct synk_diff *d, bool known)
{
	for (size_t k = 0; k < sizeof domains / sizeof *domains; k++) {
		char *text = NULL;

		for (enum way way = WAY_IMPROVED; way < WAYS; way++)
			add_way(&text, &domains[k], d, known, way);
		if (text || count(&domains[k], d, known).judged)
			plan_line(out, DIFF_LABEL, domains[k].label, "%s",
			    text ? text : "nothing");
		free(text);
	}
}

void
diff_table_changed(FILE *out, const struct synk_diff *d)
{
	struct count error = count_all(d, true), noise = count_all(d, false);

	if (!error.judged && !noise.judged)
		plan_line(out, 0, "", "WHETHER ANYTHING CHANGED cannot be"
		    " said: %s.", noise.unknown ? "neither standard errors"
		    " nor session-to-session errors are known (see"
		    " --reliability)" : "no number is in both visits and"
		    " comparable");
	if (error.judged)
		plan_line(out, 0, "", "BEYOND THE ERROR BETWEEN SESSIONS: %zu"
		    " of %zu numbers (5 %% would be if nothing had changed)",
		    error.changed, error.judged);
	put_domains(out, d, true);
	if (noise.judged)
		plan_line(out, 0, "", "BEYOND LANDMARK NOISE: %zu of %zu"
		    " numbers.  No proof of change: no session-to-session"
		    " error of them is known (see --reliability).",
		    noise.changed, noise.judged);
	put_domains(out, d, false);
}
