#ifndef SYNK_COHORT_H
#define SYNK_COHORT_H

/*
 * Stage 7, of many.  The differences of a group's subjects -> whether the
 * group changed.
 *
 * A subject enters once, with one pair of visits.  Quantities of an affected
 * and a healthy side, and what is by side, are of the subjects who have one
 * affected side; left and right of several people are no one quantity.
 */

#include "synk/diff.h"

/* Of quantity i, aligned. */
struct synk_cohort_row {
	size_t n;		/* subjects with both visits, comparable */
	size_t missing, not_comparable;	/* subjects left out */
	struct synk_paired paired;	/* exploratory unless primary */
	bool primary;
	double p_holm, v_p_holm;	/* of t and of signed ranks; NaN */
	/* Beyond landmark noise; then of those whose error is known: how many,
	 * beyond it, and in which direction.  The last two also of others. */
	size_t beyond_noise, with_error, beyond_error, improved, worse;
	size_t healthy_loss, overcorrected;
	double expected;	/* improved, if none had changed; NaN */
	double chance;		/* P(so many or more) then; NaN below 6 */
};

/* Opaque: what has been added. */
struct synk_cohort;

/* Borrows the table and the options that its differences are made with. */
SYNK_CHECKED bool synk_cohort_open(struct synk_cohort **,
    const struct synk_visits *, const struct synk_diff_options *,
    struct synk_error *err);
void synk_cohort_close(struct synk_cohort *);

/* What it was opened with. */
const struct synk_visits *synk_cohort_visits(const struct synk_cohort *);
const struct synk_diff_options *synk_cohort_options(
    const struct synk_cohort *);

/* Takes what it needs; the difference can be reused.  Fails with SYNK_SYSTEM
 * without memory. */
SYNK_CHECKED bool synk_cohort_add(struct synk_cohort *,
    const struct synk_diff *, struct synk_error *err);

/* Subjects added; those with one affected side. */
size_t synk_cohort_size(const struct synk_cohort *);
size_t synk_cohort_sided(const struct synk_cohort *);

/* How many subjects had a warning. */
size_t synk_cohort_warned(const struct synk_cohort *, enum synk_diff_warning);

/* row[SYNK_QUANTITIES].  Fails as synk_paired(). */
SYNK_CHECKED bool synk_cohort_rows(struct synk_cohort_row *row,
    const struct synk_cohort *, struct synk_error *err);

/* A subject, or a record, that is in no pair; texts may be NULL. */
struct synk_lost {
	const char *subject, *visit;
	const char *code;	/* "unpaired", "error", "duplicate" ... */
	const char *message;	/* one sentence part */
	bool deidentified;	/* names are codes, for provenance */
};

/*
 * Whether quantity i has a row.  A measure that neither visit has needs none,
 * nor what an expression would show that was photographed at neither; and no
 * partial score does beside the whole one.
 */
bool synk_diff_has_row(const struct synk_diff *, size_t i, bool measures);
bool synk_cohort_has_row(const struct synk_cohort_row *row,
    const struct synk_quantity *, size_t i, bool measures);

/* Records, each one line without its end; the caller frees *line.  A
 * synk-diff/1, with the rows of single measures or without. */
SYNK_CHECKED bool synk_diff_json(char **line, const struct synk_diff *,
    bool measures, struct synk_error *err);

/* A synk-error/1 of what is in no pair. */
SYNK_CHECKED bool synk_lost_json(char **line, const struct synk_lost *,
    struct synk_error *err);

/* A synk-cohort/1; row[SYNK_QUANTITIES]. */
SYNK_CHECKED bool synk_cohort_json(char **line, const struct synk_cohort *,
    const struct synk_cohort_row *row, const struct synk_lost *lost,
    size_t losts, bool measures, struct synk_error *err);

/* A synk-series/1: diff[i] is of the first visit and a later one, n of them,
 * in the order of time. */
SYNK_CHECKED bool synk_series_json(char **line,
    const struct synk_diff *const diff[], size_t n, bool measures,
    struct synk_error *err);

#endif
