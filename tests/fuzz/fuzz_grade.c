/*
 * Any landmarks, through all stages: photographs of a synthetic patient whose
 * points are moved, scaled and taken away, their record, and what reads it.
 */
#include "../test.h"

#include "../patient.h"
#include "fuzz.h"

#include "../../lib/json.h"
#include "synk/cohort.h"
#include "synk/plan.h"
#include "synk/record.h"

static struct synk_visits *visits;
static struct synk_rules *rules;
static struct synk_error err;
static struct session clean[2];

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	static const struct lesion ill = { .4, .8, .6, .7, .3, .2, .1, .2, .5,
	    .3 };

	(void)argc;
	(void)argv;
	prepare_patients();
	photograph(&clean[0], &ill, SYNK_DETECTOR_MEDIAPIPE);
	photograph(&clean[1], &ill, SYNK_DETECTOR_DLIB);
	MUST(synk_visits_open(&visits, &err));
	MUST(synk_rules_open(&rules, synk_rules_text(),
	    strlen(synk_rules_text()), &err));
	return 0;
}

struct edit {
	uint8_t photo, spot, how;
	int8_t x, y;
};

/* Of a point: gone, moved a little, or by a power of two; or of all. */
static void
apply(struct session *s, const uint8_t *at)
{
	struct edit e = { at[0], at[1], at[2], (int8_t)at[3], (int8_t)at[4] };
	size_t k = e.photo % s->count;
	struct synk_point *p = &s->sites[k].at[e.spot % SYNK_SPOTS];

	switch (e.how % 6) {
	case 0:
		p->x += e.x / 8.;
		p->y += e.y / 8.;
		break;
	case 1:
		p->x = p->y = NAN;
		break;
	case 2:
		*p = (struct synk_point){ ldexp(1 + e.x / 256., e.y),
		    -ldexp(1 + e.y / 256., e.x) };
		break;
	case 3:
		for (size_t i = 0; i < SYNK_SPOTS; i++) {
			s->sites[k].at[i].x *= 1 + e.x / 64.;
			s->sites[k].at[i].y *= 1 + e.y / 64.;
		}
		break;
	case 4:
		s->photo[k].expression = (enum synk_expression)((uint8_t)e.x %
		    SYNK_EXPRESSIONS);
		s->photo[k].closure_seen = e.y & 1;
		s->photo[k].noise = e.y & 2 ? s->photo[k].noise : NULL;
		break;
	default:
		s->photo[k].mm_per_px = ldexp(1 + fabs(e.x / 128.), e.y);
	}
}

/* Whatever was graded can be read by all that reads it. */
static void
is_readable(const char *line)
{
	static struct synk_visit visit;
	static struct synk_diff diff;
	static const struct synk_answers none = { .not_mirrored = -1,
	    .days_since_onset = NAN, .days_since_injection = NAN };
	const struct synk_diff_options options = { .norms = &norms };
	const struct synk_value value = { line, strlen(line), 1 };
	struct synk_plan plan;
	struct cJSON *root;
	size_t at = 0;
	char *text;

	MUST(synk_json_read(&root, line, value.size, &at, &err) && root);
	MUST(at == value.size);
	synk_json_free(root);
	MUST(synk_visits_read(&visit, visits, &value, &err));
	synk_diff_from(&diff, visits, &visit, &visit, &options);
	for (size_t i = 0; i < SYNK_QUANTITIES; i++)
		MUST(isnan(diff.change[i].change) ||
		    diff.change[i].change == 0);
	MUST(synk_diff_json(&text, &diff, true, &err));
	free(text);
	MUST(synk_plan_from(&plan, rules, line, value.size, &none, &err));
	MUST(synk_plan_json(&text, &plan, &err));
	synk_plan_free(&plan);
	free(text);
}

/* Probabilities are, intervals hold their numbers' order. */
static void
is_sane(const struct synk_verdict *v)
{
	for (size_t i = 0; i < SYNK_FINDINGS; i++)
		MUST(isnan(v->finding[i].probability) ||
		    (v->finding[i].probability >= 0 &&
		    v->finding[i].probability <= 1));
	for (size_t i = 0; i < SYNK_SCORES; i++)
		MUST(isnan(v->score[i].low) ||
		    v->score[i].low <= v->score[i].high);
	for (size_t i = 0; i < SYNK_ROWS; i++)
		MUST(isnan(v->excess[i].low) ||
		    v->excess[i].low <= v->excess[i].high);
}

static void
grade(struct session *s, unsigned how)
{
	static struct synk_verdict v;
	static struct synk_exam exam;
	static struct synk_grade g;
	const struct synk_drawing drawing = { how & 8 ? 20 : 0, 1 };
	const struct synk_exam_options options = {
	    how & 16 ? SYNK_AXIS_PUPILS : SYNK_AXIS_CANTHI, how & 32,
	    how & 64 };
	enum synk_affected side = (enum synk_affected)((how & 7) % 5);
	char *line;

	MUST(synk_exam_from(&exam, s->photo, s->count, &options, &norms,
	    &err));
	MUST(synk_verdict_from(&v, &g, &exam, s->photo, s->count, side,
	    &drawing, &norms, &err));
	is_sane(&v);
	MUST(synk_grade_json(&line, &(struct synk_record){ .tool = "fuzz",
	    .who = { .visit_order = NAN, .days_since_onset = NAN,
	    .days_since_injection = NAN }, .exam = &exam,
	    .options = &options, .grade = &g, .verdict = &v,
	    .norms = &norms }, &err));
	is_readable(line);
	free(line);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct session s;
	static unsigned runs;

	if (size < 1)
		return 0;
	s = clean[data[0] >> 7];
	for (size_t i = 0; i < s.count; i++)
		s.photo[i].frame = &s.sites[i];
	for (size_t at = 1; at + 5 <= size; at += 5)
		apply(&s, data + at);
	grade(&s, data[0]);
	/* Texts of visits last as long as the table does. */
	if (++runs % 256 == 0) {
		synk_visits_close(visits);
		MUST(synk_visits_open(&visits, &err));
	}
	return 0;
}
