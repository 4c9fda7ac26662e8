#ifndef REPORT_PUT_H
#define REPORT_PUT_H

/* Text and numbers of a record on the page: all that is not the page's own
 * words goes through here, and is escaped. */
#include <stdio.h>

#include "report_tree.h"

/* Escaped; what is no UTF-8, and control characters, as U+FFFD. */
void put_bytes(FILE *, const char *, size_t size);
void put_string(FILE *, const char *);	/* NULL: nothing */

/* A string or a number as it stands; "not known" if it is null. */
void put_node(FILE *, const struct node *);

/* The same of a name: "eye_close" as "eye close". */
void put_words(FILE *, const struct node *);

/* All of a list, with a separator of HTML between. */
void put_list(FILE *, const struct node *, const char *separator);

/* A whole number that is quick to write. */
void put_whole(FILE *, long);

/* "12.3"; a dash that says "not known" where there is none. */
void put_fixed(FILE *, int decimals, double);

/* A number's own text, escaped, with a minus as typographers have it. */
void put_minus(FILE *, const char *);

/* "12.1 to 34.5"; nothing without both. */
void put_range(FILE *, int decimals, double low, double high);

/* "0.87", "<0.01" escaped; a dash for NaN. */
void put_chance(FILE *, double);

/* What a unit is called, " %" of shares; decimals and factor go with it. */
struct put_unit {
	const char *name;	/* "% IED" */
	double factor;
	int decimals;
};
struct put_unit put_unit(const struct node *unit);

/* An [a, b] of a record; NaN if it is none. */
struct put_pair {
	double low, high;
};
struct put_pair put_pair(const struct node *);

#endif
