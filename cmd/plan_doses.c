#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli.h"
#include "csv.h"
#include "plan_date.h"
#include "plan_doses.h"
#include "plan_hash.h"
#include "value.h"

#define LEN(a)	(sizeof (a) / sizeof *(a))

typedef bool check(const char *, struct synk_error *);

/* Non-proprietary names only. */
static const char *const products[] = {
	"onabotulinumtoxinA", "abobotulinumtoxinA", "incobotulinumtoxinA",
	"prabotulinumtoxinA", "letibotulinumtoxinA", "daxibotulinumtoxinA",
	"rimabotulinumtoxinB",
};

static bool
is_product(const char *text, struct synk_error *err)
{
	char list[200] = "";

	for (size_t i = 0; i < LEN(products); i++) {
		if (strcasecmp(products[i], text) == 0)
			return true;
		strcat(list, i ? ", " : "");
		strcat(list, products[i]);
	}
	return synk_fail(err, SYNK_BAD_INPUT, "expected one of %s, found"
	    " '%.40s'", list, text);
}

static bool
is_amount(const char *text, size_t size)
{
	struct synk_error err;
	char copy[24];
	double value;

	if (size >= sizeof copy)
		return false;
	memcpy(copy, text, size);
	copy[size] = '\0';
	return value_number(&value, copy, &err) && value > 0;
}

/* "2.5", or "1.25-2.5". */
static bool
is_range(const char *text, struct synk_error *err)
{
	size_t n = strcspn(text, "-");

	if (is_amount(text, n) && (!text[n] ||
	    is_amount(text + n + 1, strlen(text + n + 1))))
		return true;
	return synk_fail(err, SYNK_BAD_INPUT, "expected a number such as 2.5,"
	    " or 1-2.5, found '%.40s'", text);
}

static bool
is_date(const char *text, struct synk_error *err)
{
	long day;

	return date_read(&day, text, err);
}

static const struct column {
	const char *name;
	size_t at;		/* in struct synk_dose */
	check *check;		/* NULL: any text */
} columns[] = {
	{ "muscle", offsetof(struct synk_dose, muscle), NULL },
	{ "product", offsetof(struct synk_dose, product), is_product },
	{ "units_per_point", offsetof(struct synk_dose, units_per_point),
	  is_range },
	{ "points", offsetof(struct synk_dose, points), is_range },
	{ "source", offsetof(struct synk_dose, source), NULL },
	{ "page", offsetof(struct synk_dose, page), NULL },
	{ "verified_by", offsetof(struct synk_dose, verified_by), NULL },
	{ "verified_date", offsetof(struct synk_dose, verified_date),
	  is_date },
};

/* Column i's text of a row. */
static char **
cell(struct synk_dose *dose, size_t i)
{
	return (char **)(void *)((char *)dose + columns[i].at);
}

/* Room doubles, so that it is full whenever count is a power of two. */
static struct synk_dose *
add(struct plan_doses *to)
{
	if ((to->count & (to->count - 1)) == 0)
		to->at = cli_grow(to->at,
		    (to->count ? 2 * to->count : 1) * sizeof *to->at);
	to->at[to->count] = (struct synk_dose){ 0 };
	return &to->at[to->count++];
}

static bool
read_cell(struct synk_dose *dose, size_t i, const char *text,
    struct synk_error *err)
{
	if (!text)
		return synk_fail(err, SYNK_BAD_INPUT,
		    "%s: expected a value, found an empty field",
		    columns[i].name);
	if (columns[i].check && !columns[i].check(text, err))
		return synk_fail_in(err, columns[i].name);
	*cell(dose, i) = cli_copy(text);
	return true;
}

static bool
read_rows(struct plan_doses *to, struct csv *c, const int *column,
    struct synk_error *err)
{
	struct synk_dose *dose;
	bool got;

	for (;;) {
		if (!csv_next(c, &got, err))
			return false;
		if (!got)
			return true;
		dose = add(to);
		for (size_t i = 0; i < LEN(columns); i++)
			if (!read_cell(dose, i, csv_said(c, column[i]),
			    err)) {
				err->line = c->line;
				return false;
			}
	}
}

static bool
read_file(struct plan_doses *to, FILE *file, const char *path,
    struct synk_error *err)
{
	struct csv_column want[LEN(columns)];
	int column[LEN(columns)];
	struct csv c;
	bool ok;

	for (size_t i = 0; i < LEN(columns); i++)
		want[i] = (struct csv_column){ columns[i].name, true };
	if (!csv_open(&c, file, err))
		return false;
	ok = csv_columns(&c, column, want, LEN(columns), path, err) &&
	    read_rows(to, &c, column, err) &&
	    (to->count || synk_fail(err, SYNK_BAD_INPUT,
	    "expected at least one row, found none"));
	csv_close(&c);
	return ok;
}

bool
plan_doses_open(struct plan_doses *to, const char *path,
    struct synk_error *err)
{
	FILE *file;
	bool ok;

	*to = (struct plan_doses){ 0 };
	if (!csv_file(&file, path, err))
		return false;
	ok = read_file(to, file, path, err) &&
	    plan_hash_file(to->hash, file, err);
	fclose(file);
	if (!ok)
		plan_doses_close(to);
	return ok;
}

void
plan_doses_close(struct plan_doses *d)
{
	for (size_t i = 0; i < d->count; i++)
		for (size_t k = 0; k < LEN(columns); k++)
			free(*cell(&d->at[i], k));
	free(d->at);
	*d = (struct plan_doses){ 0 };
}
