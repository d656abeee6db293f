/* rules/documents: which documents are raised for which charges, and what credits them (R3, R8). */
#include "unit/document_builder.h"
#include "unit/seed.h"

/* "Three lines of £33.33 carry £20.00" of VAT (19.998; each alone would be 6.67). Credited one by one they
 * give back 6.67 (6.666), 6.66 (13.332 in all) and 6.67 (19.998 in all). */
static void vat_is_rounded_once(void **state) {
	(void)state;
	for (int i = 0; i < 3; i++) bill(MANAGER, COLDHARBOUR, "2025-11-10", 3333);
	raise_all();
	assert_int_equal(batch.issue_count, 1);
	const struct purse_issue *issue = &batch.issues[0];
	assert_string_equal(issue->kind, "vat invoice");
	assert_string_equal(issue->series, "VAT");
	expect_pence("net", issue->net_pence, 9999);
	expect_pence("VAT", issue->vat_pence, 2000);
	assert_int_equal(issue->vat_count, 1);
	assert_string_equal(issue->vat[0].rate, "0.2");
	expect_pence("net", issue->vat[0].net_pence, 9999);
	expect_pence("VAT", issue->vat[0].vat_pence, 2000);
	BOOKED(entry_of_issue(issue), MANAGER, { ASHCOMBE, "1320", COLDHARBOUR, GENERAL, 9999 },
		{ ASHCOMBE, "1310", COLDHARBOUR, GENERAL, -9999 }, { COLDHARBOUR, "2310", ASHCOMBE, GENERAL, 9999 },
		{ COLDHARBOUR, "2320", ASHCOMBE, GENERAL, -9999 }, { ASHCOMBE, "1320", COLDHARBOUR, GENERAL, 2000 },
		{ ASHCOMBE, "2400", COLDHARBOUR, GENERAL, -2000 }, { COLDHARBOUR, "1400", ASHCOMBE, GENERAL, 2000 },
		{ COLDHARBOUR, "2320", ASHCOMBE, GENERAL, -2000 });
	struct purse_creditable *lines = issued_lines(issue, 9);
	static const int64_t back[] = { 667, 666, 667 };
	struct purse_credited before[] = { { 8, "standard", "0.2", -50, -10 }, { 9, "exempt", "0", -50, 0 },
		{ 9, "standard", "0.2", 0, 0 } };
	for (int i = 0; i < 3; i++) {
		const struct purse_issue *note = credit(&lines[i], 1, before, 3);
		expect_pence("net", note->net_pence, -3333);
		expect_pence("VAT", note->vat_pence, -back[i]);
		before[2].net_pence += note->net_pence;
		before[2].vat_pence += note->vat_pence;
	}
	expect_pence("VAT in all", before[2].vat_pence, -2000);
	static const char *const nil[] = { "1320", "2400", "1310" };
	for (int i = 0; i < 3; i++) expect_pence(nil[i], balance_of(ASHCOMBE, nil[i]), 0);
	expect_pence("1400", balance_of(COLDHARBOUR, "1400"), 0);
	expect_pence("2320", balance_of(COLDHARBOUR, "2320"), 0);
}

/* VAT of £10.00 at a fifth is £2.00, of £20.00 and £40.00 at a quarter £15.00: each rate sums for itself. */
static void each_rate_is_summed_alone(void **state) {
	(void)state;
	const struct purse_vat_rate changed[] = {
		{ "standard", "0.2", number("0.2"), day("2011-01-04"), day("2025-11-30") },
		{ "standard", "0.25", number("0.25"), day("2025-12-01"), PURSE_FOREVER },
	};
	table.rates = changed;
	table.rate_count = 2;
	bill(MANAGER, COLDHARBOUR, "2025-11-30", 1000);
	bill(MANAGER, COLDHARBOUR, "2025-12-01", 2000);
	bill(MANAGER, COLDHARBOUR, "2025-12-10", 4000);
	raise_all();
	const struct purse_issue *issue = &batch.issues[0];
	assert_int_equal(issue->vat_count, 2);
	assert_string_equal(issue->vat[0].rate, "0.2");
	assert_string_equal(issue->vat[1].rate, "0.25");
	assert_string_equal(issue->vat[1].treatment, "standard");
	expect_pence("net", issue->vat[0].net_pence, 1000);
	expect_pence("VAT", issue->vat[0].vat_pence, 200);
	expect_pence("net", issue->vat[1].net_pence, 6000);
	expect_pence("VAT", issue->vat[1].vat_pence, 1500);
	expect_pence("VAT", issue->vat_pence, 1700);
	expect_pence("VAT", balance_of(COLDHARBOUR, "1400"), 1700);
	const struct purse_issue *note = credit(issued_lines(issue, 9), 3, NULL, 0);
	expect_pence("VAT", note->vat_pence, -1700);
}

/* One for each customer and kind: three agreements, two kinds, for the academy, one internal for Bramley. */
static void one_document_for_each_customer_and_kind(void **state) {
	(void)state;
	bill(KIT, COLDHARBOUR, "2025-12-01", 1000);
	bill(TEACHER, BRAMLEY, "2025-10-01", 2000);
	bill(TEACHER, COLDHARBOUR, "2025-09-10", 3000);
	bill(MANAGER, COLDHARBOUR, "2025-10-01", 4000);
	bill(MANAGER, BRAMLEY, "2025-09-10", 5000);
	bill(TEACHER, COLDHARBOUR, "2025-09-02", 6000)->to = day("2026-03-31");
	raise_all();
	static const struct {
		int customer;
		const char *kind, *series;
		int64_t net, vat;
		size_t lines;
		const char *from, *to;
	} expected[] = {
		{ BRAMLEY, "internal charge", "INT", 7000, 0, 2, "2025-09-10", "2025-10-01" },
		{ COLDHARBOUR, "invoice", "INV", 9000, 0, 2, "2025-09-02", "2026-03-31" },
		{ COLDHARBOUR, "vat invoice", "VAT", 5000, 1000, 2, "2025-10-01", "2025-12-01" },
	};
	assert_int_equal(batch.issue_count, 3);
	for (size_t i = 0; i < 3; i++) {
		const struct purse_issue *issue = &batch.issues[i];
		assert_int_equal(issue->issuer, ASHCOMBE);
		assert_int_equal(issue->customer, expected[i].customer);
		assert_string_equal(issue->kind, expected[i].kind);
		assert_string_equal(issue->series, expected[i].series);
		expect_pence("net", issue->net_pence, expected[i].net);
		expect_pence("VAT", issue->vat_pence, expected[i].vat);
		assert_int_equal(issue->line_count, expected[i].lines);
		assert_string_equal(purse_date_iso(arena, issue->service_from), expected[i].from);
		assert_string_equal(purse_date_iso(arena, issue->service_to), expected[i].to);
		assert_int_equal(issue->tax_point.day, day("2026-01-05").day);
		const struct purse_entry *entry = entry_of_issue(issue);
		assert_int_equal(entry->document, issue->ref);
		assert_string_equal(entry->description, "{document}");
		assert_true(entry->postings[0].of_document);
	}
	/* lines by agreement, then by date */
	assert_int_equal(batch.issues[1].lines[0].charge, 106);
	assert_int_equal(batch.issues[2].lines[0].agreement, MANAGER);
	assert_string_equal(entry_of_issue(&batch.issues[1])->key, "document of charge 106 issued 2026-01-05");
	BOOKED(&batch.entries[1], TEACHER, { ASHCOMBE, "1320", COLDHARBOUR, GENERAL, 9000 },
		{ ASHCOMBE, "1310", COLDHARBOUR, GENERAL, -9000 }, { COLDHARBOUR, "2310", ASHCOMBE, GENERAL, 9000 },
		{ COLDHARBOUR, "2320", ASHCOMBE, GENERAL, -9000 });
	assert_string_equal(batch.entries[0].postings[0].account, "1390");
	assert_string_equal(batch.entries[0].postings[3].account, "2390");
}

/* Two schools billed in turn under one agreement, for documents of one kind: each gets one. */
static void each_customer_gets_one(void **state) {
	(void)state;
	bill(TEACHER, COLDHARBOUR, "2025-09-10", 1000);
	bill(TEACHER, DUNMORE, "2025-09-11", 2000);
	bill(TEACHER, COLDHARBOUR, "2025-09-12", 3000);
	bill(TEACHER, DUNMORE, "2025-09-13", 4000);
	raise_all();
	static const int64_t net[] = { 4000, 6000 };   /* 10.00 + 30.00, 20.00 + 40.00 */
	assert_int_equal(batch.issue_count, 2);
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(batch.issues[i].customer, i ? DUNMORE : COLDHARBOUR);
		assert_string_equal(batch.issues[i].kind, "invoice");
		assert_int_equal(batch.issues[i].line_count, 2);
		expect_pence("net", batch.issues[i].net_pence, net[i]);
	}
}

/* R8: printed lines multiply and add up; a share is quantity 1, with its working. */
static void lines_multiply(void **state) {
	(void)state;
	struct purse_billable *half = bill(TEACHER, COLDHARBOUR, "2025-11-10", 16516);
	half->kind = "line";
	half->quantity = "0.5";
	half->unit = "day";
	half->price = "330.32";
	half->evidence = "timesheet ASH-1";
	bill(TEACHER, COLDHARBOUR, "2025-11-11", 14634)->working = "£1,000.00 × 54 of 369 pupils";
	bill(TEACHER, COLDHARBOUR, "2025-11-12", -205);
	row_of(TEACHER, COLDHARBOUR)->cost_code = "E26";
	raise_all();
	const struct purse_issue_line *lines = batch.issues[0].lines;
	static const char *const expected[][3] = { { "0.5", "day", "330.32" }, { "1", "share", "146.34" },
		{ "1", "share", "-2.05" } };
	int64_t sum = 0;
	for (size_t i = 0; i < 3; i++) {
		assert_string_equal(lines[i].quantity, expected[i][0]);
		assert_string_equal(lines[i].unit, expected[i][1]);
		assert_string_equal(lines[i].price, expected[i][2]);
		struct purse_fraction product =
			purse_fraction_multiply(arena, number(lines[i].quantity), number(lines[i].price));
		product = purse_fraction_multiply(arena, product, purse_fraction_of(100));
		assert_true(purse_fraction_equal(product, purse_fraction_of(lines[i].net_pence)));
		assert_int_equal(lines[i].direction, 1);
		assert_string_equal(lines[i].provider_account, "I08b");
		assert_string_equal(lines[i].customer_account, "E26");
		sum += lines[i].net_pence;
	}
	expect_pence("sum", batch.issues[0].net_pence, sum);
	assert_string_equal(lines[0].evidence, "timesheet ASH-1");
	assert_string_equal(lines[0].vat_rule, "R3T version 2");
	assert_string_equal(lines[0].treatment, "exempt");
	assert_string_equal(lines[0].vat_rate, "0");
	assert_string_equal(lines[0].vat_reason, "No VAT: supply of teaching staff between eligible bodies is "
											 "exempt (VATA 1994 Sch 9 Grp 6 item 1(a))");
	assert_string_equal(lines[0].description, "What was done");
	assert_int_equal(lines[0].service_from.day, day("2025-11-10").day);
	assert_int_equal(lines[2].service_to.day, day("2025-11-12").day);
	assert_string_equal(lines[1].working, "£1,000.00 × 54 of 369 pupils");
}

/* Due by the shortest of the agreements' payment days; each order number once, in the order of the lines. */
static void due_dates_and_orders(void **state) {
	(void)state;
	facts.agreements[KIT - TEACHER].versions[0].payment_days = 14; /* the second on its document */
	row_of(MANAGER, COLDHARBOUR)->purchase_order = "PO-7";
	row_of(KIT, COLDHARBOUR)->purchase_order = "PO-9";
	bill(KIT, COLDHARBOUR, "2025-11-10", 100);
	bill(MANAGER, COLDHARBOUR, "2025-11-10", 100);
	bill(MANAGER, COLDHARBOUR, "2025-11-11", 100);
	bill(TEACHER, COLDHARBOUR, "2025-11-11", 100);
	raise_all();
	assert_string_equal(purse_date_iso(arena, batch.issues[0].due), "2026-02-04");
	assert_null(batch.issues[0].purchase_order);
	assert_string_equal(purse_date_iso(arena, batch.issues[1].due), "2026-01-19");
	assert_string_equal(batch.issues[1].purchase_order, "PO-7, PO-9");
}

/* What needs a decision is left out with its reason; the rest is issued. */
static void undecided_charges_wait(void **state) {
	(void)state;
	bill(ADVICE, COLDHARBOUR, "2025-11-10", 100);
	bill(TEACHER, COLDHARBOUR, "2025-11-10", 200);
	bill(TEACHER, ELMBRIDGE, "2025-11-10", 300); /* nobody recorded its body */
	bill(ADVICE, BRAMLEY, "2025-11-10", 400);    /* one VAT person: no question */
	raise_all();
	assert_int_equal(batch.issue_count, 2);
	assert_int_equal(plan.undecided_count, 2);
	assert_int_equal(plan.undecided[0].billable->charge, 101);
	assert_string_equal(plan.undecided[0].reason,
		"Rule R19 hangs on what is not stated: acted as agent, customer received and used it, customer "
		"responsible to pay and 5 more");
	assert_int_equal(plan.undecided[1].billable->charge, 103);
	assert_string_equal(
		plan.undecided[1].reason, "It is not recorded which body stands behind both schools on that day");
}

/* Entries by agreement and fund; VAT that is a cost joins the cost of the lines that bear it (DESIGN 3):
 * £100.01 and £50.02 bear £30.01 (30.006): 20.00 (20.002) and the 10.01 that are left. Credited whole it is
 * the mirror; the second line first gives back 10.00 (10.004), then the first 20.01. */
static void vat_as_a_cost_follows_the_lines(void **state) {
	(void)state;
	bears_from_fund(row_of(KIT, DUNMORE), SPORTS, "2025-09-01", "2026-07-31");
	bill(KIT, DUNMORE, "2025-11-10", 5002);
	bill(MANAGER, DUNMORE, "2025-11-10", 10001);
	raise_all();
	const struct purse_issue *issue = &batch.issues[0];
	expect_pence("VAT", issue->vat_pence, 3001);
	const struct purse_entry *entry = entry_of_issue(issue);
	assert_int_equal(entry->posting_count, 16);
	struct purse_entry half = *entry;
	half.posting_count = 8;
	BOOKED(&half, MANAGER, { ASHCOMBE, "1320", DUNMORE, GENERAL, 10001 },
		{ ASHCOMBE, "1310", DUNMORE, GENERAL, -10001 }, { DUNMORE, "2310", ASHCOMBE, GENERAL, 10001 },
		{ DUNMORE, "2320", ASHCOMBE, GENERAL, -10001 }, { ASHCOMBE, "1320", DUNMORE, GENERAL, 2000 },
		{ ASHCOMBE, "2400", DUNMORE, GENERAL, -2000 }, { DUNMORE, "E27", ASHCOMBE, GENERAL, 2000 },
		{ DUNMORE, "2320", ASHCOMBE, GENERAL, -2000 });
	half.postings += 8;
	BOOKED(&half, KIT, { ASHCOMBE, "1320", DUNMORE, GENERAL, 5002 },
		{ ASHCOMBE, "1310", DUNMORE, GENERAL, -5002 }, { DUNMORE, "2310", ASHCOMBE, SPORTS, 5002 },
		{ DUNMORE, "2320", ASHCOMBE, SPORTS, -5002 }, { ASHCOMBE, "1320", DUNMORE, GENERAL, 1001 },
		{ ASHCOMBE, "2400", DUNMORE, GENERAL, -1001 }, { DUNMORE, "E19", ASHCOMBE, SPORTS, 1001 },
		{ DUNMORE, "2320", ASHCOMBE, SPORTS, -1001 });
	struct purse_posting *issued = entry->postings;
	struct purse_creditable *lines = issued_lines(issue, 9);
	struct purse_creditable second = lines[1], first = lines[0];
	const struct purse_entry *mirror = entry_of_issue(credit(lines, 2, NULL, 0));
	assert_int_equal(mirror->posting_count, 16);
	for (size_t i = 0; i < 16; i++) {
		expect_pence("mirror", mirror->postings[i].pence, -issued[i].pence);
		assert_string_equal(mirror->postings[i].account, issued[i].account);
		assert_int_equal(mirror->postings[i].fund, issued[i].fund);
	}
	const struct purse_issue *note = credit(&second, 1, NULL, 0);
	expect_pence("VAT", note->vat_pence, -1000);
	const struct purse_credited before = { 9, "standard", "0.2", -5002, -1000 };
	expect_pence("VAT", credit(&first, 1, &before, 1)->vat_pence, -2001);
}

/* Dunmore joins a body that gets VAT back in December: the VAT on what came before stays its cost. */
static void who_recovers_is_asked_for_each_day(void **state) {
	(void)state;
	school(DUNMORE)->person_count = 0;
	belongs_to(DUNMORE, BOARD, ELIGIBLE, "2010-09-01", "2025-11-30");
	belongs_to(DUNMORE, TRUST, ELIGIBLE | RECOVERS, "2025-12-01", NULL);
	bill(MANAGER, DUNMORE, "2025-11-30", 1000);
	bill(MANAGER, DUNMORE, "2025-12-01", 2000);
	raise_all();
	assert_int_equal(batch.issue_count, 1);
	expect_pence("cost", balance_of(DUNMORE, "E27"), 200);
	expect_pence("recoverable", balance_of(DUNMORE, "1400"), 400);
	credit(issued_lines(&batch.issues[0], 9), 2, NULL, 0);
	expect_pence("cost", balance_of(DUNMORE, "E27"), 0);
	expect_pence("recoverable", balance_of(DUNMORE, "1400"), 0);
}

/* Whoever provides has documents of its own, however often the customer is the same; on one day lines come in
 * the order in which they were charged. */
static void each_provider_issues_its_own(void **state) {
	(void)state;
	struct purse_agreement *of_dunmore = agree(ADVICE + 1, DUNMORE, "staff", "price");
	party(of_dunmore, COLDHARBOUR, NULL);
	party(agree(ADVICE + 2, ASHCOMBE, "staff", "price"), COLDHARBOUR, NULL);
	bill(ADVICE + 1, COLDHARBOUR, "2025-09-10", 700)->provider = DUNMORE;
	bill(ADVICE + 2, COLDHARBOUR, "2025-09-10", 50);
	struct purse_billable *later = bill(TEACHER, COLDHARBOUR, "2025-11-10", 100);
	bill(TEACHER, COLDHARBOUR, "2025-11-10", 200);
	later->charge = 199;
	bill(TEACHER, BRAMLEY, "2025-11-10", 400);
	raise_all();
	assert_int_equal(batch.issue_count, 3);
	static const struct {
		int issuer, customer;
		int64_t net;
	} expected[] = { { ASHCOMBE, BRAMLEY, 400 }, { ASHCOMBE, COLDHARBOUR, 350 },
		{ DUNMORE, COLDHARBOUR, 700 } };
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(batch.issues[i].issuer, expected[i].issuer);
		assert_int_equal(batch.issues[i].customer, expected[i].customer);
		expect_pence("net", batch.issues[i].net_pence, expected[i].net);
	}
	assert_int_equal(batch.issues[1].lines[0].charge, 104);
	assert_int_equal(batch.issues[1].lines[1].charge, 199);
}

/* A document spans all its lines, wherever the earliest and the latest stand. */
static void a_document_spans_its_lines(void **state) {
	(void)state;
	static const struct {
		int agreement;
		const char *from, *to;
	} lines[] = { { TEACHER, "2025-10-10", "2025-10-12" }, { TEACHER, "2025-11-01", "2025-11-30" },
		{ TEACHER, "2025-12-05", "2025-12-05" } };
	for (size_t i = 0; i < 3; i++)
		bill(lines[i].agreement, COLDHARBOUR, lines[i].from, 100)->to = day(lines[i].to);
	raise_all();
	assert_string_equal(purse_date_iso(arena, batch.issues[0].service_from), "2025-10-10");
	assert_string_equal(purse_date_iso(arena, batch.issues[0].service_to), "2025-12-05");
	billables[0].agreement = MANAGER; /* now of one kind, the agreement of the latest first */
	billables[1].agreement = billables[2].agreement = KIT;
	billables[0].from = billables[0].to = day("2026-03-01");
	billables[2].from = day("2025-09-03");
	raise_all();
	const struct purse_issue *issue = &batch.issues[1];
	assert_int_equal(issue->lines[0].agreement, MANAGER);
	assert_string_equal(purse_date_iso(arena, issue->service_from), "2025-09-03");
	assert_string_equal(purse_date_iso(arena, issue->service_to), "2026-03-01");
	struct purse_creditable *back = issued_lines(issue, 9);
	const struct purse_issue *note = credit(back, 3, NULL, 0);
	assert_string_equal(purse_date_iso(arena, note->service_from), "2025-09-03");
	assert_string_equal(purse_date_iso(arena, note->service_to), "2026-03-01");
}

/* A penny charged and a penny taken back: the smallest that must not be one line of the entry. */
static void pennies_either_way_stay_apart(void **state) {
	(void)state;
	bill(TEACHER, COLDHARBOUR, "2025-11-10", -1);
	bill(TEACHER, COLDHARBOUR, "2025-12-10", 1);
	raise_all();
	expect_pence("net", batch.issues[0].net_pence, 0);
	BOOKED(entry_of_issue(&batch.issues[0]), TEACHER, { ASHCOMBE, "1320", COLDHARBOUR, GENERAL, -1 },
		{ ASHCOMBE, "1310", COLDHARBOUR, GENERAL, 1 }, { COLDHARBOUR, "2310", ASHCOMBE, GENERAL, -1 },
		{ COLDHARBOUR, "2320", ASHCOMBE, GENERAL, 1 }, { ASHCOMBE, "1320", COLDHARBOUR, GENERAL, 1 },
		{ ASHCOMBE, "1310", COLDHARBOUR, GENERAL, -1 }, { COLDHARBOUR, "2310", ASHCOMBE, GENERAL, 1 },
		{ COLDHARBOUR, "2320", ASHCOMBE, GENERAL, -1 });
}

/* A cost and what corrects it, in one term: a document that comes to nothing, with both lines and an entry.
 */
static void a_document_may_come_to_nothing(void **state) {
	(void)state;
	bill(KIT, COLDHARBOUR, "2025-11-10", 5000);
	bill(KIT, COLDHARBOUR, "2025-12-10", -5000);
	raise_all();
	const struct purse_issue *issue = &batch.issues[0];
	expect_pence("net", issue->net_pence, 0);
	expect_pence("VAT", issue->vat_pence, 0);
	assert_int_equal(issue->line_count, 2);
	assert_int_equal(entry_of_issue(issue)->posting_count, 16);
	expect_pence("due", balance_of(COLDHARBOUR, "2320"), 0);
}

/* What a line of a credit note says is what the line said that it takes back, with the other sign. */
static void credited_lines_say_the_same(void **state) {
	(void)state;
	struct purse_billable *half = bill(KIT, DUNMORE, "2025-11-10", 16516);
	half->kind = "line";
	half->quantity = "0.5";
	half->unit = "day";
	half->price = "330.32";
	half->working = "half a day";
	half->evidence = "timesheet ASH-1";
	half->to = day("2025-11-12");
	bears_from_fund(row_of(KIT, DUNMORE), SPORTS, "2025-09-01", "2026-07-31");
	raise_all();
	const struct purse_issue_line *line = &batch.issues[0].lines[0];
	const struct purse_issue *note = credit(issued_lines(&batch.issues[0], 9), 1, NULL, 0);
	const struct purse_issue_line *back = &note->lines[0];
	assert_string_equal(back->description, "What was done");
	assert_string_equal(back->working, "half a day");
	assert_string_equal(back->evidence, "timesheet ASH-1");
	assert_string_equal(back->unit, "day");
	assert_string_equal(back->price, "330.32");
	assert_string_equal(back->treatment, "standard");
	assert_string_equal(back->vat_rate, "0.2");
	assert_string_equal(back->vat_rule, line->vat_rule);
	assert_string_equal(back->vat_reason, line->vat_reason);
	assert_string_equal(back->provider_account, "I08b");
	assert_string_equal(back->customer_account, "E19");
	assert_int_equal(back->customer_fund, SPORTS);
	assert_int_equal(back->agreement, KIT);
	assert_int_equal(back->charge, 101);
	assert_int_equal(back->service_from.day, day("2025-11-10").day);
	assert_int_equal(back->service_to.day, day("2025-11-12").day);
	assert_int_equal(note->issuer, ASHCOMBE);
	assert_int_equal(note->customer, DUNMORE);
	assert_int_equal(note->issued.day, day("2026-02-02").day);
	assert_int_equal(note->tax_point.day, day("2026-02-02").day);
	assert_int_equal(entry_of_issue(note)->document, note->ref);
}

/* One credit note for each document; lines with the other sign; the kind decides the accounts. */
static void credit_notes(void **state) {
	(void)state;
	struct purse_billable *half = bill(TEACHER, BRAMLEY, "2025-11-10", 16516);
	half->kind = "line";
	half->quantity = "0.5";
	half->unit = "day";
	half->price = "330.32";
	bill(MANAGER, COLDHARBOUR, "2025-11-10", 5000);
	bill(TEACHER, BRAMLEY, "2025-11-12", 2000);
	raise_all();
	struct purse_creditable lines[3];
	lines[1] = issued_lines(&batch.issues[0], 20)[0];
	lines[0] = issued_lines(&batch.issues[0], 20)[1];
	lines[2] = issued_lines(&batch.issues[1], 10)[0];
	credit(lines, 3, NULL, 0);
	assert_int_equal(batch.issue_count, 4);
	const struct purse_issue *first = &batch.issues[2], *second = &batch.issues[3];
	assert_int_equal(first->credits, 10);
	assert_int_equal(second->credits, 20);
	assert_string_equal(second->kind, "credit note");
	assert_string_equal(second->series, "CRN");
	assert_string_equal(second->credit_kind, "cancel");
	assert_string_equal(second->reason, "not delivered");
	assert_int_equal(second->due.day, day("2026-02-02").day);
	expect_pence("net", second->net_pence, -18516);
	assert_string_equal(second->lines[0].quantity, "-0.5");
	assert_string_equal(second->lines[1].quantity, "-1");
	assert_int_equal(second->lines[0].direction, -1);
	assert_int_equal(second->lines[0].charge, 101);
	assert_string_equal(entry_of_issue(second)->key, "credit of charge 101 on document 20");
	BOOKED(entry_of_issue(second), TEACHER, { ASHCOMBE, "1390", BRAMLEY, GENERAL, -18516 },
		{ ASHCOMBE, "1310", BRAMLEY, GENERAL, 18516 }, { BRAMLEY, "2310", ASHCOMBE, GENERAL, -18516 },
		{ BRAMLEY, "2390", ASHCOMBE, GENERAL, 18516 });
	lines[0] = issued_lines(&batch.issues[3], 30)[1]; /* a quantity that is negative turns positive */
	credit(lines, 1, NULL, 0);
	assert_string_equal(batch.issues[4].lines[0].quantity, "1");
	expect_pence("net", batch.issues[4].net_pence, 2000);
}

/* Taken off a document by a credit note that re-bills, a charge may be issued again on the same day. */
static void a_charge_may_be_issued_again(void **state) {
	(void)state;
	bill(TEACHER, COLDHARBOUR, "2025-11-10", 5000)->document = 9;
	closes(COLDHARBOUR, "2026-01");
	raise_all();
	const struct purse_entry *entry = entry_of_issue(&batch.issues[0]);
	assert_string_equal(entry->key, "document of charge 101 issued 2026-01-05 after document 9");
	assert_int_equal(batch.issues[0].issued.day, day("2026-01-05").day);
	assert_int_equal(entry->service_date.day, day("2026-01-05").day);
	assert_int_equal(entry->date.day, day("2026-02-01").day); /* January is closed (R12) */
}

static void a_school_abroad_is_invoiced(void **state) {
	(void)state;
	bill(TEACHER, LINK_SCHOOL, "2025-11-10", 5000);
	raise_all();
	BOOKED(entry_of_issue(&batch.issues[0]), TEACHER, { ASHCOMBE, "1320", LINK_SCHOOL, GENERAL, 5000 },
		{ ASHCOMBE, "1310", LINK_SCHOOL, GENERAL, -5000 });
}

static void same_documents(const struct purse_batch *one, const struct purse_batch *other) {
	holds(one->issue_count == other->issue_count && one->entry_count == other->entry_count);
	for (size_t i = 0; i < one->issue_count; i++) {
		const struct purse_issue *a = &one->issues[i], *b = &other->issues[i];
		holds(a->customer == b->customer && purse_same(a->kind, b->kind) && a->due.day == b->due.day);
		holds(a->net_pence == b->net_pence && a->vat_pence == b->vat_pence);
		holds(a->line_count == b->line_count && purse_same(a->purchase_order, b->purchase_order));
		for (size_t k = 0; k < a->line_count; k++) holds(a->lines[k].charge == b->lines[k].charge);
		const struct purse_entry *x = &one->entries[i], *y = &other->entries[i];
		holds(purse_same(x->key, y->key) && x->posting_count == y->posting_count);
		for (size_t k = 0; k < x->posting_count; k++)
			holds(x->postings[k].pence == y->postings[k].pence
				  && purse_same(x->postings[k].account, y->postings[k].account));
	}
}

/* The order in which charges come decides nothing. Lines add up, VAT is 20 % of the net sum to the penny. */
static void order_decides_nothing(void **state) {
	(void)state;
	static const char *const dates[] = { "2025-09-10", "2025-10-10", "2025-11-10" };
	seed_start();
	row_of(MANAGER, DUNMORE)->purchase_order = "PO-7";
	row_of(KIT, DUNMORE)->purchase_order = "PO-9";
	for (int i = 0; i < 60; i++)
		bill((int)random_between(TEACHER, ADVICE), (int)random_between(BRAMLEY, DUNMORE),
			dates[random_between(0, 2)], random_between(-2000, 20000));
	raise_all();
	const struct purse_batch first = batch;
	for (size_t i = 0; i < first.issue_count; i++) {
		const struct purse_issue *issue = &first.issues[i];
		bool taxed = strcmp(issue->kind, "vat invoice") == 0;
		int64_t sum = 0, vat = 0;
		for (size_t k = 0; k < issue->line_count; k++) sum += issue->lines[k].net_pence;
		holds(sum == issue->net_pence);
		if (taxed) vat = sum < 0 ? (sum * 2 - 5) / 10 : (sum * 2 + 5) / 10;
		holds(issue->vat_pence == vat);
	}
	for (seed_step = 0; seed_step < random_cases(100); seed_step++) {
		for (size_t i = billable_count - 1; i > 0; i--) {
			size_t k = (size_t)random_between(0, (int64_t)i);
			struct purse_billable swap = billables[i];
			billables[i] = billables[k];
			billables[k] = swap;
		}
		batch = (struct purse_batch){ .arena = purse_arena_new(arena) };
		plan.undecided_count = 0;
		raise_all();
		same_documents(&first, &batch);
	}
}

static bool refused(enum purse_code code, const char *message) {
	bool done = purse_plan_documents(run, &facts, &batch, &plan, billables, billable_count);
	expect_problem(code, message);
	billable_count = 0;
	return !done;
}

static void planning_refuses(void **state) {
	(void)state;
	raise_all(); /* nothing to do is no error */
	assert_int_equal(batch.issue_count, 0);
	assert_true(
		purse_plan_credits(run, &facts, &batch, day("2026-02-02"), "cancel", "nothing", NULL, 0, NULL, 0));
	assert_int_equal(batch.issue_count, 0);
	bill(TEACHER, COLDHARBOUR, "2025-08-31", 100);
	assert_true(refused(PURSE_E_OUTSIDE_DATES,
		"could not charge What was done: agreement AGREED-4 does not cover 31 August 2025"));
	bill(TEACHER, COLDHARBOUR, "2025-11-10", INT64_MAX);
	assert_true(refused(PURSE_E_OVERFLOW, "could not charge a document: the amount is too large"));
	for (int i = 0; i < 9; i++) bill(TEACHER, COLDHARBOUR, "2025-11-10", INT64_MAX / 8);
	assert_true(refused(PURSE_E_OVERFLOW, "could not charge a document: the amount is too large"));
	struct purse_vat_rate *rates =
		purse_grow_array(arena, table.rates, table.rate_count, table.rate_count, sizeof *rates);
	rates[0].text = "a fifth";
	table.rates = rates;
	bill(MANAGER, COLDHARBOUR, "2025-11-10", 100);
	assert_true(refused(PURSE_E_OVERFLOW, "could not charge the VAT of a document: the amount is too large"));
	struct purse_creditable line = { .charge = 1,
		.document = 9,
		.document_kind = "vat invoice",
		.agreement = MANAGER,
		.provider = ASHCOMBE,
		.customer = COLDHARBOUR,
		.pence = 100,
		.quantity = "1",
		.treatment = "standard",
		.vat_rate = "0.2",
		.customer_account = "E27" };
	const struct purse_credited before = { 9, "standard", "0.2", INT64_MIN, 0 };
	assert_false(purse_plan_credits(
		run, &facts, &batch, day("2026-02-02"), "cancel", "too much", &line, 1, &before, 1));
	expect_problem(PURSE_E_OVERFLOW, "could not charge the VAT of a document: the amount is too large");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(vat_is_rounded_once, open_documents, close_facts),
		cmocka_unit_test_setup_teardown(each_rate_is_summed_alone, open_documents, close_facts),
		cmocka_unit_test_setup_teardown(one_document_for_each_customer_and_kind, open_documents, close_facts),
		cmocka_unit_test_setup_teardown(each_customer_gets_one, open_documents, close_facts),
		cmocka_unit_test_setup_teardown(lines_multiply, open_documents, close_facts),
		cmocka_unit_test_setup_teardown(due_dates_and_orders, open_documents, close_facts),
		cmocka_unit_test_setup_teardown(undecided_charges_wait, open_documents, close_facts),
		cmocka_unit_test_setup_teardown(vat_as_a_cost_follows_the_lines, open_documents, close_facts),
		cmocka_unit_test_setup_teardown(who_recovers_is_asked_for_each_day, open_documents, close_facts),
		cmocka_unit_test_setup_teardown(each_provider_issues_its_own, open_documents, close_facts),
		cmocka_unit_test_setup_teardown(a_document_spans_its_lines, open_documents, close_facts),
		cmocka_unit_test_setup_teardown(pennies_either_way_stay_apart, open_documents, close_facts),
		cmocka_unit_test_setup_teardown(a_document_may_come_to_nothing, open_documents, close_facts),
		cmocka_unit_test_setup_teardown(credited_lines_say_the_same, open_documents, close_facts),
		cmocka_unit_test_setup_teardown(credit_notes, open_documents, close_facts),
		cmocka_unit_test_setup_teardown(a_charge_may_be_issued_again, open_documents, close_facts),
		cmocka_unit_test_setup_teardown(a_school_abroad_is_invoiced, open_documents, close_facts),
		cmocka_unit_test_setup_teardown(order_decides_nothing, open_documents, close_facts),
		cmocka_unit_test_setup_teardown(planning_refuses, open_documents, close_facts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
