/*
 * A network as a TFLite file describes it; not installed.
 *
 * Only what the networks of MediaPipe's face landmarkers use is understood;
 * anything else is refused by its name.  All that a node says has been checked
 * against the shapes of its tensors, so whoever runs it need not.
 *
 * The schema: tensorflow/lite/schema/schema.fbs of TensorFlow.
 */
#ifndef SYNK_MARK_TFLITE_H
#define SYNK_MARK_TFLITE_H

#include <stdint.h>

#include "synk/error.h"

enum {
	SYNK_DIMS_MAX = 4,
	SYNK_INPUTS_MAX = 4,	/* of a node */
	SYNK_OUTPUTS_MAX = 8,	/* of a graph */
	/* Floats to be allocated after each tensor: XNNPACK reads so far. */
	SYNK_FLOATS_BEHIND = 4
};

enum synk_op {
	SYNK_CONV, SYNK_DEPTHWISE, SYNK_MAX_POOL, SYNK_PRELU, SYNK_ADD,
	SYNK_MUL, SYNK_RELU, SYNK_LOGISTIC, SYNK_PAD, SYNK_RESHAPE,
	SYNK_CONCATENATION,
	/* MediaPipe's own: lib/mark/custom.h */
	SYNK_FRAME, SYNK_WARP, SYNK_MOVE
};

struct synk_shape {
	size_t dims;
	size_t dim[SYNK_DIMS_MAX];	/* batch, height, width, channels */
};

struct synk_tensor {
	struct synk_shape shape;
	size_t count;		/* elements */
	float *value;		/* owned; NULL if it is computed, or unused */
};

/* Of convolutions and pools. */
struct synk_window {
	size_t height, width;		/* elements that it looks at */
	size_t step_y, step_x;
	size_t spread_y, spread_x;	/* from one element to the next */
	size_t top, left, bottom, right;	/* padding */
};

/* Of SYNK_FRAME: which points make a picture of that size. */
struct synk_frame {
	size_t right, left;		/* points of which the line is level */
	size_t width, height;
	double angle, scale_x, scale_y;
	size_t points;
	uint16_t point[128];
};

struct synk_node {
	enum synk_op op;
	size_t inputs;
	size_t input[SYNK_INPUTS_MAX], output;	/* tensors */
	float low, high;	/* results are cut to these; infinite: not */
	struct synk_window window;
	size_t before[SYNK_DIMS_MAX], after[SYNK_DIMS_MAX];	/* SYNK_PAD */
	size_t axis;				/* SYNK_CONCATENATION */
	struct synk_frame frame;
};

struct synk_graph {
	size_t tensors, nodes, outputs;
	struct synk_tensor *tensor;
	struct synk_node *node;		/* each after those it needs */
	size_t input;			/* tensors */
	size_t output[SYNK_OUTPUTS_MAX];
};

/*
 * Reads a file.  Nothing of data is referred to afterwards.
 * Fails with SYNK_BAD_INPUT if it is damaged or not understood, with
 * SYNK_SYSTEM without memory.
 */
SYNK_CHECKED bool synk_graph_read(struct synk_graph *, const void *data,
    size_t size, struct synk_error *err);

void synk_graph_free(struct synk_graph *);

bool synk_shape_equal(const struct synk_shape *, const struct synk_shape *);

#endif
