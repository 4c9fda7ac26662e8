/* Grade records in, the exams that they are of out. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "deid.h"
#include "draw.h"
#include "records.h"
#include "value.h"

/* A member of a member: "side", "affected".  NULL if there is none. */
static bool
get(char **text, const struct synk_value *object, const char *outer,
    const char *inner, struct synk_error *err)
{
	struct synk_value rest = *object, key, value;
	size_t n = strlen(outer);

	*text = NULL;
	while (synk_value_member(&key, &value, &rest))
		if (key.size == n + 2 && memcmp(key.text + 1, outer, n) == 0)
			return value.text[0] != '{' ||
			    synk_value_get(text, &value, inner, err);
	return true;
}

static bool
find(struct synk_value *value, const struct synk_value *object,
    const char *name)
{
	struct synk_value rest = *object, key;
	size_t n = strlen(name);

	while (synk_value_member(&key, value, &rest))
		if (key.size == n + 2 && memcmp(key.text + 1, name, n) == 0)
			return true;
	return false;
}

/* A file may have been called by a code itself: then it is there. */
static const char *
real_name(const char *name, const struct draw_options *o)
{
	char *path = o->marks ? cli_format("%s/%s", o->marks, name)
	    : cli_copy(name);
	bool there = access(path, F_OK) == 0;

	free(path);
	return there ? name : deid_real_file(name);
}

/* Who it is, where a code stands for it: codes come on the way out. */
static void
find_who(struct job *job)
{
	char **at[] = { &job->subject, &job->visit, &job->group, &job->rater,
	    &job->repeat };

	for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
		char *code = *at[i];

		*at[i] = cli_copy(deid_real(code));
		free(code);
	}
}

static bool
add_file(struct job *job, const struct synk_value *file,
    const struct draw_options *o, struct synk_error *err)
{
	char *name, *word = NULL, *image = NULL, *mirrored = NULL;
	char *detector = NULL, *path = NULL;
	enum synk_expression e;
	struct source *s;
	bool ok;

	ok = synk_value_get(&name, file, "file", err) &&
	    synk_value_get(&word, file, "expression", err) &&
	    synk_value_get(&image, file, "image", err) &&
	    synk_value_get(&mirrored, file, "mirrored", err) &&
	    synk_value_get(&detector, file, "detector", err);
	if (ok && name && strcmp(name, "-") == 0)
		ok = synk_fail(err, SYNK_BAD_INPUT, "its landmarks came through"
		    " a pipe: grade them from a file that can be read again");
	if (ok && name && word && synk_expression_find(&e, word)) {
		const char *real = real_name(name, o);

		path = o->marks ? cli_format("%s/%s", o->marks, real)
		    : cli_copy(real);
		s = job_add(job, path, real, e);
		s->image = cli_copy(deid_real_file(image));
		s->detector = cli_copy(deid_real(detector));
		s->mirrored = mirrored && strcmp(mirrored, "true") == 0;
	}
	free(name);
	free(word);
	free(image);
	free(mirrored);
	free(detector);
	free(path);
	return ok;
}

static bool
add_files(struct job *job, const struct synk_value *record,
    const struct draw_options *o, struct synk_error *err)
{
	struct synk_value files, file;

	if (find(&files, record, "files"))
		while (synk_value_element(&file, &files))
			if (!add_file(job, &file, o, err))
				return false;
	return job->count || synk_fail_at(err, record->line,
	    "expected a grade record with files, found none");
}

static bool
read_who(struct job *job, const struct synk_value *record,
    struct synk_error *err)
{
	char *side = NULL, *source = NULL, *order = NULL;
	struct synk_error ignored;
	bool ok;

	ok = synk_value_get(&job->subject, record, "subject", err) &&
	    synk_value_get(&job->visit, record, "visit", err) &&
	    synk_value_get(&job->group, record, "group", err) &&
	    synk_value_get(&job->rater, record, "rater", err) &&
	    synk_value_get(&job->repeat, record, "repeat", err) &&
	    get(&side, record, "side", "affected", err) &&
	    get(&source, record, "side", "source", err) &&
	    synk_value_get(&order, record, "visit_order", err);
	if (ok)
		find_who(job);
	if (ok && order && !value_number(&job->visit_order, order, &ignored))
		job->visit_order = NAN;
	if (ok && side && source && strcmp(source, "declared") == 0)
		ok = value_side(&job->side, side, err);
	free(side);
	free(source);
	free(order);
	return ok;
}

/* Drawn as it was graded: the same axis, draws and seed. */
static bool
read_how(struct exams_options *o, const struct synk_value *record,
    struct synk_error *err)
{
	char *axis = NULL, *draws = NULL, *seed = NULL;
	bool ok = get(&axis, record, "provenance", "axis", err) &&
	    get(&draws, record, "provenance", "draws", err) &&
	    get(&seed, record, "provenance", "seed", err);

	if (ok && axis && strcmp(axis, synk_axis_name(SYNK_AXIS_PUPILS)) == 0)
		o->exam.axis = SYNK_AXIS_PUPILS;
	if (ok && draws)
		o->drawing.draws = strtoul(draws, NULL, 10);
	if (ok && seed)
		o->drawing.seed = strtoull(seed, NULL, 10);
	if (o->drawing.draws > SYNK_DRAWS_MAX)
		o->drawing.draws = SYNK_DRAWS_MAX;
	free(axis);
	free(draws);
	free(seed);
	return ok;
}

static void
free_expected(struct draw_expected *e)
{
	free(e->severity);
	free(e->norms);
	free(e->mm_per_ied);
	*e = (struct draw_expected){ 0 };
}

static bool
read_expected(struct draw_expected *e, bool *photos,
    const struct synk_value *record, struct synk_error *err)
{
	struct synk_value scale;
	char *source = NULL;
	bool ok = get(&e->severity, record, "severity", "grade", err) &&
	    get(&e->norms, record, "provenance", "norms", err) &&
	    get(&e->mm_per_ied, record, "scale", "mm_per_ied", err);

	if (ok && !find(&e->expressions, record, "expressions"))
		e->expressions.size = 0;
	if (ok && find(&scale, record, "scale"))
		ok = get(&source, &scale, "iris", "source", err);
	*photos = source && strcmp(source, "photo") == 0;
	free(source);
	return ok;
}

static bool same(const struct synk_value *, const struct synk_value *);

/* What noise makes of a number, what a scale does, whose own is held against
 * the record's, and what a file is called, may differ. */
static bool
is_idle(const char *key)
{
	size_t n = strlen(key);

	return (n > 3 && (strcmp(key + n - 3, "_se") == 0 ||
	    strcmp(key + n - 3, "_mm") == 0)) || strcmp(key, "files") == 0;
}

static bool
same_members(const struct synk_value *a, const struct synk_value *b)
{
	struct synk_value rest = *a, key, mine, other;

	while (synk_value_member(&key, &mine, &rest)) {
		char *name = cli_format("%.*s", (int)key.size - 2,
		    key.text + 1);
		bool ok = is_idle(name) || (find(&other, b, name) &&
		    same(&mine, &other));

		free(name);
		if (!ok)
			return false;
	}
	return true;
}

static bool
same_elements(const struct synk_value *a, const struct synk_value *b)
{
	struct synk_value mine = *a, other = *b, x, y;

	while (synk_value_element(&x, &mine))
		if (!synk_value_element(&y, &other) || !same(&x, &y))
			return false;
	return !synk_value_element(&y, &other);
}

/* Numbers have three decimals, of which the last may be rounded either way. */
static bool
same(const struct synk_value *a, const struct synk_value *b)
{
	char x = a->text[0], *end;

	if (x == '{')
		return b->text[0] == '{' && same_members(a, b);
	if (x == '[')
		return b->text[0] == '[' && same_elements(a, b);
	if (x == '-' || (x >= '0' && x <= '9'))
		return fabs(strtod(a->text, &end) - strtod(b->text, NULL)) <
		    0.0015 && end > a->text;
	return a->size == b->size && memcmp(a->text, b->text, a->size) == 0;
}

/* Sites and measures, so that no other landmarks are drawn. */
bool
draw_is_same_face(const struct draw_expected *e, const struct exams_one *one,
    struct synk_error *err)
{
	const struct synk_value *expected = &e->expressions;
	struct synk_value record = { .line = 1 }, expressions;
	char *text;
	bool ok;

	if (expected->size == 0)
		return true;
	if (!synk_grade_json(&text, one->record, err))
		return false;
	record.text = text;
	record.size = strlen(text);
	ok = find(&expressions, &record, "expressions") &&
	    same(expected, &expressions);
	free(text);
	return ok || synk_fail(err, SYNK_BAD_INPUT, "these landmarks are not"
	    " where the record's are: other files?");
}

bool
draw_is_expected(const struct draw_expected *e, const struct exams_one *one,
    struct synk_error *err)
{
	const struct synk_record *r = one->record;
	const char *severity = synk_severity_name(r->verdict->severity.grade);
	char mm[32] = "";

	if (e->norms && strcmp(e->norms, r->norms->hash) != 0)
		return synk_fail(err, SYNK_BAD_INPUT, "was graded by other"
		    " norms: give them with --norms");
	if (!isnan(r->exam->mm_per_ied))
		snprintf(mm, sizeof mm, "%.3f", r->exam->mm_per_ied);
	if (strcmp(e->mm_per_ied ? e->mm_per_ied : "", mm) != 0)
		return synk_fail(err, SYNK_BAD_INPUT, "was graded with another"
		    " scale (%s mm per IED, not %s): give the same --scale",
		    e->mm_per_ied ? e->mm_per_ied : "no", *mm ? mm : "none");
	if (e->severity && strcmp(e->severity, severity) != 0)
		return synk_fail(err, SYNK_BAD_INPUT, "these landmarks are"
		    " graded %s, and the record says '%.40s': other"
		    " files?",
		    severity, e->severity);
	return draw_is_same_face(e, one, err);
}

/* With the options of its record. */
bool
draw_record(struct exams *run, struct draw_options *o,
    struct draw_expected *expected, const struct synk_value *record,
    FILE *out, struct synk_error *err)
{
	struct exams_options own = o->exams;
	bool photos = false, ok;
	struct job job;

	job_init(&job);
	ok = read_who(&job, record, err) &&
	    add_files(&job, record, o, err) &&
	    read_how(&own, record, err) &&
	    read_expected(expected, &photos, record, err);
	if (ok) {
		run->options = &own;
		run->defaults.irises = own.photo.irises || photos;
		ok = exams_job(run, &job, out, err);
		run->options = &o->exams;
	}
	free_expected(expected);
	job_free(&job);
	return ok;
}

static bool
refuse(const char *kind, const struct synk_value *record,
    struct synk_error *err)
{
	if (kind)
		return synk_fail_at(err, record->line, "expected a"
		    " synk-grade/1 record, found '%.40s'", kind);
	return synk_fail_at(err, record->line, "expected a synk-grade/1"
	    " record, found %s", synk_value_kind(record));
}

/* An exam that could not be graded has no picture either. */
static bool
take_record(struct exams *run, struct draw_options *o,
    struct draw_expected *expected, const struct synk_value *record,
    struct synk_error *err)
{
	char *kind;
	bool ok = synk_value_get(&kind, record, "record", err);

	if (ok && kind && strcmp(kind, "synk-grade/1") == 0)
		ok = draw_record(run, o, expected, record, stdout, err);
	else if (ok && (!kind || strcmp(kind, "synk-error/1") != 0))
		ok = refuse(kind, record, err);
	free(kind);
	return ok;
}

bool
draw_grades(struct exams *run, struct draw_options *o,
    struct draw_expected *expected, struct synk_error *err)
{
	struct synk_value record;
	struct records in;
	bool got, ok, any = false;

	run->culprit = o->grades;
	if (!records_open(&in, o->grades, err))
		return false;
	progress_begin(o->exams.progress, run->tool, "exams", 0);
	while ((ok = records_next(&record, &got, &in, err)) && got) {
		if (!(ok = take_record(run, o, expected, &record, err)))
			break;
		progress_step();
		any = true;
	}
	progress_end();
	records_close(&in);
	return ok && (any || synk_fail(err, SYNK_BAD_INPUT,
	    "expected records, found none"));
}
