/*
 * Noise, findings and severity: what the draws are of, and what they find in
 * synthetic patients.
 */
#include "test.h"

#include "patient.h"
#include "../lib/random.h"
#include "../lib/sample.h"
#include "synk/estimate.h"

static struct session clean, noisy;
static struct synk_verdict verdict;

/* Repeatability of 75 photographs of 15 people, %ied: SD of one side, SD of
 * left less right. */
static const struct noise_row {
	const char *name;
	int model;
	enum synk_measure_id measure;
	double side, difference;
} noise_rows[] = {
	{ "dlib, fissure", 0, SYNK_FISSURE_HEIGHT, .73, .28 },
	{ "dlib, brow", 0, SYNK_BROW_HEIGHT, .79, .64 },
	{ "dlib, commissure height", 0, SYNK_COMMISSURE_HEIGHT, 1.04, .76 },
	{ "dlib, commissure lateral", 0, SYNK_COMMISSURE_LATERAL, .94, 1.37 },
	{ "MediaPipe, fissure", 1, SYNK_FISSURE_HEIGHT, .55, .54 },
	{ "MediaPipe, brow", 1, SYNK_BROW_HEIGHT, .70, .71 },
	{ "MediaPipe, commissure height", 1, SYNK_COMMISSURE_HEIGHT, 1.21,
	  1.04 },
	{ "MediaPipe, commissure lateral", 1, SYNK_COMMISSURE_LATERAL, .87,
	  1.22 },
};

/* Noise added to pixels, fitted and turned to the front again. */
static void
check_noise(void **state)
{
	const struct noise_row *row = *state;
	enum synk_detector d = row->model ? SYNK_DETECTOR_MEDIAPIPE
	    : SYNK_DETECTOR_DLIB;
	enum { FACES = 4000 };
	double side = 0, difference = 0;
	struct synk_measures still;
	uint64_t random = 5;

	photograph(&clean, &healthy, d);
	clean.count = 1;		/* rest */
	exam_of(&clean);
	synk_measures_from(&still, &clean.photo[0].face);
	for (size_t i = 0; i < FACES; i++) {
		const double *was = still.at[row->measure];
		struct synk_measures m;
		double l, r;

		noisy = clean;
		noisy.photo[0].frame = &noisy.sites[0];
		blur(&noisy, &clean, &random);
		exam_of(&noisy);
		synk_measures_from(&m, &noisy.photo[0].face);
		l = 100 * (m.at[row->measure][SYNK_LEFT] - was[SYNK_LEFT]);
		r = 100 * (m.at[row->measure][SYNK_RIGHT] - was[SYNK_RIGHT]);
		side += (l * l + r * r) / 2 / FACES;
		difference += (l - r) * (l - r) / FACES;
	}
	print_message("one side %.3f, difference %.3f\n", sqrt(side),
	    sqrt(difference));
	assert_true(is_near(sqrt(side) / row->side, 1, .06));
	assert_true(is_near(sqrt(difference) / row->difference, 1, .06));
}

/* A severity and what leads to it. */
static const struct degree_row {
	const char *name;
	struct lesion lesion;
	enum synk_affected side;
	enum synk_severity want;
	int weakness;		/* enum synk_presence */
	unsigned without;	/* expressions not photographed, as bits */
	enum synk_detector detector;
} degrees[] = {
	{ "healthy", { 1, 1, 1, 1, 0, 0, 0, 0, 0, 0 }, SYNK_AFFECTED_NONE,
	  SYNK_SEVERITY_NONE, SYNK_ABSENT, 0, SYNK_DETECTOR_MEDIAPIPE },
	{ "healthy, no pucker", { 1, 1, 1, 1, 0, 0, 0, 0, 0, 0 },
	  SYNK_AFFECTED_NONE, SYNK_UNDETERMINED, SYNK_ABSENT,
	  1 << SYNK_PUCKER, SYNK_DETECTOR_MEDIAPIPE },
	{ "healthy, eyes not seen", { 1, 1, 1, 1, 0, 0, 0, 0, 0, 0 },
	  SYNK_AFFECTED_NONE, SYNK_UNDETERMINED, SYNK_NOT_ASSESSABLE, 0,
	  SYNK_DETECTOR_DLIB },
	{ "the brow lifts less", { .62, 1, .9, 1, 0, 0, 0, 0, 0, 0 },
	  SYNK_AFFECTED_LEFT, SYNK_SEVERITY_MILD, SYNK_ABSENT, 0,
	  SYNK_DETECTOR_MEDIAPIPE },
	{ "the eye narrows on a smile",
	  { .8, 1, .8, 1, .32, .3, 0, 0, 0, 0 }, SYNK_AFFECTED_LEFT,
	  SYNK_SEVERITY_MODERATE, SYNK_ABSENT, 0, SYNK_DETECTOR_MEDIAPIPE },
	{ "the eye narrows on a smile, by dlib",
	  { .8, 1, .8, 1, .32, .3, 0, 0, 0, 0 }, SYNK_AFFECTED_LEFT,
	  SYNK_SEVERITY_MODERATE, SYNK_NOT_ASSESSABLE, 0,
	  SYNK_DETECTOR_DLIB },
	{ "only the eye is tense", { 1, 1, 1, 1, 0, 0, 0, .2, 0, 0 },
	  SYNK_AFFECTED_LEFT, SYNK_SEVERITY_MODERATE, SYNK_ABSENT, 0,
	  SYNK_DETECTOR_MEDIAPIPE },
	{ "a wide eye is not tense", { 1, 1, 1, 1, 0, 0, 0, -.2, 0, 0 },
	  SYNK_AFFECTED_LEFT, SYNK_SEVERITY_MILD, SYNK_ABSENT, 0,
	  SYNK_DETECTOR_MEDIAPIPE },
	{ "a whole side that cannot relax and does not move",
	  { .2, .8, .2, .4, .3, .3, .2, .25, .95, .5 }, SYNK_AFFECTED_LEFT,
	  SYNK_SEVERITY_SEVERE, SYNK_ABSENT, 0, SYNK_DETECTOR_MEDIAPIPE },
	{ "one eye closes half as far", { 1, .48, 1, 1, 0, 0, 0, 0, 0, 0 },
	  SYNK_AFFECTED_LEFT, SYNK_UNDETERMINED, SYNK_POSSIBLE, 0,
	  SYNK_DETECTOR_MEDIAPIPE },
	{ "flaccid, no pucker",
	  { 0, 0, 0, 0, -.2156, -.017, 0, -.1, -.2, 0 }, SYNK_AFFECTED_LEFT,
	  SYNK_UNDETERMINED, SYNK_NOT_ASSESSABLE, 1 << SYNK_PUCKER,
	  SYNK_DETECTOR_MEDIAPIPE },
	{ "flaccid, eyes not seen",
	  { 0, 0, 0, 0, -.2156, -.017, 0, -.1, -.2, 0 }, SYNK_AFFECTED_LEFT,
	  SYNK_UNDETERMINED, SYNK_NOT_ASSESSABLE, 0, SYNK_DETECTOR_DLIB },
	{ "rest alone", { 1, 1, 1, 1, 0, 0, 0, 0, 0, 0 }, SYNK_AFFECTED_LEFT,
	  SYNK_UNDETERMINED, SYNK_NOT_ASSESSABLE, ~1u,
	  SYNK_DETECTOR_MEDIAPIPE },
	{ "flaccid", { 0, 0, 0, 0, -.2156, -.017, 0, -.1, -.2, 0 },
	  SYNK_AFFECTED_LEFT, SYNK_SEVERITY_WEAKNESS, SYNK_PRESENT, 0,
	  SYNK_DETECTOR_MEDIAPIPE },
	{ "side both", { .5, 1, .5, 1, .3, .3, 0, 0, 0, 0 },
	  SYNK_AFFECTED_BOTH, SYNK_UNDETERMINED, SYNK_NOT_ASSESSABLE, 0,
	  SYNK_DETECTOR_MEDIAPIPE },
};

static double
sum_of(const double *p, size_t n)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += p[i];
	return sum;
}

static void
leave_out(struct session *s, unsigned without)
{
	size_t n = 0;

	for (size_t i = 0; i < s->count; i++)
		if (!(without >> s->photo[i].expression & 1))
			s->photo[n++] = s->photo[i];
	s->count = n;
}

static void
check_degree(void **state)
{
	const struct degree_row *row = *state;
	const struct synk_severity_verdict *s = &verdict.severity;
	struct synk_grade g;

	photograph(&clean, &row->lesion, row->detector);
	for (size_t i = 0; i < clean.count; i++)
		clean.photo[i].closure_seen =
		    synk_detector_sees_closure(row->detector, &norms);
	leave_out(&clean, row->without);
	judge_exam(&verdict, &g, &clean, row->side, 200);
	print_message("%s:", synk_severity_name(s->grade));
	for (int i = 0; i < SYNK_SEVERITIES; i++)
		print_message(" %.3f", s->probability[i]);
	print_message("\n");
	assert_string_equal(synk_severity_name(s->grade),
	    synk_severity_name(row->want));
	assert_string_equal(synk_presence_name(s->weakness),
	    synk_presence_name((enum synk_presence)row->weakness));
	if (row->side == SYNK_AFFECTED_BOTH)
		assert_true(isnan(s->probability[0]));
	else
		assert_true(is_near(sum_of(s->probability, SYNK_SEVERITIES),
		    1, 1e-9));
}

/* How likely a severity, or a worse one, is as a lesion grows from nothing. */
static void
check_monotony(void **state)
{
	double before[SYNK_SEVERITIES] = { 0 };

	(void)state;
	for (int step = 0; step <= 10; step++) {
		double t = step / 10.0, p = 0;
		const struct lesion l = { 1 - .85 * t, 1 - .2 * t,
		    1 - .85 * t, 1 - .5 * t, .35 * t, .35 * t, .2 * t,
		    .3 * t, .95 * t, .5 * t };
		struct synk_grade g;

		photograph(&clean, &l, SYNK_DETECTOR_MEDIAPIPE);
		judge_exam(&verdict, &g, &clean, SYNK_AFFECTED_LEFT, 400);
		print_message("%3.0f %%:", 100 * t);
		for (int i = SYNK_SEVERITY_SEVERE; i >= SYNK_SEVERITY_MILD;
		    i--) {
			p += verdict.severity.probability[i];
			print_message(" %s or worse %.3f",
			    synk_severity_name((enum synk_severity)i), p);
			/* two draws of 400 are within 0.1 of each other */
			assert_true(p >= before[i] - .1);
			before[i] = fmax(p, before[i]);
		}
		print_message("\n");
	}
	assert_true(before[SYNK_SEVERITY_SEVERE] > .9);
}

/* How often a finding is present in exams with noise. */
static double
rate_of(const struct lesion *l, enum synk_detector detector,
    enum synk_affected side, size_t finding, size_t exams)
{
	uint64_t random = 7;
	size_t present = 0;

	photograph(&clean, l, detector);
	exam_of(&clean);
	for (size_t i = 0; i < exams; i++) {
		struct synk_grade g;

		noisy = clean;
		for (size_t k = 0; k < noisy.count; k++)
			noisy.photo[k].frame = &noisy.sites[k];
		blur(&noisy, &clean, &random);
		judge_exam(&verdict, &g, &noisy, side, 100);
		present += verdict.finding[finding].presence == SYNK_PRESENT
		    ? 1 : 0;
	}
	return (double)present / (double)exams;
}

static const enum synk_detector detectors[] = { SYNK_DETECTOR_DLIB,
    SYNK_DETECTOR_MEDIAPIPE };

/* A point of Sunnybrook's in a smile is 0.77 mm of a fissure of 16 % of 63 mm
 * (see the norms). */
static void
check_power_of_eye(void **state)
{
	const double point = .77 / (63 * .106 * widening);

	(void)state;
	for (size_t d = 0; d < LEN(detectors); d++) {
		double rate[4];

		for (int points = 0; points <= 3; points++) {
			struct lesion l = healthy;

			l.smile_eye = points * point;
			rate[points] = rate_of(&l, detectors[d],
			    SYNK_AFFECTED_LEFT, SYNK_ROW_FINDING, 200);
		}
		print_message("%s, smile_eye present: healthy %.1f %%, at 1,"
		    " 2, 3 points %.1f, %.1f, %.1f %%\n",
		    synk_detector_name(detectors[d]), 100 * rate[0],
		    100 * rate[1], 100 * rate[2], 100 * rate[3]);
		assert_true(rate[0] <= .025);
		assert_true(rate[3] >= .8);
		assert_true(rate[1] <= rate[2] && rate[2] <= rate[3]);
	}
}

static void
check_power_of_movement(void **state)
{
	static const double ratios[] = { 1, .75, .5, .25 };

	(void)state;
	for (size_t d = 0; d < LEN(detectors); d++) {
		double brow[LEN(ratios)], smile[LEN(ratios)];

		for (size_t i = 0; i < LEN(ratios); i++) {
			struct lesion l = healthy;

			l.brow = l.smile = ratios[i];
			brow[i] = rate_of(&l, detectors[d],
			    SYNK_AFFECTED_LEFT, SYNK_BROW_WEAK, 200);
			smile[i] = rate_of(&l, detectors[d],
			    SYNK_AFFECTED_LEFT, SYNK_SMILE_WEAK, 200);
			print_message("%s, ratio %.2f: brow_weak present %.1f"
			    " %%, smile_weak %.1f %%\n",
			    synk_detector_name(detectors[d]), ratios[i],
			    100 * brow[i], 100 * smile[i]);
		}
		assert_true(brow[0] <= .025 && smile[0] <= .025);
		assert_true(brow[2] >= .9 && smile[3] >= .9);
	}
}

/*
 * Healthy people are not symmetric.  Spread of the left-right difference: of
 * brows at rest 0.7 mm, fissures 0.53 mm (Lam 1995), commissure height 1.3 mm;
 * of movements, from the mean of smaller over larger (Ann Otol Rhinol Laryngol
 * 1999;108:641), 0.11 in brow and smile and 0.09 in closure.
 */
static void
draw_healthy(struct lesion *l, uint64_t *random)
{
	*l = healthy;
	l->brow = 1 + .11 * normal(random);
	l->smile = 1 + .11 * normal(random);
	l->eye = fmin(1, 1 + .05 * normal(random));
	l->narrow = .053 * normal(random);
	l->tension = .13 * normal(random);
	l->smile_eye = .03 * normal(random);
}

static void
check_healthy(void **state)
{
	enum { PEOPLE = 300 };

	(void)state;
	for (size_t d = 0; d < LEN(detectors); d++) {
		size_t count[SYNK_SEVERITIES + 1] = { 0 }, sides = 0;
		uint64_t random = 11;

		for (size_t i = 0; i < PEOPLE; i++) {
			struct lesion l;
			struct synk_grade g;

			draw_healthy(&l, &random);
			photograph(&clean, &l, detectors[d]);
			exam_of(&clean);
			noisy = clean;
			for (size_t k = 0; k < noisy.count; k++)
				noisy.photo[k].frame = &noisy.sites[k];
			blur(&noisy, &clean, &random);
			judge_exam(&verdict, &g, &noisy, SYNK_UNKNOWN, 100);
			sides += verdict.side.inferred ? 1 : 0;
			judge_exam(&verdict, &g, &noisy, SYNK_AFFECTED_NONE,
			    100);
			count[verdict.severity.grade]++;
		}
		print_message("%s, healthy:", synk_detector_name(
		    detectors[d]));
		for (int i = 0; i <= SYNK_SEVERITIES; i++)
			print_message(" %s %.1f %%", synk_severity_name(
			    (enum synk_severity)i),
			    100.0 * (double)count[i] / PEOPLE);
		print_message("; a side inferred %.1f %%\n",
		    100.0 * (double)sides / PEOPLE);
		assert_true(count[SYNK_SEVERITY_SEVERE] == 0);
		assert_true(count[SYNK_SEVERITY_MODERATE] <= PEOPLE / 20);
		assert_true(sides <= PEOPLE / 20);
	}
}

/* A flaccid face whose landmarks err. */
static void
check_flaccid(void **state)
{
	static const struct lesion l = { 0, 0, 0, 0, -.2156, -.017, 0, -.1,
	    -.2, 0 };
	enum { FACES = 200 };
	size_t count[SYNK_SEVERITIES + 1] = { 0 };
	uint64_t random = 13;

	(void)state;
	photograph(&clean, &l, SYNK_DETECTOR_MEDIAPIPE);
	exam_of(&clean);
	for (size_t i = 0; i < FACES; i++) {
		struct synk_grade g;

		noisy = clean;
		for (size_t k = 0; k < noisy.count; k++)
			noisy.photo[k].frame = &noisy.sites[k];
		blur(&noisy, &clean, &random);
		judge_exam(&verdict, &g, &noisy, SYNK_AFFECTED_LEFT, 100);
		count[verdict.severity.grade]++;
	}
	for (int i = 0; i <= SYNK_SEVERITIES; i++)
		print_message("%s %.1f %%  ", synk_severity_name(
		    (enum synk_severity)i), 100.0 * (double)count[i] / FACES);
	print_message("\n");
	assert_true(count[SYNK_SEVERITY_WEAKNESS] >= FACES / 2);
	assert_true(count[SYNK_SEVERITY_MILD] <= FACES / 20);
	assert_int_equal(count[SYNK_SEVERITY_MODERATE] +
	    count[SYNK_SEVERITY_SEVERE], 0);
}

/* A side that is declared, or not, and what the exam says of it. */
static const struct side_row {
	const char *name;
	struct lesion lesion;		/* of the left side */
	enum synk_affected declared, want;
	bool inferred, contradicted;
} side_rows[] = {
	{ "inferred", { .3, .9, .3, .5, .3, .3, .2, .1, 0, .3 },
	  SYNK_UNKNOWN, SYNK_AFFECTED_LEFT, true, false },
	{ "nothing to infer from", { 1, 1, 1, 1, 0, 0, 0, 0, 0, 0 },
	  SYNK_UNKNOWN, SYNK_UNKNOWN, false, false },
	{ "one number alone", { .75, 1, 1, 1, 0, 0, 0, 0, 0, 0 },
	  SYNK_UNKNOWN, SYNK_UNKNOWN, false, false },
	{ "declared rightly", { .3, .9, .3, .5, .3, .3, .2, .1, 0, .3 },
	  SYNK_AFFECTED_LEFT, SYNK_AFFECTED_LEFT, false, false },
	{ "declared wrongly", { .3, .9, .3, .5, .3, .3, .2, .1, 0, .3 },
	  SYNK_AFFECTED_RIGHT, SYNK_AFFECTED_RIGHT, false, true },
	{ "declared healthy", { .3, .9, .3, .5, .3, .3, .2, .1, 0, .3 },
	  SYNK_AFFECTED_NONE, SYNK_AFFECTED_NONE, false, true },
	{ "both", { .3, .9, .3, .5, .3, .3, .2, .1, 0, .3 },
	  SYNK_AFFECTED_BOTH, SYNK_AFFECTED_BOTH, false, false },
};

static void
check_side(void **state)
{
	const struct side_row *row = *state;
	struct synk_grade g;

	photograph(&clean, &row->lesion, SYNK_DETECTOR_MEDIAPIPE);
	judge_exam(&verdict, &g, &clean, row->declared, 200);
	assert_int_equal(verdict.side.affected, row->want);
	assert_int_equal(g.side, row->want);
	assert_int_equal(verdict.side.inferred, row->inferred);
	assert_int_equal(verdict.side.contradicted, row->contradicted);
}

/* What speaks for a side does not depend on which is declared. */
static void
check_blind_side(void **state)
{
	static const struct lesion l = { 1, 1, 1, 1, .35, .3, .3, 0, 0, 0 };
	double left[SYNK_AFFECTED_NONE + 1];

	(void)state;
	for (int side = SYNK_UNKNOWN; side <= SYNK_AFFECTED_NONE; side++) {
		struct synk_grade g;

		photograph(&clean, &l, SYNK_DETECTOR_DLIB);
		for (size_t i = 0; i < clean.count; i++)
			clean.photo[i].closure_seen = false;
		judge_exam(&verdict, &g, &clean, (enum synk_affected)side,
		    200);
		left[side] = verdict.side.probability[SYNK_LEFT];
		assert_true(left[side] == left[0]);
	}
	assert_true(left[0] > .9);
}

static void
judge_moderate(size_t draws, uint64_t seed, bool backwards)
{
	static const struct lesion l = { .5, .8, .6, .7, .1, .12, .08, .15,
	    .15, .4 };
	const struct synk_drawing drawing = { draws, seed };
	struct synk_exam exam;
	struct synk_grade g;
	struct synk_error err;

	photograph(&clean, &l, SYNK_DETECTOR_MEDIAPIPE);
	for (size_t i = 0; i < clean.count / 2 && backwards; i++) {
		size_t k = clean.count - 1 - i;
		struct synk_photo p = clean.photo[i];

		clean.photo[i] = clean.photo[k];
		clean.photo[k] = p;
	}
	exam = exam_of(&clean);
	assert_true(synk_verdict_from(&verdict, &g, &exam, clean.photo,
	    clean.count, SYNK_AFFECTED_LEFT, &drawing, &norms, &err));
}

/* A pupil that was found in the photograph errs by what is said of it, and its
 * lid by the noise of landmarks, each by itself. */
static void
check_seen_pupil(void **state)
{
	const struct synk_drawing drawing = { 2000, 1 };
	double se[2], lid, ied;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct synk_exam exam;
		struct synk_grade g;
		struct synk_error err;

		photograph(&clean, &healthy, SYNK_DETECTOR_MEDIAPIPE);
		for (size_t k = 0; k < clean.count; k++)
			clean.photo[k].pupil_sd[SYNK_LEFT] = i ? 6 : 3;
		exam = exam_of(&clean);
		ied = exam.view[SYNK_REST].face.ied_px;
		assert_true(synk_verdict_from(&verdict, &g, &exam, clean.photo,
		    clean.count, SYNK_AFFECTED_LEFT, &drawing, &norms, &err));
		se[i] = ied * verdict.measure_se[SYNK_REST][SYNK_MRD1]
		    [SYNK_LEFT];
	}
	lid = sqrt(se[0] * se[0] - 9);
	if (!(lid > 0) || !is_near(se[1], hypot(6, lid), .3))
		fail_msg("%g, %g px", se[0], se[1]);
}

/* Brows that scatter, in 25 looks at the photograph at rest, by twice what is
 * usual of the detector. */
static void
spread_brows(struct synk_spread *s, const struct synk_photo *p)
{
	size_t brows = synk_spot(SYNK_CANTHUS_INNER, SYNK_RIGHT);
	double one;

	s->repeats = 25;
	for (size_t i = 0; i < SYNK_SPOTS; i++)
		s->sd[i] = i < brows ? 1 : NAN;
	one = 1 / sqrt(synk_noise_ratio(p->noise, SYNK_PART_BROW, s,
	    p->ied_px));
	for (size_t i = 0; i < brows; i++)
		s->sd[i] = 2 * one;
}

/* Their variance is (8 + 24 * 4) / (8 + 24) of the usual, the norm noise.df
 * being 8; by t with 32 degrees of freedom it is 32 / 30 more. */
static void
check_looks(void **state)
{
	const struct synk_drawing drawing = { 3000, 1 };
	static struct synk_spread spread;
	double brow[2], mouth[2];

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct synk_exam exam;
		struct synk_grade g;
		struct synk_error err;

		photograph(&clean, &healthy, SYNK_DETECTOR_MEDIAPIPE);
		exam = exam_of(&clean);
		spread_brows(&spread, &clean.photo[0]);
		clean.photo[0].spread = i ? &spread : NULL;
		assert_true(synk_verdict_from(&verdict, &g, &exam, clean.photo,
		    clean.count, SYNK_AFFECTED_LEFT, &drawing, &norms, &err));
		brow[i] = verdict.measure_se[SYNK_REST][SYNK_BROW_HEIGHT]
		    [SYNK_LEFT];
		mouth[i] = verdict.measure_se[SYNK_REST]
		    [SYNK_COMMISSURE_HEIGHT][SYNK_LEFT];
	}
	print_message("brow %.2f, mouth %.2f of the usual\n",
	    brow[1] / brow[0], mouth[1] / mouth[0]);
	assert_true(is_near(brow[1] / brow[0], sqrt(104. / 32 * 32 / 30),
	    .1));
	assert_true(is_near(mouth[1] / mouth[0], 1, .05));
}

/* The same exam gives the same bits, in whatever order its photos come; only
 * another seed gives others. */
static void
check_same(void **state)
{
	static struct synk_verdict first;

	(void)state;
	judge_moderate(100, 1, false);
	first = verdict;
	judge_moderate(100, 1, true);
	assert_memory_equal(first.score, verdict.score, sizeof first.score);
	assert_memory_equal(first.share, verdict.share, sizeof first.share);
	assert_memory_equal(first.measure_se, verdict.measure_se,
	    sizeof first.measure_se);
	judge_moderate(100, 2, false);
	assert_memory_not_equal(first.score, verdict.score,
	    sizeof first.score);
}

static void
check_no_draws(void **state)
{
	(void)state;
	judge_moderate(0, 1, false);
	assert_true(isnan(verdict.score[0].se));
	assert_true(isnan(verdict.ratio[0].low));
	assert_true(isnan(verdict.measure_se[0][0][0]));
	assert_int_equal(verdict.severity.grade, SYNK_UNDETERMINED);
	assert_int_equal(verdict.severity.reason, SYNK_REASON_NO_DRAWS);
	assert_int_equal(verdict.finding[SYNK_SMILE_WEAK].presence,
	    SYNK_NOT_ASSESSABLE);
}

/* Error of a measure at rest from n photographs of which each is the same face
 * moved by its own error. */
static double
error_of_replicates(size_t n, double spread)
{
	static const struct synk_drawing drawing = { 1000, 1 };
	uint64_t random = 3;
	struct synk_exam exam;
	struct synk_grade g;
	struct synk_error err;

	photograph(&clean, &healthy, SYNK_DETECTOR_MEDIAPIPE);
	clean.count = 1;
	exam_of(&clean);
	for (size_t i = 1; i < n; i++) {
		clean.photo[i] = clean.photo[0];
		clean.sites[i] = clean.sites[0];
	}
	clean.count = n;
	noisy = clean;
	for (size_t k = 0; k < n; k++) {
		noisy.photo[k].frame = &noisy.sites[k];
		clean.photo[k].ied_px *= spread;
	}
	blur(&noisy, &clean, &random);
	exam = exam_of(&noisy);
	assert_true(synk_verdict_from(&verdict, &g, &exam, noisy.photo, n,
	    SYNK_AFFECTED_NONE, &drawing, &norms, &err));
	return 100 *
	    verdict.measure_se[SYNK_REST][SYNK_BROW_HEIGHT][SYNK_LEFT];
}

/* Medians of n normal numbers scatter by sqrt(pi / 2n) of one, of three by
 * 0.67 (exactly); a pooled variance is estimated. */
static void
check_replicates(void **state)
{
	double one = error_of_replicates(1, 1), three, five, wild;

	(void)state;
	three = error_of_replicates(3, 1);
	five = error_of_replicates(5, 1);
	wild = error_of_replicates(5, 4);
	print_message("one photograph %.3f, three %.3f, five %.3f, five that"
	    " differ more %.3f\n", one, three, five, wild);
	assert_true(is_near(one, .70, .05));
	assert_true(three < .85 * one && three > .5 * one);
	assert_true(five < three && five > .35 * one);
	assert_true(wild > 1.5 * five);
}

/* The same numbers in whatever order replicates come; and the same file twice
 * is no second measurement. */
static void
check_order(void **state)
{
	static const size_t orders[][3] = { { 0, 1, 2 }, { 2, 0, 1 },
	    { 1, 1, 1 } };
	static const struct synk_drawing drawing = { 100, 1 };
	double se[3];
	uint64_t random = 3;
	struct synk_error err;
	struct synk_grade g;

	(void)state;
	for (size_t o = 0; o < LEN(orders); o++) {
		struct synk_exam exam;

		photograph(&clean, &healthy, SYNK_DETECTOR_MEDIAPIPE);
		clean.count = 1;
		exam_of(&clean);
		clean.photo[2] = clean.photo[1] = clean.photo[0];
		clean.sites[2] = clean.sites[1] = clean.sites[0];
		clean.count = 3;
		noisy = clean;
		random = 3;
		blur(&noisy, &clean, &random);
		for (size_t k = 0; k < 3; k++)
			noisy.photo[k].frame = &noisy.sites[orders[o][k]];
		exam = exam_of(&noisy);
		assert_true(synk_verdict_from(&verdict, &g, &exam,
		    noisy.photo, 3, SYNK_AFFECTED_NONE, &drawing, &norms,
		    &err));
		se[o] = verdict.difference_se[SYNK_BROW];
	}
	assert_true(se[0] == se[1]);
	assert_true(se[2] > 1.2 * se[0]);
}

static int
ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Ranks by hand: of 1 to 39, p 0.025 is rank 1, 0.5 rank 20, 0.975 rank 39;
 * of 200 numbers, as a sort has them. */
static void
check_quantiles(void **state)
{
	double v[200], w[200];
	uint64_t random = 9;

	(void)state;
	for (size_t i = 0; i < 39; i++)
		v[i] = (double)(i * 17 % 39 + 1);
	assert_true(synk_quantile(v, 39, .025) == 1);
	assert_true(synk_quantile(v, 39, .5) == 20);
	assert_true(synk_quantile(v, 39, .975) == 39);
	assert_true(is_near(synk_quantile(v, 39, .26), 10.4, 1e-9));
	assert_true(isnan(synk_quantile(v, 19, .5)));
	for (size_t i = 0; i < 200; i++)
		v[i] = w[i] = i % 3 ? normal(&random) : 0.5;
	qsort(w, 200, sizeof *w, ascending);
	for (int i = 1; i < 200; i++)
		assert_true(is_near(synk_quantile(v, 200, i / 201.0),
		    w[i - 1], 1e-9));
	v[7] = v[100] = NAN;
	assert_true(!isnan(synk_quantile(v, 200, .5)));
}

/* First numbers of xoshiro256++ from a state of 1, 2, 3, 4, as its authors'
 * own program gives them; a uniform number is their upper 53 bits. */
static void
check_random(void **state)
{
	static const uint64_t want[] = { 41943041, 58720359, 3588806011781223,
	    3591011842654386 };
	struct synk_random r = { { 1, 2, 3, 4 }, NAN };
	double z[10000], mean = 0, square = 0, fourth = 0;

	(void)state;
	for (size_t i = 0; i < LEN(want); i++)
		assert_true(synk_random_uniform(&r) ==
		    (double)(want[i] >> 11) * 0x1p-53);
	synk_random_seed(&r, 1);
	synk_random_normal(&r, z, 3);		/* an odd number first */
	synk_random_normal(&r, z, LEN(z));
	for (size_t i = 0; i < LEN(z); i++) {
		mean += z[i] / LEN(z);
		square += z[i] * z[i] / LEN(z);
		fourth += pow(z[i], 4) / LEN(z);
	}
	assert_true(is_near(mean, 0, .04));
	assert_true(is_near(square, 1, .06));
	assert_true(is_near(fourth, 3, .4));
}

/* What each warning is of, in their order; all of them at once. */
static const struct {
	int expression;			/* -1: of the exam */
	const char *text;
} warnings[] = {
	{ -1, "movement and synkinesis speak for the left side, not for"
	  " 'right': were the photos mirrored?" },
	{ -1, "no pucker: it shows synkinesis of the eye most often" },
	{ -1, "few pixels: an eye's opening at rest is 8.7 px, under 10" },
	{ -1, "no millimetres: by this scale the eye centres would be 84.7 mm"
	  " apart, expected 50 to 75" },
	{ SYNK_REST, "the eyes look down: fissures depend on gaze" },
	{ SYNK_EYE_CLOSE_GENTLE,
	  "the detector is known to miss closed eyes" },
	{ SYNK_SMILE, "yaw 12.1, pitch 0.2 degrees: over 10" },
	{ SYNK_SMILE, "the head turned 12.1 degrees since rest: over 5" },
	{ SYNK_SMILE, "its landmarks are not all by one detector and scheme,"
	  " or not by that of rest" },
};

/* Angles are from the line of sight to the canthi and bridge, the rig's from
 * that to the middle of the eyes. */
static void
check_warnings(void **state)
{
	static const struct lesion l = { .3, .9, .3, .5, .3, .3, .2, .1, 0,
	    .3 };
	struct synk_warning lines[SYNK_WARNINGS_MAX];
	struct synk_exam exam;
	struct synk_grade g;

	(void)state;
	photograph(&clean, &l, SYNK_DETECTOR_MEDIAPIPE);
	clean.camera[SYNK_SMILE].yaw = 12;
	clean.camera[SYNK_REST].px_per_cm = 9.6;
	clean.count = 0;
	shoot_all(&clean, NOT_ASKED | 1 << SYNK_PUCKER);
	for (int side = 0; side < SYNK_SIDES; side++)
		clean.sites[0].at[synk_spot(SYNK_PUPIL,
		    (enum synk_side)side)].y += 4;
	clean.photo[SYNK_EYE_CLOSE_GENTLE].closure_seen = false;
	clean.photo[3].method = "another";
	clean.photo[0].mm_per_px = 1.4;	/* of 63.02 mm at 9.6 px per cm */
	judge_exam(&verdict, &g, &clean, SYNK_AFFECTED_RIGHT, 50);
	exam = exam_of(&clean);
	verdict.side.contradicted = true;
	verdict.side.probability[SYNK_LEFT] = 1;
	assert_int_equal(synk_warnings(lines, LEN(lines), &verdict, &exam,
	    &norms), LEN(warnings));
	for (size_t i = 0; i < LEN(warnings); i++) {
		assert_string_equal(lines[i].text, warnings[i].text);
		assert_int_equal(lines[i].of_expression,
		    warnings[i].expression >= 0);
		if (lines[i].of_expression)
			assert_int_equal(lines[i].expression,
			    warnings[i].expression);
	}
	assert_int_equal(synk_warnings(lines, 2, &verdict, &exam, &norms), 2);
}

/*
 * By hand.  Ratios .5, .8, .6, .7 with limits .1, .35, .65, .9: 3, 4, 3, 4
 * points, snarl as the smile 3.  At rest nothing is over its limit, the cheek
 * unseen.  A smile narrows 0.2 of a fissure of 9.99 mm in excess, 2 mm of 0.77
 * a point: 3; a pucker 0.1 of it, 1 mm of 1.0: 1.  So 4 * 17 - 5 (0 to 2) -
 * (4 to 13), three items of synkinesis being unseen.
 */
static void
check_estimates(void **state)
{
	static const struct lesion l = { .5, .8, .6, .7, .2, .1, 0, 0, 0, 0 };
	static const double sunnybrook[] = { 0, NAN, 0, 3, 4, 3, 3, 4, NAN,
	    NAN, 3, NAN, 1 };
	static const double eface[] = { 100, 100, NAN, 100, 50, 80, NAN, NAN,
	    60, NAN, NAN, 100 - 100 * .2 / .227, NAN, NAN, NAN };
	struct synk_estimates e;
	struct synk_exam exam;
	struct synk_grade g;

	(void)state;
	photograph(&clean, &l, SYNK_DETECTOR_MEDIAPIPE);
	for (size_t i = 0; i < clean.count; i++)
		clean.photo[i].mm_per_px = 63.02 / 600;
	exam = exam_of(&clean);
	synk_grade_from(&g, &exam, SYNK_AFFECTED_LEFT, &norms);
	synk_estimates_from(&e, &g, &exam, &norms);
	for (size_t i = 0; i < LEN(sunnybrook); i++)
		assert_true(is_near(e.sunnybrook[i], sunnybrook[i], 0));
	for (size_t i = 0; i < LEN(eface); i++)
		assert_true(is_near(e.eface[i], eface[i], .5));
	assert_true(is_near(e.composite_low, 68 - 10 - 13, 0));
	assert_true(is_near(e.composite_high, 68 - 0 - 4, 0));
	synk_grade_from(&g, &exam, SYNK_AFFECTED_NONE, &norms);
	synk_estimates_from(&e, &g, &exam, &norms);
	assert_true(isnan(e.sunnybrook[3]) && isnan(e.composite_low));
	assert_int_equal(e.reason, SYNK_REASON_SIDE_NONE);
}

/* By the letters that a name starts with. */
static void
check_detectors(void **state)
{
	static const struct {
		const char *name;
		enum synk_detector want;
	} names[] = {
		{ "dlib", SYNK_DETECTOR_DLIB },
		{ "Dlib 19.24", SYNK_DETECTOR_DLIB },
		{ "dlib68", SYNK_DETECTOR_DLIB },
		{ "dlib-19", SYNK_DETECTOR_DLIB },
		{ "dlibx", SYNK_DETECTOR_OTHER }, { "d", SYNK_DETECTOR_OTHER },
		{ "", SYNK_DETECTOR_OTHER }, { NULL, SYNK_DETECTOR_OTHER },
		{ "mediapipe", SYNK_DETECTOR_MEDIAPIPE },
		{ "mediapipe/0.10", SYNK_DETECTOR_MEDIAPIPE },
		{ "mediapipe-facemesh", SYNK_DETECTOR_FACEMESH },
		{ "mediapipe-face", SYNK_DETECTOR_MEDIAPIPE },
	};

	(void)state;
	for (size_t i = 0; i < LEN(names); i++)
		assert_int_equal(synk_detector_find(names[i].name),
		    names[i].want);
}

static const struct CMUnitTest others[] = {
	{ "detectors", check_detectors, NULL, NULL, NULL },
	{ "severity rises with the lesion", check_monotony, NULL, NULL, NULL },
	{ "power: synkinesis of the eye", check_power_of_eye, NULL, NULL,
	  NULL },
	{ "power: movement", check_power_of_movement, NULL, NULL, NULL },
	{ "healthy people", check_healthy, NULL, NULL, NULL },
	{ "a side by eyes that are half seen", check_blind_side, NULL, NULL,
	  NULL },
	{ "replicates in any order", check_order, NULL, NULL, NULL },
	{ "a flaccid face", check_flaccid, NULL, NULL, NULL },
	{ "pupils of the photograph", check_seen_pupil, NULL, NULL, NULL },
	{ "repeated looks", check_looks, NULL, NULL, NULL },
	{ "the same exam, the same draws", check_same, NULL, NULL, NULL },
	{ "no draws", check_no_draws, NULL, NULL, NULL },
	{ "replicates", check_replicates, NULL, NULL, NULL },
	{ "warnings", check_warnings, NULL, NULL, NULL },
	{ "estimates", check_estimates, NULL, NULL, NULL },
	{ "quantiles", check_quantiles, NULL, NULL, NULL },
	{ "random numbers", check_random, NULL, NULL, NULL },
};

int
main(void)
{
	int failed;

	prepare_patients();
	failed = RUN_ROWS(noise_rows, check_noise);
	failed += RUN_ROWS(degrees, check_degree);
	failed += RUN_ROWS(side_rows, check_side);
	return failed + cmocka_run_group_tests_name("others", others, NULL,
	    NULL);
}
