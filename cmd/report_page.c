/* The page: head, table of visits, subjects, cohorts, errors, how to read. */
#include <math.h>
#include <string.h>

#include "report_change.h"
#include "report_data.h"
#include "report_page.h"
#include "report_put.h"
#include "report_visit.h"
#include "verdict_words.h"

static const char style[] = {
#include "report/report.css.inc"
	0
};

static const char script[] = {
#include "report/report.js.inc"
	0
};

static const char about[] = {
#include "report/about.html.inc"
	0
};

enum { SHEAF = 40 };	/* visits, worksheets and so on, at least */

/* A row of the table. */

static void
row_score(FILE *out, const struct node *scores, const char *key)
{
	struct put_pair ci = put_pair(tree_at(scores, tree_path("%s_ci95",
	    key).at));
	double value = tree_number_at(scores, key);

	if (!isfinite(value)) {
		fputs("<td class=\"num\"><span class=\"nk\">not known</span>"
		    "</td>", out);
		return;
	}
	fputs("<td class=\"num\">", out);
	put_fixed(out, 0, value);
	if (isfinite(ci.low + ci.high)) {
		fputs(" <small>", out);
		put_range(out, 0, ci.low, ci.high);
		fputs("</small>", out);
	}
	fputs("</td>", out);
}

void
page_row(FILE *out, const struct node *record)
{
	static const char *const scores[] = { "rest", "movement",
	    "synkinesis", "overall" };
	double p = visit_chance(record);

	fputs("<td>", out);
	visit_degree(out, tree_at(record, "severity.grade"), false);
	fputs("</td><td class=\"num\">", out);
	if (isfinite(p))
		put_chance(out, p);
	else
		fputs("<span class=\"nk\">\xe2\x80\x93</span>", out);
	fputs("</td><td>", out);
	visit_side(out, record);
	fputs("</td>", out);
	for (size_t i = 0; i < sizeof scores / sizeof *scores; i++)
		row_score(out, tree_at(record, "scores"), scores[i]);
	fputs("<td class=\"num\">", out);
	put_whole(out, (long)tree_count(tree_at(record, "warnings")));
	fputs("</td></tr>\n", out);
}

/* Names, or what a blind report has for them. */

static void
put_name(FILE *out, const char *text)
{
	if (!text || !*text) {
		fputs("<span class=\"nk\">not said</span>", out);
		return;
	}
	fputs("<bdi>", out);
	put_string(out, text);
	fputs("</bdi>", out);
}

static void
put_exam(FILE *out, const struct page *p, const struct entry *e)
{
	if (p->blind) {
		put_string(out, e->code);
		return;
	}
	put_name(out, e->subject);
	fputs(" <span class=\"vs\">", out);
	put_name(out, e->visit);
	fputs("</span>", out);
	if (e->repeat) {
		fputs(" <span class=\"vs\">repeat ", out);
		put_name(out, e->repeat);
		fputs("</span>", out);
	}
	if (e->rater) {
		fputs(" <span class=\"vs\">rater ", out);
		put_name(out, e->rater);
		fputs("</span>", out);
	}
}

/* Head. */

static void
put_count(FILE *out, size_t n, const char *one, const char *many,
    const char **between)
{
	if (n == 0)
		return;
	fprintf(out, "%s%zu %s", *between, n, n == 1 ? one : many);
	*between = ", ";
}

static void
put_counts(FILE *out, const struct page *p)
{
	static const struct {
		enum book_kind kind;
		const char *one, *many;
	} rows[] = {
		{ BOOK_DIFF, "comparison of two visits",
		  "comparisons of two visits" },
		{ BOOK_SERIES, "series of visits", "series of visits" },
		{ BOOK_COHORT, "cohort", "cohorts" },
		{ BOOK_PLAN, "planning worksheet", "planning worksheets" },
		{ BOOK_ERROR, "error", "errors" },
	};
	const struct book *b = p->book;
	const char *between = "";

	put_count(out, b->kinds[BOOK_VISIT], "visit", "visits", &between);
	between = *between ? " of " : "";
	put_count(out, b->subjects, "subject", "subjects", &between);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		put_count(out, b->kinds[rows[i].kind], rows[i].one,
		    rows[i].many, &between);
	if (!*between)
		fputs("nothing", out);
}

static void
put_head(FILE *out, const struct page *p)
{
	fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset="
	    "\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width,"
	    " initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\""
	    " content=\"default-src 'none'; style-src 'unsafe-inline';"
	    " img-src data:; base-uri 'none'; form-action 'none';"
	    " script-src 'sha256-", out);
	fprintf(out, "%s'\">\n<meta name=\"referrer\" content=\"no-referrer\">"
	    "\n<meta name=\"robots\" content=\"noindex\">\n<meta name="
	    "\"generator\" content=\"synk-report " SYNK_VERSION "\">\n<meta"
	    " name=\"color-scheme\" content=\"light dark\">\n<title>synk"
	    " report: ", data_hash(script, strlen(script)).text);
	put_counts(out, p);
	fprintf(out, "</title>\n<style>\n%s</style>\n</head>\n", style);
}

/* How many of each degree, in words and as one bar. */
static void
put_severities(FILE *out, const struct book *b)
{
	static const struct {
		enum synk_severity degree;
		const char *mark;
	} order[] = {
		{ SYNK_SEVERITY_SEVERE, "s3" },
		{ SYNK_SEVERITY_MODERATE, "s2" },
		{ SYNK_SEVERITY_MILD, "s1" }, { SYNK_SEVERITY_NONE, "s0" },
		{ SYNK_SEVERITY_WEAKNESS, "sw" },
		{ SYNK_UNDETERMINED, "su" },
	};

	if (!b->kinds[BOOK_VISIT])
		return;
	fputs("<ul class=\"sum\">", out);
	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		size_t n = b->severities[order[i].degree];

		fprintf(out, "<li class=\"%s%s\"><b>%zu</b><span class=\"sev"
		    " %s\"><i></i>%s</span></li>", order[i].mark, n ? ""
		    : " zero", n, order[i].mark,
		    verdict_degree(order[i].degree)->word);
	}
	fputs("</ul>\n", out);
}

/* Everybody's pairs are worth a drawing without a cohort, too. */
static bool
has_cohort(const struct book *b)
{
	bool pairs = false;

	for (size_t i = 0; i < BOOK_SCORES; i++)
		pairs |= b->pairs[i].count > 1;
	return b->kinds[BOOK_COHORT] || pairs;
}

static void
put_links(FILE *out, const struct page *p)
{
	const struct book *b = p->book;

	fputs("<nav aria-label=\"Sections\"><a href=\"#visits\">Visits</a>",
	    out);
	if (has_cohort(b))
		fputs(" <a href=\"#cohort\">Cohort</a>", out);
	if (b->kinds[BOOK_ERROR])
		fputs(" <a href=\"#errors\">Errors</a>", out);
	fputs(" <a href=\"#about\">How to read</a>", out);
	if (p->data)
		fputs(" <a href=\"#data\">Downloads</a>", out);
	fputs("</nav>\n", out);
}

/* The patterns that all drawings share. */
static const char patterns[] = "<svg width=\"0\" height=\"0\" class=\"df\""
    " aria-hidden=\"true\"><defs><pattern id=\"hatch\" width=\"5\" height="
    "\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
    "<path d=\"M0 0v5\"/></pattern></defs></svg>\n";

static void
put_top(FILE *out, const struct page *p)
{
	fputs("<body>\n<a class=\"skip\" href=\"#visits\">Skip to the table of"
	    " visits</a>\n", out);
	fputs(patterns, out);
	fputs("<header class=\"page\">\n<h1>Facial synkinesis report</h1>\n"
	    "<p class=\"counts\">", out);
	put_counts(out, p);
	fputs(p->blind ? "; blind: names, groups, days and comparisons are"
	    " hidden, the order is shuffled" : "", out);
	fputs("</p>\n", out);
	put_severities(out, p->book);
	fputs("<p class=\"ru\"><b>Research use.</b> Not a diagnosis and not a"
	    " prescription. No validated cut-offs exist (calibrated: false);"
	    " intervals and probabilities cover the noise of landmarks"
	    " only.</p>\n", out);
	put_links(out, p);
	fputs("</header>\n<main>\n", out);
}

/* The table of visits. */

static void
put_columns(FILE *out, const struct page *p)
{
	static const struct {
		const char *name;
		bool number;
	} columns[] = {
		{ "severity", false }, { "prob", true },
		{ "affected side", false }, { "rest", true },
		{ "movement", true }, { "synkinesis", true },
		{ "overall", true }, { "warnings", true },
	};

	if (p->blind)
		fputs("<th scope=\"col\">visit</th>", out);
	else
		fputs("<th scope=\"col\">subject</th><th scope=\"col\">visit"
		    "</th><th scope=\"col\" class=\"gr\">group</th>", out);
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		fprintf(out, "<th scope=\"col\"%s>%s</th>", columns[i].number
		    ? " class=\"num\"" : "", columns[i].name);
}

static bool
put_row(FILE *out, const struct page *p, const struct entry *e,
    struct synk_error *err)
{
	fprintf(out, "<tr><td><a href=\"#v%s\">", e->id);
	if (p->blind)
		put_string(out, e->code);
	else
		put_name(out, e->subject);
	fputs("</a></td>", out);
	if (!p->blind) {
		fputs("<td>", out);
		put_name(out, e->visit);
		if (e->repeat) {
			fputs(" / ", out);
			put_name(out, e->repeat);
		}
		if (e->rater) {
			fputs(" / ", out);
			put_name(out, e->rater);
		}
		fputs("</td><td class=\"gr\">", out);
		if (e->group)
			put_name(out, e->group);
		fputs("</td>", out);
	}
	return book_copy(out, p->book, e->row, e->row_size, err);
}

static bool
put_table(FILE *out, const struct page *p, struct synk_error *err)
{
	const struct book *b = p->book;

	fputs("<section id=\"visits\" aria-labelledby=\"visits-h\">\n<h2 id="
	    "\"visits-h\">Visits</h2>\n", out);
	if (!b->kinds[BOOK_VISIT]) {
		fputs("<p>No grade is in here.</p>\n</section>\n", out);
		return true;
	}
	fputs("<div id=\"tools\" hidden></div>\n<div class=\"wide\" tabindex="
	    "\"0\" role=\"region\" aria-label=\"Table of visits\">\n<table id="
	    "\"index\"><thead><tr>", out);
	put_columns(out, p);
	fputs("</tr></thead>\n<tbody>\n", out);
	for (size_t i = 0; i < b->count; i++)
		if (b->at[i].kind == BOOK_VISIT &&
		    !put_row(out, p, &b->at[i], err))
			return false;
	fputs("</tbody></table></div>\n<p class=\"nt\">Scores 0 to 100 with"
	    " 95 % intervals; prob: of the degree, or of that or worse. The"
	    " subject\xe2\x80\x99s own left and right.</p>\n</section>\n",
	    out);
	return true;
}

/* Subjects. */

static bool
starts_subject(const struct page *p, size_t i)
{
	const struct entry *e = &p->book->at[i];

	if (p->blind || e->kind > BOOK_PLAN)
		return false;
	while (i > 0 && p->book->at[i - 1].kind > BOOK_PLAN)
		i--;
	return i == 0 || p->book->at[i - 1].first != e->first;
}

static const char *const titles[BOOK_KINDS] = {
	[BOOK_VISIT] = "", [BOOK_SERIES] = "All visits",
	[BOOK_DIFF] = "Before and after", [BOOK_PLAN] = "Worksheet",
};

/* A subject with more than one page has a list of them. */
static void
put_contents(FILE *out, const struct book *b, size_t first)
{
	const struct entry *e = &b->at[first];
	size_t n = 0;

	while (first + n < b->count && e[n].kind <= BOOK_PLAN &&
	    e[n].first == e->first)
		n++;
	if (n < 2)
		return;
	fprintf(out, "<nav aria-labelledby=\"s%s\" class=\"pages\">", e->id);
	for (size_t i = 0; i < n; i++) {
		fprintf(out, "<a href=\"#v%s\">%s%s", e[i].id,
		    titles[e[i].kind], *titles[e[i].kind] && e[i].visit
		    ? ", " : "");
		if (e[i].visit || e[i].kind == BOOK_VISIT)
			put_name(out, e[i].visit);
		fputs("</a> ", out);
	}
	fputs("</nav>\n", out);
}

static void
put_subject(FILE *out, const struct page *p, size_t first)
{
	const struct entry *e = &p->book->at[first];

	fprintf(out, "<section class=\"subject\" aria-labelledby=\"s%s\"><h2"
	    " id=\"s%s\">Subject ", e->id, e->id);
	put_name(out, e->subject);
	if (e->group) {
		fputs(" <small>group ", out);
		put_name(out, e->group);
		fputs("</small>", out);
	}
	fputs("</h2>\n", out);
	put_contents(out, p->book, first);
}

/* A difference names its visits itself, and a series all of them. */
static void
put_heading(FILE *out, const struct page *p, const struct entry *e)
{
	static const char *const classes[BOOK_KINDS] = {
		[BOOK_VISIT] = "visit", [BOOK_SERIES] = "series",
		[BOOK_DIFF] = "diff", [BOOK_PLAN] = "plan",
	};

	fprintf(out, "<article class=\"%s\" id=\"v%s\" aria-labelledby=\"h%s"
	    "\">\n<header><h3 id=\"h%s\">%s%s", classes[e->kind], e->id,
	    e->id, e->id, titles[e->kind], *titles[e->kind] ? ": " : "");
	if (e->kind == BOOK_DIFF || e->kind == BOOK_SERIES)
		put_name(out, e->subject);
	else
		put_exam(out, p, e);
	fputs("</h3><a class=\"up\" href=\"#visits\">all visits</a></header>"
	    "\n", out);
}

/* Whether a reader would turn a page here: a subject, or who knows whose
 * visit. */
static bool
is_break(const struct page *p, size_t i)
{
	return p->blind ? p->book->at[i].kind == BOOK_VISIT
	    : starts_subject(p, i);
}

/* The first entry behind a sheaf, and how high a browser may take it for until
 * it has drawn it. */
static size_t
sheaf_end(const struct page *p, size_t i, long *height)
{
	const struct book *b = p->book;
	size_t end = i;

	*height = 0;
	for (; end < b->count && (end < i + SHEAF || !is_break(p, end)); end++)
		if (b->at[end].kind <= BOOK_PLAN)
			*height += b->at[end].kind == BOOK_VISIT ? 1900 : 1100;
	return end;
}

static bool
put_piece(FILE *out, const struct page *p, size_t i, bool *open,
    struct synk_error *err)
{
	const struct entry *e = &p->book->at[i];

	if (e->kind > BOOK_PLAN)
		return true;
	if (starts_subject(p, i)) {
		fputs(*open ? "</section>\n" : "", out);
		put_subject(out, p, i);
		*open = true;
	}
	put_heading(out, p, e);
	if (!book_copy(out, p->book, e->at, e->size, err))
		return false;
	fputs("</article>\n", out);
	return true;
}

/* In sheaves, since a browser looks at each of what is not drawn yet whenever
 * a page is scrolled: thousands of visits would stutter. */
static bool
put_subjects(FILE *out, const struct page *p, struct synk_error *err)
{
	size_t i = 0, end;
	long height;
	bool open;

	while (i < p->book->count) {
		end = sheaf_end(p, i, &height);
		open = false;
		if (height)
			fprintf(out, "<div class=\"sheaf\" style=\"contain-"
			    "intrinsic-size:auto %ldpx\">\n", height);
		for (; i < end; i++)
			if (!put_piece(out, p, i, &open, err))
				return false;
		fputs(open ? "</section>\n" : "", out);
		fputs(height ? "</div>\n" : "", out);
	}
	return true;
}

static bool
put_cohorts(FILE *out, const struct page *p, struct synk_error *err)
{
	const struct book *b = p->book;

	if (!has_cohort(b))
		return true;
	fputs("<section id=\"cohort\" aria-labelledby=\"cohort-h\"><h2 id="
	    "\"cohort-h\">Cohort</h2>\n", out);
	change_dots(out, b->pairs);
	for (size_t i = 0; i < b->count; i++)
		if (b->at[i].kind == BOOK_COHORT && !book_copy(out, p->book,
		    b->at[i].at, b->at[i].size, err))
			return false;
	fputs("</section>\n", out);
	return true;
}

static bool
put_errors(FILE *out, const struct page *p, struct synk_error *err)
{
	const struct book *b = p->book;

	if (!b->kinds[BOOK_ERROR])
		return true;
	fputs("<section id=\"errors\" aria-labelledby=\"errors-h\"><h2 id="
	    "\"errors-h\">Errors <small>what could not be used, or is in no"
	    " pair</small></h2>\n<div class=\"wide\" tabindex=\"0\" role="
	    "\"region\" aria-label=\"Table of errors\"><table class=\"er\">"
	    "<thead><tr><th scope=\"col\">exam</th><th scope=\"col\">said by"
	    "</th><th scope=\"col\">code</th><th scope=\"col\">message</th>"
	    "</tr></thead><tbody>\n", out);
	for (size_t i = 0; i < b->count; i++) {
		const struct entry *e = &b->at[i];

		if (e->kind != BOOK_ERROR)
			continue;
		fputs("<tr><th scope=\"row\">", out);
		put_exam(out, p, e);
		fputs("</th>", out);
		if (!book_copy(out, p->book, e->at, e->size, err))
			return false;
		fputs("</tr>\n", out);
	}
	fputs("</tbody></table></div></section>\n", out);
	return true;
}

static bool
put_data(FILE *out, const struct page *p, struct synk_error *err)
{
	fputs("<section id=\"data\" aria-labelledby=\"data-h\"><h2 id=\"data-h"
	    "\">Downloads</h2>\n", out);
	if (!p->data) {
		fputs("<p>The records are not in this file.</p>\n<p id=\"get\""
		    " hidden></p>\n</section>\n", out);
		return true;
	}
	fputs("<p>The records that this page was made from are in it,"
	    " compressed. They need a browser with JavaScript; nothing is"
	    " loaded from anywhere.</p>\n<p id=\"get\" hidden></p>\n", out);
	if (!data_write(out, p->data, err))
		return false;
	fputs("</section>\n", out);
	return true;
}

bool
page_write(FILE *out, const struct page *p, struct synk_error *err)
{
	put_head(out, p);
	put_top(out, p);
	if (!put_table(out, p, err) || !put_cohorts(out, p, err) ||
	    !put_subjects(out, p, err) || !put_errors(out, p, err))
		return false;
	fputs(about, out);
	if (!put_data(out, p, err))
		return false;
	fprintf(out, "</main>\n<footer>synk-report " SYNK_VERSION ". Research"
	    " use only.</footer>\n<script>%s</script>\n</body>\n</html>\n",
	    script);
	return true;
}
