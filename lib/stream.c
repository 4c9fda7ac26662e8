#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "synk/stream.h"
#include "table.h"

/* What a byte can begin, and what may stand next: bits. */
enum { VALUE = 1, KEY = 2, COLON = 4, COMMA = 8, END = 16, BLANK = 32 };

static const unsigned char roles[256] = {
	[' '] = BLANK, ['\t'] = BLANK, ['\r'] = BLANK, ['\n'] = BLANK,
	['{'] = VALUE, ['}'] = END, ['['] = VALUE, [']'] = END,
	[':'] = COLON, [','] = COMMA, ['"'] = VALUE | KEY,
	['t'] = VALUE, ['f'] = VALUE, ['n'] = VALUE, ['-'] = VALUE,
	['0'] = VALUE, ['1'] = VALUE, ['2'] = VALUE, ['3'] = VALUE,
	['4'] = VALUE, ['5'] = VALUE, ['6'] = VALUE, ['7'] = VALUE,
	['8'] = VALUE, ['9'] = VALUE,
};

enum { LEVELS_MAX = 64 };

/* How far a value has been read. */
struct scan {
	size_t at;
	int depth;
	uint64_t objects;	/* bit d: the container at depth d + 1 is one */
	unsigned expect;
	unsigned member;	/* what stands after a comma */
};

enum outcome { WHOLE, CUT, WRONG };

/* Where the search for the next value stands after an error. */
enum lost { FOUND, IN_LINE, AT_LINE };

struct synk_stream {
	char *text;
	size_t size, room;	/* bytes */
	size_t at;		/* what is before it has been taken */
	size_t lines;		/* before at */
	bool started, ended;
	enum lost lost;
	struct scan scan;
};

static const struct scan fresh = { .expect = VALUE, .member = VALUE };

static unsigned
role_of(char c)
{
	return roles[(unsigned char)c];
}

static size_t
skip_space(const char *text, size_t size, size_t at)
{
	while (at < size && role_of(text[at]) == BLANK)
		at++;
	return at;
}

/* Tokens: *size is their length; CUT if the text ends within them. */

/* What a string's plain text does not have. */
static const unsigned char stops[256] = {
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	['"'] = 1, ['\\'] = 1,
};

static enum outcome
take_string(size_t *size, const char *text, size_t left)
{
	size_t i = 1;

	for (;;) {
		while (i < left && !stops[(unsigned char)text[i]])
			i++;
		*size = i + 1;
		if (i == left || text[i] == '"')
			return i < left ? WHOLE : CUT;
		if (text[i] != '\\')
			return WRONG;
		i++;	/* what is escaped is no end, and no control byte */
		if (i < left && (unsigned char)text[i++] < ' ')
			return WRONG;
	}
}

static enum outcome
take_word(size_t *size, const char *text, size_t left)
{
	static const char *const words[] = { "true", "false", "null" };

	for (size_t i = 0; i < LEN(words); i++) {
		size_t n = strlen(words[i]);

		*size = n;
		if (memcmp(words[i], text, n < left ? n : left) == 0)
			return n <= left ? WHOLE : CUT;
	}
	return WRONG;
}

static bool
in_number(char c)
{
	static const unsigned char has[256] = {
		['0'] = 1, ['1'] = 1, ['2'] = 1, ['3'] = 1, ['4'] = 1,
		['5'] = 1, ['6'] = 1, ['7'] = 1, ['8'] = 1, ['9'] = 1,
		['.'] = 1, ['-'] = 1, ['+'] = 1, ['e'] = 1, ['E'] = 1,
	};

	return has[(unsigned char)c];
}

static enum outcome
take_number(size_t *size, const char *text, size_t left, bool ended)
{
	size_t i = 1;

	while (i < left && in_number(text[i]))
		i++;
	*size = i;
	return i < left || ended ? WHOLE : CUT;
}

static enum outcome
take_token(size_t *size, const char *text, size_t left, bool ended)
{
	if (*text == '"')
		return take_string(size, text, left);
	if (*text > '9')
		return take_word(size, text, left);
	return take_number(size, text, left, ended);
}

static void
set_members(struct scan *s)
{
	bool object = s->depth && s->objects >> (s->depth - 1) & 1;

	s->member = object ? KEY : VALUE;
}

static bool
enter(struct scan *s, bool object)
{
	uint64_t bit = (uint64_t)1 << s->depth % LEVELS_MAX;

	if (s->depth == LEVELS_MAX)
		return false;
	s->objects = object ? s->objects | bit : s->objects & ~bit;
	s->depth++;
	set_members(s);
	s->expect = s->member | END;
	return true;
}

static bool
leave(struct scan *s, bool object)
{
	if (object != (s->member == KEY))
		return false;
	s->depth--;
	set_members(s);
	s->expect = COMMA | END;
	return true;
}

/* A bracket, a string, a number or a word, that may stand here. */
static enum outcome
take(struct scan *s, const char *text, size_t size, bool ended)
{
	char c = text[s->at];
	enum outcome o;
	size_t token = 1;

	if (c == '{' || c == '[')
		o = enter(s, c == '{') ? WHOLE : WRONG;
	else if (c == '}' || c == ']')
		o = leave(s, c == '}') ? WHOLE : WRONG;
	else {
		o = take_token(&token, text + s->at, size - s->at, ended);
		if (o == WHOLE)
			s->expect = s->expect & KEY ? COLON : COMMA | END;
	}
	if (o == WHOLE)
		s->at += token;
	return o;
}

/* Goes on to the end of the value, or of the text, or to an error. */
static enum outcome
scan_on(struct scan *s, const char *text, size_t size, bool ended)
{
	enum outcome o;

	while (s->at < size) {
		unsigned role = role_of(text[s->at]);

		if (role == BLANK) {
			s->at++;
			continue;
		}
		if (!(role & s->expect))
			return WRONG;
		if (role & (COMMA | COLON)) {
			s->expect = role == COLON ? VALUE : s->member;
			s->at++;
			continue;
		}
		o = take(s, text, size, ended);
		if (o != WHOLE || s->depth == 0)
			return o;
	}
	return CUT;
}

bool
synk_stream_open(struct synk_stream **stream, struct synk_error *err)
{
	*stream = calloc(1, sizeof **stream);
	if (!*stream)
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	(*stream)->scan = fresh;
	return true;
}

void
synk_stream_close(struct synk_stream *s)
{
	if (s)
		free(s->text);
	free(s);
}

/* Drops what has been taken, and makes room for more. */
static bool
make_room(struct synk_stream *s, size_t more)
{
	size_t room = s->room ? s->room : (size_t)1 << 16;
	char *text;

	if (s->at) {
		s->size -= s->at;
		memmove(s->text, s->text + s->at, s->size);
		s->scan.at -= s->at;
		s->at = 0;
	}
	while (room - s->size < more)
		room *= 2;
	if (room == s->room)
		return true;
	text = realloc(s->text, room);
	if (!text)
		return false;
	s->text = text;
	s->room = room;
	return true;
}

bool
synk_stream_add(struct synk_stream *s, const char *bytes, size_t size,
    struct synk_error *err)
{
	s->ended = size == 0;
	if (s->room - s->size < size && !make_room(s, size))
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	if (size)
		memcpy(s->text + s->size, bytes, size);
	s->size += size;
	return true;
}

static size_t
count_lines(const char *text, size_t from, size_t to)
{
	const char *end = text + to, *at = text + from;
	size_t n = 0;

	while (at < end && (at = memchr(at, '\n', (size_t)(end - at)))) {
		n++;
		at++;
	}
	return n;
}

static void
move_to(struct synk_stream *s, size_t to)
{
	if (to > s->at)
		s->lines += count_lines(s->text, s->at, to);
	s->at = to;
	s->scan = fresh;
	s->scan.at = to;
}

/* To the next line that begins with '{'. */
static void
find_again(struct synk_stream *s)
{
	while (s->lost != FOUND && s->at < s->size) {
		const char *end = memchr(s->text + s->at, '\n',
		    s->size - s->at);

		if (s->lost == AT_LINE && s->text[s->at] == '{')
			s->lost = FOUND;
		else if (end)
			move_to(s, (size_t)(end - s->text) + 1);
		else
			move_to(s, s->size);
		if (s->lost != FOUND)
			s->lost = end ? AT_LINE : IN_LINE;
	}
}

/* To where a value begins, unless one has been begun. */
static void
find_start(struct synk_stream *s)
{
	static const char mark[] = "\xef\xbb\xbf";	/* of UTF-8 */

	if (!s->started && s->size >= 3 && memcmp(s->text, mark, 3) == 0)
		move_to(s, 3);
	if (s->size >= 3 || s->ended)
		s->started = true;
	find_again(s);
	if (s->scan.at == s->at)
		move_to(s, skip_space(s->text, s->size, s->at));
}

/* What stands where the scan stopped, for a message. */
static void
name_found(char found[40], const struct synk_stream *s)
{
	size_t at = s->scan.at;
	char c = at < s->size ? s->text[at] : ' ';

	if (at == s->size)
		strcpy(found, "the end");
	else if (c == '"' && s->scan.expect & (VALUE | KEY))
		strcpy(found, "a string that does not end on its line");
	else if (c > ' ' && c <= '~')
		snprintf(found, 40, "'%c'", c);
	else
		snprintf(found, 40, "byte 0x%02x", (unsigned char)c);
}

/* Says what was expected where the scan stands, and gives the value up. */
static bool
give_up(struct synk_stream *s, struct synk_error *err)
{
	static const struct { unsigned role; const char *name; } names[] = {
		{ COMMA, "',' or the closing bracket" }, { KEY, "a key" },
		{ COLON, "':'" }, { VALUE, "a value" },
	};
	size_t down = count_lines(s->text, s->at, s->scan.at), i = 0;
	char found[40], where[40] = "";

	while (!(names[i].role & s->scan.expect))
		i++;
	name_found(found, s);
	if (down)
		snprintf(where, sizeof where, " on line %zu",
		    s->lines + down + 1);
	synk_fail_at(err, s->lines + 1, "expected JSON: %s, found %s%s",
	    s->scan.depth < LEVELS_MAX ? names[i].name : "fewer levels",
	    found, where);
	s->lost = IN_LINE;
	move_to(s, s->at);
	return false;
}

static bool
too_long(struct synk_stream *s, struct synk_error *err)
{
	synk_fail_at(err, s->lines + 1,
	    "expected a record of at most %d bytes, found more",
	    SYNK_VALUE_MAX);
	s->lost = IN_LINE;
	move_to(s, s->at);
	return false;
}

bool
synk_stream_next(struct synk_value *value, bool *got, struct synk_stream *s,
    struct synk_error *err)
{
	enum outcome o;

	*got = false;
	find_start(s);
	if (s->lost != FOUND || s->at == s->size || !s->started)
		return true;
	o = scan_on(&s->scan, s->text, s->size, s->ended);
	if (s->scan.at - s->at > SYNK_VALUE_MAX ||
	    (o == CUT && s->size - s->at > SYNK_VALUE_MAX))
		return too_long(s, err);
	if (o == WRONG || (o == CUT && s->ended))
		return give_up(s, err);
	*got = o == WHOLE;
	*value = (struct synk_value){ s->text + s->at, s->scan.at - s->at,
	    s->lines + 1 };
	if (*got)
		move_to(s, s->scan.at);
	return true;
}

const char *
synk_value_kind(const struct synk_value *v)
{
	static const struct { char first; const char *name; } kinds[] = {
		{ '{', "an object" }, { '[', "an array" }, { '"', "a string" },
		{ 't', "true" }, { 'f', "false" }, { 'n', "null" },
	};

	for (size_t i = 0; i < LEN(kinds); i++)
		if (kinds[i].first == v->text[0])
			return kinds[i].name;
	return "a number";
}

/* Takes n bytes off the front. */
static void
cut(struct synk_value *v, size_t n)
{
	v->line += count_lines(v->text, 0, n);
	v->text += n;
	v->size -= n;
}

/* The value that begins after a mark: '{', ',' or ':'. */
static void
take_value(struct synk_value *v, struct synk_value *rest)
{
	struct scan s = fresh;

	cut(rest, skip_space(rest->text, rest->size, 1));
	scan_on(&s, rest->text, rest->size, true);
	*v = (struct synk_value){ rest->text, s.at, rest->line };
	cut(rest, skip_space(rest->text, rest->size, s.at));
}

bool
synk_value_member(struct synk_value *key, struct synk_value *value,
    struct synk_value *rest)
{
	size_t next = skip_space(rest->text, rest->size, 1);

	if (!memchr("{,", rest->text[0], 2) || rest->text[next] != '"')
		return false;
	take_value(key, rest);
	take_value(value, rest);
	return true;
}

bool
synk_value_element(struct synk_value *value, struct synk_value *rest)
{
	size_t next = skip_space(rest->text, rest->size, 1);

	if (!memchr("[,", rest->text[0], 2) || rest->text[next] == ']')
		return false;
	take_value(value, rest);
	return true;
}

static bool
copy(char **to, const char *text, size_t size, struct synk_error *err)
{
	*to = malloc(size + 1);
	if (!*to)
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	memcpy(*to, text, size);
	(*to)[size] = '\0';
	return true;
}

/* A text that ends with a NUL cannot have one: what follows would be lost, and
 * two names might become one. */
static bool
has_nul(const struct synk_value *v)
{
	for (size_t i = 0; i + 6 <= v->size; i++) {
		if (v->text[i] != '\\')
			continue;
		if (memcmp(v->text + i, "\\u0000", 6) == 0)
			return true;
		i++;
	}
	return false;
}

/* A string with escapes in it. */
static bool
decode(char **to, const struct synk_value *v, struct synk_error *err)
{
	struct cJSON *root;
	const char *text;
	size_t at = 0;
	bool ok;

	if (!synk_json_read(&root, v->text, v->size, &at, err)) {
		err->line = v->line;
		return false;
	}
	text = synk_json_string(root);
	ok = !has_nul(v) ? copy(to, text, strlen(text), err)
	    : synk_fail_at(err, v->line, "expected text, found a NUL in it");
	synk_json_free(root);
	return ok;
}

bool
synk_value_text(char **to, const struct synk_value *v, struct synk_error *err)
{
	bool string = v->text[0] == '"';

	*to = NULL;
	if (memchr("{[n", v->text[0], 3))
		return true;
	if (string && memchr(v->text, '\\', v->size))
		return decode(to, v, err);
	return copy(to, v->text + string, v->size - 2 * string, err);
}

bool
synk_value_get(char **to, const struct synk_value *object, const char *name,
    struct synk_error *err)
{
	struct synk_value rest = *object, key, value;
	size_t n = strlen(name);

	*to = NULL;
	while (synk_value_member(&key, &value, &rest))
		if (key.size == n + 2 && memcmp(key.text + 1, name, n) == 0)
			return synk_value_text(to, &value, err);
	return true;
}

/*
 * The next key of that name in a text that ends with a NUL, or NULL.  A string
 * that is followed by ':' is a key, and one that is no end of a longer key
 * has no backslash before it.
 */
static char *
find_key(char *text, const char *quoted)
{
	size_t n = strlen(quoted);

	for (; (text = strstr(text, quoted)); text += n) {
		const char *after = text + n + strspn(text + n, " \t\r\n");

		if (*after == ':' && text[-1] != '\\')
			return text;
	}
	return NULL;
}

/* Takes the member out that begins at key, with a comma beside it; returns
 * where it was. */
static char *
take_out(char *key, size_t n, char *end)
{
	struct scan s = fresh;
	char *from = key, *to = key + n + strspn(key + n, " \t\r\n:");

	scan_on(&s, to, (size_t)(end - to), true);
	to += s.at;
	to += strspn(to, " \t\r\n");
	if (*to == ',')
		to++;
	else
		while (memchr(" \t\r\n,", from[-1], 5))
			from--;
	memmove(from, to, (size_t)(end - to) + 1);
	return from;
}

bool
synk_value_without(char **text, size_t *size, const struct synk_value *v,
    const char *name, struct synk_error *err)
{
	char quoted[64], *at;

	if (!copy(text, v->text, v->size, err))
		return false;
	snprintf(quoted, sizeof quoted, "\"%.60s\"", name);
	for (at = *text; (at = find_key(at, quoted));)
		at = take_out(at, strlen(quoted), *text + strlen(*text));
	*size = strlen(*text);
	return true;
}
