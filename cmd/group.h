#ifndef GROUP_H
#define GROUP_H

/*
 * Members, numbered from 0 as they come, put into groups by a key, in order of
 * each group's first member.  Costs 4 bytes a member and at most 35 a group.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Texts, reduced to two unlike 64-bit hashes.  Equal hashes count as equal
 * texts: among a million keys the chance of a mistake is about 1e-27.
 */
struct group_key {
	uint64_t half[2];
};

void group_key_init(struct group_key *);
void group_key_add(struct group_key *, const char *text, size_t length);
bool group_key_same(const struct group_key *, const struct group_key *);

struct group {
	struct group_key key;
	uint32_t first, last;	/* members */
};

struct groups {
	struct group *at;
	size_t count, room;
	uint32_t *next;		/* of the same group, by member; 0: last */
	size_t members, members_room;
	uint32_t *slot;		/* open addressing: group + 1; 0: free */
	size_t slots;		/* a power of two, or 0 */
};

/* All zero is empty.  False if there are 2^32 - 2 members already. */
bool groups_add(struct groups *, const struct group_key *);

/* Nothing will be added any more: gives back what only adding needs. */
void groups_seal(struct groups *);

void groups_free(struct groups *);

#endif
