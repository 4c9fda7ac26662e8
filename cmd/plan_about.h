/* What synk-plan says of its rules: --list and --explain. */
#include <stdio.h>

#include "synk/plan.h"

/* Writes the named list; fails with SYNK_BAD_USAGE for an unknown name. */
SYNK_CHECKED bool plan_list(FILE *, const struct synk_rules *,
    const char *name, struct synk_error *);

/* Writes all of the rule, gate, conflict, question or source of that id, or
 * of each that has it; fails likewise. */
SYNK_CHECKED bool plan_explain(FILE *, const struct synk_rules *,
    const char *id, struct synk_error *);
