/*
 * For analysers that see one file at a time: failing returns false, so that
 * what a function that failed has not set is not used.
 */
#include "synk/error.h"

#define synk_fail(...) (synk_fail(__VA_ARGS__), false)
#define synk_fail_at(...) (synk_fail_at(__VA_ARGS__), false)
#define synk_fail_in(...) (synk_fail_in(__VA_ARGS__), false)
