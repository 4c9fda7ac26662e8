/* What synk-diff writes: of one person, of a cohort, of a series. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "json.h"
#include "synk/cohort.h"
#include "table.h"

/* 1, 0, or -1: not known. */
static void
put_maybe(struct synk_json *out, const char *key, int yes)
{
	if (yes < 0)
		synk_json_put_null(out, key);
	else
		synk_json_put_bool(out, key, yes > 0);
}

static void
begin(struct synk_json *out, const char *kind)
{
	synk_json_open(out, NULL, '{');
	synk_json_put_string(out, "record", kind);
}

static bool
end_by(char **line, struct synk_json *out, const struct synk_diff_options *o,
    bool hidden, struct synk_error *err)
{
	synk_json_open(out, "provenance", '{');
	synk_json_put_string(out, "tool", "synk-diff");
	synk_json_put_string(out, "version", SYNK_VERSION);
	if (o) {
		synk_json_put_string(out, "norms", o->norms->hash);
		synk_json_put_string(out, "norms_files_sha256",
		    o->files_hash);
	}
	if (hidden)
		synk_json_put_bool(out, "deidentified", true);
	synk_json_close(out, '}');
	synk_json_close(out, '}');
	return synk_json_text(line, out, err);
}

static bool
end(char **line, struct synk_json *out, const struct synk_diff_options *o,
    struct synk_error *err)
{
	return end_by(line, out, o, o->deidentified, err);
}

/* One person. */

static void
put_visit(struct synk_json *out, const char *key, const struct synk_visit *v)
{
	synk_json_open(out, key, '{');
	synk_json_put_string(out, "visit", v->visit);
	synk_json_put_string(out, "rater", v->rater);
	synk_json_put_string(out, "repeat", v->repeat);
	synk_json_put_exact(out, "visit_order", v->visit_order);
	synk_json_put_exact(out, "days_since_onset", v->days_since_onset);
	synk_json_put_exact(out, "days_since_injection",
	    v->days_since_injection);
	synk_json_put_string(out, "severity", v->severity);
	synk_json_put_string(out, "version", v->version);
	synk_json_put_string(out, "norms", v->norms);
	synk_json_put_string(out, "axis", v->axis);
	synk_json_put_exact(out, "draws", v->draws);
	synk_json_put_exact(out, "seed", v->seed);
	synk_json_close(out, '}');
}

static const char *
side_word(const struct synk_quantity *q, bool aligned)
{
	if (q->component == SYNK_LEFT_OF)
		return aligned ? "affected" : "left";
	if (q->component == SYNK_RIGHT_OF)
		return aligned ? "healthy" : "right";
	return NULL;
}

static void
put_name(struct synk_json *out, const struct synk_quantity *q, bool aligned)
{
	char key[SYNK_KEY_TEXT];

	synk_quantity_key(key, q, aligned);
	synk_json_put_string(out, "row", key);
	synk_json_put_string(out, "domain", synk_kind_name(q->kind));
	synk_json_put_string(out, "side", side_word(q, aligned));
	synk_json_put_string(out, "unit", q->unit);
	synk_json_put_bool(out, "primary", synk_quantity_is_primary(q));
}

/* What is written of single lengths and of ratios only. */
static void
put_parts(struct synk_json *out, const struct synk_change *c,
    const struct synk_quantity *q)
{
	if (strcmp(q->unit, "%ied") == 0) {
		synk_json_put_number(out, "change_mm", c->mm);
		synk_json_put_exact(out, "change_mm_se", c->mm_se);
	}
	if (q->component == SYNK_RATIO_OF) {
		synk_json_put_exact(out, "from_affected", c->from_affected);
		synk_json_put_exact(out, "from_healthy", c->from_healthy);
	}
}

static void
put_change(struct synk_json *out, const struct synk_diff *d, size_t i)
{
	const struct synk_quantity *q = synk_visits_quantity(d->visits, i);
	const struct synk_change *c = &d->change[i];

	synk_json_open(out, NULL, '{');
	put_name(out, q, d->side != SYNK_UNKNOWN);
	synk_json_put_number(out, "pre", c->pre);
	synk_json_put_number(out, "post", c->post);
	synk_json_put_number(out, "change", c->change);
	synk_json_put_exact(out, "change_se", c->se);
	synk_json_put_interval(out, "change_ci95", c->low, c->high, true);
	put_maybe(out, "beyond_landmark_noise", c->beyond_noise);
	synk_json_put_exact(out, "error_se", c->error);
	synk_json_put_exact(out, "limit", c->limit);
	put_maybe(out, "beyond_error", c->beyond_error);
	put_parts(out, c, q);
	synk_json_put_string(out, "outcome", synk_outcome_name(c->outcome));
	if (c->no_pre || c->no_post)
		synk_json_put_string(out, "missing", !c->no_pre ? "post"
		    : c->no_post ? "both" : "pre");
	if (c->reason)
		synk_json_put_string(out, "reason", c->reason);
	synk_json_close(out, '}');
}

bool
synk_diff_has_row(const struct synk_diff *d, size_t i, bool measures)
{
	const struct synk_quantity *q = synk_visits_quantity(d->visits, i);
	const struct synk_change *c = &d->change[i];
	bool single = q->kind == SYNK_KIND_MEASURE;
	bool none = c->no_pre && c->no_post;

	/* Quantities of both families stand in one order. */
	if (q->kind == SYNK_KIND_PARTIAL)
		return !none && isnan(d->change[i - SYNK_SCORES].change);
	if (single)
		return measures && !none;
	return !none || c->reason || q->kind == SYNK_KIND_SCORE ||
	    q->kind == SYNK_KIND_REGION || q->kind == SYNK_KIND_REST;
}

static void
put_scale(struct synk_json *out, const struct synk_diff *d)
{
	synk_json_open(out, "scale", '{');
	synk_json_put_string(out, "of", d->scale == SYNK_SCALE_OF_PRE ? "pre"
	    : "post");
	synk_json_put_number(out, "mm_per_ied", d->mm_per_ied);
	synk_json_put_number(out, "relative_sd", d->scale_sd);
	synk_json_close(out, '}');
}

static void
put_warning(struct synk_json *out, enum synk_diff_warning w)
{
	synk_json_put_string(out, "id", synk_diff_warning_name(w));
	synk_json_put_string(out, "text", synk_diff_warning_text(w));
}

static void
put_warnings(struct synk_json *out, const struct synk_diff *d)
{
	synk_json_open(out, "warnings", '[');
	for (int w = 0; w < SYNK_DIFF_WARNINGS; w++) {
		if (!d->warning[w])
			continue;
		synk_json_open(out, NULL, '{');
		put_warning(out, (enum synk_diff_warning)w);
		synk_json_close(out, '}');
	}
	synk_json_close(out, ']');
}

static const char *
either(const char *a, const char *b)
{
	return a ? a : b;
}

static void
put_who(struct synk_json *out, const struct synk_diff *d)
{
	synk_json_put_string(out, "subject", either(d->pre->subject,
	    d->post->subject));
	synk_json_put_string(out, "group", either(d->pre->group,
	    d->post->group));
	synk_json_put_string(out, "side", d->side == SYNK_UNKNOWN ? NULL
	    : synk_affected_name(d->side));
}

bool
synk_diff_json(char **line, const struct synk_diff *d, bool measures,
    struct synk_error *err)
{
	struct synk_json out = { 0 };

	begin(&out, "synk-diff/1");
	put_who(&out, d);
	put_visit(&out, "pre", d->pre);
	put_visit(&out, "post", d->post);
	synk_json_put_exact(&out, "days", d->days);
	put_scale(&out, d);
	synk_json_open(&out, "changes", '[');
	for (size_t i = 0; i < SYNK_QUANTITIES; i++)
		if (synk_diff_has_row(d, i, measures))
			put_change(&out, d, i);
	synk_json_close(&out, ']');
	put_warnings(&out, d);
	return end(line, &out, d->options, err);
}

static void
put_lost(struct synk_json *out, const struct synk_lost *lost)
{
	synk_json_put_string(out, "subject", lost->subject);
	synk_json_put_string(out, "visit", lost->visit);
	synk_json_put_string(out, "code", lost->code);
	synk_json_put_string(out, "message", lost->message);
}

bool
synk_lost_json(char **line, const struct synk_lost *lost,
    struct synk_error *err)
{
	struct synk_json out = { 0 };

	begin(&out, "synk-error/1");
	put_lost(&out, lost);
	synk_json_put_string(&out, "tool", "synk-diff");
	synk_json_open(&out, "files", '[');
	synk_json_close(&out, ']');
	return end_by(line, &out, NULL, lost->deidentified, err);
}

/* A cohort. */

static void
put_summary(struct synk_json *out, const char *key,
    const struct synk_summary *s)
{
	synk_json_open(out, key, '{');
	synk_json_put_exact(out, "mean", s->mean);
	synk_json_put_exact(out, "sd", s->sd);
	synk_json_close(out, '}');
}

static void
put_paired(struct synk_json *out, const struct synk_paired *p)
{
	put_summary(out, "pre", &p->pre);
	put_summary(out, "post", &p->post);
	put_summary(out, "change", &p->change);
	synk_json_put_interval(out, "change_ci95", p->change_ci.low,
	    p->change_ci.high, true);
	synk_json_put_exact(out, "t", p->t);
	synk_json_put_exact(out, "df", p->df);
	synk_json_put_exact(out, "p", p->p);
	synk_json_open(out, "signed_rank", '{');
	synk_json_put_whole(out, "n", (long)p->rank.n);
	synk_json_put_exact(out, "v", p->rank.v);
	synk_json_put_exact(out, "p", p->rank.p);
	synk_json_put_string(out, "method", p->rank.how == SYNK_RANK_NONE
	    ? NULL : synk_rank_p_name(p->rank.how));
	synk_json_close(out, '}');
	synk_json_put_exact(out, "correlation", p->correlation);
	synk_json_put_exact(out, "g_av", p->g);
	synk_json_put_interval(out, "g_av_ci95", p->g_ci.low, p->g_ci.high,
	    true);
}

/* Why there is no p value. */
static const char *
no_p(const struct synk_cohort_row *row)
{
	if (!isnan(row->paired.p))
		return NULL;
	return row->n < SYNK_PAIRS_MIN ? "below 6 pairs there is no p value"
	    : "all changes are the same";
}

static void
put_row(struct synk_json *out, const struct synk_cohort_row *row,
    const struct synk_quantity *q)
{
	synk_json_open(out, NULL, '{');
	put_name(out, q, true);
	synk_json_put_bool(out, "exploratory", !row->primary);
	synk_json_put_whole(out, "n", (long)row->n);
	synk_json_put_whole(out, "missing", (long)row->missing);
	synk_json_put_whole(out, "not_comparable", (long)row->not_comparable);
	put_paired(out, &row->paired);
	if (row->primary) {
		synk_json_put_exact(out, "p_holm", row->p_holm);
		synk_json_put_exact(out, "signed_rank_p_holm", row->v_p_holm);
	}
	if (no_p(row))
		synk_json_put_string(out, "reason", no_p(row));
	synk_json_put_whole(out, "beyond_landmark_noise",
	    (long)row->beyond_noise);
	synk_json_put_whole(out, "with_error", (long)row->with_error);
	synk_json_put_whole(out, "beyond_error", (long)row->beyond_error);
	synk_json_put_whole(out, "improved", (long)row->improved);
	synk_json_put_exact(out, "improved_expected", row->expected);
	synk_json_put_exact(out, "improved_chance", row->chance);
	synk_json_put_whole(out, "worse", (long)row->worse);
	synk_json_put_whole(out, "symmetric_by_healthy_loss",
	    (long)row->healthy_loss);
	synk_json_put_whole(out, "overcorrected", (long)row->overcorrected);
	synk_json_close(out, '}');
}

static void
put_family(struct synk_json *out, const struct synk_visits *visits)
{
	char key[SYNK_KEY_TEXT];

	synk_json_open(out, "primary_family", '[');
	for (size_t i = 0; i < SYNK_QUANTITIES; i++)
		if (synk_quantity_is_primary(synk_visits_quantity(visits,
		    i))) {
			synk_quantity_key(key, synk_visits_quantity(visits, i),
			    true);
			synk_json_put_string(out, NULL, key);
		}
	synk_json_close(out, ']');
}

static void
put_losses(struct synk_json *out, const struct synk_lost *lost, size_t n)
{
	synk_json_open(out, "lost", '[');
	for (size_t i = 0; i < n; i++) {
		synk_json_open(out, NULL, '{');
		put_lost(out, &lost[i]);
		synk_json_close(out, '}');
	}
	synk_json_close(out, ']');
}

static void
put_warned(struct synk_json *out, const struct synk_cohort *c)
{
	synk_json_open(out, "warnings", '[');
	for (int i = 0; i < SYNK_DIFF_WARNINGS; i++) {
		enum synk_diff_warning w = (enum synk_diff_warning)i;

		if (synk_cohort_warned(c, w) == 0)
			continue;
		synk_json_open(out, NULL, '{');
		put_warning(out, w);
		synk_json_put_whole(out, "subjects",
		    (long)synk_cohort_warned(c, w));
		synk_json_close(out, '}');
	}
	synk_json_close(out, ']');
}

/* A partial score says what the whole one does unless somebody lacks it. */
bool
synk_cohort_has_row(const struct synk_cohort_row *row,
    const struct synk_quantity *q, size_t i, bool measures)
{
	if (q->kind == SYNK_KIND_PARTIAL)
		return row[i].n > row[i - SYNK_SCORES].n;
	if (q->kind == SYNK_KIND_MEASURE && !measures)
		return false;
	return row[i].primary || row[i].n > 0 || row[i].not_comparable > 0;
}

bool
synk_cohort_json(char **line, const struct synk_cohort *c,
    const struct synk_cohort_row *row, const struct synk_lost *lost,
    size_t losts, bool measures, struct synk_error *err)
{
	const struct synk_visits *visits = synk_cohort_visits(c);
	struct synk_json out = { 0 };

	begin(&out, "synk-cohort/1");
	synk_json_put_whole(&out, "subjects", (long)synk_cohort_size(c));
	synk_json_put_whole(&out, "one_side_affected",
	    (long)synk_cohort_sided(c));
	put_losses(&out, lost, losts);
	put_family(&out, visits);
	synk_json_open(&out, "rows", '[');
	for (size_t i = 0; i < SYNK_QUANTITIES; i++) {
		const struct synk_quantity *q = synk_visits_quantity(visits,
		    i);

		if (synk_cohort_has_row(row, q, i, measures))
			put_row(&out, &row[i], q);
	}
	synk_json_close(&out, ']');
	put_warned(&out, c);
	return end(line, &out, synk_cohort_options(c), err);
}

/* A series: arrays with a place for each visit. */

typedef double of_change(const struct synk_change *);

static double
post_of(const struct synk_change *c)
{
	return c->post;
}

static double
change_of(const struct synk_change *c)
{
	return c->change;
}

static double
se_of(const struct synk_change *c)
{
	return c->se;
}

static double
limit_of(const struct synk_change *c)
{
	return c->limit;
}

static void
put_numbers(struct synk_json *out, const char *key,
    const struct synk_diff *const diff[], size_t n, size_t i, of_change *of,
    bool exact)
{
	synk_json_open(out, key, '[');
	if (of == post_of)
		synk_json_put_number(out, NULL, diff[0]->change[i].pre);
	for (size_t k = 0; k < n; k++)
		(exact ? synk_json_put_exact : synk_json_put_number)(out, NULL,
		    of(&diff[k]->change[i]));
	synk_json_close(out, ']');
}

static void
put_outcomes(struct synk_json *out, const struct synk_diff *const diff[],
    size_t n, size_t i)
{
	synk_json_open(out, "beyond_landmark_noise", '[');
	for (size_t k = 0; k < n; k++)
		put_maybe(out, NULL, diff[k]->change[i].beyond_noise);
	synk_json_close(out, ']');
	synk_json_open(out, "outcome", '[');
	for (size_t k = 0; k < n; k++)
		synk_json_put_string(out, NULL, synk_outcome_name(
		    diff[k]->change[i].outcome));
	synk_json_close(out, ']');
}

static void
put_course(struct synk_json *out, const struct synk_diff *const diff[],
    size_t n, size_t i)
{
	synk_json_open(out, NULL, '{');
	put_name(out, synk_visits_quantity(diff[0]->visits, i),
	    diff[0]->side != SYNK_UNKNOWN);
	put_numbers(out, "values", diff, n, i, post_of, false);
	put_numbers(out, "change_from_first", diff, n, i, change_of, false);
	put_numbers(out, "change_se", diff, n, i, se_of, true);
	put_numbers(out, "limit", diff, n, i, limit_of, true);
	put_outcomes(out, diff, n, i);
	synk_json_close(out, '}');
}

static bool
has_course(const struct synk_diff *const diff[], size_t n, size_t i,
    bool measures)
{
	for (size_t k = 0; k < n; k++)
		if (synk_diff_has_row(diff[k], i, measures))
			return true;
	return false;
}

static void
put_series_warnings(struct synk_json *out,
    const struct synk_diff *const diff[], size_t n)
{
	struct synk_diff all = { .warning = { false } };

	for (size_t k = 0; k < n; k++)
		for (size_t w = 0; w < SYNK_DIFF_WARNINGS; w++)
			all.warning[w] |= diff[k]->warning[w];
	put_warnings(out, &all);
}

bool
synk_series_json(char **line, const struct synk_diff *const diff[], size_t n,
    bool measures, struct synk_error *err)
{
	struct synk_json out = { 0 };

	begin(&out, "synk-series/1");
	put_who(&out, diff[0]);
	synk_json_open(&out, "visits", '[');
	put_visit(&out, NULL, diff[0]->pre);
	for (size_t k = 0; k < n; k++)
		put_visit(&out, NULL, diff[k]->post);
	synk_json_close(&out, ']');
	put_scale(&out, diff[0]);
	synk_json_open(&out, "rows", '[');
	for (size_t i = 0; i < SYNK_QUANTITIES; i++)
		if (has_course(diff, n, i, measures))
			put_course(&out, diff, n, i);
	synk_json_close(&out, ']');
	put_series_warnings(&out, diff, n);
	return end(line, &out, diff[0]->options, err);
}
