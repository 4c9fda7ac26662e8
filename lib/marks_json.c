/* What the readers of JSON share: values, frames, faces, paths in messages. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "marks.h"
#include "table.h"
#include "text.h"

/*
 * First what all JSON readers share, then MediaPipe's own part.
 */

bool
synk_marks_normalised(const struct synk_marks *m)
{
	size_t inside = 0, all = 0;

	for (size_t i = 0; i < m->count; i++) {
		double v[] = { m->at[i].x, m->at[i].y };

		for (size_t k = 0; k < LEN(v); k++) {
			all += isnan(v[k]) ? 0 : 1;
			inside += v[k] >= -0.5 && v[k] <= 1.5;
		}
	}
	return all && inside * 100 >= all * 95;
}

bool
synk_mediapipe_count(struct synk_marks *m, size_t count)
{
	if (count != synk_scheme_count(SYNK_MEDIAPIPE478) &&
	    count != synk_scheme_count(SYNK_MEDIAPIPE468))
		return false;
	m->scheme = count == synk_scheme_count(SYNK_MEDIAPIPE478)
	    ? SYNK_MEDIAPIPE478 : SYNK_MEDIAPIPE468;
	m->count = count;
	return true;
}

bool
synk_faces_sniff(const char *text, size_t size, const char *word)
{
	size_t skip = synk_marks_blank(text, size);

	return skip < size && (text[skip] == '{' || text[skip] == '[') &&
	    synk_marks_find(text, size, word);
}

bool
synk_faces_open(struct synk_reader *r, struct synk_error *err)
{
	r->state = calloc(1, sizeof(struct synk_faces));
	return r->state || synk_fail(err, SYNK_SYSTEM, "out of memory");
}

void
synk_faces_free(struct synk_faces *s)
{
	synk_json_free(s->root);
	synk_pack_free(&s->pack);
}

void
synk_faces_close(struct synk_reader *r)
{
	synk_faces_free(r->state);
	free(r->state);
}

static void
count_lines(struct synk_reader *r, size_t from)
{
	r->line += synk_text_count(r->text + from, r->at - from) - 1;
}

/* True even at the end of the text; s->root is NULL there. */
static bool
read_value(struct synk_faces *s, struct synk_reader *r, struct synk_error *err)
{
	synk_json_free(s->root);
	s->root = NULL;
	s->pack.points = 0;
	return synk_json_read(&s->root, r->text, r->size, &r->at, err);
}

/*
 * Machines write a value a line: those are packed first.  Where a line is not
 * a value nothing has happened but that s->root is NULL: whoever reads it all
 * will tell what is wrong.
 */
static bool
read_line(struct synk_faces *s, struct synk_reader *r, struct synk_error *err)
{
	const char *from = r->text + r->at;
	const char *end = memchr(from, '\n', r->size - r->at);
	size_t n = end ? (size_t)(end - from) : r->size - r->at, at = 0;

	synk_json_free(s->root);
	s->root = NULL;
	if (!synk_pack_line(&s->pack, &n, from, n))
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	if (!synk_json_read(&s->root, s->pack.text, n, &at, err)) {
		s->unlined = true;
		return err->code != SYNK_SYSTEM;
	}
	if (at < n) {
		synk_json_free(s->root);
		s->root = NULL;
	}
	s->unlined = !s->root;
	if (s->unlined)
		return true;
	r->at = end ? (size_t)(end - r->text) : r->size;
	r->at += synk_marks_blank(r->text + r->at, r->size - r->at);
	return true;
}

static bool
next_root(struct synk_faces *s, struct synk_reader *r, bool lines,
    struct synk_error *err)
{
	size_t from = r->at;

	r->at += synk_marks_blank(r->text + from, r->size - from);
	count_lines(r, from);
	from = r->at;
	s->line = r->line;
	if (lines && !s->unlined && r->at < r->size && !read_line(s, r, err))
		return false;
	if (r->at == from && !read_value(s, r, err))
		return false;
	count_lines(r, from);
	return true;
}

bool
synk_faces_value(struct synk_faces *s, struct synk_reader *r,
    struct synk_error *err)
{
	return next_root(s, r, false, err);
}

void
synk_faces_into(struct synk_faces *s, const char *key)
{
	size_t n = strlen(s->path);

	snprintf(s->path + n, sizeof s->path - n, "%s%s", n ? "." : "", key);
}

static bool
next_value(struct synk_faces *s, struct synk_reader *r, bool frames,
    struct synk_error *err)
{
	if (!next_root(s, r, true, err))
		return false;
	s->element = 0;
	s->frame = s->root;
	if (frames && synk_json_is_array(s->root) && synk_json_size(s->root))
		s->frame = synk_json_first(s->root);
	return true;
}

/* Goes to the next frame and to its first face; s->frame NULL: the end. */
static bool
next_frame(struct synk_faces *s, struct synk_reader *r,
    const struct synk_faces_format *f, struct synk_error *err)
{
	s->frame = s->more;
	s->element++;
	if (!s->frame && !next_value(s, r, f->frames, err))
		return false;
	if (!s->frame)
		return true;
	s->more = synk_json_next(s->frame);
	s->many = s->many || s->more || r->at < r->size;
	s->frames++;
	s->index = 0;
	s->faces = 0;
	s->bare = false;
	s->path[0] = '\0';
	if (s->frame != s->root)
		snprintf(s->path, sizeof s->path, "[%ld]", s->element);
	if (!f->begin(s, err))
		return false;
	s->stem = strlen(s->path);
	return true;
}

static const char *
found(char text[40], const struct synk_faces *s, const struct cJSON *node)
{
	const char *kind = synk_faces_is_list(s, node) ? "an array"
	    : synk_json_kind(node);
	const char *string = synk_json_string(node);
	char copy[32];
	double value;

	if (string && !synk_faces_is_list(s, node)) {
		synk_text_copy(copy, sizeof copy, string, strlen(string));
		snprintf(text, 40, "'%s'", copy);
	} else if (synk_json_number(&value, node)) {
		snprintf(text, 40, "%.15g", value);
	} else {
		snprintf(text, 40, "%s", strcmp(kind, "a number") == 0
		    ? "one too large" : kind);
	}
	return text;
}

bool
synk_faces_expected(const struct synk_faces *s, const char *path,
    const char *what, const struct cJSON *node, struct synk_error *err)
{
	char text[40];

	return synk_fail_at(err, s->line, "%s%sexpected %s, found %s", path,
	    *path ? ": " : "", what, found(text, s, node));
}

static bool
coordinate(double *value, const struct cJSON *node)
{
	return synk_json_number(value, node) && !synk_marks_far(*value);
}

static bool
bad_coordinate(const struct synk_faces *s, const char *path, size_t i,
    const char *axis, const struct cJSON *node, struct synk_error *err)
{
	const char *what = *axis ? "a number" : "a point";
	char full[160];
	double value;

	if (*axis && synk_json_number(&value, node))
		what = "a number within 1000000";
	snprintf(full, sizeof full, "%s[%zu]%s", path, i, axis);
	return synk_faces_expected(s, full, what, node, err);
}

bool
synk_faces_point(struct synk_point *at, const struct cJSON *node, size_t i,
    const struct synk_faces *s, const char *path, struct synk_error *err)
{
	const struct cJSON *x = synk_json_get(node, "x");
	const struct cJSON *y = synk_json_get(node, "y");
	const char *axis[] = { ".x", ".y" };

	if (synk_json_is_array(node)) {
		x = synk_json_first(node);
		y = x ? synk_json_next(x) : NULL;
		axis[0] = "[0]";
		axis[1] = "[1]";
	} else if (synk_json_get(node, "_x")) {
		x = synk_json_get(node, "_x");
		y = synk_json_get(node, "_y");
		axis[0] = "._x";
		axis[1] = "._y";
	} else if (!synk_json_is_object(node)) {
		return bad_coordinate(s, path, i, "", node, err);
	}
	return (coordinate(&at->x, x) ||
	    bad_coordinate(s, path, i, axis[0], x, err)) &&
	    (coordinate(&at->y, y) ||
	    bad_coordinate(s, path, i, axis[1], y, err));
}

static bool
read_triple(struct synk_point *at, const struct cJSON **node, size_t i,
    const struct synk_faces *s, const char *path, struct synk_error *err)
{
	double v[3];
	char full[160];

	for (size_t k = 0; k < LEN(v); k++, *node = synk_json_next(*node))
		if (!coordinate(&v[k], *node)) {
			snprintf(full, sizeof full, "%s[%zu]", path,
			    3 * i + k);
			return synk_faces_expected(s, full,
			    "a number within 1000000", *node, err);
		}
	*at = v[2] > 0 ? (struct synk_point){ v[0], v[1] }
	    : (struct synk_point){ NAN, NAN };
	return true;
}

bool
synk_faces_triples(struct synk_point *at, const struct cJSON *list,
    size_t first, size_t count, const struct synk_faces *s, const char *path,
    struct synk_error *err)
{
	const struct cJSON *node = synk_json_first(list);

	for (size_t i = 0; i < 3 * first; i++)
		node = synk_json_next(node);
	for (size_t i = 0; i < count; i++)
		if (!read_triple(&at[i], &node, first + i, s, path, err))
			return false;
	return true;
}

bool
synk_faces_is_list(const struct synk_faces *s, const struct cJSON *node)
{
	const struct synk_point *at;
	size_t count;

	return synk_json_is_array(node) ||
	    synk_pack_list(&at, &count, &s->pack, node);
}

size_t
synk_faces_count(const struct synk_faces *s, const struct cJSON *list)
{
	const struct synk_point *at;
	size_t count;

	return synk_pack_list(&at, &count, &s->pack, list) ? count
	    : synk_json_size(list);
}

bool
synk_faces_points(struct synk_marks *m, const struct cJSON *list,
    const struct synk_faces *s, const char *path, struct synk_error *err)
{
	const struct cJSON *node = synk_json_first(list);
	const struct synk_point *at;
	size_t count;

	if (synk_pack_list(&at, &count, &s->pack, list)) {
		memcpy(m->at, at, m->count * sizeof *at);
		return true;
	}
	for (size_t i = 0; i < m->count; i++, node = synk_json_next(node))
		if (!synk_faces_point(&m->at[i], node, i, s, path, err))
			return false;
	return true;
}

static bool
read_extent(int *size, const struct cJSON *node, const char *key,
    const struct synk_faces *s, struct synk_error *err)
{
	long n;

	*size = 0;
	if (!node || synk_json_is_null(node))
		return true;
	if (!synk_json_whole(&n, node) || n < 1 || n > SYNK_SIZE_MAX)
		return synk_faces_expected(s, key,
		    "a whole number from 1 to 1048576", node, err);
	*size = (int)n;
	return true;
}

bool
synk_faces_size(struct synk_marks *m, const struct cJSON *width,
    const struct cJSON *height, const struct synk_faces *s,
    struct synk_error *err)
{
	int w, h;

	if (!read_extent(&w, width, "width", s, err) ||
	    !read_extent(&h, height, "height", s, err))
		return false;
	m->width = h ? w : 0;
	m->height = w ? h : 0;
	return true;
}

static bool
put_frame(struct synk_marks *m, const struct synk_faces *s,
    struct synk_error *err)
{
	const struct cJSON *frame = synk_json_get(s->frame, "frame");

	if (s->many)
		m->frame = s->frames - 1;
	return !frame || synk_json_is_null(frame) ||
	    synk_json_whole(&m->frame, frame) ||
	    synk_faces_expected(s, "frame", "a whole number", frame, err);
}

/* What people write beside the faces when they store frames. */
static bool
describe(struct synk_marks *m, const struct synk_faces *s,
    struct synk_error *err)
{
	const char *image = synk_json_string(synk_json_get(s->frame, "image"));
	const char *file = synk_json_string(synk_json_get(s->frame, "file"));

	image = image ? image : file;
	if (image)
		synk_text_copy(m->image, sizeof m->image, image,
		    strlen(image));
	if (s->detector)
		strcpy(m->detector, s->detector);
	m->line = s->line;
	m->face = s->faces;
	return put_frame(m, s, err) &&
	    synk_faces_size(m, synk_json_get(s->frame, "width"),
	    synk_json_get(s->frame, "height"), s, err);
}

/* Reads the face at hand and goes to the next one of its frame. */
static bool
next_face(struct synk_faces *s, struct synk_marks *m,
    const struct synk_faces_format *f, struct synk_error *err)
{
	if (!s->bare)
		snprintf(s->path + s->stem, sizeof s->path - s->stem, "[%ld]",
		    s->index);
	if (!f->read(m, s, err))
		return false;
	s->index++;
	s->faces += m->count ? 1 : 0;
	s->face = s->bare ? NULL : synk_json_next(s->face);
	return true;
}

bool
synk_faces_next(struct synk_reader *r, struct synk_marks *m, bool *got,
    const struct synk_faces_format *f, struct synk_error *err)
{
	struct synk_faces *s = r->state;

	if (!s->face && !next_frame(s, r, f, err))
		return false;
	if (!s->frame)
		return true;
	*got = true;
	if (!describe(m, s, err))
		return false;
	if (s->face)
		return next_face(s, m, f, err);
	synk_text_copy(m->reason, sizeof m->reason, f->none, strlen(f->none));
	return true;
}
