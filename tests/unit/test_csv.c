#include "input.h"

#include "purse/input/csv.h"
#include "seed.h"

/* All rows as text: cells in [ ], rows numbered; a row with problems as `3!`. */
static const char *read_all(const char *bytes, size_t length) {
	struct purse_bytes text = { "x.csv", bytes, length };
	struct purse_csv csv;
	struct purse_buffer all = purse_buffer(run->arena, PURSE_MAX_TEXT_BYTES);
	if (!purse_csv_open(run, run->arena, &text, &csv)) return "refused";
	for (enum purse_csv_step step; (step = purse_csv_next(&csv)) != PURSE_CSV_END;) {
		purse_buffer_addf(&all, "%s%ld", all.length ? " " : "", csv.row);
		if (step == PURSE_CSV_BAD) purse_buffer_add(&all, "!");
		for (int i = 0; step == PURSE_CSV_ROW && i < csv.count; i++)
			purse_buffer_addf(&all, "[%s]", csv.cells[i]);
	}
	return all.text;
}

static void reads(void **state) {
	(void)state;
	static const struct { const char *name, *text, *rows; } cases[] = {
		{ "nothing", "", "" },
		{ "LF", "a,b\n1,2\n", "1[a][b] 2[1][2]" },
		{ "CRLF", "a,b\r\n1,2\r\n", "1[a][b] 2[1][2]" },
		{ "CR", "a,b\r1,2\r", "1[a][b] 2[1][2]" },
		{ "mixed", "a\n1\r\n2\r3", "1[a] 2[1] 3[2] 4[3]" },
		{ "no line end at the end", "a,b\n1,2", "1[a][b] 2[1][2]" },
		{ "an empty cell at the end", "a,b\n1,", "1[a][b] 2[1][]" },
		{ "blank lines count", "a,b\n\n1,2\n\n", "1[a][b] 2[] 3[1][2] 4[]" },
		{ "only delimiters", ",,\n", "1[][][]" },
		{ "quotes", "\"a\",\"b, c\"\n\"\",\"say \"\"hello\"\"\"\n", "1[a][b, c] 2[][say \"hello\"]" },
		{ "four quotes", "a\n\"\"\"\"\n", "1[a] 2[\"]" },
		{ "a quote inside", "a\n5\" pipe\n", "1[a] 2[5\" pipe]" },
		{ "a line break inside is one row", "a,b\n\"1\r\n2\",3\n4,5", "1[a][b] 2[1\r\n2][3] 3[4][5]" },
		{ "blanks are kept", " a , b \n", "1[ a ][ b ]" },
		{ "semicolons", "a;b\n1,5;2\n", "1[a][b] 2[1,5][2]" },
		{ "tabs", "a\tb\n1,5\t2;3\n", "1[a][b] 2[1,5][2;3]" },
		{ "delimiter by the first row", "a,b,c;d\n1,2,3;4\n", "1[a][b][c;d] 2[1][2][3;4]" },
		{ "delimiter from below a blank row", "\n\na;b\n", "1[] 2[] 3[a][b]" },
		{ "delimiters of a blank row don't count", ",,,,\na;b\n", "1[,,,,] 2[a][b]" },
		{ "quoted delimiters don't count", "\"a,b,c\";d\n", "1[a,b,c][d]" },
		{ "a single column", "School\nBRAMLEY\n", "1[School] 2[BRAMLEY]" },
		{ "sep=;", "sep=;\r\na,b;c\r\n1;2", "1[a,b][c] 2[1][2]" },
		{ "sep=,", "sep=,\na;b;c,d\n", "1[a;b;c][d]" },
		{ "sep=|", "sep=|\na|b\n", "1[a][b]" },
		{ "sep in quotes", "\"sep=;\"\na;b\n", "1[a][b]" },
		{ "sep alone", "sep=;", "" },
		{ "not sep", "sep\na\n", "1[sep] 2[a]" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		fresh_run();
		const char *rows = read_all(cases[i].text, strlen(cases[i].text));
		expect_none(cases[i].name);
		if (strcmp(rows, cases[i].rows) != 0) print_error("%s:\n", cases[i].name);
		assert_string_equal(rows, cases[i].rows);
	}
}

static void refuses(void **state) {
	(void)state;
	static const struct {
		const char *name, *text, *rows, *place, *part;
	} cases[] = {
		{ "unclosed quote", "a,b\n1,\"2\n3,4\n", "1[a][b] 2!", "x.csv B2", "never closed" },
		{ "unclosed at the very end", "a\n\"", "1[a] 2!", "x.csv A2", "never closed" },
		{ "text after a quote", "a,b\n\"1\"x,2\n3,4\n", "1[a][b] 2! 3[3][4]", "x.csv A2",
		  "behind the quote that closes it" },
		{ "blank after a quote", "a,b\n\"1\" ,2\n", "1[a][b] 2!", "x.csv A2", "behind the quote" },
		{ "blank before a quote", "a,b\n1, \"2, 3\"\n", "1[a][b] 2!", "x.csv B2", "blanks stand before" },
		{ "unclosed below a long cell", "a\n\"x\ny\"\n1,\"", "1[a] 2[x\ny] 3!", "x.csv B3", "never closed" },
		{ "sep=x", "sep=x\na\n", "refused", "x.csv row 1", "sep=" },
		{ "sep=;;", "sep=;;\na\n", "refused", "x.csv row 1", "sep=" },
		{ "sep without closing quote", "\"sep=;\na\n", "refused", "x.csv row 1", "sep=" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		fresh_run();
		const char *rows = read_all(cases[i].text, strlen(cases[i].text));
		if (strcmp(rows, cases[i].rows) != 0) print_error("%s:\n", cases[i].name);
		assert_string_equal(rows, cases[i].rows);
		expect_problem(cases[i].name, PURSE_E_BAD_CSV, cases[i].place, cases[i].part);
	}
}

static char *repeated(const char *start, char c, size_t count, const char *end) {
	char *text = purse_alloc(run->arena, strlen(start) + count + strlen(end) + 1);
	memcpy(text, start, strlen(start));
	memset(text + strlen(start), c, count);
	memcpy(text + strlen(start) + count, end, strlen(end) + 1);
	return text;
}

static void keeps_limits(void **state) {
	(void)state;
	const struct {
		const char *name, *start, *end;
		char c;
		size_t count;
		enum purse_code code;
		const char *place, *part;
	} cases[] = {
		{ "as many columns as allowed, and blank ones", "a\n", ",\n", ',', 200, 0, NULL, NULL },
		{ "a value beyond the last column", "a\n", "x\n", ',', PURSE_MAX_COLUMNS, PURSE_E_BAD_CSV,
		  "x.csv BM2", "64th" },
		{ "the longest cell", "a\n", "\n", 'x', PURSE_MAX_CELL_BYTES, 0, NULL, NULL },
		{ "a longer cell", "a\n", "\nb\n", 'x', PURSE_MAX_CELL_BYTES + 1, PURSE_E_TOO_LONG, "x.csv A2",
		  "(32 KB)" },
		{ "a longer quoted cell", "a\n\"", "\"\n", 'x', PURSE_MAX_CELL_BYTES + 1, PURSE_E_TOO_LONG,
		  "x.csv A2", "32 KB" },
		{ "a long row", "a\n", "", ',', PURSE_MAX_LINE_BYTES + 1, PURSE_E_TOO_LONG, "x.csv row 2",
		  "longer than 1 MB" },
		{ "a row of 100 MB", "", "", 'x', 100 << 20, PURSE_E_TOO_LONG, "x.csv row 1", "longer than 1 MB" },
		{ "a quote of 100 MB", "\"", "", '\n', 100 << 20, PURSE_E_BAD_CSV, "x.csv A1", "never closed" },
		{ "100 MB of quotes", "", "", '"', 100 << 20, PURSE_E_TOO_LONG, "x.csv A1", "32 KB" },
		{ "many quotes", "\"", "\"\n", '"', 2000, 0, NULL, NULL },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		fresh_run();
		char *text = repeated(cases[i].start, cases[i].c, cases[i].count, cases[i].end);
		read_all(text, strlen(text));
		if (cases[i].code) expect_problem(cases[i].name, cases[i].code, cases[i].place, cases[i].part);
		else expect_none(cases[i].name);
	}
}

static void knows_blank_rows(void **state) {
	(void)state;
	static const struct {
		const char *row;
		bool blank;
	} cases[] = {
		{ "\n", true },    { ",,\n", true }, { " ,\t,\xC2\xA0\n", true }, { "\" \r\n \",\n", true },
		{ ",x\n", false }, { "0\n", false }, { "\xC2\xA3\n", false },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct purse_bytes text = { "x.csv", cases[i].row, strlen(cases[i].row) };
		struct purse_csv csv;
		assert_true(purse_csv_open(run, run->arena, &text, &csv));
		csv.delimiter = ',';
		assert_int_equal(purse_csv_next(&csv), PURSE_CSV_ROW);
		assert_int_equal(purse_csv_blank(&csv), cases[i].blank);
	}
}

/* What is written by the rules comes back the same, whatever it holds. */
static void reads_back_what_is_written(void **state) {
	(void)state;
	enum { ROWS = 6, COLUMNS = 5, LENGTH = 12 };
	static const char letters[] = "ab ,;\t\"\r\n'=\\|";
	seed_start();
	for (seed_step = 0; seed_step < 2000; seed_step++) {
		char cells[ROWS][COLUMNS][LENGTH + 1] = { { { 0 } } };
		char delimiter = ",;\t"[random_between(0, 2)];
		const char *line_end = random_between(0, 1) ? "\n" : "\r\n";
		struct purse_buffer out = purse_buffer(run->arena, PURSE_MAX_TEXT_BYTES);
		if (random_between(0, 1)) purse_buffer_addf(&out, "sep=%c%s", delimiter, line_end);
		bool named = out.length > 0;
		for (int r = 0; r < ROWS; r++) {
			for (int c = 0; c < COLUMNS; c++) {
				char *cell = cells[r][c];
				int64_t length = random_between(1, LENGTH);
				for (int64_t i = 0; i < length; i++) cell[i] = letters[random_between(0, sizeof letters - 2)];
				if (r == 0 && !named) memcpy(cell, "heading", 8);   /* so that the delimiter can be guessed */
				bool quoted = strpbrk(cell, "\"\r\n,;\t") != NULL;
				if (quoted) purse_buffer_add(&out, "\"");
				for (char *p = cell; *p; p++)
					purse_buffer_addf(&out, quoted && *p == '"' ? "\"%c" : "%c", *p);
				if (quoted) purse_buffer_add(&out, "\"");
				purse_buffer_addf(&out, "%.1s", c < COLUMNS - 1 ? &delimiter : "");
			}
			purse_buffer_add(&out, line_end);
		}
		struct purse_bytes text = { "x.csv", out.text, out.length };
		struct purse_csv csv;
		bool open = purse_csv_open(run, run->arena, &text, &csv);
		holds(open);
		for (int r = 0; r < ROWS; r++) {
			enum purse_csv_step step = purse_csv_next(&csv);
			holds(step == PURSE_CSV_ROW);
			holds(csv.count == COLUMNS && csv.row == r + 1);
			for (int c = 0; c < COLUMNS; c++) holds(strcmp(csv.cells[c], cells[r][c]) == 0);
		}
		enum purse_csv_step last = purse_csv_next(&csv);
		holds(last == PURSE_CSV_END);
		fresh_run();
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(reads, open_run, close_run),
		cmocka_unit_test_setup_teardown(refuses, open_run, close_run),
		cmocka_unit_test_setup_teardown(keeps_limits, open_run, close_run),
		cmocka_unit_test_setup_teardown(knows_blank_rows, open_run, close_run),
		cmocka_unit_test_setup_teardown(reads_back_what_is_written, open_run, close_run),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
