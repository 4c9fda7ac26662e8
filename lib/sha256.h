/* The only door to libmd; not installed. */
#include <stddef.h>

enum { SYNK_SHA256_TEXT = 65 };

/* Writes 64 hexadecimal digits and a NUL. */
void synk_sha256(char text[SYNK_SHA256_TEXT], const void *data, size_t size);
