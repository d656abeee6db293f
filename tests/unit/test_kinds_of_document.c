/* rules/documents: which lines share a document: what is outside VAT stands on documents of its own. */
#include "unit/document_builder.h"

/* What is outside VAT never stands beside other lines: a contribution that was decided to be outside the
 * scope, and lessons that are exempt, are two invoices; both kinds of what is outside may share one. */
static void outside_vat_stands_apart(void **state) {
	(void)state;
	static struct purse_vat_ruling rulings[2];
	for (int i = 0; i < 2; i++)
		rulings[i] = (struct purse_vat_ruling){ .record = 811 + i,
			.from = day("2025-09-01"),
			.to = PURSE_FOREVER,
			.treatment = i ? "non-business" : "outside scope",
			.reason = "A gift",
			.decided_by = "the board" };
	facts.agreements[ADVICE - TEACHER].rulings = &rulings[0];
	facts.agreements[KIT - TEACHER].rulings = &rulings[1];
	facts.agreements[ADVICE - TEACHER].ruling_count = facts.agreements[KIT - TEACHER].ruling_count = 1;
	bill(TEACHER, COLDHARBOUR, "2025-11-10", 200);
	bill(ADVICE, COLDHARBOUR, "2025-11-10", 100);
	bill(KIT, COLDHARBOUR, "2025-11-10", 50);
	bill(TEACHER, COLDHARBOUR, "2025-11-11", 300);
	raise_all();
	assert_int_equal(batch.issue_count, 2);
	expect_pence("exempt", batch.issues[0].net_pence, 500);
	expect_pence("outside", batch.issues[1].net_pence, 150);
	assert_int_equal(batch.issues[1].vat_count, 2);
	assert_string_equal(batch.issues[0].kind, "invoice");
	assert_string_equal(batch.issues[1].kind, "invoice");
	for (size_t i = 0; i < 2; i++)
		assert_string_equal(batch.issues[1].lines[i].vat_reason, "A gift (decided by the board)");
	assert_string_equal(batch.issues[0].lines[0].vat_rule, "R3T version 2");
}

/* A rule that names a kind of its own gets a series that nobody else has. */
static void an_unknown_kind_has_a_series(void **state) {
	(void)state;
	struct purse_vat_rule only = { .rule = "X1",
		.version = 1,
		.from = day("2000-01-01"),
		.to = PURSE_FOREVER,
		.supply = "any",
		.conditions = "",
		.treatment = "exempt",
		.document_kind = "receipt",
		.reason = "",
		.source = "",
		.confidence = "verified" };
	table.rules = &only;
	table.rule_count = 1;
	purse_vat_prepare(arena, &table);
	bill(TEACHER, COLDHARBOUR, "2025-11-10", 100);
	raise_all();
	assert_string_equal(batch.issues[0].series, "DOC");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(outside_vat_stands_apart, open_documents, close_facts),
		cmocka_unit_test_setup_teardown(an_unknown_kind_has_a_series, open_documents, close_facts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
