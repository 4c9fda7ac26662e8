#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"
#include "csv.h"
#include "deid.h"
#include "synk/record.h"
#include "value.h"

enum { CHUNK = 1 << 14, END = -1 };

static const char separators[] = ",;\t";

/* Bytes. */

static int
refill(struct csv *c)
{
	ssize_t got;

	do
		got = pread(fileno(c->file), c->chunk, CHUNK, c->next);
	while (got < 0 && errno == EINTR);
	c->failed = got < 0 ? errno : 0;
	c->chunk_offset = c->next;
	c->chunk_size = got < 0 ? 0 : (size_t)got;
	return got > 0 ? (unsigned char)c->chunk[0] : END;
}

static int
peek(struct csv *c)
{
	off_t i = c->next - c->chunk_offset;

	if (i >= 0 && (size_t)i < c->chunk_size)
		return (unsigned char)c->chunk[i];
	return refill(c);
}

static bool
ends_line(int byte)
{
	return byte == '\n' || byte == '\r' || byte == END;
}

static void
take_line_end(struct csv *c)
{
	int byte = peek(c);

	if (byte == END)
		return;
	c->next++;
	if (byte == '\r' && peek(c) == '\n')
		c->next++;
	c->next_line++;
}

static bool
put(struct csv *c, int byte, struct synk_error *err)
{
	if (c->used == CSV_ROW_MAX)
		return synk_fail_at(err, c->line, "expected a row of at most "
		    "%d bytes, found more (is a quote left open?)",
		    CSV_ROW_MAX);
	if (c->used == c->room) {
		c->room = c->room ? 2 * c->room : 256;
		c->text = cli_grow(c->text, c->room);
	}
	c->text[c->used++] = (char)byte;
	return true;
}

/* Takes the byte in hand into the field. */
static bool
take(struct csv *c, struct synk_error *err)
{
	int byte = peek(c);

	if (byte == '\0')
		return synk_fail_at(err, c->next_line,
		    "expected text, found a NUL byte");
	c->next++;
	return put(c, byte, err);
}

/* Fields. */

static bool
is_blank(const struct csv *c, int byte)
{
	return (byte == ' ' || byte == '\t') && byte != c->separator;
}

static void
skip_blanks(struct csv *c)
{
	while (is_blank(c, peek(c)))
		c->next++;
}

static bool
ends_field(struct csv *c)
{
	int byte = peek(c);

	return byte == c->separator || ends_line(byte);
}

static bool
read_plain(struct csv *c, struct synk_error *err)
{
	size_t start = c->used;

	while (!ends_field(c))
		if (!take(c, err))
			return false;
	while (c->used > start &&
	    is_blank(c, (unsigned char)c->text[c->used - 1]))
		c->used--;
	return true;
}

/* CRLF counts as one line, at its LF. */
static void
count_line(struct csv *c)
{
	int byte = peek(c);

	if (byte == '\r') {
		c->next++;
		c->next_line += peek(c) != '\n';
		c->next--;
	} else if (byte == '\n') {
		c->next_line++;
	}
}

/* Takes all up to the quote that closes the field, and that quote. */
static bool
read_quoted(struct csv *c, struct synk_error *err)
{
	size_t line = c->next_line;

	c->next++;
	for (;;) {
		if (peek(c) == END)
			return synk_fail_at(err, line, "expected a closing "
			    "quote, found the end of the file");
		if (peek(c) == '"') {
			c->next++;
			if (peek(c) != '"')
				return true;
		}
		count_line(c);
		if (!take(c, err))
			return false;
	}
}

static bool
read_field(struct csv *c, struct synk_error *err)
{
	skip_blanks(c);
	if (peek(c) != '"')
		return read_plain(c, err);
	if (!read_quoted(c, err))
		return false;
	skip_blanks(c);
	if (!ends_field(c))
		return synk_fail_at(err, c->next_line, "expected a separator "
		    "after a closing quote, found '%c'", peek(c));
	return true;
}

/* Rows. */

static bool
read_row(struct csv *c, struct synk_error *err)
{
	c->offset = c->next;
	c->line = c->next_line;
	c->used = c->fields = 0;
	for (;;) {
		if (c->fields == CSV_COLUMNS)
			return synk_fail_at(err, c->line, "expected at most "
			    "%d fields, found more", CSV_COLUMNS);
		c->field[c->fields++] = c->used;
		if (!read_field(c, err) || !put(c, '\0', err))
			return false;
		if (ends_line(peek(c)))
			break;
		c->next++;
	}
	take_line_end(c);
	return true;
}

static bool
is_empty(const struct csv *c)
{
	return c->used == c->fields;
}

static bool
check_fields(const struct csv *c, struct synk_error *err)
{
	if (c->columns == 0 || c->fields == c->columns)
		return true;
	return synk_fail_at(err, c->line, "expected %zu fields, found %zu",
	    c->columns, c->fields);
}

bool
csv_next(struct csv *c, bool *got, struct synk_error *err)
{
	bool read = true;

	*got = false;
	do {
		if (peek(c) == END)
			break;
		read = read_row(c, err);
		*got = read && !is_empty(c);
	} while (read && !*got);
	if (c->failed)
		return synk_fail(err, SYNK_BAD_INPUT, "%s",
		    strerror(c->failed));
	return read && (!*got || check_fields(c, err));
}

void
csv_seek(struct csv *c, off_t offset, size_t line)
{
	c->next = offset;
	c->next_line = line;
}

/* Header. */

static bool
skip_mark(struct csv *c, struct synk_error *err)
{
	int first = peek(c);
	const char *b = c->chunk;

	if (c->chunk_size >= 2 && (first == 0xff || first == 0xfe) &&
	    (unsigned char)b[0] + (unsigned char)b[1] == 0xff + 0xfe)
		return synk_fail_at(err, 1,
		    "expected UTF-8 text, found UTF-16");
	if (c->chunk_size >= 3 && memcmp(b, "\xef\xbb\xbf", 3) == 0)
		c->next += 3;
	return true;
}

/* Of those that the line has equally often, the earliest in the list. */
static char
most(const size_t *count)
{
	size_t best = 0;

	for (size_t i = 1; separators[i]; i++)
		if (count[i] > count[best])
			best = i;
	return separators[best];
}

static void
find_separator(struct csv *c)
{
	size_t count[sizeof separators] = { 0 };
	off_t start = c->next;
	bool quoted = false;
	int byte;

	while (byte = peek(c), byte != END && (quoted || !ends_line(byte)) &&
	    c->next - start < CSV_ROW_MAX) {
		const char *s = byte ? strchr(separators, byte) : NULL;

		if (byte == '"')
			quoted = !quoted;
		else if (s && !quoted)
			count[s - separators]++;
		c->next++;
	}
	c->separator = most(count);
	c->next = start;
}

/* The row in hand becomes the header. */
static void
keep_header(struct csv *c)
{
	c->header = c->text;
	c->columns = c->fields;
	memcpy(c->name, c->field, sizeof c->name);
	c->text = NULL;
	c->room = 0;
}

static bool
read_header(struct csv *c, struct synk_error *err)
{
	bool got;

	if (!skip_mark(c, err))
		return false;
	while (peek(c) != END && ends_line(peek(c)))
		take_line_end(c);
	find_separator(c);
	if (!csv_next(c, &got, err))
		return false;
	if (!got)
		return synk_fail(err, SYNK_BAD_INPUT,
		    "expected a header line, found nothing");
	keep_header(c);
	return true;
}

bool
csv_open(struct csv *c, FILE *file, struct synk_error *err)
{
	*c = (struct csv){ .file = file, .next_line = 1 };
	c->chunk = cli_alloc(CHUNK);
	if (read_header(c, err))
		return true;
	csv_close(c);
	return false;
}

void
csv_close(struct csv *c)
{
	free(c->header);
	free(c->text);
	free(c->chunk);
	*c = (struct csv){ 0 };
}

/* Columns. */

static int
folded(char c)
{
	return c == '-' || c == ' ' ? '_' : tolower((unsigned char)c);
}

static bool
same_name(const char *a, const char *b)
{
	for (; *a && folded(*a) == folded(*b); a++, b++)
		;
	return folded(*a) == folded(*b);
}

static const char *
name_of(const struct csv *c, size_t column)
{
	return c->header + c->name[column];
}

static size_t
find_from(const struct csv *c, size_t from, const char *name)
{
	while (from < c->columns && !same_name(name_of(c, from), name))
		from++;
	return from;
}

int
csv_column(const struct csv *c, const char *name)
{
	size_t i = find_from(c, 0, name);

	return i < c->columns ? (int)i : -1;
}

static bool
is_wanted(const struct csv_column *want, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (same_name(want[i].name, name))
			return true;
	return false;
}

/* A column that nobody wants, but whose name comes near; NULL: none. */
static const char *
near_miss(const struct csv *c, const char *name,
    const struct csv_column *want, size_t count)
{
	for (size_t i = 0; i < c->columns; i++)
		if (value_near(name_of(c, i), name) &&
		    !is_wanted(want, count, name_of(c, i)))
			return name_of(c, i);
	return NULL;
}

static bool
is_missing(const struct csv *c, const char *name, const char *near,
    struct synk_error *err)
{
	char list[200] = "";
	size_t used = 0;

	for (size_t i = 0; i < c->columns && used < sizeof list; i++)
		used += (size_t)snprintf(list + used, sizeof list - used,
		    "%s'%s'", i ? ", " : "", name_of(c, i));
	return synk_fail_at(err, c->line, "expected a column '%s'%s%.40s%s, "
	    "found %s%s", name, near ? " (is '" : "", near ? near : "",
	    near ? "' it?)" : "", list, used < sizeof list ? "" : "...");
}

static bool
find_column(const struct csv *c, int *column, const struct csv_column *w,
    struct synk_error *err)
{
	size_t i = find_from(c, 0, w->name);

	*column = i < c->columns ? (int)i : -1;
	if (i < c->columns && find_from(c, i + 1, w->name) < c->columns)
		return synk_fail_at(err, c->line,
		    "expected one column '%s', found it twice", w->name);
	return true;
}

bool
csv_columns(const struct csv *c, int column[], const struct csv_column *want,
    size_t count, const char *file, struct synk_error *err)
{
	for (size_t i = 0; i < count; i++) {
		const char *name = want[i].name, *near;

		if (!find_column(c, &column[i], &want[i], err))
			return false;
		if (column[i] >= 0)
			continue;
		near = near_miss(c, name, want, count);
		if (want[i].required)
			return is_missing(c, name, near, err);
		if (near)
			cli_warn("%s:%zu: column '%s' is ignored: did you "
			    "mean '%s'?", deid_file(file), c->line, near,
			    name);
	}
	return true;
}

const char *
csv_field(const struct csv *c, const char *name)
{
	int i = csv_column(c, name);

	return i < 0 ? NULL : c->text + c->field[i];
}

const char *
csv_said(const struct csv *c, int column)
{
	const char *text = column < 0 ? "" : c->text + c->field[column];

	return *text && strcmp(text, "NA") != 0 ? text : NULL;
}

/* Writing. */

void
csv_put(FILE *out, const char *text)
{
	if (!text)
		return;
	if (!strpbrk(text, ",\"\r\n")) {
		fputs(text, out);
		return;
	}
	putc('"', out);
	for (; *text; text++) {
		if (*text == '"')
			putc('"', out);
		putc(*text, out);
	}
	putc('"', out);
}

void
csv_put_next(FILE *out, const char *text)
{
	putc(',', out);
	csv_put(out, text);
}

void
csv_put_number(FILE *out, double value)
{
	char text[SYNK_NUMBER_TEXT];

	putc(',', out);
	fputs(synk_number_text(text, value), out);
}

/* Files. */

static bool
copy(FILE *to, FILE *from, struct synk_error *err)
{
	char some[4096];
	size_t got;

	while ((got = fread(some, 1, sizeof some, from)) > 0)
		if (fwrite(some, 1, got, to) != got)
			break;
	if (ferror(from) || fflush(to) != 0 || ferror(to))
		return synk_fail(err, SYNK_SYSTEM, "%s", strerror(errno));
	return true;
}

static bool
copy_aside(FILE **file, FILE *from, struct synk_error *err)
{
	*file = tmpfile();
	if (!*file)
		return synk_fail(err, SYNK_SYSTEM,
		    "cannot make a temporary file: %s", strerror(errno));
	if (copy(*file, from, err))
		return true;
	fclose(*file);
	return false;
}

/* Takes over the file: *file is it, or its copy. */
static bool
make_seekable(FILE **file, FILE *from, struct synk_error *err)
{
	struct stat st = { .st_mode = 0 };
	bool ok;

	if (fstat(fileno(from), &st) == 0 && S_ISREG(st.st_mode) &&
	    from != stdin) {
		*file = from;
		return true;
	}
	if (S_ISDIR(st.st_mode))
		ok = synk_fail(err, SYNK_BAD_INPUT,
		    "expected a file, found a directory");
	else
		ok = copy_aside(file, from, err);
	if (from != stdin)
		fclose(from);
	return ok;
}

bool
csv_file(FILE **file, const char *path, struct synk_error *err)
{
	FILE *from = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");

	if (!from)
		return synk_fail(err, SYNK_BAD_INPUT, "%s", strerror(errno));
	return make_seekable(file, from, err);
}
