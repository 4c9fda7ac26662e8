#ifndef EXAMS_H
#define EXAMS_H

/*
 * What the tools that read landmark files share: the options that say which
 * exams and how they are to be read, and the way from there to a grade.
 */

#include <math.h>
#include <stdio.h>

#include "options.h"
#include "photo.h"
#include "progress.h"
#include "subjects.h"
#include "synk/record.h"

struct exams_options {
	const char *manifest, *files_from, *subjects_file, *deidentify;
	const char *subject, *visit;
	struct option_list patterns, norms_files;
	enum synk_affected side;
	struct photo_defaults photo;
	struct synk_exam_options exam;
	struct synk_drawing drawing;
	enum progress_when progress;
	int jobs;		/* processes at work; 0 or 1: this one */
	bool nul;		/* names of files_from end with a NUL */
	int shard, shards;	/* which of how many, from 1; 0: all */
};

/* Nothing said; a member of an initialiser. */
#define EXAMS_DEFAULTS { .photo = { .face = FACE_ANY, .scale = NAN }, \
	.drawing = { .draws = 200, .seed = 1 } }

/* Rows of the options above, whose struct is the first of a tool's own. */
extern const struct option_row exams_rows[];
extern const size_t exams_row_count;

/* One exam, read and graded; all is borrowed. */
struct exams_one {
	const struct job *job;
	const struct photo *photo;	/* as many as job has */
	const struct synk_photo *view;	/* likewise */
	const struct synk_record *record;	/* its files, exam, grade ... */
	const struct exam_error *error;	/* nothing was graded; or NULL */
};

/* What a tool does with each exam; what it prints goes to out. */
typedef bool exams_each(void *context, FILE *out, const struct exams_one *,
    struct synk_error *);

/* A run: what all its exams share, and how it went. */
struct exams {
	const struct exams_options *options;
	const char *tool;	/* its name, for records */
	exams_each *each;
	void *context;
	bool without_rest;	/* an exam of no photograph at rest is one */
	/* Exams that an earlier run has done, each with one line; NULL. */
	const struct part *done;
	/* The rest is its own, and 0 at first. */
	struct photo_defaults defaults;
	struct synk_norms norms;
	struct synk_noise noise;
	struct subjects subjects;
	const char *culprit;	/* the file that a failure is of; or NULL */
	bool trouble;		/* some input could not be used */
};

/* Reads norms and subjects, whose names options say.  exams_close() after. */
SYNK_CHECKED bool exams_open(struct exams *, struct synk_error *);
void exams_close(struct exams *);

/* True if operands are a set of photographs: a directory, a file, or "-". */
bool exams_is_set(char *const *operand, size_t n);

/* True unless the operands are the photographs of one exam. */
bool exams_are_many(const struct exams_options *, char *const *operand,
    size_t n);

/* Fails with SYNK_BAD_USAGE if operands and options contradict each other. */
SYNK_CHECKED bool exams_check(const struct exams *, char *const *operand,
    size_t n, struct synk_error *);

/* Every exam of manifest or operands, in their order. */
SYNK_CHECKED bool exams_all(struct exams *, char *const *operand, size_t n,
    struct synk_error *);

/* One exam; the job may be completed by what is known of its subject. */
SYNK_CHECKED bool exams_job(struct exams *, struct job *, FILE *out,
    struct synk_error *);

/* option_set for the fields jobs and shard. */
bool exams_set_jobs(void *field, const char *text, struct synk_error *);

#endif
