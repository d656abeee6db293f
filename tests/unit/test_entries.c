/* rules/entries: every row of DESIGN 3's table that is implemented, line by line. */
#include "unit/facts_builder.h"
#include "unit/seed.h"

#include "purse/rules/entries.h"

enum { AGREED = 7 };

static struct purse_sides between(int provider, int customer) {
	return (struct purse_sides){ .provider = school(provider),
		.customer = school(customer),
		.agreement = AGREED,
		.income_code = "I08b",
		.customer_cost = "E26",
		.provider_cost = "E05" };
}

static struct purse_entry *new_entry(void) { return purse_batch_entry(&batch); }

/* "charge for staff, premises, own service: Dr 1310 c. / Cr I08b or I08a; Dr E-code / Cr 2310 c." */
static void charges_book_income_and_cost(void **state) {
	(void)state;
	struct purse_sides sides = between(ASHCOMBE, BRAMLEY);
	struct purse_entry *entry = new_entry();
	purse_entry_charge(&batch, entry, &sides, 33032);
	BOOKED(entry, AGREED, { ASHCOMBE, "1310", BRAMLEY, GENERAL, 33032 },
		{ ASHCOMBE, "I08b", BRAMLEY, GENERAL, -33032 }, { BRAMLEY, "E26", ASHCOMBE, GENERAL, 33032 },
		{ BRAMLEY, "2310", ASHCOMBE, GENERAL, -33032 });
	assert_false(entry->postings[0].of_document);
	/* income under another code; the customer bears it from a fund of its own */
	sides.income_code = "I08a";
	sides.customer_fund = SPORTS;
	entry = new_entry();
	purse_entry_charge(&batch, entry, &sides, 5000);
	BOOKED(entry, AGREED, { ASHCOMBE, "1310", BRAMLEY, GENERAL, 5000 },
		{ ASHCOMBE, "I08a", BRAMLEY, GENERAL, -5000 }, { BRAMLEY, "E26", ASHCOMBE, SPORTS, 5000 },
		{ BRAMLEY, "2310", ASHCOMBE, SPORTS, -5000 });
	expect_sound_entries();
}

/* "supplier's invoice, lead: Dr 1500, Dr 1400 as far as recoverable / Cr 2100; the rest of the VAT joins the
 * cost". £1,000.00 and £200.00 of VAT, of which all, nothing and three quarters are reclaimed. */
static void purchases_are_prepaid(void **state) {
	(void)state;
	struct purse_sides sides = between(ASHCOMBE, ASHCOMBE);
	struct purse_entry *entry = new_entry();
	purse_entry_purchase(&batch, entry, &sides, DIOCESE, 100000, 20000);
	BOOKED(entry, AGREED, { ASHCOMBE, "1500", 0, GENERAL, 100000 }, { ASHCOMBE, "1400", 0, GENERAL, 20000 },
		{ ASHCOMBE, "2100", DIOCESE, GENERAL, -120000 });
	entry = new_entry();
	purse_entry_purchase(&batch, entry, &sides, DIOCESE, 120000, 0);
	BOOKED(entry, AGREED, { ASHCOMBE, "1500", 0, GENERAL, 120000 },
		{ ASHCOMBE, "2100", DIOCESE, GENERAL, -120000 });
	entry = new_entry();
	purse_entry_purchase(&batch, entry, &sides, DIOCESE, 105000, 15000);
	BOOKED(entry, AGREED, { ASHCOMBE, "1500", 0, GENERAL, 105000 }, { ASHCOMBE, "1400", 0, GENERAL, 15000 },
		{ ASHCOMBE, "2100", DIOCESE, GENERAL, -120000 });
	expect_sound_entries();
}

/* "share or draw, lead as agent: Dr 1310 c. / Cr 1500; Dr E-code / Cr 2310 c." */
static void an_agent_passes_the_cost_on(void **state) {
	(void)state;
	struct purse_sides sides = between(ASHCOMBE, BRAMLEY);
	struct purse_entry *entry = new_entry();
	purse_entry_share(&batch, entry, &sides, 14634, 14634);
	BOOKED(entry, AGREED, { ASHCOMBE, "1310", BRAMLEY, GENERAL, 14634 },
		{ ASHCOMBE, "1500", 0, GENERAL, -14634 }, { BRAMLEY, "E26", ASHCOMBE, GENERAL, 14634 },
		{ BRAMLEY, "2310", ASHCOMBE, GENERAL, -14634 });
	expect_sound_entries();
}

/* "lead as principal: Dr 1310 c. / Cr I08b, and Dr E-code / Cr 1500; Dr E-code / Cr 2310 c." */
static void a_principal_shows_both_sides(void **state) {
	(void)state;
	struct purse_sides sides = between(ASHCOMBE, BRAMLEY);
	sides.principal = true;
	struct purse_entry *entry = new_entry();
	purse_entry_share(&batch, entry, &sides, 14634, 14634);
	BOOKED(entry, AGREED, { ASHCOMBE, "1310", BRAMLEY, GENERAL, 14634 },
		{ ASHCOMBE, "1500", 0, GENERAL, -14634 }, { ASHCOMBE, "I08b", BRAMLEY, GENERAL, -14634 },
		{ ASHCOMBE, "E05", 0, GENERAL, 14634 }, { BRAMLEY, "E26", ASHCOMBE, GENERAL, 14634 },
		{ BRAMLEY, "2310", ASHCOMBE, GENERAL, -14634 });
	expect_sound_entries();
}

/* R5: "An agreement may price credits instead; then the difference is the lead's, and shown." A credit that
 * cost £69.17 is charged at £75.00, then one at £60.00. */
static void the_difference_of_a_price_is_the_leads(void **state) {
	(void)state;
	struct purse_sides sides = between(ASHCOMBE, BRAMLEY);
	struct purse_entry *entry = new_entry();
	purse_entry_share(&batch, entry, &sides, 7500, 6917);
	BOOKED(entry, AGREED, { ASHCOMBE, "1310", BRAMLEY, GENERAL, 7500 },
		{ ASHCOMBE, "1500", 0, GENERAL, -6917 }, { ASHCOMBE, "E05", 0, GENERAL, -583 },
		{ BRAMLEY, "E26", ASHCOMBE, GENERAL, 7500 }, { BRAMLEY, "2310", ASHCOMBE, GENERAL, -7500 });
	entry = new_entry();
	purse_entry_share(&batch, entry, &sides, 6000, 6917);
	BOOKED(entry, AGREED, { ASHCOMBE, "1310", BRAMLEY, GENERAL, 6000 },
		{ ASHCOMBE, "1500", 0, GENERAL, -6917 }, { ASHCOMBE, "E05", 0, GENERAL, 917 },
		{ BRAMLEY, "E26", ASHCOMBE, GENERAL, 6000 }, { BRAMLEY, "2310", ASHCOMBE, GENERAL, -6000 });
	sides.principal = true;
	entry = new_entry();
	purse_entry_share(&batch, entry, &sides, 7500, 6917);
	BOOKED(entry, AGREED, { ASHCOMBE, "1310", BRAMLEY, GENERAL, 7500 },
		{ ASHCOMBE, "1500", 0, GENERAL, -6917 }, { ASHCOMBE, "I08b", BRAMLEY, GENERAL, -7500 },
		{ ASHCOMBE, "E05", 0, GENERAL, 6917 }, { BRAMLEY, "E26", ASHCOMBE, GENERAL, 7500 },
		{ BRAMLEY, "2310", ASHCOMBE, GENERAL, -7500 });
	expect_sound_entries();
}

/* "lead's own share; lapse of its share: Dr E-code / Cr 1500". R9: a fund of its own balances through 3100.
 */
static void the_lead_bears_its_own_share(void **state) {
	(void)state;
	struct purse_sides sides = between(ASHCOMBE, ASHCOMBE);
	struct purse_entry *entry = new_entry();
	purse_entry_share(&batch, entry, &sides, 30352, 30352);
	BOOKED(entry, AGREED, { ASHCOMBE, "E26", 0, GENERAL, 30352 }, { ASHCOMBE, "1500", 0, GENERAL, -30352 });
	sides.customer_fund = SPORTS;
	sides.principal = true; /* nobody supplies to itself */
	entry = new_entry();
	purse_entry_share(&batch, entry, &sides, 30352, 30352);
	BOOKED(entry, AGREED, { ASHCOMBE, "E26", 0, SPORTS, 30352 }, { ASHCOMBE, "3100", 0, SPORTS, -30352 },
		{ ASHCOMBE, "3100", 0, GENERAL, 30352 }, { ASHCOMBE, "1500", 0, GENERAL, -30352 });
	expect_sound_entries();
}

/* "document issued: Dr 1320 c. / Cr 1310 c., Cr 2400; Dr 2310 c., Dr 1400 or the E-codes of the lines if VAT
 * is a cost / Cr 2320 c." */
static void documents_move_what_is_due(void **state) {
	(void)state;
	struct purse_sides sides = between(ASHCOMBE, BRAMLEY);
	sides.customer_fund = SPORTS;
	struct purse_entry *entry = new_entry();
	entry->document = 3;
	purse_entry_issue(&batch, entry, &sides, false, 10000);
	purse_entry_vat(&batch, entry, &sides, true, 2000);
	BOOKED(entry, AGREED, { ASHCOMBE, "1320", BRAMLEY, GENERAL, 10000 },
		{ ASHCOMBE, "1310", BRAMLEY, GENERAL, -10000 }, { BRAMLEY, "2310", ASHCOMBE, SPORTS, 10000 },
		{ BRAMLEY, "2320", ASHCOMBE, SPORTS, -10000 }, { ASHCOMBE, "1320", BRAMLEY, GENERAL, 2000 },
		{ ASHCOMBE, "2400", BRAMLEY, GENERAL, -2000 }, { BRAMLEY, "1400", ASHCOMBE, GENERAL, 2000 },
		{ BRAMLEY, "2320", ASHCOMBE, GENERAL, -2000 });
	for (size_t i = 0; i < entry->posting_count; i++) assert_true(entry->postings[i].of_document);
	entry = new_entry(); /* VAT that is a cost comes from the fund that bears the line */
	purse_entry_vat(&batch, entry, &sides, false, 2000);
	BOOKED(entry, AGREED, { ASHCOMBE, "1320", BRAMLEY, GENERAL, 2000 },
		{ ASHCOMBE, "2400", BRAMLEY, GENERAL, -2000 }, { BRAMLEY, "E26", ASHCOMBE, SPORTS, 2000 },
		{ BRAMLEY, "2320", ASHCOMBE, SPORTS, -2000 });
	expect_sound_entries();
}

/* "internal charge issued: Dr 1390 c. / Cr 1310 c.; Dr 2310 c. / Cr 2390 c." "credit note: mirrored" */
static void internal_charges_and_credits(void **state) {
	(void)state;
	struct purse_sides sides = between(ASHCOMBE, BRAMLEY);
	struct purse_entry *entry = new_entry();
	purse_entry_issue(&batch, entry, &sides, true, 16516);
	BOOKED(entry, AGREED, { ASHCOMBE, "1390", BRAMLEY, GENERAL, 16516 },
		{ ASHCOMBE, "1310", BRAMLEY, GENERAL, -16516 }, { BRAMLEY, "2310", ASHCOMBE, GENERAL, 16516 },
		{ BRAMLEY, "2390", ASHCOMBE, GENERAL, -16516 });
	entry = new_entry();
	purse_entry_issue(&batch, entry, &sides, true, -16516);
	BOOKED(entry, AGREED, { ASHCOMBE, "1390", BRAMLEY, GENERAL, -16516 },
		{ ASHCOMBE, "1310", BRAMLEY, GENERAL, 16516 }, { BRAMLEY, "2310", ASHCOMBE, GENERAL, -16516 },
		{ BRAMLEY, "2390", ASHCOMBE, GENERAL, 16516 });
	expect_sound_entries();
}

/* R10: "A party without books here is a counterparty only." */
static void a_school_without_books_is_a_counterparty(void **state) {
	(void)state;
	struct purse_sides sides = between(ASHCOMBE, LINK_SCHOOL);
	struct purse_entry *entry = new_entry();
	purse_entry_charge(&batch, entry, &sides, 9900);
	purse_entry_issue(&batch, entry, &sides, false, 9900);
	purse_entry_vat(&batch, entry, &sides, false, 1980);
	BOOKED(entry, AGREED, { ASHCOMBE, "1310", LINK_SCHOOL, GENERAL, 9900 },
		{ ASHCOMBE, "I08b", LINK_SCHOOL, GENERAL, -9900 }, { ASHCOMBE, "1320", LINK_SCHOOL, GENERAL, 9900 },
		{ ASHCOMBE, "1310", LINK_SCHOOL, GENERAL, -9900 }, { ASHCOMBE, "1320", LINK_SCHOOL, GENERAL, 1980 },
		{ ASHCOMBE, "2400", LINK_SCHOOL, GENERAL, -1980 });
	sides = between(LINK_SCHOOL, BRAMLEY);
	entry = new_entry();
	purse_entry_share(&batch, entry, &sides, 4200, 4200);
	BOOKED(entry, AGREED, { BRAMLEY, "E26", LINK_SCHOOL, GENERAL, 4200 },
		{ BRAMLEY, "2310", LINK_SCHOOL, GENERAL, -4200 });
	expect_sound_entries();
}

static void nothing_is_booked_for_nothing(void **state) {
	(void)state;
	struct purse_sides sides = between(ASHCOMBE, BRAMLEY);
	struct purse_entry *entry = new_entry();
	purse_entry_charge(&batch, entry, &sides, 0);
	purse_entry_share(&batch, entry, &sides, 0, 0);
	purse_entry_issue(&batch, entry, &sides, false, 0);
	purse_entry_vat(&batch, entry, &sides, true, 0);
	assert_int_equal(entry->posting_count, 0);
	sides.customer = school(ASHCOMBE);
	purse_entry_share(&batch, entry, &sides, 0, 0);
	purse_entry_purchase(&batch, entry, &sides, DIOCESE, 0, 0);
	assert_int_equal(entry->posting_count, 0);
}

static void post_event(struct purse_entry *entry, int event, const struct purse_sides *sides, int64_t one,
	int64_t other, bool yes) {
	switch (event) {
	case 0:
		purse_entry_charge(&batch, entry, sides, one);
		break;
	case 1:
		purse_entry_purchase(&batch, entry, sides, DIOCESE, one, other);
		break;
	case 2:
		purse_entry_share(&batch, entry, sides, one, other);
		break;
	case 3:
		purse_entry_issue(&batch, entry, sides, yes, one);
		break;
	default:
		purse_entry_vat(&batch, entry, sides, yes, one);
		break;
	}
}

/* R9, R10 and R6 for any event, schools, funds and amounts: entries balance for each school and fund, pairs
 * of schools mirror each other, and negative amounts are the mirror line by line. */
static void any_entry_balances_and_mirrors(void **state) {
	(void)state;
	seed_start();
	for (seed_step = 0; seed_step < random_cases(5000); seed_step++) {
		int event = (int)random_between(0, 4);
		struct purse_sides sides =
			between((int)random_between(ASHCOMBE, LINK_SCHOOL), (int)random_between(ASHCOMBE, LINK_SCHOOL));
		if (event != 2 && event != 1 && sides.provider == sides.customer) continue;
		sides.customer_fund = random_between(0, 1) ? SPORTS : GENERAL;
		sides.principal = random_between(0, 1);
		int64_t one = random_between(-1000000, 1000000), other = random_between(-1000000, 1000000);
		bool yes = random_between(0, 1);
		struct purse_entry *entry = new_entry();
		post_event(entry, event, &sides, one, other, yes);
		holds(entry_sound(entry));
		struct purse_entry mirror = { 0 };
		post_event(&mirror, event, &sides, -one, -other, yes);
		holds(mirror.posting_count == entry->posting_count);
		for (size_t i = 0; i < entry->posting_count; i++) {
			struct purse_posting turned = mirror.postings[i];
			holds(turned.pence == -entry->postings[i].pence);
			holds(turned.school == entry->postings[i].school && turned.fund == entry->postings[i].fund);
			holds(strcmp(turned.account, entry->postings[i].account) == 0);
		}
		if (seed_step % 100 == 0) purse_batch_empty(&batch);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(charges_book_income_and_cost, open_facts, close_facts),
		cmocka_unit_test_setup_teardown(purchases_are_prepaid, open_facts, close_facts),
		cmocka_unit_test_setup_teardown(an_agent_passes_the_cost_on, open_facts, close_facts),
		cmocka_unit_test_setup_teardown(a_principal_shows_both_sides, open_facts, close_facts),
		cmocka_unit_test_setup_teardown(the_difference_of_a_price_is_the_leads, open_facts, close_facts),
		cmocka_unit_test_setup_teardown(the_lead_bears_its_own_share, open_facts, close_facts),
		cmocka_unit_test_setup_teardown(documents_move_what_is_due, open_facts, close_facts),
		cmocka_unit_test_setup_teardown(internal_charges_and_credits, open_facts, close_facts),
		cmocka_unit_test_setup_teardown(a_school_without_books_is_a_counterparty, open_facts, close_facts),
		cmocka_unit_test_setup_teardown(nothing_is_booked_for_nothing, open_facts, close_facts),
		cmocka_unit_test_setup_teardown(any_entry_balances_and_mirrors, open_facts, close_facts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
