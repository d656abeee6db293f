/* rules/oncost: what an employer pays on £40,000 of a teacher on the first and the last day of each row of
 * the statutory tables, worked by hand. National insurance is (pay - threshold) times the rate; the pension
 * and its administration are shares of the pay. Rates and thresholds: sql/reference/statutory_rate.csv has
 * the sources; tests/unit/test_statutory.c names them again. */
#include "unit/statutory_table.h"

#include "purse/rules/oncost.h"

static const struct purse_oncost_terms teacher = { .scheme = PURSE_SCHEME_TEACHERS };

static struct purse_oncost cost_of(const struct purse_oncost_terms *terms, const char *pay, const char *on,
	struct purse_oncost_rates *rates) {
	struct purse_oncost_rates found;
	if (!rates) rates = &found;
	assert_true(purse_oncost_find(run, &table, terms, day(on), rates));
	return purse_oncost_work_out(arena, rates, pounds(pay));
}

static void every_row(void **state) {
	static const struct {
		const char *first, *last, *ni, *pension, *administration, *total, *working;
	} cases[] = {
		{ "2016-04-06", "2017-04-05", "4400.544", "6560", "32", "50992.544", "31,888 at 13.8 %; 16.48 %" },
		{ "2017-04-06", "2018-04-05", "4393.368", "6560", "32", "50985.368", "31,836 at 13.8 %" },
		{ "2018-04-06", "2019-04-05", "4357.488", "6560", "32", "50949.488", "31,576 at 13.8 %" },
		{ "2019-04-06", "2019-08-31", "4328.784", "6560", "32", "50920.784", "31,368 at 13.8 %" },
		{ "2019-09-01", "2020-04-05", "4328.784", "9440", "32", "53800.784", "now 23.68 %" },
		{ "2020-04-06", "2021-04-05", "4307.256", "9440", "32", "53779.256", "31,212 at 13.8 %" },
		{ "2021-04-06", "2022-04-05", "4300.08", "9440", "32", "53772.08", "31,160 at 13.8 %" },
		{ "2022-04-06", "2022-11-05", "4650.45", "9440", "32", "54122.45", "30,900 at 15.05 %" },
		{ "2022-11-06", "2023-04-05", "4264.2", "9440", "32", "53736.2", "30,900 at 13.8 %" },
		{ "2023-04-06", "2024-03-31", "4264.2", "9440", "32", "53736.2", "the same" },
		{ "2024-04-01", "2024-04-05", "4264.2", "11440", "32", "55736.2", "now 28.68 %" },
		{ "2024-04-06", "2025-04-05", "4264.2", "11440", "32", "55736.2", "the same" },
		{ "2025-04-06", "2026-04-05", "5250", "11440", "32", "56722", "35,000 at 15 %" },
		{ "2026-04-06", "2027-03-31", "5250", "11440", "32", "56722", "the same" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		for (int end = 0; end < 2; end++) {
			struct purse_oncost_rates rates;
			struct purse_oncost cost =
				cost_of(&teacher, "40000", end ? cases[i].last : cases[i].first, &rates);
			assert_same(cost.ni, pounds(cases[i].ni));
			assert_same(cost.pension, pounds(cases[i].pension));
			assert_same(cost.administration, pounds(cases[i].administration));
			assert_same(cost.levy, pounds("0"));
			assert_same(cost.total, pounds(cases[i].total));
			assert_int_equal(rates.until.day, day(cases[i].last).day);
		}
}

/* Half a per cent of the whole pay, from 6 April 2017 on. */
static void the_levy(void **state) {
	struct purse_oncost_terms terms = teacher;
	struct purse_oncost_rates rates;
	(void)state;
	terms.levy = true;
	assert_same(cost_of(&terms, "40000", "2017-04-06", NULL).levy, pounds("200"));
	assert_same(cost_of(&terms, "40000", "2017-04-06", NULL).total, pounds("51185.368"));
	assert_same(cost_of(&terms, "40000", "2017-04-05", &rates).levy, pounds("0"));
	assert_same(cost_of(&terms, "45352", "2025-10-01", &rates).levy, pounds("226.76"));
	assert_string_equal(purse_statutory_words(rates.levy->name), "apprenticeship levy");
	assert_null((cost_of(&teacher, "45352", "2025-10-01", &rates), rates.levy));
}

/* Nothing is due on pay up to the threshold, £5,000 in 2025/26; pension is due on every pound. */
static void pay_up_to_the_threshold(void **state) {
	(void)state;
	assert_same(cost_of(&teacher, "4900", "2025-10-01", NULL).ni, pounds("0"));
	assert_same(cost_of(&teacher, "4900", "2025-10-01", NULL).total, pounds("6305.32")); /* 4,900 * 1.2868 */
	assert_same(cost_of(&teacher, "5000", "2025-10-01", NULL).ni, pounds("0"));
	assert_same(cost_of(&teacher, "5000.01", "2025-10-01", NULL).ni, pounds("0.0015"));
	assert_same(cost_of(&teacher, "0", "2025-10-01", NULL).total, pounds("0"));
	/* £9,100 the year before: of 9,000 nothing, in 2025/26 15 % of 4,000 */
	assert_same(cost_of(&teacher, "9000", "2025-04-05", NULL).ni, pounds("0"));
	assert_same(cost_of(&teacher, "9000", "2025-04-06", NULL).ni, pounds("600"));
}

/* No pension: 10,000 and 15 % of 5,000. */
static void without_a_scheme(void **state) {
	static const struct purse_oncost_terms none = { .scheme = PURSE_SCHEME_NONE };
	struct purse_oncost_rates rates;
	(void)state;
	assert_same(cost_of(&none, "10000", "2025-10-01", &rates).total, pounds("10750"));
	assert_null(rates.pension);
	assert_null(rates.administration);
}

/* Each employer has its own rate of the local scheme; a rate that is stated goes before it. */
static void the_local_scheme(void **state) {
	struct purse_oncost_terms terms = { .scheme = PURSE_SCHEME_LOCAL, .employer = "HILLSHIRE" };
	struct purse_oncost_rates rates;
	(void)state;
	add_own_row(PURSE_LOCAL_PENSION, "HILLSHIRE", "2023-04-01", "2026-03-31", NULL, "29.4%");
	struct purse_oncost cost = cost_of(&terms, "26000", "2026-03-31", &rates);
	assert_same(cost.pension, pounds("7644")); /* 26,000 * 0.294 */
	assert_same(cost.ni, pounds("3150"));      /* 21,000 * 0.15 */
	assert_same(cost.administration, pounds("0"));
	assert_same(cost.total, pounds("36794"));
	assert_string_equal(rates.pension->added_by, "anna");
	assert_int_equal(rates.until.day, day("2026-03-31").day);
	assert_false(purse_oncost_find(run, &table, &terms, day("2026-04-01"), &rates));
	terms.stated = number("22%");
	cost = cost_of(&terms, "26000", "2026-04-01", &rates);
	assert_same(cost.pension, pounds("5720"));
	assert_null(rates.pension);
	assert_int_equal(rates.until.day, day("2026-04-05").day); /* the tax year */
}

/* Which row is missing is said, whichever it is. */
static void no_row(void **state) {
	struct purse_oncost_rates rates;
	(void)state;
	assert_false(purse_oncost_find(run, &table, &teacher, day("2027-04-01"), &rates));
	assert_problem(PURSE_E_NO_RATE,
		"could not find \"teachers pension\" on 1 April 2027: the table statutory_rate has no row for that "
	    "day",
		"Rate \"teachers pension\", From, To, Percent, Source and Reason");
	add_own_row(PURSE_TEACHERS_PENSION, NULL, "2027-04-01", NULL, NULL, "28.6%");
	assert_false(purse_oncost_find(run, &table, &teacher, day("2027-04-01"), &rates));
	assert_non_null(strstr(run->problems[1].message, "\"teachers pension administration\" on 1 April 2027"));
	assert_false(purse_oncost_find(run, &table, &teacher, day("2016-04-05"), &rates));
	assert_non_null(strstr(run->problems[2].hint, "contracted-out"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_statutory, close_statutory)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(every_row),
		TEST(the_levy),
		TEST(pay_up_to_the_threshold),
		TEST(without_a_scheme),
		TEST(the_local_scheme),
		TEST(no_row),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
