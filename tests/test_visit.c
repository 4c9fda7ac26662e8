/*
 * What is read of a record, held against a walk through the same text by
 * cJSON, which knows nothing of the reader's tree.
 */
#include "test.h"

#include "patient.h"
#include "../lib/json.h"
#include "synk/record.h"
#include "synk/visit.h"

static struct synk_visits *visits;

/* Records. */

static struct session session;

/* One file of each photograph, by their detector. */
static size_t
list_files(struct synk_file *file, const struct session *s, const char *by)
{
	for (size_t i = 0; i < s->count; i++)
		file[i] = (struct synk_file){ .name = "a.json",
		    .expression = synk_expression_name(
		    s->photo[i].expression), .format = "synk",
		    .scheme = synk_scheme_name(s->scheme), .detector = by };
	return s->count;
}

static const struct synk_subject nobody = { .visit_order = NAN,
    .days_since_onset = NAN, .days_since_injection = NAN };
static const struct synk_subject somebody = { "P\"\\1\u00e9", "pre",
    "treated", "MM", "1", 2, 401.5, 90 };

/* By the library, as synk-grade makes it; caller frees. */
static char *
record_of(const struct lesion *l, enum synk_affected side,
    const struct synk_subject *who, enum synk_detector by, size_t draws)
{
	static const struct synk_exam_options options;
	static struct synk_verdict verdict;
	const struct synk_drawing drawing = { draws, 1 };
	struct synk_file file[SHOTS];
	struct synk_error err;
	struct synk_exam exam;
	struct synk_grade g;
	char *line;

	photograph(&session, l, by);
	session.photo[0].mm_per_px = .11;
	exam = exam_of(&session);
	if (!synk_verdict_from(&verdict, &g, &exam, session.photo,
	    session.count, side, &drawing, &norms, &err))
		fail_msg("%s", err.text);
	if (!synk_grade_json(&line, &(struct synk_record){ .tool = "test",
	    .who = *who, .file = file, .files = list_files(file, &session,
	    synk_detector_name(by)), .exam = &exam, .options = &options,
	    .grade = &g, .verdict = &verdict, .norms = &norms }, &err))
		fail_msg("%s", err.text);
	return line;
}

static const struct lesion ill = { .4, .8, .6, .7, .3, .2, .1, .2, .5, .3 },
    still = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 };

/* All kinds: complete, with much that is null, of either side and of none. */
enum { KINDS = 4 };

static char *
record(size_t kind)
{
	switch (kind) {
	case 0:
		return record_of(&ill, SYNK_AFFECTED_LEFT, &somebody,
		    SYNK_DETECTOR_MEDIAPIPE, 40);
	case 1:
		return record_of(&still, SYNK_UNKNOWN, &nobody,
		    SYNK_DETECTOR_DLIB, 0);
	case 2:
		return record_of(&healthy, SYNK_AFFECTED_NONE, &somebody,
		    SYNK_DETECTOR_MEDIAPIPE, 0);
	default:
		return record_of(&ill, SYNK_AFFECTED_RIGHT, &nobody,
		    SYNK_DETECTOR_DLIB, 40);
	}
}

static bool
read_text(struct synk_visit *v, const char *text, struct synk_error *err)
{
	const struct synk_value value = { text, strlen(text), 1 };

	return synk_visits_read(v, visits, &value, err);
}

static void
must_read(struct synk_visit *v, const char *text)
{
	struct synk_error err;

	if (!read_text(v, text, &err))
		fail_msg("%s in %.300s", err.text, text);
}

static struct cJSON *
parse(const char *text)
{
	struct synk_error err;
	struct cJSON *root;
	size_t at = 0;

	if (!synk_json_read(&root, text, strlen(text), &at, &err))
		fail_msg("%s", err.text);
	return root;
}

/* The independent walk. */

static const struct cJSON *
row_named(const struct cJSON *matrix, const char *name)
{
	const struct cJSON *row;

	for (row = synk_json_first(matrix); row; row = synk_json_next(row))
		if (strcmp(synk_json_string(synk_json_get(row, "row")),
		    name) == 0)
			return row;
	return NULL;
}

/* "a.b.c" of objects; of an array the object whose row is b. */
static const struct cJSON *
at_path(const struct cJSON *node, const char *path)
{
	char key[64];

	while (node && *path) {
		size_t n = strcspn(path, ".");

		snprintf(key, sizeof key, "%.*s", (int)n, path);
		path += n + (path[n] == '.');
		node = synk_json_is_array(node) ? row_named(node, key)
		    : synk_json_get(node, key);
	}
	return node;
}

static double
number_at(const struct cJSON *root, const char *path)
{
	double v;

	return synk_json_number(&v, at_path(root, path)) ? v : NAN;
}

static bool
is_same(double a, double b)
{
	return isnan(a) ? isnan(b) != 0 : a == b;
}

/* What the object that has the number says; a lateral place's is that of the
 * rest it is in. */
static const char *
reason_at(const struct cJSON *root, const struct synk_quantity *q)
{
	char path[120], *cut;
	const char *text = NULL;

	snprintf(path, sizeof path, "%s", q->path);
	if (q->kind == SYNK_KIND_SCORE || q->kind == SYNK_KIND_PARTIAL)
		return NULL;
	cut = strrchr(path, '.');
	if (q->component == SYNK_RATIO_OF) {
		strcpy(cut, ".ratio_reason");
		text = synk_json_string(at_path(root, path));
	}
	*cut = '\0';
	cut = strrchr(path, '.');
	if (strcmp(cut, ".lateral") != 0)
		cut = path + strlen(path);
	strcpy(cut, ".reason");
	return text ? text : synk_json_string(at_path(root, path));
}

static void
assert_text(const char *got, const char *want, const char *what)
{
	if (got == want || (got && want && strcmp(got, want) == 0))
		return;
	fail_msg("%s: expected '%s', found '%s'", what, want ? want : "-",
	    got ? got : "-");
}

static void
check_quantity(const struct synk_visit *v, const struct cJSON *root, size_t i)
{
	const struct synk_quantity *q = synk_visits_quantity(visits, i);
	char error[120];

	snprintf(error, sizeof error, "%s_se", q->path);
	if (!is_same(v->value[i], number_at(root, q->path)))
		fail_msg("%s: %.17g", q->path, v->value[i]);
	if (!is_same(v->se[i], number_at(root, error)))
		fail_msg("%s: %.17g", error, v->se[i]);
	assert_text(synk_visits_reason(visits, v, i), reason_at(root, q),
	    q->path);
}

static void
check_text(const char *got, const struct cJSON *root, const char *path)
{
	assert_text(got, synk_json_string(at_path(root, path)), path);
}

static void
check_number(double got, const struct cJSON *root, const char *path)
{
	if (!is_same(got, number_at(root, path)))
		fail_msg("%s: %.17g", path, got);
}

static void
check_members(const struct synk_visit *v, const struct cJSON *root)
{
	bool contradicted;

	check_text(v->subject, root, "subject");
	check_text(v->visit, root, "visit");
	check_text(v->group, root, "group");
	check_text(v->rater, root, "rater");
	check_text(v->repeat, root, "repeat");
	check_number(v->visit_order, root, "visit_order");
	check_number(v->days_since_onset, root, "days_since_onset");
	check_number(v->days_since_injection, root, "days_since_injection");
	check_text(v->affected, root, "side.affected");
	check_text(v->side_source, root, "side.source");
	assert_true(synk_json_bool(&contradicted, at_path(root,
	    "side.contradicted")));
	assert_true(v->contradicted == contradicted);
	check_text(v->severity, root, "severity.grade");
	check_text(v->scale_source, root, "scale.source");
	check_number(v->mm_per_ied, root, "scale.mm_per_ied");
	check_number(v->scale_sd, root, "scale.relative_sd");
	check_text(v->version, root, "provenance.version");
	check_text(v->norms, root, "provenance.norms");
	check_text(v->axis, root, "provenance.axis");
	check_number(v->draws, root, "provenance.draws");
	check_number(v->seed, root, "provenance.seed");
}

static void
check_view(const struct synk_visit *v, const struct cJSON *root, size_t e)
{
	const char *name = synk_expression_name((enum synk_expression)e);
	const struct cJSON *view = synk_json_get(synk_json_get(root,
	    "expressions"), name);

	check_text(v->view[e].scheme, view, "scheme");
	check_text(v->view[e].detector, view, "detector");
	check_text(v->view[e].noise, view, "noise");
	check_number(v->view[e].photos, view, "photos");
	check_number(v->view[e].yaw, view, "pose.yaw");
	check_number(v->view[e].pitch, view, "pose.pitch");
}

static void
check_parts(const struct synk_visit *v, const struct cJSON *root, size_t i)
{
	const char *name = synk_score_name((enum synk_score_id)i);
	const struct cJSON *list = synk_json_get(at_path(root,
	    "scores.parts"), name), *part;
	struct text want = { NULL, 0 };

	if (!list) {
		assert_null(v->parts[i]);
		return;
	}
	add(&want, "%s", "");
	for (part = synk_json_first(list); part; part = synk_json_next(part))
		add(&want, "%s%s", want.len ? " " : "",
		    synk_json_string(part));
	assert_text(v->parts[i], want.text, name);
	free(want.text);
}

static void
check_sources(const struct synk_visit *v, const struct cJSON *root)
{
	char path[80];

	for (size_t i = 0; i < SYNK_SCORES; i++)
		check_parts(v, root, i);
	for (int i = 0; i < SYNK_REGIONS; i++) {
		snprintf(path, sizeof path, "regions.%s.movement.expression",
		    synk_region_name((enum synk_region)i));
		check_text(v->region_by[i], root, path);
		assert_non_null(v->region_by[i]);
	}
	for (size_t i = 0; i < SYNK_ROWS; i++) {
		snprintf(path, sizeof path, "synkinesis.%s.voluntary",
		    synk_row_name(i));
		check_text(v->row_by[i], root, path);
		assert_non_null(v->row_by[i]);
	}
}

static void
check_walk(void **state)
{
	(void)state;
	for (size_t k = 0; k < KINDS; k++) {
		char *text = record(k);
		struct cJSON *root = parse(text);
		struct synk_visit v;
		size_t values = 0, errors = 0, reasons = 0;

		must_read(&v, text);
		check_members(&v, root);
		check_sources(&v, root);
		for (size_t e = 0; e < SYNK_EXPRESSIONS; e++)
			check_view(&v, root, e);
		for (size_t i = 0; i < SYNK_QUANTITIES; i++) {
			check_quantity(&v, root, i);
			values += isnan(v.value[i]) ? 0 : 1;
			errors += isnan(v.se[i]) ? 0 : 1;
			reasons += v.reason[i] != 0;
		}
		print_message("%zu of %d values, %zu errors, %zu reasons\n",
		    values, SYNK_QUANTITIES, errors, reasons);
		assert_true(values > 250);
		assert_true(k % 2 == 0 || reasons > 8);
		assert_true(k % 3 == 0 ? errors > 250 : errors == 0);
		synk_json_free(root);
		free(text);
	}
}

/* Nothing is left out: numbers that no quantity has are known not to be
 * compared. */

static bool
ends_with(const char *text, const char *end)
{
	size_t n = strlen(text), m = strlen(end);

	return n >= m && strcmp(text + n - m, end) == 0;
}

static bool
is_left_out(const char *path)
{
	static const char *const ends[] = { "_se", "_mm", ".asymmetry_raw",
	    ".rest.asymmetry", ".counted", ".norm", ".norm_length",
	    ".probability", ".involvement", ".points", ".grade",
	    ".across.left", ".across.right" };

	for (size_t i = 0; i < LEN(ends); i++)
		if (ends_with(path, ends[i]))
			return true;
	/* of a movement the sides and their ratio, once */
	return strstr(path, ".movement.") || strstr(path, "noise_floor.") ||
	    (strncmp(path, "movements.", 10) == 0 &&
	    ends_with(path, ".asymmetry"));
}

static void
walk(const struct cJSON *node, const char *path)
{
	const struct cJSON *m;
	char below[200];
	double number;

	if (synk_json_number(&number, node) && !is_left_out(path)) {
		for (size_t i = 0; i < SYNK_QUANTITIES; i++)
			if (strcmp(synk_visits_quantity(visits, i)->path,
			    path) == 0)
				return;
		fail_msg("no quantity is %s", path);
	}
	for (m = synk_json_first(node); m; m = synk_json_next(m)) {
		const char *key = synk_json_key(m) ? synk_json_key(m)
		    : synk_json_string(synk_json_get(m, "row"));

		if (!key || ends_with(key, "_ci95"))
			continue;
		snprintf(below, sizeof below, "%s.%s", path, key);
		walk(m, below);
	}
}

static void
check_complete(void **state)
{
	static const char *const tops[] = { "scores", "regions", "movements",
	    "synkinesis" };
	char *text = record(0), path[80];
	struct cJSON *root = parse(text);

	(void)state;
	for (size_t i = 0; i < LEN(tops); i++)
		walk(synk_json_get(root, tops[i]), tops[i]);
	for (int e = 0; e < SYNK_EXPRESSIONS; e++) {
		snprintf(path, sizeof path, "expressions.%s.measures",
		    synk_expression_name((enum synk_expression)e));
		walk(at_path(root, path), path);
	}
	synk_json_free(root);
	free(text);
}

/* The table. */

#define BITS(e)	(1u << SYNK_##e)

static const struct table_row {
	const char *key, *aligned, *path, *unit;
	enum synk_better better;
	unsigned expressions;
} rows[] = {
	{ "score.rest", "score.rest", "scores.rest", "score",
	  SYNK_BETTER_MORE, 0 },
	{ "partial.overall", "partial.overall", "scores.partial.overall",
	  "score", SYNK_BETTER_MORE, 0 },
	{ "region.smile.asymmetry", "region.smile.asymmetry",
	  "regions.smile.asymmetry", "score", SYNK_BETTER_LESS,
	  BITS(REST) | BITS(SMILE) | BITS(SMILE_GENTLE) },
	{ "rest.brow.left", "rest.brow.affected", "regions.brow.rest.left",
	  "%ied", SYNK_BETTER_NONE, BITS(REST) },
	{ "rest.smile.lateral.difference", "rest.smile.lateral.excess",
	  "regions.smile.rest.lateral.difference", "%ied", SYNK_BETTER_ZERO,
	  BITS(REST) },
	{ "movement.eye_close_gentle.left",
	  "movement.eye_close_gentle.affected",
	  "movements.eye_close_gentle.left", "ratio", SYNK_BETTER_MORE,
	  BITS(REST) | BITS(EYE_CLOSE_GENTLE) },
	{ "movement.snarl.right", "movement.snarl.healthy",
	  "movements.snarl.right", "%ied", SYNK_BETTER_NONE,
	  BITS(REST) | BITS(SNARL) },
	{ "movement.smile.ratio", "movement.smile.ratio",
	  "movements.smile.ratio", "ratio", SYNK_BETTER_ONE,
	  BITS(REST) | BITS(SMILE) },
	{ "synkinesis.smile_eye.excess", "synkinesis.smile_eye.excess",
	  "synkinesis.smile_eye.excess", "ratio", SYNK_BETTER_LESS_ABOVE_0,
	  BITS(REST) | BITS(SMILE) | BITS(SMILE_GENTLE) },
	{ "synkinesis.pucker_eye.excess_length",
	  "synkinesis.pucker_eye.excess_length",
	  "synkinesis.pucker_eye.excess_length", "%ied",
	  SYNK_BETTER_LESS_ABOVE_0, BITS(REST) | BITS(PUCKER) },
	{ "synkinesis.eye_close_brow.left",
	  "synkinesis.eye_close_brow.affected",
	  "synkinesis.eye_close_brow.left", "%ied", SYNK_BETTER_ZERO,
	  BITS(REST) | BITS(EYE_CLOSE_GENTLE) | BITS(EYE_CLOSE_TIGHT) },
	{ "measure.rest.smile_angle.right", "measure.rest.smile_angle.healthy",
	  "expressions.rest.measures.smile_angle.right", "deg",
	  SYNK_BETTER_NONE, BITS(REST) },
	{ "measure.lower_teeth.shift_menton",
	  "measure.lower_teeth.shift_menton",
	  "expressions.lower_teeth.measures.shift_menton.mid", "%ied",
	  SYNK_BETTER_NONE, BITS(LOWER_TEETH) },
};

static void
check_row(void **state)
{
	const struct table_row *r = *state;
	char key[SYNK_KEY_TEXT];
	size_t found = 0;

	for (size_t i = 0; i < SYNK_QUANTITIES; i++) {
		const struct synk_quantity *q = synk_visits_quantity(visits,
		    i);

		synk_quantity_key(key, q, false);
		if (strcmp(key, r->key) != 0)
			continue;
		synk_quantity_key(key, q, true);
		assert_string_equal(key, r->aligned);
		assert_string_equal(q->path, r->path);
		assert_string_equal(q->unit, r->unit);
		assert_int_equal(q->better, r->better);
		assert_int_equal(q->expressions, r->expressions);
		found++;
	}
	assert_int_equal(found, 1);
}

/* Full, each name once, and the sides where alignment looks for them. */
static void
check_table(void **state)
{
	static char key[SYNK_QUANTITIES][SYNK_KEY_TEXT];

	(void)state;
	for (size_t i = 0; i < SYNK_QUANTITIES; i++) {
		const struct synk_quantity *q = synk_visits_quantity(visits,
		    i);

		synk_quantity_key(key[i], q, true);
		assert_true(*q->name && *q->path && *q->unit);
		assert_non_null(synk_kind_name(q->kind));
		for (size_t k = 0; k < i; k++) {
			assert_string_not_equal(key[i], key[k]);
			assert_string_not_equal(q->path,
			    synk_visits_quantity(visits, k)->path);
		}
		if (q->component == SYNK_LEFT_OF) {
			assert_int_equal(q[1].component, SYNK_RIGHT_OF);
			assert_string_equal(q[1].name, q->name);
		}
		if (q->component == SYNK_RATIO_OF)
			assert_int_equal(q[-2].component, SYNK_LEFT_OF);
	}
	assert_string_equal(key[SYNK_QUANTITIES - 1],
	    "measure.lower_teeth.shift_menton");
}

/* Its quantities are of its own expression. */
static void
check_movement(size_t i)
{
	const char *e = synk_expression_name((enum synk_expression)(i + 1));
	size_t found = 0;

	for (size_t k = 0; k < SYNK_QUANTITIES; k++) {
		const struct synk_quantity *q = synk_visits_quantity(visits,
		    k);

		if (q->kind != SYNK_KIND_MOVEMENT || q->which != i)
			continue;
		assert_string_equal(q->name + strlen("movement."), e);
		found++;
	}
	assert_int_equal(found, 3);
}

/* lib/quantity.c takes movement i to be expression i + 1. */
static void
check_movements(void **state)
{
	struct synk_grade g;

	(void)state;
	photograph(&session, &healthy, SYNK_DETECTOR_MEDIAPIPE);
	g = grade_of(&session, SYNK_AFFECTED_NONE);
	assert_int_equal(SYNK_MOVEMENTS + 1, SYNK_EXPRESSIONS);
	for (size_t i = 0; i < SYNK_MOVEMENTS; i++) {
		assert_int_equal(g.movement[i].expression, i + 1);
		assert_int_equal(g.movement[i].unit, synk_movement_unit(i));
		check_movement(i);
	}
	for (size_t i = 0; i < SYNK_ROWS; i++) {
		assert_string_equal(g.row[i].name, synk_row_name(i));
		assert_string_equal(g.row[i].region, synk_row_region(i));
		assert_int_equal(g.row[i].unit, synk_row_unit(i));
	}
}

/* One place at a time. */

/* A record with nothing but this at path, and what a grade has to have. */
static struct text
nest(const char *path, const char *value)
{
	struct text t = { NULL, 0 };
	size_t depth = 2, matrix = 0;

	add(&t, "{\"record\":\"synk-grade/1\",\"provenance\":{\"version\":"
	    "\"0\"},\"side\":{\"affected\":\"left\"");
	if (strncmp(path, "side.", 5) == 0)
		path += 5;
	else {
		add(&t, "}");
		depth--;
	}
	add(&t, ",");
	if (strncmp(path, "synkinesis.", 11) == 0) {
		matrix = strcspn(path + 11, ".");
		add(&t, "\"synkinesis\":[{\"row\":\"%.*s\",", (int)matrix,
		    path + 11);
		path += 11 + matrix + 1;
	}
	for (; strchr(path, '.'); path = strchr(path, '.') + 1, depth++)
		add(&t, "\"%.*s\":{", (int)strcspn(path, "."), path);
	add(&t, "\"%s\":%s", path, value);
	if (matrix)
		add(&t, "}]");
	for (size_t i = 0; i < depth; i++)
		add(&t, "}");
	return t;
}

static void
check_only(const struct synk_visit *v, size_t i, double value, double se)
{
	for (size_t k = 0; k < SYNK_QUANTITIES; k++) {
		assert_true(is_same(v->value[k], k == i ? value : NAN));
		assert_true(is_same(v->se[k], k == i ? se : NAN));
		assert_int_equal(v->reason[k], 0);
	}
}

static const char *
last_key(const char *path)
{
	return strrchr(path, '.') ? strrchr(path, '.') + 1 : path;
}

/* Fails at that place with "key: expected what, found ...". */
static void
must_refuse(const char *path, const char *value, const char *what)
{
	struct text t = nest(path, value);
	struct synk_error err = { .text = "" };
	struct synk_visit v;
	char want[200];

	snprintf(want, sizeof want, "%s: expected %s, found ", last_key(path),
	    what);
	if (read_text(&v, t.text, &err))
		fail_msg("accepted %s", t.text);
	assert_int_equal(err.code, SYNK_BAD_INPUT);
	assert_int_equal(err.line, 1);
	if (strncmp(err.text, want, strlen(want)) != 0)
		fail_msg("expected '%s', found '%s'", want, err.text);
	free(t.text);
}

static void
check_places(void **state)
{
	static const char *const wrong[] = { "\"1\"", "true", "[1]", "{}",
	    "1-2", "1e999", "-" };
	struct synk_visit v;
	char error[120];

	(void)state;
	for (size_t i = 0; i < SYNK_QUANTITIES; i++) {
		const char *path = synk_visits_quantity(visits, i)->path;
		struct text t = nest(path, " -1.25e1 "), u;

		must_read(&v, t.text);
		check_only(&v, i, -12.5, NAN);
		snprintf(error, sizeof error, "%s_se", path);
		u = nest(error, "0.5");
		must_read(&v, u.text);
		check_only(&v, i, NAN, .5);
		free(t.text);
		free(u.text);
		t = nest(path, "null");
		must_read(&v, t.text);
		check_only(&v, i, NAN, NAN);
		free(t.text);
		for (size_t k = 0; k < LEN(wrong); k++) {
			must_refuse(path, wrong[k], "a number");
			must_refuse(error, wrong[k], "a number");
		}
	}
}

/* Members of other types. */
static const struct type_row {
	const char *name, *path, *value, *what;
} types[] = {
	{ "a subject that is a number", "subject", "1", "a string" },
	{ "a visit that is false", "visit", "false", "a string" },
	{ "a group that is a list", "group", "[\"a\"]", "a string" },
	{ "an order that is a text", "visit_order", "\"1\"", "a number" },
	{ "days that are true", "days_since_onset", "true", "a number" },
	{ "a flag that is a number", "side.contradicted", "0",
	  "true or false" },
	{ "a flag that is a text", "side.contradicted", "\"true\"",
	  "true or false" },
	{ "a severity that is an object", "severity.grade", "{}", "a string" },
	{ "a scheme that is a number", "expressions.rest.scheme", "68",
	  "a string" },
	{ "a pose that is a text", "expressions.smile.pose.yaw", "\"1\"",
	  "a number" },
	{ "parts that are a text", "scores.parts.rest", "\"brow\"",
	  "an array" },
	{ "an expression that is a number",
	  "regions.brow.movement.expression", "1", "a string" },
	{ "a reason that is a number", "movements.smile.reason", "1",
	  "a string" },
	{ "a ratio's reason that is a list", "movements.smile.ratio_reason",
	  "[]", "a string" },
	{ "scores that are a list", "scores", "[1]", "an object" },
	{ "scores that are a number", "scores", "1", "an object" },
	{ "regions that are a text", "regions", "\"\"", "an object" },
	{ "a region that is a list", "regions.brow", "[]", "an object" },
	{ "measures that are true", "expressions.rest.measures", "true",
	  "an object" },
	{ "one measure that is a number",
	  "expressions.rest.measures.fissure_height", "1", "an object" },
	{ "a matrix that is an object", "synkinesis",
	  "{\"smile_eye\":{\"left\":1}}", "an array" },
	{ "a matrix that is a number", "synkinesis", "1", "an array" },
};

static void
check_type(void **state)
{
	const struct type_row *r = *state;
	struct synk_visit v;
	struct text t = nest(r->path, "null");

	must_refuse(r->path, r->value, r->what);
	must_read(&v, t.text);	/* null is always what is not known */
	check_only(&v, SYNK_QUANTITIES, 0, 0);
	free(t.text);
}

/* Whole records. */

#define HEAD	"\"record\":\"synk-grade/1\","
#define NEEDS	"\"side\":{\"affected\":\"left\"}," \
	"\"provenance\":{\"version\":\"0\"}"

static const struct whole_row {
	const char *name, *text, *want;	/* want is NULL: it is read */
} wholes[] = {
	{ "least", "{" HEAD NEEDS "}", NULL },
	{ "its kind last", "{" NEEDS ",\"record\":\"synk-grade/1\"}", NULL },
	{ "its kind escaped", "{\"record\":\"synk-gr\\u0061de\\/1\","
	  NEEDS "}", NULL },
	{ "unknown members", "{" HEAD NEEDS ",\"scores\":{\"rest\":1,"
	  "\"rest\\\"\":2,\"new\":{\"rest\":[{\"a\":\"}]\"}]}},\"x\":[[],{}],"
	  "\"y\":-1e5,\"z\":null,\"expressions\":{\"wink\":{\"photos\":"
	  "\"many\"}},\"synkinesis\":[{\"row\":\"ear\",\"left\":\"x\"},1,null,"
	  "[],\"smile_eye\",{\"left\":[]}]}", NULL },
	{ "unknown members twice", "{" HEAD NEEDS ",\"x\":1,\"x\":2}", NULL },
	{ "another kind", "{\"record\":\"synk-plan/1\"}",
	  "expected a record synk-grade/1, found 'synk-plan/1'" },
	{ "a later version", "{\"record\":\"synk-grade/2\"," NEEDS "}",
	  "expected a record synk-grade/1, found 'synk-grade/2'" },
	{ "no kind", "{" NEEDS "}",
	  "expected a record synk-grade/1, found an object" },
	{ "a number", "12", "expected a record synk-grade/1, found a number" },
	{ "an array", "[{" HEAD NEEDS "}]",
	  "expected a record synk-grade/1, found an array" },
	{ "null", "null", "expected a record synk-grade/1, found null" },
	{ "a text", "\"synk-grade/1\"",
	  "expected a record synk-grade/1, found a string" },
	{ "an error record", "{\"record\":\"synk-error/1\",\"code\":\"x\"}",
	  "expected a record synk-grade/1, found 'synk-error/1'" },
	{ "no side", "{" HEAD "\"provenance\":{\"version\":\"0\"}}",
	  "expected a whole grade, found one without an affected side" },
	{ "an empty side", "{" HEAD "\"side\":{},\"provenance\":{\"version\":"
	  "\"0\"}}",
	  "expected a whole grade, found one without an affected side" },
	{ "no provenance", "{" HEAD "\"side\":{\"affected\":\"none\"}}",
	  "expected a whole grade, found one without its provenance" },
	{ "a member twice", "{" HEAD NEEDS ",\"scores\":{\"rest\":1,\"rest\":"
	  "1}}", "expected a key once, found 'rest' twice" },
	{ "an object twice", "{" HEAD NEEDS ",\"scores\":{},\"scores\":{}}",
	  "expected a key once, found 'scores' twice" },
	{ "one of them null", "{" HEAD NEEDS ",\"scores\":null,\"scores\":{}}",
	  "expected a key once, found 'scores' twice" },
	{ "a row twice", "{" HEAD NEEDS ",\"synkinesis\":[{\"row\":"
	  "\"smile_eye\"},{\"row\":\"smile_eye\"}]}",
	  "expected a key once, found 'smile_eye' twice" },
	{ "its kind twice", "{" HEAD HEAD NEEDS "}",
	  "expected a key once, found 'record' twice" },
	{ "its subject twice", "{" HEAD "\"subject\":\"a\"," NEEDS
	  ",\"subject\":\"b\"}",
	  "expected a key once, found 'subject' twice" },
	{ "an escape that there is not", "{" HEAD NEEDS ",\"subject\":"
	  "\"a\\q\"}", "expected JSON" },
	{ "a NUL in a name", "{" HEAD NEEDS ",\"subject\":\"a\\u0000b\"}",
	  "expected text, found a NUL in it" },
	{ "half a surrogate", "{" HEAD NEEDS ",\"subject\":\"\\ud800\"}",
	  "expected JSON" },
};

static void
check_whole(void **state)
{
	const struct whole_row *r = *state;
	struct synk_error err = { .text = "" };
	struct synk_value value = { r->text, strlen(r->text), 7 };
	struct synk_visit v;
	bool ok = synk_visits_read(&v, visits, &value, &err);

	if (ok == (r->want != NULL))
		fail_msg("%s", ok ? "accepted" : err.text);
	if (ok)
		return;
	assert_int_equal(err.code, SYNK_BAD_INPUT);
	assert_int_equal(err.line, 7);
	if (strncmp(err.text, r->want, strlen(r->want)) != 0)
		fail_msg("expected '%s', found '%s'", r->want, err.text);
}

/* Names. */
static const struct name_row {
	const char *name, *text, *want;
} names[] = {
	{ "plain", "\"P01\"", "P01" },
	{ "empty", "\"\"", "" },
	{ "unknown", "null", NULL },
	{ "a quotation mark", "\"a\\\"b\"", "a\"b" },
	{ "a backslash before the end", "\"a\\\\\"", "a\\" },
	{ "brackets and commas", "\"},{]:,\"", "},{]:," },
	{ "a line", "\"a\\nb\\tc\"", "a\nb\tc" },
	{ "a slash", "\"a\\/b\"", "a/b" },
	{ "a letter", "\"\\u0050\\u00e9\"", "P\u00e9" },
	{ "a pair of surrogates", "\"\\ud83d\\ude00\"", "\U0001f600" },
	{ "UTF-8", "\"\u00e9\u4e2d\"", "\u00e9\u4e2d" },
};

static void
check_name(void **state)
{
	const struct name_row *r = *state;
	struct text t = nest("subject", r->text), u = nest("visit", r->text);
	struct synk_visit v, w;

	must_read(&v, t.text);
	must_read(&w, u.text);
	assert_text(v.subject, r->want, r->name);
	assert_ptr_equal(v.subject, w.visit);	/* one text, kept once */
	assert_null(v.visit);
	free(t.text);
	free(u.text);
}

/* Reasons, whichever of two stands first. */
static const struct reason_row {
	const char *name, *members, *left, *ratio;
} reasons[] = {
	{ "none", "\"left\":null", NULL, NULL },
	{ "null", "\"reason\":null,\"ratio_reason\":null", NULL, NULL },
	{ "of all", "\"reason\":\"a\"", "a", "a" },
	{ "of the ratio", "\"ratio_reason\":\"b\"", NULL, "b" },
	{ "of both", "\"ratio_reason\":\"b\",\"reason\":\"a\"", "a", "b" },
	{ "of both, the other way round",
	  "\"reason\":\"a\",\"ratio_reason\":\"b\"", "a", "b" },
	{ "with an escape", "\"reason\":\"\\u0061\"", "a", "a" },
};

static void
check_reason(void **state)
{
	const struct reason_row *r = *state;
	struct text t = { NULL, 0 };
	struct synk_visit v;

	add(&t, "{" HEAD NEEDS ",\"movements\":{\"smile\":{%s}}}", r->members);
	must_read(&v, t.text);
	for (size_t i = 0; i < SYNK_QUANTITIES; i++) {
		const struct synk_quantity *q = synk_visits_quantity(visits,
		    i);
		bool mine = strcmp(q->name, "movement.smile") == 0;
		const char *want = !mine ? NULL : q->component == SYNK_RATIO_OF
		    ? r->ratio : r->left;

		assert_text(synk_visits_reason(visits, &v, i), want, q->path);
	}
	free(t.text);
}

/* More reasons than there are numbers for are refused, as a number that a
 * reason withholds would be used without it. */
static void
check_many_reasons(void **state)
{
	struct synk_visits *own;
	struct synk_error err;
	struct synk_visit v;
	size_t known = 0;
	char reason[40];

	(void)state;
	assert_true(synk_visits_open(&own, &err));
	for (size_t i = 0; i < 300; i++) {
		struct text t = { NULL, 0 };
		struct synk_value value;

		snprintf(reason, sizeof reason, "reason %zu", i);
		add(&t, "{" HEAD NEEDS ",\"movements\":{\"smile\":{\"reason\":"
		    "\"%s\"}}}", reason);
		value = (struct synk_value){ t.text, t.len, 1 };
		assert_int_equal(synk_visits_read(&v, own, &value, &err),
		    i < 255);
		for (size_t k = 0; k < SYNK_QUANTITIES && i < 255; k++)
			if (synk_visits_reason(own, &v, k)) {
				assert_string_equal(synk_visits_reason(own,
				    &v, k), reason);
				known++;
			}
		free(t.text);
	}
	assert_string_equal(err.text,
	    "expected at most 255 different reasons, found more");
	assert_int_equal(known, 3 * 255);
	synk_visits_close(own);
}

/* Layout. */

enum order { AS_IT_IS, SORTED, REVERSED };

static int
by_key(const void *a, const void *b)
{
	const struct cJSON *x = *(const struct cJSON *const *)a;
	const struct cJSON *y = *(const struct cJSON *const *)b;

	return synk_json_key(x) ? strcmp(synk_json_key(x), synk_json_key(y))
	    : 0;
}

static void
put_string(struct text *t, const char *s)
{
	add(t, "\"");
	for (; *s; s++)
		if (*s == '"' || *s == '\\')
			add(t, "\\u00%02x", (unsigned)*s);
		else
			add(t, "%c", *s);
	add(t, "\"");
}

static void put(struct text *t, const struct cJSON *, enum order, bool wide);

static void
put_children(struct text *t, const struct cJSON *node, enum order order,
    bool wide)
{
	const char *blank = wide ? "\r\n \t" : "";
	const struct cJSON *m, *child[64];
	size_t n = 0;

	for (m = synk_json_first(node); m; m = synk_json_next(m))
		child[n++] = m;
	assert_true(n <= LEN(child));
	if (order != AS_IT_IS && n && synk_json_is_object(node))
		qsort(child, n, sizeof *child, by_key);
	for (size_t i = 0; i < n; i++) {
		m = child[order == REVERSED && synk_json_is_object(node)
		    ? n - 1 - i : i];
		add(t, "%s%s", i ? "," : "", blank);
		if (synk_json_is_object(node)) {
			put_string(t, synk_json_key(m));
			add(t, "%s:%s", blank, blank);
		}
		put(t, m, order, wide);
		add(t, "%s", blank);
	}
}

static void
put(struct text *t, const struct cJSON *node, enum order order, bool wide)
{
	bool object = synk_json_is_object(node), flag;
	double number;

	if (object || synk_json_is_array(node)) {
		add(t, object ? "{" : "[");
		put_children(t, node, order, wide);
		add(t, object ? "}" : "]");
	} else if (synk_json_string(node)) {
		put_string(t, synk_json_string(node));
	} else if (synk_json_number(&number, node)) {
		add(t, "%.17g", number);
	} else {
		add(t, "%s", !synk_json_bool(&flag, node) ? "null"
		    : flag ? "true" : "false");
	}
}

static const struct layout_row {
	const char *name;
	enum order order;
	bool wide;
} layouts[] = {
	{ "as it is", AS_IT_IS, false }, { "wide", AS_IT_IS, true },
	{ "sorted", SORTED, false }, { "sorted and wide", SORTED, true },
	{ "reversed", REVERSED, false },
	{ "reversed and wide", REVERSED, true },
};

static void
check_layout(void **state)
{
	const struct layout_row *r = *state;
	static struct synk_visit plain, other;

	for (size_t k = 0; k < KINDS; k++) {
		char *text = record(k);
		struct cJSON *root = parse(text);
		struct text t = { NULL, 0 };

		put(&t, root, r->order, r->wide);
		must_read(&plain, text);
		must_read(&other, t.text);
		/* the same texts are the same pointers */
		assert_memory_equal(&plain, &other, sizeof plain);
		synk_json_free(root);
		free(t.text);
		free(text);
	}
}

/* Many records. */

/* Nothing of one is left in the next, in whichever order they come, nor of one
 * that failed. */
static void
check_stream(void **state)
{
	static struct synk_visit want[KINDS + 1], got;
	char *text[KINDS + 1];
	uint64_t random = 7;

	(void)state;
	for (size_t k = 0; k < KINDS; k++)
		text[k] = record(k);
	text[KINDS] = nest("x", "0").text;
	for (size_t k = 0; k <= KINDS; k++)
		must_read(&want[k], text[k]);
	for (size_t i = 0; i < 3000; i++) {
		size_t k = (random = random * 6364136223846793005u + 1) >> 40;
		struct text bad = nest("scores.rest", "[]");
		struct synk_error err;

		if (k % 7 == 0)
			assert_false(read_text(&got, bad.text, &err));
		free(bad.text);
		must_read(&got, text[k % (KINDS + 1)]);
		assert_memory_equal(&got, &want[k % (KINDS + 1)], sizeof got);
	}
	for (size_t k = 0; k <= KINDS; k++)
		free(text[k]);
}

/* What a stream lets through, in memory that ends where the value does. */
static size_t
read_mutant(const char *text, size_t size)
{
	static struct synk_visit v;
	struct synk_error err;
	struct synk_stream *s;
	struct synk_value value;
	size_t reads = 0;
	bool got = true;

	assert_true(synk_stream_open(&s, &err));
	assert_true(synk_stream_add(s, text, size, &err));
	assert_true(synk_stream_add(s, NULL, 0, &err));
	while (synk_stream_next(&value, &got, s, &err) && got) {
		char *copy = malloc(value.size);
		const struct synk_value own = { copy, value.size, 1 };

		assert_non_null(copy);
		memcpy(copy, value.text, value.size);
		if (!synk_visits_read(&v, visits, &own, &err))
			assert_int_equal(err.code, SYNK_BAD_INPUT);
		free(copy);
		reads++;
	}
	synk_stream_close(s);
	return reads;
}

static void
check_mutants(void **state)
{
	static const char bytes[] = "{}[]\":,\\ nt1-\n";
	char *text = record(3);
	size_t size = strlen(text), reads = 0;
	uint64_t random = 3;

	(void)state;
	for (size_t i = 0; i < 4000; i++) {
		size_t from, n;
		char *copy = malloc(size);

		assert_non_null(copy);
		memcpy(copy, text, size);
		for (size_t k = 0; k < 3; k++) {
			random = random * 6364136223846793005u + 1442695040u;
			from = (random >> 33) % (size - 40);
			n = (random >> 20) % 40;
			if (k)
				copy[from] = bytes[(random >> 50) %
				    (sizeof bytes - 1)];
			else if (i % 2)	/* some bytes elsewhere */
				memmove(copy + from, copy + (random >> 40) %
				    (size - 40), n);
		}
		reads += read_mutant(copy, size);
		free(copy);
	}
	print_message("%zu of 4000 mutants read\n", reads);
	assert_true(reads > 400);
	/* one that is cut gives no value */
	for (size_t n = 1; n < size; n += size / 300)
		assert_int_equal(read_mutant(text, n), 0);
	free(text);
}

/* Sides. */
static const struct side_row {
	const char *name, *value;
	enum synk_affected side;
} sides[] = {
	{ "left", "\"left\"", SYNK_AFFECTED_LEFT },
	{ "right", "\"right\"", SYNK_AFFECTED_RIGHT },
	{ "both", "\"both\"", SYNK_UNKNOWN },
	{ "none", "\"none\"", SYNK_UNKNOWN },
	{ "unknown", "\"unknown\"", SYNK_UNKNOWN },
	{ "a word that is none", "\"middle\"", SYNK_UNKNOWN },
};

static void
check_side(void **state)
{
	const struct side_row *r = *state;
	struct text t = { NULL, 0 };
	struct synk_visit v;

	add(&t, "{" HEAD "\"side\":{\"affected\":%s},\"provenance\":{"
	    "\"version\":\"0\"}}", r->value);
	must_read(&v, t.text);
	assert_int_equal(synk_visit_side(&v), r->side);
	free(t.text);
}

#define TEST(name, check)	{ name, check, NULL, NULL, NULL }

static const struct CMUnitTest others[] = {
	TEST("records, walked through", check_walk),
	TEST("no number is left out", check_complete),
	TEST("the table", check_table),
	TEST("movements are expressions", check_movements),
	TEST("each place alone", check_places),
	TEST("more reasons than fit", check_many_reasons),
	TEST("thousands of records", check_stream),
	TEST("mutants", check_mutants),
};

int
main(void)
{
	struct synk_error err;
	int failed;

	prepare_patients();
	if (!synk_visits_open(&visits, &err)) {
		fprintf(stderr, "%s\n", err.text);
		return 1;
	}
	failed = RUN_ROWS(rows, check_row) + RUN_ROWS(types, check_type) +
	    RUN_ROWS(wholes, check_whole) + RUN_ROWS(names, check_name) +
	    RUN_ROWS(reasons, check_reason) +
	    RUN_ROWS(layouts, check_layout) + RUN_ROWS(sides, check_side) +
	    cmocka_run_group_tests(others, NULL, NULL);
	synk_visits_close(visits);
	return failed;
}
