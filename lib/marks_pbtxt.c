#include <string.h>

#include "marks.h"
#include "text.h"

/*
 * As much of protobuf's text format as landmark lists use: messages in braces,
 * numbers, words, strings, comments.  What is not x or y is passed over.
 */

static bool
is_any(char c, const char *these)
{
	return c != '\0' && strchr(these, c);
}

/* Moves over white space and comments, counting lines. */
static void
skip_blank(struct synk_reader *r)
{
	struct synk_line comment;

	for (;;) {
		size_t n = synk_marks_blank(r->text + r->at, r->size - r->at);

		r->line += synk_text_count(r->text + r->at, n) - 1;
		r->at += n;
		if (r->at == r->size || r->text[r->at] != '#')
			return;
		synk_text_line(&comment, r);
	}
}

static size_t
string_length(const char *text, size_t size)
{
	size_t n = 1;

	while (n < size && text[n] != text[0] && !is_any(text[n], "\r\n"))
		n += text[n] == '\\' ? 2 : 1;
	if (n >= size)
		return size;
	return text[n] == text[0] ? n + 1 : n;
}

static size_t
token_length(const char *text, size_t size)
{
	size_t n = 0;

	if (size && is_any(text[0], "{}:,;<>[]"))
		return 1;
	if (size && is_any(text[0], "\"'"))
		return string_length(text, size);
	while (n < size && !is_any(text[n], "{}:,;<>[]\"'# \t\r\n"))
		n++;
	return n;
}

/* The next token, not taken; len 0 at the end of the text. */
static struct synk_line
peek(struct synk_reader *r)
{
	skip_blank(r);
	return (struct synk_line){ r->text + r->at,
	    token_length(r->text + r->at, r->size - r->at), r->line };
}

static struct synk_line
take(struct synk_reader *r)
{
	struct synk_line token = peek(r);

	r->at += token.len;
	return token;
}

static bool
take_if(struct synk_reader *r, const char *word)
{
	struct synk_line token = peek(r);

	if (!synk_text_is(&token, word))
		return false;
	take(r);
	return true;
}

static bool
unexpected(const char *what, const struct synk_line *token,
    struct synk_error *err)
{
	return token->len ? synk_text_unexpected(what, token, err)
	    : synk_fail_at(err, token->number, "expected %s, found the end",
	    what);
}

/* Passes over the rest of a message whose brace has been taken. */
static bool
skip_message(struct synk_reader *r, struct synk_error *err)
{
	size_t depth = 1;
	struct synk_line token;

	while (depth) {
		token = take(r);
		if (token.len == 0)
			return unexpected("'}'", &token, err);
		if (synk_text_is(&token, "{"))
			depth++;
		if (synk_text_is(&token, "}"))
			depth--;
	}
	return true;
}

/* Passes over ": value" or "{ ... }" after a field's name. */
static bool
skip_field(struct synk_reader *r, struct synk_error *err)
{
	bool colon = take_if(r, ":");
	struct synk_line token = take(r);

	if (synk_text_is(&token, "{"))
		return skip_message(r, err);
	if (!colon || token.len == 0 || is_any(token.text[0], "}:,;<>[]"))
		return unexpected(colon ? "a value" : "':' or '{'", &token,
		    err);
	return true;
}

static bool
read_number(double *value, struct synk_reader *r, struct synk_error *err)
{
	struct synk_line token = take(r);
	const char *end;

	if (!synk_text_is(&token, ":"))
		return unexpected("':'", &token, err);
	token = take(r);
	end = token.text + token.len;
	if (token.len == 0 ||
	    synk_text_number(value, token.text, end) != end ||
	    synk_marks_far(*value))
		return unexpected("a number within 1000000", &token, err);
	return true;
}

/* value[0] is x, value[1] is y. */
static bool
read_field(double value[2], bool has[2], struct synk_reader *r,
    const struct synk_line *name, struct synk_error *err)
{
	size_t axis = synk_text_is(name, "y");

	if (!synk_text_is(name, "x") && !synk_text_is(name, "y"))
		return skip_field(r, err);
	if (has[axis])
		return synk_fail_at(err, name->number,
		    "expected one %s a landmark, found another",
		    axis ? "y" : "x");
	has[axis] = true;
	return read_number(&value[axis], r, err);
}

static bool
is_name(const struct synk_line *token)
{
	return token->len && !is_any(token->text[0], "{}:,;<>[]\"'");
}

/* The fields of a landmark, up to its closing brace. */
static bool
read_fields(double value[2], struct synk_reader *r, struct synk_error *err)
{
	bool has[2] = { false, false };
	struct synk_line token;

	for (;;) {
		token = take(r);
		if (synk_text_is(&token, "}"))
			break;
		if (synk_text_is(&token, ",") || synk_text_is(&token, ";"))
			continue;
		if (!is_name(&token))
			return unexpected("x, y or '}'", &token, err);
		if (!read_field(value, has, r, &token, err))
			return false;
	}
	return (has[0] && has[1]) || synk_fail_at(err, token.number,
	    "expected x and y, found no %s", has[0] ? "y" : "x");
}

static bool
read_landmark(struct synk_marks *m, size_t i, struct synk_reader *r,
    struct synk_error *err)
{
	struct synk_line token;
	double value[2];

	take_if(r, ":");
	token = take(r);
	if (!synk_text_is(&token, "{"))
		return unexpected("'{' after landmark", &token, err);
	if (!read_fields(value, r, err))
		return false;
	if (i < SYNK_MARKS_MAX)
		m->at[i] = (struct synk_point){ value[0], value[1] };
	return true;
}

static bool
read_list(size_t *count, struct synk_marks *m, struct synk_reader *r,
    struct synk_error *err)
{
	struct synk_line token;

	for (token = take(r); token.len; token = take(r)) {
		if (synk_text_is(&token, "landmark")) {
			if (!read_landmark(m, (*count)++, r, err))
				return false;
		} else if (!is_name(&token)) {
			return unexpected("landmark", &token, err);
		} else if (!skip_field(r, err)) {
			return false;
		}
	}
	return true;
}

bool
synk_pbtxt_sniff(const char *text, size_t size)
{
	struct synk_reader r = { .text = text, .size = size, .line = 1 };
	struct synk_line token = take(&r);

	return synk_text_is(&token, "landmark") &&
	    (take_if(&r, "{") || take_if(&r, ":"));
}

bool
synk_pbtxt_next(struct synk_reader *r, struct synk_marks *m, bool *got,
    struct synk_error *err)
{
	size_t count = 0;

	if (r->at == r->size)
		return true;
	m->line = peek(r).number;
	if (!read_list(&count, m, r, err))
		return false;
	if (!synk_mediapipe_count(m, count))
		return synk_fail_at(err, r->line,
		    "expected 478 or 468 landmarks, found %zu", count);
	m->normalised = synk_marks_normalised(m);
	strcpy(m->detector, "mediapipe");
	*got = true;
	return true;
}
