/* rules/staffshare: parts of posts shared for some days of a month, worked by hand with exact fractions. The
 * caretaker costs £24,000 + 15 % of £19,000 + 22 % = £32,130 a year in 2025/26, and before 6 April 2025
 * £24,000 + 13.8 % of £14,900 + £5,280 = £31,336.20. */
#include "unit/statutory_table.h"

#include "purse/exact/round.h"
#include "purse/rules/staffshare.h"

static const struct purse_term_days *terms_of_2025(size_t *count) {
	static struct purse_term_days days[3];
	days[0] = (struct purse_term_days){ day("2025-04-22"), day("2025-07-22") };
	days[1] = (struct purse_term_days){ day("2025-09-01"), day("2025-10-24") };
	days[2] = (struct purse_term_days){ day("2025-11-03"), day("2025-12-19") };
	*count = 3;
	return days;
}

static struct purse_post_terms caretaker(void) {
	return (struct purse_post_terms){ .from = day("2025-01-01"),
		.to = day("2025-12-31"),
		.kind = PURSE_POST_SUPPORT,
		.salary_pence = pounds("24000"),
		.week_hours = number("37"),
		.oncost = { .scheme = PURSE_SCHEME_LOCAL, .stated = number("22%") } };
}

struct share_case {
	const char *from, *to, *part, *weeks, *payroll, *exact;
	size_t parts;
};

static bool work_out(const struct share_case *wanted, struct purse_staffshare *share) {
	size_t count;
	const struct purse_term_days *days = terms_of_2025(&count);
	struct purse_post_terms terms = caretaker();
	struct purse_staffshare_piece piece = { .from = day(wanted->from),
		.to = day(wanted->to),
		.part = number(wanted->part) };
	if (wanted->weeks) piece.weeks = number(wanted->weeks);
	if (wanted->payroll) piece.payroll_pence = number(wanted->payroll);
	return purse_staffshare_work_out(run, arena, &table, &terms, 1, days, count, &piece, share);
}

/* Exact pence: of calendar days a month is a twelfth; April 2025 is cut on the 6th; 22 school days of
 * September are 4.4 weeks; by payroll days count in their month, by weeks of term in its school days, and
 * where the month has none by the calendar. */
static void worked_by_hand(void **state) {
	static const struct share_case cases[] = {
		{ "2025-11-01", "2025-11-30", "2/5", NULL, NULL, "107100", 1 },
		{ "2025-09-15", "2025-09-30", "2/5", NULL, NULL, "57120", 1 },
		{ "2025-02-01", "2025-02-28", "1", NULL, NULL, "261135", 1 },
		{ "2025-04-01", "2025-04-30", "2/5", NULL, NULL, "106659", 2 },
		{ "2025-09-01", "2025-09-30", "1/2", "39", NULL, "2356200/13", 1 },
		{ "2025-09-15", "2025-09-30", "1/2", "39", NULL, "1285200/13", 1 },
		{ "2025-08-01", "2025-08-31", "1/2", "39", NULL, "0", 1 },
		{ "2025-12-19", "2025-12-31", "1", "39", NULL, "214200/13", 1 },
		{ "2025-09-01", "2025-09-30", "2/5", NULL, "281755", "112702", 1 },
		{ "2025-09-15", "2025-09-30", "1", NULL, "300000", "160000", 1 },
		{ "2025-09-15", "2025-09-30", "1", "39", "220000", "120000", 1 },
		{ "2025-08-01", "2025-08-31", "1/2", "39", "220000", "110000", 1 },
		{ "2025-08-10", "2025-08-31", "1", "39", "310000", "220000", 1 },
		{ "2025-09-01", "2025-09-30", "1/3", NULL, "100", "100/3", 1 },
		{ "2025-09-01", "2025-09-30", "1/2", NULL, "-101", "-101/2", 1 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct purse_staffshare share;
		assert_true(work_out(&cases[i], &share));
		assert_int_equal(share.count, cases[i].parts);
		assert_int_equal(share.parts[0].from.day, day(cases[i].from).day);
		if (!purse_fraction_equal(share.amount, number(cases[i].exact)))
			print_error("case %zu: %s\n", i, purse_fraction_text(arena, share.amount));
		assert_true(purse_fraction_equal(share.amount, number(cases[i].exact)));
	}
}

/* Days after the last term that is known may be of a term; days between two are holidays; a post is known
 * for its dates. */
static void not_known(void **state) {
	static const struct share_case later = { "2026-01-01", "2026-01-31", "1", "39", NULL, NULL, 0 },
								   gone = { "2026-01-01", "2026-01-31", "1", NULL, NULL, NULL, 0 };
	(void)state;
	struct purse_staffshare share;
	assert_false(work_out(&later, &share));
	assert_int_equal(run->problems[0].code, PURSE_E_OUTSIDE_DATES);
	assert_non_null(strstr(run->problems[0].message, "it is not known whether they are of a term"));
	assert_false(work_out(&gone, &share));
	assert_int_equal(run->problems[1].code, PURSE_E_OUTSIDE_DATES);
	assert_non_null(strstr(run->problems[1].message, "nothing is known of it for that day"));
}

/* What is worked out again is the time of each part alone. */
static void time_alone(void **state) {
	(void)state;
	size_t count;
	const struct purse_term_days *days = terms_of_2025(&count);
	struct purse_staffshare_piece piece = { .from = day("2025-04-01"), .to = day("2025-04-05") };
	assert_true(
		purse_fraction_equal(purse_staffshare_time(arena, days, count, &piece), number("1/72")));
	piece.weeks = number("39");
	assert_true(purse_fraction_equal(purse_staffshare_time(arena, days, count, &piece), number("0")));
	piece.to = day("2025-04-30");
	/* 22 to 30 April: seven school days of 195 */
	assert_true(
		purse_fraction_equal(purse_staffshare_time(arena, days, count, &piece), number("7/195")));
	piece.payroll_pence = number("1");
	assert_true(purse_fraction_equal(purse_staffshare_time(arena, days, count, &piece), number("1")));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(worked_by_hand, open_statutory, close_statutory),
		cmocka_unit_test_setup_teardown(not_known, open_statutory, close_statutory),
		cmocka_unit_test_setup_teardown(time_alone, open_statutory, close_statutory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
