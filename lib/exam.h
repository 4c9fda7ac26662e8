/* For redoing an exam with noise; not installed. */
#include "synk/exam.h"

/* A view's face and measures from the n faces of its photographs, which it
 * may change.  n is at least 1.  Fails only with SYNK_SYSTEM. */
SYNK_CHECKED bool synk_view_settle(struct synk_view *, struct synk_face *,
    size_t n, struct synk_error *err);
