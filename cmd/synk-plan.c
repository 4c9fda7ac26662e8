/* synk-plan: grades in, planning worksheets out.  See synk-plan(1). */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "cli.h"
#include "deid.h"
#include "options.h"
#include "plan_about.h"
#include "plan_answers.h"
#include "plan_date.h"
#include "plan_doses.h"
#include "plan_output.h"
#include "progress.h"
#include "records.h"
#include "value.h"

struct options {
	const struct plan_format *format;
	const char *rules, *answers, *doses, *list, *explain, *deidentify;
	struct option_list consider;
	long onset, last_injection, date;	/* or DATE_NONE */
	enum progress_when progress;
	bool check, quiet;
};

static bool
set_date(void *field, const char *text, struct synk_error *err)
{
	return date_read(field, text, err);
}

#define AT(field)	offsetof(struct options, field)

static const struct option_row rows[] = {
	{ "format", 'f', "FORMAT", "json, text or csv",
	  plan_format_set, AT(format) },
	{ "answers", 0, "FILE", "a clinician's answers, CSV or JSON, by"
	  " subject", option_text, AT(answers) },
	{ "onset", 0, "DATE", "of the palsy; one subject and visit only",
	  set_date, AT(onset) },
	{ "last-injection", 0, "DATE", "of botulinum toxin; likewise",
	  set_date, AT(last_injection) },
	{ "date", 0, "DATE", "of the photographs; likewise",
	  set_date, AT(date) },
	{ "consider", 0, "ID", "a rule that is off by default; repeatable",
	  option_list, AT(consider) },
	{ "dose-table", 0, "FILE", "the laboratory's own CSV, verified row by"
	  " row", option_text, AT(doses) },
	{ "rules", 0, "FILE", "in place of the rules compiled in",
	  option_text, AT(rules) },
	{ "check-rules", 0, NULL, "only read the rules",
	  option_flag, AT(check) },
	{ "list", 0, "WHAT", "rules, gates, conflicts, questions or sources",
	  option_text, AT(list) },
	{ "explain", 0, "ID", "all of a rule, gate, conflict or question",
	  option_text, AT(explain) },
	DEID_ROW(AT(deidentify)),
	PROGRESS_ROW(AT(progress)),
	{ "quiet", 'q', NULL, "no warnings", option_flag, AT(quiet) },
};

static const struct option_tool tool = {
	"synk-plan",
	"synk-plan [options] [GRADES|-]...",
	"Makes worksheets for review by a specialist from grades.",
	NULL, NULL, rows, sizeof rows / sizeof *rows,
};

/* A run: what all its plans share, and how it went. */
struct run {
	const struct options *options;
	struct synk_rules *rules;
	struct plan_answers answers;
	struct plan_doses doses;
	double days_since_onset, days_since_injection;	/* of the options */
	const char *also[33];
	FILE *out;
	char *subject, *visit;	/* whose the dates are, once known */
	const char *culprit;	/* the file that a failure is of; or NULL */
	struct records_run files;
};

/* One record of the input. */
struct job {
	struct synk_value value;
	char *kind, *subject, *visit;
};

static bool
has_dates(const struct options *o)
{
	return o->onset != DATE_NONE || o->last_injection != DATE_NONE;
}

/* Says what is wrong with a record; the rest goes on. */
static void
say(struct run *run, const struct job *job, const char *text)
{
	struct synk_error err = { .code = SYNK_BAD_INPUT,
	    .line = job->value.line };

	snprintf(err.text, sizeof err.text, "%.100s%s%.100s%s%s",
	    job->subject ? deid_subject(job->subject) : "",
	    job->subject && job->visit ? " " : "",
	    job->visit ? deid_label(job->visit) : "",
	    job->subject || job->visit ? ": " : "", text);
	cli_error(run->files.path, &err);
	run->files.trouble = true;
}

static bool
same(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

/* Dates on the command line are of one patient's one day. */
static bool
check_dates(struct run *run, const struct job *job, struct synk_error *err)
{
	if (!has_dates(run->options))
		return true;
	if (!run->subject) {
		run->subject = cli_copy(job->subject ? job->subject : "");
		run->visit = cli_copy(job->visit);
	}
	if (!same(run->subject, job->subject))
		return synk_fail(err, SYNK_BAD_USAGE, "--date says the same"
		    " of several subjects ('%.60s', '%.60s'): use --answers"
		    " FILE", deid_subject(run->subject), job->subject
		    ? deid_subject(job->subject) : "");
	return same(run->visit, job->visit) || synk_fail(err, SYNK_BAD_USAGE,
	    "--date says the same of several visits ('%.60s', '%.60s'): plan"
	    " them one by one", run->visit ? deid_label(run->visit) : "",
	    job->visit ? deid_label(job->visit) : "");
}

/* Days that both say have to agree. */
static bool
merge_days(double *days, double option, const char *name,
    struct synk_error *err)
{
	if (!isnan(option) && !isnan(*days) && fabs(option - *days) > 0)
		return synk_fail(err, SYNK_BAD_USAGE, "--%s makes it %g days,"
		    " the answers say %g", name, option, *days);
	if (!isnan(option))
		*days = option;
	return true;
}

/* What is known of the subject beside the record. */
static bool
answers_for(struct synk_answers *a, struct run *run, const struct job *job,
    struct synk_error *err)
{
	const struct synk_answers *said = plan_answers_find(&run->answers,
	    deid_real(job->subject), deid_real(job->visit));

	if (run->options->answers && !said)
		cli_warn("%s%s%s: not in %s: planned without answers",
		    job->subject ? deid_subject(job->subject)
		    : "a record without a subject", job->visit ? " " : "",
		    job->visit ? deid_label(job->visit) : "",
		    deid_file(run->options->answers));
	*a = said ? *said : plan_answers_none();
	a->also = run->also;
	return merge_days(&a->days_since_onset, run->days_since_onset,
	    "onset", err) && merge_days(&a->days_since_injection,
	    run->days_since_injection, "last-injection", err);
}

/* Sites are a third of a record, and coordinates that no rule can name. */
static bool
make_plan(struct synk_plan *plan, const struct run *run,
    const struct job *job, const struct synk_answers *answers,
    struct synk_error *err)
{
	char *text;
	size_t size;
	bool ok;

	if (!synk_value_without(&text, &size, &job->value, "sites", err))
		return false;
	ok = synk_plan_from(plan, run->rules, text, size, answers, err);
	free(text);
	return ok;
}

/* Why a plan is refused may be the words of another tool. */
static void
hide_plan(struct synk_plan *plan, const struct job *job)
{
	if (!deid_on())
		return;
	plan->deidentified = true;
	plan->subject = deid_subject(plan->subject);
	plan->visit = deid_label(plan->visit);
	plan->days_since_onset = deid_days(plan->days_since_onset);
	plan->days_since_injection = deid_days(plan->days_since_injection);
	if (plan->refused[0])
		snprintf(plan->refused, sizeof plan->refused, "%s",
		    deid_foreign(plan->refused,
		    strcmp(job->kind, "synk-error/1") != 0 ||
		    records_are_hidden(&job->value)));
}

static bool
put_plan(struct run *run, const struct job *job,
    const struct synk_answers *answers, struct synk_error *err)
{
	struct synk_plan plan;
	bool ok;

	if (!make_plan(&plan, run, job, answers, err)) {
		if (err->code == SYNK_SYSTEM)
			return false;
		say(run, job, err->text);
		return true;
	}
	hide_plan(&plan, job);
	plan.dose = run->doses.at;
	plan.doses = run->doses.count;
	/* A hash of what is known of persons would be one more code. */
	plan.answers_hash = run->options->answers && !deid_on()
	    ? run->answers.hash : NULL;
	plan.doses_hash = run->options->doses ? run->doses.hash : NULL;
	if (plan.refused[0])
		say(run, job, plan.refused);
	ok = run->options->format->put(run->out, &(struct plan_page){ &plan,
	    answers }, err);
	synk_plan_free(&plan);
	return ok;
}

static bool
pass_on(struct run *run, const struct job *job, struct synk_error *err)
{
	char *message;

	if (!records_pass(run->out, &job->value, err) ||
	    !records_message(&message, &job->value, err))
		return false;
	say(run, job, message);
	free(message);
	return true;
}

static bool
refuse_kind(struct run *run, const struct job *job)
{
	char text[200];

	if (job->kind)
		snprintf(text, sizeof text, "expected a record synk-grade/1,"
		    " found '%.60s'", job->kind);
	else
		snprintf(text, sizeof text, "expected a record synk-grade/1,"
		    " found %s%s", synk_value_kind(&job->value),
		    job->value.text[0] == '{' ? " that names no record" : "");
	say(run, job, text);
	return true;
}

static bool
plan_job(struct run *run, const struct job *job, struct synk_error *err)
{
	const char *kind = job->kind ? job->kind : "";
	bool error = strcmp(kind, "synk-error/1") == 0;
	struct synk_answers answers = plan_answers_none();

	if (strcmp(kind, "synk-grade/1") != 0 && !error)
		return refuse_kind(run, job);
	if (!check_dates(run, job, err))
		return false;
	if (error && run->options->format->records)
		return pass_on(run, job, err);
	if (!error && !plan_answers_are_of(&run->answers,
	    deid_real(job->subject), deid_real(job->visit))) {
		say(run, job, "the answers give days, and they were taken for"
		    " another visit: planned without answers; give each visit"
		    " its own days");
		answers.also = run->also;
		return put_plan(run, job, &answers, err);
	}
	return (error || answers_for(&answers, run, job, err)) &&
	    put_plan(run, job, &answers, err);
}

static bool
plan_value(void *context, const struct synk_value *value,
    struct synk_error *err)
{
	struct run *run = context;
	struct job job = { .value = *value };
	bool ok = synk_value_get(&job.kind, value, "record", err) &&
	    synk_value_get(&job.subject, value, "subject", err) &&
	    synk_value_get(&job.visit, value, "visit", err);

	if (ok)
		ok = plan_job(run, &job, err);
	else if (err->code == SYNK_BAD_INPUT)
		say(run, &job, err->text), ok = true;
	free(job.kind);
	free(job.subject);
	free(job.visit);
	progress_step();
	return ok;
}

static bool
plan_files(struct run *run, char *const *path, size_t n,
    struct synk_error *err)
{
	bool ok;

	if (run->options->format->begin)
		run->options->format->begin(run->out);
	progress_begin(run->options->progress, tool.name, "records", 0);
	ok = records_all(&run->files, path, n, err);
	progress_end();
	return ok;
}

/* With dates nothing is written before it is sure whose they are. */
static bool
plan_all(struct run *run, char *const *path, size_t n, struct synk_error *err)
{
	char *text = NULL;
	size_t size;
	bool ok;

	run->out = stdout;
	if (!has_dates(run->options))
		return plan_files(run, path, n, err);
	run->out = open_memstream(&text, &size);
	if (!run->out)
		return synk_fail(err, SYNK_SYSTEM, "%s", strerror(errno));
	ok = plan_files(run, path, n, err);
	if (fclose(run->out) != 0 && ok)
		ok = synk_fail(err, SYNK_SYSTEM, "%s", strerror(errno));
	if (ok)
		fwrite(text, 1, size, stdout);
	free(text);
	return ok;
}

static bool
read_dates(struct run *run, struct synk_error *err)
{
	const struct options *o = run->options;

	if (o->date != DATE_NONE && !has_dates(o))
		return synk_fail(err, SYNK_BAD_USAGE,
		    "--date is for --onset or --last-injection");
	if (!date_days(&run->days_since_onset, o->onset, o->date, err))
		synk_fail_in(err, "--onset");
	else if (!date_days(&run->days_since_injection, o->last_injection,
	    o->date, err))
		synk_fail_in(err, "--last-injection");
	else
		return true;
	err->code = SYNK_BAD_USAGE;
	return false;
}

/* Adds a rule to those that are considered as well, once. */
static bool
consider(struct run *run, const char *name, struct synk_error *err)
{
	const struct synk_rule *r;
	size_t n = 0;

	for (size_t i = 0; (r = synk_rules_rule(run->rules, i)); i++)
		if (strcmp(r->id, name) == 0) {
			while (run->also[n] && run->also[n] != r->id)
				n++;
			run->also[n] = r->id;
			return true;
		}
	return synk_fail(err, SYNK_BAD_USAGE, "--consider: there is no rule"
	    " '%.60s': see --list rules", name);
}

static bool
read_rules(struct run *run, struct synk_error *err)
{
	const char *path = run->options->rules;
	size_t size;
	char *text;
	bool ok;

	if (!path)
		return synk_rules_open(&run->rules, synk_rules_text(),
		    strlen(synk_rules_text()), err);
	run->culprit = path;
	if (!cli_read(&text, &size, path, 1 << 20, err))
		return false;
	ok = synk_rules_open(&run->rules, text, size, err);
	free(text);
	run->culprit = ok ? NULL : path;
	return ok;
}

/* Before the arena is used: it is given back between records only if nothing
 * in it lives on. */
static bool
prepare(struct run *run, struct synk_error *err)
{
	const struct options *o = run->options;
	bool ok = read_dates(run, err);

	for (size_t i = 0; i < o->consider.count && ok; i++)
		ok = consider(run, o->consider.at[i], err);
	if (ok && o->answers) {
		run->culprit = o->answers;
		ok = plan_answers_open(&run->answers, o->answers, run->rules,
		    err);
	}
	if (ok && o->doses) {
		run->culprit = o->doses;
		ok = plan_doses_open(&run->doses, o->doses, err);
	}
	if (ok)
		run->culprit = NULL;
	return ok;
}

static bool
act(struct run *run, char *const *path, size_t n, struct synk_error *err)
{
	const struct options *o = run->options;

	if (o->check && n)
		return synk_fail(err, SYNK_BAD_USAGE, "expected no operand"
		    " beside --check-rules, found '%.80s'", path[0]);
	if (!read_rules(run, err))
		return false;
	if (o->check)
		return true;
	if (o->list)
		return plan_list(stdout, run->rules, o->list, err);
	if (o->explain)
		return plan_explain(stdout, run->rules, o->explain, err);
	if (!prepare(run, err))
		return false;
	arena_use();
	return plan_all(run, path, n, err);
}

static void
end(struct run *run)
{
	plan_answers_close(&run->answers);
	plan_doses_close(&run->doses);
	synk_rules_close(run->rules);
	free(run->subject);
	free(run->visit);
}

int
main(int argc, char *argv[])
{
	struct options o = { .format = plan_format(0), .onset = DATE_NONE,
	    .last_injection = DATE_NONE, .date = DATE_NONE };
	struct run run = { .options = &o, .files = {
	    .each = plan_value, .context = &run } };
	struct synk_error err;
	int operand;
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
	end(&run);
	return !ok ? (int)err.code : run.files.trouble ? SYNK_BAD_INPUT
	    : SYNK_OK;
}
