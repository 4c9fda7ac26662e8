#include <math.h>
#include <string.h>

#include "marks.h"
#include "table.h"

/* In the order tried: the strictest signature first. */
static const struct synk_format formats[] = {
	{ "npy", "numpy array of points (.npy)", "all but sites60, by count",
	  synk_npy_sniff, synk_npy_open, synk_npy_next, synk_npy_close,
	  "numpy, numpy/lib/format.py" },
	{ "pts", "iBUG/300-W points (.pts)",
	  "ibug68 (68, 66, 51 or 49 points); others by count",
	  synk_pts_sniff, NULL, synk_pts_next, NULL,
	  "menpo, menpo/io/input/landmark.py; 300-W" },
	{ "emotrics", "Emotrics and Emotrics+ text (.txt)",
	  "ibug68, emotrics76", synk_emotrics_sniff, NULL, synk_emotrics_next,
	  NULL, "dguari1/Emotrics, utilities.py" },
	{ "imglab", "dlib imglab XML (.xml)", "ibug68",
	  synk_imglab_sniff, synk_imglab_open, synk_imglab_next,
	  synk_imglab_close, "dlib, dlib/data_io/image_dataset_metadata.cpp" },
	{ "synk-marks", "synk's own records (.ndjson)", "all",
	  synk_synkmarks_sniff, synk_synkmarks_open, synk_synkmarks_next,
	  synk_synkmarks_close, "synk-marks(5)" },
	{ "mediapipe", "MediaPipe Face Landmarker, Face Mesh (.json, .ndjson)",
	  "mediapipe478, mediapipe468",
	  synk_mediapipe_sniff, synk_mediapipe_open, synk_mediapipe_next,
	  synk_mediapipe_close, "google-ai-edge/mediapipe, tasks" },
	{ "faceapi", "face-api.js detections (.json)", "ibug68",
	  synk_faceapi_sniff, synk_faceapi_open, synk_faceapi_next,
	  synk_faceapi_close, "vladmandic/face-api, FaceLandmarks68.ts" },
	{ "human", "vladmandic/human result (.json)",
	  "mediapipe478, mediapipe468",
	  synk_human_sniff, synk_human_open, synk_human_next,
	  synk_human_close, "vladmandic/human" },
	{ "labelme", "labelme points with numbers or names (.json)",
	  "sites60; others by number", synk_labelme_sniff, synk_labelme_open,
	  synk_labelme_next, synk_labelme_close, "labelme, _label_file.py" },
	{ "labelstudio", "Label Studio key points, JSON or JSON_MIN (.json)",
	  "sites60; others by number", synk_labelstudio_sniff,
	  synk_labelstudio_open, synk_labelstudio_next,
	  synk_labelstudio_close, "labelstud.io/tags/keypointlabels" },
	{ "openpose", "OpenPose people with faces (.json)",
	  "openpose70, ibug68", synk_openpose_sniff, synk_openpose_open,
	  synk_openpose_next, synk_openpose_close,
	  "OpenPose, doc/02_output.md" },
	{ "coco", "COCO, COCO-WholeBody, mmpose key points (.json)",
	  "ibug68; others by count", synk_coco_sniff, synk_coco_open,
	  synk_coco_next, synk_coco_close,
	  "jin-s13/COCO-WholeBody, data_format.md; mmpose" },
	{ "pbtxt", "MediaPipe landmarks as protobuf text (.pbtxt)",
	  "mediapipe478, mediapipe468", synk_pbtxt_sniff, NULL,
	  synk_pbtxt_next, NULL, "mediapipe/framework/formats/landmark.proto" },
	{ "openface", "OpenFace 0.x to 2.2 CSV (.csv)", "ibug68",
	  synk_openface_sniff, synk_openface_open, synk_openface_next,
	  synk_openface_close, "OpenFace, RecorderCSV.cpp" },
	{ "wflw", "WFLW annotations, a face a line (.txt)", "wflw98",
	  synk_wflw_sniff, synk_wflw_open, synk_wflw_next, synk_wflw_close,
	  "wywu.github.io/projects/LAB/WFLW" },
	{ "points", "points alone, x and y a line (.txt)", "by count",
	  synk_points_sniff, NULL, synk_points_next, NULL,
	  "numpy.savetxt; LaPa" },
	/* These two tell how 106 points are numbered, in any format. */
	{ "jd106", "106 points numbered as JD-landmark and LaPa do", "jd106",
	  NULL, NULL, NULL, NULL, "JDAI-CV/lapa-dataset" },
	{ "insightface106", "106 points numbered as InsightFace does",
	  "insightface106", NULL, NULL, NULL, NULL,
	  "deepinsight/insightface, 2d106det" },
};

static const struct {
	const char *name;
	size_t count;
} schemes[SYNK_SCHEMES] = {
	[SYNK_IBUG68] = { "ibug68", 68 },
	[SYNK_OPENPOSE70] = { "openpose70", 70 },
	[SYNK_EMOTRICS76] = { "emotrics76", 76 },
	[SYNK_WFLW98] = { "wflw98", 98 },
	[SYNK_JD106] = { "jd106", 106 },
	[SYNK_INSIGHTFACE106] = { "insightface106", 106 },
	[SYNK_MEDIAPIPE468] = { "mediapipe468", 468 },
	[SYNK_MEDIAPIPE478] = { "mediapipe478", 478 },
	[SYNK_SITES60] = { "sites60", SYNK_SITES60_COUNT },
};

const struct synk_format *
synk_format(size_t i)
{
	return ROW(formats, i);
}

size_t
synk_scheme_count(enum synk_scheme scheme)
{
	return schemes[scheme].count;
}

const char *
synk_scheme_name(enum synk_scheme scheme)
{
	return schemes[scheme].name;
}

bool
synk_scheme_find(enum synk_scheme *scheme, const char *name)
{
	for (size_t i = 0; i < LEN(schemes); i++)
		if (strcmp(schemes[i].name, name) == 0) {
			*scheme = (enum synk_scheme)i;
			return true;
		}
	return false;
}

void
synk_marks_init(struct synk_marks *m)
{
	static const struct synk_point none = { NAN, NAN };

	memset(m, 0, sizeof *m);
	for (size_t i = 0; i < SYNK_MARKS_MAX; i++)
		m->at[i] = none;
	for (size_t side = 0; side < SYNK_SIDES; side++)
		m->iris[side] = (struct synk_iris){ none, NAN };
	m->frame = SYNK_FRAME_NONE;
	m->repeats = 0;
}

static bool
disagrees(int mine, int given)
{
	return mine != 0 && mine != given;
}

/* Few points may be far outside, in widths; none where no pixel can be. */
static bool
fits(const struct synk_marks *m, int width, int height, struct synk_error *err)
{
	for (size_t i = 0; i < m->count; i++) {
		double x = m->at[i].x * width - 0.5;
		double y = m->at[i].y * height - 0.5;

		if (!isnan(x) && (synk_marks_far(x) || synk_marks_far(y)))
			return synk_fail(err, SYNK_BAD_INPUT,
			    "point %zu: expected coordinates within 1000000 px,"
			    " found %g and %g", i, x, y);
	}
	return true;
}

bool
synk_marks_resize(struct synk_marks *m, int width, int height,
    struct synk_error *err)
{
	if (disagrees(m->width, width) || disagrees(m->height, height))
		return synk_fail(err, SYNK_BAD_INPUT,
		    "image size %dx%d contradicts the file's %dx%d", width,
		    height, m->width, m->height);
	if (m->normalised && !fits(m, width, height, err))
		return false;
	m->width = width;
	m->height = height;
	if (!m->normalised)
		return true;
	for (size_t i = 0; i < m->count; i++) {
		m->at[i].x = m->at[i].x * width - 0.5;
		m->at[i].y = m->at[i].y * height - 0.5;
	}
	m->normalised = false;
	return true;
}

static const struct synk_format *
find_named(const char *name)
{
	const struct synk_format *f = NULL;

	for (size_t i = 0; (f = synk_format(i)); i++)
		if (strcmp(f->name, name) == 0)
			break;
	return f;
}

static const struct synk_format *
recognise(const char *text, size_t size)
{
	const struct synk_format *f = NULL;

	for (size_t i = 0; (f = synk_format(i)); i++)
		if (f->sniff && f->sniff(text, size))
			break;
	return f;
}

bool
synk_reader_open(struct synk_reader *r, const char *text, size_t size,
    const struct synk_reading *how, struct synk_error *err)
{
	const struct synk_format *f = NULL;

	*r = (struct synk_reader){ .how = *how, .text = text, .size = size,
	    .line = 1 };
	if (size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
		r->at = 3;
	if (r->at == size)
		return synk_fail(err, SYNK_BAD_INPUT,
		    "expected landmarks, found an empty file");
	if (how->format && !(f = find_named(how->format)))
		return synk_fail(err, SYNK_BAD_USAGE,
		    "unknown landmark format '%s'", how->format);
	if (!f || !f->next)
		f = recognise(text + r->at, size - r->at);
	if (!f)
		return synk_fail(err, SYNK_BAD_INPUT,
		    "expected a landmark format that synk knows, found none");
	r->format = f;
	return !f->open || f->open(r, err) || synk_fail_in(err, f->name);
}

static double
apart(const struct synk_marks *m, size_t i, size_t k)
{
	return hypot(m->at[i].x - m->at[k].x, m->at[i].y - m->at[k].y);
}

static void
swap(struct synk_marks *m, size_t i, size_t k)
{
	struct synk_point p = m->at[i];

	m->at[i] = m->at[k];
	m->at[k] = p;
}

/* True if point i is nearer to the right eye's canthi than to the left's. */
static bool
is_right(const struct synk_marks *m, size_t i, const size_t canthi[4])
{
	return apart(m, i, canthi[0]) + apart(m, i, canthi[1]) <
	    apart(m, i, canthi[2]) + apart(m, i, canthi[3]);
}

static bool
is_left(const struct synk_marks *m, size_t i, const size_t canthi[4])
{
	return apart(m, i, canthi[0]) + apart(m, i, canthi[1]) >
	    apart(m, i, canthi[2]) + apart(m, i, canthi[3]);
}

/*
 * Producers of 478 points number the irises differently, so places decide:
 * 468 to 472 are those between the subject's right canthi, 33 and 133, and on
 * either ring the point nearer the inner canthus is the medial one (469, 476).
 */
static void
settle_irises(struct synk_marks *m)
{
	static const size_t canthi[] = { 33, 133, 263, 362 };

	if (is_left(m, 468, canthi) && !is_left(m, 473, canthi))
		for (size_t i = 0; i < 5; i++)
			swap(m, 468 + i, 473 + i);
	if (apart(m, 469, 133) > apart(m, 471, 133))
		swap(m, 469, 471);
	if (apart(m, 476, 362) > apart(m, 474, 362))
		swap(m, 476, 474);
}

/* Places decide here too; either pupil may be missing. */
static void
settle_pupils(struct synk_marks *m)
{
	static const size_t canthi[] = { 36, 39, 45, 42 };

	if ((isnan(m->at[68].x) || is_left(m, 68, canthi)) &&
	    (isnan(m->at[69].x) || is_right(m, 69, canthi)))
		swap(m, 68, 69);
}

static void
settle(struct synk_marks *m)
{
	if (m->count && m->scheme == SYNK_MEDIAPIPE478)
		settle_irises(m);
	if (m->count && m->scheme == SYNK_OPENPOSE70)
		settle_pupils(m);
}

/* A numbering that the user named must be the one found. */
static bool
is_as_named(const struct synk_marks *m, const struct synk_reader *r,
    struct synk_error *err)
{
	enum synk_scheme named;

	if (m->count == 0 || !r->how.format ||
	    !synk_scheme_find(&named, r->how.format) || named == m->scheme)
		return true;
	return synk_fail_at(err, m->line, "expected the %zu points of %s,"
	    " found %s", synk_scheme_count(named), synk_scheme_name(named),
	    synk_scheme_name(m->scheme));
}

bool
synk_reader_next(struct synk_reader *r, struct synk_marks *m, bool *got,
    struct synk_error *err)
{
	synk_marks_init(m);
	m->format = r->format->name;
	m->line = r->line;
	*got = false;
	if (!r->format->next(r, m, got, err))
		return synk_fail_in(err, r->format->name);
	if (!*got)
		return true;
	settle(m);
	return is_as_named(m, r, err) || synk_fail_in(err, r->format->name);
}

void
synk_reader_close(struct synk_reader *r)
{
	if (r->format->close)
		r->format->close(r);
	r->state = NULL;
}
