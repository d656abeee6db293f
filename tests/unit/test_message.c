/* cli/message and cli/terminal: how problems look, on a terminal and in a file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/cli/message.h"

static struct purse_run *run;
static const struct purse_terminal file = { 0 }, narrow = { .is_terminal = true, .width = 40 };

static int open_run(void **state) {
	(void)state;
	run = purse_run_new();
	return 0;
}

static int close_run(void **state) {
	(void)state;
	purse_run_close(run);
	return 0;
}

static const char *wrapped(const char *text, int width, int start, int indent) {
	return purse_terminal_wrap(run->arena, text, width, start, indent);
}

/* What is printed for all problems of the run. */
static const char *printed(const struct purse_terminal *terminal) {
	static char text[64 * 1024];
	FILE *stream = tmpfile();
	assert_non_null(stream);
	purse_message_print(run, stream, terminal);
	rewind(stream);
	text[fread(text, 1, sizeof text - 1, stream)] = '\0';
	fclose(stream);
	return text;
}

static void breaks_lines(void **state) {
	(void)state;
	assert_string_equal(wrapped("one two three four", 9, 0, 0), "one two\nthree\nfour");
	assert_string_equal(wrapped("one two three four", 9, 4, 2), "one\n  two\n  three\n  four");
	assert_string_equal(wrapped("one two three four", 0, 4, 2), "one two three four");
	assert_string_equal(wrapped("££££ ££££ ££££", 9, 0, 0), "££££ ££££\n££££");
	assert_string_equal(wrapped("a unbreakable", 4, 0, 1), "a\n unbreakable");
	assert_string_equal(wrapped("kept\n  as\n\nit is\n", 80, 0, 3), "kept\n     as\n\n   it is");
	assert_string_equal(wrapped("", 80, 0, 3), "");
}

static void disarms_control_characters(void **state) {
	(void)state;
	assert_string_equal(purse_terminal_clean(run->arena, "a\033[2Jb\r\nc\td\x7f\xc2\x9b" "31m £é"),
	                    "a\\x1b[2Jb\\x0d\nc\td\\x7f\\x9b31m £é");
}

static void tells_place_detail_and_hint(void **state) {
	(void)state;
	struct purse_place place = { .file = "timesheets.csv", .row = 14, .column = 4 };
	purse_fail_detail(run, PURSE_E_BAD_DATE, &place, "write it as 2025-09-01", "31/02/2026\n   ^",
	                  "could not read \"31/02/2026\" as a date");
	assert_string_equal(printed(&file), "purse: timesheets.csv D14: could not read \"31/02/2026\" as a date\n"
	                                    "       31/02/2026\n          ^\nhint: write it as 2025-09-01\n");
	assert_string_equal(printed(&narrow),
	                    "purse: timesheets.csv D14: could not\n       read \"31/02/2026\" as a date\n"
	                    "       31/02/2026\n          ^\nhint: write it as 2025-09-01\n");
}

static void colours_the_labels(void **state) {
	(void)state;
	purse_fail(run, PURSE_E_USAGE, NULL, "try", "could not");
	struct purse_terminal colourful = { .is_terminal = true, .colour = true, .width = 80 };
	assert_string_equal(printed(&colourful),
	                    "\033[1;31mpurse: \033[0mcould not\n\033[1;36mhint: \033[0mtry\n");
}

static void tells_a_shared_hint_once(void **state) {
	(void)state;
	purse_fail(run, PURSE_E_BAD_DATE, NULL, "same", "first");
	purse_fail(run, PURSE_E_BAD_DATE, NULL, "same", "second");
	purse_fail(run, PURSE_E_BAD_DATE, NULL, "other", "third");
	assert_string_equal(printed(&file),
	                    "purse: first\npurse: second\nhint: same\npurse: third\nhint: other\n");
}

static void counts_what_is_not_shown(void **state) {
	(void)state;
	for (int i = 0; i < 123; i++) purse_fail(run, PURSE_E_BAD_MONEY, NULL, NULL, "x");
	assert_true(
		purse_ends(printed(&file), "purse: x\npurse: 123 problems were found; 50 of them are shown\n"));
}

static void asks_to_report_a_bug(void **state) {
	(void)state;
	purse_fail(run, PURSE_E_BUG, NULL, NULL, "could not be");
	assert_non_null(strstr(printed(&file), "hint: this is a fault of purse"));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, open_run, close_run)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(breaks_lines), TEST(disarms_control_characters), TEST(tells_place_detail_and_hint),
		TEST(colours_the_labels), TEST(tells_a_shared_hint_once), TEST(counts_what_is_not_shown),
		TEST(asks_to_report_a_bug),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
