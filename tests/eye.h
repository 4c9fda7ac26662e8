/* Eyes drawn to measure, and the landmarks of them. */
#include "synk/face.h"
#include "synk/image.h"

/*
 * Lengths are in radii of the iris where nothing else is said; levels are
 * luma.  u runs from the inner to the outer canthus, v up, as in lib/iris.h,
 * both from the middle between the canthi.
 */
struct look {
	double radius;		/* px */
	double width;		/* between the canthi */
	double upper, lower;	/* the lids' greatest heights */
	struct synk_point gaze;	/* centre of the iris, u and v */
	double roll;		/* degrees */
	double iris, pupil, sclera, skin;	/* levels */
	double pupil_radius;
	double soft;		/* SD of the limbus's width */
	double blur, noise;	/* SD of the photograph's, radii and levels */
	double jitter;		/* SD of the landmarks */
	double lash;		/* thickness of the line of lashes */
	bool highlight;
	bool shut;		/* closed, though the landmarks stand open */
	int jpeg;		/* quality; 0: none */
	uint64_t seed;
};

static const struct look usual = {
	.radius = 30, .width = 4.6, .upper = 0.85, .lower = 0.75,
	.gaze = { 0, 0.1 }, .iris = 70, .pupil = 15, .sclera = 190, .skin = 150,
	.pupil_radius = 0.4, .soft = 0.05, .blur = 0.03, .noise = 2,
	.jitter = 0.03, .lash = 0.08, .highlight = true,
};

/* Where an eye stands in the photograph. */
struct placed {
	const struct look *look;
	enum synk_side side;
	struct synk_point middle;	/* between the canthi, px */
	struct synk_point along, up;	/* one radius, px */
};

static inline struct placed
place_eye(const struct look *l, enum synk_side side, double x, double y)
{
	double a = l->roll * 3.14159265358979 / 180, r = l->radius;
	double s = side == SYNK_LEFT ? r : -r;

	return (struct placed){ l, side, { x, y },
	    { s * cos(a), s * sin(a) }, { r * sin(a), -r * cos(a) } };
}

static inline struct synk_point
at_eye(const struct placed *p, double u, double v)
{
	return (struct synk_point){
	    p->middle.x + u * p->along.x + v * p->up.x,
	    p->middle.y + u * p->along.y + v * p->up.y };
}

static inline struct synk_iris
true_iris(const struct placed *p)
{
	return (struct synk_iris){
	    at_eye(p, p->look->gaze.x, p->look->gaze.y), p->look->radius };
}

/* 0 below an edge of that width, 1 above. */
static inline double
edge(double x, double width)
{
	return 1 / (1 + exp(-1.7 * x / fmax(width, 1e-3)));
}

static inline double
mix(double a, double b, double t)
{
	return a + (b - a) * t;
}

/* A parabola from canthus to canthus. */
static inline double
lid(const struct look *l, double height, double u)
{
	double t = 2 * u / l->width;

	return height * (1 - t * t);
}

static inline double
iris_level(const struct look *l, double u, double v)
{
	double r = hypot(u, v), a = atan2(v, u), level = l->iris;

	level *= 1 + 0.12 * sin(23 * a + 5 * r) + 0.08 * sin(41 * a - 9 * r);
	level *= 1 - 0.2 * edge(r - 0.85, 0.05);	/* limbal ring */
	return mix(l->pupil, level, edge(r - l->pupil_radius, 0.02));
}

static inline double
eyeball_level(const struct look *l, double u, double v)
{
	double du = u - l->gaze.x, dv = v - l->gaze.y, t = 2 * u / l->width;
	double level = l->sclera * (1 - 0.25 * t * t);

	level = mix(iris_level(l, du, dv), level,
	    edge(hypot(du, dv) - 1, l->soft));
	if (l->highlight) {
		level = mix(250, level, edge(hypot(du - 0.25, dv - 0.3) - 0.12,
		    0.02));
		level = mix(230, level, edge(hypot(du + 0.6, dv + 0.5) - 0.06,
		    0.02));
	}
	/* The upper lid's shadow. */
	return level * (1 - 0.3 * exp(-(lid(l, l->upper, u) - v) / 0.25));
}

static inline double
level_at(const struct placed *p, double x, double y)
{
	const struct look *l = p->look;
	double r2 = l->radius * l->radius, dx = x - p->middle.x;
	double dy = y - p->middle.y, level, upper, lower;
	double u = (dx * p->along.x + dy * p->along.y) / r2;
	double v = (dx * p->up.x + dy * p->up.y) / r2;

	lower = -lid(l, l->lower, u);
	upper = l->shut ? lower : lid(l, l->upper, u);
	level = l->skin * (1 - 0.04 * v - 0.03 * u);
	if (upper > lower && v < upper && v > lower)
		level = eyeball_level(l, u, v);
	else if (v > upper)	/* the crease above the lid */
		level *= 1 - 0.25 * exp(-pow((v - upper - 0.5) / 0.1, 2)) *
		    edge(l->width / 2 - fabs(u), 0.2);
	if (fabs(u) < l->width / 2 && fabs(v - fmax(upper, lower)) < l->lash)
		level *= 0.4;
	return level;
}

/* SplitMix64 (Steele et al. 2014), then the sum of twelve: near enough to a
 * normal number. */
static inline double
noise(uint64_t *seed)
{
	double sum = -6;

	for (int i = 0; i < 12; i++) {
		uint64_t z = *seed += 0x9E3779B97F4A7C15u;

		z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
		z = (z ^ z >> 27) * 0x94D049BB133111EBu;
		sum += (double)((z ^ z >> 31) >> 11) / 9007199254740992.0;
	}
	return sum;
}

/* Blurs rows, or columns with the strides exchanged. */
static inline void
blur_lines(float *at, int n, int lines, int next, int line, double sd)
{
	int reach = (int)ceil(3 * sd);
	float *copy = malloc((size_t)n * sizeof *copy);
	double kernel[64], sum = 0;

	assert_non_null(copy);
	assert_true(reach < 64);
	for (int k = 0; k <= reach; k++) {
		kernel[k] = exp(-k * k / (2 * sd * sd));
		sum += (k ? 2 : 1) * kernel[k];
	}
	for (int y = 0; y < lines; y++) {
		float *row = at + (ptrdiff_t)y * line;

		for (int x = 0; x < n; x++)
			copy[x] = row[x * next];
		for (int x = 0; x < n; x++) {
			double v = kernel[0] * copy[x];

			for (int k = 1; k <= reach; k++)
				v += kernel[k] * (copy[x < k ? 0 : x - k] +
				    copy[x + k < n ? x + k : n - 1]);
			row[x * next] = (float)(v / sum);
		}
	}
	free(copy);
}

/* Means over each pixel's square. */
static inline void
draw_levels(float *at, int width, int height, const struct placed *eyes,
    size_t n)
{
	double r = eyes->look->radius;
	int fine = r > 60 ? 1 : r > 25 ? 2 : 4;

	for (int i = 0; i < width * height; i++) {
		double x = i % width, y = i / width, sum = 0;
		const struct placed *p = eyes;

		for (size_t k = 1; k < n; k++)
			if (hypot(x - eyes[k].middle.x, y - eyes[k].middle.y) <
			    hypot(x - p->middle.x, y - p->middle.y))
				p = &eyes[k];
		for (int k = 0; k < fine * fine; k++)
			sum += level_at(p,
			    x + (k % fine + 0.5) / fine - 0.5,
			    y + (k / fine + 0.5) / fine - 0.5);
		at[i] = (float)(sum / (fine * fine));
	}
}

static inline void
through_jpeg(struct synk_image *m, int quality)
{
	struct synk_image_want want = { .pixels = SYNK_GREY };
	struct synk_error err;
	unsigned char *data;
	size_t size;

	assert_true(synk_image_jpeg(&data, &size, m, quality, &err));
	synk_image_free(m);
	if (!synk_image_read(m, data, size, &want, &err))
		fail_msg("%s", err.text);
	free(data);
}

/* A photograph of the eyes, as the first one's look says. */
static inline void
draw_eyes(struct synk_image *m, int width, int height,
    const struct placed *eyes, size_t n)
{
	const struct look *l = eyes->look;
	float *at = malloc((size_t)width * (size_t)height * sizeof *at);
	uint64_t seed = l->seed;
	struct synk_error err;

	assert_non_null(at);
	draw_levels(at, width, height, eyes, n);
	if (l->blur > 0) {
		double sd = l->blur * l->radius;

		blur_lines(at, width, height, 1, width, sd);
		blur_lines(at, height, width, width, 1, sd);
	}
	assert_true(synk_image_new(m, SYNK_GREY, width, height, &err));
	for (int i = 0; i < width * height; i++) {
		double v = at[i] + l->noise * noise(&seed);

		m->at[(size_t)(i / width) * m->stride + (size_t)(i % width)] =
		    (unsigned char)fmax(0, fmin(255, v + 0.5));
	}
	free(at);
	if (l->jpeg)
		through_jpeg(m, l->jpeg);
}

static inline void
no_sites(struct synk_sites *s)
{
	for (size_t i = 0; i < SYNK_SPOTS; i++)
		s->at[i] = (struct synk_point){ NAN, NAN };
}

/* The landmarks of an eye, as a detector would find them. */
static inline void
mark_eye(struct synk_sites *s, const struct placed *p)
{
	static const struct { enum synk_site site; double t; int lid; } at[] = {
		{ SYNK_CANTHUS_INNER, -1, 0 }, { SYNK_CANTHUS_OUTER, 1, 0 },
		{ SYNK_LID_UPPER_MEDIAL, -0.35, 1 },
		{ SYNK_LID_UPPER_MID, 0, 1 },
		{ SYNK_LID_UPPER_LATERAL, 0.35, 1 },
		{ SYNK_LID_LOWER_MEDIAL, -0.35, -1 },
		{ SYNK_LID_LOWER_MID, 0, -1 },
		{ SYNK_LID_LOWER_LATERAL, 0.35, -1 },
	};
	const struct look *l = p->look;
	uint64_t seed = l->seed + 1;

	for (size_t i = 0; i < LEN(at); i++) {
		double u = at[i].t * l->width / 2, v = 0;

		if (at[i].lid)
			v = at[i].lid > 0 ? lid(l, l->upper, u) :
			    -lid(l, l->lower, u);
		u += l->jitter * noise(&seed);
		v += l->jitter * noise(&seed);
		s->at[synk_spot(at[i].site, p->side)] = at_eye(p, u, v);
	}
}
