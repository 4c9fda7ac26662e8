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
#include "value.h"

enum {
	FILE_MAX = 1 << 30,		/* bytes of a landmark file */
	CHOICES_MAX = 6			/* named in a message */
};

/* The faces of a file that are looked at, one after another. */
struct search {
	const struct source *source;
	const struct photo_defaults *defaults;
	struct photo *photo;
	char image[SYNK_NAME_MAX];	/* of the first face seen */
	char choices[240];		/* image names */
	size_t images, seen, empty;
	long first, last;		/* frames taken */
	size_t in_frame;		/* faces of that image and frame */
	size_t most;			/* of any frame */
	long again;			/* a frame that came back later */
	size_t left_out;		/* frames asked for, without a face */
	size_t frames;			/* different ones taken */
	double area;			/* of the last face taken */
	char reason[96];		/* why an image has no face */
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

static bool
image_fits(const char *wanted, const char *image)
{
	return !wanted || strcmp(wanted, image) == 0 ||
	    strcmp(wanted, picture_base(image)) == 0;
}

static bool
frame_fits(const struct source *s, long frame)
{
	return s->first == SYNK_FRAME_NONE ||
	    (frame >= s->first && frame <= s->last);
}

static double
extent(const struct synk_marks *m)
{
	double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY;

	for (size_t i = 0; i < m->count; i++) {
		x0 = fmin(x0, m->at[i].x);
		x1 = fmax(x1, m->at[i].x);
		y0 = fmin(y0, m->at[i].y);
		y1 = fmax(y1, m->at[i].y);
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
take(struct search *s, struct synk_marks *m, bool instead,
    struct synk_error *err)
{
	struct photo *p = s->photo;
	struct synk_sites sites;

	if (!settle_size(m, s->source, s->defaults, err))
		return false;
	if (s->defaults->irises)
		irises_seek(&p->irises, m, s->source->path, s->source->name,
		    s->defaults->photos);
	if (!synk_sites_from(&sites, m, p->mirrored, err))
		return false;
	synk_spread_from(&p->spread, m, p->mirrored);
	if (!instead) {
		if ((p->count & (p->count - 1)) == 0)
			p->frame = cli_grow(p->frame, (p->count ? 2 *
			    p->count : 1) * sizeof *p->frame);
		p->count++;
	}
	p->frame[p->count - 1] = sites;
	note(p, m, s);
	return true;
}

static void
list_choice(struct search *s, const char *image)
{
	size_t n = strlen(s->choices);

	if (s->images <= CHOICES_MAX)
		snprintf(s->choices + n, sizeof s->choices - n, "%s%s",
		    n ? ", " : "", *image ? deid_file(photo_public(image))
		    : "(no name)");
	else if (s->images == CHOICES_MAX + 1)
		snprintf(s->choices + n, sizeof s->choices - n, ", ...");
}

/* Counts images and, within one, frames and faces. */
static bool
is_new_image(struct search *s, const struct synk_marks *m)
{
	if (s->seen++ && strcmp(s->image, m->image) == 0)
		return false;
	memcpy(s->image, m->image, sizeof s->image);
	s->images++;
	list_choice(s, m->image);
	return true;
}

/* Of the image and frames asked for, and a face at all. */
static bool
is_wanted(struct search *s, const struct synk_marks *m)
{
	long face = wanted_face(s);

	if (!image_fits(s->source->image, m->image) ||
	    !frame_fits(s->source, m->frame))
		return false;
	if (m->count)
		return face < 0 || m->face == face;
	memcpy(s->reason, m->reason, sizeof s->reason);
	s->empty++;
	s->left_out += s->source->first != SYNK_FRAME_NONE ? 1 : 0;
	return false;
}

/* Counts frames, and the faces in each; true for a frame's first. */
static bool
is_new_frame(struct search *s, const struct synk_marks *m, bool new_image)
{
	bool same = s->frames && !new_image && m->frame == s->last;

	s->in_frame = same ? s->in_frame + 1 : 1;
	if (s->in_frame > s->most)
		s->most = s->in_frame;
	if (same)
		return false;
	if (s->frames && m->frame <= s->last)
		s->again = m->frame;	/* of somebody else, most likely */
	s->first = s->frames ? s->first : m->frame;
	s->last = m->frame;
	s->frames++;
	return true;
}

/* Of several faces in a frame, only the largest is taken, if asked for; more
 * than one is an error otherwise, once all are counted. */
static bool
consider(struct search *s, struct synk_marks *m, struct synk_error *err)
{
	bool new_image = is_new_image(s, m), first;
	double area = extent(m);

	if (!is_wanted(s, m))
		return true;
	if (s->source->image && new_image && s->photo->count)
		return synk_fail(err, SYNK_BAD_INPUT,
		    "more than one image is named '%.200s'",
		    s->source->image);
	first = is_new_frame(s, m, new_image);
	if (!first && (wanted_face(s) != FACE_LARGEST || area <= s->area))
		return true;
	s->area = area;
	return take(s, m, !first, err);
}

/* What was found must be one face, unless frames were asked for. */
static bool
conclude(const struct search *s, struct synk_error *err)
{
	const struct source *src = s->source;

	if (!src->image && s->images > 1)
		return synk_fail(err, SYNK_BAD_INPUT, "%zu images: choose one"
		    " with FILE@NAME: %s", s->images, s->choices);
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
	if (s->photo->count)
		return true;
	if (s->empty)
		return synk_fail(err, SYNK_BAD_INPUT, "%s", s->reason);
	if (s->seen == 0)
		return synk_fail(err, SYNK_BAD_INPUT,
		    "expected a face, found none");
	if (src->image)
		return synk_fail(err, SYNK_BAD_INPUT, "no image '%.100s' in"
		    " the file; it has %s", src->image, s->choices);
	if (src->first != SYNK_FRAME_NONE && src->first == src->last)
		return synk_fail(err, SYNK_BAD_INPUT, "no frame %ld in the"
		    " file", src->first);
	if (src->first != SYNK_FRAME_NONE)
		return synk_fail(err, SYNK_BAD_INPUT, "no frame %ld to %ld in"
		    " the file", src->first, src->last);
	return synk_fail(err, SYNK_BAD_INPUT, "no face %ld in the file",
	    wanted_face(s));
}

static bool
search_text(struct search *s, const char *text, size_t size,
    struct synk_error *err)
{
	struct synk_reading how = s->defaults->reading;
	struct synk_reader reader;
	struct synk_marks m;
	bool got, ok = true;

	how.format = s->source->from ? s->source->from : s->defaults->from;
	if (!synk_reader_open(&reader, text, size, &how, err))
		return false;
	while ((ok = synk_reader_next(&reader, &m, &got, err)) && got)
		if (!(ok = consider(s, &m, err)))
			break;
	synk_reader_close(&reader);
	return ok && conclude(s, err);
}

/* A file read once, and the faces in it by image. */
struct shelf {
	char *path, *text;
	size_t size;
	struct slot { char *name; size_t at; } *slot;
	size_t slots;
	struct photo *photo;	/* one a slot */
};

static const struct shelf *open_shelf;	/* the one that photo_load() asks */

static void
copy_photo(struct photo *to, const struct photo *from)
{
	*to = *from;
	to->frame = cli_alloc(from->count * sizeof *to->frame);
	memcpy(to->frame, from->frame, from->count * sizeof *to->frame);
	to->scheme = cli_copy(from->scheme);
	to->format = cli_copy(from->format);
	to->detector = cli_copy(from->detector);
	to->image = cli_copy(from->image);
	to->error = cli_copy(from->error);
	to->warning = cli_copy(from->warning);
	irises_copy(&to->irises, &from->irises);
}

static int
by_name(const void *a, const void *b)
{
	const struct slot *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	return order ? order : (x->at > y->at) - (x->at < y->at);
}

static bool
from_shelf(struct photo *p, const struct source *s)
{
	struct slot key, *slot;

	if (!open_shelf || !s->image || strcmp(open_shelf->path, s->path) != 0)
		return false;
	key = (struct slot){ s->image, 0 };
	for (size_t low = 0, high = open_shelf->slots; low < high; ) {
		size_t middle = (low + high) / 2;
		int order;

		slot = &open_shelf->slot[middle];
		order = strcmp(key.name, slot->name);
		if (order == 0) {
			copy_photo(p, &open_shelf->photo[slot->at]);
			return true;
		}
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
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
	struct synk_error err = { .code = SYNK_OK };
	char *text;
	size_t size;

	if (from_shelf(p, source))
		return;
	*p = (struct photo){ .mirrored = source->mirrored >= 0
	    ? source->mirrored : defaults->mirrored };
	if (source->problem) {
		p->error = cli_copy(source->problem);
		return;
	}
	if (!cli_read(&text, &size, source->path, FILE_MAX, &err)) {
		blame(p, &err);
		return;
	}
	if (!search_text(&s, text, size, &err))
		blame(p, &err);
	else if (s.left_out && !p->warning)
		p->warning = cli_format("%zu of %zu frames have no face and"
		    " are left out", s.left_out, s.left_out + p->count);
	free(text);
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

/* A new slot for the image of m, or NULL if it has no name. */
static struct photo *
add_slot(struct shelf *shelf, const struct synk_marks *m)
{
	if ((shelf->slots & (shelf->slots - 1)) == 0) {
		size_t n = shelf->slots ? 2 * shelf->slots : 1;

		shelf->slot = cli_grow(shelf->slot, n * sizeof *shelf->slot);
		shelf->photo = cli_grow(shelf->photo,
		    n * sizeof *shelf->photo);
	}
	shelf->slot[shelf->slots] =
	    (struct slot){ cli_copy(m->image), shelf->slots };
	shelf->photo[shelf->slots] = (struct photo){ 0 };
	return &shelf->photo[shelf->slots++];
}

/* All faces of one image, m being the first; *m is the next image's first. */
static bool
shelve_image(struct shelf *shelf, struct synk_reader *reader,
    struct synk_marks *m, bool *got, const struct photo_defaults *d,
    struct synk_error *err)
{
	struct source src = { .path = shelf->path, .first = SYNK_FRAME_NONE,
	    .last = SYNK_FRAME_NONE, .face = FACE_ANY, .mirrored = -1,
	    .scale = NAN };
	struct search s = { .source = &src, .defaults = d,
	    .photo = add_slot(shelf, m), .again = SYNK_FRAME_NONE };
	struct photo *p = s.photo;
	struct synk_error bad;
	char name[SYNK_NAME_MAX];
	bool ok = true;

	memcpy(name, m->image, sizeof name);
	p->mirrored = d->mirrored;
	do {
		ok = ok && consider(&s, m, &bad);
		if (!synk_reader_next(reader, m, got, err))
			return false;
	} while (*got && strcmp(m->image, name) == 0);
	ok = ok && conclude(&s, &bad);
	if (!ok)
		blame(p, &bad);
	return true;
}

static bool
shelve(struct shelf *shelf, const struct photo_defaults *d,
    struct synk_error *err)
{
	struct synk_reading how = d->reading;
	struct synk_reader reader;
	struct synk_marks m;
	bool got, ok;

	how.format = d->from;
	if (!synk_reader_open(&reader, shelf->text, shelf->size, &how, err))
		return false;
	ok = synk_reader_next(&reader, &m, &got, err);
	while (ok && got)
		ok = shelve_image(shelf, &reader, &m, &got, d, err);
	synk_reader_close(&reader);
	return ok;
}

bool
shelf_open(struct shelf **out, const char *path,
    const struct photo_defaults *defaults, struct synk_error *err)
{
	struct shelf *shelf = cli_alloc(sizeof *shelf);

	shelf->path = cli_copy(path);
	*out = shelf;
	if (!cli_read(&shelf->text, &shelf->size, path, FILE_MAX, err) ||
	    !shelve(shelf, defaults, err)) {
		shelf_close(shelf);
		return false;
	}
	free(shelf->text);
	shelf->text = NULL;
	return true;
}

const char *
shelf_name(const struct shelf *shelf, size_t i)
{
	return i < shelf->slots ? shelf->slot[i].name : NULL;
}

/* Names can be looked up once all have been listed. */
void
shelf_sort(struct shelf *shelf)
{
	qsort(shelf->slot, shelf->slots, sizeof *shelf->slot, by_name);
	open_shelf = shelf;
}

void
shelf_close(struct shelf *shelf)
{
	if (!shelf)
		return;
	if (open_shelf == shelf)
		open_shelf = NULL;
	for (size_t i = 0; i < shelf->slots; i++) {
		free(shelf->slot[i].name);
		photo_free(&shelf->photo[i]);
	}
	free(shelf->slot);
	free(shelf->photo);
	free(shelf->path);
	free(shelf->text);
	free(shelf);
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
