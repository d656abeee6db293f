#include "purse/work/useshare.h"

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/exact/money.h"
#include "purse/store/cells.h"
#include "purse/store/db.h"
#include "purse/work/import.h"

/* The lead and what is left to share, or why it can't be. */
static bool look(struct purse_run *run, struct purse_db *db, const struct purse_useshare_wish *wish,
	const char *const *params, struct purse_useshare_result *result, const char **lead) {
	struct purse_rows *rows;
	if (!purse_db_query_text(
			run, db, "select * from purse_api.to_share_by_use($1, $2::date, $3::date)", params, 3, &rows))
		return false;
	if (rows->count == 0)
		return purse_fail(run, PURSE_E_UNKNOWN_REFERENCE, NULL,
			"name an agreement that one of your schools leads, and days that it covers",
			"your schools lead no agreement \"%s\" on %s", wish->agreement,
			purse_date_words(run->arena, wish->to));
	if (purse_cell_given(rows, 0, "problem"))
		return purse_fail(run, purse_error_from_state(purse_cell_text(rows, 0, "code")), NULL,
			purse_cell_text(rows, 0, "hint"), "could not share the cost of \"%s\" for %s to %s by use: %s",
			wish->agreement, purse_date_words(run->arena, wish->from),
			purse_date_words(run->arena, wish->to), purse_cell_text(rows, 0, "problem"));
	*lead = purse_cell_text(rows, 0, "school");
	result->agreement_name = purse_cell_text(rows, 0, "name");
	result->pence = purse_cell_number(rows, 0, "pence");
	return true;
}

static bool read_use(struct purse_run *run, struct purse_db *db, const char *const *params,
	struct purse_useshare_result *result) {
	struct purse_rows *rows;
	if (!purse_db_query(run, db, "sql/query/use_readings.sql", params, 3, &rows)) return false;
	result->schools = purse_alloc_array(run->arena, (size_t)rows->count, sizeof *result->schools);
	for (int row = 0; row < rows->count; row++)
		result->schools[result->school_count++] =
			(struct purse_useshare_school){ purse_cell_text(rows, row, "school"),
				purse_cell_text(rows, row, "quantity"), purse_cell_text(rows, row, "unit") };
	return true;
}

/* The two rows through the door for records, which asks again what is left: who recorded meanwhile wins. */
static bool record(struct purse_run *run, struct purse_db *db, const struct purse_useshare_wish *wish,
	const char *lead, int64_t pence) {
	const char *from = purse_date_iso(run->arena, wish->from), *to = purse_date_iso(run->arena, wish->to);
	const char *start = purse_text(run->arena, "USE-%s-%.7s-", wish->agreement, to);
	const char *const params[] = { lead, start };
	struct purse_rows *found;
	if (!purse_db_query(run, db, "sql/query/use_refs.sql", params, 2, &found)) return false;
	long long last = (long long)purse_cell_number(found, 0, "last");
	const char *text = purse_text(run->arena,
		"Ref,School,Agreement,From,To,Step,Amount\n"
		"%s%lld,%s,%s,%s,%s,estimate taken back,%s\n"
		"%s%lld,%s,%s,%s,%s,shared by use,%s\n",
		start, last + 1, lead, wish->agreement, from, to, purse_money_plain(run->arena, -pence), start,
		last + 2, lead, wish->agreement, from, to, purse_money_plain(run->arena, pence));
	const struct purse_import_text rows = { "use-shares.csv", text };
	const struct purse_import_wish import = { .texts = &rows, .text_count = 1, .dry_run = wish->dry_run };
	struct purse_import_result result;
	return purse_import(run, db, &import, &result);
}

bool purse_useshare_record(struct purse_run *run, struct purse_db *db, const struct purse_useshare_wish *wish,
	struct purse_useshare_result *result) {
	*result = (struct purse_useshare_result){ 0 };
	if (wish->to.day >= purse_run_today(run).day)
		return purse_fail(run, PURSE_E_NOT_OVER, NULL, "wait until the days are over and their costs are in",
			"could not share by use up to %s: that day is not over", purse_date_words(run->arena, wish->to));
	const char *lead = NULL;
	const char *const params[] = { wish->agreement, purse_date_iso(run->arena, wish->from),
		purse_date_iso(run->arena, wish->to) };
	if (!look(run, db, wish, params, result, &lead) || !read_use(run, db, params, result)) return false;
	return result->pence == 0 || record(run, db, wish, lead, result->pence);
}
