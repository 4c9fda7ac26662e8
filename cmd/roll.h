#ifndef ROLL_H
#define ROLL_H

/*
 * The faces of a landmark file, read once for all who want some of them: the
 * expressions of a recording, the rows of a manifest that name images of one
 * file.
 */
#include "synk/marks.h"

/* A face, or a frame without one; texts are "" where there is nothing. */
struct roll_face {
	const char *format, *image, *detector, *reason, *warning;
	enum synk_scheme scheme;
	size_t count;		/* points; 0: no face */
	struct synk_iris iris[SYNK_SIDES];
	bool normalised;
	bool new_image;		/* the face before it is of another, or none */
	int width, height;
	long face, frame;
	size_t line, repeats;
	struct synk_point at[];	/* count of them; as many spreads if repeats */
};

struct roll {
	const struct roll_face *const *face;	/* in file order */
	size_t faces, images;
	bool whole;		/* else: something is wrong behind the last */
};

/*
 * Reads a file ("-": standard input), unless it is the one that was read last,
 * in the same way.  What it gives lasts until the next call.  Fails if the
 * file cannot be read or its format is not known.
 */
SYNK_CHECKED bool roll_read(const struct roll **, const char *path,
    const struct synk_reading *, struct synk_error *);

/* What is wrong with it, if it is not whole; true if that was given before. */
bool roll_wrong(struct synk_error *);

/*
 * Its faces of images that may be called name, with or without their folders,
 * in file order: their numbers, *n of them.
 */
const size_t *roll_named(const char *name, size_t *n);

/* A face with its points. */
void roll_marks(struct synk_marks *, const struct roll_face *);

/* Forgets it. */
void roll_close(void);

#endif
