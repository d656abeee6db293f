#include "purse/work/balance.h"

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/exact/money.h"
#include "purse/output/csv.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"
#include "purse/work/reader.h"

static bool too_large(struct purse_run *run) {
	return purse_fail(
		run, PURSE_E_OVERFLOW, NULL, NULL, "the balances add up to more than the books can hold");
}

static bool add(struct purse_run *run, struct purse_balance_part *part, const struct purse_balance_row *row) {
	return (purse_money_add(part->debit_pence, row->debit_pence, &part->debit_pence)
			   && purse_money_add(part->credit_pence, row->credit_pence, &part->credit_pence))
	       || too_large(run);
}

static bool read_part(struct purse_run *run, const struct purse_rows *rows, int first, int count,
	struct purse_balance_part *part) {
	*part = (struct purse_balance_part){ .school = purse_cell_text(rows, first, "school"),
		.school_name = purse_cell_text(rows, first, "school_name"),
		.rows = purse_alloc_array(run->arena, (size_t)count, sizeof *part->rows),
		.is_academy = purse_cell_flag(rows, first, "is_academy"),
		.row_count = (size_t)count };
	for (int i = 0; i < count; i++) {
		part->rows[i] = (struct purse_balance_row){ .fund = purse_cell_text(rows, first + i, "fund"),
			.account = purse_cell_text(rows, first + i, "account"),
			.name = purse_cell_text(rows, first + i, "name"),
			.class = purse_cell_text(rows, first + i, "class"),
			.debit_pence = purse_cell_number(rows, first + i, "debit"),
			.credit_pence = purse_cell_number(rows, first + i, "credit"),
			.academy_code = purse_cell_text(rows, first + i, "academy_code") };
		if (!add(run, part, &part->rows[i])) return false;
	}
	return true;
}

static struct purse_balance_row *row_of(
	const struct purse_balance *balance, const char *school, const char *fund, const char *account) {
	for (size_t i = 0; i < balance->school_count; i++) {
		const struct purse_balance_part *part = &balance->schools[i];
		for (size_t k = 0; purse_same(part->school, school) && k < part->row_count; k++)
			if (purse_same(part->rows[k].account, account) && purse_same(part->rows[k].fund, fund))
				return &part->rows[k];
	}
	return NULL;
}

/* What comes to nothing stands in no row, though its sectors may not: then they are left out. */
static bool read_sectors(struct purse_run *run, struct purse_db *db, const char *const *params,
	const struct purse_balance *balance) {
	struct purse_rows *rows;
	if (!purse_db_query(run, db, "sql/query/balance_sectors.sql", params, 4, &rows)) return false;
	for (int i = 0; i < rows->count; i++) {
		struct purse_balance_row *row = row_of(balance, purse_cell_text(rows, i, "school"),
			purse_cell_text(rows, i, "fund"), purse_cell_text(rows, i, "account"));
		int64_t pence;
		if (!row) continue;
		if (!purse_money_subtract(0, purse_cell_number(rows, i, "amount"), &pence)) return too_large(run);
		row->sectors = purse_grow_array(
			run->arena, row->sectors, row->sector_count, row->sector_count + 1, sizeof *row->sectors);
		row->sectors[row->sector_count++] =
			(struct purse_balance_sector){ purse_cell_text(rows, i, "sector"), pence };
	}
	return true;
}

bool purse_balance_read(struct purse_run *run, struct purse_db *db, const struct purse_balance_wish *wish,
	struct purse_balance *balance) {
	struct purse_rows *rows;
	const char *const params[] = { purse_date_given(wish->at) ? purse_date_iso(run->arena, wish->at) : NULL,
		wish->school, wish->by_fund ? "true" : "false", wish->net ? "true" : "false",
		purse_date_iso(run->arena, purse_run_today(run)) };
	const char *const of_sectors[] = { params[0], params[1], params[2], params[4] };
	*balance = (struct purse_balance){ 0 };
	if (wish->school && !purse_reader_may(run, db, wish->school)) return false;
	if (!purse_db_query(run, db, "sql/query/balance.sql", params, 5, &rows)) return false;
	balance->schools = purse_alloc_array(run->arena, (size_t)rows->count, sizeof *balance->schools);
	for (int first = 0, next; first < rows->count; first = next) {
		const char *school = purse_cell_text(rows, first, "school");
		for (next = first + 1; next < rows->count; next++)
			if (!purse_same(purse_cell_text(rows, next, "school"), school)) break;
		struct purse_balance_part *part =
			school ? &balance->schools[balance->school_count++] : &balance->together;
		if (!school && balance->school_count < 2) continue;
		if (!read_part(run, rows, first, next - first, part)) return false;
	}
	return wish->net || read_sectors(run, db, of_sectors, balance);
}

static bool check_part(struct purse_run *run, const struct purse_balance_part *part) {
	int64_t debit = 0, credit = 0;
	bool balanced = true;
	for (size_t i = 0; i < part->row_count; i++) {
		const struct purse_balance_row *row = &part->rows[i];
		bool last = i + 1 == part->row_count || !purse_same(row->fund, part->rows[i + 1].fund);
		/* no more than the part's totals, which did not overflow */
		debit += row->debit_pence;
		credit += row->credit_pence;
		if (last && debit != credit)
			balanced = purse_fail(run, PURSE_E_UNBALANCED, NULL, "purse verify shows which entries are wrong",
				"the books of %s%s%s do not balance: %s debit, %s credit", part->school,
				row->fund ? ", fund " : "", row->fund ? row->fund : "", purse_money_pounds(run->arena, debit),
				purse_money_pounds(run->arena, credit));
		if (last) debit = credit = 0;
	}
	return balanced;
}

bool purse_balance_check(struct purse_run *run, const struct purse_balance *balance) {
	bool balanced = true;
	for (size_t i = 0; i < balance->school_count; i++)
		if (!check_part(run, &balance->schools[i])) balanced = false;
	return balanced;
}

bool purse_balance_csv(struct purse_run *run, const struct purse_balance *balance, const char *path) {
	static const char *const headings[] = { "School", "School name", "Fund", "Account", "Account name",
		"Class", "Debit", "Credit", "Academy code" };
	struct purse_csv_out *csv;
	if (!purse_csv_out_begin(run, path, &csv)) return false;
	for (size_t i = 0; i < sizeof headings / sizeof *headings; i++) purse_csv_out_plain(csv, headings[i]);
	purse_csv_out_row(csv);
	for (size_t i = 0; i < balance->school_count; i++) {
		const struct purse_balance_part *part = &balance->schools[i];
		for (size_t k = 0; k < part->row_count; k++) {
			const struct purse_balance_row *row = &part->rows[k];
			purse_csv_out_text(csv, part->school);
			purse_csv_out_text(csv, part->school_name);
			purse_csv_out_text(csv, row->fund);
			purse_csv_out_plain(csv, row->account);
			purse_csv_out_text(csv, row->name);
			purse_csv_out_plain(csv, row->class);
			purse_csv_out_money(csv, row->debit_pence);
			purse_csv_out_money(csv, row->credit_pence);
			purse_csv_out_text(csv, row->academy_code);
			purse_csv_out_row(csv);
		}
	}
	return purse_csv_out_done(run, csv);
}
