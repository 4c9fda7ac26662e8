/* Parts of a grade record, written elsewhere; not installed. */
#include "synk/record.h"

struct synk_json;

void synk_put_reason(struct synk_json *, enum synk_reason);
void synk_put_doubt(struct synk_json *, const char *key,
    const struct synk_doubt *, double factor);

/* record_verdict.c: each one member of the record. */
void synk_put_shares(struct synk_json *, const struct synk_verdict *);
void synk_put_severity(struct synk_json *, const struct synk_verdict *);
void synk_put_findings(struct synk_json *, const struct synk_verdict *);
void synk_put_estimates(struct synk_json *, const struct synk_record *);
