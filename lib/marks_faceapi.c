#include <string.h>

#include "json.h"
#include "marks.h"
#include "text.h"

/* The whole value is one face, or a list of them. */
static bool
begin(struct synk_faces *s, struct synk_error *err)
{
	s->detector = "faceapi";
	s->bare = synk_json_is_object(s->frame);
	s->face = s->bare ? s->frame : synk_json_first(s->frame);
	return s->bare || synk_json_is_array(s->frame) ||
	    synk_faces_expected(s, s->path, "an array of faces", s->frame, err);
}

static bool
read_size(struct synk_marks *m, const struct synk_faces *s,
    struct synk_error *err)
{
	const struct cJSON *detection = synk_json_get(s->face, "detection");
	const struct cJSON *size = synk_json_get(detection, "_imageDims");

	return !size || synk_faces_size(m, synk_json_get(size, "_width"),
	    synk_json_get(size, "_height"), s, err);
}

static bool
read_list(struct synk_marks *m, const struct cJSON *list,
    const struct synk_faces *s, const char *path, struct synk_error *err)
{
	if (!synk_faces_is_list(s, list))
		return synk_faces_expected(s, path, "an array", list, err);
	m->scheme = SYNK_IBUG68;
	m->count = synk_scheme_count(m->scheme);
	if (synk_faces_count(s, list) != m->count)
		return synk_fail_at(err, s->line,
		    "%s: expected 68 points, found %zu", path,
		    synk_faces_count(s, list));
	return synk_faces_points(m, list, s, path, err);
}

/*
 * landmarks._imgDims is the size of the face's box, and unshiftedLandmarks
 * count from its corner, so neither is read.  People who write their own files
 * write a list of points.
 */
static bool
read_face(struct synk_marks *m, const struct synk_faces *s,
    struct synk_error *err)
{
	struct synk_faces inner = *s;
	const struct cJSON *marks = synk_json_get(s->face, "landmarks");

	strcpy(m->warning, "face-api marks a photo and its mirror image 2.2 % "
	    "of the eye corners' distance apart");
	if (synk_faces_is_list(s, s->face))
		return read_list(m, s->face, s, s->path, err);
	synk_faces_into(&inner, "landmarks._positions");
	return read_size(m, s, err) &&
	    read_list(m, synk_json_get(marks, "_positions"), s, inner.path,
	    err);
}

static const struct synk_faces_format format = {
	false, "face-api found no face", begin, read_face
};

/* True if text is the word, with white space anywhere, or goes on after it. */
static bool
starts(const char *text, size_t size, const char *word, bool whole)
{
	for (; *word; word++, text++, size--) {
		size_t skip = synk_marks_blank(text, size);

		text += skip;
		size -= skip;
		if (size == 0 || *text != *word)
			return false;
	}
	return !whole || synk_marks_blank(text, size) == size;
}

bool
synk_faceapi_sniff(const char *text, size_t size)
{
	return synk_faces_sniff(text, size, "\"_positions\"") ||
	    starts(text, size, "[[{\"x\"", false) ||
	    starts(text, size, "[]", true);
}

bool
synk_faceapi_open(struct synk_reader *r, struct synk_error *err)
{
	return synk_faces_open(r, err);
}

bool
synk_faceapi_next(struct synk_reader *r, struct synk_marks *m, bool *got,
    struct synk_error *err)
{
	return synk_faces_next(r, m, got, &format, err);
}

void
synk_faceapi_close(struct synk_reader *r)
{
	synk_faces_close(r);
}
