/* Changes worked by hand, each for a left and for a right affected side. */
#include "visits.h"

static struct synk_diff diff;
static struct synk_diff_options options;

static const char *const both_sides[] = { "left", "right" };

static void
assert_near(double got, double want, const char *what)
{
	if (isnan(want) ? !isnan(got) : !(fabs(got - want) <= 1e-6 *
	    fmax(1, fabs(want))))
		fail_msg("%s: expected %.9g, found %.9g", what, want, got);
}

static const struct synk_change *
change_of(const char *key)
{
	return &diff.change[quantity(key, diff.side != SYNK_UNKNOWN)];
}

static void
compare_visits(const struct synk_visit *pre, const struct synk_visit *post,
    struct synk_errors *errors)
{
	options = (struct synk_diff_options){ .norms = &norms,
	    .errors = errors };
	synk_diff_from(&diff, visits, pre, post, &options);
	synk_errors_close(errors);
}

static void
assert_outcome(const struct synk_change *c, enum synk_outcome want)
{
	if (c->outcome != want)
		fail_msg("expected %s, found %s (change %g, limit %g): %s",
		    synk_outcome_name(want), synk_outcome_name(c->outcome),
		    c->change, c->limit, c->reason ? c->reason : "-");
}

/* Numbers. */
static const struct number_row {
	const char *name, *key;
	double pre, pre_se, post, post_se, sem, df;
	double change, se, low, high;
	int beyond_noise;
	double error, limit;
	int beyond_error;
} numbers[] = {
	{ "a score", "score.rest", 60, 3, 70, 4, 0, 0,
	  10, 5, .20018, 19.79982, 1, NAN, NAN, -1 },
	{ "just beyond landmark noise", "score.rest", 60, 3, 69.7999, 4, 0, 0,
	  9.7999, 5, .00008, 19.59972, 1, NAN, NAN, -1 },
	{ "just within it", "score.rest", 60, 3, 69.7998, 4, 0, 0,
	  9.7998, 5, -.00002, 19.59962, 0, NAN, NAN, -1 },
	{ "a fall as far", "score.rest", 69.7999, 3, 60, 4, 0, 0,
	  -9.7999, 5, -19.59972, -.00008, 1, NAN, NAN, -1 },
	{ "no change", "score.rest", 60, 0, 60, 0, 0, 0, 0, 0, 0, 0, 0,
	  NAN, NAN, -1 },
	{ "decimals that binary has not", "score.rest", 1.1, 0, 1.4, 0, 0, 0,
	  .3, 0, .3, .3, 1, NAN, NAN, -1 },
	{ "no draws", "score.rest", 60, NAN, 70, NAN, 0, 0,
	  10, NAN, NAN, NAN, -1, NAN, NAN, -1 },
	{ "no draws of one", "score.rest", 60, 3, 70, NAN, 0, 0,
	  10, NAN, NAN, NAN, -1, NAN, NAN, -1 },
	/* t(.975, 8) = 2.306004 times sqrt(2) 2 */
	{ "an error of a study", "score.rest", 60, 1, 66.53, 1, 2, 8,
	  6.53, 1.414214, 3.758192, 9.301808, 1, 2.828427, 6.522365, 1 },
	{ "just within it", "score.rest", 60, 1, 66.52, 1, 2, 8,
	  6.52, 1.414214, 3.748192, 9.291808, 1, 2.828427, 6.522365, 0 },
	{ "of unknown df", "score.rest", 60, 1, 66, 1, 2, 0,
	  6, 1.414214, 3.228192, 8.771808, 1, 2.828427, 5.543615, 1 },
	{ "and no draws", "score.rest", 60, NAN, 66, NAN, 2, 0,
	  6, NAN, NAN, NAN, -1, 2.828427, 5.543615, 1 },
	/* 1.959964 5 */
	{ "landmark noise is the larger", "score.rest", 60, 3, 69, 4, 2, 8,
	  9, 5, -.79982, 18.79982, 0, 5, 9.79982, 0 },
	{ "landmark noise is a little the larger", "score.rest", 60, 2.36,
	  66.53, 2.36, 2, 8, 6.53, 3.337544, -.011466, 13.071466, 0,
	  3.337544, 6.541466, 0 },
	{ "a little the smaller", "score.rest", 60, 2.35, 66.53, 2.35, 2, 8,
	  6.53, 3.323402, .016252, 13.043748, 1, 2.828427, 6.522365, 1 },
	{ "a side", "movement.smile.affected", 4, .3, 9, .4, 0, 0,
	  5, .5, 4.020018, 5.979982, 1, NAN, NAN, -1 },
	{ "the other", "movement.smile.healthy", 9, .3, 4, .4, 1, 8,
	  -5, .5, -5.979982, -4.020018, 1, 1.414214, 3.261182, 1 },
	{ "an excess at rest", "rest.smile.lateral.excess", 5, .3, 2, .4, 0,
	  0, -3, .5, -3.979982, -2.020018, 1, NAN, NAN, -1 },
	{ "a shift", "measure.smile.shift_menton", 5, .3, 2, .4, 0, 0,
	  -3, .5, -3.979982, -2.020018, 1, NAN, NAN, -1 },
	{ "a measure", "measure.rest.mrd1.healthy", 5, .3, 2, .4, 0, 0,
	  -3, .5, -3.979982, -2.020018, 1, NAN, NAN, -1 },
	{ "a length of synkinesis", "synkinesis.smile_eye.excess_length", 5,
	  .3, 2, .4, 0, 0, -3, .5, -3.979982, -2.020018, 1, NAN, NAN, -1 },
};

static void
check_side_of_numbers(const struct number_row *r, const char *side)
{
	struct synk_visit pre = blank(side), post = blank(side);
	const struct synk_change *c;

	put(&pre, r->key, r->pre, r->pre_se);
	put(&post, r->key, r->post, r->post_se);
	compare_visits(&pre, &post, r->sem > 0 ? errors_of(r->key, r->sem,
	    r->df) : NULL);
	c = change_of(r->key);
	assert_near(c->pre, r->pre, "pre");
	assert_near(c->post, r->post, "post");
	assert_true(isnan(c->change) || c->change == r->change);
	assert_near(c->se, r->se, "se");
	assert_near(c->low, r->low, "low");
	assert_near(c->high, r->high, "high");
	assert_int_equal(c->beyond_noise, r->beyond_noise);
	assert_near(c->error, r->error, "error");
	assert_near(c->limit, r->limit, "limit");
	assert_int_equal(c->beyond_error, r->beyond_error);
	if (isnan(r->se))
		assert_string_equal(c->reason,
		    "the grade has no standard error of it");
	else
		assert_null(c->reason);
	for (size_t i = 0; i < SYNK_QUANTITIES; i++)
		assert_true(&diff.change[i] == c || (isnan(diff.change[
		    i].change) && diff.change[i].outcome ==
		    SYNK_OUTCOME_MISSING));
}

static void
check_numbers(void **state)
{
	for (size_t i = 0; i < LEN(both_sides); i++)
		check_side_of_numbers(*state, both_sides[i]);
}

/* Outcomes of single numbers, pre and post with one SE. */
static const struct outcome_row {
	const char *name, *key;
	double pre, post, se, sem;	/* limit 2.771808 sem; 0: not known */
	enum synk_outcome want;
} outcomes[] = {
	{ "nothing known of sessions", "score.rest", 50, 80, 1, 0,
	  SYNK_OUTCOME_NO_ERROR_KNOWN },
	{ "a better score", "score.rest", 50, 52.78, .1, 1,
	  SYNK_OUTCOME_IMPROVED },
	{ "not surely", "score.rest", 50, 52.77, .1, 1,
	  SYNK_OUTCOME_WITHIN_ERROR },
	{ "a worse one", "score.rest", 52.78, 50, .1, 1, SYNK_OUTCOME_WORSE },
	{ "the same", "score.rest", 50, 50, .1, 1,
	  SYNK_OUTCOME_WITHIN_ERROR },
	{ "noise beyond the study's", "score.rest", 50, 52.78, 1.01, 1,
	  SYNK_OUTCOME_WITHIN_ERROR },
	{ "less asymmetry", "region.eye.asymmetry", 30, 20, .1, 1,
	  SYNK_OUTCOME_IMPROVED },
	{ "more of it", "region.eye.asymmetry", 20, 30, .1, 1,
	  SYNK_OUTCOME_WORSE },
	{ "more movement", "movement.smile.affected", 4, 8, .1, 1,
	  SYNK_OUTCOME_IMPROVED },
	{ "less movement", "movement.smile.affected", 8, 4, .1, 1,
	  SYNK_OUTCOME_WORSE },
	{ "of the healthy side", "movement.smile.healthy", 8, 4, .1, 1,
	  SYNK_OUTCOME_CHANGED },
	{ "a side at rest", "rest.eye.affected", 8, 12, .1, 1,
	  SYNK_OUTCOME_CHANGED },
	{ "a measure", "measure.smile.fissure_height.affected", 8, 12, .1, 1,
	  SYNK_OUTCOME_CHANGED },
	{ "a measure, a little", "measure.smile.fissure_height.affected", 8,
	  10.7, .1, 1, SYNK_OUTCOME_WITHIN_ERROR },
	{ "a midline", "measure.smile.shift_menton", 8, 0, .1, 1,
	  SYNK_OUTCOME_CHANGED },
	/* turned if both are beyond 1.959964 max(SE, SEM) of 0 */
	{ "nearer to symmetry", "rest.eye.excess", -5, -2, .1, 1,
	  SYNK_OUTCOME_IMPROVED },
	{ "away from it", "rest.eye.excess", -2, -5, .1, 1,
	  SYNK_OUTCOME_WORSE },
	{ "beyond it", "rest.eye.excess", -5, 1.97, .1, 1,
	  SYNK_OUTCOME_OVERCORRECTED },
	{ "not surely beyond it", "rest.eye.excess", -5, 1.95, .1, 1,
	  SYNK_OUTCOME_IMPROVED },
	{ "beyond it from above", "rest.brow.excess", 1.97, -5, .1, 1,
	  SYNK_OUTCOME_OVERCORRECTED },
	{ "not surely above before", "rest.brow.excess", 1.95, -5, .1, 1,
	  SYNK_OUTCOME_WORSE },
	{ "as far on the other side", "rest.brow.excess", 1.9, -1.9, .1, 1,
	  SYNK_OUTCOME_CHANGED },
	{ "beyond it by noisy landmarks", "rest.eye.excess", -5, 1.97, 1.01,
	  1, SYNK_OUTCOME_IMPROVED },
	{ "beyond it, no study", "rest.eye.excess", -5, 1.97, 1, 0,
	  SYNK_OUTCOME_OVERCORRECTED },
	{ "not surely beyond it, no study", "rest.eye.excess", -5, 1.95, 1,
	  0, SYNK_OUTCOME_NO_ERROR_KNOWN },
	{ "a change within error is no turn", "rest.eye.excess", -1.3, 1.4,
	  .1, 1, SYNK_OUTCOME_WITHIN_ERROR },
	{ "less synkinesis", "synkinesis.smile_eye.excess", .3, .1, .01, .05,
	  SYNK_OUTCOME_IMPROVED },
	{ "not surely less", "synkinesis.smile_eye.excess", .3, .162, .01,
	  .05, SYNK_OUTCOME_WITHIN_ERROR },
	{ "more synkinesis", "synkinesis.smile_eye.excess", .1, .3, .01, .05,
	  SYNK_OUTCOME_WORSE },
	{ "through 0", "synkinesis.smile_eye.excess", .3, -.099, .01, .05,
	  SYNK_OUTCOME_OVERCORRECTED },
	{ "to about 0", "synkinesis.smile_eye.excess", .3, -.097, .01, .05,
	  SYNK_OUTCOME_IMPROVED },
	{ "from below 0", "synkinesis.smile_eye.excess", -.3, .2, .01, .05,
	  SYNK_OUTCOME_WORSE },
	{ "below 0", "synkinesis.smile_eye.excess", -.3, -.1, .01, .05,
	  SYNK_OUTCOME_CHANGED },
	{ "of the affected eye", "synkinesis.smile_eye.affected", .5, .3, .01,
	  .05, SYNK_OUTCOME_IMPROVED },
	{ "of the healthy eye", "synkinesis.smile_eye.healthy", .5, .3, .01,
	  .05, SYNK_OUTCOME_CHANGED },
	{ "a brow that drops less", "synkinesis.smile_brow.excess", -9, -4,
	  .1, 1, SYNK_OUTCOME_IMPROVED },
	{ "a brow that now rises", "synkinesis.smile_brow.excess", -9, 4, .1,
	  1, SYNK_OUTCOME_OVERCORRECTED },
};

static void
check_outcome(void **state)
{
	const struct outcome_row *r = *state;

	for (size_t i = 0; i < LEN(both_sides); i++) {
		struct synk_visit pre = blank(both_sides[i]);
		struct synk_visit post = blank(both_sides[i]);

		put(&pre, r->key, r->pre, r->se);
		put(&post, r->key, r->post, r->se);
		compare_visits(&pre, &post, r->sem > 0 ? errors_of(r->key,
		    r->sem, 0) : NULL);
		assert_outcome(change_of(r->key), r->want);
		assert_null(change_of(r->key)->reason);
	}
}

/* Ratios: affected / healthy. */

static void
put_ratio(struct synk_visit *v, const char *name, double affected,
    double healthy, double se)
{
	char key[SYNK_KEY_TEXT];

	snprintf(key, sizeof key, "movement.%s.affected", name);
	put(v, key, affected, NAN);
	snprintf(key, sizeof key, "movement.%s.healthy", name);
	put(v, key, healthy, NAN);
	snprintf(key, sizeof key, "movement.%s.ratio", name);
	put(v, key, affected / healthy, se);
}

static const struct ratio_row {
	const char *name;
	double affected[2], healthy[2], se, sem;	/* limit as above */
	double from_affected, from_healthy;
	enum synk_outcome want;
} ratios[] = {
	{ "the affected side moves more", { 4, 8 }, { 10, 10 }, .01, .05,
	  .4, 0, SYNK_OUTCOME_IMPROVED },
	{ "just more than error", { 4, 5.39 }, { 10, 10 }, .01, .05,
	  .139, 0, SYNK_OUTCOME_IMPROVED },
	{ "just less", { 4, 5.38 }, { 10, 10 }, .01, .05, .138, 0,
	  SYNK_OUTCOME_WITHIN_ERROR },
	{ "the healthy side moves less", { 4, 4 }, { 10, 5 }, .01, .05,
	  0, .4, SYNK_OUTCOME_HEALTHY_LOSS },
	/* equal at 6 of 20 / 3: 2 (.1 + .15) / 2 and .05 (4 + 6) / 2 */
	{ "both, a little more the affected", { 4, 6.01 }, { 10, 20 / 3. },
	  .01, .05, .25125, .25025, SYNK_OUTCOME_IMPROVED },
	{ "both, a little more the healthy", { 4, 5.99 }, { 10, 20 / 3. },
	  .01, .05, .24875, .24975, SYNK_OUTCOME_HEALTHY_LOSS },
	{ "the affected less, the healthy still less", { 4, 3 }, { 10, 3.5 },
	  .01, .05, -.192857, .65, SYNK_OUTCOME_HEALTHY_LOSS },
	{ "the affected side moves less", { 8, 4 }, { 10, 10 }, .01, .05,
	  -.4, 0, SYNK_OUTCOME_WORSE },
	{ "the healthy side moves more", { 8, 8 }, { 10, 20 }, .01, .05,
	  0, -.4, SYNK_OUTCOME_CHANGED },
	{ "through 1", { 6, 14 }, { 10, 10 }, .01, .05, .8, 0,
	  SYNK_OUTCOME_OVERCORRECTED },
	{ "not surely through 1", { 6, 10.97 }, { 10, 10 }, .01, .05,
	  .497, 0, SYNK_OUTCOME_IMPROVED },
	{ "just surely", { 6, 10.99 }, { 10, 10 }, .01, .05, .499, 0,
	  SYNK_OUTCOME_OVERCORRECTED },
	{ "through 1 by a loss", { 6, 6 }, { 10, 5 }, .01, .05, 0, .6,
	  SYNK_OUTCOME_OVERCORRECTED },
	{ "not surely below before, and farther now", { 9.1, 13 }, { 10, 10 },
	  .01, .05, .39, 0, SYNK_OUTCOME_CHANGED },
	{ "from above 1 to 1", { 15, 9.8 }, { 10, 10 }, .01, .05, -.52, 0,
	  SYNK_OUTCOME_CHANGED },
	{ "from about 1 down", { 10.5, 6 }, { 10, 10 }, .01, .05, -.45, 0,
	  SYNK_OUTCOME_WORSE },
	{ "above 1", { 15, 12 }, { 10, 10 }, .01, .05, -.3, 0,
	  SYNK_OUTCOME_CHANGED },
	{ "from the wrong way", { -2, 4 }, { 10, 10 }, .01, .05, .6, 0,
	  SYNK_OUTCOME_IMPROVED },
	{ "no study", { 4, 8 }, { 10, 10 }, .01, 0, .4, 0,
	  SYNK_OUTCOME_NO_ERROR_KNOWN },
	/* 1.959964 sqrt(2) .14 = .388 */
	{ "a loss, no study", { 4, 4 }, { 10, 5 }, .14, 0, 0, .4,
	  SYNK_OUTCOME_HEALTHY_LOSS },
	{ "a loss within noise, no study", { 4, 4 }, { 10, 5 }, .15, 0, 0, .4,
	  SYNK_OUTCOME_NO_ERROR_KNOWN },
	{ "a loss, no draws", { 4, 4 }, { 10, 5 }, NAN, 0, 0, .4,
	  SYNK_OUTCOME_NO_ERROR_KNOWN },
	{ "through 1, no study", { 6, 14 }, { 10, 10 }, .20, 0, .8, 0,
	  SYNK_OUTCOME_OVERCORRECTED },
	{ "not surely through, no study", { 6, 14 }, { 10, 10 }, .21, 0, .8,
	  0, SYNK_OUTCOME_NO_ERROR_KNOWN },
};

static void
check_ratio(void **state)
{
	static const char key[] = "movement.smile.ratio";
	const struct ratio_row *r = *state;

	for (size_t i = 0; i < LEN(both_sides); i++) {
		struct synk_visit pre = blank(both_sides[i]);
		struct synk_visit post = blank(both_sides[i]);
		const struct synk_change *c;

		put_ratio(&pre, "smile", r->affected[0], r->healthy[0],
		    r->se);
		put_ratio(&post, "smile", r->affected[1], r->healthy[1],
		    r->se);
		compare_visits(&pre, &post, r->sem > 0 ? errors_of(key,
		    r->sem, 0) : NULL);
		c = change_of(key);
		assert_near(c->from_affected, r->from_affected,
		    "from the affected side");
		assert_near(c->from_healthy, r->from_healthy,
		    "from the healthy side");
		assert_outcome(c, r->want);
	}
}

/* They make all of the change, of whatever numbers. */
static void
check_shares(void **state)
{
	uint64_t random = 11;

	(void)state;
	for (size_t i = 0; i < 2000; i++) {
		struct synk_visit pre = blank(both_sides[i % 2]), post = pre;
		const struct synk_change *c = &diff.change[quantity(
		    "movement.pucker.ratio", true)];

		put_ratio(&pre, "pucker", 10 * normal(&random),
		    2 + 20 * uniform(&random), .1);
		put_ratio(&post, "pucker", 10 * normal(&random),
		    2 + 20 * uniform(&random), .1);
		compare_visits(&pre, &post, NULL);
		if (!(fabs(c->from_affected + c->from_healthy - c->change) <
		    2e-9))
			fail_msg("%g and %g make %g", c->from_affected,
			    c->from_healthy, c->change);
	}
}

/* A ratio alone does not say which side it is of. */
static void
check_bare_ratio(void **state)
{
	static const char key[] = "movement.smile.ratio";
	struct synk_visit pre = blank("left"), post = blank("left");

	(void)state;
	put(&pre, key, .4, .01);
	put(&post, key, .8, .01);
	compare_visits(&pre, &post, errors_of(key, .05, 0));
	assert_true(isnan(change_of(key)->from_affected));
	assert_outcome(change_of(key), SYNK_OUTCOME_CHANGED);
}

/* The score of movement, by the ratios of the regions. */
static const struct movement_row {
	const char *name;
	const char *expression[2];	/* that have ratios */
	double affected[2][2], healthy[2][2];	/* of each: pre, post */
	double pre, post, se, sem;
	enum synk_outcome want;
} movements[] = {
	{ "by the affected side", { "smile" }, { { 4, 8 } }, { { 10, 10 } },
	  50, 70, 1, 2, SYNK_OUTCOME_IMPROVED },
	{ "by the healthy side", { "smile" }, { { 4, 4 } }, { { 10, 5 } },
	  50, 70, 1, 2, SYNK_OUTCOME_HEALTHY_LOSS },
	{ "that is within error", { "smile" }, { { 4, 4 } }, { { 10, 5 } },
	  50, 55, 1, 2, SYNK_OUTCOME_WITHIN_ERROR },
	{ "that is of no region", { "snarl" }, { { 4, 4 } }, { { 10, 5 } },
	  50, 70, 1, 2, SYNK_OUTCOME_IMPROVED },
	{ "more of one region than of another", { "smile", "brow_raise" },
	  { { 4, 4 }, { 4, 8.1 } }, { { 10, 5 }, { 10, 10 } },
	  50, 70, 1, 2, SYNK_OUTCOME_IMPROVED },
	{ "less of it", { "smile", "brow_raise" },
	  { { 4, 4 }, { 4, 7.9 } }, { { 10, 5 }, { 10, 10 } },
	  50, 70, 1, 2, SYNK_OUTCOME_HEALTHY_LOSS },
	{ "a score that fell", { "smile" }, { { 4, 4 } }, { { 10, 5 } },
	  70, 50, 1, 2, SYNK_OUTCOME_WORSE },
	{ "no study", { "smile" }, { { 4, 4 } }, { { 10, 5 } },
	  50, 70, 1, 0, SYNK_OUTCOME_HEALTHY_LOSS },
	{ "no study, within noise", { "smile" }, { { 4, 4 } }, { { 10, 5 } },
	  50, 70, 8, 0, SYNK_OUTCOME_NO_ERROR_KNOWN },
	{ "no study, by the affected side", { "smile" }, { { 4, 8 } },
	  { { 10, 10 } }, 50, 70, 1, 0, SYNK_OUTCOME_NO_ERROR_KNOWN },
};

static void
check_movement(void **state)
{
	static const char key[] = "score.movement";
	const struct movement_row *r = *state;

	for (size_t i = 0; i < LEN(both_sides); i++) {
		struct synk_visit pre = blank(both_sides[i]);
		struct synk_visit post = blank(both_sides[i]);

		put(&pre, key, r->pre, r->se);
		put(&post, key, r->post, r->se);
		for (size_t k = 0; k < 2 && r->expression[k]; k++) {
			put_ratio(&pre, r->expression[k], r->affected[k][0],
			    r->healthy[k][0], .01);
			put_ratio(&post, r->expression[k], r->affected[k][1],
			    r->healthy[k][1], .01);
		}
		compare_visits(&pre, &post, r->sem > 0 ? errors_of(key,
		    r->sem, 0) : NULL);
		assert_outcome(change_of(key), r->want);
	}
}

/* What the movement is a part of: not better by a loss alone. */
static const struct flattered_row {
	const char *name;
	const char *key;
	double pre, post;
	double healthy;			/* smile of that side; before: 10 */
	const char *part;		/* another part */
	double part_pre, part_post;
	enum synk_outcome want;
} flattered[] = {
	{ "overall", "score.overall", 40, 80, 5, "score.rest", 60, 60,
	  SYNK_OUTCOME_HEALTHY_LOSS },
	{ "overall, and rest is worse", "score.overall", 40, 80, 5,
	  "score.rest", 60, 50, SYNK_OUTCOME_HEALTHY_LOSS },
	{ "overall, and rest is better", "score.overall", 40, 80, 5,
	  "score.rest", 60, 70, SYNK_OUTCOME_IMPROVED },
	{ "overall, and synkinesis is better", "score.overall", 40, 80, 5,
	  "score.synkinesis", 60, 70, SYNK_OUTCOME_IMPROVED },
	{ "overall, and the healthy side stays", "score.overall", 40, 80, 10,
	  "score.rest", 60, 60, SYNK_OUTCOME_IMPROVED },
	{ "a region", "region.smile.asymmetry", 60, 20, 5,
	  "rest.smile.excess", 8, 8, SYNK_OUTCOME_HEALTHY_LOSS },
	{ "a region, and rest is more even", "region.smile.asymmetry", 60, 20,
	  5, "rest.smile.excess", 8, -1, SYNK_OUTCOME_IMPROVED },
	{ "another region", "region.brow.asymmetry", 60, 20, 5,
	  "rest.brow.excess", 8, 8, SYNK_OUTCOME_IMPROVED },
};

static void
check_flattered(void **state)
{
	const struct flattered_row *r = *state;

	for (size_t i = 0; i < LEN(both_sides); i++) {
		struct synk_visit pre = blank(both_sides[i]);
		struct synk_visit post = blank(both_sides[i]);

		put(&pre, r->key, r->pre, 1);
		put(&post, r->key, r->post, 1);
		put(&pre, r->part, r->part_pre, 1);
		put(&post, r->part, r->part_post, 1);
		put_ratio(&pre, "smile", 4, 10, .01);
		put_ratio(&post, "smile", 4, r->healthy, .01);
		compare_visits(&pre, &post, errors_of(r->key, 2, 0));
		assert_outcome(change_of(r->key), r->want);
	}
}

/* What is not to be compared.  A row's visits have all numbers. */

typedef void tweak(struct synk_visit *pre, struct synk_visit *post);

static void
other_axis(struct synk_visit *pre, struct synk_visit *post)
{
	(void)pre;
	post->axis = "pupils";
}

static void
other_detector(struct synk_visit *pre, struct synk_visit *post)
{
	(void)pre;
	post->view[SYNK_SMILE].detector = "mediapipe";
}

static void
other_scheme(struct synk_visit *pre, struct synk_visit *post)
{
	(void)post;
	pre->view[SYNK_SNARL].scheme = "wflw98";
}

static void
other_noise(struct synk_visit *pre, struct synk_visit *post)
{
	(void)pre;
	post->view[SYNK_REST].noise = "mediapipe";
}

static void
no_noise(struct synk_visit *pre, struct synk_visit *post)
{
	(void)post;
	for (size_t e = 0; e < SYNK_EXPRESSIONS; e++)
		pre->view[e].noise = NULL;
}

static void
no_names(struct synk_visit *pre, struct synk_visit *post)
{
	for (size_t e = 0; e < SYNK_EXPRESSIONS; e++)
		pre->view[e].detector = post->view[e].detector = NULL;
}

static void
no_name_of_one(struct synk_visit *pre, struct synk_visit *post)
{
	(void)pre;
	for (size_t e = 0; e < SYNK_EXPRESSIONS; e++)
		post->view[e].detector = NULL;
}

static void
not_photographed(struct synk_visit *pre, struct synk_visit *post)
{
	other_detector(pre, post);
	pre->view[SYNK_SMILE].photos = 0;
}

static void
other_parts(struct synk_visit *pre, struct synk_visit *post)
{
	(void)pre;
	post->parts[SYNK_SCORE_REST] = "brow eye";
}

static void
other_smile(struct synk_visit *pre, struct synk_visit *post)
{
	(void)pre;
	post->region_by[SYNK_MOUTH] = "smile_gentle";
	post->row_by[0] = "smile_gentle";
}

static void
other_smile_of_no_part(struct synk_visit *pre, struct synk_visit *post)
{
	other_smile(pre, post);
	pre->parts[SYNK_SCORE_MOVEMENT] = post->parts[SYNK_SCORE_MOVEMENT] =
	    "brow eye";
	pre->parts[SYNK_SCORE_SYNKINESIS] =
	    post->parts[SYNK_SCORE_SYNKINESIS] = "smile_brow pucker_eye";
}

static void
other_side(struct synk_visit *pre, struct synk_visit *post)
{
	(void)pre;
	post->affected = "right";
}

static void
no_side_after(struct synk_visit *pre, struct synk_visit *post)
{
	(void)pre;
	post->affected = "unknown";
}

static const char said_axis[] = "graded by another axis",
    said_method[] = "another detector or landmark scheme",
    said_parts[] = "made of other parts",
    said_asked[] = "another expression stands for it",
    said_side[] = "the visits name other affected sides";

static const struct not_row {
	const char *name;
	tweak *tweak;
	const char *key;	/* as it is aligned then */
	const char *why;	/* NULL: it is compared */
} nots[] = {
	{ "axis, a score", other_axis, "score.rest", said_axis },
	{ "axis, a measure", other_axis, "measure.rest.mrd1.affected",
	  said_axis },
	{ "detector, what it is of", other_detector, "movement.smile.ratio",
	  said_method },
	{ "detector, a side", other_detector, "movement.smile.healthy",
	  said_method },
	{ "detector, a score", other_detector, "score.movement",
	  said_method },
	{ "detector, a row", other_detector, "synkinesis.smile_eye.excess",
	  said_method },
	{ "detector, a region", other_detector, "region.smile.asymmetry",
	  said_method },
	{ "detector, another region", other_detector, "region.eye.asymmetry",
	  NULL },
	{ "detector, at rest", other_detector, "rest.smile.excess", NULL },
	{ "detector, another movement", other_detector,
	  "movement.pucker.ratio", NULL },
	{ "detector, where one has no photograph", not_photographed,
	  "score.rest", NULL },
	{ "scheme, what it is of", other_scheme, "movement.snarl.affected",
	  said_method },
	{ "scheme, a measure", other_scheme, "measure.snarl.shift_menton",
	  said_method },
	{ "scheme, another movement", other_scheme, "movement.smile.affected",
	  NULL },
	{ "noise at rest, a movement", other_noise,
	  "movement.smile.affected", said_method },
	{ "noise at rest, a region", other_noise, "region.eye.asymmetry",
	  said_method },
	{ "noise at rest, a row", other_noise, "synkinesis.pucker_eye.excess",
	  said_method },
	{ "noise at rest, a measure", other_noise,
	  "measure.smile.shift_menton", NULL },
	{ "no draws before", no_noise, "score.rest", NULL },
	{ "detectors without a name", no_names, "score.rest", NULL },
	{ "one without a name", no_name_of_one, "score.rest", said_method },
	{ "parts, that score", other_parts, "score.rest", said_parts },
	{ "parts, its partial", other_parts, "partial.rest", said_parts },
	{ "parts, the composite", other_parts, "score.overall", said_parts },
	{ "parts, another score", other_parts, "score.movement", NULL },
	{ "parts, a region", other_parts, "region.smile.asymmetry", NULL },
	{ "another smile, its region", other_smile, "region.smile.asymmetry",
	  said_asked },
	{ "another smile, another region", other_smile,
	  "region.eye.asymmetry", NULL },
	{ "another smile, its row", other_smile,
	  "synkinesis.smile_eye.affected", said_asked },
	{ "another smile, another row", other_smile,
	  "synkinesis.smile_brow.excess", NULL },
	{ "another smile, itself", other_smile, "movement.smile.ratio",
	  NULL },
	{ "another smile, the score of movement", other_smile,
	  "score.movement", said_asked },
	{ "another smile, its partial", other_smile, "partial.movement",
	  said_asked },
	{ "another smile, the score of synkinesis", other_smile,
	  "score.synkinesis", said_asked },
	{ "another smile, the composite", other_smile, "score.overall",
	  said_asked },
	{ "another smile, the score of rest", other_smile, "score.rest",
	  NULL },
	{ "another smile that is no part", other_smile_of_no_part,
	  "partial.movement", NULL },
	{ "another smile that is no part, synkinesis",
	  other_smile_of_no_part, "partial.synkinesis", NULL },
	{ "sides, a ratio", other_side, "movement.smile.ratio", said_side },
	{ "sides, an excess", other_side, "synkinesis.smile_eye.excess",
	  said_side },
	{ "sides, synkinesis", other_side, "score.synkinesis", said_side },
	{ "sides, the composite", other_side, "score.overall", said_side },
	{ "sides, a side", other_side, "movement.smile.left", NULL },
	{ "sides, a difference", other_side, "rest.eye.difference", NULL },
	{ "sides, movement", other_side, "score.movement", NULL },
	{ "one unknown, a ratio", no_side_after, "movement.smile.ratio",
	  NULL },
	{ "one unknown, aligned", no_side_after, "movement.smile.affected",
	  NULL },
};

static void
check_not(void **state)
{
	const struct not_row *r = *state;
	struct synk_visit pre = blank("left"), post = blank("left");
	const struct synk_change *c;

	for (size_t i = 0; i < SYNK_QUANTITIES; i++) {
		pre.value[i] = pre.se[i] = .5;
		post.value[i] = post.se[i] = .75;
	}
	r->tweak(&pre, &post);
	for (size_t back = 0; back < 2; back++) {
		if (back)
			compare_visits(&post, &pre, NULL);
		else
			compare_visits(&pre, &post, NULL);
		c = change_of(r->key);
		assert_int_equal(c->outcome == SYNK_OUTCOME_NOT_COMPARABLE,
		    r->why != NULL);
		if (!r->why) {
			assert_true(c->change == (back ? -.25 : .25));
			continue;
		}
		assert_string_equal(c->reason, r->why);
		assert_true(isnan(c->change) && isnan(c->se) &&
		    isnan(c->limit) && !isnan(c->pre) && !isnan(c->post));
		assert_int_equal(c->beyond_noise, -1);
	}
}

/* By whose repeatability. */
static void
check_detector(void **state)
{
	static const char key[] = "movement.smile.affected";
	struct synk_visit pre = blank("left"), post = blank("left");

	(void)state;
	put(&pre, key, 1, .1);
	put(&post, key, 9, .1);
	compare_visits(&pre, &post, errors_of(key, 1, 0));
	assert_outcome(change_of(key), SYNK_OUTCOME_IMPROVED);
	for (size_t e = 0; e < SYNK_EXPRESSIONS; e++)
		pre.view[e].detector = post.view[e].detector = "mediapipe";
	compare_visits(&pre, &post, errors_of(key, 1, 0));
	assert_outcome(change_of(key), SYNK_OUTCOME_NO_ERROR_KNOWN);
	for (size_t e = 0; e < SYNK_EXPRESSIONS; e++)
		pre.view[e].detector = post.view[e].detector = "dlib 19.24";
	compare_visits(&pre, &post, errors_of(key, 1, 0));
	assert_outcome(change_of(key), SYNK_OUTCOME_IMPROVED);
	/* an error of the usual axis is none of another */
	pre.axis = post.axis = "pupils";
	compare_visits(&pre, &post, errors_of(key, 1, 0));
	assert_outcome(change_of(key), SYNK_OUTCOME_NO_ERROR_KNOWN);
	/* nor one of patients of those without an affected side */
	pre.axis = post.axis = "canthi";
	pre.affected = post.affected = "none";
	compare_visits(&pre, &post, errors_of(key, 1, 0));
	assert_outcome(change_of("movement.smile.left"),
	    SYNK_OUTCOME_NO_ERROR_KNOWN);
}

/* Missing. */

#define RECORD(rest) "{\"record\":\"synk-grade/1\",\"side\":{\"affected\":" \
	"\"right\"},\"provenance\":{\"version\":\"0\"}," rest "}"
#define SMILE(rest) RECORD("\"movements\":{\"smile\":{" rest "}}")

static const struct missing_row {
	const char *name, *pre, *post, *reason;
	bool no_pre, no_post;
} missing[] = {
	{ "before", SMILE("\"right\":null,\"reason\":\"a\""),
	  SMILE("\"right\":1"), "a", true, false },
	{ "after", SMILE("\"right\":1"),
	  SMILE("\"right\":null,\"reason\":\"b\""), "b", false, true },
	{ "both", SMILE("\"reason\":\"a\""), SMILE("\"reason\":\"b\""), "a",
	  true, true },
	{ "both, one without a reason", SMILE("\"left\":1"),
	  SMILE("\"reason\":\"b\""), "b", true, true },
	{ "no photograph", RECORD("\"movements\":{}"), SMILE("\"right\":1"),
	  "no photograph of the expression", true, false },
	{ "withheld", SMILE("\"right\":1"), SMILE("\"right\":2,\"reason\":"
	  "\"the head is turned too far\""), "the head is turned too far",
	  false, true },
};

static void
check_missing(void **state)
{
	const struct missing_row *r = *state;
	const struct synk_value before = { r->pre, strlen(r->pre), 1 },
	    after = { r->post, strlen(r->post), 1 };
	struct synk_visit pre, post;
	const struct synk_change *c;
	struct synk_error err;

	assert_true(synk_visits_read(&pre, visits, &before, &err));
	assert_true(synk_visits_read(&post, visits, &after, &err));
	compare_visits(&pre, &post, NULL);
	c = change_of("movement.smile.affected");
	assert_outcome(c, SYNK_OUTCOME_MISSING);
	assert_int_equal(c->no_pre, r->no_pre);
	assert_int_equal(c->no_post, r->no_post);
	if (r->reason)
		assert_string_equal(c->reason, r->reason);
	else
		assert_null(c->reason);
	assert_true(isnan(c->change));
}

/* Without one affected side nothing is better by it. */
static const struct unsided_row {
	const char *name, *key;
	double pre, post;
	enum synk_outcome want;
} unsided[] = {
	{ "a score", "score.rest", 50, 80, SYNK_OUTCOME_IMPROVED },
	{ "a side", "movement.smile.left", 50, 80, SYNK_OUTCOME_CHANGED },
	{ "a ratio", "movement.smile.ratio", 5, 50, SYNK_OUTCOME_CHANGED },
	{ "a difference", "rest.eye.difference", 50, 20,
	  SYNK_OUTCOME_IMPROVED },
	{ "a difference that turned", "rest.eye.difference", 50, -20,
	  SYNK_OUTCOME_IMPROVED },
};

static void
check_unsided(void **state)
{
	static const char *const none[] = { "none", "both", "unknown" };
	const struct unsided_row *r = *state;

	for (size_t i = 0; i < LEN(none); i++) {
		struct synk_visit pre = blank(none[i]), post = blank(none[i]);

		put(&pre, r->key, r->pre, 1);
		put(&post, r->key, r->post, 1);
		compare_visits(&pre, &post, errors_of(r->key, 1, 0));
		assert_int_equal(diff.side, SYNK_UNKNOWN);
		assert_outcome(change_of(r->key), r->want);
	}
}

/* Millimetres. */
static const struct mm_row {
	const char *name, *key;
	double pre_mm, pre_sd, post_mm, post_sd;
	enum synk_scale_of of;
	double mm, se;
} mms[] = {
	/* 2 % of 60 mm; .5 % of it, and 3 % of 1.2 mm */
	{ "of before", "rest.eye.excess", 60, .03, 66, 0, SYNK_SCALE_OF_PRE,
	  1.2, .302152 },
	{ "of after", "rest.eye.excess", 60, .03, 66, NAN,
	  SYNK_SCALE_OF_POST, 1.32, .33 },
	{ "none before", "rest.eye.excess", NAN, NAN, 66, .01,
	  SYNK_SCALE_OF_PRE, NAN, NAN },
	{ "of a length of synkinesis", "synkinesis.smile_eye.excess_length",
	  60, NAN, NAN, NAN, SYNK_SCALE_OF_PRE, 1.2, .3 },
	{ "none of a score", "score.rest", 60, NAN, 60, NAN,
	  SYNK_SCALE_OF_PRE, NAN, NAN },
	{ "none of a share", "synkinesis.smile_eye.excess", 60, NAN, 60, NAN,
	  SYNK_SCALE_OF_PRE, NAN, NAN },
	{ "none of an angle", "measure.rest.smile_angle.affected", 60, NAN,
	  60, NAN, SYNK_SCALE_OF_PRE, NAN, NAN },
	{ "none of an area", "measure.rest.eye_area.affected", 60, NAN, 60,
	  NAN, SYNK_SCALE_OF_PRE, NAN, NAN },
};

static void
check_mm(void **state)
{
	const struct mm_row *r = *state;
	const struct synk_diff_options by = { .norms = &norms,
	    .scale = r->of };
	struct synk_visit pre = blank("right"), post = blank("right");

	pre.mm_per_ied = r->pre_mm;
	pre.scale_sd = r->pre_sd;
	post.mm_per_ied = r->post_mm;
	post.scale_sd = r->post_sd;
	put(&pre, r->key, -3, .3);
	put(&post, r->key, -1, .4);
	synk_diff_from(&diff, visits, &pre, &post, &by);
	assert_near(change_of(r->key)->mm, r->mm, "mm");
	assert_near(change_of(r->key)->mm_se, r->se, "its error");
}

/* Warnings: a change of two visits of which nothing is to be said, and all
 * that is said of them then. */

#define SAID(w)	(1u << SYNK_DIFF_##w)

enum field { NOTHING, ORDER, ONSET, INJECTION, YAW, PITCH, SCALE, SCALE_SD,
    DRAWS, CONTRADICTED };

static double *
field_of(struct synk_visit *v, enum field field)
{
	switch (field) {
	case ORDER:
		return &v->visit_order;
	case ONSET:
		return &v->days_since_onset;
	case INJECTION:
		return &v->days_since_injection;
	case YAW:
		return &v->view[SYNK_SNARL].yaw;
	case PITCH:
		return &v->view[SYNK_REST].pitch;
	case SCALE:
		return &v->mm_per_ied;
	case SCALE_SD:
		return &v->scale_sd;
	case DRAWS:
		return &v->draws;
	case CONTRADICTED:
		return &v->contradicted;
	case NOTHING:
		break;
	}
	return NULL;
}

static const struct warning_row {
	const char *name;
	struct { enum field field; double pre, post; } set[2];
	unsigned said;
} warnings[] = {
	{ "none", { { NOTHING, 0, 0 } }, 0 },
	{ "in order", { { ORDER, 1, 2 } }, 0 },
	{ "at one time", { { ORDER, 1, 1 } }, 0 },
	{ "out of order", { { ORDER, 2, 1 } }, SAID(ORDER) },
	{ "order of one", { { ORDER, 2, NAN } }, 0 },
	{ "days out of order", { { ONSET, 500, 499 } }, SAID(ORDER) },
	{ "days in order", { { ONSET, 500, 501 } }, 0 },
	{ "of a stable face", { { ONSET, 487, 500 } }, 0 },
	{ "of one that is not", { { ONSET, 486, 500 } }, SAID(COURSE) },
	{ "onset unknown", { { ONSET, NAN, 500 } }, SAID(ONSET) },
	{ "onset unknown after", { { ONSET, 500, NAN } }, 0 },
	{ "long after an injection", { { INJECTION, 112, 1 } }, 0 },
	{ "soon after one", { { INJECTION, 111, NAN } }, SAID(WASHOUT) },
	{ "turned", { { YAW, 5, -.1 } }, SAID(POSE) },
	{ "not enough", { { YAW, 5, 0 } }, 0 },
	{ "nodded", { { PITCH, -3, 2.1 } }, SAID(POSE) },
	{ "not enough", { { PITCH, -3, 1.9 } }, 0 },
	{ "head unknown", { { PITCH, NAN, 19 } }, 0 },
	/* 2 / 66.. ; over 3 % */
	{ "scales", { { SCALE, 65, 67 } }, SAID(SCALES) },
	{ "scales alike", { { SCALE, 66, 67.9 } }, 0 },
	/* One person's irises: how far they are from the mean's cancels. */
	{ "scales of irises", { { SCALE, 65, 67 }, { SCALE_SD, .036,
	  .036 } }, SAID(SCALES) },
	{ "scales of irises, alike", { { SCALE, 66, 67.9 }, { SCALE_SD, .036,
	  .036 } }, 0 },
	{ "one of the iris", { { SCALE, 65, 69.9 }, { SCALE_SD, .036, NAN } },
	  SAID(SCALES) },
	{ "one of the iris, alike", { { SCALE, 65, 69.6 }, { SCALE_SD, .036,
	  NAN } }, 0 },
	{ "no scale before", { { SCALE, NAN, 65 } }, SAID(NO_SCALE) },
	{ "no scale after", { { SCALE, 65, NAN } }, 0 },
	{ "no draws before", { { DRAWS, 0, 200 } }, SAID(NO_DRAWS) },
	{ "no draws after", { { DRAWS, 200, 0 } }, SAID(NO_DRAWS) },
	{ "draws unknown", { { DRAWS, 200, NAN } }, SAID(NO_DRAWS) },
	{ "other draws", { { DRAWS, 200, 50 } }, 0 },
	{ "contradicted before", { { CONTRADICTED, 1, 0 } },
	  SAID(CONTRADICTED) },
	{ "contradicted after", { { CONTRADICTED, 0, 1 } },
	  SAID(CONTRADICTED) },
	{ "not known whether", { { CONTRADICTED, NAN, NAN } }, 0 },
};

static void
assert_said(const struct synk_visit *pre, const struct synk_visit *post,
    unsigned want)
{
	compare_visits(pre, post, NULL);
	for (int w = 0; w < SYNK_DIFF_WARNINGS; w++)
		if (diff.warning[w] != (want >> w & 1))
			fail_msg("%s is %s", synk_diff_warning_name(
			    (enum synk_diff_warning)w), diff.warning[w]
			    ? "said" : "not said");
}

static void
check_warning(void **state)
{
	const struct warning_row *r = *state;
	struct synk_visit pre = blank("left"), post = blank("left");

	for (size_t i = 0; i < LEN(r->set); i++)
		if (r->set[i].field) {
			*field_of(&pre, r->set[i].field) = r->set[i].pre;
			*field_of(&post, r->set[i].field) = r->set[i].post;
		}
	assert_said(&pre, &post, r->said);
}

static const struct side_row {
	const char *name, *pre, *post;
	enum synk_affected side;
	unsigned said;
} sides[] = {
	{ "left", "left", "left", SYNK_AFFECTED_LEFT, 0 },
	{ "right", "right", "right", SYNK_AFFECTED_RIGHT, 0 },
	{ "unknown before", "unknown", "right", SYNK_AFFECTED_RIGHT, 0 },
	{ "unknown after", "left", "unknown", SYNK_AFFECTED_LEFT, 0 },
	{ "unknown", "unknown", "unknown", SYNK_UNKNOWN, SAID(NO_SIDE) },
	{ "both", "both", "both", SYNK_UNKNOWN, SAID(NO_SIDE) },
	{ "none", "none", "none", SYNK_UNKNOWN, SAID(NO_SIDE) },
	{ "other ones", "left", "right", SYNK_UNKNOWN,
	  SAID(NO_SIDE) | SAID(SIDES) },
	{ "one healed", "left", "none", SYNK_UNKNOWN,
	  SAID(NO_SIDE) | SAID(SIDES) },
	{ "one more", "left", "both", SYNK_UNKNOWN,
	  SAID(NO_SIDE) | SAID(SIDES) },
	{ "both and unknown", "both", "unknown", SYNK_UNKNOWN,
	  SAID(NO_SIDE) },
};

static void
check_sides(void **state)
{
	const struct side_row *r = *state;
	struct synk_visit pre = blank(r->pre), post = blank(r->post);

	assert_said(&pre, &post, r->said);
	assert_int_equal(diff.side, r->side);
}

static void
check_provenance(void **state)
{
	struct synk_visit pre = blank("left"), post = blank("left");

	(void)state;
	post.norms = "cd34";
	assert_said(&pre, &post, SAID(NORMS));
	post.version = "0.2";
	assert_said(&pre, &post, SAID(NORMS) | SAID(VERSION));
	post.norms = pre.norms;
	assert_said(&pre, &post, SAID(VERSION));
	/* an onset that nobody asks a healthy face for */
	post = pre = blank("none");
	pre.days_since_onset = NAN;
	assert_said(&pre, &post, SAID(NO_SIDE));
	assert_true(isnan(diff.days));
	pre.days_since_onset = 490;
	assert_said(&pre, &post, SAID(NO_SIDE));
	assert_true(diff.days == 10);
	/* the scale of after, if that is asked for */
	post.mm_per_ied = 65;
	assert_said(&pre, &post, SAID(NO_SIDE) | SAID(NO_SCALE));
	options.scale = SYNK_SCALE_OF_POST;
	synk_diff_from(&diff, visits, &pre, &post, &options);
	assert_false(diff.warning[SYNK_DIFF_NO_SCALE]);
}

/* Words are there, each once. */
static void
check_words(void **state)
{
	(void)state;
	for (int i = 0; i < SYNK_DIFF_WARNINGS; i++) {
		enum synk_diff_warning w = (enum synk_diff_warning)i;

		assert_true(*synk_diff_warning_text(w) != '\0');
		for (int k = 0; k < i; k++)
			assert_string_not_equal(synk_diff_warning_name(w),
			    synk_diff_warning_name(
			    (enum synk_diff_warning)k));
	}
	for (int i = 0; i < SYNK_OUTCOMES; i++)
		for (int k = 0; k < i; k++)
			assert_string_not_equal(synk_outcome_name(
			    (enum synk_outcome)i), synk_outcome_name(
			    (enum synk_outcome)k));
}

/* Laws, of random visits. */

static void
fill(struct synk_visit *v, uint64_t *random)
{
	for (size_t i = 0; i < SYNK_QUANTITIES; i++) {
		v->value[i] = uniform(random) < .1 ? NAN : round(1000 *
		    normal(random)) / 1000;
		v->se[i] = uniform(random) < .1 ? NAN : uniform(random);
	}
}

/* The same person in a mirror. */
static struct synk_visit
mirrored(const struct synk_visit *v)
{
	struct synk_visit m = *v;

	m.affected = strcmp(v->affected, "left") == 0 ? "right" : "left";
	for (size_t i = 0; i < SYNK_QUANTITIES; i++) {
		const struct synk_quantity *q = synk_visits_quantity(visits,
		    i);
		bool midline = strstr(q->path, ".mid") != NULL;
		bool signs = midline || strstr(q->path, ".difference");
		size_t from = strstr(q->path, ".left") ? i + 1
		    : strstr(q->path, ".right") ? i - 1 : i;

		m.value[i] = signs ? -v->value[from] : v->value[from];
		m.se[i] = v->se[from];
	}
	return m;
}

static struct synk_errors *
all_errors(void)
{
	struct synk_errors *e;
	struct synk_error err;
	struct text t = { NULL, 0 };

	assert_true(synk_errors_open(&e, &err));
	add(&t, "{\"record\":\"synk-norms/1\",\"reliability\":[");
	for (size_t i = 0; i < SYNK_QUANTITIES; i += 2) {
		char key[SYNK_KEY_TEXT];

		synk_quantity_key(key, synk_visits_quantity(visits, i), true);
		add(&t, "%s{\"quantity\":\"%s\",\"detector\":\"dlib\",\"sem\":"
		    "0.4,\"df\":20,\"factor\":\"visit\",\"source\":\"a\","
		    "\"basis\":\"assumed\"}", i ? "," : "", key);
	}
	add(&t, "]}");
	if (!synk_errors_add(e, t.text, t.len, visits, &err))
		fail_msg("%s", err.text);
	free(t.text);
	return e;
}

static bool
alike(double a, double b)
{
	return isnan(a) ? isnan(b) != 0 : a == b;
}

static void
check_mirror(void **state)
{
	static struct synk_diff first;
	uint64_t random = 4;

	(void)state;
	for (size_t n = 0; n < 200; n++) {
		struct synk_visit pre = blank(both_sides[n % 2]), post = pre;
		struct synk_visit mirrored_pre, mirrored_post;

		pre.mm_per_ied = 60;
		fill(&pre, &random);
		fill(&post, &random);
		mirrored_pre = mirrored(&pre);
		mirrored_post = mirrored(&post);
		compare_visits(&pre, &post, all_errors());
		first = diff;
		compare_visits(&mirrored_pre, &mirrored_post, all_errors());
		assert_int_not_equal(first.side, diff.side);
		for (size_t i = 0; i < SYNK_QUANTITIES; i++) {
			const struct synk_change *a = &first.change[i];
			const struct synk_change *b = &diff.change[i];

			assert_true(alike(a->pre, b->pre) &&
			    alike(a->post, b->post) &&
			    alike(a->change, b->change) &&
			    alike(a->se, b->se) && alike(a->low, b->low) &&
			    alike(a->high, b->high) && alike(a->mm, b->mm) &&
			    alike(a->limit, b->limit) &&
			    alike(a->from_affected, b->from_affected) &&
			    alike(a->from_healthy, b->from_healthy));
			assert_int_equal(a->outcome, b->outcome);
			assert_int_equal(a->beyond_noise, b->beyond_noise);
			assert_int_equal(a->beyond_error, b->beyond_error);
		}
	}
}

/* Time turned back turns signs, and says worse for improved where neither
 * side is passed. */
static void
check_swap(void **state)
{
	static struct synk_diff first;
	size_t turned = 0;
	uint64_t random = 9;

	(void)state;
	for (size_t n = 0; n < 200; n++) {
		struct synk_visit pre = blank(both_sides[n % 2]), post = pre;

		fill(&pre, &random);
		fill(&post, &random);
		compare_visits(&pre, &post, all_errors());
		first = diff;
		compare_visits(&post, &pre, all_errors());
		for (size_t i = 0; i < SYNK_QUANTITIES; i++) {
			const struct synk_change *a = &first.change[i];
			const struct synk_change *b = &diff.change[i];

			assert_true(alike(a->pre, b->post) &&
			    alike(a->post, b->pre) &&
			    alike(a->change, -b->change) &&
			    alike(a->se, b->se) && alike(a->low, -b->high) &&
			    alike(a->limit, b->limit) &&
			    alike(a->from_affected, -b->from_affected) &&
			    alike(a->from_healthy, -b->from_healthy));
			assert_int_equal(a->beyond_noise, b->beyond_noise);
			assert_int_equal(a->beyond_error, b->beyond_error);
			if (a->outcome != SYNK_OUTCOME_IMPROVED ||
			    strstr(synk_visits_quantity(visits, i)->name,
			    "movement"))
				continue;
			assert_true(b->outcome == SYNK_OUTCOME_WORSE ||
			    b->outcome == SYNK_OUTCOME_OVERCORRECTED);
			turned++;
		}
	}
	assert_true(turned > 100);
}

/* A series: all visits against the first, aligned alike. */
static void
check_series(void **state)
{
	static struct synk_diff series[3];
	struct synk_visit v[] = { blank("unknown"), blank("right"),
	    blank("unknown"), blank("right") };
	const struct synk_visit *at[] = { &v[0], &v[1], &v[2], &v[3] };
	const struct synk_diff_options by = { .norms = &norms };
	size_t i = quantity("movement.smile.affected", true);

	(void)state;
	for (size_t k = 0; k < 4; k++) {
		v[k].value[i] = 90 + (double)k;
		v[k].value[i + 1] = (double)(k * k);
	}
	synk_diff_series(series, visits, at, 4, &by);
	for (size_t k = 0; k < 3; k++) {
		assert_int_equal(series[k].side, SYNK_AFFECTED_RIGHT);
		assert_true(series[k].change[i].change ==
		    (double)((k + 1) * (k + 1)));
		assert_ptr_equal(series[k].pre, at[0]);
		assert_ptr_equal(series[k].post, at[k + 1]);
	}
	v[3].affected = "left";		/* then nothing is aligned */
	synk_diff_series(series, visits, at, 4, &by);
	for (size_t k = 0; k < 3; k++) {
		assert_int_equal(series[k].side, SYNK_UNKNOWN);
		assert_true(series[k].change[i].change == (double)k + 1);
	}
}

#define TEST(name, check)	{ name, check, NULL, NULL, NULL }

static const struct CMUnitTest others[] = {
	TEST("shares of a ratio", check_shares),
	TEST("a ratio without its sides", check_bare_ratio),
	TEST("whose error", check_detector),
	TEST("provenance", check_provenance),
	TEST("words", check_words),
	TEST("a mirror", check_mirror),
	TEST("time turned back", check_swap),
	TEST("a series", check_series),
};

int
main(void)
{
	int failed;

	prepare_visits();
	failed = RUN_ROWS(numbers, check_numbers) +
	    RUN_ROWS(outcomes, check_outcome) +
	    RUN_ROWS(ratios, check_ratio) +
	    RUN_ROWS(movements, check_movement) +
	    RUN_ROWS(flattered, check_flattered) + RUN_ROWS(nots, check_not) +
	    RUN_ROWS(missing, check_missing) +
	    RUN_ROWS(unsided, check_unsided) + RUN_ROWS(mms, check_mm) +
	    RUN_ROWS(warnings, check_warning) + RUN_ROWS(sides, check_sides) +
	    cmocka_run_group_tests(others, NULL, NULL);
	synk_visits_close(visits);
	return failed;
}
