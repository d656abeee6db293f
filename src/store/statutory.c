#include "purse/store/statutory.h"

#include <assert.h>

#include "purse/base/arena.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"

bool purse_load_statutory_before(struct purse_run *run, struct purse_arena *arena, struct purse_db *db,
	const char *record, struct purse_statutory *table) {
	struct purse_rows *rows;
	if (!purse_db_query_in(run, arena, db, "sql/query/statutory_rows.sql", &record, 1, &rows)) return false;
	struct purse_statutory_row *list = purse_alloc_array(arena, (size_t)rows->count, sizeof *list);
	for (int i = 0; i < rows->count; i++) {
		list[i] = (struct purse_statutory_row){ .employer = purse_cell_text(rows, i, "employer"),
			.from = purse_cell_date(rows, i, "valid_from"),
			.to = purse_cell_date(rows, i, "valid_to"),
			.threshold_pence = purse_cell_decimal(arena, rows, i, "threshold"),
			.value = purse_cell_decimal(arena, rows, i, "value"),
			.earlier = purse_cell_text(rows, i, "earlier"),
			.source = purse_cell_text(rows, i, "source"),
			.confidence = purse_cell_text(rows, i, "confidence"),
			.checked = purse_cell_date(rows, i, "checked"),
			.added_by = purse_cell_text(rows, i, "added_by"),
			.added = purse_cell_date(rows, i, "added"),
			.reason = purse_cell_text(rows, i, "reason") };
		bool known = purse_statutory_named(purse_cell_text(rows, i, "name"), &list[i].name);
		assert(known);
	}
	*table = purse_statutory_of(list, (size_t)rows->count);
	return true;
}

bool purse_load_statutory(
	struct purse_run *run, struct purse_arena *arena, struct purse_db *db, struct purse_statutory *table) {
	return purse_load_statutory_before(run, arena, db, NULL, table);
}
