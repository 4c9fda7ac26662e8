/* The photographs of an exam, found and read. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "deid.h"
#include "draw.h"
#include "picture.h"

/* FNV-1a of the points. */
static void
make_secret(char secret[17], const struct synk_sites *s)
{
	const unsigned char *b = (const unsigned char *)s;
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < sizeof *s; i++)
		h = (h ^ b[i]) * 1099511628211u;
	snprintf(secret, 17, "%016llx", (unsigned long long)h);
}

bool
draw_shot_of(struct draw_shot *shot, const struct exams_one *one, size_t i,
    const struct draw_options *o, struct synk_error *err)
{
	const struct source *s = &one->job->at[i];
	const struct photo *p = &one->photo[i];
	const struct synk_photo *v = &one->view[i];

	if (!(v->ied_px > 0))
		return synk_fail(err, SYNK_BAD_INPUT, "nothing to draw: its"
		    " face could not be used");
	if (p->count != 1 || s->first != SYNK_FRAME_NONE)
		return synk_fail(err, SYNK_BAD_INPUT,
		    "frames of a recording have no photograph to draw on");
	*shot = (struct draw_shot){ .sites = p->frame[0],
	    .expression = s->expression, .mirrored = p->mirrored,
	    .width = p->width, .height = p->height, .ied_px = v->ied_px };
	if (p->mirrored)
		synk_sites_mirror(&shot->sites);
	make_secret(shot->secret, &shot->sites);
	shot->path = o->photo ? cli_copy(o->photo) : picture_find(s->path,
	    s->name, p->image ? p->image : s->image, o->exams.photo.photos);
	return shot->path || synk_fail(err, SYNK_BAD_INPUT,
	    "no photograph beside it; say where they are with --photos DIR");
}

void
draw_shot_free(struct draw_shot *shot)
{
	free(shot->path);
	shot->path = NULL;
}

static int
shrink_for(const struct draw_shot *shot, const struct synk_image_header *h,
    const struct draw_need *need)
{
	int shrink = 1;

	if (need->ied > 0 || need->width)
		while (shrink < 8 && shot->ied_px / (2 * shrink) >=
		    need->ied && h->width / (2 * shrink) >= need->width)
			shrink *= 2;
	return shrink;
}

static bool
read_image(struct synk_panel *panel, struct draw_read *read,
    const struct draw_shot *shot, const struct draw_need *need,
    const char *data, size_t size, struct synk_error *err)
{
	struct synk_image_want want = { .pixels = SYNK_BGRX };
	struct synk_image_header h;

	if (!synk_image_header(&h, data, size, err))
		return false;
	if (shot->width && (shot->width != h.width ||
	    shot->height != h.height))
		return synk_fail(err, SYNK_BAD_INPUT, "the photograph has"
		    " %dx%d pixels, the landmarks are of %dx%d: they do not"
		    " belong together", h.width, h.height, shot->width,
		    shot->height);
	want.shrink = shrink_for(shot, &h, need);
	if (!synk_picture_fits(h.width, h.height, want.shrink, err) ||
	    !synk_image_read(&read->image, data, size, &want, err))
		return false;
	memcpy(read->taken, h.taken, sizeof read->taken);
	panel->width = h.width;
	panel->height = h.height;
	return true;
}

bool
draw_shot_read(struct synk_panel *panel, struct draw_read *read,
    const struct draw_shot *shot, const struct draw_need *need,
    struct synk_error *err)
{
	char *data;
	size_t size;
	bool ok;

	if (!cli_read(&data, &size, shot->path, PICTURE_MAX, err))
		return false;
	ok = read_image(panel, read, shot, need, data, size, err);
	free(data);
	if (!ok)
		return false;
	panel->photo = &read->image;
	panel->sites = &shot->sites;
	panel->mirrored = shot->mirrored;
	panel->expression = shot->expression;
	panel->taken = deid_date(read->taken);
	return true;
}
