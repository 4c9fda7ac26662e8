/*
 * Which points of each scheme are which site, and where the site lies on the
 * default template.
 *
 * Coordinates, in cm, are those of MediaPipe's canonical face model (Google,
 * Apache-2.0), of the points in the mediapipe column.  Point numbers after
 * 300-W (ibug), WFLW, JD-landmark and LaPa (jd), InsightFace's 2d106det and
 * MediaPipe's face mesh connections.
 *
 * InsightFace's 106 points are those of Face++ in the order of their names as
 * text: contour_left10 before contour_left2, and of the two points in an eye
 * eye_center (34, 88) before eye_pupil (38, 92).
 */
#include <math.h>
#include <stdio.h>

#include "synk/face.h"
#include "table.h"

/* One or two points; -1 for none. */
struct points {
	short at[2];
};

#define NONE		{ { -1, -1 } }
#define ONE(a)		{ { a, -1 } }
#define MEAN(a, b)	{ { a, b } }
#define NEITHER		{ NONE, NONE }
#define PAIR(r, l)	{ ONE(r), ONE(l) }

/* Numberings that differ; the columns of the tables below. */
enum family { IBUG, WFLW, JD, INSIGHTFACE, MEDIAPIPE, FAMILIES };

/* A scheme has the first points of its family, and may go on with others. */
static const struct {
	enum family family;
	short points;
} numberings[SYNK_SCHEMES] = {
	[SYNK_IBUG68] = { IBUG, 68 },
	[SYNK_OPENPOSE70] = { IBUG, 70 },
	[SYNK_EMOTRICS76] = { IBUG, 68 },
	[SYNK_WFLW98] = { WFLW, 98 },
	[SYNK_JD106] = { JD, 106 },
	[SYNK_INSIGHTFACE106] = { INSIGHTFACE, 106 },
	[SYNK_MEDIAPIPE468] = { MEDIAPIPE, 468 },
	[SYNK_MEDIAPIPE478] = { MEDIAPIPE, 478 },
};

/* A pair of sites: the subject's right, then left. */
static const struct {
	const char *name;
	double x, y, z;			/* of the subject's left site */
	struct points of[FAMILIES][SYNK_SIDES];
} sites[SYNK_SITES] = {
	[SYNK_BROW_MEDIAL] = { "brow_medial", 1.395634, 5.011963, 5.316032,
	  { PAIR(21, 22), PAIR(37, 42), PAIR(37, 42), PAIR(50, 102),
	    PAIR(107, 336) } },
	[SYNK_BROW_MEDIAL_MID] = { "brow_medial_mid", 2.760292, 5.100971,
	  5.015990,
	  { PAIR(20, 23), PAIR(36, 43), PAIR(36, 43), PAIR(51, 103),
	    PAIR(66, 296) } },
	[SYNK_BROW_MID] = { "brow_mid", 3.986562, 5.109487, 4.466315,
	  { PAIR(19, 24), PAIR(35, 44), PAIR(35, 44), PAIR(49, 104),
	    PAIR(105, 334) } },
	[SYNK_BROW_LATERAL_MID] = { "brow_lateral_mid", 4.985894, 4.802461,
	  3.751977,
	  { PAIR(18, 25), PAIR(34, 45), PAIR(34, 45), PAIR(48, 105),
	    PAIR(63, 293) } },
	[SYNK_BROW_LATERAL] = { "brow_lateral", 5.720968, 4.254584, 2.830852,
	  { PAIR(17, 26), PAIR(33, 46), PAIR(33, 46), PAIR(43, 101),
	    PAIR(70, 300) } },
	[SYNK_CANTHUS_INNER] = { "canthus_inner", 1.856432, 2.585245, 3.757904,
	  { PAIR(39, 42), PAIR(64, 68), PAIR(70, 75), PAIR(39, 89),
	    PAIR(133, 362) } },
	[SYNK_CANTHUS_OUTER] = { "canthus_outer", 4.445859, 2.663991, 3.173422,
	  { PAIR(36, 45), PAIR(60, 72), PAIR(66, 79), PAIR(35, 93),
	    PAIR(33, 263) } },
	[SYNK_LID_UPPER_MEDIAL] = { "lid_upper_medial", 2.724032, 2.961810,
	  3.871767,
	  { PAIR(38, 43), PAIR(63, 69), PAIR(69, 76), PAIR(42, 95),
	    PAIR(158, 385) } },
	[SYNK_LID_UPPER_MID] = { "lid_upper_mid", 3.177186, 2.964136, 3.876973,
	  { { MEAN(37, 38), MEAN(43, 44) }, PAIR(62, 70), PAIR(68, 77),
	    PAIR(40, 94), PAIR(159, 386) } },
	[SYNK_LID_UPPER_LATERAL] = { "lid_upper_lateral", 3.670075, 2.927714,
	  3.724325,
	  { PAIR(37, 44), PAIR(61, 71), PAIR(67, 78), PAIR(41, 96),
	    PAIR(160, 387) } },
	[SYNK_LID_LOWER_MEDIAL] = { "lid_lower_medial", 2.724032, 2.315802,
	  3.777151,
	  { PAIR(40, 47), PAIR(65, 75), PAIR(71, 82), PAIR(37, 90),
	    PAIR(153, 380) } },
	[SYNK_LID_LOWER_MID] = { "lid_lower_mid", 3.177186, 2.294265, 3.775704,
	  { { MEAN(40, 41), MEAN(46, 47) }, PAIR(66, 74), PAIR(72, 81),
	    PAIR(33, 87), PAIR(145, 374) } },
	[SYNK_LID_LOWER_LATERAL] = { "lid_lower_lateral", 3.670075, 2.360153,
	  3.635230,
	  { PAIR(41, 46), PAIR(67, 73), PAIR(73, 80), PAIR(36, 91),
	    PAIR(144, 373) } },
	[SYNK_PUPIL] = { "pupil", 3.181750, 2.635786, 3.826339,
	  { PAIR(68, 69), PAIR(96, 97), PAIR(74, 83), PAIR(38, 92),
	    PAIR(468, 473) } },
	[SYNK_IRIS_MEDIAL] = { "iris_medial", 2.581750, 2.635786, 3.824459,
	  { NEITHER, NEITHER, NEITHER, NEITHER, PAIR(469, 476) } },
	[SYNK_IRIS_LATERAL] = { "iris_lateral", 3.781750, 2.635786, 3.679778,
	  { NEITHER, NEITHER, NEITHER, NEITHER, PAIR(471, 474) } },
	[SYNK_ALA] = { "ala", 1.405627, -1.714196, 5.241087,
	  { PAIR(31, 35), PAIR(55, 59), PAIR(58, 62), PAIR(78, 84),
	    PAIR(98, 327) } },
	[SYNK_COMMISSURE] = { "commissure", 2.456206, -4.342621, 4.283884,
	  { PAIR(48, 54), PAIR(76, 82), PAIR(84, 90), PAIR(52, 61),
	    PAIR(61, 291) } },
	[SYNK_COMMISSURE_INNER] = { "commissure_inner", 2.153084, -4.276322,
	  4.038093,
	  { PAIR(60, 64), PAIR(88, 92), PAIR(96, 100), PAIR(65, 69),
	    PAIR(78, 308) } },
	[SYNK_LIP_UPPER_LATERAL] = { "lip_upper_lateral", 1.431615, -3.500953,
	  5.496189,
	  { PAIR(49, 53), PAIR(77, 81), PAIR(85, 89), PAIR(64, 68),
	    PAIR(39, 269) } },
	[SYNK_LIP_UPPER_PEAK] = { "lip_upper_peak", 0.711452, -3.329355,
	  5.877044,
	  { PAIR(50, 52), PAIR(78, 80), PAIR(86, 88), PAIR(63, 67),
	    PAIR(37, 267) } },
	[SYNK_LIP_LOWER_LATERAL] = { "lip_lower_lateral", 1.838624, -4.828746,
	  4.823737,
	  { PAIR(59, 55), PAIR(87, 83), PAIR(95, 91), PAIR(55, 58),
	    PAIR(91, 321) } },
	[SYNK_LIP_LOWER_PARAMEDIAN] = { "lip_lower_paramedian", 0.699606,
	  -5.291850, 5.448304,
	  { PAIR(58, 56), PAIR(86, 84), PAIR(94, 92), PAIR(56, 59),
	    PAIR(84, 314) } },
	[SYNK_LIP_UPPER_INNER] = { "lip_upper_inner", 0.533422, -3.993222,
	  5.138202,
	  { PAIR(61, 63), PAIR(89, 91), PAIR(97, 99), PAIR(66, 70),
	    PAIR(82, 312) } },
	[SYNK_LIP_LOWER_INNER] = { "lip_lower_inner", 0.583218, -4.517982,
	  5.339869,
	  { PAIR(67, 65), PAIR(95, 93), PAIR(103, 101), PAIR(54, 57),
	    PAIR(87, 317) } },
};

static const struct {
	const char *name;
	double y, z;
	struct points of[FAMILIES];
} middles[SYNK_MIDDLES] = {
	[SYNK_NASION] = { "nasion", 3.271027, 5.236015,
	  { ONE(27), ONE(51), ONE(51), ONE(72), ONE(168) } },
	/* On 26 photos of 6 people, dlib's 28 and 29 lie within 0.02 IED of
	 * these; those of the usual table (197 and 195, 5) are 0.07 to 0.11
	 * lower, which would tilt every ibug face by some 10 degrees. */
	[SYNK_BRIDGE_UPPER] = { "bridge_upper", 2.100812, 6.052689,
	  { ONE(28), ONE(52), ONE(52), ONE(73), MEAN(6, 197) } },
	[SYNK_BRIDGE_LOWER] = { "bridge_lower", 0.712541, 7.008741,
	  { ONE(29), ONE(53), ONE(53), ONE(74), MEAN(195, 5) } },
	[SYNK_NOSE_TIP] = { "nose_tip", -0.463170, 7.586580,
	  { ONE(30), ONE(54), ONE(54), ONE(86), ONE(4) } },
	[SYNK_SUBNASALE] = { "subnasale", -2.089024, 6.058267,
	  { ONE(33), ONE(57), ONE(60), ONE(80), ONE(2) } },
	[SYNK_LIP_UPPER_MID] = { "lip_upper_mid", -3.406404, 5.979507,
	  { ONE(51), ONE(79), ONE(87), ONE(71), ONE(0) } },
	[SYNK_STOMION_UPPER] = { "stomion_upper", -3.994436, 5.219482,
	  { ONE(62), ONE(90), ONE(98), ONE(62), ONE(13) } },
	[SYNK_STOMION_LOWER] = { "stomion_lower", -4.542400, 5.404754,
	  { ONE(66), ONE(94), ONE(102), ONE(60), ONE(14) } },
	[SYNK_LIP_LOWER_MID] = { "lip_lower_mid", -5.365123, 5.535441,
	  { ONE(57), ONE(85), ONE(93), ONE(53), ONE(17) } },
	[SYNK_MENTON] = { "menton", -9.403378, 4.264492,
	  { ONE(8), ONE(16), ONE(16), ONE(0), ONE(152) } },
};

const char *
synk_site_name(enum synk_site site)
{
	return sites[site].name;
}

const char *
synk_middle_name(enum synk_middle middle)
{
	return middles[middle].name;
}

/* The points of a spot that the scheme has; NONE if it lacks one. */
static struct points
points_of(enum synk_scheme scheme, size_t spot)
{
	static const struct points none = NONE;
	enum family f = numberings[scheme].family;
	const struct points own = ONE((short)spot);
	struct points p = spot >= synk_spot_middle(0)
	    ? middles[spot - synk_spot_middle(0)].of[f]
	    : sites[spot / SYNK_SIDES].of[f][spot % SYNK_SIDES];

	if (scheme == SYNK_SITES60)
		return own;
	return p.at[0] < numberings[scheme].points &&
	    p.at[1] < numberings[scheme].points ? p : none;
}

void
synk_spot_points(char text[16], enum synk_scheme scheme, size_t spot)
{
	struct points p = points_of(scheme, spot);

	text[0] = '\0';
	if (p.at[0] < 0)
		return;
	if (p.at[1] < 0)
		snprintf(text, 16, "%d", p.at[0]);
	else
		snprintf(text, 16, "%d, %d", p.at[0], p.at[1]);
}

static struct synk_point
point(const struct synk_marks *m, int i)
{
	static const struct synk_point none = { NAN, NAN };

	return i >= 0 && (size_t)i < m->count ? m->at[i] : none;
}

static struct synk_point
place(const struct synk_marks *m, size_t spot)
{
	struct points p = points_of(m->scheme, spot);
	struct synk_point a = point(m, p.at[0]), b = point(m, p.at[1]);

	if (p.at[1] < 0)
		return a;
	return (struct synk_point){ (a.x + b.x) / 2, (a.y + b.y) / 2 };
}

/* Two points of a spot err together, as neighbours do. */
static double
spread(const struct synk_marks *m, size_t spot)
{
	struct points p = points_of(m->scheme, spot);
	double sum = 0;

	for (int i = 0; i < 2; i++) {
		int k = p.at[i] < 0 ? p.at[0] : p.at[i];

		if (k < 0 || (size_t)k >= m->count)
			return NAN;
		sum += sqrt((m->spread[k].x * m->spread[k].x +
		    m->spread[k].y * m->spread[k].y) / 2);
	}
	return sum / 2;
}

void
synk_spread_from(struct synk_spread *s, const struct synk_marks *m,
    bool mirrored)
{
	s->repeats = m->repeats;
	for (size_t i = 0; i < SYNK_SPOTS && m->repeats; i++)
		s->sd[mirrored && i < synk_spot_middle(0) ? i ^ 1 : i] =
		    spread(m, i);
}

/* How much farther an iris is from the other eye than from this one, px. */
static double
belongs(const struct synk_sites *s, struct synk_point c, enum synk_side side)
{
	enum synk_side other = side == SYNK_LEFT ? SYNK_RIGHT : SYNK_LEFT;
	struct synk_point here = s->at[synk_spot(SYNK_CANTHUS_OUTER, side)];
	struct synk_point there = s->at[synk_spot(SYNK_CANTHUS_OUTER, other)];

	return hypot(c.x - there.x, c.y - there.y) -
	    hypot(c.x - here.x, c.y - here.y);
}

/* Producers' words left and right are unreliable: places decide. */
static bool
exchanged_irises(const struct synk_sites *s, const struct synk_marks *m)
{
	double r = belongs(s, m->iris[SYNK_RIGHT].centre, SYNK_RIGHT);
	double l = belongs(s, m->iris[SYNK_LEFT].centre, SYNK_LEFT);

	return (isnan(r) || r < 0) && (isnan(l) || l < 0) &&
	    !(isnan(r) && isnan(l));
}

/*
 * An iris given as a circle has its centre for the pupil, and its medial and
 * lateral ends on the line through the canthi.
 */
static void
place_iris(struct synk_sites *s, const struct synk_marks *m,
    enum synk_side side)
{
	const struct synk_iris *iris = &m->iris[side];
	struct synk_point in = s->at[synk_spot(SYNK_CANTHUS_INNER, side)];
	struct synk_point out = s->at[synk_spot(SYNK_CANTHUS_OUTER, side)];
	double length = hypot(out.x - in.x, out.y - in.y), x, y;
	struct synk_point c;

	if (exchanged_irises(s, m))
		iris = &m->iris[side == SYNK_LEFT ? SYNK_RIGHT : SYNK_LEFT];
	x = iris->radius * (out.x - in.x) / length;
	y = iris->radius * (out.y - in.y) / length;
	c = iris->centre;

	if (isnan(c.x))
		return;
	if (isnan(s->at[synk_spot(SYNK_PUPIL, side)].x))
		s->at[synk_spot(SYNK_PUPIL, side)] = c;
	s->at[synk_spot(SYNK_IRIS_MEDIAL, side)] =
	    (struct synk_point){ c.x - x, c.y - y };
	s->at[synk_spot(SYNK_IRIS_LATERAL, side)] =
	    (struct synk_point){ c.x + x, c.y + y };
}

/*
 * From right to left eye, then down to the mouth or nose, is a turn to the
 * right in every picture of a face, mirrored before detection or not; a file
 * whose sides were exchanged afterwards turns to the left.
 */
static bool
sides_exchanged(const struct synk_sites *s)
{
	static const enum synk_middle below[] = { SYNK_LIP_UPPER_MID,
	    SYNK_SUBNASALE, SYNK_NOSE_TIP };
	struct synk_point r = s->at[synk_spot(SYNK_CANTHUS_OUTER, SYNK_RIGHT)];
	struct synk_point l = s->at[synk_spot(SYNK_CANTHUS_OUTER, SYNK_LEFT)];

	for (size_t i = 0; i < LEN(below); i++) {
		struct synk_point d = s->at[synk_spot_middle(below[i])];
		double turn = (l.x - r.x) * (d.y - r.y) -
		    (l.y - r.y) * (d.x - r.x);

		if (!isnan(turn))
			return turn < 0;
	}
	return false;
}

/* A pair that stands the other way round than the eyes; NULL if none does. */
static const char *
exchanged_pair(const struct synk_sites *s)
{
	static const enum synk_site pairs[] = { SYNK_CANTHUS_INNER,
	    SYNK_BROW_MID, SYNK_COMMISSURE };
	struct synk_point r = s->at[synk_spot(SYNK_CANTHUS_OUTER, SYNK_RIGHT)];
	struct synk_point l = s->at[synk_spot(SYNK_CANTHUS_OUTER, SYNK_LEFT)];

	for (size_t i = 0; i < LEN(pairs); i++) {
		struct synk_point a = s->at[synk_spot(pairs[i], SYNK_RIGHT)];
		struct synk_point b = s->at[synk_spot(pairs[i], SYNK_LEFT)];

		if ((b.x - a.x) * (l.x - r.x) + (b.y - a.y) * (l.y - r.y) < 0)
			return sites[pairs[i]].name;
	}
	return NULL;
}

void
synk_sites_mirror(struct synk_sites *s)
{
	struct synk_sites old = *s;

	for (size_t i = 0; i < SYNK_SPOTS; i++) {
		s->at[i] = old.at[i < synk_spot_middle(0) ? i ^ 1 : i];
		s->at[i].x = -s->at[i].x;
	}
}

bool
synk_sites_from(struct synk_sites *sites_out, const struct synk_marks *m,
    bool mirrored, struct synk_error *err)
{
	struct synk_sites s;
	const char *pair;

	if (m->normalised)
		return synk_fail(err, SYNK_BAD_INPUT, "the points are fractions"
		    " of the image: its size is needed (--image-size WxH, or"
		    " the photo beside the file)");
	for (size_t i = 0; i < SYNK_SPOTS; i++)
		s.at[i] = place(m, i);
	for (int side = 0; side < SYNK_SIDES; side++)
		place_iris(&s, m, (enum synk_side)side);
	if (sides_exchanged(&s))
		return synk_fail(err, SYNK_BAD_INPUT, "the subject's right and"
		    " left points are exchanged (a flip that kept the"
		    " numbers?)");
	pair = exchanged_pair(&s);
	if (pair)
		return synk_fail(err, SYNK_BAD_INPUT,
		    "right and left %s are exchanged", pair);
	if (mirrored)
		synk_sites_mirror(&s);
	*sites_out = s;
	return true;
}

/* The middle between the canthi, and the size of the template, in cm. */
static const double eye_y = 2.624618, ied_cm = 6.302291, eye_z = 3.4656630;

void
synk_template_default(struct synk_template *t)
{
	t->personal = false;
	for (size_t i = 0; i < SYNK_SITES; i++)
		for (size_t side = 0; side < SYNK_SIDES; side++) {
			size_t k = i * SYNK_SIDES + side;

			t->at[k].x = (side == SYNK_LEFT ? 1 : -1) *
			    sites[i].x / ied_cm;
			t->at[k].y = (sites[i].y - eye_y) / ied_cm;
			t->at[k].z = (sites[i].z - eye_z) / ied_cm;
		}
	for (size_t i = 0; i < SYNK_MIDDLES; i++) {
		size_t k = synk_spot_middle((enum synk_middle)i);

		t->at[k].x = 0;
		t->at[k].y = (middles[i].y - eye_y) / ied_cm;
		t->at[k].z = (middles[i].z - eye_z) / ied_cm;
	}
}

void
synk_template_from(struct synk_template *t, const struct synk_face *rest)
{
	t->personal = true;
	for (size_t i = 0; i < SYNK_SPOTS; i++) {
		bool right = i < synk_spot_middle(0) && i % 2 == SYNK_RIGHT;

		t->at[i].x = right ? -rest->at[i].x : rest->at[i].x;
		t->at[i].y = rest->at[i].y;
	}
}
