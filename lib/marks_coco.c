/*
 * COCO and COCO-WholeBody annotations and results, and what mmpose's demos
 * write: images or frames, and the key points of people in them.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "marks.h"
#include "text.h"

/* Of COCO-WholeBody's 133 points of a person, those of the face: ibug68. */
enum { PERSON = 133, FACE_FIRST = 23, FACE = 68 };

struct state {
	struct synk_faces faces;	/* the value at hand, and path */
	struct synk_group group;	/* images or frames, and faces */
	size_t next;			/* member to be given */
	const char *list;		/* that the faces are in; "" if none */
	bool frames;			/* the owners are frames */
	const struct synk_member *owner;	/* at hand, or NULL */
	size_t first;			/* of the group at hand */
	long face;			/* of this image or frame, found */
};

static bool
is_list_of_frames(const struct cJSON *list)
{
	return synk_json_get(synk_json_first(list), "instances");
}

/* Each frame, and after it its faces. */
static bool
gather_frames(struct state *s, const struct cJSON *list,
    struct synk_error *err)
{
	const struct cJSON *frame = synk_json_first(list);

	s->frames = true;
	for (size_t i = 0; frame; i++, frame = synk_json_next(frame)) {
		const struct cJSON *faces = synk_json_get(frame, "instances");
		size_t from = s->group.count;

		if (!synk_json_is_array(faces)) {
			snprintf(s->faces.path, sizeof s->faces.path,
			    "%s[%zu].instances", s->list, i);
			return synk_faces_expected(&s->faces, s->faces.path,
			    "an array", faces, err);
		}
		if (!synk_group_put(&s->group, frame, NULL, true, err) ||
		    !synk_group_add(&s->group, faces, "", false, err))
			return false;
		s->group.member[from].index = i;
		for (size_t k = from; k < s->group.count; k++)
			s->group.member[k].first = from;
	}
	return true;
}

/* Every face has an image, and no two images have one id. */
static bool
check_images(struct state *s, struct synk_error *err)
{
	const struct synk_member *m = s->group.member;
	const struct synk_faces *f = &s->faces;
	char path[64];

	for (size_t i = 0; i < s->group.count; i++) {
		bool first = m[i].order == m[i].first;

		if (first == m[i].owner)
			continue;
		snprintf(path, sizeof path, m[i].owner ? "images[%zu].id"
		    : "annotations[%zu].image_id", m[i].index);
		return synk_faces_expected(f, path, m[i].owner
		    ? "an id of its own" : "the id of an image", m[i].id, err);
	}
	return true;
}

static bool
gather(struct state *s, struct synk_error *err)
{
	const struct cJSON *root = s->faces.root;
	const struct cJSON *images = synk_json_get(root, "images");
	const struct cJSON *list = root;

	s->list = synk_json_get(root, "instance_info") ? "instance_info"
	    : synk_json_is_array(root) ? "" : "annotations";
	s->frames = false;
	s->owner = NULL;
	s->first = SIZE_MAX;
	if (*s->list)
		list = synk_json_get(root, s->list);
	if (!synk_json_is_array(list))
		return synk_faces_expected(&s->faces, s->list, "an array",
		    list, err);
	if (is_list_of_frames(list))
		return gather_frames(s, list, err);
	if (!synk_group_add(&s->group, images, "id", true, err) ||
	    !synk_group_add(&s->group, list, "image_id", false, err))
		return false;
	synk_group_settle(&s->group);
	return !images || check_images(s, err);
}

/* Goes to a value that has members, or to the end of the text. */
static bool
next_value(struct state *s, struct synk_reader *r, struct synk_error *err)
{
	do {
		synk_group_free(&s->group);
		s->next = 0;
		if (!synk_faces_value(&s->faces, r, err))
			return false;
		if (!s->faces.root)
			return true;
		if (!gather(s, err))
			return false;
	} while (s->group.count == 0);
	return true;
}

static void
name_image(struct synk_marks *m, const struct cJSON *file,
    const struct cJSON *id)
{
	const char *name = synk_json_string(file);
	double number;

	name = name ? name : synk_json_string(id);
	if (name)
		synk_text_copy(m->image, sizeof m->image, name, strlen(name));
	else if (synk_json_number(&number, id))
		snprintf(m->image, sizeof m->image, "%.15g", number);
}

/* Image or frame of a member, which may be the owner itself. */
static bool
describe(struct synk_marks *m, struct state *s,
    const struct synk_member *member, struct synk_error *err)
{
	const struct cJSON *node = s->owner ? s->owner->node : NULL;
	const struct cJSON *id = synk_json_get(node, "frame_id");

	m->line = s->faces.line;
	m->face = s->face;
	if (!s->frames) {
		name_image(m, synk_json_get(node, "file_name"), member->id);
		return synk_faces_size(m, synk_json_get(node, "width"),
		    synk_json_get(node, "height"), &s->faces, err);
	}
	m->frame = (long)s->owner->index;
	return !id || synk_json_whole(&m->frame, id) ||
	    synk_faces_expected(&s->faces, "frame_id", "a whole number", id,
	    err);
}

static bool
is_nested(const struct cJSON *list)
{
	const struct cJSON *first = synk_json_first(list);

	return synk_json_is_array(first) || synk_json_is_object(first);
}

static bool
read_nested(struct synk_point *at, const struct cJSON *node, size_t first,
    size_t count, const struct state *s, const char *path,
    struct synk_error *err)
{
	for (size_t i = 0; i < first; i++)
		node = synk_json_next(node);
	for (size_t i = 0; i < count; i++, node = synk_json_next(node))
		if (!synk_faces_point(&at[i], node, first + i, &s->faces, path,
		    err))
			return false;
	return true;
}

static bool
fail_in_path(const struct state *s, const char *path, struct synk_error *err)
{
	synk_fail_in(err, path);
	err->line = s->faces.line;
	return false;
}

static bool
read_points(struct synk_marks *m, const struct cJSON *list,
    const struct state *s, const char *path, const char *from,
    struct synk_error *err)
{
	struct synk_point at[SYNK_MARKS_MAX];
	bool nested = is_nested(list);
	size_t size = synk_json_size(list), points = nested ? size : size / 3;
	size_t first = points == PERSON ? FACE_FIRST : 0;
	size_t count = points == PERSON ? FACE : points;
	enum synk_scheme scheme;

	if (!nested && size % 3)
		return synk_fail_at(err, s->faces.line, "%s: expected x, y and"
		    " visibility of each point, found %zu numbers", path,
		    size);
	if (!synk_scheme_of_count(&scheme, count, from, err))
		return fail_in_path(s, path, err);
	return (nested ? read_nested(at, synk_json_first(list), first, count,
	    s, path, err) : synk_faces_triples(at, list, first, count,
	    &s->faces, path, err)) &&
	    (synk_marks_fill(m, at, count, 0, from, err) ||
	    fail_in_path(s, path, err));
}

static void
put_reason(struct synk_marks *m, const char *reason)
{
	m->count = 0;
	synk_text_copy(m->reason, sizeof m->reason, reason, strlen(reason));
}

static bool
is_false(const struct cJSON *node)
{
	bool truth;
	long number;

	return (synk_json_bool(&truth, node) && !truth) ||
	    (synk_json_whole(&number, node) && number == 0);
}

/* WholeBody's points of the face go before those of the body. */
static bool
read_face(struct synk_marks *m, struct state *s, const struct cJSON *node,
    const char *from, struct synk_error *err)
{
	const struct cJSON *face = synk_json_get(node, "face_kpts");
	const char *key = face ? "face_kpts" : "keypoints";
	const struct cJSON *list = synk_json_get(node, key);
	size_t there = 0;
	char path[160];

	snprintf(path, sizeof path, "%s.%s", s->faces.path, key);
	if (!synk_json_is_object(node))
		return synk_faces_expected(&s->faces, s->faces.path,
		    "an object", node, err);
	if (list && !synk_json_is_array(list) && !synk_json_is_null(list))
		return synk_faces_expected(&s->faces, path, "an array", list,
		    err);
	if (face && is_false(synk_json_get(node, "face_valid"))) {
		put_reason(m, "face_valid is false");
		return true;
	}
	if (!synk_json_first(list)) {
		put_reason(m, "the annotation has no key points");
		return true;
	}
	if (!read_points(m, list, s, path, from, err))
		return false;
	for (size_t i = 0; i < m->count; i++)
		there += isnan(m->at[i].x) ? 0 : 1;
	if (there == 0)
		put_reason(m, "no key point is labelled");
	s->face += m->count ? 1 : 0;
	return true;
}

static void
put_path(struct state *s, const struct synk_member *member)
{
	char *path = s->faces.path;
	size_t size = sizeof s->faces.path;

	if (s->frames)
		snprintf(path, size, "%s[%zu].instances[%zu]", s->list,
		    s->owner->index, member->index);
	else
		snprintf(path, size, "%s[%zu]", s->list, member->index);
}

/* The next member, which is an image or frame only if nobody is in it. */
static const struct synk_member *
next_member(struct state *s)
{
	const struct synk_member *m = &s->group.member[s->next++];

	if (m->first != s->first) {
		s->first = m->first;
		s->face = 0;
		s->owner = m->owner ? m : NULL;
	}
	if (m->owner && s->next < s->group.count && m[1].first == m->first) {
		m++;
		s->next++;
	}
	return m;
}

bool
synk_coco_sniff(const char *text, size_t size)
{
	static const char *const pairs[][2] = {
		{ "\"face_kpts\"", "\"face_kpts\"" },
		{ "\"annotations\"", "\"keypoints\"" },
		{ "\"images\"", "\"file_name\"" },
		{ "\"image_id\"", "\"keypoints\"" },
		{ "\"keypoint_scores\"", "\"keypoints\"" },
		{ "\"frame_id\"", "\"instances\"" },
		{ "\"meta_info\"", "\"instance_info\"" },
		{ "\"meta_info\"", "\"keypoint_id2name\"" },
	};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (synk_faces_sniff(text, size, pairs[i][0]) &&
		    synk_marks_find(text, size, pairs[i][1]))
			return true;
	return false;
}

bool
synk_coco_open(struct synk_reader *r, struct synk_error *err)
{
	r->state = calloc(1, sizeof(struct state));
	return r->state || synk_fail(err, SYNK_SYSTEM, "out of memory");
}

bool
synk_coco_next(struct synk_reader *r, struct synk_marks *m, bool *got,
    struct synk_error *err)
{
	struct state *s = r->state;
	const struct synk_member *member;

	if (s->next == s->group.count && !next_value(s, r, err))
		return false;
	*got = s->faces.root;
	if (!*got)
		return true;
	member = next_member(s);
	put_path(s, member);
	if (!describe(m, s, member, err))
		return false;
	if (!member->owner)
		return read_face(m, s, member->node, r->how.format, err);
	put_reason(m, s->frames ? "mmpose found nobody"
	    : "the image has no annotation");
	return true;
}

void
synk_coco_close(struct synk_reader *r)
{
	struct state *s = r->state;

	synk_group_free(&s->group);
	synk_faces_free(&s->faces);
	free(s);
}
