#ifndef SYNK_STREAM_H
#define SYNK_STREAM_H

/*
 * Around the stages.  JSON values one after the other, as tools pipe them:
 * cut out of an input that arrives in pieces, with the line of each.
 *
 * A value has the grammar of JSON, with at most 64 levels; its numbers, its
 * escapes and whether a key stands twice are left to whoever reads it.
 */

#include "synk/error.h"

/* A value within a text. */
struct synk_value {
	const char *text;	/* not NUL-terminated */
	size_t size;		/* bytes */
	size_t line;		/* of the input, from 1 */
};

enum { SYNK_VALUE_MAX = 1 << 24 };	/* bytes */

/* An input, as far as it has arrived. */
struct synk_stream;

SYNK_CHECKED bool synk_stream_open(struct synk_stream **,
    struct synk_error *err);
void synk_stream_close(struct synk_stream *);

/* Copies what arrived next; size 0: the input has ended. */
SYNK_CHECKED bool synk_stream_add(struct synk_stream *, const char *bytes,
    size_t size, struct synk_error *err);

/*
 * Takes the next value, which lasts until something is added; *got is false if
 * no whole one has arrived.  Values have white space between them, or nothing.
 * Fails with SYNK_BAD_INPUT at the line where a value begins that is no JSON,
 * or longer than SYNK_VALUE_MAX; reading then goes on with the next line that
 * begins with '{', so that one broken record costs no other.
 */
SYNK_CHECKED bool synk_stream_next(struct synk_value *, bool *got,
    struct synk_stream *, struct synk_error *err);

/* What a value is, for messages: "an object", "null". */
const char *synk_value_kind(const struct synk_value *);

/*
 * Takes the next member off an object that came from a stream: *rest is the
 * object before the first.  False after the last, and for what is no object.
 */
bool synk_value_member(struct synk_value *key, struct synk_value *value,
    struct synk_value *rest);

/* The same of an array's elements. */
bool synk_value_element(struct synk_value *value, struct synk_value *rest);

/*
 * A string's text; a number, true or false as it stands; NULL for anything
 * else.  The caller frees *text.
 */
SYNK_CHECKED bool synk_value_text(char **text, const struct synk_value *,
    struct synk_error *err);

/* The same of an object's member, NULL if it has none of that name. */
SYNK_CHECKED bool synk_value_get(char **text, const struct synk_value *object,
    const char *name, struct synk_error *err);

/*
 * Copies an object without its members of that name, at any depth, for those
 * who need not parse them.  The caller frees *text, which ends with a NUL.
 */
SYNK_CHECKED bool synk_value_without(char **text, size_t *size,
    const struct synk_value *, const char *name, struct synk_error *err);

#endif
