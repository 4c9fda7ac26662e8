#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "deid.h"
#include "imageset.h"
#include "picture.h"

enum { HEADER_MAX = 1 << 18 };		/* bytes read of a picture's header */

bool
picture_header(struct synk_image_header *h, const char *path,
    struct synk_error *err)
{
	FILE *in = fopen(path, "rb");
	char *head;
	size_t n;
	bool ok;

	if (!in)
		return synk_fail(err, SYNK_BAD_INPUT, "cannot be opened");
	head = cli_alloc(HEADER_MAX);
	n = fread(head, 1, HEADER_MAX, in);
	fclose(in);
	ok = synk_image_header(h, head, n, err);
	free(head);
	return ok;
}

/* path if it can be read, else NULL; path is taken over. */
static char *
if_there(char *path)
{
	FILE *in = fopen(path, "rb");

	if (in)
		fclose(in);
	else
		free(path);
	return in ? path : NULL;
}

/* Where the last part of a path begins. */
static size_t
base_of(const char *path)
{
	size_t base = 0;

	for (size_t i = 0; path[i]; i++)
		if (path[i] == '/' || path[i] == '\\')
			base = i + 1;
	return base;
}

static const char *const ends[] = { "jpg", "jpeg", "JPG", "JPEG", "png",
    "PNG", NULL };

/* Where there is none of those: whoever reads it says that it cannot. */
static const char *const others[] = { "heic", "HEIC", "heif", "HEIF", "tif",
    "TIF", "tiff", "TIFF", "webp", "bmp", "BMP", NULL };

/* Some formats have a name for the image that is the landmark file's own. */
static bool
is_picture(const char *name, const char *const *list)
{
	const char *point = strrchr(name, '.');

	for (size_t i = 0; list[i] && point; i++)
		if (strcmp(point + 1, list[i]) == 0)
			return true;
	return false;
}

const char *
picture_base(const char *path)
{
	return path ? path + base_of(path) : NULL;
}

/* Tries stem.jpg and its like. */
static char *
of_stem(const char *folder, const char *stem, size_t len,
    const char *const *list)
{
	char *path = NULL;

	for (size_t i = 0; list[i] && !path; i++)
		path = if_there(cli_format("%s%.*s.%s", folder, (int)len,
		    stem, list[i]));
	return path;
}

/* path up to its last point after base; 0 if it has none. */
static size_t
without_extension(const char *path, size_t base, size_t len)
{
	while (len > base && path[len - 1] != '.')
		len--;
	return len > base + 1 ? len - 1 : 0;
}

static char *
of_name(const char *folder, const char *name, const char *const *list)
{
	size_t base = base_of(name);
	size_t len = without_extension(name, base, strlen(name));
	size_t tag = len ? imageset_tag(name + base, len - base) : 0;
	char *path = len ? of_stem(folder, name, len, list) : NULL;

	if (!path && tag)
		path = of_stem(folder, name, len - tag, list);
	return path;
}

/* In a folder, whose name ends with '/' or is empty. */
static char *
in_folder(const char *folder, const char *name, const char *image,
    const char *const *list)
{
	bool named = image && is_picture(image, list);
	char *path = NULL;

	if (named)
		path = if_there(image[0] == '/' ? cli_copy(image)
		    : cli_format("%s%s", folder, image));
	if (!path && named)
		path = if_there(cli_format("%s%s", folder,
		    image + base_of(image)));
	if (!path)
		path = of_name(folder, name, list);
	return path ? path : of_name(folder, name + base_of(name), list);
}

char *
picture_find(const char *marks, const char *name, const char *image,
    const char *folder)
{
	char *where, *path;

	image = deid_real_file(image);
	name = deid_real_file(name);
	if (folder)
		where = cli_format("%s/", folder);
	else
		where = cli_format("%.*s", (int)base_of(marks), marks);
	name = folder && name ? name : marks + base_of(marks);
	path = in_folder(where, name, image, ends);
	if (!path)
		path = in_folder(where, name, image, others);
	free(where);
	return path;
}
