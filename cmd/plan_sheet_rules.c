/* What the rules say: candidates, and why others are none. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "plan_sheet.h"
#include "plan_text.h"

enum { LABEL = 15, HEAD = 6 };

size_t
plan_sheet_count(const struct synk_plan *p, enum synk_target_status status)
{
	size_t n = 0;

	for (size_t i = 0; i < p->targets; i++)
		n += p->target[i].status == status;
	return n;
}

static const struct synk_gate *
find_gate(const struct synk_rules *rules, const char *id)
{
	const struct synk_gate *g;

	for (size_t i = 0; (g = synk_rules_gate(rules, i)); i++)
		if (strcmp(g->id, id) == 0)
			break;
	return g;
}

static const char *
region_name(const char *region)
{
	return strcmp(region, "smile") == 0 ? "mouth" : region;
}

static void
add_capitals(char **text, const char *word)
{
	size_t size = *text ? strlen(*text) : 0;

	plan_add(text, "%s", word);
	for (char *c = *text + size; *c; c++)
		*c = (char)toupper((unsigned char)*c);
}

/* Candidates. */

/* A name of a field as people say it; names that only group others are left
 * out, and a side is the patient's own. */
static void
add_name(char **text, const char *name, const char *affected)
{
	static const char *const groups[] = { "expressions", "measures",
	    "movements", "synkinesis", "regions" };
	bool left = strcmp(affected, "left") == 0;

	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
		if (strcmp(groups[i], name) == 0)
			return;
	if (strcmp(name, "affected") == 0)
		plan_add(text, " %s (affected)", affected);
	else if (strcmp(name, "healthy") == 0)
		plan_add(text, " %s (healthy)", left ? "right" : "left");
	else {
		plan_add(text, *text ? " " : "");
		plan_add_words(text, name);
	}
}

/* "smile eye excess", "smile mrd1 left (affected)". */
static char *
field_words(const char *field, const char *affected)
{
	char *text = NULL, *name, *end;
	char *copy = cli_copy(field);

	for (name = copy; name; name = end ? end + 1 : NULL) {
		end = strchr(name, '.');
		if (end)
			*end = '\0';
		add_name(&text, name, affected);
	}
	free(copy);
	return text;
}

static void
put_measured(FILE *out, const struct synk_plan *p,
    const struct synk_target *t)
{
	for (size_t i = 0; i < t->measures; i++) {
		const struct synk_measured *m = &t->measured[i];
		char *text = field_words(m->field, p->side);

		plan_line(out, LABEL, i ? "" : "    measured", "%s: %s", text,
		    plan_quantity(m, p->mm_per_ied).at);
		free(text);
	}
}

static void
put_list(FILE *out, const char *label, synk_texts list)
{
	for (size_t i = 0; list[i]; i++)
		plan_line(out, LABEL, i ? "" : label, "%s", list[i]);
}

static void
put_evidence(FILE *out, const struct synk_rule *rule)
{
	char *text = NULL;

	plan_add(&text, "%s: ", rule->evidence);
	plan_add_list(&text, rule->sources, ", ");
	plan_line(out, LABEL, "    evidence", "%s", text);
	free(text);
}

static void
put_doses(FILE *out, const struct synk_plan *p, const struct synk_target *t)
{
	bool any = false;

	for (size_t i = 0; i < p->doses; i++) {
		const struct synk_dose *d = &p->dose[i];

		if (!synk_dose_applies(d, t))
			continue;
		if (!any)
			plan_line(out, LABEL, "    doses", "%s",
			    synk_plan_dose_note());
		any = true;
		plan_line(out, LABEL, "", "%s: %s units per point, points %s;"
		    " %s, page %s; verified by %s, %s", d->product,
		    d->units_per_point, d->points, d->source, d->page,
		    d->verified_by, d->verified_date);
	}
}

static void
put_candidate(FILE *out, const struct synk_plan *p,
    const struct synk_target *t)
{
	const struct synk_rule *r = t->rule;
	char *head = NULL, *side = NULL;

	add_capitals(&head, region_name(r->region));
	plan_add(&head, "   candidate: %s%s%s", r->muscle,
	    r->part[0] ? ", " : "", r->part);
	plan_line(out, HEAD, r->id, "%s", head);
	add_capitals(&side, t->side);
	fprintf(out, "    patient's %s (%s)%*s\n", side, r->side,
	    TABLE_WIDTH - 17 - (int)strlen(side) - (int)strlen(r->side),
	    "status: UNREVIEWED");
	plan_line(out, LABEL, "    sign", "%s (probability %s)", r->sign,
	    plan_probability(t->low, t->high).at);
	put_measured(out, p, t);
	plan_line(out, LABEL, "    threshold", "%s", r->threshold);
	plan_line(out, LABEL, "    why", "%s", r->why);
	put_evidence(out, r);
	put_list(out, "    cautions", r->cautions);
	put_doses(out, p, t);
	plan_line(out, LABEL, "    reviewer",
	    "____________________________   agree / disagree");
	free(head);
	free(side);
}

void
plan_sheet_candidates(FILE *out, const struct plan_page *page)
{
	const struct synk_plan *p = page->plan;

	if (!plan_sheet_count(p, SYNK_TARGET_CANDIDATE))
		return;
	fputs("\nCANDIDATE TARGETS, for review; their order is no ranking\n",
	    out);
	for (size_t i = 0; i < p->targets; i++)
		if (p->target[i].status == SYNK_TARGET_CANDIDATE)
			put_candidate(out, p, &p->target[i]);
}

/* The others: signs, and never a muscle. */

static void
put_sign(FILE *out, const struct synk_target *t)
{
	plan_line(out, LABEL, "", "%s %s: %s (probability %s)", t->rule->id,
	    region_name(t->rule->region), t->rule->sign,
	    plan_probability(t->low, t->high).at);
}

static bool
is_held(const struct synk_target *t)
{
	return t->status == SYNK_TARGET_WITHHELD ||
	    t->status == SYNK_TARGET_DROPPED;
}

/* Those that one gate or conflict holds back; its why stands with the gates,
 * or with what is not to be touched. */
static void
put_held(FILE *out, const struct synk_plan *p, const char *by)
{
	const struct synk_gate *g = find_gate(p->rules, by);

	plan_line(out, LABEL, g ? "  withheld" : "  dropped", "by %s%s%s", by,
	    g ? ": " : "", g ? g->title : ", see what is not to be touched");
	for (size_t i = 0; i < p->targets; i++)
		if (is_held(&p->target[i]) &&
		    strcmp(p->target[i].because, by) == 0)
			put_sign(out, &p->target[i]);
}

static bool
is_first(const struct synk_plan *p, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (is_held(&p->target[k]) && strcmp(p->target[k].because,
		    p->target[i].because) == 0)
			return false;
	return true;
}

void
plan_sheet_signs(FILE *out, const struct plan_page *page)
{
	const struct synk_plan *p = page->plan;

	if (!plan_sheet_count(p, SYNK_TARGET_WITHHELD) &&
	    !plan_sheet_count(p, SYNK_TARGET_DROPPED))
		return;
	fputs("\nSIGNS THAT ARE THERE, for which no target is named\n", out);
	for (size_t i = 0; i < p->targets; i++)
		if (is_held(&p->target[i]) && is_first(p, i))
			put_held(out, p, p->target[i].because);
}

/* Ids of all rules of a status, in one line. */
static void
put_ids(FILE *out, const char *label, const char *what,
    const struct synk_plan *p, enum synk_target_status status)
{
	char *text = NULL;

	for (size_t i = 0; i < p->targets; i++)
		if (p->target[i].status == status)
			plan_add(&text, "%s%s", text ? " " : "",
			    p->target[i].rule->id);
	if (text)
		plan_line(out, LABEL, label, "%s: %s", what, text);
	free(text);
}

void
plan_sheet_undecided(FILE *out, const struct plan_page *page)
{
	const struct synk_plan *p = page->plan;

	fputs("\nOTHER RULES\n", out);
	for (size_t i = 0; i < p->targets; i++) {
		const struct synk_target *t = &p->target[i];

		if (t->status == SYNK_TARGET_UNDECIDED)
			plan_line(out, LABEL, "  undecided",
			    "%s %s: %s (probability %s)", t->rule->id,
			    region_name(t->rule->region), t->rule->sign,
			    plan_probability(t->low, t->high).at);
	}
	put_ids(out, "  not there", "the signs of", p, SYNK_TARGET_NOT_MET);
	put_ids(out, "  off", "not considered unless asked for (--consider)",
	    p, SYNK_TARGET_OFF);
}

/* What is not to be touched. */

static bool
has_region(const struct synk_plan *p, synk_texts rules, const char *region)
{
	for (size_t i = 0; i < p->targets; i++)
		if (strcmp(p->target[i].rule->region, region) == 0 &&
		    plan_lists(rules, p->target[i].rule->id))
			return true;
	return false;
}

/* "eye (E1 E2 E3)", of the rules that a gate or a conflict lists. */
static char *
place_of(const struct synk_plan *p, synk_texts rules)
{
	static const char *const regions[] = { "brow", "eye", "smile" };
	char *text = NULL;

	if (plan_lists(rules, "*")) {
		plan_add(&text, "whole face");
		return text;
	}
	for (size_t i = 0; i < sizeof regions / sizeof *regions; i++)
		if (has_region(p, rules, regions[i]))
			plan_add(&text, "%s%s", text ? ", " : "",
			    region_name(regions[i]));
	plan_add(&text, " (");
	plan_add_list(&text, rules, " ");
	plan_add(&text, ")");
	return text;
}

static void
put_failed(FILE *out, const struct synk_plan *p,
    const struct synk_gate_result *r)
{
	const struct synk_gate *g = r->gate;
	char *text = place_of(p, g->blocks);

	plan_add(&text, ", by %s: %s", g->id, g->title);
	if (r->high > 0)
		plan_add(&text, " (so with probability %s)",
		    plan_probability(r->low, r->high).at);
	plan_add(&text, ": %s", g->why);
	if (*g->sources) {
		plan_add(&text, " (");
		plan_add_list(&text, g->sources, ", ");
		plan_add(&text, ")");
	}
	plan_line(out, 4, "  -", "%s", text);
	free(text);
}

static bool
has_dropped(const struct synk_plan *p, const struct synk_conflict *c)
{
	for (size_t i = 0; i < p->targets; i++)
		if (p->target[i].status == SYNK_TARGET_DROPPED &&
		    strcmp(p->target[i].because, c->id) == 0)
			return true;
	return false;
}

static bool
has_untouched(const struct synk_plan *p)
{
	for (size_t i = 0; i < p->gates; i++)
		if (p->gate[i].status == SYNK_GATE_FAILED)
			return true;
	return plan_sheet_count(p, SYNK_TARGET_DROPPED) > 0;
}

void
plan_sheet_untouched(FILE *out, const struct plan_page *page)
{
	const struct synk_plan *p = page->plan;
	const struct synk_conflict *c;
	char *place;

	if (!has_untouched(p))
		return;
	fputs("\nNOT TO BE TOUCHED\n", out);
	for (size_t i = 0; i < p->gates; i++)
		if (p->gate[i].status == SYNK_GATE_FAILED)
			put_failed(out, p, &p->gate[i]);
	for (size_t i = 0; (c = synk_rules_conflict(p->rules, i)); i++)
		if (has_dropped(p, c)) {
			place = place_of(p, c->drop);
			plan_line(out, 4, "  -", "%s, by %s: %s", place,
			    c->id, c->why);
			free(place);
		}
}
