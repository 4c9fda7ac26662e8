/*
 * usage: make_photo WIDTH STEM
 *
 * Writes STEM.jpg, WIDTH by two thirds of it, a mannequin with the noise of a
 * sensor, and its landmarks to STEM.pts.
 */
#include <stdint.h>
#include <stdio.h>

#include "mannequin.h"

static FILE *
create(const char *stem, const char *end)
{
	char path[1024];
	FILE *f;

	snprintf(path, sizeof path, "%s%s", stem, end);
	f = fopen(path, "wb");
	if (!f) {
		perror(path);
		exit(3);
	}
	return f;
}

/* So that it is as hard to code as a photograph: SD of about 3 levels. */
static void
add_noise(struct synk_image *image)
{
	uint32_t state = 1;

	for (size_t i = 0; i < image->stride * (size_t)image->height; i++) {
		int sum = -765 / 2;

		for (int k = 0; k < 3; k++) {
			state = state * 1664525u + 1013904223u;
			sum += (int)(state >> 24);
		}
		sum = image->at[i] + sum / 42;
		image->at[i] = (unsigned char)(sum < 0 ? 0 : sum > 255 ? 255
		    : sum);
	}
}

static bool
write_picture(const char *stem, const struct solid *s, const struct camera *c,
    int width, struct synk_error *err)
{
	struct synk_image image;
	unsigned char *data;
	size_t size;
	FILE *f;
	bool ok;

	if (!synk_image_new(&image, SYNK_BGRX, width, width * 2 / 3, err))
		return false;
	mannequin(&image, s, c);
	add_noise(&image);
	ok = synk_image_jpeg(&data, &size, &image, 90, err);
	synk_image_free(&image);
	if (!ok)
		return false;
	f = create(stem, ".jpg");
	fwrite(data, 1, size, f);
	free(data);
	return fclose(f) == 0;
}

static void
write_points(const char *stem, const struct solid *s, const struct camera *c)
{
	struct synk_marks m;
	FILE *f = create(stem, ".pts");

	marks_of(&m, s, c, SYNK_IBUG68);
	fprintf(f, "version: 1\nn_points: %zu\n{\n", m.count);
	for (size_t i = 0; i < m.count; i++)
		fprintf(f, "%.2f %.2f\n", m.at[i].x + 1, m.at[i].y + 1);
	fprintf(f, "}\n");
	fclose(f);
}

int
main(int argc, char *argv[])
{
	static const struct effort open_eyed = { .narrow = -0.5 };
	struct solid s = solid_canonical();
	struct camera c = camera_usual;
	struct synk_error err = { .text = "" };
	int width;

	if (argc != 3) {
		fprintf(stderr, "usage: make_photo WIDTH STEM\n");
		return 2;
	}
	width = atoi(argv[1]);
	c.px_per_cm = width / 40.0;
	c.centre = (struct synk_point){ width / 2.0, width * 0.28 };
	solid_do(&s, SYNK_RIGHT, &open_eyed);
	solid_do(&s, SYNK_LEFT, &open_eyed);
	if (!write_picture(argv[2], &s, &c, width, &err)) {
		fprintf(stderr, "%s\n", err.text);
		return 3;
	}
	write_points(argv[2], &s, &c);
	return 0;
}
