/* Where the face is in a photograph, and its frame as it is seen there. */
#include <math.h>

#include "picture.h"
#include "table.h"

/* A fitted template.  Its x is that of a photograph that is not mirrored. */
struct fitted {
	struct synk_template shape;
	struct synk_pose pose;
	struct synk_face face;
	double centre[3];	/* of the rigid points that are there, IED */
	double distance;	/* of the camera, IED */
	bool mirrored;
};

/* Points whose mean the pose is about: those that stage 2 fits. */
static void
find_centre(struct fitted *f, const struct synk_sites *s)
{
	const size_t rigid[] = {
		synk_spot(SYNK_CANTHUS_OUTER, SYNK_RIGHT),
		synk_spot(SYNK_CANTHUS_OUTER, SYNK_LEFT),
		synk_spot(SYNK_CANTHUS_INNER, SYNK_RIGHT),
		synk_spot(SYNK_CANTHUS_INNER, SYNK_LEFT),
		synk_spot_middle(SYNK_NASION),
		synk_spot_middle(SYNK_BRIDGE_UPPER),
		synk_spot_middle(SYNK_BRIDGE_LOWER),
	};
	double sum[3] = { 0, 0, 0 };
	size_t n = 0;

	for (size_t i = 0; i < LEN(rigid); i++) {
		size_t k = rigid[i];

		if (isnan(s->at[k].x) || isnan(f->shape.at[k].x))
			continue;
		sum[0] += f->shape.at[k].x;
		sum[1] += f->shape.at[k].y;
		sum[2] += f->shape.at[k].z;
		n++;
	}
	for (size_t c = 0; c < 3; c++)
		f->centre[c] = sum[c] / (double)n;
}

/* Where a place on the template is seen, px of the photograph. */
static struct synk_point
seen(const struct fitted *f, double x, double y, double z)
{
	double v[3] = { x - f->centre[0], y - f->centre[1],
	    z - f->centre[2] };
	double q[3], k;

	for (size_t i = 0; i < 3; i++)
		q[i] = f->pose.r[i][0] * v[0] + f->pose.r[i][1] * v[1] +
		    f->pose.r[i][2] * v[2];
	k = f->pose.scale / (1 - q[2] / f->distance);
	x = k * q[0] + f->pose.x;
	return (struct synk_point){ f->mirrored ? -x : x,
	    -(k * q[1] + f->pose.y) };
}

/* The face at rest, if this one is to be held against it. */
static const struct synk_face *
face_at_rest(const struct synk_panel *p)
{
	const struct synk_exam *exam = p->exam;

	if (!exam || exam->axis != SYNK_AXIS_CANTHI ||
	    p->expression == SYNK_REST || p->expression == SYNK_EXPRESSIONS ||
	    exam->view[SYNK_REST].photos == 0)
		return NULL;
	return &exam->view[SYNK_REST].face;
}

static bool
fit_shape(struct fitted *f, const struct synk_sites *s,
    const struct synk_face *rest, const struct synk_norms *norms)
{
	struct synk_error unused;

	synk_template_default(&f->shape);
	if (rest)
		synk_template_from(&f->shape, rest);
	if (!synk_face_from(&f->face, &f->pose, s, &f->shape,
	    SYNK_AXIS_CANTHI, norms, &unused))
		return false;
	f->distance = norms->at[SYNK_NORM_CAMERA_MM] /
	    norms->at[SYNK_NORM_IED_MM];
	find_centre(f, s);
	return true;
}

static struct synk_point
between(struct synk_point a, struct synk_point b)
{
	return (struct synk_point){ (a.x + b.x) / 2, (a.y + b.y) / 2 };
}

static struct synk_point
eye_centre(const struct synk_point *at, enum synk_side side)
{
	return between(at[synk_spot(SYNK_CANTHUS_INNER, side)],
	    at[synk_spot(SYNK_CANTHUS_OUTER, side)]);
}

/* Sets the axes so that they are right-handed, whatever way the head is. */
static void
direct(struct synk_scene *s, struct synk_point from, struct synk_point to)
{
	double d = hypot(to.x - from.x, to.y - from.y);

	s->across.x = (to.x - from.x) / d;
	s->across.y = (to.y - from.y) / d;
	s->up = (struct synk_point){ s->across.y, -s->across.x };
}

/* The frame without a pose: the line of two points, and no midline. */
static bool
frame_by(struct synk_scene *s, struct synk_point right, struct synk_point left)
{
	bool swap = s->first == SYNK_LEFT;

	s->eyes = between(right, left);
	direct(s, swap ? left : right, swap ? right : left);
	return isfinite(s->across.x);
}

/* Emotrics' frame: upright on the pupil line. */
static void
frame_by_pupils(struct synk_scene *s)
{
	struct synk_point r = s->at[synk_spot(SYNK_PUPIL, SYNK_RIGHT)];
	struct synk_point l = s->at[synk_spot(SYNK_PUPIL, SYNK_LEFT)];

	if (isnan(r.x) || isnan(l.x) || !frame_by(s, r, l))
		return;
	s->midline = true;
	s->middle[0] = s->eyes;
	s->middle[1] = synk_scene_point(s, 0, -1);
}

/* The face frame: midline and eye line of the template as it is seen.  The
 * first photograph's eye line is at the height of its own eyes. */
static void
frame_by_pose(struct synk_scene *s, const struct fitted *f)
{
	const size_t upper = synk_spot_middle(SYNK_NASION);
	const size_t base = synk_spot_middle(SYNK_SUBNASALE);
	const size_t chin = synk_spot_middle(SYNK_MENTON);
	struct synk_template standard;
	double way = s->first == SYNK_RIGHT ? 1 : -1;

	synk_template_default(&standard);
	if (f->shape.personal)
		s->eyes = seen(f, 0, 0, 0);
	direct(s, seen(f, -way, 0, 0), seen(f, way, 0, 0));
	s->midline = true;
	s->middle[0] = seen(f, 0, standard.at[upper].y, standard.at[upper].z);
	s->middle[1] = between(
	    seen(f, 0, standard.at[base].y, standard.at[base].z),
	    seen(f, 0, standard.at[chin].y, standard.at[chin].z));
	s->ied = f->face.ied_px;
	s->yaw = f->face.yaw;
	s->pitch = f->face.pitch;
	s->roll = f->face.roll;
}

static void
place_rest(struct synk_scene *s, const struct fitted *f)
{
	s->rested = f->shape.personal;
	for (size_t i = 0; i < SYNK_SPOTS && s->rested; i++)
		s->rest[i] = seen(f, f->shape.at[i].x, f->shape.at[i].y,
		    f->shape.at[i].z);
}

static bool
pose_scene(struct synk_scene *s, struct synk_error *err)
{
	const struct synk_face *rest = face_at_rest(s->panel);
	struct fitted f = { .mirrored = s->panel->mirrored };
	struct synk_norms norms;
	struct synk_sites sites;

	if (!synk_norms_default(&norms, err))
		return false;
	s->pose_warn = norms.at[SYNK_NORM_POSE_WARN];
	for (size_t i = 0; i < SYNK_SPOTS; i++) {
		sites.at[i] = s->at[i];
		if (f.mirrored)
			sites.at[i].x = -sites.at[i].x;
	}
	if (!(rest && fit_shape(&f, &sites, rest, &norms)) &&
	    !fit_shape(&f, &sites, NULL, &norms))
		return true;
	frame_by_pose(s, &f);
	place_rest(s, &f);
	return true;
}

/* How far a point is beyond the photograph, px; 0 within it. */
static double
beyond(const struct synk_panel *p, struct synk_point at)
{
	double x = fmax(-at.x, at.x - (p->width - 1));
	double y = fmax(-at.y, at.y - (p->height - 1));
	double out = fmax(x, y) - 0.5;

	return isnan(at.x) || isnan(at.y) || out < 0 ? 0 : out;
}

/* Points of another photograph mostly do not fit into this one. */
static bool
check_inside(const struct synk_scene *s, struct synk_error *err)
{
	static const enum synk_site must[] = { SYNK_CANTHUS_INNER,
	    SYNK_CANTHUS_OUTER, SYNK_COMMISSURE };
	const struct synk_panel *p = s->panel;
	struct synk_point worst = { 0, 0 };
	double far = 0;

	for (size_t i = 0; i < LEN(must); i++)
		for (size_t side = 0; side < SYNK_SIDES; side++) {
			struct synk_point at = s->at[synk_spot(must[i],
			    (enum synk_side)side)];

			if (beyond(p, at) > far) {
				far = beyond(p, at);
				worst = at;
			}
		}
	return far <= 0 || synk_fail(err, SYNK_BAD_INPUT, "the points reach to"
	    " (%.0f, %.0f), the photograph has %dx%d: do they belong"
	    " together?", worst.x, worst.y, p->width, p->height);
}

/* Before cairo does, which would not say whose size it is. */
bool
synk_picture_fits(int width, int height, int shrink, struct synk_error *err)
{
	return (width <= SYNK_CANVAS_MAX * shrink &&
	    height <= SYNK_CANVAS_MAX * shrink) ||
	    synk_fail(err, SYNK_BAD_INPUT, "a photograph of %d x %d px is too"
	    " large to draw: at most %d a side", width, height,
	    SYNK_CANVAS_MAX);
}

bool
synk_scene_from(struct synk_scene *scene, const struct synk_panel *panel,
    struct synk_error *err)
{
	struct synk_scene s = { .panel = panel, .yaw = NAN, .pitch = NAN,
	    .roll = NAN, .first = panel->mirrored ? SYNK_LEFT : SYNK_RIGHT };
	struct synk_point r, l;

	if (panel->photo && !synk_picture_fits(panel->width, panel->height,
	    panel->photo->shrink, err))
		return false;
	for (size_t i = 0; i < SYNK_SPOTS; i++)
		s.at[i] = panel->sites->at[panel->mirrored &&
		    i < synk_spot_middle(0) ? i ^ 1 : i];
	r = eye_centre(s.at, SYNK_RIGHT);
	l = eye_centre(s.at, SYNK_LEFT);
	s.ied = hypot(r.x - l.x, r.y - l.y);
	if (!isfinite(s.ied))
		return synk_fail(err, SYNK_BAD_INPUT, "the points lack the"
		    " corners of an eye, which say where the face is");
	if (!check_inside(&s, err))
		return false;
	if (!(s.ied > 1) || !frame_by(&s, r, l))
		return synk_fail(err, SYNK_BAD_INPUT,
		    "both eyes are in one place");
	if (!pose_scene(&s, err))
		return false;
	if (panel->exam && panel->exam->axis == SYNK_AXIS_PUPILS)
		frame_by_pupils(&s);
	*scene = s;
	return true;
}

struct synk_point
synk_scene_point(const struct synk_scene *s, double across, double up)
{
	double x = across * s->ied, y = up * s->ied;

	return (struct synk_point){
	    s->eyes.x + x * s->across.x + y * s->up.x,
	    s->eyes.y + x * s->across.y + y * s->up.y };
}

const struct synk_view *
synk_scene_view(const struct synk_scene *s)
{
	const struct synk_panel *p = s->panel;

	if (!p->exam || p->expression == SYNK_EXPRESSIONS ||
	    p->exam->view[p->expression].photos == 0)
		return NULL;
	return &p->exam->view[p->expression];
}

struct synk_map
synk_upright(const struct synk_scene *s, double ied, struct synk_point eyes)
{
	double k = ied / s->ied;
	struct synk_map m = { k * s->across.x, k * s->across.y, 0,
	    -k * s->up.x, -k * s->up.y, 0 };
	struct synk_point at = synk_map_point(&m, s->eyes);

	m.x0 = eyes.x - at.x;
	m.y0 = eyes.y - at.y;
	return m;
}
