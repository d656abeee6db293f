/* rules/statutory: every row of sql/reference/statutory_rate.csv and working_time.csv, with its first and
 * last day and its source, written down here again from the sources; and how rows are looked up. */
#include "unit/statutory_table.h"

#define NI PURSE_EMPLOYER_NI
#define TPS PURSE_TEACHERS_PENSION
#define ADMIN PURSE_TEACHERS_PENSION_ADMIN

static const char CHECKED[] = "2026-11-22";

/* Secondary thresholds are 52 times the weekly ones: 156, 157, 162, 166, 169, 170, 175; since April 2025
 * £5,000 a year (£96 a week). */
static const struct expected {
	enum purse_statutory_name name;
	const char *from, *to, *threshold, *value, *confidence, *source;
} expected[] = {
	{ NI, "2016-04-06", "2017-04-05", "8112", "13.8%", "secondary", "156 pounds a week times 52" },
	{ NI, "2017-04-06", "2018-04-05", "8164", "13.8%", "secondary", "157 pounds a week times 52" },
	{ NI, "2018-04-06", "2019-04-05", "8424", "13.8%", "secondary", "162 pounds a week times 52" },
	{ NI, "2019-04-06", "2020-04-05", "8632", "13.8%", "verified", "gov.uk rates and allowances" },
	{ NI, "2020-04-06", "2021-04-05", "8788", "13.8%", "verified", "gov.uk rates and allowances" },
	{ NI, "2021-04-06", "2022-04-05", "8840", "13.8%", "verified", "gov.uk rates and allowances" },
	{ NI, "2022-04-06", "2022-11-05", "9100", "15.05%", "secondary", "Autumn Statement 2022" },
	{ NI, "2022-11-06", "2023-04-05", "9100", "13.8%", "verified",
		"cancelling the Health and Social Care Levy" },
	{ NI, "2023-04-06", "2024-04-05", "9100", "13.8%", "secondary", "fleetfinancialtax.co.uk" },
	{ NI, "2024-04-06", "2025-04-05", "9100", "13.8%", "secondary", "comcar.co.uk" },
	{ NI, "2025-04-06", "2026-04-05", "5000", "15%", "secondary", "morriscrocker.co.uk" },
	{ NI, "2026-04-06", "2027-04-05", "5000", "15%", "secondary", "paypacket.io" },
	{ TPS, "2015-09-01", "2019-08-31", NULL, "16.4%", "verified", "actuarial valuation of March 2014" },
	{ TPS, "2019-09-01", "2024-03-31", NULL, "23.6%", "verified", "employer contribution grant" },
	{ TPS, "2024-04-01", "2027-03-31", NULL, "28.6%", "verified", "contribution rates of February 2024" },
	{ ADMIN, "2015-09-01", "2027-03-31", NULL, "0.08%", "verified", "administration levy of 0.08 %" },
	{ PURSE_LEVY, "2016-04-06", "2017-04-05", NULL, "0", "derived", "no levy before 6 April 2017" },
	{ PURSE_LEVY, "2017-04-06", NULL, NULL, "0.5%", "secondary", "Finance Act 2016 section 99" },
	{ PURSE_TEACHER_DAYS, "2016-04-06", NULL, NULL, "195", "secondary", "neu.org.uk" },
	{ PURSE_TEACHER_HOURS, "2016-04-06", NULL, NULL, "1265", "secondary", "neu.org.uk" },
	{ PURSE_WEEKS_OF_YEAR, "2016-04-06", NULL, NULL, "52.143", "derived",
		"365 days in weeks to three decimals" },
	{ PURSE_DAYS_OF_WEEK, "2016-04-06", NULL, NULL, "5", "derived", "five-day week" },
};
enum { EXPECTED = sizeof expected / sizeof *expected };

static void check_row(const struct purse_statutory_row *row, const struct expected *wanted) {
	assert_non_null(row);
	assert_int_equal(row->name, wanted->name);
	assert_int_equal(row->from.day, day(wanted->from).day);
	assert_int_equal(row->to.day, day(wanted->to).day);
	assert_same(row->value, number(wanted->value));
	assert_int_equal(purse_fraction_given(row->threshold_pence), wanted->threshold != NULL);
	if (wanted->threshold) assert_same(row->threshold_pence, pounds(wanted->threshold));
	assert_non_null(strstr(row->source, wanted->source));
	assert_string_equal(row->confidence, wanted->confidence);
	assert_int_equal(row->checked.day, day(CHECKED).day);
	/* what stands in the way of earlier days is said once, with the first row of national insurance */
	bool first = wanted->name == NI && strcmp(wanted->from, "2016-04-06") == 0;
	assert_int_equal(row->earlier != NULL, first);
	assert_null(row->employer);
	assert_null(row->added_by);
}

/* Each holds on its first day and on its last, and not beyond. */
static void every_row_with_its_source(void **state) {
	(void)state;
	assert_int_equal(statutory_count, EXPECTED);
	for (size_t i = 0; i < EXPECTED; i++) {
		const struct expected *wanted = &expected[i];
		struct purse_date first = day(wanted->from), last = wanted->to ? day(wanted->to) : day("2199-12-31");
		const struct purse_statutory_row *row = purse_statutory_find(&table, wanted->name, NULL, first);
		check_row(row, wanted);
		assert_ptr_equal(purse_statutory_find(&table, wanted->name, NULL, last), row);
		assert_ptr_not_equal(
			purse_statutory_find(&table, wanted->name, NULL, purse_date_add_days(first, -1)), row);
		assert_int_equal(purse_statutory_until(&table, row, first).day, day(wanted->to).day);
		if (wanted->to)
			assert_ptr_not_equal(
				purse_statutory_find(&table, wanted->name, NULL, purse_date_add_days(last, 1)), row);
	}
}

/* Between the first day and the last of a name there is no day without a row. */
static void no_gap(void **state) {
	(void)state;
	for (size_t i = 1; i < EXPECTED; i++)
		if (expected[i].name == expected[i - 1].name)
			assert_int_equal(day(expected[i].from).day, day(expected[i - 1].to).day + 1);
	assert_non_null(purse_statutory_find(&table, PURSE_EMPLOYER_NI, NULL, day("2022-11-05")));
}

static void names_and_tables(void **state) {
	enum purse_statutory_name name;
	(void)state;
	for (unsigned i = 0; i < PURSE_STATUTORY_NAMES; i++) {
		assert_true(purse_statutory_named(purse_statutory_words((enum purse_statutory_name)i), &name));
		assert_int_equal(name, i);
	}
	assert_false(purse_statutory_named("pension", &name));
	assert_string_equal(purse_statutory_table(PURSE_LEVY), "statutory_rate");
	assert_string_equal(purse_statutory_table(PURSE_LOCAL_PENSION), "statutory_rate");
	assert_string_equal(purse_statutory_table(PURSE_TEACHER_DAYS), "working_time");
}

/* A table without any row. */
static void nothing_known(void **state) {
	struct purse_statutory empty = purse_statutory_of(NULL, 0);
	(void)state;
	assert_null(purse_statutory_find(&empty, PURSE_EMPLOYER_NI, NULL, day("2025-10-01")));
}

static bool need(enum purse_statutory_name name, const char *employer, const char *on) {
	const struct purse_statutory_row *row;
	bool found = purse_statutory_need(run, &table, name, employer, day(on), &row);
	assert_int_equal(found, row != NULL);
	return found;
}

static void before_contracting_out_ended(void **state) {
	(void)state;
	assert_true(need(PURSE_EMPLOYER_NI, NULL, "2016-04-06"));
	assert_false(need(PURSE_EMPLOYER_NI, NULL, "2016-04-05"));
	assert_problem(PURSE_E_NO_RATE,
		"could not find \"employer national insurance\" on 5 April 2016: the table statutory_rate has no row "
		"for that day",
		"choose a later day: before 6 April 2016 employers of members of these pension schemes paid "
		"contracted-out rates; rows of those rates in their bands would be needed");
}

static void after_the_last_row(void **state) {
	(void)state;
	assert_false(need(PURSE_EMPLOYER_NI, NULL, "2027-04-06"));
	assert_problem(PURSE_E_NO_RATE,
		"could not find \"employer national insurance\" on 6 April 2027: the table statutory_rate has no row "
		"for that day",
		"add a row to statutory-rates.csv, with its source, and import it: Rate \"employer national "
		"insurance\", From, To, Threshold, Percent, Source and Reason");
}

static void no_rate_of_an_employer(void **state) {
	(void)state;
	add_own_row(PURSE_LOCAL_PENSION, "HILLSHIRE", "2023-04-01", "2026-03-31", NULL, "29.4%");
	assert_true(need(PURSE_LOCAL_PENSION, "HILLSHIRE", "2026-03-31"));
	assert_false(need(PURSE_LOCAL_PENSION, "DALESHIRE", "2026-03-31"));
	assert_problem(PURSE_E_NO_RATE,
		"could not find \"local government pension\" of DALESHIRE on 31 March 2026: the table statutory_rate "
		"has no row for that day",
		"Rate \"local government pension\", Employer DALESHIRE, From, To, Percent, Source and Reason");
}

/* The contracted-out note is about days before the first row, and about nothing else. */
static void no_working_time(void **state) {
	(void)state;
	assert_false(need(PURSE_TEACHER_DAYS, NULL, "2016-04-05"));
	assert_problem(PURSE_E_NO_RATE,
		"could not find \"teacher days\" on 5 April 2016: the table working_time has no row for that day",
		"say yourself how many days and hours the post works a year");
}

/* What a person added holds on its days, and then what came with purse holds again. */
static void own_rows_go_before(void **state) {
	(void)state;
	add_own_row(PURSE_EMPLOYER_NI, NULL, "2025-12-01", "2026-01-31", "5200", "15.5%");
	const struct purse_statutory_row *before =
		purse_statutory_find(&table, PURSE_EMPLOYER_NI, NULL, day("2025-11-30"));
	const struct purse_statutory_row *own =
		purse_statutory_find(&table, PURSE_EMPLOYER_NI, NULL, day("2025-12-01"));
	assert_null(before->added_by);
	assert_string_equal(own->added_by, "anna");
	assert_int_equal(purse_statutory_until(&table, before, day("2025-04-06")).day, day("2025-11-30").day);
	assert_int_equal(purse_statutory_until(&table, own, day("2025-12-01")).day, day("2026-01-31").day);
	const struct purse_statutory_row *after =
		purse_statutory_find(&table, PURSE_EMPLOYER_NI, NULL, day("2026-02-01"));
	assert_ptr_equal(after, before);
	assert_int_equal(purse_statutory_until(&table, after, day("2026-02-01")).day, day("2026-04-05").day);
}

/* An open end gives way to the row that begins next, of the same employer. */
static void the_row_that_begins_last_holds(void **state) {
	(void)state;
	add_own_row(PURSE_LOCAL_PENSION, "HILLSHIRE", "2023-04-01", NULL, NULL, "29.4%");
	add_own_row(PURSE_LOCAL_PENSION, "DALESHIRE", "2025-04-01", NULL, NULL, "22%");
	add_own_row(PURSE_LOCAL_PENSION, "HILLSHIRE", "2026-04-01", NULL, NULL, "21.1%");
	const struct purse_statutory_row *first =
		purse_statutory_find(&table, PURSE_LOCAL_PENSION, "HILLSHIRE", day("2026-03-31"));
	assert_same(first->value, number("29.4%"));
	assert_int_equal(purse_statutory_until(&table, first, day("2023-04-01")).day, day("2026-03-31").day);
	assert_same(purse_statutory_find(&table, PURSE_LOCAL_PENSION, "HILLSHIRE", day("2026-04-01"))->value,
		number("21.1%"));
	assert_same(purse_statutory_find(&table, PURSE_LOCAL_PENSION, "DALESHIRE", day("2026-04-01"))->value,
		number("22%"));
	assert_null(purse_statutory_find(&table, PURSE_LOCAL_PENSION, NULL, day("2026-04-01")));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_statutory, close_statutory)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(every_row_with_its_source),
		TEST(no_gap),
		TEST(names_and_tables),
		TEST(nothing_known),
		TEST(before_contracting_out_ended),
		TEST(after_the_last_row),
		TEST(no_rate_of_an_employer),
		TEST(no_working_time),
		TEST(own_rows_go_before),
		TEST(the_row_that_begins_last_holds),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
