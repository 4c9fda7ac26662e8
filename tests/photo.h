/*
 * Photographs for tests: JPEGs of every kind that libjpeg writes, EXIF data
 * that say what a row says, PNGs.
 */
#include <stdio.h>
#include <jpeglib.h>	/* needs stdio.h before it */
#include <png.h>

#include "synk/image.h"
#include "test.h"

/* Of TIFF; text is NULL where the tag is to be missing. */
struct exif {
	bool little;
	int type, count, value;		/* of Orientation; 0: missing */
	const char *changed, *original, *digitised;
	unsigned lie;			/* added to each offset of a text */
	unsigned second, next;		/* directories; 0: as it should be */
};

struct photo {
	int width, height;		/* as stored */
	int components;			/* 1, 3 or 4; 0: 3 */
	int across, down;		/* a chroma sample's luma ones; 0: 1 */
	bool progressive, arithmetic, apart;	/* apart: a scan each */
	int single;			/* AC coefficients sent one by one */
	int restart;			/* MCUs between restart markers */
	int quality;			/* 0: 90 */
	const unsigned char *exif;	/* with "Exif\0\0"; or NULL */
	unsigned exif_size;
	/* Colour c of a stored pixel; NULL: as texture(). */
	int (*draw)(const struct photo *, int x, int y, int c);
	const void *what;		/* for draw() */
};

/* A file, in memory of its very size, so that the sanitizer sees its end. */
struct file {
	unsigned char *data;
	size_t size;
};

static inline void
put(struct file *f, const void *bytes, size_t n)
{
	f->data = realloc(f->data, f->size + n);
	assert_non_null(f->data);
	memcpy(f->data + f->size, bytes, n);
	f->size += n;
}

/* The first n bytes. */
static inline struct file
cut(const struct file *f, size_t n)
{
	struct file copy = { malloc(n ? n : 1), n };

	assert_non_null(copy.data);
	if (n)
		memcpy(copy.data, f->data, n);
	return copy;
}

static inline void
put_number(struct file *f, const struct exif *e, unsigned long n, int bytes)
{
	for (int i = 0; i < bytes; i++) {
		unsigned char b = (unsigned char)(n >> 8 *
		    (e->little ? i : bytes - 1 - i));

		put(f, &b, 1);
	}
}

/* Value is the number itself, or where it is. */
static inline void
put_entry(struct file *f, const struct exif *e, unsigned tag, int type,
    int count, unsigned long value)
{
	put_number(f, e, tag, 2);
	put_number(f, e, (unsigned long)type, 2);
	put_number(f, e, (unsigned long)count, 4);
	if (type == 3) {
		put_number(f, e, value, 2);
		put_number(f, e, 0, 2);
	} else
		put_number(f, e, value, 4);
}

/* Two directories of two entries each, then texts. */
static inline struct file
make_exif(const struct exif *e)
{
	const char *text[] = { e->changed, e->original, e->digitised };
	static const unsigned tag[] = { 0x132, 0x9003, 0x9004 };
	struct file f = { NULL, 0 };
	unsigned long at = 8 + 2 + 3 * 12 + 4 + 2 + 2 * 12 + 4;

	put(&f, e->little ? "Exif\0\0II*\0\10\0\0\0" : "Exif\0\0MM\0*\0\0\0\10",
	    14);
	put_number(&f, e, 3, 2);
	for (int i = 0; i < 3; i++) {
		int n = text[i] ? (int)strlen(text[i]) + 1 : 0;

		if (i == 0)
			put_entry(&f, e, e->type ? 0x112 : 0xfe01,
			    e->type ? e->type : 3, e->count,
			    (unsigned long)e->value);
		if (i == 1) {
			put_entry(&f, e, 0x8769, 4, 1, e->second ? e->second
			    : 8 + 2 + 3 * 12 + 4);
			put_number(&f, e, e->next, 4);
			put_number(&f, e, 2, 2);
		}
		put_entry(&f, e, n ? tag[i] : 0xfe02, 2, n, at + e->lie);
		at += (unsigned long)n;
	}
	put_number(&f, e, 0, 4);
	for (int i = 0; i < 3; i++)
		if (text[i])
			put(&f, text[i], strlen(text[i]) + 1);
	return f;
}

/* Edges and noise everywhere, different in each colour. */
static inline int
texture(const struct photo *p, int x, int y, int c)
{
	unsigned h = (unsigned)x * 73856093u ^ (unsigned)y * 19349663u ^
	    (unsigned)c * 83492791u;

	(void)p;
	h = (h ^ h >> 13) * 0x5bd1e995u;
	return (int)((h >> 24) % 90) + (x * (c + 1) + y * (3 - c)) % 97 +
	    ((x / 9 + y / 7) & 1) * 60;
}

static inline void
photo_script(struct jpeg_compress_struct *j, const struct photo *p,
    jpeg_scan_info *script)
{
	int n = 0;

	if (p->apart)
		for (; n < j->num_components; n++)
			script[n] = (jpeg_scan_info){ 1, { n }, 0, 63, 0, 0 };
	if (p->single) {
		script[n++] = (jpeg_scan_info){ j->num_components,
		    { 0, 1, 2 }, 0, 0, 0, 0 };
		for (int c = 0; c < j->num_components; c++)
			for (int k = 1; k < 64; k++)
				script[n++] = (jpeg_scan_info){ 1, { c }, k,
				    k, 0, 0 };
	}
	if (n) {
		j->scan_info = script;
		j->num_scans = n;
	}
}

static inline void
photo_settings(struct jpeg_compress_struct *j, const struct photo *p)
{
	static const J_COLOR_SPACE spaces[] = { JCS_RGB, JCS_GRAYSCALE,
	    JCS_UNKNOWN, JCS_RGB, JCS_CMYK };

	j->image_width = (JDIMENSION)p->width;
	j->image_height = (JDIMENSION)p->height;
	j->input_components = p->components ? p->components : 3;
	j->in_color_space = spaces[p->components];
	jpeg_set_defaults(j);
	jpeg_set_quality(j, p->quality ? p->quality : 90, TRUE);
	j->comp_info[0].h_samp_factor = p->across ? p->across : 1;
	j->comp_info[0].v_samp_factor = p->down ? p->down : 1;
	j->restart_interval = (unsigned)p->restart;
	j->arith_code = p->arithmetic;
	if (p->progressive)
		jpeg_simple_progression(j);
}

static inline void
photo_row(unsigned char *row, const struct photo *p, int y)
{
	int n = p->components ? p->components : 3;

	for (int x = 0; x < p->width; x++)
		for (int c = 0; c < n; c++)
			*row++ = (unsigned char)(p->draw ? p->draw(p, x, y, c)
			    : texture(p, x, y, c));
}

static inline struct file
make_jpeg(const struct photo *p)
{
	struct jpeg_compress_struct j;
	struct jpeg_error_mgr mgr;
	jpeg_scan_info script[256];
	unsigned char *row = malloc((size_t)p->width * 4), *data = NULL;
	unsigned long size = 0;
	struct file f = { NULL, 0 };

	assert_non_null(row);
	j.err = jpeg_std_error(&mgr);
	jpeg_create_compress(&j);
	jpeg_mem_dest(&j, &data, &size);
	photo_settings(&j, p);
	photo_script(&j, p, script);
	jpeg_start_compress(&j, TRUE);
	if (p->exif)
		jpeg_write_marker(&j, JPEG_APP0 + 1, p->exif, p->exif_size);
	while (j.next_scanline < j.image_height) {
		photo_row(row, p, (int)j.next_scanline);
		jpeg_write_scanlines(&j, &row, 1);
	}
	jpeg_finish_compress(&j);
	jpeg_destroy_compress(&j);
	free(row);
	put(&f, data, size);
	free(data);
	return f;
}

/* With that orientation; 0: without EXIF data. */
static inline struct file
make_turned(const struct photo *p, int orientation)
{
	struct exif e = { .type = 3, .count = 1, .value = orientation };
	struct file exif = make_exif(&e), f;
	struct photo turned = *p;

	if (orientation) {
		turned.exif = exif.data;
		turned.exif_size = (unsigned)exif.size;
	}
	f = make_jpeg(&turned);
	free(exif.data);
	return f;
}

static inline struct synk_image
read_photo(const struct file *f, enum synk_pixels pixels, int shrink,
    struct synk_box box)
{
	struct synk_image_want want = { pixels, shrink, box };
	struct synk_error err = { .text = "" };
	struct synk_image image;

	if (!synk_image_read(&image, f->data, f->size, &want, &err))
		fail_msg("%s", err.text);
	return image;
}

static const struct synk_box everything = { 0, 0, 0, 0 };
