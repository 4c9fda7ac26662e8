#include <math.h>
#include <string.h>

#include "json.h"
#include "record.h"
#include "synk/estimate.h"

static void
put_share(struct synk_json *out, const char *key, const struct synk_share *s)
{
	synk_json_open(out, key, '{');
	for (int i = 0; i < SYNK_REGIONS; i++) {
		const char *region = synk_region_name((enum synk_region)i);

		synk_json_put_number(out, region, s->value[i]);
		synk_put_doubt(out, region, &s->doubt[i], 1);
	}
	synk_put_reason(out, s->reason);
	synk_json_close(out, '}');
}

void
synk_put_shares(struct synk_json *out, const struct synk_verdict *v)
{
	synk_json_open(out, "asymmetry_share", '{');
	for (int i = 0; i < SYNK_DOMAINS; i++)
		put_share(out, synk_score_name((enum synk_score_id)i),
		    &v->share[i]);
	synk_json_close(out, '}');
}

static void
put_deciding(struct synk_json *out, const struct synk_verdict *v, size_t i)
{
	const struct synk_found *f = &v->finding[i];

	synk_json_open(out, NULL, '{');
	synk_json_put_string(out, "id", synk_finding(i)->id);
	synk_json_put_number(out, "value", f->value);
	synk_json_put_number(out, "threshold", f->threshold);
	synk_json_put_number(out, "probability", f->probability);
	synk_json_close(out, '}');
}

/* true, false, or null where the probability is between. */
static void
put_weakness(struct synk_json *out, enum synk_presence presence)
{
	const char *key = synk_severity_name(SYNK_SEVERITY_WEAKNESS);

	if (presence == SYNK_PRESENT || presence == SYNK_ABSENT)
		synk_json_put_bool(out, key, presence == SYNK_PRESENT);
	else
		synk_json_put_null(out, key);
}

void
synk_put_severity(struct synk_json *out, const struct synk_verdict *v)
{
	const struct synk_severity_verdict *s = &v->severity;

	synk_json_open(out, "severity", '{');
	synk_json_put_string(out, "grade", synk_severity_name(s->grade));
	synk_json_put_string(out, "rule", synk_severity_rule(s->grade));
	synk_put_reason(out, s->reason);
	synk_json_open(out, "probability", '{');
	for (int i = 0; i < SYNK_SEVERITIES; i++)
		synk_json_put_number(out,
		    synk_severity_name((enum synk_severity)i),
		    s->probability[i]);
	synk_json_close(out, '}');
	synk_json_open(out, "not_excluded", '[');
	for (int i = 0; i < SYNK_SEVERITIES; i++)
		if (s->not_excluded[i])
			synk_json_put_string(out, NULL,
			    synk_severity_name((enum synk_severity)i));
	synk_json_close(out, ']');
	put_weakness(out, s->weakness);
	synk_json_put_bool(out, "calibrated", false);
	synk_json_open(out, "findings", '[');
	for (size_t i = 0; i < SYNK_FINDINGS; i++)
		if (s->decided[i])
			put_deciding(out, v, i);
	synk_json_close(out, ']');
	synk_json_close(out, '}');
}

void
synk_put_findings(struct synk_json *out, const struct synk_verdict *v)
{
	synk_json_open(out, "findings", '[');
	for (size_t i = 0; i < SYNK_FINDINGS; i++) {
		const struct synk_finding *row = synk_finding(i);
		const struct synk_found *f = &v->finding[i];

		synk_json_open(out, NULL, '{');
		synk_json_put_string(out, "id", row->id);
		synk_json_put_string(out, "region",
		    synk_region_name(row->region));
		synk_json_put_string(out, "unit", synk_unit_name(row->unit));
		synk_json_put_number(out, "value", f->value);
		synk_json_put_string(out, "condition", row->below ? "below"
		    : "above");
		synk_json_put_number(out, "threshold", f->threshold);
		synk_json_put_number(out, "probability", f->probability);
		synk_json_put_string(out, "status",
		    synk_presence_name(f->presence));
		if (f->presence == SYNK_NOT_ASSESSABLE ||
		    f->reason == SYNK_REASON_FIT)
			synk_put_reason(out, f->reason);
		synk_json_close(out, '}');
	}
	synk_json_close(out, ']');
}

typedef const struct synk_item *item_at(size_t i);

/* Items one after another, those of a group in an object. */
static void
put_items(struct synk_json *out, item_at *at, const double *value)
{
	const struct synk_item *item, *last = NULL;

	for (size_t i = 0; (item = at(i)); last = item, i++) {
		if (!last || strcmp(last->group, item->group) != 0) {
			if (last)
				synk_json_close(out, '}');
			synk_json_open(out, item->group, '{');
		}
		if (isnan(value[i]) || floor(value[i]) == value[i])
			synk_json_put_exact(out, item->name, value[i]);
		else
			synk_json_put_number(out, item->name, value[i]);
	}
	synk_json_close(out, '}');
}

void
synk_put_estimates(struct synk_json *out, const struct synk_record *r)
{
	struct synk_estimates e;

	synk_estimates_from(&e, r->grade, r->exam, r->norms);
	synk_json_open(out, "estimates", '{');
	synk_json_open(out, "sunnybrook", '{');
	put_items(out, synk_sunnybrook_item, e.sunnybrook);
	if (isnan(e.composite_low)) {
		synk_json_put_null(out, "composite_range");
	} else {
		synk_json_open(out, "composite_range", '[');
		synk_json_put_exact(out, NULL, e.composite_low);
		synk_json_put_exact(out, NULL, e.composite_high);
		synk_json_close(out, ']');
	}
	synk_put_reason(out, e.reason);
	synk_json_close(out, '}');
	synk_json_open(out, "eface", '{');
	put_items(out, synk_eface_item, e.eface);
	synk_put_reason(out, e.reason);
	synk_json_close(out, '}');
	synk_json_close(out, '}');
}
