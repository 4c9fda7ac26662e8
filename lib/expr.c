#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "expr.h"
#include "json.h"
#include "table.h"

/* Nodes and their operands.  Lists of terms are chained by b. */
enum {
	OR, AND,		/* a, b */
	NOT,			/* a */
	TRUTH, KNOWN,		/* text: the path */
	SAME, DIFFERENT,	/* text: the path; a: node of the word */
	WORD,			/* text */
	LESS, MORE,		/* a, b: sums; number: 1 if they may be equal */
	TERM,			/* number: factor; text: the path; b: next */
	CONSTANT, LENGTH	/* number, the latter in mm; b: next */
};

struct parser {
	struct synk_expr *expr;
	const char *from, *at;
	struct synk_error *err;
	int depth;
};

enum { NESTING_MAX = 40, NONE = -1 };

static void
skip_blank(struct parser *p)
{
	while (*p->at == ' ' || *p->at == '\n' || *p->at == '\t')
		p->at++;
}

static int
expected(struct parser *p, const char *what)
{
	skip_blank(p);
	synk_fail(p->err, SYNK_BAD_INPUT, "character %zu: expected %s, found"
	    " '%.20s'", (size_t)(p->at - p->from) + 1, what,
	    *p->at ? p->at : "the end");
	return NONE;
}

static int
add_node(struct parser *p, int kind, int a, int b)
{
	struct synk_expr *e = p->expr;

	if (e->count == SYNK_EXPR_NODES)
		return expected(p, "a shorter expression");
	e->node[e->count] = (struct synk_expr_node){ .kind = kind, .a = a,
	    .b = b };
	return (int)e->count++;
}

/* Keeps n characters of text; NULL without room. */
static const char *
keep(struct parser *p, const char *text, size_t n)
{
	struct synk_expr *e = p->expr;
	char *to = &e->words[e->used];

	if (e->used + n + 1 > sizeof e->words) {
		expected(p, "a shorter expression");
		return NULL;
	}
	memcpy(to, text, n);
	to[n] = '\0';
	e->used += n + 1;
	return to;
}

static bool
is_letter(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '.';
}

/* Whether a word of letters is next; it is consumed then. */
static bool
takes_word(struct parser *p, const char *word)
{
	size_t n = strlen(word);

	skip_blank(p);
	if (strncmp(p->at, word, n) != 0 || is_letter(p->at[n]))
		return false;
	p->at += n;
	return true;
}

static bool
takes(struct parser *p, const char *sign)
{
	size_t n = strlen(sign);

	skip_blank(p);
	if (strncmp(p->at, sign, n) != 0)
		return false;
	p->at += n;
	return true;
}

/* Into a node. */
static bool
parse_path(struct parser *p, int node)
{
	struct synk_expr_node *to = &p->expr->node[node];
	size_t n = 0;

	skip_blank(p);
	if (!isalpha((unsigned char)*p->at)) {
		expected(p, "a field");
		return false;
	}
	while (is_letter(p->at[n]))
		n++;
	if (p->at[n - 1] == '.') {
		expected(p, "a field that ends in a name");
		return false;
	}
	to->at = (size_t)(p->at - p->from) + 1;
	to->text = keep(p, p->at, n);
	p->at += n;
	return to->text;
}

static bool
is_number(struct parser *p)
{
	skip_blank(p);
	return isdigit((unsigned char)p->at[0]) || (p->at[0] == '.' &&
	    isdigit((unsigned char)p->at[1]));
}

static double
parse_number(struct parser *p)
{
	char *end;
	double v = strtod(p->at, &end);

	p->at = end;
	return v;
}

/* A term and those after it, each with its sign. */
static int
parse_sum(struct parser *p, double sign)
{
	double factor = sign;
	int node, next;

	if (is_number(p)) {
		factor *= parse_number(p);
		if (!takes(p, "*")) {
			node = add_node(p, takes_word(p, "mm") ? LENGTH
			    : CONSTANT, NONE, NONE);
			goto rest;
		}
	}
	node = add_node(p, TERM, NONE, NONE);
	if (node != NONE && !parse_path(p, node))
		return NONE;
rest:
	if (node == NONE)
		return NONE;
	p->expr->node[node].number = factor;
	skip_blank(p);
	if (*p->at != '+' && *p->at != '-')
		return node;
	next = parse_sum(p, *p->at++ == '-' ? -1 : 1);
	p->expr->node[node].b = next;
	return next == NONE ? NONE : node;
}

static int
parse_comparison(struct parser *p, int left)
{
	bool less = takes(p, "<"), more = !less && takes(p, ">");
	int right, node;
	bool equal;

	if (!less && !more)
		return expected(p, "<, <=, > or >=");
	equal = takes(p, "=");
	right = parse_sum(p, 1);
	node = right == NONE ? NONE : add_node(p, less ? LESS : MORE, left,
	    right);
	if (node != NONE)
		p->expr->node[node].number = equal;
	return node;
}

/* path = 'word', of a node that has the path. */
static int
parse_text(struct parser *p, int node, bool same)
{
	int word = add_node(p, WORD, NONE, NONE);
	size_t n;

	if (word == NONE)
		return NONE;
	if (!takes(p, "'"))
		return expected(p, "a word in '...'");
	n = strcspn(p->at, "'");
	if (p->at[n] != '\'')
		return expected(p, "a closing '");
	p->expr->node[word].text = keep(p, p->at, n);
	p->at += n + 1;
	p->expr->node[node].kind = same ? SAME : DIFFERENT;
	p->expr->node[node].a = word;
	return p->expr->node[word].text ? node : NONE;
}

static int
parse_known(struct parser *p)
{
	int node = add_node(p, KNOWN, NONE, NONE);

	if (node == NONE)
		return NONE;
	if (!takes(p, "("))
		return expected(p, "(");
	if (!parse_path(p, node))
		return NONE;
	return takes(p, ")") ? node : expected(p, ")");
}

/* What starts with a path: a truth, a text or a sum. */
static int
parse_predicate(struct parser *p)
{
	struct synk_expr_node *first;
	int sum;

	if (takes_word(p, "known"))
		return parse_known(p);
	sum = parse_sum(p, 1);
	if (sum == NONE)
		return NONE;
	skip_blank(p);
	if (*p->at == '<' || *p->at == '>')
		return parse_comparison(p, sum);
	first = &p->expr->node[sum];
	if (!first->text || first->b != NONE || first->number != 1)
		return expected(p, "<, <=, > or >=");
	if (takes(p, "!="))
		return parse_text(p, sum, false);
	if (takes(p, "="))
		return parse_text(p, sum, true);
	first->kind = TRUTH;
	return sum;
}

static int parse_or(struct parser *);

static int
parse_not(struct parser *p)
{
	bool negated = takes_word(p, "not");
	int node;

	if (takes(p, "(")) {
		node = parse_or(p);
		if (node != NONE && !takes(p, ")"))
			return expected(p, ")");
	} else {
		node = parse_predicate(p);
	}
	return node == NONE || !negated ? node : add_node(p, NOT, node, NONE);
}

static int
parse_and(struct parser *p)
{
	int left = parse_not(p), right;

	while (left != NONE && takes_word(p, "and")) {
		right = parse_not(p);
		left = right == NONE ? NONE : add_node(p, AND, left, right);
	}
	return left;
}

static int
parse_or(struct parser *p)
{
	int left, right;

	if (++p->depth > NESTING_MAX)
		return expected(p, "fewer parentheses");
	left = parse_and(p);
	while (left != NONE && takes_word(p, "or")) {
		right = parse_and(p);
		left = right == NONE ? NONE : add_node(p, OR, left, right);
	}
	p->depth--;
	return left;
}

bool
synk_expr_parse(struct synk_expr *expr, const char *text,
    struct synk_error *err)
{
	struct parser p = { expr, text, text, err, 0 };

	memset(expr, 0, sizeof *expr);
	expr->root = parse_or(&p);
	if (expr->root == NONE)
		return false;
	skip_blank(&p);
	if (*p.at) {
		expected(&p, "and, or, or the end");
		return false;
	}
	return true;
}

static const struct synk_belief unknown = { 0, 1 };

static struct synk_belief
certain(bool truth)
{
	return (struct synk_belief){ truth ? 1 : 0, truth ? 1 : 0 };
}

/* What an array's element is called; "" if nothing. */
static const char *
id_of(const struct cJSON *element)
{
	const struct cJSON *m = synk_json_is_object(element)
	    ? synk_json_first(element) : NULL;

	while (m && strcmp(synk_json_key(m), "id") != 0 &&
	    strcmp(synk_json_key(m), "row") != 0)
		m = synk_json_next(m);
	return synk_json_string(m) ? synk_json_string(m) : "";
}

/* The member of an object, or the element of an array whose id it is. */
static const struct cJSON *
member(const struct cJSON *node, const char *name)
{
	const struct cJSON *m;

	if (!synk_json_is_array(node))
		return synk_json_get(node, name);
	for (m = synk_json_first(node); m; m = synk_json_next(m))
		if (strcmp(id_of(m), name) == 0)
			return m;
	return NULL;
}

/* The last name of a path, "affected" turned into the side's; and the object
 * that it is of. */
static const struct cJSON *
parent_of(char last[80], const struct synk_facts *f, const char *path)
{
	const struct cJSON *node = f->record;
	size_t n;

	for (;; path += n + 1) {
		n = strcspn(path, ".");
		memcpy(last, path, n < 80 ? n : 79);
		last[n < 80 ? n : 79] = '\0';
		if (!path[n])
			break;
		node = member(node, last);
	}
	if (strcmp(last, "affected") == 0 && synk_json_get(node, "left"))
		strcpy(last, f->left ? "left" : "right");
	else if (strcmp(last, "healthy") == 0)
		strcpy(last, f->left ? "right" : "left");
	return node;
}

/* The member beside one of that name. */
static const struct cJSON *
beside(const struct cJSON *parent, const char *name, const char *ending)
{
	char key[96];
	size_t n = strlen(name);

	memcpy(key, name, n);
	strcpy(key + n, ending);
	return synk_json_get(parent, key);
}

static const struct cJSON *
find(const struct synk_facts *f, const char *path)
{
	char last[80];
	const struct cJSON *parent = parent_of(last, f, path);

	return member(parent, last);
}

/* Numbers that do not come from the record alone; NULL for any other path. */
static const double *
given(const struct synk_facts *f, const char *path)
{
	return strcmp(path, "days_since_onset") == 0 ? &f->days_since_onset
	    : strcmp(path, "days_since_injection") == 0
	    ? &f->days_since_injection : NULL;
}

static bool
is_known(const struct synk_facts *f, const char *path)
{
	const struct cJSON *node = find(f, path);
	struct synk_belief b;

	if (strncmp(path, "answer.", 7) == 0) {
		b = f->ask(f->context, "answer", path + 7);
		return b.low == b.high;
	}
	return given(f, path) ? !isnan(*given(f, path))
	    : node && !synk_json_is_null(node);
}

struct synk_amount
synk_expr_number(const struct synk_facts *f, const char *path)
{
	struct synk_amount q = { NAN, NAN };
	const struct cJSON *parent, *error;
	char last[80];

	if (given(f, path)) {
		q.value = *given(f, path);
	} else {
		parent = parent_of(last, f, path);
		error = beside(parent, last, "_se");
		if (!synk_json_number(&q.value, member(parent, last)))
			q.value = NAN;
		if (error && !synk_json_number(&q.se, error))
			q.value = NAN;	/* it should have one, and has not */
	}
	return q;
}

const char *
synk_expr_text(const struct synk_facts *f, const char *path)
{
	return synk_json_string(find(f, path));
}

const char *
synk_expr_unit(const struct synk_facts *f, const char *path)
{
	char last[80];

	return synk_json_string(synk_json_get(parent_of(last, f, path),
	    "unit"));
}

void
synk_expr_interval(const struct synk_facts *f, const char *path, double *low,
    double *high)
{
	char last[80];
	const struct cJSON *list = parent_of(last, f, path);

	list = synk_json_first(beside(list, last, "_ci95"));
	if (list && !(synk_json_number(low, list) &&
	    synk_json_number(high, synk_json_next(list))))
		*low = *high = NAN;
}

/* Of a chain of terms, all in millimetres or none; *scaled is what the scale
 * has made of them. */
static struct synk_amount
add_up(double *scaled, const struct synk_expr *e, int i,
    const struct synk_facts *f, bool in_mm)
{
	struct synk_amount sum = { 0, 0 };

	*scaled = 0;

	for (; i != NONE; i = e->node[i].b) {
		const struct synk_expr_node *n = &e->node[i];
		double factor = n->number;
		struct synk_amount q;

		if (n->kind != TERM) {
			sum.value += factor;
			continue;
		}
		q = synk_expr_number(f, n->text);
		if (in_mm)
			factor *= f->mm_per_ied / 100;
		sum.value += factor * q.value;
		if (in_mm)
			*scaled += factor * q.value;
		if (!isnan(q.se))	/* as if independent: too large for
					 * two sides that err alike, as those
					 * of a face mostly do */
			sum.se = hypot(sum.se, factor * q.se);
	}
	return sum;
}

static bool
has_length(const struct synk_expr *e, int i)
{
	for (; i != NONE; i = e->node[i].b)
		if (e->node[i].kind == LENGTH)
			return true;
	return false;
}

static struct synk_belief
compare(const struct synk_expr *e, const struct synk_expr_node *n,
    const struct synk_facts *f)
{
	bool mm = has_length(e, n->a) || has_length(e, n->b);
	double left, right, more, se, p;
	struct synk_amount a = add_up(&left, e, n->a, f, mm);
	struct synk_amount b = add_up(&right, e, n->b, f, mm);

	more = a.value - b.value;
	if (isnan(more))
		return unknown;
	se = hypot(a.se, b.se);
	if (!isnan(f->relative_sd))	/* one scale for all: its error does
					 * not cancel, nor add up as if each
					 * term had its own */
		se = hypot(se, f->relative_sd * (left - right));
	if (n->kind == LESS)
		more = -more;
	if (se == 0)
		return certain(more > 0 || (more == 0 && n->number > 0));
	p = erfc(-more / se / sqrt(2)) / 2;
	return (struct synk_belief){ p, p };
}

/* A path by itself: an answer, a rule, a truth, or a probability. */
static struct synk_belief
truth_of(const struct synk_facts *f, const char *path)
{
	const struct cJSON *node;
	double p;
	bool truth;

	if (strncmp(path, "answer.", 7) == 0)
		return f->ask(f->context, "answer", path + 7);
	if (strncmp(path, "rule.", 5) == 0)
		return f->ask(f->context, "rule", path + 5);
	node = find(f, path);
	if (synk_json_bool(&truth, node))
		return certain(truth);
	if (synk_json_number(&p, synk_json_get(node, "probability")))
		return (struct synk_belief){ p, p };
	return unknown;
}

static struct synk_belief
same_text(const struct synk_expr *e, const struct synk_expr_node *n,
    const struct synk_facts *f)
{
	const char *text = synk_json_string(find(f, n->text));
	bool same = text && strcmp(text, e->node[n->a].text) == 0;

	return text ? certain(same == (n->kind == SAME)) : unknown;
}

static struct synk_belief
eval(const struct synk_expr *e, int i, const struct synk_facts *f)
{
	const struct synk_expr_node *n = &e->node[i];
	struct synk_belief a, b;

	switch (n->kind) {
	case AND:
		a = eval(e, n->a, f);
		b = eval(e, n->b, f);
		return (struct synk_belief){ fmax(0, a.low + b.low - 1),
		    fmin(a.high, b.high) };
	case OR:
		a = eval(e, n->a, f);
		b = eval(e, n->b, f);
		return (struct synk_belief){ fmax(a.low, b.low),
		    fmin(1, a.high + b.high) };
	case NOT:
		a = eval(e, n->a, f);
		return (struct synk_belief){ 1 - a.high, 1 - a.low };
	case TRUTH:
		return truth_of(f, n->text);
	case KNOWN:
		return certain(is_known(f, n->text));
	case SAME:
	case DIFFERENT:
		return same_text(e, n, f);
	default:
		return compare(e, n, f);
	}
}

struct synk_belief
synk_expr_eval(const struct synk_expr *e, const struct synk_facts *f)
{
	return eval(e, e->root, f);
}

bool
synk_expr_names(const struct synk_expr *e, synk_expr_use *use, void *context,
    struct synk_error *err)
{
	static const enum synk_expr_kind kinds[] = {
		[TRUTH] = SYNK_EXPR_TRUTH, [TERM] = SYNK_EXPR_NUMBER,
		[SAME] = SYNK_EXPR_WORD, [DIFFERENT] = SYNK_EXPR_WORD,
		[KNOWN] = SYNK_EXPR_ANY,
	};
	char where[40];

	for (size_t i = 0; i < e->count; i++) {
		const struct synk_expr_node *n = &e->node[i];
		struct synk_expr_name name = { .path = n->text };

		if (!n->at)
			continue;	/* no path, or a word */
		name.kind = kinds[n->kind];
		if (name.kind == SYNK_EXPR_WORD)
			name.word = e->node[n->a].text;
		if (!use(context, &name, err)) {
			snprintf(where, sizeof where, "character %zu", n->at);
			return synk_fail_in(err, where);
		}
	}
	return true;
}
