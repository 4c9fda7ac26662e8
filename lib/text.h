/* Scanning of text input, shared by the readers; not installed. */
#include "synk/error.h"

struct synk_reader;

/* One line of the input, without its end; LF, CRLF and CR all end a line. */
struct synk_line {
	const char *text;	/* not NUL-terminated */
	size_t len;
	size_t number;		/* from 1 */
};

/* Takes the next line off the reader; false at the end of the text. */
bool synk_text_line(struct synk_line *, struct synk_reader *);

/* The next line that is not blank, trimmed; false at the end of the text. */
bool synk_text_next(struct synk_line *, struct synk_reader *);

/* Fails with "expected what, found 'the line'", at that line. */
bool synk_text_unexpected(const char *what, const struct synk_line *,
    struct synk_error *);

/* Drops spaces and tabs at both ends. */
void synk_text_trim(struct synk_line *);

bool synk_text_is(const struct synk_line *, const char *word);
bool synk_text_starts(const struct synk_line *, const char *word);

/*
 * Reads one finite decimal number, C locale, at text and before end, leading
 * blanks skipped, and returns where it ends; NULL if there is none, or it is
 * not finite ("nan", "inf" and overflow are none).  Correctly rounded, as by
 * strtod().
 */
const char *synk_text_number(double *, const char *text, const char *end);

/* The same for a whole number in the range of long. */
const char *synk_text_whole(long *, const char *text, const char *end);

/*
 * Copies len bytes into a field of size bytes, cut at a UTF-8 character's
 * start if too long; control characters become '?'.
 */
void synk_text_copy(char *to, size_t size, const char *from, size_t len);

/* The line of text[at], from 1. */
size_t synk_text_count(const char *text, size_t at);
