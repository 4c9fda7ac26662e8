#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "deid.h"
#include "records.h"

enum { PIECE = 1 << 16 };	/* bytes read at once */

bool
records_open(struct records *r, const char *path, struct synk_error *err)
{
	*r = (struct records){ .fd = -1 };
	if (!cli_open(&r->fd, path, err))
		return false;
	if (synk_stream_open(&r->stream, err))
		return true;
	records_close(r);
	return false;
}

static bool
read_more(struct records *r, struct synk_error *err)
{
	char piece[PIECE];
	size_t got;

	if (!cli_read_some(&got, r->fd, piece, sizeof piece, err))
		return false;
	r->ended = got == 0;
	return synk_stream_add(r->stream, piece, got, err);
}

bool
records_next(struct synk_value *value, bool *got, struct records *r,
    struct synk_error *err)
{
	for (;;) {
		if (!synk_stream_next(value, got, r->stream, err))
			return false;
		if (*got || r->ended)
			return true;
		if (!read_more(r, err))
			return false;
	}
}

void
records_close(struct records *r)
{
	synk_stream_close(r->stream);
	if (r->fd != STDIN_FILENO && r->fd != -1)
		close(r->fd);
}

/* Says what is wrong; false if that is the end of all. */
static bool
go_on(struct records_run *run, const struct synk_error *err)
{
	if (err->code == SYNK_BAD_INPUT) {
		cli_error(run->path, err);
		run->trouble = true;
	}
	return err->code == SYNK_BAD_INPUT;
}

static bool
take_records(struct records_run *run, struct records *r,
    struct synk_error *err)
{
	struct synk_value value;
	bool got = true, any = false;

	while (got) {
		if (records_next(&value, &got, r, err)) {
			if (got && !run->each(run->context, &value, err))
				return false;
		} else if (!go_on(run, err) || !err->line) {
			return err->code == SYNK_BAD_INPUT;
		} else {
			got = true;
		}
		any |= got;
	}
	return any || go_on(run, (synk_fail(err, SYNK_BAD_INPUT,
	    "expected records, found none"), err));
}

static bool
take_file(struct records_run *run, const char *path, struct synk_error *err)
{
	struct records r;
	bool ok;

	run->path = path;
	if (!records_open(&r, path, err))
		return go_on(run, err);
	ok = take_records(run, &r, err);
	records_close(&r);
	return ok;
}

bool
records_all(struct records_run *run, char *const *path, size_t n,
    struct synk_error *err)
{
	bool ok = n > 0 || take_file(run, "-", err);

	for (size_t i = 0; i < n && ok; i++)
		ok = take_file(run, path[i], err);
	return ok;
}

/* As it stands. */
static void
copy_value(FILE *out, const struct synk_value *v)
{
	bool quoted = false;

	for (size_t i = 0; i < v->size; i++) {
		if (v->text[i] == '"')
			quoted = !quoted;
		if (quoted || !memchr(" \t\r\n", v->text[i], 4))
			putc(v->text[i], out);
		if (quoted && v->text[i] == '\\')
			putc(v->text[++i], out);
	}
}

bool
records_are_hidden(const struct synk_value *record)
{
	struct synk_value rest = *record, key, value;
	struct synk_error ignored;
	char *said = NULL;
	bool hidden = false;

	while (synk_value_member(&key, &value, &rest))
		if (key.size == 12 && memcmp(key.text, "\"provenance\"",
		    12) == 0 && value.text[0] == '{' && !said &&
		    synk_value_get(&said, &value, "deidentified", &ignored))
			hidden = said && strcmp(said, "true") == 0;
	free(said);
	return hidden;
}

static void
put_string(FILE *out, const char *text)
{
	putc('"', out);
	for (; *text; text++)
		if ((unsigned char)*text < ' ' || *text == 127)
			fprintf(out, "\\u%04x", (unsigned)*text);
		else
			fprintf(out, strchr("\"\\", *text) ? "\\%c" : "%c",
			    *text);
	putc('"', out);
}

/* A hash of names is as good as they are to who guesses them. */
static const char *
nothing(const char *text)
{
	(void)text;
	return NULL;
}

/* What comes of the members of these names, and of the elements of those that
 * are arrays of text, at any depth. */
static const struct hidden {
	const char *name;
	const char *(*code)(const char *);	/* NULL: a message */
} hidden[] = {
	{ "subject", deid_subject }, { "rater", deid_rater },
	{ "visit", deid_label }, { "group", deid_label },
	{ "repeat", deid_label }, { "file", deid_file },
	{ "files", deid_file }, { "image", deid_file },
	{ "model", deid_model }, { "answers_sha256", nothing },
	{ "detector", deid_detector }, { "taken", deid_date },
	{ "message", NULL }, { "error", NULL }, { "warning", NULL },
	{ "text", NULL },
};

static const struct hidden *
find_hidden(const char *key)
{
	for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
		if (strcmp(hidden[i].name, key) == 0)
			return &hidden[i];
	return NULL;
}

/* A number that may be one. */
static bool
is_date(const char *key, const struct synk_value *v)
{
	double number = strtod(v->text, NULL);

	return (strcmp(key, "visit_order") == 0 &&
	    isnan(deid_order(number))) || (strncmp(key, "days_since_", 11)
	    == 0 && isnan(deid_days(number)));
}

static bool put_hidden(FILE *, const struct synk_value *,
    const struct hidden *, bool trusted, struct synk_error *);
static bool put_object(FILE *, const struct synk_value *, bool trusted,
    const char *last, struct synk_error *);

/* NULL: not text after all, as of half a character; it is left out. */
static bool
read_name(char **text, const struct synk_value *v, struct synk_error *err)
{
	*text = NULL;
	return synk_value_text(text, v, err) || err->code == SYNK_BAD_INPUT;
}

static bool
put_code(FILE *out, const struct synk_value *v, const struct hidden *how,
    bool trusted, struct synk_error *err)
{
	const char *code;
	char *text = NULL;

	if (!read_name(&text, v, err))
		return false;
	code = !text ? NULL : how->code ? how->code(text)
	    : deid_foreign(text, trusted);
	if (code)
		put_string(out, code);
	else
		fputs("null", out);
	free(text);
	return true;
}

/* What rules tell a reader was written before there was anybody to name. */
static bool
put_member(FILE *out, const char *key, const struct synk_value *v,
    bool trusted, struct synk_error *err)
{
	trusted = trusted || strcmp(key, "notices") == 0;
	if (is_date(key, v)) {
		fputs("null", out);
		return true;
	}
	if (!trusted && strcmp(key, "provenance") == 0 && v->text[0] == '{')
		return put_object(out, v, trusted, "\"deidentified\":true",
		    err);
	return put_hidden(out, v, find_hidden(key), trusted, err);
}

/* last: one more member, or NULL. */
static bool
put_object(FILE *out, const struct synk_value *v, bool trusted,
    const char *last, struct synk_error *err)
{
	struct synk_value rest = *v, key, value;
	bool ok = true, first = true;

	putc('{', out);
	while (ok && synk_value_member(&key, &value, &rest)) {
		char *name = NULL;

		ok = read_name(&name, &key, err);
		if (!name)
			continue;
		fputs(first ? "" : ",", out);
		put_string(out, name);
		putc(':', out);
		ok = put_member(out, name, &value, trusted, err);
		first = false;
		free(name);
	}
	if (last)
		fprintf(out, "%s%s", first ? "" : ",", last);
	putc('}', out);
	return ok;
}

/* how: of a member and its elements; NULL: as they are. */
static bool
put_hidden(FILE *out, const struct synk_value *v, const struct hidden *how,
    bool trusted, struct synk_error *err)
{
	struct synk_value rest = *v, value;
	bool first = true, ok = true;

	if (v->text[0] == '{')
		return put_object(out, v, trusted, NULL, err);
	if (how && v->text[0] != '[' && v->text[0] != 'n')
		return put_code(out, v, how, trusted, err);
	if (v->text[0] != '[') {
		copy_value(out, v);
		return true;
	}
	putc('[', out);
	for (; ok && synk_value_element(&value, &rest); first = false) {
		fputs(first ? "" : ",", out);
		ok = put_hidden(out, &value, how, trusted, err);
	}
	putc(']', out);
	return ok;
}

bool
records_pass(FILE *out, const struct synk_value *v, struct synk_error *err)
{
	bool ok = true;

	if (deid_on())
		ok = put_hidden(out, v, NULL, records_are_hidden(v), err);
	else
		copy_value(out, v);
	putc('\n', out);
	return ok;
}

bool
records_message(char **message, const struct synk_value *v,
    struct synk_error *err)
{
	char *text = NULL;

	if (!synk_value_get(&text, v, "message", err) &&
	    err->code != SYNK_BAD_INPUT)
		return false;
	*message = cli_copy(text ? deid_foreign(text, records_are_hidden(v))
	    : "an error without a message");
	free(text);
	return true;
}
