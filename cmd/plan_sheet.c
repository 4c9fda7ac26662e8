/* The worksheet that a specialist would sign: 79 columns, plain text. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plan_sheet.h"
#include "plan_text.h"

enum { LABEL = 11, NAME = 40 };

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

static void
add_days(char **text, const char *since, double days)
{
	if (isnan(days))
		plan_add(text, "%s: not known", since);
	else
		plan_add(text, "%s: %g", since, days);
}

static void
put_head(FILE *out, const struct synk_plan *p)
{
	char *days = NULL, *severity = NULL;

	if (p->control) {
		plan_line(out, LABEL, "affected", "neither side: declared a"
		    " healthy control");
		return;
	}
	plan_add_words(&severity, p->severity ? p->severity : "not graded");
	if (strcmp(severity, "undetermined") == 0)
		plan_line(out, LABEL, "severity",
		    "not resolvable from these photos");
	else
		plan_line(out, LABEL, "severity", "%s (of the landmarks;"
		    " not calibrated)", severity);
	plan_line(out, LABEL, "affected", "patient's %s side, declared",
	    strcmp(p->side, "left") == 0 ? "LEFT" : "RIGHT");
	add_days(&days, "since onset", p->days_since_onset);
	add_days(&days, "; since the last injection",
	    p->days_since_injection);
	plan_line(out, LABEL, "days", "%s", days);
	free(severity);
	free(days);
}

static void
put_notices(FILE *out, const struct synk_plan *p)
{
	for (size_t i = 0; i < p->notices; i++)
		plan_line(out, LABEL, i ? "" : "NOTICE", "%s (%s)",
		    p->notice[i]->notice, p->notice[i]->id);
}

static void
put_options(FILE *out)
{
	const char *option;
	char *text = NULL;

	for (size_t i = 0; (option = synk_plan_option(i)); i++)
		plan_add(&text, "%s%s", i ? "; " : "", option);
	plan_line(out, LABEL, "ALWAYS", "options: %s.  %s", text,
	    synk_plan_off_label());
	free(text);
}

static const char *
answer_to(const struct plan_page *page, const char *question)
{
	const struct synk_answers *a = page->answers;

	for (size_t i = 0; i < a->count; i++)
		if (strcmp(a->at[i].question, question) == 0)
			return a->at[i].yes ? "yes" : "no";
	return NULL;
}

/* Ids of all questions to which that was the answer. */
static void
put_answered(FILE *out, const struct plan_page *page, const char *answer)
{
	const struct synk_question *q;
	char *text = NULL;

	for (size_t i = 0; (q = synk_rules_question(page->plan->rules, i));
	    i++)
		if (answer_to(page, q->id) &&
		    strcmp(answer_to(page, q->id), answer) == 0)
			plan_add(&text, "%s%s", text ? ", " : "", q->id);
	if (text)
		plan_line(out, LABEL, "", "%s: %s", answer, text);
	free(text);
}

static void
put_answers(FILE *out, const struct plan_page *page)
{
	const struct synk_answers *a = page->answers;

	if (!a->affected_side && a->not_mirrored < 0 && !a->count) {
		plan_line(out, LABEL, "ANSWERS", "none given");
		return;
	}
	plan_line(out, LABEL, "ANSWERS", "affected side: %s; photographs not"
	    " mirrored: %s", a->affected_side ? a->affected_side
	    : "not said", a->not_mirrored < 0 ? "not said"
	    : a->not_mirrored ? "yes" : "no");
	put_answered(out, page, "yes");
	put_answered(out, page, "no");
}

/* All gates of a status: their ids, with their titles where nothing else on
 * the sheet tells them. */
static void
put_gates_of(FILE *out, const struct synk_plan *p,
    enum synk_gate_status status, const char *label, const char *more)
{
	bool titles = status == SYNK_GATE_UNKNOWN;
	char *text = NULL;

	for (size_t i = 0; i < p->gates; i++)
		if (p->gate[i].status == status)
			plan_add(&text, "%s%s%s%s", !text ? "" : titles
			    ? "; " : " ", p->gate[i].gate->id, titles ? " "
			    : "", titles ? p->gate[i].gate->title : "");
	if (text)
		plan_line(out, LABEL, label, "%s%s", text, more);
	free(text);
}

static void
put_gates(FILE *out, const struct synk_plan *p)
{
	fputs("\nGATES\n", out);
	put_gates_of(out, p, SYNK_GATE_PASSED, "  passed", "");
	put_gates_of(out, p, SYNK_GATE_FAILED, "  failed",
	    ": see what is not to be touched");
	put_gates_of(out, p, SYNK_GATE_UNKNOWN, "  unknown",
	    ".  They block as failed ones do, until they are answered.");
}

static void
put_shares(FILE *out, const struct synk_plan *p)
{
	const char *domain = "";

	fputs("\nWHERE THE ASYMMETRY SITS: each region's share of the face's"
	    " (95 % interval)\n", out);
	fprintf(out, "%13s%-22s%-22s%s", "", "brow", "eye", "mouth");
	for (size_t i = 0; i < sizeof p->share / sizeof *p->share; i++) {
		const struct synk_share_line *s = &p->share[i];

		if (!s->region)
			break;
		if (s->domain != domain)
			fprintf(out, "\n  %-11s", s->domain);
		domain = s->domain;
		fprintf(out, i % 3 == 2 ? "%s" : "%-22s", plan_share(s).at);
	}
	fputs("\n  This is no ranking of targets; a dot is not resolvable from"
	    " these photos.\n", out);
}

static void
put_question(FILE *out, const char *ask)
{
	plan_line(out, 20, "  [ ]  [ ]   [ ]", "%s", ask);
}

/* The side and the days are asked as well, if nobody said them. */
static void
put_questions(FILE *out, const struct plan_page *page)
{
	const struct synk_plan *p = page->plan;
	bool side = !page->answers->affected_side;
	bool mirror = page->answers->not_mirrored < 0;

	if (isnan(p->days_since_onset))
		fputs("\nDate of onset ____________   of the photographs"
		    " ____________\n", out);
	if (!p->opens && !side && !mirror)
		return;
	fputs("\nOPEN QUESTIONS: only an examination answers them\n"
	    "  yes  no  not seen\n", out);
	if (side)
		put_question(out, strcmp(p->side, "left") == 0
		    ? "Is the patient's LEFT side the affected one?"
		    : "Is the patient's RIGHT side the affected one?");
	if (mirror)
		put_question(out, "Is it certain that the photographs are not"
		    " mirrored?");
	for (size_t i = 0; i < p->opens; i++)
		put_question(out, p->open[i]->ask);
}

static void
put_unseen(FILE *out, const struct synk_plan *p)
{
	char *text = NULL;

	for (size_t i = 0; i < p->unseen; i++) {
		plan_add(&text, i ? ", " : "");
		plan_add_words(&text, p->not_assessed[i]);
	}
	plan_line(out, 16, "NOT ASSESSED", "%s: absence in landmarks is not"
	    " absence.", text ? text : "not said");
	free(text);
}

/* Whether a text names a source: by its id as a word. */
static bool
names(const char *text, const char *id)
{
	size_t n = strlen(id);

	for (; text && (text = strstr(text, id)); text += n)
		if (!text[n] || strchr(" ,;.:)", text[n]))
			return true;
	return false;
}

/* Whether a source stands on the sheet. */
static bool
is_used(const struct synk_plan *p, const char *id)
{
	for (size_t i = 0; i < p->gates; i++)
		if (p->gate[i].status == SYNK_GATE_FAILED &&
		    plan_lists(p->gate[i].gate->sources, id))
			return true;
	for (size_t i = 0; i < p->targets; i++)
		if (p->target[i].status == SYNK_TARGET_CANDIDATE &&
		    plan_lists(p->target[i].rule->sources, id))
			return true;
	for (size_t i = 0; i < p->notices; i++)
		if (names(p->notice[i]->notice, id))
			return true;
	return false;
}

static void
put_sources(FILE *out, const struct synk_plan *p)
{
	const struct synk_source *s;
	char *ids = NULL;

	for (size_t i = 0; (s = synk_rules_source(p->rules, i)); i++)
		if (is_used(p, s->id))
			plan_add(&ids, "%s%s", ids ? ", " : "", s->id);
	if (ids)
		plan_line(out, LABEL, "SOURCES", "%s (synk-plan --list sources"
		    " spells them out)", ids);
	free(ids);
	plan_line(out, 7, "RULES", "%s", synk_rules_hash(p->rules));
	if (p->norms)
		plan_line(out, 7, "NORMS", "%s", p->norms);
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
	putc('\n', out);
	if (none)
		plan_line(out, 0, "", "Nothing measured to treat.");
	else
		plan_line(out, 0, "", "No candidate: no rule's sign is"
		    " certain.");
}

static void
put_control(FILE *out, const struct synk_plan *p)
{
	plan_line(out, 0, "", "Nothing measured to treat: no side is"
	    " affected.");
	put_unseen(out, p);
	put_sources(out, p);
}

static void
put_plan(FILE *out, const struct plan_page *page)
{
	const struct synk_plan *p = page->plan;
	bool candidate = plan_sheet_count(p, SYNK_TARGET_CANDIDATE) > 0;

	put_head(out, p);
	if (p->control) {
		put_control(out, p);
		return;
	}
	if (candidate)
		plan_line(out, LABEL, "WARNING", "%s",
		    synk_plan_boxed_warning());
	put_options(out);
	put_notices(out, p);
	put_answers(out, page);
	put_gates(out, p);
	put_shares(out, p);
	put_nothing(out, p);
	plan_sheet_candidates(out, page);
	plan_sheet_signs(out, page);
	plan_sheet_undecided(out, page);
	plan_sheet_untouched(out, page);
	put_questions(out, page);
	putc('\n', out);
	put_unseen(out, p);
	put_sources(out, p);
	fputs("\nSpecialist ______________________________   Date"
	    " ____________________\n\n", out);
}

bool
plan_sheet(FILE *out, const struct plan_page *page, struct synk_error *err)
{
	(void)err;
	plan_line(out, 0, "", "%s", synk_plan_research_use());
	putc('\n', out);
	put_who(out, page->plan);
	if (page->plan->refused[0]) {
		plan_line(out, LABEL, "NO PLAN", "%s", page->plan->refused);
		putc('\n', out);
	} else {
		put_plan(out, page);
	}
	plan_line(out, 0, "", "%s", synk_plan_research_use());
	putc('\n', out);
	return true;
}
