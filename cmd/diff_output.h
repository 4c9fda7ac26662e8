#ifndef DIFF_OUTPUT_H
#define DIFF_OUTPUT_H

/* How synk-diff writes what it found. */
#include <stdio.h>

#include "synk/cohort.h"

/* All of the run, once it is read. */
struct diff_group {
	const struct synk_visits *visits;
	const struct synk_cohort *cohort;
	const struct synk_cohort_row *row;	/* SYNK_QUANTITIES */
	const struct synk_lost *lost;
	size_t losts;
	bool errors_known;	/* a reliability file was given */
	bool measures;		/* with rows of single measures */
};

struct diff_format {
	const char *name;
	/* A heading; cohort: of a cohort's rows. */
	void (*begin)(FILE *, bool cohort);
	bool (*diff)(FILE *, const struct synk_diff *, bool measures,
	    struct synk_error *);
	bool (*cohort)(FILE *, const struct diff_group *, struct synk_error *);
	/* diff[i] is of the first visit and a later one. */
	bool (*series)(FILE *, const struct synk_diff *const diff[], size_t n,
	    bool measures, struct synk_error *);
	/* One that is in no pair; not of a cohort, which lists them. */
	bool (*lost)(FILE *, const struct synk_lost *, struct synk_error *);

	/* In place of these for a series, if its rows are others. */
	void (*begin_series)(FILE *);
	bool (*lost_series)(FILE *, const struct synk_lost *,
	    struct synk_error *);
};

/* Format i, or NULL: json (the default), table, csv. */
const struct diff_format *diff_format(size_t i);

/* Sets a const struct diff_format * by its name, as an option. */
bool diff_format_set(void *field, const char *text, struct synk_error *);

/* cmd/diff_table.c, cmd/diff_csv.c */
bool diff_table(FILE *, const struct synk_diff *, bool measures,
    struct synk_error *);
bool diff_table_cohort(FILE *, const struct diff_group *,
    struct synk_error *);
bool diff_table_lost(FILE *, const struct synk_lost *, struct synk_error *);
bool diff_table_series(FILE *, const struct synk_diff *const diff[], size_t n,
    bool measures, struct synk_error *);
void diff_csv_begin(FILE *, bool cohort);
bool diff_csv(FILE *, const struct synk_diff *, bool measures,
    struct synk_error *);
bool diff_csv_cohort(FILE *, const struct diff_group *, struct synk_error *);
bool diff_csv_lost(FILE *, const struct synk_lost *, struct synk_error *);

/* A heading of its own comes before the first. */
bool diff_csv_series(FILE *, const struct synk_diff *const diff[], size_t n,
    bool measures, struct synk_error *);
void diff_csv_begin_series(FILE *);
bool diff_csv_lost_series(FILE *, const struct synk_lost *,
    struct synk_error *);

#endif
