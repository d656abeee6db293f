#include "purse/work/cutoff.h"

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/rules/cutoff.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"
#include "purse/store/poster.h"

static struct purse_cutoff cutoff_of(const struct purse_rows *rows, int row) {
	return (struct purse_cutoff){ .entry = purse_cell_number(rows, row, "entry"),
		.description = purse_cell_text(rows, row, "description"),
		.school = purse_cell_id(rows, row, "school"),
		.agreement = purse_cell_id(rows, row, "agreement"),
		.booked = purse_cell_date(rows, row, "booked"),
		.from = purse_cell_date(rows, row, "service_from"),
		.to = purse_cell_date(rows, row, "service_to"),
		.first = (int32_t)purse_cell_number(rows, row, "first_month"),
		.last = (int32_t)purse_cell_number(rows, row, "last_month") };
}

static struct purse_cutoff_line line_of(const struct purse_rows *rows, int row) {
	return (struct purse_cutoff_line){ .account = purse_cell_text(rows, row, "account"),
		.income = purse_cell_flag(rows, row, "income"),
		.fund = purse_cell_id(rows, row, "fund"),
		.counterparty = purse_cell_id(rows, row, "counterparty"),
		.pence = purse_cell_number(rows, row, "pence"),
		.waiting = purse_cell_number(rows, row, "waiting") };
}

/* The rows of one entry and school come together. */
static bool build(struct purse_run *run, struct purse_arena *arena, const struct purse_rows *rows,
	struct purse_batch *batch) {
	for (int row = 0; row < rows->count;) {
		struct purse_cutoff cutoff = cutoff_of(rows, row);
		cutoff.lines = purse_alloc_array(arena, (size_t)(rows->count - row), sizeof *cutoff.lines);
		while (row < rows->count && purse_cell_number(rows, row, "entry") == cutoff.entry
			   && purse_cell_id(rows, row, "school") == cutoff.school)
			cutoff.lines[cutoff.line_count++] = line_of(rows, row++);
		if (!purse_cutoff_post(run, batch, &cutoff)) return false;
	}
	return true;
}

bool purse_cut_off(struct purse_run *run, struct purse_arena *arena, struct purse_db *db,
	struct purse_date until, const char *agreements, const char *schools, long *posted) {
	struct purse_rows *rows;
	const char *const params[] = { purse_date_iso(arena, until), agreements, schools };
	*posted = 0;
	if (!purse_db_query_in(run, arena, db, "sql/query/cut_offs.sql", params, 3, &rows)) return false;
	struct purse_batch batch = { .arena = purse_arena_new(arena) };
	if (!build(run, arena, rows, &batch)) return false;
	if (batch.entry_count == 0) return true;
	*posted = (long)batch.entry_count;
	return purse_post_open(run, db) && purse_post_stage(run, db, &batch)
	       && purse_post_batch(run, db, "cut-off", NULL);
}
