#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "csv.h"
#include "job.h"
#include "output.h"
#include "tidy.h"

static bool
exam_json(FILE *out, const struct synk_record *r,
    const struct exam_error *error, struct synk_error *err)
{
	char *line;

	if (!(error ? synk_error_json(&line, r, error->code, error->message,
	    err) : synk_grade_json(&line, r, err)))
		return false;
	fputs(line, out);
	putc('\n', out);
	free(line);
	return true;
}

struct rows {
	FILE *out;
	const struct synk_record *record;
};

static bool
is_measure(const struct value *v)
{
	return strcmp(v->group, "measures") == 0;
}

static void
put_row(void *context, const struct value *v)
{
	const struct rows *rows = context;
	const struct synk_record *r = rows->record;

	if (isnan(v->value) && is_measure(v))
		return;
	csv_put(rows->out, r->who.subject);
	csv_put_next(rows->out, r->who.visit);
	csv_put_next(rows->out, v->expression);
	csv_put_next(rows->out, v->region);
	csv_put_next(rows->out, v->label);
	csv_put_next(rows->out, v->side);
	csv_put_number(rows->out, v->value);
	csv_put_number(rows->out, v->doubt.low);
	csv_put_number(rows->out, v->doubt.high);
	csv_put_number(rows->out, v->doubt.se);
	csv_put_next(rows->out, v->unit);
	csv_put_next(rows->out, v->status);
	csv_put_next(rows->out, r->who.rater);
	csv_put_next(rows->out, r->who.repeat);
	putc('\n', rows->out);
}

static void
begin_csv(FILE *out)
{
	fputs("subject,visit,expression,region,measure,side,value,ci_low,"
	    "ci_high,se,unit,status,rater,repeat\n", out);
}

static bool
exam_csv(FILE *out, const struct synk_record *r,
    const struct exam_error *error, struct synk_error *err)
{
	struct rows rows = { out, r };
	struct value failed = { .group = "error", .label = "error",
	    .value = NAN, .doubt = { NAN, NAN, NAN } };

	(void)err;
	if (!error) {
		tidy_each(r, put_row, &rows);
		return true;
	}
	failed.status = error->message;
	put_row(&rows, &failed);
	return true;
}

/* Columns of a value's error; wide has none for measures (see tidy.h). */
static bool
has_interval(const struct value *v)
{
	return v->error == TIDY_INTERVAL;
}

static bool
has_se(const struct value *v)
{
	return v->error == TIDY_SE && !is_measure(v);
}

static void
put_column(void *context, const struct value *v)
{
	if (!v->column)
		return;
	csv_put_next(context, v->column);
	if (has_interval(v))
		fprintf(context, ",%s_ci_low,%s_ci_high", v->column,
		    v->column);
	if (has_se(v))
		fprintf(context, ",%s_se", v->column);
}

static void
put_cell(void *context, const struct value *v)
{
	if (!v->column)
		return;
	csv_put_number(context, v->value);
	if (has_interval(v)) {
		csv_put_number(context, v->doubt.low);
		csv_put_number(context, v->doubt.high);
	}
	if (has_se(v))
		csv_put_number(context, v->doubt.se);
}

/* What a column is named does not depend on the exam, so none is needed. */
static void
begin_wide(FILE *out)
{
	static const struct synk_exam exam;
	static const struct synk_exam_options options;
	static const struct synk_verdict verdict;
	static struct synk_norms norms;
	struct synk_grade grade;
	struct synk_record none = { .exam = &exam, .options = &options,
	    .grade = &grade, .verdict = &verdict, .norms = &norms };

	synk_grade_from(&grade, &exam, SYNK_UNKNOWN, &norms);
	fputs("subject,visit,group,rater,repeat,visit_order,days_since_onset,"
	    "days_since_injection,side,side_source,severity,status", out);
	tidy_each(&none, put_column, out);
	putc('\n', out);
}

static bool
some_failed(const struct synk_record *r)
{
	for (size_t i = 0; i < r->files; i++)
		if (r->file[i].error)
			return true;
	return false;
}

static bool
exam_wide(FILE *out, const struct synk_record *r,
    const struct exam_error *error, struct synk_error *err)
{
	(void)err;
	csv_put(out, r->who.subject);
	csv_put_next(out, r->who.visit);
	csv_put_next(out, r->who.group);
	csv_put_next(out, r->who.rater);
	csv_put_next(out, r->who.repeat);
	csv_put_number(out, r->who.visit_order);
	csv_put_number(out, r->who.days_since_onset);
	csv_put_number(out, r->who.days_since_injection);
	csv_put_next(out, synk_affected_name(r->grade->side));
	csv_put_next(out, tidy_side_source(&r->verdict->side));
	csv_put_next(out, error ? NULL
	    : synk_severity_name(r->verdict->severity.grade));
	csv_put_next(out, error ? error->message : some_failed(r) ? "partial"
	    : "ok");
	tidy_each(r, put_cell, out);
	putc('\n', out);
	return true;
}

static const struct output formats[] = {
	{ "json", "one record a line, for pipes", NULL, exam_json },
	{ "csv", "tidy long table, one row a value", begin_csv, exam_csv },
	{ "wide", "one row an exam", begin_wide, exam_wide },
	{ "table", "for eyes, 80 columns", NULL, output_table },
};

const struct output *
output_format(size_t i)
{
	return i < sizeof formats / sizeof *formats ? &formats[i] : NULL;
}

bool
output_set(void *field, const char *text, struct synk_error *err)
{
	const struct output *o;

	for (size_t i = 0; (o = output_format(i)); i++)
		if (strcmp(o->name, text) == 0) {
			*(const struct output **)field = o;
			return true;
		}
	return synk_fail(err, SYNK_BAD_USAGE,
	    "expected json, csv, wide or table, found '%s'", text);
}
