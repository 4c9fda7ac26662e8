#ifndef VERDICT_WORDS_H
#define VERDICT_WORDS_H

/* What the pages for eyes call degrees and findings. */
#include "synk/verdict.h"

struct verdict_degree {
	const char *word, *sentence;
	const char *of;		/* what its probability is of */
	const char *label;	/* how its findings stand to it */
};

/* Also of SYNK_UNDETERMINED. */
const struct verdict_degree *verdict_degree(enum synk_severity);

/* A finding with its value between: "smile: the eye narrows 38 % ..." */
struct verdict_phrase {
	const char *before, *after;
};
const struct verdict_phrase *verdict_phrase(size_t finding);

#endif
