/* rules/vat: the first table of rules, as it is shipped, against the matrix of DOMAIN 1.3. */
#include "unit/facts_builder.h"

#include "unit/vat_table.h"

/* Bodies, and schools that belong to them: two of one county, one of another, two academies of one trust, one
 * of another trust, a diocesan board and a hall that is no eligible body and not registered. A county, being
 * a section 33 body, makes VAT returns, so it is registered. */
enum { COUNTY = 21, OTHER_COUNTY, TRUST, OTHER_TRUST, BOARD, HALL, SMALL_TRUST };
enum { MAINTAINED = 11, NEIGHBOUR, ELSEWHERE, ACADEMY, SISTER, STRANGER, BISHOP, VILLAGE, SMALL, UNKNOWN };

static struct purse_vat_table table;

static int open_vat(void **state) {
	static const struct {
		int school, body, flags;
		const char *code;
	} all[] = {
		{ MAINTAINED, COUNTY, ELIGIBLE | REGISTERED | RECOVERS, "maintained" },
		{ NEIGHBOUR, COUNTY, ELIGIBLE | REGISTERED | RECOVERS, "neighbour" },
		{ ELSEWHERE, OTHER_COUNTY, ELIGIBLE | REGISTERED | RECOVERS, "elsewhere" },
		{ ACADEMY, TRUST, ELIGIBLE | REGISTERED | RECOVERS, "academy" },
		{ SISTER, TRUST, ELIGIBLE | REGISTERED | RECOVERS, "sister" },
		{ STRANGER, OTHER_TRUST, ELIGIBLE | REGISTERED | RECOVERS, "stranger" },
		{ BISHOP, BOARD, REGISTERED, "diocese" },
		{ VILLAGE, HALL, 0, "village hall" },
		{ SMALL, SMALL_TRUST, ELIGIBLE | RECOVERS, "unregistered academy" },
	};
	open_facts(state);
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		add_school(all[i].school, all[i].code);
		belongs_to(all[i].school, all[i].body, all[i].flags, "2010-09-01", NULL);
	}
	add_school(UNKNOWN, "unknown");
	table = vat_table();
	return 0;
}

static struct purse_vat_decision decide(int from, int to, const char *supply, const char *date) {
	return purse_vat_decide(&table, school(from), school(to), supply, day(date));
}

/* DOMAIN 1.3, "default for the three commonest supplies", as far as the first table decides: what it leaves
 * open (sports facilities between different persons, R14) needs a decision. */
static void the_matrix_of_common_supplies(void **state) {
	(void)state;
	static const struct {
		int from, to;
		const char *teacher, *admin, *sports;
	} cases[] = {
		{ MAINTAINED, NEIGHBOUR, "no supply", "no supply", "no supply" },
		{ MAINTAINED, ELSEWHERE, "exempt", "standard", "review" },
		{ MAINTAINED, ACADEMY, "exempt", "standard", "review" },
		{ ACADEMY, MAINTAINED, "exempt", "standard", "review" },
		{ SMALL, MAINTAINED, "exempt", "review", "review" }, /* "if registered" */
		{ ACADEMY, SISTER, "no supply", "no supply", "no supply" },
		{ ACADEMY, STRANGER, "exempt", "standard", "review" },
		{ SMALL, STRANGER, "exempt", "review", "review" },
		{ BISHOP, MAINTAINED, "review", "standard", "review" }, /* a board is no eligible body */
		{ MAINTAINED, VILLAGE, "review", "standard", "review" },
		{ VILLAGE, MAINTAINED, "review", "review", "review" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *const supplies[] = { "teaching staff", "other staff", "sports facility" };
		const char *const expected[] = { cases[i].teacher, cases[i].admin, cases[i].sports };
		for (size_t k = 0; k < 3; k++) {
			struct purse_vat_decision found = decide(cases[i].from, cases[i].to, supplies[k], "2025-11-10");
			if (strcmp(found.treatment, expected[k]) != 0)
				print_error(
					"%s, %s to %s\n", supplies[k], school(cases[i].from)->code, school(cases[i].to)->code);
			assert_string_equal(found.treatment, expected[k]);
		}
	}
}

/* Each supply of the dictionary between an academy and another trust, and within one VAT person. */
static void every_kind_of_supply(void **state) {
	(void)state;
	static const struct {
		const char *supply, *treatment, *rule; /* the rule of DOMAIN 1.3 */
	} cases[] = {
		{ "teaching staff", "exempt", "R3T" },
		{ "classroom assistants", "exempt", "R3C" },
		{ "other staff", "standard", "R6" },
		{ "goods", "standard", "R21" },
		{ "curriculum service", "review", "R99" },
		{ "leadership", "review", "R99" },
		{ "training", "review", "R99" },
		{ "meals", "review", "R99" },
		{ "room hire", "review", "R99" },
		{ "sports facility", "review", "R99" },
		{ "minibus", "review", "R99" },
		{ "overheads", "review", "R99" },
		{ "bought-in service", "review", "R99" },
		{ "contribution", "review", "R99" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct purse_vat_decision found = decide(ACADEMY, STRANGER, cases[i].supply, "2025-11-10");
		assert_string_equal(found.treatment, cases[i].treatment);
		assert_string_equal(found.rule->rule, cases[i].rule);
		found = decide(ACADEMY, SISTER, cases[i].supply, "2025-11-10");
		assert_string_equal(found.treatment, "no supply");
		assert_string_equal(found.rule->rule, "R0");
	}
}

/* What the decision says besides: the kind of document, the rate, the reason in words, who recovers. */
static void a_decision_is_complete(void **state) {
	(void)state;
	struct purse_vat_decision found = decide(MAINTAINED, NEIGHBOUR, "teaching staff", "2025-11-10");
	assert_string_equal(found.document_kind, "internal charge");
	assert_string_equal(found.reason, "No VAT: both schools belong to one VAT person; internal recharge");
	assert_string_equal(found.rate_text, "0");
	expect_fraction(found.rate, "0");
	found = decide(MAINTAINED, ACADEMY, "classroom assistants", "2025-11-10");
	assert_string_equal(found.document_kind, "invoice");
	assert_string_equal(found.reason, "No VAT: supply of classroom assistants between eligible bodies is "
									  "exempt (VATA 1994 Sch 9 Grp 6 item "
									  "1(a))");
	expect_fraction(found.rate, "0");
	assert_true(found.recovers);
	found = decide(BISHOP, MAINTAINED, "other staff", "2025-11-10");
	assert_string_equal(found.document_kind, "vat invoice");
	assert_string_equal(found.rate_text, "0.2");
	expect_fraction(found.rate, "1/5");
	assert_string_equal(found.rule->version, "1");
	found = decide(MAINTAINED, BISHOP, "goods", "2025-11-10");
	assert_string_equal(found.treatment, "standard");
	assert_false(found.recovers); /* VAT is a cost of a board, which has no section 33 */
	found = decide(ACADEMY, STRANGER, "minibus", "2025-11-10");
	assert_null(found.document_kind);
	assert_string_equal(found.reason, "The VAT treatment needs a decision");
}

/* A body that nobody recorded, on either side or for a time, is a question, not a default. */
static void unknown_bodies_need_a_decision(void **state) {
	(void)state;
	static const char *const reason = "It is not recorded which body stands behind both schools on that day";
	static const int pairs[][2] = { { UNKNOWN, MAINTAINED }, { MAINTAINED, UNKNOWN }, { UNKNOWN, UNKNOWN } };
	for (size_t i = 0; i < 3; i++) {
		struct purse_vat_decision found = decide(pairs[i][0], pairs[i][1], "teaching staff", "2025-11-10");
		assert_string_equal(found.treatment, "review");
		assert_string_equal(found.reason, reason);
		assert_null(found.rule);
		assert_null(found.document_kind);
		assert_string_equal(found.rate_text, "0");
		expect_fraction(found.rate, "0");
		assert_false(found.recovers);
	}
	assert_string_equal(decide(MAINTAINED, ACADEMY, "goods", "2010-08-31").reason, reason);
}

/* A maintained school becomes an academy of the trust on 1 January: until then it is one person with its
 * neighbour, from then on with the academies of the trust. */
static void conversion_changes_the_treatment(void **state) {
	(void)state;
	enum { CONVERTER = 30 };
	add_school(CONVERTER, "converter");
	belongs_to(CONVERTER, COUNTY, ELIGIBLE | REGISTERED | RECOVERS, "2010-09-01", "2025-12-31");
	belongs_to(CONVERTER, TRUST, ELIGIBLE | REGISTERED | RECOVERS, "2026-01-01", NULL);
	static const struct {
		const char *date;
		int to;
		const char *treatment;
	} cases[] = {
		{ "2025-12-31", NEIGHBOUR, "no supply" },
		{ "2026-01-01", NEIGHBOUR, "standard" },
		{ "2025-12-31", ACADEMY, "standard" },
		{ "2026-01-01", ACADEMY, "no supply" },
		{ "2026-01-01", STRANGER, "standard" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(
			decide(CONVERTER, cases[i].to, "other staff", cases[i].date).treatment, cases[i].treatment);
}

/* Rates have dates; without one, and without any rule, nothing is decided. A rule for review gives its own
 * reason. */
static void tables_may_have_gaps(void **state) {
	(void)state;
	struct purse_vat_decision found = decide(ACADEMY, STRANGER, "goods", "2011-01-03");
	assert_string_equal(found.treatment, "review");
	assert_string_equal(found.reason, "No rate of VAT is known for that day");
	found = decide(ACADEMY, STRANGER, "goods", "2011-01-04");
	assert_string_equal(found.treatment, "standard");
	struct purse_vat_rule rules[2] = { { .rule = "R19",
		.version = "1",
		.supply = "any",
		.same_person = "no",
		.both_eligible = "any",
		.registered = "no",
		.treatment = "review",
		.reason = "Turnover comes near the threshold" } };
	rules[1] = rules[0]; /* behind the table: for nobody to read */
	rules[1].registered = "any";
	table.rules = rules;
	table.rule_count = 1;
	found = decide(SMALL, STRANGER, "goods", "2025-11-10");
	assert_string_equal(found.treatment, "review");
	assert_string_equal(found.reason, "Turnover comes near the threshold");
	found = decide(ACADEMY, STRANGER, "goods", "2025-11-10");
	assert_null(found.rule);
	assert_string_equal(found.reason, "The VAT treatment needs a decision");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_matrix_of_common_supplies, open_vat, close_facts),
		cmocka_unit_test_setup_teardown(every_kind_of_supply, open_vat, close_facts),
		cmocka_unit_test_setup_teardown(a_decision_is_complete, open_vat, close_facts),
		cmocka_unit_test_setup_teardown(unknown_bodies_need_a_decision, open_vat, close_facts),
		cmocka_unit_test_setup_teardown(conversion_changes_the_treatment, open_vat, close_facts),
		cmocka_unit_test_setup_teardown(tables_may_have_gaps, open_vat, close_facts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
