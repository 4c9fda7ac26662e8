#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "csv.h"
#include "deid.h"
#include "plan_answers.h"
#include "plan_date.h"
#include "plan_hash.h"
#include "synk/stream.h"
#include "value.h"

#define LEN(a)	(sizeof (a) / sizeof *(a))

enum { FILE_MAX = SYNK_VALUE_MAX };	/* bytes of JSON */

/* What one row says; in the end also what is said of all visits. */
struct plan_entry {
	char *subject, *visit;		/* visit NULL: of all visits */
	size_t line;
	struct synk_answers said;
	struct synk_answer *answer;	/* of said, with room for all */
	long onset, last_injection, date;	/* or DATE_NONE */
	bool *given;			/* by key */
	bool idle;			/* says nothing, but has visits */
	struct plan_entry *days;	/* of all visits, used here; or NULL */
	char *days_of;			/* the visit that took its days */
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
add(struct reading *r, const char *subject, const char *visit, size_t line)
{
	struct plan_answers *to = r->to;
	size_t n = key_count(r->rules);
	struct plan_entry *e;

	if ((to->count & (to->count - 1)) == 0)
		to->at = cli_grow(to->at,
		    (to->count ? 2 * to->count : 1) * sizeof *to->at);
	e = &to->at[to->count++];
	*e = (struct plan_entry){ .subject = cli_copy(subject),
	    .visit = cli_copy(visit), .line = line,
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

/* CSV. */

static const struct csv_column whose[] = {
	{ "subject", true }, { "visit", false },
};

static bool
check_names(const struct csv *c, const struct synk_rules *rules,
    struct synk_error *err)
{
	bool known[CSV_COLUMNS] = { false };
	const char *key;
	int column;

	for (size_t i = 0; i < LEN(whose); i++)
		if ((column = csv_column(c, whose[i].name)) >= 0)
			known[column] = true;
	for (size_t i = 0; (key = key_name(rules, i)); i++)
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
	e = add(r, subject, csv_said(c, column[1]), c->line);
	for (size_t i = 0; key_name(r->rules, i); i++) {
		text = csv_said(c, column[LEN(whose) + i]);
		if (text && !put(e, r->rules, i, text, err)) {
			err->line = c->line;
			return false;
		}
	}
	return true;
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
	size_t n = LEN(whose) + key_count(r->rules);
	struct csv_column *want = cli_alloc(n * sizeof *want);
	int *column = cli_alloc(n * sizeof *column);
	struct csv c;
	bool ok = csv_open(&c, file, err);

	memcpy(want, whose, sizeof whose);
	for (size_t i = LEN(whose); i < n; i++)
		want[i].name = key_name(r->rules, i - LEN(whose));
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

static bool read_members(struct reading *, const char *subject,
    const struct synk_value *, struct synk_error *);

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
is_visits(const struct synk_value *key)
{
	static const char visits[] = "\"visits\"";

	return key->size == sizeof visits - 1 &&
	    memcmp(key->text, visits, key->size) == 0;
}

/* What is said of a subject, or of one visit; the latter has no visits. */
static bool
read_said(struct reading *r, const char *subject, const char *visit,
    const struct synk_value *said, struct synk_error *err)
{
	struct synk_value rest = *said, key, value;
	size_t at = r->to->count;
	bool idle = false, ok = said->text[0] == '{' || synk_fail_at(err,
	    said->line, "%.60s: expected an object, found %s", visit
	    ? deid_label(visit) : deid_subject(subject),
	    synk_value_kind(said));

	add(r, subject, visit, said->line);
	while (ok && synk_value_member(&key, &value, &rest))
		if (!visit && is_visits(&key)) {
			idle = true;
			ok = read_members(r, subject, &value, err);
		} else {
			ok = put_member(&r->to->at[at], r->rules, &key,
			    &value, err);
		}
	for (size_t i = 0; key_name(r->rules, i); i++)
		idle &= !r->to->at[at].given[i];
	r->to->at[at].idle = idle;
	return ok;
}

/* All subjects, or all visits of one. */
static bool
read_members(struct reading *r, const char *subject,
    const struct synk_value *all, struct synk_error *err)
{
	struct synk_value rest = *all, key, value;
	bool ok = all->text[0] == '{' || synk_fail_at(err, all->line,
	    "%s%sexpected an object, found %s", subject ? "visits" : "",
	    subject ? ": " : "", synk_value_kind(all));

	while (ok && synk_value_member(&key, &value, &rest)) {
		char *name = NULL;

		ok = synk_value_text(&name, &key, err) &&
		    read_said(r, subject ? subject : name,
		    subject ? name : NULL, &value, err);
		free(name);
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
	    " found nothing")) && read_members(r, NULL, &all, err) &&
	    synk_stream_next(&more, &again, s, err) &&
	    (!again || synk_fail_at(err, more.line, "expected one object,"
	    " found %s after it", synk_value_kind(&more)));
	synk_stream_close(s);
	return ok;
}

/* Both. */

/* What is of all visits comes before what is of one. */
static int
by_name(const void *a, const void *b)
{
	const struct plan_entry *x = a, *y = b;
	int by = strcmp(x->subject, y->subject);

	return by ? by : !x->visit || !y->visit ? !y->visit - !x->visit
	    : strcmp(x->visit, y->visit);
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
	const struct plan_entry *e;

	if (to->count == 0)
		return true;
	qsort(to->at, to->count, sizeof *to->at, by_name_and_line);
	for (size_t i = 1; i < to->count; i++) {
		e = &to->at[i];
		if (by_name(e - 1, e) == 0)
			return synk_fail_at(err, e->line, "expected a %s once,"
			    " found '%.80s%s%.80s' on line %zu as well",
			    e->visit ? "visit" : "subject", e->subject,
			    e->visit ? " " : "", e->visit ? e->visit : "",
			    e[-1].line);
	}
	return true;
}

/* What days are counted from. */
static const struct count {
	const char *name;
	size_t from, days;	/* in struct plan_entry */
} counts[] = {
	{ "onset", offsetof(struct plan_entry, onset),
	  offsetof(struct plan_entry, said.days_since_onset) },
	{ "last_injection", offsetof(struct plan_entry, last_injection),
	  offsetof(struct plan_entry, said.days_since_injection) },
};

static long
from_of(const struct plan_entry *e, const struct count *c)
{
	return *(const long *)(const void *)((const char *)e + c->from);
}

static double *
days_of(struct plan_entry *e, const struct count *c)
{
	return (double *)(void *)((char *)e + c->days);
}

/*
 * The days of an entry, of a visit with what is said of all visits.  Its own
 * are those that it gives, and those up to its own date; all others are of one
 * visit, and nobody has said of which.
 */
static bool
count_days(struct plan_entry *e, struct plan_entry *all,
    const struct count *c, bool has_visits, struct synk_error *err)
{
	bool dated = e->date != DATE_NONE, counted;
	long from = from_of(e, c), date = dated || !all ? e->date : all->date;
	double *days = days_of(e, c);

	if (!isnan(*days))
		return from == DATE_NONE || synk_fail(err, SYNK_BAD_INPUT,
		    "%s: expected a date or days, found both", c->name);
	if (from == DATE_NONE && all) {
		from = from_of(all, c);
		has_visits = true;
	}
	counted = from != DATE_NONE && !(has_visits && date == DATE_NONE);
	if (counted && !date_days(days, from, date, err))
		return synk_fail_in(err, c->name);
	if (from == DATE_NONE && all)
		*days = *days_of(all, c);
	if (all && !isnan(*days) && !(counted && dated))
		e->days = all;
	return true;
}

static bool
has_answer(const struct plan_entry *e, const char *question)
{
	for (size_t i = 0; i < e->said.count; i++)
		if (e->answer[i].question == question)	/* of the rules */
			return true;
	return false;
}

/* What a visit does not say itself. */
static void
inherit(struct plan_entry *e, const struct plan_entry *all)
{
	const struct synk_answers *a = &all->said;

	if (!e->said.affected_side)
		e->said.affected_side = a->affected_side;
	if (e->said.not_mirrored < 0)
		e->said.not_mirrored = a->not_mirrored;
	for (size_t i = 0; i < a->count; i++)
		if (!has_answer(e, a->at[i].question))
			e->answer[e->said.count++] = a->at[i];
}

static bool
complete(struct plan_entry *e, struct plan_entry *all, bool has_visits,
    struct synk_error *err)
{
	if (all)
		inherit(e, all);
	for (size_t i = 0; i < LEN(counts); i++) {
		if (!count_days(e, all, &counts[i], has_visits, err)) {
			err->line = e->line;
			return false;
		}
		if (!e->visit && !isnan(*days_of(e, &counts[i])))
			e->days = e;
	}
	return true;
}

/* Once all has been read and sorted. */
static bool
complete_all(struct plan_answers *to, struct synk_error *err)
{
	struct plan_entry *e = to->at, *all = NULL;

	for (size_t n = to->count; n > 0; n--, e++) {
		bool more = n > 1 && strcmp(e[1].subject, e->subject) == 0;

		if (!e->visit || (all && strcmp(all->subject,
		    e->subject) != 0))
			all = NULL;
		if (!complete(e, all, !e->visit && more, err))
			return false;
		if (!e->visit)
			all = e;
	}
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
	ok = read_file(&r, file, path, err) && sort(to, err) &&
	    complete_all(to, err) && plan_hash_file(to->hash, file, err);
	fclose(file);
	if (!ok)
		plan_answers_close(to);
	return ok;
}

static struct plan_entry *
look_up(const struct plan_answers *in, const char *subject,
    const char *visit)
{
	const struct plan_entry key = { .subject = (char *)subject,
	    .visit = (char *)visit };

	return in->count && subject ? bsearch(&key, in->at, in->count,
	    sizeof key, by_name) : NULL;
}

/* Of that visit, else of all. */
static struct plan_entry *
find(const struct plan_answers *in, const char *subject, const char *visit)
{
	struct plan_entry *e = look_up(in, subject, visit);

	if (!e && visit)
		e = look_up(in, subject, NULL);
	return e && !e->idle ? e : NULL;
}

const struct synk_answers *
plan_answers_find(const struct plan_answers *in, const char *subject,
    const char *visit)
{
	struct plan_entry *e = find(in, subject, visit);

	return e ? &e->said : NULL;
}

bool
plan_answers_are_of(const struct plan_answers *in, const char *subject,
    const char *visit)
{
	struct plan_entry *e = find(in, subject, visit);

	if (!e || !e->days)
		return true;
	if (!e->days->days_of)
		e->days->days_of = cli_copy(visit ? visit : "");
	return strcmp(e->days->days_of, visit ? visit : "") == 0;
}

void
plan_answers_close(struct plan_answers *a)
{
	for (size_t i = 0; i < a->count; i++) {
		free(a->at[i].subject);
		free(a->at[i].answer);
		free(a->at[i].given);
		free(a->at[i].visit);
		free(a->at[i].days_of);
	}
	free(a->at);
	*a = (struct plan_answers){ 0 };
}
