#ifndef PLAN_HASH_H
#define PLAN_HASH_H

/* Which bytes of a file a plan was made with. */
#include <stdio.h>

#include "synk/plan.h"

/* Of all of a file that can be read again; it is then at its end. */
SYNK_CHECKED bool plan_hash_file(char hash[SYNK_HASH_TEXT], FILE *,
    struct synk_error *);

#endif
