/*
 * Photographs: what the header promises is what is read, whole, reduced and in
 * part, and what is written is read again.
 */
#include "fuzz.h"
#include "synk/image.h"

static struct synk_error err;

static void
is_as_large(const struct synk_image *image, const struct synk_image_header *h,
    int shrink)
{
	MUST(image->shrink == shrink);
	MUST(image->width == (h->width + shrink - 1) / shrink);
	MUST(image->height == (h->height + shrink - 1) / shrink);
	MUST(image->stride >= (size_t)image->width * image->pixels);
}

/* A part has the bytes that the whole has there. */
static void
part_is_the_same(const struct synk_image *whole, const void *data, size_t size)
{
	const struct synk_image_want want = { SYNK_GREY, 1,
	    { whole->width / 3, whole->height / 3, whole->width / 2 + 1,
	    whole->height / 2 + 1 } };
	struct synk_image part;

	/* Damage below the part is not seen, but never the other way round. */
	MUST(synk_image_read(&part, data, size, &want, &err));
	for (int y = 0; y < part.height; y++)
		MUST(memcmp(part.at + (size_t)y * part.stride, whole->at +
		    (size_t)(y + (int)part.y) * whole->stride +
		    (size_t)part.x, (size_t)part.width) == 0);
	synk_image_free(&part);
}

static void
can_be_written(const struct synk_image *image)
{
	struct synk_image_header h;
	unsigned char *file;
	size_t size;

	MUST(synk_image_png(&file, &size, image, &err));
	MUST(synk_image_header(&h, file, size, &err));
	MUST(h.width == image->width && h.height == image->height);
	MUST(h.orientation == 1 && h.taken[0] == '\0');
	free(file);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct synk_image_want want = { .pixels = SYNK_GREY };
	struct synk_image_header h;
	struct synk_image image;

	if (!synk_image_header(&h, data, size, &err)) {
		is_refused(&err);
		return 0;
	}
	MUST(h.width > 0 && h.height > 0);
	MUST(h.orientation >= 1 && h.orientation <= 8);
	MUST(memchr(h.taken, '\0', sizeof h.taken));
	if ((long)h.width * h.height > 1 << 20)
		return 0;	/* it would take long, and show nothing new */
	if (!synk_image_read(&image, data, size, &want, &err)) {
		is_refused(&err);
		return 0;
	}
	is_as_large(&image, &h, 1);
	part_is_the_same(&image, data, size);
	can_be_written(&image);
	synk_image_free(&image);
	want.pixels = SYNK_BGRX;
	want.shrink = 1 << size % 4;
	MUST(synk_image_read(&image, data, size, &want, &err));
	is_as_large(&image, &h, want.shrink);
	synk_image_free(&image);
	return 0;
}
