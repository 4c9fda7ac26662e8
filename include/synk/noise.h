#ifndef SYNK_NOISE_H
#define SYNK_NOISE_H

/*
 * Beside the stages.  How landmarks err: what a detector gives for the same
 * photograph time and again, in the frame of the face.
 *
 * A model is linear: so many even modes, in which left and right err alike,
 * and as many odd ones, in which they err oppositely, each of them times a
 * standard normal number.  It commutes with mirroring by construction.  The
 * models stand in share/noise.json, fitted to repeated detections.
 */

#include "synk/face.h"

enum { SYNK_NOISE_MODES = 12 };	/* of either kind */

/* What is known of a detector. */
enum synk_detector {
	SYNK_DETECTOR_OTHER, SYNK_DETECTOR_DLIB, SYNK_DETECTOR_MEDIAPIPE,
	SYNK_DETECTOR_FACEMESH,		/* npm @mediapipe/face_mesh */
	SYNK_DETECTORS
};

/* "other", "dlib", "mediapipe", "mediapipe-facemesh"; as in keys of norms. */
const char *synk_detector_name(enum synk_detector);

/* Of "dlib", "dlib68" or "Dlib 19.24, ..."; OTHER for what is not known and
 * for NULL. */
enum synk_detector synk_detector_find(const char *name);

/* False if norms say that it misses closed eyes. */
bool synk_detector_sees_closure(enum synk_detector, const struct synk_norms *);

/*
 * Coordinates of a model: lateral x of all sites, their y, then the midline,
 * of which the even modes have y only and the odd ones x only, to the left.
 */
enum { SYNK_NOISE_COORDINATES = 2 * SYNK_SITES + SYNK_MIDDLES };

/* Standard deviations along each mode, %ied. */
struct synk_noise_model {
	double even[SYNK_NOISE_MODES][SYNK_NOISE_COORDINATES];
	double odd[SYNK_NOISE_MODES][SYNK_NOISE_COORDINATES];
};

enum { SYNK_NOISE_MODELS = 2 };

struct synk_noise {
	struct synk_noise_model model[SYNK_NOISE_MODELS];
};

/*
 * The models compiled in.  Fails with SYNK_SYSTEM without memory; a fault in
 * the compiled-in file is a bug, found by the tests.
 */
SYNK_CHECKED bool synk_noise_default(struct synk_noise *,
    struct synk_error *err);

/* share/noise.json as compiled in; NUL-terminated. */
const char *synk_noise_text(void);

/*
 * The model for landmarks of that detector; where there is none, that of the
 * detector whose scheme they are in.  *factor is what the norms noise.* say
 * its size is to be multiplied by.
 */
const struct synk_noise_model *synk_noise_find(const struct synk_noise *,
    double *factor, enum synk_detector, enum synk_scheme,
    const struct synk_norms *);

/* "dlib", "mediapipe": whose repeatability synk_noise_find() gives. */
const char *synk_noise_name(enum synk_detector, enum synk_scheme);

/* Parts of a face whose landmarks may be noisier than the model says. */
enum synk_part {
	SYNK_PART_RIGID, SYNK_PART_BROW, SYNK_PART_EYE, SYNK_PART_MOUTH,
	SYNK_PARTS
};

/* Adds one error: even and odd are the modes' normal numbers, gain multiplies
 * the model part by part; pose and ied_px say how the face stands in the
 * picture. */
void synk_noise_add(struct synk_sites *out, const struct synk_sites *,
    const struct synk_noise_model *, const double gain[SYNK_PARTS],
    const double even[SYNK_NOISE_MODES], const double odd[SYNK_NOISE_MODES],
    const struct synk_pose *, double ied_px);

/*
 * How much larger than a model's the variance of a part's spots is that was
 * seen in repeated looks at a face of that size; NaN without such spots.
 */
double synk_noise_ratio(const struct synk_noise_model *, enum synk_part,
    const struct synk_spread *, double ied_px);

/* Mean variance of one side's brow height, fissure, or place of commissure
 * (of lateral and height), %ied squared; NaN for SYNK_PART_RIGID. */
double synk_noise_variance(const struct synk_noise_model *, enum synk_part);

#endif
