#ifndef SYNK_MARKS_H
#define SYNK_MARKS_H

/*
 * Stage 1.  Bytes of a landmark file -> struct synk_marks, one a face.
 *
 * Points are in pixels of the photo as shown: origin at the centre of its top
 * left pixel, x to the right, y down.  A point that the file does not give is
 * NaN in both coordinates, and so is every value that needs it; JSON writes it
 * as null.  Left and right are the subject's own, here and in every later
 * stage: in a photo that is not mirrored, the subject's right side is on the
 * picture's left.
 */

#include "synk/error.h"

enum {
	SYNK_MARKS_MAX = 478,		/* points of the largest scheme */
	SYNK_NAME_MAX = 256,		/* bytes of a name, with its end */
	SYNK_FRAME_NONE = -1,
	SYNK_SIZE_MAX = 1 << 20		/* pixels along a side of an image */
};

enum synk_side { SYNK_RIGHT, SYNK_LEFT, SYNK_SIDES };

/* Which numbering the points follow; lib/sites.c says where each has what. */
enum synk_scheme {
	SYNK_IBUG68,		/* 300-W; its 66, 51 and 49 subsets as well */
	SYNK_OPENPOSE70,	/* ibug68, then both pupils */
	SYNK_EMOTRICS76,	/* ibug68, then 4 nasolabial points a side */
	SYNK_WFLW98,
	SYNK_JD106,		/* JD-landmark, and LaPa after it */
	SYNK_INSIGHTFACE106,	/* another 106: of its 2d106det */
	SYNK_MEDIAPIPE468,	/* face mesh without irises */
	SYNK_MEDIAPIPE478,
	SYNK_SITES60,		/* a point for each site of synk/face.h */
	SYNK_SCHEMES
};

struct synk_point {
	double x, y;
};

struct synk_iris {
	struct synk_point centre;	/* px; NaN where not given */
	double radius;			/* px; NaN where not given */
};

struct synk_marks {
	const char *format;		/* name of the format read */
	enum synk_scheme scheme;
	size_t count;			/* points; 0: no face, see reason */
	struct synk_point at[SYNK_MARKS_MAX];
	struct synk_iris iris[SYNK_SIDES];	/* where not among the points */
	bool normalised;	/* x in image widths, y in image heights */
	int width, height;	/* of the image, px; 0 where unknown */
	char image[SYNK_NAME_MAX];	/* as the file names it; may be "" */
	char detector[SYNK_NAME_MAX];	/* "mediapipe"; "" where unknown */
	long face;		/* which face of its image or frame, from 0 */
	long frame;		/* as the file numbers it; SYNK_FRAME_NONE */
	size_t line;		/* where the face stands in the file, from 1 */
	char reason[96];	/* why count is 0; "" otherwise */
	char warning[128];	/* what a user should know; "" where nothing */
	/* Points that are medians of repeated looks at the face: of how many,
	 * and their standard deviations, px along x and y.  repeats 0: they
	 * are not, and spread is undefined. */
	size_t repeats;
	struct synk_point spread[SYNK_MARKS_MAX];
};

/* All points and irises NaN, sizes 0, names empty, frame SYNK_FRAME_NONE. */
void synk_marks_init(struct synk_marks *);

/* How many points a scheme has, and the name that records use: "ibug68". */
size_t synk_scheme_count(enum synk_scheme);
const char *synk_scheme_name(enum synk_scheme);

/* False if no scheme has that name. */
bool synk_scheme_find(enum synk_scheme *, const char *name);

/*
 * Turns normalised points into pixels of an image of that size, in pixels;
 * width and height are stored.  0 is the left edge of the left-most pixel, and
 * not its centre, so that fractions do not depend on the image's size.  Points
 * in pixels already are left as they are.
 * Fails with SYNK_BAD_INPUT, *m untouched, if the file itself gives another
 * size, or if a point comes to lie beyond a million pixels.
 */
SYNK_CHECKED bool synk_marks_resize(struct synk_marks *, int width, int height,
    struct synk_error *err);

struct synk_reader;

/* One supported file format: a row of the table in lib/marks.c. */
struct synk_format {
	const char *name;	/* "pts"; what --from takes; unique */
	const char *title;	/* for people */
	const char *schemes;	/* for people */
	/* True if these bytes look like the format. */
	bool (*sniff)(const char *text, size_t size);
	/* Sets reader->state if the format needs one; may be NULL. */
	bool (*open)(struct synk_reader *, struct synk_error *);
	/*
	 * As synk_reader_next(); *m is initialised, m->format set.  NULL where
	 * the name only says how points are numbered: content tells the rest.
	 */
	bool (*next)(struct synk_reader *, struct synk_marks *m, bool *got,
	    struct synk_error *);
	/* Frees reader->state; may be NULL. */
	void (*close)(struct synk_reader *);
	const char *source;	/* where the format is defined */
};

/* Row i of the table, in the order in which contents are tried; or NULL. */
const struct synk_format *synk_format(size_t i);

/* How to read a file; all zero is the default. */
struct synk_reading {
	const char *format;	/* name; NULL: the content decides */
	bool origin0;		/* .pts whose first pixel is 0, not 1 */
};

/* A landmark file being read, face by face. */
struct synk_reader {
	const struct synk_format *format;
	struct synk_reading how;
	const char *text;	/* borrowed; size bytes, any bytes */
	size_t size;
	size_t at;		/* bytes consumed */
	size_t line;		/* line of text[at], from 1 */
	void *state;		/* the format's own */
};

/*
 * Recognises the format and prepares to read.  text must stay until
 * synk_reader_close(), which is needed after success only.
 * A leading UTF-8 byte order mark is skipped.
 *
 * Fails with SYNK_BAD_INPUT if no format, or not the named one, fits, with
 * SYNK_BAD_USAGE if the name is unknown, with SYNK_SYSTEM without memory.
 */
SYNK_CHECKED bool synk_reader_open(struct synk_reader *, const char *text,
    size_t size, const struct synk_reading *how, struct synk_error *err);

/*
 * The next face of the file, in file order.  *got is false at its end, and *m
 * is then undefined.  An image or frame in which the file says that no face
 * was found is given with count 0 and a reason.
 *
 * Fails with SYNK_BAD_INPUT if the text is damaged; err->line says where, and
 * JSON formats give the path.  After a failure only close is allowed.
 */
SYNK_CHECKED bool synk_reader_next(struct synk_reader *, struct synk_marks *m,
    bool *got, struct synk_error *err);

void synk_reader_close(struct synk_reader *);

#endif
