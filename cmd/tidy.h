/* Every number of a grade, one after another, for csv and wide. */
#include "synk/record.h"

struct value {
	const char *group;	/* "rest", "movement", "synkinesis", "score",
				 * "region" or "measures" */
	const char *expression;	/* the photo's; "" where of several */
	const char *region;	/* "" where of none */
	const char *measure;	/* "asymmetry" */
	const char *label;	/* of csv: "rest_asymmetry" */
	const char *side;	/* "left", "right", "mid", "" */
	const char *column;	/* of wide: unique, the same for every exam */
	double value;
	const char *unit, *status;
};

typedef void tidy_use(void *context, const struct value *);

/*
 * Gives each value of a grade to use(), in one order for every exam: what an
 * exam lacks comes as NaN.
 */
void tidy_each(const struct synk_record *, tidy_use *use, void *context);
