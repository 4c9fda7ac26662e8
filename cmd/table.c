/* The grade as a page for eyes: 79 columns, no colour; the verdict first. */
#include <math.h>
#include <string.h>

#include "job.h"
#include "output.h"
#include "table.h"

enum { WORD = 24, NAMES = 200 };

static void
add_who(struct table_text *t, const struct synk_subject *who)
{
	table_add_user(t, who->subject, WORD);
	if (who->visit) {
		table_add(t, "  ");
		table_add_user(t, who->visit, WORD);
	}
	if (who->repeat) {
		table_add(t, "  repeat ");
		table_add_user(t, who->repeat, WORD);
	}
	if (who->rater) {
		table_add(t, "  rater ");
		table_add_user(t, who->rater, WORD);
	}
}

/* Which side, and how far that can be relied on. */
static void
add_side(struct table_text *t, const struct synk_side_verdict *s)
{
	const double *p = s->probability;

	table_add(t, "affected side: %s", s->affected == SYNK_UNKNOWN
	    ? "not known" : synk_affected_name(s->affected));
	if (s->inferred)
		table_add(t, " (inferred, probability %s)",
		    table_probability(fmax(p[0], p[1])).text);
	else if (s->affected != SYNK_UNKNOWN)
		table_add(t, s->contradicted ? " (declared, contradicted)"
		    : " (declared)");
	else if (!isnan(p[0]))
		table_add(t, " (left %s, right %s)",
		    table_probability(p[SYNK_LEFT]).text,
		    table_probability(p[SYNK_RIGHT]).text);
}

/* On one line if there is room for both. */
static void
put_head(FILE *out, const struct synk_record *r)
{
	struct table_text who = { .size = 0 }, side = { .size = 0 };
	size_t used;

	add_who(&who, &r->who);
	add_side(&side, &r->verdict->side);
	used = table_columns(who.at);
	if (used + 2 + side.size <= TABLE_WIDTH) {
		fprintf(out, "%s%*s\n", who.at, TABLE_WIDTH - (int)used,
		    side.at);
		return;
	}
	table_wrap(out, 0, "", who.at);
	fprintf(out, "%*s\n", TABLE_WIDTH, side.at);
}

/* The same of several photographs is said once. */
static bool
said_before(const struct synk_warning *w, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (w[k].of_expression && strcmp(w[k].text, w[i].text) == 0)
			return true;
	return false;
}

static void
put_warning(FILE *out, const struct synk_warning *w, size_t n, size_t i)
{
	struct table_text t = { .size = 0 };

	for (size_t k = i; k < n; k++)
		if (w[k].of_expression && strcmp(w[k].text, w[i].text) == 0)
			table_add(&t, "%s%s", t.size ? ", " : "",
			    synk_expression_name(w[k].expression));
	table_add(&t, ": %s", w[i].text);
	table_wrap(out, 11, "  warning:", t.at);
}

/* Those of the whole exam stand with the verdict. */
static void
put_warnings(FILE *out, const struct synk_record *r)
{
	struct synk_warning w[SYNK_WARNINGS_MAX];
	size_t n = synk_warnings(w, SYNK_WARNINGS_MAX, r->verdict, r->exam,
	    r->norms);

	for (size_t i = 0; i < n; i++)
		if (w[i].of_expression && !said_before(w, i))
			put_warning(out, w, n, i);
}

static void
put_files(FILE *out, const struct synk_record *r)
{
	for (size_t i = 0; i < r->files; i++) {
		struct table_text t = { .size = 0 };

		if (!r->file[i].error)
			continue;
		table_add_user(&t, r->file[i].name, NAMES);
		table_add(&t, ": ");
		table_add_user(&t, r->file[i].error, NAMES);
		table_wrap(out, 12, "  not used:", t.at);
	}
}

static void
put_unseen(FILE *out)
{
	struct table_text t = { .size = 0 };
	const char *name;

	for (size_t i = 0; (name = synk_not_assessed(i)); i++) {
		table_add(&t, i ? ", " : "");
		for (; *name; name++)
			table_add(&t, "%c", *name == '_' ? ' ' : *name);
	}
	table_add(&t, ": landmarks cannot show them, and what they do not"
	    " show is not absent.");
	table_wrap(out, 16, "  not assessed:", t.at);
}

bool
output_table(FILE *out, const struct synk_record *r,
    const struct exam_error *error, struct synk_error *err)
{
	struct table_text t = { .size = 0 };

	(void)err;
	if (error) {
		add_who(&t, &r->who);
		table_add(&t, ": %s", error->message);
		table_wrap(out, 0, "", t.at);
		put_files(out, r);
	} else {
		put_head(out, r);
		table_verdict(out, r);
		table_numbers(out, r);
		putc('\n', out);
		put_warnings(out, r);
		put_files(out, r);
		put_unseen(out);
	}
	putc('\n', out);
	return true;
}
