/* What a caption says: titles, tables, findings and the small print. */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "picture.h"
#include "table.h"

static void
capitalise(struct synk_line *l)
{
	if (l->at[0] >= 'a' && l->at[0] <= 'z')
		l->at[0] = (char)(l->at[0] - 'a' + 'A');
}

void
synk_tell_title(struct synk_line *l, const struct synk_panel *p, bool blind)
{
	struct synk_line day = { .size = 0 }, name = { .size = 0 };

	if (!blind) {
		synk_line_add_part(l, p->subject);
		synk_line_add_part(l, p->visit);
	}
	synk_line_add(&name, "%s", synk_expression_title(p->expression));
	if (l->size == 0)
		capitalise(&name);
	synk_line_add_part(l, name.at);
	if (blind || !p->taken)
		return;
	synk_line_add(&day, "%.10s", p->taken);	/* without the hour */
	synk_line_add_part(l, day.at);
}

/* What the table of measures has, where it is there. */
static const struct shown {
	enum synk_measure_id measure;
	const char *name;
} shown[] = {
	{ SYNK_BROW_HEIGHT, "Brow height" },
	{ SYNK_FISSURE_HEIGHT, "Palpebral fissure" },
	{ SYNK_MRD1, "MRD1" },
	{ SYNK_COMMISSURE_LATERAL, "Commissure, lateral" },
	{ SYNK_COMMISSURE_HEIGHT, "Commissure, height" },
	{ SYNK_COMMISSURE_EXCURSION, "Corner to lower lip" },
	{ SYNK_SMILE_ANGLE, "Smile angle" },
};

/* Columns stand as the sides do in the picture. */
static enum synk_side
column_side(const struct synk_scene *s, size_t column)
{
	enum synk_side other = s->first == SYNK_RIGHT ? SYNK_LEFT : SYNK_RIGHT;

	return column == 1 ? s->first : other;
}

static void
put_head(struct synk_table *t, const struct synk_scene *s, const char *name,
    const char *last)
{
	memset(t, 0, sizeof *t);
	t->rows = 1;
	synk_line_add(&t->cell[0][0], "%s", name);
	for (size_t i = 1; i <= SYNK_SIDES; i++)
		synk_line_add(&t->cell[0][i], "%s", column_side(s, i) ==
		    SYNK_RIGHT ? "Right" : "Left");
	synk_line_add(&t->cell[0][3], "%s", last);
}

static void
put_length(struct synk_line *l, const struct synk_panel *p, double percent)
{
	double mm = synk_mm(p, percent);

	synk_line_add_number(l, percent, 1);
	if (isnan(mm) || isnan(percent))
		return;
	synk_line_add(l, " (");
	synk_line_add_number(l, mm, 1);
	synk_line_add(l, ")");
}

static void
put_measure(struct synk_table *t, const struct synk_scene *s,
    const struct shown *row, const double value[SYNK_SIDES])
{
	enum synk_unit unit = synk_measure(row->measure)->unit;
	struct synk_line *cell = t->cell[t->rows++];
	double v[4] = { NAN, value[column_side(s, 1)],
	    value[column_side(s, 2)], value[SYNK_LEFT] - value[SYNK_RIGHT] };

	synk_line_add(&cell[0], "%s", row->name);
	for (size_t i = 1; i < 4; i++) {
		if (unit == SYNK_UNIT_IED) {
			put_length(&cell[i], s->panel, 100 * v[i]);
			continue;
		}
		synk_line_add_number(&cell[i], v[i], 0);
		synk_line_add(&cell[i], "\xc2\xb0");
	}
}

void
synk_tell_measures(struct synk_table *t, const struct synk_scene *s)
{
	const struct synk_view *view = synk_scene_view(s);

	put_head(t, s, isnan(synk_mm(s->panel, 1)) ? "% of IED"
	    : "% of IED (mm)", "L \xe2\x88\x92 R");
	for (size_t i = 0; view && i < LEN(shown); i++) {
		const double *v = view->measures.at[shown[i].measure];

		if (!isnan(v[SYNK_RIGHT]) || !isnan(v[SYNK_LEFT]))
			put_measure(t, s, &shown[i], v);
	}
	if (t->rows == 1)
		t->rows = 0;
}

static const char *const region_names[SYNK_REGIONS] = {
	[SYNK_BROW] = "Brow", [SYNK_EYE] = "Eye", [SYNK_MOUTH] = "Mouth",
};

static void
put_interval(struct synk_line *l, const struct synk_doubt *d, double factor,
    int decimals)
{
	if (isnan(d->low) || isnan(d->high))
		return;
	synk_line_add(l, " [");
	synk_line_add_number(l, factor * d->low, decimals);
	synk_line_add(l, ", ");
	synk_line_add_number(l, factor * d->high, decimals);
	synk_line_add(l, "]");
}

/* An asked movement by its ratio, what moved with it by its excess. */
static void
put_comparison(struct synk_line *l, const struct synk_panel *p,
    const struct synk_change *c)
{
	const struct synk_verdict *v = p->verdict;
	double factor = c->unit == SYNK_UNIT_RATIO ? 100 : 1;
	double value = c->movement >= 0 ? p->grade->movement[c->movement].ratio
	    : p->grade->row[c->row].excess;

	if (isnan(value)) {
		synk_line_add(l, "\xe2\x80\x93");
	} else if (c->movement >= 0) {
		synk_line_add(l, "ratio ");
		synk_line_add_number(l, value, 2);
		if (v)
			put_interval(l, &v->ratio[c->movement], 1, 2);
	} else {
		synk_line_add(l, "excess ");
		synk_line_add_number(l, factor * value, 1);
		if (v)
			put_interval(l, &v->excess[c->row], factor, 1);
	}
}

void
synk_tell_changes(struct synk_table *t, const struct synk_scene *s)
{
	struct synk_change change[SYNK_CHANGES_MAX];
	size_t n = synk_changes(change, s->panel);

	put_head(t, s, "Since rest", s->panel->verdict &&
	    s->panel->verdict->drawing.draws ? "[95 %]" : "");
	for (size_t i = 0; i < n && t->rows < SYNK_TABLE_ROWS; i++) {
		struct synk_line *cell = t->cell[t->rows++];
		bool share = change[i].unit == SYNK_UNIT_RATIO;

		synk_line_add(&cell[0], "%s: %s, %s",
		    region_names[change[i].region], change[i].name,
		    share ? "%" : "% IED");
		for (size_t k = 1; k <= SYNK_SIDES; k++) {
			double v = change[i].value[column_side(s, k)];

			if (share)
				synk_line_add_number(&cell[k], 100 * v, 0);
			else
				put_length(&cell[k], s->panel, v);
		}
		put_comparison(&cell[3], s->panel, &change[i]);
	}
	if (t->rows == 1)
		t->rows = 0;
}

/* Whether a finding is of this expression.  One that is not there twice over
 * is told once: what is half is weak. */
static bool
concerns(const struct synk_panel *p, size_t i)
{
	const struct synk_found *f = &p->verdict->finding[i];
	const struct synk_finding *row = synk_finding(i);
	enum synk_expression e = p->expression;

	if (i >= SYNK_BROW_UNEVEN && i < SYNK_ROW_FINDING)
		return e == SYNK_REST || (e != SYNK_EXPRESSIONS &&
		    f->presence >= SYNK_POSSIBLE);
	if (i >= SYNK_ROW_FINDING)
		return p->grade->row[i - SYNK_ROW_FINDING].voluntary == e;
	if (i >= SYNK_BROW_HALF && f->presence < SYNK_UNCERTAIN)
		return false;
	return p->grade->movement[p->grade->asked[row->region]].expression ==
	    e;
}

static void
put_probability(struct synk_line *l, double p)
{
	if (isnan(p))
		return;
	synk_line_add(l, p > 0.99 ? " >0.99" : p < 0.01 ? " <0.01" : " %.2f",
	    p);
}

static void
put_finding(struct synk_told *t, const struct synk_found *f, size_t i)
{
	const struct synk_finding *row = synk_finding(i);
	bool share = row->unit == SYNK_UNIT_RATIO;
	double factor = share ? 100 : 1;
	int decimals = share ? 0 : 1;

	*t = (struct synk_told){ .presence = f->presence };
	synk_line_add(&t->probability, "%s", synk_presence_name(f->presence));
	put_probability(&t->probability, f->probability);
	synk_line_add(&t->text, "%s: ", row->condition);
	synk_line_add_number(&t->text, factor * f->value, decimals);
	synk_line_add(&t->text, share ? " %% (%s " : " %% IED (%s ",
	    row->below ? "limit" : "norm");
	synk_line_add_number(&t->text, factor * f->threshold, decimals);
	synk_line_add(&t->text, ")");
	if (f->reason)
		synk_line_add(&t->text, "; %s", synk_reason_text(f->reason));
}

/* Several in a line, where what is compared with what has no room. */
static const char *const findings[] = {
	[SYNK_BROW_WEAK] = "weak brow raise",
	[SYNK_EYE_WEAK] = "weak eye closure",
	[SYNK_SMILE_WEAK] = "weak smile",
	[SYNK_BROW_HALF] = "brow raise under half",
	[SYNK_EYE_HALF] = "eye closure under half",
	[SYNK_SMILE_HALF] = "smile under half",
	[SYNK_BROW_UNEVEN] = "uneven brows",
	[SYNK_EYE_UNEVEN] = "uneven eyes",
	[SYNK_SMILE_UNEVEN] = "uneven corners of the mouth",
	[SYNK_EYE_NARROW] = "narrow eye",
	[SYNK_SMILE_RETRACTED] = "retracted corner of the mouth",
	[SYNK_SMILE_RAISED] = "raised corner of the mouth",
	[SYNK_ROW_FINDING] = "eye narrows on smiling",
	"brow moves on smiling", "eye narrows on puckering",
	"brow moves on puckering", "eye narrows on brow raise",
	"mouth moves on brow raise", "mouth moves on eye closure",
	"brow moves on eye closure",
};
static_assert(LEN(findings) == SYNK_FINDINGS, "a finding without words");

/* Those that could not be judged for the same reason, in one line. */
static size_t
put_unknown(struct synk_told *told, size_t n, const struct synk_found *f,
    size_t i)
{
	struct synk_told *t;
	size_t k = 0;

	while (k < n && (told[k].presence != SYNK_NOT_ASSESSABLE ||
	    strcmp(told[k].probability.at, synk_reason_text(f->reason)) != 0))
		k++;
	if (k == SYNK_TOLD_MAX)
		return n;
	t = &told[k];
	if (k == n) {
		*t = (struct synk_told){ .presence = SYNK_NOT_ASSESSABLE };
		synk_line_add(&t->probability, "%s",
		    synk_reason_text(f->reason));
	}
	synk_line_add(&t->text, "%s%s", t->text.size ? ", " : "",
	    findings[i]);
	return k == n ? n + 1 : n;
}

size_t
synk_tell_findings(struct synk_told *told, const struct synk_scene *s)
{
	const struct synk_panel *p = s->panel;
	size_t n = 0;

	if (!p->verdict || !p->grade)
		return 0;
	for (size_t i = 0; i < SYNK_FINDINGS && n < SYNK_TOLD_MAX; i++) {
		const struct synk_found *f = &p->verdict->finding[i];

		if (concerns(p, i) && f->presence != SYNK_NOT_ASSESSABLE)
			put_finding(&told[n++], f, i);
	}
	for (size_t i = 0; i < SYNK_FINDINGS; i++) {
		const struct synk_found *f = &p->verdict->finding[i];

		if (concerns(p, i) && f->presence == SYNK_NOT_ASSESSABLE &&
		    f->reason)
			n = put_unknown(told, n, f, i);
	}
	return n;
}

static void
put_side(struct synk_line *l, const struct synk_side_verdict *side)
{
	bool sided = side->affected == SYNK_AFFECTED_LEFT ||
	    side->affected == SYNK_AFFECTED_RIGHT;

	synk_line_add(l, "Affected side: %s",
	    synk_affected_name(side->affected));
	if (side->inferred && sided) {
		synk_line_add(l, " (inferred,");
		put_probability(l, side->probability[side->affected ==
		    SYNK_AFFECTED_LEFT ? SYNK_LEFT : SYNK_RIGHT]);
		synk_line_add(l, ")");
	} else if (side->declared != SYNK_UNKNOWN) {
		synk_line_add(l, " (declared)");
	}
	if (side->contradicted)
		synk_line_add(l, ": CHECK IT, the photographs speak against"
		    " it");
}

static const char *const severities[] = {
	[SYNK_SEVERITY_NONE] = "no sign of synkinesis",
	[SYNK_SEVERITY_WEAKNESS] = "weakness without synkinesis",
	[SYNK_SEVERITY_MILD] = "mild", [SYNK_SEVERITY_MODERATE] = "moderate",
	[SYNK_SEVERITY_SEVERE] = "severe",
	[SYNK_UNDETERMINED] = "undetermined",
};

void
synk_tell_exam(struct synk_line *l, const struct synk_panel *p)
{
	const struct synk_severity_verdict *s;
	double probability = 0;

	if (!p->verdict)
		return;
	s = &p->verdict->severity;
	put_side(l, &p->verdict->side);
	synk_line_add(l, "  \xc2\xb7  Severity of the exam: %s",
	    severities[s->grade]);
	if (s->grade == SYNK_UNDETERMINED) {
		if (s->reason)
			synk_line_add(l, ", %s", s->reason == SYNK_REASON_NOISE
			    ? "no degree is certain enough"
			    : synk_reason_text(s->reason));
		return;
	}
	for (size_t i = s->grade; i < SYNK_SEVERITIES; i++)
		probability += s->probability[i];
	if (s->grade < SYNK_SEVERITY_MILD)
		probability = s->probability[s->grade];
	synk_line_add(l, ", probability");
	put_probability(l, probability);
	if (s->grade == SYNK_SEVERITY_MILD || s->grade ==
	    SYNK_SEVERITY_MODERATE)
		synk_line_add(l, " of that or worse");
}

static void
tell_numbers(struct synk_line *l, const struct synk_scene *s)
{
	const struct synk_panel *p = s->panel;
	const struct synk_view *view = synk_scene_view(s);

	if (!view)
		return;
	synk_line_add(l, " Lengths in %% of the distance between the eyes"
	    " (IED)");
	if (!isnan(p->exam->mm_per_ied))
		synk_line_add(l, "; 1 %% is %.2f mm (scale: %s)",
		    p->exam->mm_per_ied / 100,
		    synk_scale_name(p->exam->scale));
	synk_line_add(l, "; closure and narrowing of eyes in %% of their"
	    " opening at rest.");
	if (view->photos > 1)
		synk_line_add(l, " Numbers are medians of %zu photographs.",
		    view->photos);
	if (p->verdict && p->verdict->drawing.draws)
		synk_line_add(l, " Probabilities and intervals are of"
		    " landmark noise only.");
}

void
synk_tell_legend(struct synk_line *l, const struct synk_scene *s, bool blind)
{
	synk_line_add(l, "R and L are the subject's own sides%s.",
	    s->panel->mirrored ? "; the photograph is a mirror image" : "");
	if (s->rested)
		synk_line_add(l, " White, dashed brow and ring at the"
		    " mouth: where they were at rest.");
	if (!blind)
		tell_numbers(l, s);
	if (fmax(fabs(s->yaw), fabs(s->pitch)) > s->pose_warn)
		synk_line_add(l, " The head is turned by %.0f\xc2\xb0 and"
		    " tilted by %.0f\xc2\xb0.", fabs(s->yaw), fabs(s->pitch));
	synk_line_add(l, " Research use; not a diagnosis.");
}
