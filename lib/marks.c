#include <math.h>
#include <string.h>

#include "marks.h"
#include "table.h"

/* In the order tried: the strictest signature first. */
static const struct synk_format formats[] = {
	{ "pts", "iBUG/300-W points (.pts)", "ibug68 (68, 66, 51 or 49 points)",
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
	{ "pbtxt", "MediaPipe landmarks as protobuf text (.pbtxt)",
	  "mediapipe478, mediapipe468", synk_pbtxt_sniff, NULL,
	  synk_pbtxt_next, NULL, "mediapipe/framework/formats/landmark.proto" },
	{ "openface", "OpenFace 0.x to 2.2 CSV (.csv)", "ibug68",
	  synk_openface_sniff, synk_openface_open, synk_openface_next,
	  synk_openface_close, "OpenFace, RecorderCSV.cpp" },
};

static const struct {
	const char *name;
	size_t count;
} schemes[SYNK_SCHEMES] = {
	[SYNK_IBUG68] = { "ibug68", 68 },
	[SYNK_EMOTRICS76] = { "emotrics76", 76 },
	[SYNK_MEDIAPIPE468] = { "mediapipe468", 468 },
	[SYNK_MEDIAPIPE478] = { "mediapipe478", 478 },
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
}

static bool
disagrees(int mine, int given)
{
	return mine != 0 && mine != given;
}

bool
synk_marks_resize(struct synk_marks *m, int width, int height,
    struct synk_error *err)
{
	if (disagrees(m->width, width) || disagrees(m->height, height))
		return synk_fail(err, SYNK_BAD_INPUT,
		    "image size %dx%d contradicts the file's %dx%d", width,
		    height, m->width, m->height);
	m->width = width;
	m->height = height;
	if (!m->normalised)
		return true;
	for (size_t i = 0; i < m->count; i++) {
		m->at[i].x *= width;
		m->at[i].y *= height;
	}
	m->normalised = false;
	return true;
}

bool
synk_reader_open(struct synk_reader *r, const char *text, size_t size,
    const struct synk_reading *how, struct synk_error *err)
{
	const struct synk_format *f;

	*r = (struct synk_reader){ .how = *how, .text = text, .size = size,
	    .line = 1 };
	if (size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
		r->at = 3;
	if (r->at == size)
		return synk_fail(err, SYNK_BAD_INPUT,
		    "expected landmarks, found an empty file");
	for (size_t i = 0; (f = synk_format(i)); i++)
		if (how->format ? strcmp(f->name, how->format) == 0
		    : f->sniff(text + r->at, size - r->at))
			break;
	if (!f && how->format)
		return synk_fail(err, SYNK_BAD_USAGE,
		    "unknown landmark format '%s'", how->format);
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

/*
 * Producers of 478 points number the irises differently, so places decide:
 * 468 to 472 are those between the subject's right canthi, 33 and 133, and on
 * either ring the point nearer the inner canthus is the medial one (469, 476).
 */
static void
settle_irises(struct synk_marks *m)
{
	if (apart(m, 468, 33) + apart(m, 468, 133) >
	    apart(m, 468, 263) + apart(m, 468, 362))
		for (size_t i = 0; i < 5; i++)
			swap(m, 468 + i, 473 + i);
	if (apart(m, 469, 133) > apart(m, 471, 133))
		swap(m, 469, 471);
	if (apart(m, 476, 362) > apart(m, 474, 362))
		swap(m, 476, 474);
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
	if (*got && m->count == synk_scheme_count(SYNK_MEDIAPIPE478) &&
	    m->scheme == SYNK_MEDIAPIPE478)
		settle_irises(m);
	return true;
}

void
synk_reader_close(struct synk_reader *r)
{
	if (r->format->close)
		r->format->close(r);
	r->state = NULL;
}
