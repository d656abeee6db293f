#include "purse/work/standing.h"

#include <inttypes.h>

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"
#include "purse/work/recorded.h"

static bool load_movements(
	struct purse_run *run, struct purse_arena *arena, struct purse_db *db, struct purse_standing_list *list) {
	struct purse_buffer ids = purse_buffer(arena, PURSE_MAX_TEXT_BYTES * 16);
	for (size_t i = 0; i < list->count; i++)
		purse_buffer_addf(&ids, "%s%" PRId64, i ? "," : "{", list->charges[i].id);
	purse_buffer_add(&ids, list->count ? "}" : "{}");
	struct purse_rows *rows;
	const char *const params[] = { ids.text };
	if (!purse_db_query_in(run, arena, db, "sql/query/charge_movements.sql", params, 1, &rows)) return false;
	struct purse_standing_movement *movements =
		purse_alloc_array(arena, (size_t)rows->count, sizeof *movements);
	for (int i = 0; i < rows->count; i++) {
		movements[i] = (struct purse_standing_movement){ .lot = purse_cell_number(rows, i, "lot"),
			.quantity = purse_cell_text(rows, i, "quantity"),
			.pence = purse_cell_number(rows, i, "pence"),
			.exact = purse_cell_fraction(arena, rows, i, "exact_numerator", "exact_denominator") };
		for (size_t k = 0; k < list->count; k++) {
			struct purse_standing_charge *charge = &list->charges[k];
			if (charge->id != purse_cell_number(rows, i, "charge")) continue;
			if (!charge->movement_count) charge->movements = &movements[i];
			charge->movement_count++;
		}
	}
	return true;
}

/* What its fund with rules took on. */
static struct purse_fund_use fund_use(const struct purse_rows *rows, int row) {
	return (struct purse_fund_use){ .fund = purse_cell_id(rows, row, "fund"),
		.borne_pence = purse_cell_number(rows, row, "fund_borne"),
		.rule = purse_cell_text(rows, row, "fund_rule"),
		.use = purse_cell_text(rows, row, "fund_use"),
		.decision = purse_cell_number(rows, row, "fund_decision") };
}

static bool load(struct purse_run *run, struct purse_arena *arena, struct purse_db *db, const char *query,
	const char *const *params, int count, struct purse_standing_list *list) {
	struct purse_rows *rows;
	if (!purse_db_query_in(run, arena, db, query, params, count, &rows)) return false;
	list->count = (size_t)rows->count;
	list->charges = purse_alloc_array(arena, list->count, sizeof *list->charges);
	list->reasons = purse_alloc_array(arena, list->count, sizeof *list->reasons);
	for (int i = 0; i < rows->count; i++) {
		list->reasons[i] = purse_cell_text(rows, i, "reason");
		list->charges[i] = (struct purse_standing_charge){ .id = purse_cell_number(rows, i, "id"),
			.source = purse_cell_number(rows, i, "source"),
			.lot = purse_cell_number(rows, i, "lot"),
			.entry = purse_cell_number(rows, i, "entry"),
			.kind = purse_cell_text(rows, i, "kind"),
			.stream_key = purse_cell_text(rows, i, "stream_key"),
			.quantity = purse_cell_text(rows, i, "quantity"),
			.basis_price = purse_cell_text(rows, i, "basis_price"),
			.ref = purse_cell_text(rows, i, "ref"),
			.price_record = purse_cell_number(rows, i, "price_record"),
			.leg = purse_recorded_leg(rows, i),
			.item = purse_cell_text(rows, i, "item"),
			.unit = purse_cell_text(rows, i, "unit"),
			.agreement = purse_cell_id(rows, i, "agreement"),
			.provider = purse_cell_id(rows, i, "provider"),
			.customer = purse_cell_id(rows, i, "customer"),
			.service_from = purse_cell_date(rows, i, "service_from"),
			.service_to = purse_cell_date(rows, i, "service_to"),
			.pence = purse_cell_number(rows, i, "pence"),
			.exact = purse_cell_fraction(arena, rows, i, "exact_numerator", "exact_denominator"),
			.fund_use = fund_use(rows, i) };
	}
	return true;
}

bool purse_standing_corrected(struct purse_run *run, struct purse_arena *arena, struct purse_db *db,
	const char *day, const char *agreements, struct purse_standing_list *list) {
	const char *const params[] = { day, agreements, NULL };
	return load(run, arena, db, "sql/query/charge_corrected.sql", params, 3, list)
	       && load_movements(run, arena, db, list);
}

bool purse_standing_in_arrears(struct purse_run *run, struct purse_arena *arena, struct purse_db *db,
	const char *day, const char *agreements, struct purse_standing_list *list) {
	const char *const params[] = { day, agreements };
	return load(run, arena, db, "sql/query/charge_arrears.sql", params, 2, list);
}

bool purse_standing_named(struct purse_run *run, struct purse_arena *arena, struct purse_db *db,
	const char *charges, struct purse_standing_list *list) {
	const char *const params[] = { NULL, NULL, charges };
	return load(run, arena, db, "sql/query/charge_corrected.sql", params, 3, list)
	       && load_movements(run, arena, db, list);
}
