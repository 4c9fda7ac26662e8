/* synk-grade: landmark files in, grades out.  See synk-grade(1). */
#include <stddef.h>
#include <stdio.h>

#include "about.h"
#include "arena.h"
#include "cli.h"
#include "exams.h"
#include "output.h"

struct options {
	struct exams_options exams;	/* first: see exams.h */
	const struct output *format;
	const char *list, *explain;
	bool check, quiet;
};

#define AT(field)	offsetof(struct options, field)

static const struct option_row rows[] = {
	{ "format", 'f', "FORMAT", "json, csv, wide or table",
	  output_set, AT(format) },
	{ "check", 0, NULL, "read everything, print only problems",
	  option_flag, AT(check) },
	{ "list", 0, "WHAT", "formats, schemes, expressions, measures, ...",
	  option_text, AT(list) },
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
put_exam(void *context, const struct exams_one *one, struct synk_error *err)
{
	const struct options *o = context;

	return o->check || o->format->exam(stdout, one->record, one->error,
	    err);
}

static bool
grade(struct exams *run, const struct options *o, char *const *operand,
    size_t n, struct synk_error *err)
{
	if (!exams_check(run, operand, n, err))
		return false;
	if (!o->check && o->format->begin)
		o->format->begin(stdout);
	return exams_all(run, operand, n, err);
}

static bool
act(struct exams *run, struct options *o, char *const *operand, size_t n,
    struct synk_error *err)
{
	bool ok;

	if (o->list)
		return about_list(stdout, o->list, err);
	if (o->explain)
		return about_explain(stdout, o->explain, err);
	if (o->check)
		o->exams.drawing.draws = 0;
	ok = exams_open(run, err) && grade(run, o, operand, n, err);
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
	if (!options_parse(&operand, &o, &tool, argc, argv, &err)) {
		cli_error(NULL, &err);
		return (int)err.code;
	}
	cli_name(tool.name, o.quiet);
	if (!act(&run, &o, argv + operand, (size_t)(argc - operand), &err) ||
	    !cli_finish(&err)) {
		cli_error(run.culprit, &err);
		return (int)err.code;
	}
	return run.trouble ? SYNK_BAD_INPUT : SYNK_OK;
}
