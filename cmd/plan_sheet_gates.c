/* Gates, and what is not to be touched because of them, or of a conflict. */
#include <stdlib.h>
#include <string.h>

#include "plan_sheet.h"
#include "plan_text.h"

/* Whether a gate blocks a rule of that status. */
static bool
blocks(const struct synk_plan *p, const struct synk_gate *g,
    enum synk_target_status status)
{
	for (size_t i = 0; i < p->targets; i++)
		if (p->target[i].status == status && plan_lists(g->blocks,
		    p->target[i].rule->id))
			return true;
	return false;
}

/* Whether it blocks one whose sign is there. */
static bool
blocks_sign(const struct synk_plan *p, const struct synk_gate *g)
{
	return blocks(p, g, SYNK_TARGET_WITHHELD) ||
	    blocks(p, g, SYNK_TARGET_DROPPED);
}

/* Whether an open question would tell. */
static bool
is_asked(const struct synk_plan *p, const struct synk_gate *g)
{
	const char *at = g->safe;

	/* In the head of the sheet. */
	if (strstr(at, "answer.side_confirmed") || strstr(at, "days_since_"))
		return true;
	while ((at = strstr(at, "answer."))) {
		at += strlen("answer.");
		for (size_t i = 0; i < p->opens; i++)
			if (strncmp(at, p->open[i]->id,
			    strlen(p->open[i]->id)) == 0)
				return true;
	}
	return false;
}

/* Gates. */

/* Bytes of an id's letters and number: "G7" of "G7a". */
static size_t
stem(const char *id)
{
	size_t letters = strcspn(id, "0123456789");

	return letters + strspn(id + letters, "0123456789");
}

static bool
is_like(const char *id, const char *other)
{
	return stem(id) == stem(other) && strncmp(id, other, stem(id)) == 0;
}

/* Gates that stand together. */
typedef bool choice(const struct synk_plan *, const struct synk_gate_result *);

static bool
is_passed(const struct synk_plan *p, const struct synk_gate_result *g)
{
	(void)p;
	return g->status == SYNK_GATE_PASSED;
}

/* Nothing on the sheet tells what is missing: its title has to. */
static bool
is_title(const struct synk_plan *p, const struct synk_gate_result *g)
{
	return g->status == SYNK_GATE_UNKNOWN && !is_asked(p, g->gate) &&
	    (blocks_sign(p, g->gate) ||
	    blocks(p, g->gate, SYNK_TARGET_UNDECIDED));
}

static bool
is_open(const struct synk_plan *p, const struct synk_gate_result *g)
{
	return g->status == SYNK_GATE_UNKNOWN && !is_title(p, g);
}

/* Whether all gates of this stem, some of them longer, are chosen. */
static bool
is_whole(const struct synk_plan *p, const char *id, choice *chosen)
{
	size_t n = 0;

	for (size_t k = 0; k < p->gates; k++)
		if (is_like(id, p->gate[k].gate->id)) {
			n++;
			if (!chosen(p, &p->gate[k]))
				return false;
		}
	return n > 1;
}

/* Gates of one stem after each other: "G7*" for all, else "G7a b". */
static void
add_id(char **text, const char *id, const char *before, bool whole)
{
	bool like = before && is_like(id, before);

	if (!whole)
		plan_add(text, "%s%s", *text ? " " : "", id + (like &&
		    id[stem(id)] ? stem(id) : 0));
	else if (!like)
		plan_add(text, "%s%.*s*", *text ? " " : "", (int)stem(id), id);
}

static char *
ids_of(const struct synk_plan *p, choice *chosen)
{
	const char *before = NULL;
	char *text = NULL;

	for (size_t i = 0; i < p->gates; i++) {
		const char *id = p->gate[i].gate->id;

		if (!chosen(p, &p->gate[i]))
			continue;
		add_id(&text, id, before, is_whole(p, id, chosen));
		before = id;
	}
	return text;
}

void
plan_sheet_gates(FILE *out, const struct plan_page *page)
{
	const struct synk_plan *p = page->plan;
	char *passed = ids_of(p, is_passed), *open = ids_of(p, is_open);
	char *text = NULL;

	plan_add(&text, "GATES passed: %s", passed ? passed : "none");
	if (open)
		plan_add(&text, "; unknown, so blocking: %s", open);
	for (size_t i = 0; i < p->gates; i++)
		if (is_title(p, &p->gate[i]))
			plan_add(&text, "; unknown: %s %s",
			    p->gate[i].gate->id, p->gate[i].gate->title);
	plan_line(out, 0, "", "%s", text);
	free(passed);
	free(open);
	free(text);
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

/* "eye E1 E2 E3", of the rules that a gate or a conflict lists. */
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
			    plan_sheet_region(regions[i]));
	plan_add(&text, " ");
	plan_add_list(&text, rules, " ");
	return text;
}

/* Why, if it holds a sign back that is there. */
static void
put_failed(FILE *out, const struct synk_plan *p,
    const struct synk_gate_result *r)
{
	const struct synk_gate *g = r->gate;
	char *text = place_of(p, g->blocks);

	plan_add(&text, " (%s", g->id);
	if (r->high > 0)
		plan_add(&text, " %s", plan_probability(r->low, r->high).at);
	plan_add(&text, "): %s", g->title);
	if (blocks_sign(p, g)) {
		plan_add(&text, "; %s", g->why);
		plan_add(&text, *g->sources ? ": " : "");
		plan_add_list(&text, g->sources, ", ");
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

/* A conflict that drops the whole face stands in the title, as its notice has
 * the rest. */
static void
put_title(FILE *out, const struct synk_plan *p)
{
	const struct synk_conflict *c;

	fputs("NOT TO BE TOUCHED:", out);
	for (size_t i = 0; (c = synk_rules_conflict(p->rules, i)); i++)
		if (has_dropped(p, c) && plan_lists(c->drop, "*"))
			fprintf(out, " the whole face (%s);", c->id);
	fputs(" for want of (gate, probability)\n", out);
}

static void
put_dropped(FILE *out, const struct synk_plan *p,
    const struct synk_conflict *c)
{
	char *place = place_of(p, c->drop);

	plan_line(out, 4, "  -", "%s (%s): %s", place, c->id, c->why);
	free(place);
}

void
plan_sheet_untouched(FILE *out, const struct plan_page *page)
{
	const struct synk_plan *p = page->plan;
	const struct synk_conflict *c;

	if (!has_untouched(p))
		return;
	put_title(out, p);
	for (size_t i = 0; (c = synk_rules_conflict(p->rules, i)); i++)
		if (has_dropped(p, c) && !(c->notice && plan_lists(c->drop,
		    "*")))
			put_dropped(out, p, c);
	for (size_t i = 0; i < p->gates; i++)
		if (p->gate[i].status == SYNK_GATE_FAILED)
			put_failed(out, p, &p->gate[i]);
}
