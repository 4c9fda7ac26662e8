/* Schemes of 70 to 106 points, and the readers of text that holds them. */
#include "test.h"

#include "session.h"

/* Point i of every made face is at (100 + i, 200 + 2i). */
#define X(i)	(100 + (i))
#define Y(i)	(200 + 2 * (i))

static void
put_row(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%zu %zu.5\n", X(i), Y(i));
}

static void
put_row_crlf(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "\t%zu\t%zu \r\n", X(i), Y(i));
}

static void
put_savetxt(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%.18e %.18e\n", (double)X(i), (double)Y(i));
}

static void
put_comma(struct text *t, size_t i, size_t n)
{
	add(t, "%zu , %zu%s", X(i), Y(i), i + 1 < n ? "\n" : "");
}

static void
put_fraction(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%g -0.25\n", 0.25 + (double)i / 1000);
}

static void
put_word(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "%s%zu %zu", i ? " " : "", X(i), Y(i));
}

static void
put_word_tab(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "\t%zu.25  -%zue-1", X(i), Y(i));
}

static void
put_number(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, " %zu", i);
}

static void
put_json(struct text *t, size_t i, size_t n)
{
	(void)n;
	add(t, "[%zu,%zu],", X(i), Y(i));
}

static const struct maker makers[] = {
	{ 'p', put_row }, { 'q', put_row_crlf }, { 's', put_savetxt },
	{ 'c', put_comma }, { 'f', put_fraction }, { 'w', put_word },
	{ 'v', put_word_tab }, { 'n', put_number }, { 'j', put_json },
	{ 0, NULL },
};

#define PTS(n)	"version: 1\nn_points: " #n "\n{\n@p" #n "}\n"
#define COUNTS	"expected 68 points (or 49, 51, 66), 70, 76, 98, 106, 468 or" \
	" 478, found "
#define CHOOSE	"106 points can be numbered in two ways: say --from jd106 or" \
	" --from insightface106\n"
#define NONE	"0: expected a landmark format that synk knows, found none\n"
#define BOX	" 1 2 30 40 0 0 1 0 0 0"
#define PUPILS(a, b) "{\"record\":\"synk-marks/1\",\"scheme\":\"openpose70\"," \
	"\"points\":[@j68" a "," b "]}\n"

static const struct marks_row rows[] = {
	/* Points alone: point 36 is (136, 272.5). */
	{ "points", "@p68", 36, "ibug68 136,272.5\n" },
	{ "points of numpy", "@s98", 36, "wflw98 136,272\n" },
	{ "points, commas, no end of line", "@c68", 67, "ibug68 167,334\n" },
	{ "points, tabs, CRLF, byte order mark", "\xEF\xBB\xBF\r\n@q68\r\n", 36,
	  "ibug68 136,272\n" },
	{ "points, CR", "1 2\r@p67", 0, "ibug68 1,2\n" },
	{ "points, 70", "@p70", 36, "openpose70 136,272.5\n" },
	{ "points, 76", "@p76", 75, "emotrics76 175,350.5\n" },
	{ "points, 468", "@p468", 36, "mediapipe468 136,272.5\n" },
	{ "points, 478", "@p478", 36, "mediapipe478 136,272.5\n" },
	{ "points, 478 fractions", "@f478", 36,
	  "mediapipe478 0.286,-0.25, normalised\n" },
	/* As in .pts: 36 is row 19; 60 is missing, 61 is row 60. */
	{ "points, 51", "@p51", 36, "ibug68 119,238.5, 17 missing\n" },
	{ "points, 66", "@p66", 60, "ibug68 nan,nan, 2 missing\n" },
	{ "points, their number first", "98\n@p98", 97, "wflw98 197,394.5\n" },
	{ "points, negative and large", "-5 -7e2\n1e6 1000000\n@p66", 1,
	  "ibug68 1e+06,1e+06\n" },
	{ "points, 106", "@p106", 0, "106: points: " CHOOSE },
	{ "points, 106 and their number", "106\n@p106", 0,
	  "107: points: " CHOOSE },
	{ "points, fewer than their number", "106\n@p105", 0,
	  "106: points: expected 106 points, found 105\n" },
	{ "points, more than their number", "68\n@p70", 0,
	  "71: points: expected 68 points, found 70\n" },
	{ "points, 67", "@p67", 0, NONE },
	{ "points, 67 as their number says", "67\n@p67", 0, NONE },
	{ "points, 479", "@p479", 0, NONE },
	{ "points, a number alone", "68\n", 0, NONE },
	{ "points, a number between", "@p30\n68\n@p38", 0, NONE },
	{ "points, three columns", "@p67\n1 2 3\n", 0, NONE },
	{ "points, NaN", "nan nan\n@p67", 0, NONE },
	{ "points, far away", "@p67\n1 1e7\n", 0, NONE },
	{ "points, words", "x y\n@p68", 0, NONE },

	/* .pts with as many: from 1 to 0. */
	{ "pts, 98", PTS(98), 97, "wflw98 196,393.5\n" },
	{ "pts, 70", PTS(70), 36, "openpose70 135,271.5\n" },
	{ "pts, 106", PTS(106), 0, "110: pts: " CHOOSE },
	{ "pts, 98 of 106", "version: 1\nn_points: 106\n{\n@p98}\n", 0,
	  "102: pts: expected 106 points, found 98\n" },
	{ "pts, 479", PTS(479), 0, "483: pts: " COUNTS "479\n" },

	/* WFLW: 96 is the subject's right pupil. */
	{ "wflw", "@w98" BOX " 37--Soccer/37_Soccer_45.jpg\n", 96,
	  "wflw98 196,392, image 37--Soccer/37_Soccer_45.jpg\n" },
	{ "wflw, without box", "@w98 a.jpg\n", 0,
	  "wflw98 100,200, image a.jpg\n" },
	{ "wflw, tabs, negative, byte order mark, no end of line",
	  "\xEF\xBB\xBF@v98\t1 2 3 4 0 0 0 0 0 0\ta b.jpg ", 2,
	  "wflw98 102.25,-20.4, image a b.jpg\n" },
	{ "wflw, many images",
	  "@w98" BOX " a.jpg\r\n@w98" BOX " b.jpg\r\n\r\n@w98" BOX " b.jpg\r\n"
	  "@w98" BOX " b.jpg\r\n@w98" BOX " a.jpg\r\n", 0,
	  "wflw98 100,200, image a.jpg\n"
	  "wflw98 100,200, line 2, image b.jpg\n"
	  "wflw98 100,200, face 1, line 4, image b.jpg\n"
	  "wflw98 100,200, face 2, line 5, image b.jpg\n"
	  "wflw98 100,200, line 6, image a.jpg\n" },
	{ "wflw, a number for a name", "@w98" BOX " 7\n", 0,
	  "wflw98 100,200, image 7\n" },
	{ "wflw, no name", "@w98" BOX "\n", 0,
	  "1: wflw: expected the image's name, found the line's end\n" },
	{ "wflw, neither box nor name", "@w98\n", 0,
	  "1: wflw: expected the image's name, found the line's end\n" },
	{ "wflw, half a box", "@w98 1 2 3 4 a.jpg\n", 0, "1: wflw: expected "
	  "10 numbers or none after the coordinates, found 4\n" },
	{ "wflw, 98.5 points", "@w98 5 a.jpg\n", 0, "1: wflw: expected "
	  "10 numbers or none after the coordinates, found 1\n" },
	{ "wflw, short line", "@w98 a.jpg\n@w97 a.jpg\n", 0,
	  "wflw98 100,200, image a.jpg\n2: wflw: expected 196 coordinates "
	  "within 1000000 px, found 'a.jpg' after 194\n" },
	{ "wflw, cut off", "@w98 a.jpg\n@w50", 0,
	  "wflw98 100,200, image a.jpg\n2: wflw: expected 196 coordinates, "
	  "found 100 and the line's end\n" },
	{ "wflw, NaN", "@w98 a.jpg\n1 nan @w97 a.jpg\n", 0,
	  "wflw98 100,200, image a.jpg\n2: wflw: expected 196 coordinates "
	  "within 1000000 px, found 'nan' after 1\n" },
	{ "wflw, a number that goes on", "@w98 a.jpg\n1 2,@w97 a.jpg\n", 0,
	  "wflw98 100,200, image a.jpg\n2: wflw: expected 196 coordinates "
	  "within 1000000 px, found '2,100' after 1\n" },
	{ "wflw, far away", "@w97 5 1e7 a.jpg\n", 0, "1: wflw: expected 196 "
	  "coordinates within 1000000 px, found '1e7' after 195\n" },
	{ "wflw, first line broken", "@w97 a.jpg\n", 0, NONE },
	{ "another file of numbers", "1@n200\n2@n200\n", 0, "1: wflw: expected "
	  "10 numbers or none after the coordinates, found 5\n" },

	/* Right canthi at 136, 272 and 139, 278; left at 142, 284 and 145. */
	{ "pupils as they are", PUPILS("[137,275]", "[144,286]"), 68,
	  "openpose70 137,275\n" },
	{ "pupils exchanged", PUPILS("[144,286]", "[137,275]"), 68,
	  "openpose70 137,275\n" },
	{ "pupils exchanged, left", PUPILS("[144,286]", "[137,275]"), 69,
	  "openpose70 144,286\n" },
	{ "left pupil missing", PUPILS("[137,275]", "null"), 68,
	  "openpose70 137,275, 1 missing\n" },
	{ "left pupil missing, exchanged", PUPILS("null", "[137,275]"), 68,
	  "openpose70 137,275, 1 missing\n" },
	{ "right pupil missing", PUPILS("null", "[144,286]"), 69,
	  "openpose70 144,286, 1 missing\n" },
	{ "right pupil missing, exchanged", PUPILS("[144,286]", "null"), 69,
	  "openpose70 144,286, 1 missing\n" },
	{ "no pupils", PUPILS("null", "null"), 0,
	  "openpose70 100,200, 2 missing\n" },
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
	{ { "LaPa", "106\n@p106", 74, "jd106 174,348.5\n" },
	  { "jd106", false } },
	{ { "JD, CRLF, no number", "@q106", 105, "jd106 205,410\n" },
	  { "jd106", false } },
	{ { "InsightFace", "@s106", 38, "insightface106 138,276\n" },
	  { "insightface106", false } },
	{ { "InsightFace in fractions", "@f106", 38,
	    "insightface106 0.288,-0.25, normalised\n" },
	  { "insightface106", false } },
	{ { "pts of JD", PTS(106), 0, "jd106 99,199.5\n" },
	  { "jd106", false } },
	{ { "pts of JD whose first pixel is 0", PTS(106), 0,
	    "jd106 100,200.5\n" }, { "jd106", true } },
	{ { "68 points said to be JD's", "@p68", 0,
	    "68: points: expected the 106 points of jd106, found 68\n" },
	  { "jd106", false } },
	{ { "pts of 68 said to be InsightFace's", PTS(68), 0,
	    "72: pts: expected the 106 points of insightface106, found 68\n" },
	  { "insightface106", false } },
	{ { "WFLW said to be JD's", "@w98 a.jpg\n", 0,
	    "1: wflw: expected the 106 points of jd106, found wflw98\n" },
	  { "jd106", false } },
	{ { "nothing said to be JD's", "5 6 7\n", 0, NONE },
	  { "jd106", false } },
	{ { "points named", "@p106", 0, "106: points: " CHOOSE },
	  { "points", false } },
	{ { "points named, 5", "@p5", 0, "5: points: " COUNTS "5\n" },
	  { "points", false } },
	{ { "points named, 479", "@p479", 0, "479: points: " COUNTS "479\n" },
	  { "points", false } },
	{ { "points named, blank", "\n", 0, "1: points: " COUNTS "0\n" },
	  { "points", false } },
	{ { "points named, three columns", "@p3\n1 2 3\n", 0,
	    "5: points: expected two numbers, found '1 2 3'\n" },
	  { "points", false } },
	{ { "points named, one column", "@p3\n1\n", 0,
	    "5: points: expected two numbers, found '1'\n" },
	  { "points", false } },
	{ { "points named, negative number of them", "-68\n@p68", 0,
	    "1: points: expected two numbers, found '-68'\n" },
	  { "points", false } },
	{ { "points named, decimal commas", "1,5 2,5\n", 0,
	    "1: points: expected two numbers, found '1,5 2,5'\n" },
	  { "points", false } },
	{ { "points named, NaN", "@p3nan nan\n", 0,
	    "4: points: expected two numbers, found 'nan nan'\n" },
	  { "points", false } },
	{ { "points named, infinity", "1 -inf\n", 0,
	    "1: points: expected two numbers, found '1 -inf'\n" },
	  { "points", false } },
	{ { "points named, far away", "1 -1000001\n", 0, "1: points: expected "
	    "coordinates within 1000000 px, found '1 -1000001'\n" },
	  { "points", false } },
	{ { "wflw named, first line broken", "@w97 a.jpg\n", 0,
	    "1: wflw: expected 196 coordinates within 1000000 px, found "
	    "'a.jpg' after 194\n" }, { "wflw", false } },
	{ { "wflw named, blank", " \n", 0, "" }, { "wflw", false } },
};

static void
check_told(void **state)
{
	const struct told *t = *state;

	check_marks(&t->row, &t->how, makers);
}

static const struct scheme {
	const char *name;
	enum synk_scheme scheme;
	enum synk_scheme like;		/* whose lids' middles it has */
	double within;			/* of the scores of ibug68 */
} schemes[] = {
	{ "openpose70", SYNK_OPENPOSE70, SYNK_IBUG68, 0 },
	{ "wflw98", SYNK_WFLW98, SYNK_MEDIAPIPE478, 0.5 },
	{ "jd106", SYNK_JD106, SYNK_MEDIAPIPE478, 0.5 },
	{ "insightface106", SYNK_INSIGHTFACE106, SYNK_MEDIAPIPE478, 0.5 },
};

/* A left side that moves less, and an eye that closes with the mouth. */
static void
photograph(struct session *s, enum synk_scheme scheme)
{
	set_out(s, scheme);
	for (size_t e = 0; e < SYNK_EXPRESSIONS; e++) {
		s->effort[e][SYNK_LEFT].lift *= 0.4;
		s->effort[e][SYNK_LEFT].smile *= 0.6;
		s->effort[e][SYNK_LEFT].pucker *= 0.8;
		s->effort[e][SYNK_LEFT].narrow += 0.15;
		s->camera[e].yaw = 2 * (double)e - 7;
		s->camera[e].pitch = 4 - (double)e;
		s->camera[e].roll = 3 * (double)e - 9;
	}
	s->effort[SYNK_SMILE][SYNK_LEFT].narrow = 0.6;
	s->effort[SYNK_PUCKER][SYNK_LEFT].narrow = 0.4;
	s->effort[SYNK_EYE_CLOSE_GENTLE][SYNK_LEFT].narrow = 0.9;
	s->effort[SYNK_EYE_CLOSE_TIGHT][SYNK_LEFT].narrow = 0.95;
	shoot_all(s, 0);
}

/* Every site but pupils, to the bit; none has a ring of the iris. */
static void
check_sites(void **state)
{
	static struct session a, b;
	const struct scheme *scheme = *state;

	photograph(&a, scheme->scheme);
	photograph(&b, scheme->like);
	for (size_t e = 0; e < a.count; e++)
		for (size_t i = 0; i < SYNK_SPOTS; i++) {
			struct synk_point p = a.sites[e].at[i];
			struct synk_point q = b.sites[e].at[i];

			if (i / SYNK_SIDES == SYNK_IRIS_MEDIAL ||
			    i / SYNK_SIDES == SYNK_IRIS_LATERAL)
				assert_true(isnan(p.x) && isnan(p.y));
			else if (i / SYNK_SIDES != SYNK_PUPIL)
				assert_true(p.x == q.x && p.y == q.y);
		}
}

/* The pupils are the mesh's. */
static void
check_pupils(void **state)
{
	static struct session a, b;
	const struct scheme *scheme = *state;

	photograph(&a, scheme->scheme);
	photograph(&b, SYNK_MEDIAPIPE478);
	for (size_t e = 0; e < a.count; e++)
		for (int side = 0; side < SYNK_SIDES; side++) {
			size_t i = synk_spot(SYNK_PUPIL, (enum synk_side)side);
			struct synk_point p = a.sites[e].at[i];
			struct synk_point q = b.sites[e].at[i];

			assert_true(p.x == q.x && p.y == q.y);
		}
}

/* What lids' middles differ by is all that grades may. */
static void
check_grade(void **state)
{
	static struct session session;
	const struct scheme *scheme = *state;
	struct synk_grade a, b;

	photograph(&session, scheme->scheme);
	a = grade_of(&session, SYNK_AFFECTED_LEFT);
	photograph(&session, SYNK_IBUG68);
	b = grade_of(&session, SYNK_AFFECTED_LEFT);
	print_message("%s:", scheme->name);
	for (size_t i = 0; i < SYNK_SCORES; i++) {
		double off = a.score[i].value - b.score[i].value;

		print_message(" %.3f (%+.3f)", a.score[i].value, off);
		assert_true(fabs(off) <= scheme->within);
	}
	print_message("\n");
}

/* An unknown detector's noise is dlib's, but for the mesh. */
static void
check_noise(void **state)
{
	const struct scheme *scheme = *state;

	assert_string_equal(synk_noise_name(SYNK_DETECTOR_OTHER,
	    scheme->scheme), "dlib");
}

/* A name stands for one scheme. */
static void
check_names(void **state)
{
	const struct scheme *scheme = *state;
	enum synk_scheme found;

	assert_true(synk_scheme_find(&found, scheme->name));
	assert_int_equal(found, scheme->scheme);
	assert_string_equal(synk_scheme_name(found), scheme->name);
}

int
main(void)
{
	struct synk_error err;

	if (!synk_norms_default(&norms, &err))
		return 1;
	return RUN_ROWS(rows, check) + RUN_ROWS(told, check_told) +
	    RUN_ROWS(schemes, check_sites) + RUN_ROWS(schemes, check_pupils) +
	    RUN_ROWS(schemes, check_grade) + RUN_ROWS(schemes, check_noise) +
	    RUN_ROWS(schemes, check_names);
}
