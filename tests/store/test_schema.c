/* store/schema: installing, upgrading, and the check at each connection. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "purse/base/arena.h"
#include "purse/base/embedded.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/store/db.h"
#include "purse/store/schema.h"
#include "purse/store/server.h"
#include "support/harness.h"

#define FILE_OF(path, text) \
	{ path, text, sizeof text - 1 }

/* A tiny product. */
static const struct purse_embedded version_1[] = {
	FILE_OF("sql/query/x.sql", "select 1"),
	FILE_OF("sql/reference/account.csv", "code,name\nE26,\"Supply, teachers\"\nI08b,\n"),
	FILE_OF(
		"sql/routine/100-take.sql",
		"set check_function_bodies = off;\n"
		"create or replace function purse.take_reference(name text) returns void language sql\n"
		"set search_path = pg_catalog, pg_temp as $$ insert into purse.account (code, name)\n"
		"select code, name from pg_temp.reference_account\n"
		"on conflict (code) do update set name = excluded.name $$;\n"),
	FILE_OF("sql/schema/001-one.sql", "create table purse.account (code text primary key, name text);\n"
	                                  "grant select on purse.account to purse_viewer;\n"),
	FILE_OF("sql/schema/002-two.sql", "create table purse.other (a int);"),
	FILE_OF("sql/view/account.sql",
	        "create or replace view purse_view.account as select code, name from purse.account;\n"
	        "grant select on purse_view.account to purse_user;\n"),
};
static const struct purse_schema_files one = { version_1, 6 };

static struct purse_embedded changed[8];

/* Version 1 with another text in one place, or with one more file at its end. */
static struct purse_schema_files with(const char *path, const char *text) {
	size_t count = sizeof version_1 / sizeof *version_1;

	memcpy(changed, version_1, sizeof version_1);
	for (size_t i = 0; i < count; i++) {
		if (strcmp(changed[i].path, path) != 0) continue;
		changed[i].text = text;
		changed[i].length = strlen(text);
		return (struct purse_schema_files){ changed, count };
	}
	/* before the view, so that they stay sorted */
	changed[count] = changed[count - 1];
	changed[count - 1] = (struct purse_embedded){ path, text, strlen(text) };
	return (struct purse_schema_files){ changed, count + 1 };
}

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
	*state = place;
	return 0;
}

static int tear_down(void **state) {
	struct place *place = *state;

	harness_drop(place->run, place->database);
	purse_run_close(place->run);
	return 0;
}

/* Fails and says why. */
#define GOOD(call) \
	do { \
		if (!(call)) harness_expect_none(place->run); \
	} while (0)

static const char *ask(struct place *place, const char *sql) {
	struct purse_rows *row;

	if (!purse_db_one_row_text(place->run, place->db, sql, NULL, 0, &row)) harness_expect_none(place->run);
	return row->cells[0][0] ? row->cells[0][0] : "null";
}

static void installs(void **state) {
	struct place *place = *state;
	struct purse_schema_done done;
	struct purse_db *person;
	struct purse_rows *rows;

	GOOD(purse_schema_install(place->run, place->db, &one, &done));
	assert_int_equal(done.migrations_applied, 2);
	assert_int_equal(done.number, 2);
	assert_false(done.was_current);
	assert_string_equal(
		ask(place, "select string_agg(number || ' ' || path, ', ' order by number) from purse.migration"),
		"1 sql/schema/001-one.sql, 2 sql/schema/002-two.sql");
	assert_string_equal(ask(place,
	                        "select sha256 = encode(sha256('create table purse.other (a int);'), 'hex')"
	                        " from purse.migration where number = 2"),
	                    "t");
	assert_string_equal(ask(place, "select string_agg(code || '=' || coalesce(name, '-'), ', ' order by code)"
	                               " from purse.account"),
	                    "E26=Supply, teachers, I08b=-");
	assert_string_equal(
		ask(place, "select string_agg(nspname || ' ' || nspowner::regrole, ', ' order by nspname)"
	               " from pg_namespace where nspname ~ '^purse'"),
		"purse purse_owner, purse_api purse_owner, purse_cache purse_owner, purse_view purse_viewer");
	assert_string_equal(ask(place, "select relowner::regrole from pg_class where relname = 'other'"),
	                    "purse_owner");
	assert_string_equal(
		ask(place, "select relowner::regrole from pg_class where relname = 'account' and relkind = 'v'"),
		"purse_viewer");
	GOOD(purse_schema_check(place->run, place->db, &one));
	/* a person reads the views and not the tables, and passes the check */
	person = harness_open(place->run, place->database, harness_person(place->run, "maria"));
	GOOD(purse_schema_check(place->run, person, &one));
	assert_true(purse_db_query_text(place->run, person, "select * from purse_view.account", NULL, 0, &rows));
	assert_int_equal(rows->count, 2);
	assert_false(purse_db_query_text(place->run, person, "select * from purse.account", NULL, 0, &rows));
	harness_expect(place->run, PURSE_E_DATABASE);
	assert_false(
		purse_db_query_text(place->run, person, "select purse.take_reference('account')", NULL, 0, &rows));
	harness_expect(place->run, PURSE_E_DATABASE);
}

static void installs_once(void **state) {
	struct place *place = *state;
	struct purse_schema_done done;

	GOOD(purse_schema_install(place->run, place->db, &one, NULL));
	GOOD(purse_schema_upgrade(place->run, place->db, &one, &done));
	assert_int_equal(done.migrations_applied, 0);
	assert_true(done.was_current);
	GOOD(purse_schema_install(place->run, place->db, &one, &done));
	assert_true(done.was_current);
	harness_expect_none(place->run);
}

static void upgrades(void **state) {
	struct place *place = *state;
	struct purse_schema_files two = with("sql/schema/003-three.sql", "create table purse.third (a int);");
	struct purse_schema_done done;

	GOOD(purse_schema_install(place->run, place->db, &one, NULL));
	assert_false(purse_schema_check(place->run, place->db, &two));
	assert_string_equal(place->run->problems[0].hint, "run purse upgrade");
	harness_expect(place->run, PURSE_E_OLDER_SCHEMA);
	GOOD(purse_schema_upgrade(place->run, place->db, &two, &done));
	assert_int_equal(done.migrations_applied, 1);
	assert_int_equal(done.number, 3);
	GOOD(purse_schema_check(place->run, place->db, &two));
	assert_false(purse_schema_check(place->run, place->db, &one));
	harness_expect(place->run, PURSE_E_NEWER_SCHEMA);
	assert_false(purse_schema_upgrade(place->run, place->db, &one, NULL));
	harness_expect(place->run, PURSE_E_NEWER_SCHEMA);
	assert_false(purse_db_in_transaction(place->db));
}

static void rebuilds_what_can_be_rebuilt(void **state) {
	struct place *place = *state;
	struct purse_schema_files other = with("sql/reference/account.csv", "code,name\nE26,Teachers\n");
	struct purse_schema_done done;

	GOOD(purse_schema_install(place->run, place->db, &one, NULL));
	assert_false(purse_schema_check(place->run, place->db, &other));
	harness_expect(place->run, PURSE_E_OLDER_SCHEMA);
	GOOD(purse_schema_upgrade(place->run, place->db, &other, &done));
	assert_int_equal(done.migrations_applied, 0);
	assert_false(done.was_current);
	assert_string_equal(ask(place, "select name from purse.account where code = 'E26'"), "Teachers");
	GOOD(purse_schema_check(place->run, place->db, &other));
}

static void refuses_a_changed_migration(void **state) {
	struct place *place = *state;
	struct purse_schema_files other = with("sql/schema/002-two.sql", "create table purse.other (a bigint);");

	GOOD(purse_schema_install(place->run, place->db, &one, NULL));
	assert_false(purse_schema_upgrade(place->run, place->db, &other, NULL));
	assert_non_null(strstr(place->run->problems[0].message, "sql/schema/002-two.sql"));
	harness_expect(place->run, PURSE_E_CHANGED_MIGRATION);
}

static void does_all_or_nothing(void **state) {
	struct place *place = *state;
	struct purse_schema_files other =
		with("sql/view/account.sql", "create view purse_view.v as\nselect missing");

	assert_false(purse_schema_install(place->run, place->db, &other, NULL));
	assert_non_null(strstr(place->run->problems[0].detail, "sql/view/account.sql line 2"));
	harness_expect(place->run, PURSE_E_DATABASE);
	assert_string_equal(ask(place, "select count(*) from pg_namespace where nspname ~ '^purse'"), "0");
	GOOD(purse_schema_install(place->run, place->db, &one, NULL));
}

static void refuses_what_is_not_ours(void **state) {
	struct place *place = *state;

	assert_false(purse_schema_check(place->run, place->db, &one));
	assert_non_null(strstr(place->run->problems[0].hint, "purse init"));
	harness_expect(place->run, PURSE_E_NOT_OURS);
	assert_false(purse_schema_upgrade(place->run, place->db, &one, NULL));
	harness_expect(place->run, PURSE_E_NOT_OURS);
	assert_true(purse_db_command_text(place->run, place->db, "create table public.shop (a int)", NULL, 0));
	assert_false(purse_schema_install(place->run, place->db, &one, NULL));
	harness_expect(place->run, PURSE_E_NOT_OURS);
	assert_true(purse_db_script(place->run, place->db, NULL, "drop table public.shop; create schema purse"));
	assert_false(purse_schema_install(place->run, place->db, &one, NULL));
	harness_expect(place->run, PURSE_E_NOT_OURS);
	assert_false(purse_schema_check(place->run, place->db, &one));
	harness_expect(place->run, PURSE_E_NOT_OURS);
}

/* A shared server: one role may create roles and owns the database, another may nothing. */
static void serves_ordinary_roles(void **state) {
	struct place *place = *state;
	struct purse_db *owner, *stranger;

	assert_true(
		purse_db_script(place->run, place->db, NULL,
	                    purse_text(place->run->arena,
	                               "drop role if exists landlord; drop role if exists stranger;"
	                               "create role landlord login createrole; create role stranger login;"
	                               "alter database %s owner to landlord",
	                               place->database)));
	stranger = harness_open(place->run, place->database, "stranger");
	assert_false(purse_schema_install(place->run, stranger, &one, NULL));
	assert_non_null(strstr(place->run->problems[0].message, "\"stranger\" may not set up purse"));
	assert_true(purse_starts(place->run->problems[0].detail, "permission denied") ||
	            purse_starts(place->run->problems[0].detail, "must have admin option"));
	harness_expect(place->run, PURSE_E_DATABASE);
	owner = harness_open(place->run, place->database, "landlord");
	if (!purse_schema_install(place->run, owner, &one, NULL)) harness_expect_none(place->run);
	GOOD(purse_schema_upgrade(place->run, owner, &one, NULL));
	assert_true(purse_schema_add_person(place->run, owner, "maria"));
	assert_true(purse_schema_add_person(place->run, owner, "maria"));
	/* who is no member of purse_user is told so */
	assert_false(purse_schema_check(place->run, stranger, &one));
	assert_non_null(strstr(place->run->problems[0].hint, "grant purse_user to \"stranger\""));
	harness_expect(place->run, PURSE_E_DATABASE);
}

static void checks_the_files(void **state) {
	struct place *place = *state;
	struct purse_schema_files gap = with("sql/schema/004-four.sql", "select 1");

	assert_false(purse_schema_install(place->run, place->db, &gap, NULL));
	harness_expect(place->run, PURSE_E_BUG);
}

static void checks_names_of_people(void **state) {
	struct place *place = *state;
	const char *bad[] = { "",
		                  "Maria",
		                  "maria.b",
		                  "1st",
		                  "_x",
		                  "purse_owner",
		                  "pg_x",
		                  "public",
		                  "none",
		                  "a\"b",
		                  "a123456789012345678901234567890123456789012345678901234567890123" };

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_false(purse_schema_is_person(bad[i]));
		assert_false(purse_schema_add_person(place->run, place->db, bad[i]));
		harness_expect(place->run, PURSE_E_BAD_CODE);
	}
	assert_true(purse_schema_is_person("maria_2"));
}

/* The schema that is built in. */
static void installs_what_is_built_in(void **state) {
	struct place *place = *state;
	struct purse_db *person;
	const char *books;

	books = harness_books(place->run);
	person = harness_open(place->run, books, harness_person(place->run, "maria"));
	if (!purse_schema_check(place->run, person, NULL)) harness_expect_none(place->run);
	harness_drop(place->run, books);
}

/* The tables that are built in, as they were before number 12; what reads and writes them comes with the
 * upgrade. */
static struct purse_schema_files before_totals(struct purse_run *run) {
	size_t count, kept = 0;
	const struct purse_embedded *all = purse_embedded_under("sql/", &count);
	struct purse_embedded *list = purse_alloc_array(run->arena, count + 1, sizeof *list);
	static const char grant[] = "grant usage on schema purse_view to purse_owner";

	for (size_t i = 0; i < count; i++) {
		const char *path = all[i].path;

		if (purse_starts(path, "sql/schema/") && strcmp(path, "sql/schema/012") < 0) list[kept++] = all[i];
	}
	assert_true(kept < count);
	list[kept++] =
		(struct purse_embedded){ .path = "sql/view/100-old.sql", .text = grant, .length = sizeof grant - 1 };
	return (struct purse_schema_files){ list, kept };
}

/* Books with postings, one month of them closed, get the totals of what is open when they are upgraded.
 * Months count from January 1970 = 0. */
static void adds_up_what_was_booked_before(void **state) {
	struct place *place = *state;
	struct purse_schema_files old = before_totals(place->run);

	GOOD(purse_schema_install(place->run, place->db, &old, NULL));
	GOOD(purse_db_script(place->run, place->db, NULL,
		"insert into purse.counterparty (id, code, is_school) overriding system value"
		" values (1, 'ASH', true), (2, 'BRA', true);"
		"insert into purse.school (id, code, keeps_books) values (1, 'ASH', true), (2, 'BRA', true);"
		"insert into purse.batch (kind) values ('import'), ('charge'), ('close');"
		"insert into purse.period_close (school, month, batch) values (1, 668, 3);"
		"insert into purse.entry (id, batch, date, service_date, lines, kind, key, description)"
		" overriding system value values"
		" (1, 1, '2025-09-01', '2025-09-01', 2, 'opening', 'a', 'a'),"
		" (2, 1, '2025-10-01', '2025-10-01', 4, 'opening', 'b', 'b'),"
		" (3, 2, '2025-10-02', '2025-10-02', 2, 'charge', 'c', 'c');"
		"insert into purse.posting (entry, line, school, month, account, counterparty, amount) values"
		" (1, 1, 1, 668, '1000', 0, 100), (1, 2, 1, 668, '3000', 0, -100),"
		" (2, 1, 1, 669, '1320', 2, 30), (2, 2, 1, 669, '3000', 0, -30),"
		" (2, 3, 1, 669, '1320', 2, 20), (2, 4, 1, 669, '3000', 0, -20),"
		" (3, 1, 2, 669, '1000', 0, 7), (3, 2, 2, 669, '1000', 0, -7),"
		" (3, 3, 2, 668, '1000', 0, 5), (3, 4, 2, 668, '3000', 0, -5)"));
	GOOD(purse_schema_upgrade(place->run, place->db, NULL, NULL));
	assert_string_equal(
		ask(place, "select string_agg(concat_ws(' ', batch, school, month, account, counterparty, amount),"
				   " ', ' order by batch, school, month, account) from purse_cache.batch_total"),
		"1 1 669 1320 2 50, 1 1 669 3000 0 -50, 2 2 668 1000 0 5, 2 2 668 3000 0 -5");
}

/* Rules of VAT by which documents were issued stay in the table, said in the new way, beside their next
 * versions. */
static void keeps_old_vat_rules(void **state) {
	struct place *place = *state;
	struct purse_schema_files old = before_totals(place->run);

	GOOD(purse_schema_install(place->run, place->db, &old, NULL));
	GOOD(purse_db_script(place->run, place->db, NULL,
		"insert into purse.vat_rule values"
		" ('R0', 1, 10, 'any', 'yes', 'any', 'any', 'no supply', 'internal charge', 'a', 'b', 'derived',"
		"  '2026-11-21'),"
		" ('R6', 1, 30, 'other staff', 'no', 'yes', 'no', 'standard', 'vat invoice', 'a', 'b', 'verified',"
		"  '2026-11-21')"));
	GOOD(purse_schema_upgrade(place->run, place->db, NULL, NULL));
	assert_string_equal(
		ask(place, "select string_agg(concat_ws(' ', rule, version, stage, treatment, conditions), ', '"
				   " order by rule, version) from purse.vat_rule where rule in ('R0', 'R6')"),
		"R0 1 rule no supply same VAT person=yes, R0 2 rule no supply same VAT person=yes,"
		" R6 1 rule standard same VAT person=no; both eligible=yes; supplier registered=no,"
		" R6 2 rule standard ");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(installs),
		TEST(installs_once),
		TEST(upgrades),
		TEST(rebuilds_what_can_be_rebuilt),
		TEST(refuses_a_changed_migration),
		TEST(does_all_or_nothing),
		TEST(refuses_what_is_not_ours),
		TEST(serves_ordinary_roles),
		TEST(checks_the_files),
		TEST(checks_names_of_people),
		TEST(installs_what_is_built_in),
		TEST(adds_up_what_was_booked_before),
		TEST(keeps_old_vat_rules),
	};

	return cmocka_run_group_tests(tests, harness_start, harness_stop);
}
