/*
 * Random numbers that are the same everywhere; not installed.
 *
 * xoshiro256++ and, to seed it, SplitMix64.
 * Source: Blackman D, Vigna S.  Scrambled linear pseudorandom number
 * generators.  ACM Trans Math Softw 2021;47(4):36.
 */
#include <stddef.h>
#include <stdint.h>

struct synk_random {
	uint64_t s[4];
	double spare;		/* a normal number already made; NaN */
};

/* SplitMix64's step: mixes a number into a hash. */
uint64_t synk_random_mix(uint64_t hash, uint64_t number);

void synk_random_seed(struct synk_random *, uint64_t seed);

/* Uniform over [0, 1), 53 bits. */
double synk_random_uniform(struct synk_random *);

/* n standard normal numbers, by Marsaglia and Bray's polar method (SIAM Rev
 * 1964;6:260-264). */
void synk_random_normal(struct synk_random *, double *z, size_t n);
