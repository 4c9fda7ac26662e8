#include <cJSON.h>
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "arena.h"

enum {
	ALIGN = 16,			/* for any type */
	CHUNK = 1 << 20,
	LARGE = CHUNK / 4		/* from here on malloc() */
};

struct chunk {
	struct chunk *next;
	_Alignas(ALIGN) char room[CHUNK];
};

/* Chunks are kept in the order in which they are filled, and never freed. */
static struct chunk *first, *current;
static size_t used;			/* bytes of current */
static size_t live;			/* allocations not freed */

static bool
next_chunk(void)
{
	struct chunk *c = current ? current->next : first;

	if (!c) {
		c = malloc(sizeof *c);
		if (!c)
			return false;
		c->next = NULL;
		if (current)
			current->next = c;
		else
			first = c;
	}
	current = c;
	used = 0;
	return true;
}

static bool
is_in(const struct chunk *c, const void *p)
{
	return c && (uintptr_t)p - (uintptr_t)c->room < CHUNK;
}

/* Nodes are given back nearly in the order in which they were taken, so that
 * the search starts where the last one was. */
static bool
in_arena(const void *p)
{
	static const struct chunk *last;

	if (is_in(last, p))
		return true;
	if (last && is_in(last->next, p)) {
		last = last->next;
		return true;
	}
	for (const struct chunk *c = first; c; c = c->next)
		if (is_in(c, p)) {
			last = c;
			return true;
		}
	return false;
}

static void *
take(size_t size)
{
	char *p;

	if (size >= LARGE)
		return malloc(size);
	size = (size + ALIGN - 1) / ALIGN * ALIGN;
	if ((!current || CHUNK - used < size) && !next_chunk()) {
		errno = ENOMEM;
		return NULL;
	}
	p = current->room + used;
	used += size;
	live++;
	return p;
}

static void
give_back(void *p)
{
	if (!p)
		return;
	if (!in_arena(p)) {
		free(p);
		return;
	}
	if (--live == 0) {
		current = first;
		used = 0;
	}
}

void
arena_use(void)
{
	cJSON_Hooks hooks = { .malloc_fn = take, .free_fn = give_back };

	cJSON_InitHooks(&hooks);
}
