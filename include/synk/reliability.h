#ifndef SYNK_RELIABILITY_H
#define SYNK_RELIABILITY_H

/*
 * Beside stage 7.  Repeated exams of unchanged people -> how every quantity
 * scatters between them, and exams of healthy people -> where their quantities
 * lie; each as a synk-norms/1 document.
 */

#include "synk/diff.h"

/* What the exams of one subject differ by. */
enum synk_factor { SYNK_FACTOR_VISIT, SYNK_FACTOR_REPEAT, SYNK_FACTOR_RATER,
    SYNK_FACTORS };

/* "visit", "repeat", "rater". */
const char *synk_factor_name(enum synk_factor);

enum { SYNK_RELIABILITY_MIN = 6 };	/* subjects */

/* Of one quantity by one detector. */
struct synk_reliability_row {
	size_t quantity;
	bool aligned;		/* of people with one affected side */
	enum synk_detector detector;
	struct synk_agreement agreement;
};

struct synk_reliability {
	enum synk_factor factor;
	size_t subjects;	/* with exams at two levels or more */
	char frame[16];		/* "canthi", "pupils" */
	char axis[32];		/* ", axis pupils"; "" of the usual one */
	struct synk_reliability_row *row;
	size_t rows;
};

/*
 * visit[i] are exams of any people, in any order; texts and numbers of them
 * are borrowed while it runs.  A table is balanced: of each quantity, the
 * levels that most subjects have, as many as leave its error the most degrees
 * of freedom, and the subjects who have all of them.  It has at least
 * SYNK_RELIABILITY_MIN subjects, or is not made: 95 % intervals of an SEM of
 * fewer, in two sessions, reach to 2.4 times it or more.  Partial scores have
 * none.  Differences are of the second level less the first, in the order in
 * which levels come among the exams.
 *
 * Fails with SYNK_BAD_INPUT if an exam names no subject, a subject has two
 * exams at one level, at several visits (unless the factor is the visit) or of
 * several affected sides, if axes or norms differ, if there are over 64
 * levels, or if there is nothing to compare.
 */
SYNK_CHECKED bool synk_reliability_from(struct synk_reliability *,
    const struct synk_visits *, const struct synk_visit *const visit[],
    size_t n, enum synk_factor, struct synk_error *err);
void synk_reliability_free(struct synk_reliability *);

/*
 * A synk-norms/1 document of that, which synk_errors_add() reads; lines end
 * with a newline.  Rows whose SEM is 0 are left out: the scale was too coarse
 * to see any.  The caller frees *text.
 */
SYNK_CHECKED bool synk_reliability_json(char **text,
    const struct synk_reliability *, const struct synk_visits *,
    struct synk_error *err);

/*
 * Healthy people's exams, one a subject -> the norms that are limits of
 * healthy single exams (such as "finding.smile_weak.dlib"), each with its n,
 * as a synk-norms/1 document that synk-grade --norms reads.  A limit needs
 * SYNK_BAND_MIN subjects; one that is not of a detector also that all of them
 * were by the same.
 *
 * Fails with SYNK_BAD_INPUT if a subject is not declared healthy or comes
 * twice, if axes or norms differ, if there are too few for any limit, or if a
 * limit is out of its norm's range: such people are no reference.
 */
SYNK_CHECKED bool synk_reference_json(char **text, const struct synk_visits *,
    const struct synk_visit *const visit[], size_t n, struct synk_error *err);

#endif
