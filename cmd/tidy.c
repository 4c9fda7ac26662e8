#include <math.h>
#include <stdio.h>
#include <string.h>

#include "tidy.h"

static const char *const side_name[SYNK_SIDES] = {
	[SYNK_RIGHT] = "right", [SYNK_LEFT] = "left",
};
static const size_t order[SYNK_SIDES] = { SYNK_LEFT, SYNK_RIGHT };

/* Where values go, and what the ones to come share. */
struct giving {
	tidy_use *use;
	void *context;
	struct value v;
	char column[120], label[60];
};

/* Gives one value under the column "prefix_measure_side". */
static void
give(struct giving *g, const char *prefix, const char *measure,
    const char *side, double value, const char *unit)
{
	const char *status;

	snprintf(g->column, sizeof g->column, "%s_%s%s%s", prefix, measure,
	    *side ? "_" : "", side);
	if (strcmp(g->v.group, "measures") == 0)
		snprintf(g->label, sizeof g->label, "%s", measure);
	else
		snprintf(g->label, sizeof g->label, "%s_%s", g->v.group,
		    measure);
	g->v.measure = measure;
	g->v.label = g->label;
	g->v.side = side;
	g->v.column = g->column;
	g->v.value = value;
	g->v.unit = unit;
	status = g->v.status;
	if (isnan(value) && strcmp(status, "ok") == 0)
		g->v.status = "missing";
	g->use(g->context, &g->v);
	g->v.status = status;
}

static void
give_sides(struct giving *g, const char *prefix, const char *measure,
    const double value[SYNK_SIDES], const char *unit)
{
	for (size_t i = 0; i < SYNK_SIDES; i++)
		give(g, prefix, measure, side_name[order[i]],
		    value[order[i]], unit);
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
	char prefix[40];

	for (int i = 0; i < SYNK_REGIONS; i++) {
		const struct synk_rest *rest = &r->grade->rest[i];

		g->v = (struct value){ .group = "rest", .expression = "rest",
		    .region = synk_region_name((enum synk_region)i),
		    .status = rest_status(rest) };
		snprintf(prefix, sizeof prefix, "resting_%s", g->v.region);
		give_sides(g, prefix, "height", rest->value, "%ied");
		give(g, prefix, "difference", "", rest->difference, "%ied");
		give(g, prefix, "asymmetry", "", rest->asymmetry, "score");
	}
}

static void
give_movements(struct giving *g, const struct synk_record *r)
{
	for (size_t i = 0; i < SYNK_MOVEMENTS; i++) {
		const struct synk_movement *m = &r->grade->movement[i];
		const char *name = synk_expression_name(m->expression);
		char prefix[40];

		g->v = (struct value){ .group = "movement",
		    .expression = name, .region = "",
		    .status = synk_status_name(m->status) };
		for (int k = 0; k < SYNK_REGIONS; k++)
			if (r->grade->asked[k] == (int)i)
				g->v.region =
				    synk_region_name((enum synk_region)k);
		snprintf(prefix, sizeof prefix, "movement_%s", name);
		give_sides(g, prefix, "amplitude", m->value,
		    synk_unit_name(m->unit));
		give(g, prefix, "ratio", "", m->ratio, "ratio");
		give(g, prefix, "asymmetry", "", m->asymmetry, "score");
	}
}

static void
give_rows(struct giving *g, const struct synk_record *r)
{
	for (size_t i = 0; i < SYNK_ROWS; i++) {
		const struct synk_row *row = &r->grade->row[i];
		char prefix[40];

		g->v = (struct value){ .group = "synkinesis",
		    .expression = synk_expression_name(row->voluntary),
		    .region = row->region,
		    .status = synk_status_name(row->status) };
		snprintf(prefix, sizeof prefix, "synkinesis_%s", row->name);
		give_sides(g, prefix, "moved", row->value,
		    synk_unit_name(row->unit));
		give(g, prefix, "excess", "", row->excess,
		    synk_unit_name(row->unit));
		give(g, prefix, "involvement", "", row->involvement, "score");
		give(g, prefix, "points", "", row->points, "points");
	}
}

static void
give_scores(struct giving *g, const struct synk_record *r)
{
	for (int i = 0; i < SYNK_SCORES; i++) {
		const struct synk_score *s = &r->grade->score[i];
		const char *name = synk_score_name((enum synk_score_id)i);

		g->v = (struct value){ .group = "score", .expression = "",
		    .region = "", .status = isnan(s->value) ? "missing"
		    : "ok" };
		give(g, "score", name, "", s->value, "score");
		g->v.group = "score_partial";
		g->v.status = isnan(s->partial) ? "missing" : "ok";
		give(g, "score_partial", name, "", s->partial, "score");
	}
	for (int i = 0; i < SYNK_REGIONS; i++) {
		double value = r->grade->asymmetry[i];

		g->v = (struct value){ .group = "region", .expression = "",
		    .region = synk_region_name((enum synk_region)i),
		    .status = isnan(value) ? "missing" : "ok" };
		give(g, g->v.region, "asymmetry", "", value, "score");
	}
}

static void
give_measure(struct giving *g, const struct synk_measure *m,
    const double value[SYNK_SIDES], const char *prefix)
{
	double factor = synk_unit_factor(m->unit);
	double written[SYNK_SIDES] = { factor * value[0], factor * value[1] };
	const char *unit = synk_unit_name(m->unit);

	g->v.status = isnan(value[0] + value[1]) ? "missing" : "ok";
	if (m->midline)
		give(g, prefix, m->key, "", written[SYNK_LEFT], unit);
	else
		give_sides(g, prefix, m->key, written, unit);
}

static void
give_measures(struct giving *g, const struct synk_record *r)
{
	static const double none[SYNK_SIDES] = { NAN, NAN };

	for (int e = 0; e < SYNK_EXPRESSIONS; e++) {
		const struct synk_view *v = &r->exam->view[e];
		const char *name =
		    synk_expression_name((enum synk_expression)e);

		g->v = (struct value){ .group = "measures",
		    .expression = name, .region = "" };
		for (size_t i = 0; synk_measure(i); i++)
			give_measure(g, synk_measure(i), v->photos
			    ? v->measures.at[i] : none, name);
	}
}

void
tidy_each(const struct synk_record *r, tidy_use *use, void *context)
{
	struct giving g = { .use = use, .context = context };

	give_scores(&g, r);
	give_rest(&g, r);
	give_movements(&g, r);
	give_rows(&g, r);
	give_measures(&g, r);
}
