#include "purse/work/bank.h"

#include "purse/base/run.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"

bool purse_bank_list(struct purse_run *run, struct purse_db *db, struct purse_bank_detail **details,
                     size_t *count) {
	struct purse_rows *rows;
	if (!purse_db_query_text(run, db,
	                         "select b.school, b.valid_from, b.account_name, b.sort_code, b.account_number,"
	                         " b.recorded_by, b.confirmed_by, b.in_use from purse_api.bank_details() b"
	                         " order by b.school, b.valid_from", NULL, 0, &rows))
		return false;
	*count = (size_t)rows->count;
	*details = purse_alloc_array(run->arena, *count, sizeof **details);
	for (int row = 0; row < rows->count; row++)
		(*details)[row] = (struct purse_bank_detail){
			.school = purse_cell_text(rows, row, "school"),
			.from = purse_cell_date(rows, row, "valid_from"),
			.account_name = purse_cell_text(rows, row, "account_name"),
			.sort_code = purse_cell_text(rows, row, "sort_code"),
			.account_number = purse_cell_text(rows, row, "account_number"),
			.recorded_by = purse_cell_text(rows, row, "recorded_by"),
			.confirmed_by = purse_cell_text(rows, row, "confirmed_by"),
			.in_use = purse_cell_flag(rows, row, "in_use"),
		};
	return true;
}

bool purse_bank_confirm(struct purse_run *run, struct purse_db *db, const char *school, long *confirmed) {
	struct purse_rows *row;
	if (!purse_db_one_row_text(run, db, "select purse_api.confirm_bank($1) as confirmed", &school, 1, &row))
		return false;
	*confirmed = (long)purse_cell_number(row, 0, "confirmed");
	return true;
}
