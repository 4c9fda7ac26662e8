/* Tidy rows, one a quantity: of a pair of visits, or of a cohort. */
#include <math.h>
#include <string.h>

#include "csv.h"
#include "diff_words.h"

static const char *const columns[] = { "subject", "group", "pre_visit",
    "post_visit", "row", "domain", "side", "unit", "pre", "post", "change",
    "change_se", "change_ci_low", "change_ci_high", "change_mm",
    "beyond_landmark_noise", "limit", "beyond_error", "outcome",
    "from_affected", "from_healthy", "reason" };

static const char *const cohort_columns[] = { "row", "domain", "side", "unit",
    "primary", "n", "missing", "not_comparable", "pre_mean", "pre_sd",
    "post_mean", "post_sd", "change_mean", "change_sd", "change_ci_low",
    "change_ci_high", "t", "df", "p", "p_holm", "signed_rank_n",
    "signed_rank_v", "signed_rank_p", "signed_rank_method",
    "signed_rank_p_holm", "correlation", "g_av", "g_av_ci_low",
    "g_av_ci_high", "beyond_landmark_noise", "with_error", "beyond_error",
    "improved", "improved_expected", "improved_chance", "worse",
    "symmetric_by_healthy_loss", "overcorrected", "reason" };

enum { COLUMNS = sizeof columns / sizeof *columns,
    COHORT_COLUMNS = sizeof cohort_columns / sizeof *cohort_columns };

/* A statistic, as records have it; nothing for NaN. */
static void
put_exact(FILE *out, double value)
{
	putc(',', out);
	if (isfinite(value))
		fprintf(out, "%.15g", value + 0.0);	/* -0 is 0 */
}

static void
put_count(FILE *out, size_t n)
{
	fprintf(out, ",%zu", n);
}

/* 1, 0 or -1, which is nothing. */
static void
put_maybe(FILE *out, int yes)
{
	csv_put_next(out, yes < 0 ? NULL : yes ? "true" : "false");
}

static void
put_names(FILE *out, const char *const name[], size_t n)
{
	for (size_t i = 0; i < n; i++)
		fprintf(out, "%s%s", i ? "," : "", name[i]);
	putc('\n', out);
}

void
diff_csv_begin(FILE *out, bool cohort)
{
	if (cohort)
		put_names(out, cohort_columns, COHORT_COLUMNS);
	else
		put_names(out, columns, COLUMNS);
}

/* What a row is of. */
static void
put_quantity(FILE *out, const struct synk_quantity *q, bool aligned)
{
	char key[SYNK_KEY_TEXT];

	synk_quantity_key(key, q, aligned);
	csv_put(out, key);
	csv_put_next(out, synk_kind_name(q->kind));
	csv_put_next(out, diff_side(q, aligned));
	csv_put_next(out, q->unit);
}

/* One person. */

static const char *
either(const char *a, const char *b)
{
	return a ? a : b;
}

static void
put_who(FILE *out, const struct synk_diff *d)
{
	csv_put(out, either(d->pre->subject, d->post->subject));
	csv_put_next(out, either(d->pre->group, d->post->group));
	csv_put_next(out, d->pre->visit);
	csv_put_next(out, d->post->visit);
	putc(',', out);
}

static void
put_change(FILE *out, const struct synk_diff *d, size_t i)
{
	const struct synk_change *c = &d->change[i];

	put_who(out, d);
	put_quantity(out, synk_visits_quantity(d->visits, i),
	    d->side != SYNK_UNKNOWN);
	csv_put_number(out, c->pre);
	csv_put_number(out, c->post);
	csv_put_number(out, c->change);
	put_exact(out, c->se);
	put_exact(out, c->low);
	put_exact(out, c->high);
	csv_put_number(out, c->mm);
	put_maybe(out, c->beyond_noise);
	put_exact(out, c->limit);
	put_maybe(out, c->beyond_error);
	csv_put_next(out, synk_outcome_name(c->outcome));
	put_exact(out, c->from_affected);
	put_exact(out, c->from_healthy);
	csv_put_next(out, c->reason);
	putc('\n', out);
}

bool
diff_csv(FILE *out, const struct synk_diff *d, bool measures,
    struct synk_error *err)
{
	(void)err;
	for (size_t i = 0; i < SYNK_QUANTITIES; i++)
		if (synk_diff_has_row(d, i, measures))
			put_change(out, d, i);
	return true;
}

/* Its code is an outcome, its message a reason. */
bool
diff_csv_lost(FILE *out, const struct synk_lost *l, struct synk_error *err)
{
	(void)err;
	csv_put(out, l->subject);
	for (size_t i = 1; i < COLUMNS; i++)
		csv_put_next(out, strcmp(columns[i], "pre_visit") == 0
		    ? l->visit : strcmp(columns[i], "outcome") == 0 ? l->code
		    : strcmp(columns[i], "reason") == 0 ? l->message : NULL);
	putc('\n', out);
	return true;
}

/* A cohort. */

static void
put_means(FILE *out, const struct synk_paired *p)
{
	put_exact(out, p->pre.mean);
	put_exact(out, p->pre.sd);
	put_exact(out, p->post.mean);
	put_exact(out, p->post.sd);
	put_exact(out, p->change.mean);
	put_exact(out, p->change.sd);
	put_exact(out, p->change_ci.low);
	put_exact(out, p->change_ci.high);
}

static void
put_tests(FILE *out, const struct synk_cohort_row *row)
{
	const struct synk_paired *p = &row->paired;

	put_exact(out, p->t);
	put_exact(out, p->df);
	put_exact(out, p->p);
	put_exact(out, row->p_holm);
	put_count(out, p->rank.n);
	put_exact(out, p->rank.v);
	put_exact(out, p->rank.p);
	csv_put_next(out, p->rank.how == SYNK_RANK_NONE ? NULL
	    : synk_rank_p_name(p->rank.how));
	put_exact(out, row->v_p_holm);
	put_exact(out, p->correlation);
	put_exact(out, p->g);
	put_exact(out, p->g_ci.low);
	put_exact(out, p->g_ci.high);
}

static void
put_counts(FILE *out, const struct synk_cohort_row *row)
{
	put_count(out, row->beyond_noise);
	put_count(out, row->with_error);
	put_count(out, row->beyond_error);
	put_count(out, row->improved);
	put_exact(out, row->expected);
	put_exact(out, row->chance);
	put_count(out, row->worse);
	put_count(out, row->healthy_loss);
	put_count(out, row->overcorrected);
}

static void
put_row(FILE *out, const struct synk_quantity *q,
    const struct synk_cohort_row *row)
{
	put_quantity(out, q, true);
	csv_put_next(out, row->primary ? "true" : "false");
	put_count(out, row->n);
	put_count(out, row->missing);
	put_count(out, row->not_comparable);
	put_means(out, &row->paired);
	put_tests(out, row);
	put_counts(out, row);
	csv_put_next(out, diff_no_p(row));
	putc('\n', out);
}

bool
diff_csv_cohort(FILE *out, const struct diff_group *g, struct synk_error *err)
{
	(void)err;
	for (size_t i = 0; i < SYNK_QUANTITIES; i++) {
		const struct synk_quantity *q = synk_visits_quantity(g->visits,
		    i);
		const struct synk_cohort_row *row = &g->row[i];

		if (synk_cohort_has_row(g->row, q, i, g->measures))
			put_row(out, q, row);
	}
	return true;
}
