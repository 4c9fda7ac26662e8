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
	struct roll_face **face;	/* in file order */
	size_t faces, images;
	bool whole;		/* else: something is wrong, see roll_wrong() */

	/* roll.c's own. */
	struct synk_error wrong;
	bool told;
	char *path, *format;	/* NULL: no file; any format */
	bool origin0;
	char **text;		/* names and such */
	size_t texts;
	size_t *named;		/* faces by name; NULL: not sorted yet */
};

/*
 * Reads a file, or what of it is not damaged, unless it is the one that was
 * read last, in the same way; "-", standard input, is read once.  What it gives
 * lasts until the next call.
 */
struct roll *roll_read(const char *path, const struct synk_reading *);

/* What is wrong with a file that is not whole, or cannot be read at all; true
 * if this process was told before. */
bool roll_wrong(struct synk_error *, struct roll *);

/*
 * The faces of images that may be called name, with or without their folders,
 * in file order: their numbers, *n of them.
 */
const size_t *roll_named(struct roll *, const char *name, size_t *n);

/* A face with its points. */
void roll_marks(struct synk_marks *, const struct roll_face *);

/* Forgets all files. */
void roll_close(void);

#endif
