#include <stdlib.h>

#include "cli.h"
#include "group.h"

/* FNV-1a: its basis and prime. */
static const uint64_t basis = 0xcbf29ce484222325, prime = 0x100000001b3;

/* 2^64 over the golden ratio, odd. */
static const uint64_t golden = 0x9e3779b97f4a7c15;

void
group_key_init(struct group_key *key)
{
	*key = (struct group_key){ { basis, golden } };
}

static void
add_byte(struct group_key *key, unsigned char byte)
{
	uint64_t mixed = (key->half[1] + byte + 1) * golden;

	key->half[0] = (key->half[0] ^ byte) * prime;
	key->half[1] = mixed ^ mixed >> 32;
}

/* A NUL after each text keeps "a", "bc" from "ab", "c". */
void
group_key_add(struct group_key *key, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		add_byte(key, (unsigned char)text[i]);
	add_byte(key, 0);
}

bool
group_key_same(const struct group_key *a, const struct group_key *b)
{
	return a->half[0] == b->half[0] && a->half[1] == b->half[1];
}

/* Where the group with that key is, or belongs. */
static uint32_t *
find(const struct groups *g, const struct group_key *key)
{
	size_t i = (size_t)key->half[1] & (g->slots - 1);

	while (g->slot[i] && !group_key_same(&g->at[g->slot[i] - 1].key, key))
		i = (i + 1) & (g->slots - 1);
	return &g->slot[i];
}

/* At most three quarters full.  The old table is not needed for the new. */
static void
make_slots(struct groups *g)
{
	if (4 * (g->count + 1) <= 3 * g->slots)
		return;
	free(g->slot);
	g->slots = g->slots ? 2 * g->slots : 64;
	g->slot = cli_alloc(g->slots * sizeof *g->slot);
	for (size_t i = 0; i < g->count; i++)
		*find(g, &g->at[i].key) = (uint32_t)i + 1;
}

static void
make_room(struct groups *g)
{
	if (g->count == g->room) {
		g->room += g->room / 2 + 64;
		g->at = cli_grow(g->at, g->room * sizeof *g->at);
	}
	if (g->members == g->members_room) {
		g->members_room += g->members_room / 2 + 64;
		g->next = cli_grow(g->next,
		    g->members_room * sizeof *g->next);
	}
	make_slots(g);
}

bool
groups_add(struct groups *g, const struct group_key *key)
{
	uint32_t member = (uint32_t)g->members, *slot;

	if (g->members >= UINT32_MAX - 1)
		return false;
	make_room(g);
	g->next[g->members++] = 0;
	slot = find(g, key);
	if (*slot) {
		struct group *old = &g->at[*slot - 1];

		g->next[old->last] = member;
		old->last = member;
		return true;
	}
	g->at[g->count++] = (struct group){ *key, member, member };
	*slot = (uint32_t)g->count;
	return true;
}

void
groups_seal(struct groups *g)
{
	free(g->slot);
	g->slot = NULL;
	g->slots = 0;
	g->room = g->count;
	g->at = cli_grow(g->at, g->room * sizeof *g->at);
	g->members_room = g->members;
	g->next = cli_grow(g->next, g->members_room * sizeof *g->next);
}

void
groups_free(struct groups *g)
{
	free(g->at);
	free(g->next);
	free(g->slot);
	*g = (struct groups){ 0 };
}
