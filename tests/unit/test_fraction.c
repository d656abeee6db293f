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
#include "purse/base/text.h"
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
	int at;
	const char *why;
	if (!purse_fraction_read(arena, text, &value, &at, &why)) fail_msg("\"%s\" at %d: %s", text, at, why);
	return value;
}

static const char *text(struct purse_fraction a) { return purse_fraction_text(arena, a); }

/* In lowest terms, denominator positive, and big only when it must be. */
static bool canonical(struct purse_fraction a) {
	mpq_t q, reduced;
	mpq_init(q);
	mpq_init(reduced);
	reference_set(q, a);
	mpq_set(reduced, q);
	mpq_canonicalize(reduced);
	bool small = mpz_fits_slong_p(mpq_numref(q)) && mpz_fits_slong_p(mpq_denref(q));
	bool right = mpq_equal(q, reduced) && mpz_sgn(mpq_denref(q)) > 0 && small == !a.big;
	if (a.big) right = right && a.numerator == 0 && a.denominator == 0;
	mpq_clear(q);
	mpq_clear(reduced);
	return right;
}

static void reads(void **state) {
	static const struct {
		const char *text, *value;
	} cases[] = {
		{ "3", "3" },
		{ "-0.5", "-1/2" },
		{ "1/3", "1/3" },
		{ "12.5%", "1/8" },
		{ "0", "0" },
		{ "-0", "0" },
		{ "-0.0%", "0" },
		{ "2/6", "1/3" },
		{ "-4/2", "-2" },
		{ "100%", "1" },
		{ "0.10", "1/10" },
		{ "007", "7" },
		{ "0/5", "0" },
		{ "9223372036854775807", "9223372036854775807" },
		{ "-9223372036854775808", "-9223372036854775808" },
		{ "9223372036854775808", "9223372036854775808" },
		{ "1/9223372036854775808", "1/9223372036854775808" },
		{ "18446744073709551616/2", "9223372036854775808" },
		{ "18446744073709551616/4", "4611686018427387904" },
		{ "0.000000000000000000000000000001", "1/1000000000000000000000000000000" },
		{ "161029384/4875", "161029384/4875" },
		{ "123456789012345678901234567890.5", "246913578024691357802469135781/2" },
		{ "000000000000000000000000000000000000003", "3" },
		{ "3.00000000000000000000000000", "3" },
		{ "123456789012345678%", "61728394506172839/50" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct purse_fraction value = fraction(cases[i].text);
		assert_string_equal(text(value), cases[i].value);
		assert_true(canonical(value));
	}
	char longest[PURSE_MAX_DIGITS + 2];
	memset(longest, '9', sizeof longest - 1);
	longest[PURSE_MAX_DIGITS] = '\0';
	assert_string_equal(text(fraction(longest)), longest);
}

static void refuses_with_the_place(void **state) {
	static const struct {
		const char *text;
		int at;
		const char *why;
	} cases[] = {
		{ "", 0, "blank" },
		{ " 1", 0, "a blank" },
		{ "1 ", 1, "a blank" },
		{ "1,5", 1, "point for decimals" },
		{ "1,234", 1, "nothing between thousands" },
		{ "1e3", 1, "can't be part" },
		{ "+1", 0, "only a minus" },
		{ "--1", 1, "only a minus" },
		{ ".5", 0, "before the point" },
		{ "1.", 2, "ends where" },
		{ "1..5", 2, "before the point" },
		{ "1.5.2", 3, "one point too many" },
		{ "1/0", 2, "divided by zero" },
		{ "1/000", 2, "divided by zero" },
		{ "1/", 2, "ends where" },
		{ "1/-3", 2, "only a minus" },
		{ "1.5/2", 3, "whole numbers" },
		{ "1/2.5", 3, "whole numbers" },
		{ "1/2/3", 3, "whole numbers" },
		{ "1/3%", 3, "either a fraction or" },
		{ "5%%", 2, "one % too many" },
		{ "5%5", 2, "ends with its %" },
		{ "%", 0, "digit should" },
		{ "-", 1, "ends where" },
		{ "x", 0, "digit should" },
		{ "£5", 0, "digit should" },
		{ "5p", 1, "can't be part" },
		{ "0x1F", 1, "can't be part" },
		{ "nan", 0, "digit should" },
		{ "1 000", 1, "a blank" },
		{ "/3", 0, "digit should" },
	};
	(void)state;
	struct purse_fraction value;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int at = -1;
		const char *why = "";
		if (purse_fraction_read(arena, cases[i].text, &value, &at, &why))
			fail_msg("\"%s\" was read", cases[i].text);
		if (at != cases[i].at || !strstr(why, cases[i].why))
			fail_msg("\"%s\": at %d \"%s\"", cases[i].text, at, why);
		assert_false(purse_fraction_read(arena, cases[i].text, &value, NULL, NULL));
	}
	char longer[PURSE_MAX_DIGITS + 5] = "1.";
	memset(longer + 2, '9', PURSE_MAX_DIGITS);
	int at = -1;
	const char *why;
	assert_false(purse_fraction_read(arena, longer, &value, &at, &why));
	assert_int_equal(at, PURSE_MAX_DIGITS + 1);
	assert_non_null(strstr(why, "more digits"));
	longer[PURSE_MAX_DIGITS + 1] = '0';   /* one digit too many, though it is nothing */
	assert_false(purse_fraction_read(arena, longer, &value, &at, &why));
	assert_non_null(strstr(why, "more digits"));
	memset(longer, '9', PURSE_MAX_DIGITS);   /* all places taken before the point */
	memcpy(longer + PURSE_MAX_DIGITS, ".5", 3);
	assert_false(purse_fraction_read(arena, longer, &value, &at, &why));
	assert_int_equal(at, PURSE_MAX_DIGITS + 1);
	assert_non_null(strstr(why, "more digits"));
}

/* Operands near every edge of the small form, and beyond it. */
static const char *const edges[] = {
	"0",
	"1",
	"-1",
	"2",
	"-3",
	"1/2",
	"-1/3",
	"7/12",
	"-5/12",
	"161029384/4875",
	"20750/3",
	"9223372036854775807",
	"-9223372036854775807",
	"-9223372036854775808",
	"9223372036854775808",
	"-9223372036854775809",
	"1/9223372036854775807",
	"-1/9223372036854775807",
	"1/9223372036854775808",
	"9223372036854775807/9223372036854775806",
	"-9223372036854775808/9223372036854775807",
	"9223372036854775806/9223372036854775807",
	"4294967296",
	"-4294967297/4294967296",
	"1/4294967296",
	"3037000500",
	"1/3037000499",
	"18446744073709551615",
	"18446744073709551616",
	"-18446744073709551616/3",
	"340282366920938463463374607431768211456",
	"1/340282366920938463463374607431768211457",
	"-123456789012345678901234567890123456789/987654321098765432109876543210",
};
enum { EDGES = sizeof edges / sizeof *edges };

static void check_pair(struct purse_fraction a, struct purse_fraction b) {
	mpq_t x, y, r;
	mpq_init(x);
	mpq_init(y);
	mpq_init(r);
	reference_set(x, a);
	reference_set(y, b);
	struct purse_fraction result = purse_fraction_add(arena, a, b);
	mpq_add(r, x, y);
	holds(reference_equal(result, r) && canonical(result));
	result = purse_fraction_subtract(arena, a, b);
	mpq_sub(r, x, y);
	holds(reference_equal(result, r) && canonical(result));
	result = purse_fraction_multiply(arena, a, b);
	mpq_mul(r, x, y);
	holds(reference_equal(result, r) && canonical(result));
	if (mpq_sgn(y)) {
		result = purse_fraction_divide(arena, a, b);
		mpq_div(r, x, y);
		holds(reference_equal(result, r) && canonical(result));
	}
	int order = mpq_cmp(x, y);
	holds(purse_fraction_compare(a, b) == (order > 0) - (order < 0));
	holds(purse_fraction_equal(a, b) == !order);
	mpq_clear(x);
	mpq_clear(y);
	mpq_clear(r);
}

static void check_one(struct purse_fraction a) {
	mpq_t x, r;
	mpz_t whole;
	int64_t floor;
	struct purse_fraction same;
	mpq_init(x);
	mpq_init(r);
	mpz_init(whole);
	reference_set(x, a);
	mpq_neg(r, x);
	holds(reference_equal(purse_fraction_negate(arena, a), r));
	holds(canonical(purse_fraction_negate(arena, a)));
	holds(purse_fraction_sign(a) == mpq_sgn(x));
	holds(purse_fraction_is_whole(a) == (mpz_cmp_ui(mpq_denref(x), 1) == 0));
	mpz_fdiv_q(whole, mpq_numref(x), mpq_denref(x));
	bool fits = mpz_fits_slong_p(whole);
	holds(purse_fraction_floor(a, &floor) == fits);
	if (fits) holds(floor == mpz_get_si(whole));
	holds(purse_fraction_parts(arena, purse_fraction_numerator(arena, a),
	                           purse_fraction_denominator(arena, a), &same));
	holds(purse_fraction_equal(a, same) && canonical(same));
	size_t above = mpz_sizeinbase(mpq_numref(x), 2), below = mpz_sizeinbase(mpq_denref(x), 2);
	holds(purse_fraction_bits(a) == (above > below ? above : below));
	mpq_clear(x);
	mpq_clear(r);
	mpz_clear(whole);
}

static void agrees_with_gmp_at_the_edges(void **state) {
	(void)state;
	for (seed_step = 0; seed_step < EDGES * EDGES; seed_step++)
		check_pair(fraction(edges[seed_step / EDGES]), fraction(edges[seed_step % EDGES]));
	for (seed_step = 0; seed_step < EDGES; seed_step++) check_one(fraction(edges[seed_step]));
}

/* Any size from one bit to several limbs, often with common divisors. */
static struct purse_fraction any(void) {
	int shape = (int)random_between(0, 9);
	if (shape == 0) return fraction(edges[random_between(0, EDGES - 1)]);
	int64_t above = (int64_t)random_bits() >> random_between(0, 62),
			below = (int64_t)random_bits() >> random_between(1, 62);
	if (below == 0) below = 1;
	struct purse_fraction value = purse_fraction_ratio(arena, above, below);
	if (shape < 7) return value;
	for (int i = 0; i < shape - 6; i++)
		value = purse_fraction_multiply(arena, value,
		                                purse_fraction_ratio(arena, (int64_t)(random_bits() >> 1) + 1,
		                                                     3037000499));
	return value;
}

static void agrees_with_gmp_at_random(void **state) {
	(void)state;
	seed_start();
	for (seed_step = 0; seed_step < random_cases(10000); seed_step++) {
		struct purse_fraction a = any(), b = any();
		check_pair(a, b);
		check_pair(a, a);
		check_one(a);
		holds(purse_fraction_equal(purse_fraction_add(arena, purse_fraction_subtract(arena, a, b), b), a));
		purse_arena_reset(arena);
	}
}

/* GMP asks here for memory, and is counted. */
static int asked;
static void *count_alloc(size_t size) {
	asked++;
	return malloc(size);
}
static void *count_realloc(void *old, size_t old_size, size_t size) {
	(void)old_size;
	asked++;
	return realloc(old, size);
}
static void count_free(void *old, size_t size) {
	(void)size;
	free(old);
}

/* Figures as schools have them are worked out in machine words: neither GMP nor the arena is asked for
 * memory. So are numbers of up to 18 digits when they are read. */
static void small_values_stay_in_machine_words(void **state) {
	(void)state;
	static const char *const longest[][2] = {
		{ "123456789012345678", "1" },
		{ "-999999999999999999", "999999999999999998" },
		{ "0", "999999999999999999" },
	};
	struct purse_fraction value;
	void *(*alloc)(size_t), *(*resize)(void *, size_t, size_t);
	void (*give_back)(void *, size_t);
	seed_start();
	mp_get_memory_functions(&alloc, &resize, &give_back);
	mp_set_memory_functions(count_alloc, count_realloc, count_free);
	purse_arena_fail_at(1);   /* ends the process when it comes to that */
	for (seed_step = 0; seed_step < random_cases(2000); seed_step++) {
		struct purse_fraction a =
			purse_fraction_ratio(arena, random_between(-9999999, 9999999), random_between(1, 9999));
		struct purse_fraction b =
			purse_fraction_ratio(arena, random_between(1, 9999999), random_between(1, 9999));
		value = purse_fraction_subtract(arena, purse_fraction_add(arena, a, b), b);
		holds(purse_fraction_equal(value, a));
		value = purse_fraction_divide(arena, purse_fraction_multiply(arena, a, b), b);
		holds(purse_fraction_compare(purse_fraction_negate(arena, value), a) == -purse_fraction_sign(a));
	}
	for (size_t i = 0; i < sizeof longest / sizeof *longest; i++)
		assert_true(purse_fraction_parts(arena, longest[i][0], longest[i][1], &value));
	assert_true(purse_fraction_read(arena, "999999999999999999/999999999999999998", &value, NULL, NULL));
	assert_true(purse_fraction_read(arena, "0.00000000000000002", &value, NULL, NULL));
	assert_true(purse_fraction_read(arena, "0.0000000000000002%", &value, NULL, NULL));
	purse_arena_fail_at(0);
	mp_set_memory_functions(alloc, resize, give_back);
	assert_int_equal(asked, 0);
}

static void values_are_not_changed(void **state) {
	(void)state;
	struct purse_fraction big = fraction("340282366920938463463374607431768211457/3");
	struct purse_fraction minus = purse_fraction_negate(arena, big);
	assert_string_equal(text(big), "340282366920938463463374607431768211457/3");
	assert_string_equal(text(minus), "-340282366920938463463374607431768211457/3");
	assert_string_equal(text(purse_fraction_add(arena, big, minus)), "0");
	assert_false(purse_fraction_given((struct purse_fraction){ 0 }));
	assert_true(purse_fraction_given(purse_fraction_of(0)));
	assert_true(purse_fraction_given(big));
	assert_string_equal(text(purse_fraction_ratio(arena, INT64_MIN, -1)), "9223372036854775808");
	assert_string_equal(text(purse_fraction_ratio(arena, INT64_MIN, INT64_MIN)), "1");
	assert_string_equal(text(purse_fraction_ratio(arena, 1, INT64_MIN)), "-1/9223372036854775808");
	assert_string_equal(text(purse_fraction_ratio(arena, 6, -4)), "-3/2");
	assert_string_equal(text(purse_fraction_ratio(arena, 0, -4)), "0");
}

static void reads_what_sql_stores(void **state) {
	static const char *const refused[][2] = {
		{ "", "1" },    { "1", "" },   { "-", "1" },  { "1", "0" },  { "1", "-1" },
		{ "1.0", "1" }, { "+1", "1" }, { " 1", "1" }, { "1", "00" }, { "--1", "1" },
		{ "1", "1x" },  { NULL, "1" }, { "1", NULL },
	};
	(void)state;
	struct purse_fraction value;
	assert_true(purse_fraction_parts(arena, "-6", "4", &value));
	assert_string_equal(text(value), "-3/2");
	assert_true(purse_fraction_parts(arena, "-60000000000000000000", "40000000000000000000", &value));
	assert_string_equal(text(value), "-3/2");
	assert_true(purse_fraction_parts(arena, "0", "7", &value));
	assert_string_equal(text(value), "0");
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		assert_false(purse_fraction_parts(arena, refused[i][0], refused[i][1], &value));
}

static void prints_decimals(void **state) {
	static const struct {
		const char *value;
		int places;
		const char *text;
	} cases[] = {
		{ "330.32", 2, "330.32" },
		{ "1/2", 4, "0.5" },
		{ "12", 4, "12" },
		{ "0", 2, "0" },
		{ "-1/8", 3, "-0.125" },
		{ "1/8", 2, NULL },
		{ "1/3", 10, NULL },
		{ "100", 0, "100" },
		{ "1/100", 2, "0.01" },
		{ "-1000.10", 2, "-1000.1" },
		{ "1/2", 0, NULL },
		{ "123456789012345678901234567890.125", 3, "123456789012345678901234567890.125" },
		{ "0.0001", 4, "0.0001" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *shown = NULL;
		bool ends = purse_fraction_decimal(arena, fraction(cases[i].value), cases[i].places, &shown);
		assert_int_equal(ends, cases[i].text != NULL);
		if (ends) assert_string_equal(shown, cases[i].text);
	}
}

static void prints_for_people(void **state) {
	static const struct {
		const char *value;
		int places;
		const char *text;
	} cases[] = {
		{ "10000/3", 3, "3333.333…" },
		{ "2/3", 3, "0.667…" },
		{ "-2/3", 3, "-0.667…" },
		{ "1/2", 3, "0.5" },
		{ "12", 3, "12" },
		{ "1/8", 2, "0.13…" },
		{ "-1/8", 2, "-0.13…" },
		{ "999999/1000000", 2, "1.00…" },
		{ "1/3", 0, "0…" },
		{ "1/2", 0, "1…" },
		{ "1/1000000", 2, "0.00…" },
		{ "0", 2, "0" },
		{ "161029384/4875", 4, "33031.6685…" },
		{ "340282366920938463463374607431768211457/3", 1, "113427455640312821154458202477256070485.7…" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(purse_fraction_about(arena, fraction(cases[i].value), cases[i].places),
		                    cases[i].text);
}

static void has_a_bound(void **state) {
	(void)state;
	struct purse_fraction value = fraction("3");
	assert_true(purse_fraction_bounded(run, purse_fraction_of(INT64_MIN)));
	while (purse_fraction_bits(value) <= PURSE_MAX_FRACTION_BITS / 2)
		value = purse_fraction_multiply(arena, value, value);
	assert_true(purse_fraction_bounded(run, value));
	struct purse_fraction same, square = purse_fraction_multiply(arena, value, value);
	assert_true(purse_fraction_parts(arena, "1", purse_fraction_numerator(arena, value), &same));
	assert_false(purse_fraction_parts(arena, "1", purse_fraction_numerator(arena, square), &same));
	/* the largest of so many bits, and one more */
	mpz_t largest;
	mpz_init(largest);
	mpz_ui_pow_ui(largest, 2, PURSE_MAX_FRACTION_BITS);
	char *beyond = mpz_get_str(NULL, 10, largest);
	mpz_sub_ui(largest, largest, 1);
	char *most = mpz_get_str(NULL, 10, largest);
	assert_true(purse_fraction_parts(arena, most, "1", &same));
	assert_true(purse_fraction_parts(arena, purse_text(arena, "-%s", most), "1", &same));
	assert_true(purse_fraction_parts(arena, "1", most, &same));
	assert_int_equal(purse_fraction_bits(same), PURSE_MAX_FRACTION_BITS);
	assert_false(purse_fraction_parts(arena, beyond, "1", &same));
	free(beyond);
	free(most);
	mpz_clear(largest);
	assert_int_equal(run->problem_count, 0);
	assert_false(purse_fraction_bounded(run, square));
	assert_int_equal(run->problems[0].code, PURSE_E_TOO_LONG);
	assert_non_null(run->problems[0].hint);
}

static void finds_common_divisors(void **state) {
	(void)state;
	seed_start();
	assert_int_equal(purse_fraction_gcd(0, 0), 0);
	assert_int_equal(purse_fraction_gcd(0, 12), 12);
	assert_int_equal(purse_fraction_gcd(12, 0), 12);
	assert_int_equal(purse_fraction_gcd(UINT64_MAX, UINT64_MAX), UINT64_MAX);
	assert_int_equal(purse_fraction_gcd(UINT64_MAX / 5 * 3, UINT64_MAX), UINT64_MAX / 5);
	assert_int_equal(purse_fraction_gcd(UINT64_C(1) << 63, UINT64_C(3) << 62), UINT64_C(1) << 62);
	for (seed_step = 0; seed_step < random_cases(20000); seed_step++) {
		uint64_t a = random_bits() >> random_between(0, 63), b = random_bits() >> random_between(0, 63),
				 x = a, y = b;
		while (y) {
			uint64_t rest = x % y;
			x = y;
			y = rest;
		}
		holds(purse_fraction_gcd(a, b) == x);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(reads, open_run, close_run),
		cmocka_unit_test_setup_teardown(refuses_with_the_place, open_run, close_run),
		cmocka_unit_test_setup_teardown(agrees_with_gmp_at_the_edges, open_run, close_run),
		cmocka_unit_test_setup_teardown(agrees_with_gmp_at_random, open_run, close_run),
		cmocka_unit_test_setup_teardown(small_values_stay_in_machine_words, open_run, close_run),
		cmocka_unit_test_setup_teardown(values_are_not_changed, open_run, close_run),
		cmocka_unit_test_setup_teardown(reads_what_sql_stores, open_run, close_run),
		cmocka_unit_test_setup_teardown(prints_decimals, open_run, close_run),
		cmocka_unit_test_setup_teardown(prints_for_people, open_run, close_run),
		cmocka_unit_test_setup_teardown(has_a_bound, open_run, close_run),
		cmocka_unit_test(finds_common_divisors),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
