#include "purse/rules/vat.h"

#include "purse/base/text.h"

static bool fits(const char *wanted, bool is) {
	return purse_same(wanted, "any") || purse_same(wanted, "yes") == is;
}

static const struct purse_vat_rate *rate_for(
	const struct purse_vat_table *table, const char *treatment, struct purse_date date) {
	for (size_t i = 0; i < table->rate_count; i++)
		if (purse_same(table->rates[i].treatment, treatment)
			&& purse_date_between(date, table->rates[i].from, table->rates[i].to))
			return &table->rates[i];
	return NULL;
}

struct purse_vat_decision purse_vat_decide(const struct purse_vat_table *table,
	const struct purse_school *provider, const struct purse_school *customer, const char *supply,
	struct purse_date date) {
	const struct purse_vat_person *from = purse_facts_vat_person(provider, date);
	const struct purse_vat_person *to = purse_facts_vat_person(customer, date);
	struct purse_vat_decision decision = { .treatment = "review",
		.rate = purse_fraction_of(0),
		.rate_text = "0",
		.reason = "The VAT treatment needs a decision" };
	if (!from || !to) {
		decision.reason = "It is not recorded which body stands behind both schools on that day";
		return decision;
	}
	for (size_t i = 0; i < table->rule_count && !decision.rule; i++) {
		const struct purse_vat_rule *rule = &table->rules[i];
		if ((purse_same(rule->supply, "any") || purse_same(rule->supply, supply))
			&& fits(rule->same_person, from->body == to->body)
			&& fits(rule->both_eligible, from->eligible && to->eligible)
			&& fits(rule->registered, from->registered))
			decision.rule = rule;
	}
	decision.recovers = to->recovers;
	if (!decision.rule) return decision;
	decision.reason = decision.rule->reason;
	if (purse_same(decision.rule->treatment, "review")) return decision;
	const struct purse_vat_rate *rate = rate_for(table, decision.rule->treatment, date);
	if (!rate) {
		decision.reason = "No rate of VAT is known for that day";
		return decision;
	}
	decision.treatment = decision.rule->treatment;
	decision.document_kind = decision.rule->document_kind;
	decision.rate = rate->rate;
	decision.rate_text = rate->text;
	return decision;
}
