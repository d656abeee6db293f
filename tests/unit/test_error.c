#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "purse/base/error.h"

static const enum purse_code unknown = (enum purse_code)9999;

static void every_code_is_complete(void **state) {
	(void)state;
	for (int i = 1; i < PURSE_CODES; i++) {
		enum purse_code code = (enum purse_code)i;
		const char *five = purse_error_state(code);
		assert_int_equal(strlen(five), 5);
		assert_memory_equal(five, "LG", 2);
		assert_int_equal(strspn(five + 2, "0123456789"), 3);
		const char *meaning = purse_error_meaning(code);
		assert_true(strlen(meaning) > 10);
		assert_true(strlen(meaning) < 100);
		assert_true(meaning[strlen(meaning) - 1] != '.');
		assert_true(strlen(purse_error_name(code)) > 2);
		int status = purse_error_exit(code);
		assert_true((status >= 1 && status <= 4) || status == 70);
	}
}

static void states_and_names_are_unique(void **state) {
	(void)state;
	for (int i = 1; i < PURSE_CODES; i++) {
		assert_int_equal(purse_error_from_state(purse_error_state((enum purse_code)i)), i);
		for (int j = 1; j < i; j++) {
			assert_string_not_equal(purse_error_name((enum purse_code)i),
			                        purse_error_name((enum purse_code)j));
			assert_string_not_equal(purse_error_meaning((enum purse_code)i),
			                        purse_error_meaning((enum purse_code)j));
		}
	}
}

static void knows_some_by_heart(void **state) {
	(void)state;
	assert_string_equal(purse_error_state(PURSE_E_BAD_MONEY), "LG102");
	assert_string_equal(purse_error_name(PURSE_E_BAD_MONEY), "BAD_MONEY");
	assert_int_equal(purse_error_exit(PURSE_E_BAD_MONEY), 1);
	assert_int_equal(purse_error_exit(PURSE_E_USAGE), 2);
	assert_int_equal(purse_error_exit(PURSE_E_DATABASE), 3);
	assert_int_equal(purse_error_exit(PURSE_E_FILE_WRITE), 4);
	assert_int_equal(purse_error_exit(PURSE_E_BUG), 70);
	assert_int_equal(purse_error_exit(PURSE_OK), 0);
	assert_string_equal(purse_error_state(PURSE_OK), "00000");
}

static void takes_what_is_not_in_the_table(void **state) {
	(void)state;
	assert_int_equal(purse_error_from_state("23505"), PURSE_OK);
	assert_int_equal(purse_error_from_state("00000"), PURSE_OK);
	assert_int_equal(purse_error_from_state(""), PURSE_OK);
	assert_int_equal(purse_error_from_state(NULL), PURSE_OK);
	assert_int_equal(purse_error_exit(unknown), 70);
	assert_string_equal(purse_error_state(unknown), "LG901");
	assert_string_equal(purse_error_name(unknown), "BUG");
	assert_non_null(purse_error_meaning(unknown));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_code_is_complete),
		cmocka_unit_test(states_and_names_are_unique),
		cmocka_unit_test(knows_some_by_heart),
		cmocka_unit_test(takes_what_is_not_in_the_table),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
