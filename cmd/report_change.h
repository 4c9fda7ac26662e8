#ifndef REPORT_CHANGE_H
#define REPORT_CHANGE_H

/* What synk-diff wrote, on the page. */
#include "report_book.h"
#include "synk/diff.h"
#include "synk/visit.h"

/* report_diff.c: two visits of a subject. */
void change_diff(FILE *, const struct node *record);

/* report_series.c: all visits of a subject. */
void change_series(FILE *, const struct node *record);

/* report_cohort.c: all subjects; and the dots of their differences, if those
 * are in the input too. */
void change_cohort(FILE *, const struct node *record);
void change_dots(FILE *, const struct pairings[BOOK_SCORES]);

/* report_error.c: an error record, but for whose exam it stands. */
void change_error(FILE *, const struct node *record, bool blind);

/* report_rows.c: what rows of these records have in common. */

/* A row's name, "synkinesis.smile_eye.excess", as synk-diff's page has it. */
struct synk_quantity change_quantity(const struct node *row);
void change_name(FILE *, const struct synk_quantity *);

/* Whether a row is what a line of the page is of: an excess, a ratio, a
 * difference at rest; of the domain. */
bool change_is_line(const struct node *row, const char *domain);

/* An outcome with its mark; beyond_noise and beyond_error may be NULL. */
void change_outcome(FILE *, const struct node *outcome,
    const struct node *beyond_noise, const struct node *beyond_error);

/* The class of its mark: "o" beyond error, "h" beyond noise, "q" within. */
const char *change_mark(const struct node *outcome,
    const struct node *beyond_noise, const struct node *beyond_error);

void change_warnings(FILE *, const struct node *record);

/* The scores that have drawings of their own. */
struct change_score {
	const char *row, *name;
};
const struct change_score *change_score(size_t i);	/* NULL past the end */

/* The row of that name. */
const struct node *change_row(const struct node *rows, const char *name);

/* Parts of pages. */
struct change_part {
	const char *domain, *title;
};
const struct change_part *change_part(size_t i);

#endif
