/* synk-diff: grades of two visits in, what changed out.  See synk-diff(1). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "deid.h"
#include "diff_output.h"
#include "diff_pairs.h"
#include "options.h"
#include "progress.h"
#include "records.h"
#include "synk/plan.h"
#include "synk/reliability.h"

struct options {
	const struct diff_format *format;
	const char *pre, *post, *reliability, *scale, *measures, *deidentify;
	struct option_list norms_files;
	enum progress_when progress;
	bool cohort, series, reference, exit_code, quiet;
};

#define AT(field)	offsetof(struct options, field)

static const struct option_row rows[] = {
	{ "format", 'f', "FORMAT", "json, table or csv",
	  diff_format_set, AT(format) },
	{ "pre", 0, "VISIT", "the earlier visit, by its name",
	  option_text, AT(pre) },
	{ "post", 0, "VISIT", "the later one", option_text, AT(post) },
	{ "cohort", 'c', NULL, "of all subjects together",
	  option_flag, AT(cohort) },
	{ "series", 0, NULL, "all visits of a subject, from the first",
	  option_flag, AT(series) },
	{ "norms", 0, "FILE", "norms and reliability over the defaults;"
	  " repeatable", option_list, AT(norms_files) },
	{ "scale-from", 0, "VISIT", "pre or post: whose scale millimetres"
	  " are by", option_text, AT(scale) },
	{ "measures", 0, "WHEN", "yes or no: rows of single measures",
	  option_text, AT(measures) },
	{ "reliability", 0, "FACTOR", "visit, repeat or rater: how repeated"
	  " exams scatter", option_text, AT(reliability) },
	{ "reference", 0, NULL, "healthy limits, from exams of controls",
	  option_flag, AT(reference) },
	{ "exit-code", 0, NULL, "1 if a primary change is beyond error",
	  option_flag, AT(exit_code) },
	DEID_ROW(AT(deidentify)),
	PROGRESS_ROW(AT(progress)),
	{ "quiet", 'q', NULL, "no warnings", option_flag, AT(quiet) },
};

static const struct option_tool tool = {
	"synk-diff",
	"synk-diff [options] PRE POST | [GRADES|-]...",
	"Says what changed between visits, and whether it is more than noise.",
	NULL, NULL, rows, sizeof rows / sizeof *rows,
};

struct run {
	const struct options *options;
	struct synk_norms norms;
	struct synk_errors *errors;
	char files_hash[SYNK_HASH_TEXT];
	struct synk_visits *visits;
	struct synk_diff_options compare;
	bool measures, errors_known;
	struct diff_exams exams;
	struct synk_diff *diff;		/* reused */
	const char *path;		/* of the file in hand */
	const char *culprit;		/* what a failure is of; or NULL */
	bool trouble;			/* some input could not be used */
	bool changed;			/* a primary change is beyond error */
};

/* Reading. */

static const char *
keep(struct run *run, const char *text)
{
	return synk_visits_text(run->visits, text, strlen(text));
}

/* An exam that nothing is made of, with the reason; on standard error too. */
static bool
lose_record(struct run *run, const struct synk_value *v, const char *code,
    const struct synk_error *why, struct synk_error *err)
{
	struct synk_visit who = { .subject = NULL };
	char *subject = NULL, *visit = NULL;
	const char *message = keep(run, deid_text(why->text));
	bool ok = message != NULL;

	if (v && v->text[0] == '{' &&
	    (!synk_value_get(&subject, v, "subject", err) ||
	    !synk_value_get(&visit, v, "visit", err)))
		visit = NULL;	/* what cannot be read is not known */
	if (ok && subject)
		ok = (who.subject = keep(run, deid_subject(subject))) != NULL;
	if (ok && visit)
		ok = (who.visit = keep(run, deid_label(visit))) != NULL;
	free(subject);
	free(visit);
	cli_error(run->path, why);
	run->trouble = true;
	if (ok)
		diff_exams_lose(&run->exams, &who, code, message);
	return ok || synk_fail(err, SYNK_SYSTEM, "out of memory");
}

/* Whether error records go through as they are. */
static bool
passes_on(const struct options *o)
{
	return o->format == diff_format(0) && !o->cohort && !o->reference &&
	    !o->reliability;
}

static bool
take_error(struct run *run, const struct synk_value *v, struct synk_error *err)
{
	struct synk_error why = { .code = SYNK_BAD_INPUT, .line = v->line };
	char *message;

	if (!records_message(&message, v, err))
		return false;
	snprintf(why.text, sizeof why.text, "%s", message);
	free(message);
	if (!passes_on(run->options))
		return lose_record(run, v, "error", &why, err);
	if (!records_pass(stdout, v, err))
		return false;
	cli_error(run->path, &why);
	run->trouble = true;
	return true;
}

static void
hide_visit(struct synk_visit *v)
{
	v->subject = deid_subject(v->subject);
	v->visit = deid_label(v->visit);
	v->group = deid_label(v->group);
	v->rater = deid_rater(v->rater);
	v->repeat = deid_label(v->repeat);
	v->visit_order = deid_order(v->visit_order);
	v->days_since_onset = deid_days(v->days_since_onset);
	v->days_since_injection = deid_days(v->days_since_injection);
}

static bool
take_record(struct run *run, const struct synk_value *v, size_t file,
    struct synk_error *err)
{
	struct diff_exam exam = { .file = file, .index = run->exams.count };
	struct synk_error why;
	char *kind = NULL;
	bool error = v->text[0] == '{' && synk_value_get(&kind, v, "record",
	    &why) && kind && strcmp(kind, "synk-error/1") == 0;

	free(kind);
	if (error)
		return take_error(run, v, err);
	if (synk_visits_read(&exam.visit, run->visits, v, &why)) {
		hide_visit(&exam.visit);
		diff_exams_add(&run->exams, &exam);
		return true;
	}
	if (why.code != SYNK_BAD_INPUT) {
		*err = why;
		return false;
	}
	return lose_record(run, v, "unreadable", &why, err);
}

static bool
read_records(struct run *run, struct records *r, size_t file,
    struct synk_error *err)
{
	struct synk_value value;
	struct synk_error why;
	bool got = true, any = false;

	while (got) {
		if (records_next(&value, &got, r, &why)) {
			if (got && !take_record(run, &value, file, err))
				return false;
			if (got)
				progress_step();
		} else if (why.code != SYNK_BAD_INPUT) {
			*err = why;
			return false;
		} else if (!lose_record(run, NULL, "unreadable", &why, err)) {
			return false;
		} else {
			got = why.line > 0;
		}
		any |= got;
	}
	if (!any) {
		synk_fail(&why, SYNK_BAD_INPUT,
		    "expected records, found none");
		cli_error(run->path, &why);
		run->trouble = true;
	}
	return true;
}

static bool
read_file(struct run *run, const char *path, size_t file,
    struct synk_error *err)
{
	struct synk_error why;
	struct records r;
	bool ok;

	run->path = path;
	if (!records_open(&r, path, &why)) {
		if (why.code != SYNK_BAD_INPUT) {
			*err = why;
			return false;
		}
		cli_error(path, &why);
		run->trouble = true;
		return true;
	}
	ok = read_records(run, &r, file, err);
	records_close(&r);
	return ok;
}

static bool
read_all(struct run *run, char *const *path, size_t n, struct synk_error *err)
{
	bool ok = true;

	progress_begin(run->options->progress, tool.name, "records", 0);
	if (n == 0)
		ok = read_file(run, "-", 0, err);
	for (size_t i = 0; i < n && ok; i++)
		ok = read_file(run, path[i], i, err);
	progress_end();
	return ok;
}

/* Comparing. */

static void
note_primary(struct run *run, const struct synk_diff *d)
{
	for (size_t i = 0; i < SYNK_QUANTITIES; i++)
		if (d->change[i].beyond_error > 0 && synk_quantity_is_primary(
		    synk_visits_quantity(run->visits, i)))
			run->changed = true;
}

static bool
put_pair(struct run *run, const struct diff_pair *p, struct synk_error *err)
{
	synk_diff_from(run->diff, run->visits, &p->exam[0]->visit,
	    &p->exam[1]->visit, &run->compare);
	note_primary(run, run->diff);
	return run->options->format->diff(stdout, run->diff, run->measures,
	    err);
}

static bool
put_series(struct run *run, const struct diff_pair *p, struct synk_error *err)
{
	size_t n = p->count - 1;
	struct synk_diff *diff = cli_alloc(n * sizeof *diff);
	const struct synk_diff **at = cli_alloc(n * sizeof *at);
	const struct synk_visit **visit = cli_alloc(p->count * sizeof *visit);
	bool ok;

	for (size_t i = 0; i < p->count; i++)
		visit[i] = &p->exam[i]->visit;
	synk_diff_series(diff, run->visits, visit, p->count, &run->compare);
	for (size_t i = 0; i < n; i++) {
		note_primary(run, &diff[i]);
		at[i] = &diff[i];
	}
	ok = run->options->format->series(stdout, at, n, run->measures, err);
	free(visit);
	free(at);
	free(diff);
	return ok;
}

static bool
put_lost(struct run *run, struct synk_error *err)
{
	const struct diff_format *f = run->options->format;
	bool series = run->options->series && f->lost_series;
	bool ok = true;

	for (size_t i = 0; i < run->exams.losts && ok; i++)
		ok = (series ? f->lost_series : f->lost)(stdout,
		    &run->exams.lost[i], err);
	return ok;
}

static void
begin(const struct run *run)
{
	const struct diff_format *f = run->options->format;

	if (run->options->series && f->begin_series)
		f->begin_series(stdout);
	else if (!run->options->series && f->begin)
		f->begin(stdout, run->options->cohort);
}

static bool
put_pairs(struct run *run, const struct diff_pair *pair, size_t n,
    struct synk_error *err)
{
	bool ok = true;

	begin(run);
	progress_begin(run->options->progress, tool.name, run->options->series
	    ? "subjects" : "pairs", n);
	for (size_t i = 0; i < n && ok; i++) {
		ok = (run->options->series ? put_series : put_pair)(run,
		    &pair[i], err);
		progress_step();
	}
	progress_end();
	return ok && put_lost(run, err);
}

static bool
put_group(struct run *run, const struct synk_cohort *cohort,
    struct synk_error *err)
{
	struct synk_cohort_row *row = cli_alloc(SYNK_QUANTITIES *
	    sizeof *row);
	bool ok = synk_cohort_rows(row, cohort, err);

	run->changed = false;
	for (size_t i = 0; ok && i < SYNK_QUANTITIES; i++)
		run->changed |= row[i].primary && row[i].p_holm < .05;
	if (ok) {
		begin(run);
		ok = run->options->format->cohort(stdout, &(struct diff_group){
		    run->visits, cohort, row, run->exams.lost,
		    run->exams.losts, run->errors_known, run->measures }, err);
	}
	free(row);
	return ok;
}

static bool
put_cohort(struct run *run, const struct diff_pair *pair, size_t n,
    struct synk_error *err)
{
	struct synk_cohort *cohort;
	bool ok = synk_cohort_open(&cohort, run->visits, &run->compare, err);

	if (!ok)
		return false;
	for (size_t i = 0; i < n && ok; i++) {
		synk_diff_from(run->diff, run->visits,
		    &pair[i].exam[0]->visit, &pair[i].exam[1]->visit,
		    &run->compare);
		ok = synk_cohort_add(cohort, run->diff, err);
	}
	ok = ok && put_group(run, cohort, err);
	synk_cohort_close(cohort);
	return ok;
}

/* A person who did not come again is no fault of the input. */
static void
say_lost(struct run *run, size_t from)
{
	for (size_t i = from; i < run->exams.losts; i++) {
		const struct synk_lost *l = &run->exams.lost[i];
		const char *subject = l->subject ? l->subject : "-";
		const char *visit = l->visit ? l->visit : "-";

		if (strcmp(l->code, "unpaired") == 0 ||
		    strcmp(l->code, "not_chosen") == 0) {
			cli_warn("%s %s: %s", subject, visit, l->message);
			continue;
		}
		cli_say("%s %s: %s", subject, visit, l->message);
		run->trouble = true;
	}
}

static bool
compare(struct run *run, size_t files, struct synk_error *err)
{
	const struct options *o = run->options;
	const struct diff_how how = { deid_label(o->pre), deid_label(o->post),
	    !o->pre && !o->post && !o->series && files == 2, o->series };
	size_t n, read = run->exams.losts;
	struct diff_pair *pair;
	bool ok;

	if (!diff_pairs(&pair, &n, &run->exams, &how, run->visits, err))
		return false;
	say_lost(run, read);
	run->diff = cli_alloc(sizeof *run->diff);
	ok = (o->cohort ? put_cohort : put_pairs)(run, pair, n, err);
	free(run->diff);
	free(pair);
	return ok;
}

/* Studies. */

static bool
put_study(struct run *run, struct synk_error *err)
{
	size_t n = run->exams.count;
	const struct synk_visit **visit = cli_alloc((n + 1) * sizeof *visit);
	const char *factor = run->options->reliability;
	struct synk_reliability r;
	char *text = NULL;
	int f = 0;
	bool ok;

	for (size_t i = 0; i < n; i++)
		visit[i] = &run->exams.at[i]->visit;
	while (factor && strcmp(factor, synk_factor_name((enum synk_factor)f))
	    != 0)
		f++;
	if (factor) {
		ok = synk_reliability_from(&r, run->visits, visit, n,
		    (enum synk_factor)f, err);
		if (ok) {
			ok = synk_reliability_json(&text, &r, run->visits,
			    err);
			synk_reliability_free(&r);
		}
	} else {
		ok = synk_reference_json(&text, run->visits, visit, n, err);
	}
	free(visit);
	if (ok)
		fputs(text, stdout);
	free(text);
	return ok;
}

/* Options. */

static bool
one_of(const char *option, const char *text, const char *a, const char *b,
    struct synk_error *err)
{
	return !text || strcmp(text, a) == 0 || strcmp(text, b) == 0 ||
	    synk_fail(err, SYNK_BAD_USAGE, "--%s: expected %s or %s, found"
	    " '%.40s'", option, a, b, text);
}

static bool
check_factor(const char *text, struct synk_error *err)
{
	for (int f = 0; text && f < SYNK_FACTORS; f++)
		if (strcmp(text, synk_factor_name((enum synk_factor)f)) == 0)
			return true;
	return !text || synk_fail(err, SYNK_BAD_USAGE, "--reliability:"
	    " expected visit, repeat or rater, found '%.40s'", text);
}

static bool
check_options(const struct options *o, struct synk_error *err)
{
	int modes = o->cohort + o->series + o->reference +
	    (o->reliability != NULL);

	if (modes > 1)
		return synk_fail(err, SYNK_BAD_USAGE, "expected one of"
		    " --cohort, --series, --reliability and --reference,"
		    " found more");
	if (!o->pre != !o->post)
		return synk_fail(err, SYNK_BAD_USAGE, "expected --pre and"
		    " --post together, found one of them");
	if (o->pre && strcmp(o->pre, o->post) == 0)
		return synk_fail(err, SYNK_BAD_USAGE, "expected two visits,"
		    " found '%.60s' twice", o->pre);
	if (o->pre && (o->series || o->reference || o->reliability))
		return synk_fail(err, SYNK_BAD_USAGE, "--pre and --post are"
		    " for pairs of visits");
	return one_of("scale-from", o->scale, "pre", "post", err) &&
	    one_of("measures", o->measures, "yes", "no", err) &&
	    check_factor(o->reliability, err);
}

/* Appends a norms file's text, so that all have one hash. */
static bool
read_norms(struct run *run, const char *path, char **all, size_t *size,
    struct synk_error *err)
{
	char *text;
	size_t n;
	bool ok;

	run->culprit = path;
	if (!cli_read(&text, &n, path, 1 << 22, err))
		return false;
	ok = synk_norms_parse(&run->norms, text, n, err) &&
	    synk_errors_add(run->errors, text, n, run->visits, err);
	*all = cli_grow(*all, *size + n + 1);
	memcpy(*all + *size, text, n);
	*size += n;
	free(text);
	run->culprit = ok ? NULL : path;
	return ok;
}

static bool
prepare(struct run *run, struct synk_error *err)
{
	const struct options *o = run->options;
	bool ok = synk_visits_open(&run->visits, err) &&
	    synk_errors_open(&run->errors, err) &&
	    synk_norms_default(&run->norms, err);
	char *all = NULL;
	size_t size = 0;

	for (size_t i = 0; i < o->norms_files.count && ok; i++)
		ok = read_norms(run, o->norms_files.at[i], &all, &size, err);
	if (ok && all) {
		synk_plan_hash(run->files_hash, all, size);
		run->errors_known = true;
	}
	free(all);
	run->measures = o->measures ? strcmp(o->measures, "yes") == 0
	    : strcmp(o->format->name, "table") != 0;
	run->compare = (struct synk_diff_options){ &run->norms, run->errors,
	    run->errors_known ? run->files_hash : NULL,
	    o->scale && strcmp(o->scale, "post") == 0 ? SYNK_SCALE_OF_POST
	    : SYNK_SCALE_OF_PRE, deid_on() };
	return ok;
}

static bool
act(struct run *run, char *const *path, size_t n, struct synk_error *err)
{
	const struct options *o = run->options;

	if (!check_options(o, err) || !prepare(run, err) ||
	    !read_all(run, path, n, err))
		return false;
	if (o->reference || o->reliability)
		return put_study(run, err);
	return compare(run, n, err);
}

static void
end(struct run *run)
{
	diff_exams_close(&run->exams);
	synk_errors_close(run->errors);
	synk_visits_close(run->visits);
}

/* With --exit-code 1 is an answer, so that trouble has to be more. */
static int
status(const struct run *run, bool ok, const struct synk_error *err)
{
	int code = !ok ? (int)err->code : run->trouble ? SYNK_BAD_INPUT
	    : SYNK_OK;

	if (!run->options->exit_code)
		return code;
	return code == SYNK_BAD_INPUT ? SYNK_BAD_USAGE : code ? code
	    : run->changed;
}

int
main(int argc, char *argv[])
{
	struct options o = { .format = diff_format(0) };
	struct run run = { .options = &o };
	struct synk_error err;
	int operand, code;
	bool ok;

	cli_name(tool.name, false);
	if (!options_parse(&operand, &o, &tool, argc, argv, &err) ||
	    !deid_open(o.deidentify, &err)) {
		cli_error(NULL, &err);
		return (int)err.code;
	}
	cli_name(tool.name, o.quiet);
	ok = act(&run, argv + operand, (size_t)(argc - operand), &err) &&
	    cli_finish(&err);
	if (!ok)
		cli_error(run.culprit, &err);
	code = status(&run, ok, &err);
	end(&run);
	return code;
}
