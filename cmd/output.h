/* A graded exam -> text on standard output, in the format asked for. */
#include <stdio.h>

#include "synk/record.h"

/* error: where nothing could be graded; else NULL. */
struct exam_error;

/* Called before the first exam; may be NULL. */
typedef void output_begin(FILE *);

typedef bool output_exam(FILE *, const struct synk_record *,
    const struct exam_error *, struct synk_error *);

/* One format: a row of the table. */
struct output {
	const char *name, *title;
	output_begin *begin;
	output_exam *exam;
};

/* Row i, or NULL. */
const struct output *output_format(size_t i);

/* option_set for a const struct output *. */
bool output_set(void *field, const char *text, struct synk_error *);

/* table.c */
output_exam output_table;
