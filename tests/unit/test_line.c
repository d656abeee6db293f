/* rules/line: quantity times an agreed price, to the penny, half away from zero (R3). */
#include "unit/facts_builder.h"

#include "purse/rules/line.h"

static struct purse_agreement *agreement;

static int open_line(void **state) {
	open_facts(state);
	agreement = agree(4, ASHCOMBE, "staff", "price");
	party(agreement, BRAMLEY, NULL);
	return 0;
}

static int64_t record;

static bool charge(const char *quantity, const char *item, const char *unit) {
	struct purse_activity activity = { .record = ++record,
		.ref = "ASH-1",
		.item = item,
		.unit = unit,
		.quantity = quantity,
		.agreement = 4,
		.provider = ASHCOMBE,
		.beneficiary = BRAMLEY,
		.date = day("2025-09-11") };
	struct purse_terms terms;
	assert_true(purse_terms_find(run, &facts, 4, ASHCOMBE, BRAMLEY, activity.date, activity.ref, &terms));
	return purse_charge_line(run, &facts, &batch, &activity, &terms, number(quantity), NULL);
}

/* Worked by hand; pence before rounding in the comment. */
static void lines_round_half_away(void **state) {
	(void)state;
	static const struct {
		const char *quantity, *price;
		int64_t pence;
	} cases[] = {
		{ "1", "330.32", 33032 },
		{ "0.5", "330.32", 16516 },   /* case 3 of the issue: 16516 exactly */
		{ "0.5", "330.33", 16517 },   /* 16516.5 */
		{ "0.5", "0.01", 1 },         /* 0.5 */
		{ "0.49", "0.01", 0 },        /* 0.49 */
		{ "3", "0.4525", 136 },       /* 135.75: a price of four decimals */
		{ "22.4", "0.4525", 1014 },   /* 1013.6 */
		{ "2", "0.0025", 1 },         /* 0.5 */
		{ "1", "0.0049", 0 },         /* 0.49 */
		{ "3", "33.3333", 10000 },    /* 9999.99 */
		{ "0.3333", "100", 3333 },    /* 3333 */
		{ "-0.5", "330.33", -16517 }, /* -16516.5, away from zero */
		{ "-1", "0.0049", 0 },        /* -0.49 */
		{ "1000000", "1234.5678", 123456780000 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		agreement->price_count = 0;
		price(agreement, "Teacher", "day", cases[i].price, "2025-09-01");
		assert_true(charge(cases[i].quantity, "Teacher", "day"));
		expect_pence(cases[i].quantity, last_charge()->pence, cases[i].pence);
		assert_int_equal(last_charge()->entry != 0, cases[i].pence != 0);
	}
	expect_sound_entries();
}

/* R7: the charge keeps the quantity, the price, its record and the exact value; it runs in no stream. */
static void a_line_keeps_what_it_was_made_from(void **state) {
	(void)state;
	const struct purse_price *agreed = price(agreement, "Teacher", "day", "330.33", "2025-09-01");
	assert_true(charge("0.5", "Teacher", "day"));
	const struct purse_charge *line = last_charge();
	assert_string_equal(line->kind, "line");
	assert_string_equal(line->quantity, "0.5");
	expect_fraction(line->exact, "33033/2");
	assert_null(line->stream_key);
	assert_int_equal(line->lot, 0);
	assert_int_equal(line->source, record);
	assert_int_equal(line->reverses, 0);
	assert_string_equal(entry_of(line)->key, purse_text(arena, "activity %d", (int)record));
	assert_int_equal(line->provider, ASHCOMBE);
	assert_int_equal(line->customer, BRAMLEY);
	assert_int_equal(line->agreement, 4);
	assert_int_equal(line->service_from.day, day("2025-09-11").day);
	assert_int_equal(line->service_to.day, day("2025-09-11").day);
	assert_int_equal(batch.basis_count, 1);
	const struct purse_basis *basis = &batch.bases[0];
	assert_int_equal(line->basis, basis->ref);
	assert_string_equal(basis->method, "line");
	assert_string_equal(basis->item, "Teacher");
	assert_string_equal(basis->unit, "day");
	assert_string_equal(basis->price, "330.33");
	assert_int_equal(basis->price_record, agreed->record);
	const struct purse_entry *entry = entry_of(line);
	assert_string_equal(entry->description, "ASH-1: Teacher, 0.5 days for BRA");
	assert_string_equal(entry->kind, "charge");
	BOOKED(entry, 4, { ASHCOMBE, "1310", BRAMLEY, GENERAL, 16517 },
		{ ASHCOMBE, "I08b", BRAMLEY, GENERAL, -16517 }, { BRAMLEY, "E27", ASHCOMBE, GENERAL, 16517 },
		{ BRAMLEY, "2310", ASHCOMBE, GENERAL, -16517 });
}

/* R12: the first day that is open in the books of both. */
static void a_late_line_waits_for_both(void **state) {
	(void)state;
	price(agreement, "Teacher", "day", "330.32", "2025-09-01");
	closes(BRAMLEY, "2025-09");
	assert_true(charge("1", "Teacher", "day"));
	assert_int_equal(entry_of(last_charge())->date.day, day("2025-10-01").day);
	closes(ASHCOMBE, "2025-10");
	assert_true(charge("1", "Teacher", "day"));
	assert_int_equal(entry_of(last_charge())->date.day, day("2025-11-01").day);
	assert_int_equal(last_charge()->service_from.day, day("2025-09-11").day);
}

/* One row for what many charges are made from, also from block to block. */
static void lines_share_their_basis(void **state) {
	(void)state;
	price(agreement, "Head", "day", "412.00", "2025-09-01");
	price(agreement, "Teacher", "day", "330.32", "2025-09-01");
	for (int i = 0; i < 5; i++) assert_true(charge("1", "Teacher", "day"));
	assert_true(charge("1", "Head", "day"));
	assert_int_equal(batch.basis_count, 2);
	int first = batch.bases[0].ref;
	purse_batch_empty(&batch);
	assert_true(charge("1", "Teacher", "day"));
	assert_int_equal(batch.basis_count, 0);
	assert_int_equal(last_charge()->basis, first);
}

/* R7: on a replay the price that was used then is used again, whatever is agreed now. */
static void a_replay_takes_the_frozen_price(void **state) {
	(void)state;
	int64_t used = price(agreement, "Teacher", "day", "330.32", "2025-09-01")->record;
	price(agreement, "Teacher", "day", "350.00", "2025-09-05");
	assert_true(charge("1", "Teacher", "day"));
	expect_pence("now", last_charge()->pence, 35000);
	facts.frozen = &(const struct purse_frozen){ .price_record = used };
	assert_true(charge("1", "Teacher", "day"));
	expect_pence("then", last_charge()->pence, 33032);
	facts.frozen = &(const struct purse_frozen){ .price_record = 12345 };
	assert_false(charge("1", "Teacher", "day"));
	expect_problem(PURSE_E_NO_PRICE,
		"could not charge ASH-1: no price is agreed for \"Teacher\" by the day on 11 September 2025");
}

/* R1: "Overflow is an error, never a wrap." */
static void too_much_is_refused(void **state) {
	(void)state;
	static const char *const message = "could not charge ASH-1: the amount is too large";
	price(agreement, "Teacher", "day", "100.00", "2025-09-01");
	static const char *const refused[] = { "99999999999999999999999999999999999999999", "922337203685478",
		"-922337203685478", "-922337203685477.5808", "200000000000000" };
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		assert_false(charge(refused[i], "Teacher", "day"));
		expect_problem(PURSE_E_OVERFLOW, message);
	}
	assert_int_equal(batch.charge_count, 0);
	assert_true(charge("100000000000000", "Teacher", "day"));
	expect_pence("a great deal", last_charge()->pence, 1000000000000000000);
}

static void without_a_price_nothing_is_charged(void **state) {
	(void)state;
	price(agreement, "Teacher", "day", "330.32", "2025-09-12");
	static const char *const message =
		"could not charge ASH-1: no price is agreed for \"Teacher\" by the day on 11 September 2025";
	assert_false(charge("1", "Teacher", "day"));
	expect_problem(PURSE_E_NO_PRICE, message);
	assert_int_equal(batch.entry_count + batch.charge_count + batch.basis_count, 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(lines_round_half_away, open_line, close_facts),
		cmocka_unit_test_setup_teardown(a_line_keeps_what_it_was_made_from, open_line, close_facts),
		cmocka_unit_test_setup_teardown(a_late_line_waits_for_both, open_line, close_facts),
		cmocka_unit_test_setup_teardown(lines_share_their_basis, open_line, close_facts),
		cmocka_unit_test_setup_teardown(a_replay_takes_the_frozen_price, open_line, close_facts),
		cmocka_unit_test_setup_teardown(too_much_is_refused, open_line, close_facts),
		cmocka_unit_test_setup_teardown(without_a_price_nothing_is_charged, open_line, close_facts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
