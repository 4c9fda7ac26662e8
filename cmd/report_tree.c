#include <ctype.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "report_tree.h"

static const char *
skip_space(const char *p)
{
	while (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n')
		p++;
	return p;
}

/* Behind the string that begins at p. */
static const char *
skip_string(const char *p)
{
	for (p++; *p != '"'; p++)
		if (*p == '\\')
			p++;
	return p + 1;
}

static size_t
add_node(struct tree *t)
{
	if (t->count == t->room) {
		t->room = t->room ? 2 * t->room : 1 << 12;
		t->at = cli_grow(t->at, t->room * sizeof *t->at);
	}
	t->at[t->count] = (struct node){ .text = "null", .size = 4 };
	return t->count++;
}

static const char *add_value(struct tree *, size_t node, const char *);

/* Behind the value that begins at p, of which nothing is wanted. */
static const char *
skip_value(const char *p)
{
	int depth = 0;

	do {
		p += strcspn(p, "\"{}[]");
		depth += *p == '{' || *p == '[';
		depth -= *p == '}' || *p == ']';
		p = *p == '"' ? skip_string(p) : p + 1;
	} while (depth > 0);
	return p;
}

/* Measures are half of a grade, and on no page. */
static bool
is_skipped(const struct node *n, const char *value)
{
	return *value == '{' && tree_called(n, "measures");
}

/* Members or elements; p is behind the bracket. */
static const char *
add_children(struct tree *t, size_t parent, const char *p, bool keys)
{
	size_t last = parent;

	for (p = skip_space(p); *p != '}' && *p != ']'; p = skip_space(p)) {
		size_t n = add_node(t);
		uint32_t steps = (uint32_t)(n - last);

		*(last == parent ? &t->at[last].first : &t->at[last].next) =
		    steps;
		last = n;
		if (keys) {
			t->at[n].key = p + 1;
			p = skip_string(p);
			t->at[n].key_size = (uint32_t)(p - 1 - t->at[n].key);
			p = skip_space(p) + 1;
		}
		p = skip_space(p);
		p = is_skipped(&t->at[n], p) ? skip_value(p)
		    : add_value(t, n, p);
		p = skip_space(p);
		if (*p == ',')
			p++;
	}
	return p + 1;
}

static const char *
add_value(struct tree *t, size_t node, const char *p)
{
	const char *end = p;

	t->at[node].text = p;
	if (*p == '{' || *p == '[')
		end = add_children(t, node, p + 1, *p == '{');
	else if (*p == '"')
		end = skip_string(p);
	else
		while (isalnum((unsigned char)*end) || *end == '-' ||
		    *end == '+' || *end == '.')
			end++;
	t->at[node].size = (uint32_t)(end - p);
	return end;
}

const struct node *
tree_read(struct tree *t, const struct synk_value *value)
{
	t->count = 0;
	add_node(t);
	if (value->text[0] == '{')
		add_value(t, 0, value->text);
	else
		t->at[0].text = "null";
	return t->at;
}

void
tree_free(struct tree *t)
{
	free(t->at);
}

const struct node *
tree_first(const struct node *n)
{
	return n && n->first ? n + n->first : NULL;
}

const struct node *
tree_next(const struct node *n)
{
	return n && n->next ? n + n->next : NULL;
}

size_t
tree_count(const struct node *n)
{
	size_t count = 0;

	for (n = tree_first(n); n; n = tree_next(n))
		count++;
	return count;
}

const struct node *
tree_at(const struct node *n, const char *path)
{
	while (n && *path) {
		size_t size = strcspn(path, ".");

		for (n = tree_first(n); n; n = tree_next(n))
			if (n->key && n->key_size == size &&
			    memcmp(n->key, path, size) == 0)
				break;
		path += size + (path[size] == '.');
	}
	return n;
}

double
tree_number(const struct node *n)
{
	char *end;
	double value;

	if (!n || !(isdigit((unsigned char)*n->text) || *n->text == '-'))
		return NAN;
	value = strtod(n->text, &end);
	return end == n->text + n->size && isfinite(value) ? value : NAN;
}

double
tree_number_at(const struct node *n, const char *path)
{
	return tree_number(tree_at(n, path));
}

bool
tree_is(const struct node *n, const char *text)
{
	size_t size = strlen(text);

	return n && n->size == size + 2 && *n->text == '"' &&
	    memcmp(n->text + 1, text, size) == 0;
}

bool
tree_is_at(const struct node *n, const char *path, const char *text)
{
	return tree_is(tree_at(n, path), text);
}

bool
tree_true(const struct node *n)
{
	return n && *n->text == 't';
}

bool
tree_said(const struct node *n)
{
	return n && *n->text != 'n' && n->size > 0 &&
	    !(*n->text == '"' && n->size == 2) &&
	    !((*n->text == '[' || *n->text == '{') && !n->first);
}

bool
tree_called(const struct node *n, const char *key)
{
	return n && n->key && n->key_size == strlen(key) &&
	    memcmp(n->key, key, n->key_size) == 0;
}

char *
tree_copy(const struct node *n)
{
	struct synk_value v;
	struct synk_error err;
	char *text;

	if (!n)
		return NULL;
	v = (struct synk_value){ .text = n->text, .size = n->size };
	if (!synk_value_text(&text, &v, &err))
		return cli_copy("?");
	return text;
}

struct tree_path
tree_path(const char *fmt, ...)
{
	struct tree_path p;
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(p.at, sizeof p.at, fmt, ap);
	va_end(ap);
	return p;
}
