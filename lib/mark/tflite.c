#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../table.h"
#include "custom.h"
#include "tflite_node.h"

enum {
	VERSION = 3,
	/* Limits, so that a damaged file cannot ask for the world: more than
	 * three times of what the largest network read here has. */
	TENSORS_MAX = 4096,
	NODES_MAX = 4096,
	SIDE_MAX = 1 << 16,		/* of a tensor, elements */
	COUNT_MAX = 1 << 22,		/* of a tensor, elements */
	TOTAL_MAX = 1 << 26		/* of all that are computed */
};

/* enum TensorType. */
enum { FLOAT32, FLOAT16, INT32 };

/* Fields of the schema's tables, by number. */
enum {
	MODEL_VERSION = 0, MODEL_CODES = 1, MODEL_GRAPHS = 2, MODEL_BUFFERS = 4,
	CODE_OLD = 0, CODE_CUSTOM = 1, CODE_VERSION = 2, CODE_NEW = 3,
	GRAPH_TENSORS = 0, GRAPH_INPUTS = 1, GRAPH_OUTPUTS = 2, GRAPH_NODES = 3,
	TENSOR_SHAPE = 0, TENSOR_TYPE = 1, TENSOR_BUFFER = 2,
	TENSOR_VARIABLE = 5, TENSOR_SPARSITY = 6,
	NODE_CODE = 0, NODE_INPUTS = 1, NODE_OUTPUTS = 2, NODE_OPTIONS = 4,
	NODE_CUSTOM = 5,
	BUFFER_DATA = 0,
	DEQUANTIZE = 6, CUSTOM = 32	/* operators */
};

static const char *const types[] = { "FLOAT32", "FLOAT16", "INT32", "UINT8",
    "INT64", "STRING", "BOOL", "INT16", "COMPLEX64", "INT8", "FLOAT64" };
static const size_t width[] = { [FLOAT32] = 4, [FLOAT16] = 2, [INT32] = 4 };

bool
synk_shape_equal(const struct synk_shape *a, const struct synk_shape *b)
{
	return a->dims == b->dims &&
	    memcmp(a->dim, b->dim, a->dims * sizeof *a->dim) == 0;
}

static bool
damaged(struct synk_error *err)
{
	return synk_fail(err, SYNK_BAD_INPUT,
	    "expected a whole network, found one that is cut off or damaged");
}

/*
 * IEEE 754: half precision has 5 bits of exponent, 15 more than meant, and 10
 * of fraction; single precision 8, 127 more, and 23.  Moved there as they are,
 * they mean a number that is too small by 2^112, denormal or not.
 */
static float
widen(unsigned half)
{
	uint32_t bits = (half & 0x7fffu) << 13, sign = (half & 0x8000u) << 16;
	float f;

	memcpy(&f, &bits, sizeof f);
	f *= 0x1p112f;
	memcpy(&bits, &f, sizeof bits);
	if (bits >= 0x47800000u)	/* 65536: infinite, or no number */
		bits |= 0x7f800000u;
	bits |= sign;
	memcpy(&f, &bits, sizeof f);
	return f;
}

/* Floats of a constant that has that type; they may be those of tensor to. */
static bool
convert(struct synk_parsing *r, size_t from, size_t to)
{
	const struct synk_raw *raw = &r->raw[from];
	const unsigned char *at = r->flat.data + raw->data.at;
	size_t count = r->graph->tensor[from].count;
	float *value;

	if (count > r->budget)
		return synk_fail(r->err, SYNK_BAD_INPUT,
		    "expected each constant once, found the same many times");
	r->budget -= count;
	value = calloc(count + SYNK_FLOATS_BEHIND, sizeof *value);
	if (!value)
		return synk_fail(r->err, SYNK_SYSTEM, "out of memory");
	for (size_t i = 0; raw->type == FLOAT16 && i < count; i++)
		value[i] = widen(at[2 * i] | (unsigned)at[2 * i + 1] << 8);
	for (size_t i = 0; raw->type == FLOAT32 && i < count; i++) {
		uint32_t bits = synk_flat_word(&r->flat, raw->data.at + 4 * i);

		memcpy(&value[i], &bits, sizeof bits);
	}
	r->graph->tensor[to].value = value;
	return true;
}

bool
synk_constant_floats(struct synk_parsing *r, size_t t)
{
	if (r->graph->tensor[t].value)
		return true;
	if (!r->raw[t].data.count || r->raw[t].type != FLOAT32)
		return synk_fail(r->err, SYNK_BAD_INPUT,
		    "expected constant floats in tensor %zu, found none", t);
	return convert(r, t, t);
}

bool
synk_constant_whole(int32_t *to, struct synk_parsing *r, size_t t, size_t i)
{
	if (!r->raw[t].data.count || r->raw[t].type != INT32 ||
	    i >= r->graph->tensor[t].count)
		return synk_fail(r->err, SYNK_BAD_INPUT,
		    "expected constant integers in tensor %zu, found none", t);
	*to = (int32_t)synk_flat_word(&r->flat, r->raw[t].data.at + 4 * i);
	return true;
}

bool
synk_node_widen(struct synk_parsing *r, const struct synk_node *n)
{
	size_t from = n->input[0];

	if (n->inputs != 1 || !r->raw[from].data.count ||
	    r->raw[from].type != FLOAT16 || !synk_shape_equal(
	    &r->graph->tensor[from].shape, &r->graph->tensor[n->output].shape))
		return synk_fail(r->err, SYNK_BAD_INPUT,
		    "expected a constant of half precision");
	return convert(r, from, n->output);
}

static bool
read_shape(struct synk_tensor *t, struct synk_flat *f, size_t table)
{
	struct synk_flat_vector v = synk_flat_vector(f, table, TENSOR_SHAPE, 4);

	t->count = 1;
	t->shape.dims = v.count;
	if (v.count > SYNK_DIMS_MAX)
		return false;
	for (size_t i = 0; i < v.count; i++) {
		uint32_t side = synk_flat_word(f, v.at + 4 * i);

		if (side - 1 >= SIDE_MAX || t->count > COUNT_MAX / side)
			return false;
		t->shape.dim[i] = side;
		t->count *= side;
	}
	return true;
}

/* The bytes of a constant; none if it is computed. */
static bool
read_data(struct synk_parsing *r, struct synk_raw *raw, size_t table,
    struct synk_flat_vector buffers)
{
	uint32_t b = synk_flat_number(&r->flat, table, TENSOR_BUFFER, 0);

	if (b >= buffers.count)
		return damaged(r->err);
	raw->data = synk_flat_vector(&r->flat,
	    synk_flat_item(&r->flat, buffers, b), BUFFER_DATA, 1);
	raw->ready = raw->data.count != 0;
	return synk_flat_ok(&r->flat) || damaged(r->err);
}

static bool
read_tensor(struct synk_parsing *r, size_t i, size_t table,
    struct synk_flat_vector buffers)
{
	struct synk_tensor *t = &r->graph->tensor[i];
	struct synk_raw *raw = &r->raw[i];
	bool shaped = read_shape(t, &r->flat, table);

	raw->type = synk_flat_byte(&r->flat, table, TENSOR_TYPE);
	if (!synk_flat_ok(&r->flat))
		return damaged(r->err);
	if (!shaped)
		return synk_fail(r->err, SYNK_BAD_INPUT,
		    "tensor %zu: expected at most %d sides and %d elements", i,
		    SYNK_DIMS_MAX, COUNT_MAX);
	if (raw->type >= LEN(width))
		return synk_fail(r->err, SYNK_BAD_INPUT, "tensor %zu: expected "
		    "floats or 32-bit integers, found %s", i,
		    raw->type < LEN(types) ? types[raw->type] : "another type");
	if (synk_flat_byte(&r->flat, table, TENSOR_VARIABLE) ||
	    synk_flat_table(&r->flat, table, TENSOR_SPARSITY))
		return synk_fail(r->err, SYNK_BAD_INPUT, "tensor %zu: expected "
		    "a plain one, found one with state or sparse", i);
	if (!read_data(r, raw, table, buffers))
		return false;
	if (raw->ready && raw->data.count != t->count * width[raw->type])
		return synk_fail(r->err, SYNK_BAD_INPUT, "tensor %zu: expected "
		    "%zu bytes, found %zu", i, t->count * width[raw->type],
		    raw->data.count);
	return true;
}

static bool
read_tensors(struct synk_parsing *r, size_t model, size_t graph)
{
	struct synk_flat_vector buffers = synk_flat_vector(&r->flat, model,
	    MODEL_BUFFERS, 4);
	struct synk_flat_vector v = synk_flat_vector(&r->flat, graph,
	    GRAPH_TENSORS, 4);
	size_t total = 0;

	if (v.count == 0 || v.count > TENSORS_MAX)
		return synk_fail(r->err, SYNK_BAD_INPUT, "expected 1 to %d "
		    "tensors, found %zu", TENSORS_MAX, v.count);
	r->graph->tensor = calloc(v.count, sizeof *r->graph->tensor);
	r->raw = calloc(v.count, sizeof *r->raw);
	if (!r->graph->tensor || !r->raw)
		return synk_fail(r->err, SYNK_SYSTEM, "out of memory");
	r->graph->tensors = v.count;
	for (size_t i = 0; i < v.count; i++) {
		size_t table = synk_flat_item(&r->flat, v, i);

		if (!read_tensor(r, i, table, buffers))
			return false;
		if (!r->raw[i].ready)
			total += r->graph->tensor[i].count;
	}
	return total <= TOTAL_MAX || synk_fail(r->err, SYNK_BAD_INPUT,
	    "expected at most %d values to be computed, found %zu", TOTAL_MAX,
	    total);
}

/* Numbers of tensors; returns false if there are more, or wrong ones. */
static bool
read_numbers(struct synk_parsing *r, size_t *to, size_t *count, size_t max,
    size_t table, unsigned field)
{
	struct synk_flat_vector v = synk_flat_vector(&r->flat, table, field, 4);

	*count = v.count;
	if (v.count == 0 || v.count > max)
		return false;
	for (size_t i = 0; i < v.count; i++) {
		to[i] = synk_flat_word(&r->flat, v.at + 4 * i);
		if (to[i] >= r->graph->tensors)
			return false;
	}
	return true;
}

/* Which operator it is. */
struct code {
	uint32_t number, version;
	char name[64];
};

/* Its name is in the file only if it is not TFLite's own. */
static bool
read_code(struct synk_parsing *r, struct code *c, size_t table)
{
	struct synk_flat_vector custom = synk_flat_vector(&r->flat, table,
	    CODE_CUSTOM, 1);
	uint32_t old = synk_flat_byte(&r->flat, table, CODE_OLD);
	const char *known;

	/* Numbers over 127 are in a field that old files do not have. */
	c->number = synk_flat_number(&r->flat, table, CODE_NEW, 0);
	if (c->number < old)
		c->number = old;
	c->version = synk_flat_number(&r->flat, table, CODE_VERSION, 1);
	if (!synk_flat_ok(&r->flat))
		return damaged(r->err);
	known = synk_operator_name(c->number);
	snprintf(c->name, sizeof c->name, "%s", known ? known : "unknown");
	for (size_t i = 0; c->number == CUSTOM && i < custom.count &&
	    i < sizeof c->name - 1; i++) {
		unsigned char letter = r->flat.data[custom.at + i];

		c->name[i] = letter > ' ' && letter < 0x7f ? (char)letter
		    : '?';
		c->name[i + 1] = '\0';
	}
	return true;
}

static bool
check_ready(struct synk_parsing *r, const struct synk_node *n)
{
	const struct synk_raw *out = &r->raw[n->output];

	for (size_t i = 0; i < n->inputs; i++) {
		if (!r->raw[n->input[i]].ready)
			return synk_fail(r->err, SYNK_BAD_INPUT, "expected "
			    "tensor %zu before it is used", n->input[i]);
		r->raw[n->input[i]].used = true;
	}
	return (!out->ready && out->type == FLOAT32) ||
	    synk_fail(r->err, SYNK_BAD_INPUT,
	    "expected floats not computed before in tensor %zu", n->output);
}

static bool
read_options(struct synk_parsing *r, struct synk_node *n, size_t table,
    const struct code *c)
{
	struct synk_flat_vector own = synk_flat_vector(&r->flat, table,
	    NODE_CUSTOM, 1);

	r->options = synk_flat_table(&r->flat, table, NODE_OPTIONS);
	if (!synk_flat_ok(&r->flat))
		return damaged(r->err);
	return c->number == CUSTOM ?
	    synk_custom_read(r, n, c->name, c->version, own) :
	    synk_node_read(r, n, c->number);
}

/* Adds the node, or only prepares a constant. */
static bool
understand(struct synk_parsing *r, size_t table, const struct code *c)
{
	struct synk_node n = { .low = -INFINITY, .high = INFINITY };
	size_t outputs;

	if (!synk_operator_name(c->number))
		return synk_fail(r->err, SYNK_BAD_INPUT, "not supported");
	if (!read_numbers(r, n.input, &n.inputs, SYNK_INPUTS_MAX, table,
	    NODE_INPUTS) ||
	    !read_numbers(r, &n.output, &outputs, 1, table, NODE_OUTPUTS))
		return synk_fail(r->err, SYNK_BAD_INPUT, "expected 1 to %d "
		    "inputs and an output among the tensors", SYNK_INPUTS_MAX);
	if (!check_ready(r, &n))
		return false;
	r->raw[n.output].ready = true;
	if (c->number == DEQUANTIZE)
		return synk_node_widen(r, &n);
	if (!read_options(r, &n, table, c))
		return false;
	r->graph->node[r->graph->nodes++] = n;
	return synk_flat_ok(&r->flat) || damaged(r->err);
}

static bool
read_nodes(struct synk_parsing *r, size_t model, size_t graph)
{
	struct synk_flat_vector codes = synk_flat_vector(&r->flat, model,
	    MODEL_CODES, 4);
	struct synk_flat_vector v = synk_flat_vector(&r->flat, graph,
	    GRAPH_NODES, 4);

	if (v.count == 0 || v.count > NODES_MAX)
		return synk_fail(r->err, SYNK_BAD_INPUT, "expected 1 to %d "
		    "operators, found %zu", NODES_MAX, v.count);
	r->graph->node = calloc(v.count, sizeof *r->graph->node);
	if (!r->graph->node)
		return synk_fail(r->err, SYNK_SYSTEM, "out of memory");
	for (size_t i = 0; i < v.count; i++) {
		size_t table = synk_flat_item(&r->flat, v, i);
		char where[96];
		struct code c;

		if (!read_code(r, &c, synk_flat_item(&r->flat, codes,
		    synk_flat_number(&r->flat, table, NODE_CODE, 0))))
			return false;
		snprintf(where, sizeof where, "operator %zu (%s)", i, c.name);
		if (!understand(r, table, &c))
			return synk_fail_in(r->err, where);
	}
	return true;
}

/* One picture in, some results out. */
static bool
read_ends(struct synk_parsing *r, size_t table)
{
	struct synk_graph *g = r->graph;
	size_t inputs;

	if (!read_numbers(r, &g->input, &inputs, 1, table, GRAPH_INPUTS) ||
	    !read_numbers(r, g->output, &g->outputs, SYNK_OUTPUTS_MAX, table,
	    GRAPH_OUTPUTS))
		return synk_fail(r->err, SYNK_BAD_INPUT, "expected an input "
		    "and 1 to %d outputs among the tensors", SYNK_OUTPUTS_MAX);
	if (r->raw[g->input].ready || r->raw[g->input].type != FLOAT32)
		return synk_fail(r->err, SYNK_BAD_INPUT,
		    "expected floats that are no constant as input");
	r->raw[g->input].ready = true;
	return true;
}

/*
 * Outputs are what a node computes, each of them once.  All else that is
 * computed must be used, since XNNPACK stops the program where it is not.
 */
static bool
check_ends(struct synk_parsing *r)
{
	const struct synk_graph *g = r->graph;

	for (size_t i = 0; i < g->outputs; i++) {
		size_t computed = 0;

		for (size_t k = 0; k < g->nodes; k++)
			computed += g->node[k].output == g->output[i];
		for (size_t k = 0; k < i; k++)
			computed -= g->output[k] == g->output[i];
		if (computed != 1)
			return synk_fail(r->err, SYNK_BAD_INPUT, "expected "
			    "output %zu to be computed once", i);
		r->raw[g->output[i]].used = true;
	}
	for (size_t i = 0; i < g->nodes; i++)
		if (!r->raw[g->node[i].output].used)
			return synk_fail(r->err, SYNK_BAD_INPUT, "expected "
			    "tensor %zu to be used", g->node[i].output);
	return true;
}

static bool
read_model(struct synk_parsing *r)
{
	size_t model = synk_flat_root(&r->flat), graph;
	uint32_t version = synk_flat_number(&r->flat, model, MODEL_VERSION, 0);
	struct synk_flat_vector graphs = synk_flat_vector(&r->flat, model,
	    MODEL_GRAPHS, 4);

	if (!synk_flat_ok(&r->flat))
		return damaged(r->err);
	if (version != VERSION || graphs.count != 1)
		return synk_fail(r->err, SYNK_BAD_INPUT, "expected a TFLite "
		    "file of version %d with one graph, found version %lu with "
		    "%zu", VERSION, (unsigned long)version, graphs.count);
	graph = synk_flat_item(&r->flat, graphs, 0);
	if (!read_tensors(r, model, graph) || !read_ends(r, graph) ||
	    !read_nodes(r, model, graph) || !check_ends(r))
		return synk_flat_ok(&r->flat) ? false : damaged(r->err);
	return true;
}

bool
synk_graph_read(struct synk_graph *to, const void *data, size_t size,
    struct synk_error *err)
{
	struct synk_graph graph = { 0 };
	struct synk_parsing r = { .flat = { .data = data, .size = size },
	    .graph = &graph, .budget = size / 2, .err = err };
	bool ok;

	if (size < 8 || memcmp((const char *)data + 4, "TFL3", 4) != 0)
		return synk_fail(err, SYNK_BAD_INPUT,
		    "expected a TFLite network, found something else");
	ok = read_model(&r);
	free(r.raw);
	if (ok)
		*to = graph;
	else
		synk_graph_free(&graph);
	return ok;
}

void
synk_graph_free(struct synk_graph *g)
{
	for (size_t i = 0; i < g->tensors; i++)
		free(g->tensor[i].value);
	free(g->tensor);
	free(g->node);
	*g = (struct synk_graph){ 0 };
}
