/* Parts of photographs: the same bytes as that part of the whole. */
#include "photo.h"

static const struct row {
	const char *name;
	struct photo photo;
	int orientation;
} rows[] = {
	{ "4:4:4", { .width = 211, .height = 187 }, 0 },
	{ "4:2:2", { .width = 211, .height = 187, .across = 2 }, 0 },
	{ "4:4:0", { .width = 211, .height = 187, .down = 2 }, 0 },
	{ "4:2:0", { .width = 211, .height = 187, .across = 2, .down = 2 }, 0 },
	{ "4:1:1", { .width = 211, .height = 187, .across = 4 }, 0 },
	{ "4:1:0", { .width = 211, .height = 187, .across = 4, .down = 2 }, 0 },
	{ "grey", { .width = 211, .height = 187, .components = 1 }, 0 },
	{ "grey, of odd factors", { .width = 211, .height = 187,
	  .components = 1, .across = 2, .down = 2 }, 0 },
	{ "narrow", { .width = 3, .height = 187, .across = 2, .down = 2 }, 0 },
	{ "low", { .width = 211, .height = 2, .across = 2, .down = 2 }, 0 },
	{ "progressive", { .width = 211, .height = 187, .across = 2,
	  .down = 2, .progressive = true }, 0 },
	{ "progressive 4:2:2", { .width = 211, .height = 187, .across = 2,
	  .progressive = true }, 0 },
	{ "progressive grey", { .width = 211, .height = 187,
	  .components = 1, .progressive = true }, 0 },
	{ "a scan for each component", { .width = 211, .height = 187,
	  .across = 2, .down = 2, .apart = true }, 0 },
	{ "restart markers", { .width = 211, .height = 187, .across = 2,
	  .down = 2, .restart = 3 }, 0 },
	{ "progressive, restart markers", { .width = 211, .height = 187,
	  .across = 2, .progressive = true, .restart = 1 }, 0 },
	{ "arithmetic coding", { .width = 211, .height = 187, .across = 2,
	  .down = 2, .arithmetic = true }, 0 },
	{ "progressive, arithmetic coding", { .width = 211, .height = 187,
	  .progressive = true, .arithmetic = true }, 0 },
	{ "large", { .width = 603, .height = 317, .across = 2, .down = 2 },
	  0 },
	{ "large 4:4:4", { .width = 603, .height = 317 }, 0 },
	{ "large, progressive", { .width = 603, .height = 317, .across = 2,
	  .down = 2, .progressive = true }, 0 },
	{ "mirrored", { .width = 211, .height = 187, .across = 2, .down = 2 },
	  2 },
	{ "upside down", { .width = 211, .height = 187, .across = 2,
	  .down = 2 }, 3 },
	{ "mirrored upside down", { .width = 211, .height = 187, .across = 2,
	  .down = 2 }, 4 },
	{ "transposed", { .width = 211, .height = 187, .across = 2,
	  .down = 2 }, 5 },
	{ "turned", { .width = 211, .height = 187, .across = 2, .down = 2 },
	  6 },
	{ "transverse", { .width = 211, .height = 187, .across = 2,
	  .down = 2 }, 7 },
	{ "turned back", { .width = 211, .height = 187, .across = 2,
	  .down = 2 }, 8 },
};

/* Read of each, of all that are tried: more take minutes. */
enum { PARTS = 12 };

static void
check_part(const struct file *f, const struct synk_image *all,
    struct synk_box b)
{
	struct synk_image part = read_photo(f, all->pixels, all->shrink, b);
	int x = ((int)part.x - (int)all->x) / all->shrink;
	int y = ((int)part.y - (int)all->y) / all->shrink;

	assert_true(all->x + x * all->shrink == part.x);
	assert_true(all->y + y * all->shrink == part.y);
	assert_int_equal(part.shrink, all->shrink);
	assert_true(part.x <= b.x && part.x + all->shrink > b.x);
	assert_true(part.y <= b.y && part.y + all->shrink > b.y);
	assert_true(part.x + part.width * all->shrink >= b.x + b.width);
	assert_true(part.x + (part.width - 1) * all->shrink < b.x + b.width);
	assert_true(part.y + part.height * all->shrink >= b.y + b.height);
	assert_true(part.y + (part.height - 1) * all->shrink < b.y + b.height);
	for (int i = 0; i < part.height; i++)
		if (memcmp(part.at + (size_t)i * part.stride, all->at +
		    (size_t)(y + i) * all->stride + (size_t)x * all->pixels,
		    (size_t)part.width * part.pixels) != 0)
			fail_msg("/%d: row %d of %d,%d %dx%d", all->shrink, i,
			    b.x, b.y, b.width, b.height);
	synk_image_free(&part);
}

/* All spans of an axis in turn, each with another of the other axis. */
static void
check_parts(const struct file *f, const struct synk_image *all, int width,
    int height)
{
	static const int sizes[] = { 1, 2, 3, 8, 15, 17, 40, 100, 1000 };
	int n = 0, every = (int)LEN(sizes) * (width + height) / PARTS | 1;

	for (int k = 0; k < (int)LEN(sizes); k++) {
		int size = sizes[k] * all->shrink;

		for (int x = 0; x < width; x++) {
			int w = size < width - x ? size : width - x;
			int y = x * 31 % height;
			int h = sizes[(k + x) % 8] % (height - y) + 1;

			if (n++ % every == 0)
				check_part(f, all,
				    (struct synk_box){ x, y, w, h });
		}
		for (int y = 0; y < height; y++) {
			int h = size < height - y ? size : height - y;
			int x = y * 37 % width;
			int w = sizes[(k + y) % 8] % (width - x) + 1;

			if (n++ % every == 0)
				check_part(f, all,
				    (struct synk_box){ x, y, w, h });
		}
	}
}

static void
check_row(void **state)
{
	static const enum synk_pixels kinds[] = { SYNK_GREY, SYNK_BGRX };
	const struct row *r = *state;
	struct file f = make_turned(&r->photo, r->orientation);
	bool side = r->orientation >= 5;

	for (size_t i = 0; i < LEN(kinds); i++)
		for (int shrink = 1; shrink <= 8; shrink *= 2) {
			struct synk_image all = read_photo(&f, kinds[i],
			    shrink, everything);

			check_parts(&f, &all,
			    side ? r->photo.height : r->photo.width,
			    side ? r->photo.width : r->photo.height);
			synk_image_free(&all);
		}
	free(f.data);
}

int
main(void)
{
	return RUN_ROWS(rows, check_row);
}
