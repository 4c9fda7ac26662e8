#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../cmd/deid.h"
#include "../cmd/deid_key.h"
#include "test.h"

static bool
is_code(const char *text)
{
	return deid_key_is_code(text, strlen(text));
}

/* What becomes of labels, and of paths: '#' stands for a code. */
static const struct row {
	const char *name;
	const char *(*of)(const char *);
	const char *text, *becomes;
} rows[] = {
	{ "a word", deid_label, "pre", "pre" },
	{ "a word and a number", deid_label, "week 12", "week 12" },
	{ "letter case", deid_label, "Follow-Up_2", "Follow-Up_2" },
	{ "a letter and a number", deid_label, "v1", "v1" },
	{ "a number", deid_label, "104", "104" },
	{ "four figures", deid_label, "2023", "#" },
	{ "two numbers", deid_label, "day 3-4", "#" },
	{ "a date", deid_label, "14.3.23", "#" },
	{ "a date in words", deid_label, "14 march", "#" },
	{ "a name", deid_label, "pre Miller", "#" },
	{ "initials", deid_label, "A B", "#" },
	{ "beyond ASCII", deid_label, "pr\xc3\xa9", "#" },
	{ "no label", deid_label, "", "" },
	{ "a rater", deid_rater, "pre", "#" },
	{ "a subject", deid_subject, "1", "#" },
	{ "a file", deid_file, "S01_rest.pts", "#.pts" },
	{ "a detector's mark", deid_file, "S01.mediapipe.json",
	  "#.mediapipe.json" },
	{ "a point in a name", deid_file, "Dr. Miller.pts", "#.pts" },
	{ "another kind", deid_file, "S01.dcm", "#" },
	{ "folders", deid_file, "./a/../S01/pre/", "./#/../#/#/" },
	{ "an absolute path", deid_file, "/home/miller/S01.pts", "#.pts" },
	{ "standard input", deid_file, "-", "-" },
	{ "a detector", deid_detector, "dlib 19.24 of Miller", "dlib" },
	{ "by hand", deid_detector, "hand", "hand" },
	{ "another detector", deid_detector, "Miller's", "#" },
	{ "a model", deid_model, "face_landmarker.task",
	  "face_landmarker.task" },
	{ "another model", deid_model, "miller.task", "#" },
	{ "a date of its own", deid_date, "2023:03:14", NULL },
	{ "nothing quoted", deid_text, "expected 68 points, found 67",
	  "expected 68 points, found 67" },
	{ "an apostrophe", deid_text, "a file's first pixel",
	  "a file's first pixel" },
	{ "something quoted", deid_text, "found 'Miller', no face",
	  "found '...', no face" },
	{ "a word of ours", deid_text, "a column 'subject' twice",
	  "a column 'subject' twice" },
	{ "a name with a code", deid_text, "no image 'known.jpg' there",
	  "no image '#.jpg' there" },
	{ "two names", deid_text, "'known' and 'left'", "'#' and 'left'" },
	{ "one not known", deid_text, "'known' and 'Miller' here",
	  "'...' here" },
	{ "a quote in a name", deid_text, "found 'no's Miller', not 'yes'",
	  "found '...'" },
	{ "a quote at its end", deid_text, "found 'no' Miller', only",
	  "found '...', only" },
	{ "cut off", deid_text, "found 'Mill", "found '...'" },
	{ "single letters", deid_text, "(it has 'a', 'b')",
	  "(it has 'a', 'b')" },
};

/* Codes as '#'. */
static void
mask(char *to, const char *from)
{
	while (*from) {
		if (strlen(from) >= 9 && deid_key_is_code(from, 9)) {
			*to++ = '#';
			from += 9;
		} else {
			*to++ = *from++;
		}
	}
	*to = '\0';
}

static void
check_row(void **state)
{
	const struct row *r = *state;
	const char *got = r->of(r->text);
	char masked[200];

	if (!r->becomes) {
		assert_null(got);
		return;
	}
	assert_true(strlen(got) < sizeof masked);
	mask(masked, got);
	assert_string_equal(masked, r->becomes);
	assert_ptr_equal(r->of(r->text), got);	/* the same later */
	assert_null(r->of(NULL));
}

static void
check_back(void **state)
{
	const char *who = deid_subject("Miller"), *file;

	(void)state;
	assert_true(is_code(who));
	assert_ptr_equal(deid_subject(who), who);
	assert_string_equal(deid_real(who), "Miller");
	assert_string_equal(deid_real("Miller"), "Miller");
	assert_ptr_not_equal(deid_rater("Miller"), who);
	file = deid_file("a/S01.jpg");
	assert_string_equal(deid_file(file), file);
	assert_string_equal(deid_real_file(file), "a/S01.jpg");
	assert_int_equal(strncmp(strrchr(file, '/') + 1,
	    deid_file("S01.pts"), 9), 0);
}

static void
check_numbers(void **state)
{
	(void)state;
	assert_true(deid_order(-9999) <= -9999);
	assert_true(isnan(deid_order(10000)));
	assert_true(deid_days(36525) >= 36525);
	assert_true(isnan(deid_days(45322)));
	assert_true(isnan(deid_order(NAN)));
}

static void
check_foreign(void **state)
{
	(void)state;
	assert_null(strstr(deid_foreign("saw Miller", false), "Miller"));
	assert_string_equal(deid_foreign("no face", true), "no face");
}

int
main(void)
{
	static const struct CMUnitTest others[] = {
		cmocka_unit_test(check_back), cmocka_unit_test(check_numbers),
		cmocka_unit_test(check_foreign),
	};
	char path[] = "/tmp/test_deid.XXXXXX";
	struct synk_error err;
	int fd = mkstemp(path), failed;

	if (fd < 0 || close(fd) != 0 || !deid_open(path, &err)) {
		perror(path);
		return 1;
	}
	deid_file("known.jpg");
	failed = RUN_ROWS(rows, check_row) +
	    cmocka_run_group_tests(others, NULL, NULL);
	unlink(path);
	return failed;
}
