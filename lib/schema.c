#include <stdint.h>
#include <string.h>

#include "expr.h"
#include "json.h"
#include "schema.h"
#include "table.h"
#include "words.h"

/* Put here by the Makefile. */
static const unsigned char compiled_in[] = {
#include "schema/synk-grade-1.schema.inc"
	0
};

bool
synk_schema_open(struct synk_schema *s, struct synk_error *err)
{
	size_t at = 0;

	if (!synk_json_read(&s->root, (const char *)compiled_in,
	    sizeof compiled_in - 1, &at, err))
		return false;
	s->definitions = synk_json_get(s->root, "definitions");
	return true;
}

void
synk_schema_close(struct synk_schema *s)
{
	synk_json_free(s->root);
}

/* What a schema refers to; NULL if it does not. */
static const struct cJSON *
referred(const struct synk_schema *s, const struct cJSON *schema)
{
	static const char prefix[] = "#/definitions/";
	const char *to = synk_json_string(synk_json_get(schema, "$ref"));

	return to && strncmp(to, prefix, sizeof prefix - 1) == 0
	    ? synk_json_get(s->definitions, to + sizeof prefix - 1) : NULL;
}

const struct cJSON *
synk_schema_member(const struct synk_schema *s, const struct cJSON *schema,
    const char *name)
{
	const struct cJSON *found = synk_json_get(schema, name), *part;

	if (!found && referred(s, schema))
		return synk_schema_member(s, referred(s, schema), name);
	part = synk_json_first(synk_json_get(schema, "allOf"));
	for (; part && !found; part = synk_json_next(part))
		if (referred(s, part))
			found = synk_schema_member(s, referred(s, part), name);
	return found;
}

/* The names that a list has: of an enum its texts, of properties their keys. */
static const char *
name_of(const struct cJSON *m)
{
	return synk_json_string(m) ? synk_json_string(m) : synk_json_key(m);
}

static const struct cJSON *
find(const struct cJSON *list, const char *name)
{
	const struct cJSON *m = synk_json_first(list);

	while (m && !(name_of(m) && strcmp(name_of(m), name) == 0))
		m = synk_json_next(m);
	return m;
}

/* Puts the name that may have been meant behind a message; returns false. */
static bool
suggest(const struct cJSON *list, const char *name, struct synk_error *err)
{
	const struct cJSON *m = synk_json_first(list);
	struct synk_error said = *err;
	const char *best = NULL;
	size_t least = SIZE_MAX, n;

	for (; m; m = synk_json_next(m)) {
		n = name_of(m) ? synk_words_apart(name, name_of(m)) : SIZE_MAX;
		if (n < least) {
			least = n;
			best = name_of(m);
		}
	}
	return best ? synk_fail(err, SYNK_BAD_INPUT, "%.250s: did you mean"
	    " '%.60s'?", said.text, best) : false;
}

/* A walk along a path. */
struct walk {
	const struct synk_schema *schema;
	const struct cJSON *at;		/* where it has come to */
	const struct cJSON *names;	/* that it can go on with */
};

/* The names of the elements of a list; NULL if they have none. */
static const struct cJSON *
ids_of(const struct synk_schema *s, const struct cJSON *items)
{
	static const char *const keys[] = { "id", "row" };
	const struct cJSON *all = synk_schema_member(s, items, "properties");
	const struct cJSON *ids = NULL;

	for (size_t i = 0; i < LEN(keys) && !ids; i++)
		ids = synk_schema_member(s, synk_json_get(all, keys[i]),
		    "enum");
	return ids;
}

/* "affected" and "healthy" are as good as the side that they stand for. */
static bool
is_side(const struct walk *w, const char *name)
{
	return (strcmp(name, "affected") == 0 || strcmp(name, "healthy") == 0)
	    && find(w->names, "left");
}

static bool
step(struct walk *w, const char *name, bool last)
{
	const struct cJSON *items = synk_schema_member(w->schema, w->at,
	    "items");

	w->names = items ? ids_of(w->schema, items)
	    : synk_schema_member(w->schema, w->at, "properties");
	if (last && !find(w->names, name) && is_side(w, name))
		name = "left";
	if (!find(w->names, name))
		return false;
	w->at = items ? items : find(w->names, name);
	return true;
}

/* To the end of a path, or as far as a record can have it. */
static bool
follow(struct walk *w, const char *path, struct synk_error *err)
{
	const char *from = path;
	char name[80];
	size_t n;

	for (;; path += n + 1) {
		n = strcspn(path, ".");
		if (n < sizeof name) {
			memcpy(name, path, n);
			name[n] = '\0';
		}
		if (n >= sizeof name || !step(w, name, !path[n])) {
			synk_fail(err, SYNK_BAD_INPUT, "a grade has no field"
			    " '%.*s'", (int)(path - from + (long)n), from);
			return n < sizeof name ? suggest(w->names, name, err)
			    : false;
		}
		if (!path[n])
			return true;
	}
}

static bool
has_type(const struct walk *w, const char *name)
{
	const struct cJSON *type = synk_schema_member(w->schema, w->at,
	    "type");
	const char *only = synk_json_string(type);

	return only ? strcmp(only, name) == 0 : find(type, name) != NULL;
}

static bool
is_number(const struct walk *w)
{
	return has_type(w, "number") || has_type(w, "integer");
}

static bool
is_truth(const struct walk *w)
{
	return has_type(w, "boolean") || find(synk_schema_member(w->schema,
	    w->at, "properties"), "probability");
}

static bool
is_text(const struct walk *w)
{
	return has_type(w, "string") || synk_schema_member(w->schema, w->at,
	    "enum") || synk_json_string(synk_schema_member(w->schema, w->at,
	    "const"));
}

static bool
is_any(const struct walk *w)
{
	return w->at;
}

static const struct {
	bool (*is)(const struct walk *);
	const char *what;
} kinds[] = {
	[SYNK_EXPR_ANY] = { is_any, "a field" },
	[SYNK_EXPR_NUMBER] = { is_number, "a number" },
	[SYNK_EXPR_TRUTH] = { is_truth, "true or false, or a finding" },
	[SYNK_EXPR_WORD] = { is_text, "a text" },
};

bool
synk_schema_check(const struct synk_schema *s,
    const struct synk_expr_name *name, struct synk_error *err)
{
	struct walk w = { s, s->root, NULL };
	const struct cJSON *words;

	if (!follow(&w, name->path, err))
		return false;
	if (!kinds[name->kind].is(&w))
		return synk_fail(err, SYNK_BAD_INPUT, "a grade's %.120s is"
		    " never %s", name->path, kinds[name->kind].what);
	words = synk_schema_member(s, w.at, "enum");
	if (!name->word || !words || find(words, name->word))
		return true;
	synk_fail(err, SYNK_BAD_INPUT, "a grade's %.120s is never '%.60s'",
	    name->path, name->word);
	return suggest(words, name->word, err);
}
