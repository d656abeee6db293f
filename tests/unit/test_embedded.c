/* base/embedded: looking up a table. The table here stands in for the one that embed makes; tests/build tries
 * that. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "purse/base/embedded.h"

extern const struct purse_embedded purse_embedded_table[];
extern const size_t purse_embedded_count;

const struct purse_embedded purse_embedded_table[] = {
	{ "reports/savings.sql", "select 1", 8 },
	{ "sql/query/balance.sql", "select 2", 8 },
	{ "sql/view-old.sql", "select 3", 8 },
	{ "sql/view/charge.sql", "select 4", 8 },
	{ "sql/view/school.sql", "", 0 },
	{ "sql/view/school/body.sql", "select 5", 8 },
	{ "sql/viewer.sql", "select 6", 8 },
};
const size_t purse_embedded_count = sizeof purse_embedded_table / sizeof *purse_embedded_table;

static void each_file_is_found(void **state) {
	(void)state;
	for (size_t i = 0; i < purse_embedded_count; i++)
		assert_ptr_equal(purse_embedded(purse_embedded_table[i].path), &purse_embedded_table[i]);
}

static void other_paths_give_nothing(void **state) {
	(void)state;
	assert_null(purse_embedded(""));
	assert_null(purse_embedded("a"));
	assert_null(purse_embedded("sql/view"));
	assert_null(purse_embedded("sql/view/"));
	assert_null(purse_embedded("sql/view/charge.sq"));
	assert_null(purse_embedded("sql/view/charge.sql "));
	assert_null(purse_embedded("z"));
}

static void a_folder_gives_its_files_and_no_neighbours(void **state) {
	(void)state;
	size_t count = 99;
	assert_ptr_equal(purse_embedded_under("sql/view/", &count), &purse_embedded_table[3]);
	assert_int_equal(count, 3);
	assert_ptr_equal(purse_embedded_under("sql/view/school/", &count), &purse_embedded_table[5]);
	assert_int_equal(count, 1);
	assert_ptr_equal(purse_embedded_under("reports/", &count), &purse_embedded_table[0]);
	assert_int_equal(count, 1);
	assert_ptr_equal(purse_embedded_under("", &count), &purse_embedded_table[0]);
	assert_int_equal(count, 7);
}

static void a_folder_that_is_not_there_gives_nothing(void **state) {
	(void)state;
	const char *const folders[] = { "a/", "sql/verify/", "sql/viewer/", "z/" };
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		size_t count = 99;
		assert_null(purse_embedded_under(folders[i], &count));
		assert_int_equal(count, 0);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_file_is_found),
		cmocka_unit_test(other_paths_give_nothing),
		cmocka_unit_test(a_folder_gives_its_files_and_no_neighbours),
		cmocka_unit_test(a_folder_that_is_not_there_gives_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
