/*
 * Visits made by hand: photographs of all expressions by one detector, and no
 * number until put() puts one.
 */
#include "test.h"

#include "synk/reliability.h"

static struct synk_visits *visits;
static struct synk_norms norms;

static inline void
prepare_visits(void)
{
	struct synk_error err;

	if (!synk_visits_open(&visits, &err) ||
	    !synk_norms_default(&norms, &err))
		fail_msg("%s", err.text);
}

static inline size_t
quantity(const char *key, bool aligned)
{
	char name[SYNK_KEY_TEXT];

	for (size_t i = 0; i < SYNK_QUANTITIES; i++) {
		synk_quantity_key(name, synk_visits_quantity(visits, i),
		    aligned);
		if (strcmp(name, key) == 0)
			return i;
	}
	fail_msg("no quantity '%s'", key);
	return 0;
}

static inline struct synk_visit
blank(const char *affected)
{
	struct synk_visit v = { .subject = "P", .visit = "v",
	    .affected = affected, .side_source = "declared", .version = "0",
	    .norms = "ab12", .axis = "canthi", .visit_order = NAN,
	    .days_since_onset = 500, .days_since_injection = NAN,
	    .contradicted = 0, .mm_per_ied = NAN, .scale_sd = NAN,
	    .draws = 200, .seed = 1, .region_by = { "brow_raise",
	    "eye_close_gentle", "smile" }, .row_by = { "smile", "smile",
	    "pucker", "pucker", "brow_raise", "brow_raise",
	    "eye_close_gentle", "eye_close_gentle" } };

	for (size_t e = 0; e < SYNK_EXPRESSIONS; e++)
		v.view[e] = (struct synk_visit_view){ "ibug68", "dlib",
		    "dlib", 1, 0, 0 };
	v.parts[SYNK_SCORE_REST] = v.parts[SYNK_SCORE_MOVEMENT] =
	    "brow eye smile";
	v.parts[SYNK_SCORE_SYNKINESIS] = "smile_eye smile_brow pucker_eye"
	    " pucker_brow brow_raise_eye brow_raise_mouth eye_close_mouth"
	    " eye_close_brow";
	for (size_t i = 0; i < SYNK_QUANTITIES; i++)
		v.value[i] = v.se[i] = NAN;
	return v;
}

/* The key ends like this, which goes. */
static inline bool
cut(char *key, const char *end)
{
	size_t n = strlen(key), m = strlen(end);
	bool does = n > m && strcmp(key + n - m, end) == 0;

	if (does)
		key[n - m] = '\0';
	return does;
}

/* Puts a number where a record of this person's side has it: "affected" and
 * "healthy" as left and right, the difference as left - right. */
static inline void
put(struct synk_visit *v, const char *aligned, double value, double se)
{
	bool right = strcmp(v->affected, "right") == 0;
	char key[SYNK_KEY_TEXT];
	size_t i;

	snprintf(key, sizeof key, "%s", aligned);
	if (cut(key, ".affected"))
		strcat(key, right ? ".right" : ".left");
	else if (cut(key, ".healthy"))
		strcat(key, right ? ".left" : ".right");
	else if (strncmp(key, "rest.", 5) == 0 && cut(key, ".excess")) {
		strcat(key, ".difference");
		value = right ? -value : value;
	} else if (strstr(key, ".shift_"))
		value = right ? -value : value;
	i = quantity(key, false);
	v->value[i] = value;
	v->se[i] = se;
}

/* Errors of one quantity by dlib: an SEM, and its df unless they are 0. */
static inline struct synk_errors *
errors_of(const char *key, double sem, double df)
{
	struct synk_errors *e;
	struct synk_error err;
	struct text t = { NULL, 0 };

	if (!synk_errors_open(&e, &err))
		fail_msg("%s", err.text);
	add(&t, "{\"record\":\"synk-norms/1\",\"reliability\":[{\"quantity\":"
	    "\"%s\",\"detector\":\"dlib\",\"sem\":%.17g,\"df\":", key, sem);
	if (df > 0)
		add(&t, "%.17g", df);
	else
		add(&t, "null");
	add(&t, ",\"factor\":\"visit\",\"source\":\"a\",\"basis\":"
	    "\"assumed\"}]}");
	if (!synk_errors_add(e, t.text, t.len, visits, &err))
		fail_msg("%s", err.text);
	free(t.text);
	return e;
}

/* Uniform below 1; a generator of our own. */
static inline double
uniform(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return ((double)(*state >> 11) + 0.5) * 0x1p-53;
}

static inline double
normal(uint64_t *state)
{
	double r = sqrt(-2 * log(uniform(state)));

	return r * cos(2 * acos(-1) * uniform(state));
}
