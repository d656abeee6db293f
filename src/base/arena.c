#include "purse/base/arena.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Under the address sanitizer each piece is a block of its own, so that a write beyond it is seen. */
#ifndef __has_feature
#define __has_feature(x) 0
#endif
#if defined __SANITIZE_ADDRESS__ || __has_feature(address_sanitizer)
enum { BLOCK_BYTES = 0, ALIGN_BYTES = 1 };
#else
enum { BLOCK_BYTES = 16 * 1024, ALIGN_BYTES = _Alignof(max_align_t) };
#endif

struct block {
	struct block *next;
	size_t used, size;
	max_align_t data[];
};

struct closer {
	struct closer *next;
	void (*close)(void *handle);
	void *handle;
};

struct purse_arena {
	struct block *blocks;
	struct closer *closers;
	struct purse_arena *parent, *children, *next, *previous;
};

static void (*exhausted)(size_t wanted_bytes);
static unsigned long fail_at;

static void *take(size_t size) {
	void *memory = fail_at && --fail_at == 0 ? NULL : malloc(size);
	if (!memory) {
		if (exhausted) exhausted(size);
		abort();
	}
	return memory;
}

void purse_arena_on_exhausted(void (*handler)(size_t wanted_bytes)) { exhausted = handler; }

void purse_arena_fail_at(unsigned long n) { fail_at = n; }

struct purse_arena *purse_arena_new(struct purse_arena *parent) {
	struct purse_arena *arena = take(sizeof *arena);
	*arena = (struct purse_arena){ .parent = parent };
	if (parent) {
		arena->next = parent->children;
		if (arena->next) arena->next->previous = arena;
		parent->children = arena;
	}
	return arena;
}

static void leave_parent(struct purse_arena *arena) {
	if (arena->next) arena->next->previous = arena->previous;
	if (arena->previous) arena->previous->next = arena->next;
	else if (arena->parent) arena->parent->children = arena->next;
	arena->parent = arena->next = arena->previous = NULL;
}

void purse_arena_reset(struct purse_arena *arena) {
	while (arena->children || arena->closers) {   /* a closer may open a child or register another closer */
		struct purse_arena *child = arena->children;
		struct closer *closer = arena->closers;
		if (child) {
			arena->children = child->next;
			if (child->next) child->next->previous = NULL;
			child->parent = child->next = NULL;
			purse_arena_close(child);
		} else {
			arena->closers = closer->next;
			closer->close(closer->handle);
		}
	}
	while (arena->blocks) {
		struct block *block = arena->blocks;
		arena->blocks = block->next;
		free(block);
	}
}

void purse_arena_close(struct purse_arena *arena) {
	if (!arena) return;
	leave_parent(arena);
	purse_arena_reset(arena);
	free(arena);
}

static void *take_from(struct block *block, size_t size) {
	void *memory = (char *)block->data + block->used;
	block->used += size;
	return memory;
}

void *purse_alloc(struct purse_arena *arena, size_t size) {
	assert(arena);
	if (size > SIZE_MAX / 2) {
		if (exhausted) exhausted(size);
		abort();
	}
	size = size ? (size + ALIGN_BYTES - 1) / ALIGN_BYTES * ALIGN_BYTES : ALIGN_BYTES;
	struct block *block = arena->blocks;
	if (!block || block->size - block->used < size) {
		size_t room = size > BLOCK_BYTES / 4 ? size : (size_t)BLOCK_BYTES;
		struct block *fresh = take(sizeof *fresh + room);
		*fresh = (struct block){ .size = room };
		if (block && room == size) { /* a large piece stands alone; the block in use stays in use */
			fresh->next = block->next;
			block->next = fresh;
		} else {
			fresh->next = block;
			arena->blocks = fresh;
		}
		block = fresh;
	}
	return memset(take_from(block, size), 0, size);
}

void *purse_alloc_array(struct purse_arena *arena, size_t count, size_t size) {
	if (size && count > SIZE_MAX / 2 / size) return purse_alloc(arena, SIZE_MAX);
	return purse_alloc(arena, count * size);
}

void *purse_grow_array(struct purse_arena *arena, const void *old, size_t used, size_t count, size_t size) {
	assert(used <= count);
	void *fresh = purse_alloc_array(arena, count, size);
	if (old && used) memcpy(fresh, old, used * size);
	return fresh;
}

void *purse_make_room(struct purse_arena *arena, void *array, size_t used, size_t *room, size_t size) {
	if (used < *room) return array;
	*room = *room ? *room * 2 : 16;
	return purse_grow_array(arena, array, used, *room, size);
}

char *purse_copy_bytes(struct purse_arena *arena, const char *bytes, size_t length) {
	if (!bytes) return NULL;
	char *copy = purse_alloc(arena, length + 1);
	memcpy(copy, bytes, length);
	return copy;
}

char *purse_copy_text(struct purse_arena *arena, const char *text) {
	return text ? purse_copy_bytes(arena, text, strlen(text)) : NULL;
}

void purse_arena_on_close(struct purse_arena *arena, void (*close)(void *handle), void *handle) {
	struct closer *closer = purse_alloc(arena, sizeof *closer);
	*closer = (struct closer){ .next = arena->closers, .close = close, .handle = handle };
	arena->closers = closer;
}
