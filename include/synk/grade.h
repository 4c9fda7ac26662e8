#ifndef SYNK_GRADE_H
#define SYNK_GRADE_H

/*
 * Stage 5.  struct synk_exam -> asymmetry at rest, movement, synkinesis, and
 * scores, each kept apart.
 *
 * Lengths are in % of IED, closures in shares of the resting fissure; all are
 * signed until the last step.  A value that cannot be given is NaN, and the
 * reason says why.
 */

#include "synk/exam.h"

enum synk_region { SYNK_BROW, SYNK_EYE, SYNK_MOUTH, SYNK_REGIONS };

/* "brow", "eye", "smile". */
const char *synk_region_name(enum synk_region);

/* How far a movement can be judged. */
enum synk_status {
	SYNK_STATUS_OK,
	SYNK_STATUS_NOT_PERFORMED,	/* the larger side under its gate */
	SYNK_STATUS_OPPOSITE,		/* one side moved the wrong way */
	SYNK_STATUS_WITHHELD,		/* pose or detector; see reason */
	SYNK_STATUS_MISSING		/* no photo, no rest, no points */
};

/* "ok", "not_performed", "opposite", "withheld", "missing". */
const char *synk_status_name(enum synk_status);

enum synk_reason {
	SYNK_REASON_NONE,
	SYNK_REASON_NO_REST, SYNK_REASON_NO_PHOTO, SYNK_REASON_UNUSABLE,
	SYNK_REASON_NO_POINTS, SYNK_REASON_POSE, SYNK_REASON_DETECTOR,
	SYNK_REASON_MIXED, SYNK_REASON_NARROW, SYNK_REASON_NOT_PERFORMED,
	SYNK_REASON_SIDE_UNKNOWN, SYNK_REASON_SIDE_BOTH, SYNK_REASON_SIDE_NONE,
	SYNK_REASON_NO_SCALE, SYNK_REASON_NO_ANCHOR, SYNK_REASON_PARTS,
	SYNK_REASON_NO_DRAWS, SYNK_REASON_NOISE, SYNK_REASON_UNSURE,
	SYNK_REASON_FIT,
	SYNK_REASONS
};

/* A sentence part: "no photograph at rest"; NULL for SYNK_REASON_NONE. */
const char *synk_reason_text(enum synk_reason);

struct synk_rest {
	double value[SYNK_SIDES];	/* brow, fissure, commissure */
	double difference;		/* left - right */
	double lateral[SYNK_SIDES];	/* commissure from the midline */
	/* Of the affected side: "narrow", "wide", "low", "raised", "even", and
	 * "retracted" or "medial"; NULL where there is no such side. */
	const char *direction, *lateral_direction;
	double raw, asymmetry;	/* % of the full movement; capped at 100 */
	enum synk_reason reason;
};

/* One asked movement, a row of the table of movements. */
enum synk_movement_id {
	SYNK_MOVE_BROW_RAISE, SYNK_MOVE_EYE_CLOSE_GENTLE,
	SYNK_MOVE_EYE_CLOSE_TIGHT, SYNK_MOVE_SMILE_GENTLE, SYNK_MOVE_SMILE,
	SYNK_MOVE_SNARL, SYNK_MOVE_PUCKER, SYNK_MOVE_LOWER_TEETH,
	SYNK_MOVEMENTS
};

struct synk_movement {
	enum synk_expression expression;
	enum synk_unit unit;		/* SYNK_UNIT_IED: in %; or _RATIO */
	double value[SYNK_SIDES];	/* amplitude of the asked movement */
	double across[SYNK_SIDES];	/* smile: part across its direction */
	double ratio;			/* affected / healthy */
	double raw, asymmetry;		/* 100 |L - R| / larger; at most 100 */
	double band;			/* least healthy ratio; NaN: unknown */
	enum synk_status status;
	enum synk_reason reason, ratio_reason;
};

/*
 * One row of the synkinesis matrix.  excess is signed: affected less other
 * side.  What counts as synkinesis is what the affected side does beyond the
 * other: of an eye, its narrowing; of the mouth, its pull up and out; of a
 * brow, a lift or a drop that the other does not make as far.
 */
enum { SYNK_ROWS = 8, SYNK_EYE_ROWS = 3, SYNK_PULLS = 4 };

/* "smile_eye" and "eye" of row i; the units of a movement and of a row. */
const char *synk_row_name(size_t i);
const char *synk_row_region(size_t i);
enum synk_unit synk_row_unit(size_t i);
enum synk_unit synk_movement_unit(size_t i);

struct synk_row {
	enum synk_expression voluntary;	/* the photo used */
	const char *name;		/* "smile_eye"; unique */
	const char *movement;		/* "eye_close": what was asked */
	const char *region;		/* "eye": what moved unasked */
	enum synk_unit unit;
	double value[SYNK_SIDES];	/* what moved, from rest */
	double length[SYNK_SIDES];	/* eye rows: fissure lost, % of IED */
	double excess;			/* of the affected side */
	double excess_length;		/* eye rows, % of IED */
	double norm, norm_length;	/* usual limits of counted and length */
	int beyond_norm;		/* 1, 0; -1 not known */
	double points;			/* Sunnybrook points, by mm; NaN */
	int grade;			/* 0 to 3; -1 not known */
	double counted;			/* of it, as said above; 0 or more */
	double involvement;		/* 100 counted / full, 0 to 100 */
	enum synk_region counts;	/* in which region's score */
	/* What the involvement is the largest of, signed, as a share of full:
	 * of right, then left side, each up and down; NaN where not. */
	double pull[SYNK_PULLS];
	enum synk_status status;
	enum synk_reason reason, points_reason;
};

enum synk_score_id {
	SYNK_SCORE_REST, SYNK_SCORE_MOVEMENT, SYNK_SCORE_SYNKINESIS,
	SYNK_SCORE_OVERALL, SYNK_SCORES
};

/* "rest", "movement", "synkinesis", "overall". */
const char *synk_score_name(enum synk_score_id);

struct synk_score {
	double value;		/* 0 to 100; NaN if any part is missing */
	double partial;		/* from the parts that are there; NaN: none */
};

struct synk_grade {
	enum synk_affected side;
	struct synk_rest rest[SYNK_REGIONS];
	struct synk_movement movement[SYNK_MOVEMENTS];
	int asked[SYNK_REGIONS];	/* what stands for a region */
	double asymmetry[SYNK_REGIONS];	/* mean of rest and movement */
	struct synk_row row[SYNK_ROWS];
	struct synk_score score[SYNK_SCORES];
};

/* Whether a row is judged and enters the synkinesis score. */
bool synk_row_counts(const struct synk_row *);

/* Never fails: what cannot be graded says why. */
void synk_grade_from(struct synk_grade *, const struct synk_exam *,
    enum synk_affected, const struct synk_norms *);

/* The norm of a detector; first is that of SYNK_DETECTOR_OTHER, and the others
 * follow in their order. */
double synk_norm_of(const struct synk_norms *, enum synk_norm first,
    enum synk_detector);

#endif
