/* JSON that is left thinner than it was. */
#include "test.h"

#include "../lib/json.h"

static const struct thin {
	const char *name, *from, *to;
} thins[] = {
	{ "a point", "{\"x\":0.5,\"y\":-1e-3,\"z\":3}",
	  "{\"x\":0.5,\"y\":-1e-3}" },
	{ "all that is not asked for",
	  "[{\"x\":1,\"y\":2,\"z\":3,\"visibility\":0,\"presence\":0.25}]",
	  "[{\"x\":1,\"y\":2}]" },
	{ "as Python writes", "{\"x\": 1, \"y\": 2, \"z\": 3, "
	  "\"presence\": 0.5}, 7", "{\"x\": 1, \"y\": 2}, 7" },
	{ "no more than that", "{\"x\":1,\"y\":2}", "{\"x\":1,\"y\":2}" },
	{ "one after the other",
	  "[{\"x\":1,\"y\":2,\"z\":3},{\"x\":4,\"y\":5,\"z\":6}]",
	  "[{\"x\":1,\"y\":2},{\"x\":4,\"y\":5}]" },
	{ "something else in it", "{\"x\":1,\"y\":2,\"z\":3,\"name\":\"a\"}",
	  NULL },
	{ "another order", "{\"y\":1,\"x\":2,\"z\":3}", NULL },
	{ "a key twice", "{\"x\":1,\"y\":2,\"z\":3,\"z\":4}", NULL },
	{ "no number", "{\"x\":1,\"y\":2,\"z\":\"3\"}", NULL },
	{ "not a number", "{\"x\":1,\"y\":2,\"z\":NaN}", NULL },
	{ "half a number", "{\"x\":1,\"y\":2,\"z\":3.}", NULL },
	{ "a comma too many", "{\"x\":1,\"y\":2,\"z\":3,}", NULL },
	{ "the end within", "{\"x\":1,\"y\":2,\"z\":3", NULL },
	{ "the end within a key", "{\"x\":1,\"y\":2,\"z\"", NULL },
	{ "nothing", "", NULL },
};

static void
check_thin(void **state)
{
	const struct thin *row = *state;
	const char *want = row->to ? row->to : row->from;
	char to[100];
	size_t n = synk_json_thin(to, row->from, strlen(row->from));

	assert_int_equal(n, strlen(want));
	assert_memory_equal(to, want, n);
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

/* The numbers that are read, added with their places. */
static double
sum_of(const char *text, size_t size)
{
	struct synk_error err;
	struct cJSON *root;
	double sum = 0, v, i = 1;
	size_t at = 0;

	assert_true(synk_json_read(&root, text, size, &at, &err));
	for (const struct cJSON *p = synk_json_first(root); p;
	    p = synk_json_next(p), i++) {
		if (synk_json_number(&v, synk_json_get(p, "x")))
			sum += i * v;
		if (synk_json_number(&v, synk_json_get(p, "y")))
			sum += 100 * i * v;
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
	static const char whole[] = "[{\"x\":1,\"y\":2,\"z\":3},\"a,{b\","
	    "{\"x\":0.25,\"y\":-4e1,\"z\":5,\"visibility\":0}]";
	static const char signs[] = "{}[]\":,\\xyz01.-e ";
	unsigned long seed = 7, whole_ones = 0;

	(void)state;
	for (long i = 0; i < 300000; i++) {
		char text[sizeof whole], thin[sizeof whole];
		size_t size = sizeof whole - 1, n;

		memcpy(text, whole, sizeof whole);
		for (unsigned long k = next(&seed) % 3 + 1; k > 0; k--) {
			size_t at = next(&seed) % size;

			text[at] = signs[next(&seed) % (sizeof signs - 1)];
			if (next(&seed) % 2) {
				memmove(text + at, text + at + 1,
				    size - at - 1);
				size--;
			}
		}
		n = synk_json_thin(thin, text, size);
		if (is_json(text, size) != is_json(thin, n))
			fail_msg("%.*s\n%.*s", (int)size, text, (int)n, thin);
		if (!is_json(text, size))
			continue;
		whole_ones++;
		assert_true(sum_of(text, size) == sum_of(thin, n));
	}
	print_message("%lu of 300000 mutants are JSON\n", whole_ones);
	assert_true(whole_ones > 3000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(check_mutants) };

	return RUN_ROWS(thins, check_thin) ||
	    cmocka_run_group_tests(tests, NULL, NULL);
}
