#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <jpeglib.h>	/* needs stdio.h before it */
#include <jerror.h>
#include <setjmp.h>

#include "exif.h"
#include "synk/image.h"
#include "synk/marks.h"
#include "table.h"

struct size {
	uint32_t width, height;
};

/*
 * libjpeg reports by calling error_exit(), which may not return.  All that
 * reading a header changes lives here, in jpeg_size()'s frame and not in the
 * frame that calls setjmp(), so that it is still valid after longjmp().
 */
struct header {
	struct jpeg_decompress_struct j;
	struct jpeg_error_mgr mgr;
	jmp_buf back;
	struct synk_error *err;
};

static void
give_up(j_common_ptr j)
{
	struct header *h = j->client_data;
	char text[JMSG_LENGTH_MAX];

	j->err->format_message(j, text);
	synk_fail(h->err, SYNK_BAD_INPUT, "JPEG: %s", text);
	longjmp(h->back, 1);
}

/*
 * A header that libjpeg only warns of still has its size; but at the end of
 * the data libjpeg warns, makes up an end marker and then blames that.
 */
static void
warned(j_common_ptr j, int level)
{
	struct header *h = j->client_data;

	if (level >= 0 || j->err->msg_code != JWRN_JPEG_EOF)
		return;
	synk_fail(h->err, SYNK_BAD_INPUT,
	    "JPEG: expected an image, found the end within the header");
	longjmp(h->back, 1);
}

static bool
read_header(struct header *h, const void *data, size_t size)
{
	if (setjmp(h->back) != 0)
		return false;
	jpeg_create_decompress(&h->j);	/* keeps err and client_data */
	jpeg_mem_src(&h->j, data, (unsigned long)size);
	jpeg_read_header(&h->j, TRUE);
	return true;
}

static bool
turn(struct size *to, const void *data, size_t size, struct synk_error *err)
{
	int orientation = synk_exif_orientation(data, size);

	if (orientation == 0)
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	if (orientation >= 5)
		*to = (struct size){ to->height, to->width };
	return true;
}

static bool
jpeg_size(struct size *to, const void *data, size_t size,
    struct synk_error *err)
{
	struct header h = { .err = err };
	bool ok;

	h.j.err = jpeg_std_error(&h.mgr);	/* before all else: */
	h.mgr.error_exit = give_up;		/* it sets these two */
	h.mgr.emit_message = warned;
	h.j.client_data = &h;
	ok = read_header(&h, data, size);
	*to = (struct size){ h.j.image_width, h.j.image_height };
	jpeg_destroy_decompress(&h.j);
	return ok && turn(to, data, size, err);
}

static uint32_t
big_endian(const unsigned char *b)
{
	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 |
	    (uint32_t)b[2] << 8 | b[3];
}

/* Signature, then the chunk IHDR: length, name, width, height, ... */
static bool
png_size(struct size *to, const void *data, size_t size,
    struct synk_error *err)
{
	const unsigned char *b = data;

	if (size < 24)
		return synk_fail(err, SYNK_BAD_INPUT,
		    "PNG: expected an image, found the end within the header");
	if (memcmp(b + 12, "IHDR", 4) != 0)
		return synk_fail(err, SYNK_BAD_INPUT,
		    "PNG: expected the chunk IHDR first, found another");
	*to = (struct size){ big_endian(b + 16), big_endian(b + 20) };
	return true;
}

static const struct kind {
	const char *start;	/* first bytes of the file */
	size_t length;
	bool (*size)(struct size *, const void *, size_t, struct synk_error *);
} kinds[] = {
	{ "\xff\xd8\xff", 3, jpeg_size },
	{ "\x89PNG\r\n\x1a\n", 8, png_size },
};

static const struct kind *
recognise(const void *data, size_t size)
{
	for (size_t i = 0; i < LEN(kinds); i++)
		if (size >= kinds[i].length &&
		    memcmp(data, kinds[i].start, kinds[i].length) == 0)
			return &kinds[i];
	return NULL;
}

bool
synk_image_size(int *width, int *height, const void *data, size_t size,
    struct synk_error *err)
{
	const struct kind *kind = recognise(data, size);
	struct size s;

	if (!kind)
		return synk_fail(err, SYNK_BAD_INPUT,
		    "expected a JPEG or PNG photo, found %s",
		    size ? "something else" : "an empty file");
	if (!kind->size(&s, data, size, err))
		return false;
	if (s.width - 1 >= SYNK_SIZE_MAX || s.height - 1 >= SYNK_SIZE_MAX)
		return synk_fail(err, SYNK_BAD_INPUT,
		    "expected an image of 1 to %d pixels a side, "
		    "found %lu x %lu", SYNK_SIZE_MAX, (unsigned long)s.width,
		    (unsigned long)s.height);
	*width = (int)s.width;
	*height = (int)s.height;
	return true;
}
