/*
 * What the kinds of pictures share; not installed.
 *
 * A scene is a panel made ready: its points under the subject's own sides,
 * and the face frame as the photograph shows it.  A look is what lines and
 * letters are like in the picture that is drawn.
 */
#include "canvas.h"
#include "synk/picture.h"

struct synk_scene {
	const struct synk_panel *panel;
	/* px of the photograph; sides are the subject's, whether or not it is
	 * a mirror image; NaN where missing. */
	struct synk_point at[SYNK_SPOTS];
	enum synk_side first;		/* the side on the picture's left */
	struct synk_point eyes;		/* the middle of the eye line */
	struct synk_point across, up;	/* of length 1: along the eye line to
					 * the right, and to the forehead */
	double ied;			/* px of the photograph */
	bool midline;
	struct synk_point middle[2];	/* on it: nasion, below the nose */
	/* Where the sites of the face at rest would be now. */
	bool rested;
	struct synk_point rest[SYNK_SPOTS];
	double yaw, pitch, roll;	/* degrees; NaN without a pose */
	double pose_warn;		/* degrees */
};

/*
 * Fails with SYNK_BAD_INPUT if an eye's canthi are missing, or if eyes or
 * mouth are not in the photograph.
 */
SYNK_CHECKED bool synk_scene_from(struct synk_scene *,
    const struct synk_panel *, struct synk_error *err);

/* A place by its distances from the middle of the eye line, in IED: to the
 * picture's right along that line, and up from it. */
struct synk_point synk_scene_point(const struct synk_scene *, double across,
    double up);

/* The expression, if it is said and the exam has measures of it. */
const struct synk_view *synk_scene_view(const struct synk_scene *);

/* Where and how a scene is drawn. */
struct synk_look {
	struct synk_canvas *canvas;
	const struct synk_scene *scene;
	struct synk_map map;		/* px of the photograph to the canvas */
	struct synk_box box;		/* of the photograph on it */
	double ied;			/* px of the canvas */
	double em;			/* of letters beside the photo, px */
	double line;			/* width, px */
};

/* Sizes that go by the picture's width and the face's size in it. */
void synk_look_settle(struct synk_look *, double em);

/* Turns a scene upright, with that many px for its IED and the middle of the
 * eye line at a place of the canvas. */
struct synk_map synk_upright(const struct synk_scene *, double ied,
    struct synk_point eyes);

struct synk_point synk_look_spot(const struct synk_look *, size_t spot);

/* Colours that the colour-blind tell apart; on a photograph and on paper. */
struct synk_ink synk_side_ink(enum synk_side, bool paper);
extern const struct synk_ink synk_ink_white, synk_ink_black, synk_ink_grey;

enum synk_detail {
	SYNK_DETAIL_FEW,	/* frame, brows, lids, commissures */
	SYNK_DETAIL_ALL
};
void synk_lines_draw(const struct synk_look *, enum synk_detail);

/* A large R and L, each on its side; in the box, beside the face. */
struct synk_point synk_letter_place(const struct synk_look *, enum synk_side);
double synk_letter_size(const struct synk_look *);
void synk_letters_draw(const struct synk_look *);

/* Measures at their place, named beside the face. */
void synk_labels_draw(const struct synk_look *);

/* Eyes and brows to blocks of their means, on the pixels drawn so far. */
void synk_blur_eyes(const struct synk_look *);

/* Text that grows to a limit, and then ends. */
enum { SYNK_LINE_MAX = 1024 };
struct synk_line {
	char at[SYNK_LINE_MAX];
	size_t size;
};

/* What stands below a photograph; its height.  Drawn from y on, or only
 * measured. */
double synk_caption(const struct synk_look *, double y, bool blind,
    bool draw);

/* A table of the caption; the first row is its head. */
enum { SYNK_TABLE_ROWS = 9, SYNK_TABLE_COLUMNS = 4 };
struct synk_table {
	struct synk_line cell[SYNK_TABLE_ROWS][SYNK_TABLE_COLUMNS];
	size_t rows;			/* 0: nothing to tell */
};
void synk_tell_measures(struct synk_table *, const struct synk_scene *);
void synk_tell_changes(struct synk_table *, const struct synk_scene *);

/* Findings of this expression, and what is not right at rest. */
struct synk_told {
	enum synk_presence presence;
	struct synk_line probability, text;
};
enum { SYNK_TOLD_MAX = 12 };
size_t synk_tell_findings(struct synk_told *, const struct synk_scene *);

void synk_tell_title(struct synk_line *, const struct synk_panel *,
    bool blind);
void synk_tell_exam(struct synk_line *, const struct synk_panel *);
void synk_tell_legend(struct synk_line *, const struct synk_scene *,
    bool blind);

/* What moved since rest in the photograph of an expression: an asked movement
 * or what moved with it. */
struct synk_change {
	const char *title, *name;	/* "brow lift", "lift" */
	enum synk_region region;
	enum synk_unit unit;	/* SYNK_UNIT_IED: in % */
	double value[SYNK_SIDES];
	int movement;		/* its place in the grade, or -1 */
	int row;		/* likewise */
};
enum { SYNK_CHANGES_MAX = 8 };
size_t synk_changes(struct synk_change *, const struct synk_panel *);

/* "lip pucker"; what an expression is called in pictures. */
const char *synk_expression_title(enum synk_expression);

void synk_line_add(struct synk_line *, const char *fmt, ...) SYNK_PRINTF(2);

/* The same for words from outside: valid UTF-8, no control characters. */
void synk_line_add_foreign(struct synk_line *, const char *);

/* "12.3", "-0.4", never "-0.0"; "–" for NaN. */
void synk_line_add_number(struct synk_line *, double, int decimals);

/* Shortens it by an ellipsis to a width on the canvas. */
void synk_line_fit(struct synk_line *, struct synk_canvas *,
    const struct synk_letters *, double width);

/* Of mm in the unit of a length in % of IED; NaN without a scale. */
double synk_mm(const struct synk_panel *, double percent);

/* Adds words from outside, after a dot if there are others; NULL adds none. */
void synk_line_add_part(struct synk_line *, const char *);

/* Whether two names are the same, or neither is there. */
bool synk_same_name(const char *, const char *);

/* Refuses what cannot be drawn on, before any memory is asked for. */
SYNK_CHECKED bool synk_paper_new(struct synk_image *, int width, int height,
    struct synk_error *err);
