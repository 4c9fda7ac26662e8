#include "report_change.h"
#include "report_put.h"

/* Messages have names of files and visits in them. */
void
change_error(FILE *out, const struct node *r, bool blind)
{
	fputs("<td>", out);
	put_node(out, tree_at(r, "tool"));
	fputs("</td><td>", out);
	put_words(out, tree_at(r, "code"));
	fputs("</td><td>", out);
	if (blind)
		fputs("<span class=\"nk\">hidden</span>", out);
	else
		put_node(out, tree_at(r, "message"));
	for (const struct node *n = tree_first(tree_at(r, "files")); n &&
	    !blind; n = tree_next(n)) {
		if (!tree_said(tree_at(n, "error")))
			continue;
		fputs("<br><small>", out);
		put_node(out, tree_at(n, "file"));
		fputs(": ", out);
		put_node(out, tree_at(n, "error"));
		fputs("</small>", out);
	}
	fputs("</td>", out);
}
