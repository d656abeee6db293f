/* rules/documents of charges that funds with rules bear in part. Figures worked by hand. */
#include "unit/document_builder.h"

/* Dunmore gets no VAT back. Of £50.02 its fund bears £50.00: owed from the fund, the rest and the VAT, 10.00
 * (10.004), from the general fund; the credit note is the mirror. */
static void split_as_the_charge_was(void **state) {
	(void)state;
	struct purse_billable *billed = bill(KIT, DUNMORE, "2025-11-10", 5002);
	billed->ruled_fund = SPORTS;
	billed->general_pence = 2;
	raise_all();
	const struct purse_issue *issue = &batch.issues[0];
	assert_int_equal(issue->lines[0].customer_fund, SPORTS);
	expect_pence("VAT", issue->vat_pence, 1000);
	BOOKED(entry_of_issue(issue), KIT, { ASHCOMBE, "1320", DUNMORE, GENERAL, 5000 },
		{ ASHCOMBE, "1310", DUNMORE, GENERAL, -5000 }, { DUNMORE, "2310", ASHCOMBE, SPORTS, 5000 },
		{ DUNMORE, "2320", ASHCOMBE, SPORTS, -5000 }, { ASHCOMBE, "1320", DUNMORE, GENERAL, 1000 },
		{ ASHCOMBE, "2400", DUNMORE, GENERAL, -1000 }, { DUNMORE, "E19", ASHCOMBE, GENERAL, 1000 },
		{ DUNMORE, "2320", ASHCOMBE, GENERAL, -1000 }, { ASHCOMBE, "1320", DUNMORE, GENERAL, 2 },
		{ ASHCOMBE, "1310", DUNMORE, GENERAL, -2 }, { DUNMORE, "2310", ASHCOMBE, GENERAL, 2 },
		{ DUNMORE, "2320", ASHCOMBE, GENERAL, -2 });
	struct purse_creditable *lines = issued_lines(issue, 9);
	lines[0].of_ruled_fund = true;
	lines[0].general_pence = 2;
	struct purse_entry issued = *entry_of_issue(issue);
	const struct purse_entry *mirror = entry_of_issue(credit(lines, 1, NULL, 0));
	assert_int_equal(mirror->posting_count, issued.posting_count);
	for (size_t i = 0; i < issued.posting_count; i++) {
		assert_int_equal(mirror->postings[i].fund, issued.postings[i].fund);
		expect_pence("mirror", mirror->postings[i].pence, -issued.postings[i].pence);
	}
}

/* Where the fund bears nothing the line names the general fund, whatever its days; where all, none of it. */
static void all_or_nothing(void **state) {
	(void)state;
	bears_from_fund(row_of(KIT, DUNMORE), SPORTS, "2025-09-01", "2026-07-31");
	struct purse_billable *none = bill(KIT, DUNMORE, "2025-11-10", 5000);
	none->ruled_fund = SPORTS;
	none->general_pence = 5000;
	struct purse_billable *all = bill(KIT, DUNMORE, "2025-11-11", 7000);
	all->ruled_fund = SPORTS;
	bill(KIT, DUNMORE, "2025-11-12", 3000); /* before its fund had rules: by its days */
	raise_all();
	const struct purse_issue *issue = &batch.issues[0];
	assert_int_equal(issue->lines[0].customer_fund, GENERAL);
	assert_int_equal(issue->lines[1].customer_fund, SPORTS);
	assert_int_equal(issue->lines[2].customer_fund, SPORTS);
	int64_t owed[2] = { 0, 0 };
	const struct purse_entry *entry = entry_of_issue(issue);
	for (size_t i = 0; i < entry->posting_count; i++)
		if (purse_same(entry->postings[i].account, "2320"))
			owed[entry->postings[i].fund == SPORTS] += entry->postings[i].pence;
	/* 50.00 and its VAT and that on the 70.00; 70.00, and 30.00 with its VAT */
	expect_pence("general", owed[0], -(5000 + 1000 + 1400));
	expect_pence("fund", owed[1], -(7000 + 3000 + 600));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(split_as_the_charge_was, open_documents, close_facts),
		cmocka_unit_test_setup_teardown(all_or_nothing, open_documents, close_facts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
