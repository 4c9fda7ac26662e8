/* One synthetic visit to the photographer: who does what, before which camera,
 * and the exam that it makes. */
#include "canonical.h"
#include "synk/verdict.h"

static struct synk_norms norms;

enum { SHOTS = 12 };

/* What a healthy side does. */
static const struct effort usual[SYNK_EXPRESSIONS] = {
	[SYNK_BROW_RAISE] = { .lift = 1 },
	[SYNK_EYE_CLOSE_GENTLE] = { .narrow = 1 },
	[SYNK_EYE_CLOSE_TIGHT] = { .narrow = 1 },
	[SYNK_SMILE_GENTLE] = { .smile = 0.5 },
	[SYNK_SMILE] = { .smile = 0.95 },
	[SYNK_SNARL] = { .snarl = 0.4 },
	[SYNK_PUCKER] = { .pucker = 0.5 },
	[SYNK_LOWER_TEETH] = { .lower = 0.4 },
};

/* One visit to the photographer. */
struct session {
	struct effort effort[SYNK_EXPRESSIONS][SYNK_SIDES];
	struct camera camera[SYNK_EXPRESSIONS];
	struct synk_marks marks[SYNK_EXPRESSIONS];
	struct synk_sites sites[SHOTS];
	struct synk_photo photo[SHOTS];
	size_t count;
	enum synk_scheme scheme;
};

static inline void
set_out(struct session *s, enum synk_scheme scheme)
{
	memset(s, 0, sizeof *s);
	s->scheme = scheme;
	for (size_t e = 0; e < SYNK_EXPRESSIONS; e++) {
		s->effort[e][SYNK_RIGHT] = s->effort[e][SYNK_LEFT] = usual[e];
		s->camera[e] = camera_usual;
	}
}

static inline struct solid
posed(const struct session *s, size_t e)
{
	struct solid solid = solid_canonical();

	solid_do(&solid, SYNK_RIGHT, &s->effort[e][SYNK_RIGHT]);
	solid_do(&solid, SYNK_LEFT, &s->effort[e][SYNK_LEFT]);
	return solid;
}

/* One more photograph of these marks. */
static inline struct synk_photo *
keep(struct session *s, size_t e, const struct synk_marks *m)
{
	struct synk_photo *photo = &s->photo[s->count];
	struct synk_error err;

	assert_true(s->count < SHOTS);
	if (!synk_sites_from(&s->sites[s->count], m, false, &err))
		fail_msg("%s", err.text);
	*photo = (struct synk_photo){ .expression = (enum synk_expression)e,
	    .frame = &s->sites[s->count], .count = 1, .mm_per_px = NAN,
	    .closure_seen = true };
	s->count++;
	return photo;
}

static inline struct synk_photo *
shoot(struct session *s, size_t e)
{
	struct solid solid = posed(s, e);

	marks_of(&s->marks[e], &solid, &s->camera[e], s->scheme);
	return keep(s, e, &s->marks[e]);
}

static inline void
shoot_all(struct session *s, unsigned without)
{
	for (size_t e = 0; e < SYNK_EXPRESSIONS; e++)
		if (!(without >> e & 1))
			shoot(s, e);
}

static inline struct synk_exam
exam_with(struct session *s, const struct synk_exam_options *options)
{
	struct synk_error err;
	struct synk_exam exam;

	if (!synk_exam_from(&exam, s->photo, s->count, options, &norms, &err))
		fail_msg("%s", err.text);
	return exam;
}

static inline struct synk_exam
exam_of(struct session *s)
{
	static const struct synk_exam_options options;

	return exam_with(s, &options);
}

static inline struct synk_grade
grade_of(struct session *s, enum synk_affected side)
{
	struct synk_exam exam = exam_of(s);
	struct synk_grade g;

	synk_grade_from(&g, &exam, side, &norms);
	return g;
}
