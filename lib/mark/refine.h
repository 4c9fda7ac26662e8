/* The network with attention: several lists of points; not installed. */
#ifndef SYNK_MARK_REFINE_H
#define SYNK_MARK_REFINE_H

#include <stddef.h>

enum {
	SYNK_REFINE_LISTS = 6,	/* mesh, lips, eyes, irises */
	SYNK_REFINED = 478
};

/* How many points list i has. */
size_t synk_refine_count(size_t i);

/*
 * Makes one list of (x, y, z) of them: what was looked at a second time takes
 * the place of what the mesh says.
 */
void synk_refine(float to[SYNK_REFINED][3],
    const float *const lists[SYNK_REFINE_LISTS]);

#endif
