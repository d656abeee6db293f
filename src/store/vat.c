#include "purse/store/vat.h"

#include "purse/base/arena.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"

bool purse_load_vat(
	struct purse_run *run, struct purse_arena *arena, struct purse_db *db, struct purse_vat_table *table) {
	struct purse_rows *rules, *rates;
	if (!purse_db_query_in(run, arena, db, "sql/query/vat_rules.sql", NULL, 0, &rules)
		|| !purse_db_query_in(run, arena, db, "sql/query/vat_rates.sql", NULL, 0, &rates))
		return false;
	struct purse_vat_rule *rule = purse_alloc_array(arena, (size_t)rules->count, sizeof *rule);
	for (int i = 0; i < rules->count; i++)
		rule[i] = (struct purse_vat_rule){ .rule = purse_cell_text(rules, i, "rule"),
			.version = purse_cell_text(rules, i, "version"),
			.supply = purse_cell_text(rules, i, "supply"),
			.same_person = purse_cell_text(rules, i, "same_person"),
			.both_eligible = purse_cell_text(rules, i, "both_eligible"),
			.registered = purse_cell_text(rules, i, "supplier_registered"),
			.treatment = purse_cell_text(rules, i, "treatment"),
			.document_kind = purse_cell_text(rules, i, "document_kind"),
			.reason = purse_cell_text(rules, i, "reason"),
			.source = purse_cell_text(rules, i, "source") };
	struct purse_vat_rate *rate = purse_alloc_array(arena, (size_t)rates->count, sizeof *rate);
	for (int i = 0; i < rates->count; i++)
		rate[i] = (struct purse_vat_rate){ .treatment = purse_cell_text(rates, i, "treatment"),
			.text = purse_cell_text(rates, i, "rate"),
			.rate = purse_cell_decimal(arena, rates, i, "rate"),
			.from = purse_cell_date(rates, i, "valid_from"),
			.to = purse_cell_date(rates, i, "valid_to") };
	*table = (struct purse_vat_table){ rule, (size_t)rules->count, rate, (size_t)rates->count };
	return true;
}
