/* What every tool shares: reading, writing, failing, memory. */
#include <stdarg.h>
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
__attribute__((format(printf, 1, 0))) char *cli_vformat(const char *fmt,
    va_list);

/*
 * All bytes of a file, or of standard input for "-"; a NUL follows them.  The
 * caller frees *text.  Fails with SYNK_BAD_INPUT if it cannot be read or is
 * longer than max bytes (the message says which).
 */
SYNK_CHECKED bool cli_read(char **text, size_t *size, const char *path,
    size_t max, struct synk_error *);

/*
 * The same in pieces: opens a file, 0 being standard input; reads some bytes,
 * none at the end.  The caller closes it.
 */
SYNK_CHECKED bool cli_open(int *fd, const char *path, struct synk_error *);
SYNK_CHECKED bool cli_read_some(size_t *got, int fd, char *to, size_t size,
    struct synk_error *);

/* Closes standard output, which is where a full disk shows. */
SYNK_CHECKED bool cli_finish(struct synk_error *);
