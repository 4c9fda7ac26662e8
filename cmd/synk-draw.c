/* synk-draw: photographs and landmarks in, pictures out.  See synk-draw(1). */
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "cli.h"
#include "deid.h"
#include "draw.h"
#include "folder.h"
#include "value.h"

static bool
set_width(void *field, const char *text, struct synk_error *err)
{
	return value_within(field, text, 200, 20000, err);
}

static bool
set_quality(void *field, const char *text, struct synk_error *err)
{
	return value_within(field, text, 1, 100, err);
}

#define AT(field)	offsetof(struct draw_options, field)

static const struct option_row rows[] = {
	{ "grades", 'g', "FILE", "draw the exams of these grade records",
	  option_text, AT(grades) },
	{ "marks", 0, "DIR", "where the landmark files of --grades are",
	  option_text, AT(marks) },
	{ "photo", 0, "FILE", "the photograph, of a single operand",
	  option_text, AT(photo) },
	{ "output", 'o', "FILE|DIR", "where pictures go (standard output)",
	  option_text, AT(target.output) },
	{ "format", 'f', "FORMAT", "jpg or png", draw_set_format,
	  AT(target.format) },
	{ "quality", 0, "N", "of a JPEG, 1 to 100 (92)", set_quality,
	  AT(target.quality) },
	{ "width", 0, "PX", "of the picture (the photograph's)", set_width,
	  AT(picture.width) },
	{ "montage", 0, NULL, "a subject's expressions side by side",
	  option_flag, AT(montage) },
	{ "mirror", 0, NULL, "right-right and left-left composites",
	  option_flag, AT(mirror) },
	{ "crop", 0, NULL, "the face only", option_flag, AT(picture.crop) },
	{ "blur-eyes", 0, NULL, "make eyes and brows unrecognisable",
	  option_flag, AT(picture.blur_eyes) },
	{ "blind", 0, NULL, "hide subject, visit, date and verdict",
	  option_flag, AT(picture.blind) },
	{ "plain", 0, NULL, "draw nothing on the photograph", option_flag,
	  AT(picture.plain) },
	{ "quiet", 'q', NULL, "no warnings", option_flag, AT(quiet) },
};

static const struct option_tool tool = {
	"synk-draw",
	"synk-draw [options] EXPRESSION=FILE... | DIR | FILE | -",
	"Draws what was measured on the photographs it was measured in.",
	exams_rows, &exams_row_count, rows, sizeof rows / sizeof *rows,
};

/* What exams go through. */
struct drawing {
	struct draw_options *options;
	struct draw_expected expected;
	struct draw_montages *montages;
	bool trouble;
};

static bool
draw_panel(struct synk_image *image, const struct synk_panel *panel,
    const struct draw_options *o, struct synk_error *err)
{
	return o->mirror ? synk_picture_mirror(image, panel, &o->picture, err)
	    : synk_picture_overlay(image, panel, &o->picture, err);
}

static bool
put_panel(const struct synk_panel *panel, const struct draw_shot *shot,
    const struct job *job, struct draw_options *o, struct synk_error *err)
{
	const struct draw_name name = { .subject = job->subject,
	    .visit = job->visit, .rater = job->rater, .repeat = job->repeat,
	    .what = synk_expression_name(shot->expression),
	    .secret = o->picture.blind ? shot->secret : NULL };
	struct synk_image image;
	bool ok;

	if (!draw_panel(&image, panel, o, err))
		return false;
	ok = draw_put(&o->target, &image, &name, err);
	synk_image_free(&image);
	return ok;
}

/* Of a face that fills the picture about 3 IED are seen. */
static struct draw_need
need_of(const struct draw_options *o)
{
	enum { SHOWN = 3 };

	if (o->mirror || o->picture.crop)
		return (struct draw_need){ .ied = o->picture.width /
		    (double)SHOWN };
	return (struct draw_need){ .width = o->picture.width };
}

static bool
draw_shot(const struct exams_one *one, const struct draw_shot *shot,
    struct draw_options *o, struct synk_error *err)
{
	const struct synk_record *r = one->record;
	struct synk_panel panel = { .exam = r->exam, .grade = r->grade,
	    .verdict = r->verdict, .subject = one->job->subject,
	    .visit = one->job->visit };
	struct draw_need need = need_of(o);
	struct draw_read read;
	bool ok;

	if (!draw_shot_read(&panel, &read, shot, &need, err))
		return synk_fail_in(err, deid_file(shot->path));
	ok = put_panel(&panel, shot, one->job, o, err);
	synk_image_free(&read.image);
	return ok;
}

/* One photograph; a fault of its own is told, and costs nothing else. */
static bool
draw_one(struct drawing *d, const struct exams_one *one, size_t i,
    struct synk_error *err)
{
	struct synk_error bad;
	struct draw_shot shot;
	bool ok = draw_shot_of(&shot, one, i, d->options, &bad);

	if (ok) {
		ok = draw_shot(one, &shot, d->options, &bad);
		draw_shot_free(&shot);
	}
	if (ok)
		return true;
	if (bad.code != SYNK_BAD_INPUT) {
		*err = bad;
		return false;
	}
	cli_error(one->job->at[i].path, &bad);
	d->trouble = true;
	return true;
}

static bool
draw_exam(void *context, FILE *out, const struct exams_one *one,
    struct synk_error *err)
{
	struct drawing *d = context;
	struct synk_error bad;

	(void)out;
	if (one->error)
		return true;	/* it was told */
	if (d->options->grades &&
	    !draw_is_expected(&d->expected, one, &bad)) {
		cli_error(one->job->subject, &bad);
		d->trouble = true;
		return true;
	}
	if (d->montages) {
		d->trouble |= !draw_montages_add(d->montages, one);
		return true;
	}
	for (size_t i = 0; i < one->job->count; i++)
		if (!one->photo[i].error && !draw_one(d, one, i, err))
			return false;
	return true;
}

static bool
check(const struct exams *run, const struct draw_options *o,
    char *const *operand, size_t n, struct synk_error *err)
{
	if (o->montage && (o->mirror || o->photo))
		return synk_fail(err, SYNK_BAD_USAGE, "--montage goes with"
		    " neither --mirror nor --photo");
	if (o->photo && (n != 1 || exams_is_set(operand, n)))
		return synk_fail(err, SYNK_BAD_USAGE, "--photo is of a single"
		    " EXPRESSION=FILE");
	if (!o->grades)
		return !o->marks ? exams_check(run, operand, n, err)
		    : synk_fail(err, SYNK_BAD_USAGE, "--marks goes with"
		    " --grades");
	if (n || o->exams.manifest || o->exams.files_from ||
	    o->exams.subject || o->exams.visit)
		return synk_fail(err, SYNK_BAD_USAGE, "--grades says itself"
		    " which exams: no operands, manifest or subject with it");
	return true;
}

static bool
draw(struct exams *run, struct drawing *d, char *const *operand, size_t n,
    struct synk_error *err)
{
	struct draw_options *o = d->options;
	bool ok;

	if (!check(run, o, operand, n, err) ||
	    !draw_target_open(&o->target, err) || !exams_open(run, err))
		return false;
	if (o->montage)
		d->montages = draw_montages_open(o);
	ok = o->grades ? draw_grades(run, o, &d->expected, err)
	    : exams_all(run, operand, n, err);
	if (ok && d->montages) {
		run->culprit = NULL;
		ok = draw_montages_put(d->montages, &d->trouble, err);
	}
	draw_montages_close(d->montages);
	exams_close(run);
	return ok;
}

int
main(int argc, char *argv[])
{
	struct draw_options o = { .exams = EXAMS_DEFAULTS,
	    .target = { .quality = 92 } };
	struct drawing d = { .options = &o };
	struct exams run = { .options = &o.exams, .tool = tool.name,
	    .each = draw_exam, .context = &d, .without_rest = true };
	struct synk_error err;
	int operand;
	bool ok;

	cli_name(tool.name, false);
	arena_use();
	if (!options_parse(&operand, &o, &tool, argc, argv, &err) ||
	    !deid_open(o.exams.deidentify, &err)) {
		cli_error(NULL, &err);
		return (int)err.code;
	}
	cli_name(tool.name, o.quiet);
	ok = draw(&run, &d, argv + operand, (size_t)(argc - operand), &err) &&
	    cli_finish(&err);
	draw_target_close(&o.target);
	if (!ok) {
		cli_error(run.culprit, &err);
		return (int)err.code;
	}
	return run.trouble || d.trouble || folder_unread() ? SYNK_BAD_INPUT
	    : SYNK_OK;
}
