#ifndef DEID_KEY_H
#define DEID_KEY_H

/* The key file of --deidentify, and its names and codes in memory. */
#include "synk/error.h"

enum deid_kind { DEID_SUBJECT, DEID_RATER, DEID_LABEL, DEID_FILE,
    DEID_KINDS };

struct deid_name {
	enum deid_kind kind;
	const char *name, *code;
};

/* Fails if it is no key file, or if others than its owner can read it. */
SYNK_CHECKED bool deid_key_open(const char *path, struct synk_error *);
void deid_key_close(void);

/* What is known in memory; NULL: nothing. */
const struct deid_name *deid_key_by_name(enum deid_kind, const char *name);
const struct deid_name *deid_key_by_code(const char *code);

/*
 * Reads what other processes have added meanwhile, and takes the file for this
 * one alone until it is written.
 */
SYNK_CHECKED bool deid_key_lock(struct synk_error *);

/* A new code for a name that has none.  Between lock and unlock only. */
SYNK_CHECKED bool deid_key_add(enum deid_kind, const char *name,
    struct synk_error *);

/* Writes what was added: beside its place, and moved there. */
SYNK_CHECKED bool deid_key_unlock(struct synk_error *);

/* Whether a text has the form of a code. */
bool deid_key_is_code(const char *text, size_t size);

#endif
