/* Norms and reliability files: what is refused changes nothing. */
#include <math.h>

#include "fuzz.h"
#include "synk/diff.h"

static struct synk_norms defaults;
static struct synk_visits *visits;
static struct synk_error err;

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	MUST(synk_norms_default(&defaults, &err));
	MUST(synk_visits_open(&visits, &err));
	return 0;
}

static void
read_errors(const char *text, size_t size)
{
	struct synk_errors *errors;

	MUST(synk_errors_open(&errors, &err));
	if (!synk_errors_add(errors, text, size, visits, &err))
		is_refused(&err);
	for (size_t i = 0; i < SYNK_QUANTITIES; i++) {
		struct synk_error_of e = synk_errors_of(errors,
		    SYNK_DETECTOR_DLIB, i & 1, i);

		MUST(isnan(e.sem) || (e.sem > 0 && isfinite(e.limit)));
	}
	synk_errors_close(errors);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct synk_norms norms = defaults;

	if (!synk_norms_parse(&norms, (const char *)data, size, &err)) {
		is_refused(&err);
		MUST(memcmp(&norms, &defaults, sizeof norms) == 0);
	}
	for (size_t i = 0; i < SYNK_NORMS; i++)
		MUST(isfinite(norms.at[i]));
	read_errors((const char *)data, size);
	return 0;
}
