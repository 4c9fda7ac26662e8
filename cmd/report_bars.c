#include <math.h>

#include "report_bars.h"
#include "report_put.h"

struct bar
bar_on(double low, double high)
{
	return (struct bar){ .low = low, .high = high, .band_low = NAN,
	    .band_high = NAN, .from = NAN, .value = NAN, .ci_low = NAN,
	    .ci_high = NAN, .tick = NAN };
}

long
bar_x(const struct bar *b, double value)
{
	double x = BAR_WIDTH * (value - b->low) / (b->high - b->low);

	return lround(fmin(BAR_WIDTH, fmax(0, isfinite(x) ? x : 0)));
}

static long
distance(long a, long b)
{
	return a < b ? b - a : a - b;
}

static void
put_path(FILE *out, const char *name, long x, const char *y, long width,
    const char *height)
{
	fprintf(out, "<path class=\"%s\" d=\"M%ld %sh%ldv%sh-%ldz\"/>", name,
	    x, y, width, height, width);
}

static void
put_band(FILE *out, const struct bar *b)
{
	long from = bar_x(b, b->band_low), to = bar_x(b, b->band_high);

	put_path(out, "n", from, "1", distance(from, to), "14");
}

static void
put_value(FILE *out, const struct bar *b)
{
	long x = bar_x(b, b->value), from;

	if (isfinite(b->from)) {
		from = bar_x(b, b->from);
		put_path(out, "b", from < x ? from : x, "3",
		    distance(from, x), "10");
	}
	if (isfinite(b->ci_low + b->ci_high)) {
		from = bar_x(b, b->ci_low);
		fprintf(out, "<path class=\"i\" d=\"M%ld 5v6m0-3h%ldm0-3v6\""
		    "/>", from, distance(from, bar_x(b, b->ci_high)));
	}
	if (b->mark)
		fprintf(out, "<circle class=\"%s\" cx=\"%ld\" cy=\"8\""
		    " r=\"4\"/>", b->mark, x);
}

void
bar_put(FILE *out, const struct bar *b)
{
	fputs("<svg class=\"t\" viewBox=\"-5 0 210 16\">", out);
	if (isfinite(b->band_low + b->band_high))
		put_band(out, b);
	if (isfinite(b->tick))
		fprintf(out, "<path class=\"k\" d=\"M%ld 1v14\"/>",
		    bar_x(b, b->tick));
	if (isfinite(b->value))
		put_value(out, b);
	fputs("</svg>", out);
}
