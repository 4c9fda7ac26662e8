/* Every number of a grade, one after another, for csv and wide. */
#include "synk/record.h"

/* What can be known of a value's error: the same for every exam. */
enum tidy_error {
	TIDY_BARE,	/* nothing */
	TIDY_SE,	/* its standard error */
	TIDY_INTERVAL	/* that, and an interval of 95 % */
};

struct value {
	const char *group;	/* "score", "rest", "finding", "measures" ... */
	const char *expression;	/* the photo's; "" where of several */
	const char *region;	/* "" where of none */
	/* Of csv, such as "rest_asymmetry"; unique with what is above and
	 * below it. */
	const char *label;
	const char *side;	/* "left", "right", "" */
	/* Of wide: unique, the same for every exam.  NULL: a word, which
	 * stands for the status of a value that is NaN. */
	const char *column;
	double value;
	enum tidy_error error;
	struct synk_doubt doubt;	/* NaN where not known */
	const char *unit, *status;
};

typedef void tidy_use(void *context, const struct value *);

/*
 * Gives each value of a grade to use(), in one order for every exam: what an
 * exam lacks comes as NaN.  Measures have standard errors, but wide leaves
 * those out: they would double its hundreds of columns.
 */
void tidy_each(const struct synk_record *, tidy_use *use, void *context);

/* Where the affected side is from: "declared", "inferred", "". */
const char *tidy_side_source(const struct synk_side_verdict *);
