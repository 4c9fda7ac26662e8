#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli.h"
#include "deid.h"
#include "report_tsv.h"
#include "table.h"

enum { COLUMNS_MAX = 10 };

struct column {
	const char *name, *path;
};

/* What stands before a table's rows is MultiQC's own YAML. */
static const struct sheet {
	const char *file, *head;
	struct column column[COLUMNS_MAX];
} sheets[] = {
	{ "synk_scores_mqc.tsv",
	  "# id: 'synk_scores'\n"
	  "# section_name: 'Facial synkinesis: scores'\n"
	  "# description: 'by synk, 0 to 100, 100 being symmetric or free of"
	  " it. Research use; not calibrated.'\n"
	  "# plot_type: 'table'\n"
	  "# pconfig:\n"
	  "#     id: 'synk_scores_table'\n"
	  "#     title: 'synk: scores'\n"
	  "#     min: 0\n"
	  "#     max: 100\n", {
	    { "rest", "scores.rest" }, { "movement", "scores.movement" },
	    { "synkinesis", "scores.synkinesis" },
	    { "overall", "scores.overall" },
	    { "brow_asymmetry", "regions.brow.asymmetry" },
	    { "eye_asymmetry", "regions.eye.asymmetry" },
	    { "mouth_asymmetry", "regions.smile.asymmetry" } } },
	{ "synk_severity_mqc.tsv",
	  "# id: 'synk_severity'\n"
	  "# section_name: 'Facial synkinesis: severity'\n"
	  "# description: 'by synk: share of the draws of landmark noise that"
	  " have each degree. Research use; not calibrated.'\n"
	  "# plot_type: 'bargraph'\n"
	  "# pconfig:\n"
	  "#     id: 'synk_severity_plot'\n"
	  "#     title: 'synk: severity'\n"
	  "#     ylab: 'probability'\n", {
	    { "none", "severity.probability.none" },
	    { "weakness_alone",
	      "severity.probability.weakness_without_synkinesis" },
	    { "mild", "severity.probability.mild" },
	    { "moderate", "severity.probability.moderate" },
	    { "severe", "severity.probability.severe" } } },
};

enum { SHEETS = sizeof sheets / sizeof *sheets };

struct tsv {
	FILE *file[SHEETS];
};

static bool
fail_file(const char *name, struct synk_error *err)
{
	return synk_fail(err, SYNK_SYSTEM, "%.200s: %s", deid_file(name),
	    strerror(errno));
}

static bool
open_sheet(FILE **file, const char *directory, const struct sheet *s,
    struct synk_error *err)
{
	char *path = cli_format("%s/%s", directory, s->file);
	bool ok = true;

	*file = fopen(path, "w");
	if (!*file) {
		ok = fail_file(path, err);
	} else {
		fprintf(*file, "%sSample", s->head);
		for (const struct column *c = s->column; c->name; c++)
			fprintf(*file, "\t%s", c->name);
		putc('\n', *file);
	}
	free(path);
	return ok;
}

bool
tsv_open(struct tsv **tsv, const char *directory, struct synk_error *err)
{
	*tsv = cli_alloc(sizeof **tsv);
	if (mkdir(directory, 0777) != 0 && errno != EEXIST)
		return fail_file(directory, err);
	for (size_t i = 0; i < SHEETS; i++)
		if (!open_sheet(&(*tsv)->file[i], directory, &sheets[i], err))
			return false;
	return true;
}

/* Of a table of tabs and lines neither can be in a name. */
static void
put_name(FILE *out, const struct node *n, const char *between)
{
	char *text = tree_copy(n);

	if (text && *text)
		fputs(between, out);
	for (const char *c = text; c && *c; c++)
		putc((unsigned char)*c < ' ' || *c == 127 ? ' ' : *c, out);
	free(text);
}

static void
put_sample(FILE *out, const struct node *r)
{
	static const char *const rest[] = { "visit", "repeat", "rater" };

	put_name(out, tree_at(r, "subject"), "");
	for (size_t i = 0; i < sizeof rest / sizeof *rest; i++)
		put_name(out, tree_at(r, rest[i]), "_");
}

/* What is missing is an empty field. */
static void
put_value(FILE *out, double value)
{
	putc('\t', out);
	if (isfinite(value))
		fputs(table_fixed(3, value).text, out);
}

void
tsv_put(struct tsv *tsv, const struct node *r)
{
	for (size_t i = 0; i < SHEETS; i++) {
		put_sample(tsv->file[i], r);
		for (const struct column *c = sheets[i].column; c->name; c++)
			put_value(tsv->file[i], tree_number_at(r, c->path));
		putc('\n', tsv->file[i]);
	}
}

bool
tsv_end(struct tsv *tsv, struct synk_error *err)
{
	for (size_t i = 0; i < SHEETS; i++) {
		bool ok = fclose(tsv->file[i]) == 0;

		tsv->file[i] = NULL;
		if (!ok)
			return fail_file(sheets[i].file, err);
	}
	return true;
}

void
tsv_close(struct tsv *tsv)
{
	for (size_t i = 0; tsv && i < SHEETS; i++)
		if (tsv->file[i])
			fclose(tsv->file[i]);
	free(tsv);
}
