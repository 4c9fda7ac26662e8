#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "progress.h"

/* Seconds before the first line of auto, and between two lines. */
static const double patience = 2, pause_between = .25;

static struct {
	bool at_work;		/* there may be a line, here or of a parent */
	bool drawn;		/* there was one */
	const char *tool, *items;
	size_t done, total;
	double began, last;	/* s; of the clock below */
} state;

bool
progress_set(void *field, const char *text, struct synk_error *err)
{
	static const char *const names[] = {
		[PROGRESS_AUTO] = "auto", [PROGRESS_ALWAYS] = "always",
		[PROGRESS_NEVER] = "never",
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i], text) == 0) {
			*(enum progress_when *)field = (enum progress_when)i;
			return true;
		}
	return synk_fail(err, SYNK_BAD_USAGE,
	    "expected auto, always or never, found '%.40s'", text);
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* A terminal that can wipe a line, and has no records on it. */
static bool
is_for_eyes(void)
{
	const char *term = getenv("TERM");

	return isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO) && term &&
	    *term && strcmp(term, "dumb") != 0;
}

void
progress_begin(enum progress_when when, const char *tool, const char *items,
    size_t total)
{
	double t = now();

	bool always = when == PROGRESS_ALWAYS;

	state.at_work = always || (when == PROGRESS_AUTO && is_for_eyes());
	state.drawn = false;
	state.tool = tool;
	state.items = items;
	state.total = total;
	state.done = 0;
	state.began = t;
	state.last = t - pause_between + (always ? 0 : patience);
}

/* ", 2 min left", once there is something to judge by. */
static void
say_left(char text[32], double passed)
{
	double left = passed * (double)(state.total - state.done) /
	    (double)state.done;

	*text = '\0';
	if (passed < patience || left < 1)
		return;
	if (left < 90)
		snprintf(text, 32, ", %.0f s left", left);
	else if (left < 90 * 60)
		snprintf(text, 32, ", %.0f min left", left / 60);
	else
		snprintf(text, 32, ", %.1f h left", left / 3600);
}

void
progress_step(void)
{
	char left[32] = "";
	double t;

	state.done++;
	if (!state.at_work || (t = now()) < state.last + pause_between)
		return;
	state.last = t;
	state.drawn = true;
	if (state.total)
		say_left(left, t - state.began);
	if (state.total)
		fprintf(stderr, "\r\033[K%s: %zu of %zu %s%s", state.tool,
		    state.done, state.total, state.items, left);
	else
		fprintf(stderr, "\r\033[K%s: %zu %s", state.tool, state.done,
		    state.items);
}

void
progress_end(void)
{
	if (state.drawn)
		fputs(progress_wipe(), stderr);
	state.at_work = state.drawn = false;
}

const char *
progress_wipe(void)
{
	return state.at_work ? "\r\033[K" : "";
}
