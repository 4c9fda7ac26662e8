/* The options of tools that read landmark files. */
#include <stddef.h>
#include <string.h>

#include "deid.h"
#include "exams.h"
#include "imageset.h"
#include "value.h"

static bool
set_side(void *field, const char *text, struct synk_error *err)
{
	return value_side(field, text, err);
}

static bool
set_face(void *field, const char *text, struct synk_error *err)
{
	return value_face(field, text, err);
}

static bool
set_size(void *field, const char *text, struct synk_error *err)
{
	struct photo_defaults *d = field;

	return value_size(&d->width, &d->height, text, err);
}

static bool
set_scale(void *field, const char *text, struct synk_error *err)
{
	struct exams_options *o = field;

	o->exam.no_scale = strcmp(text, "none") == 0;
	o->exam.iris_only = strcmp(text, "iris") == 0;
	if (o->exam.iris_only)
		o->photo.irises = true;
	if (o->exam.no_scale || o->exam.iris_only)
		return true;
	return value_scale(&o->photo.scale, text, err);
}

bool
exams_set_jobs(void *field, const char *text, struct synk_error *err)
{
	enum { JOBS_MAX = 64 };
	long n;

	if (!value_whole(&n, text, err))
		return false;
	if (n < 1 || n > JOBS_MAX)
		return synk_fail(err, SYNK_BAD_USAGE,
		    "expected 1 to %d, found '%.40s'", JOBS_MAX, text);
	*(int *)field = (int)n;
	return true;
}

/* "2/7" */
static bool
set_shard(void *field, const char *text, struct synk_error *err)
{
	enum { SHARDS_MAX = 1000000 };
	struct exams_options *o = field;
	int end = 0;

	if (sscanf(text, "%7d/%7d%n", &o->shard, &o->shards, &end) == 2 &&
	    !text[end] && o->shard >= 1 && o->shard <= o->shards &&
	    o->shards <= SHARDS_MAX)
		return true;
	return synk_fail(err, SYNK_BAD_USAGE, "expected I/N, the I-th of N"
	    " parts, found '%.40s'", text);
}

static bool
set_photos(void *field, const char *text, struct synk_error *err)
{
	struct photo_defaults *d = field;

	d->irises = true;
	return option_text(&d->photos, text, err);
}

static bool
set_from(void *field, const char *text, struct synk_error *err)
{
	const struct synk_format *f;

	for (size_t i = 0; (f = synk_format(i)); i++)
		if (strcmp(f->name, text) == 0)
			return option_text(field, text, err);
	return synk_fail(err, SYNK_BAD_USAGE,
	    "unknown format '%s': see --list formats", text);
}

static bool
set_axis(void *field, const char *text, struct synk_error *err)
{
	enum synk_axis *axis = field;

	for (*axis = SYNK_AXIS_CANTHI; *axis <= SYNK_AXIS_PUPILS; ++*axis)
		if (strcmp(synk_axis_name(*axis), text) == 0)
			return true;
	return synk_fail(err, SYNK_BAD_USAGE,
	    "expected canthi or pupils, found '%s'", text);
}

static bool
set_origin(void *field, const char *text, struct synk_error *err)
{
	if (strcmp(text, "0") != 0 && strcmp(text, "1") != 0)
		return synk_fail(err, SYNK_BAD_USAGE,
		    "expected 0 or 1, found '%s'", text);
	*(bool *)field = text[0] == '0';
	return true;
}

static bool
set_draws(void *field, const char *text, struct synk_error *err)
{
	long n;

	if (!value_whole(&n, text, err))
		return false;
	if (n > SYNK_DRAWS_MAX || (n > 0 && n < SYNK_DRAWS_MIN))
		return synk_fail(err, SYNK_BAD_USAGE, "expected 0, or %d to"
		    " %d, found '%.40s'", SYNK_DRAWS_MIN, SYNK_DRAWS_MAX,
		    text);
	*(size_t *)field = (size_t)n;
	return true;
}

static bool
set_seed(void *field, const char *text, struct synk_error *err)
{
	long n;

	if (!value_whole(&n, text, err))
		return false;
	*(uint64_t *)field = (uint64_t)n;
	return true;
}

static bool
set_pattern(void *field, const char *text, struct synk_error *err)
{
	return pattern_check(text, err) && option_list(field, text, err);
}

#define AT(field)	offsetof(struct exams_options, field)

const struct option_row exams_rows[] = {
	{ "side", 's', "SIDE", "affected side: left, right, both or none",
	  set_side, AT(side) },
	{ "subject", 0, "ID", "who an exam given as operands is of",
	  option_text, AT(subject) },
	{ "visit", 0, "NAME", "which visit it is", option_text, AT(visit) },
	{ "manifest", 'm', "FILE", "grade the exams that a CSV file lists",
	  option_text, AT(manifest) },
	{ "files-from", 0, "FILE", "names of an image set's files, one a line",
	  option_text, AT(files_from) },
	{ "null", '0', NULL, "they end with a NUL, not a line",
	  option_flag, AT(nul) },
	{ "pattern", 'p', "PATTERN", "how names of an image set are made",
	  set_pattern, AT(patterns) },
	{ "subjects", 0, "FILE", "CSV with subject, side, group, days ...",
	  option_text, AT(subjects_file) },
	{ "shard", 0, "I/N", "only the I-th of N parts of the subjects",
	  set_shard, 0 },
	{ "from", 'F', "FORMAT", "landmark format, if contents mislead",
	  set_from, AT(photo.from) },
	{ "detector", 0, "NAME", "what found the landmarks: dlib, ...",
	  option_text, AT(photo.detector) },
	{ "face", 0, "N|largest", "which face, where a photo has several",
	  set_face, AT(photo.face) },
	{ "mirrored", 0, NULL, "the photos are mirrored, as selfies are",
	  option_flag, AT(photo.mirrored) },
	{ "photos", 0, "DIR", "where photographs are; irises are looked for"
	  " there", set_photos, AT(photo) },
	{ "image-size", 0, "WxH", "size of the photos, px",
	  set_size, AT(photo) },
	{ "pts-origin", 0, "0|1", "number of a .pts file's first pixel (1)",
	  set_origin, AT(photo.reading.origin0) },
	{ "scale", 0, "MM_PER_PX|iris|none", "where millimetres come from"
	  " (iris, if there)", set_scale, 0 },
	{ "axis", 0, "canthi|pupils", "face frame, or that of Emotrics",
	  set_axis, AT(exam.axis) },
	{ "norms", 0, "FILE", "norms laid over the defaults; repeatable",
	  option_list, AT(norms_files) },
	{ "draws", 0, "N", "draws for intervals and probabilities (200)",
	  set_draws, AT(drawing.draws) },
	{ "seed", 0, "N", "of the draws (1)", set_seed, AT(drawing.seed) },
	DEID_ROW(AT(deidentify)),
	PROGRESS_ROW(AT(progress)),
};

const size_t exams_row_count = sizeof exams_rows / sizeof *exams_rows;
