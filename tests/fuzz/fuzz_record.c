/*
 * Grade records, as synk-diff has them: cut out of a stream that arrives in
 * pieces, read as visits, held against each other and taken together.
 */
#include <math.h>

#include "fuzz.h"
#include "synk/cohort.h"

enum { VISITS = 4 };

static struct synk_visits *visits;
static struct synk_visit visit[VISITS];
static struct synk_norms norms;
static struct synk_error err;
static size_t count;

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	MUST(synk_norms_default(&norms, &err));
	return 0;
}

static void
look_at(const struct synk_value *value)
{
	struct synk_value key, member, rest = *value;
	struct synk_visit *v = &visit[count % VISITS];
	char *text;

	MUST(value->size > 0 && value->size <= SYNK_VALUE_MAX);
	MUST(synk_value_kind(value));
	while (synk_value_member(&key, &member, &rest))
		MUST(member.text >= value->text && member.text + member.size <=
		    value->text + value->size);
	if (synk_value_get(&text, value, "record", &err))
		free(text);
	else
		is_refused(&err);
	if (synk_visits_read(v, visits, value, &err))
		count++;
	else
		is_refused(&err);
}

/* All values, however many bytes come at once. */
static size_t
read_stream(const uint8_t *data, size_t size, size_t piece, bool look)
{
	struct synk_stream *stream;
	struct synk_value value;
	size_t n = 0, at = 0, sum = 0;
	bool got, ended = false;

	MUST(synk_stream_open(&stream, &err));
	for (;;) {
		if (!synk_stream_next(&value, &got, stream, &err)) {
			is_refused(&err);
			sum += err.line;
			continue;
		}
		if (got) {
			sum += 31 * value.size + value.line + n++;
			if (look)
				look_at(&value);
			continue;
		}
		if (ended)
			break;
		piece = size - at < piece ? size - at : piece;
		MUST(synk_stream_add(stream, (const char *)data + at, piece,
		    &err));
		at += piece;
		ended = piece == 0;
	}
	synk_stream_close(stream);
	return sum;
}

static void
compare(void)
{
	static struct synk_diff diff;
	static struct synk_cohort_row row[SYNK_QUANTITIES];
	const struct synk_diff_options options = { .norms = &norms };
	struct synk_cohort *cohort;
	char *line;

	MUST(synk_cohort_open(&cohort, visits, &options, &err));
	for (size_t i = 1; i < count && i < VISITS; i++) {
		synk_diff_from(&diff, visits, &visit[i - 1], &visit[i],
		    &options);
		MUST(synk_diff_json(&line, &diff, i & 1, &err));
		free(line);
		MUST(synk_cohort_add(cohort, &diff, &err));
	}
	MUST(synk_cohort_rows(row, cohort, &err));
	MUST(synk_cohort_json(&line, cohort, row, NULL, 0, true, &err));
	free(line);
	synk_cohort_close(cohort);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static unsigned runs;

	/* Texts of visits last as long as the table does. */
	if (runs++ % 256 == 0) {
		synk_visits_close(visits);
		MUST(synk_visits_open(&visits, &err));
	}
	count = 0;
	MUST(read_stream(data, size, size, true) ==
	    read_stream(data, size, 7, false));
	if (count > 1)
		compare();
	return 0;
}
