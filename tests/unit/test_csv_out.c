#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "purse/base/run.h"
#include "purse/base/text.h"
#include "purse/output/csv.h"

static struct purse_run *run;
static char path[256];

static int open_run(void **state) {
	(void)state;
	run = purse_run_new();
	const char *base = getenv("TMPDIR");
	snprintf(path, sizeof path, "%s/purse-out.csv", base ? base : "/tmp");
	return 0;
}

static int close_run(void **state) {
	(void)state;
	remove(path);
	purse_run_close(run);
	return 0;
}

static char *written(void) {
	char *text = purse_alloc(run->arena, 4096);
	FILE *stream = fopen(path, "rb");
	assert_non_null(stream);
	text[fread(text, 1, 4095, stream)] = '\0';
	fclose(stream);
	assert_memory_equal(text, "\xEF\xBB\xBF", 3);
	return text + 3;
}

static struct purse_csv_out *begin(void) {
	struct purse_csv_out *csv;
	assert_true(purse_csv_out_begin(run, path, &csv));
	return csv;
}

static void quotes_what_needs_it(void **state) {
	(void)state;
	struct purse_csv_out *csv = begin();
	purse_csv_out_text(csv, "plain");
	purse_csv_out_text(csv, "a, b");
	purse_csv_out_text(csv, "say \"no\"");
	purse_csv_out_text(csv, "two\nlines");
	purse_csv_out_text(csv, " blank before");
	purse_csv_out_text(csv, NULL);
	purse_csv_out_row(csv);
	purse_csv_out_text(csv, "Tŷ’r Felin");
	purse_csv_out_row(csv);
	assert_true(purse_csv_out_done(run, csv));
	assert_string_equal(written(), "plain,\"a, b\",\"say \"\"no\"\"\",\"two\nlines\",\" blank before\",\r\n"
	                    "Tŷ’r Felin\r\n");
}

static void makes_formulas_harmless(void **state) {
	(void)state;
	static const struct { const char *text, *cell; } cases[] = {
		{ "=HYPERLINK(1)", "'=HYPERLINK(1)" }, { "+44 1825 000", "'+44 1825 000" }, { "-1+1", "'-1+1" },
		{ "@SUM(A1)", "'@SUM(A1)" }, { "\tx", "'\tx" }, { "\rx", "\"'\rx\"" }, { "  =1", "'  =1" },
		{ "＝1", "'＝1" }, { "＠x", "'＠x" }, { "a=1", "a=1" }, { "=\"a,b\"", "\"'=\"\"a,b\"\"\"" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct purse_csv_out *csv = begin();
		purse_csv_out_text(csv, cases[i].text);
		purse_csv_out_row(csv);
		assert_true(purse_csv_out_done(run, csv));
		char *text = written();
		if (strstr(cases[i].cell, "'  =1")) assert_string_equal(text, "\"'  =1\"\r\n");
		else assert_string_equal(text, purse_text(run->arena, "%s\r\n", cases[i].cell));
	}
}

static void leaves_numbers_alone(void **state) {
	(void)state;
	struct purse_csv_out *csv = begin();
	struct purse_date day;
	assert_true(purse_date_make(2025, 9, 1, &day));
	purse_csv_out_money(csv, -123450);
	purse_csv_out_date(csv, day);
	purse_csv_out_date(csv, PURSE_NO_DATE);
	purse_csv_out_decimal(csv, purse_fraction_ratio(run->arena, -1, 2), 4);
	purse_csv_out_decimal(csv, purse_fraction_ratio(run->arena, 1, 3), 4);
	purse_csv_out_decimal(csv, (struct purse_fraction){ 0 }, 4);
	purse_csv_out_plain(csv, "-7");
	purse_csv_out_row(csv);
	assert_true(purse_csv_out_done(run, csv));
	assert_string_equal(written(), "-1234.50,2025-09-01,,-0.5,0.3333,,-7\r\n");
}

static void tells_when_it_cannot_write(void **state) {
	(void)state;
	struct purse_csv_out *csv;
	assert_false(purse_csv_out_begin(run, "/nowhere/at/all.csv", &csv));
	assert_int_equal(run->problems[0].code, PURSE_E_FILE_WRITE);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(quotes_what_needs_it, open_run, close_run),
		cmocka_unit_test_setup_teardown(makes_formulas_harmless, open_run, close_run),
		cmocka_unit_test_setup_teardown(leaves_numbers_alone, open_run, close_run),
		cmocka_unit_test_setup_teardown(tells_when_it_cannot_write, open_run, close_run),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
