/*
 * Landmark files, by every reader: the one that the program's name ends in,
 * "marks_pts", or of "marks_any" the one that recognises the bytes.
 */
#include <math.h>

#include "fuzz.h"
#include "synk/face.h"
#include "synk/record.h"

static struct synk_reading how;
static struct synk_norms norms;
static struct synk_template template;

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	const char *name = strstr((*argv)[0], "marks_");
	struct synk_error err;

	(void)argc;
	MUST(name);
	name += strlen("marks_");
	if (strcmp(name, "any") != 0)
		how.format = name;
	MUST(synk_norms_default(&norms, &err));
	synk_template_default(&template);
	return 0;
}

static void
is_whole(const struct synk_marks *m)
{
	MUST(m->count == 0 || m->count == synk_scheme_count(m->scheme));
	MUST((m->count == 0) == (m->reason[0] != '\0'));
	MUST(memchr(m->image, '\0', sizeof m->image));
	MUST(memchr(m->detector, '\0', sizeof m->detector));
	MUST(memchr(m->reason, '\0', sizeof m->reason));
	MUST(memchr(m->warning, '\0', sizeof m->warning));
	MUST(m->width >= 0 && m->width <= SYNK_SIZE_MAX);
	MUST(m->height >= 0 && m->height <= SYNK_SIZE_MAX);
	for (size_t i = 0; i < m->count; i++) {
		MUST(isnan(m->at[i].x) == isnan(m->at[i].y));
		MUST(isnan(m->at[i].x) || (isfinite(m->at[i].x) &&
		    isfinite(m->at[i].y)));
	}
}

static bool
is_same(double a, double b)
{
	return isnan(a) ? isnan(b) : fabs(a - b) <= 0.001;
}

/* Our own record of a face is read again as that face. */
static void
can_be_told(const struct synk_marks *m)
{
	static const struct synk_reading own = { .format = "synk-marks" };
	static const struct synk_marks_from from = { .score = NAN,
	    .presence = NAN };
	static struct synk_marks again;
	struct synk_error err = { .text = "" };
	struct synk_reader r;
	char *line;
	bool got;

	MUST(synk_marks_json(&line, m, &from, &err));
	MUST(synk_reader_open(&r, line, strlen(line), &own, &err));
	MUST(synk_reader_next(&r, &again, &got, &err) && got);
	MUST(again.count == m->count);
	MUST(again.scheme == m->scheme);
	for (size_t i = 0; i < m->count; i++)
		MUST(is_same(m->at[i].x, again.at[i].x) &&
		    is_same(m->at[i].y, again.at[i].y));
	synk_reader_close(&r);
	free(line);
}

static void
is_a_face(const struct synk_marks *m)
{
	struct synk_error err = { .text = "" };
	struct synk_sites sites;
	struct synk_face face;

	if (!synk_sites_from(&sites, m, false, &err) ||
	    !synk_face_from(&face, NULL, &sites, &template, SYNK_AXIS_CANTHI,
	    &norms, &err)) {
		is_refused(&err);
		return;
	}
	for (size_t i = 0; i < SYNK_SPOTS; i++)
		MUST(isnan(face.at[i].x) == isnan(face.at[i].y));
}

static uint64_t
add_bytes(uint64_t sum, const void *bytes, size_t n)
{
	const unsigned char *b = bytes;

	for (size_t i = 0; i < n; i++)
		sum = (sum ^ b[i]) * 0x100000001b3;
	return sum;
}

/* A number that stands for all that was read. */
static uint64_t
read_file(const char *text, size_t size, bool look)
{
	static struct synk_marks m;
	struct synk_error err = { .text = "" };
	struct synk_reader r;
	uint64_t sum = 0xcbf29ce484222325;
	bool got = false, ok = synk_reader_open(&r, text, size, &how, &err);
	bool opened = ok;

	while (ok && (ok = synk_reader_next(&r, &m, &got, &err)) && got) {
		sum = add_bytes(sum, m.at, m.count * sizeof *m.at);
		sum = add_bytes(sum, &m.line, sizeof m.line);
		if (!look)
			continue;
		is_whole(&m);
		if (m.normalised &&
		    !synk_marks_resize(&m, 640, 480, &err)) {
			is_refused(&err);
			continue;
		}
		if (m.count == 0)
			continue;
		can_be_told(&m);
		is_a_face(&m);
	}
	if (opened)
		synk_reader_close(&r);
	if (!ok)
		is_refused(&err);
	return add_bytes(sum, &ok, sizeof ok);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint64_t sum = read_file((const char *)data, size, true);

	MUST(read_file((const char *)data, size, false) == sum);
	return 0;
}
