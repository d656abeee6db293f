#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

#include "purse/base/file.h"
#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/exact/fraction.h"
#include "purse/exact/round.h"
#include "purse/output/xlsx.h"
#include "unit/unzipped.h"

static struct purse_run *run;
static char folder[256];

static int open_run(void **state) {
	(void)state;
	run = purse_run_new();
	run->now_s = 1774958400;
	const char *base = getenv("TMPDIR");
	snprintf(folder, sizeof folder, "%s/purse-xlsx-XXXXXX", base ? base : "/tmp");
	assert_non_null(mkdtemp(folder));
	return 0;
}

static int close_run(void **state) {
	(void)state;
	char *command = purse_text(run->arena, "rm -rf '%s'", folder);
	assert_int_equal(system(command), 0);
	purse_run_close(run);
	return 0;
}

static char *in_folder(const char *name) { return purse_text(run->arena, "%s/%s", folder, name); }

static struct purse_xlsx *begin(const char *path) {
	struct purse_xlsx *book;
	assert_true(purse_xlsx_begin(run, path, &(struct purse_xlsx_properties){ .title = "A & B" }, &book));
	return book;
}

static struct purse_fraction number(const char *text) {
	struct purse_fraction value;
	assert_true(purse_fraction_read(run->arena, text, &value, NULL, NULL));
	return value;
}

static void names_cells(void **state) {
	(void)state;
	assert_string_equal(purse_xlsx_cell_name(run->arena, 0, 0, false), "A1");
	assert_string_equal(purse_xlsx_cell_name(run->arena, 11, 5, true), "$F$12");
	assert_string_equal(purse_xlsx_cell_name(run->arena, 0, 25, false), "Z1");
	assert_string_equal(purse_xlsx_cell_name(run->arena, 0, 26, false), "AA1");
	assert_string_equal(purse_xlsx_cell_name(run->arena, 1048575, 702, false), "AAA1048576");
	assert_string_equal(purse_xlsx_sheet_prefix(run->arena, "St John's"), "'St John''s'!");
	assert_string_equal(purse_xlsx_quoted(run->arena, "say \"no\""), "\"say \"\"no\"\"\"");
}

static void knows_names_of_sheets(void **state) {
	(void)state;
	assert_true(purse_xlsx_sheet_name_fits("By school"));
	assert_true(purse_xlsx_sheet_name_fits("Tŷ’r Felin"));
	assert_false(purse_xlsx_sheet_name_fits(""));
	assert_false(purse_xlsx_sheet_name_fits("a/b"));
	assert_false(purse_xlsx_sheet_name_fits("'quoted'"));
	assert_false(purse_xlsx_sheet_name_fits("History"));
	assert_false(purse_xlsx_sheet_name_fits("a name that is longer than 31 ch"));
}

/* One workbook with a cell of each kind; gives the XML of its sheet. */
static char *write_one(const char *path) {
	struct purse_xlsx *book = begin(path);
	struct purse_xlsx_sheet *sheet = purse_xlsx_sheet(book, "One");
	struct purse_xlsx_look money = { .number = PURSE_XLSX_MONEY }, bold = { .bold = true };
	struct purse_date day;
	assert_true(purse_date_make(2025, 9, 1, &day));
	purse_xlsx_text(sheet, 0, 0, "=1+1", &bold);
	purse_xlsx_money(sheet, 1, 0, -123456, &money);
	purse_xlsx_date(sheet, 2, 0, day, &(struct purse_xlsx_look){ .number = PURSE_XLSX_DATE });
	purse_xlsx_value(sheet, 3, 0, number("1/3"), NULL);
	purse_xlsx_formula(sheet, 4, 0, "=A2*2", number("-2469.12"), &money);
	purse_xlsx_formula_text(sheet, 5, 0, "=IF(A2=0,\"\",\"\")", "", NULL);
	purse_xlsx_money(sheet, 6, 0, INT64_C(999999999999999), &money);
	purse_xlsx_money(sheet, 7, 0, INT64_C(1000000000000000), &money);
	purse_xlsx_value(sheet, 8, 0, number("0.1"), NULL);
	purse_xlsx_value(sheet, 9, 0, number("123456789012345678901234567890"), NULL);
	purse_xlsx_money(sheet, 10, 0, INT64_MIN, &money);
	assert_true(purse_xlsx_done(run, book));
	return unzipped(run, path, "xl/worksheets/sheet1.xml");
}

static void writes_values_as_they_are(void **state) {
	(void)state;
	char *path = in_folder("one.xlsx"), *xml = write_one(path);
	assert_non_null(strstr(xml, "t=\"s\"><v>0</v>"));   /* a text, not a formula */
	assert_non_null(strstr(unzipped(run, path, "xl/sharedStrings.xml"), ">=1+1<"));
	assert_non_null(strstr(xml, "<v>-1234.56</v>"));
	assert_non_null(strstr(xml, "<v>45901</v>"));
	assert_non_null(strstr(xml, "<v>0.3333333333333333</v>"));
	assert_non_null(strstr(xml, "<f>A2*2</f><v>-2469.12</v>"));
	assert_non_null(strstr(xml, "<v>9999999999999.99</v>"));
	assert_non_null(strstr(xml, "<v>0.1</v>"));
	assert_non_null(strstr(xml, "<v>1.23456789012346E+29</v>"));
	char *strings = unzipped(run, path, "xl/sharedStrings.xml");
	assert_non_null(strstr(strings, "£10,000,000,000,000.00"));   /* more digits than Excel holds: text */
	assert_non_null(strstr(strings, "-£92,233,720,368,547,758.08"));
	assert_non_null(strstr(unzipped(run, path, "docProps/core.xml"), "2026-03-31T12:00:00Z"));
	assert_non_null(strstr(unzipped(run, path, "docProps/core.xml"), "A &amp; B"));
}

static void same_calls_same_bytes(void **state) {
	(void)state;
	char *first = in_folder("a.xlsx"), *second = in_folder("b.xlsx");
	write_one(first);
	write_one(second);
	assert_int_equal(system(purse_text(run->arena, "cmp -s '%s' '%s'", first, second)), 0);
}

/* 15 digits survive: a double that comes from pence gives the same pence. */
static void every_penny_survives(void **state) {
	(void)state;
	struct purse_xlsx *book = begin(in_folder("pence.xlsx"));
	struct purse_xlsx_sheet *sheet = purse_xlsx_sheet(book, "Pence");
	enum { COUNT = 2000 };
	int64_t pence[COUNT];
	uint64_t seed = 20250901;
	for (uint32_t i = 0; i < COUNT; i++) {
		seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
		pence[i] = (int64_t)((seed >> 8) % UINT64_C(1000000000000000));
		for (uint32_t k = 0; k < i % 15; k++) pence[i] /= 10;
		purse_xlsx_money(sheet, i, 0, pence[i], NULL);
	}
	assert_true(purse_xlsx_done(run, book));
	const char *xml = unzipped(run, in_folder("pence.xlsx"), "xl/worksheets/sheet1.xml");
	for (uint32_t i = 0; i < COUNT; i++) {
		struct purse_fraction read;
		xml = strstr(xml, "<v>");
		assert_non_null(xml);
		xml += 3;
		char *text = purse_copy_bytes(run->arena, xml, strcspn(xml, "<"));
		assert_null(strchr(text, 'E'));
		assert_true(purse_fraction_read(run->arena, text, &read, NULL, NULL));
		int64_t back;   /* the library writes 16 digits, of which the last is the double's own */
		assert_true(
			purse_round_line(purse_fraction_multiply(run->arena, read, purse_fraction_of(100)), &back));
		assert_int_equal(back, pence[i]);
	}
}

static void cuts_long_texts(void **state) {
	(void)state;
	char *path = in_folder("long.xlsx"), *text = purse_alloc(run->arena, 40001);
	for (size_t i = 0; i < 40000; i += 2) memcpy(text + i, "é", 2);
	struct purse_xlsx *book = begin(path);
	purse_xlsx_text(purse_xlsx_sheet(book, "Long"), 0, 0, text, NULL);
	assert_true(purse_xlsx_done(run, book));
	assert_non_null(strstr(unzipped(run, path, "xl/sharedStrings.xml"), "é…<"));
}

static void writes_tables_and_charts(void **state) {
	(void)state;
	char *path = in_folder("table.xlsx");
	struct purse_xlsx *book = begin(path);
	struct purse_xlsx_sheet *sheet = purse_xlsx_sheet(book, "By school");
	const struct purse_xlsx_look looks[2] = { { .bold = true }, { .bold = true } };
	struct purse_xlsx_table table = {
		.name = "Schools", .last_row = 2, .last_column = 1, .headings = (const char *[]){ "School", "Cost" },
		.head_looks = looks, .filter = true,
	};
	purse_xlsx_add_table(sheet, &table);
	for (uint32_t row = 1; row < 3; row++) {
		purse_xlsx_text(sheet, row, 0, "Ashcombe", NULL);
		purse_xlsx_money(sheet, row, 1, 100, NULL);
	}
	struct purse_xlsx_series series = {
		.name = "Cost", .sheet = "By school", .first_row = 1, .last_row = 2, .value_column = 1,
		.colour = PURSE_XLSX_DEEP,
	};
	purse_xlsx_add_chart(sheet, &(struct purse_xlsx_chart){
		.kind = PURSE_XLSX_BARS, .title = "Cost", .category_title = "School", .value_title = "Pounds",
		.description = "Two bars", .number = PURSE_XLSX_MONEY, .series = &series, .series_count = 1, .row = 5,
		.width_px = 480, .height_px = 288 });
	purse_xlsx_add_condition(sheet, 1, 1, 2, 1, &(struct purse_xlsx_condition){
		.rule = PURSE_XLSX_WHEN_BELOW, .limit = number("0"), .ink = PURSE_XLSX_RED });
	purse_xlsx_freeze(sheet, 1, 1);
	purse_xlsx_set_paper(sheet, &(struct purse_xlsx_paper){ .landscape = true, .pages_wide = 1,
	                     .footer_left = "Rose & Crown & sons", .repeats = true }, 2, 1);
	purse_xlsx_name_cell(book, "Cost_of_all", "By school", 2, 1);
	assert_true(purse_xlsx_done(run, book));
	assert_non_null(strstr(unzipped(run, path, "xl/tables/table1.xml"), "displayName=\"Schools\""));
	assert_non_null(strstr(unzipped(run, path, "xl/charts/chart1.xml"), "Pounds"));
	assert_non_null(strstr(unzipped(run, path, "xl/drawings/drawing1.xml"), "descr=\"Two bars\""));
	char *xml = unzipped(run, path, "xl/worksheets/sheet1.xml");
	assert_non_null(strstr(xml, "Rose &amp;&amp; Crown &amp;&amp; sons"));
	assert_non_null(strstr(xml, "state=\"frozen\""));
	assert_non_null(strstr(xml, "paperSize=\"9\""));
	char *names = unzipped(run, path, "xl/workbook.xml");
	assert_non_null(strstr(names, "'By school'!$B$3</definedName>"));
	assert_non_null(strstr(names, "Print_Titles"));
}

static void tells_when_it_cannot_write(void **state) {
	(void)state;
	struct purse_xlsx *book;
	assert_false(purse_xlsx_begin(run, "/nowhere/at/all.xlsx", &(struct purse_xlsx_properties){ 0 }, &book));
	assert_int_equal(run->problems[0].code, PURSE_E_FILE_WRITE);
}

/* The system's words and a hint, nothing of the library's; what was there stays. */
static void tells_when_the_disk_is_full(void **state) {
	(void)state;
	struct purse_xlsx *book;
	struct rlimit before, limit;
	const char *path = purse_text(run->arena, "%s/full.xlsx", folder);
	FILE *old = fopen(path, "w");
	assert_non_null(old);
	fputs("old", old);
	assert_int_equal(fclose(old), 0);
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	limit = before;
	limit.rlim_cur = 2000;
	assert_true(purse_xlsx_begin(run, path, &(struct purse_xlsx_properties){ 0 }, &book));
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	bool done = purse_xlsx_done(run, book);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	signal(SIGXFSZ, SIG_DFL);
	assert_false(done);
	assert_int_equal(run->problems[0].code, PURSE_E_FILE_WRITE);
	assert_true(purse_ends(run->problems[0].message, "full.xlsx\": File too large"));
	assert_true(purse_starts(run->problems[0].hint, "the file is larger than"));
	char *text;
	size_t length;
	assert_true(purse_read_file(run, run->arena, path, 100, &text, &length));
	assert_string_equal(text, "old");
	unlink(path);
}

static void an_unfinished_workbook_leaves_nothing(void **state) {
	(void)state;
	struct purse_run *other = purse_run_new();
	char *path = in_folder("never.xlsx");
	struct purse_xlsx *book;
	assert_true(purse_xlsx_begin(other, path, &(struct purse_xlsx_properties){ 0 }, &book));
	purse_xlsx_text(purse_xlsx_sheet(book, "One"), 0, 0, "words", NULL);
	purse_run_close(other);
	char **names;
	size_t count;
	assert_true(purse_list_folder(run, folder, &names, &count));
	assert_int_equal(count, 0);
}

static void a_refused_call_is_a_bug(void **state) {
	(void)state;
	struct purse_xlsx *book = begin(in_folder("bug.xlsx"));
	purse_xlsx_text(purse_xlsx_sheet(book, "One"), 1048576, 0, "below the last row", NULL);
	assert_false(purse_xlsx_done(run, book));
	assert_int_equal(run->problems[0].code, PURSE_E_BUG);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(names_cells, open_run, close_run),
		cmocka_unit_test_setup_teardown(knows_names_of_sheets, open_run, close_run),
		cmocka_unit_test_setup_teardown(writes_values_as_they_are, open_run, close_run),
		cmocka_unit_test_setup_teardown(same_calls_same_bytes, open_run, close_run),
		cmocka_unit_test_setup_teardown(every_penny_survives, open_run, close_run),
		cmocka_unit_test_setup_teardown(cuts_long_texts, open_run, close_run),
		cmocka_unit_test_setup_teardown(writes_tables_and_charts, open_run, close_run),
		cmocka_unit_test_setup_teardown(tells_when_it_cannot_write, open_run, close_run),
		cmocka_unit_test_setup_teardown(tells_when_the_disk_is_full, open_run, close_run),
		cmocka_unit_test_setup_teardown(an_unfinished_workbook_leaves_nothing, open_run, close_run),
		cmocka_unit_test_setup_teardown(a_refused_call_is_a_bug, open_run, close_run),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
