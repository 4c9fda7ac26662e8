#include <math.h>
#include <stdarg.h>
#include <stdio.h>

#include "synk/verdict.h"
#include "table.h"

struct warnings {
	struct synk_warning *at;
	size_t count, max;
	const struct synk_exam *exam;
	const struct synk_norms *norms;
};

static void SYNK_PRINTF(3)
warn(struct warnings *w, int expression, const char *fmt, ...)
{
	struct synk_warning *line = &w->at[w->count];
	va_list ap;

	if (w->count == w->max)
		return;
	w->count++;
	line->of_expression = expression >= 0;
	line->expression = expression >= 0
	    ? (enum synk_expression)expression : SYNK_REST;
	va_start(ap, fmt);
	vsnprintf(line->text, sizeof line->text, fmt, ap);
	va_end(ap);
}

static double
norm(const struct warnings *w, enum synk_norm n)
{
	return w->norms->at[n];
}

static void
warn_of_pose(struct warnings *w, int e)
{
	const struct synk_view *v = &w->exam->view[e];
	double most = norm(w, SYNK_NORM_POSE_WARN);
	double change = norm(w, SYNK_NORM_POSE_CHANGE_WARN);

	if (v->pose > most)
		warn(w, e, "yaw %.1f, pitch %.1f degrees: over %.0f",
		    v->face.yaw, v->face.pitch, most);
	if (v->turned > change)
		warn(w, e, "the head turned %.1f degrees since rest: over"
		    " %.0f", v->turned, change);
}

static void
warn_of_detector(struct warnings *w, int e)
{
	const struct synk_view *v = &w->exam->view[e];

	if (!v->closure_seen)
		warn(w, e, "the detector is known to miss closed eyes");
	if (v->mixed)
		warn(w, e, "its landmarks are not all by one detector and"
		    " scheme, or not by that of rest");
}

/* The fissure at rest, in the photograph in which it has fewest pixels: of
 * a small one a pixel is a large share. */
static void
warn_of_resolution(struct warnings *w)
{
	const double *f = w->exam->view[SYNK_REST].measures.at[
	    SYNK_FISSURE_HEIGHT];
	double px = INFINITY, least = norm(w, SYNK_NORM_WARN_EYE_PX);

	for (size_t e = 0; e < SYNK_EXPRESSIONS; e++)
		if (w->exam->view[e].photos)
			px = fmin(px, fmin(f[SYNK_LEFT], f[SYNK_RIGHT]) *
			    w->exam->view[e].face.ied_px);
	if (w->exam->view[SYNK_REST].photos && px < least)
		warn(w, -1, "few pixels: an eye's opening at rest is %.1f px,"
		    " under %.0f", px, least);
}

/* Where both pupils look, from the middles of their eyes, % of IED; x to the
 * subject's left. */
static struct synk_point
gaze(const struct synk_face *f)
{
	struct synk_point sum = { 0, 0 };

	for (int i = 0; i < SYNK_SIDES; i++) {
		enum synk_side k = (enum synk_side)i;
		struct synk_point p = f->at[synk_spot(SYNK_PUPIL, k)];
		struct synk_point a = f->at[synk_spot(SYNK_CANTHUS_INNER, k)];
		struct synk_point b = f->at[synk_spot(SYNK_CANTHUS_OUTER, k)];
		double lateral = p.x - (a.x + b.x) / 2;

		sum.x += 50 * (k == SYNK_LEFT ? lateral : -lateral);
		sum.y += 50 * (p.y - (a.y + b.y) / 2);
	}
	return sum;
}

static void
warn_of_eyes_at_rest(struct warnings *w)
{
	const struct synk_view *v = &w->exam->view[SYNK_REST];
	const double *f = v->measures.at[SYNK_FISSURE_HEIGHT];
	struct synk_point at = gaze(&v->face);
	double most = norm(w, SYNK_NORM_WARN_GAZE);

	if (100 * fmax(f[SYNK_LEFT], f[SYNK_RIGHT]) <
	    norm(w, SYNK_NORM_WARN_BLINK))
		warn(w, SYNK_REST, "both eyes are half closed: a blink?"
		    " Closure and synkinesis of the eye are from rest");
	if (fabs(at.x) > most || fabs(at.y) > most)
		warn(w, SYNK_REST, "the eyes look %s: fissures depend on gaze",
		    at.y < -most ? "down" : at.y > most ? "up"
		    : at.x > 0 ? "to the subject's left"
		    : "to the subject's right");
}

static void
warn_of_side(struct warnings *w, const struct synk_side_verdict *s)
{
	bool left = s->probability[SYNK_LEFT] > s->probability[SYNK_RIGHT];
	bool control = s->declared == SYNK_AFFECTED_NONE;

	if (s->inferred)
		warn(w, -1, "the side was inferred from the numbers it is"
		    " used for: they come out too large");
	if (s->contradicted)
		warn(w, -1, "movement and synkinesis speak for the %s side,"
		    " not for '%s'%s", left ? "left" : "right",
		    synk_affected_name(s->declared), control ? ""
		    : ": were the photos mirrored?");
}

/* A scale is an iris of few pixels, or a number that somebody typed. */
static void
warn_of_scale(struct warnings *w)
{
	if (w->exam->withheld)
		warn(w, -1, "no millimetres: by this scale the eye centres"
		    " would be %.1f mm apart, expected %.0f to %.0f",
		    w->exam->withheld_mm, norm(w, SYNK_NORM_SCALE_LEAST),
		    norm(w, SYNK_NORM_SCALE_MOST));
}

size_t
synk_warnings(struct synk_warning *lines, size_t max,
    const struct synk_verdict *v, const struct synk_exam *exam,
    const struct synk_norms *norms)
{
	struct warnings w = { lines, 0, max, exam, norms };

	warn_of_side(&w, &v->side);
	if (exam->view[SYNK_REST].photos && exam->view[SYNK_PUCKER].given == 0)
		warn(&w, -1, "no pucker: it shows synkinesis of the eye most"
		    " often");
	warn_of_resolution(&w);
	warn_of_scale(&w);
	for (int e = 0; e < SYNK_EXPRESSIONS; e++) {
		if (exam->view[e].photos == 0)
			continue;
		warn_of_pose(&w, e);
		warn_of_detector(&w, e);
		if (e == SYNK_REST)
			warn_of_eyes_at_rest(&w);
	}
	return w.count;
}
