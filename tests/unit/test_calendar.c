/* rules/calendar: what part of a year some days are. Each month is a twelfth, each of its days an equal part.
 */
#include "unit/statutory_table.h"

#include "purse/rules/calendar.h"

static void days_months_and_years(void **state) {
	static const struct {
		const char *from, *to, *share, *working;
	} cases[] = {
		{ "2025-09-01", "2025-09-01", "1/360", "a day of a month of 30: 1/12 / 30" },
		{ "2025-09-01", "2025-09-30", "1/12", "a month" },
		{ "2024-02-29", "2024-02-29", "1/348", "29 February: 1/12 / 29" },
		{ "2024-02-01", "2024-02-29", "1/12", "February with 29 days is a month" },
		{ "2023-02-01", "2023-02-28", "1/12", "and with 28" },
		{ "2023-02-28", "2023-03-01", "59/10416", "1/12 (1/28 + 1/31) = 1/12 * 59/868" },
		{ "2025-09-01", "2026-08-31", "1", "a school year" },
		{ "2023-09-01", "2024-08-31", "1", "one with 29 February" },
		{ "2025-09-01", "2025-11-10", "7/36", "2/12 and 10/30 of a twelfth: 6/36 + 1/36" },
		{ "2025-01-16", "2025-03-15", "1/6", "16/31 + 1 + 15/31 months = 2 months" },
		{ "2025-12-31", "2026-01-01", "1/186", "2/31 of a month" },
		{ "2022-04-06", "2023-04-05", "1", "a tax year: 25/30 + 11 + 5/30 months" },
		{ "2020-01-01", "2029-12-31", "10", "ten years" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_same(
			purse_calendar_share(arena, day(cases[i].from), day(cases[i].to)), number(cases[i].share));
}

/* However days are cut, the parts add up to the whole. */
static void parts_add_up(void **state) {
	struct purse_date from = day("2023-11-20"), to = day("2024-04-10");
	struct purse_fraction whole = purse_calendar_share(arena, from, to);
	(void)state;
	for (struct purse_date cut = from; cut.day < to.day; cut.day++) {
		struct purse_date next = purse_date_add_days(cut, 1);
		assert_same(purse_fraction_add(
						arena, purse_calendar_share(arena, from, cut), purse_calendar_share(arena, next, to)),
			whole);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(days_months_and_years, open_statutory, close_statutory),
		cmocka_unit_test_setup_teardown(parts_add_up, open_statutory, close_statutory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
