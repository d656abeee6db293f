#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "unit/seed.h"

#include <cmocka.h>
#include <gmp.h>

#include "purse/base/arena.h"
#include "purse/base/limit.h"
#include "purse/base/run.h"
#include "purse/exact/apportion.h"
#include "purse/exact/fraction.h"
#include "unit/reference.h"

static struct purse_run *run;
static struct purse_arena *arena;

static int open_run(void **state) {
	(void)state;
	run = purse_run_new();
	arena = purse_arena_new(run->arena);
	return 0;
}

static int close_run(void **state) {
	(void)state;
	purse_run_close(run);
	return 0;
}

static struct purse_fraction fraction(const char *text) {
	struct purse_fraction value;
	assert_true(purse_fraction_read(arena, text, &value, NULL, NULL));
	return value;
}

static bool share(int64_t total, struct purse_part *parts, size_t count) {
	return purse_apportion(run, arena, purse_fraction_of(total), total, parts, count);
}

/* Text as `112:54:203` into parts; how many. */
static size_t read_weights(const char *text, struct purse_part *parts) {
	size_t count = 0;
	while (*text) {
		char word[64] = "";
		size_t length = strcspn(text, ":");
		memcpy(word, text, length);
		parts[count++] = (struct purse_part){ .weight = fraction(word) };
		text += length + (text[length] == ':');
	}
	return count;
}

static void splits_as_worked_by_hand(void **state) {
	static const struct { int64_t total; const char *weights; int64_t pence[8]; } cases[] = {
		{ 100000, "112:54:203", { 30352, 14634, 55014 } },
		{ -100000, "112:54:203", { -30352, -14634, -55014 } },
		{ 10000, "1:1:1", { 3334, 3333, 3333 } },
		{ 10000, "1/3:1/3:1/3", { 3334, 3333, 3333 } },
		{ -10000, "1:1:1", { -3334, -3333, -3333 } },
		{ 20000, "1:1:1", { 6667, 6667, 6666 } },
		{ 100, "1:1:1:5", { 13, 13, 12, 62 } },      /* 12.5 three times and 62.5: an exact tie */
		{ 103, "1:1:0:0", { 52, 51, 0, 0 } },
		{ 103, "0:1:0:1", { 0, 52, 0, 51 } },
		{ 1, "1:1", { 1, 0 } },
		{ -1, "1:1", { -1, 0 } },
		{ 1, "1:2", { 0, 1 } },
		{ 0, "3:4", { 0, 0 } },
		{ 10001, "12.5%:50%:37.5%", { 1250, 5001, 3750 } },   /* 1250.125, 5000.5, 3750.375 */
		{ 1000, "0.5:1/3:1/6", { 500, 333, 167 } },
		{ 7, "1:1:1:1:1:1:1:1", { 1, 1, 1, 1, 1, 1, 1, 0 } },
		{ 5, "0:0:1", { 0, 0, 5 } },
		{ 415000, "60", { 415000 } },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct purse_part parts[8];
		size_t count = read_weights(cases[i].weights, parts);
		assert_true(share(cases[i].total, parts, count));
		for (size_t j = 0; j < count; j++)
			if (parts[j].pence != cases[i].pence[j])
				fail_msg("case %zu, party %zu: %lld", i, j + 1, (long long)parts[j].pence);
	}
}

static void shows_its_working(void **state) {
	(void)state;
	struct purse_part parts[3];
	read_weights("1/3:1/3:1/3", parts);
	assert_true(share(10000, parts, 3));
	assert_string_equal(purse_fraction_text(arena, parts[0].exact), "10000/3");
	assert_string_equal(purse_fraction_text(arena, parts[0].carry_out), "-2/3");
	assert_string_equal(purse_fraction_text(arena, parts[2].carry_out), "1/3");
	assert_true(parts[0].odd_penny);
	assert_false(parts[1].odd_penny);
	/* the next time the carry gives the penny to the second, then to the third */
	for (int turn = 1; turn <= 2; turn++) {
		for (int i = 0; i < 3; i++) parts[i].carry_in = parts[i].carry_out;
		assert_true(share(10000, parts, 3));
		for (int i = 0; i < 3; i++) assert_int_equal(parts[i].pence, i == turn ? 3334 : 3333);
	}
	for (int i = 0; i < 3; i++) assert_int_equal(purse_fraction_sign(parts[i].carry_out), 0);
	/* a carry of more than a penny is taken up at once, also against the direction of the total */
	read_weights("1:1:1", parts);
	parts[0].carry_in = fraction("-5/2");
	parts[1].carry_in = fraction("3/2");
	parts[2].carry_in = fraction("1");
	assert_true(share(3, parts, 3));
	assert_int_equal(parts[0].pence, -1);   /* -1.5, 2.5, 2: the tie goes to the first */
	assert_int_equal(parts[1].pence, 2);
	assert_int_equal(parts[2].pence, 2);
	assert_string_equal(purse_fraction_text(arena, parts[0].carry_out), "-1/2");
}

static void expect(enum purse_code code) {
	assert_int_equal(run->problem_count, 1);
	assert_int_equal(run->problems[0].code, code);
	assert_non_null(run->problems[0].hint);
	run->problem_count = 0;
}

static void refuses(void **state) {
	(void)state;
	struct purse_part parts[PURSE_MAX_PARTIES + 1];
	for (size_t i = 0; i <= PURSE_MAX_PARTIES; i++)
		parts[i] = (struct purse_part){ .weight = purse_fraction_of(0) };
	assert_false(share(100, parts, 2));
	expect(PURSE_E_ZERO_SHARES);
	assert_false(share(0, parts, 2));
	expect(PURSE_E_ZERO_SHARES);
	assert_false(share(100, parts, 0));
	expect(PURSE_E_ZERO_SHARES);
	assert_false(share(100, parts, PURSE_MAX_PARTIES + 1));
	expect(PURSE_E_TOO_LONG);
	parts[0].weight = purse_fraction_of(5);
	parts[1].weight = fraction("-1/3");
	assert_false(share(100, parts, 2));
	assert_string_equal(
		run->problems[0].message, "could not share an amount by a negative share (party 2 of 2)");
	expect(PURSE_E_NEGATIVE_SHARE);
	parts[1].weight = fraction("-340282366920938463463374607431768211457");
	assert_false(share(100, parts, 2));
	expect(PURSE_E_NEGATIVE_SHARE);
	parts[1].weight = fraction("1/3");
	parts[0].carry_in = fraction("1/2");
	assert_false(share(100, parts, 2));
	expect(PURSE_E_NOT_EXACT);
	parts[1].carry_in = fraction("1/2");
	assert_false(share(100, parts, 2));   /* a whole number, but not the posted one */
	expect(PURSE_E_NOT_EXACT);
	assert_true(purse_apportion(run, arena, purse_fraction_of(100), 101, parts, 2));
	parts[0].carry_in = parts[1].carry_in = purse_fraction_of(0);
	assert_false(purse_apportion(run, arena, fraction("201/2"), 100, parts, 2));
	expect(PURSE_E_NOT_EXACT);
	/* 4 and 2^-40, of which the first carries that much less: 2 - 2^-41 and 2 + 2^-41, 2 each */
	parts[0].weight = parts[1].weight = purse_fraction_of(INT64_C(1) << 40);
	parts[0].carry_in = fraction("-1/1099511627776");
	assert_true(purse_apportion(run, arena, fraction("4398046511105/1099511627776"), 4, parts, 2));
	assert_int_equal(parts[0].pence, 2);
	assert_int_equal(parts[1].pence, 2);
	assert_string_equal(purse_fraction_text(arena, parts[0].exact), "4398046511105/2199023255552");
	assert_string_equal(purse_fraction_text(arena, parts[0].carry_out), "-1/2199023255552");
	parts[0].weight = purse_fraction_of(5);
	parts[0].carry_in = purse_fraction_of(0);
	parts[1].weight = purse_fraction_of(0);
	assert_false(purse_apportion(run, arena, fraction("9223372036854775808"), INT64_MAX, parts, 2));
	expect(PURSE_E_OVERFLOW);
	assert_false(share(INT64_MAX, parts, 2));
	expect(PURSE_E_OVERFLOW);
	assert_false(share(INT64_MIN, parts, 2));
	expect(PURSE_E_OVERFLOW);
	assert_true(share(INT64_MAX - 1, parts, 2));
	assert_int_equal(parts[0].pence, INT64_MAX - 1);
	assert_true(share(-INT64_MAX + 1, parts, 2));
	assert_int_equal(parts[0].pence, -INT64_MAX + 1);
}

/* --- properties ---------------------------------------------------------------------------------------- */

enum { MOST = 40 };

struct split {
	int64_t total;
	size_t count;
	struct purse_part parts[MOST];
};

static struct purse_fraction any_weight(int kind) {
	switch (kind) {
	case 0: return purse_fraction_of(1);
	case 1: return purse_fraction_of(random_between(0, 400));                   /* pupils */
	case 2: return purse_fraction_ratio(arena, random_between(0, 4000), 10000);   /* per cent */
	case 3: return purse_fraction_ratio(arena, random_between(0, 50), random_between(1, 12));
	case 4: return purse_fraction_of(random_between(0, 3));   /* many ties */
	default:
		return purse_fraction_ratio(arena, (int64_t)(random_bits() >> random_between(1, 62)),
		                            (int64_t)(random_bits() >> random_between(2, 62)) + 1);
	}
}

static struct split any_split(void) {
	struct split split = { .count = (size_t)random_between(1, random_between(0, 9) ? 8 : MOST) };
	int kind = (int)random_between(0, 9);
	bool carried = random_between(0, 1);
	split.total = (int64_t)random_bits() >> random_between(random_between(0, 9) ? 24 : 2, 63);
	struct purse_fraction sum = purse_fraction_of(0);
	for (size_t i = 0; i < split.count; i++) {
		struct purse_part *part = &split.parts[i];
		part->weight = any_weight(kind < 5 ? kind : (int)random_between(0, kind == 9 ? 5 : 4));
		if (!carried || i + 1 == split.count) continue;
		part->carry_in = purse_fraction_ratio(arena, random_between(-500, 500), random_between(1, 300));
		sum = purse_fraction_add(arena, sum, part->carry_in);
	}
	if (carried) split.parts[split.count - 1].carry_in = purse_fraction_negate(arena, sum);
	split.parts[random_between(0, (int64_t)split.count - 1)].weight =
		purse_fraction_of(random_between(1, 400));
	return split;
}

/* Exact shares, targets and carries out by plain mpq, and the pence by the reference. */
static void check_against_reference(const struct split *split) {
	mpq_t weight, sum, exact[MOST], target[MOST], carry;
	int64_t pence[MOST];
	int sign = split->total < 0 ? -1 : split->total > 0;
	mpq_inits(weight, sum, carry, NULL);
	for (size_t i = 0; i < split->count; i++) {
		mpq_inits(exact[i], target[i], NULL);
		reference_set(weight, split->parts[i].weight);
		mpq_add(sum, sum, weight);
	}
	for (size_t i = 0; i < split->count; i++) {
		reference_set(weight, split->parts[i].weight);
		reference_set(carry, split->parts[i].carry_in);
		mpz_set_si(mpq_numref(exact[i]), split->total);
		mpq_mul(exact[i], exact[i], weight);
		mpq_div(exact[i], exact[i], sum);
		mpq_add(target[i], exact[i], carry);
		if (!sign) sign = mpq_sgn(carry);
	}
	reference_split(target, split->count, split->total, sign < 0, pence);
	for (size_t i = 0; i < split->count; i++) {
		const struct purse_part *part = &split->parts[i];
		holds(part->pence == pence[i]);
		holds(reference_equal(part->exact, exact[i]));
		mpq_set_si(carry, pence[i], 1);
		mpq_sub(carry, target[i], carry);
		holds(reference_equal(part->carry_out, carry));
		holds(mpq_cmp_si(carry, 1, 1) < 0 && mpq_cmp_si(carry, -1, 1) > 0);
		holds(part->odd_penny == (mpq_sgn(carry) != 0 && (mpq_sgn(carry) < 0) == (sign >= 0)));
		mpq_clears(exact[i], target[i], NULL);
	}
	mpq_clears(weight, sum, carry, NULL);
}

static bool same_results(const struct split *a, const struct split *b, bool mirrored) {
	for (size_t i = 0; i < a->count; i++) {
		struct purse_fraction exact = b->parts[i].exact, carry = b->parts[i].carry_out;
		if (mirrored) {
			exact = purse_fraction_negate(arena, exact);
			carry = purse_fraction_negate(arena, carry);
		}
		if (a->parts[i].pence != (mirrored ? -b->parts[i].pence : b->parts[i].pence)) return false;
		if (a->parts[i].odd_penny != b->parts[i].odd_penny) return false;
		if (!purse_fraction_equal(a->parts[i].exact, exact)) return false;
		if (!purse_fraction_equal(a->parts[i].carry_out, carry)) return false;
	}
	return true;
}

/* Sum, floor or ceiling, exact value, carries: all as the reference has them. */
static void agrees_with_the_reference(void **state) {
	(void)state;
	seed_start();
	for (seed_step = 0; seed_step < random_cases(20000); seed_step++) {
		struct split split = any_split();
		holds(share(split.total, split.parts, split.count));
		int64_t sum = 0;
		for (size_t i = 0; i < split.count; i++) {
			sum += split.parts[i].pence;
			if (purse_fraction_sign(split.parts[i].weight) == 0
			    && purse_fraction_sign(split.parts[i].carry_in) == 0)
				holds(split.parts[i].pence == 0 && !split.parts[i].odd_penny);
		}
		holds(sum == split.total);
		check_against_reference(&split);
		purse_arena_reset(arena);
	}
}

static void mirrors_and_scales(void **state) {
	(void)state;
	seed_start();
	struct purse_arena *kept = purse_arena_new(run->arena);
	const struct purse_fraction huge = purse_fraction_ratio(kept, INT64_MAX, INT64_C(3486784401));
	for (seed_step = 0; seed_step < random_cases(5000); seed_step++) {
		struct split split = any_split(), mirror = split, scaled = split, vast = split;
		holds(share(split.total, split.parts, split.count));
		mirror.total = -split.total;
		struct purse_fraction factor =
			purse_fraction_ratio(arena, random_between(1, 1000), random_between(1, 1000));
		for (size_t i = 0; i < split.count; i++) {
			mirror.parts[i].carry_in = purse_fraction_negate(arena, split.parts[i].carry_in);
			scaled.parts[i].weight = purse_fraction_multiply(arena, factor, split.parts[i].weight);
			vast.parts[i].weight = purse_fraction_multiply(arena, huge, split.parts[i].weight);
			vast.parts[i].weight = purse_fraction_multiply(arena, huge, vast.parts[i].weight);
		}
		holds(share(mirror.total, mirror.parts, mirror.count));
		holds(same_results(&split, &mirror, true));
		holds(share(scaled.total, scaled.parts, scaled.count));
		holds(same_results(&split, &scaled, false));
		holds(share(vast.total, vast.parts, vast.count));   /* too large for 128 bits: shared by fractions */
		holds(same_results(&split, &vast, false));
		purse_arena_reset(arena);
	}
}

/* The figures of schools, charge after charge with what was carried, take no memory: that is why bulk is
 * fast. Totals are up to a million pounds either way. */
static void ordinary_splits_take_no_memory(void **state) {
	(void)state;
	static const char *const keys[] = { "1:1:1", "112:54:203", "0.125:0.5:0.375", "1/3:1/2:1/6", "0:7:1",
		"37.5:22.25:14.75", "1.2:0.8:3.4" };
	struct purse_part parts[sizeof keys / sizeof *keys][3];
	seed_start();
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		assert_int_equal(read_weights(keys[i], parts[i]), 3);
		for (int k = 0; k < 3; k++) parts[i][k].carry_out = purse_fraction_of(0);
	}
	purse_arena_fail_at(1);   /* ends the process when it comes to that */
	for (seed_step = 0; seed_step < random_cases(2000); seed_step++) {
		for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
			for (int k = 0; k < 3; k++) parts[i][k].carry_in = parts[i][k].carry_out;
			int64_t most = seed_step % 2 ? 100000000 : 3;   /* next to nothing: targets below zero */
			holds(share(random_between(-most, most), parts[i], 3));
		}
	}
	/* whole pennies that reversals left, one way and the other */
	struct purse_part *thirds = parts[0];
	static const int64_t left[] = { 3, -2, -1 };
	for (int k = 0; k < 3; k++) thirds[k].carry_in = purse_fraction_of(left[k]);
	holds(share(0, thirds, 3));
	for (int k = 0; k < 3; k++) holds(thirds[k].pence == left[k]);
	purse_arena_fail_at(0);
}

/* Whether another party's target has the same fraction of a penny. */
static bool ties(const struct split *split, size_t i) {
	for (size_t j = 0; j < split->count; j++) {
		struct purse_fraction gap =
			purse_fraction_subtract(arena, split->parts[i].carry_out, split->parts[j].carry_out);
		if (j != i && purse_fraction_is_whole(gap)) return true;
	}
	return false;
}

static void order_decides_only_ties(void **state) {
	(void)state;
	seed_start();
	for (seed_step = 0; seed_step < random_cases(5000); seed_step++) {
		struct split split = any_split(), shuffled = split;
		size_t from[MOST];
		for (size_t i = 0; i < split.count; i++) from[i] = i;
		for (size_t i = split.count; i > 1; i--) {
			size_t j = (size_t)random_between(0, (int64_t)i - 1), moved = from[i - 1];
			from[i - 1] = from[j];
			from[j] = moved;
		}
		for (size_t i = 0; i < split.count; i++) shuffled.parts[i] = split.parts[from[i]];
		holds(share(split.total, split.parts, split.count));
		holds(share(shuffled.total, shuffled.parts, shuffled.count));
		for (size_t i = 0; i < split.count; i++) {
			holds(purse_fraction_equal(shuffled.parts[i].exact, split.parts[from[i]].exact));
			if (shuffled.parts[i].pence != split.parts[from[i]].pence) holds(ties(&split, from[i]));
		}
		purse_arena_reset(arena);
	}
}

/* Weights, totals and carries around the bounds of the quick way: whichever way is taken, the result
 * holds. */
static void large_numbers_too(void **state) {
	(void)state;
	seed_start();
	for (seed_step = 0; seed_step < random_cases(5000); seed_step++) {
		struct split split = { .count = (size_t)random_between(1, 6) };
		int shift = (int)random_between(0, 20);
		split.total = (int64_t)random_bits() >> random_between(2, 40);
		struct purse_fraction sum = purse_fraction_of(0);
		for (size_t i = 0; i < split.count; i++) {
			int64_t above = (int64_t)(random_bits() >> (1 + shift)), below = random_between(1, 1000);
			split.parts[i].weight = purse_fraction_ratio(arena, above | 1, below);
			split.parts[i].carry_in = purse_fraction_ratio(arena, (int64_t)random_bits() >> 32,
			                                               (int64_t)(random_bits() >> (1 + shift)) | 1);
			sum = purse_fraction_add(arena, sum, split.parts[i].carry_in);
		}
		split.parts[0].carry_in = purse_fraction_subtract(arena, split.parts[0].carry_in, sum);
		holds(share(split.total, split.parts, split.count));
		check_against_reference(&split);
		purse_arena_reset(arena);
	}
}

static void as_many_parties_as_allowed(void **state) {
	(void)state;
	seed_start();
	static struct purse_part parts[PURSE_MAX_PARTIES];
	mpq_t targets[PURSE_MAX_PARTIES];
	int64_t pence[PURSE_MAX_PARTIES], sum = 0;
	for (size_t i = 0; i < PURSE_MAX_PARTIES; i++) {
		int64_t pupils = random_between(1, 2000);
		parts[i] = (struct purse_part){ .weight = purse_fraction_of(pupils) };
		sum += pupils;
	}
	assert_true(share(123456789, parts, PURSE_MAX_PARTIES));
	for (size_t i = 0; i < PURSE_MAX_PARTIES; i++) {
		mpq_init(targets[i]);
		mpq_set_si(targets[i], 123456789 * parts[i].weight.numerator, (unsigned long)sum);
		mpq_canonicalize(targets[i]);
	}
	reference_split(targets, PURSE_MAX_PARTIES, 123456789, false, pence);
	for (size_t i = 0; i < PURSE_MAX_PARTIES; i++) {
		holds(parts[i].pence == pence[i]);
		mpq_clear(targets[i]);
	}
}

/* Shares that change at every charge make the denominators of the carries grow; there is an end to it. */
static void carries_have_a_bound(void **state) {
	(void)state;
	seed_start();
	struct purse_part parts[3] = { 0 };
	int steps = 0;
	for (;; steps++) {
		for (int i = 0; i < 3; i++) {
			parts[i].weight = purse_fraction_ratio(arena, random_between(1, INT64_C(1000000000000)), 10000);
			parts[i].carry_in = steps ? parts[i].carry_out : purse_fraction_of(0);
		}
		if (!share(random_between(1, 100000), parts, 3)) break;
		assert_true(steps < 1000);
	}
	assert_true(steps > 50);
	expect(PURSE_E_TOO_LONG);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(splits_as_worked_by_hand, open_run, close_run),
		cmocka_unit_test_setup_teardown(shows_its_working, open_run, close_run),
		cmocka_unit_test_setup_teardown(refuses, open_run, close_run),
		cmocka_unit_test_setup_teardown(agrees_with_the_reference, open_run, close_run),
		cmocka_unit_test_setup_teardown(mirrors_and_scales, open_run, close_run),
		cmocka_unit_test_setup_teardown(ordinary_splits_take_no_memory, open_run, close_run),
		cmocka_unit_test_setup_teardown(order_decides_only_ties, open_run, close_run),
		cmocka_unit_test_setup_teardown(large_numbers_too, open_run, close_run),
		cmocka_unit_test_setup_teardown(as_many_parties_as_allowed, open_run, close_run),
		cmocka_unit_test_setup_teardown(carries_have_a_bound, open_run, close_run),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
