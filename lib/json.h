/*
 * The only door to cJSON; not installed.
 *
 * Reading is strict: exact case, no key twice in an object, numbers finite.
 * Writing appends to a growing text through calls that do nothing once it has
 * failed, so that only synk_json_text() needs checking.
 */
#include "synk/error.h"

struct cJSON;

/*
 * Reads the next JSON value of text at *at and sets *at behind it and the
 * white space that follows.  *root is NULL at the end of the text.  Fails with
 * the line, counted from the start of text.  cJSON nests 1000 deep at most.
 */
SYNK_CHECKED bool synk_json_read(struct cJSON **root, const char *text,
    size_t size, size_t *at, struct synk_error *);
void synk_json_free(struct cJSON *);

/* NULL where there is none; all take a NULL node. */
const struct cJSON *synk_json_get(const struct cJSON *object, const char *key);
const struct cJSON *synk_json_first(const struct cJSON *);	/* child */
const struct cJSON *synk_json_next(const struct cJSON *);	/* sibling */
const char *synk_json_key(const struct cJSON *);
const char *synk_json_string(const struct cJSON *);	/* NULL: not one */
bool synk_json_is_object(const struct cJSON *);
bool synk_json_is_array(const struct cJSON *);
bool synk_json_is_null(const struct cJSON *);
bool synk_json_bool(bool *, const struct cJSON *);
bool synk_json_number(double *, const struct cJSON *);	/* finite only */
bool synk_json_whole(long *, const struct cJSON *);
size_t synk_json_size(const struct cJSON *);		/* children */

/* What a node is, for messages: "a string", "null", "nothing". */
const char *synk_json_kind(const struct cJSON *);

/* Text being written. */
struct synk_json {
	char *text;
	size_t len, size;
	bool comma;		/* the next member needs one before it */
	bool failed;
};

/* key is NULL inside an array.  Numbers have three decimals, never "-0.000";
 * what is not finite is null. */
void synk_json_open(struct synk_json *, const char *key, char bracket);
void synk_json_close(struct synk_json *, char bracket);
/* A line ends, with the comma that the member on the next one needs. */
void synk_json_line(struct synk_json *);
void synk_json_put_number(struct synk_json *, const char *key, double);
void synk_json_put_exact(struct synk_json *, const char *key, double);
void synk_json_put_whole(struct synk_json *, const char *key, long);
void synk_json_put_bool(struct synk_json *, const char *key, bool);
void synk_json_put_null(struct synk_json *, const char *key);
/* Two numbers, exact or of three decimals; null if either is NaN. */
void synk_json_put_interval(struct synk_json *, const char *key, double low,
    double high, bool exact);
/* NULL is null.  Bytes that are not UTF-8 become U+FFFD. */
void synk_json_put_string(struct synk_json *, const char *key, const char *);

/* Ends the text; the caller frees *text with free(). */
SYNK_CHECKED bool synk_json_text(char **text, struct synk_json *,
    struct synk_error *);
