/* Landmark files to landmarks in another format. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "deid.h"
#include "mark.h"
#include "picture.h"

static bool
settle(struct synk_marks *m, const struct mark_run *run,
    const struct mark_item *item, struct synk_error *err)
{
	const struct photo_defaults *d = &run->options->photo;
	struct synk_image_header h = { .width = d->width,
	    .height = d->height };
	struct synk_error ignored;
	char *path;

	if (!h.width && m->width) {
		h.width = m->width;
		h.height = m->height;
	}
	if (!h.width) {
		path = picture_find(item->path, item->name, m->image, NULL);
		if (path && !picture_header(&h, path, &ignored))
			h.width = 0;
		free(path);
	}
	if (h.width)
		return synk_marks_resize(m, h.width, h.height, err);
	return !m->normalised || synk_fail(err, SYNK_BAD_INPUT, "the points"
	    " are fractions of the image, whose size is not known: give"
	    " --image-size WxH or put the photo beside the file");
}

static bool
put_face(struct mark_run *run, const struct mark_item *item, FILE *out,
    struct synk_marks *m, struct synk_error *err)
{
	const struct synk_marks_from from = { .file = item->name,
	    .score = NAN, .presence = NAN };
	const char *detector = run->options->photo.detector;

	if (m->count == 0)
		return synk_fail_at(err, m->line, "%s", m->reason);
	if (detector)
		snprintf(m->detector, sizeof m->detector, "%s", detector);
	if (m->warning[0])
		cli_warn("%s: %s", deid_file(item->path), m->warning);
	return settle(m, run, item, err) && mark_put(run, out, m, &from, err);
}

/* What is said of a face, or of none, costs its own record only. */
static bool
tell(struct mark_run *run, const struct mark_item *item, FILE *out,
    const struct synk_error *why, bool *bad, struct synk_error *err)
{
	if (why->code != SYNK_BAD_INPUT) {
		*err = *why;
		return false;
	}
	*bad = true;
	cli_error(item->path, why);
	return run->options->to != mark_format(0) ||
	    mark_put_error(out, item, "no_face", why, err);
}

static bool
take_face(struct mark_run *run, const struct mark_item *item, FILE *out,
    struct synk_marks *m, bool *bad, struct synk_error *err)
{
	struct synk_error why;

	return put_face(run, item, out, m, &why) ||
	    tell(run, item, out, &why, bad, err);
}

static bool
is_wanted(const struct mark_run *run, const struct synk_marks *m)
{
	long face = run->options->photo.face;

	return face == FACE_ANY || !m->count || m->face == face;
}

static bool
lacks_face(struct mark_run *run, const struct mark_item *item, FILE *out,
    bool *bad, struct synk_error *err)
{
	struct synk_error why;

	synk_fail(&why, SYNK_BAD_INPUT, "has no face %ld",
	    run->options->photo.face);
	return tell(run, item, out, &why, bad, err);
}

bool
mark_convert(struct mark_run *run, const struct mark_item *item, FILE *out,
    const char *text, size_t size, bool *bad, struct synk_error *err)
{
	struct synk_reading how = run->options->photo.reading;
	struct synk_reader reader;
	struct synk_marks m;
	bool got, ok, none = true;

	if (run->options->photo.face == FACE_LARGEST)
		return synk_fail(err, SYNK_BAD_INPUT, "--face largest is for"
		    " photographs: of landmark files, give its number");
	how.format = run->options->photo.from;
	if (!synk_reader_open(&reader, text, size, &how, err))
		return false;
	while ((ok = synk_reader_next(&reader, &m, &got, err)) && got) {
		if (!is_wanted(run, &m))
			continue;
		none = false;
		if (!(ok = take_face(run, item, out, &m, bad, err)))
			break;
	}
	synk_reader_close(&reader);
	if (ok && none && run->options->photo.face != FACE_ANY)
		return lacks_face(run, item, out, bad, err);
	return ok;
}
