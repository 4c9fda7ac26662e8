#include "verdict_words.h"

static const struct verdict_degree degrees[] = {
	[SYNK_SEVERITY_NONE] = { "none", "No sign of synkinesis", "",
	  "nearest" },
	[SYNK_SEVERITY_WEAKNESS] = { "weakness alone",
	  "Weakness without synkinesis", "", "because" },
	[SYNK_SEVERITY_MILD] = { "mild", "Mild synkinesis",
	  " of that or worse", "because" },
	[SYNK_SEVERITY_MODERATE] = { "moderate", "Moderate synkinesis",
	  " of that or worse", "because" },
	[SYNK_SEVERITY_SEVERE] = { "severe", "Severe synkinesis", "",
	  "because" },
	[SYNK_UNDETERMINED] = { "undetermined", "Severity undetermined", "",
	  "weighed" },
};

static const struct verdict_phrase phrases[SYNK_FINDINGS] = {
	[SYNK_BROW_WEAK] = { "brow raise:", " of the other side's" },
	[SYNK_EYE_WEAK] = { "eye closure:", " of the other side's" },
	[SYNK_SMILE_WEAK] = { "smile:", " of the other side's" },
	[SYNK_BROW_HALF] = { "brow raise:", " of the other side's" },
	[SYNK_EYE_HALF] = { "eye closure:", " of the other side's" },
	[SYNK_SMILE_HALF] = { "smile:", " of the other side's" },
	[SYNK_BROW_UNEVEN] = { "at rest: the brows differ in height by", "" },
	[SYNK_EYE_UNEVEN] = { "at rest: the eyes differ in opening by", "" },
	[SYNK_SMILE_UNEVEN] = { "at rest: the mouth's corners differ in"
	  " height by", "" },
	[SYNK_EYE_NARROW] = { "at rest: the eye is narrower by", "" },
	[SYNK_SMILE_RETRACTED] = { "at rest: the mouth's corner is farther"
	  " out by", "" },
	[SYNK_SMILE_RAISED] = { "at rest: the mouth's corner is higher by",
	  "" },
#define ROW_PHRASE(i, asked, moves) \
	[SYNK_ROW_FINDING + i] = { asked ": the " moves, " beyond the other" }
	ROW_PHRASE(0, "smile", "eye narrows"),
	ROW_PHRASE(1, "smile", "brow moves"),
	[SYNK_ROW_FINDING + 2] = { "pucker: the eye narrows",
	  " beyond the usual" },
	ROW_PHRASE(3, "pucker", "brow moves"),
	ROW_PHRASE(4, "brow raise", "eye narrows"),
	ROW_PHRASE(5, "brow raise", "mouth's corner moves"),
	ROW_PHRASE(6, "eye closure", "mouth's corner moves"),
	ROW_PHRASE(7, "eye closure", "brow moves"),
};

const struct verdict_degree *
verdict_degree(enum synk_severity severity)
{
	return &degrees[severity];
}

const struct verdict_phrase *
verdict_phrase(size_t finding)
{
	return &phrases[finding];
}
