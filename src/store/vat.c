#include "purse/store/vat.h"

#include "purse/base/arena.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"

bool purse_load_vat(
	struct purse_run *run, struct purse_arena *arena, struct purse_db *db, struct purse_vat_table *table) {
	struct purse_rows *facts, *rules, *rates;
	if (!purse_db_query_in(run, arena, db, "sql/query/vat_facts.sql", NULL, 0, &facts)
		|| !purse_db_query_in(run, arena, db, "sql/query/vat_rules.sql", NULL, 0, &rules)
		|| !purse_db_query_in(run, arena, db, "sql/query/vat_rates.sql", NULL, 0, &rates))
		return false;
	struct purse_vat_fact *fact = purse_alloc_array(arena, (size_t)facts->count, sizeof *fact);
	for (int i = 0; i < facts->count; i++)
		fact[i] = (struct purse_vat_fact){ .fact = purse_cell_text(facts, i, "fact"),
			.question = purse_cell_text(facts, i, "question"),
			.stated = purse_cell_flag(facts, i, "stated"),
			.when_silent = purse_cell_text(facts, i, "when_silent"),
			.source = purse_cell_text(facts, i, "source") };
	struct purse_vat_rule *rule = purse_alloc_array(arena, (size_t)rules->count, sizeof *rule);
	for (int i = 0; i < rules->count; i++)
		rule[i] = (struct purse_vat_rule){ .rule = purse_cell_text(rules, i, "rule"),
			.version = purse_cell_id(rules, i, "version"),
			.gate = purse_cell_flag(rules, i, "gate"),
			.from = purse_cell_date(rules, i, "valid_from"),
			.to = purse_cell_date(rules, i, "valid_to"),
			.supply = purse_cell_text(rules, i, "supply"),
			.conditions = purse_cell_text(rules, i, "conditions"),
			.treatment = purse_cell_text(rules, i, "treatment"),
			.document_kind = purse_cell_text(rules, i, "document_kind"),
			.reason = purse_cell_text(rules, i, "reason"),
			.source = purse_cell_text(rules, i, "source"),
			.confidence = purse_cell_text(rules, i, "confidence") };
	struct purse_vat_rate *rate = purse_alloc_array(arena, (size_t)rates->count, sizeof *rate);
	for (int i = 0; i < rates->count; i++)
		rate[i] = (struct purse_vat_rate){ .treatment = purse_cell_text(rates, i, "treatment"),
			.text = purse_cell_text(rates, i, "rate"),
			.rate = purse_cell_decimal(arena, rates, i, "rate"),
			.from = purse_cell_date(rates, i, "valid_from"),
			.to = purse_cell_date(rates, i, "valid_to") };
	*table = (struct purse_vat_table){ .facts = fact,
		.fact_count = (size_t)facts->count,
		.rules = rule,
		.rule_count = (size_t)rules->count,
		.rates = rate,
		.rate_count = (size_t)rates->count };
	purse_vat_prepare(arena, table);
	return true;
}
