/*
 * What synk/stats.h makes of numbers, for tests/stats: reads commands, writes
 * a line of numbers for each, in the order of the structs.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "synk/stats.h"

#define LEN(a) (sizeof (a) / sizeof *(a))

static void
put(double x)
{
	if (isnan(x))
		fputs("NaN ", stdout);
	else
		printf("%.17g ", x);
}

static void
put_interval(const struct synk_interval *i)
{
	put(i->low);
	put(i->high);
}

static void
put_summary(const struct synk_summary *s)
{
	put(s->mean);
	put(s->sd);
}

/* A command: its numbers, and two whole ones that came before them. */
struct command {
	size_t n, k;
	double *v, *spare;
};

static bool
put_paired(const struct command *c, struct synk_error *err)
{
	struct synk_paired p;

	if (!synk_paired(&p, c->v, c->v + c->n, c->n, err))
		return false;
	put_summary(&p.pre);
	put_summary(&p.post);
	put_summary(&p.change);
	put_interval(&p.change_ci);
	put(p.t);
	put(p.df);
	put(p.p);
	put((double)p.rank.n);
	put(p.rank.v);
	put(p.rank.p);
	put(p.rank.how);
	put(p.correlation);
	put(p.g);
	put_interval(&p.g_ci);
	return true;
}

static bool
put_holm(const struct command *c, struct synk_error *err)
{
	(void)err;
	synk_holm(c->spare, c->v, c->n);
	for (size_t i = 0; i < c->n; i++)
		put(c->spare[i]);
	return true;
}

static bool
put_agreement(const struct command *c, struct synk_error *err)
{
	struct synk_agreement a;

	if (!synk_agreement(&a, c->v, c->n, c->k, err))
		return false;
	put(a.ms_subjects);
	put(a.ms_sessions);
	put(a.ms_error);
	put(a.icc);
	put_interval(&a.icc_ci);
	put(a.sem);
	put(a.sem_df);
	put_interval(&a.sem_ci);
	put(a.mdc95);
	put(a.limit);
	put(a.pair.bias);
	put(a.pair.sd);
	put_interval(&a.pair.bias_ci);
	put(a.pair.lower);
	put(a.pair.upper);
	put_interval(&a.pair.lower_ci);
	put_interval(&a.pair.upper_ci);
	put(a.pair.spread_correlation);
	return true;
}

static bool
put_band(const struct command *c, struct synk_error *err)
{
	struct synk_band b;

	if (!synk_band(&b, c->v, c->n, err))
		return false;
	put(b.rms);
	put(b.df);
	put(b.limit);
	return true;
}

static bool
put_quantile(const struct command *c, struct synk_error *err)
{
	(void)err;
	put(synk_t_quantile(c->v[0], c->v[1]));
	return true;
}

static bool
put_responders(const struct command *c, struct synk_error *err)
{
	(void)err;
	put(synk_responders_expected(c->n));
	put(synk_responders_probability(c->k, c->n));
	return true;
}

/* "NAME n k" and n * k numbers, or as many as are said here. */
static const struct row {
	const char *name;
	bool (*put)(const struct command *, struct synk_error *);
	size_t numbers;
} rows[] = {
	{ "paired", put_paired, 0 },
	{ "holm", put_holm, 0 },
	{ "agreement", put_agreement, 0 },
	{ "band", put_band, 0 },
	{ "quantile", put_quantile, 2 },
	{ "responders", put_responders, 1 },
};

/* Reads the numbers, and answers; false if they are not there. */
static bool
answer(const struct row *row, struct command *c)
{
	struct synk_error err;
	size_t n = row->numbers ? row->numbers : c->n * c->k;
	bool ok = true;

	c->v = calloc(2 * n + 1, sizeof *c->v);
	if (!c->v)
		return false;
	c->spare = c->v + n;
	for (size_t i = 0; ok && i < n; i++)
		ok = scanf("%lf", &c->v[i]) == 1;
	if (ok && !row->put(c, &err))
		printf("%s", err.text);
	putchar('\n');
	free(c->v);
	return ok;
}

int
main(void)
{
	struct command c;
	char name[16];

	while (scanf("%15s %zu %zu", name, &c.n, &c.k) == 3) {
		size_t i = 0;

		while (i < LEN(rows) && strcmp(rows[i].name, name) != 0)
			i++;
		if (i == LEN(rows) || !answer(&rows[i], &c))
			return 1;
	}
	return 0;
}
