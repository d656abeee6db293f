#include "purse/work/vat.h"

#include <string.h>

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/input/kind.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"
#include "purse/store/loader.h"
#include "purse/store/vat.h"
#include "purse/work/reader.h"

/* What one question is asked with. */
struct asking {
	struct purse_run *run;
	struct purse_db *db;
	const struct purse_vat_wish *wish;
	struct purse_facts facts;
	struct purse_vat_table table;
	struct purse_agreement agreement; /* with what was stated on the command line */
	struct purse_vat_supply supply;
};

static const struct purse_school *school_named(struct asking *asking, const char *code) {
	struct purse_reader_school found;
	if (!purse_reader_school(asking->run, asking->db, code, &found)) return NULL;
	return purse_facts_school(&asking->facts, found.id);
}

/* Blanks and hyphens alike. */
static bool same_kind(const char *a, const char *b) {
	for (; *a && *b; a++, b++)
		if (*a != *b && !(strchr(" -", *a) && strchr(" -", *b))) return false;
	return *a == *b;
}

static const char *supply_named(struct asking *asking, const char *wanted) {
	const struct purse_kind *kind = purse_kind_named("agreements");
	const char *const *words = kind->columns[purse_kind_column(kind, "Supply")].words;
	struct purse_buffer all = purse_buffer(asking->run->arena, PURSE_MAX_TEXT_BYTES);
	for (const char *const *word = words; *word; word++) {
		if (same_kind(wanted, *word)) return *word;
		purse_buffer_addf(&all, "%s%s", all.length ? ", " : "", *word);
	}
	purse_fail(asking->run, PURSE_E_USAGE, NULL, purse_text(asking->run->arena, "write one of: %s", all.text),
		"could not find a kind of supply \"%s\"", wanted);
	return NULL;
}

static bool find_agreement(struct asking *asking) {
	const char *code = asking->wish->agreement;
	if (!code) return true;
	for (size_t i = 0; i < asking->facts.agreement_count; i++)
		if (purse_same(asking->facts.agreements[i].code, code)) {
			asking->agreement = asking->facts.agreements[i];
			return true;
		}
	return purse_fail(asking->run, PURSE_E_UNKNOWN_REFERENCE, NULL, "write a code of agreements.csv",
		"could not find the agreement \"%s\"", code);
}

static const char *facts_that_may_be_stated(struct asking *asking) {
	struct purse_buffer all = purse_buffer(asking->run->arena, PURSE_MAX_TEXT_BYTES);
	purse_buffer_add(&all, "write FACT=yes or FACT=no, with a fact of these: ");
	size_t count = 0;
	for (size_t i = 0; i < asking->table.fact_count; i++)
		if (asking->table.facts[i].stated)
			purse_buffer_addf(&all, "%s%s", count++ ? ", " : "", asking->table.facts[i].fact);
	return all.text;
}

/* Puts what is stated on the command line behind what is recorded, so that it goes before. */
static bool state_facts(struct asking *asking) {
	const struct purse_vat_wish *wish = asking->wish;
	struct purse_agreement *agreement = &asking->agreement;
	size_t recorded = agreement->supply_fact_count;
	struct purse_supply_fact *all =
		purse_alloc_array(asking->run->arena, recorded + wish->fact_count, sizeof *all);
	for (size_t i = 0; i < recorded; i++) all[i] = agreement->supply_facts[i];
	for (size_t i = 0; i < wish->fact_count; i++) {
		const char *text = wish->facts[i], *is = strrchr(text, '=');
		size_t length = is ? (size_t)(is - text) : strlen(text);
		char *name = purse_trim(asking->run->arena, purse_copy_bytes(asking->run->arena, text, length));
		int fact = -1;
		for (size_t k = 0; k < asking->table.fact_count; k++)
			if (asking->table.facts[k].stated && same_kind(name, asking->table.facts[k].fact)) fact = (int)k;
		if (fact < 0 || !is || (!purse_same(is, "=yes") && !purse_same(is, "=no")))
			return purse_fail(asking->run, PURSE_E_USAGE, NULL, facts_that_may_be_stated(asking),
				"could not take \"%s\" as the answer to a fact", text);
		all[recorded + i] = (struct purse_supply_fact){ .fact = asking->table.facts[fact].fact,
			.evidence = "stated on the command line",
			.from = PURSE_NO_DATE,
			.to = PURSE_FOREVER,
			.yes = purse_same(is, "=yes") };
	}
	agreement->supply_facts = all;
	agreement->supply_fact_count = recorded + wish->fact_count;
	return true;
}

static bool find_supply(struct asking *asking) {
	const struct purse_vat_wish *wish = asking->wish;
	struct purse_vat_supply *supply = &asking->supply;
	const struct purse_version *version =
		wish->agreement ? purse_facts_version(&asking->agreement, wish->date) : NULL;
	if (wish->agreement && !version)
		return purse_fail(asking->run, PURSE_E_OUTSIDE_DATES, NULL, "ask about another day",
			"could not use agreement \"%s\" on %s: it does not cover that day", wish->agreement,
			purse_date_words(asking->run->arena, wish->date));
	if (!version && (!wish->from || !wish->supply))
		return purse_fail(asking->run, PURSE_E_USAGE, NULL,
			"write --from SCHOOL and --supply KIND, or an agreement that says both",
			"could not tell who supplies what");
	*supply = (struct purse_vat_supply){ .agreement = &asking->agreement, .date = wish->date };
	supply->provider =
		wish->from ? school_named(asking, wish->from) : purse_facts_school(&asking->facts, version->lead);
	supply->customer = school_named(asking, wish->to);
	supply->supply = wish->supply ? supply_named(asking, wish->supply) : version->supply;
	return supply->provider && supply->customer && supply->supply;
}

static void tell_facts(struct asking *asking, struct purse_vat_told *told) {
	const struct purse_vat_rule *rule = told->decision.rule;
	told->fact_count = 0;
	told->facts = purse_alloc_array(asking->run->arena, rule ? rule->test_count : 0, sizeof *told->facts);
	for (size_t i = 0; rule && i < rule->test_count; i++) {
		int fact = rule->tests[i].fact;
		if (fact < 0 || purse_same(asking->table.facts[fact].fact, "VAT charged")) continue;
		told->facts[told->fact_count++] = (struct purse_vat_told_fact){ &asking->table.facts[fact],
			purse_vat_answer(&asking->table, &asking->supply, fact) };
	}
}

static bool read_turnover(struct asking *asking, struct purse_vat_told *told) {
	struct purse_run *run = asking->run;
	const char *const params[] = { purse_text(run->arena, "%d", asking->supply.provider->id),
		purse_date_iso(run->arena, told->date) };
	struct purse_rows *rows;
	if (!purse_db_query(run, asking->db, "sql/query/vat_turnover.sql", params, 2, &rows)) return false;
	told->turnover_pence = purse_cell_number(rows, 0, "turnover");
	told->threshold_pence = purse_cell_number(rows, 0, "threshold");
	told->warn_pence = purse_cell_number(rows, 0, "warn");
	return true;
}

bool purse_vat_tell(struct purse_run *run, struct purse_db *db, const struct purse_vat_wish *wish,
	struct purse_vat_told *told) {
	struct asking asking = { .run = run, .db = db, .wish = wish };
	if (!purse_load_facts(run, run->arena, db, wish->agreement ? NULL : "{}", &asking.facts)
		|| !purse_load_vat(run, run->arena, db, &asking.table) || !find_agreement(&asking)
		|| !state_facts(&asking) || !find_supply(&asking))
		return false;
	*told = (struct purse_vat_told){ .from = asking.supply.provider->code,
		.to = asking.supply.customer->code,
		.supply = asking.supply.supply,
		.agreement = wish->agreement,
		.date = wish->date };
	told->decision = purse_vat_decide(run->arena, &asking.table, &asking.supply);
	tell_facts(&asking, told);
	told->why_not = purse_vat_why_not(run->arena, &asking.table, &asking.supply, &told->why_not_count);
	const struct purse_vat_person *from = purse_facts_vat_person(asking.supply.provider, wish->date);
	return !from || from->registered || read_turnover(&asking, told);
}

bool purse_vat_near_threshold(struct purse_run *run, struct purse_db *db, struct purse_date day,
	const char *codes, struct purse_vat_near **list, size_t *count) {
	const char *const params[] = { purse_date_iso(run->arena, day), codes };
	struct purse_rows *rows;
	if (!purse_db_query(run, db, "sql/query/vat_near.sql", params, 2, &rows)) return false;
	*count = (size_t)rows->count;
	*list = purse_alloc_array(run->arena, *count, sizeof **list);
	for (int i = 0; i < rows->count; i++)
		(*list)[i] = (struct purse_vat_near){ .body = purse_cell_text(rows, i, "body"),
			.schools = purse_cell_text(rows, i, "schools"),
			.turnover_pence = purse_cell_number(rows, i, "turnover"),
			.threshold_pence = purse_cell_number(rows, i, "threshold") };
	return true;
}
