#include "purse/work/useshare.h"

#include "purse/base/run.h"
#include "purse/base/sha256.h"
#include "purse/base/text.h"
#include "purse/exact/money.h"
#include "purse/store/cells.h"
#include "purse/store/copy.h"
#include "purse/store/db.h"
#include "purse/store/sql.h"

enum { COLUMNS = 7 };

struct job {
	const struct purse_useshare_wish *wish;
	struct purse_useshare_result *result;
	struct purse_arena *arena; /* of one attempt */
	const char *lead, *from, *to;
};

/* The lead and what is left to share, or why it can't be. */
static bool look(struct purse_run *run, struct purse_db *db, struct job *job) {
	const struct purse_useshare_wish *wish = job->wish;
	const char *const params[] = { wish->agreement, job->from, job->to };
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
	job->lead = purse_copy_text(job->arena, purse_cell_text(rows, 0, "school"));
	job->result->agreement_name = purse_copy_text(run->arena, purse_cell_text(rows, 0, "name"));
	job->result->pence = purse_cell_number(rows, 0, "pence");
	return true;
}

static bool read_use(struct purse_run *run, struct purse_db *db, struct job *job) {
	const char *const params[] = { job->wish->agreement, job->from, job->to };
	struct purse_useshare_result *result = job->result;
	struct purse_rows *rows;
	if (!purse_db_query(run, db, "sql/query/use_readings.sql", params, 3, &rows)) return false;
	result->schools = purse_alloc_array(run->arena, (size_t)rows->count, sizeof *result->schools);
	for (int row = 0; row < rows->count; row++)
		result->schools[result->school_count++] =
			(struct purse_useshare_school){ purse_cell_text(rows, row, "school"),
				purse_cell_text(rows, row, "quantity"), purse_cell_text(rows, row, "unit") };
	return true;
}

/* The two rows, as a file of purse's own. */
static bool stage(struct purse_run *run, struct purse_db *db, struct job *job) {
	const char *start = purse_text(job->arena, "USE-%s-%.7s-", job->wish->agreement, job->to);
	const char *const params[] = { job->lead, start };
	struct purse_rows *found;
	struct purse_copy *copy;
	if (!purse_db_query_in(run, job->arena, db, "sql/query/use_refs.sql", params, 2, &found)) return false;
	int64_t last = purse_cell_number(found, 0, "last"), pence = job->result->pence;
	const char *refs[] = { purse_text(job->arena, "%s%lld", start, (long long)last + 1),
		purse_text(job->arena, "%s%lld", start, (long long)last + 2) };
	const char *contents[2];
	for (int i = 0; i < 2; i++) {
		const char *const cells[COLUMNS] = { refs[i], job->lead, job->wish->agreement, job->from, job->to,
			i == 0 ? "estimate taken back" : "shared by use",
			purse_money_plain(job->arena, i == 0 ? -pence : pence) };
		contents[i] = purse_sql_array(job->arena, cells, COLUMNS);
	}
	const char *said = purse_text(job->arena, "%s\n%s\n", contents[0], contents[1]);
	const char *const file[] = { "1", "purse share use", purse_sha256(job->arena, said, strlen(said)) };
	if (!purse_db_command_text(run, db,
			"insert into pg_temp.stage_file (file, name, sha256) values ($1, $2, decode($3, 'hex'))", file, 3)
		|| !purse_copy_begin(
			run, job->arena, db, "pg_temp.stage_record (file, row_number, kind, owner, ref, content)", &copy))
		return false;
	for (int i = 0; i < 2; i++) {
		const char *const row[] = { "1", i == 0 ? "1" : "2", "use_shares", job->lead, refs[i], contents[i] };
		if (!purse_copy_row(run, copy, row, sizeof row / sizeof *row)) return false;
	}
	return purse_copy_end(run, copy, NULL);
}

static bool taken(struct purse_run *run, struct purse_db *db) {
	struct purse_rows *rows;
	if (!purse_db_query_text(run, db, "select from purse_api.import_batch(false)", NULL, 0, &rows)
		|| !purse_db_query_text(run, db,
			"select p.code, p.message, p.hint from purse_api.import_problems() p", NULL, 0, &rows))
		return false;
	for (int i = 0; i < rows->count; i++) {
		enum purse_code code = purse_error_from_state(purse_rows_cell(rows, i, "code"));
		purse_fail(run, code == PURSE_OK ? PURSE_E_BUG : code, NULL, purse_cell_text(rows, i, "hint"), "%s",
			purse_rows_cell(rows, i, "message"));
	}
	return rows->count == 0;
}

static bool attempt(struct purse_run *run, struct purse_db *db, void *context) {
	struct job *job = context;
	struct purse_rows *done;
	purse_arena_reset(job->arena);
	*job->result = (struct purse_useshare_result){ 0 };
	job->from = purse_date_iso(job->arena, job->wish->from);
	job->to = purse_date_iso(job->arena, job->wish->to);
	if (!purse_db_query_text(
			run, db, "select purse_api.lock_records(), purse_api.open_import()", NULL, 0, &done)
		|| !look(run, db, job) || !read_use(run, db, job))
		return false;
	if (job->result->pence == 0) return true;
	return stage(run, db, job) && taken(run, db);
}

bool purse_useshare_record(struct purse_run *run, struct purse_db *db, const struct purse_useshare_wish *wish,
	struct purse_useshare_result *result) {
	struct job job = { .wish = wish, .result = result, .arena = purse_arena_new(run->arena) };
	if (wish->to.day >= purse_run_today(run).day)
		return purse_fail(run, PURSE_E_NOT_OVER, NULL, "wait until the days are over and their costs are in",
			"could not share by use up to %s: that day is not over", purse_date_words(run->arena, wish->to));
	if (!wish->dry_run) return purse_db_transaction(run, db, attempt, &job);
	if (!purse_db_begin(run, db)) return false;
	bool done = attempt(run, db, &job);
	purse_db_rollback(db);
	return done;
}
