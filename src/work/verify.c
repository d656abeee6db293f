#include "purse/work/verify.h"

#include "purse/base/run.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"
#include "purse/work/replay.h"

/* The invariants: views made from sql/verify, each row a violation. */
static bool ask_rules(struct purse_run *run, struct purse_db *db, struct purse_findings *findings) {
	struct purse_rows *rows;
	if (!purse_db_query_text(run, db, "select * from purse_api.verify()", NULL, 0, &rows)) return false;
	for (int i = 0; i < rows->count; i++)
		purse_finding_add(run, findings, purse_cell_text(rows, i, "rule"), purse_cell_text(rows, i, "place"),
			"%s", purse_cell_text(rows, i, "what"));
	if (!purse_db_one_row_text(run, db, "select purse_api.verify_rules() as rules", NULL, 0, &rows))
		return false;
	findings->rules = (long)purse_cell_number(rows, 0, "rules");
	return true;
}

bool purse_work_verify(struct purse_run *run, struct purse_db *db, struct purse_findings *findings) {
	*findings = purse_findings_new(run);
	if (!purse_db_command_text(run, db, "begin isolation level repeatable read read only", NULL, 0))
		return false;
	bool done = ask_rules(run, db, findings) && purse_replay(run, db, findings);
	purse_db_rollback(db);
	return done;
}
