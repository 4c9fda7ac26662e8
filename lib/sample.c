#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sample.h"
#include "table.h"

bool
synk_sample_open(struct synk_sample *s, size_t draws, struct synk_error *err)
{
	size_t n = draws ? draws : 1;
	size_t rows = COLUMNS + LEN(s->up) + LEN(s->spare);
	double *at;

	*s = (struct synk_sample){ .draws = draws };
	s->memory = at = malloc(rows * n * sizeof *at +
	    2 * n * sizeof(uint32_t));
	if (!at)
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	for (size_t i = 0; i < COLUMNS; i++, at += n)
		s->drawn[i] = at;
	for (size_t i = 0; i < LEN(s->up); i++, at += n)
		s->up[i] = at;
	for (size_t i = 0; i < LEN(s->spare); i++, at += n)
		s->spare[i] = at;
	s->met = (uint32_t *)at;
	s->known = s->met + n;
	return true;
}

void
synk_sample_close(struct synk_sample *s)
{
	free(s->memory);
	s->memory = NULL;
}

/* How much less the left side moves, of the larger; %. */
static double
lag(const double value[SYNK_SIDES])
{
	double l = value[SYNK_LEFT], r = value[SYNK_RIGHT];

	return 100 * (l - r) / fmax(l, r);
}

static void
take_rows(double at[COLUMNS], const struct synk_row *row)
{
	for (size_t i = 0; i < SYNK_ROWS; i++) {
		at[COLUMN_EXCESS + i] = row[i].excess;
		at[COLUMN_LENGTH + i] = row[i].excess_length;
		for (size_t k = 0; k < SYNK_PULLS; k++)
			at[COLUMN_PULL + i * SYNK_PULLS + k] =
			    100 * row[i].pull[k];
		for (size_t k = 0; k < SYNK_SIDES; k++)
			at[COLUMN_ROW + i * SYNK_SIDES + k] = row[i].value[k];
	}
}

/* Parts of the evidence that are there. */
struct parts {
	double sum;
	size_t n;
};

/*
 * Whether a row can be evidence, whatever side is declared.  A detector that
 * misses closed eyes shows a difference only where it is beyond the norms.
 */
static bool
is_told(const struct synk_row *row)
{
	double share = row->value[SYNK_LEFT] - row->value[SYNK_RIGHT];
	double length = row->length[SYNK_LEFT] - row->length[SYNK_RIGHT];

	if (row->reason == SYNK_REASON_DETECTOR)
		return fabs(share) > row->norm &&
		    fabs(length) > row->norm_length;
	return row->status == SYNK_STATUS_OK;
}

/* No single number, however far out, makes a side. */
static void
add_part(struct parts *p, double z)
{
	const double most = 5;

	p->sum += fmax(-most, fmin(most, z));
	p->n++;
}

/*
 * Evidence that the left side is the affected one: how much less it moves and
 * how much more it moves unasked, each in healthy standard deviations, summed
 * as normal numbers with one correlation are.
 * Source: Stouffer SA et al.  The American Soldier.  Princeton, 1949.
 */
static double
evidence(const struct synk_grade *g, const struct synk_grade *still,
    enum synk_detector detector, const struct synk_norms *norms)
{
	/* SD of norms and bands; a noisier detector's are as much wider. */
	const double band = 1.96 / fmax(1, synk_norm_of(norms,
	    SYNK_NORM_NOISE_OTHER, detector));
	struct parts p = { 0, 0 };
	double n, rho = norms->at[SYNK_NORM_SIDE_CORRELATION];

	for (size_t i = 0; i < SYNK_REGIONS; i++) {
		const struct synk_movement *m = &g->movement[g->asked[i]];

		if (!isnan(m->raw) && !isnan(still->movement[
		    still->asked[i]].raw))
			add_part(&p, -lag(m->value) / 100 * band /
			    (1 - m->band));
	}
	for (size_t i = 0; i < SYNK_ROWS; i++) {
		const struct synk_row *row = &g->row[i];

		if (row->status == SYNK_STATUS_OK && is_told(&still->row[i]))
			add_part(&p, (row->value[SYNK_LEFT] -
			    row->value[SYNK_RIGHT]) * band / row->norm);
	}
	n = (double)p.n;
	return p.n ? p.sum / sqrt(n * (1 + (n - 1) * rho)) : NAN;
}

void
synk_sample_columns(double at[COLUMNS], const struct synk_grade *g,
    const struct synk_grade *undisturbed, enum synk_detector detector,
    const struct synk_norms *norms)
{
	for (size_t i = 0; i < SYNK_REGIONS; i++) {
		const struct synk_rest *r = &g->rest[i];
		const struct synk_movement *m = &g->movement[g->asked[i]];

		at[COLUMN_REST + i] = copysign(r->raw, r->difference);
		at[COLUMN_MOVEMENT + i] = isnan(m->raw) ? NAN
		    : lag(m->value);
		at[COLUMN_DIFFERENCE + i] = r->difference;
		for (size_t k = 0; k < SYNK_SIDES; k++)
			at[COLUMN_REST_SIDE + i * SYNK_SIDES + k] =
			    r->value[k];
	}
	at[COLUMN_LATERAL] = g->rest[SYNK_MOUTH].lateral[SYNK_LEFT] -
	    g->rest[SYNK_MOUTH].lateral[SYNK_RIGHT];
	for (size_t i = 0; i < SYNK_MOVEMENTS; i++) {
		const struct synk_movement *m = &g->movement[i];

		at[COLUMN_RATIO + i] = m->ratio;
		for (size_t k = 0; k < SYNK_SIDES; k++)
			at[COLUMN_AMPLITUDE + i * SYNK_SIDES + k] =
			    m->value[k];
	}
	take_rows(at, g->row);
	at[COLUMN_EVIDENCE] = evidence(g, undisturbed, detector,
	    norms);
}

/* Those that are there go first; how many. */
static size_t
compact(double *v, size_t n)
{
	size_t k = 0;

	for (size_t i = 0; i < n; i++)
		if (!isnan(v[i]))
			v[k++] = v[i];
	return k;
}

/*
 * Puts the k-th smallest of v[0..n) at v[k], what is smaller before it and
 * what is larger behind.
 * Source: Hoare CAR.  Algorithm 65: find.  Commun ACM 1961;4:321-322.
 */
static double
find(double *v, size_t n, size_t k)
{
	size_t low = 0, high = n - 1;

	while (low < high) {
		double pivot = v[k];
		size_t i = low, j = high;

		do {
			while (v[i] < pivot)
				i++;
			while (pivot < v[j])
				j--;
			if (i <= j) {
				double other = v[i];

				v[i++] = v[j];
				v[j] = other;
				if (j == 0)
					break;
				j--;
			}
		} while (i <= j);
		if (j < k)
			low = i;
		if (k < i)
			high = j;
	}
	return v[k];
}

/*
 * Of n numbers in any order, n at least 2: Weibull's rank p (n + 1), so that
 * as many of all numbers lie between two quantiles as they say, and not only
 * of these (type 6 of Hyndman and Fan, Am Stat 1996;50:361-365).
 */
static double
quantile(double *v, size_t n, double p)
{
	double at = fmax(0, fmin((double)n - 1, p * (double)(n + 1) - 1));
	size_t k = (size_t)at;
	double low = find(v, n, k), next;

	if (k + 1 == n)
		return low;
	next = v[k + 1];
	for (size_t i = k + 2; i < n; i++)
		next = v[i] < next ? v[i] : next;
	return low + (at - (double)k) * (next - low);
}

double
synk_quantile(double *v, size_t n, double p)
{
	n = compact(v, n);
	if (n < SYNK_DRAWS_MIN)
		return NAN;
	return quantile(v, n, p);
}

double
synk_deviation(const double *v, size_t n)
{
	double mean = 0, sum = 0;
	size_t there = 0;

	for (size_t i = 0; i < n; i++)
		if (!isnan(v[i])) {
			mean += v[i];
			there++;
		}
	if (there < SYNK_DRAWS_MIN)
		return NAN;
	mean /= (double)there;
	for (size_t i = 0; i < n; i++)
		if (!isnan(v[i]))
			sum += (v[i] - mean) * (v[i] - mean);
	return sqrt(sum / (double)(there - 1));
}

struct synk_doubt
synk_doubt_of(double *v, size_t n)
{
	struct synk_doubt d = { synk_deviation(v, n), NAN, NAN };

	n = compact(v, n);
	if (n < SYNK_DRAWS_MIN)
		return d;
	d.low = quantile(v, n, .025);
	d.high = quantile(v, n, .975);
	return d;
}
