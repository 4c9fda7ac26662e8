#include "test.h"

#include "../lib/random.h"
#include "synk/stats.h"

enum { NUMBERS = 200 };

/* Numbers of a text; how many. */
static size_t
numbers(double *v, const char *text)
{
	size_t n = 0;
	char *end;

	for (;; text = end) {
		double x = strtod(text, &end);

		if (end == text)
			return n;
		assert_true(n < NUMBERS);
		v[n++] = x;
	}
}

/* " x", five digits; NaN without its sign. */
static void
show_number(struct text *t, double x)
{
	if (isnan(x))
		add(t, " nan");
	else
		add(t, " %.5g", x);
}

static void
show_numbers(struct text *t, const char *name, const double *v, size_t n)
{
	add(t, "%s%s", t->len ? "; " : "", name);
	for (size_t i = 0; i < n; i++)
		show_number(t, v[i]);
}

#define SHOW(t, name, ...) show_numbers(t, name, \
	(const double[]){ __VA_ARGS__ }, \
	LEN(((const double[]){ __VA_ARGS__ })))

static void
check_text(struct text *t, const char *want)
{
	assert_string_equal(t->text, want);
	free(t->text);
}

/* Pairs: from papers, and by hand. */

static struct synk_paired
paired(const double *pre, const double *post, size_t n)
{
	struct synk_paired p;
	struct synk_error err;

	assert_true(synk_paired(&p, pre, post, n, &err));
	assert_int_equal(p.n, n);
	return p;
}

static const struct paired_row {
	const char *name, *pre, *post, *want;
} paired_rows[] = {
	/* Student, Biometrika 1908;6:1-25; sleep of R, with its t.test() and
	 * wilcox.test(): one zero, one tie. */
	{ "Student's sleep",
	  "0.7 -1.6 -0.2 -1.2 -0.1 3.4 3.7 0.8 0.0 2.0",
	  "1.9 0.8 1.1 0.1 -0.1 4.4 5.5 1.6 4.6 3.4",
	  "change 1.58 1.23 0.70011 2.4599; t 4.0621 9 0.0028329;"
	  " V 45 9 0.0090907 normal; r 0.79517; g 0.77387 0.26861 1.3721" },
	/* Hollander and Wolfe, p 29; ?wilcox.test of R: V = 40, p = .0195
	 * one-sided. */
	{ "a depression scale",
	  "0.878 0.647 0.598 2.05 1.06 1.29 1.06 3.14 1.29",
	  "1.83 0.50 1.62 2.48 1.68 1.88 1.55 3.06 1.30",
	  "change 0.43189 0.42686 0.10378 0.76; t 3.0354 8 0.016177;"
	  " V 40 9 0.039062 exact; r 0.84788; g 0.52076 0.099469 1.0147" },
	/* Darwin's maize, in eighths of an inch, against nothing (Fisher RA,
	 * The design of experiments, 1935, ch 3): t = 2.148, p = .0497;
	 * negative ranks 10 and 14 of a sum of 120. */
	{ "Darwin's maize", "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0",
	  "49 -67 8 16 6 23 28 41 14 29 56 24 75 60 -48",
	  "change 20.933 37.744 0.031193 41.835; t 2.148 14 0.049703;"
	  " V 96 15 0.04126 exact; r nan; g 0.74142 0.00099596 1.5438" },
	/* 2 / 2^6: all six rise. */
	{ "six that rise", "0 0 0 0 0 0", "1 2 3 4 5 6",
	  "change 3.5 1.8708 1.5367 5.4633; t 4.5826 5 0.0059335;"
	  " V 21 6 0.03125 exact; r nan; g 2.2244 0.65968 4.5608" },
	/* 0.3 - 0.2 and 0.2 - 0.1 are no tie in binary. */
	{ "ties in decimals only", "0.1 0.2 0.4 1 2 3",
	  "0.2 0.3 0.1 1.4 2.5 3.6",
	  "change 0.23333 0.33267 -0.11578 0.58244; t 1.7181 5 0.14642;"
	  " V 18 6 0.14112 normal; r 0.99042; g 0.15028 -0.058403 0.40199" },
	{ "a zero in decimals only", "0.1 1 2 3 4 5 0.3",
	  "0.30000000000000004 2 4 6 8 10 0.3",
	  "change 2.1714 1.9163 0.3991 3.9438; t 2.9979 6 0.024073;"
	  " V 21 6 0.036032 normal; r 0.99949; g 0.62982 0.087972 1.3291" },
	{ "five", "1 2 3 4 5", "2 4 6 8 11",
	  "change 3.2 1.9235 0.81161 5.5884; t nan 4 nan; V nan 5 nan none;"
	  " r 0.99589; g 0.94237 0.15589 2.1609" },
	{ "two", "1 2", "2 4", "change 1.5 0.70711 -4.8531 7.8531;"
	  " t nan 1 nan; V nan 2 nan none; r nan; g nan nan nan" },
	{ "one", "1", "2", "change 1 nan nan nan; t nan nan nan;"
	  " V nan 1 nan none; r nan; g nan nan nan" },
	{ "none", "", "", "change nan nan nan nan; t nan nan nan;"
	  " V nan 0 nan none; r nan; g nan nan nan" },
	{ "all change alike", "0.1 0.2 0.3 0.4 0.5 0.6 0.7",
	  "1.1 1.2 1.3 1.4 1.5 1.6 1.7",
	  "change 1 0 1 1; t nan 6 nan; V 28 7 0.010733 normal; r 1;"
	  " g nan nan nan" },
	{ "nothing changes", "0.1 0.2 0.3 0.4 0.5 0.6",
	  "0.1 0.2 0.3 0.4 0.5 0.6", "change 0 0 0 0; t nan 5 nan;"
	  " V 0 0 nan none; r 1; g nan nan nan" },
	{ "constant before", "0.1 0.1 0.1 0.1 0.1 0.1", "1 2 3 4 5 7",
	  "change 3.5667 2.1602 1.2996 5.8337; t 4.0442 5 0.0098815;"
	  " V 21 6 0.03125 exact; r nan; g 1.9631 0.49371 4.099" },
};

static void
check_paired(void **state)
{
	const struct paired_row *row = *state;
	double pre[NUMBERS], post[NUMBERS];
	size_t n = numbers(pre, row->pre);
	struct text t = { NULL, 0 };
	struct synk_paired p;

	assert_int_equal(numbers(post, row->post), n);
	p = paired(pre, post, n);
	SHOW(&t, "change", p.change.mean, p.change.sd, p.change_ci.low,
	    p.change_ci.high);
	SHOW(&t, "t", p.t, p.df, p.p);
	SHOW(&t, "V", p.rank.v, (double)p.rank.n, p.rank.p);
	add(&t, " %s", synk_rank_p_name(p.rank.how));
	SHOW(&t, "r", p.correlation);
	SHOW(&t, "g", p.g, p.g_ci.low, p.g_ci.high);
	check_text(&t, row->want);
}

/* Where the exact distribution ends. */
static void
check_exact(void **state)
{
	double zero[50] = { 0 }, rise[50];

	(void)state;
	for (size_t i = 0; i < 50; i++)
		rise[i] = (double)(i + 1);
	assert_int_equal(paired(zero, rise, 49).rank.how, SYNK_RANK_EXACT);
	assert_true(paired(zero, rise, 49).rank.p == ldexp(1, -48));
	assert_int_equal(paired(zero, rise, 50).rank.how, SYNK_RANK_NORMAL);
	rise[7] = rise[8];
	assert_int_equal(paired(zero, rise, 49).rank.how, SYNK_RANK_NORMAL);
	rise[7] = 0;
	assert_int_equal(paired(zero, rise, 49).rank.how, SYNK_RANK_NORMAL);
}

/* Laws, on random numbers of three decimals. */

static void
assert_near(double a, double b)
{
	assert_int_equal(isnan(a), isnan(b));
	if (!isnan(a))
		assert_true(fabs(a - b) <= 1e-9 * fmax(1, fabs(b)));
}

static void
assert_same_tests(const struct synk_paired *p, const struct synk_paired *q)
{
	assert_near(p->t, q->t);
	assert_near(p->p, q->p);
	assert_near(p->rank.v, q->rank.v);
	assert_near(p->rank.p, q->rank.p);
	assert_int_equal(p->rank.how, q->rank.how);
	assert_near(p->correlation, q->correlation);
	assert_near(p->g, q->g);
	assert_near(p->g_ci.low, q->g_ci.low);
	assert_near(p->g_ci.high, q->g_ci.high);
}

static void
assert_mirrored(const struct synk_paired *p, const struct synk_paired *q)
{
	double n = (double)p->rank.n;

	assert_near(p->change.mean, -q->change.mean);
	assert_near(p->change_ci.low, -q->change_ci.high);
	assert_near(p->t, -q->t);
	assert_near(p->p, q->p);
	assert_near(p->rank.v, n * (n + 1) / 2 - q->rank.v);
	assert_near(p->rank.p, q->rank.p);
	assert_near(p->g, -q->g);
	assert_near(p->g_ci.low, -q->g_ci.high);
	assert_near(p->g_ci.high, -q->g_ci.low);
}

/* A pair with those SDs, correlation and difference of means. */
static void
draw_pairs(double *pre, double *post, size_t n, double r, double difference,
    struct synk_random *random)
{
	for (size_t i = 0; i < n; i++) {
		double z[2];

		synk_random_normal(random, z, 2);
		pre[i] = z[0];
		post[i] = r * z[0] + sqrt(1 - r * r) * z[1] + difference;
	}
}

static void
transform(double *out, const double *v, size_t n, double factor, double shift)
{
	for (size_t i = 0; i < n; i++)
		out[i] = factor * v[i] + shift;
}

static void
check_pair_laws(void **state)
{
	double pre[60], post[60], a[60], b[60];
	struct synk_random random;

	(void)state;
	synk_random_seed(&random, 1);
	for (size_t n = 2; n <= 60; n++) {
		double unit = n % 3 ? 1000 : 4;
		struct synk_paired p, q;

		draw_pairs(pre, post, n, .5, .3, &random);
		for (size_t i = 0; i < n; i++) {
			pre[i] = round(pre[i] * unit) / unit;
			post[i] = round(post[i] * unit) / unit;
		}
		p = paired(pre, post, n);
		q = paired(post, pre, n);
		assert_mirrored(&p, &q);
		transform(a, pre, n, 1, 41.7);
		transform(b, post, n, 1, 41.7);
		q = paired(a, b, n);
		assert_near(p.change.mean, q.change.mean);
		assert_same_tests(&p, &q);
		transform(a, pre, n, 8, 0);
		transform(b, post, n, 8, 0);
		q = paired(a, b, n);
		assert_near(8 * p.change.mean, q.change.mean);
		assert_near(8 * p.change_ci.high, q.change_ci.high);
		assert_same_tests(&p, &q);
		/* Nothing that g's interval says is against t. */
		assert_true(isnan(p.p) || (p.p < .05) ==
		    (p.g_ci.low > 0 || p.g_ci.high < 0));
	}
}

/* Families. */

static const struct holm_row {
	const char *name, *p, *want;
} holm_rows[] = {
	{ "four", "0.01 0.04 0.03 0.005", "p 0.03 0.06 0.06 0.02" },
	{ "one", "0.04", "p 0.04" },
	{ "none", "", "p" },
	{ "ties", "0.02 0.02 0.5", "p 0.06 0.06 0.5" },
	{ "no more than 1", "0.6 0.7", "p 1 1" },
	{ "missing ones are no members", "nan 0.01 nan 0.04",
	  "p nan 0.02 nan 0.04" },
	{ "all missing", "nan nan", "p nan nan" },
};

static void
check_holm(void **state)
{
	const struct holm_row *row = *state;
	double p[NUMBERS], adjusted[NUMBERS];
	size_t n = numbers(p, row->p);
	struct text t = { NULL, 0 };

	synk_holm(adjusted, p, n);
	show_numbers(&t, "p", adjusted, n);
	check_text(&t, row->want);
}

/* Repeated measurements. */

static struct synk_agreement
agreement(const double *table, size_t n, size_t k)
{
	struct synk_agreement a;
	struct synk_error err;

	assert_true(synk_agreement(&a, table, n, k, &err));
	return a;
}

static const struct agreement_row {
	const char *name;
	size_t k;
	const char *table, *want;
} agreement_rows[] = {
	/* Their tables 2 to 4: BMS 11.24, JMS 32.49, EMS 1.02, WMS 6.26, ICC
	 * .29. */
	{ "Shrout and Fleiss", 4,
	  "9 2 5 8  6 1 3 2  8 4 6 8  7 1 2 6  10 5 6 9  6 2 4 7",
	  "ms 11.242 32.486 1.0194; icc 0.28976 0.018787 0.76108;"
	  " sem 2.5028 3.9956 1.4992 7.1981; mdc 6.9373 9.8314" },
	/* By hand: session means 2 and 3, no error: SEM^2 = MSC / 2 = 1/2 with
	 * one df; ICC = 4 / (4 + 1); limit = t(.975, 1) sqrt(2) SEM. */
	{ "only sessions differ", 2, "1 2 3 4",
	  "ms 4 1 0; icc 0.8 0.006137 0.99961;"
	  " sem 0.70711 1 0.31548 22.564; mdc 1.96 12.706" },
	/* No error in decimals; in binary, some. */
	{ "only sessions differ, in decimals", 2, "0.1 0.4 0.2 0.5 0.7 1",
	  "ms 0.20667 0.135 0; icc 0.69663 0.0028639 0.98882;"
	  " sem 0.21213 1 0.094643 6.7692; mdc 0.588 3.8119" },
	{ "sessions agree on average", 2, "1 2 4 3 6 6",
	  "ms 10.167 0 0.5; icc 0.93548 -0.56 0.99832;"
	  " sem 0.57735 2 0.3006 3.6285; mdc 1.6003 3.5131" },
	{ "perfect", 2, "0.1 0.1 0.2 0.2 0.7 0.7",
	  "ms 0.20667 0 0; icc 1 nan nan; sem 0 nan nan nan; mdc 0 nan" },
	{ "all equal", 3, "0.1 0.1 0.1 0.1 0.1 0.1",
	  "ms 0 0 0; icc nan nan nan; sem 0 nan nan nan; mdc 0 nan" },
	{ "nothing but sessions", 2, "0.1 0.4 0.1 0.4 0.1 0.4",
	  "ms 0 0.135 0; icc 0 nan nan; sem 0.21213 1 0.094643 6.7692;"
	  " mdc 0.588 3.8119" },
	/* ICC below 0: df as if it were 0. */
	{ "no agreement", 2, "1 5 4 2 3 3 6 1",
	  "ms 0.125 1.125 7.125; icc -1.6471 -1.7219 -0.858;"
	  " sem 2.3717 3.2967 1.369 8.0532; mdc 6.574 10.151" },
};

static void
check_agreement(void **state)
{
	const struct agreement_row *row = *state;
	double table[NUMBERS];
	size_t n = numbers(table, row->table) / row->k;
	struct synk_agreement a = agreement(table, n, row->k);
	struct text t = { NULL, 0 };

	SHOW(&t, "ms", a.ms_subjects, a.ms_sessions, a.ms_error);
	SHOW(&t, "icc", a.icc, a.icc_ci.low, a.icc_ci.high);
	SHOW(&t, "sem", a.sem, a.sem_df, a.sem_ci.low, a.sem_ci.high);
	SHOW(&t, "mdc", a.mdc95, a.limit);
	check_text(&t, row->want);
	assert_int_equal(isnan(a.pair.bias), row->k > 2);
}

/*
 * Bland and Altman 1986, table 1: peak flow, first by the mini meter, then by
 * the large one.  Theirs: -2.1, SD 38.8, interval -22.0 to 17.8; limits -79.7
 * and 75.5 with 2 SD instead of 1.96.
 */
static void
check_bland_altman(void **state)
{
	static const double table[] = { 512, 494, 430, 395, 520, 516, 428, 434,
	    500, 476, 600, 557, 364, 413, 380, 442, 658, 650, 445, 433, 432,
	    417, 626, 656, 260, 267, 477, 478, 259, 178, 350, 423, 451, 427 };
	struct synk_bland_altman p = agreement(table, 17, 2).pair;
	struct text t = { NULL, 0 };

	(void)state;
	SHOW(&t, "bias", p.bias, p.sd, p.bias_ci.low, p.bias_ci.high);
	SHOW(&t, "lower", p.lower, p.lower_ci.low, p.lower_ci.high);
	SHOW(&t, "upper", p.upper, p.upper_ci.low, p.upper_ci.high);
	SHOW(&t, "spread", p.spread_correlation);
	check_text(&t, "bias -2.1176 38.765 -22.049 17.814;"
	    " lower -78.097 -112.85 -43.341; upper 73.862 39.106 108.62;"
	    " spread -0.3997");
}

/* Subjects, sessions and error of those SDs. */
static void
draw_table(double *table, size_t n, size_t k, const double sd[3],
    struct synk_random *random)
{
	double session[8], z[2];

	synk_random_normal(random, session, k);
	for (size_t i = 0; i < n; i++) {
		double subject;

		synk_random_normal(random, &subject, 1);
		for (size_t j = 0; j < k; j++) {
			synk_random_normal(random, z, 1);
			table[i * k + j] = sd[0] * subject +
			    sd[1] * session[j] + sd[2] * z[0];
		}
	}
}

static void
check_agreement_laws(void **state)
{
	static const double sd[] = { 3, .5, 1 };
	double table[NUMBERS], other[NUMBERS];
	struct synk_random random;

	(void)state;
	synk_random_seed(&random, 2);
	for (size_t n = 2; n <= 40; n++) {
		size_t k = 2 + n % 3;
		struct synk_agreement a, b;
		double sum = 0;

		draw_table(table, n, k, sd, &random);
		a = agreement(table, n, k);
		transform(other, table, n * k, -8, 100);
		b = agreement(other, n, k);
		assert_near(a.icc, b.icc);
		assert_near(a.icc_ci.low, b.icc_ci.low);
		assert_near(8 * a.sem, b.sem);
		assert_near(8 * a.limit, b.limit);
		assert_true(a.icc_ci.low <= a.icc && a.icc <= a.icc_ci.high);
		assert_true(a.sem_df >= (double)k - 1 - 1e-9);
		assert_true(a.sem_df <= (double)(n * (k - 1)) + 1e-9);
		for (size_t i = 0; k == 2 && i < n; i++)
			sum += pow(table[2 * i + 1] - table[2 * i], 2);
		if (k == 2)
			assert_near(a.sem * a.sem, sum / (double)(2 * n));
	}
}

/* What cannot be used. */

static void
check_refusals(void **state)
{
	static const double bad[] = { 1, 2, 3, 4, 5, NAN, 7, INFINITY };
	static const double good[8] = { 1, 2, 3, 4, 5, 6, 7, 8 };
	struct synk_paired p;
	struct synk_agreement a;
	struct synk_band b;
	struct synk_error err;

	(void)state;
	assert_false(synk_paired(&p, bad, good, 8, &err));
	assert_string_equal(err.text,
	    "number 6: expected a finite one, found nan");
	assert_false(synk_paired(&p, good, bad, 8, &err));
	assert_false(synk_agreement(&a, good, 1, 8, &err));
	assert_string_equal(err.text, "expected 2 subjects or more, measured"
	    " twice or more, found 1, 8 times");
	assert_false(synk_agreement(&a, good, 8, 1, &err));
	assert_false(synk_agreement(&a, good, 0, 0, &err));
	assert_false(synk_agreement(&a, bad, 4, 2, &err));
	assert_false(synk_band(&b, good, 5, &err));
	assert_string_equal(err.text,
	    "expected 6 healthy subjects or more, found 5");
	assert_false(synk_band(&b, bad, 8, &err));
	assert_int_equal(err.code, SYNK_BAD_INPUT);
}

static void
check_single_numbers(void **state)
{
	static const double v[] = { 3, -4, 3, -4, 3, -4 };
	struct synk_error err;
	struct synk_band b;

	(void)state;
	assert_near(round(synk_t_quantile(.975, 9) * 1e6) / 1e6, 2.262157);
	assert_near(synk_t_quantile(.025, 9), -synk_t_quantile(.975, 9));
	assert_true(synk_band(&b, v, 6, &err));
	assert_near(b.rms, sqrt(12.5));
	assert_near(b.limit, synk_t_quantile(.975, 6) * sqrt(12.5));
	assert_near(synk_responders_expected(40), 1);
	assert_near(synk_responders_probability(1, 40), 1 - pow(.975, 40));
	assert_near(synk_responders_probability(2, 2), .025 * .025);
	assert_true(synk_responders_probability(0, 40) == 1);
	assert_true(synk_responders_probability(41, 40) == 0);
	assert_true(synk_responders_probability(0, 0) == 1);
	assert_true(synk_responders_probability(1, 0) == 0);
}

/* How often what is said is true. */

static const size_t draws = 4000;

/* Prints and checks a share of draws. */
static void
assert_share(const char *what, size_t held, double least, double most)
{
	double share = 100 * (double)held / (double)draws;

	print_message("  %-44s %5.1f %%\n", what, share);
	assert_true(share >= least && share <= most);
}

static void
check_effect_coverage(void **state)
{
	static const size_t sizes[] = { 6, 10, 20, 50 };
	size_t n = sizes[*(const size_t *)*state / 6];
	double r = *(const size_t *)*state / 3 % 2 ? .7 : .3;
	double d = (double)(*(const size_t *)*state % 3) / 2;
	double pre[50], post[50], g = 0;
	struct synk_random random;
	size_t held = 0;
	char what[80];

	synk_random_seed(&random, *(const size_t *)*state);
	for (size_t i = 0; i < draws; i++) {
		struct synk_paired p;

		draw_pairs(pre, post, n, r, d, &random);
		p = paired(pre, post, n);
		held += p.g_ci.low <= d && d <= p.g_ci.high ? 1 : 0;
		g += p.g / (double)draws;
	}
	snprintf(what, sizeof what, "n %zu, r %.1f, d %.1f: mean g %.3f", n, r,
	    d, g);
	assert_share(what, held, 92, 98);
	assert_true(fabs(g - d) < .05);
}

static void
check_effect_coverages(void **state)
{
	(void)state;
	for (size_t i = 0; i < 24; i++) {
		void *at = &i;

		check_effect_coverage(&at);
	}
}

/* One more healthy subject is beyond the band as often as is said. */
static void
check_band_coverage(void **state)
{
	struct synk_random random;

	(void)state;
	synk_random_seed(&random, 3);
	for (size_t n = 6; n <= 24; n *= 2) {
		size_t held = 0;
		char what[40];

		for (size_t i = 0; i < draws; i++) {
			double v[25];
			struct synk_error err;
			struct synk_band b;

			synk_random_normal(&random, v, n + 1);
			assert_true(synk_band(&b, v, n, &err));
			held += fabs(v[n]) <= b.limit ? 1 : 0;
		}
		snprintf(what, sizeof what, "band of %zu", n);
		assert_share(what, held, 94, 96);
	}
}

static const struct sem_row {
	const char *name;
	size_t n, k;
	double sd[3];		/* of subjects, sessions, error */
	/* By Satterthwaite's df, few sessions that agree by chance pass for
	 * many that do: where they differ much, intervals are too short.  The
	 * limit is not too low for that. */
	double least;		/* % that the intervals hold */
} sem_rows[] = {
	{ "10 in 2 sessions that do not differ", 10, 2, { 2, 0, 1 }, 93 },
	{ "20 in 2 sessions that do not differ", 20, 2, { 2, 0, 1 }, 93 },
	{ "20 in 3 sessions that differ a little", 20, 3, { 2, .3, 1 }, 93 },
	{ "20 in 2 sessions that differ", 20, 2, { 2, .5, 1 }, 93 },
	{ "20 in 4 sessions that differ much", 20, 4, { 2, 1, 1 }, 80 },
};

static void
check_sem_coverage(void **state)
{
	const struct sem_row *row = *state;
	double variance = row->sd[1] * row->sd[1] + row->sd[2] * row->sd[2];
	double person = row->sd[0] * row->sd[0];
	size_t sem = 0, icc = 0, beyond = 0;
	struct synk_random random;
	double table[80];

	synk_random_seed(&random, 4);
	for (size_t i = 0; i < draws; i++) {
		struct synk_agreement a;
		double z, true_icc = person / (person + variance);

		draw_table(table, row->n, row->k, row->sd, &random);
		a = agreement(table, row->n, row->k);
		sem += a.sem_ci.low <= sqrt(variance) &&
		    sqrt(variance) <= a.sem_ci.high ? 1 : 0;
		icc += a.icc_ci.low <= true_icc &&
		    true_icc <= a.icc_ci.high ? 1 : 0;
		synk_random_normal(&random, &z, 1);
		beyond += sqrt(2 * variance) * z > a.limit ? 1 : 0;
	}
	print_message("  %s\n", row->name);
	assert_share("  interval of SEM", sem, row->least, 98);
	assert_share("  interval of ICC", icc, row->least, 98);
	assert_share("  unchanged, beyond the limit one way", beyond, 1.5,
	    3.5);
}

static const struct check {
	const char *name;
	CMUnitTestFunction check;
} checks[] = {
	{ "exact ranks", check_exact },
	{ "laws of pairs", check_pair_laws },
	{ "Bland and Altman", check_bland_altman },
	{ "laws of agreement", check_agreement_laws },
	{ "refusals", check_refusals },
	{ "single numbers", check_single_numbers },
	{ "coverage of g", check_effect_coverages },
	{ "coverage of bands", check_band_coverage },
};

static void
run_check(void **state)
{
	((const struct check *)*state)->check(state);
}

int
main(void)
{
	return RUN_ROWS(paired_rows, check_paired) +
	    RUN_ROWS(holm_rows, check_holm) +
	    RUN_ROWS(agreement_rows, check_agreement) +
	    RUN_ROWS(sem_rows, check_sem_coverage) +
	    RUN_ROWS(checks, run_check);
}
