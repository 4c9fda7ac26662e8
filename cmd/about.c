#include <string.h>

#include "about.h"
#include "synk/record.h"

static void
list_formats(FILE *out)
{
	const struct synk_format *f;

	for (size_t i = 0; (f = synk_format(i)); i++)
		fprintf(out, "%-14s %s\n%-14s schemes: %s\n", f->name,
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

/* The schemes that number points each in its own way, and a column's width. */
static const struct {
	enum synk_scheme scheme;
	int width;
} numberings[] = {
	{ SYNK_IBUG68, 14 }, { SYNK_WFLW98, 8 }, { SYNK_JD106, 8 },
	{ SYNK_INSIGHTFACE106, 15 }, { SYNK_MEDIAPIPE478, 0 },
};

/* A spot's points in each scheme, and those of the spot across, if it has. */
static void
list_spot(FILE *out, const char *name, const size_t *spot, size_t sides)
{
	fprintf(out, "%-22s", name);
	for (size_t i = 0; i < sizeof numberings / sizeof *numberings; i++) {
		char points[2][16] = { "", "" }, text[40];

		for (size_t side = 0; side < sides; side++)
			synk_spot_points(points[side], numberings[i].scheme,
			    spot[side]);
		snprintf(text, sizeof text, "%s%s%s", *points[0] ? points[0]
		    : "-", sides > 1 && *points[0] ? "/" : "", points[1]);
		fprintf(out, "%-*s", numberings[i].width, text);
	}
	putc('\n', out);
}

/* Which points of each scheme a site is. */
static void
list_points(FILE *out)
{
	fprintf(out, "%-22s", "site");
	for (size_t i = 0; i < sizeof numberings / sizeof *numberings; i++)
		fprintf(out, "%-*s", numberings[i].width,
		    synk_scheme_name(numberings[i].scheme));
	putc('\n', out);
	for (int i = 0; i < SYNK_SITES; i++)
		list_spot(out, synk_site_name((enum synk_site)i), (size_t[]){
		    synk_spot((enum synk_site)i, SYNK_RIGHT),
		    synk_spot((enum synk_site)i, SYNK_LEFT) }, 2);
	for (int i = 0; i < SYNK_MIDDLES; i++)
		list_spot(out, synk_middle_name((enum synk_middle)i),
		    (size_t[]){ synk_spot_middle((enum synk_middle)i) }, 1);
	fputs("Right/left, the subject's own sides; two numbers with a comma"
	    " are a mean;\nnumbers start at 0.  openpose70 is ibug68 and the"
	    " pupils 68/69, emotrics76\nis ibug68 and 8 more, mediapipe468"
	    " has no irises.\n", out);
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
