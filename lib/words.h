/* Likeness of words, for messages; not installed. */
#include <stddef.h>

/* Letters in which a differs from b; SIZE_MAX if it is likely no misspelt b,
 * as more than a third of b's differ. */
size_t synk_words_apart(const char *a, const char *b);
