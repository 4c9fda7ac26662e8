#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "rules.h"
#include "schema.h"
#include "sha256.h"
#include "table.h"
#include "words.h"

/* share/rules.json, put here by the Makefile. */
static const unsigned char compiled_in[] = {
#include "rules.inc"
	0
};

const char *
synk_rules_text(void)
{
	return (const char *)compiled_in;
}

enum kind { TEXT, MAYBE_TEXT, LIST, BOOL, NUMBER };

/* A member of a document's object and where it goes. */
struct member {
	const char *name;
	enum kind kind;
	size_t offset;
};

static const char *const regions[] = { "brow", "eye", "smile", NULL };
static const char *const sides[] = { "affected", "healthy", NULL };

/* Review or trial, cohort or series, opinion, label for something else. */
static const char *const letters[] = { "B", "C", "D", "L", NULL };

/* The only words that a text, or all of a list, can be. */
static const struct {
	const char *member;
	synk_texts words;
} vocabulary[] = {
	{ "region", regions }, { "regions", regions }, { "side", sides },
	{ "evidence", letters },
};

#define AT(type, field)	offsetof(struct type, field)

static const struct member gate_members[] = {
	{ "id", TEXT, AT(synk_gate, id) },
	{ "title", TEXT, AT(synk_gate, title) },
	{ "safe", TEXT, AT(synk_gate, safe) },
	{ "why", TEXT, AT(synk_gate, why) },
	{ "blocks", LIST, AT(synk_gate, blocks) },
	{ "sources", LIST, AT(synk_gate, sources) },
	{ "questions", LIST, AT(synk_gate, questions) },
};

static const struct member rule_members[] = {
	{ "id", TEXT, AT(synk_rule, id) },
	{ "region", TEXT, AT(synk_rule, region) },
	{ "muscle", TEXT, AT(synk_rule, muscle) },
	{ "part", TEXT, AT(synk_rule, part) },
	{ "side", TEXT, AT(synk_rule, side) },
	{ "on", BOOL, AT(synk_rule, on) },
	{ "order", NUMBER, AT(synk_rule, order) },
	{ "sign", TEXT, AT(synk_rule, sign) },
	{ "when", TEXT, AT(synk_rule, when) },
	{ "measured", LIST, AT(synk_rule, measured) },
	{ "why", TEXT, AT(synk_rule, why) },
	{ "evidence", TEXT, AT(synk_rule, evidence) },
	{ "sources", LIST, AT(synk_rule, sources) },
	{ "cautions", LIST, AT(synk_rule, cautions) },
	{ "questions", LIST, AT(synk_rule, questions) },
	{ "threshold", TEXT, AT(synk_rule, threshold) },
};

static const struct member conflict_members[] = {
	{ "id", TEXT, AT(synk_conflict, id) },
	{ "if", TEXT, AT(synk_conflict, when) },
	{ "drop", LIST, AT(synk_conflict, drop) },
	{ "why", TEXT, AT(synk_conflict, why) },
	{ "notice", MAYBE_TEXT, AT(synk_conflict, notice) },
};

static const struct member question_members[] = {
	{ "ask", TEXT, AT(synk_question, ask) },
	{ "label", MAYBE_TEXT, AT(synk_question, label) },
	{ "regions", LIST, AT(synk_question, regions) },
};

struct reading {
	struct synk_rules *rules;
	struct synk_schema schema;	/* of the records to be planned */
	bool late;			/* the rules have been judged */
	struct synk_error *err;
};

static bool
out_of_memory(struct synk_error *err)
{
	return synk_fail(err, SYNK_SYSTEM, "out of memory");
}

/* Keeps a block of memory until the rules are closed. */
static void *
hold(struct reading *r, size_t size)
{
	void **more = realloc(r->rules->held, (r->rules->helds + 1) *
	    sizeof *more);
	void *block;

	if (!more)
		return NULL;
	r->rules->held = more;
	block = calloc(1, size);
	if (block)
		more[r->rules->helds++] = block;
	return block;
}

/* Anything, where the vocabulary says nothing of the member. */
static bool
is_word(const char *text, const struct member *m, struct reading *r)
{
	char list[80] = "";
	synk_texts words = NULL;

	for (size_t i = 0; i < LEN(vocabulary); i++)
		if (strcmp(vocabulary[i].member, m->name) == 0)
			words = vocabulary[i].words;
	for (size_t i = 0; words && words[i]; i++) {
		if (strcmp(words[i], text) == 0)
			return true;
		strcat(list, !i ? "" : words[i + 1] ? ", " : " or ");
		strcat(list, words[i]);
	}
	return !words || synk_fail(r->err, SYNK_BAD_INPUT,
	    "expected %s, found '%.40s'", list, text);
}

static bool
read_text(const char **out, const struct cJSON *node,
    const struct member *m, struct reading *r)
{
	*out = synk_json_string(node);
	if (!*out && (node || m->kind == TEXT))
		return synk_fail(r->err, SYNK_BAD_INPUT, "expected a text,"
		    " found %s", synk_json_kind(node));
	return !*out || is_word(*out, m, r);
}

static bool
read_list(synk_texts *out, const struct cJSON *node,
    const struct member *member, struct reading *r)
{
	const struct cJSON *m;
	const char **list;
	size_t n = 0;

	if (!synk_json_is_array(node))
		return synk_fail(r->err, SYNK_BAD_INPUT, "expected a list,"
		    " found %s", synk_json_kind(node));
	list = hold(r, (synk_json_size(node) + 1) * sizeof *list);
	if (!list)
		return out_of_memory(r->err);
	for (m = synk_json_first(node); m; m = synk_json_next(m)) {
		list[n] = synk_json_string(m);
		if (!list[n])
			return synk_fail(r->err, SYNK_BAD_INPUT, "expected a"
			    " list of texts, found %s", synk_json_kind(m));
		if (!is_word(list[n++], member, r))
			return false;
	}
	*out = list;
	return true;
}

static bool
read_member(char *to, const struct cJSON *node, const struct member *m,
    struct reading *r)
{
	switch (m->kind) {
	case LIST:
		return read_list((synk_texts *)(void *)to, node, m, r);
	case BOOL:
		return synk_json_bool((bool *)(void *)to, node) ||
		    synk_fail(r->err, SYNK_BAD_INPUT, "expected true or false,"
		    " found %s", synk_json_kind(node));
	case NUMBER:
		return synk_json_number((double *)(void *)to, node) ||
		    synk_fail(r->err, SYNK_BAD_INPUT, "expected a number,"
		    " found %s", synk_json_kind(node));
	default:
		return read_text((const char **)(void *)to, node, m, r);
	}
}

/* One object: all members of the table, and no other. */
static bool
read_object(void *to, const struct cJSON *node, const struct member *table,
    size_t n, struct reading *r)
{
	const struct cJSON *m;

	for (size_t i = 0; i < n; i++)
		if (!read_member((char *)to + table[i].offset,
		    synk_json_get(node, table[i].name), &table[i], r))
			return synk_fail_in(r->err, table[i].name);
	for (m = synk_json_first(node); m; m = synk_json_next(m)) {
		size_t i = 0;

		while (i < n && strcmp(table[i].name, synk_json_key(m)) != 0)
			i++;
		if (i == n)
			return synk_fail(r->err, SYNK_BAD_INPUT,
			    "unknown member '%.60s'", synk_json_key(m));
	}
	return true;
}

/* A list of objects of size bytes each, that start with their id. */
static bool
read_objects(void **out, size_t *count, const struct cJSON *root,
    const char *name, size_t size, const struct member *table, size_t n,
    struct reading *r)
{
	const struct cJSON *list = synk_json_get(root, name), *m;
	char *at;

	if (!synk_json_is_array(list))
		return synk_fail(r->err, SYNK_BAD_INPUT,
		    "%s: expected a list, found %s", name,
		    synk_json_kind(list));
	*out = at = hold(r, (synk_json_size(list) + 1) * size);
	if (!at)
		return out_of_memory(r->err);
	for (m = synk_json_first(list); m; m = synk_json_next(m)) {
		const char *id = synk_json_string(synk_json_get(m, "id"));

		for (size_t i = 0; id && i < *count; i++)
			if (strcmp(*(const char **)(void *)(at + i * size),
			    id) == 0)
				return synk_fail(r->err, SYNK_BAD_INPUT,
				    "%s: %.60s: twice", name, id);
		if (!read_object(at + *count * size, m, table, n, r)) {
			synk_fail_in(r->err, id ? id : "without an id");
			return synk_fail_in(r->err, name);
		}
		++*count;
	}
	return true;
}

static bool
read_questions(struct reading *r)
{
	const struct cJSON *all = synk_json_get(r->rules->root, "questions");
	struct synk_rules *rules = r->rules;
	const struct cJSON *m;

	if (!synk_json_is_object(all))
		return synk_fail(r->err, SYNK_BAD_INPUT,
		    "questions: expected an object, found %s",
		    synk_json_kind(all));
	rules->question = hold(r, (synk_json_size(all) + 1) *
	    sizeof *rules->question);
	if (!rules->question)
		return out_of_memory(r->err);
	for (m = synk_json_first(all); m; m = synk_json_next(m)) {
		struct synk_question *q = &rules->question[rules->questions];

		q->id = synk_json_key(m);
		if (!read_object(q, m, question_members,
		    LEN(question_members), r)) {
			synk_fail_in(r->err, q->id);
			return synk_fail_in(r->err, "questions");
		}
		rules->questions++;
	}
	return true;
}

static bool
read_sources(struct reading *r)
{
	const struct cJSON *all = synk_json_get(r->rules->root, "sources");
	struct synk_rules *rules = r->rules;
	const struct cJSON *m;

	if (!synk_json_is_object(all))
		return synk_fail(r->err, SYNK_BAD_INPUT,
		    "sources: expected an object, found %s",
		    synk_json_kind(all));
	rules->source = hold(r, (synk_json_size(all) + 1) *
	    sizeof *rules->source);
	if (!rules->source)
		return out_of_memory(r->err);
	for (m = synk_json_first(all); m; m = synk_json_next(m)) {
		struct synk_source *s = &rules->source[rules->sources++];

		*s = (struct synk_source){ synk_json_key(m),
		    synk_json_string(m) };
		if (!s->text)
			return synk_fail(r->err, SYNK_BAD_INPUT,
			    "sources: %.60s: expected a text, found %s",
			    s->id, synk_json_kind(m));
	}
	return true;
}

static bool
has_rule(const struct synk_rules *rules, const char *id)
{
	for (size_t i = 0; i < rules->rules; i++)
		if (strcmp(rules->rule[i].id, id) == 0)
			return true;
	return false;
}

static bool
has_question(const struct synk_rules *rules, const char *id)
{
	for (size_t i = 0; i < rules->questions; i++)
		if (strcmp(rules->question[i].id, id) == 0)
			return true;
	return false;
}

static bool
has_source(const struct synk_rules *rules, const char *id)
{
	for (size_t i = 0; i < rules->sources; i++)
		if (strcmp(rules->source[i].id, id) == 0)
			return true;
	return false;
}

typedef bool has_id(const struct synk_rules *, const char *id);

static bool
check_ids(synk_texts list, has_id *has, const char *what, bool or_all,
    struct reading *r)
{
	for (; *list; list++)
		if (!has(r->rules, *list) && !(or_all && strcmp(*list,
		    "*") == 0))
			return synk_fail(r->err, SYNK_BAD_INPUT,
			    "there is no %s '%.60s'", what, *list);
	return true;
}

/* What a path names in a group, "answer." or "rule."; NULL: it is in none. */
static const char *
id_in(const char *path, const char *group)
{
	size_t n = strlen(group);

	return strncmp(path, group, n) == 0 ? path + n : NULL;
}

static bool
check_question(const struct reading *r, const char *id,
    struct synk_error *err)
{
	const struct synk_rules *rules = r->rules;

	if (has_question(rules, id) || strcmp(id, "side_confirmed") == 0 ||
	    strcmp(id, "not_mirrored") == 0)
		return true;
	for (size_t i = 0; i < rules->questions; i++)
		if (synk_words_apart(id, rules->question[i].id) < SIZE_MAX)
			return synk_fail(err, SYNK_BAD_INPUT, "there is no"
			    " question '%.60s': did you mean '%.60s'?", id,
			    rules->question[i].id);
	return synk_fail(err, SYNK_BAD_INPUT, "there is no question '%.60s'",
	    id);
}

/* Only a conflict comes after the rules have been judged, and then each
 * either is there or is not. */
static bool
check_fired(const struct reading *r, const struct synk_expr_name *name,
    const char *id, struct synk_error *err)
{
	if (!r->late)
		return synk_fail(err, SYNK_BAD_INPUT, "rule.%.60s: only"
		    " conflicts can ask for rules", id);
	if (name->kind == SYNK_EXPR_ANY)
		return synk_fail(err, SYNK_BAD_INPUT, "rule.%.60s is always"
		    " known", id);
	return has_rule(r->rules, id) || synk_fail(err, SYNK_BAD_INPUT,
	    "there is no rule '%.60s'", id);
}

/* A name that an expression uses. */
static bool
check_name(void *context, const struct synk_expr_name *name,
    struct synk_error *err)
{
	const struct reading *r = context;
	const char *question = id_in(name->path, "answer.");
	const char *rule = id_in(name->path, "rule.");

	if (!question && !rule)
		return synk_schema_check(&r->schema, name, err);
	if (name->kind == SYNK_EXPR_NUMBER || name->kind == SYNK_EXPR_WORD)
		return synk_fail(err, SYNK_BAD_INPUT, "%.80s is yes or no,"
		    " neither a number nor a text", name->path);
	return question ? check_question(r, question, err)
	    : check_fired(r, name, rule, err);
}

static bool
read_expr(struct synk_expr *e, const char *text, const char *member,
    const char *id, struct reading *r)
{
	if (synk_expr_parse(e, text, r->err) &&
	    synk_expr_names(e, check_name, r, r->err))
		return true;
	synk_fail_in(r->err, member);
	return synk_fail_in(r->err, id);
}

/* The fields that a rule prints. */
static bool
check_measured(const struct synk_rule *rule, struct reading *r)
{
	struct synk_expr_name name = { .kind = SYNK_EXPR_NUMBER };
	size_t n = 0;

	for (; (name.path = rule->measured[n]); n++)
		if (!synk_schema_check(&r->schema, &name, r->err))
			break;
	if (!name.path && n <= SYNK_MEASURED_MAX)
		return true;
	if (!name.path)
		synk_fail(r->err, SYNK_BAD_INPUT, "more than %d",
		    SYNK_MEASURED_MAX);
	synk_fail_in(r->err, "measured");
	return synk_fail_in(r->err, rule->id);
}

static bool
check_gate(struct reading *r, size_t i)
{
	const struct synk_gate *g = &r->rules->gate[i];

	return read_expr(&r->rules->safe[i], g->safe, "safe", g->id, r) &&
	    ((check_ids(g->blocks, has_rule, "rule", true, r) &&
	    check_ids(g->sources, has_source, "source", false, r) &&
	    check_ids(g->questions, has_question, "question", false, r)) ||
	    synk_fail_in(r->err, g->id));
}

static bool
check_rule(struct reading *r, size_t i)
{
	const struct synk_rule *u = &r->rules->rule[i];

	return read_expr(&r->rules->when[i], u->when, "when", u->id, r) &&
	    check_measured(u, r) &&
	    ((check_ids(u->sources, has_source, "source", false, r) &&
	    check_ids(u->questions, has_question, "question", false, r)) ||
	    synk_fail_in(r->err, u->id));
}

static bool
check_conflict(struct reading *r, size_t i)
{
	const struct synk_conflict *c = &r->rules->conflict[i];

	return read_expr(&r->rules->drops[i], c->when, "if", c->id, r) &&
	    (check_ids(c->drop, has_rule, "rule", true, r) ||
	    synk_fail_in(r->err, c->id));
}

static bool
read_expressions(struct reading *r)
{
	struct synk_rules *u = r->rules;
	bool ok = true;

	u->safe = hold(r, (u->gates + 1) * sizeof *u->safe);
	u->when = hold(r, (u->rules + 1) * sizeof *u->when);
	u->drops = hold(r, (u->conflicts + 1) * sizeof *u->drops);
	if (!u->safe || !u->when || !u->drops)
		return out_of_memory(r->err);
	for (size_t i = 0; i < u->gates && ok; i++)
		ok = check_gate(r, i);
	for (size_t i = 0; i < u->rules && ok; i++)
		ok = check_rule(r, i);
	r->late = true;
	for (size_t i = 0; i < u->conflicts && ok; i++)
		ok = check_conflict(r, i);
	return ok;
}

static int
by_order(const void *a, const void *b)
{
	const struct synk_rule *x = a, *y = b;

	if (x->order != y->order)
		return (x->order > y->order) - (x->order < y->order);
	return strcmp(x->id, y->id);
}

static bool
read_document(struct reading *r)
{
	static const char *const known[] = { "record", "sources", "questions",
	    "gates", "rules", "conflicts" };
	struct synk_rules *u = r->rules;
	const char *kind = synk_json_string(synk_json_get(u->root, "record"));
	const struct cJSON *m;
	void *gate, *rule, *conflict;

	if (!kind || strcmp(kind, "synk-rules/1") != 0)
		return synk_fail(r->err, SYNK_BAD_INPUT,
		    "expected a synk-rules/1 record");
	for (m = synk_json_first(u->root); m; m = synk_json_next(m)) {
		size_t i = 0;

		while (i < LEN(known) && strcmp(known[i],
		    synk_json_key(m)) != 0)
			i++;
		if (i == LEN(known))
			return synk_fail(r->err, SYNK_BAD_INPUT,
			    "unknown member '%.60s'", synk_json_key(m));
	}
	if (!read_questions(r) || !read_sources(r) ||
	    !read_objects(&gate, &u->gates, u->root, "gates",
	    sizeof *u->gate, gate_members, LEN(gate_members), r) ||
	    !read_objects(&rule, &u->rules, u->root, "rules",
	    sizeof *u->rule, rule_members, LEN(rule_members), r) ||
	    !read_objects(&conflict, &u->conflicts, u->root, "conflicts",
	    sizeof *u->conflict, conflict_members, LEN(conflict_members), r))
		return false;
	u->gate = gate;
	u->rule = rule;
	u->conflict = conflict;
	qsort(u->rule, u->rules, sizeof *u->rule, by_order);
	return read_expressions(r) && (u->gates > 0 || synk_fail(r->err,
	    SYNK_BAD_INPUT, "gates: expected at least one: without, every"
	    " sign would name a target"));
}

bool
synk_rules_open(struct synk_rules **out, const char *text, size_t size,
    struct synk_error *err)
{
	struct reading r = { .rules = calloc(1, sizeof *r.rules),
	    .err = err };
	size_t at = 0;
	bool ok;

	if (!r.rules)
		return out_of_memory(err);
	ok = synk_schema_open(&r.schema, err) &&
	    synk_json_read(&r.rules->root, text, size, &at, err);
	if (ok && (!r.rules->root || at != size))
		ok = synk_fail(err, SYNK_BAD_INPUT, "expected one JSON value");
	ok = ok && read_document(&r);
	synk_schema_close(&r.schema);
	if (!ok) {
		synk_rules_close(r.rules);
		return false;
	}
	synk_sha256(r.rules->hash, text, size);
	*out = r.rules;
	return true;
}

void
synk_rules_close(struct synk_rules *rules)
{
	if (!rules)
		return;
	for (size_t i = 0; i < rules->helds; i++)
		free(rules->held[i]);
	free(rules->held);
	synk_json_free(rules->root);
	free(rules);
}

const char *
synk_rules_hash(const struct synk_rules *rules)
{
	return rules->hash;
}

const struct synk_gate *
synk_rules_gate(const struct synk_rules *rules, size_t i)
{
	return i < rules->gates ? &rules->gate[i] : NULL;
}

const struct synk_rule *
synk_rules_rule(const struct synk_rules *rules, size_t i)
{
	return i < rules->rules ? &rules->rule[i] : NULL;
}

const struct synk_conflict *
synk_rules_conflict(const struct synk_rules *rules, size_t i)
{
	return i < rules->conflicts ? &rules->conflict[i] : NULL;
}

const struct synk_question *
synk_rules_question(const struct synk_rules *rules, size_t i)
{
	return i < rules->questions ? &rules->question[i] : NULL;
}

const struct synk_source *
synk_rules_source(const struct synk_rules *rules, size_t i)
{
	return i < rules->sources ? &rules->source[i] : NULL;
}
