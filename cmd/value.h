#ifndef VALUE_H
#define VALUE_H

/*
 * Text of an option or of a CSV field -> what a job holds.  Each fails with
 * SYNK_BAD_INPUT, line 0, and leaves its output alone.
 */

#include "synk/exam.h"

struct job;

/* A finite decimal number, C locale. */
SYNK_CHECKED bool value_number(double *, const char *, struct synk_error *);
SYNK_CHECKED bool value_whole(long *, const char *, struct synk_error *);

/* One from low to high. */
SYNK_CHECKED bool value_within(int *, const char *, long low, long high,
    struct synk_error *);

/* mm per pixel, above 0. */
SYNK_CHECKED bool value_scale(double *, const char *, struct synk_error *);

/* "640x480", px. */
SYNK_CHECKED bool value_size(int *width, int *height, const char *,
    struct synk_error *);

/* "7" or "7-31". */
SYNK_CHECKED bool value_frames(long *first, long *last, const char *,
    struct synk_error *);

/* "0", "largest" or "any". */
SYNK_CHECKED bool value_face(long *, const char *, struct synk_error *);

/* yes, true or 1; no, false or 0; letter case ignored. */
SYNK_CHECKED bool value_yes(int *, const char *, struct synk_error *);

/* As synk_affected_find(), and "unknown". */
SYNK_CHECKED bool value_side(enum synk_affected *, const char *,
    struct synk_error *);

/* An unknown word fails with a suggestion if one comes near. */
SYNK_CHECKED bool value_expression(enum synk_expression *, const char *,
    struct synk_error *);

/* True if one is likely a misspelling of the other; letter case ignored. */
bool value_near(const char *a, const char *b);

/* What every photo of an exam shares, and a column can say. */
enum value_shared {
	SHARED_SIDE,
	SHARED_GROUP,
	SHARED_VISIT_ORDER,
	SHARED_DAYS_SINCE_ONSET,
	SHARED_DAYS_SINCE_INJECTION,
	SHARED_COUNT
};

/* "days_since_onset": the name of its column. */
const char *value_shared_name(enum value_shared);

SYNK_CHECKED bool value_shared_read(struct job *, enum value_shared,
    const char *, struct synk_error *);

bool value_shared_said(const struct job *, enum value_shared);

/* Copies it if only from says it; false if both do and differ. */
bool value_shared_merge(struct job *, const struct job *from,
    enum value_shared);

/* For people; the caller frees it. */
char *value_shared_text(const struct job *, enum value_shared);

#endif
