#ifndef REPORT_DATA_H
#define REPORT_DATA_H

/*
 * The records that a report was made from, for a download from the page: their
 * text with U+0001 for each number, and the numbers, one a line.  Apart they
 * are a third smaller, since the text is much the same from record to record.
 * Each gzip, then base64.
 */
#include <stdio.h>

#include "synk/stream.h"

struct data;

SYNK_CHECKED bool data_open(struct data **, struct synk_error *);
SYNK_CHECKED bool data_add(struct data *, const struct synk_value *,
    struct synk_error *);

/* Ends it, and writes it; nothing can be added then. */
SYNK_CHECKED bool data_write(FILE *, struct data *, struct synk_error *);
void data_close(struct data *);

/* Bytes in base64, without a line's end. */
void data_base64(FILE *, const unsigned char *, size_t size);

/* The SHA-256 of a text, in base64, as a Content-Security-Policy has it. */
struct data_hash {
	char text[48];
};
struct data_hash data_hash(const char *text, size_t size);

#endif
