/*
 * A synthetic patient whose left side is affected, by how much, and landmarks
 * of the photographs with noise of the stated size, from a generator of its
 * own.  Eyes are as wide as adults' are: 16 % of IED.
 */
#include "session.h"

struct lesion {
	double brow, eye, smile, pucker;	/* ratios; 1: as the right */
	double smile_eye, pucker_eye, brow_eye;	/* share lost in excess */
	double narrow;			/* share of the fissure, at rest */
	double tension;			/* commissure pulled at rest, cm */
	double close_mouth;		/* commissure pulled on closing, cm */
};

static const struct lesion healthy = { 1, 1, 1, 1, 0, 0, 0, 0, 0, 0 };

/* The shares of a fissure that both eyes lose, in healthy people. */
static const double smile_narrows = 0.2156, pucker_narrows = 0.017;

/* What canonical eyes are to be multiplied by. */
static const double widening = 1.5;

static inline void
open_eyes(struct session *s, size_t e, double right, double left)
{
	s->effort[e][SYNK_RIGHT].narrow = 1 - widening * right;
	s->effort[e][SYNK_LEFT].narrow = 1 - widening * left;
}

static inline void
afflict(struct session *s, const struct lesion *l)
{
	double rest = 1 - l->narrow;

	for (size_t e = 0; e < SYNK_EXPRESSIONS; e++) {
		open_eyes(s, e, 1, rest);
		s->effort[e][SYNK_LEFT].smile *= l->smile;
		s->effort[e][SYNK_LEFT].smile += l->tension;
		s->effort[e][SYNK_LEFT].lift *= l->brow;
		s->effort[e][SYNK_LEFT].pucker *= l->pucker;
		s->effort[e][SYNK_LEFT].snarl *= l->smile;
		s->effort[e][SYNK_LEFT].lower *= l->smile;
	}
	open_eyes(s, SYNK_EYE_CLOSE_GENTLE, 0, rest * (1 - l->eye));
	open_eyes(s, SYNK_EYE_CLOSE_TIGHT, 0, rest * (1 - l->eye));
	s->effort[SYNK_EYE_CLOSE_GENTLE][SYNK_LEFT].smile += l->close_mouth;
	open_eyes(s, SYNK_SMILE, 1 - smile_narrows,
	    rest * (1 - smile_narrows - l->smile_eye));
	open_eyes(s, SYNK_PUCKER, 1 - pucker_narrows,
	    rest * (1 - pucker_narrows - l->pucker_eye));
	open_eyes(s, SYNK_BROW_RAISE, 1, rest * (1 - l->brow_eye));
}

/* What is photographed: a bit for each expression that is not. */
enum { NOT_ASKED = 1 << SYNK_EYE_CLOSE_TIGHT | 1 << SYNK_SMILE_GENTLE |
    1 << SYNK_LOWER_TEETH };

static struct synk_noise noise;

/* Clean photographs of the patient by that detector. */
static inline void
photograph(struct session *s, const struct lesion *l,
    enum synk_detector detector)
{
	enum synk_scheme scheme = detector == SYNK_DETECTOR_DLIB
	    ? SYNK_IBUG68 : SYNK_MEDIAPIPE478;

	set_out(s, scheme);
	afflict(s, l);
	shoot_all(s, NOT_ASKED);
	for (size_t i = 0; i < s->count; i++) {
		s->photo[i].detector = detector;
		s->photo[i].noise = synk_noise_find(&noise,
		    &s->photo[i].noise_factor, detector, scheme, &norms);
	}
}

/* Knuth's 64-bit linear congruence and Box and Muller's normal numbers. */
static inline double
normal(uint64_t *state)
{
	double u[2];

	for (size_t i = 0; i < 2; i++) {
		*state = *state * 6364136223846793005u + 1442695040888963407u;
		u[i] = ((double)(*state >> 11) + 0.5) * 0x1p-53;
	}
	return sqrt(-2 * log(u[0])) * cos(2 * acos(-1) * u[1]);
}

/* Adds the detector's noise to what was photographed. */
static inline void
blur(struct session *s, const struct session *clean, uint64_t *state)
{
	static const double gain[SYNK_PARTS] = { 1, 1, 1, 1 };

	for (size_t i = 0; i < s->count; i++) {
		const struct synk_photo *p = &clean->photo[i];
		double even[SYNK_NOISE_MODES], odd[SYNK_NOISE_MODES];

		for (size_t k = 0; k < SYNK_NOISE_MODES; k++) {
			even[k] = normal(state);
			odd[k] = normal(state);
		}
		synk_noise_add(&s->sites[i], &clean->sites[i], p->noise, gain,
		    even, odd, &p->pose, p->ied_px);
	}
}

static inline void
judge_exam(struct synk_verdict *v, struct synk_grade *g, struct session *s,
    enum synk_affected side, size_t draws)
{
	const struct synk_drawing drawing = { draws, 1 };
	struct synk_exam exam = exam_of(s);
	struct synk_error err;

	if (!synk_verdict_from(v, g, &exam, s->photo, s->count, side,
	    &drawing, &norms, &err))
		fail_msg("%s", err.text);
}

static inline void
prepare_patients(void)
{
	struct synk_error err;

	if (!synk_norms_default(&norms, &err) ||
	    !synk_noise_default(&noise, &err))
		fail_msg("%s", err.text);
	norms.at[SYNK_NORM_SMILE_DIRECTION] = 35;	/* as efforts smile */
}
