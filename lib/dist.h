/*
 * Distribution functions, of R's own library; not installed.
 *
 * R's functions print to standard output when they lose precision.  Those used
 * here do not within the ranges stated.
 */
#include <stddef.h>

/* P(|T| > |t|). */
double synk_dist_t_both(double t, double df);

/* P(T > t) of the noncentral t; t >= 0, df >= 2, P .0001 to .9999. */
double synk_dist_t_shifted(double t, double df, double ncp);

double synk_dist_t_quantile(double p, double df);
double synk_dist_f_quantile(double p, double df1, double df2);
double synk_dist_chi2_quantile(double p, double df);

/* P(|Z| > |z|) of the standard normal. */
double synk_dist_normal_both(double z);

/* P(X >= m) of n trials. */
double synk_dist_binomial_least(size_t m, size_t n, double p);

/* What makes an effect over an SD of df > 1 unbiased:
 * gamma(df / 2) / (sqrt(df / 2) gamma((df - 1) / 2)). */
double synk_dist_unbias(double df);

enum { SYNK_DIST_RANKS = 49 };	/* most pairs of the exact distribution */

/*
 * P of a signed-rank sum as far from its middle as v, or farther; v whole, n 1
 * to SYNK_DIST_RANKS.  Not R's psignrank(): that keeps memory behind the
 * caller's back, and exits when there is none.
 */
double synk_dist_rank_both(double v, size_t n);
