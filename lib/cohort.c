#include <math.h>
#include <stdlib.h>

#include "synk/cohort.h"

/* One quantity's numbers, subject by subject. */
struct series {
	double *pre, *post;
	size_t n, room;
	size_t missing, not_comparable;
	size_t beyond_noise, with_error, beyond_error;
	size_t outcome[SYNK_OUTCOMES];
};

struct synk_cohort {
	const struct synk_visits *visits;
	const struct synk_diff_options *options;
	size_t subjects, sided;
	size_t warned[SYNK_DIFF_WARNINGS];
	struct series series[SYNK_QUANTITIES];
};

bool
synk_cohort_open(struct synk_cohort **to, const struct synk_visits *visits,
    const struct synk_diff_options *options, struct synk_error *err)
{
	*to = calloc(1, sizeof **to);
	if (!*to)
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	(*to)->visits = visits;
	(*to)->options = options;
	return true;
}

void
synk_cohort_close(struct synk_cohort *c)
{
	for (size_t i = 0; c && i < SYNK_QUANTITIES; i++) {
		free(c->series[i].pre);
		free(c->series[i].post);
	}
	free(c);
}

const struct synk_visits *
synk_cohort_visits(const struct synk_cohort *c)
{
	return c->visits;
}

const struct synk_diff_options *
synk_cohort_options(const struct synk_cohort *c)
{
	return c->options;
}

static bool
grow(double **numbers, size_t room)
{
	double *more = realloc(*numbers, room * sizeof **numbers);

	if (more)
		*numbers = more;
	return more != NULL;
}

static bool
add(struct series *s, double pre, double post, struct synk_error *err)
{
	size_t room = s->room ? 2 * s->room : 16;

	if (s->n == s->room) {
		if (!grow(&s->pre, room) || !grow(&s->post, room))
			return synk_fail(err, SYNK_SYSTEM, "out of memory");
		s->room = room;
	}
	s->pre[s->n] = pre;
	s->post[s->n++] = post;
	return true;
}

/* Left of one person and of the next are no one quantity, and which way the
 * midline shifts is none either. */
static bool
needs_side(const struct synk_quantity *q)
{
	return q->component != SYNK_VALUE_OF || q->kind == SYNK_KIND_MEASURE;
}

static bool
take(struct series *s, const struct synk_change *c, struct synk_error *err)
{
	s->missing += c->outcome == SYNK_OUTCOME_MISSING;
	s->not_comparable += c->outcome == SYNK_OUTCOME_NOT_COMPARABLE;
	s->outcome[c->outcome]++;
	if (isnan(c->change))
		return true;
	s->beyond_noise += c->beyond_noise > 0;
	s->with_error += c->beyond_error >= 0;
	s->beyond_error += c->beyond_error > 0;
	return add(s, c->pre, c->post, err);
}

bool
synk_cohort_add(struct synk_cohort *c, const struct synk_diff *d,
    struct synk_error *err)
{
	bool sided = d->side != SYNK_UNKNOWN;

	c->subjects++;
	c->sided += sided;
	for (size_t i = 0; i < SYNK_DIFF_WARNINGS; i++)
		c->warned[i] += d->warning[i];
	for (size_t i = 0; i < SYNK_QUANTITIES; i++) {
		if (!sided && needs_side(synk_visits_quantity(c->visits, i)))
			c->series[i].missing++;
		else if (!take(&c->series[i], &d->change[i], err))
			return false;
	}
	return true;
}

size_t
synk_cohort_size(const struct synk_cohort *c)
{
	return c->subjects;
}

size_t
synk_cohort_sided(const struct synk_cohort *c)
{
	return c->sided;
}

size_t
synk_cohort_warned(const struct synk_cohort *c, enum synk_diff_warning w)
{
	return c->warned[w];
}

static bool
make_row(struct synk_cohort_row *row, const struct synk_cohort *c, size_t i,
    struct synk_error *err)
{
	const struct series *s = &c->series[i];

	*row = (struct synk_cohort_row){ .n = s->n, .missing = s->missing,
	    .not_comparable = s->not_comparable, .primary =
	    synk_quantity_is_primary(synk_visits_quantity(c->visits, i)),
	    .p_holm = NAN, .v_p_holm = NAN, .beyond_noise = s->beyond_noise,
	    .with_error = s->with_error, .beyond_error = s->beyond_error,
	    .improved = s->outcome[SYNK_OUTCOME_IMPROVED],
	    .worse = s->outcome[SYNK_OUTCOME_WORSE],
	    .healthy_loss = s->outcome[SYNK_OUTCOME_HEALTHY_LOSS],
	    .overcorrected = s->outcome[SYNK_OUTCOME_OVERCORRECTED],
	    .expected = NAN, .chance = NAN };
	if (s->with_error) {
		row->expected = synk_responders_expected(s->with_error);
		if (s->with_error >= SYNK_PAIRS_MIN)
			row->chance = synk_responders_probability(
			    row->improved, s->with_error);
	}
	return synk_paired(&row->paired, s->pre, s->post, s->n, err);
}

/* Over the primary rows; signed ranks are a family of their own, as they ask
 * the same questions again. */
static void
adjust(struct synk_cohort_row *row)
{
	double p[SYNK_SCORES], v[SYNK_SCORES], held[SYNK_SCORES];
	size_t at[SYNK_SCORES], n = 0;

	for (size_t i = 0; i < SYNK_QUANTITIES && n < SYNK_SCORES; i++)
		if (row[i].primary) {
			at[n] = i;
			p[n] = row[i].paired.p;
			v[n++] = row[i].paired.rank.p;
		}
	synk_holm(held, p, n);
	for (size_t k = 0; k < n; k++)
		row[at[k]].p_holm = held[k];
	synk_holm(held, v, n);
	for (size_t k = 0; k < n; k++)
		row[at[k]].v_p_holm = held[k];
}

bool
synk_cohort_rows(struct synk_cohort_row *row, const struct synk_cohort *c,
    struct synk_error *err)
{
	for (size_t i = 0; i < SYNK_QUANTITIES; i++)
		if (!make_row(&row[i], c, i, err))
			return false;
	adjust(row);
	return true;
}
