/* Where the face landmarker's model is. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "deid.h"
#include "mark.h"
#include "picture.h"

enum { MODEL_MAX = 1 << 27 };

/* In order: the newer is the better. */
static const char *const names[] = {
	"face_landmarker.task",
	"face_mesh.data",
};

/* Beside the tool where it was built, or where it was installed. */
static const char *const places[] = {
	"models",
	"../models",
	"../share/synk/models",
};

/* The folder that the tool is in, with its '/'; or "". */
static char *
own_folder(void)
{
	char path[4096];
	ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);

	if (n <= 0)
		return cli_copy("");
	path[n] = '\0';
	*(strrchr(path, '/') + 1) = '\0';
	return cli_copy(path);
}

/* A model at hand, or NULL. */
static char *
find_model(void)
{
	char *folder = own_folder(), *path = NULL;

	for (size_t n = 0; n < sizeof names / sizeof *names && !path; n++)
		for (size_t i = 0; i < sizeof places / sizeof *places &&
		    !path; i++) {
			path = cli_format("%s%s/%s", folder, places[i],
			    names[n]);
			if (access(path, R_OK) != 0) {
				free(path);
				path = NULL;
			}
		}
	free(folder);
	return path;
}

static bool
load(struct mark_run *run, const char *path, struct synk_error *err)
{
	char *data;
	size_t size;
	bool ok;

	if (!cli_read(&data, &size, path, MODEL_MAX, err))
		return synk_fail_in(err, deid_file(path));
	ok = synk_landmarker_open(&run->landmarker, data, size, err);
	free(data);
	run->model_name = cli_copy(picture_base(path));
	return ok || synk_fail_in(err, deid_file(path));
}

static bool
is_own(const char *detector)
{
	enum synk_detector d = detector ? synk_detector_find(detector)
	    : SYNK_DETECTOR_MEDIAPIPE;

	return d == SYNK_DETECTOR_MEDIAPIPE || d == SYNK_DETECTOR_FACEMESH;
}

/* Without a model nothing can be done: no file is to blame. */
bool
mark_open(struct mark_run *run, struct synk_error *err)
{
	char *found;
	bool ok;

	if (run->landmarker || run->dlib)
		return true;
	if (mark_by_dlib(run->options))
		return mark_dlib_open(run, err);
	if (!is_own(run->options->photo.detector))
		return synk_fail(err, SYNK_BAD_USAGE, "--detector %.40s:"
		    " photographs are marked by mediapipe or dlib",
		    run->options->photo.detector);
	found = run->options->model ? cli_copy(run->options->model)
	    : find_model();
	if (!found)
		return synk_fail(err, SYNK_SYSTEM, "no model of the face"
		    " landmarker is installed: give one with --model");
	ok = load(run, found, err);
	free(found);
	if (!ok)
		err->code = SYNK_SYSTEM;
	return ok;
}
