/* The page for eyes, in pieces: plain text of at most 79 columns. */
#include <stdio.h>

#include "synk/record.h"

/* table_verdict.c: what is said of the face, and why. */
void table_verdict(FILE *, const struct synk_record *);

/* table_numbers.c: what was measured; where the regions, the matrix and the
 * scores stand below each other. */
void table_numbers(FILE *, const struct synk_record *);

/* table_text.c */

enum { TABLE_WIDTH = 79 };

/* A line or a few, put together in pieces; what is too long is cut. */
struct table_text {
	char at[1200];
	size_t size;
};
void table_add(struct table_text *, const char *fmt, ...) SYNK_PRINTF(2);

/*
 * Adds a user's own text without what would drive a terminal, cut after so
 * many characters; "-" for NULL.
 */
void table_add_user(struct table_text *, const char *, size_t most);

/* Bytes of the control character that a text begins with; 0 if it does not. */
size_t table_control(const char *);

/* A user's own text may have characters of several bytes. */
size_t table_columns(const char *);

/* Writes text after a label of so many columns, wrapped under its beginning.
 * No line begins with a number or a parenthesis. */
void table_wrap(FILE *, int indent, const char *label, const char *text);

/* A number in so many columns, or a dot where there is none. */
void table_cell(FILE *, int width, int decimals, double value);

/* "12.1 to 34.5", likewise. */
void table_range(FILE *, int width, int decimals, double factor,
    const struct synk_doubt *);

/* "0.87", "<0.01", ">0.99": draws cannot tell more; "." for NaN. */
struct table_number {
	char text[24];
};
struct table_number table_probability(double);

/* "12.1"; never "-0.0". */
struct table_number table_fixed(int decimals, double value);

/* A reason in one word or two, for a column of 11. */
const char *table_reason(enum synk_reason);

/* What a unit's numbers are multiplied by on the page: shares are in %. */
double table_factor(enum synk_unit);
