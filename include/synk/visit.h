#ifndef SYNK_VISIT_H
#define SYNK_VISIT_H

/*
 * Stage 7, its input.  A grade record -> struct synk_visit, the numbers that
 * two visits are compared by.
 *
 * What is compared is a table of quantities: scores, regions, rest, movement,
 * synkinesis, and all measures of all expressions.  Each has a place in the
 * record, from which alone it is read; nothing is computed anew.
 */

#include <stdint.h>

#include "synk/grade.h"
#include "synk/stream.h"

/* What of a quantity a number is. */
enum synk_component {
	SYNK_VALUE_OF,		/* it has one: a score, a midline's shift */
	SYNK_LEFT_OF, SYNK_RIGHT_OF,
	SYNK_DIFFERENCE_OF,	/* left - right */
	SYNK_RATIO_OF,		/* affected / healthy */
	SYNK_EXCESS_OF,		/* affected - healthy, or over what is usual */
	SYNK_EXCESS_LENGTH_OF	/* likewise, in % of IED */
};

/* Which way is better, of the affected side where there is one. */
enum synk_better {
	SYNK_BETTER_NONE,	/* neither */
	SYNK_BETTER_MORE, SYNK_BETTER_LESS,
	SYNK_BETTER_LESS_ABOVE_0,	/* below 0 neither */
	SYNK_BETTER_ZERO,	/* nearer to it */
	SYNK_BETTER_ONE		/* a ratio */
};

enum synk_kind {
	SYNK_KIND_SCORE, SYNK_KIND_PARTIAL, SYNK_KIND_REGION,
	SYNK_KIND_REST, SYNK_KIND_MOVEMENT, SYNK_KIND_SYNKINESIS,
	SYNK_KIND_MEASURE, SYNK_KINDS
};

/* "score", "partial", "region", "rest", "movement", "synkinesis",
 * "measure". */
const char *synk_kind_name(enum synk_kind);

enum {
	SYNK_SIDED_MEASURES = SYNK_SHIFT_NOSE_TIP,
	SYNK_QUANTITIES_HEAD = 2 * SYNK_SCORES + SYNK_REGIONS +
	    3 * SYNK_REGIONS + 3 + 3 * SYNK_MOVEMENTS + 3 * SYNK_ROWS +
	    SYNK_EYE_ROWS,
	SYNK_QUANTITIES = SYNK_QUANTITIES_HEAD + SYNK_EXPRESSIONS *
	    (SYNK_SIDED_MEASURES + SYNK_MEASURES)
};

/* One number that is compared.  Left stands before its right. */
struct synk_quantity {
	char name[64];		/* "movement.smile"; not of a component */
	char path[96];		/* in the record; its error adds "_se" */
	const char *unit;	/* "score", "%ied", "ratio", "deg", ... */
	enum synk_kind kind;
	enum synk_component component;
	enum synk_better better;
	size_t which;		/* score, region, movement, row, measure */
	/* Bits of the expressions it is made from; 0: of all. */
	unsigned expressions;
};

enum { SYNK_KEY_TEXT = 80 };

/*
 * "movement.smile.affected": the name of quantity i with its component.  Of
 * aligned quantities left stands for the affected side, right for the other,
 * and a difference is the affected side's excess.
 */
void synk_quantity_key(char key[SYNK_KEY_TEXT], const struct synk_quantity *,
    bool aligned);

/* The table, and what reads records by it. */
struct synk_visits;

/* Fails with SYNK_SYSTEM without memory. */
SYNK_CHECKED bool synk_visits_open(struct synk_visits **,
    struct synk_error *err);
void synk_visits_close(struct synk_visits *);

/* Quantity i of SYNK_QUANTITIES. */
const struct synk_quantity *synk_visits_quantity(const struct synk_visits *,
    size_t i);

/* How an expression was photographed; NULL and NaN where it was not, or where
 * several photographs differ. */
struct synk_visit_view {
	const char *scheme, *detector, *noise;
	double photos, yaw, pitch;
};

/* Texts last as long as the struct synk_visits that read them; NULL and NaN:
 * not known. */
struct synk_visit {
	const char *subject, *visit, *group, *rater, *repeat;
	double visit_order, days_since_onset, days_since_injection;
	const char *affected, *side_source;	/* "left"; "declared" */
	double contradicted;			/* 1, 0 */
	const char *severity;
	const char *scale_source;		/* "none", "declared" ... */
	double mm_per_ied, scale_sd;		/* SD as a share of it */
	const char *version, *norms, *axis;
	double draws, seed;
	struct synk_visit_view view[SYNK_EXPRESSIONS];
	const char *parts[SYNK_SCORES];		/* "brow eye smile" */
	/* Which photographs stand for these: "smile_gentle". */
	const char *region_by[SYNK_REGIONS], *row_by[SYNK_ROWS];
	double value[SYNK_QUANTITIES], se[SYNK_QUANTITIES];
	uint8_t reason[SYNK_QUANTITIES];	/* why it is NaN; see below */
};

/*
 * Reads a synk-grade/1 record, a value of a stream.  Fails with SYNK_BAD_INPUT
 * at the record's line for another record, a member of another type and a
 * member twice; members that it does not know are left alone.
 */
SYNK_CHECKED bool synk_visits_read(struct synk_visit *, struct synk_visits *,
    const struct synk_value *record, struct synk_error *err);

/* The reason the record gives why a quantity is null; NULL if it gives none. */
const char *synk_visits_reason(const struct synk_visits *,
    const struct synk_visit *, size_t quantity);

/* A text that lasts as long as the struct; the same one for the same text.
 * NULL without memory. */
const char *synk_visits_text(struct synk_visits *, const char *text,
    size_t size);

/* The affected side, if it is one; else SYNK_UNKNOWN. */
enum synk_affected synk_visit_side(const struct synk_visit *);

#endif
