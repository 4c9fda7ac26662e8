/*
 * The degree of a synkinetic face, in the words it is defined by, turned into
 * findings; and each draw's degree counted.
 */
#include <math.h>
#include <string.h>

#include "sample.h"
#include "table.h"

static const struct {
	const char *name, *rule;
} severities[] = {
	[SYNK_SEVERITY_NONE] = { "none", "none of what follows" },
	[SYNK_SEVERITY_WEAKNESS] = { "weakness_without_synkinesis",
	  "a region moves at less than half, without a sign of tension or"
	  " synkinesis" },
	[SYNK_SEVERITY_MILD] = { "mild", "brow or smile moves less than"
	  " normal, or a region differs noticeably at rest" },
	[SYNK_SEVERITY_MODERATE] = { "moderate", "the eye narrows on a smile"
	  " beyond the norm, or eye or mouth is tense at rest" },
	[SYNK_SEVERITY_SEVERE] = { "severe", "eye and mouth are tense at rest,"
	  " and two regions move at less than half" },
	[SYNK_UNDETERMINED] = { "undetermined", "no degree reaches its"
	  " probability, or what decides could not be assessed" },
};

const char *
synk_severity_name(enum synk_severity severity)
{
	return severities[severity].name;
}

const char *
synk_severity_rule(enum synk_severity severity)
{
	return severities[severity].rule;
}

#define BIT(i)		((uint32_t)1 << (i))

static const uint32_t weak = BIT(SYNK_BROW_WEAK) | BIT(SYNK_SMILE_WEAK) |
    BIT(SYNK_BROW_UNEVEN) | BIT(SYNK_EYE_UNEVEN) | BIT(SYNK_SMILE_UNEVEN);
static const uint32_t halves = BIT(SYNK_BROW_HALF) | BIT(SYNK_EYE_HALF) |
    BIT(SYNK_SMILE_HALF);
static const uint32_t tense_eye = BIT(SYNK_EYE_NARROW);
static const uint32_t tense_mouth = BIT(SYNK_SMILE_RETRACTED) |
    BIT(SYNK_SMILE_RAISED);
#define SIGN(i)	BIT(SYNK_ROW_FINDING + (i))
static const uint32_t smile_eye = SIGN(0), pucker_eye = SIGN(2);

/* Signs of tension or synkinesis.  Brows move little, and the noise of one is
 * near its norms: in single draws they say nothing. */
static const uint32_t brow_signs = SIGN(1) | SIGN(3) | SIGN(7);
static const uint32_t signs = BIT(SYNK_EYE_NARROW) |
    BIT(SYNK_SMILE_RETRACTED) | BIT(SYNK_SMILE_RAISED) | SIGN(0) | SIGN(2) |
    SIGN(4) | SIGN(5) | SIGN(6);

/* What depends on the exam as a whole, and not on a draw. */
struct rules {
	uint32_t moderate;	/* any of these findings makes a face so */
	bool sign;		/* some sign is possible, or more */
};

static bool
several(uint32_t bits)
{
	return (bits & (bits - 1)) != 0;
}

static enum synk_severity
degree(uint32_t met, const struct rules *rules)
{
	bool tense = (met & tense_eye) && (met & tense_mouth);

	if ((met & halves) && !(met & signs) && !rules->sign)
		return SYNK_SEVERITY_WEAKNESS;
	if (tense && several(met & halves))
		return SYNK_SEVERITY_SEVERE;
	if (met & rules->moderate)
		return SYNK_SEVERITY_MODERATE;
	return met & weak ? SYNK_SEVERITY_MILD : SYNK_SEVERITY_NONE;
}

static struct rules
rules_of(const struct synk_verdict *v, const struct synk_norms *norms)
{
	struct rules r = { smile_eye | tense_eye | tense_mouth, false };

	if (norms->at[SYNK_NORM_PUCKER_DECIDES] > 0)
		r.moderate |= pucker_eye;
	for (size_t i = 0; i < SYNK_FINDINGS; i++)
		if (((signs | brow_signs) & BIT(i)) &&
		    v->finding[i].presence >= SYNK_POSSIBLE)
			r.sign = true;
	return r;
}

/* P(at least that degree); weakness is none of synkinesis. */
static double
at_least(const struct synk_severity_verdict *s, enum synk_severity degree)
{
	double p = 0;

	for (size_t i = degree; i < SYNK_SEVERITIES; i++)
		p += s->probability[i];
	return p;
}

/* Whether every one of these findings could be assessed. */
static bool
assessed(const struct synk_verdict *v, uint32_t bits)
{
	for (size_t i = 0; i < SYNK_FINDINGS; i++)
		if ((bits & BIT(i)) &&
		    v->finding[i].presence == SYNK_NOT_ASSESSABLE)
			return false;
	return true;
}

static bool
all_absent(const struct synk_verdict *v, uint32_t bits)
{
	for (size_t i = 0; i < SYNK_FINDINGS; i++)
		if ((bits & BIT(i)) && v->finding[i].presence != SYNK_ABSENT)
			return false;
	return true;
}

/* What each degree needs to have been assessed, to be excluded. */
static uint32_t
needed(enum synk_severity degree, const struct rules *rules)
{
	return degree == SYNK_SEVERITY_SEVERE ? tense_eye | tense_mouth |
	    halves : degree == SYNK_SEVERITY_MODERATE ? rules->moderate
	    : degree == SYNK_SEVERITY_MILD ? weak : halves;
}

/* Whether all was seen that could show it; pucker shows it most often. */
static bool
is_complete(const struct synk_verdict *v, const struct synk_grade *g,
    const struct rules *rules)
{
	return assessed(v, weak | rules->moderate | pucker_eye) &&
	    !isnan(g->movement[SYNK_MOVE_PUCKER].asymmetry);
}

static enum synk_severity
highest(const struct synk_severity_verdict *s, double sure)
{
	for (size_t i = SYNK_SEVERITY_SEVERE; i >= SYNK_SEVERITY_MILD; i--)
		if (at_least(s, (enum synk_severity)i) >= sure)
			return (enum synk_severity)i;
	return SYNK_UNDETERMINED;
}

/* Findings that brought most draws to the grade, or above. */
static void
name_deciding(struct synk_severity_verdict *s, const struct synk_verdict *v,
    const struct rules *rules)
{
	uint32_t bits = s->grade == SYNK_UNDETERMINED
	    ? weak | rules->moderate | halves : needed(s->grade, rules);

	if (s->grade == SYNK_SEVERITY_NONE)
		bits = weak | rules->moderate;
	/* What brought draws above the grade brought them to it. */
	for (size_t i = s->grade; i >= SYNK_SEVERITY_MILD &&
	    i < SYNK_SEVERITIES; i++)
		bits |= needed((enum synk_severity)i, rules);
	for (size_t i = 0; i < SYNK_FINDINGS; i++)
		s->decided[i] = (bits & BIT(i)) &&
		    (v->finding[i].presence >= SYNK_POSSIBLE ||
		    s->grade == SYNK_SEVERITY_NONE ||
		    (s->grade == SYNK_UNDETERMINED &&
		    v->finding[i].presence == SYNK_UNCERTAIN));
}

static void
count_degrees(struct synk_severity_verdict *s, const struct synk_sample *d,
    const struct rules *rules)
{
	for (size_t k = 0; k < d->draws; k++)
		s->probability[degree(d->met[k], rules)] +=
		    1 / (double)d->draws;
}

static enum synk_presence
weakness_of(const struct synk_severity_verdict *s,
    const struct synk_verdict *v, const struct synk_norms *norms)
{
	double p = s->probability[SYNK_SEVERITY_WEAKNESS];

	if (!assessed(v, halves) && p < norms->at[SYNK_NORM_PRESENT])
		return SYNK_NOT_ASSESSABLE;
	if (p <= norms->at[SYNK_NORM_ABSENT])
		return SYNK_ABSENT;
	/* That it is without synkinesis has to have been seen. */
	if (!assessed(v, smile_eye | pucker_eye | tense_eye))
		return SYNK_NOT_ASSESSABLE;
	return p >= norms->at[SYNK_NORM_PRESENT] ? SYNK_PRESENT
	    : p >= norms->at[SYNK_NORM_POSSIBLE] ? SYNK_POSSIBLE
	    : SYNK_UNCERTAIN;
}

/* How many of these findings are not absent. */
static size_t
may_be(const struct synk_verdict *v, uint32_t bits)
{
	size_t n = 0;

	for (size_t i = 0; i < SYNK_FINDINGS; i++)
		n += (bits & BIT(i)) && v->finding[i].presence != SYNK_ABSENT
		    ? 1 : 0;
	return n;
}

/* Whether what could not be assessed may make up a degree. */
static bool
could_be(const struct synk_verdict *v, enum synk_severity degree,
    const struct rules *rules)
{
	if (assessed(v, needed(degree, rules)))
		return false;
	return degree != SYNK_SEVERITY_SEVERE || (may_be(v, tense_eye) &&
	    may_be(v, tense_mouth) && may_be(v, halves) > 1);
}

/* Degrees above the grade that are likely enough, or could not be assessed. */
static void
list_not_excluded(struct synk_severity_verdict *s,
    const struct synk_verdict *v, const struct rules *rules,
    const struct synk_norms *norms)
{
	size_t from = s->grade >= SYNK_SEVERITY_MILD && s->grade !=
	    SYNK_UNDETERMINED ? (size_t)s->grade + 1 : SYNK_SEVERITY_MILD;

	for (size_t i = SYNK_SEVERITIES; i-- > from;)
		s->not_excluded[i] = at_least(s, (enum synk_severity)i) >
		    norms->at[SYNK_NORM_ABSENT] ||
		    could_be(v, (enum synk_severity)i, rules) ||
		    (i + 1 < SYNK_SEVERITIES && s->not_excluded[i + 1]);
}

/* Whether other rigid points would have the exam at least as bad. */
static bool
holds_otherwise(enum synk_severity grade, const struct synk_sample *d,
    const struct rules *rules)
{
	for (size_t i = 0; i < SYNK_FITS; i++)
		if (degree(d->plain, rules) >= grade &&
		    degree(d->other[i], rules) < grade)
			return false;
	return true;
}

static void
settle(struct synk_severity_verdict *s, const struct synk_verdict *v,
    const struct synk_grade *g, const struct synk_sample *d,
    const struct rules *rules, const struct synk_norms *norms)
{
	bool complete = is_complete(v, g, rules);

	s->weakness = weakness_of(s, v, norms);
	s->grade = s->weakness == SYNK_PRESENT ? SYNK_SEVERITY_WEAKNESS
	    : highest(s, norms->at[SYNK_NORM_PRESENT]);
	if (s->grade == SYNK_UNDETERMINED && complete &&
	    all_absent(v, weak | rules->moderate) &&
	    s->probability[SYNK_SEVERITY_WEAKNESS] <=
	    norms->at[SYNK_NORM_ABSENT])
		s->grade = SYNK_SEVERITY_NONE;
	if (s->grade != SYNK_UNDETERMINED &&
	    !holds_otherwise(s->grade, d, rules)) {
		s->grade = SYNK_UNDETERMINED;
		s->reason = SYNK_REASON_FIT;
	} else if (s->grade == SYNK_UNDETERMINED) {
		s->reason = complete ? SYNK_REASON_UNSURE
		    : SYNK_REASON_PARTS;
	}
	list_not_excluded(s, v, rules, norms);
	name_deciding(s, v, rules);
}

/* Whether any one of these findings could be assessed. */
static bool
some_assessed(const struct synk_verdict *v, uint32_t bits)
{
	for (size_t i = 0; i < SYNK_FINDINGS; i++)
		if ((bits & BIT(i)) &&
		    v->finding[i].presence != SYNK_NOT_ASSESSABLE)
			return true;
	return false;
}

/* Whether anything at all can be said: a side, and some finding. */
static enum synk_reason
withheld(const struct synk_verdict *v, const struct synk_sample *d,
    const struct rules *rules)
{
	enum synk_affected side = v->side.affected;

	return d->draws == 0 ? SYNK_REASON_NO_DRAWS
	    : side == SYNK_UNKNOWN ? SYNK_REASON_SIDE_UNKNOWN
	    : side == SYNK_AFFECTED_BOTH ? SYNK_REASON_SIDE_BOTH
	    : !some_assessed(v, weak | halves | rules->moderate)
	    ? SYNK_REASON_PARTS : SYNK_REASON_NONE;
}

void
synk_severity_judge(struct synk_severity_verdict *s,
    const struct synk_verdict *v, const struct synk_grade *g,
    const struct synk_sample *d, const struct synk_norms *norms)
{
	const struct rules rules = rules_of(v, norms);

	memset(s, 0, sizeof *s);
	s->grade = SYNK_UNDETERMINED;
	s->weakness = SYNK_NOT_ASSESSABLE;
	s->reason = withheld(v, d, &rules);
	if (s->reason) {
		for (size_t i = 0; i < SYNK_SEVERITIES; i++)
			s->probability[i] = NAN;
		for (size_t i = SYNK_SEVERITY_MILD; i < SYNK_SEVERITIES; i++)
			s->not_excluded[i] = true;
		return;
	}
	count_degrees(s, d, &rules);
	settle(s, v, g, d, &rules, norms);
}
