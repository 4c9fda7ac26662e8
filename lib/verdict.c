#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "draw.h"
#include "sample.h"
#include "table.h"

/* A side that may be the affected one, and what the draws give if it is. */
struct guess {
	enum synk_affected side;
	uint32_t told;			/* findings, as bits */
	struct synk_grade still;
	struct synk_sample sample;
};

/* What one run of draws works with.  A side that is not declared is looked for
 * in the same draws as it is graded with: they are kept for each. */
struct run {
	struct synk_verdict *verdict;
	const struct synk_exam *exam;
	const struct synk_photo *photo;
	size_t photos;
	const struct synk_norms *norms;
	struct guess guess[3];
	size_t guesses;
	struct synk_sample *sample;	/* of the guess that is right */
};

/* Sums of the measures' deviations from the undisturbed, and their squares. */
struct spread {
	double sum[SYNK_EXPRESSIONS][SYNK_MEASURES][SYNK_SIDES];
	double square[SYNK_EXPRESSIONS][SYNK_MEASURES][SYNK_SIDES];
};

static void
add_spread(struct spread *sp, const struct synk_exam *drawn,
    const struct synk_exam *still)
{
	for (size_t e = 0; e < SYNK_EXPRESSIONS; e++) {
		const double *a = drawn->view[e].measures.at[0];
		const double *b = still->view[e].measures.at[0];
		double *sum = sp->sum[e][0], *square = sp->square[e][0];

		if (still->view[e].photos == 0)
			continue;
		for (size_t i = 0; i < SYNK_MEASURES * SYNK_SIDES; i++) {
			double d = a[i] - b[i];

			sum[i] += d;
			square[i] += d * d;
		}
	}
}

static void
settle_spread(struct synk_verdict *v, const struct spread *sp,
    const struct synk_exam *exam, size_t draws)
{
	double n = (double)draws;

	for (size_t e = 0; e < SYNK_EXPRESSIONS; e++)
		for (size_t i = 0; i < SYNK_MEASURES; i++)
			for (size_t k = 0; k < SYNK_SIDES; k++) {
				double sum = sp->sum[e][i][k];
				double square = sp->square[e][i][k];

				square -= sum * sum / n;
				v->measure_se[e][i][k] =
				    exam->view[e].photos && n > 1
				    ? sqrt((square < 0 ? 0 : square) /
				    (n - 1)) : NAN;
			}
}

/*
 * Whether a movement was performed is for the undisturbed landmarks to say:
 * draws that fall under a gate are no less draws of it.
 */
static struct synk_norms
without_gates(const struct synk_norms *norms)
{
	static const enum synk_norm gates[] = { SYNK_NORM_GATE_FISSURE,
	    SYNK_NORM_GATE_BROW_RAISE, SYNK_NORM_GATE_EYE_CLOSE,
	    SYNK_NORM_GATE_SMILE, SYNK_NORM_GATE_SNARL,
	    SYNK_NORM_GATE_PUCKER, SYNK_NORM_GATE_LOWER_TEETH };
	struct synk_norms open = *norms;

	for (size_t i = 0; i < LEN(gates); i++)
		open.at[gates[i]] = 1e-9;
	return open;
}

static bool
open_guesses(struct run *r, enum synk_affected declared, size_t draws,
    struct synk_error *err)
{
	const enum synk_affected sides[] = { declared, SYNK_AFFECTED_LEFT,
	    SYNK_AFFECTED_RIGHT };
	size_t n = declared == SYNK_UNKNOWN ? LEN(sides) : 1;
	uint32_t unused;

	r->sample = &r->guess[0].sample;
	for (size_t i = 0; i < n; i++) {
		struct guess *a = &r->guess[i];

		a->side = sides[i];
		if (!synk_sample_open(&a->sample, draws, err))
			return false;
		r->guesses++;
		synk_grade_from(&a->still, r->exam, a->side, r->norms);
		synk_findings_met(&unused, &a->told, &a->still, r->exam,
		    r->norms);
	}
	return true;
}

static void
close_guesses(struct run *r)
{
	for (size_t i = 0; i < r->guesses; i++)
		synk_sample_close(&r->guess[i].sample);
}

/* What draw k is if that side is the affected one; norms are without gates. */
static void
take_draw(struct guess *a, const struct run *r, size_t k,
    const struct synk_exam *drawn, const struct synk_norms *open)
{
	struct synk_sample *s = &a->sample;
	double at[COLUMNS];
	struct synk_grade g;

	synk_grade_from(&g, drawn, a->side, open);
	synk_sample_columns(at, &g, &a->still,
	    r->exam->view[SYNK_REST].detector, r->norms);
	for (size_t i = 0; i < COLUMNS; i++)
		s->drawn[i][k] = at[i];
	synk_findings_met(&s->met[k], &s->known[k], &g, r->exam, r->norms);
	s->met[k] &= a->told;
	s->known[k] &= a->told;
}

static bool
draw_all(struct run *r, struct synk_error *err)
{
	const struct synk_norms open = without_gates(r->norms);
	size_t draws = r->sample->draws;
	struct synk_draws d;
	struct spread sp;
	bool ok = true;

	memset(&sp, 0, sizeof sp);
	if (draws && !synk_draws_open(&d, r->exam, r->photo, r->photos,
	    r->verdict->drawing.seed, r->norms, err))
		return false;
	for (size_t k = 0; k < draws && ok; k++) {
		ok = synk_draws_next(&d, err);
		for (size_t i = 0; i < r->guesses && ok; i++)
			take_draw(&r->guess[i], r, k, &d.exam, &open);
		add_spread(&sp, &d.exam, r->exam);
	}
	if (draws)
		synk_draws_close(&d);
	settle_spread(r->verdict, &sp, r->exam, draws);
	return ok;
}

/* Rigid points that move on some expressions: a fit can go without either, and
 * what is found is to be the same. */
static const enum synk_norm dispensable[SYNK_FITS] = {
	SYNK_NORM_FIT_OUTER, SYNK_NORM_FIT_INNER,
};

/* The findings of the exam fitted once more without some points. */
static bool
fit_without(struct run *r, size_t i, struct synk_photo *copy,
    struct synk_error *err)
{
	const struct synk_exam_options options = { .axis = r->exam->axis };
	struct synk_norms norms = *r->norms;
	struct synk_exam exam;
	struct synk_grade g;
	uint32_t known;

	norms.at[dispensable[i]] *= 10;		/* a hundredth of the weight */
	memcpy(copy, r->photo, r->photos * sizeof *copy);
	if (!synk_exam_from(&exam, copy, r->photos, &options, &norms, err))
		return false;
	synk_grade_from(&g, &exam, r->verdict->side.affected, &norms);
	synk_findings_met(&r->sample->other[i], &known, &g, r->exam, r->norms);
	/* A fit that cannot tell does not speak against the other. */
	r->sample->other[i] |= r->sample->plain & ~known;
	return true;
}

static bool
fit_otherwise(struct run *r, const struct synk_grade *g,
    struct synk_error *err)
{
	struct synk_photo *copy = malloc((r->photos + 1) * sizeof *copy);
	uint32_t known;
	bool ok = copy || synk_fail(err, SYNK_SYSTEM, "out of memory");

	synk_findings_met(&r->sample->plain, &known, g, r->exam, r->norms);
	for (size_t i = 0; i < SYNK_FITS && ok; i++)
		ok = fit_without(r, i, copy, err);
	free(copy);
	return ok;
}

static void
weigh_sides(struct synk_side_verdict *side, const struct synk_sample *s,
    const struct synk_norms *norms)
{
	const double *e = s->drawn[COLUMN_EVIDENCE];
	double least = norms->at[SYNK_NORM_SIDE_EVIDENCE];
	size_t left = 0, right = 0, n = 0;

	for (size_t k = 0; k < s->draws; k++) {
		n += isnan(e[k]) ? 0 : 1;
		left += e[k] > least ? 1 : 0;
		right += e[k] < -least ? 1 : 0;
	}
	side->probability[SYNK_LEFT] = n ? (double)left / (double)n : NAN;
	side->probability[SYNK_RIGHT] = n ? (double)right / (double)n : NAN;
}

static void
settle_side(struct synk_side_verdict *side, const struct synk_norms *norms)
{
	double sure = norms->at[SYNK_NORM_SIDE_SURE];
	bool left = side->probability[SYNK_LEFT] >= sure;
	bool right = side->probability[SYNK_RIGHT] >= sure;
	enum synk_affected seen = left ? SYNK_AFFECTED_LEFT
	    : right ? SYNK_AFFECTED_RIGHT : SYNK_UNKNOWN;

	side->affected = side->declared;
	if (side->declared == SYNK_UNKNOWN) {
		side->affected = seen;
		side->inferred = seen != SYNK_UNKNOWN;
	} else if (side->declared != SYNK_AFFECTED_BOTH) {
		side->contradicted = seen != SYNK_UNKNOWN &&
		    seen != side->declared;
	}
}

static bool
draw_with_side(struct run *r, enum synk_affected declared,
    struct synk_error *err)
{
	struct synk_side_verdict *side = &r->verdict->side;

	*side = (struct synk_side_verdict){ .declared = declared };
	if (!draw_all(r, err))
		return false;
	weigh_sides(side, r->sample, r->norms);
	settle_side(side, r->norms);
	for (size_t i = 0; i < r->guesses; i++)
		if (r->guess[i].side == side->affected)
			r->sample = &r->guess[i].sample;
	return true;
}

bool
synk_verdict_from(struct synk_verdict *v, struct synk_grade *g,
    const struct synk_exam *exam, const struct synk_photo *photo, size_t n,
    enum synk_affected declared, const struct synk_drawing *drawing,
    const struct synk_norms *norms, struct synk_error *err)
{
	struct run r = { .verdict = v, .exam = exam, .photo = photo,
	    .photos = n, .norms = norms };
	bool ok;

	memset(v, 0, sizeof *v);
	v->drawing = *drawing;
	ok = open_guesses(&r, declared, drawing->draws, err) &&
	    draw_with_side(&r, declared, err);
	if (ok) {
		synk_grade_from(g, exam, v->side.affected, norms);
		ok = drawing->draws == 0 || fit_otherwise(&r, g, err);
	}
	if (ok) {
		synk_sample_columns(r.sample->still, g, g,
		    exam->view[SYNK_REST].detector, norms);
		for (size_t i = 0; i < SYNK_REGIONS; i++)
			r.sample->asked[i] = (size_t)g->asked[i];
		synk_doubt_grade(v, g, r.sample, norms);
		synk_findings_judge(v, g, exam, r.sample, norms);
		synk_severity_judge(&v->severity, v, g, r.sample, norms);
	}
	close_guesses(&r);
	return ok;
}
