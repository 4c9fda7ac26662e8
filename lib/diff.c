#include <math.h>
#include <string.h>

#include "synk/diff.h"
#include "synk/record.h"
#include "table.h"

static const struct {
	const char *name, *text;
} warnings[SYNK_DIFF_WARNINGS] = {
	[SYNK_DIFF_SIDES] = { "sides_differ",
	    "the visits name other affected sides" },
	[SYNK_DIFF_NO_SIDE] = { "no_affected_side",
	    "no one side is affected: left and right stand as they are" },
	[SYNK_DIFF_CONTRADICTED] = { "side_contradicted",
	    "the photographs of a visit speak against its affected side" },
	[SYNK_DIFF_ORDER] = { "order_contradicted",
	    "the records say that post came before pre" },
	[SYNK_DIFF_NORMS] = { "norms_differ",
	    "graded by other norms: scores may differ by that alone" },
	[SYNK_DIFF_VERSION] = { "version_differs",
	    "graded by other versions of synk" },
	[SYNK_DIFF_NO_DRAWS] = { "no_draws",
	    "graded without draws: no standard errors" },
	[SYNK_DIFF_SCALES] = { "scales_differ",
	    "the visits' scales differ by more than their error" },
	[SYNK_DIFF_NO_SCALE] = { "no_scale",
	    "no millimetres: the visit to take the scale from has none" },
	[SYNK_DIFF_POSE] = { "pose_differs",
	    "the head is turned otherwise in some expression" },
	[SYNK_DIFF_COURSE] = { "natural_course",
	    "so soon after onset nature may have made the change" },
	[SYNK_DIFF_ONSET] = { "onset_unknown",
	    "days since onset are not known: nature may have made the change"
	    },
	[SYNK_DIFF_WASHOUT] = { "pre_under_treatment",
	    "pre is so soon after an injection that it is no baseline" },
};

/* Why two numbers are not held against each other. */
static const char other_axis[] = "graded by another axis",
    other_method[] = "another detector or landmark scheme",
    other_parts[] = "made of other parts",
    other_asked[] = "another expression stands for it",
    other_side[] = "the visits name other affected sides",
    no_se[] = "the grade has no standard error of it";

static const double z95 = 1.959963984540054;

const char *
synk_diff_warning_name(enum synk_diff_warning w)
{
	return warnings[w].name;
}

const char *
synk_diff_warning_text(enum synk_diff_warning w)
{
	return warnings[w].text;
}

bool
synk_quantity_is_primary(const struct synk_quantity *q)
{
	return q->kind == SYNK_KIND_SCORE &&
	    q->which != SYNK_SCORE_OVERALL;
}

#define BIT(reason)	(1u << SYNK_REASON_##reason)

/* Why a number is in a record and yet not to be used.  A movement that was not
 * performed is a number all the same; what went along with it is none. */
static const unsigned withheld[SYNK_KINDS] = {
	[SYNK_KIND_REST] = BIT(POSE),
	[SYNK_KIND_MOVEMENT] = BIT(POSE) | BIT(MIXED) | BIT(NARROW) |
	    BIT(DETECTOR),
	[SYNK_KIND_SYNKINESIS] = BIT(POSE) | BIT(MIXED) | BIT(NARROW) |
	    BIT(NOT_PERFORMED),
};

bool
synk_visit_withholds(const struct synk_visit *v,
    const struct synk_visits *table, size_t i)
{
	enum synk_kind kind = synk_visits_quantity(table, i)->kind;
	const char *reason = synk_visits_reason(table, v, i);

	for (int r = 1; reason && r < SYNK_REASONS; r++)
		if (withheld[kind] >> r & 1 && strcmp(reason,
		    synk_reason_text((enum synk_reason)r)) == 0)
			return true;
	return false;
}

struct synk_aligned
synk_visit_at(const struct synk_visit *v, const struct synk_visits *table,
    enum synk_affected side, size_t i)
{
	enum synk_component c = synk_visits_quantity(table, i)->component;
	bool swap = side == SYNK_AFFECTED_RIGHT;
	size_t from = !swap ? i : c == SYNK_LEFT_OF ? i + 1
	    : c == SYNK_RIGHT_OF ? i - 1 : i;
	bool shift = c == SYNK_VALUE_OF && synk_visits_quantity(table,
	    i)->kind == SYNK_KIND_MEASURE;
	double sign = swap && (shift || c == SYNK_DIFFERENCE_OF) ? -1 : 1;

	return (struct synk_aligned){ synk_visit_withholds(v, table, from)
	    ? NAN : sign * v->value[from], v->se[from], from };
}

/* Expressions. */

static bool
was_photographed(const struct synk_visit *v, size_t e)
{
	return v->view[e].photos > 0;
}

static bool
same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* The photograph that stands for a region or a row; NULL where only one can. */
static const char *
stands_for(const struct synk_visit *v, const struct synk_quantity *q)
{
	if (q->kind == SYNK_KIND_REGION)
		return v->region_by[q->which];
	return q->kind == SYNK_KIND_SYNKINESIS ? v->row_by[q->which]
	    : NULL;
}

static bool
uses(const struct synk_visit *v, const struct synk_quantity *q, size_t e)
{
	const char *by = stands_for(v, q);

	if (!was_photographed(v, e))
		return false;
	if (q->expressions && !(q->expressions >> e & 1))
		return false;
	return e == SYNK_REST || !by ||
	    strcmp(by, synk_expression_name((enum synk_expression)e)) == 0;
}

/* By its declared name, as synk-grade takes its norms: landmarks of the same
 * scheme by another hand scatter otherwise. */
bool
synk_visit_detector(enum synk_detector *to, const struct synk_visit *v,
    const struct synk_visits *table, size_t i)
{
	const struct synk_quantity *q = synk_visits_quantity(table, i);
	bool any = false;

	for (size_t e = 0; e < SYNK_EXPRESSIONS; e++) {
		enum synk_detector d;

		if (!uses(v, q, e))
			continue;
		d = synk_detector_find(v->view[e].detector);
		if (any && d != *to)
			return false;
		*to = d;
		any = true;
	}
	return any;
}

/* Whether numbers may be held against each other. */

static bool
same_method(const struct synk_visit *pre, const struct synk_visit *post,
    const struct synk_quantity *q)
{
	for (size_t e = 0; e < SYNK_EXPRESSIONS; e++) {
		const struct synk_visit_view *a = &pre->view[e];
		const struct synk_visit_view *b = &post->view[e];
		bool drawn = a->noise && b->noise;

		if (uses(pre, q, e) && uses(post, q, e) &&
		    !(same(a->scheme, b->scheme) && same(a->detector,
		    b->detector) && (!drawn || same(a->noise, b->noise))))
			return false;
	}
	return true;
}

static bool
by_side(const struct synk_quantity *q)
{
	bool score = q->kind == SYNK_KIND_SCORE ||
	    q->kind == SYNK_KIND_PARTIAL;

	return q->component >= SYNK_RATIO_OF || (score &&
	    (q->which == SYNK_SCORE_SYNKINESIS ||
	    q->which == SYNK_SCORE_OVERALL));
}

/* A composite has no parts of its own. */
static bool
same_parts(const struct synk_visit *a, const struct synk_visit *b,
    const struct synk_quantity *q)
{
	if (q->kind != SYNK_KIND_SCORE && q->kind != SYNK_KIND_PARTIAL)
		return true;
	for (size_t i = 0; i < SYNK_SCORES; i++)
		if ((i == q->which || q->which == SYNK_SCORE_OVERALL) &&
		    !same(a->parts[i], b->parts[i]))
			return false;
	return true;
}

static bool
is_part(const char *parts, const char *name)
{
	size_t n = strlen(name);

	while (parts && *parts) {
		size_t size = strcspn(parts, " ");

		if (size == n && memcmp(parts, name, n) == 0)
			return true;
		parts += size + (parts[size] == ' ');
	}
	return false;
}

/* Whether parts that scores share are of the same expressions: a gentle smile
 * is no full one. */
static bool
same_asked(const struct synk_visit *a, const struct synk_visit *b,
    const struct synk_quantity *q)
{
	bool score = q->kind == SYNK_KIND_SCORE ||
	    q->kind == SYNK_KIND_PARTIAL;
	bool all = q->which == SYNK_SCORE_OVERALL, same_all = true;

	for (int i = 0; score && i < SYNK_REGIONS; i++)
		if ((all || q->which == SYNK_SCORE_MOVEMENT) &&
		    is_part(a->parts[SYNK_SCORE_MOVEMENT],
		    synk_region_name((enum synk_region)i)))
			same_all &= same(a->region_by[i], b->region_by[i]);
	for (size_t i = 0; score && i < SYNK_ROWS; i++)
		if ((all || q->which == SYNK_SCORE_SYNKINESIS) &&
		    is_part(a->parts[SYNK_SCORE_SYNKINESIS],
		    synk_row_name(i)))
			same_all &= same(a->row_by[i], b->row_by[i]);
	return same_all;
}

static bool
sides_differ(const struct synk_visit *a, const struct synk_visit *b)
{
	return !same(a->affected, b->affected) &&
	    !same(a->affected, "unknown") && !same(b->affected, "unknown");
}

const char *
synk_visits_why_not(const struct synk_visit *pre,
    const struct synk_visit *post, const struct synk_visits *table, size_t i)
{
	const struct synk_quantity *q = synk_visits_quantity(table, i);

	if (!same(pre->axis, post->axis))
		return other_axis;
	if (by_side(q) && sides_differ(pre, post))
		return other_side;
	if (!same(stands_for(pre, q), stands_for(post, q)))
		return other_asked;
	if (!same_method(pre, post, q))
		return other_method;
	if (!same_parts(pre, post, q))
		return other_parts;
	return same_asked(pre, post, q) ? NULL : other_asked;
}

/* One change. */

/* Why a visit lacks a quantity, where its record does not say so beside it. */
static const char *
why_missing(const struct synk_visit *v, const struct synk_quantity *q)
{
	if (q->kind == SYNK_KIND_SCORE || q->kind == SYNK_KIND_PARTIAL)
		return synk_reason_text(SYNK_REASON_PARTS);
	for (size_t e = 1; e < SYNK_EXPRESSIONS; e++)
		if (q->expressions >> e & 1 && was_photographed(v, e))
			return NULL;
	return q->expressions == 1u << SYNK_REST ? NULL
	    : synk_reason_text(SYNK_REASON_NO_PHOTO);
}

static void
take_values(struct synk_change *c, const struct synk_diff *d, size_t i)
{
	struct synk_aligned pre = synk_visit_at(d->pre, d->visits, d->side, i);
	struct synk_aligned post = synk_visit_at(d->post, d->visits, d->side,
	    i);

	*c = (struct synk_change){ .pre = pre.value, .post = post.value,
	    .change = NAN, .se = NAN, .low = NAN, .high = NAN,
	    .beyond_noise = -1, .error = NAN, .limit = NAN,
	    .beyond_error = -1, .mm = NAN, .mm_se = NAN,
	    .from_affected = NAN, .from_healthy = NAN,
	    .no_pre = isnan(pre.value), .no_post = isnan(post.value) };
	if (c->no_pre)
		c->reason = synk_visits_reason(d->visits, d->pre, pre.from);
	if (c->no_post && !c->reason)
		c->reason = synk_visits_reason(d->visits, d->post, post.from);
	if (c->no_pre != c->no_post && !c->reason)
		c->reason = why_missing(c->no_pre ? d->pre : d->post,
		    synk_visits_quantity(d->visits, i));
	if (c->no_pre || c->no_post)
		return;
	/* Records have three decimals; what binary arithmetic adds to them
	 * is no change, and would break ties. */
	c->change = round((post.value - pre.value) * 1e9) / 1e9;
	c->se = sqrt(pre.se * pre.se + post.se * post.se);
}

/* By landmark noise, and in mm. */
static void
judge_noise(struct synk_change *c, const struct synk_diff *d,
    const struct synk_quantity *q)
{
	double mm = d->mm_per_ied / 100;
	double scale_se = isnan(d->scale_sd) ? 0 : d->scale_sd * c->change * mm;

	if (!isnan(c->se)) {
		c->low = c->change - z95 * c->se;
		c->high = c->change + z95 * c->se;
		c->beyond_noise = fabs(c->change) > z95 * c->se;
	}
	if (strcmp(q->unit, "%ied") != 0)
		return;
	c->mm = mm * c->change;
	c->mm_se = hypot(mm * c->se, scale_se);
}

/* By how the quantity scatters between sessions; by landmark noise where that
 * is the larger, as of photographs worse than those of the study. */
static void
judge_error(struct synk_change *c, const struct synk_diff *d,
    const struct synk_errors *errors, size_t i)
{
	struct synk_error_of e;
	enum synk_detector by;

	if (!errors || !synk_visit_detector(&by, d->pre, d->visits, i))
		return;
	e = synk_errors_of(errors, by, d->side != SYNK_UNKNOWN, i);
	if (isnan(e.sem) || !same(synk_axis_name(e.axis), d->pre->axis))
		return;
	c->error = sqrt(2) * e.sem;
	c->limit = e.limit;
	if (z95 * c->se > c->limit) {
		c->error = c->se;
		c->limit = z95 * c->se;
	}
	c->beyond_error = fabs(c->change) > c->limit;
}

/*
 * A ratio's change is that of the affected side times the mean of 1 / healthy,
 * and that of 1 / healthy times the mean of the affected side: both together
 * make all of it, whatever the order.
 */
static void
share_out(struct synk_change *c, const struct synk_diff *d, size_t i)
{
	const struct synk_change *a = &d->change[i - 2], *h = a + 1;
	double pre = 1 / h->pre, post = 1 / h->post;

	c->from_affected = (a->post - a->pre) * (pre + post) / 2;
	c->from_healthy = (post - pre) * (a->pre + a->post) / 2;
}

/* How far from what is wanted. */
static double
loss(enum synk_better better, double v)
{
	switch (better) {
	case SYNK_BETTER_MORE:
		return -v;
	case SYNK_BETTER_LESS:
		return v;
	case SYNK_BETTER_LESS_ABOVE_0:
		return fmax(v, 0);
	case SYNK_BETTER_ZERO:
		return fabs(v);
	case SYNK_BETTER_ONE:
		return fabs(1 - v);
	case SYNK_BETTER_NONE:
		break;
	}
	return 0;
}

/* Whether a value is surely on the other side of what is wanted than before;
 * of a number that is better only downwards, below. */
static bool
is_turned(const struct synk_change *c, const struct synk_quantity *q,
    double pre_se, double post_se)
{
	double middle = q->better == SYNK_BETTER_ONE;
	double pre = c->pre - middle, post = c->post - middle;
	double least = isnan(c->error) ? 0 : c->error / sqrt(2);

	if (q->better != SYNK_BETTER_ONE && q->better != SYNK_BETTER_ZERO &&
	    q->better != SYNK_BETTER_LESS_ABOVE_0)
		return false;
	if (pre * post >= 0 || (q->better == SYNK_BETTER_ONE && pre > 0) ||
	    (q->better == SYNK_BETTER_LESS_ABOVE_0 && pre < 0))
		return false;
	return fabs(pre) > z95 * fmax(pre_se, least) &&
	    fabs(post) > z95 * fmax(post_se, least);
}

/* A ratio that rose because the affected side moves more, or not so; one that
 * is now farther above 1 than it was below is no better, nor is one worse that
 * was farther above.  Without a number of either side it does not say. */
static enum synk_outcome
judge_ratio(const struct synk_change *c)
{
	bool by_affected = fabs(c->from_affected) >= fabs(c->from_healthy);
	bool nearer = c->post - 1 < 1 - c->pre;

	if (!isfinite(c->from_affected) || !isfinite(c->from_healthy))
		return SYNK_OUTCOME_CHANGED;
	if (c->pre < 1 && c->change > 0)
		return !by_affected || !(c->from_affected > 0)
		    ? SYNK_OUTCOME_HEALTHY_LOSS : nearer
		    ? SYNK_OUTCOME_IMPROVED : SYNK_OUTCOME_CHANGED;
	if (c->post < 1 && c->change < 0)
		return by_affected && c->from_affected < 0 && nearer
		    ? SYNK_OUTCOME_WORSE : SYNK_OUTCOME_CHANGED;
	return SYNK_OUTCOME_CHANGED;
}

/* The first quantity of that kind; the table has one of each asked for. */
static size_t
find(const struct synk_diff *d, enum synk_kind kind, size_t which,
    enum synk_component component)
{
	for (size_t i = 0; i < SYNK_QUANTITIES; i++) {
		const struct synk_quantity *q = synk_visits_quantity(
		    d->visits, i);

		if (q->kind == kind && q->which == which &&
		    q->component == component)
			return i;
	}
	return SYNK_QUANTITIES;
}

/* What a region's ratio changed by on either side; movements are the
 * expressions other than rest, in their order. */
static void
add_shares(double *affected, double *healthy, const struct synk_diff *d,
    size_t region)
{
	for (size_t m = 0; m < SYNK_MOVEMENTS; m++) {
		const struct synk_change *c = &d->change[find(d,
		    SYNK_KIND_MOVEMENT, m, SYNK_RATIO_OF)];

		if (!same(d->pre->region_by[region], synk_expression_name(
		    (enum synk_expression)(m + 1))) ||
		    isnan(c->from_affected) || isnan(c->from_healthy))
			continue;
		*affected += c->from_affected;
		*healthy += c->from_healthy;
	}
}

/* Whether ratios rose from the first region to before the last, and mostly by
 * what the healthy side lost. */
static bool
is_healthy_loss(const struct synk_diff *d, size_t first, size_t end)
{
	double affected = 0, healthy = 0;

	for (size_t r = first; r < end; r++)
		add_shares(&affected, &healthy, d, r);
	return affected + healthy > 0 && healthy > affected;
}

/* Whether a quantity changed for the better, by what is known of its error. */
static bool
is_gain(const struct synk_diff *d, size_t i)
{
	const struct synk_quantity *q = synk_visits_quantity(d->visits, i);
	const struct synk_change *c = &d->change[i];
	bool change = c->beyond_error >= 0 ? c->beyond_error
	    : c->beyond_noise > 0;

	return change && loss(q->better, c->post) < loss(q->better, c->pre);
}

/*
 * Whether a sum over both sides is better by no more than a loss: the score of
 * movement, and what it is a part of, unless another part is better as well.
 */
static bool
is_flattered(const struct synk_diff *d, const struct synk_quantity *q)
{
	if (q->kind == SYNK_KIND_REGION)
		return is_healthy_loss(d, q->which, q->which + 1) &&
		    !is_gain(d, find(d, SYNK_KIND_REST, q->which,
		    SYNK_DIFFERENCE_OF));
	if (q->kind != SYNK_KIND_SCORE && q->kind != SYNK_KIND_PARTIAL)
		return false;
	if (q->which == SYNK_SCORE_MOVEMENT)
		return is_healthy_loss(d, 0, SYNK_REGIONS);
	return q->which == SYNK_SCORE_OVERALL &&
	    is_healthy_loss(d, 0, SYNK_REGIONS) && !is_gain(d, find(d,
	    q->kind, SYNK_SCORE_REST, SYNK_VALUE_OF)) && !is_gain(d, find(d,
	    q->kind, SYNK_SCORE_SYNKINESIS, SYNK_VALUE_OF));
}

static enum synk_outcome
direction(const struct synk_change *c, const struct synk_diff *d,
    const struct synk_quantity *q)
{
	double pre = loss(q->better, c->pre), post = loss(q->better, c->post);

	/* Nobody's better side is known where no side is affected, and a
	 * ratio is of the lesser by the larger. */
	if (d->side == SYNK_UNKNOWN && (q->component == SYNK_LEFT_OF ||
	    q->component == SYNK_RATIO_OF))
		return SYNK_OUTCOME_CHANGED;
	if (q->component == SYNK_RATIO_OF)
		return judge_ratio(c);
	if (post < pre && is_flattered(d, q))
		return SYNK_OUTCOME_HEALTHY_LOSS;
	return post < pre ? SYNK_OUTCOME_IMPROVED : post > pre
	    ? SYNK_OUTCOME_WORSE : SYNK_OUTCOME_CHANGED;
}

/* What a clinician must not take for an improvement is said of a change that
 * landmark noise does not explain even if no error between sessions is known;
 * "improved" and "worse" need one. */
static void
conclude(struct synk_change *c, const struct synk_diff *d, size_t i)
{
	const struct synk_quantity *q = synk_visits_quantity(d->visits, i);
	bool known = c->beyond_error >= 0;
	bool is_change = known ? c->beyond_error : c->beyond_noise > 0;
	enum synk_outcome way = direction(c, d, q);
	double pre_se = synk_visit_at(d->pre, d->visits, d->side, i).se;
	double post_se = synk_visit_at(d->post, d->visits, d->side, i).se;

	c->outcome = known ? SYNK_OUTCOME_WITHIN_ERROR
	    : SYNK_OUTCOME_NO_ERROR_KNOWN;
	if (isnan(c->se))
		c->reason = no_se;
	if (is_change && (known || way == SYNK_OUTCOME_HEALTHY_LOSS))
		c->outcome = way;
	if (is_change && d->side != SYNK_UNKNOWN && is_turned(c, q, pre_se,
	    post_se))
		c->outcome = SYNK_OUTCOME_OVERCORRECTED;
}

static void
compare(struct synk_diff *d, const struct synk_errors *errors, size_t i)
{
	const struct synk_quantity *q = synk_visits_quantity(d->visits, i);
	struct synk_change *c = &d->change[i];
	const char *why;

	take_values(c, d, i);
	if (c->no_pre || c->no_post) {
		c->outcome = SYNK_OUTCOME_MISSING;
		return;
	}
	why = synk_visits_why_not(d->pre, d->post, d->visits, i);
	if (why) {
		c->change = c->se = NAN;
		c->outcome = SYNK_OUTCOME_NOT_COMPARABLE;
		c->reason = why;
		return;
	}
	judge_noise(c, d, q);
	judge_error(c, d, errors, i);
	if (q->component == SYNK_RATIO_OF && d->side != SYNK_UNKNOWN)
		share_out(c, d, i);
}

/* The whole. */

/* That of all visits which know one. */
static enum synk_affected
find_side(const struct synk_visit *const visit[], size_t n)
{
	const struct synk_visit *known = visit[0];

	for (size_t i = 1; i < n; i++) {
		if (sides_differ(known, visit[i]))
			return SYNK_UNKNOWN;
		if (same(known->affected, "unknown"))
			known = visit[i];
	}
	return synk_visit_side(known);
}

static bool
is_turned_head(const struct synk_diff *d, double limit)
{
	for (size_t e = 0; e < SYNK_EXPRESSIONS; e++) {
		const struct synk_visit_view *a = &d->pre->view[e];
		const struct synk_visit_view *b = &d->post->view[e];

		if (fabs(a->yaw - b->yaw) > limit ||
		    fabs(a->pitch - b->pitch) > limit)
			return true;
	}
	return false;
}

/* One person's irises are as large at either visit, so that what is not known
 * of their size cancels; only between an iris and a ruler it allows more. */
static bool
scales_differ(const struct synk_diff *d, double limit)
{
	bool irises = !isnan(d->pre->scale_sd) && !isnan(d->post->scale_sd);
	double a = d->pre->mm_per_ied, b = d->post->mm_per_ied;
	double sd = hypot(isnan(d->pre->scale_sd) ? 0 : d->pre->scale_sd,
	    isnan(d->post->scale_sd) ? 0 : d->post->scale_sd);

	return 2 * fabs(a - b) / (a + b) > (irises ? limit : fmax(limit, z95 *
	    sd));
}

static void
warn(struct synk_diff *d, const struct synk_norms *norms)
{
	const struct synk_visit *a = d->pre, *b = d->post;
	bool *w = d->warning;
	double stable = norms->at[SYNK_NORM_COURSE_STABLE];

	w[SYNK_DIFF_NO_SIDE] = d->side == SYNK_UNKNOWN;
	w[SYNK_DIFF_CONTRADICTED] = a->contradicted > 0 ||
	    b->contradicted > 0;
	w[SYNK_DIFF_ORDER] = a->visit_order > b->visit_order ||
	    a->days_since_onset > b->days_since_onset;
	w[SYNK_DIFF_NORMS] = !same(a->norms, b->norms);
	w[SYNK_DIFF_VERSION] = !same(a->version, b->version);
	w[SYNK_DIFF_NO_DRAWS] = !(a->draws > 0) || !(b->draws > 0);
	w[SYNK_DIFF_SCALES] = scales_differ(d,
	    norms->at[SYNK_NORM_SCALE_CHANGE]);
	w[SYNK_DIFF_NO_SCALE] = isnan(d->mm_per_ied) &&
	    !(isnan(a->mm_per_ied) && isnan(b->mm_per_ied));
	w[SYNK_DIFF_POSE] = is_turned_head(d,
	    norms->at[SYNK_NORM_POSE_CHANGE_WARN]);
	w[SYNK_DIFF_COURSE] = a->days_since_onset < stable;
	w[SYNK_DIFF_ONSET] = isnan(a->days_since_onset) &&
	    d->side != SYNK_UNKNOWN;
	w[SYNK_DIFF_WASHOUT] = a->days_since_injection <
	    norms->at[SYNK_NORM_COURSE_WASHOUT];
}

static void
make(struct synk_diff *d, const struct synk_visits *visits,
    const struct synk_visit *pre, const struct synk_visit *post,
    enum synk_affected side, const struct synk_diff_options *o)
{
	const struct synk_visit *scaled = o->scale == SYNK_SCALE_OF_PRE ? pre
	    : post;

	*d = (struct synk_diff){ .visits = visits, .options = o, .pre = pre,
	    .post = post, .side = side, .scale = o->scale,
	    .mm_per_ied = scaled->mm_per_ied, .scale_sd = scaled->scale_sd,
	    .days = post->days_since_onset - pre->days_since_onset };
	d->warning[SYNK_DIFF_SIDES] = sides_differ(pre, post);
	for (size_t i = 0; i < SYNK_QUANTITIES; i++)
		compare(d, o->errors, i);
	for (size_t i = 0; i < SYNK_QUANTITIES; i++)
		if (!isnan(d->change[i].change))
			conclude(&d->change[i], d, i);
	warn(d, o->norms);
}

void
synk_diff_from(struct synk_diff *d, const struct synk_visits *visits,
    const struct synk_visit *pre, const struct synk_visit *post,
    const struct synk_diff_options *o)
{
	make(d, visits, pre, post, find_side((const struct synk_visit *[]){
	    pre, post }, 2), o);
}

void
synk_diff_series(struct synk_diff d[], const struct synk_visits *visits,
    const struct synk_visit *const visit[], size_t n,
    const struct synk_diff_options *o)
{
	for (size_t i = 1; i < n; i++)
		make(&d[i - 1], visits, visit[0], visit[i], find_side(visit,
		    n), o);
}
