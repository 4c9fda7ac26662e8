/*
 * Conditions over a grade record, as share/rules.json has them; not installed.
 *
 *	expression := and { "or" and }
 *	and        := not { "and" not }
 *	not        := [ "not" ] ( "(" expression ")" | predicate )
 *	predicate  := path
 *	           |  "known" "(" path ")"
 *	           |  path ( "=" | "!=" ) "'" word "'"
 *	           |  sum ( "<" | "<=" | ">" | ">=" ) sum
 *	sum        := term { ( "+" | "-" ) term }
 *	term       := [ number "*" ] path | number [ "mm" ]
 *
 * A path is a dotted field of the record, with the id of an element where
 * there is an array; ".affected" and ".healthy" at its end are the side's
 * "left" or "right".
 */
#include "synk/error.h"

struct cJSON;

/* Bounds of a probability. */
struct synk_belief {
	double low, high;
};

/* A number of a record and its standard error; NaN where not known. */
struct synk_amount {
	double value, se;
};

/* What expressions are evaluated over. */
struct synk_facts {
	const struct cJSON *record;
	bool left;			/* the affected side */
	double mm_per_ied;		/* NaN without a scale */
	double relative_sd;		/* of the scale; NaN where not known */
	double days_since_onset, days_since_injection;
	/* "answer.ID" and "rule.ID"; what is not known is 0 to 1. */
	struct synk_belief (*ask)(const void *context, const char *group,
	    const char *id);
	const void *context;
};

enum { SYNK_EXPR_NODES = 96, SYNK_EXPR_TEXT = 1200 };

struct synk_expr_node {
	int kind, a, b;		/* of lib/expr.c's own */
	double number;
	const char *text;	/* of expr->words */
	size_t at;		/* where a path begins, characters from 1 */
};

struct synk_expr {
	struct synk_expr_node node[SYNK_EXPR_NODES];
	size_t count;
	int root;
	char words[SYNK_EXPR_TEXT];
	size_t used;
};

/* Fails with SYNK_BAD_INPUT and says at which character. */
SYNK_CHECKED bool synk_expr_parse(struct synk_expr *, const char *text,
    struct synk_error *err);

/*
 * A comparison of numbers with standard errors has the probability of a
 * normal error, other predicates 0 or 1, what is not known 0 to 1.  In
 * millimetres the scale's error is added, which all terms share.  "and",
 * "or" and "not" give Frechet's bounds, which hold whatever the dependence.
 * Source: Frechet M.  Generalisation du theoreme des probabilites totales.
 * Fundam Math 1935;25:379-387.
 */
struct synk_belief synk_expr_eval(const struct synk_expr *,
    const struct synk_facts *);

/* The number at a path, and its error; NaN where there is none. */
struct synk_amount synk_expr_number(const struct synk_facts *,
    const char *path);

/* The text at a path, or NULL. */
const char *synk_expr_text(const struct synk_facts *, const char *path);

/* The unit that stands beside a path, or NULL. */
const char *synk_expr_unit(const struct synk_facts *, const char *path);

/* The ends of KEY_ci95 of a path, where it has one; else they are left. */
void synk_expr_interval(const struct synk_facts *, const char *path,
    double *low, double *high);

/* What an expression takes a path for. */
enum synk_expr_kind { SYNK_EXPR_ANY, SYNK_EXPR_NUMBER, SYNK_EXPR_TRUTH,
    SYNK_EXPR_WORD };

struct synk_expr_name {
	const char *path;
	enum synk_expr_kind kind;
	const char *word;	/* that it is compared with; or NULL */
};

/* Calls use() with each path; what it says is told with the character. */
typedef bool synk_expr_use(void *context, const struct synk_expr_name *,
    struct synk_error *err);
SYNK_CHECKED bool synk_expr_names(const struct synk_expr *, synk_expr_use *,
    void *context, struct synk_error *err);
