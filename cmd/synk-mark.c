/* synk-mark: photographs in, landmarks out.  See synk-mark(1). */
#include <errno.h>
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "arena.h"
#include "cli.h"
#include "deid.h"
#include "folder.h"
#include "listed.h"
#include "mark.h"
#include "options.h"
#include "picture.h"
#include "value.h"
#include "workers.h"

enum { FILE_MAX = 1 << 30, JOBS_MAX = 64 };

static bool
set_face(void *field, const char *text, struct synk_error *err)
{
	return value_face(field, text, err);
}

static bool
set_size(void *field, const char *text, struct synk_error *err)
{
	struct photo_defaults *d = field;

	return value_size(&d->width, &d->height, text, err);
}

static bool
set_jobs(void *field, const char *text, struct synk_error *err)
{
	return value_within(field, text, 1, JOBS_MAX, err);
}

static bool
set_repeat(void *field, const char *text, struct synk_error *err)
{
	return value_within(field, text, 2, 100, err);
}

static bool
set_score(void *field, const char *text, struct synk_error *err)
{
	double score;

	if (!value_number(&score, text, err))
		return false;
	if (!(score > 0))
		return synk_fail(err, SYNK_BAD_USAGE, "expected a number"
		    " over 0, found '%.40s'", text);
	*(double *)field = score;
	return true;
}

static bool
set_from(void *field, const char *text, struct synk_error *err)
{
	const struct synk_format *f;

	for (size_t i = 0; (f = synk_format(i)); i++)
		if (strcmp(f->name, text) == 0)
			return option_text(field, text, err);
	return synk_fail(err, SYNK_BAD_USAGE,
	    "unknown format '%s': see synk-grade --list formats", text);
}

static bool
set_origin(void *field, const char *text, struct synk_error *err)
{
	if (strcmp(text, "0") != 0 && strcmp(text, "1") != 0)
		return synk_fail(err, SYNK_BAD_USAGE,
		    "expected 0 or 1, found '%s'", text);
	*(bool *)field = text[0] == '0';
	return true;
}

#define AT(field)	offsetof(struct mark_options, field)

static const struct option_row rows[] = {
	{ "model", 0, "FILE", "face_landmarker.task, or what npm brings",
	  option_text, AT(model) },
	{ "files-from", 0, "FILE", "names of files, one a line",
	  option_text, AT(files_from) },
	{ "null", '0', NULL, "they end with a NUL, not a line",
	  option_flag, AT(nul) },
	{ "face", 0, "N|largest", "which face, where a photo has several",
	  set_face, AT(photo.face) },
	{ "all-faces", 0, NULL, "all of them, a record each",
	  option_flag, AT(all_faces) },
	{ "min-score", 0, "P", "of the detector (0.5)", set_score,
	  AT(find.min_score) },
	{ "repeat", 0, "N", "medians of N crops that differ a little",
	  set_repeat, AT(repeat) },
	{ "from", 'F', "FORMAT", "of landmark files, if contents mislead",
	  set_from, AT(photo.from) },
	{ "detector", 0, "NAME", "what found the landmarks of files",
	  option_text, AT(photo.detector) },
	{ "image-size", 0, "WxH", "size of their photos, px", set_size,
	  AT(photo) },
	{ "pts-origin", 0, "0|1", "number of a .pts file's first pixel (1)",
	  set_origin, AT(photo.reading.origin0) },
	{ "to", 0, "FORMAT", "synk-marks, csv, pts or mediapipe",
	  mark_set_format, AT(to) },
	{ "output", 'o', "DIR", "where files of --to go, one a face",
	  option_text, AT(output) },
	{ "jobs", 'j', "N", "processes at work (1)", set_jobs, AT(jobs) },
	DEID_ROW(AT(deidentify)),
	PROGRESS_ROW(AT(progress)),
	{ "quiet", 'q', NULL, "no warnings", option_flag, AT(quiet) },
};

static const struct option_tool tool = {
	"synk-mark",
	"synk-mark [options] PHOTO|DIR|MARKS...",
	"Finds the landmarks of faces in photographs, or converts landmarks.",
	NULL, NULL, rows, sizeof rows / sizeof *rows,
};

static void
add_item(struct mark_run *run, char *path, const char *name)
{
	if ((run->items & (run->items - 1)) == 0)
		run->item = cli_grow(run->item, (run->items ? 2 * run->items
		    : 1) * sizeof *run->item);
	run->item[run->items++] = (struct mark_item){ path,
	    cli_copy(name) };
}

static const char *const photos[] = { ".jpg", ".jpeg", ".png", NULL };

/* Photographs of other formats, which are told of and not read. */
static const char *const others[] = { ".heic", ".heif", ".avif", ".tif",
    ".tiff", ".webp", ".gif", ".bmp", ".jp2", ".jxl", ".dcm", ".cr2", ".cr3",
    ".nef", ".arw", ".dng", ".orf", ".raf", ".rw2", NULL };

static bool
ends_in(const char *name, const char *const *list)
{
	const char *point = strrchr(name, '.');

	for (size_t i = 0; list[i] && point; i++)
		if (strcasecmp(point, list[i]) == 0)
			return true;
	return false;
}

static bool
is_photo(const char *name)
{
	return ends_in(name, photos);
}

static bool
is_any_photo(const char *name)
{
	return is_photo(name) || ends_in(name, others);
}

/* Files below a folder, by their names in it. */
struct below {
	struct mark_run *run;
	const char *folder;
	size_t others;
	char *example;		/* owned; of them */
};

static void
add_below(void *context, const char *name)
{
	struct below *b = context;

	if (!is_photo(name)) {
		if (b->others++ == 0)
			b->example = cli_copy(name);
		return;
	}
	add_item(b->run, cli_format("%s%s", b->folder, name), name);
}

static bool
add_operand(struct mark_run *run, const char *path, struct synk_error *err)
{
	struct below b = { .run = run };
	struct stat st;
	char *folder;
	bool ok;

	if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode)) {
		add_item(run, cli_copy(path), photo_public(path));
		return true;
	}
	b.folder = folder = folder_prefix(path);
	ok = folder_walk(folder, is_any_photo, add_below, &b, err);
	if (ok && b.others)
		cli_warn("%s: passed over %zu of other formats (%s): convert"
		    " them to JPEG or PNG first", deid_file(path), b.others,
		    deid_file(b.example));
	free(b.example);
	free(folder);
	return ok;
}

static bool
add_listed(void *run, const char *name, struct synk_error *err)
{
	return add_operand(run, name, err);
}

/* What a file's fault is called in its record. */
static const char *
code_of(const struct synk_error *e)
{
	return strstr(e->text, "no face") || strstr(e->text, "faces where")
	    ? "no_face" : "unreadable";
}

static bool
mark_bytes(struct mark_run *run, const struct mark_item *item, FILE *out,
    const char *data, size_t size, bool *bad, struct synk_error *err)
{
	bool photo = size > 3 && (memcmp(data, "\xff\xd8", 2) == 0 ||
	    memcmp(data, "\x89PNG", 4) == 0);
	struct synk_image_header h;

	/* What is no photograph all the same says what it is instead. */
	if (!photo && (is_photo(item->path) || synk_image_foreign(data, size)))
		return synk_image_header(&h, data, size, err);
	return photo ? mark_photo(run, item, out, data, size, err)
	    : mark_convert(run, item, out, data, size, bad, err);
}

static bool
mark_item(void *context, size_t i, FILE *out, bool *trouble,
    struct synk_error *err)
{
	struct mark_run *run = context;
	const struct mark_item *item = &run->item[i];
	struct synk_error why;
	char *data = NULL;
	size_t size;
	bool ok = cli_read(&data, &size, item->path, FILE_MAX, &why) &&
	    mark_bytes(run, item, out, data, size, trouble, &why);

	free(data);
	if (ok)
		return true;
	if (why.code != SYNK_BAD_INPUT) {
		*err = why;
		return false;
	}
	*trouble = true;
	cli_error(item->path, &why);
	return run->options->to != mark_format(0) ||
	    mark_put_error(out, item, code_of(&why), &why, err);
}

static void
lose_item(void *context, size_t i, FILE *out)
{
	const struct mark_run *run = context;
	struct synk_error why, ignored;

	synk_fail(&why, SYNK_BAD_INPUT, "the process that looked at it died");
	cli_error(run->item[i].path, &why);
	if (run->options->to == mark_format(0) && !mark_put_error(out,
	    &run->item[i], "died", &why, &ignored))
		cli_error(run->item[i].path, &ignored);
}

static bool
check(const struct mark_options *o, size_t operands, struct synk_error *err)
{
	if (!operands && !o->files_from)
		return synk_fail(err, SYNK_BAD_USAGE, "expected photographs,"
		    " a directory or landmark files, found nothing; see"
		    " --help");
	if (o->all_faces && o->photo.face != FACE_ANY)
		return synk_fail(err, SYNK_BAD_USAGE,
		    "--face and --all-faces contradict each other");
	if (!mark_dlib_check(o, err))
		return false;
	if (!mark_by_dlib(o) && o->find.min_score >= 1)
		return synk_fail(err, SYNK_BAD_USAGE, "--min-score: expected a"
		    " number between 0 and 1, found %g: only those of"
		    " --detector dlib go on", o->find.min_score);
	if (o->output && !o->to->folder)
		return synk_fail(err, SYNK_BAD_USAGE, "--output is for --to"
		    " pts or mediapipe; else use standard output");
	if (o->output && mkdir(o->output, 0777) != 0 && errno != EEXIST)
		return synk_fail(err, SYNK_SYSTEM, "%.200s: %s",
		    deid_file(o->output), strerror(errno));
	return true;
}

static bool
act(struct mark_run *run, char *const *operand, size_t n, bool *trouble,
    struct synk_error *err)
{
	const struct mark_options *o = run->options;
	struct workers w = { .jobs = (size_t)o->jobs, .context = run,
	    .work = mark_item, .lost = lose_item };
	bool ok;

	if (!check(o, n, err))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!add_operand(run, operand[i], err))
			return false;
	if (o->files_from && !listed_names(o->files_from, o->nul, add_listed,
	    run, err))
		return false;
	if (o->to->folder && !o->output && run->items > 1)
		return synk_fail(err, SYNK_BAD_USAGE, "%zu files: --to %s"
		    " needs --output DIR", run->items, o->to->name);
	if (run->items == 0)
		return synk_fail(err, SYNK_BAD_INPUT,
		    "expected photographs, found none");
	if (o->to->head)
		fputs(o->to->head, stdout);
	deid_hold();
	for (size_t i = 0; i < run->items; i++)
		deid_file(run->item[i].name);
	deid_release();
	w.items = run->items;
	progress_begin(o->progress, tool.name, "files", w.items);
	ok = workers_run(&w, trouble, err);
	progress_end();
	return ok;
}

static void
release(struct mark_run *run)
{
	for (size_t i = 0; i < run->items; i++) {
		free(run->item[i].path);
		free(run->item[i].name);
	}
	free(run->item);
	free(run->model_name);
	synk_landmarker_close(run->landmarker);
	synk_dlib_close(run->dlib);
}

int
main(int argc, char *argv[])
{
	struct mark_options o = { .to = mark_format(0), .jobs = 1,
	    .photo = { .face = FACE_ANY, .scale = NAN } };
	struct mark_run run = { .options = &o };
	struct synk_error err;
	bool trouble = false, ok;
	int operand;

	cli_name(tool.name, false);
	arena_use();
	if (!options_parse(&operand, &o, &tool, argc, argv, &err) ||
	    !deid_open(o.deidentify, &err)) {
		cli_error(NULL, &err);
		return (int)err.code;
	}
	cli_name(tool.name, o.quiet);
	ok = act(&run, argv + operand, (size_t)(argc - operand), &trouble,
	    &err) && cli_finish(&err);
	release(&run);
	if (!ok) {
		cli_error(NULL, &err);
		return (int)err.code;
	}
	return trouble || folder_unread() ? SYNK_BAD_INPUT : SYNK_OK;
}
