/* Photographs to landmarks. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "mark.h"

enum { FACES_MAX = 32, REPEATS_MAX = 100 };

/* How far repeated crops differ from the first, as those did from which the
 * norms' noise was fitted: turn, size and place. */
static const double turn = 4 * 3.14159265358979 / 180, size = 0.07,
    shift = 0.02;

/*
 * From -1 to 1, evenly spread in all four directions at once, whatever the
 * number: multiples of powers of the root of x^5 = x + 1.
 * Source: Roberts M.  The unreasonable effectiveness of quasirandom sequences.
 * extremelearning.com.au, 2018.
 */
static double
spread(size_t i, size_t direction)
{
	double step = 1, whole;

	for (size_t k = 0; k <= direction; k++)
		step /= 1.16730397826142;
	return 2 * modf(0.5 + (double)i * step, &whole) - 1;
}

/* The first as it is; every second as in a mirror. */
static struct synk_crop
vary(const struct synk_crop *of, size_t i)
{
	struct synk_crop r = *of;
	double grow = 1 + size * spread(i, 1);

	if (i == 0)
		return r;
	r.angle += turn * spread(i, 0);
	r.width *= grow;
	r.height *= grow;
	r.centre.x += shift * of->width * spread(i, 2);
	r.centre.y += shift * of->height * spread(i, 3);
	r.mirrored = i % 2;
	return r;
}

/*
 * Moves, turns and enlarges points so that they lie as near to others as they
 * can.  A face that is found a little to the right as a whole is measured the
 * same; what is left is how its points differ from each other.
 */
static void
align(struct synk_face_marks *m, const struct synk_face_marks *to)
{
	double n = (double)m->count, ax = 0, ay = 0, bx = 0, by = 0;
	double size2 = 0, along = 0, across = 0;

	for (size_t i = 0; i < m->count; i++) {
		ax += m->at[i].x / n;
		ay += m->at[i].y / n;
		bx += to->at[i].x / n;
		by += to->at[i].y / n;
	}
	for (size_t i = 0; i < m->count; i++) {
		double x = m->at[i].x - ax, y = m->at[i].y - ay;
		double u = to->at[i].x - bx, v = to->at[i].y - by;

		size2 += x * x + y * y;
		along += x * u + y * v;
		across += x * v - y * u;
	}
	for (size_t i = 0; i < m->count && size2 > 0; i++) {
		double x = m->at[i].x - ax, y = m->at[i].y - ay;

		m->at[i] = (struct synk_point){
		    bx + (along * x - across * y) / size2,
		    by + (across * x + along * y) / size2 };
	}
}

static double
deviation(const double *v, size_t n)
{
	double mean = 0, sum = 0;

	for (size_t i = 0; i < n; i++)
		mean += v[i] / (double)n;
	for (size_t i = 0; i < n; i++)
		sum += (v[i] - mean) * (v[i] - mean);
	return sqrt(sum / (double)(n - 1));
}

/* Point p of all crops. */
static void
gather(double *x, double *y, const struct synk_face_marks *of, size_t n,
    size_t p)
{
	for (size_t i = 0; i < n; i++) {
		x[i] = of[i].at[p].x;
		y[i] = of[i].at[p].y;
	}
}

/* Medians of what several crops gave, and their standard deviations. */
static void
pool(struct synk_face_marks *to, struct synk_point *sd,
    struct synk_face_marks *of, size_t n)
{
	double x[REPEATS_MAX], y[REPEATS_MAX];

	for (size_t p = 0; p < to->count; p++) {
		gather(x, y, of, n, p);
		to->at[p] = (struct synk_point){ synk_median(x, n),
		    synk_median(y, n) };
	}
	for (size_t i = 0; i < n; i++)
		align(&of[i], to);
	for (size_t p = 0; p < to->count; p++) {
		gather(x, y, of, n, p);
		sd[p] = (struct synk_point){ deviation(x, n),
		    deviation(y, n) };
	}
}

static bool
repeat(struct mark_run *run, struct synk_face_marks *face,
    struct synk_point *sd, const void *data, size_t bytes,
    struct synk_error *err)
{
	size_t n = (size_t)run->options->repeat;
	struct synk_face_marks *of = cli_alloc(n * sizeof *of);
	struct synk_image image;
	bool ok = synk_crop_read(&image, data, bytes, &face->region, 0.2,
	    err);

	for (size_t i = 0; i < n && ok; i++) {
		struct synk_crop r = vary(&face->region, i);

		ok = synk_landmarker_place(run->landmarker, &of[i], &image,
		    &r, err);
	}
	if (ok)
		pool(face, sd, of, n);
	if (ok || err->code != SYNK_BAD_INPUT)
		synk_image_free(&image);
	free(of);
	return ok;
}

static void
describe(struct synk_marks *m, const struct synk_face_marks *face,
    const struct mark_run *run, const struct mark_item *item, long number,
    const struct synk_image_header *h)
{
	const char *detector = run->dlib ? synk_dlib_name(run->dlib)
	    : synk_landmarker_name(run->landmarker);

	synk_marks_init(m);
	m->format = "synk-marks";
	m->scheme = face->count == 478 ? SYNK_MEDIAPIPE478
	    : face->count == 468 ? SYNK_MEDIAPIPE468 : SYNK_IBUG68;
	m->count = face->count;
	memcpy(m->at, face->at, face->count * sizeof *m->at);
	m->width = h->width;
	m->height = h->height;
	m->face = number;
	snprintf(m->image, sizeof m->image, "%s", item->name);
	snprintf(m->detector, sizeof m->detector, "%s", detector);
}

static bool
put_face(struct mark_run *run, struct synk_face_marks *face,
    const struct mark_item *item, FILE *out, long number, const void *data,
    size_t bytes, struct synk_error *err)
{
	static struct synk_point sd[SYNK_MARKS_MAX];
	struct synk_marks_from from = { .model = run->model_name,
	    .sha256 = run->dlib ? synk_dlib_sha256(run->dlib)
	    : synk_landmarker_sha256(run->landmarker),
	    .score = face->score, .presence = face->presence };
	struct synk_image_header h;
	struct synk_marks m;

	if (!synk_image_header(&h, data, bytes, err))
		return false;
	if (run->options->repeat > 1) {
		if (!repeat(run, face, sd, data, bytes, err))
			return false;
		from.repeats = (size_t)run->options->repeat;
		from.spread = sd;
	}
	describe(&m, face, run, item, number, &h);
	return mark_put(run, out, &m, &from, err);
}

static size_t
largest(const struct synk_face_marks *face, size_t n)
{
	size_t best = 0;

	for (size_t i = 1; i < n; i++)
		if (face[i].region.width > face[best].region.width)
			best = i;
	return best;
}

/* Which of them are wanted: from *first, how many. */
static bool
choose(size_t *first, size_t *count, const struct synk_face_marks *face,
    size_t n, const struct mark_options *o, struct synk_error *err)
{
	long wanted = o->photo.face;

	*first = 0;
	*count = o->all_faces ? n : 1;
	if (n == 0)
		return synk_fail(err, SYNK_BAD_INPUT, "no face was found");
	if (o->all_faces || (n == 1 && wanted < 0))
		return true;
	if (wanted == FACE_LARGEST)
		*first = largest(face, n);
	else if (wanted >= 0 && (size_t)wanted < n)
		*first = (size_t)wanted;
	else if (wanted >= 0)
		return synk_fail(err, SYNK_BAD_INPUT, "no face %ld: %zu were"
		    " found, counted from 0", wanted, n);
	else
		return synk_fail(err, SYNK_BAD_INPUT, "%zu faces where one was"
		    " expected: choose with --face N, --face largest or"
		    " --all-faces", n);
	return true;
}

static bool
find(struct mark_run *run, struct synk_face_marks *face, size_t *n,
    const void *data, size_t bytes, struct synk_error *err)
{
	if (!mark_open(run, err))
		return false;
	if (run->dlib)
		return mark_dlib_find(run, face, FACES_MAX, n, data, bytes,
		    err);
	return synk_landmarker_find(run->landmarker, face, FACES_MAX, n, data,
	    bytes, &run->options->find, err);
}

bool
mark_photo(struct mark_run *run, const struct mark_item *item, FILE *out,
    const void *data, size_t bytes, struct synk_error *err)
{
	struct synk_face_marks *face;
	size_t n = 0, first = 0, count = 0;
	bool ok;

	if (strlen(item->name) >= SYNK_NAME_MAX)
		return synk_fail(err, SYNK_BAD_INPUT, "a name of %zu bytes: a"
		    " record has room for %d", strlen(item->name),
		    SYNK_NAME_MAX - 1);
	face = cli_alloc(FACES_MAX * sizeof *face);
	ok = find(run, face, &n, data, bytes, err) &&
	    choose(&first, &count, face, n, run->options, err);
	for (size_t i = first; ok && i < first + count; i++)
		ok = put_face(run, &face[i], item, out, (long)i, data, bytes,
		    err);
	free(face);
	return ok;
}
