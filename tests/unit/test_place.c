#include "input.h"

static void names_columns(void **state) {
	(void)state;
	static const struct { int column; const char *letters; } cases[] = {
		{ 0, "" }, { -1, "" }, { 1, "A" }, { 2, "B" }, { 26, "Z" }, { 27, "AA" }, { 52, "AZ" }, { 53, "BA" },
		{ 702, "ZZ" }, { 703, "AAA" }, { 16384, "XFD" },   /* Excel's last */
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(purse_place_column(run->arena, cases[i].column), cases[i].letters);
	assert_string_equal(purse_place_column(run->arena, INT32_MAX), "FXSHRXW");
}

static void names_places(void **state) {
	(void)state;
	static const struct { struct purse_place place; const char *text; } cases[] = {
		{ { .file = "activities.csv", .row = 14, .column = 4 }, "activities.csv D14" },
		{ { .file = "activities.csv", .row = 14 }, "activities.csv row 14" },
		{ { .file = "activities.csv", .column = 4 }, "activities.csv column D" },
		{ { .file = "activities.csv" }, "activities.csv" },
		{ { .file = "hours.xlsx", .sheet = "Autumn", .row = 14, .column = 4 }, "hours.xlsx Autumn!D14" },
		{ { .file = "hours.xlsx", .sheet = "Autumn", .row = 14 }, "hours.xlsx Autumn row 14" },
		{ { .file = "hours.xlsx", .sheet = "Autumn" }, "hours.xlsx Autumn" },
		{ { .sheet = "Autumn", .row = 2, .column = 1 }, "Autumn!A2" },
		{ { .row = 14, .column = 4 }, "D14" },
		{ { .row = 14 }, "row 14" },
		{ { .row = 0 }, "" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(purse_place_text(run->arena, &cases[i].place), cases[i].text);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(names_columns, open_run, close_run),
		cmocka_unit_test_setup_teardown(names_places, open_run, close_run),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
