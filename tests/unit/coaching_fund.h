/* For tests of funds with rules: coaching that a fund of sports premium bears. */
#ifndef PURSE_TESTS_COACHING_FUND_H
#define PURSE_TESTS_COACHING_FUND_H

#include "unit/facts_builder.h"

#include "purse/rules/fund.h"

enum { COACHING = 4, GOALS = 5 };
enum { DECISION = 901 };

static const struct purse_grant_rule rules[] = {
	{ "forbidden", "CURRICULUM", "the PE curriculum", true },
	{ "forbidden", "PPA-COVER", "planning time", false },
	{ "later services", "", "no", false },
	{ "capital", "", "no", true },
	{ "use", "KI-1", "staff are more confident", false },
};
static struct purse_fund *fund;
static struct purse_agreement *coaching;

/* Bramley pays Ashcombe's coaching, £100.00 a day, from £1,000.00 of sports premium. */
static inline int open_fund(void **state) {
	static const char *const capital[] = { "CE03" };
	open_facts(state);
	coaching = agree(COACHING, ASHCOMBE, "service", "price");
	struct purse_party *bramley = party(coaching, BRAMLEY, NULL);
	bears_from_fund(bramley, SPORTS, "2025-09-01", "2026-08-31");
	bramley->use = "KI-1";
	price(coaching, "Teacher", "day", "100.00", "2025-09-01");
	facts.funds = fund = purse_alloc(arena, sizeof *fund);
	facts.fund_count = 1;
	*fund = (struct purse_fund){ .id = SPORTS,
		.code = "PESP-2526",
		.grant = "PESP",
		.from = day("2025-09-01"),
		.to = day("2026-08-31"),
		.amount_pence = 100000,
		.rules = rules,
		.rule_count = sizeof rules / sizeof *rules };
	facts.capital_accounts = capital;
	facts.capital_count = 1;
	return 0;
}

static inline const struct purse_charge *charged(const char *days, const char *date) {
	assert_true(charge_activity(activity(coaching, BRAMLEY, days, date)));
	return &batch.charges[batch.charge_count - 1];
}
static inline const struct purse_entry *last_entry(void) { return &batch.entries[batch.entry_count - 1]; }

static inline void expect_use(const struct purse_fund_use *use, int seq, int64_t before, int64_t borne,
	const char *rule, int64_t decision) {
	assert_int_equal(use->fund, SPORTS);
	assert_int_equal(use->seq, seq);
	expect_pence("before", use->before_pence, before);
	expect_pence("borne", use->borne_pence, borne);
	if (rule) assert_string_equal(use->rule, rule);
	else assert_null(use->rule);
	assert_int_equal(use->decision, decision);
}

#endif
