/*
 * Numbers are those of MediaPipe's face_detector_graph.cc (tasks/cc/vision) and
 * of face_detection_short_range.pbtxt, which agree; what is done with them is
 * in ssd_anchors_calculator.cc, tensors_to_detections_calculator.cc and
 * non_max_suppression_calculator.cc (WEIGHTED).
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "detector.h"
#include "../table.h"

/* Layers of equal stride share their cells: three of 16 have six anchors. */
static const struct layer {
	int cells;			/* along a side: 128 / stride */
	int anchors;			/* in each */
} layers[] = {
	{ 128 / 8, 2 },
	{ 128 / 16, 6 },
};

void
synk_anchors(struct synk_point to[SYNK_ANCHORS])
{
	for (size_t i = 0; i < LEN(layers); i++) {
		int cells = layers[i].cells;

		for (int k = 0; k < cells * cells * layers[i].anchors; k++) {
			int cell = k / layers[i].anchors;

			*to++ = (struct synk_point){
			    (cell % cells + 0.5) / cells,
			    (cell / cells + 0.5) / cells };
		}
	}
}

static double
probability(double score)
{
	return 1 / (1 + exp(-fmin(fmax(score, -100), 100)));
}

/* An anchor's numbers are in pixels, from its middle. */
static struct synk_face_seen
decode(const float *value, struct synk_point anchor, double score)
{
	double x = anchor.x * SYNK_DETECTOR_SIDE;
	double y = anchor.y * SYNK_DETECTOR_SIDE;
	struct synk_face_seen f = { .score = score, .width = value[2],
	    .height = value[3], .corner = { x + value[0] - value[2] / 2,
	    y + value[1] - value[3] / 2 } };

	for (size_t i = 0; i < SYNK_KEYS; i++)
		f.key[i] = (struct synk_point){ x + value[4 + 2 * i],
		    y + value[5 + 2 * i] };
	return f;
}

static double
shared(double a, double a_length, double b, double b_length)
{
	return fmax(fmin(a + a_length, b + b_length) - fmax(a, b), 0);
}

/* Intersection over union. */
static double
overlap_of(const struct synk_face_seen *a, const struct synk_face_seen *b)
{
	double both = shared(a->corner.x, a->width, b->corner.x, b->width) *
	    shared(a->corner.y, a->height, b->corner.y, b->height);
	double any = a->width * a->height + b->width * b->height - both;

	return any > 0 ? both / any : 0;
}

static void
add(struct synk_face_seen *sum, const struct synk_face_seen *f, double weight)
{
	sum->corner.x += weight * f->corner.x;
	sum->corner.y += weight * f->corner.y;
	sum->width += weight * f->width;
	sum->height += weight * f->height;
	for (size_t i = 0; i < SYNK_KEYS; i++) {
		sum->key[i].x += weight * f->key[i].x;
		sum->key[i].y += weight * f->key[i].y;
	}
}

/*
 * The weighted mean of those that overlap with the first one, which keeps its
 * score; the others move up.  One that overlaps not even with itself, since
 * it has no size, stands alone.
 */
static struct synk_face_seen
take_first(struct synk_face_seen *f, size_t *count, double overlap)
{
	struct synk_face_seen first = f[0], sum = { 0 };
	struct synk_face_seen mean = { .score = first.score };
	double weight = 0;
	size_t left = 0;

	for (size_t i = 0; i < *count; i++)
		if (i == 0 || overlap_of(&f[i], &first) > overlap) {
			add(&sum, &f[i], f[i].score);
			weight += f[i].score;
		} else
			f[left++] = f[i];
	*count = left;
	add(&mean, &sum, 1 / weight);
	return mean;
}

size_t
synk_detector_merge(struct synk_face_seen *f, size_t count, double overlap)
{
	size_t merged = 0;

	while (count > 0) {
		struct synk_face_seen face = take_first(f + merged, &count,
		    overlap);

		memmove(f + merged + 1, f + merged, count * sizeof *f);
		f[merged++] = face;
	}
	return merged;
}

static int
surer(const void *a, const void *b)
{
	const struct synk_face_seen *x = a, *y = b;

	return (x->score < y->score) - (x->score > y->score);
}

bool
synk_detector_faces(struct synk_face_seen *to, size_t max, size_t *found,
    const float *boxes, const float *scores, double min_score, double overlap,
    struct synk_error *err)
{
	struct synk_point anchor[SYNK_ANCHORS];
	struct synk_face_seen *f = calloc(SYNK_ANCHORS + 1, sizeof *f);
	size_t count = 0;

	if (!f)
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	synk_anchors(anchor);
	for (size_t i = 0; i < SYNK_ANCHORS; i++) {
		const float *value = boxes + i * SYNK_ANCHOR_VALUES;
		double score = probability(scores[i]);
		bool known = true;

		if (!(score >= min_score))
			continue;
		for (size_t k = 0; k < SYNK_ANCHOR_VALUES; k++)
			known = known && isfinite(value[k]);
		if (known && value[2] >= 0 && value[3] >= 0)
			f[count++] = decode(value, anchor[i], score);
	}
	qsort(f, count, sizeof *f, surer);
	count = synk_detector_merge(f, count, overlap);
	*found = count < max ? count : max;
	memcpy(to, f, *found * sizeof *f);
	free(f);
	return true;
}
