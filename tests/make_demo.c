/*
 * usage: make_demo DIR
 *
 * Writes synthetic subjects: landmark files, sessions.csv and README.  Faces
 * are MediaPipe's canonical face, moved by the table below; no person.
 */
#include <stdint.h>
#include <stdio.h>

#include "canonical.h"

#define LEN(a) (sizeof (a) / sizeof *(a))

enum { WIDTH = 2400, HEIGHT = 3000 };

/* What a healthy side does, cm from rest: brow 16 % of IED, smile 15 %,
 * snarl 6 %, pucker 8 %. */
static const struct effort healthy[SYNK_EXPRESSIONS] = {
	[SYNK_BROW_RAISE] = { .lift = 1.01, .narrow = -0.05 },
	[SYNK_EYE_CLOSE_GENTLE] = { .narrow = 1, .lift = -0.03 },
	[SYNK_EYE_CLOSE_TIGHT] = { .narrow = 1, .lift = -0.2, .smile = 0.1 },
	[SYNK_SMILE] = { .smile = 0.945, .back = 0.2, .narrow = 0.2 },
	[SYNK_SNARL] = { .snarl = 0.38, .narrow = 0.2, .lift = -0.1 },
	[SYNK_PUCKER] = { .pucker = 0.5, .narrow = 0.02 },
};

static const enum synk_expression photographed[] = { SYNK_REST,
    SYNK_BROW_RAISE, SYNK_EYE_CLOSE_GENTLE, SYNK_EYE_CLOSE_TIGHT, SYNK_SMILE,
    SYNK_SNARL, SYNK_PUCKER };

/* One visit.  All that differs from healthy is on the affected side; rest is
 * added to everything, and a fissure's share is that of the resting one. */
static const struct visit {
	const char *subject, *visit;
	enum synk_affected side;
	const char *group;
	int order;
	bool irises;		/* 478 points, of rest and smile only */
	struct effort rest;
	struct effort does[SYNK_EXPRESSIONS];
} visits[] = {
	{ "S01", "v1", SYNK_AFFECTED_NONE, "healthy", 1, false,
	  { .lift = 0 }, { { .lift = 0 } } },
	{ "S02", "v1", SYNK_AFFECTED_LEFT, "mild", 1, false, { .lift = 0 }, {
	  [SYNK_BROW_RAISE] = { .lift = 0.606, .narrow = -0.05 },
	  [SYNK_EYE_CLOSE_GENTLE] = { .narrow = 1, .lift = -0.03 },
	  [SYNK_EYE_CLOSE_TIGHT] = { .narrow = 1, .lift = -0.2,
	    .smile = 0.15 },
	  [SYNK_SMILE] = { .smile = 0.66, .back = 0.15, .narrow = 0.22 },
	  [SYNK_SNARL] = { .snarl = 0.34, .narrow = 0.2, .lift = -0.1 },
	  [SYNK_PUCKER] = { .pucker = 0.45, .narrow = 0.04 } } },
	{ "S03", "v1", SYNK_AFFECTED_RIGHT, "moderate", 1, false,
	  { .narrow = 0.1 }, {
	  [SYNK_BROW_RAISE] = { .lift = 0.75, .narrow = 0.05 },
	  [SYNK_EYE_CLOSE_GENTLE] = { .narrow = 1, .lift = -0.03,
	    .smile = 0.12 },
	  [SYNK_EYE_CLOSE_TIGHT] = { .narrow = 1, .lift = -0.2,
	    .smile = 0.25 },
	  [SYNK_SMILE] = { .smile = 0.567, .back = 0.12, .narrow = 0.55 },
	  [SYNK_SNARL] = { .snarl = 0.28, .narrow = 0.35, .lift = -0.1 },
	  [SYNK_PUCKER] = { .pucker = 0.4, .narrow = 0.4 } } },
	{ "S04", "pre", SYNK_AFFECTED_LEFT, "severe", 1, false,
	  { .narrow = 0.25, .smile = 0.85 }, {
	  [SYNK_BROW_RAISE] = { .lift = 0.35, .narrow = 0.2, .smile = 0.15 },
	  [SYNK_EYE_CLOSE_GENTLE] = { .narrow = 1, .lift = -0.05,
	    .smile = 0.5 },
	  [SYNK_EYE_CLOSE_TIGHT] = { .narrow = 1, .lift = -0.2,
	    .smile = 0.75 },
	  [SYNK_SMILE] = { .smile = 0.28, .back = 0.1, .narrow = 0.6,
	    .lift = -0.1 },
	  [SYNK_SNARL] = { .snarl = 0.18, .narrow = 0.45, .lift = -0.1 },
	  [SYNK_PUCKER] = { .pucker = 0.27, .narrow = 0.5, .lift = -0.1 } } },
	{ "S04", "post", SYNK_AFFECTED_LEFT, "severe", 2, false,
	  { .narrow = 0.06, .smile = 0.3 }, {
	  [SYNK_BROW_RAISE] = { .lift = 0.42, .narrow = 0.04,
	    .smile = 0.06 },
	  [SYNK_EYE_CLOSE_GENTLE] = { .narrow = 1, .lift = -0.03,
	    .smile = 0.15 },
	  [SYNK_EYE_CLOSE_TIGHT] = { .narrow = 1, .lift = -0.2,
	    .smile = 0.3 },
	  [SYNK_SMILE] = { .smile = 0.43, .back = 0.1, .narrow = 0.3,
	    .lift = -0.03 },
	  [SYNK_SNARL] = { .snarl = 0.2, .narrow = 0.25, .lift = -0.1 },
	  [SYNK_PUCKER] = { .pucker = 0.3, .narrow = 0.14,
	    .lift = -0.03 } } },
	{ "S05", "v1", SYNK_AFFECTED_LEFT, "mild", 1, true, { .lift = 0 }, {
	  [SYNK_SMILE] = { .smile = 0.66, .back = 0.15, .narrow = 0.22 } } },
};

/* Numerical Recipes' quick generator; the same on every machine. */
static uint32_t state;

static double
uniform(void)
{
	state = state * 1664525u + 1013904223u;
	return (state >> 8) / 16777216.0;
}

/* Nearly normal, standard deviation 1. */
static double
normal(void)
{
	double sum = -6;

	for (int i = 0; i < 12; i++)
		sum += uniform();
	return sum;
}

static double
within(double most)
{
	return most * (2 * uniform() - 1);
}

/* The canonical face's eyes are narrow: adults' are wider by this factor. */
static struct effort
wide_eyed(const struct effort *does)
{
	const double wider = 1.5;
	struct effort e = *does;

	e.narrow = 1 - wider * (1 - does->narrow);
	return e;
}

/* The affected side's effort, with its tension at rest. */
static struct effort
tensed(const struct effort *does, const struct effort *rest)
{
	struct effort e = *does;

	e.narrow = 1 - (1 - rest->narrow) * (1 - does->narrow);
	e.smile += rest->smile;
	return e;
}

static struct solid
pose_for(const struct visit *v, enum synk_expression e)
{
	struct effort tense = tensed(&v->does[e], &v->rest);
	struct effort affected = wide_eyed(&tense);
	struct effort usual = wide_eyed(&healthy[e]);
	struct solid s = solid_canonical();
	bool left = v->side == SYNK_AFFECTED_LEFT;
	bool right = v->side == SYNK_AFFECTED_RIGHT;

	solid_do(&s, SYNK_LEFT, left ? &affected : &usual);
	solid_do(&s, SYNK_RIGHT, right ? &affected : &usual);
	return s;
}

/* A photograph at 1 m, IED about 600 px, by a detector that errs by 0.2 % of
 * it.  What is seen of a face depends on nothing but its place in the table. */
static void
photograph(struct synk_marks *m, const struct visit *v,
    enum synk_expression e)
{
	struct solid s = pose_for(v, e);
	struct camera c = camera_usual;

	state = 20130 + 1000 * (uint32_t)(v - visits) + (uint32_t)e;
	for (int i = 0; i < 8; i++)
		uniform();
	c.yaw = within(3);
	c.pitch = within(2);
	c.roll = within(3);
	c.px_per_cm *= 1 + within(0.03);
	c.centre.x += within(40);
	c.centre.y += within(40);
	marks_of(m, &s, &c, v->irises ? SYNK_MEDIAPIPE478 : SYNK_IBUG68);
	for (size_t i = 0; i < m->count; i++) {
		m->at[i].x += 1.2 * normal();
		m->at[i].y += 1.2 * normal();
	}
}

static FILE *
create(const char *folder, const char *name)
{
	char path[1024];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	f = fopen(path, "w");
	if (!f) {
		perror(path);
		exit(3);
	}
	return f;
}

static void
finish(FILE *f)
{
	bool bad = ferror(f);

	if (fclose(f) != 0 || bad) {
		perror("make_demo");
		exit(3);
	}
}

/* 300-W counts pixels from 1. */
static void
write_pts(FILE *f, const struct synk_marks *m)
{
	fprintf(f, "version: 1\nn_points: %zu\n{\n", m->count);
	for (size_t i = 0; i < m->count; i++)
		fprintf(f, "%.2f %.2f\n", m->at[i].x + 1, m->at[i].y + 1);
	fprintf(f, "}\n");
}

static void
write_json(FILE *f, const struct synk_marks *m)
{
	fprintf(f, "{\"width\":%d,\"height\":%d,\"faceLandmarks\":[[", WIDTH,
	    HEIGHT);
	for (size_t i = 0; i < m->count; i++)
		fprintf(f, "%s{\"x\":%.6f,\"y\":%.6f,\"z\":0}", i ? "," : "",
		    m->at[i].x / WIDTH, m->at[i].y / HEIGHT);
	fprintf(f, "]]}\n");
}

static void
write_photo(const char *folder, FILE *sessions, const struct visit *v,
    enum synk_expression e)
{
	const char *word = synk_expression_name(e);
	struct synk_marks m;
	char name[64];
	FILE *f;

	photograph(&m, v, e);
	snprintf(name, sizeof name, "%s_%s_%s.%s", v->subject, v->visit, word,
	    v->irises ? "mediapipe.json" : "pts");
	f = create(folder, name);
	if (v->irises)
		write_json(f, &m);
	else
		write_pts(f, &m);
	finish(f);
	fprintf(sessions, "%s,%s,%s,%s,%s,%s,%d\n", v->subject, v->visit, word,
	    name, synk_affected_name(v->side), v->group, v->order);
}

static void
write_readme(const char *folder)
{
	FILE *f = create(folder, "README");

	fprintf(f, "%s",
	    "Synthetic faces, made by tests/make_demo.c (make share/demo).\n"
	    "They show no person.\n"
	    "\n"
	    "Each is MediaPipe's canonical face model (Google, Apache-2.0),\n"
	    "moved as the table in make_demo.c says, seen from 1 m with the\n"
	    "head turned by up to 3 degrees, with a random error of 0.2 % of\n"
	    "the inter-eye distance on every point.\n"
	    "\n"
	    "S01  healthy\n"
	    "S02  mild: the left brow lifts 60 %, the left smile goes 70 %\n"
	    "S03  moderate: the right eye, a little narrow at rest, narrows\n"
	    "     by 55 % on smiling (left: 20 %) and by 40 % on pucker;\n"
	    "     the right smile goes 60 %\n"
	    "S04  severe, before (pre) and after treatment (post): the left\n"
	    "     eye is narrow and the corner of the mouth drawn at rest,\n"
	    "     brow and smile move under half, and they move together;\n"
	    "     after it less tension and less synkinesis, but hardly more\n"
	    "     movement\n"
	    "S05  mild, as MediaPipe's JSON: irises give a scale\n"
	    "\n"
	    "sessions.csv lists all photographs.  Points of .pts files are\n"
	    "ibug68, the first pixel is 1.\n");
	finish(f);
}

int
main(int argc, char *argv[])
{
	FILE *sessions;

	if (argc != 2) {
		fprintf(stderr, "usage: make_demo DIR\n");
		return 2;
	}
	sessions = create(argv[1], "sessions.csv");
	fprintf(sessions,
	    "subject,visit,expression,file,side,group,visit_order\n");
	for (size_t i = 0; i < LEN(visits); i++)
		for (size_t k = 0; k < LEN(photographed); k++) {
			enum synk_expression e = photographed[k];

			if (!visits[i].irises || e == SYNK_REST ||
			    e == SYNK_SMILE)
				write_photo(argv[1], sessions, &visits[i], e);
		}
	finish(sessions);
	write_readme(argv[1]);
	return 0;
}
