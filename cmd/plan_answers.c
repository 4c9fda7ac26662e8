#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "csv.h"
#include "plan_answers.h"
#include "plan_date.h"
#include "synk/stream.h"
#include "value.h"

#define LEN(a)	(sizeof (a) / sizeof *(a))

enum { FILE_MAX = SYNK_VALUE_MAX };	/* bytes of JSON */

struct plan_entry {
	char *subject;
	size_t line;
	struct synk_answers said;
	struct synk_answer *answer;	/* of said, with room for all */
	long onset, last_injection, date;	/* or DATE_NONE */
	bool *given;			/* by key */
	char *visit;			/* that its days were taken for */
};

/* A list that is being read. */
struct reading {
	struct plan_answers *to;
	const struct synk_rules *rules;
};

static bool
set_side(struct plan_entry *e, const char *text, struct synk_error *err)
{
	enum synk_affected side;

	if (!value_side(&side, text, err))
		return false;
	if (side != SYNK_AFFECTED_LEFT && side != SYNK_AFFECTED_RIGHT)
		return synk_fail(err, SYNK_BAD_INPUT,
		    "expected left or right, found '%.40s'", text);
	e->said.affected_side = synk_affected_name(side);
	return true;
}

static bool
set_mirrored(struct plan_entry *e, const char *text, struct synk_error *err)
{
	return value_yes(&e->said.not_mirrored, text, err);
}

static bool
read_days(double *days, const char *text, struct synk_error *err)
{
	if (!value_number(days, text, err))
		return false;
	return *days >= 0 || synk_fail(err, SYNK_BAD_INPUT,
	    "expected days, 0 or more, found '%.40s'", text);
}

static bool
set_days_onset(struct plan_entry *e, const char *text, struct synk_error *err)
{
	return read_days(&e->said.days_since_onset, text, err);
}

static bool
set_days_injection(struct plan_entry *e, const char *text,
    struct synk_error *err)
{
	return read_days(&e->said.days_since_injection, text, err);
}

static bool
set_onset(struct plan_entry *e, const char *text, struct synk_error *err)
{
	return date_read(&e->onset, text, err);
}

static bool
set_injection(struct plan_entry *e, const char *text, struct synk_error *err)
{
	return date_read(&e->last_injection, text, err);
}

static bool
set_date(struct plan_entry *e, const char *text, struct synk_error *err)
{
	return date_read(&e->date, text, err);
}

/* What is said beside the answers to questions, whose keys follow these. */
static const struct key {
	const char *name;
	bool (*set)(struct plan_entry *, const char *, struct synk_error *);
} keys[] = {
	{ "affected_side", set_side }, { "not_mirrored", set_mirrored },
	{ "days_since_onset", set_days_onset },
	{ "days_since_injection", set_days_injection },
	{ "onset", set_onset }, { "last_injection", set_injection },
	{ "date", set_date },
};

/* Key i, or NULL. */
static const char *
key_name(const struct synk_rules *rules, size_t i)
{
	const struct synk_question *q;

	if (i < LEN(keys))
		return keys[i].name;
	q = synk_rules_question(rules, i - LEN(keys));
	return q ? q->id : NULL;
}

static size_t
key_count(const struct synk_rules *rules)
{
	size_t n = LEN(keys);

	while (key_name(rules, n))
		n++;
	return n;
}

static bool
unknown(const char *what, const char *name, const struct synk_rules *rules,
    struct synk_error *err)
{
	const char *key;

	for (size_t i = 0; (key = key_name(rules, i)); i++)
		if (value_near(name, key))
			return synk_fail(err, SYNK_BAD_INPUT, "unknown %s"
			    " '%.60s': did you mean '%s'?", what, name, key);
	return synk_fail(err, SYNK_BAD_INPUT,
	    "unknown %s '%.60s': see --list questions", what, name);
}

struct synk_answers
plan_answers_none(void)
{
	return (struct synk_answers){ .not_mirrored = -1,
	    .days_since_onset = NAN, .days_since_injection = NAN };
}

/* Room doubles, so that it is full whenever count is a power of two. */
static struct plan_entry *
add(struct reading *r, const char *subject, size_t line)
{
	struct plan_answers *to = r->to;
	size_t n = key_count(r->rules);
	struct plan_entry *e;

	if ((to->count & (to->count - 1)) == 0)
		to->at = cli_grow(to->at,
		    (to->count ? 2 * to->count : 1) * sizeof *to->at);
	e = &to->at[to->count++];
	*e = (struct plan_entry){ .subject = cli_copy(subject), .line = line,
	    .said = plan_answers_none(), .onset = DATE_NONE,
	    .last_injection = DATE_NONE, .date = DATE_NONE };
	e->given = cli_alloc(n * sizeof *e->given);
	e->said.at = e->answer = cli_alloc(n * sizeof *e->answer);
	return e;
}

static bool
answer(struct plan_entry *e, const char *question, const char *text,
    struct synk_error *err)
{
	int yes;

	if (!value_yes(&yes, text, err))
		return false;
	e->answer[e->said.count++] = (struct synk_answer){ question, yes };
	return true;
}

static bool
put(struct plan_entry *e, const struct synk_rules *rules, size_t key,
    const char *text, struct synk_error *err)
{
	const char *name = key_name(rules, key);
	bool ok = !e->given[key] || synk_fail(err, SYNK_BAD_INPUT,
	    "expected one value, found another");

	e->given[key] = true;
	ok = ok && (key < LEN(keys) ? keys[key].set(e, text, err)
	    : answer(e, name, text, err));
	return ok || synk_fail_in(err, name);
}

static bool
days_of(double *days, const char *name, long from, long date,
    struct synk_error *err)
{
	double given = *days;

	if (from == DATE_NONE)
		return true;
	if (!date_days(days, from, date, err))
		return synk_fail_in(err, name);
	return isnan(given) || synk_fail(err, SYNK_BAD_INPUT,
	    "%s: expected a date or days, found both", name);
}

/* Once all of a subject has been read. */
static bool
complete(struct plan_entry *e, struct synk_error *err)
{
	if (days_of(&e->said.days_since_onset, "onset", e->onset, e->date,
	    err) && days_of(&e->said.days_since_injection, "last_injection",
	    e->last_injection, e->date, err))
		return true;
	err->line = e->line;
	return false;
}

/* CSV. */

static bool
check_names(const struct csv *c, const struct synk_rules *rules,
    struct synk_error *err)
{
	bool known[CSV_COLUMNS] = { false };
	const char *key = "subject";
	int column;

	for (size_t i = 0; key; key = key_name(rules, i++))
		if ((column = csv_column(c, key)) >= 0)
			known[column] = true;
	for (size_t i = 0; i < c->columns; i++) {
		const char *name = c->header + c->name[i];

		/* A second one of a name is told as that, later. */
		if (known[i] || known[csv_column(c, name)])
			continue;
		unknown("column", name, rules, err);
		err->line = c->line;
		return false;
	}
	return true;
}

static bool
read_row(struct reading *r, const struct csv *c, const int *column,
    struct synk_error *err)
{
	const char *subject = csv_said(c, column[0]), *text;
	struct plan_entry *e;

	if (!subject)
		return synk_fail_at(err, c->line, "expected a value for"
		    " 'subject', found an empty field");
	e = add(r, subject, c->line);
	for (size_t i = 0; key_name(r->rules, i); i++) {
		text = csv_said(c, column[1 + i]);
		if (text && !put(e, r->rules, i, text, err)) {
			err->line = c->line;
			return false;
		}
	}
	return complete(e, err);
}

static bool
read_rows(struct reading *r, struct csv *c, const int *column,
    struct synk_error *err)
{
	bool got;

	do {
		if (!csv_next(c, &got, err) ||
		    (got && !read_row(r, c, column, err)))
			return false;
	} while (got);
	return true;
}

static bool
read_csv(struct reading *r, FILE *file, const char *path,
    struct synk_error *err)
{
	size_t n = 1 + key_count(r->rules);
	struct csv_column *want = cli_alloc(n * sizeof *want);
	int *column = cli_alloc(n * sizeof *column);
	struct csv c;
	bool ok = csv_open(&c, file, err);

	want[0] = (struct csv_column){ "subject", true };
	for (size_t i = 1; i < n; i++)
		want[i].name = key_name(r->rules, i - 1);
	if (ok) {
		ok = check_names(&c, r->rules, err) &&
		    csv_columns(&c, column, want, n, path, err) &&
		    read_rows(r, &c, column, err);
		csv_close(&c);
	}
	free(column);
	free(want);
	return ok;
}

/* JSON. */

static bool
put_member(struct plan_entry *e, const struct synk_rules *rules,
    const struct synk_value *key, const struct synk_value *value,
    struct synk_error *err)
{
	char *name, *text = NULL;
	size_t i = 0;
	bool ok = synk_value_text(&name, key, err);

	while (ok && key_name(rules, i) && strcmp(key_name(rules, i),
	    name) != 0)
		i++;
	if (ok && !key_name(rules, i))
		ok = unknown("key", name, rules, err);
	if (ok && memchr("{[", value->text[0], 2))
		ok = synk_fail(err, SYNK_BAD_INPUT, "%s: expected a value,"
		    " found %s", name, synk_value_kind(value));
	ok = ok && synk_value_text(&text, value, err) &&
	    (!text || put(e, rules, i, text, err));
	free(name);
	free(text);
	if (!ok)
		err->line = key->line;
	return ok;
}

static bool
read_subject(struct reading *r, const char *subject,
    const struct synk_value *said, struct synk_error *err)
{
	struct plan_entry *e = add(r, subject, said->line);
	struct synk_value rest = *said, key, value;

	if (said->text[0] != '{')
		return synk_fail_at(err, said->line, "%.60s: expected an"
		    " object, found %s", subject, synk_value_kind(said));
	while (synk_value_member(&key, &value, &rest))
		if (!put_member(e, r->rules, &key, &value, err))
			return false;
	return complete(e, err);
}

static bool
read_subjects(struct reading *r, const struct synk_value *all,
    struct synk_error *err)
{
	struct synk_value rest = *all, key, value;
	bool ok = all->text[0] == '{' || synk_fail_at(err, all->line,
	    "expected an object, found %s", synk_value_kind(all));

	while (ok && synk_value_member(&key, &value, &rest)) {
		char *subject = NULL;

		ok = synk_value_text(&subject, &key, err) &&
		    read_subject(r, subject, &value, err);
		free(subject);
	}
	return ok;
}

static bool
read_json(struct reading *r, const char *text, size_t size,
    struct synk_error *err)
{
	struct synk_stream *s;
	struct synk_value all, more;
	bool got, again, ok;

	if (!synk_stream_open(&s, err))
		return false;
	ok = (size == 0 || synk_stream_add(s, text, size, err)) &&
	    synk_stream_add(s, "", 0, err) &&
	    synk_stream_next(&all, &got, s, err) &&
	    (got || synk_fail(err, SYNK_BAD_INPUT, "expected an object,"
	    " found nothing")) && read_subjects(r, &all, err) &&
	    synk_stream_next(&more, &again, s, err) &&
	    (!again || synk_fail_at(err, more.line, "expected one object,"
	    " found %s after it", synk_value_kind(&more)));
	synk_stream_close(s);
	return ok;
}

/* Both. */

static int
by_name(const void *a, const void *b)
{
	const struct plan_entry *x = a, *y = b;

	return strcmp(x->subject, y->subject);
}

static int
by_name_and_line(const void *a, const void *b)
{
	const struct plan_entry *x = a, *y = b;
	int by = by_name(a, b);

	return by ? by : (x->line > y->line) - (x->line < y->line);
}

static bool
sort(struct plan_answers *to, struct synk_error *err)
{
	if (to->count == 0)
		return true;
	qsort(to->at, to->count, sizeof *to->at, by_name_and_line);
	for (size_t i = 1; i < to->count; i++)
		if (by_name(&to->at[i - 1], &to->at[i]) == 0)
			return synk_fail_at(err, to->at[i].line, "expected a"
			    " subject once, found '%.80s' on line %zu as"
			    " well", to->at[i].subject, to->at[i - 1].line);
	return true;
}

static bool
is_json(FILE *file)
{
	static const char skipped[] = " \t\r\n\xef\xbb\xbf";
	int c;

	while ((c = getc(file)) != EOF && memchr(skipped, c, sizeof skipped))
		;
	rewind(file);
	return c == '{' || c == '[';
}

static bool
read_file(struct reading *r, FILE *file, const char *path,
    struct synk_error *err)
{
	char *text;
	size_t size;
	bool ok;

	if (!is_json(file))
		return read_csv(r, file, path, err);
	text = cli_alloc(FILE_MAX);
	size = fread(text, 1, FILE_MAX, file);
	ok = size < FILE_MAX ? read_json(r, text, size, err)
	    : synk_fail(err, SYNK_BAD_INPUT, "expected at most %d bytes,"
	    " found more", FILE_MAX);
	free(text);
	return ok;
}

bool
plan_answers_open(struct plan_answers *to, const char *path,
    const struct synk_rules *rules, struct synk_error *err)
{
	struct reading r = { to, rules };
	FILE *file;
	bool ok;

	*to = (struct plan_answers){ 0 };
	if (!csv_file(&file, path, err))
		return false;
	ok = read_file(&r, file, path, err) && sort(to, err);
	fclose(file);
	if (!ok)
		plan_answers_close(to);
	return ok;
}

static struct plan_entry *
find(const struct plan_answers *in, const char *subject)
{
	const struct plan_entry key = { .subject = (char *)subject };

	return in->count && subject ? bsearch(&key, in->at, in->count,
	    sizeof key, by_name) : NULL;
}

const struct synk_answers *
plan_answers_find(const struct plan_answers *in, const char *subject)
{
	struct plan_entry *e = find(in, subject);

	return e ? &e->said : NULL;
}

bool
plan_answers_are_of(const struct plan_answers *in, const char *subject,
    const char *visit)
{
	struct plan_entry *e = find(in, subject);

	if (!e || (isnan(e->said.days_since_onset) &&
	    isnan(e->said.days_since_injection)))
		return true;
	if (!e->visit)
		e->visit = cli_copy(visit ? visit : "");
	return strcmp(e->visit, visit ? visit : "") == 0;
}

void
plan_answers_close(struct plan_answers *a)
{
	for (size_t i = 0; i < a->count; i++) {
		free(a->at[i].subject);
		free(a->at[i].answer);
		free(a->at[i].given);
		free(a->at[i].visit);
	}
	free(a->at);
	*a = (struct plan_answers){ 0 };
}
