/*
 * A photograph of nobody: a coloured ground with fine texture, and the pupils
 * of a canonical face as discs of a colour that nothing else has.
 */
#include "session.h"
#include "synk/image.h"

struct cartoon {
	struct synk_image photo;
	struct synk_sites sites;
};

static const unsigned char pupil_ink[3] = { 0, 200, 0 };	/* BGR */

static inline unsigned char *
pixel(const struct synk_image *m, int x, int y)
{
	return m->at + (size_t)y * m->stride + 4 * (size_t)x;
}

static inline void
paint_ground(const struct synk_image *m)
{
	for (int y = 0; y < m->height; y++)
		for (int x = 0; x < m->width; x++) {
			unsigned n = (unsigned)x * 73856093u ^
			    (unsigned)y * 19349663u;
			unsigned char *p = pixel(m, x, y);

			p[0] = (unsigned char)(90 + 40 * x / m->width);
			p[1] = (unsigned char)(110 + 30 * y / m->height);
			p[2] = (unsigned char)(150 + (n >> 7 & 31));
		}
}

static inline void
paint_disc(const struct synk_image *m, struct synk_point at, double radius)
{
	int reach = (int)ceil(radius);

	for (int y = (int)at.y - reach; y <= (int)at.y + reach + 1; y++)
		for (int x = (int)at.x - reach; x <= (int)at.x + reach + 1;
		    x++)
			if (x >= 0 && y >= 0 && x < m->width &&
			    y < m->height && hypot(x - at.x, y - at.y) <=
			    radius)
				memcpy(pixel(m, x, y), pupil_ink, 3);
}

/* Of that size, by that camera; e is what the face does. */
static inline void
cartoon_new(struct cartoon *c, int width, int height,
    const struct camera *camera, enum synk_expression e)
{
	static struct session s;
	struct synk_error err;
	struct solid solid;

	set_out(&s, SYNK_MEDIAPIPE478);
	solid = posed(&s, e);
	marks_of(&s.marks[e], &solid, camera, SYNK_MEDIAPIPE478);
	assert_true(synk_sites_from(&c->sites, &s.marks[e], false, &err));
	assert_true(synk_image_new(&c->photo, SYNK_BGRX, width, height, &err));
	paint_ground(&c->photo);
	for (int k = 0; k < SYNK_SIDES; k++)
		paint_disc(&c->photo, c->sites.at[synk_spot(SYNK_PUPIL,
		    (enum synk_side)k)], 0.3 * camera->px_per_cm);
}
