#include "purse/work/verify.h"

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"
#include "purse/work/replay.h"
#include "purse/work/structure.h"
#include "purse/work/workings.h"

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

static bool begin(struct purse_run *run, struct purse_db *db) {
	return purse_db_command_text(run, db, "begin isolation level repeatable read read only", NULL, 0);
}

/* What the database could not do because a part of it is gone is a finding, and the check goes on. */
static bool missing_part(struct purse_run *run, struct purse_db *db, struct purse_findings *findings,
	struct purse_mark mark, const char *place) {
	if (!purse_starts(purse_db_last_state(db), "42") || run->problem_count == mark.problem_count)
		return false;
	purse_finding_add(run, findings, "laid down", place, "%s", run->problems[mark.problem_count].message);
	purse_db_forget(run, mark);
	purse_db_rollback(db);
	return begin(run, db);
}

static bool check(struct purse_run *run, struct purse_db *db, struct purse_findings *findings) {
	struct purse_mark mark = purse_db_mark(run);
	bool hides = true;
	if (!purse_structure_compare(run, db, findings, &hides)
		&& !missing_part(run, db, findings, mark, "what was laid down can't be compared"))
		return false;
	if (!ask_rules(run, db, findings) && !missing_part(run, db, findings, mark, "the rules can't be asked"))
		return false;
	if (!hides) return purse_replay(run, db, findings) && purse_workings_again(run, db, findings);
	purse_finding_add(run, findings, "replay", "charges and entries",
		"they were not made again: views or policies differ, so that what is read may not be what is there");
	return true;
}

bool purse_work_verify(struct purse_run *run, struct purse_db *db, struct purse_findings *findings) {
	*findings = purse_findings_new(run);
	bool done = begin(run, db) && check(run, db, findings);
	purse_db_rollback(db);
	return done;
}
