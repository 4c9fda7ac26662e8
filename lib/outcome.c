/* Apart from diff.c, so that who only names outcomes needs no statistics. */
#include "synk/diff.h"

static const char *const outcomes[SYNK_OUTCOMES] = {
	[SYNK_OUTCOME_NOT_COMPARABLE] = "not_comparable",
	[SYNK_OUTCOME_MISSING] = "missing",
	[SYNK_OUTCOME_NO_ERROR_KNOWN] = "no_error_known",
	[SYNK_OUTCOME_WITHIN_ERROR] = "within_error",
	[SYNK_OUTCOME_IMPROVED] = "improved",
	[SYNK_OUTCOME_WORSE] = "worse",
	[SYNK_OUTCOME_CHANGED] = "changed",
	[SYNK_OUTCOME_HEALTHY_LOSS] = "symmetric_by_healthy_loss",
	[SYNK_OUTCOME_OVERCORRECTED] = "overcorrected",
};

const char *
synk_outcome_name(enum synk_outcome outcome)
{
	return outcomes[outcome];
}
