#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli.h"
#include "deid.h"
#include "folder.h"
#include "imageset.h"
#include "job.h"

#define LEN(a)	(sizeof (a) / sizeof *(a))

/*
 * In order.  That {visit}_{expression} goes before {expression}_{rep} makes of
 * "P1_rest_smile" a visit called rest: a lab with such names says a pattern.
 */
static const char *const default_patterns[] = {
	"{subject}_{visit}_{expression}_{rep}",
	"{subject}_{visit}_{expression}",
	"{subject}_{expression}_{rep}",
	"{subject}_{expression}",
	"{subject}/{visit}/{expression}",
	"{subject}/{expression}",
	"{subject}.{expression}",
};

/* Extensions that are no part of a name, each at most once, last first. */
static const char *const landmark_extensions[] = {
	".pts", ".xml", ".csv", ".json", ".ndjson", ".jsonl", ".pbtxt", ".txt",
	".npy", NULL
};
static const char *const detector_tags[] = {
	".mediapipe", ".facemesh", ".human", ".faceapi", "_keypoints", NULL
};
static const char *const photo_extensions[] = {
	".jpg", ".jpeg", ".png", NULL
};
static const char *const *const suffixes[] = {
	landmark_extensions, detector_tags, photo_extensions,
};

/* Names. */

static const char *
last_part(const char *name)
{
	const char *slash = strrchr(name, '/');

	return slash ? slash + 1 : name;
}

/* Bytes of the one that text of that length ends in, after something; or 0. */
static size_t
suffix(const char *text, size_t length, const char *const *list)
{
	for (size_t i = 0; list[i]; i++) {
		size_t n = strlen(list[i]);

		if (n < length && text[length - n] == list[i][0] &&
		    text[length - n - 1] != '/' &&
		    strncasecmp(text + length - n, list[i], n) == 0)
			return n;
	}
	return 0;
}

size_t
imageset_tag(const char *text, size_t length)
{
	return suffix(text, length, detector_tags);
}

size_t
imageset_stem(const char *name)
{
	size_t length = strlen(name);

	for (size_t i = 0; i < LEN(suffixes); i++)
		length -= suffix(name, length, suffixes[i]);
	return length;
}

static bool
has_extension(const char *text)
{
	return suffix(text, strlen(text), landmark_extensions) ||
	    suffix(text, strlen(text), photo_extensions);
}

/* Words of the vocabulary. */

static int
folded(char c)
{
	return c == '-' || c == ' ' ? '_' : tolower((unsigned char)c);
}

/* The vocabulary by first letter, then longest first; filled once. */
static struct word {
	const char *text;
	size_t length;
	enum synk_expression expression;
} words[256];
static size_t word_count;
static struct word *first_word[256];	/* by folded letter; NULL: none */

static void
add_word(const char *text, enum synk_expression e)
{
	if (word_count < LEN(words) - 1)	/* the last one stays empty */
		words[word_count++] = (struct word){ text, strlen(text), e };
}

static int
by_letter_and_length(const void *a, const void *b)
{
	const struct word *v = a, *w = b;
	int by = folded(v->text[0]) - folded(w->text[0]);

	return by ? by : (v->length < w->length) - (v->length > w->length);
}

static void
fill_words(void)
{
	for (size_t e = 0; e < SYNK_EXPRESSIONS; e++) {
		const char *w = synk_expression_name((enum synk_expression)e);

		for (size_t i = 0; w; i++) {
			add_word(w, (enum synk_expression)e);
			w = synk_expression_alias((enum synk_expression)e, i);
		}
	}
	qsort(words, word_count, sizeof *words, by_letter_and_length);
	for (size_t i = word_count; i-- > 0;)
		first_word[folded(words[i].text[0])] = &words[i];
}

static bool
starts(const char *text, const char *end, const struct word *w)
{
	if ((size_t)(end - text) < w->length)
		return false;
	for (size_t i = 1; i < w->length; i++)
		if (folded(text[i]) != folded(w->text[i]))
			return false;
	return true;
}

/*
 * Bytes of the longest word, shorter than limit, that stands at the text's
 * start; 0: none.
 */
static size_t
longest_word(const char *text, const char *end, size_t limit,
    enum synk_expression *expression)
{
	int letter = text < end ? folded(*text) : 0;
	const struct word *w = first_word[letter];

	for (; w && w->text && folded(w->text[0]) == letter; w++)
		if (w->length < limit && starts(text, end, w)) {
			*expression = w->expression;
			return w->length;
		}
	return 0;
}

/* Matching. */

struct match {
	const char *name, *end;		/* what the pattern must fit */
	struct pattern_fields fields;
};

static bool
is_part_of_word(const struct match *m, const char *word, size_t length)
{
	enum synk_expression any;

	for (const char *s = word; s >= m->name && *s != '/'; s--) {
		size_t n = longest_word(s, m->end, SIZE_MAX, &any);

		if (n <= length || s + n < word + length)
			continue;
		if ((s == m->name || !isalpha((unsigned char)s[-1])) &&
		    (s + n == m->end || !isalpha((unsigned char)s[n])))
			return true;
	}
	return false;
}

static bool match_rest(struct match *, const char *pattern, const char *at);

static bool
match_expression(struct match *m, const char *rest, const char *at)
{
	enum synk_expression e;
	size_t n = SIZE_MAX;

	while ((n = longest_word(at, m->end, n, &e)) > 0) {
		if (is_part_of_word(m, at, n) || !match_rest(m, rest, at + n))
			continue;
		m->fields.expression = e;
		return true;
	}
	return false;
}

static bool
match_same(struct match *m, const char *rest, const char *at,
    const struct pattern_text *t)
{
	return (size_t)(m->end - at) >= t->length &&
	    memcmp(at, t->at, t->length) == 0 &&
	    match_rest(m, rest, at + t->length);
}

/* "2", "r2", "b"; "tight" is the rest of a word that nobody knows. */
static bool
is_rep(const char *at, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (isdigit((unsigned char)at[i]))
			return true;
	return n == 1;
}

static bool
match_text(struct match *m, const char *rest, const char *at,
    struct pattern_text *t, size_t least)
{
	size_t most = 0;

	if (t->at)
		return match_same(m, rest, at, t);
	while (at + most < m->end && at[most] != '/')
		most++;
	for (size_t n = least; n <= most; n++) {
		*t = (struct pattern_text){ at, n };
		if (t == &m->fields.rep && !is_rep(at, n))
			continue;
		if (match_rest(m, rest, at + n))
			return true;
	}
	*t = (struct pattern_text){ NULL, 0 };
	return false;
}

enum field { SUBJECT, VISIT, REP, EXPRESSION, ANY, FIELDS };

static const char *const field_names[FIELDS] = {
	[SUBJECT] = "{subject}",
	[VISIT] = "{visit}",
	[REP] = "{rep}",
	[EXPRESSION] = "{expression}",
	[ANY] = "{*}",
};

/* The field with which the pattern starts; FIELDS: none known. */
static enum field
field_at(const char *pattern)
{
	size_t i = 0;

	while (i < FIELDS && strncmp(pattern, field_names[i],
	    strlen(field_names[i])) != 0)
		i++;
	return (enum field)i;
}

static bool
match_field(struct match *m, enum field field, const char *rest,
    const char *at)
{
	struct pattern_text any = { NULL, 0 };

	switch (field) {
	case SUBJECT:
		return match_text(m, rest, at, &m->fields.subject, 1);
	case VISIT:
		return match_text(m, rest, at, &m->fields.visit, 1);
	case REP:
		return match_text(m, rest, at, &m->fields.rep, 1);
	case EXPRESSION:
		return match_expression(m, rest, at);
	default:
		return match_text(m, rest, at, &any, 0);
	}
}

static bool
match_rest(struct match *m, const char *pattern, const char *at)
{
	enum field field;

	for (; *pattern && *pattern != '{'; pattern++, at++)
		if (at == m->end || *at != *pattern)
			return false;
	if (!*pattern)
		return at == m->end;
	field = field_at(pattern);
	return match_field(m, field, pattern + strlen(field_names[field]), at);
}

bool
pattern_match(struct pattern_fields *fields, const char *pattern,
    const char *name)
{
	struct match m = {
		.name = strchr(pattern, '/') ? name : last_part(name),
		.end = name + (has_extension(pattern) ? strlen(name) :
		    imageset_stem(name)),
	};

	if (word_count == 0)
		fill_words();
	if (m.end < m.name || !match_rest(&m, pattern, m.name))
		return false;
	*fields = m.fields;
	return true;
}

/* Checking a pattern. */

static bool
bad_field(const char *at, struct synk_error *err)
{
	const char *close = strchr(at, '}');

	if (!close)
		return synk_fail(err, SYNK_BAD_USAGE,
		    "expected '}' at the end of '%.60s'", at);
	return synk_fail(err, SYNK_BAD_USAGE, "expected {subject}, {visit}, "
	    "{expression}, {rep} or {*}, found '%.*s'",
	    close - at < 60 ? (int)(close - at + 1) : 60, at);
}

/* Only a word of the vocabulary shows by itself where it ends. */
static bool
check_pair(enum field before, enum field field, struct synk_error *err)
{
	if (before == FIELDS || before == EXPRESSION || field == EXPRESSION)
		return true;
	return synk_fail(err, SYNK_BAD_USAGE, "expected text between %s and "
	    "%s, found none", field_names[before], field_names[field]);
}

static bool
check_fields(const char *pattern, unsigned times[], struct synk_error *err)
{
	enum field before = FIELDS, field;

	while (*pattern) {
		if (*pattern != '{') {
			before = FIELDS;
			pattern++;
			continue;
		}
		field = field_at(pattern);
		if (field == FIELDS)
			return bad_field(pattern, err);
		if (!check_pair(before, field, err))
			return false;
		times[field]++;
		before = field;
		pattern += strlen(field_names[field]);
	}
	return true;
}

enum { MOST_ANY = 3 };

bool
pattern_check(const char *pattern, struct synk_error *err)
{
	unsigned times[FIELDS] = { 0 };

	if (!check_fields(pattern, times, err))
		goto fail;
	if (times[SUBJECT] == 0 || times[EXPRESSION] != 1) {
		synk_fail(err, SYNK_BAD_USAGE, "expected %s, found %s",
		    times[SUBJECT] ? "{expression} once" : "{subject}",
		    times[EXPRESSION] > 1 ? "more" : "none");
		goto fail;
	}
	if (times[ANY] > MOST_ANY) {	/* each multiplies the ways to fit */
		synk_fail(err, SYNK_BAD_USAGE, "expected {*} at most %d times",
		    MOST_ANY);
		goto fail;
	}
	return true;
fail:
	return synk_fail_in(err, deid_on() ? "..." : pattern);
}

/* The set. */

/* Where the text is kept. */
static size_t
keep(struct imageset *set, const char *text)
{
	size_t size = strlen(text) + 1, at = set->used;

	if (set->text_room - set->used < size) {
		set->text_room += set->text_room / 2 + size + 4096;
		set->text = cli_grow(set->text, set->text_room);
	}
	memcpy(set->text + at, text, size);
	set->used += size;
	return at;
}

static const char *
kept(const struct imageset *set, size_t at)
{
	return at == SIZE_MAX ? NULL : set->text + at;
}

/* All images of one file come together: its path is kept once. */
static size_t
keep_path(struct imageset *set, const char *path)
{
	const struct imageset_photo *last = set->exams.members ?
	    &set->photo[set->exams.members - 1] : NULL;

	if (!path)
		return SIZE_MAX;
	if (last && last->path != SIZE_MAX &&
	    strcmp(kept(set, last->path), path) == 0)
		return last->path;
	return keep(set, path);
}

static const char *
find_pattern(const struct imageset *set, const char *name,
    struct pattern_fields *fields)
{
	for (size_t i = 0; i < set->pattern_count; i++)
		if (pattern_match(fields, set->patterns[i], name))
			return set->patterns[i];
	return NULL;
}

static struct group_key
key_of(const struct pattern_fields *f)
{
	struct group_key key;

	group_key_init(&key);
	group_key_add(&key, f->subject.at, f->subject.length);
	group_key_add(&key, f->visit.at, f->visit.length);
	return key;
}

static void
add(struct imageset *set, const struct pattern_fields *fields,
    struct imageset_photo photo)
{
	const struct group_key key = key_of(fields);
	size_t i = set->exams.members;

	if (i == set->room) {
		set->room += set->room / 2 + 64;
		set->photo = cli_grow(set->photo,
		    set->room * sizeof *set->photo);
	}
	set->photo[i] = photo;
	if (!groups_add(&set->exams, &key)) {
		cli_say("too many photos");
		exit(SYNK_SYSTEM);
	}
}

bool
imageset_add(struct imageset *set, const char *name, const char *path,
    const char *image)
{
	struct pattern_fields fields;
	const char *real = deid_real_file(name), *pattern;
	char *own = real != name && !path ? cli_format("%s%s", set->folder,
	    name) : NULL;

	pattern = find_pattern(set, real, &fields);
	if (!pattern) {
		free(own);
		set->unmatched++;
		if (!set->example)
			set->example = cli_copy(name);
		return false;
	}
	add(set, &fields, (struct imageset_photo){
		.path = keep_path(set, own ? own : path),
		.name = keep(set, real),
		.image = image ? keep(set, image) : SIZE_MAX,
		.pattern = pattern,
	});
	free(own);
	return true;
}

size_t
imageset_exams(const struct imageset *set)
{
	return set->exams.count;
}

size_t
imageset_unmatched(const struct imageset *set)
{
	return set->unmatched;
}

/* Walking a directory. */

static bool
is_landmark_file(const char *name)
{
	return suffix(name, strlen(name), landmark_extensions);
}

static void
take_file(void *set, const char *name)
{
	imageset_add(set, name, NULL, NULL);
}

static bool
check_patterns(const struct imageset *set, struct synk_error *err)
{
	for (size_t i = 0; i < set->pattern_count; i++)
		if (!pattern_check(set->patterns[i], err))
			return false;
	return true;
}

bool
imageset_open(struct imageset *set, const char *folder,
    const char *const *patterns, size_t count, struct synk_error *err)
{
	*set = (struct imageset){
		.patterns = count ? patterns : default_patterns,
		.pattern_count = count ? count : LEN(default_patterns),
	};
	if (!check_patterns(set, err))
		return false;
	set->folder = folder_prefix(folder ? folder : "");
	if (!folder || folder_walk(set->folder, is_landmark_file, take_file,
	    set, err))
		return true;
	imageset_close(set);
	return false;
}

void
imageset_close(struct imageset *set)
{
	free(set->folder);
	groups_free(&set->exams);
	free(set->photo);
	free(set->text);
	free(set->example);
	*set = (struct imageset){ 0 };
}

/* One exam.  Names that could be of the same photo are its twins. */

struct twin {
	const struct imageset_photo *photo;
	const char *name, *image, *path;	/* image and path may be NULL */
	struct pattern_text same;	/* what its twins share */
	size_t count;		/* of files for this photo; 0: see the first */
	const struct twin *other;	/* the next of them, if any */
};

static struct twin
twin_of(const struct imageset *set, const struct imageset_photo *photo)
{
	const char *name = kept(set, photo->name);
	const char *at = strchr(photo->pattern, '/') ? name : last_part(name);

	return (struct twin){
		.photo = photo,
		.name = name,
		.image = kept(set, photo->image),
		.path = kept(set, photo->path),
		.same = { at, imageset_stem(name) - (size_t)(at - name) },
		.count = 1,
	};
}

static int
by_text(const struct twin *a, const struct twin *b)
{
	size_t n = a->same.length < b->same.length ? a->same.length :
	    b->same.length;
	int by = memcmp(a->same.at, b->same.at, n);

	return by ? by : (a->same.length > b->same.length) -
	    (a->same.length < b->same.length);
}

static int
by_text_and_place(const void *a, const void *b)
{
	const struct twin *s = *(struct twin *const *)a;
	const struct twin *t = *(struct twin *const *)b;
	int by = by_text(s, t);

	return by ? by : (s > t) - (s < t);
}

/* The same file, and the same image of it, named twice: no harm. */
static bool
is_repeated(const struct twin *a, const struct twin *b)
{
	return a->path && b->path && strcmp(a->path, b->path) == 0 &&
	    strcmp(a->image ? a->image : "", b->image ? b->image : "") == 0;
}

static void
join(struct twin **sorted, size_t count)
{
	struct twin *first = sorted[0];

	for (size_t i = 1; i < count; i++) {
		if (by_text(first, sorted[i]) != 0) {
			first = sorted[i];
			continue;
		}
		sorted[i]->count = 0;
		if (is_repeated(first, sorted[i]))
			continue;
		first->count++;
		if (!first->other)
			first->other = sorted[i];
	}
}

static void
find_twins(struct twin *twins, size_t count)
{
	struct twin **sorted = cli_alloc(count * sizeof *sorted);

	for (size_t i = 0; i < count; i++)
		sorted[i] = &twins[i];
	qsort(sorted, count, sizeof *sorted, by_text_and_place);
	join(sorted, count);
	free(sorted);
}

/* Both in one directory differ in their extension; else in the directory. */
static bool
same_folder(const struct twin *a, const struct twin *b)
{
	size_t n = (size_t)(last_part(a->name) - a->name);

	return n == (size_t)(last_part(b->name) - b->name) &&
	    memcmp(a->name, b->name, n) == 0;
}

/* A pattern that would take only one of the two. */
static char *
better_pattern(const struct twin *t)
{
	const struct twin *other = t->other;
	const char *pattern = other->photo->pattern;

	if (!same_folder(t, other))
		return cli_format("%s/%s", strstr(pattern, "{visit}") ?
		    "{rep}" : "{visit}", pattern);
	return cli_format("%s%s", pattern, has_extension(pattern) ? "" :
	    other->name + imageset_stem(other->name));
}

static char *
problem(const struct twin *t)
{
	const char *a = deid_file(t->image ? t->image : t->name);
	const char *b = deid_file(t->other->image ? t->other->image
	    : t->other->name);
	const char *many = t->count > 2 ? "several" : "two";
	char *pattern = better_pattern(t), *text;

	text = same_folder(t, t->other)
	    ? cli_format("%s landmark files for one photo: %s and %s; "
	    "choose with a pattern such as '%s'", many, a, b, pattern)
	    : cli_format("%s files of one name: %s and %s; tell them apart "
	    "with a pattern such as '%s'", many, a, b, pattern);
	free(pattern);
	return text;
}

static const char *
shown(const char *path)
{
	return *path == '/' ? last_part(path) : path;
}

static void
add_source(const struct imageset *set, const struct twin *t, struct job *job,
    enum synk_expression expression)
{
	char *path = t->path ? cli_copy(t->path) :
	    cli_format("%s%s", set->folder, t->name);
	struct source *s = job_add(job, path, t->path ? shown(t->path) :
	    t->name, expression);

	free(path);
	s->image = cli_copy(t->image);
	if (t->other)
		s->problem = problem(t);
}

static char *
copy(const struct pattern_text *t)
{
	return t->at ? cli_format("%.*s", (int)t->length, t->at) : NULL;
}

static void
fill(const struct imageset *set, const struct twin *twins, size_t count,
    struct job *job)
{
	struct pattern_fields fields;

	for (size_t i = 0; i < count; i++) {
		const struct twin *t = &twins[i];

		if (t->count == 0 ||
		    !pattern_match(&fields, t->photo->pattern, t->name))
			continue;
		if (job->count == 0) {
			job->subject = copy(&fields.subject);
			job->visit = copy(&fields.visit);
		}
		add_source(set, t, job, fields.expression);
	}
}

bool
imageset_exam(const struct imageset *set, size_t i, struct job *job,
    struct synk_error *err)
{
	size_t photo = set->exams.at[i].first, count = 0;
	struct twin *twins = NULL;

	(void)err;
	do {
		if ((count & (count - 1)) == 0)
			twins = cli_grow(twins, (count ? 2 * count : 1) *
			    sizeof *twins);
		twins[count++] = twin_of(set, &set->photo[photo]);
		photo = set->exams.next[photo];
	} while (photo);
	find_twins(twins, count);
	job_init(job);
	fill(set, twins, count, job);
	free(twins);
	return true;
}
