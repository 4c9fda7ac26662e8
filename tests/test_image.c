/* What a photograph's header says. */
#include "photo.h"

enum kind { EMPTY, TEXT, JPEG, PNG };

static const struct row {
	const char *name;
	enum kind kind;
	unsigned width, height;	/* as stored */
	int orientation;	/* EXIF; 0: none; -n: n, little-endian */
	size_t keep;		/* bytes kept; 0: all */
	int shown[2];		/* width, height */
	const char *error;	/* NULL if it must be read */
} rows[] = {
	{ "JPEG", JPEG, 24, 16, 0, 0, { 24, 16 }, NULL },
	{ "upright by EXIF", JPEG, 24, 16, 1, 0, { 24, 16 }, NULL },
	{ "upside down", JPEG, 24, 16, 3, 0, { 24, 16 }, NULL },
	{ "mirrored", JPEG, 24, 16, 4, 0, { 24, 16 }, NULL },
	{ "transposed", JPEG, 24, 16, 5, 0, { 16, 24 }, NULL },
	{ "turned", JPEG, 24, 16, 6, 0, { 16, 24 }, NULL },
	{ "turned, little-endian", JPEG, 24, 16, -6, 0, { 16, 24 }, NULL },
	{ "transverse", JPEG, 24, 16, 7, 0, { 16, 24 }, NULL },
	{ "turned back", JPEG, 24, 16, 8, 0, { 16, 24 }, NULL },
	{ "no such orientation", JPEG, 24, 16, 9, 0, { 24, 16 }, NULL },
	{ "pixels cut off", JPEG, 24, 16, 6, 300, { 16, 24 },
	  "JPEG: expected an image, found the end within the header" },
	{ "header cut off", JPEG, 24, 16, 0, 30, { 0 },
	  "JPEG: expected an image, found the end within the header" },
	{ "signature only", JPEG, 24, 16, 0, 3, { 0 }, "JPEG: " },
	{ "two bytes", JPEG, 24, 16, 0, 2, { 0 },
	  "expected a JPEG or PNG photo, found something else" },
	{ "PNG", PNG, 640, 480, 0, 0, { 640, 480 }, NULL },
	{ "largest PNG", PNG, 1 << 20, 1, 0, 0, { 1 << 20, 1 }, NULL },
	{ "PNG too wide", PNG, (1 << 20) + 1, 1, 0, 0, { 0 },
	  "expected an image of 1 to 1048576 pixels a side, "
	  "found 1048577 x 1" },
	{ "PNG without height", PNG, 640, 0, 0, 0, { 0 },
	  "expected an image of 1 to 1048576 pixels a side, found 640 x 0" },
	{ "PNG beyond int", PNG, 0xffffffff, 2, 0, 0, { 0 },
	  "expected an image of 1 to 1048576 pixels a side, "
	  "found 4294967295 x 2" },
	{ "PNG cut short", PNG, 640, 480, 0, 23, { 0 },
	  "PNG: expected an image, found the end within the header" },
	{ "text", TEXT, 0, 0, 0, 0, { 0 },
	  "expected a JPEG or PNG photo, found something else" },
	{ "empty", EMPTY, 0, 0, 0, 0, { 0 },
	  "expected a JPEG or PNG photo, found an empty file" },
};

static struct file
make_png_header(const struct row *r)
{
	const struct exif big = { .little = false };
	struct file f = { NULL, 0 };

	put(&f, "\x89PNG\r\n\x1a\n\0\0\0\15IHDR", 16);
	put_number(&f, &big, r->width, 4);
	put_number(&f, &big, r->height, 4);
	put_number(&f, &big, 0, 8);	/* depth and so on, checksum */
	put_number(&f, &big, 0, 1);
	return f;
}

static struct file
make_file(const struct row *r)
{
	static const char zeros[8];
	struct exif e = { .little = r->orientation < 0, .type = 3, .count = 1,
	    .value = abs(r->orientation) };
	struct file exif = make_exif(&e), f = { NULL, 0 };
	struct photo p = { .width = (int)r->width, .height = (int)r->height,
	    .components = 1, .exif = r->orientation ? exif.data : NULL,
	    .exif_size = (unsigned)exif.size };

	if (r->kind == JPEG)
		f = make_jpeg(&p);
	else if (r->kind == PNG)
		f = make_png_header(r);
	else if (r->kind == TEXT)
		put(&f, zeros, sizeof zeros);
	free(exif.data);
	return f;
}

static void
check_row(void **state)
{
	const struct row *r = *state;
	struct synk_error e = { .text = "" };
	struct synk_image_header h;
	struct file all = make_file(r);
	struct file f = cut(&all, r->keep && r->keep < all.size ? r->keep
	    : all.size);
	bool ok = synk_image_header(&h, f.data, f.size, &e);

	free(f.data);
	free(all.data);
	assert_int_equal(ok, !r->error);
	if (r->error) {
		assert_memory_equal(e.text, r->error, strlen(r->error));
		return;
	}
	assert_string_equal(h.format, r->kind == PNG ? "PNG" : "JPEG");
	assert_int_equal(h.width, r->shown[0]);
	assert_int_equal(h.height, r->shown[1]);
}

/* Each of type short, one value, big-endian, unless it says other. */
static const struct exif_row {
	const char *name;
	struct exif exif;
	int orientation;
	const char *taken;
} exifs[] = {
	{ "nothing", { 0 }, 1, "" },
	{ "turned", { .type = 3, .count = 1, .value = 6 }, 6, "" },
	{ "orientation 0", { .type = 3, .count = 1, .value = 0 }, 1, "" },
	{ "orientation 9", { .type = 3, .count = 1, .value = 9 }, 1, "" },
	{ "orientation 65535", { .type = 3, .count = 1, .value = 65535 }, 1,
	  "" },
	{ "two orientations", { .type = 3, .count = 2, .value = 6 }, 1, "" },
	{ "none", { .type = 3, .count = 0, .value = 6 }, 1, "" },
	{ "a long one", { .type = 4, .count = 1, .value = 6 }, 1, "" },
	{ "of text", { .type = 2, .count = 1, .value = 6 }, 1, "" },
	{ "of no type", { .type = 77, .count = 1, .value = 6 }, 1, "" },
	{ "taken", { .type = 3, .count = 1, .value = 8,
	  .original = "2026:03:04 10:20:30" }, 8, "2026-03-04T10:20:30" },
	{ "taken, little-endian", { .little = true, .type = 3, .count = 1,
	  .value = 8, .original = "2026:03:04 10:20:30" }, 8,
	  "2026-03-04T10:20:30" },
	{ "digitised", { .digitised = "2025:12:31 23:59:59" }, 1,
	  "2025-12-31T23:59:59" },
	{ "taken, then digitised", { .original = "2026:03:04 10:20:30",
	  .digitised = "2026:03:05 10:20:30" }, 1, "2026-03-04T10:20:30" },
	{ "taken unknown", { .original = "    :  :     :  :  ",
	  .digitised = "2026:03:05 10:20:30" }, 1, "2026-03-05T10:20:30" },
	{ "changed only", { .changed = "2026:03:04 10:20:30" }, 1, "" },
	{ "leap day", { .original = "2024:02:29 00:00:00" }, 1,
	  "2024-02-29T00:00:00" },
	{ "no leap day", { .original = "2026:02:29 00:00:00" }, 1, "" },
	{ "of 1900", { .original = "1900:02:29 00:00:00" }, 1, "" },
	{ "of 2000", { .original = "2000:02:29 00:00:00" }, 1,
	  "2000-02-29T00:00:00" },
	{ "31 April", { .original = "2026:04:31 00:00:00" }, 1, "" },
	{ "day 0", { .original = "2026:04:00 00:00:00" }, 1, "" },
	{ "month 13", { .original = "2026:13:01 00:00:00" }, 1, "" },
	{ "zeros", { .original = "0000:00:00 00:00:00" }, 1, "" },
	{ "24 h", { .original = "2026:03:04 24:00:00" }, 1, "" },
	{ "60 min", { .original = "2026:03:04 10:60:00" }, 1, "" },
	{ "60 s", { .original = "2026:03:04 10:20:60" }, 1, "" },
	{ "minus", { .original = "2026-03-04 10:20:30" }, 1, "" },
	{ "letters", { .original = "2O26:03:04 10:20:30" }, 1, "" },
	{ "short", { .original = "2026:03:04 10:20" }, 1, "" },
	{ "long", { .original = "2026:03:04 10:20:30Z" }, 1, "" },
	{ "escape", { .original = "\033[2J:03:04 10:20:30" }, 1, "" },
	{ "outside", { .type = 3, .count = 1, .value = 3,
	  .original = "2026:03:04 10:20:30", .lie = 5000 }, 3, "" },
	{ "far outside", { .type = 3, .count = 1, .value = 3,
	  .original = "2026:03:04 10:20:30", .lie = 0xfffffff0 }, 3, "" },
	{ "second directory outside", { .type = 3, .count = 1, .value = 3,
	  .original = "2026:03:04 10:20:30", .second = 60000 }, 3, "" },
	{ "second directory is the first", { .type = 3, .count = 1,
	  .value = 3, .original = "2026:03:04 10:20:30", .second = 8 }, 3,
	  "" },
	{ "thumbnail outside", { .type = 3, .count = 1, .value = 3,
	  .original = "2026:03:04 10:20:30", .next = 60000 }, 3,
	  "2026-03-04T10:20:30" },
	{ "thumbnail far outside", { .type = 3, .count = 1, .value = 3,
	  .original = "2026:03:04 10:20:30", .next = 0xfffffff8 }, 3,
	  "2026-03-04T10:20:30" },
	{ "thumbnail is the photo", { .type = 3, .count = 1, .value = 3,
	  .original = "2026:03:04 10:20:30", .next = 8 }, 3,
	  "2026-03-04T10:20:30" },
};

static void
check_header(const struct file *f, int orientation, const char *taken)
{
	struct synk_error e = { .text = "" };
	struct synk_image_header h;

	if (!synk_image_header(&h, f->data, f->size, &e))
		fail_msg("%s", e.text);
	assert_int_equal(h.orientation, orientation);
	assert_string_equal(h.taken, taken);
}

static void
check_exif(void **state)
{
	const struct exif_row *r = *state;
	struct file exif = make_exif(&r->exif), f;
	struct photo p = { .width = 9, .height = 7, .exif = exif.data,
	    .exif_size = (unsigned)exif.size };

	f = make_jpeg(&p);
	check_header(&f, r->orientation, r->taken);
	free(f.data);
	free(exif.data);
}

/* EXIF data cut off or with a byte changed: something else or nothing. */
static void
test_damaged(void **state)
{
	const struct exif e = { .type = 3, .count = 1, .value = 6,
	    .original = "2026:03:04 10:20:30" };
	struct file exif = make_exif(&e), f;
	struct synk_error err;
	struct synk_image_header h;

	for (unsigned n = 0; n < 10 * exif.size; n++) {
		struct file lie = cut(&exif, n < exif.size ? n : exif.size);
		struct photo p = { .width = 9, .height = 7, .exif = lie.data,
		    .exif_size = (unsigned)lie.size };

		if (n >= exif.size)
			lie.data[n % exif.size] ^=
			    (unsigned char)(0x55u << n / exif.size % 8);
		f = make_jpeg(&p);
		assert_true(synk_image_header(&h, f.data, f.size, &err));
		assert_in_range(h.orientation, 1, 8);
		assert_true(!*h.taken || strlen(h.taken) == 19);
		free(f.data);
		free(lie.data);
	}
	free(exif.data);
	(void)state;
}

/* XMP is in segments of the same kind, and may come first. */
static void
test_after_xmp(void **state)
{
	static const char xmp[] = "\xff\xe1\0\44http://ns.adobe.com/xap/1.0/"
	    "\0<x/>";
	const struct exif e = { .type = 3, .count = 1, .value = 6,
	    .original = "2026:03:04 10:20:30" };
	struct file exif = make_exif(&e), all, f;
	struct photo p = { .width = 9, .height = 7, .exif = exif.data,
	    .exif_size = (unsigned)exif.size };

	all = make_jpeg(&p);
	f = cut(&all, 20);	/* the start and JFIF's segment */
	put(&f, xmp, 2 + 36);
	put(&f, all.data + 20, all.size - 20);
	check_header(&f, 6, "2026-03-04T10:20:30");
	free(f.data);
	free(all.data);
	free(exif.data);
	(void)state;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_damaged),
		cmocka_unit_test(test_after_xmp),
	};

	return cmocka_run_group_tests(tests, NULL, NULL) +
	    RUN_ROWS(rows, check_row) + RUN_ROWS(exifs, check_exif);
}
