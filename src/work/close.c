#include "purse/work/close.h"

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"
#include "purse/store/sql.h"
#include "purse/work/cutoff.h"
#include "purse/work/fund.h"
#include "purse/work/settling.h"

/* On its last day a month may be closed: nobody should have to come back on the first of the next. */
static bool check_over(struct purse_run *run, int32_t month_number) {
	struct purse_date last = purse_date_last_of_month(purse_date_of_month_number(month_number));
	if (last.day <= purse_run_today(run).day) return true;
	return purse_fail(run, PURSE_E_NOT_OVER, NULL,
		purse_text(run->arena,
			"close it on %s or later; until then more can happen in it, and a closed month stays closed",
			purse_date_words(run->arena, last)),
		"could not close %s: it has not ended", purse_month_words(run->arena, month_number));
}

struct closing {
	const struct purse_close_wish *wish;
	struct purse_close_result *result;
	const char *params[2];   /* ids of the schools as an array; the month */
};

static bool find_schools(struct purse_run *run, struct purse_db *db, struct closing *closing) {
	const struct purse_close_wish *wish = closing->wish;
	struct purse_close_result *result = closing->result;
	const char *codes =
		wish->school_count ? purse_sql_array(run->arena, wish->schools, wish->school_count) : NULL;
	struct purse_rows *rows;
	if (!purse_db_query_text(run, db,
	                         "select s.school, s.code from purse_api.schools_to_close($1) s order by s.code",
	                         &codes, 1, &rows))
		return false;
	if (!rows->count)
		return purse_fail(
			run, PURSE_E_NOTHING_FOUND, NULL,
			"import the schools first, or ask a person who may write for them to close the month",
			"could not find a school whose books you may close");
	const char **ids = purse_alloc_array(run->arena, (size_t)rows->count, sizeof *ids);
	result->schools = purse_alloc_array(run->arena, (size_t)rows->count, sizeof *result->schools);
	result->school_count = (size_t)rows->count;
	for (int row = 0; row < rows->count; row++) {
		ids[row] = purse_cell_text(rows, row, "school");
		result->schools[row] = purse_cell_text(rows, row, "code");
	}
	closing->params[0] = purse_sql_array(run->arena, ids, result->school_count);
	closing->params[1] = purse_text(run->arena, "%ld", (long)wish->month_number);
	return true;
}

/* With the months locked, so that nothing changes until they are closed. */
static bool look_for_rest(struct purse_run *run, struct purse_db *db, struct closing *closing) {
	struct purse_close_result *result = closing->result;
	struct purse_rows *row;
	if (!purse_db_one_row_text(run, db, "select purse_api.lock_for_closing($1, $2)", closing->params, 2, &row)
	    || !purse_db_one_row_text(run, db,
	                              "select l.activities, l.purchases, l.staff_costs, l.charges"
	                              " from purse_api.left_before_closing($1, $2) l", closing->params, 2, &row))
		return false;
	result->activities = (long)purse_cell_number(row, 0, "activities");
	result->purchases = (long)purse_cell_number(row, 0, "purchases");
	result->staff_costs = (long)purse_cell_number(row, 0, "staff_costs");
	result->charges = (long)purse_cell_number(row, 0, "charges");
	return true;
}

/* What went to the general funds in the month, of the schools that close it. */
static bool look_for_funds(struct purse_run *run, struct purse_db *db, struct closing *closing) {
	struct purse_close_result *result = closing->result;
	size_t count, kept = 0;
	if (!purse_fund_kept_out(
			run, db, &closing->wish->month_number, PURSE_NO_DATE, &result->kept, &count))
		return false;
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < result->school_count; k++)
			if (purse_same(result->kept[i].school, result->schools[k])) {
				result->kept[kept++] = result->kept[i];
				break;
			}
	result->kept_count = kept;
	return true;
}

static bool work(struct purse_run *run, struct purse_db *db, void *context) {
	struct closing *closing = context;
	struct purse_rows *row;
	*closing->result = (struct purse_close_result){ 0 };
	if (!find_schools(run, db, closing) || !look_for_rest(run, db, closing)
	    || !look_for_funds(run, db, closing)
	    || !purse_settle_carries(run, db, closing->params[0], closing->wish->month_number,
	                             &closing->result->settled))
		return false;
	struct purse_date first = purse_date_of_month_number(closing->wish->month_number);
	if (!purse_cut_off(run, run->arena, db, purse_date_last_of_month(first), NULL, closing->params[0],
	                   &closing->result->cut_offs))
		return false;
	if (!purse_db_one_row_text(run, db, "select purse_api.close_period($1, $2) as closed", closing->params, 2,
	                           &row))
		return false;
	closing->result->closed = (long)purse_cell_number(row, 0, "closed");
	return true;
}

bool purse_close(struct purse_run *run, struct purse_db *db, const struct purse_close_wish *wish,
                 struct purse_close_result *result) {
	struct closing closing = { .wish = wish, .result = result };
	if (!check_over(run, wish->month_number)) return false;
	return purse_db_transaction(run, db, work, &closing);
}
