/*
 * Options of an operator that is not TFLite's own: a FlexBuffer, a map of
 * numbers and lists.  Every offset is checked; not installed.
 *
 * The format: https://flatbuffers.dev/flatbuffers_internals (FlexBuffers)
 */
#ifndef SYNK_MARK_FLEX_H
#define SYNK_MARK_FLEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct synk_flex {
	const unsigned char *data;
	size_t size;
};

/* False if the map is damaged or has no such number. */
bool synk_flex_number(double *to, const struct synk_flex *, const char *key);

/* A list of whole numbers from 0; false also if there are more than max, or a
 * greater one than that. */
bool synk_flex_list(uint16_t *to, size_t *count, size_t max, uint16_t greatest,
    const struct synk_flex *, const char *key);

#endif
