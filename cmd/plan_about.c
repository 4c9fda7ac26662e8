#include <stdlib.h>
#include <string.h>

#include "plan_about.h"
#include "plan_text.h"
#include "value.h"

#define LEN(a)	(sizeof (a) / sizeof *(a))

enum { LABEL = 12 };

/* One row of a table: its id, and what a list shows of it; false past it. */
struct row {
	const char *id, *text;
};

static bool
gate_row(struct row *row, const struct synk_rules *rules, size_t i)
{
	const struct synk_gate *g = synk_rules_gate(rules, i);

	if (g)
		*row = (struct row){ g->id, g->title };
	return g;
}

static bool
rule_row(struct row *row, const struct synk_rules *rules, size_t i)
{
	const struct synk_rule *r = synk_rules_rule(rules, i);

	if (r)
		*row = (struct row){ r->id, r->sign };
	return r;
}

static bool
conflict_row(struct row *row, const struct synk_rules *rules, size_t i)
{
	const struct synk_conflict *c = synk_rules_conflict(rules, i);

	if (c)
		*row = (struct row){ c->id, c->why };
	return c;
}

static bool
question_row(struct row *row, const struct synk_rules *rules, size_t i)
{
	const struct synk_question *q = synk_rules_question(rules, i);

	if (q)
		*row = (struct row){ q->id, q->ask };
	return q;
}

static bool
source_row(struct row *row, const struct synk_rules *rules, size_t i)
{
	const struct synk_source *s = synk_rules_source(rules, i);

	if (s)
		*row = (struct row){ s->id, s->text };
	return s;
}

/* Explaining. */

static void
put(FILE *out, const char *label, const char *text)
{
	if (text && *text)
		plan_line(out, LABEL, label, "%s", text);
}

static void
put_list(FILE *out, const char *label, synk_texts list)
{
	for (size_t i = 0; list[i]; i++)
		put(out, i ? "" : label, list[i]);
}

static void
put_ids(FILE *out, const char *label, synk_texts list)
{
	char *text = NULL;

	plan_add_list(&text, list, " ");
	put(out, label, text);
	free(text);
}

static void
put_sources(FILE *out, const struct synk_rules *rules, synk_texts list)
{
	const struct synk_source *s;

	for (size_t i = 0; (s = synk_rules_source(rules, i)); i++)
		if (plan_lists(list, s->id))
			plan_line(out, LABEL, "  source", "%s: %s", s->id,
			    s->text);
}

static void
put_questions(FILE *out, const struct synk_rules *rules, synk_texts list)
{
	const struct synk_question *q;

	for (size_t i = 0; (q = synk_rules_question(rules, i)); i++)
		if (plan_lists(list, q->id))
			plan_line(out, LABEL, "  question", "%s: %s", q->id,
			    q->ask);
}

static void
explain_gate(FILE *out, const struct synk_rules *rules, size_t i)
{
	const struct synk_gate *g = synk_rules_gate(rules, i);

	put(out, "  gate", g->title);
	put(out, "  safe", g->safe);
	put(out, "  why", g->why);
	put_ids(out, "  blocks", g->blocks);
	put_questions(out, rules, g->questions);
	put_sources(out, rules, g->sources);
}

static void
explain_rule(FILE *out, const struct synk_rules *rules, size_t i)
{
	const struct synk_rule *r = synk_rules_rule(rules, i);

	put(out, "  rule", r->sign);
	put(out, "  when", r->when);
	put(out, "  threshold", r->threshold);
	plan_line(out, LABEL, "  target", "%s%s%s, %s side; region %s",
	    r->muscle, r->part[0] ? ", " : "", r->part, r->side, r->region);
	put(out, "  why", r->why);
	put(out, "  default", r->on ? "on" : "off, unless asked for with"
	    " --consider");
	put_list(out, "  measured", r->measured);
	put_list(out, "  cautions", r->cautions);
	put_questions(out, rules, r->questions);
	put(out, "  evidence", r->evidence);
	put_sources(out, rules, r->sources);
}

static void
explain_conflict(FILE *out, const struct synk_rules *rules, size_t i)
{
	const struct synk_conflict *c = synk_rules_conflict(rules, i);

	put(out, "  conflict", c->why);
	put(out, "  if", c->when);
	put_ids(out, "  drops", c->drop);
	put(out, "  notice", c->notice);
}

/* And what asks it: an "answer." of an expression names it. */
static void
explain_question(FILE *out, const struct synk_rules *rules, size_t i)
{
	const struct synk_question *q = synk_rules_question(rules, i);
	const struct synk_gate *g;
	const struct synk_rule *r;
	char *asked = NULL;

	put(out, "  question", q->ask);
	put(out, "  label", q->label);
	put_ids(out, "  regions", q->regions);
	for (size_t k = 0; (g = synk_rules_gate(rules, k)); k++)
		if (plan_lists(g->questions, q->id))
			plan_add(&asked, "%s%s", asked ? " " : "", g->id);
	for (size_t k = 0; (r = synk_rules_rule(rules, k)); k++)
		if (plan_lists(r->questions, q->id))
			plan_add(&asked, "%s%s", asked ? " " : "", r->id);
	put(out, "  asked by", asked);
	free(asked);
}

static void
explain_source(FILE *out, const struct synk_rules *rules, size_t i)
{
	put(out, "  source", synk_rules_source(rules, i)->text);
}

/* Tables. */

static const struct table {
	const char *name;
	bool (*row)(struct row *, const struct synk_rules *, size_t i);
	void (*explain)(FILE *, const struct synk_rules *, size_t i);
} tables[] = {
	{ "rules", rule_row, explain_rule },
	{ "gates", gate_row, explain_gate },
	{ "conflicts", conflict_row, explain_conflict },
	{ "questions", question_row, explain_question },
	{ "sources", source_row, explain_source },
};

static void
put_table(FILE *out, const struct synk_rules *rules, const struct table *t)
{
	struct row row;
	size_t width = 0;

	for (size_t i = 0; t->row(&row, rules, i); i++)
		if (strlen(row.id) > width)
			width = strlen(row.id);
	for (size_t i = 0; t->row(&row, rules, i); i++)
		plan_line(out, (int)width + 2, row.id, "%s", row.text);
}

bool
plan_list(FILE *out, const struct synk_rules *rules, const char *name,
    struct synk_error *err)
{
	for (size_t i = 0; i < LEN(tables); i++)
		if (strcmp(tables[i].name, name) == 0) {
			put_table(out, rules, &tables[i]);
			return true;
		}
	return synk_fail(err, SYNK_BAD_USAGE, "expected rules, gates,"
	    " conflicts, questions or sources, found '%.60s'", name);
}

static bool
nothing_called(const char *id, const struct synk_rules *rules,
    struct synk_error *err)
{
	struct row row;

	for (size_t k = 0; k < LEN(tables); k++)
		for (size_t i = 0; tables[k].row(&row, rules, i); i++)
			if (value_near(id, row.id))
				return synk_fail(err, SYNK_BAD_USAGE,
				    "nothing is called '%.60s': did you mean"
				    " '%s'?", id, row.id);
	return synk_fail(err, SYNK_BAD_USAGE, "nothing is called '%.60s': see"
	    " --list rules, gates, conflicts, questions or sources", id);
}

bool
plan_explain(FILE *out, const struct synk_rules *rules, const char *id,
    struct synk_error *err)
{
	struct row row;
	bool found = false;

	for (size_t k = 0; k < LEN(tables); k++)
		for (size_t i = 0; tables[k].row(&row, rules, i); i++)
			if (strcmp(row.id, id) == 0) {
				plan_line(out, 0, "", "%s", row.id);
				tables[k].explain(out, rules, i);
				found = true;
			}
	return found || nothing_called(id, rules, err);
}
