#ifndef MARK_H
#define MARK_H

/* What the parts of synk-mark share. */
#include <stdio.h>

#include "photo.h"
#include "progress.h"
#include "synk/dlib.h"
#include "synk/landmarker.h"
#include "synk/record.h"

/* What is written of a face: a row of the table in mark_write.c. */
struct mark_format {
	const char *name;	/* "pts" */
	bool folder;		/* one file a face, in a folder */
	bool single;		/* one face is all that a file can hold */
	const char *ending;	/* of those files */
	bool (*put)(FILE *, const struct synk_marks *,
	    const struct synk_marks_from *, struct synk_error *);
	const char *head;	/* before the first; or NULL */
};

struct mark_options {
	const struct mark_format *to;
	const char *model, *files_from, *output, *deidentify;
	struct photo_defaults photo;	/* face, detector, from, size ... */
	struct synk_landmarker_options find;
	enum progress_when progress;
	int jobs, repeat;
	bool all_faces, nul, quiet;
};

/* One file to be looked at. */
struct mark_item {
	char *path, *name;	/* to open; what records call it */
};

struct mark_run {
	const struct mark_options *options;
	struct mark_item *item;
	size_t items;
	/* Both NULL until a photo comes, then one of them. */
	struct synk_landmarker *landmarker;
	struct synk_dlib *dlib;
	char *model_name;			/* owned; its file's */
	size_t put;				/* faces on standard output */
};

/* option_set for a const struct mark_format *. */
bool mark_set_format(void *field, const char *text, struct synk_error *);
const struct mark_format *mark_format(size_t i);

/* Writes a face in the format asked for: to out, or to a file of its own. */
SYNK_CHECKED bool mark_put(struct mark_run *, FILE *out,
    const struct synk_marks *, const struct synk_marks_from *,
    struct synk_error *);

/* Loads the model that --model names, or one that is at hand. */
SYNK_CHECKED bool mark_open(struct mark_run *, struct synk_error *);

/* --detector dlib: whether it was said; that nothing contradicts it; the same
 * as above by it, and all faces of a photograph. */
bool mark_by_dlib(const struct mark_options *);
SYNK_CHECKED bool mark_dlib_check(const struct mark_options *,
    struct synk_error *);
SYNK_CHECKED bool mark_dlib_open(struct mark_run *, struct synk_error *);
SYNK_CHECKED bool mark_dlib_find(struct mark_run *, struct synk_face_marks *,
    size_t max, size_t *found, const void *data, size_t size,
    struct synk_error *);

/* The faces of a photograph's bytes. */
SYNK_CHECKED bool mark_photo(struct mark_run *, const struct mark_item *,
    FILE *out, const void *data, size_t size, struct synk_error *);

/* The faces of a landmark file; *bad is set if it has an image without one. */
SYNK_CHECKED bool mark_convert(struct mark_run *, const struct mark_item *,
    FILE *out, const char *text, size_t size, bool *bad,
    struct synk_error *);

/* A synk-error/1 record in place of a face. */
SYNK_CHECKED bool mark_put_error(FILE *out, const struct mark_item *,
    const char *code, const struct synk_error *why, struct synk_error *);

#endif
