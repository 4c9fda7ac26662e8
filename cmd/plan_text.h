/* Text of a worksheet, in pieces. */
#include "synk/plan.h"
#include "table.h"

/*
 * Writes a text after a label of so many columns, wrapped under its beginning.
 * A control character is written as '?', and a line's end as a blank.
 */
void plan_line(FILE *, int indent, const char *label, const char *fmt, ...)
    SYNK_PRINTF(4);

/* Adds to a text that the caller frees; NULL before the first. */
void plan_add(char **text, const char *fmt, ...) SYNK_PRINTF(2);

/* The same of a name such as "muscle_tone", as people say it. */
void plan_add_words(char **text, const char *name);

/* The same for all of a list, each after a separator but the first. */
void plan_add_list(char **text, synk_texts, const char *separator);

bool plan_lists(synk_texts, const char *id);

/* "0.87", ">0.99", "0.20 to 0.87"; where both ends are known or neither is,
 * "certain" and "not known". */
struct plan_words {
	char at[80];
};
struct plan_words plan_probability(double low, double high);

/* "1.9 mm (1.2 to 2.6)", "3.1 %IED (2.0 to 4.2)" without a scale; shares in
 * %. */
struct plan_words plan_quantity(const struct synk_measured *,
    const struct synk_plan *);

/* "38 % (23 to 54)" of a share, "1.9 (1.2 to 2.6)" of a length, in mm if there
 * is a scale and else in %IED; "." for what is not known. */
struct plan_words plan_short(const struct synk_measured *,
    const struct synk_plan *);

/* "12 % (3 to 30)" of a share. */
struct plan_words plan_share(const struct synk_share_line *);
