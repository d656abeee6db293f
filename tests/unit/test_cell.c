#include "input.h"

#include "purse/input/cell.h"

static const char *const words[] = { "section 33", "section 33B", "not registered", NULL };

/* One column of each type, as the tests below name them. */
static const struct purse_column columns[] = {
	{ .heading = "code", .type = PURSE_TYPE_CODE, .guide = "" },
	{ .heading = "text", .type = PURSE_TYPE_TEXT, .guide = "", .most = 10 },
	{ .heading = "key", .type = PURSE_TYPE_TEXT, .guide = "", .flags = PURSE_COLUMN_KEY },
	{ .heading = "needed", .type = PURSE_TYPE_TEXT, .guide = "what is needed",
	  .flags = PURSE_COLUMN_REQUIRED },
	{ .heading = "date", .type = PURSE_TYPE_DATE, .guide = "" },
	{ .heading = "money", .type = PURSE_TYPE_MONEY, .guide = "" },
	{ .heading = "signed", .type = PURSE_TYPE_MONEY, .guide = "", .flags = PURSE_COLUMN_SIGNED },
	{ .heading = "price", .type = PURSE_TYPE_PRICE, .guide = "" },
	{ .heading = "decimal", .type = PURSE_TYPE_DECIMAL, .guide = "" },
	{ .heading = "percent", .type = PURSE_TYPE_PERCENT, .guide = "" },
	{ .heading = "share", .type = PURSE_TYPE_FRACTION, .guide = "" },
	{ .heading = "yes", .type = PURSE_TYPE_YES_NO, .guide = "" },
	{ .heading = "whole", .type = PURSE_TYPE_WHOLE, .guide = "" },
	{ .heading = "position", .type = PURSE_TYPE_WHOLE, .guide = "", .least = 1, .most = 512 },
	{ .heading = "word", .type = PURSE_TYPE_WORD, .guide = "", .words = words },
	{ .heading = "account", .type = PURSE_TYPE_ACCOUNT, .guide = "" },
	{ .heading = "currency", .type = PURSE_TYPE_CURRENCY, .guide = "" },
	{ .heading = "sort", .type = PURSE_TYPE_SORT_CODE, .guide = "" },
	{ .heading = "bank", .type = PURSE_TYPE_BANK_ACCOUNT, .guide = "" },
};

static bool read_cell(const char *heading, const char *text, char **value) {
	static const struct purse_place place = { .file = "x.csv", .row = 14, .column = 4 };
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		if (strcmp(columns[i].heading, heading) == 0)
			return purse_cell_read(run, run->arena, &columns[i], text, &place, value);
	}
	fail_msg("no column %s", heading);
	return false;
}

static const struct {
	const char *column, *text, *value;
} good_cells[] = {
	{ "code", "BRAMLEY", "BRAMLEY" },
	{ "code", " PESP-2526 ", "PESP-2526" },
	{ "code", "A1", "A1" },
	{ "code", "ABCDEFGHIJKL", "ABCDEFGHIJKL" },
	{ "code", "", NULL },
	{ "code", " \xC2\xA0\t", NULL },
	{ "text", " a \xC2\xA0 b\t", "a b" },
	{ "text", "a \r\n b\rc\n", "a\nb\nc" },
	{ "text", "\xE2\x80\x8A" "a\xE2\x80\xAF" "b\xE2\x80\x8B" "c\xEF\xBB\xBF", "a bc" },
	{ "text", "\xE2\x80\x8B", NULL },
	{ "text", "\xE2\x80\x93", "\xE2\x80\x93" },
	{ "text", "C5E+05", "C5E+05" },
	{ "text", "# 2", "# 2" },
	{ "text", "#2", "#2" },
	{ "text", "=1+1", "=1+1" },
	{ "text", "\n\na", "a" },
	{ "text", "£££££££££€", "£££££££££€" },
	{ "text", "\xC2\xA0", NULL },
	{ "key", "FGB 8.7.25 / 5", "FGB 8.7.25 / 5" },
	{ "date", "2025-09-01", "2025-09-01" },
	{ "date", "01/09/2025", "2025-09-01" },
	{ "date", "1/9/2025", "2025-09-01" },
	{ "date", "29/02/2024", "2024-02-29" },
	{ "money", "£1,234.56", "1234.56" },
	{ "money", "1234.5", "1234.50" },
	{ "money", "0", "0.00" },
	{ "money", " 12 ", "12.00" },
	{ "signed", "-£0.50", "-0.50" },
	{ "signed", "-12", "-12.00" },
	{ "price", "£1,234.56", "1234.56" },
	{ "price", "350.00", "350" },
	{ "price", "0.465", "0.465" },
	{ "price", "£0.4650", "0.465" },
	{ "price", "0", "0" },
	{ "decimal", "0.50", "0.5" },
	{ "decimal", "0007", "7" },
	{ "decimal", "1.000000", "1" },
	{ "decimal", "0.000001", "0.000001" },
	{ "decimal", "-0", "0" },
	{ "decimal", "9999999", "9999999" },
	{ "money", "£999,999,999.99", "999999999.99" },
	{ "price", "999999999", "999999999" },
	{ "percent", "22", "22" },
	{ "percent", "28.680%", "28.68" },
	{ "percent", "0.08 %", "0.08" },
	{ "percent", "0", "0" },
	{ "percent", "1", "1" },
	{ "percent", "100", "100" },
	{ "share", "3", "3" },
	{ "share", "0.5", "1/2" },
	{ "share", "2/6", "1/3" },
	{ "share", "12.5%", "1/8" },
	{ "share", "0", "0" },
	{ "yes", "Yes", "yes" },
	{ "yes", "TRUE", "yes" },
	{ "yes", "y", "yes" },
	{ "yes", "NO", "no" },
	{ "yes", "false", "no" },
	{ "whole", "112", "112" },
	{ "whole", "007", "7" },
	{ "whole", "0", "0" },
	{ "whole", "999999999", "999999999" },
	{ "position", "512", "512" },
	{ "word", "Section 33b", "section 33B" },
	{ "word", " not  registered ", "not registered" },
	{ "account", "1320", "1320" },
	{ "account", "I08b", "I08b" },
	{ "account", "E20A", "E20A" },
	{ "account", "BAE240", "BAE240" },
	{ "currency", "GBP", "GBP" },
	{ "sort", "20-00-00", "20-00-00" },
	{ "sort", "012345", "01-23-45" },
	{ "sort", "01 23 45", "01-23-45" },
	{ "bank", "00000111", "00000111" },
	{ "bank", "0000 0111", "00000111" },
};

static void writes_values_in_one_way(void **state) {
	(void)state;
	for (size_t i = 0; i < sizeof good_cells / sizeof *good_cells; i++) {
		fresh_run();
		char *value;
		bool good = read_cell(good_cells[i].column, good_cells[i].text, &value);
		expect_none(good_cells[i].text);
		assert_true(good);
		if (!purse_same(value, good_cells[i].value))
			print_error("%s \"%s\": %s\n", good_cells[i].column, good_cells[i].text, value);
		assert_true(purse_same(value, good_cells[i].value));
	}
}

static const struct {
	const char *column, *text;
	enum purse_code code;
	const char *part;
} bad_cells[] = {
	{ "needed", "", PURSE_E_MISSING_VALUE,
	  "could not find a value for \"needed\" (write what is needed)" },
	{ "needed", " \xC2\xA0", PURSE_E_MISSING_VALUE, "needed" },
	{ "code", "bramley", PURSE_E_BAD_CODE, "(write BRAMLEY)" },
	{ "code", "A", PURSE_E_BAD_CODE, "too short" },
	{ "code", "ABCDEFGHIJKLM", PURSE_E_BAD_CODE, "longer than 12" },
	{ "code", "ST MARY", PURSE_E_BAD_CODE, "a blank is not allowed" },
	{ "code", "ST.MARY", PURSE_E_BAD_CODE, "the character . is not allowed" },
	{ "code", "CAF\xC3\x89", PURSE_E_BAD_CODE, "the character \xC3\x89 is not allowed" },
	{ "text", "#REF!", PURSE_E_NOT_ALLOWED_VALUE, "an error of a formula" },
	{ "decimal", "#DIV/0!", PURSE_E_NOT_ALLOWED_VALUE, "an error of a formula" },
	{ "date", "#####", PURSE_E_NOT_ALLOWED_VALUE, "make the column wider" },
	{ "key", "1.23E+05", PURSE_E_NOT_ALLOWED_VALUE, "cuts long numbers short" },
	{ "money", "1E+12", PURSE_E_NOT_ALLOWED_VALUE, "cuts long numbers short" },
	{ "decimal", "=1+1", PURSE_E_BAD_NUMBER, "paste it as values" },
	{ "date", "=TODAY()", PURSE_E_BAD_DATE, "paste it as values" },
	{ "code", "-AB", PURSE_E_BAD_CODE, "hyphen" },
	{ "text", "12345678901", PURSE_E_TOO_LONG, "longer than 10 characters" },
	{ "text", "a\x01 b", PURSE_E_NOT_ALLOWED_VALUE, "can't be seen" },
	{ "text", "a\x7F", PURSE_E_NOT_ALLOWED_VALUE, "can't be seen" },
	{ "date", "20\v25", PURSE_E_NOT_ALLOWED_VALUE, "can't be seen" },
	{ "key", "a\nb", PURSE_E_NOT_ALLOWED_VALUE, "line break" },
	{ "date", "31/02/2026", PURSE_E_BAD_DATE, "could not read \"31/02/2026\" as a date" },
	{ "date", "29/02/2025", PURSE_E_BAD_DATE, "29 February" },
	{ "date", "2/3/26", PURSE_E_BAD_DATE, "four digits" },
	{ "date", "09/31/2025", PURSE_E_BAD_DATE, "the day comes first" },
	{ "date", "2/3/26", PURSE_E_BAD_DATE, "02/03/2026 if it is 2 March 2026" },
	{ "date", "31/2/26", PURSE_E_BAD_DATE, "a date such as" },
	{ "date", "45901.25", PURSE_E_BAD_DATE, "Excel may mean 1 September 2025" },
	{ "date", "45901", PURSE_E_BAD_DATE, "Excel may mean 1 September 2025" },
	{ "date", "Monday", PURSE_E_BAD_DATE, "01/09/2025" },
	{ "money", "1,5", PURSE_E_BAD_MONEY, "use a point, not a comma: 1.5" },
	{ "money", "1.234,56", PURSE_E_BAD_MONEY, "nothing between thousands: 1234.56" },
	{ "money", "1,2,3", PURSE_E_BAD_MONEY, "without a comma: 123" },
	{ "money", "€12", PURSE_E_BAD_MONEY, "write pounds" },
	{ "money", "1000000000", PURSE_E_TOO_LONG, "more than £999,999,999" },
	{ "signed", "-1000000000", PURSE_E_TOO_LONG, "more than £999,999,999" },
	{ "money", "1.234", PURSE_E_BAD_MONEY, "character" },
	{ "money", "12.345.6", PURSE_E_BAD_MONEY, "character" },
	{ "money", "12 pounds", PURSE_E_BAD_MONEY, "(character 3)" },
	{ "money", "£x1", PURSE_E_BAD_MONEY, "(character 2)" },
	{ "money", "(12.00)", PURSE_E_BAD_MONEY, "minus" },
	{ "money", "99999999999999999999", PURSE_E_BAD_MONEY, "too large" },
	{ "money", "-12", PURSE_E_NOT_ALLOWED_VALUE, "below nought" },
	{ "price", "1.23456", PURSE_E_BAD_MONEY, "more than 4 decimals" },
	{ "price", "-1.00", PURSE_E_NOT_ALLOWED_VALUE, "below nought" },
	{ "price", "-0.465", PURSE_E_NOT_ALLOWED_VALUE, "below nought" },
	{ "price", "1,5", PURSE_E_BAD_MONEY, "use a point" },
	{ "price", "1/3", PURSE_E_BAD_MONEY, "only digits" },
	{ "price", "£0.4x", PURSE_E_BAD_MONEY, "(character 5)" },
	{ "decimal", "1,000", PURSE_E_BAD_NUMBER,
	  "without a comma, 1000, or with a point if decimals were meant, 1.000" },
	{ "decimal", "1,234.5", PURSE_E_BAD_NUMBER, "write it without a comma: 1234.5" },
	{ "decimal", "1.234,5", PURSE_E_BAD_NUMBER, "nothing between thousands: 1234.5" },
	{ "decimal", "1:30", PURSE_E_BAD_NUMBER, "an hour and a half is 1.5" },
	{ "decimal", "−1", PURSE_E_BAD_NUMBER, "plain hyphen" },
	{ "decimal", "10000000", PURSE_E_TOO_LONG, "more than 9,999,999" },
	{ "decimal", "9999999.1", PURSE_E_TOO_LONG, "more than 9,999,999" },
	{ "price", "1000000000", PURSE_E_TOO_LONG, "more than £999,999,999" },
	{ "price", "999999999.123", PURSE_E_TOO_LONG, "more than £999,999,999" },
	{ "decimal", "0,5", PURSE_E_BAD_NUMBER, "use a point, not a comma: 0.5" },
	{ "decimal", "1/2", PURSE_E_BAD_NUMBER, "only digits" },
	{ "decimal", "50%", PURSE_E_BAD_NUMBER, "only digits" },
	{ "decimal", "half", PURSE_E_BAD_NUMBER, "there is no digit in it" },
	{ "decimal", "1e3", PURSE_E_BAD_NUMBER, "(character 2)" },
	{ "decimal", "0.0000001", PURSE_E_BAD_NUMBER, "more than 6 decimals" },
	{ "decimal", "-1", PURSE_E_NOT_ALLOWED_VALUE, "below nought" },
	{ "percent", "0.22", PURSE_E_BAD_NUMBER, "write 0.22% if it is less than one per cent, or 22% for 0.22" },
	{ "percent", "0.999999", PURSE_E_BAD_NUMBER, "it may be meant as a part of one" },
	{ "percent", "100.1", PURSE_E_TOO_LONG, "more than 100" },
	{ "percent", "22%%", PURSE_E_BAD_NUMBER, "only digits" },
	{ "percent", "%", PURSE_E_BAD_NUMBER, "there is no digit in it" },
	{ "percent", "-1", PURSE_E_NOT_ALLOWED_VALUE, "below nought" },
	{ "percent", "22,5", PURSE_E_BAD_NUMBER, "use a point" },
	{ "share", "a third", PURSE_E_BAD_NUMBER, "1/3" },
	{ "share", "1/0", PURSE_E_BAD_NUMBER, "1/0" },
	{ "share", "-1/3", PURSE_E_NEGATIVE_SHARE, "below nought" },
	{ "yes", "maybe", PURSE_E_BAD_WORD, "write yes or no" },
	{ "whole", "1.5", PURSE_E_BAD_NUMBER, "only digits" },
	{ "whole", "-3", PURSE_E_BAD_NUMBER, "only digits" },
	{ "whole", "1,234", PURSE_E_BAD_NUMBER, "write it without a comma: 1234" },
	{ "whole", "1000000000", PURSE_E_NOT_ALLOWED_VALUE, "999999999" },
	{ "whole", "99999999999999999999999", PURSE_E_NOT_ALLOWED_VALUE, "999999999" },
	{ "position", "0", PURSE_E_NOT_ALLOWED_VALUE, "too small (write a whole number from 1 to 512" },
	{ "position", "513", PURSE_E_NOT_ALLOWED_VALUE, "from 1 to 512" },
	{ "word", "not registred", PURSE_E_BAD_WORD, "did you mean \"not registered\"" },
	{ "word", "quite different", PURSE_E_BAD_WORD, "section 33, section 33B, not registered" },
	{ "account", "e26", PURSE_E_BAD_CODE, "E26" },
	{ "account", "E26 supply", PURSE_E_BAD_CODE, "account" },
	{ "account", "E2", PURSE_E_BAD_CODE, "account" },
	{ "currency", "gbp", PURSE_E_BAD_CODE, "GBP" },
	{ "sort", "1-02-03", PURSE_E_BAD_CODE, "noughts in front" },
	{ "sort", "AB-CD-EF", PURSE_E_BAD_CODE, "six digits" },
	{ "bank", "111", PURSE_E_BAD_CODE, "noughts in front" },
};

static void says_what_is_wrong(void **state) {
	(void)state;
	for (size_t i = 0; i < sizeof bad_cells / sizeof *bad_cells; i++) {
		fresh_run();
		char *value;
		bool good = read_cell(bad_cells[i].column, bad_cells[i].text, &value);
		assert_false(good);
		assert_null(value);
		expect_problem(bad_cells[i].text, bad_cells[i].code, "x.csv D14", bad_cells[i].part);
	}
}

static void cuts_long_excerpts(void **state) {
	(void)state;
	assert_string_equal(purse_cell_excerpt(run->arena, "a\nb\x01"), "a b ");
	char text[200] = "";
	for (size_t i = 1; i < 198; i += 2) memcpy(text + i, "£", 2);
	text[0] = 'x';
	const char *excerpt = purse_cell_excerpt(run->arena, text);
	assert_true(purse_is_utf8(excerpt, strlen(excerpt), NULL));
	assert_true(purse_ends(excerpt, "£…"));
	assert_true(strlen(excerpt) < 70);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(writes_values_in_one_way, open_run, close_run),
		cmocka_unit_test_setup_teardown(says_what_is_wrong, open_run, close_run),
		cmocka_unit_test_setup_teardown(cuts_long_excerpts, open_run, close_run),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
