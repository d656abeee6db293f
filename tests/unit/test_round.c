#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "unit/seed.h"

#include <cmocka.h>
#include <gmp.h>

#include "purse/base/arena.h"
#include "purse/exact/fraction.h"
#include "purse/exact/round.h"
#include "unit/reference.h"

static struct purse_arena *arena;

static int open_arena(void **state) {
	(void)state;
	arena = purse_arena_new(NULL);
	return 0;
}

static int close_arena(void **state) {
	(void)state;
	purse_arena_close(arena);
	return 0;
}

static struct purse_fraction fraction(const char *text) {
	struct purse_fraction value;
	assert_true(purse_fraction_read(arena, text, &value, NULL, NULL));
	return value;
}

static void rounds_half_away_from_zero(void **state) {
	static const struct {
		const char *exact;
		int64_t pence;
	} cases[] = {
		{ "0", 0 },
		{ "1/2", 1 },
		{ "-1/2", -1 },
		{ "3/2", 2 },
		{ "5/2", 3 },
		{ "-5/2", -3 },
		{ "49/100", 0 },
		{ "-49/100", 0 },
		{ "51/100", 1 },
		{ "161029384/4875", 33032 },
		{ "16516", 16516 },
		{ "9223372036854775807", INT64_MAX },
		{ "-9223372036854775808", INT64_MIN },
		{ "9223372036854775807/2", INT64_C(4611686018427387904) },
		{ "-9223372036854775807/2", INT64_C(-4611686018427387904) },
		{ "1/340282366920938463463374607431768211457", 0 },
		{ "-1/340282366920938463463374607431768211457", 0 },
		{ "340282366920938463463374607431768211455/680564733841876926926749214863536422912",
		  0 },   /* 1/2 less 2^-129 */
		{ "340282366920938463463374607431768211457/680564733841876926926749214863536422912", 1 },
		{ "-340282366920938463463374607431768211457/680564733841876926926749214863536422912", -1 },
		{ "18446744073709551613/2", INT64_MAX },
		{ "-18446744073709551613/2", -INT64_MAX },   /* half a penny, in large numbers */
	};
	static const char *const large[] = { "9223372036854775808", "-18446744073709551620",
		                                 "18446744073709551615/2" };
	(void)state;
	int64_t pence;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_true(purse_round_line(fraction(cases[i].exact), &pence));
		assert_int_equal(pence, cases[i].pence);
	}
	pence = 5;
	for (size_t i = 0; i < sizeof large / sizeof *large; i++)
		assert_false(purse_round_line(fraction(large[i]), &pence));
	assert_int_equal(pence, 5);
}

/* The reference: the whole number p with |p - x| smallest, by trying the neighbours of the truncated one. */
static void is_the_nearest(void **state) {
	(void)state;
	seed_start();
	mpq_t x, distance, half;
	mpz_t whole;
	mpq_init(x);
	mpq_init(distance);
	mpq_init(half);
	mpz_init(whole);
	mpq_set_ui(half, 1, 2);
	for (seed_step = 0; seed_step < random_cases(20000); seed_step++) {
		int64_t above = (int64_t)random_bits() >> random_between(1, 63), pence, mirror;
		int64_t below =
			seed_step % 2 ? random_between(1, 12) : (int64_t)(random_bits() >> random_between(1, 62)) + 1;
		struct purse_fraction exact = purse_fraction_ratio(arena, above, below);
		if (seed_step % 5 == 0)
			exact = purse_fraction_divide(arena, exact, purse_fraction_of((int64_t)(random_bits() >> 1) + 1));
		holds(purse_round_line(exact, &pence));
		holds(purse_round_line(purse_fraction_negate(arena, exact), &mirror) && mirror == -pence);
		reference_set(x, exact);
		mpz_set_si(whole, pence);
		mpq_set_z(distance, whole);
		mpq_sub(distance, distance, x);   /* pence - exact */
		int way = mpq_sgn(distance);
		mpq_abs(distance, distance);
		int order = mpq_cmp(distance, half);
		holds(order < 0 || (order == 0 && way == mpq_sgn(x)));
		purse_arena_reset(arena);
	}
	mpq_clear(x);
	mpq_clear(distance);
	mpq_clear(half);
	mpz_clear(whole);
}

static void works_out_vat(void **state) {
	(void)state;
	struct purse_fraction fifth = fraction("20%"), twentieth = fraction("5%");
	int64_t vat;
	assert_true(purse_round_vat(arena, 10000, fifth, &vat));
	assert_int_equal(vat, 2000);
	assert_true(purse_round_vat(arena, 33032, fifth, &vat));
	assert_int_equal(vat, 6606);   /* 6606.4 */
	assert_true(purse_round_vat(arena, 10, twentieth, &vat));
	assert_int_equal(vat, 1);      /* 0.5 */
	assert_true(purse_round_vat(arena, -10, twentieth, &vat));
	assert_int_equal(vat, -1);
	assert_true(purse_round_vat(arena, INT64_MAX, fifth, &vat));
	assert_int_equal(vat, INT64_C(1844674407370955161));
	assert_false(purse_round_vat(arena, INT64_MAX, fraction("3"), &vat));
}

/* However a document is credited in pieces, the VAT credited adds to the VAT of the whole. */
static void credits_the_vat_of_the_sum(void **state) {
	(void)state;
	seed_start();
	struct purse_fraction rate = fraction("20%");
	for (seed_step = 0; seed_step < random_cases(2000); seed_step++) {
		int64_t net = random_between(1, 100000), vat, credited_net = 0, credited_vat = 0;
		holds(purse_round_vat(arena, net, rate, &vat));
		while (credited_net < net) {
			int64_t now = random_between(1, net - credited_net), vat_now;
			holds(purse_round_vat_credited(arena, credited_net, credited_vat, now, rate, &vat_now));
			credited_net += now;
			credited_vat += vat_now;
			holds(vat_now >= 0 && vat_now <= (now + 9) / 5);
		}
		holds(credited_vat == vat);
		purse_arena_reset(arena);
	}
	int64_t vat = 9;
	rate = fraction("20%");
	assert_true(purse_round_vat_credited(arena, 2, 0, 1, rate, &vat));   /* 0.4 was nothing, 0.6 is a penny */
	assert_int_equal(vat, 1);
	assert_false(purse_round_vat_credited(arena, INT64_MAX, 0, 1, rate, &vat));
	assert_false(purse_round_vat_credited(arena, 0, INT64_MIN, INT64_MAX, rate, &vat));
	assert_int_equal(vat, 1);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rounds_half_away_from_zero),
		cmocka_unit_test(is_the_nearest),
		cmocka_unit_test(works_out_vat),
		cmocka_unit_test(credits_the_vat_of_the_sum),
	};
	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
