/*
 * The file: a version, the mean face, cascades of regression trees, and for
 * each cascade its pixels, by the point that each is near and by how far away
 * it is.  A tree has splits, which compare two pixels, and a leaf more than
 * that, which are shifts of all points.
 *
 * Numbers are a byte that says how many follow and whether it is negative,
 * then those, the lowest first; fractions are a mantissa and an exponent of
 * two; lists are their length and their members; a matrix has both its sizes,
 * negative, before it.
 */
#include <stdint.h>

#include "predictor.h"

enum {
	COORDINATES = 2 * SYNK_PREDICTOR_POINTS,
	POINTS_MAX = 1 << 16,	/* of other predictors */
	CASCADES_MAX = 1000,
	TREES_MAX = 1 << 20,	/* of a cascade; and its pixels likewise */
	SPLITS_MAX = (1 << 16) - 1,
	/* In widths of a face: nothing is 2^24 of them away. */
	BITS_MAX = 24,
	EXPONENT_MAX = 32000	/* and more: not a number, or no finite one */
};

struct cursor {
	const unsigned char *at, *end;
	bool bad;
};

struct number {
	uint64_t value;		/* without its sign */
	bool negative;
	int bytes;
};

/* After what is no number everything is 0. */
static struct number
take(struct cursor *c, int most)
{
	struct number n = { 0, false, 0 };
	int head = c->at < c->end ? *c->at : 0, bytes = head & 0x0f;

	if (bytes == 0 || bytes > most || head & 0x70 ||
	    c->end - c->at <= bytes)
		c->bad = true;
	if (c->bad)
		return n;
	for (int i = bytes; i > 0; i--)
		n.value = n.value << 8 | c->at[i];
	n.negative = head & 0x80;
	n.bytes = bytes;
	c->at += bytes + 1;
	return n;
}

/* 0 where it is out of bounds, which is bad. */
static unsigned long
whole(struct cursor *c, unsigned long low, unsigned long high)
{
	struct number n = take(c, 8);

	if (n.negative || n.value < low || n.value > high)
		c->bad = true;
	return c->bad ? 0 : (unsigned long)n.value;
}

static void
fraction(struct cursor *c)
{
	struct number mantissa = take(c, 8), exponent = take(c, 2);
	long power = exponent.negative ? -(long)exponent.value
	    : (long)exponent.value;

	if (mantissa.value >> 63 || exponent.value >= EXPONENT_MAX ||
	    (mantissa.value && 8 * mantissa.bytes + power > BITS_MAX))
		c->bad = true;
}

static void
fractions(struct cursor *c, unsigned long n)
{
	while (n-- > 0 && !c->bad)
		fraction(c);
}

/* How many coordinates a column has; 0 where it is none. */
static unsigned long
column(struct cursor *c)
{
	struct number rows = take(c, 8), columns = take(c, 8);

	if (!rows.negative || !columns.negative || columns.value != 1 ||
	    rows.value > 2 * POINTS_MAX)
		c->bad = true;
	return c->bad ? 0 : (unsigned long)rows.value;
}

/* Returns how many pixels the tree asks for. */
static unsigned long
tree(struct cursor *c)
{
	unsigned long splits = whole(c, 0, SPLITS_MAX), most = 0;

	for (unsigned long i = 0; i < splits && !c->bad; i++) {
		unsigned long one = whole(c, 0, TREES_MAX);
		unsigned long other = whole(c, 0, TREES_MAX);

		most = one >= most ? one + 1 : most;
		most = other >= most ? other + 1 : most;
		fraction(c);
	}
	whole(c, splits + 1, splits + 1);
	if ((splits & (splits + 1)) != 0)
		c->bad = true;
	for (unsigned long i = 0; i <= splits && !c->bad; i++) {
		if (column(c) != COORDINATES)
			c->bad = true;
		fractions(c, COORDINATES);
	}
	return most;
}

/* What each cascade's trees ask for; returns how many there are. */
static unsigned long
cascades(struct cursor *c, unsigned long pixels[CASCADES_MAX])
{
	unsigned long n = whole(c, 1, CASCADES_MAX);

	for (unsigned long i = 0; i < n && !c->bad; i++) {
		unsigned long trees = whole(c, 1, TREES_MAX);

		pixels[i] = 0;
		while (trees-- > 0 && !c->bad) {
			unsigned long asked = tree(c);

			if (asked > pixels[i])
				pixels[i] = asked;
		}
	}
	return n;
}

/* The point that each pixel is near, then how far away it is. */
static void
places(struct cursor *c, unsigned long n, unsigned long pixels[CASCADES_MAX])
{
	whole(c, n, n);
	for (unsigned long i = 0; i < n && !c->bad; i++) {
		pixels[i] = whole(c, pixels[i], TREES_MAX);
		for (unsigned long k = 0; k < pixels[i] && !c->bad; k++)
			whole(c, 0, SYNK_PREDICTOR_POINTS - 1);
	}
	whole(c, n, n);
	for (unsigned long i = 0; i < n && !c->bad; i++) {
		whole(c, pixels[i], pixels[i]);
		fractions(c, 2 * pixels[i]);
	}
}

bool
synk_predictor_check(const void *data, size_t size, struct synk_error *err)
{
	struct cursor c = { data, (const unsigned char *)data + size, false };
	unsigned long pixels[CASCADES_MAX] = { 0 }, n;

	whole(&c, 1, 1);
	n = column(&c);
	if (c.bad || n == 0 || n % 2)
		return synk_fail(err, SYNK_BAD_INPUT, "expected a shape"
		    " predictor of dlib, found something else");
	if (n != COORDINATES)
		return synk_fail(err, SYNK_BAD_INPUT, "expected a shape"
		    " predictor of %d points, found one of %lu",
		    SYNK_PREDICTOR_POINTS, n / 2);
	fractions(&c, COORDINATES);
	n = cascades(&c, pixels);
	places(&c, n, pixels);
	if (!c.bad && c.at == c.end)
		return true;
	return synk_fail(err, SYNK_BAD_INPUT, "expected a whole shape"
	    " predictor, found a damaged one (byte %zu of %zu)",
	    (size_t)(c.at - (const unsigned char *)data), size);
}
