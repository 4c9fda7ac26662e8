/* What the format readers and their table share; not installed. */
#include "synk/marks.h"

#define SYNK_READER(name) \
	bool synk_##name##_sniff(const char *text, size_t size); \
	bool synk_##name##_open(struct synk_reader *, struct synk_error *); \
	bool synk_##name##_next(struct synk_reader *, struct synk_marks *, \
	    bool *got, struct synk_error *); \
	void synk_##name##_close(struct synk_reader *)

SYNK_READER(pts);		/* marks_pts.c: no open, no close */
SYNK_READER(emotrics);		/* marks_emotrics.c: no open, no close */
SYNK_READER(openface);		/* marks_openface.c */
SYNK_READER(imglab);		/* marks_imglab.c */
SYNK_READER(mediapipe);		/* marks_mediapipe.c: JSON */
SYNK_READER(pbtxt);		/* marks_pbtxt.c: MediaPipe as protobuf text */
SYNK_READER(faceapi);		/* marks_faceapi.c */
SYNK_READER(human);		/* marks_human.c */
SYNK_READER(wflw);		/* marks_wflw.c */
SYNK_READER(points);		/* marks_points.c: no open, no close */
SYNK_READER(synkmarks);		/* marks_synk.c: our own synk-marks/1 */
SYNK_READER(npy);		/* marks_npy.c */
SYNK_READER(openpose);		/* marks_openpose.c */
SYNK_READER(coco);		/* marks_coco.c */
SYNK_READER(labelme);		/* marks_labelme.c */
SYNK_READER(labelstudio);	/* marks_labelstudio.c */

/* Puts point i of a k-point ibug subset (68, 66, 51 or 49) in its place. */
size_t synk_ibug_place(size_t k, size_t i);

/*
 * The scheme of so many points where nothing else tells it; the subsets of 66,
 * 51 and 49 are ibug68's (synk_ibug_place).  Two schemes have 106 points: from,
 * the format that the user named or NULL, says which.
 */
bool synk_scheme_of_count(enum synk_scheme *, size_t count, const char *from,
    struct synk_error *);

/* Fills *m with so many points by that, each in its place, less the origin. */
bool synk_marks_fill(struct synk_marks *m, const struct synk_point *at,
    size_t count, double origin, const char *from, struct synk_error *);

/* Reads a number that a blank or the end follows: where it ends, or NULL. */
const char *synk_marks_column(double *, const char *text, const char *end);

/* How many bytes of white space, line ends among it, text starts with. */
size_t synk_marks_blank(const char *text, size_t size);

/* True if word stands in the first 64 KiB of text. */
bool synk_marks_find(const char *text, size_t size, const char *word);

/* True for a coordinate that no photo has: beyond a million pixels. */
bool synk_marks_far(double);

/*
 * True if at least 95 % of the coordinates are within [-0.5, 1.5], which is
 * what tells image widths and heights from pixels.
 */
bool synk_marks_normalised(const struct synk_marks *);

/* Sets scheme and count; false if that many points are no MediaPipe mesh. */
bool synk_mediapipe_count(struct synk_marks *, size_t count);

struct cJSON;

/* Lists of points taken out of a line of JSON, and the line without them. */
struct synk_pack {
	char *text;			/* owned */
	size_t room;			/* bytes */
	struct synk_point *point;	/* owned; of all lists */
	size_t points, point_room;
};

/*
 * Packs a line of size bytes: k->text has *n bytes, in which every list of
 * {"x", "y"} objects where a face may be is a string.  Other numbers that
 * MediaPipe gives of points are left out.  What is JSON stays JSON, and what is
 * not does not become it.  Fails only for want of memory.
 */
bool synk_pack_line(struct synk_pack *k, size_t *n, const char *text,
    size_t size);

/* True if node stands for such a list, which is never empty. */
bool synk_pack_list(const struct synk_point **at, size_t *count,
    const struct synk_pack *k, const struct cJSON *node);
void synk_pack_free(struct synk_pack *);

/*
 * Where a JSON reader stands: its state, or a part of it.  The text is one
 * value, or many with white space between; a value is one frame, or an array of
 * them.
 */
struct synk_faces {
	struct cJSON *root;		/* the value at hand, owned */
	struct synk_pack pack;		/* of root */
	bool unlined;			/* a line was no value, or several */
	size_t line;			/* where it starts */
	const struct cJSON *frame;	/* root or an element; NULL: the end */
	const struct cJSON *more;	/* the element that follows, or NULL */
	const struct cJSON *face;	/* to be given next, or NULL */
	long element;			/* index of frame in an array */
	long frames;			/* begun */
	long index;			/* of face in its list */
	long faces;			/* of this frame, given */
	bool many;			/* so that frames need numbers */
	bool bare;			/* the frame is itself the face */
	const char *detector;
	size_t stem;			/* of path, without the face's index */
	char path[128];			/* of the face at hand, for messages */
};

/* What differs between the JSON formats that hold frames and faces. */
struct synk_faces_format {
	bool frames;		/* an array at the top holds frames */
	const char *none;	/* why a frame has no face */
	/* Sets face, detector and path to the first face of s->frame. */
	bool (*begin)(struct synk_faces *s, struct synk_error *);
	/* Reads s->face, whose path is s->path. */
	bool (*read)(struct synk_marks *, const struct synk_faces *s,
	    struct synk_error *);
};

/* True if JSON may start here and word is in it. */
bool synk_faces_sniff(const char *text, size_t size, const char *word);
bool synk_faces_open(struct synk_reader *, struct synk_error *);
void synk_faces_close(struct synk_reader *);

/* Frees what it owns, for those who hold one in a state of their own. */
void synk_faces_free(struct synk_faces *);

/* Reads the next JSON value into s->root; NULL at the end of the text. */
bool synk_faces_value(struct synk_faces *, struct synk_reader *,
    struct synk_error *);

/* The next() of a format. */
bool synk_faces_next(struct synk_reader *, struct synk_marks *, bool *got,
    const struct synk_faces_format *, struct synk_error *);

/* Appends to s->path, after a point unless it is the first. */
void synk_faces_into(struct synk_faces *s, const char *key);

/* Fails with "path: expected what, found node's kind or number". */
bool synk_faces_expected(const struct synk_faces *, const char *path,
    const char *what, const struct cJSON *node, struct synk_error *);

/* Point i of path: {"x", "y"}, {"_x", "_y"} or [x, y], more is ignored. */
bool synk_faces_point(struct synk_point *, const struct cJSON *node, size_t i,
    const struct synk_faces *, const char *path, struct synk_error *);

/*
 * Points first to first + count - 1 of a flat list of path: x, y and a
 * confidence or visibility, which is 0 of a point that is missing.
 */
bool synk_faces_triples(struct synk_point *at, const struct cJSON *list,
    size_t first, size_t count, const struct synk_faces *, const char *path,
    struct synk_error *);

/* Whether a node is a list of points, or of anything. */
bool synk_faces_is_list(const struct synk_faces *, const struct cJSON *);
size_t synk_faces_count(const struct synk_faces *, const struct cJSON *list);

/* As many points as m->count says. */
bool synk_faces_points(struct synk_marks *m, const struct cJSON *list,
    const struct synk_faces *, const char *path, struct synk_error *);

/* Width and height of the image, if both are given: both, or neither. */
bool synk_faces_size(struct synk_marks *, const struct cJSON *width,
    const struct cJSON *height, const struct synk_faces *,
    struct synk_error *);

/* An element of a JSON list. */
struct synk_member {
	const struct cJSON *node, *id;
	bool owner;		/* an image or frame; others are in it */
	size_t index;		/* in its list */
	size_t order;		/* among all that were put */
	size_t first;		/* order of the first one of its id */
};

struct synk_group {
	struct synk_member *member;
	size_t count;
};

bool synk_group_put(struct synk_group *, const struct cJSON *node,
    const struct cJSON *id, bool owner, struct synk_error *);

/* Adds all of a list, each with what it has under key for its id. */
bool synk_group_add(struct synk_group *, const struct cJSON *list,
    const char *key, bool owner, struct synk_error *);

/* Brings those of one id together; ids stand in the order they came in. */
void synk_group_settle(struct synk_group *);
void synk_group_free(struct synk_group *);

enum { SYNK_SITES60_COUNT = 60 };	/* SYNK_SPOTS of synk/face.h */

/*
 * Points that a person labelled, of one face: with the number of a point or
 * with the name of a site and its side.
 */
struct synk_labels {
	struct synk_point number[SYNK_MARKS_MAX];
	struct synk_point site[SYNK_SITES60_COUNT];
	struct synk_iris iris[SYNK_SIDES];
	size_t unknown;		/* labels that are neither */
	char names[64];		/* the first of them */
	bool more;		/* than could be named */
};

void synk_labels_init(struct synk_labels *);

/*
 * Adds a point, or a circle if radius is not NaN.  A label that is neither
 * number nor site is counted only.  Fails, without a place, if the label stands
 * twice, or its side is missing.
 */
bool synk_labels_add(struct synk_labels *, const char *label,
    struct synk_point at, double radius, struct synk_error *);

/* Makes a face of them, or a reason why there is none. */
bool synk_labels_marks(struct synk_marks *, const struct synk_labels *,
    const char *from, struct synk_error *);

/* Names the image: what follows the last slash or backslash of len bytes. */
void synk_labels_image(struct synk_marks *, const char *path, size_t len);
