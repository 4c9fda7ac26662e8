#include <stdlib.h>
#include <string.h>

#include "about.h"
#include "synk/record.h"

static void
list_formats(FILE *out)
{
	const struct synk_format *f;

	for (size_t i = 0; (f = synk_format(i)); i++)
		fprintf(out, "%-11s %s\n%-11s schemes: %s\n", f->name,
		    f->title, "", f->schemes);
}

static void
list_schemes(FILE *out)
{
	for (int i = 0; i < SYNK_SCHEMES; i++)
		fprintf(out, "%-14s %zu points\n",
		    synk_scheme_name((enum synk_scheme)i),
		    synk_scheme_count((enum synk_scheme)i));
}

static void
list_expressions(FILE *out)
{
	for (int i = 0; i < SYNK_EXPRESSIONS; i++) {
		enum synk_expression e = (enum synk_expression)i;
		const char *alias;
		int column = fprintf(out, "%-17s", synk_expression_name(e));

		for (size_t k = 0; (alias = synk_expression_alias(e, k));
		    k++) {
			if (column + 1 + (int)strlen(alias) > 79)
				column = fprintf(out, "\n%-17s", "") - 1;
			column += fprintf(out, " %s", alias);
		}
		putc('\n', out);
	}
}

/* A text after a label, wrapped at 79 columns and indented by its width. */
static void
put_text(FILE *out, int width, const char *label, const char *text)
{
	int column = fprintf(out, "%-*s", width, label);

	while (*text) {
		size_t n = strcspn(text, " ");

		if (column + (int)n + 1 > 79)
			column = fprintf(out, "\n%-*s", width, "") - 1;
		column += fprintf(out, " %.*s", (int)n, text);
		text += n + strspn(text + n, " ");
	}
	putc('\n', out);
}

static void
list_measures(FILE *out)
{
	const struct synk_measure *m;
	char label[64];

	for (size_t i = 0; (m = synk_measure(i)); i++) {
		snprintf(label, sizeof label, "%-21s %-6s %-5s", m->key,
		    synk_unit_name(m->unit), m->midline ? "mid" : "sides");
		put_text(out, (int)strlen(label), label, m->definition);
	}
}

/* Which points of each scheme a site is. */
static void
list_points(FILE *out)
{
	char r[16], l[16], mr[16], ml[16];

	fprintf(out, "%-22s %-17s %s\n", "site", "ibug68 R / L",
	    "mediapipe478 R / L");
	for (int i = 0; i < SYNK_SITES; i++) {
		size_t right = synk_spot((enum synk_site)i, SYNK_RIGHT);
		size_t left = synk_spot((enum synk_site)i, SYNK_LEFT);

		synk_spot_points(r, SYNK_IBUG68, right);
		synk_spot_points(l, SYNK_IBUG68, left);
		synk_spot_points(mr, SYNK_MEDIAPIPE478, right);
		synk_spot_points(ml, SYNK_MEDIAPIPE478, left);
		fprintf(out, "%-22s %-7s/ %-8s %-7s/ %s\n",
		    synk_site_name((enum synk_site)i), *r ? r : "-",
		    *l ? l : "-", mr, ml);
	}
	for (int i = 0; i < SYNK_MIDDLES; i++) {
		size_t k = synk_spot_middle((enum synk_middle)i);

		synk_spot_points(r, SYNK_IBUG68, k);
		synk_spot_points(mr, SYNK_MEDIAPIPE478, k);
		fprintf(out, "%-22s %-17s %s\n",
		    synk_middle_name((enum synk_middle)i), r, mr);
	}
	fputs("R and L are the subject's own sides; two numbers are a mean;"
	    " numbers start\nat 0.  emotrics76 is ibug68 and 8 more,"
	    " mediapipe468 has no irises.\n", out);
}

static void
list_norms(FILE *out)
{
	fputs(synk_norms_text(), out);
}

static const struct {
	const char *name;
	void (*list)(FILE *);
} lists[] = {
	{ "formats", list_formats }, { "schemes", list_schemes },
	{ "expressions", list_expressions }, { "measures", list_measures },
	{ "points", list_points }, { "norms", list_norms },
};

bool
about_list(FILE *out, const char *name, struct synk_error *err)
{
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		if (strcmp(lists[i].name, name) == 0) {
			lists[i].list(out);
			return true;
		}
	return synk_fail(err, SYNK_BAD_USAGE, "expected formats, schemes,"
	    " expressions, measures, points or norms, found '%s'", name);
}

/* Fields that are neither a measure nor a norm. */
static const struct {
	const char *key, *unit, *text;
} fields[] = {
	{ "regions.rest.asymmetry", "0 to 100", "100 |left - right| / the full"
	  " normal movement of the region (norms full.brow, full.eye,"
	  " full.smile), at rest; asymmetry_raw is the same not capped" },
	{ "regions.movement.asymmetry", "0 to 100", "100 |left - right| / the"
	  " larger side's movement; asymmetry_raw is not capped" },
	{ "regions.movement.ratio", "ratio", "movement of the affected side /"
	  " movement of the other; null with a reason where the side is not"
	  " known or the other side moved less than its gate; of a healthy"
	  " control (side none) the smaller / the larger" },
	{ "regions.movement.status", "word", "ok; not_performed: even the"
	  " larger side moved less than the gate (norms gate.*); opposite: one"
	  " side moved the wrong way (opposite.*); withheld: pose or detector;"
	  " missing" },
	{ "regions.asymmetry", "0 to 100", "mean of the asymmetries at rest"
	  " and in movement" },
	{ "synkinesis.excess", "of the row", "what the affected side moved"
	  " unasked less what the other did; on pucker, where both eyes of"
	  " patients narrow, less what is usual"
	  " (synkinesis.pucker_eye.usual); of a healthy control, the larger"
	  " less the smaller" },
	{ "synkinesis.counted", "of the row", "what of it counts as"
	  " synkinesis: what the affected side does beyond the other, of an"
	  " eye its narrowing, of the mouth its pull up and out, of a brow its"
	  " lift or drop; what only the other side does counts nothing" },
	{ "synkinesis.beyond_norm", "true, false", "counted over the norm; an"
	  " eye row needs both the share of the fissure and the length lost"
	  " over theirs.  On these landmarks as they are, without their"
	  " noise" },
	{ "synkinesis.points", "Sunnybrook points", "fissure lost in excess,"
	  " in mm, / mm_per_point; grade is its nearest whole number, 0 to 3;"
	  " both need a scale" },
	{ "synkinesis.involvement", "0 to 100", "100 counted / full, where full"
	  " is the worst grade of the item (norms synkinesis.*.full)" },
	{ "scores.rest", "0 to 100", "100 - mean of the three regions'"
	  " asymmetries at rest" },
	{ "scores.movement", "0 to 100", "100 - mean of the three regions'"
	  " asymmetries in movement" },
	{ "scores.synkinesis", "0 to 100", "100 - mean over brow, eye and"
	  " mouth of the worst row's involvement" },
	{ "scores.overall", "0 to 100", "rest, movement and synkinesis"
	  " weighted 1:2:1 (norms weight.*); never to be read alone" },
	{ "scores.partial", "0 to 100", "the same from the parts that are"
	  " there; scores.parts names them" },
	{ "scale.mm_per_ied", "mm", "millimetres between the two eye centres,"
	  " from --scale or from the irises at rest (iris.diameter_mm)" },
	{ "pose.yaw", "deg", "head turned to the subject's left" },
	{ "pose.pitch", "deg", "chin down" },
	{ "pose.roll", "deg", "head tilted to the subject's right shoulder" },
	{ "pose.ied_px", "px", "inter-eye distance in the photo" },
	{ "pose.residual", "%ied", "how far canthi and nasal bridge are from"
	  " the fitted template, root mean square" },
};

static bool
explain_measure(FILE *out, const char *key)
{
	const struct synk_measure *m;

	for (size_t i = 0; (m = synk_measure(i)); i++)
		if (strcmp(m->key, key) == 0) {
			fprintf(out, "%s\n", key);
			put_text(out, 11, "  is", m->definition);
			put_text(out, 11, "  unit", synk_unit_name(m->unit));
			put_text(out, 11, "  source", m->source);
			return true;
		}
	return false;
}

static bool
explain_norm(FILE *out, const char *key, struct synk_error *err)
{
	struct synk_norm_note note;
	struct synk_norms norms;
	char value[64];
	int i = 0;

	while (i < SYNK_NORMS &&
	    strcmp(synk_norm_key((enum synk_norm)i), key) != 0)
		i++;
	if (i == SYNK_NORMS || !synk_norms_default(&norms, err) ||
	    !synk_norm_note(&note, (enum synk_norm)i, err))
		return false;
	snprintf(value, sizeof value, "%g %s (%s)", norms.at[i], note.unit,
	    note.basis);
	fprintf(out, "%s\n", key);
	put_text(out, 11, "  default", value);
	put_text(out, 11, "  source", note.source);
	if (note.note[0])
		put_text(out, 11, "  note", note.note);
	return true;
}

static bool
explain_field(FILE *out, const char *key)
{
	bool found = false;

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		const char *dot = strrchr(fields[i].key, '.') + 1;

		if (strcmp(fields[i].key, key) != 0 && strcmp(dot, key) != 0)
			continue;
		fprintf(out, "%s\n", fields[i].key);
		put_text(out, 11, "  unit", fields[i].unit);
		put_text(out, 11, "  is", fields[i].text);
		found = true;
	}
	return found;
}

bool
about_explain(FILE *out, const char *key, struct synk_error *err)
{
	if (explain_measure(out, key) || explain_norm(out, key, err) ||
	    explain_field(out, key))
		return true;
	return synk_fail(err, SYNK_BAD_USAGE, "nothing is called '%s': see"
	    " --list measures, --list norms and synk-record(5)", key);
}
