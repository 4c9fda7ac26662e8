/*
 * A network ready to run: the only door to XNNPACK; not installed.
 *
 * Runs on the caller's thread.  XNNPACK itself keeps a table of what the
 * processor can do, the same for all networks of a process.
 */
#ifndef SYNK_MARK_NET_H
#define SYNK_MARK_NET_H

#include "tflite.h"

struct synk_net;

/*
 * Takes the graph, also on failure.
 * Fails with SYNK_BAD_INPUT if XNNPACK cannot run it, with SYNK_SYSTEM without
 * memory or on a processor that XNNPACK cannot use.
 */
SYNK_CHECKED bool synk_net_open(struct synk_net **, struct synk_graph *,
    struct synk_error *err);

/* Shapes and values of the input and of output i; values change in a run. */
const struct synk_shape *synk_net_input_shape(const struct synk_net *);
const struct synk_shape *synk_net_output_shape(const struct synk_net *,
    size_t i);
size_t synk_net_outputs(const struct synk_net *);
float *synk_net_input(struct synk_net *);
const float *synk_net_output(const struct synk_net *, size_t i);

SYNK_CHECKED bool synk_net_run(struct synk_net *, struct synk_error *err);

void synk_net_close(struct synk_net *);		/* takes NULL */

#endif
