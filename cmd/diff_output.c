#include <stdlib.h>
#include <string.h>

#include "diff_output.h"

/* Writes a line, and frees it. */
static bool
put_line(FILE *out, char *line)
{
	fputs(line, out);
	putc('\n', out);
	free(line);
	return true;
}

static bool
json_diff(FILE *out, const struct synk_diff *d, bool measures,
    struct synk_error *err)
{
	char *line;

	return synk_diff_json(&line, d, measures, err) && put_line(out, line);
}

static bool
json_cohort(FILE *out, const struct diff_group *g, struct synk_error *err)
{
	char *line;

	return synk_cohort_json(&line, g->cohort, g->row, g->lost, g->losts,
	    g->measures, err) && put_line(out, line);
}

static bool
json_series(FILE *out, const struct synk_diff *const diff[], size_t n,
    bool measures, struct synk_error *err)
{
	char *line;

	return synk_series_json(&line, diff, n, measures, err) &&
	    put_line(out, line);
}

static bool
json_lost(FILE *out, const struct synk_lost *lost, struct synk_error *err)
{
	char *line;

	return synk_lost_json(&line, lost, err) && put_line(out, line);
}

static const struct diff_format formats[] = {
	{ "json", NULL, json_diff, json_cohort, json_series, json_lost,
	  NULL, NULL },
	{ "table", NULL, diff_table, diff_table_cohort, diff_table_series,
	  diff_table_lost, NULL, NULL },
	{ "csv", diff_csv_begin, diff_csv, diff_csv_cohort, diff_csv_series,
	  diff_csv_lost, diff_csv_begin_series, diff_csv_lost_series },
};

const struct diff_format *
diff_format(size_t i)
{
	return i < sizeof formats / sizeof *formats ? &formats[i] : NULL;
}

bool
diff_format_set(void *field, const char *text, struct synk_error *err)
{
	const struct diff_format *f;

	for (size_t i = 0; (f = diff_format(i)); i++)
		if (strcmp(f->name, text) == 0) {
			*(const struct diff_format **)field = f;
			return true;
		}
	return synk_fail(err, SYNK_BAD_USAGE,
	    "expected json, table or csv, found '%s'", text);
}
