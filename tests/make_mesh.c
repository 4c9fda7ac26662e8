/* usage: make_mesh FRAMES: that many synthetic MediaPipe frames, one a line. */
#include <stdio.h>
#include <stdlib.h>

#include "canonical.h"

int
main(int argc, char *argv[])
{
	const size_t points = sizeof canonical / sizeof *canonical;
	long frames = argc > 1 ? strtol(argv[1], NULL, 10) : 1;

	for (long f = 0; f < frames; f++) {
		printf("{\"frame\":%ld,\"width\":2000,\"height\":2000,"
		    "\"faceLandmarks\":[[", f);
		for (size_t i = 0; i < points; i++)
			printf("%s{\"x\":%.16g,\"y\":%.16g,\"z\":%.16g,"
			    "\"visibility\":0}", i ? "," : "",
			    0.5 + canonical[i].x / 30 + 1e-9 * (double)f,
			    0.5 - canonical[i].y / 30, -canonical[i].z / 30);
		puts("]]}");
	}
	return 0;
}
