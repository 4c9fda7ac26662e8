/* Cohorts worked by hand, and how often patients in whom nothing changed are
 * said to have changed. */
#include "visits.h"

#include "../lib/json.h"
#include "synk/cohort.h"

static struct synk_diff diff;
static struct synk_cohort_row rows[SYNK_QUANTITIES];

static void
assert_near(double got, double want, const char *what)
{
	if (isnan(want) ? !isnan(got) : !(fabs(got - want) <= 1e-9 *
	    fmax(1, fabs(want))))
		fail_msg("%s: expected %.12g, found %.12g", what, want, got);
}

static const struct synk_cohort_row *
row_of(const char *key)
{
	return &rows[quantity(key, true)];
}

/* A cohort of eight with one affected side, every other one the right, and of
 * as many others as there are. */

enum { PATIENTS = 8 };

/* Of the same person; not of what the affected side is. */
static const struct other {
	const char *pre, *post;		/* affected sides */
} others[] = { { "none", "none" }, { "left", "right" }, { "both", "both" } };

/* Changes of each quantity. */
static const struct change_row {
	const char *key;
	double pre, change[PATIENTS], other;
} changes[] = {
	{ "score.rest", 50, { 1, 2, 3, 4, 5, 6, 7, 8 }, NAN },
	{ "score.movement", 40, { 1, -1.5, 2, -2.5, 3, -3.5, 4, 4.5 }, NAN },
	{ "score.synkinesis", 30, { 2, 2, 2, 2, 2, 2, 2, 2 }, 3 },
	{ "score.overall", 45, { 1, 2, 3, 4, 5, 6, 7, 8 }, 9 },
	/* limit 2.771808 .5 = 1.386 */
	{ "rest.eye.excess", -2, { 1.3, 1.4, 3.9, 4, -1.4, 2, 1.5, 0 }, 9 },
	{ "movement.smile.affected", 6, { 1, 2, 3, 4, 5, 6, 7, 8 }, 9 },
	{ "movement.smile.healthy", 12, { 1, 2, 3, 4, NAN, NAN, NAN, NAN },
	  NAN },
	{ "region.eye.asymmetry", 20, { 1, -1, 1, -1, 1, -1, 1, -1 }, 0 },
	{ "measure.smile.shift_menton", 1, { 1, 2, 3, 4, 5, 6, 7, 8 }, 9 },
};

static void
put_changes(struct synk_visit *pre, struct synk_visit *post, size_t person)
{
	for (size_t i = 0; i < LEN(changes); i++) {
		const struct change_row *r = &changes[i];
		double change = person < PATIENTS ? r->change[person]
		    : r->other;
		double more = (double)(person % 3);

		if (isnan(change) && person >= PATIENTS)
			continue;
		put(pre, r->key, r->pre + (i ? more : 0), .1);
		put(post, r->key, r->pre + (i ? more : 0) + change, .1);
	}
}

static void
fill(struct synk_cohort *c, const struct synk_diff_options *o, size_t n)
{
	struct synk_error err;

	for (size_t i = 0; i < n; i++) {
		const struct other *other = i < PATIENTS ? NULL
		    : &others[i - PATIENTS];
		const char *side = i % 2 ? "right" : "left";
		struct synk_visit pre = blank(other ? other->pre : side);
		struct synk_visit post = blank(other ? other->post : side);

		put_changes(&pre, &post, i);
		pre.days_since_onset = i < 3 ? 100 : 500;
		synk_diff_from(&diff, visits, &pre, &post, o);
		if (!synk_cohort_add(c, &diff, &err))
			fail_msg("%s", err.text);
	}
}

static void
make_rows(size_t n, struct synk_errors *errors)
{
	const struct synk_diff_options o = { .norms = &norms,
	    .errors = errors };
	struct synk_cohort *c;
	struct synk_error err;

	if (!synk_cohort_open(&c, visits, &o, &err))
		fail_msg("%s", err.text);
	fill(c, &o, n);
	if (!synk_cohort_rows(rows, c, &err))
		fail_msg("%s", err.text);
	assert_int_equal(synk_cohort_size(c), n);
	assert_int_equal(synk_cohort_sided(c), n < PATIENTS ? n : PATIENTS);
	assert_int_equal(synk_cohort_warned(c, SYNK_DIFF_COURSE), n < 3 ? n
	    : 3);
	assert_int_equal(synk_cohort_warned(c, SYNK_DIFF_SIDES), n >
	    PATIENTS + 1);
	assert_ptr_equal(synk_cohort_visits(c), visits);
	assert_ptr_equal(synk_cohort_options(c), &o);
	synk_cohort_close(c);
	synk_errors_close(errors);
}

/* Everybody is somewhere in every row. */
static void
check_sums(size_t n)
{
	for (size_t i = 0; i < SYNK_QUANTITIES; i++) {
		const struct synk_cohort_row *r = &rows[i];

		assert_int_equal(r->n + r->missing + r->not_comparable, n);
		assert_int_equal(r->paired.n, r->n);
		assert_true(r->beyond_noise <= r->n);
		assert_true(r->with_error <= r->n);
		assert_true(r->beyond_error <= r->with_error);
		assert_true(r->improved + r->worse <= r->beyond_error);
		assert_int_equal(r->primary, i < SYNK_SCORE_OVERALL);
	}
}

/* By R: t.test(1:8), wilcox.test(1:8), p.adjust. */
static void
check_family(void **state)
{
	const struct synk_cohort_row *rest, *movement, *synkinesis;

	(void)state;
	make_rows(PATIENTS, NULL);
	check_sums(PATIENTS);
	rest = row_of("score.rest");
	movement = row_of("score.movement");
	synkinesis = row_of("score.synkinesis");
	assert_near(rest->paired.change.mean, 4.5, "mean");
	assert_near(rest->paired.p, .00125832023394, "p");
	assert_near(rest->paired.rank.p, .0078125, "signed ranks");
	assert_near(movement->paired.t, .812949149606, "t");
	assert_near(movement->paired.p, .443014309017, "p");
	assert_near(movement->paired.rank.v, 24, "V");
	assert_near(movement->paired.rank.p, .4609375, "signed ranks");
	/* all changed by the same: no t, so a family of two; ranks of three */
	assert_true(isnan(synkinesis->paired.p));
	assert_near(synkinesis->paired.rank.p, .00596207853209,
	    "signed ranks");
	assert_near(rest->p_holm, 2 * .00125832023394, "Holm's");
	assert_near(movement->p_holm, .443014309017, "Holm's");
	assert_true(isnan(synkinesis->p_holm));
	assert_near(synkinesis->v_p_holm, 3 * .00596207853209, "Holm's");
	assert_near(rest->v_p_holm, 3 * .00596207853209, "Holm's");
	assert_near(movement->v_p_holm, .4609375, "Holm's");
	/* the composite is in no family */
	assert_near(row_of("score.overall")->paired.p, .00125832023394, "p");
	assert_true(isnan(row_of("score.overall")->p_holm));
	assert_true(isnan(row_of("movement.smile.affected")->v_p_holm));
}

/* Left of one and right of another are the affected side of both. */
static void
check_alignment(void **state)
{
	static const char *const keys[] = { "movement.smile.affected",
	    "measure.smile.shift_menton" };

	(void)state;
	make_rows(PATIENTS, NULL);
	for (size_t i = 0; i < LEN(keys); i++) {
		assert_int_equal(row_of(keys[i])->n, PATIENTS);
		assert_near(row_of(keys[i])->paired.change.mean, 4.5, "mean");
		assert_near(row_of(keys[i])->paired.change.sd,
		    2.449489742783178, "SD");
		assert_false(row_of(keys[i])->primary);
	}
	assert_near(row_of("rest.eye.excess")->paired.change.mean, 1.5875,
	    "mean");
}

/* People without one affected side are in what is of no side. */
static const struct count_row {
	const char *name, *key;
	size_t n, missing, not_comparable;
} counts[] = {
	{ "a score that they lack", "score.rest", 8, 3, 0 },
	{ "one by side", "score.synkinesis", 10, 0, 1 },
	{ "the composite", "score.overall", 10, 0, 1 },
	{ "a region", "region.eye.asymmetry", 11, 0, 0 },
	{ "a side", "movement.smile.affected", 8, 3, 0 },
	{ "a side that some lack", "movement.smile.healthy", 4, 7, 0 },
	{ "an excess", "rest.eye.excess", 8, 3, 0 },
	{ "a midline", "measure.smile.shift_menton", 8, 3, 0 },
	{ "a ratio", "movement.smile.ratio", 0, 11, 0 },
};

static void
check_count(void **state)
{
	const struct count_row *r = *state;
	const struct synk_cohort_row *row;

	make_rows(PATIENTS + LEN(others), NULL);
	check_sums(PATIENTS + LEN(others));
	row = row_of(r->key);
	assert_int_equal(row->n, r->n);
	assert_int_equal(row->missing, r->missing);
	assert_int_equal(row->not_comparable, r->not_comparable);
	assert_int_equal(row->with_error, 0);
	assert_true(isnan(row->expected) && isnan(row->chance));
}

/* -2 and more: to -.7, .4, 3.9, 2, -2.4, 1, -.5, -1 with what is added. */
static void
check_outcomes(void **state)
{
	const struct synk_cohort_row *r;

	(void)state;
	make_rows(PATIENTS, errors_of("rest.eye.excess", .5, 0));
	check_sums(PATIENTS);
	r = row_of("rest.eye.excess");
	assert_int_equal(r->with_error, 8);
	/* beyond 1.959964 sqrt(2) .1: all but 0 */
	assert_int_equal(r->beyond_noise, 7);
	/* all but 1.3 and 0 */
	assert_int_equal(r->beyond_error, 6);
	/* pre -2, -1, 0, -2, -1, 0, -2, -1 */
	assert_int_equal(r->improved, 2);	/* -1 + 1.4, -2 + 1.5 */
	assert_int_equal(r->worse, 3);		/* 0 + 3.9, -1 - 1.4, 0 + 2 */
	assert_int_equal(r->overcorrected, 1);	/* -2 + 4 */
	assert_int_equal(r->healthy_loss, 0);
	assert_near(r->expected, .2, "expected");
	/* 1 - .975^8 - 8 .025 .975^7 */
	assert_near(r->chance, .0158298776378, "chance");
	/* of others nothing is known */
	assert_int_equal(row_of("score.rest")->with_error, 0);
	assert_int_equal(row_of("score.rest")->improved, 0);
	assert_int_equal(row_of("score.rest")->beyond_noise, 8);
}

static void
check_few(void **state)
{
	(void)state;
	make_rows(0, NULL);
	check_sums(0);
	assert_true(isnan(row_of("score.rest")->paired.change.mean));
	make_rows(1, NULL);
	check_sums(1);
	assert_near(row_of("score.rest")->paired.change.mean, 1, "mean");
	assert_true(isnan(row_of("score.rest")->p_holm));
	make_rows(5, errors_of("rest.eye.excess", .5, 0));
	check_sums(5);
	assert_true(isnan(row_of("score.rest")->paired.p));
	assert_near(row_of("rest.eye.excess")->expected, .125, "expected");
	assert_true(isnan(row_of("rest.eye.excess")->chance));
	make_rows(6, NULL);
	assert_near(row_of("score.rest")->paired.rank.p, .03125, "ranks");
}

/* More than room was made for at first, and in any order the same. */
static void
check_many(void **state)
{
	const struct synk_diff_options o = { .norms = &norms };
	struct synk_cohort *c;
	struct synk_error err;
	double mean = 0, squares = 0;

	(void)state;
	assert_true(synk_cohort_open(&c, visits, &o, &err));
	for (size_t i = 0; i < 1000; i++) {
		struct synk_visit pre = blank(i % 2 ? "right" : "left");
		struct synk_visit post = pre;
		double v = (double)((i * 7919) % 1000) / 8;

		put(&pre, "score.rest", 50, 1);
		put(&post, "score.rest", 50 + v, 1);
		synk_diff_from(&diff, visits, &pre, &post, &o);
		assert_true(synk_cohort_add(c, &diff, &err));
		mean += v / 1000;
		squares += v * v;
	}
	assert_true(synk_cohort_rows(rows, c, &err));
	check_sums(1000);
	assert_near(row_of("score.rest")->paired.change.mean, mean, "mean");
	assert_near(row_of("score.rest")->paired.change.sd, sqrt((squares -
	    1000 * mean * mean) / 999), "SD");
	synk_cohort_close(c);
}

/* The record. */

static const struct cJSON *
json_row(const struct cJSON *root, const char *key)
{
	const struct cJSON *row = synk_json_first(synk_json_get(root, "rows"));

	while (row && strcmp(synk_json_string(synk_json_get(row, "row")),
	    key) != 0)
		row = synk_json_next(row);
	return row;
}

static double
number(const struct cJSON *object, const char *key)
{
	double v;

	return synk_json_number(&v, synk_json_get(object, key)) ? v : NAN;
}

static void
check_record(void **state)
{
	static const struct synk_lost lost[] = { { "P9", NULL, "unpaired",
	    "there is no \"post\" exam", false } };
	const struct synk_diff_options o = { .norms = &norms };
	const struct cJSON *row;
	struct synk_cohort *c;
	struct synk_error err;
	struct cJSON *root;
	size_t at = 0, size;
	char *line;

	(void)state;
	assert_true(synk_cohort_open(&c, visits, &o, &err));
	fill(c, &o, PATIENTS);
	assert_true(synk_cohort_rows(rows, c, &err));
	assert_true(synk_cohort_json(&line, c, rows, lost, 1, false, &err));
	assert_null(strchr(line, '\n'));
	assert_true(synk_json_read(&root, line, size = strlen(line), &at,
	    &err) && at == size);
	assert_near(number(root, "subjects"), 8, "subjects");
	assert_int_equal(synk_json_size(synk_json_get(root,
	    "primary_family")), 3);
	row = json_row(root, "score.rest");
	assert_near(number(row, "p"), .00125832023394, "p");
	assert_near(number(row, "p_holm"), .00251664046788, "p_holm");
	assert_near(number(synk_json_get(row, "signed_rank"), "v"), 36, "v");
	assert_null(json_row(root, "measure.smile.shift_menton"));
	assert_null(json_row(root, "movement.smile.ratio"));
	assert_non_null(json_row(root, "movement.smile.affected"));
	row = synk_json_first(synk_json_get(root, "lost"));
	assert_string_equal(synk_json_string(synk_json_get(row, "message")),
	    "there is no \"post\" exam");
	synk_json_free(root);
	free(line);
	assert_true(synk_cohort_json(&line, c, rows, NULL, 0, true, &err));
	assert_non_null(strstr(line, "\"measure.smile.shift_menton\""));
	free(line);
	synk_cohort_close(c);
}

/*
 * False alarms.  Patients in whom nothing changes are photographed twice.
 * Either time their landmarks err by what their records say, as estimated
 * from 200 draws, and their faces differ by k times that from visit to visit:
 * nobody smiles twice alike.  |change| is beyond 1.96 SE of landmark noise in
 * 2 (1 - F(1.96 / sqrt(1 + k^2))) of them; of the limits that studies of 30
 * people in 2 sessions give, in about 5 % whatever k is.
 */

enum { STUDIES = 40, STUDIED = 30, PAIRS = 3000, QUANTITIES = 6 };

/* Spread over people, and landmark noise as of photographs by dlib. */
static const struct noisy {
	const char *key;
	double mean, spread, se;
} noisy[QUANTITIES] = {
	{ "score.rest", 75, 12, 2.2 },
	{ "region.smile.asymmetry", 45, 20, 6.5 },
	{ "rest.eye.excess", -3, 3, .26 },
	{ "movement.smile.affected", 6, 4, 1.36 },
	{ "movement.smile.ratio", .5, .25, .1 },
	{ "synkinesis.smile_eye.excess", .3, .15, .032 },
};

/* One exam of that person, whose numbers are face. */
static struct synk_visit
photographed(const double face[QUANTITIES], double k, const char *side,
    uint64_t *random)
{
	struct synk_visit v = blank(side);

	for (size_t i = 0; i < QUANTITIES; i++) {
		double se = noisy[i].se;
		double seen = face[i] + se * (k * normal(random) +
		    normal(random));

		/* as records have them */
		put(&v, noisy[i].key, round(1000 * seen) / 1000,
		    round(1000 * se * (1 + normal(random) / sqrt(2 * 199))) /
		    1000);
	}
	return v;
}

static void
new_face(double face[QUANTITIES], uint64_t *random)
{
	for (size_t i = 0; i < QUANTITIES; i++)
		face[i] = noisy[i].mean + noisy[i].spread * normal(random);
}

/* What a study of unchanged people says, by the file that it writes. */
static struct synk_errors *
study(double k, uint64_t *random)
{
	static struct synk_visit v[2 * STUDIED];
	static char name[STUDIED][8];
	const struct synk_visit *exam[2 * STUDIED];
	struct synk_reliability r;
	struct synk_errors *e;
	struct synk_error err;
	char *text = NULL;

	for (size_t i = 0; i < 2 * STUDIED; i++) {
		static double face[QUANTITIES];

		if (i % 2 == 0)
			new_face(face, random);
		v[i] = photographed(face, k, i / 2 % 2 ? "right" : "left",
		    random);
		snprintf(name[i / 2], sizeof *name, "S%02zu", i / 2);
		v[i].subject = name[i / 2];
		v[i].repeat = i % 2 ? "2" : "1";
		exam[i] = &v[i];
	}
	if (!synk_errors_open(&e, &err) || !synk_reliability_from(&r, visits,
	    exam, 2 * STUDIED, SYNK_FACTOR_REPEAT, &err) ||
	    !synk_reliability_json(&text, &r, visits, &err) ||
	    !synk_errors_add(e, text, strlen(text), visits, &err))
		fail_msg("%s", err.text);
	assert_int_equal(r.rows, QUANTITIES);
	synk_reliability_free(&r);
	free(text);
	return e;
}

/* How many pairs a study's limits and landmark noise part, by quantity. */
struct alarms {
	double noise[QUANTITIES], error[QUANTITIES], improved;
};

static void
count_alarms(struct alarms *a, double k, uint64_t *random)
{
	struct synk_errors *errors = study(k, random);
	const struct synk_diff_options o = { .norms = &norms,
	    .errors = errors };
	enum { EACH = PAIRS / STUDIES };

	for (size_t n = 0; n < EACH; n++) {
		const char *side = n % 2 ? "right" : "left";
		struct synk_visit pre, post;
		double face[QUANTITIES];

		new_face(face, random);
		pre = photographed(face, k, side, random);
		post = photographed(face, k, side, random);
		synk_diff_from(&diff, visits, &pre, &post, &o);
		for (size_t i = 0; i < QUANTITIES; i++) {
			const struct synk_change *c = &diff.change[quantity(
			    noisy[i].key, true)];

			assert_true(c->beyond_noise >= 0 &&
			    c->beyond_error >= 0);
			a->noise[i] += c->beyond_noise;
			a->error[i] += c->beyond_error;
			a->improved += c->outcome == SYNK_OUTCOME_IMPROVED;
		}
	}
	synk_errors_close(errors);
}

static double
mean_of(const double v[QUANTITIES])
{
	double sum = 0;

	for (size_t i = 0; i < QUANTITIES; i++)
		sum += v[i] / QUANTITIES;
	return sum;
}

static const struct alarm_row {
	const char *name;
	double k;
} alarm_rows[] = {
	{ "visits that differ by landmark noise alone", 0 },
	{ "and by as much of their own", 1 },
	{ "and by twice as much", 2 },
	{ "and by three times as much", 3 },
};

static void
check_alarms(void **state)
{
	const struct alarm_row *r = *state;
	double want = erfc(1.959963984540054 / sqrt(1 + r->k * r->k) /
	    sqrt(2));
	struct alarms a = { { 0 }, { 0 }, 0 };
	uint64_t random = 20 + (uint64_t)r->k;

	for (size_t i = 0; i < STUDIES; i++)
		count_alarms(&a, r->k, &random);
	for (size_t i = 0; i < QUANTITIES; i++) {
		print_message("%-28s session noise %g: beyond landmark noise"
		    " %4.1f %% (theory %4.1f), beyond error %4.1f %%\n",
		    noisy[i].key, r->k, 100 * a.noise[i] / PAIRS, 100 * want,
		    100 * a.error[i] / PAIRS);
		/* four SE of 3000 pairs, and half a percent for what the
		 * errors of SEs make */
		assert_true(fabs(a.noise[i] / PAIRS - want) < .005 +
		    4 * sqrt(want * (1 - want) / PAIRS));
		assert_true(a.error[i] / PAIRS > .02 &&
		    a.error[i] / PAIRS < .08);
	}
	print_message("all: beyond landmark noise %4.1f %%, beyond error"
	    " %4.1f %%, improved %4.1f %%\n", 100 * mean_of(a.noise) / PAIRS,
	    100 * mean_of(a.error) / PAIRS, 100 * a.improved / PAIRS /
	    QUANTITIES);
	/* landmark noise is the larger limit of half of the studies at 0 */
	assert_true(mean_of(a.error) / PAIRS > (r->k > 0 ? .04 : .025) &&
	    mean_of(a.error) / PAIRS < .06);
	assert_true(a.improved / PAIRS / QUANTITIES < .03);
}

#define TEST(name, check)	{ name, check, NULL, NULL, NULL }

static const struct CMUnitTest tests[] = {
	TEST("a primary family", check_family),
	TEST("sides of several people", check_alignment),
	TEST("outcomes", check_outcomes), TEST("few", check_few),
	TEST("many", check_many), TEST("a record", check_record),
};

int
main(void)
{
	int failed;

	prepare_visits();
	failed = cmocka_run_group_tests(tests, NULL, NULL) +
	    RUN_ROWS(counts, check_count) + RUN_ROWS(alarm_rows,
	    check_alarms);
	synk_visits_close(visits);
	return failed;
}
