/*
 * Operators that are MediaPipe's own: of the network with attention, which
 * looks at the lips and the eyes a second time; not installed.
 *
 * What they do is in MediaPipe's util/tflite/operations.
 */
#ifndef SYNK_MARK_CUSTOM_H
#define SYNK_MARK_CUSTOM_H

#include "tflite_node.h"

/* False: XNNPACK has it. */
bool synk_custom(enum synk_op);

/*
 * Reads options and checks shapes; inputs and output are set.  Fails if the
 * operator is not understood, without naming it.
 */
SYNK_CHECKED bool synk_custom_read(struct synk_parsing *, struct synk_node *,
    const char *name, uint32_t version, struct synk_flat_vector options);

/* Computes a node; values of tensors by number. */
void synk_custom_run(const struct synk_graph *, const struct synk_node *,
    float *const *at);

#endif
