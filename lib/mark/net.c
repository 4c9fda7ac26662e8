/*
 * A graph runs in parts: as many nodes in a row as XNNPACK knows, or one node
 * of MediaPipe's own, which lib/mark/custom.c computes.  Tensors that parts
 * exchange have a place here; XNNPACK finds one for the others.
 */
#include <stdlib.h>
#include <string.h>
#include <xnnpack.h>

#include "../table.h"
#include "custom.h"
#include "net.h"

_Static_assert(SYNK_FLOATS_BEHIND * sizeof(float) >= XNN_EXTRA_BYTES,
    "XNNPACK reads further than tensors are long");

struct part {
	size_t from, to;		/* nodes */
	xnn_runtime_t runtime;		/* NULL: the node is our own */
};

struct synk_net {
	struct synk_graph graph;
	float **at;			/* by tensor; NULL: XNNPACK has it */
	size_t *home;			/* the part that computes a tensor */
	size_t parts;
	struct part *part;
};

/* A part being built. */
struct building {
	const struct synk_net *net;
	size_t part;
	xnn_subgraph_t graph;
	bool *known;			/* tensors */
};

static bool
failed(enum xnn_status status, struct synk_error *err)
{
	static const char *const names[] = {
		[xnn_status_uninitialized] = "not initialised",
		[xnn_status_invalid_parameter] = "invalid parameter",
		[xnn_status_invalid_state] = "invalid state",
		[xnn_status_unsupported_parameter] = "unsupported parameter",
		[xnn_status_unsupported_hardware] = "unsupported processor",
		[xnn_status_out_of_memory] = "out of memory",
	};
	bool system = status == xnn_status_out_of_memory ||
	    status == xnn_status_unsupported_hardware;

	return synk_fail(err, system ? SYNK_SYSTEM : SYNK_BAD_INPUT,
	    "XNNPACK: %s", (size_t)status < LEN(names) && names[status] ?
	    names[status] : "unknown error");
}

static enum xnn_status
add_value(struct building *b, size_t tensor)
{
	const struct synk_net *net = b->net;
	const struct synk_tensor *t = &net->graph.tensor[tensor];
	uint32_t flags = 0, id;

	if (b->known[tensor])
		return xnn_status_success;
	b->known[tensor] = true;
	if (!t->value && net->at[tensor])
		flags = net->home[tensor] == b->part ?
		    XNN_VALUE_FLAG_EXTERNAL_OUTPUT :
		    XNN_VALUE_FLAG_EXTERNAL_INPUT;
	return xnn_define_tensor_value(b->graph, xnn_datatype_fp32,
	    t->shape.dims, t->shape.dim, t->value, (uint32_t)tensor, flags,
	    &id);
}

/* PReLU wants its slopes, whatever their shape, as a list. */
static enum xnn_status
add_list(struct building *b, uint32_t *id, size_t tensor)
{
	const struct synk_tensor *t = &b->net->graph.tensor[tensor];

	return xnn_define_tensor_value(b->graph, xnn_datatype_fp32, 1,
	    &t->count, t->value, XNN_INVALID_VALUE_ID, 0, id);
}

static enum xnn_status
add_convolution(struct building *b, const struct synk_node *n)
{
	const struct synk_window *w = &n->window;
	const struct synk_tensor *t = b->net->graph.tensor;
	size_t in = t[n->input[0]].shape.dim[3];
	size_t out = t[n->output].shape.dim[3];
	uint32_t filter, bias;
	enum xnn_status status = xnn_define_tensor_value(b->graph,
	    xnn_datatype_fp32, 4, t[n->input[1]].shape.dim,
	    t[n->input[1]].value, XNN_INVALID_VALUE_ID, 0, &filter);

	if (status == xnn_status_success)
		status = add_list(b, &bias, n->input[2]);
	if (status != xnn_status_success)
		return status;
	if (n->op == SYNK_DEPTHWISE)
		return xnn_define_depthwise_convolution_2d(b->graph,
		    (uint32_t)w->top, (uint32_t)w->right, (uint32_t)w->bottom,
		    (uint32_t)w->left, (uint32_t)w->height,
		    (uint32_t)w->width, (uint32_t)w->step_y,
		    (uint32_t)w->step_x, (uint32_t)w->spread_y,
		    (uint32_t)w->spread_x, (uint32_t)(out / in), in, n->low,
		    n->high, (uint32_t)n->input[0], filter, bias,
		    (uint32_t)n->output, 0);
	return xnn_define_convolution_2d(b->graph, (uint32_t)w->top,
	    (uint32_t)w->right, (uint32_t)w->bottom, (uint32_t)w->left,
	    (uint32_t)w->height, (uint32_t)w->width, (uint32_t)w->step_y,
	    (uint32_t)w->step_x, (uint32_t)w->spread_y, (uint32_t)w->spread_x,
	    1, in, out, n->low, n->high, (uint32_t)n->input[0], filter, bias,
	    (uint32_t)n->output, 0);
}

static enum xnn_status
add_pool(struct building *b, const struct synk_node *n)
{
	const struct synk_window *w = &n->window;

	return xnn_define_max_pooling_2d(b->graph, (uint32_t)w->top,
	    (uint32_t)w->right, (uint32_t)w->bottom, (uint32_t)w->left,
	    (uint32_t)w->height, (uint32_t)w->width, (uint32_t)w->step_y,
	    (uint32_t)w->step_x, 1, 1, n->low, n->high,
	    (uint32_t)n->input[0], (uint32_t)n->output, 0);
}

static enum xnn_status
add_prelu(struct building *b, const struct synk_node *n)
{
	uint32_t slopes;
	enum xnn_status status = add_list(b, &slopes, n->input[1]);

	return status != xnn_status_success ? status :
	    xnn_define_prelu(b->graph, (uint32_t)n->input[0], slopes,
	    (uint32_t)n->output, 0);
}

static enum xnn_status
add_pair(struct building *b, const struct synk_node *n)
{
	return (n->op == SYNK_ADD ? xnn_define_add2 : xnn_define_multiply2)(
	    b->graph, n->low, n->high, (uint32_t)n->input[0],
	    (uint32_t)n->input[1], (uint32_t)n->output, 0);
}

static enum xnn_status
add_simple(struct building *b, const struct synk_node *n)
{
	const struct synk_shape *out = &b->net->graph.tensor[n->output].shape;
	uint32_t from = (uint32_t)n->input[0], to = (uint32_t)n->output;

	if (n->op == SYNK_LOGISTIC)
		return xnn_define_sigmoid(b->graph, from, to, 0);
	if (n->op == SYNK_RELU)
		return xnn_define_clamp(b->graph, n->low, n->high, from, to,
		    0);
	if (n->op == SYNK_PAD)
		return xnn_define_static_constant_pad(b->graph, n->before,
		    n->after, 0, from, to, 0);
	return xnn_define_static_reshape(b->graph, out->dims, out->dim, from,
	    to, 0);
}

/*
 * This XNNPACK has no concatenation: each input is padded to the size of the
 * output, and adding zeros is exact.
 */
static enum xnn_status
add_concatenation(struct building *b, const struct synk_node *n)
{
	const struct synk_tensor *t = b->net->graph.tensor;
	const struct synk_shape *out = &t[n->output].shape;
	size_t before[SYNK_DIMS_MAX] = { 0 }, after[SYNK_DIMS_MAX] = { 0 };
	enum xnn_status status = xnn_status_success;
	uint32_t sum = 0;

	for (size_t i = 0; i < n->inputs && !status; i++) {
		size_t length = t[n->input[i]].shape.dim[n->axis];
		uint32_t padded, next = (uint32_t)n->output;

		after[n->axis] = out->dim[n->axis] - before[n->axis] - length;
		status = xnn_define_tensor_value(b->graph, xnn_datatype_fp32,
		    out->dims, out->dim, NULL, XNN_INVALID_VALUE_ID, 0,
		    &padded);
		if (!status)
			status = xnn_define_static_constant_pad(b->graph,
			    before, after, 0, (uint32_t)n->input[i], padded,
			    0);
		if (!status && i > 0 && i + 1 < n->inputs)
			status = xnn_define_tensor_value(b->graph,
			    xnn_datatype_fp32, out->dims, out->dim, NULL,
			    XNN_INVALID_VALUE_ID, 0, &next);
		if (!status && i > 0)
			status = xnn_define_add2(b->graph, n->low, n->high,
			    sum, padded, next, 0);
		sum = i > 0 ? next : padded;
		before[n->axis] += length;
	}
	return status;
}

static const struct {
	enum xnn_status (*add)(struct building *, const struct synk_node *);
	size_t values;		/* inputs that are values of their own */
} adders[] = {
	[SYNK_CONV] = { add_convolution, 1 },
	[SYNK_DEPTHWISE] = { add_convolution, 1 },
	[SYNK_MAX_POOL] = { add_pool, 1 },
	[SYNK_PRELU] = { add_prelu, 1 },
	[SYNK_ADD] = { add_pair, 2 },
	[SYNK_MUL] = { add_pair, 2 },
	[SYNK_RELU] = { add_simple, 1 },
	[SYNK_LOGISTIC] = { add_simple, 1 },
	[SYNK_PAD] = { add_simple, 1 },
	[SYNK_RESHAPE] = { add_simple, 1 },
	[SYNK_CONCATENATION] = { add_concatenation, SYNK_INPUTS_MAX },
};

static enum xnn_status
add_nodes(struct building *b)
{
	const struct part *p = &b->net->part[b->part];
	enum xnn_status status = xnn_status_success;

	for (size_t i = p->from; i < p->to && !status; i++) {
		const struct synk_node *n = &b->net->graph.node[i];

		for (size_t k = 0; k < n->inputs && k < adders[n->op].values &&
		    !status; k++)
			status = add_value(b, n->input[k]);
		if (!status)
			status = add_value(b, n->output);
		if (!status)
			status = adders[n->op].add(b, n);
	}
	return status;
}

/* Tells XNNPACK where the tensors are that the part shares with others. */
static enum xnn_status
connect(struct part *p, const struct building *b)
{
	const struct synk_net *net = b->net;
	struct xnn_external_value *values = calloc(net->graph.tensors,
	    sizeof *values);
	enum xnn_status status;
	size_t count = 0;

	if (!values)
		return xnn_status_out_of_memory;
	for (size_t i = 0; i < net->graph.tensors; i++)
		if (b->known[i] && net->at[i])
			values[count++] = (struct xnn_external_value){
			    (uint32_t)i, net->at[i] };
	status = xnn_setup_runtime(p->runtime, count, values);
	free(values);
	return status;
}

static enum xnn_status
build(struct synk_net *net, size_t part)
{
	struct building b = { .net = net, .part = part };
	enum xnn_status status = xnn_create_subgraph(
	    (uint32_t)net->graph.tensors, 0, &b.graph);

	if (status)
		return status;
	b.known = calloc(net->graph.tensors, sizeof *b.known);
	status = b.known ? add_nodes(&b) : xnn_status_out_of_memory;
	if (!status)
		status = xnn_create_runtime(b.graph,
		    &net->part[part].runtime);
	/* It tells of success where it found no room for tensors. */
	if (!status && !net->part[part].runtime)
		status = xnn_status_out_of_memory;
	if (!status)
		status = connect(&net->part[part], &b);
	xnn_delete_subgraph(b.graph);
	free(b.known);
	return status;
}

/* Cuts the nodes before and after each of our own. */
static void
divide(struct synk_net *net)
{
	const struct synk_graph *g = &net->graph;

	for (size_t i = 0; i < g->nodes; i++) {
		bool own = synk_custom(g->node[i].op);

		if (i == 0 || own || synk_custom(g->node[i - 1].op))
			net->part[net->parts++].from = i;
		net->part[net->parts - 1].to = i + 1;
		net->home[g->node[i].output] = net->parts - 1;
	}
}

static bool
give_place(struct synk_net *net, size_t tensor)
{
	const struct synk_tensor *t = &net->graph.tensor[tensor];

	if (net->at[tensor] || t->value)
		return true;
	net->at[tensor] = calloc(t->count + SYNK_FLOATS_BEHIND,
	    sizeof *net->at[tensor]);
	return net->at[tensor] != NULL;
}

/* To the input, to outputs and to what one part computes for another. */
static bool
give_places(struct synk_net *net)
{
	const struct synk_graph *g = &net->graph;
	bool ok = give_place(net, g->input);

	for (size_t i = 0; i < g->outputs; i++)
		ok = ok && give_place(net, g->output[i]);
	for (size_t p = 0; p < net->parts; p++)
		for (size_t i = net->part[p].from; i < net->part[p].to; i++) {
			const struct synk_node *n = &g->node[i];

			for (size_t k = 0; k < n->inputs; k++)
				if (net->home[n->input[k]] != p)
					ok = ok && give_place(net,
					    n->input[k]);
			if (synk_custom(n->op))
				ok = ok && give_place(net, n->output);
		}
	return ok;
}

static bool
prepare(struct synk_net *net, struct synk_error *err)
{
	const struct synk_graph *g = &net->graph;
	enum xnn_status status = xnn_initialize(NULL);

	if (status)
		return failed(status, err);
	net->at = calloc(g->tensors, sizeof *net->at);
	net->home = calloc(g->tensors, sizeof *net->home);
	net->part = calloc(g->nodes, sizeof *net->part);
	if (!net->at || !net->home || !net->part)
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	for (size_t i = 0; i < g->tensors; i++)
		net->home[i] = SIZE_MAX;
	divide(net);
	if (!give_places(net))
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	for (size_t i = 0; i < net->parts; i++)
		if (!synk_custom(g->node[net->part[i].from].op) &&
		    (status = build(net, i)) != xnn_status_success)
			return failed(status, err);
	return true;
}

bool
synk_net_open(struct synk_net **to, struct synk_graph *graph,
    struct synk_error *err)
{
	struct synk_net *net = calloc(1, sizeof *net);

	if (!net) {
		synk_graph_free(graph);
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	}
	net->graph = *graph;
	*graph = (struct synk_graph){ 0 };
	if (!prepare(net, err)) {
		synk_net_close(net);
		return false;
	}
	*to = net;
	return true;
}

const struct synk_shape *
synk_net_input_shape(const struct synk_net *net)
{
	return &net->graph.tensor[net->graph.input].shape;
}

const struct synk_shape *
synk_net_output_shape(const struct synk_net *net, size_t i)
{
	return &net->graph.tensor[net->graph.output[i]].shape;
}

size_t
synk_net_outputs(const struct synk_net *net)
{
	return net->graph.outputs;
}

float *
synk_net_input(struct synk_net *net)
{
	return net->at[net->graph.input];
}

const float *
synk_net_output(const struct synk_net *net, size_t i)
{
	return net->at[net->graph.output[i]];
}

bool
synk_net_run(struct synk_net *net, struct synk_error *err)
{
	for (size_t i = 0; i < net->parts; i++) {
		const struct part *p = &net->part[i];
		enum xnn_status status = xnn_status_success;

		if (p->runtime)
			status = xnn_invoke_runtime(p->runtime);
		else
			synk_custom_run(&net->graph, &net->graph.node[p->from],
			    net->at);
		if (status)
			return failed(status, err);
	}
	return true;
}

void
synk_net_close(struct synk_net *net)
{
	if (!net)
		return;
	for (size_t i = 0; i < net->parts; i++)
		if (net->part[i].runtime)
			xnn_delete_runtime(net->part[i].runtime);
	for (size_t i = 0; net->at && i < net->graph.tensors; i++)
		free(net->at[i]);
	free(net->at);
	free(net->home);
	free(net->part);
	synk_graph_free(&net->graph);
	free(net);
}
