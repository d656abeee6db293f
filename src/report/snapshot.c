#include "purse/report/snapshot.h"

#include "purse/base/run.h"
#include "purse/report/workbook.h"
#include "purse/store/db.h"

/* The server tells where in the statement it found a problem; this tells where the statement is. */
static void place_problems(struct purse_run *run, int from, const struct purse_place *place) {
	for (int i = from; i < run->problem_count; i++)
		if (!run->problems[i].place.file) run->problems[i].place = *place;
}

static bool fetch(void *context, struct purse_run *run, struct purse_arena *arena,
                  const struct purse_place *place, const char *sql, const char *const *parameters,
                  size_t parameter_count, struct purse_rows_found *found) {
	struct purse_rows *rows;
	int problems = run->problem_count;
	(void)arena;   /* store/db gives rows in the run's, where the grid's is too */
	if (!purse_db_query_text(run, context, sql, parameters, (int)parameter_count, &rows)) {
		place_problems(run, problems, place);
		return false;
	}
	found->names = rows->names;
	found->column_count = (size_t)rows->columns;
	found->cells = (const char *const *const *)rows->cells;
	found->row_count = (size_t)rows->count;
	return true;
}

bool purse_snapshot_report(struct purse_run *run, struct purse_db *db, const char *report,
                           const char *const *values, size_t value_count, const char *path,
                           struct purse_grid **grid) {
	struct purse_row_source source = { fetch, db };
	if (!purse_db_begin(run, db)) return false;
	bool done = purse_db_command_text(run, db, "set transaction isolation level repeatable read, read only",
	                                  NULL, 0) &&
	            purse_report_write(run, report, &source, values, value_count, path, grid);
	purse_db_rollback(db);   /* nothing was written there */
	return done;
}
