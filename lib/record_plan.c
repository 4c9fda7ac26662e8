#include <math.h>
#include <stdio.h>
#include <string.h>

#include "json.h"
#include "synk/plan.h"

static void
put_texts(struct synk_json *out, const char *key, synk_texts list)
{
	synk_json_open(out, key, '[');
	for (; list && *list; list++)
		synk_json_put_string(out, NULL, *list);
	synk_json_close(out, ']');
}

static void
put_gates(struct synk_json *out, const struct synk_plan *p)
{
	synk_json_open(out, "gates", '[');
	for (size_t i = 0; i < p->gates; i++) {
		const struct synk_gate_result *g = &p->gate[i];

		synk_json_open(out, NULL, '{');
		synk_json_put_string(out, "id", g->gate->id);
		synk_json_put_string(out, "title", g->gate->title);
		synk_json_put_string(out, "status",
		    synk_gate_status_name(g->status));
		synk_json_put_interval(out, "probability", g->low, g->high,
		    false);
		synk_json_put_string(out, "safe", g->gate->safe);
		synk_json_put_string(out, "why", g->gate->why);
		put_texts(out, "blocks", g->gate->blocks);
		put_texts(out, "sources", g->gate->sources);
		synk_json_close(out, '}');
	}
	synk_json_close(out, ']');
}

static void
put_measured(struct synk_json *out, const struct synk_plan *p,
    const struct synk_target *t)
{
	synk_json_open(out, "measured", '[');
	for (size_t i = 0; i < t->measures; i++) {
		const struct synk_measured *m = &t->measured[i];
		struct synk_measured mm = synk_plan_mm(p, m);

		synk_json_open(out, NULL, '{');
		synk_json_put_string(out, "field", m->field);
		synk_json_put_number(out, "value", m->value);
		synk_json_put_interval(out, "ci95", m->low, m->high, false);
		synk_json_put_string(out, "unit", m->unit);
		synk_json_put_number(out, "mm", mm.value);
		synk_json_put_interval(out, "mm_ci95", mm.low, mm.high,
		    false);
		synk_json_close(out, '}');
	}
	synk_json_close(out, ']');
}

/* Rows of the laboratory's own table, as they are. */
static void
put_doses(struct synk_json *out, const struct synk_plan *p,
    const struct synk_target *t)
{
	synk_json_open(out, "doses", '[');
	for (size_t i = 0; i < p->doses; i++) {
		const struct synk_dose *d = &p->dose[i];

		if (!synk_dose_applies(d, t))
			continue;
		synk_json_open(out, NULL, '{');
		synk_json_put_string(out, "product", d->product);
		synk_json_put_string(out, "units_per_point",
		    d->units_per_point);
		synk_json_put_string(out, "points", d->points);
		synk_json_put_string(out, "source", d->source);
		synk_json_put_string(out, "page", d->page);
		synk_json_put_string(out, "verified_by", d->verified_by);
		synk_json_put_string(out, "verified_date", d->verified_date);
		synk_json_close(out, '}');
	}
	synk_json_close(out, ']');
}

/* A candidate, with all that a reviewer needs. */
static void
put_target(struct synk_json *out, const struct synk_plan *p,
    const struct synk_target *t)
{
	const struct synk_rule *r = t->rule;

	synk_json_open(out, NULL, '{');
	synk_json_put_string(out, "rule", r->id);
	synk_json_put_string(out, "region", r->region);
	synk_json_put_string(out, "muscle", r->muscle);
	synk_json_put_string(out, "part", r->part);
	synk_json_put_string(out, "side", t->side);
	synk_json_put_string(out, "status", "unreviewed");
	synk_json_put_string(out, "sign", r->sign);
	synk_json_put_string(out, "why", r->why);
	synk_json_put_interval(out, "probability", t->low, t->high, false);
	put_measured(out, p, t);
	synk_json_put_string(out, "threshold", r->threshold);
	synk_json_put_string(out, "evidence", r->evidence);
	put_texts(out, "sources", r->sources);
	put_texts(out, "cautions", r->cautions);
	put_texts(out, "questions", r->questions);
	if (p->dose)
		put_doses(out, p, t);
	synk_json_close(out, '}');
}

/* Why a gate or a conflict holds a rule back; NULL if none does. */
static const char *
reason_of(const struct synk_plan *p, const struct synk_target *t)
{
	const struct synk_conflict *c;

	for (size_t i = 0; t->because && i < p->gates; i++)
		if (strcmp(p->gate[i].gate->id, t->because) == 0)
			return p->gate[i].gate->why;
	for (size_t i = 0; t->because && (c = synk_rules_conflict(p->rules,
	    i)); i++)
		if (strcmp(c->id, t->because) == 0)
			return c->why;
	return NULL;
}

/* A rule that names no target: its sign only, and why. */
static void
put_other(struct synk_json *out, const struct synk_plan *p,
    const struct synk_target *t)
{
	synk_json_open(out, NULL, '{');
	synk_json_put_string(out, "rule", t->rule->id);
	synk_json_put_string(out, "region", t->rule->region);
	synk_json_put_string(out, "status",
	    synk_target_status_name(t->status));
	synk_json_put_string(out, "because", t->because);
	synk_json_put_string(out, "reason", reason_of(p, t));
	synk_json_put_string(out, "sign", t->rule->sign);
	synk_json_put_interval(out, "probability", t->low, t->high, false);
	put_measured(out, p, t);
	synk_json_close(out, '}');
}

static void
put_targets(struct synk_json *out, const struct synk_plan *p)
{
	synk_json_open(out, "targets", '[');
	for (size_t i = 0; i < p->targets; i++)
		if (p->target[i].status == SYNK_TARGET_CANDIDATE)
			put_target(out, p, &p->target[i]);
	synk_json_close(out, ']');
	synk_json_open(out, "no_targets", '[');
	for (size_t i = 0; i < p->targets; i++)
		if (p->target[i].status != SYNK_TARGET_CANDIDATE)
			put_other(out, p, &p->target[i]);
	synk_json_close(out, ']');
}

static void
put_notices(struct synk_json *out, const struct synk_plan *p)
{
	synk_json_open(out, "notices", '[');
	for (size_t i = 0; i < p->notices; i++) {
		synk_json_open(out, NULL, '{');
		synk_json_put_string(out, "id", p->notice[i]->id);
		synk_json_put_string(out, "text", p->notice[i]->notice);
		synk_json_put_bool(out, "certain", p->certain[i]);
		synk_json_close(out, '}');
	}
	synk_json_close(out, ']');
}

static void
put_questions(struct synk_json *out, const struct synk_plan *p)
{
	synk_json_open(out, "open_questions", '[');
	for (size_t i = 0; i < p->opens; i++) {
		synk_json_open(out, NULL, '{');
		synk_json_put_string(out, "id", p->open[i]->id);
		synk_json_put_string(out, "ask", p->open[i]->ask);
		synk_json_close(out, '}');
	}
	synk_json_close(out, ']');
}

static void
put_shares(struct synk_json *out, const struct synk_plan *p)
{
	const char *domain = "";

	synk_json_open(out, "asymmetry_share", '{');
	for (size_t i = 0; i < 9 && p->share[i].region; i++) {
		const struct synk_share_line *s = &p->share[i];
		char key[32];

		if (s->domain != domain) {
			if (*domain)
				synk_json_close(out, '}');
			synk_json_open(out, s->domain, '{');
			domain = s->domain;
		}
		synk_json_put_number(out, s->region, s->value);
		snprintf(key, sizeof key, "%s_ci95", s->region);
		synk_json_put_interval(out, key, s->low, s->high, false);
	}
	if (*domain)
		synk_json_close(out, '}');
	synk_json_close(out, '}');
}

static void
put_provenance(struct synk_json *out, const struct synk_plan *p)
{
	synk_json_open(out, "provenance", '{');
	synk_json_put_string(out, "tool", "synk-plan");
	synk_json_put_string(out, "version", SYNK_VERSION);
	synk_json_put_string(out, "rules", synk_rules_hash(p->rules));
	synk_json_put_string(out, "norms", p->norms);
	put_texts(out, "considered", p->considered);
	synk_json_put_string(out, "answers_sha256", p->answers_hash);
	synk_json_put_string(out, "dose_table_sha256", p->doses_hash);
	synk_json_open(out, "grade", '{');
	synk_json_put_string(out, "version", p->grade_version);
	synk_json_put_exact(out, "draws", p->grade_draws);
	synk_json_put_exact(out, "seed", p->grade_seed);
	synk_json_close(out, '}');
	if (p->deidentified)
		synk_json_put_bool(out, "deidentified", true);
	synk_json_close(out, '}');
}

static bool
has_candidate(const struct synk_plan *p)
{
	for (size_t i = 0; i < p->targets; i++)
		if (p->target[i].status == SYNK_TARGET_CANDIDATE)
			return true;
	return false;
}

bool
synk_plan_json(char **line, const struct synk_plan *p, struct synk_error *err)
{
	struct synk_json out = { 0 };

	synk_json_open(&out, NULL, '{');
	synk_json_put_string(&out, "record", "synk-plan/1");
	synk_json_put_string(&out, "research_use", synk_plan_research_use());
	synk_json_put_string(&out, "off_label", synk_plan_off_label());
	synk_json_put_string(&out, "boxed_warning", has_candidate(p)
	    ? synk_plan_boxed_warning() : NULL);
	if (p->dose)
		synk_json_put_string(&out, "dose_note",
		    synk_plan_dose_note());
	synk_json_put_string(&out, "subject", p->subject);
	synk_json_put_string(&out, "visit", p->visit);
	synk_json_put_string(&out, "side", p->side);
	synk_json_put_string(&out, "severity", p->severity);
	synk_json_put_exact(&out, "days_since_onset", p->days_since_onset);
	synk_json_put_exact(&out, "days_since_injection",
	    p->days_since_injection);
	synk_json_put_string(&out, "refused", p->refused[0] ? p->refused
	    : NULL);
	put_gates(&out, p);
	put_targets(&out, p);
	put_notices(&out, p);
	put_questions(&out, p);
	put_shares(&out, p);
	synk_json_open(&out, "options", '[');
	for (size_t i = 0; synk_plan_option(i); i++)
		synk_json_put_string(&out, NULL, synk_plan_option(i));
	synk_json_close(&out, ']');
	synk_json_open(&out, "not_assessed", '[');
	for (size_t i = 0; i < p->unseen; i++)
		synk_json_put_string(&out, NULL, p->not_assessed[i]);
	synk_json_close(&out, ']');
	put_provenance(&out, p);
	synk_json_close(&out, '}');
	return synk_json_text(line, &out, err);
}
