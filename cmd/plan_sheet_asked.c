/* What was asked: answers, and a grid of what is still open, for a pen. */
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "plan_sheet.h"
#include "plan_text.h"

enum { LABEL = 10 };

static void
add_label(char **text, const struct synk_question *q)
{
	if (q->label)
		plan_add(text, "%s", q->label);
	else
		plan_add_words(text, q->id);
}

/* Answers. */

/* Whether it was answered so. */
static bool
is_answered(const struct synk_answers *a, const char *question, bool yes)
{
	for (size_t i = 0; i < a->count; i++)
		if (strcmp(a->at[i].question, question) == 0)
			return a->at[i].yes == yes;
	return false;
}

static void
add_answered(char **text, const struct plan_page *page, bool yes)
{
	const struct synk_question *q;
	size_t n = 0;

	for (size_t i = 0; (q = synk_rules_question(page->plan->rules, i));
	    i++)
		if (is_answered(page->answers, q->id, yes)) {
			plan_add(text, n++ ? ", " : yes ? "yes: " : "no: ");
			add_label(text, q);
		}
	if (n)
		plan_add(text, ".  ");
}

void
plan_sheet_answers(FILE *out, const struct plan_page *page)
{
	char *text = NULL;

	add_answered(&text, page, true);
	add_answered(&text, page, false);
	if (text)
		plan_line(out, LABEL, "answers", "%s", text);
	free(text);
}

/* Open questions. */

static bool
is_of_candidate(const struct synk_plan *p, const struct synk_question *q)
{
	for (size_t i = 0; i < p->targets; i++)
		if (p->target[i].status == SYNK_TARGET_CANDIDATE &&
		    plan_lists(p->target[i].rule->questions, q->id))
			return true;
	return false;
}

/* Cells of the grid, from its first column's top to its last one's end. */
struct grid {
	char **cell;
	size_t cells, widest;
};

static void
add_cell(struct grid *g, char *text)
{
	size_t columns = table_columns(text);

	g->cell[g->cells++] = text;
	if (columns > g->widest)
		g->widest = columns;
}

/* Those of candidates are first. */
static void
fill(struct grid *g, const struct synk_plan *p)
{
	g->cell = cli_alloc(p->opens * sizeof *g->cell);
	for (int own = 1; own >= 0; own--)
		for (size_t i = 0; i < p->opens; i++) {
			char *text = NULL;

			if (is_of_candidate(p, p->open[i]) != own)
				continue;
			plan_add(&text, "y n ? ");
			add_label(&text, p->open[i]);
			add_cell(g, text);
		}
}

/* As many columns as the widest cell lets stand beside each other. */
static void
put_grid(FILE *out, const struct grid *g)
{
	size_t columns = g->widest < TABLE_WIDTH / 3 ? 3
	    : g->widest < TABLE_WIDTH / 2 ? 2 : 1;
	size_t rows = (g->cells + columns - 1) / columns;
	size_t width = (TABLE_WIDTH + 1) / columns;

	for (size_t y = 0; y < rows; y++) {
		struct table_text line = { .size = 0 };

		for (size_t i = y; i < g->cells; i += rows) {
			size_t used = table_columns(line.at);

			table_add(&line, "%*s", (int)(i / rows * width - used),
			    "");
			table_add_user(&line, g->cell[i], width - 1);
		}
		fprintf(out, "%s\n", line.at);
	}
}

void
plan_sheet_questions(FILE *out, const struct plan_page *page)
{
	struct grid g = { .cells = 0 };

	if (!page->plan->opens)
		return;
	fputs("\nOPEN QUESTIONS: circle yes, no, ? not seen; in full: synk-plan"
	    " --list questions\n", out);
	fill(&g, page->plan);
	put_grid(out, &g);
	for (size_t i = 0; i < g.cells; i++)
		free(g.cell[i]);
	free(g.cell);
}
