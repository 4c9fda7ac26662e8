/* MediaPipe's 478 points in a mirror; not installed. */
#ifndef SYNK_MARK_MIRROR_H
#define SYNK_MARK_MIRROR_H

#include <stddef.h>

/* The point that i is the mirror image of; twice is nothing. */
size_t synk_mirror_point(size_t i);

#endif
