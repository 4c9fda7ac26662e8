/*
 * Irises in any pixels, between any points: width and height, then two bytes
 * for each coordinate of both eyes' sites, then grey pixels.
 */
#include <math.h>

#include "fuzz.h"
#include "synk/iris.h"

struct bytes {
	const uint8_t *at;
	size_t left;
};

static unsigned
take(struct bytes *b)
{
	if (b->left == 0)
		return 0;
	b->left--;
	return *b->at++;
}

/* From 0 to 64 in hundredths; far outside; or nowhere. */
static double
place(struct bytes *b)
{
	unsigned n = take(b) << 8;

	n |= take(b);
	if (n == 0xffff)
		return NAN;
	if (n > 0xff00)
		return ldexp(n & 0x80 ? -1 : 1, (int)(n & 0x7f));
	return n / 800.;
}

static void
place_eyes(struct synk_sites *sites, struct bytes *b)
{
	for (size_t i = 0; i < SYNK_SPOTS; i++)
		sites->at[i] = (struct synk_point){ NAN, NAN };
	for (size_t i = SYNK_CANTHUS_INNER; i <= SYNK_PUPIL; i++)
		for (int side = 0; side < SYNK_SIDES; side++) {
			double x = place(b), y = place(b);

			if (!isnan(x) && !isnan(y))
				sites->at[synk_spot((enum synk_site)i,
				    (enum synk_side)side)] =
				    (struct synk_point){ x, y };
		}
}

static void
is_sane(const struct synk_iris_found *f)
{
	MUST(!f->reason == !isnan(f->iris.centre.x));
	if (f->reason)
		return;
	MUST(isfinite(f->iris.centre.x) && isfinite(f->iris.centre.y));
	MUST(isfinite(f->iris.radius) && f->iris.radius > 0);
	MUST(f->centre_sd >= 0 && f->radius_sd >= 0);
	MUST(f->quality >= 0 && f->quality <= 1);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes b = { data, size };
	struct synk_iris_found found[SYNK_SIDES];
	struct synk_error err;
	struct synk_image image;
	struct synk_sites sites;
	struct synk_box box;
	int width = 1 + (int)take(&b) % 96, height = 1 + (int)take(&b) % 96;

	place_eyes(&sites, &b);
	MUST(synk_image_new(&image, SYNK_GREY, width, height, &err));
	for (int y = 0; y < height; y++)
		for (int x = 0; x < width; x++)
			image.at[(size_t)y * image.stride + (size_t)x] =
			    (unsigned char)take(&b);
	(void)synk_iris_box(&box, &sites);
	(void)synk_iris_shrink(&sites);
	synk_iris_find(found, &image, &sites);
	for (int side = 0; side < SYNK_SIDES; side++)
		is_sane(&found[side]);
	synk_image_free(&image);
	return 0;
}
