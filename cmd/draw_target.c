/* Pictures to files, or to standard output. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"
#include "csv.h"
#include "deid.h"
#include "draw.h"
#include "part.h"

static bool
encode_png(unsigned char **data, size_t *size, const struct synk_image *image,
    int quality, struct synk_error *err)
{
	(void)quality;
	return synk_image_png(data, size, image, err);
}

static const struct draw_format formats[] = {
	{ "jpg", synk_image_jpeg },
	{ "jpeg", synk_image_jpeg },
	{ "png", encode_png },
};

static const struct draw_format *
find_format(const char *name)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (strcasecmp(formats[i].name, name) == 0)
			return &formats[i];
	return NULL;
}

bool
draw_set_format(void *field, const char *text, struct synk_error *err)
{
	const struct draw_format *f = find_format(text);

	if (!f)
		return synk_fail(err, SYNK_BAD_USAGE,
		    "expected jpg or png, found '%.40s'", text);
	*(const struct draw_format **)field = f;
	return true;
}

/* What follows the last point of a path's last part; "" if there is none. */
static const char *
ending(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *point = strrchr(slash ? slash : path, '.');

	return point ? point + 1 : "";
}

/* A file's ending says what it is, and nothing may say otherwise. */
static bool
check_ending(struct draw_target *t, struct synk_error *err)
{
	static const char *const others[] = { "gif", "bmp", "tif", "tiff",
	    "webp", "heic", "svg", "pdf" };
	const char *own = ending(t->output);
	const struct draw_format *f = find_format(own);

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (strcasecmp(own, others[i]) == 0)
			return synk_fail(err, SYNK_BAD_USAGE, "--output:"
			    " expected a name in .jpg or .png, found '.%s'",
			    own);
	if (f && t->format && f->encode != t->format->encode)
		return synk_fail(err, SYNK_BAD_USAGE, "--output ends in .%s,"
		    " --format says %s", own, t->format->name);
	t->format = t->format ? t->format : f;
	return true;
}

/* A folder is what is one already, or what has no picture's ending. */
bool
draw_target_open(struct draw_target *t, struct synk_error *err)
{
	struct stat st;
	bool there = t->output && stat(t->output, &st) == 0;

	t->folder = t->output && (there ? S_ISDIR(st.st_mode)
	    : !find_format(ending(t->output)));
	if (t->output && !(there && t->folder) && !check_ending(t, err))
		return false;
	if (!t->format)
		t->format = &formats[0];
	if (!t->output && isatty(STDOUT_FILENO))
		return synk_fail(err, SYNK_BAD_USAGE, "a picture is not for a"
		    " terminal: say where with --output");
	if (t->folder && !there && mkdir(t->output, 0777) != 0)
		return synk_fail(err, SYNK_SYSTEM, "%.200s: %s",
		    deid_file(t->output), strerror(errno));
	return true;
}

/* Nothing that a name has may lead out of the folder, or hide the file. */
static char *
safe(char *name)
{
	for (char *c = name; *c; c++)
		if ((unsigned char)*c <= ' ' || *c == '/' || *c == '\\' ||
		    *c == '\x7f')
			*c = '_';
	if (name[0] == '.' || name[0] == '-')
		name[0] = '_';
	return name;
}

static char *
add(char *name, const char *part)
{
	char *longer;

	if (!part || !*part)
		return name;
	longer = cli_format("%s%s%s", name, *name ? "_" : "", part);
	free(name);
	return longer;
}

static bool
is_taken(const struct draw_target *t, const char *name)
{
	for (size_t i = 0; i < t->written; i++)
		if (strcmp(t->name[i], name) == 0)
			return true;
	return false;
}

/* S04_pre_smile, or its number too where that name is taken. */
static char *
name_of(const struct draw_target *t, const struct draw_name *n)
{
	char *name = cli_copy(n->secret ? n->secret : ""), *tried;

	if (!n->secret) {
		name = add(name, n->subject);
		name = add(name, n->visit);
		name = add(name, n->rater);
		name = add(name, n->repeat);
	}
	name = safe(add(name, n->what));
	tried = cli_format("%s.%s", name, t->format->name);
	for (size_t i = 2; is_taken(t, tried); i++) {
		free(tried);
		tried = cli_format("%s_%zu.%s", name, i, t->format->name);
	}
	free(name);
	return tried;
}

static bool
write_file(const char *path, const unsigned char *data, size_t size,
    struct synk_error *err)
{
	struct part_new file;

	if (!part_new_open(&file, path, err))
		return false;
	fwrite(data, 1, size, file.out);
	return part_new_close(&file, true, err);
}

static void
tell(const struct draw_target *t, const char *file, const struct draw_name *n)
{
	if (t->written == 0)
		puts("picture,subject,visit,rater,repeat,expression");
	csv_put(stdout, file);
	csv_put_next(stdout, n->subject);
	csv_put_next(stdout, n->visit);
	csv_put_next(stdout, n->rater);
	csv_put_next(stdout, n->repeat);
	csv_put_next(stdout, n->what);
	putchar('\n');
}

static bool
put_in_folder(struct draw_target *t, const unsigned char *data, size_t size,
    const struct draw_name *n, struct synk_error *err)
{
	char *file = name_of(t, n);
	char *path = cli_format("%s/%s", t->output, file);
	bool ok = write_file(path, data, size, err);

	free(path);
	if (!ok) {
		free(file);
		return false;
	}
	tell(t, file, n);
	if ((t->written & (t->written - 1)) == 0)
		t->name = cli_grow(t->name, (t->written ? 2 * t->written : 1) *
		    sizeof *t->name);
	t->name[t->written++] = file;
	return true;
}

static bool
put_bytes(struct draw_target *t, const unsigned char *data, size_t size,
    const struct draw_name *n, struct synk_error *err)
{
	if (t->folder)
		return put_in_folder(t, data, size, n, err);
	if (t->written++)
		return synk_fail(err, SYNK_BAD_USAGE, "more than one picture:"
		    " --output must be a folder");
	if (t->output)
		return write_file(t->output, data, size, err);
	return fwrite(data, 1, size, stdout) == size || synk_fail(err,
	    SYNK_SYSTEM, "standard output: %s", strerror(errno));
}

bool
draw_put(struct draw_target *t, const struct synk_image *image,
    const struct draw_name *name, struct synk_error *err)
{
	unsigned char *data;
	size_t size;
	bool ok;

	if (!t->format->encode(&data, &size, image, t->quality, err))
		return false;
	ok = put_bytes(t, data, size, name, err);
	free(data);
	return ok;
}

void
draw_target_close(struct draw_target *t)
{
	for (size_t i = 0; i < t->written && t->folder; i++)
		free(t->name[i]);
	free(t->name);
	t->name = NULL;
}
