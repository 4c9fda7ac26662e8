#include "../table.h"
#include "mirror.h"

/*
 * Runs of points on the subject's right and how far from each is its partner
 * on the left; the others are on the midline.  From MediaPipe's canonical face
 * model, of which the mesh is exactly symmetric.
 */
static const struct run {
	size_t first, last, to_left;
} runs[] = {
	{ 3, 3, 245 }, { 7, 7, 242 }, { 20, 93, 230 }, { 95, 150, 229 },
	{ 153, 163, 227 }, { 165, 167, 226 }, { 169, 174, 225 },
	{ 176, 194, 224 }, { 196, 196, 223 }, { 198, 198, 222 },
	{ 201, 247, 220 },
};

/* Centre, then around from the picture's right; right eye, then left. */
static const size_t irises[] = { 473, 476, 475, 474, 477, 468, 471, 470, 469,
    472 };

size_t
synk_mirror_point(size_t i)
{
	if (i - 468 < LEN(irises))
		return irises[i - 468];
	for (size_t k = 0; k < LEN(runs); k++) {
		const struct run *r = &runs[k];

		if (i >= r->first && i <= r->last)
			return i + r->to_left;
		if (i >= r->first + r->to_left && i <= r->last + r->to_left)
			return i - r->to_left;
	}
	return i;
}
