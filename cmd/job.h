/* One exam to grade, as the user named it; nothing has been opened yet. */
#include <stddef.h>

#include "synk/exam.h"

enum { FACE_ANY = -1, FACE_LARGEST = -2 };	/* else: that face, from 0 */

/* One photograph.  Strings are owned; NULL: not said. */
struct source {
	char *path;		/* what to open; "-": standard input */
	char *name;		/* what records and messages call it */
	enum synk_expression expression;
	char *image;		/* image name inside the file; NULL: any */
	long first, last;	/* frames; SYNK_FRAME_NONE: any */
	long face;
	int width, height;	/* of the image, px; 0: not said */
	int mirrored;		/* 1, 0; -1: not said */
	double scale;		/* mm per px; NaN: not said */
	char *from, *detector;
	char *problem;		/* why it cannot be used at all; else NULL */
	size_t line;		/* of the manifest; 0: none */
};

/* Why nothing of an exam could be graded: a word and a sentence. */
struct exam_error {
	const char *code, *message;
};

struct job {
	char *subject, *visit, *group, *rater, *repeat;
	enum synk_affected side;	/* SYNK_UNKNOWN: not said */
	bool two_sides;			/* rows that contradict each other */
	double visit_order, days_since_onset, days_since_injection; /* NaN */
	size_t count;
	struct source *at;
};

/* A source with nothing said but these, which are copied; aborts on no memory
 * like every cmd/ allocation (see cli.h). */
struct source *job_add(struct job *, const char *path, const char *name,
    enum synk_expression);
void job_init(struct job *);
void job_free(struct job *);	/* leaves it as after job_init() */
