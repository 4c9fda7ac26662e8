#include "test.h"

#include "canonical.h"

/* What every test starts from. */
static struct synk_norms norms;
static struct synk_template everybody;

static void
sites_of(struct synk_sites *sites, const struct synk_marks *m)
{
	struct synk_error err;

	if (!synk_sites_from(sites, m, false, &err))
		fail_msg("%s", err.text);
}

static struct synk_face
face_along(const struct synk_marks *m, enum synk_axis axis)
{
	struct synk_sites sites;
	struct synk_error err;
	struct synk_face face;

	sites_of(&sites, m);
	if (!synk_face_from(&face, NULL, &sites, &everybody, axis, &norms,
	    &err))
		fail_msg("%s", err.text);
	return face;
}

static struct synk_face
face_of(const struct synk_marks *m)
{
	return face_along(m, SYNK_AXIS_CANTHI);
}

static struct synk_face
face_seen(const struct camera *c, enum synk_scheme scheme)
{
	struct solid s = solid_canonical();
	struct synk_marks m;

	marks_of(&m, &s, c, scheme);
	return face_of(&m);
}

/*
 * The bound of the design: how far side ratios of a symmetric face are from
 * 1.  The norms' camera stands at 1 m; for others only a wider bound holds.
 */
static const struct bound {
	const char *name;
	enum synk_scheme scheme;
	double mm, within;
	struct synk_point off;
} bounds[] = {
	{ "ratios, 478 points, 1 m", SYNK_MEDIAPIPE478, 1000, 0.02, { 0, 0 } },
	{ "ratios, 68 points, 1 m", SYNK_IBUG68, 1000, 0.02, { 0, 0 } },
	{ "ratios, 478 points, 0.5 m", SYNK_MEDIAPIPE478, 500, 0.05, { 0, 0 } },
	{ "ratios, 68 points, 0.5 m", SYNK_IBUG68, 500, 0.05, { 0, 0 } },
	{ "ratios, 478 points, 2 m", SYNK_MEDIAPIPE478, 2000, 0.05, { 0, 0 } },
	{ "ratios, 68 points, 2 m", SYNK_IBUG68, 2000, 0.05, { 0, 0 } },
	{ "ratios, 68 points, 1 m, 10 cm beside the axis", SYNK_IBUG68, 1000,
	  0.05, { 10, 0 } },
	{ "ratios, 68 points, 1 m, 10 cm above the axis", SYNK_IBUG68, 1000,
	  0.05, { 0, 10 } },
};

static const enum synk_measure_id bounded[] = { SYNK_FISSURE_HEIGHT,
    SYNK_BROW_HEIGHT, SYNK_COMMISSURE_LATERAL, SYNK_COMMISSURE_EXCURSION };

struct worst {
	double off[LEN(bounded)];
};

static void
take_worst(struct worst *w, const struct synk_face *face)
{
	struct synk_measures m;

	synk_measures_from(&m, face);
	for (size_t i = 0; i < LEN(bounded); i++) {
		const double *v = m.at[bounded[i]];
		double off = fabs(v[SYNK_LEFT] / v[SYNK_RIGHT] - 1);

		assert_true(off >= 0);
		w->off[i] = fmax(w->off[i], off);
	}
}

static void
print_worst(const char *name, const struct worst *w)
{
	print_message("%s:", name);
	for (size_t i = 0; i < LEN(bounded); i++)
		print_message(" %s %.2f %%", synk_measure(bounded[i])->key,
		    100 * w->off[i]);
	print_message("\n");
}

/* Centres of the irises, which 68 points lack, for the raw comparison. */
static void
add_pupils(struct synk_marks *m, const struct solid *s, const struct camera *c)
{
	m->iris[SYNK_RIGHT].centre = see(c, s->at[468]);
	m->iris[SYNK_LEFT].centre = see(c, s->at[473]);
}

static void
see_all_ways(struct worst *w, struct worst *raw, const struct bound *b)
{
	static const double angle[] = { -10, -5, 0, 5, 10 };
	static const double roll[] = { -30, 0, 30 };
	struct solid s = solid_canonical();
	struct synk_marks m;

	for (size_t i = 0; i < 75; i++) {
		struct camera c = { angle[i % 5], angle[i / 5 % 5],
		    roll[i / 25], b->mm, 95.2, { 1200, 1200 },
		    b->off };
		struct synk_face face;

		marks_of(&m, &s, &c, b->scheme);
		add_pupils(&m, &s, &c);
		face = face_of(&m);
		take_worst(w, &face);
		face = face_along(&m, SYNK_AXIS_PUPILS);
		take_worst(raw, &face);
	}
}

static void
check_bound(void **state)
{
	const struct bound *b = *state;
	struct worst w = { { 0 } }, raw = { { 0 } };

	see_all_ways(&w, &raw, b);
	print_worst(b->name, &w);
	print_worst("  as photographed", &raw);
	for (size_t i = 0; i < LEN(bounded); i++)
		assert_true(w.off[i] <= b->within);
}

static const struct pose {
	const char *name;
	double yaw, pitch, roll;
} poses[] = {
	{ "facing the camera", 0, 0, 0 },
	{ "turned to the left", 10, 0, 0 },
	{ "turned to the right", -10, 0, 0 },
	{ "chin down", 0, 10, 0 },
	{ "chin up", 0, -10, 0 },
	{ "to the right shoulder", 0, 0, 30 },
	{ "to the left shoulder", 0, 0, -30 },
	{ "left, down, right shoulder", 10, 10, 30 },
	{ "right, up, left shoulder", -10, -10, -30 },
	{ "far left, chin up", 25, -15, 5 },
	{ "lying", 5, -5, 90 },
	{ "upside down", -5, 5, 179 },
};

static void
check_pose(void **state)
{
	const struct pose *p = *state;
	struct camera c = camera_usual;

	c.yaw = p->yaw;
	c.pitch = p->pitch;
	c.roll = p->roll;
	for (int i = 0; i < 2; i++) {
		struct synk_face face = face_seen(&c, i ? SYNK_IBUG68
		    : SYNK_MEDIAPIPE478);

		assert_true(is_near(face.yaw, p->yaw, 0.5));
		assert_true(is_near(face.pitch, p->pitch, 0.5));
		assert_true(is_near(face.roll, p->roll, 0.5));
		assert_true(is_near(face.ied_px, 95.2 * canonical_ied, 1));
	}
}

static const struct likeness {
	const char *name;
	double scale, degrees, x, y;
} likenesses[] = {
	{ "the same", 1, 0, 0, 0 },
	{ "moved", 1, 0, -4321.5, 8765.25 },
	{ "a tenth", 0.1, 0, 0, 0 },
	{ "50 times", 50, 0, 0, 0 },
	{ "a little turned", 1, 7, 0, 0 },
	{ "on its side", 1, 90, 0, 0 },
	{ "on its other side", 1, -90, 0, 0 },
	{ "upside down", 1, 180, 0, 0 },
	{ "nearly upside down", 1, 179.999, 0, 0 },
	{ "all at once", 7.3, 211, 99999, -12345 },
};

static void
transform(struct synk_marks *m, const struct likeness *l)
{
	for (size_t i = 0; i < m->count; i++) {
		struct synk_point *p = &m->at[i];

		turn_pair(&p->x, &p->y, l->degrees);
		p->x = l->scale * p->x + l->x;
		p->y = l->scale * p->y + l->y;
	}
}

static double
distance(const struct synk_face *a, const struct synk_face *b)
{
	double most = 0;

	for (size_t i = 0; i < SYNK_SPOTS; i++) {
		assert_int_equal(isnan(a->at[i].x), isnan(b->at[i].x));
		if (!isnan(a->at[i].x))
			most = fmax(most, hypot(a->at[i].x - b->at[i].x,
			    a->at[i].y - b->at[i].y));
	}
	return most;
}

static double
measures_apart(const struct synk_face *a, const struct synk_face *b)
{
	struct synk_measures m, n;
	double most = 0;

	synk_measures_from(&m, a);
	synk_measures_from(&n, b);
	for (size_t i = 0; i < SYNK_MEASURES; i++)
		for (size_t side = 0; side < SYNK_SIDES; side++) {
			assert_int_equal(isnan(m.at[i][side]),
			    isnan(n.at[i][side]));
			if (!isnan(m.at[i][side]))
				most = fmax(most, fabs(m.at[i][side] -
				    n.at[i][side]));
		}
	return most;
}

/* A face that is neither symmetric nor seen from the front. */
static void
lopsided(struct synk_marks *m, enum synk_scheme scheme)
{
	static const struct effort left = { 0.7, 0.3, 0.5, 0.1, 0.1, 0, 0.1 };
	static const struct effort right = { 0.1, 0.1, 0.9, 0, 0.2, 0, 0 };
	struct solid s = solid_canonical();
	struct camera c = camera_usual;

	c.yaw = 7;
	c.pitch = -4;
	c.roll = 11;
	solid_do(&s, SYNK_LEFT, &left);
	solid_do(&s, SYNK_RIGHT, &right);
	shift_middle(&s, SYNK_LIP_UPPER_MID, 0.2, 0.1);
	marks_of(m, &s, &c, scheme);
}

static void
check_likeness(void **state)
{
	const struct likeness *l = *state;

	for (int i = 0; i < 2; i++) {
		struct synk_face a, b;
		struct synk_marks m;
		double far, apart;

		lopsided(&m, i ? SYNK_IBUG68 : SYNK_MEDIAPIPE478);
		a = face_of(&m);
		transform(&m, l);
		b = face_of(&m);
		far = distance(&a, &b);
		apart = measures_apart(&a, &b);
		print_message("%s: sites %.1e IED, measures %.1e\n", l->name,
		    far, apart);
		assert_true(far < 1e-6 && apart < 1e-6);
		assert_true(is_near(a.yaw, b.yaw, 1e-6));
		assert_true(is_near(a.pitch, b.pitch, 1e-6));
		assert_true(is_near(a.residual, b.residual, 1e-9));
		assert_true(is_near(remainder(a.roll - b.roll - l->degrees,
		    360), 0, 1e-6));
		assert_true(is_near(b.ied_px / a.ied_px, l->scale, 1e-6));
	}
}

static const struct scheme {
	const char *name;
	enum synk_scheme scheme;
} schemes[] = {
	{ "ibug68", SYNK_IBUG68 },
	{ "openpose70", SYNK_OPENPOSE70 },
	{ "wflw98", SYNK_WFLW98 },
	{ "jd106", SYNK_JD106 },
	{ "insightface106", SYNK_INSIGHTFACE106 },
	{ "mediapipe468", SYNK_MEDIAPIPE468 },
	{ "mediapipe478", SYNK_MEDIAPIPE478 },
};

static size_t
across(size_t spot)
{
	return spot < synk_spot_middle(0) ? spot ^ 1 : spot;
}

/* Exact to the last bit; -0 and 0 are one. */
static void
check_mirrored_point(struct synk_point a, struct synk_point b, bool middle)
{
	if (isnan(a.x)) {
		assert_true(isnan(b.x) && isnan(b.y));
		return;
	}
	assert_true(a.x == (middle ? -b.x : b.x));
	assert_true(a.y == b.y);
}

static void
check_mirror_law(void **state)
{
	const struct scheme *scheme = *state;
	struct synk_marks m, mirrored;
	struct synk_face a, b;

	lopsided(&m, scheme->scheme);
	mirror_marks(&mirrored, &m);
	a = face_of(&m);
	b = face_of(&mirrored);
	for (size_t i = 0; i < SYNK_SPOTS; i++)
		check_mirrored_point(a.at[i], b.at[across(i)],
		    i >= synk_spot_middle(0));
	assert_true(a.yaw == -b.yaw && a.pitch == b.pitch &&
	    a.roll == -b.roll);
	assert_true(a.ied_px == b.ied_px && a.residual == b.residual);
	for (size_t side = 0; side < SYNK_SIDES; side++)
		assert_true(a.iris[side] == b.iris[side ^ 1] ||
		    isnan(a.iris[side]));
}

/* How far the mirror law is from exact, over many poses; printed. */
static void
check_mirror_distance(void **state)
{
	const struct scheme *scheme = *state;
	double most = 0;

	for (int i = 0; i < 27; i++) {
		struct camera c = camera_usual, d;
		struct synk_face a, b;

		c.yaw = i % 3 * 7 - 7;
		c.pitch = i / 3 % 3 * 7 - 6;
		c.roll = i / 9 * 20 - 19;
		d = c;
		d.yaw = -c.yaw;
		d.roll = -c.roll;
		a = face_seen(&c, scheme->scheme);
		b = face_seen(&d, scheme->scheme);
		for (size_t k = 0; k < synk_spot_middle(0); k++)
			if (!isnan(a.at[k].x))
				most = fmax(most, hypot(a.at[k].x -
				    b.at[k ^ 1].x, a.at[k].y -
				    b.at[k ^ 1].y));
	}
	print_message("%s: sides differ by %.1e IED\n", scheme->name, most);
	assert_true(most < 1e-12);
}

static const struct scheme all_schemes[] = {
	{ "map of ibug68", SYNK_IBUG68 },
	{ "map of openpose70", SYNK_OPENPOSE70 },
	{ "map of emotrics76", SYNK_EMOTRICS76 },
	{ "map of wflw98", SYNK_WFLW98 },
	{ "map of jd106", SYNK_JD106 },
	{ "map of insightface106", SYNK_INSIGHTFACE106 },
	{ "map of mediapipe468", SYNK_MEDIAPIPE468 },
	{ "map of mediapipe478", SYNK_MEDIAPIPE478 },
};

/* The points of a spot; how many. */
static size_t
points_of(size_t p[2], enum synk_scheme scheme, size_t spot)
{
	char text[16], *end;

	synk_spot_points(text, scheme, spot);
	if (!text[0])
		return 0;
	p[0] = strtoul(text, &end, 10);
	p[1] = *end ? strtoul(end + 1, NULL, 10) : p[0];
	assert_true(p[0] < synk_scheme_count(scheme));
	assert_true(p[1] < synk_scheme_count(scheme));
	return 2;
}

static void
check_map(void **state)
{
	const struct scheme *s = *state;

	for (size_t spot = 0; spot < SYNK_SPOTS; spot++) {
		size_t a[2], b[2], n = points_of(a, s->scheme, spot);

		assert_int_equal(points_of(b, s->scheme, across(spot)), n);
		if (n == 0)
			continue;
		a[0] = point_partner(s->scheme, a[0]);
		a[1] = point_partner(s->scheme, a[1]);
		assert_true((a[0] == b[0] && a[1] == b[1]) ||
		    (a[0] == b[1] && a[1] == b[0]));
	}
}

/* On a spot's own side of the canonical face. */
static void
check_side(void **state)
{
	const struct scheme *s = *state;

	for (size_t spot = 0; spot < synk_spot_middle(0); spot++) {
		size_t a[2], n = points_of(a, s->scheme, spot);
		double sign = spot % 2 == SYNK_LEFT ? 1 : -1;

		for (size_t i = 0; i < n; i++) {
			size_t v[2];

			assert_true(point_vertices(v, s->scheme, a[i]));
			assert_true(sign * canonical[v[0]].x > 0);
		}
	}
}

static void
check_mirrored_option(void **state)
{
	const struct scheme *scheme = *state;
	struct synk_sites a, b;
	struct synk_marks m, mirrored;
	struct synk_error err;

	lopsided(&m, scheme->scheme);
	mirror_marks(&mirrored, &m);
	sites_of(&a, &m);
	assert_true(synk_sites_from(&b, &mirrored, true, &err));
	for (size_t i = 0; i < SYNK_SPOTS; i++) {
		assert_int_equal(isnan(a.at[i].x), isnan(b.at[i].x));
		assert_true(isnan(a.at[i].x) || (a.at[i].x == b.at[i].x &&
		    a.at[i].y == b.at[i].y));
	}
}

/* What is done to the lopsided face, and the message that this gives. */
static const struct refusal {
	const char *name;
	enum synk_scheme scheme;
	enum { FLIP, LOSE, SHRINK, LEVEL, COLLAPSE, SHRIVEL } harm;
	int lost[3];
	const char *want;
} refusals[] = {
	{ "sides exchanged, 68", SYNK_IBUG68, FLIP, { -1, -1, -1 },
	  "the subject's right and left points are exchanged (a flip that kept"
	  " the numbers?)" },
	{ "sides exchanged, 478", SYNK_MEDIAPIPE478, FLIP, { -1, -1, -1 },
	  "the subject's right and left points are exchanged (a flip that kept"
	  " the numbers?)" },
	{ "sides exchanged, upper lip missing", SYNK_IBUG68, FLIP,
	  { 51, -1, -1 },
	  "the subject's right and left points are exchanged (a flip that kept"
	  " the numbers?)" },
	{ "sides exchanged, lip and nose base missing", SYNK_IBUG68, FLIP,
	  { 51, 33, -1 },
	  "the subject's right and left points are exchanged (a flip that kept"
	  " the numbers?)" },
	{ "right outer canthus missing", SYNK_IBUG68, LOSE, { 36, -1, -1 },
	  "the pose needs both canthi of each eye and two points of the nasal"
	  " bridge" },
	{ "left inner canthus missing", SYNK_MEDIAPIPE478, LOSE,
	  { 362, -1, -1 },
	  "the pose needs both canthi of each eye and two points of the nasal"
	  " bridge" },
	{ "two bridge points missing", SYNK_IBUG68, LOSE, { 27, 29, -1 },
	  "the pose needs both canthi of each eye and two points of the nasal"
	  " bridge" },
	{ "no pupils for the pupil line", SYNK_IBUG68, LEVEL, { -1, -1, -1 },
	  "the pupil line needs both pupils, and the file does not give"
	  " them" },
	{ "one pupil for the pupil line", SYNK_MEDIAPIPE478, LEVEL,
	  { 468, -1, -1 },
	  "the pupil line needs both pupils, and the file does not give"
	  " them" },
	{ "fractions of the image", SYNK_MEDIAPIPE478, SHRINK, { -1, -1, -1 },
	  "the points are fractions of the image: its size is needed"
	  " (--image-size WxH, or the photo beside the file)" },
	{ "all points in one place", SYNK_IBUG68, COLLAPSE, { -1, -1, -1 },
	  "both eyes are in one place" },
	{ "all points as good as there", SYNK_IBUG68, SHRIVEL, { -1, -1, -1 },
	  "both eyes are in one place" },
};

static void
do_harm(struct synk_marks *m, const struct refusal *r)
{
	m->normalised = r->harm == SHRINK;
	for (size_t i = 0; i < m->count; i++) {
		if (r->harm == FLIP)
			m->at[i].x = 2400 - m->at[i].x;
		if (r->harm == SHRIVEL) {
			m->at[i].x *= 1e-310;
			m->at[i].y *= 1e-310;
		}
		if (r->harm == COLLAPSE)
			m->at[i].x = m->at[i].y = 7;
	}
	for (size_t i = 0; i < LEN(r->lost); i++)
		if (r->lost[i] >= 0)
			m->at[r->lost[i]].x = m->at[r->lost[i]].y = NAN;
}

static void
check_refusal(void **state)
{
	const struct refusal *r = *state;
	struct synk_error err = { .text = "" };
	struct synk_sites sites;
	struct synk_marks m;
	struct synk_face face;

	lopsided(&m, r->scheme);
	do_harm(&m, r);
	assert_false(synk_sites_from(&sites, &m, false, &err) &&
	    synk_face_from(&face, NULL, &sites, &everybody, r->harm == LEVEL
	    ? SYNK_AXIS_PUPILS : SYNK_AXIS_CANTHI, &norms, &err));
	assert_int_equal(err.code, SYNK_BAD_INPUT);
	assert_string_equal(err.text, r->want);
}

/* One nasal bridge point may be missing, and the face changes little. */
static void
check_two_bridge_points(void **state)
{
	static const size_t lost[] = { 27, 28, 29 };

	(void)state;
	for (size_t i = 0; i < LEN(lost); i++) {
		struct synk_face a, b;
		struct synk_marks m;

		lopsided(&m, SYNK_IBUG68);
		a = face_of(&m);
		m.at[lost[i]].x = m.at[lost[i]].y = NAN;
		b = face_of(&m);
		for (size_t k = 0; k < synk_spot_middle(0); k++)
			assert_true(isnan(a.at[k].x) || hypot(a.at[k].x -
			    b.at[k].x, a.at[k].y - b.at[k].y) < 0.01);
	}
}

/* Measures that a missing point takes with it; all others keep each bit. */
static const struct loss {
	const char *name;
	size_t point;
	struct { int measure, side; } lost[6];	/* -1 ends */
} losses[] = {
	{ "middle of the right brow missing", 105, {
	  { SYNK_BROW_HEIGHT_MID, 0 }, { SYNK_BROW_HEIGHT, 0 },
	  { SYNK_BROW_HEIGHT_PUPIL, 0 }, { -1, 0 } } },
	{ "left upper lid missing", 386, {
	  { SYNK_FISSURE_HEIGHT, 1 }, { SYNK_EYE_AREA, 1 }, { SYNK_MRD1, 1 },
	  { -1, 0 } } },
	{ "right pupil missing", 468, { { SYNK_BROW_HEIGHT_PUPIL, 0 },
	  { SYNK_MRD1, 0 }, { SYNK_MRD2, 0 }, { -1, 0 } } },
	{ "left ala missing", 327, { { SYNK_ALA_HEIGHT, 1 }, { -1, 0 } } },
	{ "right inner corner of the mouth missing", 78, {
	  { SYNK_INTERLABIAL_GAP, 0 }, { SYNK_INTERLABIAL_AREA, 0 },
	  { -1, 0 } } },
	{ "nose tip missing", 4, { { SYNK_SHIFT_NOSE_TIP, 0 },
	  { SYNK_SHIFT_NOSE_TIP, 1 }, { -1, 0 } } },
	{ "chin missing", 152, { { SYNK_SHIFT_MENTON, 0 },
	  { SYNK_SHIFT_MENTON, 1 }, { -1, 0 } } },
};

static bool
is_lost(const struct loss *l, int measure, int side)
{
	for (size_t i = 0; l->lost[i].measure >= 0; i++)
		if (l->lost[i].measure == measure && l->lost[i].side == side)
			return true;
	return false;
}

static void
check_loss(void **state)
{
	const struct loss *l = *state;
	struct synk_measures m, n;
	struct synk_marks marks;
	struct synk_face face;

	lopsided(&marks, SYNK_MEDIAPIPE478);
	face = face_of(&marks);
	synk_measures_from(&m, &face);
	marks.at[l->point].x = marks.at[l->point].y = NAN;
	face = face_of(&marks);
	synk_measures_from(&n, &face);
	for (int i = 0; i < SYNK_MEASURES; i++)
		for (int side = 0; side < SYNK_SIDES; side++) {
			assert_true(m.at[i][side] == m.at[i][side]);
			if (is_lost(l, i, side) != isnan(n.at[i][side]))
				fail_msg("%s", synk_measure((size_t)i)->key);
			assert_true(isnan(n.at[i][side]) ||
			    m.at[i][side] == n.at[i][side]);
		}
}

/* The left edge of a picture is 0, its right edge 1; half a pixel inside are
 * the centres of its first and last, which are 0 and width - 1. */
static void
check_resize(void **state)
{
	struct synk_marks m;
	struct synk_error err;

	(void)state;
	synk_marks_init(&m);
	m.count = 2;
	m.normalised = true;
	m.at[0] = (struct synk_point){ .5 / 640, .5 / 480 };
	m.at[1] = (struct synk_point){ 639.5 / 640, 479.5 / 480 };
	assert_true(synk_marks_resize(&m, 640, 480, &err));
	assert_false(m.normalised);
	assert_true(is_near(m.at[0].x, 0, 1e-12));
	assert_true(is_near(m.at[0].y, 0, 1e-12));
	assert_true(is_near(m.at[1].x, 639, 1e-12));
	assert_true(is_near(m.at[1].y, 479, 1e-12));
	assert_false(synk_marks_resize(&m, 640, 481, &err));
	/* 1000000.5 of 1000 are 1000000 px, the last that can be. */
	m.normalised = true;
	m.width = m.height = 0;
	m.at[0] = (struct synk_point){ NAN, NAN };
	m.at[1] = (struct synk_point){ 1000.0006, .5 };
	assert_false(synk_marks_resize(&m, 1000, 1000, &err));
	assert_string_equal(err.text, "point 1: expected coordinates within "
	    "1000000 px, found 1e+06 and 499.5");
	assert_true(m.normalised && m.width == 0);
	m.at[1].x = 1000.0005;
	assert_true(synk_marks_resize(&m, 1000, 1000, &err));
}

/* A file that numbers the irises as JavaScript's human does. */
static struct text
numbered_otherwise(const struct synk_marks *m)
{
	static const size_t from[] = { 473, 474, 475, 476, 477,
	    468, 471, 470, 469, 472 };
	struct text t = { NULL, 0 };

	add(&t, "{\"faceLandmarks\":[[");
	for (size_t i = 0; i < m->count; i++) {
		struct synk_point p = m->at[i < 468 ? i : from[i - 468]];

		add(&t, "%s{\"x\":%.9f,\"y\":%.9f,\"z\":0}", i ? "," : "", p.x,
		    p.y);
	}
	add(&t, "]]}");
	return t;
}

static void
check_irises(void **state)
{
	static const size_t named[] = { 468, 469, 471, 473, 474, 476 };
	static const struct synk_reading how;
	struct synk_marks m, got_marks;
	struct synk_reader r;
	struct synk_error err;
	struct text t;
	bool got;

	(void)state;
	lopsided(&m, SYNK_MEDIAPIPE478);
	t = numbered_otherwise(&m);
	assert_true(synk_reader_open(&r, t.text, t.len, &how, &err));
	assert_true(synk_reader_next(&r, &got_marks, &got, &err) && got);
	for (size_t i = 0; i < LEN(named); i++) {
		assert_true(is_near(got_marks.at[named[i]].x,
		    m.at[named[i]].x, 1e-8));
		assert_true(is_near(got_marks.at[named[i]].y,
		    m.at[named[i]].y, 1e-8));
	}
	synk_reader_close(&r);
	free(t.text);
}

/* A circle gives pupil and both ends along the canthi: a 3-4-5 triangle. */
static void
check_circle(void **state)
{
	struct synk_sites s;
	struct synk_point p;
	struct synk_marks m;

	(void)state;
	lopsided(&m, SYNK_IBUG68);
	m.at[42] = (struct synk_point){ 1000, 500 };	/* left inner canthus */
	m.at[45] = (struct synk_point){ 1040, 530 };	/* left outer */
	m.iris[SYNK_LEFT] = (struct synk_iris){ { 1021, 514 }, 10 };
	sites_of(&s, &m);
	p = s.at[synk_spot(SYNK_PUPIL, SYNK_LEFT)];
	assert_true(p.x == 1021 && p.y == 514);
	p = s.at[synk_spot(SYNK_IRIS_LATERAL, SYNK_LEFT)];
	assert_true(is_near(p.x, 1021 + 8, 1e-9));
	assert_true(is_near(p.y, 514 + 6, 1e-9));
	p = s.at[synk_spot(SYNK_IRIS_MEDIAL, SYNK_LEFT)];
	assert_true(is_near(p.x, 1021 - 8, 1e-9));
	assert_true(is_near(p.y, 514 - 6, 1e-9));
	assert_true(isnan(s.at[synk_spot(SYNK_PUPIL, SYNK_RIGHT)].x));
}

/* Seen from the front the frame is the one that face.h promises. */
static void
check_frame(void **state)
{
	static const struct camera far = { 0, 0, 0, 0, 95.2, { 0, 0 },
	    { 0, 0 } };
	struct synk_norms flat = norms;
	struct synk_sites sites;
	struct synk_error err;
	struct synk_marks m;
	struct synk_face f;
	struct solid s = solid_canonical();

	(void)state;
	flat.at[SYNK_NORM_CAMERA_MM] = 1e6;
	marks_of(&m, &s, &far, SYNK_MEDIAPIPE478);
	sites_of(&sites, &m);
	assert_true(synk_face_from(&f, NULL, &sites, &everybody,
	    SYNK_AXIS_CANTHI,
	    &flat, &err));
	for (size_t i = 0; i < synk_spot_middle(0); i++) {
		size_t v[2];

		spot_vertices(v, i);
		assert_true(is_near(f.at[i].x, fabs(canonical[v[0]].x) /
		    canonical_ied, 1e-4));
		assert_true(is_near(f.at[i].y, (canonical[v[0]].y -
		    canonical_y) / canonical_ied, 1e-4));
	}
	assert_true(is_near(f.iris[SYNK_LEFT], 1.2 / canonical_ied, 1e-4));
	assert_true(f.residual < 1e-4);
}

/* Median site by site and angle by angle, over those that are there. */
static void
check_median(void **state)
{
	struct synk_face f[3], median;
	struct synk_error err;
	struct synk_marks m;

	(void)state;
	lopsided(&m, SYNK_MEDIAPIPE478);
	f[0] = f[1] = f[2] = face_of(&m);
	f[0].at[5].x = 1;
	f[1].at[5].x = 3;
	f[2].at[5].x = 2;
	f[0].at[6].y = NAN;
	f[1].at[6].y = 4;
	f[2].at[6].y = 5;
	f[0].at[7].x = f[1].at[7].x = f[2].at[7].x = NAN;
	f[1].yaw = 90;
	assert_true(synk_face_median(&median, f, 3, &err));
	assert_true(median.at[5].x == 2 && median.at[6].y == 4.5);
	assert_true(isnan(median.at[7].x) && median.yaw == f[0].yaw);
	assert_true(median.at[8].x == f[0].at[8].x);
}

static const struct CMUnitTest others[] = {
	{ "two bridge points are enough", check_two_bridge_points, NULL, NULL,
	  NULL },
	{ "fractions of the image", check_resize, NULL, NULL, NULL },
	{ "irises numbered otherwise", check_irises, NULL, NULL, NULL },
	{ "an iris given as a circle", check_circle, NULL, NULL, NULL },
	{ "the frame of a canonical face", check_frame, NULL, NULL, NULL },
	{ "the median face", check_median, NULL, NULL, NULL },
};

int
main(void)
{
	struct synk_error err;

	if (!synk_norms_default(&norms, &err))
		return 1;
	synk_template_default(&everybody);
	return RUN_ROWS(bounds, check_bound) + RUN_ROWS(poses, check_pose) +
	    RUN_ROWS(likenesses, check_likeness) +
	    RUN_ROWS(schemes, check_mirror_law) +
	    RUN_ROWS(schemes, check_mirror_distance) +
	    RUN_ROWS(all_schemes, check_map) +
	    RUN_ROWS(all_schemes, check_side) +
	    RUN_ROWS(schemes, check_mirrored_option) +
	    RUN_ROWS(refusals, check_refusal) + RUN_ROWS(losses, check_loss) +
	    cmocka_run_group_tests(others, NULL, NULL);
}
