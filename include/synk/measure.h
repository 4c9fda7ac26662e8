#ifndef SYNK_MEASURE_H
#define SYNK_MEASURE_H

/*
 * Stage 3.  struct synk_face -> one number for each measure and side.
 *
 * The table in lib/measure.c is the whole list: keys, units and definitions
 * are read from it by the writers, by synk-grade --list and --explain, and by
 * the tests.
 */

#include "synk/face.h"

enum synk_measure_id {
	SYNK_BROW_HEIGHT_MEDIAL, SYNK_BROW_HEIGHT_MID,
	SYNK_BROW_HEIGHT_LATERAL, SYNK_BROW_HEIGHT, SYNK_BROW_HEIGHT_PUPIL,
	SYNK_FISSURE_HEIGHT, SYNK_FISSURE_WIDTH, SYNK_EYE_AREA,
	SYNK_MRD1, SYNK_MRD2,
	SYNK_COMMISSURE_LATERAL, SYNK_COMMISSURE_HEIGHT,
	SYNK_COMMISSURE_EXCURSION, SYNK_SMILE_ANGLE,
	SYNK_UPPER_LIP_HEIGHT, SYNK_LOWER_LIP_HEIGHT,
	SYNK_INTERLABIAL_GAP, SYNK_INTERLABIAL_AREA,
	SYNK_ALA_HEIGHT,
	SYNK_SHIFT_NOSE_TIP, SYNK_SHIFT_UPPER_LIP, SYNK_SHIFT_LOWER_LIP,
	SYNK_SHIFT_MENTON,
	SYNK_MEASURES
};

enum synk_unit {
	SYNK_UNIT_IED,		/* a length, IED; written as "%ied" */
	SYNK_UNIT_AREA,		/* an area, IED squared; written as "%ied2" */
	SYNK_UNIT_DEGREE,	/* an angle; "deg" */
	SYNK_UNIT_RATIO		/* a share, 1 is all of it; "ratio" */
};

/* One measure: a row of the table. */
struct synk_measure {
	const char *key;	/* [a-z0-9_]+, unique, never reused */
	enum synk_unit unit;
	bool midline;		/* one value, not one a side */
	double (*eval)(const struct synk_face *, enum synk_side);
	const char *definition;
	const char *source;
};

/* Row i of the table, or NULL past its end; enum synk_measure_id is i. */
const struct synk_measure *synk_measure(size_t i);

/* "%ied", "%ied2", "deg", "ratio"; and what a value is multiplied by to be
 * written in it: 100, 100, 1, 1. */
const char *synk_unit_name(enum synk_unit);
double synk_unit_factor(enum synk_unit);

/* In the table's units, NaN where a site is missing; a midline measure has
 * its one value on both sides. */
struct synk_measures {
	double at[SYNK_MEASURES][SYNK_SIDES];
};

void synk_measures_from(struct synk_measures *, const struct synk_face *);

#endif
