#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../cmd/cli.h"
#include "../cmd/imageset.h"
#include "../cmd/job.h"
#include "test.h"

#define SUBJECT_ETC	"{subject}_{visit}_{expression}_{rep}"

/* A pattern, a name, and what it says: "subject visit rep expression". */
static const struct pattern_row {
	const char *name;
	const char *pattern;
	const char *file;
	const char *says;	/* NULL: no match */
} pattern_rows[] = {
	{ "plain", "{subject}_{visit}_{expression}", "P012_pre_smile.pts",
	  "P012 pre - smile" },
	{ "shortest", "{subject}_{visit}_{expression}",
	  "P_0_12_pre_smile.pts", "P 0_12_pre - smile" },
	{ "number in the subject", "{subject}_{expression}",
	  "subject01_rest.csv", "subject01 - - rest" },
	{ "longest word", "{subject}_{expression}",
	  "P1_smile_gentle.pts", "P1 - - smile_gentle" },
	{ "no part of a longer word", SUBJECT_ETC,
	  "P1_pre_smile_gentle.pts", NULL },
	{ "nor with a number behind", SUBJECT_ETC,
	  "P1_pre_smile_gentle2.pts", NULL },
	{ "nor its end", "{subject}_{visit}_{expression}",
	  "P1_small_smile.pts", NULL },
	{ "nor its middle", "{subject}_{visit}_{expression}_{rep}",
	  "P1_gentle_eye_closure_2.pts", NULL },
	{ "number behind it", "{subject}_{expression}{rep}",
	  "P1_smile_gentle2.pts", "P1 - 2 smile_gentle" },
	{ "letters behind it", "{subject}_{expression}{rep}",
	  "P1_smiley.pts", "P1 - y smile" },
	{ "alias, letter case", "{subject}_{expression}",
	  "P1_Brow-Lift.PTS", "P1 - - brow_raise" },
	{ "not in the vocabulary", "{subject}_{expression}",
	  "P1_wink.pts", NULL },
	{ "replicate", SUBJECT_ETC, "P1_pre_eye_close_tight_03.pts",
	  "P1 pre 03 eye_close_tight" },
	{ "expression first", "{expression}-{subject}",
	  "eye_close_gentle-P1.pts", "P1 - - eye_close_gentle" },
	{ "folders", "{subject}/{visit}/{expression}",
	  "P1/pre/rest.pts", "P1 pre - rest" },
	{ "too few folders", "{subject}/{visit}/{expression}",
	  "P1/rest.pts", NULL },
	{ "no field crosses a folder", "{subject}/{expression}",
	  "a/P1/rest.pts", NULL },
	{ "by last part", "{subject}_{expression}", "a/b/P1_rest.pts",
	  "P1 - - rest" },
	{ "anything", "{*}/{subject}_{*}{expression}", "x/P1_rest.pts",
	  "P1 - - rest" },
	{ "anything stays in its folder", "{*}-{subject}/{expression}",
	  "x/-P1/rest.pts", NULL },
	{ "the same twice", "{subject}/{subject}_{expression}",
	  "P1/P1_rest.pts", "P1 - - rest" },
	{ "not the same twice", "{subject}/{subject}_{expression}",
	  "P1/P2_rest.pts", NULL },
	{ "detector's tag", "{subject}.{expression}",
	  "P1.rest.mediapipe.json", "P1 - - rest" },
	{ "photo's extension as well", "{subject}.{expression}",
	  "P1.rest.jpg.faceapi.json", "P1 - - rest" },
	{ "OpenPose's file", "{subject}_{expression}",
	  "P1_rest_keypoints.json", "P1 - - rest" },
	{ "OpenPose's file and a photo's extension", "{subject}_{expression}",
	  "in/P1_rest.jpg_keypoints.json", "P1 - - rest" },
	{ "nothing but OpenPose's tag", "{subject}/{expression}",
	  "rest/_keypoints.json", NULL },
	{ "numpy's extension", "{subject}_{expression}", "P1_rest.npy",
	  "P1 - - rest" },
	{ "another dot", "{subject}.{expression}", "P1.rest.v2.json", NULL },
	{ "name of an image", "{subject}_{expression}", "P1_rest.jpeg",
	  "P1 - - rest" },
	{ "extension asked for", "{subject}.{expression}.pts",
	  "P1.rest.pts", "P1 - - rest" },
	{ "extension refused", "{subject}.{expression}.pts",
	  "P1.rest.mediapipe.json", NULL },
	{ "tag asked for", "{subject}.{expression}.mediapipe.json",
	  "P1.rest.mediapipe.json", "P1 - - rest" },
	{ "anchored", "{subject}_{expression}_x", "P1_rest_xy.pts", NULL },
	{ "empty field", "{subject}_{expression}", "_rest.pts", NULL },
	{ "nothing but an extension", "{subject}_{expression}", ".pts", NULL },
};

static void
say_field(FILE *out, const struct pattern_text *t)
{
	fprintf(out, "%.*s ", t->at ? (int)t->length : 1, t->at ? t->at : "-");
}

static void
check_pattern(void **state)
{
	const struct pattern_row *r = *state;
	struct pattern_fields f;
	struct synk_error e;
	char *text;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	assert_non_null(out);
	assert_true(pattern_check(r->pattern, &e));
	if (pattern_match(&f, r->pattern, r->file)) {
		say_field(out, &f.subject);
		say_field(out, &f.visit);
		say_field(out, &f.rep);
		fputs(synk_expression_name(f.expression), out);
	}
	fclose(out);
	assert_string_equal(text, r->says ? r->says : "");
	free(text);
}

static const struct bad_row {
	const char *name;
	const char *pattern;
	const char *error;
} bad_rows[] = {
	{ "unknown field", "{subject}_{Visit}_{expression}",
	  "{subject}_{Visit}_{expression}: expected {subject}, {visit}, "
	  "{expression}, {rep} or {*}, found '{Visit}'" },
	{ "unclosed", "{subject}_{expression",
	  "{subject}_{expression: expected '}' at the end of "
	  "'{expression'" },
	{ "no expression", "{subject}_{visit}",
	  "{subject}_{visit}: expected {expression} once, found none" },
	{ "two expressions", "{subject}_{expression}{expression}",
	  "{subject}_{expression}{expression}: expected {expression} once, "
	  "found more" },
	{ "no subject", "{visit}_{expression}",
	  "{visit}_{expression}: expected {subject}, found none" },
	{ "no text between", "{subject}{*}_{expression}",
	  "{subject}{*}_{expression}: expected text between {subject} and "
	  "{*}, found none" },
	{ "empty", "", ": expected {subject}, found none" },
};

static void
check_bad(void **state)
{
	const struct bad_row *r = *state;
	struct synk_error e = { .text = "" };

	assert_false(pattern_check(r->pattern, &e));
	assert_int_equal(e.code, SYNK_BAD_USAGE);
	assert_string_equal(e.text, r->error);
}

/*
 * Files of a directory -> exams: "subject/visit", then each photo as
 * " expression:name" or " !problem"; then what matched nothing.
 */
static const struct set_row {
	const char *name;
	const char *files[10];	/* with '/' at the end: a directory */
	const char *patterns[3];
	const char *says;
} set_rows[] = {
	{ "in byte order", { "P2_pre_smile.pts", "P1_pre_smile.pts",
	  "P1_pre_rest.pts", "P1_post_rest.pts" }, { NULL },
	  "P1/post rest:P1_post_rest.pts\n"
	  "P1/pre rest:P1_pre_rest.pts smile:P1_pre_smile.pts\n"
	  "P2/pre smile:P2_pre_smile.pts\n" },
	{ "replicates", { "P1_pre_rest_2.pts", "P1_pre_rest_1.pts",
	  "P1_pre_smile.pts" }, { NULL },
	  "P1/pre rest:P1_pre_rest_1.pts rest:P1_pre_rest_2.pts "
	  "smile:P1_pre_smile.pts\n" },
	{ "longer words by default", { "P1_pre_eye_close_gentle.pts",
	  "P1_pre_smile_gentle.pts", "P1_pre_smile_gentle_2.pts" }, { NULL },
	  "P1/pre eye_close_gentle:P1_pre_eye_close_gentle.pts "
	  "smile_gentle:P1_pre_smile_gentle.pts "
	  "smile_gentle:P1_pre_smile_gentle_2.pts\n" },
	{ "folders in byte order", { "a/", "a/rest.pts", "a-b/",
	  "a-b/rest.pts", "a.rest.pts", "a/x/", "a/x/smile.pts" }, { NULL },
	  "a-b/- rest:a-b/rest.pts\n"
	  "a/- rest:a.rest.pts rest:a/rest.pts\n"
	  "a/x smile:a/x/smile.pts\n" },
	{ "what is passed over", { ".P1_rest.pts", "P1_rest.jpg", ".git/",
	  ".git/P1_rest.pts", "P1_rest.txt.bak", "P1_smile.txt", "P1_rest" },
	  { NULL }, "P1/- smile:P1_smile.txt\n" },
	{ "what matches nothing", { "P1_rest.pts", "P1_wink.pts",
	  "notes.txt" }, { NULL },
	  "P1/- rest:P1_rest.pts\n2 unmatched, such as P1_wink.pts\n" },
	{ "first pattern that fits", { "a_b_rest.pts", "c_rest.pts" },
	  { "{visit}_{subject}_{expression}", "{subject}_{expression}" },
	  "b/a rest:a_b_rest.pts\nc/- rest:c_rest.pts\n" },
	{ "two files for a photo", { "P1.rest.pts",
	  "P1.rest.mediapipe.json", "P1.smile.pts" }, { NULL },
	  "P1/- !two landmark files for one photo: P1.rest.mediapipe.json "
	  "and P1.rest.pts; choose with a pattern such as "
	  "'{subject}.{expression}.pts' smile:P1.smile.pts\n" },
	{ "two detectors for a photo", { "P1_rest_keypoints.json",
	  "P1_smile.npy", "P1_smile_keypoints.json" }, { NULL },
	  "P1/- rest:P1_rest_keypoints.json "
	  "!two landmark files for one photo: P1_smile.npy and "
	  "P1_smile_keypoints.json; choose with a pattern such as "
	  "'{subject}_{expression}_keypoints.json'\n" },
	{ "three", { "P1.rest.pts", "P1.rest.json",
	  "P1.rest.jpg.human.json" }, { NULL },
	  "P1/- !several landmark files for one photo: "
	  "P1.rest.jpg.human.json and P1.rest.json; choose with a pattern "
	  "such as '{subject}.{expression}.json'\n" },
	{ "chosen", { "P1.rest.pts", "P1.rest.mediapipe.json" },
	  { "{subject}.{expression}.pts" },
	  "P1/- rest:P1.rest.pts\n"
	  "1 unmatched, such as P1.rest.mediapipe.json\n" },
	{ "one name in two folders", { "pre/", "post/", "pre/P1_rest.pts",
	  "post/P1_rest.pts", "post/P1_smile.pts" }, { NULL },
	  "P1/- !two files of one name: post/P1_rest.pts and "
	  "pre/P1_rest.pts; tell them apart with a pattern such as "
	  "'{visit}/{subject}_{expression}' smile:post/P1_smile.pts\n" },
	{ "folders told apart", { "pre/", "post/", "pre/P1_rest.pts",
	  "post/P1_rest.pts" }, { "{visit}/{subject}_{expression}" },
	  "P1/post rest:post/P1_rest.pts\nP1/pre rest:pre/P1_rest.pts\n" },
	{ "nothing", { NULL }, { NULL }, "" },
	{ "bad pattern", { NULL }, { "{subject}" },
	  "{subject}: expected {expression} once, found none" },
};

static char folder[] = "/tmp/synk-test-XXXXXX";

static char *
path_of(const char *name)
{
	return cli_format("%s/%s", folder, name);
}

static void
create(const char *name)
{
	char *path = path_of(name);
	size_t length = strlen(path);

	if (path[length - 1] == '/')
		assert_int_equal(mkdir(path, 0700), 0);
	else
		close(open(path, O_CREAT | O_WRONLY, 0600));
	free(path);
}

static void
delete(const char *name)
{
	char *path = path_of(name);

	assert_int_equal(remove(path), 0);
	free(path);
}

static void
say_job(FILE *out, const struct job *job)
{
	fprintf(out, "%s/%s", job->subject, job->visit ? job->visit : "-");
	for (size_t i = 0; i < job->count; i++) {
		const struct source *s = &job->at[i];

		if (s->problem)
			fprintf(out, " !%s", s->problem);
		else
			fprintf(out, " %s:%s%s%s",
			    synk_expression_name(s->expression), s->name,
			    s->image ? "@" : "", s->image ? s->image : "");
	}
	fputc('\n', out);
}

static void
say_set(FILE *out, const struct imageset *set)
{
	for (size_t i = 0; i < imageset_exams(set); i++) {
		struct synk_error e;
		struct job job;

		assert_true(imageset_exam(set, i, &job, &e));
		say_job(out, &job);
		job_free(&job);
	}
	if (imageset_unmatched(set))
		fprintf(out, "%zu unmatched, such as %s\n",
		    imageset_unmatched(set), set->example);
}

static char *
said(const char *of, const char *const *patterns, size_t count)
{
	struct synk_error e;
	struct imageset set;
	char *text;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	assert_non_null(out);
	if (imageset_open(&set, of, patterns, count, &e)) {
		say_set(out, &set);
		imageset_close(&set);
	} else {
		fputs(e.text, out);
	}
	fclose(out);
	return text;
}

static void
check_set(void **state)
{
	const struct set_row *r = *state;
	size_t files = 0, patterns = 0;
	char *text;

	while (r->files[files])
		create(r->files[files++]);
	while (r->patterns[patterns])
		patterns++;
	text = said(folder, r->patterns, patterns);
	while (files)
		delete(r->files[--files]);
	assert_string_equal(text, r->says);
	free(text);
}

/* A directory that is a link could lead round in a circle. */
static void
test_links(void **state)
{
	char *circle = path_of("circle"), *dead = path_of("P1_rest.pts");
	char *text;

	(void)state;
	assert_int_equal(symlink(".", circle), 0);
	assert_int_equal(symlink("gone", dead), 0);
	text = said(folder, NULL, 0);
	remove(circle);
	remove(dead);
	assert_string_equal(text, "P1/- rest:P1_rest.pts\n");
	free(circle);
	free(dead);
	free(text);
}

static void
test_no_folder(void **state)
{
	char *text = said("/nonexistent/set", NULL, 0);

	(void)state;
	assert_string_equal(text, "/nonexistent/set/: "
	    "No such file or directory");
	free(text);
}

static void
test_path(void **state)
{
	char *path = path_of("P1_rest.pts"), *slash = path_of("");
	struct synk_error e;
	struct imageset set;
	struct job job;

	(void)state;
	create("P1_rest.pts");
	assert_true(imageset_open(&set, slash, NULL, 0, &e));
	assert_true(imageset_exam(&set, 0, &job, &e));
	assert_string_equal(job.at[0].path, path);
	assert_string_equal(job.at[0].name, "P1_rest.pts");
	assert_int_equal(job.at[0].line, 0);
	job_free(&job);
	imageset_close(&set);
	delete("P1_rest.pts");
	free(path);
	free(slash);
}

/* Images inside files. */
static void
test_added(void **state)
{
	struct synk_error e;
	struct imageset set;
	char *text;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	(void)state;
	assert_non_null(out);
	assert_true(imageset_open(&set, NULL, NULL, 0, &e));
	assert_true(imageset_add(&set, "x/P1_rest.jpg", "/d/all.xml",
	    "x/P1_rest.jpg"));
	assert_true(imageset_add(&set, "P1_smile", "/d/all.xml", "P1_smile"));
	assert_true(imageset_add(&set, "P1_smile", "/d/all.xml", "P1_smile"));
	assert_true(imageset_add(&set, "P1_snarl.jpg", "-", "P1_snarl.jpg"));
	assert_true(imageset_add(&set, "P1_snarl.png", "-", "P1_snarl.png"));
	assert_false(imageset_add(&set, "none.jpg", "-", "none.jpg"));
	say_set(out, &set);
	fclose(out);
	assert_string_equal(text, "P1/- rest:all.xml@x/P1_rest.jpg "
	    "smile:all.xml@P1_smile !two landmark files for one photo: "
	    "P1_snarl.jpg and P1_snarl.png; choose with a pattern such as "
	    "'{subject}_{expression}.png'\n"
	    "1 unmatched, such as none.jpg\n");
	imageset_close(&set);
	free(text);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_links),
	cmocka_unit_test(test_no_folder),
	cmocka_unit_test(test_path),
	cmocka_unit_test(test_added),
};

int
main(void)
{
	int failed;

	cli_name("test_imageset", true);
	if (!mkdtemp(folder)) {
		perror(folder);
		return 1;
	}
	failed = RUN_ROWS(pattern_rows, check_pattern);
	failed += RUN_ROWS(bad_rows, check_bad);
	failed += RUN_ROWS(set_rows, check_set);
	failed += cmocka_run_group_tests(tests, NULL, NULL);
	rmdir(folder);
	return failed;
}
