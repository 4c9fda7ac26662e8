/* The readers of key points, hand labels and arrays. */
#include "test.h"

#include "synk/face.h"

/* Point i is at (100 + i, 200 + 2i), or (0.25 + i / 1000, 0.5). */
#define X(i)	(100 + (i))
#define Y(i)	(200 + 2 * (i))

static const char *
comma(size_t i)
{
	return i ? "," : "";
}

static void
put_triple(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%s%zu,%zu,2", comma(i), X(i), Y(i));
}

static void
put_zeros(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%s0,0,0", comma(i));
}

static void
put_fraction(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%s%.17g,0.5,0.9", comma(i), 0.25 + (double)i / 1000);
}

/* From -1 to 1. */
static void
put_centred(struct text *t, size_t i, size_t n)
{
	add(t, "%s%.17g,-0.25,0.9", comma(i), (double)i / (double)n - 0.5);
}

static void
put_pair(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%s[%zu.5,%zu]", comma(i), X(i), Y(i));
}

static void
put_object(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%s{\"x\":%zu,\"y\":%zu,\"z\":1,\"name\":\"lips\"}", comma(i),
	    X(i), Y(i));
}

static void
put_shape(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%s{\"label\":\"%zu\",\"points\":[[%zu.25,%zu]],\"group_id\":"
	    "null,\"shape_type\":\"point\",\"flags\":{}}", comma(i), i, X(i),
	    Y(i));
}

/* Each in a group of its own. */
static void
put_group(struct text *t, size_t i, size_t n)
{
	add(t, "%s{\"label\":\"nose_tip\",\"points\":[[%zu,%zu]],\"group_id\":"
	    "%zu,\"shape_type\":\"point\"}", comma(i), X(i), Y(i), n - i);
}

static void
put_region(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%s{\"original_width\":400,\"original_height\":1000,"
	    "\"image_rotation\":0,\"to_name\":\"img\",\"type\":"
	    "\"keypointlabels\",\"value\":{\"x\":%.17g,\"y\":%.17g,"
	    "\"width\":0.4,\"keypointlabels\":[\"%zu\"]}}", comma(i),
	    (double)X(i) / 4, (double)Y(i) / 10, i);
}

static void
put_min(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%s{\"x\":%.17g,\"y\":%.17g,\"width\":0.4,\"keypointlabels\":"
	    "[\"%zu\"],\"original_width\":400,\"original_height\":1000}",
	    comma(i), (double)X(i) / 4, (double)Y(i) / 10, i);
}

static void
put_blank(struct text *t, size_t i, size_t n)
{
	(void)i;
	(void)n;
	add(t, "      ");
}

static void
put_deep(struct text *t, size_t i, size_t n)
{
	(void)i;
	(void)n;
	add(t, "[");
}

static const struct maker makers[] = {
	{ 't', put_triple }, { 'z', put_zeros }, { 'f', put_fraction },
	{ 'c', put_centred }, { 'p', put_pair }, { 'o', put_object },
	{ 's', put_shape }, { 'g', put_group }, { 'r', put_region },
	{ 'm', put_min }, { ' ', put_blank }, { '[', put_deep },
	{ 0, NULL },
};

/* COCO. */
#define COCO(images, annotations) \
	"{\"info\":{},\"images\":[" images "],\"annotations\":[" annotations \
	"],\"categories\":[{\"id\":1,\"keypoints\":[\"nose\"]}]}"
#define IMAGE(id, name) \
	"{\"id\":" id ",\"file_name\":\"" name "\",\"width\":640," \
	"\"height\":480}"
#define WHOLE(image, valid, face) \
	"{\"id\":9,\"image_id\":" image ",\"keypoints\":[@z17]," \
	"\"face_valid\":" valid ",\"face_kpts\":[" face "]}"
#define PLAIN(image, points) \
	"{\"image_id\":" image ",\"num_keypoints\":5,\"keypoints\":[" points \
	"]}"
#define POSE(points) \
	"{\"keypoints\":[" points "],\"keypoint_scores\":[0.1,0.9]," \
	"\"bbox\":[[1,2,3,4]],\"bbox_score\":0.5}"
#define ONE68	"ibug68 136,272"
#define A	", 640x480, image a.jpg"
#define B	", 640x480, image b.jpg"
#define COUNTS	"expected 68 points (or 49, 51, 66), 70, 76, 98, 106, 468 or " \
	"478, found "
#define WAYS	"106 points can be numbered in two ways: say --from jd106 or " \
	"--from insightface106\n"

/* OpenPose. */
#define PEOPLE(people)	"{\"version\":1.3,\"people\":[" people "]}"
#define PERSON(face) \
	"{\"person_id\":[-1],\"pose_keypoints_2d\":[@z25]," \
	"\"face_keypoints_2d\":[" face "],\"hand_left_keypoints_2d\":[]," \
	"\"face_keypoints_3d\":[]}"
#define BY	", by openpose"
#define NOFACE	": no points of a face: OpenPose looks for them with --face\n"

/* labelme. */
#define ME(shapes) \
	"{\"version\":\"5.7.0\",\"flags\":{},\"shapes\":[" shapes "]," \
	"\"imagePath\":\"..\\\\in/P1_rest.jpg\",\"imageData\":null," \
	"\"imageHeight\":480,\"imageWidth\":640}"
#define AT(label, x, y)	"{\"label\":\"" label "\",\"points\":[[" x "," y \
	"]],\"group_id\":null,\"shape_type\":\"point\"}"
#define CIRCLE(label, points)	"{\"label\":\"" label "\",\"points\":[" points \
	"],\"shape_type\":\"circle\"}"
#define NEAR	", 640x480, image P1_rest.jpg, by hand"
#define SOME	" points are numbered: taken for some of ibug68's"

/* Label Studio. */
#define TASK(annotations) \
	"{\"id\":7,\"annotations\":[" annotations "],\"predictions\":[]," \
	"\"data\":{\"image\":\"/data/upload/3/0f1e2d3c-P1_rest.jpg\"}}"
#define DONE(result) \
	"{\"id\":1,\"was_cancelled\":false,\"result\":[" result "]}"
#define LABEL(more, label) \
	"{" more "\"type\":\"keypointlabels\",\"value\":{\"x\":25,\"y\":50," \
	"\"keypointlabels\":[\"" label "\"]}}"
#define SIZED	"\"original_width\":400,\"original_height\":1000,"
#define STUDIO	", 400x1000, image P1_rest.jpg, by hand"

static const struct marks_row rows[] = {
	/* COCO. */
	{ "coco-wholebody", COCO(IMAGE("3", "a.jpg"), WHOLE("3", "true",
	  "@t68")), 36, ONE68 A "\n" },
	{ "coco, a missing point", COCO(IMAGE("3", "a.jpg"), WHOLE("3", "1",
	  "1,2,0,5,6,0.001,@t66")), 1,
	  "ibug68 5,6, 1 missing" A "\n" },
	{ "coco, face_valid false", COCO(IMAGE("3", "a.jpg"), WHOLE("3",
	  "false", "@t68") "," WHOLE("3", "0", "@z68")), 0,
	  "nobody" A ": face_valid is false\n"
	  "nobody" A ": face_valid is false\n" },
	{ "coco, all zero", COCO(IMAGE("3", "a.jpg"), WHOLE("3", "true",
	  "@z68")), 0, "nobody" A ": no key point is labelled\n" },
	{ "coco, no face but a face", COCO(IMAGE("3", "a.jpg"),
	  WHOLE("3", "false", "@z68") "," WHOLE("3", "true", "@t68") ","
	  WHOLE("3", "true", "@t68")), 36, "nobody" A ": face_valid is false\n"
	  ONE68 A "\n" ONE68 ", 640x480, face 1, image a.jpg\n" },
	{ "coco, images in their order", COCO(IMAGE("9", "b.jpg") ","
	  IMAGE("3", "a.jpg"), PLAIN("3", "@t68") "," PLAIN("9", "@t68") ","
	  PLAIN("3", "@t98")), 36, ONE68 B "\n" ONE68 A "\n"
	  "wflw98 136,272, 640x480, face 1, image a.jpg\n" },
	{ "coco, an image without annotation", COCO(IMAGE("9", "b.jpg") ","
	  IMAGE("3", "a.jpg"), PLAIN("3", "@t68")), 36,
	  "nobody" B ": the image has no annotation\n" ONE68 A "\n" },
	{ "coco, ids that are text", COCO(IMAGE("\"x\"", "a.jpg") ","
	  IMAGE("\"9\"", "b.jpg") "," IMAGE("9", "c.jpg"),
	  PLAIN("\"9\"", "@t68")), 36,
	  "nobody" A ": the image has no annotation\n" ONE68 B "\n"
	  "nobody, 640x480, image c.jpg: the image has no annotation\n" },
	{ "coco, unknown image", COCO(IMAGE("9", "b.jpg"),
	  PLAIN("9", "@t68") "," PLAIN("7", "@t68")), 0, "1: coco: "
	  "annotations[1].image_id: expected the id of an image, found 7\n" },
	{ "coco, no image id", COCO(IMAGE("9", "b.jpg"), "5"), 0, "1: coco: "
	  "annotations[0].image_id: expected the id of an image, "
	  "found nothing\n" },
	{ "coco, two images of one id", COCO(IMAGE("9", "b.jpg") ","
	  IMAGE("9", "a.jpg"), PLAIN("9", "@t68")), 0, "1: coco: "
	  "images[1].id: expected an id of its own, found 9\n" },
	{ "coco, no list of images", "{\"annotations\":[" PLAIN("5", "@t68")
	  "," PLAIN("4", "@t68") "," PLAIN("5", "@t68") "]}", 36,
	  ONE68 ", image 5\n" ONE68 ", face 1, image 5\n"
	  ONE68 ", image 4\n" },
	{ "coco, no annotations", COCO("", ""), 0, "" },
	{ "coco, not a list of annotations",
	  "{\"images\":[{\"file_name\":\"a\"}],\"annotations\":{}}", 0,
	  "1: coco: annotations: expected an array, found an object\n" },
	{ "coco, an annotation that is none", "{\"annotations\":[5],"
	  "\"keypoints\":1}", 0,
	  "1: coco: annotations[0]: expected an object, found 5\n" },
	{ "coco, a box", COCO(IMAGE("3", "a.jpg"),
	  "{\"image_id\":3,\"bbox\":[1,2,3,4]}"), 0,
	  "nobody" A ": the annotation has no key points\n" },
	{ "coco, key points are null", COCO(IMAGE("3", "a.jpg"),
	  "{\"image_id\":3,\"keypoints\":null}"), 0,
	  "nobody" A ": the annotation has no key points\n" },
	{ "coco, key points in words", COCO(IMAGE("3", "a.jpg"),
	  "{\"image_id\":3,\"keypoints\":\"a\"}"), 0, "1: coco: "
	  "annotations[0].keypoints: expected an array, found 'a'\n" },
	{ "coco, a body", COCO(IMAGE("3", "a.jpg"), PLAIN("3", "@t17")), 0,
	  "1: coco: annotations[0].keypoints: " COUNTS "17\n" },
	{ "coco, too short", COCO(IMAGE("3", "a.jpg"), PLAIN("3", "@t67,1,2")),
	  0, "1: coco: annotations[0].keypoints: expected x, y and visibility "
	  "of each point, found 203 numbers\n" },
	{ "coco, 106 points", COCO(IMAGE("3", "a.jpg"), PLAIN("3", "@t106")),
	  0, "1: coco: annotations[0].keypoints: " WAYS },
	{ "coco, 51 points without a jaw", COCO(IMAGE("3", "a.jpg"),
	  PLAIN("3", "@t51")), 17, "ibug68 100,200, 17 missing" A "\n" },
	{ "coco, a point in words", COCO(IMAGE("3", "a.jpg"),
	  PLAIN("3", "@t67,5,\"a\",2")), 0, "1: coco: annotations[0]."
	  "keypoints[202]: expected a number within 1000000, found 'a'\n" },
	{ "coco, numbers too large", COCO(IMAGE("3", "a.jpg"),
	  PLAIN("3", "1e999,-0,2,@t67")), 0, "1: coco: annotations[0]."
	  "keypoints[0]: expected a number within 1000000, "
	  "found one too large\n" },
	{ "coco, far away", COCO(IMAGE("3", "a.jpg"),
	  PLAIN("3", "@t67,5,-1e7,2")), 0, "1: coco: annotations[0]."
	  "keypoints[202]: expected a number within 1000000, "
	  "found -10000000\n" },
	{ "coco, size of a negative image", COCO(
	  "{\"id\":1,\"file_name\":\"a\",\"width\":-1,\"height\":2}",
	  PLAIN("1", "@t68")), 0, "1: coco: width: "
	  "expected a whole number from 1 to 1048576, found -1\n" },
	{ "coco results, 133 points", "[" PLAIN("42", "@t133") "]", 0,
	  "ibug68 123,246, image 42\n" },
	{ "coco results of whole bodies", "[{\"image_id\":42,\"category_id\":1,"
	  "\"keypoints\":[@t17],\"foot_kpts\":[@t6],\"face_kpts\":[@t68],"
	  "\"score\":1}]", 36, ONE68 ", image 42\n" },
	{ "coco, two documents", COCO(IMAGE("3", "a.jpg"), WHOLE("3", "true",
	  "@t68")) "\n" COCO("", "") "\n" COCO(IMAGE("3", "b.jpg"), WHOLE("3",
	  "true", "@t68")), 36, ONE68 A "\n"
	  ONE68 ", 640x480, line 3, image b.jpg\n" },
	{ "coco, images of more than 64 KiB", COCO("@ 11000"
	  IMAGE("3", "a.jpg"), PLAIN("3", "@t68")), 36,
	  "0: expected a landmark format that synk knows, found none\n" },
	{ "coco, annotations after 64 KiB", COCO(IMAGE("3", "a.jpg") "@ 11000",
	  PLAIN("3", "@t68")), 36, ONE68 A "\n" },
	{ "coco, deep", "{\"annotations\":[{\"keypoints\":@[2000", 0,
	  "1: coco: expected JSON, found an error in it\n" },

	/* mmpose. */
	{ "mmpose, an image", "[" POSE("@p133") "," POSE("@p68") "]", 0,
	  "ibug68 123.5,246\nibug68 100.5,200, face 1\n" },
	{ "mmpose, an image by the demo", "{\"meta_info\":{\"dataset_name\":"
	  "\"coco\",\"keypoint_id2name\":{}},\"instance_info\":[" POSE("@p98")
	  "]}", 0, "wflw98 100.5,200\n" },
	{ "mmpose, a video", "{\"meta_info\":{},\"instance_info\":["
	  "{\"frame_id\":1,\"instances\":[" POSE("@p68") "]},"
	  "{\"frame_id\":2,\"instances\":[]},"
	  "{\"frame_id\":3,\"instances\":[" POSE("@p68") "," POSE("@p68")
	  "]}]}", 0, "ibug68 100.5,200, frame 1\n"
	  "nobody, frame 2: mmpose found nobody\n"
	  "ibug68 100.5,200, frame 3\nibug68 100.5,200, face 1, frame 3\n" },
	{ "mmpose, frames without numbers", "[{\"instances\":[" POSE("@p68")
	  "]},{\"instances\":[" POSE("@p68") "]}]", 0,
	  "ibug68 100.5,200, frame 0\nibug68 100.5,200, frame 1\n" },
	{ "mmpose, frame in words", "[{\"frame_id\":\"a\",\"instances\":["
	  POSE("@p68") "]}]", 0,
	  "1: coco: frame_id: expected a whole number, found 'a'\n" },
	{ "mmpose, no instances", "[{\"frame_id\":1,\"instances\":[]},"
	  "{\"frame_id\":2}]", 0,
	  "1: coco: [1].instances: expected an array, found nothing\n" },
	{ "mmpose, a body", "[{\"frame_id\":0,\"instances\":[" POSE("@p17")
	  "]}]", 0, "1: coco: [0].instances[0].keypoints: " COUNTS "17\n" },
	{ "mmpose, half a point", "[" POSE("@p67,[5]") "]", 0, "1: coco: "
	  "[0].keypoints[67][1]: expected a number, found nothing\n" },
	{ "mmpose, a point that is none", "[" POSE("@p67,5") "]", 0,
	  "1: coco: [0].keypoints[67]: expected a point, found 5\n" },
	{ "key points as objects", "[{\"keypoints\":[@o478],\"image_id\":1}]",
	  36, "mediapipe478 136,272, image 1\n" },

	/* OpenPose. */
	{ "openpose", PEOPLE(PERSON("@t70")), 69,
	  "openpose70 169,338" BY "\n" },
	{ "openpose, missing points", PEOPLE(PERSON("0,0,0,@t69")), 1,
	  "openpose70 100,200, 1 missing" BY "\n" },
	{ "openpose, no face", PEOPLE(PERSON("")), 0, "nobody" BY NOFACE },
	{ "openpose, all missing", PEOPLE(PERSON("@z70")), 0,
	  "nobody" BY ": OpenPose found no face\n" },
	{ "openpose, nobody", PEOPLE(""), 0,
	  "nobody" BY ": OpenPose found nobody\n" },
	{ "openpose, the second of two", PEOPLE(PERSON("") ","
	  PERSON("@t70") "," PERSON("@t70")), 0, "nobody" BY NOFACE
	  "openpose70 100,200" BY "\nopenpose70 100,200, face 1" BY "\n" },
	{ "openpose, 68 points and a canvas", "{\"people\":["
	  "{\"face_keypoints_2d\":[@t68]}],\"canvas_width\":640,"
	  "\"canvas_height\":480}", 0, "ibug68 100,200, 640x480" BY "\n" },
	{ "openpose, frames", "[" PEOPLE(PERSON("@t70")) "," PEOPLE("") "]\n"
	  PEOPLE(PERSON("@t70")), 0, "openpose70 100,200, frame 0" BY "\n"
	  "nobody, frame 1" BY ": OpenPose found nobody\n"
	  "openpose70 100,200, frame 2, line 2" BY "\n" },
	{ "openpose, fractions", PEOPLE(PERSON("@f70")), 10,
	  "openpose70 0.26,0.5, normalised" BY "\n" },
	{ "openpose, fractions and missing points",
	  PEOPLE(PERSON("0,0,0,@f69")), 1,
	  "openpose70 0.25,0.5, 1 missing, normalised" BY "\n" },
	{ "openpose, from -1 to 1", PEOPLE(PERSON("@c70")), 0, "1: openpose: "
	  "people[0].face_keypoints_2d: expected pixels, or fractions of the "
	  "image from 0, found them from -1: give OpenPose another "
	  "--keypoint_scale than 4\n" },
	{ "openpose, 25 points", PEOPLE(PERSON("@t25")), 0, "1: openpose: "
	  "people[0].face_keypoints_2d: expected 3 numbers of each of 70 or 68 "
	  "points, found 75\n" },
	{ "openpose, nested", PEOPLE(PERSON("@p210")), 0, "1: openpose: "
	  "people[0].face_keypoints_2d[0]: expected a number within 1000000, "
	  "found an array\n" },
	{ "openpose, no list", "{\"people\":[{\"face_keypoints_2d\":5}]}", 0,
	  "1: openpose: people[0].face_keypoints_2d: "
	  "expected an array, found 5\n" },
	{ "openpose, a person who is a number", PEOPLE("5"), 0, "1: openpose: "
	  "people[0].face_keypoints_2d: expected an array, found nothing\n" },
	{ "openpose, people in words", "{\"version\":1,\"people\":\"a\"}", 0,
	  "1: openpose: people: expected an array, found 'a'\n" },
	{ "openpose, too large", PEOPLE(PERSON("@t69,1,1e999,1")), 0,
	  "1: openpose: people[0].face_keypoints_2d[208]: "
	  "expected a number within 1000000, found one too large\n" },

	/* labelme. */
	{ "labelme, numbers", ME("@s68"), 36, "ibug68 136.25,272" NEAR "\n" },
	{ "labelme, more numbers", ME("@s98"), 36,
	  "wflw98 136.25,272" NEAR "\n" },
	{ "labelme, 106 numbers", ME("@s106"), 36, "1: labelme: " WAYS },
	{ "labelme, some numbers", ME("@s51"), 17,
	  "ibug68 117.25,234, 17 missing" NEAR "; 51" SOME "\n" },
	{ "labelme, numbers of nothing", ME("@s68," AT("80", "1", "2")), 0,
	  "1: labelme: expected all numbers of a scheme, from 0, or some of "
	  "ibug68's, found 69 up to 80\n" },
	{ "labelme, numbers up to nothing", ME("@s69"), 0,
	  "1: labelme: " COUNTS "69\n" },
	{ "labelme, zeros before a number", ME(AT("007", "1", "2")), 7,
	  "ibug68 1,2, 67 missing" NEAR "; 1 point is numbered: "
	  "taken for some of ibug68's\n" },
	{ "labelme, a number too high", ME(AT("478", "1", "2")), 0, "nobody"
	  NEAR ": no label is a site or a number: 478\n" },
	{ "labelme, names", ME(AT("canthus_inner_left", "5", "6") ","
	  AT("Right canthus-inner", "7", "8") "," AT("R.canthus outer", "9",
	  "10") "," AT("lid_upper_mid (L)", "1", "2") "," AT("Nasion", "3",
	  "4")), 11, "sites60 5,6, 55 missing" NEAR "\n" },
	{ "labelme, the other side", ME(AT("canthus_inner_left", "5", "6") ","
	  AT("Right canthus-inner", "7", "8")), 10,
	  "sites60 7,8, 58 missing" NEAR "\n" },
	{ "labelme, the midline", ME(AT("nasion", "5", "6")), 50,
	  "sites60 5,6, 59 missing" NEAR "\n" },
	{ "labelme, unknown labels", ME(AT("nasion", "5", "6") ","
	  AT("mole", "1", "2") "," AT("wrinkle left", "1", "2") ","
	  AT("mole", "1", "2")), 50, "sites60 5,6, 59 missing" NEAR
	  "; 3 labels are no site: mole, wrinkle left, mole\n" },
	{ "labelme, an unknown label", ME("@s68," AT("-5", "1", "2")), 50,
	  "ibug68 150.25,300" NEAR "; 1 label is no site: -5\n" },
	{ "labelme, many unknown labels", ME(AT("a_rather_long_label_here", "1",
	  "2") "," AT("b_rather_long_label_here", "1", "2") ","
	  AT("c_rather_long_label_here", "1", "2") "," AT("d", "1", "2")), 0,
	  "nobody" NEAR ": no label is a site or a number: "
	  "a_rather_long_label_her, b_rather_long_label_her, ...\n" },
	{ "labelme, a label twice", ME(AT("nasion", "5", "6") ","
	  AT("Nasion", "5", "6")), 0, "1: labelme: shapes[1].label: "
	  "'Nasion': expected once in a face, found twice\n" },
	{ "labelme, a number twice", ME("@s68," AT("08", "5", "6")), 0,
	  "1: labelme: shapes[68].label: "
	  "'08': expected once in a face, found twice\n" },
	{ "labelme, no side", ME(AT("commissure", "5", "6")), 0, "1: labelme: "
	  "shapes[0].label: 'commissure': expected left or right with it\n" },
	{ "labelme, a side too many", ME(AT("left nasion", "5", "6")), 0,
	  "1: labelme: shapes[0].label: 'left nasion': "
	  "expected no side of a point on the midline\n" },
	{ "labelme, both sides", ME(AT("left pupil right", "5", "6")), 0,
	  "nobody" NEAR
	  ": no label is a site or a number: left pupil right\n" },
	{ "labelme, numbers and names", ME("@s68," AT("nasion", "5", "6")), 0,
	  "1: labelme: expected numbers or names of sites for labels, "
	  "found both\n" },
	{ "labelme, numbers and pupils", ME("@s68," AT("pupil left", "5", "6")
	  "," AT("iris_right", "7", "8")), 36,
	  "ibug68 136.25,272, right 7,8 r nan, left 5,6 r nan" NEAR "\n" },
	{ "labelme, an iris", ME("@s68," CIRCLE("iris left",
	  "[10,20],[13,24]")), 36,
	  "ibug68 136.25,272, left 10,20 r 5" NEAR "\n" },
	{ "labelme, the rim of a pupil", ME(CIRCLE("pupil left",
	  "[10,20],[13,24]")), 27, "sites60 10,20, 59 missing" NEAR "\n" },
	{ "labelme, a circle of nothing", ME(CIRCLE("nasion",
	  "[10,20],[13,24]") "," AT("nasion", "5", "6")), 50,
	  "sites60 5,6, 59 missing" NEAR "; 1 label is no site: nasion\n" },
	{ "labelme, an iris twice", ME(CIRCLE("iris left", "[10,20],[13,24]")
	  "," CIRCLE("l_iris", "[10,20],[13,24]")), 0, "1: labelme: "
	  "shapes[1].label: 'l_iris': expected once in a face, found twice\n" },
	{ "labelme, a circle of one point", ME(CIRCLE("iris left", "[1,2]")),
	  0, "1: labelme: shapes[0].points: "
	  "expected 2 points of a circle, found 1\n" },
	{ "labelme, two points", ME(CIRCLE("iris left", "[1,2],[1,2]") ","
	  "{\"label\":\"a\",\"points\":[[1,2],[3,4]],"
	  "\"shape_type\":\"point\"}"), 0, "1: labelme: shapes[1].points: "
	  "expected 1 point, found 2\n" },
	{ "labelme, two faces", ME("{\"label\":\"nasion\",\"points\":[[1,2]],"
	  "\"group_id\":2,\"shape_type\":\"point\"},"
	  "{\"label\":\"nasion\",\"points\":[[3,4]],"
	  "\"group_id\":1,\"shape_type\":\"point\"},"
	  "{\"label\":\"nose_tip\",\"points\":[[5,6]],"
	  "\"group_id\":2,\"shape_type\":\"point\"}"), 50,
	  "sites60 1,2, 58 missing" NEAR "\n"
	  "sites60 3,4, 59 missing, 640x480, face 1, image P1_rest.jpg, "
	  "by hand\n" },
	{ "labelme, groups in the order of the file", ME("@g3"), 53,
	  "sites60 100,200, 59 missing" NEAR "\n"
	  "sites60 101,202, 59 missing, 640x480, face 1, image P1_rest.jpg, "
	  "by hand\n"
	  "sites60 102,204, 59 missing, 640x480, face 2, image P1_rest.jpg, "
	  "by hand\n" },
	{ "labelme, nothing but a polygon", ME("{\"label\":\"5\",\"points\":"
	  "[[1,2],[3,4],[5,6]],\"shape_type\":\"polygon\"}"), 0,
	  "nobody" NEAR ": no point is labelled\n" },
	{ "labelme, nothing", ME(""), 0,
	  "nobody" NEAR ": no point is labelled\n" },
	{ "labelme, two files", ME("@s68") "\n\n" ME(""), 36,
	  "ibug68 136.25,272" NEAR "\nnobody, 640x480, line 3, "
	  "image P1_rest.jpg, by hand: no point is labelled\n" },
	{ "labelme, a picture inside", "{\"shapes\":[@s68],\"imagePath\":null,"
	  "\"imageData\":\"@ 70000\",\"imageHeight\":480,\"imageWidth\":640}",
	  36, "ibug68 136.25,272, 640x480, by hand\n" },
	{ "labelme, a label that is a number", ME("{\"label\":5,\"points\":"
	  "[[1,2]],\"shape_type\":\"point\"}"), 0, "1: labelme: "
	  "shapes[0].label: expected a string, found 5\n" },
	{ "labelme, no points", ME("{\"label\":\"a\",\"shape_type\":"
	  "\"point\"}"), 0, "1: labelme: shapes[0].points: "
	  "expected an array, found nothing\n" },
	{ "labelme, a coordinate too large", ME(AT("5", "1", "1e999")), 0,
	  "1: labelme: shapes[0].points[0][1]: "
	  "expected a number, found one too large\n" },
	{ "labelme, shapes are none", "{\"shapes\":5,\"imagePath\":\"a\"}", 0,
	  "1: labelme: shapes: expected an array, found 5\n" },

	/* Label Studio. */
	{ "labelstudio", "[" TASK(DONE("@r68")) "]", 36,
	  "ibug68 135.5,271.5" STUDIO "\n" },
	{ "labelstudio, one task", TASK(DONE("@r68")), 36,
	  "ibug68 135.5,271.5" STUDIO "\n" },
	{ "labelstudio, names", "[" TASK(DONE(LABEL(SIZED, "pupil left") ","
	  LABEL(SIZED, "mole"))) "]", 27,
	  "sites60 99.5,499.5, 59 missing" STUDIO
	  "; 1 label is no site: mole\n" },
	{ "labelstudio, no size", "[" TASK(DONE(LABEL("", "pupil left"))) "]",
	  27, "sites60 0.25,0.5, 59 missing, normalised, image P1_rest.jpg, "
	  "by hand\n" },
	{ "labelstudio, not done", "[" TASK("") "," TASK("{\"was_cancelled\":"
	  "true,\"result\":[@r68]}," DONE("@r68")) "," TASK(
	  "{\"was_cancelled\":true,\"result\":[@r68]}") "]", 36,
	  "nobody, image P1_rest.jpg, by hand: no point is labelled\n"
	  "ibug68 135.5,271.5" STUDIO "\n"
	  "nobody, image P1_rest.jpg, by hand: no point is labelled\n" },
	{ "labelstudio, two annotators", "[" TASK(DONE("@r68") ","
	  DONE("@r68")) "]", 0, "1: labelstudio: [0].annotations: expected one "
	  "annotation, found 2: export those of one annotator at a time\n" },
	{ "labelstudio, old", "[{\"completions\":[" DONE("@r68") "],\"data\":"
	  "{\"text\":\"a\",\"pic\":\"https://x.org/a%20b/P1.JPG?sig=a/b\"}}]",
	  36, "ibug68 135.5,271.5, 400x1000, image P1.JPG, by hand\n" },
	{ "labelstudio, a local file", "[{\"annotations\":[" DONE("@r68") "],"
	  "\"data\":{\"image\":\"/data/local-files/?d=in/0f1e2d3c-a.jpg\"}}]",
	  36, "ibug68 135.5,271.5, 400x1000, image 0f1e2d3c-a.jpg, by hand\n" },
	{ "labelstudio, other tools", "[" TASK(DONE("{\"type\":\"choices\","
	  "\"value\":{\"choices\":[\"a\"]}},5,@r68,{\"type\":\"keypoint\","
	  "\"value\":{\"x\":1,\"y\":2}}")) "]", 36,
	  "ibug68 135.5,271.5" STUDIO "\n" },
	{ "labelstudio, turned", "[" TASK(DONE(LABEL("\"image_rotation\":90,",
	  "5"))) "]", 0, "1: labelstudio: [0].annotations[0].result[0].value: "
	  "expected an image as it is, found it turned by 90 degrees\n" },
	{ "labelstudio, another image", "[" TASK(DONE("@r68," LABEL(
	  "\"original_width\":300,\"original_height\":1000,", "nasion")))
	  "]", 0, "1: labelstudio: [0].annotations[0].result[68].value: "
	  "expected points of one image, found those of another\n" },
	{ "labelstudio, another image of this size", "[" TASK(DONE("@r68,"
	  LABEL(SIZED "\"to_name\":\"img2\",", "nasion"))) "]", 0,
	  "1: labelstudio: [0].annotations[0].result[68].value: "
	  "expected points of one image, found those of another\n" },
	{ "labelstudio, a label twice", "[" TASK(DONE("@r68," LABEL(SIZED,
	  "5"))) "]", 0, "1: labelstudio: [0].annotations[0].result[68].value:"
	  " '5': expected once in a face, found twice\n" },
	{ "labelstudio, no side", "[" TASK(DONE(LABEL(SIZED, "ala"))) "]", 0,
	  "1: labelstudio: [0].annotations[0].result[0].value: "
	  "'ala': expected left or right with it\n" },
	{ "labelstudio, both kinds", "[" TASK(DONE("@r68," LABEL(SIZED,
	  "nasion"))) "]", 0, "1: labelstudio: [0]: expected numbers or names "
	  "of sites for labels, found both\n" },
	{ "labelstudio, labels that are numbers", "[" TASK(DONE("{\"value\":"
	  "{\"x\":1,\"y\":2,\"keypointlabels\":[5]}}")) "]", 0,
	  "1: labelstudio: [0].annotations[0].result[0].value: "
	  "expected labels that are strings, found 5\n" },
	{ "labelstudio, a coordinate in words", "[" TASK(DONE("{\"value\":"
	  "{\"x\":\"1\",\"y\":2,\"keypointlabels\":[\"5\"]}}")) "]", 0,
	  "1: labelstudio: [0].annotations[0].result[0].value[0].x: "
	  "expected a number, found '1'\n" },
	{ "labelstudio, no result", "[" TASK("{\"id\":\"result\"}") "]", 0,
	  "1: labelstudio: [0].annotations[0].result: "
	  "expected an array, found nothing\n" },
	{ "labelstudio, annotations in words", "{\"annotations\":\"a\","
	  "\"result\":1}", 0, "1: labelstudio: annotations: "
	  "expected an array, found 'a'\n" },
	{ "labelstudio, a task that is none", "[" TASK(DONE("@r68")) ",5]", 36,
	  "ibug68 135.5,271.5" STUDIO "\n"
	  "1: labelstudio: [1]: expected an object, found 5\n" },
	{ "labelstudio, size in words", "[" TASK(DONE(LABEL(
	  "\"original_width\":\"a\",\"original_height\":1,", "nasion"))) "]",
	  0, "1: labelstudio: width: "
	  "expected a whole number from 1 to 1048576, found 'a'\n" },
	{ "labelstudio, minimal", "[{\"image\":\"/data/upload/1/0F1e2d3c-b.png"
	  "\",\"id\":7,\"kp\":[@m68],\"choice\":\"x\",\"annotator\":1},"
	  "{\"image\":\"c.png\",\"id\":8,\"kp\":[]}]", 36,
	  "ibug68 135.5,271.5, 400x1000, image b.png, by hand\n"
	  "nobody, image c.png, by hand: no point is labelled\n" },
	{ "labelstudio, minimal, two tools", "[{\"img\":\"b.png\","
	  "\"l\":[{\"x\":25,\"y\":50,\"keypointlabels\":[\"nasion\"]}],"
	  "\"r\":[{\"x\":50,\"y\":50,\"keypointlabels\":[\"menton\"]}]}]", 59,
	  "sites60 0.5,0.5, 58 missing, normalised, image b.png, by hand\n" },
	{ "labelstudio, minimal, two annotators", "[{\"id\":7,\"kp\":[@m68]},"
	  "{\"id\":7,\"kp\":[@m68]}]", 36,
	  "ibug68 135.5,271.5, 400x1000, by hand\n"
	  "1: labelstudio: [1]: expected "
	  "one annotation, found another of task 7: export those of one "
	  "annotator at a time\n" },
	{ "labelstudio, minimal, a label twice", "[{\"id\":7,\"kp\":[@m68,"
	  "{\"x\":1,\"y\":1,\"keypointlabels\":[\"5\"],\"original_width\":400,"
	  "\"original_height\":1000}]}]", 0, "1: labelstudio: [0].kp[68]: "
	  "'5': expected once in a face, found twice\n" },
};

static void
check(void **state)
{
	static const struct synk_reading how;

	check_marks(*state, &how, makers);
}

/* Rows whose user names the format, or how points are numbered. */
static const struct named_row {
	struct marks_row row;
	const char *from;
} named[] = {
	{ { "coco, jd106", COCO(IMAGE("3", "a.jpg"), PLAIN("3", "@t106")), 36,
	  "jd106 136,272" A "\n" }, "jd106" },
	{ { "coco, insightface106", "[" POSE("@p106") "]", 0,
	  "insightface106 100.5,200\n" }, "insightface106" },
	{ { "coco, other than named", "[" POSE("@p68") "]", 0, "1: coco: "
	  "[0].keypoints: expected the 106 points of jd106, found 68\n" },
	  "jd106" },
	{ { "labelme, insightface106", ME("@s106"), 36,
	  "insightface106 136.25,272" NEAR "\n" }, "insightface106" },
	{ { "labelme, some of jd106", ME(AT("105", "1", "2")), 105,
	  "jd106 1,2, 105 missing" NEAR
	  "; 1 point is numbered: taken for some of jd106's\n" }, "jd106" },
	{ { "coco, an array", "[]", 0, "" }, "coco" },
	{ { "coco, blank", " \n ", 0, "" }, "coco" },
	{ { "coco, 5", "5", 0,
	  "1: coco: annotations: expected an array, found nothing\n" },
	  "coco" },
	{ { "openpose, 5", "5", 0,
	  "1: openpose: people: expected an array, found nothing\n" },
	  "openpose" },
	{ { "labelme, 5", "5", 0,
	  "1: labelme: shapes: expected an array, found nothing\n" },
	  "labelme" },
	{ { "labelstudio, 5", "[] 5", 0,
	  "1: labelstudio: expected an object, found 5\n" }, "labelstudio" },
	{ { "npy, text", "5", 0,
	  "0: npy: expected a numpy array, found no \\x93NUMPY at the start"
	  "\n" }, "npy" },
};

static void
check_named(void **state)
{
	const struct named_row *r = *state;
	struct synk_reading how = { r->from, false };

	check_marks(&r->row, &how, makers);
}

/*
 * numpy.  The header's text, then so many numbers of that kind: 100 + i, or i
 * for bytes, -100 - i, (100 + i) / 1000.
 */
enum { FLOATS, DOUBLES, SWAPPED, BYTES, SHORTS, NEGATIVE, THOUSANDTHS };

static void
put_bytes(struct text *t, const void *from, size_t size, bool reversed)
{
	const unsigned char *p = from;

	t->text = realloc(t->text, t->len + size);
	assert_non_null(t->text);
	for (size_t i = 0; i < size; i++)
		t->text[t->len++] = (char)p[reversed ? size - 1 - i : i];
}

/* As a machine of little-endian numbers has them. */
static void
put_number(struct text *t, int kind, size_t i, double value)
{
	float f = (float)value;
	double thousandth = value / 1000;
	uint8_t byte = (uint8_t)(i % 256);
	uint16_t word = (uint16_t)(100 + i);
	int64_t negative = -100 - (int64_t)i;

	switch (kind) {
	case FLOATS: put_bytes(t, &f, sizeof f, false); break;
	case DOUBLES: put_bytes(t, &value, sizeof value, false); break;
	case SWAPPED: put_bytes(t, &value, sizeof value, true); break;
	case BYTES: put_bytes(t, &byte, sizeof byte, false); break;
	case SHORTS: put_bytes(t, &word, sizeof word, false); break;
	case NEGATIVE: put_bytes(t, &negative, sizeof negative, false); break;
	default: put_bytes(t, &thousandth, sizeof thousandth, false);
	}
}

#define HEADER(descr, fortran, shape) \
	"{'descr': " descr ", 'fortran_order': " fortran ", 'shape': " shape \
	", }   \n"
#define NPY(descr, shape)	HEADER(descr, "False", shape)
#define DICT	"0: npy: expected a header with descr, fortran_order and " \
	"shape, found "
#define DTYPE	"0: npy: expected numbers of f4, f8, i1 to i8 or u1 to u8, " \
	"found "
#define SHAPE	"0: npy: expected an array of (points, 2 or 3) or (faces, " \
	"points, 2 or 3), found "

static const struct npy_row {
	const char *name;
	int version;
	const char *header;
	int kind;
	size_t numbers;
	size_t odd;			/* this one, from 1, is that */
	double is;
	size_t point;
	const char *from;
	const char *want;
} arrays[] = {
	/* Point 36 has the numbers 72 and 73, or 108 and 109 of 3. */
	{ "npy, f8", 1, NPY("'<f8'", "(68, 2)"), DOUBLES, 136, 0, 0, 36, NULL,
	  "ibug68 172,173\n" },
	{ "npy, f4 of three axes", 1, NPY("'<f4'", "(68, 3)"), FLOATS, 204, 0,
	  0, 36, NULL, "ibug68 208,209\n" },
	{ "npy, big-endian", 1, NPY("'>f8'", "(68, 2)"), SWAPPED, 136, 0, 0,
	  36, NULL, "ibug68 172,173\n" },
	{ "npy, version 2", 2, NPY("'<f8'", "(68, 2)"), DOUBLES, 136, 0, 0, 36,
	  NULL, "ibug68 172,173\n" },
	{ "npy, version 3", 3, NPY("'<f8'", "(68, 2)"), DOUBLES, 136, 0, 0, 36,
	  NULL, "ibug68 172,173\n" },
	{ "npy, bytes", 1, NPY("'|u1'", "(68, 2)"), BYTES, 136, 0, 0, 36, NULL,
	  "ibug68 72,73\n" },
	/* Number 135 is byte 135, of which 256 are taken. */
	{ "npy, signed bytes", 1, NPY("'|i1'", "(68, 2)"), BYTES, 136, 0, 0,
	  67, NULL, "ibug68 -122,-121\n" },
	{ "npy, u2", 1, NPY("'<u2'", "(68, 2)"), SHORTS, 136, 0, 0, 67, NULL,
	  "ibug68 234,235\n" },
	{ "npy, i8", 1, NPY("'<i8'", "(68, 2)"), NEGATIVE, 136, 0, 0, 67,
	  NULL, "ibug68 -234,-235\n" },
	/* In Fortran's order x of all points comes first, and y from 68. */
	{ "npy, Fortran's order", 1, HEADER("'<f8'", "True", "(68, 2)"),
	  DOUBLES, 136, 0, 0, 36, NULL, "ibug68 136,204\n" },
	/* Of two faces, x is at 0 to 135 by turns, and y from 136. */
	{ "npy, Fortran's order of two faces", 1, HEADER("'<f8'", "True",
	  "(2, 68, 2)"), DOUBLES, 272, 0, 0, 36, NULL,
	  "ibug68 172,308\nibug68 173,309, face 1\n" },
	{ "npy, two faces", 1, NPY("'<f8'", "(2, 68, 2)"), DOUBLES, 272, 0, 0,
	  36, NULL, "ibug68 172,173\nibug68 308,309, face 1\n" },
	{ "npy, Python 2", 1, NPY("'<f8'", "(68L, 2L)"), DOUBLES, 136, 0, 0,
	  36, NULL, "ibug68 172,173\n" },
	{ "npy, other keys' order", 1, "{\"shape\":(68,2),\"descr\":\"<f8\","
	  "\"fortran_order\":False}", DOUBLES, 136, 0, 0, 36, NULL,
	  "ibug68 172,173\n" },
	{ "npy, NaN", 1, NPY("'<f8'", "(68, 2)"), DOUBLES, 136, 73, NAN, 36,
	  NULL, "ibug68 nan,nan, 1 missing\n" },
	{ "npy, infinity", 1, NPY("'<f8'", "(68, 2)"), DOUBLES, 136, 74,
	  INFINITY, 36, NULL, "0: npy: [0][36]: "
	  "expected numbers within 1000000, found 172 and inf\n" },
	{ "npy, 51 points", 1, NPY("'<f8'", "(51, 2)"), DOUBLES, 102, 0, 0, 17,
	  NULL, "ibug68 100,101, 17 missing\n" },
	{ "npy, 98 points", 1, NPY("'<f8'", "(98, 2)"), DOUBLES, 196, 0, 0, 0,
	  NULL, "wflw98 100,101\n" },
	{ "npy, a mesh", 1, NPY("'<f8'", "(1, 478, 3)"), DOUBLES, 1434, 0, 0,
	  0, NULL, "mediapipe478 100,101\n" },
	{ "npy, 106 points", 1, NPY("'<f8'", "(106, 2)"), DOUBLES, 212, 0, 0,
	  0, NULL, "0: npy: " WAYS },
	{ "npy, jd106", 1, NPY("'<f8'", "(106, 2)"), DOUBLES, 212, 0, 0, 0,
	  "jd106", "jd106 100,101\n" },
	{ "npy, insightface106", 1, NPY("'<f8'", "(1, 106, 2)"), DOUBLES, 212,
	  0, 0, 0, "insightface106", "insightface106 100,101\n" },
	{ "npy, no faces", 1, NPY("'<f8'", "(0, 68, 2)"), DOUBLES, 0, 0, 0, 0,
	  NULL, "nobody: the array is empty\n" },
	{ "npy, nothing", 1, NPY("'<f8'", "(0,)"), DOUBLES, 0, 0, 0, 0, NULL,
	  "nobody: the array is empty\n" },
	{ "npy, the wrong way round", 1, NPY("'<f8'", "(2, 68)"), DOUBLES, 136,
	  0, 0, 0, NULL, SHAPE "(2, 68)\n" },
	{ "npy, flat", 1, NPY("'<f8'", "(136,)"), DOUBLES, 136, 0, 0, 0, NULL,
	  SHAPE "(136,)\n" },
	{ "npy, four axes", 1, NPY("'<f8'", "(1, 1, 68, 2)"), DOUBLES, 136, 0,
	  0, 0, NULL, SHAPE "(1, 1, 68, 2)\n" },
	{ "npy, one number", 1, NPY("'<f8'", "()"), DOUBLES, 1, 0, 0, 0, NULL,
	  SHAPE "()\n" },
	{ "npy, five points", 1, NPY("'<f8'", "(5, 2)"), DOUBLES, 10, 0, 0, 0,
	  NULL, "0: npy: " COUNTS "5\n" },
	{ "npy, short", 1, NPY("'<f8'", "(68, 2)"), DOUBLES, 135, 0, 0, 0,
	  NULL, "0: npy: expected an array of (68, 2), "
	  "found 1080 bytes and the end\n" },
	{ "npy, long", 1, NPY("'<f8'", "(68, 2)"), DOUBLES, 137, 0, 0, 0, NULL,
	  "0: npy: expected the end after the array, found 8 bytes more\n" },
	{ "npy, huge", 1, NPY("'<f8'", "(2147483647, 68, 2)"), DOUBLES,
	  136, 0, 0, 0, NULL, "0: npy: expected an array of "
	  "(2147483647, 68, 2), found 1088 bytes and the end\n" },
	{ "npy, beyond huge", 1, NPY("'<f8'", "(99999999999999999999, 68, 2)"),
	  DOUBLES, 136, 0, 0, 0, NULL, DICT
	  "{'descr': '<f8', 'fortran_order': False, 'shape\n" },
	{ "npy, a negative size", 1, NPY("'<f8'", "(-1, 68, 2)"), DOUBLES, 136,
	  0, 0, 0, NULL, DICT
	  "{'descr': '<f8', 'fortran_order': False, 'shape\n" },
	{ "npy, objects", 1, NPY("'|O'", "(68, 2)"), BYTES, 100, 0, 0, 0, NULL,
	  "0: npy: expected an array of numbers, found one of Python's objects:"
	  " save the points alone\n" },
	{ "npy, records", 1, NPY("[('x', '<f8'), ('y', '<f8')]", "(68,)"),
	  DOUBLES, 136, 0, 0, 0, NULL, "0: npy: expected an array of numbers, "
	  "found one of records: save the points alone\n" },
	{ "npy, complex", 1, NPY("'<c8'", "(68, 2)"), DOUBLES, 136, 0, 0, 0,
	  NULL, DTYPE "'<c8'\n" },
	{ "npy, text", 1, NPY("'<U5'", "(68, 2)"), DOUBLES, 136, 0, 0, 0, NULL,
	  DTYPE "'<U5'\n" },
	{ "npy, no order", 1, NPY("'f8'", "(68, 2)"), DOUBLES, 136, 0, 0, 0,
	  NULL, DTYPE "'f8'\n" },
	{ "npy, no dtype", 1, NPY("''", "(68, 2)"), DOUBLES, 136, 0, 0, 0,
	  NULL, DTYPE "''\n" },
	{ "npy, no shape", 1, "{'descr': '<f8', 'fortran_order': False}",
	  DOUBLES, 136, 0, 0, 0, NULL, DICT
	  "{'descr': '<f8', 'fortran_order': False}\n" },
	{ "npy, a key twice", 1, "{'shape': (68, 2), 'shape': (68, 2)}",
	  DOUBLES, 136, 0, 0, 0, NULL, DICT
	  "{'shape': (68, 2), 'shape': (68, 2)}\n" },
	{ "npy, no dictionary", 1, "[]", DOUBLES, 136, 0, 0, 0, NULL,
	  DICT "[]\n" },
	{ "npy, version 4", 4, NPY("'<f8'", "(68, 2)"), DOUBLES, 136, 0, 0, 36,
	  NULL, "0: npy: expected version 1, 2 or 3 of the format, found 4\n" },
	{ "npy, fractions", 1, NPY("'<f8'", "(468, 2)"), THOUSANDTHS, 936, 0,
	  0, 467, NULL, "mediapipe468 1.034,1.035, normalised\n" },
};

static struct text
make_array(const struct npy_row *r)
{
	size_t length = strlen(r->header);
	unsigned char size[4] = { (unsigned char)length,
	    (unsigned char)(length >> 8), 0, 0 };
	char version[2] = { (char)r->version, 0 };
	struct text t = { NULL, 0 };

	put_bytes(&t, "\x93NUMPY", 6, false);
	put_bytes(&t, version, 2, false);
	put_bytes(&t, size, r->version == 1 ? 2 : 4, false);
	put_bytes(&t, r->header, length, false);
	for (size_t i = 0; i < r->numbers; i++)
		put_number(&t, r->kind, i, i + 1 == r->odd ? r->is
		    : 100 + (double)i);
	return t;
}

static void
check_array(void **state)
{
	const struct npy_row *r = *state;
	const struct synk_reading how = { r->from, false };
	struct text array = make_array(r);
	struct text t = read_all(array.text, array.len, &how, r->point);

	assert_string_equal(t.text, r->want);
	free(t.text);
	check_cuts(array.text, array.len, &how);
	free(array.text);
}

/* Where a label goes is where its site is looked for. */
static void
test_sites(void **state)
{
	char text[16];

	(void)state;
	assert_int_equal(synk_scheme_count(SYNK_SITES60), SYNK_SPOTS);
	for (size_t i = 0; i < SYNK_SPOTS; i++) {
		synk_spot_points(text, SYNK_SITES60, i);
		assert_int_equal(strtoul(text, NULL, 10), i);
	}
}

/* A file of many thousand annotations must not take the square of the time:
 * here a second would be a hundred. */
static void
test_many(void **state)
{
	static const struct synk_reading how;
	struct text t = { NULL, 0 };
	struct text got;
	enum { MANY = 20000 };

	(void)state;
	add(&t, "{\"images\":[");
	for (int i = 0; i < MANY; i++)
		add(&t, "%s{\"id\":%d,\"file_name\":\"a\"}", i ? "," : "",
		    MANY - i);
	add(&t, "],\"annotations\":[");
	for (int i = 0; i < MANY; i++)
		add(&t, "%s{\"image_id\":%d,\"keypoints\":[]}", i ? "," : "",
		    i / 2 * 2 + 1);
	add(&t, "]}");
	got = read_all(t.text, t.len, &how, 0);
	assert_true(got.len > 0);
	free(got.text);
	free(t.text);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_sites),
	cmocka_unit_test(test_many),
};

int
main(void)
{
	return RUN_ROWS(rows, check) + RUN_ROWS(named, check_named) +
	    RUN_ROWS(arrays, check_array) +
	    cmocka_run_group_tests(tests, NULL, NULL);
}
