#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "image.h"
#include "jpeg.h"
#include "png.h"
#include "synk/marks.h"
#include "table.h"

static const struct kind {
	const char *name;
	const char *start;	/* first bytes of the file */
	size_t length;
	bool (*header)(struct synk_stored *, const void *, size_t,
	    struct synk_error *);
	bool (*read)(const struct synk_cut *, const void *, size_t,
	    struct synk_error *);
} kinds[] = {
	{ "JPEG", "\xff\xd8\xff", 3, synk_jpeg_header, synk_jpeg_read },
	{ "PNG", "\x89PNG\r\n\x1a\n", 8, synk_png_header, synk_png_read },
};

/* Photographs that are not read, by what is at their start and farther on. */
static const struct foreign {
	const char *name;
	const char *start;
	size_t at;
	const char *then;
	size_t length;
} foreign[] = {
	{ "a HEIC", "", 4, "ftyphei", 7 },
	{ "a HEIC", "", 4, "ftyphev", 7 },
	{ "a HEIC", "", 4, "ftypmif1", 8 },
	{ "a HEIC", "", 4, "ftypmsf1", 8 },
	{ "an AVIF", "", 4, "ftypavi", 7 },
	{ "a Canon raw", "", 4, "ftypcrx ", 8 },
	{ "a TIFF or raw", "", 0, "II*\0", 4 },
	{ "a TIFF or raw", "", 0, "MM\0*", 4 },
	{ "a WebP", "RIFF", 8, "WEBP", 4 },
	{ "a GIF", "GIF8", 5, "a", 1 },
	{ "a BMP", "BM", 6, "\0\0\0\0", 4 },
	{ "a JPEG 2000", "", 0, "\0\0\0\x0cjP  ", 8 },
	{ "a JPEG XL", "", 0, "\0\0\0\x0cJXL ", 8 },
	{ "a DICOM", "", 128, "DICM", 4 },
};

/* How the stored axes lie in the photo as shown, by EXIF's number. */
static const struct turn {
	bool swapped;		/* the stored x runs along the shown y */
	bool back_x, back_y;	/* the stored axis runs against the shown */
} turns[] = {
	[1] = { false, false, false },
	[2] = { false, true, false },
	[3] = { false, true, true },
	[4] = { false, false, true },
	[5] = { true, false, false },
	[6] = { true, false, true },
	[7] = { true, true, true },
	[8] = { true, true, false },
};

/* Of one stored axis: pixels of the reduced image, and where they start in
 * the photo as shown, px. */
struct span {
	int from, count;
	int at;
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

const char *
synk_image_foreign(const void *data, size_t size)
{
	const char *bytes = data;

	for (size_t i = 0; i < LEN(foreign); i++) {
		const struct foreign *f = &foreign[i];

		if (size >= f->at + f->length &&
		    memcmp(bytes, f->start, strlen(f->start)) == 0 &&
		    memcmp(bytes + f->at, f->then, f->length) == 0)
			return f->name;
	}
	return NULL;
}

static bool
complain(const void *data, size_t size, struct synk_error *err)
{
	const char *name = synk_image_foreign(data, size);

	if (name)
		return synk_fail(err, SYNK_BAD_INPUT, "%s photograph: convert"
		    " it to JPEG or PNG first", name);
	return synk_fail(err, SYNK_BAD_INPUT,
	    "expected a JPEG or PNG photo, found %s",
	    size ? "something else" : "an empty file");
}

static bool
read_header(const struct kind **kind, struct synk_stored *s, const void *data,
    size_t size, struct synk_error *err)
{
	*kind = recognise(data, size);
	if (!*kind)
		return complain(data, size, err);
	if (!(*kind)->header(s, data, size, err))
		return false;
	if (s->width - 1 >= SYNK_SIZE_MAX || s->height - 1 >= SYNK_SIZE_MAX)
		return synk_fail(err, SYNK_BAD_INPUT,
		    "expected an image of 1 to %d pixels a side, "
		    "found %lu x %lu", SYNK_SIZE_MAX, (unsigned long)s->width,
		    (unsigned long)s->height);
	return true;
}

bool
synk_image_header(struct synk_image_header *h, const void *data, size_t size,
    struct synk_error *err)
{
	const struct kind *kind;
	struct synk_stored s;
	bool swapped;

	if (!read_header(&kind, &s, data, size, err))
		return false;
	swapped = turns[s.orientation].swapped;
	*h = (struct synk_image_header){ .format = kind->name,
	    .width = (int)(swapped ? s.height : s.width),
	    .height = (int)(swapped ? s.width : s.height),
	    .orientation = s.orientation };
	memcpy(h->taken, s.taken, sizeof h->taken);
	return true;
}

/* Before anything is allocated for its pixels. */
static bool
check_size(const struct kind *kind, const struct synk_stored *s, size_t size,
    struct synk_error *err)
{
	if ((uint64_t)s->width * s->height > SYNK_PIXELS_MAX)
		return synk_fail(err, SYNK_BAD_INPUT, "%s: expected at most %d"
		    " megapixels, found %lu x %lu px", kind->name,
		    SYNK_PIXELS_MAX / 1000000, (unsigned long)s->width,
		    (unsigned long)s->height);
	if (s->least > size)
		return synk_fail(err, SYNK_BAD_INPUT, "%s: expected a"
		    " photograph of %lu x %lu px, found only %zu bytes",
		    kind->name, (unsigned long)s->width,
		    (unsigned long)s->height, size);
	return true;
}

/*
 * The part of a stored axis that is shown from that place on.  The reduced
 * image has its first whole pixel at the stored start, so where the axis runs
 * back, its last pixel, which may be partly outside, is shown first.
 */
static bool
cut_axis(struct span *span, int from, int count, int length, int shrink,
    bool back)
{
	int64_t low = from, high = low + count;

	if (low < 0)
		low = 0;
	if (high > length)
		high = length;
	if (low >= high)
		return false;
	if (back) {
		int64_t first = length - high;

		high = length - low;
		low = first;
	}
	low /= shrink;
	high = (high + shrink - 1) / shrink;
	*span = (struct span){ (int)low, (int)(high - low),
	    (int)(back ? length - shrink * high : shrink * low) };
	return true;
}

static bool
cut_both(struct span *x, struct span *y, const struct synk_stored *s,
    const struct synk_image_want *want)
{
	const struct turn *t = &turns[s->orientation];
	int width = (int)s->width, height = (int)s->height;
	int shrink = want->shrink ? want->shrink : 1;
	struct synk_box b = want->box;

	if (b.width == 0)
		b = t->swapped ? (struct synk_box){ 0, 0, height, width }
		    : (struct synk_box){ 0, 0, width, height };
	if (t->swapped)
		b = (struct synk_box){ b.y, b.x, b.height, b.width };
	return cut_axis(x, b.x, b.width, width, shrink, t->back_x) &&
	    cut_axis(y, b.y, b.height, height, shrink, t->back_y);
}

static bool
allocate(struct synk_image *image, enum synk_pixels pixels, int width,
    int height, struct synk_error *err)
{
	size_t stride = (size_t)width * pixels;

	*image = (struct synk_image){ .pixels = pixels, .width = width,
	    .height = height, .stride = stride, .shrink = 1 };
	if (stride / pixels == (size_t)width &&
	    (size_t)height <= SIZE_MAX / stride)
		image->at = malloc(stride * (size_t)height);
	return image->at || synk_fail(err, SYNK_SYSTEM, "out of memory");
}

static void
set_cut(struct synk_cut *cut, const struct synk_image *image,
    const struct turn *t, const struct span *x, const struct span *y)
{
	ptrdiff_t pixel = (ptrdiff_t)image->pixels;
	ptrdiff_t row = (ptrdiff_t)image->stride;

	*cut = (struct synk_cut){ .pixels = image->pixels,
	    .shrink = image->shrink,
	    .box = { x->from, y->from, x->count, y->count },
	    .first = image->at, .across = t->swapped ? row : pixel,
	    .down = t->swapped ? pixel : row };
	if (t->back_x) {
		cut->first += cut->across * (x->count - 1);
		cut->across = -cut->across;
	}
	if (t->back_y) {
		cut->first += cut->down * (y->count - 1);
		cut->down = -cut->down;
	}
}

bool
synk_image_read(struct synk_image *to, const void *data, size_t size,
    const struct synk_image_want *want, struct synk_error *err)
{
	const struct kind *kind;
	const struct turn *t;
	struct synk_stored s;
	struct synk_image image;
	struct synk_cut cut;
	struct span x, y;

	assert(want->shrink == 0 || want->shrink == 1 || want->shrink == 2 ||
	    want->shrink == 4 || want->shrink == 8);
	if (!read_header(&kind, &s, data, size, err) ||
	    !check_size(kind, &s, size, err))
		return false;
	if (!cut_both(&x, &y, &s, want))
		return synk_fail(err, SYNK_BAD_INPUT,
		    "expected a part of the photograph, found one outside");
	t = &turns[s.orientation];
	if (!allocate(&image, want->pixels, t->swapped ? y.count : x.count,
	    t->swapped ? x.count : y.count, err))
		return false;
	image.shrink = want->shrink ? want->shrink : 1;
	image.x = t->swapped ? y.at : x.at;
	image.y = t->swapped ? x.at : y.at;
	set_cut(&cut, &image, t, &x, &y);
	if (!kind->read(&cut, data, size, err)) {
		free(image.at);
		return false;
	}
	*to = image;
	return true;
}

static void
put_grey(const struct synk_cut *cut, unsigned char *to, int count,
    const unsigned char *const *rows)
{
	for (int x = 0; x < cut->box.width; x++, to += cut->across)
		for (int i = 0; i < count; i++)
			to[i * cut->down] = rows[i][x];
}

static void
put_bgrx(const struct synk_cut *cut, unsigned char *to, int count,
    const unsigned char *const *rows)
{
	for (int x = 0; x < cut->box.width; x++, to += cut->across)
		for (int i = 0; i < count; i++)
			memcpy(to + i * cut->down, rows[i] + 4 * (size_t)x, 4);
}

void
synk_cut_put(const struct synk_cut *cut, int row, int count,
    const unsigned char *const *rows)
{
	unsigned char *to = cut->first + row * cut->down;

	if (cut->across == (ptrdiff_t)cut->pixels)
		for (int i = 0; i < count; i++)
			memcpy(to + i * cut->down, rows[i],
			    (size_t)cut->box.width * cut->pixels);
	else if (cut->pixels == SYNK_GREY)
		put_grey(cut, to, count, rows);
	else
		put_bgrx(cut, to, count, rows);
}

bool
synk_image_new(struct synk_image *to, enum synk_pixels pixels, int width,
    int height, struct synk_error *err)
{
	struct synk_image image;
	size_t size;

	assert(width > 0 && height > 0);
	if (!allocate(&image, pixels, width, height, err))
		return false;
	size = image.stride * (size_t)height;
	if (pixels == SYNK_GREY)
		memset(image.at, 0, size);
	for (size_t i = 0; pixels == SYNK_BGRX && i < size; i += 4)
		memcpy(&image.at[i], "\0\0\0\xff", 4);
	*to = image;
	return true;
}

void
synk_image_free(struct synk_image *image)
{
	free(image->at);
	*image = (struct synk_image){ 0 };
}

bool
synk_image_jpeg(unsigned char **data, size_t *size,
    const struct synk_image *image, int quality, struct synk_error *err)
{
	return synk_jpeg_write(data, size, image, quality, err);
}

bool
synk_image_png(unsigned char **data, size_t *size,
    const struct synk_image *image, struct synk_error *err)
{
	return synk_png_write(data, size, image, err);
}
