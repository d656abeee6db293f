/* Random numbers for property tests. A run takes its seed from PURSE_SEED, or makes one; a failure prints
 * it. */
#ifndef PURSE_TESTS_UNIT_SEED_H
#define PURSE_TESTS_UNIT_SEED_H

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static uint64_t seed_given, seed_state;
static long seed_step;

static inline uint64_t random_bits(void) {   /* splitmix64: any seed will do */
	uint64_t z = seed_state += UINT64_C(0x9E3779B97F4A7C15);
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

/* Begins a property: the same seed gives the same numbers whatever ran before. */
static inline void seed_start(void) {
	const char *given = getenv("PURSE_SEED");
	if (given) seed_given = strtoull(given, NULL, 10);
	else if (!seed_given) seed_given = (uint64_t)time(NULL) * 1000003 + (uint64_t)getpid();
	seed_state = seed_given;
	seed_step = 0;
}

/* So many cases as a rule; fewer where the machinery is slower by what SLOWER says (valgrind, sanitizers). */
static inline long random_cases(long count) {
	const char *slower = getenv("SLOWER");
	long factor = slower ? strtol(slower, NULL, 10) : 1;
	return factor > 1 ? count / factor : count;
}

/* From low to high, both included. */
static inline int64_t random_between(int64_t low, int64_t high) {
	return low + (int64_t)(random_bits() % ((uint64_t)high - (uint64_t)low + 1));
}

/* assert_true for properties. */
#define holds(condition)                                                                                     \
	do {                                                                                                     \
		_Bool seed_held = (condition);                                                                       \
		if (!seed_held)                                                                                      \
			print_error("PURSE_SEED=%" PRIu64 " fails at step %ld: %s\n", seed_given, seed_step,             \
			            #condition);                                                                         \
		assert_true(seed_held);                                                                              \
	} while (0)

#endif
