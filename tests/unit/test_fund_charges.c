/* What a fund with rules bears of charges, through the rules: lines, reversals, arrears. Figures by hand. */
#include "unit/coaching_fund.h"

#include "purse/rules/arrears.h"

/* 6 + 3 days leave £100; of 2.5 days, £250, the fund bears £100 and the general fund £150; then nothing. */
static void split_at_the_end(void **state) {
	(void)state;
	expect_use(&charged("6", "2025-10-01")->fund_use, 1, 0, 60000, NULL, 0);
	BOOKED(last_entry(), COACHING, { ASHCOMBE, "1310", BRAMLEY, GENERAL, 60000 },
		{ ASHCOMBE, "I08b", BRAMLEY, GENERAL, -60000 }, { BRAMLEY, "E27", ASHCOMBE, SPORTS, 60000 },
		{ BRAMLEY, "2310", ASHCOMBE, SPORTS, -60000 });
	expect_use(&charged("3", "2025-11-01")->fund_use, 2, 60000, 30000, NULL, 0);
	expect_use(&charged("2.5", "2025-12-01")->fund_use, 3, 90000, 10000, "amount", 0);
	BOOKED(last_entry(), COACHING, { ASHCOMBE, "1310", BRAMLEY, GENERAL, 25000 },
		{ ASHCOMBE, "I08b", BRAMLEY, GENERAL, -25000 }, { BRAMLEY, "E27", ASHCOMBE, SPORTS, 10000 },
		{ BRAMLEY, "2310", ASHCOMBE, SPORTS, -10000 }, { BRAMLEY, "E27", ASHCOMBE, GENERAL, 15000 },
		{ BRAMLEY, "2310", ASHCOMBE, GENERAL, -15000 });
	expect_use(&charged("1", "2026-01-05")->fund_use, 4, 100000, 0, "amount", 0);
	BOOKED(last_entry(), COACHING, { ASHCOMBE, "1310", BRAMLEY, GENERAL, 10000 },
		{ ASHCOMBE, "I08b", BRAMLEY, GENERAL, -10000 }, { BRAMLEY, "E27", ASHCOMBE, GENERAL, 10000 },
		{ BRAMLEY, "2310", ASHCOMBE, GENERAL, -10000 });
}

/* What was split is given back as it was split, and what is charged after it finds the room. */
static void reversal_gives_back(void **state) {
	(void)state;
	charged("9", "2025-10-01");
	struct purse_standing_charge taken = standing(charged("2.5", "2025-12-01"));
	taken.fund_use = batch.charges[batch.charge_count - 1].fund_use;
	assert_true(reverse(taken));
	expect_use(&batch.charges[batch.charge_count - 1].fund_use, 3, 100000, -10000, "amount", 0);
	BOOKED(last_entry(), COACHING, { ASHCOMBE, "1310", BRAMLEY, GENERAL, -25000 },
		{ ASHCOMBE, "I08b", BRAMLEY, GENERAL, 25000 }, { BRAMLEY, "E27", ASHCOMBE, SPORTS, -10000 },
		{ BRAMLEY, "2310", ASHCOMBE, SPORTS, 10000 }, { BRAMLEY, "E27", ASHCOMBE, GENERAL, -15000 },
		{ BRAMLEY, "2310", ASHCOMBE, GENERAL, 15000 });
	expect_use(&charged("0.75", "2025-12-01")->fund_use, 4, 90000, 7500, NULL, 0);
}

/* A fund without rules goes by its days, as ever; a school without books here has none. */
static void others(void **state) {
	(void)state;
	facts.fund_count = 0;
	assert_int_equal(charged("20", "2025-10-01")->fund_use.fund, 0);
	assert_int_equal(last_entry()->postings[2].fund, SPORTS);
	facts.fund_count = 1;
	school(BRAMLEY)->keeps_books = false;
	assert_int_equal(charged("20", "2025-10-01")->fund_use.fund, 0);
}

/* 6 days at £100.00, and an award of £110.00: the difference of £60.00 comes from the fund as well. */
static void award_from_the_fund(void **state) {
	(void)state;
	coaching->prices[0].record = 501;
	const struct purse_charge *charge = charged("6", "2025-10-01");
	expect_use(&charge->fund_use, 1, 0, 60000, NULL, 0);
	struct purse_standing_charge standing_charge = standing(charge);
	struct purse_price *award = price(coaching, "Teacher", "day", "110.00", "2025-09-01");
	award->award = "award";
	award->changes = 501;
	assert_true(purse_charge_arrears(run, &facts, &batch, &standing_charge));
	const struct purse_charge *arrears = &batch.charges[batch.charge_count - 1];
	expect_pence("arrears", arrears->pence, 6000);
	expect_use(&arrears->fund_use, 2, 60000, 6000, NULL, 0);
	/* of a service that runs past the days of the fund nothing */
	standing_charge.service_to = day("2026-09-30");
	assert_true(purse_charge_arrears(run, &facts, &batch, &standing_charge));
	expect_use(&batch.charges[batch.charge_count - 1].fund_use, 3, 66000, 0, "later services", 0);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_fund, close_facts)
int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(split_at_the_end),
		TEST(reversal_gives_back),
		TEST(others),
		TEST(award_from_the_fund),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
