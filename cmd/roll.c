#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "picture.h"
#include "roll.h"

enum { FILE_MAX = 1 << 30 };	/* bytes of a landmark file */

/* The file that was read last. */
static struct {
	struct roll roll;
	char *path;		/* NULL: none */
	struct synk_reading how;
	struct roll_face **face;
	char *format;		/* owned, how.format */
	char **text;		/* names and such, each once in a row */
	size_t texts;
	struct synk_error wrong;
	bool told;		/* what is wrong */
	size_t *named;		/* faces by name; NULL: not sorted yet */
} last;

/* Room in a list that doubles. */
static bool
is_full(size_t n)
{
	return (n & (n - 1)) == 0;
}

/* Detectors and warnings are the same from face to face. */
static const char *
keep(const char *text, const char *before)
{
	if (!*text)
		return "";
	if (before && strcmp(text, before) == 0)
		return before;
	if (is_full(last.texts))
		last.text = cli_grow(last.text, (last.texts ? 2 * last.texts
		    : 1) * sizeof *last.text);
	last.text[last.texts] = cli_copy(text);
	return last.text[last.texts++];
}

static struct roll_face *
new_face(const struct synk_marks *m, const struct roll_face *before)
{
	size_t points = m->repeats ? 2 * m->count : m->count;
	struct roll_face *f = cli_alloc(sizeof *f + points * sizeof *f->at);

	f->format = m->format;
	f->image = keep(m->image, before ? before->image : NULL);
	f->detector = keep(m->detector, before ? before->detector : NULL);
	f->reason = keep(m->reason, before ? before->reason : NULL);
	f->warning = keep(m->warning, before ? before->warning : NULL);
	f->scheme = m->scheme;
	f->count = m->count;
	memcpy(f->iris, m->iris, sizeof f->iris);
	f->normalised = m->normalised;
	f->new_image = !before || strcmp(before->image, f->image) != 0;
	f->width = m->width;
	f->height = m->height;
	f->face = m->face;
	f->frame = m->frame;
	f->line = m->line;
	f->repeats = m->repeats;
	memcpy(f->at, m->at, m->count * sizeof *f->at);
	if (m->repeats)
		memcpy(f->at + m->count, m->spread,
		    m->count * sizeof *f->at);
	return f;
}

static void
add_face(const struct synk_marks *m)
{
	struct roll *r = &last.roll;
	size_t n = r->faces;

	if (is_full(n))
		last.face = cli_grow(last.face, (n ? 2 * n : 1) *
		    sizeof *last.face);
	last.face[n] = new_face(m, n ? last.face[n - 1] : NULL);
	r->images += last.face[n]->new_image ? 1 : 0;
	r->faces++;
}

static bool
read_text(const char *text, size_t size, struct synk_error *err)
{
	struct synk_reader reader;
	struct synk_marks m;
	bool got;

	if (!synk_reader_open(&reader, text, size, &last.how, err))
		return false;
	while ((last.roll.whole = synk_reader_next(&reader, &m, &got,
	    &last.wrong)) && got)
		add_face(&m);
	synk_reader_close(&reader);
	last.roll.face = (const struct roll_face *const *)last.face;
	return true;
}

static bool
is_last(const char *path, const struct synk_reading *how)
{
	const char *a = last.how.format, *b = how->format;

	return last.path && strcmp(last.path, path) == 0 &&
	    (a == b || (a && b && strcmp(a, b) == 0)) &&
	    last.how.origin0 == how->origin0;
}

bool
roll_read(const struct roll **roll, const char *path,
    const struct synk_reading *how, struct synk_error *err)
{
	char *text;
	size_t size;
	bool ok;

	*roll = &last.roll;
	if (is_last(path, how))
		return true;
	roll_close();
	if (!cli_read(&text, &size, path, FILE_MAX, err))
		return false;
	last.path = cli_copy(path);
	last.how = *how;
	last.how.format = last.format = cli_copy(how->format);
	ok = read_text(text, size, err);
	free(text);
	if (!ok)
		roll_close();
	return ok;
}

bool
roll_wrong(struct synk_error *err)
{
	bool told = last.told;

	*err = last.wrong;
	last.told = true;
	return told;
}

static int
compare(const char *name, size_t face)
{
	return strcmp(name, picture_base(last.face[face]->image));
}

static int
by_name(const void *a, const void *b)
{
	const size_t *x = a, *y = b;
	int order = compare(picture_base(last.face[*x]->image), *y);

	return order ? order : (*x > *y) - (*x < *y);
}

/* How many names are before that one, or not behind it. */
static size_t
rank(const char *name, bool behind)
{
	size_t low = 0, high = last.roll.faces;

	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = compare(name, last.named[middle]);

		if (order > 0 || (behind && order == 0))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const size_t *
roll_named(const char *name, size_t *n)
{
	size_t from, faces = last.roll.faces;

	name = picture_base(name);
	if (!last.named) {
		last.named = cli_alloc((faces + 1) * sizeof *last.named);
		for (size_t i = 0; i < faces; i++)
			last.named[i] = i;
		qsort(last.named, faces, sizeof *last.named, by_name);
	}
	from = rank(name, false);
	*n = rank(name, true) - from;
	return last.named + from;
}

void
roll_marks(struct synk_marks *m, const struct roll_face *f)
{
	synk_marks_init(m);
	m->format = f->format;
	strcpy(m->image, f->image);
	strcpy(m->detector, f->detector);
	strcpy(m->reason, f->reason);
	strcpy(m->warning, f->warning);
	m->scheme = f->scheme;
	m->count = f->count;
	memcpy(m->iris, f->iris, sizeof m->iris);
	m->normalised = f->normalised;
	m->width = f->width;
	m->height = f->height;
	m->face = f->face;
	m->frame = f->frame;
	m->line = f->line;
	m->repeats = f->repeats;
	memcpy(m->at, f->at, f->count * sizeof *f->at);
	if (f->repeats)
		memcpy(m->spread, f->at + f->count,
		    f->count * sizeof *f->at);
}

void
roll_close(void)
{
	for (size_t i = 0; i < last.roll.faces; i++)
		free(last.face[i]);
	for (size_t i = 0; i < last.texts; i++)
		free(last.text[i]);
	free(last.face);
	free(last.text);
	free(last.named);
	free(last.path);
	free(last.format);
	memset(&last, 0, sizeof last);
}
