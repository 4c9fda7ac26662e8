/* synk-grade: landmark files in, grades out.  See synk-grade(1). */
#include <stddef.h>
#include <stdio.h>

#include "about.h"
#include "arena.h"
#include "cli.h"
#include "deid.h"
#include "exams.h"
#include "folder.h"
#include "output.h"
#include "part.h"

struct options {
	struct exams_options exams;	/* first: see exams.h */
	const struct output *format;
	const char *list, *explain, *output;
	bool check, quiet, resume;
};

#define AT(field)	offsetof(struct options, field)

static const struct option_row rows[] = {
	{ "format", 'f', "FORMAT", "json, csv, wide or table",
	  output_set, AT(format) },
	{ "output", 'o', "FILE", "where records go, once all are there",
	  option_text, AT(output) },
	{ "resume", 0, NULL, "go on where a run with --output was stopped",
	  option_flag, AT(resume) },
	{ "jobs", 'j', "N", "processes at work (1)", exams_set_jobs,
	  AT(exams.jobs) },
	{ "check", 0, NULL, "read everything, print only problems",
	  option_flag, AT(check) },
	{ "list", 0, "WHAT", "formats, schemes, expressions, measures,"
	  " points, findings or norms", option_text, AT(list) },
	{ "explain", 0, "KEY", "what a field, measure, finding or norm is",
	  option_text, AT(explain) },
	{ "quiet", 'q', NULL, "no warnings", option_flag, AT(quiet) },
};

static const struct option_tool tool = {
	"synk-grade",
	"synk-grade [options] EXPRESSION=FILE... | DIR | FILE | -",
	"Grades facial asymmetry and synkinesis from landmark files.",
	exams_rows, &exams_row_count, rows, sizeof rows / sizeof *rows,
};

static bool
put_exam(void *context, FILE *out, const struct exams_one *one,
    struct synk_error *err)
{
	const struct options *o = context;

	return o->check || o->format->exam(out, one->record, one->error,
	    err);
}

static bool
grade(struct exams *run, const struct options *o, char *const *operand,
    size_t n, struct synk_error *err)
{
	if (!exams_check(run, operand, n, err))
		return false;
	/* Of all shards together one has the head. */
	if (!o->check && o->format->begin && o->exams.shard <= 1)
		o->format->begin(stdout);
	return exams_all(run, operand, n, err);
}

static bool
check(const struct options *o, char *const *operand, size_t n,
    struct synk_error *err)
{
	if (o->resume && !exams_are_many(&o->exams, operand, n))
		return synk_fail(err, SYNK_BAD_USAGE, "--resume is for many"
		    " exams, not for EXPRESSION=FILE operands");
	if (o->resume && (!o->output || o->check || o->format !=
	    output_format(0)))
		return synk_fail(err, SYNK_BAD_USAGE, "--resume needs --output"
		    " FILE, and goes with json only");
	return true;
}

/* Standard output is a file from here on. */
static bool
grade_to_file(struct exams *run, const struct options *o,
    char *const *operand, size_t n, struct synk_error *err)
{
	struct part part;
	bool ok;

	if (!part_open(&part, o->output, o->resume, err))
		return false;
	run->done = &part;
	ok = grade(run, o, operand, n, err) && cli_finish(err) &&
	    part_finish(&part, err);
	part_close(&part);
	return ok;
}

static bool
act(struct exams *run, struct options *o, char *const *operand, size_t n,
    struct synk_error *err)
{
	bool ok;

	if (!check(o, operand, n, err))
		return false;
	if (o->list)
		return about_list(stdout, o->list, err) && cli_finish(err);
	if (o->explain)
		return about_explain(stdout, o->explain, err) &&
		    cli_finish(err);
	if (o->check)
		o->exams.drawing.draws = 0;
	ok = exams_open(run, err) && (o->output && !o->check
	    ? grade_to_file(run, o, operand, n, err)
	    : grade(run, o, operand, n, err) && cli_finish(err));
	exams_close(run);
	return ok;
}

int
main(int argc, char *argv[])
{
	struct options o = { .exams = EXAMS_DEFAULTS,
	    .format = output_format(0) };
	struct exams run = { .options = &o.exams, .tool = tool.name,
	    .each = put_exam, .context = &o };
	struct synk_error err;
	int operand;

	cli_name(tool.name, false);
	arena_use();
	if (!options_parse(&operand, &o, &tool, argc, argv, &err) ||
	    !deid_open(o.exams.deidentify, &err)) {
		cli_error(NULL, &err);
		return (int)err.code;
	}
	cli_name(tool.name, o.quiet);
	if (!act(&run, &o, argv + operand, (size_t)(argc - operand), &err)) {
		cli_error(run.culprit, &err);
		return (int)err.code;
	}
	return run.trouble || folder_unread() ? SYNK_BAD_INPUT : SYNK_OK;
}
