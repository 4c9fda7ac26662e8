/* Landmarks to records and to files of other formats. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "csv.h"
#include "mark.h"
#include "picture.h"

static bool
put_record(FILE *out, const struct synk_marks *m,
    const struct synk_marks_from *from, struct synk_error *err)
{
	char *line;

	if (!synk_marks_json(&line, m, from, err))
		return false;
	fprintf(out, "%s\n", line);
	free(line);
	return true;
}

/* 300-W counts pixels from 1, and has no word for a point that is missing. */
static bool
put_pts(FILE *out, const struct synk_marks *m,
    const struct synk_marks_from *from, struct synk_error *err)
{
	(void)from;
	for (size_t i = 0; i < m->count; i++)
		if (isnan(m->at[i].x))
			return synk_fail(err, SYNK_BAD_INPUT, "point %zu is"
			    " missing, which a .pts file cannot say", i);
	fprintf(out, "version: 1\nn_points: %zu\n{\n", m->count);
	for (size_t i = 0; i < m->count; i++)
		fprintf(out, "%.3f %.3f\n", m->at[i].x + 1, m->at[i].y + 1);
	fprintf(out, "}\n");
	return true;
}

static bool
put_csv(FILE *out, const struct synk_marks *m,
    const struct synk_marks_from *from, struct synk_error *err)
{
	(void)err;
	for (size_t i = 0; i < m->count; i++) {
		csv_put(out, m->image[0] ? m->image : from->file);
		fprintf(out, ",%ld,%s,%zu,", m->face,
		    synk_scheme_name(m->scheme), i);
		if (!isnan(m->at[i].x))
			fprintf(out, "%.3f,%.3f\n", m->at[i].x, m->at[i].y);
		else
			fprintf(out, ",\n");
	}
	return true;
}

/* As MediaPipe's JavaScript gives it, with what its readers miss: the size. */
static bool
put_mediapipe(FILE *out, const struct synk_marks *m,
    const struct synk_marks_from *from, struct synk_error *err)
{
	(void)from;
	if (m->scheme != SYNK_MEDIAPIPE478 && m->scheme != SYNK_MEDIAPIPE468)
		return synk_fail(err, SYNK_BAD_INPUT, "expected a face mesh,"
		    " found %s", synk_scheme_name(m->scheme));
	if (!m->width)
		return synk_fail(err, SYNK_BAD_INPUT, "the size of the image"
		    " is not known: give --image-size WxH");
	fprintf(out, "{\"width\":%d,\"height\":%d,\"faceLandmarks\":[[",
	    m->width, m->height);
	for (size_t i = 0; i < m->count; i++)
		fprintf(out, "%s{\"x\":%.9f,\"y\":%.9f}", i ? "," : "",
		    (m->at[i].x + 0.5) / m->width,
		    (m->at[i].y + 0.5) / m->height);
	fprintf(out, "]]}\n");
	return true;
}

static const struct mark_format formats[] = {
	{ "synk-marks", false, NULL, put_record, NULL },
	{ "csv", false, NULL, put_csv, "image,face,scheme,point,x,y\n" },
	{ "pts", true, ".pts", put_pts, NULL },
	{ "mediapipe", true, ".mediapipe.json", put_mediapipe, NULL },
};

const struct mark_format *
mark_format(size_t i)
{
	return i < sizeof formats / sizeof *formats ? &formats[i] : NULL;
}

bool
mark_set_format(void *field, const char *text, struct synk_error *err)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (strcmp(formats[i].name, text) == 0) {
			*(const struct mark_format **)field = &formats[i];
			return true;
		}
	return synk_fail(err, SYNK_BAD_USAGE, "expected synk-marks, csv, pts"
	    " or mediapipe, found '%.40s'", text);
}

/* Of the image, or of the landmark file, without its extensions. */
static char *
file_name(const struct mark_run *run, const struct synk_marks *m,
    const struct synk_marks_from *from)
{
	const char *name = picture_base(m->image[0] ? m->image : from->file);
	size_t length = strcspn(name, ".");
	const char *ending = run->options->to->ending;

	if (m->face > 0)
		return cli_format("%s/%.*s_face%ld%s", run->options->output,
		    (int)length, name, m->face, ending);
	return cli_format("%s/%.*s%s", run->options->output, (int)length,
	    name, ending);
}

/* A face that cannot be written leaves no file. */
static bool
put_file(const struct mark_run *run, const struct synk_marks *m,
    const struct synk_marks_from *from, struct synk_error *err)
{
	char *path = file_name(run, m, from);
	FILE *out = fopen(path, "w");
	bool ok;

	if (!out) {
		synk_fail(err, SYNK_SYSTEM, "%.200s: %s", path,
		    strerror(errno));
		free(path);
		return false;
	}
	ok = run->options->to->put(out, m, from, err);
	if (fclose(out) != 0 && ok)
		ok = synk_fail(err, SYNK_SYSTEM, "%.200s: %s", path,
		    strerror(errno));
	if (!ok)
		remove(path);
	free(path);
	return ok;
}

bool
mark_put(const struct mark_run *run, FILE *out, const struct synk_marks *m,
    const struct synk_marks_from *from, struct synk_error *err)
{
	if (run->options->to->folder && run->options->output)
		return put_file(run, m, from, err);
	return run->options->to->put(out, m, from, err);
}

bool
mark_put_error(FILE *out, const struct mark_item *item, const char *code,
    const struct synk_error *why, struct synk_error *err)
{
	char *line;

	if (!synk_mark_error_json(&line, "synk-mark", item->name, code,
	    why->text, err))
		return false;
	fprintf(out, "%s\n", line);
	free(line);
	return true;
}
