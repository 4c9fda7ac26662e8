#include "report_photos.h"
#include "report_put.h"
#include "report_visit.h"

/* "group severe; affected side left (declared); 30 days since onset" */
static void
put_lead(FILE *out, const struct visit_page *page)
{
	static const char *const days[][2] = {
		{ "days_since_onset", "days since onset" },
		{ "days_since_injection", "days since the last injection" },
	};

	fputs("<p class=\"ld\">affected side: <b>", out);
	visit_side(out, page->record);
	fputs("</b>", out);
	for (size_t i = 0; i < 2 && !page->blind; i++) {
		const struct node *n = tree_at(page->record, days[i][0]);

		if (!tree_said(n))
			continue;
		fputs("; ", out);
		put_node(out, n);
		fprintf(out, " %s", days[i][1]);
	}
	fputs("</p>", out);
}

void
visit_put(FILE *out, const struct visit_page *page)
{
	put_lead(out, page);
	fputs("<div class=\"top\"><div>", out);
	visit_verdict(out, page);
	visit_warnings(out, page);
	fputs("</div><div>", out);
	visit_scores(out, page);
	fputs("</div></div>", out);
	visit_grid(out, page);
	visit_regions(out, page);
	visit_faces(out, page);
	photos_put(out, page->photos);
	visit_notes(out, page);
}
