#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "unit/seed.h"

#include <cmocka.h>

#include "purse/base/arena.h"
#include "purse/exact/money.h"

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

static void reads(void **state) {
	static const struct {
		const char *text;
		int64_t pence;
	} cases[] = {
		{ "£1,234.56", 123456 },
		{ "1234.56", 123456 },
		{ "1,234", 123400 },
		{ "-12", -1200 },
		{ "-£0.50", -50 },
		{ "12.5", 1250 },
		{ "0", 0 },
		{ "-0", 0 },
		{ "0.00", 0 },
		{ "0.01", 1 },
		{ "£0", 0 },
		{ "007", 700 },
		{ "1", 100 },
		{ "12,345,678.90", 1234567890 },
		{ "123,456.7", 12345670 },
		{ "-£1,000,000", -100000000 },
		{ "99.99", 9999 },
		{ "92233720368547758.07", INT64_MAX },
		{ "-92233720368547758.08", INT64_MIN },
		{ "92,233,720,368,547,758.07", INT64_MAX },
		{ "000000000000000000000000000001", 100 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int64_t pence = 1;
		int at = -1;
		const char *why = "";
		if (!purse_money_read(cases[i].text, &pence, &at, &why))
			fail_msg("\"%s\" was refused at %d: %s", cases[i].text, at, why);
		if (pence != cases[i].pence) fail_msg("\"%s\" gave %lld", cases[i].text, (long long)pence);
	}
}

/* at counts characters from 0, so the column is one more. */
static void refuses_with_the_column(void **state) {
	static const struct {
		const char *text;
		int at;
		const char *why;
	} cases[] = {
		{ "1,5", 1, "three digits follow a comma" },
		{ "1.234", 4, "two decimals" },
		{ "12.345.6", 5, "two decimals" },
		{ "£1,5", 2, "three digits follow a comma" },
		{ "-£1.234", 6, "two decimals" },
		{ "", 0, "blank" },
		{ " 1", 0, "blank in it" },
		{ "1 ", 1, "blank in it" },
		{ "1 000", 1, "blank in it" },
		{ "12abc", 2, "nothing may follow" },
		{ "12.50 pounds", 5, "blank in it" },
		{ "12.5p", 4, "nothing may follow" },
		{ "12.34-", 5, "nothing may follow" },
		{ "12.3.4", 4, "one point too many" },
		{ "12.50,00", 5, "no comma" },
		{ "1,23", 1, "three digits" },
		{ "1,2345", 5, "three digits" },
		{ "1234,567", 4, "groups of three" },
		{ "1,234,56.78", 5, "three digits" },
		{ "0,123", 1, "point for decimals" },
		{ "012,345", 3, "point for decimals" },
		{ "1,,234", 1, "three digits" },
		{ ",123", 0, "before the comma" },
		{ "1,234,", 5, "three digits" },
		{ "1,234.5,6", 7, "no comma" },
		{ "1,234 .56", 5, "blank in it" },
		{ ".50", 0, "before the point" },
		{ "£.50", 1, "before the point" },
		{ "1.", 2, "ends where" },
		{ "1.x", 2, "digit should" },
		{ "-", 1, "ends where" },
		{ "£", 1, "ends where" },
		{ "-£", 2, "ends where" },
		{ "£-5", 1, "minus stands first" },
		{ "--5", 1, "minus stands first" },
		{ "+5", 0, "digit should" },
		{ "(12.00)", 0, "brackets" },
		{ "££5", 1, "digit should" },
		{ "$5", 0, "digit should" },
		{ "5£", 1, "nothing may follow" },
		{ "1e3", 1, "nothing may follow" },
		{ "0x10", 1, "nothing may follow" },
		{ "\u22125", 0, "digit should" },
		{ "1\u00A0000", 1, "nothing may follow" },
		{ "nan", 0, "digit should" },
		{ "92233720368547758.08", 20, "too large" },
		{ "-92233720368547758.09", 21, "too large" },
		{ "184467440737095516.16", 20, "too large" },
		{ "99999999999999999999999", 19, "too large" },
		{ "18446744073709551616", 19, "too large" },   /* 2^64, which would wrap to nothing */
		{ "1844674407370955162.00", 20, "too large" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int64_t pence = 77;
		int at = -1;
		const char *why = "";
		if (purse_money_read(cases[i].text, &pence, &at, &why)) fail_msg("\"%s\" was read", cases[i].text);
		if (at != cases[i].at || !strstr(why, cases[i].why))
			fail_msg("\"%s\": at %d \"%s\"", cases[i].text, at, why);
		assert_int_equal(pence, 77);
		assert_false(purse_money_read(cases[i].text, &pence, NULL, NULL));
	}
}

static void prints(void **state) {
	static const struct { int64_t pence; const char *text, *pounds, *plain; } cases[] = {
		{ 0, "0.00", "£0.00", "0.00" }, { 5, "0.05", "£0.05", "0.05" }, { -50, "-0.50", "-£0.50", "-0.50" },
		{ 99999, "999.99", "£999.99", "999.99" }, { 100000, "1,000.00", "£1,000.00", "1000.00" },
		{ -123456789, "-1,234,567.89", "-£1,234,567.89", "-1234567.89" },
		{ INT64_MAX, "92,233,720,368,547,758.07", "£92,233,720,368,547,758.07", "92233720368547758.07" },
		{ INT64_MIN, "-92,233,720,368,547,758.08", "-£92,233,720,368,547,758.08", "-92233720368547758.08" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_string_equal(purse_money_text(arena, cases[i].pence), cases[i].text);
		assert_string_equal(purse_money_pounds(arena, cases[i].pence), cases[i].pounds);
		assert_string_equal(purse_money_plain(arena, cases[i].pence), cases[i].plain);
	}
}

static void reads_what_it_prints(void **state) {
	(void)state;
	seed_start();
	for (seed_step = 0; seed_step < random_cases(20000); seed_step++) {
		int64_t pence = (int64_t)random_bits() >> random_between(0, 63), back;
		holds(purse_money_read(purse_money_text(arena, pence), &back, NULL, NULL) && back == pence);
		holds(purse_money_read(purse_money_pounds(arena, pence), &back, NULL, NULL) && back == pence);
		holds(purse_money_read(purse_money_plain(arena, pence), &back, NULL, NULL) && back == pence);
	}
}

/* Whatever is read can be printed again, and nothing makes the reader run away. */
static void survives_any_text(void **state) {
	static const char letters[] = "0123456789,.-£ +p";
	(void)state;
	seed_start();
	for (seed_step = 0; seed_step < random_cases(50000); seed_step++) {
		char text[24];
		size_t length = (size_t)random_between(0, 23);
		for (size_t i = 0; i < length; i++) text[i] = letters[random_between(0, (int64_t)sizeof letters - 2)];
		text[length] = '\0';
		int64_t pence, back;
		int at = -1;
		const char *why = NULL;
		if (purse_money_read(text, &pence, &at, &why)) {
			holds(purse_money_read(purse_money_plain(arena, pence), &back, NULL, NULL) && back == pence);
		} else {
			holds(at >= 0 && at <= (int)length && why);
		}
	}
}

static void adds_without_wrapping(void **state) {
	(void)state;
	int64_t result = 7;
	assert_true(purse_money_add(2, -5, &result));
	assert_int_equal(result, -3);
	assert_true(purse_money_add(INT64_MAX, INT64_MIN, &result));
	assert_int_equal(result, -1);
	assert_false(purse_money_add(INT64_MAX, 1, &result));
	assert_false(purse_money_add(INT64_MIN, -1, &result));
	assert_int_equal(result, -1);
	assert_true(purse_money_subtract(-1, INT64_MIN, &result));
	assert_int_equal(result, INT64_MAX);
	assert_false(purse_money_subtract(0, INT64_MIN, &result));
	assert_false(purse_money_subtract(INT64_MIN, 1, &result));
	assert_int_equal(result, INT64_MAX);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads),
		cmocka_unit_test(refuses_with_the_column),
		cmocka_unit_test(prints),
		cmocka_unit_test(reads_what_it_prints),
		cmocka_unit_test(survives_any_text),
		cmocka_unit_test(adds_without_wrapping),
	};
	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
