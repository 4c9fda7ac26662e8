/* The worksheet, in pieces. */
#include "plan_output.h"

/* plan_sheet_measured.c */
void plan_sheet_measured(FILE *, const struct plan_page *);

/* plan_sheet_asked.c */
void plan_sheet_answers(FILE *, const struct plan_page *);
void plan_sheet_questions(FILE *, const struct plan_page *);

/* plan_sheet_gates.c: gates, and what is not to be touched. */
void plan_sheet_gates(FILE *, const struct plan_page *);
void plan_sheet_untouched(FILE *, const struct plan_page *);

/* plan_sheet_rules.c: what the rules say, in the order of the sheet. */
void plan_sheet_candidates(FILE *, const struct plan_page *);
void plan_sheet_signs(FILE *, const struct plan_page *);
void plan_sheet_others(FILE *, const struct plan_page *);

/* Rules of that status. */
size_t plan_sheet_count(const struct synk_plan *, enum synk_target_status);

/* "mouth" for "smile". */
const char *plan_sheet_region(const char *);
