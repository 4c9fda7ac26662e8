/* Photographs that are damaged, or are none, and what is no damage. */
#include <limits.h>

#include "photo.h"

/* Where the n-th marker of that kind starts; not within codes. */
static size_t
marker(const struct file *f, int kind, int n)
{
	for (size_t at = 2; at + 4 <= f->size; ) {
		const unsigned char *b = f->data + at;

		if (b[0] != 0xff || b[1] == 0 || (b[1] >= 0xd0 && b[1] < 0xd8))
			at++;
		else if (b[1] == kind && n-- == 0)
			return at;
		else
			at += b[1] == 0xd9 ? 2 : 2 +
			    ((size_t)b[2] << 8 | b[3]);
	}
	fail_msg("no marker 0x%02x", (unsigned)kind);
	return 0;
}

static void
insert(struct file *f, size_t at, const void *bytes, size_t n)
{
	struct file g = cut(f, at);

	put(&g, bytes, n);
	put(&g, f->data + at, f->size - at);
	free(f->data);
	*f = g;
}

/* Baseline, else progressive, else arithmetic. */
static size_t
frame(const struct file *f)
{
	for (size_t at = 2; ; at++)
		if (f->data[at] == 0xff && (f->data[at + 1] == 0xc0 ||
		    f->data[at + 1] == 0xc2 || f->data[at + 1] == 0xc9))
			return at;
}

static void
resize(struct file *f, int width, int height)
{
	unsigned char *b = f->data + frame(f);

	b[5] = (unsigned char)(height >> 8);
	b[6] = (unsigned char)height;
	b[7] = (unsigned char)(width >> 8);
	b[8] = (unsigned char)width;
}

static void
add_video(struct file *f)
{
	static const char video[] = "\0\0\0\30ftypmp42\0\0\0\0isom"
	    "\xff\xd8\xff\xe0";

	put(f, video, sizeof video);
}

static void
later_jfif(struct file *f)
{
	f->data[11] = 2;
}

static void
drop_end(struct file *f)
{
	f->size -= 2;
}

static void
drop_half(struct file *f)
{
	f->size -= f->size / 3;
}

static void
drop_half_and_end(struct file *f)
{
	drop_half(f);
	put(f, "\xff\xd9", 2);
}

static void
pad_end(struct file *f)
{
	static const char zeros[40];

	insert(f, f->size - 2, zeros, sizeof zeros);
}

static void
pad_header(struct file *f)
{
	insert(f, marker(f, 0xdb, 0), "\1\2", 2);
}

static void
add_scan(struct file *f)
{
	struct file scan = { f->data + marker(f, 0xda, 0), 0 };

	scan.size = (size_t)(f->data + f->size - scan.data);
	scan = cut(&scan, scan.size);
	f->size -= 2;
	put(f, scan.data, scan.size);
	free(scan.data);
}

static void
keep_one_scan(struct file *f)
{
	size_t at = marker(f, 0xda, 1), huffman = marker(f, 0xc4, 1);

	f->size = huffman < at && huffman > marker(f, 0xda, 0) ? huffman : at;
	put(f, "\xff\xd9", 2);
}

static void
twelve_bits(struct file *f)
{
	f->data[frame(f) + 4] = 12;
}

static void
lossless(struct file *f)
{
	f->data[frame(f) + 1] = 0xc3;
}

static void
without_height(struct file *f)
{
	resize(f, 61, 0);
}

static void
very_wide(struct file *f)
{
	resize(f, 65500, 3000);
}

static void
too_large(struct file *f)
{
	resize(f, 65500, 65500);
}

static void
large(struct file *f)
{
	resize(f, 8000, 8000);
}

static void
other_restart(struct file *f)
{
	size_t at = marker(f, 0xda, 0);

	while (f->data[at] != 0xff || f->data[at + 1] != 0xd1)
		at++;
	f->data[at + 1] = 0xd3;
}

static void
no_quantisation(struct file *f)
{
	f->data[marker(f, 0xdb, 0) + 4] = 3;
}

static const char cut_off[] =
    "JPEG: expected the whole photograph, found it cut off";

#define SIZE	.width = 61, .height = 77, .across = 2, .down = 2

static const struct row {
	const char *name;
	struct photo photo;
	void (*damage)(struct file *);
	const char *error;	/* its start; NULL: none */
	const char *of_part;	/* if another; "": none */
} rows[] = {
	{ "followed by a video", { SIZE }, add_video, NULL, NULL },
	{ "of a later JFIF", { SIZE }, later_jfif, NULL, NULL },
	{ "without end", { SIZE }, drop_end, cut_off, NULL },
	{ "progressive, without end", { SIZE, .progressive = true }, drop_end,
	  cut_off, NULL },
	{ "arithmetic, without end", { SIZE, .arithmetic = true }, drop_end,
	  cut_off, NULL },
	{ "cut off", { SIZE }, drop_half, cut_off, NULL },
	{ "progressive, cut off", { SIZE, .progressive = true }, drop_half,
	  cut_off, NULL },
	{ "middle missing", { SIZE }, drop_half_and_end,
	  "JPEG: Corrupt JPEG data: premature end of data segment", "" },
	{ "bytes before its end", { SIZE }, pad_end,
	  "JPEG: Corrupt JPEG data: ", "" },
	{ "bytes within its header", { SIZE }, pad_header,
	  "JPEG: Corrupt JPEG data: 2 extraneous bytes before marker 0xdb",
	  NULL },
	{ "a scan twice", { SIZE }, add_scan,
	  "JPEG: Didn't expect more than one scan",
	  "JPEG: expected the end of the photograph, found marker 0xda" },
	{ "first of its scans", { SIZE, .progressive = true }, keep_one_scan,
	  "JPEG: expected the whole photograph, found scans missing", NULL },
	{ "first of its components", { SIZE, .apart = true }, keep_one_scan,
	  "JPEG: expected the whole photograph, found scans missing", NULL },
	{ "64 scans", { SIZE, .single = 1, .components = 1 }, NULL, NULL,
	  NULL },
	{ "190 scans", { SIZE, .single = 1 }, NULL,
	  "JPEG: expected at most 100 scans, found more", NULL },
	{ "CMYK", { SIZE, .components = 4 }, NULL,
	  "JPEG: expected a grey or colour photograph, found CMYK", NULL },
	{ "two components", { SIZE, .components = 2 }, NULL,
	  "JPEG: expected a grey or colour photograph, found 2 components",
	  NULL },
	{ "12 bits", { SIZE }, twelve_bits,
	  "JPEG: expected 8 bits a sample, found 12", NULL },
	{ "lossless", { SIZE }, lossless,
	  "JPEG: Unsupported JPEG process: SOF type 0xc3", NULL },
	{ "no height", { SIZE }, without_height,
	  "JPEG: Empty JPEG image (DNL not supported)", NULL },
	{ "very wide", { SIZE }, very_wide,
	  "JPEG: expected a photograph of 65500 x 3000 px, found only ",
	  NULL },
	{ "very wide, progressive", { SIZE, .progressive = true }, very_wide,
	  "JPEG: expected a photograph of 65500 x 3000 px, found only ",
	  NULL },
	{ "large, arithmetic", { SIZE, .arithmetic = true }, large,
	  "JPEG: expected a photograph of 8000 x 8000 px, found only ",
	  NULL },
	{ "too large", { SIZE }, too_large,
	  "JPEG: expected at most 200 megapixels, found 65500 x 65500 px",
	  NULL },
	{ "restart marker of later", { SIZE, .restart = 2 }, other_restart,
	  "JPEG: Corrupt JPEG data: found marker 0xd3 instead of RST1", "" },
	{ "no quantisation", { SIZE }, no_quantisation,
	  "JPEG: Quantization table 0x00 was not defined", NULL },
};

/* First bytes of photographs that are not read, as cameras and telephones
 * write them. */
static const struct foreign {
	const char *name;	/* what the message begins with */
	const char *bytes;
	size_t size;
} foreign[] = {
#define FOREIGN(name, bytes)	{ name, bytes, sizeof bytes - 1 }
	FOREIGN("a HEIC photograph: convert", "\0\0\0\x18" "ftypheic\0\0"),
	FOREIGN("a HEIC photograph: convert", "\0\0\0\x24" "ftypmif1\0\0"),
	FOREIGN("an AVIF photograph: convert", "\0\0\0\x1c" "ftypavif\0"),
	FOREIGN("a TIFF or raw photograph: convert", "II*\0\x08\0\0\0"),
	FOREIGN("a TIFF or raw photograph: convert", "MM\0*\0\0\0\x08"),
	FOREIGN("a WebP photograph: convert", "RIFF\x24\0\0\0WEBPVP8 "),
	FOREIGN("a GIF photograph: convert", "GIF89a\1\0\1\0"),
	FOREIGN("a BMP photograph: convert", "BM\x3a\0\0\0\0\0\0\0\x36\0"),
	FOREIGN("expected a JPEG or PNG photo, found something", "BMI,age\n1"),
	FOREIGN("expected a JPEG or PNG photo, found something", "RIFF\0"),
	FOREIGN("expected a JPEG or PNG photo, found something", "II*"),
	FOREIGN("expected a JPEG or PNG photo, found an empty file", ""),
};

static void
check_foreign(void **state)
{
	const struct foreign *r = *state;
	struct synk_image_header h;
	struct synk_error e;
	char *exact = memcpy(malloc(r->size + 1), r->bytes, r->size);

	assert_false(synk_image_header(&h, exact, r->size, &e));
	assert_int_equal(e.code, SYNK_BAD_INPUT);
	if (strncmp(e.text, r->name, strlen(r->name)) != 0)
		assert_string_equal(e.text, r->name);
	free(exact);
}

/* Of its top left corner, or all of it. */
static bool
read_some(const struct file *f, bool all, struct synk_error *err)
{
	struct synk_image_want want = { all ? SYNK_BGRX : SYNK_GREY, 1,
	    { 0, 0, all ? 0 : 9, all ? 0 : 5 } };
	struct synk_image m;

	if (!synk_image_read(&m, f->data, f->size, &want, err))
		return false;
	synk_image_free(&m);
	return true;
}

static void
check_read(const struct file *f, bool all, const char *error)
{
	struct synk_error e = { .text = "" };
	bool ok = read_some(f, all, &e);

	if (!error || !*error) {
		if (!ok)
			fail_msg("%s", e.text);
		return;
	}
	assert_false(ok);
	assert_int_equal(e.code, SYNK_BAD_INPUT);
	if (strncmp(e.text, error, strlen(error)) != 0)
		assert_string_equal(e.text, error);
}

static void
check_row(void **state)
{
	const struct row *r = *state;
	struct file f = make_jpeg(&r->photo), exact;

	if (r->damage)
		r->damage(&f);
	exact = cut(&f, f.size);
	check_read(&exact, true, r->error);
	check_read(&exact, false, r->of_part ? r->of_part : r->error);
	free(exact.data);
	free(f.data);
}

static const struct photo small[] = {
	{ .width = 33, .height = 41, .across = 2, .down = 2, .quality = 30 },
	{ .width = 33, .height = 41, .restart = 1, .quality = 30 },
	{ .width = 33, .height = 41, .progressive = true, .quality = 30 },
	{ .width = 33, .height = 41, .arithmetic = true, .quality = 30 },
	{ .width = 33, .height = 41, .components = 1, .quality = 30 },
};

/* Cut off anywhere, it is refused, and so is each part of it. */
static void
test_cut_off(void **state)
{
	for (size_t i = 0; i < LEN(small); i++) {
		struct file f = make_turned(&small[i], 6);

		for (size_t n = 0; n < f.size; n++) {
			struct file part = cut(&f, n);
			struct synk_error e;

			assert_false(read_some(&part, true, &e));
			assert_int_equal(e.code, SYNK_BAD_INPUT);
			assert_false(read_some(&part, false, &e));
			assert_int_equal(e.code, SYNK_BAD_INPUT);
			free(part.data);
		}
		free(f.data);
	}
	(void)state;
}

/* Every bit in turn: refused or read, and nothing worse. */
static void
test_flipped(void **state)
{
	for (size_t i = 0; i < LEN(small); i++) {
		struct file f = make_turned(&small[i], 6);
		size_t refused = 0;

		for (size_t bit = 0; bit < 8 * f.size; bit += 5) {
			struct synk_error e;

			f.data[bit / 8] ^= (unsigned char)(1 << bit % 8);
			refused += !read_some(&f, true, &e);
			(void)!read_some(&f, false, &e);
			f.data[bit / 8] ^= (unsigned char)(1 << bit % 8);
		}
		assert_true(refused > f.size / 10);
		free(f.data);
	}
	(void)state;
}

static const struct box_row {
	const char *name;
	struct synk_box box, got;	/* width 0: refused */
} boxes[] = {
	{ "all", { 5, 5, 0, 9 }, { 0, 0, 61, 77 } },
	{ "within", { 5, 6, 7, 8 }, { 5, 6, 7, 8 } },
	{ "beyond each edge", { -5, -6, 100, 100 }, { 0, 0, 61, 77 } },
	{ "a corner", { 60, 76, 100, 100 }, { 60, 76, 1, 1 } },
	{ "vast", { -10, -10, INT_MAX, INT_MAX }, { 0, 0, 61, 77 } },
	{ "beside", { 61, 0, 5, 5 }, { 0 } },
	{ "below", { 0, 77, 5, 5 }, { 0 } },
	{ "before", { -5, 0, 5, 5 }, { 0 } },
	{ "far off", { INT_MAX, INT_MAX, INT_MAX, INT_MAX }, { 0 } },
	{ "negative", { 30, 30, -5, 5 }, { 0 } },
	{ "without height", { 30, 30, 5, 0 }, { 0 } },
};

static void
check_box(void **state)
{
	const struct box_row *r = *state;
	const struct photo p = { SIZE };
	struct file f = make_jpeg(&p);
	struct synk_image_want want = { SYNK_GREY, 0, r->box };
	struct synk_error e = { .text = "" };
	struct synk_image m;

	if (!synk_image_read(&m, f.data, f.size, &want, &e)) {
		assert_int_equal(r->got.width, 0);
		assert_int_equal(e.code, SYNK_BAD_INPUT);
		assert_string_equal(e.text,
		    "expected a part of the photograph, found one outside");
	} else {
		assert_true(m.x == r->got.x && m.y == r->got.y);
		assert_int_equal(m.width, r->got.width);
		assert_int_equal(m.height, r->got.height);
		assert_int_equal(m.shrink, 1);
		synk_image_free(&m);
	}
	free(f.data);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cut_off),
		cmocka_unit_test(test_flipped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL) +
	    RUN_ROWS(rows, check_row) + RUN_ROWS(foreign, check_foreign) +
	    RUN_ROWS(boxes, check_box);
}
