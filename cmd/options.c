#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "complete.h"
#include "deid.h"

enum {
	ROWS_MAX = 64,
	FIRST = 256,	/* values of options without letter */
	HELP = 50	/* columns of a row's help */
};

bool
option_flag(void *field, const char *text, struct synk_error *err)
{
	(void)text;
	(void)err;
	*(bool *)field = true;
	return true;
}

bool
option_text(void *field, const char *text, struct synk_error *err)
{
	(void)err;
	*(const char **)field = text;
	return true;
}

bool
option_list(void *field, const char *text, struct synk_error *err)
{
	struct option_list *list = field;

	if (list->count == sizeof list->at / sizeof *list->at)
		return synk_fail(err, SYNK_BAD_USAGE, "given over %zu times",
		    list->count);
	list->at[list->count++] = text;
	return true;
}

/* What every tool has, after its own. */
static const struct option_row common[] = {
	{ "help", 'h', NULL, "print this", NULL, 0 },
	{ "version", 'V', NULL, "print the version", NULL, 0 },
};

/* An option in --help, in 80 columns. */
static void
print_option(const struct option_row *row)
{
	const char *help = row->help;
	char left[40];
	int n = snprintf(left, sizeof left, "  %c%c%c --%s%s%s",
	    row->letter ? '-' : ' ', row->letter ? row->letter : ' ',
	    row->letter ? ',' : ' ', row->name, row->argument ? " " : "",
	    row->argument ? row->argument : "");

	printf(n > 28 ? "%s\n%-29s" : "%-29s%s", left, "");
	for (n = HELP; (size_t)n < strlen(help); n = HELP) {
		while (n && help[n] != ' ')
			n--;
		printf("%.*s\n%-29s", n, help, "");
		help += n + 1;
	}
	puts(help);
}

static size_t
rows_of(const struct option_tool *tool)
{
	return tool->rows + (tool->shared ? *tool->shared_rows : 0);
}

static const struct option_row *
row_of(const struct option_tool *tool, size_t i)
{
	size_t shared = tool->shared ? *tool->shared_rows : 0;

	return i < shared ? &tool->shared[i] : &tool->row[i - shared];
}

static void
print_help(const struct option_tool *tool)
{
	printf("usage: %s\n\n%s\n\n", tool->usage, tool->about);
	for (size_t i = 0; i < rows_of(tool); i++)
		print_option(row_of(tool, i));
	for (size_t i = 0; i < sizeof common / sizeof *common; i++)
		print_option(&common[i]);
	printf("\nThe manual is %s(1).\n", tool->name);
}

static void
prepare(struct option *longs, char *letters, const struct option_tool *tool)
{
	size_t n = 0, rows = rows_of(tool);

	letters[n++] = ':';
	for (size_t i = 0; i < rows; i++) {
		const struct option_row *row = row_of(tool, i);

		longs[i] = (struct option){ row->name,
		    row->argument ? required_argument : no_argument, NULL,
		    FIRST + (int)i };
		if (row->letter)
			letters[n++] = row->letter;
		if (row->letter && row->argument)
			letters[n++] = ':';
	}
	longs[rows] = (struct option){ "help", optional_argument, NULL, 'h' };
	longs[rows + 1] =
	    (struct option){ "version", no_argument, NULL, 'V' };
	letters[n++] = 'h';
	letters[n++] = 'V';
	letters[n] = '\0';
}

static const struct option_row *
find(const struct option_tool *tool, int value)
{
	for (size_t i = 0; i < rows_of(tool); i++)
		if (value == FIRST + (int)i || (value < FIRST &&
		    value == row_of(tool, i)->letter))
			return row_of(tool, i);
	return NULL;
}

static void
print_table(const struct option_tool *tool)
{
	for (size_t i = 0; i < rows_of(tool); i++)
		complete_row(stdout, tool, row_of(tool, i));
	for (size_t i = 0; i < sizeof common / sizeof *common; i++)
		complete_row(stdout, tool, &common[i]);
	complete_operands(stdout, tool);
}

static void
answer(const struct option_tool *tool, int value)
{
	if (value == 'h' && optarg && strcmp(optarg, "table") == 0)
		print_table(tool);
	else if (value == 'h')
		print_help(tool);
	else if (value == 'V')
		printf("%s %s\n", tool->name, SYNK_VERSION);
	else
		return;
	exit(fflush(stdout) == 0 ? SYNK_OK : SYNK_SYSTEM);
}

static bool
misused(int value, char *argv[], struct synk_error *err)
{
	if (value == ':')
		return synk_fail(err, SYNK_BAD_USAGE,
		    "option '%s' needs an argument", argv[optind - 1]);
	if (optopt && optopt < FIRST)
		return synk_fail(err, SYNK_BAD_USAGE, "unknown option '-%c'",
		    optopt);
	return synk_fail(err, SYNK_BAD_USAGE, "unknown option '%s'",
	    argv[optind - 1]);
}

bool
options_parse(int *operand, void *options, const struct option_tool *tool,
    int argc, char *argv[], struct synk_error *err)
{
	struct option longs[ROWS_MAX + 3] = { { 0 } };
	char letters[2 * ROWS_MAX + 4], where[80];
	int value;

	deid_expect(argc, argv);
	prepare(longs, letters, tool);
	opterr = 0;
	while ((value = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
		const struct option_row *row = find(tool, value);

		answer(tool, value);
		if (!row)
			return misused(value, argv, err);
		if (row->set((char *)options + row->offset, optarg, err))
			continue;
		if (err->code != SYNK_SYSTEM)
			err->code = SYNK_BAD_USAGE;
		snprintf(where, sizeof where, "--%s", row->name);
		return synk_fail_in(err, where);
	}
	*operand = optind;
	return true;
}
