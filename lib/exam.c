#include <ctype.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <stdint.h>
#include <string.h>

#include "synk/exam.h"
#include "table.h"

/* The first name is the one that records use. */
static const char *const words[SYNK_EXPRESSIONS][14] = {
	[SYNK_REST] = { "rest", "repose", "resting", "neutral", "normal",
	  "relaxed", "atrest" },
	[SYNK_BROW_RAISE] = { "brow_raise", "brow_lift", "brow_elevation",
	  "browlift", "browraise", "eyebrow_raise", "eyebrow_lift",
	  "raise_brows", "forehead", "forehead_wrinkle", "frontalis",
	  "surprised" },
	[SYNK_EYE_CLOSE_GENTLE] = { "eye_close_gentle", "gentle_closure",
	  "gentle_eye_closure", "eye_closure_gentle", "gentle_close",
	  "eyes_closed", "eye_closure", "eye_close", "close_eyes",
	  "light_closure", "blink", "eyes_closed_gentle",
	  "eyes_closed_gently" },
	[SYNK_EYE_CLOSE_TIGHT] = { "eye_close_tight", "tight_closure",
	  "tight_eye_closure", "eye_closure_tight", "tight_close",
	  "forceful_closure", "full_closure", "squeeze", "eyes_tight",
	  "eyes_closed_tight", "eyes_closed_tightly", "close_eyes_tight",
	  "tight" },
	[SYNK_SMILE_GENTLE] = { "smile_gentle", "gentle_smile", "small_smile",
	  "closed_smile", "smile_closed", "closed_mouth_smile" },
	[SYNK_SMILE] = { "smile", "big_smile", "full_smile", "open_smile",
	  "smile_open", "open_mouth_smile", "smile_full", "large_smile",
	  "smile_teeth", "happy" },
	[SYNK_SNARL] = { "snarl", "nose_wrinkle", "wrinkle_nose", "sneer" },
	[SYNK_PUCKER] = { "pucker", "lip_pucker", "ooo", "kiss", "whistle",
	  "purse", "lip_purse" },
	[SYNK_LOWER_TEETH] = { "lower_teeth", "eee", "lower_teeth_show",
	  "show_lower_teeth", "lower_lip" },
};

const char *
synk_expression_name(enum synk_expression e)
{
	return words[e][0];
}

const char *
synk_expression_alias(enum synk_expression e, size_t i)
{
	return i + 1 < LEN(words[e]) ? words[e][i + 1] : NULL;
}

static int
folded(char c)
{
	return c == '-' || c == ' ' ? '_' : tolower((unsigned char)c);
}

static bool
same_word(const char *a, const char *b)
{
	for (; *a && folded(*a) == folded(*b); a++, b++)
		;
	return folded(*a) == folded(*b);
}

bool
synk_expression_find(enum synk_expression *e, const char *word)
{
	for (size_t i = 0; i < SYNK_EXPRESSIONS; i++)
		for (size_t k = 0; k < LEN(words[i]) && words[i][k]; k++)
			if (same_word(words[i][k], word)) {
				*e = (enum synk_expression)i;
				return true;
			}
	return false;
}

/* Letters to insert, drop or change to get from a to b (Levenshtein). */
static size_t
changes(const char *a, const char *b)
{
	enum { MAX = 32 };
	size_t row[MAX + 1], n = strlen(b), last, up;

	if (n > MAX)
		return SIZE_MAX;
	for (size_t k = 0; k <= n; k++)
		row[k] = k;
	for (size_t i = 0; a[i]; i++) {
		last = row[0]++;
		for (size_t k = 1; k <= n; k++) {
			up = row[k];
			last += folded(a[i]) != folded(b[k - 1]) ? 1 : 0;
			if (up + 1 < last)
				last = up + 1;
			if (row[k - 1] + 1 < last)
				last = row[k - 1] + 1;
			row[k] = last;
			last = up;
		}
	}
	return row[n];
}

const char *
synk_expression_nearest(const char *word)
{
	const char *best = words[0][0];
	size_t least = SIZE_MAX;

	for (size_t i = 0; i < SYNK_EXPRESSIONS; i++)
		for (size_t k = 0; k < LEN(words[i]) && words[i][k]; k++) {
			size_t n = changes(word, words[i][k]);

			if (n < least) {
				least = n;
				best = words[i][k];
			}
		}
	return best;
}

static const char *const affected[] = {
	[SYNK_UNKNOWN] = "unknown",
	[SYNK_AFFECTED_LEFT] = "left",
	[SYNK_AFFECTED_RIGHT] = "right",
	[SYNK_AFFECTED_BOTH] = "both",
	[SYNK_AFFECTED_NONE] = "none",
};

const char *
synk_affected_name(enum synk_affected side)
{
	return affected[side];
}

bool
synk_affected_find(enum synk_affected *side, const char *word)
{
	for (size_t i = SYNK_AFFECTED_LEFT; i < LEN(affected); i++)
		if (same_word(affected[i], word) || (word[0] && !word[1] &&
		    folded(word[0]) == affected[i][0])) {
			*side = (enum synk_affected)i;
			return true;
		}
	return false;
}

static const char *const scales[] = {
	[SYNK_SCALE_NONE] = "none",
	[SYNK_SCALE_DECLARED] = "declared",
	[SYNK_SCALE_IRIS] = "iris",
};

const char *
synk_scale_name(enum synk_scale_source source)
{
	return scales[source];
}

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

/*
 * The face of one photo: of its only frame, or the median of its frames.
 * Frames that cannot be fitted are left out, unless all are.
 */
static bool
face_of(struct synk_face *face, struct synk_photo *photo, const struct work *w,
    struct synk_error *err)
{
	struct synk_face *frames;
	size_t used = 0;
	bool ok;

	if (photo->count == 1)
		return synk_face_from(face, photo->frame, &w->template,
		    w->options->axis, w->norms, err);
	frames = malloc(photo->count * sizeof *frames);
	if (!frames)
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	for (size_t i = 0; i < photo->count; i++)
		if (synk_face_from(&frames[used], &photo->frame[i],
		    &w->template, w->options->axis, w->norms, err))
			used++;
	ok = used && synk_face_median(face, frames, used, err);
	free(frames);
	return ok;
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

/* The view of an expression from the n faces of its photographs. */
static bool
settle_view(struct synk_view *v, struct synk_face *face, size_t n,
    const struct synk_view *rest, struct synk_error *err)
{
	v->photos = n;
	compare_pose(v, face, n, rest);
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
	v->closure_seen = v->closure_seen && photo->closure_seen;
	if (first)
		v->method = photo->method;
	else if (!same_method(v->method, photo->method))
		v->mixed = true;
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
	ok = ok && (used == 0 || settle_view(v, face, used,
	    &w->exam->view[SYNK_REST], err));
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

static void
scale_by_iris(struct synk_exam *exam, const struct synk_norms *norms)
{
	double mm = norms->at[SYNK_NORM_IRIS_MM];
	double r = exam->iris[SYNK_RIGHT], l = exam->iris[SYNK_LEFT];
	double mean = isnan(r) ? l : isnan(l) ? r : (r + l) / 2;

	if (!(mean > 0))
		return;
	exam->scale = SYNK_SCALE_IRIS;
	exam->mm_per_ied = mm / mean;
	exam->scale_error = norms->at[SYNK_NORM_IRIS_SD] / mm;
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
		scale_by_iris(exam, norms);
	}
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
