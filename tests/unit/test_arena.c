#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "purse/base/arena.h"

static jmp_buf back;
static size_t asked;
static char closed[16];

static void ran_out(size_t wanted_bytes) {
	asked = wanted_bytes;
	longjmp(back, 1);
}

static void note(void *handle) { strncat(closed, handle, sizeof closed - strlen(closed) - 1); }

static int forget(void **state) {
	(void)state;
	memset(closed, 0, sizeof closed);
	return 0;
}

static void gives_zeroed_and_aligned_memory(void **state) {
	(void)state;
	struct purse_arena *arena = purse_arena_new(NULL);
	for (size_t size = 0; size < 20000; size += 1 + size / 3) {
		unsigned char *memory = purse_alloc(arena, size);
		assert_non_null(memory);
		assert_int_equal((uintptr_t)memory % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++) assert_int_equal(memory[i], 0);
		memset(memory, 0xFF, size);
	}
	purse_arena_reset(arena);
	unsigned char *again = purse_alloc(arena, 100);
	for (size_t i = 0; i < 100; i++) assert_int_equal(again[i], 0);
	purse_arena_close(arena);
	purse_arena_close(NULL);
}

static void pieces_do_not_overlap(void **state) {
	(void)state;
	struct purse_arena *arena = purse_arena_new(NULL);
	unsigned char *pieces[400];
	for (int i = 0; i < 400; i++) {
		size_t size = i % 10 == 0 ? 9000 : (size_t)i + 1;
		pieces[i] = purse_alloc(arena, size);
		memset(pieces[i], i % 251, size);
	}
	for (int i = 0; i < 400; i++) {
		size_t size = i % 10 == 0 ? 9000 : (size_t)i + 1;
		for (size_t j = 0; j < size; j++) assert_int_equal(pieces[i][j], i % 251);
	}
	purse_arena_close(arena);
}

static void copies_and_grows(void **state) {
	(void)state;
	struct purse_arena *arena = purse_arena_new(NULL);
	int *numbers = purse_grow_array(arena, NULL, 0, 2, sizeof *numbers);
	numbers[0] = 7;
	numbers[1] = 8;
	numbers = purse_grow_array(arena, numbers, 2, 100, sizeof *numbers);
	assert_int_equal(numbers[0], 7);
	assert_int_equal(numbers[1], 8);
	assert_int_equal(numbers[99], 0);
	assert_null(purse_copy_text(arena, NULL));
	assert_null(purse_copy_bytes(arena, NULL, 3));
	assert_string_equal(purse_copy_text(arena, "Bramley"), "Bramley");
	assert_string_equal(purse_copy_bytes(arena, "Bramley", 4), "Bram");
	purse_arena_close(arena);
}

static void makes_room(void **state) {
	(void)state;
	struct purse_arena *arena = purse_arena_new(NULL);
	int *numbers = NULL;
	size_t room = 0, moves = 0;
	for (size_t i = 0; i < 1000; i++) {
		int *before = numbers;
		numbers = purse_make_room(arena, numbers, i, &room, sizeof *numbers);
		if (numbers != before) moves++;
		assert_true(room > i);
		assert_int_equal(numbers[i], 0);
		numbers[i] = (int)i;
	}
	for (size_t i = 0; i < 1000; i++) assert_int_equal(numbers[i], i);
	assert_true(moves > 1 && moves < 12);   /* twice the room each time: few copies */
	purse_arena_close(arena);
}

static void closes_newest_first_children_before(void **state) {
	(void)state;
	struct purse_arena *arena = purse_arena_new(NULL);
	purse_arena_on_close(arena, note, "1");
	purse_arena_on_close(arena, note, "2");
	struct purse_arena *first = purse_arena_new(arena), *second = purse_arena_new(arena);
	struct purse_arena *third = purse_arena_new(arena);
	purse_arena_on_close(first, note, "a");
	purse_arena_on_close(second, note, "b");
	purse_arena_on_close(third, note, "c");
	purse_arena_on_close(purse_arena_new(third), note, "d");
	purse_arena_close(second);
	assert_string_equal(closed, "b");
	purse_arena_close(arena);
	assert_string_equal(closed, "bdca21");
}

static void note_and_go_on(void *handle) {
	note("x");
	purse_arena_on_close(handle, note, "y");
	purse_arena_on_close(purse_arena_new(handle), note, "z");
}

static void closers_may_register_more(void **state) {
	(void)state;
	struct purse_arena *arena = purse_arena_new(NULL);
	purse_arena_on_close(arena, note, "1");
	purse_arena_on_close(arena, note_and_go_on, arena);
	purse_arena_reset(arena);
	assert_string_equal(closed, "xzy1");
	purse_arena_reset(arena);
	assert_string_equal(closed, "xzy1");
	purse_arena_close(arena);
}

static void running_out_is_never_null(void **state) {
	(void)state;
	struct purse_arena *volatile arena = purse_arena_new(NULL);
	purse_arena_on_exhausted(ran_out);
	asked = 0;
	if (setjmp(back) == 0) purse_alloc_array(arena, SIZE_MAX / 4, 5);
	assert_true(asked > SIZE_MAX / 2);
	asked = 0;
	if (setjmp(back) == 0) purse_alloc_array(arena, SIZE_MAX, 1);
	assert_true(asked > SIZE_MAX / 2);
	for (volatile unsigned long n = 1; n <= 3; n++) {
		volatile unsigned long had = 0;
		asked = 0;
		purse_arena_fail_at(n);
		if (setjmp(back) == 0)
			for (;; had++) purse_alloc(arena, 9000);
		assert_int_equal(had, n - 1);
		assert_true(asked >= 9000);
	}
	purse_arena_fail_at(0);
	purse_arena_on_exhausted(NULL);
	assert_non_null(purse_alloc(arena, 9000));
	purse_arena_close(arena);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_zeroed_and_aligned_memory),
		cmocka_unit_test(pieces_do_not_overlap),
		cmocka_unit_test(copies_and_grows),
		cmocka_unit_test(makes_room),
		cmocka_unit_test_setup(closes_newest_first_children_before, forget),
		cmocka_unit_test_setup(closers_may_register_more, forget),
		cmocka_unit_test(running_out_is_never_null),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
