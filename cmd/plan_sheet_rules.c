/* What the rules say: candidates, and why others are none. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "plan_sheet.h"
#include "plan_text.h"

enum { LABEL = 12, HEAD = 4 };

size_t
plan_sheet_count(const struct synk_plan *p, enum synk_target_status status)
{
	size_t n = 0;

	for (size_t i = 0; i < p->targets; i++)
		n += p->target[i].status == status;
	return n;
}

const char *
plan_sheet_region(const char *region)
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
 * out. */
static void
add_name(char **text, const char *name)
{
	static const char *const groups[] = { "expressions", "measures",
	    "movements", "synkinesis", "regions" };
	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
		if (strcmp(groups[i], name) == 0)
			return;
	plan_add(text, *text ? " " : "");
	plan_add_words(text, name);
}

/* "smile eye excess", "smile mrd1 affected". */
static char *
field_words(const char *field)
{
	char *text = NULL, *name, *end;
	char *copy = cli_copy(field);

	for (name = copy; name; name = end ? end + 1 : NULL) {
		end = strchr(name, '.');
		if (end)
			*end = '\0';
		add_name(&text, name);
	}
	free(copy);
	return text;
}

static void
put_measured(FILE *out, const struct synk_plan *p,
    const struct synk_target *t)
{
	char *all = NULL;

	for (size_t i = 0; i < t->measures; i++) {
		const struct synk_measured *m = &t->measured[i];
		char *text = field_words(m->field);

		plan_add(&all, "%s%s %s", i ? "; " : "", text,
		    plan_quantity(m, p).at);
		free(text);
	}
	if (all)
		plan_line(out, LABEL, "  measured", "%s", all);
	free(all);
}

static void
put_cautions(FILE *out, const struct synk_rule *rule)
{
	char *text = NULL;

	plan_add_list(&text, rule->cautions, " ");
	plan_line(out, LABEL, "  cautions", "%s", text ? text : "none said");
	free(text);
}

static void
put_why(FILE *out, const struct synk_rule *rule)
{
	char *text = NULL;

	plan_add(&text, "%s; evidence %s: ", rule->why, rule->evidence);
	plan_add_list(&text, rule->sources, ", ");
	plan_line(out, LABEL, "  why", "%s", text);
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
			plan_line(out, LABEL, "  doses", "%s",
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

	add_capitals(&head, plan_sheet_region(r->region));
	plan_add(&head, ", candidate: %s%s%s", r->muscle,
	    r->part[0] ? ", " : "", r->part);
	plan_line(out, HEAD, r->id, "%s", head);
	add_capitals(&side, t->side);
	fprintf(out, "    patient's %s (%s)%*s\n", side, r->side,
	    TABLE_WIDTH - 17 - (int)strlen(side) - (int)strlen(r->side),
	    "status: UNREVIEWED");
	plan_line(out, LABEL, "  sign", "%s (probability %s)", r->sign,
	    plan_probability(t->low, t->high).at);
	put_measured(out, p, t);
	plan_line(out, LABEL, "  threshold", "%s", r->threshold);
	put_why(out, r);
	put_cautions(out, r);
	put_doses(out, p, t);
	plan_line(out, LABEL, "  reviewer",
	    "____________________________ agree / disagree");
	free(head);
	free(side);
}

void
plan_sheet_candidates(FILE *out, const struct plan_page *page)
{
	const struct synk_plan *p = page->plan;

	if (!plan_sheet_count(p, SYNK_TARGET_CANDIDATE))
		return;
	fputs("CANDIDATE TARGETS, for review; brakes of the smile before its"
	    " motor, no ranking\n", out);
	for (size_t i = 0; i < p->targets; i++)
		if (p->target[i].status == SYNK_TARGET_CANDIDATE)
			put_candidate(out, p, &p->target[i]);
}

/* The others: signs, and never a muscle. */

/* As "E1 eye >0.99: the sign". */
static void
put_sign(FILE *out, const struct synk_target *t)
{
	plan_line(out, 4, "  -", "%s %s %s: %s", t->rule->id,
	    plan_sheet_region(t->rule->region), plan_probability(t->low,
	    t->high).at, t->rule->sign);
}

static bool
is_held(const struct synk_target *t)
{
	return t->status == SYNK_TARGET_WITHHELD ||
	    t->status == SYNK_TARGET_DROPPED;
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

static const struct synk_gate *
find_gate(const struct synk_rules *rules, const char *id)
{
	const struct synk_gate *g;

	for (size_t i = 0; (g = synk_rules_gate(rules, i)); i++)
		if (strcmp(g->id, id) == 0)
			break;
	return g;
}

/* Those that one gate or conflict holds back; a notice says why of a conflict,
 * or what is not to be touched does. */
static void
put_held(FILE *out, const struct synk_plan *p, const struct synk_target *by)
{
	const struct synk_gate *g = find_gate(p->rules, by->because);

	plan_line(out, 0, "", "SIGNS THAT ARE THERE, for which no target is"
	    " named: %s by %s%s%s", synk_target_status_name(by->status),
	    by->because, g ? ", " : "", g ? g->title : "");
	for (size_t i = 0; i < p->targets; i++)
		if (is_held(&p->target[i]) &&
		    strcmp(p->target[i].because, by->because) == 0)
			put_sign(out, &p->target[i]);
}

void
plan_sheet_signs(FILE *out, const struct plan_page *page)
{
	const struct synk_plan *p = page->plan;

	for (size_t i = 0; i < p->targets; i++)
		if (is_held(&p->target[i]) && is_first(p, i))
			put_held(out, p, &p->target[i]);
}

/* Whether nothing but answers could tell of a sign. */
static bool
is_unknown(const struct synk_target *t)
{
	return t->low <= 0 && t->high >= 1;
}

/* "off: S7 S8" of the rules of a status; those with a probability stand
 * apart. */
static void
add_ids(char **text, const char *what, const struct synk_plan *p,
    enum synk_target_status status)
{
	bool any = false;

	for (size_t i = 0; i < p->targets; i++) {
		const struct synk_target *t = &p->target[i];

		if (t->status != status || (status == SYNK_TARGET_UNDECIDED &&
		    !is_unknown(t)))
			continue;
		if (!any)
			plan_add(text, "%s%s:", *text ? "; " : "", what);
		any = true;
		plan_add(text, " %s", t->rule->id);
	}
}

void
plan_sheet_others(FILE *out, const struct plan_page *page)
{
	const struct synk_plan *p = page->plan;
	char *text = NULL;
	bool any = false;

	for (size_t i = 0; i < p->targets; i++) {
		const struct synk_target *t = &p->target[i];

		if (t->status != SYNK_TARGET_UNDECIDED || is_unknown(t))
			continue;
		if (!any)
			fputs("SIGNS THAT MAY BE THERE (probability)\n", out);
		any = true;
		put_sign(out, t);
	}
	add_ids(&text, "not known", p, SYNK_TARGET_UNDECIDED);
	add_ids(&text, "not there", p, SYNK_TARGET_NOT_MET);
	add_ids(&text, "off", p, SYNK_TARGET_OFF);
	if (text)
		plan_line(out, 0, "", "RULES %s", text);
	free(text);
}
