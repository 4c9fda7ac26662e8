#ifndef PLAN_DATE_H
#define PLAN_DATE_H

/* Calendar dates, for the days between two of them. */
#include <limits.h>

#include "synk/error.h"

#define DATE_NONE	LONG_MIN

/*
 * "2025-01-31" -> a number that grows by 1 a day.  Fails with SYNK_BAD_INPUT
 * for any other form, and for a day that the calendar does not have.
 */
SYNK_CHECKED bool date_read(long *day, const char *, struct synk_error *);

/*
 * The days from one date to that of the photographs; NaN if there is no first
 * one.  Fails if it is the later one, or if that of the photographs is missing.
 */
SYNK_CHECKED bool date_days(double *days, long from, long photographs,
    struct synk_error *);

#endif
