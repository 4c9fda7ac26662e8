#include "flat.h"

static bool
holds(struct synk_flat *f, size_t at, size_t bytes)
{
	if (at > f->size || bytes > f->size - at)
		f->bad = true;
	return !f->bad;
}

static uint32_t
half_word(struct synk_flat *f, size_t at)
{
	if (!holds(f, at, 2))
		return 0;
	return f->data[at] | (uint32_t)f->data[at + 1] << 8;
}

uint32_t
synk_flat_word(struct synk_flat *f, size_t at)
{
	if (!holds(f, at, 4))
		return 0;
	return f->data[at] | (uint32_t)f->data[at + 1] << 8 |
	    (uint32_t)f->data[at + 2] << 16 | (uint32_t)f->data[at + 3] << 24;
}

/* Offsets point forward only, so that no table can hold itself. */
static size_t
follow(struct synk_flat *f, size_t at)
{
	uint32_t offset = synk_flat_word(f, at);

	if (offset == 0 || !holds(f, at, offset))
		f->bad = true;
	return f->bad ? 0 : at + offset;
}

size_t
synk_flat_root(struct synk_flat *f)
{
	return follow(f, 0);
}

/*
 * Where a field of that many bytes is; 0 where the table has none.  A table
 * begins with how far before it, or behind, is its list of fields: bytes of
 * the list, bytes of the table, then where each field is in the table.
 */
static size_t
find(struct synk_flat *f, size_t table, unsigned field, size_t bytes)
{
	uint32_t back, list_bytes, table_bytes, offset;
	size_t list, entry = 4 + 2 * (size_t)field;

	if (table == 0 || f->bad)
		return 0;
	back = synk_flat_word(f, table);
	list = back < 0x80000000u ? table - back
	    : table + (size_t)(0u - back);
	if (back < 0x80000000u && back > table)
		f->bad = true;
	list_bytes = half_word(f, list);
	table_bytes = half_word(f, list + 2);
	if (list_bytes < 4 || table_bytes < 4 ||
	    !holds(f, list, list_bytes) || !holds(f, table, table_bytes))
		f->bad = true;
	if (f->bad || entry + 2 > list_bytes)
		return 0;
	offset = half_word(f, list + entry);
	if (offset == 0)
		return 0;
	if (offset < 4 || offset + bytes > table_bytes)
		f->bad = true;
	return f->bad ? 0 : table + offset;
}

size_t
synk_flat_table(struct synk_flat *f, size_t table, unsigned field)
{
	size_t at = find(f, table, field, 4);

	return at ? follow(f, at) : 0;
}

uint32_t
synk_flat_byte(struct synk_flat *f, size_t table, unsigned field)
{
	size_t at = find(f, table, field, 1);

	return at ? f->data[at] : 0;
}

uint32_t
synk_flat_number(struct synk_flat *f, size_t table, unsigned field,
    uint32_t otherwise)
{
	size_t at = find(f, table, field, 4);

	return at ? synk_flat_word(f, at) : otherwise;
}

struct synk_flat_vector
synk_flat_vector(struct synk_flat *f, size_t table, unsigned field,
    size_t width)
{
	struct synk_flat_vector v = { 0, 0 };
	size_t at = synk_flat_table(f, table, field);

	if (at == 0)
		return v;
	v.count = synk_flat_word(f, at);
	v.at = at + 4;
	if (f->bad || v.count > (f->size - v.at) / width)
		f->bad = true;
	if (f->bad)
		v = (struct synk_flat_vector){ 0, 0 };
	return v;
}

size_t
synk_flat_item(struct synk_flat *f, struct synk_flat_vector v, size_t i)
{
	if (i >= v.count)
		f->bad = true;
	return f->bad ? 0 : follow(f, v.at + 4 * i);
}

bool
synk_flat_ok(const struct synk_flat *f)
{
	return !f->bad;
}
