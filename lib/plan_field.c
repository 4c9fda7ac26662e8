/* A field of the record: its own interval where it has one, else by its
 * standard error. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "expr.h"
#include "synk/plan.h"

struct synk_measured
synk_plan_field(const struct synk_plan *plan, const char *field)
{
	struct synk_facts facts = { .record = plan->record,
	    .left = plan->side && strcmp(plan->side, "left") == 0,
	    .mm_per_ied = plan->mm_per_ied,
	    .days_since_onset = plan->days_since_onset,
	    .days_since_injection = plan->days_since_injection };
	struct synk_amount q = synk_expr_number(&facts, field);
	struct synk_measured m = { .field = field, .value = q.value,
	    .low = q.value - 1.96 * q.se, .high = q.value + 1.96 * q.se };
	const char *unit = synk_expr_unit(&facts, field);

	snprintf(m.unit, sizeof m.unit, "%s", unit ? unit : "");
	synk_expr_interval(&facts, field, &m.low, &m.high);
	return m;
}
