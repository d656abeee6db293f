/* Funds with rules: how much a grant is, and what a fund may bear of a charge. What it may not bear stands in
 * the general fund, and the rule that says so is kept with the charge. */
#ifndef PURSE_RULES_FUND_H
#define PURSE_RULES_FUND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "purse/base/date.h"
#include "purse/rules/batch.h"
#include "purse/rules/entries.h"
#include "purse/rules/facts.h"

struct purse_terms;

/* The names of the rules, as they stand in the books. */
#define PURSE_FUND_DAYS "days"
#define PURSE_FUND_LATER "later services"
#define PURSE_FUND_CAPITAL "capital"
#define PURSE_FUND_FORBIDDEN "forbidden"
#define PURSE_FUND_AMOUNT "amount"

/* How the amount of a grant follows from eligible pupils: up to a number of pupils so many pence each; beyond
 * it, when there is such a number, a base and so many pence for each of all the pupils. */
struct purse_grant_formula {
	int64_t up_to; /* pupils; INT64_MAX: there is no beyond */
	int64_t each_pence, base_pence, beyond_pence;
};

/* The amount in pence; false when it does not fit the books, or pupils are below 0. */
bool purse_fund_amount(const struct purse_grant_formula *formula, int64_t pupils, int64_t *pence);

/* The formula that the rules of a grant state; false when they state none that is whole. */
bool purse_fund_formula(
	const struct purse_grant_rule *rules, size_t count, struct purse_grant_formula *formula);

/* A cost that a fund is asked to bear. */
struct purse_fund_question {
	int agreement;
	const char *use; /* of the party; NULL: none said */
	bool is_capital; /* whether it stands on a capital account */
	struct purse_date from, to;
	int64_t pence; /* below 0: something comes back */
};

/* What the fund bears of it, given what it bore before; the fund is not changed. The answer names the first
 * rule that keeps some of it from the fund, and the first decision that a rule gave way to. */
struct purse_fund_use purse_fund_judge(const struct purse_facts *facts, const struct purse_fund *fund,
	const struct purse_fund_question *question);

/* Asks the fund of the sides for a charge, takes what it bears, and tells the sides what goes to the general
 * fund. Gives a use with fund 0, and does nothing, where the fund has no rules, the customer keeps no books
 * here, or nothing is charged. */
struct purse_fund_use purse_fund_take(struct purse_facts *facts, const struct purse_terms *terms,
	struct purse_sides *sides, struct purse_date from, struct purse_date to, int64_t pence);
/* Gives back what a charge took, for its reversal: pence is what the reversal comes to. */
struct purse_fund_use purse_fund_give_back(
	struct purse_facts *facts, const struct purse_fund_use *taken, struct purse_sides *sides, int64_t pence);

#endif
