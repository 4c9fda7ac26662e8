#ifndef REPORT_BOOK_H
#define REPORT_BOOK_H

/*
 * What a report is bound from: a piece of HTML for each record, in a temporary
 * file as it comes, and here who it is of.  Names are in no piece but in the
 * headings, which are written last: a blind report leaves them out there.
 */
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

#include "report_tree.h"
#include "synk/verdict.h"

enum book_kind {
	BOOK_VISIT, BOOK_SERIES, BOOK_DIFF, BOOK_PLAN,	/* of a subject */
	BOOK_COHORT, BOOK_ERROR, BOOK_KINDS
};

struct entry {
	enum book_kind kind;
	char *subject, *visit, *group;	/* NULL: not said */
	char *repeat, *rater;
	char id[20];		/* unique, for links */
	char code[20];		/* what a blind report calls it */
	enum synk_severity severity;	/* of a visit */
	off_t at, row;		/* its piece, and its row of the table */
	size_t size, row_size;
	uint64_t order;		/* of the input, or at random */
	uint64_t first;		/* of the first of its subject */
};

/* Both numbers of a score of one subject, for a cohort's dots. */
struct pairing {
	double pre, post;
};
enum { BOOK_SCORES = 4 };	/* rest, movement, synkinesis, overall */

struct pairings {
	struct pairing *at;
	size_t count, room;
};

struct book {
	struct entry *at;
	size_t count, room;
	size_t kinds[BOOK_KINDS], subjects;
	size_t severities[SYNK_UNDETERMINED + 1];
	struct pairings pairs[BOOK_SCORES];
	FILE *pieces;
	FILE *random;		/* of a blind report; else NULL */
};

SYNK_CHECKED bool book_open(struct book *, bool blind, struct synk_error *);
void book_close(struct book *);

/* Begins an entry: its piece is what is written until book_row(), and its row
 * until book_end(). */
struct entry *book_begin(struct book *, enum book_kind,
    const struct node *record);
void book_row(struct book *);
SYNK_CHECKED bool book_end(struct book *, struct synk_error *);

/* Keeps the scores of a difference, for the dots of a cohort. */
void book_pair(struct book *, const struct node *diff);

/* Puts all in the order in which they are read: subjects as they came, of
 * each visits first; or shuffled, with codes. */
SYNK_CHECKED bool book_sort(struct book *, struct synk_error *);

/* Copies a piece of the file. */
SYNK_CHECKED bool book_copy(FILE *out, struct book *, off_t at, size_t size,
    struct synk_error *);

#endif
