#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "deid.h"
#include "listed.h"

enum { LIST_MAX = 1 << 28 };	/* bytes */

bool
listed_names(const char *path, bool nul, listed_each *each, void *context,
    struct synk_error *err)
{
	char *text, end = nul ? '\0' : '\n';
	size_t size;
	bool ok = true;

	if (!cli_read(&text, &size, path, LIST_MAX, err))
		return synk_fail_in(err, deid_file(path));
	for (size_t i = 0; i < size && ok; ) {
		char *name = text + i, *stop = memchr(name, end, size - i);
		size_t n = stop ? (size_t)(stop - name) : size - i;

		i += n + 1;
		name[n] = '\0';
		if (!nul && n && name[n - 1] == '\r')
			name[n - 1] = '\0';
		if (*name)
			ok = each(context, name, err);
	}
	free(text);
	return ok;
}
