/* OpenPose's JSON: people, each with the key points of a face. */
#include <stdio.h>
#include <string.h>

#include "json.h"
#include "marks.h"

static bool
begin(struct synk_faces *s, struct synk_error *err)
{
	const struct cJSON *list = synk_json_get(s->frame, "people");

	s->detector = "openpose";
	synk_faces_into(s, "people");
	s->face = synk_json_first(list);
	return synk_json_is_array(list) ||
	    synk_faces_expected(s, s->path, "an array", list, err);
}

/*
 * Key points from -1 to 1, by --keypoint_scale 4, look like fractions from 0
 * to 1 only where the whole face is right of and below the image's centre; it
 * is then taken for twice its size, which no ratio notices.
 */
static bool
is_centred(const struct synk_marks *m)
{
	bool negative = false;

	for (size_t i = 0; i < m->count; i++) {
		double x = m->at[i].x, y = m->at[i].y;

		if (x > 1.5 || y > 1.5 || x < -1.5 || y < -1.5)
			return false;
		negative = negative || x < -0.1 || y < -0.1;
	}
	return negative;
}

static bool
read_points(struct synk_marks *m, const struct cJSON *list,
    const struct synk_faces *s, const char *path, struct synk_error *err)
{
	struct synk_point at[70];
	size_t size = synk_json_size(list), missing = 0;

	if (size != 70 * 3 && size != 68 * 3)
		return synk_fail_at(err, s->line, "%s: expected 3 numbers of"
		    " each of 70 or 68 points, found %zu", path, size);
	if (!synk_faces_triples(at, list, 0, size / 3, s, path, err) ||
	    !synk_marks_fill(m, at, size / 3, 0, NULL, err))
		return false;
	for (size_t i = 0; i < m->count; i++)
		missing += at[i].x != at[i].x ? 1 : 0;
	if (missing == m->count) {
		strcpy(m->reason, "OpenPose found no face");
		m->count = 0;
	}
	if (is_centred(m))
		return synk_fail_at(err, s->line, "%s: expected pixels, or"
		    " fractions of the image from 0, found them from -1: give"
		    " OpenPose another --keypoint_scale than 4", path);
	m->normalised = synk_marks_normalised(m);
	return true;
}

/* A size stands in the files of programs that write OpenPose's format. */
static bool
read_face(struct synk_marks *m, const struct synk_faces *s,
    struct synk_error *err)
{
	const struct cJSON *list = synk_json_get(s->face, "face_keypoints_2d");
	const struct cJSON *width = synk_json_get(s->frame, "canvas_width");
	const struct cJSON *height = synk_json_get(s->frame, "canvas_height");
	char path[160];

	snprintf(path, sizeof path, "%s.face_keypoints_2d", s->path);
	if (width && !synk_faces_size(m, width, height, s, err))
		return false;
	if (synk_json_is_array(list) && synk_json_first(list))
		return read_points(m, list, s, path, err);
	strcpy(m->reason, "no points of a face: OpenPose looks for them with"
	    " --face");
	return synk_json_is_array(list) || synk_json_is_null(list) ||
	    synk_faces_expected(s, path, "an array", list, err);
}

static const struct synk_faces_format format = {
	true, "OpenPose found nobody", begin, read_face
};

bool
synk_openpose_sniff(const char *text, size_t size)
{
	return synk_faces_sniff(text, size, "\"people\"") &&
	    (synk_marks_find(text, size, "\"face_keypoints_2d\"") ||
	    synk_marks_find(text, size, "\"version\""));
}

bool
synk_openpose_open(struct synk_reader *r, struct synk_error *err)
{
	return synk_faces_open(r, err);
}

bool
synk_openpose_next(struct synk_reader *r, struct synk_marks *m, bool *got,
    struct synk_error *err)
{
	return synk_faces_next(r, m, got, &format, err);
}

void
synk_openpose_close(struct synk_reader *r)
{
	synk_faces_close(r);
}
