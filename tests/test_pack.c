/* Lists of points taken out of lines of JSON. */
#include <math.h>

#include "test.h"

#include "../lib/json.h"
#include "../lib/marks.h"

/* A packed list is written as a number sign, its first point and how many. */
static const struct pack {
	const char *name, *from, *to;	/* NULL: as it was */
} packs[] = {
	{ "a list in a list", "[[{\"x\":0.5,\"y\":-1e-3}]]", "[\"#0 1\"]" },
	{ "all that is not asked for", "[[{\"x\":1,\"y\":2,\"z\":3,"
	  "\"visibility\":0,\"presence\":0.25}]]", "[\"#0 1\"]" },
	{ "as Python writes", "[[{\"x\": 1, \"y\": 2, \"z\": 3}, {\"x\": 4, "
	  "\"y\": 5, \"presence\": 0.5}], 7]", "[\"#0 2\", 7]" },
	{ "one after the other",
	  "[[{\"x\":1,\"y\":2},{\"x\":4,\"y\":5}], [{\"x\":1,\"y\":2}]]",
	  "[\"#0 2\", \"#2 1\"]" },
	{ "as protobuf writes", "{\"landmark\" : [{\"x\":1,\"y\":2}]}",
	  "{\"landmark\" : \"#0 1\"}" },
	{ "of another key", "{\"mark\":[{\"x\":1,\"y\":2}]}", NULL },
	{ "as a key", "{\"a\":0,[{\"x\":1,\"y\":2}] :3}", NULL },
	{ "of nothing", "[{\"x\":1,\"y\":2}]", NULL },
	{ "one that is none between", "[[{\"x\":1,\"y\":2}],"
	  "[{\"x\":1,\"y\":2},3],[{\"x\":1,\"y\":2}]]",
	  "[\"#0 1\",[{\"x\":1,\"y\":2},3],\"#1 1\"]" },
	{ "something else in it", "[[{\"x\":1,\"y\":2,\"name\":\"a\"}]]",
	  NULL },
	{ "another order", "[[{\"y\":1,\"x\":2}]]", NULL },
	{ "a key twice", "[[{\"x\":1,\"y\":2,\"z\":3,\"z\":4}]]", NULL },
	{ "no number", "[[{\"x\":1,\"y\":2,\"z\":\"3\"}]]", NULL },
	{ "not a number", "[[{\"x\":1,\"y\":NaN}]]", NULL },
	{ "a plus", "[[{\"x\":+1,\"y\":2}]]", NULL },
	{ "half a number", "[[{\"x\":1,\"y\":2,\"z\":3.}]]", NULL },
	{ "too large", "[[{\"x\":1,\"y\":1000001}]]", NULL },
	{ "larger than numbers are", "[[{\"x\":1e400,\"y\":1}]]", NULL },
	{ "a comma too many", "[[{\"x\":1,\"y\":2},]]", NULL },
	{ "the end within", "[[{\"x\":1,\"y\":2", NULL },
	{ "the end within a key", "[[{\"x\":1,\"y\"", NULL },
	{ "the end behind", "[[{\"x\":1,\"y\":2}", NULL },
	{ "the byte that packing needs", "[[{\"x\":1,\"y\":2}],\"\xFF\"]",
	  NULL },
	{ "no list", "[[]]", NULL },
	{ "nothing", "", NULL },
};

static void
check_pack(void **state)
{
	const struct pack *row = *state;
	const char *want = row->to ? row->to : row->from;
	struct synk_pack k = { 0 };
	size_t n;

	assert_true(synk_pack_line(&k, &n, row->from, strlen(row->from)));
	for (size_t i = 0; i < n && row->to; i++)
		if (k.text[i] == '\xFF')
			k.text[i] = '#';
	assert_int_equal(n, strlen(want));
	assert_memory_equal(k.text, want, n);
	synk_pack_free(&k);
}

static void
check_values(void **state)
{
	static const char text[] = "[[{\"x\":1,\"y\":2,\"z\":3}],"
	    "[{\"x\":0.1,\"y\":-4e1},{\"x\":0.48573189973831177,\"y\":0}]]";
	const struct synk_point want[] = { { 0.1, -40 },
	    { 0.48573189973831177, 0 } };
	const struct synk_point *at;
	struct synk_pack k = { 0 };
	struct synk_error err;
	struct cJSON *root;
	size_t n, from = 0, count;
	const struct cJSON *second;

	(void)state;
	assert_true(synk_pack_line(&k, &n, text, sizeof text - 1));
	assert_true(synk_json_read(&root, k.text, n, &from, &err));
	second = synk_json_next(synk_json_first(root));
	assert_true(synk_pack_list(&at, &count, &k, second));
	assert_int_equal(count, 2);
	for (size_t i = 0; i < count; i++) {
		assert_true(at[i].x == want[i].x);
		assert_true(at[i].y == want[i].y);
	}
	assert_false(synk_pack_list(&at, &count, &k, root));
	assert_false(synk_pack_list(&at, &count, &k, NULL));
	synk_json_free(root);
	synk_pack_free(&k);
}

/* A file's own string is no list, whatever it says. */
static void
check_forgery(void **state)
{
	static const char *const texts[] = { "[[{\"x\":1,\"y\":2}],\"#0 1\"]",
	    "[\"\xFF" "0 0\"]", "[\"\xFF" "0 1\"]",
	    "[\"\xFF" "18446744073709551615 1\"]", "[\"\\u00ff0 1\"]" };
	const struct synk_point *at;

	(void)state;
	for (size_t i = 0; i < LEN(texts); i++) {
		struct synk_pack k = { 0 };
		struct synk_error err;
		struct cJSON *root;
		const struct cJSON *last;
		size_t n, from = 0, count;

		assert_true(synk_pack_line(&k, &n, texts[i],
		    strlen(texts[i])));
		assert_true(synk_json_read(&root, k.text, n, &from, &err));
		last = synk_json_first(root);
		while (synk_json_next(last))
			last = synk_json_next(last);
		assert_non_null(synk_json_string(last));
		assert_false(synk_pack_list(&at, &count, &k, last));
		synk_json_free(root);
		synk_pack_free(&k);
	}
}

/* One value and nothing behind it. */
static bool
is_json(const char *text, size_t size)
{
	struct synk_error err;
	struct cJSON *root;
	size_t at = 0;
	bool ok = synk_json_read(&root, text, size, &at, &err) && root &&
	    at == size;

	if (ok || root)
		synk_json_free(root);
	return ok;
}

/* The numbers of lists in a list, packed or not, added with their places. */
static double
sum_of(const char *text, size_t size, const struct synk_pack *k)
{
	const struct synk_point *at;
	struct synk_error err;
	struct cJSON *root;
	double sum = 0, v, i = 1;
	size_t from = 0, n;

	assert_true(synk_json_read(&root, text, size, &from, &err));
	for (const struct cJSON *list = synk_json_first(root); list;
	    list = synk_json_next(list)) {
		if (synk_pack_list(&at, &n, k, list))
			for (size_t p = 0; p < n; p++, i++) {
				sum += i * at[p].x;
				sum += 100 * i * at[p].y;
			}
		for (const struct cJSON *p = synk_json_first(list); p;
		    p = synk_json_next(p), i++) {
			if (!synk_json_number(&v, synk_json_get(p, "x")))
				continue;
			sum += i * v;
			if (synk_json_number(&v, synk_json_get(p, "y")))
				sum += 100 * i * v;
		}
	}
	synk_json_free(root);
	return sum;
}

static unsigned long
next(unsigned long *seed)
{
	*seed = (*seed * 6364136223846793005u + 1442695040888963407u) &
	    UINT64_MAX;
	return *seed >> 33;
}

/* What is JSON stays it, and says the same; what is none stays none. */
static void
check_mutants(void **state)
{
	static const char whole[] = "[[{\"x\":1,\"y\":2,\"z\":3}],\"a,[{b\","
	    "[{\"x\":0.25,\"y\":-4e1,\"z\":5,\"visibility\":0},"
	    "{\"x\":3,\"y\":4}]]";
	static const char signs[] = "{}[]\":,\\xyz01.-e ";
	unsigned long seed = 7, whole_ones = 0, packed = 0;
	struct synk_pack k = { 0 };

	(void)state;
	for (long i = 0; i < 300000; i++) {
		char text[sizeof whole];
		size_t size = sizeof whole - 1, n;

		memcpy(text, whole, sizeof whole);
		for (unsigned long c = next(&seed) % 3 + 1; c > 0; c--) {
			size_t at = next(&seed) % size;

			text[at] = signs[next(&seed) % (sizeof signs - 1)];
			if (next(&seed) % 2) {
				memmove(text + at, text + at + 1,
				    size - at - 1);
				size--;
			}
		}
		assert_true(synk_pack_line(&k, &n, text, size));
		if (is_json(text, size) != is_json(k.text, n))
			fail_msg("%.*s\n%.*s", (int)size, text, (int)n,
			    k.text);
		if (!is_json(text, size))
			continue;
		whole_ones++;
		packed += k.points != 0;
		if (sum_of(k.text, n, &k) != sum_of(text, size,
		    &(struct synk_pack){ 0 }))
			fail_msg("%.*s\n%.*s", (int)size, text, (int)n,
			    k.text);
	}
	synk_pack_free(&k);
	print_message("%lu of 300000 mutants are JSON, %lu have lists\n",
	    whole_ones, packed);
	assert_true(whole_ones > 3000 && packed > 3000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(check_values),
		cmocka_unit_test(check_forgery),
		cmocka_unit_test(check_mutants),
	};

	return RUN_ROWS(packs, check_pack) ||
	    cmocka_run_group_tests(tests, NULL, NULL);
}
