#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "json.h"
#include "rules.h"
#include "sha256.h"
#include "synk/measure.h"
#include "table.h"

static const char *const gate_words[] = {
	[SYNK_GATE_PASSED] = "passed", [SYNK_GATE_FAILED] = "failed",
	[SYNK_GATE_UNKNOWN] = "unknown",
};

static const char *const target_words[] = {
	[SYNK_TARGET_CANDIDATE] = "candidate",
	[SYNK_TARGET_WITHHELD] = "withheld",
	[SYNK_TARGET_DROPPED] = "dropped",
	[SYNK_TARGET_UNDECIDED] = "undecided",
	[SYNK_TARGET_NOT_MET] = "not_met",
	[SYNK_TARGET_OFF] = "off",
};

const char *
synk_gate_status_name(enum synk_gate_status status)
{
	return gate_words[status];
}

const char *
synk_target_status_name(enum synk_target_status status)
{
	return target_words[status];
}

const char *
synk_plan_research_use(void)
{
	return "Research use only.  Not a medical device; not a prescription,"
	    " an order or a dosing instruction.  Candidates are for review by"
	    " a specialist in facial palsy, who must examine the patient.";
}

const char *
synk_plan_off_label(void)
{
	return "Use here is off-label: synkinesis is no labelled indication"
	    " of any botulinum toxin product.";
}

const char *
synk_plan_boxed_warning(void)
{
	return "All botulinum toxin products carry a boxed warning of distant"
	    " spread of toxin effect.";
}

const char *
synk_plan_dose_note(void)
{
	return "The laboratory's own table; units of products are not"
	    " interchangeable; this tool adds, converts and recommends"
	    " nothing.";
}

void
synk_plan_hash(char hash[SYNK_HASH_TEXT], const void *bytes, size_t size)
{
	synk_sha256(hash, bytes, size);
}

bool
synk_dose_applies(const struct synk_dose *dose, const struct synk_target *t)
{
	return strcasecmp(dose->muscle, t->rule->muscle) == 0;
}

const char *
synk_plan_option(size_t i)
{
	static const char *const options[] = {
		"doing nothing",
		"neuromuscular retraining first",
	};

	return i < LEN(options) ? options[i] : NULL;
}

/* Surer than this a gate passes and a rule fires; less sure than the other a
 * sign is not there.  As the findings' own words. */
static const double sure = 0.9, likely = 0.5, doubtful = 0.1;

/* What a plan is made from. */
struct work {
	struct synk_plan *plan;
	const struct synk_rules *rules;
	const struct synk_answers *answers;
	const struct cJSON *record;
	struct synk_facts facts;
};

/* Most ids differ in their first letter. */
static bool
same(const char *a, const char *b)
{
	return a[0] == b[0] && strcmp(a, b) == 0;
}

static const struct synk_answer *
answer_to(const struct synk_answers *a, const char *id)
{
	for (size_t i = 0; a && i < a->count; i++)
		if (same(a->at[i].question, id))
			return &a->at[i];
	return NULL;
}

static struct synk_belief
truth(bool yes)
{
	return (struct synk_belief){ yes ? 1 : 0, yes ? 1 : 0 };
}

static bool
fires(const struct synk_target *t)
{
	return t->status == SYNK_TARGET_CANDIDATE ||
	    t->status == SYNK_TARGET_WITHHELD;
}

/* What the expressions ask of answers and of rules. */
static struct synk_belief
ask(const void *context, const char *group, const char *id)
{
	const struct work *w = context;
	const struct synk_answer *a = answer_to(w->answers, id);
	const struct synk_answers *said = w->answers;

	if (strcmp(group, "rule") == 0) {
		for (size_t i = 0; i < w->plan->targets; i++)
			if (same(w->plan->target[i].rule->id, id))
				return truth(fires(&w->plan->target[i]));
		return truth(false);
	}
	if (strcmp(id, "side_confirmed") == 0 && said && said->affected_side)
		return truth(strcmp(said->affected_side, w->plan->side) == 0);
	if (strcmp(id, "not_mirrored") == 0 && said && said->not_mirrored >= 0)
		return truth(said->not_mirrored);
	return a ? truth(a->yes) : (struct synk_belief){ 0, 1 };
}

static const char *
text_at(const struct cJSON *node, const char *a, const char *b)
{
	node = synk_json_get(node, a);
	return synk_json_string(b ? synk_json_get(node, b) : node);
}

static double
number_at(const struct cJSON *node, const char *a, const char *b)
{
	double v;

	node = synk_json_get(node, a);
	return synk_json_number(&v, b ? synk_json_get(node, b) : node) ? v
	    : NAN;
}

static bool SYNK_PRINTF(2)
refuse(struct synk_plan *plan, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(plan->refused, sizeof plan->refused, fmt, ap);
	va_end(ap);
	return false;
}

/* What both say has to agree, to the day. */
static bool
days_agree(struct work *w, const char *key, const char *what, double said)
{
	double recorded = number_at(w->record, key, NULL);

	return isnan(said) || isnan(recorded) || fabs(said - recorded) < 1 ||
	    refuse(w->plan, "the answers say %g days since %s, the grade"
	    " says %g", said, what, recorded);
}

/* A face that was never injected has no last injection. */
static bool
injections_agree(struct work *w)
{
	const struct synk_answer *never = answer_to(w->answers,
	    "never_injected");

	return !never || !never->yes || isnan(w->plan->days_since_injection)
	    || refuse(w->plan, "the answers say that the face was never"
	    " injected, yet it is %g days since the last injection",
	    w->plan->days_since_injection);
}

/* Whether the record is a grade; the reason if not. */
static bool
is_grade(struct work *w)
{
	const char *kind = text_at(w->record, "record", NULL);
	const char *message = text_at(w->record, "message", NULL);

	if (kind && strcmp(kind, "synk-error/1") == 0)
		return refuse(w->plan, "there is no grade: %s", message
		    ? message : "an error without a message");
	if (!kind)
		return refuse(w->plan, "this record is of no known kind: a"
		    " plan needs synk-grade/1");
	if (strcmp(kind, "synk-grade/1") != 0)
		return refuse(w->plan, "this record is '%.40s': a plan needs"
		    " synk-grade/1", kind);
	return true;
}

/* Whether a person has declared one side, and nothing speaks against it. */
static bool
accept_side(struct work *w)
{
	struct synk_plan *p = w->plan;
	const struct cJSON *side = synk_json_get(w->record, "side");
	bool contradicted = false;

	if (!p->side || (strcmp(p->side, "left") != 0 &&
	    strcmp(p->side, "right") != 0))
		return refuse(p, "the affected side is %s: a plan needs left"
		    " or right", p->side ? p->side : "missing");
	if (!text_at(w->record, "side", "source") || strcmp(text_at(w->record,
	    "side", "source"), "declared") != 0)
		return refuse(p, "the affected side was inferred: a person has"
		    " to declare it (synk-grade --side)");
	if (synk_json_bool(&contradicted, synk_json_get(side,
	    "contradicted")) && contradicted)
		return refuse(p, "the photographs speak against the declared"
		    " side, %s: check the side, and whether they are mirrored",
		    p->side);
	return true;
}

/* Whether what the answers say can be so. */
static bool
accept_answers(struct work *w)
{
	struct synk_plan *p = w->plan;
	const char *said = w->answers->affected_side;

	if (said && strcmp(said, p->side) != 0)
		return refuse(p, "the answers say that the %s side is"
		    " affected, the grade says the %s", said, p->side);
	if (w->answers->not_mirrored == 0)
		return refuse(p, "the answers say that the photographs are"
		    " mirrored: grade them with --mirrored");
	return days_agree(w, "days_since_onset", "onset",
	    w->answers->days_since_onset) && days_agree(w,
	    "days_since_injection", "the last injection",
	    w->answers->days_since_injection) && injections_agree(w);
}

/* Whether the record can be planned at all; the reason if not. */
static bool
accept_record(struct work *w)
{
	struct synk_plan *p = w->plan;

	if (!is_grade(w))
		return false;
	p->side = text_at(w->record, "side", "affected");
	p->severity = text_at(w->record, "severity", "grade");
	if (!(p->grade_draws > 0))
		return refuse(p, "the grade has no draws: without"
		    " probabilities no rule can be judged (synk-grade --draws"
		    " 200)");
	p->control = p->side && strcmp(p->side, "none") == 0;
	return p->control || (accept_side(w) && (!w->answers ||
	    accept_answers(w)));
}

static void
judge_gate(struct synk_gate_result *g, const struct work *w, size_t i)
{
	struct synk_belief b = synk_expr_eval(&w->rules->safe[i], &w->facts);

	*g = (struct synk_gate_result){ &w->rules->gate[i],
	    b.low >= sure ? SYNK_GATE_PASSED : b.high < sure
	    ? SYNK_GATE_FAILED : SYNK_GATE_UNKNOWN, b.low, b.high };
}

static bool
lists(synk_texts list, const char *id)
{
	for (; list && *list; list++)
		if (same(*list, id) || same(*list, "*"))
			return true;
	return false;
}

/* The unit of a field below "measures", from their table; or NULL. */
static const char *
unit_of_measure(const char *field)
{
	const char *key = strstr(field, ".measures.");
	const struct synk_measure *m;
	size_t n;

	if (!key)
		return NULL;
	key += strlen(".measures.");
	n = strcspn(key, ".");
	for (size_t i = 0; (m = synk_measure(i)); i++)
		if (strlen(m->key) == n && memcmp(m->key, key, n) == 0)
			return synk_unit_name(m->unit);
	return NULL;
}

static const char *
unit_of(const struct work *w, const char *field)
{
	const char *last = strrchr(field, '.');
	const char *unit = unit_of_measure(field);

	last = last ? last + 1 : field;
	if (strcmp(last, "ratio") == 0)
		return "ratio";
	if (strcmp(last, "excess_length") == 0)
		return "%ied";
	if (strcmp(last, "excess_mm") == 0)
		return "mm";
	unit = unit ? unit : synk_expr_unit(&w->facts, field);
	return unit ? unit : "%ied";
}

static void
read_measured(struct synk_measured *m, const char *field,
    const struct work *w)
{
	*m = synk_plan_field(w->plan, field);
	snprintf(m->unit, sizeof m->unit, "%s", unit_of(w, field));
}

/* The end of an interval that lies so far from the value, %ied. */
static double
end_in_mm(const struct synk_plan *p, double value, double far)
{
	double k = p->mm_per_ied / 100;

	return isnan(p->relative_sd) ? k * far
	    : hypot(k * far, 1.96 * p->relative_sd * k * value);
}

struct synk_measured
synk_plan_mm(const struct synk_plan *p, const struct synk_measured *m)
{
	struct synk_measured mm = { m->field, "mm", NAN, NAN, NAN };

	if (strcmp(m->unit, "%ied") != 0)
		return mm;
	mm.value = m->value * p->mm_per_ied / 100;
	mm.low = mm.value - end_in_mm(p, m->value, m->value - m->low);
	mm.high = mm.value + end_in_mm(p, m->value, m->high - m->value);
	return mm;
}

static void
judge_rule(struct synk_target *t, const struct work *w, size_t i)
{
	const struct synk_rule *rule = &w->rules->rule[i];
	struct synk_belief b = synk_expr_eval(&w->rules->when[i], &w->facts);
	bool affected = strcmp(rule->side, "affected") == 0;

	*t = (struct synk_target){ .rule = rule, .low = b.low,
	    .high = b.high, .side = affected == w->facts.left ? "left"
	    : "right" };
	t->status = !rule->on && !(w->answers && lists(w->answers->also,
	    rule->id)) ? SYNK_TARGET_OFF
	    : b.low >= sure ? SYNK_TARGET_CANDIDATE
	    : b.high <= doubtful ? SYNK_TARGET_NOT_MET
	    : SYNK_TARGET_UNDECIDED;
	for (; rule->measured[t->measures]; t->measures++)
		read_measured(&t->measured[t->measures],
		    rule->measured[t->measures], w);
}

/* A gate that has not passed holds back every rule that it blocks. */
static void
apply_gates(struct synk_target *t, const struct synk_plan *p)
{
	for (size_t i = 0; i < p->gates; i++)
		if (t->status == SYNK_TARGET_CANDIDATE &&
		    p->gate[i].status != SYNK_GATE_PASSED &&
		    lists(p->gate[i].gate->blocks, t->rule->id)) {
			t->status = SYNK_TARGET_WITHHELD;
			t->because = p->gate[i].gate->id;
		}
}

/* Drops what a conflict names; returns whether there was anything. */
static bool
drop(struct synk_plan *p, const struct synk_conflict *c)
{
	bool any = false;

	for (size_t k = 0; k < p->targets; k++)
		if (fires(&p->target[k]) &&
		    lists(c->drop, p->target[k].rule->id)) {
			p->target[k].status = SYNK_TARGET_DROPPED;
			p->target[k].because = c->id;
			any = true;
		}
	return any;
}

/* One after the other, each over what those before it left.  Whatever has
 * dropped a target is told, though it only may apply. */
static void
apply_conflicts(struct work *w)
{
	struct synk_plan *p = w->plan;

	for (size_t i = 0; i < w->rules->conflicts; i++) {
		const struct synk_conflict *c = &w->rules->conflict[i];
		struct synk_belief b = synk_expr_eval(&w->rules->drops[i],
		    &w->facts);
		bool dropped;

		/* What may be is enough to drop a target. */
		if (b.high < sure && b.low < likely)
			continue;
		dropped = drop(p, c);
		if (!c->notice || (!dropped && b.low < likely))
			continue;
		p->certain[p->notices] = b.low >= sure;
		p->notice[p->notices++] = c;
	}
}

/* Questions of gates, and of rules whose sign is there or may be. */
static bool
is_asked(const struct synk_plan *p, const char *id)
{
	for (size_t i = 0; i < p->gates; i++)
		if (lists(p->gate[i].gate->questions, id))
			return true;
	for (size_t i = 0; i < p->targets; i++)
		if (p->target[i].status != SYNK_TARGET_NOT_MET &&
		    p->target[i].status != SYNK_TARGET_OFF &&
		    lists(p->target[i].rule->questions, id))
			return true;
	return false;
}

static void
collect_questions(struct work *w)
{
	for (size_t i = 0; i < w->rules->questions; i++) {
		const struct synk_question *q = &w->rules->question[i];

		if (is_asked(w->plan, q->id) && !answer_to(w->answers, q->id))
			w->plan->open[w->plan->opens++] = q;
	}
}

static void
collect_shares(struct work *w)
{
	static const char *const domains[] = { "rest", "synkinesis",
	    "movement" };
	static const char *const regions[] = { "brow", "eye", "smile" };

	for (size_t i = 0; i < LEN(domains) * LEN(regions); i++) {
		const char *domain = domains[i / LEN(regions)];
		const char *region = regions[i % LEN(regions)];
		struct synk_share_line *line = &w->plan->share[i];
		char path[80];

		snprintf(path, sizeof path, "asymmetry_share.%s.%s", domain,
		    region);
		*line = (struct synk_share_line){ region, domain,
		    synk_expr_number(&w->facts, path).value, NAN, NAN };
		synk_expr_interval(&w->facts, path, &line->low, &line->high);
	}
}

static void
collect_unseen(struct work *w)
{
	const struct cJSON *list = synk_json_get(w->record, "not_assessed");
	const struct cJSON *m;

	for (m = synk_json_first(list); m; m = synk_json_next(m))
		if (synk_json_string(m))
			w->plan->not_assessed[w->plan->unseen++] =
			    synk_json_string(m);
}

static bool
make_room(struct work *w)
{
	const struct synk_rules *r = w->rules;
	struct synk_plan *p = w->plan;
	size_t unseen = synk_json_size(synk_json_get(w->record,
	    "not_assessed"));

	p->gate = calloc(r->gates + 1, sizeof *p->gate);
	p->target = calloc(r->rules + 1, sizeof *p->target);
	p->notice = calloc(r->conflicts + 1, sizeof *p->notice);
	p->certain = calloc(r->conflicts + 1, sizeof *p->certain);
	p->open = calloc(r->questions + 1, sizeof *p->open);
	p->not_assessed = calloc(unseen + 1, sizeof *p->not_assessed);
	return p->gate && p->target && p->notice && p->certain && p->open &&
	    p->not_assessed;
}

static void
judge_all(struct work *w)
{
	struct synk_plan *p = w->plan;

	for (size_t i = 0; i < w->rules->gates; i++)
		judge_gate(&p->gate[p->gates++], w, i);
	for (size_t i = 0; i < w->rules->rules; i++) {
		judge_rule(&p->target[i], w, i);
		apply_gates(&p->target[i], p);
		p->targets++;
	}
	apply_conflicts(w);
	collect_questions(w);
	collect_shares(w);
}

/* What the answers say goes before what the record says. */
static double
days(const struct work *w, const char *key, double said)
{
	return isnan(said) ? number_at(w->record, key, NULL) : said;
}

/* What stands on a plan whatever is judged. */
static void
read_head(struct work *w)
{
	const struct synk_answers *a = w->answers;
	struct synk_plan *p = w->plan;

	p->subject = text_at(w->record, "subject", NULL);
	p->visit = text_at(w->record, "visit", NULL);
	p->norms = text_at(w->record, "provenance", "norms");
	p->grade_version = text_at(w->record, "provenance", "version");
	p->grade_draws = number_at(w->record, "provenance", "draws");
	p->grade_seed = number_at(w->record, "provenance", "seed");
	p->considered = a ? a->also : NULL;
	p->days_since_onset = days(w, "days_since_onset",
	    a ? a->days_since_onset : NAN);
	p->days_since_injection = days(w, "days_since_injection",
	    a ? a->days_since_injection : NAN);
	p->mm_per_ied = number_at(w->record, "scale", "mm_per_ied");
	p->relative_sd = number_at(w->record, "scale", "relative_sd");
}

bool
synk_plan_from(struct synk_plan *plan, const struct synk_rules *rules,
    const char *text, size_t size, const struct synk_answers *answers,
    struct synk_error *err)
{
	struct work w = { .plan = plan, .rules = rules, .answers = answers };
	struct cJSON *root = NULL;
	size_t at = 0;

	memset(plan, 0, sizeof *plan);
	plan->rules = rules;
	if (!synk_json_read(&root, text, size, &at, err))
		return false;
	plan->record = root;
	w.record = root;
	if (!synk_json_is_object(root)) {
		synk_fail(err, SYNK_BAD_INPUT, "expected a record, found %s",
		    synk_json_kind(root));
		synk_plan_free(plan);
		return false;
	}
	if (!make_room(&w)) {
		synk_plan_free(plan);
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	}
	read_head(&w);
	w.facts = (struct synk_facts){ .record = root, .mm_per_ied =
	    plan->mm_per_ied, .relative_sd = plan->relative_sd,
	    .days_since_onset = plan->days_since_onset,
	    .days_since_injection = plan->days_since_injection, .ask = ask,
	    .context = &w };
	collect_unseen(&w);
	if (accept_record(&w) && !plan->control) {
		w.facts.left = strcmp(plan->side, "left") == 0;
		judge_all(&w);
	}
	return true;
}

void
synk_plan_free(struct synk_plan *plan)
{
	free(plan->gate);
	free(plan->target);
	free(plan->notice);
	free(plan->certain);
	free(plan->open);
	free(plan->not_assessed);
	synk_json_free(plan->record);
	memset(plan, 0, sizeof *plan);
}
