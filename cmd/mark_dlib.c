/* Photographs to landmarks by dlib. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "deid.h"
#include "mark.h"
#include "picture.h"

enum { PREDICTOR_MAX = 1 << 29 };

bool
mark_by_dlib(const struct mark_options *o)
{
	return o->photo.detector && synk_detector_find(o->photo.detector) ==
	    SYNK_DETECTOR_DLIB;
}

bool
mark_dlib_check(const struct mark_options *o, struct synk_error *err)
{
	return !mark_by_dlib(o) || o->repeat <= 1 ||
	    synk_fail(err, SYNK_BAD_USAGE,
	    "--repeat is not for --detector dlib");
}

static bool
load(struct mark_run *run, const char *path, struct synk_error *err)
{
	char *data;
	size_t size;
	bool ok;

	if (!cli_read(&data, &size, path, PREDICTOR_MAX, err))
		return false;
	ok = synk_dlib_open(&run->dlib, data, size, err);
	free(data);
	return ok;
}

/* Nobody's model is taken unasked: dlib's own misses closed eyes. */
bool
mark_dlib_open(struct mark_run *run, struct synk_error *err)
{
	const char *path = run->options->model;

	if (!synk_dlib_here())
		return synk_fail(err, SYNK_BAD_USAGE,
		    "this synk-mark was built without dlib");
	if (!path)
		return synk_fail(err, SYNK_BAD_USAGE, "--detector dlib needs"
		    " --model FILE, a shape predictor of 68 points");
	if (!load(run, path, err)) {
		err->code = SYNK_SYSTEM;
		return synk_fail_in(err, deid_file(path));
	}
	run->model_name = cli_copy(picture_base(path));
	return true;
}

/* What records call a score goes from 0 to 1, which dlib's does not. */
bool
mark_dlib_find(struct mark_run *run, struct synk_face_marks *face, size_t max,
    size_t *found, const void *data, size_t size, struct synk_error *err)
{
	if (!synk_dlib_find(run->dlib, face, max, found, data, size,
	    run->options->find.min_score, err))
		return false;
	for (size_t i = 0; i < *found; i++)
		face[i].score = NAN;
	return true;
}
