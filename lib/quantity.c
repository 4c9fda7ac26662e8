/* The quantities, by families; each place in a record is written here once. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "quantity.h"
#include "table.h"

static const char *const kinds[SYNK_KINDS] = {
	[SYNK_KIND_SCORE] = "score", [SYNK_KIND_PARTIAL] = "partial",
	[SYNK_KIND_REGION] = "region", [SYNK_KIND_REST] = "rest",
	[SYNK_KIND_MOVEMENT] = "movement",
	[SYNK_KIND_SYNKINESIS] = "synkinesis",
	[SYNK_KIND_MEASURE] = "measure",
};

/* What a component is called in a record, and in a key: of a side that has no
 * part in the palsy, and of an affected and a healthy one. */
static const struct {
	const char *member, *key, *aligned;
} components[] = {
	[SYNK_VALUE_OF] = { "", "", "" },
	[SYNK_LEFT_OF] = { "left", "left", "affected" },
	[SYNK_RIGHT_OF] = { "right", "right", "healthy" },
	[SYNK_DIFFERENCE_OF] = { "difference", "difference", "excess" },
	[SYNK_RATIO_OF] = { "ratio", "ratio", "ratio" },
	[SYNK_EXCESS_OF] = { "excess", "excess", "excess" },
	[SYNK_EXCESS_LENGTH_OF] = { "excess_length", "excess_length",
	    "excess_length" },
};

const char *
synk_kind_name(enum synk_kind kind)
{
	return kinds[kind];
}

void
synk_quantity_key(char key[SYNK_KEY_TEXT], const struct synk_quantity *q,
    bool aligned)
{
	const char *part = aligned ? components[q->component].aligned
	    : components[q->component].key;

	snprintf(key, SYNK_KEY_TEXT, "%s%s%s", q->name, *part ? "." : "",
	    part);
}

/* A table that is being filled. */
struct filling {
	struct synk_quantity *next;
};

/* What the quantities of one place share. */
struct place {
	enum synk_kind kind;
	const char *unit;
	unsigned expressions;
	size_t which;
	char name[64], path[80];	/* of the object in the record */
};

static struct place SYNK_PRINTF(5)
place(enum synk_kind kind, const char *unit, unsigned expressions,
    size_t which, const char *fmt, ...)
{
	struct place p = { kind, unit, expressions, which, "", "" };
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(p.path, sizeof p.path, fmt, ap);
	va_end(ap);
	return p;
}

static void SYNK_PRINTF(2)
name(struct place *p, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(p->name, sizeof p->name, fmt, ap);
	va_end(ap);
}

static void
add(struct filling *f, const struct place *p, const char *member,
    enum synk_component component, enum synk_better better)
{
	struct synk_quantity *q = f->next++;

	*q = (struct synk_quantity){ .unit = p->unit, .kind = p->kind,
	    .component = component, .better = better,
	    .expressions = p->expressions, .which = p->which };
	memcpy(q->name, p->name, sizeof q->name);
	snprintf(q->path, sizeof q->path, "%s.%s", p->path, *member ? member
	    : components[component].member);
}

/* Both sides; better is that of the affected one. */
static void
add_sides(struct filling *f, const struct place *p, enum synk_better better)
{
	add(f, p, "", SYNK_LEFT_OF, better);
	add(f, p, "", SYNK_RIGHT_OF, SYNK_BETTER_NONE);
}

static void
add_scores(struct filling *f, enum synk_kind kind, const char *path)
{
	struct place p = place(kind, "score", 0, 0, "%s", path);

	for (int i = 0; i < SYNK_SCORES; i++) {
		const char *score = synk_score_name((enum synk_score_id)i);

		p.which = (size_t)i;
		name(&p, "%s.%s", kinds[kind], score);
		add(f, &p, score, SYNK_VALUE_OF, SYNK_BETTER_MORE);
	}
}

/* What stands for a region's movement, whichever of them it was. */
static unsigned
asked(enum synk_region region)
{
	static const unsigned by[SYNK_REGIONS] = {
		[SYNK_BROW] = 1u << SYNK_BROW_RAISE,
		[SYNK_EYE] = 1u << SYNK_EYE_CLOSE_GENTLE |
		    1u << SYNK_EYE_CLOSE_TIGHT,
		[SYNK_MOUTH] = 1u << SYNK_SMILE | 1u << SYNK_SMILE_GENTLE,
	};

	return by[region] | 1u << SYNK_REST;
}

static void
add_region(struct filling *f, enum synk_region region)
{
	const char *word = synk_region_name(region);
	struct place p = place(SYNK_KIND_REGION, "score", asked(region),
	    (size_t)region, "regions.%s", word);

	name(&p, "region.%s.asymmetry", word);
	add(f, &p, "asymmetry", SYNK_VALUE_OF, SYNK_BETTER_LESS);
}

static void
add_rest(struct filling *f, enum synk_region region, const char *within)
{
	const char *word = synk_region_name(region);
	struct place p = place(SYNK_KIND_REST, "%ied", 1u << SYNK_REST,
	    (size_t)region, "regions.%s.rest%s", word, within);

	name(&p, "rest.%s%s", word, within);
	add_sides(f, &p, SYNK_BETTER_NONE);
	add(f, &p, "", SYNK_DIFFERENCE_OF, SYNK_BETTER_ZERO);
}

static void
add_movement(struct filling *f, size_t i)
{
	/* Movements are the expressions other than rest, in their order. */
	enum synk_expression e = (enum synk_expression)(i + 1);
	struct place p = place(SYNK_KIND_MOVEMENT,
	    synk_unit_name(synk_movement_unit(i)), 1u << e | 1u << SYNK_REST,
	    i, "movements.%s", synk_expression_name(e));

	name(&p, "movement.%s", synk_expression_name(e));
	add_sides(f, &p, SYNK_BETTER_MORE);
	p.unit = "ratio";
	add(f, &p, "", SYNK_RATIO_OF, SYNK_BETTER_ONE);
}

/* An eye and a mouth should not move along; a brow neither up nor down. */
static void
add_row(struct filling *f, size_t i)
{
	static const struct { const char *asked; unsigned by; } by[] = {
		{ "smile", 1u << SYNK_SMILE | 1u << SYNK_SMILE_GENTLE },
		{ "pucker", 1u << SYNK_PUCKER },
		{ "brow_raise", 1u << SYNK_BROW_RAISE },
		{ "eye_close", 1u << SYNK_EYE_CLOSE_GENTLE |
		    1u << SYNK_EYE_CLOSE_TIGHT },
	};
	const char *row = synk_row_name(i), *region = synk_row_region(i);
	enum synk_better better = strcmp(region, "brow") == 0
	    ? SYNK_BETTER_ZERO : SYNK_BETTER_LESS_ABOVE_0;
	struct place p = place(SYNK_KIND_SYNKINESIS,
	    synk_unit_name(synk_row_unit(i)), 1u << SYNK_REST,
	    i, "synkinesis.%s", row);

	for (size_t k = 0; k < LEN(by); k++)
		if (strncmp(row, by[k].asked, strlen(by[k].asked)) == 0)
			p.expressions |= by[k].by;
	name(&p, "synkinesis.%s", row);
	add_sides(f, &p, better);
	add(f, &p, "", SYNK_EXCESS_OF, better);
	if (strcmp(region, "eye") != 0)
		return;
	p.unit = "%ied";
	add(f, &p, "", SYNK_EXCESS_LENGTH_OF, better);
}

static void
add_measure(struct filling *f, enum synk_expression e, size_t id)
{
	const char *word = synk_expression_name(e);
	const struct synk_measure *m = synk_measure(id);
	struct place p = place(SYNK_KIND_MEASURE, synk_unit_name(m->unit),
	    1u << e, id, "expressions.%s.measures.%s", word, m->key);

	name(&p, "measure.%s.%s", word, m->key);
	if (m->midline)
		add(f, &p, "mid", SYNK_VALUE_OF, SYNK_BETTER_NONE);
	else
		add_sides(f, &p, SYNK_BETTER_NONE);
}

void
synk_quantities(struct synk_quantity table[SYNK_QUANTITIES])
{
	struct filling f = { table };

	add_scores(&f, SYNK_KIND_SCORE, "scores");
	add_scores(&f, SYNK_KIND_PARTIAL, "scores.partial");
	for (int i = 0; i < SYNK_REGIONS; i++)
		add_region(&f, (enum synk_region)i);
	for (int i = 0; i < SYNK_REGIONS; i++)
		add_rest(&f, (enum synk_region)i, "");
	add_rest(&f, SYNK_MOUTH, ".lateral");
	for (size_t i = 0; i < SYNK_MOVEMENTS; i++)
		add_movement(&f, i);
	for (size_t i = 0; i < SYNK_ROWS; i++)
		add_row(&f, i);
	for (int e = 0; e < SYNK_EXPRESSIONS; e++)
		for (size_t i = 0; synk_measure(i); i++)
			add_measure(&f, (enum synk_expression)e, i);
}
