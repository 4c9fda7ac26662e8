/*
 * The stages of libsynk in one page: landmark files of one visit in, scores
 * and findings out.
 *
 *	cc -o grade grade.c $(pkg-config --cflags --libs synk)
 *	./grade left rest=S04_pre_rest.pts smile=S04_pre_smile.pts ...
 *
 * Each file has one face, in pixels.  synk-grade(1) does much more; this shows
 * what calls what, who owns what, and how a failure arrives.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <synk/record.h>

enum { FILE_MAX = 1 << 20, PHOTOS_MAX = 32 };

/* The library opens no file: its callers read. */
static char *
read_file(size_t *size, const char *path, struct synk_error *err)
{
	FILE *in = fopen(path, "rb");
	char *text = malloc(FILE_MAX);

	*size = in && text ? fread(text, 1, FILE_MAX, in) : 0;
	if (in)
		fclose(in);
	if (*size > 0)
		return text;
	free(text);
	synk_fail(err, SYNK_SYSTEM, "cannot be read");
	return NULL;
}

/* Stage 1 and into 2: text -> marks -> named sites. */
static bool
read_face(struct synk_photo *photo, struct synk_sites *sites,
    const char *text, size_t size, const struct synk_noise *noise,
    const struct synk_norms *norms, struct synk_error *err)
{
	static const struct synk_reading how = { 0 };
	struct synk_reader reader;
	struct synk_marks marks;
	bool ok, got;

	if (!synk_reader_open(&reader, text, size, &how, err))
		return false;
	ok = synk_reader_next(&reader, &marks, &got, err) &&
	    ((got && marks.count) ||
	    synk_fail(err, SYNK_BAD_INPUT, "no face in it")) &&
	    synk_sites_from(sites, &marks, false, err);
	synk_reader_close(&reader);
	if (!ok)
		return false;
	photo->frame = sites;
	photo->count = 1;
	photo->mm_per_px = NAN;
	photo->detector = synk_detector_find(marks.detector);
	photo->closure_seen = synk_detector_sees_closure(photo->detector,
	    norms);
	photo->noise = synk_noise_find(noise, &photo->noise_factor,
	    photo->detector, marks.scheme, norms);
	return true;
}

/* An operand, EXPRESSION=FILE. */
static bool
take(struct synk_photo *photo, struct synk_sites *sites, const char *operand,
    const struct synk_noise *noise, const struct synk_norms *norms,
    struct synk_error *err)
{
	const char *path = strchr(operand, '=');
	char word[40], *text;
	size_t size;
	bool ok;

	if (!path)
		return synk_fail(err, SYNK_BAD_USAGE, "EXPRESSION=FILE?");
	snprintf(word, sizeof word, "%.*s", (int)(path - operand), operand);
	if (!synk_expression_find(&photo->expression, word))
		return synk_fail(err, SYNK_BAD_USAGE, "'%s' is no expression; "
		    "'%s'?", word, synk_expression_nearest(word));
	if (!(text = read_file(&size, path + 1, err)))
		return false;
	ok = read_face(photo, sites, text, size, noise, norms, err);
	free(text);
	return ok;
}

static void
print(const struct synk_verdict *verdict, const struct synk_grade *grade)
{
	/* Missing is NaN. */
	for (int i = 0; i < SYNK_SCORES; i++)
		if (!isnan(grade->score[i].value))
			printf("%-16s %5.1f   95 %% %.1f to %.1f\n",
			    synk_score_name((enum synk_score_id)i),
			    grade->score[i].value, verdict->score[i].low,
			    verdict->score[i].high);
	for (size_t i = 0; i < SYNK_FINDINGS; i++)
		if (verdict->finding[i].presence == SYNK_PRESENT)
			printf("%-16s %5.2f   %s\n", synk_finding(i)->id,
			    verdict->finding[i].probability,
			    synk_finding(i)->condition);
	printf("severity         %s\n",
	    synk_severity_name(verdict->severity.grade));
}

/* Stages 2 to 5: photos -> exam -> grade, with its doubt. */
static bool
run(int argc, char *argv[], struct synk_error *err)
{
	static const struct synk_exam_options options = { 0 };
	static const struct synk_drawing drawing = { 200, 1 };
	static struct synk_sites sites[PHOTOS_MAX];
	static struct synk_photo photo[PHOTOS_MAX];
	static struct synk_noise noise;
	static struct synk_exam exam;
	static struct synk_grade grade;
	static struct synk_verdict verdict;
	enum synk_affected side;
	struct synk_norms norms;
	size_t n = 0;

	if (argc < 3 || argc - 2 > PHOTOS_MAX ||
	    !synk_affected_find(&side, argv[1]))
		return synk_fail(err, SYNK_BAD_USAGE,
		    "usage: grade SIDE EXPRESSION=FILE...");
	if (!synk_norms_default(&norms, err) ||
	    !synk_noise_default(&noise, err))
		return false;
	for (int i = 2; i < argc; i++, n++)
		if (!take(&photo[n], &sites[n], argv[i], &noise, &norms, err))
			return synk_fail_in(err, argv[i]);
	if (!synk_exam_from(&exam, photo, n, &options, &norms, err) ||
	    !synk_verdict_from(&verdict, &grade, &exam, photo, n, side,
	    &drawing, &norms, err))
		return false;
	print(&verdict, &grade);
	return true;
}

int
main(int argc, char *argv[])
{
	struct synk_error err;

	if (run(argc, argv, &err))
		return SYNK_OK;
	fprintf(stderr, "grade: %s\n", err.text);
	return (int)err.code;
}
