/* The only door to EXIF data; not installed. */
#include <stddef.h>

/*
 * How the pixels of a JPEG are turned, 1 to 8 as EXIF 2.3 numbers it: 1 as
 * shown, 5 to 8 with rows and columns exchanged.  1 if the file does not say,
 * or says what the standard does not know; 0 without memory.
 */
int synk_exif_orientation(const void *data, size_t size);
