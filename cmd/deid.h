#ifndef DEID_H
#define DEID_H

/*
 * --deidentify: codes in place of what tells who somebody is, in all that a
 * tool writes.  A key file says which code stands for what.
 *
 * All names pass through here on their way out, and never on their way in.
 * Without the option everything comes back as it was.  What comes back is
 * borrowed and lasts; NULL stays NULL, and a code of the key file is its own
 * code.  A code is in the key file before it is given out.  If it cannot be
 * written there, the tool ends: nothing could be traced back.
 */
#include "synk/error.h"

/* A row of a tool's option table, for the const char * at that offset. */
#define DEID_ROW(offset) { "deidentify", 0, "KEYFILE", \
	"codes in place of subjects and file names", option_text, offset }

/*
 * From here on nothing is told apart, and all that may be a name is left out:
 * for messages before deid_open(), if an argument asks for --deidentify.
 */
void deid_expect(int argc, char *const argv[]);

/* Reads the key file, or makes one; NULL: names stay as they are. */
SYNK_CHECKED bool deid_open(const char *key_file, struct synk_error *);
bool deid_on(void);

/* Between these, new codes are written at once: at the end. */
void deid_hold(void);
void deid_release(void);

const char *deid_subject(const char *);
const char *deid_rater(const char *);

/*
 * Of a visit, group or repeat: one that is made of a few harmless words and a
 * number, such as "pre", "v2" or "week 12", stays.
 */
const char *deid_label(const char *);

/*
 * A path, each part of it; what tells the kind of a file, ".pts", stays, so
 * that a photograph and its landmarks have one code.  Of an absolute path only
 * the last part is left.  "-" stays.
 */
const char *deid_file(const char *path);

/* One that the program knows by name stays, without what follows it. */
const char *deid_detector(const char *);

/* A model's file: those of the detectors that are known stay. */
const char *deid_model(const char *);

/* A number that says an order, or days, and could be a date is NaN. */
double deid_order(double);
double deid_days(double);

/* NULL: no date is told. */
const char *deid_date(const char *);

/*
 * A message: what it quotes, if it is a name of the key file, in codes; else
 * left out, but for words of the program.
 */
const char *deid_text(const char *);

/* The same of a message of another tool, whose words are believed only if it
 * was told to de-identify; else a sentence in its place. */
const char *deid_foreign(const char *, bool deidentified);

/* The way back, for what reads names that are codes already.  The text itself
 * if it is none. */
const char *deid_real(const char *);
const char *deid_real_file(const char *path);

#endif
