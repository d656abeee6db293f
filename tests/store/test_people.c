/* work/person, work/bank and work/close: who may do what, the second person, closing months. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "purse/base/arena.h"
#include "purse/base/error.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/store/books.h"
#include "purse/store/db.h"
#include "purse/store/server.h"
#include "purse/work/bank.h"
#include "purse/work/close.h"
#include "purse/work/import.h"
#include "purse/work/person.h"
#include "support/harness.h"

enum { SEPTEMBER_2025 = 668, OCTOBER_2025, NOVEMBER_2025 };

struct books {
	struct purse_run *run;
	const char *database;
	struct purse_db *sam;     /* manager of all schools */
	struct purse_db *maria;   /* manager of BRA */
};

static int set_up(void **state) {
	struct purse_run *run = purse_run_new();
	struct books *books = purse_alloc(run->arena, sizeof *books);
	const char *path = "tests/store/import/base";
	struct purse_import_wish wish = { .paths = &path, .path_count = 1 };
	struct purse_import_result result;
	bool changed = false;
	books->run = run;
	books->database = harness_books(run);
	harness_person(run, "sam");
	harness_person(run, "maria");
	if (!purse_person_first(run, harness_open(run, books->database, NULL), "sam")) harness_expect_none(run);
	books->sam = harness_open(run, books->database, "sam");
	books->maria = harness_open(run, books->database, "maria");
	if (!purse_import(run, books->sam, &wish, &result)
	    || !purse_person_grant(run, books->sam, "maria", "BRA", "manager", true, &changed))
		harness_expect_none(run);
	assert_true(changed);
	*state = books;
	return 0;
}

static int tear_down(void **state) {
	struct books *books = *state;
	harness_drop(books->run, books->database);
	purse_run_close(books->run);
	return 0;
}

/* ---- rights ---- */

static bool grant(struct books *books, struct purse_db *by, const char *login, const char *school,
                  const char *role, bool give) {
	bool changed = false;
	if (!purse_person_grant(books->run, by, login, school, role, give, &changed)) return false;
	return changed;
}

static void gives_and_takes(void **state) {
	struct books *books = *state;
	struct purse_right *rights;
	size_t count;
	assert_true(grant(books, books->maria, "sam", "BRA", "auditor", true));
	assert_false(grant(books, books->maria, "sam", "BRA", "auditor", true));
	assert_true(grant(books, books->maria, "sam", "BRA", "auditor", false));
	assert_false(grant(books, books->maria, "sam", "BRA", "auditor", false));
	harness_expect_none(books->run);
	if (!purse_person_list(books->run, books->sam, &rights, &count)) harness_expect_none(books->run);
	assert_int_equal(count, 2);
	assert_string_equal(rights[0].login, "maria");
	assert_string_equal(rights[0].school, "BRA");
	assert_string_equal(rights[0].given_by, "sam");
	assert_string_equal(rights[1].school, "ALL");
	/* a manager of one school sees who has rights there, and herself */
	if (!purse_person_list(books->run, books->maria, &rights, &count)) harness_expect_none(books->run);
	assert_int_equal(count, 1);
	/* the first person comes first only once */
	if (!purse_person_first(books->run, harness_open(books->run, books->database, NULL), "maria"))
		harness_expect_none(books->run);
	if (!purse_person_list(books->run, books->sam, &rights, &count)) harness_expect_none(books->run);
	assert_int_equal(count, 2);
}

static void refuses_rights(void **state) {
	struct books *books = *state;
	static const struct {
		bool by_maria;
		const char *login, *school, *role;
		bool give;
		enum purse_code code;
	} cases[] = {
		{ true, "maria", "ASH", "manager", true, PURSE_E_NOT_YOUR_SCHOOL },
		{ true, "maria", "ALL", "auditor", true, PURSE_E_NOT_YOUR_SCHOOL },
		{ true, "sam", "ALL", "manager", false, PURSE_E_NOT_YOUR_SCHOOL },
		{ false, "maria", "ZED", "manager", true, PURSE_E_UNKNOWN_REFERENCE },
		{ false, "maria", "BRA", "boss", true, PURSE_E_BAD_WORD },
		{ false, "nobody_here", "BRA", "manager", true, PURSE_E_NOTHING_FOUND },
		{ false, "purse_admin", "BRA", "manager", true, PURSE_E_NOTHING_FOUND },
		{ false, "nobody_here", "BRA", "manager", false, PURSE_E_NOTHING_FOUND },
		{ false, "sam", "ALL", "manager", false, PURSE_E_NOT_ALLOWED_VALUE },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_false(grant(books, cases[i].by_maria ? books->maria : books->sam, cases[i].login,
		                   cases[i].school, cases[i].role, cases[i].give));
		harness_expect(books->run, cases[i].code);
	}
	/* with a second manager of all schools the first may go */
	assert_true(grant(books, books->sam, "maria", "ALL", "manager", true));
	assert_true(grant(books, books->sam, "sam", "ALL", "manager", false));
	assert_false(grant(books, books->sam, "sam", "ALL", "manager", true));
	harness_expect(books->run, PURSE_E_NOT_YOUR_SCHOOL);
}

static void adds_people(void **state) {
	struct books *books = *state;
	struct purse_choice choice = {
		.uri = purse_text(books->run->arena, "host='%s' user=%s dbname=%s",
		                  purse_server_target(harness_server(), PURSE_ADMIN_ROLE).socket_folder,
		                  PURSE_ADMIN_ROLE, books->database),
	};
	struct purse_right *rights;
	size_t count;
	bool added = false;
	if (!purse_person_add(books->run, &choice, "olga", "Olga Brandt", &added))
		harness_expect_none(books->run);
	assert_true(added);
	if (!purse_person_add(books->run, &choice, "olga", NULL, &added)) harness_expect_none(books->run);
	assert_false(added);
	if (!purse_person_list(books->run, books->sam, &rights, &count)) harness_expect_none(books->run);
	assert_int_equal(count, 3);
	assert_string_equal(rights[1].name, "Olga Brandt");
	assert_null(rights[1].role);
	harness_open(books->run, books->database, "olga");
	assert_false(purse_person_add(books->run, &choice, "Olga B", NULL, &added));
	harness_expect(books->run, PURSE_E_BAD_CODE);
}

/* ---- bank details ---- */

static void import_rows(struct books *books, struct purse_db *db, const char *kind, const char *headings,
                        const char *rows) {
	const char *folder = harness_folder(books->run);
	const char *path = purse_text(books->run->arena, "%s/%s.csv", folder, kind);
	struct purse_import_wish wish = { .paths = &path, .path_count = 1 };
	struct purse_import_result result;
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fprintf(file, "%s\n%s", headings, rows);
	fclose(file);
	if (!purse_import(books->run, db, &wish, &result)) harness_expect_none(books->run);
	harness_remove_folder(books->run, folder);
}

static void import_bank(struct books *books, struct purse_db *db, const char *rows) {
	import_rows(books, db, "bank-details", "School,From,Account name,Sort code,Account number", rows);
}

static void second_person(void **state) {
	struct books *books = *state;
	struct purse_bank_detail *details;
	size_t count;
	long confirmed;
	import_bank(books, books->maria, "BRA,2025-09-01,Bramley,00-00-02,00000002\n");
	if (!purse_bank_list(books->run, books->maria, &details, &count)) harness_expect_none(books->run);
	assert_int_equal(count, 1);   /* her own school's only */
	assert_true(details[0].in_use);
	import_bank(books, books->maria, "BRA,2026-01-01,Bramley,00-00-03,00000003\n");
	if (!purse_bank_list(books->run, books->maria, &details, &count)) harness_expect_none(books->run);
	assert_int_equal(count, 2);
	assert_false(details[1].in_use);
	assert_string_equal(details[1].recorded_by, "maria");
	assert_false(purse_bank_confirm(books->run, books->maria, "BRA", &confirmed));
	harness_expect(books->run, PURSE_E_SAME_PERSON);
	assert_false(purse_bank_confirm(books->run, books->maria, "ASH", &confirmed));
	harness_expect(books->run, PURSE_E_NOT_YOUR_SCHOOL);
	assert_false(purse_bank_confirm(books->run, books->sam, "ZED", &confirmed));
	harness_expect(books->run, PURSE_E_UNKNOWN_REFERENCE);
	/* each confirms what the other recorded */
	import_bank(books, books->sam, "BRA,2026-02-01,Bramley,00-00-04,00000004\n");
	if (!purse_bank_confirm(books->run, books->sam, "BRA", &confirmed)) harness_expect_none(books->run);
	assert_int_equal(confirmed, 1);
	if (!purse_bank_confirm(books->run, books->maria, "BRA", &confirmed)) harness_expect_none(books->run);
	assert_int_equal(confirmed, 1);
	if (!purse_bank_confirm(books->run, books->sam, "BRA", &confirmed)) harness_expect_none(books->run);
	assert_int_equal(confirmed, 0);
	if (!purse_bank_list(books->run, books->sam, &details, &count)) harness_expect_none(books->run);
	assert_int_equal(count, 4);
	assert_true(details[2].in_use && details[3].in_use);
	assert_string_equal(details[2].confirmed_by, "sam");
}

/* ---- closing ---- */

static bool close_month(struct books *books, struct purse_db *by, int32_t month, const char *school,
                        struct purse_close_result *result) {
	struct purse_close_wish wish = { .month_number = month,
		                             .schools = &school,
		                             .school_count = school ? 1 : 0 };
	return purse_close(books->run, by, &wish, result);
}

static void closes_months(void **state) {
	struct books *books = *state;
	struct purse_close_result result;
	struct purse_rows *row;
	assert_false(close_month(books, books->sam, OCTOBER_2025, NULL, &result));   /* September has entries */
	harness_expect(books->run, PURSE_E_EARLIER_OPEN);
	if (!close_month(books, books->maria, SEPTEMBER_2025, NULL, &result)) harness_expect_none(books->run);
	assert_int_equal(result.school_count, 1);
	assert_string_equal(result.schools[0], "BRA");
	assert_int_equal(result.closed, 1);
	/* A1 and A3, of which A2 is the corrected one; P1 and L1 are bought by ASH */
	assert_int_equal(result.activities, 2);
	assert_int_equal(result.purchases, 0);
	if (!close_month(books, books->sam, SEPTEMBER_2025, NULL, &result)) harness_expect_none(books->run);
	assert_int_equal(result.school_count, 4);
	assert_int_equal(result.closed, 3);
	assert_int_equal(result.purchases, 2);
	if (!close_month(books, books->sam, SEPTEMBER_2025, NULL, &result)) harness_expect_none(books->run);
	assert_int_equal(result.closed, 0);
	/* what lies between closes along */
	if (!close_month(books, books->sam, NOVEMBER_2025, "ASH", &result)) harness_expect_none(books->run);
	assert_int_equal(result.closed, 1);
	if (!purse_db_one_row_text(books->run, books->sam, "select count(*) as n from purse_view.period_close",
	                           NULL, 0, &row))
		harness_expect_none(books->run);
	assert_string_equal(purse_rows_cell(row, 0, "n"), "6");
}

static void refuses_closing(void **state) {
	struct books *books = *state;
	struct purse_close_result result;
	struct purse_rows *row;
	assert_false(close_month(books, books->maria, SEPTEMBER_2025, "ASH", &result));
	harness_expect(books->run, PURSE_E_NOT_YOUR_SCHOOL);
	assert_false(close_month(books, books->sam, SEPTEMBER_2025, "ZED", &result));
	harness_expect(books->run, PURSE_E_UNKNOWN_REFERENCE);
	assert_false(close_month(books, books->sam, SEPTEMBER_2025, "FRA", &result));   /* keeps no books here */
	harness_expect(books->run, PURSE_E_UNKNOWN_REFERENCE);
	/* nor may who has no right there keep others waiting */
	assert_false(purse_db_one_row_text(books->run, books->maria,
	                                   "select purse_api.lock_for_closing(array(select s.id"
	                                   " from purse_view.school s where s.code = 'ASH'), 668)",
	                                   NULL, 0, &row));
	harness_expect(books->run, PURSE_E_NOT_YOUR_SCHOOL);
	assert_true(grant(books, books->sam, "maria", "BRA", "manager", false));
	assert_false(close_month(books, books->maria, SEPTEMBER_2025, NULL, &result));
	harness_expect(books->run, PURSE_E_NOTHING_FOUND);
}

/* By the run's clock, so that a year can be played on any day; from the month's last day on. */
static void closes_what_has_ended(void **state) {
	struct books *books = *state;
	struct purse_close_result result;
	struct purse_date last;
	assert_true(purse_date_make(2025, 9, 30, &last));
	books->run->now_s = (int64_t)last.day * 86400 - 1;   /* the second before that day */
	assert_false(close_month(books, books->sam, SEPTEMBER_2025, NULL, &result));
	harness_expect(books->run, PURSE_E_NOT_OVER);
	assert_false(close_month(books, books->sam, NOVEMBER_2025, NULL, &result));
	harness_expect(books->run, PURSE_E_NOT_OVER);
	books->run->now_s++;
	if (!close_month(books, books->sam, SEPTEMBER_2025, NULL, &result)) harness_expect_none(books->run);
	assert_int_equal(result.closed, 4);
}

/* Asked directly, as sam, for ASH and a month counted from the server's own. */
static bool close_directly(struct books *books, const char *function, int months_ahead) {
	struct purse_rows *row;
	return purse_db_one_row_text(
		books->run, books->sam,
		purse_text(books->run->arena,
	               "select purse_api.%s(array(select s.id from purse_view.school s where s.code = 'ASH'),"
	               " (extract(year from t) * 12 + extract(month from t) - 1970 * 12 - 1)::int + (%d))"
	               " from (select now() at time zone 'UTC' as t) x",
	               function, months_ahead),
		NULL, 0, &row);
}

static void refuses_months_to_come(void **state) {
	struct books *books = *state;
	struct purse_rows *row;
	static const char *const functions[] = { "close_period", "lock_for_closing" };
	for (size_t i = 0; i < 2; i++) {
		assert_false(close_directly(books, functions[i], 1));
		harness_expect(books->run, PURSE_E_NOT_OVER);
		assert_false(close_directly(books, functions[i], 1000));
		harness_expect(books->run, PURSE_E_NOT_OVER);
	}
	/* where entries stand in a month to come, the year is played by another clock */
	if (!purse_db_one_row_text(books->run, books->sam,
	                           "select to_char(date_trunc('month', now() at time zone 'UTC')"
	                           " + interval '2 months', 'YYYY-MM-DD') as day", NULL, 0, &row))
		harness_expect_none(books->run);
	import_rows(books, books->sam, "opening-balances",
	            "Ref,School,Date,Account,Counterparty,Fund,Amount,Description",
	            purse_text(books->run->arena, "O9,ASH,%s,1320,BRA,,1.00,July\n",
	                       purse_rows_cell(row, 0, "day")));
	assert_false(close_directly(books, "close_period", 3));
	harness_expect(books->run, PURSE_E_NOT_OVER);
	struct purse_close_result result;
	if (!close_month(books, books->sam, SEPTEMBER_2025, "ASH", &result)
	    || !close_directly(books, "close_period", 0)
	    || !close_directly(books, "close_period", 1) || !close_directly(books, "close_period", 2))
		harness_expect_none(books->run);
	assert_false(close_directly(books, "close_period", 3));
	harness_expect(books->run, PURSE_E_NOT_OVER);
}

#define ON_BOOKS(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
	const struct CMUnitTest tests[] = {
		ON_BOOKS(gives_and_takes), ON_BOOKS(refuses_rights), ON_BOOKS(adds_people),
		ON_BOOKS(second_person),   ON_BOOKS(closes_months),  ON_BOOKS(refuses_closing),
		ON_BOOKS(closes_what_has_ended), ON_BOOKS(refuses_months_to_come),
	};
	return cmocka_run_group_tests(tests, harness_start, harness_stop);
}
