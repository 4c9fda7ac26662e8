#ifndef IMAGESET_H
#define IMAGESET_H

/*
 * Names of photos that say whose they are -> jobs, one a subject and visit.
 *
 * A pattern is text with fields: {subject} {visit} {expression} {rep} {*}.
 * {expression} matches the words of the vocabulary, the longest first, and
 * never a part of a longer one: no rule makes of "smile_gentle" a smile.  The
 * other fields match what is shortest, never '/'; only {*} may be empty, and
 * {rep} has a digit or is one letter, so that no word is lost in it.  A
 * field that stands twice matches the same text twice.  All else stands for
 * itself, and a pattern fits a whole name or not at all.
 *
 * The name is the path relative to the directory, without ".pts" or
 * ".mediapipe.json" and the like, nor ".jpg" before it.  A pattern that itself
 * ends in such an extension is held against the whole name.  A pattern without
 * '/' fits names in any subdirectory, by their last part.
 */

#include "group.h"
#include "synk/exam.h"

struct job;

struct pattern_text {
	const char *at;		/* in the name matched; NULL: no such field */
	size_t length;
};

struct pattern_fields {
	struct pattern_text subject, visit, rep;
	enum synk_expression expression;
};

/* Bytes of the ".mediapipe" or the like, a detector's mark, that a name of
 * that length without extension ends in; or 0. */
size_t imageset_tag(const char *text, size_t length);

/* Bytes of a name without ".mediapipe.json", ".jpg" and the like. */
size_t imageset_stem(const char *name);

/*
 * Fails with SYNK_BAD_USAGE: unknown field, unclosed brace, nothing between
 * two fields that could share their text any way, no subject, no expression.
 */
SYNK_CHECKED bool pattern_check(const char *pattern, struct synk_error *);

/* The pattern must have passed pattern_check(). */
bool pattern_match(struct pattern_fields *, const char *pattern,
    const char *name);

struct imageset_photo {
	size_t name, path, image;	/* in text; SIZE_MAX: none */
	const char *pattern;
};

struct imageset {
	char *folder;		/* of the names, with its '/'; may be "" */
	const char *const *patterns;	/* borrowed */
	size_t pattern_count;
	struct groups exams;
	struct imageset_photo *photo;
	size_t room;
	char *text;
	size_t used, text_room;
	size_t unmatched;
	char *example;		/* a name that matched nothing; NULL: none */
};

/*
 * Takes all landmark files below a directory, in byte order of their paths.
 * Hidden files and directories are passed over, and so are directories that
 * are symbolic links; other kinds of file are not looked at.  No directory
 * (NULL): an empty set, for imageset_add().  No patterns (0): the defaults, in
 * imageset.c.  Needs imageset_close() after success only.
 */
SYNK_CHECKED bool imageset_open(struct imageset *, const char *folder,
    const char *const *patterns, size_t count, struct synk_error *);

/*
 * A photo that is not a file of the directory: that image inside the file at
 * path, or, if image is NULL, the file itself.  A name that is a code of
 * --deidentify counts as what it stands for.  Not before the last
 * imageset_exam().  False: it matches no pattern.
 */
bool imageset_add(struct imageset *, const char *name, const char *path,
    const char *image);

size_t imageset_exams(const struct imageset *);

/*
 * Exam i, from 0; *job is filled and the caller's to free.  Landmark files
 * that could be of the same photo are one source, with a problem.
 */
SYNK_CHECKED bool imageset_exam(const struct imageset *, size_t i,
    struct job *, struct synk_error *);

/* Names that matched no pattern. */
size_t imageset_unmatched(const struct imageset *);

void imageset_close(struct imageset *);

#endif
