/* Rules with their expressions; not installed. */
#include "expr.h"
#include "synk/plan.h"

struct synk_rules {
	struct cJSON *root;
	char hash[SYNK_HASH_TEXT];
	struct synk_gate *gate;
	struct synk_rule *rule;
	struct synk_conflict *conflict;
	struct synk_question *question;
	struct synk_source *source;
	size_t gates, rules, conflicts, questions, sources;
	struct synk_expr *safe, *when, *drops;	/* of gates, rules, conflicts */
	void **held;			/* lists of texts, to be freed */
	size_t helds;
};
