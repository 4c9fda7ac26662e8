#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli.h"
#include "deid.h"
#include "folder.h"

struct walk {
	const char *folder;
	bool (*wanted)(const char *name);
	folder_each *each;
	void *context;
};

static size_t unread;		/* see folder_unread() */

struct names {
	char **at;
	size_t count;
};

static void
names_add(struct names *names, char *name)
{
	if ((names->count & (names->count - 1)) == 0)
		names->at = cli_grow(names->at, (names->count ?
		    2 * names->count : 1) * sizeof *names->at);
	names->at[names->count++] = name;
}

static void
names_free(struct names *names)
{
	for (size_t i = 0; i < names->count; i++)
		free(names->at[i]);
	free(names->at);
}

/* What cannot be looked at is kept as a file, so that opening it tells why. */
static mode_t
mode_of(int folder, const char *name)
{
	struct stat link, target;

	if (fstatat(folder, name, &link, AT_SYMLINK_NOFOLLOW) != 0)
		return S_IFREG;
	if (!S_ISLNK(link.st_mode))
		return link.st_mode;
	if (fstatat(folder, name, &target, 0) != 0)
		return S_IFREG;
	return S_ISDIR(target.st_mode) ? S_IFLNK : target.st_mode;
}

/* A directory gets its '/' here, to be sorted as in the paths below it. */
static void
take_entry(struct names *names, const struct walk *w, int folder,
    const char *name)
{
	mode_t mode;

	if (name[0] == '.')
		return;
	mode = mode_of(folder, name);
	if (S_ISDIR(mode))
		names_add(names, cli_format("%s/", name));
	else if (S_ISREG(mode) && w->wanted(name))
		names_add(names, cli_copy(name));
}

static int
by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool
cannot_read(const char *path, struct synk_error *err)
{
	return synk_fail(err, SYNK_BAD_INPUT, "%.200s: %s",
	    deid_file(path), strerror(errno));
}

static bool
list(struct names *names, const struct walk *w, const char *path,
    struct synk_error *err)
{
	DIR *d = opendir(path);
	struct dirent *entry;

	if (!d)
		return cannot_read(path, err);
	while (errno = 0, (entry = readdir(d)))
		take_entry(names, w, dirfd(d), entry->d_name);
	if (errno) {
		cannot_read(path, err);
		closedir(d);
		return false;
	}
	closedir(d);
	if (names->count)
		qsort(names->at, names->count, sizeof *names->at, by_bytes);
	return true;
}

static bool below(const struct walk *, const char *part,
    struct synk_error *);

static bool
visit(const struct walk *w, const char *name, struct synk_error *err)
{
	if (name[strlen(name) - 1] == '/')
		return below(w, name, err);
	w->each(w->context, name);
	return true;
}

/* A directory below the first that cannot be read costs what is in it. */
static bool
pass_over(const char *part, struct names *names, struct synk_error *err)
{
	if (!*part)
		return false;
	cli_error(NULL, err);
	unread++;
	names_free(names);
	*names = (struct names){ 0 };
	return true;
}

/* part: the directory, relative to the first, with its '/'; or "". */
static bool
below(const struct walk *w, const char *part, struct synk_error *err)
{
	char *path = cli_format("%s%s", w->folder, part);
	struct names names = { 0 };
	bool ok = list(&names, w, path, err) || pass_over(part, &names, err);

	free(path);
	for (size_t i = 0; ok && i < names.count; i++) {
		char *name = cli_format("%s%s", part, names.at[i]);

		ok = visit(w, name, err);
		free(name);
	}
	names_free(&names);
	return ok;
}

bool
folder_walk(const char *folder, bool (*wanted)(const char *),
    folder_each *each, void *context, struct synk_error *err)
{
	const struct walk w = { folder, wanted, each, context };

	return below(&w, "", err);
}

size_t
folder_unread(void)
{
	return unread;
}

char *
folder_prefix(const char *folder)
{
	size_t length = strlen(folder);

	return cli_format("%s%s", folder,
	    length && folder[length - 1] != '/' ? "/" : "");
}
