/*
 * Limits of healthy single exams, from controls.
 *
 * Which side of a healthy person is called affected is chance, so a limit is
 * that of left less right, whose mean is 0: see synk_band().  Half of those
 * beyond it are so on the side asked about: 2.5 %.
 *
 * What is not here cannot be had this way: gates, full movements, weights,
 * probabilities and estimates are choices; closure_seen, noise and
 * side.correlation need photographs, not grades; brow_raise_mouth and
 * eye_close_mouth hold one norm both for a side beyond the other and, with
 * both sides affected, for a side alone, which no one limit can be.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "study.h"
#include "synk/reliability.h"
#include "table.h"

/* What of left and right a limit is of. */
enum how {
	DIFFERENCE,		/* left - right */
	LENGTHS,		/* the same of shares of a fissure, in %ied */
	RATIO,			/* less / more, of what was asked */
	USUAL,			/* no limit, but the mean of all eyes */
	OVER_USUAL,		/* of an eye over that mean */
	LENGTHS_OVER_USUAL
};

/*
 * Of a brow it is the difference that is limited, though what counts of one
 * that rises while the other drops is less: the larger of both.
 */
static const struct limit {
	enum synk_norm norm;
	enum how how;
	const char *name;	/* of quantities; or the asked movement's */
	enum synk_region region;	/* that it is asked for */
	bool by_detector;	/* norm is the first of one for each */
} limits[] = {
	{ SYNK_NORM_BROW_WEAK, RATIO, NULL, SYNK_BROW, false },
	{ SYNK_NORM_EYE_WEAK, RATIO, NULL, SYNK_EYE, false },
	{ SYNK_NORM_SMILE_WEAK, RATIO, NULL, SYNK_MOUTH, true },
#define LIMIT(norm, how, name) \
	{ SYNK_NORM_##norm, how, name, SYNK_BROW, false }
#define LIMIT_BY_DETECTOR(norm, how, name) \
	{ SYNK_NORM_##norm, how, name, SYNK_BROW, true }
	LIMIT(BROW_UNEVEN, DIFFERENCE, "rest.brow"),
	LIMIT(EYE_UNEVEN, DIFFERENCE, "rest.eye"),
	LIMIT(SMILE_UNEVEN, DIFFERENCE, "rest.smile"),
	LIMIT(EYE_NARROW, DIFFERENCE, "rest.eye"),
	LIMIT_BY_DETECTOR(SMILE_RETRACTED, DIFFERENCE, "rest.smile.lateral"),
	LIMIT(SMILE_RAISED, DIFFERENCE, "rest.smile"),
	LIMIT_BY_DETECTOR(SMILE_EYE_NORM, DIFFERENCE, "synkinesis.smile_eye"),
	LIMIT(SMILE_EYE_LENGTH, LENGTHS, "synkinesis.smile_eye"),
	LIMIT(SMILE_BROW_NORM, DIFFERENCE, "synkinesis.smile_brow"),
	LIMIT(PUCKER_EYE_USUAL, USUAL, "synkinesis.pucker_eye"),
	LIMIT(PUCKER_EYE_NORM, OVER_USUAL, "synkinesis.pucker_eye"),
	LIMIT(PUCKER_EYE_LENGTH, LENGTHS_OVER_USUAL, "synkinesis.pucker_eye"),
	LIMIT(PUCKER_BROW_NORM, DIFFERENCE, "synkinesis.pucker_brow"),
	LIMIT(BROW_EYE_NORM, DIFFERENCE, "synkinesis.brow_raise_eye"),
	LIMIT(BROW_EYE_LENGTH, LENGTHS, "synkinesis.brow_raise_eye"),
	LIMIT(EYE_BROW_NORM, DIFFERENCE, "synkinesis.eye_close_brow"),
};

/* One person's. */
struct pair {
	double side[SYNK_SIDES];
	double fissure[SYNK_SIDES];	/* at rest, %ied */
	enum synk_detector by;
};

struct work {
	const struct synk_visits *visits;
	const struct synk_studied *exam;
	size_t exams;
	char axis[32];
	struct pair *pair;	/* of a limit */
	size_t pairs, one_sided;	/* one_sided: left out */
	double *number;
	size_t written;
};

/* Reading. */

/* The left one of that name; SYNK_QUANTITIES if there is none. */
static size_t
find(const struct synk_visits *visits, const char *name)
{
	size_t i = 0;

	while (i < SYNK_QUANTITIES && (strcmp(synk_visits_quantity(visits,
	    i)->name, name) != 0 || synk_visits_quantity(visits, i)->component
	    != SYNK_LEFT_OF))
		i++;
	return i;
}

/* The photograph whose detector a norm goes by. */
static enum synk_detector
detector_of(const struct synk_visit *v, const char *expression)
{
	for (int e = 0; e < SYNK_EXPRESSIONS; e++)
		if (strcmp(expression, synk_expression_name(
		    (enum synk_expression)e)) == 0)
			return synk_detector_find(v->view[e].detector);
	return SYNK_DETECTOR_OTHER;
}

/* Sides, and no excess: by a detector that misses closed eyes that is there
 * only of those who are beyond the norm. */
static bool
read_sides(struct pair *to, const struct work *w, const struct synk_visit *v,
    size_t i)
{
	size_t fissure = find(w->visits, "measure.rest.fissure_height");

	if (i == SYNK_QUANTITIES || synk_visit_withholds(v, w->visits, i))
		return false;
	to->side[SYNK_LEFT] = v->value[i];
	to->side[SYNK_RIGHT] = v->value[i + 1];
	to->fissure[SYNK_LEFT] = v->value[fissure];
	to->fissure[SYNK_RIGHT] = v->value[fissure + 1];
	return !isnan(v->value[i]) && !isnan(v->value[i + 1]);
}

/* A ratio that is missing was not performed, or not seen. */
static bool
read_movement(struct pair *to, const struct work *w,
    const struct synk_visit *v, enum synk_region region)
{
	const char *asked = v->region_by[region];
	char name[80];
	size_t i;

	if (!asked)
		return false;
	snprintf(name, sizeof name, "movement.%s", asked);
	i = find(w->visits, name);
	to->by = detector_of(v, asked);
	return read_sides(to, w, v, i) && !isnan(v->value[i + 2]);
}

static bool
read_pair(struct pair *to, const struct work *w, const struct synk_visit *v,
    const struct limit *l)
{
	const struct synk_quantity *q;
	const char *by = synk_expression_name(SYNK_REST);
	size_t i;

	if (!l->name)
		return read_movement(to, w, v, l->region);
	i = find(w->visits, l->name);
	q = synk_visits_quantity(w->visits, i);
	if (q->kind == SYNK_KIND_SYNKINESIS)
		by = v->row_by[q->which];
	to->by = by ? detector_of(v, by) : SYNK_DETECTOR_OTHER;
	return read_sides(to, w, v, i) && (l->how == DIFFERENCE ||
	    !isnan(to->fissure[SYNK_LEFT] + to->fissure[SYNK_RIGHT]));
}

/* A healthy person who moves one side the wrong way is beyond any ratio: that
 * is told of, since a limit of logarithms has no place for it. */
static void
read_pairs(struct work *w, const struct limit *l, int detector)
{
	w->pairs = w->one_sided = 0;
	for (size_t i = 0; i < w->exams; i++) {
		struct pair *p = &w->pair[w->pairs];
		bool there = read_pair(p, w, w->exam[i].visit, l) &&
		    (detector < 0 || p->by == (enum synk_detector)detector);

		if (there && l->how == RATIO && !(p->side[SYNK_LEFT] > 0 &&
		    p->side[SYNK_RIGHT] > 0))
			w->one_sided++;
		else
			w->pairs += there ? 1 : 0;
	}
}

static bool
is_by_one_detector(const struct work *w)
{
	for (size_t i = 1; i < w->pairs; i++)
		if (w->pair[i].by != w->pair[0].by)
			return false;
	return true;
}

/* Limits. */

static double
apart(const struct pair *p, enum how how)
{
	double l = p->side[SYNK_LEFT], r = p->side[SYNK_RIGHT];

	return how == RATIO ? log(l / r) : how == LENGTHS
	    ? l * p->fissure[SYNK_LEFT] - r * p->fissure[SYNK_RIGHT] : l - r;
}

static double
mean_of(const struct work *w)
{
	double sum = 0;

	for (size_t i = 0; i < w->pairs; i++)
		sum += w->pair[i].side[SYNK_LEFT] +
		    w->pair[i].side[SYNK_RIGHT];
	return sum / (2 * (double)w->pairs);
}

/*
 * How far over the mean of these people one eye of another may be.  Both eyes
 * of a person are taken to be as good as one: the variance is that of single
 * eyes, with the degrees of freedom and the error of the mean of so many
 * people.  It is exact if both eyes always do the same, and else too wide.
 */
static double
over_mean(const struct work *w, bool lengths)
{
	double n = (double)w->pairs, mean = mean_of(w), sum = 0;

	for (size_t i = 0; i < w->pairs; i++)
		for (size_t k = 0; k < SYNK_SIDES; k++) {
			const struct pair *p = &w->pair[i];
			double x = (p->side[k] - mean) *
			    (lengths ? p->fissure[k] : 1);

			sum += x * x;
		}
	return synk_t_quantile(.975, n - 1) *
	    sqrt(sum / (2 * (n - 1)) * (1 + 1 / n));
}

static bool
limit_of(double *to, struct work *w, const struct limit *l,
    struct synk_error *err)
{
	struct synk_band band;

	if (l->how == USUAL) {
		*to = mean_of(w);
		return true;
	}
	if (l->how == OVER_USUAL || l->how == LENGTHS_OVER_USUAL) {
		*to = over_mean(w, l->how == LENGTHS_OVER_USUAL);
		return true;
	}
	for (size_t i = 0; i < w->pairs; i++)
		w->number[i] = apart(&w->pair[i], l->how);
	if (!synk_band(&band, w->number, w->pairs, err))
		return false;
	*to = l->how == RATIO ? exp(-band.limit) : band.limit;
	return true;
}

/* Writing. */

static void
put_source(struct synk_json *out, const struct work *w, const struct limit *l)
{
	static const char *const what[] = {
		[DIFFERENCE] = "95 % limit by t",
		[LENGTHS] = "95 % limit by t",
		[RATIO] = "95 % limit by t of logarithms",
		[USUAL] = "mean of both eyes",
		[OVER_USUAL] = "95 % limit by t over their mean",
		[LENGTHS_OVER_USUAL] = "95 % limit by t over their mean",
	};
	char source[200], left_out[60] = "";

	if (w->one_sided)
		snprintf(left_out, sizeof left_out,
		    "; without %zu who moved one side only", w->one_sided);
	snprintf(source, sizeof source, "own: %zu healthy subjects, %s%s,"
	    " %s%s", w->pairs, synk_detector_name(w->pair[0].by), w->axis,
	    what[l->how], left_out);
	synk_json_put_string(out, "source", source);
}

/* Four decimals: more than any of it is known to. */
static bool
put_limit(struct synk_json *out, struct work *w, const struct limit *l,
    enum synk_norm norm, struct synk_error *err)
{
	double value;
	const char *unit = l->how == LENGTHS || l->how == LENGTHS_OVER_USUAL
	    ? "%ied" : l->how == RATIO ? "ratio"
	    : synk_visits_quantity(w->visits, find(w->visits, l->name))->unit;

	if (w->pairs < SYNK_BAND_MIN)
		return true;
	if (!limit_of(&value, w, l, err))
		return false;
	value = round(value * 1e4) / 1e4;
	if (value == 0 && l->how != USUAL)	/* too coarse a scale */
		return true;
	synk_json_line(out);
	synk_json_open(out, synk_norm_key(norm), '{');
	synk_json_put_exact(out, "value", value);
	synk_json_put_string(out, "unit", unit);
	synk_json_put_string(out, "basis", "derived");
	put_source(out, w, l);
	synk_json_close(out, '}');
	w->written++;
	return true;
}

static bool
put_limits(struct synk_json *out, struct work *w, const struct limit *l,
    struct synk_error *err)
{
	bool ok = true;

	if (!l->by_detector) {
		read_pairs(w, l, -1);
		return !is_by_one_detector(w) ||
		    put_limit(out, w, l, l->norm, err);
	}
	for (int d = 0; d < SYNK_DETECTORS && ok; d++) {
		read_pairs(w, l, d);
		ok = put_limit(out, w, l, (enum synk_norm)((int)l->norm + d),
		    err);
	}
	return ok;
}

static bool
write_all(char **text, struct work *w, struct synk_error *err)
{
	struct synk_json out = { 0 };
	bool ok = true;

	synk_json_open(&out, NULL, '{');
	synk_json_put_string(&out, "record", "synk-norms/1");
	synk_json_open(&out, "values", '{');
	for (size_t i = 0; i < LEN(limits) && ok; i++)
		ok = put_limits(&out, w, &limits[i], err);
	synk_json_close(&out, '}');
	synk_json_close(&out, '}');
	out.comma = false;	/* nothing follows */
	synk_json_line(&out);
	if (ok && w->written == 0)
		ok = synk_fail(err, SYNK_BAD_INPUT, "expected %d healthy"
		    " subjects or more with a quantity by one detector, found"
		    " %zu subjects", SYNK_BAND_MIN, w->exams);
	if (ok)
		return synk_json_text(text, &out, err);
	free(out.text);
	return false;
}

/* The whole. */

static bool
check_people(const struct work *w, struct synk_error *err)
{
	for (size_t i = 0; i < w->exams; i++) {
		const struct synk_visit *v = w->exam[i].visit;

		if (!v->affected || strcmp(v->affected, "none") != 0 ||
		    !v->side_source || strcmp(v->side_source, "declared") != 0)
			return synk_fail(err, SYNK_BAD_INPUT, "%.60s:"
			    " expected a subject declared healthy, side none,"
			    " found side %.20s", v->subject,
			    v->affected ? v->affected : "missing");
		if (i && strcmp(v->subject, w->exam[i - 1].visit->subject)
		    == 0)
			return synk_fail(err, SYNK_BAD_INPUT, "%.60s: expected"
			    " one exam a subject, found two", v->subject);
	}
	return true;
}

/* What synk-grade would refuse is no norm. */
static bool
check_norms(char *text, struct synk_error *err)
{
	struct synk_norms norms;

	if (synk_norms_default(&norms, err) &&
	    synk_norms_parse(&norms, text, strlen(text), err))
		return true;
	free(text);
	return synk_fail_in(err, "limits of these subjects");
}

static bool
make(char **text, struct work *w, struct synk_error *err)
{
	size_t n = w->exams + 1;	/* one is looked at and not taken */

	w->pair = calloc(n, sizeof *w->pair);
	w->number = calloc(n, sizeof *w->number);
	if (!w->pair || !w->number)
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	return check_people(w, err) && write_all(text, w, err);
}

bool
synk_reference_json(char **text, const struct synk_visits *visits,
    const struct synk_visit *const visit[], size_t n, struct synk_error *err)
{
	struct work w = { .visits = visits, .exams = n };
	struct synk_studied *sorted = NULL;
	char *out = NULL;
	bool ok = synk_study_sort(&sorted, visit, n, err);

	if (ok) {
		w.exam = sorted;
		if (n)
			synk_study_axis(w.axis, sizeof w.axis, visit[0]);
		ok = make(&out, &w, err) && check_norms(out, err);
	}
	free(sorted);
	free(w.pair);
	free(w.number);
	if (ok)
		*text = out;
	return ok;
}
