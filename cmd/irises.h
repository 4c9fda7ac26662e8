#ifndef IRISES_H
#define IRISES_H

/* The irises of a landmark file that has none, from its photograph. */
#include "synk/iris.h"

struct irises {
	bool sought;		/* since the landmarks have none */
	char *file;		/* owned; the photograph's path; NULL: none */
	char taken[20];		/* see synk/image.h */
	struct synk_iris_found at[SYNK_SIDES];
	char *error;		/* owned; why it could not be looked at */
};

/*
 * Looks for the irises of marks whose points are in pixels, and puts what it
 * finds into them; marks that have irises are left alone.  path, name and
 * folder are as for picture_find().  What went wrong stands in error.
 */
void irises_seek(struct irises *, struct synk_marks *, const char *path,
    const char *name, const char *folder);
void irises_free(struct irises *);

#endif
