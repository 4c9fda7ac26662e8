#include <math.h>
#include <string.h>

#include "json.h"
#include "marks.h"
#include "table.h"
#include "text.h"

static bool
is_absent(const struct cJSON *node)
{
	return !node || synk_json_is_null(node);
}

/* A string or null; to keeps what it holds where there is none. */
static bool
read_text(char *to, size_t size, const struct cJSON *node, const char *path,
    const struct synk_faces *s, struct synk_error *err)
{
	const char *text = synk_json_string(node);

	if (text)
		synk_text_copy(to, size, text, strlen(text));
	return text || is_absent(node) ||
	    synk_faces_expected(s, path, "a string", node, err);
}

static bool
read_whole(long *to, const struct cJSON *node, const char *path,
    const struct synk_faces *s, struct synk_error *err)
{
	return is_absent(node) || synk_json_whole(to, node) ||
	    synk_faces_expected(s, path, "a whole number", node, err);
}

static bool
read_image(struct synk_marks *m, const struct synk_faces *s,
    struct synk_error *err)
{
	const struct cJSON *image = synk_json_get(s->root, "image");

	if (!is_absent(image) && !synk_json_is_object(image))
		return synk_faces_expected(s, "image", "an object", image, err);
	/* A landmark file that names no image is named in its place. */
	return read_text(m->image, sizeof m->image,
	    synk_json_get(s->root, "file"), "file", s, err) &&
	    read_text(m->image, sizeof m->image,
	    synk_json_get(image, "file"), "image.file", s, err) &&
	    synk_faces_size(m, synk_json_get(image, "width"),
	    synk_json_get(image, "height"), s, err);
}

static bool
read_detector(struct synk_marks *m, const struct synk_faces *s,
    struct synk_error *err)
{
	const struct cJSON *detector = synk_json_get(s->root, "detector");

	if (!is_absent(detector) && !synk_json_is_object(detector))
		return synk_faces_expected(s, "detector", "an object", detector,
		    err);
	return read_text(m->detector, sizeof m->detector,
	    synk_json_get(detector, "name"), "detector.name", s, err);
}

static bool
read_scheme(struct synk_marks *m, const struct synk_faces *s,
    struct synk_error *err)
{
	const struct cJSON *scheme = synk_json_get(s->root, "scheme");
	const char *name = synk_json_string(scheme);

	if (!name || !synk_scheme_find(&m->scheme, name))
		return synk_faces_expected(s, "scheme",
		    "the name of a scheme", scheme, err);
	m->count = synk_scheme_count(m->scheme);
	return true;
}

static bool
read_points(struct synk_marks *m, const struct synk_faces *s,
    struct synk_error *err)
{
	const struct cJSON *list = synk_json_get(s->root, "points");
	const struct cJSON *node = synk_json_first(list);

	if (!synk_json_is_array(list))
		return synk_faces_expected(s, "points", "an array", list, err);
	if (synk_json_size(list) != m->count)
		return synk_fail_at(err, s->line,
		    "points: expected %zu points, found %zu", m->count,
		    synk_json_size(list));
	for (size_t i = 0; i < m->count; i++, node = synk_json_next(node))
		if (!synk_json_is_null(node) &&
		    !synk_faces_point(&m->at[i], node, i, s, "points", err))
			return false;
	return true;
}

/* Of detector.repeats looks; both or neither. */
static bool
read_spread(struct synk_marks *m, const struct synk_faces *s,
    struct synk_error *err)
{
	const struct cJSON *list = synk_json_get(s->root, "spread");
	const struct cJSON *node = synk_json_first(list);
	long repeats = 0;

	if (is_absent(list))
		return true;
	if (!read_whole(&repeats, synk_json_get(synk_json_get(s->root,
	    "detector"), "repeats"), "detector.repeats", s, err))
		return false;
	if (repeats < 2 || !synk_json_is_array(list) ||
	    synk_json_size(list) != m->count)
		return synk_fail_at(err, s->line, "spread: expected %zu"
		    " deviations of 2 or more detector.repeats", m->count);
	for (size_t i = 0; i < m->count; i++, node = synk_json_next(node)) {
		m->spread[i] = (struct synk_point){ NAN, NAN };
		if (!synk_json_is_null(node) && !synk_faces_point(
		    &m->spread[i], node, i, s, "spread", err))
			return false;
	}
	m->repeats = (size_t)repeats;
	return true;
}

static bool
read_number(double *to, const struct cJSON *iris, const char *key,
    const char *path, const struct synk_faces *s, struct synk_error *err)
{
	const struct cJSON *node = synk_json_get(iris, key);

	if (is_absent(node))
		return true;
	return (synk_json_number(to, node) && !synk_marks_far(*to)) ||
	    synk_faces_expected(s, path, "a number within 1000000", node, err);
}

static bool
read_iris(struct synk_iris *to, const struct cJSON *iris, const char *path,
    const struct synk_faces *s, struct synk_error *err)
{
	if (is_absent(iris))
		return true;
	if (!synk_json_is_object(iris))
		return synk_faces_expected(s, path, "an object", iris, err);
	return read_number(&to->centre.x, iris, "x", path, s, err) &&
	    read_number(&to->centre.y, iris, "y", path, s, err) &&
	    read_number(&to->radius, iris, "radius", path, s, err);
}

static bool
read_irises(struct synk_marks *m, const struct synk_faces *s,
    struct synk_error *err)
{
	const struct cJSON *iris = synk_json_get(s->root, "iris");

	if (!is_absent(iris) && !synk_json_is_object(iris))
		return synk_faces_expected(s, "iris", "an object", iris, err);
	return read_iris(&m->iris[SYNK_LEFT], synk_json_get(iris, "left"),
	    "iris.left", s, err) &&
	    read_iris(&m->iris[SYNK_RIGHT], synk_json_get(iris, "right"),
	    "iris.right", s, err);
}

static bool
read_marks(struct synk_marks *m, const struct synk_faces *s,
    struct synk_error *err)
{
	return read_image(m, s, err) && read_detector(m, s, err) &&
	    read_whole(&m->face, synk_json_get(s->root, "face"), "face", s,
	    err) &&
	    read_whole(&m->frame, synk_json_get(s->root, "frame"), "frame", s,
	    err) &&
	    read_scheme(m, s, err) && read_points(m, s, err) &&
	    read_spread(m, s, err) && read_irises(m, s, err);
}

/* What an earlier tool could not read goes on as a face that is not there. */
static bool
read_error(struct synk_marks *m, const struct synk_faces *s,
    struct synk_error *err)
{
	strcpy(m->reason, "an error without a message");
	return read_text(m->reason, sizeof m->reason,
	    synk_json_get(s->root, "message"), "message", s, err) &&
	    read_text(m->image, sizeof m->image,
	    synk_json_get(s->root, "file"), "file", s, err);
}

static const struct record {
	const char *name;
	bool (*read)(struct synk_marks *, const struct synk_faces *,
	    struct synk_error *);
} records[] = {
	{ "synk-marks/1", read_marks },
	{ "synk-error/1", read_error },
};

static bool
read_record(struct synk_marks *m, const struct synk_faces *s,
    struct synk_error *err)
{
	const struct cJSON *kind = synk_json_get(s->root, "record");
	const char *name = synk_json_string(kind);

	for (size_t i = 0; name && i < LEN(records); i++)
		if (strcmp(records[i].name, name) == 0)
			return records[i].read(m, s, err);
	return synk_faces_expected(s, "record", "'synk-marks/1'", kind, err);
}

bool
synk_synkmarks_sniff(const char *text, size_t size)
{
	for (size_t i = 0; i < LEN(records); i++)
		if (synk_faces_sniff(text, size, "\"record\"") &&
		    synk_marks_find(text, size, records[i].name))
			return true;
	return false;
}

bool
synk_synkmarks_open(struct synk_reader *r, struct synk_error *err)
{
	return synk_faces_open(r, err);
}

bool
synk_synkmarks_next(struct synk_reader *r, struct synk_marks *m, bool *got,
    struct synk_error *err)
{
	struct synk_faces *s = r->state;

	if (!synk_faces_value(s, r, err))
		return false;
	*got = s->root;
	m->line = s->line;
	return !*got || read_record(m, s, err);
}

void
synk_synkmarks_close(struct synk_reader *r)
{
	synk_faces_close(r);
}
