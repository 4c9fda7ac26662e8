/* Between the reader of a TFLite file and its operators; not installed. */
#ifndef SYNK_MARK_TFLITE_NODE_H
#define SYNK_MARK_TFLITE_NODE_H

#include "flat.h"
#include "tflite.h"

/* A tensor as it is in the file. */
struct synk_raw {
	uint32_t type;
	struct synk_flat_vector data;	/* bytes; none: it is computed */
	bool ready;		/* constant, or computed by an earlier node */
	bool used;		/* by a later one, or as output */
};

struct synk_parsing {
	struct synk_flat flat;
	struct synk_graph *graph;
	struct synk_raw *raw;		/* of each tensor */
	size_t budget;			/* floats that constants may have yet */
	size_t options;			/* of the operator; a table or 0 */
	struct synk_error *err;
};

/* What the file calls an operator of that number; NULL if nothing. */
const char *synk_operator_name(uint32_t code);

/*
 * Reads options and checks shapes; inputs, all ready, and output are set.
 * Fails if the operator is not understood, without naming it.
 */
SYNK_CHECKED bool synk_node_read(struct synk_parsing *, struct synk_node *,
    uint32_t code);

/* DEQUANTIZE: a constant of half precision becomes one of floats. */
SYNK_CHECKED bool synk_node_widen(struct synk_parsing *,
    const struct synk_node *);

/* Makes floats of the constant; fails if it is none. */
SYNK_CHECKED bool synk_constant_floats(struct synk_parsing *, size_t tensor);

/* Element i of a constant of 32-bit integers; fails if there is none. */
SYNK_CHECKED bool synk_constant_whole(int32_t *, struct synk_parsing *,
    size_t tensor, size_t i);

#endif
