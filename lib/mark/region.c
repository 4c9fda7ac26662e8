/*
 * Pixels are looked at where MediaPipe does it.  In its shaders, of
 * image_to_tensor_converter_gl_texture.cc, a pixel of the view or of the
 * photograph is where its middle is; on a processor, by
 * image_to_tensor_converter_opencv.cc, both are where their corners are.  The
 * way back is by middles, either way, and so the networks learnt it: what is
 * found on a processor is half a pixel of the view too far to the right and
 * down, less half a pixel of the photograph, all of it alike.
 * A mirrored view has the same pixels in the other order, so that it agrees.
 */
#include <math.h>

#include "region.h"

/* Of an image, and what is around it. */
struct pixels {
	const struct synk_image *image;
	bool black;
};

struct synk_point
synk_crop_point(const struct synk_crop *r, const struct synk_seen_as *as,
    double x, double y)
{
	double across = (x / (double)as->width - 0.5) * r->width;
	double down = (y / (double)as->height - 0.5) * r->height;
	double c = cos(r->angle), s = sin(r->angle);

	if (r->mirrored)
		across = -across;
	return (struct synk_point){ r->centre.x + c * across - s * down,
	    r->centre.y + s * across + c * down };
}

/* Outside it is black, or the nearest pixel. */
static const unsigned char *
outside(const struct pixels *s, long x, long y)
{
	static const unsigned char black[4];
	const struct synk_image *image = s->image;
	long right = image->width - 1, bottom = image->height - 1;

	if (s->black && (x < 0 || y < 0 || x > right || y > bottom))
		return black;
	x = x < 0 ? 0 : x > right ? right : x;
	y = y < 0 ? 0 : y > bottom ? bottom : y;
	return image->at + (size_t)y * image->stride + (size_t)x * 4;
}

/* Far outside everything looks alike; a whole number must hold it. */
static double
within(double place, int length)
{
	return !(place > -2) ? -2 : place < length + 1 ? place : length + 1;
}

/* x and y in pixels of the image itself; pixels have blue first. */
static void
sample(float *rgb, const struct pixels *s, double x, double y)
{
	const struct synk_image *image = s->image;
	/* Cut off towards 0, which is down where nothing is negative. */
	long i = (long)(x + 2) - 2, k = (long)(y + 2) - 2;
	float fx = (float)(x - (double)i), fy = (float)(y - (double)k);
	const unsigned char *a, *b, *c, *d;

	if (i >= 0 && k >= 0 && i + 1 < image->width &&
	    k + 1 < image->height) {
		a = image->at + (size_t)k * image->stride + (size_t)i * 4;
		b = a + 4;
		c = a + image->stride;
		d = c + 4;
	} else {
		a = outside(s, i, k);
		b = outside(s, i + 1, k);
		c = outside(s, i, k + 1);
		d = outside(s, i + 1, k + 1);
	}
	for (int n = 0; n < 3; n++) {
		float above = (float)a[n] + fx * (float)(b[n] - a[n]);
		float below = (float)c[n] + fx * (float)(d[n] - c[n]);

		rgb[2 - n] = above + fy * (below - above);
	}
}

/* Where pixel (x, y) of the network's view is in pixels of the image. */
static struct synk_point
source(const struct synk_image *image, const struct synk_seen_as *as,
    const struct synk_crop *r, double x, double y)
{
	double half = as->middles ? 0.5 : 0;
	/* A mirrored view has the same pixels in the other order. */
	double across = r->mirrored ? 1 - half : half;
	struct synk_point p = synk_crop_point(r, as, x + across, y + half);
	double middle = (image->shrink - 1) / 2.0 - (0.5 - half);

	return (struct synk_point){ (p.x - image->x - middle) / image->shrink,
	    (p.y - image->y - middle) / image->shrink };
}

void
synk_crop_show(float *to, const struct synk_seen_as *as,
    const struct synk_image *image, const struct synk_crop *r)
{
	const struct pixels s = { image, as->black };
	struct synk_point first = source(image, as, r, 0, 0);
	struct synk_point across = source(image, as, r, 1, 0);
	struct synk_point down = source(image, as, r, 0, 1);
	float scale = (as->high - as->low) / 255;

	across.x -= first.x;
	across.y -= first.y;
	down.x -= first.x;
	down.y -= first.y;
	for (size_t k = 0; k < as->height; k++)
		for (size_t i = 0; i < as->width; i++, to += 3) {
			double x = first.x + (double)i * across.x +
			    (double)k * down.x;
			double y = first.y + (double)i * across.y +
			    (double)k * down.y;

			sample(to, &s, within(x, image->width),
			    within(y, image->height));
			for (int n = 0; n < 3; n++)
				to[n] = as->low + scale * to[n];
		}
}

struct synk_crop
synk_crop_whole(int width, int height)
{
	double side = width > height ? width : height;

	return (struct synk_crop){ .centre = { (width - 1) / 2.0,
	    (height - 1) / 2.0 }, .width = side, .height = side };
}
