/*
 * Names to codes and back.  Processes share one key file: workers, the shards
 * of a batch, the tools of a pipe.  Whoever adds a code locks the file, reads
 * what is new in it, writes all of it beside and moves it there; a lock on a
 * file that was replaced meanwhile is taken again.
 */
#define _XOPEN_SOURCE	700	/* realpath() */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"
#include "csv.h"
#include "deid_key.h"

/* No vowels, so that no code is a word; nothing that is read as another. */
static const char letters[] = "23456789BCDFGHJKLMNPQRSTVWXZ";

enum { LETTERS = sizeof letters - 1, RANDOM = 8, CODE = 1 + RANDOM };

static const struct {
	const char *name;
	char letter;		/* that its codes begin with */
} kinds[DEID_KINDS] = {
	[DEID_SUBJECT] = { "subject", 'P' },
	[DEID_RATER] = { "rater", 'R' },
	[DEID_LABEL] = { "label", 'L' },
	[DEID_FILE] = { "file", 'F' },
};

static struct {
	char *path;
	struct deid_name *at;
	size_t count, written;	/* names; rows that are in the file */
	size_t *by_name, *by_code;	/* open addressing; number + 1 */
	size_t slots;		/* a power of two, or 0 */
	FILE *locked;		/* NULL: not */
	struct stat read;	/* the file as it was read last */
} key;

/* In memory. */

static size_t
hash(size_t h, const char *text)
{
	uint64_t v = 14695981039346656037u ^ h;

	for (; *text; text++)
		v = (v ^ (unsigned char)*text) * 1099511628211u;
	return (size_t)(v ^ v >> 32);
}

static bool
is_name(const struct deid_name *n, enum deid_kind kind, const char *name)
{
	return n->kind == kind && strcmp(n->name, name) == 0;
}

/* Where it stands, or would. */
static size_t *
name_slot(enum deid_kind kind, const char *name)
{
	size_t i = hash((size_t)kind + 1, name);

	for (;; i++) {
		size_t *s = &key.by_name[i & (key.slots - 1)];

		if (!*s || is_name(&key.at[*s - 1], kind, name))
			return s;
	}
}

static size_t *
code_slot(const char *code)
{
	size_t i = hash(0, code);

	for (;; i++) {
		size_t *s = &key.by_code[i & (key.slots - 1)];

		if (!*s || strcmp(key.at[*s - 1].code, code) == 0)
			return s;
	}
}

static void
make_room(void)
{
	if (2 * (key.count + 1) < key.slots)
		return;
	key.slots = key.slots ? 2 * key.slots : 64;
	free(key.by_name);
	free(key.by_code);
	key.by_name = cli_alloc(key.slots * sizeof *key.by_name);
	key.by_code = cli_alloc(key.slots * sizeof *key.by_code);
	key.at = cli_grow(key.at, key.slots / 2 * sizeof *key.at);
	for (size_t i = 0; i < key.count; i++) {
		*name_slot(key.at[i].kind, key.at[i].name) = i + 1;
		*code_slot(key.at[i].code) = i + 1;
	}
}

static void
keep(enum deid_kind kind, const char *name, const char *code)
{
	make_room();
	key.at[key.count++] = (struct deid_name){ kind, cli_copy(name),
	    cli_copy(code) };
	*name_slot(kind, name) = key.count;
	*code_slot(code) = key.count;
}

const struct deid_name *
deid_key_by_name(enum deid_kind kind, const char *name)
{
	size_t n = key.slots ? *name_slot(kind, name) : 0;

	return n ? &key.at[n - 1] : NULL;
}

const struct deid_name *
deid_key_by_code(const char *code)
{
	size_t n = key.slots ? *code_slot(code) : 0;

	return n ? &key.at[n - 1] : NULL;
}

bool
deid_key_is_code(const char *text, size_t size)
{
	bool ok = size == CODE;

	for (size_t i = 1; i < CODE && ok; i++)
		ok = text[i] && strchr(letters, text[i]);
	for (size_t k = 0; k < DEID_KINDS && ok; k++)
		if (text[0] == kinds[k].letter)
			return true;
	return false;
}

/* The file. */

/* Its name is not told: it may be one of those that are to be hidden. */
static bool
failed(const char *what, struct synk_error *err)
{
	return synk_fail(err, SYNK_SYSTEM, "--deidentify: %s: %s", what,
	    strerror(errno));
}

static bool
is_no_key(size_t line, struct synk_error *err)
{
	return synk_fail(err, SYNK_BAD_USAGE, "--deidentify: expected a key"
	    " file, with the columns kind, name and code, found another file"
	    " (line %zu)", line);
}

static bool
take_row(const struct csv *c, struct synk_error *err)
{
	const char *kind = csv_field(c, "kind"), *name = csv_field(c, "name");
	const char *code = csv_field(c, "code");
	size_t k = 0;

	while (k < DEID_KINDS && strcmp(kinds[k].name, kind) != 0)
		k++;
	if (k == DEID_KINDS || !*name ||
	    !deid_key_is_code(code, strlen(code)) || code[0] !=
	    kinds[k].letter)
		return is_no_key(c->line, err);
	key.written++;
	if (deid_key_by_name((enum deid_kind)k, name))
		return strcmp(deid_key_by_name((enum deid_kind)k, name)->code,
		    code) == 0 || is_no_key(c->line, err);
	if (deid_key_by_code(code))
		return is_no_key(c->line, err);
	keep((enum deid_kind)k, name, code);
	return true;
}

static bool
read_rows(FILE *in, struct synk_error *err)
{
	struct synk_error why;
	struct csv c;
	bool got = true, ok;

	if (!csv_open(&c, in, &why))
		return is_no_key(1, err);
	ok = (csv_column(&c, "kind") >= 0 && csv_column(&c, "name") >= 0 &&
	    csv_column(&c, "code") >= 0) || is_no_key(1, err);
	while (ok && got) {
		ok = csv_next(&c, &got, &why) || is_no_key(why.line, err);
		if (ok && got)
			ok = take_row(&c, err);
	}
	csv_close(&c);
	return ok;
}

static bool
is_as_read(const struct stat *st)
{
	const struct stat *r = &key.read;

	return st->st_ino == r->st_ino && st->st_dev == r->st_dev &&
	    st->st_size == r->st_size && st->st_mtim.tv_sec ==
	    r->st_mtim.tv_sec && st->st_mtim.tv_nsec == r->st_mtim.tv_nsec;
}

/* Names are only ever added; what is gone from the file is written again. */
static bool
read_new(struct synk_error *err)
{
	struct stat st;

	if (fstat(fileno(key.locked), &st) != 0)
		return failed("the key file", err);
	if (!S_ISREG(st.st_mode))
		return synk_fail(err, SYNK_BAD_USAGE,
		    "--deidentify: expected a file, found something else");
	if (st.st_mode & 077)
		return synk_fail(err, SYNK_BAD_USAGE, "--deidentify: others"
		    " can read the key file: chmod 600 it");
	if (is_as_read(&st))
		return true;
	key.written = 0;
	if (st.st_size && !read_rows(key.locked, err))
		return false;
	key.read = st;
	return true;
}

/* Of the file that stands there now. */
static bool
is_there(FILE *file)
{
	struct stat here, there;

	return fstat(fileno(file), &here) == 0 &&
	    stat(key.path, &there) == 0 && here.st_ino == there.st_ino &&
	    here.st_dev == there.st_dev;
}

/* The lock goes with the file: nothing else may open and close it. */
static bool
take_lock(struct synk_error *err)
{
	struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	int fd = open(key.path, O_RDWR | O_CREAT | O_CLOEXEC, 0600), got;

	key.locked = fd < 0 ? NULL : fdopen(fd, "r+");
	if (!key.locked)
		return failed("the key file", err);
	do
		got = fcntl(fd, F_SETLKW, &whole);
	while (got != 0 && errno == EINTR);
	return got == 0 || failed("the key file cannot be locked", err);
}

static void
let_go(void)
{
	if (key.locked)
		fclose(key.locked);
	key.locked = NULL;
}

bool
deid_key_lock(struct synk_error *err)
{
	bool ok;

	while ((ok = take_lock(err)) && !is_there(key.locked))
		let_go();
	ok = ok && read_new(err);
	if (!ok)
		let_go();
	return ok;
}

/* Always in quotes, which keep blanks and line ends. */
static void
put_name(FILE *out, const char *name)
{
	putc('"', out);
	for (; *name; name++) {
		if (*name == '"')
			putc('"', out);
		putc(*name, out);
	}
	putc('"', out);
}

static bool
write_all(FILE *out)
{
	fputs("kind,name,code\n", out);
	for (size_t i = 0; i < key.count; i++) {
		fprintf(out, "%s,", kinds[key.at[i].kind].name);
		put_name(out, key.at[i].name);
		fprintf(out, ",%s\n", key.at[i].code);
	}
	return fflush(out) == 0 && fsync(fileno(out)) == 0 &&
	    fstat(fileno(out), &key.read) == 0;
}

/* Whoever has the lock is alone: what is there is left of a run that died. */
static bool
write_beside(const char *part, struct synk_error *err)
{
	FILE *out;
	int fd;
	bool ok;

	if (unlink(part) != 0 && errno != ENOENT)
		return failed("the key file cannot be written", err);
	fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	out = fd < 0 ? NULL : fdopen(fd, "w");
	if (!out)
		return failed("the key file cannot be written", err);
	ok = write_all(out);
	ok = fclose(out) == 0 && ok;
	if (ok && rename(part, key.path) == 0)
		return true;
	failed("the key file cannot be written", err);
	unlink(part);
	return false;
}

bool
deid_key_unlock(struct synk_error *err)
{
	char *part;
	bool ok = true;

	if (key.count > key.written) {
		part = cli_format("%s.part", key.path);
		ok = write_beside(part, err);
		free(part);
		key.written = key.count;
	}
	let_go();
	return ok;
}

/* Every letter as likely: of a byte's values so many are of use. */
static bool
draw_code(char code[CODE + 1], enum deid_kind kind)
{
	enum { OF_USE = 256 / LETTERS * LETTERS };
	unsigned char byte;
	size_t n = 0;

	code[n++] = kinds[kind].letter;
	while (n < CODE) {
		ssize_t got = getrandom(&byte, 1, 0);

		if (got < 0 && errno != EINTR)
			return false;
		if (got == 1 && byte < OF_USE)
			code[n++] = letters[byte % LETTERS];
	}
	code[n] = '\0';
	return true;
}

bool
deid_key_add(enum deid_kind kind, const char *name, struct synk_error *err)
{
	char code[CODE + 1];

	do
		if (!draw_code(code, kind))
			return failed("no random numbers", err);
	while (deid_key_by_code(code));
	keep(kind, name, code);
	return true;
}

bool
deid_key_open(const char *path, struct synk_error *err)
{
	/* Through a link, so that it is not the link that is replaced. */
	key.path = realpath(path, NULL);
	if (!key.path)
		key.path = cli_copy(path);
	if (deid_key_lock(err) && deid_key_unlock(err))
		return true;
	deid_key_close();
	return false;
}

void
deid_key_close(void)
{
	let_go();
	for (size_t i = 0; i < key.count; i++) {
		free((char *)key.at[i].name);
		free((char *)key.at[i].code);
	}
	free(key.at);
	free(key.by_name);
	free(key.by_code);
	free(key.path);
	memset(&key, 0, sizeof key);
}
