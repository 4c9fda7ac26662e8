#include <limits.h>
#include <libexif/exif-data.h>

#include "exif.h"

/* libexif reads the first value only, so a wrong type or count is no short. */
static int
orientation(ExifData *exif)
{
	const ExifEntry *e = exif_content_get_entry(exif->ifd[EXIF_IFD_0],
	    EXIF_TAG_ORIENTATION);
	int value;

	if (!e || e->format != EXIF_FORMAT_SHORT || e->components != 1)
		return 1;
	value = exif_get_short(e->data, exif_data_get_byte_order(exif));
	return value >= 1 && value <= 8 ? value : 1;
}

int
synk_exif_orientation(const void *data, size_t size)
{
	ExifData *exif = exif_data_new_from_data(data,
	    size < UINT_MAX ? (unsigned)size : UINT_MAX);
	int value;

	if (!exif)
		return 0;
	value = orientation(exif);
	exif_data_unref(exif);
	return value;
}
