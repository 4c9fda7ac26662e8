/*
 * The steps are those of MediaPipe's face_landmarker_graph.cc for single
 * images: the detector once, then landmarks once in the region of each face.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../sha256.h"
#include "../table.h"
#include "bundle.h"
#include "detector.h"
#include "mirror.h"
#include "net.h"
#include "refine.h"
#include "region.h"

/* Outputs of the detector: regressors and classificators. */
enum { BOXES, SCORES };

static const size_t detector_gives[SYNK_OUTPUTS_MAX] = {
    SYNK_ANCHORS * SYNK_ANCHOR_VALUES, SYNK_ANCHORS };

/* A network for landmarks: a row for each that is known, the best first. */
static const struct kind {
	const char *name;	/* for records: a detector that norms know */
	size_t side;		/* px that it sees */
	size_t points;
	size_t gives[SYNK_OUTPUTS_MAX];	/* numbers; it may give more */
	size_t presence;	/* which output */
	bool refined;		/* points come in several lists */
	/* How it was looked through when it was published: the npm package
	 * always does it by shaders, the bundle's own default does not. */
	bool middles;
} kinds[] = {
	{ "mediapipe", 256, 478, { 478 * 3, 1 }, 1, false,
	  false },
	{ "mediapipe-facemesh", 192, 478,
	  { 468 * 3, 80 * 2, 71 * 2, 71 * 2, 5 * 2, 5 * 2, 1 }, 6, true,
	  true },
	{ "mediapipe-facemesh", 192, 468, { 468 * 3, 1 }, 1, false, true },
};

struct synk_landmarker {
	const struct kind *kind;
	struct synk_seen_as detector_view, view;
	struct synk_net *detector, *landmarks;
	char sha256[SYNK_SHA256_TEXT];
};

/* What is being opened. */
struct opening {
	struct synk_graph graph[SYNK_NETWORKS_MAX];
	size_t count;
	struct synk_graph *detector, *landmarks;
	const struct kind *kind;
};

static bool
fits(const struct synk_graph *g, size_t side, const size_t *gives)
{
	const struct synk_shape want = { 4, { 1, side, side, 3 } };

	if (!synk_shape_equal(&g->tensor[g->input].shape, &want))
		return false;
	for (size_t i = 0; i < SYNK_OUTPUTS_MAX && gives[i]; i++)
		if (i >= g->outputs ||
		    g->tensor[g->output[i]].count != gives[i])
			return false;
	return true;
}

/* Finds the detector and the best of the networks for landmarks. */
static bool
choose(struct opening *o, struct synk_error *err)
{
	for (size_t i = 0; i < o->count; i++)
		if (fits(&o->graph[i], SYNK_DETECTOR_SIDE, detector_gives))
			o->detector = &o->graph[i];
	for (size_t k = 0; k < LEN(kinds) && !o->landmarks; k++)
		for (size_t i = 0; i < o->count; i++)
			if (fits(&o->graph[i], kinds[k].side,
			    kinds[k].gives)) {
				o->landmarks = &o->graph[i];
				o->kind = &kinds[k];
			}
	if (!o->detector)
		return synk_fail(err, SYNK_BAD_INPUT, "expected the detector "
		    "BlazeFace (short range), found other networks");
	if (!o->landmarks)
		return synk_fail(err, SYNK_BAD_INPUT, "expected a network for "
		    "468 or 478 points of a face, found others");
	return true;
}

static bool
open_networks(struct synk_landmarker *l, const struct synk_bundle *b,
    struct synk_error *err)
{
	struct opening o = { .count = 0 };
	bool ok = true;

	for (size_t i = 0; ok && i < b->count; i++) {
		const struct synk_network *n = &b->network[i];

		ok = synk_graph_read(&o.graph[i], n->at, n->size, err) ||
		    synk_fail_in(err, n->name);
		o.count += ok;
	}
	ok = ok && choose(&o, err) &&
	    synk_net_open(&l->detector, o.detector, err) &&
	    synk_net_open(&l->landmarks, o.landmarks, err);
	for (size_t i = 0; i < o.count; i++)
		synk_graph_free(&o.graph[i]);
	if (!ok)
		return false;
	l->kind = o.kind;
	l->detector_view = (struct synk_seen_as){ SYNK_DETECTOR_SIDE,
	    SYNK_DETECTOR_SIDE, -1, 1, true, o.kind->middles };
	l->view = (struct synk_seen_as){ o.kind->side, o.kind->side, 0, 1,
	    false, o.kind->middles };
	return true;
}

bool
synk_landmarker_open(struct synk_landmarker **to, const void *data,
    size_t size, struct synk_error *err)
{
	struct synk_landmarker *l = calloc(1, sizeof *l);
	struct synk_bundle b;
	bool ok;

	if (!l)
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	ok = synk_bundle_read(&b, data, size, err);
	if (ok) {
		ok = open_networks(l, &b, err);
		synk_bundle_free(&b);
	}
	if (!ok) {
		synk_landmarker_close(l);
		return false;
	}
	synk_sha256(l->sha256, data, size);
	*to = l;
	return true;
}

void
synk_landmarker_close(struct synk_landmarker *l)
{
	if (!l)
		return;
	synk_net_close(l->detector);
	synk_net_close(l->landmarks);
	free(l);
}

size_t
synk_landmarker_points(const struct synk_landmarker *l)
{
	return l->kind->points;
}

const char *
synk_landmarker_name(const struct synk_landmarker *l)
{
	return l->kind->name;
}

const char *
synk_landmarker_sha256(const struct synk_landmarker *l)
{
	return l->sha256;
}

static double
or_half(double option)
{
	return option > 0 ? option : 0.5;
}

/* From pixels that the detector sees to those of the photograph. */
static void
bring_back(struct synk_face_seen *f, const struct synk_seen_as *view,
    const struct synk_crop *whole)
{
	double scale = whole->width / SYNK_DETECTOR_SIDE;

	f->corner = synk_crop_point(whole, view, f->corner.x,
	    f->corner.y);
	f->width *= scale;
	f->height *= scale;
	for (size_t i = 0; i < SYNK_KEYS; i++)
		f->key[i] = synk_crop_point(whole, view,
		    f->key[i].x, f->key[i].y);
}

/* All that an image shows, in pixels of the photograph it is of. */
static struct synk_crop
whole_of(const struct synk_image *image)
{
	struct synk_crop r = synk_crop_whole(image->width * image->shrink,
	    image->height * image->shrink);

	r.centre.x += image->x;
	r.centre.y += image->y;
	return r;
}

static bool
see(struct synk_landmarker *l, struct synk_face_seen *faces, size_t max,
    size_t *found, const struct synk_image *image,
    const struct synk_crop *whole, const struct synk_landmarker_options *o,
    struct synk_error *err)
{
	synk_crop_show(synk_net_input(l->detector), &l->detector_view,
	    image, whole);
	if (!synk_net_run(l->detector, err) ||
	    !synk_detector_faces(faces, max, found,
	    synk_net_output(l->detector, BOXES),
	    synk_net_output(l->detector, SCORES), or_half(o->min_score),
	    or_half(o->overlap), err))
		return false;
	for (size_t i = 0; i < *found; i++)
		bring_back(&faces[i], &l->detector_view, whole);
	return true;
}

bool
synk_landmarker_see(struct synk_landmarker *l, struct synk_face_seen *faces,
    size_t max, size_t *found, const struct synk_image *image,
    const struct synk_landmarker_options *o, struct synk_error *err)
{
	struct synk_crop whole = whole_of(image);

	return see(l, faces, max, found, image, &whole, o, err);
}

/*
 * One and a half times the box, turned so that the eyes are level.  Sides stay
 * as they are, and are stretched to a square by the network's view.
 */
struct synk_crop
synk_crop_of(const struct synk_face_seen *f)
{
	const struct synk_point *right = &f->key[SYNK_KEY_RIGHT_EYE];
	const struct synk_point *left = &f->key[SYNK_KEY_LEFT_EYE];

	return (struct synk_crop){
	    .centre = { f->corner.x + f->width / 2,
	    f->corner.y + f->height / 2 },
	    .width = 1.5 * f->width, .height = 1.5 * f->height,
	    .angle = atan2(left->y - right->y, left->x - right->x) };
}

/* (x, y, z) of all points, in pixels that the network sees; z likewise. */
static void
collect(float to[SYNK_MARKS_MAX][3], const struct synk_landmarker *l)
{
	const float *lists[SYNK_REFINE_LISTS];

	if (!l->kind->refined) {
		memcpy(to, synk_net_output(l->landmarks, 0),
		    l->kind->points * sizeof *to);
		return;
	}
	for (size_t i = 0; i < LEN(lists); i++)
		lists[i] = synk_net_output(l->landmarks, i);
	synk_refine(to, lists);
}

bool
synk_landmarker_place(struct synk_landmarker *l, struct synk_face_marks *to,
    const struct synk_image *image, const struct synk_crop *r,
    struct synk_error *err)
{
	struct synk_face_marks m = { .count = l->kind->points, .score = NAN,
	    .region = *r };
	float seen[SYNK_MARKS_MAX][3];
	double sure;

	synk_crop_show(synk_net_input(l->landmarks), &l->view, image, r);
	if (!synk_net_run(l->landmarks, err))
		return false;
	collect(seen, l);
	sure = (double)*synk_net_output(l->landmarks, l->kind->presence);
	m.presence = 1 / (1 + exp(-sure));
	for (size_t i = 0; i < m.count; i++) {
		size_t point = r->mirrored ? synk_mirror_point(i) : i;
		double x = (double)seen[i][0], y = (double)seen[i][1];
		double z = (double)seen[i][2];

		if (!isfinite(x + y + z) || isnan(sure))
			return synk_fail(err, SYNK_BAD_INPUT,
			    "expected numbers from the network for landmarks, "
			    "found none");
		m.at[point] = synk_crop_point(r, &l->view, x, y);
		m.depth[point] = z / (double)l->view.width * r->width;
	}
	*to = m;
	return true;
}

/* The coarsest reduction that leaves so many pixels, and is no enlarging. */
static int
shrink_to(double length, double least)
{
	int shrink = 8;

	while (shrink > 1 && length / shrink < least)
		shrink /= 2;
	return shrink;
}

/* A pixel or more for each that a network sees along the region's side. */
static int
region_shrink(const struct synk_crop *r)
{
	enum { SEEN = 256 };		/* by the largest network */

	return shrink_to(fmin(r->width, r->height), SEEN);
}

static int
whole(double place)
{
	return (int)fmin(fmax(place, -SYNK_SIZE_MAX), SYNK_SIZE_MAX);
}

bool
synk_crop_read(struct synk_image *to, const void *photo, size_t size,
    const struct synk_crop *r, double margin, struct synk_error *err)
{
	double c = fabs(cos(r->angle)), s = fabs(sin(r->angle));
	double more = 1 + 2 * margin;
	double width = more * (c * r->width + s * r->height);
	double height = more * (s * r->width + c * r->height);
	int shrink = region_shrink(r);
	int x = whole(floor(r->centre.x - width / 2)) - shrink;
	int y = whole(floor(r->centre.y - height / 2)) - shrink;
	struct synk_image_want want = { .pixels = SYNK_BGRX, .shrink = shrink,
	    .box = { x, y, whole(ceil(width)) + 2 * shrink + 1,
	    whole(ceil(height)) + 2 * shrink + 1 } };

	return synk_image_read(to, photo, size, &want, err);
}

static bool
place_all(struct synk_landmarker *l, struct synk_face_marks *to, size_t max,
    size_t *found, const struct synk_face_seen *seen, size_t count,
    const struct synk_image *image, const void *photo, size_t size,
    const struct synk_landmarker_options *o, struct synk_error *err)
{
	*found = 0;
	for (size_t i = 0; i < count && *found < max; i++) {
		struct synk_crop r = synk_crop_of(&seen[i]);
		bool fine = image->shrink <= region_shrink(&r);
		struct synk_image own;
		bool ok;

		if (!fine && !synk_crop_read(&own, photo, size, &r, 0, err))
			return false;
		ok = synk_landmarker_place(l, &to[*found],
		    fine ? image : &own, &r, err);
		if (!fine)
			synk_image_free(&own);
		if (!ok)
			return false;
		to[*found].score = seen[i].score;
		*found += to[*found].presence >= or_half(o->min_presence);
	}
	return true;
}

bool
synk_landmarker_find(struct synk_landmarker *l, struct synk_face_marks *faces,
    size_t max, size_t *found, const void *photo, size_t size,
    const struct synk_landmarker_options *o, struct synk_error *err)
{
	/*
	 * MediaPipe shows the detector single pixels of the whole photograph,
	 * so that a face looks the rougher the larger it is, and where it is
	 * found depends on that.  A photograph of this many is left as it is.
	 */
	enum { PIXELS = 1024, FACES_MAX = 64 };
	struct synk_face_seen seen[FACES_MAX];
	struct synk_image_header h;
	struct synk_image_want want = { .pixels = SYNK_BGRX };
	struct synk_image image;
	struct synk_crop all;
	size_t count;
	bool ok;

	if (!synk_image_header(&h, photo, size, err))
		return false;
	want.shrink = shrink_to(fmax(h.width, h.height), PIXELS);
	if (!synk_image_read(&image, photo, size, &want, err))
		return false;
	all = synk_crop_whole(h.width, h.height);
	ok = see(l, seen, max < FACES_MAX ? max : FACES_MAX, &count, &image,
	    &all, o, err) &&
	    place_all(l, faces, max, found, seen, count, &image, photo, size,
	    o, err);
	synk_image_free(&image);
	return ok;
}
