#include "purse/work/verify.h"

#include <stdarg.h>

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"
#include "purse/work/replay.h"

void purse_verify_found(struct purse_run *run, struct purse_verify_result *result, const char *rule,
	const char *place, const char *format, ...) {
	result->found++;
	if (result->finding_count == PURSE_MAX_FINDINGS) return;
	va_list list;
	va_start(list, format);
	result->findings[result->finding_count++] =
		(struct purse_finding){ rule, place, purse_text_list(run->arena, format, list) };
	va_end(list);
}

/* The invariants: views made from sql/verify, each row a violation. */
static bool ask_rules(struct purse_run *run, struct purse_db *db, struct purse_verify_result *result) {
	struct purse_rows *rows;
	if (!purse_db_query_text(run, db, "select * from purse_api.verify()", NULL, 0, &rows)) return false;
	for (int i = 0; i < rows->count; i++)
		purse_verify_found(run, result, purse_cell_text(rows, i, "rule"), purse_cell_text(rows, i, "place"),
			"%s", purse_cell_text(rows, i, "what"));
	if (!purse_db_one_row_text(run, db, "select purse_api.verify_rules() as rules", NULL, 0, &rows))
		return false;
	result->rules = (long)purse_cell_number(rows, 0, "rules");
	return true;
}

bool purse_work_verify(struct purse_run *run, struct purse_db *db, struct purse_verify_result *result) {
	*result = (struct purse_verify_result){ .findings = purse_alloc_array(
												run->arena, PURSE_MAX_FINDINGS, sizeof *result->findings) };
	if (!purse_db_command_text(run, db, "begin isolation level repeatable read read only", NULL, 0))
		return false;
	bool done = ask_rules(run, db, result) && purse_replay(run, db, result);
	purse_db_rollback(db);
	return done;
}
