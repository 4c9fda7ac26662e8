#include <ctype.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli.h"
#include "deid.h"
#include "deid_key.h"
#include "imageset.h"
#include "synk/noise.h"
#include "value.h"

#define LEN(a)	(sizeof (a) / sizeof *(a))

static const char unknown[] = "...";

static enum {
	OFF,
	EXPECTED,		/* asked for, and no key file yet */
	ON
} state;
static bool held;

/* Texts given out, each once. */
static struct {
	char **at;		/* open addressing */
	size_t count, slots;
} texts;

/* text is taken over. */
static const char *
intern(char *text)
{
	size_t i = 5381, old = texts.slots;
	char **from = texts.at;

	if (2 * (texts.count + 1) >= texts.slots) {
		texts.slots = old ? 2 * old : 64;
		texts.at = cli_alloc(texts.slots * sizeof *texts.at);
		texts.count = 0;
		for (size_t k = 0; k < old; k++)
			if (from[k])
				intern(from[k]);
		free(from);
	}
	for (const char *c = text; *c; c++)
		i = i * 33 + (unsigned char)*c;
	for (;; i++) {
		char **slot = &texts.at[i & (texts.slots - 1)];

		if (!*slot) {
			texts.count++;
			return *slot = text;
		}
		if (strcmp(*slot, text) == 0) {
			if (*slot != text)
				free(text);
			return *slot;
		}
	}
}

bool
deid_on(void)
{
	return state != OFF;
}

void
deid_expect(int argc, char *const argv[])
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (strncmp(argv[i], "--dei", 5) == 0)
			state = EXPECTED;
}

bool
deid_open(const char *key_file, struct synk_error *err)
{
	if (!key_file) {
		state = OFF;
		return true;
	}
	state = EXPECTED;
	if (!deid_key_open(key_file, err))
		return false;
	state = ON;
	return true;
}

/* Codes that could not be written must not be told either. */
static void
insist(bool ok, const struct synk_error *err)
{
	if (ok)
		return;
	cli_error(NULL, err);
	exit((int)err->code);
}

void
deid_hold(void)
{
	struct synk_error err;

	if (state != ON || held)
		return;
	insist(deid_key_lock(&err), &err);
	held = true;
}

void
deid_release(void)
{
	struct synk_error err;

	if (!held)
		return;
	held = false;
	insist(deid_key_unlock(&err), &err);
}

/* What is known already. */
static const char *
look_up(enum deid_kind kind, const char *name)
{
	const struct deid_name *n;

	if (deid_key_is_code(name, strlen(name)) &&
	    (n = deid_key_by_code(name)))
		return n->code;
	n = deid_key_by_name(kind, name);
	return n ? n->code : NULL;
}

static const char *
code_of(enum deid_kind kind, const char *name)
{
	struct synk_error err;
	const char *code;
	bool own = !held;

	if (state == OFF || !name || !*name)
		return name;
	if (state == EXPECTED)
		return unknown;
	if ((code = look_up(kind, name)))
		return code;
	if (own)
		deid_hold();
	code = look_up(kind, name);	/* by another process, meanwhile */
	if (!code) {
		insist(deid_key_add(kind, name, &err), &err);
		code = look_up(kind, name);
	}
	if (own)
		deid_release();
	return code;
}

const char *
deid_subject(const char *name)
{
	return code_of(DEID_SUBJECT, name);
}

const char *
deid_rater(const char *name)
{
	return code_of(DEID_RATER, name);
}

/* Labels. */

/* Of visits, groups and repeats; none tells who, where or on which day. */
static const char *const plain[] = {
	"acute", "affected", "after", "arm", "baseline", "base", "before",
	"case", "cases", "chronic", "cohort", "control", "controls", "day",
	"days", "early", "exam", "final", "flaccid", "follow", "followup",
	"fu", "group", "healthy", "initial", "late", "left", "mild",
	"moderate", "month", "months", "normal", "palsy", "patient",
	"patients", "placebo", "post", "pre", "repeat", "rep", "rest", "right",
	"run", "session", "severe", "sham", "synkinesis", "take", "time",
	"toxin", "treated", "treatment", "trial", "unaffected", "untreated",
	"up", "visit", "week", "weeks", "wk", "year", "years", "yr",
};

static bool
is_plain_word(const char *text, size_t n)
{
	for (size_t i = 0; i < LEN(plain); i++)
		if (strlen(plain[i]) == n &&
		    strncasecmp(plain[i], text, n) == 0)
			return true;
	return n == 1;
}

/* Two numbers may be a date, four figures a year or part of a file number;
 * two letters, initials. */
static bool
is_plain(const char *text)
{
	size_t numbers = 0, single = 0, n;

	for (; *text; text += n) {
		bool digit = isdigit((unsigned char)*text);

		n = 1;
		if (strchr("_-. ", *text))
			continue;
		if (!digit && !isalpha((unsigned char)*text))
			return false;
		while (digit ? isdigit((unsigned char)text[n])
		    : isalpha((unsigned char)text[n]))
			n++;
		if (digit ? n > 3 || ++numbers > 1
		    : !is_plain_word(text, n))
			return false;
		single += !digit && n == 1;
	}
	return single <= 1;
}

const char *
deid_label(const char *text)
{
	return state != OFF && text && is_plain(text) ? text
	    : code_of(DEID_LABEL, text);
}

/* What readers call detectors whose landmarks they know by their format. */
static const char *const detectors[] = {
	"emotrics", "faceapi", "hand", "human", "openface", "openpose",
};

const char *
deid_detector(const char *text)
{
	enum synk_detector d = synk_detector_find(text);

	if (state == OFF || !text)
		return text;
	if (d != SYNK_DETECTOR_OTHER)
		return synk_detector_name(d);
	for (size_t i = 0; i < LEN(detectors); i++)
		if (strcmp(detectors[i], text) == 0)
			return text;
	return code_of(DEID_LABEL, text);
}

const char *
deid_model(const char *text)
{
	static const char *const models[] = { "face_landmarker.task",
	    "face_landmarker_v2.task", "face_mesh.data",
	    "shape_predictor_68_face_landmarks.dat" };

	for (size_t i = 0; text && i < LEN(models); i++)
		if (strcmp(models[i], text) == 0)
			return text;
	return deid_file(text);
}

double
deid_order(double order)
{
	enum { MOST = 9999 };	/* 20240131 is a day, and so is 45322 */

	return state == OFF || fabs(order) <= MOST ? order : NAN;
}

double
deid_days(double days)
{
	enum { MOST = 36525 };	/* a hundred years */

	return state == OFF || fabs(days) <= MOST ? days : NAN;
}

const char *
deid_date(const char *date)
{
	return state == OFF ? date : NULL;
}

/* Files. */

typedef const char *part_code(const char *part);

static const char *
file_code(const char *part)
{
	return code_of(DEID_FILE, part);
}

static const char *
known_file(const char *part)
{
	return state == ON ? look_up(DEID_FILE, part) : NULL;
}

/* One part of a path; NULL if it has no code. */
static char *
code_part(const char *part, size_t size, part_code *of)
{
	char *name = cli_format("%.*s", (int)size, part), *text;
	size_t stem = imageset_stem(name);
	char *kind = cli_copy(name + stem);
	const char *code;

	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0) {
		free(kind);
		return name;
	}
	name[stem] = '\0';
	code = *name ? of(name) : "";
	text = code ? cli_format("%s%s", code, kind) : NULL;
	free(kind);
	free(name);
	return text;
}

/* NULL if a part has no code. */
static const char *
code_path(const char *path, part_code *of)
{
	char *text = cli_copy(""), *more, *part;
	size_t n;

	for (; *path; path += n) {
		n = strcspn(path, "/");
		part = n ? code_part(path, n, of) : cli_copy("");
		if (!part) {
			free(text);
			return NULL;
		}
		n += path[n] == '/';
		more = cli_format("%s%s%s", text, part,
		    path[n - 1] == '/' ? "/" : "");
		free(part);
		free(text);
		text = more;
	}
	return intern(text);
}

/* Of an absolute path the last part only, as in records. */
static const char *
told_part(const char *path)
{
	const char *last = strrchr(path, '/');

	return path[0] == '/' && last[1] ? last + 1 : path;
}

const char *
deid_file(const char *path)
{
	if (state == OFF || !path || !*path || strcmp(path, "-") == 0)
		return path;
	return code_path(told_part(path), file_code);
}

/* The way back. */

static const char *
name_of(const char *text)
{
	const struct deid_name *n;

	if (state != ON || !deid_key_is_code(text, strlen(text)))
		return NULL;
	n = deid_key_by_code(text);
	if (!n && !held) {	/* of a tool before this one in a pipe */
		deid_hold();
		deid_release();
		n = deid_key_by_code(text);
	}
	return n ? n->name : NULL;
}

const char *
deid_real(const char *text)
{
	const char *name = text ? name_of(text) : NULL;

	return name ? name : text;
}

const char *
deid_real_file(const char *path)
{
	const char *real;

	if (state != ON || !path || !*path)
		return path;
	real = code_path(path, deid_real);
	return strcmp(real, path) == 0 ? path : real;
}

/* Messages. */

/* Words that messages quote and that are no one's name. */
static const char *const words[] = {
	"affected_side", "both", "code", "csv", "date", "days_since_injection",
	"days_since_onset", "detector", "expression", "face", "file",
	"false", "frame", "from", "group", "healthy", "image", "image_size",
	"json", "kind", "last_injection", "left", "mirrored", "name", "no",
	"none", "not_mirrored", "onset", "rater", "repeat", "right", "scale",
	"side", "subject", "synk-cohort/1", "synk-diff/1", "synk-error/1",
	"synk-grade/1", "synk-marks/1", "synk-plan/1", "synk-series/1",
	"table", "true", "unknown", "visit", "visit_order", "wide", "yes",
};

static bool
is_word(const char *text)
{
	enum synk_expression e;
	size_t n = strlen(text);

	if (n <= 1)
		return true;
	if (strncmp(text, "--", 2) == 0)
		return strspn(text + 2, "abcdefghijklmnopqrstuvwxyz-") ==
		    n - 2;
	for (size_t i = 0; i < LEN(words); i++)
		if (strcmp(words[i], text) == 0)
			return true;
	return is_plain_word(text, n) || synk_expression_find(&e, text);
}

/* What may stand in place of something quoted; NULL: nothing known. */
static const char *
told(const char *text)
{
	const char *code = NULL;

	if (is_word(text) || state != ON)
		return is_word(text) ? text : NULL;
	for (int k = 0; k < DEID_KINDS && !code && k != DEID_FILE; k++)
		code = look_up((enum deid_kind)k, text);
	return code ? code : code_path(told_part(text), known_file);
}

/* Where a quotation begins: at no apostrophe. */
static char *
quote_in(char *text)
{
	for (char *c = text; (c = strchr(c, '\'')); c++)
		if (c == text || !isalnum((unsigned char)c[-1]))
			return c;
	return NULL;
}

/*
 * "found 'a', not 'b'": what is quoted, one after the other.  A name may have
 * quotes of its own, and a message may be cut off, so that of several all have
 * to be known, or everything between the first quote and the last is left out.
 */
const char *
deid_text(const char *message)
{
	char *text, *from, *to, *out, *more;
	const char *code = NULL;

	if (state == OFF || !message)
		return message;
	text = cli_copy(message);
	from = quote_in(text);
	if (!from)
		return intern(text);
	out = cli_format("%.*s", (int)(from - text), text);
	for (to = from; to && (to = strchr(from + 1, '\'')); ) {
		*to = '\0';
		if (isalnum((unsigned char)to[1]) ||
		    !(code = told(from + 1)))
			break;
		from = quote_in(to + 1);
		if (!from && strchr(to + 1, '\'')) {
			from = to;
			break;
		}
		more = cli_format("%s'%s'%.*s", out, code, from
		    ? (int)(from - to - 1) : (int)strlen(to + 1), to + 1);
		free(out);
		out = more;
		if (!from)
			break;
	}
	if (from) {	/* something is not known, or has no end */
		free(out);
		from = quote_in(strcpy(text, message));
		to = strrchr(text, '\'');
		out = cli_format("%.*s'%s'%s", (int)(from - text), text,
		    unknown, to > from ? to + 1 : "");
	}
	free(text);
	return intern(out);
}

const char *
deid_foreign(const char *message, bool deidentified)
{
	if (state == OFF || !message)
		return message;
	return deidentified ? deid_text(message) : "what was wrong is left"
	    " out: it was told before names were replaced";
}
