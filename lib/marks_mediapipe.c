#include <stdio.h>
#include <string.h>

#include "json.h"
#include "marks.h"
#include "table.h"

/* The last two are those of the older Face Mesh, in Python and JavaScript. */
static const struct {
	const char *key, *detector;
} keys[] = {
	{ "faceLandmarks", "mediapipe" },
	{ "face_landmarks", "mediapipe" },
	{ "multi_face_landmarks", "mediapipe-facemesh" },
	{ "multiFaceLandmarks", "mediapipe-facemesh" },
};

static bool
begin_list(struct synk_faces *s, size_t key, struct synk_error *err)
{
	const struct cJSON *list = synk_json_get(s->frame, keys[key].key);

	synk_faces_into(s, keys[key].key);
	s->detector = keys[key].detector;
	s->face = synk_json_is_array(list) ? synk_json_first(list) : NULL;
	return synk_json_is_array(list) || synk_json_is_null(list) ||
	    synk_faces_expected(s, s->path, "an array", list, err);
}

static bool
begin(struct synk_faces *s, struct synk_error *err)
{
	s->detector = keys[0].detector;
	if (synk_json_is_array(s->frame) && !synk_json_first(s->frame))
		return true;
	if (!synk_json_is_object(s->frame))
		return synk_faces_expected(s, s->path, "an object", s->frame,
		    err);
	for (size_t i = 0; i < LEN(keys); i++)
		if (synk_json_get(s->frame, keys[i].key))
			return begin_list(s, i, err);
	synk_faces_into(s, keys[0].key);
	return synk_faces_expected(s, s->path, "an array", NULL, err);
}

static bool
bad_count(const struct synk_faces *s, const char *path, size_t count,
    struct synk_error *err)
{
	return synk_fail_at(err, s->line,
	    "%s: expected 478 or 468 points, found %zu", path, count);
}

/* A face is a list of points, or in protobuf's JSON an object around it. */
static bool
read_face(struct synk_marks *m, const struct synk_faces *s,
    struct synk_error *err)
{
	const struct cJSON *list = s->face;
	char path[160];

	snprintf(path, sizeof path, "%s%s", s->path,
	    synk_json_is_object(list) ? ".landmark" : "");
	if (synk_json_is_object(list))
		list = synk_json_get(list, "landmark");
	if (!synk_faces_is_list(s, list))
		return synk_faces_expected(s, path, "an array", list, err);
	if (!synk_mediapipe_count(m, synk_faces_count(s, list)))
		return bad_count(s, path, synk_faces_count(s, list), err);
	if (!synk_faces_points(m, list, s, path, err))
		return false;
	m->normalised = synk_marks_normalised(m);
	return true;
}

static const struct synk_faces_format format = {
	true, "MediaPipe found no face", begin, read_face
};

bool
synk_mediapipe_sniff(const char *text, size_t size)
{
	for (size_t i = 0; i < LEN(keys); i++) {
		char quoted[40];

		snprintf(quoted, sizeof quoted, "\"%s\"", keys[i].key);
		if (synk_faces_sniff(text, size, quoted))
			return true;
	}
	return false;
}

bool
synk_mediapipe_open(struct synk_reader *r, struct synk_error *err)
{
	return synk_faces_open(r, err);
}

bool
synk_mediapipe_next(struct synk_reader *r, struct synk_marks *m, bool *got,
    struct synk_error *err)
{
	return synk_faces_next(r, m, got, &format, err);
}

void
synk_mediapipe_close(struct synk_reader *r)
{
	synk_faces_close(r);
}
