/* Memory that is given back all at once. A command has one arena; a file or a block of rows gets a child
 * of its own. Foreign handles (a connection, a workbook) are registered with the arena and close with it,
 * newest first. Nothing is freed one by one. Memory that runs out never shows as NULL: the exhausted
 * handler is called, which must not return (the program says so and exits; a library user may longjmp);
 * without a handler the process aborts. */
#ifndef PURSE_BASE_ARENA_H
#define PURSE_BASE_ARENA_H

#include <stddef.h>

struct purse_arena;

/* A new arena; parent may be NULL. It closes with its parent at the latest. */
struct purse_arena *purse_arena_new(struct purse_arena *parent);
/* Closes the children, runs the closers, newest first, and gives all memory back. NULL is allowed. */
void purse_arena_close(struct purse_arena *arena);
/* The same, but keeps the arena for the next block. */
void purse_arena_reset(struct purse_arena *arena);

/* size bytes, zeroed, aligned for any type. size 0 gives a valid pointer. */
void *purse_alloc(struct purse_arena *arena, size_t size);
/* count times size bytes, zeroed; a product that overflows counts as memory run out. */
void *purse_alloc_array(struct purse_arena *arena, size_t count, size_t size);
/* A copy that has room for count elements of size bytes, the first used of them taken from old (which may
 * be NULL). */
void *purse_grow_array(struct purse_arena *arena, const void *old, size_t used, size_t count, size_t size);
/* The array itself while it has room for one more than used elements, else a copy with twice the room, which
 * *room then says. */
void *purse_make_room(struct purse_arena *arena, void *array, size_t used, size_t *room, size_t size);
/* Copies of a text; the second copies at most length bytes. NULL gives NULL. */
char *purse_copy_text(struct purse_arena *arena, const char *text);
char *purse_copy_bytes(struct purse_arena *arena, const char *bytes, size_t length);

/* Calls closer(handle) when the arena closes. */
void purse_arena_on_close(struct purse_arena *arena, void (*closer)(void *handle), void *handle);
/* The handler for memory run out, for the whole process; it must not return. */
void purse_arena_on_exhausted(void (*handler)(size_t wanted_bytes));
/* Tests: the n-th block that is asked of the system from now on is refused (0 = never). */
void purse_arena_fail_at(unsigned long n);

#endif
