/* Landmark files to landmarks in another format. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
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
		cli_warn("%s: %s", item->path, m->warning);
	return settle(m, run, item, err) && mark_put(run, out, m, &from, err);
}

/* An image without a face costs its own record only. */
static bool
take_face(struct mark_run *run, const struct mark_item *item, FILE *out,
    struct synk_marks *m, bool *bad, struct synk_error *err)
{
	long wanted = run->options->photo.face;
	struct synk_error why;

	if (wanted >= 0 && m->count && m->face != wanted)
		return true;
	if (put_face(run, item, out, m, &why))
		return true;
	if (why.code != SYNK_BAD_INPUT) {
		*err = why;
		return false;
	}
	*bad = true;
	cli_error(item->path, &why);
	return run->options->to != mark_format(0) ||
	    mark_put_error(out, item, "no_face", &why, err);
}

bool
mark_convert(struct mark_run *run, const struct mark_item *item, FILE *out,
    const char *text, size_t size, bool *bad, struct synk_error *err)
{
	struct synk_reading how = run->options->photo.reading;
	struct synk_reader reader;
	struct synk_marks m;
	bool got, ok;

	how.format = run->options->photo.from;
	if (!synk_reader_open(&reader, text, size, &how, err))
		return false;
	while ((ok = synk_reader_next(&reader, &m, &got, err)) && got)
		if (!(ok = take_face(run, item, out, &m, bad, err)))
			break;
	synk_reader_close(&reader);
	return ok;
}
