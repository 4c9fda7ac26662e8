/* A network: what is accepted has every number within its tensors. */
#include "../../lib/mark/custom.h"
#include "fuzz.h"

static void
is_whole(const struct synk_graph *g)
{
	MUST(g->input < g->tensors && g->outputs <= SYNK_OUTPUTS_MAX);
	for (size_t i = 0; i < g->outputs; i++)
		MUST(g->output[i] < g->tensors);
	for (size_t i = 0; i < g->nodes; i++) {
		const struct synk_node *n = &g->node[i];

		MUST(n->inputs <= SYNK_INPUTS_MAX && n->output < g->tensors);
		for (size_t k = 0; k < n->inputs; k++)
			MUST(n->input[k] < g->tensors);
	}
	for (size_t i = 0; i < g->tensors; i++)
		for (size_t k = 0; g->tensor[i].value &&
		    k < g->tensor[i].count; k++)
			*(volatile float *)&g->tensor[i].value[k] += 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct synk_graph graph;
	struct synk_error err;

	if (!synk_graph_read(&graph, data, size, &err)) {
		is_refused(&err);
		return 0;
	}
	is_whole(&graph);
	synk_graph_free(&graph);
	return 0;
}
