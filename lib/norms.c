#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "norms.h"
#include "sha256.h"
#include "synk/norms.h"
#include "table.h"
#include "text.h"

/* share/norms.json, put here by the Makefile. */
static const unsigned char compiled_in[] = {
#include "norms.inc"
	0
};

static const struct {
	const char *key;
	double least, most;
} rows[SYNK_NORMS] = {
#define X(id, key, least, most)	[SYNK_NORM_##id] = { key, least, most },
	SYNK_NORM_LIST(X)
#undef X
};

const char *
synk_norm_key(enum synk_norm norm)
{
	return rows[norm].key;
}

const char *
synk_norms_text(void)
{
	return (const char *)compiled_in;
}

static bool
find(size_t *norm, const char *key)
{
	for (*norm = 0; *norm < SYNK_NORMS; ++*norm)
		if (strcmp(rows[*norm].key, key) == 0)
			return true;
	return false;
}

bool
synk_is_basis(const char *word)
{
	static const char *const bases[] = { "published", "derived",
	    "assumed" };

	for (size_t i = 0; word && i < LEN(bases); i++)
		if (strcmp(word, bases[i]) == 0)
			return true;
	return false;
}

/* Every member of a norm, known ones only. */
static bool
check_members(const struct cJSON *norm, struct synk_error *err)
{
	static const char *const members[] = { "value", "unit", "basis",
	    "source", "note" };
	const struct cJSON *m;

	for (m = synk_json_first(norm); m; m = synk_json_next(m)) {
		size_t i = 0;

		while (i < LEN(members) &&
		    strcmp(members[i], synk_json_key(m)) != 0)
			i++;
		if (i == LEN(members))
			return synk_fail(err, SYNK_BAD_INPUT,
			    "unknown member '%.60s'", synk_json_key(m));
	}
	return true;
}

static bool
read_norm(struct synk_norms *norms, const struct cJSON *node,
    struct synk_error *err)
{
	const char *source = synk_json_string(synk_json_get(node, "source"));
	double value;
	size_t i;

	if (!find(&i, synk_json_key(node)))
		return synk_fail(err, SYNK_BAD_INPUT, "unknown norm");
	if (!synk_json_is_object(node))
		return synk_fail(err, SYNK_BAD_INPUT,
		    "expected an object, found %s", synk_json_kind(node));
	if (!synk_json_number(&value, synk_json_get(node, "value")))
		return synk_fail(err, SYNK_BAD_INPUT, "value: expected a"
		    " number, found %s",
		    synk_json_kind(synk_json_get(node, "value")));
	if (value < rows[i].least || value > rows[i].most)
		return synk_fail(err, SYNK_BAD_INPUT, "value: expected %g to"
		    " %g, found %g", rows[i].least, rows[i].most, value);
	if (!source || !*source)
		return synk_fail(err, SYNK_BAD_INPUT,
		    "source: expected a text that says where it is from");
	if (!synk_is_basis(synk_json_string(synk_json_get(node, "basis"))))
		return synk_fail(err, SYNK_BAD_INPUT, "basis: expected"
		    " published, derived or assumed");
	norms->at[i] = value;
	return check_members(node, err);
}

/* SHA-256 over "key=value" lines in the order of the table. */
static void
hash(struct synk_norms *norms)
{
	char text[SYNK_NORMS * 80];
	size_t len = 0;

	for (size_t i = 0; i < SYNK_NORMS; i++)
		len += (size_t)snprintf(text + len, sizeof text - len,
		    "%s=%.17g\n", rows[i].key, norms->at[i]);
	synk_sha256(norms->hash, text, len);
}

/* What is not "values" is only looked at: whoever uses it reads it. */
static bool
check_reliability(const struct cJSON *list, struct synk_error *err)
{
	const struct cJSON *entry;
	size_t i = 0;

	if (!synk_json_is_array(list))
		return synk_fail(err, SYNK_BAD_INPUT,
		    "reliability: expected an array, found %s",
		    synk_json_kind(list));
	for (entry = synk_json_first(list); entry;
	    entry = synk_json_next(entry), i++)
		if (!synk_json_is_object(entry))
			return synk_fail(err, SYNK_BAD_INPUT,
			    "reliability[%zu]: expected an object, found %s",
			    i, synk_json_kind(entry));
	return true;
}

bool
synk_norms_check(const struct cJSON *root, struct synk_error *err)
{
	const char *kind = synk_json_string(synk_json_get(root, "record"));
	const struct cJSON *values = synk_json_get(root, "values"), *m;
	const struct cJSON *reliability = synk_json_get(root, "reliability");

	if (!kind || strcmp(kind, "synk-norms/1") != 0)
		return synk_fail(err, SYNK_BAD_INPUT,
		    "expected a synk-norms/1 record");
	if ((values || !reliability) && !synk_json_is_object(values))
		return synk_fail(err, SYNK_BAD_INPUT,
		    "values: expected an object, found %s",
		    synk_json_kind(values));
	for (m = synk_json_first(root); m; m = synk_json_next(m))
		if (m != values && m != reliability &&
		    strcmp(synk_json_key(m), "record") != 0)
			return synk_fail(err, SYNK_BAD_INPUT,
			    "unknown member '%.60s'", synk_json_key(m));
	return !reliability || check_reliability(reliability, err);
}

static bool
read_values(struct synk_norms *norms, const struct cJSON *root,
    struct synk_error *err)
{
	const struct cJSON *m = synk_json_first(synk_json_get(root, "values"));

	if (!synk_norms_check(root, err))
		return false;
	for (; m; m = synk_json_next(m))
		if (!read_norm(norms, m, err))
			return synk_fail_in(err, synk_json_key(m));
	return true;
}

bool
synk_norms_parse(struct synk_norms *norms, const char *text, size_t size,
    struct synk_error *err)
{
	struct synk_norms out = *norms;
	struct cJSON *root;
	size_t at = 0;
	bool ok;

	if (!synk_json_read(&root, text, size, &at, err))
		return false;
	ok = at == size && root ? read_values(&out, root, err)
	    : synk_fail(err, SYNK_BAD_INPUT, "expected one JSON value");
	synk_json_free(root);
	if (!ok)
		return false;
	hash(&out);
	*norms = out;
	return true;
}

bool
synk_norms_default(struct synk_norms *norms, struct synk_error *err)
{
	struct synk_norms out;

	for (size_t i = 0; i < SYNK_NORMS; i++)
		out.at[i] = NAN;
	if (!synk_norms_parse(&out, synk_norms_text(), sizeof compiled_in - 1,
	    err))
		return false;
	for (size_t i = 0; i < SYNK_NORMS; i++)
		if (isnan(out.at[i]))
			return synk_fail(err, SYNK_BAD_INPUT,
			    "norms.json: no '%s'", rows[i].key);
	*norms = out;
	return true;
}

static void
copy(char *to, size_t size, const struct cJSON *norm, const char *member)
{
	const char *text = synk_json_string(synk_json_get(norm, member));

	synk_text_copy(to, size, text ? text : "", text ? strlen(text) : 0);
}

bool
synk_norm_note(struct synk_norm_note *note, enum synk_norm i,
    struct synk_error *err)
{
	const struct cJSON *norm;
	struct cJSON *root;
	size_t at = 0;

	if (!synk_json_read(&root, synk_norms_text(), sizeof compiled_in - 1,
	    &at, err))
		return false;
	norm = synk_json_get(synk_json_get(root, "values"), rows[i].key);
	copy(note->unit, sizeof note->unit, norm, "unit");
	copy(note->basis, sizeof note->basis, norm, "basis");
	copy(note->source, sizeof note->source, norm, "source");
	copy(note->note, sizeof note->note, norm, "note");
	synk_json_free(root);
	return true;
}
