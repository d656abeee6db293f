#include "input.h"

#include "purse/input/check.h"
#include "purse/input/kind.h"

/* A row of a kind from `Heading=value|Heading=value`; the columns stand in the file as in the kind. */
static bool check(const char *kind_name, const char *row) {
	const struct purse_kind *kind = purse_kind_named(kind_name);
	char *content[64] = { NULL };
	int columns[64];
	for (int i = 0; i < kind->column_count; i++) columns[i] = i + 1;
	while (*row) {
		size_t length = strcspn(row, "|"), name = strcspn(row, "=");
		int index = purse_kind_column(kind, purse_copy_bytes(run->arena, row, name));
		assert_true(index >= 0 && name < length);
		content[index] = purse_copy_bytes(run->arena, row + name + 1, length - name - 1);
		row += length + (row[length] == '|');
	}
	struct purse_place place = { .file = "x.csv", .row = 2 };
	return purse_check_row(run, kind, content, columns, &place);
}

#define ACTIVITY "Ref=A2|Provider=ASHCOMBE|Date=2025-09-08|"
#define QUOTE "Ref=Q1|Method=quote|Saving class=cash-releasing|"

static void takes_what_fits(void **state) {
	(void)state;
	static const struct { const char *kind, *row; } cases[] = {
		{ "belongs", "From=2025-09-01" },
		{ "belongs", "From=2025-09-01|To=2025-09-01" },
		{ "purchases", "Net=1.00|Service to=2025-09-01|Valid to=2025-09-01" },
		{ "purchases", "VAT=20.00|VAT reclaimed=20.00" },
		{ "purchases", "VAT=20.00" },
		{ "purchases", "VAT=-20.00|VAT reclaimed=-12.50" },
		{ "agreements", "Kind=credits|Lapse shared by=lead" },
		{ "agreements", "Kind=staff" },
		{ "funds", "Fund=PESP-2526" },
		{ "activities", ACTIVITY "Quantity=0.5" },
		{ "activities", ACTIVITY "Quantity=0|Corrects=A1|Reason=cancelled" },
		{ "activities", ACTIVITY "Quantity=1|Corrects=A1|Reason=wrong school" },
		{ "quotes", QUOTE "Item=coach|Unit=day" },
		{ "quotes", QUOTE "Purchase=P1" },
		{ "quotes", "Method=list price|Saving class=cost-avoiding|Purchase=P1" },
		{ "opening-balances", "Account=1320|Counterparty=BRAMLEY" },
		{ "opening-balances", "Account=1000" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		fresh_run();
		bool good = check(cases[i].kind, cases[i].row);
		expect_none(cases[i].row);
		assert_true(good);
	}
}

static void refuses_what_does_not(void **state) {
	(void)state;
	static const struct {
		const char *kind, *row;
		enum purse_code code;
		const char *place, *part;
	} cases[] = {
		{ "belongs", "From=2025-09-01|To=2025-08-31", PURSE_E_NOT_ALLOWED_VALUE, "x.csv C2",
		  "31 August 2025 as To: it is before From, 1 September 2025" },
		{ "approvals", "From=2025-09-01|Expires=2025-08-31", PURSE_E_NOT_ALLOWED_VALUE, "x.csv G2",
		  "before From" },
		{ "purchases", "Service from=2026-01-05|Service to=2025-01-05", PURSE_E_NOT_ALLOWED_VALUE, "x.csv I2",
		  "Service from" },
		{ "purchases", "Valid from=2026-01-05|Valid to=2025-01-05", PURSE_E_NOT_ALLOWED_VALUE, "x.csv R2",
		  "Valid from" },
		{ "purchases", "VAT=20.00|VAT reclaimed=20.01", PURSE_E_NOT_ALLOWED_VALUE, "x.csv L2",
		  "more than the VAT" },
		{ "purchases", "VAT reclaimed=0.01", PURSE_E_NOT_ALLOWED_VALUE, "x.csv L2", "more than the VAT" },
		{ "purchases", "VAT=20.00|VAT reclaimed=-1.00", PURSE_E_NOT_ALLOWED_VALUE, "x.csv L2", "VAT" },
		{ "purchases", "VAT=-20.00|VAT reclaimed=1.00", PURSE_E_NOT_ALLOWED_VALUE, "x.csv L2", "VAT" },
		{ "agreements", "Kind=staff|Lapse shared by=lead", PURSE_E_NOT_ALLOWED_VALUE, "x.csv M2",
		  "only credits lapse" },
		{ "funds", "Fund=GENERAL", PURSE_E_NOT_ALLOWED_VALUE, "x.csv B2", "already" },
		{ "activities", ACTIVITY "Quantity=0", PURSE_E_NOT_ALLOWED_VALUE, "x.csv H2", "cancels nothing" },
		{ "activities", ACTIVITY "Quantity=1|Corrects=A1", PURSE_E_MISSING_VALUE, "x.csv M2", "Reason" },
		{ "activities", ACTIVITY "Quantity=1|Corrects=A2|Reason=x", PURSE_E_NOT_ALLOWED_VALUE, "x.csv L2",
		  "itself" },
		{ "quotes", QUOTE "Item=coach", PURSE_E_MISSING_VALUE, "x.csv E2", "Unit" },
		{ "quotes", QUOTE "Unit=day", PURSE_E_MISSING_VALUE, "x.csv D2", "Item" },
		{ "quotes", QUOTE, PURSE_E_MISSING_VALUE, "x.csv D2", "Item" },
		{ "quotes", QUOTE "Item=coach|Unit=day|Purchase=P1", PURSE_E_NOT_ALLOWED_VALUE, "x.csv D2",
		  "not for both" },
		{ "quotes", QUOTE "Unit=day|Purchase=P1", PURSE_E_NOT_ALLOWED_VALUE, "x.csv E2", "not for both" },
		{ "quotes", "Method=list price|Saving class=cash-releasing|Purchase=P1", PURSE_E_NOT_ALLOWED_VALUE,
		  "x.csv K2", "list price" },
		{ "opening-balances", "Account=1320", PURSE_E_MISSING_VALUE, "x.csv E2", "Counterparty" },
		{ "opening-balances", "Account=1000|Counterparty=BRAMLEY", PURSE_E_NOT_ALLOWED_VALUE, "x.csv E2",
		  "1320" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		fresh_run();
		assert_false(check(cases[i].kind, cases[i].row));
		expect_problem(cases[i].row, cases[i].code, cases[i].place, cases[i].part);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(takes_what_fits, open_run, close_run),
		cmocka_unit_test_setup_teardown(refuses_what_does_not, open_run, close_run),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
