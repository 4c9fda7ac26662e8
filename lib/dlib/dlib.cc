/*
 * dlib's face detector and shape predictor, for C.  The one C++ file: what C
 * can do is done elsewhere, since dlib's headers compile slowly.
 */
/*
 * Both include dlib's configuration, which asks for LAPACK.  That is worth
 * nothing for the 2 x 2 matrices that are needed here, would have to be
 * loaded, and may round differently on each machine.
 */
#include <dlib/assert.h>
#include <dlib/test_for_odr_violations.h>
#undef DLIB_USE_BLAS
#undef DLIB_USE_LAPACK

#include <cstring>
#include <memory>

#include <dlib/image_processing.h>
#include <dlib/image_processing/frontal_face_detector.h>

extern "C" {
#include "dlib.h"
}

struct synk_dlib_model {
	dlib::frontal_face_detector detector;
	dlib::shape_predictor predictor;
};

namespace {

/* Bytes as a stream. */
class bytes : public std::streambuf {
public:
	bytes(const void *data, size_t size)
	{
		char *first = static_cast<char *>(const_cast<void *>(data));

		setg(first, first, first + size);
	}
};

/* dlib's messages have several lines and tell of its classes. */
bool
caught(struct synk_error *err)
{
	try {
		throw;
	} catch (const std::bad_alloc &) {
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	} catch (const dlib::serialization_error &) {
		return synk_fail(err, SYNK_BAD_INPUT, "expected a shape"
		    " predictor of dlib, found something else");
	} catch (...) {
		return synk_fail(err, SYNK_BAD_INPUT, "dlib failed");
	}
}

dlib::array2d<unsigned char>
copy(const struct synk_grey *image)
{
	dlib::array2d<unsigned char> to(image->height, image->width);
	const unsigned char *from = image->at;

	for (long y = 0; y < to.nr(); y++, from += image->width)
		std::memcpy(&to[y][0], from, image->width);
	return to;
}

}

bool
synk_dlib_there(void)
{
	return true;
}

bool
synk_dlib_load(struct synk_dlib_model **to, const void *data, size_t size,
    struct synk_error *err)
try {
	std::unique_ptr<synk_dlib_model> m(new synk_dlib_model);
	bytes buffer(data, size);
	std::istream stream(&buffer);

	m->detector = dlib::get_frontal_face_detector();
	deserialize(m->predictor, stream);
	*to = m.release();
	return true;
} catch (...) {
	return caught(err);
}

void
synk_dlib_unload(struct synk_dlib_model *m)
{
	delete m;
}

bool
synk_dlib_see(struct synk_dlib_model *m, struct synk_dlib_box *boxes,
    size_t max, size_t *found, const struct synk_grey *image,
    struct synk_error *err)
try {
	std::vector<std::pair<double, dlib::rectangle>> seen;
	size_t n = 0;

	m->detector(copy(image), seen);
	for (; n < seen.size() && n < max; n++) {
		const dlib::rectangle &r = seen[n].second;

		boxes[n].score = seen[n].first;
		boxes[n].left = r.left();
		boxes[n].top = r.top();
		boxes[n].right = r.right();
		boxes[n].bottom = r.bottom();
	}
	*found = n;
	return true;
} catch (...) {
	return caught(err);
}

bool
synk_dlib_place(const struct synk_dlib_model *m, struct synk_point *at,
    size_t count, const struct synk_grey *image,
    const struct synk_dlib_box *box, struct synk_error *err)
try {
	dlib::rectangle r(box->left, box->top, box->right, box->bottom);
	dlib::full_object_detection face = m->predictor(copy(image), r);

	for (size_t i = 0; i < count; i++) {
		at[i].x = static_cast<double>(face.part(i).x());
		at[i].y = static_cast<double>(face.part(i).y());
	}
	return true;
} catch (...) {
	return caught(err);
}
