/* Landmarks to records and to files of other formats. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli.h"
#include "csv.h"
#include "imageset.h"
#include "deid.h"
#include "mark.h"
#include "part.h"
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
		if (m->frame != SYNK_FRAME_NONE)
			fprintf(out, ",%ld", m->frame);
		else
			putc(',', out);
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
	{ "synk-marks", false, false, NULL, put_record, NULL },
	{ "csv", false, false, NULL, put_csv,
		"image,frame,face,scheme,point,x,y\n" },
	{ "pts", true, true, ".pts", put_pts, NULL },
	{ "mediapipe", true, false, ".mediapipe.json", put_mediapipe, NULL },
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

/* Nothing that a name has may lead out of the folder. */
static const char *
inside(const char *path)
{
	return path[0] == '/' || strncmp(path, "../", 3) == 0 ||
	    strstr(path, "/../") ? picture_base(path) : path;
}

/* Of the image, or of the landmark file, without its extensions, and with the
 * folders that it is in; NULL if it has none. */
static char *
file_name(const struct mark_run *run, const struct synk_marks *m,
    const struct synk_marks_from *from)
{
	const char *name = inside(m->image[0] ? m->image : from->file);
	char frame[32] = "", face[32] = "";

	if (m->frame != SYNK_FRAME_NONE)
		snprintf(frame, sizeof frame, "_frame%ld", m->frame);
	if (m->face > 0)
		snprintf(face, sizeof face, "_face%ld", m->face);
	if (imageset_stem(name) == 0)
		return NULL;
	return cli_format("%s/%.*s%s%s%s", run->options->output,
	    (int)imageset_stem(name), name, frame, face,
	    run->options->to->ending);
}

static bool
make_folders(char *path, struct synk_error *err)
{
	bool ok = true;

	for (char *c = strchr(path + 1, '/'); c && ok; c = strchr(c + 1,
	    '/')) {
		*c = '\0';
		ok = mkdir(path, 0777) == 0 || errno == EEXIST ||
		    synk_fail(err, errno == ENAMETOOLONG ? SYNK_BAD_INPUT
		    : SYNK_SYSTEM, "%.200s: %s", deid_file(path),
		    strerror(errno));
		*c = '/';
	}
	return ok;
}

/* A face that cannot be written leaves no file. */
static bool
put_file(const struct mark_run *run, const struct synk_marks *m,
    const struct synk_marks_from *from, struct synk_error *err)
{
	struct part_new file;
	char *path = file_name(run, m, from);
	bool ok = path ? make_folders(path, err) &&
	    part_new_open(&file, path, err)
	    : synk_fail(err, SYNK_BAD_INPUT, "has no name to write to");

	if (ok)
		ok = part_new_close(&file, run->options->to->put(file.out, m,
		    from, err), err);
	free(path);
	return ok;
}

static bool
put_marks(struct mark_run *run, FILE *out, const struct synk_marks *m,
    const struct synk_marks_from *from, struct synk_error *err)
{
	if (run->options->output)
		return put_file(run, m, from, err);
	if (run->options->to->single && run->put++)
		return synk_fail(err, SYNK_BAD_USAGE, "more than one face:"
		    " --to %s needs --output DIR", run->options->to->name);
	return run->options->to->put(out, m, from, err);
}

/* Everything that names a person or a file, in codes. */
static void
hide(struct synk_marks *m, struct synk_marks_from *from)
{
	snprintf(m->image, sizeof m->image, "%s", deid_file(m->image));
	snprintf(m->detector, sizeof m->detector, "%s",
	    m->detector[0] ? deid_detector(m->detector) : "");
	from->file = deid_file(from->file);
	from->model = deid_model(from->model);
}

bool
mark_put(struct mark_run *run, FILE *out, const struct synk_marks *marks,
    const struct synk_marks_from *known, struct synk_error *err)
{
	struct synk_marks_from from = *known;
	struct synk_marks *m = cli_alloc(sizeof *m);
	bool ok;

	*m = *marks;
	if (deid_on())
		hide(m, &from);
	ok = put_marks(run, out, m, &from, err);
	free(m);
	return ok;
}

bool
mark_put_error(FILE *out, const struct mark_item *item, const char *code,
    const struct synk_error *why, struct synk_error *err)
{
	char *line;

	if (!synk_mark_error_json(&line, "synk-mark", deid_file(item->name),
	    code, deid_text(why->text), deid_on(), err))
		return false;
	fprintf(out, "%s\n", line);
	free(line);
	return true;
}
