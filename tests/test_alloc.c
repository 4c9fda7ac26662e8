/*
 * Memory that runs out: whatever allocates is called with its first allocation
 * failing, then its second, until none is left to fail.  Each time it says so,
 * leaves nothing behind, and writes nothing.
 *
 * The linker puts __wrap_malloc() and the like in their place, in objects of
 * our own; cJSON is given them as hooks.  What expat, libjpeg and libexif ask
 * of the system for themselves is theirs, and out of reach here.
 */
#include <cJSON.h>
#include <errno.h>

#include "photo.h"

#include "patient.h"
#include "synk/cohort.h"
#include "synk/explain.h"
#include "synk/plan.h"
#include "synk/record.h"
#include "synk/reliability.h"

void *__real_malloc(size_t);
void *__real_calloc(size_t, size_t);
void *__real_realloc(void *, size_t);
void __real_free(void *);
void *__wrap_malloc(size_t);
void *__wrap_calloc(size_t, size_t);
void *__wrap_realloc(void *, size_t);
void __wrap_free(void *);

/* How many allocations will still succeed; PLENTY: all. */
enum { PLENTY = -1 };
static long left = PLENTY;
static bool failed;
static long held;		/* blocks not freed yet */
static long asked;		/* allocations, of a call */

static bool
is_out(void)
{
	asked++;
	if (left == 0) {
		failed = true;
		errno = ENOMEM;
		return true;
	}
	if (left > 0)
		left--;
	return false;
}

static void *
hold(void *p)
{
	held += p != NULL;
	return p;
}

void *
__wrap_malloc(size_t size)
{
	return is_out() ? NULL : hold(__real_malloc(size));
}

void *
__wrap_calloc(size_t n, size_t size)
{
	return is_out() ? NULL : hold(__real_calloc(n, size));
}

void *
__wrap_realloc(void *old, size_t size)
{
	void *p = is_out() ? NULL : __real_realloc(old, size);

	held += p && !old;
	return p;
}

void
__wrap_free(void *p)
{
	held -= p != NULL;
	__real_free(p);
}

/* Points of landmark files. */

static void
put_line(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%zu %zu\n", 100 + i, 200 + i);
}

static void
put_comma(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%zu,%zu\n", 100 + i, 200 + i);
}

static void
put_x_name(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, ",x_%zu", i);
}

static void
put_y_name(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, ",y_%zu", i);
}

static void
put_cell(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, ",%zu", 100 + i);
}

static void
put_part(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "<part name='%zu' x='%zu' y='%zu'/>", i, 100 + i, 200 + i);
}

static void
put_object(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%s{\"x\":%zu,\"y\":%zu}", i ? "," : "", 100 + i, 200 + i);
}

static void
put_list(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%s[%zu,%zu]", i ? "," : "", 100 + i, 200 + i);
}

static void
put_triple(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%s%zu,%zu,1", i ? "," : "", 100 + i, 200 + i);
}

static void
put_shape(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%s{\"label\":\"%zu\",\"points\":[[%zu,%zu]],\"shape_type\":"
	    "\"point\"}", i ? "," : "", i, 100 + i, 200 + i);
}

static void
put_label(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%s{\"type\":\"keypointlabels\",\"original_width\":640,"
	    "\"original_height\":480,\"value\":{\"x\":%zu,\"y\":50,"
	    "\"keypointlabels\":[\"%zu\"]}}", i ? "," : "", i, i);
}

static void
put_landmark(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "landmark {\n x: 0.%03zu\n y: 0.5\n}\n", i);
}

static void
put_number_of(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%zu ", 100 + i);
}

static const struct maker makers[] = {
	{ 'p', put_line }, { 'c', put_comma }, { 'x', put_x_name },
	{ 'y', put_y_name }, { 'X', put_cell }, { 'm', put_part },
	{ 'o', put_object }, { 'l', put_list }, { 't', put_triple },
	{ 's', put_shape }, { 'k', put_label }, { 'b', put_landmark },
	{ 'n', put_number_of }, { 0, NULL }
};

/* What is called; all of it is undone before it returns. */
struct row {
	const char *name;
	bool (*call)(const struct row *, struct synk_error *);
	const char *text;		/* of a landmark file, for expand() */
	bool modest;			/* it asks for no memory at all */
};

static struct text made;	/* of the row's text */

/* Calls it with the first n allocations succeeding: true if it did. */
static bool
try(const struct row *r, long n)
{
	struct synk_error err = { .text = "" };
	long before = held;
	bool ok;

	left = n;
	failed = false;
	asked = 0;
	ok = r->call(r, &err);
	left = PLENTY;
	assert_int_equal(held, before);
	/* Either it had all it asked for, or it says that it had not. */
	if (ok == failed)
		fail_msg("allocation %ld %s, and it %s: %s", n,
		    failed ? "failed" : "did not fail",
		    ok ? "said nothing" : "failed", err.text);
	if (!ok && err.code != SYNK_SYSTEM)
		fail_msg("allocation %ld: %s", n, err.text);
	return ok;
}

/* Documents have thousands of nodes, all allocated alike: of what is far from
 * the beginning and the end of so many, every 13th is enough. */
static bool
is_one_of_many(long n, long all)
{
	enum { BEGINNING = 1500, END = 1000, STEP = 13 };

	return n > BEGINNING && n < all - END && n % STEP;
}

static void
check_row(void **state)
{
	const struct row *r = *state;
	long all;

	made = expand(r->text ? r->text : "", makers);
	assert_true(try(r, PLENTY));
	all = asked;
	assert_int_equal(all == 0, r->modest);
	for (long n = 0; n < all; n++)
		if (!is_one_of_many(n, all))
			assert_false(try(r, n));
	assert_true(try(r, all));
	free(made.text);
}

/* Landmark files. */

static bool
read_file(const char *text, size_t size, const char *name,
    struct synk_error *err)
{
	const struct synk_reading how = { .format = name };
	static struct synk_marks m;
	struct synk_reader r;
	bool got = false, ok;

	if (!synk_reader_open(&r, text, size, &how, err))
		return false;
	while ((ok = synk_reader_next(&r, &m, &got, err)) && got)
		if (m.count == 0)
			fail_msg("%s: no face: %s", name, m.reason);
	synk_reader_close(&r);
	return ok;
}

/* The row's text, and the reader that its name begins with. */
static bool
read_marks(const struct row *r, struct synk_error *err)
{
	char name[32] = "";

	memcpy(name, r->name, strcspn(r->name, ","));
	return read_file(made.text, made.len, name, err);
}

static bool
read_npy(const struct row *r, struct synk_error *err)
{
	static const char head[] = "\x93NUMPY\1\0\x76\0{'descr': '|u1', "
	    "'fortran_order': False, 'shape': (68, 2), }";
	char file[128 + 136];

	(void)r;
	memset(file, ' ', 128);
	memcpy(file, head, sizeof head - 1);
	file[127] = '\n';
	for (size_t i = 0; i < 136; i++)
		file[128 + i] = (char)(i % 100 + 1);
	return read_file(file, sizeof file, "npy", err);
}

/* From photographs to a record, and what reads it. */

static struct session session;
static struct synk_rules *rules;
static struct synk_visits *visits;
static char *record;
static struct synk_visit visit;

static bool
write_record(char **line, struct synk_error *err)
{
	static const struct synk_drawing drawing = { 20, 1 };
	static const struct synk_exam_options options;
	static struct synk_verdict verdict;
	static struct synk_exam exam;
	static struct synk_grade grade;

	return synk_exam_from(&exam, session.photo, session.count, &options,
	    &norms, err) && synk_verdict_from(&verdict, &grade, &exam,
	    session.photo, session.count, SYNK_AFFECTED_LEFT, &drawing, &norms,
	    err) && synk_grade_json(line, &(struct synk_record){
	    .tool = "test", .who = { .subject = "P", .visit = "v",
	    .visit_order = NAN, .days_since_onset = 400,
	    .days_since_injection = NAN }, .exam = &exam, .options = &options,
	    .grade = &grade, .verdict = &verdict, .norms = &norms }, err);
}

static bool
grade(const struct row *r, struct synk_error *err)
{
	char *line;

	(void)r;
	if (!write_record(&line, err))
		return false;
	free(line);
	return true;
}

static bool
write_marks(const struct row *r, struct synk_error *err)
{
	static const struct synk_marks_from from = { .score = NAN,
	    .presence = NAN };
	char *line;

	(void)r;
	if (!synk_marks_json(&line, &session.marks[0], &from, err))
		return false;
	free(line);
	return true;
}

static bool
write_error(const struct row *r, struct synk_error *err)
{
	char *line;

	(void)r;
	if (!synk_mark_error_json(&line, "test", "a", "b", "c", false, err))
		return false;
	free(line);
	return true;
}

static bool
read_rules(const struct row *r, struct synk_error *err)
{
	struct synk_rules *read;

	(void)r;
	if (!synk_rules_open(&read, synk_rules_text(),
	    strlen(synk_rules_text()), err))
		return false;
	synk_rules_close(read);
	return true;
}

static bool
plan(const struct row *r, struct synk_error *err)
{
	static const struct synk_answers none = { .not_mirrored = -1,
	    .days_since_onset = NAN, .days_since_injection = NAN };
	struct synk_plan plan_of;
	char *line = NULL;
	bool ok;

	(void)r;
	if (!synk_plan_from(&plan_of, rules, record, strlen(record), &none,
	    err))
		return false;
	ok = synk_plan_json(&line, &plan_of, err);
	synk_plan_free(&plan_of);
	free(line);
	return ok;
}

static bool
read_visit(const struct row *r, struct synk_error *err)
{
	const struct synk_value value = { record, strlen(record), 1 };
	static struct synk_visit read;
	struct synk_visits *table;
	bool ok;

	(void)r;
	if (!synk_visits_open(&table, err))
		return false;
	ok = synk_visits_read(&read, table, &value, err);
	synk_visits_close(table);
	return ok;
}

static bool
read_stream(const struct row *r, struct synk_error *err)
{
	struct synk_stream *stream;
	struct synk_value value;
	bool got, ok;

	(void)r;
	if (!synk_stream_open(&stream, err))
		return false;
	ok = synk_stream_add(stream, record, strlen(record), err) &&
	    synk_stream_add(stream, record, strlen(record), err) &&
	    synk_stream_next(&value, &got, stream, err);
	synk_stream_close(stream);
	return ok;
}

static bool
take_text(const struct row *r, struct synk_error *err)
{
	const struct synk_value value = { record, strlen(record), 1 };
	char *name = NULL, *rest = NULL;
	size_t size;
	bool ok = synk_value_get(&name, &value, "record", err) &&
	    synk_value_without(&rest, &size, &value, "files", err);

	(void)r;
	free(name);
	free(rest);
	return ok;
}

static bool
compare(const struct row *r, struct synk_error *err)
{
	static struct synk_diff diff;
	static struct synk_cohort_row row[SYNK_QUANTITIES];
	static const struct synk_diff_options options = { .norms = &norms };
	const struct synk_diff *const series[] = { &diff, &diff };
	struct synk_cohort *cohort;
	char *line[3] = { NULL, NULL, NULL };
	bool ok;

	(void)r;
	if (!synk_cohort_open(&cohort, visits, &options, err))
		return false;
	synk_diff_from(&diff, visits, &visit, &visit, &options);
	ok = synk_cohort_add(cohort, &diff, err) &&
	    synk_cohort_add(cohort, &diff, err) &&
	    synk_cohort_rows(row, cohort, err) &&
	    synk_cohort_json(&line[0], cohort, row, NULL, 0, true, err) &&
	    synk_diff_json(&line[1], &diff, true, err) &&
	    synk_series_json(&line[2], series, 2, true, err);
	synk_cohort_close(cohort);
	for (size_t i = 0; i < LEN(line); i++)
		free(line[i]);
	return ok;
}

static const char *const people[] = { "A", "B", "C", "D", "E", "F" };

static bool
repeat(const struct row *r, struct synk_error *err)
{
	static struct synk_visit exam[2 * LEN(people)];
	const struct synk_visit *at[LEN(exam)];
	struct synk_reliability table;
	char *text = NULL;
	bool ok;

	(void)r;
	for (size_t i = 0; i < LEN(exam); i++) {
		exam[i] = visit;
		exam[i].subject = people[i / 2];
		exam[i].visit = i % 2 ? "1" : "2";
		for (size_t k = 0; k < SYNK_QUANTITIES; k++)
			exam[i].value[k] += (double)(i % 5);
		at[i] = &exam[i];
	}
	if (!synk_reliability_from(&table, visits, at, LEN(at),
	    SYNK_FACTOR_VISIT, err))
		return false;
	ok = synk_reliability_json(&text, &table, visits, err);
	synk_reliability_free(&table);
	free(text);
	return ok;
}

/* What is laid over norms comes whole or not at all. */
static bool
lay_norms(const struct row *r, struct synk_error *err)
{
	struct synk_norms over = norms;
	bool ok = synk_norms_parse(&over, r->text, strlen(r->text), err);

	assert_int_equal(ok, memcmp(&over, &norms, sizeof norms) != 0);
	return ok;
}

static bool
default_norms(const struct row *r, struct synk_error *err)
{
	struct synk_norms fresh;
	struct synk_norm_note note;

	(void)r;
	return synk_norms_default(&fresh, err) &&
	    synk_norm_note(&note, SYNK_NORM_FULL_EYE, err);
}

static bool
lay_errors(const struct row *r, struct synk_error *err)
{
	struct synk_errors *errors;
	bool ok;

	if (!synk_errors_open(&errors, err))
		return false;
	ok = synk_errors_add(errors, r->text, strlen(r->text), visits, err);
	synk_errors_close(errors);
	return ok;
}

static bool
default_noise(const struct row *r, struct synk_error *err)
{
	static struct synk_noise fresh;

	(void)r;
	return synk_noise_default(&fresh, err);
}

static bool
explain(const struct row *r, struct synk_error *err)
{
	static struct synk_field field[4];
	size_t n;

	(void)r;
	return synk_fields_find(field, &n, LEN(field), "excess", err);
}

/* Photographs. */

static struct file jpeg, png;

static bool
look_at(const struct file *f, struct synk_error *err)
{
	const struct synk_image_want want = { .pixels = SYNK_BGRX };
	struct synk_image_header h;
	struct synk_image image;

	if (!synk_image_header(&h, f->data, f->size, err) ||
	    !synk_image_read(&image, f->data, f->size, &want, err))
		return false;
	synk_image_free(&image);
	return true;
}

static bool
read_jpeg(const struct row *r, struct synk_error *err)
{
	(void)r;
	return look_at(&jpeg, err);
}

static bool
read_png(const struct row *r, struct synk_error *err)
{
	(void)r;
	return look_at(&png, err);
}

static bool
write_images(const struct row *r, struct synk_error *err)
{
	unsigned char *data[2] = { NULL, NULL };
	struct synk_image image;
	size_t size;
	bool ok;

	(void)r;
	if (!synk_image_new(&image, SYNK_BGRX, 64, 48, err))
		return false;
	ok = synk_image_jpeg(&data[0], &size, &image, 90, err) &&
	    synk_image_png(&data[1], &size, &image, err);
	synk_image_free(&image);
	free(data[0]);
	free(data[1]);
	return ok;
}

#define NORMS(values)	"{\"record\":\"synk-norms/1\"," values "}"

static const struct row rows[] = {
	{ "pts", read_marks, "version: 1\nn_points: 68\n{\n@p68}\n",
	  true },
	{ "emotrics", read_marks, "# Facial Landmarks [x,y] { \n@c68# } \n",
	  true },
	{ "openface", read_marks, "frame,success@x68@y68\n1,1@X68@X68\n",
	  false },
	{ "imglab", read_marks, "<dataset><images><image file='a'><box top='1'"
	  " left='1' width='3' height='3'>@m68</box></image></images>"
	  "</dataset>", false },
	{ "synk-marks", read_marks, "{\"record\":\"synk-marks/1\",\"image\":"
	  "{\"file\":\"a\"},\"scheme\":\"ibug68\",\"detector\":{\"name\":"
	  "\"d\",\"repeats\":2},\"points\":[@l68],\"spread\":[@l68]}", false },
	{ "mediapipe", read_marks, "{\"faceLandmarks\":[[@o468]]}", false },
	{ "faceapi", read_marks, "[{\"landmarks\":{\"_positions\":[@o68]}}]",
	  false },
	{ "human", read_marks, "{\"face\":[{\"mesh\":[@l468]}],\"width\":640,"
	  "\"height\":480}", false },
	{ "labelme", read_marks, "{\"shapes\":[@s68],\"imagePath\":\"a.jpg\","
	  "\"imageHeight\":480,\"imageWidth\":640}", false },
	{ "labelstudio", read_marks, "[{\"id\":7,\"annotations\":[{\"id\":1,"
	  "\"result\":[@k68]}],\"data\":{\"image\":\"a.jpg\"}}]", false },
	{ "openpose", read_marks, "{\"people\":[{\"face_keypoints_2d\":[@t70]"
	  "}]}", false },
	{ "coco", read_marks, "{\"images\":[{\"id\":3,\"file_name\":\"a\"}],"
	  "\"annotations\":[{\"image_id\":3,\"keypoints\":[@t68]}]}", false },
	{ "pbtxt", read_marks, "@b468", true },
	{ "wflw", read_marks, "@n196 1 2 3 4 0 0 0 0 0 0 a.jpg\n", false },
	{ "points", read_marks, "@p68", true },
	{ "npy", read_npy, NULL, false },

	{ "an exam, its draws, their record", grade, NULL, false },
	{ "landmarks' record", write_marks, NULL, false },
	{ "an error's record", write_error, NULL, false },
	{ "rules", read_rules, NULL, false },
	{ "a plan", plan, NULL, false },
	{ "a visit", read_visit, NULL, false },
	{ "a stream", read_stream, NULL, false },
	{ "members of a record", take_text, NULL, false },
	{ "a difference, a cohort, a series", compare, NULL, false },
	{ "reliability", repeat, NULL, false },
	{ "norms", default_norms, NULL, false },
	{ "norms over norms", lay_norms, NORMS("\"values\":{\"ied_mm\":"
	  "{\"value\":60,\"basis\":\"assumed\",\"source\":\"a\"}}"), false },
	{ "reliability as norms", lay_errors, NORMS("\"reliability\":["
	  "{\"quantity\":\"score.rest\",\"detector\":\"dlib\",\"sem\":2,"
	  "\"df\":8,\"factor\":\"visit\",\"source\":\"a\",\"basis\":"
	  "\"assumed\"}]"), false },
	{ "noise", default_noise, NULL, false },
	{ "an explanation", explain, NULL, false },
	{ "a JPEG", read_jpeg, NULL, false },
	{ "a PNG", read_png, NULL, false },
	{ "writing images", write_images, NULL, false },
};

static void
prepare_photos(void)
{
	static const struct photo photo = { .width = 64, .height = 48 };
	const struct synk_image_want want = { .pixels = SYNK_BGRX };
	struct synk_image image;
	struct synk_error err;

	jpeg = make_turned(&photo, 6);
	if (!synk_image_read(&image, jpeg.data, jpeg.size, &want, &err) ||
	    !synk_image_png(&png.data, &png.size, &image, &err))
		fail_msg("%s", err.text);
	synk_image_free(&image);
}

static void
prepare(void)
{
	static const struct lesion ill = { .4, .8, .6, .7, .3, .2, .1, .2, .5,
	    .3 };
	struct synk_error err;
	struct synk_value value;

	prepare_patients();
	photograph(&session, &ill, SYNK_DETECTOR_DLIB);
	if (!write_record(&record, &err) ||
	    !synk_rules_open(&rules, synk_rules_text(),
	    strlen(synk_rules_text()), &err) ||
	    !synk_visits_open(&visits, &err))
		fail_msg("%s", err.text);
	value = (struct synk_value){ record, strlen(record), 1 };
	if (!synk_visits_read(&visit, visits, &value, &err))
		fail_msg("%s", err.text);
	prepare_photos();
}

static void
tidy_up(void)
{
	free(record);
	free(jpeg.data);
	free(png.data);
	synk_rules_close(rules);
	synk_visits_close(visits);
}

int
main(void)
{
	cJSON_Hooks hooks = { __wrap_malloc, __wrap_free };
	int bad;

	cJSON_InitHooks(&hooks);
	prepare();
	bad = RUN_ROWS(rows, check_row);
	tidy_up();
	return bad;
}
