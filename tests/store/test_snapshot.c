#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "purse/base/file.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/report/snapshot.h"
#include "purse/store/db.h"
#include "support/harness.h"

static struct purse_run *run;
static const char *database, *folder;
static struct purse_db *db;

static int open_books(void **state) {
	(void)state;
	run = purse_run_new();
	database = harness_books(run);
	folder = harness_folder(run);
	db = harness_open(run, database, harness_person(run, "maria"));
	return 0;
}

static int close_books(void **state) {
	(void)state;
	harness_drop(run, database);
	harness_remove_folder(run, folder);
	purse_run_close(run);
	return 0;
}

static const char *own_report(const char *query) {
	const char *path = purse_text(run->arena, "%s/mine.sql", folder);
	FILE *stream = fopen(path, "wb");
	assert_non_null(stream);
	fprintf(stream, "--: report mine \"Mine\"\n--: param from date \"From\" optional\n--: sheet one \"One\"\n"
	        "--: column name text \"Name\"\n--: column cost money \"Cost\"\n--: total cost\n%s\n", query);
	fclose(stream);
	return path;
}

/* Every query of ours is one that the server takes, for a person without any right to a school. */
static void empty_books_give_an_empty_report(void **state) {
	(void)state;
	struct purse_grid *grid;
	const char *path = purse_text(run->arena, "%s/savings.xlsx", folder);
	const char *const values[] = { "2025-09-01", "2026-08-31", NULL };
	bool done = purse_snapshot_report(run, db, "savings", values, 3, path, &grid);
	harness_expect_none(run);
	assert_true(done);
	assert_true(purse_file_exists(path));
	assert_string_equal(purse_grid_figure_text(run->arena, grid, "saving"), "£0.00");
	assert_false(purse_db_in_transaction(db));
}

static void a_report_of_ones_own_runs(void **state) {
	(void)state;
	struct purse_grid *grid;
	const char *const values[] = { "01/09/2025" };
	const char *path = own_report("select to_char($1::date, 'DD Mon') as name, 12345::bigint as cost");
	assert_true(
		purse_snapshot_report(run, db, path, values, 1, purse_text(run->arena, "%s/m.xlsx", folder), &grid));
	assert_string_equal(purse_grid_table_of(grid, "one")->values[0][0].text, "01 Sep");
}

static void a_bad_query_is_placed(void **state) {
	(void)state;
	const char *path = own_report("select nme, 1 as cost from purse_view.school");
	const char *out = purse_text(run->arena, "%s/m.xlsx", folder);
	assert_false(purse_snapshot_report(run, db, path, NULL, 0, out, NULL));
	assert_string_equal(run->problems[0].place.file, path);
	assert_int_equal(run->problems[0].place.row, 7);
	harness_expect(run, PURSE_E_DATABASE);
	assert_false(purse_file_exists(out));
	assert_false(purse_db_in_transaction(db));
}

static void a_report_cannot_write(void **state) {
	(void)state;
	const char *out = purse_text(run->arena, "%s/m.xlsx", folder);
	const char *path =
		own_report("with made as (select set_config('x.y', '1', true) as a) select nextval('s') as name, 1"
	               " as cost from made");
	assert_false(purse_snapshot_report(run, db, path, NULL, 0, out, NULL));
	harness_expect(run, PURSE_E_DATABASE);
	struct purse_db *admin = harness_open(run, database, NULL);
	assert_true(purse_db_command_text(run, admin, "create table public.t (a int)", NULL, 0));
	path = own_report(
		"with made as (insert into public.t values (1) returning a) select a::text as name, 1 as cost"
		" from made");
	assert_false(purse_snapshot_report(run, admin, path, NULL, 0, out, NULL));
	assert_non_null(strstr(run->problems[0].message, "read-only"));
	harness_expect(run, PURSE_E_DATABASE);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(empty_books_give_an_empty_report, open_books, close_books),
		cmocka_unit_test_setup_teardown(a_report_of_ones_own_runs, open_books, close_books),
		cmocka_unit_test_setup_teardown(a_bad_query_is_placed, open_books, close_books),
		cmocka_unit_test_setup_teardown(a_report_cannot_write, open_books, close_books),
	};
	return cmocka_run_group_tests(tests, harness_start, harness_stop);
}
