#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli.h"
#include "job.h"
#include "synk/marks.h"
#include "value.h"

#define LEN(a)	(sizeof (a) / sizeof *(a))

enum { SHOWN = 60 };	/* bytes of a bad value that a message repeats */

static bool
expected(struct synk_error *err, const char *what, const char *text)
{
	return synk_fail(err, SYNK_BAD_INPUT, "expected %s, found '%.*s'",
	    what, SHOWN, text);
}

/* strtod() alone would take blanks, "nan", "inf" and hexadecimal as well. */
bool
value_number(double *number, const char *text, struct synk_error *err)
{
	char *end = NULL;
	double value = 0;

	if (*text && !text[strspn(text, "0123456789+-.eE")])
		value = strtod(text, &end);
	if (!end || end == text || *end || !isfinite(value))
		return expected(err, "a number such as 0.35", text);
	*number = value;
	return true;
}

/* Digits only; returns where they end, or NULL. */
static const char *
digits(long *number, const char *text)
{
	char *end;
	long value;

	if (!isdigit((unsigned char)*text))
		return NULL;
	errno = 0;
	value = strtol(text, &end, 10);
	if (errno)
		return NULL;
	*number = value;
	return end;
}

bool
value_whole(long *number, const char *text, struct synk_error *err)
{
	long value;
	const char *end = digits(&value, text);

	if (!end || *end)
		return expected(err, "a whole number, 0 or more", text);
	*number = value;
	return true;
}

bool
value_within(int *to, const char *text, long low, long high,
    struct synk_error *err)
{
	long n = 0;

	if (!value_whole(&n, text, err))
		return false;
	if (n < low || n > high)
		return synk_fail(err, SYNK_BAD_USAGE,
		    "expected %ld to %ld, found '%.40s'", low, high, text);
	*to = (int)n;
	return true;
}

bool
value_scale(double *scale, const char *text, struct synk_error *err)
{
	double value;

	if (!value_number(&value, text, err))
		return false;
	if (value <= 0)
		return expected(err, "mm per pixel, above 0", text);
	*scale = value;
	return true;
}

static bool
is_size(long n)
{
	return n >= 1 && n <= SYNK_SIZE_MAX;
}

bool
value_size(int *width, int *height, const char *text, struct synk_error *err)
{
	long w, h = 0;
	const char *end = digits(&w, text);

	if (end)
		end = *end == 'x' || *end == 'X' ? digits(&h, end + 1) : NULL;
	if (!end || *end || !is_size(w) || !is_size(h))
		return expected(err, "an image size such as 640x480", text);
	*width = (int)w;
	*height = (int)h;
	return true;
}

bool
value_frames(long *first, long *last, const char *text, struct synk_error *err)
{
	long a = 0, b;
	const char *end = digits(&a, text);

	b = a;
	if (end && *end == '-')
		end = digits(&b, end + 1);
	if (!end || *end || b < a)
		return expected(err, "a frame such as 7 or frames such as 7-31",
		    text);
	*first = a;
	*last = b;
	return true;
}

bool
value_face(long *face, const char *text, struct synk_error *err)
{
	long value;
	const char *end = digits(&value, text);

	if (strcasecmp(text, "largest") == 0)
		value = FACE_LARGEST;
	else if (strcasecmp(text, "any") == 0)
		value = FACE_ANY;
	else if (!end || *end)
		return expected(err, "a face from 0 on, or largest", text);
	*face = value;
	return true;
}

static const struct {
	const char *word;
	int value;
} answers[] = {
	{ "yes", 1 }, { "true", 1 }, { "1", 1 }, { "y", 1 }, { "t", 1 },
	{ "no", 0 }, { "false", 0 }, { "0", 0 }, { "n", 0 }, { "f", 0 },
};

bool
value_yes(int *answer, const char *text, struct synk_error *err)
{
	for (size_t i = 0; i < LEN(answers); i++)
		if (strcasecmp(answers[i].word, text) == 0) {
			*answer = answers[i].value;
			return true;
		}
	return expected(err, "yes or no", text);
}

bool
value_side(enum synk_affected *side, const char *text, struct synk_error *err)
{
	if (strcasecmp(text, synk_affected_name(SYNK_UNKNOWN)) == 0)
		*side = SYNK_UNKNOWN;
	else if (!synk_affected_find(side, text))
		return expected(err, "left, right, both, none or unknown",
		    text);
	return true;
}

/* Letters to insert, drop, change or exchange with the next one. */
static size_t
changes(const char *a, const char *b)
{
	enum { MAX = 40 };
	size_t d[MAX + 1][MAX + 1];
	size_t m = strlen(a), n = strlen(b);

	if (m > MAX || n > MAX)
		return SIZE_MAX / 3;	/* too long to be anything */
	for (size_t i = 0; i <= m; i++)
		for (size_t k = 0; k <= n; k++) {
			size_t *best = &d[i][k];
			bool same = i && k && tolower((unsigned char)a[i - 1])
			    == tolower((unsigned char)b[k - 1]);

			*best = i > k ? i : k;
			if (i && d[i - 1][k] + 1 < *best)
				*best = d[i - 1][k] + 1;
			if (k && d[i][k - 1] + 1 < *best)
				*best = d[i][k - 1] + 1;
			if (i && k && d[i - 1][k - 1] + !same < *best)
				*best = d[i - 1][k - 1] + !same;
			if (i > 1 && k > 1 && a[i - 1] == b[k - 2] &&
			    a[i - 2] == b[k - 1] && d[i - 2][k - 2] + 1 < *best)
				*best = d[i - 2][k - 2] + 1;
		}
	return d[m][n];
}

/* A third of the letters at most: "wink" is not a misspelt "blink". */
bool
value_near(const char *a, const char *b)
{
	return *a && 3 * changes(a, b) <= strlen(b);
}

bool
value_expression(enum synk_expression *e, const char *text,
    struct synk_error *err)
{
	const char *near;

	if (synk_expression_find(e, text))
		return true;
	near = synk_expression_nearest(text);
	if (near && value_near(text, near))
		return synk_fail(err, SYNK_BAD_INPUT, "unknown expression "
		    "'%.*s': did you mean '%s'?", SHOWN, text, near);
	return synk_fail(err, SYNK_BAD_INPUT, "unknown expression '%.*s'",
	    SHOWN, text);
}

/* What an exam shares. */

static const struct shared {
	const char *name;
	enum { SIDE, TEXT, NUMBER, DAYS } kind;
	size_t at;		/* in struct job */
} shared[SHARED_COUNT] = {
	[SHARED_SIDE] = { "side", SIDE, offsetof(struct job, side) },
	[SHARED_GROUP] = { "group", TEXT, offsetof(struct job, group) },
	[SHARED_VISIT_ORDER] = { "visit_order", NUMBER,
	  offsetof(struct job, visit_order) },
	[SHARED_DAYS_SINCE_ONSET] = { "days_since_onset", DAYS,
	  offsetof(struct job, days_since_onset) },
	[SHARED_DAYS_SINCE_INJECTION] = { "days_since_injection", DAYS,
	  offsetof(struct job, days_since_injection) },
};

/* Pointer to the member that v names; of the type that its kind says. */
static void *
member(const struct job *job, enum value_shared v)
{
	return (char *)job + shared[v].at;
}

const char *
value_shared_name(enum value_shared v)
{
	return shared[v].name;
}

static bool
read_days(double *days, const char *text, struct synk_error *err)
{
	double value;

	if (!value_number(&value, text, err))
		return false;
	if (value < 0)
		return expected(err, "days, 0 or more", text);
	*days = value;
	return true;
}

bool
value_shared_read(struct job *job, enum value_shared v, const char *text,
    struct synk_error *err)
{
	char **copy;

	switch (shared[v].kind) {
	case SIDE:
		return value_side(member(job, v), text, err);
	case NUMBER:
		return value_number(member(job, v), text, err);
	case DAYS:
		return read_days(member(job, v), text, err);
	case TEXT:
		break;
	}
	copy = member(job, v);
	free(*copy);
	*copy = cli_copy(text);
	return true;
}

bool
value_shared_said(const struct job *job, enum value_shared v)
{
	void *m = member(job, v);

	switch (shared[v].kind) {
	case SIDE:
		return *(enum synk_affected *)m != SYNK_UNKNOWN;
	case TEXT:
		return *(char **)m != NULL;
	default:
		return !isnan(*(double *)m);
	}
}

/* Both say it. */
static bool
same(void *a, void *b, enum value_shared v)
{
	switch (shared[v].kind) {
	case SIDE:
		return *(enum synk_affected *)a == *(enum synk_affected *)b;
	case TEXT:
		return strcmp(*(char **)a, *(char **)b) == 0;
	default:
		return *(double *)a <= *(double *)b &&
		    *(double *)a >= *(double *)b;
	}
}

static void
copy_shared(void *to, void *from, enum value_shared v)
{
	switch (shared[v].kind) {
	case SIDE:
		*(enum synk_affected *)to = *(enum synk_affected *)from;
		break;
	case TEXT:
		*(char **)to = cli_copy(*(char **)from);
		break;
	default:
		*(double *)to = *(double *)from;
	}
}

bool
value_shared_merge(struct job *job, const struct job *from,
    enum value_shared v)
{
	if (!value_shared_said(from, v))
		return true;
	if (value_shared_said(job, v))
		return same(member(job, v), member(from, v), v);
	copy_shared(member(job, v), member(from, v), v);
	return true;
}

char *
value_shared_text(const struct job *job, enum value_shared v)
{
	void *m = member(job, v);

	switch (shared[v].kind) {
	case SIDE:
		return cli_copy(synk_affected_name(*(enum synk_affected *)m));
	case TEXT:
		return cli_copy(*(char **)m);
	default:
		return cli_format("%g", *(double *)m);
	}
}
