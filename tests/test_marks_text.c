/* The readers of text: .pts, Emotrics, OpenFace CSV, protobuf text. */
#include "test.h"

/* Point i of every made face is at (100 + i, 200 + 2i). */
#define X(i)	(100 + (i))
#define Y(i)	(200 + 2 * (i))

static void
put_pts(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%zu %zu.000\n", X(i), Y(i));
}

static void
put_pts_crlf(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%zu %zu\r\n", X(i), Y(i));
}

static void
put_pts_cr(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "\t%zu\t %zu \r", X(i), Y(i));
}

static void
put_pts_3d(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%.18e %.18e 412.5\n", (double)X(i), (double)Y(i));
}

static void
put_pair(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%zu,%zu\n", X(i), Y(i));
}

static void
put_numbered(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%zu,%zu,%zu\r\n", X(i), Y(i), i + 1);
}

/* The last point first. */
static void
put_backwards(struct text *t, size_t i, size_t n)
{
	i = n - 1 - i;
	add(t, "%zu , %zu , %zu\n", X(i), Y(i), i + 1);
}

static void
put_x_name(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, ",x_%zu", i);
}

static void
put_y_name(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, ",y_%zu", i);
}

static void
put_mm_name(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, ", X_%zu", i);
}

static void
put_eye_x_name(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, ", eye_lmk_x_%zu", i);
}

static void
put_eye_y_name(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, ", eye_lmk_y_%zu", i);
}

static void
put_x(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, ",%zu.5", X(i));
}

static void
put_y(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, ", %zu.0", Y(i));
}

static void
put_zero(struct text *t, size_t i, size_t n)
{
	(void)i;
	(void)n;
	add(t, ", 0");
}

static void
put_empty(struct text *t, size_t i, size_t n)
{
	(void)i;
	(void)n;
	add(t, ",");
}

static void
put_x_excel(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, ";%zu,5", X(i));
}

static void
put_y_excel(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, ";%zu", Y(i));
}

static void
put_name_excel(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, ";%c_%zu", i < 68 ? 'x' : 'y', i % 68);
}

/* Iris rings of 4 px around (50, 60) and (90, 62); lids and pupils at 7. */
static double
eye(size_t i, const double ring[8], double left, double right)
{
	if (i % 28 >= 8)
		return 7;
	return (i < 28 ? left : right) + ring[i % 28];
}

static void
put_eye_x(struct text *t, size_t i, size_t n)
{
	static const double ring[] = { -4, -3, 0, 3, 4, 3, 0, -3 };

	(void)n;
	add(t, ",%.1f", eye(i, ring, 50, 90));
}

static void
put_eye_y(struct text *t, size_t i, size_t n)
{
	static const double ring[] = { 0, -3, -4, -3, 0, 3, 4, 3 };

	(void)n;
	add(t, ",%.1f", eye(i, ring, 60, 62));
}

static void
put_landmark(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "landmark {\n  x: %g\n  y: 0.5\n  z: -0.25\n}\n",
	    0.25 + (double)i / 1000);
}

static void
put_landmark_px(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "landmark: { y : %zu, x:%zu; name: \"}{\\\"\" }\r\n", Y(i),
	    X(i));
}

static const struct maker makers[] = {
	{ 'p', put_pts }, { 'q', put_pts_crlf }, { 'r', put_pts_cr },
	{ 's', put_pts_3d },
	{ 'e', put_pair }, { 'n', put_numbered }, { 'b', put_backwards },
	{ 'x', put_x_name }, { 'y', put_y_name }, { 'm', put_mm_name },
	{ 'f', put_eye_x_name }, { 'g', put_eye_y_name },
	{ 'X', put_x }, { 'Y', put_y }, { 'Z', put_zero }, { 'E', put_empty },
	{ 'F', put_eye_x }, { 'G', put_eye_y },
	{ 't', put_name_excel }, { 'T', put_x_excel }, { 'U', put_y_excel },
	{ 'l', put_landmark }, { 'L', put_landmark_px },
	{ 0, NULL },
};

#define PTS	"version: 1\nn_points: 68\n{\n"
#define EMO	"# Facial Landmarks [x,y] { \n"
#define EMO_END	"# } \n"
#define BY	", by emotrics\n"
#define V1	"frame, timestamp, confidence, success@x68@y68@m68\n"
#define V2	"frame,face_id,timestamp,confidence,success@x68@y68\n"
#define ROW	"@X68@Y68\n"
#define OF	", by openface"

static const struct marks_row rows[] = {
	/* .pts: from 1 to 0, so (136, 272) is (135, 271). */
	{ "pts", PTS "@p68}\n", 36, "ibug68 135,271\n" },
	{ "pts, two spaces and CRLF",
	  "version: 1\r\nn_points:  68\r\n{\r\n@q68}\r\n", 67,
	  "ibug68 166,333\n" },
	{ "pts, CR, tabs, no space", "version:1\rn_points:68\r{\r@r68}", 67,
	  "ibug68 166,333\n" },
	{ "pts, byte order mark, blank lines",
	  "\xEF\xBB\xBF\nversion: 1\n\nn_points: 68\n{\n\n@p68\n}\n\n\n", 0,
	  "ibug68 99,199\n" },
	{ "pts, no brace", PTS "@p68", 0,
	  "ibug68 99,199; no closing brace: the file may be cut off\n" },
	{ "pts, brace behind a number", PTS "@p67\n167 334}", 67,
	  "ibug68 166,333\n" },
	{ "pts, no n_points", "version: 1\n{\n@p68}", 0, "ibug68 99,199\n" },
	{ "pts, third column", PTS "@s68}\n", 36, "ibug68 135,271\n" },
	{ "pts, old OpenFace",
	  "version: 1\nnpoints: 68\n{\n@s68}\npose: eul_x, eul_y, eul_z:\n"
	  "{\n0.1 0.2 0.3\n}\ngaze: dir_x\n{\n1 2\n}\n", 0, "ibug68 99,199\n" },
	/* 59 is 59, 60 is missing, 61 is the 61st, 65 the 64th. */
	{ "pts, 66 points before the gap",
	  "version: 1\nn_points: 66\n{\n@p66}\n", 59,
	  "ibug68 158,317, 2 missing\n" },
	{ "pts, 66 points in the gap",
	  "version: 1\nn_points: 66\n{\n@p66}\n", 60,
	  "ibug68 nan,nan, 2 missing\n" },
	{ "pts, 66 points between the gaps",
	  "version: 1\nn_points: 66\n{\n@p66}\n", 63,
	  "ibug68 161,323, 2 missing\n" },
	{ "pts, 66 points behind the gaps",
	  "version: 1\nn_points: 66\n{\n@p66}\n", 67,
	  "ibug68 164,329, 2 missing\n" },
	/* 36 is row 19. */
	{ "pts, 51 points", "version: 1\nn_points: 51\n{\n@p51}\n", 36,
	  "ibug68 118,237, 17 missing\n" },
	/* 67 is row 48. */
	{ "pts, as far as can be", PTS "-999999 1000000\n@p67}\n", 0,
	  "ibug68 -1e+06,999999\n" },
	{ "pts, beyond that", PTS "1000001 0\n@p67}\n", 0,
	  "4: pts: expected coordinates within 1000000 px, found "
	  "'1000001 0'\n" },
	{ "pts, beyond that by its origin", PTS "0 -1000000\n@p67}\n", 0,
	  "4: pts: expected coordinates within 1000000 px, found "
	  "'0 -1000000'\n" },
	/* On one line, all ten points of irises lie beyond the left eye. */
	{ "pts, both irises on one side stay", "version: 1\nn_points: 478\n"
	  "{\n@p478}\n", 468, "mediapipe478 567,1135\n" },
	{ "pts, 49 points", "version: 1\nn_points: 49\n{\n@p49}\n", 67,
	  "ibug68 147,295, 19 missing\n" },
	{ "pts, n_points is wrong", "version: 1\nn_points: 70\n{\n@p68}\n", 0,
	  "ibug68 99,199; n_points says 70, the file has 68 points\n" },
	{ "pts of a tongue", "version: 1\nn_points: 19\n{\n@p19}\n", 0,
	  "23: pts: expected 68 points (or 49, 51, 66), 70, "
	  "76, 98, 106, 468 or 478, found 19\n" },
	{ "pts, too many", PTS "@p68@p68}\n", 0,
	  "140: pts: expected 68 points (or 49, 51, 66), 70, "
	  "76, 98, 106, 468 or 478, found 136\n" },
	{ "pts, none", PTS "}\n", 0,
	  "4: pts: expected 68 points (or 49, 51, 66), 70, "
	  "76, 98, 106, 468 or 478, found 0\n" },
	{ "pts cut off", PTS "@p66", 0,
	  "69: pts: expected 68 points, found 66 and the end\n" },
	{ "pts cut off in its header", "version: 1\nn_points: 68\n", 0,
	  "2: pts: expected '{', found the end\n" },
	{ "pts, NaN", PTS "@p10nan nan\n@p57}\n", 0,
	  "14: pts: expected two numbers, found 'nan nan'\n" },
	{ "pts, infinity", PTS "1 inf\n}\n", 0,
	  "4: pts: expected two numbers, found '1 inf'\n" },
	{ "pts, too large for a number", PTS "1 1e999\n}\n", 0,
	  "4: pts: expected two numbers, found '1 1e999'\n" },
	{ "pts, one column", PTS "1\n}\n", 0,
	  "4: pts: expected two numbers, found '1'\n" },
	{ "pts, decimal commas", PTS "1,5 2,5\n}\n", 0,
	  "4: pts: expected two numbers, found '1,5 2,5'\n" },
	{ "pts, far away", PTS "1 2000000\n}\n", 0,
	  "4: pts: expected coordinates within 1000000 px, "
	  "found '1 2000000'\n" },
	{ "pts, strange header", "version: 1\npoints 68\n{\n@p68}\n", 0,
	  "2: pts: expected version, n_points or '{', found 'points 68'\n" },
	{ "pts, n_points is no number", "version: 1\nn_points: x\n{\n", 0,
	  "2: pts: expected a whole number after n_points, "
	  "found 'n_points: x'\n" },

	/* Emotrics. */
	{ "emotrics",
	  "# File name { \nP1.jpg\n# } \n# 68 facial Landmarks [x,y] { \n@e68"
	  "# } \n# Left iris [x,y,r] { \n2650\n1714\n104\n# } \n"
	  "# Right iris [x,y,r] { \n1553\n1711\n103.5\n# } \n"
	  "# Face bounding Box [top(x), left(y), width, height] { \n769\n1292\n"
	  "3375\n3898\n# }", 36, "ibug68 136,272, right 1553,1711 r 103.5, "
	  "left 2650,1714 r 104, image P1.jpg" BY },
	{ "emotrics, 76 points, CRLF, no name",
	  "# Facial Landmarks [x,y] { \r\n@n76# } \r\n"
	  "# Left iris [x,y,r] { \r\n-1\r\n-1\r\n-1\r\n# } \r\n", 75,
	  "emotrics76 175,350" BY },
	{ "emotrics, numbers decide", EMO "@b68" EMO_END, 1,
	  "ibug68 101,202" BY },
	{ "emotrics, 76 without numbers", EMO "@e76" EMO_END, 68,
	  "emotrics76 168,336" BY },
	{ "emotrics, deleted and negative", EMO "-1,-1,1\n-5,-7,2\n" EMO_END, 1,
	  "ibug68 -5,-7, 67 missing" BY },
	{ "emotrics, a fold alone", EMO "5,7,76\n" EMO_END, 75,
	  "emotrics76 5,7, 75 missing" BY },
	{ "emotrics, name with brackets and #",
	  "# File name {\n#1 {a}.jpg\n# }\n" EMO "@e68" EMO_END, 0,
	  "ibug68 100,200, image #1 {a}.jpg" BY },
	{ "emotrics, CR, spaces before its markers",
	  "# Facial Landmarks [x,y] {\r 5 , 7.25 , 76 \r # }\r", 75,
	  "emotrics76 5,7.25, 75 missing" BY },
	{ "emotrics, byte order mark", "\xEF\xBB\xBF" EMO "@e68" EMO_END, 0,
	  "ibug68 100,200" BY },
	{ "emotrics, iris without radius", EMO "@e68" EMO_END
	  "# Left iris [x,y,r] {\n5\n6\n0\n# }\n", 0,
	  "ibug68 100,200, left 5,6 r nan" BY },
	{ "emotrics, unknown section", "# Notes {\nsmiles\n# }\n" EMO "@e68"
	  EMO_END, 0, "ibug68 100,200" BY },
	{ "emotrics, repeated", EMO "1,2,3\n1,2,3\n" EMO_END, 0,
	  "3: emotrics: expected each point once, found point 3 again\n" },
	{ "emotrics, number 0", EMO "1,2,0\n" EMO_END, 0,
	  "2: emotrics: expected a point from 1 to 76, found point 0\n" },
	{ "emotrics, number 77", EMO "@n76\n1,2,77\n" EMO_END, 0,
	  "79: emotrics: expected a point from 1 to 76, found point 77\n" },
	{ "emotrics, number 1.5", EMO "1,2,1.5\n" EMO_END, 0,
	  "2: emotrics: expected a point from 1 to 76, found point 1.5\n" },
	{ "emotrics, 67 points", EMO "@e67" EMO_END, 0,
	  "69: emotrics: expected 68 or 76 points, found 67\n" },
	{ "emotrics, no points", EMO EMO_END, 0,
	  "2: emotrics: expected 68 or 76 points, found 0\n" },
	{ "emotrics, cut off", EMO "@n40", 0,
	  "41: emotrics: expected '# }', found the end\n" },
	{ "emotrics, brace forgotten", EMO "@e68# Left iris [x,y,r] {\n", 0,
	  "70: emotrics: expected '# }', found '# Left iris [x,y,r] {'\n" },
	{ "emotrics, text between", EMO "@e68" EMO_END "5\n", 0,
	  "71: emotrics: expected a section, found '5'\n" },
	{ "emotrics, one number", EMO "5\n" EMO_END, 0,
	  "2: emotrics: expected x,y or x,y,number, found '5'\n" },
	{ "emotrics, four numbers", EMO "1,2,3,4\n" EMO_END, 0,
	  "2: emotrics: expected x,y or x,y,number, found '1,2,3,4'\n" },
	{ "emotrics, NaN", EMO "nan,2\n" EMO_END, 0,
	  "2: emotrics: expected x,y or x,y,number, found 'nan,2'\n" },
	{ "emotrics, far away", EMO "1,1e7\n" EMO_END, 0,
	  "2: emotrics: expected x,y or x,y,number, found '1,1e7'\n" },
	{ "emotrics, short iris", EMO "@e68" EMO_END
	  "# Left iris [x,y,r] {\n5\n6\n# }\n", 0, "74: emotrics: "
	  "expected x, y and radius of an iris, found 2 numbers\n" },
	{ "emotrics, long iris", EMO "@e68" EMO_END
	  "# Left iris [x,y,r] {\n5\n6\n7\n8\n# }\n", 0,
	  "75: emotrics: expected '# }' after x, y and radius, found '8'\n" },
	{ "emotrics, iris in words", EMO "@e68" EMO_END
	  "# Right iris [x,y,r] {\nclosed\n# }\n", 0,
	  "72: emotrics: expected a number, found 'closed'\n" },

	/* OpenFace. */
	{ "openface 1, row without its millimetres", V1 "1,0,0.88,1" ROW, 0,
	  "2: openface: expected 208 columns, found 140\n" },
	{ "openface 1, x_36 is not X_36",
	  V1 "1,0,0.88,1@X68@Y68@Z68\n2,0.04,0.9,1@X68@Y68@Z68\n", 36,
	  "ibug68 136.5,272, frame 1, line 2" OF "\n"
	  "ibug68 136.5,272, frame 2, line 3" OF "\n" },
	{ "openface 1, failed frame",
	  V1 "1, 0, 0, 0@Z68@Z68@Z68\n2,0,1,1@X68@Y68@Z68\n", 0,
	  "nobody, frame 1, line 2" OF
	  ": frame 1: OpenFace found no face (success 0)\n"
	  "ibug68 100.5,200, frame 2, line 3" OF "\n" },
	{ "openface 2, two people", V2 "7,0,0.2,0.98,1" ROW "7,1,0.2,0.9,1" ROW,
	  0, "ibug68 100.5,200, frame 7, line 2" OF "\n"
	  "ibug68 100.5,200, face 1, frame 7, line 3" OF "\n" },
	{ "openface 2, spaces, CRLF, blank end",
	  "frame, face_id, timestamp, confidence, success@x68@y68\r\n"
	  "1, 0, 0.0, 0.9, 1@X68@Y68\r\n\r\n", 67,
	  "ibug68 167.5,334, frame 1, line 2" OF "\n" },
	{ "openface, one image", "face, confidence@x68@y68\n2,0.975" ROW, 0,
	  "ibug68 100.5,200, face 2, line 2" OF "\n" },
	{ "openface, one image, all zero", "face,confidence@x68@y68\n"
	  "0,0@Z68@Z68\n", 0, "nobody, line 2" OF
	  ": OpenFace found no face (all points 0)\n" },
	{ "openface, zero with success", V2 "3,0,0,0,1@Z68@Z68\n", 0,
	  "nobody, frame 3, line 2" OF
	  ": frame 3: OpenFace found no face (all points 0)\n" },
	{ "openface, no numbers in a failed frame", V2 "3,0,0,0,0@E68@E68\n", 0,
	  "nobody, frame 3, line 2" OF
	  ": frame 3: OpenFace found no face (success 0)\n" },
	{ "openface, irises", "frame,success@f56@g56@x68@y68\n"
	  "1,1@F56@G56" ROW, 0, "ibug68 100.5,200, right 50,60 r 4, "
	  "left 90,62 r 4, frame 1, line 2" OF "\n" },
	{ "openface, half of the irises", "frame,success@f56@x68@y68\n"
	  "1,1@F56" ROW, 0, "ibug68 100.5,200, frame 1, line 2" OF "\n" },
	{ "openface, header only", V2, 0, "" },
	{ "openface, header without end",
	  "frame,face_id,confidence,success@x68@y68", 0, "" },
	{ "openface, put together", V2 "1,0,0,1,1" ROW V2 "1,0,0,1,1" ROW, 0,
	  "ibug68 100.5,200, frame 1, line 2" OF "\n"
	  "ibug68 100.5,200, frame 1, line 4" OF "\n" },
	{ "openface, put together of two kinds", V2 V1, 0, "2: openface: "
	  "expected the header of line 1 again, found another\n" },
	{ "openface, Excel in Germany",
	  "\xEF\xBB\xBF" "frame;face_id;confidence;success@t136\r\n"
	  "1;0;0,98;1@T68@U68\r\n", 36,
	  "ibug68 136.5,272, frame 1, line 2" OF "\n" },
	{ "openface, quoted", "\"frame\",\"success\"@x68@y68\n\"1\",\"1\"" ROW,
	  0, "ibug68 100.5,200, frame 1, line 2" OF "\n" },
	{ "openface without points", "frame,face_id,timestamp,confidence,"
	  "success,AU01_r@m68\n1,0,0,1,1,0\n", 0,
	  "1: openface: expected columns x_0 to x_67 and y_0 to y_67, "
	  "found no x_0; OpenFace writes them with -2Dfp\n" },
	{ "openface without a point", "frame,success@x68@y67\n", 0,
	  "1: openface: expected columns x_0 to x_67 and y_0 to y_67, "
	  "found no y_67; OpenFace writes them with -2Dfp\n" },
	{ "openface, column twice", "frame,success@x68@y68,x_5\n", 0,
	  "1: openface: expected each column once, found x_5 again\n" },
	{ "openface, cut off", V2 "1,0,0,1,1@X68@Y20", 0,
	  "2: openface: expected 141 columns, found 93\n" },
	{ "openface, too long", V2 "1,0,0,1,1@X68@Y69\n", 0,
	  "2: openface: expected 141 columns, found 142\n" },
	{ "openface, NaN", V2 "1,0,0,1,1@X67,nan@Y68\n", 0,
	  "2: openface: x_67: expected a number within 1000000, "
	  "found 'nan'\n" },
	{ "openface, far away", V2 "1,0,0,1,1,-1e7@X67@Y68\n", 0,
	  "2: openface: x_0: expected a number within 1000000, "
	  "found '-1e7'\n" },
	{ "openface, empty cell", V2 "1,0,0,1,1@X68@Y67,\n", 0,
	  "2: openface: y_67: expected a number within 1000000, found ''\n" },
	{ "openface, success in words", V2 "1,0,0,1,True@X68@Y68\n", 0,
	  "2: openface: success: expected a number, found 'True'\n" },
	{ "openface, frame 1.5", V2 "1.5,0,0,1,1" ROW, 0,
	  "2: openface: frame: expected a whole number, found 1.5\n" },
	{ "openface, long video", V2 "2000000,0,0,1,1" ROW, 0,
	  "ibug68 100.5,200, frame 2000000, line 2" OF "\n" },

	/* Protobuf text. */
	{ "pbtxt", "# proto-file: a\n\n@l478", 33,
	  "mediapipe478 0.283,0.5, normalised, line 3, by mediapipe\n" },
	{ "pbtxt, 468 in pixels, other spelling", "@L468", 33,
	  "mediapipe468 133,266, by mediapipe\n" },
	{ "pbtxt, more fields", "@l467landmark { x: .5 y: 5e-1 # middle\n"
	  "visibility: 1 more { a { b: 1 } } }\nrect { x: 5 }\n", 467,
	  "mediapipe468 0.5,0.5, normalised, by mediapipe\n" },
	{ "pbtxt, 12 landmarks", "@l12", 0,
	  "61: pbtxt: expected 478 or 468 landmarks, found 12\n" },
	{ "pbtxt, two faces", "@l478@l478", 0,
	  "4781: pbtxt: expected 478 or 468 landmarks, found 956\n" },
	{ "pbtxt, no y", "@l1landmark {\n x: 1\n}\n", 0,
	  "8: pbtxt: expected x and y, found no y\n" },
	{ "pbtxt, two x", "landmark {\n x: 1\n x: 1\n}\n", 0,
	  "3: pbtxt: expected one x a landmark, found another\n" },
	{ "pbtxt, NaN", "landmark {\n x: nan\n}\n", 0,
	  "2: pbtxt: expected a number within 1000000, found 'nan'\n" },
	{ "pbtxt, no colon", "landmark {\n x 1\n}\n", 0,
	  "2: pbtxt: expected ':', found '1'\n" },
	{ "pbtxt, no value", "landmark {\n name: }\n", 0,
	  "2: pbtxt: expected a value, found '}'\n" },
	{ "pbtxt, cut off", "@l477landmark {\n x: 1\n", 0,
	  "2388: pbtxt: expected x, y or '}', found the end\n" },
	{ "pbtxt, cut off in a message", "landmark { a {", 0,
	  "1: pbtxt: expected '}', found the end\n" },
	{ "pbtxt, a brace too many", "@l1}\n", 0,
	  "6: pbtxt: expected landmark, found '}'\n" },

	{ "no format", "P6 5 5 255\n", 0,
	  "0: expected a landmark format that synk knows, found none\n" },
	{ "another CSV", "frame,EAR2D6_l,EAR2D6_r\n0,0.3,0.3\n", 0,
	  "0: expected a landmark format that synk knows, found none\n" },
};

static void
check(void **state)
{
	static const struct synk_reading how;

	check_marks(*state, &how, makers);
}

/* Rows whose user says something about the file. */
static const struct told {
	struct marks_row row;
	struct synk_reading how;
} told[] = {
	{ { "pts whose first pixel is 0", PTS "@p68}\n", 36,
	    "ibug68 136,272\n" }, { NULL, true } },
	{ { "pts named", PTS "@p68}\n", 0, "ibug68 99,199\n" },
	  { "pts", false } },
	{ { "pts, blank", "\n \n", 0,
	    "2: pts: expected '{', found the end\n" }, { "pts", false } },
	{ { "emotrics, blank", "\n", 0,
	    "1: emotrics: expected 68 or 76 points, found 0\n" },
	  { "emotrics", false } },
	{ { "pbtxt, blank", "\n", 0,
	    "2: pbtxt: expected 478 or 468 landmarks, found 0\n" },
	  { "pbtxt", false } },
	{ { "openface, blank", "\n", 0,
	    "0: openface: expected a header line, found none\n" },
	  { "openface", false } },
	{ { "another CSV, named", "frame,EAR2D6_l\n0,0.3\n", 0,
	    "1: openface: expected columns x_0 to x_67 and y_0 to y_67, "
	    "found no x_0; OpenFace writes them with -2Dfp\n" },
	  { "openface", false } },
	{ { "unknown name", "5", 0, "0: unknown landmark format 'obj'\n" },
	  { "obj", false } },
};

static void
check_told(void **state)
{
	const struct told *t = *state;

	check_marks(&t->row, &t->how, makers);
}

#define TAKEN(stem)	{ stem, stem ".pts", "pts", "ibug68", 1, 0 }
#define YALE(who) \
	TAKEN("yale/" who ".normal"), TAKEN("yale/" who ".happy"), \
	TAKEN("yale/" who ".sleepy"), TAKEN("yale/" who ".surprised"), \
	TAKEN("yale/" who ".wink")

static const struct real_row reals[] = {
	YALE("subject01"), YALE("subject02"), YALE("subject03"),
	YALE("subject04"), YALE("subject05"), TAKEN("photos/astronaut"),
	{ "Emotrics", "emotrics/Normal1_1.txt", "emotrics", "emotrics76", 1,
	  0 },
	{ "OpenFace", "openface/OpenFace_Test.csv", "openface", "ibug68", 100,
	  0 },
	{ "protobuf", "mediapipe/portrait_expected_face_landmarks.pbtxt",
	  "pbtxt", "mediapipe478", 1, 0 },
};

static void
check_reals(void **state)
{
	check_real(*state);
}

int
main(void)
{
	return RUN_ROWS(rows, check) + RUN_ROWS(told, check_told) +
	    RUN_ROWS(reals, check_reals);
}
