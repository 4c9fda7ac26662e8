/* dlib's shape predictors. */
#include "../../lib/dlib/predictor.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct synk_error err;

	if (!synk_predictor_check(data, size, &err))
		is_refused(&err);
	return 0;
}
