#ifndef PLAN_OUTPUT_H
#define PLAN_OUTPUT_H

/* A plan -> text, in the format asked for. */
#include <stdio.h>

#include "synk/plan.h"

/* A plan, and the answers that it was made with. */
struct plan_page {
	const struct synk_plan *plan;
	const struct synk_answers *answers;
};

typedef bool plan_put(FILE *, const struct plan_page *, struct synk_error *);

/* One format: a row of the table. */
struct plan_format {
	const char *name;
	bool records;		/* it can hold records that are no plans */
	void (*begin)(FILE *);	/* before the first plan; or NULL */
	plan_put *put;
};

/* Row i, or NULL. */
const struct plan_format *plan_format(size_t i);

/* option_set for a const struct plan_format *. */
bool plan_format_set(void *field, const char *text, struct synk_error *);

/* plan_sheet.c: the worksheet, 79 columns of plain text. */
plan_put plan_sheet;

#endif
