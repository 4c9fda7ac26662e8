/*
 * Whether intervals hold what they claim to: exams of known truth, with noise
 * of the stated size.
 */
#include "test.h"

#include "patient.h"

enum { HEADLINES_MAX = 48, DRAWS = 200 };

/* Exams a truth; each costs some milliseconds. */
static const size_t exams = 500;

struct headline {
	char name[40];
	double value, low, high;
	double least, most;	/* at which a truth is at a boundary */
	bool edge;		/* or some part that it is made of */
};

struct headlines {
	size_t count;
	struct headline at[HEADLINES_MAX];
};

static void
add_headline(struct headlines *h, const char *kind, const char *name,
    double value, const struct synk_doubt *d, double least, double most,
    bool edge)
{
	struct headline *line = &h->at[h->count++];

	assert_true(h->count <= HEADLINES_MAX);
	snprintf(line->name, sizeof line->name, "%s %s", kind, name);
	line->value = value;
	line->low = d->low;
	line->high = d->high;
	line->least = least;
	line->most = most;
	line->edge = edge || value <= least || value >= most;
}

/* Whether a part, 0 to 100, is at one of its ends. */
static bool
at_end(double part)
{
	return part < .05 || part > 99.95;
}

/* The same of any part of a region in one domain. */
static bool
region_edge(const struct synk_grade *g, size_t domain, size_t region)
{
	double worst = 0;

	if (domain == SYNK_DOMAIN_REST)
		return at_end(g->rest[region].asymmetry);
	if (domain == SYNK_DOMAIN_MOVEMENT)
		return at_end(g->movement[g->asked[region]].asymmetry);
	for (size_t i = 0; i < SYNK_ROWS; i++)
		if (g->row[i].counts == (enum synk_region)region)
			worst = fmax(worst, g->row[i].involvement);
	return at_end(worst);
}

static bool
domain_edge(const struct synk_grade *g, size_t domain)
{
	bool edge = false;

	for (size_t d = 0; d < SYNK_DOMAIN_OVERALL; d++)
		for (size_t r = 0; r < SYNK_REGIONS; r++)
			if (domain == d || domain == SYNK_DOMAIN_OVERALL)
				edge = edge || region_edge(g, d, r);
	return edge;
}

static void
add_shares(struct headlines *h, const struct synk_grade *g,
    const struct synk_verdict *v)
{
	static const char *const names[SYNK_DOMAINS][SYNK_REGIONS] = {
		{ "rest brow", "rest eye", "rest smile" },
		{ "movement brow", "movement eye", "movement smile" },
		{ "synkinesis brow", "synkinesis eye", "synkinesis smile" },
		{ "overall brow", "overall eye", "overall smile" },
	};

	for (size_t i = 0; i < SYNK_DOMAINS; i++)
		for (size_t r = 0; r < SYNK_REGIONS; r++)
			add_headline(h, "share", names[i][r],
			    v->share[i].value[r], &v->share[i].doubt[r],
			    1e-3, 1 - 1e-3, domain_edge(g, i));
}

static struct headlines
headlines_of(const struct synk_grade *g, const struct synk_verdict *v)
{
	static const enum synk_movement_id moves[] = { SYNK_MOVE_BROW_RAISE,
	    SYNK_MOVE_EYE_CLOSE_GENTLE, SYNK_MOVE_SMILE, SYNK_MOVE_PUCKER };
	bool folds = g->side == SYNK_AFFECTED_NONE;
	struct headlines h = { 0 };

	for (int i = 0; i < SYNK_SCORES; i++)
		add_headline(&h, "score",
		    synk_score_name((enum synk_score_id)i),
		    g->score[i].partial, &v->score[i], .05, 99.95,
		    domain_edge(g, (size_t)i));
	for (int i = 0; i < SYNK_REGIONS; i++)
		add_headline(&h, "asymmetry",
		    synk_region_name((enum synk_region)i), g->asymmetry[i],
		    &v->asymmetry[i], .05, 99.95,
		    region_edge(g, SYNK_DOMAIN_REST, (size_t)i) ||
		    region_edge(g, SYNK_DOMAIN_MOVEMENT, (size_t)i));
	for (size_t i = 0; i < LEN(moves); i++)
		add_headline(&h, "ratio", synk_expression_name(
		    g->movement[moves[i]].expression),
		    g->movement[moves[i]].ratio, &v->ratio[moves[i]],
		    -INFINITY, folds ? 1 - 1e-4 : INFINITY, false);
	for (size_t i = 0; i < SYNK_ROWS; i++)
		add_headline(&h, "excess", g->row[i].name, g->row[i].excess,
		    &v->excess[i], folds ? 1e-3 : -INFINITY, INFINITY,
		    false);
	add_shares(&h, g, v);
	return h;
}

static const struct truth {
	const char *name;
	enum synk_affected side;
	struct lesion lesion;
	/* Folded numbers are within noise of their fold, where intervals have
	 * to allow for it and hold more than they say. */
	bool near;
} truths[] = {
	{ "symmetric", SYNK_AFFECTED_LEFT,
	  { 1, 1, 1, 1, 0, 0, 0, 0, 0, 0 }, false },
	{ "symmetric, a control", SYNK_AFFECTED_NONE,
	  { 1, 1, 1, 1, 0, 0, 0, 0, 0, 0 }, false },
	{ "nearly symmetric", SYNK_AFFECTED_LEFT,
	  { .95, .97, .95, .97, .02, .02, .02, .02, .05, .05 }, true },
	{ "ratio 0", SYNK_AFFECTED_LEFT,
	  { 0, .5, 0, .3, 0, 0, 0, 0, 0, 0 }, false },
	{ "ratio -0.2", SYNK_AFFECTED_LEFT,
	  { -.2, .7, -.2, .5, 0, 0, 0, 0, 0, 0 }, false },
	{ "mild", SYNK_AFFECTED_LEFT,
	  { .6, 1, .7, .8, .03, .05, .03, 0, .15, .1 }, false },
	{ "moderate", SYNK_AFFECTED_LEFT,
	  { .5, .8, .6, .7, .1, .12, .08, .15, .15, .4 }, false },
	{ "severe", SYNK_AFFECTED_LEFT,
	  { .3, .7, .35, .5, .2, .25, .15, .25, .3, .6 }, false },
};

static const enum synk_detector detectors[] = { SYNK_DETECTOR_DLIB,
    SYNK_DETECTOR_MEDIAPIPE };

static struct session clean, noisy;
static struct synk_verdict verdict;

/* The same exam with next to no noise: what a perfect detector would say. */
static struct headlines
truth_of(const struct truth *t, enum synk_detector detector)
{
	struct headlines h;
	struct synk_grade g;

	photograph(&clean, &t->lesion, detector);
	for (size_t i = 0; i < clean.count; i++)
		clean.photo[i].noise_factor = 1e-4;
	judge_exam(&verdict, &g, &clean, t->side, DRAWS);
	h = headlines_of(&g, &verdict);
	photograph(&clean, &t->lesion, detector);
	exam_of(&clean);		/* for poses */
	return h;
}

/* How often each interval is given, and holds its truth. */
struct tally {
	size_t given[HEADLINES_MAX], held[HEADLINES_MAX];
};

static void
count(struct tally *tally, const struct headlines *truth,
    const struct headlines *seen)
{
	for (size_t i = 0; i < truth->count; i++) {
		const struct headline *h = &seen->at[i];
		double want = truth->at[i].value;

		if (isnan(h->low) || isnan(want))
			continue;
		tally->given[i]++;
		tally->held[i] += h->low <= want + 1e-3 &&
		    want - 1e-3 <= h->high ? 1 : 0;
	}
}

static size_t
report(const struct headlines *truth, const struct tally *tally, bool near)
{
	size_t wrong = 0;

	for (size_t i = 0; i < truth->count; i++) {
		const struct headline *h = &truth->at[i];
		double held = (double)tally->held[i] /
		    (double)tally->given[i];
		bool folds = h->most < INFINITY;
		bool bad = held < .92 || (held > .98 && !h->edge &&
		    !(near && folds));

		if (tally->given[i] * 2 < exams)
			continue;
		print_message("  %-24s %8.3f  %5.1f %%%s%s\n", h->name,
		    h->value, 100 * held, h->edge ? "  a boundary" : "",
		    bad ? "  WRONG" : "");
		wrong += bad ? 1 : 0;
	}
	return wrong;
}

static void
check_truth(void **state)
{
	const struct truth *t = *state;
	uint64_t random = 20260101;
	size_t wrong = 0;

	for (size_t d = 0; d < LEN(detectors); d++) {
		struct headlines truth = truth_of(t, detectors[d]);
		struct tally tally = { { 0 }, { 0 } };

		for (size_t i = 0; i < exams; i++) {
			struct headlines seen;
			struct synk_grade g;

			noisy = clean;
			for (size_t k = 0; k < noisy.count; k++)
				noisy.photo[k].frame = &noisy.sites[k];
			blur(&noisy, &clean, &random);
			judge_exam(&verdict, &g, &noisy, t->side, DRAWS);
			seen = headlines_of(&g, &verdict);
			count(&tally, &truth, &seen);
		}
		print_message("%s, %s: %zu exams\n", t->name,
		    synk_detector_name(detectors[d]), exams);
		wrong += report(&truth, &tally, t->near);
	}
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	prepare_patients();
	return RUN_ROWS(truths, check_truth);
}
