#ifndef SYNK_FACE_H
#define SYNK_FACE_H

/*
 * Stage 2.  struct synk_marks -> struct synk_sites -> struct synk_face.
 *
 * Sites are anatomical points with one name in every scheme.  A face is its
 * sites turned to the front: x from the facial midline, y up from the line of
 * the eyes, in inter-eye distances (IED), the distance between the two eye
 * centres, an eye centre being the middle between its canthi.  On either side
 * x grows laterally, so a symmetric face has equal points left and right; on
 * the midline x grows to the subject's left.
 */

#include "synk/marks.h"
#include "synk/norms.h"

/* Sites that each side has. */
enum synk_site {
	SYNK_BROW_MEDIAL, SYNK_BROW_MEDIAL_MID, SYNK_BROW_MID,
	SYNK_BROW_LATERAL_MID, SYNK_BROW_LATERAL,
	SYNK_CANTHUS_INNER, SYNK_CANTHUS_OUTER,
	SYNK_LID_UPPER_MEDIAL, SYNK_LID_UPPER_MID, SYNK_LID_UPPER_LATERAL,
	SYNK_LID_LOWER_MEDIAL, SYNK_LID_LOWER_MID, SYNK_LID_LOWER_LATERAL,
	SYNK_PUPIL, SYNK_IRIS_MEDIAL, SYNK_IRIS_LATERAL,
	SYNK_ALA,
	SYNK_COMMISSURE, SYNK_COMMISSURE_INNER,
	SYNK_LIP_UPPER_LATERAL, SYNK_LIP_UPPER_PEAK,
	SYNK_LIP_LOWER_LATERAL, SYNK_LIP_LOWER_PARAMEDIAN,
	SYNK_LIP_UPPER_INNER, SYNK_LIP_LOWER_INNER,
	SYNK_SITES
};

/* Sites on the midline. */
enum synk_middle {
	SYNK_NASION, SYNK_BRIDGE_UPPER, SYNK_BRIDGE_LOWER, SYNK_NOSE_TIP,
	SYNK_SUBNASALE, SYNK_LIP_UPPER_MID, SYNK_STOMION_UPPER,
	SYNK_STOMION_LOWER, SYNK_LIP_LOWER_MID, SYNK_MENTON,
	SYNK_MIDDLES
};

/* All of them in one array: each site's right and left, then the midline. */
enum { SYNK_SPOTS = SYNK_SITES * SYNK_SIDES + SYNK_MIDDLES };

static inline size_t
synk_spot(enum synk_site site, enum synk_side side)
{
	return (size_t)site * SYNK_SIDES + (size_t)side;
}

static inline size_t
synk_spot_middle(enum synk_middle middle)
{
	return (size_t)SYNK_SITES * SYNK_SIDES + (size_t)middle;
}

/* "canthus_inner"; the name that records use. */
const char *synk_site_name(enum synk_site);
const char *synk_middle_name(enum synk_middle);

/*
 * Which points of a scheme a spot is the mean of, "37, 38"; "" if the scheme
 * does not have it.
 */
void synk_spot_points(char text[16], enum synk_scheme, size_t spot);

/* Pixels, y down, as in stage 1; NaN where missing. */
struct synk_sites {
	struct synk_point at[SYNK_SPOTS];
};

/*
 * Names the points.  mirrored: the photo was mirrored before the landmarks
 * were found, so sides are exchanged and x is negated.
 * Fails with SYNK_BAD_INPUT if points await an image size, or if the subject's
 * right and left are exchanged in the file (as by imglab --flip-basic).
 */
SYNK_CHECKED bool synk_sites_from(struct synk_sites *,
    const struct synk_marks *, bool mirrored, struct synk_error *err);

/* How far each spot is from one look at the face to the next. */
struct synk_spread {
	size_t repeats;			/* looks; 0: not known */
	double sd[SYNK_SPOTS];		/* px, mean of both axes; NaN */
};
void synk_spread_from(struct synk_spread *, const struct synk_marks *,
    bool mirrored);

/* As in a mirror: sides are exchanged and x is negated.  Twice is nothing. */
void synk_sites_mirror(struct synk_sites *);

enum synk_axis {
	SYNK_AXIS_CANTHI,	/* the frame above */
	SYNK_AXIS_PUPILS	/* Emotrics': pupil line, not turned to front */
};

struct synk_face {
	struct synk_point at[SYNK_SPOTS];	/* IED; NaN where missing */
	/* Degrees; + is to the subject's left, chin down, to the right
	 * shoulder.  Against the line from the camera to the nasal bridge. */
	double yaw, pitch, roll;
	double ied_px;		/* IED in pixels at the depth of the eyes */
	double iris[SYNK_SIDES];	/* diameters, IED; NaN */
	double residual;	/* of the fit, root mean square, IED */
};

/* A rigid shape to fit: where each spot is, z towards the camera.  IED. */
struct synk_template {
	struct { double x, y, z; } at[SYNK_SPOTS];
	bool personal;		/* one face's own shape at rest */
};

/* Everybody's: from MediaPipe's canonical face model, exactly symmetric. */
void synk_template_default(struct synk_template *);

/* A person's own: the rest face, at the depths that the template has. */
void synk_template_from(struct synk_template *, const struct synk_face *rest);

/*
 * Where the camera sees a template's rigid points, X from their centre, z
 * towards the camera at distance d: p = scale * (r X)_xy / (1 - z/d) + (x, y).
 */
struct synk_pose {
	double r[3][3];
	double scale;		/* px per unit of the template */
	double x, y;		/* px, y up */
};

/*
 * Fits the template to canthi and nasal bridge, under perspective from the
 * norms' camera distance, and undoes the rotation at each spot's template
 * depth.  A personal template is fitted robustly: a canthus that moves loses
 * its weight, and its frame (midline, eye line, IED) is the rest face's.
 * The pose is that of the fit; NULL if it is not wanted.
 *
 * Fails with SYNK_BAD_INPUT if fewer than two canthi on either side, or fewer
 * than two points of the nasal bridge, are there; for SYNK_AXIS_PUPILS also if
 * a pupil is missing.
 */
SYNK_CHECKED bool synk_face_from(struct synk_face *, struct synk_pose *,
    const struct synk_sites *, const struct synk_template *, enum synk_axis,
    const struct synk_norms *, struct synk_error *err);

/* How a pose follows small changes of its landmarks: slopes and normal
 * equations of a fit, of lib/face.c's own. */
enum { SYNK_RIGID = 7, SYNK_POSE_UNKNOWNS = 6 };
struct synk_steady {
	struct synk_pose pose;
	double j[SYNK_RIGID][2][SYNK_POSE_UNKNOWNS];
	double a[SYNK_POSE_UNKNOWNS][SYNK_POSE_UNKNOWNS];
};

/* Of landmarks whose pose is known.  False if it cannot be told from them. */
SYNK_CHECKED bool synk_steady_from(struct synk_steady *,
    const struct synk_sites *, const struct synk_template *,
    const struct synk_norms *, const struct synk_pose *);

/*
 * The sites of landmarks that differ by their noise from those: two rounds of
 * the fit, with the same slopes.  The same points must be there.  Only the
 * sites of *face are set.  False if they cannot be fitted.
 */
SYNK_CHECKED bool synk_face_near(struct synk_face *,
    const struct synk_sites *, const struct synk_template *, enum synk_axis,
    const struct synk_norms *, const struct synk_steady *);

/*
 * The median face of several: coordinates and angles one by one, over those
 * that are there.  Of a site that some have on both sides, those that have it
 * on one side only are left out, so that sides are of the same photographs:
 * they are set to NaN.  n is at least 1.  Fails only with SYNK_SYSTEM.
 */
SYNK_CHECKED bool synk_face_median(struct synk_face *, struct synk_face *,
    size_t n, struct synk_error *err);

/* Median of n numbers, NaN left out; NaN if none is left.  Reorders them. */
double synk_median(double *, size_t n);

#endif
