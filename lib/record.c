#include <math.h>
#include <stdio.h>
#include <string.h>

#include "json.h"
#include "record.h"
#include "table.h"

/* Seen by a clinician's eye or hand, and by no landmark. */
static const char *const not_assessed[] = {
	"platysma", "mentalis", "nasolabial_fold", "buccinator",
	"skin_wrinkles", "muscle_tone", "tearing", "patient_report",
};

const char *
synk_not_assessed(size_t i)
{
	return i < LEN(not_assessed) ? not_assessed[i] : NULL;
}

const char *
synk_axis_name(enum synk_axis axis)
{
	return axis == SYNK_AXIS_PUPILS ? "pupils" : "canthi";
}

void
synk_put_reason(struct synk_json *out, enum synk_reason reason)
{
	if (reason)
		synk_json_put_string(out, "reason", synk_reason_text(reason));
}

static void
put_sides(struct synk_json *out, const double value[SYNK_SIDES], double factor)
{
	synk_json_put_number(out, "left", factor * value[SYNK_LEFT]);
	synk_json_put_number(out, "right", factor * value[SYNK_RIGHT]);
}

/* In mm as well, for a length in % of IED and a known scale. */
static void
put_sides_mm(struct synk_json *out, const double value[SYNK_SIDES],
    const struct synk_exam *exam)
{
	double mm = exam->mm_per_ied / 100;

	if (isnan(mm))
		return;
	synk_json_put_number(out, "left_mm", mm * value[SYNK_LEFT]);
	synk_json_put_number(out, "right_mm", mm * value[SYNK_RIGHT]);
}

/* "key_ci95" and "key_se"; each number times factor. */
void
synk_put_doubt(struct synk_json *out, const char *key,
    const struct synk_doubt *d, double factor)
{
	char name[80];

	snprintf(name, sizeof name, "%s_ci95", key);
	synk_json_put_interval(out, name, factor * d->low, factor * d->high,
	    false);
	snprintf(name, sizeof name, "%s_se", key);
	synk_json_put_number(out, name, factor * d->se);
}

/* Standard errors of either side. */
static void
put_errors(struct synk_json *out, const double se[SYNK_SIDES], double factor)
{
	synk_json_put_number(out, "left_se", factor * se[SYNK_LEFT]);
	synk_json_put_number(out, "right_se", factor * se[SYNK_RIGHT]);
}

/* A number that is left out of the text where it is not known is null. */
static void
put_known_whole(struct synk_json *out, const char *key, int value)
{
	if (value < 0)
		synk_json_put_null(out, key);
	else
		synk_json_put_whole(out, key, value);
}

static void
put_who(struct synk_json *out, const struct synk_subject *w)
{
	synk_json_put_string(out, "subject", w->subject);
	synk_json_put_string(out, "visit", w->visit);
	synk_json_put_string(out, "group", w->group);
	synk_json_put_string(out, "rater", w->rater);
	synk_json_put_string(out, "repeat", w->repeat);
	synk_json_put_exact(out, "visit_order", w->visit_order);
	synk_json_put_exact(out, "days_since_onset", w->days_since_onset);
	synk_json_put_exact(out, "days_since_injection",
	    w->days_since_injection);
}

static void
put_side(struct synk_json *out, const struct synk_side_verdict *s)
{
	bool left = s->affected == SYNK_AFFECTED_LEFT;

	synk_json_open(out, "side", '{');
	synk_json_put_string(out, "affected", synk_affected_name(s->affected));
	synk_json_put_string(out, "source", s->inferred ? "inferred"
	    : s->affected == SYNK_UNKNOWN ? NULL : "declared");
	synk_json_put_number(out, "probability", s->inferred
	    ? s->probability[left ? SYNK_LEFT : SYNK_RIGHT] : NAN);
	if (s->affected == SYNK_UNKNOWN)
		synk_put_reason(out, SYNK_REASON_SIDE_UNKNOWN);
	synk_json_open(out, "evidence", '{');
	put_sides(out, s->probability, 1);
	synk_json_close(out, '}');
	synk_json_put_bool(out, "contradicted", s->contradicted);
	synk_json_close(out, '}');
}

/* With the number, so that it can be seen what went wrong. */
static void
put_withheld(struct synk_json *out, const struct synk_exam *exam)
{
	char text[100];

	snprintf(text, sizeof text, "by the scale the eye centres would be"
	    " %.1f mm apart (%s)", exam->withheld_mm,
	    synk_scale_name(exam->withheld));
	synk_json_put_string(out, "reason", text);
}

static void
put_scale(struct synk_json *out, const struct synk_exam *exam)
{
	synk_json_open(out, "scale", '{');
	synk_json_put_string(out, "source", synk_scale_name(exam->scale));
	synk_json_put_number(out, "mm_per_ied", exam->mm_per_ied);
	synk_json_put_number(out, "relative_sd", exam->scale_error > 0
	    ? exam->scale_error : NAN);
	if (exam->withheld)
		put_withheld(out, exam);
	else if (!exam->scale)
		synk_put_reason(out, SYNK_REASON_NO_SCALE);
	synk_json_open(out, "iris", '{');
	synk_json_put_string(out, "source", isnan(exam->iris[SYNK_RIGHT]) &&
	    isnan(exam->iris[SYNK_LEFT]) ? NULL
	    : exam->iris_seen ? "photo" : "landmarks");
	put_sides(out, exam->iris, 100);
	synk_json_close(out, '}');
	synk_json_close(out, '}');
}

static void
put_iris(struct synk_json *out, const char *side,
    const struct synk_iris_found *iris)
{
	synk_json_open(out, side, '{');
	synk_json_put_number(out, "x", iris->iris.centre.x);
	synk_json_put_number(out, "y", iris->iris.centre.y);
	synk_json_put_number(out, "centre_sd", iris->centre_sd);
	synk_json_put_number(out, "radius", iris->iris.radius);
	synk_json_put_number(out, "radius_sd", iris->radius_sd);
	synk_json_put_number(out, "quality", iris->quality);
	if (iris->reason)
		synk_json_put_string(out, "reason", iris->reason);
	synk_json_close(out, '}');
}

static void
put_seen(struct synk_json *out, const struct synk_seen *seen)
{
	synk_json_open(out, "photo", '{');
	synk_json_put_string(out, "file", seen->name);
	synk_json_put_string(out, "taken", seen->taken);
	if (seen->error) {
		synk_json_put_string(out, "error", seen->error);
	} else {
		synk_json_open(out, "iris", '{');
		put_iris(out, "left", seen->iris[SYNK_LEFT]);
		put_iris(out, "right", seen->iris[SYNK_RIGHT]);
		synk_json_close(out, '}');
	}
	synk_json_close(out, '}');
}

static void
put_file(struct synk_json *out, const struct synk_file *f)
{
	synk_json_open(out, NULL, '{');
	synk_json_put_string(out, "file", f->name);
	if (f->image)
		synk_json_put_string(out, "image", f->image);
	synk_json_put_string(out, "expression", f->expression);
	synk_json_put_string(out, "format", f->format);
	synk_json_put_string(out, "scheme", f->scheme);
	synk_json_put_string(out, "detector", f->detector);
	if (f->frames > 1)
		synk_json_put_whole(out, "frames", (long)f->frames);
	if (f->mirrored)
		synk_json_put_bool(out, "mirrored", true);
	if (f->seen)
		put_seen(out, f->seen);
	if (f->warning)
		synk_json_put_string(out, "warning", f->warning);
	if (f->error) {
		synk_json_put_string(out, "error", f->error);
		if (f->line)
			synk_json_put_whole(out, "line", (long)f->line);
	}
	synk_json_close(out, '}');
}

static void
put_files(struct synk_json *out, const struct synk_record *r)
{
	synk_json_open(out, "files", '[');
	for (size_t i = 0; i < r->files; i++)
		put_file(out, &r->file[i]);
	synk_json_close(out, ']');
}

static void
put_measure(struct synk_json *out, const struct synk_measure *m,
    const double value[SYNK_SIDES], const double se[SYNK_SIDES],
    const struct synk_exam *exam)
{
	double factor = synk_unit_factor(m->unit);
	double written[SYNK_SIDES] = { factor * value[0], factor * value[1] };

	synk_json_open(out, m->key, '{');
	if (m->midline)
		synk_json_put_number(out, "mid", written[SYNK_LEFT]);
	else
		put_sides(out, written, 1);
	if (m->midline)
		synk_json_put_number(out, "mid_se", factor * se[SYNK_LEFT]);
	else
		put_errors(out, se, factor);
	if (m->unit != SYNK_UNIT_IED)
		synk_json_put_string(out, "unit", synk_unit_name(m->unit));
	else if (m->midline && !isnan(exam->mm_per_ied))
		synk_json_put_number(out, "mid_mm",
		    value[SYNK_LEFT] * exam->mm_per_ied);
	else if (!m->midline)
		put_sides_mm(out, written, exam);
	if (isnan(value[SYNK_LEFT]) || isnan(value[SYNK_RIGHT]))
		synk_put_reason(out, SYNK_REASON_NO_POINTS);
	synk_json_close(out, '}');
}

static void
put_point(struct synk_json *out, const char *key, struct synk_point p)
{
	if (isnan(p.x) || isnan(p.y)) {
		synk_json_put_null(out, key);
		return;
	}
	synk_json_open(out, key, '[');
	synk_json_put_number(out, NULL, 100 * p.x);
	synk_json_put_number(out, NULL, 100 * p.y);
	synk_json_close(out, ']');
}

static void
put_sites(struct synk_json *out, const struct synk_face *face)
{
	synk_json_open(out, "sites", '{');
	for (int i = 0; i < SYNK_SITES; i++) {
		enum synk_site site = (enum synk_site)i;

		synk_json_open(out, synk_site_name(site), '{');
		put_point(out, "left", face->at[synk_spot(site, SYNK_LEFT)]);
		put_point(out, "right", face->at[synk_spot(site, SYNK_RIGHT)]);
		synk_json_close(out, '}');
	}
	for (int i = 0; i < SYNK_MIDDLES; i++) {
		enum synk_middle middle = (enum synk_middle)i;

		synk_json_open(out, synk_middle_name(middle), '{');
		put_point(out, "mid", face->at[synk_spot_middle(middle)]);
		synk_json_close(out, '}');
	}
	synk_json_close(out, '}');
}

static void
put_pose(struct synk_json *out, const struct synk_view *v)
{
	synk_json_open(out, "pose", '{');
	synk_json_put_number(out, "yaw", v->face.yaw);
	synk_json_put_number(out, "pitch", v->face.pitch);
	synk_json_put_number(out, "roll", v->face.roll);
	synk_json_put_number(out, "ied_px", v->face.ied_px);
	synk_json_put_number(out, "residual", 100 * v->face.residual);
	synk_json_close(out, '}');
}

/* The one scheme or detector of an expression's used files; NULL if mixed. */
static const char *
common(const struct synk_record *r, enum synk_expression e, bool scheme)
{
	const char *word = NULL;

	for (size_t i = 0; i < r->files; i++) {
		const struct synk_file *f = &r->file[i];
		const char *has = scheme ? f->scheme : f->detector;

		if (f->error || !f->expression || strcmp(f->expression,
		    synk_expression_name(e)) != 0)
			continue;
		if (!has || (word && strcmp(word, has) != 0))
			return NULL;
		word = has;
	}
	return word;
}

/* Whose noise the draws of this expression have; null if they have none. */
static void
put_noise(struct synk_json *out, const struct synk_record *r,
    enum synk_expression e)
{
	const char *name = common(r, e, true);
	enum synk_scheme scheme;

	synk_json_put_string(out, "noise", r->verdict->drawing.draws && name &&
	    synk_scheme_find(&scheme, name) ? synk_noise_name(
	    r->exam->view[e].detector, scheme) : NULL);
}

static void
put_file_names(struct synk_json *out, const struct synk_record *r,
    enum synk_expression e)
{
	synk_json_open(out, "files", '[');
	for (size_t i = 0; i < r->files; i++)
		if (r->file[i].expression && strcmp(r->file[i].expression,
		    synk_expression_name(e)) == 0)
			synk_json_put_string(out, NULL, r->file[i].name);
	synk_json_close(out, ']');
}

static void
put_warnings(struct synk_json *out, const struct synk_warning *w, size_t n,
    enum synk_expression e)
{
	synk_json_open(out, "warnings", '[');
	for (size_t i = 0; i < n; i++)
		if (w[i].of_expression && w[i].expression == e)
			synk_json_put_string(out, NULL, w[i].text);
	synk_json_close(out, ']');
}

static void
put_expression(struct synk_json *out, const struct synk_record *r,
    enum synk_expression e, const struct synk_warning *w, size_t n)
{
	const struct synk_view *v = &r->exam->view[e];

	synk_json_open(out, synk_expression_name(e), '{');
	put_file_names(out, r, e);
	synk_json_put_whole(out, "photos", (long)v->photos);
	if (v->photos == 0) {
		synk_put_reason(out, SYNK_REASON_UNUSABLE);
		synk_json_close(out, '}');
		return;
	}
	synk_json_put_string(out, "scheme", common(r, e, true));
	synk_json_put_string(out, "detector", common(r, e, false));
	put_noise(out, r, e);
	put_pose(out, v);
	put_warnings(out, w, n, e);
	synk_json_open(out, "measures", '{');
	for (size_t i = 0; synk_measure(i); i++)
		put_measure(out, synk_measure(i), v->measures.at[i],
		    r->verdict->measure_se[e][i], r->exam);
	synk_json_close(out, '}');
	put_sites(out, &v->face);
	synk_json_close(out, '}');
}

static void
put_expressions(struct synk_json *out, const struct synk_record *r,
    const struct synk_warning *w, size_t n)
{
	synk_json_open(out, "expressions", '{');
	for (int e = 0; e < SYNK_EXPRESSIONS; e++)
		if (r->exam->view[e].given)
			put_expression(out, r, (enum synk_expression)e, w, n);
	synk_json_close(out, '}');
}

static void
put_lateral(struct synk_json *out, const struct synk_rest *rest, double se)
{
	synk_json_open(out, "lateral", '{');
	put_sides(out, rest->lateral, 1);
	synk_json_put_number(out, "difference",
	    rest->lateral[SYNK_LEFT] - rest->lateral[SYNK_RIGHT]);
	synk_json_put_number(out, "difference_se", se);
	synk_json_put_string(out, "direction", rest->lateral_direction);
	synk_json_close(out, '}');
}

static void
put_rest(struct synk_json *out, const struct synk_record *r,
    enum synk_region region)
{
	const struct synk_rest *rest = &r->grade->rest[region];

	synk_json_open(out, "rest", '{');
	put_sides(out, rest->value, 1);
	put_sides_mm(out, rest->value, r->exam);
	put_errors(out, r->verdict->rest_se[region], 1);
	synk_json_put_number(out, "difference", rest->difference);
	synk_json_put_number(out, "difference_se",
	    r->verdict->difference_se[region]);
	if (!isnan(r->exam->mm_per_ied))
		synk_json_put_number(out, "difference_mm",
		    rest->difference / 100 * r->exam->mm_per_ied);
	synk_json_put_string(out, "direction", rest->direction);
	if (region == SYNK_MOUTH)
		put_lateral(out, rest, r->verdict->lateral_se);
	synk_json_put_number(out, "asymmetry", rest->asymmetry);
	synk_json_put_number(out, "asymmetry_raw", rest->raw);
	synk_put_reason(out, rest->reason);
	synk_json_close(out, '}');
}

static void
put_movement(struct synk_json *out, const char *key,
    const struct synk_record *r, size_t i)
{
	const struct synk_movement *m = &r->grade->movement[i];

	synk_json_open(out, key, '{');
	synk_json_put_string(out, "expression",
	    synk_expression_name(m->expression));
	synk_json_put_string(out, "unit", synk_unit_name(m->unit));
	put_sides(out, m->value, 1);
	put_errors(out, r->verdict->movement_se[i], 1);
	if (m->unit == SYNK_UNIT_IED)
		put_sides_mm(out, m->value, r->exam);
	if (!isnan(m->across[SYNK_LEFT])) {
		synk_json_open(out, "across", '{');
		put_sides(out, m->across, 1);
		synk_json_close(out, '}');
	}
	synk_json_put_number(out, "ratio", m->ratio);
	synk_put_doubt(out, "ratio", &r->verdict->ratio[i], 1);
	if (m->ratio_reason)
		synk_json_put_string(out, "ratio_reason",
		    synk_reason_text(m->ratio_reason));
	synk_json_put_number(out, "asymmetry", m->asymmetry);
	synk_json_put_number(out, "asymmetry_raw", m->raw);
	synk_json_put_string(out, "status", synk_status_name(m->status));
	synk_put_reason(out, m->reason);
	synk_json_close(out, '}');
}

static void
put_regions(struct synk_json *out, const struct synk_record *r)
{
	const struct synk_grade *g = r->grade;

	synk_json_open(out, "regions", '{');
	for (int i = 0; i < SYNK_REGIONS; i++) {
		enum synk_region region = (enum synk_region)i;

		synk_json_open(out, synk_region_name(region), '{');
		synk_json_put_number(out, "asymmetry", g->asymmetry[region]);
		synk_put_doubt(out, "asymmetry", &r->verdict->asymmetry[region],
		    1);
		if (isnan(g->asymmetry[region]))
			synk_put_reason(out, SYNK_REASON_PARTS);
		put_rest(out, r, region);
		put_movement(out, "movement", r, (size_t)g->asked[region]);
		synk_json_close(out, '}');
	}
	synk_json_close(out, '}');
}

/* Every asked movement of which there is a photograph. */
static void
put_movements(struct synk_json *out, const struct synk_record *r)
{
	synk_json_open(out, "movements", '{');
	for (size_t i = 0; i < SYNK_MOVEMENTS; i++) {
		const struct synk_movement *m = &r->grade->movement[i];

		if (m->reason != SYNK_REASON_NO_PHOTO)
			put_movement(out, synk_expression_name(m->expression),
			    r, i);
	}
	synk_json_close(out, '}');
}

static void
put_beyond(struct synk_json *out, int beyond)
{
	if (beyond < 0)
		synk_json_put_null(out, "beyond_norm");
	else
		synk_json_put_bool(out, "beyond_norm", beyond);
}

static void
put_row(struct synk_json *out, const struct synk_record *r, size_t i)
{
	const struct synk_row *row = &r->grade->row[i];
	const struct synk_found *found =
	    &r->verdict->finding[SYNK_ROW_FINDING + i];
	bool eye = row->unit == SYNK_UNIT_RATIO;

	synk_json_open(out, NULL, '{');
	synk_json_put_string(out, "row", row->name);
	synk_json_put_string(out, "voluntary",
	    synk_expression_name(row->voluntary));
	synk_json_put_string(out, "region", row->region);
	put_sides(out, row->value, 1);
	put_errors(out, r->verdict->row_se[i], 1);
	synk_json_put_number(out, "excess", row->excess);
	synk_put_doubt(out, "excess", &r->verdict->excess[i], 1);
	synk_json_put_number(out, "counted", row->counted);
	synk_json_put_string(out, "unit", synk_unit_name(row->unit));
	synk_json_put_number(out, "norm", row->norm);
	if (eye) {
		synk_json_put_number(out, "excess_length",
		    row->excess_length);
		synk_json_put_number(out, "excess_length_se",
		    isnan(row->excess_length) ? NAN : r->verdict->length_se[i]);
		synk_json_put_number(out, "norm_length", row->norm_length);
		synk_json_put_number(out, "excess_mm",
		    row->excess_length / 100 * r->exam->mm_per_ied);
	}
	put_beyond(out, row->beyond_norm);
	synk_json_put_number(out, "probability", found->probability);
	synk_json_put_number(out, "involvement", row->involvement);
	synk_json_put_number(out, "points", row->points);
	put_known_whole(out, "grade", row->grade);
	if (row->points_reason)
		synk_json_put_string(out, "points_reason",
		    synk_reason_text(row->points_reason));
	synk_json_put_string(out, "status", synk_status_name(row->status));
	synk_put_reason(out, row->reason);
	synk_json_close(out, '}');
}

/* Which parts a score was made of. */
static void
put_parts(struct synk_json *out, const struct synk_grade *g)
{
	synk_json_open(out, "parts", '{');
	synk_json_open(out, "rest", '[');
	for (int i = 0; i < SYNK_REGIONS; i++)
		if (!isnan(g->rest[i].asymmetry))
			synk_json_put_string(out, NULL,
			    synk_region_name((enum synk_region)i));
	synk_json_close(out, ']');
	synk_json_open(out, "movement", '[');
	for (int i = 0; i < SYNK_REGIONS; i++)
		if (!isnan(g->movement[g->asked[i]].asymmetry))
			synk_json_put_string(out, NULL,
			    synk_region_name((enum synk_region)i));
	synk_json_close(out, ']');
	synk_json_open(out, "synkinesis", '[');
	for (size_t i = 0; i < SYNK_ROWS; i++)
		if (synk_row_counts(&g->row[i]))
			synk_json_put_string(out, NULL, g->row[i].name);
	synk_json_close(out, ']');
	synk_json_close(out, '}');
}

static void
put_score(struct synk_json *out, const struct synk_record *r, int i,
    double value)
{
	static const struct synk_doubt none = { NAN, NAN, NAN };
	const char *name = synk_score_name((enum synk_score_id)i);

	synk_json_put_number(out, name, value);
	synk_put_doubt(out, name, isnan(value) ? &none : &r->verdict->score[i],
	    1);
}

static void
put_scores(struct synk_json *out, const struct synk_record *r)
{
	const struct synk_grade *g = r->grade;
	bool whole = true;

	synk_json_open(out, "scores", '{');
	for (int i = 0; i < SYNK_SCORES; i++) {
		put_score(out, r, i, g->score[i].value);
		whole = whole && !isnan(g->score[i].value);
	}
	if (!whole)
		synk_put_reason(out, SYNK_REASON_PARTS);
	put_parts(out, g);
	synk_json_open(out, "partial", '{');
	for (int i = 0; i < SYNK_SCORES; i++)
		put_score(out, r, i, g->score[i].partial);
	synk_json_close(out, '}');
	synk_json_open(out, "noise_floor", '{');
	for (int i = 0; i < SYNK_SCORES; i++)
		synk_json_put_number(out,
		    synk_score_name((enum synk_score_id)i),
		    r->verdict->noise_floor[i]);
	synk_json_close(out, '}');
	synk_json_close(out, '}');
}

static void
put_provenance(struct synk_json *out, const struct synk_record *r)
{
	synk_json_open(out, "provenance", '{');
	synk_json_put_string(out, "tool", r->tool);
	synk_json_put_string(out, "version", SYNK_VERSION);
	synk_json_put_string(out, "norms", r->norms->hash);
	synk_json_put_string(out, "axis", synk_axis_name(r->options->axis));
	synk_json_put_whole(out, "draws", (long)r->verdict->drawing.draws);
	synk_json_put_whole(out, "seed", (long)r->verdict->drawing.seed);
	if (r->deidentified)
		synk_json_put_bool(out, "deidentified", true);
	synk_json_close(out, '}');
}

static void
put_all_warnings(struct synk_json *out, const struct synk_warning *w, size_t n)
{
	synk_json_open(out, "warnings", '[');
	for (size_t i = 0; i < n; i++) {
		synk_json_open(out, NULL, '{');
		synk_json_put_string(out, "expression", w[i].of_expression
		    ? synk_expression_name(w[i].expression) : NULL);
		synk_json_put_string(out, "text", w[i].text);
		synk_json_close(out, '}');
	}
	synk_json_close(out, ']');
}

bool
synk_grade_json(char **line, const struct synk_record *r,
    struct synk_error *err)
{
	struct synk_warning w[SYNK_WARNINGS_MAX];
	size_t n = synk_warnings(w, LEN(w), r->verdict, r->exam, r->norms);
	struct synk_json out = { 0 };

	synk_json_open(&out, NULL, '{');
	synk_json_put_string(&out, "record", "synk-grade/1");
	put_who(&out, &r->who);
	put_side(&out, &r->verdict->side);
	synk_json_put_string(&out, "unit", synk_unit_name(SYNK_UNIT_IED));
	put_scale(&out, r->exam);
	put_regions(&out, r);
	put_movements(&out, r);
	synk_json_open(&out, "synkinesis", '[');
	for (size_t i = 0; i < SYNK_ROWS; i++)
		put_row(&out, r, i);
	synk_json_close(&out, ']');
	put_scores(&out, r);
	synk_put_shares(&out, r->verdict);
	synk_put_severity(&out, r->verdict);
	synk_put_findings(&out, r->verdict);
	synk_put_estimates(&out, r);
	put_expressions(&out, r, w, n);
	synk_json_open(&out, "not_assessed", '[');
	for (size_t i = 0; synk_not_assessed(i); i++)
		synk_json_put_string(&out, NULL, synk_not_assessed(i));
	synk_json_close(&out, ']');
	put_all_warnings(&out, w, n);
	put_files(&out, r);
	put_provenance(&out, r);
	synk_json_close(&out, '}');
	return synk_json_text(line, &out, err);
}

bool
synk_error_json(char **line, const struct synk_record *r, const char *code,
    const char *message, struct synk_error *err)
{
	struct synk_json out = { 0 };

	synk_json_open(&out, NULL, '{');
	synk_json_put_string(&out, "record", "synk-error/1");
	put_who(&out, &r->who);
	synk_json_put_string(&out, "tool", r->tool);
	synk_json_put_string(&out, "code", code);
	synk_json_put_string(&out, "message", message);
	put_files(&out, r);
	put_provenance(&out, r);
	synk_json_close(&out, '}');
	return synk_json_text(line, &out, err);
}
