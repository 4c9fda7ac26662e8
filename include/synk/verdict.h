#ifndef SYNK_VERDICT_H
#define SYNK_VERDICT_H

/*
 * Stage 5, with its doubt.  An exam is graded, then graded again on draws of
 * its landmarks with their noise, and from the draws come the intervals of
 * numbers and the probabilities of findings, of the affected side and of a
 * severity.
 *
 * Intervals are of 95 % and cover the noise of landmarks only: not how a
 * person differs from one smile to the next.
 */

#include <stdint.h>

#include "synk/grade.h"

enum { SYNK_DRAWS_MIN = 20, SYNK_DRAWS_MAX = 100000 };	/* or 0 */

struct synk_drawing {
	size_t draws;		/* 0: none, and no interval or probability */
	uint64_t seed;
};

/* Standard error and interval of a number; NaN where not known. */
struct synk_doubt {
	double se, low, high;
};

enum synk_finding_id {
	SYNK_BROW_WEAK, SYNK_EYE_WEAK, SYNK_SMILE_WEAK,
	SYNK_BROW_HALF, SYNK_EYE_HALF, SYNK_SMILE_HALF,
	SYNK_BROW_UNEVEN, SYNK_EYE_UNEVEN, SYNK_SMILE_UNEVEN,
	SYNK_EYE_NARROW, SYNK_SMILE_RETRACTED, SYNK_SMILE_RAISED,
	SYNK_ROW_FINDING,	/* first of SYNK_ROWS, in their order */
	SYNK_FINDINGS = SYNK_ROW_FINDING + SYNK_ROWS
};

/* What is looked for: a row of the table in lib/finding.c. */
struct synk_finding {
	const char *id;		/* "smile_weak"; unique */
	enum synk_region region;
	enum synk_unit unit;	/* SYNK_UNIT_IED: in % */
	const char *condition;	/* "smile: affected / other side below ..." */
	enum synk_norm norm;	/* of the threshold; see by_detector */
	bool by_detector;	/* norm is the first of one for each */
	bool below;		/* met below the threshold, else above */
};

/* Row i, or NULL past the end; enum synk_finding_id is i. */
const struct synk_finding *synk_finding(size_t i);

enum synk_presence {
	SYNK_NOT_ASSESSABLE, SYNK_ABSENT, SYNK_UNCERTAIN, SYNK_POSSIBLE,
	SYNK_PRESENT
};

/* "present", "possible", "uncertain", "absent", "not_assessable". */
const char *synk_presence_name(enum synk_presence);

/* What was found: of the undisturbed landmarks, and over the draws. */
struct synk_found {
	double value, threshold;
	double probability;		/* NaN: not assessable */
	enum synk_presence presence;
	/* Why it is not assessable; or SYNK_REASON_FIT where it is possible
	 * only, since other rigid points would have it otherwise. */
	enum synk_reason reason;
};

enum synk_severity {
	SYNK_SEVERITY_NONE,
	SYNK_SEVERITY_WEAKNESS,	/* without synkinesis: not on its scale */
	SYNK_SEVERITY_MILD, SYNK_SEVERITY_MODERATE, SYNK_SEVERITY_SEVERE,
	SYNK_SEVERITIES,
	SYNK_UNDETERMINED = SYNK_SEVERITIES
};

/* "none", "weakness_without_synkinesis", "mild", "moderate", "severe",
 * "undetermined". */
const char *synk_severity_name(enum synk_severity);

/* The rule by which draws have that severity, for people. */
const char *synk_severity_rule(enum synk_severity);

struct synk_severity_verdict {
	enum synk_severity grade;
	double probability[SYNK_SEVERITIES];	/* sum 1, or all NaN */
	bool not_excluded[SYNK_SEVERITIES];	/* of those above grade */
	enum synk_presence weakness;
	bool decided[SYNK_FINDINGS];	/* the findings that decided */
	enum synk_reason reason;	/* why it is undetermined */
};

/* The affected side, declared or inferred. */
struct synk_side_verdict {
	enum synk_affected declared, affected;
	bool inferred;
	double probability[SYNK_SIDES];	/* of evidence for that side; NaN */
	bool contradicted;		/* the evidence is for another */
};

enum synk_domain {
	SYNK_DOMAIN_REST, SYNK_DOMAIN_MOVEMENT, SYNK_DOMAIN_SYNKINESIS,
	SYNK_DOMAIN_OVERALL, SYNK_DOMAINS
};

/* How much of the face's asymmetry a region has, 0 to 1. */
struct synk_share {
	double value[SYNK_REGIONS];
	struct synk_doubt doubt[SYNK_REGIONS];
	enum synk_reason reason;	/* why there is none */
};

struct synk_verdict {
	struct synk_drawing drawing;
	struct synk_side_verdict side;
	struct synk_doubt score[SYNK_SCORES];	/* of the partial value */
	double noise_floor[SYNK_SCORES];	/* of a symmetric face */
	struct synk_doubt asymmetry[SYNK_REGIONS];
	struct synk_doubt ratio[SYNK_MOVEMENTS];
	struct synk_doubt excess[SYNK_ROWS];
	struct synk_share share[SYNK_DOMAINS];
	struct synk_found finding[SYNK_FINDINGS];
	struct synk_severity_verdict severity;
	/* Standard errors, in the units of the grade. */
	double rest_se[SYNK_REGIONS][SYNK_SIDES];
	double difference_se[SYNK_REGIONS];
	double lateral_se;		/* of the commissures' difference */
	double movement_se[SYNK_MOVEMENTS][SYNK_SIDES];
	double row_se[SYNK_ROWS][SYNK_SIDES];
	double length_se[SYNK_ROWS];	/* of eye rows' excess_length */
	double measure_se[SYNK_EXPRESSIONS][SYNK_MEASURES][SYNK_SIDES];
};

/*
 * Grades an exam made of these photos, then doubts the grade.  A side that is
 * SYNK_UNKNOWN is inferred where the norms' probability is reached.  Fails
 * only with SYNK_SYSTEM.
 */
SYNK_CHECKED bool synk_verdict_from(struct synk_verdict *,
    struct synk_grade *, const struct synk_exam *, const struct synk_photo *,
    size_t n, enum synk_affected declared, const struct synk_drawing *,
    const struct synk_norms *, struct synk_error *err);

/*
 * What a user should know of an exam and its verdict.  Writes at most max
 * lines, each without newline, and returns how many there are.
 */
enum { SYNK_WARNINGS_MAX = 48 };
struct synk_warning {
	bool of_expression;	/* else of the whole exam */
	enum synk_expression expression;
	char text[160];
};
size_t synk_warnings(struct synk_warning *, size_t max,
    const struct synk_verdict *, const struct synk_exam *,
    const struct synk_norms *);

#endif
