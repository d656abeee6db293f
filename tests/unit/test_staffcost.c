/* rules/staffcost: what posts cost, worked by hand with exact fractions. The first table is that of the
 * issue; sources of the rates: sql/reference/statutory_rate.csv, named again in tests/unit/test_statutory.c;
 * pay of 2025/26: the pay scales of teachers, rest of England; working time: School teachers' pay and
 * conditions document; paid weeks: Green Book 4.12. */
#include "unit/statutory_table.h"

#include "purse/exact/round.h"
#include "purse/rules/staffcost.h"

static struct purse_post_terms post(enum purse_post_kind kind, const char *salary) {
	return (struct purse_post_terms){ .from = PURSE_NO_DATE,
		.to = PURSE_FOREVER,
		.kind = kind,
		.salary_pence = pounds(salary),
		.oncost = { .scheme = kind == PURSE_POST_SUPPORT ? PURSE_SCHEME_LOCAL : PURSE_SCHEME_TEACHERS } };
}

/* £26,000 full time, 30 of 37 hours, in a scheme of 22 %. */
static struct purse_post_terms assistant(void) {
	struct purse_post_terms terms = post(PURSE_POST_SUPPORT, "26000");
	terms.part = number("30/37");
	terms.week_hours = number("30");
	terms.oncost.stated = number("22%");
	return terms;
}

static struct purse_post_terms term_time_assistant(void) {
	struct purse_post_terms terms = assistant();
	terms.weeks = number("39");
	terms.leave_days = number("33");
	return terms;
}

static struct purse_staffcost cost_on(const struct purse_post_terms *terms, const char *on) {
	struct purse_staffcost cost;
	assert_true(purse_staffcost_on(run, arena, &table, terms, day(on), &cost));
	return cost;
}

/* As it is printed: to the penny. */
static void assert_pounds(struct purse_fraction pence, const char *wanted) {
	int64_t rounded;
	assert_true(purse_round_line(pence, &rounded));
	assert_same(purse_fraction_of(rounded), pounds(wanted));
}

/* A number of NULL: there is none. */
static void assert_rate(struct purse_fraction pence, const char *wanted) {
	assert_int_equal(purse_fraction_given(pence), wanted != NULL);
	if (wanted) assert_pounds(pence, wanted);
}

/* Salary plus 15 % of what is above £5,000 plus 28.68 %, by 195 days and 1,265 hours. */
static void teachers_of_2025(void **state) {
	static const struct {
		const char *point;
		enum purse_post_kind kind;
		bool levy;
		const char *salary, *exact, *total, *per_day, *per_hour;
	} cases[] = {
		{ "M1", PURSE_POST_TEACHER, false, "32916", "46543.7088", "46543.71", "238.69", "36.79" },
		{ "M6", PURSE_POST_TEACHER, false, "45352", "64411.7536", "64411.75", "330.32", "50.92" },
		{ "M6", PURSE_POST_TEACHER, true, "45352", "64638.5136", "64638.51", "331.48", "51.10" },
		{ "U3", PURSE_POST_TEACHER, false, "51048", "72595.7664", "72595.77", "372.29", "57.39" },
		{ "L1", PURSE_POST_LEADERSHIP, false, "51773", "73637.4464", "73637.45", "377.63", NULL },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct purse_post_terms terms = post(cases[i].kind, cases[i].salary);
		terms.oncost.levy = cases[i].levy;
		struct purse_staffcost cost = cost_on(&terms, "2025-10-01");
		assert_same(cost.pay, pounds(cases[i].salary));
		assert_same(cost.oncost.total, pounds(cases[i].exact));
		assert_pounds(cost.oncost.total, cases[i].total);
		assert_rate(cost.day_pence, cases[i].per_day);
		assert_rate(cost.hour_pence, cases[i].per_hour);
		assert_int_equal(cost.lacks_hours, cases[i].per_hour ? PURSE_LACKS_NOTHING : PURSE_NO_HOURS);
	}
}

/* The same teacher over the years, by the rates of a whole year. 2018/19: 31,576 at 13.8 %, 16.48 %; 2020/21:
 * 31,212 at 13.8 %, 23.68 %; 2023/24: 30,900 at 13.8 %; 2024/25: 28.68 %; 2025/26: 35,000 at 15 %. */
static void forty_thousand_over_the_years(void **state) {
	static const struct {
		const char *on, *total;
	} cases[] = {
		{ "2018-10-01", "50949.49" },
		{ "2020-10-01", "53779.26" },
		{ "2023-10-01", "53736.20" },
		{ "2024-10-01", "55736.20" },
		{ "2025-10-01", "56722.00" },
	};
	(void)state;
	struct purse_post_terms terms = post(PURSE_POST_TEACHER, "40000");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_pounds(cost_on(&terms, cases[i].on).oncost.total, cases[i].total);
}

/* L = 33 / 5 = 6.6 weeks; paid weeks 39 * 52.143 / 45.543; pay 26,000 * 30/37 * 39 / 45.543 =
 * 10,140,000,000 / 561,697; total 13,470,527,250 / 561,697 = 23,981.839…; by 39 * 30 hours, 39 * 5 days. */
static void a_term_time_assistant(void **state) {
	struct purse_post_terms terms = term_time_assistant();
	struct purse_staffcost cost = cost_on(&terms, "2025-10-01");
	(void)state;
	assert_same(cost.pay, pounds("10140000000/561697"));
	assert_pounds(cost.pay, "18052.44");
	assert_same(cost.paid_weeks, number("677859/15181"));
	assert_same(cost.oncost.ni, pounds("1099727250/561697"));
	assert_pounds(cost.oncost.ni, "1957.87");
	assert_pounds(cost.oncost.pension, "3971.54");
	assert_same(cost.oncost.total, pounds("13470527250/561697"));
	assert_pounds(cost.oncost.total, "23981.84");
	assert_same(cost.hours, number("1170"));
	assert_same(cost.days, number("195"));
	assert_pounds(cost.hour_pence, "20.50");
	assert_pounds(cost.day_pence, "122.98");
	assert_non_null(cost.weeks_row);
	assert_non_null(cost.week_days_row);
}

/* Paid weeks as agreed go before the formula: 43 for 38 worked (Buckinghamshire). Pay 26,000 * 30/37 * 43 /
 * 52.143 = 860,000,000 / 49,469; 38 * 30 hours, 38 * 5 days. No leave is needed. */
static void paid_weeks_as_agreed(void **state) {
	struct purse_post_terms terms = assistant();
	(void)state;
	terms.weeks = number("38");
	terms.paid_weeks = number("43");
	struct purse_staffcost cost = cost_on(&terms, "2025-10-01");
	assert_same(cost.pay, pounds("860000000/49469"));
	assert_same(cost.oncost.total, pounds("1141098250/49469"));
	assert_pounds(cost.oncost.total, "23066.94");
	assert_pounds(cost.hour_pence, "20.23");
	assert_pounds(cost.day_pence, "121.40");
}

/* All year round: 30,000 + 15 % of 25,000 + 22 % = 40,350; of 52.143 weeks 45.543 are worked: 227.715 days,
 * 1,685.091 hours. */
static void support_all_year(void **state) {
	struct purse_post_terms terms = post(PURSE_POST_SUPPORT, "30000");
	(void)state;
	terms.oncost.stated = number("22%");
	struct purse_staffcost cost = cost_on(&terms, "2025-10-01");
	assert_same(cost.oncost.total, pounds("40350"));
	assert_false(purse_fraction_given(cost.day_pence));
	assert_false(purse_fraction_given(cost.hour_pence));
	assert_int_equal(cost.lacks_days, PURSE_LACKS_LEAVE);
	assert_int_equal(cost.lacks_hours, PURSE_LACKS_HOURS);
	assert_null(cost.weeks_row);
	terms.week_hours = number("37");
	assert_int_equal(cost_on(&terms, "2025-10-01").lacks_hours, PURSE_LACKS_LEAVE);
	terms.leave_days = number("33");
	cost = cost_on(&terms, "2025-10-01");
	assert_same(cost.pay, pounds("30000"));
	assert_same(cost.days, number("227.715"));
	assert_same(cost.hours, number("1685.091"));
	assert_pounds(cost.day_pence, "177.20");
	assert_pounds(cost.hour_pence, "23.95");
}

/* Three fifths of U3 and £1,000 of allowances as they are paid: 31,628.80; 15 % of 26,628.80 is 3,994.32,
 * 28.68 % is 9,071.13984; 117 days, 759 hours. */
static void a_part_time_teacher(void **state) {
	struct purse_post_terms terms = post(PURSE_POST_TEACHER, "51048");
	(void)state;
	terms.part = number("3/5");
	terms.allowances_pence = pounds("1000");
	struct purse_staffcost cost = cost_on(&terms, "2025-10-01");
	assert_same(cost.pay, pounds("31628.8"));
	assert_same(cost.oncost.total, pounds("44694.25984"));
	assert_same(cost.days, number("117"));
	assert_same(cost.hours, number("759"));
	assert_pounds(cost.day_pence, "382.00");
	assert_pounds(cost.hour_pence, "58.89");
}

/* Divisors as agreed: a year with one more bank holiday, hours agreed for a head. M6: 64,411.7536 / 194 =
 * 332.0193…, / 1,258.5 = 51.1813…; L1: 73,637.4464 / 1,560 = 47.2034…; assistant: total / 1,000. */
static void divisors_as_agreed(void **state) {
	struct purse_post_terms terms = post(PURSE_POST_TEACHER, "45352");
	(void)state;
	terms.days = number("194");
	terms.hours = number("1258.5");
	struct purse_staffcost cost = cost_on(&terms, "2025-10-01");
	assert_pounds(cost.day_pence, "332.02");
	assert_pounds(cost.hour_pence, "51.18");
	assert_null(cost.days_row);
	assert_null(cost.hours_row);
	terms = post(PURSE_POST_LEADERSHIP, "51773");
	terms.hours = number("1560");
	cost = cost_on(&terms, "2025-10-01");
	assert_pounds(cost.hour_pence, "47.20");
	assert_int_equal(cost.lacks_hours, PURSE_LACKS_NOTHING);
	terms = term_time_assistant();
	terms.days = number("100");
	terms.hours = number("1000");
	cost = cost_on(&terms, "2025-10-01");
	assert_pounds(cost.day_pence, "239.82");
	assert_pounds(cost.hour_pence, "23.98");
}

/* ---- over days ---------------------------------------------------------------------------------------- */

struct part_expected {
	const char *from, *to, *share, *exact, *amount;
};

static void check_parts(const struct purse_staffcost_parts *parts, const struct part_expected *wanted,
	size_t count, const char *sum, const char *sum_printed) {
	assert_int_equal(parts->count, count);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(parts->list[i].from.day, day(wanted[i].from).day);
		assert_int_equal(parts->list[i].to.day, day(wanted[i].to).day);
		assert_same(parts->list[i].share, number(wanted[i].share));
		assert_same(parts->list[i].amount, pounds(wanted[i].exact));
		assert_pounds(parts->list[i].amount, wanted[i].amount);
	}
	assert_same(parts->amount, pounds(sum));
	assert_pounds(parts->amount, sum_printed);
}

static struct purse_staffcost_parts cost_over(
	const struct purse_post_terms *terms, size_t count, const char *from, const char *to) {
	struct purse_staffcost_parts parts;
	assert_true(purse_staffcost_over(run, arena, &table, terms, count, day(from), day(to), &parts));
	return parts;
}

/* A teacher of £40,000 seconded from January to August 2024. A quarter of 53,736.20 at 23.68 %; from 1 April
 * 28.68 %, 55,736.20 a year, of which 5/30 of a twelfth fall before the tax year (the same rates of national
 * insurance, from another row) and 25/30 + 4 twelfths after it. */
static void across_1_april_2024(void **state) {
	static const struct part_expected wanted[] = {
		{ "2024-01-01", "2024-03-31", "1/4", "268681/20", "13434.05" },
		{ "2024-04-01", "2024-04-05", "1/72", "278681/360", "774.11" },
		{ "2024-04-06", "2024-08-31", "29/72", "8081749/360", "22449.30" },
	};
	(void)state;
	struct purse_post_terms terms = post(PURSE_POST_TEACHER, "40000");
	struct purse_staffcost_parts parts = cost_over(&terms, 1, "2024-01-01", "2024-08-31");
	check_parts(&parts, wanted, 3, "549862/15", "36657.47");
	assert_pounds(parts.list[0].day_pence, "275.57"); /* 53,736.20 / 195 */
	assert_pounds(parts.list[1].day_pence, "285.83"); /* 55,736.20 / 195 */
}

/* M6 from March to May 2025: 1 + 5/30 months at 13.8 % above £9,100 (63,361.7296 a year), 25/30 + 1 months at
 * 15 % above £5,000 (64,411.7536 a year). */
static void across_6_april_2025(void **state) {
	static const struct part_expected wanted[] = {
		{ "2025-03-01", "2025-04-05", "7/72", "277207567/45000", "6160.17" },
		{ "2025-04-06", "2025-05-31", "11/72", "221415403/22500", "9840.68" },
	};
	(void)state;
	struct purse_post_terms terms = post(PURSE_POST_TEACHER, "45352");
	struct purse_staffcost_parts parts = cost_over(&terms, 1, "2025-03-01", "2025-05-31");
	check_parts(&parts, wanted, 2, "720038373/45000", "16000.85");
}

/* October to December 2022: 1 + 5/30 months at 54,122.45 a year, 25/30 + 1 months at 53,736.20. */
static void across_6_november_2022(void **state) {
	static const struct part_expected wanted[] = {
		{ "2022-10-01", "2022-11-05", "7/72", "7577143/1440", "5261.90" },
		{ "2022-11-06", "2022-12-31", "11/72", "2955491/360", "8209.70" },
	};
	(void)state;
	struct purse_post_terms terms = post(PURSE_POST_TEACHER, "40000");
	struct purse_staffcost_parts parts = cost_over(&terms, 1, "2022-10-01", "2022-12-31");
	check_parts(&parts, wanted, 2, "6466369/480", "13471.60");
}

/* February is a twelfth of 53,736.20 whether it has 28 days or 29; 29 February alone is a 29th of that. */
static void february(void **state) {
	static const struct part_expected leap = { "2024-02-01", "2024-02-29", "1/12", "268681/60", "4478.02" };
	static const struct part_expected common = { "2023-02-01", "2023-02-28", "1/12", "268681/60", "4478.02" };
	static const struct part_expected day_alone = { "2024-02-29", "2024-02-29", "1/348", "268681/1740",
		"154.41" };
	(void)state;
	struct purse_post_terms terms = post(PURSE_POST_TEACHER, "40000");
	struct purse_staffcost_parts parts = cost_over(&terms, 1, "2024-02-01", "2024-02-29");
	check_parts(&parts, &leap, 1, leap.exact, leap.amount);
	parts = cost_over(&terms, 1, "2023-02-01", "2023-02-28");
	check_parts(&parts, &common, 1, common.exact, common.amount);
	parts = cost_over(&terms, 1, "2024-02-29", "2024-02-29");
	check_parts(&parts, &day_alone, 1, day_alone.exact, day_alone.amount);
}

/* M6, who leaves on 10 November 2025: two months and ten thirtieths, 7/36 of 64,411.7536. */
static void a_leaver_in_mid_month(void **state) {
	static const struct part_expected wanted = { "2025-09-01", "2025-11-10", "7/36", "140900711/11250",
		"12524.51" };
	(void)state;
	struct purse_post_terms terms = post(PURSE_POST_TEACHER, "45352");
	struct purse_staffcost_parts parts = cost_over(&terms, 1, "2025-09-01", "2025-11-10");
	check_parts(&parts, &wanted, 1, wanted.exact, wanted.amount);
}

/* A school year costs what a year costs, though the tax year changes on the way; not when the rates change:
 * 2023/24 is 7 months at 53,736.20 and 5 at 55,736.20, 818,543 / 15. */
static void whole_years(void **state) {
	struct purse_post_terms terms = post(PURSE_POST_TEACHER, "45352");
	(void)state;
	struct purse_staffcost_parts parts = cost_over(&terms, 1, "2025-09-01", "2026-08-31");
	assert_int_equal(parts.count, 2);
	assert_same(parts.amount, pounds("64411.7536"));
	terms = post(PURSE_POST_TEACHER, "40000");
	parts = cost_over(&terms, 1, "2023-09-01", "2024-08-31");
	assert_int_equal(parts.count, 3);
	assert_same(parts.amount, pounds("818543/15"));
	assert_pounds(parts.amount, "54569.53");
	terms = term_time_assistant();
	parts = cost_over(&terms, 1, "2025-09-01", "2026-08-31");
	assert_same(parts.amount, pounds("13470527250/561697"));
}

/* £26,000 all year, 15 days of March 2026 with one employer at 22 % (34,870 a year), 16 with another at 29.4
 * % (36,794): 34,870 * 15/372 = 87,175/62; 36,794 * 16/372 = 147,176/93. */
static void two_employers_in_one_month(void **state) {
	static const struct part_expected wanted[] = {
		{ "2026-03-01", "2026-03-15", "5/124", "87175/62", "1406.05" },
		{ "2026-03-16", "2026-03-31", "4/93", "147176/93", "1582.54" },
	};
	(void)state;
	add_own_row(PURSE_LOCAL_PENSION, "HILLSHIRE", "2023-04-01", "2026-03-31", NULL, "22%");
	add_own_row(PURSE_LOCAL_PENSION, "DALESHIRE", "2023-04-01", "2026-03-31", NULL, "29.4%");
	struct purse_post_terms terms[2] = { post(PURSE_POST_SUPPORT, "26000"),
		post(PURSE_POST_SUPPORT, "26000") };
	terms[0].to = day("2026-03-15");
	terms[0].oncost.employer = "HILLSHIRE";
	terms[1].from = day("2026-03-16");
	terms[1].oncost.employer = "DALESHIRE";
	struct purse_staffcost_parts parts = cost_over(terms, 2, "2026-03-01", "2026-03-31");
	check_parts(&parts, wanted, 2, "555877/186", "2988.59");
	/* the row of one employer ends while the other's goes on */
	assert_string_equal(parts.list[0].rates.pension->employer, "HILLSHIRE");
	assert_string_equal(parts.list[1].rates.pension->employer, "DALESHIRE");
}

/* Three changes in a year: the pension on 1 April 2024, the tax year on 6 April, pay of 42,000 from
 * September: 42,000 + 32,900 at 13.8 % + 28.68 % = 58,585.80, of which a third. */
static void pay_that_rises(void **state) {
	static const struct part_expected wanted[] = {
		{ "2024-01-01", "2024-03-31", "1/4", "268681/20", "13434.05" },
		{ "2024-04-01", "2024-04-05", "1/72", "278681/360", "774.11" },
		{ "2024-04-06", "2024-08-31", "29/72", "8081749/360", "22449.30" },
		{ "2024-09-01", "2024-12-31", "1/3", "19528.6", "19528.60" },
	};
	(void)state;
	struct purse_post_terms terms[2] = { post(PURSE_POST_TEACHER, "40000"),
		post(PURSE_POST_TEACHER, "42000") };
	terms[0].to = day("2024-08-31");
	terms[1].from = day("2024-09-01");
	struct purse_staffcost_parts parts = cost_over(terms, 2, "2024-01-01", "2024-12-31");
	check_parts(&parts, wanted, 4, "842791/15", "56186.07");
}

/* The levy began on 6 April 2017: £30,000 for March and April 2017. 1 + 5/30 months at 37,964.544 (21,888 at
 * 13.8 %, 16.48 %), 25/30 months at 38,107.368 (21,836 at 13.8 %, 16.48 %, 0.5 %). */
static void across_the_beginning_of_the_levy(void **state) {
	static const struct part_expected wanted[] = {
		{ "2017-03-01", "2017-04-05", "7/72", "1384124/375", "3691.00" },
		{ "2017-04-06", "2017-04-30", "5/72", "529269/200", "2646.35" },
	};
	(void)state;
	struct purse_post_terms terms = post(PURSE_POST_TEACHER, "30000");
	terms.oncost.levy = true;
	struct purse_staffcost_parts parts = cost_over(&terms, 1, "2017-03-01", "2017-04-30");
	check_parts(&parts, wanted, 2, "19012027/3000", "6337.34");
}

/* However long: more parts than fit the first list; ten years of the same pay, a part for every row. */
static void many_parts(void **state) {
	(void)state;
	struct purse_post_terms terms = post(PURSE_POST_TEACHER, "40000");
	struct purse_staffcost_parts parts = cost_over(&terms, 1, "2016-04-06", "2027-03-31");
	struct purse_fraction sum = purse_fraction_of(0);
	assert_int_equal(parts.count, 14); /* 12 rows of national insurance, 2 changes of the pension within */
	for (size_t i = 0; i < parts.count; i++) {
		sum = purse_fraction_add(arena, sum, parts.list[i].amount);
		if (i) assert_int_equal(parts.list[i].from.day, parts.list[i - 1].to.day + 1);
	}
	assert_same(parts.amount, sum);
}

/* ---- what can't be worked out -------------------------------------------------------------------------- */

static bool refused(const struct purse_post_terms *terms, const char *on) {
	struct purse_staffcost cost;
	return !purse_staffcost_on(run, arena, &table, terms, day(on), &cost);
}

static void leave_is_needed(void **state) {
	struct purse_post_terms terms = assistant();
	(void)state;
	terms.weeks = number("39");
	assert_true(refused(&terms, "2025-10-01"));
	assert_problem(PURSE_E_MISSING_VALUE,
		"could not work out for how many weeks the post is paid: its leave is not known",
		"say how many days of paid leave a year somebody has who works all year");
}

/* 45.543 weeks and 6.6 of leave are the whole year; a week more is too many. */
static void too_many_weeks(void **state) {
	struct purse_post_terms terms = term_time_assistant();
	(void)state;
	terms.weeks = number("45.543");
	assert_same(cost_on(&terms, "2025-10-01").paid_weeks, number("52.143"));
	terms.weeks = number("45.544");
	assert_true(refused(&terms, "2025-10-01"));
	assert_problem(PURSE_E_NOT_ALLOWED_VALUE,
		"could not work out the post: it would be paid for more weeks than a year has", "check the weeks");
	terms.leave_days = number("260.715"); /* 52.143 weeks */
	assert_true(refused(&terms, "2025-10-01"));
	assert_string_equal(
		run->problems[1].message, "could not work out the post: its leave takes up the whole year");
	terms.paid_weeks = number("52.144");
	assert_true(refused(&terms, "2025-10-01"));
}

static void days_without_terms(void **state) {
	struct purse_post_terms terms = post(PURSE_POST_TEACHER, "40000");
	struct purse_staffcost_parts parts;
	(void)state;
	terms.to = day("2025-12-31");
	assert_false(
		purse_staffcost_over(run, arena, &table, &terms, 1, day("2025-12-01"), day("2026-01-31"), &parts));
	assert_problem(PURSE_E_OUTSIDE_DATES,
		"could not work out the cost of the post on 1 January 2026: nothing is known of it for that day",
		"add what the post is on that day");
}

/* The day that has no row is named, not the first of the days asked for. */
static void days_without_a_rate(void **state) {
	struct purse_post_terms terms = post(PURSE_POST_TEACHER, "40000");
	struct purse_staffcost_parts parts;
	(void)state;
	assert_false(
		purse_staffcost_over(run, arena, &table, &terms, 1, day("2026-09-01"), day("2027-08-31"), &parts));
	assert_problem(PURSE_E_NO_RATE,
		"could not find \"teachers pension\" on 1 April 2027: the table statutory_rate has no row for that "
	    "day",
		"add a row to statutory-rates.csv");
	assert_true(refused(&terms, "2016-04-05"));
}

/* Each row of working time that a post needs, left out: it is refused, and not worked out without. */
static void working_time_is_not_known(void **state) {
	struct purse_post_terms teacher = post(PURSE_POST_TEACHER, "40000"), all_year = assistant(),
							in_terms = term_time_assistant(), weeks_agreed = term_time_assistant();
	all_year.leave_days = number("33");
	weeks_agreed.paid_weeks = number("44");
	const struct {
		const struct purse_post_terms *terms;
		enum purse_statutory_name lacks;
	} cases[] = { { &teacher, PURSE_TEACHER_DAYS }, { &teacher, PURSE_TEACHER_HOURS },
		{ &all_year, PURSE_WEEKS_OF_YEAR }, { &all_year, PURSE_DAYS_OF_WEEK },
		{ &in_terms, PURSE_WEEKS_OF_YEAR }, { &in_terms, PURSE_DAYS_OF_WEEK },
		{ &weeks_agreed, PURSE_WEEKS_OF_YEAR }, { &weeks_agreed, PURSE_DAYS_OF_WEEK } };
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct purse_statutory whole = table;
		assert_false(refused(cases[i].terms, "2025-10-01"));
		for (int name = (int)cases[i].lacks + 1; name <= PURSE_STATUTORY_NAMES; name++)
			table.first[name] = table.first[cases[i].lacks];
		assert_true(refused(cases[i].terms, "2025-10-01"));
		table = whole;
		assert_int_equal(run->problem_count, 1);
		assert_int_equal(run->problems[0].code, PURSE_E_NO_RATE);
		run->problem_count = 0;
	}
}

/* Days that cross a change of working time are cut there, as those that cross a change of a rate. */
static void working_time_changes(void **state) {
	struct purse_post_terms terms = post(PURSE_POST_TEACHER, "40000");
	struct purse_staffcost_parts parts;
	(void)state;
	struct purse_statutory_row *days = &statutory_rows[table.first[PURSE_TEACHER_DAYS]];
	assert_ptr_equal(&table.rows[table.first[PURSE_TEACHER_DAYS]], days);
	struct purse_statutory_row before = *days;
	before.to = day("2025-10-14");
	before.value = number("194");
	days->from = day("2025-10-15");
	statutory_rows[statutory_count++] = before;
	table = purse_statutory_of(statutory_rows, statutory_count);
	assert_true(
		purse_staffcost_over(run, arena, &table, &terms, 1, day("2025-10-01"), day("2025-10-31"), &parts));
	assert_int_equal(parts.count, 2);
	assert_int_equal(parts.list[0].to.day, day("2025-10-14").day);
	assert_same(parts.list[0].days, number("194"));
	assert_same(parts.list[1].days, number("195"));
}

/* Figures that fit no machine word, worked apart with exact fractions: 26,000.01 full time, 29.123457 of
 * 36.765432 hours, 38.123457 weeks, 33.123457 days of leave, 22 %: 22,882.1640748873… */
static void figures_of_many_digits(void **state) {
	struct purse_post_terms terms = post(PURSE_POST_SUPPORT, "26000.01");
	(void)state;
	terms.week_hours = number("29.123457");
	terms.part = purse_fraction_divide(arena, terms.week_hours, number("36.765432"));
	terms.weeks = number("38.123457");
	terms.leave_days = number("33.123457");
	terms.oncost.stated = number("22%");
	struct purse_staffcost cost = cost_on(&terms, "2025-10-01");
	assert_same(cost.oncost.total, number("3868010906758545012387/1690404322816480"));
	assert_same(cost.hour_pence,
		number("8058356055746968775806250000000/3910070226618178775202611649"));
	assert_int_equal(cost.from.day, day("2025-10-01").day);
	assert_int_equal(cost.to.day, day("2025-10-01").day);
}

/* Of the terms that are given, and of no others. */
static void terms_of_a_day(void **state) {
	struct purse_post_terms terms[2] = { post(PURSE_POST_TEACHER, "40000"),
		post(PURSE_POST_TEACHER, "41000") };
	(void)state;
	terms[0].to = day("2025-12-31");
	terms[1].from = day("2026-01-01");
	assert_ptr_equal(purse_post_terms_on(terms, 2, day("2025-12-31")), &terms[0]);
	assert_ptr_equal(purse_post_terms_on(terms, 2, day("2026-01-01")), &terms[1]);
	assert_null(purse_post_terms_on(terms, 1, day("2026-01-01")));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_statutory, close_statutory)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(teachers_of_2025),
		TEST(forty_thousand_over_the_years),
		TEST(a_term_time_assistant),
		TEST(paid_weeks_as_agreed),
		TEST(support_all_year),
		TEST(a_part_time_teacher),
		TEST(divisors_as_agreed),
		TEST(across_1_april_2024),
		TEST(across_6_april_2025),
		TEST(across_6_november_2022),
		TEST(february),
		TEST(a_leaver_in_mid_month),
		TEST(working_time_is_not_known),
		TEST(working_time_changes),
		TEST(figures_of_many_digits),
		TEST(terms_of_a_day),
		TEST(whole_years),
		TEST(two_employers_in_one_month),
		TEST(pay_that_rises),
		TEST(across_the_beginning_of_the_levy),
		TEST(many_parts),
		TEST(leave_is_needed),
		TEST(too_many_weeks),
		TEST(days_without_terms),
		TEST(days_without_a_rate),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
