/* The readers of JSON and XML. */
#include "test.h"

/* Point i of every made face in pixels is at (100 + i, 200 + 2i). */
#define X(i)	(100 + (i))
#define Y(i)	(200 + 2 * (i))

/* Normalised, it is at (0.25 + i / 1000, 0.5). */
static double
u(size_t i)
{
	return 0.25 + (double)i / 1000;
}

static const char *
comma(size_t i)
{
	return i ? "," : "";
}

static void
put_normalised(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%s{\"x\":%.17g,\"y\":0.5,\"z\":-0.05,\"visibility\":0}",
	    comma(i), u(i));
}

static void
put_pixels(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%s{\"x\":%zu,\"y\":%zu}", comma(i), X(i), Y(i));
}

static void
put_underscores(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%s{\"_x\":%zu,\"_y\":%zu}", comma(i), X(i), Y(i));
}

static void
put_triple(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%s[%zu,%zu,-7]", comma(i), X(i), Y(i));
}

static void
put_raw(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%s[%.17g,0.5,-0.1]", comma(i), u(i));
}

static void
put_pair(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%s[%zu.125,%zu]", comma(i), X(i), Y(i));
}

/* Inside the image, but for a few far outside. */
static void
put_mostly(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%s{\"x\":%d,\"y\":0.5}", comma(i), i < 47 ? 3 : 1);
}

static void
put_less(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%s{\"x\":%d,\"y\":0.5}", comma(i), i < 48 ? 3 : 1);
}

static void
put_null(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%snull", comma(i));
}

static void
put_part(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "      <part name='%02zu' x='%zu' y='%zu'/>\n", i, X(i), Y(i));
}

/* Names are sorted as text: 0, 1, 10, 11, ..., 19, 2, 20, ... */
static void
put_part_sorted(struct text *t, size_t i, size_t n)
{
	char name[24], other[24];
	size_t k, before;

	for (k = 0; k < n; k++) {
		snprintf(name, sizeof name, "%zu", k);
		before = 0;
		for (size_t j = 0; j < n; j++) {
			snprintf(other, sizeof other, "%zu", j);
			before += strcmp(other, name) < 0 ? 1 : 0;
		}
		if (before == i)
			break;
	}
	add(t, "\t\t\t<part name=\"%zu\" x=\"%zu\" y=\"%zu\"/>\r\n", k, X(k),
	    Y(k));
}

static void
put_part_no_jaw(struct text *t, size_t i, size_t n)
{
	put_part(t, i + 17, n);
}

static void
put_empty_image(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "<image file='%zu.jpg'/>\n", i);
}

static void
put_key(struct text *t, size_t i, size_t n)
{
	add(t, "\"k%zu\":0,", n - 1 - i);
}

static void
put_deep(struct text *t, size_t i, size_t n)
{
	(void)i;
	(void)n;
	add(t, "[");
}

static const struct maker makers[] = {
	{ 'n', put_normalised }, { 'p', put_pixels }, { 'u', put_underscores },
	{ 't', put_triple }, { 'r', put_raw }, { 'd', put_pair },
	{ 'm', put_mostly }, { 'l', put_less }, { '0', put_null },
	{ 'x', put_part }, { 'X', put_part_sorted }, { 'J', put_part_no_jaw },
	{ 'k', put_key }, { 'e', put_empty_image }, { '[', put_deep },
	{ 0, NULL },
};

/* MediaPipe. */
#define JS(list) \
	"{\"faceLandmarks\":[" list "],\"faceBlendshapes\":[{\"categories\":" \
	"[{\"index\":0,\"score\":0.5,\"categoryName\":\"_neutral\"}]}]," \
	"\"facialTransformationMatrixes\":[]}"
#define FRAME(n, list)	"{\"frame\":" n ",\"width\":640,\"height\":480," \
	"\"file\":\"a.jpg\",\"faceLandmarks\":[" list "]}"
#define FULL	"mediapipe478 0.286,0.5, normalised"
#define MP	", by mediapipe\n"
#define NONE	", by mediapipe: MediaPipe found no face\n"

/* imglab. */
#define BOX	"<box top='1' left='2' width='3' height='4'>"
#define XML	"<?xml version='1.0' encoding='ISO-8859-1'?>\n" \
	"<?xml-stylesheet type='text/xsl' href='a.xsl'?>\n<dataset>\n" \
	"<name>Faces</name>\n<comment>Two\nlines.</comment>\n<images>\n"
#define END	"</images>\n</dataset>"
#define ONE(part)	"<dataset><images><image file='a.jpg'>\n" BOX "\n" \
	part "\n</box></image></images></dataset>\n"

/* face-api. */
#define DET	"{\"detection\":{\"_imageDims\":{\"_width\":572,\"_height\":" \
	"562},\"_score\":0.99},\"landmarks\":{\"_imgDims\":{\"_width\":184," \
	"\"_height\":230},\"_shift\":{\"_x\":1,\"_y\":2}," \
	"\"_positions\":[@u68]}," \
	"\"unshiftedLandmarks\":{\"_positions\":[@t68]},\"angle\":{\"roll\":3}}"
#define API	", by faceapi; face-api marks a photo and its mirror image " \
	"2.2 % of the eye corners' distance apart\n"

/* human. */
#define HUMAN(face)	"{\"face\":[" face "],\"body\":[],\"performance\":{}," \
	"\"timestamp\":1795344082299,\"width\":300,\"height\":250}"
#define ROUNDED	"; mesh is rounded to whole pixels, meshRaw is not\n"

/* Ours. */
#define REC(scheme, points)	"{\"record\":\"synk-marks/1\",\"file\":" \
	"\"a.json\",\"image\":{\"file\":\"a.jpg\",\"width\":640," \
	"\"height\":480}," \
	"\"face\":0,\"frame\":null,\"scheme\":\"" scheme "\",\"detector\":{" \
	"\"name\":\"mediapipe\",\"model\":\"x\",\"sha256\":null},\"points\":[" \
	points "],\"iris\":null,\"new\":{\"x\":1}}\n"
#define SHORT(rest)	"{\"record\":\"synk-marks/1\"," rest \
	"\"scheme\":\"ibug68\",\"points\":[@d68]}"

static const struct marks_row rows[] = {
	{ "mediapipe", JS("[@n478]"), 36, FULL MP },
	{ "mediapipe, new line at the end, byte order mark",
	  "\xEF\xBB\xBF\r\n" JS("[@n478]") "\r\n", 36,
	  FULL ", line 2" MP },
	{ "mediapipe, two faces", JS("[@n478],[@n468]"), 36,
	  FULL MP "mediapipe468 0.286,0.5, normalised, face 1" MP },
	{ "mediapipe, no face", JS(""), 0, "nobody" NONE },
	{ "mediapipe, Python", "{\"face_landmarks\": [[@n478]], "
	  "\"face_blendshapes\": [], \"facial_transformation_matrixes\": []}",
	  36, FULL MP },
	{ "mediapipe, protobuf's JSON",
	  "{\"multi_face_landmarks\":[{\"landmark\":[@n468]}]}", 36,
	  "mediapipe468 0.286,0.5, normalised, by mediapipe-facemesh\n" },
	{ "mediapipe, Face Mesh", "{\"multi_face_landmarks\":[[@n478]]}", 36,
	  FULL ", by mediapipe-facemesh\n" },
	{ "mediapipe, Face Mesh in JavaScript",
	  "{\"image\":{},\"multiFaceLandmarks\":[[@n478]]}", 36,
	  FULL ", by mediapipe-facemesh\n" },
	{ "mediapipe, Face Mesh without a face",
	  "{\"multi_face_landmarks\":null}", 0,
	  "nobody, by mediapipe-facemesh: MediaPipe found no face\n" },
	{ "mediapipe, arrays", JS("[@r478]"), 36, FULL MP },
	{ "mediapipe in pixels", JS("[@p478]"), 36, "mediapipe478 136,272" MP },
	{ "mediapipe, 95 % inside", JS("[@m478]"), 0,
	  "mediapipe478 3,0.5, normalised" MP },
	{ "mediapipe, less inside", JS("[@l478]"), 47,
	  "mediapipe478 3,0.5" MP },
	{ "mediapipe, frames",
	  FRAME("0", "[@n478]") "\n" FRAME("5", "") "\n" FRAME("6",
	  "[@n478],[@n478]") "\n", 36,
	  FULL ", 640x480, frame 0, image a.jpg" MP
	  "nobody, 640x480, frame 5, line 2, image a.jpg" NONE
	  FULL ", 640x480, frame 6, line 3, image a.jpg" MP
	  FULL ", 640x480, face 1, frame 6, line 3, image a.jpg" MP },
	{ "mediapipe, frames without numbers",
	  JS("[@n478]") "\r\n\r\n" JS("") "\r" JS("[@n478]") , 36,
	  FULL ", frame 0" MP "nobody, frame 1, line 3" NONE
	  FULL ", frame 2, line 4" MP },
	{ "mediapipe, frames in an array",
	  "[" JS("[@n478]") ",\n" JS("") ",{\"face_landmarks\":[[@n478]]}]", 36,
	  FULL ", frame 0" MP "nobody, frame 1" NONE FULL ", frame 2" MP },
	{ "mediapipe, one frame in an array", "[" JS("[@n478]") "]", 36,
	  FULL MP },
	{ "mediapipe, width alone",
	  "{\"width\":5,\"height\":null,\"faceLandmarks\":[]}", 0,
	  "nobody" NONE },
	{ "mediapipe, 12 points", JS("[@n12]"), 0, "1: mediapipe: "
	  "faceLandmarks[0]: expected 478 or 468 points, found 12\n" },
	{ "mediapipe, 12 points in protobuf's JSON",
	  "{\"multi_face_landmarks\":[{\"landmark\":[@n12]}]}", 0,
	  "1: mediapipe: multi_face_landmarks[0].landmark: "
	  "expected 478 or 468 points, found 12\n" },
	{ "mediapipe, null", JS("[@n478],[@n36,{\"x\":null,\"y\":0},@n441]"),
	  36, FULL MP "1: mediapipe: faceLandmarks[1][36].x: "
	  "expected a number, found null\n" },
	{ "mediapipe, no y", JS("[@n36,{\"x\":0.5},@n441]"), 0,
	  "1: mediapipe: faceLandmarks[0][36].y: "
	  "expected a number, found nothing\n" },
	{ "mediapipe, string", JS("[@n36,{\"x\":\"1\"},@n441]"), 0,
	  "1: mediapipe: faceLandmarks[0][36].x: "
	  "expected a number, found '1'\n" },
	{ "mediapipe, new line in a string", JS("\"a\\nb\""), 0,
	  "1: mediapipe: faceLandmarks[0]: "
	  "expected an array, found 'a?b'\n" },
	{ "mediapipe, point is null", JS("[@n36,null,@n441]"), 0,
	  "1: mediapipe: faceLandmarks[0][36]: "
	  "expected a point, found null\n" },
	{ "mediapipe, short array", JS("[@r36,[1],@r441]"), 0,
	  "1: mediapipe: faceLandmarks[0][36][1]: "
	  "expected a number, found nothing\n" },
	{ "mediapipe, far away", JS("[@n36,{\"x\":1e7,\"y\":0},@n441]"), 0,
	  "1: mediapipe: faceLandmarks[0][36].x: "
	  "expected a number within 1000000, found 10000000\n" },
	{ "mediapipe, too large for a number",
	  JS("[@n36,{\"x\":1e999,\"y\":0},@n441]"), 0,
	  "1: mediapipe: faceLandmarks[0][36].x: "
	  "expected a number, found one too large\n" },
	{ "mediapipe, NaN as Python writes it",
	  JS("[]") "\n" JS("[@n36,{\"x\":NaN}]"), 0,
	  "1: mediapipe: faceLandmarks[0]: "
	  "expected 478 or 468 points, found 0\n" },
	{ "mediapipe, NaN behind a frame",
	  JS("") "\n" "{\"faceLandmarks\":[[{\"x\":NaN}]]}", 0,
	  "nobody, frame 0" NONE
	  "2: mediapipe: expected JSON, found an error in it\n" },
	{ "mediapipe, cut off", "{\"faceLandmarks\":[[@n400", 0,
	  "1: mediapipe: expected JSON, found an error in it\n" },
	{ "mediapipe, text behind", JS("") "\nend", 0, "nobody, frame 0" NONE
	  "2: mediapipe: expected JSON, found an error in it\n" },
	{ "mediapipe, path in an array",
	  "[" JS("") "," JS("[@n36,{}],[@n478]") "]", 0,
	  "nobody, frame 0" NONE "1: mediapipe: [1].faceLandmarks[0]: "
	  "expected 478 or 468 points, found 37\n" },
	{ "mediapipe, no list", JS("") "\n{\"faceBlendshapes\":[]}", 0,
	  "nobody, frame 0" NONE "2: mediapipe: faceLandmarks: "
	  "expected an array, found nothing\n" },
	{ "mediapipe, no object", JS("") "\n5", 0, "nobody, frame 0" NONE
	  "2: mediapipe: expected an object, found 5\n" },
	{ "mediapipe, no object in an array", "[" JS("") ",5]", 0,
	  "nobody, frame 0" NONE
	  "1: mediapipe: [1]: expected an object, found 5\n" },
	{ "mediapipe, list is a string", "{\"faceLandmarks\":\"a\"}", 0,
	  "1: mediapipe: faceLandmarks: expected an array, found 'a'\n" },
	{ "mediapipe, face is a number", JS("5"), 0,
	  "1: mediapipe: faceLandmarks[0]: expected an array, found 5\n" },
	{ "mediapipe, key twice", "{\"faceLandmarks\":[],\"faceLandmarks\":[]}",
	  0, "1: mediapipe: key 'faceLandmarks' is repeated\n" },
	{ "mediapipe, a key of many twice", "{\"faceLandmarks\":[],\"a\":{@k40"
	  "\"k7\":0}}", 0, "1: mediapipe: key 'k7' is repeated\n" },
	{ "mediapipe, a key within many twice", "{\"faceLandmarks\":[],@k40"
	  "\"a\":{\"k7\":0,\"k7\":0}}", 0,
	  "1: mediapipe: key 'k7' is repeated\n" },
	{ "mediapipe, as many keys as a file can have", "{\"faceLandmarks\""
	  ":[],@k40000\"a\":0}", 0,
	  "nobody, by mediapipe: MediaPipe found no face\n" },
	{ "mediapipe, other case", JS("") "{\"FaceLandmarks\":[]}", 0,
	  "nobody, frame 0" NONE "1: mediapipe: faceLandmarks: "
	  "expected an array, found nothing\n" },
	{ "mediapipe, width 0", "{\"width\":0,\"faceLandmarks\":[]}", 0,
	  "1: mediapipe: width: "
	  "expected a whole number from 1 to 1048576, found 0\n" },
	{ "mediapipe, frame in words", FRAME("\"one\"", ""), 0,
	  "1: mediapipe: frame: expected a whole number, found 'one'\n" },
	{ "mediapipe, nested without end", "{\"faceLandmarks\":@[2000", 0,
	  "1: mediapipe: expected JSON, found an error in it\n" },

	/* imglab. */
	{ "imglab", XML "  <image file='a.jpg' width='500' height='375'>\n"
	  "    <box top='90' left='194' width='37' height='37'>\n@x68"
	  "    </box>\n  </image>\n" END, 36,
	  "ibug68 136,272, 500x375, line 9, image a.jpg\n" },
	{ "imglab, parts sorted as text", "<dataset><images>\r\n\t<image "
	  "file=\"a.jpg\">\r\n" BOX "\r\n@X68</box></image></images></dataset>",
	  9, "ibug68 109,218, line 3, image a.jpg\n" },
	{ "imglab, byte order mark and blank start",
	  "\xEF\xBB\xBF\n\n" XML "<image file='a.jpg'>" BOX "@x68</box></image>"
	  END, 0, "ibug68 100,200, line 10, image a.jpg\n" },
	{ "imglab, without jaw", ONE("@J51"), 17,
	  "ibug68 117,234, 17 missing, line 2, image a.jpg\n" },
	{ "imglab, some parts, outside of the image", ONE(
	  "<part name='36' x='-5' y='7.5'/><label>a</label>"), 36,
	  "ibug68 -5,7.5, 67 missing, line 2, image a.jpg\n" },
	{ "imglab, many images and boxes", XML
	  "<image file='a\\b.jpg'>\n" BOX "@x68</box>\n" BOX "@J1</box>\n"
	  "</image>\n<image file='c.jpg'>\n" BOX "@x68</box></image>" END, 0,
	  "ibug68 100,200, line 9, image a\\b.jpg\n"
	  "ibug68 nan,nan, 67 missing, face 1, line 78, image a\\b.jpg\n"
	  "ibug68 100,200, line 82, image c.jpg\n" },
	{ "imglab, ignored box", "<dataset><images><image file='a.jpg'>"
	  "<box top='1' left='2' width='3' height='4' ignore='1'>"
	  "<part name='nose' x='1' y='2'/></box>\n" BOX "@x68</box>\n"
	  "<box top='1' left='2' width='3' height='4' ignore='1'/>"
	  "<box top='1' left='2' width='3' height='4' ignore='0'>@x68</box>"
	  "</image></images></dataset>", 0,
	  "ibug68 100,200, line 2, image a.jpg\n"
	  "ibug68 100,200, face 1, line 71, image a.jpg\n" },
	{ "imglab, nothing but ignored", "<dataset><images>"
	  "<image file='a.jpg' width='5' height='6'>\n<box top='1' left='2' "
	  "width='3' height='4' ignore='1'/></image></images></dataset>", 0,
	  "nobody, 5x6, image a.jpg: no face box\n" },
	{ "imglab, images without box", "<dataset><images>\n@e3" END, 0,
	  "nobody, line 2, image 0.jpg: no face box\n"
	  "nobody, line 3, image 1.jpg: no face box\n"
	  "nobody, line 4, image 2.jpg: no face box\n" },
	{ "imglab, no images", XML END, 0, "" },
	{ "imglab, boxes without parts", "<dataset><images><image "
	  "file='a.jpg'><box top='1' left='2' width='3' height='4'/>" BOX
	  "</box></image></images></dataset>", 0,
	  "nobody, image a.jpg: a box without parts\n"
	  "nobody, face 1, image a.jpg: a box without parts\n" },
	{ "imglab, Latin 1 and entities", XML
	  "<image file='M\xFCller &amp; O&apos;B.jpg'/>" END, 0, "nobody, "
	  "line 8, image M\xC3\xBCller & O'B.jpg: no face box\n" },
	{ "imglab, & not escaped", XML "<image file='a&b.jpg'/>" END, 0,
	  "8: imglab: expected XML, found not well-formed (invalid token)\n" },
	{ "imglab, ' not escaped", XML "<image file='O'B.jpg'/>" END, 0,
	  "8: imglab: expected XML, found not well-formed (invalid token)\n" },
	{ "imglab, named part",
	  ONE("<part name='01' x='1' y='1'/>\n<part name='nose' x='1' y='2'/>"),
	  0, "4: imglab: part: expected a name from 0 to 67, found 'nose'\n" },
	{ "imglab, new line in a name", ONE("<part name='a&#10;b' x='1'"
	  " y='2'/>"), 0, "3: imglab: part: "
	  "expected a name from 0 to 67, found 'a?b'\n" },
	{ "imglab, part 68", ONE("<part name='68' x='1' y='2'/>"), 0,
	  "3: imglab: part: expected a name from 0 to 67, found '68'\n" },
	{ "imglab, part -1", ONE("<part name='-1' x='1' y='2'/>"), 0,
	  "3: imglab: part: expected a name from 0 to 67, found '-1'\n" },
	{ "imglab, part twice", ONE("<part name='01' x='1' y='2'/>\n"
	  "<part name='1' x='1' y='2'/>"), 0, "4: imglab: "
	  "expected each part once, found part 1 again\n" },
	{ "imglab, part without y", ONE("<part name='01' x='1'/>"), 0,
	  "3: imglab: part: expected attribute 'y', found none\n" },
	{ "imglab, part without name", ONE("<part y='01' x='1'/>"), 0,
	  "3: imglab: part: expected attribute 'name', found none\n" },
	{ "imglab, NaN", ONE("<part name='01' x='nan' y='1'/>"), 0,
	  "3: imglab: part 1: expected x within 1000000, found 'nan'\n" },
	{ "imglab, empty", ONE("<part name='01' x='1' y=''/>"), 0, "3: imglab: "
	  "part 1: expected y within 1000000, found ''\n" },
	{ "imglab, far away", ONE("<part name='01' x='1' y='1e7'/>"), 0,
	  "3: imglab: part 1: expected y within 1000000, found '1e7'\n" },
	{ "imglab, image without file",
	  "<dataset><images>\n<image/></images></dataset>", 0,
	  "2: imglab: image: expected attribute 'file', found none\n" },
	{ "imglab, box without left", "<dataset><images><image file='a.jpg'>\n"
	  "<box top='1'/></image></images></dataset>", 0,
	  "2: imglab: box: expected attribute 'left', found none\n" },
	{ "imglab, strange width", "<dataset><images>\n<image file='a.jpg' "
	  "width='wide'/></images></dataset>", 0, "2: imglab: image: "
	  "expected a width and height from 0 to 1048576, found 'wide'\n" },
	{ "imglab, part outside of a box",
	  "<dataset><part name='1' x='1' y='1'/></dataset>", 0, "1: imglab: "
	  "expected part inside box, found it elsewhere\n" },
	{ "imglab, box in a box", ONE(BOX), 0, "3: imglab: "
	  "expected box inside image, found it elsewhere\n" },
	{ "imglab, a face before the error", XML "<image file='a.jpg'>\n" BOX
	  "@x68</box></image>\n<oops></images></dataset>", 0,
	  "ibug68 100,200, line 9, image a.jpg\n"
	  "78: imglab: expected XML, found mismatched tag\n" },
	{ "imglab, cut off", XML "<image file='a.jpg'>\n" BOX "@x40", 0,
	  "49: imglab: expected XML, found no element found\n" },
	{ "CVAT", "<?xml version='1.0'?>\n<annotations><version>1.1</version>"
	  "</annotations>", 0, "2: imglab: "
	  "root element 'annotations': expected 'dataset'\n" },
	{ "imglab, entities that grow", "<!DOCTYPE dataset [\n"
	  "<!ENTITY a 'aaaaaaaaaa'>\n<!ENTITY b '&a;&a;&a;&a;&a;&a;'>\n"
	  "]><dataset>&b;</dataset>", 0, "2: imglab: "
	  "expected no entities, found a declaration of 'a'\n" },
	{ "HTML", "<!DOCTYPE html>\n<html></html>", 0,
	  "2: imglab: root element 'html': expected 'dataset'\n" },

	/* face-api. */
	{ "faceapi", "[" DET "]", 36, "ibug68 136,272, 572x562" API },
	{ "faceapi, one face", DET, 36, "ibug68 136,272, 572x562" API },
	{ "faceapi, two faces", "[" DET ",\n" DET "]\n", 36,
	  "ibug68 136,272, 572x562" API "ibug68 136,272, 572x562, face 1" API },
	{ "faceapi, written by hand", "[\n [@p68], [@p68] ]", 36,
	  "ibug68 136,272" API "ibug68 136,272, face 1" API },
	{ "faceapi, no face", "[ ]\n", 0,
	  "nobody, by faceapi: face-api found no face\n" },
	{ "faceapi, frames", "[" DET "]\n[]\n", 36,
	  "ibug68 136,272, 572x562, frame 0" API
	  "nobody, frame 1, line 2, by faceapi: face-api found no face\n" },
	{ "faceapi, no size", "{\"landmarks\":{\"_positions\":[@u68]}}", 0,
	  "ibug68 100,200" API },
	{ "faceapi, 5 points", "[{\"landmarks\":{\"_positions\":[@u5]}}]", 0,
	  "1: faceapi: [0].landmarks._positions: "
	  "expected 68 points, found 5\n" },
	{ "faceapi, 5 points by hand", "[[@p68],[@p5]]", 0,
	  "ibug68 100,200" API
	  "1: faceapi: [1]: expected 68 points, found 5\n" },
	{ "faceapi, null", "{\"landmarks\":{\"_positions\":"
	  "[{\"_x\":1,\"_y\":null},@u67]}}", 0, "1: faceapi: "
	  "landmarks._positions[0]._y: expected a number, found null\n" },
	{ "faceapi, null in the middle", "{\"landmarks\":{\"_positions\":"
	  "[@u67,{\"_x\":1,\"_y\":null}]}}", 0, "1: faceapi: "
	  "landmarks._positions[67]._y: expected a number, found null\n" },
	{ "faceapi, not detected yet", "[{\"detection\":{\"_positions\":5}}]",
	  0, "1: faceapi: [0].landmarks._positions: "
	  "expected an array, found nothing\n" },
	{ "faceapi, number", "[[{\"x\":1}]]5", 0,
	  "1: faceapi: [0]: expected 68 points, found 1\n" },

	/* human. */
	{ "human", HUMAN("{\"id\":0,\"mesh\":[@t478],\"meshRaw\":[@r478]}"), 36,
	  "mediapipe478 0.286,0.5, normalised, 300x250, by human\n" },
	{ "human, rounded", HUMAN("{\"mesh\":[@t468]}"), 36,
	  "mediapipe468 136,272, 300x250, by human" ROUNDED },
	{ "human, two faces", HUMAN("{\"mesh\":[@t468]},{\"mesh\":[@t478]}"),
	  36, "mediapipe468 136,272, 300x250, by human" ROUNDED
	  "mediapipe478 136,272, 300x250, face 1, by human" ROUNDED },
	{ "human, no face", HUMAN(""), 0,
	  "nobody, 300x250, by human: human found no face\n" },
	{ "human, without mesh", HUMAN("{\"mesh\":[]}"), 0, "1: human: "
	  "face[0].mesh: expected 478 or 468 points, found 0\n" },
	{ "human, one coordinate", HUMAN("{\"meshRaw\":[@r467,[1]]}"), 0,
	  "1: human: face[0].meshRaw[467][1]: "
	  "expected a number, found nothing\n" },
	{ "human, face is no array", "{\"face\":5,\"mesh\":5}", 0,
	  "1: human: face: expected an array, found 5\n" },

	/* Ours. */
	{ "synk-marks", REC("ibug68", "@d68"), 36,
	  "ibug68 136.125,272, 640x480, image a.jpg, by mediapipe\n" },
	{ "synk-marks, all schemes", REC("emotrics76", "@d76")
	  REC("mediapipe468", "@d468") REC("mediapipe478", "@d478"), 36,
	  "emotrics76 136.125,272, 640x480, image a.jpg, by mediapipe\n"
	  "mediapipe468 136.125,272, 640x480, line 2, image a.jpg, "
	  "by mediapipe\n"
	  "mediapipe478 136.125,272, 640x480, line 3, image a.jpg, "
	  "by mediapipe\n" },
	{ "synk-marks, missing points", REC("ibug68", "@017,@d51"), 17,
	  "ibug68 100.125,200, 17 missing, 640x480, image a.jpg, "
	  "by mediapipe\n" },
	{ "synk-marks, short", SHORT(""), 0, "ibug68 100.125,200\n" },
	{ "synk-marks, irises and numbers", SHORT("\"face\":2,\"frame\":7,"
	  "\"iris\":{\"left\":{\"x\":5,\"y\":6,\"radius\":7},"
	  "\"right\":{\"x\":8,\"y\":9,\"radius\":null}},"), 0,
	  "ibug68 100.125,200, right 8,9 r nan, left 5,6 r 7, face 2, "
	  "frame 7\n" },
	{ "synk-marks, one iris", SHORT("\"image\":null,\"detector\":null,"
	  "\"iris\":{\"left\":null,\"right\":{\"x\":8,\"y\":9,\"radius\":3}},"),
	  0, "ibug68 100.125,200, right 8,9 r 3\n" },
	{ "synk-marks, of a file that names no image", "{\"record\":"
	  "\"synk-marks/1\",\"file\":\"b.pts\",\"image\":{\"file\":null},"
	  "\"scheme\":\"ibug68\",\"points\":[@d68]}", 0,
	  "ibug68 100.125,200, image b.pts\n" },
	{ "synk-marks, spread", SHORT("\"detector\":{\"repeats\":9},"
	  "\"spread\":[@067,[1,2]],"), 0, "ibug68 100.125,200\n" },
	{ "synk-marks, spread of nothing", SHORT("\"spread\":[@d68],"), 0,
	  "1: synk-marks: spread: expected 68 deviations of 2 or more"
	  " detector.repeats\n" },
	{ "synk-marks, short spread", SHORT("\"detector\":{\"repeats\":9},"
	  "\"spread\":[[1,2]],"), 0, "1: synk-marks: spread: expected 68"
	  " deviations of 2 or more detector.repeats\n" },
	{ "synk-marks, half a spread", SHORT("\"detector\":{\"repeats\":9},"
	  "\"spread\":[@067,[1]],"), 0, "1: synk-marks: spread[67][1]:"
	  " expected a number, found nothing\n" },
	{ "synk-marks with an error between", SHORT("") "\n"
	  "{\"record\":\"synk-error/1\",\"file\":\"b.pts\",\"line\":5,"
	  "\"message\":\"no points\"}\n" SHORT(""), 0,
	  "ibug68 100.125,200\nnobody, line 2, image b.pts: no points\n"
	  "ibug68 100.125,200, line 3\n" },
	{ "synk-error without message", "{\"record\":\"synk-error/1\"}", 0,
	  "nobody: an error without a message\n" },
	{ "synk-marks, 12 points", REC("ibug68", "@d12"), 0,
	  "1: synk-marks: points: expected 68 points, found 12\n" },
	{ "synk-marks, no points", "{\"record\":\"synk-marks/1\","
	  "\"scheme\":\"ibug68\"}", 0,
	  "1: synk-marks: points: expected an array, found nothing\n" },
	{ "synk-marks, half a point", REC("ibug68", "@d67,[null,5]"), 0,
	  "1: synk-marks: points[67][0]: expected a number, found null\n" },
	{ "synk-marks, far away", REC("ibug68", "@d67,[5,-1e7]"), 0,
	  "1: synk-marks: points[67][1]: "
	  "expected a number within 1000000, found -10000000\n" },
	{ "synk-marks, unknown scheme", REC("lfpw29", "@d98"), 0,
	  "1: synk-marks: scheme: "
	  "expected the name of a scheme, found 'lfpw29'\n" },
	{ "synk-marks, other record", SHORT("") "{\"record\":\"synk-grade/1\"}",
	  0, "ibug68 100.125,200\n1: synk-marks: record: "
	  "expected 'synk-marks/1', found 'synk-grade/1'\n" },
	{ "synk-marks, no record", SHORT("") "\n5", 0,
	  "ibug68 100.125,200\n2: synk-marks: record: "
	  "expected 'synk-marks/1', found nothing\n" },
	{ "synk-marks, face in words", SHORT("\"face\":\"a\","), 0,
	  "1: synk-marks: face: expected a whole number, found 'a'\n" },
	{ "synk-marks, image in words", SHORT("\"image\":\"a\","), 0,
	  "1: synk-marks: image: expected an object, found 'a'\n" },
	{ "synk-marks, iris in words", SHORT("\"iris\":{\"left\":{\"x\":\"a\"}}"
	  ","), 0, "1: synk-marks: iris.left: "
	  "expected a number within 1000000, found 'a'\n" },
};

static void
check(void **state)
{
	static const struct synk_reading how;

	check_marks(*state, &how, makers);
}

/* Rows whose user names the format. */
static const struct marks_row named[] = {
	{ "mediapipe", "[]", 0, "nobody, by mediapipe: "
	  "MediaPipe found no face\n" },
	{ "mediapipe", " \n ", 0, "" },
	{ "faceapi", "5", 0,
	  "1: faceapi: expected an array of faces, found 5\n" },
	{ "faceapi", "[5]", 0, "1: faceapi: [0].landmarks._positions: "
	  "expected an array, found nothing\n" },
	{ "human", "{}", 0,
	  "1: human: face: expected an array, found nothing\n" },
	{ "imglab", " \n ", 0,
	  "2: imglab: expected XML, found no element found\n" },
	{ "imglab", "dataset", 0,
	  "1: imglab: expected XML, found syntax error\n" },
	{ "synk-marks", "{}", 0, "1: synk-marks: record: "
	  "expected 'synk-marks/1', found nothing\n" },
};

static void
check_named(void **state)
{
	const struct marks_row *row = *state;
	struct synk_reading how = { row->name, false };

	check_marks(row, &how, makers);
}

#define MESH(stem, kind) \
	{ stem ", " kind, stem "." kind ".json", "mediapipe", "mediapipe478", \
	  1, 0 }
#define TAKEN(stem)	MESH(stem, "mediapipe"), MESH(stem, "facemesh")
#define YALE(who) \
	TAKEN("yale/" who ".normal"), TAKEN("yale/" who ".happy"), \
	TAKEN("yale/" who ".sleepy"), TAKEN("yale/" who ".surprised"), \
	TAKEN("yale/" who ".wink")

static const struct real_row reals[] = {
	YALE("subject01"), YALE("subject02"), YALE("subject03"),
	YALE("subject04"), YALE("subject05"),
	MESH("photos/astronaut", "mediapipe"),
	{ "clip", "mediapipe/clip.ndjson", "mediapipe", "mediapipe478", 31, 0 },
	{ "dlib, training", "dlib/training_with_face_landmarks.xml", "imglab",
	  "ibug68", 18, 0 },
	{ "dlib, testing", "dlib/testing_with_face_landmarks.xml", "imglab",
	  "ibug68", 25, 0 },
	{ "face-api", "faceapi/single_face.faceapi.json", "faceapi", "ibug68",
	  1, 0 },
	{ "human", "faceapi/single.human.json", "human", "mediapipe478", 1, 0 },
};

static void
check_reals(void **state)
{
	check_real(*state);
}

int
main(void)
{
	return RUN_ROWS(rows, check) + RUN_ROWS(named, check_named) +
	    RUN_ROWS(reals, check_reals);
}
