#ifndef DRAW_H
#define DRAW_H

/* What the parts of synk-draw share. */
#include "exams.h"
#include "synk/picture.h"
#include "synk/stream.h"

/* Where pictures go, and as what. */
struct draw_format {
	const char *name;	/* "jpg", and what its files end in */
	bool (*encode)(unsigned char **data, size_t *size,
	    const struct synk_image *, int quality, struct synk_error *);
};

struct draw_target {
	const char *output;	/* a file, or a folder; NULL: standard output */
	const struct draw_format *format;	/* NULL: by the name */
	int quality;
	bool folder;		/* output is one: there may be many pictures */
	size_t written;
	char **name;		/* of those written to a folder, owned */
};

struct draw_options {
	struct exams_options exams;	/* first: see exams.h */
	struct synk_picture_options picture;
	struct draw_target target;
	const char *grades, *marks, *photo;
	bool montage, mirror, quiet;
};

/* A picture's name in a folder, without its ending. */
struct draw_name {
	const char *subject, *visit, *rater, *repeat, *what;
	size_t number;		/* of several with the same name; 0: one */
	const char *secret;	/* what stands for all that, if blind; NULL */
};

/* option_set for a const struct draw_format *. */
bool draw_set_format(void *field, const char *text, struct synk_error *);

/* Fails with SYNK_BAD_USAGE if n pictures cannot go there. */
SYNK_CHECKED bool draw_target_open(struct draw_target *,
    struct synk_error *);

/*
 * Writes a picture; to a folder, under that name, and tells of it on standard
 * output.  A file is whole or not there at all.
 */
SYNK_CHECKED bool draw_put(struct draw_target *, const struct synk_image *,
    const struct draw_name *, struct synk_error *);
void draw_target_close(struct draw_target *);

/* A photograph that can be drawn: where it is, and its points. */
struct draw_shot {
	char *path;		/* owned */
	struct synk_sites sites;	/* px, not mirrored */
	enum synk_expression expression;
	bool mirrored;
	int width, height;	/* of the image that the landmarks are of; 0 */
	double ied_px;
	char secret[17];	/* of its landmarks: tells nobody who it is */
};

/*
 * Photograph i of an exam.  Fails with SYNK_BAD_INPUT if it has no face that
 * could be used, is of a recording, or if there is no picture of it.
 */
SYNK_CHECKED bool draw_shot_of(struct draw_shot *, const struct exams_one *,
    size_t i, const struct draw_options *, struct synk_error *);
void draw_shot_free(struct draw_shot *);

/* How large a photograph is needed; 0: as it is. */
struct draw_need {
	double ied;		/* px between the eyes */
	int width;		/* px of all of it */
};

struct draw_read {
	struct synk_image image;
	char taken[20];
};

/*
 * Reads it, reduced as far as the need allows, and fills in what the panel
 * says of it.  Fails with SYNK_BAD_INPUT if it is damaged or not that of the
 * landmarks.
 */
SYNK_CHECKED bool draw_shot_read(struct synk_panel *, struct draw_read *,
    const struct draw_shot *, const struct draw_need *, struct synk_error *);

/* Exams kept until all of the same subject are there. */
struct draw_montages;
struct draw_montages *draw_montages_open(struct draw_options *);

/* True if the exam is kept: some photograph of it can be drawn. */
bool draw_montages_add(struct draw_montages *, const struct exams_one *);

/* Draws them; *trouble is set if one cannot be. */
SYNK_CHECKED bool draw_montages_put(struct draw_montages *, bool *trouble,
    struct synk_error *);
void draw_montages_close(struct draw_montages *);

/* What a grade record says that the exam must say again. */
struct draw_expected {
	char *severity, *norms, *mm_per_ied;	/* NULL: nothing */
	struct synk_value expressions;		/* borrowed; size 0: nothing */
};

/* True if the exam is what was graded; else it says why not. */
bool draw_is_expected(const struct draw_expected *, const struct exams_one *,
    struct synk_error *);

/* The same of its landmarks alone, whatever norms and scale make of them. */
bool draw_is_same_face(const struct draw_expected *, const struct exams_one *,
    struct synk_error *);

/* The exam of one grade record, read again and given to run->each with out. */
SYNK_CHECKED bool draw_record(struct exams *run, struct draw_options *,
    struct draw_expected *expected, const struct synk_value *record,
    FILE *out, struct synk_error *);

/* Draws the exams of the grade records that options->grades names; *expected
 * is that of the exam at hand. */
SYNK_CHECKED bool draw_grades(struct exams *, struct draw_options *,
    struct draw_expected *expected, struct synk_error *);

#endif
