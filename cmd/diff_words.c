#include <math.h>
#include <string.h>

#include "diff_words.h"

/* Names that are not their keys.  A row of 24 characters fills its column. */
static const struct {
	const char *name, *text;
} names[] = {
	{ "score.rest", "rest" },
	{ "score.movement", "voluntary movement" },
	{ "score.synkinesis", "synkinesis" },
	{ "score.overall", "overall (composite)" },
	{ "partial.rest", "rest" },
	{ "partial.movement", "voluntary movement" },
	{ "partial.synkinesis", "synkinesis" },
	{ "partial.overall", "overall (composite)" },
	{ "rest.brow", "brow height" },
	{ "rest.eye", "eye opening" },
	{ "rest.smile", "mouth corner height" },
	{ "rest.smile.lateral", "mouth corner outward" },
	{ "movement.brow_raise", "brow raise" },
	{ "movement.eye_close_gentle", "gentle eye closure" },
	{ "movement.eye_close_tight", "tight eye closure" },
	{ "movement.smile_gentle", "gentle smile" },
	{ "movement.lower_teeth", "showing lower teeth" },
	{ "synkinesis.smile_eye", "smile > eye narrows" },
	{ "synkinesis.smile_brow", "smile > brow moves" },
	{ "synkinesis.pucker_eye", "pucker > eye narrows" },
	{ "synkinesis.pucker_brow", "pucker > brow moves" },
	{ "synkinesis.brow_raise_eye", "brow raise > eye narrows" },
	{ "synkinesis.brow_raise_mouth", "brow raise > mouth moves" },
	{ "synkinesis.eye_close_mouth", "eye close > mouth moves" },
	{ "synkinesis.eye_close_brow", "eye close > brow moves" },
};

/* What stands before and after a name where no heading does. */
static const struct {
	const char *before, *after;
} contexts[SYNK_KINDS] = {
	[SYNK_KIND_SCORE] = { "", " score" },
	[SYNK_KIND_PARTIAL] = { "", " score" },
	[SYNK_KIND_REGION] = { "", "" },
	[SYNK_KIND_REST] = { "", " at rest" },
	[SYNK_KIND_MOVEMENT] = { "voluntary ", "" },
	[SYNK_KIND_SYNKINESIS] = { "", "" },
	[SYNK_KIND_MEASURE] = { "", "" },
};

static const char *const sides[2][2] = {
	{ "left", "right" }, { "affected", "healthy" },
};

static const char *const outcomes[SYNK_OUTCOMES] = {
	[SYNK_OUTCOME_NOT_COMPARABLE] = "not compared",
	[SYNK_OUTCOME_MISSING] = "missing",
	[SYNK_OUTCOME_WITHIN_ERROR] = "within error",
	[SYNK_OUTCOME_IMPROVED] = "improved",
	[SYNK_OUTCOME_WORSE] = "worse",
	[SYNK_OUTCOME_CHANGED] = "changed",
	[SYNK_OUTCOME_HEALTHY_LOSS] = "healthy loss",
	[SYNK_OUTCOME_OVERCORRECTED] = "overcorrected",
};

/* Without an error between sessions: -1, 0, 1 of beyond_noise. */
static const char *const noises[] = { "no std. error", "within noise",
    "beyond noise" };

/* What a row of the page is of, by kind. */
static const enum synk_component rows[SYNK_KINDS] = {
	[SYNK_KIND_REST] = SYNK_DIFFERENCE_OF,
	[SYNK_KIND_MOVEMENT] = SYNK_RATIO_OF,
	[SYNK_KIND_SYNKINESIS] = SYNK_EXCESS_OF,
};

static void
part_words(char *text)
{
	for (; *text; text++)
		*text = *text == '_' ? ' ' : *text;
}

struct diff_name
diff_name(const struct synk_quantity *q)
{
	const char *last = strrchr(q->name, '.');
	struct diff_name n;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i].name, q->name) == 0) {
			snprintf(n.text, sizeof n.text, "%s", names[i].text);
			return n;
		}
	snprintf(n.text, sizeof n.text, "%s", last ? last + 1 : q->name);
	part_words(n.text);
	return n;
}

struct diff_name
diff_photo(const struct synk_quantity *q)
{
	struct diff_name n = { "" };

	for (int e = 0; e < SYNK_EXPRESSIONS; e++)
		if (q->expressions == 1u << e)
			snprintf(n.text, sizeof n.text, "%s",
			    synk_expression_name((enum synk_expression)e));
	part_words(n.text);
	return n;
}

struct diff_name
diff_full_name(const struct synk_quantity *q)
{
	struct diff_name name = diff_name(q), n;

	snprintf(n.text, sizeof n.text, "%s%.60s%s", contexts[q->kind].before,
	    name.text, contexts[q->kind].after);
	return n;
}

const char *
diff_side(const struct synk_quantity *q, bool aligned)
{
	return diff_is_side(q)
	    ? sides[aligned][q->component == SYNK_RIGHT_OF] : "";
}

const char *
diff_outcome(const struct synk_change *c)
{
	return c->outcome == SYNK_OUTCOME_NO_ERROR_KNOWN
	    ? noises[c->beyond_noise + 1] : outcomes[c->outcome];
}

bool
diff_is_beyond(const struct synk_change *c)
{
	return (c->beyond_error >= 0 ? c->beyond_error : c->beyond_noise) > 0;
}

bool
diff_is_row(const struct synk_quantity *q)
{
	return rows[q->kind] && rows[q->kind] == q->component;
}

bool
diff_is_side(const struct synk_quantity *q)
{
	return q->component == SYNK_LEFT_OF || q->component == SYNK_RIGHT_OF;
}

/* Partial scores follow the scores, in their order. */
size_t
diff_score(const struct synk_diff *d, size_t s)
{
	return d->change[s].outcome == SYNK_OUTCOME_MISSING &&
	    d->change[s + SYNK_SCORES].outcome != SYNK_OUTCOME_MISSING
	    ? s + SYNK_SCORES : s;
}

const char *
diff_no_p(const struct synk_cohort_row *row)
{
	return !isnan(row->paired.p) ? NULL : row->n < SYNK_PAIRS_MIN
	    ? "below 6 pairs there is no p value"
	    : "all changes are the same";
}

/* Numbers. */

/* A ratio is of two sides; all else that has the unit is a share. */
static bool
is_share(const struct synk_quantity *q)
{
	return strcmp(q->unit, "ratio") == 0 &&
	    q->component != SYNK_RATIO_OF;
}

static int
decimals(const struct synk_quantity *q)
{
	return q->component == SYNK_RATIO_OF ? 2 : 1;
}

static double
factor(const struct synk_quantity *q)
{
	return is_share(q) ? 100 : 1;
}

static struct table_number
with_sign(int places, double value)
{
	struct table_number n = table_fixed(places, value);

	if (value > 0 && strspn(n.text, "0.") < strlen(n.text)) {
		memmove(n.text + 1, n.text, sizeof n.text - 1);
		n.text[sizeof n.text - 1] = '\0';
		n.text[0] = '+';
	}
	return n;
}

struct table_number
diff_number(const struct synk_quantity *q, double value)
{
	return table_fixed(decimals(q), factor(q) * value);
}

struct table_number
diff_signed(const struct synk_quantity *q, double value)
{
	return with_sign(decimals(q), factor(q) * value);
}

struct table_number
diff_mm(double value)
{
	return with_sign(1, value);
}

static bool
fits(const char *text, int width)
{
	return strlen(text) < (size_t)width;
}

static void
put_cell(FILE *out, int width, const char *text, const char *shorter)
{
	fprintf(out, "%*s", width, fits(text, width) ? text
	    : fits(shorter, width) ? shorter : "huge");
}

void
diff_cell(FILE *out, int width, const struct synk_quantity *q, double value)
{
	put_cell(out, width, diff_number(q, value).text,
	    table_fixed(0, factor(q) * value).text);
}

void
diff_cell_signed(FILE *out, int width, const struct synk_quantity *q,
    double value)
{
	put_cell(out, width, diff_signed(q, value).text,
	    with_sign(0, factor(q) * value).text);
}

void
diff_cell_range(FILE *out, int width, const struct synk_quantity *q,
    double low, double high)
{
	double a = factor(q) * low, b = factor(q) * high;
	char text[60] = ".", shorter[60] = ".";

	if (isfinite(a) && isfinite(b)) {
		snprintf(text, sizeof text, "%s to %s",
		    table_fixed(decimals(q), a).text,
		    table_fixed(decimals(q), b).text);
		snprintf(shorter, sizeof shorter, "%s to %s",
		    table_fixed(0, a).text, table_fixed(0, b).text);
	}
	put_cell(out, width, text, shorter);
}
