#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "csv.h"
#include "deid.h"
#include "report_blind.h"

static bool
fail_path(const char *path, struct synk_error *err)
{
	return synk_fail(err, SYNK_SYSTEM, "%.200s: %s", deid_file(path),
	    strerror(errno));
}

bool
blind_check(const char *path, struct synk_error *err)
{
	if (access(path, F_OK) != 0)
		return true;
	return synk_fail(err, SYNK_BAD_USAGE, "--blind: %.200s is there"
	    " already, and a key is not written over", deid_file(path));
}

static void
put_keys(FILE *out, const struct book *b)
{
	fputs("code,subject,visit,group,repeat,rater\n", out);
	for (size_t i = 0; i < b->count; i++) {
		const struct entry *e = &b->at[i];

		if (i > 0 && strcmp(b->at[i - 1].code, e->code) == 0)
			continue;	/* a plan of the same visit */
		csv_put(out, e->code);
		csv_put_next(out, e->subject);
		csv_put_next(out, e->visit);
		csv_put_next(out, e->group);
		csv_put_next(out, e->repeat);
		csv_put_next(out, e->rater);
		putc('\n', out);
	}
}

bool
blind_write(const char *path, const struct book *b, struct synk_error *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
	FILE *out;

	if (fd == -1)
		return fail_path(path, err);
	out = fdopen(fd, "w");
	if (!out) {
		close(fd);
		return fail_path(path, err);
	}
	put_keys(out, b);
	return fclose(out) == 0 || fail_path(path, err);
}
