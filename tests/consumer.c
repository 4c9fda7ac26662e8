/* A program outside the tree: the installed headers and library are enough. */
#include <stdio.h>
#include <string.h>

#include <synk/record.h>

int
main(void)
{
	static const char text[] = "version: 1\nn_points: 1\n{\n1 1\n}\n";
	const struct synk_reading how = { 0 };
	struct synk_reader reader;
	struct synk_norms norms;
	struct synk_marks marks;
	struct synk_error err;
	bool got;

	if (!synk_norms_default(&norms, &err) ||
	    !synk_reader_open(&reader, text, strlen(text), &how, &err))
		return 1;
	if (synk_reader_next(&reader, &marks, &got, &err))
		return 1;
	synk_reader_close(&reader);
	printf("%s\n", err.text);
	return 0;
}
