#ifndef REPORT_TSV_H
#define REPORT_TSV_H

/* Tables that MultiQC takes up as custom content, one row a visit. */
#include "report_tree.h"

struct tsv;

/* Opens synk_scores_mqc.tsv and synk_severity_mqc.tsv in a directory, which is
 * made if need be. */
SYNK_CHECKED bool tsv_open(struct tsv **, const char *directory,
    struct synk_error *);
void tsv_put(struct tsv *, const struct node *record);
SYNK_CHECKED bool tsv_end(struct tsv *, struct synk_error *);
void tsv_close(struct tsv *);

#endif
