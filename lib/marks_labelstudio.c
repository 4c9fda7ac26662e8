/*
 * Label Studio's exports, JSON and JSON_MIN: a list of tasks, each an image
 * that somebody labelled.
 */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "json.h"
#include "marks.h"
#include "text.h"

struct state {
	struct synk_faces faces;	/* the value at hand; frame: the task */
	size_t index;			/* of the task; an object has none */
	const struct cJSON *before;	/* the task before this one, or NULL */
};

/* Where the points of a task stand, and what they told of the image. */
struct task {
	const struct state *state;
	const char *path;
	struct synk_labels labels;
	const struct cJSON *width, *height;	/* of the first point */
	const char *to;				/* what it is a point of */
	bool any;
};

static bool
fail_at(const struct state *s, const char *path, struct synk_error *err)
{
	synk_fail_in(err, path);
	err->line = s->faces.line;
	return false;
}

static bool
same_number(const struct cJSON *a, const struct cJSON *b)
{
	double x = 0, y = 0;

	return synk_json_number(&x, a) == synk_json_number(&y, b) &&
	    !(x < y) && !(x > y);
}

/* All points must be of one image that was not turned. */
static bool
check_image(struct task *t, const struct cJSON *region, const char *path,
    struct synk_error *err)
{
	const struct cJSON *turn = synk_json_get(region, "image_rotation");
	const char *to = synk_json_string(synk_json_get(region, "to_name"));
	double degrees = 0;

	if (synk_json_number(&degrees, turn) && !(fabs(degrees) < 1e-6))
		return synk_fail_at(err, t->state->faces.line, "%s: expected"
		    " an image as it is, found it turned by %g degrees", path,
		    degrees);
	if (!t->any) {
		t->width = synk_json_get(region, "original_width");
		t->height = synk_json_get(region, "original_height");
		t->to = to;
		t->any = true;
	}
	return (same_number(t->width, synk_json_get(region,
	    "original_width")) && same_number(t->height, synk_json_get(region,
	    "original_height")) && (!to || !t->to || strcmp(to, t->to) == 0)) ||
	    synk_fail_at(err, t->state->faces.line, "%s: expected points of one"
	    " image, found those of another", path);
}

/* One point of that value; region has its image. */
static bool
read_point(struct task *t, const struct cJSON *region,
    const struct cJSON *value, const char *path, struct synk_error *err)
{
	const struct cJSON *list = synk_json_get(value, "keypointlabels");
	const struct cJSON *label = synk_json_first(list);
	struct synk_point at[1];

	if (!check_image(t, region, path, err) ||
	    !synk_faces_point(at, value, 0, &t->state->faces, path, err))
		return false;
	at[0].x /= 100;
	at[0].y /= 100;
	for (; label; label = synk_json_next(label)) {
		const char *text = synk_json_string(label);

		if (!text)
			return synk_faces_expected(&t->state->faces, path,
			    "labels that are strings", label, err);
		if (!synk_labels_add(&t->labels, text, at[0], NAN, err))
			return fail_at(t->state, path, err);
	}
	return true;
}

/* The result of an annotation, whose values have members of their own. */
static bool
read_result(struct task *t, const struct cJSON *list, const char *path,
    struct synk_error *err)
{
	const struct cJSON *region = synk_json_first(list);
	char full[224];

	if (!synk_json_is_array(list))
		return synk_faces_expected(&t->state->faces, path, "an array",
		    list, err);
	for (size_t i = 0; region; i++, region = synk_json_next(region)) {
		const struct cJSON *value = synk_json_get(region, "value");

		snprintf(full, sizeof full, "%s[%zu].value", path, i);
		if (synk_json_get(value, "keypointlabels") &&
		    !read_point(t, region, value, full, err))
			return false;
	}
	return true;
}

static bool
is_true(const struct cJSON *object, const char *key)
{
	bool truth = false;

	return synk_json_bool(&truth, synk_json_get(object, key)) && truth;
}

/* The one annotation that was not cancelled. */
static bool
read_annotations(struct task *t, const struct cJSON *list, const char *path,
    struct synk_error *err)
{
	const struct cJSON *node = synk_json_first(list), *chosen = NULL;
	size_t index = 0, good = 0;
	char full[192];

	if (!synk_json_is_array(list))
		return synk_faces_expected(&t->state->faces, path, "an array",
		    list, err);
	for (size_t i = 0; node; i++, node = synk_json_next(node)) {
		if (is_true(node, "was_cancelled") || is_true(node, "skipped"))
			continue;
		chosen = node;
		index = i;
		good++;
	}
	if (good > 1)
		return synk_fail_at(err, t->state->faces.line, "%s: expected"
		    " one annotation, found %zu: export those of one annotator"
		    " at a time", path, good);
	snprintf(full, sizeof full, "%s[%zu].result", path, index);
	return good == 0 || read_result(t, synk_json_get(chosen, "result"),
	    full, err);
}

/* Of JSON_MIN, whose regions are their values, under the name of the tag. */
static bool
read_lists(struct task *t, const struct cJSON *task, struct synk_error *err)
{
	const struct cJSON *list = synk_json_first(task);
	char full[224], key[64];

	for (; list; list = synk_json_next(list)) {
		const struct cJSON *region = synk_json_first(list);

		if (!synk_json_is_array(list))
			continue;
		synk_text_copy(key, sizeof key, synk_json_key(list),
		    strlen(synk_json_key(list)));
		for (size_t i = 0; region; i++) {
			snprintf(full, sizeof full, "%s.%s[%zu]", t->path, key,
			    i);
			if (synk_json_get(region, "keypointlabels") &&
			    !read_point(t, region, region, full, err))
				return false;
			region = synk_json_next(region);
		}
	}
	return true;
}

/* JSON_MIN has an element for each annotation, those of a task together. */
static bool
read_min(struct task *t, const struct cJSON *task, struct synk_error *err)
{
	const struct cJSON *id = synk_json_get(task, "id");
	const struct cJSON *before = synk_json_get(t->state->before, "id");
	double number;

	if (synk_json_number(&number, id) && same_number(id, before))
		return synk_fail_at(err, t->state->faces.line, "%s: expected"
		    " one annotation, found another of task %.15g: export those"
		    " of one annotator at a time", t->path, number);
	return read_lists(t, task, err);
}

static bool
is_picture(const char *text, size_t len)
{
	static const char *const ends[] = { ".jpg", ".jpeg", ".png", ".webp",
	    ".bmp", ".tif", ".tiff", ".gif" };

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		size_t n = strlen(ends[i]);

		if (n <= len && strncasecmp(text + len - n, ends[i], n) == 0)
			return true;
	}
	return false;
}

/* A path, or an address with a query that is not of the name. */
static size_t
path_length(const char *path)
{
	size_t query = strcspn(path, "?"), len = strlen(path);

	return query < len && is_picture(path, query) ? query : len;
}

/* What the task's data has under image, else the first name of a picture. */
static const char *
find_image(const struct cJSON *data)
{
	const struct cJSON *node = synk_json_first(data);
	const char *path = synk_json_string(synk_json_get(data, "image"));

	for (; !path && synk_json_is_object(data) && node;
	    node = synk_json_next(node)) {
		const char *text = synk_json_string(node);

		if (text && is_picture(text, path_length(text)))
			path = text;
	}
	return path;
}

/* Uploads get 8 digits of a UUID and a hyphen before their names. */
static void
name_image(struct synk_marks *m, const char *path)
{
	char *name = m->image;
	size_t n = 0;

	synk_labels_image(m, path, path_length(path));
	while (isxdigit((unsigned char)name[n]))
		n++;
	if (n == 8 && name[n] == '-' && strstr(path, "upload/"))
		memmove(name, name + n + 1, strlen(name + n));
}

/* Points are per cent of an image, whose size stands beside each. */
static bool
finish(struct synk_marks *m, struct task *t, const char *from,
    struct synk_error *err)
{
	const struct state *s = t->state;

	if (!synk_labels_marks(m, &t->labels, from, err))
		return fail_at(s, t->path, err);
	m->normalised = m->count;
	return synk_faces_size(m, t->width, t->height, &s->faces, err) &&
	    (!m->width || synk_marks_resize(m, m->width, m->height, err));
}

static bool
read_task(struct synk_marks *m, struct state *s, const char *from,
    struct synk_error *err)
{
	const struct cJSON *task = s->faces.frame;
	const struct cJSON *list = synk_json_get(task, "annotations");
	const struct cJSON *data = synk_json_get(task, "data");
	const char *image = find_image(data ? data : task);
	const char *key = list ? "annotations" : "completions";
	struct task t = { .state = s, .path = s->faces.path };
	char path[160];

	synk_labels_init(&t.labels);
	strcpy(m->detector, "hand");
	m->line = s->faces.line;
	if (task != s->faces.root)
		snprintf(s->faces.path, sizeof s->faces.path, "[%zu]",
		    s->index);
	snprintf(path, sizeof path, "%s%s%s", s->faces.path,
	    *s->faces.path ? "." : "", key);
	if (!synk_json_is_object(task))
		return synk_faces_expected(&s->faces, s->faces.path,
		    "an object", task, err);
	if (image)
		name_image(m, image);
	if (!list)
		list = synk_json_get(task, key);
	return (list ? read_annotations(&t, list, path, err)
	    : read_min(&t, task, err)) && finish(m, &t, from, err);
}

bool
synk_labelstudio_sniff(const char *text, size_t size)
{
	return synk_faces_sniff(text, size, "\"keypointlabels\"") ||
	    (synk_faces_sniff(text, size, "\"result\"") &&
	    (synk_marks_find(text, size, "\"annotations\"") ||
	    synk_marks_find(text, size, "\"completions\"")));
}

bool
synk_labelstudio_open(struct synk_reader *r, struct synk_error *err)
{
	r->state = calloc(1, sizeof(struct state));
	return r->state || synk_fail(err, SYNK_SYSTEM, "out of memory");
}

/* The next task of a list, or the next value; NULL at the end. */
static bool
next_task(struct state *s, struct synk_reader *r, struct synk_error *err)
{
	struct synk_faces *f = &s->faces;

	s->before = f->frame == f->root ? NULL : f->frame;
	f->frame = f->more;
	s->index++;
	while (!f->frame) {
		f->path[0] = '\0';
		s->before = NULL;
		s->index = 0;
		if (!synk_faces_value(f, r, err))
			return false;
		if (!f->root)
			return true;
		f->frame = synk_json_is_array(f->root)
		    ? synk_json_first(f->root) : f->root;
	}
	f->more = f->frame == f->root ? NULL : synk_json_next(f->frame);
	return true;
}

bool
synk_labelstudio_next(struct synk_reader *r, struct synk_marks *m, bool *got,
    struct synk_error *err)
{
	struct state *s = r->state;

	if (!next_task(s, r, err))
		return false;
	*got = s->faces.frame;
	return !*got || read_task(m, s, r->how.format, err);
}

void
synk_labelstudio_close(struct synk_reader *r)
{
	struct state *s = r->state;

	synk_faces_free(&s->faces);
	free(s);
}
