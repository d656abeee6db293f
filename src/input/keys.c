#include "purse/input/keys.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "purse/base/arena.h"
#include "purse/base/error.h"

enum { FIRST_SLOTS = 1024 };

/* What the keys of one file have in common: kept once, because there can be a million of them. */
struct group {
	const struct purse_kind *kind;
	const char *file;
	struct group *next;
};

struct entry {
	const struct group *group;
	uint32_t hash, row;
	char text[];               /* owner and ref, each ended by NUL */
};

struct purse_keys {
	struct purse_arena *arena;       /* of entries and groups */
	struct purse_arena *slot_arena;  /* of the slots, so that outgrown ones are given back */
	const struct entry **slots;      /* open addressing; the number of slots is a power of two */
	size_t slot_count, used;
	struct group *groups;
};

struct purse_keys *purse_keys_new(struct purse_arena *arena) {
	struct purse_keys *keys = purse_alloc(arena, sizeof *keys);
	keys->arena = arena;
	keys->slot_arena = purse_arena_new(arena);
	keys->slot_count = FIRST_SLOTS;
	keys->slots = purse_alloc_array(keys->slot_arena, FIRST_SLOTS, sizeof *keys->slots);
	return keys;
}

/* FNV-1a: keys are a school's own refs, no enemy's. */
static uint32_t hash_text(uint32_t hash, const char *text) {
	do hash = (hash ^ (unsigned char)*text) * UINT32_C(16777619);
	while (*text++);
	return hash;
}

/* A few refs that differ in the last digit should not lie side by side. */
static size_t first_slot(const struct purse_keys *keys, uint32_t hash) {
	hash ^= hash >> 15;
	hash *= UINT32_C(0x2C1B3C6D);
	return (hash ^ hash >> 16) & (keys->slot_count - 1);
}

static void grow(struct purse_keys *keys) {
	struct purse_keys old = *keys;
	keys->slot_arena = purse_arena_new(keys->arena);
	keys->slot_count *= 2;
	keys->slots = purse_alloc_array(keys->slot_arena, keys->slot_count, sizeof *keys->slots);
	for (size_t i = 0; i < old.slot_count; i++) {
		if (!old.slots[i]) continue;
		size_t at = first_slot(keys, old.slots[i]->hash);
		while (keys->slots[at]) at = (at + 1) & (keys->slot_count - 1);
		keys->slots[at] = old.slots[i];
	}
	purse_arena_close(old.slot_arena);
}

static const struct group *group_of(struct purse_keys *keys, const struct purse_kind *kind,
                                    const char *file) {
	for (struct group *group = keys->groups; group; group = group->next) {
		if (group->kind == kind && group->file == file) return group;
	}
	struct group *group = purse_alloc(keys->arena, sizeof *group);
	*group = (struct group){ .kind = kind, .file = file, .next = keys->groups };
	keys->groups = group;
	return group;
}

bool purse_keys_add(struct purse_keys *keys, const struct purse_kind *kind, const char *owner,
                    const char *ref, const struct purse_place *place, struct purse_place *earlier) {
	if (!owner) owner = "";
	uint32_t hash = hash_text(hash_text(UINT32_C(2166136261), owner), ref);
	size_t owner_size = strlen(owner) + 1, ref_size = strlen(ref) + 1;
	if (keys->used * 4 >= keys->slot_count * 3) grow(keys);
	size_t at = first_slot(keys, hash);
	for (; keys->slots[at]; at = (at + 1) & (keys->slot_count - 1)) {
		const struct entry *entry = keys->slots[at];
		if (entry->hash != hash || entry->group->kind != kind) continue;
		if (strcmp(entry->text, owner) != 0 || strcmp(entry->text + owner_size, ref) != 0) continue;
		if (earlier) *earlier = (struct purse_place){ .file = entry->group->file, .row = (long)entry->row };
		return false;
	}
	struct entry *entry = purse_alloc(keys->arena, sizeof *entry + owner_size + ref_size);
	entry->group = group_of(keys, kind, place->file);
	entry->hash = hash;
	entry->row = (uint32_t)place->row;
	memcpy(entry->text, owner, owner_size);
	memcpy(entry->text + owner_size, ref, ref_size);
	keys->slots[at] = entry;
	keys->used++;
	return true;
}
