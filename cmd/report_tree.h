#ifndef REPORT_TREE_H
#define REPORT_TREE_H

/*
 * A record as nodes that point into its text, which a stream has found to be
 * JSON: nothing is copied, and a report looks at most of a record once.
 */
#include <stdint.h>

#include "synk/stream.h"

struct node {
	const char *text;	/* of the value, not NUL-terminated */
	const char *key;	/* without its quotes; NULL in an array */
	uint32_t size, key_size;
	uint32_t first, next;	/* steps from this node; 0: none */
};

/* Grows as it needs to, and is used again for the next record. */
struct tree {
	struct node *at;
	size_t count, room;
};

/* The root, which lasts until the next call. */
const struct node *tree_read(struct tree *, const struct synk_value *);
void tree_free(struct tree *);

/* All take NULL, which is a node that is not there. */
const struct node *tree_first(const struct node *);
const struct node *tree_next(const struct node *);
size_t tree_count(const struct node *);

/* A member by its path, "severity.probability.mild"; NULL if there is none. */
const struct node *tree_at(const struct node *, const char *path);

double tree_number(const struct node *);	/* NaN: not one */
double tree_number_at(const struct node *, const char *path);
bool tree_is(const struct node *, const char *text);
bool tree_is_at(const struct node *, const char *path, const char *text);
bool tree_true(const struct node *);

/* Whether something stands there: neither null nor empty. */
bool tree_said(const struct node *);

/* Whether the key has that name. */
bool tree_called(const struct node *, const char *key);

/* A string's text, or a number as it stands; NULL for all else.  The caller
 * frees it. */
char *tree_copy(const struct node *);

/* Text for a path that is put together. */
struct tree_path {
	char at[160];
};
struct tree_path tree_path(const char *fmt, ...) SYNK_PRINTF(1);

#endif
