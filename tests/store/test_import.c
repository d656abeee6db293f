/* work/import and sql/routine/import: every check once, by files where they get so far, by rows put straight
 * into the staging tables where the reader would have refused them before; replacing, rights, and two imports
 * at once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "purse/base/arena.h"
#include "purse/base/error.h"
#include "purse/base/file.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/input/kind.h"
#include "purse/store/db.h"
#include "purse/store/sql.h"
#include "purse/work/import.h"
#include "support/harness.h"

/* ---- files ---- */

#define DATA "tests/store/import/"
static const char *const base = DATA "base"; /* a small set of books: ASH leads; FRA keeps none here */

struct books {
	struct purse_run *run;
	const char *database, *folder;
	struct purse_db *db; /* as the manager of all schools */
};

static char *read_data(struct purse_run *run, const char *name) {
	char *text;
	size_t length;
	if (!purse_read_file(run, run->arena, purse_text(run->arena, DATA "%s", name), 1 << 20, &text, &length))
		harness_expect_none(run);
	return text;
}

/* The next line of a table, cut into fields at tabs; false at its end. Lines that begin with # say what is
 * what. */
static bool next_case(char **at, char **fields, int count) {
	while (**at == '#') *at += strcspn(*at, "\n") + 1;
	if (!**at) return false;
	char *end = *at + strcspn(*at, "\n");
	*end = '\0';
	for (int i = 0; i < count; i++) {
		fields[i] = *at;
		*at += strcspn(*at, "\t");
		if (i + 1 == count) assert_true(*at == end);
		else *(*at)++ = '\0';
	}
	*at = end + 1;
	return true;
}

static const char *path_of(struct books *books, const char *kind) {
	return purse_text(books->run->arena, "%s/%s.csv", books->folder, kind);
}

static void put_file(struct books *books, const char *kind, const char *rows) {
	char *headings = read_data(books->run, purse_text(books->run->arena, "base/%s.csv", kind));
	FILE *file = fopen(path_of(books, kind), "w");
	assert_non_null(file);
	fprintf(file, "%.*s\n%s", (int)strcspn(headings, "\n"), headings, rows);
	assert_int_equal(fclose(file), 0);
}

static void clear_folder(struct books *books) {
	int count;
	const struct purse_kind *kinds = purse_kinds(&count);
	for (int i = 0; i < count; i++) unlink(path_of(books, kinds[i].name));
}

static bool import_path(struct books *books, const char *path, struct purse_db *db, bool replace,
	struct purse_import_result *result) {
	struct purse_import_wish wish = { .paths = &path, .path_count = 1, .replace = replace };
	return purse_import(books->run, db, &wish, result);
}

static bool import_as(
	struct books *books, struct purse_db *db, bool replace, struct purse_import_result *result) {
	return import_path(books, books->folder, db, replace, result);
}

/* One file; it must come in with these counts. */
static void import_well(struct books *books, bool replace, const char *kind, const char *rows, long added,
	long unchanged, long replaced) {
	struct purse_import_result result;
	clear_folder(books);
	put_file(books, kind, rows);
	if (!import_as(books, books->db, replace, &result)) harness_expect_none(books->run);
	assert_int_equal(result.added, added);
	assert_int_equal(result.unchanged, unchanged);
	assert_int_equal(result.replaced, replaced);
}

static void forget(struct purse_run *run) { purse_db_forget(run, (struct purse_mark){ 0, 0, 0 }); }

/* The first problem is as told. */
static void expect(
	struct books *books, const char *what, enum purse_code code, long row, int column, const char *says) {
	const struct purse_problem *problem = &books->run->problems[0];
	bool good = books->run->problem_count > 0 && problem->code == code && problem->place.row == row
	            && problem->place.column == column && strstr(problem->message, says);
	if (!good) {
		print_error(
			"case \"%s\": wanted %s at row %ld column %d\n", what, purse_error_name(code), row, column);
		for (int i = 0; i < books->run->problem_count; i++, problem++)
			print_error("  %s row %ld column %d: %s\n    detail: %s\n", purse_error_name(problem->code),
				problem->place.row, problem->place.column, problem->message, problem->detail);
	}
	assert_true(good);
	forget(books->run);
}

/* One row behind the headings; it is refused, and nothing else with it. */
static void refused(struct books *books, bool replace, const char *kind, const char *row,
	enum purse_code code, int column, const char *says) {
	struct purse_import_result result;
	clear_folder(books);
	put_file(books, kind, row);
	assert_false(import_as(books, books->db, replace, &result));
	if (books->run->problem_count != 1)
		print_error("case \"%s\" gave %d problems\n", row, books->run->problem_count);
	assert_int_equal(books->run->problem_count, 1);
	expect(books, row, code, 2, column, says);
}

static int set_up(void **state) {
	struct purse_run *run = purse_run_new();
	struct books *books = purse_alloc(run->arena, sizeof *books);
	struct purse_import_result result;
	const char *login = harness_person(run, "sam");
	struct purse_rows *row;
	books->run = run;
	books->database = harness_books(run);
	books->folder = harness_folder(run);
	struct purse_db *admin = harness_open(run, books->database, NULL);
	assert_true(purse_db_one_row_text(run, admin, "select purse.first_person($1, 'Sam')", &login, 1, &row));
	books->db = harness_open(run, books->database, login);
	if (!import_path(books, base, books->db, false, &result)) harness_expect_none(run);
	*state = books;
	return 0;
}

static int tear_down(void **state) {
	struct books *books = *state;
	harness_drop(books->run, books->database);
	harness_remove_folder(books->run, books->folder);
	purse_run_close(books->run);
	return 0;
}

static struct purse_db *open_as(struct books *books, const char *login, const char *school) {
	const char *params[] = { login, school };
	struct purse_rows *row;
	harness_person(books->run, login);
	if (!purse_db_one_row_text(
			books->run, books->db, "select purse_api.set_right($1, $2, 'manager', true)", params, 2, &row))
		harness_expect_none(books->run);
	return harness_open(books->run, books->database, login);
}

static void same_files_again(void **state) {
	struct books *books = *state;
	struct purse_import_result result;
	assert_true(import_path(books, base, books->db, false, &result));
	assert_int_equal(result.added, 0);
	assert_int_equal(result.replaced, 0);
	assert_int_equal(result.unchanged, 67);
	assert_int_equal(result.files, 33);
}

/* ---- every check that a file gets to ---- */

static void every_check(void **state) {
	struct books *books = *state;
	char *at = read_data(books->run, "refused.tsv"), *fields[5];
	int cases = 0;
	for (; next_case(&at, fields, 5); cases++)
		refused(books, false, fields[0], fields[4], purse_error_from_state(fields[1]),
			(int)strtol(fields[2], NULL, 10), fields[3]);
	assert_true(cases > 50);
}

/* What would be refused alone comes in with what it needs; files are named in no order. */
static void rows_that_fit(void **state) {
	struct books *books = *state;
	import_well(books, false, "activities",
		"B1,ASH,STAFF,2025-09-11,teacher,,BRA,0,day,,,A1,never happened\n"
		"B2,ASH,CRED,2025-09-16,credit,,ASH,1.5,credit,,,,\n",
		2, 0, 0);
	import_well(books, false, "purchases",
		"P2,ASH,CRED,2025-09-12,PLAY,PW,Training day,,,1.00,,,,,,,,,yes\n"
		"P3,ASH,BUY,2025-09-12,PLAY,PW,Returned paper,,,-10.00,-2.00,-1.00,,,,,,,\n",
		2, 0, 0);
	import_well(books, false, "quotes",
		"Q9,BRA,CRED,credit,credit,,120,list price,2025-06-01,list,cost-avoiding\n", 1, 0, 0);
	import_well(books, false, "prices",
		"STAFF,away day,pupil,0.465,,,letter\nSTAFF,away day,pupil,0.5,2026-01-01,,letter\n", 2, 0, 0);
	import_well(books, false, "activities", "B3,ASH,STAFF,2026-02-01,away day,,BRA,54,pupil,,,,\n", 1, 0, 0);
	import_well(
		books, false, "schools", "ASH,2026-01-01,Ashcombe Academy,,academy,primary,yes,GBP,,,,\n", 1, 0, 0);
	import_well(books, false, "bank-details", "", 0, 0, 0);
}

/* ---- straight into the staging tables ---- */

/* Values are kept apart by `|`; an empty one is null. */
static void stage(struct books *books, struct purse_db *db, int row, const char *kind, const char *owner,
	const char *ref, const char *values) {
	struct purse_arena *arena = books->run->arena;
	const char *items[32];
	size_t count = 0;
	for (const char *at = values;; at++) {
		size_t length = strcspn(at, "|");
		items[count++] = length ? purse_copy_bytes(arena, at, length) : NULL;
		at += length;
		if (!*at) break;
	}
	const char *params[] = { purse_text(arena, "%d", row), kind, owner, ref,
		purse_sql_array(arena, items, count) };
	if (!purse_db_command_text(books->run, db,
			"insert into pg_temp.stage_record (file, row_number, kind, owner, ref, content)"
			" values (1, $1, $2, $3, $4, $5)",
			params, 5))
		harness_expect_none(books->run);
}

static void open_import(struct books *books, struct purse_db *db) {
	struct purse_rows *row;
	assert_true(purse_db_begin(books->run, db));
	if (!purse_db_one_row_text(books->run, db, "select purse_api.open_import()", NULL, 0, &row)
		|| !purse_db_command_text(
			books->run, db, "insert into pg_temp.stage_file values (1, 'x.csv', '\\x00')", NULL, 0))
		harness_expect_none(books->run);
}

static struct purse_rows *import_staged(struct books *books, struct purse_db *db) {
	struct purse_rows *rows;
	if (!purse_db_query_text(books->run, db, "select * from purse_api.import_batch()", NULL, 0, &rows)
		|| !purse_db_query_text(books->run, db, "select * from purse_api.import_problems()", NULL, 0, &rows))
		harness_expect_none(books->run);
	return rows;
}

static void staged_by_hand(void **state) {
	struct books *books = *state;
	char *at = read_data(books->run, "staged.tsv"), *fields[6];
	while (next_case(&at, fields, 6)) {
		open_import(books, books->db);
		stage(books, books->db, 2, fields[0], *fields[3] ? fields[3] : NULL, fields[4], fields[5]);
		struct purse_rows *rows = import_staged(books, books->db);
		assert_int_equal(rows->count, 1);
		assert_string_equal(purse_rows_cell(rows, 0, "code"), fields[1]);
		assert_string_equal(purse_rows_cell(rows, 0, "column_number"), fields[2]);
		/* who passes the problems over can't commit */
		assert_false(purse_db_commit(books->run, books->db));
		harness_expect(books->run, purse_error_from_state(fields[1]));
	}
}

/* Charging itself needs a school that is both lead and party of a price agreement. */
static void more_staged_by_hand(void **state) {
	struct books *books = *state;
	import_well(books, false, "parties", "STAFF,ASH,2025-09-01,,2,,,,,\n", 1, 0, 0);
	refused(books, false, "activities", "B1,ASH,STAFF,2025-09-11,teacher,,ASH,1,day,,,,\n",
		PURSE_E_NOT_ALLOWED_VALUE, 7, "for what it provides itself");
	open_import(books, books->db);
	stage(books, books->db, 2, "partnerships", NULL, "P2", "P2|x|other|2025-09-01|");
	stage(books, books->db, 3, "partnerships", NULL, "P2", "P2|y|other|2025-09-01|");
	struct purse_rows *rows = import_staged(books, books->db);
	assert_int_equal(rows->count, 1);
	assert_string_equal(purse_rows_cell(rows, 0, "code"), "LG202");
	assert_string_equal(purse_rows_cell(rows, 0, "row_number"), "3");
	purse_db_rollback(books->db);
	open_import(books, books->db);
	stage(books, books->db, 2, "opening_balances", "ASH", "S1", "S1|ASH|2025-09-01|1000|||1.005|x");
	assert_false(
		purse_db_query_text(books->run, books->db, "select * from purse_api.import_batch()", NULL, 0, &rows));
	harness_expect(books->run, PURSE_E_BAD_MONEY);
	purse_db_rollback(books->db);
	assert_false(
		purse_db_query_text(books->run, books->db, "select * from purse_api.import_batch()", NULL, 0, &rows));
	harness_expect(books->run, PURSE_E_NO_BATCH);
}

/* ---- several problems ---- */

static void all_or_nothing(void **state) {
	struct books *books = *state;
	struct purse_import_result result;
	struct purse_rows *before, *after;
	const char *count = "select (select count(*) from purse.record) + (select count(*) from purse.batch)"
						" + (select count(*) from purse.agreement) as n";
	struct purse_db *admin = harness_open(books->run, books->database, NULL);
	assert_true(purse_db_one_row_text(books->run, admin, count, NULL, 0, &before));
	clear_folder(books);
	put_file(books, "agreements", "NEW,2025-09-01,,N,VALLEY,staff,ZED,price,goods,agent,,E27,,,\n");
	put_file(books, "parties", "NEW,BRA,2025-09-01,,1,,,,,\n");
	put_file(books, "activities",
		"N1,ASH,NEW,2025-09-11,teacher,,BRA,1,day,,,,\nN2,ASH,STAFF,2025-09-11,cook,,BRA,1,day,,,,\n");
	assert_false(import_as(books, books->db, false, &result));
	/* the rows that name the agreement that is wrong are not problems of their own */
	assert_int_equal(books->run->problem_count, 2);
	assert_true(purse_ends(books->run->problems[1].place.file, "/activities.csv"));
	assert_int_equal(books->run->problems[1].place.row, 3);
	expect(books, "two problems", PURSE_E_UNKNOWN_REFERENCE, 2, 7, "the school \"ZED\"");
	assert_true(purse_db_one_row_text(books->run, admin, count, NULL, 0, &after));
	assert_string_equal(purse_rows_cell(before, 0, "n"), purse_rows_cell(after, 0, "n"));
}

static void more_than_fifty(void **state) {
	struct books *books = *state;
	struct purse_import_result result;
	struct purse_buffer rows = purse_buffer(books->run->arena, 1 << 20);
	for (int i = 0; i < 5000; i++)
		purse_buffer_addf(&rows, "X%d,ASH,STAFF,2025-09-11,cook,,BRA,1,day,,,,\n", i);
	clear_folder(books);
	put_file(books, "activities", rows.text);
	assert_false(import_as(books, books->db, false, &result));
	assert_int_equal(books->run->problem_count, PURSE_MAX_PROBLEMS);
	assert_int_equal(books->run->problems_found, 5000);
	assert_int_equal(books->run->problems[49].place.row, 51);
	forget(books->run);
	/* what the reader finds comes first; the database is not asked */
	put_file(books, "activities",
		"X1,ASH,STAFF,yesterday,cook,,BRA,1,day,,,,\nX2,ASH,NONE,2025-09-11,cook,,BRA,1,day,,,,\n");
	assert_false(import_as(books, books->db, false, &result));
	harness_expect(books->run, PURSE_E_BAD_DATE);
	/* and a name that tells nothing is a problem beside those inside the files */
	FILE *file = fopen(path_of(books, "lunches"), "w");
	assert_non_null(file);
	fclose(file);
	assert_false(import_as(books, books->db, false, &result));
	assert_int_equal(books->run->problem_count, 2);
	forget(books->run);
	unlink(path_of(books, "lunches"));
}

/* Columns in another order: the place is the file's own column. */
static void columns_in_any_order(void **state) {
	struct books *books = *state;
	struct purse_import_result result;
	clear_folder(books);
	FILE *file = fopen(path_of(books, "pupil-numbers"), "w");
	assert_non_null(file);
	fputs("Source,Pupils,School,Date\ncensus,54,ZED,16/01/2025\n", file);
	fclose(file);
	assert_false(import_as(books, books->db, false, &result));
	expect(books, "any order", PURSE_E_UNKNOWN_REFERENCE, 2, 3, "ZED");
}

/* ---- other content under the same key ---- */

static void conflicts_show_changes(void **state) {
	struct books *books = *state;
	struct purse_import_result result;
	const char *row = "A1,ASH,STAFF,2025-09-08,teacher,T1,BRA,1,day,diary,,,\n";
	clear_folder(books);
	put_file(books, "activities", row);
	assert_false(import_as(books, books->db, false, &result));
	assert_string_equal(books->run->problems[0].detail,
		"Date: was 9 September 2025, now 8 September 2025\n"
		"Quantity: was 0.5, now 1\nEvidence: was blank, now diary");
	expect(books, "conflict", PURSE_E_CONFLICTING_KEY, 2, 0, "\"A1\": it is recorded already");
	import_well(books, true, "activities", row, 0, 0, 1);
	import_well(books, true, "activities", row, 0, 1, 0);
	/* one column alone is pointed at */
	refused(books, false, "pupil-numbers", "ASH,2025-01-16,113,census\n", PURSE_E_CONFLICTING_KEY, 3,
		"ASH / 2025-01-16");
}

/* A charge of STAFF on 9 September; the agreement, its party, price and the rest now carry it. */
static void charge(struct books *books) {
	struct purse_db *admin = harness_open(books->run, books->database, NULL);
	if (!purse_db_script(books->run, admin, "charge.sql", read_data(books->run, "charge.sql")))
		harness_expect_none(books->run);
}

static void used_records_stay(void **state) {
	struct books *books = *state;
	struct purse_import_result result;
	char *at = read_data(books->run, "used.tsv"), *fields[2];
	charge(books);
	while (next_case(&at, fields, 2)) {
		clear_folder(books);
		put_file(books, fields[0], fields[1]);
		if (import_as(books, books->db, true, &result)) fail_msg("%s was replaced: %s", fields[0], fields[1]);
		assert_non_null(strstr(books->run->problems[0].detail, ": was "));
		assert_non_null(books->run->problems[0].hint);
		harness_expect(books->run, PURSE_E_BUILT_ON);
	}
	/* a last day after the last charge is no matter; one before it is */
	import_well(books, true, "parties", "STAFF,BRA,2025-09-01,2026-03-31,1,,,PESP,,\n", 0, 0, 1);
	import_well(books, true, "agreements",
		"STAFF,2025-09-01,2026-03-31,Teacher,VALLEY,staff,ASH,price,teaching staff,principal,,E27,,,\n", 0, 0,
		1);
	import_well(books, true, "prices", "STAFF,teacher,day,330.32,2025-09-01,2025-09-30,letter\n", 0, 0, 1);
	import_well(books, true, "members", "VALLEY,BRA,2020-09-01,2026-08-31\n", 0, 0, 1);
	import_well(
		books, true, "funds", "BRA,PESP,Sports premium,2025-09-01,2026-03-31,16960.00,I18d,\n", 0, 0, 1);
	refused(books, true, "prices", "STAFF,teacher,day,330.32,2025-09-01,2025-09-08,letter\n",
		PURSE_E_BUILT_ON, 6, "used");
	/* what nothing stands on is free, a correction too */
	import_well(books, true, "activities",
		"A3,ASH,STAFF,2025-09-10,teacher,T1,BRA,2,day,,,A2,half a day only\n", 0, 0, 1);
	import_well(books, true, "partnerships", "VALLEY,The valley,cluster,2020-09-01,\n", 0, 0, 1);
	import_well(books, true, "quotes", "Q1,BRA,STAFF,teacher,day,,410,quote,2025-06-01,mail,cash-releasing\n",
		0, 0, 1);
	import_well(books, true, "schools", "COL,,Cold Harbour,,community,primary,yes,,,,,\n", 0, 0, 1);
}

/* A quote goes on naming the purchase that took the place of the one it was for. */
static void quotes_follow(void **state) {
	struct books *books = *state;
	struct purse_rows *row;
	import_well(
		books, true, "purchases", "P1,ASH,BUY,2025-09-12,PLAY,PW 1,Paper,,,120.00,,,,,,,,,\n", 0, 0, 1);
	if (!purse_db_one_row_text(books->run, books->db,
			"select p.net from purse_view.quote q join purse_view.record r on r.id = q.record"
			" join purse_view.purchase p on p.record = q.purchase where r.ref = 'Q2'",
			NULL, 0, &row))
		harness_expect_none(books->run);
	assert_string_equal(purse_rows_cell(row, 0, "net"), "12000");
	import_well(books, false, "quotes", "Q2,BRA,BUY,,,P1,80,quote,2025-06-01,mail,cash-releasing\n", 0, 1, 0);
}

/* ---- rights ---- */

static void rights(void **state) {
	struct books *books = *state;
	struct purse_import_result result;
	struct purse_db *maria = open_as(books, "maria", "COL");
	static const struct {
		const char *kind, *row;
		enum purse_code code;
		int column;
		const char *says;
	} cases[] = {
		/* that the key exists, or the agreement, is not told */
		{ "activities", "A1,ASH,STAFF,2025-09-09,teacher,T1,BRA,7,day,,,,\n", PURSE_E_NOT_YOUR_SCHOOL, 2,
			"\"ASH\"" },
		{ "quotes", "QX,COL,STAFF,teacher,day,,1,quote,2025-06-01,mail,cost-avoiding\n",
			PURSE_E_UNKNOWN_REFERENCE, 3, "the agreement \"STAFF\"" },
		{ "schools", "COL,,Coldharbour,,academy,primary,yes,,,,,\n", PURSE_E_NOT_YOUR_SCHOOL, 0,
			"could not change" },
		{ "bodies", "NEW,,New,other,not registered,,no,,\n", PURSE_E_NOT_YOUR_SCHOOL, 0, "could not add" },
		{ "opening-balances", "C1,COL,2025-09-01,1320,ASH,,10.00,July\n", PURSE_E_NOT_YOUR_SCHOOL, 5,
			"\"ASH\"" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		clear_folder(books);
		put_file(books, cases[i].kind, cases[i].row);
		assert_false(import_as(books, maria, true, &result));
		assert_int_equal(books->run->problem_count, 1);
		assert_null(books->run->problems[0].detail);
		assert_null(strstr(books->run->problems[0].hint, "STAFF"));
		expect(books, cases[i].row, cases[i].code, 2, cases[i].column, cases[i].says);
	}
	/* her own come in; what all share may stand in the same folder when it is unchanged */
	clear_folder(books);
	put_file(books, "partnerships", "VALLEY,Valley schools,cluster,2020-09-01,\n");
	put_file(books, "pupil-numbers", "COL,2025-01-16,203,census\n");
	if (!import_as(books, maria, false, &result)) harness_expect_none(books->run);
	assert_int_equal(result.added, 1);
	assert_int_equal(result.unchanged, 1);
}

static void closed_months(void **state) {
	struct books *books = *state;
	struct purse_rows *row;
	if (!purse_db_one_row_text(books->run, books->db,
			"select purse_api.close_period(array(select s.school from"
			" purse_api.schools_to_close('{BRA}') s), 668)",
			NULL, 0, &row))
		harness_expect_none(books->run);
	refused(books, false, "opening-balances", "O9,ASH,2025-09-01,1320,BRA,,1.00,July\n",
		PURSE_E_PERIOD_CLOSED, 3, "the books of \"BRA\" are closed up to 30 September 2025");
	import_well(books, false, "opening-balances", "O9,ASH,2025-10-01,1320,BRA,,1.00,July\n", 1, 0, 0);
}

/* ---- dry run, stop, two at once ---- */

static void dry_run(void **state) {
	struct books *books = *state;
	struct purse_import_wish wish = { .paths = &books->folder, .path_count = 1, .dry_run = true };
	struct purse_import_result result;
	clear_folder(books);
	put_file(books, "pupil-numbers", "BRA,2025-01-16,54,census\n");
	for (int i = 0; i < 2; i++) {
		if (!purse_import(books->run, books->db, &wish, &result)) harness_expect_none(books->run);
		assert_int_equal(result.added, 1);
		assert_false(purse_db_in_transaction(books->db));
	}
}

static volatile sig_atomic_t stop;

static void stop_at(void *context, const char *doing, long done, long total) {
	(void)done;
	(void)total;
	if (purse_starts(doing, context)) stop = 1;
}

/* A stop while files are read, and one while the books check the rows. */
static void stopped(void **state) {
	struct books *books = *state;
	struct purse_import_result result;
	static char reading[] = "reading", checking[] = "checking";
	char *const moments[] = { reading, checking };
	clear_folder(books);
	put_file(books, "pupil-numbers", "BRA,2025-01-16,54,census\n");
	books->run->stop = &stop;
	books->run->progress = stop_at;
	for (int i = 0; i < 2; i++) {
		books->run->progress_context = moments[i];
		assert_false(import_as(books, books->db, false, &result));
		harness_expect(books->run, PURSE_E_STOPPED);
		assert_false(purse_db_in_transaction(books->db));
		stop = 0;
	}
	books->run->progress = NULL;
	assert_true(import_as(books, books->db, false, &result));
	assert_int_equal(result.added, 1);
}

/* The second waits for the first, and then finds its rows there. */
static void two_at_once(void **state) {
	struct books *books = *state;
	open_import(books, books->db);
	stage(books, books->db, 2, "pupil_numbers", "BRA", "BRA / 2025-01-16", "BRA|2025-01-16|54|census");
	assert_int_equal(import_staged(books, books->db)->count, 0);
	clear_folder(books);
	put_file(books, "pupil-numbers", "BRA,2025-01-16,54,census\nCOL,2025-01-16,203,census\n");
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct books other = { .run = purse_run_new(), .folder = books->folder };
		struct purse_import_result result = { 0 };
		struct purse_db *db = harness_open(other.run, books->database, "sam");
		bool good = import_as(&other, db, false, &result) && result.added == 1 && result.unchanged == 1;
		_exit(good ? 0 : 1);
	}
	struct purse_rows *row;
	do { /* until it waits */
		if (!purse_db_one_row_text(books->run, books->db,
				"select count(*) as n from pg_locks where locktype = 'advisory'"
				" and not granted",
				NULL, 0, &row))
			harness_expect_none(books->run);
	} while (strcmp(purse_rows_cell(row, 0, "n"), "0") == 0 && waitpid(child, NULL, WNOHANG) == 0);
	assert_true(purse_db_commit(books->run, books->db));
	int status = -1;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

#define ON_BOOKS(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
	const struct CMUnitTest tests[] = {
		ON_BOOKS(same_files_again),
		ON_BOOKS(every_check),
		ON_BOOKS(rows_that_fit),
		ON_BOOKS(staged_by_hand),
		ON_BOOKS(more_staged_by_hand),
		ON_BOOKS(all_or_nothing),
		ON_BOOKS(more_than_fifty),
		ON_BOOKS(columns_in_any_order),
		ON_BOOKS(conflicts_show_changes),
		ON_BOOKS(used_records_stay),
		ON_BOOKS(quotes_follow),
		ON_BOOKS(rights),
		ON_BOOKS(closed_months),
		ON_BOOKS(dry_run),
		ON_BOOKS(stopped),
		ON_BOOKS(two_at_once),
	};
	return cmocka_run_group_tests(tests, harness_start, harness_stop);
}
