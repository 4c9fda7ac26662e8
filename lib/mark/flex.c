#include <string.h>

#include "flex.h"

/* Types of values, as FlexBuffers number them. */
enum { INT = 1, UINT = 2, FLOAT = 3, MAP = 9, LIST_INT = 11, LIST_UINT = 12 };

/* A value: where it is, how many bytes it has, and what it is. */
struct value {
	size_t at, width;
	unsigned type;
	size_t child_width;	/* of what it points to */
};

static bool
read_whole(uint64_t *to, const struct synk_flex *f, size_t at, size_t width)
{
	if (at > f->size || width > f->size - at)
		return false;
	*to = 0;
	for (size_t i = width; i > 0; i--)
		*to = *to << 8 | f->data[at + i - 1];
	return true;
}

/* Offsets are counted backwards from where they are. */
static bool
follow(size_t *to, const struct synk_flex *f, size_t at, size_t width)
{
	uint64_t back;

	if (!read_whole(&back, f, at, width) || back == 0 || back > at)
		return false;
	*to = at - (size_t)back;
	return true;
}

static void
set_type(struct value *v, unsigned packed)
{
	v->type = packed >> 2;
	v->child_width = (size_t)1 << (packed & 3);
}

/* The last bytes: the root's value, its type and its width. */
static bool
find_root(struct value *v, const struct synk_flex *f)
{
	if (f->size < 3)
		return false;
	v->width = f->data[f->size - 1];
	set_type(v, f->data[f->size - 2]);
	if (v->width == 0 || v->width > 8 || v->width > f->size - 2)
		return false;
	v->at = f->size - 2 - v->width;
	return true;
}

static bool
is_key(const struct synk_flex *f, size_t at, const char *key)
{
	size_t length = strlen(key) + 1;

	return at <= f->size && length <= f->size - at &&
	    memcmp(f->data + at, key, length) == 0;
}

/*
 * A map is where its values begin.  Before them are how many there are, how
 * wide its keys, and where these are; behind them is a type for each.
 */
static bool
find(struct value *v, const struct synk_flex *f, const char *key)
{
	struct value root;
	uint64_t count, key_width;
	size_t values, w, keys, at;

	if (!find_root(&root, f) || root.type != MAP ||
	    !follow(&values, f, root.at, root.width))
		return false;
	w = root.child_width;
	if (values < 3 * w || !read_whole(&count, f, values - w, w) ||
	    !read_whole(&key_width, f, values - 2 * w, w) ||
	    !follow(&keys, f, values - 3 * w, w) ||
	    count > (f->size - values) / (w + 1) || key_width == 0 ||
	    key_width > 8 || count > (f->size - keys) / key_width)
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!follow(&at, f, keys + i * (size_t)key_width,
		    (size_t)key_width))
			return false;
		if (!is_key(f, at, key))
			continue;
		v->at = values + i * w;
		v->width = w;
		set_type(v, f->data[values + (size_t)count * w + i]);
		return true;
	}
	return false;
}

static double
as_float(uint64_t bits, size_t width)
{
	uint32_t low = (uint32_t)bits;
	double d;
	float f;

	if (width == sizeof d) {
		memcpy(&d, &bits, sizeof d);
		return d;
	}
	memcpy(&f, &low, sizeof f);
	return (double)f;
}

bool
synk_flex_number(double *to, const struct synk_flex *f, const char *key)
{
	struct value v;
	uint64_t bits;

	if (!find(&v, f, key) || !read_whole(&bits, f, v.at, v.width))
		return false;
	if (v.type == FLOAT && v.width >= sizeof(float))
		*to = as_float(bits, v.width);
	else if (v.type == UINT || (v.type == INT &&
	    !(bits >> (8 * v.width - 1) & 1)))
		*to = (double)bits;
	else
		return false;
	return true;
}

bool
synk_flex_list(uint16_t *to, size_t *count, size_t max, uint16_t greatest,
    const struct synk_flex *f, const char *key)
{
	struct value v;
	uint64_t length, number;
	size_t at;

	if (!find(&v, f, key) || (v.type != LIST_INT && v.type != LIST_UINT) ||
	    !follow(&at, f, v.at, v.width) || at < v.child_width ||
	    !read_whole(&length, f, at - v.child_width, v.child_width) ||
	    length > max)
		return false;
	for (size_t i = 0; i < length; i++) {
		if (!read_whole(&number, f, at + i * v.child_width,
		    v.child_width) || number > greatest)
			return false;
		to[i] = (uint16_t)number;
	}
	*count = (size_t)length;
	return true;
}
