#ifndef REPORT_PLAN_H
#define REPORT_PLAN_H

/* A planning worksheet on the page: what its record says, and never a dose. */
#include <stdio.h>

#include "report_tree.h"

void plan_put_page(FILE *, const struct node *record, bool blind);

#endif
