#ifndef AHEAD_H
#define AHEAD_H

#include <stdbool.h>

/*
 * Reading ahead: files that will be wanted soon are asked for while others are
 * worked on, so that a disk or a file server is not waited for.
 */

/* Whether this process has waited for a disk since it was last asked.  Where
 * all is in memory, asking for it would only cost. */
bool ahead_helps(void);

/* Asks for a file, if it is a regular one; whoever reads it tells if it is
 * not there. */
void ahead_of(const char *path);

#endif
