#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "cli.h"
#include "report_data.h"
#include "synk/plan.h"

/* Of text; bytes of a line of base64, and of a piece. */
enum { LEVEL = 3, LINE = 1536, PIECE = 1 << 16, GZIP = 15 + 16 };

/* What stands for a number: no JSON has it, in a string or outside. */
static const char hole = 1;

/* One of the two texts, compressed as it grows. */
struct pack {
	z_stream z;
	FILE *file;
	unsigned char waiting[PIECE];
	size_t used;
};

struct data {
	struct pack text, numbers;
};

static bool
fail_file(struct synk_error *err)
{
	return synk_fail(err, SYNK_SYSTEM, "temporary file: %s",
	    strerror(errno));
}

static bool
pack_open(struct pack *p, int strategy, struct synk_error *err)
{
	p->file = tmpfile();
	if (!p->file)
		return fail_file(err);
	return deflateInit2(&p->z, LEVEL, Z_DEFLATED, GZIP, 9,
	    strategy) == Z_OK || synk_fail(err, SYNK_SYSTEM,
	    "zlib: out of memory");
}

static void
pack_close(struct pack *p)
{
	deflateEnd(&p->z);
	if (p->file)
		fclose(p->file);
}

/* What a disk did not take is seen at the end. */
static void
squeeze(struct pack *p, int flush)
{
	unsigned char piece[PIECE];

	p->z.next_in = p->waiting;
	p->z.avail_in = (unsigned)p->used;
	do {
		p->z.next_out = piece;
		p->z.avail_out = sizeof piece;
		deflate(&p->z, flush);
		fwrite(piece, 1, sizeof piece - p->z.avail_out, p->file);
	} while (p->z.avail_out == 0);
	p->used = 0;
}

static void
put_long(struct pack *p, const char *bytes, size_t size)
{
	for (size_t n; size > 0; size -= n, bytes += n) {
		if (p->used == sizeof p->waiting)
			squeeze(p, Z_NO_FLUSH);
		n = sizeof p->waiting - p->used;
		n = n < size ? n : size;
		memcpy(p->waiting + p->used, bytes, n);
		p->used += n;
	}
}

/* Most pieces are of a few bytes, and there are millions. */
static inline void
put(struct pack *p, const char *bytes, size_t size)
{
	unsigned char *to = p->waiting + p->used;

	if (size > 64 || size > sizeof p->waiting - p->used) {
		put_long(p, bytes, size);
		return;
	}
	p->used += size;
	for (size_t i = 0; i < size; i++)
		to[i] = (unsigned char)bytes[i];
}

/* Digits hardly repeat: to look for it costs time, and gains a tenth. */
bool
data_open(struct data **data, struct synk_error *err)
{
	struct data *d = cli_alloc(sizeof *d);

	*data = d;
	return pack_open(&d->text, Z_DEFAULT_STRATEGY, err) &&
	    pack_open(&d->numbers, Z_HUFFMAN_ONLY, err);
}

static bool
is_number(char c)
{
	return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' ||
	    c == 'e' || c == 'E';
}

/* Past a string that begins at c. */
static const char *
string_end(const char *c, const char *stop)
{
	for (c++; c < stop && *c != '"'; c++)
		c += *c == '\\';
	return c < stop ? c + 1 : stop;
}

/* Past what is neither a number nor a line's end; true, false and null have no
 * letter that a number begins with. */
static const char *
text_end(const char *c, const char *stop)
{
	while (c < stop && *c != '\n' && *c != '-' && (*c < '0' || *c > '9'))
		c = *c == '"' ? string_end(c, stop) : c + 1;
	return c;
}

/* On one line, as records are. */
bool
data_add(struct data *d, const struct synk_value *v, struct synk_error *err)
{
	const char *c = v->text, *stop = v->text + v->size, *end;

	while (c < stop) {
		end = text_end(c, stop);
		put(&d->text, c, (size_t)(end - c));
		for (c = end; end < stop && is_number(*end); end++)
			;
		if (end > c) {
			put(&d->text, &hole, 1);
			put(&d->numbers, c, (size_t)(end - c));
			put(&d->numbers, "\n", 1);
		}
		c = end + (end < stop && *end == '\n');
	}
	put(&d->text, "\n", 1);
	return (!ferror(d->text.file) && !ferror(d->numbers.file)) ||
	    fail_file(err);
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

static bool
write_pack(FILE *out, struct pack *p, const char *id, struct synk_error *err)
{
	unsigned char line[LINE];
	char text[LINE / 3 * 4];
	size_t n;

	squeeze(p, Z_FINISH);
	if (ferror(p->file))
		return fail_file(err);
	rewind(p->file);
	fprintf(out, "<script type=\"application/octet-stream\" id=\"%s\">\n",
	    id);
	while ((n = fread(line, 1, sizeof line, p->file)) > 0) {
		fwrite(text, 1, encode_all(text, line, n), out);
		putc('\n', out);
	}
	fputs("</script>\n", out);
	return !ferror(p->file) || fail_file(err);
}

bool
data_write(FILE *out, struct data *d, struct synk_error *err)
{
	return write_pack(out, &d->text, "records", err) &&
	    write_pack(out, &d->numbers, "numbers", err);
}

void
data_close(struct data *d)
{
	if (!d)
		return;
	pack_close(&d->text);
	pack_close(&d->numbers);
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
