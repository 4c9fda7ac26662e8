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

/* Writes a record on one line: blanks outside of strings are left out. */
void records_pass(FILE *, const struct synk_value *);
