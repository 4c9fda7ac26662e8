/* What all that read synk-norms/1 documents share; not installed. */
#include "synk/error.h"

struct cJSON;

/* "published", "derived" or "assumed"; word may be NULL. */
bool synk_is_basis(const char *word);

/* Fails unless it is a document with "values", an object, or "reliability", an
 * array of objects, or both, and nothing else. */
SYNK_CHECKED bool synk_norms_check(const struct cJSON *root,
    struct synk_error *);
