/*
 * The only door to libzip; not installed.
 *
 * A model is a file with networks in it: MediaPipe's .task bundle, a zip, or
 * the assets that the npm package @mediapipe/face_mesh loads, several files
 * one after another.
 */
#ifndef SYNK_MARK_BUNDLE_H
#define SYNK_MARK_BUNDLE_H

#include "synk/error.h"

enum { SYNK_NETWORKS_MAX = 4 };

struct synk_network {
	const char *name;	/* as in the bundle; for messages */
	unsigned char *at;	/* owned */
	size_t size;		/* it may be followed by something else */
};

struct synk_bundle {
	struct synk_network network[SYNK_NETWORKS_MAX];
	size_t count;
};

/*
 * Fails with SYNK_BAD_INPUT if it is no model, damaged, or lacks a network;
 * with SYNK_SYSTEM without memory.
 */
SYNK_CHECKED bool synk_bundle_read(struct synk_bundle *, const void *data,
    size_t size, struct synk_error *err);

void synk_bundle_free(struct synk_bundle *);

#endif
