#include "test.h"

#include "synk/reliability.h"

static struct synk_visits *visits;
static struct synk_norms defaults;

/* Quantities by name. */

static size_t
named(const char *key, bool aligned)
{
	char name[SYNK_KEY_TEXT];

	for (size_t i = 0; i < SYNK_QUANTITIES; i++) {
		synk_quantity_key(name, synk_visits_quantity(visits, i),
		    aligned);
		if (strcmp(name, key) == 0)
			return i;
	}
	fail_msg("no quantity '%s'", key);
	return 0;
}

/* Exams. */

enum { EXAMS = 256 };

static struct synk_visit pool[EXAMS];
static const struct synk_visit *exams[EXAMS];
static char subjects[EXAMS][8];

static void
view(struct synk_visit *v, enum synk_expression e, const char *detector)
{
	v->view[e] = (struct synk_visit_view){ "ibug68", detector, detector,
	    1, 0, 0 };
}

static struct synk_visit *
exam(size_t place, size_t subject, const char *affected)
{
	struct synk_visit *v = &pool[place];

	snprintf(subjects[subject], sizeof subjects[subject], "S%03d",
	    (int)(subject % 1000));
	*v = (struct synk_visit){ .subject = subjects[subject],
	    .visit = "v1", .affected = affected, .side_source = "declared",
	    .version = "0", .norms = "0123456789", .axis = "canthi" };
	for (size_t i = 0; i < SYNK_QUANTITIES; i++)
		v->value[i] = v->se[i] = NAN;
	for (int e = 0; e < SYNK_EXPRESSIONS; e++)
		view(v, (enum synk_expression)e, "dlib");
	v->region_by[SYNK_BROW] = "brow_raise";
	v->region_by[SYNK_EYE] = "eye_close_gentle";
	v->region_by[SYNK_MOUTH] = "smile";
	for (size_t i = 0; i < SYNK_ROWS; i++)
		v->row_by[i] = i < 2 ? "smile" : i < 4 ? "pucker"
		    : i < 6 ? "brow_raise" : "eye_close_gentle";
	exams[place] = v;
	return v;
}

static bool
reliability(struct synk_reliability *r, size_t n, enum synk_factor factor,
    struct synk_error *err)
{
	return synk_reliability_from(r, visits, exams, n, factor, err);
}

/* The only row of a quantity. */
static const struct synk_reliability_row *
row_of(const struct synk_reliability *r, const char *key, bool aligned)
{
	size_t i = named(key, aligned);
	const struct synk_reliability_row *found = NULL;

	for (size_t k = 0; k < r->rows; k++)
		if (r->row[k].quantity == i && r->row[k].aligned == aligned) {
			assert_null(found);
			found = &r->row[k];
		}
	return found;
}

/* Reading entries. */

#define DOC(entries) \
	"{\"record\":\"synk-norms/1\",\"reliability\":[" entries "]}"
#define WHY	"\"factor\":\"repeat\",\"source\":\"a\",\"basis\":\"assumed\""
#define ENTRY(key, more) \
	"{\"quantity\":\"" key "\",\"detector\":\"dlib\"," more "}"
#define GOOD(key) ENTRY(key, "\"sem\":2,\"df\":8," WHY)
#define SMILE	"movement.smile.affected"

static const struct refusal {
	const char *name, *text, *want;
} refusals[] = {
	{ "not an array", "{\"record\":\"synk-norms/1\",\"reliability\":{}}",
	  "reliability: expected an array, found an object" },
	{ "not objects", DOC("{},1"),
	  "reliability[1]: expected an object, found a number" },
	{ "another member", "{\"record\":\"synk-norms/1\",\"values\":{},"
	  "\"reliable\":[]}", "unknown member 'reliable'" },
	{ "another record", "{\"record\":\"synk-grade/1\",\"reliability\":[]}",
	  "expected a synk-norms/1 record" },
	{ "neither member", "{\"record\":\"synk-norms/1\"}",
	  "values: expected an object, found nothing" },
	{ "values are no object",
	  "{\"record\":\"synk-norms/1\",\"values\":1,\"reliability\":[]}",
	  "values: expected an object, found a number" },
	{ "text behind it", DOC("") "x", "expected one JSON value" },
	{ "unknown quantity", DOC(GOOD("score.rest") ","
	  GOOD("movement.smile.ratios")), "reliability[1]: quantity: expected"
	  " the key of one, found 'movement.smile.ratios'" },
	{ "quantity is a number", DOC("{\"quantity\":1}"),
	  "reliability[0]: quantity: expected a text, found 1" },
	{ "quantity is empty", DOC(GOOD("")),
	  "reliability[0]: quantity: expected a text, found an empty one" },
	{ "unknown detector", DOC("{\"quantity\":\"" SMILE "\","
	  "\"detector\":\"dlip\",\"sem\":1,\"df\":2," WHY "}"),
	  "reliability[0]: detector: expected other, dlib, mediapipe or"
	  " mediapipe-facemesh, found 'dlip'" },
	{ "sem of 0", DOC(ENTRY(SMILE, "\"sem\":0,\"df\":8," WHY)),
	  "reliability[0]: sem: expected a number above 0, found 0" },
	{ "sem is infinite", DOC(ENTRY(SMILE, "\"sem\":1e999,\"df\":8," WHY)),
	  "reliability[0]: sem: expected a number above 0, found a number" },
	{ "no sem", DOC(ENTRY(SMILE, "\"df\":8," WHY)),
	  "reliability[0]: sem: expected a number above 0, found nothing" },
	{ "no df", DOC(ENTRY(SMILE, "\"sem\":8," WHY)), "reliability[0]: df:"
	  " expected a number of at least 1, or null, found nothing" },
	{ "df below 1", DOC(ENTRY(SMILE, "\"sem\":8,\"df\":0.5," WHY)),
	  "reliability[0]: df: expected a number of at least 1, or null, found"
	  " 0.5" },
	{ "unknown factor", DOC(ENTRY(SMILE, "\"sem\":2,\"df\":8,"
	  "\"factor\":\"session\",\"source\":\"a\",\"basis\":\"assumed\"")),
	  "reliability[0]: factor: expected visit, repeat or rater, found"
	  " 'session'" },
	{ "no source", DOC(ENTRY(SMILE, "\"sem\":2,\"df\":8,"
	  "\"factor\":\"visit\",\"basis\":\"assumed\"")),
	  "reliability[0]: source: expected a text, found nothing" },
	{ "unknown basis", DOC(ENTRY(SMILE, "\"sem\":2,\"df\":8,"
	  "\"factor\":\"visit\",\"basis\":\"own\",\"source\":\"a\"")),
	  "reliability[0]: basis: expected published, derived or assumed,"
	  " found 'own'" },
	{ "unknown member", DOC(ENTRY(SMILE, "\"sem\":2,\"df\":8,\"sd\":1,"
	  WHY)), "reliability[0]: unknown member 'sd'" },
	{ "millimetres", DOC(ENTRY(SMILE, "\"sem\":2,\"df\":8,"
	  "\"unit\":\"mm\"," WHY)),
	  "reliability[0]: unit: expected %ied, found 'mm'" },
	{ "another limit", DOC(ENTRY(SMILE, "\"sem\":2,\"df\":8,\"limit\":6,"
	  WHY)), "reliability[0]: limit: expected 6.52236, as sem and df make"
	  " it, found 6" },
	{ "an interval upside down", DOC(ENTRY(SMILE, "\"sem\":2,\"df\":8,"
	  "\"icc_ci95\":[1,0]," WHY)), "reliability[0]: icc_ci95: expected two"
	  " numbers, the lower first, or null, found an array" },
	{ "one subject", DOC(ENTRY(SMILE, "\"sem\":2,\"df\":8,"
	  "\"subjects\":1," WHY)), "reliability[0]: subjects: expected a whole"
	  " number of at least 2, found 1" },
	{ "the same twice", DOC(GOOD(SMILE) "," GOOD("score.rest") ","
	  GOOD(SMILE)), "reliability[2]: quantity: expected one error of it by"
	  " dlib, found two" },
	{ "the same twice, once of others", DOC(GOOD("score.rest") ","
	  ENTRY("score.rest", "\"aligned\":false,\"sem\":2,\"df\":8," WHY)),
	  "reliability[1]: quantity: expected one error of it by dlib, found"
	  " two" },
	{ "aligned in name only", DOC(ENTRY(SMILE, "\"aligned\":false,"
	  "\"sem\":2,\"df\":8," WHY)), "reliability[0]: aligned: expected true"
	  " of this quantity, found false" },
};

static void
check_refusal(void **state)
{
	const struct refusal *r = *state;
	struct synk_error err = { .text = "" };
	struct synk_errors *e;

	assert_true(synk_errors_open(&e, &err));
	assert_true(synk_errors_add(e, DOC(GOOD("score.movement")),
	    strlen(DOC(GOOD("score.movement"))), visits, &err));
	assert_false(synk_errors_add(e, r->text, strlen(r->text), visits,
	    &err));
	assert_int_equal(err.code, SYNK_BAD_INPUT);
	assert_string_equal(err.text, r->want);
	for (size_t i = 0; i < SYNK_QUANTITIES; i++)
		assert_true(isnan(synk_errors_of(e, SYNK_DETECTOR_DLIB, true,
		    i).sem) == (i != named("score.movement", true)));
	synk_errors_close(e);
}

/* What is found where after one document, then others. */
static const struct lookup {
	const char *name;
	const char *text[2];
	const char *key;
	bool aligned;
	enum synk_detector detector;
	double sem, df, limit;
} lookups[] = {
	{ "of the affected side", { DOC(GOOD(SMILE)) }, SMILE, true,
	  SYNK_DETECTOR_DLIB, 2, 8, 6.522365 },
	{ "and of no left one", { DOC(GOOD(SMILE)) }, "movement.smile.left",
	  false, SYNK_DETECTOR_DLIB, NAN, NAN, NAN },
	{ "nor by another detector", { DOC(GOOD(SMILE)) }, SMILE, true,
	  SYNK_DETECTOR_MEDIAPIPE, NAN, NAN, NAN },
	{ "of left", { DOC(GOOD("measure.smile.fissure_height.left")) },
	  "measure.smile.fissure_height.left", false, SYNK_DETECTOR_DLIB, 2, 8,
	  6.522365 },
	{ "of an excess at rest", { DOC(GOOD("rest.eye.excess")) },
	  "rest.eye.excess", true, SYNK_DETECTOR_DLIB, 2, 8, 6.522365 },
	{ "df of which nothing is known", { DOC(ENTRY("score.synkinesis",
	  "\"sem\":2,\"df\":null," WHY)) }, "score.synkinesis", true,
	  SYNK_DETECTOR_DLIB, 2, NAN, 5.543615 },
	{ "a score serves both kinds", { DOC(GOOD("score.synkinesis")) },
	  "score.synkinesis", false, SYNK_DETECTOR_DLIB, 2, 8, 6.522365 },
	{ "that of controls serves them", { DOC(ENTRY("score.synkinesis",
	  "\"aligned\":false,\"sem\":2,\"df\":8," WHY)) },
	  "score.synkinesis", false, SYNK_DETECTOR_DLIB, 2, 8, 6.522365 },
	{ "and no patients", { DOC(ENTRY("score.synkinesis",
	  "\"aligned\":false,\"sem\":2,\"df\":8," WHY)) },
	  "score.synkinesis", true, SYNK_DETECTOR_DLIB, NAN, NAN, NAN },
	{ "a later file wins", { DOC(GOOD(SMILE)), DOC(ENTRY(SMILE,
	  "\"sem\":4,\"df\":8," WHY)) }, SMILE, true, SYNK_DETECTOR_DLIB, 4,
	  8, 13.044729 },
	{ "a later file without takes nothing", { DOC(GOOD(SMILE)),
	  "{\"record\":\"synk-norms/1\",\"values\":{}}" }, SMILE, true,
	  SYNK_DETECTOR_DLIB, 2, 8, 6.522365 },
	{ "raters are no sessions", { DOC(GOOD(SMILE)), DOC(ENTRY(SMILE,
	  "\"sem\":4,\"df\":8,\"factor\":\"rater\",\"source\":\"a\","
	  "\"basis\":\"assumed\"")) }, SMILE, true, SYNK_DETECTOR_DLIB, 2, 8,
	  6.522365 },
};

static void
check_number(double got, double want)
{
	if (isnan(want) ? !isnan(got) : !(fabs(got - want) < 1e-5))
		fail_msg("expected %.9g, found %.9g", want, got);
}

static void
check_lookup(void **state)
{
	const struct lookup *l = *state;
	struct synk_error err = { .text = "" };
	struct synk_error_of found;
	struct synk_errors *e;

	assert_true(synk_errors_open(&e, &err));
	for (size_t i = 0; i < LEN(l->text) && l->text[i]; i++)
		if (!synk_errors_add(e, l->text[i], strlen(l->text[i]), visits,
		    &err))
			fail_msg("%s", err.text);
	found = synk_errors_of(e, l->detector, l->aligned, named(l->key,
	    l->aligned));
	check_number(found.sem, l->sem);
	check_number(found.df, l->df);
	check_number(found.limit, l->limit);
	synk_errors_close(e);
}

/* What a record gives and withholds. */

#define RECORD(rest) "{\"record\":\"synk-grade/1\",\"side\":{\"affected\":" \
	"\"left\"},\"provenance\":{\"version\":\"0\"}," rest "}"
#define MOVEMENT(reason) RECORD("\"movements\":{\"smile\":{\"left\":1," \
	"\"right\":2,\"ratio\":null,\"ratio_reason\":\"" reason "\"," \
	"\"reason\":\"" reason "\"}}")
#define MATRIX(reason) RECORD("\"synkinesis\":[{\"row\":\"smile_eye\"," \
	"\"left\":1,\"right\":2,\"reason\":\"" reason "\"}]")
#define REST(reason) RECORD("\"regions\":{\"smile\":{\"rest\":{" \
	"\"left\":1,\"lateral\":{\"left\":1}," reason "}}}")
#define POSE	"the head is turned too far"
#define STILL	"the movement was not performed"
#define BLIND	"the detector misses closed eyes"

static const struct withheld {
	const char *name, *record, *key;
	bool withheld;
} withheld[] = {
	{ "a movement of a turned head", MOVEMENT(POSE),
	  "movement.smile.left", true },
	{ "a movement not performed", MOVEMENT(STILL),
	  "movement.smile.left", false },
	{ "a movement not seen", MOVEMENT(BLIND), "movement.smile.left",
	  true },
	{ "what moved along with a turned head", MATRIX(POSE),
	  "synkinesis.smile_eye.right", true },
	{ "along with nothing", MATRIX(STILL), "synkinesis.smile_eye.right",
	  true },
	{ "half seen", MATRIX(BLIND), "synkinesis.smile_eye.right", false },
	{ "at rest, of a turned head", REST("\"reason\":\"" POSE "\""),
	  "rest.smile.left", true },
	{ "to the side, of a turned head", REST("\"reason\":\"" POSE "\""),
	  "rest.smile.lateral.left", true },
	{ "at rest", REST("\"asymmetry\":0"), "rest.smile.lateral.left",
	  false },
};

static void
check_withheld(void **state)
{
	const struct withheld *w = *state;
	const struct synk_value record = { w->record, strlen(w->record), 1 };
	struct synk_error err = { .text = "" };
	struct synk_visit *v = &pool[0];
	size_t i = named(w->key, false);

	if (!synk_visits_read(v, visits, &record, &err))
		fail_msg("%s", err.text);
	assert_true(isnan(v->value[i]) == 0);
	assert_int_equal(synk_visit_withholds(v, visits, i), w->withheld);
	assert_true(w->withheld == (isnan(synk_visit_at(v, visits,
	    SYNK_UNKNOWN, i).value) != 0));
}

/* Tables. */

/* Shrout PE, Fleiss JL, Psychol Bull 1979;86:420: their table 2. */
static const double judged[6][4] = { { 9, 2, 5, 8 }, { 6, 1, 3, 2 },
    { 8, 4, 6, 8 }, { 7, 1, 2, 6 }, { 10, 5, 6, 9 }, { 6, 2, 4, 7 } };

static const char *const names[] = { "a", "b", "c", "d" };

/* By four raters; the left side is affected of every other one. */
static void
fill_judged(const char *affected, const char *other)
{
	for (size_t i = 0; i < 24; i++) {
		const char *side = i / 4 % 2 ? affected : other;
		struct synk_visit *v = exam(i, i / 4, side);
		bool right = strcmp(side, "right") == 0;
		size_t left = named("rest.brow.left", false);

		v->rater = names[i % 4];
		v->value[left] = v->value[left + 1] = 7;
		v->value[right ? left + 1 : left] = judged[i / 4][i % 4];
		v->value[left + 2] = (right ? -1 : 1) * judged[i / 4][i % 4];
	}
}

/* By hand: mean squares 11.2417, 32.4861 and 1.0194, so that the variance
 * within is 32.4861 / 6 + 1.0194 5 / 6 with 1 / (5.4144^2 / 3 +
 * .8495^2 / 15) times its square degrees of freedom. */
static void
check_judged_row(const struct synk_reliability_row *row)
{
	assert_non_null(row);
	assert_int_equal(row->agreement.n, 6);
	assert_int_equal(row->agreement.k, 4);
	assert_int_equal(row->detector, SYNK_DETECTOR_DLIB);
	check_number(row->agreement.icc, .289764);
	check_number(row->agreement.sem, 2.502776);
	check_number(row->agreement.sem_df, 3.995612);
}

static void
check_judged(void **state)
{
	struct synk_error err = { .text = "" };
	struct synk_reliability r;

	(void)state;
	fill_judged("left", "right");
	if (!reliability(&r, 24, SYNK_FACTOR_RATER, &err))
		fail_msg("%s", err.text);
	assert_int_equal(r.subjects, 6);
	assert_int_equal(r.rows, 3);
	check_judged_row(row_of(&r, "rest.brow.affected", true));
	check_judged_row(row_of(&r, "rest.brow.excess", true));
	assert_true(row_of(&r, "rest.brow.healthy", true)->agreement.sem == 0);
	synk_reliability_free(&r);
}

/* People without an affected side stay as they are. */
static void
check_unaligned(void **state)
{
	struct synk_error err = { .text = "" };
	struct synk_reliability r;

	(void)state;
	fill_judged("none", "both");
	assert_true(reliability(&r, 24, SYNK_FACTOR_RATER, &err));
	assert_int_equal(r.rows, 3);
	check_judged_row(row_of(&r, "rest.brow.left", false));
	check_judged_row(row_of(&r, "rest.brow.difference", false));
	synk_reliability_free(&r);
}

/* The order of exams is none of subjects. */
static void
check_order(void **state)
{
	struct synk_error err = { .text = "" };
	struct synk_reliability r;

	(void)state;
	fill_judged("left", "right");
	for (size_t i = 0; i < 24; i++)
		exams[i] = &pool[i * 7 % 24];
	assert_true(reliability(&r, 24, SYNK_FACTOR_RATER, &err));
	check_judged_row(row_of(&r, "rest.brow.affected", true));
	synk_reliability_free(&r);
}

/* What is done to 24 exams, 12 people at two visits, the second one more. */
typedef void change(size_t i, struct synk_visit *);

static void
fill_visits(change *then)
{
	for (size_t i = 0; i < 24; i++) {
		struct synk_visit *v = exam(i, i / 2, "left");

		v->visit = i % 2 ? "after" : "before";
		v->value[named("score.rest", true)] = (double)(i / 2 * i / 2) +
		    (i % 2 ? (double)(i % 3) + 1 : 0);
		v->parts[SYNK_SCORE_REST] = "brow eye smile";
		if (then)
			then(i, v);
	}
}

static void
no_change(size_t i, struct synk_visit *v)
{
	(void)i, (void)v;
}

static void
one_person_lacks_one(size_t i, struct synk_visit *v)
{
	if (i == 3)
		v->value[named("score.rest", true)] = NAN;
}

static void
one_person_has_other_parts(size_t i, struct synk_visit *v)
{
	if (i == 3)
		v->parts[SYNK_SCORE_REST] = "brow eye";
}

static void
one_photograph_by_another(size_t i, struct synk_visit *v)
{
	if (i == 3)
		for (int e = 0; e < SYNK_EXPRESSIONS; e++)
			view(v, (enum synk_expression)e, "mediapipe");
}

static void
half_by_another(size_t i, struct synk_visit *v)
{
	if (i < 12)
		for (int e = 0; e < SYNK_EXPRESSIONS; e++)
			view(v, (enum synk_expression)e, "mediapipe");
}

static void
one_person_thrice(size_t i, struct synk_visit *v)
{
	if (i == 3)
		v->visit = "later";
}

static void
half_are_healthy(size_t i, struct synk_visit *v)
{
	if (i < 12)
		v->affected = "none";
}

static void
one_side_unknown(size_t i, struct synk_visit *v)
{
	if (i == 3)
		v->affected = "unknown";
}

static const struct table_row {
	const char *name;
	change *then;
	size_t subjects, n, others;	/* others: without an affected side */
	enum synk_detector detector;
} tables[] = {
	{ "all", no_change, 12, 12, 0, SYNK_DETECTOR_DLIB },
	{ "missing once", one_person_lacks_one, 12, 11, 0,
	  SYNK_DETECTOR_DLIB },
	{ "other parts", one_person_has_other_parts, 12, 11, 0,
	  SYNK_DETECTOR_DLIB },
	{ "another detector", one_photograph_by_another, 12, 11, 0,
	  SYNK_DETECTOR_DLIB },
	{ "another level", one_person_thrice, 12, 11, 0, SYNK_DETECTOR_DLIB },
	{ "half healthy", half_are_healthy, 12, 6, 6, SYNK_DETECTOR_DLIB },
	{ "side not known once", one_side_unknown, 12, 12, 0,
	  SYNK_DETECTOR_DLIB },
};

static void
check_table(void **state)
{
	const struct table_row *t = *state;
	struct synk_error err = { .text = "" };
	const struct synk_reliability_row *row, *others;
	struct synk_reliability r;

	fill_visits(t->then);
	if (!reliability(&r, 24, SYNK_FACTOR_VISIT, &err))
		fail_msg("%s", err.text);
	assert_int_equal(r.subjects, t->subjects);
	row = row_of(&r, "score.rest", true);
	others = row_of(&r, "score.rest", false);
	assert_int_equal(r.rows, t->others ? 2 : 1);
	assert_int_equal(row->agreement.n, t->n);
	assert_int_equal(others ? others->agreement.n : 0, t->others);
	assert_int_equal(row->agreement.k, 2);
	assert_int_equal(row->detector, t->detector);
	assert_true(row->agreement.pair.bias > 0);	/* after - before */
	synk_reliability_free(&r);
}

static void
check_two_detectors(void **state)
{
	struct synk_error err = { .text = "" };
	struct synk_reliability r;

	(void)state;
	fill_visits(half_by_another);
	assert_true(reliability(&r, 24, SYNK_FACTOR_VISIT, &err));
	assert_int_equal(r.rows, 2);
	assert_int_equal(r.row[0].detector, SYNK_DETECTOR_DLIB);
	assert_int_equal(r.row[1].detector, SYNK_DETECTOR_MEDIAPIPE);
	assert_int_equal(r.row[0].agreement.n, 6);
	assert_int_equal(r.row[1].agreement.n, 6);
	synk_reliability_free(&r);
}

/* Refusals of studies. */

static void
no_subject(size_t i, struct synk_visit *v)
{
	if (i == 5)
		v->subject = NULL;
}

static void
twice_before(size_t i, struct synk_visit *v)
{
	if (i == 5)
		v->visit = "before";
}

static void
never_named(size_t i, struct synk_visit *v)
{
	(void)i;
	v->visit = NULL;
}

static void
two_axes(size_t i, struct synk_visit *v)
{
	if (i == 5)
		v->axis = "pupils";
}

static void
two_norms(size_t i, struct synk_visit *v)
{
	if (i == 5)
		v->norms = "abcdefghij";
}

static void
two_sides(size_t i, struct synk_visit *v)
{
	if (i == 5)
		v->affected = "right";
}

static void
no_two_alike(size_t i, struct synk_visit *v)
{
	snprintf(subjects[100 + i], sizeof subjects[0], "v%d", (int)i);
	v->visit = subjects[100 + i];
}

static void
no_draws(size_t i, struct synk_visit *v)
{
	(void)i;
	for (size_t e = 0; e < SYNK_EXPRESSIONS; e++)
		v->view[e].noise = NULL;
}

static const struct study_refusal {
	const char *name;
	change *then;
	enum synk_factor factor;
	const char *want;
} studies[] = {
	{ "no subject", no_subject, SYNK_FACTOR_VISIT,
	  "expected exams of named subjects, found one without" },
	{ "twice", twice_before, SYNK_FACTOR_VISIT,
	  "S002: expected one exam of a visit, found two of before" },
	{ "twice, not named", never_named, SYNK_FACTOR_VISIT,
	  "S000: expected one exam of a visit, found two without" },
	{ "several visits", no_change, SYNK_FACTOR_REPEAT,
	  "S000: expected exams of one visit, found before and after" },
	{ "two axes", two_axes, SYNK_FACTOR_VISIT,
	  "S002: expected exams by one axis, found canthi and pupils" },
	{ "two norms", two_norms, SYNK_FACTOR_VISIT, "S002: expected exams"
	  " graded by the same norms, found 01234567... and abcdefgh..." },
	{ "two sides", two_sides, SYNK_FACTOR_VISIT,
	  "S002: expected exams of one affected side, found left and right" },
	{ "no two at the same", no_two_alike, SYNK_FACTOR_VISIT, "nothing that"
	  " 6 of 12 subjects have at the same two visits by the same known"
	  " detector" },
};

/* Their noise is not said, but their detectors are. */
static void
check_no_draws(void **state)
{
	struct synk_error err = { .text = "" };
	struct synk_reliability r;

	(void)state;
	fill_visits(no_draws);
	assert_true(reliability(&r, 24, SYNK_FACTOR_VISIT, &err));
	assert_true(r.rows > 0);
	synk_reliability_free(&r);
}

static void
check_study(void **state)
{
	const struct study_refusal *s = *state;
	struct synk_error err = { .text = "" };
	struct synk_reliability r;

	fill_visits(s->then);
	assert_false(reliability(&r, 24, s->factor, &err));
	assert_int_equal(err.code, SYNK_BAD_INPUT);
	assert_string_equal(err.text, s->want);
}

static void
check_few(void **state)
{
	struct synk_error err = { .text = "" };
	struct synk_reliability r;

	(void)state;
	fill_visits(no_change);
	assert_false(reliability(&r, 10, SYNK_FACTOR_VISIT, &err));
	assert_string_equal(err.text, "expected 6 subjects or more with two"
	    " visits each, found 5");
	assert_false(reliability(&r, 0, SYNK_FACTOR_RATER, &err));
	assert_string_equal(err.text, "expected 6 subjects or more with two"
	    " raters each, found 0");
}

static void
check_levels(void **state)
{
	struct synk_error err = { .text = "" };
	struct synk_reliability r;

	(void)state;
	for (size_t i = 0; i < 65; i++) {
		snprintf(subjects[100 + i], sizeof subjects[0], "v%d", (int)i);
		exam(i, i / 2, "left")->visit = subjects[100 + i];
	}
	assert_false(reliability(&r, 65, SYNK_FACTOR_VISIT, &err));
	assert_string_equal(err.text, "expected at most 64 names of a visit,"
	    " found more: those of all subjects should be the same");
}

/* Documents. */

static bool
add_to(struct synk_errors **e, const char *text, struct synk_error *err)
{
	assert_true(synk_errors_open(e, err));
	return synk_errors_add(*e, text, strlen(text), visits, err);
}

static void
check_document(void **state)
{
	struct synk_error err = { .text = "" };
	struct synk_norms norms = defaults;
	struct synk_reliability r;
	struct synk_errors *e;
	char *text;

	(void)state;
	fill_judged("left", "right");
	assert_true(reliability(&r, 24, SYNK_FACTOR_RATER, &err));
	assert_true(synk_reliability_json(&text, &r, visits, &err));
	assert_true(synk_norms_parse(&norms, text, strlen(text), &err));
	assert_string_equal(norms.hash, defaults.hash);
	if (!add_to(&e, text, &err))
		fail_msg("%s", err.text);
	synk_errors_close(e);
	assert_non_null(strstr(text, "{\"record\":\"synk-norms/1\",\"values\":"
	    "{},\"reliability\":[\n{\"quantity\":\"rest.brow.affected\","
	    "\"detector\":\"dlib\",\"axis\":\"canthi\",\"unit\":\"%ied\","
	    "\"factor\":\"rater\",\"subjects\":6,\"levels\":4,\"sem\":2.5027"));
	assert_non_null(strstr(text, "\"source\":\"own: 6 subjects x 4"
	    " raters\",\"basis\":\"derived\"},\n{\"quantity\":"
	    "\"rest.brow.excess\""));
	assert_null(strstr(text, "rest.brow.healthy"));	/* its SEM is 0 */
	assert_string_equal(text + strlen(text) - 4, "}]}\n");
	free(text);
	synk_reliability_free(&r);
}

/* A normal number, by sums. */
static double
normal(uint32_t *state)
{
	double sum = -6;

	for (int i = 0; i < 12; i++) {
		*state = *state * 1664525u + 1013904223u;
		sum += (*state >> 8) / 16777216.0;
	}
	return sum;
}

/* What of unchanged people is beyond the limit. */
struct tally {
	double squares;		/* of SEM over the true one */
	size_t rows, pairs, beyond;
};

enum { PEOPLE = 24, STUDIES = 12, FRESH = 20 };

static const double session_sd = 1.3, person_sd = 4;

static void
fill_simulated(uint32_t *state)
{
	for (size_t i = 0; i < 2 * PEOPLE; i++) {
		struct synk_visit *v = exam(i, i / 2, i / 2 % 3 ? "left"
		    : "right");

		v->repeat = names[i % 2];
	}
	for (size_t q = SYNK_QUANTITIES_HEAD; q < SYNK_QUANTITIES; q++)
		for (size_t i = 0; i < PEOPLE; i++) {
			double person = person_sd * normal(state);

			for (size_t k = 0; k < 2; k++)
				pool[2 * i + k].value[q] = person +
				    session_sd * normal(state);
		}
}

static void
tally(struct tally *t, const struct synk_errors *e, uint32_t *state)
{
	for (size_t q = SYNK_QUANTITIES_HEAD; q < SYNK_QUANTITIES; q++) {
		struct synk_error_of of = synk_errors_of(e,
		    SYNK_DETECTOR_DLIB, true, q);

		t->rows++;
		t->squares += of.sem * of.sem / session_sd / session_sd;
		for (int i = 0; i < FRESH; i++) {
			double apart = session_sd * (normal(state) -
			    normal(state));

			t->pairs++;
			t->beyond += fabs(apart) > of.limit ? 1 : 0;
		}
	}
}

static void
check_same_as(const struct synk_errors *e, const struct synk_reliability *r)
{
	for (size_t i = 0; i < r->rows; i++) {
		const struct synk_reliability_row *row = &r->row[i];
		struct synk_error_of of = synk_errors_of(e, row->detector,
		    row->aligned, row->quantity);

		assert_true(fabs(of.sem - row->agreement.sem) <
		    1e-14 * of.sem);
		assert_true(fabs(of.df - row->agreement.sem_df) <
		    1e-13 * of.df);
		assert_true(fabs(of.limit - row->agreement.limit) <
		    1e-12 * of.limit);
	}
}

/* Through the document and back, an SEM is that of the sessions, and two exams
 * of somebody unchanged differ by more than its limit once in twenty times. */
static void
check_simulated(void **state)
{
	struct synk_error err = { .text = "" };
	struct tally t = { 0, 0, 0, 0 };
	uint32_t seed = 1;
	double share;

	(void)state;
	for (int i = 0; i < STUDIES; i++) {
		struct synk_reliability r;
		struct synk_errors *e;
		char *text;

		fill_simulated(&seed);
		assert_true(reliability(&r, 2 * PEOPLE, SYNK_FACTOR_REPEAT,
		    &err));
		assert_int_equal(r.rows, SYNK_QUANTITIES -
		    SYNK_QUANTITIES_HEAD);
		assert_true(synk_reliability_json(&text, &r, visits, &err));
		if (!add_to(&e, text, &err))
			fail_msg("%s", err.text);
		check_same_as(e, &r);
		tally(&t, e, &seed);
		free(text);
		synk_errors_close(e);
		synk_reliability_free(&r);
	}
	share = (double)t.beyond / (double)t.pairs;
	print_message("%zu SEM: mean square %.4f of the true one; %.2f %% of"
	    " unchanged pairs are beyond the limit\n", t.rows,
	    t.squares / (double)t.rows, 100 * share);
	assert_true(fabs(t.squares / (double)t.rows - 1) < .02);
	assert_true(fabs(share - .05) < .005);
}

/* References. */

/* A value of person i of 8 on either side, so that left less right is
 * -3, 1, -1, 2, -2, 1, 0, 2 times step: the sum of squares is 24 step^2. */
static const double steps[8] = { -3, 1, -1, 2, -2, 1, 0, 2 };

static void
set(struct synk_visit *v, const char *name, double right, double difference)
{
	char key[SYNK_KEY_TEXT];
	size_t left;

	snprintf(key, sizeof key, "%s.left", name);
	left = named(key, false);
	v->value[left] = right + difference;
	v->value[left + 1] = right;
	if (synk_visits_quantity(visits, left + 2)->component ==
	    SYNK_RATIO_OF)
		v->value[left + 2] = fmin(right, right + difference) /
		    fmax(right, right + difference);
}

/* Fissures are 16 and 20, so that of eyes who lose equal shares one loses 4
 * times the share more. */
static void
fill_controls(change *then)
{
	for (size_t i = 0; i < 8; i++) {
		struct synk_visit *v = exam(i, i, "none");
		double step = steps[i];

		set(v, "rest.brow", 30, .5 * step);
		set(v, "rest.eye", 15, .25 * step);
		set(v, "rest.smile", -110, step);
		set(v, "rest.smile.lateral", 40, 2 * step);
		set(v, "measure.rest.fissure_height", 16, 0);
		set(v, "movement.brow_raise", 10, 10 * expm1(.05 *
		    step));
		set(v, "movement.smile", 12, 12 * expm1(.1 * step));
		set(v, "synkinesis.smile_eye", .2, .02 * step);
		set(v, "synkinesis.smile_brow", 1, .4 * step);
		set(v, "synkinesis.pucker_eye", .02 + .01 * step, 0);
		set(v, "synkinesis.brow_raise_mouth", 1, step);
		if (then)
			then(i, v);
	}
}

static bool
reference(struct synk_norms *norms, char **text, size_t n,
    struct synk_error *err)
{
	*norms = defaults;
	return synk_reference_json(text, visits, exams, n, err) &&
	    synk_norms_parse(norms, *text, strlen(*text), err);
}

/* t(.975) of 8 df is 2.306004, and RMS of the steps sqrt(24 / 8); of 7 df it
 * is 2.364624, and the mean of the steps 0. */
static const struct limit_row {
	const char *name;
	enum synk_norm norm;
	double want;
} wanted[] = {
	{ "brow_weak", SYNK_NORM_BROW_WEAK, .8190 },	/* exp(-.05 3.9941) */
	{ "smile_weak", SYNK_NORM_SMILE_WEAK_DLIB, .6707 },
	{ "brow_uneven", SYNK_NORM_BROW_UNEVEN, 1.9971 },
	{ "eye_uneven", SYNK_NORM_EYE_UNEVEN, .9985 },
	{ "eye_narrow", SYNK_NORM_EYE_NARROW, .9985 },
	{ "smile_uneven", SYNK_NORM_SMILE_UNEVEN, 3.9941 },
	{ "smile_raised", SYNK_NORM_SMILE_RAISED, 3.9941 },
	{ "smile_retracted", SYNK_NORM_SMILE_RETRACTED_DLIB, 7.9882 },
	{ "smile_eye", SYNK_NORM_SMILE_EYE_NORM_DLIB, .0799 },
	{ "smile_eye's length", SYNK_NORM_SMILE_EYE_LENGTH, 1.2781 },
	{ "smile_brow", SYNK_NORM_SMILE_BROW_NORM, 1.5976 },
	/* 2.364624 .01 sqrt(24 / 7 (1 + 1 / 8)) */
	{ "pucker_eye's usual", SYNK_NORM_PUCKER_EYE_USUAL, .02 },
	{ "pucker_eye", SYNK_NORM_PUCKER_EYE_NORM, .0464 },
	{ "pucker_eye's length", SYNK_NORM_PUCKER_EYE_LENGTH, .7430 },
};

static void
check_limit(void **state)
{
	const struct limit_row *l = *state;
	struct synk_error err = { .text = "" };
	struct synk_norms norms;
	char *text;

	fill_controls(NULL);
	if (!reference(&norms, &text, 8, &err))
		fail_msg("%s", err.text);
	check_number(norms.at[l->norm], l->want);
	free(text);
}

/* Those, and no others. */
static void
check_reference(void **state)
{
	struct synk_error err = { .text = "" };
	struct synk_norms norms;
	char *text;

	(void)state;
	fill_controls(NULL);
	assert_true(reference(&norms, &text, 8, &err));
	for (size_t i = 0; i < SYNK_NORMS; i++) {
		bool there = false;

		for (size_t k = 0; k < LEN(wanted); k++)
			there |= wanted[k].norm == i;
		if ((norms.at[i] != defaults.at[i]) != there)
			fail_msg("%s", synk_norm_key((enum synk_norm)i));
	}
	assert_non_null(strstr(text, "{\"record\":\"synk-norms/1\",\"values\":"
	    "{\n\"finding.brow_weak\":{\"value\":0.819,\"unit\":\"ratio\","
	    "\"basis\":\"derived\",\"source\":\"own: 8 healthy subjects, dlib,"
	    " 95 % limit by t of logarithms\"},\n"));
	assert_string_equal(text + strlen(text) - 5, "\"}}}\n");
	free(text);
}

static void
one_by_another(size_t i, struct synk_visit *v)
{
	if (i == 3)
		for (int e = 0; e < SYNK_EXPRESSIONS; e++)
			view(v, (enum synk_expression)e, "mediapipe");
}

/* Only what is by detector is left. */
static void
check_mixed(void **state)
{
	struct synk_error err = { .text = "" };
	struct synk_norms norms;
	char *text;

	(void)state;
	fill_controls(one_by_another);
	assert_true(reference(&norms, &text, 8, &err));
	for (size_t i = 0; i < SYNK_NORMS; i++)
		assert_true((norms.at[i] != defaults.at[i]) ==
		    (i == SYNK_NORM_SMILE_WEAK_DLIB ||
		    i == SYNK_NORM_SMILE_RETRACTED_DLIB ||
		    i == SYNK_NORM_SMILE_EYE_NORM_DLIB));
	assert_non_null(strstr(text, "own: 7 healthy subjects, dlib, 95 %"));
	free(text);
}

static void
no_name(size_t i, struct synk_visit *v)
{
	(void)i;
	for (size_t e = 0; e < SYNK_EXPRESSIONS; e++)
		v->view[e].detector = NULL;
	v->axis = "pupils";
}

/* Norms go by who found the landmarks, and not by whose noise they have. */
static void
check_unnamed(void **state)
{
	struct synk_error err = { .text = "" };
	struct synk_norms norms;
	char *text;

	(void)state;
	fill_controls(no_name);
	assert_true(reference(&norms, &text, 8, &err));
	check_number(norms.at[SYNK_NORM_SMILE_WEAK], .6707);
	check_number(norms.at[SYNK_NORM_SMILE_WEAK_DLIB],
	    defaults.at[SYNK_NORM_SMILE_WEAK_DLIB]);
	assert_non_null(strstr(text, "own: 8 healthy subjects, other, axis"
	    " pupils, 95 %"));
	free(text);
}

static void
one_the_wrong_way(size_t i, struct synk_visit *v)
{
	if (i == 6)
		set(v, "movement.smile", 12, -14);
	if (i == 5)	/* not performed: no ratio */
		v->value[named("movement.smile.ratio", false)] = NAN;
}

static void
check_one_sided(void **state)
{
	struct synk_error err = { .text = "" };
	struct synk_norms norms;
	char *text;

	(void)state;
	fill_controls(one_the_wrong_way);
	assert_true(reference(&norms, &text, 8, &err));
	/* exp(-.1 t(6) sqrt(23 / 6)) */
	check_number(norms.at[SYNK_NORM_SMILE_WEAK_DLIB], .6194);
	assert_non_null(strstr(text, "own: 6 healthy subjects, dlib, 95 %"
	    " limit by t of logarithms; without 1 who moved one side only"));
	free(text);
}

static void
one_is_ill(size_t i, struct synk_visit *v)
{
	if (i == 3)
		v->affected = "left";
}

static void
one_is_guessed(size_t i, struct synk_visit *v)
{
	if (i == 3)
		v->side_source = "inferred";
}

static void
one_comes_twice(size_t i, struct synk_visit *v)
{
	if (i == 3)
		v->subject = "S001";
}

static void
one_winks(size_t i, struct synk_visit *v)
{
	set(v, "synkinesis.smile_eye", 0, i ? 1 : -1);
}

static const struct control_row {
	const char *name;
	change *then;
	size_t n;
	const char *want;
} controls[] = {
	{ "a patient", one_is_ill, 8, "S003: expected a subject declared"
	  " healthy, side none, found side left" },
	{ "not declared", one_is_guessed, 8, "S003: expected a subject"
	  " declared healthy, side none, found side none" },
	{ "twice", one_comes_twice, 8,
	  "S001: expected one exam a subject, found two" },
	{ "another axis", two_axes, 8,
	  "S005: expected exams by one axis, found canthi and pupils" },
	{ "few", NULL, 5, "expected 6 healthy subjects or more with a quantity"
	  " by one detector, found 5 subjects" },
	{ "none", NULL, 0, "expected 6 healthy subjects or more with a"
	  " quantity by one detector, found 0 subjects" },
	{ "out of range", one_winks, 8, "limits of these subjects:"
	  " synkinesis.smile_eye.norm.dlib: value: expected 0 to 1, found"
	  " 2.306" },
};

static void
check_control(void **state)
{
	const struct control_row *c = *state;
	struct synk_error err = { .text = "" };
	char *text;

	fill_controls(c->then);
	assert_false(synk_reference_json(&text, visits, exams, c->n, &err));
	assert_int_equal(err.code, SYNK_BAD_INPUT);
	assert_string_equal(err.text, c->want);
}

/* Every norm of a finding or a row is made, or is known not to be. */
static void
check_complete(void **state)
{
	static const char *const not_here[] = {
		"finding.half",			/* a choice */
		"finding.eye_weak",		/* closures are not set */
		"synkinesis.brow_raise_mouth.norm",	/* of two questions */
		"synkinesis.eye_close_mouth.norm",
		"synkinesis.pucker_brow.norm",	/* as smile_brow */
		"synkinesis.eye_close_brow.norm",
		"synkinesis.brow_raise_eye.norm",	/* as smile_eye */
		"synkinesis.brow_raise_eye.norm_length",
		"finding.smile_weak", "finding.smile_retracted",
		"synkinesis.smile_eye.norm",	/* by other detectors */
	};

	(void)state;
	for (size_t i = 0; i < SYNK_NORMS; i++) {
		const char *key = synk_norm_key((enum synk_norm)i);
		bool known = strstr(key, ".mediapipe") ||
		    (!strstr(key, "finding.") && !strstr(key, ".norm"));

		for (size_t k = 0; k < LEN(not_here); k++)
			known |= strcmp(not_here[k], key) == 0;
		for (size_t k = 0; k < LEN(wanted); k++)
			known |= wanted[k].norm == i;
		if (!known)
			fail_msg("%s", key);
	}
}

#define TEST(name, check)	{ name, check, NULL, NULL, NULL }

static const struct CMUnitTest others[] = {
	TEST("a published table", check_judged),
	TEST("the same of people without an affected side", check_unaligned),
	TEST("the same in another order", check_order),
	TEST("two detectors", check_two_detectors),
	TEST("too few", check_few),
	TEST("too many levels", check_levels),
	TEST("no draws", check_no_draws),
	TEST("a document", check_document),
	TEST("simulated people", check_simulated),
	TEST("a reference", check_reference),
	TEST("a reference by two detectors", check_mixed),
	TEST("a reference by an unnamed detector", check_unnamed),
	TEST("a reference with one who moves the wrong way", check_one_sided),
	TEST("a reference has what findings need", check_complete),
};

int
main(void)
{
	struct synk_error err;
	int failed;

	if (!synk_norms_default(&defaults, &err) ||
	    !synk_visits_open(&visits, &err)) {
		fprintf(stderr, "%s\n", err.text);
		return 1;
	}
	failed = RUN_ROWS(refusals, check_refusal) +
	    RUN_ROWS(lookups, check_lookup) +
	    RUN_ROWS(withheld, check_withheld) +
	    RUN_ROWS(tables, check_table) +
	    RUN_ROWS(studies, check_study) +
	    RUN_ROWS(wanted, check_limit) +
	    RUN_ROWS(controls, check_control) +
	    cmocka_run_group_tests(others, NULL, NULL);
	synk_visits_close(visits);
	return failed;
}
