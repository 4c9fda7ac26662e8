/* Numbers as text, read and written: what strtod() makes of them, sooner, and
 * what records have. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "test.h"

#include "../lib/text.h"
#include "synk/record.h"

/* Halves between two doubles, ends of ranges, more digits than are kept. */
static const struct number {
	const char *name, *text;
} numbers[] = {
	{ "nothing", "0" }, { "less than nothing", "-0" },
	{ "a tenth", "0.1" }, { "no digit before the point", ".5" },
	{ "none behind it", "5." }, { "a plus", "+3" },
	{ "a mesh's", "0.48573189973831177" },
	{ "sixteen digits", "0.6135467999999999" },
	{ "above 2^53, even", "9007199254740993" },
	{ "the same with a point", "900719925474099.3" },
	{ "a half between two", "4503599627370497.5" },
	{ "a hair above it", "4503599627370497.501" },
	{ "a hair below it", "4503599627370497.499" },
	{ "a power of two, from below", "0.99999999999999994" },
	{ "nineteen digits", "1234567890.123456789" },
	{ "twenty digits", "1234567890.1234567891" },
	{ "more digits than a word", "0.18446744073709551616" },
	{ "e-27", "9999999999999999999e-27" },
	{ "e-28", "9999999999999999999e-28" },
	{ "e22", "123e22" }, { "e23", "123e23" },
	{ "seventeen digits and e10", "12345678901234567e10" },
	{ "the smallest", "4.9406564584124654e-324" },
	{ "smaller than that", "1e-400" },
	{ "the largest", "1.7976931348623157e308" },
};

static void
check_number(void **state)
{
	const struct number *row = *state;
	const char *end = row->text + strlen(row->text);
	double got, want = strtod(row->text, NULL);

	assert_ptr_equal(synk_text_number(&got, row->text, end), end);
	assert_memory_equal(&got, &want, sizeof got);
}

static const struct refused {
	const char *name, *text;
} refused[] = {
	{ "nothing", "" }, { "a sign", "-" }, { "a point", "." },
	{ "not a number", "nan" }, { "no end", "inf" },
	{ "too large", "1e400" }, { "an exponent", "e5" },
};

static void
check_refused(void **state)
{
	const struct refused *row = *state;
	double got;

	assert_null(synk_text_number(&got, row->text,
	    row->text + strlen(row->text)));
}

/* How many digits are written, and what the number is. */
static void
write_number(char text[64], uint64_t bits, unsigned kind)
{
	double unit = (double)(bits >> 11) * 0x1p-53;

	switch (kind) {
	case 0:
		snprintf(text, 64, "%.17g", unit);
		break;
	case 1:
		snprintf(text, 64, "%.17g", (double)(float)unit);
		break;
	case 2:		/* half-way between two doubles */
		snprintf(text, 64, "%.1f", 0x1p52 + floor(unit * 0x1p51));
		text[strlen(text) - 1] = '5';
		break;
	case 3:
		snprintf(text, 64, "%.*f", (int)(bits % 20), 2000 * unit);
		break;
	default:
		snprintf(text, 64, "%llue-%d",
		    (unsigned long long)(bits % 10000000000000000000u),
		    (int)(bits % 31));
	}
}

static void
check_many(void **state)
{
	uint64_t bits = 88172645463325252u;

	(void)state;
	for (unsigned i = 0; i < 500000; i++) {
		char text[64];
		double got, want;

		bits ^= bits << 13;
		bits ^= bits >> 7;
		bits ^= bits << 17;
		write_number(text, bits, i % 5);
		want = strtod(text, NULL);
		if (!synk_text_number(&got, text, text + strlen(text)) ||
		    memcmp(&got, &want, sizeof got) != 0)
			fail_msg("%s: %.17g, not %.17g", text, got, want);
	}
}

static const struct written {
	const char *name;
	double value;
	const char *text;
} written[] = {
	{ "nothing", 0, "0.000" }, { "less than nothing", -0.0, "0.000" },
	{ "a third", 1 / 3.0, "0.333" }, { "as much less", -1 / 3.0, "-0.333" },
	{ "a half to an even digit", 0.0625, "0.062" },
	{ "a half to the next", 0.1875, "0.188" },
	{ "of less than nothing", -0.0625, "-0.062" },
	{ "too little", -0.0004, "0.000" }, { "a whole", 42, "42.000" },
	{ "rounded up a digit", 9.9996, "10.000" },
	{ "the most", 9e12, "9000000000000.000" },
	{ "more than that", 9.1e12, "" }, { "not a number", NAN, "" },
	{ "no end", -INFINITY, "" },
};

static void
check_written(void **state)
{
	const struct written *row = *state;
	char text[SYNK_NUMBER_TEXT];

	assert_string_equal(synk_number_text(text, row->value), row->text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(check_many) };

	return RUN_ROWS(numbers, check_number) ||
	    RUN_ROWS(refused, check_refused) ||
	    RUN_ROWS(written, check_written) ||
	    cmocka_run_group_tests(tests, NULL, NULL);
}
