/*
 * What the draws of an exam gave, number by number; not installed.
 *
 * All are signed, so that intervals are of signed quantities and are folded
 * afterwards.
 */
#include <stddef.h>
#include <stdint.h>

#include "synk/verdict.h"

/* First column of each kind; within it they are in the order of the grade,
 * sides innermost. */
enum {
	COLUMN_REST,		/* 100 difference / full */
	COLUMN_MOVEMENT = COLUMN_REST + SYNK_REGIONS,	/* of the region:
				 * 100 (left - right) / larger */
	COLUMN_RATIO = COLUMN_MOVEMENT + SYNK_REGIONS,
	COLUMN_EXCESS = COLUMN_RATIO + SYNK_MOVEMENTS,
	COLUMN_LENGTH = COLUMN_EXCESS + SYNK_ROWS,	/* excess as a length */
	COLUMN_PULL = COLUMN_LENGTH + SYNK_ROWS,	/* in % */
	COLUMN_REST_SIDE = COLUMN_PULL + SYNK_ROWS * SYNK_PULLS,
	COLUMN_DIFFERENCE = COLUMN_REST_SIDE + SYNK_REGIONS * SYNK_SIDES,
	COLUMN_LATERAL = COLUMN_DIFFERENCE + SYNK_REGIONS,	/* difference */
	COLUMN_AMPLITUDE,
	COLUMN_ROW = COLUMN_AMPLITUDE + SYNK_MOVEMENTS * SYNK_SIDES,
	COLUMN_EVIDENCE = COLUMN_ROW + SYNK_ROWS * SYNK_SIDES,	/* of left */
	COLUMNS
};

/* Fits that go without some of the rigid points. */
enum { SYNK_FITS = 2 };

struct synk_sample {
	size_t draws;
	size_t asked[SYNK_REGIONS];	/* movement that stands for a region */
	double still[COLUMNS];		/* of the undisturbed landmarks */
	double *drawn[COLUMNS];		/* draws of each; NaN where none */
	uint32_t *met, *known;		/* findings of each draw, as bits */
	uint32_t plain;			/* findings met without noise */
	uint32_t other[SYNK_FITS];	/* the same by other rigid points */
	double *up[3 * SYNK_REGIONS];	/* draws of each, for doubt.c */
	double *spare[3];		/* draws of each, for any use */
	void *memory;			/* all of the above */
};

SYNK_CHECKED bool synk_sample_open(struct synk_sample *, size_t draws,
    struct synk_error *err);
void synk_sample_close(struct synk_sample *);

/* The columns of a grade; what the undisturbed grade cannot judge is no
 * evidence of a side.  The detector is that of rest. */
void synk_sample_columns(double at[COLUMNS], const struct synk_grade *,
    const struct synk_grade *undisturbed, enum synk_detector,
    const struct synk_norms *);

/* The p-quantile of v[0..n), NaN left out; reorders v.  NaN if n < 20. */
double synk_quantile(double *v, size_t n, double p);

/* Standard deviation of v[0..n), NaN left out. */
double synk_deviation(const double *v, size_t n);

/* 2.5 and 97.5 % quantiles and standard deviation of numbers that may be
 * written over. */
struct synk_doubt synk_doubt_of(double *v, size_t n);

/* verdict.c to doubt.c */
void synk_doubt_grade(struct synk_verdict *, const struct synk_grade *,
    struct synk_sample *, const struct synk_norms *);

/* verdict.c to finding.c: which findings a grade meets, and which it can tell,
 * as bits. */
void synk_findings_met(uint32_t *met, uint32_t *known,
    const struct synk_grade *, const struct synk_exam *,
    const struct synk_norms *);
void synk_findings_judge(struct synk_verdict *, const struct synk_grade *,
    const struct synk_exam *, const struct synk_sample *,
    const struct synk_norms *);

/* verdict.c to severity.c */
void synk_severity_judge(struct synk_severity_verdict *,
    const struct synk_verdict *, const struct synk_grade *,
    const struct synk_sample *, const struct synk_norms *);
