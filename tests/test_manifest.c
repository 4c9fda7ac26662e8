#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../cmd/cli.h"
#include "../cmd/job.h"
#include "../cmd/manifest.h"
#include "../cmd/subjects.h"
#include "synk/marks.h"
#include "test.h"

/*
 * What a manifest says, in short.  An exam is "subject/visit", then as far as
 * said "+side" and the like, then its photos: " expression:name", the line of
 * the manifest, and what is said of it, or " name@line!problem".
 */
static const struct row {
	const char *name;
	const char *text;
	const char *says;	/* exams, one a line; or "LINE: error" */
} rows[] = {
	{ "one photo", "subject,expression,file\nP1,smile,a.pts\n",
	  "P1/- smile:a.pts@2\n" },
	{ "no line end at the end", "subject,expression,file\nP1,smile,a",
	  "P1/- smile:a@2\n" },
	{ "semicolons", "subject;expression;file\nP1;smile;a,b.pts\n",
	  "P1/- smile:a,b.pts@2\n" },
	{ "tabs, an empty field",
	  "subject\tvisit\texpression\tfile\nP1\t\tsmile\ta b\n",
	  "P1/- smile:a b@2\n" },
	{ "byte order mark, CRLF",
	  "\xef\xbb\xbfsubject,expression,file\r\nP1,smile,a\r\n\r\n"
	  "P1,rest,b\r\n", "P1/- smile:a@2 rest:b@4\n" },
	{ "CR alone", "subject,expression,file\rP1,smile,a\r\rP1,rest,b",
	  "P1/- smile:a@2 rest:b@4\n" },
	{ "quotes", "\"subject\",expression,\"a,b;c;d;e\",file\n"
	  "\"P \"\"1\"\"\",smile,\"x\r\ny\nz\rw\",\"a, b\"\nP2,rest,,c\n",
	  "P \"1\"/- smile:a, b@2\nP2/- rest:c@6\n" },
	{ "blanks around fields",
	  " subject , expression,file \n P1 ,\tsmile , \" a \" \n",
	  "P1/- smile: a @2\n" },
	{ "rows of nothing", "\n\nsubject,expression,file\n,,\n \nP1,rest,a\n"
	  ",,\n", "P1/- rest:a@6\n" },
	{ "no rows", "subject,expression,file\n", "" },
	{ "names of columns", "Subject,EXPRESSION,File,Visit-Order\n"
	  "P1,smile,a,2\n", "P1/-+order2 smile:a@2\n" },
	{ "other columns", "note,subject,expression,file,note\n"
	  "x,P1,smile,a,y\n", "P1/- smile:a@2\n" },
	{ "words of the vocabulary", "subject,expression,file\n"
	  "P1,Brow Lift,a\nP1,eye-close-gentle,b\n",
	  "P1/- brow_raise:a@2 eye_close_gentle:b@3\n" },
	{ "order of exams", "subject,visit,expression,file\nP2,pre,rest,a\n"
	  "P1,pre,rest,b\nP2,post,rest,c\nP2,pre,smile,d\nP1,pre,smile,e\n",
	  "P2/pre rest:a@2 smile:d@5\nP1/pre rest:b@3 smile:e@6\n"
	  "P2/post rest:c@4\n" },
	{ "rater and repeat", "subject,rater,repeat,expression,file\n"
	  "P1,A,1,rest,a\nP1,B,1,rest,a\nP1,A,2,rest,a\nP1,A,1,smile,b\n",
	  "P1/-+raterA+repeat1 rest:a@2 smile:b@5\n"
	  "P1/-+raterB+repeat1 rest:a@3\nP1/-+raterA+repeat2 rest:a@4\n" },
	{ "keys do not run together", "subject,visit,expression,file\n"
	  "ab,c,rest,a\na,bc,rest,b\n", "ab/c rest:a@2\na/bc rest:b@3\n" },
	{ "what an exam shares", "subject,expression,file,side,group,"
	  "visit_order,days_since_onset,days_since_injection\n"
	  "P1,rest,a,,,,,\nP1,smile,b,l,drug,1,400.5,NA\n"
	  "P1,snarl,c,Left,,1.0,,0\n",
	  "P1/-+left+drug+order1+onset400.5+injection0 "
	  "rest:a@2 smile:b@3 snarl:c@4\n" },
	{ "side unknown", "subject,expression,file,side\nP1,rest,a,unknown\n"
	  "P1,smile,b,none\n", "P1/-+none rest:a@2 smile:b@3\n" },
	{ "what a photo has", "subject,expression,file,face,frame,image,"
	  "image_size,mirrored,scale,from,detector\n"
	  "P1,rest,a,largest,3-9,i.jpg,640x480,TRUE,0.25,pts,dlib\n"
	  "P1,smile,a,2,7,NA,1X1,no,NA,,\n",
	  "P1/- rest:a@2+face-2+frames3-9+image=i.jpg+640x480+mirrored1"
	  "+scale0.25+from=pts+detector=dlib "
	  "smile:a@3+face2+frames7-7+1x1+mirrored0\n" },
	{ "absolute path", "subject,expression,file\nP1,rest,/data/P1/a.pts\n",
	  "P1/- rest:a.pts@2\n" },

	{ "misspelt expression", "subject,expression,file\nP1,smlie,a\n"
	  "P1,rest,b\n", "P1/- a@2!unknown expression 'smlie': "
	  "did you mean 'smile'? rest:b@3\n" },
	{ "another expression", "subject,expression,file\nP1,wink,a\n",
	  "P1/- a@2!unknown expression 'wink'\n" },
	{ "empty fields", "subject,expression,file\n,rest,a\nP1,,b\n"
	  "P1,rest,NA\nP1,rest,\n",
	  "-/- a@2!expected a value for 'subject', found an empty field\n"
	  "P1/- b@3!expected a value for 'expression', found an empty field "
	  "@4!expected a value for 'file', found an empty field "
	  "@5!expected a value for 'file', found an empty field\n" },
	{ "bad side", "subject,expression,file,side\nP1,rest,a,lft\n"
	  "P1,smile,b,right\n", "P1/-+right a@2!side: expected left, right, "
	  "both, none or unknown, found 'lft' smile:b@3\n" },
	{ "side contradicts", "subject,expression,file,side\nP1,rest,a,\n"
	  "P1,smile,b,left\nP1,snarl,c,right\nP1,pucker,d,left\n",
	  "P1/-+left rest:a@2 smile:b@3 "
	  "c@4!side 'right' contradicts 'left' on line 3 pucker:d@5\n" },
	{ "side of a row that is bad otherwise",
	  "subject,expression,file,side\nP1,smlie,a,left\nP1,rest,b,\n",
	  "P1/-+left a@2!unknown expression 'smlie': did you mean 'smile'? "
	  "rest:b@3\n" },
	{ "bad days", "subject,expression,file,days_since_onset\n"
	  "P1,rest,a,-3\nP1,smile,b,1e999\nP1,snarl,c,0x10\n",
	  "P1/- a@2!days_since_onset: expected days, 0 or more, found '-3' "
	  "b@3!days_since_onset: expected a number such as 0.35, "
	  "found '1e999' "
	  "c@4!days_since_onset: expected a number such as 0.35, "
	  "found '0x10'\n" },
	{ "decimal comma", "subject;expression;file;scale\nP1;rest;a;0,35\n",
	  "P1/- a@2!scale: expected a number such as 0.35, found '0,35'\n" },
	{ "bad scale", "subject,expression,file,scale\nP1,rest,a,0\n",
	  "P1/- a@2!scale: expected mm per pixel, above 0, found '0'\n" },
	{ "bad frames", "subject,expression,file,frame\nP1,rest,a,9-3\n"
	  "P1,rest,b,3-\nP1,rest,c,-3\n",
	  "P1/- a@2!frame: expected a frame such as 7 or frames such as "
	  "7-31, found '9-3' b@3!frame: expected a frame such as 7 or frames "
	  "such as 7-31, found '3-' c@4!frame: expected a frame such as 7 or "
	  "frames such as 7-31, found '-3'\n" },
	{ "bad size, face, mirrored",
	  "subject,expression,file,image_size,face,mirrored\n"
	  "P1,rest,a,640,,\nP1,rest,b,0x9,,\nP1,rest,c,,first,\n"
	  "P1,rest,d,,,maybe\n",
	  "P1/- a@2!image_size: expected an image size such as 640x480, found "
	  "'640' b@3!image_size: expected an image size such as 640x480, "
	  "found '0x9' c@4!face: expected a face from 0 on, or largest, found "
	  "'first' d@5!mirrored: expected yes or no, found 'maybe'\n" },
	{ "the same photo", "subject,expression,file,frame\nP1,rest,a,1\n"
	  "P1,smile,a,2\nP1,smile,a,1\nP2,smile,a,1\nP1,smile,a,1-1\n",
	  "P1/- rest:a@2+frames1-1 smile:a@3+frames2-2 "
	  "a@4!the same photo as line 2 a@6!the same photo as line 2\n"
	  "P2/- smile:a@5+frames1-1\n" },

	{ "empty", "", "0: expected a header line, found nothing" },
	{ "blank", "\n,,\n", "0: expected a header line, found nothing" },
	{ "missing column", "subject,visit,expresion,file\n",
	  "1: expected a column 'expression' (is 'expresion' it?), found "
	  "'subject', 'visit', 'expresion', 'file'" },
	{ "missing column, nothing near", "\nsubject,expression\n",
	  "2: expected a column 'file', found 'subject', 'expression'" },
	{ "column twice", "subject,expression,file,File\n",
	  "1: expected one column 'file', found it twice" },
	{ "too few fields", "subject,expression,file,side,group\n"
	  "P1,rest,a,,\nP1,rest,b,\n", "3: expected 5 fields, found 4" },
	{ "too many fields", "subject,expression,file\n\"P\n1\",rest,a\n"
	  "P1,rest,a,b\n", "4: expected 3 fields, found 4" },
	{ "quote left open", "subject,expression,file\nP1,rest,a\nP1,\"rest,b"
	  "\nP1,smile,c\n",
	  "3: expected a closing quote, found the end of the file" },
	{ "text after a quote", "subject,expression,file\nP1,\"rest\"x,a\n",
	  "2: expected a separator after a closing quote, found 'x'" },
	{ "UTF-16", "\xff\xfes\1u\1b\1",
	  "1: expected UTF-8 text, found UTF-16" },
};

static char folder[] = "/tmp/synk-test-XXXXXX";
static char path[sizeof folder + 32];

static int
make_folder(void)
{
	if (!mkdtemp(folder))
		return -1;
	snprintf(path, sizeof path, "%s/sessions.csv", folder);
	return 0;
}

static void
write_file(const char *text, size_t size)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(text, 1, size, f), size);
	assert_int_equal(fclose(f), 0);
}

static void
say_text(FILE *out, const char *name, const char *text)
{
	if (text)
		fprintf(out, "+%s%s", name, text);
}

static void
say_number(FILE *out, const char *name, double number)
{
	if (!isnan(number))
		fprintf(out, "+%s%g", name, number);
}

static void
say_photo(FILE *out, const struct source *s)
{
	if (s->problem) {
		fprintf(out, " %s@%zu!%s", s->name, s->line, s->problem);
		return;
	}
	fprintf(out, " %s:%s@%zu", synk_expression_name(s->expression),
	    s->name, s->line);
	if (s->face != FACE_ANY)
		fprintf(out, "+face%ld", s->face);
	if (s->first != SYNK_FRAME_NONE)
		fprintf(out, "+frames%ld-%ld", s->first, s->last);
	say_text(out, "image=", s->image);
	if (s->width)
		fprintf(out, "+%dx%d", s->width, s->height);
	if (s->mirrored >= 0)
		fprintf(out, "+mirrored%d", s->mirrored);
	say_number(out, "scale", s->scale);
	say_text(out, "from=", s->from);
	say_text(out, "detector=", s->detector);
}

static void
say_job(FILE *out, const struct job *job)
{
	fprintf(out, "%s/%s", job->subject ? job->subject : "-",
	    job->visit ? job->visit : "-");
	if (job->side != SYNK_UNKNOWN)
		say_text(out, "", synk_affected_name(job->side));
	say_text(out, "", job->group);
	say_text(out, "rater", job->rater);
	say_text(out, "repeat", job->repeat);
	say_number(out, "order", job->visit_order);
	say_number(out, "onset", job->days_since_onset);
	say_number(out, "injection", job->days_since_injection);
	for (size_t i = 0; i < job->count; i++)
		say_photo(out, &job->at[i]);
	fputc('\n', out);
}

static bool
say_exam(FILE *out, struct manifest *m, size_t i)
{
	struct synk_error e;
	struct job job;

	if (!manifest_exam(m, i, &job, &e)) {
		fprintf(out, "%zu: %s", e.line, e.text);
		return false;
	}
	say_job(out, &job);
	job_free(&job);
	return true;
}

static void
say_manifest(FILE *out, const char *from)
{
	struct synk_error e;
	struct manifest m;

	if (!manifest_open(&m, from, &e)) {
		fprintf(out, "%zu: %s", e.line, e.text);
		return;
	}
	for (size_t i = 0; i < manifest_exams(&m); i++)
		assert_true(say_exam(out, &m, i));
	manifest_close(&m);
}

/* What is said of the manifest at that path must be that. */
static void
check(const char *from, const char *says)
{
	char *text;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	assert_non_null(out);
	say_manifest(out, from);
	fclose(out);
	assert_string_equal(text, says);
	free(text);
}

static void
check_row(void **state)
{
	const struct row *r = *state;

	write_file(r->text, strlen(r->text));
	check(path, r->says);
}

/* The path joins the folder of the manifest. */
static void
test_path(void **state)
{
	static const char text[] = "subject,expression,file\nP1,rest,x/a.pts\n";
	char joined[sizeof path + 16];
	struct synk_error e;
	struct manifest m;
	struct job job;

	(void)state;
	write_file(text, strlen(text));
	snprintf(joined, sizeof joined, "%s/x/a.pts", folder);
	assert_true(manifest_open(&m, path, &e));
	assert_true(manifest_exam(&m, 0, &job, &e));
	assert_string_equal(job.at[0].path, joined);
	assert_string_equal(job.at[0].name, "x/a.pts");
	job_free(&job);
	manifest_close(&m);
}

static void
test_standard_input(void **state)
{
	static const char text[] = "subject,expression,file\nP1,rest,a\n"
	    "P2,rest,-\nP1,smile,b\n";
	int old = dup(STDIN_FILENO), ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], text, strlen(text)), strlen(text));
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	check("-", "P1/- rest:a@2 smile:b@4\nP2/- rest:-@3\n");
	dup2(old, STDIN_FILENO);
	close(old);
}

static void
test_no_file(void **state)
{
	char gone[sizeof path + 8];

	(void)state;
	snprintf(gone, sizeof gone, "%s.gone", path);
	check(gone, "0: No such file or directory");
	check(folder, "0: expected a file, found a directory");
}

static void
test_nul(void **state)
{
	static const char text[] = "subject,expression,file\nP1,re\0st,a\n";

	(void)state;
	write_file(text, sizeof text - 1);
	check(path, "2: expected text, found a NUL byte");
}

static void
test_limits(void **state)
{
	size_t size = (1 << 20) + 100;
	char *text = malloc(size);
	int n;

	(void)state;
	assert_non_null(text);
	memset(text, 'x', size);
	n = sprintf(text, "subject,expression,file\nP1,rest,");
	text[n] = 'y';
	write_file(text, size);
	check(path, "2: expected a row of at most 1048576 bytes, found more "
	    "(is a quote left open?)");
	memset(text, ',', 300);
	write_file(text, 300);
	check(path, "1: expected at most 256 fields, found more");
	free(text);
}

static void
test_changed_meanwhile(void **state)
{
	static const char before[] = "subject,expression,file\nP1,rest,a\n";
	static const char after[] = "subject,expression,file\nP2,rest,a\n";
	struct synk_error e;
	struct manifest m;
	struct job job;

	(void)state;
	write_file(before, strlen(before));
	assert_true(manifest_open(&m, path, &e));
	write_file(after, strlen(after));
	csv_close(&m.csv);	/* as if the row were no longer in memory */
	assert_true(csv_open(&m.csv, m.file, &e));
	assert_false(manifest_exam(&m, 0, &job, &e));
	assert_int_equal(e.line, 2);
	assert_memory_equal(e.text, "expected the row that stood here", 32);
	manifest_close(&m);
}

enum { MANY = 20000 };

/* Rows of an exam far apart; every exam must find its own. */
static size_t
check_share(struct manifest *m, size_t first, size_t step)
{
	size_t wrong = 0;

	for (size_t i = first; i < MANY; i += step) {
		struct synk_error e;
		struct job job;
		char name[32];

		snprintf(name, sizeof name, "P%zu", i);
		if (!manifest_exam(m, i, &job, &e))
			return MANY;
		wrong += strcmp(job.subject, name) != 0 || job.count != 2 ||
		    job.at[0].line != i + 2 || job.at[1].line != i + 2 + MANY;
		job_free(&job);
	}
	return wrong;
}

static void
write_many(void)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	fprintf(f, "subject,expression,file\n");
	for (size_t i = 0; i < MANY; i++)
		fprintf(f, "P%zu,rest,P%zu_rest.pts\n", i, i);
	for (size_t i = 0; i < MANY; i++)
		fprintf(f, "P%zu,smile,P%zu_smile.pts\n", i, i);
	fclose(f);
}

/* Two processes share the open manifest. */
static void
test_many_and_forked(void **state)
{
	struct synk_error e;
	struct manifest m;
	int status;
	pid_t child;

	(void)state;
	write_many();
	assert_true(manifest_open(&m, path, &e));
	assert_int_equal(manifest_exams(&m), MANY);
	child = fork();
	assert_true(child >= 0);
	if (child == 0)
		_exit(check_share(&m, 0, 2) != 0);
	assert_int_equal(check_share(&m, 1, 2), 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	manifest_close(&m);
}

static const struct subjects_row {
	const char *name;
	const char *text;
	const char *says;	/* of P1, side left, and P2; or error */
} subjects_rows[] = {
	{ "fills in", "subject;side;group;scale;days_since_onset\n"
	  "P2;right;drug;0.5;30\nP1;;;;\n",
	  "P1/-+left rest:a@0\nP2/-+right+drug+onset30 rest:b@0+scale0.5\n" },
	{ "says the same", "subject,side\nP1,L\n",
	  "P1/-+left rest:a@0\nP2/- rest:b@0\n" },
	{ "contradicts", "subject,side\n\nP1,right\n",
	  "0: side 'left' contradicts 'right' on line 3 of the subjects" },
	{ "subject twice", "subject,side\nP2,right\nP1,left\nP2,right\n",
	  "4: expected a subject once, found 'P2' on line 2 as well" },
	{ "no name", "subject,side\n,right\n",
	  "2: expected a value for 'subject', found an empty field" },
	{ "bad side", "subject,side\nP1,left\nP3,x\n",
	  "3: side: expected left, right, both, none or unknown, found 'x'" },
	{ "too few fields", "subject,side\nP1\n",
	  "2: expected 2 fields, found 1" },
	{ "no column", "side,Subjct\n", "1: expected a column 'subject' "
	  "(is 'Subjct' it?), found 'side', 'Subjct'" },
	{ "no rows", "subject\n", "P1/-+left rest:a@0\nP2/- rest:b@0\n" },
};

static bool
say_applied(FILE *out, const struct subjects *s, const char *subject,
    enum synk_affected side, const char *file)
{
	struct synk_error e;
	struct job job;
	bool ok;

	job_init(&job);
	job.subject = cli_copy(subject);
	job.side = side;
	job_add(&job, file, file, SYNK_REST);
	ok = subjects_apply(s, &job, &e);
	if (ok)
		say_job(out, &job);
	else
		fprintf(out, "%zu: %s", e.line, e.text);
	job_free(&job);
	return ok;
}

static void
say_subjects(FILE *out)
{
	struct subjects s;
	struct synk_error e;

	if (!subjects_open(&s, path, &e)) {
		fprintf(out, "%zu: %s", e.line, e.text);
		return;
	}
	if (say_applied(out, &s, "P1", SYNK_AFFECTED_LEFT, "a"))
		say_applied(out, &s, "P2", SYNK_UNKNOWN, "b");
	subjects_close(&s);
}

static void
check_subjects(void **state)
{
	const struct subjects_row *r = *state;
	char *text;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	assert_non_null(out);
	write_file(r->text, strlen(r->text));
	say_subjects(out);
	fclose(out);
	assert_string_equal(text, r->says);
	free(text);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_path),
	cmocka_unit_test(test_standard_input),
	cmocka_unit_test(test_no_file),
	cmocka_unit_test(test_nul),
	cmocka_unit_test(test_limits),
	cmocka_unit_test(test_changed_meanwhile),
	cmocka_unit_test(test_many_and_forked),
};

int
main(void)
{
	int failed;

	cli_name("test_manifest", true);
	if (make_folder() != 0) {
		perror(folder);
		return 1;
	}
	failed = RUN_ROWS(rows, check_row);
	failed += RUN_ROWS(subjects_rows, check_subjects);
	failed += cmocka_run_group_tests(tests, NULL, NULL);
	remove(path);
	rmdir(folder);
	return failed;
}
