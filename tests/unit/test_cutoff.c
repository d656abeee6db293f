/* rules/cutoff: what of an amount is for days after the end of a month. Cases worked by hand. */
#include "unit/statutory_table.h"

#include <string.h>

#include "purse/rules/cutoff.h"

static int32_t month(const char *text) {
	int32_t number = -1;
	assert_true(purse_month_read(text, &number));
	return number;
}

static void parts_to_come(void **state) {
	static const struct {
		const char *from, *to, *month;
		int64_t pence, to_come;
	} cases[] = {
		/* twelfths: 3600.00 is 300.00 a month, five of them after March */
		{ "2025-09-01", "2026-08-31", "2025-08", 360000, 360000 },
		{ "2025-09-01", "2026-08-31", "2025-09", 360000, 330000 },
		{ "2025-09-01", "2026-08-31", "2026-03", 360000, 150000 },
		{ "2025-09-01", "2026-08-31", "2026-08", 360000, 0 },
		{ "2025-09-01", "2026-08-31", "2030-01", 360000, 0 },
		/* February of a leap year is a month like any other when months are whole */
		{ "2024-02-01", "2024-03-31", "2024-02", 10001, 5000 }, /* 5000.5 is over: 5001 */
		{ "2024-02-01", "2024-03-31", "2024-02", -10001, -5000 },
		/* by days: 70 of them, 19 in February, 31 in March, 20 in April */
		{ "2026-02-10", "2026-04-20", "2026-02", 70000, 51000 },
		{ "2026-02-10", "2026-04-20", "2026-03", 70000, 20000 },
		{ "2026-02-10", "2026-04-20", "2026-04", 70000, 0 },
		{ "2026-02-10", "2026-04-20", "2026-01", 70000, 70000 },
		/* 29 February counts where it is: 15 of 30 days, and 14 of 29 without it */
		{ "2024-02-15", "2024-03-15", "2024-02", 3000, 1500 },
		{ "2023-02-15", "2023-03-15", "2023-02", 2900, 1500 },
		/* the last of a month to the last of another is no whole month: 1 of 29 days */
		{ "2023-01-31", "2023-02-28", "2023-01", 2900, 2800 },
		/* from the middle to the end of a month goes by days: 16 of 44 */
		{ "2025-01-16", "2025-02-28", "2025-01", 4400, 2800 },
		{ "2025-01-16", "2025-02-28", "2025-01", -4400, -2800 },
		/* a day is over with its month */
		{ "2024-02-29", "2024-02-29", "2024-02", 999, 0 },
		{ "2024-02-29", "2024-02-29", "2024-01", 999, 999 },
		/* a penny over twelve months counts from the sixth: 6/12 rounds up */
		{ "2025-09-01", "2026-08-31", "2026-01", 1, 1 },
		{ "2025-09-01", "2026-08-31", "2026-02", 1, 0 },
		{ "2025-09-01", "2026-08-31", "2026-02", -1, 0 },
		/* 1000.00 over twelve: 583.33 is over after seven, 666.67 after eight */
		{ "2025-09-01", "2026-08-31", "2026-03", 100000, 41667 },
		{ "2025-09-01", "2026-08-31", "2026-04", 100000, 33333 },
		{ "2025-09-01", "2026-08-31", "2026-03", 0, 0 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int64_t to_come = -7;
		assert_true(purse_cutoff_to_come(arena, cases[i].pence, day(cases[i].from), day(cases[i].to),
			month(cases[i].month), &to_come));
		if (to_come != cases[i].to_come) print_error("case %zu\n", i);
		assert_int_equal(to_come, cases[i].to_come);
	}
}

static void too_large(void **state) {
	int64_t to_come = -7;
	(void)state;
	assert_true(purse_cutoff_to_come(
		arena, INT64_MAX / 8, day("2025-09-01"), day("2026-08-31"), month("2025-09"), &to_come));
	assert_true(to_come == INT64_C(1056844712556276394)); /* a twelfth: 96076792050570581 1/4 */
	assert_false(purse_cutoff_to_come(
		arena, INT64_MAX / 8 + 1, day("2025-09-01"), day("2026-08-31"), month("2025-09"), &to_come));
}

/* 100.00 and -33.34 over seven months by days: the months add to the whole, and each is posted once. */
static void months_add_up(void **state) {
	struct purse_batch batch = { .arena = arena };
	struct purse_cutoff_line lines[] = {
		{ .account = "E27", .fund = 5, .counterparty = 8, .pence = 10000 },
		{ .account = "I08b", .fund = 6, .income = true, .counterparty = 9, .pence = -3334 },
	};
	struct purse_cutoff cutoff = { .entry = 41,
		.description = "PE1: buy-in",
		.school = 7,
		.agreement = 3,
		.booked = day("2025-09-12"),
		.from = day("2025-09-05"),
		.to = day("2026-03-20"),
		.first = month("2025-09"),
		.last = month("2026-06"),
		.lines = lines,
		.line_count = 2 };
	(void)state;
	assert_true(purse_cutoff_post(run, &batch, &cutoff));
	assert_int_equal(batch.entry_count, 7);
	int64_t waits[2] = { 0 }, counted[2] = { 0 };
	for (size_t i = 0; i < batch.entry_count; i++) {
		const struct purse_entry *entry = &batch.entries[i];
		assert_int_equal(entry->posting_count, 4);
		assert_string_equal(entry->kind, "cut-off");
		assert_int_equal(entry->defers, 41);
		assert_int_equal(entry->defers_month, month("2025-09") + (int32_t)i);
		assert_true(entry->date.day == entry->service_date.day);
		for (size_t k = 0; k < 4; k++) {
			const struct purse_posting *posting = &entry->postings[k];
			assert_int_equal(posting->school, 7);
			assert_int_equal(posting->agreement, 3);
			assert_int_equal(posting->fund, k < 2 ? 5 : 6);
			if (k % 2 == 0) waits[k / 2] += posting->pence;
			else counted[k / 2] += posting->pence;
		}
		assert_string_equal(entry->postings[0].account, "1500");
		assert_string_equal(entry->postings[2].account, "2500");
	}
	for (size_t k = 0; k < 2; k++) assert_true(waits[k] == 0 && counted[k] == 0 && lines[k].waiting == 0);
	/* the first takes out what is for later than September: 26 of 197 days are over; 1319.8: 1320 */
	assert_int_equal(batch.entries[0].postings[0].pence, 8680);
	assert_string_equal(batch.entries[0].key, "cut-off of entry 41, school 7, 2025-09");
	assert_true(batch.entries[0].date.day == day("2025-09-12").day);
	/* 31 days more: 57/197 of 10000 is 2893.4 */
	assert_int_equal(batch.entries[1].postings[0].pence, -(2893 - 1320));
	assert_true(batch.entries[1].date.day == day("2025-10-01").day);
}

/* Nothing is posted of what is larger than the books can hold. */
static void too_large_to_post(void **state) {
	struct purse_batch batch = { .arena = arena };
	struct purse_cutoff_line line = { .account = "E27", .pence = INT64_MAX };
	struct purse_cutoff cutoff = { .entry = 41,
		.description = "PE1",
		.school = 7,
		.agreement = 3,
		.booked = day("2025-09-12"),
		.from = day("2025-09-01"),
		.to = day("2026-08-31"),
		.first = month("2025-09"),
		.last = month("2025-10"),
		.lines = &line,
		.line_count = 1 };
	(void)state;
	assert_false(purse_cutoff_post(run, &batch, &cutoff));
	assert_int_equal(run->problems[run->problem_count - 1].code, PURSE_E_OVERFLOW);
}

static void in_words(void **state) {
	(void)state;
	assert_string_equal(
		purse_cutoff_part_words(arena, day("2025-09-01"), day("2026-08-31"), month("2026-03")),
		"7 of 12 months");
	assert_string_equal(
		purse_cutoff_part_words(arena, day("2026-02-10"), day("2026-04-20"), month("2026-03")),
		"50 of 70 days");
	assert_string_equal(
		purse_cutoff_part_words(arena, day("2026-02-10"), day("2026-04-20"), month("2025-03")),
		"0 of 70 days");
	assert_null(purse_cutoff_part_words(arena, day("2026-02-10"), day("2026-04-20"), month("2026-04")));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(parts_to_come, open_statutory, close_statutory),
		cmocka_unit_test_setup_teardown(in_words, open_statutory, close_statutory),
		cmocka_unit_test_setup_teardown(too_large, open_statutory, close_statutory),
		cmocka_unit_test_setup_teardown(months_add_up, open_statutory, close_statutory),
		cmocka_unit_test_setup_teardown(too_large_to_post, open_statutory, close_statutory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
