/*
 * --help=table: a line for each option, of five columns with tabs between:
 *
 *	--name	-l or -	kind	words or -	help
 *
 * kind is flag, text, files or folders; words, and these are the values; or
 * lists, and the values are what the tool named first has in its --list of the
 * others.  Values are what the row says to people: its argument if that has
 * alternatives, or "a, b or c" in its help, at the head or after a colon.
 */
#include <stdio.h>

#include "options.h"

void complete_row(FILE *out, const struct option_tool *,
    const struct option_row *);

/* The words that operands begin with: EXPRESSION=. */
void complete_operands(FILE *out, const struct option_tool *);
