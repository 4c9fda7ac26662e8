#include <stdio.h>
#include <string.h>

#include "json.h"
#include "schema.h"
#include "synk/explain.h"
#include "table.h"
#include "text.h"

/* A walk over all fields, and those found. */
struct walk {
	struct synk_schema schema;
	const char *key;
	char path[128];
	struct synk_field *field;
	size_t count, max;
};

static const struct cJSON *
member(const struct walk *w, const struct cJSON *schema, const char *name)
{
	return synk_schema_member(&w->schema, schema, name);
}

/* Where the last name of a path of len bytes begins. */
static size_t
last_name(const char *path, size_t len)
{
	while (len > 0 && path[len - 1] != '.')
		len--;
	return len;
}

static size_t
without_brackets(const char *name, size_t len)
{
	return len > 2 && memcmp(name + len - 2, "[]", 2) == 0 ? len - 2
	    : len;
}

static bool
same_name(const char *name, size_t n, const char *asked, size_t k)
{
	n = without_brackets(name, n);
	k = without_brackets(asked, k);
	return (k == 1 && *asked == '*') ||
	    (n == k && memcmp(name, asked, n) == 0);
}

/* Name by name, from the end. */
static bool
ends_in(const char *path, const char *key)
{
	size_t p = strlen(path), k = strlen(key);

	for (;;) {
		size_t a = last_name(path, p), b = last_name(key, k);

		if (!same_name(path + a, p - a, key + b, k - b))
			return false;
		if (a == 0 || b == 0)
			return b == 0;
		p = a - 1;
		k = b - 1;
	}
}

/*
 * Puts '*' into path where the other's names differ.  False, path untouched,
 * unless they are as deep and end alike.
 */
static bool
merge(char path[128], const char *other)
{
	char merged[128];
	const char *p = path, *o = other;
	size_t len = 0;

	if (strcmp(path + last_name(path, strlen(path)),
	    other + last_name(other, strlen(other))) != 0)
		return false;
	while (*p && *o) {
		size_t a = strcspn(p, "."), b = strcspn(o, ".");
		bool same = a == b && memcmp(p, o, a) == 0;

		len += (size_t)snprintf(merged + len, sizeof merged - len,
		    "%.*s%s", same ? (int)a : 1, same ? p : "*",
		    p[a] ? "." : "");
		if (!p[a] != !o[b])
			return false;
		p += a + (p[a] ? 1 : 0);
		o += b + (o[b] ? 1 : 0);
	}
	memcpy(path, merged, len + 1);
	return true;
}

struct text {
	char *at;
	size_t len, size;
};

static void
put(struct text *t, const char *between, const char *word)
{
	size_t room = t->size - t->len;
	int n = snprintf(t->at + t->len, room, "%s%s", t->len ? between : "",
	    word);

	if (n > 0 && (size_t)n < room)
		t->len += (size_t)n;
}

/* The name of a type of JSON, for people. */
static const char *
type_word(const char *type)
{
	static const struct {
		const char *type, *word;
	} words[] = {
		{ "integer", "whole number" }, { "string", "text" },
		{ "boolean", "true | false" }, { "array", "list" },
	};

	for (size_t i = 0; i < LEN(words); i++)
		if (strcmp(words[i].type, type) == 0)
			return words[i].word;
	return type;
}

/* A value that is allowed: a text, or else true, false or null. */
static void
put_value(struct text *t, const struct cJSON *value)
{
	const char *text = synk_json_string(value);
	bool yes;

	if (!text && synk_json_bool(&yes, value))
		text = yes ? "true" : "false";
	put(t, " | ", text ? text : "null");
}

/* "0 to 100", where a range is given. */
static void
put_range(struct text *t, const struct walk *w, const struct cJSON *schema)
{
	bool least, most;
	char range[64];
	double a, b;

	least = synk_json_number(&a, member(w, schema, "minimum"));
	most = synk_json_number(&b, member(w, schema, "maximum"));
	if (least && most)
		snprintf(range, sizeof range, "%g to %g", a, b);
	else if (least)
		snprintf(range, sizeof range, "%g or more", a);
	if (least)
		put(t, ", ", range);
}

static void
put_types(struct text *t, const struct cJSON *type)
{
	const struct cJSON *m = synk_json_first(type);

	if (synk_json_string(type))
		put(t, " | ", type_word(synk_json_string(type)));
	for (; m; m = synk_json_next(m))
		put(t, " | ", type_word(synk_json_string(m)));
}

/* One of two types is written as either: an interval, or null. */
static void
put_type(struct text *t, const struct walk *w, const struct cJSON *schema)
{
	const struct cJSON *m = synk_json_first(member(w, schema, "enum"));
	const struct cJSON *either =
	    synk_json_first(member(w, schema, "oneOf"));
	const struct cJSON *one = member(w, schema, "const");

	for (; m; m = synk_json_next(m))
		put_value(t, m);
	if (synk_json_is_array(one))
		put(t, "", "list");
	else if (one)
		put_value(t, one);
	for (; either; either = synk_json_next(either))
		put_types(t, synk_json_get(either, "type"));
	put_types(t, member(w, schema, "type"));
	put_range(t, w, schema);
}

/* Adds a field, unless one found under another name is the same. */
static void
take(struct walk *w, const struct cJSON *schema, const char *description)
{
	struct synk_field *f;
	struct text type;

	for (size_t i = 0; i < w->count && i < w->max; i++)
		if (strcmp(w->field[i].description, description) == 0 &&
		    merge(w->field[i].path, w->path))
			return;
	if (w->count++ >= w->max)
		return;
	f = &w->field[w->count - 1];
	type = (struct text){ f->type, 0, sizeof f->type };
	f->type[0] = '\0';
	synk_text_copy(f->path, sizeof f->path, w->path, strlen(w->path));
	synk_text_copy(f->description, sizeof f->description, description,
	    strlen(description));
	put_type(&type, w, schema);
}

static void visit(struct walk *, const struct cJSON *schema, size_t len);

/* Properties without a description only state rules. */
static void
visit_properties(struct walk *w, const struct cJSON *schema, size_t len)
{
	const struct cJSON *m =
	    synk_json_first(member(w, schema, "properties"));

	for (; m; m = synk_json_next(m)) {
		const char *text = synk_json_string(member(w, m,
		    "description"));
		const char *brackets = member(w, member(w, m, "items"),
		    "properties") ? "[]" : "";
		int n = snprintf(w->path + len, sizeof w->path - len,
		    "%s%s%s", len ? "." : "", synk_json_key(m), brackets);

		if (!text || n < 0 || len + (size_t)n >= sizeof w->path)
			continue;
		if (ends_in(w->path, w->key))
			take(w, m, text);
		visit(w, m, len + (size_t)n);
	}
}

static void
visit(struct walk *w, const struct cJSON *schema, size_t len)
{
	const struct cJSON *items = member(w, schema, "items");

	visit_properties(w, items ? items : schema, len);
}

bool
synk_fields_find(struct synk_field *field, size_t *n, size_t max,
    const char *key, struct synk_error *err)
{
	struct walk w = { .key = *key == '.' ? key + 1 : key, .field = field,
	    .max = max };

	if (!synk_schema_open(&w.schema, err))
		return false;
	visit(&w, w.schema.root, 0);
	synk_schema_close(&w.schema);
	*n = w.count;
	return true;
}
