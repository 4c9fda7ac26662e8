#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "cli.h"
#include "report_data.h"
#include "synk/plan.h"

/* Numbers hardly gain from more; bytes of a line of base64, and of a piece. */
enum { LEVEL = 3, LINE = 1536, PIECE = 1 << 16, GZIP = 15 + 16 };

struct data {
	z_stream z;
	FILE *file;		/* of what is compressed */
	bool ended;
};

static bool
fail_file(struct synk_error *err)
{
	return synk_fail(err, SYNK_SYSTEM, "temporary file: %s",
	    strerror(errno));
}

bool
data_open(struct data **data, struct synk_error *err)
{
	struct data *d = cli_alloc(sizeof *d);

	*data = d;
	d->file = tmpfile();
	if (!d->file)
		return fail_file(err);
	return deflateInit2(&d->z, LEVEL, Z_DEFLATED, GZIP, 9,
	    Z_DEFAULT_STRATEGY) == Z_OK || synk_fail(err, SYNK_SYSTEM,
	    "zlib: out of memory");
}

static bool
squeeze(struct data *d, const void *bytes, size_t size, int flush,
    struct synk_error *err)
{
	unsigned char piece[PIECE];
	size_t n;

	d->z.next_in = (unsigned char *)(uintptr_t)bytes;
	d->z.avail_in = (unsigned)size;
	do {
		d->z.next_out = piece;
		d->z.avail_out = sizeof piece;
		deflate(&d->z, flush);
		n = sizeof piece - d->z.avail_out;
		if (fwrite(piece, 1, n, d->file) != n)
			return fail_file(err);
	} while (d->z.avail_out == 0);
	return true;
}

/* On one line, as records are. */
bool
data_add(struct data *d, const struct synk_value *v, struct synk_error *err)
{
	static const char end = '\n';
	const char *from = v->text, *stop = v->text + v->size, *cut;

	while ((cut = memchr(from, '\n', (size_t)(stop - from)))) {
		if (!squeeze(d, from, (size_t)(cut - from), Z_NO_FLUSH, err))
			return false;
		from = cut + 1;
	}
	return squeeze(d, from, (size_t)(stop - from), Z_NO_FLUSH, err) &&
	    squeeze(d, &end, 1, Z_NO_FLUSH, err);
}

/* base64 */

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuv"
    "wxyz0123456789+/";

/* Four characters for three bytes, of n. */
static void
encode(char *to, const unsigned char *from, size_t n)
{
	unsigned a = from[0], b = n > 1 ? from[1] : 0, c = n > 2 ? from[2] : 0;

	to[0] = digits[a >> 2];
	to[1] = digits[(a & 3) << 4 | b >> 4];
	to[2] = n > 1 ? digits[(b & 15) << 2 | c >> 6] : '=';
	to[3] = n > 2 ? digits[c & 63] : '=';
}

static size_t
encode_all(char *to, const unsigned char *from, size_t n)
{
	size_t size = 0;

	for (size_t i = 0; i < n; i += 3, size += 4)
		encode(to + size, from + i, n - i);
	return size;
}

void
data_base64(FILE *out, const unsigned char *bytes, size_t size)
{
	char text[LINE / 3 * 4];

	for (size_t i = 0; i < size; i += LINE) {
		size_t n = size - i < LINE ? size - i : LINE;

		fwrite(text, 1, encode_all(text, bytes + i, n), out);
	}
}

bool
data_write(FILE *out, struct data *d, struct synk_error *err)
{
	unsigned char line[LINE];
	char text[LINE / 3 * 4];
	size_t n;

	if (!squeeze(d, "", 0, Z_FINISH, err))
		return false;
	rewind(d->file);
	while ((n = fread(line, 1, sizeof line, d->file)) > 0) {
		fwrite(text, 1, encode_all(text, line, n), out);
		putc('\n', out);
	}
	return !ferror(d->file) || fail_file(err);
}

void
data_close(struct data *d)
{
	if (!d)
		return;
	deflateEnd(&d->z);
	if (d->file)
		fclose(d->file);
	free(d);
}

struct data_hash
data_hash(const char *text, size_t size)
{
	char hex[SYNK_HASH_TEXT];
	unsigned char bytes[32];
	struct data_hash h = { "" };

	synk_plan_hash(hex, text, size);
	for (size_t i = 0; i < sizeof bytes; i++) {
		unsigned byte;

		sscanf(hex + 2 * i, "%2x", &byte);
		bytes[i] = (unsigned char)byte;
	}
	h.text[encode_all(h.text, bytes, sizeof bytes)] = '\0';
	return h;
}
