#include <math.h>

#include "json.h"
#include "synk/record.h"

static void
put_image(struct synk_json *out, const struct synk_marks *m)
{
	synk_json_open(out, "image", '{');
	synk_json_put_string(out, "file", m->image[0] ? m->image : NULL);
	if (m->width && m->height) {
		synk_json_put_whole(out, "width", m->width);
		synk_json_put_whole(out, "height", m->height);
	}
	synk_json_close(out, '}');
}

static void
put_detector(struct synk_json *out, const struct synk_marks *m,
    const struct synk_marks_from *from)
{
	synk_json_open(out, "detector", '{');
	synk_json_put_string(out, "name", m->detector[0] ? m->detector : NULL);
	if (from->model)
		synk_json_put_string(out, "model", from->model);
	if (from->sha256)
		synk_json_put_string(out, "sha256", from->sha256);
	if (!isnan(from->score))
		synk_json_put_number(out, "score", from->score);
	if (!isnan(from->presence))
		synk_json_put_number(out, "presence", from->presence);
	if (from->repeats)
		synk_json_put_whole(out, "repeats", (long)from->repeats);
	synk_json_close(out, '}');
}

static void
put_points(struct synk_json *out, const char *key, const struct synk_point *p,
    size_t n)
{
	synk_json_open(out, key, '[');
	for (size_t i = 0; i < n; i++) {
		if (isnan(p[i].x) || isnan(p[i].y)) {
			synk_json_put_null(out, NULL);
			continue;
		}
		synk_json_open(out, NULL, '[');
		synk_json_put_number(out, NULL, p[i].x);
		synk_json_put_number(out, NULL, p[i].y);
		synk_json_close(out, ']');
	}
	synk_json_close(out, ']');
}

static void
put_iris(struct synk_json *out, const char *side, const struct synk_iris *iris)
{
	if (isnan(iris->centre.x) || isnan(iris->centre.y)) {
		synk_json_put_null(out, side);
		return;
	}
	synk_json_open(out, side, '{');
	synk_json_put_number(out, "x", iris->centre.x);
	synk_json_put_number(out, "y", iris->centre.y);
	synk_json_put_number(out, "radius", iris->radius);
	synk_json_close(out, '}');
}

static void
put_irises(struct synk_json *out, const struct synk_marks *m)
{
	if (isnan(m->iris[SYNK_LEFT].centre.x) &&
	    isnan(m->iris[SYNK_RIGHT].centre.x))
		return;
	synk_json_open(out, "iris", '{');
	put_iris(out, "left", &m->iris[SYNK_LEFT]);
	put_iris(out, "right", &m->iris[SYNK_RIGHT]);
	synk_json_close(out, '}');
}

bool
synk_marks_json(char **line, const struct synk_marks *m,
    const struct synk_marks_from *from, struct synk_error *err)
{
	struct synk_json out = { 0 };

	synk_json_open(&out, NULL, '{');
	synk_json_put_string(&out, "record", "synk-marks/1");
	if (from->file)
		synk_json_put_string(&out, "file", from->file);
	put_image(&out, m);
	synk_json_put_whole(&out, "face", m->face);
	if (m->frame != SYNK_FRAME_NONE)
		synk_json_put_whole(&out, "frame", m->frame);
	synk_json_put_string(&out, "scheme", synk_scheme_name(m->scheme));
	put_detector(&out, m, from);
	put_points(&out, "points", m->at, m->count);
	if (from->spread)
		put_points(&out, "spread", from->spread, m->count);
	put_irises(&out, m);
	synk_json_close(&out, '}');
	return synk_json_text(line, &out, err);
}

bool
synk_mark_error_json(char **line, const char *tool, const char *file,
    const char *code, const char *message, bool deidentified,
    struct synk_error *err)
{
	struct synk_json out = { 0 };

	synk_json_open(&out, NULL, '{');
	synk_json_put_string(&out, "record", "synk-error/1");
	synk_json_put_null(&out, "subject");
	synk_json_put_null(&out, "visit");
	synk_json_put_string(&out, "file", file);
	synk_json_put_string(&out, "tool", tool);
	synk_json_put_string(&out, "code", code);
	synk_json_put_string(&out, "message", message);
	synk_json_open(&out, "files", '[');
	synk_json_close(&out, ']');
	synk_json_open(&out, "provenance", '{');
	synk_json_put_string(&out, "tool", tool);
	synk_json_put_string(&out, "version", SYNK_VERSION);
	if (deidentified)
		synk_json_put_bool(&out, "deidentified", true);
	synk_json_close(&out, '}');
	synk_json_close(&out, '}');
	return synk_json_text(line, &out, err);
}
