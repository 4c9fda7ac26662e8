/*
 * The sizes that synk(7) lists under LIMITS: what is as large as that is read,
 * and what is larger by one is refused, in these words.  Others stand with the
 * rest of what they limit: in test_image*.c, test_visit.c, test_reliability.c.
 */
#include "test.h"

#include "../cmd/csv.h"
#include "../lib/expr.h"
#include "../lib/json.h"
#include "synk/stream.h"

/* Each makes an input of that size, and reads it. */
struct row {
	const char *name;
	bool (*read)(size_t n, struct synk_error *);
	size_t most;
	const char *want;	/* of one more */
};

static void
repeat(struct text *t, const char *piece, size_t n)
{
	size_t size = strlen(piece);

	t->text = realloc(t->text, t->len + n * size + 1);
	assert_non_null(t->text);
	for (size_t i = 0; i < n; i++, t->len += size)
		memcpy(t->text + t->len, piece, size);
	t->text[t->len] = '\0';
}

/* The only face of a file; its text is freed. */
static bool
read_face(struct synk_marks *m, struct text *t, const char *format,
    struct synk_error *err)
{
	const struct synk_reading how = { .format = format };
	struct synk_reader r;
	bool got = false, ok = synk_reader_open(&r, t->text, t->len, &how,
	    err);

	if (ok) {
		ok = synk_reader_next(&r, m, &got, err);
		synk_reader_close(&r);
		assert_true(got || !ok);
	}
	free(t->text);
	return ok;
}

static bool
read_points(size_t n, struct synk_error *err)
{
	static struct synk_marks m;
	struct text t = { NULL, 0 };

	repeat(&t, "1 2\n", n);
	return read_face(&m, &t, "points", err);
}

static bool
read_far(size_t n, struct synk_error *err)
{
	static struct synk_marks m;
	struct text t = { NULL, 0 };

	add(&t, "-%zu 2\n", n);
	repeat(&t, "1 2\n", 67);
	return read_face(&m, &t, "points", err);
}

static void
add_face(struct text *t, const char *image, const char *more)
{
	add(t, "{\"record\":\"synk-marks/1\",\"scheme\":\"ibug68\",\"image\":"
	    "{%s},\"points\":[null", image);
	repeat(t, ",null", 67);
	add(t, "]%s}", more);
}

static bool
read_wide(size_t n, struct synk_error *err)
{
	static struct synk_marks m;
	struct text t = { NULL, 0 };
	char image[80];

	snprintf(image, sizeof image, "\"width\":%zu,\"height\":1", n);
	add_face(&t, image, "");
	return read_face(&m, &t, "synk-marks", err);
}

static bool
read_frame(size_t n, struct synk_error *err)
{
	static struct synk_marks m;
	struct text t = { NULL, 0 };
	char frame[40];

	snprintf(frame, sizeof frame, ",\"frame\":%zu", n);
	add_face(&t, "", frame);
	return read_face(&m, &t, "synk-marks", err);
}

static bool
read_deep(size_t n, struct synk_error *err)
{
	static struct synk_marks m;
	struct text t = { NULL, 0 };
	struct text deep = { NULL, 0 };

	repeat(&deep, "[", n);
	repeat(&deep, "]", n);
	add(&t, "{\"faceLandmarks\":[],\"more\":");
	repeat(&t, deep.text, 1);
	add(&t, "}");
	free(deep.text);
	return read_face(&m, &t, "mediapipe", err);
}

/* Streams. */

static bool
take_value(struct text *t, struct synk_error *err)
{
	struct synk_stream *stream;
	struct synk_value value;
	bool got = false, ok;

	assert_true(synk_stream_open(&stream, err) &&
	    synk_stream_add(stream, t->text, t->len, err) &&
	    synk_stream_add(stream, NULL, 0, err));
	ok = synk_stream_next(&value, &got, stream, err);
	assert_int_equal(ok, got);
	if (ok)
		assert_int_equal(value.size, t->len);
	synk_stream_close(stream);
	free(t->text);
	return ok;
}

static bool
take_deep(size_t n, struct synk_error *err)
{
	struct text t = { NULL, 0 };

	repeat(&t, "[", n);
	repeat(&t, "]", n);
	return take_value(&t, err);
}

static bool
take_long(size_t n, struct synk_error *err)
{
	struct text t = { NULL, 0 };

	add(&t, "\"");
	repeat(&t, "a", n - 2);
	add(&t, "\"");
	return take_value(&t, err);
}

/* Rules. */

static bool
parse(struct text *t, struct synk_error *err)
{
	static struct synk_expr expr;
	bool ok = synk_expr_parse(&expr, t->text, err);

	free(t->text);
	return ok;
}

static bool
parse_deep(size_t n, struct synk_error *err)
{
	struct text t = { NULL, 0 };

	repeat(&t, "(", n);
	add(&t, "a.b > 1");
	repeat(&t, ")", n);
	return parse(&t, err);
}

/* One predicate, then "or" and another: two steps more each. */
static bool
parse_steps(size_t n, struct synk_error *err)
{
	struct text t = { NULL, 0 };

	add(&t, n % 2 ? "a.b" : "not a.b");
	repeat(&t, " or a.b", (n - 1) / 2);
	return parse(&t, err);
}

/* One path, with its end. */
static bool
parse_long(size_t n, struct synk_error *err)
{
	struct text t = { NULL, 0 };

	repeat(&t, "a", n - 1);
	return parse(&t, err);
}

/* CSV. */

static bool
read_csv(struct text *t, struct synk_error *err)
{
	FILE *file = tmpfile();
	struct csv csv;
	bool got = false, ok;

	assert_non_null(file);
	assert_int_equal(fwrite(t->text, 1, t->len, file), t->len);
	assert_int_equal(fflush(file), 0);
	ok = csv_open(&csv, file, err);
	if (ok) {
		ok = csv_next(&csv, &got, err);
		csv_close(&csv);
	}
	fclose(file);
	free(t->text);
	return ok;
}

static bool
read_columns(size_t n, struct synk_error *err)
{
	struct text t = { NULL, 0 };

	add(&t, "c0");
	for (size_t i = 1; i < n; i++)
		add(&t, ",c%zu", i);
	add(&t, "\n");
	return read_csv(&t, err);
}

/* Of two fields, each with its end. */
static bool
read_row(size_t n, struct synk_error *err)
{
	struct text t = { NULL, 0 };

	add(&t, "a,b\n1,");
	repeat(&t, "x", n - 3);
	add(&t, "\n");
	return read_csv(&t, err);
}

static const struct row rows[] = {
	{ "points of a face", read_points, 478,
	  "points: expected 68 points (or 49, 51, 66), 70, 76, 98, 106, 468 or"
	  " 478, found 479" },
	{ "coordinates", read_far, 1000000,
	  "points: expected coordinates within 1000000 px, found "
	  "'-1000001 2'" },
	{ "sides of an image", read_wide, 1 << 20,
	  "synk-marks: width: expected a whole number from 1 to 1048576, found "
	  "1048577" },
	{ "frames' numbers", read_frame, 2147483647,
	  "synk-marks: frame: expected a whole number, found 2147483648" },
	/* With the object that the arrays stand in, 1000. */
	{ "levels of a landmark file", read_deep, 999,
	  "mediapipe: expected JSON, found an error in it" },
	{ "levels of a record", take_deep, 64,
	  "expected JSON: fewer levels, found '['" },
	{ "bytes of a record", take_long, 1 << 24,
	  "expected a record of at most 16777216 bytes, found more" },
	{ "parentheses in a rule", parse_deep, 39,
	  "character 41: expected fewer parentheses, found "
	  "'a.b > 1)))))))))))))'" },
	{ "steps of a rule", parse_steps, 96,
	  "character 340: expected a shorter expression, found 'the end'" },
	{ "bytes of a rule", parse_long, 1200,
	  "character 1: expected a shorter expression, found "
	  "'aaaaaaaaaaaaaaaaaaaa'" },
	{ "columns of a CSV file", read_columns, 256,
	  "expected at most 256 fields, found more" },
	{ "bytes of a CSV row", read_row, 1 << 20,
	  "expected a row of at most 1048576 bytes, found more (is a quote left"
	  " open?)" },
};

static void
check_row(void **state)
{
	const struct row *r = *state;
	struct synk_error err = { .text = "" };

	if (!r->read(r->most, &err))
		fail_msg("%zu: %s", r->most, err.text);
	assert_false(r->read(r->most + 1, &err));
	assert_int_equal(err.code, SYNK_BAD_INPUT);
	assert_string_equal(err.text, r->want);
}

/* A name that is too long is cut, and never within a character. */
static void
check_names(void **state)
{
	static struct synk_marks m;
	struct synk_error err;

	(void)state;
	for (size_t n = 254; n < 258; n++) {
		struct text t = { NULL, 0 }, name = { NULL, 0 };

		add(&name, "\"file\":\"");
		repeat(&name, "n", n - 2);
		add(&name, "\u00e9\"");
		add_face(&t, name.text, "");
		assert_true(read_face(&m, &t, "synk-marks", &err));
		assert_int_equal(strlen(m.image), n > 255 ? n - 2 : n);
		free(name.text);
	}
}

int
main(void)
{
	const struct CMUnitTest names[] = {
		cmocka_unit_test(check_names),
	};

	return RUN_ROWS(rows, check_row) +
	    cmocka_run_group_tests(names, NULL, NULL);
}
