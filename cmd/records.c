#include <string.h>
#include <unistd.h>

#include "cli.h"
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

void
records_pass(FILE *out, const struct synk_value *v)
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
	putc('\n', out);
}
