/* What a page about changes calls things, and how it writes their numbers. */
#ifndef DIFF_WORDS_H
#define DIFF_WORDS_H

#include "diff_output.h"
#include "plan_text.h"

struct diff_name {
	char text[96];
};

/* "smile > eye narrows", in at most 24 columns unless it is a measure. */
struct diff_name diff_name(const struct synk_quantity *);

/* The same where no heading says of what it is: "voluntary smile", "eye
 * opening at rest". */
struct diff_name diff_full_name(const struct synk_quantity *);

/* The photograph that a measure is of: "smile gentle". */
struct diff_name diff_photo(const struct synk_quantity *);

/* "affected" and "healthy", "left" and "right"; "" for what is of both. */
const char *diff_side(const struct synk_quantity *, bool aligned);

/* What a change comes to, in at most 13 columns: "improved". */
const char *diff_outcome(const struct synk_change *);

/* Whether it is of more than error, or than noise where that is unknown. */
bool diff_is_beyond(const struct synk_change *);

/* Whether a quantity is what a row of the page is of, its two sides standing
 * before it in the table: an excess, a ratio, a difference at rest. */
bool diff_is_row(const struct synk_quantity *);

/* Whether it is a side of such a row. */
bool diff_is_side(const struct synk_quantity *);

/*
 * The quantity that the page shows for score s, and what of it: the partial
 * one where only that is there in both visits.
 */
size_t diff_score(const struct synk_diff *, size_t s);

/* Why a cohort's row has no p value; NULL if it has. */
const char *diff_no_p(const struct synk_cohort_row *);

/* "57.6", of shares in %; with a sign, "+3.0" and "0.0". */
struct table_number diff_number(const struct synk_quantity *, double);
struct table_number diff_signed(const struct synk_quantity *, double);
struct table_number diff_mm(double);

/* The same, and "-33.6 to -17.2", in so many columns, without decimals if it
 * would be too long. */
void diff_cell(FILE *, int width, const struct synk_quantity *, double);
void diff_cell_signed(FILE *, int width, const struct synk_quantity *, double);
void diff_cell_range(FILE *, int width, const struct synk_quantity *,
    double low, double high);

#endif
