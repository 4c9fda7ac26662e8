/* The worksheet that a specialist would sign: one page of plain text. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plan_sheet.h"
#include "plan_text.h"

enum { LABEL = 10, NOTICE = 4, NAME = 40, DIGITS = 12 };

static void
put_who(FILE *out, const struct synk_plan *p)
{
	struct table_text t = { .size = 0 };

	table_add(&t, "PLANNING WORKSHEET: subject ");
	table_add_user(&t, p->subject, NAME);
	table_add(&t, ", visit ");
	table_add_user(&t, p->visit, NAME);
	table_wrap(out, 0, "", t.at);
}

/* The side, and its two checks: what nobody said again is to be circled. */
static void
put_side(FILE *out, const struct plan_page *page)
{
	plan_line(out, LABEL, "affected", "patient's %s, declared%s%s",
	    strcmp(page->plan->side, "left") == 0 ? "LEFT" : "RIGHT",
	    page->answers->affected_side ? " and said again"
	    : "; again: left / right", page->answers->not_mirrored > 0
	    ? "; not mirrored" : "; not mirrored: y n ?");
}

static void
put_severity(FILE *out, const struct synk_plan *p)
{
	const char *grade = p->severity ? p->severity : "not graded";
	char *text = NULL, path[80];
	double chance;

	snprintf(path, sizeof path, "severity.probability.%s", grade);
	chance = synk_plan_field(p, path).value;
	if (strcmp(grade, "undetermined") == 0)
		plan_add(&text, "not resolvable from these photos");
	else
		plan_add_words(&text, grade);
	if (isfinite(chance))
		plan_add(&text, " (probability %s), of the landmarks; not"
		    " calibrated", plan_probability(chance, chance).at);
	plan_line(out, LABEL, "severity", "%s", text);
	free(text);
}

/* Blanks are for a date, or for days. */
static void
put_days(FILE *out, const struct synk_plan *p)
{
	const struct {
		const char *since;
		double days;
	} of[] = {
		{ "onset", p->days_since_onset },
		{ "last injection", p->days_since_injection },
	};
	char *known = NULL, *blank = NULL;

	for (size_t i = 0; i < sizeof of / sizeof *of; i++)
		if (isnan(of[i].days))
			plan_add(&blank, "%ssince %s __________", blank ? ", "
			    : "not known: ", of[i].since);
		else
			plan_add(&known, "%ssince %s %g", known ? ", " : "",
			    of[i].since, of[i].days);
	plan_line(out, LABEL, "days", "%s%s%s", known ? known : "",
	    known && blank ? "; " : "", blank ? blank : "");
	free(known);
	free(blank);
}

static void
put_options(FILE *out)
{
	const char *option;
	char *text = NULL;

	for (size_t i = 0; (option = synk_plan_option(i)); i++)
		plan_add(&text, "%s%s", i ? "; " : "", option);
	plan_line(out, LABEL, "options", "%s", text);
	free(text);
}

static void
put_notices(FILE *out, const struct synk_plan *p)
{
	for (size_t i = 0; i < p->notices; i++)
		plan_line(out, NOTICE, p->notice[i]->id, "%s%s",
		    p->certain[i] ? "" : "May apply: ",
		    p->notice[i]->notice);
}

static void
put_unseen(FILE *out, const struct synk_plan *p)
{
	char *text = NULL;

	for (size_t i = 0; i < p->unseen; i++) {
		plan_add(&text, i ? ", " : "");
		plan_add_words(&text, p->not_assessed[i]);
	}
	plan_line(out, 0, "", "NOT ASSESSED: %s: absence in landmarks is not"
	    " absence.", text ? text : "not said");
	free(text);
}

/* The hashes' beginnings are enough for a page; records have all of them. */
static void
put_foot(FILE *out, const struct synk_plan *p)
{
	put_unseen(out, p);
	plan_line(out, 0, "", "SOURCES: synk-plan --list sources.  Rules"
	    " %.*s, norms %.*s.", DIGITS, synk_rules_hash(p->rules), DIGITS,
	    p->norms ? p->norms : "not said");
	fputs("\nSpecialist ______________________________   Date"
	    " ____________________\n", out);
}

/* What the sheet comes to where no rule fires. */
static void
put_nothing(FILE *out, const struct synk_plan *p)
{
	bool none = p->severity && strcmp(p->severity, "none") == 0;

	if (plan_sheet_count(p, SYNK_TARGET_CANDIDATE) ||
	    plan_sheet_count(p, SYNK_TARGET_WITHHELD) ||
	    plan_sheet_count(p, SYNK_TARGET_DROPPED))
		return;
	plan_line(out, 0, "", "%s", none ? "Nothing measured to treat."
	    : "No candidate: no rule's sign is certain.");
}

static void
put_plan(FILE *out, const struct plan_page *page)
{
	const struct synk_plan *p = page->plan;

	put_options(out);
	put_side(out, page);
	put_severity(out, p);
	put_days(out, p);
	plan_sheet_answers(out, page);
	put_notices(out, p);
	plan_sheet_measured(out, page);
	put_nothing(out, p);
	plan_sheet_candidates(out, page);
	plan_sheet_signs(out, page);
	plan_sheet_others(out, page);
	plan_sheet_untouched(out, page);
	plan_sheet_gates(out, page);
	plan_sheet_questions(out, page);
	put_foot(out, p);
}

/* Nothing is judged. */
static void
put_control(FILE *out, const struct synk_plan *p)
{
	plan_line(out, LABEL, "affected", "neither side: declared a healthy"
	    " control");
	plan_line(out, 0, "", "Nothing measured to treat: no side is"
	    " affected.");
	put_foot(out, p);
}

bool
plan_sheet(FILE *out, const struct plan_page *page, struct synk_error *err)
{
	const struct synk_plan *p = page->plan;

	(void)err;
	plan_line(out, 0, "", "%s  %s  %s", synk_plan_research_use(),
	    synk_plan_off_label(), synk_plan_boxed_warning());
	put_who(out, p);
	if (p->refused[0])
		plan_line(out, LABEL, "NO PLAN", "%s", p->refused);
	else if (p->control)
		put_control(out, p);
	else
		put_plan(out, page);
	putc('\n', out);
	return true;
}
