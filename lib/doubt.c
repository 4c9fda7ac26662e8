/*
 * Intervals.  A number that is linear in the landmarks, near enough, has the
 * quantiles of its draws.  What is folded at symmetry has the fold of its
 * signed interval.
 *
 * Scores and asymmetries are sums of folded parts, each the largest of some
 * pulls and of 0.  Draws of such a sum are biased upwards wherever a part is
 * near its fold, so the interval is made of the deviations of its pulls.  For
 * the lower end, pulls that may be the largest, 0 among them, all contend; for
 * the upper end, the one that is largest deviates.
 * Source: Chernozhukov V, Lee S, Rosen AM.  Intersection bounds: estimation
 * and inference.  Econometrica 2013;81:667-737.
 */
#include <math.h>
#include <string.h>

#include "sample.h"
#include "table.h"

/* A pull farther than so many standard errors from the largest is out. */
static const double contends = 2;

enum { PULLS_MAX = 4 * SYNK_PULLS };

/* A column of the sample, with a sign. */
struct pull {
	size_t column;
	double sign;
};

/* The largest pull, from 0 to 100, of a region in a domain, as the undisturbed
 * landmarks have it. */
struct part {
	bool there;
	size_t pulls;
	struct pull pull[PULLS_MAX];
	double at;		/* the largest pull, 0 to 100 */
	const struct pull *best;
	bool moves;		/* noise can move it off 0 or 100 */
	bool zero;		/* it may be 0 */
	double low;		/* the same without what noise adds to the
				 * largest of several; 0 if it may be 0 */
	bool contender[PULLS_MAX];
	double noise;		/* what a symmetric face would have of it */
	double *up;		/* how far each draw takes it up, if any
				 * contender were the largest */
};

/* Every part is in several sums, and looked at once. */
struct parts {
	struct part of[3][SYNK_REGIONS];	/* by domain */
};

/* All that a score, or an asymmetry, is the sum of. */
struct sum {
	size_t terms;
	struct {
		double weight;
		const struct part *part;
	} term[3 * SYNK_REGIONS];
};

static void
add_pull(struct part *p, size_t column, double sign)
{
	p->there = true;
	p->pull[p->pulls++] = (struct pull){ column, sign };
}

/* What is the same whichever side is more. */
static void
add_folded(struct part *p, size_t column)
{
	add_pull(p, column, 1);
	add_pull(p, column, -1);
}

/* The rows that count in a region's score. */
static void
add_rows(struct part *p, const struct synk_grade *g,
    const struct synk_sample *s, size_t region)
{
	for (size_t i = 0; i < SYNK_ROWS; i++) {
		if (g->row[i].counts != (enum synk_region)region ||
		    !synk_row_counts(&g->row[i]))
			continue;
		p->there = true;
		for (size_t k = 0; k < SYNK_PULLS; k++)
			if (!isnan(s->still[COLUMN_PULL + i * SYNK_PULLS + k]))
				add_pull(p, COLUMN_PULL + i * SYNK_PULLS + k,
				    1);
	}
}

static double
still(const struct synk_sample *s, const struct pull *p)
{
	return p->sign * s->still[p->column];
}

static double
deviation(const struct synk_sample *s, const struct pull *p, size_t draw)
{
	return p->sign * (s->drawn[p->column][draw] - s->still[p->column]);
}

/*
 * The same from the fold, where it is not the same for a quotient: of two
 * sides that both moved by what these moved on average.
 */
static double
deviation_at_fold(const struct synk_sample *s, const struct pull *p,
    size_t draw)
{
	size_t column = COLUMN_AMPLITUDE, l, r;
	double dl, dr, mean;

	if (p->column < COLUMN_MOVEMENT ||
	    p->column >= COLUMN_MOVEMENT + SYNK_REGIONS)
		return deviation(s, p, draw);
	column += s->asked[p->column - COLUMN_MOVEMENT] * SYNK_SIDES;
	l = column + SYNK_LEFT;
	r = column + SYNK_RIGHT;
	dl = s->drawn[l][draw] - s->still[l];
	dr = s->drawn[r][draw] - s->still[r];
	mean = (s->still[l] + s->still[r]) / 2;
	return p->sign * 100 * (dl - dr) / (mean + fmax(dl, dr));
}

static void
find_best(struct part *p, const struct synk_sample *s)
{
	p->best = &p->pull[0];
	for (size_t i = 1; i < p->pulls; i++)
		if (still(s, &p->pull[i]) > still(s, p->best))
			p->best = &p->pull[i];
}

/* Standard error of the gap between two pulls; from 0 if other is NULL. */
static double
gap_error(const struct pull *p, const struct pull *other,
    struct synk_sample *s)
{
	double *gap = s->spare[2];

	for (size_t k = 0; k < s->draws; k++)
		gap[k] = deviation(s, p, k) -
		    (other ? deviation(s, other, k) : 0);
	return synk_deviation(gap, s->draws);
}

/* Of which NaN is the larger: a draw that lacks a pull tells nothing. */
static double
larger(double a, double b)
{
	return a > b || isnan(a) ? a : b;
}

/* What a symmetric face would have of a part in one draw. */
static double
floor_of(const struct part *p, const struct synk_sample *s, size_t draw)
{
	double most = 0;

	for (size_t i = 0; i < p->pulls; i++)
		most = larger(most, deviation_at_fold(s, &p->pull[i], draw));
	return most;
}

/* What the largest pull of a symmetric face stays under in as many draws as
 * a normal number stays under two standard errors. */
static double
largest_of_noise(struct part *p, struct synk_sample *s)
{
	double *most = s->spare[2];

	p->noise = 0;
	for (size_t k = 0; k < s->draws; k++) {
		most[k] = floor_of(p, s, k);
		p->noise += most[k];
	}
	p->noise /= (double)s->draws;
	return synk_quantile(most, s->draws, .977);
}

/* How far one draw takes a part up, if any contender were the largest. */
static double
highest(const struct part *p, const struct synk_sample *s, size_t draw)
{
	double most = p->zero ? 0 : -INFINITY;

	for (size_t i = 0; i < p->pulls; i++)
		if (p->contender[i])
			most = larger(most, p->zero
			    ? deviation_at_fold(s, &p->pull[i], draw)
			    : deviation(s, &p->pull[i], draw));
	return isinf(most) ? 0 : most;
}

static void
look_at(struct part *p, struct synk_sample *s)
{
	double best, near, bias = 0;

	find_best(p, s);
	best = still(s, p->best);
	near = contends * gap_error(p->best, NULL, s);
	p->at = fmax(0, fmin(100, best));
	p->moves = isnan(near) || (best > -near && best < 100 + near);
	p->zero = best < fmax(near, largest_of_noise(p, s));
	for (size_t i = 0; i < p->pulls; i++)
		p->contender[i] = best < 100 + near &&
		    (&p->pull[i] == p->best ? best > -near
		    : best - still(s, &p->pull[i]) <
		    contends * gap_error(p->best, &p->pull[i], s));
	for (size_t k = 0; k < s->draws; k++) {
		p->up[k] = highest(p, s, k);
		bias += p->up[k];
	}
	bias /= (double)s->draws;
	p->low = p->zero ? 0 : fmax(0, p->at - bias);
}

static void
look_at_all(struct parts *p, const struct synk_grade *g, struct synk_sample *s)
{
	double **up = s->up;

	memset(p, 0, sizeof *p);
	for (size_t r = 0; r < SYNK_REGIONS && s->draws; r++) {
		if (!isnan(g->rest[r].asymmetry))
			add_folded(&p->of[SYNK_DOMAIN_REST][r],
			    COLUMN_REST + r);
		if (!isnan(g->movement[g->asked[r]].asymmetry))
			add_folded(&p->of[SYNK_DOMAIN_MOVEMENT][r],
			    COLUMN_MOVEMENT + r);
		add_rows(&p->of[SYNK_DOMAIN_SYNKINESIS][r], g, s, r);
		for (size_t i = 0; i < 3; i++) {
			p->of[i][r].up = *up++;
			if (p->of[i][r].there)
				look_at(&p->of[i][r], s);
		}
	}
}

/* A part, if it is there. */
static void
add_term(struct sum *sum, double weight, const struct part *part)
{
	if (!part->there)
		return;
	sum->term[sum->terms].weight = weight;
	sum->term[sum->terms++].part = part;
}

/* All NaN if too few draws can tell. */
static struct synk_doubt
interval_of_sum(double at, double *up, double *linear, size_t n)
{
	struct synk_doubt d = { synk_deviation(linear, n), NAN, NAN };
	double most = synk_quantile(up, n, .975);
	double least = synk_quantile(linear, n, .025);

	if (isnan(d.se + most + least))
		return (struct synk_doubt){ NAN, NAN, NAN };
	d.low = fmax(0, fmin(at, at - most));
	d.high = fmin(100, fmax(at, at - least));
	return d;
}

/* Whether near its fold either sign of one number may be the larger. */
static bool
either_sign(const struct part *p)
{
	return p->zero && p->pulls == 2 && p->pull[0].column ==
	    p->pull[1].column;
}

/*
 * Adds a part's deviation to the sum of those before it: of either sign the
 * one that takes the sum farther, since errors of a face go together.
 */
static void
add_linear(double *linear, double weight, const struct part *p,
    const struct synk_sample *s, bool farther)
{
	double together = 0, sign = 1;

	for (size_t k = 0; k < s->draws && farther; k++)
		together += linear[k] * deviation(s, p->best, k);
	if (together < 0)
		sign = -1;
	for (size_t k = 0; k < s->draws && p->moves; k++)
		linear[k] += sign * weight * deviation(s, p->best, k);
}

/* Parts of which either sign may be the larger, or all others. */
static void
add_deviations(double *linear, const struct sum *sum, struct synk_sample *s,
    bool either)
{
	for (size_t i = 0; i < sum->terms; i++)
		if (either_sign(sum->term[i].part) == either)
			add_linear(linear, sum->term[i].weight,
			    sum->term[i].part, s, either);
}

/* The interval of a sum, 0 to 100, and what noise alone would make of it. */
static struct synk_doubt
doubt_of_sum(double *noise, const struct sum *sum, struct synk_sample *s)
{
	double *up = s->spare[0], *linear = s->spare[1], at = 0;

	*noise = NAN;
	if (sum->terms == 0)
		return (struct synk_doubt){ NAN, NAN, NAN };
	*noise = 0;
	memset(up, 0, s->draws * sizeof *up);
	memset(linear, 0, s->draws * sizeof *linear);
	for (size_t i = 0; i < sum->terms; i++) {
		double weight = sum->term[i].weight;
		const struct part *p = sum->term[i].part;

		at += weight * p->at;
		*noise += weight * p->noise;
		for (size_t k = 0; k < s->draws; k++)
			up[k] += weight * p->up[k];
	}
	add_deviations(linear, sum, s, false);
	add_deviations(linear, sum, s, true);
	if (*noise > 100)
		*noise = 100;
	return interval_of_sum(at, up, linear, s->draws);
}

/* The score is what the asymmetry leaves of 100. */
static struct synk_doubt
turned(struct synk_doubt d)
{
	return (struct synk_doubt){ d.se, 100 - d.high, 100 - d.low };
}

static void
sum_domain(struct sum *sum, double weight, const struct parts *p,
    enum synk_domain domain)
{
	size_t there = 0;

	for (size_t r = 0; r < SYNK_REGIONS; r++)
		there += p->of[domain][r].there ? 1 : 0;
	for (size_t r = 0; r < SYNK_REGIONS; r++)
		add_term(sum, weight / (double)there, &p->of[domain][r]);
}

/* Weights of the domains in the overall score, of those that are there. */
static void
domain_weights(double w[3], const struct synk_grade *g,
    const struct synk_norms *norms)
{
	double sum = 0;

	for (size_t i = 0; i < 3; i++) {
		w[i] = isnan(g->score[i].partial) ? 0
		    : norms->at[SYNK_NORM_WEIGHT_REST + i];
		sum += w[i];
	}
	for (size_t i = 0; i < 3; i++)
		w[i] = sum > 0 ? w[i] / sum : 0;
}

static void
doubt_scores(struct synk_verdict *v, const struct synk_grade *g,
    const struct parts *p, struct synk_sample *s,
    const struct synk_norms *norms)
{
	struct sum overall = { 0 };
	double w[3], noise;

	domain_weights(w, g, norms);
	for (size_t i = 0; i < 3; i++) {
		struct sum one = { 0 };

		sum_domain(&one, 1, p, (enum synk_domain)i);
		v->score[i] = turned(doubt_of_sum(&noise, &one, s));
		v->noise_floor[i] = 100 - noise;
		if (w[i] > 0)
			sum_domain(&overall, w[i], p, (enum synk_domain)i);
	}
	v->score[SYNK_SCORE_OVERALL] = turned(doubt_of_sum(&noise, &overall,
	    s));
	v->noise_floor[SYNK_SCORE_OVERALL] = 100 - noise;
}

static void
doubt_regions(struct synk_verdict *v, const struct synk_grade *g,
    const struct parts *p, struct synk_sample *s)
{
	double unused;

	for (size_t r = 0; r < SYNK_REGIONS; r++) {
		struct sum sum = { 0 };

		if (!isnan(g->asymmetry[r])) {
			add_term(&sum, .5, &p->of[SYNK_DOMAIN_REST][r]);
			add_term(&sum, .5, &p->of[SYNK_DOMAIN_MOVEMENT][r]);
		}
		v->asymmetry[r] = doubt_of_sum(&unused, &sum, s);
	}
}

/* The interval of |x| from that of x. */
static struct synk_doubt
folded(struct synk_doubt d)
{
	double a = fabs(d.low), b = fabs(d.high);

	return (struct synk_doubt){ d.se, d.low <= 0 && d.high >= 0 ? 0
	    : fmin(a, b), fmax(a, b) };
}

static struct synk_doubt
doubt_of_column(struct synk_sample *s, size_t column)
{
	memcpy(s->spare[0], s->drawn[column], s->draws * sizeof(double));
	return synk_doubt_of(s->spare[0], s->draws);
}

/* left - right of two columns that stand together; over is what divides it,
 * the larger, or nothing. */
static struct synk_doubt
doubt_of_difference(struct synk_sample *s, size_t column, bool of_larger)
{
	const double *l = s->drawn[column + SYNK_LEFT];
	const double *r = s->drawn[column + SYNK_RIGHT];

	for (size_t k = 0; k < s->draws; k++)
		s->spare[0][k] = (l[k] - r[k]) /
		    (of_larger ? fmax(l[k], r[k]) : 1);
	return synk_doubt_of(s->spare[0], s->draws);
}

static void
doubt_ratios(struct synk_verdict *v, const struct synk_grade *g,
    struct synk_sample *s)
{
	for (size_t i = 0; i < SYNK_MOVEMENTS; i++) {
		struct synk_doubt d = { NAN, NAN, NAN };

		if (isnan(g->movement[i].ratio)) {
			v->ratio[i] = d;
		} else if (g->side == SYNK_AFFECTED_NONE) {
			d = folded(doubt_of_difference(s, COLUMN_AMPLITUDE +
			    i * SYNK_SIDES, true));
			v->ratio[i] = (struct synk_doubt){ d.se, 1 - d.high,
			    1 - d.low };
		} else {
			v->ratio[i] = doubt_of_column(s, COLUMN_RATIO + i);
		}
	}
}

/* Whichever side is more: the larger of the two ends, at either end. */
static struct synk_doubt
doubt_of_larger(struct synk_sample *s, size_t row, double excess)
{
	double value = fmax(s->still[COLUMN_ROW + row * SYNK_SIDES],
	    s->still[COLUMN_ROW + row * SYNK_SIDES + 1]);
	struct synk_doubt a, b;

	a = doubt_of_column(s, COLUMN_ROW + row * SYNK_SIDES);
	b = doubt_of_column(s, COLUMN_ROW + row * SYNK_SIDES + 1);
	return (struct synk_doubt){ fmax(a.se, b.se),
	    fmax(a.low, b.low) - value + excess,
	    fmax(a.high, b.high) - value + excess };
}

static void
doubt_rows(struct synk_verdict *v, const struct synk_grade *g,
    struct synk_sample *s)
{
	for (size_t i = 0; i < SYNK_ROWS; i++) {
		const struct synk_row *row = &g->row[i];
		double spread = fabs(row->value[0] - row->value[1]);

		if (isnan(row->excess))
			v->excess[i] = (struct synk_doubt){ NAN, NAN, NAN };
		else if (g->side == SYNK_AFFECTED_LEFT ||
		    g->side == SYNK_AFFECTED_RIGHT)
			v->excess[i] = doubt_of_column(s, COLUMN_EXCESS + i);
		else if (row->excess == spread)
			v->excess[i] = folded(doubt_of_difference(s,
			    COLUMN_ROW + i * SYNK_SIDES, false));
		else
			v->excess[i] = doubt_of_larger(s, i, row->excess);
	}
}

/* Each region's parts of a domain, or of all. */
static size_t
region_sums(struct sum sum[SYNK_REGIONS], const struct parts *p,
    enum synk_domain domain, const struct synk_norms *norms)
{
	size_t wanted = domain == SYNK_DOMAIN_OVERALL ? 3 : 1, there = 0;

	for (size_t r = 0; r < SYNK_REGIONS; r++) {
		sum[r].terms = 0;
		for (size_t i = 0; i < 3; i++)
			if (domain == SYNK_DOMAIN_OVERALL || domain == i)
				add_term(&sum[r], norms->at[
				    SYNK_NORM_WEIGHT_REST + i], &p->of[i][r]);
		there += sum[r].terms == wanted ? 1 : 0;
	}
	return there;
}

/* One draw of a region's sum, its parts as they are or low. */
static double
draw_of(const struct sum *sum, const struct synk_sample *s, size_t draw,
    bool low)
{
	double total = 0;

	for (size_t i = 0; i < sum->terms; i++) {
		const struct part *p = sum->term[i].part;
		double at = low ? p->low : p->at;

		if (p->moves)
			at += deviation(s, p->best, draw);
		total += sum->term[i].weight * at;
	}
	return total;
}

/* Quantiles of a region's share over the draws, what noise adds taken out of
 * its own parts if low, else out of all others'. */
static struct synk_doubt
doubt_of_share(const struct sum sum[SYNK_REGIONS], struct synk_sample *s,
    size_t region, bool low)
{
	for (size_t k = 0; k < s->draws; k++) {
		double own = 0, total = 0;

		for (size_t r = 0; r < SYNK_REGIONS; r++) {
			double v = draw_of(&sum[r], s, k,
			    (r == region) == low);

			own = r == region ? v : own;
			total += v;
		}
		/* Where all of it is noise, the share is at an end. */
		s->spare[0][k] = isnan(own + total) ? NAN : total <= 0
		    ? (own > 0 ? 1 : 0) : own < 0 ? 0 : own > total ? 1
		    : own / total;
	}
	return synk_doubt_of(s->spare[0], s->draws);
}

static void
share_among(struct synk_share *share, const struct sum sum[SYNK_REGIONS],
    struct synk_sample *s)
{
	double of[SYNK_REGIONS] = { 0 }, total = 0;

	for (size_t r = 0; r < SYNK_REGIONS; r++) {
		for (size_t i = 0; i < sum[r].terms; i++)
			of[r] += sum[r].term[i].weight *
			    sum[r].term[i].part->at;
		total += of[r];
	}
	for (size_t r = 0; r < SYNK_REGIONS; r++) {
		struct synk_doubt a = doubt_of_share(sum, s, r, false);
		struct synk_doubt b = doubt_of_share(sum, s, r, true);

		share->value[r] = of[r] / total;
		if (isnan(a.low + b.low))
			continue;
		share->doubt[r] = (struct synk_doubt){ a.se,
		    fmax(0, fmin(share->value[r], fmin(a.low, b.low))),
		    fmin(1, fmax(share->value[r], fmax(a.high, b.high))) };
	}
}

/*
 * A region whose affected side were the mirrored healthy side would have no
 * part in a sum, and all others the same: its share is what the sum would
 * lose.
 */
static void
share_domain(struct synk_share *share, const struct parts *p,
    struct synk_sample *s, enum synk_domain domain,
    const struct synk_norms *norms)
{
	static const struct synk_doubt none = { NAN, NAN, NAN };
	struct sum sum[SYNK_REGIONS], all = { 0 };
	double unused;

	for (size_t r = 0; r < SYNK_REGIONS; r++) {
		share->value[r] = NAN;
		share->doubt[r] = none;
	}
	share->reason = SYNK_REASON_NO_DRAWS;
	if (s->draws == 0)
		return;
	share->reason = SYNK_REASON_PARTS;
	if (region_sums(sum, p, domain, norms) < SYNK_REGIONS)
		return;
	for (size_t r = 0; r < SYNK_REGIONS; r++)
		for (size_t i = 0; i < sum[r].terms; i++)
			all.term[all.terms++] = sum[r].term[i];
	share->reason = SYNK_REASON_NOISE;
	if (doubt_of_sum(&unused, &all, s).low <= 0)
		return;
	share->reason = SYNK_REASON_NONE;
	share_among(share, sum, s);
}

static void
errors_of(double *se, const struct synk_sample *s, size_t column, size_t n)
{
	for (size_t i = 0; i < n; i++)
		se[i] = synk_deviation(s->drawn[column + i], s->draws);
}

void
synk_doubt_grade(struct synk_verdict *v, const struct synk_grade *g,
    struct synk_sample *s, const struct synk_norms *norms)
{
	struct parts parts;

	look_at_all(&parts, g, s);
	doubt_scores(v, g, &parts, s, norms);
	doubt_regions(v, g, &parts, s);
	doubt_ratios(v, g, s);
	doubt_rows(v, g, s);
	for (size_t i = 0; i < SYNK_DOMAINS; i++)
		share_domain(&v->share[i], &parts, s, (enum synk_domain)i,
		    norms);
	errors_of(v->rest_se[0], s, COLUMN_REST_SIDE,
	    SYNK_REGIONS * SYNK_SIDES);
	errors_of(v->difference_se, s, COLUMN_DIFFERENCE, SYNK_REGIONS);
	errors_of(&v->lateral_se, s, COLUMN_LATERAL, 1);
	errors_of(v->movement_se[0], s, COLUMN_AMPLITUDE,
	    SYNK_MOVEMENTS * SYNK_SIDES);
	errors_of(v->length_se, s, COLUMN_LENGTH, SYNK_ROWS);
	errors_of(v->row_se[0], s, COLUMN_ROW, SYNK_ROWS * SYNK_SIDES);
}
