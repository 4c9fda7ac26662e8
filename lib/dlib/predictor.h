/*
 * A shape predictor as dlib writes it; not installed.
 *
 * dlib reads numbers and believes them: where a tree looks, how many points a
 * leaf moves.  So all of a file is looked at before dlib sees it.
 */
#include "synk/error.h"

enum { SYNK_PREDICTOR_POINTS = 68 };

/* Fails with SYNK_BAD_INPUT if it is none of 68 points, or damaged. */
SYNK_CHECKED bool synk_predictor_check(const void *data, size_t size,
    struct synk_error *err);
