/* Standard output into a file, by way of one beside it. */
#define _XOPEN_SOURCE	700	/* realpath() */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"
#include "deid.h"
#include "part.h"

static bool
failed(const char *path, struct synk_error *err)
{
	return synk_fail(err, errno == ENAMETOOLONG ? SYNK_BAD_INPUT
	    : SYNK_SYSTEM, "%.200s: %s", deid_file(path), strerror(errno));
}

char *
part_beside(const char *path)
{
	struct stat st;

	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
		return cli_copy(path);
	return cli_format("%s.part", path);
}

static bool
tells_of_trouble(const char *line)
{
	return strstr(line, "\"record\":\"synk-error/1\"") ||
	    strstr(line, "\"error\":\"") ||
	    strstr(line, "\"reason\":\"no usable photograph at rest\"");
}

/* Line number at, which was not lost. */
static void
take_line(struct part *p, const char *line, size_t at)
{
	p->lines = at + 1;
	if (!p->first) {
		p->first = cli_copy(line);
		p->first_at = at;
	}
	free(p->last);
	p->last = cli_copy(line);
}

/* Standard output's whole lines; cuts off what follows them.  It is read
 * there itself: a lock goes with the first of its file that is closed. */
static bool
keep_lines(struct part *p, struct synk_error *err)
{
	FILE *in = stdout;
	char *line = NULL;
	size_t room = 0;
	off_t at = 0, whole = 0;
	size_t lines = 0;
	ssize_t n;
	bool ok;

	rewind(in);
	while ((n = getline(&line, &room, in)) > 0 && line[n - 1] == '\n') {
		at += n;
		p->trouble = p->trouble || tells_of_trouble(line);
		if (!strstr(line, PART_LOST)) {
			take_line(p, line, lines);
			whole = at;
		}
		lines++;
	}
	free(line);
	ok = !ferror(in) && ftruncate(fileno(in), whole) == 0 &&
	    fseeko(in, 0, SEEK_END) == 0;
	return ok || failed(p->beside, err);
}

/* Where locks are known: two runs with one FILE would mix their lines. */
static bool
take_lock(const struct part *p, struct synk_error *err)
{
	struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

	if (fcntl(fileno(stdout), F_SETLK, &whole) == 0 ||
	    (errno != EACCES && errno != EAGAIN))
		return true;
	return synk_fail(err, SYNK_BAD_INPUT, "another process is writing"
	    " %.200s", deid_file(p->beside));
}

static bool
begin(struct part *p, bool resume, struct synk_error *err)
{
	if (strcmp(p->path, p->beside) == 0)
		return freopen(p->path, "w", stdout) || failed(p->path, err);
	if (!freopen(p->beside, "a+", stdout))
		return failed(p->beside, err);
	if (!take_lock(p, err))
		return false;
	if (resume)
		return keep_lines(p, err);
	return ftruncate(fileno(stdout), 0) == 0 || failed(p->beside, err);
}

/* What a symbolic link leads to is the file, and the link stays. */
static char *
real_path(const char *path)
{
	char *real = realpath(path, NULL);
	char *copy = cli_copy(real ? real : path);

	free(real);
	return copy;
}

bool
part_open(struct part *p, const char *path, bool resume,
    struct synk_error *err)
{
	struct stat st;

	*p = (struct part){ .path = lstat(path, &st) == 0 &&
	    S_ISLNK(st.st_mode) ? real_path(path) : cli_copy(path) };
	p->beside = part_beside(p->path);
	if (begin(p, resume, err))
		return true;
	part_close(p);
	return false;
}

bool
part_finish(const struct part *p, struct synk_error *err)
{
	return strcmp(p->beside, p->path) == 0 ||
	    rename(p->beside, p->path) == 0 || failed(p->path, err);
}

void
part_drop(const struct part *p)
{
	if (strcmp(p->beside, p->path) != 0)
		unlink(p->beside);
}

void
part_close(struct part *p)
{
	free(p->path);
	free(p->beside);
	free(p->first);
	free(p->last);
	*p = (struct part){ 0 };
}

static bool
is_there(const char *path, struct synk_error *err)
{
	return synk_fail(err, SYNK_BAD_INPUT, "%.200s is there already, and is"
	    " not replaced", deid_file(path));
}

/* What is beside it is this run's alone, so that of two processes with one
 * name the second sees the first, or its file. */
bool
part_new_open(struct part_new *n, const char *path, struct synk_error *err)
{
	*n = (struct part_new){ .path = path, .beside = part_beside(path) };
	if (strcmp(n->beside, path) == 0)
		n->out = fopen(path, "wb");
	else
		n->out = fopen(n->beside, "wbx");
	if (n->out && (strcmp(n->beside, path) == 0 ||
	    access(path, F_OK) != 0))
		return true;
	if (n->out) {
		fclose(n->out);
		unlink(n->beside);
		is_there(path, err);
	} else if (errno == EEXIST) {
		is_there(n->beside, err);
	} else {
		failed(path, err);
	}
	free(n->beside);
	return false;
}

bool
part_new_close(struct part_new *n, bool ok, struct synk_error *err)
{
	bool same = strcmp(n->beside, n->path) == 0;
	bool whole = !ferror(n->out);

	whole = fclose(n->out) == 0 && whole;
	if (ok && (!whole || (!same && rename(n->beside, n->path) != 0)))
		ok = failed(n->path, err);
	if (!ok && !same)
		unlink(n->beside);
	free(n->beside);
	return ok;
}
