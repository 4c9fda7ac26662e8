/* The grade as a page for eyes: 80 columns, no colour. */
#include <math.h>
#include <string.h>

#include "output.h"

enum { WIDTH = 79 };

/* A number in so many columns, or a dot where there is none. */
static void
cell(FILE *out, int width, int decimals, double value)
{
	char text[40];

	if (isnan(value))
		snprintf(text, sizeof text, "%s", ".");
	else
		snprintf(text, sizeof text, "%.*f", decimals, value);
	if (strspn(text, "-0.") == strlen(text) && text[0] == '-')
		memmove(text, text + 1, strlen(text));
	fprintf(out, "%*s", width, text);
}

static const char *
or_dash(const char *text)
{
	return text && *text ? text : "-";
}

/* A user's own text, cut, and without what would drive a terminal. */
static void
put_word(FILE *out, const char *label, const char *text)
{
	fputs(label, out);
	for (size_t i = 0; text[i] && i < 24; i++)
		putc((unsigned char)text[i] < ' ' || text[i] == 127
		    ? '?' : text[i], out);
}

static void
put_head(FILE *out, const struct synk_record *r)
{
	put_word(out, "", or_dash(r->who.subject));
	if (r->who.visit)
		put_word(out, "  ", r->who.visit);
	if (r->who.repeat)
		put_word(out, "  repeat ", r->who.repeat);
	if (r->who.rater)
		put_word(out, "  rater ", r->who.rater);
}

static void
put_title(FILE *out, const struct synk_record *r)
{
	const struct synk_exam *e = r->exam;

	put_head(out, r);
	fprintf(out, "\nAffected side: %s%s.",
	    synk_affected_name(r->grade->side),
	    r->grade->side == SYNK_UNKNOWN ? "" : " (declared)");
	if (e->scale)
		fprintf(out, "  Eyes %.1f mm apart (%s).", e->mm_per_ied,
		    synk_scale_name(e->scale));
	fputs("\nLeft and right are the subject's own; lengths in % of the"
	    " inter-eye distance.\n", out);
}

static void
put_regions(FILE *out, const struct synk_grade *g)
{
	fputs("\n          at rest                      asked movement\n"
	    "          left  right   diff            left  right  ratio"
	    "  status        asym\n", out);
	for (int i = 0; i < SYNK_REGIONS; i++) {
		const struct synk_rest *r = &g->rest[i];
		const struct synk_movement *m = &g->movement[g->asked[i]];
		double share = m->unit == SYNK_UNIT_RATIO ? 100 : 1;

		fprintf(out, "  %-6s",
		    synk_region_name((enum synk_region)i));
		cell(out, 6, 1, r->value[SYNK_LEFT]);
		cell(out, 7, 1, r->value[SYNK_RIGHT]);
		cell(out, 7, 1, r->difference);
		fprintf(out, "  %-8s", r->direction ? r->direction : "");
		cell(out, 6, 1, share * m->value[SYNK_LEFT]);
		cell(out, 7, 1, share * m->value[SYNK_RIGHT]);
		cell(out, 7, 2, m->ratio);
		fprintf(out, "  %-13s", synk_status_name(m->status));
		cell(out, 5, 0, g->asymmetry[i]);
		putc('\n', out);
	}
	fputs("  Movement of the eye is closure, in % of the fissure at"
	    " rest; asym is 0 to 100.\n", out);
}

static const char *
verdict(const struct synk_row *row)
{
	if (row->status != SYNK_STATUS_OK)
		return synk_status_name(row->status);
	if (row->beyond_norm < 0)
		return "side not known";
	if (row->beyond_norm)
		return "beyond norm";
	return row->counted > row->norm ? "length within" : "within norm";
}

static void
put_matrix(FILE *out, const struct synk_grade *g)
{
	fputs("\n  synkinesis             left  right excess   norm  verdict"
	    "         points\n", out);
	for (size_t i = 0; i < SYNK_ROWS; i++) {
		const struct synk_row *row = &g->row[i];
		double share = row->unit == SYNK_UNIT_RATIO ? 100 : 1;
		char name[32];

		snprintf(name, sizeof name, "%s > %s", row->movement,
		    row->region);
		fprintf(out, "  %-20s", name);
		cell(out, 7, 1, share * row->value[SYNK_LEFT]);
		cell(out, 7, 1, share * row->value[SYNK_RIGHT]);
		cell(out, 7, 1, share * row->excess);
		cell(out, 7, 1, share * row->norm);
		fprintf(out, "  %-14s", verdict(row));
		cell(out, 8, 1, row->points);
		putc('\n', out);
	}
	fputs("  Eye: narrowing in % of the fissure at rest. Points: of"
	    " Sunnybrook, by length.\n", out);
}

static void
put_scores(FILE *out, const struct synk_grade *g)
{
	fputs("\n  scores (100: symmetric, free of it)\n", out);
	for (int i = 0; i < SYNK_SCORES; i++) {
		const struct synk_score *s = &g->score[i];
		bool whole = !isnan(s->value);

		fprintf(out, "%s%s", i ? "   " : "  ",
		    synk_score_name((enum synk_score_id)i));
		cell(out, 4, 0, s->partial);
		fprintf(out, "%s", whole ? "" : "*");
	}
	putc('\n', out);
	if (isnan(g->score[SYNK_SCORE_OVERALL].value))
		fputs("  * partial: some photograph, movement or the affected"
		    " side is missing\n", out);
}

/* Words separated by blanks, wrapped at the width and indented. */
static void
wrap(FILE *out, size_t column, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, " ");

		if (column + 1 + n > WIDTH) {
			fputs("\n     ", out);
			column = 5;
		}
		fprintf(out, " %.*s", (int)n, text);
		column += n + 1;
		text += n + strspn(text + n, " ");
	}
	putc('\n', out);
}

static void
put_notes(FILE *out, const struct synk_record *r)
{
	struct synk_warning w[SYNK_WARNINGS_MAX];
	size_t n = synk_grade_warnings(w, SYNK_WARNINGS_MAX, r->exam,
	    r->norms);
	char line[700];

	for (size_t i = 0; i < n; i++)
		fprintf(out, "  warning: %s: %s\n",
		    synk_expression_name(w[i].expression), w[i].text);
	for (size_t i = 0; i < r->files; i++) {
		if (!r->file[i].error)
			continue;
		snprintf(line, sizeof line, "not used: %s: %s",
		    r->file[i].name, r->file[i].error);
		putc(' ', out);
		wrap(out, 1, line);
	}
}

static void
put_unseen(FILE *out)
{
	fputs("  not assessed: what landmarks cannot show (platysma, mentalis,"
	    " nasolabial\n  fold, buccinator, tone). Research use; no"
	    " validated cut-offs exist.\n", out);
}

bool
output_table(FILE *out, const struct synk_record *r,
    const struct output_error *error, struct synk_error *err)
{
	(void)err;
	if (error) {
		put_head(out, r);
		putc(':', out);
		wrap(out, 20, error->message);
		put_notes(out, r);
	} else {
		put_title(out, r);
		put_regions(out, r->grade);
		put_matrix(out, r->grade);
		put_scores(out, r->grade);
		put_notes(out, r);
		put_unseen(out);
	}
	putc('\n', out);
	return true;
}
