#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

/* The page that all pieces are bound into. */
#include "report_book.h"
#include "report_data.h"

struct page {
	struct book *book;
	struct data *data;	/* NULL: not embedded */
	bool blind;
};

SYNK_CHECKED bool page_write(FILE *, const struct page *, struct synk_error *);

/* The row of a visit in the table, without who it is of. */
void page_row(FILE *, const struct node *record);

#endif
