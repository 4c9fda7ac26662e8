/* The controlled vocabulary and its aliases. */
#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "synk/exam.h"
#include "table.h"
#include "words.h"

/* The first name is the one that records use. */
static const char *const words[SYNK_EXPRESSIONS][14] = {
	[SYNK_REST] = { "rest", "repose", "resting", "neutral", "normal",
	  "relaxed", "atrest" },
	[SYNK_BROW_RAISE] = { "brow_raise", "brow_lift", "brow_elevation",
	  "browlift", "browraise", "eyebrow_raise", "eyebrow_lift",
	  "raise_brows", "forehead", "forehead_wrinkle", "frontalis",
	  "surprised" },
	[SYNK_EYE_CLOSE_GENTLE] = { "eye_close_gentle", "gentle_closure",
	  "gentle_eye_closure", "eye_closure_gentle", "gentle_close",
	  "eyes_closed", "eye_closure", "eye_close", "close_eyes",
	  "light_closure", "blink", "eyes_closed_gentle",
	  "eyes_closed_gently" },
	[SYNK_EYE_CLOSE_TIGHT] = { "eye_close_tight", "tight_closure",
	  "tight_eye_closure", "eye_closure_tight", "tight_close",
	  "forceful_closure", "full_closure", "squeeze", "eyes_tight",
	  "eyes_closed_tight", "eyes_closed_tightly", "close_eyes_tight",
	  "tight" },
	[SYNK_SMILE_GENTLE] = { "smile_gentle", "gentle_smile", "small_smile",
	  "closed_smile", "smile_closed", "closed_mouth_smile" },
	[SYNK_SMILE] = { "smile", "big_smile", "full_smile", "open_smile",
	  "smile_open", "open_mouth_smile", "smile_full", "large_smile",
	  "smile_teeth", "happy" },
	[SYNK_SNARL] = { "snarl", "nose_wrinkle", "wrinkle_nose", "sneer" },
	[SYNK_PUCKER] = { "pucker", "lip_pucker", "ooo", "kiss", "whistle",
	  "purse", "lip_purse" },
	[SYNK_LOWER_TEETH] = { "lower_teeth", "eee", "lower_teeth_show",
	  "show_lower_teeth", "lower_lip" },
};

const char *
synk_expression_name(enum synk_expression e)
{
	return words[e][0];
}

const char *
synk_expression_alias(enum synk_expression e, size_t i)
{
	return i + 1 < LEN(words[e]) ? words[e][i + 1] : NULL;
}

static int
folded(char c)
{
	return c == '-' || c == ' ' ? '_' : tolower((unsigned char)c);
}

static bool
same_word(const char *a, const char *b)
{
	for (; *a && folded(*a) == folded(*b); a++, b++)
		;
	return folded(*a) == folded(*b);
}

bool
synk_expression_find(enum synk_expression *e, const char *word)
{
	for (size_t i = 0; i < SYNK_EXPRESSIONS; i++)
		for (size_t k = 0; k < LEN(words[i]) && words[i][k]; k++)
			if (same_word(words[i][k], word)) {
				*e = (enum synk_expression)i;
				return true;
			}
	return false;
}

/* Levenshtein's distance. */
static size_t
changes(const char *a, const char *b)
{
	enum { MAX = 32 };
	size_t row[MAX + 1], n = strlen(b), last, up;

	if (n > MAX)
		return SIZE_MAX;
	for (size_t k = 0; k <= n; k++)
		row[k] = k;
	for (size_t i = 0; a[i]; i++) {
		last = row[0]++;
		for (size_t k = 1; k <= n; k++) {
			up = row[k];
			last += folded(a[i]) != folded(b[k - 1]) ? 1 : 0;
			if (up + 1 < last)
				last = up + 1;
			if (row[k - 1] + 1 < last)
				last = row[k - 1] + 1;
			row[k] = last;
			last = up;
		}
	}
	return row[n];
}

size_t
synk_words_apart(const char *a, const char *b)
{
	size_t n = changes(a, b);

	return *a && n <= strlen(b) / 3 ? n : SIZE_MAX;
}

const char *
synk_expression_nearest(const char *word)
{
	const char *best = words[0][0];
	size_t least = SIZE_MAX;

	for (size_t i = 0; i < SYNK_EXPRESSIONS; i++)
		for (size_t k = 0; k < LEN(words[i]) && words[i][k]; k++) {
			size_t n = changes(word, words[i][k]);

			if (n < least) {
				least = n;
				best = words[i][k];
			}
		}
	return best;
}

static const char *const affected[] = {
	[SYNK_UNKNOWN] = "unknown",
	[SYNK_AFFECTED_LEFT] = "left",
	[SYNK_AFFECTED_RIGHT] = "right",
	[SYNK_AFFECTED_BOTH] = "both",
	[SYNK_AFFECTED_NONE] = "none",
};

const char *
synk_affected_name(enum synk_affected side)
{
	return affected[side];
}

bool
synk_affected_find(enum synk_affected *side, const char *word)
{
	for (size_t i = SYNK_AFFECTED_LEFT; i < LEN(affected); i++)
		if (same_word(affected[i], word) || (word[0] && !word[1] &&
		    folded(word[0]) == affected[i][0])) {
			*side = (enum synk_affected)i;
			return true;
		}
	return false;
}

static const char *const scales[] = {
	[SYNK_SCALE_NONE] = "none",
	[SYNK_SCALE_DECLARED] = "declared",
	[SYNK_SCALE_IRIS] = "iris",
};

const char *
synk_scale_name(enum synk_scale_source source)
{
	return scales[source];
}
