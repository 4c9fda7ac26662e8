/* Photographs on the page, as synk-draw draws them for raters who are blind:
 * lines and no numbers, since a page has no number that is in no record. */
#include <stdlib.h>

#include "cli.h"
#include "deid.h"
#include "draw.h"
#include "report_data.h"
#include "report_photos.h"
#include "report_put.h"

enum {
	WIDTH = 560,		/* px of a picture */
	SEEN = 3,		/* IED that it shows, about */
	QUALITY = 80
};

struct photos {
	struct draw_options options;
	struct draw_expected expected;
	struct exams run;
	char *text;		/* of the record at hand; NULL: none yet */
	size_t count, absent;	/* pictures of it; files without one */
	bool trouble;
};

static void
put_words_of(FILE *out, const char *name)
{
	for (; *name; name++)
		putc(*name == '_' ? ' ' : *name, out);
}

static void
put_picture(FILE *out, const unsigned char *data, size_t size,
    const struct draw_shot *shot)
{
	const char *name = synk_expression_name(shot->expression);

	fputs("<figure><img alt=\"", out);
	put_words_of(out, name);
	fputs(": photograph, with the lines that were measured\" src=\""
	    "data:image/jpeg;base64,", out);
	data_base64(out, data, size);
	fputs("\"><figcaption>", out);
	put_words_of(out, name);
	fputs("</figcaption></figure>", out);
}

static bool
put_panel(FILE *out, const struct synk_panel *panel,
    const struct draw_shot *shot, const struct draw_options *o,
    struct synk_error *err)
{
	struct synk_image image;
	unsigned char *data;
	size_t size;
	bool ok;

	if (!synk_picture_overlay(&image, panel, &o->picture, err))
		return false;
	ok = synk_image_jpeg(&data, &size, &image, QUALITY, err);
	synk_image_free(&image);
	if (!ok)
		return false;
	put_picture(out, data, size, shot);
	free(data);
	return true;
}

static bool
put_shot(FILE *out, const struct exams_one *one, const struct draw_shot *shot,
    const struct draw_options *o, struct synk_error *err)
{
	static const struct draw_need need = { .ied = WIDTH / (double)SEEN };
	const struct synk_record *r = one->record;
	struct synk_panel panel = { .exam = r->exam, .grade = r->grade,
	    .verdict = r->verdict };
	struct draw_read read;
	bool ok;

	if (!draw_shot_read(&panel, &read, shot, &need, err))
		return synk_fail_in(err, deid_file(shot->path));
	ok = put_panel(out, &panel, shot, o, err);
	synk_image_free(&read.image);
	return ok;
}

/* A photograph that is not there is usual; one that is damaged is told. */
static bool
take_shot(struct photos *p, FILE *out, const struct exams_one *one, size_t i,
    struct synk_error *err)
{
	struct draw_shot shot;
	struct synk_error bad;
	bool ok;

	if (one->photo[i].error || !draw_shot_of(&shot, one, i, &p->options,
	    &bad)) {
		p->absent++;
		return true;
	}
	ok = put_shot(out, one, &shot, &p->options, &bad);
	draw_shot_free(&shot);
	p->count += ok;
	p->absent += !ok;
	if (ok)
		return true;
	if (bad.code != SYNK_BAD_INPUT) {
		*err = bad;
		return false;
	}
	cli_error(one->job->at[i].path, &bad);
	p->trouble = true;
	return true;
}

static bool
take_exam(void *context, FILE *out, const struct exams_one *one,
    struct synk_error *err)
{
	struct photos *p = context;
	struct synk_error bad;

	if (one->error)
		return true;	/* it was told */
	if (!draw_is_same_face(&p->expected, one, &bad)) {
		cli_error(one->job->subject, &bad);
		p->trouble = true;
		return true;
	}
	for (int e = 0; e < SYNK_EXPRESSIONS; e++)
		for (size_t i = 0; i < one->job->count; i++)
			if ((int)one->job->at[i].expression == e &&
			    !take_shot(p, out, one, i, err))
				return false;
	return true;
}

bool
photos_open(struct photos **photos, const char *folder, const char *marks,
    struct synk_error *err)
{
	static const struct exams_options defaults = EXAMS_DEFAULTS;
	struct photos *p = cli_alloc(sizeof *p);

	*photos = p;
	p->options = (struct draw_options){ .exams = defaults,
	    .picture = { .width = WIDTH, .crop = true, .blind = true,
	    .bare = true },
	    .marks = marks ? marks : folder };
	p->options.exams.photo.photos = folder;
	p->run = (struct exams){ .options = &p->options.exams,
	    .tool = "synk-report", .each = take_exam, .context = p,
	    .without_rest = true };
	return exams_open(&p->run, err);
}

bool
photos_take(struct photos *p, const struct synk_value *record,
    struct synk_error *err)
{
	struct synk_error bad;
	size_t size;
	FILE *out;
	bool ok;

	free(p->text);
	p->text = NULL;
	p->count = p->absent = 0;
	out = open_memstream(&p->text, &size);
	if (!out)
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	ok = draw_record(&p->run, &p->options, &p->expected, record, out,
	    &bad);
	fclose(out);
	if (ok || bad.code != SYNK_BAD_INPUT) {
		*err = bad;
		return ok;
	}
	cli_error(NULL, &bad);
	p->trouble = true;
	return true;
}

void
photos_put(FILE *out, const struct photos *p)
{
	if (!p || !p->count)
		return;
	fputs("<details open class=\"photos\"><summary>Photographs, with the"
	    " lines that were measured</summary><div class=\"fs\">", out);
	fputs(p->text, out);
	fputs("</div>", out);
	if (p->absent) {
		fputs("<p class=\"nt\">Not at hand, or not to be drawn: ", out);
		put_whole(out, (long)p->absent);
		fputs(p->absent == 1 ? " other file.</p>"
		    : " other files.</p>", out);
	}
	fputs("</details>", out);
}

bool
photos_trouble(const struct photos *p)
{
	return p && (p->trouble || p->run.trouble);
}

void
photos_close(struct photos *p)
{
	if (!p)
		return;
	exams_close(&p->run);
	free(p->text);
	free(p);
}
