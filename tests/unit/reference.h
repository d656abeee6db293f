/* A slow, independent reference for the exact modules, in plain mpq: other algorithms, no shared code. */
#ifndef PURSE_TESTS_UNIT_REFERENCE_H
#define PURSE_TESTS_UNIT_REFERENCE_H

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>

#include <gmp.h>

#include "purse/base/arena.h"
#include "purse/exact/fraction.h"

enum { REFERENCE_PARTIES = 600 };

/* Through text, so that no representation is shared. q is initialised already. */
static inline void reference_set(mpq_t q, struct purse_fraction a) {
	struct purse_arena *arena = purse_arena_new(NULL);
	int failed = mpq_set_str(q, purse_fraction_text(arena, a), 10);
	assert(!failed);
	purse_arena_close(arena);
}

static inline bool reference_equal(struct purse_fraction a, mpq_srcptr q) {
	mpq_t same;
	mpq_init(same);
	reference_set(same, a);
	bool equal = mpq_equal(same, q);
	mpq_clear(same);
	return equal;
}

/* Shares posted over targets: it begins with all ceilings and takes pennies away again, one at a time,
 * from the smallest fraction, of equal ones from the last listed. mirrored: the same upside down, from the
 * floors up. */
static inline void reference_split(mpq_t *targets, size_t count, int64_t posted, bool mirrored,
                                   int64_t *pence) {
	mpq_t above[REFERENCE_PARTIES];   /* how far the amount taken lies from the target */
	mpz_t whole;
	int64_t sum = 0;
	assert(count <= REFERENCE_PARTIES);
	mpz_init(whole);
	for (size_t i = 0; i < count; i++) {
		mpq_init(above[i]);
		if (mirrored) mpz_fdiv_q(whole, mpq_numref(targets[i]), mpq_denref(targets[i]));
		else mpz_cdiv_q(whole, mpq_numref(targets[i]), mpq_denref(targets[i]));
		pence[i] = mpz_get_si(whole);
		mpq_set_z(above[i], whole);
		mpq_sub(above[i], above[i], targets[i]);
		mpq_abs(above[i], above[i]);
		sum += pence[i];
	}
	while (sum != posted) {
		size_t taken = count;
		for (size_t i = 0; i < count; i++)
			if (mpq_sgn(above[i]) > 0 && (taken == count || mpq_cmp(above[i], above[taken]) >= 0)) taken = i;
		assert(taken < count);
		pence[taken] += mirrored ? 1 : -1;
		sum += mirrored ? 1 : -1;
		mpq_set_si(above[taken], 0, 1);
	}
	for (size_t i = 0; i < count; i++) mpq_clear(above[i]);
	mpz_clear(whole);
}

#endif
