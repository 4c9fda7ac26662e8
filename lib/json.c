#include <cJSON.h>
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "synk/record.h"
#include "text.h"

enum { FEW = 32 };	/* members that are held against each other */

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Of n members: sorted, since a file can have any number.  *key is NULL if
 * there is none; false without memory. */
static bool
repeated_of_many(const char **key, const cJSON *object, size_t n)
{
	const char **keys = malloc(n * sizeof *keys), **end = keys;

	*key = NULL;
	if (!keys)
		return false;
	for (const cJSON *m = object->child; m; m = m->next)
		*end++ = m->string;
	qsort(keys, n, sizeof *keys, by_text);
	for (size_t i = 1; i < n && !*key; i++)
		if (strcmp(keys[i - 1], keys[i]) == 0)
			*key = keys[i];
	free(keys);
	return true;
}

static const char *
repeated_of_few(const cJSON *object)
{
	for (const cJSON *a = object->child; a; a = a->next)
		for (const cJSON *b = a->next; b; b = b->next)
			if (a->string[0] == b->string[0] &&
			    strcmp(a->string, b->string) == 0)
				return a->string;
	return NULL;
}

/* A key that an object, at any depth, has twice. */
static bool
find_repeated(const char **key, const cJSON *node)
{
	size_t n = cJSON_IsObject(node) ? synk_json_size(node) : 0;
	bool ok = true;

	*key = NULL;
	if (n > FEW)
		ok = repeated_of_many(key, node, n);
	else if (n)
		*key = repeated_of_few(node);
	for (const cJSON *m = node->child; m && ok && !*key; m = m->next)
		if (m->child)
			ok = find_repeated(key, m);
	return ok;
}

static size_t
skip_space(const char *text, size_t size, size_t at)
{
	while (at < size && memchr(" \t\r\n", text[at], 4))
		at++;
	return at;
}

static bool
syntax(const char *text, size_t at, struct synk_error *err)
{
	return synk_fail_at(err, synk_text_count(text, at),
	    "expected JSON, found an error in it");
}

static bool
is_without_repeats(const cJSON *root, const char *text, size_t from,
    struct synk_error *err)
{
	const char *key;
	char shown[64];

	if (!find_repeated(&key, root))
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	if (!key)
		return true;
	synk_text_copy(shown, sizeof shown, key, strlen(key));
	return synk_fail_at(err, synk_text_count(text, from),
	    "key '%s' is repeated", shown);
}

bool
synk_json_read(cJSON **root, const char *text, size_t size, size_t *at,
    struct synk_error *err)
{
	const char *end = text;
	size_t from = skip_space(text, size, *at);

	*root = NULL;
	*at = from;
	if (from == size)
		return true;
	errno = 0;	/* all that tells cJSON's two kinds of failure apart */
	*root = cJSON_ParseWithLengthOpts(text + from, size - from, &end,
	    false);
	if (!*root && errno == ENOMEM)
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	if (!*root)
		return syntax(text, end ? (size_t)(end - text) : from, err);
	if (!is_without_repeats(*root, text, from, err)) {
		cJSON_Delete(*root);
		*root = NULL;
		return false;
	}
	*at = skip_space(text, size, (size_t)(end - text));
	return true;
}

void
synk_json_free(cJSON *root)
{
	cJSON_Delete(root);
}

const cJSON *
synk_json_get(const cJSON *object, const char *key)
{
	const cJSON *m = cJSON_IsObject(object) ? object->child : NULL;

	while (m && (m->string[0] != key[0] || strcmp(m->string, key) != 0))
		m = m->next;
	return m;
}

const cJSON *
synk_json_first(const cJSON *node)
{
	return node ? node->child : NULL;
}

const cJSON *
synk_json_next(const cJSON *node)
{
	return node->next;
}

const char *
synk_json_key(const cJSON *node)
{
	return node->string;
}

const char *
synk_json_string(const cJSON *node)
{
	return cJSON_GetStringValue(node);
}

bool
synk_json_is_object(const cJSON *node)
{
	return cJSON_IsObject(node);
}

bool
synk_json_is_array(const cJSON *node)
{
	return cJSON_IsArray(node);
}

bool
synk_json_is_null(const cJSON *node)
{
	return cJSON_IsNull(node);
}

bool
synk_json_bool(bool *value, const cJSON *node)
{
	if (!cJSON_IsBool(node))
		return false;
	*value = cJSON_IsTrue(node);
	return true;
}

bool
synk_json_number(double *value, const cJSON *node)
{
	if (!cJSON_IsNumber(node) || !isfinite(node->valuedouble))
		return false;
	*value = node->valuedouble;
	return true;
}

bool
synk_json_whole(long *value, const cJSON *node)
{
	double v;

	if (!synk_json_number(&v, node) || v != floor(v) || fabs(v) > INT_MAX)
		return false;
	*value = (long)v;
	return true;
}

size_t
synk_json_size(const cJSON *node)
{
	size_t n = 0;

	for (const cJSON *m = synk_json_first(node); m; m = m->next)
		n++;
	return n;
}

const char *
synk_json_kind(const cJSON *node)
{
	static const struct {
		int type;
		const char *name;
	} kinds[] = {
		{ cJSON_NULL, "null" }, { cJSON_False, "false" },
		{ cJSON_True, "true" }, { cJSON_Number, "a number" },
		{ cJSON_String, "a string" }, { cJSON_Array, "an array" },
		{ cJSON_Object, "an object" },
	};

	for (size_t i = 0; node && i < sizeof kinds / sizeof *kinds; i++)
		if ((node->type & 0xFF) == kinds[i].type)
			return kinds[i].name;
	return "nothing";
}

/* Room for n more bytes and a NUL, or NULL. */
static char *
room(struct synk_json *out, size_t n)
{
	size_t size = out->size ? out->size : 16384;
	char *text;

	while (size - out->len <= n)
		size *= 2;
	if (!out->failed && size != out->size) {
		text = realloc(out->text, size);
		out->failed = !text;
		if (text) {
			out->text = text;
			out->size = size;
		}
	}
	return out->failed ? NULL : out->text + out->len;
}

static inline void
put(struct synk_json *out, const char *bytes, size_t n)
{
	if (out->size - out->len > n || room(out, n)) {
		memcpy(out->text + out->len, bytes, n);
		out->len += n;
	}
}

/* The length of the UTF-8 character at s, or 0 if it is none. */
static size_t
utf8(const unsigned char *s)
{
	static const struct { unsigned char mask, lead, second; } form[] = {
		{ 0x80, 0x00, 0x80 }, { 0xE0, 0xC0, 0x80 },
		{ 0xF0, 0xE0, 0x80 }, { 0xF8, 0xF0, 0x80 },
	};
	size_t n = 0;

	while (n < 4 && (s[0] & form[n].mask) != form[n].lead)
		n++;
	if (n == 4 || s[0] == 0xC0 || s[0] == 0xC1 || s[0] > 0xF4 ||
	    (s[0] == 0xE0 && s[1] < 0xA0) || (s[0] == 0xED && s[1] > 0x9F) ||
	    (s[0] == 0xF0 && s[1] < 0x90) || (s[0] == 0xF4 && s[1] > 0x8F))
		return 0;
	for (size_t i = 1; i <= n; i++)
		if ((s[i] & 0xC0) != 0x80)
			return 0;
	return n + 1;
}

/* One character that cannot stand as it is; returns how long it was. */
static size_t
put_special(struct synk_json *out, const char *s)
{
	size_t n = utf8((const unsigned char *)s);
	char code[8];

	if (n == 0) {
		put(out, "\xEF\xBF\xBD", 3);
		return 1;
	}
	if (*s == '"' || *s == '\\') {
		put(out, "\\", 1);
		put(out, s, 1);
	} else if ((unsigned char)*s < ' ') {
		snprintf(code, sizeof code, "\\u%04x", *s);
		put(out, code, 6);
	} else {
		put(out, s, n);
	}
	return n;
}

static bool
is_plain(char c)
{
	/* Bytes beyond ASCII are negative. */
	return (signed char)c >= ' ' && c != '"' && c != '\\';
}

static void
put_escaped(struct synk_json *out, const char *s)
{
	while (*s) {
		size_t n = 0;

		while (is_plain(s[n]))
			n++;
		put(out, s, n);
		s += n;
		if (*s)
			s += put_special(out, s);
	}
}

static void
put_quoted(struct synk_json *out, const char *s)
{
	put(out, "\"", 1);
	put_escaped(out, s);
	put(out, "\"", 1);
}

/* Half of a record's bytes are keys: in one go if nothing is to be escaped. */
static void
put_key(struct synk_json *out, const char *key)
{
	size_t n = 0;
	char *to;

	while (is_plain(key[n]))
		n++;
	if (key[n]) {
		put_quoted(out, key);
		put(out, ":", 1);
		return;
	}
	to = out->size - out->len > n + 3 ? out->text + out->len
	    : room(out, n + 3);
	if (!to)
		return;
	to[0] = '"';
	memcpy(to + 1, key, n);
	to[n + 1] = '"';
	to[n + 2] = ':';
	out->len += n + 3;
}

static inline void
begin(struct synk_json *out, const char *key)
{
	if (out->comma)
		put(out, ",", 1);
	out->comma = true;
	if (key)
		put_key(out, key);
}

void
synk_json_open(struct synk_json *out, const char *key, char bracket)
{
	begin(out, key);
	put(out, &bracket, 1);
	out->comma = false;
}

void
synk_json_close(struct synk_json *out, char bracket)
{
	put(out, &bracket, 1);
	out->comma = true;
}

void
synk_json_line(struct synk_json *out)
{
	if (out->comma)
		put(out, ",", 1);
	put(out, "\n", 1);
	out->comma = false;
}

/* Writes |value| thousandths backwards before end; returns where it starts. */
static char *
thousandths(char *end, uint64_t value)
{
	for (int i = 0; value || i < 4; i++) {
		if (i == 3)
			*--end = '.';
		*--end = (char)('0' + value % 10);
		value /= 10;
	}
	return end;
}

const char *
synk_number_text(char text[SYNK_NUMBER_TEXT], double value)
{
	double milli = nearbyint(value * 1000);
	char *end = text + SYNK_NUMBER_TEXT - 1, *from;

	*end = '\0';
	if (!isfinite(value) || fabs(milli) > 9e15)
		return end;
	from = thousandths(end, (uint64_t)fabs(milli));
	if (milli < 0)
		*--from = '-';
	return from;
}

void
synk_json_put_number(struct synk_json *out, const char *key, double value)
{
	char text[SYNK_NUMBER_TEXT];
	const char *from = synk_number_text(text, value);

	if (!*from) {
		synk_json_put_null(out, key);
		return;
	}
	begin(out, key);
	put(out, from, (size_t)(text + SYNK_NUMBER_TEXT - 1 - from));
}

void
synk_json_put_exact(struct synk_json *out, const char *key, double value)
{
	char digits[32];

	if (!isfinite(value)) {
		synk_json_put_null(out, key);
		return;
	}
	begin(out, key);
	snprintf(digits, sizeof digits, "%.15g", value == 0 ? 0.0 : value);
	put(out, digits, strlen(digits));
}

void
synk_json_put_whole(struct synk_json *out, const char *key, long value)
{
	char digits[32];

	begin(out, key);
	snprintf(digits, sizeof digits, "%ld", value);
	put(out, digits, strlen(digits));
}

void
synk_json_put_bool(struct synk_json *out, const char *key, bool value)
{
	begin(out, key);
	put(out, value ? "true" : "false", value ? 4 : 5);
}

void
synk_json_put_null(struct synk_json *out, const char *key)
{
	begin(out, key);
	put(out, "null", 4);
}

void
synk_json_put_string(struct synk_json *out, const char *key, const char *value)
{
	if (!value) {
		synk_json_put_null(out, key);
		return;
	}
	begin(out, key);
	put_quoted(out, value);
}

void
synk_json_put_interval(struct synk_json *out, const char *key, double low,
    double high, bool exact)
{
	void (*put_one)(struct synk_json *, const char *, double) = exact
	    ? synk_json_put_exact : synk_json_put_number;

	if (isnan(low) || isnan(high)) {
		synk_json_put_null(out, key);
		return;
	}
	synk_json_open(out, key, '[');
	put_one(out, NULL, low);
	put_one(out, NULL, high);
	synk_json_close(out, ']');
}

bool
synk_json_text(char **text, struct synk_json *out, struct synk_error *err)
{
	put(out, "", 1);	/* the NUL */
	*text = out->failed ? NULL : out->text;
	if (out->failed)
		free(out->text);
	*out = (struct synk_json){ 0 };
	return *text || synk_fail(err, SYNK_SYSTEM, "out of memory");
}
