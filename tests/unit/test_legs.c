/* The two legs of a brokered activity through the rules: terms, lines, reversals, arrears. Figures worked by
 * hand. */
#include "unit/facts_builder.h"

#include "purse/rules/arrears.h"
#include "purse/rules/brokerage.h"

enum { THROUGH_HUB = 4 };

static struct purse_agreement *brokered;

/* Coldharbour is the hub, Ashcombe a home school, Bramley a client: 15 % deducted of £350.00 a day. */
static int open_brokerage(void **state) {
	open_facts(state);
	brokered = agree(THROUGH_HUB, COLDHARBOUR, "brokered", "price");
	brokered->versions[0].brokerage = "15";
	brokered->versions[0].brokerage_is = "deducted";
	party(brokered, ASHCOMBE, NULL);
	party(brokered, BRAMLEY, NULL);
	price(brokered, "Teacher", "day", "350.00", "2025-09-01");
	return 0;
}

static struct purse_activity leg_of(struct purse_activity activity, int provider, int customer) {
	activity.provider = provider;
	activity.beneficiary = customer;
	return activity;
}

/* Both legs of one activity; gives the charge of the client. */
static const struct purse_charge *charge_both(const char *quantity, const char *date) {
	struct purse_activity done = activity(brokered, BRAMLEY, quantity, date);
	assert_true(charge_activity(leg_of(done, ASHCOMBE, COLDHARBOUR)));
	assert_true(charge_activity(leg_of(done, COLDHARBOUR, BRAMLEY)));
	return last_charge();
}
static const struct purse_charge *home_charge(void) { return &batch.charges[batch.charge_count - 2]; }
static const struct purse_basis *basis_of(const struct purse_charge *charge) {
	for (size_t i = 0; i < batch.basis_count; i++)
		if (batch.bases[i].ref == charge->basis) return &batch.bases[i];
	return NULL;
}

/* Half a day: the client pays 175.00, the home school gets 0.5 x 297.50 = 148.75; the hub keeps 26.25. */
static void deducted_in_two_legs(void **state) {
	(void)state;
	const struct purse_charge *client = charge_both("0.5", "2025-10-10"), *home = home_charge();
	expect_pence("client", client->pence, 17500);
	expect_pence("home", home->pence, 14875);
	assert_int_equal(home->source, client->source);
	assert_int_equal(home->provider, ASHCOMBE);
	assert_int_equal(home->customer, COLDHARBOUR);
	assert_int_equal(client->provider, COLDHARBOUR);
	assert_int_equal(client->customer, BRAMLEY);
	assert_string_equal(home->kind, "line");
	assert_string_equal(basis_of(home)->leg.name, "home");
	assert_string_equal(basis_of(client)->leg.name, "client");
	assert_string_equal(basis_of(home)->leg.percent, "15");
	assert_string_equal(basis_of(home)->leg.meaning, "deducted");
	assert_string_equal(basis_of(home)->price, "350.00");
	const char *key = purse_text(arena, "activity %lld", (long long)home->source);
	assert_string_equal(entry_of(home)->key, purse_text(arena, "%s, home leg", key));
	assert_string_equal(entry_of(client)->key, purse_text(arena, "%s, client leg", key));
	BOOKED(entry_of(home), THROUGH_HUB, { ASHCOMBE, "1310", COLDHARBOUR, 0, 14875 },
		{ ASHCOMBE, "I08b", COLDHARBOUR, 0, -14875 }, { COLDHARBOUR, "E27", ASHCOMBE, 0, 14875 },
		{ COLDHARBOUR, "2310", ASHCOMBE, 0, -14875 });
	BOOKED(entry_of(client), THROUGH_HUB, { COLDHARBOUR, "1310", BRAMLEY, 0, 17500 },
		{ COLDHARBOUR, "I08b", BRAMLEY, 0, -17500 }, { BRAMLEY, "E27", COLDHARBOUR, 0, 17500 },
		{ BRAMLEY, "2310", COLDHARBOUR, 0, -17500 });
	expect_sound_entries();
}

/* £87.50 and 15 %: 100.625, so 100.63; the home school gets the price. Each leg is rounded once. */
static void added_in_two_legs(void **state) {
	(void)state;
	brokered->versions[0].brokerage_is = "added";
	price(brokered, "Session", "session", "87.50", "2025-09-01");
	struct purse_activity done = activity(brokered, BRAMLEY, "1", "2025-10-10");
	done.item = "Session";
	done.unit = "session";
	assert_true(charge_activity(leg_of(done, ASHCOMBE, COLDHARBOUR)));
	expect_pence("home", last_charge()->pence, 8750);
	assert_true(charge_activity(leg_of(done, COLDHARBOUR, BRAMLEY)));
	expect_pence("client", last_charge()->pence, 10063);
	expect_fraction(last_charge()->exact, "20125/2");
}

/* The percentage of the day: a version of January has 20 %. Bases serve as long as the leg is the same. */
static void brokerage_of_the_day(void **state) {
	(void)state;
	brokered->versions[1] = brokered->versions[0];
	brokered->versions[1].from = day("2026-01-01");
	brokered->versions[1].brokerage = "20";
	brokered->version_count = 2;
	struct purse_activity done = activity(brokered, BRAMLEY, "1", "2025-12-31");
	assert_true(charge_activity(leg_of(done, ASHCOMBE, COLDHARBOUR)));
	assert_true(charge_activity(leg_of(activity(brokered, BRAMLEY, "2", "2025-12-31"), ASHCOMBE,
		COLDHARBOUR)));
	assert_int_equal(batch.basis_count, 1);
	expect_pence("two days", last_charge()->pence, 59500);
	done = activity(brokered, BRAMLEY, "1", "2026-01-01");
	assert_true(charge_activity(leg_of(done, ASHCOMBE, COLDHARBOUR)));
	expect_pence("20 %", last_charge()->pence, 28000);
	assert_int_equal(batch.basis_count, 2);
}

/* Only home school to hub and hub to client, each a party. */
static void no_other_leg(void **state) {
	(void)state;
	static const int wrong[][2] = { { ASHCOMBE, BRAMLEY }, { DUNMORE, COLDHARBOUR }, { COLDHARBOUR, DUNMORE },
		{ COLDHARBOUR, COLDHARBOUR }, { ASHCOMBE, ASHCOMBE } };
	static const char *const codes[] = {
		"ASH to BRA", "DUN to COL", "COL to DUN", "COL to COL", "ASH to ASH"
	};
	party(brokered, COLDHARBOUR, NULL); /* to say which fund it pays from */
	struct purse_activity done = activity(brokered, BRAMLEY, "1", "2025-10-10");
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		assert_false(charge_activity(leg_of(done, wrong[i][0], wrong[i][1])));
		expect_problem(PURSE_E_NOT_PARTY,
			purse_text(arena, "could not charge ASH-1: %s is no leg of the brokered agreement AGREED-4 on 10 "
							  "October 2025",
				codes[i]));
	}
	assert_int_equal(batch.charge_count, 0);
}

/* A reversal mirrors the leg and says what it was made from; an award adjusts each leg by itself: at £357.77
 * the home school gets 304.1045, so 304.10, which is 6.60 more; the client pays 7.77 more. */
static void reversed_and_adjusted(void **state) {
	(void)state;
	struct purse_standing_charge client = standing(charge_both("1", "2025-10-10"));
	struct purse_standing_charge home = standing(home_charge());
	struct purse_price *rise = price(brokered, "Teacher", "day", "357.77", "2025-09-01");
	rise->award = "award";
	rise->changes = brokered->prices[0].record;
	assert_true(purse_charge_arrears(run, &facts, &batch, &home));
	expect_pence("home arrears", last_charge()->pence, 660);
	expect_fraction(last_charge()->exact, "13209/20");
	assert_string_equal(basis_of(last_charge())->leg.name, "home");
	assert_true(purse_charge_arrears(run, &facts, &batch, &client));
	expect_pence("client arrears", last_charge()->pence, 777);
	assert_true(reverse(home));
	expect_pence("home reversed", last_charge()->pence, -29750);
	assert_string_equal(basis_of(last_charge())->leg.name, "home");
	assert_string_equal(basis_of(last_charge())->leg.percent, "15");
	expect_sound_entries();
}

/* R7: what was frozen counts, whatever is agreed by now. */
static void replayed_as_frozen(void **state) {
	(void)state;
	struct purse_frozen frozen = { .price_record = brokered->prices[0].record,
		.leg = { "home", "10", "deducted" } };
	facts.frozen = &frozen;
	struct purse_activity done = activity(brokered, BRAMLEY, "1", "2025-10-10");
	assert_true(charge_activity(leg_of(done, ASHCOMBE, COLDHARBOUR)));
	expect_pence("as frozen", last_charge()->pence, 31500);
	frozen.leg = (struct purse_leg){ 0 };
	assert_true(charge_activity(leg_of(done, ASHCOMBE, COLDHARBOUR)));
	expect_pence("no leg", last_charge()->pence, 35000);
	facts.frozen = NULL;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_brokerage, close_facts)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(deducted_in_two_legs),
		TEST(added_in_two_legs),
		TEST(brokerage_of_the_day),
		TEST(no_other_leg),
		TEST(reversed_and_adjusted),
		TEST(replayed_as_frozen),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
