/* synk-report: records in, a page to read out.  See synk-report(1). */
#include <stdlib.h>

#include "cli.h"
#include "deid.h"
#include "options.h"
#include "part.h"
#include "records.h"
#include "report_blind.h"
#include "report_change.h"
#include "report_page.h"
#include "report_photos.h"
#include "report_plan.h"
#include "report_tsv.h"
#include "report_visit.h"

struct options {
	const char *output, *blind, *multiqc, *photos, *marks, *deidentify;
	bool no_data, quiet;
};

#define AT(field)	offsetof(struct options, field)

static const struct option_row rows[] = {
	{ "output", 'o', "FILE", "write to FILE, not to standard output",
	  option_text, AT(output) },
	{ "photos", 0, "DIR", "show the photographs, with lines drawn in them",
	  option_text, AT(photos) },
	{ "marks", 0, "DIR", "where the landmark files of --photos are (there)",
	  option_text, AT(marks) },
	{ "blind", 0, "KEYFILE", "hide who it is, shuffle, and write the key",
	  option_text, AT(blind) },
	{ "tsv-multiqc", 0, "DIR", "write tables for MultiQC into DIR",
	  option_text, AT(multiqc) },
	{ "no-data", 0, NULL, "leave the records themselves out of the page",
	  option_flag, AT(no_data) },
	DEID_ROW(AT(deidentify)),
	{ "quiet", 'q', NULL, "no warnings", option_flag, AT(quiet) },
};

static const struct option_tool tool = {
	"synk-report",
	"synk-report [options] [RECORDS|-]...",
	"Makes a page to read, one file of HTML, from records.",
	NULL, NULL, rows, sizeof rows / sizeof *rows,
};

struct run {
	const struct options *options;
	struct book book;
	struct tree tree;
	struct data *data;	/* or NULL */
	struct tsv *tsv;	/* or NULL */
	struct photos *photos;	/* or NULL */
	char *codes;		/* of --deidentify: the record at hand */
	struct records_run files;
};

/* Records, by kind. */

static void
put_visit(struct run *run, const struct node *r, const struct entry *e)
{
	visit_put(run->book.pieces, &(struct visit_page){ .record = r,
	    .id = e->id, .blind = run->options->blind,
	    .photos = run->photos });
	book_row(&run->book);
	page_row(run->book.pieces, r);
	if (run->tsv)
		tsv_put(run->tsv, r);
}

static void
put_plan(struct run *run, const struct node *r, const struct entry *e)
{
	(void)e;
	plan_put_page(run->book.pieces, r, run->options->blind);
}

static void
put_diff(struct run *run, const struct node *r, const struct entry *e)
{
	(void)e;
	change_diff(run->book.pieces, r);
	book_pair(&run->book, r);
}

static void
put_series(struct run *run, const struct node *r, const struct entry *e)
{
	(void)e;
	change_series(run->book.pieces, r);
}

static void
put_cohort(struct run *run, const struct node *r, const struct entry *e)
{
	(void)e;
	change_cohort(run->book.pieces, r);
}

static void
put_error(struct run *run, const struct node *r, const struct entry *e)
{
	(void)e;
	change_error(run->book.pieces, r, run->options->blind);
}

static const struct kind {
	const char *name;
	enum book_kind kind;
	void (*put)(struct run *, const struct node *, const struct entry *);
} kinds[] = {
	{ "synk-grade/1", BOOK_VISIT, put_visit },
	{ "synk-plan/1", BOOK_PLAN, put_plan },
	{ "synk-diff/1", BOOK_DIFF, put_diff },
	{ "synk-series/1", BOOK_SERIES, put_series },
	{ "synk-cohort/1", BOOK_COHORT, put_cohort },
	{ "synk-error/1", BOOK_ERROR, put_error },
};

static bool
refuse(struct run *run, const struct synk_value *v, const struct node *r)
{
	struct synk_error err = { .code = SYNK_BAD_INPUT, .line = v->line };
	char *kind = tree_copy(tree_at(r, "record"));

	snprintf(err.text, sizeof err.text, "expected a record of synk-grade,"
	    " synk-plan or synk-diff, found %.60s%s", kind ? kind
	    : synk_value_kind(v), !kind && v->text[0] == '{'
	    ? " that names no record" : "");
	free(kind);
	cli_error(run->files.path, &err);
	run->files.trouble = true;
	return true;
}

/* What tells which visits are one person's, and which came first. */
static bool
is_hidden(const struct run *run, const struct node *r, enum book_kind kind)
{
	return run->options->blind && kind != BOOK_VISIT &&
	    kind != BOOK_PLAN && (kind != BOOK_ERROR ||
	    tree_is_at(r, "tool", "synk-diff"));
}

/* The record with codes in place of names, which lasts until the next one. */
static bool
hide(struct run *run, struct synk_value *v, struct synk_error *err)
{
	size_t size;
	FILE *out;
	bool ok;

	if (!deid_on())
		return true;
	free(run->codes);
	run->codes = NULL;
	out = open_memstream(&run->codes, &size);
	if (!out)
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	ok = records_pass(out, v, err);
	if (fclose(out) != 0 || !ok)
		return ok ? synk_fail(err, SYNK_SYSTEM, "out of memory")
		    : false;
	v->text = run->codes;
	v->size = size - 1;	/* without the end of the line */
	return true;
}

static bool
add_value(struct run *run, const struct synk_value *v, struct synk_error *err)
{
	const struct node *r = tree_read(&run->tree, v);
	const struct kind *k = kinds, *end = kinds + sizeof kinds /
	    sizeof *kinds;
	struct entry *e;

	while (k < end && !tree_is_at(r, "record", k->name))
		k++;
	if (k == end)
		return refuse(run, v, r);
	if (is_hidden(run, r, k->kind))
		return true;
	if (run->photos && k->kind == BOOK_VISIT &&
	    !photos_take(run->photos, v, err))
		return false;
	e = book_begin(&run->book, k->kind, r);
	k->put(run, r, e);
	return book_end(&run->book, err) &&
	    (!run->data || data_add(run->data, v, err));
}

static bool
take_value(void *context, const struct synk_value *value,
    struct synk_error *err)
{
	struct synk_value v = *value;

	return hide(context, &v, err) && add_value(context, &v, err);
}

/* Output. */

static bool
write_page(struct run *run, struct synk_error *err)
{
	const struct page page = { .book = &run->book, .data = run->data,
	    .blind = run->options->blind };

	return page_write(stdout, &page, err) && cli_finish(err);
}

/* Standard output is a file from here on. */
static bool
write_file(struct run *run, const char *path, struct synk_error *err)
{
	struct part part;
	bool ok;

	if (!part_open(&part, path, false, err))
		return false;
	ok = write_page(run, err) && part_finish(&part, err);
	if (!ok)
		part_drop(&part);
	part_close(&part);
	return ok;
}

static bool
open_all(struct run *run, struct synk_error *err)
{
	const struct options *o = run->options;

	if (o->blind && o->multiqc)
		return synk_fail(err, SYNK_BAD_USAGE,
		    "--tsv-multiqc names visits, and --blind hides them");
	if (o->marks && !o->photos)
		return synk_fail(err, SYNK_BAD_USAGE, "--marks goes with"
		    " --photos");
	return (!o->blind || blind_check(o->blind, err)) &&
	    book_open(&run->book, o->blind, err) &&
	    (o->blind || o->no_data || data_open(&run->data, err)) &&
	    (!o->multiqc || tsv_open(&run->tsv, o->multiqc, err)) &&
	    (!o->photos || photos_open(&run->photos, o->photos, o->marks,
	    err));
}

/* The key first: a page that nobody can read back is worth nothing. */
static bool
act(struct run *run, char *const *path, size_t n, struct synk_error *err)
{
	const struct options *o = run->options;

	if (!open_all(run, err) || !records_all(&run->files, path, n,
	    err) ||
	    !book_sort(&run->book, err))
		return false;
	if (o->blind && !blind_write(o->blind, &run->book, err))
		return false;
	return (o->output ? write_file(run, o->output, err)
	    : write_page(run, err)) && (!run->tsv || tsv_end(run->tsv, err));
}

static void
end(struct run *run)
{
	book_close(&run->book);
	tree_free(&run->tree);
	free(run->codes);
	data_close(run->data);
	tsv_close(run->tsv);
	photos_close(run->photos);
}

int
main(int argc, char *argv[])
{
	struct options o = { .quiet = false };
	struct run run = { .options = &o, .files = {
	    .each = take_value, .context = &run } };
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
	ok = act(&run, argv + operand, (size_t)(argc - operand), &err);
	if (!ok)
		cli_error(NULL, &err);
	run.files.trouble |= photos_trouble(run.photos);
	end(&run);
	return !ok ? (int)err.code : run.files.trouble ? SYNK_BAD_INPUT
	    : SYNK_OK;
}
