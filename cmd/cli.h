/* What every tool shares: reading, writing, failing, memory. */
#include <stdio.h>

#include "synk/error.h"

/* Says "TOOL: text" on standard error; -q silences cli_warn, not cli_say. */
void cli_name(const char *tool, bool quiet);
void cli_say(const char *fmt, ...) SYNK_PRINTF(1);
void cli_warn(const char *fmt, ...) SYNK_PRINTF(1);

/* Says "TOOL: FILE:LINE: text" as far as known (file may be NULL). */
void cli_error(const char *file, const struct synk_error *);

/* Memory or the end: "out of memory", exit 3. */
void *cli_alloc(size_t);		/* zeroed */
void *cli_grow(void *, size_t);		/* realloc */
char *cli_copy(const char *);		/* NULL stays NULL */
char *cli_format(const char *fmt, ...) SYNK_PRINTF(1);

/*
 * All bytes of a file, or of standard input for "-"; a NUL follows them.  The
 * caller frees *text.  Fails with SYNK_BAD_INPUT if it cannot be read or is
 * longer than max bytes (the message says which).
 */
SYNK_CHECKED bool cli_read(char **text, size_t *size, const char *path,
    size_t max, struct synk_error *);
