#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "tidy.h"

#define LEN(a)	(sizeof (a) / sizeof *(a))

static const char *const side_name[SYNK_SIDES] = {
	[SYNK_RIGHT] = "right", [SYNK_LEFT] = "left",
};
static const size_t order[SYNK_SIDES] = { SYNK_LEFT, SYNK_RIGHT };
static const struct synk_doubt unknown = { NAN, NAN, NAN };

/* Where values go, and what the ones to come share. */
struct giving {
	tidy_use *use;
	void *context;
	struct value v;
	char prefix[48];	/* of columns */
	char column[120], label[60];
};

/* Begins a group: the values of a region, a movement, a row of the matrix. */
static void SYNK_PRINTF(3)
begin(struct giving *g, struct value shared, const char *prefix, ...)
{
	va_list ap;

	g->v = shared;
	if (!g->v.expression)
		g->v.expression = "";
	if (!g->v.region)
		g->v.region = "";
	va_start(ap, prefix);
	vsnprintf(g->prefix, sizeof g->prefix, prefix, ap);
	va_end(ap);
}

/* Hundreds of names in every exam: printf() would take longer than grading. */
static void
join(char *to, size_t size, const char *const part[], size_t n)
{
	char *end = to + size - 1;

	for (size_t i = 0; i < n; i++)
		for (const char *p = part[i]; *p && to < end; p++)
			*to++ = *p;
	*to = '\0';
}

/* Gives a value: to csv "group_measure", to wide "prefix_measure_side". */
static void
give_doubted(struct giving *g, const char *measure, const char *side,
    double value, const char *unit, enum tidy_error error,
    const struct synk_doubt *doubt)
{
	struct value v = g->v;
	bool plain = strcmp(v.group, "measures") == 0;
	const char *column[] = { g->prefix, "_", measure, *side ? "_" : "",
	    side };
	const char *label[] = { plain ? "" : v.group, plain ? "" : "_",
	    measure };

	join(g->column, sizeof g->column, column, LEN(column));
	join(g->label, sizeof g->label, label, LEN(label));
	v.label = g->label;
	v.side = side;
	v.column = g->column;
	v.value = value;
	v.error = error;
	v.doubt = isnan(value) ? unknown : *doubt;
	v.unit = unit;
	if (!v.status)
		v.status = "ok";
	if (isnan(value) && strcmp(v.status, "ok") == 0)
		v.status = "missing";
	g->use(g->context, &v);
}

static void
give(struct giving *g, const char *measure, double value, const char *unit)
{
	give_doubted(g, measure, "", value, unit, TIDY_BARE, &unknown);
}

static void
give_interval(struct giving *g, const char *measure, double value,
    const char *unit, const struct synk_doubt *doubt)
{
	give_doubted(g, measure, "", value, unit, TIDY_INTERVAL, doubt);
}

static void
give_se(struct giving *g, const char *measure, const char *side, double value,
    const char *unit, double se)
{
	const struct synk_doubt doubt = { se, NAN, NAN };

	give_doubted(g, measure, side, value, unit, TIDY_SE, &doubt);
}

static void
give_sides(struct giving *g, const char *measure,
    const double value[SYNK_SIDES], const char *unit,
    const double se[SYNK_SIDES])
{
	for (size_t i = 0; i < SYNK_SIDES; i++)
		give_se(g, measure, side_name[order[i]], value[order[i]],
		    unit, se[order[i]]);
}

/* A word has no number, and no column here: wide begins with it. */
static void
give_word(struct giving *g, const char *label, const char *word)
{
	const struct value v = { .group = "word", .expression = "",
	    .region = "", .label = label, .side = "", .value = NAN,
	    .doubt = unknown, .unit = "", .status = word };

	g->use(g->context, &v);
}

const char *
tidy_side_source(const struct synk_side_verdict *s)
{
	return s->inferred ? "inferred" : s->affected == SYNK_UNKNOWN ? ""
	    : "declared";
}

static void
give_side(struct giving *g, const struct synk_side_verdict *s)
{
	give_word(g, "side_affected", synk_affected_name(s->affected));
	give_word(g, "side_source", tidy_side_source(s));
	begin(g, (struct value){ .group = "side" }, "side");
	for (size_t i = 0; i < SYNK_SIDES; i++)
		give_doubted(g, "evidence", side_name[order[i]],
		    s->probability[order[i]], "probability", TIDY_BARE,
		    &unknown);
}

static void
give_severity(struct giving *g, const struct synk_severity_verdict *s)
{
	static const char group[] = "severity_probability";

	give_word(g, "severity", synk_severity_name(s->grade));
	begin(g, (struct value){ .group = group }, group);
	for (int i = 0; i < SYNK_SEVERITIES; i++)
		give(g, synk_severity_name((enum synk_severity)i),
		    s->probability[i], "probability");
}

static void
give_findings(struct giving *g, const struct synk_verdict *v)
{
	const struct synk_finding *row;

	for (size_t i = 0; (row = synk_finding(i)); i++) {
		const struct synk_found *f = &v->finding[i];
		char probability[48];

		begin(g, (struct value){ .group = "finding",
		    .region = synk_region_name(row->region),
		    .status = synk_presence_name(f->presence) }, "finding");
		give(g, row->id, f->value, synk_unit_name(row->unit));
		snprintf(probability, sizeof probability, "%s_probability",
		    row->id);
		g->v.status = NULL;
		give(g, probability, f->probability, "probability");
	}
}

static const char *
rest_status(const struct synk_rest *r)
{
	return !r->reason ? "ok"
	    : r->reason == SYNK_REASON_POSE ? "withheld" : "missing";
}

static void
give_rest(struct giving *g, const struct synk_record *r)
{
	for (int i = 0; i < SYNK_REGIONS; i++) {
		const struct synk_rest *rest = &r->grade->rest[i];
		const char *region = synk_region_name((enum synk_region)i);

		begin(g, (struct value){ .group = "rest",
		    .expression = "rest", .region = region,
		    .status = rest_status(rest) }, "resting_%s", region);
		give_sides(g, "height", rest->value, "%ied",
		    r->verdict->rest_se[i]);
		give_se(g, "difference", "", rest->difference, "%ied",
		    r->verdict->difference_se[i]);
		give(g, "asymmetry", rest->asymmetry, "score");
	}
}

/* The region that a movement stands for, or "". */
static const char *
region_of(const struct synk_grade *g, size_t movement)
{
	for (int i = 0; i < SYNK_REGIONS; i++)
		if (g->asked[i] == (int)movement)
			return synk_region_name((enum synk_region)i);
	return "";
}

static void
give_movements(struct giving *g, const struct synk_record *r)
{
	for (size_t i = 0; i < SYNK_MOVEMENTS; i++) {
		const struct synk_movement *m = &r->grade->movement[i];
		const char *name = synk_expression_name(m->expression);

		begin(g, (struct value){ .group = "movement",
		    .expression = name, .region = region_of(r->grade, i),
		    .status = synk_status_name(m->status) }, "movement_%s",
		    name);
		give_sides(g, "amplitude", m->value, synk_unit_name(m->unit),
		    r->verdict->movement_se[i]);
		give_interval(g, "ratio", m->ratio, "ratio",
		    &r->verdict->ratio[i]);
		give(g, "asymmetry", m->asymmetry, "score");
	}
}

static void
give_rows(struct giving *g, const struct synk_record *r)
{
	for (size_t i = 0; i < SYNK_ROWS; i++) {
		const struct synk_row *row = &r->grade->row[i];
		const char *unit = synk_unit_name(row->unit);

		begin(g, (struct value){ .group = "synkinesis",
		    .expression = synk_expression_name(row->voluntary),
		    .region = row->region,
		    .status = synk_status_name(row->status) },
		    "synkinesis_%s", row->name);
		give_sides(g, "moved", row->value, unit,
		    r->verdict->row_se[i]);
		give_interval(g, "excess", row->excess, unit,
		    &r->verdict->excess[i]);
		give(g, "involvement", row->involvement, "score");
		give(g, "points", row->points, "points");
	}
}

/* Scores of all parts first: they are what most look for. */
static void
give_scores(struct giving *g, const struct synk_record *r)
{
	const struct synk_score *score = r->grade->score;
	const struct synk_verdict *v = r->verdict;

	begin(g, (struct value){ .group = "score" }, "score");
	for (int i = 0; i < SYNK_SCORES; i++)
		give_interval(g, synk_score_name((enum synk_score_id)i),
		    score[i].value, "score", &v->score[i]);
	begin(g, (struct value){ .group = "score_partial" }, "score_partial");
	for (int i = 0; i < SYNK_SCORES; i++)
		give_interval(g, synk_score_name((enum synk_score_id)i),
		    score[i].partial, "score", &v->score[i]);
	begin(g, (struct value){ .group = "score_noise_floor" },
	    "score_noise_floor");
	for (int i = 0; i < SYNK_SCORES; i++)
		give(g, synk_score_name((enum synk_score_id)i),
		    v->noise_floor[i], "score");
}

static void
give_regions(struct giving *g, const struct synk_record *r)
{
	const struct synk_verdict *v = r->verdict;

	for (int i = 0; i < SYNK_REGIONS; i++) {
		const char *region = synk_region_name((enum synk_region)i);

		begin(g, (struct value){ .group = "region",
		    .region = region }, "%s", region);
		give_interval(g, "asymmetry", r->grade->asymmetry[i], "score",
		    &v->asymmetry[i]);
		begin(g, (struct value){ .group = "asymmetry_share",
		    .region = region }, "%s_asymmetry_share", region);
		for (int k = 0; k < SYNK_DOMAINS; k++)
			give_interval(g, synk_score_name(
			    (enum synk_score_id)k), v->share[k].value[i],
			    "ratio", &v->share[k].doubt[i]);
	}
}

static void
give_measure(struct giving *g, const struct synk_measure *m,
    const double value[SYNK_SIDES], const double se[SYNK_SIDES])
{
	double factor = synk_unit_factor(m->unit);
	double written[SYNK_SIDES], error[SYNK_SIDES];
	const char *unit = synk_unit_name(m->unit);

	for (size_t i = 0; i < SYNK_SIDES; i++) {
		written[i] = factor * value[i];
		error[i] = factor * se[i];
	}
	g->v.status = isnan(value[0] + value[1]) ? "missing" : "ok";
	if (m->midline)
		give_se(g, m->key, "", written[SYNK_LEFT], unit,
		    error[SYNK_LEFT]);
	else
		give_sides(g, m->key, written, unit, error);
}

static void
give_measures(struct giving *g, const struct synk_record *r)
{
	static const double none[SYNK_SIDES] = { NAN, NAN };

	for (int e = 0; e < SYNK_EXPRESSIONS; e++) {
		const struct synk_view *v = &r->exam->view[e];
		const char *name =
		    synk_expression_name((enum synk_expression)e);

		begin(g, (struct value){ .group = "measures",
		    .expression = name }, "%s", name);
		for (size_t i = 0; synk_measure(i); i++)
			give_measure(g, synk_measure(i), v->photos
			    ? v->measures.at[i] : none,
			    r->verdict->measure_se[e][i]);
	}
}

void
tidy_each(const struct synk_record *r, tidy_use *use, void *context)
{
	struct giving g = { .use = use, .context = context };

	give_scores(&g, r);
	give_regions(&g, r);
	give_severity(&g, &r->verdict->severity);
	give_side(&g, &r->verdict->side);
	give_rest(&g, r);
	give_movements(&g, r);
	give_rows(&g, r);
	give_findings(&g, r->verdict);
	give_measures(&g, r);
}
