/* Command-line options: one table a tool, for parsing, --help, completion. */
#include <stddef.h>

#include "synk/error.h"

/* Stores text, an option's argument (NULL for a flag), at a field. */
typedef bool option_set(void *field, const char *text, struct synk_error *);

struct option_row {
	const char *name;	/* long name, without dashes */
	char letter;		/* or 0 */
	const char *argument;	/* "FILE"; NULL: a flag */
	const char *help;	/* one line */
	option_set *set;
	size_t offset;		/* of the field in the tool's options */
};

/* A list of texts given by repeating an option. */
struct option_list {
	const char *at[32];
	size_t count;
};

option_set option_flag;		/* bool */
option_set option_text;		/* const char * */
option_set option_list;		/* struct option_list */

struct option_tool {
	const char *name, *usage;	/* "synk-grade", its synopsis */
	const char *about;		/* one sentence for --help */
	/* Rows that tools share, or NULL, then its own. */
	const struct option_row *shared;
	const size_t *shared_rows;
	const struct option_row *row;
	size_t rows;
};

/*
 * Parses argv into *options; -h, --help, -V and --version print and exit 0.
 * Returns the index of the first operand.  Fails with SYNK_BAD_USAGE.
 */
SYNK_CHECKED bool options_parse(int *operand, void *options,
    const struct option_tool *, int argc, char *argv[], struct synk_error *);
