/* JSON records of a file or of standard input, one after the other. */
#include <stdio.h>

#include "synk/stream.h"

struct records {
	int fd;
	struct synk_stream *stream;
	bool ended;
};

/* "-" is standard input. */
SYNK_CHECKED bool records_open(struct records *, const char *path,
    struct synk_error *);

/*
 * The next one, which lasts until the next call; *got is false at the end.
 * Fails with SYNK_BAD_INPUT and its line at what is no JSON, and can be called
 * again; without a line, reading itself failed.
 */
SYNK_CHECKED bool records_next(struct synk_value *, bool *got,
    struct records *, struct synk_error *);

void records_close(struct records *);

/*
 * Writes a record on one line: blanks outside of strings are left out.  With
 * --deidentify names in it become codes, and what another tool said of them
 * is left out, unless they were codes already.
 */
SYNK_CHECKED bool records_pass(FILE *, const struct synk_value *,
    struct synk_error *);

/* Whether its provenance says that names are codes. */
bool records_are_hidden(const struct synk_value *);
