#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "picture.h"
#include "roll.h"

enum { FILE_MAX = 1 << 30 };	/* bytes of a landmark file */

/* Standard input, and the file that was read last. */
enum { INPUT, LAST, ROLLS };
static struct roll rolls[ROLLS];

/* Room in a list that doubles. */
static bool
is_full(size_t n)
{
	return (n & (n - 1)) == 0;
}

/* Detectors and warnings are the same from face to face. */
static const char *
keep(struct roll *r, const char *text, const char *before)
{
	size_t n = r->texts;

	if (!*text)
		return "";
	if (before && strcmp(text, before) == 0)
		return before;
	if (is_full(n))
		r->text = cli_grow(r->text, (n ? 2 * n : 1) * sizeof *r->text);
	return r->text[r->texts++] = cli_copy(text);
}

/* What a face has as marks have it. */
#define SAME(member) { offsetof(struct roll_face, member), \
	offsetof(struct synk_marks, member), \
	sizeof ((struct synk_marks *)0)->member }
static const struct {
	size_t face, marks, size;
} same[] = {
	SAME(format), SAME(scheme), SAME(count), SAME(iris), SAME(normalised),
	SAME(width), SAME(height), SAME(face), SAME(frame), SAME(line),
	SAME(repeats),
};

static struct roll_face *
new_face(struct roll *r, const struct synk_marks *m)
{
	static const struct roll_face none;
	const struct roll_face *before = r->faces ? r->face[r->faces - 1]
	    : &none;
	size_t points = m->repeats ? 2 * m->count : m->count;
	struct roll_face *f = cli_alloc(sizeof *f + points * sizeof *f->at);

	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		memcpy((char *)f + same[i].face,
		    (const char *)m + same[i].marks, same[i].size);
	f->image = keep(r, m->image, before->image);
	f->detector = keep(r, m->detector, before->detector);
	f->reason = keep(r, m->reason, before->reason);
	f->warning = keep(r, m->warning, before->warning);
	f->new_image = !before->image || strcmp(before->image, f->image) != 0;
	memcpy(f->at, m->at, m->count * sizeof *f->at);
	if (m->repeats)
		memcpy(f->at + m->count, m->spread,
		    m->count * sizeof *f->at);
	return f;
}

static void
add_face(struct roll *r, const struct synk_marks *m)
{
	size_t n = r->faces;

	if (is_full(n))
		r->face = cli_grow(r->face, (n ? 2 * n : 1) *
		    sizeof *r->face);
	r->face[n] = new_face(r, m);
	r->images += r->face[n]->new_image ? 1 : 0;
	r->faces++;
}

static void
read_text(struct roll *r, const char *text, size_t size,
    const struct synk_reading *how)
{
	struct synk_reader reader;
	struct synk_marks m;
	bool got;

	if (!synk_reader_open(&reader, text, size, how, &r->wrong))
		return;
	while ((r->whole = synk_reader_next(&reader, &m, &got, &r->wrong)) &&
	    got)
		add_face(r, &m);
	synk_reader_close(&reader);
}

static void
forget(struct roll *r)
{
	for (size_t i = 0; i < r->faces; i++)
		free(r->face[i]);
	for (size_t i = 0; i < r->texts; i++)
		free(r->text[i]);
	free(r->face);
	free(r->text);
	free(r->named);
	free(r->path);
	free(r->format);
	memset(r, 0, sizeof *r);
}

static bool
is_same(const struct roll *r, const char *path, const struct synk_reading *how)
{
	const char *a = r->format, *b = how->format;

	return r->path && strcmp(r->path, path) == 0 && (r == &rolls[INPUT] ||
	    ((a == b || (a && b && strcmp(a, b) == 0)) &&
	    r->origin0 == how->origin0));
}

struct roll *
roll_read(const char *path, const struct synk_reading *how)
{
	struct roll *r = &rolls[strcmp(path, "-") == 0 ? INPUT : LAST];
	char *text;
	size_t size;

	if (is_same(r, path, how))
		return r;
	forget(r);
	r->path = cli_copy(path);
	r->format = cli_copy(how->format);
	r->origin0 = how->origin0;
	if (cli_read(&text, &size, path, FILE_MAX, &r->wrong)) {
		read_text(r, text, size, how);
		free(text);
	}
	return r;
}

bool
roll_wrong(struct synk_error *err, struct roll *r)
{
	bool told = r->told;

	*err = r->wrong;
	r->told = true;
	return told;
}

/* A face by its image's name, for sorting. */
struct name {
	const char *text;
	size_t face;
};

static int
by_name(const void *a, const void *b)
{
	const struct name *x = a, *y = b;
	int order = strcmp(x->text, y->text);

	return order ? order : (x->face > y->face) - (x->face < y->face);
}

static size_t *
sort(const struct roll *r)
{
	struct name *name = cli_alloc((r->faces + 1) * sizeof *name);
	size_t *sorted = cli_alloc((r->faces + 1) * sizeof *sorted);

	for (size_t i = 0; i < r->faces; i++)
		name[i] = (struct name){ picture_base(r->face[i]->image), i };
	qsort(name, r->faces, sizeof *name, by_name);
	for (size_t i = 0; i < r->faces; i++)
		sorted[i] = name[i].face;
	free(name);
	return sorted;
}

/* How many faces' names are before that one, or not behind it. */
static size_t
rank(const struct roll *r, const char *name, bool behind)
{
	size_t low = 0, high = r->faces;

	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = strcmp(name,
		    picture_base(r->face[r->named[middle]]->image));

		if (order > 0 || (behind && order == 0))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const size_t *
roll_named(struct roll *r, const char *name, size_t *n)
{
	size_t from;

	name = picture_base(name);
	if (!r->named)
		r->named = sort(r);
	from = rank(r, name, false);
	*n = rank(r, name, true) - from;
	return r->named + from;
}

void
roll_marks(struct synk_marks *m, const struct roll_face *f)
{
	synk_marks_init(m);
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		memcpy((char *)m + same[i].marks,
		    (const char *)f + same[i].face, same[i].size);
	strcpy(m->image, f->image);
	strcpy(m->detector, f->detector);
	strcpy(m->reason, f->reason);
	strcpy(m->warning, f->warning);
	memcpy(m->at, f->at, f->count * sizeof *f->at);
	if (f->repeats)
		memcpy(m->spread, f->at + f->count,
		    f->count * sizeof *f->at);
}

void
roll_close(void)
{
	for (size_t i = 0; i < ROLLS; i++)
		forget(&rolls[i]);
}
