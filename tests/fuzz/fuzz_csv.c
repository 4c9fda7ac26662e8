/*
 * CSV files, and the JSON that may stand for one: manifests, answers, doses.
 * Tools read them by path, so each is a file that has no name.
 */
#include <unistd.h>

#include "../../cmd/csv.h"
#include "../../cmd/cli.h"
#include "../../cmd/job.h"
#include "../../cmd/manifest.h"
#include "../../cmd/plan_answers.h"
#include "../../cmd/plan_doses.h"
#include "fuzz.h"

static struct synk_rules *rules;
static struct synk_error err;
static char path[64];
static FILE *file;

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	cli_name("fuzz", true);
	MUST(synk_rules_open(&rules, synk_rules_text(),
	    strlen(synk_rules_text()), &err));
	file = tmpfile();
	MUST(file);
	snprintf(path, sizeof path, "/dev/fd/%d", fileno(file));
	return 0;
}

static void
read_rows(void)
{
	struct csv csv;
	bool got = true, ok;

	if (!csv_open(&csv, file, &err)) {
		is_refused(&err);
		return;
	}
	MUST(csv.columns > 0 && csv.columns <= CSV_COLUMNS);
	while ((ok = csv_next(&csv, &got, &err)) && got) {
		MUST(csv.fields == csv.columns);
		for (size_t i = 0; i < csv.fields; i++)
			MUST(strlen(csv.text + csv.field[i]) <= csv.used);
	}
	if (!ok)
		is_refused(&err);
	csv_close(&csv);
}

static void
read_manifest(void)
{
	struct manifest m;

	if (!manifest_open(&m, path, &err)) {
		is_refused(&err);
		return;
	}
	for (size_t i = 0; i < manifest_exams(&m); i++) {
		struct job job;

		MUST(manifest_exam(&m, i, &job, &err));
		job_free(&job);
	}
	manifest_close(&m);
}

static void
read_answers(void)
{
	struct plan_answers answers;
	struct plan_doses doses;

	if (plan_answers_open(&answers, path, rules, &err)) {
		(void)plan_answers_find(&answers, "S01", "v1");
		plan_answers_close(&answers);
	} else {
		is_refused(&err);
	}
	if (plan_doses_open(&doses, path, &err))
		plan_doses_close(&doses);
	else
		is_refused(&err);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	rewind(file);
	MUST(ftruncate(fileno(file), 0) == 0);
	MUST(pwrite(fileno(file), data, size, 0) == (ssize_t)size);
	read_rows();
	read_manifest();
	read_answers();
	return 0;
}
