#include <stdlib.h>
#include <string.h>

#include "csv.h"
#include "plan_output.h"

static bool
put_json(FILE *out, const struct plan_page *page, struct synk_error *err)
{
	char *line;

	if (!synk_plan_json(&line, page->plan, err))
		return false;
	fputs(line, out);
	putc('\n', out);
	free(line);
	return true;
}

static void
begin_csv(FILE *out)
{
	fputs("subject,visit,rule,region,muscle,side,status,because,"
	    "probability_low,probability_high,evidence\n", out);
}

static void
put_row(FILE *out, const struct synk_plan *p, const struct synk_target *t)
{
	bool candidate = t->status == SYNK_TARGET_CANDIDATE;

	csv_put(out, p->subject);
	csv_put_next(out, p->visit);
	csv_put_next(out, t->rule->id);
	csv_put_next(out, t->rule->region);
	csv_put_next(out, candidate ? t->rule->muscle : NULL);
	csv_put_next(out, t->side);
	csv_put_next(out, synk_target_status_name(t->status));
	csv_put_next(out, t->because);
	csv_put_number(out, t->low);
	csv_put_number(out, t->high);
	csv_put_next(out, t->rule->evidence);
	putc('\n', out);
}

/* The only row of an exam without rules, so that none is missing. */
static void
put_unjudged(FILE *out, const struct synk_plan *p, const char *status,
    const char *because)
{
	csv_put(out, p->subject);
	csv_put_next(out, p->visit);
	fputs(",,,,,", out);
	fputs(status, out);
	csv_put_next(out, because);
	fputs(",,,\n", out);
}

static bool
put_csv(FILE *out, const struct plan_page *page, struct synk_error *err)
{
	const struct synk_plan *p = page->plan;

	(void)err;
	for (size_t i = 0; i < p->targets; i++)
		put_row(out, p, &p->target[i]);
	if (p->refused[0])
		put_unjudged(out, p, "refused", p->refused);
	else if (p->control)
		put_unjudged(out, p, "control", NULL);
	return true;
}

static const struct plan_format formats[] = {
	{ "json", true, NULL, put_json },
	{ "text", false, NULL, plan_sheet },
	{ "csv", false, begin_csv, put_csv },
};

const struct plan_format *
plan_format(size_t i)
{
	return i < sizeof formats / sizeof *formats ? &formats[i] : NULL;
}

bool
plan_format_set(void *field, const char *text, struct synk_error *err)
{
	const struct plan_format *f;

	for (size_t i = 0; (f = plan_format(i)); i++)
		if (strcmp(f->name, text) == 0) {
			*(const struct plan_format **)field = f;
			return true;
		}
	return synk_fail(err, SYNK_BAD_USAGE,
	    "expected json, text or csv, found '%s'", text);
}
