/*
 * The page for eyes: what changed, in which direction, and how sure that is;
 * then the numbers.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "diff_table.h"

enum { WHO = 60, WORD = 24 };

static const char *
or_unknown(const char *text)
{
	return text && *text ? text : "not known";
}

static void
put_who(FILE *out, const struct synk_diff *d)
{
	struct table_text t = { .size = 0 };

	table_add(&t, "CHANGE: subject ");
	table_add_user(&t, d->pre->subject, WHO);
	table_add(&t, ", ");
	table_add_user(&t, d->pre->visit, WORD);
	table_add(&t, " -> ");
	table_add_user(&t, d->post->visit, WORD);
	if (!isnan(d->days))
		table_add(&t, ", %g days", d->days);
	table_wrap(out, 0, "", t.at);
}

static bool
same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* "left (declared)" */
static void
add_affected(struct table_text *t, const struct synk_visit *v)
{
	table_add_user(t, or_unknown(v->affected), WORD);
	if (!v->side_source)
		return;
	table_add(t, " (");
	table_add_user(t, v->side_source, WORD);
	table_add(t, ")");
}

static void
put_side(FILE *out, const struct synk_diff *d)
{
	struct table_text t = { .size = 0 };

	add_affected(&t, d->pre);
	if (!same(d->pre->affected, d->post->affected) ||
	    !same(d->pre->side_source, d->post->side_source)) {
		table_add(&t, " in pre, ");
		add_affected(&t, d->post);
		table_add(&t, " in post");
	}
	table_wrap(out, DIFF_LABEL, "affected side", t.at);
}

static void
put_severity(FILE *out, const struct synk_diff *d)
{
	char *text = NULL;

	plan_add_words(&text, or_unknown(d->pre->severity));
	plan_add(&text, " -> ");
	plan_add_words(&text, or_unknown(d->post->severity));
	plan_line(out, DIFF_LABEL, "severity", "%s (not calibrated)", text);
	free(text);
}

/* What is not in the blocks, and why. */

/* Rows and scores; a score only if its partial one is not there either, and
 * no movement that was not photographed at either visit. */
static bool
is_listed(const struct synk_diff *d, size_t i)
{
	const struct synk_quantity *q = synk_visits_quantity(d->visits, i);
	const struct synk_change *c = &d->change[i];

	if (!isnan(c->change) || (q->kind == SYNK_KIND_MOVEMENT &&
	    c->no_pre && c->no_post && !c->reason))
		return false;
	return (diff_is_row(q) ||
	    ((q->kind == SYNK_KIND_SCORE || q->kind == SYNK_KIND_PARTIAL) &&
	    diff_score(d, q->which) == i));
}

/* A record says nothing of a photograph that there was not. */
static const char *
reason_of(const struct synk_diff *d, size_t i)
{
	const char *reason = d->change[i].reason;
	enum synk_kind kind = synk_visits_quantity(d->visits, i)->kind;

	if (reason)
		return reason;
	return kind == SYNK_KIND_SCORE ? "a part of it is missing"
	    : "no photograph of the expression";
}

static bool
is_alike(const struct synk_diff *d, size_t i, size_t k)
{
	const struct synk_change *a = &d->change[i], *b = &d->change[k];

	return is_listed(d, k) && a->outcome == b->outcome &&
	    a->no_pre == b->no_pre && a->no_post == b->no_post &&
	    strcmp(reason_of(d, i), reason_of(d, k)) == 0;
}

/* Those of one reason, at the first of them. */
static void
put_absent(FILE *out, const struct synk_diff *d, size_t first)
{
	static const char *const where[2][2] = { { "", " in post" },
	    { " in pre", " in both visits" } };
	const struct synk_change *c = &d->change[first];
	char *text = NULL;
	size_t n = 0;

	for (size_t i = 0; i < SYNK_QUANTITIES_HEAD; i++) {
		if (!is_alike(d, first, i))
			continue;
		if (i < first) {
			free(text);
			return;
		}
		plan_add(&text, "%s%s", n++ ? "; " : "", diff_full_name(
		    synk_visits_quantity(d->visits, i)).text);
	}
	plan_line(out, DIFF_LABEL, c->outcome == SYNK_OUTCOME_MISSING
	    ? "missing" : "not comparable", "%zu (%s%s): %s", n,
	    reason_of(d, first), where[c->no_pre][c->no_post], text);
	free(text);
}

static void
put_notes(FILE *out, const struct synk_diff *d)
{
	putc('\n', out);
	for (size_t i = 0; i < SYNK_QUANTITIES_HEAD; i++)
		if (is_listed(d, i))
			put_absent(out, d, i);
	for (int w = 0; w < SYNK_DIFF_WARNINGS; w++)
		if (d->warning[w])
			plan_line(out, DIFF_LABEL, "warning", "%s",
			    synk_diff_warning_text((enum synk_diff_warning)w));
}

static void
put_foot(FILE *out, const struct synk_diff *d)
{
	char *scale = NULL;

	if (!isnan(d->mm_per_ied))
		plan_add(&scale, "; 1 %% is %s mm by the scale of %s",
		    table_fixed(2, d->mm_per_ied / 100).text,
		    d->scale == SYNK_SCALE_OF_PRE ? "pre" : "post");
	plan_line(out, 0, "", "Lengths in %% of the inter-eye distance%s;"
	    " eyes in %% of their opening at rest.  Intervals cover landmark"
	    " noise only; improved and worse need a session-to-session error."
	    "  RESEARCH USE ONLY.", scale ? scale : "");
	free(scale);
}

bool
diff_table(FILE *out, const struct synk_diff *d, bool measures,
    struct synk_error *err)
{
	(void)err;
	put_who(out, d);
	put_side(out, d);
	put_severity(out, d);
	putc('\n', out);
	diff_table_changed(out, d);
	diff_table_blocks(out, d);
	if (measures)
		diff_table_measures(out, d);
	put_notes(out, d);
	put_foot(out, d);
	putc('\n', out);
	return true;
}

bool
diff_table_lost(FILE *out, const struct synk_lost *l, struct synk_error *err)
{
	struct table_text t = { .size = 0 };

	(void)err;
	table_add(&t, "NOT COMPARED: subject ");
	table_add_user(&t, l->subject, WHO);
	table_add(&t, ", visit ");
	table_add_user(&t, l->visit, WORD);
	plan_line(out, 0, "", "%s: %s (%s)", t.at, or_unknown(l->message),
	    or_unknown(l->code));
	putc('\n', out);
	return true;
}
