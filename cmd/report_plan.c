/* The worksheet of a plan, as the specialist reads it.  Doses of a
 * laboratory's own table stay in the record. */
#include <math.h>
#include <string.h>

#include "report_plan.h"
#include "report_put.h"

static void
put_section(FILE *out, const char *title)
{
	fprintf(out, "<h4>%s</h4>", title);
}

/* [low, high] of a probability, as a sheet has it. */
static void
put_bounds(FILE *out, const struct node *bounds)
{
	struct put_pair p = put_pair(bounds);

	if (!isfinite(p.low + p.high) || (p.low <= 0 && p.high >= 1)) {
		fputs("not known", out);
		return;
	}
	put_chance(out, p.low);
	if (p.low < p.high) {
		fputs(" to ", out);
		put_chance(out, p.high);
	}
}

static void
put_region(FILE *out, const struct node *region)
{
	if (tree_is(region, "smile"))
		fputs("mouth", out);
	else
		put_words(out, region);
}

/* Head. */

static void
put_severity(FILE *out, const struct node *severity)
{
	fputs("<dt>severity</dt><dd>", out);
	if (tree_is(severity, "undetermined"))
		fputs("not resolvable from these photographs", out);
	else
		put_words(out, severity);
	fputs(" (not calibrated)</dd>", out);
}

static void
put_days(FILE *out, const struct node *r, const char *key, const char *name)
{
	fprintf(out, "<dt>%s</dt><dd>", name);
	put_node(out, tree_at(r, key));
	if (tree_said(tree_at(r, key)))
		fputs(" days", out);
	fputs("</dd>", out);
}

static void
put_head(FILE *out, const struct node *r, bool blind)
{
	fputs("<p class=\"ru\">", out);
	put_node(out, tree_at(r, "research_use"));
	putc(' ', out);
	put_node(out, tree_at(r, "off_label"));
	if (tree_said(tree_at(r, "boxed_warning"))) {
		fputs(" <b>", out);
		put_node(out, tree_at(r, "boxed_warning"));
		fputs("</b>", out);
	}
	fputs("</p><dl><dt>affected side</dt><dd>", out);
	put_words(out, tree_at(r, "side"));
	fputs("</dd>", out);
	put_severity(out, tree_at(r, "severity"));
	if (!blind) {
		put_days(out, r, "days_since_onset", "since onset");
		put_days(out, r, "days_since_injection",
		    "since the last injection");
	}
	fputs("<dt>always open</dt><dd>", out);
	put_list(out, tree_at(r, "options"), "; ");
	fputs("</dd></dl>", out);
}

/* What was measured. */

/* Words of a field's path that say where in a record it stands, not what it
 * is. */
static bool
is_place(const char *word, size_t n)
{
	static const char *const places[] = { "regions", "movements",
	    "expressions", "measures" };

	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (strlen(places[i]) == n && memcmp(places[i], word, n) == 0)
			return true;
	return false;
}

/* The region "smile" is the mouth's. */
static void
put_word(FILE *out, const char *word, size_t n, bool region)
{
	if (region && n == 5 && memcmp(word, "smile", n) == 0) {
		fputs("mouth", out);
		return;
	}
	for (size_t i = 0; i < n; i++)
		put_bytes(out, word[i] == '_' ? " " : word + i, 1);
}

/* "synkinesis.smile_eye.excess" as "synkinesis, smile eye, excess". */
static void
put_field(FILE *out, const struct node *field)
{
	bool region = false;
	const char *word = field ? field->text + 1 : NULL, *between = "";
	const char *end = field && field->size > 1 ? field->text +
	    field->size - 1 : word;

	for (size_t n; word < end; word += n + 1) {
		const char *dot = memchr(word, '.', (size_t)(end - word));

		n = (size_t)((dot ? dot : end) - word);
		if (is_place(word, n)) {
			region = *word == 'r';
			continue;
		}
		fputs(between, out);
		put_word(out, word, n, region);
		between = ", ";
		region = false;
	}
	putc(':', out);
}

static void
put_value(FILE *out, const struct node *m)
{
	struct put_unit u = put_unit(tree_at(m, "unit"));
	bool mm = isfinite(tree_number_at(m, "mm"));
	double factor = mm ? 1 : u.factor;
	int decimals = mm ? 1 : u.decimals;
	struct put_pair ci = put_pair(tree_at(m, mm ? "mm_ci95" : "ci95"));

	put_fixed(out, decimals, factor * tree_number_at(m, mm ? "mm"
	    : "value"));
	if (!isfinite(tree_number_at(m, "value")))
		return;
	fprintf(out, " %s", mm ? "mm" : u.name);
	if (isfinite(ci.low + ci.high)) {
		fputs(" (", out);
		put_range(out, decimals, factor * ci.low, factor * ci.high);
		putc(')', out);
	}
}

static void
put_measured(FILE *out, const struct node *measured)
{
	const char *between = "";

	for (const struct node *m = tree_first(measured); m;
	    m = tree_next(m)) {
		fputs(between, out);
		put_field(out, tree_at(m, "field"));
		putc(' ', out);
		put_value(out, m);
		between = "; ";
	}
}

/* Candidates. */

static void
put_pair_of(FILE *out, const char *name, const struct node *text)
{
	if (!tree_said(text))
		return;
	fprintf(out, "<dt>%s</dt><dd>", name);
	if (text->text[0] == '[')
		put_list(out, text, "; ");
	else
		put_node(out, text);
	fputs("</dd>", out);
}

static void
put_target(FILE *out, const struct node *t)
{
	fputs("<div class=\"tg\"><h5>", out);
	put_node(out, tree_at(t, "rule"));
	fputs(" <b>", out);
	put_region(out, tree_at(t, "region"));
	fputs("</b>, candidate: ", out);
	put_node(out, tree_at(t, "muscle"));
	if (tree_said(tree_at(t, "part"))) {
		fputs(", ", out);
		put_node(out, tree_at(t, "part"));
	}
	fputs("; patient\xe2\x80\x99s ", out);
	put_words(out, tree_at(t, "side"));
	fputs(" <small>status: ", out);
	put_words(out, tree_at(t, "status"));
	fputs("</small></h5><dl><dt>sign</dt><dd>", out);
	put_node(out, tree_at(t, "sign"));
	fputs(" (probability ", out);
	put_bounds(out, tree_at(t, "probability"));
	fputs(")</dd><dt>measured</dt><dd>", out);
	put_measured(out, tree_at(t, "measured"));
	fputs("</dd>", out);
	put_pair_of(out, "threshold", tree_at(t, "threshold"));
	put_pair_of(out, "why", tree_at(t, "why"));
	put_pair_of(out, "evidence", tree_at(t, "evidence"));
	put_pair_of(out, "sources", tree_at(t, "sources"));
	put_pair_of(out, "cautions", tree_at(t, "cautions"));
	fputs("<dt>reviewer</dt><dd><span class=\"bx\">agree</span> <span"
	    " class=\"bx\">disagree</span> <span class=\"fill\"></span></dd>"
	    "</dl></div>", out);
}

static void
put_targets(FILE *out, const struct node *targets)
{
	put_section(out, "Candidates for review <small>no ranking</small>");
	if (!tree_first(targets))
		fputs("<p>No candidate. That no rule names a sign does not mean"
		    " that there is nothing to treat.</p>", out);
	for (const struct node *t = tree_first(targets); t; t = tree_next(t))
		put_target(out, t);
}

/* Signs that are there, or may be, and name no target. */

static const struct {
	const char *status, *title;
} others[] = {
	{ "withheld", "Signs that are there; no target is named, as a gate"
	  " has not passed" },
	{ "dropped", "Signs that are there; no target is named, as a conflict"
	  " drops them" },
	{ "undecided", "Signs that may be there, or are not known" },
};

static void
put_sign(FILE *out, const struct node *t)
{
	fputs("<li>", out);
	put_node(out, tree_at(t, "rule"));
	putc(' ', out);
	put_region(out, tree_at(t, "region"));
	fputs(", ", out);
	put_bounds(out, tree_at(t, "probability"));
	fputs(": ", out);
	put_node(out, tree_at(t, "sign"));
	if (tree_said(tree_at(t, "because"))) {
		fputs(" <small>", out);
		put_node(out, tree_at(t, "because"));
		fputs(": ", out);
		put_node(out, tree_at(t, "reason"));
		fputs("</small>", out);
	}
	if (tree_first(tree_at(t, "measured"))) {
		fputs("<br><small>measured: ", out);
		put_measured(out, tree_at(t, "measured"));
		fputs("</small>", out);
	}
	fputs("</li>", out);
}

static void
put_others(FILE *out, const struct node *all)
{
	const struct node *t;

	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		bool any = false;

		for (t = tree_first(all); t; t = tree_next(t)) {
			if (!tree_is_at(t, "status", others[i].status))
				continue;
			if (!any) {
				put_section(out, others[i].title);
				fputs("<ul>", out);
			}
			any = true;
			put_sign(out, t);
		}
		fputs(any ? "</ul>" : "", out);
	}
}

static void
put_ids(FILE *out, const struct node *all, const char *status,
    const char *words)
{
	const char *between = words;

	for (const struct node *t = tree_first(all); t; t = tree_next(t)) {
		if (!tree_is_at(t, "status", status))
			continue;
		fputs(between, out);
		put_node(out, tree_at(t, tree_at(t, "rule") ? "rule" : "id"));
		between = ", ";
	}
	if (between != words)
		fputs(".</p>", out);
}

static void
put_notices(FILE *out, const struct node *notices)
{
	if (!tree_first(notices))
		return;
	put_section(out, "Notices");
	fputs("<ul>", out);
	for (const struct node *n = tree_first(notices); n; n = tree_next(n)) {
		fputs("<li>", out);
		put_node(out, tree_at(n, "id"));
		fputs(tree_true(tree_at(n, "certain")) ? ": " : ", may apply:"
		    " ", out);
		put_node(out, tree_at(n, "text"));
		fputs("</li>", out);
	}
	fputs("</ul>", out);
}

static void
put_gates(FILE *out, const struct node *gates)
{
	bool any = false;

	if (!tree_first(gates))
		return;
	put_section(out, "Gates <small>what has to be safe first</small>");
	put_ids(out, gates, "passed", "<p>Passed: ");
	for (const struct node *g = tree_first(gates); g; g = tree_next(g)) {
		if (tree_is_at(g, "status", "passed"))
			continue;
		fputs(any ? "" : "<ul class=\"cols\">", out);
		any = true;
		fputs("<li>", out);
		put_node(out, tree_at(g, "id"));
		fputs(", <b>", out);
		put_words(out, tree_at(g, "status"));
		fputs("</b>: ", out);
		put_node(out, tree_at(g, "title"));
		fputs("</li>", out);
	}
	fputs(any ? "</ul>" : "", out);
}

static void
put_questions(FILE *out, const struct node *open)
{
	if (!tree_first(open))
		return;
	fprintf(out, "<details open><summary>Questions that nobody has"
	    " answered: %zu</summary><ul class=\"cols\">", tree_count(open));
	for (const struct node *q = tree_first(open); q; q = tree_next(q)) {
		fputs("<li>", out);
		put_node(out, tree_at(q, "ask"));
		fputs(" <small class=\"yn\"><span class=\"bx\">yes</span> <span"
		    " class=\"bx\">no</span> <span class=\"bx\">not"
		    " known</span></small></li>", out);
	}
	fputs("</ul></details>", out);
}

/* Where the asymmetry is, which is no ranking. */
static void
put_shares(FILE *out, const struct node *share)
{
	static const char *const regions[] = { "brow", "eye", "smile" };

	if (!tree_first(share))
		return;
	put_section(out, "Share of the asymmetry <small>no ranking</small>");
	fputs("<table class=\"ft\"><thead><tr><th scope=\"col\">of</th><th"
	    " scope=\"col\">brow</th><th scope=\"col\">eye</th><th scope="
	    "\"col\">mouth</th></tr></thead><tbody>", out);
	for (const struct node *n = tree_first(share); n; n = tree_next(n)) {
		fputs("<tr><th scope=\"row\">", out);
		put_bytes(out, n->key, n->key_size);
		fputs("</th>", out);
		for (size_t i = 0; i < 3; i++) {
			struct put_pair ci = put_pair(tree_at(n, tree_path(
			    "%s_ci95", regions[i]).at));

			fputs("<td>", out);
			put_fixed(out, 0, 100 * tree_number_at(n, regions[i]));
			fputs(isfinite(tree_number_at(n, regions[i]))
			    ? " % <small>" : " <small>", out);
			put_range(out, 0, 100 * ci.low, 100 * ci.high);
			fputs("</small></td>", out);
		}
		fputs("</tr>", out);
	}
	fputs("</tbody></table>", out);
}

/* Hashes by their beginnings. */
static void
put_foot(FILE *out, const struct node *r)
{
	const struct node *hash = tree_at(r, "provenance.rules");

	fputs("<p class=\"na\"><b>Not assessed:</b> ", out);
	put_list(out, tree_at(r, "not_assessed"), ", ");
	fputs(". What landmarks do not show is not absent.</p><p class=\"nt\">"
	    , out);
	put_node(out, tree_at(r, "provenance.tool"));
	putc(' ', out);
	put_node(out, tree_at(r, "provenance.version"));
	fputs(", rules ", out);
	if (hash && hash->size > 14)
		put_bytes(out, hash->text + 1, 12);
	else
		put_node(out, hash);
	fputs(".</p><p class=\"sg\">Specialist <span class=\"fill\"></span>"
	    " Date <span class=\"fill\"></span></p>", out);
}

void
plan_put_page(FILE *out, const struct node *r, bool blind)
{
	put_head(out, r, blind);
	if (tree_said(tree_at(r, "refused"))) {
		fputs("<p class=\"warn\"><b>No plan:</b> ", out);
		put_node(out, tree_at(r, "refused"));
		fputs("</p>", out);
	} else if (!tree_first(tree_at(r, "gates"))) {
		fputs("<p>Nothing was judged: no side is affected.</p>", out);
	} else {
		put_notices(out, tree_at(r, "notices"));
		put_targets(out, tree_at(r, "targets"));
		put_others(out, tree_at(r, "no_targets"));
		put_ids(out, tree_at(r, "no_targets"), "not_met",
		    "<p class=\"nt\">Signs that are not there: ");
		put_ids(out, tree_at(r, "no_targets"), "off",
		    "<p class=\"nt\">Rules that are off: ");
		put_shares(out, tree_at(r, "asymmetry_share"));
		put_gates(out, tree_at(r, "gates"));
		put_questions(out, tree_at(r, "open_questions"));
	}
	put_foot(out, r);
}
