#include "test.h"

#include "../lib/picture.h"
#include "cartoon.h"

/* 126 px of IED, in a photograph of 1200 x 1000. */
static const struct camera camera = { 0, 0, 0, 1000, 20, { 600, 420 },
    { 0, 0 } };
enum { WIDTH = 1200, HEIGHT = 1000 };

/* An exam of a face at rest and smiling, and its two photographs. */
struct studio {
	struct cartoon of[2];
	struct synk_exam exam;
	struct synk_grade grade;
	struct synk_verdict verdict;
	struct synk_panel panel[2];
};

static void
measure(struct studio *t)
{
	static const struct synk_exam_options options;
	static const struct synk_drawing drawing = { 20, 1 };
	static const enum synk_expression e[] = { SYNK_REST, SYNK_SMILE };
	struct synk_photo photo[2];
	struct synk_error err;

	for (size_t i = 0; i < 2; i++)
		photo[i] = (struct synk_photo){ .expression = e[i],
		    .frame = &t->of[i].sites, .count = 1, .mm_per_px = 0.5,
		    .closure_seen = true };
	assert_true(synk_norms_default(&norms, &err));
	assert_true(synk_exam_from(&t->exam, photo, 2, &options, &norms,
	    &err));
	assert_true(synk_verdict_from(&t->verdict, &t->grade, &t->exam, photo,
	    2, SYNK_AFFECTED_LEFT, &drawing, &norms, &err));
	for (size_t i = 0; i < 2; i++)
		t->panel[i] = (struct synk_panel){ .photo = &t->of[i].photo,
		    .width = t->of[i].photo.width,
		    .height = t->of[i].photo.height,
		    .sites = &t->of[i].sites, .expression = e[i],
		    .exam = &t->exam, .grade = &t->grade,
		    .verdict = &t->verdict, .subject = "S01", .visit = "pre",
		    .taken = "2026-03-04T10:20:30" };
}

static void
open_studio(struct studio *t, const struct camera *c, int width, int height)
{
	memset(t, 0, sizeof *t);
	cartoon_new(&t->of[0], width, height, c, SYNK_REST);
	cartoon_new(&t->of[1], width, height, c, SYNK_SMILE);
	measure(t);
}

static void
close_studio(struct studio *t)
{
	synk_image_free(&t->of[0].photo);
	synk_image_free(&t->of[1].photo);
}

static struct synk_image
overlay(const struct synk_panel *p, struct synk_picture_options o)
{
	struct synk_image m;
	struct synk_error err;

	if (!synk_picture_overlay(&m, p, &o, &err))
		fail_msg("%s", err.text);
	return m;
}

static bool
same(const struct synk_image *a, const struct synk_image *b)
{
	return a->width == b->width && a->height == b->height &&
	    memcmp(a->at, b->at, a->stride * (size_t)a->height) == 0;
}

static void
check_sizes(void)
{
	static const struct camera small = { 0, 0, 0, 1000, 6, { 160, 100 },
	    { 0, 0 } };
	static const struct size_row {
		int photo, asked, width;
		bool plain;
		int high;	/* of the photograph in the picture */
	} rows[] = {
		{ WIDTH, 0, WIDTH, false, HEIGHT },
		{ WIDTH, 600, 600, false, 500 },
		{ WIDTH, 2400, 2400, false, 2000 },
		{ WIDTH, 0, WIDTH, true, HEIGHT },
		{ WIDTH, 300, 300, true, 250 },
		{ 320, 0, 900, false, 684 },	/* so that letters are read */
		{ 320, 0, 320, true, 243 },
		{ 320, 640, 640, false, 486 },
	};

	for (size_t i = 0; i < LEN(rows); i++) {
		const struct size_row *r = &rows[i];
		struct studio t;
		struct synk_image m;

		open_studio(&t, r->photo == WIDTH ? &camera : &small,
		    r->photo, r->photo == WIDTH ? HEIGHT : 243);
		m = overlay(&t.panel[1], (struct synk_picture_options){
		    .width = r->asked, .plain = r->plain });
		assert_int_equal(m.width, r->width);
		if (abs(m.height - r->high) > 1 && r->plain)
			fail_msg("row %zu: height %d", i, m.height);
		if (!r->plain)
			assert_in_range(m.height, r->high + r->width / 10,
			    r->high + r->width);
		synk_image_free(&m);
		close_studio(&t);
	}
}

/* At its own size a plain picture is the photograph, pixel by pixel; and
 * lines and labels leave the corners as they are. */
static void
check_untouched(void)
{
	struct studio t;
	struct synk_image m;

	open_studio(&t, &camera, WIDTH, HEIGHT);
	m = overlay(&t.panel[1], (struct synk_picture_options){
	    .plain = true });
	assert_true(same(&m, &t.of[1].photo));
	synk_image_free(&m);
	m = overlay(&t.panel[1], (struct synk_picture_options){ .width = 0 });
	for (int y = 0; y < HEIGHT; y++)
		for (int x = 0; x < WIDTH; x++)
			if (abs(x - 600) > 380 || y < 150 || y > 800)
				assert_memory_equal(pixel(&m, x, y),
				    pixel(&t.of[1].photo, x, y), 4);
	assert_false(same(&m, &t.of[1].photo));
	synk_image_free(&m);
	close_studio(&t);
}

static void
check_repeats(void)
{
	struct studio t;
	struct synk_image a, b;

	open_studio(&t, &camera, WIDTH, HEIGHT);
	a = overlay(&t.panel[1], (struct synk_picture_options){ .crop = true });
	b = overlay(&t.panel[1], (struct synk_picture_options){ .crop = true });
	assert_true(same(&a, &b));
	synk_image_free(&a);
	synk_image_free(&b);
	close_studio(&t);
}

/* Whoever it is, and whatever the exam came to. */
static void
check_blind(void)
{
	struct studio t;
	struct synk_image a, b;
	struct synk_panel p;
	struct synk_verdict other;
	struct synk_grade grade;

	open_studio(&t, &camera, WIDTH, HEIGHT);
	p = t.panel[1];
	other = t.verdict;
	grade = t.grade;
	other.severity.grade = SYNK_SEVERITY_SEVERE;
	other.side.affected = SYNK_AFFECTED_RIGHT;
	for (size_t i = 0; i < SYNK_FINDINGS; i++)
		other.finding[i].presence = SYNK_PRESENT;
	grade.movement[SYNK_MOVE_SMILE].value[SYNK_LEFT] = 3;
	p.verdict = &other;
	p.grade = &grade;
	p.subject = "somebody else";
	p.visit = NULL;
	p.taken = "";
	for (int blind = 0; blind < 2; blind++) {
		struct synk_picture_options o = { .blind = blind };

		a = overlay(&t.panel[1], o);
		b = overlay(&p, o);
		assert_int_equal(same(&a, &b), blind);
		synk_image_free(&a);
		synk_image_free(&b);
	}
	close_studio(&t);
}

/* Findings that could not be judged are in words too, one by one or in a
 * line: no id has a part in a picture, and ids have a '_'. */
static void
check_unknown(void)
{
	struct studio t;
	struct synk_scene scene;
	struct synk_told told[SYNK_TOLD_MAX];
	struct synk_error err;
	size_t n;

	open_studio(&t, &camera, WIDTH, HEIGHT);
	for (size_t i = 0; i < SYNK_FINDINGS; i++) {
		t.verdict.finding[i].presence = SYNK_NOT_ASSESSABLE;
		t.verdict.finding[i].reason = SYNK_REASON_POSE;
	}
	assert_true(synk_scene_from(&scene, &t.panel[1], &err));
	n = synk_tell_findings(told, &scene);
	assert_int_equal(n, 1);
	assert_string_equal(told[0].text.at, "weak smile, eye narrows on"
	    " smiling, brow moves on smiling");
	close_studio(&t);
}

/* A photograph that cairo has no numbers for is the photograph's fault, in any
 * picture, also where the picture itself would be small. */
static void
check_too_large(void)
{
	enum { SIDE = 32768 };
	struct synk_picture_options o = { .width = 600 };
	struct studio t;
	struct synk_image large, a;
	struct synk_error err;
	struct synk_panel p;

	open_studio(&t, &camera, WIDTH, HEIGHT);
	assert_true(synk_image_new(&large, SYNK_BGRX, SIDE, 1, &err));
	p = t.panel[1];
	p.photo = &large;
	p.width = SIDE;
	assert_false(synk_picture_overlay(&a, &p, &o, &err));
	assert_int_equal(err.code, SYNK_BAD_INPUT);
	assert_non_null(strstr(err.text, "32768 x 1000 px is too large"));
	assert_false(synk_picture_mirror(&a, &p, &o, &err));
	assert_int_equal(err.code, SYNK_BAD_INPUT);
	assert_false(synk_picture_montage(&a, &p, 1, 1, &o, &err));
	assert_int_equal(err.code, SYNK_BAD_INPUT);
	synk_image_free(&large);
	close_studio(&t);
}

static bool
is_pupil(const unsigned char *p)
{
	return p[1] > 160 && p[0] < 40 && p[2] < 60;
}

/* Turns the pixels of a block upside down: what it shows is another thing,
 * and its mean the same. */
static void
shuffle(const struct synk_image *m, int x, int y, int side)
{
	for (int i = 0; i < side / 2; i++)
		for (int k = 0; k < side; k++) {
			unsigned char *a = pixel(m, x + k, y + i), swap[4];
			unsigned char *b = pixel(m, x + k, y + side - 1 - i);

			memcpy(swap, a, 4);
			memcpy(a, b, 4);
			memcpy(b, swap, 4);
		}
}

/* Two photographs whose eyes have only the means of blocks in common. */
static void
check_blur(void)
{
	struct synk_picture_options o = { .plain = true, .blur_eyes = true };
	struct studio t;
	struct synk_scene scene;
	struct synk_error err;
	struct synk_image a, b;
	int side, differ = 0;

	open_studio(&t, &camera, WIDTH, HEIGHT);
	assert_true(synk_scene_from(&scene, &t.panel[0], &err));
	side = (int)ceil(scene.ied / 4);
	a = overlay(&t.panel[0], o);
	for (int y = (350 / side + 1) * side; y < 470 - side; y += side)
		for (int x = 480 / side * side; x < 720 - side; x += side)
			shuffle(&t.of[0].photo, x, y, side);
	b = overlay(&t.panel[0], o);
	assert_true(same(&a, &b));
	for (int y = 385; y < 455; y++)
		for (int x = 490; x < 710; x++) {
			assert_false(is_pupil(pixel(&a, x, y)));
			differ += memcmp(pixel(&a, x, y), pixel(&a, x + 1, y),
			    4) != 0;
		}
	assert_in_range(differ, 1, 70 * (220 / side + 1));
	synk_image_free(&a);
	synk_image_free(&b);
	close_studio(&t);
}

static bool
has_ink(const unsigned char *p, struct synk_ink ink)
{
	return abs(p[0] - (int)(255 * ink.blue)) < 3 &&
	    abs(p[1] - (int)(255 * ink.green)) < 3 &&
	    abs(p[2] - (int)(255 * ink.red)) < 3;
}

/* Who sees no colours sees dashes on the left: of its brow and lids, which
 * are as long as those on the right, about half is drawn. */
static void
check_dashes(void)
{
	struct synk_picture_options o = { .blind = true, .width = 3600 };
	int count[SYNK_SIDES] = { 0, 0 };
	struct synk_image a;
	struct studio t;

	open_studio(&t, &camera, WIDTH, HEIGHT);
	a = overlay(&t.panel[0], o);
	for (int y = 3 * 340; y < 3 * 470; y++)
		for (int x = 3 * 480; x < 3 * 720; x++)
			for (int k = 0; k < SYNK_SIDES; k++)
				count[k] += has_ink(pixel(&a, x, y),
				    synk_side_ink((enum synk_side)k, false));
	assert_in_range(100 * count[SYNK_LEFT] / count[SYNK_RIGHT], 35, 65);
	synk_image_free(&a);
	close_studio(&t);
}

/* Mean x of the pixels that have a colour, or -1. */
static double
mean_x(const struct synk_image *m, int foot, struct synk_ink ink)
{
	double sum = 0, n = 0;

	for (int y = 0; y < foot; y++)
		for (int x = 0; x < m->width; x++) {
			if (!has_ink(pixel(m, x, y), ink))
				continue;
			sum += x;
			n++;
		}
	return n > 100 ? sum / n : -1;
}

/* R and L are where the subject's sides are. */
static void
check_letters(void)
{
	static const struct letter_row {
		double roll;
		bool mirrored, right_first;
	} rows[] = {
		{ 0, false, true }, { 0, true, false }, { 25, false, true },
		{ -25, true, false }, { 180, false, false },
		{ 180, true, true },
	};

	for (size_t i = 0; i < LEN(rows); i++) {
		struct camera c = camera;
		struct studio t;
		struct synk_image m;
		double r, l;

		c.roll = rows[i].roll;
		c.centre.y = 500;
		open_studio(&t, &c, WIDTH, HEIGHT);
		t.panel[0].mirrored = rows[i].mirrored;
		m = overlay(&t.panel[0], (struct synk_picture_options){
		    .blind = true });
		r = mean_x(&m, HEIGHT, synk_side_ink(SYNK_RIGHT, false));
		l = mean_x(&m, HEIGHT, synk_side_ink(SYNK_LEFT, false));
		assert_true(r > 0 && l > 0);
		assert_int_equal(r < l, rows[i].right_first);
		synk_image_free(&m);
		close_studio(&t);
	}
}

static void
check_halves(void)
{
	struct camera turned = { 4, 3, 12, 1000, 20, { 600, 420 }, { 0, 0 } };
	enum { GAP = 9, HALF = 147 };	/* of a picture of 900 px */
	struct synk_picture_options o = { .plain = true, .width = 900 };
	struct synk_image m;
	struct synk_error err;
	struct studio t;

	open_studio(&t, &turned, WIDTH, HEIGHT);
	if (!synk_picture_mirror(&m, &t.panel[1], &o, &err))
		fail_msg("%s", err.text);
	assert_int_equal(m.width, 900);
	for (int y = 0; y < m.height; y++)
		for (int i = 0; i < HALF; i++) {
			int a = 2 * HALF + GAP, b = 2 * a, last = 2 * HALF - 1;

			assert_memory_equal(pixel(&m, a + i, y), pixel(&m, i,
			    y), 4);
			assert_memory_equal(pixel(&m, a + i, y), pixel(&m,
			    a + last - i, y), 4);
			assert_memory_equal(pixel(&m, b + i, y), pixel(&m,
			    b + last - i, y), 4);
			assert_memory_equal(pixel(&m, b + i, y), pixel(&m,
			    last - i, y), 4);
		}
	synk_image_free(&m);
	close_studio(&t);
}

/* The middles of the two pupils between x0 and x1. */
static void
find_pupils(struct synk_point p[2], const struct synk_image *m, int x0,
    int x1)
{
	double n[2] = { 0, 0 };

	p[0] = p[1] = (struct synk_point){ 0, 0 };
	for (int y = 0; y < m->height; y++)
		for (int x = x0; x < x1; x++) {
			int i = x < (x0 + x1) / 2 ? 0 : 1;

			if (!is_pupil(pixel(m, x, y)))
				continue;
			p[i].x += x - x0;
			p[i].y += y;
			n[i]++;
		}
	for (int i = 0; i < 2; i++) {
		assert_true(n[i] > 20);
		p[i].x /= n[i];
		p[i].y /= n[i];
	}
}

/* However they were taken, faces stand alike. */
static void
check_places(void)
{
	static const struct camera cameras[3] = {
		{ 0, 0, 0, 1000, 20, { 600, 420 }, { 0, 0 } },
		{ 0, 0, 14, 1000, 15, { 500, 500 }, { 0, 0 } },
		{ 0, 0, -9, 1000, 24, { 640, 450 }, { 0, 0 } },
	};
	struct synk_picture_options o = { .plain = true, .width = 1500 };
	struct synk_point first[2], p[2];
	struct synk_panel panel[3];
	struct synk_image m;
	struct synk_error err;
	struct studio t[3];

	for (int i = 0; i < 3; i++) {
		open_studio(&t[i], &cameras[i], WIDTH, HEIGHT);
		panel[i] = t[i].panel[0];
	}
	assert_true(synk_picture_montage(&m, panel, 1, 3, &o, &err));
	for (int i = 0; i < 3; i++) {
		/* A row's name, 3 places, and what is between them. */
		double em = floor(1500 / (3 + (2 * 0.8 + 2 * 0.9 + 1.8) /
		    20)) / 20, left = 2.6 * em;
		int x = (int)(left + i * (floor(20 * em) + 0.9 * em));

		find_pupils(p, &m, x, x + (int)(20 * em));
		if (i == 0)
			memcpy(first, p, sizeof p);
		for (int k = 0; k < 2; k++) {
			assert_true(fabs(p[k].x - first[k].x) < 1.5);
			assert_true(fabs(p[k].y - first[k].y) < 1.5);
		}
		assert_true(fabs(p[0].y - p[1].y) < 1.5);
	}
	synk_image_free(&m);
	for (int i = 0; i < 3; i++)
		close_studio(&t[i]);
}

static void
check_empty_places(void)
{
	struct synk_panel panel[4] = { { .photo = NULL } };
	struct synk_picture_options o = { .width = 800 };
	struct synk_image m;
	struct synk_error err;
	struct studio t;

	open_studio(&t, &camera, WIDTH, HEIGHT);
	assert_false(synk_picture_montage(&m, panel, 2, 2, &o, &err));
	assert_int_equal(err.code, SYNK_BAD_INPUT);
	panel[2] = t.panel[1];
	assert_true(synk_picture_montage(&m, panel, 2, 2, &o, &err));
	assert_int_equal(m.width, 800);
	synk_image_free(&m);
	close_studio(&t);
}

static void
check_refused(void)
{
	struct synk_picture_options o = { .width = 0 };
	struct synk_image m;
	struct synk_error err;
	struct studio t;

	open_studio(&t, &camera, WIDTH, HEIGHT);
	t.panel[1].width = 320;
	t.panel[1].height = 243;
	assert_false(synk_picture_overlay(&m, &t.panel[1], &o, &err));
	assert_int_equal(err.code, SYNK_BAD_INPUT);
	assert_non_null(strstr(err.text, "the photograph has 320x243: do they"
	    " belong together?"));
	o.width = 1000000;
	assert_false(synk_picture_overlay(&m, &t.panel[0], &o, &err));
	assert_int_equal(err.code, SYNK_BAD_INPUT);
	assert_false(synk_picture_montage(&m, &t.panel[0], 1, 1, &o, &err));
	assert_false(synk_picture_mirror(&m, &t.panel[0], &o, &err));
	t.of[0].sites.at[synk_spot(SYNK_CANTHUS_INNER, SYNK_LEFT)].x = NAN;
	o.width = 0;
	assert_false(synk_picture_overlay(&m, &t.panel[0], &o, &err));
	assert_int_equal(err.code, SYNK_BAD_INPUT);
	assert_non_null(strstr(err.text, "corners of an eye"));
	close_studio(&t);
}

/* Canthi alone give an eye line, and no midline to cut a face at. */
static void
check_without_pose(void)
{
	struct synk_picture_options o = { .width = 600 };
	struct synk_image m;
	struct synk_error err;
	struct studio t;

	open_studio(&t, &camera, WIDTH, HEIGHT);
	for (size_t i = synk_spot_middle(0); i < SYNK_SPOTS; i++)
		t.of[0].sites.at[i].x = NAN;
	m = overlay(&t.panel[0], o);
	synk_image_free(&m);
	assert_false(synk_picture_mirror(&m, &t.panel[0], &o, &err));
	assert_int_equal(err.code, SYNK_BAD_INPUT);
	close_studio(&t);
}

/* Draws all kinds of pictures of a subject with such a name. */
static void
draw_named(const char *name)
{
	struct synk_picture_options o = { .width = 600 };
	struct synk_image m;
	struct synk_error err;
	struct studio t;

	open_studio(&t, &camera, WIDTH, HEIGHT);
	for (int k = 0; k < 2; k++) {
		t.panel[k].subject = t.panel[k].visit = name;
		t.panel[k].taken = name;
	}
	m = overlay(&t.panel[1], o);
	synk_image_free(&m);
	assert_true(synk_picture_montage(&m, t.panel, 1, 2, &o, &err));
	synk_image_free(&m);
	assert_true(synk_picture_mirror(&m, t.panel, &o, &err));
	synk_image_free(&m);
	close_studio(&t);
}

/* Names are bytes from files that anybody may have written. */
static void
check_names(void)
{
	static char endless[20000];
	static const char *const names[] = { "", "\n\t\x1b[2J\x7f",
	    "\xff\xfe\xc0\x80\xed\xa0\x80\xf4\x90\x80\x80", "\xe2\x82",
	    "\xe2\x80\xae" "drowssap", "%s%n%s%n", endless };

	memset(endless, 'W', sizeof endless - 1);
	for (size_t i = 0; i < LEN(names); i++)
		draw_named(names[i]);
}

static const struct row {
	const char *name;
	void (*check)(void);
} rows[] = {
	{ "sizes", check_sizes },
	{ "what is not drawn on stays", check_untouched },
	{ "same input, same bytes", check_repeats },
	{ "blind is blind", check_blind },
	{ "eyes cannot be recognised", check_blur },
	{ "letters are on their sides", check_letters },
	{ "the left is dashed", check_dashes },
	{ "halves are symmetric", check_halves },
	{ "faces stand alike in a montage", check_places },
	{ "empty places in a montage", check_empty_places },
	{ "what cannot be drawn is refused", check_refused },
	{ "no midline without a pose", check_without_pose },
	{ "hostile names", check_names },
	{ "what is not known is in words", check_unknown },
	{ "more than cairo can", check_too_large },
};

static void
check(void **state)
{
	const struct row *row = *state;

	row->check();
}

int
main(void)
{
	return RUN_ROWS(rows, check);
}
