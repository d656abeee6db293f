#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "purse/base/arena.h"
#include "purse/output/table.h"

static struct purse_arena *arena;

static int open_arena(void **state) {
	(void)state;
	arena = purse_arena_new(NULL);
	return 0;
}

static int close_arena(void **state) {
	(void)state;
	purse_arena_close(arena);
	return 0;
}

static void lines_up_columns(void **state) {
	(void)state;
	static const struct purse_table_column columns[] = { { .heading = "school" },
		                                                 { .heading = "£", .right = true } };
	struct purse_table *table = purse_table_new(arena, columns, 2);
	purse_table_row(table, (const char *[]){ "Ashcombe", "1,813.14" });
	purse_table_row(table, (const char *[]){ "Tŷ’r Felin", "801.32" });
	purse_table_row(table, (const char *[]){ NULL, "0.00" });
	purse_table_rule(table);
	purse_table_rule(table);
	purse_table_row(table, (const char *[]){ "total", "2,614.46" });
	assert_string_equal(purse_table_text(arena, table, 2, 0),
	                    "  school             £\n"
	                    "  ----------  --------\n"
	                    "  Ashcombe    1,813.14\n"
	                    "  Tŷ’r Felin    801.32\n"
	                    "                  0.00\n"
	                    "  ----------  --------\n"
	                    "  total       2,614.46\n");
}

static void has_no_head_without_headings(void **state) {
	(void)state;
	static const struct purse_table_column columns[] = { { .heading = NULL }, { .heading = NULL } };
	struct purse_table *table = purse_table_new(arena, columns, 2);
	purse_table_row(table, (const char *[]){ "server", "running" });
	purse_table_row(table, (const char *[]){ "log", NULL });
	assert_string_equal(purse_table_text(arena, table, 0, 0), "server  running\nlog\n");
	assert_string_equal(purse_table_text(arena, purse_table_new(arena, columns, 2), 0, 0), "");
}

static void breaks_wide_cells(void **state) {
	(void)state;
	static const struct purse_table_column columns[] = { { .heading = "what", .widest = 10 },
		                                                 { .heading = "n" } };
	struct purse_table *table = purse_table_new(arena, columns, 2);
	purse_table_row(table, (const char *[]){ "weekly coaching by a teacher", "1" });
	purse_table_row(table, (const char *[]){ "aaaaaaaaaabbbbbbbbbbc", "2" });
	purse_table_row(table, (const char *[]){ "ééééé ééééé", "3" });
	assert_string_equal(purse_table_text(arena, table, 0, 0),
	                    "what        n\n"
	                    "----------  -\n"
	                    "weekly      1\n"
	                    "coaching\n"
	                    "by a\n"
	                    "teacher\n"
	                    "aaaaaaaaaa  2\n"
	                    "bbbbbbbbbb\n"
	                    "c\n"
	                    "ééééé       3\n"
	                    "ééééé\n");
}

static void fits_a_narrow_terminal(void **state) {
	(void)state;
	static const struct purse_table_column columns[] = { { .heading = "Ref", .spare = 1 },
		                                                 { .heading = "Description" },
		                                                 { .heading = "Not invoiced yet", .right = true } };
	struct purse_table *table = purse_table_new(arena, columns, 3);
	purse_table_row(table, (const char *[]){ "HAZ-0001", "weekly coaching by a PE teacher", "12,345.67" });
	purse_table_row(table, (const char *[]){ "HAZ-0002", "  Evidence: diary", "-1.00" });
	/* the heading over numbers gives way first, then words down to 24 columns */
	assert_string_equal(purse_table_text(arena, table, 0, 45),
	                    "Ref       Description                     Not\n"
	                    "                                     invoiced\n"
	                    "                                          yet\n"
	                    "--------  ------------------------  ---------\n"
	                    "HAZ-0001  weekly coaching by a PE   12,345.67\n"
	                    "          teacher\n"
	                    "HAZ-0002    Evidence: diary             -1.00\n");
	/* then what can be spared; what goes on keeps its indentation; numbers stay whole */
	assert_string_equal(purse_table_text(arena, table, 2, 27),
	                    "  Description           Not\n"
	                    "                   invoiced\n"
	                    "                        yet\n"
	                    "  --------------  ---------\n"
	                    "  weekly          12,345.67\n"
	                    "  coaching by a\n"
	                    "  PE teacher\n"
	                    "    Evidence:         -1.00\n"
	                    "    diary\n"
	                    "  no room for: Ref\n");
	/* whatever happens */
	assert_non_null(strstr(purse_table_text(arena, table, 2, 1), "  12,345.67\n"));
}

static void counts_columns_of_a_terminal(void **state) {
	(void)state;
	static const struct purse_table_column columns[] = { { .heading = "school", .widest = 7 },
		                                                 { .heading = "n", .right = true } };
	struct purse_table *table = purse_table_new(arena, columns, 2);
	purse_table_row(table, (const char *[]){ "Cafe\u0301", "1" });
	purse_table_row(table, (const char *[]){ "小学校小", "2" });   /* four of two columns: three fit into 7 */
	purse_table_row(table, (const char *[]){ "🏫\xFF", "3" });
	assert_string_equal(purse_table_text(arena, table, 0, 0),
	                    "school   n\n"
	                    "-------  -\n"
	                    "Cafe\u0301     1\n"
	                    "小学校   2\n"
	                    "小\n"
	                    "🏫\xFF      3\n");
}

static void holds_large_tables_whole(void **state) {
	(void)state;
	static const struct purse_table_column columns[] = { { .heading = "row" },
		                                                 { .heading = "words", .widest = 20 } };
	struct purse_table *table = purse_table_new(arena, columns, 2);
	enum { ROWS = 20000 };
	for (int i = 0; i < ROWS; i++)
		purse_table_row(table,
		                (const char *[]){ "a row of the table", "words that go on over some more lines" });
	char *text = purse_table_text(arena, table, 0, 0);
	size_t lines = 0;
	for (const char *at = text; *at; at++)
		if (*at == '\n') lines++;
	assert_int_equal(lines, 2 * ROWS + 2);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(lines_up_columns, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(has_no_head_without_headings, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(breaks_wide_cells, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(fits_a_narrow_terminal, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(counts_columns_of_a_terminal, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(holds_large_tables_whole, open_arena, close_arena),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
