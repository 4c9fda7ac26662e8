#ifndef FOLDER_H
#define FOLDER_H

/* The files below a directory. */
#include "synk/error.h"

/* What is done with a file; name is its path below the directory. */
typedef void folder_each(void *context, const char *name);

/*
 * Goes through all files below a directory, in byte order of their paths, whose
 * last parts are wanted.  folder ends with '/' or is empty.  Hidden files and
 * directories are passed over, and so are directories that are symbolic links;
 * other kinds of file are not looked at.  A directory below that cannot be read
 * is told and passed over.
 */
SYNK_CHECKED bool folder_walk(const char *folder,
    bool (*wanted)(const char *name), folder_each *, void *context,
    struct synk_error *);

/* How many directories were passed over so far, since they could not be read:
 * the status tells of them, whoever asked for the walk. */
size_t folder_unread(void);

/* A directory's name as it stands before those of its files: with '/'. */
char *folder_prefix(const char *folder);

#endif
