/* rules/sharing: costs shared anew by use. Figures worked by hand. */
#include "unit/facts_builder.h"

#include "purse/rules/sharing.h"

static void shared_by(const char *basis) { three_parties(agree(4, ASHCOMBE, "purchase", basis)); }

/* 100.01 by 5 and 3 of 8: 62.50625 and 37.50375; the odd penny to the larger fraction, 0.625 of a penny. */
static void shared_by_use(void **state) {
	(void)state;
	shared_by("equal");
	const struct purse_weight weights[] = { { .school = ASHCOMBE, .position = 1, .weight = number("5") },
		{ .school = BRAMLEY, .position = 2, .weight = number("3") } };
	struct purse_use_share use = { .record = 900,
		.ref = "USE-1",
		.description = "shared by use, October",
		.agreement = 4,
		.school = ASHCOMBE,
		.from = day("2025-10-01"),
		.to = day("2025-10-31"),
		.pence = 10001,
		.share_key = "metered use",
		.weights = weights,
		.weight_count = 2 };
	assert_true(purse_charge_use_share(run, &facts, &batch, &use));
	assert_int_equal(batch.charge_count, 2);
	expect_pence("Ashcombe", batch.charges[0].pence, 6251);
	expect_pence("Bramley", batch.charges[1].pence, 3750);
	expect_fraction(last_charge()->exact, "30003/8");
	expect_fraction(last_charge()->carry_out, "3/8");
	expect_pence("what is shared", last_charge()->cost_pence, 10001);
	assert_string_equal(last_charge()->kind, "share");
	assert_string_equal(last_charge()->stream_key, "shares of agreement 4 among 1 2");
	assert_int_equal(last_charge()->service_from.day, day("2025-10-01").day);
	assert_int_equal(last_charge()->service_to.day, day("2025-10-31").day);
	const struct purse_entry *entry = entry_of(last_charge());
	assert_string_equal(entry->key, "share of use 900");
	assert_string_equal(entry->description, "USE-1: shared by use, October");
	assert_int_equal(entry->service_date.day, day("2025-10-31").day);
	const struct purse_basis *basis = &batch.bases[batch.basis_count - 1];
	assert_string_equal(basis->share_key, "metered use");
	assert_int_equal(basis->key_date.day, day("2025-10-31").day);
	/* the mirror image gives every penny back, and nothing is carried */
	use.record++;
	use.pence = -10001;
	assert_true(purse_charge_use_share(run, &facts, &batch, &use));
	expect_pence("back to Ashcombe", batch.charges[2].pence, -6251);
	expect_pence("back to Bramley", batch.charges[3].pence, -3750);
	expect_fraction(last_charge()->carry_out, "0");
	expect_sound_entries();
}

static void use_that_cant_be_shared(void **state) {
	(void)state;
	shared_by("equal");
	const struct purse_weight weight = { .school = BRAMLEY, .position = 2, .weight = number("3") };
	struct purse_use_share use = { .record = 900,
		.ref = "USE-1",
		.description = "shared by use",
		.agreement = 4,
		.school = ASHCOMBE,
		.from = day("2025-10-01"),
		.to = day("2025-10-31"),
		.pence = INT64_MAX,
		.share_key = "metered use",
		.weights = &weight,
		.weight_count = 1 };
	assert_false(purse_charge_use_share(run, &facts, &batch, &use));
	expect_problem(PURSE_E_OVERFLOW, "could not charge USE-1: the amount is too large");
	use.pence = 1;
	use.to = day("2024-10-31");
	assert_false(purse_charge_use_share(run, &facts, &batch, &use));
	expect_problem(
		PURSE_E_OUTSIDE_DATES, "could not charge USE-1: agreement AGREED-4 does not cover 31 October 2024");
	use.to = day("2025-10-31");
	use.school = BRAMLEY;
	assert_false(purse_charge_use_share(run, &facts, &batch, &use));
	assert_int_equal(batch.charge_count, 0);
}

/* A replay takes the weights that were frozen. */
static void use_as_frozen(void **state) {
	(void)state;
	shared_by("equal");
	const struct purse_frozen_weight weights[] = { { BRAMLEY, 2, number("1"), 0 } };
	const struct purse_frozen frozen = { .weights = weights, .weight_count = 1 };
	facts.frozen = &frozen;
	struct purse_use_share use = { .record = 900,
		.ref = "USE-1",
		.description = "shared by use",
		.agreement = 4,
		.school = ASHCOMBE,
		.from = day("2025-10-01"),
		.to = day("2025-10-31"),
		.pence = 500,
		.share_key = "metered use" };
	assert_true(purse_charge_use_share(run, &facts, &batch, &use));
	assert_int_equal(batch.charge_count, 1);
	expect_pence("Bramley", last_charge()->pence, 500);
	assert_int_equal(last_charge()->customer, BRAMLEY);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(shared_by_use, open_facts, close_facts),
		cmocka_unit_test_setup_teardown(use_that_cant_be_shared, open_facts, close_facts),
		cmocka_unit_test_setup_teardown(use_as_frozen, open_facts, close_facts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
