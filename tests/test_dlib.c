/*
 * dlib's landmarks: what can be said of a model without dlib, and, where dlib,
 * its model and photographs are there, other landmarks of the same faces.
 */
#include "../lib/dlib/predictor.h"
#include "photo.h"
#include "synk/dlib.h"

/* A shape predictor as dlib writes it, which moves nothing. */
struct sketch {
	const char *name;
	const char *error;		/* NULL: it is none */
	unsigned version, points, cascades, splits;
	unsigned pixels;		/* of each cascade */
	unsigned asked;			/* by the splits: the second pixel */
	unsigned near;			/* the point that pixels are near */
	int leaves;			/* more or less than there should be */
	int exponent;			/* of all fractions, whose rest is 1 */
	size_t more;			/* bytes behind */
};

static void
put_whole(struct file *f, unsigned long n, bool negative)
{
	unsigned char b[9] = { 0 };
	size_t bytes = 0;

	do
		b[++bytes] = (unsigned char)(n & 0xff);
	while (n >>= 8);
	b[0] = (unsigned char)(bytes | (negative ? 0x80 : 0));
	put(f, b, bytes + 1);
}

static void
put_fractions(struct file *f, size_t n, int exponent)
{
	while (n-- > 0) {
		put_whole(f, 1, false);
		put_whole(f, (unsigned long)abs(exponent), exponent < 0);
	}
}

static void
put_column(struct file *f, unsigned rows, int exponent)
{
	put_whole(f, rows, true);
	put_whole(f, 1, true);
	put_fractions(f, rows, exponent);
}

static void
put_tree(struct file *f, const struct sketch *s)
{
	int leaves = (int)s->splits + 1 + s->leaves;

	put_whole(f, s->splits, false);
	for (unsigned i = 0; i < s->splits; i++) {
		put_whole(f, 0, false);
		put_whole(f, s->asked, false);
		put_fractions(f, 1, s->exponent);
	}
	put_whole(f, (unsigned long)leaves, false);
	for (int i = 0; i < leaves; i++)
		put_column(f, 2 * s->points, s->exponent);
}

static struct file
make_predictor(const struct sketch *s)
{
	struct file f = { NULL, 0 };

	put_whole(&f, s->version, false);
	put_column(&f, 2 * s->points, s->exponent);
	put_whole(&f, s->cascades, false);
	for (unsigned i = 0; i < s->cascades; i++) {
		put_whole(&f, 1, false);
		put_tree(&f, s);
	}
	put_whole(&f, s->cascades, false);
	for (unsigned i = 0; i < s->cascades; i++) {
		put_whole(&f, s->pixels, false);
		for (unsigned k = 0; k < s->pixels; k++)
			put_whole(&f, s->near, false);
	}
	put_whole(&f, s->cascades, false);
	for (unsigned i = 0; i < s->cascades; i++) {
		put_whole(&f, s->pixels, false);
		put_fractions(&f, 2 * (size_t)s->pixels, s->exponent);
	}
	put(&f, "\0\0\0\0", s->more);
	return f;
}

#define DAMAGED "expected a whole shape predictor, found a damaged one (byte "
#define FOREIGN "expected a shape predictor of dlib, found something else"

static const struct sketch sketches[] = {
	{ "good", NULL, 1, 68, 2, 3, 4, 3, 67, 0, -30, 0 },
	{ "trees without splits", NULL, 1, 68, 2, 0, 0, 0, 0, 0, -30, 0 },
	{ "another version", FOREIGN, 2, 68, 2, 3, 4, 3, 67, 0, -30, 0 },
	{ "five points", "expected a shape predictor of 68 points, found one "
	  "of 5", 1, 5, 2, 3, 4, 3, 4, 0, -30, 0 },
	{ "no points", FOREIGN, 1, 0, 2, 3, 4, 3, 0, 0, -30, 0 },
	{ "no cascades", DAMAGED, 1, 68, 0, 3, 4, 3, 67, 0, -30, 0 },
	{ "half a tree", DAMAGED, 1, 68, 2, 2, 4, 3, 67, 0, -30, 0 },
	{ "a leaf missing", DAMAGED, 1, 68, 2, 3, 4, 3, 67, -1, -30, 0 },
	{ "a leaf too many", DAMAGED, 1, 68, 2, 3, 4, 3, 67, 1, -30, 0 },
	{ "a pixel that is not", DAMAGED, 1, 68, 2, 3, 4, 4, 67, 0, -30, 0 },
	{ "near no point", DAMAGED, 1, 68, 2, 3, 4, 3, 68, 0, -30, 0 },
	{ "too large", DAMAGED, 1, 68, 2, 3, 4, 3, 67, 0, 17, 0 },
	{ "infinite", DAMAGED, 1, 68, 2, 3, 4, 3, 67, 0, 32000, 0 },
	{ "something behind", DAMAGED, 1, 68, 2, 3, 4, 3, 67, 0, -30, 1 },
};

/* And cut off anywhere it is refused; with a byte changed, nothing worse. */
static void
check_sketch(void **state)
{
	const struct sketch *s = *state;
	struct file f = make_predictor(s);
	struct synk_error err = { .text = "" };
	bool ok = synk_predictor_check(f.data, f.size, &err);

	assert_int_equal(ok, !s->error);
	if (s->error) {
		assert_int_equal(err.code, SYNK_BAD_INPUT);
		assert_memory_equal(err.text, s->error, strlen(s->error));
	}
	for (size_t n = 0; n < f.size; n++) {
		struct file part = cut(&f, n);

		ok = synk_predictor_check(part.data, n, &err);
		assert_false(ok && !s->more);
		free(part.data);
	}
	for (size_t n = 0; n < f.size; n++) {
		f.data[n] ^= 0x81;
		(void)!synk_predictor_check(f.data, f.size, &err);
		f.data[n] ^= 0x81;
	}
	free(f.data);
}

/* Skips the test without dlib; data is copied. */
static struct synk_dlib *
open_dlib(const void *data, size_t size)
{
	struct synk_error err = { .text = "" };
	struct synk_dlib *d;

	if (!synk_dlib_here())
		skip();
	if (!synk_dlib_open(&d, data, size, &err))
		fail_msg("%s", err.text);
	return d;
}

/* Without dlib a good model is refused too, and told why. */
static void
check_here(void **state)
{
	struct file f = make_predictor(&sketches[0]);
	struct synk_error err = { .text = "" };
	struct synk_dlib *d;

	(void)state;
	if (synk_dlib_here()) {
		d = open_dlib(f.data, f.size);
		assert_string_equal(synk_dlib_name(d), "lab-dlib");
		assert_int_equal(strlen(synk_dlib_sha256(d)), 64);
		synk_dlib_close(d);
	} else {
		assert_false(synk_dlib_open(&d, f.data, f.size, &err));
		assert_int_equal(err.code, SYNK_BAD_USAGE);
		assert_string_equal(err.text,
		    "this synk-mark was built without dlib");
	}
	synk_dlib_close(NULL);
	free(f.data);
}

/* Photographs that show nobody, and one that is cut off. */
static void
check_nobody(void **state)
{
	static const struct photo photos[] = {
		{ .width = 640, .height = 480 }, { .width = 1, .height = 1 },
		{ .width = 3000, .height = 8 }, { .width = 8, .height = 3000 },
	};
	struct file model = make_predictor(&sketches[0]);
	struct synk_dlib *d = open_dlib(model.data, model.size);
	struct synk_error err = { .text = "" };
	struct synk_face_marks face;
	size_t found = 1;

	(void)state;
	for (size_t i = 0; i < LEN(photos); i++) {
		struct file f = make_jpeg(&photos[i]);

		if (!synk_dlib_find(d, &face, 1, &found, f.data, f.size, 0,
		    &err))
			fail_msg("%s", err.text);
		assert_int_equal(found, 0);
		assert_false(synk_dlib_find(d, &face, 1, &found, f.data,
		    f.size / 2, 0, &err));
		assert_int_equal(err.code, SYNK_BAD_INPUT);
		free(f.data);
	}
	synk_dlib_close(d);
	free(model.data);
}

/* The model that dlib publishes, by SYNK_DLIB_MODEL or from Debian. */
static struct synk_dlib *
open_published(void)
{
	const char *name = getenv("SYNK_DLIB_MODEL");
	struct file f = { NULL, 0 };
	struct synk_dlib *d;
	char piece[65536];
	FILE *from = fopen(name ? name
	    : "/usr/share/dlib/shape_predictor_68_face_landmarks.dat", "rb");

	if (!from || !synk_dlib_here()) {
		if (from)
			fclose(from);
		skip();
	}
	f.data = malloc(1 << 27);
	assert_non_null(f.data);
	for (size_t n; (n = fread(piece, 1, sizeof piece, from)) > 0; ) {
		assert_true(f.size + n <= 1 << 27);
		memcpy(f.data + f.size, piece, n);
		f.size += n;
	}
	fclose(from);
	d = open_dlib(f.data, f.size);
	free(f.data);
	return d;
}

/* Landmarks of a real file; none if it is not there. */
static struct synk_marks
read_points(const char *name)
{
	static const struct synk_reading how;
	struct synk_marks m = { .count = 0 };
	struct synk_error err;
	struct synk_reader r;
	size_t size = 0;
	char *text = real_file(name, &size);
	bool got;

	if (!text)
		return m;
	assert_true(synk_reader_open(&r, text, size, &how, &err));
	assert_true(synk_reader_next(&r, &m, &got, &err) && got);
	synk_reader_close(&r);
	free(text);
	return m;
}

/* Between the eyes, % of which distances are. */
static double
unit_of(const struct synk_point *p)
{
	return hypot(p[36].x + p[39].x - p[42].x - p[45].x,
	    p[36].y + p[39].y - p[42].y - p[45].y) / 200;
}

/* Mean distance of all but the jaw's points from where they should be. */
static double
distance(const struct synk_point *found, const struct synk_point *want,
    double shift)
{
	double sum = 0;

	for (size_t i = 17; i < 68; i++)
		sum += hypot(found[i].x - want[i].x + shift,
		    found[i].y - want[i].y + shift);
	return sum / 51 / unit_of(want);
}

/* NaN where there is no such photograph. */
static double
distance_in(struct synk_dlib *d, const char *name, double shift)
{
	struct synk_error err = { .text = "" };
	struct synk_face_marks face;
	struct synk_marks want;
	char path[64];
	size_t size = 0, found = 0;
	char *photo;

	snprintf(path, sizeof path, "%s.pts", name);
	want = read_points(path);
	snprintf(path, sizeof path, "%s.jpg", name);
	photo = real_file(path, &size);
	if (!photo || !want.count) {
		free(photo);
		return NAN;
	}
	if (!synk_dlib_find(d, &face, 1, &found, photo, size, 0.5, &err))
		fail_msg("%s: %s", name, err.text);
	free(photo);
	assert_int_equal(found, 1);
	assert_int_equal(face.count, 68);
	assert_true(face.score > 0.5);
	return distance(face.at, want.at, shift);
}

/*
 * The same model on photographs that were enlarged 8.025 times, where it was
 * shown other boxes: how dlib's points scatter (reference: 0.5 to 1.5 % of the
 * distance between the eyes).  Those files have the corner of a pixel where we
 * have its middle, less half of an enlarged one.
 */
static void
check_alike(void **state)
{
	static const char *const faces[] = { "normal", "happy", "sleepy",
	    "surprised", "wink" };
	const double shift = 0.5 - 0.5 / 8.025;
	struct synk_dlib *d = open_published();
	double sum = 0, most = 0, n = 0;

	(void)state;
	assert_string_equal(synk_dlib_name(d), "dlib");
	for (int person = 1; person <= 5; person++)
		for (size_t i = 0; i < LEN(faces); i++) {
			char name[64];
			double one;

			snprintf(name, sizeof name, "yale/subject%02d.%s",
			    person, faces[i]);
			one = distance_in(d, name, shift);
			if (isnan(one))
				continue;
			sum += one;
			n++;
			most = fmax(most, one);
		}
	synk_dlib_close(d);
	if (n == 0)
		skip();
	print_message("dlib: mean distance %.3f %% IED, at most %.3f\n",
	    sum / n, most);
	assert_true(sum / n < 1);
	assert_true(most < 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(check_here),
		cmocka_unit_test(check_nobody),
		cmocka_unit_test(check_alike),
	};

	return RUN_ROWS(sketches, check_sketch) ||
	    cmocka_run_group_tests(tests, NULL, NULL);
}
