#ifndef PROGRESS_H
#define PROGRESS_H

/*
 * How far a run is: one line on standard error, written over itself and wiped
 * away at the end and before any message (cli.h does that).
 */
#include <stddef.h>

#include "synk/error.h"

/* Auto: on a terminal, once work has taken over two seconds. */
enum progress_when { PROGRESS_AUTO, PROGRESS_ALWAYS, PROGRESS_NEVER };

/* option_set for an enum progress_when. */
bool progress_set(void *field, const char *text, struct synk_error *);

/* A row of a tool's option table, for the field at that offset. */
#define PROGRESS_ROW(offset) { "progress", 0, "WHEN", \
	"how far it is: auto, always or never (auto)", progress_set, offset }

/* Work begins: items of that kind ("exams"), total 0 if it is not known. */
void progress_begin(enum progress_when, const char *tool, const char *items,
    size_t total);

/* One more is done. */
void progress_step(void);

/* Work is over. */
void progress_end(void);

/*
 * What goes before a message, in the same write, so that it has its line for
 * itself: what wipes the line away, or "".  Of a worker process too, whose
 * messages meet the line of the process that counts.
 */
const char *progress_wipe(void);

#endif
