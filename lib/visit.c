/*
 * One pass over a record's text: its members are looked for in a tree of all
 * places that are wanted, and what no branch leads to is skipped unread.  Two
 * cohorts of thousands are most of what synk-diff reads, and of a record's
 * fifty kilobytes it needs a few.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "quantity.h"
#include "table.h"
#include "text.h"

enum { NODES_MAX = 4096, REASONS_MAX = 255, NO_NODE = 0 };

/* What is made of a value that has been found. */
enum use {
	USE_NONE,		/* it has members, or nothing is wanted */
	USE_NUMBER,		/* a double; NaN for null */
	USE_FLAG,		/* a double: 1 for true, 0 for false */
	USE_TEXT,		/* a const char * */
	USE_LIST,		/* a const char *: the texts, blanks between */
	USE_REASON,		/* of some quantities in a row */
};

/* A key on the way to what is wanted. */
struct node {
	const char *key;
	size_t size;		/* bytes of key */
	unsigned child, next;	/* nodes; NO_NODE: none */
	unsigned hint;		/* child that was asked for last */
	bool keyed;		/* an array whose objects have a key, "row" */
	enum use use;
	size_t offset;		/* in struct synk_visit */
	size_t first, count;	/* quantities */
	unsigned seen;		/* record in which it was found last */
};

/* A text that is kept. */
struct kept {
	struct kept *next;
	size_t size;
	char text[];
};

enum { BUCKETS = 1 << 12 };

struct synk_visits {
	struct synk_quantity quantity[SYNK_QUANTITIES];
	struct node node[NODES_MAX];	/* node 0 is the record itself */
	size_t nodes;
	unsigned records;	/* read so far */
	struct kept *kept[BUCKETS];
	const char *reason[REASONS_MAX + 1];	/* 0: none */
	size_t reasons;
};

/* Texts. */

static size_t
bucket_of(const char *text, size_t size)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < size; i++)
		h = (h ^ (unsigned char)text[i]) * 16777619u;
	return h % BUCKETS;
}

const char *
synk_visits_text(struct synk_visits *v, const char *text, size_t size)
{
	struct kept **bucket = &v->kept[bucket_of(text, size)], *k;

	for (k = *bucket; k; k = k->next)
		if (k->size == size && memcmp(k->text, text, size) == 0)
			return k->text;
	k = malloc(sizeof *k + size + 1);
	if (!k)
		return NULL;
	k->next = *bucket;
	k->size = size;
	memcpy(k->text, text, size);
	k->text[size] = '\0';
	*bucket = k;
	return k->text;
}

static bool
keep(const char **to, struct synk_visits *v, const char *text, size_t size,
    struct synk_error *err)
{
	*to = synk_visits_text(v, text, size);
	return *to || synk_fail(err, SYNK_SYSTEM, "out of memory");
}

/* The tree of what is wanted. */

static bool
is_key(const struct node *n, const char *key, size_t size)
{
	return n->size == size && memcmp(n->key, key, size) == 0;
}

/* Records of one writer have their members in one order, so that the one
 * after the last is nearly always it. */
static unsigned
find_child(struct synk_visits *v, unsigned parent, const char *key,
    size_t size)
{
	struct node *p = &v->node[parent];
	unsigned n = p->hint ? v->node[p->hint].next : NO_NODE;

	if (!n || !is_key(&v->node[n], key, size))
		for (n = p->child; n && !is_key(&v->node[n], key, size);)
			n = v->node[n].next;
	if (n)
		p->hint = n;
	return n;
}

static unsigned
add_child(struct synk_visits *v, unsigned parent, const char *key, size_t size)
{
	unsigned n = (unsigned)v->nodes++, *last = &v->node[parent].child;

	while (*last)
		last = &v->node[*last].next;
	*last = n;
	v->node[n] = (struct node){ .key = key, .size = size };
	return n;
}

/* Fails only for want of memory: a path's text has to last. */
static bool
want(struct node **to, struct synk_visits *v, const char *path,
    struct synk_error *err)
{
	unsigned at = 0, child;

	if (!keep(&path, v, path, strlen(path), err))
		return false;
	while (*path) {
		size_t size = strcspn(path, ".");

		child = find_child(v, at, path, size);
		if (!child && v->nodes == NODES_MAX)
			return synk_fail(err, SYNK_SYSTEM, "out of nodes");
		at = child ? child : add_child(v, at, path, size);
		path += size + (path[size] == '.');
	}
	*to = &v->node[at];
	return true;
}

static bool
want_at(struct synk_visits *v, enum use use, size_t offset, const char *path,
    struct synk_error *err)
{
	struct node *n;

	if (!want(&n, v, path, err))
		return false;
	n->use = use;
	n->offset = offset;
	return true;
}

/* The place of a reason: beside the number, and of the same object; where a
 * commissure is to the side, that of its height is told. */
static bool
want_reason(struct synk_visits *v, size_t i, const char *member,
    struct synk_error *err)
{
	const char *path = v->quantity[i].path;
	const char *dot = strstr(path, ".lateral.");
	char reason[120];
	struct node *n;

	if (!dot)
		dot = strrchr(path, '.');
	snprintf(reason, sizeof reason, "%.*s.%s", (int)(dot - path), path,
	    member);
	if (!want(&n, v, reason, err))
		return false;
	if (n->use != USE_REASON)
		n->first = i;
	n->use = USE_REASON;
	n->count = i - n->first + 1;
	return true;
}

static bool
want_quantity(struct synk_visits *v, size_t i, struct synk_error *err)
{
	const struct synk_quantity *q = &v->quantity[i];
	char error[100];
	bool ok;

	snprintf(error, sizeof error, "%s_se", q->path);
	ok = want_at(v, USE_NUMBER, offsetof(struct synk_visit, value) +
	    i * sizeof(double), q->path, err) &&
	    want_at(v, USE_NUMBER, offsetof(struct synk_visit, se) +
	    i * sizeof(double), error, err);
	if (!ok || q->kind == SYNK_KIND_SCORE ||
	    q->kind == SYNK_KIND_PARTIAL)
		return ok;
	if (q->component == SYNK_RATIO_OF && !want_reason(v, i,
	    "ratio_reason", err))
		return false;
	return want_reason(v, i, "reason", err);
}

#define AT(member)	offsetof(struct synk_visit, member)

/* What a record says beside the quantities. */
static const struct {
	const char *path;
	enum use use;
	size_t offset;
} members[] = {
	{ "subject", USE_TEXT, AT(subject) },
	{ "visit", USE_TEXT, AT(visit) },
	{ "group", USE_TEXT, AT(group) },
	{ "rater", USE_TEXT, AT(rater) },
	{ "repeat", USE_TEXT, AT(repeat) },
	{ "visit_order", USE_NUMBER, AT(visit_order) },
	{ "days_since_onset", USE_NUMBER, AT(days_since_onset) },
	{ "days_since_injection", USE_NUMBER, AT(days_since_injection) },
	{ "side.affected", USE_TEXT, AT(affected) },
	{ "side.source", USE_TEXT, AT(side_source) },
	{ "side.contradicted", USE_FLAG, AT(contradicted) },
	{ "severity.grade", USE_TEXT, AT(severity) },
	{ "scale.source", USE_TEXT, AT(scale_source) },
	{ "scale.mm_per_ied", USE_NUMBER, AT(mm_per_ied) },
	{ "scale.relative_sd", USE_NUMBER, AT(scale_sd) },
	{ "provenance.version", USE_TEXT, AT(version) },
	{ "provenance.norms", USE_TEXT, AT(norms) },
	{ "provenance.axis", USE_TEXT, AT(axis) },
	{ "provenance.draws", USE_NUMBER, AT(draws) },
	{ "provenance.seed", USE_NUMBER, AT(seed) },
};

/* Of every expression. */
static const struct {
	const char *path;
	enum use use;
	size_t offset;
} views[] = {
	{ "scheme", USE_TEXT, AT(view[0].scheme) },
	{ "detector", USE_TEXT, AT(view[0].detector) },
	{ "noise", USE_TEXT, AT(view[0].noise) },
	{ "photos", USE_NUMBER, AT(view[0].photos) },
	{ "pose.yaw", USE_NUMBER, AT(view[0].yaw) },
	{ "pose.pitch", USE_NUMBER, AT(view[0].pitch) },
};

static bool
want_views(struct synk_visits *v, struct synk_error *err)
{
	bool ok = true;
	char path[80];

	for (int e = 0; e < SYNK_EXPRESSIONS; e++)
		for (size_t i = 0; i < LEN(views) && ok; i++) {
			snprintf(path, sizeof path, "expressions.%s.%s",
			    synk_expression_name((enum synk_expression)e),
			    views[i].path);
			ok = want_at(v, views[i].use, views[i].offset +
			    (size_t)e * sizeof(struct synk_visit_view), path,
			    err);
		}
	return ok;
}

/* Which photographs something stands on. */
static bool
want_sources(struct synk_visits *v, struct synk_error *err)
{
	bool ok = true;
	char path[80];

	for (size_t i = 0; i < SYNK_SCORES && ok; i++) {
		snprintf(path, sizeof path, "scores.parts.%s",
		    synk_score_name((enum synk_score_id)i));
		ok = want_at(v, USE_LIST, AT(parts) + i * sizeof(char *), path,
		    err);
	}
	for (size_t i = 0; i < SYNK_REGIONS && ok; i++) {
		snprintf(path, sizeof path, "regions.%s.movement.expression",
		    synk_region_name((enum synk_region)i));
		ok = want_at(v, USE_TEXT, AT(region_by) + i * sizeof(char *),
		    path, err);
	}
	for (size_t i = 0; i < SYNK_ROWS && ok; i++) {
		snprintf(path, sizeof path, "synkinesis.%s.voluntary",
		    synk_row_name(i));
		ok = want_at(v, USE_TEXT, AT(row_by) + i * sizeof(char *),
		    path, err);
	}
	return ok;
}

static bool
want_all(struct synk_visits *v, struct synk_error *err)
{
	struct node *matrix, *kind;
	bool ok = true;

	v->nodes = 1;
	for (size_t i = 0; i < LEN(members) && ok; i++)
		ok = want_at(v, members[i].use, members[i].offset,
		    members[i].path, err);
	for (size_t i = 0; i < SYNK_QUANTITIES && ok; i++)
		ok = want_quantity(v, i, err);
	ok = ok && want_views(v, err) && want_sources(v, err) &&
	    want(&matrix, v, "synkinesis", err) &&
	    want(&kind, v, "record", err);	/* once, as all others */
	if (ok)
		matrix->keyed = true;
	return ok;
}

bool
synk_visits_open(struct synk_visits **to, struct synk_error *err)
{
	struct synk_visits *v = calloc(1, sizeof *v);

	if (!v)
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	synk_quantities(v->quantity);
	if (!want_all(v, err)) {
		synk_visits_close(v);
		return false;
	}
	*to = v;
	return true;
}

void
synk_visits_close(struct synk_visits *v)
{
	if (!v)
		return;
	for (size_t i = 0; i < BUCKETS; i++)
		for (struct kept *k = v->kept[i], *next; k; k = next) {
			next = k->next;
			free(k);
		}
	free(v);
}

const struct synk_quantity *
synk_visits_quantity(const struct synk_visits *v, size_t i)
{
	return &v->quantity[i];
}

/* Reading.  The text is a whole value, so that there is always an end. */

struct walk {
	struct synk_visits *visits;
	struct synk_visit *to;
	const char *at, *end;
	size_t line;
	struct synk_error *err;
};

/* What a byte is, outside of strings: most of a record is passed over. */
enum { BLANK = 1, ENDS_SCALAR = 2, NESTS = 4 };

static const unsigned char role[256] = {
	[' '] = BLANK | ENDS_SCALAR, ['\t'] = BLANK | ENDS_SCALAR,
	['\r'] = BLANK | ENDS_SCALAR, ['\n'] = BLANK | ENDS_SCALAR,
	[','] = ENDS_SCALAR, ['"'] = NESTS, ['{'] = NESTS, ['['] = NESTS,
	['}'] = NESTS | ENDS_SCALAR, [']'] = NESTS | ENDS_SCALAR,
};

static unsigned
role_of(const char *at)
{
	return role[(unsigned char)*at];
}

static void
skip_blank(struct walk *w)
{
	while (w->at < w->end && role_of(w->at) & BLANK)
		w->at++;
}

/* From a quotation mark to behind the next one. */
static void
skip_string(struct walk *w)
{
	for (w->at++; w->at < w->end && *w->at != '"'; w->at++)
		if (*w->at == '\\')
			w->at++;
	w->at++;
}

/* To behind the bracket that closes the one here. */
static void
skip_nest(struct walk *w)
{
	int depth = 0;

	do {
		if (*w->at == '"') {
			skip_string(w);
			while (w->at < w->end && !(role_of(w->at) & NESTS))
				w->at++;
			continue;
		}
		depth += *w->at == '{' || *w->at == '[' ? 1 : -1;
		do
			w->at++;
		while (depth && w->at < w->end && !(role_of(w->at) & NESTS));
	} while (depth && w->at < w->end);
}

static void
skip_value(struct walk *w)
{
	if (*w->at == '"')
		skip_string(w);
	else if (*w->at == '{' || *w->at == '[')
		skip_nest(w);
	else
		while (w->at < w->end && !(role_of(w->at) & ENDS_SCALAR))
			w->at++;
}

static struct synk_value
take_value(struct walk *w)
{
	struct synk_value v = { .text = w->at, .line = w->line };

	skip_value(w);
	v.size = (size_t)(w->at - v.text);
	return v;
}

static bool
expected(struct walk *w, const struct node *n, const char *what,
    const struct synk_value *found)
{
	return synk_fail_at(w->err, w->line, "%.*s: expected %s, found %s",
	    (int)n->size, n->key, what, synk_value_kind(found));
}

static bool
is_null(const struct synk_value *v)
{
	return v->text[0] == 'n';
}

static bool
use_number(struct walk *w, const struct node *n, double *to)
{
	struct synk_value v = take_value(w);
	const char *end = v.text + v.size;

	if (is_null(&v))
		return true;
	if (memchr("\"{[tf", v.text[0], 5))
		return expected(w, n, "a number", &v);
	return synk_text_number(to, v.text, end) == end ||
	    synk_fail_at(w->err, w->line, "%.*s: expected a number, found"
	    " '%.*s'", (int)n->size, n->key, v.size < 40 ? (int)v.size : 40,
	    v.text);
}

static bool
use_flag(struct walk *w, const struct node *n, double *to)
{
	struct synk_value v = take_value(w);

	if (is_null(&v))
		return true;
	if (v.text[0] != 't' && v.text[0] != 'f')
		return expected(w, n, "true or false", &v);
	*to = v.text[0] == 't';
	return true;
}

static bool
keep_value(const char **to, struct walk *w, const struct synk_value *v)
{
	char *text;
	bool ok;

	if (!memchr(v->text, '\\', v->size))
		return keep(to, w->visits, v->text + 1, v->size - 2, w->err);
	if (!synk_value_text(&text, v, w->err))
		return false;
	ok = keep(to, w->visits, text, strlen(text), w->err);
	free(text);
	return ok;
}

static bool
use_text(struct walk *w, const struct node *n, const char **to)
{
	struct synk_value v = take_value(w);

	if (is_null(&v))
		return true;
	if (v.text[0] != '"')
		return expected(w, n, "a string", &v);
	return keep_value(to, w, &v);
}

/* As it stands, since it is only to be compared: without what JSON adds. */
static bool
use_list(struct walk *w, const struct node *n, const char **to)
{
	struct synk_value v = take_value(w);
	char text[400];
	size_t size = 0;

	if (is_null(&v))
		return true;
	if (v.text[0] != '[')
		return expected(w, n, "an array", &v);
	for (size_t i = 1; i + 1 < v.size && size < sizeof text; i++)
		if (!memchr(" \n\t\r\"", v.text[i], 5))
			text[size++] = v.text[i] == ',' ? ' ' : v.text[i];
	return keep(to, w->visits, text, size, w->err);
}

static uint8_t
reason_number(struct synk_visits *v, const char *text)
{
	for (size_t i = 1; i <= v->reasons; i++)
		if (v->reason[i] == text)
			return (uint8_t)i;
	if (v->reasons == REASONS_MAX)
		return 0;
	v->reason[++v->reasons] = text;
	return (uint8_t)v->reasons;
}

/* One of a single number, such as a ratio's, goes before its object's. */
static bool
use_reason(struct walk *w, const struct node *n)
{
	const char *text = NULL;
	uint8_t number;

	if (!use_text(w, n, &text))
		return false;
	if (!text)
		return true;
	number = reason_number(w->visits, text);
	if (number == 0)
		return synk_fail_at(w->err, w->line, "expected at most %d"
		    " different reasons, found more", REASONS_MAX);
	for (size_t i = n->first; i < n->first + n->count; i++)
		if (n->count == 1 || !w->to->reason[i])
			w->to->reason[i] = number;
	return true;
}

static bool read_value(struct walk *w, unsigned at);

static bool
read_members(struct walk *w, unsigned at)
{
	bool ok = true;

	for (w->at++, skip_blank(w); ok && *w->at == '"'; skip_blank(w)) {
		const char *key = w->at + 1;
		unsigned child;

		skip_string(w);
		child = find_child(w->visits, at, key,
		    (size_t)(w->at - 1 - key));
		while (*w->at != ':')
			w->at++;
		w->at++;
		skip_blank(w);
		if (child)
			ok = read_value(w, child);
		else
			skip_value(w);
		skip_blank(w);
		if (*w->at == ',') {
			w->at++;
			skip_blank(w);
		}
	}
	w->at++;
	return ok;
}

/* The node of an object that names itself in its member "row". */
static unsigned
find_row(struct walk *w, unsigned at)
{
	struct walk ahead = *w;
	struct synk_value rest = take_value(&ahead), key, value;

	while (synk_value_member(&key, &value, &rest))
		if (key.size == 5 && memcmp(key.text, "\"row\"", 5) == 0 &&
		    value.text[0] == '"')
			return find_child(w->visits, at, value.text + 1,
			    value.size - 2);
	return NO_NODE;
}

static bool
read_rows(struct walk *w, unsigned at)
{
	bool ok = true;

	for (w->at++, skip_blank(w); ok && *w->at != ']'; skip_blank(w)) {
		unsigned row = *w->at == '{' ? find_row(w, at) : NO_NODE;

		if (row)
			ok = read_value(w, row);
		else
			skip_value(w);
		skip_blank(w);
		w->at += *w->at == ',';
	}
	w->at++;
	return ok;
}

static bool
use_value(struct walk *w, const struct node *n)
{
	char *to = (char *)w->to + n->offset;

	switch (n->use) {
	case USE_NUMBER:
		return use_number(w, n, (double *)(void *)to);
	case USE_FLAG:
		return use_flag(w, n, (double *)(void *)to);
	case USE_TEXT:
		return use_text(w, n, (const char **)(void *)to);
	case USE_LIST:
		return use_list(w, n, (const char **)(void *)to);
	case USE_REASON:
		return use_reason(w, n);
	case USE_NONE:
		break;
	}
	skip_value(w);
	return true;
}

static bool
refuse(struct walk *w, const struct node *n)
{
	struct synk_value v = take_value(w);

	return expected(w, n, n->keyed ? "an array" : "an object", &v);
}

static bool
read_value(struct walk *w, unsigned at)
{
	struct node *n = &w->visits->node[at];

	if (n->seen == w->visits->records)
		return synk_fail_at(w->err, w->line, "expected a key once,"
		    " found '%.*s' twice", (int)n->size, n->key);
	if (at)
		n->seen = w->visits->records;
	if (!n->child || *w->at == 'n')
		return use_value(w, n);
	if (*w->at != (n->keyed ? '[' : '{'))
		return refuse(w, n);
	return (n->keyed ? read_rows : read_members)(w, at);
}

static void
forget(struct synk_visit *to)
{
	memset(to, 0, sizeof *to);
	to->visit_order = to->days_since_onset = to->days_since_injection = NAN;
	to->contradicted = to->mm_per_ied = to->scale_sd = NAN;
	to->draws = to->seed = NAN;
	for (size_t i = 0; i < SYNK_EXPRESSIONS; i++)
		to->view[i].photos = to->view[i].yaw = to->view[i].pitch = NAN;
	for (size_t i = 0; i < SYNK_QUANTITIES; i++)
		to->value[i] = to->se[i] = NAN;
}

static bool
is_grade(const struct synk_value *record, struct synk_error *err)
{
	char *kind = NULL;
	bool ok = record->text[0] == '{' && synk_value_get(&kind, record,
	    "record", err);

	if (record->text[0] == '{' && !ok)
		return false;
	ok = ok && kind && strcmp(kind, "synk-grade/1") == 0;
	if (!ok && kind)
		synk_fail_at(err, record->line, "expected a record"
		    " synk-grade/1, found '%.60s'", kind);
	else if (!ok)
		synk_fail_at(err, record->line, "expected a record"
		    " synk-grade/1, found %s", synk_value_kind(record));
	free(kind);
	return ok;
}

bool
synk_visits_read(struct synk_visit *to, struct synk_visits *v,
    const struct synk_value *record, struct synk_error *err)
{
	struct walk w = { v, to, record->text, record->text + record->size,
	    record->line, err };

	forget(to);
	v->records++;
	if (!is_grade(record, err) || !read_value(&w, 0))
		return false;
	if (!to->affected || !to->version)
		return synk_fail_at(err, record->line, "expected a whole"
		    " grade, found one without %s", to->affected
		    ? "its provenance" : "an affected side");
	return true;
}

const char *
synk_visits_reason(const struct synk_visits *v, const struct synk_visit *visit,
    size_t i)
{
	return v->reason[visit->reason[i]];
}

enum synk_affected
synk_visit_side(const struct synk_visit *v)
{
	enum synk_affected side = SYNK_UNKNOWN;

	if (v->affected)
		synk_affected_find(&side, v->affected);
	return side == SYNK_AFFECTED_LEFT || side == SYNK_AFFECTED_RIGHT
	    ? side : SYNK_UNKNOWN;
}
