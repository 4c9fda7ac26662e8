#ifndef SYNK_RECORD_H
#define SYNK_RECORD_H

/*
 * Around the stages.  The structs above -> JSON text, as the tools exchange
 * it.  synk-record(5) is the definition; each record names its own kind and
 * version, such as "synk-grade/1".
 */

#include "synk/iris.h"
#include "synk/verdict.h"

/* A photograph in which irises were looked for.  Strings may be NULL. */
struct synk_seen {
	const char *name, *taken;	/* taken: as in synk/image.h */
	const char *error;		/* why it could not be looked at */
	const struct synk_iris_found *iris[SYNK_SIDES];
};

/* One input file, as records list it.  Strings may be NULL: not known. */
struct synk_file {
	const char *name, *image, *expression, *format, *scheme, *detector;
	const char *warning;
	const char *error;	/* why it was not used; NULL: it was */
	size_t line;		/* of the error in the file; 0: none */
	size_t frames;		/* landmark sets taken from it */
	bool mirrored;
	const struct synk_seen *seen;	/* NULL: no photograph was opened */
};

/* Who was photographed.  Strings may be NULL, numbers NaN: not known. */
struct synk_subject {
	const char *subject, *visit, *group, *rater, *repeat;
	double visit_order, days_since_onset, days_since_injection;
};

struct synk_record {
	const char *tool;	/* "synk-grade" */
	struct synk_subject who;
	const struct synk_file *file;
	size_t files;
	const struct synk_exam *exam;
	const struct synk_exam_options *options;
	const struct synk_grade *grade;
	const struct synk_verdict *verdict;
	const struct synk_norms *norms;
	bool deidentified;	/* who and file have codes */
};

/*
 * Writes a number as records have it into text and returns where it starts:
 * three decimals, halves to the even digit, never "-0.000".  "" for what is
 * null there: what is not finite, or over 9e12.
 */
enum { SYNK_NUMBER_TEXT = 32 };
const char *synk_number_text(char text[SYNK_NUMBER_TEXT], double value);

/*
 * One line, without its end.  The caller frees *line with free().
 * Fails only with SYNK_SYSTEM.
 */
SYNK_CHECKED bool synk_grade_json(char **line, const struct synk_record *,
    struct synk_error *err);

/* A synk-error/1, for an exam of which nothing could be graded.  code is a
 * word such as "no_usable_photo"; message one sentence. */
SYNK_CHECKED bool synk_error_json(char **line, const struct synk_record *,
    const char *code, const char *message, struct synk_error *err);

/* Where landmarks are from.  Strings may be NULL: not known. */
struct synk_marks_from {
	const char *file;		/* landmark file that was converted */
	const char *model, *sha256;	/* of the detector */
	double score, presence;		/* 0 to 1; NaN: not known */
	size_t repeats;		/* points are medians of so many; or 0 */
	const struct synk_point *spread;	/* of them, SD, px; or NULL */
};

/* A synk-marks/1 record, whose points must be in pixels.  One line, without
 * its end, as above. */
SYNK_CHECKED bool synk_marks_json(char **line, const struct synk_marks *,
    const struct synk_marks_from *, struct synk_error *err);

/* A synk-error/1 in place of that file's landmarks; deidentified as above.
 * One line, as above. */
SYNK_CHECKED bool synk_mark_error_json(char **line, const char *tool,
    const char *file, const char *code, const char *message,
    bool deidentified, struct synk_error *err);

/* What landmarks cannot show, name i or NULL; listed in every record. */
const char *synk_not_assessed(size_t i);

/* "canthi", "pupils". */
const char *synk_axis_name(enum synk_axis);

#endif
