/* rules/terms: what holds for a charge on a day. */
#include "unit/facts_builder.h"

#include "purse/rules/terms.h"

static struct purse_terms find(int agreement, int lead, int customer, const char *date) {
	struct purse_terms terms;
	assert_true(
		purse_terms_find(run, &facts, agreement, lead, customer, day(date), "timesheet ASH-1", &terms));
	return terms;
}

static void terms_are_those_of_the_day(void **state) {
	(void)state;
	struct purse_agreement *agreement = agree(4, ASHCOMBE, "staff", "price");
	party(agreement, BRAMLEY, NULL);
	struct purse_terms terms = find(4, ASHCOMBE, BRAMLEY, "2025-09-11");
	assert_ptr_equal(terms.agreement, agreement);
	assert_ptr_equal(terms.version, &agreement->versions[0]);
	assert_int_equal(terms.lead->id, ASHCOMBE);
	assert_int_equal(terms.customer->id, BRAMLEY);
	assert_ptr_equal(terms.party, &agreement->parties[0]);
	assert_null(terms.lead_party);
	assert_int_equal(terms.date.day, day("2025-09-11").day);
	struct purse_terms own = purse_terms_with(&facts, &terms, ASHCOMBE);
	assert_int_equal(own.customer->id, ASHCOMBE);
	assert_null(own.party);
	assert_ptr_equal(own.version, terms.version);
}

static void terms_may_be_missing(void **state) {
	(void)state;
	struct purse_terms terms;
	agree(4, ASHCOMBE, "staff", "price");
	assert_false(
		purse_terms_find(run, &facts, 4, ASHCOMBE, BRAMLEY, day("2025-08-31"), "timesheet ASH-1", &terms));
	expect_problem(PURSE_E_OUTSIDE_DATES,
		"could not charge timesheet ASH-1: agreement AGREED-4 does not cover 31 August 2025");
	static const int unknown[][3] = { { 5, ASHCOMBE, BRAMLEY }, { 4, 99, BRAMLEY }, { 4, ASHCOMBE, 99 } };
	for (size_t i = 0; i < 3; i++) {
		assert_false(purse_terms_find(run, &facts, unknown[i][0], unknown[i][1], unknown[i][2],
			day("2025-09-11"), "timesheet ASH-1", &terms));
		expect_problem(PURSE_E_UNKNOWN_REFERENCE,
			"could not charge timesheet ASH-1: its agreement or one of its schools can't be read");
	}
}

/* R11: a booking needs a live agreement between the two; what is replayed was permitted once (R7). */
static void the_lead_charges_parties(void **state) {
	(void)state;
	struct purse_agreement *agreement = agree(4, ASHCOMBE, "staff", "price");
	party(agreement, BRAMLEY, NULL)->to = day("2025-12-31");
	struct purse_terms terms = find(4, ASHCOMBE, BRAMLEY, "2025-12-31");
	assert_true(purse_terms_permit(run, &facts, &terms, "timesheet ASH-1"));
	terms = find(4, ASHCOMBE, ASHCOMBE, "2025-12-31");
	assert_true(purse_terms_permit(run, &facts, &terms, "its own share"));
	terms = find(4, ASHCOMBE, BRAMLEY, "2026-01-01");
	assert_false(purse_terms_permit(run, &facts, &terms, "timesheet ASH-1"));
	expect_problem(PURSE_E_NOT_PARTY, "could not charge timesheet ASH-1: school BRA is not a party to "
									  "agreement AGREED-4 on 1 January 2026");
	facts.frozen = &(const struct purse_frozen){ 0 };
	assert_true(purse_terms_permit(run, &facts, &terms, "timesheet ASH-1"));
	facts.frozen = NULL;
	terms = find(4, BRAMLEY, ASHCOMBE, "2025-12-31");
	assert_false(purse_terms_permit(run, &facts, &terms, "timesheet BRA-1"));
	expect_problem(PURSE_E_NOT_PARTY,
		"could not charge timesheet BRA-1: school BRA does not lead agreement AGREED-4 on 31 December 2025");
}

static void sides_take_accounts_and_funds(void **state) {
	(void)state;
	struct purse_agreement *agreement = agree(4, ASHCOMBE, "staff", "price");
	party(agreement, ASHCOMBE, NULL)->cost_code = "E05";
	struct purse_party *bramley = party(agreement, BRAMLEY, NULL);
	bramley->cost_code = "E19";
	bears_from_fund(bramley, SPORTS, "2025-09-01", "2025-12-31");
	struct purse_terms terms = find(4, ASHCOMBE, BRAMLEY, "2025-09-11");
	struct purse_sides sides = purse_terms_sides(&terms, terms.date);
	assert_int_equal(sides.provider->id, ASHCOMBE);
	assert_int_equal(sides.customer->id, BRAMLEY);
	assert_int_equal(sides.agreement, 4);
	assert_int_equal(sides.customer_fund, SPORTS);
	assert_string_equal(sides.customer_cost, "E19");
	assert_string_equal(sides.provider_cost, "E05");
	assert_string_equal(sides.income_code, "I08b");
	assert_false(sides.principal);
	/* the terms are those of one day, the fund must last on the day of the service */
	assert_int_equal(purse_terms_sides(&terms, day("2026-01-01")).customer_fund, GENERAL);
	agreement->versions[0].presentation = "principal";
	assert_true(purse_terms_sides(&terms, terms.date).principal);
}

static void entries_begin_and_end(void **state) {
	(void)state;
	closes(BRAMLEY, "2025-09");
	const int schools[] = { ASHCOMBE, BRAMLEY };
	struct purse_entry *entry = purse_terms_entry(
		&facts, &batch, "charge", "activity 1", "ASH-1: 1 day", day("2025-09-11"), schools, 2);
	assert_string_equal(entry->key, "activity 1");
	assert_int_equal(entry->service_date.day, day("2025-09-11").day);
	assert_int_equal(entry->date.day, day("2025-10-01").day);
	assert_int_equal(purse_terms_end_entry(&batch, entry), 0); /* nothing was posted, so it is gone */
	assert_int_equal(batch.entry_count, 0);
	entry = purse_terms_entry(
		&facts, &batch, "charge", "activity 2", "ASH-2: 1 day", day("2025-10-11"), schools, 2);
	purse_entry_post(&batch, entry, (struct purse_posting){ .school = ASHCOMBE, .pence = 1 });
	assert_int_equal(purse_terms_end_entry(&batch, entry), entry->ref);
	assert_int_equal(batch.entry_count, 1);
}

static void quantities_are_written_as_decimals(void **state) {
	(void)state;
	static const char *const cases[][2] = { { "0.5", "0.5" }, { "12", "12" }, { "12.50", "12.5" },
		{ "-3", "-3" }, { "0.00000000000000000001", "0.00000000000000000001" },
		{ "0.000000000000000000001", "1/1000000000000000000000" }, { "1/3", "1/3" }, { "1/4", "0.25" } };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(purse_terms_quantity(arena, number(cases[i][0])), cases[i][1]);
}

static void lots_move(void **state) {
	(void)state;
	struct purse_lot *credits = lot(40, agree(4, ASHCOMBE, "credits", "credits at cost"), "60", 415000);
	purse_move_lot(
		&batch, credits, "drawn", BRAMLEY, number("-1.5"), 17, day("2025-09-11"), -10375, number("10375"));
	const struct purse_movement *movement = &batch.movements[0];
	assert_int_equal(movement->ref, 1);
	assert_int_equal(movement->lot, 40);
	assert_string_equal(movement->kind, "drawn");
	assert_string_equal(movement->quantity, "-1.5");
	assert_int_equal(movement->school, BRAMLEY);
	assert_int_equal(movement->charge, 17);
	assert_int_equal(movement->pence, -10375);
	expect_fraction(movement->exact, "10375");
}

static void amounts_have_a_bound(void **state) {
	(void)state;
	assert_true(purse_terms_fits(0));
	assert_true(purse_terms_fits(INT64_MAX / 8));
	assert_true(purse_terms_fits(-(INT64_MAX / 8)));
	assert_false(purse_terms_fits(INT64_MAX / 8 + 1));
	assert_false(purse_terms_fits(-(INT64_MAX / 8) - 1));
	assert_false(purse_terms_fits(INT64_MIN));
	assert_false(purse_terms_too_large(run, "timesheet ASH-1"));
	expect_problem(PURSE_E_OVERFLOW, "could not charge timesheet ASH-1: the amount is too large");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(terms_are_those_of_the_day, open_facts, close_facts),
		cmocka_unit_test_setup_teardown(terms_may_be_missing, open_facts, close_facts),
		cmocka_unit_test_setup_teardown(the_lead_charges_parties, open_facts, close_facts),
		cmocka_unit_test_setup_teardown(sides_take_accounts_and_funds, open_facts, close_facts),
		cmocka_unit_test_setup_teardown(entries_begin_and_end, open_facts, close_facts),
		cmocka_unit_test_setup_teardown(quantities_are_written_as_decimals, open_facts, close_facts),
		cmocka_unit_test_setup_teardown(lots_move, open_facts, close_facts),
		cmocka_unit_test_setup_teardown(amounts_have_a_bound, open_facts, close_facts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
