/* labelme's JSON: the shapes that a person drew on one image. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "marks.h"
#include "text.h"

struct state {
	struct synk_faces faces;	/* the value at hand */
	struct synk_group group;	/* its points and circles, by face */
	size_t next;			/* member to be read */
	long face;			/* how many were found */
};

static bool
is_type(const struct cJSON *shape, const char *type)
{
	const char *name = synk_json_string(synk_json_get(shape,
	    "shape_type"));

	return name && strcmp(name, type) == 0;
}

/* Polygons and all else are not of landmarks. */
static bool
gather(struct state *s, struct synk_error *err)
{
	const struct cJSON *list = synk_json_get(s->faces.root, "shapes");
	const struct cJSON *shape = synk_json_first(list);

	if (!synk_json_is_array(list))
		return synk_faces_expected(&s->faces, "shapes", "an array",
		    list, err);
	for (size_t i = 0; shape; i++, shape = synk_json_next(shape)) {
		if (!is_type(shape, "point") && !is_type(shape, "circle"))
			continue;
		if (!synk_group_put(&s->group, shape, synk_json_get(shape,
		    "group_id"), false, err))
			return false;
		s->group.member[s->group.count - 1].index = i;
	}
	synk_group_settle(&s->group);
	return true;
}

static bool
describe(struct synk_marks *m, const struct state *s, struct synk_error *err)
{
	const struct cJSON *root = s->faces.root;
	const char *path = synk_json_string(synk_json_get(root, "imagePath"));

	if (path)
		synk_labels_image(m, path, strlen(path));
	strcpy(m->detector, "hand");
	m->line = s->faces.line;
	m->face = s->face;
	return synk_faces_size(m, synk_json_get(root, "imageWidth"),
	    synk_json_get(root, "imageHeight"), &s->faces, err);
}

/* A point has one, a circle two: its centre and one of its rim. */
static bool
read_points(struct synk_point at[2], const struct cJSON *list, bool circle,
    const struct state *s, const char *path, struct synk_error *err)
{
	const struct cJSON *node = synk_json_first(list);
	size_t size = synk_json_size(list);

	if (!synk_json_is_array(list))
		return synk_faces_expected(&s->faces, path, "an array", list,
		    err);
	if (size != (circle ? 2 : 1))
		return synk_fail_at(err, s->faces.line, "%s: expected %s,"
		    " found %zu", path, circle ? "2 points of a circle"
		    : "1 point", size);
	for (size_t i = 0; i < size; i++, node = synk_json_next(node))
		if (!synk_faces_point(&at[i], node, i, &s->faces, path, err))
			return false;
	return true;
}

static bool
read_shape(struct synk_labels *labels, const struct synk_member *shape,
    const struct state *s, struct synk_error *err)
{
	const struct cJSON *label = synk_json_get(shape->node, "label");
	bool circle = is_type(shape->node, "circle");
	struct synk_point at[2] = { { NAN, NAN }, { NAN, NAN } };
	double radius = NAN;
	char path[64];

	snprintf(path, sizeof path, "shapes[%zu].label", shape->index);
	if (!synk_json_string(label))
		return synk_faces_expected(&s->faces, path, "a string", label,
		    err);
	snprintf(path, sizeof path, "shapes[%zu].points", shape->index);
	if (!read_points(at, synk_json_get(shape->node, "points"), circle, s,
	    path, err))
		return false;
	if (circle)
		radius = hypot(at[1].x - at[0].x, at[1].y - at[0].y);
	if (synk_labels_add(labels, synk_json_string(label), at[0], radius,
	    err))
		return true;
	snprintf(path, sizeof path, "shapes[%zu].label", shape->index);
	synk_fail_in(err, path);
	err->line = s->faces.line;
	return false;
}

/* Reads the shapes of one group_id. */
static bool
read_face(struct synk_marks *m, struct state *s, const char *from,
    struct synk_error *err)
{
	const struct synk_member *member = s->group.member;
	struct synk_labels labels;
	size_t first = s->next;

	synk_labels_init(&labels);
	for (; s->next < s->group.count; s->next++) {
		if (member[s->next].first != member[first].first)
			break;
		if (!read_shape(&labels, &member[s->next], s, err))
			return false;
	}
	if (!synk_labels_marks(m, &labels, from, err)) {
		err->line = s->faces.line;
		return false;
	}
	s->face += m->count ? 1 : 0;
	return true;
}

bool
synk_labelme_sniff(const char *text, size_t size)
{
	return synk_faces_sniff(text, size, "\"shapes\"") &&
	    (synk_marks_find(text, size, "\"shape_type\"") ||
	    synk_marks_find(text, size, "\"imagePath\""));
}

bool
synk_labelme_open(struct synk_reader *r, struct synk_error *err)
{
	r->state = calloc(1, sizeof(struct state));
	return r->state || synk_fail(err, SYNK_SYSTEM, "out of memory");
}

bool
synk_labelme_next(struct synk_reader *r, struct synk_marks *m, bool *got,
    struct synk_error *err)
{
	struct state *s = r->state;

	if (s->next == s->group.count) {
		synk_group_free(&s->group);
		s->next = 0;
		s->face = 0;
		if (!synk_faces_value(&s->faces, r, err))
			return false;
		if (s->faces.root && !gather(s, err))
			return false;
	}
	*got = s->faces.root;
	if (!*got)
		return true;
	return describe(m, s, err) && read_face(m, s, r->how.format, err);
}

void
synk_labelme_close(struct synk_reader *r)
{
	struct state *s = r->state;

	synk_group_free(&s->group);
	synk_faces_free(&s->faces);
	free(s);
}
