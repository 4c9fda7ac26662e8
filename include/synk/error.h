#ifndef SYNK_ERROR_H
#define SYNK_ERROR_H

/*
 * How every synk function fails.
 *
 * A function that can fail returns bool and takes a struct synk_error as its
 * last argument: true means done and *err untouched; false means *err says
 * why, and the outputs hold nothing to use or to free.  err is never NULL.
 */

#include <stdbool.h>
#include <stddef.h>

#define SYNK_CHECKED	__attribute__((warn_unused_result))
#define SYNK_PRINTF(f)	__attribute__((format(printf, f, f + 1)))

/* Why it failed, and what every tool exits with. */
enum synk_code {
	SYNK_OK = 0,
	SYNK_BAD_INPUT = 1,	/* the data cannot be used as asked */
	SYNK_BAD_USAGE = 2,	/* the command line is wrong */
	SYNK_SYSTEM = 3,	/* memory, a file, a full disk */
};

struct synk_error {
	enum synk_code code;
	size_t line;		/* of the input, from 1; 0 where none applies */
	char text[360];		/* one line; no program name, no newline */
};

/* Fills *err, line 0; always returns false, so a caller can return the call. */
bool synk_fail(struct synk_error *err, enum synk_code code, const char *fmt,
    ...) SYNK_PRINTF(3);

/* The same for SYNK_BAD_INPUT found on that line of the input. */
bool synk_fail_at(struct synk_error *err, size_t line, const char *fmt, ...)
    SYNK_PRINTF(3);

/* Puts "what: " before the text already in *err; always returns false. */
bool synk_fail_in(struct synk_error *err, const char *what);

#endif
