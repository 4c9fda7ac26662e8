/* A condition of a rule: a probability, whatever it says. */
#include "../../lib/expr.h"
#include "../../lib/json.h"
#include "fuzz.h"

static const char record[] = "{\"side\":{\"affected\":\"left\"},"
    "\"a\":{\"left\":3,\"right\":1,\"left_se\":0.3,\"right_se\":0.4,"
    "\"ratio\":0.5,\"ratio_se\":0,\"none\":null,\"huge\":1e308},"
    "\"findings\":[{\"id\":\"weak\",\"probability\":0.95}]}";

static struct cJSON *root;

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	struct synk_error err;
	size_t at = 0;

	(void)argc;
	(void)argv;
	MUST(synk_json_read(&root, record, sizeof record - 1, &at, &err));
	return 0;
}

static struct synk_belief
ask(const void *context, const char *group, const char *id)
{
	(void)context;
	(void)group;
	return *id % 2 ? (struct synk_belief){ 1, 1 }
	    : (struct synk_belief){ 0, 1 };
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct synk_facts facts = { .record = root, .left = true,
	    .mm_per_ied = 60, .relative_sd = 0.04, .days_since_onset = 400,
	    .days_since_injection = 30, .ask = ask };
	char *text = malloc(size + 1);
	struct synk_belief belief;
	struct synk_error err;
	struct synk_expr expr;

	MUST(text);
	memcpy(text, data, size);
	text[size] = '\0';
	if (synk_expr_parse(&expr, text, &err)) {
		belief = synk_expr_eval(&expr, &facts);
		MUST(belief.low >= 0 && belief.low <= belief.high &&
		    belief.high <= 1);
	} else {
		is_refused(&err);
	}
	free(text);
	return 0;
}
