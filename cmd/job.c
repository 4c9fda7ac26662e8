#include <math.h>
#include <stdlib.h>

#include "cli.h"
#include "job.h"
#include "synk/marks.h"

void
job_init(struct job *job)
{
	*job = (struct job){
		.side = SYNK_UNKNOWN,
		.visit_order = NAN,
		.days_since_onset = NAN,
		.days_since_injection = NAN,
	};
}

/* Room doubles, so that it is full whenever count is a power of two. */
struct source *
job_add(struct job *job, const char *path, const char *name,
    enum synk_expression expression)
{
	struct source *s;

	if ((job->count & (job->count - 1)) == 0)
		job->at = cli_grow(job->at,
		    (job->count ? 2 * job->count : 1) * sizeof *job->at);
	s = &job->at[job->count++];
	*s = (struct source){
		.path = cli_copy(path),
		.name = cli_copy(name),
		.expression = expression,
		.first = SYNK_FRAME_NONE,
		.last = SYNK_FRAME_NONE,
		.face = FACE_ANY,
		.mirrored = -1,
		.scale = NAN,
	};
	return s;
}

static void
source_free(struct source *s)
{
	free(s->path);
	free(s->name);
	free(s->image);
	free(s->from);
	free(s->detector);
	free(s->problem);
}

void
job_free(struct job *job)
{
	for (size_t i = 0; i < job->count; i++)
		source_free(&job->at[i]);
	free(job->at);
	free(job->subject);
	free(job->visit);
	free(job->group);
	free(job->rater);
	free(job->repeat);
	job_init(job);
}
