#ifndef CSV_H
#define CSV_H

/*
 * Rows of a CSV file (RFC 4180), one at a time, that can be read again.
 *
 * The separator is the comma, semicolon or tab that the header line has most
 * of outside quotes.  Lines end with LF, CRLF or CR; a quoted field may hold
 * any of them, and a quote doubled.  A UTF-8 byte order mark is skipped, and
 * so are rows whose fields are all empty.  Blanks around a field belong to it
 * only inside quotes.  Every row has as many fields as the header.
 *
 * Reading goes by position and not through the FILE, so that processes which
 * share one after fork() do not disturb each other.
 */

#include <stdio.h>
#include <sys/types.h>

#include "synk/error.h"

enum {
	CSV_COLUMNS = 256,
	CSV_ROW_MAX = 1 << 20	/* bytes */
};

struct csv {
	FILE *file;		/* borrowed */
	char separator;
	size_t columns;		/* of the header; 0 until it is read */
	char *header;
	size_t name[CSV_COLUMNS];	/* where in header */

	off_t offset;		/* of the row in hand, bytes */
	size_t line;		/* where it starts, from 1 */
	size_t fields;
	char *text;
	size_t used, room;	/* of text, bytes */
	size_t field[CSV_COLUMNS];	/* where in text */

	off_t next;		/* where reading goes on */
	size_t next_line;
	char *chunk;
	off_t chunk_offset;
	size_t chunk_size;
	int failed;		/* errno of a failed read; 0 */
};

/* A column that a file can have: a row of its reader's table. */
struct csv_column {
	const char *name;	/* [a-z_]+ */
	bool required;
};

/*
 * Opens a file that can be read by position: standard input for "-" and what
 * else cannot is copied into a temporary file.  The caller closes *file.
 */
SYNK_CHECKED bool csv_file(FILE **file, const char *path, struct synk_error *);

/* Reads the header.  Needs csv_close() after success; file stays open. */
SYNK_CHECKED bool csv_open(struct csv *, FILE *file, struct synk_error *);

/* The next row; *got is false at the end.  Fields last until the next call. */
SYNK_CHECKED bool csv_next(struct csv *, bool *got, struct synk_error *);

/* Makes the row at that offset the next one; line is its line. */
void csv_seek(struct csv *, off_t offset, size_t line);

void csv_close(struct csv *);

/* Letter case aside, and '-' and ' ' as good as '_'; -1: no such column. */
int csv_column(const struct csv *, const char *name);

/*
 * Sets column[i] to where the file has the column want[i], or -1.  Fails if a
 * required one is missing, or a wanted one stands twice.  Warns, naming file,
 * of a column that is ignored but nearly has the name of a missing one.
 */
SYNK_CHECKED bool csv_columns(const struct csv *, int column[],
    const struct csv_column *want, size_t count, const char *file,
    struct synk_error *);

/* NULL: no such column. */
const char *csv_field(const struct csv *, const char *name);

/* The same by number; NULL as well if it is empty or "NA", as R writes it. */
const char *csv_said(const struct csv *, int column);

/* Writes a field, in quotes where it needs them; nothing for NULL. */
void csv_put(FILE *, const char *text);

/* The same after a comma; a number with 3 decimals, nothing for NaN. */
void csv_put_next(FILE *, const char *text);
void csv_put_number(FILE *, double);

#endif
