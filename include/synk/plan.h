#ifndef SYNK_PLAN_H
#define SYNK_PLAN_H

/*
 * Stage 6.  A grade record, rules and a clinician's answers -> a worksheet of
 * candidate targets, for review by a specialist; never a prescription.
 *
 * Rules, gates, conflicts, questions and sources are data: share/rules.json.
 */

#include "synk/norms.h"

/* Parsed rules, and the text that they point into. */
struct synk_rules;

/*
 * Reads a synk-rules/1 document.  Fails with SYNK_BAD_INPUT, naming the rule,
 * for an unknown or missing member, an expression that does not parse, a field
 * that no synk-grade/1 has, and an id that is not there or there twice.
 * synk_rules_close() after success.
 */
SYNK_CHECKED bool synk_rules_open(struct synk_rules **, const char *text,
    size_t size, struct synk_error *err);
void synk_rules_close(struct synk_rules *);

/* share/rules.json as compiled in; NUL-terminated. */
const char *synk_rules_text(void);

/* SHA-256 of the text that was read. */
const char *synk_rules_hash(const struct synk_rules *);

/* The same of any bytes. */
void synk_plan_hash(char hash[SYNK_HASH_TEXT], const void *bytes, size_t size);

/* Texts of the rules; each ends with NULL. */
typedef const char *const *synk_texts;

struct synk_gate {
	const char *id, *title, *safe, *why;
	synk_texts blocks;		/* ids of rules; "*": all */
	synk_texts sources, questions;	/* ids */
};

struct synk_rule {
	const char *id, *region, *muscle, *part;
	const char *side;		/* "affected", "healthy" */
	const char *sign, *when, *why, *evidence, *threshold;
	bool on;			/* considered unless asked otherwise */
	double order;
	synk_texts measured;		/* fields */
	synk_texts sources, cautions, questions;
};

struct synk_conflict {
	const char *id, *when, *why, *notice;	/* notice may be NULL */
	synk_texts drop;
};

struct synk_question {
	const char *id, *ask;
	const char *label;		/* a few words; the id's if NULL */
	synk_texts regions;
};

struct synk_source {
	const char *id, *text;
};

/* Row i, or NULL past the end; rules in their order. */
const struct synk_gate *synk_rules_gate(const struct synk_rules *, size_t i);
const struct synk_rule *synk_rules_rule(const struct synk_rules *, size_t i);
const struct synk_conflict *synk_rules_conflict(const struct synk_rules *,
    size_t i);
const struct synk_question *synk_rules_question(const struct synk_rules *,
    size_t i);
const struct synk_source *synk_rules_source(const struct synk_rules *,
    size_t i);

/* What a clinician answered of one subject. */
struct synk_answer {
	const char *question;	/* id */
	bool yes;
};
struct synk_answers {
	const struct synk_answer *at;
	size_t count;
	const char *affected_side;	/* "left", "right"; NULL: not said */
	int not_mirrored;		/* 1, 0; -1: not said */
	double days_since_onset, days_since_injection;	/* NaN: not said */
	synk_texts also;	/* rules to consider that are off; or NULL */
};

enum synk_gate_status { SYNK_GATE_PASSED, SYNK_GATE_FAILED,
    SYNK_GATE_UNKNOWN };

/* "passed", "failed", "unknown". */
const char *synk_gate_status_name(enum synk_gate_status);

struct synk_gate_result {
	const struct synk_gate *gate;
	enum synk_gate_status status;
	double low, high;		/* bounds of P(safe) */
};

enum synk_target_status {
	SYNK_TARGET_CANDIDATE,		/* the only one to be named */
	SYNK_TARGET_WITHHELD,		/* its sign is there; a gate blocks */
	SYNK_TARGET_DROPPED,		/* likewise; a conflict drops it */
	SYNK_TARGET_UNDECIDED,		/* its sign is possible, not certain */
	SYNK_TARGET_NOT_MET,		/* its sign is not there */
	SYNK_TARGET_OFF			/* not considered */
};

/* "candidate", "withheld", "dropped", "undecided", "not_met", "off". */
const char *synk_target_status_name(enum synk_target_status);

struct synk_measured {
	const char *field;
	char unit[8];
	double value, low, high;	/* NaN */
};

enum { SYNK_MEASURED_MAX = 8 };

struct synk_target {
	const struct synk_rule *rule;
	const char *side;		/* "left", "right" */
	enum synk_target_status status;
	double low, high;		/* bounds of P(the sign is there) */
	const char *because;	/* id of the gate or conflict; or NULL */
	size_t measures;
	struct synk_measured measured[SYNK_MEASURED_MAX];
};

/* A row of the laboratory's own dose table; all are its texts. */
struct synk_dose {
	const char *muscle, *product, *units_per_point, *points;
	const char *source, *page, *verified_by, *verified_date;
};

struct synk_share_line {
	const char *region, *domain;
	double value, low, high;
};

struct synk_plan {
	const struct synk_rules *rules;
	char refused[240];		/* why there is no plan; or "" */
	bool control;			/* declared healthy: nothing to judge */
	const char *subject, *visit, *side, *severity;	/* or NULL */
	const char *norms;		/* hash of the grade's norms; or NULL */
	const char *grade_version;	/* of the tool that wrote it; or NULL */
	double grade_draws, grade_seed;	/* NaN: not said */
	synk_texts considered;		/* the answers' also; or NULL */
	double days_since_onset, days_since_injection;
	double mm_per_ied;		/* NaN without a scale */
	double relative_sd;		/* of it; NaN: not known */
	struct synk_gate_result *gate;
	size_t gates;
	struct synk_target *target;	/* all rules, in their order */
	size_t targets;
	const struct synk_conflict **notice;	/* those with a notice */
	bool *certain;			/* of each; false: it may apply */
	size_t notices;
	const struct synk_question **open;	/* asked and not answered */
	size_t opens;
	struct synk_share_line share[9];	/* rest, synkinesis, movement */
	const char **not_assessed;
	size_t unseen;
	/* The caller's to set; NULL: not one dose is written. */
	const struct synk_dose *dose;
	size_t doses;
	/* Likewise: hashes of the files that were read. */
	const char *answers_hash, *doses_hash;
	bool deidentified;		/* likewise: its names are codes */
	void *record;			/* what strings point into */
};

/*
 * Plans one synk-grade/1 record.  A record that cannot be planned is refused
 * with the reason, and has no targets.  Fails with SYNK_BAD_INPUT if it is no
 * JSON or no record, with SYNK_SYSTEM without memory.  synk_plan_free() after
 * success.
 */
SYNK_CHECKED bool synk_plan_from(struct synk_plan *,
    const struct synk_rules *, const char *record, size_t size,
    const struct synk_answers *, struct synk_error *err);
void synk_plan_free(struct synk_plan *);

/*
 * Any number of the record that a plan is of, such as "movements.smile.ratio",
 * and its 95 % interval; NaN where there is none.
 */
struct synk_measured synk_plan_field(const struct synk_plan *,
    const char *field);

/*
 * The same number in millimetres, its interval with the scale's own error; NaN
 * of what is no length in % of IED, and without a scale.
 */
struct synk_measured synk_plan_mm(const struct synk_plan *,
    const struct synk_measured *);

/* Whether a row of the table is of a target's muscle; letter case ignored. */
bool synk_dose_applies(const struct synk_dose *, const struct synk_target *);

/* What stands on every plan: that it is no prescription; and option i that is
 * always there, or NULL: "doing nothing", ... */
const char *synk_plan_research_use(void);
const char *synk_plan_off_label(void);
const char *synk_plan_option(size_t i);

/* What stands on a plan with a candidate, and above a dose. */
const char *synk_plan_boxed_warning(void);
const char *synk_plan_dose_note(void);

/* A synk-plan/1, one line without its end; the caller frees it. */
SYNK_CHECKED bool synk_plan_json(char **line, const struct synk_plan *,
    struct synk_error *err);

#endif
