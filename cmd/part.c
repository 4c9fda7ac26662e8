#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"
#include "part.h"

static bool
failed(const char *path, struct synk_error *err)
{
	return synk_fail(err, SYNK_SYSTEM, "%.200s: %s", path,
	    strerror(errno));
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
	    strstr(line, "\"error\":\"");
}

/* One whole line; the last one may have been cut off. */
static void
take_line(struct part *p, const char *line)
{
	p->trouble = p->trouble || tells_of_trouble(line);
	if (p->lines++ == 0)
		p->first = cli_copy(line);
	free(p->last);
	p->last = cli_copy(line);
}

/* Reads the whole lines, and cuts off what follows them. */
static bool
keep_lines(struct part *p, struct synk_error *err)
{
	FILE *in = fopen(p->beside, "r+");
	char *line = NULL;
	size_t room = 0;
	off_t whole = 0;
	ssize_t n;
	bool ok;

	if (!in)
		return errno == ENOENT || failed(p->beside, err);
	while ((n = getline(&line, &room, in)) > 0 && line[n - 1] == '\n') {
		whole += n;
		take_line(p, line);
	}
	free(line);
	ok = !ferror(in) && ftruncate(fileno(in), whole) == 0;
	if (!ok)
		failed(p->beside, err);
	fclose(in);
	return ok;
}

bool
part_open(struct part *p, const char *path, bool resume,
    struct synk_error *err)
{
	*p = (struct part){ .path = cli_copy(path),
	    .beside = part_beside(path) };
	resume = resume && strcmp(p->path, p->beside) != 0;
	if ((resume && !keep_lines(p, err)) ||
	    (!freopen(p->beside, resume ? "a" : "w", stdout) &&
	    !failed(p->beside, err))) {
		part_close(p);
		return false;
	}
	return true;
}

bool
part_finish(const struct part *p, struct synk_error *err)
{
	return strcmp(p->beside, p->path) == 0 ||
	    rename(p->beside, p->path) == 0 || failed(p->path, err);
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
