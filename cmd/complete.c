/* The options of a tool as a table, which share/completion reads. */
#include <stdio.h>
#include <string.h>

#include "complete.h"

/* Values that no row says, and what to ask for them: a tool and its lists. */
static const struct source {
	const char *tool;	/* NULL: any */
	const char *option, *lists;
} sources[] = {
	{ NULL, "from", "synk-grade formats" },
	{ "synk-grade", "explain", "synk-grade measures" },
	{ "synk-plan", "explain", "synk-plan rules gates" },
	{ "synk-plan", "consider", "synk-plan rules" },
};

static const char *
lists_of(const struct option_tool *tool, const struct option_row *row)
{
	for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
		if (strcmp(sources[i].option, row->name) == 0 &&
		    (!sources[i].tool ||
		    strcmp(sources[i].tool, tool->name) == 0))
			return sources[i].lists;
	return NULL;
}

static size_t
word(const char *text)
{
	return strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-_");
}

/* How long "json, text or csv" is, which ends there or with a colon; or 0. */
static size_t
enumeration(const char *text)
{
	bool last = false;
	size_t n = 0, w;

	while ((w = word(text + n)) && !last) {
		n += w;
		last = strncmp(text + n, " or ", 4) == 0;
		if (last)
			n += 4;
		else if (strncmp(text + n, ", ", 2) == 0)
			n += 2;
		else
			return 0;
	}
	n += w;
	return last && w && (!text[n] || text[n] == ':') ? n : 0;
}

/* The same anywhere in a row's help: at its head, or after a colon. */
static const char *
enumerated(size_t *size, const char *help)
{
	const char *colon = strstr(help, ": ");

	if ((*size = enumeration(help)))
		return help;
	return colon && (*size = enumeration(colon + 2)) ? colon + 2 : NULL;
}

/* "left, right or none", "canthi|pupils", "N|largest" as words. */
static void
put_words(FILE *out, const char *text, size_t size)
{
	const char *sep = "", *at = text + strspn(text, " ,|");

	for (size_t n; at < text + size; at += n, at += strspn(at, " ,|")) {
		n = strcspn(at, " ,|:");
		if (word(at) != n || strncmp(at, "or ", 3) == 0)
			continue;
		fprintf(out, "%s%.*s", sep, (int)n, at);
		sep = " ";
	}
}

static void
put_values(FILE *out, const char *lists, const struct option_row *row)
{
	const char *argument = row->argument, *words = argument;
	size_t size = argument ? strlen(argument) : 0;

	if (!argument)
		fputs("flag\t-", out);
	else if (strncmp(argument, "FILE", 4) == 0)
		fputs("files\t-", out);
	else if (strcmp(argument, "DIR") == 0)
		fputs("folders\t-", out);
	else if (lists)
		fprintf(out, "lists\t%s", lists);
	else if (strchr(argument, '|') ||
	    (words = enumerated(&size, row->help))) {
		fputs("words\t", out);
		put_words(out, words, size);
	} else {
		fputs("text\t-", out);
	}
}

void
complete_row(FILE *out, const struct option_tool *tool,
    const struct option_row *row)
{
	fprintf(out, "--%s\t-", row->name);
	if (row->letter)
		putc(row->letter, out);
	putc('\t', out);
	put_values(out, lists_of(tool, row), row);
	fprintf(out, "\t%s\n", row->help);
}

void
complete_operands(FILE *out, const struct option_tool *tool)
{
	if (strstr(tool->usage, "EXPRESSION=FILE"))
		fputs("operand\t-\tlists\tsynk-grade expressions\t-\n", out);
}
