#include "purse/work/statement.h"

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/exact/money.h"
#include "purse/output/csv.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"

static const char *const part_names[PURSE_STATEMENT_PARTS] = { "uninvoiced", "invoiced" };

static bool find_schools(struct purse_run *run, struct purse_db *db, const struct purse_statement_wish *wish,
	struct purse_statement *statement) {
	struct purse_reader_school *first = &statement->first, *second = &statement->second;
	if (!purse_reader_school(run, db, wish->first, first)
		|| !purse_reader_school(run, db, wish->second, second))
		return false;
	if (first->id == second->id)
		return purse_fail(run, PURSE_E_NOT_ALLOWED_VALUE, NULL, "name two schools",
			"could not make a statement between \"%s\" and itself", first->code);
	if (!first->keeps_books && !second->keeps_books)
		return purse_fail(run, PURSE_E_NOT_ALLOWED_VALUE, NULL, "name a school that keeps its books here",
			"could not make a statement: neither \"%s\" nor \"%s\" keeps books here", first->code,
			second->code);
	statement->first_shown = first->keeps_books && first->may_read;
	statement->second_shown = second->keeps_books && second->may_read;
	return statement->first_shown || statement->second_shown
	       || purse_fail(run, PURSE_E_NOT_YOUR_SCHOOL, NULL,
			   "ask a manager of one of them for the right to read",
			   "could not read the books of \"%s\" or \"%s\": you have no right to", first->code,
			   second->code);
}

static struct purse_statement_part *part_of(
	struct purse_statement *statement, const struct purse_rows *rows, int row) {
	return &statement->parts[purse_same(purse_cell_text(rows, row, "stage"), part_names[0]) ? 0 : 1];
}

static struct purse_statement_sides read_sides(const struct purse_rows *rows, int row) {
	return (struct purse_statement_sides){ purse_cell_number(rows, row, "first_books"),
		purse_cell_number(rows, row, "second_books") };
}

static bool add(struct purse_run *run, struct purse_statement_sides *sum, struct purse_statement_sides more) {
	return (purse_money_add(sum->first_pence, more.first_pence, &sum->first_pence)
			   && purse_money_add(sum->second_pence, more.second_pence, &sum->second_pence))
	       || purse_fail(
			   run, PURSE_E_OVERFLOW, NULL, NULL, "the statement adds up to more than the books can hold");
}

static bool differ(const struct purse_statement *statement, struct purse_statement_sides sides) {
	return statement->first_shown && statement->second_shown && sides.first_pence != sides.second_pence;
}

static bool read_opening(struct purse_run *run, struct purse_db *db, const struct purse_statement_wish *wish,
	struct purse_statement *statement) {
	struct purse_rows *rows;
	if (!purse_date_given(wish->from)) return true;
	const char *const params[] = { purse_text(run->arena, "%d", statement->first.id),
		purse_text(run->arena, "%d", statement->second.id),
		purse_date_iso(run->arena, purse_date_add_days(wish->from, -1)) };
	if (!purse_db_query(run, db, "sql/query/statement_opening.sql", params, 3, &rows)) return false;
	for (int i = 0; i < rows->count; i++) {
		struct purse_statement_part *part = part_of(statement, rows, i);
		part->opening = part->closing = read_sides(rows, i);
		if (differ(statement, part->opening)) statement->differences++;
	}
	return true;
}

static const char *what_of(struct purse_run *run, const struct purse_rows *rows, int row) {
	const char *kind = purse_cell_text(rows, row, "kind"),
			   *description = purse_cell_text(rows, row, "description");
	bool invoiced = purse_same(purse_cell_text(rows, row, "stage"), part_names[1]);
	if (!purse_same(kind, "document")) return description;
	if (invoiced) return purse_cell_text(rows, row, "document_kind");
	return purse_text(run->arena, "on %s %s",
		purse_starts(purse_cell_text(rows, row, "document_kind"), "i") ? "an" : "a",
		purse_cell_text(rows, row, "document_kind"));
}

static bool read_lines(struct purse_run *run, struct purse_db *db, const struct purse_statement_wish *wish,
	struct purse_statement *statement) {
	struct purse_rows *rows;
	const char *const params[] = { purse_text(run->arena, "%d", statement->first.id),
		purse_text(run->arena, "%d", statement->second.id),
		purse_date_given(wish->from) ? purse_date_iso(run->arena, wish->from) : NULL,
		purse_date_given(wish->to) ? purse_date_iso(run->arena, wish->to) : NULL };
	if (!purse_db_query(run, db, "sql/query/statement_lines.sql", params, 4, &rows)) return false;
	statement->line_count = (size_t)rows->count;
	for (int i = 0; i < rows->count; i++) {
		struct purse_statement_part *part = part_of(statement, rows, i);
		if (!part->lines)
			part->lines = purse_alloc_array(run->arena, (size_t)(rows->count - i), sizeof *part->lines);
		struct purse_statement_line *line = &part->lines[part->line_count++];
		*line = (struct purse_statement_line){ .date = purse_cell_date(rows, i, "date"),
			.service_date = purse_cell_date(rows, i, "service_date"),
			.document = purse_cell_text(rows, i, "document"),
			.what = what_of(run, rows, i),
			.amount = read_sides(rows, i) };
		if (differ(statement, line->amount)) statement->differences++;
		if (!add(run, &part->closing, line->amount)) return false;
		line->balance = part->closing;
	}
	return true;
}

bool purse_statement_read(struct purse_run *run, struct purse_db *db, const struct purse_statement_wish *wish,
	struct purse_statement *statement) {
	*statement = (struct purse_statement){ 0 };
	for (int i = 0; i < PURSE_STATEMENT_PARTS; i++) statement->parts[i].name = part_names[i];
	bool done = purse_reader_begin(run, db) && find_schools(run, db, wish, statement)
	            && read_opening(run, db, wish, statement) && read_lines(run, db, wish, statement);
	purse_db_rollback(db);
	if (!done) return false;
	for (int i = 0; i < PURSE_STATEMENT_PARTS; i++)
		if (!add(run, &statement->closing, statement->parts[i].closing)) return false;
	return true;
}

/* One row of the file; date and texts of openings and closings are left out. */
static void csv_row(struct purse_csv_out *csv, const struct purse_statement *statement,
	const struct purse_statement_part *part, const struct purse_statement_line *line, const char *what,
	struct purse_statement_sides balance) {
	const struct purse_date none = PURSE_NO_DATE;
	purse_csv_out_plain(csv, part->name);
	purse_csv_out_date(csv, line ? line->date : none);
	purse_csv_out_date(csv, line ? line->service_date : none);
	purse_csv_out_text(csv, line ? line->document : NULL);
	purse_csv_out_text(csv, what);
	for (int side = 0; side < 2; side++) {
		bool shown = side == 0 ? statement->first_shown : statement->second_shown;
		if (shown && line)
			purse_csv_out_money(csv, side == 0 ? line->amount.first_pence : line->amount.second_pence);
		else purse_csv_out_plain(csv, NULL);
	}
	for (int side = 0; side < 2; side++) {
		bool shown = side == 0 ? statement->first_shown : statement->second_shown;
		if (shown) purse_csv_out_money(csv, side == 0 ? balance.first_pence : balance.second_pence);
		else purse_csv_out_plain(csv, NULL);
	}
	purse_csv_out_row(csv);
}

bool purse_statement_csv(struct purse_run *run, const struct purse_statement *statement, const char *path) {
	const char *first = statement->first.code, *second = statement->second.code;
	const char *const headings[] = { "Part", "Date", "Service date", "Document", "What",
		purse_text(run->arena, "Amount in the books of %s", first),
		purse_text(run->arena, "Amount in the books of %s", second),
		purse_text(run->arena, "%s owes %s by the books of %s", second, first, first),
		purse_text(run->arena, "%s owes %s by the books of %s", second, first, second) };
	struct purse_csv_out *csv;
	if (!purse_csv_out_begin(run, path, &csv)) return false;
	for (size_t i = 0; i < sizeof headings / sizeof *headings; i++) purse_csv_out_plain(csv, headings[i]);
	purse_csv_out_row(csv);
	for (int i = 0; i < PURSE_STATEMENT_PARTS; i++) {
		const struct purse_statement_part *part = &statement->parts[i];
		csv_row(csv, statement, part, NULL, "opening", part->opening);
		for (size_t k = 0; k < part->line_count; k++)
			csv_row(csv, statement, part, &part->lines[k], part->lines[k].what, part->lines[k].balance);
		csv_row(csv, statement, part, NULL, "closing", part->closing);
	}
	return purse_csv_out_done(run, csv);
}
