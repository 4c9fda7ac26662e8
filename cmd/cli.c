#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"
#include "deid.h"
#include "progress.h"

enum { ROOM = 1 << 16 };	/* bytes for input whose size is not known */

static const char *tool = "synk";
static bool silent;

void
cli_name(const char *name, bool quiet)
{
	tool = name;
	silent = quiet;
}

static _Noreturn void
no_memory(void)
{
	fprintf(stderr, "%s%s: out of memory\n", progress_wipe(), tool);
	exit(SYNK_SYSTEM);
}

void *
cli_alloc(size_t size)
{
	void *p = calloc(1, size ? size : 1);

	if (!p)
		no_memory();
	return p;
}

void *
cli_grow(void *old, size_t size)
{
	void *p = realloc(old, size ? size : 1);

	if (!p)
		no_memory();
	return p;
}

char *
cli_copy(const char *text)
{
	size_t size;

	if (!text)
		return NULL;
	size = strlen(text) + 1;
	return memcpy(cli_alloc(size), text, size);
}

char *
cli_vformat(const char *fmt, va_list ap)
{
	va_list again;
	char *text;
	int length;

	va_copy(again, ap);
	length = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (length < 0)
		no_memory();
	text = cli_alloc((size_t)length + 1);
	vsnprintf(text, (size_t)length + 1, fmt, ap);
	return text;
}

char *
cli_format(const char *fmt, ...)
{
	va_list ap;
	char *text;

	va_start(ap, fmt);
	text = cli_vformat(fmt, ap);
	va_end(ap);
	return text;
}

/*
 * One call, so that the lines of several workers do not mix; and one line,
 * whatever bytes a file name has.
 */
static __attribute__((format(printf, 1, 0))) void
say(const char *fmt, va_list ap)
{
	char *all = cli_vformat(fmt, ap);
	char *text = cli_copy(deid_text(all));

	free(all);
	for (char *c = text; *c; c++)
		if ((unsigned char)*c < ' ' || *c == 127)
			*c = '?';
	fprintf(stderr, "%s%s: %s\n", progress_wipe(), tool, text);
	free(text);
}

void
cli_say(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(fmt, ap);
	va_end(ap);
}

void
cli_warn(const char *fmt, ...)
{
	va_list ap;

	if (silent)
		return;
	va_start(ap, fmt);
	say(fmt, ap);
	va_end(ap);
}

void
cli_error(const char *file, const struct synk_error *err)
{
	if (file && strcmp(file, "-") == 0)
		file = "<stdin>";
	else
		file = deid_file(file);
	if (file && err->line)
		cli_say("%s:%zu: %s", file, err->line, err->text);
	else if (file)
		cli_say("%s: %s", file, err->text);
	else if (err->line)
		cli_say("line %zu: %s", err->line, err->text);
	else
		cli_say("%s", err->text);
}

static bool
refuse(struct synk_error *err)
{
	if (errno == EISDIR)
		return synk_fail(err, SYNK_BAD_INPUT,
		    "expected a file, found a directory");
	return synk_fail(err, SYNK_BAD_INPUT, "%s", strerror(errno));
}

/* Bytes of a regular file that fit; else a start that will grow. */
static size_t
first_room(int fd, size_t max)
{
	struct stat st;

	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size <= 0)
		return ROOM;
	return (uintmax_t)st.st_size < max ? (size_t)st.st_size + 1 : max + 1;
}

bool
cli_open(int *fd, const char *path, struct synk_error *err)
{
	*fd = strcmp(path, "-") == 0 ? STDIN_FILENO
	    : open(path, O_RDONLY | O_CLOEXEC);
	return *fd >= 0 || refuse(err);
}

bool
cli_read_some(size_t *got, int fd, char *to, size_t size,
    struct synk_error *err)
{
	ssize_t n;

	do
		n = read(fd, to, size);
	while (n < 0 && errno == EINTR);
	*got = n > 0 ? (size_t)n : 0;
	return n >= 0 || refuse(err);
}

/* *text is the caller's to free whether it fails or not. */
static bool
read_all(char **text, size_t *size, int fd, size_t max, struct synk_error *err)
{
	size_t room = first_room(fd, max), got;

	*text = cli_grow(NULL, room + 1);
	*size = 0;
	for (;;) {
		if (!cli_read_some(&got, fd, *text + *size, room - *size,
		    err))
			return false;
		*size += got;
		if (got == 0)
			break;
		if (*size > max)
			return synk_fail(err, SYNK_BAD_INPUT, "expected at "
			    "most %zu bytes, found more", max);
		if (*size < room)
			continue;
		room = room <= max / 2 ? 2 * room : max + 1;
		*text = cli_grow(*text, room + 1);
	}
	(*text)[*size] = '\0';
	return true;
}

bool
cli_read(char **text, size_t *size, const char *path, size_t max,
    struct synk_error *err)
{
	int fd;
	bool ok;

	if (!cli_open(&fd, path, err))
		return false;
	ok = read_all(text, size, fd, max, err);
	if (fd != STDIN_FILENO)
		close(fd);
	if (!ok)
		free(*text);
	return ok;
}

bool
cli_finish(struct synk_error *err)
{
	if (fflush(stdout) == 0 && !ferror(stdout) && fclose(stdout) == 0)
		return true;
	return synk_fail(err, SYNK_SYSTEM, "standard output: %s",
	    strerror(errno));
}
