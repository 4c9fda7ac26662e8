#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "job.h"
#include "manifest.h"
#include "value.h"

#define LEN(a)	(sizeof (a) / sizeof *(a))

enum column {
	SUBJECT, VISIT, EXPRESSION, FILE_NAME, RATER, REPEAT,
	FACE, FRAME, IMAGE, IMAGE_SIZE, MIRRORED, SCALE, FROM, DETECTOR,
	SHARED		/* and on: enum value_shared, in its order */
};

static const struct csv_column columns[] = {
	[SUBJECT] = { "subject", true },
	[VISIT] = { "visit", false },
	[EXPRESSION] = { "expression", true },
	[FILE_NAME] = { "file", true },
	[RATER] = { "rater", false },
	[REPEAT] = { "repeat", false },
	[FACE] = { "face", false },
	[FRAME] = { "frame", false },
	[IMAGE] = { "image", false },
	[IMAGE_SIZE] = { "image_size", false },
	[MIRRORED] = { "mirrored", false },
	[SCALE] = { "scale", false },
	[FROM] = { "from", false },
	[DETECTOR] = { "detector", false },
	[SHARED + SHARED_SIDE] = { "side", false },
	[SHARED + SHARED_GROUP] = { "group", false },
	[SHARED + SHARED_VISIT_ORDER] = { "visit_order", false },
	[SHARED + SHARED_DAYS_SINCE_ONSET] = { "days_since_onset", false },
	[SHARED + SHARED_DAYS_SINCE_INJECTION] =
	  { "days_since_injection", false },
};

static_assert(LEN(columns) == MANIFEST_COLUMNS, "manifest.h has another size");

/* What makes rows one exam. */
static const enum column key_columns[] = { SUBJECT, VISIT, RATER, REPEAT };

static const char *
said(const struct manifest *m, size_t column)
{
	return csv_said(&m->csv, m->column[column]);
}

static struct group_key
key_of_row(const struct manifest *m)
{
	struct group_key key;

	group_key_init(&key);
	for (size_t i = 0; i < LEN(key_columns); i++) {
		const char *text = said(m, key_columns[i]);

		group_key_add(&key, text ? text : "", text ? strlen(text) : 0);
	}
	return key;
}

/* Opening. */

static bool
add_row(struct manifest *m, struct synk_error *err)
{
	const struct group_key key = key_of_row(m);
	size_t row = m->exams.members;

	if (m->csv.line > UINT32_MAX || !groups_add(&m->exams, &key))
		return synk_fail_at(err, m->csv.line,
		    "expected fewer than 4 billion rows, found more");
	if (row == m->room) {
		m->room += m->room / 2 + 64;
		m->row = cli_grow(m->row, m->room * sizeof *m->row);
	}
	m->row[row].offset = m->csv.offset;
	m->row[row].line = (uint32_t)m->csv.line;
	return true;
}

static bool
read_rows(struct manifest *m, struct synk_error *err)
{
	bool got;

	for (;;) {
		if (!csv_next(&m->csv, &got, err))
			return false;
		if (!got)
			break;
		if (!add_row(m, err))
			return false;
	}
	groups_seal(&m->exams);
	m->room = m->exams.members;
	m->row = cli_grow(m->row, m->room * sizeof *m->row);
	return true;
}

static char *
folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return cli_format("%.*s", slash ? (int)(slash + 1 - path) : 0, path);
}

bool
manifest_open(struct manifest *m, const char *path, struct synk_error *err)
{
	*m = (struct manifest){ 0 };
	if (!csv_file(&m->file, path, err))
		return false;
	m->folder = folder_of(path);
	if (csv_open(&m->csv, m->file, err) &&
	    csv_columns(&m->csv, m->column, columns, LEN(columns),
	    strcmp(path, "-") == 0 ? "<stdin>" : path, err) &&
	    read_rows(m, err))
		return true;
	manifest_close(m);
	return false;
}

void
manifest_close(struct manifest *m)
{
	csv_close(&m->csv);
	groups_free(&m->exams);
	free(m->row);
	free(m->folder);
	if (m->file)
		fclose(m->file);
	*m = (struct manifest){ 0 };
}

size_t
manifest_exams(const struct manifest *m)
{
	return m->exams.count;
}

/* One photo. */

static bool
read_face(struct source *s, const char *text, struct synk_error *err)
{
	return value_face(&s->face, text, err);
}

static bool
read_frame(struct source *s, const char *text, struct synk_error *err)
{
	return value_frames(&s->first, &s->last, text, err);
}

static bool
read_size(struct source *s, const char *text, struct synk_error *err)
{
	return value_size(&s->width, &s->height, text, err);
}

static bool
read_mirrored(struct source *s, const char *text, struct synk_error *err)
{
	return value_yes(&s->mirrored, text, err);
}

static bool
read_scale(struct source *s, const char *text, struct synk_error *err)
{
	return value_scale(&s->scale, text, err);
}

static const struct {
	enum column column;
	bool (*read)(struct source *, const char *, struct synk_error *);
} readers[] = {
	{ FACE, read_face },
	{ FRAME, read_frame },
	{ IMAGE_SIZE, read_size },
	{ MIRRORED, read_mirrored },
	{ SCALE, read_scale },
};

/* The first problem of a photo is told. */
static void
blame(struct source *s, const struct synk_error *err)
{
	if (!s->problem)
		s->problem = cli_copy(err->text);
}

static void
read_own(const struct manifest *m, struct source *s)
{
	struct synk_error err;

	for (size_t i = 0; i < LEN(readers); i++) {
		enum column column = readers[i].column;
		const char *text = said(m, column);

		if (!text || readers[i].read(s, text, &err))
			continue;
		synk_fail_in(&err, columns[column].name);
		blame(s, &err);
	}
	s->image = cli_copy(said(m, IMAGE));
	s->from = cli_copy(said(m, FROM));
	s->detector = cli_copy(said(m, DETECTOR));
}

static void
need(const struct manifest *m, struct source *s, enum column column)
{
	struct synk_error err;

	if (said(m, column))
		return;
	synk_fail(&err, SYNK_BAD_INPUT, "expected a value for '%s', found %s",
	    columns[column].name, "an empty field");
	blame(s, &err);
}

static void
read_expression(const struct manifest *m, struct source *s)
{
	const char *text = said(m, EXPRESSION);
	struct synk_error err;

	if (text && !value_expression(&s->expression, text, &err))
		blame(s, &err);
}

/* "-" is standard input only where a user types it. */
static char *
path_of(const struct manifest *m, const char *file)
{
	if (*file == '/' || !*file)
		return cli_copy(file);
	return cli_format("%s%s", *m->folder || *file != '-' ? m->folder :
	    "./", file);
}

static const char *
name_of(const char *file)
{
	return *file == '/' ? strrchr(file, '/') + 1 : file;
}

static struct source *
add_photo(const struct manifest *m, struct job *job)
{
	const char *file = said(m, FILE_NAME) ? said(m, FILE_NAME) : "";
	char *path = path_of(m, file);
	struct source *s = job_add(job, path, name_of(file), SYNK_EXPRESSIONS);

	free(path);
	s->line = m->csv.line;
	need(m, s, SUBJECT);
	need(m, s, EXPRESSION);
	need(m, s, FILE_NAME);
	read_expression(m, s);
	read_own(m, s);
	return s;
}

/* What the rows of an exam share. */

struct exam {
	struct job *job;
	size_t line[SHARED_COUNT];	/* which row said it first */
};

static bool
contradict(const struct exam *e, const struct job *row, enum value_shared v,
    struct synk_error *err)
{
	char *have = value_shared_text(row, v);
	char *had = value_shared_text(e->job, v);

	synk_fail(err, SYNK_BAD_INPUT,
	    "%s '%.80s' contradicts '%.80s' on line %zu",
	    value_shared_name(v), have, had, e->line[v]);
	free(have);
	free(had);
	return false;
}

static bool
merge(struct exam *e, const struct job *row, enum value_shared v, size_t line,
    struct synk_error *err)
{
	if (!value_shared_said(e->job, v) && value_shared_said(row, v))
		e->line[v] = line;
	return value_shared_merge(e->job, row, v) ||
	    contradict(e, row, v, err);
}

static bool
read_one_shared(const struct manifest *m, struct exam *e, enum value_shared v,
    struct synk_error *err)
{
	const char *text = said(m, SHARED + v);
	struct job row;
	bool ok;

	if (!text)
		return true;
	job_init(&row);
	ok = value_shared_read(&row, v, text, err)
	    ? merge(e, &row, v, m->csv.line, err)
	    : synk_fail_in(err, value_shared_name(v));
	job_free(&row);
	return ok;
}

static void
read_shared(const struct manifest *m, struct exam *e, struct source *s)
{
	struct synk_error err;

	for (size_t v = 0; v < SHARED_COUNT; v++)
		if (!read_one_shared(m, e, (enum value_shared)v, &err)) {
			e->job->two_sides |= v == SHARED_SIDE;
			blame(s, &err);
		}
}

/* The same photo twice. */

static int
order(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "");
}

static int
compare(long a, long b)
{
	return (a > b) - (a < b);
}

static int
order_photos(const struct source *a, const struct source *b)
{
	int by = order(a->path, b->path);

	by = by ? by : order(a->image, b->image);
	by = by ? by : compare(a->face, b->face);
	by = by ? by : compare(a->first, b->first);
	return by ? by : compare(a->last, b->last);
}

static int
by_photo_and_line(const void *a, const void *b)
{
	const struct source *const *s = a, *const *t = b;
	int by = order_photos(*s, *t);

	return by ? by : ((*s)->line > (*t)->line) - ((*s)->line < (*t)->line);
}

static void
blame_copies(struct source **sorted, size_t count)
{
	const struct source *first = sorted[0];
	struct synk_error err;

	for (size_t i = 1; i < count; i++) {
		if (order_photos(first, sorted[i]) != 0 || !*first->path) {
			first = sorted[i];
			continue;
		}
		synk_fail(&err, SYNK_BAD_INPUT, "the same photo as line %zu",
		    first->line);
		blame(sorted[i], &err);
	}
}

static void
find_copies(struct job *job)
{
	struct source **sorted = cli_alloc(job->count * sizeof *sorted);

	for (size_t i = 0; i < job->count; i++)
		sorted[i] = &job->at[i];
	qsort(sorted, job->count, sizeof *sorted, by_photo_and_line);
	blame_copies(sorted, job->count);
	free(sorted);
}

/* One exam. */

static bool
read_again(struct manifest *m, size_t exam, size_t row, struct synk_error *err)
{
	struct group_key key;
	bool got;

	csv_seek(&m->csv, m->row[row].offset, m->row[row].line);
	if (csv_next(&m->csv, &got, err) && got) {
		key = key_of_row(m);
		if (group_key_same(&key, &m->exams.at[exam].key))
			return true;
	}
	return synk_fail_at(err, m->row[row].line,
	    "expected the row that stood here, found another: "
	    "the manifest was changed meanwhile");
}

static void
read_key(const struct manifest *m, struct job *job)
{
	job->subject = cli_copy(said(m, SUBJECT));
	job->visit = cli_copy(said(m, VISIT));
	job->rater = cli_copy(said(m, RATER));
	job->repeat = cli_copy(said(m, REPEAT));
}

static bool
read_exam(struct manifest *m, size_t i, struct job *job,
    struct synk_error *err)
{
	struct exam e = { .job = job };
	size_t row = m->exams.at[i].first;

	do {
		if (!read_again(m, i, row, err))
			return false;
		if (job->count == 0)
			read_key(m, job);
		read_shared(m, &e, add_photo(m, job));
		row = m->exams.next[row];
	} while (row);
	find_copies(job);
	return true;
}

bool
manifest_exam(struct manifest *m, size_t i, struct job *job,
    struct synk_error *err)
{
	job_init(job);
	if (read_exam(m, i, job, err))
		return true;
	job_free(job);
	return false;
}
