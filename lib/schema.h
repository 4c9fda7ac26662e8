/*
 * share/schema/synk-grade-1.schema.json, which is compiled in: what fields a
 * grade record has; not installed.
 */
#include "synk/error.h"

struct cJSON;
struct synk_expr_name;

struct synk_schema {
	struct cJSON *root;
	const struct cJSON *definitions;
};

/* Fails without memory; a fault in the file is a bug, found by the tests. */
SYNK_CHECKED bool synk_schema_open(struct synk_schema *,
    struct synk_error *err);
void synk_schema_close(struct synk_schema *);

/*
 * A schema's own member, or that of what it, or a part of its allOf, refers
 * to; NULL if there is none.  All other parts only state rules.
 */
const struct cJSON *synk_schema_member(const struct synk_schema *,
    const struct cJSON *schema, const char *name);

/*
 * Fails with SYNK_BAD_INPUT, and a suggestion if one comes near, if no record
 * has the field that an expression names, or none in which it is what the
 * expression takes it for: a number, a truth, that word.
 */
SYNK_CHECKED bool synk_schema_check(const struct synk_schema *,
    const struct synk_expr_name *, struct synk_error *err);
