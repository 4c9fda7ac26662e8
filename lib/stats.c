#include <math.h>
#include <stdlib.h>

#include "dist.h"
#include "synk/stats.h"

static const double z975 = 1.96;	/* as its authors write the limits */

/* Below this, nothing of a table is data. */
static const double least = 1e-9;

/* Of one unchanged subject, to be beyond t(.975) in one direction. */
static const double by_chance = .025;

double
synk_t_quantile(double p, double df)
{
	return synk_dist_t_quantile(p, df);
}

static double
t975(double df)
{
	return synk_dist_t_quantile(.975, df);
}

static struct synk_interval
around(double middle, double half)
{
	return (struct synk_interval){ middle - half, middle + half };
}

static bool
check_finite(const double *v, size_t n, struct synk_error *err)
{
	for (size_t i = 0; i < n; i++)
		if (!isfinite(v[i]))
			return synk_fail(err, SYNK_BAD_INPUT,
			    "number %zu: expected a finite one, found %g",
			    i + 1, v[i]);
	return true;
}

/*
 * Mean of every step-th of n numbers.  Equal ones have exactly that mean, so
 * that what is constant has no variance; the second round takes away the
 * rounding of the first.
 */
static double
mean_of(const double *v, size_t n, size_t step)
{
	double mean = n ? v[0] : NAN;

	for (int round = 0; round < 2; round++) {
		double sum = 0;

		for (size_t i = 0; i < n; i++)
			sum += v[i * step] - mean;
		mean += sum / (double)n;
	}
	return mean;
}

/* Sum of products of deviations. */
static double
products(const double *v, double v_mean, const double *w, double w_mean,
    size_t n)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += (v[i] - v_mean) * (w[i] - w_mean);
	return sum;
}

static struct synk_summary
summary(const double *v, size_t n)
{
	double mean = mean_of(v, n, 1);

	if (n < 2)
		return (struct synk_summary){ mean, NAN };
	return (struct synk_summary){ mean,
	    sqrt(products(v, mean, v, mean, n) / (double)(n - 1)) };
}

static double
covariance(const double *v, const struct synk_summary *a, const double *w,
    const struct synk_summary *b, size_t n)
{
	return products(v, a->mean, w, b->mean, n) / (double)(n - 1);
}

static double
correlation(const double *v, const struct synk_summary *a, const double *w,
    const struct synk_summary *b, size_t n)
{
	double r;

	if (n < 3 || a->sd == 0 || b->sd == 0)
		return NAN;
	r = covariance(v, a, w, b, n) / (a->sd * b->sd);
	return fmax(-1, fmin(1, r));
}

/* To nine decimals, unless it is so large that it has fewer. */
static double
decimal(double x)
{
	return fabs(x) < 4e6 ? round(x * 1e9) / 1e9 : x;
}

static void
differences(double *d, const double *from, const double *to, size_t n,
    size_t step)
{
	for (size_t i = 0; i < n; i++)
		d[i] = decimal(to[i * step] - from[i * step]);
}

static int
by_size(const void *a, const void *b)
{
	double x = fabs(*(const double *)a), y = fabs(*(const double *)b);

	return (x > y) - (x < y);
}

/* Sorts d by size; zeros, which have no rank, are left out of v and ties. */
static void
rank_sums(struct synk_signed_rank *out, double *ties, double *d, size_t n)
{
	size_t zeros = 0, next;

	qsort(d, n, sizeof *d, by_size);
	while (zeros < n && d[zeros] == 0)
		zeros++;
	*ties = out->v = 0;
	for (size_t i = zeros; i < n; i = next) {
		double rank, tied;
		size_t up = 0;

		for (next = i; next < n && fabs(d[next]) == fabs(d[i]); next++)
			up += d[next] > 0 ? 1 : 0;
		tied = (double)(next - i);
		rank = (double)(i + next + 1 - 2 * zeros) / 2;
		out->v += rank * (double)up;
		*ties += tied * tied * tied - tied;
	}
	out->n = n - zeros;
}

/* Writes over d. */
static void
rank_test(struct synk_signed_rank *out, double *d, size_t pairs)
{
	double ties, n, z, variance;

	rank_sums(out, &ties, d, pairs);
	out->p = NAN;
	out->how = SYNK_RANK_NONE;
	if (pairs < SYNK_PAIRS_MIN)
		out->v = NAN;
	if (pairs < SYNK_PAIRS_MIN || out->n == 0)
		return;
	if (ties == 0 && out->n == pairs && pairs <= SYNK_DIST_RANKS) {
		out->how = SYNK_RANK_EXACT;
		out->p = synk_dist_rank_both(out->v, pairs);
		return;
	}
	n = (double)out->n;
	z = fabs(out->v - n * (n + 1) / 4);
	variance = n * (n + 1) * (2 * n + 1) / 24 - ties / 48;
	out->how = SYNK_RANK_NORMAL;
	out->p = synk_dist_normal_both(fmax(0, z - .5) / sqrt(variance));
}

const char *
synk_rank_p_name(enum synk_rank_p how)
{
	static const char *const names[] = { "none", "exact", "normal" };

	return names[how];
}

/*
 * The noncentrality with which t >= 0 is passed with probability p, .025 or
 * .975; at that of t itself, it is about a half.
 * Source: Dowell M, Jarratt P.  A modified regula falsi method for computing
 * the root of an equation.  BIT 1971;11:168-174.
 */
static double
noncentrality(double t, double df, double p)
{
	double width = sqrt(1 + t * t / (2 * df));
	double step = p < .5 ? -width : width;
	double a = t, fa = synk_dist_t_shifted(t, df, a) - p;
	double b = a + step, fb = synk_dist_t_shifted(t, df, b) - p;

	while (fb * step < 0) {
		a = b;
		fa = fb;
		b += step;
		fb = synk_dist_t_shifted(t, df, b) - p;
	}
	for (int i = 0; i < 100; i++) {
		double x = b - fb * (b - a) / (fb - fa), last = b;
		double fx = synk_dist_t_shifted(t, df, x) - p;

		if (fx * fb < 0) {
			a = b;
			fa = fb;
		} else
			fa /= 2;
		b = x;
		fb = fx;
		if (fx == 0 || fabs(x - last) <= 1e-12 * width)
			break;
	}
	return b;
}

/* g and its interval; n at least 3, and not all changes equal. */
static void
effect(struct synk_paired *out, double shared)
{
	double n = (double)out->n, df;
	double v = out->pre.sd * out->pre.sd, w = out->post.sd * out->post.sd;
	double sd = sqrt((v + w) / 2), se = out->change.sd / sqrt(n);
	double t = fabs(out->change.mean) / se, near, far;

	df = (n - 1) * (v + w) * (v + w) /
	    (v * v + w * w + 2 * shared * shared);
	out->g = synk_dist_unbias(df) * out->change.mean / sd;
	near = noncentrality(t, n - 1, .025) * se / sd;
	far = noncentrality(t, n - 1, .975) * se / sd;
	out->g_ci = out->change.mean < 0
	    ? (struct synk_interval){ -far, -near }
	    : (struct synk_interval){ near, far };
}

static void
t_test(struct synk_paired *out)
{
	double n = (double)out->n, se = out->change.sd / sqrt(n);

	if (out->n < 2)
		return;
	out->df = n - 1;
	out->change_ci = around(out->change.mean, t975(n - 1) * se);
	if (out->n < SYNK_PAIRS_MIN || se == 0)
		return;
	out->t = out->change.mean / se;
	out->p = synk_dist_t_both(out->t, n - 1);
}

bool
synk_paired(struct synk_paired *out, const double *pre, const double *post,
    size_t n, struct synk_error *err)
{
	const struct synk_interval none = { NAN, NAN };
	struct synk_paired p = { .n = n, .change_ci = none, .t = NAN,
	    .df = NAN, .p = NAN, .g = NAN, .g_ci = none };
	double *d;

	if (!check_finite(pre, n, err) || !check_finite(post, n, err))
		return false;
	d = calloc(n ? n : 1, sizeof *d);
	if (!d)
		return synk_fail(err, SYNK_SYSTEM, "no memory for %zu pairs",
		    n);
	differences(d, pre, post, n, 1);
	p.pre = summary(pre, n);
	p.post = summary(post, n);
	p.change = summary(d, n);
	p.correlation = correlation(pre, &p.pre, post, &p.post, n);
	t_test(&p);
	if (n >= 3 && p.change.sd > 0)
		effect(&p, covariance(pre, &p.pre, post, &p.post, n));
	rank_test(&p.rank, d, n);
	free(d);
	*out = p;
	return true;
}

/*
 * Each p of a family of m is multiplied by how many of it are not smaller, and
 * is then no less than any smaller one.  The second round may read what it has
 * already written: that is the largest below a smaller p.
 */
void
synk_holm(double *adjusted, const double *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t rest = 0;

		for (size_t k = 0; k < n; k++)
			rest += p[k] >= p[i] ? 1 : 0;
		adjusted[i] = fmin(1, (double)rest * p[i]);
		if (isnan(p[i]))
			adjusted[i] = NAN;
	}
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n; k++)
			if (p[k] < p[i] && adjusted[k] > adjusted[i])
				adjusted[i] = adjusted[k];
}

/* An effect in a table; what binary arithmetic left of none is 0. */
static double
cleared(double x)
{
	return fabs(x) < least ? 0 : x;
}

static void
mean_squares(struct synk_agreement *out, const double *table)
{
	size_t n = out->n, k = out->k;
	double grand = mean_of(table, n * k, 1);
	double subjects = 0, sessions = 0, error = 0;
	double df_subjects = (double)n - 1, df_sessions = (double)k - 1;

	for (size_t j = 0; j < k; j++) {
		double session = mean_of(table + j, n, k) - grand;

		sessions += cleared(session) * cleared(session);
		for (size_t i = 0; i < n; i++) {
			const double *row = table + i * k;
			double subject = mean_of(row, k, 1) - grand;
			double rest = cleared(row[j] - grand - subject -
			    session);

			subjects += cleared(subject) * cleared(subject);
			error += rest * rest;
		}
	}
	out->ms_subjects = subjects / df_subjects;
	out->ms_sessions = sessions * (double)n / df_sessions;
	out->ms_error = error / (df_subjects * df_sessions);
}

/* Satterthwaite's df of c + e, the parts of MSC and MSE in a variance. */
static double
df_of_sum(const struct synk_agreement *a, double c, double e)
{
	double df_sessions = (double)a->k - 1;
	double df_error = df_sessions * ((double)a->n - 1);

	return (c + e) * (c + e) /
	    (c * c / df_sessions + e * e / df_error);
}

static void
intraclass(struct synk_agreement *out)
{
	double n = (double)out->n, k = (double)out->k;
	double s = out->ms_subjects, c = out->ms_sessions, e = out->ms_error;
	double part, df, low, high;

	out->icc = (s - e) / (s + (k - 1) * e + k * (c - e) / n);
	part = k * fmax(0, out->icc) / (n * (1 - out->icc));
	df = df_of_sum(out, part * c, (1 + part * (n - 1)) * e);
	out->icc_ci = (struct synk_interval){ NAN, NAN };
	if (!isfinite(df))
		return;
	low = synk_dist_f_quantile(.975, n - 1, df);
	high = synk_dist_f_quantile(.975, df, n - 1);
	out->icc_ci.low = n * (s - low * e) /
	    (low * (k * c + (k * n - k - n) * e) + n * s);
	out->icc_ci.high = n * (high * s - e) /
	    (k * c + (k * n - k - n) * e + n * high * s);
}

static void
measurement_error(struct synk_agreement *out)
{
	double n = (double)out->n, df;
	double c = out->ms_sessions / n, e = out->ms_error * (n - 1) / n;

	out->sem = sqrt(c + e);
	out->sem_df = df = df_of_sum(out, c, e);
	out->mdc95 = z975 * sqrt(2) * out->sem;
	out->limit = out->sem_ci.low = out->sem_ci.high = NAN;
	if (isnan(df))
		return;
	out->limit = t975(df) * sqrt(2) * out->sem;
	out->sem_ci.low = out->sem *
	    sqrt(df / synk_dist_chi2_quantile(.975, df));
	out->sem_ci.high = out->sem *
	    sqrt(df / synk_dist_chi2_quantile(.025, df));
}

static void
limits_of(struct synk_bland_altman *out, double n)
{
	double t = t975(n - 1), half = z975 * out->sd;
	double se = out->sd * sqrt(1 / n + z975 * z975 / (2 * (n - 1)));

	out->bias_ci = around(out->bias, t * out->sd / sqrt(n));
	out->lower = out->bias - half;
	out->upper = out->bias + half;
	out->lower_ci = around(out->lower, t * se);
	out->upper_ci = around(out->upper, t * se);
}

static bool
bland_altman(struct synk_bland_altman *out, const double *table, size_t n,
    struct synk_error *err)
{
	double *d = calloc(n, 2 * sizeof *d), *middle;
	struct synk_summary a, b;

	if (!d)
		return synk_fail(err, SYNK_SYSTEM, "no memory for %zu pairs",
		    n);
	middle = d + n;
	differences(d, table, table + 1, n, 2);
	a = summary(d, n);
	out->bias = a.mean;
	out->sd = a.sd;
	limits_of(out, (double)n);
	for (size_t i = 0; i < n; i++) {
		d[i] = fabs(d[i]);
		middle[i] = decimal((table[2 * i] + table[2 * i + 1]) / 2);
	}
	a = summary(d, n);
	b = summary(middle, n);
	out->spread_correlation = correlation(d, &a, middle, &b, n);
	free(d);
	return true;
}

bool
synk_agreement(struct synk_agreement *out, const double *table, size_t n,
    size_t k, struct synk_error *err)
{
	const struct synk_interval none = { NAN, NAN };
	struct synk_agreement a = { .n = n, .k = k, .pair = { NAN, NAN, none,
	    NAN, NAN, none, none, NAN } };

	if (n < 2 || k < 2)
		return synk_fail(err, SYNK_BAD_INPUT, "expected 2 subjects or"
		    " more, measured twice or more, found %zu, %zu times", n,
		    k);
	if (!check_finite(table, n * k, err))
		return false;
	if (k == 2 && !bland_altman(&a.pair, table, n, err))
		return false;
	mean_squares(&a, table);
	intraclass(&a);
	measurement_error(&a);
	*out = a;
	return true;
}

bool
synk_band(struct synk_band *out, const double *v, size_t n,
    struct synk_error *err)
{
	double sum = 0;

	if (n < SYNK_BAND_MIN)
		return synk_fail(err, SYNK_BAD_INPUT, "expected %d healthy"
		    " subjects or more, found %zu", SYNK_BAND_MIN, n);
	if (!check_finite(v, n, err))
		return false;
	for (size_t i = 0; i < n; i++)
		sum += v[i] * v[i];
	out->n = n;
	out->df = (double)n;
	out->rms = sqrt(sum / out->df);
	out->limit = t975(out->df) * out->rms;
	return true;
}

double
synk_responders_expected(size_t n)
{
	return by_chance * (double)n;
}

double
synk_responders_probability(size_t m, size_t n)
{
	return synk_dist_binomial_least(m, n, by_chance);
}
