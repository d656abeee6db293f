#include "purse/work/settling.h"

#include <inttypes.h>

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/rules/drawing.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"
#include "purse/store/loader.h"
#include "purse/store/poster.h"

static bool a_penny_or_more(struct purse_fraction carry) {
	return purse_fraction_compare(carry, purse_fraction_of(1)) >= 0
	       || purse_fraction_compare(carry, purse_fraction_of(-1)) <= 0;
}

static bool settle_lot(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	struct purse_lot *lot, struct purse_date date, long *settled) {
	for (size_t i = 0; i < lot->stream->carry_count; i++) {
		/* what the lead carries is what it took so that a lot ended at nil (R5), and stays */
		if (lot->stream->carries[i].school == lot->lead) continue;
		if (!a_penny_or_more(lot->stream->carries[i].carry)) continue;
		if (!purse_charge_settle(run, facts, batch, lot, lot->stream->carries[i].school, date)) return false;
		(*settled)++;
	}
	return true;
}

bool purse_settle_carries(
	struct purse_run *run, struct purse_db *db, const char *schools, int32_t month_number, long *settled) {
	struct purse_rows *rows;
	struct purse_facts facts;
	const char *const params[] = { schools };
	*settled = 0;
	if (!purse_db_query(run, db, "sql/query/settle_lots.sql", params, 1, &rows)) return false;
	if (!rows->count) return true;
	struct purse_buffer agreements = purse_buffer(run->arena, PURSE_MAX_TEXT_BYTES);
	for (int i = 0; i < rows->count; i++)
		purse_buffer_addf(&agreements, "%s%s", i ? "," : "{", purse_cell_text(rows, i, "agreement"));
	purse_buffer_add(&agreements, "}");
	const char *const locks[] = { schools, purse_text(run->arena, "{%" PRId32 "}", month_number),
		agreements.text };
	if (!purse_db_one_row_text(
			run, db, "select purse_api.lock_for_posting($1::int[], $2::int[], $3::int[])", locks, 3, &rows)
		|| !purse_load_facts(run, run->arena, db, agreements.text, &facts) || !purse_post_open(run, db))
		return false;
	struct purse_batch batch = { .arena = purse_arena_new(run->arena) };
	struct purse_date date = purse_date_last_of_month(purse_date_of_month_number(month_number));
	for (size_t i = 0; i < facts.lot_count; i++)
		if (!settle_lot(run, &facts, &batch, &facts.lots[i], date, settled)) return false;
	if (*settled == 0) return true;
	return purse_post_stage(run, db, &batch) && purse_post_batch(run, db, "close", NULL);
}
