/* store/sql: quoting, arrays, and finding the line that a server's error points at. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "purse/base/arena.h"
#include "purse/store/sql.h"

static void quotes_names_and_texts(void **state) {
	struct purse_arena *arena = purse_arena_new(NULL);

	(void)state;
	assert_string_equal(purse_sql_name(arena, "school"), "\"school\"");
	assert_string_equal(purse_sql_name(arena, "a\"b"), "\"a\"\"b\"");
	assert_string_equal(purse_sql_text(arena, ""), "''");
	assert_string_equal(purse_sql_text(arena, "St Mary's \\ CE"), "'St Mary''s \\ CE'");
	purse_arena_close(arena);
}

static void writes_arrays(void **state) {
	const char *items[] = { "a", NULL, "", "NULL", "x,y", "\"q\"", "b\\s", "{}" };
	struct purse_arena *arena = purse_arena_new(NULL);

	(void)state;
	assert_string_equal(purse_sql_array(arena, NULL, 0), "{}");
	assert_string_equal(purse_sql_array(arena, items, 8),
	                    "{\"a\",NULL,\"\",\"NULL\",\"x,y\",\"\\\"q\\\"\",\"b\\\\s\",\"{}\"}");
	purse_arena_close(arena);
}

static void finds_the_line_of_a_position(void **state) {
	(void)state;
	assert_int_equal(purse_sql_line_of_position("select 1", 8), 1);
	assert_int_equal(purse_sql_line_of_position("a\nb\nc", 1), 1);
	assert_int_equal(purse_sql_line_of_position("a\nb\nc", 3), 2);
	assert_int_equal(purse_sql_line_of_position("a\nb\nc", 5), 3);
	/* positions count characters, not bytes: é is two bytes */
	assert_int_equal(purse_sql_line_of_position("é\né\né", 3), 2);
	assert_int_equal(purse_sql_line_of_position("é\né\né", 5), 3);
	assert_int_equal(purse_sql_line_of_position("a\nb", 99), 2);
}

static void finds_the_line_of_a_statement(void **state) {
	const char *sql = "-- a heading; with a semicolon\n"
					  "/* and /* another; */ one; */\n"
					  "select 'it''s; \n fine';\n" /* 3 */
					  ";;\n"
					  "create function f() returns int language sql as $$\n" /* 6 */
					  " select 1; select 2;\n"
					  "$$;\n"
					  "do $body$ begin perform $$;$$; end $body$;\n"          /* 9 */
					  "insert into t values (E'a\\';b', $1, \"odd;name\");\n" /* 10 */
					  "\n-- last\n  select 1";                                /* 13 */
	const long lines[] = { 3, 6, 9, 10, 13, 0 };

	(void)state;
	for (int i = 0; i < 6; i++) assert_int_equal(purse_sql_line_of_statement(sql, i), lines[i]);
	assert_int_equal(purse_sql_line_of_statement("", 0), 0);
	assert_int_equal(purse_sql_line_of_statement("select 'open", 0), 1);
	assert_int_equal(purse_sql_line_of_statement("select $q$ open", 1), 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quotes_names_and_texts),
		cmocka_unit_test(writes_arrays),
		cmocka_unit_test(finds_the_line_of_a_position),
		cmocka_unit_test(finds_the_line_of_a_statement),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
