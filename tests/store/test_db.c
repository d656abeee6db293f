/* store/db, store/copy: the door to libpq. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include <cmocka.h>

#include "purse/base/arena.h"
#include "purse/base/embedded.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/store/copy.h"
#include "purse/store/db.h"
#include "purse/store/server.h"
#include "purse/store/sql.h"
#include "purse/store/system.h"
#include "support/harness.h"

static const struct purse_embedded files[] = {
	{ "sql/query/add.sql", "-- $1 + $2\nselect ($1::int + $2::int) as sum, null as nothing, $3::text as said",
	  0 },
	{ "sql/query/bad.sql", "-- é\nselect 1,\n  missing\nfrom pg_class", 0 },
	{ "sql/query/none.sql", "select 1 where false", 0 },
	{ "sql/query/numbers.sql", "select n, 'row ' || n as text from generate_series(1, $1::int) n", 0 },
	{ "sql/query/set.sql", "set work_mem = '5MB'", 0 },
};

struct place {
	struct purse_run *run;
	const char *database;
	struct purse_db *db;
};

static int set_up(void **state) {
	struct purse_run *run = purse_run_new();
	struct place *place = purse_alloc(run->arena, sizeof *place);

	place->run = run;
	place->database = harness_empty(run);
	place->db = harness_open(run, place->database, NULL);
	purse_db_use_files(place->db, files, sizeof files / sizeof *files);
	*state = place;
	return 0;
}

static int tear_down(void **state) {
	struct place *place = *state;

	harness_drop(place->run, place->database);
	purse_run_close(place->run);
	return 0;
}

static void sets_the_session(void **state) {
	struct place *place = *state;
	struct purse_rows *row;

	assert_true(purse_db_one_row_text(
		place->run, place->db,
		"select current_setting('search_path') as path, current_setting('timezone') as zone,"
		" current_setting('datestyle') as dates, current_setting('client_encoding') as encoding,"
		" current_setting('application_name') as program, '2025-09-01'::date as day",
		NULL, 0, &row));
	assert_string_equal(purse_rows_cell(row, 0, "path"), "pg_catalog, pg_temp");
	assert_string_equal(purse_rows_cell(row, 0, "zone"), "UTC");
	assert_string_equal(purse_rows_cell(row, 0, "dates"), "ISO, YMD");
	assert_string_equal(purse_rows_cell(row, 0, "encoding"), "UTF8");
	assert_string_equal(purse_rows_cell(row, 0, "program"), "purse test");
	assert_string_equal(purse_rows_cell(row, 0, "day"), "2025-09-01");
	assert_string_equal(purse_db_database(place->db), place->database);
	assert_string_equal(purse_db_role(place->db), "purse_admin");
	assert_true(purse_db_server_version(place->db) >= 130000);
	assert_true(purse_db_server_process(place->db) > 0);
}

static void queries_with_parameters(void **state) {
	struct place *place = *state;
	const char *params[] = { "40", "2", "O'Brien\t\"é\"" };
	struct purse_rows *rows;

	assert_true(purse_db_query(place->run, place->db, "sql/query/add.sql", params, 3, &rows));
	assert_int_equal(rows->count, 1);
	assert_int_equal(rows->columns, 3);
	assert_string_equal(rows->names[2], "said");
	assert_int_equal(purse_rows_column(rows, "said"), 2);
	assert_int_equal(purse_rows_column(rows, "unsaid"), -1);
	assert_string_equal(rows->cells[0][0], "42");
	assert_null(rows->cells[0][1]);
	assert_string_equal(purse_rows_cell(rows, 0, "nothing"), "");
	assert_string_equal(purse_rows_cell(rows, 0, "said"), params[2]);
	assert_true(purse_db_query(place->run, place->db, "sql/query/none.sql", NULL, 0, &rows));
	assert_int_equal(rows->count, 0);
	assert_true(purse_db_command(place->run, place->db, "sql/query/set.sql", NULL, 0));
	harness_expect_none(place->run);
}

static void expects_what_it_was_told(void **state) {
	struct place *place = *state;
	struct purse_rows *rows;

	assert_false(purse_db_one_row(place->run, place->db, "sql/query/none.sql", NULL, 0, &rows));
	harness_expect(place->run, PURSE_E_BUG);
	assert_false(purse_db_command(place->run, place->db, "sql/query/none.sql", NULL, 0));
	harness_expect(place->run, PURSE_E_BUG);
	assert_false(purse_db_query(place->run, place->db, "sql/query/set.sql", NULL, 0, &rows));
	harness_expect(place->run, PURSE_E_BUG);
	assert_false(purse_db_query(place->run, place->db, "sql/query/no such file.sql", NULL, 0, &rows));
	harness_expect(place->run, PURSE_E_BUG);
	assert_false(purse_db_command_text(place->run, place->db, "copy pg_class to stdout", NULL, 0));
	harness_expect(place->run, PURSE_E_BUG);
	assert_true(purse_db_query(place->run, place->db, "sql/query/none.sql", NULL, 0, &rows));
}

static void points_at_our_line(void **state) {
	struct place *place = *state;
	struct purse_rows *rows;

	assert_false(purse_db_query(place->run, place->db, "sql/query/bad.sql", NULL, 0, &rows));
	assert_non_null(strstr(place->run->problems[0].message, "\"missing\" does not exist"));
	assert_non_null(strstr(place->run->problems[0].detail, "SQLSTATE 42703, sql/query/bad.sql line 3"));
	assert_string_equal(purse_db_last_state(place->db), "42703");
	harness_expect(place->run, PURSE_E_DATABASE);
	/* a script: by the statement that failed, as the server gives no position at run time */
	assert_false(purse_db_script(
		place->run, place->db, "sql/schema/001-x.sql",
		"-- heading\ncreate schema a;\ncreate schema b;\n\n-- and again\ncreate schema a;\nselect 1"));
	assert_non_null(strstr(place->run->problems[0].detail, "sql/schema/001-x.sql line 6"));
	harness_expect(place->run, PURSE_E_DATABASE);
	/* all of it was one transaction */
	assert_true(purse_db_one_row_text(place->run, place->db,
	                                  "select count(*) as n from pg_namespace where nspname in ('a', 'b')",
	                                  NULL, 0, &rows));
	assert_string_equal(purse_rows_cell(rows, 0, "n"), "0");
	assert_true(purse_db_script(place->run, place->db, NULL, "create schema a; create schema b"));
}

static void raises(struct place *place, const char *state) {
	assert_false(purse_db_command_text(
		place->run, place->db,
		purse_text(
			place->run->arena,
			"do $$ begin raise exception 'could not do it' using errcode = '%s', detail = 'because',"
			" hint = 'do that';"
			" end $$",
			state),
		NULL, 0));
}

static void maps_our_errors(void **state) {
	struct place *place = *state;

	for (int code = PURSE_OK + 1; code < PURSE_CODES; code++) {
		raises(place, purse_error_state((enum purse_code)code));
		assert_string_equal(place->run->problems[0].message, "could not do it");
		assert_string_equal(place->run->problems[0].detail, "because");
		assert_string_equal(place->run->problems[0].hint, "do that");
		assert_int_equal(purse_db_should_retry(place->db), code == PURSE_E_STALE_CARRY);
		harness_expect(place->run, (enum purse_code)code);
	}
	raises(place, "22012");
	assert_string_equal(place->run->problems[0].hint, "do that");
	assert_non_null(strstr(place->run->problems[0].detail, "because"));
	assert_false(purse_db_should_retry(place->db));
	harness_expect(place->run, PURSE_E_DATABASE);
	raises(place, "40001");
	assert_true(purse_db_should_retry(place->db));
	harness_expect(place->run, PURSE_E_DATABASE);
	raises(place, "40P01");
	assert_true(purse_db_should_retry(place->db));
	harness_expect(place->run, PURSE_E_DATABASE);
}

static void keeps_notices(void **state) {
	struct place *place = *state;

	assert_true(purse_db_command_text(place->run, place->db,
	                                  "do $$ begin raise warning 'mind the gap'; end $$", NULL, 0));
	assert_non_null(strstr(purse_db_notices(place->db), "mind the gap"));
}

struct seen {
	long rows, blocks, stop_after;
	bool in_order;
};

static bool see(struct purse_run *run, void *context, const struct purse_rows *block) {
	struct seen *seen = context;

	(void)run;
	for (int i = 0; i < block->count; i++)
		seen->in_order &=
			strtol(block->cells[i][0], NULL, 10) == ++seen->rows && block->cells[i][1][0] == 'r';
	seen->blocks++;
	return seen->stop_after == 0 || seen->rows < seen->stop_after;
}

static void streams(void **state) {
	struct place *place = *state;
	struct seen seen = { .in_order = true }, some = { .in_order = true, .stop_after = 25 },
				none = { .in_order = true };
	const char *count = "100001", *zero = "0";

	assert_true(purse_db_each(place->run, place->db, "sql/query/numbers.sql", &count, 1, 1000, see, &seen));
	assert_true(seen.rows == 100001 && seen.blocks == 101 && seen.in_order);
	assert_false(purse_db_each(place->run, place->db, "sql/query/numbers.sql", &count, 1, 10, see, &some));
	assert_true(some.rows == 30 && some.blocks == 3);
	assert_true(purse_db_each(place->run, place->db, "sql/query/numbers.sql", &zero, 1, 0, see, &none));
	assert_int_equal(none.blocks, 0);
	harness_expect_none(place->run);
	/* an error after rows that were good */
	assert_false(purse_db_each_text(place->run, place->db,
	                                "select n, 'r' || 1 / (20 - n) from generate_series(1, 30) n", NULL, 0, 5,
	                                see, &(struct seen){ .in_order = true }));
	harness_expect(place->run, PURSE_E_DATABASE);
	assert_false(purse_db_each_text(place->run, place->db, "set work_mem = '4MB'", NULL, 0, 5, see, &none));
	harness_expect(place->run, PURSE_E_BUG);
}

static bool use_it_again(struct purse_run *run, void *context, const struct purse_rows *block) {
	(void)block;
	return purse_db_command_text(run, context, "select 1", NULL, 0);
}

static void does_not_mix_statements(void **state) {
	struct place *place = *state;
	struct purse_rows *rows;

	assert_false(purse_db_each_text(place->run, place->db, "select 1", NULL, 0, 1, use_it_again, place->db));
	harness_expect(place->run, PURSE_E_BUG);
	assert_true(purse_db_one_row_text(place->run, place->db, "select 1", NULL, 0, &rows));
}

static void takes_and_undoes_transactions(void **state) {
	struct place *place = *state;
	struct purse_rows *row;

	assert_true(purse_db_command_text(place->run, place->db, "create table public.t (a int)", NULL, 0));
	assert_false(purse_db_in_transaction(place->db));
	assert_true(purse_db_begin(place->run, place->db));
	assert_true(purse_db_in_transaction(place->db));
	assert_true(purse_db_command_text(place->run, place->db, "insert into public.t values (1)", NULL, 0));
	purse_db_rollback(place->db);
	purse_db_rollback(place->db);
	assert_false(purse_db_in_transaction(place->db));
	assert_true(purse_db_begin(place->run, place->db));
	assert_true(purse_db_command_text(place->run, place->db, "insert into public.t values (2)", NULL, 0));
	assert_true(purse_db_commit(place->run, place->db));
	assert_true(purse_db_one_row_text(place->run, place->db, "select a from public.t", NULL, 0, &row));
	assert_string_equal(purse_rows_cell(row, 0, "a"), "2");
	/* a commit after a failure undoes: that must not pass for done */
	assert_true(purse_db_begin(place->run, place->db));
	raises(place, "22012");
	harness_expect(place->run, PURSE_E_DATABASE);
	assert_false(purse_db_commit(place->run, place->db));
	harness_expect(place->run, PURSE_E_BUG);
	assert_false(purse_db_in_transaction(place->db));
}

static int attempts;

static bool fails_at_first(struct purse_run *run, struct purse_db *db, void *context) {
	const char *state = context;

	attempts++;
	if (!purse_db_command_text(run, db, "insert into public.t values (1)", NULL, 0)) return false;
	if (attempts >= 3) return true;
	return purse_db_command_text(
		run, db,
		purse_text(run->arena, "do $$ begin raise exception 'in the way' using errcode = '%s'; end $$",
	               state),
		NULL, 0);
}

static void tries_again(void **state) {
	struct place *place = *state;
	char stale[] = "LG308", other[] = "LG301";
	struct purse_rows *row;

	assert_true(purse_db_command_text(place->run, place->db, "create table public.t (a int)", NULL, 0));
	attempts = 0;
	assert_true(purse_db_transaction(place->run, place->db, fails_at_first, stale));
	assert_int_equal(attempts, 3);
	harness_expect_none(place->run);
	assert_true(
		purse_db_one_row_text(place->run, place->db, "select count(*) as n from public.t", NULL, 0, &row));
	assert_string_equal(purse_rows_cell(row, 0, "n"), "1");
	attempts = 0;
	assert_false(purse_db_transaction(place->run, place->db, fails_at_first, other));
	assert_int_equal(attempts, 1);
	harness_expect(place->run, PURSE_E_UNBALANCED);
	attempts = -100;
	assert_false(purse_db_transaction(place->run, place->db, fails_at_first, stale));
	assert_int_equal(attempts, -95);
	harness_expect(place->run, PURSE_E_STALE_CARRY);
}

static void loses_the_connection(void **state) {
	struct place *place = *state;
	struct purse_db *other = harness_open(place->run, place->database, NULL);
	const char *victim = purse_text(place->run->arena, "%d", purse_db_server_process(place->db));
	struct purse_rows *row;

	assert_true(purse_db_begin(place->run, place->db));
	assert_true(
		purse_db_one_row_text(place->run, other, "select pg_terminate_backend($1)", &victim, 1, &row));
	for (int i = 0; i < 200 && purse_db_query_text(place->run, place->db, "select 1", NULL, 0, &row); i++)
		purse_sleep_ms(5);
	harness_expect(place->run, PURSE_E_NOT_CONNECTED);
	assert_false(purse_db_command_text(place->run, place->db, "select 1", NULL, 0));
	harness_expect(place->run, PURSE_E_NOT_CONNECTED);
	purse_db_rollback(place->db);
	assert_false(purse_db_in_transaction(place->db));
	harness_expect_none(place->run);
}

static volatile sig_atomic_t stop;

static void ring(int signal) {
	(void)signal;
	stop = 1;
}

static void ring_in_ms(int wait_ms) {
	stop = 0;
	signal(SIGALRM, ring);
	setitimer(ITIMER_REAL, &(struct itimerval){ .it_value = { 0, wait_ms * 1000 } }, NULL);
}

static void heeds_a_stop(void **state) {
	struct place *place = *state;
	struct purse_rows *row;

	place->run->stop = &stop;
	ring_in_ms(50);
	assert_true(purse_db_begin(place->run, place->db));
	assert_false(purse_db_query_text(place->run, place->db, "select pg_sleep(60)", NULL, 0, &row));
	harness_expect(place->run, PURSE_E_STOPPED);
	purse_db_rollback(place->db); /* also while a stop is asked for */
	assert_false(purse_db_in_transaction(place->db));
	assert_false(purse_db_command_text(place->run, place->db, "set work_mem = '4MB'", NULL, 0));
	harness_expect(place->run, PURSE_E_STOPPED);
	ring_in_ms(50);
	assert_false(purse_db_each_text(place->run, place->db,
	                                "select n, 'r' from generate_series(1, 1000000000) n", NULL, 0, 0, see,
	                                &(struct seen){ .in_order = true }));
	harness_expect(place->run, PURSE_E_STOPPED);
	stop = 0;
	assert_true(purse_db_one_row_text(place->run, place->db, "select 1", NULL, 0, &row));
}

/* COPY */

static void copies_there_and_back(void **state) {
	struct place *place = *state;
	struct purse_run *run = place->run;
	const char *items[] = { "a,b", NULL, "\\N", "", "t\tn\n\"q\" \\" };
	const char *odd[] = { "tab\there", "line\nbreak\r\n", "back\\slash \\N \\. \\t", "", NULL, "é € 漢 😀",
		                  "\\." };
	struct purse_copy *copy;
	struct purse_rows *rows;
	long count;

	assert_true(
		purse_db_command_text(run, place->db, "create table public.t (n int, v text, a text[])", NULL, 0));
	assert_true(purse_copy_begin(run, NULL, place->db, "public.t (n, v, a)", &copy));
	for (int i = 0; i < 20000; i++) {
		const char *cells[] = { purse_text(run->arena, "%d", i), odd[i % 7],
			                    purse_sql_array(run->arena, items, 5) };

		assert_true(purse_copy_row(run, copy, cells, 3));
	}
	assert_true(purse_copy_end(run, copy, &count));
	assert_int_equal(count, 20000);
	assert_true(purse_db_query_text(run, place->db,
	                                "select n, v, a[1], a[2], a[3], a[4], a[5] from public.t order by n",
	                                NULL, 0, &rows));
	assert_int_equal(rows->count, 20000);
	for (int i = 0; i < rows->count; i++) {
		assert_true(purse_same(rows->cells[i][1], odd[i % 7]));
		for (int j = 0; j < 5; j++) assert_true(purse_same(rows->cells[i][2 + j], items[j]));
	}
}

static bool gather(struct purse_run *run, void *context, const char *line, size_t length) {
	(void)run;
	purse_buffer_add_bytes(context, line, length);
	return true;
}

static bool refuse(struct purse_run *run, void *context, const char *line, size_t length) {
	(void)context;
	(void)line;
	(void)length;
	return purse_fail(run, PURSE_E_FILE_WRITE, NULL, NULL, "could not go on");
}

static void copies_out(void **state) {
	struct place *place = *state;
	struct purse_buffer buffer = purse_buffer(place->run->arena, 4096);
	struct purse_rows *row;
	char back[64] = "";
	FILE *file = tmpfile();

	assert_true(purse_copy_out(place->run, place->db, "(values (1, 'a,b'), (2, null))", "format csv", gather,
	                           &buffer));
	assert_string_equal(buffer.text, "1,\"a,b\"\n2,\n");
	assert_true(purse_copy_out_file(place->run, place->db, "(values (1, 'x'))", NULL, file, "a file"));
	rewind(file);
	assert_int_equal(fread(back, 1, sizeof back - 1, file), 4);
	assert_string_equal(back, "1\tx\n");
	fclose(file);
	assert_false(purse_copy_out(place->run, place->db, "(select n from generate_series(1, 10000000) n)", NULL,
	                            refuse, NULL));
	harness_expect(place->run, PURSE_E_FILE_WRITE);
	assert_false(purse_copy_out(place->run, place->db,
	                            "(select 1 / (1000 - n) from generate_series(1, 2000) n)", NULL, gather,
	                            &buffer));
	harness_expect(place->run, PURSE_E_DATABASE);
	assert_true(purse_db_one_row_text(place->run, place->db, "select 1", NULL, 0, &row));
}

static void gives_copies_up(void **state) {
	struct place *place = *state;
	struct purse_run *run = place->run;
	const char *good[] = { "1" }, *bad[] = { "one" };
	struct purse_arena *arena = purse_arena_new(run->arena);
	struct purse_copy *copy;
	struct purse_rows *row;

	assert_true(purse_db_command_text(run, place->db, "create table public.t (n int)", NULL, 0));
	assert_false(purse_copy_begin(run, NULL, place->db, "public.no_such_table (n)", &copy));
	harness_expect(run, PURSE_E_DATABASE);
	assert_true(purse_copy_begin(run, NULL, place->db, "public.t (n)", &copy));
	assert_true(purse_copy_row(run, copy, good, 1));
	assert_true(purse_copy_row(run, copy, bad, 1));
	assert_false(purse_copy_end(run, copy, NULL));
	assert_non_null(strstr(run->problems[0].detail, "line 2, column n"));
	harness_expect(run, PURSE_E_DATABASE);
	assert_true(purse_copy_begin(run, arena, place->db, "public.t (n)", &copy));
	assert_true(purse_copy_row(run, copy, good, 1));
	assert_false(purse_db_query_text(run, place->db, "select 1", NULL, 0, &row));
	harness_expect(run, PURSE_E_BUG);
	purse_arena_close(arena); /* closes the COPY */
	assert_true(purse_db_one_row_text(run, place->db, "select count(*) as n from public.t", NULL, 0, &row));
	assert_string_equal(purse_rows_cell(row, 0, "n"), "0");
	/* a rollback in the middle of one */
	assert_true(purse_db_begin(run, place->db));
	assert_true(purse_copy_begin(run, NULL, place->db, "public.t (n)", &copy));
	assert_true(purse_copy_row(run, copy, good, 1));
	purse_db_rollback(place->db);
	assert_true(purse_db_one_row_text(run, place->db, "select count(*) as n from public.t", NULL, 0, &row));
	assert_string_equal(purse_rows_cell(row, 0, "n"), "0");
}

static void copies_csv(void **state) {
	struct place *place = *state;
	const char *text = "b,a\n\"x, \"\"y\"\"\",1\n,2\n", *broken = "b,a\nx\n";
	struct purse_rows *rows;

	assert_true(
		purse_db_command_text(place->run, place->db, "create table public.t (a int, b text)", NULL, 0));
	assert_true(purse_copy_csv(place->run, place->db, "public.t (b, a)", text, strlen(text)));
	assert_true(
		purse_db_query_text(place->run, place->db, "select a, b from public.t order by a", NULL, 0, &rows));
	assert_int_equal(rows->count, 2);
	assert_string_equal(rows->cells[0][1], "x, \"y\"");
	assert_null(rows->cells[1][1]);
	assert_false(purse_copy_csv(place->run, place->db, "public.t (b, a)", broken, strlen(broken)));
	harness_expect(place->run, PURSE_E_DATABASE);
}

static void connects_by_uri(void **state) {
	struct place *place = *state;
	const struct purse_target private = purse_server_target(harness_server(), "purse_admin");
	struct purse_target target = { .uri =
		                               purse_text(place->run->arena, "host='%s' dbname=%s user=purse_admin",
		                                          private.socket_folder, place->database) };
	struct purse_db *db;

	assert_true(purse_db_open(place->run, NULL, &target, "test", &db));
	assert_string_equal(purse_db_role(db), "purse_admin");
	target.role = "nobody_there";
	assert_false(purse_db_open(place->run, NULL, &target, "test", &db));
	harness_expect(place->run, PURSE_E_NOT_CONNECTED);
	assert_false(
		purse_db_open(place->run, NULL, &(struct purse_target){ .uri = "postgresql://[oops" }, "test", &db));
	harness_expect(place->run, PURSE_E_NOT_CONNECTED);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(sets_the_session),
		TEST(queries_with_parameters),
		TEST(expects_what_it_was_told),
		TEST(points_at_our_line),
		TEST(maps_our_errors),
		TEST(keeps_notices),
		TEST(streams),
		TEST(does_not_mix_statements),
		TEST(takes_and_undoes_transactions),
		TEST(tries_again),
		TEST(loses_the_connection),
		TEST(heeds_a_stop),
		TEST(copies_there_and_back),
		TEST(copies_out),
		TEST(gives_copies_up),
		TEST(copies_csv),
		TEST(connects_by_uri),
	};

	return cmocka_run_group_tests(tests, harness_start, harness_stop);
}
