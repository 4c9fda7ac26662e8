#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "deid.h"
#include "imageset.h"
#include "photo.h"
#include "picture.h"
#include "roll.h"
#include "value.h"

enum { CHOICES_MAX = 6 };		/* named in a message */

/* The faces of a file that are looked at, one after another. */
struct search {
	const struct source *source;
	const struct photo_defaults *defaults;
	struct photo *photo;
	bool exact;			/* an image has the very name */
	bool image_found;
	size_t empty;
	long first, last;		/* frames taken */
	size_t in_frame;		/* faces of that image and frame */
	size_t most;			/* of any frame */
	long again;			/* a frame that came back later */
	size_t left_out;		/* frames asked for, without a face */
	size_t frames;			/* different ones taken */
	double area;			/* of the last face taken */
	const char *reason;		/* why an image has no face */
};

static long
wanted_face(const struct search *s)
{
	return s->source->face != FACE_ANY ? s->source->face
	    : s->defaults->face;
}

const char *
photo_public(const char *path)
{
	return path && path[0] == '/' ? picture_base(path) : path;
}

/* The name, or a path that ends in it; folders may be as Windows has them. */
static bool
image_fits(const struct search *s, const char *image)
{
	const char *wanted = s->source->image;
	size_t n = wanted ? strlen(wanted) : 0, all = strlen(image);

	if (!wanted || strcmp(wanted, image) == 0)
		return true;
	return !s->exact && all > n && strchr("/\\", image[all - n - 1]) &&
	    strcmp(wanted, image + all - n) == 0;
}

static bool
frame_fits(const struct source *s, long frame)
{
	return s->first == SYNK_FRAME_NONE ||
	    (frame >= s->first && frame <= s->last);
}

static double
extent(const struct roll_face *f)
{
	double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY;

	for (size_t i = 0; i < f->count; i++) {
		x0 = fmin(x0, f->at[i].x);
		x1 = fmax(x1, f->at[i].x);
		y0 = fmin(y0, f->at[i].y);
		y1 = fmax(y1, f->at[i].y);
	}
	return (x1 - x0) * (y1 - y0);
}

static bool
size_of_picture(int *width, int *height, const struct synk_marks *m,
    const struct source *s, const struct photo_defaults *d)
{
	char *path = picture_find(s->path, s->name, m->image, d->photos);
	struct synk_image_header h;
	struct synk_error ignored;
	bool found = path && picture_header(&h, path, &ignored);

	free(path);
	if (found) {
		*width = h.width;
		*height = h.height;
	}
	return found;
}

/* Points in pixels: option, manifest, the file itself, else the photo. */
static bool
settle_size(struct synk_marks *m, const struct source *s,
    const struct photo_defaults *d, struct synk_error *err)
{
	int width = s->width ? s->width : d->width;
	int height = s->height ? s->height : d->height;

	if (!m->normalised)
		return true;
	if (!width && m->width) {
		width = m->width;
		height = m->height;
	}
	if (!width && !size_of_picture(&width, &height, m, s, d))
		return synk_fail(err, SYNK_BAD_INPUT, "the points are"
		    " fractions of the image, whose size is not known: give"
		    " --image-size WxH or put the photo beside the file");
	return synk_marks_resize(m, width, height, err);
}

static void
note(struct photo *p, const struct synk_marks *m, const struct search *s)
{
	const char *detector = s->source->detector ? s->source->detector
	    : s->defaults->detector ? s->defaults->detector
	    : m->detector[0] ? m->detector : NULL;

	if (p->count > 1)
		return;
	p->width = m->width;
	p->height = m->height;
	free(p->scheme);
	free(p->format);
	free(p->detector);
	free(p->image);
	free(p->warning);
	p->scheme = cli_copy(synk_scheme_name(m->scheme));
	p->format = cli_copy(m->format);
	p->detector = cli_copy(detector);
	p->image = m->image[0] ? cli_copy(photo_public(m->image)) : NULL;
	p->warning = m->warning[0] ? cli_copy(m->warning) : NULL;
}

static bool
take(struct search *s, const struct roll_face *f, bool instead,
    struct synk_error *err)
{
	struct photo *p = s->photo;
	struct synk_sites sites;
	struct synk_marks m;

	roll_marks(&m, f);
	if (!settle_size(&m, s->source, s->defaults, err))
		return false;
	if (s->defaults->irises)
		irises_seek(&p->irises, &m, s->source->path, s->source->name,
		    s->defaults->photos);
	if (!synk_sites_from(&sites, &m, p->mirrored, err))
		return false;
	synk_spread_from(&p->spread, &m, p->mirrored);
	if (!instead) {
		if ((p->count & (p->count - 1)) == 0)
			p->frame = cli_grow(p->frame, (p->count ? 2 *
			    p->count : 1) * sizeof *p->frame);
		p->count++;
	}
	p->frame[p->count - 1] = sites;
	note(p, &m, s);
	return true;
}

/* The images to choose from, the first of them. */
static void
list_choices(char text[240], const struct roll *r)
{
	size_t listed = 0, n;

	text[0] = '\0';
	for (size_t i = 0; i < r->faces && listed <= CHOICES_MAX; i++) {
		const char *image = r->face[i]->image;

		if (!r->face[i]->new_image)
			continue;
		n = strlen(text);
		snprintf(text + n, 240 - n, "%s%s", n ? ", " : "",
		    listed++ == CHOICES_MAX ? "..." : *image
		    ? deid_file(photo_public(image)) : "(no name)");
	}
}

/* Of the image and frames asked for, and a face at all. */
static bool
is_wanted(struct search *s, const struct roll_face *f)
{
	long face = wanted_face(s);

	if (!image_fits(s, f->image))
		return false;
	s->image_found = true;
	if (!frame_fits(s->source, f->frame))
		return false;
	if (f->count)
		return face < 0 || f->face == face;
	s->reason = f->reason;
	s->empty++;
	s->left_out += s->source->first != SYNK_FRAME_NONE ? 1 : 0;
	return false;
}

/* Counts frames, and the faces in each; true for a frame's first. */
static bool
is_new_frame(struct search *s, const struct roll_face *f)
{
	bool same = s->frames && !f->new_image && f->frame == s->last;

	s->in_frame = same ? s->in_frame + 1 : 1;
	if (s->in_frame > s->most)
		s->most = s->in_frame;
	if (same)
		return false;
	if (s->frames && f->frame <= s->last)
		s->again = f->frame;	/* of somebody else, most likely */
	s->first = s->frames ? s->first : f->frame;
	s->last = f->frame;
	s->frames++;
	return true;
}

/* Of several faces in a frame, only the largest is taken, if asked for; more
 * than one is an error otherwise, once all are counted. */
static bool
consider(struct search *s, const struct roll_face *f, struct synk_error *err)
{
	bool largest = wanted_face(s) == FACE_LARGEST, first;
	double area;

	if (!is_wanted(s, f))
		return true;
	if (s->source->image && f->new_image && s->photo->count)
		return synk_fail(err, SYNK_BAD_INPUT,
		    "more than one image is named '%.200s'",
		    s->source->image);
	first = is_new_frame(s, f);
	area = largest ? extent(f) : 0;
	if (!first && (!largest || area <= s->area))
		return true;
	s->area = area;
	return take(s, f, !first, err);
}

/* Why nothing was found. */
static bool
tell_nothing(const struct search *s, const struct roll *r,
    struct synk_error *err)
{
	const struct source *src = s->source;
	char choices[240];

	if (s->empty)
		return synk_fail(err, SYNK_BAD_INPUT, "%s", s->reason);
	if (r->faces == 0)
		return synk_fail(err, SYNK_BAD_INPUT,
		    "expected a face, found none");
	list_choices(choices, r);
	if (!s->image_found)
		return synk_fail(err, SYNK_BAD_INPUT, "no image '%.100s' in"
		    " the file; it has %s", src->image, choices);
	if (src->first != SYNK_FRAME_NONE && src->first == src->last)
		return synk_fail(err, SYNK_BAD_INPUT, "no frame %ld in the"
		    " file", src->first);
	if (src->first != SYNK_FRAME_NONE)
		return synk_fail(err, SYNK_BAD_INPUT, "no frame %ld to %ld in"
		    " the file", src->first, src->last);
	return synk_fail(err, SYNK_BAD_INPUT, "no face %ld in the file",
	    wanted_face(s));
}

/* What was found must be one face, unless frames were asked for. */
static bool
conclude(const struct search *s, const struct roll *r, struct synk_error *err)
{
	const struct source *src = s->source;
	char choices[240];

	if (!src->image && r->images > 1) {
		list_choices(choices, r);
		return synk_fail(err, SYNK_BAD_INPUT, "%zu images: choose one"
		    " with FILE@NAME: %s", r->images, choices);
	}
	if (src->first == SYNK_FRAME_NONE && s->frames > 1)
		return synk_fail(err, SYNK_BAD_INPUT, "%zu frames, %ld to %ld:"
		    " choose with FILE@N or FILE@A-B", s->frames, s->first,
		    s->last);
	if (s->most > 1 && wanted_face(s) == FACE_ANY)
		return synk_fail(err, SYNK_BAD_INPUT, "%zu faces where one was"
		    " expected: choose with --face 0 to %zu or --face largest",
		    s->most, s->most - 1);
	if (s->again != SYNK_FRAME_NONE)
		return synk_fail(err, SYNK_BAD_INPUT, "frame %ld comes more"
		    " than once: several faces? choose with --face N",
		    s->again);
	return s->photo->count || tell_nothing(s, r, err);
}

static bool
search_roll(struct search *s, struct roll *r, struct synk_error *err)
{
	const char *image = s->source->image;
	size_t n = r->faces;
	const size_t *named = image ? roll_named(r, image, &n) : NULL;

	for (size_t i = 0; i < n && image && !s->exact; i++)
		s->exact = strcmp(image, r->face[named[i]]->image) == 0;
	for (size_t i = 0; i < n; i++)
		if (!consider(s, r->face[named ? named[i] : i], err))
			return false;
	if (r->whole)
		return conclude(s, r, err);
	s->photo->known = roll_wrong(err, r);
	return false;
}

static void
blame(struct photo *p, const struct synk_error *err)
{
	p->error = cli_copy(err->text);
	p->line = err->line;
	p->system = err->code == SYNK_SYSTEM;
	free(p->frame);
	p->frame = NULL;
	p->count = 0;
}

void
photo_load(struct photo *p, const struct source *source,
    const struct photo_defaults *defaults)
{
	struct search s = { .source = source, .defaults = defaults,
	    .photo = p, .again = SYNK_FRAME_NONE };
	struct synk_reading how = defaults->reading;
	struct synk_error err = { .code = SYNK_OK };

	*p = (struct photo){ .mirrored = source->mirrored >= 0
	    ? source->mirrored : defaults->mirrored };
	if (source->problem) {
		p->error = cli_copy(source->problem);
		return;
	}
	how.format = source->from ? source->from : defaults->from;
	if (!search_roll(&s, roll_read(source->path, &how), &err))
		blame(p, &err);
	else if (s.left_out && !p->warning)
		p->warning = cli_format("%zu of %zu frames have no face and"
		    " are left out", s.left_out, s.left_out + p->count);
}

void
photo_free(struct photo *p)
{
	free(p->frame);
	free(p->scheme);
	free(p->format);
	free(p->detector);
	free(p->image);
	free(p->error);
	free(p->warning);
	irises_free(&p->irises);
	*p = (struct photo){ 0 };
}

/* What follows the last '@' of FILE@SEL: frames, or an image's name. */
static void
select_in(struct source *s, const char *text)
{
	struct synk_error ignored;

	if (!value_frames(&s->first, &s->last, text, &ignored))
		s->image = cli_copy(text);
}

/* A photo counts once: as a replicate it would look like agreement. */
static bool
check_repeated(const struct job *job, struct synk_error *err)
{
	const struct source *s = &job->at[job->count - 1];

	for (const struct source *t = job->at; t < s; t++)
		if (strcmp(s->path, t->path) == 0 && s->first == t->first &&
		    s->last == t->last && (s->image == t->image ||
		    (s->image && t->image && strcmp(s->image, t->image) == 0)))
			return synk_fail(err, SYNK_BAD_USAGE,
			    "%s: the same photo twice",
			    deid_file(s->name));
	return true;
}

bool
photo_operand(struct job *job, const char *operand, struct synk_error *err)
{
	const char *file = strchr(operand, '='), *at;
	enum synk_expression e;
	struct source *s;
	char *word;
	bool ok;

	word = cli_format("%.*s", (int)(file - operand), operand);
	ok = value_expression(&e, word, err);
	free(word);
	if (!ok)
		return false;
	at = strrchr(++file, '@');
	if (!at || at == file || access(file, F_OK) == 0) {
		job_add(job, file, photo_public(file), e);
		return check_repeated(job, err);
	}
	word = cli_format("%.*s", (int)(at - file), file);
	s = job_add(job, word, photo_public(word), e);
	free(word);
	select_in(s, at + 1);
	return check_repeated(job, err);
}
