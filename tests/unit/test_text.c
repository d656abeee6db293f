#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "purse/base/arena.h"
#include "purse/base/limit.h"
#include "purse/base/text.h"

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

static void formats(void **state) {
	(void)state;
	assert_string_equal(purse_text(arena, "%s has %d pupils", "Bramley", 54), "Bramley has 54 pupils");
	assert_string_equal(purse_text(arena, "%s", ""), "");
	char *wide = purse_text(arena, "%070000d", 7);
	assert_int_equal(strlen(wide), PURSE_MAX_TEXT_BYTES);
	char *pounds = purse_alloc(arena, 80000);
	pounds[0] = 'x';
	for (size_t i = 1; i < 79000; i += 2) memcpy(pounds + i, "£", 2);
	char *cut = purse_text(arena, "%s", pounds);
	assert_int_equal(strlen(cut), PURSE_MAX_TEXT_BYTES - 1);   /* not inside a £ */
	assert_true(purse_is_utf8(cut, strlen(cut), NULL));
}

static void buffer_grows_to_its_maximum(void **state) {
	(void)state;
	struct purse_buffer buffer = purse_buffer(arena, 1000);
	assert_string_equal(buffer.text, "");
	for (int i = 0; i < 300; i++) purse_buffer_addf(&buffer, "%c%02d", 'a', i % 100);
	assert_int_equal(buffer.length, 900);
	assert_int_equal(strlen(buffer.text), 900);
	assert_false(buffer.full);
	purse_buffer_add(&buffer, NULL);
	purse_buffer_add(&buffer, "");
	for (int i = 0; i < 33; i++) purse_buffer_add_bytes(&buffer, "€xx", 3);
	assert_int_equal(buffer.length, 999);
	assert_false(buffer.full);
	purse_buffer_add(&buffer, "£");
	assert_true(buffer.full);
	assert_int_equal(buffer.length, 999);
	purse_buffer_add(&buffer, "x");   /* it would fit, but something before it is missing */
	assert_int_equal(strlen(buffer.text), 999);
}

static void buffer_takes_long_pieces(void **state) {
	(void)state;
	struct purse_buffer buffer = purse_buffer(arena, 2000);
	purse_buffer_addf(&buffer, "%0700d", 1);
	purse_buffer_addf(&buffer, "%s", "");
	purse_buffer_addf(&buffer, "%0255d", 1);
	purse_buffer_addf(&buffer, "%0256d", 1);
	assert_int_equal(buffer.length, 700 + 255 + 256);
	assert_int_equal(strlen(buffer.text), buffer.length);
	struct purse_buffer none = purse_buffer(arena, 0);
	purse_buffer_add(&none, "x");
	assert_string_equal(none.text, "");
	assert_true(none.full);
	struct purse_buffer large = purse_buffer(arena, 200000);
	purse_buffer_addf(&large, "%0100000d", 1);
	assert_true(large.full);   /* one formatted text has a limit of its own */
	assert_int_equal(large.length, PURSE_MAX_TEXT_BYTES);
}

static void compares(void **state) {
	(void)state;
	assert_true(purse_same("a", "a"));
	assert_false(purse_same("a", "A"));
	assert_true(purse_same(NULL, NULL));
	assert_false(purse_same(NULL, ""));
	assert_true(purse_starts("Ashcombe", "Ash"));
	assert_true(purse_starts("Ash", ""));
	assert_false(purse_starts("As", "Ash"));
	assert_true(purse_ends("x.csv", ".csv"));
	assert_false(purse_ends("csv", ".csv"));
	assert_false(purse_ends(NULL, ".csv"));
	assert_true(purse_same_words(" Cost\tCODE ", "cost code"));
	assert_true(purse_same_words("cost\xC2\xA0 code", "Cost Code"));
	assert_true(purse_same_words("cost code ", "cost code"));
	assert_true(purse_same_words("  ", ""));
	assert_true(purse_same_words(NULL, NULL));
	assert_false(purse_same_words("", NULL));
	assert_false(purse_same_words("costcode", "cost code"));
	assert_false(purse_same_words("cost codes", "cost code"));
	assert_false(purse_same_words("cost ", "cost code"));
	assert_false(purse_same_words("É", "é"));
}

static void trims_and_raises(void **state) {
	(void)state;
	assert_string_equal(purse_trim(arena, " \t\r\n a b \xC2\xA0\n"), "a b");
	assert_string_equal(purse_trim(arena, "\xC2\xA0"), "");
	assert_string_equal(purse_trim(arena, ""), "");
	assert_string_equal(purse_trim(arena, "é\xC2"), "é\xC2");
	assert_null(purse_trim(arena, NULL));
	assert_string_equal(purse_upper(arena, "ash-é1z"), "ASH-é1Z");
	assert_null(purse_upper(arena, NULL));
}

static void finds_the_nearest(void **state) {
	(void)state;
	static const char *const headings[] = { "Quantity", "Unit", "For school", "Date", "VAT", NULL };
	assert_int_equal(purse_distance("kitten", "sitting"), 3);
	assert_int_equal(purse_distance("pupisl", "pupils"), 1);
	assert_int_equal(purse_distance("abcd", "badc"), 2);
	assert_int_equal(purse_distance("", "abc"), 3);
	assert_int_equal(purse_distance("abc", ""), 3);
	assert_int_equal(purse_distance("DATE", "date"), 0);
	assert_int_equal(purse_distance("naïve", "naive"), 1);
	assert_int_equal(purse_distance("a\xFF", "a"), 1);
	assert_string_equal(purse_nearest("Quantiy", headings), "Quantity");
	assert_string_equal(purse_nearest("unti", headings), "Unit");
	assert_string_equal(purse_nearest("For School", headings), "For school");
	assert_string_equal(purse_nearest("Vat", headings), "VAT");
	assert_null(purse_nearest("Supplier", headings));
	assert_null(purse_nearest("", headings));
	assert_null(purse_nearest("Date", (const char *const[]){ NULL }));
	char *longest = purse_alloc(arena, 5001);
	memset(longest, 'x', 5000);
	assert_int_equal(purse_distance(longest, "x"), 255);   /* only the beginning is compared */
}

static void writes_integers(void **state) {
	(void)state;
	assert_string_equal(purse_text_integer(arena, 0), "0");
	assert_string_equal(purse_text_integer(arena, -7), "-7");
	assert_string_equal(purse_text_integer(arena, 1020), "1020");
	assert_string_equal(purse_text_integer(arena, INT64_MAX), "9223372036854775807");
	assert_string_equal(purse_text_integer(arena, INT64_MIN), "-9223372036854775808");
}

static void knows_utf8(void **state) {
	(void)state;
	static const struct {
		const char *bytes;
		size_t bad_at;
	} bad[] = {
		{ "a\x80", 1 },
		{ "\xC0\xAF", 0 },
		{ "\xC1\xBF", 0 },
		{ "a\xC3", 1 },
		{ "\xE0\x9F\xBF", 0 },
		{ "\xED\xA0\x80", 0 },
		{ "ab\xE2\x82", 2 },
		{ "\xF0\x8F\xBF\xBF", 0 },
		{ "\xF4\x90\x80\x80", 0 },
		{ "\xF5\x80\x80\x80", 0 },
		{ "\xFF", 0 },
		{ "é\xE2\x28\xA1", 2 },
		{ "\xF1\x80\x80", 0 },
	};
	static const char *const good[] = {
		"", "abc", "£", "€", "\U0001F600", "\xED\x9F\xBF", "\xF4\x8F\xBF\xBF", "\xE0\xA0\x80"
	};
	size_t at;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_false(purse_is_utf8(bad[i].bytes, strlen(bad[i].bytes), &at));
		assert_int_equal(at, bad[i].bad_at);
	}
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_true(purse_is_utf8(good[i], strlen(good[i]), &at));
	assert_false(purse_is_utf8("a\0b", 3, &at));
	assert_int_equal(at, 1);
	assert_false(purse_is_utf8("\xE2\x82\xAC", 2, NULL));
	assert_int_equal(purse_text_width("£1 – €2"), 7);
	assert_int_equal(purse_text_width(""), 0);
	assert_int_equal(purse_text_width("a\xFF\xC3"), 3);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(formats),
		cmocka_unit_test(buffer_grows_to_its_maximum),
		cmocka_unit_test(buffer_takes_long_pieces),
		cmocka_unit_test(compares),
		cmocka_unit_test(trims_and_raises),
		cmocka_unit_test(finds_the_nearest),
		cmocka_unit_test(writes_integers),
		cmocka_unit_test(knows_utf8),
	};
	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
