#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <jpeglib.h>	/* needs stdio.h before it */
#include <jerror.h>

#include "exif.h"
#include "jpeg.h"

enum {
	FINE_WIDTH = 4000,	/* px; narrower pictures keep all colour */
	/*
	 * A scan costs a pass over all blocks however few bytes it has, so a
	 * small file of many could take hours.  libjpeg writes 10 scans of a
	 * progressive photograph, the most thorough optimisers under 20.
	 */
	SCANS_MAX = 100,
	/*
	 * Upsampling looks at the next sample, and cropping starts with whole
	 * blocks: what is cut at a margin of one block differs in nothing.
	 */
	MARGIN = 16,
	ROWS = 32,		/* read at a time: lines of cache when turned */
	/* Pixels of an arithmetically coded photo that need not be paid for
	 * in bytes. */
	FREE_MAX = 1 << 22,
	CHUNK = 1 << 16		/* bytes written at first */
};

/*
 * libjpeg reports by calling error_exit(), which may not return.  All that
 * reading changes lives here, in a frame above the one that calls setjmp(), so
 * that it is still valid after longjmp().
 */
struct state {
	struct jpeg_error_mgr mgr;
	struct jpeg_progress_mgr progress;
	jmp_buf back;
	struct synk_error *err;
	bool strict;		/* a warning is a failure */
};

struct decoder {
	struct jpeg_decompress_struct j;	/* its client_data: s */
	struct state s;
};

/* Its destination is ours, since libjpeg's own leaks when memory ends. */
struct encoder {
	struct jpeg_compress_struct j;
	struct jpeg_destination_mgr to;
	struct state s;
	unsigned char *data;
	size_t size;		/* allocated */
};

static void
give_up(j_common_ptr j)
{
	struct state *s = j->client_data;
	char text[JMSG_LENGTH_MAX];

	switch (j->err->msg_code) {
	case JERR_OUT_OF_MEMORY:
	case JERR_NO_BACKING_STORE:	/* more than max_memory_to_use */
		synk_fail(s->err, SYNK_SYSTEM, "out of memory");
		break;
	case JERR_BAD_PRECISION:
		synk_fail(s->err, SYNK_BAD_INPUT,
		    "JPEG: expected 8 bits a sample, found %d",
		    j->err->msg_parm.i[0]);
		break;
	case JWRN_JPEG_EOF:
		synk_fail(s->err, SYNK_BAD_INPUT, s->strict
		    ? "JPEG: expected the whole photograph, found it cut off"
		    : "JPEG: expected an image, found the end within the"
		    " header");
		break;
	default:
		j->err->format_message(j, text);
		synk_fail(s->err, SYNK_BAD_INPUT, "JPEG: %s", text);
	}
	longjmp(s->back, 1);
}

/* For what libjpeg does not object to. */
static _Noreturn void SYNK_PRINTF(2)
refuse(struct decoder *d, const char *fmt, ...)
{
	char text[200];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	synk_fail(d->s.err, SYNK_BAD_INPUT, "JPEG: %s", text);
	longjmp(d->s.back, 1);
}

/*
 * A header that libjpeg only warns of still has its size; but at the end of
 * the data libjpeg warns, makes up an end marker and then blames that.
 * The one harmless warning is of a later JFIF version, since nothing of that
 * segment is used.
 */
static void
warned(j_common_ptr j, int level)
{
	const struct state *s = j->client_data;
	int code = j->err->msg_code;

	if (level < 0 && (code == JWRN_JPEG_EOF ||
	    (s->strict && code != JWRN_JFIF_MAJOR)))
		give_up(j);
}

static void
count_scans(j_common_ptr j)
{
	struct decoder *d = (struct decoder *)j;

	if (d->j.input_scan_number > SCANS_MAX)
		refuse(d, "expected at most %d scans, found more", SCANS_MAX);
}

static struct jpeg_error_mgr *
hook(struct state *s)
{
	jpeg_std_error(&s->mgr);
	s->mgr.error_exit = give_up;
	s->mgr.emit_message = warned;
	s->progress.progress_monitor = count_scans;
	return &s->mgr;
}

static void
open_file(struct decoder *d, const void *data, size_t size)
{
	jpeg_create_decompress(&d->j);	/* keeps err and client_data */
	d->j.progress = &d->s.progress;
	/* All coefficients of a photo of three components, and some. */
	d->j.mem->max_memory_to_use = 3L * 2 * SYNK_PIXELS_MAX + (64L << 20);
	jpeg_mem_src(&d->j, data, (unsigned long)size);
}

/*
 * Huffman codes have one bit at least.  Each block has a code for its first
 * coefficient and, unless a progressive file puts them elsewhere, where many
 * can share one, another for the rest.  Each component has to be there.
 * Arithmetic coding has no such bound; but a photo that needs less is of
 * nothing, and may be so large only.
 */
static uint64_t
least_size(const struct jpeg_decompress_struct *j)
{
	uint64_t blocks = 0;

	for (int i = 0; i < j->num_components; i++)
		blocks += (uint64_t)j->comp_info[i].width_in_blocks *
		    j->comp_info[i].height_in_blocks;
	if (j->arith_code && (uint64_t)j->image_width * j->image_height <=
	    FREE_MAX)
		return 0;
	return blocks * (j->progressive_mode || j->arith_code ? 1 : 2) / 8;
}

static bool
read_header(struct decoder *d, struct synk_stored *to, const void *data,
    size_t size)
{
	if (setjmp(d->s.back) != 0)
		return false;
	open_file(d, data, size);
	jpeg_save_markers(&d->j, JPEG_APP0 + 1, 0xffff);
	jpeg_read_header(&d->j, TRUE);
	*to = (struct synk_stored){ .width = d->j.image_width,
	    .height = d->j.image_height, .least = least_size(&d->j),
	    .orientation = 1 };
	return true;
}

/* APP1 is of XMP too, and either may come first. */
static bool
read_exif(struct synk_stored *to, const struct jpeg_decompress_struct *j,
    struct synk_error *err)
{
	const struct jpeg_marker_struct *m = j->marker_list;

	while (m && (m->data_length < 6 || memcmp(m->data, "Exif\0", 6) != 0))
		m = m->next;
	return !m || synk_exif_read(to, m->data, m->data_length, err);
}

bool
synk_jpeg_header(struct synk_stored *to, const void *data, size_t size,
    struct synk_error *err)
{
	struct decoder d = { .s = { .err = err } };
	bool ok;

	d.j.err = hook(&d.s);	/* before all else */
	d.j.client_data = &d.s;
	ok = read_header(&d, to, data, size) && read_exif(to, &d.j, err);
	jpeg_destroy_decompress(&d.j);
	return ok;
}

static void
choose(struct decoder *d, const struct synk_cut *cut)
{
	struct jpeg_decompress_struct *j = &d->j;

	if (j->jpeg_color_space == JCS_CMYK || j->jpeg_color_space == JCS_YCCK)
		refuse(d, "expected a grey or colour photograph, found CMYK");
	if (j->num_components != 1 && j->num_components != 3)
		refuse(d, "expected a grey or colour photograph, found %d"
		    " components", j->num_components);
	j->out_color_space = cut->pixels == SYNK_GREY ? JCS_GRAYSCALE
	    : JCS_EXT_BGRA;	/* that the last is 255 is promised of A only */
	j->scale_num = 1;
	j->scale_denom = (unsigned)cut->shrink;
	j->do_block_smoothing = FALSE;	/* of what is not there: see below */
}

/* libjpeg makes up what no scan had, and says nothing. */
static void
check_scans(struct decoder *d)
{
	const struct jpeg_decompress_struct *j = &d->j;

	for (int i = 0; i < j->num_components; i++) {
		bool whole = j->comp_info[i].quant_table != NULL;

		for (int k = 0; j->progressive_mode && k < DCTSIZE2; k++)
			whole = whole && j->coef_bits[i][k] == 0;
		if (!whole)
			refuse(d, "expected the whole photograph,"
			    " found scans missing");
	}
}

/*
 * libjpeg-turbo before 2.1.5.1 crops wrongly where components differ by more
 * than two or not in the usual way (its issue 669); such a file is rare, and
 * decoded in its whole width.
 */
static bool
may_crop(const struct jpeg_decompress_struct *j)
{
	const jpeg_component_info *c = j->comp_info;

	return j->num_components == 1 || (j->num_components == 3 &&
	    c[0].h_samp_factor <= 2 && c[0].v_samp_factor <= 2 &&
	    c[1].h_samp_factor == 1 && c[1].v_samp_factor == 1 &&
	    c[2].h_samp_factor == 1 && c[2].v_samp_factor == 1);
}

/* Leaves out what is left and right of the box; returns where it starts. */
static int
crop(struct jpeg_decompress_struct *j, const struct synk_box *b)
{
	int end = b->x + b->width + MARGIN, all = (int)j->output_width;
	JDIMENSION from = b->x > MARGIN ? (JDIMENSION)(b->x - MARGIN) : 0;
	JDIMENSION width = (JDIMENSION)(end < all ? end : all) - from;

	if (!may_crop(j))
		return b->x;
	jpeg_crop_scanline(j, &from, &width);
	return b->x - (int)from;
}

/* Goes to the box's first row. */
static void
skip(struct jpeg_decompress_struct *j, const struct synk_box *b, JSAMPARRAY row)
{
	if (b->y > MARGIN)
		jpeg_skip_scanlines(j, (JDIMENSION)(b->y - MARGIN));
	while (j->output_scanline < (JDIMENSION)b->y)
		jpeg_read_scanlines(j, row, 1);
}

static void
read_rows(struct jpeg_decompress_struct *j, const struct synk_cut *cut)
{
	const struct synk_box *b = &cut->box;
	int left = crop(j, b), bottom = b->y + b->height;
	JSAMPARRAY row = j->mem->alloc_sarray((j_common_ptr)j, JPOOL_IMAGE,
	    j->output_width * (JDIMENSION)j->output_components, ROWS);
	const unsigned char *at[ROWS];

	for (int i = 0; i < ROWS; i++)
		at[i] = row[i] + left * j->output_components;
	skip(j, b, row);
	for (int y = b->y; y < bottom; ) {
		int count = bottom - y < ROWS ? bottom - y : ROWS;

		for (int i = 0; i < count; )
			i += (int)jpeg_read_scanlines(j, row + i,
			    (JDIMENSION)(count - i));
		synk_cut_put(cut, y - b->y, count, at);
		y += count;
	}
}

/*
 * The box may end before the photo does, which has to be there all the same.
 * Between here and its end marker there are codes, in which 0 follows each
 * 0xff, and restart markers.
 */
static void
find_end(struct decoder *d)
{
	const JOCTET *at = d->j.src->next_input_byte;
	const JOCTET *end = at + d->j.src->bytes_in_buffer;
	int marker = d->j.unread_marker;	/* read ahead, or 0 */

	while (marker == 0 || marker == 0xff ||
	    (marker >= JPEG_RST0 && marker < JPEG_RST0 + 8)) {
		at = at < end ? memchr(at, 0xff, (size_t)(end - at)) : NULL;
		if (!at || ++at == end)
			refuse(d, "expected the whole photograph,"
			    " found it cut off");
		marker = *at;
	}
	if (marker != JPEG_EOI)
		refuse(d, "expected the end of the photograph,"
		    " found marker 0x%02x", marker);
}

static bool
read_box(struct decoder *d, const struct synk_cut *cut, const void *data,
    size_t size)
{
	if (setjmp(d->s.back) != 0)
		return false;
	open_file(d, data, size);
	jpeg_read_header(&d->j, TRUE);
	choose(d, cut);
	jpeg_start_decompress(&d->j);	/* reads all scans, if several */
	check_scans(d);
	read_rows(&d->j, cut);
	if (d->j.output_scanline == d->j.output_height)
		jpeg_finish_decompress(&d->j);
	else if (!jpeg_has_multiple_scans(&d->j))
		find_end(d);
	return true;
}

bool
synk_jpeg_read(const struct synk_cut *cut, const void *data, size_t size,
    struct synk_error *err)
{
	struct decoder d = { .s = { .err = err, .strict = true } };
	bool ok;

	d.j.err = hook(&d.s);
	d.j.client_data = &d.s;
	ok = read_box(&d, cut, data, size);
	jpeg_destroy_decompress(&d.j);
	return ok;
}

/* Also called when it is full: gives as much again. */
static boolean
grow(j_compress_ptr j)
{
	struct encoder *e = (struct encoder *)j;
	size_t size = e->size ? 2 * e->size : CHUNK;
	unsigned char *data = realloc(e->data, size);

	if (!data)
		ERREXIT1(j, JERR_OUT_OF_MEMORY, 0);
	e->to.next_output_byte = data + e->size;
	e->to.free_in_buffer = size - e->size;
	e->data = data;
	e->size = size;
	return TRUE;
}

static void
start(j_compress_ptr j)
{
	grow(j);
}

static void
stop(j_compress_ptr j)
{
	struct encoder *e = (struct encoder *)j;

	e->size -= e->to.free_in_buffer;
}

/*
 * Colour is not subsampled: thin coloured lines drawn on a photograph would
 * blur, and lose their colour.  In wide pictures lines are several pixels
 * wide, and twice the data would be twice the time.
 */
static void
set_up(struct jpeg_compress_struct *j, const struct synk_image *image,
    int quality)
{
	j->image_width = (JDIMENSION)image->width;
	j->image_height = (JDIMENSION)image->height;
	j->input_components = (int)image->pixels;
	j->in_color_space = image->pixels == SYNK_GREY ? JCS_GRAYSCALE
	    : JCS_EXT_BGRX;
	jpeg_set_defaults(j);
	jpeg_set_quality(j, quality, TRUE);
	if (image->width < FINE_WIDTH) {
		j->comp_info[0].h_samp_factor = 1;
		j->comp_info[0].v_samp_factor = 1;
	}
}

static bool
write_all(struct encoder *e, const struct synk_image *image, int quality)
{
	if (setjmp(e->s.back) != 0)
		return false;
	jpeg_create_compress(&e->j);
	e->j.dest = &e->to;
	set_up(&e->j, image, quality);
	jpeg_start_compress(&e->j, TRUE);
	while (e->j.next_scanline < e->j.image_height) {
		JSAMPROW row = image->at + e->j.next_scanline * image->stride;

		jpeg_write_scanlines(&e->j, &row, 1);
	}
	jpeg_finish_compress(&e->j);
	return true;
}

bool
synk_jpeg_write(unsigned char **data, size_t *size,
    const struct synk_image *image, int quality, struct synk_error *err)
{
	struct encoder e = { .s = { .err = err },
	    .to = { .init_destination = start, .empty_output_buffer = grow,
	    .term_destination = stop } };
	bool ok;

	e.j.err = hook(&e.s);
	e.j.client_data = &e.s;
	ok = write_all(&e, image, quality);
	jpeg_destroy_compress(&e.j);
	if (!ok) {
		free(e.data);
		return false;
	}
	*data = e.data;
	*size = e.size;
	return true;
}
