#ifndef MANIFEST_H
#define MANIFEST_H

/*
 * A manifest: a CSV file with one photo a row -> jobs, one an exam.
 *
 * Rows with the same subject, visit, rater and repeat are one exam, wherever
 * they stand; exams are in order of their first row.  A row is kept as its
 * position only and read again for its exam, so that a row costs at most 55
 * bytes while opening and 44 afterwards.
 *
 * What is wrong with one row becomes the problem of its photo, and of no
 * other: an unknown expression (then SYNK_EXPRESSIONS), a bad number, no file,
 * a photo listed twice, a side that contradicts an earlier row of the exam.
 * An empty subject is NULL, and each of its photos has a problem; a photo
 * without a file has "" as path and name.
 * A row that cannot be split into fields fails the whole manifest: where the
 * next one starts is then a guess.
 */

#include "csv.h"
#include "group.h"

struct job;

enum { MANIFEST_COLUMNS = 19 };

struct manifest_row {
	off_t offset;		/* bytes */
	uint32_t line;
};

struct manifest {
	FILE *file;
	struct csv csv;
	char *folder;		/* of the manifest, with its '/'; may be "" */
	int column[MANIFEST_COLUMNS];
	struct groups exams;
	struct manifest_row *row;
	size_t room;
};

/*
 * Reads the manifest through once.  "-" is standard input, with files relative
 * to the current directory; else they are relative to the manifest.  Warns of
 * columns that look misspelt.  Needs manifest_close() after success only.
 */
SYNK_CHECKED bool manifest_open(struct manifest *, const char *path,
    struct synk_error *);

size_t manifest_exams(const struct manifest *);

/*
 * Exam i, from 0.  *job is filled and the caller's to free.  Processes that
 * share the manifest after fork() may each ask.  Fails if the file cannot be
 * read again, or is no longer what it was.
 */
SYNK_CHECKED bool manifest_exam(struct manifest *, size_t i, struct job *,
    struct synk_error *);

void manifest_close(struct manifest *);

#endif
