#include "test.h"

#include "synk/norms.h"

/* Pieces of a document that is laid over the defaults. */
#define OPEN	"{\"record\":\"synk-norms/1\",\"values\":{"
#define CLOSE	"}}"
#define WHY	"\"basis\":\"assumed\",\"source\":\"a test\""

static struct synk_norms defaults;

static bool
lay(struct synk_norms *n, const char *text, struct synk_error *err)
{
	return synk_norms_parse(n, text, strlen(text), err);
}

static void
check_same(const struct synk_norms *a, const struct synk_norms *b)
{
	for (size_t i = 0; i < SYNK_NORMS; i++)
		assert_true(a->at[i] == b->at[i]);
	assert_string_equal(a->hash, b->hash);
}

static const struct refusal {
	const char *name, *text, *want;
} refusals[] = {
	{ "unknown key", OPEN "\"full.ear\":{\"value\":1," WHY "}" CLOSE,
	  "full.ear: unknown norm" },
	{ "key in another case", OPEN "\"Full.brow\":{\"value\":1," WHY "}"
	  CLOSE, "Full.brow: unknown norm" },
	{ "below its range", OPEN "\"ied_mm\":{\"value\":39.9," WHY "}" CLOSE,
	  "ied_mm: value: expected 40 to 90, found 39.9" },
	{ "above its range", OPEN "\"ied_mm\":{\"value\":90.1," WHY "}" CLOSE,
	  "ied_mm: value: expected 40 to 90, found 90.1" },
	{ "not a number", OPEN "\"ied_mm\":{\"value\":\"63\"," WHY "}" CLOSE,
	  "ied_mm: value: expected a number, found a string" },
	{ "infinite", OPEN "\"camera_distance_mm\":{\"value\":1e999," WHY "}"
	  CLOSE,
	  "camera_distance_mm: value: expected a number, found a number" },
	{ "no value", OPEN "\"ied_mm\":{" WHY "}" CLOSE,
	  "ied_mm: value: expected a number, found nothing" },
	{ "a bare number", OPEN "\"ied_mm\":63" CLOSE,
	  "ied_mm: expected an object, found a number" },
	{ "no source", OPEN "\"ied_mm\":{\"value\":63,\"basis\":\"assumed\"}"
	  CLOSE,
	  "ied_mm: source: expected a text that says where it is from" },
	{ "empty source", OPEN "\"ied_mm\":{\"value\":63,\"basis\":\"assumed\","
	  "\"source\":\"\"}" CLOSE,
	  "ied_mm: source: expected a text that says where it is from" },
	{ "no basis", OPEN "\"ied_mm\":{\"value\":63,\"source\":\"a\"}" CLOSE,
	  "ied_mm: basis: expected published, derived or assumed" },
	{ "another basis", OPEN "\"ied_mm\":{\"value\":63,\"basis\":"
	  "\"guessed\",\"source\":\"a\"}" CLOSE,
	  "ied_mm: basis: expected published, derived or assumed" },
	{ "unknown member", OPEN "\"ied_mm\":{\"value\":63," WHY
	  ",\"sd\":1}" CLOSE, "ied_mm: unknown member 'sd'" },
	{ "the same key twice", OPEN "\"ied_mm\":{\"value\":63," WHY
	  "},\"ied_mm\":{\"value\":64," WHY "}" CLOSE,
	  "key 'ied_mm' is repeated" },
	{ "text behind it", OPEN CLOSE " x", "expected one JSON value" },
	{ "a value behind it", OPEN CLOSE OPEN CLOSE,
	  "expected one JSON value" },
	{ "nothing", " \n", "expected one JSON value" },
	{ "cut off", OPEN "\"ied_mm\":{\"value\":63",
	  "expected JSON, found an error in it" },
	{ "another record", "{\"record\":\"synk-grade/1\",\"values\":{}}",
	  "expected a synk-norms/1 record" },
	{ "no record", "{\"values\":{}}", "expected a synk-norms/1 record" },
	{ "an array", "[]", "expected a synk-norms/1 record" },
	{ "no values", "{\"record\":\"synk-norms/1\"}",
	  "values: expected an object, found nothing" },
	{ "another member", "{\"record\":\"synk-norms/1\",\"values\":{},"
	  "\"lab\":\"x\"}", "unknown member 'lab'" },
	{ "one good, one bad", OPEN "\"full.brow\":{\"value\":20," WHY
	  "},\"full.eye\":{\"value\":0," WHY "}" CLOSE,
	  "full.eye: value: expected 0.1 to 100, found 0" },
};

static void
check_refusal(void **state)
{
	const struct refusal *r = *state;
	struct synk_error err = { .text = "" };
	struct synk_norms n = defaults;

	assert_false(lay(&n, r->text, &err));
	assert_int_equal(err.code, SYNK_BAD_INPUT);
	assert_string_equal(err.text, r->want);
	check_same(&n, &defaults);
}

static void
check_hash(const char *hash)
{
	assert_int_equal(strlen(hash), 64);
	assert_int_equal(strspn(hash, "0123456789abcdef"), 64);
}

static void
check_defaults(void **state)
{
	struct synk_norms again;
	struct synk_error err;

	(void)state;
	for (size_t i = 0; i < SYNK_NORMS; i++)
		assert_true(isfinite(defaults.at[i]));
	check_hash(defaults.hash);
	assert_true(synk_norms_default(&again, &err));
	check_same(&again, &defaults);
}

static bool
one_of(const char *word, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(words[i], word) == 0)
			return true;
	return false;
}

/* Every number says its unit, what it rests on, and where it is from. */
static void
check_notes(void **state)
{
	static const char *const units[] = { "mm", "%ied", "deg", "df", "px",
	    "yes or no", "ratio", "weight", "SD", "d" };
	static const char *const bases[] = { "published", "derived",
	    "assumed" };

	(void)state;
	for (size_t i = 0; i < SYNK_NORMS; i++) {
		enum synk_norm norm = (enum synk_norm)i;
		struct synk_norm_note note;
		struct synk_error err;

		assert_true(synk_norm_note(&note, norm, &err));
		if (!one_of(note.unit, units, LEN(units)) ||
		    !one_of(note.basis, bases, LEN(bases)) ||
		    !note.source[0] || strstr(note.source, "TO BE"))
			fail_msg("%s: unit '%s', basis '%s', source '%s'",
			    synk_norm_key(norm), note.unit, note.basis,
			    note.source);
	}
}

/* The compiled-in text is one document whose keys are those of the list. */
static void
check_keys(void **state)
{
	(void)state;
	for (size_t i = 0; i < SYNK_NORMS; i++) {
		const char *key = synk_norm_key((enum synk_norm)i);
		char quoted[80];

		snprintf(quoted, sizeof quoted, "\"%s\": {", key);
		assert_non_null(strstr(synk_norms_text(), quoted));
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(key,
			    synk_norm_key((enum synk_norm)k));
	}
}

static void
check_overlay(void **state)
{
	static const char text[] = OPEN "\"full.brow\":{\"value\":20,\"unit\":"
	    "\"%ied\",\"note\":\"ours\"," WHY "}" CLOSE "\n";
	struct synk_norms n = defaults, back;
	struct synk_error err;

	(void)state;
	assert_true(lay(&n, text, &err));
	for (size_t i = 0; i < SYNK_NORMS; i++)
		assert_true(n.at[i] == (i == SYNK_NORM_FULL_BROW ? 20
		    : defaults.at[i]));
	check_hash(n.hash);
	assert_string_not_equal(n.hash, defaults.hash);
	back = n;
	assert_true(lay(&back, synk_norms_text(), &err));
	check_same(&back, &defaults);
}

/* The hash is of keys and values, not of how a file says them. */
static void
check_same_values(void **state)
{
	struct synk_norms n = defaults, m = defaults;
	struct synk_error err;

	(void)state;
	assert_true(lay(&n, OPEN CLOSE, &err));
	assert_string_equal(n.hash, defaults.hash);
	assert_true(lay(&n, OPEN "\"full.eye\":{\"value\":20," WHY
	    "},\"full.brow\":{\"value\":2.1e1," WHY "}" CLOSE, &err));
	assert_true(lay(&m, OPEN "\"full.brow\":{" WHY ",\"value\":21.0}"
	    CLOSE, &err));
	assert_string_not_equal(n.hash, m.hash);
	assert_true(lay(&m, OPEN "\"full.eye\":{\"value\":20.00,\"basis\":"
	    "\"published\",\"source\":\"another\"}" CLOSE, &err));
	assert_string_equal(n.hash, m.hash);
	assert_true(lay(&m, OPEN "\"full.eye\":{\"value\":20.000000000000004,"
	    WHY "}" CLOSE, &err));
	assert_string_not_equal(n.hash, m.hash);
}

/* What is for others leaves norms as they are, with values and without. */
static void
check_reliability(void **state)
{
	struct synk_norms n = defaults, m = defaults;
	struct synk_error err;

	(void)state;
	assert_true(lay(&n, "{\"record\":\"synk-norms/1\",\"reliability\":"
	    "[{\"quantity\":1}]}", &err));
	check_same(&n, &defaults);
	assert_true(lay(&n, "{\"reliability\":[{}],\"values\":{"
	    "\"full.eye\":{\"value\":20," WHY "}},\"record\":"
	    "\"synk-norms/1\"}", &err));
	assert_true(lay(&m, OPEN "\"full.eye\":{\"value\":20," WHY "}" CLOSE,
	    &err));
	check_same(&n, &m);
	assert_true(n.at[SYNK_NORM_FULL_EYE] == 20);
}

/* At both ends of its range a value is accepted. */
static void
check_ends(void **state)
{
	struct synk_norms n = defaults;
	struct synk_error err;

	(void)state;
	assert_true(lay(&n, OPEN "\"ied_mm\":{\"value\":40," WHY
	    "},\"full.smile\":{\"value\":100," WHY "}" CLOSE, &err));
	assert_true(n.at[SYNK_NORM_IED_MM] == 40);
	assert_true(n.at[SYNK_NORM_FULL_SMILE] == 100);
}

static const struct CMUnitTest others[] = {
	{ "defaults", check_defaults, NULL, NULL, NULL },
	{ "every value has unit, basis and source", check_notes, NULL, NULL,
	  NULL },
	{ "keys", check_keys, NULL, NULL, NULL },
	{ "an overlay of one value", check_overlay, NULL, NULL, NULL },
	{ "equal values, equal hash", check_same_values, NULL, NULL, NULL },
	{ "ends of a range", check_ends, NULL, NULL, NULL },
	{ "reliability", check_reliability, NULL, NULL, NULL },
};

int
main(void)
{
	struct synk_error err;

	if (!synk_norms_default(&defaults, &err)) {
		fprintf(stderr, "%s\n", err.text);
		return 1;
	}
	return RUN_ROWS(refusals, check_refusal) +
	    cmocka_run_group_tests(others, NULL, NULL);
}
