/*
 * usage: make_demo DIR
 *
 * Writes synthetic subjects: landmark files, some photographs, sessions.csv
 * and README.  Faces are MediaPipe's canonical face, moved by the table below;
 * no person.
 */
#include <stdint.h>
#include <stdio.h>
#include <jpeglib.h>	/* needs stdio.h before it */

#include "mannequin.h"

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
face_of(enum synk_affected side, struct effort affected, struct effort usual)
{
	struct solid s = solid_canonical();

	affected = wide_eyed(&affected);
	usual = wide_eyed(&usual);
	solid_do(&s, SYNK_LEFT, side == SYNK_AFFECTED_LEFT ? &affected
	    : &usual);
	solid_do(&s, SYNK_RIGHT, side == SYNK_AFFECTED_RIGHT ? &affected
	    : &usual);
	return s;
}

static void
seed(uint32_t value)
{
	state = value;
	for (int i = 0; i < 8; i++)
		uniform();
}

/* A photograph at 1 m, IED about 600 px, by a detector that errs by 0.2 % of
 * it. */
static struct camera
photograph(struct synk_marks *m, const struct solid *s,
    enum synk_scheme scheme)
{
	struct camera c = camera_usual;

	c.yaw = within(3);
	c.pitch = within(2);
	c.roll = within(3);
	c.px_per_cm *= 1 + within(0.03);
	c.centre.x += within(40);
	c.centre.y += within(40);
	marks_of(m, s, &c, scheme);
	for (size_t i = 0; i < m->count; i++) {
		m->at[i].x += 1.2 * normal();
		m->at[i].y += 1.2 * normal();
	}
	return c;
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
		    (m->at[i].x + 0.5) / WIDTH, (m->at[i].y + 0.5) / HEIGHT);
	fprintf(f, "]]}\n");
}

/* Small, since it goes into the repository. */
static void
write_jpeg(FILE *f, const struct synk_image *image)
{
	struct jpeg_compress_struct j;
	struct jpeg_error_mgr mgr;

	j.err = jpeg_std_error(&mgr);
	jpeg_create_compress(&j);
	jpeg_stdio_dest(&j, f);
	j.image_width = (JDIMENSION)image->width;
	j.image_height = (JDIMENSION)image->height;
	j.input_components = 4;
	j.in_color_space = JCS_EXT_BGRX;
	jpeg_set_defaults(&j);
	jpeg_set_quality(&j, 60, TRUE);
	j.optimize_coding = TRUE;
	jpeg_start_compress(&j, TRUE);
	while (j.next_scanline < j.image_height) {
		JSAMPROW row = image->at + j.next_scanline * image->stride;

		jpeg_write_scanlines(&j, &row, 1);
	}
	jpeg_finish_compress(&j);
	jpeg_destroy_compress(&j);
}

/* The mannequin as that camera sees it, beside its landmarks. */
static void
write_picture(const char *folder, const char *name, const struct solid *s,
    const struct camera *c)
{
	struct synk_image image;
	struct synk_error err;
	FILE *f;

	if (!synk_image_new(&image, SYNK_BGRX, WIDTH, HEIGHT, &err)) {
		fprintf(stderr, "%s\n", err.text);
		exit(3);
	}
	mannequin(&image, s, c);
	f = create(folder, name);
	write_jpeg(f, &image);
	finish(f);
	synk_image_free(&image);
}

/* Of the subject who comes twice, what shows most. */
static bool
has_picture(const struct visit *v, enum synk_expression e)
{
	return strcmp(v->subject, "S04") == 0 && (e == SYNK_REST ||
	    e == SYNK_BROW_RAISE || e == SYNK_EYE_CLOSE_GENTLE ||
	    e == SYNK_SMILE);
}

static void
write_photo(const char *folder, FILE *sessions, const struct visit *v,
    enum synk_expression e)
{
	const char *word = synk_expression_name(e);
	struct solid s = face_of(v->side, tensed(&v->does[e], &v->rest),
	    healthy[e]);
	struct synk_marks m;
	struct camera c;
	char name[64];
	FILE *f;

	/* What is seen of a face depends on its place in the table only. */
	seed(20130 + 1000 * (uint32_t)(v - visits) + (uint32_t)e);
	c = photograph(&m, &s, v->irises ? SYNK_MEDIAPIPE478 : SYNK_IBUG68);
	if (has_picture(v, e)) {
		snprintf(name, sizeof name, "%s_%s_%s.jpg", v->subject,
		    v->visit, word);
		write_picture(folder, name, &s, &c);
	}
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

/*
 * A study of reliability: people between S03 and S04 before treatment, each
 * photographed twice on one day.  Nobody does twice the same: each effort
 * differs by 6 % between the two, on either side.
 */
enum { PEOPLE = 8, REPEATS = 2 };

static const struct visit *const ends[2] = { &visits[2], &visits[3] };

static struct effort
between(const struct effort *a, const struct effort *b, double share)
{
	double x[EFFORTS], y[EFFORTS];
	struct effort e;

	memcpy(x, a, sizeof x);
	memcpy(y, b, sizeof y);
	for (size_t i = 0; i < EFFORTS; i++)
		x[i] += share * (y[i] - x[i]);
	memcpy(&e, x, sizeof e);
	return e;
}

static struct effort
of_that_day(const struct effort *usual)
{
	double x[EFFORTS];
	struct effort e;

	memcpy(x, usual, sizeof x);
	for (size_t i = 0; i < EFFORTS; i++)
		x[i] *= 1 + 0.06 * normal();
	memcpy(&e, x, sizeof e);
	return e;
}

static struct solid
person(size_t i, enum synk_expression e)
{
	double share = ((double)i + 0.5) / PEOPLE;
	struct effort rest = between(&ends[0]->rest, &ends[1]->rest, share);
	struct effort does = between(&ends[0]->does[e], &ends[1]->does[e],
	    share);

	rest = of_that_day(&rest);
	does = of_that_day(&does);
	return face_of(i % 2 ? SYNK_AFFECTED_RIGHT : SYNK_AFFECTED_LEFT,
	    tensed(&does, &rest), of_that_day(&healthy[e]));
}

static void
write_marks(FILE *f, const char *name, const struct synk_marks *m)
{
	fprintf(f, "{\"record\":\"synk-marks/1\",\"image\":{\"file\":\"%s\"},"
	    "\"scheme\":\"ibug68\",\"points\":[", name);
	for (size_t i = 0; i < m->count; i++)
		fprintf(f, "%s[%.2f,%.2f]", i ? "," : "", m->at[i].x,
		    m->at[i].y);
	fprintf(f, "]}\n");
}

static void
write_repeats(const char *folder)
{
	FILE *marks = create(folder, "repeats.ndjson");
	FILE *rows = create(folder, "repeats.csv");

	fprintf(rows, "subject,visit,repeat,expression,file,image,side\n");
	for (size_t n = 0; n < (size_t)PEOPLE * REPEATS * LEN(photographed);
	    n++) {
		enum synk_expression e = photographed[n % LEN(photographed)];
		size_t repeat = n / LEN(photographed) % REPEATS;
		size_t i = n / LEN(photographed) / REPEATS;
		struct synk_marks m;
		struct solid s;
		char name[64];

		seed(70130 + 97 * (uint32_t)n);
		s = person(i, e);
		photograph(&m, &s, SYNK_IBUG68);
		snprintf(name, sizeof name, "R%02zu_%zu_%s.jpg", i + 1,
		    repeat + 1, synk_expression_name(e));
		write_marks(marks, name, &m);
		fprintf(rows, "R%02zu,v1,%zu,%s,repeats.ndjson,%s,%s\n",
		    i + 1, repeat + 1, synk_expression_name(e), name,
		    i % 2 ? "right" : "left");
	}
	finish(marks);
	finish(rows);
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
	    "ibug68, the first pixel is 1.  The pictures of S04 are drawn\n"
	    "(tests/mannequin.h): a mannequin with that face, whose irises\n"
	    "are 11.71 mm wide.\n"
	    "\n"
	    "R01 to R08, in repeats.ndjson: a study of reliability.  Each is\n"
	    "photographed twice (repeat 1 and 2) without a change between,\n"
	    "but every effort differs by 6 % from one time to the next.\n"
	    "repeats.csv lists them.\n");
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
	write_repeats(argv[1]);
	write_readme(argv[1]);
	return 0;
}
