/*
 * What the targets share.  Each has bytes of a file of one kind, reads them as
 * tools do, and looks at what must hold whatever the bytes were.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "synk/error.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Not assert(): NDEBUG must not make a target blind. */
#define MUST(this) ((this) ? (void)0 : broken(#this, __FILE__, __LINE__))

static inline _Noreturn void
broken(const char *what, const char *file, int line)
{
	fprintf(stderr, "%s:%d: not so: %s\n", file, line, what);
	abort();
}

/* What is wrong with a file is told in one line, and is no fault of ours. */
static inline void
is_refused(const struct synk_error *err)
{
	MUST(err->code == SYNK_BAD_INPUT);
	MUST(memchr(err->text, '\0', sizeof err->text));
	MUST(err->text[0] && !strchr(err->text, '\n'));
}
