/*
 * Numbers are those of tensors_to_face_landmarks_with_attention.pbtxt of
 * MediaPipe's modules/face_landmark.
 */
#include <stdint.h>

#include "../table.h"
#include "mirror.h"
#include "refine.h"

static const uint16_t lips[] = {
	61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 185, 40, 39, 37, 0,
	267, 269, 270, 409, 78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308,
	191, 80, 81, 82, 13, 312, 311, 310, 415, 76, 77, 90, 180, 85, 16, 315,
	404, 320, 307, 306, 184, 74, 73, 72, 11, 302, 303, 304, 408, 62, 96,
	89, 179, 86, 15, 316, 403, 319, 325, 292, 183, 42, 41, 38, 12, 268,
	271, 272, 407
};

/* Of the right eye, the first LID of them on its lids; the left one's are
 * their mirror images. */
enum { LID = 16 };
static const uint16_t eye[] = {
	33, 7, 163, 144, 145, 153, 154, 155, 133, 246, 161, 160, 159, 158, 157,
	173, 130, 25, 110, 24, 23, 22, 26, 112, 243, 247, 30, 29, 27, 28, 56,
	190, 226, 31, 228, 229, 230, 231, 232, 233, 244, 113, 225, 224, 223,
	222, 221, 189, 35, 124, 46, 53, 52, 65, 143, 111, 117, 118, 119, 120,
	121, 128, 245, 156, 70, 63, 105, 66, 107, 55, 193
};

enum { MESH = 468, RIGHT_IRIS = 468, LEFT_IRIS = 473, IRIS = 5 };

static const size_t counts[SYNK_REFINE_LISTS] = { MESH, LEN(lips), LEN(eye),
    LEN(eye), IRIS, IRIS };

size_t
synk_refine_count(size_t i)
{
	return counts[i];
}

static void
place(float to[SYNK_REFINED][3], const float *list, const uint16_t *points,
    size_t count, int mirrored)
{
	for (size_t i = 0; i < count; i++, list += 2) {
		float *p = to[mirrored ? synk_mirror_point(points[i])
		    : points[i]];

		p[0] = list[0];
		p[1] = list[1];
	}
}

/* An iris is as deep as its lids are on average. */
static void
place_iris(float to[SYNK_REFINED][3], const float *list, size_t first,
    int mirrored)
{
	float depth = 0;

	for (size_t i = 0; i < LID; i++)
		depth += to[mirrored ? synk_mirror_point(eye[i])
		    : eye[i]][2] / LID;
	for (size_t i = 0; i < IRIS; i++) {
		to[first + i][0] = list[2 * i];
		to[first + i][1] = list[2 * i + 1];
		to[first + i][2] = depth;
	}
}

void
synk_refine(float to[SYNK_REFINED][3],
    const float *const lists[SYNK_REFINE_LISTS])
{
	for (size_t i = 0; i < MESH; i++)
		for (size_t k = 0; k < 3; k++)
			to[i][k] = lists[0][3 * i + k];
	place(to, lists[1], lips, LEN(lips), 0);
	place(to, lists[2], eye, LEN(eye), 0);
	place(to, lists[3], eye, LEN(eye), 1);
	place_iris(to, lists[4], RIGHT_IRIS, 0);
	place_iris(to, lists[5], LEFT_IRIS, 1);
}
