#include <string.h>

#include "diff_words.h"
#include "report_change.h"
#include "report_put.h"

static const struct change_score scores[] = {
	{ "score.rest", "rest" }, { "score.movement", "voluntary movement" },
	{ "score.synkinesis", "synkinesis" },
	{ "score.overall", "overall (composite)" },
};

static const struct change_part parts[] = {
	{ "synkinesis", "Involuntary: excess" },
	{ "movement", "Voluntary: ratio of the affected side" },
	{ "rest", "At rest" }, { "region", "Regions: asymmetry" },
};

static const struct {
	const char *suffix;
	enum synk_component component;
} components[] = {
	{ "affected", SYNK_LEFT_OF }, { "healthy", SYNK_RIGHT_OF },
	{ "left", SYNK_LEFT_OF }, { "right", SYNK_RIGHT_OF },
	{ "difference", SYNK_DIFFERENCE_OF }, { "ratio", SYNK_RATIO_OF },
	{ "excess", SYNK_EXCESS_OF },
	{ "excess_length", SYNK_EXCESS_LENGTH_OF },
};

const struct change_score *
change_score(size_t i)
{
	return i < sizeof scores / sizeof *scores ? &scores[i] : NULL;
}

const struct change_part *
change_part(size_t i)
{
	return i < sizeof parts / sizeof *parts ? &parts[i] : NULL;
}

const struct node *
change_row(const struct node *rows, const char *name)
{
	const struct node *n = tree_first(rows);

	while (n && !tree_is_at(n, "row", name))
		n = tree_next(n);
	return n;
}

static enum synk_kind
kind_of(const struct node *row)
{
	for (int k = 0; k < SYNK_KINDS; k++)
		if (tree_is_at(row, "domain", synk_kind_name(
		    (enum synk_kind)k)))
			return (enum synk_kind)k;
	return SYNK_KIND_MEASURE;
}

/* Its last word is the component, if it is one. */
static void
split(struct synk_quantity *q)
{
	char *last = strrchr(q->name, '.');

	q->component = SYNK_VALUE_OF;
	for (size_t i = 0; last && i < sizeof components /
	    sizeof *components; i++)
		if (strcmp(components[i].suffix, last + 1) == 0) {
			q->component = components[i].component;
			*last = '\0';
			return;
		}
}

static const char *
unit_of(const struct node *unit)
{
	static const char *const units[] = { "ratio", "score", "deg", "%ied2" };

	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (tree_is(unit, units[i]))
			return units[i];
	return "%ied";
}

struct synk_quantity
change_quantity(const struct node *row)
{
	struct synk_quantity q = { .kind = kind_of(row),
	    .unit = unit_of(tree_at(row, "unit")) };
	const struct node *name = tree_at(row, "row");

	if (name && name->size > 2 && name->size - 2 < sizeof q.name)
		memcpy(q.name, name->text + 1, name->size - 2);
	split(&q);
	return q;
}

/* "region.smile.asymmetry" as "mouth, asymmetry". */
static void
put_region(FILE *out, const char *name)
{
	const char *at = strchr(name, '.'), *end = strrchr(name, '.');

	if (!at || end == at) {
		put_string(out, name);
		return;
	}
	if (strncmp(at, ".smile.", 7) == 0)
		fputs("mouth", out);
	else
		put_bytes(out, at + 1, (size_t)(end - at - 1));
	fputs(", ", out);
	put_string(out, end + 1);
}

void
change_name(FILE *out, const struct synk_quantity *q)
{
	if (q->kind == SYNK_KIND_REGION)
		put_region(out, q->name);
	else
		put_string(out, diff_full_name(q).text);
}

bool
change_is_line(const struct node *row, const char *domain)
{
	struct synk_quantity q;

	if (!tree_is_at(row, "domain", domain))
		return false;
	q = change_quantity(row);
	return q.component == SYNK_EXCESS_OF || q.component == SYNK_RATIO_OF ||
	    q.component == SYNK_DIFFERENCE_OF || q.kind == SYNK_KIND_REGION;
}

static int
outcome_of(const struct node *outcome)
{
	int i = 0;

	while (i < SYNK_OUTCOMES && !tree_is(outcome, synk_outcome_name(
	    (enum synk_outcome)i)))
		i++;
	return i;
}

const char *
change_mark(const struct node *outcome, const struct node *noise,
    const struct node *error)
{
	int i = outcome_of(outcome);

	if (tree_true(error) || i == SYNK_OUTCOME_IMPROVED ||
	    i == SYNK_OUTCOME_WORSE || i == SYNK_OUTCOME_CHANGED)
		return "o";
	return tree_true(noise) ? "h" : "q";
}

void
change_outcome(FILE *out, const struct node *outcome,
    const struct node *noise, const struct node *error)
{
	struct synk_change c = { .beyond_noise = !tree_said(noise) ? -1
	    : tree_true(noise) };
	const char *mark = change_mark(outcome, noise, error);
	int i = outcome_of(outcome);

	fprintf(out, "<span class=\"oc%s\">", *mark == 'o' ? ""
	    : *mark == 'h' ? " beyond-noise" : " within");
	if (i == SYNK_OUTCOMES) {
		put_words(out, outcome);
	} else {
		c.outcome = (enum synk_outcome)i;
		put_string(out, diff_outcome(&c));
		if (c.outcome == SYNK_OUTCOME_WITHIN_ERROR &&
		    c.beyond_noise > 0)
			fputs(", beyond noise", out);
	}
	fputs("</span>", out);
}

void
change_warnings(FILE *out, const struct node *record)
{
	const struct node *n = tree_first(tree_at(record, "warnings"));

	if (!n)
		return;
	fputs("<section class=\"wb\"><h4>Warnings</h4><ul>", out);
	for (; n; n = tree_next(n)) {
		fputs("<li>", out);
		put_node(out, tree_at(n, "text"));
		if (tree_said(tree_at(n, "subjects"))) {
			fputs(" (subjects: ", out);
			put_node(out, tree_at(n, "subjects"));
			putc(')', out);
		}
		fputs("</li>", out);
	}
	fputs("</ul></section>", out);
}
