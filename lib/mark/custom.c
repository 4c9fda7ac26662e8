#include <math.h>
#include <string.h>

#include "../table.h"
#include "custom.h"
#include "flex.h"

enum { VERSION = 2, MATRIX = 16 };	/* 4 x 4, of which 2 x 3 are used */

static const struct synk_shape matrix_shape = { 3, { 1, 4, 4 } };

static const struct synk_shape *
shape(const struct synk_parsing *r, size_t tensor)
{
	return &r->graph->tensor[tensor].shape;
}

static bool
wrong_shape(struct synk_parsing *r)
{
	return synk_fail(r->err, SYNK_BAD_INPUT,
	    "expected tensors whose shapes fit each other");
}

/* A whole number from least to most. */
static bool
read_count(size_t *to, const struct synk_flex *f, const char *key,
    double least, double most)
{
	double number;

	if (!synk_flex_number(&number, f, key) || number < least ||
	    number > most || number != floor(number))
		return false;
	*to = (size_t)number;
	return true;
}

/* Points in, a matrix out. */
static bool
read_frame(struct synk_parsing *r, struct synk_node *n,
    const struct synk_flex *f)
{
	const struct synk_shape *in = shape(r, n->input[0]);
	struct synk_frame *o = &n->frame;
	double last;

	if (in->dims != 3 || in->dim[0] != 1 || in->dim[2] != 3 ||
	    in->dim[1] > UINT16_MAX ||
	    !synk_shape_equal(shape(r, n->output), &matrix_shape))
		return wrong_shape(r);
	last = (double)in->dim[1] - 1;
	if (!read_count(&o->right, f, "left_rotation_idx", 0, last) ||
	    !read_count(&o->left, f, "right_rotation_idx", 0, last) ||
	    !read_count(&o->width, f, "output_width", 1, 1024) ||
	    !read_count(&o->height, f, "output_height", 1, 1024) ||
	    !synk_flex_number(&o->angle, f, "target_rotation_radians") ||
	    !synk_flex_number(&o->scale_x, f, "scale_x") ||
	    !synk_flex_number(&o->scale_y, f, "scale_y") ||
	    !synk_flex_list(o->point, &o->points, LEN(o->point),
	    (uint16_t)last, f, "subset_idxs") || o->points == 0)
		return synk_fail(r->err, SYNK_BAD_INPUT,
		    "expected points, scales and a size as options");
	return true;
}

/* A picture and a matrix in, a part of the picture out. */
static bool
read_warp(struct synk_parsing *r, struct synk_node *n,
    const struct synk_flex *f)
{
	const struct synk_shape *in = shape(r, n->input[0]);
	const struct synk_shape *out = shape(r, n->output);

	(void)f;		/* the size, which is that of the output */
	if (in->dims != 4 || out->dims != 4 || in->dim[0] != 1 ||
	    out->dim[0] != 1 || in->dim[3] != out->dim[3] ||
	    !synk_shape_equal(shape(r, n->input[1]), &matrix_shape))
		return wrong_shape(r);
	return true;
}

/* Points and a matrix in, points out. */
static bool
read_move(struct synk_parsing *r, struct synk_node *n,
    const struct synk_flex *f)
{
	const struct synk_shape *in = shape(r, n->input[0]);

	(void)f;		/* how many numbers a point has */
	if (in->dims != 3 || (in->dim[2] != 2 && in->dim[2] != 3) ||
	    !synk_shape_equal(in, shape(r, n->output)) ||
	    !synk_shape_equal(shape(r, n->input[1]), &matrix_shape))
		return wrong_shape(r);
	return true;
}

/* Around points, in axes that are turned by an angle. */
struct box {
	double left, right, top, bottom;
};

static struct box
surround(const struct synk_frame *o, const float *points, double c, double s)
{
	struct box b = { INFINITY, -INFINITY, INFINITY, -INFINITY };

	for (size_t i = 0; i < o->points; i++) {
		const float *p = points + 3 * (size_t)o->point[i];
		double x = c * (double)p[0] + s * (double)p[1];
		double y = c * (double)p[1] - s * (double)p[0];

		b.left = fmin(b.left, x);
		b.right = fmax(b.right, x);
		b.top = fmin(b.top, y);
		b.bottom = fmax(b.bottom, y);
	}
	return b;
}

/*
 * Where a picture has to be looked at so that the points are upright in it:
 * the box around them, with the line from one point to the other level.
 */
static void
run_frame(const struct synk_graph *g, const struct synk_node *n,
    float *const *at)
{
	const struct synk_frame *o = &n->frame;
	const float *points = at[n->input[0]], *from = points + 3 * o->right;
	const float *to = points + 3 * o->left;
	double angle = atan2((double)(to[1] - from[1]),
	    (double)(to[0] - from[0])) - o->angle;
	double c = cos(angle), s = sin(angle);
	struct box b = surround(o, points, c, s);
	double scale_x = o->scale_x * (b.right - b.left) / (double)o->width;
	double scale_y = o->scale_y * (b.bottom - b.top) / (double)o->height;
	/* The picture's corner, in turned axes. */
	double x = (b.left + b.right - scale_x * (double)o->width) / 2;
	double y = (b.top + b.bottom - scale_y * (double)o->height) / 2;
	const double matrix[MATRIX] = {
		c * scale_x, -s * scale_y, 0, c * x - s * y,
		s * scale_x, c * scale_y, 0, s * x + c * y,
		0, 0, 1, 0,
		0, 0, 0, 1
	};

	(void)g;
	for (size_t i = 0; i < MATRIX; i++)
		at[n->output][i] = (float)matrix[i];
}

/* Channels of a picture at a place between four of its pixels; 0 outside. */
static void
sample(float *to, const float *from, const struct synk_shape *s, double x,
    double y)
{
	size_t channels = s->dim[3], right = s->dim[2] - 1;
	size_t bottom = s->dim[1] - 1, i, k, row = channels * s->dim[2];
	size_t across, down;
	float fx, fy;

	memset(to, 0, channels * sizeof *to);
	if (!(x >= 0 && y >= 0 && x <= (double)right && y <= (double)bottom))
		return;
	i = (size_t)x;
	k = (size_t)y;
	fx = (float)(x - (double)i);
	fy = (float)(y - (double)k);
	across = i < right ? channels : 0;
	down = k < bottom ? row : 0;
	from += k * row + i * channels;
	for (size_t n = 0; n < channels; n++, from++) {
		float above = from[0] + fx * (from[across] - from[0]);
		float below = from[down] + fx * (from[down + across] -
		    from[down]);

		to[n] = above + fy * (below - above);
	}
}

/* Middles of pixels are at halves, there and here. */
static void
run_warp(const struct synk_graph *g, const struct synk_node *n,
    float *const *at)
{
	const struct synk_shape *in = &g->tensor[n->input[0]].shape;
	const struct synk_shape *out = &g->tensor[n->output].shape;
	const float *m = at[n->input[1]];
	float *to = at[n->output];

	for (size_t k = 0; k < out->dim[1]; k++)
		for (size_t i = 0; i < out->dim[2]; i++, to += out->dim[3]) {
			double x = (double)i + 0.5, y = (double)k + 0.5;

			sample(to, at[n->input[0]], in, (double)m[0] * x +
			    (double)m[1] * y + (double)m[3] - 0.5,
			    (double)m[4] * x + (double)m[5] * y +
			    (double)m[7] - 0.5);
		}
}

static void
run_move(const struct synk_graph *g, const struct synk_node *n,
    float *const *at)
{
	const struct synk_shape *s = &g->tensor[n->input[0]].shape;
	const float *p = at[n->input[0]], *m = at[n->input[1]];
	float *to = at[n->output];

	for (size_t i = 0; i < s->dim[0] * s->dim[1]; i++) {
		memcpy(to, p, s->dim[2] * sizeof *to);
		to[0] = m[0] * p[0] + m[1] * p[1] + m[3];
		to[1] = m[4] * p[0] + m[5] * p[1] + m[7];
		p += s->dim[2];
		to += s->dim[2];
	}
}

static const struct row {
	const char *name;
	enum synk_op op;
	size_t inputs;
	bool (*read)(struct synk_parsing *, struct synk_node *,
	    const struct synk_flex *);
	void (*run)(const struct synk_graph *, const struct synk_node *,
	    float *const *);
} rows[] = {
	{ "Landmarks2TransformMatrix", SYNK_FRAME, 1, read_frame, run_frame },
	{ "TransformTensorBilinear", SYNK_WARP, 2, read_warp, run_warp },
	{ "TransformLandmarks", SYNK_MOVE, 2, read_move, run_move },
};

bool
synk_custom(enum synk_op op)
{
	return op >= SYNK_FRAME;
}

bool
synk_custom_read(struct synk_parsing *r, struct synk_node *n,
    const char *name, uint32_t version, struct synk_flat_vector options)
{
	const struct synk_flex f = { r->flat.data + options.at,
	    options.count };

	for (size_t i = 0; i < LEN(rows); i++) {
		if (strcmp(rows[i].name, name) != 0 || version != VERSION)
			continue;
		if (n->inputs != rows[i].inputs)
			return synk_fail(r->err, SYNK_BAD_INPUT,
			    "expected %zu inputs, found %zu", rows[i].inputs,
			    n->inputs);
		for (size_t k = 0; k < n->inputs; k++)
			if (r->graph->tensor[n->input[k]].value ||
			    r->raw[n->input[k]].data.count)
				return synk_fail(r->err, SYNK_BAD_INPUT,
				    "expected inputs that are computed");
		n->op = rows[i].op;
		return rows[i].read(r, n, &f);
	}
	return synk_fail(r->err, SYNK_BAD_INPUT, "not supported");
}

void
synk_custom_run(const struct synk_graph *g, const struct synk_node *n,
    float *const *at)
{
	for (size_t i = 0; i < LEN(rows); i++)
		if (rows[i].op == n->op)
			rows[i].run(g, n, at);
}
