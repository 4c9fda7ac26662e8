/* A clinic's own rules, used on a small record. */
#include <math.h>

#include "fuzz.h"
#include "synk/plan.h"

static const char record[] = "{\"record\":\"synk-grade/1\","
    "\"side\":{\"affected\":\"left\",\"source\":\"declared\","
    "\"contradicted\":false},\"uncertainty\":{\"draws\":200,\"seed\":1},"
    "\"synkinesis\":[{\"row\":\"smile_eye\",\"excess\":0.2,"
    "\"excess_se\":0.05}],\"findings\":[{\"id\":\"smile_weak\","
    "\"probability\":0.95}]}";

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct synk_answers none = { .not_mirrored = -1,
	    .days_since_onset = NAN, .days_since_injection = NAN };
	struct synk_rules *rules;
	struct synk_plan plan;
	struct synk_error err;
	char *line;

	if (!synk_rules_open(&rules, (const char *)data, size, &err)) {
		is_refused(&err);
		return 0;
	}
	MUST(strlen(synk_rules_hash(rules)) == SYNK_HASH_TEXT - 1);
	for (size_t i = 0; synk_rules_rule(rules, i); i++)
		MUST(synk_rules_rule(rules, i)->id);
	if (synk_plan_from(&plan, rules, record, sizeof record - 1, &none,
	    &err)) {
		MUST(synk_plan_json(&line, &plan, &err));
		free(line);
		synk_plan_free(&plan);
	} else {
		is_refused(&err);
	}
	synk_rules_close(rules);
	return 0;
}
