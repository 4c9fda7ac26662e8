/* Photographs written: only pixels, and those that were given. */
#include "photo.h"

static const struct row {
	const char *name;
	enum synk_pixels pixels;
	int width, height;
	size_t extra;		/* bytes between rows */
} rows[] = {
	{ "grey", SYNK_GREY, 61, 77, 0 },
	{ "colour", SYNK_BGRX, 61, 77, 0 },
	{ "one pixel", SYNK_BGRX, 1, 1, 0 },
	{ "grey, of a larger one", SYNK_GREY, 61, 77, 19 },
	{ "colour, of a larger one", SYNK_BGRX, 61, 77, 12 },
	{ "larger than one buffer", SYNK_BGRX, 400, 300, 0 },
};

static struct synk_image
draw(const struct row *r)
{
	size_t stride = (size_t)r->width * r->pixels + r->extra;
	struct synk_image m = { r->pixels, r->width, r->height, stride,
	    malloc(stride * (size_t)r->height), 0, 0, 1 };

	assert_non_null(m.at);
	memset(m.at, 7, stride * (size_t)r->height);
	for (int y = 0; y < r->height; y++)
		for (int x = 0; x < r->width; x++)
			for (int c = 0; c < (int)r->pixels; c++)
				m.at[(size_t)y * stride + (size_t)(x *
				    (int)r->pixels + c)] = (unsigned char)
				    (c == 3 ? 255 : texture(NULL, x, y, c));
	return m;
}

/* Greatest difference of two images. */
static int
difference(const struct synk_image *a, const struct synk_image *b)
{
	int most = 0;

	assert_int_equal(a->width, b->width);
	assert_int_equal(a->height, b->height);
	for (int y = 0; y < a->height; y++)
		for (size_t i = 0; i < (size_t)a->width * a->pixels; i++) {
			int d = abs(a->at[(size_t)y * a->stride + i] -
			    b->at[(size_t)y * b->stride + i]);

			most = d > most ? d : most;
		}
	return most;
}

static void
check_png(const struct synk_image *m)
{
	struct synk_error err;
	struct synk_image back;
	struct file f, again;
	size_t at = 8;

	assert_true(synk_image_png(&f.data, &f.size, m, &err));
	assert_true(synk_image_png(&again.data, &again.size, m, &err));
	assert_int_equal(f.size, again.size);
	assert_memory_equal(f.data, again.data, f.size);
	back = read_photo(&f, m->pixels, 1, everything);
	assert_int_equal(difference(m, &back), 0);
	for (; at < f.size; at += 12 + ((size_t)f.data[at + 1] << 16 |
	    (size_t)f.data[at + 2] << 8 | f.data[at + 3]))
		assert_true(memcmp(f.data + at + 4, "IHDR", 4) == 0 ||
		    memcmp(f.data + at + 4, "IDAT", 4) == 0 ||
		    memcmp(f.data + at + 4, "IEND", 4) == 0);
	assert_int_equal(at, f.size);
	synk_image_free(&back);
	free(f.data);
	free(again.data);
}

/* Only JFIF's own segment, of 16 bytes without a thumbnail, and what pixels
 * need: tables, the frame, one scan. */
static void
check_markers(const struct file *f)
{
	static const unsigned char fine[] = { 0xe0, 0xdb, 0xc0, 0xc4, 0xda };
	size_t at = 2;

	for (;;) {
		assert_int_equal(f->data[at], 0xff);
		assert_non_null(memchr(fine, f->data[at + 1], sizeof fine));
		if (f->data[at + 1] == 0xe0) {
			assert_int_equal(at, 2);
			assert_int_equal(f->data[5], 16);
		}
		if (f->data[at + 1] == 0xda)
			break;
		at += 2 + ((size_t)f->data[at + 2] << 8 | f->data[at + 3]);
	}
	while (f->data[at] != 0xff || f->data[at + 1] != 0xd9)
		at++;
	assert_int_equal(at + 2, f->size);
}

static void
check_jpeg(const struct synk_image *m)
{
	static const int qualities[] = { 100, 90, 1 }, limits[] = { 5, 80,
	    255 };
	struct synk_error err;
	struct synk_image back;
	struct file f, again;

	for (size_t i = 0; i < LEN(qualities); i++) {
		assert_true(synk_image_jpeg(&f.data, &f.size, m, qualities[i],
		    &err));
		assert_true(synk_image_jpeg(&again.data, &again.size, m,
		    qualities[i], &err));
		assert_int_equal(f.size, again.size);
		assert_memory_equal(f.data, again.data, f.size);
		check_markers(&f);
		back = read_photo(&f, m->pixels, 1, everything);
		assert_in_range(difference(m, &back), 0, limits[i]);
		synk_image_free(&back);
		free(f.data);
		free(again.data);
	}
}

static void
check_row(void **state)
{
	struct synk_image m = draw(*state);

	check_jpeg(&m);
	check_png(&m);
	synk_image_free(&m);
}

/* A red line of one pixel stays red at quality 90: not subsampled. */
static void
test_line(void **state)
{
	struct synk_error err;
	struct synk_image m, back;
	struct file f;
	const unsigned char *p;

	assert_true(synk_image_new(&m, SYNK_BGRX, 64, 64, &err));
	for (int y = 0; y < 64; y++)
		for (int x = 0; x < 64; x++)
			memcpy(m.at + (size_t)y * m.stride + 4 * (size_t)x,
			    x == 29 ? "\0\0\377\377" : "\200\200\200\377", 4);
	assert_true(synk_image_jpeg(&f.data, &f.size, &m, 90, &err));
	back = read_photo(&f, SYNK_BGRX, 1, everything);
	p = back.at + 30 * back.stride + 29 * 4;
	assert_in_range(p[0], 0, 30);
	assert_in_range(p[1], 0, 30);
	assert_in_range(p[2], 235, 255);
	synk_image_free(&back);
	synk_image_free(&m);
	free(f.data);
	(void)state;
}

static void
test_black(void **state)
{
	struct synk_error err = { .text = "" };
	struct synk_image m;

	assert_true(synk_image_new(&m, SYNK_BGRX, 3, 2, &err));
	for (int i = 0; i < 24; i++)
		assert_int_equal(m.at[i], i % 4 == 3 ? 255 : 0);
	assert_true(m.x == 0 && m.y == 0 && m.shrink == 1);
	synk_image_free(&m);
	assert_null(m.at);
	synk_image_free(&m);
	(void)state;
}

/* More than a JPEG can have. */
static void
test_too_wide(void **state)
{
	struct synk_error err = { .text = "" };
	struct synk_image m;
	struct file f;

	assert_true(synk_image_new(&m, SYNK_GREY, 65501, 1, &err));
	assert_false(synk_image_jpeg(&f.data, &f.size, &m, 90, &err));
	assert_int_equal(err.code, SYNK_BAD_INPUT);
	assert_string_equal(err.text, "JPEG: Maximum supported image dimension"
	    " is 65500 pixels");
	assert_true(synk_image_png(&f.data, &f.size, &m, &err));
	free(f.data);
	synk_image_free(&m);
	(void)state;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_line),
		cmocka_unit_test(test_black),
		cmocka_unit_test(test_too_wide),
	};

	return cmocka_run_group_tests(tests, NULL, NULL) +
	    RUN_ROWS(rows, check_row);
}
