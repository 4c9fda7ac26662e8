#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <jpeglib.h>	/* needs stdio.h before it */

#include "synk/image.h"
#include "test.h"

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

/* One entry in the first directory: tag 0x112, short, one value. */
static void
write_exif(struct jpeg_compress_struct *j, int orientation)
{
	unsigned char big[32] = "Exif\0\0MM\0*\0\0\0\10\0\1"
	    "\1\22\0\3\0\0\0\1\0\0";
	unsigned char little[32] = "Exif\0\0II*\0\10\0\0\0\1\0"
	    "\22\1\3\0\1\0\0\0\0\0";

	big[25] = (unsigned char)orientation;
	little[24] = (unsigned char)-orientation;
	if (orientation)
		jpeg_write_marker(j, JPEG_APP0 + 1,
		    orientation > 0 ? big : little, 32);
}

static size_t
make_jpeg(unsigned char **data, const struct row *r)
{
	struct jpeg_compress_struct j;
	struct jpeg_error_mgr mgr;
	unsigned char grey[64] = { 0 };
	JSAMPROW line = grey;
	unsigned long size = 0;

	j.err = jpeg_std_error(&mgr);
	jpeg_create_compress(&j);
	*data = NULL;
	jpeg_mem_dest(&j, data, &size);
	j.image_width = r->width;
	j.image_height = r->height;
	j.input_components = 1;
	j.in_color_space = JCS_GRAYSCALE;
	jpeg_set_defaults(&j);
	jpeg_start_compress(&j, TRUE);
	write_exif(&j, r->orientation);
	while (j.next_scanline < j.image_height)
		jpeg_write_scanlines(&j, &line, 1);
	jpeg_finish_compress(&j);
	jpeg_destroy_compress(&j);
	return size;
}

static size_t
make_png(unsigned char **data, const struct row *r)
{
	unsigned char png[33] = "\x89PNG\r\n\x1a\n\0\0\0\15IHDR";

	for (int i = 0; i < 4; i++) {
		png[16 + i] = (unsigned char)(r->width >> (24 - 8 * i));
		png[20 + i] = (unsigned char)(r->height >> (24 - 8 * i));
	}
	*data = malloc(sizeof png);
	assert_non_null(*data);
	memcpy(*data, png, sizeof png);
	return sizeof png;
}

static size_t
make_photo(unsigned char **data, const struct row *r)
{
	if (r->kind == JPEG)
		return make_jpeg(data, r);
	if (r->kind == PNG)
		return make_png(data, r);
	*data = calloc(1, 8);
	assert_non_null(*data);
	return r->kind == TEXT ? 8 : 0;
}

static void
check_row(void **state)
{
	const struct row *r = *state;
	struct synk_error e = { .text = "" };
	unsigned char *all, *data;
	int width = 0, height = 0;
	size_t size = make_photo(&all, r);
	bool ok;

	if (r->keep && r->keep < size)
		size = r->keep;
	data = malloc(size);	/* of its very size, for the sanitizer */
	memcpy(data, all, size);
	free(all);
	ok = synk_image_size(&width, &height, data, size, &e);
	free(data);
	assert_int_equal(ok, !r->error);
	if (r->error)
		assert_memory_equal(e.text, r->error, strlen(r->error));
	else {
		assert_int_equal(width, r->shown[0]);
		assert_int_equal(height, r->shown[1]);
	}
}

int
main(void)
{
	return RUN_ROWS(rows, check_row);
}
