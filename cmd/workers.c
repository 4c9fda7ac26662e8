#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "cli.h"
#include "progress.h"
#include "workers.h"

/* What a worker says of an item, before what it wrote. */
struct result {
	size_t size;
	bool ok, trouble;
	struct synk_error err;
};

/* One process, and where its results come from. */
struct worker {
	pid_t pid;		/* 0: none */
	int from;
};

static bool
send(int to, const void *data, size_t size)
{
	const char *at = data;

	while (size) {
		ssize_t n = write(to, at, size);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		at += n;
		size -= (size_t)n;
	}
	return true;
}

/* False at the end, which is where a worker has died. */
static bool
receive(void *data, size_t size, int from)
{
	char *at = data;

	while (size) {
		ssize_t n = read(from, at, size);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		at += n;
		size -= (size_t)n;
	}
	return true;
}

static bool
do_item(const struct workers *w, size_t item, int to)
{
	struct result r = { .ok = false };
	char *text = NULL;
	FILE *out = open_memstream(&text, &r.size);
	bool sent;

	if (!out)
		return false;
	r.ok = w->work(w->context, item, out, &r.trouble, &r.err);
	fclose(out);
	sent = send(to, &r, sizeof r) && send(to, text, r.size);
	free(text);
	return sent && r.ok;
}

static void
be_worker(const struct workers *w, size_t first, int to)
{
	for (size_t i = first; i < w->items; i += w->jobs)
		if (!do_item(w, i, to))
			break;
	fflush(stderr);
	_exit(0);
}

/* Where the system can: a worker that waits for a file, as of a pipe that
 * nobody writes, would outlive who asked for it. */
static void
die_with(pid_t parent)
{
#ifdef __linux__
	prctl(PR_SET_PDEATHSIG, SIGTERM);
#endif
	if (getppid() != parent)
		_exit(0);
}

/* A worker that begins with an item and does every jobs-th from there. */
static bool
hire(struct worker *of, const struct workers *w, size_t first,
    struct synk_error *err)
{
	pid_t self = getpid();
	int ends[2];

	if (pipe(ends) != 0)
		return synk_fail(err, SYNK_SYSTEM, "%s", strerror(errno));
	fflush(NULL);
	of->pid = fork();
	if (of->pid == 0) {
		die_with(self);
		close(ends[0]);
		be_worker(w, first, ends[1]);
	}
	close(ends[1]);
	of->from = ends[0];
	if (of->pid > 0)
		return true;
	of->pid = 0;
	close(ends[0]);
	return synk_fail(err, SYNK_SYSTEM, "%s", strerror(errno));
}

static void
dismiss(struct worker *of)
{
	if (!of->pid)
		return;
	close(of->from);
	kill(of->pid, SIGTERM);	/* it may be waiting to write */
	waitpid(of->pid, NULL, 0);
	of->pid = 0;
}

/* All of an item's result, or nothing of it. */
static bool
take(struct result *r, char **text, const struct worker *of)
{
	*text = NULL;
	if (!receive(r, sizeof *r, of->from))
		return false;
	*text = cli_alloc(r->size + 1);
	if (receive(*text, r->size, of->from))
		return true;
	free(*text);
	return false;
}

/* The item costs its record; another worker goes on behind it. */
static bool
replace(struct worker *of, const struct workers *w, size_t item,
    struct synk_error *err)
{
	dismiss(of);
	w->lost(w->context, item, stdout);
	return item + w->jobs >= w->items ||
	    hire(of, w, item + w->jobs, err);
}

static bool
collect(struct worker *of, const struct workers *w, size_t item,
    bool *trouble, struct synk_error *err)
{
	struct result r;
	char *text;

	if (!take(&r, &text, of)) {
		progress_step();
		*trouble = true;
		return replace(of, w, item, err);
	}
	progress_step();
	*trouble |= r.trouble;
	fwrite(text, 1, r.size, stdout);
	free(text);
	if (!r.ok)
		*err = r.err;
	return r.ok;
}

static bool
alone(const struct workers *w, bool *trouble, struct synk_error *err)
{
	for (size_t i = 0; i < w->items; i++) {
		if (!w->work(w->context, i, stdout, trouble, err))
			return false;
		progress_step();
	}
	return true;
}

bool
workers_run(const struct workers *w, bool *trouble, struct synk_error *err)
{
	struct worker *all;
	bool ok = true;

	if (w->jobs <= 1)
		return alone(w, trouble, err);
	all = cli_alloc(w->jobs * sizeof *all);
	for (size_t i = 0; i < w->jobs && i < w->items && ok; i++)
		ok = hire(&all[i], w, i, err);
	for (size_t i = 0; i < w->items && ok; i++)
		ok = collect(&all[i % w->jobs], w, i, trouble, err);
	for (size_t i = 0; i < w->jobs; i++)
		dismiss(&all[i]);
	free(all);
	return ok;
}
