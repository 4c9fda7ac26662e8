#include <expat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "marks.h"
#include "table.h"
#include "text.h"

enum {
	POINTS = 68,
	CHUNK = 1 << 20		/* bytes given to expat at once */
};

enum inside { NOTHING, DATASET, IMAGE, BOX };

struct state {
	XML_Parser parser;
	size_t lines;		/* before what expat counts as line 1 */
	bool suspended, ended;
	/* Of the call at hand. */
	struct synk_marks *m;
	struct synk_error *err;
	bool failed;
	/* Of the place in the file. */
	enum inside inside;
	char image[SYNK_NAME_MAX];
	int width, height;	/* 0 where not given */
	size_t image_line;
	long boxes;		/* of the image; those to ignore apart */
	bool ignored;		/* the box at hand */
	size_t parts;		/* of it */
	bool seen[POINTS];
};

static size_t
line_of(const struct state *s)
{
	return s->lines + (size_t)XML_GetCurrentLineNumber(s->parser);
}

/* Ends the parsing; the message is already in *s->err. */
static void
stop(struct state *s)
{
	s->failed = true;
	XML_StopParser(s->parser, XML_FALSE);
}

/* Lets next() return the face in *s->m. */
static void
give(struct state *s)
{
	XML_StopParser(s->parser, XML_TRUE);
}

/* NULL if the element does not have it. */
static const char *
attribute(const char **attributes, const char *name)
{
	for (size_t i = 0; attributes[i]; i += 2)
		if (strcmp(attributes[i], name) == 0)
			return attributes[i + 1];
	return NULL;
}

/* Fails with "what, found 'text'". */
static bool
unexpected(const struct state *s, const char *what, const char *text)
{
	char found[40];

	synk_text_copy(found, sizeof found, text, strlen(text));
	return synk_fail_at(s->err, line_of(s), "%s, found '%s'", what, found);
}

static bool
need(const struct state *s, const char **attributes, const char *element,
    const char *name)
{
	return attribute(attributes, name) || synk_fail_at(s->err, line_of(s),
	    "%s: expected attribute '%s', found none", element, name);
}

static bool
within(const struct state *s, enum inside inside, const char *element,
    const char *parent)
{
	return s->inside == inside || synk_fail_at(s->err, line_of(s),
	    "expected %s inside %s, found it elsewhere", element, parent);
}

static bool
read_size(const struct state *s, const char **attributes, const char *name,
    int *size)
{
	const char *text = attribute(attributes, name), *end;
	long n = 0;

	if (!text)
		return true;
	end = text + strlen(text);
	if (synk_text_whole(&n, text, end) != end || n < 0 ||
	    n > SYNK_SIZE_MAX)
		return unexpected(s,
		    "image: expected a width and height from 0 to 1048576",
		    text);
	*size = (int)n;
	return true;
}

static bool
start_image(struct state *s, const char **attributes)
{
	const char *file = attribute(attributes, "file");

	if (!within(s, DATASET, "image", "dataset") ||
	    !need(s, attributes, "image", "file"))
		return false;
	s->inside = IMAGE;
	s->width = s->height = 0;
	s->image_line = line_of(s);
	s->boxes = 0;
	synk_text_copy(s->image, sizeof s->image, file, strlen(file));
	return read_size(s, attributes, "width", &s->width) &&
	    read_size(s, attributes, "height", &s->height);
}

static void
put_image(struct state *s, size_t line)
{
	s->m->scheme = SYNK_IBUG68;
	s->m->line = line;
	memcpy(s->m->image, s->image, sizeof s->image);
	if (s->width && s->height) {
		s->m->width = s->width;
		s->m->height = s->height;
	}
}

static bool
start_box(struct state *s, const char **attributes)
{
	static const char *const needed[] = {
		"top", "left", "width", "height"
	};
	const char *ignore = attribute(attributes, "ignore");

	if (!within(s, IMAGE, "box", "image"))
		return false;
	for (size_t i = 0; i < LEN(needed); i++)
		if (!need(s, attributes, "box", needed[i]))
			return false;
	s->inside = BOX;
	s->ignored = ignore && strcmp(ignore, "1") == 0;
	s->parts = 0;
	memset(s->seen, 0, sizeof s->seen);
	put_image(s, line_of(s));
	s->m->face = s->boxes;
	return true;
}

/* Parts stand in the order of their names as text: 0, 1, 10, 11, ..., 2. */
static bool
read_name(const struct state *s, const char *name, size_t *number)
{
	size_t digits = strspn(name, "0123456789");

	*number = POINTS;
	if (digits && digits <= 3 && name[digits] == '\0')
		*number = (size_t)strtoul(name, NULL, 10);
	return *number < POINTS ||
	    unexpected(s, "part: expected a name from 0 to 67", name);
}

static bool
read_coordinate(const struct state *s, const char **attributes,
    const char *axis, size_t part, double *value)
{
	const char *text = attribute(attributes, axis);
	const char *end = text + strlen(text);
	char what[64];

	snprintf(what, sizeof what, "part %zu: expected %s within 1000000",
	    part, axis);
	return (synk_text_number(value, text, end) == end &&
	    !synk_marks_far(*value)) || unexpected(s, what, text);
}

static bool
start_part(struct state *s, const char **attributes)
{
	static const char *const needed[] = { "name", "x", "y" };
	const char *name = attribute(attributes, "name");
	struct synk_point at;
	size_t i;

	if (!within(s, BOX, "part", "box"))
		return false;
	for (i = 0; i < LEN(needed); i++)
		if (!need(s, attributes, "part", needed[i]))
			return false;
	if (s->ignored)
		return true;
	if (!read_name(s, name, &i) ||
	    !read_coordinate(s, attributes, "x", i, &at.x) ||
	    !read_coordinate(s, attributes, "y", i, &at.y))
		return false;
	if (s->seen[i])
		return synk_fail_at(s->err, line_of(s),
		    "expected each part once, found part %zu again", i);
	s->seen[i] = true;
	s->m->at[i] = at;
	s->parts++;
	return true;
}

static void
end_image(struct state *s)
{
	s->inside = DATASET;
	if (s->boxes)
		return;
	put_image(s, s->image_line);
	strcpy(s->m->reason, "no face box");
	give(s);
}

static void
end_box(struct state *s)
{
	s->inside = IMAGE;
	if (s->ignored)
		return;
	s->boxes++;
	if (s->parts)
		s->m->count = POINTS;
	else
		strcpy(s->m->reason, "a box without parts");
	give(s);
}

static const struct element {
	const char *name;
	bool (*start)(struct state *, const char **attributes);
	void (*end)(struct state *);	/* may be NULL */
} elements[] = {
	{ "image", start_image, end_image },
	{ "box", start_box, end_box },
	{ "part", start_part, NULL },
};

static const struct element *
element(const char *name)
{
	for (size_t i = 0; i < LEN(elements); i++)
		if (strcmp(elements[i].name, name) == 0)
			return &elements[i];
	return NULL;
}

static bool
start_root(struct state *s, const char *name)
{
	s->inside = DATASET;
	return strcmp(name, "dataset") == 0 || synk_fail_at(s->err, line_of(s),
	    "root element '%.40s': expected 'dataset'", name);
}

static void XMLCALL
on_start(void *data, const XML_Char *name, const XML_Char **attributes)
{
	struct state *s = data;
	const struct element *e = element(name);

	if (s->failed)
		return;
	if (s->inside == NOTHING ? !start_root(s, name)
	    : e && !e->start(s, attributes))
		stop(s);
}

static void XMLCALL
on_end(void *data, const XML_Char *name)
{
	struct state *s = data;
	const struct element *e = element(name);

	if (!s->failed && e && e->end)
		e->end(s);
}

/* Entities can grow a small file without bound, and no imglab writes them. */
static void XMLCALL
on_entity(void *data, const XML_Char *name, int is_parameter,
    const XML_Char *value, int length, const XML_Char *base,
    const XML_Char *system, const XML_Char *public, const XML_Char *notation)
{
	struct state *s = data;

	(void)is_parameter, (void)value, (void)length, (void)base;
	(void)system, (void)public, (void)notation;
	if (s->failed)
		return;
	synk_fail_at(s->err, line_of(s),
	    "expected no entities, found a declaration of '%.40s'", name);
	stop(s);
}

bool
synk_imglab_sniff(const char *text, size_t size)
{
	size_t skip = synk_marks_blank(text, size);

	return skip < size && text[skip] == '<';
}

bool
synk_imglab_open(struct synk_reader *r, struct synk_error *err)
{
	size_t skip = synk_marks_blank(r->text + r->at, r->size - r->at);
	struct state *s = calloc(1, sizeof *s);

	if (s)
		s->parser = XML_ParserCreate(NULL);
	if (!s || !s->parser) {
		free(s);
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	}
	s->lines = synk_text_count(r->text + r->at, skip) - 1;
	r->at += skip;		/* expat wants the declaration first */
	XML_SetUserData(s->parser, s);
	XML_SetElementHandler(s->parser, on_start, on_end);
	XML_SetEntityDeclHandler(s->parser, on_entity);
	r->state = s;
	return true;
}

void
synk_imglab_close(struct synk_reader *r)
{
	struct state *s = r->state;

	XML_ParserFree(s->parser);
	free(s);
}

static enum XML_Status
feed(struct state *s, struct synk_reader *r)
{
	size_t n = r->size - r->at < CHUNK ? r->size - r->at : CHUNK;
	const char *from = r->text + r->at;

	if (s->suspended)
		return XML_ResumeParser(s->parser);
	r->at += n;
	return XML_Parse(s->parser, from, (int)n, r->at == r->size);
}

static bool
fail(const struct state *s)
{
	enum XML_Error code = XML_GetErrorCode(s->parser);

	if (s->failed)
		return false;
	if (code == XML_ERROR_NO_MEMORY)
		return synk_fail(s->err, SYNK_SYSTEM, "out of memory");
	return synk_fail_at(s->err, line_of(s), "expected XML, found %s",
	    XML_ErrorString(code));
}

bool
synk_imglab_next(struct synk_reader *r, struct synk_marks *m, bool *got,
    struct synk_error *err)
{
	struct state *s = r->state;
	enum XML_Status status;

	s->m = m;
	s->err = err;
	while (!s->ended) {
		status = feed(s, r);
		if (status == XML_STATUS_ERROR)
			return fail(s);
		s->suspended = status == XML_STATUS_SUSPENDED;
		if (s->suspended) {
			*got = true;
			return true;
		}
		s->ended = r->at == r->size;
	}
	return true;
}
