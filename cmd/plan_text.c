#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "plan_text.h"

/* In place. */
static void
clean(char *text)
{
	size_t size;

	for (; *text; text++) {
		size = table_control(text);
		if (*text == '\n' || *text == '\t')
			*text = ' ';
		else if (size)
			memset(text, '?', size);
	}
}

void
plan_line(FILE *out, int indent, const char *label, const char *fmt, ...)
{
	va_list ap;
	char *text;

	va_start(ap, fmt);
	text = cli_vformat(fmt, ap);
	va_end(ap);
	clean(text);
	table_wrap(out, indent, label, text);
	free(text);
}

void
plan_add(char **text, const char *fmt, ...)
{
	size_t size = *text ? strlen(*text) : 0;
	va_list ap;
	char *more;

	va_start(ap, fmt);
	more = cli_vformat(fmt, ap);
	va_end(ap);
	*text = cli_grow(*text, size + strlen(more) + 1);
	strcpy(*text + size, more);
	free(more);
}

void
plan_add_words(char **text, const char *name)
{
	size_t size = *text ? strlen(*text) : 0;

	plan_add(text, "%s", name);
	for (char *c = *text + size; *c; c++)
		*c = *c == '_' ? ' ' : *c;
}

void
plan_add_list(char **text, synk_texts list, const char *separator)
{
	for (size_t i = 0; list[i]; i++)
		plan_add(text, "%s%s", i ? separator : "", list[i]);
}

bool
plan_lists(synk_texts list, const char *id)
{
	for (; *list; list++)
		if (strcmp(*list, id) == 0 || strcmp(*list, "*") == 0)
			return true;
	return false;
}

struct plan_words
plan_probability(double low, double high)
{
	struct table_number a = table_probability(low);
	struct table_number b = table_probability(high);
	struct plan_words w;

	if (low <= 0 && high >= 1)
		snprintf(w.at, sizeof w.at, "not known");
	else if (strcmp(a.text, b.text) == 0)
		snprintf(w.at, sizeof w.at, "%s", a.text);
	else
		snprintf(w.at, sizeof w.at, "%s to %s", a.text, b.text);
	return w;
}

static void
add_interval(struct plan_words *w, int decimals, double factor, double value,
    double low, double high, const char *unit)
{
	size_t n;

	snprintf(w->at, sizeof w->at, "%s%s%s", table_fixed(decimals, factor
	    * value).text, *unit ? " " : "", unit);
	n = strlen(w->at);
	if (isfinite(low + high))
		snprintf(w->at + n, sizeof w->at - n, " (%s to %s)",
		    table_fixed(decimals, factor * low).text,
		    table_fixed(decimals, factor * high).text);
}

/* In mm where the plan has a scale, whose own error then counts. */
static struct synk_measured
in_mm(const struct synk_measured *m, const struct synk_plan *p)
{
	struct synk_measured mm = synk_plan_mm(p, m);

	return isfinite(mm.value) ? mm : *m;
}

struct plan_words
plan_quantity(const struct synk_measured *m, const struct synk_plan *p)
{
	struct synk_measured v = in_mm(m, p);
	bool share = strcmp(v.unit, "ratio") == 0;
	struct plan_words w = { "" };

	if (isfinite(v.value))
		add_interval(&w, share ? 0 : 1, share ? 100 : 1, v.value,
		    v.low, v.high, share ? "%" : strcmp(v.unit, "%ied") == 0
		    ? "%IED" : v.unit);
	else
		snprintf(w.at, sizeof w.at, "not measured");
	return w;
}

struct plan_words
plan_short(const struct synk_measured *m, const struct synk_plan *p)
{
	struct synk_measured v = in_mm(m, p);
	bool share = strcmp(v.unit, "ratio") == 0;
	struct plan_words w = { "" };

	if (!isfinite(v.value))
		snprintf(w.at, sizeof w.at, ".");
	else
		add_interval(&w, share ? 0 : 1, share ? 100 : 1, v.value,
		    v.low, v.high, share ? "%" : "");
	return w;
}

struct plan_words
plan_share(const struct synk_share_line *s)
{
	struct plan_words w = { "" };

	if (isfinite(s->value))
		add_interval(&w, 0, 100, s->value, s->low, s->high, "%");
	else
		snprintf(w.at, sizeof w.at, ".");
	return w;
}
