#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "purse/report/resolve.h"
#include "purse/report/workbook.h"
#include "unit/savings_source.h"
#include "unit/unzipped.h"

static struct purse_run *run;
static char folder[256];

static int open_run(void **state) {
	(void)state;
	run = purse_run_new();
	run->now_s = 1774958400;
	const char *base = getenv("TMPDIR");
	snprintf(folder, sizeof folder, "%s/purse-grid-XXXXXX", base ? base : "/tmp");
	assert_non_null(mkdtemp(folder));
	return 0;
}

static int close_run(void **state) {
	(void)state;
	assert_int_equal(system(purse_text(run->arena, "rm -rf '%s'", folder)), 0);
	purse_run_close(run);
	return 0;
}

static char *in_folder(const char *name) { return purse_text(run->arena, "%s/%s", folder, name); }

static const char *const year[] = { "01/09/2025", "2026-08-31", NULL };

static struct purse_grid *savings(const struct saving_line *lines, size_t count, const char *path) {
	struct saving_source lines_source = { lines, count };
	struct purse_row_source source = { fetch_savings, &lines_source };
	struct purse_grid *grid;
	assert_true(purse_report_write(run, "savings", &source, year, 3, path, &grid));
	return grid;
}

static int64_t pence_of(const struct purse_grid *grid, const char *figure) {
	struct purse_value value;
	int64_t pence = 0;
	assert_true(purse_grid_figure(grid, figure, &value));
	assert_true(purse_value_to_pence(run->arena, value, &pence));
	return pence;
}

static void savings_add_up(void **state) {
	(void)state;
	struct purse_grid *grid = savings(year_of_lines, YEAR_OF_LINES, in_folder("s.xlsx"));
	int64_t alone = 0, together = 0, added = 0, left_out = 0;
	for (size_t i = 0; i < YEAR_OF_LINES; i++) {
		const struct saving_line *line = &year_of_lines[i];
		if (!line->counted) left_out += line->together;
		if (!line->counted) continue;
		alone += line->alone;
		together += line->together;
		if (strcmp(line->role, "added cost") == 0) added += line->together;
	}
	assert_int_equal(pence_of(grid, "alone_in_all"), alone);
	assert_int_equal(pence_of(grid, "together_in_all"), together);
	assert_int_equal(pence_of(grid, "saving"), alone - together);
	assert_int_equal(pence_of(grid, "cash") + pence_of(grid, "avoided"), alone - together);
	assert_int_equal(pence_of(grid, "added"), added);
	assert_int_equal(pence_of(grid, "missing_charged"), left_out);
	assert_string_equal(purse_grid_figure_text(run->arena, grid, "saving"), "£6,726.86");
	assert_string_equal(purse_grid_figure_text(run->arena, grid, "share"), "16.0%");
	assert_string_equal(purse_grid_figure_text(run->arena, grid, "losing"), "1");
	assert_string_equal(purse_grid_figure_text(run->arena, grid, "missing"), "2");
	assert_string_equal(purse_grid_figure_text(run->arena, grid, "nothing of that name"), "");
	/* Every way to add up gives the same. */
	static const char *const tables[] = { "by_school", "by_agreement", "lines" };
	for (size_t i = 0; i < 3; i++) {
		const struct purse_grid_table *table = purse_grid_table_of(grid, tables[i]);
		int64_t saving;
		int column = purse_report_column_of(table->table, "saving");
		assert_true(purse_value_to_pence(run->arena, table->totals[column], &saving));
		assert_int_equal(saving, alone - together);
	}
}

static void writes_what_can_be_traced(void **state) {
	(void)state;
	char *path = in_folder("s.xlsx");
	savings(year_of_lines, YEAR_OF_LINES, path);
	char *summary = unzipped(run, path, "xl/worksheets/sheet1.xml");
	assert_non_null(strstr(summary, "<f>'By school'!F13</f><v>6726.86</v>"));
	assert_non_null(strstr(summary, "<f>COUNTIF('By school'!$F$5:$F$12,\"&lt;0\")</f><v>1</v>"));
	assert_non_null(strstr(summary, "<f>ROWS('Not counted'!$A$5:$A$6)</f><v>2</v>"));
	assert_non_null(strstr(summary, "<f>IF('By school'!G10=\"\",\"\",'By school'!G10)</f><v></v>"));
	char *by_school = unzipped(run, path, "xl/worksheets/sheet2.xml");
	assert_non_null(strstr(by_school, "<f>ROUND(C5-D5,2)</f><v>1353.33</v>"));
	assert_non_null(strstr(by_school, "<f>SUBTOTAL(109,By_school[Cost alone])</f><v>42095</v>"));
	assert_non_null(strstr(by_school, "<f>IF(C13=0,\"\",N(F13)/C13)</f>"));   /* a ratio of totals */
	assert_non_null(strstr(by_school, "fitToHeight=\"0\""));
	assert_non_null(strstr(by_school, "location=\"'Lines'!A1\""));
	char *book = unzipped(run, path, "xl/workbook.xml");
	assert_non_null(strstr(book, "<definedName name=\"saving\">'Summary'!$A$6</definedName>"));
	assert_non_null(strstr(unzipped(run, path, "xl/drawings/drawing1.xml"), "Two bars for each school"));
	assert_non_null(strstr(unzipped(run, path, "docProps/core.xml"), "2026-03-31T12:00:00Z"));
}

static void same_rows_same_bytes(void **state) {
	(void)state;
	char *first = in_folder("a.xlsx"), *second = in_folder("b.xlsx");
	savings(year_of_lines, YEAR_OF_LINES, first);
	savings(year_of_lines, YEAR_OF_LINES, second);
	assert_int_equal(system(purse_text(run->arena, "cmp -s '%s' '%s'", first, second)), 0);
}

static void nothing_to_show_is_shown(void **state) {
	(void)state;
	struct purse_grid *grid = savings(year_of_lines, 0, in_folder("empty.xlsx"));
	assert_string_equal(purse_grid_figure_text(run->arena, grid, "saving"), "£0.00");
	assert_string_equal(purse_grid_figure_text(run->arena, grid, "share"), "");
	char *strings = unzipped(run, in_folder("empty.xlsx"), "xl/sharedStrings.xml");
	assert_non_null(strstr(strings, "Every line has a quote: all are counted."));
}

/* Amounts beyond Excel's digits are text, and nothing that they go into is a formula. */
static void wide_amounts_are_text(void **state) {
	(void)state;
	struct saving_line lines[2] = { year_of_lines[0], year_of_lines[1] };
	lines[0].alone = INT64_C(1000000000000000);
	char *path = in_folder("wide.xlsx");
	struct purse_grid *grid = savings(lines, 2, path);
	assert_int_equal(pence_of(grid, "alone_in_all"), INT64_C(1000000000212500));
	char *strings = unzipped(run, path, "xl/sharedStrings.xml");
	assert_non_null(strstr(strings, "£10,000,000,000,000.00"));
	char *summary = unzipped(run, path, "xl/worksheets/sheet1.xml");
	assert_null(strstr(summary, "<f>'By school'!C6</f>"));
	assert_non_null(strstr(summary, "<f>'By school'!D6</f>"));
}

static void overflow_is_an_error(void **state) {
	(void)state;
	struct saving_line lines[2] = { year_of_lines[0], year_of_lines[1] };
	lines[0].alone = INT64_MAX;
	struct saving_source lines_source = { lines, 2 };
	struct purse_row_source source = { fetch_savings, &lines_source };
	struct purse_report_file *report;
	struct purse_grid *grid;
	lines[1].school = lines[0].school = "ASH";
	lines[1].agreement = "OTHER";
	assert_true(purse_report_open(run, run->arena, "savings", &report));
	lines[1].school = "BRA";   /* rows of their own: the sum is the engine's */
	assert_false(purse_grid_make(run, report, &source, year, 3, &grid));
	assert_int_equal(run->problems[0].code, PURSE_E_OVERFLOW);
}

static void wants_its_values(void **state) {
	(void)state;
	struct saving_source lines_source = { year_of_lines, YEAR_OF_LINES };
	struct purse_row_source source = { fetch_savings, &lines_source };
	struct purse_report_file *report;
	struct purse_grid *grid;
	assert_true(purse_report_open(run, run->arena, "savings", &report));
	assert_false(purse_grid_make(run, report, &source, NULL, 0, &grid));
	assert_int_equal(run->problems[0].code, PURSE_E_USAGE);
	assert_false(
		purse_grid_make(run, report, &source, (const char *[]){ "2025-09-31", "2026-08-31" }, 2, &grid));
	assert_int_equal(run->problems[1].code, PURSE_E_USAGE);
	assert_false(purse_grid_make(run, report, &source, (const char *[]){ "", "", "", "" }, 4, &grid));
	assert_int_equal(run->problems[2].code, PURSE_E_USAGE);
}

/* ---- a small report against small rows ---- */

struct small { const char *const *names, *const *cells; size_t columns, rows; };

static bool fetch_small(void *context, struct purse_run *of, struct purse_arena *arena,
                        const struct purse_place *place, const char *sql, const char *const *parameters,
                        size_t parameter_count, struct purse_rows_found *found) {
	const struct small *small = context;
	(void)of, (void)place, (void)sql, (void)parameters, (void)parameter_count;
	begin_rows(arena, found, small->names, small->columns, small->rows);
	for (size_t row = 0; row < small->rows; row++) add_row(arena, found, small->cells + row * small->columns);
	return true;
}

static bool make_small(const char *text, const struct small *small, struct purse_grid **grid) {
	struct purse_report_file *report;
	struct small copy = *small;
	assert_true(purse_report_parse(run, run->arena, "small.sql", text, &report));
	return purse_grid_make(run, report, &(struct purse_row_source){ fetch_small, &copy }, NULL, 0, grid);
}

static const char *const small_report =
	"--: report small \"Small\"\n--: sheet one \"One\"\n--: column name text \"Name\"\n"
	"--: column price money \"Price\"\n--: column times quantity \"Times\"\n"
	"--: formula cost money \"Cost\" = if(price = none, none, price * times)\n"
	"--: formula share percent \"Share\" = cost / sum(cost)\n--: total price times cost share\nselect 1\n";

static void works_out_exactly(void **state) {
	(void)state;
	const struct small small = {
		.names = (const char *[]){ "times", "name", "price" }, .columns = 3, .rows = 3,
		.cells = (const char *[]){ "0.5", "a", "16516", "1/3", "b", "100", "2", "c", NULL },
	};
	struct purse_grid *grid;
	assert_true(make_small(small_report, &small, &grid));
	const struct purse_grid_table *table = purse_grid_table_of(grid, "one");
	static const char *const costs[] = { "82.58", "0.33", "" };
	for (size_t row = 0; row < 3; row++)
		assert_string_equal(purse_value_plain(run->arena, PURSE_TYPE_MONEY, table->values[3][row]),
		                    costs[row]);
	assert_string_equal(purse_value_plain(run->arena, PURSE_TYPE_MONEY, table->totals[3]), "82.91");
	assert_string_equal(purse_value_words(run->arena, PURSE_TYPE_PERCENT, table->totals[4]), "100.0%");
	assert_int_equal(table->places[2], 4);
	assert_true(purse_report_workbook(run, grid, in_folder("small.xlsx")));
	char *xml = unzipped(run, in_folder("small.xlsx"), "xl/worksheets/sheet1.xml");
	assert_non_null(strstr(xml, "<f>IF(B4=\"\",\"\",ROUND(B4*C4,2))</f><v></v>"));
	assert_non_null(strstr(xml, "<f>IF(SUM($D$2:$D$4)=0,\"\",N(D2)/SUM($D$2:$D$4))</f>"));
	assert_non_null(strstr(xml, "<f>SUBTOTAL(109,One[Price])</f><v>166.16</v>"));
}

static void wants_the_columns(void **state) {
	(void)state;
	struct purse_grid *grid;
	const struct small missing = { .names = (const char *[]){ "name", "price" }, .columns = 2 };
	assert_false(make_small(small_report, &missing, &grid));
	assert_int_equal(run->problems[0].place.row, 5);
	const struct small more = { .names = (const char *[]){ "name", "price", "times", "extra" },
		                        .columns = 4 };
	assert_false(make_small(small_report, &more, &grid));
	assert_int_equal(run->problems[1].place.row, 9);
	const struct small bad = {
		.names = (const char *[]){ "name", "price", "times" }, .columns = 3, .rows = 1,
		.cells = (const char *[]){ "a", "1.50", "1" },
	};
	assert_false(make_small(small_report, &bad, &grid));
	assert_non_null(strstr(run->problems[2].message, "\"1.50\" as money in row 1"));
	for (int i = 0; i < 3; i++) assert_int_equal(run->problems[i].code, PURSE_E_REPORT_FILE);
	struct purse_report_file *report;
	assert_true(purse_report_parse(run, run->arena, "x.sql", "--: report x \"X\"\n--: sheet one \"One\"\n"
	            "--: column a text \"A\"\nselect $2::text as a\n", &report));
	assert_false(
		purse_grid_make(run, report, &(struct purse_row_source){ fetch_small, NULL }, NULL, 0, &grid));
	assert_non_null(strstr(run->problems[3].message, "$2"));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(savings_add_up, open_run, close_run),
		cmocka_unit_test_setup_teardown(writes_what_can_be_traced, open_run, close_run),
		cmocka_unit_test_setup_teardown(same_rows_same_bytes, open_run, close_run),
		cmocka_unit_test_setup_teardown(nothing_to_show_is_shown, open_run, close_run),
		cmocka_unit_test_setup_teardown(wide_amounts_are_text, open_run, close_run),
		cmocka_unit_test_setup_teardown(overflow_is_an_error, open_run, close_run),
		cmocka_unit_test_setup_teardown(wants_its_values, open_run, close_run),
		cmocka_unit_test_setup_teardown(works_out_exactly, open_run, close_run),
		cmocka_unit_test_setup_teardown(wants_the_columns, open_run, close_run),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
