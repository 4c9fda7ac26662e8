/* The page about one person's change, in pieces. */
#include "diff_words.h"

enum { DIFF_LABEL = 17 };	/* columns of a label before running text */

/* diff_table_changed.c: what is beyond error, and what beyond noise. */
void diff_table_changed(FILE *, const struct synk_diff *);

/* diff_table_blocks.c: the numbers; what moved unasked, what was asked and
 * what is at rest are never merged. */
void diff_table_blocks(FILE *, const struct synk_diff *);

/* Of single measures, those that are beyond noise. */
void diff_table_measures(FILE *, const struct synk_diff *);
