#include <math.h>
#include <string.h>

#define MATHLIB_STANDALONE
#include <Rmath.h>

#include "dist.h"

double
synk_dist_t_both(double t, double df)
{
	return 2 * pt(-fabs(t), df, 1, 0);
}

/* T > t means that Z + ncp > t W, W^2 = chi-square / df: over Z, by trapezes,
 * which are exact to 1e-12 for what is as smooth as that. */
static double
shifted_far(double t, double df, double ncp)
{
	const double step = 1. / 32, most = 9;
	double sum = 0;

	for (double z = -most; z <= most; z += step) {
		double w = fmax(0, (z + ncp) / t);

		sum += dnorm(z, 0, 1, 0) * pchisq(df * w * w, df, 1, 0);
	}
	return sum * step;
}

double
synk_dist_t_shifted(double t, double df, double ncp)
{
	/* R's function is coarse where ncp > 37.6, which is for few df not far
	 * from here; and it prints if asked for the other tail. */
	return t < 12 ? pnt(t, df, ncp, 0, 0) : shifted_far(t, df, ncp);
}

double
synk_dist_t_quantile(double p, double df)
{
	return qt(p, df, 1, 0);
}

double
synk_dist_f_quantile(double p, double df1, double df2)
{
	return qf(p, df1, df2, 1, 0);
}

double
synk_dist_chi2_quantile(double p, double df)
{
	return qchisq(p, df, 1, 0);
}

double
synk_dist_normal_both(double z)
{
	return 2 * pnorm(-fabs(z), 0, 1, 1, 0);
}

double
synk_dist_binomial_least(size_t m, size_t n, double p)
{
	return pbinom((double)m - 1, (double)n, p, 0, 0);
}

double
synk_dist_unbias(double df)
{
	/* B(a, 1/2) = gamma(a) sqrt(pi) / gamma(a + 1/2) overflows nowhere. */
	return sqrt(M_PI / (df / 2)) / beta((df - 1) / 2, .5);
}

double
synk_dist_rank_both(double v, size_t n)
{
	enum { SUMS = SYNK_DIST_RANKS * (SYNK_DIST_RANKS + 1) / 2 + 1 };
	double ways[SUMS] = { 1 };	/* whole and below 2^53: exact */
	size_t most = n * (n + 1) / 2, near;
	double sum = 0;

	for (size_t rank = 1; rank <= n; rank++)
		for (size_t i = most; i >= rank; i--)
			ways[i] += ways[i - rank];
	near = (size_t)fmin(v, (double)most - v);
	for (size_t i = 0; i <= near; i++)
		sum += ways[i];
	return fmin(1, ldexp(sum, 1 - (int)n));
}
