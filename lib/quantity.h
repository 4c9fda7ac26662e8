/* The table of what visits are compared by; not installed. */
#include "synk/visit.h"

void synk_quantities(struct synk_quantity table[SYNK_QUANTITIES]);
