/* Faces, drawn from the sites of a record: the subject's right is on the
 * left, as when facing them. */
#include <math.h>

#include "report_put.h"
#include "report_visit.h"
#include "synk/face.h"

enum { UNITS = 5,		/* of the drawing in 1 % of IED */
    TOP = -380, BOTTOM = 700, MARGIN = 30,	/* of a drawing */
    LINE_SPOTS = 14, END = -1 };

/* Arrows shorter than this, % of IED, would be of noise. */
static const double arrow_min = 2;

struct shape {
	double x[SYNK_SPOTS], y[SYNK_SPOTS];	/* of the drawing; NaN */
};

#define R(site)	((int)(SYNK_##site * SYNK_SIDES + SYNK_RIGHT))
#define L(site)	((int)(SYNK_##site * SYNK_SIDES + SYNK_LEFT))
#define M(site)	((int)(SYNK_SITES * SYNK_SIDES + SYNK_##site))

/* Lines through spots; those of a side stand once for each. */
static const struct line {
	bool closed;
	int spot[LINE_SPOTS + 1];
} lines[] = {
#define BOTH(closed, ...) { closed, { __VA_ARGS__, END } }
#define BROW(S) BOTH(false, S(BROW_MEDIAL), S(BROW_MEDIAL_MID), S(BROW_MID), \
	S(BROW_LATERAL_MID), S(BROW_LATERAL))
#define EYE(S) BOTH(true, S(CANTHUS_INNER), S(LID_UPPER_MEDIAL), \
	S(LID_UPPER_MID), S(LID_UPPER_LATERAL), S(CANTHUS_OUTER), \
	S(LID_LOWER_LATERAL), S(LID_LOWER_MID), S(LID_LOWER_MEDIAL))
	BROW(R), BROW(L), EYE(R), EYE(L),
	BOTH(false, M(NASION), M(BRIDGE_UPPER), M(BRIDGE_LOWER),
	  M(NOSE_TIP)),
	BOTH(false, R(ALA), M(SUBNASALE), L(ALA)),
	BOTH(true, R(COMMISSURE), R(LIP_UPPER_LATERAL), R(LIP_UPPER_PEAK),
	  M(LIP_UPPER_MID), L(LIP_UPPER_PEAK), L(LIP_UPPER_LATERAL),
	  L(COMMISSURE), L(LIP_LOWER_LATERAL), L(LIP_LOWER_PARAMEDIAN),
	  M(LIP_LOWER_MID), R(LIP_LOWER_PARAMEDIAN), R(LIP_LOWER_LATERAL)),
	BOTH(true, R(COMMISSURE_INNER), R(LIP_UPPER_INNER),
	  M(STOMION_UPPER), L(LIP_UPPER_INNER), L(COMMISSURE_INNER),
	  L(LIP_LOWER_INNER), M(STOMION_LOWER), R(LIP_LOWER_INNER)),
};

/* What has an arrow, where it moved. */
static const enum synk_site moving[] = { SYNK_BROW_MEDIAL, SYNK_BROW_MID,
    SYNK_BROW_LATERAL, SYNK_LID_UPPER_MID, SYNK_LID_LOWER_MID, SYNK_ALA,
    SYNK_COMMISSURE, SYNK_LIP_UPPER_PEAK, SYNK_LIP_LOWER_PARAMEDIAN };

/* Reading. */

static void
read_spot(struct shape *s, size_t spot, const struct node *n, double sign)
{
	struct put_pair p = put_pair(n);

	s->x[spot] = sign * UNITS * p.low;
	s->y[spot] = -UNITS * p.high;
}

static void
read_shape(struct shape *s, const struct node *sites)
{
	for (size_t i = 0; i < SYNK_SPOTS; i++)
		s->x[i] = s->y[i] = NAN;
	for (int i = 0; i < SYNK_SITES; i++) {
		enum synk_site site = (enum synk_site)i;
		const struct node *n = tree_at(sites, synk_site_name(site));

		read_spot(s, synk_spot(site, SYNK_RIGHT), tree_at(n, "right"),
		    -1);
		read_spot(s, synk_spot(site, SYNK_LEFT), tree_at(n, "left"),
		    1);
	}
	for (int i = 0; i < SYNK_MIDDLES; i++) {
		enum synk_middle m = (enum synk_middle)i;

		read_spot(s, synk_spot_middle(m), tree_at(sites,
		    tree_path("%s.mid", synk_middle_name(m)).at), 1);
	}
}

/* Drawing. */

/* Numbers of a path; a minus parts them too. */
static void
put_step(FILE *out, char command, long x, long y)
{
	if (command != ' ' || x >= 0)
		putc(command, out);
	put_whole(out, x);
	if (y >= 0)
		putc(' ', out);
	put_whole(out, y);
}

/* Missing spots are left out of their line. */
static void
put_line(FILE *out, const struct shape *s, const struct line *l)
{
	long x = 0, y = 0;
	size_t n = 0;

	for (const int *at = l->spot; *at != END; at++) {
		long to_x, to_y;

		if (!isfinite(s->x[*at] + s->y[*at]))
			continue;
		to_x = lround(s->x[*at]);
		to_y = lround(s->y[*at]);
		if (n == 0)
			put_step(out, 'M', to_x, to_y);
		else
			put_step(out, n == 1 ? 'l' : ' ', to_x - x, to_y - y);
		n++;
		x = to_x;
		y = to_y;
	}
	if (n > 2 && l->closed)
		putc('z', out);
}

static void
put_lines(FILE *out, const struct shape *s)
{
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		put_line(out, s, &lines[i]);
}

/* A shaft, and two barbs that leave its tip at 30 degrees. */
static void
put_arrow(FILE *out, double x, double y, double dx, double dy)
{
	const double along = cos(.55), across = sin(.55);
	double length = hypot(dx, dy), ux = dx / length, uy = dy / length;
	double barb = fmin(18, length / 2);

	put_step(out, 'M', lround(x), lround(y));
	put_step(out, 'l', lround(dx), lround(dy));
	put_step(out, 'm', lround(barb * (-ux * along - uy * across)),
	    lround(barb * (-uy * along + ux * across)));
	put_step(out, 'L', lround(x + dx), lround(y + dy));
	put_step(out, 'l', lround(barb * (-ux * along + uy * across)),
	    lround(barb * (-uy * along - ux * across)));
}

static void
put_arrows(FILE *out, const struct shape *rest, const struct shape *s,
    enum synk_side side, bool affected)
{
	fprintf(out, "<path class=\"%s\" d=\"", affected ? "w a" : "w");
	for (size_t i = 0; i < sizeof moving / sizeof *moving; i++) {
		size_t at = synk_spot(moving[i], side);
		double dx = s->x[at] - rest->x[at];
		double dy = s->y[at] - rest->y[at];

		if (hypot(dx, dy) >= UNITS * arrow_min)
			put_arrow(out, rest->x[at], rest->y[at], dx, dy);
	}
	fputs("\"/>", out);
}

static bool
is_affected(const struct node *record, const char *side)
{
	return tree_is_at(record, "side.affected", side) ||
	    tree_is_at(record, "side.affected", "both");
}

/* Written once in a visit, and used again. */
static void
put_sides(FILE *out, const struct visit_page *page, bool *written)
{
	const struct node *r = page->record;

	if (*written)
		fprintf(out, "<use href=\"#l%s\"/>", page->id);
	else
		fprintf(out, "<g id=\"l%s\"><text class=\"y\" x=\"-530\" y="
		    "\"-330\">"
		    "right%s</text><text class=\"y l\" x=\"530\" y="
		    "\"-330\">"
		    "%sleft</text></g>", page->id, is_affected(r, "right")
		    ? ", affected" : "", is_affected(r, "left")
		    ? "affected, " : "");
	*written = true;
}

/* A key as people say it: "brow raise". */
static void
put_key(FILE *out, const struct node *n)
{
	for (uint32_t i = 0; i < n->key_size; i++)
		put_bytes(out, n->key[i] == '_' ? " " : n->key + i, 1);
}

static void
put_caption(FILE *out, const struct node *expression)
{
	double photos = tree_number_at(expression, "photos");

	fputs("<figcaption>", out);
	put_key(out, expression);
	if (photos > 1)
		fprintf(out, ", median of %.0f photographs", photos);
	if (tree_said(tree_at(expression, "warnings"))) {
		fputs("<br><span class=\"warn\">", out);
		put_list(out, tree_at(expression, "warnings"), "; ");
		fputs("</span>", out);
	}
	fputs("</figcaption></figure>", out);
}

/* An open mouth reaches lower than the drawing does as a rule. */
static long
bottom_of(const struct shape *s)
{
	double low = BOTTOM - MARGIN;

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		for (const int *at = lines[i].spot; *at != END; at++)
			low = fmax(low, s->y[*at]);
	return lround(fmin(low, 4 * BOTTOM)) + MARGIN;
}

static void
put_face(FILE *out, const struct visit_page *page,
    const struct node *expression, const struct shape *rest, bool *sides)
{
	bool resting = tree_called(expression, "rest");
	struct shape s;

	read_shape(&s, tree_at(expression, "sites"));
	fprintf(out, "<figure><svg class=\"f\" viewBox=\"-540 %d 1080 %ld\""
	    " role=\"img\" aria-label=\"", TOP, bottom_of(&s) - TOP);
	put_key(out, expression);
	fputs(", landmarks\">", out);
	if (!resting && rest)
		fprintf(out, "<g class=\"g\"><use href=\"#r%s\"/></g>",
		    page->id);
	fputs("<g class=\"e\"><path ", out);
	if (resting)
		fprintf(out, "id=\"r%s\" ", page->id);
	fputs("d=\"", out);
	put_lines(out, &s);
	fputs("\"/></g>", out);
	if (!resting && rest) {
		put_arrows(out, rest, &s, SYNK_RIGHT, is_affected(
		    page->record, "right"));
		put_arrows(out, rest, &s, SYNK_LEFT, is_affected(
		    page->record, "left"));
	}
	put_sides(out, page, sides);
	fputs("</svg>", out);
	put_caption(out, expression);
}

/* Nothing usable was in its photographs. */
static void
put_absent(FILE *out, const struct node *expression)
{
	fputs("<p class=\"nk\">", out);
	put_key(out, expression);
	fputs(": no drawing: ", out);
	put_words(out, tree_at(expression, "reason"));
	fputs("</p>", out);
}

void
visit_faces(FILE *out, const struct visit_page *page)
{
	const struct node *all = tree_at(page->record, "expressions");
	const struct node *sites = tree_at(all, "rest.sites");
	struct shape rest;
	bool sides = false;

	if (!tree_said(all))
		return;
	read_shape(&rest, sites);
	fputs("<details open class=\"faces\"><summary>Faces: rest in grey,"
	    " the expression in ink, arrows for what moved</summary>"
	    "<div class=\"fs\">", out);
	for (const struct node *n = tree_first(all); n; n = tree_next(n))
		if (tree_said(tree_at(n, "sites")))
			put_face(out, page, n, sites ? &rest : NULL, &sides);
		else
			put_absent(out, n);
	fputs("</div></details>", out);
}
