#include <math.h>

#include "sample.h"
#include "table.h"

static const char *const presences[] = {
	[SYNK_NOT_ASSESSABLE] = "not_assessable",
	[SYNK_ABSENT] = "absent",
	[SYNK_UNCERTAIN] = "uncertain",
	[SYNK_POSSIBLE] = "possible",
	[SYNK_PRESENT] = "present",
};

const char *
synk_presence_name(enum synk_presence presence)
{
	return presences[presence];
}

#define RATIO(move)	move ": movement of the affected side / of the other"

/* The rows of the matrix, in their order, after the others. */
static const struct synk_finding findings[] = {
	[SYNK_BROW_WEAK] = { "brow_weak", SYNK_BROW, SYNK_UNIT_RATIO,
	  RATIO("brow raise"), SYNK_NORM_BROW_WEAK, .below = true },
	[SYNK_EYE_WEAK] = { "eye_weak", SYNK_EYE, SYNK_UNIT_RATIO,
	  RATIO("eye closure"), SYNK_NORM_EYE_WEAK, .below = true },
	[SYNK_SMILE_WEAK] = { "smile_weak", SYNK_MOUTH, SYNK_UNIT_RATIO,
	  RATIO("smile"), SYNK_NORM_SMILE_WEAK, .by_detector = true,
	  .below = true },
	[SYNK_BROW_HALF] = { "brow_half", SYNK_BROW, SYNK_UNIT_RATIO,
	  RATIO("brow raise"), SYNK_NORM_HALF, .below = true },
	[SYNK_EYE_HALF] = { "eye_half", SYNK_EYE, SYNK_UNIT_RATIO,
	  RATIO("eye closure"), SYNK_NORM_HALF, .below = true },
	[SYNK_SMILE_HALF] = { "smile_half", SYNK_MOUTH, SYNK_UNIT_RATIO,
	  RATIO("smile"), SYNK_NORM_HALF, .below = true },
	[SYNK_BROW_UNEVEN] = { "brow_uneven", SYNK_BROW, SYNK_UNIT_IED,
	  "at rest: height of the brows, |left - right|",
	  SYNK_NORM_BROW_UNEVEN, .below = false },
	[SYNK_EYE_UNEVEN] = { "eye_uneven", SYNK_EYE, SYNK_UNIT_IED,
	  "at rest: palpebral fissures, |left - right|",
	  SYNK_NORM_EYE_UNEVEN, .below = false },
	[SYNK_SMILE_UNEVEN] = { "smile_uneven", SYNK_MOUTH, SYNK_UNIT_IED,
	  "at rest: height of the commissures, |left - right|",
	  SYNK_NORM_SMILE_UNEVEN, .below = false },
	[SYNK_EYE_NARROW] = { "eye_narrow", SYNK_EYE, SYNK_UNIT_IED,
	  "at rest: how much narrower the affected eye is",
	  SYNK_NORM_EYE_NARROW, .below = false },
	[SYNK_SMILE_RETRACTED] = { "smile_retracted", SYNK_MOUTH,
	  SYNK_UNIT_IED, "at rest: how much farther lateral the affected"
	  " commissure is", SYNK_NORM_SMILE_RETRACTED, .by_detector = true },
	[SYNK_SMILE_RAISED] = { "smile_raised", SYNK_MOUTH, SYNK_UNIT_IED,
	  "at rest: how much higher the affected commissure is",
	  SYNK_NORM_SMILE_RAISED, .below = false },
#define ROW_FINDING(i, id, region, unit, text, norm, ...) \
	[SYNK_ROW_FINDING + i] = { id, region, unit, text, norm, __VA_ARGS__ }
#define UNASKED(move, what) \
	move ": " what " of the affected side beyond the other's"
	ROW_FINDING(0, "smile_eye", SYNK_EYE, SYNK_UNIT_RATIO,
	  UNASKED("smile", "narrowing of the eye"),
	  SYNK_NORM_SMILE_EYE_NORM, .by_detector = true),
	ROW_FINDING(1, "smile_brow", SYNK_BROW, SYNK_UNIT_IED,
	  UNASKED("smile", "lift or drop of the brow"),
	  SYNK_NORM_SMILE_BROW_NORM, .below = false),
	ROW_FINDING(2, "pucker_eye", SYNK_EYE, SYNK_UNIT_RATIO,
	  "pucker: narrowing of the affected eye beyond what is usual",
	  SYNK_NORM_PUCKER_EYE_NORM, .below = false),
	ROW_FINDING(3, "pucker_brow", SYNK_BROW, SYNK_UNIT_IED,
	  UNASKED("pucker", "lift or drop of the brow"),
	  SYNK_NORM_PUCKER_BROW_NORM, .below = false),
	ROW_FINDING(4, "brow_raise_eye", SYNK_EYE, SYNK_UNIT_RATIO,
	  UNASKED("brow raise", "narrowing of the eye"),
	  SYNK_NORM_BROW_EYE_NORM, .below = false),
	ROW_FINDING(5, "brow_raise_mouth", SYNK_MOUTH, SYNK_UNIT_IED,
	  UNASKED("brow raise", "pull of the commissure"),
	  SYNK_NORM_BROW_MOUTH_NORM, .below = false),
	ROW_FINDING(6, "eye_close_mouth", SYNK_MOUTH, SYNK_UNIT_IED,
	  UNASKED("eye closure", "pull of the commissure"),
	  SYNK_NORM_EYE_MOUTH_NORM, .below = false),
	ROW_FINDING(7, "eye_close_brow", SYNK_BROW, SYNK_UNIT_IED,
	  UNASKED("eye closure", "lift or drop of the brow"),
	  SYNK_NORM_EYE_BROW_NORM, .below = false),
};

const struct synk_finding *
synk_finding(size_t i)
{
	return ROW(findings, i);
}

/* What a finding is read from; NaN and a reason where it cannot be. */
struct reading {
	double value;
	bool met;
	enum synk_reason reason;
};

static struct reading
read_ratio(const struct synk_grade *g, size_t i)
{
	const struct synk_movement *m =
	    &g->movement[g->asked[findings[i].region]];

	return (struct reading){ m->ratio, false, m->ratio_reason };
}

static struct reading
read_uneven(const struct synk_grade *g, size_t i)
{
	const struct synk_rest *r = &g->rest[findings[i].region];

	return (struct reading){ r->reason ? NAN : fabs(r->difference), false,
	    r->reason };
}

/* How much more the affected side has; of a control the larger.  NaN without
 * such a side. */
static double
more_affected(const double value[SYNK_SIDES], enum synk_affected side)
{
	double more = value[SYNK_LEFT] - value[SYNK_RIGHT];

	return side == SYNK_AFFECTED_LEFT ? more
	    : side == SYNK_AFFECTED_RIGHT ? -more
	    : side == SYNK_AFFECTED_NONE ? fabs(more) : NAN;
}

static struct reading
read_tense(const struct synk_grade *g, size_t i)
{
	const struct synk_rest *r = &g->rest[findings[i].region];
	struct reading out = { NAN, false, r->reason };
	double narrower[SYNK_SIDES];

	if (out.reason)
		return out;
	for (size_t k = 0; k < SYNK_SIDES; k++)
		narrower[k] = -r->value[k];
	out.value = more_affected(i == SYNK_EYE_NARROW ? narrower
	    : i == SYNK_SMILE_RETRACTED ? r->lateral : r->value, g->side);
	if (isnan(out.value))
		out.reason = g->side == SYNK_AFFECTED_BOTH
		    ? SYNK_REASON_SIDE_BOTH : SYNK_REASON_SIDE_UNKNOWN;
	return out;
}

static struct reading
read_row(const struct synk_grade *g, size_t i)
{
	const struct synk_row *row = &g->row[i - SYNK_ROW_FINDING];

	return (struct reading){ row->counted, row->beyond_norm > 0,
	    row->beyond_norm < 0 ? row->reason : SYNK_REASON_NONE };
}

static double
threshold_of(size_t i, const struct synk_exam *exam,
    const struct synk_norms *norms)
{
	const struct synk_finding *f = &findings[i];
	enum synk_expression e = i == SYNK_SMILE_RETRACTED ? SYNK_REST
	    : exam->view[SYNK_SMILE].photos ? SYNK_SMILE : SYNK_SMILE_GENTLE;

	return f->by_detector ? synk_norm_of(norms, f->norm,
	    exam->view[e].detector) : norms->at[f->norm];
}

static struct reading
read_finding(const struct synk_grade *g, size_t i, double threshold)
{
	struct reading r = i >= SYNK_ROW_FINDING ? read_row(g, i)
	    : i >= SYNK_EYE_NARROW ? read_tense(g, i)
	    : i >= SYNK_BROW_UNEVEN ? read_uneven(g, i) : read_ratio(g, i);

	if (i < SYNK_ROW_FINDING)
		r.met = findings[i].below ? r.value < threshold
		    : r.value > threshold;
	return r;
}

void
synk_findings_met(uint32_t *met, uint32_t *known, const struct synk_grade *g,
    const struct synk_exam *exam, const struct synk_norms *norms)
{
	*met = *known = 0;
	for (size_t i = 0; i < SYNK_FINDINGS; i++) {
		struct reading r = read_finding(g, i,
		    threshold_of(i, exam, norms));

		*met |= (uint32_t)(r.met ? 1 : 0) << i;
		*known |= (uint32_t)(isnan(r.value) ? 0 : 1) << i;
	}
}

/* Over the draws that can tell; NaN if fewer than half of them can. */
static double
probability_of(const struct synk_sample *s, size_t i)
{
	size_t met = 0, known = 0;

	for (size_t k = 0; k < s->draws; k++) {
		known += (s->known[k] >> i) & 1;
		met += (s->met[k] >> i) & 1;
	}
	return 2 * known < s->draws || known == 0 ? NAN
	    : (double)met / (double)known;
}

static enum synk_presence
presence_of(double p, const struct synk_norms *norms)
{
	return isnan(p) ? SYNK_NOT_ASSESSABLE
	    : p >= norms->at[SYNK_NORM_PRESENT] ? SYNK_PRESENT
	    : p >= norms->at[SYNK_NORM_POSSIBLE] ? SYNK_POSSIBLE
	    : p <= norms->at[SYNK_NORM_ABSENT] ? SYNK_ABSENT
	    : SYNK_UNCERTAIN;
}

/* Whether a finding is of fissures that its detector does not see close. */
static bool
is_blind(size_t i, const struct synk_exam *exam)
{
	if (findings[i].region != SYNK_EYE)
		return false;
	for (size_t e = 0; e < SYNK_EXPRESSIONS; e++)
		if (exam->view[e].photos && !exam->view[e].closure_seen)
			return true;
	return false;
}

/* A detector that misses closed eyes can show what an eye does too much, and
 * never that it does not. */
static void
judge_blind(struct synk_found *f)
{
	if (!isnan(f->value) && (f->presence == SYNK_PRESENT ||
	    f->presence == SYNK_POSSIBLE))
		return;
	f->presence = SYNK_NOT_ASSESSABLE;
	f->probability = NAN;
	f->reason = SYNK_REASON_DETECTOR;
}

/* What other rigid points would not have found is at most possible. */
static void
judge_fits(struct synk_found *f, const struct synk_sample *s, size_t i)
{
	for (size_t k = 0; k < SYNK_FITS; k++)
		if (f->presence == SYNK_PRESENT &&
		    ((s->plain & ~s->other[k]) >> i & 1)) {
			f->presence = SYNK_POSSIBLE;
			f->reason = SYNK_REASON_FIT;
		}
}

void
synk_findings_judge(struct synk_verdict *v, const struct synk_grade *g,
    const struct synk_exam *exam, const struct synk_sample *s,
    const struct synk_norms *norms)
{
	for (size_t i = 0; i < SYNK_FINDINGS; i++) {
		struct synk_found *f = &v->finding[i];
		struct reading r;

		f->threshold = threshold_of(i, exam, norms);
		r = read_finding(g, i, f->threshold);
		f->value = r.value;
		f->reason = r.reason;
		f->probability = r.reason && r.reason != SYNK_REASON_DETECTOR
		    ? NAN : probability_of(s, i);
		f->presence = presence_of(f->probability, norms);
		if (f->presence == SYNK_NOT_ASSESSABLE && !f->reason)
			f->reason = s->draws ? SYNK_REASON_NO_POINTS
			    : SYNK_REASON_NO_DRAWS;
		if (is_blind(i, exam))
			judge_blind(f);
		judge_fits(f, s, i);
	}
}
