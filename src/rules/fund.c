#include "purse/rules/fund.h"

#include <stdlib.h>

#include "purse/base/text.h"
#include "purse/exact/money.h"
#include "purse/rules/terms.h"

static const struct purse_grant_rule *rule_named(
	const struct purse_grant_rule *rules, size_t count, const char *name, const char *subject) {
	for (size_t i = 0; i < count; i++)
		if (purse_same(rules[i].rule, name) && (!subject || purse_same(rules[i].subject, subject)))
			return &rules[i];
	return NULL;
}

/* The pounds that a rule says, in pence; false where there is no such rule. */
static bool pounds_of(const struct purse_grant_rule *rules, size_t count, const char *name, int64_t *pence) {
	const struct purse_grant_rule *rule = rule_named(rules, count, name, NULL);
	int at;
	const char *why;
	return rule && purse_money_read(rule->value, pence, &at, &why);
}

bool purse_fund_formula(
	const struct purse_grant_rule *rules, size_t count, struct purse_grant_formula *formula) {
	*formula = (struct purse_grant_formula){ .up_to = INT64_MAX };
	if (pounds_of(rules, count, "per pupil", &formula->each_pence)) return true;
	if (!pounds_of(rules, count, "per pupil up to", &formula->each_pence)
		|| !pounds_of(rules, count, "base beyond", &formula->base_pence)
		|| !pounds_of(rules, count, "per pupil beyond", &formula->beyond_pence))
		return false;
	const char *pupils = rule_named(rules, count, "per pupil up to", NULL)->subject;
	char *end;
	formula->up_to = strtoll(pupils, &end, 10);
	return end != pupils && *end == '\0' && formula->up_to >= 0;
}

bool purse_fund_amount(const struct purse_grant_formula *formula, int64_t pupils, int64_t *pence) {
	bool beyond = pupils > formula->up_to;
	int64_t each = beyond ? formula->beyond_pence : formula->each_pence;
	if (pupils < 0 || (each > 0 && pupils > INT64_MAX / 8 / each)) return false;
	return purse_money_add(beyond ? formula->base_pence : 0, pupils * each, pence);
}

/* Later services and capital: what a grant does not say is no, and leaves room. */
static bool is_kept_out(const struct purse_fund *fund, const char *name, bool *room) {
	const struct purse_grant_rule *rule = rule_named(fund->rules, fund->rule_count, name, NULL);
	*room = !rule || rule->room;
	return !rule || !purse_same(rule->value, "yes");
}

/* The decision recorded first that lets the fund bear it. What was charged before a decision was recorded is
 * not asked again. */
static int64_t decided(const struct purse_facts *facts, const struct purse_fund *fund, const char *rule,
	const struct purse_fund_question *question) {
	for (size_t i = 0; i < fund->decision_count; i++) {
		const struct purse_fund_decision *decision = &fund->decisions[i];
		if (purse_same(decision->rule, rule) && (!facts->as_of || decision->batch < facts->as_of)
			&& (!decision->agreement || decision->agreement == question->agreement)
			&& purse_date_between(question->from, decision->from, decision->to))
			return decision->record;
	}
	return 0;
}

/* The first rule that keeps the cost from the fund; NULL when none does, and then *decision is the first that
 * a rule gave way to. */
static const char *keeping_rule(const struct purse_facts *facts, const struct purse_fund *fund,
	const struct purse_fund_question *question, int64_t *decision) {
	*decision = 0;
	if (!purse_date_between(question->from, fund->from, fund->to)) return PURSE_FUND_DAYS;
	bool room;
	struct {
		const char *name;
		bool hit, room;
	} hits[] = { { PURSE_FUND_LATER, false, true }, { PURSE_FUND_CAPITAL, false, true },
		{ PURSE_FUND_FORBIDDEN, false, false } };
	hits[0].hit = is_kept_out(fund, PURSE_FUND_LATER, &room) && question->to.day > fund->to.day;
	hits[0].room = room;
	hits[1].hit = is_kept_out(fund, PURSE_FUND_CAPITAL, &room) && question->is_capital;
	hits[1].room = room;
	const struct purse_grant_rule *forbidden =
		question->use ? rule_named(fund->rules, fund->rule_count, PURSE_FUND_FORBIDDEN, question->use) : NULL;
	hits[2].hit = forbidden;
	hits[2].room = forbidden && forbidden->room;
	int64_t first = 0;
	for (size_t i = 0; i < sizeof hits / sizeof *hits; i++) {
		if (!hits[i].hit) continue;
		int64_t by = hits[i].room ? decided(facts, fund, hits[i].name, question) : 0;
		if (!by) return hits[i].name;
		if (!first) first = by;
	}
	*decision = first;
	return NULL;
}

/* Not more than is left; of what comes back, not more than it bore. */
static int64_t bears(const struct purse_fund *fund, int64_t pence) {
	int64_t left = fund->amount_pence - fund->borne_pence;
	if (left < 0) left = 0;
	if (pence >= 0) return pence < left ? pence : left;
	int64_t most = fund->borne_pence > 0 ? -fund->borne_pence : 0;
	return pence > most ? pence : most;
}

struct purse_fund_use purse_fund_judge(const struct purse_facts *facts, const struct purse_fund *fund,
	const struct purse_fund_question *question) {
	struct purse_fund_use use = {
		.fund = fund->id, .seq = fund->seq + 1, .before_pence = fund->borne_pence, .use = question->use
	};
	use.rule = keeping_rule(facts, fund, question, &use.decision);
	if (use.rule) return use;
	use.borne_pence = bears(fund, question->pence);
	if (question->pence > 0 && use.borne_pence < question->pence) use.rule = PURSE_FUND_AMOUNT;
	return use;
}

struct purse_fund_use purse_fund_take(struct purse_facts *facts, const struct purse_terms *terms,
	struct purse_sides *sides, struct purse_date from, struct purse_date to, int64_t pence) {
	struct purse_fund *fund = purse_facts_fund_with_rules(facts, sides->customer_fund);
	if (!fund || !sides->customer->keeps_books || pence == 0) return (struct purse_fund_use){ 0 };
	struct purse_fund_use use = purse_fund_judge(facts, fund,
		&(struct purse_fund_question){ .agreement = sides->agreement,
			.use = terms->party ? terms->party->use : NULL,
			.is_capital = purse_facts_is_capital(facts, sides->customer_cost),
			.from = from,
			.to = to,
			.pence = pence });
	fund->seq = use.seq;
	fund->borne_pence += use.borne_pence;
	sides->general_pence = pence - use.borne_pence;
	return use;
}

struct purse_fund_use purse_fund_give_back(
	struct purse_facts *facts, const struct purse_fund_use *taken, struct purse_sides *sides, int64_t pence) {
	struct purse_fund *fund = purse_facts_fund_with_rules(facts, taken->fund);
	if (!fund) return (struct purse_fund_use){ 0 };
	struct purse_fund_use use = *taken;
	use.seq = ++fund->seq;
	use.before_pence = fund->borne_pence;
	use.borne_pence = -taken->borne_pence;
	fund->borne_pence += use.borne_pence;
	sides->customer_fund = fund->id;
	sides->general_pence = pence - use.borne_pence;
	return use;
}
