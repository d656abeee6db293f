#include "purse/store/loader.h"

#include <assert.h>

#include "purse/base/arena.h"
#include "purse/base/run.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"
#include "purse/store/funds.h"

/* A query's rows, filtered by agreements where it takes a parameter. */
static bool fetch(struct purse_run *run, struct purse_arena *arena, struct purse_db *db, const char *path,
	const char *agreements, bool filtered, struct purse_rows **rows) {
	const char *const params[] = { agreements };
	return purse_db_query_in(run, arena, db, path, params, filtered ? 1 : 0, rows);
}

static bool load_schools(
	struct purse_run *run, struct purse_arena *arena, struct purse_db *db, struct purse_facts *facts) {
	struct purse_rows *rows;
	if (!fetch(run, arena, db, "sql/query/facts_schools.sql", NULL, false, &rows)) return false;
	facts->school_count = (size_t)rows->count;
	facts->schools = purse_alloc_array(arena, facts->school_count, sizeof *facts->schools);
	for (int i = 0; i < rows->count; i++)
		facts->schools[i] = (struct purse_school){ .id = purse_cell_id(rows, i, "id"),
			.code = purse_cell_text(rows, i, "code"),
			.name = purse_cell_text(rows, i, "name"),
			.keeps_books = purse_cell_flag(rows, i, "keeps_books") };
	return true;
}

static bool load_closed(
	struct purse_run *run, struct purse_arena *arena, struct purse_db *db, struct purse_facts *facts) {
	struct purse_rows *rows;
	if (!fetch(run, arena, db, "sql/query/facts_closed.sql", NULL, false, &rows)) return false;
	int32_t *months = purse_alloc_array(arena, (size_t)rows->count, sizeof *months);
	for (int i = 0; i < rows->count; i++) {
		struct purse_school *school = purse_facts_school(facts, purse_cell_id(rows, i, "school"));
		months[i] = (int32_t)purse_cell_number(rows, i, "month");
		if (!school) continue;
		if (!school->closed_count) school->closed = &months[i];
		school->closed_count++;
	}
	return true;
}

static bool load_pupils(
	struct purse_run *run, struct purse_arena *arena, struct purse_db *db, struct purse_facts *facts) {
	struct purse_rows *rows;
	if (!fetch(run, arena, db, "sql/query/facts_pupils.sql", NULL, false, &rows)) return false;
	struct purse_pupil_number *numbers = purse_alloc_array(arena, (size_t)rows->count, sizeof *numbers);
	for (int i = 0; i < rows->count; i++) {
		struct purse_school *school = purse_facts_school(facts, purse_cell_id(rows, i, "school"));
		numbers[i] = (struct purse_pupil_number){ .date = purse_cell_date(rows, i, "date"),
			.pupils = purse_cell_number(rows, i, "pupils"),
			.record = purse_cell_number(rows, i, "record") };
		if (!school) continue;
		if (!school->pupil_count) school->pupils = &numbers[i];
		school->pupil_count++;
	}
	return true;
}

static bool load_vat_persons(
	struct purse_run *run, struct purse_arena *arena, struct purse_db *db, struct purse_facts *facts) {
	struct purse_rows *rows;
	if (!fetch(run, arena, db, "sql/query/facts_vat_persons.sql", NULL, false, &rows)) return false;
	struct purse_vat_person *persons = purse_alloc_array(arena, (size_t)rows->count, sizeof *persons);
	for (int i = 0; i < rows->count; i++) {
		struct purse_school *school = purse_facts_school(facts, purse_cell_id(rows, i, "school"));
		persons[i] = (struct purse_vat_person){ .from = purse_cell_date(rows, i, "valid_from"),
			.to = purse_cell_date(rows, i, "last_day"),
			.body = purse_cell_id(rows, i, "body"),
			.eligible = purse_cell_flag(rows, i, "eligible"),
			.registered = purse_cell_flag(rows, i, "registered"),
			.recovers = purse_cell_flag(rows, i, "recovers"),
			.authority = purse_cell_flag(rows, i, "authority") };
		if (!school) continue;
		if (!school->person_count) school->persons = &persons[i];
		school->person_count++;
	}
	return true;
}

static bool load_school_kinds(
	struct purse_run *run, struct purse_arena *arena, struct purse_db *db, struct purse_facts *facts) {
	struct purse_rows *rows;
	if (!fetch(run, arena, db, "sql/query/facts_school_kinds.sql", NULL, false, &rows)) return false;
	struct purse_school_kind *kinds = purse_alloc_array(arena, (size_t)rows->count, sizeof *kinds);
	for (int i = 0; i < rows->count; i++) {
		struct purse_school *school = purse_facts_school(facts, purse_cell_id(rows, i, "school"));
		kinds[i] = (struct purse_school_kind){ .from = purse_cell_date(rows, i, "valid_from"),
			.kind = purse_cell_text(rows, i, "kind"),
			.phase = purse_cell_text(rows, i, "phase") };
		if (!school) continue;
		if (!school->kind_count) school->kinds = &kinds[i];
		school->kind_count++;
	}
	return true;
}

static bool load_school_codes(
	struct purse_run *run, struct purse_arena *arena, struct purse_db *db, struct purse_facts *facts) {
	struct purse_rows *rows;
	if (!fetch(run, arena, db, "sql/query/facts_school_codes.sql", NULL, false, &rows)) return false;
	struct purse_school_code *codes = purse_alloc_array(arena, (size_t)rows->count, sizeof *codes);
	for (int i = 0; i < rows->count; i++) {
		struct purse_school *school = purse_facts_school(facts, purse_cell_id(rows, i, "school"));
		codes[i] = (struct purse_school_code){ .from = purse_cell_date(rows, i, "valid_from"),
			.to = purse_cell_date(rows, i, "last_day"),
			.supply = purse_cell_text(rows, i, "supply"),
			.income_code = purse_cell_text(rows, i, "income_code"),
			.cost_code = purse_cell_text(rows, i, "cost_code") };
		if (!school) continue;
		if (!school->code_count) school->codes = &codes[i];
		school->code_count++;
	}
	return true;
}

static bool load_agreements(struct purse_run *run, struct purse_arena *arena, struct purse_db *db,
	const char *agreements, struct purse_facts *facts) {
	struct purse_rows *rows;
	if (!fetch(run, arena, db, "sql/query/facts_agreements.sql", agreements, true, &rows)) return false;
	facts->agreements = purse_alloc_array(arena, (size_t)rows->count, sizeof *facts->agreements);
	struct purse_version *versions = purse_alloc_array(arena, (size_t)rows->count, sizeof *versions);
	assert(facts->agreements);
	for (int i = 0; i < rows->count; i++) {
		int id = purse_cell_id(rows, i, "agreement");
		struct purse_agreement *last =
			facts->agreement_count ? &facts->agreements[facts->agreement_count - 1] : NULL;
		if (!last || last->id != id) {
			last = &facts->agreements[facts->agreement_count++];
			*last = (struct purse_agreement){
				.id = id, .code = purse_cell_text(rows, i, "code"), .versions = &versions[i]
			};
		}
		last->version_count++;
		versions[i] = (struct purse_version){ .record = purse_cell_number(rows, i, "record"),
			.from = purse_cell_date(rows, i, "valid_from"),
			.to = purse_cell_date(rows, i, "valid_to"),
			.lead = purse_cell_id(rows, i, "lead"),
			.name = purse_cell_text(rows, i, "name"),
			.kind = purse_cell_text(rows, i, "kind"),
			.basis = purse_cell_text(rows, i, "basis"),
			.supply = purse_cell_text(rows, i, "supply"),
			.presentation = purse_cell_text(rows, i, "presentation"),
			.income_code = purse_cell_text(rows, i, "income_code"),
			.cost_code = purse_cell_text(rows, i, "cost_code"),
			.own_income = purse_cell_flag(rows, i, "own_income"),
			.own_cost = purse_cell_flag(rows, i, "own_cost"),
			.lapse_basis = purse_cell_text(rows, i, "lapse_basis"),
			.payment_days = (int)purse_cell_number(rows, i, "payment_days"),
			.brokerage = purse_cell_text(rows, i, "brokerage"),
			.brokerage_is = purse_cell_text(rows, i, "brokerage_is") };
	}
	return true;
}

static bool load_parties(struct purse_run *run, struct purse_arena *arena, struct purse_db *db,
	const char *agreements, struct purse_facts *facts) {
	struct purse_rows *rows;
	if (!fetch(run, arena, db, "sql/query/facts_parties.sql", agreements, true, &rows)) return false;
	struct purse_party *parties = purse_alloc_array(arena, (size_t)rows->count, sizeof *parties);
	for (int i = 0; i < rows->count; i++) {
		struct purse_agreement *agreement = purse_facts_agreement(facts, purse_cell_id(rows, i, "agreement"));
		parties[i] = (struct purse_party){ .from = purse_cell_date(rows, i, "valid_from"),
			.to = purse_cell_date(rows, i, "valid_to"),
			.school = purse_cell_id(rows, i, "school"),
			.position = purse_cell_id(rows, i, "position"),
			.share = purse_cell_fraction(arena, rows, i, "share_numerator", "share_denominator"),
			.cost_code = purse_cell_text(rows, i, "cost_code"),
			.fund = purse_cell_id(rows, i, "fund"),
			.fund_from = purse_cell_date(rows, i, "fund_from"),
			.fund_to = purse_cell_date(rows, i, "fund_to"),
			.cost_centre = purse_cell_text(rows, i, "cost_centre"),
			.purchase_order = purse_cell_text(rows, i, "purchase_order"),
			.use = purse_cell_text(rows, i, "use") };
		if (!agreement) continue;
		if (!agreement->party_count) agreement->parties = &parties[i];
		agreement->party_count++;
	}
	return true;
}

static bool load_prices(struct purse_run *run, struct purse_arena *arena, struct purse_db *db,
	const char *agreements, struct purse_facts *facts) {
	struct purse_rows *rows;
	if (!fetch(run, arena, db, "sql/query/facts_prices.sql", agreements, true, &rows)) return false;
	struct purse_price *prices = purse_alloc_array(arena, (size_t)rows->count, sizeof *prices);
	for (int i = 0; i < rows->count; i++) {
		struct purse_agreement *agreement = purse_facts_agreement(facts, purse_cell_id(rows, i, "agreement"));
		prices[i] = (struct purse_price){ .record = purse_cell_number(rows, i, "record"),
			.changes = purse_cell_number(rows, i, "changes"),
			.award = purse_cell_text(rows, i, "award"),
			.item = purse_cell_text(rows, i, "item"),
			.unit = purse_cell_text(rows, i, "unit"),
			.text = purse_cell_text(rows, i, "price"),
			.pence = purse_fraction_multiply(
				arena, purse_cell_decimal(arena, rows, i, "price"), purse_fraction_of(100)),
			.from = purse_cell_date(rows, i, "valid_from"),
			.to = purse_cell_date(rows, i, "last_day") };
		if (!agreement) continue;
		if (!agreement->price_count) agreement->prices = &prices[i];
		agreement->price_count++;
	}
	return true;
}

static bool load_supply_facts(struct purse_run *run, struct purse_arena *arena, struct purse_db *db,
	const char *agreements, struct purse_facts *facts) {
	struct purse_rows *rows;
	if (!fetch(run, arena, db, "sql/query/facts_supply_facts.sql", agreements, true, &rows)) return false;
	struct purse_supply_fact *list = purse_alloc_array(arena, (size_t)rows->count, sizeof *list);
	for (int i = 0; i < rows->count; i++) {
		struct purse_agreement *agreement = purse_facts_agreement(facts, purse_cell_id(rows, i, "agreement"));
		list[i] = (struct purse_supply_fact){ .fact = purse_cell_text(rows, i, "fact"),
			.evidence = purse_cell_text(rows, i, "evidence"),
			.from = purse_cell_date(rows, i, "valid_from"),
			.to = purse_cell_date(rows, i, "valid_to"),
			.yes = purse_cell_flag(rows, i, "answer"),
			.record = purse_cell_number(rows, i, "record") };
		if (!agreement) continue;
		if (!agreement->supply_fact_count) agreement->supply_facts = &list[i];
		agreement->supply_fact_count++;
	}
	return true;
}

static bool load_rulings(struct purse_run *run, struct purse_arena *arena, struct purse_db *db,
	const char *agreements, struct purse_facts *facts) {
	struct purse_rows *rows;
	if (!fetch(run, arena, db, "sql/query/facts_rulings.sql", agreements, true, &rows)) return false;
	struct purse_vat_ruling *list = purse_alloc_array(arena, (size_t)rows->count, sizeof *list);
	for (int i = 0; i < rows->count; i++) {
		struct purse_agreement *agreement = purse_facts_agreement(facts, purse_cell_id(rows, i, "agreement"));
		list[i] = (struct purse_vat_ruling){ .record = purse_cell_number(rows, i, "record"),
			.customer = purse_cell_id(rows, i, "customer"),
			.from = purse_cell_date(rows, i, "valid_from"),
			.to = purse_cell_date(rows, i, "valid_to"),
			.treatment = purse_cell_text(rows, i, "treatment"),
			.reason = purse_cell_text(rows, i, "reason"),
			.decided_by = purse_cell_text(rows, i, "decided_by") };
		if (!agreement) continue;
		if (!agreement->ruling_count) agreement->rulings = &list[i];
		agreement->ruling_count++;
	}
	return true;
}

static bool load_carries(struct purse_run *run, struct purse_arena *arena, struct purse_db *db,
	const char *agreements, struct purse_facts *facts) {
	struct purse_rows *rows;
	if (!fetch(run, arena, db, "sql/query/facts_carries.sql", agreements, true, &rows)) return false;
	for (int i = 0; i < rows->count; i++) {
		struct purse_stream_state *stream = purse_facts_stream(facts, purse_cell_text(rows, i, "key"));
		int seq = purse_cell_id(rows, i, "seq");
		if (seq > stream->seq) stream->seq = seq;
		*purse_stream_carry(facts, stream, purse_cell_id(rows, i, "customer")) =
			purse_cell_fraction(arena, rows, i, "carry_out_numerator", "carry_out_denominator");
	}
	return true;
}

static bool load_lots(struct purse_run *run, struct purse_arena *arena, struct purse_db *db,
	const char *agreements, struct purse_facts *facts) {
	struct purse_rows *rows;
	if (!fetch(run, arena, db, "sql/query/facts_lots.sql", agreements, true, &rows)) return false;
	facts->lot_count = (size_t)rows->count;
	facts->lots = purse_alloc_array(arena, facts->lot_count, sizeof *facts->lots);
	for (int i = 0; i < rows->count; i++) {
		struct purse_lot *lot = &facts->lots[i];
		*lot = (struct purse_lot){ .id = purse_cell_number(rows, i, "id"),
			.purchase = purse_cell_number(rows, i, "purchase"),
			.agreement = purse_cell_id(rows, i, "agreement"),
			.lead = purse_cell_id(rows, i, "lead"),
			.quantity = purse_cell_decimal(arena, rows, i, "quantity"),
			.cost_pence = purse_cell_number(rows, i, "cost"),
			.from = purse_cell_date(rows, i, "valid_from"),
			.to = purse_cell_date(rows, i, "valid_to"),
			.stream = purse_facts_stream(facts, purse_cell_text(rows, i, "stream_key")),
			.lapses = purse_cell_id(rows, i, "lapses") };
		struct purse_fraction cost = purse_fraction_of(lot->cost_pence);
		lot->state.unit_cost = purse_fraction_divide(arena, cost, lot->quantity);
		lot->state.units_left = purse_cell_decimal(arena, rows, i, "units_left");
		lot->state.exact_left = purse_fraction_multiply(arena, lot->state.units_left, lot->state.unit_cost);
		lot->state.posted_left = purse_cell_number(rows, i, "posted_left");
	}
	return true;
}

bool purse_load_facts(struct purse_run *run, struct purse_arena *arena, struct purse_db *db,
	const char *agreements, struct purse_facts *facts) {
	*facts = (struct purse_facts){ .arena = arena };
	return load_schools(run, arena, db, facts) && load_closed(run, arena, db, facts)
	       && load_pupils(run, arena, db, facts) && load_vat_persons(run, arena, db, facts)
	       && load_school_kinds(run, arena, db, facts) && load_school_codes(run, arena, db, facts)
	       && load_agreements(run, arena, db, agreements, facts)
	       && load_supply_facts(run, arena, db, agreements, facts)
	       && load_rulings(run, arena, db, agreements, facts)
	       && load_parties(run, arena, db, agreements, facts)
	       && load_prices(run, arena, db, agreements, facts)
	       && load_carries(run, arena, db, agreements, facts) && load_lots(run, arena, db, agreements, facts)
	       && purse_load_funds(run, arena, db, agreements, facts);
}
