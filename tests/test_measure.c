#include "test.h"

#include "canonical.h"

/* A place in IED: of a site, or of the midline if middle is not 0. */
struct place {
	int site;
	int side;
	double x, y;
};

enum { END = -1, R = SYNK_RIGHT, L = SYNK_LEFT, MIDDLE = 2, PLACES = 12 };

/* On a face of these places and no others, and both sides' values. */
static const struct row {
	const char *name;
	enum synk_measure_id measure;
	struct place place[PLACES];
	double right, left;
} rows[] = {
	{ "medial brow", SYNK_BROW_HEIGHT_MEDIAL, {
	  { SYNK_BROW_MEDIAL, R, 0.2, 0.35 }, { SYNK_BROW_MEDIAL, L, 0.2, 0.4 },
	  { END, 0, 0, 0 } }, 0.35, 0.4 },
	{ "middle of the brow", SYNK_BROW_HEIGHT_MID, {
	  { SYNK_BROW_MID, R, 0.6, 0.5 }, { END, 0, 0, 0 } }, 0.5, NAN },
	{ "lateral brow", SYNK_BROW_HEIGHT_LATERAL, {
	  { SYNK_BROW_LATERAL, L, 0.9, -0.1 }, { END, 0, 0, 0 } }, NAN, -0.1 },
	/* (0.30 + 0.40 + 0.45 + 0.40 + 0.20) / 5 = 1.75 / 5 */
	{ "mean brow; a missing point is not left out", SYNK_BROW_HEIGHT, {
	  { SYNK_BROW_MEDIAL, L, 0.2, 0.30 },
	  { SYNK_BROW_MEDIAL_MID, L, 0.4, 0.40 },
	  { SYNK_BROW_MID, L, 0.6, 0.45 },
	  { SYNK_BROW_LATERAL_MID, L, 0.8, 0.40 },
	  { SYNK_BROW_LATERAL, L, 1.0, 0.20 },
	  { SYNK_BROW_MEDIAL, R, 0.2, 0.30 }, { SYNK_BROW_MID, R, 0.6, 0.45 },
	  { END, 0, 0, 0 } }, NAN, 0.35 },
	/* A straight brow, 0.3 at x = 0.2 and 0.5 at 1.0, is 0.375 at 0.5;
	 * the pupil is at 0.05. */
	{ "brow above the pupil, straight", SYNK_BROW_HEIGHT_PUPIL, {
	  { SYNK_BROW_MEDIAL, L, 0.2, 0.30 },
	  { SYNK_BROW_MEDIAL_MID, L, 0.4, 0.35 },
	  { SYNK_BROW_MID, L, 0.6, 0.40 },
	  { SYNK_BROW_LATERAL_MID, L, 0.8, 0.45 },
	  { SYNK_BROW_LATERAL, L, 1.0, 0.50 },
	  { SYNK_PUPIL, L, 0.5, 0.05 }, { SYNK_PUPIL, R, 0.5, 0.05 },
	  { END, 0, 0, 0 } }, NAN, 0.325 },
	/* The parabola y = x (1 - x) through five points is met everywhere:
	 * at 0.3 it is 0.21, and the pupil is at -0.02. */
	{ "brow above the pupil, a parabola", SYNK_BROW_HEIGHT_PUPIL, {
	  { SYNK_BROW_MEDIAL, R, 0.1, 0.09 },
	  { SYNK_BROW_MEDIAL_MID, R, 0.2, 0.16 },
	  { SYNK_BROW_MID, R, 0.5, 0.25 },
	  { SYNK_BROW_LATERAL_MID, R, 0.7, 0.21 },
	  { SYNK_BROW_LATERAL, R, 1.0, 0 }, { SYNK_PUPIL, R, 0.3, -0.02 },
	  { END, 0, 0, 0 } }, 0.23, NAN },
	/* 0.06 - -0.05, and a lid that crosses: -0.01 - 0.01 */
	{ "fissure", SYNK_FISSURE_HEIGHT, {
	  { SYNK_LID_UPPER_MID, R, 0.5, 0.06 },
	  { SYNK_LID_LOWER_MID, R, 0.5, -0.05 },
	  { SYNK_LID_UPPER_MID, L, 0.5, -0.01 },
	  { SYNK_LID_LOWER_MID, L, 0.5, 0.01 },
	  { END, 0, 0, 0 } }, 0.11, -0.02 },
	/* 3-4-5: 0.4 across, 0.03 up is hypot = 0.1 * hypot(4, 0.3); and
	 * 0.3 across, 0.4 up is 0.5. */
	{ "fissure width", SYNK_FISSURE_WIDTH, {
	  { SYNK_CANTHUS_INNER, R, 0.3, 0 }, { SYNK_CANTHUS_OUTER, R, 0.7, 0 },
	  { SYNK_CANTHUS_INNER, L, 0.3, 0 },
	  { SYNK_CANTHUS_OUTER, L, 0.6, 0.4 },
	  { END, 0, 0, 0 } }, 0.4, 0.5 },
	/* A hexagon 0.1 high for 0.3 of width, with a triangle 0.05 wide at
	 * either end: 0.3 * 0.1 + 2 * 0.05 * 0.1 / 2 = 0.035 */
	{ "eye area", SYNK_EYE_AREA, {
	  { SYNK_CANTHUS_INNER, L, 0.30, 0 },
	  { SYNK_LID_LOWER_MEDIAL, L, 0.35, -0.05 },
	  { SYNK_LID_LOWER_MID, L, 0.50, -0.05 },
	  { SYNK_LID_LOWER_LATERAL, L, 0.65, -0.05 },
	  { SYNK_CANTHUS_OUTER, L, 0.70, 0 },
	  { SYNK_LID_UPPER_LATERAL, L, 0.65, 0.05 },
	  { SYNK_LID_UPPER_MID, L, 0.50, 0.05 },
	  { SYNK_LID_UPPER_MEDIAL, L, 0.35, 0.05 },
	  { END, 0, 0, 0 } }, NAN, 0.035 },
	/* The lid's middle stands above the pupil: 0.06 - 0.02 */
	{ "upper lid margin", SYNK_MRD1, {
	  { SYNK_CANTHUS_INNER, R, 0.3, 0 },
	  { SYNK_LID_UPPER_MEDIAL, R, 0.4, 0.05 },
	  { SYNK_LID_UPPER_MID, R, 0.5, 0.06 },
	  { SYNK_LID_UPPER_LATERAL, R, 0.6, 0.05 },
	  { SYNK_CANTHUS_OUTER, R, 0.7, 0 }, { SYNK_PUPIL, R, 0.5, 0.02 },
	  { END, 0, 0, 0 } }, 0.04, NAN },
	/* A lid that covers the pupil: 0.011 - 0.03 */
	{ "upper lid below the pupil", SYNK_MRD1, {
	  { SYNK_CANTHUS_INNER, L, 0.3, 0 },
	  { SYNK_LID_UPPER_MEDIAL, L, 0.4, 0.01 },
	  { SYNK_LID_UPPER_MID, L, 0.5, 0.011 },
	  { SYNK_LID_UPPER_LATERAL, L, 0.6, 0.01 },
	  { SYNK_CANTHUS_OUTER, L, 0.7, 0 }, { SYNK_PUPIL, L, 0.5, 0.03 },
	  { END, 0, 0, 0 } }, NAN, -0.019 },
	/* A middle that is only half-way is no point: the parabola through the
	 * other four is 0.04 / 3 - (x - 0.5)^2 / 3 at its top. */
	{ "upper lid without a middle", SYNK_MRD1, {
	  { SYNK_CANTHUS_INNER, L, 0.3, 0 },
	  { SYNK_LID_UPPER_MEDIAL, L, 0.4, 0.01 },
	  { SYNK_LID_UPPER_MID, L, 0.5, 0.01 },
	  { SYNK_LID_UPPER_LATERAL, L, 0.6, 0.01 },
	  { SYNK_CANTHUS_OUTER, L, 0.7, 0 }, { SYNK_PUPIL, L, 0.5, 0 },
	  { END, 0, 0, 0 } }, NAN, 0.04 / 3 },
	/* 0.01 - -0.05, and a lid above the pupil: 0.01 - 0.021 */
	{ "lower lid margin", SYNK_MRD2, {
	  { SYNK_CANTHUS_INNER, R, 0.3, 0 },
	  { SYNK_LID_LOWER_MEDIAL, R, 0.4, -0.04 },
	  { SYNK_LID_LOWER_MID, R, 0.5, -0.05 },
	  { SYNK_LID_LOWER_LATERAL, R, 0.6, -0.04 },
	  { SYNK_CANTHUS_OUTER, R, 0.7, 0 }, { SYNK_PUPIL, R, 0.5, 0.01 },
	  { END, 0, 0, 0 } }, 0.06, NAN },
	{ "lower lid above the pupil", SYNK_MRD2, {
	  { SYNK_CANTHUS_INNER, L, 0.3, 0 },
	  { SYNK_LID_LOWER_MEDIAL, L, 0.4, 0.02 },
	  { SYNK_LID_LOWER_MID, L, 0.5, 0.021 },
	  { SYNK_LID_LOWER_LATERAL, L, 0.6, 0.02 },
	  { SYNK_CANTHUS_OUTER, L, 0.7, 0 }, { SYNK_PUPIL, L, 0.5, 0.01 },
	  { END, 0, 0, 0 } }, NAN, -0.011 },
	{ "corner of the mouth, lateral", SYNK_COMMISSURE_LATERAL, {
	  { SYNK_COMMISSURE, R, 0.4, -1.1 }, { SYNK_COMMISSURE, L, 0.3, -1.0 },
	  { END, 0, 0, 0 } }, 0.4, 0.3 },
	{ "corner of the mouth, height", SYNK_COMMISSURE_HEIGHT, {
	  { SYNK_COMMISSURE, R, 0.4, -1.1 }, { SYNK_COMMISSURE, L, 0.3, -1.0 },
	  { END, 0, 0, 0 } }, -1.1, -1.0 },
	/* The lip crosses the midline at its middle point, (0, -1.3): right
	 * 0.4 out and 0.3 up is 0.5; left 0.3 out and 0.4 up is 0.5. */
	{ "excursion of the corner", SYNK_COMMISSURE_EXCURSION, {
	  { SYNK_COMMISSURE, R, 0.4, -1.0 },
	  { SYNK_LIP_LOWER_LATERAL, R, 0.3, -1.2 },
	  { SYNK_LIP_LOWER_PARAMEDIAN, R, 0.1, -1.3 },
	  { SYNK_LIP_LOWER_MID, MIDDLE, 0, -1.3 },
	  { SYNK_LIP_LOWER_PARAMEDIAN, L, 0.1, -1.3 },
	  { SYNK_LIP_LOWER_LATERAL, L, 0.2, -1.2 },
	  { SYNK_COMMISSURE, L, 0.3, -0.9 }, { END, 0, 0, 0 } }, 0.5, 0.5 },
	/* The middle of the lip is drawn 0.1 to the left along a level lip at
	 * -1.3, which crosses the midline there all the same. */
	{ "excursion, lip drawn aside", SYNK_COMMISSURE_EXCURSION, {
	  { SYNK_COMMISSURE, R, 0.4, -1.0 },
	  { SYNK_LIP_LOWER_LATERAL, R, 0.3, -1.3 },
	  { SYNK_LIP_LOWER_PARAMEDIAN, R, 0.1, -1.3 },
	  { SYNK_LIP_LOWER_MID, MIDDLE, 0.1, -1.3 },
	  { SYNK_LIP_LOWER_PARAMEDIAN, L, 0.2, -1.3 },
	  { SYNK_LIP_LOWER_LATERAL, L, 0.25, -1.3 },
	  { SYNK_COMMISSURE, L, 0.3, -0.9 }, { END, 0, 0, 0 } }, 0.5, 0.5 },
	/* 45 degrees above level on the right, level on the left */
	{ "smile angle", SYNK_SMILE_ANGLE, {
	  { SYNK_COMMISSURE, R, 0.4, -0.9 },
	  { SYNK_LIP_LOWER_LATERAL, R, 0.3, -1.2 },
	  { SYNK_LIP_LOWER_PARAMEDIAN, R, 0.1, -1.3 },
	  { SYNK_LIP_LOWER_MID, MIDDLE, 0, -1.3 },
	  { SYNK_LIP_LOWER_PARAMEDIAN, L, 0.1, -1.3 },
	  { SYNK_LIP_LOWER_LATERAL, L, 0.2, -1.3 },
	  { SYNK_COMMISSURE, L, 0.3, -1.3 }, { END, 0, 0, 0 } }, 135, 90 },
	/* Half-way to either corner, at 0.2, a point of the lip stands. */
	{ "upper lip", SYNK_UPPER_LIP_HEIGHT, {
	  { SYNK_COMMISSURE, R, 0.4, -1.1 },
	  { SYNK_LIP_UPPER_LATERAL, R, 0.2, -1.0 },
	  { SYNK_LIP_UPPER_PEAK, R, 0.1, -0.95 },
	  { SYNK_LIP_UPPER_MID, MIDDLE, 0, -0.97 },
	  { SYNK_LIP_UPPER_PEAK, L, 0.1, -0.93 },
	  { SYNK_LIP_UPPER_LATERAL, L, 0.2, -0.98 },
	  { SYNK_COMMISSURE, L, 0.4, -1.1 }, { END, 0, 0, 0 } }, -1.0, -0.98 },
	/* The straight part of a lip: from -1.3 at 0.1 to -1.2 at 0.3, at 0.2
	 * it is -1.25, since the points around go on as straight. */
	{ "lower lip", SYNK_LOWER_LIP_HEIGHT, {
	  { SYNK_COMMISSURE, R, 0.4, -1.15 },
	  { SYNK_LIP_LOWER_LATERAL, R, 0.3, -1.2 },
	  { SYNK_LIP_LOWER_PARAMEDIAN, R, 0.1, -1.3 },
	  { SYNK_LIP_LOWER_MID, MIDDLE, 0, -1.35 },
	  { SYNK_LIP_LOWER_PARAMEDIAN, L, 0.1, -1.3 },
	  { SYNK_LIP_LOWER_LATERAL, L, 0.2, -1.22 },
	  { SYNK_COMMISSURE, L, 0.4, -1.15 }, { END, 0, 0, 0 } },
	  -1.25, -1.22 },
	/* The paramedian points stand half-way: -1.00 - -1.04; on the left
	 * the lips cross, which is no gap. */
	{ "gap between the lips", SYNK_INTERLABIAL_GAP, {
	  { SYNK_STOMION_UPPER, MIDDLE, 0, -1.0 },
	  { SYNK_STOMION_LOWER, MIDDLE, 0, -1.05 },
	  { SYNK_LIP_UPPER_INNER, R, 0.2, -1.00 },
	  { SYNK_LIP_LOWER_INNER, R, 0.2, -1.04 },
	  { SYNK_LIP_UPPER_INNER, L, 0.2, -1.02 },
	  { SYNK_LIP_LOWER_INNER, L, 0.2, -1.01 },
	  { SYNK_COMMISSURE_INNER, R, 0.3, -1.0 },
	  { SYNK_COMMISSURE_INNER, L, 0.3, -1.0 },
	  { SYNK_COMMISSURE, R, 0.4, -1.0 }, { SYNK_COMMISSURE, L, 0.4, -1.0 },
	  { END, 0, 0, 0 } }, 0.04, 0 },
	/* Right: a square of 0.1 by 0.1 and a triangle of base 0.1, height
	 * 0.2: 0.01 + 0.01.  Left: twice as wide, 0.02 + 0.01. */
	{ "area between the lips", SYNK_INTERLABIAL_AREA, {
	  { SYNK_STOMION_UPPER, MIDDLE, 0, -1.0 },
	  { SYNK_STOMION_LOWER, MIDDLE, 0, -1.1 },
	  { SYNK_LIP_UPPER_INNER, R, 0.1, -1.0 },
	  { SYNK_LIP_LOWER_INNER, R, 0.1, -1.1 },
	  { SYNK_COMMISSURE_INNER, R, 0.3, -1.05 },
	  { SYNK_LIP_UPPER_INNER, L, 0.2, -1.0 },
	  { SYNK_LIP_LOWER_INNER, L, 0.2, -1.1 },
	  { SYNK_COMMISSURE_INNER, L, 0.4, -1.05 },
	  { END, 0, 0, 0 } }, 0.02, 0.03 },
	{ "wing of the nose", SYNK_ALA_HEIGHT, {
	  { SYNK_ALA, R, 0.2, -0.7 }, { SYNK_ALA, L, 0.2, -0.6 },
	  { END, 0, 0, 0 } }, -0.7, -0.6 },
	{ "nose tip to the left", SYNK_SHIFT_NOSE_TIP, {
	  { SYNK_NOSE_TIP, MIDDLE, 0.02, -0.5 }, { END, 0, 0, 0 } },
	  0.02, 0.02 },
	{ "upper lip to the right", SYNK_SHIFT_UPPER_LIP, {
	  { SYNK_LIP_UPPER_MID, MIDDLE, -0.03, -1 }, { END, 0, 0, 0 } },
	  -0.03, -0.03 },
	{ "lower lip to the left", SYNK_SHIFT_LOWER_LIP, {
	  { SYNK_LIP_LOWER_MID, MIDDLE, 0.04, -1.3 }, { END, 0, 0, 0 } },
	  0.04, 0.04 },
	{ "chin to the right", SYNK_SHIFT_MENTON, {
	  { SYNK_MENTON, MIDDLE, -0.05, -1.9 }, { END, 0, 0, 0 } },
	  -0.05, -0.05 },
	/* Outside of the brow there is no height to tell. */
	{ "pupil beside the brow", SYNK_BROW_HEIGHT_PUPIL, {
	  { SYNK_BROW_MEDIAL, L, 0.2, 0.30 },
	  { SYNK_BROW_MEDIAL_MID, L, 0.4, 0.35 },
	  { SYNK_BROW_MID, L, 0.6, 0.40 },
	  { SYNK_BROW_LATERAL_MID, L, 0.8, 0.45 },
	  { SYNK_BROW_LATERAL, L, 1.0, 0.50 }, { SYNK_PUPIL, L, 0.1, 0.05 },
	  { END, 0, 0, 0 } }, NAN, NAN },
	/* Lids that fold back over themselves are not those of an eye. */
	{ "lid points out of order", SYNK_MRD1, {
	  { SYNK_CANTHUS_INNER, R, 0.3, 0 },
	  { SYNK_LID_UPPER_MEDIAL, R, 0.5, 0.05 },
	  { SYNK_LID_UPPER_MID, R, 0.4, 0.06 },
	  { SYNK_LID_UPPER_LATERAL, R, 0.6, 0.05 },
	  { SYNK_CANTHUS_OUTER, R, 0.7, 0 }, { SYNK_PUPIL, R, 0.5, 0.02 },
	  { END, 0, 0, 0 } }, NAN, NAN },
};

static struct synk_face
face_from(const struct place *p)
{
	struct synk_face face;

	for (size_t i = 0; i < SYNK_SPOTS; i++)
		face.at[i] = (struct synk_point){ NAN, NAN };
	for (; p->site != END; p++) {
		size_t spot = p->side == MIDDLE
		    ? synk_spot_middle((enum synk_middle)p->site)
		    : synk_spot((enum synk_site)p->site,
			(enum synk_side)p->side);

		face.at[spot] = (struct synk_point){ p->x, p->y };
	}
	return face;
}

static void
check_row(void **state)
{
	const struct row *r = *state;
	struct synk_face face = face_from(r->place);
	struct synk_measures m;
	const double *v = m.at[r->measure];

	synk_measures_from(&m, &face);
	if (!is_near(v[R], r->right, 1e-12) || !is_near(v[L], r->left, 1e-12))
		fail_msg("%s: right %.15g, left %.15g",
		    synk_measure(r->measure)->key, v[R], v[L]);
}

static void
check_covered(void **state)
{
	(void)state;
	for (size_t i = 0; i < SYNK_MEASURES; i++) {
		size_t n = 0;

		for (size_t k = 0; k < LEN(rows); k++)
			n += rows[k].measure == i && !(isnan(rows[k].right) &&
			    isnan(rows[k].left));
		if (n == 0)
			fail_msg("%s has no row", synk_measure(i)->key);
	}
}

/* What the header promises of the table. */
static void
check_table(void **state)
{
	(void)state;
	assert_null(synk_measure(SYNK_MEASURES));
	for (size_t i = 0; i < SYNK_MEASURES; i++) {
		const struct synk_measure *m = synk_measure(i);

		assert_non_null(m);
		assert_int_equal(strspn(m->key,
		    "abcdefghijklmnopqrstuvwxyz0123456789_"), strlen(m->key));
		assert_true(m->definition[0] && m->source[0]);
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(m->key, synk_measure(k)->key);
	}
}

/* Sides exchanged give values exchanged; the midline's change their sign. */
static void
check_mirror(void **state)
{
	const struct row *r = *state;
	struct synk_face a = face_from(r->place), b = a;
	struct synk_measures m, n;

	for (size_t i = 0; i < synk_spot_middle(0); i++)
		b.at[i] = a.at[i ^ 1];
	for (size_t i = synk_spot_middle(0); i < SYNK_SPOTS; i++)
		b.at[i].x = -a.at[i].x;
	synk_measures_from(&m, &a);
	synk_measures_from(&n, &b);
	for (size_t i = 0; i < SYNK_MEASURES; i++)
		for (size_t side = 0; side < SYNK_SIDES; side++) {
			double sign = synk_measure(i)->midline ? -1 : 1;

			assert_true(is_near(sign * n.at[i][side ^ 1],
			    m.at[i][side], 0));
		}
}

static const struct CMUnitTest others[] = {
	{ "every measure has a row", check_covered, NULL, NULL, NULL },
	{ "the table", check_table, NULL, NULL, NULL },
};

int
main(void)
{
	return RUN_ROWS(rows, check_row) + RUN_ROWS(rows, check_mirror) +
	    cmocka_run_group_tests(others, NULL, NULL);
}
