/* rules/arrears: what an award adds to a charge that stands (R3, R7). Figures worked by hand. */
#include "unit/facts_builder.h"

#include "purse/rules/arrears.h"

enum { STAFF = 4 };

static struct purse_agreement *staff;

static int open_arrears(void **state) {
	open_facts(state);
	staff = agree(STAFF, ASHCOMBE, "staff", "price");
	three_parties(purse_facts_agreement(&facts, STAFF));
	price(staff, "Teacher", "day", "330.33", "2025-09-01");
	return 0;
}

/* An award for the one price, from a day to the last day of the price. */
static struct purse_price *award(const char *name, const char *pounds, const char *from) {
	struct purse_price *added = price(staff, "Teacher", "day", pounds, from);
	added->award = name;
	added->changes = staff->prices[0].record = 501;
	return added;
}

static struct purse_standing_charge charged(const char *quantity, const char *date) {
	assert_true(charge_activity(activity(staff, BRAMLEY, quantity, date)));
	return standing(last_charge());
}

static bool adjust(struct purse_standing_charge charge) {
	return purse_charge_arrears(run, &facts, &batch, &charge);
}

/* Old and new line are rounded each by itself: half a day at 330.33 was 165.165, so 165.17; at 342.36 it is
 * 171.18: 6.01, though the exact difference is 6.015. */
static void difference_of_two_lines(void **state) {
	(void)state;
	struct purse_standing_charge line = charged("0.5", "2025-10-10");
	expect_pence("line", line.pence, 16517);
	struct purse_price *rise = award("award", "342.36", "2025-09-01");
	assert_true(adjust(line));
	const struct purse_charge *made = last_charge();
	assert_string_equal(made->kind, "arrears");
	expect_pence("arrears", made->pence, 601);
	expect_fraction(made->exact, "1203/2");
	assert_string_equal(made->quantity, "0.5");
	assert_int_equal(made->adjusts, line.id);
	assert_int_equal(made->reverses, 0);
	assert_int_equal(made->source, line.source);
	assert_int_equal(made->provider, ASHCOMBE);
	assert_int_equal(made->customer, BRAMLEY);
	assert_int_equal(made->agreement, STAFF);
	assert_int_equal(made->service_from.day, day("2025-10-10").day);
	assert_int_equal(made->service_to.day, day("2025-10-10").day);
	assert_null(made->stream_key);
	const struct purse_basis *basis = &batch.bases[batch.basis_count - 1];
	assert_int_equal(basis->ref, made->basis);
	assert_string_equal(basis->method, "arrears");
	assert_string_equal(basis->item, "Teacher");
	assert_string_equal(basis->unit, "day");
	assert_string_equal(basis->price, "342.36");
	assert_int_equal(basis->price_record, rise->record);
	const struct purse_entry *entry = entry_of(made);
	assert_string_equal(entry->kind, "charge");
	assert_string_equal(entry->key, purse_text(arena, "arrears of charge %lld", (long long)line.id));
	assert_string_equal(entry->description, "ASH-1: Teacher, 0.5 days for BRA, award");
	expect_pence("owed", balance_of(BRAMLEY, "2310"), -16517 - 601);
	expect_sound_entries();
}

/* 1.5 days: 495.495 is 495.50; at 340.00 510.00, then at 325.01 487.515, so 487.52: each of the differences
 * starts from the one before, and all of them come to the last price. */
static void one_after_the_other(void **state) {
	(void)state;
	struct purse_standing_charge line = charged("1.5", "2025-10-10");
	award("rise", "340.00", "2025-09-01");
	assert_true(adjust(line));
	struct purse_standing_charge first = standing(last_charge());
	expect_pence("first", first.pence, 51000 - 49550);
	award("mistake put right", "325.01", "2025-10-01");
	assert_true(adjust(first));
	expect_pence("second", last_charge()->pence, 48752 - 51000);
	assert_int_equal(last_charge()->adjusts, first.id);
	expect_pence("owed", balance_of(BRAMLEY, "2310"), -48752);
	expect_sound_entries();
}

/* The same price again makes a charge of nothing, without an entry, so that it is not looked at for ever. */
static void nothing_to_add(void **state) {
	(void)state;
	struct purse_standing_charge line = charged("1", "2025-10-10");
	award("as before", "330.33", "2025-09-01");
	size_t entries = batch.entry_count;
	assert_true(adjust(line));
	expect_pence("nothing", last_charge()->pence, 0);
	assert_int_equal(last_charge()->entry, 0);
	assert_int_equal(batch.entry_count, entries);
}

/* What an award counts for: its days, and of two the one recorded last; new charges use it at once. */
static void which_award_counts(void **state) {
	(void)state;
	struct purse_price *base = &staff->prices[0];
	struct purse_price *rise = award("rise", "340.00", "2025-11-01");
	rise->to = day("2025-11-30");
	struct purse_price *later = award("later", "345.00", "2025-11-15");
	later->to = day("2025-12-31");
	struct {
		const char *date;
		const struct purse_price *counts;
	} cases[] = { { "2025-10-31", base }, { "2025-11-01", rise }, { "2025-11-14", rise },
		{ "2025-11-15", later }, { "2025-11-30", later }, { "2025-12-31", later }, { "2026-01-01", base } };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_ptr_equal(purse_facts_price(staff, "Teacher", "day", day(cases[i].date)), cases[i].counts);
	later->record = rise->record - 1;
	assert_ptr_equal(purse_facts_price(staff, "Teacher", "day", day("2025-11-20")), rise);
	assert_int_equal(charged("1", "2025-11-20").pence, 34000);
	later->changes = 999; /* an award for another price */
	assert_ptr_equal(purse_facts_price(staff, "Teacher", "day", day("2025-12-20")), base);
}

/* A replay takes the award that was used, whatever came later (R7). */
static void replayed_as_it_was(void **state) {
	(void)state;
	struct purse_standing_charge line = charged("1", "2025-10-10");
	struct purse_price *rise = award("rise", "340.00", "2025-09-01");
	award("later", "350.00", "2025-09-01");
	struct purse_frozen frozen = { .price_record = rise->record };
	facts.frozen = &frozen;
	assert_true(adjust(line));
	facts.frozen = NULL;
	expect_pence("as it was", last_charge()->pence, 967);
	assert_true(adjust(line));
	expect_pence("as it is", last_charge()->pence, 1967);
}

/* A month that is closed for either school moves the entry to the next one; the service stays. */
static void late_months(void **state) {
	(void)state;
	struct purse_standing_charge line = charged("1", "2025-10-10");
	award("rise", "340.00", "2025-09-01");
	closes(BRAMLEY, "2025-10");
	assert_true(adjust(line));
	const struct purse_entry *entry = entry_of(last_charge());
	assert_int_equal(entry->date.day, day("2025-11-01").day);
	assert_int_equal(entry->service_date.day, day("2025-10-10").day);
	assert_true(last_charge()->ref > 0);
}

static void lacks_something(void **state) {
	(void)state;
	struct purse_standing_charge line = charged("1", "2025-10-10");
	const char *message = "could not charge the arrears of ASH-1: the price it was charged at, or the award, "
						  "is not there";
	assert_false(adjust(line)); /* no award */
	expect_problem(PURSE_E_NO_PRICE, message);
	award("rise", "340.00", "2025-09-01");
	line.price_record = 999;
	assert_false(adjust(line));
	expect_problem(PURSE_E_NO_PRICE, message);
	line.price_record = 501;
	line.agreement = 999;
	assert_false(adjust(line));
	assert_int_equal(run->problem_count, 1);
	assert_int_equal(run->problems[0].code, PURSE_E_UNKNOWN_REFERENCE);
}

/* Amounts of pence that no word holds, and those that leave no room to add: of the old line and of the new.
 */
static void too_large(void **state) {
	(void)state;
	static const struct {
		const char *quantity, *pounds;
	} cases[] = { { "9000000000000000000", "1" }, { "40000000000000", "1" }, { "30000000000000", "500" },
		{ "30000000000000", "990000" } };
	struct purse_standing_charge line = charged("1", "2025-10-10");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		award("rise", cases[i].pounds, "2025-09-01");
		line.quantity = cases[i].quantity;
		assert_false(adjust(line));
		expect_problem(PURSE_E_OVERFLOW, "could not charge ASH-1: the amount is too large");
	}
	line.quantity = "30000000000000";
	award("no change", "330.33", "2025-09-01");
	assert_true(adjust(line));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(difference_of_two_lines, open_arrears, close_facts),
		cmocka_unit_test_setup_teardown(one_after_the_other, open_arrears, close_facts),
		cmocka_unit_test_setup_teardown(nothing_to_add, open_arrears, close_facts),
		cmocka_unit_test_setup_teardown(which_award_counts, open_arrears, close_facts),
		cmocka_unit_test_setup_teardown(replayed_as_it_was, open_arrears, close_facts),
		cmocka_unit_test_setup_teardown(late_months, open_arrears, close_facts),
		cmocka_unit_test_setup_teardown(too_large, open_arrears, close_facts),
		cmocka_unit_test_setup_teardown(lacks_something, open_arrears, close_facts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
