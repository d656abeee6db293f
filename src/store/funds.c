#include "purse/store/funds.h"

#include "purse/base/arena.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/rules/fund.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"

static bool load_capital(
	struct purse_run *run, struct purse_arena *arena, struct purse_db *db, struct purse_facts *facts) {
	struct purse_rows *rows;
	if (!purse_db_query_in(run, arena, db, "sql/query/facts_capital.sql", NULL, 0, &rows)) return false;
	const char **accounts = purse_alloc_array(arena, (size_t)rows->count, sizeof *accounts);
	for (int i = 0; i < rows->count; i++) accounts[i] = purse_cell_text(rows, i, "code");
	facts->capital_accounts = accounts;
	facts->capital_count = (size_t)rows->count;
	return true;
}

/* The rules of each fund's grant, for the year in which the fund begins. Rows come by fund. */
static bool load_rules(struct purse_run *run, struct purse_arena *arena, struct purse_db *db,
	const char *agreements, struct purse_facts *facts) {
	struct purse_rows *rows;
	if (!purse_db_query_in(run, arena, db, "sql/query/facts_fund_rules.sql", &agreements, 1, &rows))
		return false;
	struct purse_grant_rule *rules = purse_alloc_array(arena, (size_t)rows->count, sizeof *rules);
	for (int i = 0; i < rows->count; i++) {
		struct purse_fund *fund = purse_facts_fund_with_rules(facts, purse_cell_id(rows, i, "fund"));
		rules[i] = (struct purse_grant_rule){ .rule = purse_cell_text(rows, i, "rule"),
			.subject = purse_cell_text(rows, i, "subject"),
			.value = purse_cell_text(rows, i, "value"),
			.room = purse_cell_flag(rows, i, "room") };
		if (!fund) continue;
		if (!fund->rule_count) fund->rules = &rules[i];
		fund->rule_count++;
	}
	return true;
}

static bool load_decisions(struct purse_run *run, struct purse_arena *arena, struct purse_db *db,
	const char *agreements, struct purse_facts *facts) {
	struct purse_rows *rows;
	if (!purse_db_query_in(run, arena, db, "sql/query/facts_fund_decisions.sql", &agreements, 1, &rows))
		return false;
	struct purse_fund_decision *decisions = purse_alloc_array(arena, (size_t)rows->count, sizeof *decisions);
	for (int i = 0; i < rows->count; i++) {
		struct purse_fund *fund = purse_facts_fund_with_rules(facts, purse_cell_id(rows, i, "fund"));
		decisions[i] = (struct purse_fund_decision){ .rule = purse_cell_text(rows, i, "rule"),
			.agreement = purse_cell_id(rows, i, "agreement"),
			.from = purse_cell_date(rows, i, "valid_from"),
			.to = purse_cell_date(rows, i, "valid_to"),
			.record = purse_cell_number(rows, i, "record"),
			.batch = purse_cell_number(rows, i, "batch") };
		if (!fund) continue;
		if (!fund->decision_count) fund->decisions = &decisions[i];
		fund->decision_count++;
	}
	return true;
}

/* Amounts that follow from pupils: worked out here, and by the database for itself. */
static bool find_amounts(struct purse_run *run, const struct purse_rows *rows, struct purse_facts *facts) {
	for (int i = 0; i < rows->count; i++) {
		struct purse_fund *fund = &facts->funds[i];
		struct purse_grant_formula formula;
		if (!purse_cell_given(rows, i, "pupils")) continue;
		if (!purse_fund_formula(fund->rules, fund->rule_count, &formula)
			|| !purse_fund_amount(&formula, purse_cell_number(rows, i, "pupils"), &fund->amount_pence))
			return purse_fail(
				run, PURSE_E_BUG, NULL, NULL, "how much the fund %s is can't be worked out", fund->code);
	}
	return true;
}

bool purse_load_funds(struct purse_run *run, struct purse_arena *arena, struct purse_db *db,
	const char *agreements, struct purse_facts *facts) {
	struct purse_rows *rows;
	if (!purse_db_query_in(run, arena, db, "sql/query/facts_funds.sql", &agreements, 1, &rows)) return false;
	facts->fund_count = (size_t)rows->count;
	facts->funds = purse_alloc_array(arena, facts->fund_count, sizeof *facts->funds);
	for (int i = 0; i < rows->count; i++)
		facts->funds[i] = (struct purse_fund){ .id = purse_cell_id(rows, i, "fund"),
			.code = purse_cell_text(rows, i, "code"),
			.grant = purse_cell_text(rows, i, "grant_code"),
			.from = purse_cell_date(rows, i, "valid_from"),
			.to = purse_cell_date(rows, i, "valid_to"),
			.amount_pence = purse_cell_number(rows, i, "amount"),
			.borne_pence = purse_cell_number(rows, i, "borne"),
			.seq = purse_cell_id(rows, i, "seq") };
	if (!rows->count) return true;
	return load_capital(run, arena, db, facts) && load_rules(run, arena, db, agreements, facts)
	       && find_amounts(run, rows, facts) && load_decisions(run, arena, db, agreements, facts);
}
