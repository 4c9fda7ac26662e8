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

void
about_text(FILE *out, int width, const char *label, const char *text)
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
		about_text(out, (int)strlen(label), label, m->definition);
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
	bool (*read)(FILE *, struct synk_error *);	/* if it can fail */
} lists[] = {
	{ "formats", list_formats, NULL }, { "schemes", list_schemes, NULL },
	{ "expressions", list_expressions, NULL },
	{ "measures", list_measures, NULL }, { "points", list_points, NULL },
	{ "findings", NULL, about_findings }, { "norms", list_norms, NULL },
};

bool
about_list(FILE *out, const char *name, struct synk_error *err)
{
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		if (strcmp(lists[i].name, name) == 0) {
			if (lists[i].read)
				return lists[i].read(out, err);
			lists[i].list(out);
			return true;
		}
	return synk_fail(err, SYNK_BAD_USAGE, "expected formats, schemes,"
	    " expressions, measures, points, findings or norms, found '%s'",
	    name);
}
