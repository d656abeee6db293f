#include "purse/work/staffshare.h"

#include "purse/base/run.h"
#include "purse/base/sha256.h"
#include "purse/base/text.h"
#include "purse/exact/money.h"
#include "purse/exact/round.h"
#include "purse/rules/staffshare.h"
#include "purse/store/cells.h"
#include "purse/store/copy.h"
#include "purse/store/db.h"
#include "purse/store/post.h"
#include "purse/store/sql.h"
#include "purse/store/statutory.h"

enum { PARTS_OF_PENCE = 100, COST_COLUMNS = 10, WORKING_COLUMNS = 11 };

/* The posts that were read already. */
struct known_post {
	const char *school, *code;
	struct purse_post post;
};

/* One month of a role under an agreement: rows of the two queries, and what comes out. */
struct unit {
	int first, count; /* of pieces */
	int recorded;     /* its row; -1: nothing is recorded */
	bool by_rates;    /* some of it */
	struct purse_date from, to;
	struct purse_staffshare *shares; /* by piece */
	int64_t wanted, before;
};

struct job {
	const struct purse_staffshare_wish *wish;
	struct purse_staffshare_result *result;
	struct purse_arena *arena; /* of one attempt */
	struct purse_rows *pieces, *recorded, *terms;
	bool *seen; /* by row of recorded */
	struct purse_statutory statutory;
	struct known_post *posts;
	size_t post_count;
	/* rows for the staging table, costs before workings */
	const char *(*costs)[COST_COLUMNS], *(*workings)[WORKING_COLUMNS];
	size_t cost_count, working_count;
	bool failed;
};

/* ---- reading ------------------------------------------------------------------------------------------ */

static bool check_agreement(struct purse_run *run, struct purse_db *db, const char *code) {
	struct purse_rows *rows;
	const char *const params[] = { code };
	if (!code) return true;
	if (!purse_db_query_text(
			run, db, "select from purse_view.agreement a where a.code = $1", params, 1, &rows))
		return false;
	return rows->count
	       || purse_fail(run, PURSE_E_UNKNOWN_REFERENCE, NULL,
			   "give the code of an agreement as it was imported", "agreement \"%s\" is not known", code);
}

static bool load(struct purse_run *run, struct purse_db *db, struct job *job) {
	struct purse_date last = purse_date_last_of_month(purse_date_of_month_number(job->wish->month_number));
	const char *const params[] = { purse_date_iso(job->arena, last), job->wish->agreement };
	if (!purse_load_statutory(run, job->arena, db, &job->statutory)
		|| !purse_db_query_in(run, job->arena, db, "sql/query/staff_pieces.sql", params, 2, &job->pieces)
		|| !purse_db_query_in(run, job->arena, db, "sql/query/staff_recorded.sql", params, 2, &job->recorded)
		|| !purse_db_query_in(run, job->arena, db, "sql/query/staff_terms.sql", NULL, 0, &job->terms))
		return false;
	size_t pieces = (size_t)job->pieces->count, recorded = (size_t)job->recorded->count;
	job->posts = purse_alloc_array(job->arena, pieces, sizeof *job->posts);
	job->seen = purse_alloc_array(job->arena, recorded, sizeof *job->seen);
	job->costs = purse_alloc_array(job->arena, pieces + recorded, sizeof *job->costs);
	job->result->rows = purse_alloc_array(run->arena, pieces + recorded, sizeof *job->result->rows);
	return true;
}

static bool find_post(
	struct purse_run *run, struct purse_db *db, struct job *job, int piece, const struct purse_post **post) {
	const char *school = purse_cell_text(job->pieces, piece, "school");
	const char *code = purse_cell_text(job->pieces, piece, "post");
	for (size_t i = 0; i < job->post_count; i++) {
		*post = &job->posts[i].post;
		if (purse_same(job->posts[i].school, school) && purse_same(job->posts[i].code, code)) return true;
	}
	struct known_post *known = &job->posts[job->post_count];
	*known = (struct known_post){ school, code, { 0 } };
	*post = &known->post;
	if (!purse_load_post(run, job->arena, db, code, school, &known->post)) return false;
	job->post_count++;
	return true;
}

static size_t terms_of(struct job *job, int school, struct purse_term_days **days) {
	size_t count = 0;
	*days = purse_alloc_array(job->arena, (size_t)job->terms->count, sizeof **days);
	for (int i = 0; i < job->terms->count; i++)
		if (purse_cell_id(job->terms, i, "school") == school)
			(*days)[count++] = (struct purse_term_days){ purse_cell_date(job->terms, i, "valid_from"),
				purse_cell_date(job->terms, i, "valid_to") };
	return count;
}

/* ---- working out -------------------------------------------------------------------------------------- */

static bool work_out_piece(
	struct purse_run *run, struct purse_db *db, struct job *job, int i, struct purse_staffshare *share) {
	const struct purse_rows *rows = job->pieces;
	const struct purse_post *post;
	struct purse_term_days *days;
	size_t day_count = terms_of(job, purse_cell_id(rows, i, "school_id"), &days);
	struct purse_staffshare_piece piece = { .from = purse_cell_date(rows, i, "valid_from"),
		.to = purse_cell_date(rows, i, "valid_to"),
		.part = purse_cell_fraction(job->arena, rows, i, "part_numerator", "part_denominator"),
		.weeks = purse_cell_decimal(job->arena, rows, i, "weeks"),
		.payroll_pence = purse_cell_decimal(job->arena, rows, i, "payroll") };
	if (!find_post(run, db, job, i, &post)) return false;
	int problems = run->problem_count;
	if (purse_staffshare_work_out(
			run, job->arena, &job->statutory, post->terms, post->count, days, day_count, &piece, share))
		return true;
	for (int k = problems; k < run->problem_count; k++)
		run->problems[k].message = purse_text(run->arena, "post %s of %s, %s: %s",
			purse_cell_text(rows, i, "post"), purse_cell_text(rows, i, "school"),
			purse_month_words(run->arena, purse_date_month_number(piece.from)), run->problems[k].message);
	return false;
}

static bool work_out(struct purse_run *run, struct purse_db *db, struct job *job, struct unit *unit) {
	struct purse_fraction exact = purse_fraction_of(0);
	unit->shares = purse_alloc_array(job->arena, (size_t)unit->count, sizeof *unit->shares);
	for (int i = 0; i < unit->count; i++) {
		int row = unit->first + i;
		if (!work_out_piece(run, db, job, row, &unit->shares[i])) return false;
		exact = purse_fraction_add(job->arena, exact, unit->shares[i].amount);
		if (!purse_cell_given(job->pieces, row, "payroll")) unit->by_rates = true;
		struct purse_date from = purse_cell_date(job->pieces, row, "valid_from");
		struct purse_date to = purse_cell_date(job->pieces, row, "valid_to");
		if (i == 0 || from.day < unit->from.day) unit->from = from;
		if (i == 0 || to.day > unit->to.day) unit->to = to;
	}
	if (!purse_round_line(exact, &unit->wanted))
		return purse_fail(run, PURSE_E_OVERFLOW, NULL, "check what the post is paid",
			"could not share the cost of staff: the amount is too large");
	return purse_fraction_bounded(run, exact);
}

/* ---- rows --------------------------------------------------------------------------------------------- */

/* `pay £26,000.00, national insurance £3,150.00 …; employer national insurance from 6 April 2025 …`. */
static const char *details_of_rates(struct purse_arena *arena, const struct purse_staffcost *rates) {
	struct purse_buffer words = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
	struct purse_fraction hundred = purse_fraction_of(PARTS_OF_PENCE);
	const struct {
		const char *name;
		struct purse_fraction pence;
	} sums[] = {
		{ "a year: pay", rates->pay },
		{ "national insurance", rates->oncost.ni },
		{ "pension", rates->oncost.pension },
		{ "administration of the pension", rates->oncost.administration },
		{ "levy", rates->oncost.levy },
	};
	for (size_t i = 0; i < sizeof sums / sizeof *sums; i++)
		if (purse_fraction_sign(sums[i].pence) != 0)
			purse_buffer_addf(&words, "%s%s £%s", i ? ", " : "", sums[i].name,
				purse_fraction_about(arena, purse_fraction_divide(arena, sums[i].pence, hundred), 4));
	const struct purse_statutory_row *used[] = { rates->rates.ni, rates->rates.pension,
		rates->rates.administration, rates->rates.levy };
	bool first = true;
	for (size_t i = 0; i < sizeof used / sizeof *used; i++) {
		if (!used[i]) continue;
		purse_buffer_addf(&words, "%s%s from %s", first ? "; by " : ", ",
			purse_statutory_words(used[i]->name), purse_date_words(arena, used[i]->from));
		first = false;
	}
	return words.text;
}

static const char *details_of_payroll(struct purse_arena *arena, const struct purse_rows *rows, int row) {
	static const struct {
		const char *name, *column;
	} sums[] = { { "gross", "gross" }, { "national insurance", "national_insurance" },
		{ "pension", "pension" }, { "levy", "levy" }, { "other", "other" } };
	struct purse_buffer words = purse_buffer(arena, PURSE_MAX_TEXT_BYTES);
	purse_buffer_add(&words, "the month by payroll:");
	for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
		int64_t pence = purse_cell_number(rows, row, sums[i].column);
		if (pence)
			purse_buffer_addf(
				&words, "%s %s %s", i ? "," : "", sums[i].name, purse_money_pounds(arena, pence));
	}
	return words.text;
}

static const char **add_working(struct job *job) {
	size_t n = job->working_count++;
	if ((n & (n - 1)) == 0)
		job->workings = purse_grow_array(job->arena, job->workings, n, n ? 2 * n : 1, sizeof *job->workings);
	return job->workings[n];
}

static void fill(const char **cells, const char *const *values, size_t count) {
	for (size_t i = 0; i < count; i++) cells[i] = values[i];
}

static void add_workings(struct job *job, const struct unit *unit, const char *ref) {
	struct purse_arena *arena = job->arena;
	for (int i = 0; i < unit->count; i++) {
		const struct purse_rows *rows = job->pieces;
		int row = unit->first + i;
		const char *payroll = purse_cell_text(rows, row, "payroll_ref");
		for (size_t k = 0; k < unit->shares[i].count; k++) {
			const struct purse_staffshare_part *part = &unit->shares[i].parts[k];
			const char *const values[WORKING_COLUMNS] = { ref, purse_cell_text(rows, row, "school"),
				purse_cell_text(rows, row, "post"), purse_date_iso(arena, part->from),
				purse_date_iso(arena, part->to), payroll ? "payroll" : "rates", payroll,
				purse_fraction_text(arena, part->cost), purse_fraction_text(arena, part->time),
				purse_fraction_text(
					arena, purse_cell_fraction(arena, rows, row, "part_numerator", "part_denominator")),
				payroll ? details_of_payroll(arena, rows, row) : details_of_rates(arena, &part->rates) };
			fill(add_working(job), values, WORKING_COLUMNS);
		}
	}
	if (unit->count == 0) { /* what was shared by mistake */
		const char *const values[WORKING_COLUMNS] = { ref,
			purse_cell_text(job->recorded, unit->recorded, "school"),
			purse_cell_text(job->recorded, unit->recorded, "worked"), purse_date_iso(arena, unit->from),
			purse_date_iso(arena, unit->to), "nothing", NULL, "0", "0", "0", "not shared any more" };
		fill(add_working(job), values, WORKING_COLUMNS);
	}
}

static const char *why(const struct job *job, const struct unit *unit) {
	if (unit->count == 0) return "not shared any more";
	if (unit->by_rates) return "the cost was worked out anew";
	return purse_cell_flag(job->recorded, unit->recorded, "by_rates")
	               || purse_same(purse_cell_text(job->recorded, unit->recorded, "kind"), "estimate")
	           ? "what was paid instead of the estimate"
	           : "payroll was corrected";
}

/* The next ref of an agreement and month, which no row of the school has yet. */
static bool next_ref(struct purse_run *run, struct purse_db *db, struct job *job,
	const struct purse_staffshare_row *row, int school, const char **ref) {
	int32_t year_and_month = purse_date_month_number(row->from);
	const char *day = purse_date_iso(job->arena, purse_date_of_month_number(year_and_month));
	const char *start = purse_text(job->arena, "%s-%.7s-", row->agreement, day);
	const char *const params[] = { purse_text(job->arena, "%d", school), start };
	struct purse_rows *found;
	if (!purse_db_query_in(run, job->arena, db, "sql/query/staff_refs.sql", params, 2, &found)) return false;
	int64_t last = purse_cell_number(found, 0, "last");
	for (size_t i = 0; i < job->result->count; i++)
		if (purse_starts(job->result->rows[i].ref, start)
			&& purse_same(job->result->rows[i].school, row->school))
			last++;
	*ref = purse_text(run->arena, "%s%lld", start, (long long)last + 1);
	return true;
}

static const char *kept(struct purse_run *run, const struct purse_rows *rows, int row, const char *column) {
	return purse_copy_text(run->arena, purse_cell_text(rows, row, column));
}

/* A row for what has changed of a unit, if anything. */
static bool record(struct purse_run *run, struct purse_db *db, struct job *job, struct unit *unit) {
	const struct purse_rows *from = unit->count ? job->pieces : job->recorded;
	int at = unit->count ? unit->first : unit->recorded;
	job->result->looked_at++;
	if (unit->wanted == unit->before) return true;
	bool again = unit->recorded >= 0;
	if (again) {
		unit->from = purse_cell_date(job->recorded, unit->recorded, "service_from");
		unit->to = purse_cell_date(job->recorded, unit->recorded, "service_to");
	}
	struct purse_staffshare_row row = { .school = kept(run, from, at, "school"),
		.agreement = kept(run, from, at, "code"),
		.role = kept(run, from, at, "role"),
		.from = unit->from,
		.to = unit->to,
		.kind = again            ? "true-up"
		        : unit->by_rates ? "estimate"
		                         : "actual",
		.trues_up = again ? kept(run, job->recorded, unit->recorded, "ref") : NULL,
		.total_pence = unit->wanted };
	if (!purse_money_subtract(unit->wanted, unit->before, &row.pence))
		return purse_fail(run, PURSE_E_OVERFLOW, NULL, "check what the post is paid",
			"could not share the cost of staff: the amount is too large");
	if (!next_ref(run, db, job, &row, purse_cell_id(from, at, "school_id"), &row.ref)) return false;
	const char *const values[COST_COLUMNS] = { row.ref, row.school, row.agreement,
		purse_date_iso(job->arena, row.from), purse_date_iso(job->arena, row.to), row.role,
		purse_money_plain(job->arena, row.pence), row.kind, row.trues_up, again ? why(job, unit) : NULL };
	fill(job->costs[job->cost_count++], values, COST_COLUMNS);
	add_workings(job, unit, row.ref);
	job->result->rows[job->result->count++] = row;
	return true;
}

/* ---- units -------------------------------------------------------------------------------------------- */

static bool same_unit(const struct purse_rows *a, int i, const struct purse_rows *b, int k) {
	return purse_cell_date(a, i, "month").day == purse_cell_date(b, k, "month").day
	       && purse_cell_id(a, i, "agreement") == purse_cell_id(b, k, "agreement")
	       && purse_cell_id(a, i, "school_id") == purse_cell_id(b, k, "school_id")
	       && purse_same(purse_cell_text(a, i, "role"), purse_cell_text(b, k, "role"));
}

static void find_recorded(struct job *job, struct unit *unit) {
	unit->recorded = -1;
	for (int i = 0; i < job->recorded->count && unit->recorded < 0; i++)
		if (same_unit(job->pieces, unit->first, job->recorded, i)) unit->recorded = i;
	if (unit->recorded < 0) return;
	job->seen[unit->recorded] = true;
	unit->before = purse_cell_number(job->recorded, unit->recorded, "amount");
}

/* What can't be worked out of one month does not hide what is wrong with the next. */
static bool record_units(struct purse_run *run, struct purse_db *db, struct job *job) {
	for (int i = 0; i < job->pieces->count;) {
		struct unit unit = { .first = i };
		while (i < job->pieces->count && same_unit(job->pieces, unit.first, job->pieces, i)) i++;
		unit.count = i - unit.first;
		find_recorded(job, &unit);
		if (purse_run_stopped(run)) return false;
		if (!work_out(run, db, job, &unit)) {
			job->failed = true;
			if (!purse_run_has_room(run)) return false;
		} else if (!record(run, db, job, &unit)) return false;
	}
	/* what was worked out for posts that are not shared any more */
	for (int i = 0; i < job->recorded->count; i++) {
		if (job->seen[i] || !purse_cell_given(job->recorded, i, "worked")) continue;
		struct unit unit = { .recorded = i, .before = purse_cell_number(job->recorded, i, "amount") };
		if (!record(run, db, job, &unit)) return false;
	}
	return !job->failed;
}

/* ---- the door ----------------------------------------------------------------------------------------- */

static bool stage(struct purse_run *run, struct job *job, struct purse_copy *copy, const char *kind,
	const char *const *cells, size_t columns, long number) {
	const char *ref = purse_same(kind, "staff_costs")
	                      ? cells[0]
	                      : purse_text(job->arena, "%s / %s / %s", cells[0], cells[2], cells[3]);
	const char *content = purse_sql_array(job->arena, cells, columns);
	const char *const row[] = { "1", purse_text(job->arena, "%ld", number), kind, cells[1], ref, content };
	return purse_copy_row(run, copy, row, sizeof row / sizeof *row);
}

static bool stage_all(struct purse_run *run, struct purse_db *db, struct job *job) {
	struct purse_copy *copy;
	struct purse_buffer said = purse_buffer(job->arena, PURSE_MAX_TEXT_BYTES);
	for (size_t i = 0; i < job->cost_count; i++)
		purse_buffer_addf(&said, "%s\n", purse_sql_array(job->arena, job->costs[i], COST_COLUMNS));
	const char *const file[] = { "1", "purse staff share", purse_sha256(job->arena, said.text, said.length) };
	if (!purse_db_command_text(run, db,
			"insert into pg_temp.stage_file (file, name, sha256) values ($1, $2, decode($3, 'hex'))", file, 3)
		|| !purse_copy_begin(
			run, job->arena, db, "pg_temp.stage_record (file, row_number, kind, owner, ref, content)", &copy))
		return false;
	long number = 0;
	for (size_t i = 0; i < job->cost_count; i++)
		if (!stage(run, job, copy, "staff_costs", job->costs[i], COST_COLUMNS, ++number)) return false;
	for (size_t i = 0; i < job->working_count; i++)
		if (!stage(run, job, copy, "staff_workings", job->workings[i], WORKING_COLUMNS, ++number))
			return false;
	return purse_copy_end(run, copy, NULL);
}

/* Whether the door found nothing wrong; what it did is not of a file, so it has no place. */
static bool taken(struct purse_run *run, struct purse_db *db, struct job *job) {
	struct purse_rows *rows;
	if (!purse_db_query_text(run, db, "select from purse_api.import_batch(false)", NULL, 0, &rows)
		|| !purse_db_query_text(run, db,
			"select p.row_number, p.code, p.message, p.hint from purse_api.import_problems() p", NULL, 0,
			&rows))
		return false;
	for (int i = 0; i < rows->count; i++) {
		int64_t number = purse_cell_number(rows, i, "row_number");
		enum purse_code code = purse_error_from_state(purse_rows_cell(rows, i, "code"));
		int64_t working = number - 1 - (int64_t)job->cost_count;
		const char *ref = working < 0 ? job->costs[number - 1][0] : job->workings[working][0];
		purse_fail(run, code == PURSE_OK ? PURSE_E_BUG : code, NULL, purse_cell_text(rows, i, "hint"),
			"%s: %s", ref, purse_rows_cell(rows, i, "message"));
	}
	if (rows->count) return false;
	if (!purse_db_one_row_text(run, db, "select purse_api.import_late() as late", NULL, 0, &rows))
		return false;
	job->result->late = (long)purse_cell_number(rows, 0, "late");
	return true;
}

static bool attempt(struct purse_run *run, struct purse_db *db, void *context) {
	struct job *job = context;
	struct purse_rows *done;
	const struct purse_staffshare_wish *wish = job->wish;
	struct purse_staffshare_result *result = job->result;
	purse_arena_reset(job->arena);
	*result = (struct purse_staffshare_result){ 0 };
	*job = (struct job){ .wish = wish, .result = result, .arena = job->arena };
	if (!check_agreement(run, db, wish->agreement)
		|| !purse_db_query_text(
			run, db, "select purse_api.lock_records(), purse_api.open_import()", NULL, 0, &done)
		|| !load(run, db, job) || !record_units(run, db, job))
		return false;
	if (job->cost_count == 0) return true;
	return stage_all(run, db, job) && taken(run, db, job);
}

bool purse_staffshare_record(struct purse_run *run, struct purse_db *db,
	const struct purse_staffshare_wish *wish, struct purse_staffshare_result *result) {
	struct job job = { .wish = wish, .result = result, .arena = purse_arena_new(run->arena) };
	if (!wish->dry_run) return purse_db_transaction(run, db, attempt, &job);
	if (!purse_db_begin(run, db)) return false;
	bool done = attempt(run, db, &job);
	purse_db_rollback(db);
	return done;
}
