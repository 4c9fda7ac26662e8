#include <math.h>

#include "synk/estimate.h"
#include "table.h"

/* What an item is estimated from. */
struct scene {
	const struct synk_grade *grade;
	const struct synk_norms *norms;
	size_t affected, healthy;
	enum synk_detector detector;	/* of rest */
	bool closure_seen;
};

typedef double estimate(const struct scene *, int which);

static double
voluntary(const struct scene *s, int which)
{
	double ratio = s->grade->movement[which].ratio, points = 1;

	if (isnan(ratio))
		return NAN;
	for (int i = SYNK_NORM_VOLUNTARY_2; i <= SYNK_NORM_VOLUNTARY_5; i++)
		points += ratio >= s->norms->at[i] ? 1 : 0;
	return points;
}

static double
differs(double difference, double by)
{
	return isnan(difference) ? NAN : fabs(difference) > by ? 1 : 0;
}

/* A detector that misses closed eyes cannot say that they are even. */
static double
unless_blind(const struct scene *s, double differ)
{
	return differ > 0 || s->closure_seen ? differ : NAN;
}

static double
resting(const struct scene *s, int region)
{
	const struct synk_rest *r = &s->grade->rest[region];
	double lateral = r->lateral[s->affected] - r->lateral[s->healthy];

	if (r->reason)
		return NAN;
	if (region == SYNK_EYE)
		return unless_blind(s, differs(r->difference,
		    s->norms->at[SYNK_NORM_EYE_UNEVEN]));
	return lateral > synk_norm_of(s->norms, SYNK_NORM_SMILE_RETRACTED,
	    s->detector) ? 1
	    : differs(r->difference, s->norms->at[SYNK_NORM_SMILE_UNEVEN]);
}

static double
synkinesis(const struct scene *s, int row)
{
	int grade = s->grade->row[row].grade;

	return grade < 0 ? NAN : (double)grade;
}

static double
within(double value, double most)
{
	return isnan(value) ? NAN : fmax(0, fmin(most, value));
}

/* A narrow eye is over 100, a low brow or commissure under. */
static double
balance(const struct scene *s, int region)
{
	static const enum synk_norm full[] = {
		[SYNK_BROW] = SYNK_NORM_FULL_BROW,
		[SYNK_EYE] = SYNK_NORM_FULL_EYE,
		[SYNK_MOUTH] = SYNK_NORM_FULL_SMILE,
	};
	const struct synk_rest *r = &s->grade->rest[region];
	double more = r->value[s->affected] - r->value[s->healthy];

	if (r->reason || (region == SYNK_EYE && !s->closure_seen))
		return NAN;
	return within(100 + 100 * (region == SYNK_EYE ? -more : more) /
	    s->norms->at[full[region]], 200);
}

static double
dynamic(const struct scene *s, int which)
{
	return within(100 * s->grade->movement[which].ratio, 100);
}

static double
closure(const struct scene *s, int which)
{
	const struct synk_movement *m = &s->grade->movement[which];

	return isnan(m->asymmetry) ? NAN
	    : within(100 * m->value[s->affected], 100);
}

/* The worse of smile and pucker, from rest. */
static double
ocular(const struct scene *s, int first)
{
	double a = s->grade->row[first].involvement;
	double b = s->grade->row[first + 2].involvement;

	return isnan(a + b) ? NAN : 100 - fmax(a, b);
}

enum { SMILE_EYE = 0, PUCKER_EYE = 2 };

struct row {
	struct synk_item item;
	estimate *value;
	int which;
};

#define UNSEEN(group, name)	{ { group, name, NULL }, NULL, 0 }
#define BY_RATIO	"movement of the affected side / of the other, by the" \
	" norms estimate.voluntary_*"
#define BY_POINTS	"narrowing of the eye in excess, in points of known" \
	" size"

static const struct row sunnybrook[SYNK_SUNNYBROOK_ITEMS] = {
	{ { "resting", "eye", "fissures differ by over finding.eye_uneven" },
	  resting, SYNK_EYE },
	UNSEEN("resting", "cheek"),
	{ { "resting", "mouth", "commissures differ in height by over"
	  " finding.smile_uneven, or the affected is retracted by over"
	  " finding.smile_retracted" }, resting, SYNK_MOUTH },
	{ { "voluntary", "brow_raise", BY_RATIO }, voluntary,
	  SYNK_MOVE_BROW_RAISE },
	{ { "voluntary", "eye_close_gentle", BY_RATIO }, voluntary,
	  SYNK_MOVE_EYE_CLOSE_GENTLE },
	{ { "voluntary", "smile", BY_RATIO }, voluntary, SYNK_MOVE_SMILE },
	{ { "voluntary", "snarl", BY_RATIO }, voluntary, SYNK_MOVE_SNARL },
	{ { "voluntary", "pucker", BY_RATIO }, voluntary, SYNK_MOVE_PUCKER },
	UNSEEN("synkinesis", "brow_raise"),
	UNSEEN("synkinesis", "eye_close_gentle"),
	{ { "synkinesis", "smile", BY_POINTS }, synkinesis, SMILE_EYE },
	UNSEEN("synkinesis", "snarl"),
	{ { "synkinesis", "pucker", BY_POINTS }, synkinesis, PUCKER_EYE },
};

#define BY_BALANCE	"100 + 100 (affected - other) / full movement"
#define BY_PERCENT	"100 * movement of the affected side / of the other"

static const struct row eface[SYNK_EFACE_ITEMS] = {
	{ { "static", "brow_height", BY_BALANCE }, balance, SYNK_BROW },
	{ { "static", "palpebral_fissure", "100 - 100 (affected - other) /"
	  " full closure: a narrow eye is over 100" }, balance, SYNK_EYE },
	UNSEEN("static", "nasolabial_fold_depth"),
	{ { "static", "commissure_position", BY_BALANCE }, balance,
	  SYNK_MOUTH },
	{ { "dynamic", "brow_elevation", BY_PERCENT }, dynamic,
	  SYNK_MOVE_BROW_RAISE },
	{ { "dynamic", "gentle_eye_closure", "share of the affected fissure"
	  " that closes, in %" }, closure, SYNK_MOVE_EYE_CLOSE_GENTLE },
	{ { "dynamic", "full_eye_closure", "share of the affected fissure"
	  " that closes, in %" }, closure, SYNK_MOVE_EYE_CLOSE_TIGHT },
	UNSEEN("dynamic", "nasolabial_fold_depth_smile"),
	{ { "dynamic", "commissure_movement_smile", BY_PERCENT }, dynamic,
	  SYNK_MOVE_SMILE },
	UNSEEN("dynamic", "nasolabial_fold_orientation_smile"),
	{ { "dynamic", "lower_lip_movement", BY_PERCENT }, dynamic,
	  SYNK_MOVE_LOWER_TEETH },
	{ { "synkinesis", "ocular", "100 - the worse involvement of smile_eye"
	  " and pucker_eye" }, ocular, SMILE_EYE },
	UNSEEN("synkinesis", "midfacial"),
	UNSEEN("synkinesis", "mentalis"),
	UNSEEN("synkinesis", "platysmal"),
};

const struct synk_item *
synk_sunnybrook_item(size_t i)
{
	return i < LEN(sunnybrook) ? &sunnybrook[i].item : NULL;
}

const struct synk_item *
synk_eface_item(size_t i)
{
	return i < LEN(eface) ? &eface[i].item : NULL;
}

/* Sunnybrook's weights, and the least and most of an item. */
static const struct bounds {
	double weight, least, most;
} bounds[SYNK_SUNNYBROOK_ITEMS] = {
	{ -5, 0, 1 }, { -5, 0, 2 }, { -5, 0, 1 },
	{ 4, 1, 5 }, { 4, 1, 5 }, { 4, 1, 5 }, { 4, 1, 5 }, { 4, 1, 5 },
	{ -1, 0, 3 }, { -1, 0, 3 }, { -1, 0, 3 }, { -1, 0, 3 }, { -1, 0, 3 },
};

static void
add_up(struct synk_estimates *e)
{
	e->composite_low = e->composite_high = 0;
	for (size_t i = 0; i < SYNK_SUNNYBROOK_ITEMS; i++) {
		const struct bounds *b = &bounds[i];
		double v = e->sunnybrook[i];
		double least = b->weight * (isnan(v) ? b->least : v);
		double most = b->weight * (isnan(v) ? b->most : v);

		e->composite_low += fmin(least, most);
		e->composite_high += fmax(least, most);
	}
}

void
synk_estimates_from(struct synk_estimates *e, const struct synk_grade *g,
    const struct synk_exam *exam, const struct synk_norms *norms)
{
	bool left = g->side == SYNK_AFFECTED_LEFT;
	const struct scene s = { g, norms, left ? SYNK_LEFT : SYNK_RIGHT,
	    left ? SYNK_RIGHT : SYNK_LEFT, exam->view[SYNK_REST].detector,
	    exam->view[SYNK_REST].closure_seen };
	bool one = left || g->side == SYNK_AFFECTED_RIGHT;

	e->reason = one ? SYNK_REASON_NONE
	    : g->side == SYNK_AFFECTED_BOTH ? SYNK_REASON_SIDE_BOTH
	    : g->side == SYNK_AFFECTED_NONE ? SYNK_REASON_SIDE_NONE
	    : SYNK_REASON_SIDE_UNKNOWN;
	for (size_t i = 0; i < SYNK_SUNNYBROOK_ITEMS; i++)
		e->sunnybrook[i] = one && sunnybrook[i].value
		    ? sunnybrook[i].value(&s, sunnybrook[i].which) : NAN;
	for (size_t i = 0; i < SYNK_EFACE_ITEMS; i++)
		e->eface[i] = one && eface[i].value
		    ? eface[i].value(&s, eface[i].which) : NAN;
	e->composite_low = e->composite_high = NAN;
	if (one)
		add_up(e);
}
