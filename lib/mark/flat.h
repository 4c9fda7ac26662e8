/*
 * Bytes of a flatbuffer, read with every offset checked; not installed.
 *
 * A table or vector is known by where it starts; 0 is that there is none, since
 * nothing can start there.  What points outside of the bytes is read as none or
 * as 0 and remembered, so that only synk_flat_ok() needs checking, before
 * anything of what was read is used.
 *
 * The format: https://flatbuffers.dev/internals/
 */
#ifndef SYNK_MARK_FLAT_H
#define SYNK_MARK_FLAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct synk_flat {
	const unsigned char *data;
	size_t size;
	bool bad;		/* something pointed outside */
};

/* Elements of a vector. */
struct synk_flat_vector {
	size_t at;		/* of the first one */
	size_t count;
};

/* Little-endian numbers at that place, which need not be aligned. */
uint32_t synk_flat_word(struct synk_flat *, size_t at);

/* The table with which the bytes begin. */
size_t synk_flat_root(struct synk_flat *);

/* Fields of a table by number, as the schema counts them. */
size_t synk_flat_table(struct synk_flat *, size_t table, unsigned field);
uint32_t synk_flat_byte(struct synk_flat *, size_t table, unsigned field);
uint32_t synk_flat_number(struct synk_flat *, size_t table, unsigned field,
    uint32_t otherwise);
/* Of elements that have width bytes each. */
struct synk_flat_vector synk_flat_vector(struct synk_flat *, size_t table,
    unsigned field, size_t width);

/* The table to which element i of a vector of tables points. */
size_t synk_flat_item(struct synk_flat *, struct synk_flat_vector, size_t i);

/* False if anything was bad so far. */
bool synk_flat_ok(const struct synk_flat *);

#endif
