#include <math.h>
#include <string.h>

#include "synk/grade.h"
#include "table.h"

static const char *const regions[] = {
	[SYNK_BROW] = "brow", [SYNK_EYE] = "eye", [SYNK_MOUTH] = "smile",
};

static const char *const statuses[] = {
	[SYNK_STATUS_OK] = "ok",
	[SYNK_STATUS_NOT_PERFORMED] = "not_performed",
	[SYNK_STATUS_OPPOSITE] = "opposite",
	[SYNK_STATUS_WITHHELD] = "withheld",
	[SYNK_STATUS_MISSING] = "missing",
};

static const char *const reasons[SYNK_REASONS] = {
	[SYNK_REASON_NO_REST] = "no usable photograph at rest",
	[SYNK_REASON_NO_PHOTO] = "no photograph of the expression",
	[SYNK_REASON_UNUSABLE] = "its photograph could not be used",
	[SYNK_REASON_NO_POINTS] = "the landmarks lack the points it needs",
	[SYNK_REASON_POSE] = "the head is turned too far",
	[SYNK_REASON_DETECTOR] = "the detector misses closed eyes",
	[SYNK_REASON_MIXED] = "rest is by another detector or scheme",
	[SYNK_REASON_NARROW] = "an eye is nearly closed at rest",
	[SYNK_REASON_NOT_PERFORMED] = "the movement was not performed",
	[SYNK_REASON_SIDE_UNKNOWN] = "the affected side is not known",
	[SYNK_REASON_SIDE_BOTH] = "both sides are affected",
	[SYNK_REASON_SIDE_NONE] = "neither side is affected",
	[SYNK_REASON_NO_SCALE] = "no scale in millimetres",
	[SYNK_REASON_NO_ANCHOR] = "no published size of a point",
	[SYNK_REASON_PARTS] = "some parts are missing",
	[SYNK_REASON_NO_DRAWS] = "no draws were made",
	[SYNK_REASON_NOISE] = "no more asymmetry than landmark noise",
	[SYNK_REASON_UNSURE] = "nothing is certain enough",
	[SYNK_REASON_FIT] = "it depends on which points fix the head",
};

static const char *const score_names[] = {
	[SYNK_SCORE_REST] = "rest", [SYNK_SCORE_MOVEMENT] = "movement",
	[SYNK_SCORE_SYNKINESIS] = "synkinesis",
	[SYNK_SCORE_OVERALL] = "overall",
};

const char *
synk_region_name(enum synk_region region)
{
	return regions[region];
}

const char *
synk_status_name(enum synk_status status)
{
	return statuses[status];
}

const char *
synk_reason_text(enum synk_reason reason)
{
	return reasons[reason];
}

const char *
synk_score_name(enum synk_score_id score)
{
	return score_names[score];
}

/* What every step reads. */
struct scene {
	const struct synk_exam *exam;
	const struct synk_norms *norms;
	enum synk_affected side;
};

static double
norm(const struct scene *s, enum synk_norm n)
{
	return s->norms->at[n];
}

static const struct synk_view *
view(const struct scene *s, enum synk_expression e)
{
	return &s->exam->view[e];
}

double
synk_norm_of(const struct synk_norms *norms, enum synk_norm first,
    enum synk_detector detector)
{
	return norms->at[(size_t)first + (size_t)detector];
}

/* A measure's change since rest, in its own unit. */
static double
change(const struct scene *s, enum synk_expression e, enum synk_measure_id m,
    size_t side)
{
	return view(s, e)->measures.at[m][side] -
	    view(s, SYNK_REST)->measures.at[m][side];
}

/* A site's rise since rest, IED. */
static double
rise(const struct scene *s, enum synk_expression e, enum synk_site site,
    size_t side)
{
	size_t k = synk_spot(site, (enum synk_side)side);

	return view(s, e)->face.at[k].y - view(s, SYNK_REST)->face.at[k].y;
}

static double
brow_lift(const struct scene *s, enum synk_expression e, size_t side)
{
	return 100 * change(s, e, SYNK_BROW_HEIGHT, side);
}

/* Share of the resting fissure that is lost. */
static double
closure(const struct scene *s, enum synk_expression e, size_t side)
{
	double rest =
	    view(s, SYNK_REST)->measures.at[SYNK_FISSURE_HEIGHT][side];

	return rest > 0 ? -change(s, e, SYNK_FISSURE_HEIGHT, side) / rest
	    : NAN;
}

static double
smile_along(const struct scene *s, enum synk_expression e, size_t side)
{
	double a = norm(s, SYNK_NORM_SMILE_DIRECTION) * acos(-1) / 180;

	return 100 * (cos(a) * change(s, e, SYNK_COMMISSURE_LATERAL, side) +
	    sin(a) * change(s, e, SYNK_COMMISSURE_HEIGHT, side));
}

static double
smile_across(const struct scene *s, enum synk_expression e, size_t side)
{
	double a = norm(s, SYNK_NORM_SMILE_DIRECTION) * acos(-1) / 180;

	return 100 * (cos(a) * change(s, e, SYNK_COMMISSURE_HEIGHT, side) -
	    sin(a) * change(s, e, SYNK_COMMISSURE_LATERAL, side));
}

/* Upper lip and wing of the nose together: either alone is noisier. */
static double
snarl(const struct scene *s, enum synk_expression e, size_t side)
{
	return 50 * (rise(s, e, SYNK_ALA, side) +
	    rise(s, e, SYNK_LIP_UPPER_PEAK, side));
}

static double
pucker(const struct scene *s, enum synk_expression e, size_t side)
{
	return -100 * change(s, e, SYNK_COMMISSURE_LATERAL, side);
}

static double
lower_lip_drop(const struct scene *s, enum synk_expression e, size_t side)
{
	return -100 * rise(s, e, SYNK_LIP_LOWER_PARAMEDIAN, side);
}

typedef double amplitude(const struct scene *, enum synk_expression, size_t);

enum { NO_NORM = -1 };

/* The asked movements. */
static const struct move {
	enum synk_expression expression;
	enum synk_unit unit;
	amplitude *along, *across;
	enum synk_norm gate, opposite, pose;
	bool closes;		/* what a closure-blind detector cannot see */
	int band;		/* enum synk_norm or NO_NORM */
	bool by_detector;	/* band is the first of one for each */
} moves[SYNK_MOVEMENTS] = {
	[SYNK_MOVE_BROW_RAISE] = { SYNK_BROW_RAISE, SYNK_UNIT_IED, brow_lift,
	  NULL, SYNK_NORM_GATE_BROW_RAISE, SYNK_NORM_OPPOSITE_LENGTH,
	  SYNK_NORM_POSE_BROW, false,
	  SYNK_NORM_BROW_WEAK, false },
	[SYNK_MOVE_EYE_CLOSE_GENTLE] = { SYNK_EYE_CLOSE_GENTLE,
	  SYNK_UNIT_RATIO, closure, NULL, SYNK_NORM_GATE_EYE_CLOSE,
	  SYNK_NORM_OPPOSITE_CLOSURE, SYNK_NORM_POSE_EYE, true,
	  SYNK_NORM_EYE_WEAK, false },
	[SYNK_MOVE_EYE_CLOSE_TIGHT] = { SYNK_EYE_CLOSE_TIGHT, SYNK_UNIT_RATIO,
	  closure, NULL, SYNK_NORM_GATE_EYE_CLOSE, SYNK_NORM_OPPOSITE_CLOSURE,
	  SYNK_NORM_POSE_EYE, true,
	  SYNK_NORM_EYE_WEAK, false },
	[SYNK_MOVE_SMILE_GENTLE] = { SYNK_SMILE_GENTLE, SYNK_UNIT_IED,
	  smile_along, smile_across, SYNK_NORM_GATE_SMILE,
	  SYNK_NORM_OPPOSITE_LENGTH, SYNK_NORM_POSE_SMILE, false,
	  SYNK_NORM_SMILE_WEAK, true },
	[SYNK_MOVE_SMILE] = { SYNK_SMILE, SYNK_UNIT_IED, smile_along,
	  smile_across, SYNK_NORM_GATE_SMILE, SYNK_NORM_OPPOSITE_LENGTH,
	  SYNK_NORM_POSE_SMILE, false,
	  SYNK_NORM_SMILE_WEAK, true },
	[SYNK_MOVE_SNARL] = { SYNK_SNARL, SYNK_UNIT_IED, snarl, NULL,
	  SYNK_NORM_GATE_SNARL, SYNK_NORM_OPPOSITE_LENGTH,
	  SYNK_NORM_POSE_SMILE, false,
	  NO_NORM, false },
	[SYNK_MOVE_PUCKER] = { SYNK_PUCKER, SYNK_UNIT_IED, pucker, NULL,
	  SYNK_NORM_GATE_PUCKER, SYNK_NORM_OPPOSITE_LENGTH,
	  SYNK_NORM_POSE_SMILE, false,
	  NO_NORM, false },
	[SYNK_MOVE_LOWER_TEETH] = { SYNK_LOWER_TEETH, SYNK_UNIT_IED,
	  lower_lip_drop, NULL, SYNK_NORM_GATE_LOWER_TEETH,
	  SYNK_NORM_OPPOSITE_LENGTH, SYNK_NORM_POSE_SMILE, false,
	  NO_NORM, false },
};

/* Why a view and rest cannot be compared at all. */
static enum synk_reason
absent(const struct scene *s, enum synk_expression e)
{
	const struct synk_view *v = view(s, e);

	if (v->given == 0)
		return SYNK_REASON_NO_PHOTO;
	if (v->photos == 0)
		return SYNK_REASON_UNUSABLE;
	if (view(s, SYNK_REST)->photos == 0)
		return SYNK_REASON_NO_REST;
	return SYNK_REASON_NONE;
}

static bool
turned_away(const struct scene *s, enum synk_expression e,
    enum synk_norm limit)
{
	double most = norm(s, limit);

	if (s->exam->axis == SYNK_AXIS_PUPILS)
		most = fmin(most, norm(s, SYNK_NORM_POSE_PUPILS));
	return fmax(view(s, e)->pose, view(s, SYNK_REST)->pose) > most;
}

/* A share of almost nothing is noise. */
static bool
narrow_at_rest(const struct scene *s)
{
	const double *f =
	    view(s, SYNK_REST)->measures.at[SYNK_FISSURE_HEIGHT];

	return 100 * fmin(f[SYNK_LEFT], f[SYNK_RIGHT]) <
	    norm(s, SYNK_NORM_GATE_FISSURE);
}

/* Why photos that are there must not be compared; eye: shares of fissures. */
static enum synk_reason
incomparable(const struct scene *s, enum synk_expression e,
    enum synk_norm pose, bool eye)
{
	if (view(s, e)->mixed)
		return SYNK_REASON_MIXED;
	if (turned_away(s, e, pose))
		return SYNK_REASON_POSE;
	return eye && narrow_at_rest(s) ? SYNK_REASON_NARROW
	    : SYNK_REASON_NONE;
}

static bool
closure_seen(const struct scene *s, enum synk_expression e)
{
	return view(s, e)->closure_seen && view(s, SYNK_REST)->closure_seen;
}

/* The affected side and its partner; false where there is no such side. */
static bool
affected_side(size_t *affected, size_t *healthy, enum synk_affected side,
    const double value[SYNK_SIDES])
{
	bool left = side == SYNK_AFFECTED_LEFT;

	if (side == SYNK_UNKNOWN || side == SYNK_AFFECTED_BOTH)
		return false;
	if (side == SYNK_AFFECTED_NONE)	/* the side that moves less */
		left = value[SYNK_LEFT] < value[SYNK_RIGHT];
	*affected = left ? SYNK_LEFT : SYNK_RIGHT;
	*healthy = left ? SYNK_RIGHT : SYNK_LEFT;
	return true;
}

static enum synk_reason
side_reason(enum synk_affected side)
{
	return side == SYNK_AFFECTED_BOTH ? SYNK_REASON_SIDE_BOTH
	    : SYNK_REASON_SIDE_UNKNOWN;
}

static void
compare_sides(struct synk_movement *m, enum synk_affected side)
{
	double l = m->value[SYNK_LEFT], r = m->value[SYNK_RIGHT];
	size_t a, h;

	m->raw = 100 * fabs(l - r) / fmax(l, r);
	m->asymmetry = fmin(m->raw, 100);
	if (affected_side(&a, &h, side, m->value))
		m->ratio = m->value[a] / m->value[h];
	else
		m->ratio_reason = side_reason(side);
}

/* A healthy side that did not move leaves nothing to divide by. */
static void
check_denominator(struct synk_movement *m, const struct scene *s, double gate)
{
	size_t a, h;

	if (affected_side(&a, &h, s->side, m->value) && m->value[h] < gate) {
		m->ratio = NAN;
		m->ratio_reason = SYNK_REASON_NOT_PERFORMED;
	}
}

static void
judge(struct synk_movement *m, const struct scene *s, const struct move *row)
{
	double l = m->value[SYNK_LEFT], r = m->value[SYNK_RIGHT];
	double gate = norm(s, row->gate);
	enum synk_reason why = incomparable(s, row->expression, row->pose,
	    row->closes);

	if (!why && row->closes && !closure_seen(s, row->expression))
		why = SYNK_REASON_DETECTOR;
	if (why != SYNK_REASON_NARROW && (isnan(l) || isnan(r))) {
		m->status = SYNK_STATUS_MISSING;
		m->reason = SYNK_REASON_NO_POINTS;
	} else if (why) {
		m->status = SYNK_STATUS_WITHHELD;
		m->reason = why;
	} else if (fmax(l, r) < gate) {
		m->status = SYNK_STATUS_NOT_PERFORMED;
		m->reason = SYNK_REASON_NOT_PERFORMED;
	} else {
		m->status = fmin(l, r) < -norm(s, row->opposite)
		    ? SYNK_STATUS_OPPOSITE : SYNK_STATUS_OK;
		compare_sides(m, s->side);
		check_denominator(m, s, gate);
	}
	if (m->reason)
		m->ratio_reason = m->reason;
}

static void
grade_movement(struct synk_movement *m, const struct scene *s,
    const struct move *row)
{
	*m = (struct synk_movement){ .expression = row->expression,
	    .unit = row->unit, .value = { NAN, NAN }, .across = { NAN, NAN },
	    .ratio = NAN, .raw = NAN, .asymmetry = NAN };
	m->band = row->band == NO_NORM ? NAN : row->by_detector
	    ? synk_norm_of(s->norms, (enum synk_norm)row->band,
	    view(s, row->expression)->detector)
	    : norm(s, (enum synk_norm)row->band);
	m->reason = m->ratio_reason = absent(s, row->expression);
	if (m->reason) {
		m->status = SYNK_STATUS_MISSING;
		return;
	}
	for (size_t side = 0; side < SYNK_SIDES; side++) {
		m->value[side] = row->along(s, row->expression, side);
		if (row->across)
			m->across[side] =
			    row->across(s, row->expression, side);
	}
	judge(m, s, row);
}

/* Region at rest: its measure, what a full movement is, words for sides. */
static const struct resting {
	enum synk_measure_id measure;
	enum synk_norm full, pose;
	const char *less, *more;
} restings[SYNK_REGIONS] = {
	[SYNK_BROW] = { SYNK_BROW_HEIGHT, SYNK_NORM_FULL_BROW,
	  SYNK_NORM_POSE_BROW, "low", "raised" },
	[SYNK_EYE] = { SYNK_FISSURE_HEIGHT, SYNK_NORM_FULL_EYE,
	  SYNK_NORM_POSE_EYE, "narrow", "wide" },
	[SYNK_MOUTH] = { SYNK_COMMISSURE_HEIGHT, SYNK_NORM_FULL_SMILE,
	  SYNK_NORM_POSE_SMILE, "low", "raised" },
};

/* In words, how the affected side differs; NULL without such a side. */
static const char *
direction(const struct scene *s, const double value[SYNK_SIDES],
    const char *less, const char *more)
{
	enum synk_affected side = s->side;
	double more_left = value[SYNK_LEFT] - value[SYNK_RIGHT];

	if (isnan(more_left) || (side != SYNK_AFFECTED_LEFT &&
	    side != SYNK_AFFECTED_RIGHT))
		return NULL;
	if (side == SYNK_AFFECTED_RIGHT)
		more_left = -more_left;
	if (fabs(more_left) < norm(s, SYNK_NORM_REST_EVEN))
		return "even";
	return more_left < 0 ? less : more;
}

static void
grade_rest(struct synk_rest *r, const struct scene *s, enum synk_region region)
{
	const struct resting *row = &restings[region];
	const struct synk_view *v = view(s, SYNK_REST);

	*r = (struct synk_rest){ .value = { NAN, NAN }, .difference = NAN,
	    .lateral = { NAN, NAN }, .raw = NAN, .asymmetry = NAN };
	if (v->photos == 0) {
		r->reason = SYNK_REASON_NO_REST;
		return;
	}
	for (size_t side = 0; side < SYNK_SIDES; side++) {
		r->value[side] = 100 * v->measures.at[row->measure][side];
		if (region == SYNK_MOUTH)
			r->lateral[side] = 100 *
			    v->measures.at[SYNK_COMMISSURE_LATERAL][side];
	}
	r->difference = r->value[SYNK_LEFT] - r->value[SYNK_RIGHT];
	r->direction = direction(s, r->value, row->less, row->more);
	r->lateral_direction = direction(s, r->lateral, "medial",
	    "retracted");
	if (isnan(r->difference)) {
		r->reason = SYNK_REASON_NO_POINTS;
	} else if (turned_away(s, SYNK_REST, row->pose)) {
		r->reason = SYNK_REASON_POSE;
	} else {
		r->raw = 100 * fabs(r->difference) / norm(s, row->full);
		r->asymmetry = fmin(r->raw, 100);
	}
}

/* The synkinesis matrix. */
static const struct cell {
	const char *name, *movement, *region;
	enum synk_movement_id asked[2];	/* the first that there is a photo of */
	amplitude *moved;
	enum synk_unit unit;
	enum synk_region counts;	/* in which region's score */
	enum synk_norm pose, norm, full;
	int norm_length, usual, point;	/* enum synk_norm or NO_NORM */
	bool by_detector;	/* norm is the first of one for each */
	bool alone;		/* norm is of one side's own movement */
} cells[SYNK_ROWS] = {
	{ "smile_eye", "smile", "eye",
	  { SYNK_MOVE_SMILE, SYNK_MOVE_SMILE_GENTLE }, closure,
	  SYNK_UNIT_RATIO, SYNK_EYE, SYNK_NORM_POSE_EYE,
	  SYNK_NORM_SMILE_EYE_NORM, SYNK_NORM_SMILE_EYE_FULL,
	  SYNK_NORM_SMILE_EYE_LENGTH, NO_NORM, SYNK_NORM_SMILE_EYE_POINT,
	  true, false },
	{ "smile_brow", "smile", "brow",
	  { SYNK_MOVE_SMILE, SYNK_MOVE_SMILE_GENTLE }, brow_lift,
	  SYNK_UNIT_IED, SYNK_BROW, SYNK_NORM_POSE_BROW,
	  SYNK_NORM_SMILE_BROW_NORM, SYNK_NORM_SMILE_BROW_FULL,
	  NO_NORM, NO_NORM, NO_NORM, false, false },
	{ "pucker_eye", "pucker", "eye",
	  { SYNK_MOVE_PUCKER, SYNK_MOVE_PUCKER }, closure, SYNK_UNIT_RATIO,
	  SYNK_EYE, SYNK_NORM_POSE_EYE,
	  SYNK_NORM_PUCKER_EYE_NORM, SYNK_NORM_PUCKER_EYE_FULL,
	  SYNK_NORM_PUCKER_EYE_LENGTH, SYNK_NORM_PUCKER_EYE_USUAL,
	  SYNK_NORM_PUCKER_EYE_POINT, false, false },
	{ "pucker_brow", "pucker", "brow",
	  { SYNK_MOVE_PUCKER, SYNK_MOVE_PUCKER }, brow_lift, SYNK_UNIT_IED,
	  SYNK_BROW, SYNK_NORM_POSE_BROW,
	  SYNK_NORM_PUCKER_BROW_NORM, SYNK_NORM_PUCKER_BROW_FULL,
	  NO_NORM, NO_NORM, NO_NORM, false, false },
	{ "brow_raise_eye", "brow_raise", "eye",
	  { SYNK_MOVE_BROW_RAISE, SYNK_MOVE_BROW_RAISE }, closure,
	  SYNK_UNIT_RATIO, SYNK_EYE, SYNK_NORM_POSE_EYE,
	  SYNK_NORM_BROW_EYE_NORM, SYNK_NORM_BROW_EYE_FULL,
	  SYNK_NORM_BROW_EYE_LENGTH, NO_NORM, NO_NORM, false, false },
	{ "brow_raise_mouth", "brow_raise", "mouth",
	  { SYNK_MOVE_BROW_RAISE, SYNK_MOVE_BROW_RAISE }, smile_along,
	  SYNK_UNIT_IED, SYNK_MOUTH, SYNK_NORM_POSE_SMILE,
	  SYNK_NORM_BROW_MOUTH_NORM, SYNK_NORM_BROW_MOUTH_FULL,
	  NO_NORM, NO_NORM, NO_NORM, false, true },
	{ "eye_close_mouth", "eye_close", "mouth",
	  { SYNK_MOVE_EYE_CLOSE_GENTLE, SYNK_MOVE_EYE_CLOSE_TIGHT },
	  smile_along, SYNK_UNIT_IED, SYNK_MOUTH, SYNK_NORM_POSE_SMILE,
	  SYNK_NORM_EYE_MOUTH_NORM, SYNK_NORM_EYE_MOUTH_FULL,
	  NO_NORM, NO_NORM, NO_NORM, false, true },
	{ "eye_close_brow", "eye_close", "brow",
	  { SYNK_MOVE_EYE_CLOSE_GENTLE, SYNK_MOVE_EYE_CLOSE_TIGHT },
	  brow_lift, SYNK_UNIT_IED, SYNK_BROW, SYNK_NORM_POSE_BROW,
	  SYNK_NORM_EYE_BROW_NORM, SYNK_NORM_EYE_BROW_FULL,
	  NO_NORM, NO_NORM, NO_NORM, false, false },
};

const char *
synk_row_name(size_t i)
{
	return cells[i].name;
}

const char *
synk_row_region(size_t i)
{
	return cells[i].region;
}

enum synk_unit
synk_row_unit(size_t i)
{
	return cells[i].unit;
}

enum synk_unit
synk_movement_unit(size_t i)
{
	return moves[i].unit;
}

/*
 * What the affected side does beyond the healthy one; beyond what is usual
 * where the row has a usual, since there both sides of a patient move.  Of a
 * healthy control, the side that does more stands for the affected one.
 */
static double
excess(const double value[SYNK_SIDES], double usual[SYNK_SIDES],
    enum synk_affected side)
{
	double l = value[SYNK_LEFT], r = value[SYNK_RIGHT];

	if (!isnan(usual[0])) {
		l -= usual[SYNK_LEFT];
		r -= usual[SYNK_RIGHT];
		return side == SYNK_UNKNOWN ? NAN
		    : side == SYNK_AFFECTED_LEFT ? l
		    : side == SYNK_AFFECTED_RIGHT ? r : fmax(l, r);
	}
	return side == SYNK_AFFECTED_LEFT ? l - r
	    : side == SYNK_AFFECTED_RIGHT ? r - l
	    : side == SYNK_AFFECTED_NONE ? fabs(l - r) : NAN;
}

/* The wider eye at rest, % of IED. */
static double
wider_fissure(const struct scene *s)
{
	const double *f =
	    view(s, SYNK_REST)->measures.at[SYNK_FISSURE_HEIGHT];

	return 100 * fmax(f[SYNK_LEFT], f[SYNK_RIGHT]);
}

/*
 * How far one side is involved: what it does beyond the other, or beyond what
 * is usual, as a share of full involvement; negative where it does less.
 */
static void
pull_of(double pull[2], const struct synk_row *row, const struct scene *s,
    const struct cell *c, size_t side, double usual, double lost)
{
	size_t other = side == SYNK_LEFT ? SYNK_RIGHT : SYNK_LEFT;
	double v = row->value[side], o = row->value[other];
	double full = norm(s, c->full), length = row->length[side];

	pull[1] = NAN;
	if (c->unit == SYNK_UNIT_RATIO) {
		/* An eye that is narrow at rest loses a share sooner. */
		v -= isnan(usual) ? o : usual;
		length -= isnan(usual) ? row->length[other] : lost;
		pull[0] = fmin(v, length / wider_fissure(s)) / full;
	} else if (!isnan(usual)) {
		pull[0] = (v - usual) / full;
	} else {
		pull[0] = (v - fmax(0, o)) / full;
		if (c->counts == SYNK_BROW)	/* a lift or a drop */
			pull[1] = (-v - fmax(0, -o)) / full;
	}
}

static void
pull_sides(struct synk_row *row, const struct scene *s, const struct cell *c,
    double usual, const double lost[SYNK_SIDES])
{
	for (size_t side = 0; side < SYNK_SIDES; side++)
		if (!(side == SYNK_LEFT && s->side == SYNK_AFFECTED_RIGHT) &&
		    !(side == SYNK_RIGHT && s->side == SYNK_AFFECTED_LEFT))
			pull_of(&row->pull[2 * side], row, s, c, side, usual,
			    lost[side]);
}

static void
measure_excess(struct synk_row *row, const struct scene *s,
    const struct cell *c)
{
	const struct synk_measures *rest = &view(s, SYNK_REST)->measures;
	double usual[SYNK_SIDES] = { NAN, NAN }, lost[SYNK_SIDES];
	double share = c->usual != NO_NORM ? norm(s, (enum synk_norm)c->usual)
	    : c->alone && s->side == SYNK_AFFECTED_BOTH ? 0 : NAN;

	for (size_t side = 0; side < SYNK_SIDES; side++) {
		double fissure = 100 * rest->at[SYNK_FISSURE_HEIGHT][side];

		row->length[side] = c->unit == SYNK_UNIT_RATIO
		    ? row->value[side] * fissure : NAN;
		usual[side] = share;
		lost[side] = share * fissure;
	}
	row->excess = excess(row->value, usual, s->side);
	row->excess_length = excess(row->length, lost, s->side);
	if (!isnan(row->excess))
		pull_sides(row, s, c, share, lost);
}

/*
 * What one side does beyond the other, along or against the row's direction:
 * less what the other does the same way, and nothing of what it does not do.
 */
static double
beyond_other(double side, double other, bool both_ways)
{
	if (side < 0 && both_ways) {
		side = -side;
		other = -other;
	}
	return fmax(0, side - fmax(0, other));
}

/* A control has no affected side: the one that does more stands for it. */
static double
counted(const double value[SYNK_SIDES], enum synk_affected side,
    bool both_ways)
{
	double l = beyond_other(value[SYNK_LEFT], value[SYNK_RIGHT],
	    both_ways);
	double r = beyond_other(value[SYNK_RIGHT], value[SYNK_LEFT],
	    both_ways);

	return side == SYNK_AFFECTED_LEFT ? l
	    : side == SYNK_AFFECTED_RIGHT ? r : fmax(l, r);
}

static void
weigh_excess(struct synk_row *row, const struct scene *s, const struct cell *c)
{
	bool eye = c->unit == SYNK_UNIT_RATIO;
	double share = 0;

	row->counted = eye || s->side == SYNK_AFFECTED_BOTH
	    ? fmax(0, row->excess) : counted(row->value, s->side,
	    c->counts == SYNK_BROW);
	for (size_t i = 0; i < SYNK_PULLS; i++)
		share = fmax(share, row->pull[i]);
	row->involvement = fmin(100, 100 * share);
	row->beyond_norm = row->counted > row->norm &&
	    (!eye || row->excess_length > row->norm_length);
}

static void
convert_to_points(struct synk_row *row, const struct scene *s,
    const struct cell *c)
{
	double mm = row->excess_length / 100 * s->exam->mm_per_ied;

	if (c->point == NO_NORM) {
		row->points_reason = SYNK_REASON_NO_ANCHOR;
	} else if (isnan(row->excess_length)) {
		row->points_reason = row->reason;
	} else if (isnan(mm)) {
		row->points_reason = SYNK_REASON_NO_SCALE;
	} else {
		row->points = fmax(0, mm / norm(s, (enum synk_norm)c->point));
		row->grade = (int)fmin(3, floor(row->points + 0.5));
	}
}

/* Why the asked movement lets nothing be said of this row. */
static enum synk_status
asked_status(enum synk_reason *reason, const struct scene *s,
    const struct synk_movement *asked, const struct cell *c)
{
	const struct move *move = &moves[c->asked[0]];
	double most = fmax(asked->value[SYNK_LEFT], asked->value[SYNK_RIGHT]);

	if (asked->status == SYNK_STATUS_MISSING) {
		*reason = asked->reason;
		return SYNK_STATUS_MISSING;
	}
	*reason = incomparable(s, asked->expression, c->pose,
	    c->unit == SYNK_UNIT_RATIO);
	if (!*reason)
		*reason = incomparable(s, asked->expression, move->pose,
		    move->closes);
	if (*reason)
		return SYNK_STATUS_WITHHELD;
	if (most < norm(s, move->gate)) {
		*reason = SYNK_REASON_NOT_PERFORMED;
		return SYNK_STATUS_NOT_PERFORMED;
	}
	return SYNK_STATUS_OK;
}

static void
init_row(struct synk_row *row, const struct scene *s, const struct cell *c,
    const struct synk_movement *asked)
{
	*row = (struct synk_row){ .voluntary = asked->expression,
	    .name = c->name, .movement = c->movement, .region = c->region,
	    .unit = c->unit, .value = { NAN, NAN }, .length = { NAN, NAN },
	    .excess = NAN, .excess_length = NAN, .norm = c->by_detector
	    ? synk_norm_of(s->norms, c->norm,
	    view(s, asked->expression)->detector) : norm(s, c->norm),
	    .norm_length = c->norm_length == NO_NORM ? NAN
	    : norm(s, (enum synk_norm)c->norm_length), .beyond_norm = -1,
	    .counts = c->counts, .points = NAN, .grade = -1, .counted = NAN,
	    .involvement = NAN, .pull = { NAN, NAN, NAN, NAN } };
}

static bool
has_no_photo(const struct synk_movement *m)
{
	return m->reason == SYNK_REASON_NO_PHOTO ||
	    m->reason == SYNK_REASON_UNUSABLE;
}

/*
 * A detector that misses closed eyes can show that an eye narrows too much,
 * and never that it does not.
 */
static void
doubt_closure(struct synk_row *row)
{
	row->reason = SYNK_REASON_DETECTOR;
	if (row->beyond_norm > 0)
		return;
	row->status = SYNK_STATUS_WITHHELD;
	row->points_reason = SYNK_REASON_DETECTOR;
	row->excess = row->excess_length = row->counted = row->involvement =
	    row->points = NAN;
	row->beyond_norm = row->grade = -1;
}

static void
grade_row(struct synk_row *row, const struct synk_grade *g,
    const struct scene *s, const struct cell *c)
{
	const struct synk_movement *asked = &g->movement[c->asked[0]];

	if (has_no_photo(asked) && !has_no_photo(&g->movement[c->asked[1]]))
		asked = &g->movement[c->asked[1]];
	init_row(row, s, c, asked);
	row->status = asked_status(&row->reason, s, asked, c);
	row->points_reason = row->reason;
	if (row->status == SYNK_STATUS_MISSING)
		return;
	for (size_t side = 0; side < SYNK_SIDES; side++)
		row->value[side] = c->moved(s, asked->expression, side);
	if (row->status == SYNK_STATUS_OK && (isnan(row->value[SYNK_LEFT]) ||
	    isnan(row->value[SYNK_RIGHT]))) {
		row->status = SYNK_STATUS_MISSING;
		row->reason = row->points_reason = SYNK_REASON_NO_POINTS;
	}
	if (row->status != SYNK_STATUS_OK)
		return;
	measure_excess(row, s, c);
	if (isnan(row->excess))
		row->reason = side_reason(s->side);
	else
		weigh_excess(row, s, c);
	convert_to_points(row, s, c);
	if (c->unit == SYNK_UNIT_RATIO && !closure_seen(s, asked->expression))
		doubt_closure(row);
}

/* A score from the asymmetries of its parts; NaN is a part that is missing. */
static struct synk_score
score(const double *part, size_t n)
{
	struct synk_score out = { NAN, NAN };
	double sum = 0;
	size_t there = 0;

	for (size_t i = 0; i < n; i++)
		if (!isnan(part[i])) {
			sum += part[i];
			there++;
		}
	if (there)
		out.partial = 100 - sum / (double)there;
	if (there == n)
		out.value = out.partial;
	return out;
}

bool
synk_row_counts(const struct synk_row *row)
{
	return !isnan(row->involvement) &&
	    row->reason != SYNK_REASON_DETECTOR;
}

/*
 * A region's synkinesis is that of its worst row.  A region with a row that
 * could not be judged has only a partial value: the worst may be the one
 * not seen.
 */
static struct synk_score
score_synkinesis(const struct synk_grade *g)
{
	double worst[SYNK_REGIONS] = { NAN, NAN, NAN };
	bool whole = true;
	struct synk_score out;

	for (size_t i = 0; i < SYNK_ROWS; i++) {
		double *w = &worst[cells[i].counts];

		if (synk_row_counts(&g->row[i]))
			*w = fmax(*w, g->row[i].involvement);
		else
			whole = false;
	}
	out = score(worst, SYNK_REGIONS);
	if (!whole)
		out.value = NAN;
	return out;
}

static double
weighted(const double v[3], const double w[3])
{
	double sum = 0, weight = 0;

	for (size_t i = 0; i < 3; i++)
		if (!isnan(v[i])) {
			sum += v[i] * w[i];
			weight += w[i];
		}
	return weight > 0 ? sum / weight : NAN;
}

static void
score_all(struct synk_grade *g, const struct scene *s)
{
	const double w[] = { norm(s, SYNK_NORM_WEIGHT_REST),
	    norm(s, SYNK_NORM_WEIGHT_MOVEMENT),
	    norm(s, SYNK_NORM_WEIGHT_SYNKINESIS) };
	double rest[SYNK_REGIONS], move[SYNK_REGIONS], value[3], partial[3];
	struct synk_score *overall = &g->score[SYNK_SCORE_OVERALL];

	for (size_t r = 0; r < SYNK_REGIONS; r++) {
		rest[r] = g->rest[r].asymmetry;
		move[r] = g->movement[g->asked[r]].asymmetry;
		g->asymmetry[r] = (rest[r] + move[r]) / 2;
	}
	g->score[SYNK_SCORE_REST] = score(rest, SYNK_REGIONS);
	g->score[SYNK_SCORE_MOVEMENT] = score(move, SYNK_REGIONS);
	g->score[SYNK_SCORE_SYNKINESIS] = score_synkinesis(g);
	for (size_t i = 0; i < 3; i++) {
		value[i] = g->score[i].value;
		partial[i] = g->score[i].partial;
	}
	overall->partial = weighted(partial, w);
	overall->value = isnan(value[0] + value[1] + value[2]) ? NAN
	    : weighted(value, w);
}

/* The movement that stands for a region: the second if only it has a photo. */
static int
asked_of(const struct synk_grade *g, enum synk_movement_id first,
    enum synk_movement_id second)
{
	return (int)(has_no_photo(&g->movement[first]) &&
	    !has_no_photo(&g->movement[second]) ? second : first);
}

void
synk_grade_from(struct synk_grade *g, const struct synk_exam *exam,
    enum synk_affected side, const struct synk_norms *norms)
{
	const struct scene s = { exam, norms, side };

	memset(g, 0, sizeof *g);
	g->side = side;
	for (int r = 0; r < SYNK_REGIONS; r++)
		grade_rest(&g->rest[r], &s, (enum synk_region)r);
	for (size_t i = 0; i < SYNK_MOVEMENTS; i++)
		grade_movement(&g->movement[i], &s, &moves[i]);
	g->asked[SYNK_BROW] = SYNK_MOVE_BROW_RAISE;
	g->asked[SYNK_EYE] = asked_of(g, SYNK_MOVE_EYE_CLOSE_GENTLE,
	    SYNK_MOVE_EYE_CLOSE_TIGHT);
	g->asked[SYNK_MOUTH] = asked_of(g, SYNK_MOVE_SMILE,
	    SYNK_MOVE_SMILE_GENTLE);
	for (size_t i = 0; i < SYNK_ROWS; i++)
		grade_row(&g->row[i], g, &s, &cells[i]);
	score_all(g, &s);
}
