#ifndef SYNK_STATS_H
#define SYNK_STATS_H

/*
 * Beside the stages.  Plain numbers -> what is said of a cohort, of repeated
 * measurements and of healthy people.
 *
 * Arrays hold finite doubles in any unit; results are in that unit or have
 * none.  What is not finite is SYNK_BAD_INPUT.  What is not defined is NaN,
 * never infinite.  Intervals are two-sided and of 95 %.
 *
 * Measured quantities have three decimals in records, and what binary
 * arithmetic adds beyond would part ties and make zeros something else.  So
 * differences are rounded to nine decimals before all else, and of a table
 * what is below 1e-9 is 0.
 *
 * Distribution functions are those of R's own library: a program that uses
 * this header links -lRmath as well.
 */

#include "synk/error.h"

/* The p-quantile of Student's t, 0 < p < 1, df > 0. */
double synk_t_quantile(double p, double df);

struct synk_interval {
	double low, high;
};

/* NaN of no numbers; the SD, by n - 1, also of one. */
struct synk_summary {
	double mean, sd;
};

/* How a signed-rank p value came to be. */
enum synk_rank_p {
	SYNK_RANK_NONE,		/* there is none */
	SYNK_RANK_EXACT,
	SYNK_RANK_NORMAL,
};

/* "none", "exact", "normal". */
const char *synk_rank_p_name(enum synk_rank_p);

/*
 * Wilcoxon's signed-rank test as wilcox.test(post, pre, paired = TRUE) of
 * R 4.2 does it.  Zeros are left out.  Exact if fewer than 50 pairs and
 * neither zeros nor ties; else the normal approximation with continuity
 * correction and the variance of what is tied (Hollander M, Wolfe DA.
 * Nonparametric statistical methods.  New York, 1973, pp 27-33).
 */
struct synk_signed_rank {
	size_t n;		/* pairs that differ */
	double v;		/* sum of the ranks of rises; NaN as t is */
	double p;		/* two-sided; NaN as v is and if n is 0 */
	enum synk_rank_p how;
};

enum { SYNK_PAIRS_MIN = 6 };	/* below which nothing can be tested */

/*
 * Before and after of the same subjects.
 *
 * t, p and v are NaN below six pairs: of five, no signed ranks whatever have
 * p < .05, and t leans wholly on a distribution that five numbers cannot show.
 * t, p and g are NaN if all change by the same.
 */
struct synk_paired {
	size_t n;
	struct synk_summary pre, post, change;	/* change: post - pre */
	struct synk_interval change_ci;	/* by t; NaN if n < 2 */
	double t, df, p;		/* paired t, two-sided; df = n - 1 */
	struct synk_signed_rank rank;
	double correlation;	/* Pearson's; NaN: n < 3, or one is constant */
	double g;		/* g_av, below; NaN if n < 3 */
	struct synk_interval g_ci;
};

/*
 * g_av = J(df) mean change / s, s^2 = (var pre + var post) / 2: the average
 * variance, of which the distribution is known (Cumming G.  Understanding the
 * new statistics.  New York, 2012, p 291), and not the mean of the two SDs
 * (Lakens D, Front Psychol 2013;4:863), which is 2 % less if one SD is 1.5
 * times the other.
 *
 * J(df) = gamma(df / 2) / (sqrt(df / 2) gamma((df - 1) / 2)) takes the bias
 * away (Hedges LV, J Educ Stat 1981;6:107-128).  df are those of s^2 by its
 * mean and variance, (n - 1) (v + w)^2 / (v^2 + w^2 + 2 cov^2) of variances v
 * and w; 2 (n - 1) / (1 + r^2) if they are equal (Cousineau D, Goulet-Pelletier
 * JC, Quant Methods Psychol 2021, recalled; checked by simulation).  The n - 1
 * that is often seen takes away too much.
 *
 * The interval is that of t's noncentrality, times s_change / (s sqrt(n))
 * (Algina J, Keselman HJ, Educ Psychol Meas 2003;63:537-553, eq 7 to 9).  It
 * is of the effect, so J is not in it, and it leaves out 0 exactly if p < .05.
 * tests/test_stats.c prints how often it holds: 94 to 96 % for effects to 1.
 *
 * n may be 0.  Fails with SYNK_BAD_INPUT, and SYNK_SYSTEM without memory.
 */
SYNK_CHECKED bool synk_paired(struct synk_paired *, const double *pre,
    const double *post, size_t n, struct synk_error *err);

/*
 * Holm's p values of a family (Scand J Stat 1979;6:65-70) as p.adjust() of R
 * gives them: NaN stays NaN and is no member of the family.  adjusted and p
 * are different arrays.
 */
void synk_holm(double *adjusted, const double *p, size_t n);

/*
 * Two series against each other, as differences second - first (Bland JM,
 * Altman DG, Lancet 1986;327:307-310, Stat Methods Med Res 1999;8:135-160).
 * Limits are bias -+ 1.96 SD; the variance of either is
 * SD^2 (1 / n + 1.96^2 / (2 (n - 1))), and intervals are by t with n - 1.
 */
struct synk_bland_altman {
	double bias, sd;
	struct synk_interval bias_ci;
	double lower, upper;	/* limits of agreement */
	struct synk_interval lower_ci, upper_ci;
	/* Of |difference| with the pair's mean: far from 0, the limits are too
	 * wide at one end of the scale.  NaN if n < 3 or one is constant. */
	double spread_correlation;
};

/*
 * n subjects, each measured in the same k sessions or by the same k raters,
 * both drawn at random from more of their kind.
 */
struct synk_agreement {
	size_t n, k;
	double ms_subjects, ms_sessions, ms_error;	/* mean squares */
	/*
	 * ICC(2,1): single measurement, absolute agreement (Shrout PE, Fleiss
	 * JL, Psychol Bull 1979;86:420-428), interval as ICC(A,1) of McGraw KO
	 * and Wong SP (Psychol Methods 1996;1:30-46, table 7).  The df in it
	 * take a negative ICC as 0, or they could be of a negative variance.
	 * NaN if all numbers are equal; the interval also if the ICC is 1 or
	 * nothing but sessions differ.
	 */
	double icc;
	struct synk_interval icc_ci;
	/*
	 * Standard error of a single measurement, session to session:
	 * sem^2 = var(session) + var(error) = MSC / n + MSE (n - 1) / n, the
	 * mean square within subjects, never negative (Weir JP, J Strength
	 * Cond Res 2005;19:231-240).  df are Satterthwaite's (Biometrics Bull
	 * 1946;2:110-114), k - 1 to n (k - 1); the interval is by chi-square,
	 * and too short (86 %) of few sessions that differ as errors do.
	 */
	double sem, sem_df;	/* df NaN if the SEM is 0 */
	struct synk_interval sem_ci;
	double mdc95;		/* 1.96 sqrt(2) SEM, as if it were known */
	/* t(.975, df) sqrt(2) SEM: a change beyond error, the SEM being an
	 * estimate; 2 to 3 % of the unchanged pass it in either direction.
	 * NaN if the SEM is 0: then the scale is too coarse. */
	double limit;
	struct synk_bland_altman pair;	/* k = 2; NaN if more */
};

/* Table of n rows, the k numbers of a subject side by side.  Fails with
 * SYNK_BAD_INPUT, also if n or k is below 2; SYNK_SYSTEM without memory. */
SYNK_CHECKED bool synk_agreement(struct synk_agreement *, const double *table,
    size_t n, size_t k, struct synk_error *err);

/*
 * How far one more healthy subject may be from 0.
 *
 * The quantity is signed and its side arbitrary (left - right), so its mean is
 * known to be 0 and all n numbers go into its variance: RMS^2 = sum x^2 / n
 * has n df.  A new x is independent of it, so x / RMS has Student's t with n
 * df and lies within -+ t(.975, n) with probability .95, exactly if x is
 * normal.  A factor sqrt(1 + 1 / n) would be for a mean that is estimated.
 */
struct synk_band {
	size_t n;
	double rms;
	double df;		/* n */
	double limit;		/* t(.975, n) RMS */
};

enum { SYNK_BAND_MIN = 6 };	/* subjects */

/* Fails with SYNK_BAD_INPUT, also if n < SYNK_BAND_MIN. */
SYNK_CHECKED bool synk_band(struct synk_band *, const double *v, size_t n,
    struct synk_error *err);

/*
 * Of n subjects of whom none changed, those whose change is all the same
 * beyond synk_agreement's limit and for the better: 0.025 n.
 */
double synk_responders_expected(size_t n);

/* The probability of at least m such subjects of n, if one's error tells
 * nothing of another's. */
double synk_responders_probability(size_t m, size_t n);

#endif
