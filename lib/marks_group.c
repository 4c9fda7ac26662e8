/* Elements of JSON lists, brought together by an id that they share. */
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "marks.h"

bool
synk_group_put(struct synk_group *g, const struct cJSON *node,
    const struct cJSON *id, bool owner, struct synk_error *err)
{
	if ((g->count & (g->count - 1)) == 0) {
		size_t room = g->count ? 2 * g->count : 1;
		struct synk_member *member = realloc(g->member,
		    room * sizeof *member);

		if (!member)
			return synk_fail(err, SYNK_SYSTEM, "out of memory");
		g->member = member;
	}
	g->member[g->count] = (struct synk_member){ .node = node, .id = id,
	    .owner = owner, .order = g->count };
	g->count++;
	return true;
}

bool
synk_group_add(struct synk_group *g, const struct cJSON *list,
    const char *key, bool owner, struct synk_error *err)
{
	const struct cJSON *node = synk_json_first(list);

	for (size_t i = 0; node; i++, node = synk_json_next(node)) {
		if (!synk_group_put(g, node, synk_json_get(node, key), owner,
		    err))
			return false;
		g->member[g->count - 1].index = i;
	}
	return true;
}

/* Numbers come before strings, and what is neither before both. */
static int
compare_ids(const struct cJSON *a, const struct cJSON *b)
{
	const char *s = synk_json_string(a), *t = synk_json_string(b);
	double x = 0, y = 0;
	bool m = synk_json_number(&x, a), n = synk_json_number(&y, b);

	if (s && t)
		return strcmp(s, t);
	if (s || t)
		return s ? 1 : -1;
	if (m != n)
		return m ? 1 : -1;
	return (x > y) - (x < y);
}

static int
by_order(const struct synk_member *x, const struct synk_member *y)
{
	return (x->order > y->order) - (x->order < y->order);
}

static int
by_id(const void *a, const void *b)
{
	const struct synk_member *x = a, *y = b;
	int order = compare_ids(x->id, y->id);

	return order ? order : by_order(x, y);
}

static int
by_first(const void *a, const void *b)
{
	const struct synk_member *x = a, *y = b;

	return x->first != y->first ? (x->first > y->first ? 1 : -1)
	    : by_order(x, y);
}

void
synk_group_settle(struct synk_group *g)
{
	struct synk_member *m = g->member;

	if (g->count == 0)
		return;
	qsort(m, g->count, sizeof *m, by_id);
	for (size_t i = 0; i < g->count; i++)
		m[i].first = i && compare_ids(m[i - 1].id, m[i].id) == 0
		    ? m[i - 1].first : m[i].order;
	qsort(m, g->count, sizeof *m, by_first);
}

void
synk_group_free(struct synk_group *g)
{
	free(g->member);
	*g = (struct synk_group){ NULL, 0 };
}
