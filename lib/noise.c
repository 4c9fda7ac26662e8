#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "json.h"
#include "synk/noise.h"
#include "table.h"

/* share/noise.json, put here by the Makefile. */
static const unsigned char compiled_in[] = {
#include "noise.inc"
	0
};

enum model { DLIB, MEDIAPIPE };

static const char *const models[SYNK_NOISE_MODELS] = {
	[DLIB] = "dlib", [MEDIAPIPE] = "mediapipe",
};

static const struct {
	const char *name;
	int model;			/* -1: by the scheme */
	enum synk_norm noise, closure;
} detectors[SYNK_DETECTORS] = {
	[SYNK_DETECTOR_OTHER] = { "other", -1, SYNK_NORM_NOISE_OTHER,
	  SYNK_NORM_CLOSURE_SEEN_OTHER },
	[SYNK_DETECTOR_DLIB] = { "dlib", DLIB, SYNK_NORM_NOISE_DLIB,
	  SYNK_NORM_CLOSURE_SEEN_DLIB },
	[SYNK_DETECTOR_MEDIAPIPE] = { "mediapipe", MEDIAPIPE,
	  SYNK_NORM_NOISE_MEDIAPIPE, SYNK_NORM_CLOSURE_SEEN_MEDIAPIPE },
	[SYNK_DETECTOR_FACEMESH] = { "mediapipe-facemesh", MEDIAPIPE,
	  SYNK_NORM_NOISE_FACEMESH, SYNK_NORM_CLOSURE_SEEN_FACEMESH },
};

const char *
synk_detector_name(enum synk_detector d)
{
	return detectors[d].name;
}

enum synk_detector
synk_detector_find(const char *name)
{
	enum synk_detector found = SYNK_DETECTOR_OTHER;
	size_t longest = 0;

	for (size_t i = 0; name && i < SYNK_DETECTORS; i++) {
		size_t n = strlen(detectors[i].name);

		if (n > longest &&
		    strncasecmp(detectors[i].name, name, n) == 0 &&
		    !isalpha((unsigned char)name[n])) {
			found = (enum synk_detector)i;
			longest = n;
		}
	}
	return found;
}

bool
synk_detector_sees_closure(enum synk_detector d,
    const struct synk_norms *norms)
{
	return norms->at[detectors[d].closure] >=
	    norms->at[SYNK_NORM_CLOSURE_SEEN_MIN];
}

static int
model_of(enum synk_detector d, enum synk_scheme scheme)
{
	if (detectors[d].model >= 0)
		return detectors[d].model;
	return scheme == SYNK_MEDIAPIPE468 || scheme == SYNK_MEDIAPIPE478
	    ? MEDIAPIPE : DLIB;
}

const char *
synk_noise_name(enum synk_detector d, enum synk_scheme scheme)
{
	return models[model_of(d, scheme)];
}

const struct synk_noise_model *
synk_noise_find(const struct synk_noise *noise, double *factor,
    enum synk_detector d, enum synk_scheme scheme,
    const struct synk_norms *norms)
{
	*factor = norms->at[detectors[d].noise];
	return &noise->model[model_of(d, scheme)];
}

const char *
synk_noise_text(void)
{
	return (const char *)compiled_in;
}

enum { X = 0, Y = SYNK_SITES, MIDDLE = 2 * SYNK_SITES };

/* What a site has: the modes of which coordinate, from which member. */
static const struct row {
	const char *key;
	bool odd, middle;
	size_t first;
} rows[] = {
	{ "x_even", false, false, X }, { "y_even", false, false, Y },
	{ "x_odd", true, false, X }, { "y_odd", true, false, Y },
	{ "y_even", false, true, MIDDLE }, { "x_odd", true, true, MIDDLE },
};

static bool
read_row(struct synk_noise_model *model, const struct cJSON *site,
    const struct row *row, size_t i, struct synk_error *err)
{
	double (*to)[SYNK_NOISE_COORDINATES] = row->odd ? model->odd
	    : model->even;
	const struct cJSON *m = synk_json_first(synk_json_get(site, row->key));
	size_t n = 0;

	for (; m && n < SYNK_NOISE_MODES; m = synk_json_next(m), n++)
		if (!synk_json_number(&to[n][row->first + i], m))
			break;
	return (n == SYNK_NOISE_MODES && !m) || synk_fail(err, SYNK_BAD_INPUT,
	    "%s: expected %d numbers", row->key, SYNK_NOISE_MODES);
}

static bool
read_site(struct synk_noise_model *model, const struct cJSON *sites,
    bool middle, size_t i, struct synk_error *err)
{
	const char *name = middle ? synk_middle_name((enum synk_middle)i)
	    : synk_site_name((enum synk_site)i);

	for (size_t k = 0; k < LEN(rows); k++)
		if (rows[k].middle == middle && !read_row(model,
		    synk_json_get(sites, name), &rows[k], i, err))
			return synk_fail_in(err, name);
	return true;
}

static bool
read_model(struct synk_noise_model *model, const struct cJSON *sites,
    struct synk_error *err)
{
	for (size_t i = 0; i < SYNK_SITES; i++)
		if (!read_site(model, sites, false, i, err))
			return false;
	for (size_t i = 0; i < SYNK_MIDDLES; i++)
		if (!read_site(model, sites, true, i, err))
			return false;
	return true;
}

bool
synk_noise_default(struct synk_noise *noise, struct synk_error *err)
{
	struct cJSON *root;
	size_t at = 0;
	bool ok = true;

	memset(noise, 0, sizeof *noise);
	if (!synk_json_read(&root, synk_noise_text(), sizeof compiled_in - 1,
	    &at, err))
		return false;
	for (size_t i = 0; i < SYNK_NOISE_MODELS && ok; i++) {
		ok = read_model(&noise->model[i], synk_json_get(synk_json_get(
		    synk_json_get(root, "models"), models[i]), "sites"), err);
		if (!ok)
			synk_fail_in(err, models[i]);
	}
	synk_json_free(root);
	return ok;
}

/* Canthi and nasal bridge have their own noise: they carry the frame. */
static enum synk_part
part_of_site(size_t i)
{
	return i <= SYNK_BROW_LATERAL ? SYNK_PART_BROW
	    : i <= SYNK_CANTHUS_OUTER ? SYNK_PART_RIGID
	    : i <= SYNK_IRIS_LATERAL ? SYNK_PART_EYE : SYNK_PART_MOUTH;
}

static enum synk_part
part_of_middle(size_t i)
{
	return i <= SYNK_BRIDGE_LOWER ? SYNK_PART_RIGID : SYNK_PART_MOUTH;
}

/* The modes together, in order of the coordinates; four modes at a time, which
 * the compiler makes of several coordinates at once. */
static void
add_modes(double sum[restrict SYNK_NOISE_COORDINATES],
    const double mode[SYNK_NOISE_MODES][SYNK_NOISE_COORDINATES],
    const double z[restrict SYNK_NOISE_MODES])
{
	enum { AT_ONCE = 4 };
	_Static_assert(SYNK_NOISE_MODES % AT_ONCE == 0, "no rest");

	memset(sum, 0, SYNK_NOISE_COORDINATES * sizeof *sum);
	for (size_t k = 0; k < SYNK_NOISE_MODES; k += AT_ONCE) {
		const double *a = mode[k], *b = mode[k + 1];
		const double *c = mode[k + 2], *d = mode[k + 3];

		for (size_t i = 0; i < SYNK_NOISE_COORDINATES; i++)
			sum[i] = sum[i] + a[i] * z[k] + b[i] * z[k + 1] +
			    c[i] * z[k + 2] + d[i] * z[k + 3];
	}
}

/* How an error in the plane of the face, x to the left, shows in pixels. */
struct shown {
	double xx, xy, yx, yy;
};

static struct synk_point
moved(struct synk_point p, const struct shown *s, double x, double y)
{
	return (struct synk_point){ p.x + s->xx * x + s->xy * y,
	    p.y - s->yx * x - s->yy * y };
}

void
synk_noise_add(struct synk_sites *out, const struct synk_sites *in,
    const struct synk_noise_model *m, const double gain[SYNK_PARTS],
    const double even[SYNK_NOISE_MODES], const double odd[SYNK_NOISE_MODES],
    const struct synk_pose *pose, double ied_px)
{
	double unit = ied_px / 100;
	const struct shown shown = { unit * pose->r[0][0],
	    unit * pose->r[0][1], unit * pose->r[1][0], unit * pose->r[1][1] };
	double e[SYNK_NOISE_COORDINATES], o[SYNK_NOISE_COORDINATES];

	add_modes(e, m->even, even);
	add_modes(o, m->odd, odd);
	for (size_t i = 0; i < SYNK_SITES; i++) {
		size_t k = i * SYNK_SIDES;
		double g = gain[part_of_site(i)];

		out->at[k + SYNK_LEFT] = moved(in->at[k + SYNK_LEFT], &shown,
		    g * (e[X + i] + o[X + i]), g * (e[Y + i] + o[Y + i]));
		out->at[k + SYNK_RIGHT] = moved(in->at[k + SYNK_RIGHT], &shown,
		    -g * (e[X + i] - o[X + i]), g * (e[Y + i] - o[Y + i]));
	}
	for (size_t i = 0; i < SYNK_MIDDLES; i++) {
		size_t k = synk_spot_middle((enum synk_middle)i);
		double g = gain[part_of_middle(i)];

		out->at[k] = moved(in->at[k], &shown, g * o[MIDDLE + i],
		    g * e[MIDDLE + i]);
	}
}

/* Of a coordinate, over even and odd modes. */
static double
variance_at(const struct synk_noise_model *m, size_t at)
{
	double sum = 0;

	for (size_t k = 0; k < SYNK_NOISE_MODES; k++)
		sum += m->even[k][at] * m->even[k][at] +
		    m->odd[k][at] * m->odd[k][at];
	return sum;
}

/* Of both axes of a spot; on the midline one has even modes, one odd. */
static double
variance_of_spot(const struct synk_noise_model *m, size_t spot)
{
	size_t site = spot / SYNK_SIDES, middle = spot - synk_spot_middle(0);

	if (spot >= synk_spot_middle(0))
		return variance_at(m, MIDDLE + middle);
	return variance_at(m, X + site) +
	    variance_at(m, Y + site);
}

static enum synk_part
part_of_spot(size_t spot)
{
	return spot >= synk_spot_middle(0)
	    ? part_of_middle(spot - synk_spot_middle(0))
	    : part_of_site(spot / SYNK_SIDES);
}

double
synk_noise_ratio(const struct synk_noise_model *m, enum synk_part part,
    const struct synk_spread *seen, double ied_px)
{
	double known = 0, own = 0;

	for (size_t i = 0; i < SYNK_SPOTS; i++) {
		double sd = 100 * seen->sd[i] / ied_px;

		if (part_of_spot(i) != part || isnan(sd))
			continue;
		known += variance_of_spot(m, i);
		own += 2 * sd * sd;
	}
	return known > 0 ? own / known : NAN;
}

/* What a part's variance is of: sums of coordinates, averaged. */
static const struct {
	enum synk_part part;
	size_t terms;
	struct { size_t coordinate; double weight; } of[5];
} spreads[] = {
	{ SYNK_PART_BROW, 5, { { Y + SYNK_BROW_MEDIAL, .2 },
	  { Y + SYNK_BROW_MEDIAL_MID, .2 }, { Y + SYNK_BROW_MID, .2 },
	  { Y + SYNK_BROW_LATERAL_MID, .2 }, { Y + SYNK_BROW_LATERAL, .2 } } },
	{ SYNK_PART_EYE, 2, { { Y + SYNK_LID_UPPER_MID, 1 },
	  { Y + SYNK_LID_LOWER_MID, -1 } } },
	{ SYNK_PART_MOUTH, 1, { { X + SYNK_COMMISSURE, 1 } } },
	{ SYNK_PART_MOUTH, 1, { { Y + SYNK_COMMISSURE, 1 } } },
};

/* Of one side, over even and odd modes. */
static double
variance(const struct synk_noise_model *m, size_t i)
{
	double sum = 0;

	for (size_t k = 0; k < SYNK_NOISE_MODES; k++) {
		double even = 0, odd = 0;

		for (size_t t = 0; t < spreads[i].terms; t++) {
			size_t at = spreads[i].of[t].coordinate;

			even += spreads[i].of[t].weight * m->even[k][at];
			odd += spreads[i].of[t].weight * m->odd[k][at];
		}
		sum += even * even + odd * odd;
	}
	return sum;
}

double
synk_noise_variance(const struct synk_noise_model *m, enum synk_part part)
{
	double sum = 0;
	size_t n = 0;

	for (size_t i = 0; i < LEN(spreads); i++)
		if (spreads[i].part == part) {
			sum += variance(m, i);
			n++;
		}
	return n ? sum / (double)n : NAN;
}
