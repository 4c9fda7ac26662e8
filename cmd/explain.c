/* What a measure, a finding, a norm or a field of the record is. */
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "about.h"
#include "cli.h"
#include "synk/explain.h"
#include "synk/verdict.h"

/* Where text begins under a label. */
enum { INDENT = 11 };

/* The norm of a length that a finding needs as well: its key ends so. */
static bool
find_length(enum synk_norm *norm, const struct synk_finding *f)
{
	const char *key = synk_norm_key(f->norm);
	size_t n = strlen(key);

	for (int i = 0; i < SYNK_NORMS; i++) {
		const char *other = synk_norm_key((enum synk_norm)i);

		*norm = (enum synk_norm)i;
		if (strncmp(other, key, n) == 0 &&
		    strcmp(other + n, "_length") == 0)
			return true;
	}
	return false;
}

/* Norm i of those that a finding's threshold is from, and whose it is; false
 * past the end. */
static bool
threshold_norm(enum synk_norm *norm, const char **note,
    const struct synk_finding *f, int i)
{
	int n = f->by_detector ? SYNK_DETECTORS : 1;

	*norm = f->norm + (enum synk_norm)i;
	*note = f->by_detector && i < n
	    ? synk_detector_name((enum synk_detector)i) : "";
	if (i < n)
		return true;
	*note = "and as a length";
	return i == n && find_length(norm, f);
}

static bool
put_threshold(FILE *out, const char *label, enum synk_norm norm, bool below,
    const char *note, struct synk_error *err)
{
	struct synk_norm_note about;
	struct synk_norms norms;
	char number[32];

	if (!synk_norms_default(&norms, err) ||
	    !synk_norm_note(&about, norm, err))
		return false;
	snprintf(number, sizeof number, "%g", norms.at[norm]);
	fprintf(out, "%-24s%-6s%s %-7s%-*s%s\n", label, about.unit,
	    below ? "below" : "above", number, *note ? 10 : 0, about.basis,
	    note);
	return true;
}

bool
about_findings(FILE *out, struct synk_error *err)
{
	const struct synk_finding *f;
	enum synk_norm norm;
	const char *note;
	char label[64];

	fputs("finding          region unit  threshold    basis     detector"
	    "\n", out);
	for (size_t i = 0; (f = synk_finding(i)); i++) {
		snprintf(label, sizeof label, "%-17s%s", f->id,
		    synk_region_name(f->region));
		for (int k = 0; threshold_norm(&norm, &note, f, k); k++)
			if (!put_threshold(out, k ? "" : label, norm,
			    f->below, note, err))
				return false;
		about_text(out, 16, "", f->condition);
	}
	fputs("\nseverity\n", out);
	for (int i = 0; i <= SYNK_UNDETERMINED; i++)
		about_text(out, 27, synk_severity_name((enum synk_severity)i),
		    synk_severity_rule((enum synk_severity)i));
	return true;
}

/* A norm in one paragraph, where it is not the subject. */
static bool
put_norm(FILE *out, enum synk_norm i, struct synk_error *err)
{
	struct synk_norm_note note;
	struct synk_norms norms;
	char *text;

	if (!synk_norms_default(&norms, err) ||
	    !synk_norm_note(&note, i, err))
		return false;
	text = cli_format("%s = %g %s (%s): %s", synk_norm_key(i),
	    norms.at[i], note.unit, note.basis, note.source);
	about_text(out, INDENT, "  norm", text);
	free(text);
	return true;
}

/* Whether a text names a norm, by its key or with '*' for part of it. */
static bool
names_norm(const char *text, const char *key)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789"
	    "._-*";
	char word[64];

	for (size_t n; *text; text += n ? n : 1) {
		n = strspn(text, letters);
		snprintf(word, sizeof word, "%.*s", (int)n, text);
		if (n && n < sizeof word && word[n - 1] == '.')
			word[n - 1] = '\0';
		if (strchr(word, '.') ? fnmatch(word, key, 0) == 0
		    : strcmp(word, key) == 0)
			return true;
	}
	return false;
}

/* Each of these adds to *found what it wrote of. */
typedef bool explain(FILE *, size_t *found, const char *key,
    struct synk_error *);

static bool
explain_measure(FILE *out, size_t *found, const char *key,
    struct synk_error *err)
{
	const struct synk_measure *m;

	(void)err;
	for (size_t i = 0; (m = synk_measure(i)); i++)
		if (strcmp(m->key, key) == 0) {
			fprintf(out, "%s\n", key);
			about_text(out, INDENT, "  is", m->definition);
			about_text(out, INDENT, "  unit",
			    synk_unit_name(m->unit));
			about_text(out, INDENT, "  source", m->source);
			++*found;
		}
	return true;
}

static bool
explain_finding(FILE *out, size_t *found, const char *key,
    struct synk_error *err)
{
	const struct synk_finding *f;
	enum synk_norm norm;
	const char *unused;
	char *text;

	for (size_t i = 0; (f = synk_finding(i)); i++) {
		if (strcmp(f->id, key) != 0)
			continue;
		text = cli_format("%s, %s the norm%s", f->condition,
		    f->below ? "below" : "above", f->by_detector
		    ? " of the detector" : "");
		fprintf(out, "%s\n", key);
		about_text(out, INDENT, "  finding", text);
		about_text(out, INDENT, "  region",
		    synk_region_name(f->region));
		free(text);
		for (int k = 0; threshold_norm(&norm, &unused, f, k); k++)
			if (!put_norm(out, norm, err))
				return false;
		++*found;
	}
	return true;
}

static bool
explain_norm(FILE *out, size_t *found, const char *key,
    struct synk_error *err)
{
	struct synk_norm_note note;
	struct synk_norms norms;
	char value[64];

	if (!synk_norms_default(&norms, err))
		return false;
	for (int i = 0; i < SYNK_NORMS; i++) {
		if (strcmp(synk_norm_key((enum synk_norm)i), key) != 0)
			continue;
		if (!synk_norm_note(&note, (enum synk_norm)i, err))
			return false;
		snprintf(value, sizeof value, "%g %s (%s)", norms.at[i],
		    note.unit, note.basis);
		fprintf(out, "%s\n", key);
		about_text(out, INDENT, "  default", value);
		about_text(out, INDENT, "  source", note.source);
		if (note.note[0])
			about_text(out, INDENT, "  note", note.note);
		++*found;
	}
	return true;
}

/* Its norms stand under a field. */
static bool
put_field(FILE *out, const struct synk_field *f, struct synk_error *err)
{
	about_text(out, INDENT, "  type", f->type);
	about_text(out, INDENT, "  is", f->description);
	for (int i = 0; i < SYNK_NORMS; i++)
		if (names_norm(f->description,
		    synk_norm_key((enum synk_norm)i)) &&
		    !put_norm(out, (enum synk_norm)i, err))
			return false;
	return true;
}

/* Fields that are the same are explained once, under all their paths. */
static bool
put_fields(FILE *out, struct synk_field *f, size_t n, struct synk_error *err)
{
	for (size_t i = 0; i < n; i++) {
		if (!f[i].description[0])
			continue;
		fprintf(out, "%s\n", f[i].path);
		for (size_t k = i + 1; k < n; k++)
			if (strcmp(f[k].description, f[i].description) == 0) {
				fprintf(out, "%s\n", f[k].path);
				f[k].description[0] = '\0';
			}
		if (!put_field(out, &f[i], err))
			return false;
	}
	return true;
}

/* A measure has been explained, and needs no second time as a field. */
static bool
explain_fields(FILE *out, size_t *found, const char *key,
    struct synk_error *err)
{
	struct synk_field *f;
	size_t n;
	bool ok;

	if (*found && !strchr(key, '.'))
		return true;
	if (!synk_fields_find(NULL, &n, 0, key, err))
		return false;
	f = cli_alloc((n + 1) * sizeof *f);
	ok = synk_fields_find(f, &n, n, key, err) &&
	    put_fields(out, f, n, err);
	if (ok)
		*found += n;
	free(f);
	return ok;
}

bool
about_explain(FILE *out, const char *key, struct synk_error *err)
{
	static explain *const parts[] = { explain_measure, explain_finding,
	    explain_norm, explain_fields };
	size_t found = 0;

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (!parts[i](out, &found, key, err))
			return false;
	return found || synk_fail(err, SYNK_BAD_USAGE, "nothing is called"
	    " '%s': see --list measures, findings or norms, and"
	    " synk-record(5)", key);
}
