#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <sha2.h>	/* needs sys/types.h before it */

#include "sha256.h"

void
synk_sha256(char text[SYNK_SHA256_TEXT], const void *data, size_t size)
{
	SHA256Data(data, size, text);
}
