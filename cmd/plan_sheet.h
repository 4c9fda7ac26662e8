/* The worksheet, in pieces. */
#include "plan_output.h"

/* plan_sheet_rules.c: what the rules say, in the order of the sheet. */
void plan_sheet_candidates(FILE *, const struct plan_page *);
void plan_sheet_signs(FILE *, const struct plan_page *);
void plan_sheet_undecided(FILE *, const struct plan_page *);
void plan_sheet_untouched(FILE *, const struct plan_page *);

/* Rules of that status. */
size_t plan_sheet_count(const struct synk_plan *, enum synk_target_status);
