#include "purse/work/workings.h"

#include <assert.h>

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/rules/staffshare.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"
#include "purse/store/post.h"
#include "purse/store/statutory.h"
#include "purse/work/findings.h"

static const char *const RULE = "workings";

bool purse_workings_read(struct purse_run *run, struct purse_db *db, int64_t staff_cost,
	struct purse_working **list, size_t *count) {
	const char *const params[] = { purse_text(run->arena, "%lld", (long long)staff_cost) };
	struct purse_rows *rows;
	if (!purse_db_query(run, db, "sql/query/explain_workings.sql", params, 1, &rows)) return false;
	*count = (size_t)rows->count;
	*list = purse_alloc_array(run->arena, *count, sizeof **list);
	for (int i = 0; i < rows->count; i++) {
		struct purse_working *working = &(*list)[i];
		struct purse_arena *arena = run->arena;
		*working = (struct purse_working){ .post = purse_cell_text(rows, i, "post_code"),
			.made_from = purse_cell_text(rows, i, "made_from"),
			.payroll_ref = purse_cell_text(rows, i, "payroll_ref"),
			.from = purse_cell_date(rows, i, "valid_from"),
			.to = purse_cell_date(rows, i, "valid_to"),
			.cost = purse_cell_fraction(arena, rows, i, "cost_numerator", "cost_denominator"),
			.time = purse_cell_fraction(arena, rows, i, "time_numerator", "time_denominator"),
			.part = purse_cell_fraction(arena, rows, i, "part_numerator", "part_denominator"),
			.details = purse_cell_text(rows, i, "details") };
		working->exact = purse_fraction_multiply(
			arena, purse_fraction_multiply(arena, working->cost, working->time), working->part);
	}
	return true;
}

/* ---- again -------------------------------------------------------------------------------------------- */

/* What was known when some workings were recorded together. */
struct known {
	struct purse_arena *arena;
	struct purse_statutory statutory;
	struct purse_rows *terms;
};

static bool load_known(struct purse_run *run, struct purse_db *db, const char *before, struct known *known) {
	return purse_load_statutory_before(run, known->arena, db, before, &known->statutory)
	       && purse_db_query_in(
			   run, known->arena, db, "sql/query/verify_terms.sql", &before, 1, &known->terms);
}

static void compare(struct purse_run *run, struct purse_findings *findings, const char *place,
	const char *what, struct purse_fraction stands, struct purse_fraction made) {
	if (purse_fraction_equal(stands, made)) return;
	purse_finding_add(run, findings, RULE, place, "%s is %s, but comes out as %s", what,
		purse_fraction_text(run->arena, stands), purse_fraction_text(run->arena, made));
}

static struct purse_fraction time_of(
	const struct known *known, const struct purse_rows *rows, int row, bool by_payroll) {
	size_t count = 0;
	assert(known->terms);
	struct purse_term_days *days = purse_alloc_array(known->arena, (size_t)known->terms->count, sizeof *days);
	for (int i = 0; i < known->terms->count; i++)
		if (purse_cell_id(known->terms, i, "school") == purse_cell_id(rows, row, "school_id"))
			days[count++] = (struct purse_term_days){ purse_cell_date(known->terms, i, "valid_from"),
				purse_cell_date(known->terms, i, "valid_to") };
	struct purse_staffshare_piece piece = { .from = purse_cell_date(rows, row, "valid_from"),
		.to = purse_cell_date(rows, row, "valid_to"),
		.weeks = purse_cell_decimal(known->arena, rows, row, "shared_weeks") };
	if (by_payroll) piece.payroll_pence = purse_fraction_of(0);
	return purse_staffshare_time(known->arena, days, count, &piece);
}

/* What can't be worked out any more, because what it was made from is gone, is a finding. */
static bool again(struct purse_run *run, struct purse_findings *findings, const struct known *known,
	const struct purse_rows *rows, int row) {
	const char *place = purse_copy_text(run->arena, purse_cell_text(rows, row, "place"));
	bool by_payroll = purse_same(purse_cell_text(rows, row, "made_from"), "payroll");
	compare(run, findings, place, "the part of its time",
		purse_cell_fraction(known->arena, rows, row, "time_numerator", "time_denominator"),
		time_of(known, rows, row, by_payroll));
	if (by_payroll || !purse_cell_given(rows, row, "kind")) return true; /* rule 46 looks at these */
	struct purse_post_terms terms = purse_post_terms_read(known->arena, rows, row);
	struct purse_staffcost cost;
	struct purse_mark mark = purse_db_mark(run);
	if (!purse_staffcost_on(run, known->arena, &known->statutory, &terms, terms.from, &cost)) {
		if (run->problem_count == mark.problem_count) return false;
		purse_finding_add(run, findings, RULE, place, "it can't be worked out again: %s",
			run->problems[mark.problem_count].message);
		purse_db_forget(run, mark);
		return true;
	}
	compare(run, findings, place, "the cost of a year",
		purse_cell_fraction(known->arena, rows, row, "cost_numerator", "cost_denominator"),
		cost.oncost.total);
	if (cost.until.day < terms.to.day)
		purse_finding_add(run, findings, RULE, place, "another rate holds from %s on",
			purse_date_iso(run->arena, purse_date_add_days(cost.until, 1)));
	return true;
}

bool purse_workings_again(struct purse_run *run, struct purse_db *db, struct purse_findings *findings) {
	struct purse_rows *rows;
	struct known known = { .arena = purse_arena_new(run->arena) };
	if (!purse_db_query(run, db, "sql/query/verify_workings.sql", NULL, 0, &rows)) return false;
	const char *before = NULL;
	for (int i = 0; i < rows->count; i++) {
		if (i == 0 || !purse_same(before, purse_cell_text(rows, i, "before"))) {
			before = purse_cell_text(rows, i, "before");
			purse_arena_reset(known.arena);
			if (purse_run_stopped(run) || !load_known(run, db, before, &known)) return false;
		}
		if (!again(run, findings, &known, rows, i)) return false;
	}
	purse_arena_close(known.arena);
	return true;
}
