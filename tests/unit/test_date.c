#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "purse/base/arena.h"
#include "purse/base/date.h"

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

static struct purse_date day(const char *text) {
	struct purse_date date = PURSE_NO_DATE;
	assert_true(purse_date_read(text, &date, NULL));
	return date;
}

/* Every day of three hundred years, counted one by one. */
static void agrees_with_counting(void **state) {
	static const int lengths[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	(void)state;
	int32_t number = -25567;   /* 1 January 1900, a Monday */
	int weekday = 1;
	for (int year = 1900; year <= 2199; year++) {
		bool leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
		for (int month = 1; month <= 12; month++) {
			int length = lengths[month - 1] + (month == 2 && leap);
			for (int d = 1; d <= length; d++, number++, weekday = weekday % 7 + 1) {
				struct purse_date date;
				int y, m, dd;
				assert_true(purse_date_make(year, month, d, &date));
				assert_int_equal(date.day, number);
				purse_date_split(date, &y, &m, &dd);
				assert_true(y == year && m == month && dd == d);
				assert_int_equal(purse_date_weekday(date), weekday);
			}
			struct purse_date date;
			assert_false(purse_date_make(year, month, length + 1, &date));
			assert_false(purse_date_make(year, month, 0, &date));
		}
	}
	struct purse_date date;
	assert_false(purse_date_make(1899, 12, 31, &date));
	assert_false(purse_date_make(2200, 1, 1, &date));
	assert_false(purse_date_make(2025, 13, 1, &date));
	assert_false(purse_date_make(2025, 0, 1, &date));
}

static void reads_british_and_iso(void **state) {
	(void)state;
	assert_int_equal(day("1970-01-01").day, 0);
	assert_int_equal(day("2025-09-01").day, 20332);
	assert_int_equal(day("01/09/2025").day, 20332);
	assert_int_equal(day("1/9/2025").day, 20332);
	assert_int_equal(day("1/09/2025").day, 20332);
	assert_int_equal(day("29/02/2024").day, day("2024-02-29").day);
	assert_int_equal(day("31/12/2199").day, day("2199-12-31").day);
}

static void refuses_and_says_why(void **state) {
	static const struct {
		const char *text, *why;
	} cases[] = {
		{ "31/02/2026", "no such day" },
		{ "29/02/2025", "no 29 February" },
		{ "2025-02-29", "no 29 February" },
		{ "29/02/1900", "no 29 February" },
		{ "31/04/2026", "no such day" },
		{ "00/09/2025", "no such day" },
		{ "2/3/26", "four digits" },
		{ "02/03/26", "four digits" },
		{ "1/9/20255", "four digits" },
		{ "1/9/", "four digits" },
		{ "45901", "bare number" },
		{ "45901.5", "bare number" },
		{ "20250901", "bare number" },
		{ "12/25/2025", "the day comes first" },
		{ "2025-13-01", "the day comes first" },
		{ "01/00/2025", "the day comes first" },
		{ "1899-12-31", "between 1900 and 2199" },
		{ "01/01/2200", "between 1900 and 2199" },
		{ "", "blank" },
		{ " 2025-09-01", "blanks around" },
		{ "2025-09-01 ", "blanks around" },
		{ "2025-9-1", "two digits" },
		{ "2025-09-01T10:00", "a time" },
		{ "01/09/2025 10:00", "a time" },
		{ "1 September 2025", "write it as" },
		{ "2025/09/01", "write it as" },
		{ "01.09.2025", "write it as" },
		{ "01-09-2025", "write it as" },
		{ "+1/9/2025", "write it as" },
		{ "1/ 9/2025", "write it as" },
		{ "2025-09-01x", "write it as" },
		{ "20x5-09-01", "write it as" },
		{ "1/9/2025x", "write it as" },
		{ "-1/9/2025", "write it as" },
		{ "001/9/2025", "write it as" },
		{ "2025-0a-01", "write it as" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct purse_date date;
		const char *why = "";
		if (purse_date_read(cases[i].text, &date, &why) || !strstr(why, cases[i].why))
			fail_msg("\"%s\" gave \"%s\"", cases[i].text, why);
		assert_false(purse_date_read(cases[i].text, &date, NULL));
	}
}

static void prints(void **state) {
	(void)state;
	assert_string_equal(purse_date_iso(arena, day("1/9/2025")), "2025-09-01");
	assert_string_equal(purse_date_words(arena, day("1/9/2025")), "1 September 2025");
	assert_string_equal(purse_date_words(arena, day("31/12/1900")), "31 December 1900");
	assert_string_equal(purse_date_iso(arena, PURSE_NO_DATE), "");
	assert_string_equal(purse_date_iso(arena, PURSE_FOREVER), "");
	assert_string_equal(purse_date_words(arena, PURSE_FOREVER), "");
}

static void knows_ends(void **state) {
	(void)state;
	struct purse_date date = day("2025-09-01");
	assert_true(purse_date_given(date));
	assert_false(purse_date_given(PURSE_NO_DATE));
	assert_false(purse_date_given(PURSE_FOREVER));
	assert_true(purse_date_between(date, date, date));
	assert_true(purse_date_between(date, PURSE_NO_DATE, PURSE_FOREVER));
	assert_false(purse_date_between(date, day("2025-09-02"), PURSE_FOREVER));
	assert_false(purse_date_between(date, PURSE_NO_DATE, day("2025-08-31")));
	assert_false(purse_date_between(PURSE_NO_DATE, PURSE_NO_DATE, PURSE_FOREVER));
	assert_string_equal(purse_date_iso(arena, purse_date_first_of_month(day("2024-02-17"))), "2024-02-01");
	assert_string_equal(purse_date_iso(arena, purse_date_last_of_month(day("2024-02-17"))), "2024-02-29");
	assert_string_equal(purse_date_iso(arena, purse_date_last_of_month(day("2025-12-31"))), "2025-12-31");
	assert_string_equal(purse_date_iso(arena, purse_date_add_days(day("2025-12-31"), 1)), "2026-01-01");
	assert_string_equal(purse_date_iso(arena, purse_date_add_days(date, INT32_MAX)), "2199-12-31");
	assert_string_equal(purse_date_iso(arena, purse_date_add_days(date, INT32_MIN)), "1900-01-01");
	assert_int_equal(purse_date_add_days(PURSE_FOREVER, -1).day, INT32_MAX);
	assert_int_equal(purse_date_first_of_month(PURSE_FOREVER).day, INT32_MAX);
	assert_int_equal(purse_date_last_of_month(PURSE_NO_DATE).day, INT32_MIN);
}

static void counts_months(void **state) {
	static const char *const refused[] = { "2025",    "2025-1", "2025-13", "2025-00", "2025-111",
		                                   "2025/11", "25-11",  "1899-12", "" };
	(void)state;
	int32_t month;
	assert_int_equal(purse_date_month_number(day("1970-01-31")), 0);
	assert_int_equal(purse_date_month_number(day("2025-11-30")), 55 * 12 + 10);
	assert_int_equal(purse_date_month_number(day("1900-01-01")), -840);
	assert_true(purse_month_read("2025-11", &month));
	assert_int_equal(month, 55 * 12 + 10);
	assert_string_equal(purse_month_words(arena, month), "November 2025");
	assert_string_equal(purse_date_iso(arena, purse_date_of_month_number(month)), "2025-11-01");
	assert_string_equal(purse_date_iso(arena, purse_date_of_month_number(-840)), "1900-01-01");
	for (int32_t m = -840; m < 230 * 12; m++)
		assert_int_equal(purse_date_month_number(purse_date_of_month_number(m)), m);
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		assert_false(purse_month_read(refused[i], &month));
}

static void reads_terms(void **state) {
	static const struct { const char *text, *from, *to, *name; } cases[] = {
		{ "autumn-2025", "2025-09-01", "2025-12-31", "autumn" },
		{ "Autumn 2025", "2025-09-01", "2025-12-31", "autumn" },
		{ "spring-2026", "2026-01-01", "2026-03-31", "spring" },
		{ "SUMMER-2026", "2026-04-01", "2026-08-31", "summer" },
	};
	static const char *const refused[] = { "autumn",       "autumn-25",   "winter-2025", "autumn-2025-26",
		                                   "autumn--2025", "2025-autumn", "autumn_2025", "",
		                                   "summer-1899",  "autumn-20x5" };
	(void)state;
	struct purse_term term;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_true(purse_term_read(cases[i].text, &term));
		assert_string_equal(purse_date_iso(arena, term.from), cases[i].from);
		assert_string_equal(purse_date_iso(arena, term.to), cases[i].to);
		assert_string_equal(term.name, cases[i].name);
	}
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		assert_false(purse_term_read(refused[i], &term));
}

static void reads_school_years(void **state) {
	static const char *const refused[] = { "2025",    "2025-27", "2025-2027", "2025-6", "2025-026",
		                                   "2025/26", "25-26",   "",          "2199-00" };
	(void)state;
	struct purse_date from, to;
	assert_true(purse_school_year_read("2025-26", &from, &to));
	assert_string_equal(purse_date_iso(arena, from), "2025-09-01");
	assert_string_equal(purse_date_iso(arena, to), "2026-08-31");
	assert_true(purse_school_year_read("2025-2026", &from, &to));
	assert_string_equal(purse_date_iso(arena, to), "2026-08-31");
	assert_true(purse_school_year_read("2099-00", &from, &to));
	assert_string_equal(purse_date_iso(arena, to), "2100-08-31");
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		assert_false(purse_school_year_read(refused[i], &from, &to));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_counting),
		cmocka_unit_test(reads_british_and_iso),
		cmocka_unit_test(refuses_and_says_why),
		cmocka_unit_test(prints),
		cmocka_unit_test(knows_ends),
		cmocka_unit_test(counts_months),
		cmocka_unit_test(reads_terms),
		cmocka_unit_test(reads_school_years),
	};
	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
