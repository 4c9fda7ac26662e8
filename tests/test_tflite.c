/*
 * Networks of a node or two, written byte by byte, read, and run: what comes
 * out was worked by hand.  Then the same files, broken in every place.
 */
#include "../lib/mark/custom.h"
#include "../lib/mark/flex.h"
#include "../lib/mark/net.h"
#include "test.h"

enum { HALF = 1, WHOLE = 2, BYTE = 3 };	/* types; 0: floats */
enum { NONE = -1 };			/* a field that is not written */
enum { TENSORS = 10, NODES = 6, FIELDS = 8 };

struct tensor {
	size_t dims, dim[5];
	const void *value;	/* NULL: it is computed */
	int type;
};

struct node {
	unsigned code;
	const char *custom;
	size_t inputs, input[5], output;
	int option[FIELDS];		/* as many as there are */
	size_t options;
};

struct model {
	struct tensor tensor[TENSORS];
	size_t nodes;
	struct node node[NODES];
	size_t input, output;
};

/* A flatbuffer, written forwards. */
struct out {
	unsigned char data[1 << 14];
	size_t len;
};

static void
put(struct out *o, size_t at, uint32_t value, size_t bytes)
{
	assert_true(at + bytes <= sizeof o->data);
	for (size_t i = 0; i < bytes; i++)
		o->data[at + i] = (unsigned char)(value >> 8 * i);
	if (o->len < at + bytes)
		o->len = at + bytes;
}

static void
align(struct out *o)
{
	while (o->len % 4)
		put(o, o->len, 0, 1);
}

static uint32_t
get(const struct out *o, size_t at)
{
	uint32_t value = 0;

	for (size_t i = 4; i > 0; i--)
		value = value << 8 | o->data[at + i - 1];
	return value;
}

/* Every field has four bytes; returns where the table is. */
static size_t
put_table(struct out *o, const int *fields, size_t count)
{
	size_t list, table;

	align(o);
	list = o->len;
	put(o, o->len, (uint32_t)(4 + 2 * count), 2);
	put(o, o->len, (uint32_t)(4 + 4 * count), 2);
	for (size_t i = 0; i < count; i++)
		put(o, o->len, fields[i] == NONE ? 0 : (uint32_t)(4 + 4 * i),
		    2);
	align(o);
	table = o->len;
	put(o, table, (uint32_t)(table - list), 4);
	for (size_t i = 0; i < count; i++)
		put(o, o->len, (uint32_t)fields[i], 4);
	return table;
}

static void
point(struct out *o, size_t at, size_t to)
{
	put(o, at, (uint32_t)(to - at), 4);
}

static size_t
field(size_t table, size_t number)
{
	return table + 4 + 4 * number;
}

static size_t
put_vector(struct out *o, size_t count, size_t width)
{
	size_t at;

	align(o);
	at = o->len;
	put(o, at, (uint32_t)count, 4);
	for (size_t i = 0; i < count * width; i++)
		put(o, o->len, 0, 1);
	return at;
}

static size_t
put_numbers(struct out *o, const size_t *from, size_t count)
{
	size_t at = put_vector(o, count, 4);

	for (size_t i = 0; i < count; i++)
		put(o, at + 4 + 4 * i, (uint32_t)from[i], 4);
	return at;
}

static size_t
tensors_of(const struct model *m)
{
	size_t n = 0;

	while (n < TENSORS && m->tensor[n].dims)
		n++;
	return n;
}

static void
put_values(struct out *o, size_t at, const struct tensor *t, size_t count)
{
	const float *f = t->value;
	const int *whole = t->value;
	const uint16_t *half = t->value;
	uint32_t bits;

	for (size_t i = 0; i < count; i++)
		if (t->type == HALF) {
			put(o, at + 2 * i, half[i], 2);
		} else if (t->type == WHOLE) {
			put(o, at + 4 * i, (uint32_t)whole[i], 4);
		} else {
			memcpy(&bits, &f[i], sizeof bits);
			put(o, at + 4 * i, bits, 4);
		}
}

static void
put_tensor(struct out *o, size_t at, size_t buffer_at, const struct tensor *t,
    size_t i)
{
	const int fields[] = { 0, t->type, (int)i + 1 }, buffer[] = { 0 };
	size_t table = put_table(o, fields, LEN(fields)), data, count = 1;

	point(o, at, table);
	for (size_t k = 0; k < t->dims; k++)
		count *= t->dim[k];
	point(o, field(table, 0), put_numbers(o, t->dim, t->dims));
	table = put_table(o, buffer, 1);
	point(o, buffer_at, table);
	data = put_vector(o, t->value ? count * (t->type == HALF ? 2 : 4) : 0,
	    1);
	point(o, field(table, 0), data);
	if (t->value)
		put_values(o, data + 4, t, count);
}

static void
put_node(struct out *o, size_t at, size_t code_at, const struct node *n,
    size_t i)
{
	const int fields[] = { (int)i, 0, 0, NONE, n->options ? 0 : NONE };
	const int code[] = { n->code > 127 ? 127 : (int)n->code,
	    n->custom ? 0 : NONE, n->custom ? 2 : NONE, (int)n->code };
	size_t table = put_table(o, fields, LEN(fields)), length;

	point(o, at, table);
	point(o, field(table, 1), put_numbers(o, n->input, n->inputs));
	point(o, field(table, 2), put_numbers(o, &n->output, 1));
	if (n->options)
		point(o, field(table, 4), put_table(o, n->option,
		    n->options));
	table = put_table(o, code, LEN(code));
	point(o, code_at, table);
	if (n->custom) {
		length = strlen(n->custom);
		at = put_vector(o, length, 1);
		memcpy(o->data + at + 4, n->custom, length);
		point(o, field(table, 1), at);
	}
}

/* Version 3, one graph; an empty buffer comes first. */
static void
write_model(struct out *o, const struct model *m)
{
	const int model[] = { 3, 0, 0, NONE, 0 }, graph[] = { 0, 0, 0, 0 };
	const int empty[] = { NONE };
	size_t count = tensors_of(m), root, g, at, codes, buffers;

	memset(o, 0, sizeof *o);
	memcpy(o->data + 4, "TFL3", 4);
	o->len = 8;
	root = put_table(o, model, LEN(model));
	point(o, 0, root);
	point(o, field(root, 1), codes = put_vector(o, m->nodes, 4));
	point(o, field(root, 4), buffers = put_vector(o, count + 1, 4));
	point(o, buffers + 4, put_table(o, empty, 1));
	point(o, field(root, 2), at = put_vector(o, 1, 4));
	g = put_table(o, graph, LEN(graph));
	point(o, at + 4, g);
	point(o, field(g, 1), put_numbers(o, &m->input, 1));
	point(o, field(g, 2), put_numbers(o, &m->output, 1));
	point(o, field(g, 0), at = put_vector(o, count, 4));
	for (size_t i = 0; i < count; i++)
		put_tensor(o, at + 4 + 4 * i, buffers + 8 + 4 * i,
		    &m->tensor[i], i);
	point(o, field(g, 3), at = put_vector(o, m->nodes, 4));
	for (size_t i = 0; i < m->nodes; i++)
		put_node(o, at + 4 + 4 * i, codes + 4 + 4 * i, &m->node[i],
		    i);
}

/* Reads a copy that ends where its memory does. */
static bool
read_copy(struct synk_graph *g, const void *data, size_t size,
    struct synk_error *err)
{
	char *copy = malloc(size + 1);
	bool ok;

	assert_non_null(copy);
	memcpy(copy + 1, data, size);
	ok = synk_graph_read(g, copy + 1, size, err);
	free(copy);
	return ok;
}

/* Operators by their number in the schema. */
enum { ADD = 0, CONCATENATION = 2, CONV_2D = 3, DEPTHWISE_CONV_2D = 4,
    DEQUANTIZE = 6, LOGISTIC = 14, MAX_POOL_2D = 17, MUL = 18, RELU = 19,
    RESHAPE = 22, SOFTMAX = 25, CUSTOM = 32, PAD = 34, STRIDED_SLICE = 45,
    PRELU = 54 };
enum { SAME, VALID };
enum { NOT, CUT_AT_0, CUT_1, CUT_6 };

#define COUNTING (const float[]){ 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, \
    14, 15, 16 }
#define FLOATS (const float[])
#define T(...) { sizeof ((int[]){ __VA_ARGS__ }) / sizeof (int), \
    { __VA_ARGS__ }, NULL, 0 }
#define INTEGERS (const int[])
#define HALVES (const uint16_t[])

static const struct row {
	const char *name;
	struct model model;
	const float *in, *out;		/* as long as the tensors */
} rows[] = {
	/* 4 pixels in, 2 out, 3 seen every 2: one of padding, behind. */
	{ "CONV_2D, SAME, every second", { {
	  T(1, 4, 4, 1), { 4, { 1, 3, 3, 1 },
	  FLOATS{ 1, 1, 1, 1, 1, 1, 1, 1, 1 }, 0 },
	  { 1, { 1 }, FLOATS{ 0.5 }, 0 }, T(1, 2, 2, 1) }, 1,
	  { { CONV_2D, NULL, 3, { 0, 1, 2 }, 3, { SAME, 2, 2, NOT }, 4 } },
	  0, 3 }, COUNTING, FLOATS{ 54.5, 45.5, 72.5, 54.5 } },
	{ "CONV_2D, SAME, padded on both sides", { {
	  T(1, 3, 3, 1), { 4, { 1, 3, 3, 1 },
	  FLOATS{ 1, 1, 1, 1, 1, 1, 1, 1, 1 }, 0 },
	  { 1, { 1 }, FLOATS{ 0 }, 0 }, T(1, 2, 2, 1) }, 1,
	  { { CONV_2D, NULL, 3, { 0, 1, 2 }, 3, { SAME, 2, 2, NOT }, 4 } },
	  0, 3 }, COUNTING, FLOATS{ 12, 16, 24, 28 } },
	{ "CONV_2D, VALID, cut at 60", { {
	  T(1, 4, 4, 1), { 4, { 1, 3, 3, 1 },
	  FLOATS{ 1, 1, 1, 1, 1, 1, 1, 1, 1 }, 0 },
	  { 1, { 1 }, FLOATS{ -60 }, 0 }, T(1, 2, 2, 1) }, 1,
	  { { CONV_2D, NULL, 3, { 0, 1, 2 }, 3, { VALID, 1, 1, CUT_AT_0 },
	  4 } }, 0, 3 }, COUNTING, FLOATS{ 0, 3, 30, 39 } },
	/* Rows of weights are outputs: 1 a + 2 b, 3 a - b. */
	{ "CONV_2D, channels", { {
	  T(1, 1, 2, 2), { 4, { 2, 1, 1, 2 },
	  FLOATS{ 1, 2, 3, -1 }, 0 }, { 1, { 2 }, FLOATS{ 0, 10 }, 0 },
	  T(1, 1, 2, 2) }, 1,
	  { { CONV_2D, NULL, 3, { 0, 1, 2 }, 3, { VALID, 1, 1, NOT }, 4 } },
	  0, 3 }, COUNTING, FLOATS{ 5, 11, 11, 15 } },
	{ "CONV_2D, spread by two", { {
	  T(1, 1, 4, 1), { 4, { 1, 1, 2, 1 }, FLOATS{ 1, 10 }, 0 },
	  { 1, { 1 }, FLOATS{ 0 }, 0 }, T(1, 1, 2, 1) }, 1,
	  { { CONV_2D, NULL, 3, { 0, 1, 2 }, 3, { VALID, 1, 1, NOT, 2, 1 },
	  6 } }, 0, 3 }, COUNTING, FLOATS{ 31, 42 } },
	/* Each channel has weights of its own. */
	{ "DEPTHWISE_CONV_2D, VALID", { {
	  T(1, 2, 2, 2), { 4, { 1, 2, 2, 2 },
	  FLOATS{ 1, 10, 1, 10, 1, 10, 1, 100 }, 0 },
	  { 1, { 2 }, FLOATS{ 0, 1 }, 0 }, T(1, 1, 1, 2) }, 1,
	  { { DEPTHWISE_CONV_2D, NULL, 3, { 0, 1, 2 }, 3,
	  { VALID, 1, 1, 1, NOT }, 5 } }, 0, 3 }, COUNTING,
	  FLOATS{ 16, 921 } },
	{ "DEPTHWISE_CONV_2D, SAME, every second, up to 6", { {
	  T(1, 2, 2, 1), { 4, { 1, 3, 3, 1 },
	  FLOATS{ 1, 1, 1, 1, 1, 1, 1, 1, 1 }, 0 },
	  { 1, { 1 }, FLOATS{ -5 }, 0 }, T(1, 1, 1, 1) }, 1,
	  { { DEPTHWISE_CONV_2D, NULL, 3, { 0, 1, 2 }, 3,
	  { SAME, 2, 2, 1, CUT_6 }, 5 } }, 0, 3 }, COUNTING,
	  FLOATS{ 5 } },
	{ "DEPTHWISE_CONV_2D, two for each channel", { {
	  T(1, 1, 1, 2), { 4, { 1, 1, 1, 4 },
	  FLOATS{ 1, 2, 3, 4 }, 0 }, { 1, { 4 }, FLOATS{ 0, 0, 0, 0 }, 0 },
	  T(1, 1, 1, 4) }, 1,
	  { { DEPTHWISE_CONV_2D, NULL, 3, { 0, 1, 2 }, 3,
	  { VALID, 1, 1, 2, NOT }, 5 } }, 0, 3 }, FLOATS{ 1, 10 },
	  FLOATS{ 1, 2, 30, 40 } },
	/* 1.5, -2, the least normal, the least number, the largest. */
	{ "weights of half precision", { {
	  T(1, 1, 1, 1), { 4, { 5, 1, 1, 1 },
	  HALVES{ 0x3e00, 0xc000, 0x0400, 0x0001, 0x7bff }, HALF },
	  T(5, 1, 1, 1), { 1, { 5 }, FLOATS{ 0, 0, 0, 0, 0 }, 0 },
	  T(1, 1, 1, 5) }, 2,
	  { { DEQUANTIZE, NULL, 1, { 1 }, 2, { 0 }, 0 },
	  { CONV_2D, NULL, 3, { 0, 2, 3 }, 4, { VALID, 1, 1, NOT }, 4 } },
	  0, 4 }, FLOATS{ 1 },
	  FLOATS{ 1.5, -2, 0x1p-14f, 0x1p-24f, 65504 } },
	{ "MAX_POOL_2D", { { T(1, 4, 4, 1), T(1, 2, 2, 1) },
	  1, { { MAX_POOL_2D, NULL, 1, { 0 }, 1, { VALID, 2, 2, 2, 2, NOT },
	  6 } }, 0, 1 }, COUNTING, FLOATS{ 6, 8, 14, 16 } },
	/* What is outside is less than anything, not 0. */
	{ "MAX_POOL_2D, SAME", { { T(1, 3, 3, 1),
	  T(1, 2, 2, 1) },
	  1, { { MAX_POOL_2D, NULL, 1, { 0 }, 1, { SAME, 2, 2, 2, 2, NOT },
	  6 } }, 0, 1 }, FLOATS{ -1, -2, -3, -4, -5, -6, -7, -8, -9 },
	  FLOATS{ -1, -3, -7, -9 } },
	{ "PRELU", { { T(1, 1, 2, 2),
	  { 3, { 1, 1, 2 }, FLOATS{ 0.25, 2 }, 0 }, T(1, 1, 2, 2) },
	  1, { { PRELU, NULL, 2, { 0, 1 }, 2, { 0 }, 0 } }, 0, 2 },
	  FLOATS{ -4, -4, 4, 4 }, FLOATS{ -1, -8, 4, 4 } },
	{ "ADD, to itself, cut at 1", { { T(1, 4), T(1, 4) },
	  1, { { ADD, NULL, 2, { 0, 0 }, 1, { CUT_1 }, 1 } }, 0, 1 },
	  FLOATS{ -3, -0.25, 0.25, 3 }, FLOATS{ -1, -0.5, 0.5, 1 } },
	{ "ADD, a list", { { T(1, 4), { 2, { 1, 4 }, COUNTING, 0 },
	  T(1, 4) },
	  1, { { ADD, NULL, 2, { 0, 1 }, 2, { NOT }, 1 } }, 0, 2 },
	  FLOATS{ 1, 10, 100, 1000 }, FLOATS{ 2, 12, 103, 1004 } },
	{ "MUL, a number", { { T(1, 2, 2), { 1, { 1 }, FLOATS{ 3 }, 0 },
	  T(1, 2, 2) },
	  1, { { MUL, NULL, 2, { 0, 1 }, 2, { NOT }, 1 } }, 0, 2 },
	  COUNTING, FLOATS{ 3, 6, 9, 12 } },
	{ "RELU", { { T(1, 3), T(1, 3) }, 1,
	  { { RELU, NULL, 1, { 0 }, 1, { 0 }, 0 } }, 0, 1 },
	  FLOATS{ -2, 0, 3 }, FLOATS{ 0, 0, 3 } },
	{ "LOGISTIC", { { T(1, 4), T(1, 4) }, 1,
	  { { LOGISTIC, NULL, 1, { 0 }, 1, { 0 }, 0 } }, 0, 1 },
	  FLOATS{ 0, 200, -200, 1.0986123F },
	  FLOATS{ 0.5, 1, 0, 0.75 } },
	{ "PAD, channels", { { T(1, 1, 2, 1),
	  { 2, { 4, 2 }, INTEGERS{ 0, 0, 0, 0, 0, 0, 0, 2 }, WHOLE },
	  T(1, 1, 2, 3) },
	  1, { { PAD, NULL, 2, { 0, 1 }, 2, { 0 }, 0 } }, 0, 2 },
	  FLOATS{ 7, 8 }, FLOATS{ 7, 0, 0, 8, 0, 0 } },
	{ "PAD, above and left", { { T(1, 1, 1, 1),
	  { 2, { 4, 2 }, INTEGERS{ 0, 0, 1, 0, 2, 0, 0, 0 }, WHOLE },
	  T(1, 2, 3, 1) },
	  1, { { PAD, NULL, 2, { 0, 1 }, 2, { 0 }, 0 } }, 0, 2 },
	  FLOATS{ 7 }, FLOATS{ 0, 0, 0, 0, 0, 7 } },
	{ "RESHAPE", { { T(1, 2, 2, 1), T(1, 4, 1) }, 1,
	  { { RESHAPE, NULL, 1, { 0 }, 1, { 0 }, 0 } }, 0, 1 },
	  COUNTING, FLOATS{ 1, 2, 3, 4 } },
	{ "STRIDED_SLICE of everything", { { T(1, 4),
	  { 1, { 2 }, INTEGERS{ 0, 0 }, WHOLE },
	  { 1, { 2 }, INTEGERS{ 1, 4 }, WHOLE },
	  { 1, { 2 }, INTEGERS{ 1, 1 }, WHOLE }, T(1, 4) }, 1,
	  { { STRIDED_SLICE, NULL, 4, { 0, 1, 2, 3 }, 4, { 0 }, 0 } }, 0, 4 },
	  COUNTING, FLOATS{ 1, 2, 3, 4 } },
	{ "CONCATENATION of three", { { T(1, 1, 2),
	  T(1, 1, 2), T(1, 2, 1), T(1, 1, 2),
	  T(1, 3, 2) }, 4,
	  { { ADD, NULL, 2, { 0, 0 }, 1, { NOT }, 1 },
	  { RESHAPE, NULL, 1, { 1 }, 2, { 0 }, 0 },
	  { RESHAPE, NULL, 1, { 2 }, 3, { 0 }, 0 },
	  { CONCATENATION, NULL, 3, { 0, 1, 3 }, 4, { -2, CUT_AT_0 }, 2 } },
	  0, 4 }, FLOATS{ -1, 3 }, FLOATS{ 0, 3, 0, 6, 0, 6 } },
	{ "CONCATENATION of channels", { { T(1, 1, 2, 1),
	  T(1, 1, 2, 1), T(1, 1, 2, 2) }, 2,
	  { { ADD, NULL, 2, { 0, 0 }, 1, { NOT }, 1 },
	  { CONCATENATION, NULL, 2, { 1, 0 }, 2, { 3, NOT }, 2 } },
	  0, 2 }, COUNTING, FLOATS{ 2, 1, 4, 2 } },
};

static void
check_run(void **state)
{
	const struct row *row = *state;
	static struct out o;
	struct synk_error err = { .text = "" };
	struct synk_graph g;
	struct synk_net *net;
	size_t in, out;

	write_model(&o, &row->model);
	if (!read_copy(&g, o.data, o.len, &err))
		fail_msg("%s", err.text);
	in = g.tensor[row->model.input].count;
	out = g.tensor[row->model.output].count;
	if (!synk_net_open(&net, &g, &err))
		fail_msg("%s", err.text);
	/* Twice, since nothing may be left over from the first time. */
	for (int i = 0; i < 2; i++) {
		memcpy(synk_net_input(net), row->in, in * sizeof *row->in);
		if (!synk_net_run(net, &err))
			fail_msg("%s", err.text);
		for (size_t k = 0; k < out; k++)
			assert_float_equal(synk_net_output(net, 0)[k],
			    row->out[k], 1e-6F * (1 + fabsf(row->out[k])));
	}
	synk_net_close(net);
}

/* A file cut off, or with four of its bytes changed, is read or refused. */
static void
check_breaks(void **state)
{
	static const uint32_t wrong[] = { 0, 1, 3, 0x7fffffff, 0x80000000,
	    0xfffffffc, 0xffffffff };
	const struct row *row = *state;
	static struct out o;
	struct synk_error err;
	struct synk_graph g;

	write_model(&o, &row->model);
	for (size_t n = 0; n < o.len; n++)
		if (read_copy(&g, o.data, n, &err))
			synk_graph_free(&g);
	for (size_t n = 0; n + 4 <= o.len; n++)
		for (size_t i = 0; i < LEN(wrong); i++) {
			uint32_t old = get(&o, n);

			put(&o, n, wrong[i], 4);
			if (read_copy(&g, o.data, o.len, &err))
				synk_graph_free(&g);
			put(&o, n, old, 4);
		}
}

static const struct wrong {
	const char *name;
	struct model model;
	const char *error;
} wrongs[] = {
	{ "unknown operator", { { T(1, 4), T(1, 4) }, 1,
	  { { SOFTMAX, NULL, 1, { 0 }, 1, { 0 }, 0 } }, 0, 1 },
	  "operator 0 (SOFTMAX): not supported" },
	{ "custom operator", { { T(1, 4), T(1, 4) }, 1,
	  { { CUSTOM, "Mine\n", 1, { 0 }, 1, { 0 }, 0 } }, 0, 1 },
	  "operator 0 (Mine?): not supported" },
	{ "operator of the future", { { T(1, 4), T(1, 4) }, 1,
	  { { 999, NULL, 1, { 0 }, 1, { 0 }, 0 } }, 0, 1 },
	  "operator 0 (unknown): not supported" },
	{ "five sides", { { T(1, 1, 1, 1, 4), T(1, 4) }, 1,
	  { { RESHAPE, NULL, 1, { 0 }, 1, { 0 }, 0 } }, 0, 1 },
	  "tensor 0: expected at most 4 sides and 4194304 elements" },
	{ "no side", { { T(1, 0), T(1, 4) }, 1,
	  { { RESHAPE, NULL, 1, { 0 }, 1, { 0 }, 0 } }, 0, 1 },
	  "tensor 0: expected at most 4 sides and 4194304 elements" },
	{ "too large", { { T(65536, 65536), T(1, 4) }, 1,
	  { { RESHAPE, NULL, 1, { 0 }, 1, { 0 }, 0 } }, 0, 1 },
	  "tensor 0: expected at most 4 sides and 4194304 elements" },
	{ "bytes", { { { 2, { 1, 4 }, NULL, BYTE }, T(1, 4) }, 1,
	  { { RESHAPE, NULL, 1, { 0 }, 1, { 0 }, 0 } }, 0, 1 },
	  "tensor 0: expected floats or 32-bit integers, found UINT8" },
	{ "integers come in", { { { 2, { 1, 4 }, NULL, WHOLE },
	  T(1, 4) }, 1,
	  { { RESHAPE, NULL, 1, { 0 }, 1, { 0 }, 0 } }, 0, 1 },
	  "expected floats that are no constant as input" },
	{ "shapes that differ", { { T(1, 4), T(1, 3) }, 1,
	  { { RELU, NULL, 1, { 0 }, 1, { 0 }, 0 } }, 0, 1 },
	  "operator 0 (RELU): expected tensors whose shapes fit each other" },
	{ "a tensor that is not there", { { T(1, 4),
	  T(1, 4) }, 1,
	  { { RELU, NULL, 1, { 2 }, 1, { 0 }, 0 } }, 0, 1 },
	  "operator 0 (RELU): expected 1 to 4 inputs and an output among "
	  "the tensors" },
	{ "too many inputs", { { T(1, 4), T(1, 4) }, 1,
	  { { RELU, NULL, 2, { 0, 0 }, 1, { 0 }, 0 } }, 0, 1 },
	  "operator 0 (RELU): expected 1 inputs, found 2" },
	{ "used too early", { { T(1, 4), T(1, 4),
	  T(1, 4) }, 2,
	  { { RELU, NULL, 1, { 2 }, 1, { 0 }, 0 },
	  { RELU, NULL, 1, { 0 }, 2, { 0 }, 0 } }, 0, 1 },
	  "operator 0 (RELU): expected tensor 2 before it is used" },
	{ "computed from itself", { { T(1, 4), T(1, 4) }, 1,
	  { { ADD, NULL, 2, { 0, 1 }, 1, { 0 }, 0 } }, 0, 1 },
	  "operator 0 (ADD): expected tensor 1 before it is used" },
	{ "computed twice", { { T(1, 4), T(1, 4) }, 2,
	  { { RELU, NULL, 1, { 0 }, 1, { 0 }, 0 },
	  { RELU, NULL, 1, { 0 }, 1, { 0 }, 0 } }, 0, 1 },
	  "operator 1 (RELU): expected floats not computed before in "
	  "tensor 1" },
	{ "never computed", { { T(1, 4), T(1, 4),
	  T(1, 4) }, 1,
	  { { RELU, NULL, 1, { 0 }, 1, { 0 }, 0 } }, 0, 2 },
	  "expected output 0 to be computed once" },
	{ "computed for nothing", { { T(1, 4), T(1, 4), T(1, 4) }, 2,
	  { { RELU, NULL, 1, { 0 }, 1, { 0 }, 0 },
	  { RELU, NULL, 1, { 0 }, 2, { 0 }, 0 } }, 0, 1 },
	  "expected tensor 2 to be used" },
	{ "only a constant", { { T(1, 1),
	  { 2, { 1, 1 }, HALVES{ 0 }, HALF }, T(1, 1) }, 1,
	  { { DEQUANTIZE, NULL, 1, { 1 }, 2, { 0 }, 0 } }, 0, 2 },
	  "expected output 0 to be computed once" },
	{ "constant input", { { T(1, 4), { 2, { 1, 4 }, COUNTING, 0 },
	  T(1, 4) }, 1,
	  { { RELU, NULL, 1, { 1 }, 2, { 0 }, 0 } }, 0, 2 },
	  "operator 0 (RELU): expected a first input that is computed" },
	{ "computed weights", { { T(1, 1, 1, 1),
	  { 1, { 1 }, FLOATS{ 0 }, 0 }, T(1, 1, 1, 1) }, 1,
	  { { CONV_2D, NULL, 3, { 0, 0, 1 }, 2, { VALID, 1, 1, NOT }, 4 } },
	  0, 2 }, "operator 0 (CONV_2D): expected constant floats in tensor "
	  "0, found none" },
	{ "half precision is computed", { { T(1, 4),
	  T(1, 4) }, 1,
	  { { DEQUANTIZE, NULL, 1, { 0 }, 1, { 0 }, 0 } }, 0, 1 },
	  "operator 0 (DEQUANTIZE): expected a constant of half precision" },
	{ "no step", { { T(1, 1, 1, 1),
	  { 4, { 1, 1, 1, 1 }, FLOATS{ 1 }, 0 }, { 1, { 1 }, FLOATS{ 0 }, 0 },
	  T(1, 1, 1, 1) }, 1,
	  { { CONV_2D, NULL, 3, { 0, 1, 2 }, 3, { VALID, 0, 0, NOT }, 4 } },
	  0, 3 }, "operator 0 (CONV_2D): expected windows and steps of 1 to "
	  "1024" },
	{ "other padding", { { T(1, 1, 1, 1),
	  { 4, { 1, 1, 1, 1 }, FLOATS{ 1 }, 0 }, { 1, { 1 }, FLOATS{ 0 }, 0 },
	  T(1, 1, 1, 1) }, 1,
	  { { CONV_2D, NULL, 3, { 0, 1, 2 }, 3, { 2, 1, 1, NOT }, 4 } },
	  0, 3 }, "operator 0 (CONV_2D): padding 2 is not supported" },
	{ "other activation", { { T(1, 4), T(1, 4) }, 1,
	  { { ADD, NULL, 2, { 0, 0 }, 1, { 4 }, 1 } }, 0, 1 },
	  "operator 0 (ADD): activation 4 is not supported" },
	{ "window larger than the picture", { { T(1, 2, 2, 1),
	  { 4, { 1, 3, 3, 1 }, FLOATS{ 1, 1, 1, 1, 1, 1, 1, 1, 1 }, 0 },
	  { 1, { 1 }, FLOATS{ 0 }, 0 }, T(1, 1, 1, 1) }, 1,
	  { { CONV_2D, NULL, 3, { 0, 1, 2 }, 3, { VALID, 1, 1, NOT }, 4 } },
	  0, 3 }, "operator 0 (CONV_2D): expected tensors whose shapes fit "
	  "each other" },
	{ "groups", { { T(1, 1, 1, 2),
	  { 4, { 2, 1, 1, 1 }, FLOATS{ 1, 1 }, 0 }, { 1, { 2 },
	  FLOATS{ 0, 0 }, 0 }, T(1, 1, 1, 2) }, 1,
	  { { CONV_2D, NULL, 3, { 0, 1, 2 }, 3, { VALID, 1, 1, NOT }, 4 } },
	  0, 3 }, "operator 0 (CONV_2D): expected tensors whose shapes fit "
	  "each other" },
	{ "negative padding", { { T(1, 1, 2, 1),
	  { 2, { 4, 2 }, INTEGERS{ 0, 0, 0, 0, -1, 0, 0, 0 }, WHOLE },
	  T(1, 1, 1, 1) },
	  1, { { PAD, NULL, 2, { 0, 1 }, 2, { 0 }, 0 } }, 0, 2 },
	  "operator 0 (PAD): expected tensors whose shapes fit each other" },
	{ "part of a slice", { { T(1, 4),
	  { 1, { 2 }, INTEGERS{ 0, 1 }, WHOLE },
	  { 1, { 2 }, INTEGERS{ 1, 4 }, WHOLE },
	  { 1, { 2 }, INTEGERS{ 1, 1 }, WHOLE }, T(1, 3) }, 1,
	  { { STRIDED_SLICE, NULL, 4, { 0, 1, 2, 3 }, 4, { 0 }, 0 } }, 0, 4 },
	  "operator 0 (STRIDED_SLICE): only a slice of everything is "
	  "supported" },
	{ "options that are missing", { { T(1, 4, 3), T(1, 4, 4) }, 1,
	  { { CUSTOM, "Landmarks2TransformMatrix", 1, { 0 }, 1, { 0 }, 0 } },
	  0, 1 }, "operator 0 (Landmarks2TransformMatrix): expected points, "
	  "scales and a size as options" },
	{ "a matrix that is none", { { T(1, 4, 3), T(1, 4, 3) }, 1,
	  { { CUSTOM, "TransformLandmarks", 2, { 0, 0 }, 1, { 0 }, 0 } },
	  0, 1 }, "operator 0 (TransformLandmarks): expected tensors whose "
	  "shapes fit each other" },
	{ "another axis", { { T(1, 2), T(1, 2),
	  T(1, 4) }, 2,
	  { { RELU, NULL, 1, { 0 }, 1, { 0 }, 0 },
	  { CONCATENATION, NULL, 2, { 0, 1 }, 2, { 2, NOT }, 2 } }, 0, 2 },
	  "operator 1 (CONCATENATION): expected tensors whose shapes fit "
	  "each other" },
};

static void
check_wrong(void **state)
{
	const struct wrong *w = *state;
	static struct out o;
	struct synk_error err = { .text = "" };
	struct synk_graph g;

	write_model(&o, &w->model);
	assert_false(read_copy(&g, o.data, o.len, &err));
	assert_string_equal(err.text, w->error);
	assert_int_equal(err.code, SYNK_BAD_INPUT);
}

/* Places of a good file that are changed by hand. */
static void
check_files(void **state)
{
	static struct out o;
	struct synk_error err = { .text = "" };
	struct synk_graph g;
	size_t root;

	(void)state;
	assert_false(read_copy(&g, "", 0, &err));
	assert_string_equal(err.text,
	    "expected a TFLite network, found something else");
	write_model(&o, &rows[0].model);
	o.data[4] = 'X';
	assert_false(read_copy(&g, o.data, o.len, &err));
	assert_string_equal(err.text,
	    "expected a TFLite network, found something else");
	o.data[4] = 'T';
	root = get(&o, 0);
	put(&o, field(root, 0), 4, 4);
	assert_false(read_copy(&g, o.data, o.len, &err));
	assert_string_equal(err.text, "expected a TFLite file of version 3 "
	    "with one graph, found version 4 with 1");
	put(&o, field(root, 0), 3, 4);
	put(&o, 0, (uint32_t)o.len, 4);
	assert_false(read_copy(&g, o.data, o.len, &err));
	assert_string_equal(err.text, "expected a whole network, found one "
	    "that is cut off or damaged");
}

/* { "f": 1.5, "l": [3, 5, 250], "n": 7 }: keys, list, places of keys, map. */
static const unsigned char flex[] = {
	'f', 0, 'l', 0, 'n', 0,
	3, 3, 5, 250,
	3, 11, 10, 9,
	3, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0,
	0, 0, 0xc0, 0x3f, 23, 0, 0, 0, 7, 0, 0, 0,
	3 << 2 | 2, 12 << 2, 1 << 2 | 2,
	15, 9 << 2 | 2, 1
};

static void
check_flex(void **state)
{
	const struct synk_flex f = { flex, sizeof flex };
	uint16_t list[4];
	size_t count;
	double number;

	(void)state;
	assert_true(synk_flex_number(&number, &f, "f") && number == 1.5);
	assert_true(synk_flex_number(&number, &f, "n") && number == 7);
	assert_true(synk_flex_list(list, &count, 3, 250, &f, "l"));
	assert_int_equal(count, 3);
	assert_int_equal(list[0], 3);
	assert_int_equal(list[2], 250);
	assert_false(synk_flex_list(list, &count, 2, 250, &f, "l"));
	assert_false(synk_flex_list(list, &count, 3, 249, &f, "l"));
	assert_false(synk_flex_list(list, &count, 3, 250, &f, "n"));
	assert_false(synk_flex_number(&number, &f, "l"));
	assert_false(synk_flex_number(&number, &f, "x"));
	assert_false(synk_flex_number(&number, &f, ""));
}

static void
read_flex(const unsigned char *from, size_t size)
{
	unsigned char *copy = malloc(size + 1);
	struct synk_flex f = { copy + 1, size };
	uint16_t list[4];
	size_t count;
	double number;

	assert_non_null(copy);
	memcpy(copy + 1, from, size);
	(void)synk_flex_number(&number, &f, "f");
	(void)synk_flex_number(&number, &f, "n");
	(void)synk_flex_list(list, &count, LEN(list), 250, &f, "l");
	free(copy);
}

/* Cut off, or with a byte changed, it is read or refused. */
static void
check_flex_breaks(void **state)
{
	unsigned char broken[sizeof flex];

	(void)state;
	for (size_t n = 0; n < sizeof flex; n++)
		read_flex(flex, n);
	for (size_t n = 0; n < sizeof flex; n++)
		for (int b = 0; b < 256; b++) {
			memcpy(broken, flex, sizeof flex);
			broken[n] = (unsigned char)b;
			read_flex(broken, sizeof broken);
		}
}

/* A node of MediaPipe's own on tensors that are given. */
static void
run_custom(const struct synk_node *n, const struct synk_shape *in,
    const struct synk_shape *out, float *const *at)
{
	struct synk_tensor tensor[3] = { { .shape = *in },
	    { .shape = { 3, { 1, 4, 4 } } }, { .shape = *out } };
	const struct synk_graph g = { .tensors = 3, .tensor = tensor };

	synk_custom_run(&g, n, at);
}

/*
 * The line from point 0 to point 1 goes straight down, so the box is turned
 * by a right angle: 4 along it, 2 across, its middle at (1, 2).  Twice that
 * size is shown by 4 x 2 pixels: one of them is 2.
 */
static void
check_frame(void **state)
{
	const struct synk_shape in = { 3, { 1, 4, 3 } };
	const struct synk_shape out = { 3, { 1, 4, 4 } };
	const struct synk_node n = { .op = SYNK_FRAME, .inputs = 1,
	    .input = { 0 }, .output = 2, .frame = { .right = 0, .left = 1,
	    .width = 4, .height = 2, .scale_x = 2, .scale_y = 2, .points = 4,
	    .point = { 0, 1, 2, 3 } } };
	float points[] = { 1, 0, 9, 1, 4, 9, 0, 2, 9, 2, 2, 9 };
	float to[16];
	/* x' = 1 - 2 (y - 1), y' = 2 + 2 (x - 2) */
	static const float want[] = { 0, -2, 0, 3, 2, 0, 0, -2, 0, 0, 1, 0, 0,
	    0, 0, 1 };
	float *const at[] = { points, NULL, to };

	(void)state;
	run_custom(&n, &in, &out, at);
	for (size_t i = 0; i < LEN(want); i++)
		assert_float_equal(to[i], want[i], 1e-6F);
}

/* Every second pixel of a ramp, from its edge on; outside there is nothing. */
static void
check_warp(void **state)
{
	const struct synk_shape in = { 4, { 1, 2, 4, 2 } };
	const struct synk_shape out = { 4, { 1, 1, 3, 2 } };
	const struct synk_node n = { .op = SYNK_WARP, .inputs = 2,
	    .input = { 0, 1 }, .output = 2 };
	float picture[] = { 0, 0, 1, -10, 2, -20, 3, -30,
	    4, 0, 5, -10, 6, -20, 7, -30 };
	float matrix[16] = { 2, 0, 0, 0, 0, 1, 0, 0.5 };
	float to[6];
	/* Middles: x is 0.5, 2.5 and 4.5; y is 0.5. */
	static const float want[] = { 2.5, -5, 4.5, -25, 0, 0 };
	float *const at[] = { picture, matrix, to };

	(void)state;
	run_custom(&n, &in, &out, at);
	for (size_t i = 0; i < LEN(want); i++)
		assert_float_equal(to[i], want[i], 1e-6F);
}

static void
check_move(void **state)
{
	const struct synk_shape in = { 3, { 1, 2, 3 } };
	const struct synk_node n = { .op = SYNK_MOVE, .inputs = 2,
	    .input = { 0, 1 }, .output = 2 };
	float points[] = { 1, 2, 3, 4, 5, 6 };
	float matrix[16] = { 1, 10, 0, 100, -1, 0, 0, 1000 };
	float to[6];
	static const float want[] = { 121, 999, 3, 154, 996, 6 };
	float *const at[] = { points, matrix, to };

	(void)state;
	run_custom(&n, &in, &in, at);
	for (size_t i = 0; i < LEN(want); i++)
		assert_float_equal(to[i], want[i], 1e-6F);
}

int
main(void)
{
	const struct CMUnitTest others[] = {
		cmocka_unit_test(check_files),
		cmocka_unit_test(check_flex),
		cmocka_unit_test(check_flex_breaks),
		cmocka_unit_test(check_frame),
		cmocka_unit_test(check_warp),
		cmocka_unit_test(check_move),
	};

	return RUN_ROWS(rows, check_run) || RUN_ROWS(rows, check_breaks) ||
	    RUN_ROWS(wrongs, check_wrong) ||
	    cmocka_run_group_tests(others, NULL, NULL);
}
