/* Plans of what is no grade record: rules and gates are in tests/plan. */
#include "test.h"

#include "synk/plan.h"

static const struct row {
	const char *name, *text, *want;
} rows[] = {
	{ "nothing", "", "expected a record, found nothing" },
	{ "a list", "[1]", "expected a record, found an array" },
	{ "a text", "\"synk-grade/1\"", "expected a record, found a string" },
	{ "no JSON", "{", "expected JSON, found an error in it" },
};

static void
check_row(void **state)
{
	static const struct synk_answers none = { .not_mirrored = -1,
	    .days_since_onset = NAN, .days_since_injection = NAN };
	const struct row *r = *state;
	struct synk_error err = { .text = "" };
	struct synk_rules *rules;
	struct synk_plan plan;

	if (!synk_rules_open(&rules, synk_rules_text(),
	    strlen(synk_rules_text()), &err))
		fail_msg("%s", err.text);
	assert_false(synk_plan_from(&plan, rules, r->text, strlen(r->text),
	    &none, &err));
	assert_int_equal(err.code, SYNK_BAD_INPUT);
	assert_string_equal(err.text, r->want);
	synk_rules_close(rules);
}

int
main(void)
{
	return RUN_ROWS(rows, check_row);
}
