#include <errno.h>
#include <limits.h>
#include <string.h>
#include <libexif/exif-data.h>

#include "exif.h"
#include "table.h"

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

static int
days(int year, int month)
{
	if (month == 2)
		return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
		    ? 29 : 28;
	return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/* Of digits, as many as there are. */
static int
number(const unsigned char *digit, int count)
{
	int n = 0;

	while (count-- > 0)
		n = 10 * n + (*digit++ - '0');
	return n;
}

/* "2026:03:04 10:20:30", of a day that there was since photography. */
static bool
is_date(const unsigned char *d)
{
	static const char form[] = "0000:00:00 00:00:00";
	int year, month, day;

	for (size_t i = 0; form[i]; i++)
		if (form[i] == '0' ? d[i] < '0' || d[i] > '9' : d[i] !=
		    (unsigned char)form[i])
			return false;
	year = number(d, 4);
	month = number(d + 5, 2);
	day = number(d + 8, 2);
	return year >= 1826 && month >= 1 && month <= 12 && day >= 1 &&
	    day <= days(year, month) && number(d + 11, 2) < 24 &&
	    number(d + 14, 2) < 60 && number(d + 17, 2) < 60;
}

/* With its final NUL as the standard says, or without as some write it. */
static bool
take_date(char *taken, ExifData *exif, ExifTag tag)
{
	const ExifEntry *e = exif_content_get_entry(exif->ifd[EXIF_IFD_EXIF],
	    tag);

	if (!e || e->format != EXIF_FORMAT_ASCII || e->size < 19 ||
	    e->size > 20 || !is_date(e->data) ||
	    (e->size == 20 && e->data[19] != '\0'))
		return false;
	memcpy(taken, e->data, 19);
	taken[4] = taken[7] = '-';
	taken[10] = 'T';
	taken[19] = '\0';
	return true;
}

/*
 * As the file says it: libexif would mend wrong types as it loads.  What it
 * cannot allocate it leaves out and does not always say so, but malloc() does.
 */
static ExifData *
load(const void *data, size_t size)
{
	ExifData *exif = exif_data_new();

	if (!exif)
		return NULL;
	exif_data_unset_option(exif, EXIF_DATA_OPTION_FOLLOW_SPECIFICATION);
	errno = 0;
	exif_data_load_data(exif, data,
	    size < UINT_MAX ? (unsigned)size : UINT_MAX);
	if (errno != ENOMEM)
		return exif;
	exif_data_unref(exif);
	return NULL;
}

/* The third date of EXIF, DateTime, is of the last change: not used. */
bool
synk_exif_read(struct synk_stored *stored, const void *data, size_t size,
    struct synk_error *err)
{
	static const ExifTag dates[] = { EXIF_TAG_DATE_TIME_ORIGINAL,
	    EXIF_TAG_DATE_TIME_DIGITIZED };
	ExifData *exif = load(data, size);

	if (!exif)
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	stored->orientation = orientation(exif);
	stored->taken[0] = '\0';
	for (size_t i = 0; i < LEN(dates); i++)
		if (take_date(stored->taken, exif, dates[i]))
			break;
	exif_data_unref(exif);
	return true;
}
