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

/* Who reads all records of files, and how it goes. */
struct records_run {
	/* Called with each; false ends the run.  What it finds wrong with a
	 * record it tells itself. */
	bool (*each)(void *context, const struct synk_value *,
	    struct synk_error *);
	void *context;
	const char *path;	/* of the file at hand; NULL before the first */
	bool trouble;		/* some input could not be used */
};

/*
 * Reads each file, or standard input if n is 0.  A file that cannot be read,
 * has no record, or has something else among them is told, and the next one
 * is read.
 */
SYNK_CHECKED bool records_all(struct records_run *, char *const *path,
    size_t n, struct synk_error *);

/*
 * Writes a record on one line: blanks outside of strings are left out.  With
 * --deidentify names in it become codes, and what another tool said of them
 * is left out, unless they were codes already.
 */
SYNK_CHECKED bool records_pass(FILE *, const struct synk_value *,
    struct synk_error *);

/* What an error record says, for standard error; the caller frees it. */
SYNK_CHECKED bool records_message(char **message, const struct synk_value *,
    struct synk_error *);

/* Whether its provenance says that names are codes. */
bool records_are_hidden(const struct synk_value *);
