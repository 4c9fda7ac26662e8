#include <ctype.h>
#include <math.h>
#include <stdlib.h>

#include "plan_date.h"

static bool
is_leap(long year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static long
days_in(long year, long month)
{
	static const long days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
	    30, 31 };

	return days[month - 1] + (month == 2 && is_leap(year));
}

static bool
has_form(const char *text)
{
	static const char form[] = "0000-00-00";
	size_t i = 0;

	for (; form[i]; i++)
		if (form[i] == '0' ? !isdigit((unsigned char)text[i])
		    : text[i] != form[i])
			return false;
	return !text[i];
}

bool
date_read(long *day, const char *text, struct synk_error *err)
{
	long year, month, date, n;

	if (!has_form(text))
		return synk_fail(err, SYNK_BAD_INPUT, "expected a date such as"
		    " 2025-01-31, found '%.40s'", text);
	year = strtol(text, NULL, 10);
	month = strtol(text + 5, NULL, 10);
	date = strtol(text + 8, NULL, 10);
	if (year < 1 || month < 1 || month > 12 || date < 1 ||
	    date > days_in(year, month))
		return synk_fail(err, SYNK_BAD_INPUT, "expected a date of the"
		    " calendar, found '%s'", text);
	n = 365 * (year - 1) + (year - 1) / 4 - (year - 1) / 100 +
	    (year - 1) / 400 + date;
	for (long m = 1; m < month; m++)
		n += days_in(year, m);
	*day = n;
	return true;
}

bool
date_days(double *days, long from, long photographs, struct synk_error *err)
{
	*days = NAN;
	if (from == DATE_NONE)
		return true;
	if (photographs == DATE_NONE)
		return synk_fail(err, SYNK_BAD_INPUT, "expected the date of"
		    " the photographs as well");
	if (from > photographs)
		return synk_fail(err, SYNK_BAD_INPUT, "expected a day not"
		    " after the date of the photographs");
	*days = (double)(photographs - from);
	return true;
}
