#include <stdarg.h>
#include <stdio.h>

#include "synk/error.h"

static void fill(struct synk_error *, enum synk_code, size_t line,
    const char *fmt, va_list) __attribute__((format(printf, 4, 0)));

static void
fill(struct synk_error *err, enum synk_code code, size_t line, const char *fmt,
    va_list ap)
{
	err->code = code;
	err->line = line;
	vsnprintf(err->text, sizeof err->text, fmt, ap);
	/* What is quoted from a file may have anything in it. */
	for (char *c = err->text; *c; c++)
		if ((unsigned char)*c < ' ' || *c == 127)
			*c = '?';
}

bool
synk_fail(struct synk_error *err, enum synk_code code, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fill(err, code, 0, fmt, ap);
	va_end(ap);
	return false;
}

bool
synk_fail_at(struct synk_error *err, size_t line, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fill(err, SYNK_BAD_INPUT, line, fmt, ap);
	va_end(ap);
	return false;
}

bool
synk_fail_in(struct synk_error *err, const char *what)
{
	struct synk_error inner = *err;

	synk_fail(err, inner.code, "%s: %s", what, inner.text);
	err->line = inner.line;
	return false;
}
