/* rules/accrual: what charging would book, put together, and taken back the next day. Worked by hand. */
#include "unit/statutory_table.h"

#include "purse/rules/accrual.h"

static struct purse_posting posting(int school, const char *account, int counterparty, int64_t pence) {
	return (struct purse_posting){
		.school = school, .account = account, .counterparty = counterparty, .agreement = 3, .pence = pence
	};
}

/* An invoice of 300.00 that is shared by three: what goes into 1500 and out of it leaves nothing there. */
static void invoice_and_shares(void **state) {
	struct purse_posting invoice[] = { posting(1, "1500", 0, 30000), posting(1, "2100", 9, -30000) };
	struct purse_posting shares[] = { posting(1, "E27", 0, 10000), posting(1, "1500", 0, -10000),
		posting(1, "1310", 2, 10000), posting(1, "1500", 0, -10000), posting(2, "E27", 1, 10000),
		posting(2, "2310", 1, -10000), posting(1, "1310", 4, 10000), posting(1, "1500", 0, -10000) };
	const struct purse_entry entries[] = { { .postings = invoice, .posting_count = 2 },
		{ .postings = shares, .posting_count = 8 } };
	struct purse_posting *found;
	(void)state;
	size_t count = purse_accrual_gather(arena, entries, 2, 1, 1, &found);
	assert_int_equal(count, 6);
	const struct purse_posting wanted[] = { posting(1, "2100", 9, -30000), posting(1, "E27", 0, 10000),
		posting(1, "1310", 2, 10000), posting(2, "E27", 1, 10000), posting(2, "2310", 1, -10000),
		posting(1, "1310", 4, 10000) };
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(found[i].school, wanted[i].school);
		assert_string_equal(found[i].account, wanted[i].account);
		assert_int_equal(found[i].counterparty, wanted[i].counterparty);
		assert_int_equal(found[i].pence, wanted[i].pence);
	}
}

/* 50 of 70 days of 700.01 are 500.007: 500.01; an amount and its opposite stay opposite. Funds, agreements
 * and schools are kept apart. */
static void a_part(void **state) {
	struct purse_posting lines[] = { posting(1, "1310", 2, 70001), posting(1, "I08b", 2, -70001),
		posting(2, "E27", 1, 70001), posting(2, "E27", 1, 70), posting(2, "E27", 1, 70) };
	lines[3].fund = 5;
	lines[4].agreement = 4;
	const struct purse_entry entry = { .postings = lines, .posting_count = 5 };
	struct purse_posting *found;
	(void)state;
	assert_int_equal(purse_accrual_gather(arena, &entry, 1, 50, 70, &found), 5);
	assert_int_equal(found[0].pence, 50001);
	assert_int_equal(found[1].pence, -50001);
	assert_int_equal(found[2].pence, 50001);
	assert_int_equal(found[3].pence, 50);
	assert_int_equal(found[4].pence, 50);
	assert_int_equal(purse_accrual_gather(arena, &entry, 1, 0, 70, &found), 0);
	assert_int_equal(purse_accrual_gather(arena, &entry, 0, 1, 1, &found), 0);
}

static void both_days(void **state) {
	struct purse_batch batch = { .arena = arena };
	const struct purse_posting lines[] = { posting(1, "1310", 2, 500), posting(1, "I08b", 2, -500) };
	struct purse_accrued accrued = { .accrual = { .source = 77,
										 .agreement = 3,
										 .provider = 1,
										 .accrued_on = day("2024-02-29"),
										 .pence = 500,
										 .working = "half a day" },
		.description = "A1: half a day",
		.postings = lines,
		.posting_count = 2 };
	(void)state;
	purse_accrual_post(&batch, &accrued);
	accrued.accrual.withdraws = 8;
	purse_accrual_post(&batch, &accrued);
	assert_int_equal(batch.entry_count, 4);
	assert_int_equal(batch.accrual_count, 2);
	assert_int_equal(batch.accruals[0].entry, batch.entries[0].ref);
	assert_int_equal(batch.accruals[0].reversal, batch.entries[1].ref);
	assert_string_equal(batch.accruals[0].working, "half a day");
	assert_string_equal(batch.entries[0].key, "accrual of record 77 by school 1 at 2024-02-29");
	assert_string_equal(batch.entries[1].key, "reversal of accrual of record 77 by school 1 at 2024-02-29");
	assert_string_equal(batch.entries[2].key, "withdrawal of accrual of record 77 by school 1 at 2024-02-29");
	assert_string_equal(
		batch.entries[3].key, "reversal of withdrawal of accrual of record 77 by school 1 at 2024-02-29");
	assert_string_equal(batch.entries[1].description, "A1: half a day, taken back");
	assert_true(batch.entries[0].date.day == day("2024-02-29").day);
	assert_true(batch.entries[1].date.day == day("2024-03-01").day);
	assert_true(batch.entries[1].service_date.day == day("2024-03-01").day);
	for (size_t i = 0; i < batch.entry_count; i++) {
		const struct purse_entry *entry = &batch.entries[i];
		assert_int_equal(entry->posting_count, 2);
		for (size_t k = 0; k < 2; k++) {
			assert_string_equal(entry->postings[k].account, lines[k].account);
			assert_int_equal(entry->postings[k].pence, i % 2 ? -lines[k].pence : lines[k].pence);
		}
	}
	assert_int_equal(batch.accruals[1].withdraws, 8);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(invoice_and_shares, open_statutory, close_statutory),
		cmocka_unit_test_setup_teardown(a_part, open_statutory, close_statutory),
		cmocka_unit_test_setup_teardown(both_days, open_statutory, close_statutory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
