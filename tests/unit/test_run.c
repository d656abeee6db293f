#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "purse/base/run.h"
#include "purse/base/text.h"

static struct purse_run *run;

static int open_run(void **state) {
	(void)state;
	unsetenv("SOURCE_DATE_EPOCH");
	run = purse_run_new();
	return 0;
}

static int close_run(void **state) {
	(void)state;
	purse_run_close(run);
	return 0;
}

static void keeps_problems(void **state) {
	(void)state;
	char file[] = "hours.csv", hint[] = "write it as 2025-09-01";
	struct purse_place place = { .file = file, .row = 14, .column = 4 };
	assert_int_equal(purse_run_exit(run), 0);
	assert_false(purse_fail(run, PURSE_E_BAD_DATE, &place, hint, "could not read date \"%s\"", "1.9.25"));
	file[0] = hint[0] = 'X';   /* texts are copies */
	assert_false(
		purse_fail_detail(run, PURSE_E_CONFLICTING_KEY, NULL, NULL, "was 3, is 4", "could not import"));
	assert_int_equal(run->problem_count, 2);
	assert_int_equal(run->problems[0].code, PURSE_E_BAD_DATE);
	assert_string_equal(run->problems[0].message, "could not read date \"1.9.25\"");
	assert_string_equal(run->problems[0].hint, "write it as 2025-09-01");
	assert_null(run->problems[0].detail);
	assert_string_equal(run->problems[0].place.file, "hours.csv");
	assert_null(run->problems[0].place.sheet);
	assert_int_equal(run->problems[0].place.row, 14);
	assert_string_equal(run->problems[1].detail, "was 3, is 4");
	assert_null(run->problems[1].place.file);
	assert_int_equal(purse_run_exit(run), 1);
}

static void counts_beyond_the_limit(void **state) {
	(void)state;
	for (int i = 0; i < PURSE_MAX_PROBLEMS; i++) {
		assert_true(purse_run_has_room(run));
		purse_fail(run, PURSE_E_BAD_MONEY, NULL, NULL, "could not read amount %d", i);
	}
	assert_false(purse_run_has_room(run));
	purse_fail(run, PURSE_E_BAD_MONEY, NULL, NULL, "one more");
	assert_int_equal(run->problem_count, PURSE_MAX_PROBLEMS);
	assert_int_equal(run->problems_found, PURSE_MAX_PROBLEMS + 1);
	assert_string_equal(run->problems[PURSE_MAX_PROBLEMS - 1].message, "could not read amount 49");
	purse_fail(run, PURSE_E_FILE_WRITE, NULL, NULL, "could not write \"x\"");
	assert_string_equal(run->problems[PURSE_MAX_PROBLEMS - 1].message, "could not write \"x\"");
	assert_int_equal(run->problem_count, PURSE_MAX_PROBLEMS);
	assert_int_equal(purse_run_exit(run), 4);
}

static void exits_for_the_worst(void **state) {
	(void)state;
	purse_fail(run, PURSE_E_DATABASE, NULL, NULL, "refused");
	purse_fail(run, PURSE_E_BAD_MONEY, NULL, NULL, "unreadable");
	assert_int_equal(purse_run_exit(run), 3);
	purse_fail(run, PURSE_E_BUG, NULL, NULL, "impossible");
	assert_int_equal(purse_run_exit(run), 70);
}

static void stops_once(void **state) {
	(void)state;
	volatile sig_atomic_t stop = 0;
	assert_false(purse_run_stopped(run));
	run->stop = &stop;
	assert_false(purse_run_stopped(run));
	stop = 1;
	assert_true(purse_run_stopped(run));
	assert_true(purse_run_stopped(run));
	assert_int_equal(run->problem_count, 1);
	assert_int_equal(run->problems[0].code, PURSE_E_STOPPED);
	assert_int_equal(purse_run_exit(run), 4);
}

static void count_progress(void *context, const char *doing, long done, long total) {
	assert_string_equal(doing, "reading");
	*(long *)context += done + total;
}

static void tells_progress(void **state) {
	(void)state;
	long sum = 0;
	purse_run_progress(run, "reading", 1, 2);
	run->progress = count_progress;
	run->progress_context = &sum;
	purse_run_progress(run, "reading", 10, 32);
	assert_int_equal(sum, 42);
}

static void takes_the_clock_from_the_environment(void **state) {
	static const char *const refused[] = { "x", "-1", "1 ", "1.5", "7258118400", "99999999999999999999" };
	(void)state;
	assert_true(llabs((long long)run->now_s - (long long)time(NULL)) < 60);
	setenv("SOURCE_DATE_EPOCH", "1756684799", 1);
	struct purse_run *fixed = purse_run_new();
	assert_int_equal(fixed->now_s, 1756684799);
	assert_string_equal(purse_date_iso(fixed->arena, purse_run_today(fixed)), "2025-08-31");
	fixed->now_s++;
	assert_string_equal(purse_date_iso(fixed->arena, purse_run_today(fixed)), "2025-09-01");
	purse_run_close(fixed);
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		setenv("SOURCE_DATE_EPOCH", refused[i], 1);
		struct purse_run *wrong = purse_run_new();
		assert_int_equal(wrong->problem_count, 1);
		assert_int_equal(wrong->problems[0].code, PURSE_E_USAGE);
		purse_run_close(wrong);
	}
	unsetenv("SOURCE_DATE_EPOCH");
	purse_run_close(NULL);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(keeps_problems, open_run, close_run),
		cmocka_unit_test_setup_teardown(counts_beyond_the_limit, open_run, close_run),
		cmocka_unit_test_setup_teardown(exits_for_the_worst, open_run, close_run),
		cmocka_unit_test_setup_teardown(stops_once, open_run, close_run),
		cmocka_unit_test_setup_teardown(tells_progress, open_run, close_run),
		cmocka_unit_test_setup_teardown(takes_the_clock_from_the_environment, open_run, close_run),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
