/* What was measured of each region, and how much of the asymmetry it has. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plan_sheet.h"
#include "plan_text.h"

enum { NAME = 9, REST = 23, ASKED = 18, UNASKED = 30, ROWS = 3 };

/* And the rows in which it moves unasked, by what was asked. */
static const struct region {
	const char *key, *name;
	struct {
		const char *id, *asked;
	} row[ROWS];
} regions[] = {
	{ "brow", "brow", {
		{ "smile_brow", "smile" },
		{ "pucker_brow", "pucker" },
		{ "eye_close_brow", "closing" },
	} },
	{ "eye", "eye", {
		{ "smile_eye", "smile" },
		{ "pucker_eye", "pucker" },
		{ "brow_raise_eye", "raising" },
	} },
	{ "smile", "mouth", {
		{ "eye_close_mouth", "closing" },
		{ "brow_raise_mouth", "raising" },
	} },
};

static struct synk_measured
field(const struct synk_plan *p, const char *of, const char *name,
    const char *what)
{
	char path[80];

	snprintf(path, sizeof path, "%s.%s.%s", of, name, what);
	return synk_plan_field(p, path);
}

/* What is too long for its column comes of broken landmarks. */
static void
put_cell(FILE *out, int width, const char *text)
{
	fprintf(out, "%-*s", width, (int)strlen(text) < width ? text : "huge");
}

/* The affected side less the healthy one; the record has left less right. */
static void
put_rest(FILE *out, const struct synk_plan *p, const struct region *r)
{
	struct synk_measured m = field(p, "regions", r->key,
	    "rest.difference");
	double low = -m.high;

	if (strcmp(p->side, "right") == 0) {
		m.value = -m.value;
		m.high = -m.low;
		m.low = low;
	}
	put_cell(out, REST, plan_short(&m, p).at);
}

/* The row that comes farthest against its norm, and what was asked for. */
static void
put_strongest(FILE *out, const struct synk_plan *p, const struct region *r)
{
	double most = -1, much;
	char text[100] = ".";
	struct synk_measured m;

	for (size_t i = 0; i < ROWS && r->row[i].id; i++) {
		much = field(p, "synkinesis", r->row[i].id, "counted").value /
		    field(p, "synkinesis", r->row[i].id, "norm").value;
		if (!(much > most))
			continue;
		most = much;
		m = field(p, "synkinesis", r->row[i].id, "excess");
		snprintf(text, sizeof text, "%s %s", r->row[i].asked,
		    plan_short(&m, p).at);
	}
	fprintf(out, "%s\n", strlen(text) < UNASKED ? text : "huge");
}

static void
put_share(FILE *out, int width, const struct synk_plan *p, const char *domain,
    const struct region *r)
{
	for (size_t i = 0; i < sizeof p->share / sizeof *p->share; i++) {
		const struct synk_share_line *s = &p->share[i];

		if (s->region && strcmp(s->region, r->key) == 0 &&
		    strcmp(s->domain, domain) == 0)
			fprintf(out, "%-*s", width, plan_share(s).at);
	}
}

static void
put_region(FILE *out, const struct synk_plan *p, const struct region *r)
{
	struct synk_measured ratio = field(p, "regions", r->key,
	    "movement.ratio");

	snprintf(ratio.unit, sizeof ratio.unit, "ratio");
	put_cell(out, NAME, r->name);
	put_rest(out, p, r);
	put_cell(out, ASKED, plan_short(&ratio, p).at);
	put_strongest(out, p, r);
	put_cell(out, NAME, "  share");
	put_share(out, REST, p, "rest", r);
	put_share(out, ASKED, p, "movement", r);
	put_share(out, 0, p, "synkinesis", r);
	putc('\n', out);
}

void
plan_sheet_measured(FILE *out, const struct plan_page *page)
{
	bool mm = isfinite(page->plan->mm_per_ied);

	fprintf(out, "%-*s%-*s%-*s%s\n", NAME, "AFFECTED", REST, mm
	    ? "rest less healthy, mm" : "rest less healthy,%IED", ASKED,
	    "asked, of healthy", mm ? "unasked less healthy, mm, %"
	    : "unasked less healthy,%IED,%");
	for (size_t i = 0; i < sizeof regions / sizeof *regions; i++)
		put_region(out, page->plan, &regions[i]);
	fputs("95 % intervals; shares of asymmetry are no ranking; a dot: not"
	    " resolvable here\n", out);
}
