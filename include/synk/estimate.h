#ifndef SYNK_ESTIMATE_H
#define SYNK_ESTIMATE_H

/*
 * After stage 5.  What landmarks can see of two scales that clinicians grade
 * by eye: estimates, and no grades of those scales.  Items that no landmark
 * shows, or no photograph was made for, are missing.
 *
 * Both hold the affected side against the other, so there is no estimate
 * unless one side is affected.
 */

#include "synk/verdict.h"

/*
 * Sunnybrook (Ross, Otolaryngol Head Neck Surg 1996;114:380-386): composite =
 * 4 * voluntary - 5 * resting - synkinesis.
 */
enum { SYNK_SUNNYBROOK_ITEMS = 13 };

/* eFACE (Banks, Plast Reconstr Surg 2015;136:223e-230e), later papers' 15
 * items.  Static items are 0 to 200, 100 being balanced; all others 0 to 100,
 * 100 being full movement, or no synkinesis. */
enum { SYNK_EFACE_ITEMS = 15 };

struct synk_item {
	const char *group;	/* "resting", "voluntary", "static" ... */
	const char *name;	/* "eye" */
	const char *how;	/* how it is estimated; NULL: it is unseen */
};

/* Item i of either scale, or NULL. */
const struct synk_item *synk_sunnybrook_item(size_t i);
const struct synk_item *synk_eface_item(size_t i);

struct synk_estimates {
	double sunnybrook[SYNK_SUNNYBROOK_ITEMS];	/* whole; NaN */
	double composite_low, composite_high;	/* over what is missing */
	double eface[SYNK_EFACE_ITEMS];			/* NaN */
	enum synk_reason reason;	/* why there is none at all */
};

void synk_estimates_from(struct synk_estimates *, const struct synk_grade *,
    const struct synk_exam *, const struct synk_norms *);

#endif
