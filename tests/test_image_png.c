/* Kinds of PNG: what each pixel is, and what is refused. */
#include "photo.h"

enum { WIDTH = 13, HEIGHT = 9 };

static const struct row {
	const char *name;
	int depth, type;
	bool interlaced;
	int sample[4];		/* of each pixel, as stored */
	int bgrx[3], grey;	/* as read */
} rows[] = {
	{ "colour", 8, PNG_COLOR_TYPE_RGB, false, { 200, 100, 50 },
	  { 50, 100, 200 }, 124 },	/* .299 200 + .587 100 + .114 50 */
	{ "colour of 16 bits", 16, PNG_COLOR_TYPE_RGB, false,
	  { 51400, 25700, 12850 }, { 50, 100, 200 }, 124 },
	{ "interlaced", 8, PNG_COLOR_TYPE_RGB, true, { 200, 100, 50 },
	  { 50, 100, 200 }, 124 },
	{ "interlaced, 16 bits", 16, PNG_COLOR_TYPE_RGB, true,
	  { 51400, 25700, 12850 }, { 50, 100, 200 }, 124 },
	{ "opaque", 8, PNG_COLOR_TYPE_RGBA, false, { 200, 100, 50, 255 },
	  { 50, 100, 200 }, 124 },
	{ "transparent", 8, PNG_COLOR_TYPE_RGBA, false, { 200, 100, 50, 0 },
	  { 255, 255, 255 }, 255 },
	/* Of 255 - 55, 155 and 205 times 0.6. */
	{ "partly so", 8, PNG_COLOR_TYPE_RGBA, false, { 200, 100, 50, 153 },
	  { 132, 162, 222 }, 177 },
	{ "grey", 8, PNG_COLOR_TYPE_GRAY, false, { 77 }, { 77, 77, 77 }, 77 },
	{ "grey of 16 bits", 16, PNG_COLOR_TYPE_GRAY, false, { 19789 },
	  { 77, 77, 77 }, 77 },
	{ "grey of 2 bits", 2, PNG_COLOR_TYPE_GRAY, false, { 2 },
	  { 170, 170, 170 }, 170 },
	{ "black and white", 1, PNG_COLOR_TYPE_GRAY, true, { 1 },
	  { 255, 255, 255 }, 255 },
	{ "grey, partly transparent", 8, PNG_COLOR_TYPE_GRAY_ALPHA, true,
	  { 55, 153 }, { 135, 135, 135 }, 135 },
	{ "palette", 8, PNG_COLOR_TYPE_PALETTE, false, { 1 },
	  { 50, 100, 200 }, 124 },
	{ "palette, partly transparent", 4, PNG_COLOR_TYPE_PALETTE, true,
	  { 2 }, { 132, 162, 222 }, 177 },
};

static void
store(png_structp png, png_bytep bytes, size_t n)
{
	put(png_get_io_ptr(png), bytes, n);
}

static void
fill(unsigned char *row, const struct row *r)
{
	static const int samples[] = { 1, 0, 3, 1, 2, 0, 4 };
	int bit = 0;

	for (int x = 0; x < WIDTH; x++)
		for (int c = 0; c < samples[r->type]; c++)
			for (int b = r->depth - 1; b >= 0; b--, bit++)
				row[bit / 8] |= (unsigned char)
				    ((r->sample[c] >> b & 1) <<
				    (7 - bit % 8));
}

static struct file
make_png(const struct row *r)
{
	png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL,
	    NULL, NULL);
	png_infop info = png_create_info_struct(png);
	png_color palette[] = { { 1, 2, 3 }, { 200, 100, 50 },
		{ 200, 100, 50 } };
	png_byte alpha[] = { 0, 255, 153 };
	struct file f = { NULL, 0 };
	unsigned char row[WIDTH * 8] = { 0 };
	int passes;

	png_set_write_fn(png, &f, store, NULL);
	png_set_IHDR(png, info, WIDTH, HEIGHT, r->depth, r->type,
	    r->interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
	    PNG_COMPRESSION_TYPE_BASE, PNG_FILTER_TYPE_BASE);
	png_set_gAMA(png, info, 1);	/* no matter */
	if (r->type == PNG_COLOR_TYPE_PALETTE) {
		png_set_PLTE(png, info, palette, 3);
		png_set_tRNS(png, info, alpha, 3, NULL);
	}
	png_write_info(png, info);
	passes = png_set_interlace_handling(png);
	fill(row, r);
	for (int y = 0; y < passes * HEIGHT; y++)
		png_write_row(png, row);
	png_write_end(png, info);
	png_destroy_write_struct(&png, &info);
	return f;
}

/* All of it is of one colour, its last squares too, which are not whole. */
static void
check_row(void **state)
{
	const struct row *r = *state;
	struct file f = make_png(r);

	for (int shrink = 1; shrink <= 8; shrink *= 2) {
		struct synk_image m = read_photo(&f, SYNK_BGRX, shrink,
		    everything);

		assert_int_equal(m.width, (WIDTH + shrink - 1) / shrink);
		assert_int_equal(m.height, (HEIGHT + shrink - 1) / shrink);
		for (int i = 0; i < m.width * m.height; i++) {
			for (int c = 0; c < 3; c++)
				assert_int_equal(m.at[4 * i + c], r->bgrx[c]);
			assert_int_equal(m.at[4 * i + 3], 255);
		}
		synk_image_free(&m);
		m = read_photo(&f, SYNK_GREY, shrink,
		    (struct synk_box){ 8, 8, 100, 100 });
		assert_int_equal(m.width, (5 + shrink - 1) / shrink);
		assert_int_equal(m.height, 1);
		for (int i = 0; i < m.width; i++)
			assert_int_equal(m.at[i], r->grey);
		synk_image_free(&m);
	}
	free(f.data);
}

/* 2 x 2 px of 4 x 4 squares of 1, 2, 4 and so on: by hand. */
static void
test_means(void **state)
{
	struct synk_image m;
	struct synk_error err;
	struct file f;

	assert_true(synk_image_new(&m, SYNK_GREY, 5, 3, &err));
	for (int i = 0; i < 15; i++)
		m.at[i] = (unsigned char)(10 * i);
	assert_true(synk_image_png(&f.data, &f.size, &m, &err));
	synk_image_free(&m);
	/*   0  10 |  20  30 |  40
	 *  50  60 |  70  80 |  90
	 * 100 110 | 120 130 | 140 */
	m = read_photo(&f, SYNK_GREY, 2, everything);
	assert_int_equal(m.width, 3);
	assert_int_equal(m.height, 2);
	assert_memory_equal(m.at, ((unsigned char[]){ 30, 50, 65, 105, 125,
	    140 }), 6);
	synk_image_free(&m);
	m = read_photo(&f, SYNK_GREY, 2, (struct synk_box){ 3, 2, 1, 1 });
	assert_true(m.x == 2 && m.y == 2 && m.width == 1 && m.height == 1);
	assert_int_equal(m.at[0], 125);
	synk_image_free(&m);
	free(f.data);
	(void)state;
}

/* Chunks here: IHDR at 8, gAMA at 33, IDAT at 49, IEND last. */
static const struct bad {
	const char *name;
	int at;			/* byte changed; negative: from the end */
	int by;
	int cut;		/* bytes left out at the end */
	const char *error;
} bad[] = {
	{ "no damage", 0, 0, 0, NULL },
	{ "checksum of the header", 29, 1, 0, "PNG: IHDR: CRC error" },
	{ "checksum of the gamma", 45, 1, 0, "PNG: gAMA: CRC error" },
	{ "checksum of the pixels", -13, 1, 0, "PNG: IDAT: CRC error" },
	{ "checksum of the end", -1, 1, 0, "PNG: IEND: CRC error" },
	{ "without end", 0, 0, 12,
	  "PNG: expected the whole photograph, found it cut off" },
	{ "last byte", 0, 0, 1,
	  "PNG: expected the whole photograph, found it cut off" },
	{ "pixels cut off", 0, 0, 20,
	  "PNG: expected the whole photograph, found it cut off" },
	{ "too large", 16, 0x10, 0, "expected an image of 1 to 1048576" },
	{ "of many pixels", 17, 0x0f, 0,
	  "PNG: expected a photograph of 983053 x 9 px, found only " },
	{ "of more", 18, 0xff, 0,
	  "PNG: expected a photograph of 65293 x 9 px, found only " },
	{ "a chunk that matters", 37, 'g' ^ 'G', 0, "PNG: GAMA: CRC error" },
};

static void
check_bad(void **state)
{
	const struct bad *b = *state;
	const struct synk_image_want want = { SYNK_GREY, 1,
	    { 0, 0, 2, 2 } };
	struct file all = make_png(&rows[0]), f;
	struct synk_error e = { .text = "" };
	struct synk_image m;

	all.data[b->at < 0 ? (int)all.size + b->at : b->at] ^=
	    (unsigned char)b->by;
	f = cut(&all, all.size - (size_t)b->cut);
	if (!synk_image_read(&m, f.data, f.size, &want, &e)) {
		if (!b->error || strncmp(e.text, b->error, strlen(b->error)))
			assert_string_equal(e.text, b->error ? b->error : "");
		assert_int_equal(e.code, SYNK_BAD_INPUT);
	} else {
		assert_null(b->error);
		synk_image_free(&m);
	}
	free(f.data);
	free(all.data);
}

/* Cut off anywhere, it is refused; every bit in turn, nothing worse. */
static void
test_damage(void **state)
{
	const struct synk_image_want want = { SYNK_BGRX, 2, everything };
	struct file f = make_png(&rows[3]);
	struct synk_error e;
	struct synk_image m;

	for (size_t n = 0; n < f.size; n++) {
		struct file part = cut(&f, n);

		assert_false(synk_image_read(&m, part.data, n, &want, &e));
		free(part.data);
	}
	for (size_t bit = 0; bit < 8 * f.size; bit++) {
		f.data[bit / 8] ^= (unsigned char)(1 << bit % 8);
		assert_false(synk_image_read(&m, f.data, f.size, &want, &e));
		f.data[bit / 8] ^= (unsigned char)(1 << bit % 8);
	}
	put(&f, "trailing", 8);
	assert_true(synk_image_read(&m, f.data, f.size, &want, &e));
	synk_image_free(&m);
	free(f.data);
	(void)state;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_means),
		cmocka_unit_test(test_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL) +
	    RUN_ROWS(rows, check_row) + RUN_ROWS(bad, check_bad);
}
