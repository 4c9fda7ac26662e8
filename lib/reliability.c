/*
 * A table is made for each quantity, since people miss some: of all levels,
 * the commonest ones that leave its error the most degrees of freedom, and the
 * people who have all of these.
 */
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "study.h"
#include "synk/reliability.h"

enum { LEVELS_MAX = 64 };	/* as many as a cell has bits */

static const struct {
	const char *name;
	size_t offset;		/* of what exams are told apart by */
} factors[SYNK_FACTORS] = {
	[SYNK_FACTOR_VISIT] = { "visit", offsetof(struct synk_visit, visit) },
	[SYNK_FACTOR_REPEAT] = { "repeat",
	    offsetof(struct synk_visit, repeat) },
	[SYNK_FACTOR_RATER] = { "rater", offsetof(struct synk_visit, rater) },
};

/* A subject's exams, by level. */
struct person {
	const struct synk_visit *at[LEVELS_MAX];
	const char *affected;	/* NULL: no exam knows */
	enum synk_affected side;
};

/* At which levels a person has the quantity, comparable, and by what. */
struct cell {
	uint64_t levels;
	enum synk_detector by;
};

struct work {
	const struct synk_visits *visits;
	enum synk_factor factor;
	const char *level[LEVELS_MAX];	/* NULL is one as well */
	size_t levels, persons;
	struct person *person;
	struct cell *cell;	/* of a quantity, by person */
	double *table;
};

const char *
synk_factor_name(enum synk_factor factor)
{
	return factors[factor].name;
}

static const char *
level_of(const struct synk_visit *v, enum synk_factor factor)
{
	const char *from = (const char *)v + factors[factor].offset;

	return *(const char *const *)(const void *)from;
}

/* People. */

static size_t
find_level(const struct work *w, const char *name)
{
	size_t i = 0;

	while (i < w->levels && !synk_study_same(w->level[i], name))
		i++;
	return i;
}

/* Levels stand in the order in which they came, and so a bias is of the
 * second less the first. */
static bool
list_levels(struct work *w, const struct synk_visit *const visit[], size_t n,
    struct synk_error *err)
{
	for (size_t i = 0; i < n; i++) {
		const char *name = level_of(visit[i], w->factor);

		if (find_level(w, name) < w->levels)
			continue;
		if (w->levels == LEVELS_MAX)
			return synk_fail(err, SYNK_BAD_INPUT, "expected at"
			    " most %d names of a %s, found more: those of all"
			    " subjects should be the same", LEVELS_MAX,
			    factors[w->factor].name);
		w->level[w->levels++] = name;
	}
	return true;
}

static bool
join_side(struct person *p, const struct synk_visit *v, struct synk_error *err)
{
	if (!v->affected || strcmp(v->affected, "unknown") == 0)
		return true;
	if (p->affected && strcmp(p->affected, v->affected) != 0)
		return synk_fail(err, SYNK_BAD_INPUT, "%.60s: expected exams"
		    " of one affected side, found %.20s and %.20s", v->subject,
		    p->affected, v->affected);
	p->affected = v->affected;
	p->side = synk_visit_side(v);
	return true;
}

static bool
join(struct work *w, struct person *p, const struct synk_visit *v,
    const struct synk_visit *first, struct synk_error *err)
{
	const char *name = level_of(v, w->factor);
	const struct synk_visit **at = &p->at[find_level(w, name)];

	if (w->factor != SYNK_FACTOR_VISIT &&
	    !synk_study_same(v->visit, first->visit))
		return synk_fail(err, SYNK_BAD_INPUT, "%.60s: expected exams"
		    " of one visit, found %.60s and %.60s", v->subject,
		    first->visit ? first->visit : "none",
		    v->visit ? v->visit : "none");
	if (*at)
		return synk_fail(err, SYNK_BAD_INPUT, "%.60s: expected one"
		    " exam of a %s, found two %s%.60s", v->subject,
		    factors[w->factor].name, name ? "of " : "without",
		    name ? name : "");
	*at = v;
	return join_side(p, v, err);
}

static bool
list_people(struct work *w, const struct synk_studied *sorted, size_t n,
    struct synk_error *err)
{
	const struct synk_visit *first = NULL;

	for (size_t i = 0; i < n; i++) {
		const struct synk_visit *v = sorted[i].visit;

		if (!first || strcmp(v->subject, first->subject) != 0) {
			first = v;
			w->person[w->persons++] = (struct person){
			    .side = SYNK_UNKNOWN };
		}
		if (!join(w, &w->person[w->persons - 1], v, first, err))
			return false;
	}
	return true;
}

static size_t
count_repeated(const struct work *w)
{
	size_t n = 0;

	for (size_t i = 0; i < w->persons; i++) {
		size_t exams = 0;

		for (size_t k = 0; k < w->levels; k++)
			exams += w->person[i].at[k] ? 1 : 0;
		n += exams > 1 ? 1 : 0;
	}
	return n;
}

/* Tables. */

static double
value_at(const struct work *w, const struct person *p, size_t level, size_t i)
{
	const struct synk_visit *v = p->at[level];

	return v ? synk_visit_at(v, w->visits, p->side, i).value : NAN;
}

/* The first exam that has the quantity is what the others must be like. */
static void
look(struct work *w, size_t i)
{
	for (size_t n = 0; n < w->persons; n++) {
		const struct person *p = &w->person[n];
		const struct synk_visit *first = NULL;
		struct cell *cell = &w->cell[n];

		*cell = (struct cell){ 0, SYNK_DETECTOR_OTHER };
		for (size_t k = 0; k < w->levels; k++) {
			enum synk_detector by;

			if (isnan(value_at(w, p, k, i)) ||
			    !synk_visit_detector(&by, p->at[k], w->visits, i))
				continue;
			if (!first) {
				first = p->at[k];
				cell->by = by;
			} else if (by != cell->by || synk_visits_why_not(first,
			    p->at[k], w->visits, i)) {
				continue;
			}
			cell->levels |= (uint64_t)1 << k;
		}
	}
}

static bool
is_in(const struct work *w, size_t n, const struct synk_reliability_row *row,
    uint64_t levels)
{
	return w->cell[n].by == row->detector && row->aligned ==
	    (w->person[n].side != SYNK_UNKNOWN) &&
	    (w->cell[n].levels & levels) == levels;
}

static size_t
count_people(const struct work *w, const struct synk_reliability_row *row,
    uint64_t levels)
{
	size_t n = 0;

	for (size_t i = 0; i < w->persons; i++)
		n += is_in(w, i, row, levels) ? 1 : 0;
	return n;
}

/* The commonest level that is not yet among them; of equals the first. */
static uint64_t
next_level(const struct work *w, const struct synk_reliability_row *row,
    uint64_t taken)
{
	uint64_t best = 0;
	size_t most = 0;

	for (size_t k = 0; k < w->levels; k++) {
		uint64_t level = (uint64_t)1 << k;
		size_t n = taken & level ? 0 : count_people(w, row, level);

		if (n > most) {
			best = level;
			most = n;
		}
	}
	return best;
}

/* The levels of a row, and how many people have them; 0: too few do. */
static uint64_t
choose_levels(size_t *people, const struct work *w,
    const struct synk_reliability_row *row)
{
	uint64_t levels = next_level(w, row, 0), best = 0;
	size_t most = 0;

	for (size_t k = 2; k <= w->levels; k++) {
		uint64_t next = next_level(w, row, levels);
		size_t n = count_people(w, row, levels |= next);

		if (!next || n < SYNK_RELIABILITY_MIN)
			break;
		if ((n - 1) * (k - 1) <= most)
			continue;
		most = (n - 1) * (k - 1);
		best = levels;
		*people = n;
	}
	return best;
}

static bool
make_row(struct synk_reliability *r, const struct work *w, size_t i,
    enum synk_detector by, bool aligned, struct synk_error *err)
{
	struct synk_reliability_row *row = &r->row[r->rows];
	size_t people = 0, size = 0;
	uint64_t levels;

	*row = (struct synk_reliability_row){ .quantity = i,
	    .aligned = aligned, .detector = by };
	levels = choose_levels(&people, w, row);
	if (!levels)
		return true;
	for (size_t n = 0; n < w->persons; n++)
		for (size_t k = 0; k < w->levels; k++)
			if (levels >> k & 1 && is_in(w, n, row, levels))
				w->table[size++] = value_at(w, &w->person[n],
				    k, i);
	r->rows++;
	return synk_agreement(&row->agreement, w->table, people, size / people,
	    err);
}

/* A partial score is of those parts that there were: what one person's
 * scatters by says nothing of another's. */
static bool
make_rows(struct synk_reliability *r, struct work *w, struct synk_error *err)
{
	bool ok = true;

	for (size_t i = 0; i < SYNK_QUANTITIES && ok; i++) {
		if (synk_visits_quantity(w->visits, i)->kind ==
		    SYNK_KIND_PARTIAL)
			continue;
		look(w, i);
		for (int d = 0; d < SYNK_DETECTORS && ok; d++)
			ok = make_row(r, w, i, (enum synk_detector)d, true,
			    err) && make_row(r, w, i, (enum synk_detector)d,
			    false, err);
	}
	return ok;
}

/* The whole. */

static bool
open_work(struct work *w, struct synk_reliability *r, size_t n,
    struct synk_error *err)
{
	n = n ? n : 1;
	w->person = calloc(n, sizeof *w->person);
	w->cell = calloc(n, sizeof *w->cell);
	w->table = calloc(n, sizeof *w->table);
	r->row = calloc(2 * SYNK_DETECTORS * SYNK_QUANTITIES, sizeof *r->row);
	return (w->person && w->cell && w->table && r->row) ||
	    synk_fail(err, SYNK_SYSTEM, "out of memory");
}

static bool
check_enough(const struct synk_reliability *r, const struct work *w,
    struct synk_error *err)
{
	const char *factor = factors[w->factor].name;

	if (r->subjects < SYNK_RELIABILITY_MIN)
		return synk_fail(err, SYNK_BAD_INPUT, "expected %d subjects or"
		    " more with two %ss each, found %zu", SYNK_RELIABILITY_MIN,
		    factor, r->subjects);
	return r->rows || synk_fail(err, SYNK_BAD_INPUT, "nothing that %d of"
	    " %zu subjects have at the same two %ss by the same known"
	    " detector", SYNK_RELIABILITY_MIN, r->subjects, factor);
}

static bool
study(struct synk_reliability *r, struct work *w,
    const struct synk_studied *sorted, size_t n, struct synk_error *err)
{
	if (!list_people(w, sorted, n, err))
		return false;
	r->subjects = count_repeated(w);
	return make_rows(r, w, err) && check_enough(r, w, err);
}

bool
synk_reliability_from(struct synk_reliability *to,
    const struct synk_visits *visits, const struct synk_visit *const visit[],
    size_t n, enum synk_factor factor, struct synk_error *err)
{
	struct synk_reliability r = { .factor = factor };
	struct work w = { .visits = visits, .factor = factor };
	struct synk_studied *sorted = NULL;
	bool ok = synk_study_sort(&sorted, visit, n, err) &&
	    list_levels(&w, visit, n, err) && open_work(&w, &r, n, err) &&
	    study(&r, &w, sorted, n, err);

	if (ok) {
		synk_study_axis(r.axis, sizeof r.axis, visit[0]);
		snprintf(r.frame, sizeof r.frame, "%.15s", visit[0]->axis
		    ? visit[0]->axis : "");
	}
	free(sorted);
	free(w.person);
	free(w.cell);
	free(w.table);
	if (ok)
		*to = r;
	else
		free(r.row);
	return ok;
}

void
synk_reliability_free(struct synk_reliability *r)
{
	free(r->row);
	*r = (struct synk_reliability){ .row = NULL };
}

/* Writing. */

static void
put_pair(struct synk_json *out, const struct synk_bland_altman *p)
{
	synk_json_put_exact(out, "bias", p->bias);
	synk_json_put_interval(out, "bias_ci95", p->bias_ci.low,
	    p->bias_ci.high, true);
	synk_json_put_exact(out, "lower", p->lower);
	synk_json_put_interval(out, "lower_ci95", p->lower_ci.low,
	    p->lower_ci.high, true);
	synk_json_put_exact(out, "upper", p->upper);
	synk_json_put_interval(out, "upper_ci95", p->upper_ci.low,
	    p->upper_ci.high, true);
	synk_json_put_exact(out, "spread_correlation", p->spread_correlation);
}

/* A key that is the same of both kinds of people says of which it is: healthy
 * people's scores are folded at their best, and scatter less by that. */
static void
put_names(struct synk_json *out, const struct synk_reliability_row *row,
    const struct synk_quantity *q, const char *axis)
{
	char key[SYNK_KEY_TEXT], other[SYNK_KEY_TEXT];

	synk_quantity_key(key, q, row->aligned);
	synk_quantity_key(other, q, !row->aligned);
	synk_json_put_string(out, "quantity", key);
	if (strcmp(key, other) == 0)
		synk_json_put_bool(out, "aligned", row->aligned);
	synk_json_put_string(out, "detector",
	    synk_detector_name(row->detector));
	if (*axis)
		synk_json_put_string(out, "axis", axis);
	synk_json_put_string(out, "unit", q->unit);
}

static void
put_source(struct synk_json *out, const struct synk_reliability *r,
    const struct synk_reliability_row *row)
{
	char source[160];

	snprintf(source, sizeof source, "own: %zu subjects%s x %zu %ss%s",
	    row->agreement.n, row->aligned ? "" : " without one affected side",
	    row->agreement.k, factors[r->factor].name, r->axis);
	synk_json_put_string(out, "source", source);
	synk_json_put_string(out, "basis", "derived");
}

static void
put_row(struct synk_json *out, const struct synk_reliability *r,
    const struct synk_reliability_row *row, const struct synk_visits *visits)
{
	const struct synk_agreement *a = &row->agreement;

	synk_json_line(out);
	synk_json_open(out, NULL, '{');
	put_names(out, row, synk_visits_quantity(visits, row->quantity),
	    r->frame);
	synk_json_put_string(out, "factor", factors[r->factor].name);
	synk_json_put_whole(out, "subjects", (long)a->n);
	synk_json_put_whole(out, "levels", (long)a->k);
	synk_json_put_exact(out, "sem", a->sem);
	synk_json_put_exact(out, "df", a->sem_df);
	synk_json_put_interval(out, "sem_ci95", a->sem_ci.low, a->sem_ci.high,
	    true);
	synk_json_put_exact(out, "limit", a->limit);
	synk_json_put_exact(out, "mdc95", a->mdc95);
	synk_json_put_exact(out, "icc", a->icc);
	synk_json_put_interval(out, "icc_ci95", a->icc_ci.low, a->icc_ci.high,
	    true);
	if (a->k == 2)
		put_pair(out, &a->pair);
	put_source(out, r, row);
	synk_json_close(out, '}');
}

bool
synk_reliability_json(char **text, const struct synk_reliability *r,
    const struct synk_visits *visits, struct synk_error *err)
{
	struct synk_json out = { 0 };

	synk_json_open(&out, NULL, '{');
	synk_json_put_string(&out, "record", "synk-norms/1");
	synk_json_open(&out, "values", '{');
	synk_json_close(&out, '}');
	synk_json_open(&out, "reliability", '[');
	for (size_t i = 0; i < r->rows; i++)
		if (r->row[i].agreement.sem > 0)
			put_row(&out, r, &r->row[i], visits);
	synk_json_close(&out, ']');
	synk_json_close(&out, '}');
	out.comma = false;	/* nothing follows */
	synk_json_line(&out);
	return synk_json_text(text, &out, err);
}
