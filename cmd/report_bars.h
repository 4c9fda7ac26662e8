#ifndef REPORT_BARS_H
#define REPORT_BARS_H

/* Lines and bars of one number, beside the number itself: drawings that say
 * nothing more, so that a screen reader passes them by. */
#include <stdio.h>

/* NaN: not there. */
struct bar {
	double low, high;		/* the scale's ends */
	double band_low, band_high;	/* hatched: usual, or within error */
	double from;			/* a bar from here to the value */
	double value, ci_low, ci_high;
	double tick;			/* something to hold it against */
	const char *mark;		/* class of the value's mark; or NULL */
};

/* All NaN but the scale. */
struct bar bar_on(double low, double high);

void bar_put(FILE *, const struct bar *);

enum { BAR_WIDTH = 200 };

/* Where a value is on the scale, 0 to BAR_WIDTH, kept within. */
long bar_x(const struct bar *, double value);

#endif
