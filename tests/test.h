/* CMocka with its includes, and one named test for each row of a table. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "synk/marks.h"

#define LEN(a) (sizeof (a) / sizeof *(a))

/* Each row's first member is its name; check() gets the row as *state. */
#define RUN_ROWS(rows, check) run_rows(rows, LEN(rows), sizeof *(rows), check)

static inline int
run_rows(const void *rows, size_t n, size_t size, CMUnitTestFunction check)
{
	static struct CMUnitTest tests[256];	/* CMocka skips empty ones */
	const char *row = rows;

	assert_true(n <= LEN(tests));
	memset(tests, 0, sizeof tests);
	for (size_t i = 0; i < n; i++, row += size) {
		tests[i].name = *(const char *const *)(const void *)row;
		tests[i].test_func = check;
		tests[i].initial_state = (void *)(uintptr_t)row;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Text that grows. */
struct text {
	char *text;
	size_t len;
};

static inline void SYNK_PRINTF(2)
add(struct text *t, const char *fmt, ...)
{
	char piece[1024];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(piece, sizeof piece, fmt, ap);
	va_end(ap);
	assert_in_range(n, 0, sizeof piece - 1);
	t->text = realloc(t->text, t->len + (size_t)n + 1);
	assert_non_null(t->text);
	memcpy(t->text + t->len, piece, (size_t)n + 1);
	t->len += (size_t)n;
}

/* Writes piece i of n of what its letter stands for. */
struct maker {
	char letter;
	void (*put)(struct text *, size_t i, size_t n);
};

static inline void
make(struct text *t, const struct maker *makers, char letter, size_t n)
{
	while (makers->letter != letter) {
		assert_int_not_equal(makers->letter, 0);
		makers++;
	}
	for (size_t i = 0; i < n; i++)
		makers->put(t, i, n);
}

/* "a@p68b" becomes "a", what p makes 68 times, "b"; makers end with { 0 }. */
static inline struct text
expand(const char *from, const struct maker *makers)
{
	struct text t = { NULL, 0 };

	add(&t, "%s", "");
	while (*from) {
		size_t n = strcspn(from, "@");
		char *end;

		for (; n > 500; n -= 500, from += 500)
			add(&t, "%.500s", from);
		add(&t, "%.*s", (int)n, from);
		from += n;
		if (*from == '@') {
			make(&t, makers, from[1], strtoul(from + 2, &end, 10));
			from = end;
		}
	}
	return t;
}

/* All that a reader found out about a face, and one of its points. */
static inline void
show(struct text *t, const struct synk_marks *m, size_t point)
{
	static const char *const sides[] = { "right", "left" };
	size_t missing = 0;

	for (size_t i = 0; i < m->count; i++)
		missing += isnan(m->at[i].x) ? 1 : 0;
	add(t, "%s", m->count ? synk_scheme_name(m->scheme) : "nobody");
	if (m->count)
		add(t, " %g,%g", m->at[point].x, m->at[point].y);
	if (missing)
		add(t, ", %zu missing", missing);
	for (size_t i = 0; i < SYNK_SIDES; i++)
		if (!isnan(m->iris[i].centre.x) || !isnan(m->iris[i].radius))
			add(t, ", %s %g,%g r %g", sides[i],
			    m->iris[i].centre.x, m->iris[i].centre.y,
			    m->iris[i].radius);
	if (m->normalised)
		add(t, ", normalised");
	if (m->width || m->height)
		add(t, ", %dx%d", m->width, m->height);
	if (m->face)
		add(t, ", face %ld", m->face);
	if (m->frame != SYNK_FRAME_NONE)
		add(t, ", frame %ld", m->frame);
	if (m->line != 1)
		add(t, ", line %zu", m->line);
	if (m->image[0])
		add(t, ", image %s", m->image);
	if (m->detector[0])
		add(t, ", by %s", m->detector);
	if (m->reason[0])
		add(t, ": %s", m->reason);
	if (m->warning[0])
		add(t, "; %s", m->warning);
	add(t, "\n");
}

/* What synk_reader_*() give for the text, one line a face, then the error. */
static inline struct text
read_all(const char *text, size_t size, const struct synk_reading *how,
    size_t point)
{
	static struct synk_marks m;
	struct text t = { NULL, 0 };
	struct synk_error err = { .text = "" };
	struct synk_reader r;
	bool got = false, ok;

	add(&t, "%s", "");
	ok = synk_reader_open(&r, text, size, how, &err);
	if (ok) {
		while ((ok = synk_reader_next(&r, &m, &got, &err)) && got)
			show(&t, &m, point);
		synk_reader_close(&r);
	}
	if (!ok)
		add(&t, "%zu: %s\n", err.line, err.text);
	return t;
}

/* A landmark file and what reading it must give. */
struct marks_row {
	const char *name;
	const char *text;		/* for expand() */
	size_t point;			/* the one to show */
	const char *want;
};

/* A cut anywhere may be an error or not, but nothing worse. */
static inline void
check_cuts(const char *text, size_t size, const struct synk_reading *how)
{
	size_t step = size / 200 + 1;

	for (size_t n = 0; n < size; n += step) {
		char *copy = malloc(n + 1);
		struct text t;

		assert_non_null(copy);
		memcpy(copy + 1, text, n);	/* ends where its memory does */
		t = read_all(copy + 1, n, how, 0);
		free(t.text);
		free(copy);
	}
}

static inline void
check_marks(const struct marks_row *row, const struct synk_reading *how,
    const struct maker *makers)
{
	struct text text = expand(row->text, makers);
	struct text t = read_all(text.text, text.len, how, row->point);

	assert_string_equal(t.text, row->want);
	free(t.text);
	check_cuts(text.text, text.len, how);
	free(text.text);
}

/* A real file, where the checkout has them beside it; NULL elsewhere. */
static inline char *
real_file(const char *name, size_t *size)
{
	const char *folder = getenv("SYNK_DATA");
	char path[512];
	char *text;
	FILE *f;
	long n;

	snprintf(path, sizeof path, "%s/%s", folder ? folder : "../shared/data",
	    name);
	f = fopen(path, "rb");
	if (!f)
		return NULL;
	assert_int_equal(fseek(f, 0, SEEK_END), 0);
	n = ftell(f);
	assert_true(n >= 0);
	rewind(f);
	text = malloc((size_t)n + 1);
	assert_non_null(text);
	*size = fread(text, 1, (size_t)n, f);
	assert_int_equal(*size, n);
	fclose(f);
	return text;
}

/* What must be in a real file. */
struct real_row {
	const char *name;	/* of the test */
	const char *file;
	const char *format, *scheme;
	size_t faces, nobody;
};

static inline void
check_real(const struct real_row *row)
{
	static struct synk_marks m;
	static const struct synk_reading how;
	struct synk_error err = { .text = "" };
	struct synk_reader r;
	size_t size = 0, faces = 0, nobody = 0;
	char *text = real_file(row->file, &size);
	bool got;

	if (!text)
		skip();
	if (!synk_reader_open(&r, text, size, &how, &err))
		fail_msg("%s", err.text);
	assert_string_equal(r.format->name, row->format);
	for (;;) {
		if (!synk_reader_next(&r, &m, &got, &err))
			fail_msg("%zu: %s", err.line, err.text);
		if (!got)
			break;
		if (m.count)
			assert_string_equal(synk_scheme_name(m.scheme),
			    row->scheme);
		faces += m.count != 0;
		nobody += m.count == 0;
	}
	synk_reader_close(&r);
	free(text);
	assert_int_equal(faces, row->faces);
	assert_int_equal(nobody, row->nobody);
}
