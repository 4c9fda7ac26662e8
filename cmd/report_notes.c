/* What stands under a visit: findings, estimates, files, provenance. */
#include <math.h>
#include <string.h>

#include "report_put.h"
#include "report_visit.h"

/* Warnings. */

static void
put_warning(FILE *out, const struct node *w)
{
	fputs("<li>", out);
	if (tree_said(tree_at(w, "expression"))) {
		put_words(out, tree_at(w, "expression"));
		fputs(": ", out);
	}
	put_node(out, tree_at(w, "text"));
	fputs("</li>", out);
}

/* A file's own message may have a name in it. */
static void
put_unused(FILE *out, const struct visit_page *page, const struct node *file)
{
	if (!tree_said(tree_at(file, "error")))
		return;
	fputs("<li>not used: ", out);
	if (page->blind) {
		fputs("a file of ", out);
		put_words(out, tree_at(file, "expression"));
	} else {
		put_node(out, tree_at(file, "file"));
		fputs(": ", out);
		put_node(out, tree_at(file, "error"));
	}
	fputs("</li>", out);
}

static bool
has_unused(const struct node *files)
{
	for (const struct node *n = tree_first(files); n; n = tree_next(n))
		if (tree_said(tree_at(n, "error")))
			return true;
	return false;
}

void
visit_warnings(FILE *out, const struct visit_page *page)
{
	const struct node *warnings = tree_at(page->record, "warnings");
	const struct node *files = tree_at(page->record, "files"), *n;

	if (!tree_said(warnings) && !has_unused(files))
		return;
	fputs("<section class=\"wb\"><h4>Warnings</h4><ul>", out);
	for (n = tree_first(warnings); n; n = tree_next(n))
		put_warning(out, n);
	for (n = tree_first(files); n; n = tree_next(n))
		put_unused(out, page, n);
	fputs("</ul></section>", out);
}

/* Findings. */

static void
put_finding(FILE *out, const struct node *f)
{
	struct put_unit u = put_unit(tree_at(f, "unit"));

	fputs("<tr><th scope=\"row\">", out);
	put_words(out, tree_at(f, "id"));
	fputs("</th><td>", out);
	put_words(out, tree_at(f, "status"));
	fputs("</td><td>", out);
	put_fixed(out, u.decimals, u.factor * tree_number_at(f, "value"));
	fprintf(out, " %s</td><td>%s ", u.name,
	    tree_is_at(f, "condition", "below") ? "&lt;" : "&gt;");
	put_fixed(out, u.decimals, u.factor *
	    tree_number_at(f, "threshold"));
	fputs("</td><td>", out);
	put_chance(out, tree_number_at(f, "probability"));
	fputs("</td><td>", out);
	if (tree_said(tree_at(f, "reason")))
		put_node(out, tree_at(f, "reason"));
	fputs("</td></tr>", out);
}

static bool
is_brief(const struct node *f)
{
	return tree_is_at(f, "status", "absent") ||
	    tree_is_at(f, "status", "not_assessable");
}

/* Those of a status in one line, with the reason if they have one. */
static void
put_brief(FILE *out, const struct node *all, const char *status,
    const char *words)
{
	const char *between = words;

	for (const struct node *f = tree_first(all); f; f = tree_next(f)) {
		if (!tree_is_at(f, "status", status))
			continue;
		fputs(between, out);
		put_words(out, tree_at(f, "id"));
		if (tree_said(tree_at(f, "reason"))) {
			fputs(" (", out);
			put_node(out, tree_at(f, "reason"));
			putc(')', out);
		}
		between = ", ";
	}
	if (between != words)
		fputs(".</p>", out);
}

static void
put_findings(FILE *out, const struct node *record)
{
	const struct node *all = tree_at(record, "findings"), *f;
	bool any = false;

	fputs("<details><summary>All findings</summary>", out);
	for (f = tree_first(all); f; f = tree_next(f)) {
		if (is_brief(f))
			continue;
		if (!any)
			fputs("<table class=\"ft\"><thead><tr><th scope=\"col"
			    "\">finding</th><th scope=\"col\">status</th>"
			    "<th scope=\"col\">value</th><th scope=\"col\">"
			    "met if</th><th scope=\"col\">prob</th><th scope="
			    "\"col\">note</th></tr></thead><tbody>", out);
		any = true;
		put_finding(out, f);
	}
	if (any)
		fputs("</tbody></table>", out);
	put_brief(out, all, "absent", "<p>Absent (probability 0.1 or less): ");
	put_brief(out, all, "not_assessable", "<p>Not assessable: ");
	fputs("</details>", out);
}

/* Estimates. */

/* "brow raise 3, smile 2; not seen: cheek" */
static void
put_items(FILE *out, const struct node *items)
{
	const char *between = "";

	for (const struct node *n = tree_first(items); n; n = tree_next(n)) {
		double v = tree_number(n);

		if (!n->key)
			continue;
		fputs(between, out);
		for (uint32_t i = 0; i < n->key_size; i++)
			put_bytes(out, n->key[i] == '_' ? " " : n->key + i, 1);
		putc(' ', out);
		if (isfinite(v))
			put_fixed(out, 0, v);
		else
			fputs("unseen", out);
		between = ", ";
	}
}

static void
put_scale(FILE *out, const struct node *scale, const char *name)
{
	struct put_pair range = put_pair(tree_at(scale, "composite_range"));
	const char *between = "";

	fprintf(out, "<dt>%s, estimate</dt><dd>", name);
	if (tree_said(tree_at(scale, "reason"))) {
		fputs("not known, ", out);
		put_node(out, tree_at(scale, "reason"));
		fputs("</dd>", out);
		return;
	}
	if (isfinite(range.low + range.high)) {
		fputs("composite ", out);
		put_range(out, 0, range.low, range.high);
		between = "; ";
	}
	for (const struct node *n = tree_first(scale); n; n = tree_next(n)) {
		if (!tree_first(n) || !tree_first(n)->key)
			continue;
		fputs(between, out);
		put_bytes(out, n->key, n->key_size);
		fputs(": ", out);
		put_items(out, n);
		between = "; ";
	}
	fputs("</dd>", out);
}

/* The rest. */

static void
put_share(FILE *out, const struct node *share)
{
	fputs("<dt>share of the asymmetry</dt><dd>", out);
	for (const struct node *n = tree_first(share); n; n = tree_next(n)) {
		put_bytes(out, n->key, n->key_size);
		if (tree_said(tree_at(n, "reason"))) {
			fputs(": not known, ", out);
			put_node(out, tree_at(n, "reason"));
			fputs(". ", out);
			continue;
		}
		fputs(": brow ", out);
		put_fixed(out, 0, 100 * tree_number_at(n, "brow"));
		fputs(" %, eye ", out);
		put_fixed(out, 0, 100 * tree_number_at(n, "eye"));
		fputs(" %, mouth ", out);
		put_fixed(out, 0, 100 * tree_number_at(n, "smile"));
		fputs(" %. ", out);
	}
	fputs("</dd>", out);
}

static void
put_files(FILE *out, const struct node *files)
{
	fputs("<dt>files</dt><dd>", out);
	for (const struct node *n = tree_first(files); n; n = tree_next(n)) {
		put_node(out, tree_at(n, "file"));
		fputs(" (", out);
		put_words(out, tree_at(n, "scheme"));
		if (tree_said(tree_at(n, "detector"))) {
			fputs(", ", out);
			put_node(out, tree_at(n, "detector"));
		}
		fputs(tree_next(n) ? "), " : ")", out);
	}
	fputs("</dd>", out);
}

/* A hash by its beginning: records have all of it. */
static void
put_provenance(FILE *out, const struct node *record)
{
	const struct node *p = tree_at(record, "provenance");
	const struct node *norms = tree_at(p, "norms");

	fputs("<dt>made by</dt><dd>", out);
	put_node(out, tree_at(p, "tool"));
	putc(' ', out);
	put_node(out, tree_at(p, "version"));
	fputs("; norms ", out);
	if (norms && norms->size > 14)
		put_bytes(out, norms->text + 1, 12);
	else
		put_node(out, norms);
	fputs("; axis ", out);
	put_words(out, tree_at(p, "axis"));
	fputs("; draws ", out);
	put_node(out, tree_at(p, "draws"));
	fputs(", seed ", out);
	put_node(out, tree_at(p, "seed"));
	fputs("</dd>", out);
}

static void
put_scaling(FILE *out, const struct node *scale)
{
	double mm = tree_number_at(scale, "mm_per_ied");

	fputs("<dt>scale</dt><dd>", out);
	put_words(out, tree_at(scale, "source"));
	if (isfinite(mm)) {
		fputs(": 1 % IED is ", out);
		put_fixed(out, 2, mm / 100);
		fputs(" mm", out);
	}
	fputs("</dd>", out);
}

void
visit_notes(FILE *out, const struct visit_page *page)
{
	const struct node *r = page->record;

	fputs("<p class=\"na\"><b>Not assessed:</b> ", out);
	put_list(out, tree_at(r, "not_assessed"), ", ");
	fputs(". What landmarks do not show is not absent.</p>", out);
	put_findings(out, r);
	fputs("<details><summary>Estimates, shares, provenance</summary><dl>",
	    out);
	put_scale(out, tree_at(r, "estimates.sunnybrook"), "Sunnybrook");
	put_scale(out, tree_at(r, "estimates.eface"), "eFACE");
	put_share(out, tree_at(r, "asymmetry_share"));
	put_scaling(out, tree_at(r, "scale"));
	if (!page->blind)
		put_files(out, tree_at(r, "files"));
	put_provenance(out, r);
	fputs("</dl></details>", out);
}
