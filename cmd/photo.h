/* One photograph: its file opened, its face found, its sites named. */
#include "irises.h"
#include "job.h"
#include "synk/record.h"

/* What the command line says of every photo; a source's own word goes first. */
struct photo_defaults {
	const char *from, *detector;
	long face;
	int width, height;
	bool mirrored;
	const char *photos;		/* where they are; NULL: beside */
	bool irises;			/* look for them in photographs */
	double scale;			/* mm per px; NaN */
	struct synk_reading reading;
	const struct synk_norms *norms;
};

struct photo {
	struct synk_sites *frame;	/* owned */
	struct synk_spread spread;	/* of the last frame taken */
	size_t count;
	char *scheme, *format, *detector, *image;	/* owned; for records */
	char *error, *warning;		/* owned; NULL: none */
	size_t line;			/* of the error in the file */
	int width, height;	/* of the image, as the landmarks say; or 0 */
	bool mirrored;
	bool system;			/* the error is the machine's */
	bool known;			/* the file's, told by this process */
	struct irises irises;		/* of the last frame taken */
};

/* Never fails: what is wrong stands in photo->error.  photo_free() after. */
void photo_load(struct photo *, const struct source *,
    const struct photo_defaults *);
void photo_free(struct photo *);

/* What records call a path: they tell no one where a user keeps files, so an
 * absolute one is cut to its last part.  NULL stays NULL. */
const char *photo_public(const char *path);

/* Splits EXPRESSION=FILE[@SEL] and adds it to the job. */
SYNK_CHECKED bool photo_operand(struct job *, const char *operand,
    struct synk_error *);
