#include <math.h>

#include "random.h"

uint64_t
synk_random_mix(uint64_t hash, uint64_t number)
{
	uint64_t z = (hash ^ number) + 0x9e3779b97f4a7c15;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
	return z ^ (z >> 31);
}

void
synk_random_seed(struct synk_random *r, uint64_t seed)
{
	for (size_t i = 0; i < 4; i++)
		r->s[i] = synk_random_mix(seed, i * 0x9e3779b97f4a7c15);
	r->spare = NAN;
}

static uint64_t
rotated(uint64_t x, int bits)
{
	return (x << bits) | (x >> (64 - bits));
}

static uint64_t
next(struct synk_random *r)
{
	uint64_t *s = r->s, out = rotated(s[0] + s[3], 23) + s[0];
	uint64_t t = s[1] << 17;

	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= t;
	s[3] = rotated(s[3], 45);
	return out;
}

double
synk_random_uniform(struct synk_random *r)
{
	return (double)(next(r) >> 11) * 0x1p-53;
}

/* Two at once. */
static void
normal_pair(struct synk_random *r, double z[2])
{
	double u, v, q, f;

	do {
		u = 2 * synk_random_uniform(r) - 1;
		v = 2 * synk_random_uniform(r) - 1;
		q = u * u + v * v;
	} while (q >= 1 || q == 0);
	f = sqrt(-2 * log(q) / q);
	z[0] = u * f;
	z[1] = v * f;
}

void
synk_random_normal(struct synk_random *r, double *z, size_t n)
{
	double two[2];

	for (size_t i = 0; i < n; i++) {
		if (!isnan(r->spare)) {
			z[i] = r->spare;
			r->spare = NAN;
			continue;
		}
		normal_pair(r, two);
		z[i] = two[0];
		r->spare = two[1];
	}
}
