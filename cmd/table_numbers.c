/*
 * What was measured: tables of one row a region, movement or score, with the
 * columns of all of them below each other.
 */
#include <math.h>
#include <string.h>

#include "table.h"

enum { NAME = 20, LEFT = 7, RIGHT = 7, VALUE = 7, RANGE = 15, NORM = 5,
    PROB = 6, SIDES = LEFT + RIGHT, SHARE = 8, FLOOR = 13 };

/* What the affected side makes of ratios and excesses. */
static const struct legend {
	const char *ratio, *excess;
} legends[] = {
	[SYNK_UNKNOWN] = { "No ratio: affected side not known.",
	  "No excess: the affected side is not known." },
	[SYNK_AFFECTED_LEFT] = { "Ratio: affected / other side.",
	  "Excess: affected side over the other; pucker > eye: over what is"
	  " usual." },
	[SYNK_AFFECTED_RIGHT] = { "Ratio: affected / other side.",
	  "Excess: affected side over the other; pucker > eye: over what is"
	  " usual." },
	[SYNK_AFFECTED_BOTH] = { "No ratio: both sides are affected.",
	  "Excess: the side that does more, over what is usual; else none." },
	[SYNK_AFFECTED_NONE] = { "Ratio: smaller / larger side.",
	  "Excess: one side over the other; pucker > eye: over what is"
	  " usual." },
};

static void
put_title(FILE *out, const char *title, const char *value, const char *range)
{
	fprintf(out, "\n%-*s%*s%*s%*s%*s", NAME, title, LEFT, "left", RIGHT,
	    "right", VALUE, value, RANGE, range);
	fprintf(out, "%*s%*s ", NORM, "norm", PROB, "prob");
}

/* A name of the vocabulary, as people write it. */
static void
put_name(FILE *out, const char *name)
{
	char text[40];

	snprintf(text, sizeof text, "%s", name);
	for (char *c = text; *c; c++)
		*c = *c == '_' ? ' ' : *c;
	fprintf(out, "  %-*s", NAME - 2, text);
}

static void
put_sides(FILE *out, const double value[SYNK_SIDES], double factor)
{
	table_cell(out, LEFT, 1, factor * value[SYNK_LEFT]);
	table_cell(out, RIGHT, 1, factor * value[SYNK_RIGHT]);
}

static void
put_probability(FILE *out, double p)
{
	fprintf(out, "%*s ", PROB, table_probability(p).text);
}

static void
put_frame(FILE *out, const struct synk_exam *exam)
{
	fputs("\nLeft and right are the subject's own; lengths in % of"
	    " inter-eye distance (IED).\n", out);
	if (exam->scale)
		fprintf(out, "1 %% of it is %.2f mm (scale: %s).\n",
		    exam->mm_per_ied / 100, synk_scale_name(exam->scale));
}

/* What is compared at rest, and the finding that judges it. */
static const struct resting {
	const char *name;
	enum synk_region region;
	bool lateral;
	enum synk_finding_id finding;
} restings[] = {
	{ "brow, height", SYNK_BROW, false, SYNK_BROW_UNEVEN },
	{ "eye, opening", SYNK_EYE, false, SYNK_EYE_UNEVEN },
	{ "mouth, height", SYNK_MOUTH, false, SYNK_SMILE_UNEVEN },
	{ "mouth, outward", SYNK_MOUTH, true, SYNK_SMILE_RETRACTED },
};

static void
put_resting(FILE *out, const struct synk_record *r, const struct resting *row)
{
	const struct synk_rest *rest = &r->grade->rest[row->region];
	const struct synk_found *f = &r->verdict->finding[row->finding];
	const double *v = row->lateral ? rest->lateral : rest->value;
	const char *way = row->lateral ? rest->lateral_direction
	    : rest->direction;

	put_name(out, row->name);
	put_sides(out, v, 1);
	table_cell(out, VALUE, 1, v[SYNK_LEFT] - v[SYNK_RIGHT]);
	table_cell(out, RANGE, 1, row->lateral
	    ? r->verdict->lateral_se : r->verdict->difference_se[row->region]);
	table_cell(out, NORM, 1, f->threshold);
	put_probability(out, f->probability);
	fprintf(out, "%s\n", rest->reason ? table_reason(rest->reason)
	    : way ? way : ".");
}

static void
put_rest(FILE *out, const struct synk_record *r)
{
	put_title(out, "At rest", "diff", "std. error");
	fputs("affected\n", out);
	for (size_t i = 0; i < sizeof restings / sizeof *restings; i++)
		put_resting(out, r, &restings[i]);
}

/* The region that a movement stands for, or SYNK_REGIONS. */
static size_t
region_of(const struct synk_grade *g, size_t movement)
{
	size_t i = 0;

	while (i < SYNK_REGIONS && g->asked[i] != (int)movement)
		i++;
	return i;
}

static void
put_movement(FILE *out, const struct synk_record *r, size_t i)
{
	const struct synk_movement *m = &r->grade->movement[i];
	size_t region = region_of(r->grade, i);

	put_name(out, synk_expression_name(m->expression));
	put_sides(out, m->value, table_factor(m->unit));
	table_cell(out, VALUE, 2, m->ratio);
	table_range(out, RANGE, 2, 1, &r->verdict->ratio[i]);
	table_cell(out, NORM, 2, m->band);
	put_probability(out, region < SYNK_REGIONS
	    ? r->verdict->finding[SYNK_BROW_WEAK + region].probability : NAN);
	fprintf(out, "%s\n", m->reason ? table_reason(m->reason)
	    : synk_status_name(m->status));
}

/* Those of the regions, and all else of which there is a photograph. */
static void
put_movements(FILE *out, const struct synk_record *r)
{
	const struct synk_grade *g = r->grade;

	put_title(out, "Asked movement", "ratio", "95 %");
	fputs("status\n", out);
	for (size_t i = 0; i < SYNK_MOVEMENTS; i++)
		if (region_of(g, i) < SYNK_REGIONS ||
		    g->movement[i].reason != SYNK_REASON_NO_PHOTO)
			put_movement(out, r, i);
	fprintf(out, "  %s Eyes: closure in %% of the opening at rest.\n",
	    legends[g->side].ratio);
}

/* How a row came out: its finding, or why there is none. */
static const char *
row_word(const struct synk_row *row, const struct synk_found *f)
{
	if (f->presence != SYNK_NOT_ASSESSABLE)
		return synk_presence_name(f->presence);
	if (f->reason == SYNK_REASON_NO_DRAWS && row->beyond_norm >= 0)
		return row->beyond_norm ? "beyond" : "within";
	return table_reason(row->reason ? row->reason : f->reason);
}

/* Excesses that look beyond their norm, and why they are not. */
enum mark { UNMARKED, BY_SHARE, BY_OTHER, MARKS };
static const struct {
	const char *sign, *legend;
} marks[MARKS] = {
	[UNMARKED] = { "", NULL },
	[BY_SHARE] = { " #", "  # beyond the norm as a share, within it as a"
	  " length: both are needed.\n" },
	[BY_OTHER] = { " ~", "  ~ beyond the norm only by what the other side"
	  " does: that is not counted.\n" },
};

static enum mark
mark_of(const struct synk_row *row)
{
	double excess = row->counts == SYNK_BROW ? fabs(row->excess)
	    : row->excess;

	return row->beyond_norm != 0 ? UNMARKED
	    : row->counted > row->norm ? BY_SHARE
	    : excess > row->norm ? BY_OTHER : UNMARKED;
}

static void
put_row(FILE *out, const struct synk_record *r, size_t i)
{
	const struct synk_row *row = &r->grade->row[i];
	const struct synk_found *f =
	    &r->verdict->finding[SYNK_ROW_FINDING + i];
	double factor = table_factor(row->unit);
	char name[40];

	snprintf(name, sizeof name, "%s > %s", row->movement, row->region);
	put_name(out, name);
	put_sides(out, row->value, factor);
	table_cell(out, VALUE, 1, factor * row->excess);
	table_range(out, RANGE, 1, factor, &r->verdict->excess[i]);
	table_cell(out, NORM, 1, factor * row->norm);
	put_probability(out, f->probability);
	fprintf(out, "%s%s\n", row_word(row, f), marks[mark_of(row)].sign);
}

/* Sunnybrook's points, of the rows that have a size of one. */
static void
put_points(FILE *out, const struct synk_grade *g)
{
	struct table_text t = { .size = 0 };

	for (size_t i = 0; i < SYNK_ROWS; i++) {
		const struct synk_row *row = &g->row[i];

		if (!isnan(row->points))
			table_add(&t, "%s %s > %s %s", t.size ? "," : "",
			    row->movement, row->region,
			    table_fixed(1, row->points).text);
	}
	if (t.size)
		fprintf(out, "  Sunnybrook points, by length:%s.\n", t.at);
}

static void
put_matrix(FILE *out, const struct synk_record *r)
{
	const struct synk_grade *g = r->grade;
	bool marked[MARKS] = { false };

	put_title(out, "Synkinesis", "excess", "95 %");
	fputs("finding\n", out);
	for (size_t i = 0; i < SYNK_ROWS; i++) {
		put_row(out, r, i);
		marked[mark_of(&g->row[i])] = true;
	}
	fprintf(out, "  %s\n  Eyes: narrowing in %% of the opening at"
	    " rest.\n", legends[g->side].excess);
	for (size_t i = BY_SHARE; i < MARKS; i++)
		if (marked[i])
			fputs(marks[i].legend, out);
	put_points(out, g);
}

static void
put_regions(FILE *out, const struct synk_record *r)
{
	const struct synk_share *share =
	    &r->verdict->share[SYNK_DOMAIN_OVERALL];

	fprintf(out, "\n%-*s%*s%*s%*s%*s\n", NAME, "Asymmetry, 0 to 100",
	    SIDES + VALUE, "value", RANGE, "95 %", SHARE,
	    "share", RANGE, "95 %");
	for (size_t i = 0; i < SYNK_REGIONS; i++) {
		put_name(out, synk_region_name((enum synk_region)i));
		table_cell(out, SIDES + VALUE, 0, r->grade->asymmetry[i]);
		table_range(out, RANGE, 0, 1, &r->verdict->asymmetry[i]);
		table_cell(out, SHARE, 2, share->value[i]);
		table_range(out, RANGE, 2, 1, &share->doubt[i]);
		putc('\n', out);
	}
	fputs("  Value: of rest and movement; share: of the face's, with"
	    " synkinesis.\n", out);
	if (share->reason)
		fprintf(out, "  No shares: %s.\n",
		    synk_reason_text(share->reason));
}

static void
put_scores(FILE *out, const struct synk_record *r)
{
	bool whole = true;

	fprintf(out, "\n%-*s%*s%*s%*s\n", NAME, "Scores, 0 to 100",
	    SIDES + VALUE, "score", RANGE, "95 %", FLOOR,
	    "noise floor");
	for (int i = 0; i < SYNK_SCORES; i++) {
		const struct synk_score *s = &r->grade->score[i];
		bool part = isnan(s->value) && !isnan(s->partial);

		put_name(out, synk_score_name((enum synk_score_id)i));
		table_cell(out, SIDES + VALUE, 0, s->partial);
		putc(part ? '*' : ' ', out);
		table_range(out, RANGE - 1, 0, 1, &r->verdict->score[i]);
		table_cell(out, FLOOR, 0, r->verdict->noise_floor[i]);
		putc('\n', out);
		whole = whole && !isnan(s->value);
	}
	fputs("  100: symmetric, free of synkinesis. Noise floor: such a"
	    " face at this noise.\n", out);
	if (!whole)
		fputs("  * partial: some photograph, movement or the affected"
		    " side is missing.\n", out);
}

void
table_numbers(FILE *out, const struct synk_record *r)
{
	put_frame(out, r->exam);
	put_rest(out, r);
	put_movements(out, r);
	put_matrix(out, r);
	put_regions(out, r);
	put_scores(out, r);
}
