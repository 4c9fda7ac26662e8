/*
 * Faces and landmarks: what can be worked by hand, and, where the model and
 * photographs are beside the checkout, MediaPipe's own results for them.
 */
#include "../lib/mark/bundle.h"
#include "../lib/mark/detector.h"
#include "../lib/mark/mirror.h"
#include "../lib/mark/region.h"
#include "canonical.h"
#include "photo.h"

static void
near(double found, double want, double within)
{
	if (!(fabs(found - want) <= within))
		fail_msg("expected %.9g, found %.9g", want, found);
}

static void
check_anchors(void **state)
{
	static const struct {
		size_t i;
		double x, y;		/* of 128 px */
	} places[] = {
		{ 0, 4, 4 }, { 1, 4, 4 }, { 2, 12, 4 }, { 31, 124, 4 },
		{ 32, 4, 12 }, { 511, 124, 124 },
		{ 512, 8, 8 }, { 517, 8, 8 }, { 518, 24, 8 },
		{ 560, 8, 24 }, { 895, 120, 120 },
	};
	struct synk_point anchor[SYNK_ANCHORS];

	(void)state;
	synk_anchors(anchor);
	for (size_t i = 0; i < LEN(places); i++) {
		near(128 * anchor[places[i].i].x, places[i].x, 1e-9);
		near(128 * anchor[places[i].i].y, places[i].y, 1e-9);
	}
}

/* Anchor 0 is at (4, 4): a box of 20 x 10 around (14, 24). */
static void
check_decoding(void **state)
{
	static float boxes[SYNK_ANCHORS][SYNK_ANCHOR_VALUES];
	static float scores[SYNK_ANCHORS];
	struct synk_face_seen f[3];
	struct synk_error err;
	size_t found;

	(void)state;
	for (size_t i = 0; i < SYNK_ANCHORS; i++)
		scores[i] = -1;
	memcpy(boxes[0], (const float[]){ 10, 20, 20, 10, 1, 2, 3, 4, 5, 6, 7,
	    8, 9, 10, 11, 12 }, sizeof boxes[0]);
	scores[0] = 1.0986123F;		/* 3 to 1 */
	memcpy(boxes[895], boxes[0], sizeof boxes[0]);
	scores[895] = 1000;
	boxes[700][2] = -1;		/* no box */
	scores[700] = 5;
	boxes[701][5] = NAN;
	scores[701] = 5;
	assert_true(synk_detector_faces(f, 3, &found, &boxes[0][0], scores,
	    0.5, 0.5, &err));
	assert_int_equal(found, 2);
	near(f[0].score, 1, 1e-9);
	near(f[0].corner.x, 120, 1e-9);
	near(f[0].corner.y, 135, 1e-9);
	near(f[1].score, 0.75, 1e-6);
	near(f[1].corner.x, 4, 1e-9);
	near(f[1].corner.y, 19, 1e-9);
	near(f[1].width, 20, 1e-9);
	near(f[1].height, 10, 1e-9);
	near(f[1].key[SYNK_KEY_RIGHT_EYE].x, 5, 1e-9);
	near(f[1].key[SYNK_KEY_LEFT_EAR].y, 16, 1e-9);
	assert_true(synk_detector_faces(f, 1, &found, &boxes[0][0], scores,
	    0.5, 0.5, &err));
	assert_int_equal(found, 1);
	assert_true(synk_detector_faces(f, 3, &found, &boxes[0][0], scores,
	    0.8, 0.5, &err));
	assert_int_equal(found, 1);
}

/*
 * The second shares 8 of 12 with the first, the third 2 of 18; weights are 3
 * to 1.  The fourth has no size, and overlaps not even with itself.
 */
static void
check_merging(void **state)
{
	const struct synk_face_seen four[] = {
		{ .score = 0.9, .corner = { 0, 0 }, .width = 10, .height = 1,
		  .key = { { 1, 1 } } },
		{ .score = 0.8, .corner = { 8, 0 }, .width = 10,
		  .height = 1 },
		{ .score = 0.3, .corner = { 2, 0 }, .width = 10, .height = 1,
		  .key = { { 5, 1 } } },
		{ .score = 0.2, .corner = { 3, 0 } },
	};
	struct synk_face_seen f[LEN(four)];

	(void)state;
	memcpy(f, four, sizeof f);
	assert_int_equal(synk_detector_merge(f, LEN(f), 0.5), 3);
	near(f[0].score, 0.9, 0);
	near(f[0].corner.x, 0.5, 1e-12);
	near(f[0].width, 10, 1e-12);
	near(f[0].key[0].x, 2, 1e-12);
	near(f[1].corner.x, 8, 1e-12);
	near(f[2].corner.x, 3, 1e-12);
	assert_int_equal(synk_detector_merge(f, 0, 0.5), 0);
	memcpy(f, four, sizeof f);
	assert_int_equal(synk_detector_merge(f, LEN(f), 0.7), 4);
}

/* Eyes on a line that goes down by 3 for each 4. */
static void
check_region(void **state)
{
	const struct synk_face_seen f = { .corner = { 10, 20 }, .width = 40,
	    .height = 60, .key = { { 10, 30 }, { 50, 60 } } };
	const struct synk_seen_as as = { 100, 200, 0, 1, false, false };
	struct synk_crop r = synk_crop_of(&f);
	struct synk_point p;

	(void)state;
	near(r.centre.x, 30, 1e-12);
	near(r.centre.y, 50, 1e-12);
	near(r.width, 60, 1e-12);
	near(r.height, 90, 1e-12);
	near(r.angle, atan(0.75), 1e-12);
	p = synk_crop_point(&r, &as, 50, 100);
	near(p.x, 30, 1e-12);
	near(p.y, 50, 1e-12);
	/* Half the width along (4, 3) / 5, then half the height along (-3, 4)
	 * / 5. */
	p = synk_crop_point(&r, &as, 100, 100);
	near(p.x, 30 + 24, 1e-12);
	near(p.y, 50 + 18, 1e-12);
	p = synk_crop_point(&r, &as, 50, 200);
	near(p.x, 30 - 27, 1e-12);
	near(p.y, 50 + 36, 1e-12);
	r.mirrored = true;
	p = synk_crop_point(&r, &as, 100, 100);
	near(p.x, 30 - 24, 1e-12);
	near(p.y, 50 - 18, 1e-12);
}

/* What a ramp shows at a place: red and green grow, blue fades. */
static float
shade(struct synk_point p, int channel)
{
	double values[] = { 2 * p.x, 2 * p.y, 255 - 2 * p.x };

	return (float)values[channel];
}

/* Part of a photograph of a ramp, with its corner there. */
static struct synk_image
ramp(int shrink, double x, double y)
{
	struct synk_image image;
	struct synk_error err;
	double middle = (shrink - 1) / 2.0;

	assert_true(synk_image_new(&image, SYNK_BGRX, 64 / shrink,
	    48 / shrink, &err));
	image.shrink = shrink;
	image.x = x;
	image.y = y;
	for (int k = 0; k < image.height; k++)
		for (int i = 0; i < image.width; i++) {
			struct synk_point p = { x + shrink * i + middle,
			    y + shrink * k + middle };

			for (int c = 0; c < 3; c++)
				image.at[(size_t)k * image.stride +
				    (size_t)i * 4 + 2 - (size_t)c] =
				    (unsigned char)shade(p, c);
		}
	return image;
}

static const struct view {
	const char *name;
	int shrink;
	double x, y;
	struct synk_crop region;
	bool middles;
} views[] = {
	{ "as it is", 1, 0, 0, { { 16, 16 }, 16, 16, 0, false }, false },
	{ "enlarged", 1, 0, 0, { { 16.25, 15.5 }, 8, 4, 0, false }, false },
	{ "reduced", 1, 0, 0, { { 31, 23 }, 50, 40, 0, false }, false },
	{ "turned", 1, 0, 0, { { 30, 22 }, 25, 20, 0.6, false }, false },
	{ "turned and mirrored", 1, 0, 0, { { 30, 22 }, 25, 20, -0.6,
	  true }, false },
	{ "middles", 1, 0, 0, { { 30, 22 }, 25, 20, 0.6, false }, true },
	{ "middles, mirrored", 1, 0, 0, { { 30, 22 }, 25, 20, 0.6, true },
	  true },
	{ "middles of a reduced part", 2, 21, 9, { { 45, 33 }, 20, 20, 2,
	  false }, true },
	{ "of a part", 1, 20, 10, { { 45, 33 }, 20, 20, 0.3, false }, false },
	{ "of a reduced part", 2, 21, 9, { { 45, 33 }, 20, 20, 2, false },
	  false },
	{ "of a part reduced by 4", 4, 20, 8, { { 50, 32 }, 20, 20, 0.1,
	  false }, false },
};

/* Bilinear sampling of a ramp is exact, wherever it is. */
static void
check_view(void **state)
{
	enum { SIDE = 16 };
	const struct view *v = *state;
	const struct synk_seen_as as = { SIDE, SIDE, 0, 255, true,
	    v->middles };
	/* A mirrored view has the pixels of the other in reverse. */
	double half = v->middles ? 0.5 : 0;
	double across = v->region.mirrored ? 1 - half : half;
	struct synk_image image = ramp(v->shrink, v->x, v->y);
	static float seen[SIDE][SIDE][3];

	synk_crop_show(&seen[0][0][0], &as, &image, &v->region);
	for (size_t y = 0; y < SIDE; y++)
		for (size_t x = 0; x < SIDE; x++) {
			struct synk_point p = synk_crop_point(&v->region,
			    &as, (double)x + across, (double)y + half);

			p.x += 0.5 - half;
			p.y += 0.5 - half;
			for (int c = 0; c < 3; c++)
				near((double)seen[y][x][c],
				    (double)shade(p, c), 1e-3);
		}
	synk_image_free(&image);
}

/* Two pixels, seen in steps of a half from one before to one behind. */
static void
check_edges(void **state)
{
	static const float seen[2][7] = {
		{ 100, 100, 100, 150, 200, 200, 200 },
		{ 0, 50, 100, 150, 200, 100, 0 },
	};
	const struct synk_crop r = { { 0.25, 0 }, 3.5, 1, 0, false };
	struct synk_crop far = r;
	struct synk_image image;
	struct synk_error err;
	float to[7][3];

	(void)state;
	assert_true(synk_image_new(&image, SYNK_BGRX, 2, 1, &err));
	memset(image.at, 100, 3);
	memset(image.at + 4, 200, 3);
	for (int black = 0; black < 2; black++) {
		const struct synk_seen_as as = { 7, 1, 0, 255, black, false };

		synk_crop_show(&to[0][0], &as, &image, &r);
		for (size_t i = 0; i < LEN(to); i++)
			near(to[i][1], seen[black][i], 1e-4);
		far.centre.x = -1e300;
		synk_crop_show(&to[0][0], &as, &image, &far);
		near(to[0][0], black ? 0 : 100, 0);
		far.centre.x = NAN;
		synk_crop_show(&to[0][0], &as, &image, &far);
		near(to[0][0], black ? 0 : 100, 0);
	}
	synk_image_free(&image);
}

/* From -1 to 1, as the detector wants it, red first. */
static void
check_range(void **state)
{
	const struct synk_seen_as as = { 1, 1, -1, 1, true, false };
	const struct synk_crop r = { { 0, 0 }, 1, 1, 0, false };
	struct synk_image image;
	struct synk_error err;
	float to[3];

	(void)state;
	assert_true(synk_image_new(&image, SYNK_BGRX, 1, 1, &err));
	image.at[0] = 255;
	image.at[1] = 51;
	synk_crop_show(to, &as, &image, &r);
	near(to[0], -1, 1e-6);
	near(to[1], -0.6, 1e-6);
	near(to[2], 1, 1e-6);
	synk_image_free(&image);
}

static void
check_mirror(void **state)
{
	(void)state;
	for (size_t i = 0; i < SYNK_MARKS_MAX; i++)
		assert_int_equal(synk_mirror_point(synk_mirror_point(i)), i);
	for (size_t i = 0; i < LEN(canonical) && i < 468; i++)
		assert_int_equal(synk_mirror_point(i), mesh_partner(i));
	assert_int_equal(synk_mirror_point(468), 473);
	assert_int_equal(synk_mirror_point(469), 476);
	assert_int_equal(synk_mirror_point(470), 475);
}

/* A zip of files that are stored as they are. */
struct entry {
	const char *name, *data;
	unsigned long wrong;		/* added to its checksum */
};

static void
put_le(struct file *f, unsigned long n, int bytes)
{
	const struct exif little = { .little = true };

	put_number(f, &little, n, bytes);
}

static unsigned long
checksum(const char *data)
{
	uint32_t crc = 0xffffffff;

	for (; *data; data++) {
		crc ^= (unsigned char)*data;
		for (int i = 0; i < 8; i++)
			crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return crc ^ 0xffffffff;
}

/* What is the same in both places where a zip describes an entry. */
static void
put_entry_head(struct file *f, const struct entry *e)
{
	put_le(f, 20, 2);
	put_le(f, 0, 8);
	put_le(f, (checksum(e->data) + e->wrong) & 0xffffffff, 4);
	put_le(f, strlen(e->data), 4);
	put_le(f, strlen(e->data), 4);
	put_le(f, strlen(e->name), 2);
	put_le(f, 0, 2);
}

static struct file
make_zip(const struct entry *e, size_t count, const char *before)
{
	struct file f = { NULL, 0 }, list = { NULL, 0 };
	size_t start;

	put(&f, before, strlen(before));
	for (size_t i = 0; i < count; i++) {
		put_le(&list, 0x02014b50, 4);
		put_le(&list, 20, 2);
		put_entry_head(&list, &e[i]);
		put_le(&list, 0, 8);
		put_le(&list, 0, 2);
		put_le(&list, f.size, 4);
		put(&list, e[i].name, strlen(e[i].name));
		put_le(&f, 0x04034b50, 4);
		put_entry_head(&f, &e[i]);
		put(&f, e[i].name, strlen(e[i].name));
		put(&f, e[i].data, strlen(e[i].data));
	}
	start = f.size;
	put(&f, list.data, list.size);
	put_le(&f, 0x06054b50, 4);
	put_le(&f, 0, 4);
	put_le(&f, count, 2);
	put_le(&f, count, 2);
	put_le(&f, list.size, 4);
	put_le(&f, start, 4);
	put_le(&f, 0, 2);
	free(list.data);
	return f;
}

static const struct bundle_row {
	const char *name;
	struct entry entry[3];
	size_t count;
	const char *error;		/* NULL: both are read */
} bundles[] = {
	{ "both", { { "face_detector.tflite", "one", 0 },
	  { "other", "", 0 },
	  { "face_landmarks_detector.tflite", "two", 0 } }, 3, NULL },
	{ "only one", { { "face_detector.tflite", "one", 0 } }, 1,
	  "face_landmarks_detector.tflite: expected a bundle with this "
	  "network, found none" },
	{ "an empty one", { { "face_detector.tflite", "", 0 } }, 1,
	  "face_detector.tflite: expected 1 to 67108864 bytes, found 0" },
	{ "a damaged one", { { "face_detector.tflite", "one", 1 } }, 1,
	  "face_detector.tflite: zip: CRC error" },
	{ "another bundle", { { "hand_detector.tflite", "one", 0 } }, 1,
	  "face_detector.tflite: expected a bundle with this network, found "
	  "none" },
};

/* The whole file, and each that is cut off. */
static void
check_bundle(void **state)
{
	const struct bundle_row *row = *state;
	struct file f = make_zip(row->entry, row->count, "");
	struct synk_error err = { .text = "" };
	struct synk_bundle b;

	if (row->error) {
		assert_false(synk_bundle_read(&b, f.data, f.size, &err));
		assert_string_equal(err.text, row->error);
	} else {
		assert_true(synk_bundle_read(&b, f.data, f.size, &err));
		assert_int_equal(b.count, 2);
		assert_int_equal(b.network[0].size, 3);
		assert_memory_equal(b.network[0].at, "one", 3);
		assert_memory_equal(b.network[1].at, "two", 3);
		synk_bundle_free(&b);
	}
	for (size_t n = 0; n < f.size; n++) {
		struct file part = cut(&f, n);

		assert_false(synk_bundle_read(&b, part.data, n, &err));
		free(part.data);
	}
	free(f.data);
}

/* The bundle that Google publishes has two bytes before its zip. */
static void
check_foreign(void **state)
{
	struct file f = make_zip(bundles[0].entry, 3, "\1\1");
	struct synk_landmarker *l;
	struct synk_error err;

	(void)state;
	assert_false(synk_landmarker_open(&l, f.data, f.size, &err));
	assert_string_equal(err.text, "face_detector.tflite: expected a "
	    "TFLite network, found something else");
	assert_int_equal(err.code, SYNK_BAD_INPUT);
	free(f.data);
	assert_false(synk_landmarker_open(&l, "", 0, &err));
	assert_int_equal(err.code, SYNK_BAD_INPUT);
	assert_false(synk_landmarker_open(&l, "no zip at all", 13, &err));
	assert_string_equal(err.text, "expected a model of MediaPipe's face "
	    "landmarker: zip: Not a zip archive");
}

/* The model, where it is beside the checkout; else the test is skipped. */
static struct synk_landmarker *
open_model(const char *name)
{
	struct synk_error err = { .text = "" };
	struct synk_landmarker *l;
	size_t size = 0;
	char *data = real_file(name, &size);

	if (!data)
		skip();
	if (!synk_landmarker_open(&l, data, size, &err))
		fail_msg("%s", err.text);
	free(data);
	return l;
}

static struct synk_image
read_real(const char *name)
{
	struct file f = { NULL, 0 };
	struct synk_image image;

	f.data = (unsigned char *)real_file(name, &f.size);
	if (!f.data)
		skip();
	image = read_photo(&f, SYNK_BGRX, 1, everything);
	free(f.data);
	return image;
}

/* Bilinearly, as a browser draws a photograph larger. */
static struct synk_image
enlarge(const struct synk_image *from, int times)
{
	const struct synk_seen_as as = { (size_t)(from->width * times),
	    (size_t)(from->height * times), 0, 255, false, true };
	const struct synk_crop whole = { { (from->width - 1) / 2.0,
	    (from->height - 1) / 2.0 }, from->width, from->height, 0, false };
	float *seen = calloc(as.width * as.height, 3 * sizeof *seen);
	struct synk_image to;
	struct synk_error err;

	assert_non_null(seen);
	synk_crop_show(seen, &as, from, &whole);
	assert_true(synk_image_new(&to, SYNK_BGRX, from->width * times,
	    from->height * times, &err));
	for (size_t i = 0; i < as.width * as.height; i++)
		for (size_t c = 0; c < 3; c++)
			to.at[4 * i + 2 - c] = (unsigned char)
			    lround((double)seen[3 * i + c]);
	free(seen);
	return to;
}

static struct synk_marks
read_result(const char *name, const struct synk_image *image)
{
	static const struct synk_reading how;
	struct synk_error err = { .text = "" };
	struct synk_reader r;
	struct synk_marks m;
	size_t size = 0;
	char *text = real_file(name, &size);
	bool got;

	if (!text)
		skip();
	assert_true(synk_reader_open(&r, text, size, &how, &err));
	assert_true(synk_reader_next(&r, &m, &got, &err) && got);
	synk_reader_close(&r);
	assert_true(synk_marks_resize(&m, image->width, image->height, &err));
	free(text);
	return m;
}

static struct synk_point
middle(const struct synk_point *at, size_t a, size_t b)
{
	return (struct synk_point){ (at[a].x + at[b].x) / 2,
	    (at[a].y + at[b].y) / 2 };
}

/* % of the distance between the eyes. */
struct distance {
	double all, eyes;	/* means over points */
};

/* Lids, from canthus to canthus, and irises. */
static bool
of_eyes(size_t i)
{
	static const size_t lids[] = { 33, 246, 161, 160, 159, 158, 157, 173,
	    133, 7, 163, 144, 145, 153, 154, 155 };

	for (size_t k = 0; k < LEN(lids); k++)
		if (i == lids[k] || i == synk_mirror_point(lids[k]))
			return true;
	return i >= 468;
}

static struct distance
compare(const struct synk_point *a, const struct synk_point *b, size_t count)
{
	struct synk_point right = middle(b, 33, 133);
	struct synk_point left = middle(b, 263, 362);
	double unit = hypot(right.x - left.x, right.y - left.y) / 100;
	struct distance d = { 0, 0 };
	size_t eyes = 0;

	for (size_t i = 0; i < count; i++) {
		double one = hypot(a[i].x - b[i].x, a[i].y - b[i].y) / unit;

		d.all += one;
		d.eyes += of_eyes(i) ? one : 0;
		eyes += of_eyes(i);
	}
	d.all /= (double)count;
	d.eyes /= (double)eyes;
	return d;
}

/* The only face of an image. */
static struct synk_face_marks
mark_image(struct synk_landmarker *l, const struct synk_image *image,
    double min_score)
{
	const struct synk_landmarker_options o = { .min_score = min_score };
	struct synk_error err = { .text = "" };
	struct synk_face_seen seen[4];
	struct synk_face_marks m;
	struct synk_crop r;
	size_t found;

	assert_true(synk_landmarker_see(l, seen, LEN(seen), &found, image, &o,
	    &err));
	assert_int_equal(found, 1);
	r = synk_crop_of(&seen[0]);
	assert_true(synk_landmarker_place(l, &m, image, &r, &err));
	assert_true(m.presence > 0.9);
	return m;
}

static const struct set {
	const char *name;		/* of the test */
	const char *result;		/* what files of results end in */
	const char *model;
	double min_score;
	double all, eyes;		/* mean distances may be at most */
} sets[] = {
	/* Made with a detector that asks for a score of 0.3 only: where a face
	 * is looked for is the mean of all boxes that are sure enough. */
	{ "like MediaPipe's landmarker", "mediapipe.json",
	  "models/face_landmarker.task", 0.3, 0.2, 0.2 },
	{ "like MediaPipe's mesh with attention", "facemesh.json",
	  "models/face_mesh_solution_packed_assets.data", 0.5, 0.1, 0.1 },
};

/* MediaPipe's results were made on photographs that a browser had enlarged
 * three times. */
static void
check_set(void **state)
{
	static const char *const faces[] = { "normal", "happy", "sleepy",
	    "surprised", "wink" };
	const struct set *set = *state;
	struct synk_landmarker *l = open_model(set->model);
	struct distance sum = { 0, 0 };

	for (int person = 1; person <= 5; person++)
		for (size_t i = 0; i < LEN(faces); i++) {
			char photo[64], result[64];
			struct synk_image small, large;
			struct synk_face_marks m;
			struct synk_marks want;
			struct distance d;

			snprintf(photo, sizeof photo,
			    "yale/subject%02d.%s.jpg", person, faces[i]);
			snprintf(result, sizeof result,
			    "yale/subject%02d.%s.%s", person, faces[i],
			    set->result);
			small = read_real(photo);
			large = enlarge(&small, 3);
			m = mark_image(l, &large, set->min_score);
			want = read_result(result, &large);
			d = compare(m.at, want.at, m.count);
			sum.all += d.all / 25;
			sum.eyes += d.eyes / 25;
			synk_image_free(&small);
			synk_image_free(&large);
		}
	synk_landmarker_close(l);
	print_message("mean distance %.3f %% IED, lids and irises %.3f\n",
	    sum.all, sum.eyes);
	assert_true(sum.all <= set->all);
	assert_true(sum.eyes <= set->eyes);
}

/* A mirrored view finds the same face, with sides as they are. */
static void
check_mirrored(void **state)
{
	struct synk_landmarker *l = open_model("models/face_landmarker.task");
	struct synk_image image = read_real("photos/astronaut.jpg");
	struct synk_face_marks m = mark_image(l, &image, 0), other;
	struct synk_error err;

	(void)state;
	m.region.mirrored = true;
	assert_true(synk_landmarker_place(l, &other, &image, &m.region,
	    &err));
	print_message("mirrored: mean distance %.3f %% IED\n",
	    compare(other.at, m.at, m.count).all);
	assert_true(compare(other.at, m.at, m.count).all < 3);
	synk_image_free(&image);
	synk_landmarker_close(l);
}

/* The whole way from a file, which is that of the steps. */
static void
check_find(void **state)
{
	static const struct synk_landmarker_options o;
	struct synk_landmarker *l = open_model("models/face_landmarker.task");
	struct synk_error err = { .text = "" };
	struct synk_face_marks faces[2], m;
	struct synk_image image;
	size_t size = 0, found;
	char *photo = real_file("photos/astronaut.jpg", &size);

	(void)state;
	if (!photo)
		skip();
	if (!synk_landmarker_find(l, faces, 2, &found, photo, size, &o, &err))
		fail_msg("%s", err.text);
	assert_int_equal(found, 1);
	assert_true(faces[0].score > 0.9);
	assert_int_equal(faces[0].count, synk_landmarker_points(l));
	assert_int_equal(strlen(synk_landmarker_sha256(l)), 64);
	image = read_real("photos/astronaut.jpg");
	m = mark_image(l, &image, 0);
	assert_true(compare(faces[0].at, m.at, m.count).all < 1e-6);
	synk_image_free(&image);
	/* The part that the region needs is enough. */
	assert_true(synk_crop_read(&image, photo, size, &m.region, 0,
	    &err));
	assert_true(image.width < 300);
	assert_true(synk_landmarker_place(l, &m, &image, &m.region, &err));
	assert_true(compare(faces[0].at, m.at, m.count).all < 1e-6);
	synk_image_free(&image);
	assert_false(synk_landmarker_find(l, faces, 2, &found, photo,
	    size / 2, &o, &err));
	assert_int_equal(err.code, SYNK_BAD_INPUT);
	free(photo);
	synk_landmarker_close(l);
}

/* One large and two small, and one that shows nobody. */
static void
check_photos(void **state)
{
	static const struct {
		struct photo photo;
		size_t found;
	} photos[] = {
		{ { .width = 640, .height = 480 }, 0 },
		{ { .width = 1, .height = 1 }, 0 },
		{ { .width = 3000, .height = 8 }, 0 },
	};
	static const struct synk_landmarker_options o;
	struct synk_landmarker *l = open_model("models/face_landmarker.task");
	struct synk_error err = { .text = "" };
	struct synk_face_marks face;
	size_t found;

	(void)state;
	for (size_t i = 0; i < LEN(photos); i++) {
		struct file f = make_jpeg(&photos[i].photo);

		if (!synk_landmarker_find(l, &face, 1, &found, f.data, f.size,
		    &o, &err))
			fail_msg("%s", err.text);
		assert_int_equal(found, photos[i].found);
		free(f.data);
	}
	synk_landmarker_close(l);
}

/* Cut off, or with some bytes changed, a model is refused or works. */
static void
check_damaged(void **state)
{
	struct synk_landmarker *l;
	struct synk_error err;
	size_t size = 0;
	char *data = real_file("models/face_landmarker.task", &size);

	(void)state;
	if (!data)
		skip();
	for (size_t n = 0; n < size; n += size / 20) {
		char *copy = malloc(n + 1);

		assert_non_null(copy);
		memcpy(copy + 1, data, n);
		assert_false(synk_landmarker_open(&l, copy + 1, n, &err));
		free(copy);
	}
	for (size_t n = 0; n < size; n += size / 20) {
		data[n] ^= 0x55;
		if (synk_landmarker_open(&l, data, size, &err))
			synk_landmarker_close(l);
		data[n] ^= 0x55;
	}
	free(data);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(check_anchors),
		cmocka_unit_test(check_decoding),
		cmocka_unit_test(check_merging),
		cmocka_unit_test(check_region),
		cmocka_unit_test(check_edges),
		cmocka_unit_test(check_range),
		cmocka_unit_test(check_mirror),
		cmocka_unit_test(check_foreign),
		cmocka_unit_test(check_mirrored),
		cmocka_unit_test(check_find),
		cmocka_unit_test(check_photos),
		cmocka_unit_test(check_damaged),
	};

	return RUN_ROWS(views, check_view) || RUN_ROWS(bundles, check_bundle) ||
	    RUN_ROWS(sets, check_set) ||
	    cmocka_run_group_tests(tests, NULL, NULL);
}
