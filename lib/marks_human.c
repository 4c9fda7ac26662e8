#include <stdio.h>
#include <string.h>

#include "json.h"
#include "marks.h"

static bool
begin(struct synk_faces *s, struct synk_error *err)
{
	const struct cJSON *list = synk_json_get(s->frame, "face");

	s->detector = "human";
	synk_faces_into(s, "face");
	s->face = synk_json_first(list);
	return synk_json_is_array(list) ||
	    synk_faces_expected(s, s->path, "an array", list, err);
}

static bool
read_mesh(struct synk_marks *m, const struct synk_faces *s, const char *key,
    struct synk_error *err)
{
	const struct cJSON *list = synk_json_get(s->face, key);
	char path[160];

	snprintf(path, sizeof path, "%s.%s", s->path, key);
	if (!synk_json_is_array(list))
		return synk_faces_expected(s, path, "an array", list, err);
	if (!synk_mediapipe_count(m, synk_json_size(list)))
		return synk_fail_at(err, s->line,
		    "%s: expected 478 or 468 points, found %zu", path,
		    synk_json_size(list));
	return synk_faces_points(m, list, s, path, err);
}

/* "mesh" is rounded to whole pixels, "meshRaw" is normalised and exact. */
static bool
read_face(struct synk_marks *m, const struct synk_faces *s,
    struct synk_error *err)
{
	m->normalised = synk_json_get(s->face, "meshRaw");
	if (m->normalised)
		return read_mesh(m, s, "meshRaw", err);
	strcpy(m->warning, "mesh is rounded to whole pixels, meshRaw is not");
	return read_mesh(m, s, "mesh", err);
}

static const struct synk_faces_format format = {
	true, "human found no face", begin, read_face
};

/* A result without a face still says how long each part of it took. */
bool
synk_human_sniff(const char *text, size_t size)
{
	return synk_faces_sniff(text, size, "\"face\"") &&
	    (synk_marks_find(text, size, "\"mesh") ||
	    synk_marks_find(text, size, "\"performance\""));
}

bool
synk_human_open(struct synk_reader *r, struct synk_error *err)
{
	return synk_faces_open(r, err);
}

bool
synk_human_next(struct synk_reader *r, struct synk_marks *m, bool *got,
    struct synk_error *err)
{
	return synk_faces_next(r, m, got, &format, err);
}

void
synk_human_close(struct synk_reader *r)
{
	synk_faces_close(r);
}
