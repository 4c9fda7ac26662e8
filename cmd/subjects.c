#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "csv.h"
#include "deid.h"
#include "job.h"
#include "subjects.h"
#include "value.h"

#define LEN(a)	(sizeof (a) / sizeof *(a))

struct subject {
	struct job said;	/* name and what is shared; no photos */
	double scale;		/* mm per px; NaN: not said */
	size_t line;
};

enum { NAME, SCALE, SHARED };

/* visit_order is no property of a subject. */
static const enum value_shared taken[] = {
	SHARED_SIDE, SHARED_GROUP, SHARED_DAYS_SINCE_ONSET,
	SHARED_DAYS_SINCE_INJECTION,
};

static const struct csv_column columns[] = {
	{ "subject", true }, { "scale", false },
	{ "side", false }, { "group", false }, { "days_since_onset", false },
	{ "days_since_injection", false },
};

static bool
read_name(struct subject *s, const char *text, struct synk_error *err)
{
	if (!text)
		return synk_fail(err, SYNK_BAD_INPUT, "expected a value for "
		    "'subject', found an empty field");
	s->said.subject = cli_copy(text);
	return true;
}

static bool
read_scale(struct subject *s, const char *text, struct synk_error *err)
{
	return !text || value_scale(&s->scale, text, err) ||
	    synk_fail_in(err, "scale");
}

static bool
read_shared(struct subject *s, enum value_shared v, const char *text,
    struct synk_error *err)
{
	return !text || value_shared_read(&s->said, v, text, err) ||
	    synk_fail_in(err, value_shared_name(v));
}

static bool
read_subject(struct subject *s, const struct csv *c, const int *column,
    struct synk_error *err)
{
	bool ok = read_name(s, csv_said(c, column[NAME]), err) &&
	    read_scale(s, csv_said(c, column[SCALE]), err);

	for (size_t i = 0; ok && i < LEN(taken); i++)
		ok = read_shared(s, taken[i],
		    csv_said(c, column[SHARED + i]), err);
	if (!ok)
		err->line = c->line;
	return ok;
}

/* Room doubles, so that it is full whenever count is a power of two. */
static struct subject *
add(struct subjects *to, size_t line)
{
	struct subject *s;

	if ((to->count & (to->count - 1)) == 0)
		to->at = cli_grow(to->at,
		    (to->count ? 2 * to->count : 1) * sizeof *to->at);
	s = &to->at[to->count++];
	*s = (struct subject){ .scale = NAN, .line = line };
	job_init(&s->said);
	return s;
}

static bool
read_rows(struct subjects *to, struct csv *c, const int *column,
    struct synk_error *err)
{
	bool got;

	for (;;) {
		if (!csv_next(c, &got, err))
			return false;
		if (!got)
			return true;
		if (!read_subject(add(to, c->line), c, column, err))
			return false;
	}
}

static int
by_name(const void *a, const void *b)
{
	const struct subject *s = a, *t = b;

	return strcmp(s->said.subject, t->said.subject);
}

static int
by_name_and_line(const void *a, const void *b)
{
	const struct subject *s = a, *t = b;
	int by = by_name(a, b);

	return by ? by : (s->line > t->line) - (s->line < t->line);
}

static bool
sort(struct subjects *to, struct synk_error *err)
{
	if (to->count == 0)
		return true;
	qsort(to->at, to->count, sizeof *to->at, by_name_and_line);
	for (size_t i = 1; i < to->count; i++) {
		const struct subject *s = &to->at[i];

		if (by_name(s - 1, s) == 0)
			return synk_fail_at(err, s->line, "expected a subject "
			    "once, found '%.80s' on line %zu as well",
			    s->said.subject, s[-1].line);
	}
	return true;
}

static bool
read_file(struct subjects *to, FILE *file, const char *path,
    struct synk_error *err)
{
	int column[LEN(columns)];
	struct csv c;
	bool ok;

	if (!csv_open(&c, file, err))
		return false;
	ok = csv_columns(&c, column, columns, LEN(columns), path, err) &&
	    read_rows(to, &c, column, err) && sort(to, err);
	csv_close(&c);
	return ok;
}

bool
subjects_open(struct subjects *to, const char *path, struct synk_error *err)
{
	FILE *file;
	bool ok;

	*to = (struct subjects){ 0 };
	if (!csv_file(&file, path, err))
		return false;
	ok = read_file(to, file, path, err);
	fclose(file);
	if (!ok)
		subjects_close(to);
	return ok;
}

void
subjects_close(struct subjects *s)
{
	for (size_t i = 0; i < s->count; i++)
		job_free(&s->at[i].said);
	free(s->at);
	*s = (struct subjects){ 0 };
}

static bool
differ(const struct subject *s, const struct job *job, enum value_shared v,
    struct synk_error *err)
{
	char *have = value_shared_text(job, v);
	char *listed = value_shared_text(&s->said, v);

	synk_fail(err, SYNK_BAD_INPUT, "%s '%.80s' contradicts '%.80s' on "
	    "line %zu of the subjects", value_shared_name(v), have, listed,
	    s->line);
	free(have);
	free(listed);
	return false;
}

static bool
apply_scale(const struct subject *s, struct source *to, struct synk_error *err)
{
	if (isnan(s->scale))
		return true;
	if (!isnan(to->scale) && fabs(to->scale - s->scale) > 0)
		return synk_fail(err, SYNK_BAD_INPUT, "scale '%g' of %.120s "
		    "contradicts '%g' on line %zu of the subjects", to->scale,
		    deid_file(to->name), s->scale, s->line);
	to->scale = s->scale;
	return true;
}

static bool
apply(const struct subject *s, struct job *job, struct synk_error *err)
{
	for (size_t i = 0; i < LEN(taken); i++)
		if (!value_shared_merge(job, &s->said, taken[i]))
			return differ(s, job, taken[i], err);
	for (size_t i = 0; i < job->count; i++)
		if (!apply_scale(s, &job->at[i], err))
			return false;
	return true;
}

static const struct subject *
find(const struct subjects *in, const char *subject)
{
	const struct subject key = { .said = { .subject = (char *)subject } };

	return in->count ? bsearch(&key, in->at, in->count, sizeof key,
	    by_name) : NULL;
}

bool
subjects_has(const struct subjects *in, const char *subject)
{
	return find(in, subject) != NULL;
}

bool
subjects_apply(const struct subjects *from, struct job *job,
    struct synk_error *err)
{
	const struct subject *s = job->subject
	    ? find(from, job->subject) : NULL;

	return !s || apply(s, job, err);
}
