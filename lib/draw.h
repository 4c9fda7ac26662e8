/* An exam's landmarks, measured once more with their noise; not installed. */
#include "exam.h"
#include "random.h"

/* One photograph in use, and its own stream of noise. */
struct synk_shot {
	const struct synk_photo *photo;
	struct synk_steady steady;
	struct synk_face still;		/* without noise, by the same steps */
	struct synk_random random;
	double gain[SYNK_PARTS];	/* of the noise model */
	double df[SYNK_PARTS];		/* of gain; INFINITY: it is known */
};

struct synk_draws {
	struct synk_exam exam;		/* the latest draw */
	const struct synk_exam *given;
	const struct synk_norms *norms;
	struct synk_template everybody, own;
	struct synk_shot *shot;
	struct synk_random gains[SYNK_EXPRESSIONS];
	/* Of replicates: their median measures less those of their median
	 * face, around which they are drawn. */
	struct synk_measures offset[SYNK_EXPRESSIONS];
	struct synk_face *face;		/* of the shots, while drawing */
	size_t shots;
};

/*
 * Prepares draws of an exam made of these photos.  A photo's noise depends on
 * its own landmarks, expression and seed, and on nothing else.  Photos without
 * a noise model do not vary.  synk_draws_close() after success.
 */
SYNK_CHECKED bool synk_draws_open(struct synk_draws *,
    const struct synk_exam *, const struct synk_photo *, size_t n,
    uint64_t seed, const struct synk_norms *, struct synk_error *err);

/* Puts the next draw into d->exam; all statuses are those of the exam given.
 * A face that cannot be fitted has NaN.  Fails only with SYNK_SYSTEM. */
SYNK_CHECKED bool synk_draws_next(struct synk_draws *, struct synk_error *err);

void synk_draws_close(struct synk_draws *);
