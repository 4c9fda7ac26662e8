#include <string.h>

#include "marks.h"
#include "table.h"

/* Where two schemes have as many points, neither is guessed. */
static const enum synk_scheme of106[] = { SYNK_JD106, SYNK_INSIGHTFACE106 };

static const struct {
	size_t count;
	enum synk_scheme scheme;
} known[] = {
	{ 49, SYNK_IBUG68 }, { 51, SYNK_IBUG68 }, { 66, SYNK_IBUG68 },
	{ 68, SYNK_IBUG68 }, { 70, SYNK_OPENPOSE70 },
	{ 76, SYNK_EMOTRICS76 }, { 98, SYNK_WFLW98 },
	{ 468, SYNK_MEDIAPIPE468 }, { 478, SYNK_MEDIAPIPE478 },
};

static bool
is_named(enum synk_scheme scheme, const char *from)
{
	return from && strcmp(synk_scheme_name(scheme), from) == 0;
}

bool
synk_scheme_of_count(enum synk_scheme *scheme, size_t count, const char *from,
    struct synk_error *err)
{
	for (size_t i = 0; i < LEN(of106); i++)
		if (is_named(of106[i], from)) {
			*scheme = of106[i];
			return count == synk_scheme_count(of106[i]) ||
			    synk_fail(err, SYNK_BAD_INPUT,
			    "expected the 106 points of %s, found %zu", from,
			    count);
		}
	if (count == synk_scheme_count(SYNK_JD106))
		return synk_fail(err, SYNK_BAD_INPUT, "106 points can be"
		    " numbered in two ways: say --from %s or --from %s",
		    synk_scheme_name(of106[0]), synk_scheme_name(of106[1]));
	for (size_t i = 0; i < LEN(known); i++)
		if (known[i].count == count) {
			*scheme = known[i].scheme;
			return true;
		}
	return synk_fail(err, SYNK_BAD_INPUT, "expected 68 points (or 49, 51,"
	    " 66), 70, 76, 98, 106, 468 or 478, found %zu", count);
}

bool
synk_marks_fill(struct synk_marks *m, const struct synk_point *at,
    size_t count, double origin, const char *from, struct synk_error *err)
{
	if (!synk_scheme_of_count(&m->scheme, count, from, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct synk_point *to = &m->at[synk_ibug_place(count, i)];

		to->x = at[i].x - origin;
		to->y = at[i].y - origin;
	}
	m->count = synk_scheme_count(m->scheme);
	return true;
}
