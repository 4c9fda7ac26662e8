/* Conditions over grade records: what they mean, and how they fail. */
#include "test.h"

#include "../lib/expr.h"
#include "../lib/json.h"

static const char record[] = "{"
    "\"side\":{\"affected\":\"left\",\"source\":\"declared\","
    "\"contradicted\":false},"
    "\"a\":{\"left\":3,\"right\":1,\"left_se\":0.3,\"right_se\":0.4,"
    "\"ratio\":0.5,\"ratio_se\":0.1,\"none\":null},"
    "\"bare\":{\"value\":2,\"blind\":4,\"blind_se\":null},"
    "\"synkinesis\":[{\"row\":\"smile_brow\",\"excess\":9},"
    "{\"row\":\"smile_eye\",\"excess\":0.2,\"excess_se\":0.05,"
    "\"excess_length\":2,\"excess_length_se\":0.2}],"
    "\"findings\":[{\"id\":\"smile_weak\",\"probability\":0.95},"
    "{\"id\":\"eye_weak\",\"probability\":null}]}";

static const struct row {
	const char *name, *text;
	double low, high;
	const char *error;
} rows[] = {
	{ "a number without an error", "bare.value > 1", 1, 1, NULL },
	{ "equal counts where it is asked", "bare.value >= 2", 1, 1, NULL },
	{ "and not where it is not", "bare.value > 2", 0, 0, NULL },
	{ "less", "bare.value <= 2 and bare.value < 2", 0, 0, NULL },
	/* normal: P(z > -1) = 0.841345, P(z > 2) = 0.022750 */
	{ "one error below", "a.ratio > 0.4", .841345, .841345, NULL },
	{ "two errors above", "a.ratio > 0.7", .022750, .022750, NULL },
	{ "the same turned round", "0.7 < a.ratio", .022750, .022750, NULL },
	/* 3 - 1 = 2, error hypot(.3, .4) = .5: P(z > -1) */
	{ "a difference", "a.left - a.right > 1.5", .841345, .841345, NULL },
	{ "sides by name", "a.affected - a.healthy > 1.5", .841345, .841345,
	  NULL },
	/* 3 - 2 * 1 = 1, error hypot(.3, .8) = .854400: P(z > 0) */
	{ "a factor", "a.left - 2 * a.right >= 1", .5, .5, NULL },
	{ "an element by its name", "synkinesis.smile_eye.excess > 0.1",
	  .977250, .977250, NULL },
	/* 2 % of 60 mm = 1.2 mm, error .12 mm: P(z > -10/3) = .999571 */
	{ "millimetres", "synkinesis.smile_eye.excess_length >= 0.8 mm",
	  .999571, .999571, NULL },
	{ "a finding is its probability", "findings.smile_weak", .95, .95,
	  NULL },
	{ "one that could not be assessed", "findings.eye_weak", 0, 1, NULL },
	{ "a truth", "side.contradicted", 0, 0, NULL },
	{ "texts", "side.source = 'declared' and side.affected != 'both'", 1,
	  1, NULL },
	{ "null is not known", "a.none > 1", 0, 1, NULL },
	{ "nor is what is not there", "a.wibble > 1 or wibble.wobble < 2", 0,
	  1, NULL },
	{ "nor is a number whose error is missing", "bare.blind > 1", 0, 1,
	  NULL },
	{ "known", "known(a.ratio) and not known(a.none)", 1, 1, NULL },
	/* Frechet: .95 and .841345 */
	{ "and", "findings.smile_weak and a.ratio > 0.4", .791345, .841345,
	  NULL },
	{ "or", "findings.smile_weak or a.ratio > 0.4", .95, 1, NULL },
	{ "not", "not findings.smile_weak", .05, .05, NULL },
	{ "and with what is not known", "findings.smile_weak and a.none > 1",
	  0, .95, NULL },
	{ "or with it", "findings.smile_weak or a.none > 1", .95, 1, NULL },
	{ "and binds closer than or", "bare.value > 1 or bare.value > 3 and"
	  " bare.value > 3", 1, 1, NULL },
	{ "parentheses", "(bare.value > 1 or bare.value > 3) and"
	  " bare.value > 3", 0, 0, NULL },
	{ "answers", "answer.yes and not answer.no", 1, 1, NULL },
	{ "an open question", "answer.open", 0, 1, NULL },
	{ "whether it is open", "known(answer.no) and not known(answer.open)",
	  1, 1, NULL },
	{ "a rule", "rule.E1", 1, 1, NULL },
	{ "days", "days_since_onset >= 183 and days_since_injection < 84", 0,
	  1, NULL },
	{ "known days", "known(days_since_onset) and not"
	  " known(days_since_injection)", 1, 1, NULL },
	{ "words that start with a keyword", "answer.yes and answer.nothing",
	  0, 1, NULL },

	{ "nothing", "", 0, 0, "character 1: expected a field, found"
	  " 'the end'" },
	{ "what would not stay on a line", "\x1d" "mm\n\n> 1", 0, 0,
	  "character 1: expected a field, found '?mm?" "?> 1'" },
	{ "no comparison", "a.left +", 0, 0,
	  "character 9: expected a field, found 'the end'" },
	{ "a sum alone", "a.left + a.right", 0, 0, "character 17: expected <,"
	  " <=, > or >=, found 'the end'" },
	{ "an open parenthesis", "(a.left > 1", 0, 0,
	  "character 12: expected ), found 'the end'" },
	{ "rest", "a.left > 1 a.right", 0, 0,
	  "character 12: expected and, or, or the end, found 'a.right'" },
	{ "a word without quotes", "side.source = declared", 0, 0,
	  "character 15: expected a word in '...', found 'declared'" },
	{ "an open quote", "side.source = 'declared", 0, 0,
	  "character 16: expected a closing ', found 'declared'" },
	{ "a path that ends in a dot", "a. > 1", 0, 0, "character 1: expected"
	  " a field that ends in a name, found 'a. > 1'" },
	{ "no path", "> 1", 0, 0,
	  "character 1: expected a field, found '> 1'" },
};

static struct synk_belief
ask(const void *context, const char *group, const char *id)
{
	(void)context;
	if (strcmp(id, "yes") == 0 || strcmp(group, "rule") == 0)
		return (struct synk_belief){ 1, 1 };
	if (strcmp(id, "no") == 0)
		return (struct synk_belief){ 0, 0 };
	return (struct synk_belief){ 0, 1 };
}

/* The scale's own error, as a share of it; 60 mm in one IED. */
static const struct scaled {
	const char *name, *text;
	double relative_sd, probability;
} scaled[] = {
	{ "not known", "synkinesis.smile_eye.excess_length >= 0.8 mm", NAN,
	  .999571 },
	/* 1.2 mm; errors .12 of landmarks, .1 * 1.2 of the scale: P(z > -.4 /
	 * hypot(.12, .12)) */
	{ "of one length", "synkinesis.smile_eye.excess_length >= 0.8 mm", .1,
	  .990789 },
	/* 2 % of 60 mm = 1.2 mm; errors .6 * .5 = .3, and .1 * 1.2: P(z > -.2 /
	 * hypot(.3, .12)) */
	{ "of a difference, once", "a.left - a.right >= 1 mm", .1, .732036 },
	{ "whichever side it is on", "a.left >= a.right + 1 mm", .1,
	  .732036 },
	{ "not of what is said in mm", "a.left - a.right + 4 mm >= 5 mm", .1,
	  .732036 },
	{ "nor where nothing is in mm", "a.left - a.right > 1.5", .1,
	  .841345 },
};

/* Of an expression over the record; NaN and a message if it is none. */
static struct synk_belief
belief(const char *text, double relative_sd, struct synk_error *err)
{
	struct synk_facts facts = { .left = true, .mm_per_ied = 60,
	    .relative_sd = relative_sd, .days_since_onset = 200,
	    .days_since_injection = NAN, .ask = ask };
	struct synk_belief b = { NAN, NAN };
	struct synk_expr e;
	struct cJSON *root;
	size_t at = 0;

	if (!synk_expr_parse(&e, text, err))
		return b;
	assert_true(synk_json_read(&root, record, sizeof record - 1, &at,
	    err));
	facts.record = root;
	b = synk_expr_eval(&e, &facts);
	synk_json_free(root);
	return b;
}

static void
check_scaled(void **state)
{
	const struct scaled *row = *state;
	struct synk_error err = { .text = "" };
	struct synk_belief b = belief(row->text, row->relative_sd, &err);

	assert_string_equal(err.text, "");
	assert_true(fabs(b.low - row->probability) < 1e-6);
	assert_true(fabs(b.high - row->probability) < 1e-6);
}

static void
check_row(void **state)
{
	const struct row *row = *state;
	struct synk_error err = { .text = "" };
	struct synk_belief b = belief(row->text, NAN, &err);

	assert_string_equal(err.text, row->error ? row->error : "");
	assert_int_equal(isnan(b.low), row->error != NULL);
	if (row->error)
		return;
	if (fabs(b.low - row->low) > 1e-6 || fabs(b.high - row->high) > 1e-6)
		fail_msg("%g to %g, want %g to %g", b.low, b.high, row->low,
		    row->high);
}

/* Bounds stay in order, and nothing is read that is not there. */
static void
check_shortened(void **state)
{
	static const char text[] = "not (a.left - 2 * a.right >= 1 mm and"
	    " known(a.none) or side.source = 'declared') and rule.E1";
	struct synk_error err;
	struct synk_expr e;

	(void)state;
	for (size_t n = 0; n < sizeof text; n++) {
		char *cut = malloc(n + 1);

		assert_non_null(cut);
		memcpy(cut, text, n);
		cut[n] = '\0';
		if (synk_expr_parse(&e, cut, &err))
			assert_true(e.count > 0);
		free(cut);
	}
}

/* Too long, and too deep. */
static void
check_limits(void **state)
{
	char text[4000] = "";
	struct synk_error err;
	struct synk_expr e;

	(void)state;
	for (size_t i = 0; i < 300; i++)
		strcat(text, "(");
	assert_false(synk_expr_parse(&e, text, &err));
	text[0] = '\0';
	for (size_t i = 0; i < 200; i++)
		strcat(text, "a.b > 1 and ");
	strcat(text, "a.b > 1");
	assert_false(synk_expr_parse(&e, text, &err));
	assert_non_null(strstr(err.text, "a shorter expression"));
}

static const struct CMUnitTest others[] = {
	{ "cut anywhere", check_shortened, NULL, NULL, NULL },
	{ "limits", check_limits, NULL, NULL, NULL },
};

int
main(void)
{
	int failed = RUN_ROWS(rows, check_row) +
	    RUN_ROWS(scaled, check_scaled);

	return failed + cmocka_run_group_tests_name("others", others, NULL,
	    NULL);
}
