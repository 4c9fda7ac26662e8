/* In place of dlib.cc where dlib is not. */
#include "dlib.h"

static bool
nothing(struct synk_error *err)
{
	return synk_fail(err, SYNK_BAD_USAGE,
	    "this synk-mark was built without dlib");
}

bool
synk_dlib_there(void)
{
	return false;
}

bool
synk_dlib_load(struct synk_dlib_model **to, const void *data, size_t size,
    struct synk_error *err)
{
	(void)to;
	(void)data;
	(void)size;
	return nothing(err);
}

void
synk_dlib_unload(struct synk_dlib_model *m)
{
	(void)m;
}

bool
synk_dlib_see(struct synk_dlib_model *m, struct synk_dlib_box *boxes,
    size_t max, size_t *found, const struct synk_grey *image,
    struct synk_error *err)
{
	(void)m;
	(void)boxes;
	(void)max;
	(void)found;
	(void)image;
	return nothing(err);
}

bool
synk_dlib_place(const struct synk_dlib_model *m, struct synk_point *at,
    size_t count, const struct synk_grey *image,
    const struct synk_dlib_box *box, struct synk_error *err)
{
	(void)m;
	(void)at;
	(void)count;
	(void)image;
	(void)box;
	return nothing(err);
}
