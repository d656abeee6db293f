/* store/system: what the system refuses is said as SYSTEM, with the path and the system's words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/store/system.h"

static void a_folder_where_none_can_be(void **state) {
	struct purse_run *run = purse_run_new();

	(void)state;
	assert_false(purse_make_private_folder(run, "/dev/null/books", purse_account_own()));
	assert_int_equal(run->problems[0].code, PURSE_E_SYSTEM);
	assert_non_null(strstr(run->problems[0].message, "/dev/null/books"));
	assert_int_equal(purse_run_exit(run), 4);
	purse_run_close(run);
}

static void a_folder_open_to_others(void **state) {
	struct purse_run *run = purse_run_new();
	char folder[] = "/tmp/purse-test-XXXXXX";

	(void)state;
	assert_non_null(mkdtemp(folder));
	assert_int_equal(chmod(folder, 0755), 0);
	assert_false(purse_make_private_folder(run, folder, purse_account_own()));
	assert_int_equal(run->problems[0].code, PURSE_E_SYSTEM);
	assert_non_null(run->problems[0].hint);
	assert_int_equal(chmod(folder, 0700), 0);
	assert_true(purse_make_private_folder(run, folder, purse_account_own()));
	assert_int_equal(rmdir(folder), 0);
	purse_run_close(run);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_folder_where_none_can_be),
		cmocka_unit_test(a_folder_open_to_others),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
