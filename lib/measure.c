#include <math.h>

#include "synk/measure.h"
#include "table.h"

static struct synk_point
at(const struct synk_face *f, enum synk_site site, enum synk_side side)
{
	return f->at[synk_spot(site, side)];
}

static struct synk_point
middle(const struct synk_face *f, enum synk_middle m, enum synk_side side)
{
	struct synk_point p = f->at[synk_spot_middle(m)];

	if (side == SYNK_RIGHT)
		p.x = -p.x;	/* lateral on that side, as its sites are */
	return p;
}

/*
 * Height at x of the smooth curve through n points whose x ascend: cubic
 * between neighbours, with the slope at each point that the parabola through
 * it and its neighbours has.  NaN outside, or where a point is missing.
 */
static double
curve(const struct synk_point *p, size_t n, double x)
{
	double d[8], m[8], h, t;	/* chords and slopes near x */
	size_t i = 0, first, last;

	if (!(x >= p[0].x && x <= p[n - 1].x))
		return NAN;
	while (i + 2 < n && x > p[i + 1].x)
		i++;
	first = i > 0 ? i - 1 : 0;
	last = i + 2 < n ? i + 1 : i;
	for (size_t k = first; k <= last; k++)
		d[k] = (p[k + 1].y - p[k].y) / (p[k + 1].x - p[k].x);
	for (size_t k = first + 1; k <= last; k++)
		m[k] = (d[k - 1] * (p[k + 1].x - p[k].x) +
		    d[k] * (p[k].x - p[k - 1].x)) / (p[k + 1].x - p[k - 1].x);
	if (i == 0)
		m[0] = 2 * d[0] - m[1];
	if (i + 2 == n)
		m[n - 1] = 2 * d[n - 2] - m[n - 2];
	h = p[i + 1].x - p[i].x;
	t = (x - p[i].x) / h;
	return (1 + 2 * t) * (1 - t) * (1 - t) * p[i].y +
	    t * (1 - t) * (1 - t) * h * m[i] +
	    t * t * (3 - 2 * t) * p[i + 1].y + t * t * (t - 1) * h * m[i + 1];
}

/* The curve through sites of one side, which must ascend in x. */
static double
curve_of(const struct synk_face *f, enum synk_side side, double x,
    const enum synk_site *site, size_t n)
{
	struct synk_point p[8];

	for (size_t i = 0; i < n; i++) {
		p[i] = at(f, site[i], side);
		if (isnan(p[i].x) || (i && p[i].x <= p[i - 1].x))
			return NAN;
	}
	return curve(p, n, x);
}

/*
 * A lid's margin at x.  Where a scheme has no middle point of the lid, the
 * site is half-way between its neighbours, and would flatten the curve.
 */
static double
lid_at(const struct synk_face *f, enum synk_side side, double x,
    const enum synk_site lid[5])
{
	struct synk_point a = at(f, lid[1], side), b = at(f, lid[3], side);
	struct synk_point middle = at(f, lid[2], side);
	const enum synk_site four[] = { lid[0], lid[1], lid[3], lid[4] };

	if (fabs(middle.x - (a.x + b.x) / 2) < 1e-9 &&
	    fabs(middle.y - (a.y + b.y) / 2) < 1e-9)
		return curve_of(f, side, x, four, LEN(four));
	return curve_of(f, side, x, lid, 5);
}

static double
brow_medial(const struct synk_face *f, enum synk_side side)
{
	return at(f, SYNK_BROW_MEDIAL, side).y;
}

static double
brow_mid(const struct synk_face *f, enum synk_side side)
{
	return at(f, SYNK_BROW_MID, side).y;
}

static double
brow_lateral(const struct synk_face *f, enum synk_side side)
{
	return at(f, SYNK_BROW_LATERAL, side).y;
}

static double
brow_mean(const struct synk_face *f, enum synk_side side)
{
	double sum = 0;

	for (int i = SYNK_BROW_MEDIAL; i <= SYNK_BROW_LATERAL; i++)
		sum += at(f, (enum synk_site)i, side).y;
	return sum / 5;
}

static double
brow_pupil(const struct synk_face *f, enum synk_side side)
{
	static const enum synk_site brow[] = { SYNK_BROW_MEDIAL,
	    SYNK_BROW_MEDIAL_MID, SYNK_BROW_MID, SYNK_BROW_LATERAL_MID,
	    SYNK_BROW_LATERAL };
	struct synk_point pupil = at(f, SYNK_PUPIL, side);

	return curve_of(f, side, pupil.x, brow, LEN(brow)) - pupil.y;
}

static double
fissure_height(const struct synk_face *f, enum synk_side side)
{
	return at(f, SYNK_LID_UPPER_MID, side).y -
	    at(f, SYNK_LID_LOWER_MID, side).y;
}

static double
fissure_width(const struct synk_face *f, enum synk_side side)
{
	struct synk_point in = at(f, SYNK_CANTHUS_INNER, side);
	struct synk_point out = at(f, SYNK_CANTHUS_OUTER, side);

	return hypot(out.x - in.x, out.y - in.y);
}

/* Signed area of a closed polygon. */
static double
area(const struct synk_point *p, size_t n)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++) {
		const struct synk_point *q = &p[(i + 1) % n];

		sum += p[i].x * q->y - q->x * p[i].y;
	}
	return sum / 2;
}

static double
eye_area(const struct synk_face *f, enum synk_side side)
{
	static const enum synk_site ring[] = { SYNK_CANTHUS_INNER,
	    SYNK_LID_LOWER_MEDIAL, SYNK_LID_LOWER_MID, SYNK_LID_LOWER_LATERAL,
	    SYNK_CANTHUS_OUTER, SYNK_LID_UPPER_LATERAL, SYNK_LID_UPPER_MID,
	    SYNK_LID_UPPER_MEDIAL };
	struct synk_point p[LEN(ring)];

	for (size_t i = 0; i < LEN(ring); i++)
		p[i] = at(f, ring[i], side);
	return area(p, LEN(ring));
}

/* Signed: a lid margin beyond the pupil's centre is negative. */
static double
mrd1(const struct synk_face *f, enum synk_side side)
{
	static const enum synk_site lid[] = { SYNK_CANTHUS_INNER,
	    SYNK_LID_UPPER_MEDIAL, SYNK_LID_UPPER_MID, SYNK_LID_UPPER_LATERAL,
	    SYNK_CANTHUS_OUTER };
	struct synk_point pupil = at(f, SYNK_PUPIL, side);

	return lid_at(f, side, pupil.x, lid) - pupil.y;
}

static double
mrd2(const struct synk_face *f, enum synk_side side)
{
	static const enum synk_site lid[] = { SYNK_CANTHUS_INNER,
	    SYNK_LID_LOWER_MEDIAL, SYNK_LID_LOWER_MID, SYNK_LID_LOWER_LATERAL,
	    SYNK_CANTHUS_OUTER };
	struct synk_point pupil = at(f, SYNK_PUPIL, side);

	return pupil.y - lid_at(f, side, pupil.x, lid);
}

static double
commissure_lateral(const struct synk_face *f, enum synk_side side)
{
	return at(f, SYNK_COMMISSURE, side).x;
}

static double
commissure_height(const struct synk_face *f, enum synk_side side)
{
	return at(f, SYNK_COMMISSURE, side).y;
}

/*
 * The outer edge of a lip from beyond the midline to this side's corner; the
 * other corner may be missing.
 */
static double
lip_edge(const struct synk_face *f, enum synk_side side, double x,
    const enum synk_site of[3], enum synk_middle mid)
{
	enum synk_side other = side == SYNK_LEFT ? SYNK_RIGHT : SYNK_LEFT;
	struct synk_point p[6];

	for (size_t i = 0; i < 2; i++) {
		p[i] = at(f, of[i + 1], other);
		p[i].x = -p[i].x;
	}
	p[2] = middle(f, mid, side);
	for (size_t i = 0; i < 3; i++)
		p[5 - i] = at(f, of[i], side);
	for (size_t i = 0; i < 6; i++)
		if (isnan(p[i].x) || (i && p[i].x <= p[i - 1].x))
			return NAN;
	return curve(p, 6, x);
}

static const enum synk_site lower_lip[] = { SYNK_COMMISSURE,
    SYNK_LIP_LOWER_LATERAL, SYNK_LIP_LOWER_PARAMEDIAN };
static const enum synk_site upper_lip[] = { SYNK_COMMISSURE,
    SYNK_LIP_UPPER_LATERAL, SYNK_LIP_UPPER_PEAK };

/* Where the lower edge of the lower lip crosses the midline. */
static double
lower_lip_crossing(const struct synk_face *f, enum synk_side side)
{
	return lip_edge(f, side, 0, lower_lip, SYNK_LIP_LOWER_MID);
}

static double
commissure_excursion(const struct synk_face *f, enum synk_side side)
{
	struct synk_point c = at(f, SYNK_COMMISSURE, side);

	return hypot(c.x, c.y - lower_lip_crossing(f, side));
}

static double
smile_angle(const struct synk_face *f, enum synk_side side)
{
	struct synk_point c = at(f, SYNK_COMMISSURE, side);
	double rise = c.y - lower_lip_crossing(f, side);

	return 90 + atan2(rise, c.x) * 180 / acos(-1);
}

static double
upper_lip_height(const struct synk_face *f, enum synk_side side)
{
	return lip_edge(f, side, at(f, SYNK_COMMISSURE, side).x / 2, upper_lip,
	    SYNK_LIP_UPPER_MID);
}

static double
lower_lip_height(const struct synk_face *f, enum synk_side side)
{
	return lip_edge(f, side, at(f, SYNK_COMMISSURE, side).x / 2, lower_lip,
	    SYNK_LIP_LOWER_MID);
}

/* The inner edge of a lip on one side, from the midline to the corner. */
static size_t
inner_edge(struct synk_point p[3], const struct synk_face *f,
    enum synk_side side, enum synk_site paramedian, enum synk_middle mid)
{
	p[0] = middle(f, mid, side);
	p[1] = at(f, paramedian, side);
	p[2] = at(f, SYNK_COMMISSURE_INNER, side);
	return 3;
}

static double
inner_height(const struct synk_face *f, enum synk_side side,
    enum synk_site paramedian, enum synk_middle mid)
{
	struct synk_point p[3];
	size_t n = inner_edge(p, f, side, paramedian, mid);

	if (!(p[0].x < p[1].x && p[1].x < p[2].x))
		return NAN;
	return curve(p, n, at(f, SYNK_COMMISSURE, side).x / 2);
}

static double
interlabial_gap(const struct synk_face *f, enum synk_side side)
{
	double gap = inner_height(f, side, SYNK_LIP_UPPER_INNER,
	    SYNK_STOMION_UPPER) -
	    inner_height(f, side, SYNK_LIP_LOWER_INNER, SYNK_STOMION_LOWER);

	return isnan(gap) ? NAN : fmax(0, gap);
}

static double
interlabial_area(const struct synk_face *f, enum synk_side side)
{
	struct synk_point p[6], upper[3];
	double a;

	inner_edge(p, f, side, SYNK_LIP_LOWER_INNER, SYNK_STOMION_LOWER);
	inner_edge(upper, f, side, SYNK_LIP_UPPER_INNER, SYNK_STOMION_UPPER);
	for (size_t i = 0; i < 3; i++)
		p[3 + i] = upper[2 - i];
	a = area(p, LEN(p));
	return isnan(a) ? NAN : fmax(0, a);
}

static double
ala_height(const struct synk_face *f, enum synk_side side)
{
	return at(f, SYNK_ALA, side).y;
}

static double
shift_nose_tip(const struct synk_face *f, enum synk_side side)
{
	(void)side;
	return f->at[synk_spot_middle(SYNK_NOSE_TIP)].x;
}

static double
shift_upper_lip(const struct synk_face *f, enum synk_side side)
{
	(void)side;
	return f->at[synk_spot_middle(SYNK_LIP_UPPER_MID)].x;
}

static double
shift_lower_lip(const struct synk_face *f, enum synk_side side)
{
	(void)side;
	return f->at[synk_spot_middle(SYNK_LIP_LOWER_MID)].x;
}

static double
shift_menton(const struct synk_face *f, enum synk_side side)
{
	(void)side;
	return f->at[synk_spot_middle(SYNK_MENTON)].x;
}

#define EMOTRICS	"Emotrics, measurements.py"
#define FRAME		"face frame, synk(7)"

static const struct synk_measure measures[] = {
	[SYNK_BROW_HEIGHT_MEDIAL] = { "brow_height_medial", SYNK_UNIT_IED,
	  false, brow_medial, "medial end of the brow above the eye line",
	  FRAME },
	[SYNK_BROW_HEIGHT_MID] = { "brow_height_mid", SYNK_UNIT_IED, false,
	  brow_mid, "middle of the brow above the eye line", FRAME },
	[SYNK_BROW_HEIGHT_LATERAL] = { "brow_height_lateral", SYNK_UNIT_IED,
	  false, brow_lateral, "lateral end of the brow above the eye line",
	  FRAME },
	[SYNK_BROW_HEIGHT] = { "brow_height", SYNK_UNIT_IED, false, brow_mean,
	  "mean height of the five brow points above the eye line", FRAME },
	[SYNK_BROW_HEIGHT_PUPIL] = { "brow_height_pupil", SYNK_UNIT_IED, false,
	  brow_pupil, "brow above the pupil, at the pupil's x", EMOTRICS },
	[SYNK_FISSURE_HEIGHT] = { "fissure_height", SYNK_UNIT_IED, false,
	  fissure_height, "palpebral fissure: middle of the upper lid above"
	  " that of the lower; of schemes without such points, half-way"
	  " between their neighbours", FRAME },
	[SYNK_FISSURE_WIDTH] = { "fissure_width", SYNK_UNIT_IED, false,
	  fissure_width, "palpebral fissure: inner to outer canthus", FRAME },
	[SYNK_EYE_AREA] = { "eye_area", SYNK_UNIT_AREA, false, eye_area,
	  "area within canthi and lids", "Emotrics+" },
	[SYNK_MRD1] = { "mrd1", SYNK_UNIT_IED, false, mrd1,
	  "upper lid margin above the pupil, at its x; negative if below",
	  EMOTRICS ", with its sign" },
	[SYNK_MRD2] = { "mrd2", SYNK_UNIT_IED, false, mrd2,
	  "lower lid margin below the pupil, at its x; negative if above",
	  EMOTRICS ", with its sign" },
	[SYNK_COMMISSURE_LATERAL] = { "commissure_lateral", SYNK_UNIT_IED,
	  false, commissure_lateral, "corner of the mouth from the midline",
	  FRAME },
	[SYNK_COMMISSURE_HEIGHT] = { "commissure_height", SYNK_UNIT_IED, false,
	  commissure_height, "corner of the mouth above the eye line (so"
	  " negative)", FRAME },
	[SYNK_COMMISSURE_EXCURSION] = { "commissure_excursion", SYNK_UNIT_IED,
	  false, commissure_excursion, "corner of the mouth from where the"
	  " lower lip's lower edge crosses the midline; a position, not a"
	  " movement", EMOTRICS },
	[SYNK_SMILE_ANGLE] = { "smile_angle", SYNK_UNIT_DEGREE, false,
	  smile_angle, "90 degrees plus the rise of the corner of the mouth"
	  " seen from that crossing", EMOTRICS },
	[SYNK_UPPER_LIP_HEIGHT] = { "upper_lip_height", SYNK_UNIT_IED, false,
	  upper_lip_height, "upper edge of the upper lip, half-way to the"
	  " corner, above the eye line (so negative)", EMOTRICS },
	[SYNK_LOWER_LIP_HEIGHT] = { "lower_lip_height", SYNK_UNIT_IED, false,
	  lower_lip_height, "lower edge of the lower lip, half-way to the"
	  " corner, above the eye line (so negative)", EMOTRICS },
	[SYNK_INTERLABIAL_GAP] = { "interlabial_gap", SYNK_UNIT_IED, false,
	  interlabial_gap, "gap between the lips half-way to the corner, not"
	  " below 0", EMOTRICS },
	[SYNK_INTERLABIAL_AREA] = { "interlabial_area", SYNK_UNIT_AREA, false,
	  interlabial_area, "area between the lips on that side of their"
	  " middle, not below 0", "Emotrics+" },
	[SYNK_ALA_HEIGHT] = { "ala_height", SYNK_UNIT_IED, false, ala_height,
	  "wing of the nose above the eye line (so negative)", FRAME },
	[SYNK_SHIFT_NOSE_TIP] = { "shift_nose_tip", SYNK_UNIT_IED, true,
	  shift_nose_tip, "nose tip from the midline, to the left", FRAME },
	[SYNK_SHIFT_UPPER_LIP] = { "shift_upper_lip", SYNK_UNIT_IED, true,
	  shift_upper_lip, "middle of the upper lip from the midline, to the"
	  " left", FRAME },
	[SYNK_SHIFT_LOWER_LIP] = { "shift_lower_lip", SYNK_UNIT_IED, true,
	  shift_lower_lip, "middle of the lower lip from the midline, to the"
	  " left", FRAME },
	[SYNK_SHIFT_MENTON] = { "shift_menton", SYNK_UNIT_IED, true,
	  shift_menton, "chin from the midline, to the left; in no score",
	  FRAME },
};

const struct synk_measure *
synk_measure(size_t i)
{
	return ROW(measures, i);
}

static const struct {
	const char *name;
	double factor;
} units[] = {
	[SYNK_UNIT_IED] = { "%ied", 100 },
	[SYNK_UNIT_AREA] = { "%ied2", 100 },
	[SYNK_UNIT_DEGREE] = { "deg", 1 },
	[SYNK_UNIT_RATIO] = { "ratio", 1 },
};

const char *
synk_unit_name(enum synk_unit unit)
{
	return units[unit].name;
}

double
synk_unit_factor(enum synk_unit unit)
{
	return units[unit].factor;
}

void
synk_measures_from(struct synk_measures *m, const struct synk_face *face)
{
	for (size_t i = 0; i < SYNK_MEASURES; i++)
		for (int side = 0; side < SYNK_SIDES; side++)
			m->at[i][side] = measures[i].eval(face,
			    (enum synk_side)side);
}
