/* A model's file, and the networks in it. */
#include "../../lib/mark/bundle.h"
#include "../../lib/mark/tflite.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct synk_bundle bundle;
	struct synk_graph graph;
	struct synk_error err;

	if (!synk_bundle_read(&bundle, data, size, &err)) {
		is_refused(&err);
		return 0;
	}
	MUST(bundle.count > 0 && bundle.count <= SYNK_NETWORKS_MAX);
	for (size_t i = 0; i < bundle.count; i++) {
		struct synk_network *n = &bundle.network[i];

		MUST(n->size > 0 && n->name);
		if (synk_graph_read(&graph, n->at, n->size, &err))
			synk_graph_free(&graph);
		else
			is_refused(&err);
	}
	synk_bundle_free(&bundle);
	return 0;
}
