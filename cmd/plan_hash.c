#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "plan_hash.h"

bool
plan_hash_file(char hash[SYNK_HASH_TEXT], FILE *file, struct synk_error *err)
{
	enum { PIECE = 1 << 16 };
	char *text = NULL;
	size_t size = 0, got;

	rewind(file);
	do {
		text = cli_grow(text, size + PIECE);
		got = fread(text + size, 1, PIECE, file);
		size += got;
	} while (got == PIECE);
	if (!ferror(file))
		synk_plan_hash(hash, text, size);
	free(text);
	return !ferror(file) || synk_fail(err, SYNK_SYSTEM, "%s",
	    strerror(errno));
}
