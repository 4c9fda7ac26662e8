/* Where things are in a photograph, however it is stored and reduced. */
#include "photo.h"

/* A dark round spot, of the photo as shown. */
struct spot {
	int orientation;
	double x, y;
};

enum { WIDTH = 403, HEIGHT = 301 };	/* as shown; 3 and 5 more than 8 n */

static const double spread = 14;	/* px */

static const struct row {
	const char *name;
	struct spot spot;
	int across, down;
	bool png;
} rows[] = {
	{ "as shown", { 1, 171.3, 143.7 }, 1, 1, false },
	{ "mirrored", { 2, 171.3, 143.7 }, 1, 1, false },
	{ "upside down", { 3, 171.3, 143.7 }, 1, 1, false },
	{ "mirrored upside down", { 4, 171.3, 143.7 }, 1, 1, false },
	{ "transposed", { 5, 171.3, 143.7 }, 1, 1, false },
	{ "turned", { 6, 171.3, 143.7 }, 1, 1, false },
	{ "transverse", { 7, 171.3, 143.7 }, 1, 1, false },
	{ "turned back", { 8, 171.3, 143.7 }, 1, 1, false },
	{ "as shown, 4:2:0", { 1, 94.2, 201.9 }, 2, 2, false },
	{ "turned, 4:2:0", { 6, 94.2, 201.9 }, 2, 2, false },
	{ "transverse, 4:2:2", { 7, 94.2, 201.9 }, 2, 1, false },
	{ "PNG", { 1, 94.2, 201.9 }, 1, 1, true },
	{ "PNG, mirrored", { 2, 94.2, 201.9 }, 1, 1, true },
	{ "PNG, turned", { 6, 94.2, 201.9 }, 1, 1, true },
};

/* EXIF 2.3: what is at the first stored row, what at the first column. */
static void
shown(int *x, int *y, int orientation, int sx, int sy)
{
	int right = WIDTH - 1, bottom = HEIGHT - 1;
	const int places[9][2] = { { 0 },
		{ sx, sy },			/* top, left */
		{ right - sx, sy },		/* top, right */
		{ right - sx, bottom - sy },	/* bottom, right */
		{ sx, bottom - sy },		/* bottom, left */
		{ sy, sx },			/* left, top */
		{ right - sy, sx },		/* right, top */
		{ right - sy, bottom - sx },	/* right, bottom */
		{ sy, bottom - sx },		/* left, bottom */
	};

	*x = places[orientation][0];
	*y = places[orientation][1];
}

static int
spotted(const struct photo *p, int sx, int sy, int c)
{
	const struct spot *s = p->what;
	int x, y;

	(void)c;
	shown(&x, &y, s->orientation, sx, sy);
	return (int)lround(230 - 200 * exp(-((x - s->x) * (x - s->x) +
	    (y - s->y) * (y - s->y)) / (2 * spread * spread)));
}

/* The centre of what is darker than the paper, px of the photo. */
static void
find_spot(double *x, double *y, const struct synk_image *m)
{
	double sum = 0, half = (m->shrink - 1) / 2.0;

	*x = *y = 0;
	for (int j = 0; j < m->height; j++)
		for (int i = 0; i < m->width; i++) {
			double dark = 230 - m->at[(size_t)j * m->stride +
			    (size_t)i * m->pixels];

			sum += dark;
			*x += dark * (m->x + m->shrink * i + half);
			*y += dark * (m->y + m->shrink * j + half);
		}
	*x /= sum;
	*y /= sum;
}

/* The signature and IHDR are 33 bytes; CRC-32 is of the PNG specification. */
static struct file
with_chunk(const struct file *png, const char *name, const void *data,
    size_t size)
{
	struct file f = cut(png, 33), body = { NULL, 0 };
	const struct exif big = { .little = false };
	unsigned long crc = 0xffffffff;

	put(&body, name, 4);
	put(&body, data, size);
	for (size_t i = 0; i < body.size; i++) {
		crc ^= body.data[i];
		for (int k = 0; k < 8; k++)
			crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
	}
	put_number(&f, &big, size, 4);
	put(&f, body.data, body.size);
	put_number(&f, &big, ~crc & 0xffffffff, 4);
	put(&f, png->data + 33, png->size - 33);
	free(body.data);
	return f;
}

/* Through a black image, filled, as the library writes it. */
static struct file
make_spotted_png(const struct photo *p, int orientation)
{
	struct exif e = { .type = 3, .count = 1, .value = orientation };
	struct file exif = make_exif(&e), plain, f;
	struct synk_error err;
	struct synk_image m;

	assert_true(synk_image_new(&m, SYNK_GREY, p->width, p->height, &err));
	for (int y = 0; y < p->height; y++)
		for (int x = 0; x < p->width; x++)
			m.at[(size_t)y * m.stride + (size_t)x] =
			    (unsigned char)spotted(p, x, y, 0);
	assert_true(synk_image_png(&plain.data, &plain.size, &m, &err));
	f = with_chunk(&plain, "eXIf", exif.data + 6, exif.size - 6);
	synk_image_free(&m);
	free(plain.data);
	free(exif.data);
	return f;
}

static void
check_place(const struct file *f, const struct spot *s,
    enum synk_pixels pixels, int shrink, struct synk_box box)
{
	struct synk_image m = read_photo(f, pixels, shrink, box);
	double x, y;

	find_spot(&x, &y, &m);
	if (fabs(x - s->x) > 0.05 || fabs(y - s->y) > 0.05)
		fail_msg("/%d: expected %g,%g, found %g,%g", shrink, s->x,
		    s->y, x, y);
	synk_image_free(&m);
}

static void
check_row(void **state)
{
	const struct row *r = *state;
	bool side = r->spot.orientation >= 5;
	struct photo p = { .width = side ? HEIGHT : WIDTH,
	    .height = side ? WIDTH : HEIGHT, .across = r->across,
	    .down = r->down, .quality = 97, .draw = spotted,
	    .what = &r->spot };
	struct file f = r->png ? make_spotted_png(&p, r->spot.orientation)
	    : make_turned(&p, r->spot.orientation);
	struct synk_box near = { (int)r->spot.x - 71, (int)r->spot.y - 67, 139,
	    141 };
	struct synk_image_header h;
	struct synk_error err;

	assert_true(synk_image_header(&h, f.data, f.size, &err));
	assert_int_equal(h.width, WIDTH);
	assert_int_equal(h.height, HEIGHT);
	assert_int_equal(h.orientation, r->spot.orientation);
	for (int shrink = 1; shrink <= 8; shrink *= 2) {
		check_place(&f, &r->spot, SYNK_GREY, shrink, everything);
		check_place(&f, &r->spot, SYNK_BGRX, shrink, everything);
		check_place(&f, &r->spot, SYNK_GREY, shrink, near);
		check_place(&f, &r->spot, SYNK_BGRX, shrink, near);
	}
	free(f.data);
}

/* A photo of 11 x 5 px taken sideways, reduced by 4: by hand. */
static void
test_by_hand(void **state)
{
	const struct photo p = { .width = 11, .height = 5 };
	struct file f = make_turned(&p, 6);
	struct synk_image m = read_photo(&f, SYNK_GREY, 4, everything);

	/* Stored rows 0-3 and 4-7 are shown as columns 4-1 and 0 to -3. */
	assert_int_equal(m.width, 2);
	assert_int_equal(m.height, 3);
	assert_true(m.x == -3 && m.y == 0);
	synk_image_free(&m);
	m = read_photo(&f, SYNK_GREY, 4, (struct synk_box){ 1, 5, 1, 4 });
	assert_int_equal(m.width, 1);
	assert_int_equal(m.height, 2);
	assert_true(m.x == 1 && m.y == 4);
	synk_image_free(&m);
	free(f.data);
	(void)state;
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_by_hand) };

	return cmocka_run_group_tests(tests, NULL, NULL) +
	    RUN_ROWS(rows, check_row);
}
