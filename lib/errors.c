/*
 * Reliability entries, each for a place in a table by detector, alignment and
 * quantity.  Beside what is used, an entry tells how it came to be; that is
 * checked, since what is wrong there was not made by synk.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "norms.h"
#include "synk/record.h"
#include "synk/reliability.h"
#include "table.h"

static const double z975 = 1.959963984540054;

struct slot {
	struct synk_error_of error;
	size_t document;	/* that it is from; 0: none */
};

enum { ALIGNMENTS = 2 };

struct synk_errors {
	size_t documents;	/* added so far */
	struct slot slot[SYNK_DETECTORS][ALIGNMENTS][SYNK_QUANTITIES];
};

/* What all quantities are called. */
struct names {
	const struct synk_visits *visits;
	char key[ALIGNMENTS][SYNK_QUANTITIES][SYNK_KEY_TEXT];
	size_t hint;		/* the one found last */
};

/* What an entry comes to. */
struct entry {
	size_t quantity;
	bool serves[ALIGNMENTS];
	enum synk_detector detector;
	enum synk_factor factor;
	struct synk_error_of error;
};

bool
synk_errors_open(struct synk_errors **to, struct synk_error *err)
{
	struct synk_errors *e = calloc(1, sizeof *e);
	const struct synk_error_of none = { .sem = NAN, .df = NAN,
	    .limit = NAN };

	if (!e)
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	for (size_t d = 0; d < SYNK_DETECTORS; d++)
		for (size_t a = 0; a < ALIGNMENTS; a++)
			for (size_t i = 0; i < SYNK_QUANTITIES; i++)
				e->slot[d][a][i].error = none;
	*to = e;
	return true;
}

void
synk_errors_close(struct synk_errors *e)
{
	free(e);
}

struct synk_error_of
synk_errors_of(const struct synk_errors *e, enum synk_detector detector,
    bool aligned, size_t i)
{
	return e->slot[detector][aligned ? 1 : 0][i].error;
}

/* Kinds of members. */

static bool
is_text(const struct cJSON *node)
{
	const char *text = synk_json_string(node);

	return text && *text;
}

static bool
is_number(const struct cJSON *node)
{
	double v;

	return synk_json_number(&v, node);
}

static bool
is_above_0(const struct cJSON *node)
{
	double v;

	return synk_json_number(&v, node) && v > 0;
}

static bool
is_df(const struct cJSON *node)
{
	double v;

	return synk_json_is_null(node) || (synk_json_number(&v, node) &&
	    v >= 1);
}

static bool
is_maybe(const struct cJSON *node)
{
	return synk_json_is_null(node) || is_number(node);
}

static bool
is_count(const struct cJSON *node)
{
	long v;

	return synk_json_whole(&v, node) && v >= 2;
}

static bool
is_interval(const struct cJSON *node)
{
	const struct cJSON *first = synk_json_first(node);
	double low, high;

	return synk_json_is_null(node) || (synk_json_is_array(node) &&
	    synk_json_size(node) == 2 && synk_json_number(&low, first) &&
	    synk_json_number(&high, synk_json_next(first)) && low <= high);
}

static bool
is_yes_or_no(const struct cJSON *node)
{
	bool v;

	return synk_json_bool(&v, node);
}

static const char a_text[] = "a text", a_number[] = "a number",
    a_df[] = "a number of at least 1, or null",
    above_0[] = "a number above 0", number_or_null[] = "a number or null",
    a_count[] = "a whole number of at least 2",
    an_interval[] = "two numbers, the lower first, or null",
    yes_or_no[] = "true or false";

static const struct member {
	const char *name;
	bool (*is)(const struct cJSON *);
	const char *what;
	bool needed;
} members[] = {
	{ "quantity", is_text, a_text, true },
	{ "detector", is_text, a_text, true },
	{ "sem", is_above_0, above_0, true },
	{ "df", is_df, a_df, true },
	{ "factor", is_text, a_text, true },
	{ "basis", is_text, a_text, true },
	{ "source", is_text, a_text, true },
	{ "aligned", is_yes_or_no, yes_or_no, false },
	{ "axis", is_text, a_text, false },
	{ "unit", is_text, a_text, false },
	{ "limit", is_above_0, above_0, false },
	{ "mdc95", is_above_0, above_0, false },
	{ "subjects", is_count, a_count, false },
	{ "levels", is_count, a_count, false },
	{ "sem_ci95", is_interval, an_interval, false },
	{ "icc", is_maybe, number_or_null, false },
	{ "icc_ci95", is_interval, an_interval, false },
	{ "bias", is_number, a_number, false },
	{ "bias_ci95", is_interval, an_interval, false },
	{ "lower", is_number, a_number, false },
	{ "lower_ci95", is_interval, an_interval, false },
	{ "upper", is_number, a_number, false },
	{ "upper_ci95", is_interval, an_interval, false },
	{ "spread_correlation", is_maybe, number_or_null, false },
	{ "note", is_text, a_text, false },
};

static bool
expected(const char *member, const char *what, const struct cJSON *node,
    struct synk_error *err)
{
	const char *text = synk_json_string(node);
	double v;

	if (text && *text)
		return synk_fail(err, SYNK_BAD_INPUT,
		    "%s: expected %s, found '%.80s'", member, what, text);
	if (synk_json_number(&v, node))
		return synk_fail(err, SYNK_BAD_INPUT,
		    "%s: expected %s, found %g", member, what, v);
	return synk_fail(err, SYNK_BAD_INPUT, "%s: expected %s, found %s",
	    member, what, text ? "an empty one" : synk_json_kind(node));
}

static bool
check_members(const struct cJSON *entry, struct synk_error *err)
{
	const struct cJSON *m;

	for (m = synk_json_first(entry); m; m = synk_json_next(m)) {
		size_t i = 0;

		while (i < LEN(members) &&
		    strcmp(members[i].name, synk_json_key(m)) != 0)
			i++;
		if (i == LEN(members))
			return synk_fail(err, SYNK_BAD_INPUT,
			    "unknown member '%.60s'", synk_json_key(m));
	}
	for (size_t i = 0; i < LEN(members); i++) {
		m = synk_json_get(entry, members[i].name);
		if (m ? !members[i].is(m) : members[i].needed)
			return expected(members[i].name, members[i].what, m,
			    err);
	}
	return true;
}

/* What the words of an entry stand for. */

/* Files have the order of the table, so that the search is short. */
static bool
find_quantity(struct entry *to, struct names *names, const char *key)
{
	for (size_t k = 0; k < SYNK_QUANTITIES; k++) {
		size_t i = (names->hint + k) % SYNK_QUANTITIES;

		for (size_t a = 0; a < ALIGNMENTS; a++)
			to->serves[a] = strcmp(names->key[a][i], key) == 0;
		if (to->serves[0] || to->serves[1]) {
			to->quantity = names->hint = i;
			return true;
		}
	}
	return false;
}

static bool
read_quantity(struct entry *to, const struct cJSON *entry,
    struct names *names, struct synk_error *err)
{
	const struct cJSON *key = synk_json_get(entry, "quantity");
	const struct cJSON *aligned = synk_json_get(entry, "aligned");
	bool yes;

	if (!find_quantity(to, names, synk_json_string(key)))
		return expected("quantity", "the key of one", key, err);
	if (!synk_json_bool(&yes, aligned))
		return true;
	if (!to->serves[yes ? 1 : 0])
		return synk_fail(err, SYNK_BAD_INPUT, "aligned: expected %s"
		    " of this quantity, found %s", yes ? "false" : "true",
		    yes ? "true" : "false");
	to->serves[yes ? 0 : 1] = false;
	return true;
}

static bool
read_words(struct entry *to, const struct cJSON *entry, struct synk_error *err)
{
	const struct cJSON *detector = synk_json_get(entry, "detector");
	const struct cJSON *factor = synk_json_get(entry, "factor");
	const struct cJSON *basis = synk_json_get(entry, "basis");
	int d = 0, f = 0;

	while (d < SYNK_DETECTORS && strcmp(synk_json_string(detector),
	    synk_detector_name((enum synk_detector)d)) != 0)
		d++;
	while (f < SYNK_FACTORS && strcmp(synk_json_string(factor),
	    synk_factor_name((enum synk_factor)f)) != 0)
		f++;
	if (d == SYNK_DETECTORS)
		return expected("detector", "other, dlib, mediapipe or"
		    " mediapipe-facemesh", detector, err);
	if (f == SYNK_FACTORS)
		return expected("factor", "visit, repeat or rater", factor,
		    err);
	if (!synk_is_basis(synk_json_string(basis)))
		return expected("basis", "published, derived or assumed",
		    basis, err);
	to->detector = (enum synk_detector)d;
	to->factor = (enum synk_factor)f;
	return true;
}

static bool
read_axis(struct synk_error_of *to, const struct cJSON *entry,
    struct synk_error *err)
{
	const struct cJSON *axis = synk_json_get(entry, "axis");
	const char *word = synk_json_string(axis);
	int a = SYNK_AXIS_CANTHI;

	while (word && a <= SYNK_AXIS_PUPILS && strcmp(word,
	    synk_axis_name((enum synk_axis)a)) != 0)
		a++;
	if (a > SYNK_AXIS_PUPILS)
		return expected("axis", "canthi or pupils", axis, err);
	to->axis = (enum synk_axis)a;
	return true;
}

/* A limit is not read but made; one that says something else was meant
 * otherwise. */
static bool
read_numbers(struct synk_error_of *to, const struct cJSON *entry,
    struct synk_error *err)
{
	double limit;

	if (!synk_json_number(&to->sem, synk_json_get(entry, "sem")))
		return false;	/* it was checked */
	if (!synk_json_number(&to->df, synk_json_get(entry, "df")))
		to->df = NAN;
	to->limit = sqrt(2) * to->sem * (isnan(to->df) ? z975
	    : synk_t_quantile(.975, to->df));
	if (synk_json_number(&limit, synk_json_get(entry, "limit")) &&
	    fabs(limit - to->limit) > .01 * to->limit)
		return synk_fail(err, SYNK_BAD_INPUT, "limit: expected %.6g,"
		    " as sem and df make it, found %g", to->limit, limit);
	return true;
}

static bool
read_unit(const struct entry *e, const struct cJSON *entry,
    const struct names *names, struct synk_error *err)
{
	const struct cJSON *unit = synk_json_get(entry, "unit");
	const char *want = synk_visits_quantity(names->visits,
	    e->quantity)->unit;

	return !unit || strcmp(synk_json_string(unit), want) == 0 ||
	    expected("unit", want, unit, err);
}

static bool
read_entry(struct entry *to, const struct cJSON *entry, struct names *names,
    struct synk_error *err)
{
	return check_members(entry, err) &&
	    read_quantity(to, entry, names, err) &&
	    read_words(to, entry, err) &&
	    read_unit(to, entry, names, err) &&
	    read_axis(&to->error, entry, err) &&
	    read_numbers(&to->error, entry, err);
}

/* Raters differ over the same photographs; a patient's two visits also by how
 * often the patient smiles alike.  So an error of raters is none between
 * sessions. */
static bool
take(struct synk_errors *e, const struct entry *entry, struct synk_error *err)
{
	for (size_t a = 0; a < ALIGNMENTS; a++) {
		struct slot *slot = &e->slot[entry->detector][a]
		    [entry->quantity];

		if (!entry->serves[a] || entry->factor == SYNK_FACTOR_RATER)
			continue;
		if (slot->document == e->documents)
			return synk_fail(err, SYNK_BAD_INPUT, "quantity:"
			    " expected one error of it by %s, found two",
			    synk_detector_name(entry->detector));
		*slot = (struct slot){ entry->error, e->documents };
	}
	return true;
}

static bool
read_entries(struct synk_errors *e, const struct cJSON *root,
    struct names *names, struct synk_error *err)
{
	const struct cJSON *list = synk_json_get(root, "reliability"), *m;
	char where[40];
	size_t i = 0;

	e->documents++;
	for (m = synk_json_first(list); m; m = synk_json_next(m), i++) {
		struct entry entry = { .quantity = 0 };

		if (!read_entry(&entry, m, names, err) ||
		    !take(e, &entry, err)) {
			snprintf(where, sizeof where, "reliability[%zu]", i);
			return synk_fail_in(err, where);
		}
	}
	return true;
}

/* Into a copy, so that what fails changes nothing. */
static bool
add(struct synk_errors *e, const struct cJSON *root,
    const struct synk_visits *visits, struct synk_error *err)
{
	struct synk_errors *copy = malloc(sizeof *copy);
	struct names *names = malloc(sizeof *names);
	bool ok = copy && names;

	if (ok) {
		*copy = *e;
		names->visits = visits;
		names->hint = 0;
		for (size_t i = 0; i < SYNK_QUANTITIES; i++)
			for (size_t a = 0; a < ALIGNMENTS; a++)
				synk_quantity_key(names->key[a][i],
				    synk_visits_quantity(visits, i), a == 1);
		ok = read_entries(copy, root, names, err);
		if (ok)
			*e = *copy;
	} else {
		synk_fail(err, SYNK_SYSTEM, "out of memory");
	}
	free(names);
	free(copy);
	return ok;
}

bool
synk_errors_add(struct synk_errors *e, const char *text, size_t size,
    const struct synk_visits *visits, struct synk_error *err)
{
	struct cJSON *root;
	size_t at = 0;
	bool ok;

	if (!synk_json_read(&root, text, size, &at, err))
		return false;
	ok = at == size && root ? synk_norms_check(root, err) &&
	    add(e, root, visits, err)
	    : synk_fail(err, SYNK_BAD_INPUT, "expected one JSON value");
	synk_json_free(root);
	return ok;
}
