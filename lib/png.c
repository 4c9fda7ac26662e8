#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <png.h>

#include "exif.h"
#include "png.h"

enum {
	EXIF_MAX = 0xfff8,	/* bytes, as much as a JPEG can have */
	CHUNK = 1 << 16,	/* bytes written at first */
	/* Photographs hardly compress: 6, as usual, takes twice as long to
	 * save a tenth. */
	LEVEL = 3
};

/*
 * As in lib/jpeg.c: what changes lives above the frame that calls setjmp().
 */
struct state {
	png_structp png;
	png_infop info;
	jmp_buf back;
	struct synk_error *err;
	bool no_memory;
};

struct decoder {
	struct state s;
	const unsigned char *at, *end;
	unsigned char *all;	/* of an interlaced file: RGBA of all pixels */
	unsigned char *row;	/* as libpng gives it: RGBA */
	unsigned char *line;	/* reduced */
	uint32_t *sum;		/* of squares, not yet a line */
	int width, height;	/* as stored */
};

struct encoder {
	struct state s;
	unsigned char *data, *row;
	size_t used, size;
};

static uint32_t
big_endian(const unsigned char *b)
{
	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 |
	    (uint32_t)b[2] << 8 | b[3];
}

/* libexif wants them as they are in a JPEG. */
static bool
read_exif(struct synk_stored *to, const unsigned char *tiff, size_t size,
    struct synk_error *err)
{
	unsigned char *data;
	bool ok;

	if (size > EXIF_MAX)
		size = EXIF_MAX;
	data = malloc(6 + size);
	if (!data)
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	memcpy(data, "Exif\0", 6);
	memcpy(data + 6, tiff, size);
	ok = synk_exif_read(to, data, 6 + size, err);
	free(data);
	return ok;
}

/* Chunks are length, name, data and checksum. */
static bool
find_exif(struct synk_stored *to, const unsigned char *b, size_t size,
    struct synk_error *err)
{
	for (size_t at = 8; size - at >= 8; ) {
		size_t length = big_endian(b + at), left = size - at - 8;

		if (length > left || memcmp(b + at + 4, "IDAT", 4) == 0)
			break;
		if (memcmp(b + at + 4, "eXIf", 4) == 0)
			return read_exif(to, b + at + 8, length, err);
		if (left - length < 4)
			break;
		at += 8 + length + 4;
	}
	return true;
}

/* Deflate makes at most 1032 bytes of one: 258 of two bits.  May wrap for a
 * size that is refused before anybody asks. */
static uint64_t
least_size(uint32_t width, uint32_t height, int depth, int type)
{
	static const unsigned char samples[8] = { 1, 0, 3, 1, 2, 0, 4, 0 };

	return (uint64_t)width * height * (unsigned)depth *
	    samples[type & 7] / (8 * 1032);
}

/* Signature, then the chunk IHDR: length, name, width, height, ... */
bool
synk_png_header(struct synk_stored *to, const void *data, size_t size,
    struct synk_error *err)
{
	const unsigned char *b = data;

	if (size < 24)
		return synk_fail(err, SYNK_BAD_INPUT,
		    "PNG: expected an image, found the end within the header");
	if (memcmp(b + 12, "IHDR", 4) != 0)
		return synk_fail(err, SYNK_BAD_INPUT,
		    "PNG: expected the chunk IHDR first, found another");
	*to = (struct synk_stored){ .width = big_endian(b + 16),
	    .height = big_endian(b + 20), .orientation = 1 };
	if (size >= 26)
		to->least = least_size(to->width, to->height, b[24], b[25]);
	return find_exif(to, b, size, err);
}

static void
give_up(png_structp png, png_const_charp text)
{
	struct state *s = png_get_error_ptr(png);

	if (s->no_memory)
		synk_fail(s->err, SYNK_SYSTEM, "out of memory");
	else
		synk_fail(s->err, SYNK_BAD_INPUT, "PNG: %s", text);
	longjmp(s->back, 1);
}

/* zlib, which asks through libpng, has yet to free what it got before. */
static void
warned(png_structp png, png_const_charp text)
{
	const struct state *s = png_get_error_ptr(png);

	if (!s->no_memory)
		give_up(png, text);
}

static void *
allocate(struct state *s, size_t size)
{
	void *p = malloc(size);

	if (!p)
		s->no_memory = true;
	return p;
}

static png_voidp
allocate_for_png(png_structp png, png_alloc_size_t size)
{
	return allocate(png_get_mem_ptr(png), size);
}

static void
release(png_structp png, png_voidp p)
{
	(void)png;
	free(p);
}

static void *
need(struct state *s, size_t size)
{
	void *p = allocate(s, size);

	if (!p)
		give_up(s->png, "");
	return p;
}

static void
fetch(png_structp png, png_bytep to, size_t size)
{
	struct decoder *d = png_get_io_ptr(png);

	if (size > (size_t)(d->end - d->at))
		png_error(png, "expected the whole photograph,"
		    " found it cut off");
	memcpy(to, d->at, size);
	d->at += size;
}

/*
 * All pixels as RGBA of 8 bits.  Text, profiles and the like are passed over,
 * so that what libpng then still warns of is about the pixels or a checksum.
 */
static void
open_file(struct decoder *d)
{
	png_structp png = d->s.png;

	d->s.info = png_create_info_struct(png);
	if (!d->s.info)
		give_up(png, "");
	png_set_read_fn(png, d, fetch);
	png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
	png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
	png_read_info(png, d->s.info);
	d->width = (int)png_get_image_width(png, d->s.info);
	d->height = (int)png_get_image_height(png, d->s.info);
	png_set_expand(png);
	png_set_scale_16(png);
	png_set_gray_to_rgb(png);
	png_set_add_alpha(png, 0xff, PNG_FILLER_AFTER);
}

static unsigned
over_white(unsigned value, unsigned alpha)
{
	return 255 - ((255 - value) * alpha + 127) / 255;
}

/* Adds the row's pixels within the box to the squares they are in. */
static void
add_row(struct decoder *d, const struct synk_cut *cut, const unsigned char *p)
{
	int n = cut->shrink, last = (cut->box.x + cut->box.width) * n;

	if (last > d->width)
		last = d->width;
	p += 4 * (size_t)cut->box.x * (size_t)n;
	for (int x = cut->box.x * n; x < last; x++, p += 4) {
		uint32_t *s = d->sum + (x / n - cut->box.x) *
		    (int)cut->pixels;
		unsigned r = over_white(p[0], p[3]);
		unsigned g = over_white(p[1], p[3]);
		unsigned b = over_white(p[2], p[3]);

		if (cut->pixels == SYNK_GREY) {
			/* As JPEG has it. */
			s[0] += (19595 * r + 38470 * g + 7471 * b + 32768) >>
			    16;
			continue;
		}
		s[0] += b;
		s[1] += g;
		s[2] += r;
		s[3] += 255;
	}
}

/* Row y of the box, of so many rows of the photo. */
static void
put_row(struct decoder *d, const struct synk_cut *cut, int y, int rows)
{
	const unsigned char *line = d->line;
	unsigned char *to = d->line;
	const uint32_t *s = d->sum;
	int n = cut->shrink;

	for (int i = 0; i < cut->box.width; i++) {
		int left = d->width - (cut->box.x + i) * n;
		uint32_t area = (uint32_t)(rows * (left < n ? left : n));

		for (int k = 0; k < (int)cut->pixels; k++)
			*to++ = (unsigned char)((*s++ + area / 2) / area);
	}
	synk_cut_put(cut, y, 1, &line);
	memset(d->sum, 0, (size_t)cut->box.width * cut->pixels *
	    sizeof *d->sum);
}

/* Row y of the photo. */
static void
take_row(struct decoder *d, const struct synk_cut *cut, int y,
    const unsigned char *row)
{
	int n = cut->shrink, at = y / n - cut->box.y;

	if (at < 0 || at >= cut->box.height)
		return;
	add_row(d, cut, row);
	if (y % n == n - 1 || y == d->height - 1)
		put_row(d, cut, at, y % n + 1);
}

/* All rows are read, whatever the box, for their checksums. */
static void
read_rows(struct decoder *d, const struct synk_cut *cut)
{
	bool interlaced = png_set_interlace_handling(d->s.png) > 1;
	size_t wide = 4 * (size_t)d->width;
	size_t count = (size_t)cut->box.width * cut->pixels;

	png_read_update_info(d->s.png, d->s.info);
	d->line = need(&d->s, count);
	d->sum = need(&d->s, count * sizeof *d->sum);
	memset(d->sum, 0, count * sizeof *d->sum);
	if (interlaced) {
		d->all = need(&d->s, wide * (size_t)d->height);
		for (int pass = 0; pass < 7; pass++)
			for (int y = 0; y < d->height; y++)
				png_read_row(d->s.png,
				    d->all + (size_t)y * wide, NULL);
	} else
		d->row = need(&d->s, wide);
	for (int y = 0; y < d->height; y++) {
		if (!interlaced)
			png_read_row(d->s.png, d->row, NULL);
		take_row(d, cut, y, interlaced ? d->all + (size_t)y * wide
		    : d->row);
	}
}

static bool
read_box(struct decoder *d, const struct synk_cut *cut)
{
	if (setjmp(d->s.back) != 0)
		return false;
	d->s.png = png_create_read_struct_2(PNG_LIBPNG_VER_STRING, &d->s,
	    give_up, warned, &d->s, allocate_for_png, release);
	if (!d->s.png)
		return synk_fail(d->s.err, SYNK_SYSTEM, "out of memory");
	open_file(d);
	read_rows(d, cut);
	png_read_end(d->s.png, NULL);
	return true;
}

bool
synk_png_read(const struct synk_cut *cut, const void *data, size_t size,
    struct synk_error *err)
{
	const unsigned char *b = data;
	struct decoder d = { .s = { .err = err }, .at = b, .end = b + size };
	bool ok = read_box(&d, cut);

	png_destroy_read_struct(&d.s.png, &d.s.info, NULL);
	free(d.all);
	free(d.row);
	free(d.line);
	free(d.sum);
	return ok;
}

static void
store(png_structp png, png_bytep from, size_t size)
{
	struct encoder *e = png_get_io_ptr(png);

	if (size > e->size - e->used) {
		size_t more = 2 * (e->used + size) + CHUNK;
		unsigned char *data = realloc(e->data, more);

		if (!data) {
			e->s.no_memory = true;
			png_error(png, "");
		}
		e->data = data;
		e->size = more;
	}
	memcpy(e->data + e->used, from, size);
	e->used += size;
}

static void
flush(png_structp png)
{
	(void)png;
}

static void
write_rows(struct encoder *e, const struct synk_image *image)
{
	bool grey = image->pixels == SYNK_GREY;
	png_structp png = e->s.png;

	png_set_IHDR(png, e->s.info, (png_uint_32)image->width,
	    (png_uint_32)image->height, 8,
	    grey ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB,
	    PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_BASE,
	    PNG_FILTER_TYPE_BASE);
	png_write_info(png, e->s.info);
	if (!grey) {
		png_set_bgr(png);
		png_set_filler(png, 0, PNG_FILLER_AFTER);
	}
	for (int y = 0; y < image->height; y++)
		png_write_row(png, image->at + (size_t)y * image->stride);
	png_write_end(png, NULL);
}

static bool
write_all(struct encoder *e, const struct synk_image *image)
{
	if (setjmp(e->s.back) != 0)
		return false;
	e->s.png = png_create_write_struct_2(PNG_LIBPNG_VER_STRING, &e->s,
	    give_up, warned, &e->s, allocate_for_png, release);
	if (!e->s.png)
		return synk_fail(e->s.err, SYNK_SYSTEM, "out of memory");
	e->s.info = png_create_info_struct(e->s.png);
	if (!e->s.info)
		give_up(e->s.png, "");
	png_set_write_fn(e->s.png, e, store, flush);
	png_set_user_limits(e->s.png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
	png_set_compression_level(e->s.png, LEVEL);
	write_rows(e, image);
	return true;
}

bool
synk_png_write(unsigned char **data, size_t *size,
    const struct synk_image *image, struct synk_error *err)
{
	struct encoder e = { .s = { .err = err } };
	bool ok = write_all(&e, image);

	png_destroy_write_struct(&e.s.png, &e.s.info);
	if (!ok) {
		free(e.data);
		return false;
	}
	*data = e.data;
	*size = e.used;
	return true;
}
