#ifndef REPORT_VISIT_H
#define REPORT_VISIT_H

/* A grade on the page, in pieces. */
#include <stdio.h>

#include "report_tree.h"

struct visit_page {
	const struct node *record;
	const char *id;		/* unique in the file */
	const struct photos *photos;	/* its photographs; NULL: none */
	bool blind;		/* no name of a file, no day, no text of one */
};

/* report_visit.c: all of it but the heading, which names the visit. */
void visit_put(FILE *, const struct visit_page *);

/* report_verdict.c */
void visit_verdict(FILE *, const struct visit_page *);
void visit_scores(FILE *, const struct visit_page *);

/* report_regions.c */
void visit_regions(FILE *, const struct visit_page *);

/* report_grid.c */
void visit_grid(FILE *, const struct visit_page *);

/* report_face.c */
void visit_faces(FILE *, const struct visit_page *);

/* report_notes.c: what qualifies it; then findings, estimates, what was not
 * assessed, files, provenance. */
void visit_warnings(FILE *, const struct visit_page *);
void visit_notes(FILE *, const struct visit_page *);

/* Words that the table of visits has too. */

/* "left (declared)" */
void visit_side(FILE *, const struct node *record);

/* A degree with its mark, in words: "mild"; also "undetermined". */
void visit_degree(FILE *, const struct node *severity, bool sentence);

/* The number that a finding of the record is met at; NaN. */
double visit_threshold(const struct node *record, const char *finding);

/* P(severity >= grade), as synk-grade's own page says it; NaN. */
double visit_chance(const struct node *record);

#endif
