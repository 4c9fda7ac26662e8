/*
 * Linked into tests, this writes what they read into folders: rows that were
 * made for tests are what fuzzing starts with, and nothing has to be kept
 * twice.  The linker puts __wrap_X in X's place.  SEEDS names the folder.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../../lib/dlib/predictor.h"
#include "../../lib/expr.h"
#include "../../lib/mark/bundle.h"
#include "../../lib/mark/tflite.h"
#include "synk/diff.h"
#include "synk/image.h"
#include "synk/marks.h"

/* What is larger can hardly be changed in every place. */
enum { LARGEST = 1 << 17, KEPT_MAX = 200, HEAD = 1 << 20 };

/* Of what was read before. */
static unsigned char last[HEAD];
static size_t last_size;

/* Tests read a row, then what is left of it when it is cut off anywhere, or
 * the same with a byte changed. */
static bool
is_cut(const void *data, size_t size)
{
	return size <= last_size && memcmp(data, last, size) == 0;
}

static bool
is_new(const void *data, size_t size)
{
	bool other = size != last_size;

	if (size == 0 || is_cut(data, size))
		return false;
	last_size = size < HEAD ? size : HEAD;
	memcpy(last, data, last_size);
	return other && size <= LARGEST;
}

static void
keep(const char *target, const void *data, size_t size)
{
	static unsigned kept;
	const char *folder = getenv("SEEDS");
	const unsigned char *b = data;
	uint64_t sum = 0xcbf29ce484222325;
	char path[512];
	FILE *file;

	if (!folder || !is_new(data, size) || kept++ > KEPT_MAX)
		return;
	for (size_t i = 0; i < size; i++)
		sum = (sum ^ b[i]) * 0x100000001b3;
	snprintf(path, sizeof path, "%s/%s", folder, target);
	mkdir(path, 0777);
	snprintf(path, sizeof path, "%s/%s/%016llx", folder, target,
	    (unsigned long long)sum);
	file = fopen(path, "wb");
	if (!file || fwrite(data, 1, size, file) != size || fclose(file) != 0)
		abort();
}

#define WRAP(name, target, data, size, params, args) \
	bool __real_##name params; \
	bool __wrap_##name params; \
	bool \
	__wrap_##name params \
	{ \
		keep(target, data, size); \
		return __real_##name args; \
	}

WRAP(synk_image_read, "image", data, size, (struct synk_image *to,
    const void *data, size_t size, const struct synk_image_want *want,
    struct synk_error *err), (to, data, size, want, err))
WRAP(synk_image_header, "image", data, size, (struct synk_image_header *to,
    const void *data, size_t size, struct synk_error *err),
    (to, data, size, err))
WRAP(synk_graph_read, "tflite", data, size, (struct synk_graph *to,
    const void *data, size_t size, struct synk_error *err),
    (to, data, size, err))
WRAP(synk_bundle_read, "bundle", data, size, (struct synk_bundle *to,
    const void *data, size_t size, struct synk_error *err),
    (to, data, size, err))
WRAP(synk_predictor_check, "predictor", data, size, (const void *data,
    size_t size, struct synk_error *err), (data, size, err))
WRAP(synk_visits_read, "record", record->text, record->size,
    (struct synk_visit *to, struct synk_visits *visits,
    const struct synk_value *record, struct synk_error *err),
    (to, visits, record, err))
WRAP(synk_norms_parse, "norms", text, size, (struct synk_norms *to,
    const char *text, size_t size, struct synk_error *err),
    (to, text, size, err))
WRAP(synk_errors_add, "norms", text, size, (struct synk_errors *to,
    const char *text, size_t size, const struct synk_visits *visits,
    struct synk_error *err), (to, text, size, visits, err))
WRAP(synk_expr_parse, "expr", text, strlen(text), (struct synk_expr *to,
    const char *text, struct synk_error *err), (to, text, err))

bool __real_synk_reader_open(struct synk_reader *, const char *, size_t,
    const struct synk_reading *, struct synk_error *);
bool __wrap_synk_reader_open(struct synk_reader *, const char *, size_t,
    const struct synk_reading *, struct synk_error *);

/*
 * Of the reader that takes it; the others are for who recognises formats.
 * What was cut off is not read at all: it takes long, and no test minds.
 */
bool
__wrap_synk_reader_open(struct synk_reader *r, const char *text, size_t size,
    const struct synk_reading *how, struct synk_error *err)
{
	char target[64] = "marks_any";
	bool ok;

	if (size < last_size && is_cut(text, size))
		return synk_fail(err, SYNK_BAD_INPUT, "it was cut off");
	ok = __real_synk_reader_open(r, text, size, how, err);
	if (ok)
		snprintf(target, sizeof target, "marks_%s", r->format->name);
	keep(target, text, size);
	return ok;
}
