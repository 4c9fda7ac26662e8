/*
 * Operators of TFLite: what each one is called, and of those that are
 * understood, how their options are read and what shapes they ask for.
 */
#include <math.h>
#include <stdint.h>

#include "../table.h"
#include "tflite_node.h"

/* enum BuiltinOperator of the schema; later ones are just unknown. */
static const char *const names[] = {
	"ADD", "AVERAGE_POOL_2D", "CONCATENATION", "CONV_2D",
	"DEPTHWISE_CONV_2D", "DEPTH_TO_SPACE", "DEQUANTIZE",
	"EMBEDDING_LOOKUP", "FLOOR", "FULLY_CONNECTED", "HASHTABLE_LOOKUP",
	"L2_NORMALIZATION", "L2_POOL_2D", "LOCAL_RESPONSE_NORMALIZATION",
	"LOGISTIC", "LSH_PROJECTION", "LSTM", "MAX_POOL_2D", "MUL", "RELU",
	"RELU_N1_TO_1", "RELU6", "RESHAPE", "RESIZE_BILINEAR", "RNN",
	"SOFTMAX", "SPACE_TO_DEPTH", "SVDF", "TANH", "CONCAT_EMBEDDINGS",
	"SKIP_GRAM", "CALL", "CUSTOM", "EMBEDDING_LOOKUP_SPARSE", "PAD",
	"UNIDIRECTIONAL_SEQUENCE_RNN", "GATHER", "BATCH_TO_SPACE_ND",
	"SPACE_TO_BATCH_ND", "TRANSPOSE", "MEAN", "SUB", "DIV", "SQUEEZE",
	"UNIDIRECTIONAL_SEQUENCE_LSTM", "STRIDED_SLICE",
	"BIDIRECTIONAL_SEQUENCE_RNN", "EXP", "TOPK_V2", "SPLIT",
	"LOG_SOFTMAX", "DELEGATE", "BIDIRECTIONAL_SEQUENCE_LSTM", "CAST",
	"PRELU", "MAXIMUM", "ARG_MAX", "MINIMUM", "LESS", "NEG", "PADV2",
	"GREATER", "GREATER_EQUAL", "LESS_EQUAL", "SELECT", "SLICE", "SIN",
	"TRANSPOSE_CONV", "SPARSE_TO_DENSE", "TILE", "EXPAND_DIMS", "EQUAL",
	"NOT_EQUAL", "LOG", "SUM", "SQRT", "RSQRT", "SHAPE", "POW", "ARG_MIN",
	"FAKE_QUANT", "REDUCE_PROD", "REDUCE_MAX", "PACK", "LOGICAL_OR",
	"ONE_HOT", "LOGICAL_AND", "LOGICAL_NOT", "UNPACK", "REDUCE_MIN",
	"FLOOR_DIV", "REDUCE_ANY", "SQUARE", "ZEROS_LIKE", "FILL",
	"FLOOR_MOD", "RANGE", "RESIZE_NEAREST_NEIGHBOR", "LEAKY_RELU",
	"SQUARED_DIFFERENCE", "MIRROR_PAD", "ABS", "SPLIT_V", "UNIQUE",
	"CEIL", "REVERSE_V2", "ADD_N", "GATHER_ND", "COS", "WHERE", "RANK",
	"ELU", "REVERSE_SEQUENCE", "MATRIX_DIAG", "QUANTIZE",
	"MATRIX_SET_DIAG", "ROUND", "HARD_SWISH", "IF", "WHILE",
	"NON_MAX_SUPPRESSION_V4", "NON_MAX_SUPPRESSION_V5", "SCATTER_ND",
	"SELECT_V2", "DENSIFY", "SEGMENT_SUM", "BATCH_MATMUL"
};

/* An operator that is understood: a row. */
struct row {
	uint32_t code;
	enum synk_op op;
	size_t inputs, inputs_max;
	/* Fields of its options, plus 1; 0: it has none such. */
	unsigned activation, padding;
	bool (*read)(struct synk_parsing *, struct synk_node *,
	    const struct row *);
};

static bool
wrong_shape(struct synk_parsing *r)
{
	return synk_fail(r->err, SYNK_BAD_INPUT,
	    "expected tensors whose shapes fit each other");
}

static const struct synk_shape *
shape(const struct synk_parsing *r, size_t tensor)
{
	return &r->graph->tensor[tensor].shape;
}

static size_t
count(const struct synk_parsing *r, size_t tensor)
{
	return r->graph->tensor[tensor].count;
}

static bool
is_constant(const struct synk_parsing *r, size_t tensor)
{
	return r->graph->tensor[tensor].value || r->raw[tensor].data.count;
}

static bool
read_activation(struct synk_parsing *r, struct synk_node *n, unsigned field)
{
	/* enum ActivationFunctionType. */
	static const struct { float low, high; } cuts[] = {
		{ -INFINITY, INFINITY }, { 0, INFINITY }, { -1, 1 }, { 0, 6 } };
	uint32_t a = synk_flat_byte(&r->flat, r->options, field);

	if (a >= LEN(cuts))
		return synk_fail(r->err, SYNK_BAD_INPUT,
		    "activation %lu is not supported", (unsigned long)a);
	n->low = cuts[a].low;
	n->high = cuts[a].high;
	return true;
}

/*
 * Padding of an axis, as TFLite defines it: SAME gives an element out for each
 * step in, with the odd element of padding behind; VALID has none.  False if
 * the axis of the output has another length.
 */
static bool
pad_axis(size_t *before, size_t *after, size_t in, size_t out, size_t window,
    size_t step, size_t spread, bool same)
{
	size_t reach = (window - 1) * spread + 1, need, length;

	if (same)
		length = (in + step - 1) / step;
	else
		length = in < reach ? 0 : (in - reach) / step + 1;
	need = (length - 1) * step + reach;
	*before = same && need > in ? (need - in) / 2 : 0;
	*after = same && need > in ? need - in - *before : 0;
	return length != 0 && length == out;
}

/* Its sizes and steps are read. */
static bool
check_window(struct synk_parsing *r, struct synk_node *n, unsigned padding)
{
	enum { SAME, VALID, SIZE_MAX_HERE = 1 << 10 };
	struct synk_window *w = &n->window;
	const struct synk_shape *in = shape(r, n->input[0]);
	const struct synk_shape *out = shape(r, n->output);
	uint32_t p = synk_flat_byte(&r->flat, r->options, padding);
	const size_t sizes[] = { w->height, w->width, w->step_y, w->step_x,
	    w->spread_y, w->spread_x };

	if (p > VALID)
		return synk_fail(r->err, SYNK_BAD_INPUT,
		    "padding %lu is not supported", (unsigned long)p);
	for (size_t i = 0; i < LEN(sizes); i++)
		if (sizes[i] - 1 >= SIZE_MAX_HERE)
			return synk_fail(r->err, SYNK_BAD_INPUT, "expected "
			    "windows and steps of 1 to %d", SIZE_MAX_HERE);
	if (in->dims != 4 || out->dims != 4 || in->dim[0] != 1 ||
	    out->dim[0] != 1 ||
	    !pad_axis(&w->top, &w->bottom, in->dim[1], out->dim[1], w->height,
	    w->step_y, w->spread_y, p == SAME) ||
	    !pad_axis(&w->left, &w->right, in->dim[2], out->dim[2], w->width,
	    w->step_x, w->spread_x, p == SAME))
		return wrong_shape(r);
	return true;
}

static size_t
option(struct synk_parsing *r, unsigned field, uint32_t otherwise)
{
	return synk_flat_number(&r->flat, r->options, field, otherwise);
}

/* Weights are [out][height][width][in], or [1][height][width][out]. */
static bool
read_convolution(struct synk_parsing *r, struct synk_node *n,
    const struct row *row)
{
	bool depthwise = row->op == SYNK_DEPTHWISE;
	unsigned spread = depthwise ? 5 : 4;
	const struct synk_shape *in = shape(r, n->input[0]);
	const struct synk_shape *out = shape(r, n->output);
	const struct synk_shape *weights = shape(r, n->input[1]);

	if (in->dims != 4 || out->dims != 4 || weights->dims != 4)
		return wrong_shape(r);
	n->window = (struct synk_window){ .height = weights->dim[1],
	    .width = weights->dim[2], .step_x = option(r, 1, 0),
	    .step_y = option(r, 2, 0), .spread_x = option(r, spread, 1),
	    .spread_y = option(r, spread + 1, 1) };
	if (depthwise ? weights->dim[0] != 1 || weights->dim[3] != out->dim[3]
	    || out->dim[3] % in->dim[3] || option(r, 3, 0) != out->dim[3] /
	    in->dim[3] : weights->dim[0] != out->dim[3] ||
	    weights->dim[3] != in->dim[3])
		return wrong_shape(r);
	if (count(r, n->input[2]) != out->dim[3])
		return wrong_shape(r);
	return synk_constant_floats(r, n->input[1]) &&
	    synk_constant_floats(r, n->input[2]);
}

static bool
read_pool(struct synk_parsing *r, struct synk_node *n, const struct row *row)
{
	const struct synk_shape *in = shape(r, n->input[0]);
	const struct synk_shape *out = shape(r, n->output);

	(void)row;
	n->window = (struct synk_window){ .step_x = option(r, 1, 0),
	    .step_y = option(r, 2, 0), .width = option(r, 3, 0),
	    .height = option(r, 4, 0), .spread_x = 1, .spread_y = 1 };
	if (in->dims != 4 || out->dims != 4 || in->dim[3] != out->dim[3])
		return wrong_shape(r);
	return true;
}

static bool
read_same(struct synk_parsing *r, struct synk_node *n, const struct row *row)
{
	(void)row;
	return synk_shape_equal(shape(r, n->input[0]), shape(r, n->output)) ||
	    wrong_shape(r);
}

/* One slope for each channel. */
static bool
read_prelu(struct synk_parsing *r, struct synk_node *n, const struct row *row)
{
	const struct synk_shape *in = shape(r, n->input[0]);
	const struct synk_shape *slopes = shape(r, n->input[1]);

	if (in->dims != 4 || slopes->dims == 0 ||
	    slopes->dim[slopes->dims - 1] != in->dim[3] ||
	    count(r, n->input[1]) != in->dim[3])
		return wrong_shape(r);
	return read_same(r, n, row) && synk_constant_floats(r, n->input[1]);
}

/* The second operand is like the first, or a constant number. */
static bool
read_pair(struct synk_parsing *r, struct synk_node *n, const struct row *row)
{
	bool constant = is_constant(r, n->input[1]);

	if (!synk_shape_equal(shape(r, n->input[0]), shape(r, n->input[1])) &&
	    !(constant && count(r, n->input[1]) == 1))
		return wrong_shape(r);
	return read_same(r, n, row) &&
	    (!constant || synk_constant_floats(r, n->input[1]));
}

static bool
read_pad(struct synk_parsing *r, struct synk_node *n, const struct row *row)
{
	const struct synk_shape *in = shape(r, n->input[0]);
	const struct synk_shape *out = shape(r, n->output);

	(void)row;
	if (in->dims != out->dims || count(r, n->input[1]) != 2 * in->dims)
		return wrong_shape(r);
	for (size_t i = 0; i < in->dims; i++) {
		int32_t before, after;

		if (!synk_constant_whole(&before, r, n->input[1], 2 * i) ||
		    !synk_constant_whole(&after, r, n->input[1], 2 * i + 1))
			return false;
		if (before < 0 || after < 0 || (size_t)before > out->dim[i] ||
		    (size_t)after > out->dim[i] || in->dim[i] +
		    (size_t)before + (size_t)after != out->dim[i])
			return wrong_shape(r);
		n->before[i] = (size_t)before;
		n->after[i] = (size_t)after;
	}
	return true;
}

/* Where it goes is said by the output itself. */
static bool
read_reshape(struct synk_parsing *r, struct synk_node *n,
    const struct row *row)
{
	(void)row;
	if (n->inputs > 1 && !is_constant(r, n->input[1]))
		return synk_fail(r->err, SYNK_BAD_INPUT,
		    "expected a shape that is constant");
	n->inputs = 1;
	return count(r, n->input[0]) == count(r, n->output) || wrong_shape(r);
}

/* Begin, end and step of each axis: only one that takes everything. */
static bool
read_slice(struct synk_parsing *r, struct synk_node *n, const struct row *row)
{
	const struct synk_shape *in = shape(r, n->input[0]);

	for (size_t i = 0; i < in->dims; i++) {
		int32_t begin, end, step;

		if (!synk_constant_whole(&begin, r, n->input[1], i) ||
		    !synk_constant_whole(&end, r, n->input[2], i) ||
		    !synk_constant_whole(&step, r, n->input[3], i))
			return false;
		if (begin != 0 || step != 1)
			return synk_fail(r->err, SYNK_BAD_INPUT,
			    "only a slice of everything is supported");
	}
	n->inputs = 1;
	return read_same(r, n, row);
}

static bool
read_concatenation(struct synk_parsing *r, struct synk_node *n,
    const struct row *row)
{
	struct synk_shape sum = *shape(r, n->input[0]);
	uint32_t axis = synk_flat_number(&r->flat, r->options, 0, 0);

	(void)row;
	if (axis > INT32_MAX)		/* counted from the last one */
		axis += (uint32_t)sum.dims;
	if (axis >= sum.dims)
		return wrong_shape(r);
	n->axis = axis;
	for (size_t i = 1; i < n->inputs; i++) {
		struct synk_shape s = *shape(r, n->input[i]);
		size_t length = axis < s.dims ? s.dim[axis] : 0;

		if (is_constant(r, n->input[i]))
			return synk_fail(r->err, SYNK_BAD_INPUT,
			    "expected inputs that are computed");
		if (axis < s.dims)
			s.dim[axis] = sum.dim[axis];
		if (!synk_shape_equal(&s, &sum))
			return wrong_shape(r);
		sum.dim[axis] += length;
	}
	return synk_shape_equal(&sum, shape(r, n->output)) || wrong_shape(r);
}

static const struct row rows[] = {
	{ 0, SYNK_ADD, 2, 2, 1, 0, read_pair },
	{ 2, SYNK_CONCATENATION, 2, SYNK_INPUTS_MAX, 2, 0,
	  read_concatenation },
	{ 3, SYNK_CONV, 3, 3, 4, 1, read_convolution },
	{ 4, SYNK_DEPTHWISE, 3, 3, 5, 1, read_convolution },
	{ 14, SYNK_LOGISTIC, 1, 1, 0, 0, read_same },
	{ 17, SYNK_MAX_POOL, 1, 1, 6, 1, read_pool },
	{ 18, SYNK_MUL, 2, 2, 1, 0, read_pair },
	{ 19, SYNK_RELU, 1, 1, 0, 0, read_same },
	{ 22, SYNK_RESHAPE, 1, 2, 0, 0, read_reshape },
	{ 34, SYNK_PAD, 2, 2, 0, 0, read_pad },
	{ 45, SYNK_RESHAPE, 4, 4, 0, 0, read_slice },
	{ 54, SYNK_PRELU, 2, 2, 0, 0, read_prelu },
};

const char *
synk_operator_name(uint32_t code)
{
	return code < LEN(names) ? names[code] : NULL;
}

static const struct row *
find(uint32_t code)
{
	for (size_t i = 0; i < LEN(rows); i++)
		if (rows[i].code == code)
			return &rows[i];
	return NULL;
}

bool
synk_node_read(struct synk_parsing *r, struct synk_node *n, uint32_t code)
{
	const struct row *row = find(code);

	if (!row)
		return synk_fail(r->err, SYNK_BAD_INPUT, "not supported");
	if (n->inputs < row->inputs || n->inputs > row->inputs_max)
		return synk_fail(r->err, SYNK_BAD_INPUT,
		    "expected %zu inputs, found %zu", row->inputs, n->inputs);
	/* What can be computed beforehand is no work for a network. */
	if (is_constant(r, n->input[0]))
		return synk_fail(r->err, SYNK_BAD_INPUT,
		    "expected a first input that is computed");
	n->op = row->op;
	if (row->op == SYNK_RELU)
		n->low = 0;
	return (!row->activation ||
	    read_activation(r, n, row->activation - 1)) &&
	    row->read(r, n, row) &&
	    (!row->padding || check_window(r, n, row->padding - 1));
}
