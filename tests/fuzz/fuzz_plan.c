/* A grade record and what a clinician answered: the first byte is that. */
#include <math.h>

#include "../../lib/json.h"
#include "fuzz.h"
#include "synk/plan.h"

enum { ANSWERS = 64 };

static struct synk_rules *rules;
static struct synk_error err;

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	MUST(synk_rules_open(&rules, synk_rules_text(),
	    strlen(synk_rules_text()), &err));
	return 0;
}

/* All questions: as the bits say, so that no gate or rule is out of reach. */
static struct synk_answers
answer(struct synk_answer at[ANSWERS], unsigned bits)
{
	struct synk_answers all = { .at = at, .not_mirrored = 1,
	    .affected_side = bits & 1 ? "left" : "right",
	    .days_since_onset = bits & 2 ? 400 : NAN,
	    .days_since_injection = bits & 4 ? 200 : NAN };

	if (bits & 8)
		return (struct synk_answers){ .not_mirrored = -1,
		    .days_since_onset = NAN, .days_since_injection = NAN };
	while (all.count < ANSWERS &&
	    synk_rules_question(rules, all.count)) {
		at[all.count] = (struct synk_answer){ synk_rules_question(
		    rules, all.count)->id, bits >> 4 & 1 };
		all.count++;
	}
	return all;
}

static void
is_sane(const struct synk_plan *p)
{
	for (size_t i = 0; i < p->gates; i++)
		MUST(p->gate[i].low >= 0 && p->gate[i].low <= p->gate[i].high &&
		    p->gate[i].high <= 1);
	for (size_t i = 0; i < p->targets; i++)
		MUST(p->target[i].low >= 0 && p->target[i].high <= 1 &&
		    p->target[i].low <= p->target[i].high);
	MUST(!p->refused[0] || p->targets == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct synk_answer at[ANSWERS];
	struct synk_answers answers;
	struct synk_plan plan;
	struct cJSON *root;
	size_t end = 0;
	char *line;

	if (size < 1)
		return 0;
	answers = answer(at, data[0]);
	if (!synk_plan_from(&plan, rules, (const char *)data + 1, size - 1,
	    &answers, &err)) {
		is_refused(&err);
		return 0;
	}
	is_sane(&plan);
	MUST(synk_plan_json(&line, &plan, &err));
	MUST(synk_json_read(&root, line, strlen(line), &end, &err) && root);
	synk_json_free(root);
	free(line);
	synk_plan_free(&plan);
	return 0;
}
