#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "../table.h"
#include "bundle.h"

/* No network for faces is near this; a zip can claim any size. */
enum { NETWORK_MAX = 64 << 20 };

static bool
zip_failed(zip_error_t *z, struct synk_error *err)
{
	bool memory = zip_error_code_zip(z) == ZIP_ER_MEMORY;

	return synk_fail(err, memory ? SYNK_SYSTEM : SYNK_BAD_INPUT, "zip: %s",
	    zip_error_strerror(z));
}

static bool
read_opened(struct synk_network *to, zip_file_t *file, size_t size,
    struct synk_error *err)
{
	unsigned char more;

	to->at = malloc(size);
	if (!to->at)
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	to->size = size;
	/* Its end has to be read, too: there the checksum is looked at. */
	if (zip_fread(file, to->at, size) != (zip_int64_t)size ||
	    zip_fread(file, &more, 1) != 0)
		return zip_failed(zip_file_get_error(file), err);
	return true;
}

static bool
read_entry(struct synk_network *to, zip_t *zip, struct synk_error *err)
{
	zip_file_t *file;
	zip_stat_t stat;
	bool ok;

	if (zip_stat(zip, to->name, 0, &stat) != 0)
		return synk_fail(err, SYNK_BAD_INPUT,
		    "expected a bundle with this network, found none");
	if (!(stat.valid & ZIP_STAT_SIZE) || stat.size == 0 ||
	    stat.size > NETWORK_MAX)
		return synk_fail(err, SYNK_BAD_INPUT,
		    "expected 1 to %d bytes, found %llu", NETWORK_MAX,
		    (unsigned long long)stat.size);
	file = zip_fopen(zip, to->name, 0);
	if (!file)
		return zip_failed(zip_get_error(zip), err);
	ok = read_opened(to, file, (size_t)stat.size, err);
	zip_fclose(file);
	return ok;
}

static bool
read_entries(struct synk_bundle *b, zip_t *zip, struct synk_error *err)
{
	/* As in MediaPipe's face_landmarker_graph.cc. */
	static const char *const names[] = { "face_detector.tflite",
	    "face_landmarks_detector.tflite" };

	for (size_t i = 0; i < LEN(names); i++) {
		struct synk_network *n = &b->network[b->count++];

		n->name = names[i];
		if (!read_entry(n, zip, err))
			return synk_fail_in(err, n->name);
	}
	return true;
}

static bool
open_zip(zip_t **zip, const void *data, size_t size, zip_error_t *z)
{
	zip_source_t *source = zip_source_buffer_create(data, size, 0, z);

	if (!source)
		return false;
	*zip = zip_open_from_source(source, ZIP_RDONLY, z);
	if (!*zip)
		zip_source_free(source);
	return *zip != NULL;
}

static bool
read_zip(struct synk_bundle *b, const void *data, size_t size,
    struct synk_error *err)
{
	zip_error_t z;
	zip_t *zip;
	bool ok;

	zip_error_init(&z);
	if (open_zip(&zip, data, size, &z)) {
		ok = read_entries(b, zip, err);
		zip_discard(zip);
	} else {
		zip_failed(&z, err);
		ok = synk_fail_in(err, "expected a model of MediaPipe's face "
		    "landmarker");
	}
	zip_error_fini(&z);
	return ok;
}

/* A TFLite file says that it is one in its bytes 4 to 7. */
static bool
is_network(const unsigned char *data, size_t size, size_t at)
{
	return at + 8 <= size && memcmp(data + at + 4, "TFL3", 4) == 0;
}

/*
 * Files begin at multiples of 4.  Where each ends nothing says, but where the
 * next network begins; whoever reads one need not know more.
 */
static bool
read_assets(struct synk_bundle *b, const unsigned char *data, size_t size,
    struct synk_error *err)
{
	static const char *const names[] = { "network 1", "network 2",
	    "network 3", "network 4" };
	size_t at = 0, next;

	for (; at < size; at = next) {
		struct synk_network *n = &b->network[b->count];

		for (next = at + 4; next < size &&
		    !is_network(data, size, next); next += 4)
			;
		if (next > size)
			next = size;
		if (b->count == LEN(names))
			return synk_fail(err, SYNK_BAD_INPUT, "expected at "
			    "most %zu networks, found more", LEN(names));
		n->name = names[b->count++];
		n->size = next - at;
		n->at = malloc(n->size);
		if (!n->at)
			return synk_fail(err, SYNK_SYSTEM, "out of memory");
		memcpy(n->at, data + at, n->size);
	}
	return true;
}

bool
synk_bundle_read(struct synk_bundle *to, const void *data, size_t size,
    struct synk_error *err)
{
	struct synk_bundle b = { .count = 0 };
	bool ok = is_network(data, size, 0) ?
	    read_assets(&b, data, size, err) : read_zip(&b, data, size, err);

	if (ok)
		*to = b;
	else
		synk_bundle_free(&b);
	return ok;
}

void
synk_bundle_free(struct synk_bundle *b)
{
	for (size_t i = 0; i < b->count; i++)
		free(b->network[i].at);
	*b = (struct synk_bundle){ .count = 0 };
}
