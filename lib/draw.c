#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "draw.h"
#include "table.h"

static uint64_t
bits_of(double v)
{
	uint64_t bits = 0;

	if (!isnan(v))
		memcpy(&bits, &v, sizeof bits);
	return bits;
}

/* The photo's own landmarks, where it shows what, and the user's seed. */
static uint64_t
seed_of(const struct synk_photo *p, uint64_t seed)
{
	uint64_t h = synk_random_mix(seed, (uint64_t)p->expression);

	for (size_t i = 0; i < SYNK_SPOTS; i++) {
		h = synk_random_mix(h, bits_of(p->fitted->at[i].x));
		h = synk_random_mix(h, bits_of(p->fitted->at[i].y));
	}
	return h;
}

/* What the spread of replicates is read from, part by part; both sides. */
static const struct {
	enum synk_part part;
	enum synk_measure_id measure;
} spreads[] = {
	{ SYNK_PART_BROW, SYNK_BROW_HEIGHT },
	{ SYNK_PART_EYE, SYNK_FISSURE_HEIGHT },
	{ SYNK_PART_MOUTH, SYNK_COMMISSURE_LATERAL },
	{ SYNK_PART_MOUTH, SYNK_COMMISSURE_HEIGHT },
};

/* Variance of a measure over the n shots of an expression; NaN if unknown. */
static double
variance_over(const struct synk_shot *shot, size_t n,
    enum synk_measure_id m, enum synk_side side)
{
	double mean = 0, sum = 0;

	for (size_t i = 0; i < n; i++)
		mean += 100 * synk_measure(m)->eval(&shot[i].photo->face,
		    side) / (double)n;
	for (size_t i = 0; i < n; i++) {
		double v = 100 * synk_measure(m)->eval(&shot[i].photo->face,
		    side) - mean;

		sum += v * v;
	}
	return sum / (double)(n - 1);
}

/* The mean of those of a part. */
static double
observed_variance(const struct synk_shot *shot, size_t n, enum synk_part part)
{
	double sum = 0;
	size_t there = 0;

	for (size_t i = 0; i < LEN(spreads); i++)
		for (int side = 0; side < SYNK_SIDES; side++) {
			double v;

			if (spreads[i].part != part)
				continue;
			v = variance_over(shot, n, spreads[i].measure,
			    (enum synk_side)side);
			if (!isnan(v)) {
				sum += v;
				there++;
			}
		}
	return there ? sum / (double)there : NAN;
}

/*
 * Replicates show how much this face varies from one photograph to the next:
 * their variance is pooled with the detector's, each with its degrees of
 * freedom.
 */
static void
pool_replicates(struct synk_shot *shot, size_t n,
    const struct synk_norms *norms)
{
	double prior = norms->at[SYNK_NORM_NOISE_DF], own = (double)n - 1;

	for (int i = SYNK_PART_BROW; i < SYNK_PARTS; i++) {
		enum synk_part part = (enum synk_part)i;
		double seen = observed_variance(shot, n, part);

		for (size_t k = 0; k < n && !isnan(seen); k++) {
			const struct synk_photo *p = shot[k].photo;
			double known = p->noise ? p->noise_factor *
			    p->noise_factor * synk_noise_variance(p->noise,
			    part) : 0;

			if (!(known > 0))
				continue;
			shot[k].gain[part] *= sqrt((prior + own * seen /
			    known) / (prior + own));
			shot[k].df[part] = prior + own;
		}
	}
}

/*
 * Repeated looks show how noisy this very photograph is: their variance is
 * pooled with the detector's, each with its degrees of freedom.
 */
static void
pool_looks(struct synk_shot *s, const struct synk_norms *norms)
{
	const struct synk_photo *p = s->photo;
	double prior = norms->at[SYNK_NORM_NOISE_DF];

	for (int i = 0; i < SYNK_PARTS && p->spread; i++) {
		double own = (double)p->spread->repeats - 1, ratio;

		if (!p->noise || !(own > 0) || !(p->noise_factor > 0))
			continue;
		ratio = synk_noise_ratio(p->noise, (enum synk_part)i,
		    p->spread, p->ied_px) / (p->noise_factor *
		    p->noise_factor);
		if (isnan(ratio))
			continue;
		s->gain[i] *= sqrt((prior + own * ratio) / (prior + own));
		s->df[i] = prior + own;
	}
}

static void
init_shot(struct synk_shot *s, const struct synk_photo *p, uint64_t seed,
    const struct synk_norms *norms)
{
	s->photo = p;
	synk_random_seed(&s->random, seed_of(p, seed));
	for (size_t i = 0; i < SYNK_PARTS; i++) {
		s->gain[i] = p->noise_factor;
		s->df[i] = INFINITY;
	}
	pool_looks(s, norms);
}

/* The shots of one expression stand together: from *first, how many. */
static size_t
shots_of(const struct synk_draws *d, size_t e, size_t *first)
{
	size_t n = 0;

	for (size_t i = 0; i < d->shots; i++)
		if (d->shot[i].photo->expression == (enum synk_expression)e &&
		    n++ == 0)
			*first = i;
	return n;
}

/* The template of all but rest: the face at rest, of the draw. */
static void
take_rest(struct synk_draws *d)
{
	const struct synk_view *rest = &d->exam.view[SYNK_REST];

	if (rest->photos && d->exam.axis == SYNK_AXIS_CANTHI)
		synk_template_from(&d->own, &rest->face);
}

static const struct synk_template *
template_of(const struct synk_draws *d, const struct synk_photo *p)
{
	return p->expression == SYNK_REST ? &d->everybody : &d->own;
}

static bool
fit_still(struct synk_draws *d, size_t e, struct synk_error *err)
{
	size_t first = 0, n = shots_of(d, e, &first);

	for (size_t i = first; i < first + n; i++) {
		struct synk_shot *s = &d->shot[i];
		const struct synk_template *t = template_of(d, s->photo);

		if (!synk_steady_from(&s->steady, s->photo->fitted,
		    t, d->norms, &s->photo->pose) ||
		    !synk_face_near(&s->still, s->photo->fitted, t,
		    d->exam.axis, d->norms, &s->steady))
			return synk_fail(err, SYNK_SYSTEM,
			    "a face that was fitted cannot be fitted again");
	}
	if (e == SYNK_REST)
		take_rest(d);
	return true;
}

/* What replicates share: a stream of gains that does not depend on their
 * order. */
static void
seed_gains(struct synk_draws *d, size_t e, size_t first, size_t n,
    uint64_t seed)
{
	uint64_t sum = 0;

	for (size_t i = first; i < first + n; i++)
		sum += seed_of(d->shot[i].photo, seed);
	synk_random_seed(&d->gains[e], synk_random_mix(seed, sum));
}

/* How far their medians are from the measures of their median. */
static void
init_replicates(struct synk_draws *d, size_t e)
{
	const struct synk_view *v = &d->given->view[e];

	synk_measures_from(&d->offset[e], &v->face);
	for (size_t i = 0; i < SYNK_MEASURES; i++)
		for (size_t k = 0; k < SYNK_SIDES; k++)
			d->offset[e].at[i][k] = v->measures.at[i][k] -
			    d->offset[e].at[i][k];
}

bool
synk_draws_open(struct synk_draws *d, const struct synk_exam *exam,
    const struct synk_photo *photo, size_t n, uint64_t seed,
    const struct synk_norms *norms, struct synk_error *err)
{
	bool ok = true;

	*d = (struct synk_draws){ .exam = *exam, .given = exam,
	    .norms = norms };
	synk_template_default(&d->everybody);
	d->own = d->everybody;
	d->shot = calloc(n + 1, sizeof *d->shot);
	d->face = calloc(n + 1, sizeof *d->face);
	if (!d->shot || !d->face) {
		synk_draws_close(d);
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	}
	for (size_t e = 0; e < SYNK_EXPRESSIONS && ok; e++) {
		size_t first = d->shots;

		/* What a detector misses of a closed eye is drawn as well:
		 * whether it may be told is the undisturbed grade's to say. */
		d->exam.view[e].closure_seen = true;
		for (size_t i = 0; i < n; i++)
			if (photo[i].expression == (enum synk_expression)e &&
			    photo[i].ied_px > 0)
				init_shot(&d->shot[d->shots++], &photo[i],
				    seed, norms);
		if (d->shots > first)
			seed_gains(d, e, first, d->shots - first, seed);
		if (d->shots - first > 1) {
			pool_replicates(&d->shot[first], d->shots - first,
			    norms);
			init_replicates(d, e);
		}
		ok = fit_still(d, e, err);
	}
	if (!ok)
		synk_draws_close(d);
	return ok;
}

/*
 * A chi-square number over its degrees of freedom, so that draws have the
 * tails of Student's t where a variance was estimated.
 * Source: Wilson EB, Hilferty MM.  The distribution of chi-square.  Proc Natl
 * Acad Sci 1931;17:684-688.
 */
static double
chi_square_over(double df, struct synk_random *random)
{
	double z, c = 2 / (9 * df), root;

	synk_random_normal(random, &z, 1);
	root = 1 - c + z * sqrt(c);
	return fmax(1e-6, root * root * root);
}

/* The gains of one draw, the same for all replicates, whose pooled variance is
 * one estimate. */
static void
draw_gain(double gain[SYNK_PARTS], const struct synk_shot *s,
    struct synk_random *random)
{
	for (size_t i = 0; i < SYNK_PARTS; i++)
		gain[i] = isinf(s->df[i]) ? s->gain[i] : s->gain[i] /
		    sqrt(chi_square_over(s->df[i], random));
}

/* An iris that was found in the photograph errs by itself, and not with the
 * landmarks. */
static void
add_iris_noise(struct synk_sites *noisy, struct synk_shot *s)
{
	for (int side = 0; side < SYNK_SIDES; side++) {
		size_t k = synk_spot(SYNK_PUPIL, (enum synk_side)side);
		double sd = s->photo->pupil_sd[side], z[2];

		if (!(sd > 0))
			continue;
		synk_random_normal(&s->random, z, 2);
		noisy->at[k].x = s->photo->fitted->at[k].x + sd * z[0];
		noisy->at[k].y = s->photo->fitted->at[k].y + sd * z[1];
	}
}

/* One shot's face with noise; its deviation is added to what was measured. */
static void
draw_face(struct synk_face *face, struct synk_draws *d, struct synk_shot *s,
    const double gain[SYNK_PARTS])
{
	double even[SYNK_NOISE_MODES], odd[SYNK_NOISE_MODES];
	struct synk_sites noisy;
	struct synk_face drawn;
	bool ok;

	*face = d->given->view[s->photo->expression].face;
	if (!s->photo->noise)
		return;
	synk_random_normal(&s->random, even, SYNK_NOISE_MODES);
	synk_random_normal(&s->random, odd, SYNK_NOISE_MODES);
	synk_noise_add(&noisy, s->photo->fitted, s->photo->noise, gain, even,
	    odd, &s->photo->pose, face->ied_px);
	add_iris_noise(&noisy, s);
	ok = synk_face_near(&drawn, &noisy, template_of(d, s->photo),
	    d->exam.axis, d->norms, &s->steady);
	for (size_t i = 0; i < SYNK_SPOTS; i++) {
		/* A spot that only this frame lacks has no noise, rather than
		 * no place. */
		if (ok && isnan(s->still.at[i].x))
			continue;
		face->at[i].x += ok ? drawn.at[i].x - s->still.at[i].x : NAN;
		face->at[i].y += ok ? drawn.at[i].y - s->still.at[i].y : NAN;
	}
}

static void
add_offset(struct synk_measures *m, const struct synk_measures *offset)
{
	for (size_t i = 0; i < SYNK_MEASURES; i++)
		for (size_t k = 0; k < SYNK_SIDES; k++)
			m->at[i][k] += offset->at[i][k];
}

bool
synk_draws_next(struct synk_draws *d, struct synk_error *err)
{
	for (size_t e = 0; e < SYNK_EXPRESSIONS; e++) {
		size_t first = 0, n = shots_of(d, e, &first);
		double gain[SYNK_PARTS];

		if (n == 0)
			continue;
		draw_gain(gain, &d->shot[first], &d->gains[e]);
		for (size_t i = 0; i < n; i++)
			draw_face(&d->face[i], d, &d->shot[first + i], gain);
		if (!synk_view_settle(&d->exam.view[e], d->face, n, err))
			return false;
		if (n > 1)
			add_offset(&d->exam.view[e].measures, &d->offset[e]);
		if (e == SYNK_REST)
			take_rest(d);
	}
	return true;
}

void
synk_draws_close(struct synk_draws *d)
{
	free(d->shot);
	free(d->face);
	d->shot = NULL;
	d->face = NULL;
}
