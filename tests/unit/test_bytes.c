#include "input.h"

#include <sys/stat.h>
#include <unistd.h>

#include "purse/input/bytes.h"

struct sample {
	const char *name, *bytes;
	size_t length;
	const char *text;          /* what it means, or NULL for a problem */
	enum purse_code code;
	const char *place, *part;
};

#define BYTES(literal) literal, sizeof(literal) - 1

static const struct sample samples[] = {
	{ "plain", BYTES("a,b\r\n1,2"), "a,b\r\n1,2", 0, NULL, NULL },
	{ "UTF-8", BYTES("price\n\xC2\xA3"), "price\n£", 0, NULL, NULL },
	{ "UTF-8 with mark", BYTES("\xEF\xBB\xBFprice\n\xC2\xA3"), "price\n£", 0, NULL, NULL },
	{ "a mark alone", BYTES("\xEF\xBB\xBF"), "", 0, NULL, NULL },
	{ "Windows-1252", BYTES("price\n\xA3\x31 \x80\x91\x92\x96\xFF"), "price\n£1 €‘’–ÿ", 0, NULL, NULL },
	{ "UTF-16 LE",
	  BYTES("\xFF\xFE" "a\0\xA3\0\xAC\x20\x3D\xD8\xD2\xDF"), "a£€\xF0\x9F\x9F\x92", 0, NULL, NULL },
	{ "UTF-16 BE", BYTES("\xFE\xFF\0a\0\xA3\x20\xAC\xD8\x3D\xDF\xD2"), "a£€\xF0\x9F\x9F\x92", 0, NULL, NULL },
	{ "a mark of UTF-16 alone", BYTES("\xFF\xFE"), "", 0, NULL, NULL },

	{ "0x81 in Windows-1252", BYTES("a\nb\nx\x81"), NULL, PURSE_E_BAD_ENCODING, "x.csv row 3", "0x81" },
	{ "0x8D", BYTES("\x8D"), NULL, PURSE_E_BAD_ENCODING, "x.csv row 1", "0x8D" },
	{ "0x8F", BYTES("\r\n\x8F"), NULL, PURSE_E_BAD_ENCODING, "x.csv row 2", "0x8F" },
	{ "0x90", BYTES("\r\x90"), NULL, PURSE_E_BAD_ENCODING, "x.csv row 2", "0x90" },
	{ "0x9D in a row with line breaks", BYTES("a\n\"b\nb\"\n\x9D"), NULL, PURSE_E_BAD_ENCODING, "x.csv row 3",
	  "0x9D" },
	{ "below sep=", BYTES("sep=;\na\n\x9D"), NULL, PURSE_E_BAD_ENCODING, "x.csv row 2", "0x9D" },
	{ "NUL", BYTES("a\r\nb\0c"), NULL, PURSE_E_BAD_ENCODING, "x.csv row 2", "NUL" },
	{ "NUL after a mark",
	  BYTES("\xEF\xBB\xBF" "a\nb\n\0"), NULL, PURSE_E_BAD_ENCODING, "x.csv row 3", "NUL" },
	{ "UTF-16 without mark", BYTES("a\0b\0"), NULL, PURSE_E_BAD_ENCODING, "x.csv row 1", "NUL" },
	{ "a mark, but Windows-1252",
	  BYTES("\xEF\xBB\xBF" "a\n\xA3"), NULL, PURSE_E_BAD_ENCODING, "x.csv row 2", "UTF-8" },
	{ "NUL in UTF-16",
	  BYTES("\xFF\xFE" "a\0\n\0\0\0"), NULL, PURSE_E_BAD_ENCODING, "x.csv row 2", "UTF-16" },
	{ "half a character",
	  BYTES("\xFF\xFE" "a\0\n\0b"), NULL, PURSE_E_BAD_ENCODING, "x.csv row 2", "middle of a character" },
	{ "a lone high surrogate", BYTES("\xFE\xFF\xD8\x3D\0a"), NULL, PURSE_E_BAD_ENCODING, "x.csv row 1",
	  "0xD83D" },
	{ "a high surrogate at the end", BYTES("\xFE\xFF\xD8\x3D"), NULL, PURSE_E_BAD_ENCODING, "x.csv row 1",
	  "0xD83D" },
	{ "a lone low surrogate", BYTES("\xFE\xFF\xDF\xD2"), NULL, PURSE_E_BAD_ENCODING, "x.csv row 1",
	  "0xDFD2" },
	{ "a workbook", BYTES("PK\003\004rest"), NULL, PURSE_E_BAD_ENCODING, "x.csv", "Excel workbook" },
	{ "an old workbook", BYTES("\320\317\021\340rest"), NULL, PURSE_E_BAD_ENCODING, "x.csv", "old Excel" },
	{ "a PDF", BYTES("%PDF-1.7"), NULL, PURSE_E_BAD_ENCODING, "x.csv", "PDF" },
};

static void decodes(void **state) {
	(void)state;
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		const struct sample *sample = &samples[i];
		fresh_run();
		struct purse_bytes raw = { "x.csv", sample->bytes, sample->length }, text;
		bool good = purse_bytes_decode(run, run->arena, &raw, &text);
		if (!sample->text) {
			assert_false(good);
			expect_problem(sample->name, sample->code, sample->place, sample->part);
			continue;
		}
		expect_none(sample->name);
		assert_true(good);
		assert_string_equal(text.bytes, sample->text);
		assert_int_equal(text.length, strlen(sample->text));
	}
}

/* Every byte is either refused or becomes valid UTF-8. */
static void decodes_every_byte(void **state) {
	(void)state;
	int refused = 0;
	for (int c = 0x80; c < 0x100; c++) {
		fresh_run();
		char bytes[] = { 'a', (char)c, 'b', '\0' };
		struct purse_bytes raw = { "x.csv", bytes, 3 }, text;
		bool good = purse_bytes_decode(run, run->arena, &raw, &text);
		refused += !good;
		if (good) assert_int_equal(purse_text_width(text.bytes), 3);
		if (good) assert_true(purse_is_utf8(text.bytes, text.length, NULL));
	}
	assert_int_equal(refused, 5);
}

static void reads_whole_files(void **state) {
	(void)state;
	const char *path = in_folder("whole.csv");
	write_bytes(path, "a\0b\xFF", 4);
	struct purse_bytes bytes;
	assert_true(purse_bytes_read(run, run->arena, path, &bytes));
	assert_int_equal(bytes.length, 4);
	assert_memory_equal(bytes.bytes, "a\0b\xFF", 5);
	assert_string_equal(bytes.file, path);
}

static void refuses_what_is_no_file(void **state) {
	(void)state;
	struct purse_bytes bytes;
	const char *empty, *large, *pipe;
	assert_false(purse_bytes_read(run, run->arena, "nowhere/x.csv", &bytes));
	expect_problem("missing", PURSE_E_FILE_READ, "nowhere/x.csv", "there is no such file");

	fresh_run();
	assert_false(purse_bytes_read(run, run->arena, "tests", &bytes));
	expect_problem("folder", PURSE_E_FILE_READ, "tests", "it is a folder");

	fresh_run();
	empty = in_folder("empty.csv");
	write_text(empty, "");
	assert_false(purse_bytes_read(run, run->arena, empty, &bytes));
	expect_problem("empty", PURSE_E_EMPTY_FILE, empty, "could not find anything");

	fresh_run();
	large = in_folder("large.csv");
	write_text(large, "a");
	assert_int_equal(truncate(large, (off_t)PURSE_MAX_FILE_BYTES + 1), 0);
	assert_false(purse_bytes_read(run, run->arena, large, &bytes));
	expect_problem("large", PURSE_E_TOO_LONG, large, "larger than 128 MB");

	fresh_run();
	pipe = in_folder("pipe.csv");
	assert_int_equal(mkfifo(pipe, 0600), 0);
	assert_false(purse_bytes_read(run, run->arena, pipe, &bytes));
	expect_problem("pipe", PURSE_E_FILE_READ, pipe, "not a plain file");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(decodes, open_run, close_run),
		cmocka_unit_test_setup_teardown(decodes_every_byte, open_run, close_run),
		cmocka_unit_test_setup_teardown(reads_whole_files, open_run, close_run),
		cmocka_unit_test_setup_teardown(refuses_what_is_no_file, open_run, close_run),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
