/*
 * Eyes that nobody is recognised by.  Nothing is smoothed, since a known
 * smoothing can be undone: a block keeps its mean and nothing else, and about
 * nine blocks go from one outer canthus to the other.
 */
#include <math.h>

#include "picture.h"

/* Of the eyes and brows, from the middle of the eye line, IED. */
static const double half_width = 1.1, above = 0.6, below = 0.35, block = 0.25;

/* Highest brow point over the eye line: a raised brow is an eyebrow too. */
static double
brow_top(const struct synk_scene *s)
{
	double top = above - 0.2;

	for (size_t i = 0; i <= synk_spot(SYNK_BROW_LATERAL, SYNK_LEFT); i++) {
		double y = ((s->at[i].x - s->eyes.x) * s->up.x +
		    (s->at[i].y - s->eyes.y) * s->up.y) / s->ied;

		if (y > top)
			top = y;
	}
	return top + 0.2;
}

/* Whether a block with its middle there has a part of the region. */
static bool
touches(const struct synk_look *l, double x, double y, double side, double top)
{
	struct synk_point o = synk_map_point(&l->map, l->scene->eyes);
	struct synk_point a = synk_map_point(&l->map,
	    synk_scene_point(l->scene, 1, 0));
	struct synk_point u = synk_map_point(&l->map,
	    synk_scene_point(l->scene, 0, 1));
	double scale = l->ied * l->ied;
	double along = ((x - o.x) * (a.x - o.x) + (y - o.y) * (a.y - o.y)) /
	    scale;
	double up = ((x - o.x) * (u.x - o.x) + (y - o.y) * (u.y - o.y)) /
	    scale;
	double reach = side / l->ied / 2 * (fabs(a.x - o.x) +
	    fabs(a.y - o.y)) / l->ied;

	return fabs(along) < half_width + reach && up < top + reach &&
	    up > -below - reach;
}

static void
level_within(const struct synk_look *l, int x, int y, int side)
{
	struct synk_box b = { x, y, side, side };
	int right = l->box.x + l->box.width, foot = l->box.y + l->box.height;

	if (b.x + b.width > right)
		b.width = right - b.x;
	if (b.y + b.height > foot)
		b.height = foot - b.y;
	if (b.width > 0 && b.height > 0)
		synk_canvas_level(l->canvas, b);
}

void
synk_blur_eyes(const struct synk_look *l)
{
	int side = (int)ceil(fmax(2, block * l->ied));
	double top = brow_top(l->scene);

	for (int y = l->box.y; y < l->box.y + l->box.height; y += side)
		for (int x = l->box.x; x < l->box.x + l->box.width; x += side)
			if (touches(l, x + side / 2.0, y + side / 2.0, side,
			    top))
				level_within(l, x, y, side);
}
