/* Landmark files in, exams out, each graded. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ahead.h"
#include "cli.h"
#include "deid.h"
#include "exams.h"
#include "imageset.h"
#include "listed.h"
#include "manifest.h"
#include "part.h"
#include "picture.h"
#include "roll.h"
#include "workers.h"

/* The photos of an exam, loaded. */
struct load {
	struct photo *photo;
	struct synk_photo *view;
	struct synk_file *file;
	struct synk_seen *seen;
	char **method;
	size_t count;
};

static double
scale_of(const struct source *s, const struct exams *run)
{
	return isnan(s->scale) ? run->defaults.scale : s->scale;
}

/* Sides of a mirrored photograph are named the other way round. */
static void
note_irises(struct synk_photo *v, const struct photo *p)
{
	for (size_t side = 0; side < SYNK_SIDES; side++) {
		const struct synk_iris_found *found =
		    &p->irises.at[p->mirrored ? !side : side];

		if (!p->irises.sought || p->irises.error || found->reason)
			continue;
		v->pupil_sd[side] = found->centre_sd;
		v->radius_sd[side] = found->radius_sd;
	}
}

static void
load_photo(struct load *load, size_t i, const struct source *s,
    const struct exams *run)
{
	struct photo *p = &load->photo[i];
	struct synk_photo *v = &load->view[i];
	enum synk_detector detector;
	enum synk_scheme scheme;

	photo_load(p, s, &run->defaults);
	load->method[i] = cli_format("%s by %s", p->scheme ? p->scheme : "?",
	    p->detector ? p->detector : "?");
	detector = synk_detector_find(p->detector);
	*v = (struct synk_photo){ .expression = s->expression,
	    .method = load->method[i], .detector = detector,
	    .frame = p->frame, .count = p->count,
	    .mm_per_px = scale_of(s, run),
	    .closure_seen = synk_detector_sees_closure(detector,
	    &run->norms) };
	note_irises(v, p);
	if (p->scheme && synk_scheme_find(&scheme, p->scheme))
		v->noise = synk_noise_find(&run->noise, &v->noise_factor,
		    detector, scheme, &run->norms);
	if (p->spread.repeats && p->count == 1)
		v->spread = &p->spread;
	if (p->error)
		snprintf(v->problem, sizeof v->problem, "%.199s", p->error);
}

static struct load
load_job(const struct job *job, const struct exams *run)
{
	struct load load = { .count = job->count };

	load.photo = cli_alloc(job->count * sizeof *load.photo);
	load.view = cli_alloc(job->count * sizeof *load.view);
	load.file = cli_alloc(job->count * sizeof *load.file);
	load.seen = cli_alloc(job->count * sizeof *load.seen);
	load.method = cli_alloc(job->count * sizeof *load.method);
	for (size_t i = 0; i < job->count; i++)
		load_photo(&load, i, &job->at[i], run);
	return load;
}

static void
free_load(struct load *load)
{
	for (size_t i = 0; i < load->count; i++) {
		photo_free(&load->photo[i]);
		free(load->method[i]);
	}
	free(load->method);
	free(load->photo);
	free(load->view);
	free(load->file);
	free(load->seen);
}

/* The photograph whose irises were looked for; NULL if none was. */
static const struct synk_seen *
note_seen(struct synk_seen *seen, const struct photo *p)
{
	const struct irises *i = &p->irises;

	if (!i->sought)
		return NULL;
	*seen = (struct synk_seen){ .name = deid_file(picture_base(i->file)),
	    .taken = i->taken[0] ? deid_date(i->taken) : NULL,
	    .error = deid_text(i->error) };
	for (size_t side = 0; side < SYNK_SIDES; side++)
		seen->iris[side] = &i->at[p->mirrored ? !side : side];
	return seen;
}

/* What records say of each file, after the fit had its say too. */
static void
note_files(struct load *load, const struct job *job)
{
	for (size_t i = 0; i < load->count; i++) {
		const struct photo *p = &load->photo[i];
		const struct source *s = &job->at[i];
		const char *problem = load->view[i].problem;

		load->file[i] = (struct synk_file){ .name = deid_file(s->name),
		    .image = deid_file(p->image ? p->image
		    : photo_public(s->image)),
		    .expression = s->expression < SYNK_EXPRESSIONS
		    ? synk_expression_name(s->expression) : NULL,
		    .format = p->format, .scheme = p->scheme,
		    .detector = deid_detector(p->detector),
		    .warning = deid_text(p->warning),
		    .error = deid_text(p->error ? p->error
		    : problem[0] ? problem : NULL),
		    .line = p->line, .frames = p->count,
		    .mirrored = p->mirrored,
		    .seen = note_seen(&load->seen[i], p) };
	}
}

/* A manifest's own faults are on its lines; a file's on its own. */
static void
say_problem(const struct exams *run, const struct source *s,
    const struct synk_file *f)
{
	struct synk_error err = { .code = SYNK_BAD_INPUT, .line = f->line };

	snprintf(err.text, sizeof err.text, "%s", f->error);
	if (s->problem && s->line) {
		err.line = s->line;
		cli_error(run->options->manifest, &err);
	} else {
		cli_error(s->path, &err);
	}
}

/* A photograph that is damaged was to be used; that there is none is usual. */
static void
say_photo(struct exams *run, const struct irises *i, const struct source *s)
{
	struct synk_error err = { .code = SYNK_BAD_INPUT };

	if (!i->error)
		return;
	if (!i->file) {
		cli_warn("%s: %s", deid_file(s->path), i->error);
		return;
	}
	snprintf(err.text, sizeof err.text, "%s", i->error);
	cli_error(i->file, &err);
	run->trouble = true;
}

static void
say_problems(struct exams *run, const struct load *load, const struct job *job)
{
	for (size_t i = 0; i < load->count; i++) {
		say_photo(run, &load->photo[i].irises, &job->at[i]);
		if (load->file[i].error) {
			if (!load->photo[i].known)
				say_problem(run, &job->at[i], &load->file[i]);
			run->trouble = true;
		} else if (load->file[i].warning) {
			cli_warn("%s: %s", deid_file(job->at[i].path),
			    load->file[i].warning);
		}
	}
}

/* "S01 pre", or "the exam". */
static const char *
exam_name(char *text, size_t size, const struct job *job)
{
	snprintf(text, size, "%s%s%s", job->subject ? job->subject
	    : "the exam", job->visit ? " " : "",
	    job->visit ? job->visit : "");
	return text;
}

/* Why the exam as a whole cannot be graded, or NULL. */
static const struct exam_error *
exam_error(struct exams *run, const struct synk_exam *exam,
    const struct job *job)
{
	static const struct exam_error none = { "no_usable_photo",
	    "no photograph of this exam could be used" };
	char name[200];

	if (synk_exam_photos(exam) == 0) {
		run->trouble = true;
		cli_say("%s: %s", exam_name(name, sizeof name, job),
		    none.message);
		return &none;
	}
	if (exam->view[SYNK_REST].photos == 0 && !run->without_rest) {
		run->trouble = true;
		cli_say("%s: expected a photograph at rest, found none that"
		    " can be used: nothing can be compared with it",
		    exam_name(name, sizeof name, job));
	}
	return NULL;
}

static bool
give_exam(struct exams *run, const struct job *job, struct load *load,
    const struct synk_exam *exam, FILE *out, struct synk_error *err)
{
	struct synk_drawing drawing = run->options->drawing;
	struct synk_grade grade;
	struct synk_verdict verdict;
	const struct synk_record record = {
		.tool = run->tool,
		.who = { job->subject, job->visit, job->group, job->rater,
		    job->repeat, job->visit_order, job->days_since_onset,
		    job->days_since_injection },
		.file = load->file, .files = load->count, .exam = exam,
		.options = &run->options->exam, .grade = &grade,
		.verdict = &verdict, .norms = &run->norms,
		.deidentified = deid_on(),
	};
	struct exams_one one = { .job = job, .photo = load->photo,
	    .view = load->view, .record = &record };

	note_files(load, job);
	say_problems(run, load, job);
	one.error = exam_error(run, exam, job);
	if (one.error)
		drawing.draws = 0;
	return synk_verdict_from(&verdict, &grade, exam, load->view,
	    load->count, job->side, &drawing, &run->norms, err) &&
	    run->each(run->context, out, &one, err);
}

/* What is known of the subject; a contradiction costs the exam its side,
 * since a wrong one would turn every result around. */
static void
complete_job(struct exams *run, struct job *job)
{
	struct synk_error bad;

	if (job->two_sides)
		job->side = SYNK_UNKNOWN;
	else if (job->side == SYNK_UNKNOWN)
		job->side = run->options->side;
	if (job->subject && run->options->subjects_file &&
	    !subjects_has(&run->subjects, job->subject))
		cli_warn("%s: not in %s", deid_subject(job->subject),
		    deid_file(run->options->subjects_file));
	if (!job->subject || subjects_apply(&run->subjects, job, &bad))
		return;
	synk_fail_in(&bad, deid_subject(job->subject));
	cli_error(run->options->subjects_file, &bad);
	job->side = SYNK_UNKNOWN;
	run->trouble = true;
}

static void
replace(char **text, const char *code)
{
	char *old = *text;

	*text = cli_copy(code);
	free(old);
}

/* From here on nobody knows of whom it is. */
static void
hide_job(struct job *job)
{
	replace(&job->subject, deid_subject(job->subject));
	replace(&job->visit, deid_label(job->visit));
	replace(&job->group, deid_label(job->group));
	replace(&job->rater, deid_rater(job->rater));
	replace(&job->repeat, deid_label(job->repeat));
	job->visit_order = deid_order(job->visit_order);
	job->days_since_onset = deid_days(job->days_since_onset);
	job->days_since_injection = deid_days(job->days_since_injection);
}

/* A number that is left out is not left out in silence. */
static void
say_dates(const struct job *job)
{
	const struct {
		const char *name;
		double said, left;
	} of[] = {
		{ "visit_order", job->visit_order,
		  deid_order(job->visit_order) },
		{ "days_since_onset", job->days_since_onset,
		  deid_days(job->days_since_onset) },
		{ "days_since_injection", job->days_since_injection,
		  deid_days(job->days_since_injection) },
	};

	for (size_t i = 0; i < sizeof of / sizeof *of; i++)
		if (!isnan(of[i].said) && isnan(of[i].left))
			cli_warn("%s: %s is left out: it may be a date",
			    deid_subject(job->subject), of[i].name);
}

bool
exams_job(struct exams *run, struct job *job, FILE *out,
    struct synk_error *err)
{
	struct load load;
	struct synk_exam exam;
	bool ok;

	complete_job(run, job);
	say_dates(job);
	hide_job(job);
	load = load_job(job, run);
	ok = synk_exam_from(&exam, load.view, load.count, &run->options->exam,
	    &run->norms, err) && give_exam(run, job, &load, &exam, out, err);
	free_load(&load);
	return ok;
}

/* Where many exams come from: one of the two. */
struct supply {
	struct manifest *manifest;
	const struct imageset *set;
};

static size_t
supply_exams(const struct supply *from)
{
	return from->manifest ? manifest_exams(from->manifest)
	    : imageset_exams(from->set);
}

static bool
supply_exam(const struct supply *from, size_t i, struct job *job,
    struct synk_error *err)
{
	job_init(job);
	return from->manifest ? manifest_exam(from->manifest, i, job, err)
	    : imageset_exam(from->set, i, job, err);
}

/*
 * One --side for several subjects would be wrong for most of them.  *first is
 * the first whose side nothing else says.
 */
static bool
check_side(char **first, const struct job *job, struct synk_error *err)
{
	if (job->side != SYNK_UNKNOWN)
		return true;
	if (!*first)
		*first = cli_copy(job->subject);
	return strcmp(*first, job->subject) == 0 || synk_fail(err,
	    SYNK_BAD_USAGE, "--side says the same of several subjects"
	    " ('%.60s', '%.60s'): use --subjects FILE", deid_subject(*first),
	    deid_subject(job->subject));
}

static bool
check_sides(const struct supply *from, struct synk_error *err)
{
	char *first = NULL;
	bool ok = true;

	for (size_t i = 0; i < supply_exams(from) && ok; i++) {
		struct job job;

		ok = supply_exam(from, i, &job, err) &&
		    check_side(&first, &job, err);
		job_free(&job);
	}
	free(first);
	return ok;
}

/* The exams that are this run's, by their numbers in the supply. */
struct work {
	struct exams *run;
	const struct supply *from;
	size_t *exam;		/* owned; NULL: all of them */
	size_t count;
	size_t first;		/* those before it are done */
};

static bool
supply_item(const struct work *w, size_t item, struct job *job,
    struct synk_error *err)
{
	item += w->first;
	return supply_exam(w->from, w->exam ? w->exam[item] : item, job, err);
}

/* The same for a subject on every machine, so that its visits stay together:
 * FNV-1a of its name. */
static bool
in_shard(const char *subject, const struct exams_options *o)
{
	uint64_t h = 14695981039346656037u;

	for (const char *c = subject; c && *c; c++)
		h = (h ^ (unsigned char)*c) * 1099511628211u;
	return h % (uint64_t)o->shards == (uint64_t)o->shard - 1;
}

static bool
choose_shard(struct work *w, struct synk_error *err)
{
	size_t all = w->count;

	w->exam = cli_alloc((all + 1) * sizeof *w->exam);
	w->count = 0;
	for (size_t i = 0; i < all; i++) {
		struct job job;
		bool ok = supply_exam(w->from, i, &job, err);

		if (ok && in_shard(job.subject, w->run->options))
			w->exam[w->count++] = i;
		job_free(&job);
		if (!ok)
			return false;
	}
	return true;
}

/* The files of an item that this process will come to. */
static void
read_ahead(const struct work *w, size_t item)
{
	struct synk_error unused;
	struct job job;

	if (item >= w->count - w->first || !ahead_helps())
		return;
	if (supply_item(w, item, &job, &unused))
		for (size_t i = 0; i < job.count; i++)
			ahead_of(job.at[i].path);
	job_free(&job);
}

static bool
do_exam(void *context, size_t item, FILE *out, bool *trouble,
    struct synk_error *err)
{
	struct work *w = context;
	int jobs = w->run->options->jobs;
	struct job job;
	bool ok = supply_item(w, item, &job, err);

	if (ok) {
		read_ahead(w, item + (jobs > 1 ? (size_t)jobs : 1));
		ok = exams_job(w->run, &job, out, err);
	}

	job_free(&job);
	*trouble |= w->run->trouble;
	return ok;
}

/* None of its photographs is opened again: one of them may be to blame. */
static void
lose_exam(void *context, size_t item, FILE *out)
{
	struct work *w = context;
	struct synk_error err;
	struct job job;
	bool ok = supply_item(w, item, &job, &err);

	for (size_t i = 0; i < job.count; i++)
		if (!job.at[i].problem)
			job.at[i].problem = cli_copy(PART_LOST);
	if (!ok || !exams_job(w->run, &job, out, &err))
		cli_error(NULL, &err);
	job_free(&job);
}

/* What that exam comes to now is what an earlier run has written of it. */
static bool
is_same(struct work *w, size_t item, const char *line, struct synk_error *err)
{
	bool ignored = false, ok;
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	if (!out)
		return synk_fail(err, SYNK_SYSTEM, "out of memory");
	ok = do_exam(w, item, out, &ignored, err);
	fclose(out);
	if (ok && strcmp(text, line) != 0)
		ok = synk_fail(err, SYNK_BAD_USAGE, "--resume: what is in"
		    " %.200s was made with other options, norms or files:"
		    " remove it", deid_file(w->run->done->beside));
	free(text);
	return ok;
}

/* What is wrong with exams that are done, and no record tells. */
static bool
complete_again(struct work *w, size_t count, struct synk_error *err)
{
	struct job job;
	bool ok = true;

	for (size_t i = 0; i < count && ok; i++) {
		ok = supply_item(w, i, &job, err);
		if (ok)
			complete_job(w->run, &job);
		job_free(&job);
	}
	return ok;
}

/* Goes on behind what an earlier run has done. */
static bool
resume(struct work *w, struct synk_error *err)
{
	const struct part *done = w->run->done;

	if (!done || done->lines == 0)
		return true;
	if (done->lines > w->count)
		return synk_fail(err, SYNK_BAD_USAGE, "--resume: %zu exams are"
		    " in %.200s, of %zu", done->lines, done->beside, w->count);
	if (!is_same(w, done->first_at, done->first, err) ||
	    !is_same(w, done->lines - 1, done->last, err) ||
	    !complete_again(w, done->lines, err))
		return false;
	w->first = done->lines;
	w->run->trouble = w->run->trouble || done->trouble;
	return true;
}

/* All codes at once, and before there are workers. */
static bool
hide_all(const struct work *w, struct synk_error *err)
{
	bool ok = true;

	if (!deid_on())
		return true;
	deid_hold();
	for (size_t i = 0; i < w->count && ok; i++) {
		struct job job;

		ok = supply_exam(w->from, w->exam ? w->exam[i] : i, &job, err);
		for (size_t k = 0; ok && k < job.count; k++) {
			deid_file(job.at[k].name);
			deid_file(photo_public(job.at[k].image));
		}
		hide_job(&job);
		job_free(&job);
	}
	deid_release();
	return ok;
}

static bool
take_all(struct exams *run, const struct supply *from, struct synk_error *err)
{
	const struct exams_options *o = run->options;
	struct work work = { .run = run, .from = from,
	    .count = supply_exams(from) };
	struct workers w = { .jobs = (size_t)(o->jobs ? o->jobs : 1),
	    .context = &work, .work = do_exam, .lost = lose_exam };
	bool ok = o->side == SYNK_UNKNOWN || o->side == SYNK_AFFECTED_NONE ||
	    check_sides(from, err);

	if (ok && o->shards)
		ok = choose_shard(&work, err);
	ok = ok && hide_all(&work, err) && resume(&work, err);
	w.items = work.count - work.first;
	if (ok) {
		progress_begin(o->progress, run->tool, "exams", w.items);
		ok = workers_run(&w, &run->trouble, err);
		progress_end();
	}
	free(work.exam);
	return ok;
}

static bool
take_manifest(struct exams *run, struct synk_error *err)
{
	struct manifest m;
	bool ok;

	run->culprit = run->options->manifest;
	if (!manifest_open(&m, run->options->manifest, err))
		return false;
	ok = manifest_exams(&m) ? take_all(run,
	    &(struct supply){ .manifest = &m }, err)
	    : synk_fail(err, SYNK_BAD_INPUT,
	    "expected at least one row, found none");
	manifest_close(&m);
	return ok;
}

static bool
take_set(struct exams *run, const struct imageset *set, struct synk_error *err)
{
	if (imageset_exams(set) == 0)
		return synk_fail(err, SYNK_BAD_INPUT,
		    "expected names that match a pattern, found none");
	if (!take_all(run, &(struct supply){ .set = set }, err))
		return false;
	if (imageset_unmatched(set))
		cli_warn("names that match no pattern: %zu, such as '%s'",
		    imageset_unmatched(set), deid_file(set->example));
	return true;
}

/* The images of a file or stream that holds many. */
static bool
add_images(struct imageset *set, const char *path, const struct exams *run,
    struct synk_error *err)
{
	struct synk_reading how = run->defaults.reading;
	struct roll *roll;

	how.format = run->defaults.from;
	roll = roll_read(path, &how);
	for (size_t i = 0; i < roll->faces && roll->whole; i++) {
		const char *name = roll->face[i]->image;

		if (roll->face[i]->new_image && *name)
			imageset_add(set, name, path, name);
	}
	if (!roll->whole)
		roll_wrong(err, roll);
	return roll->whole;
}

/* A directory, or a file or stream that holds many images. */
static bool
take_images(struct exams *run, const char *path, struct synk_error *err)
{
	const struct option_list *p = &run->options->patterns;
	struct stat st;
	struct imageset set;
	bool folder = strcmp(path, "-") != 0 && stat(path, &st) == 0 &&
	    S_ISDIR(st.st_mode), ok;

	run->culprit = path;
	if (!imageset_open(&set, folder ? path : NULL, p->at, p->count, err))
		return false;
	ok = (folder || add_images(&set, path, run, err)) &&
	    take_set(run, &set, err);
	imageset_close(&set);
	return ok;
}

/* A name may be written as find(1) does, "./P012_pre_smile.pts". */
static bool
add_listed(void *set, const char *path, struct synk_error *err)
{
	const char *name = path;

	(void)err;
	while (strncmp(name, "./", 2) == 0)
		name += 2;
	imageset_add(set, name, name, NULL);
	return true;
}

/* Files that a list names, as if they were those of a directory. */
static bool
take_listed(struct exams *run, struct synk_error *err)
{
	const struct exams_options *o = run->options;
	struct imageset set;
	bool ok;

	if (!imageset_open(&set, NULL, o->patterns.at, o->patterns.count, err))
		return false;
	ok = listed_names(o->files_from, o->nul, add_listed, &set, err);
	if (ok) {
		run->culprit = o->files_from;
		ok = take_set(run, &set, err);
	}
	imageset_close(&set);
	return ok;
}

static bool
take_operands(struct exams *run, char *const *operand, size_t n,
    struct synk_error *err)
{
	struct job job;
	bool ok = true;

	job_init(&job);
	job.subject = cli_copy(run->options->subject);
	job.visit = cli_copy(run->options->visit);
	for (size_t i = 0; i < n && ok; i++) {
		if (strchr(operand[i], '='))
			ok = photo_operand(&job, operand[i], err);
		else
			ok = synk_fail(err, SYNK_BAD_USAGE, "expected"
			    " EXPRESSION=FILE, found '%s'", operand[i]);
	}
	if (!ok)
		err->code = SYNK_BAD_USAGE;
	ok = ok && exams_job(run, &job, stdout, err);
	job_free(&job);
	return ok;
}

bool
exams_is_set(char *const *operand, size_t n)
{
	return n == 1 && (!strchr(operand[0], '=') ||
	    access(operand[0], F_OK) == 0);
}

bool
exams_are_many(const struct exams_options *o, char *const *operand, size_t n)
{
	return o->manifest || o->files_from || exams_is_set(operand, n);
}

bool
exams_check(const struct exams *run, char *const *operand, size_t n,
    struct synk_error *err)
{
	const struct exams_options *o = run->options;
	const char *many = o->manifest ? "--manifest" : o->files_from
	    ? "--files-from" : NULL;

	if (o->manifest && o->files_from)
		return synk_fail(err, SYNK_BAD_USAGE, "--manifest and"
		    " --files-from contradict each other");
	if (many && n)
		return synk_fail(err, SYNK_BAD_USAGE, "expected no operand"
		    " beside %s, found '%s'", many, operand[0]);
	if (!many && n == 0)
		return synk_fail(err, SYNK_BAD_USAGE, "expected"
		    " EXPRESSION=FILE, a directory or --manifest, found"
		    " nothing; see --help");
	if ((o->shards || o->jobs > 1) && !exams_are_many(o, operand, n))
		return synk_fail(err, SYNK_BAD_USAGE, "--shard and --jobs are"
		    " for many exams, not for EXPRESSION=FILE operands");
	if ((o->subject || o->visit) && exams_are_many(o, operand, n))
		return synk_fail(err, SYNK_BAD_USAGE, "--subject and --visit"
		    " are for EXPRESSION=FILE operands");
	return true;
}

bool
exams_all(struct exams *run, char *const *operand, size_t n,
    struct synk_error *err)
{
	bool ok = run->options->manifest ? take_manifest(run, err)
	    : run->options->files_from ? take_listed(run, err)
	    : exams_is_set(operand, n) ? take_images(run, operand[0], err)
	    : take_operands(run, operand, n, err);

	if (ok)
		run->culprit = NULL;	/* what fails now is the output */
	return ok;
}

static bool
read_norms(struct exams *run, const char *path, struct synk_error *err)
{
	char *text;
	size_t size;
	bool ok;

	run->culprit = path;
	if (!cli_read(&text, &size, path, 1 << 20, err))
		return false;
	ok = synk_norms_parse(&run->norms, text, size, err);
	free(text);
	return ok;
}

bool
exams_open(struct exams *run, struct synk_error *err)
{
	const struct exams_options *o = run->options;
	bool ok = synk_norms_default(&run->norms, err) &&
	    synk_noise_default(&run->noise, err);

	run->defaults = o->photo;
	for (size_t i = 0; i < o->norms_files.count && ok; i++)
		ok = read_norms(run, o->norms_files.at[i], err);
	if (ok && o->subjects_file) {
		run->culprit = o->subjects_file;
		ok = subjects_open(&run->subjects, o->subjects_file, err);
	}
	if (!ok)
		return false;
	run->culprit = NULL;
	if (o->photo.detector && synk_detector_find(o->photo.detector) ==
	    SYNK_DETECTOR_OTHER)
		cli_warn("--detector %s: nothing is known of its noise, nor of"
		    " how much of a closed eye it sees; all is assumed",
		    deid_detector(o->photo.detector));
	return true;
}

void
exams_close(struct exams *run)
{
	subjects_close(&run->subjects);
	roll_close();
}
