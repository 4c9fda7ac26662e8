#ifndef SYNK_DIFF_H
#define SYNK_DIFF_H

/*
 * Stage 7.  Two visits of one person -> what changed, and whether that is more
 * than noise.
 *
 * Where one side is affected, quantities are aligned: left stands for the
 * affected side, right for the other, and differences are affected - healthy.
 */

#include "synk/stats.h"
#include "synk/visit.h"

/* How a quantity scatters between sessions without treatment. */
struct synk_error_of {
	enum synk_axis axis;	/* that it was measured in */
	double sem;		/* standard error of measurement; NaN */
	double df;		/* that it was made with; NaN: not known */
	double limit;		/* t(0.975, df) sqrt(2) sem; 1.96 for t then */
};

/*
 * What reliability files say, by detector.  Opaque; made empty, then filled
 * from any number of synk-norms/1 documents with a member "reliability".
 */
struct synk_errors;

SYNK_CHECKED bool synk_errors_open(struct synk_errors **,
    struct synk_error *err);
void synk_errors_close(struct synk_errors *);

/*
 * Lays the "reliability" of a synk-norms/1 document over what is there; one
 * without adds nothing.  An entry whose factor is "rater" is checked and then
 * left: raters of the same photographs are not sessions.  Fails with
 * SYNK_BAD_INPUT, nothing added, for a quantity or detector that there is not,
 * a number out of range, a missing or unknown member, or a second entry for
 * the same.
 */
SYNK_CHECKED bool synk_errors_add(struct synk_errors *, const char *text,
    size_t size, const struct synk_visits *, struct synk_error *err);

/* Of quantity i, aligned or not; sem is NaN where none is known. */
struct synk_error_of synk_errors_of(const struct synk_errors *,
    enum synk_detector, bool aligned, size_t i);

/* What a change comes to. */
enum synk_outcome {
	SYNK_OUTCOME_NOT_COMPARABLE,	/* by detector, scheme, axis, parts */
	SYNK_OUTCOME_MISSING,		/* one of the two is */
	SYNK_OUTCOME_NO_ERROR_KNOWN,	/* no session-to-session error */
	SYNK_OUTCOME_WITHIN_ERROR,
	SYNK_OUTCOME_IMPROVED, SYNK_OUTCOME_WORSE,
	SYNK_OUTCOME_CHANGED,		/* neither way is better */
	SYNK_OUTCOME_HEALTHY_LOSS,	/* more symmetric, by a loss */
	SYNK_OUTCOME_OVERCORRECTED,	/* the sign turned */
	SYNK_OUTCOMES
};

/* "not_comparable", "missing", "no_error_known", "within_error", "improved",
 * "worse", "changed", "symmetric_by_healthy_loss", "overcorrected". */
const char *synk_outcome_name(enum synk_outcome);

/* One quantity.  NaN, -1 and NULL: not known. */
struct synk_change {
	double pre, post, change;
	double se, low, high;	/* of the change, by landmark noise; 95 % */
	int beyond_noise;	/* 1, 0: |change| > 1.96 se */
	double error;		/* SE of a change between sessions */
	double limit;		/* |change| beyond it is beyond error */
	int beyond_error;	/* 1, 0 */
	double mm, mm_se;	/* the change, by the one scale */
	/* Of a ratio: how much of its change either side made; they add up. */
	double from_affected, from_healthy;
	enum synk_outcome outcome;
	/* Why, if it is missing, not comparable or of no standard error; and
	 * in which visit it is missing. */
	const char *reason;
	bool no_pre, no_post;
};

/* Which visit's millimetres per IED both are given in. */
enum synk_scale_of { SYNK_SCALE_OF_PRE, SYNK_SCALE_OF_POST };

struct synk_diff_options {
	const struct synk_norms *norms;
	const struct synk_errors *errors;	/* NULL: none are known */
	const char *files_hash;	/* of --norms files, for provenance; NULL */
	enum synk_scale_of scale;
	bool deidentified;	/* names are codes, for provenance */
};

enum synk_diff_warning {
	SYNK_DIFF_SIDES,	/* the visits name other affected sides */
	SYNK_DIFF_NO_SIDE,	/* no one side: nothing is aligned */
	SYNK_DIFF_CONTRADICTED,	/* photographs speak against a side */
	SYNK_DIFF_ORDER,	/* visit_order or days say post is earlier */
	SYNK_DIFF_NORMS,	/* graded by other norms */
	SYNK_DIFF_VERSION,	/* or by another version */
	SYNK_DIFF_NO_DRAWS,	/* one without: no standard errors */
	SYNK_DIFF_SCALES,	/* scales differ by more than their error */
	SYNK_DIFF_NO_SCALE,	/* the visit to take it from has none */
	SYNK_DIFF_POSE,		/* the head is turned otherwise */
	SYNK_DIFF_COURSE,	/* nature may have made the change */
	SYNK_DIFF_ONSET,	/* whether it may have is not known */
	SYNK_DIFF_WASHOUT,	/* pre is under an earlier injection */
	SYNK_DIFF_WARNINGS
};

/* "natural_course"; and one sentence on it. */
const char *synk_diff_warning_name(enum synk_diff_warning);
const char *synk_diff_warning_text(enum synk_diff_warning);

struct synk_diff {
	const struct synk_visits *visits;
	const struct synk_diff_options *options;
	const struct synk_visit *pre, *post;
	enum synk_affected side;	/* left, right, or SYNK_UNKNOWN */
	double days;			/* from pre to post; NaN */
	enum synk_scale_of scale;
	double mm_per_ied, scale_sd;	/* NaN: that visit has none */
	bool warning[SYNK_DIFF_WARNINGS];
	struct synk_change change[SYNK_QUANTITIES];
};

/* Never fails: what cannot be compared says why.  Borrows all it is given. */
void synk_diff_from(struct synk_diff *, const struct synk_visits *,
    const struct synk_visit *pre, const struct synk_visit *post,
    const struct synk_diff_options *);

/* Of n visits, the first against each later one: d[n - 1].  All have one side,
 * and are aligned alike, so that numbers of a quantity are of one thing. */
void synk_diff_series(struct synk_diff d[], const struct synk_visits *,
    const struct synk_visit *const visit[], size_t n,
    const struct synk_diff_options *);

/* Whether quantity i is of the primary family: the scores of rest, movement
 * and synkinesis; the composite is not. */
bool synk_quantity_is_primary(const struct synk_quantity *);

/* Whether a record gives a number and withholds it, as of a head turned too
 * far. */
bool synk_visit_withholds(const struct synk_visit *,
    const struct synk_visits *, size_t i);

/* Why quantity i of two visits is not to be compared; NULL: it may be. */
const char *synk_visits_why_not(const struct synk_visit *,
    const struct synk_visit *, const struct synk_visits *, size_t i);

/* A visit's quantity i where left is the affected side; its value, NaN also if
 * it is withheld, and its standard error. */
struct synk_aligned {
	double value, se;
	size_t from;		/* the quantity it is in the record */
};
struct synk_aligned synk_visit_at(const struct synk_visit *,
    const struct synk_visits *, enum synk_affected side, size_t i);

/* Whose noise the photographs of quantity i have; false if they have none in
 * common, or none. */
bool synk_visit_detector(enum synk_detector *, const struct synk_visit *,
    const struct synk_visits *, size_t i);

#endif
