/*
 * dlib needs faces of 80 px, and gives points in whole pixels.  So faces are
 * looked for in a photograph of about one size, and points in one of the face
 * that is large enough for half a pixel to be little.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../sha256.h"
#include "../table.h"
#include "dlib.h"
#include "predictor.h"
#include "synk/dlib.h"

enum {
	/* The longer side of what the detector sees has so many, and less than
	 * twice as many. */
	SEEN_MIN = 800,
	/* A box of so many has about 330 between the eyes, of which half a
	 * pixel is 0.15 %. */
	BOX_MIN = 800,
	FACES_MAX = 64
};

/* Of a box, on each side: points and what is looked at lie that far out. */
static const double margin = 0.5;

/* What dlib publishes as shape_predictor_68_face_landmarks.dat. */
static const char published[] =
    "fbdc2cb80eb9aa7a758672cbfdda32ba6300efe9b6e6c7a299ff7e736b11b92f";

struct synk_dlib {
	struct synk_dlib_model *model;
	char sha256[SYNK_SHA256_TEXT];
};

/* Shades of a part of a photograph, perhaps enlarged or reduced. */
struct view {
	struct synk_grey grey;
	double x, y;		/* where the corner of its first pixel is */
	double step;		/* of one pixel, px of the photograph */
};

bool
synk_dlib_here(void)
{
	return synk_dlib_there();
}

bool
synk_dlib_open(struct synk_dlib **to, const void *data, size_t size,
    struct synk_error *err)
{
	struct synk_dlib *d = calloc(1, sizeof *d);

	if (!d)
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	if (!synk_predictor_check(data, size, err) ||
	    !synk_dlib_load(&d->model, data, size, err)) {
		free(d);
		return false;
	}
	synk_sha256(d->sha256, data, size);
	*to = d;
	return true;
}

void
synk_dlib_close(struct synk_dlib *d)
{
	if (d)
		synk_dlib_unload(d->model);
	free(d);
}

const char *
synk_dlib_name(const struct synk_dlib *d)
{
	return strcmp(d->sha256, published) == 0 ? "dlib" : "lab-dlib";
}

const char *
synk_dlib_sha256(const struct synk_dlib *d)
{
	return d->sha256;
}

/* As dlib does, and not as the eye: models were trained on that. */
static unsigned char
shade(const struct synk_image *image, int x, int y)
{
	const unsigned char *p = image->at + (size_t)y * image->stride +
	    (size_t)x * SYNK_BGRX;

	return (unsigned char)((p[0] + p[1] + p[2]) / 3);
}

/* The first of two neighbours along a side, and how much the second counts. */
static int
between(double *second, double place, int length)
{
	double most = length - 1, p = fmin(fmax(place, 0), most);
	int first = (int)p;

	*second = p - first;
	return first;
}

static unsigned char
sample(const struct synk_image *image, double x, double y)
{
	double fx, fy, above, below;
	int i = between(&fx, x, image->width);
	int k = between(&fy, y, image->height);
	int next = fx > 0 ? i + 1 : i, under = fy > 0 ? k + 1 : k;

	above = (1 - fx) * shade(image, i, k) + fx * shade(image, next, k);
	below = (1 - fx) * shade(image, i, under) +
	    fx * shade(image, next, under);
	return (unsigned char)((1 - fy) * above + fy * below + 0.5);
}

/* Shows an image so many times enlarged. */
static bool
show(struct view *v, const struct synk_image *image, double times,
    struct synk_error *err)
{
	struct synk_grey *g = &v->grey;
	unsigned char *to;

	g->width = (int)lround(times * image->width);
	g->height = (int)lround(times * image->height);
	g->width = g->width > 0 ? g->width : 1;
	g->height = g->height > 0 ? g->height : 1;
	g->at = to = malloc((size_t)g->width * (size_t)g->height);
	if (!to)
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	for (int y = 0; y < g->height; y++)
		for (int x = 0; x < g->width; x++)
			*to++ = sample(image, (x + 0.5) / times - 0.5,
			    (y + 0.5) / times - 0.5);
	v->x = image->x - 0.5;
	v->y = image->y - 0.5;
	v->step = image->shrink / times;
	return true;
}

/* The middle of a pixel; the other way, the pixel that has a place in it. */
static struct synk_point
shown_at(const struct view *v, double x, double y)
{
	return (struct synk_point){ v->x + (x + 0.5) * v->step,
	    v->y + (y + 0.5) * v->step };
}

static long
pixel(double from, double place, const struct view *v)
{
	return lround((place - from) / v->step - 0.5);
}

/* All of a photograph, in the size in which faces are looked for. */
static bool
show_all(struct view *v, const void *photo, size_t size,
    struct synk_error *err)
{
	struct synk_image_want want = { .pixels = SYNK_BGRX, .shrink = 8 };
	struct synk_image_header h;
	struct synk_image image;
	double longer, times = 1;
	bool ok;

	if (!synk_image_header(&h, photo, size, err))
		return false;
	longer = h.width > h.height ? h.width : h.height;
	while (want.shrink > 1 && longer / want.shrink < SEEN_MIN)
		want.shrink /= 2;
	if (!synk_image_read(&image, photo, size, &want, err))
		return false;
	while (longer * times < SEEN_MIN)
		times *= 2;
	while (longer * times / want.shrink >= 2 * SEEN_MIN)
		times /= 2;
	ok = show(v, &image, times, err);
	synk_image_free(&image);
	return ok;
}

/* A face and what is around it, in the size in which points are looked for. */
static bool
show_face(struct view *v, const struct synk_crop *r, const void *photo,
    size_t size, struct synk_error *err)
{
	struct synk_image_want want = { .pixels = SYNK_BGRX, .shrink = 8 };
	double wide = r->width * (1 + 2 * margin);
	double high = r->height * (1 + 2 * margin);
	double side = fmin(r->width, r->height);
	struct synk_image image;
	bool ok;

	while (want.shrink > 1 && side / want.shrink < BOX_MIN)
		want.shrink /= 2;
	want.box = (struct synk_box){ (int)floor(r->centre.x - wide / 2),
	    (int)floor(r->centre.y - high / 2), (int)ceil(wide) + 1,
	    (int)ceil(high) + 1 };
	if (!synk_image_read(&image, photo, size, &want, err))
		return false;
	ok = show(v, &image, fmax(BOX_MIN * want.shrink / side, 1), err);
	synk_image_free(&image);
	return ok;
}

static struct synk_crop
region(const struct view *v, const struct synk_dlib_box *b)
{
	struct synk_point first = shown_at(v, (double)b->left,
	    (double)b->top), last = shown_at(v, (double)b->right,
	    (double)b->bottom);

	return (struct synk_crop){ .centre = { (first.x + last.x) / 2,
	    (first.y + last.y) / 2 }, .width = last.x - first.x,
	    .height = last.y - first.y };
}

/* Points must be where their face is, whatever the model says. */
static bool
bring_back(struct synk_face_marks *m, const struct view *v,
    struct synk_error *err)
{
	const struct synk_crop *r = &m->region;

	for (size_t i = 0; i < m->count; i++) {
		struct synk_point *p = &m->at[i];

		*p = shown_at(v, p->x, p->y);
		m->depth[i] = NAN;
		if (!(fabs(p->x - r->centre.x) < 2 * r->width &&
		    fabs(p->y - r->centre.y) < 2 * r->height))
			return synk_fail(err, SYNK_BAD_INPUT, "the shape"
			    " predictor places point %zu where no face is", i);
	}
	return true;
}

static bool
place(const struct synk_dlib *d, struct synk_face_marks *m,
    const void *photo, size_t size, struct synk_error *err)
{
	const struct synk_crop *r = &m->region;
	struct view v;
	struct synk_dlib_box b;
	bool ok;

	if (!show_face(&v, r, photo, size, err))
		return false;
	b.left = pixel(v.x, r->centre.x - r->width / 2, &v);
	b.top = pixel(v.y, r->centre.y - r->height / 2, &v);
	b.right = pixel(v.x, r->centre.x + r->width / 2, &v);
	b.bottom = pixel(v.y, r->centre.y + r->height / 2, &v);
	m->count = SYNK_PREDICTOR_POINTS;
	m->presence = NAN;
	ok = synk_dlib_place(d->model, m->at, m->count, &v.grey, &b, err) &&
	    bring_back(m, &v, err);
	free(v.grey.at);
	return ok;
}

bool
synk_dlib_find(struct synk_dlib *d, struct synk_face_marks *faces, size_t max,
    size_t *found, const void *photo, size_t size, double min_score,
    struct synk_error *err)
{
	struct synk_dlib_box box[FACES_MAX];
	struct view all;
	size_t n;
	bool ok;

	if (!show_all(&all, photo, size, err))
		return false;
	ok = synk_dlib_see(d->model, box, max < FACES_MAX ? max : FACES_MAX,
	    &n, &all.grey, err);
	while (ok && n > 0 && box[n - 1].score < min_score)
		n--;
	for (size_t i = 0; ok && i < n; i++) {
		faces[i].region = region(&all, &box[i]);
		faces[i].score = box[i].score;
		ok = place(d, &faces[i], photo, size, err);
	}
	free(all.grey.at);
	if (ok)
		*found = n;
	return ok;
}
