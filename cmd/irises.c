#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "irises.h"
#include "picture.h"

/* The points by names, as the photograph shows them. */
static bool
has_irises(const struct synk_sites *s)
{
	for (size_t side = 0; side < SYNK_SIDES; side++)
		if (!isnan(s->at[synk_spot(SYNK_IRIS_MEDIAL,
		    (enum synk_side)side)].x))
			return true;
	return false;
}

/* Landmarks of another picture would find something all the same. */
static bool
check_size(const struct synk_image_header *h, const struct synk_marks *m,
    struct synk_error *err)
{
	if (m->width && (m->width != h->width || m->height != h->height))
		return synk_fail(err, SYNK_BAD_INPUT, "the photograph has"
		    " %dx%d pixels, the landmarks are of %dx%d: they do not"
		    " belong together", h->width, h->height, m->width,
		    m->height);
	return true;
}

static bool
check_within(const struct synk_box *box, const struct synk_image_header *h,
    struct synk_error *err)
{
	if (box->x + box->width / 4 < 0 || box->y + box->height / 4 < 0 ||
	    box->x + box->width / 4 * 3 > h->width ||
	    box->y + box->height / 4 * 3 > h->height)
		return synk_fail(err, SYNK_BAD_INPUT, "the eyes lie outside"
		    " the photograph: do they belong together?");
	return true;
}

/* Both eyes' pixels only, and only as many as are of use. */
static bool
look(struct irises *found, const struct synk_marks *m,
    const struct synk_sites *sites, const char *data, size_t size,
    struct synk_error *err)
{
	struct synk_image_want want = { .pixels = SYNK_GREY,
	    .shrink = synk_iris_shrink(sites) };
	struct synk_image_header h;
	struct synk_image image;

	if (!synk_iris_box(&want.box, sites))
		return synk_fail(err, SYNK_BAD_INPUT, "no canthi are there to"
		    " look between");
	if (!synk_image_header(&h, data, size, err) ||
	    !check_size(&h, m, err) || !check_within(&want.box, &h, err) ||
	    !synk_image_read(&image, data, size, &want, err))
		return false;
	memcpy(found->taken, h.taken, sizeof found->taken);
	synk_iris_find(found->at, &image, sites);
	synk_image_free(&image);
	return true;
}

static bool
seek(struct irises *found, struct synk_marks *m, const char *path,
    const char *name, const char *folder, struct synk_error *err)
{
	struct synk_sites sites;
	char *data;
	size_t size;
	bool ok;

	/* Not mirrored: the photograph is as it is. */
	if (!synk_sites_from(&sites, m, false, err))
		return true;	/* whoever reads the marks will say so */
	found->sought = !has_irises(&sites);
	if (!found->sought)
		return true;
	if (m->frame != SYNK_FRAME_NONE)
		return synk_fail(err, SYNK_BAD_INPUT, "irises are not looked"
		    " for in the frames of a recording");
	found->file = picture_find(path, name, m->image, folder);
	if (!found->file)
		return synk_fail(err, SYNK_BAD_INPUT, "no photograph beside"
		    " the landmarks, so no irises");
	if (!cli_read(&data, &size, found->file, PICTURE_MAX, err))
		return false;
	ok = look(found, m, &sites, data, size, err);
	free(data);
	return ok;
}

void
irises_seek(struct irises *found, struct synk_marks *m, const char *path,
    const char *name, const char *folder)
{
	struct synk_error err;

	irises_free(found);
	if (!seek(found, m, path, name, folder, &err))
		found->error = cli_copy(err.text);
	for (size_t side = 0; side < SYNK_SIDES && found->sought &&
	    !found->error; side++)
		if (!found->at[side].reason)
			m->iris[side] = found->at[side].iris;
}

void
irises_free(struct irises *i)
{
	free(i->file);
	free(i->error);
	*i = (struct irises){ 0 };
}
