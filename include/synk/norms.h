#ifndef SYNK_NORMS_H
#define SYNK_NORMS_H

/*
 * Beside the stages.  Every number that a clinician could dispute.
 *
 * The values stand in share/norms.json, each with its unit, its source and
 * what it rests on; that file is compiled in.  A user's own file is laid over
 * it and read by the same strict parser.
 */

#include "synk/error.h"

/* Key in share/norms.json, and the least and greatest value accepted. */
#define SYNK_NORM_LIST(X) \
	X(IED_MM, "ied_mm", 40, 90) \
	X(CAMERA_MM, "camera_distance_mm", 100, 1e6) \
	X(FIT_OUTER, "fit.canthus_outer", 0.01, 100) \
	X(FIT_INNER, "fit.canthus_inner", 0.01, 100) \
	X(FIT_BRIDGE, "fit.bridge", 0.01, 100) \
	X(FIT_OUTLIER, "fit.outlier", 0.1, 1e6) \
	X(IRIS_MM, "iris.diameter_mm", 8, 16) \
	X(IRIS_SD, "iris.sd_mm", 0, 4) \
	X(IRIS_PX, "iris.radius_px", 0, 20) \
	X(POSE_WARN, "pose.warn", 0, 90) \
	X(POSE_PUPILS, "pose.pupils_limit", 0, 90) \
	X(RESIDUAL_LIMIT, "pose.residual_limit", 1, 100) \
	X(GATE_FISSURE, "gate.fissure", 0.01, 100) \
	X(POSE_CHANGE_WARN, "pose.change_warn", 0, 90) \
	X(POSE_BROW, "pose.brow_limit", 0, 90) \
	X(POSE_EYE, "pose.eye_limit", 0, 90) \
	X(POSE_SMILE, "pose.smile_limit", 0, 90) \
	X(REST_EVEN, "rest.even", 0, 100) \
	X(SMILE_DIRECTION, "smile_direction", -90, 90) \
	X(FULL_BROW, "full.brow", 0.1, 100) \
	X(FULL_EYE, "full.eye", 0.1, 100) \
	X(FULL_SMILE, "full.smile", 0.1, 100) \
	X(GATE_BROW_RAISE, "gate.brow_raise", 0.01, 100) \
	X(GATE_EYE_CLOSE, "gate.eye_close", 0.01, 1) \
	X(GATE_SMILE, "gate.smile", 0.01, 100) \
	X(GATE_SNARL, "gate.snarl", 0.01, 100) \
	X(GATE_PUCKER, "gate.pucker", 0.01, 100) \
	X(GATE_LOWER_TEETH, "gate.lower_teeth", 0.01, 100) \
	X(OPPOSITE_LENGTH, "opposite.length", 0, 100) \
	X(OPPOSITE_CLOSURE, "opposite.closure", 0, 1) \
	X(SMILE_EYE_NORM, "synkinesis.smile_eye.norm", 0, 1) \
	X(SMILE_EYE_NORM_DLIB, "synkinesis.smile_eye.norm.dlib", 0, 1) \
	X(SMILE_EYE_NORM_MEDIAPIPE, "synkinesis.smile_eye.norm.mediapipe", \
	    0, 1) \
	X(SMILE_EYE_NORM_FACEMESH, \
	    "synkinesis.smile_eye.norm.mediapipe-facemesh", 0, 1) \
	X(SMILE_EYE_LENGTH, "synkinesis.smile_eye.norm_length", 0, 100) \
	X(SMILE_EYE_FULL, "synkinesis.smile_eye.full", 0.001, 1) \
	X(SMILE_EYE_POINT, "synkinesis.smile_eye.mm_per_point", 0.01, 10) \
	X(SMILE_BROW_NORM, "synkinesis.smile_brow.norm", 0, 100) \
	X(SMILE_BROW_FULL, "synkinesis.smile_brow.full", 0.1, 100) \
	X(PUCKER_EYE_USUAL, "synkinesis.pucker_eye.usual", -1, 1) \
	X(PUCKER_EYE_NORM, "synkinesis.pucker_eye.norm", 0, 1) \
	X(PUCKER_EYE_LENGTH, "synkinesis.pucker_eye.norm_length", 0, 100) \
	X(PUCKER_EYE_FULL, "synkinesis.pucker_eye.full", 0.001, 1) \
	X(PUCKER_EYE_POINT, "synkinesis.pucker_eye.mm_per_point", 0.01, 10) \
	X(PUCKER_BROW_NORM, "synkinesis.pucker_brow.norm", 0, 100) \
	X(PUCKER_BROW_FULL, "synkinesis.pucker_brow.full", 0.1, 100) \
	X(BROW_EYE_NORM, "synkinesis.brow_raise_eye.norm", 0, 1) \
	X(BROW_EYE_LENGTH, "synkinesis.brow_raise_eye.norm_length", 0, 100) \
	X(BROW_EYE_FULL, "synkinesis.brow_raise_eye.full", 0.001, 1) \
	X(BROW_MOUTH_NORM, "synkinesis.brow_raise_mouth.norm", 0, 100) \
	X(BROW_MOUTH_FULL, "synkinesis.brow_raise_mouth.full", 0.1, 100) \
	X(EYE_MOUTH_NORM, "synkinesis.eye_close_mouth.norm", 0, 100) \
	X(EYE_MOUTH_FULL, "synkinesis.eye_close_mouth.full", 0.1, 100) \
	X(EYE_BROW_NORM, "synkinesis.eye_close_brow.norm", 0, 100) \
	X(EYE_BROW_FULL, "synkinesis.eye_close_brow.full", 0.1, 100) \
	X(WEIGHT_REST, "weight.rest", 0, 100) \
	X(WEIGHT_MOVEMENT, "weight.movement", 0, 100) \
	X(WEIGHT_SYNKINESIS, "weight.synkinesis", 0, 100) \
	X(CLOSURE_SEEN_MIN, "closure_seen.least", 0, 1) \
	X(CLOSURE_SEEN_OTHER, "closure_seen.other", 0, 1) \
	X(CLOSURE_SEEN_DLIB, "closure_seen.dlib", 0, 1) \
	X(CLOSURE_SEEN_MEDIAPIPE, "closure_seen.mediapipe", 0, 1) \
	X(CLOSURE_SEEN_FACEMESH, "closure_seen.mediapipe-facemesh", 0, 1) \
	X(NOISE_OTHER, "noise.other", 0.01, 100) \
	X(NOISE_DLIB, "noise.dlib", 0.01, 100) \
	X(NOISE_MEDIAPIPE, "noise.mediapipe", 0.01, 100) \
	X(NOISE_FACEMESH, "noise.mediapipe-facemesh", 0.01, 100) \
	X(NOISE_DF, "noise.df", 1, 1e6) \
	X(BROW_WEAK, "finding.brow_weak", 0, 1) \
	X(EYE_WEAK, "finding.eye_weak", 0, 1) \
	X(SMILE_WEAK, "finding.smile_weak", 0, 1) \
	X(SMILE_WEAK_DLIB, "finding.smile_weak.dlib", 0, 1) \
	X(SMILE_WEAK_MEDIAPIPE, "finding.smile_weak.mediapipe", 0, 1) \
	X(SMILE_WEAK_FACEMESH, "finding.smile_weak.mediapipe-facemesh", \
	    0, 1) \
	X(HALF, "finding.half", 0, 1) \
	X(BROW_UNEVEN, "finding.brow_uneven", 0, 100) \
	X(EYE_UNEVEN, "finding.eye_uneven", 0, 100) \
	X(SMILE_UNEVEN, "finding.smile_uneven", 0, 100) \
	X(EYE_NARROW, "finding.eye_narrow", 0, 100) \
	X(SMILE_RETRACTED, "finding.smile_retracted", 0, 100) \
	X(SMILE_RETRACTED_DLIB, "finding.smile_retracted.dlib", 0, 100) \
	X(SMILE_RETRACTED_MEDIAPIPE, "finding.smile_retracted.mediapipe", \
	    0, 100) \
	X(SMILE_RETRACTED_FACEMESH, \
	    "finding.smile_retracted.mediapipe-facemesh", 0, 100) \
	X(SMILE_RAISED, "finding.smile_raised", 0, 100) \
	X(PUCKER_DECIDES, "severity.pucker_eye", 0, 1) \
	X(PRESENT, "probability.present", 0.5, 1) \
	X(POSSIBLE, "probability.possible", 0, 1) \
	X(ABSENT, "probability.absent", 0, 0.5) \
	X(SIDE_SURE, "probability.side", 0.5, 1) \
	X(SIDE_EVIDENCE, "side.evidence", 0, 100) \
	X(SIDE_CORRELATION, "side.correlation", 0, 1) \
	X(VOLUNTARY_2, "estimate.voluntary_2", 0, 1) \
	X(VOLUNTARY_3, "estimate.voluntary_3", 0, 1) \
	X(VOLUNTARY_4, "estimate.voluntary_4", 0, 1) \
	X(VOLUNTARY_5, "estimate.voluntary_5", 0, 1) \
	X(WARN_EYE_PX, "warn.eye_px", 0, 1000) \
	X(WARN_GAZE, "warn.gaze", 0, 100) \
	X(WARN_BLINK, "warn.blink", 0, 100) \
	X(COURSE_STABLE, "course.stable", 0, 1e5) \
	X(COURSE_WASHOUT, "course.washout", 0, 1e4) \
	X(SCALE_CHANGE, "scale.change_warn", 0, 1) \
	X(SCALE_LEAST, "scale.ied_least", 0, 1000) \
	X(SCALE_MOST, "scale.ied_most", 0, 1000)

enum synk_norm {
#define X(id, key, least, most)	SYNK_NORM_##id,
	SYNK_NORM_LIST(X)
#undef X
	SYNK_NORMS
};

enum { SYNK_HASH_TEXT = 65 };	/* hexadecimal digits and a NUL */

/* Lengths in % of the inter-eye distance unless the key says otherwise. */
struct synk_norms {
	double at[SYNK_NORMS];
	char hash[SYNK_HASH_TEXT];	/* SHA-256 of keys and merged values */
};

/* "full.brow"; the key of a norm. */
const char *synk_norm_key(enum synk_norm);

/*
 * The norms compiled in.  Fails with SYNK_SYSTEM without memory; a fault in
 * the compiled-in file is a bug, found by the tests, and fails as below.
 */
SYNK_CHECKED bool synk_norms_default(struct synk_norms *,
    struct synk_error *err);

/*
 * Lays text, a synk-norms/1 document of any subset of the keys, over *norms.
 * Fails with SYNK_BAD_INPUT, *norms untouched, for an unknown key, a value
 * that is not a number in the key's range, or a missing source or basis.  A
 * member "reliability", an array of objects, is for synk_errors_add(); with
 * it, "values" may be missing.
 */
SYNK_CHECKED bool synk_norms_parse(struct synk_norms *norms, const char *text,
    size_t size, struct synk_error *err);

/* share/norms.json as compiled in; NUL-terminated. */
const char *synk_norms_text(void);

/* What the compiled-in file says of a key, for people. */
struct synk_norm_note {
	char unit[32], basis[16], source[256], note[320];
};
SYNK_CHECKED bool synk_norm_note(struct synk_norm_note *, enum synk_norm,
    struct synk_error *err);

#endif
