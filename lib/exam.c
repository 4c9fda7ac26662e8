#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exam.h"

static bool
same_method(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* What exam_from works with. */
struct work {
	struct synk_exam *exam;
	const struct synk_exam_options *options;
	const struct synk_norms *norms;
	struct synk_template template;
};

static size_t
sites_of(const struct synk_sites *s)
{
	size_t n = 0;

	for (size_t i = 0; i < SYNK_SPOTS; i++)
		n += isnan(s->at[i].x) ? 0 : 1;
	return n;
}

/* Of a photo with several frames, those that can be fitted. */
static bool
median_of_frames(struct synk_face *face, struct synk_photo *photo,
    const struct work *w, struct synk_error *err)
{
	struct synk_face *frames = malloc(photo->count * sizeof *frames);
	size_t used = 0, most = 0;
	bool ok;

	if (!frames)
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	for (size_t i = 0; i < photo->count; i++) {
		struct synk_pose pose;

		if (!synk_face_from(&frames[used], &pose, &photo->frame[i],
		    &w->template, w->options->axis, w->norms, err))
			continue;
		used++;
		if (sites_of(&photo->frame[i]) > most) {
			most = sites_of(&photo->frame[i]);
			photo->fitted = &photo->frame[i];
			photo->pose = pose;
		}
	}
	ok = used && synk_face_median(face, frames, used, err);
	free(frames);
	return ok;
}

static bool
face_of(struct synk_face *face, struct synk_photo *photo, const struct work *w,
    struct synk_error *err)
{
	if (photo->count != 1)
		return median_of_frames(face, photo, w, err);
	photo->fitted = photo->frame;
	return synk_face_from(face, &photo->pose, photo->frame, &w->template,
	    w->options->axis, w->norms, err);
}

/* One value; NaN of a photo that lacks the other side where some have both. */
static double
usable(const struct synk_measures *m, size_t n, size_t i, size_t k,
    size_t side)
{
	bool both = false;

	for (size_t p = 0; p < n; p++)
		both = both || !isnan(m[p].at[k][0] + m[p].at[k][1]);
	return both && isnan(m[i].at[k][0] + m[i].at[k][1]) ? NAN
	    : m[i].at[k][side];
}

static bool
median_measures(struct synk_measures *out, const struct synk_face *face,
    size_t n, struct synk_error *err)
{
	struct synk_measures *m = malloc(n * sizeof *m);
	double *v = malloc(n * sizeof *v);
	bool ok = m && v;

	for (size_t i = 0; i < n && ok; i++)
		synk_measures_from(&m[i], &face[i]);
	for (size_t k = 0; k < SYNK_MEASURES && ok; k++)
		for (size_t side = 0; side < SYNK_SIDES; side++) {
			for (size_t i = 0; i < n; i++)
				v[i] = usable(m, n, i, k, side);
			out->at[k][side] = synk_median(v, n);
		}
	free(m);
	free(v);
	return ok || synk_fail(err, SYNK_SYSTEM, "out of memory");
}

/* Photo by photo, since opposite turns are not none. */
static void
compare_pose(struct synk_view *v, const struct synk_face *face, size_t n,
    const struct synk_view *rest)
{
	v->turned = rest->photos && rest != v ? 0 : NAN;
	for (size_t i = 0; i < n; i++) {
		v->pose = fmax(v->pose,
		    fmax(fabs(face[i].yaw), fabs(face[i].pitch)));
		if (!isnan(v->turned))
			v->turned = fmax(v->turned,
			    fmax(fabs(face[i].yaw - rest->face.yaw),
			    fabs(face[i].pitch - rest->face.pitch)));
	}
}

bool
synk_view_settle(struct synk_view *v, struct synk_face *face, size_t n,
    struct synk_error *err)
{
	if (n == 1) {
		v->face = *face;
		synk_measures_from(&v->measures, face);
	} else if (!synk_face_median(&v->face, face, n, err) ||
	    !median_measures(&v->measures, face, n, err)) {
		return false;
	}
	return true;
}

/* Points that are no face still have a best fit. */
static bool
check_fit(const struct synk_face *face, const struct work *w,
    struct synk_error *err)
{
	double limit = w->norms->at[SYNK_NORM_RESIDUAL_LIMIT];

	return 100 * face->residual <= limit || synk_fail(err, SYNK_BAD_INPUT,
	    "canthi and nasal bridge are %.0f %% of IED from those of a face,"
	    " over %.0f", 100 * face->residual, limit);
}

static void
use_photo(struct synk_view *v, struct synk_photo *photo,
    const struct synk_face *face, bool first)
{
	photo->ied_px = face->ied_px;
	photo->face = *face;
	v->closure_seen = v->closure_seen && photo->closure_seen;
	if (first) {
		v->method = photo->method;
		v->detector = photo->detector;
	} else if (!same_method(v->method, photo->method)) {
		v->mixed = true;
	}
}

/* One photo's face at the end of those of its expression. */
static bool
add_face(struct synk_face *face, size_t *n, struct synk_photo *photo,
    const struct work *w, struct synk_error *err)
{
	struct synk_error why;

	photo->ied_px = 0;
	if (photo->problem[0])
		return true;
	if (photo->count == 0) {
		snprintf(photo->problem, sizeof photo->problem, "no face");
		return true;
	}
	if (face_of(&face[*n], photo, w, &why) &&
	    check_fit(&face[*n], w, &why)) {
		use_photo(&w->exam->view[photo->expression], photo,
		    &face[*n], *n == 0);
		++*n;
		return true;
	}
	if (why.code == SYNK_SYSTEM) {
		*err = why;
		return false;
	}
	snprintf(photo->problem, sizeof photo->problem, "%.199s", why.text);
	return true;
}

static bool
view_of(struct work *w, enum synk_expression e, struct synk_photo *photo,
    size_t n, struct synk_error *err)
{
	struct synk_view *v = &w->exam->view[e];
	struct synk_face one, *face = &one;
	size_t used = 0;
	bool ok = true;

	v->closure_seen = true;
	for (size_t i = 0; i < n; i++)
		v->given += photo[i].expression == e ? 1 : 0;
	if (v->given > 1)
		face = malloc(v->given * sizeof *face);
	if (!face)
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	for (size_t i = 0; i < n && ok; i++)
		if (photo[i].expression == e)
			ok = add_face(face, &used, &photo[i], w, err);
	v->photos = used;
	if (ok && used) {
		compare_pose(v, face, used, &w->exam->view[SYNK_REST]);
		ok = synk_view_settle(v, face, used, err);
	}
	if (face != &one)
		free(face);
	return ok;
}

/* Movement is a difference: of two detectors it would be theirs. */
static void
compare_methods(struct synk_exam *exam)
{
	const struct synk_view *rest = &exam->view[SYNK_REST];

	for (size_t e = 0; e < SYNK_EXPRESSIONS; e++) {
		struct synk_view *v = &exam->view[e];

		if (v->photos && rest->photos && (rest->mixed ||
		    !same_method(v->method, rest->method)))
			v->mixed = true;
	}
}

/* Mean mm per IED of the photos, at rest or not, that declare a scale. */
static double
declared_scale(const struct synk_photo *photo, size_t n, bool at_rest)
{
	double sum = 0;
	size_t there = 0;

	for (size_t i = 0; i < n; i++)
		if (photo[i].ied_px > 0 && !isnan(photo[i].mm_per_px) &&
		    (photo[i].expression == SYNK_REST) == at_rest) {
			sum += photo[i].mm_per_px * photo[i].ied_px;
			there++;
		}
	return there ? sum / (double)there : NAN;
}

/* Of irises found in photographs at rest, how far a diameter may be off, as a
 * share of it; 0 of those that the landmarks give. */
static double
iris_error(const struct synk_photo *photo, size_t n, enum synk_side side)
{
	double sum = 0;
	size_t there = 0;

	for (size_t i = 0; i < n; i++)
		if (photo[i].ied_px > 0 && photo[i].radius_sd[side] > 0 &&
		    photo[i].expression == SYNK_REST) {
			sum += 2 * photo[i].radius_sd[side] /
			    (photo[i].face.iris[side] * photo[i].ied_px);
			there++;
		}
	return there ? sum / (double)there : 0;
}

/* What the radii of both irises may err together, as a share of them: a floor
 * in pixels, which no mean makes smaller. */
static double
common_error(const struct synk_photo *photo, size_t n, double mean,
    const struct synk_norms *norms)
{
	double sum = 0;
	size_t there = 0;

	for (size_t i = 0; i < n; i++)
		if (photo[i].ied_px > 0 && photo[i].expression == SYNK_REST) {
			sum += 2 * norms->at[SYNK_NORM_IRIS_PX] /
			    (mean * photo[i].ied_px);
			there++;
		}
	return there ? sum / (double)there : 0;
}

/* Of the mean of two, what either may be off by or half of what they differ
 * by, whichever is more. */
static double
error_of_mean(double r, double l, double er, double el)
{
	if (isnan(r) || isnan(l))
		return isnan(r) ? el : er;
	return fmax(hypot(er, el) / 2, fabs(r - l) / (r + l));
}

static void
scale_by_iris(struct synk_exam *exam, const struct synk_photo *photo,
    size_t n, const struct synk_norms *norms)
{
	double er = iris_error(photo, n, SYNK_RIGHT);
	double el = iris_error(photo, n, SYNK_LEFT);
	double mm = norms->at[SYNK_NORM_IRIS_MM];
	double r = exam->iris[SYNK_RIGHT], l = exam->iris[SYNK_LEFT];
	double mean = isnan(r) ? l : isnan(l) ? r : (r + l) / 2;

	if (!(mean > 0))
		return;
	exam->scale = SYNK_SCALE_IRIS;
	exam->mm_per_ied = mm / mean;
	exam->iris_seen = er > 0 || el > 0;
	exam->scale_error = norms->at[SYNK_NORM_IRIS_SD] / mm;
	if (exam->iris_seen)
		exam->scale_error = hypot(exam->scale_error, hypot(
		    error_of_mean(r, l, er, el),
		    common_error(photo, n, mean, norms)));
}

/* Millimetres by a scale that gives nobody's eyes are worse than none. */
static void
withhold_scale(struct synk_exam *exam, const struct synk_norms *norms)
{
	if (isnan(exam->mm_per_ied) ||
	    (exam->mm_per_ied >= norms->at[SYNK_NORM_SCALE_LEAST] &&
	    exam->mm_per_ied <= norms->at[SYNK_NORM_SCALE_MOST]))
		return;
	exam->withheld = exam->scale;
	exam->withheld_mm = exam->mm_per_ied;
	exam->scale = SYNK_SCALE_NONE;
	exam->mm_per_ied = NAN;
	exam->scale_error = 0;
}

static void
settle_scale(struct synk_exam *exam, const struct synk_photo *photo, size_t n,
    const struct synk_exam_options *options, const struct synk_norms *norms)
{
	const struct synk_view *rest = &exam->view[SYNK_REST];
	double declared = declared_scale(photo, n, true);

	exam->mm_per_ied = NAN;
	for (size_t side = 0; side < SYNK_SIDES; side++)
		exam->iris[side] = rest->photos ? rest->face.iris[side] : NAN;
	if (options->no_scale || rest->photos == 0)
		return;
	if (isnan(declared))
		declared = declared_scale(photo, n, false);
	if (!isnan(declared) && !options->iris_only) {
		exam->scale = SYNK_SCALE_DECLARED;
		exam->mm_per_ied = declared;
	} else {
		scale_by_iris(exam, photo, n, norms);
	}
	withhold_scale(exam, norms);
}

bool
synk_exam_from(struct synk_exam *exam, struct synk_photo *photo, size_t n,
    const struct synk_exam_options *options, const struct synk_norms *norms,
    struct synk_error *err)
{
	struct work w = { .exam = exam, .options = options, .norms = norms };

	memset(exam, 0, sizeof *exam);
	exam->axis = options->axis;
	synk_template_default(&w.template);
	for (size_t e = 0; e < SYNK_EXPRESSIONS; e++) {
		if (!view_of(&w, (enum synk_expression)e, photo, n, err))
			return false;
		if (e == SYNK_REST && exam->view[e].photos &&
		    options->axis == SYNK_AXIS_CANTHI)
			synk_template_from(&w.template, &exam->view[e].face);
	}
	compare_methods(exam);
	settle_scale(exam, photo, n, options, norms);
	return true;
}

size_t
synk_exam_photos(const struct synk_exam *exam)
{
	size_t n = 0;

	for (size_t e = 0; e < SYNK_EXPRESSIONS; e++)
		n += exam->view[e].photos;
	return n;
}
