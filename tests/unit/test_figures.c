#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "purse/base/arena.h"
#include "purse/cli/figures.h"

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

static struct purse_fraction fraction(const char *text) {
	struct purse_fraction value;
	assert_true(purse_fraction_read(arena, text, &value, NULL, NULL));
	return value;
}

/* 2^200 + 1/3: does not fit where others do. */
static struct purse_fraction huge(void) {
	struct purse_fraction value = purse_fraction_of(1);
	for (int i = 0; i < 4; i++)
		value = purse_fraction_multiply(arena, value, purse_fraction_of(INT64_C(1) << 50));
	return purse_fraction_add(arena, value, fraction("1/3"));
}

static void writes_mixed_numbers(void **state) {
	(void)state;
	static const struct {
		const char *value, *mixed;
	} cases[] = { { "0", "0" }, { "657", "657" }, { "-657", "-657" }, { "1/3", "1/3" }, { "-1/3", "-1/3" },
		{ "11200000/369", "30352 112/369" }, { "-4/3", "-1 1/3" }, { "3/2", "1 1/2" } };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(purse_figure_mixed(arena, fraction(cases[i].value)), cases[i].mixed);
	assert_string_equal(purse_figure_narrow(arena, fraction("11200000/369"), 13), "30352 112/369");
	assert_string_equal(purse_figure_narrow(arena, fraction("11200000/369"), 12), "30352.3035…");
	assert_non_null(purse_figure_mixed(arena, huge()));
}

static void writes_pence_and_pounds(void **state) {
	(void)state;
	static const struct {
		const char *value, *pence, *pounds;
	} cases[] = { { "657", "657 pence", "£6.57" }, { "-33100", "-33100 pence", "-£331.00" },
		{ "11200000/369", "11200000/369 pence = 30352 112/369 pence, about £303.523035…", "£303.523035…" },
		{ "-21465/2", "-21465/2 pence = -10732 1/2 pence, -£107.325", "-£107.325" },
		{ "1/3", "1/3 pence, about £0.003333…", "£0.003333…" } };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_string_equal(purse_figure_pence(arena, fraction(cases[i].value)), cases[i].pence);
		assert_string_equal(purse_figure_pounds(arena, fraction(cases[i].value)), cases[i].pounds);
	}
	assert_string_equal(purse_figure_price(arena, "331"), "£331.00");
	assert_string_equal(purse_figure_price(arena, "0.465"), "£0.465");
}

static void writes_carries(void **state) {
	(void)state;
	struct purse_fraction none = { 0 };
	assert_string_equal(purse_figure_carry(arena, none), "nothing");
	assert_string_equal(purse_figure_carry(arena, fraction("0")), "nothing");
	assert_string_equal(purse_figure_carry(arena, fraction("1/3")), "1/3 of a penny, still to be charged");
	assert_string_equal(purse_figure_carry(arena, fraction("-2/3")), "2/3 of a penny, charged ahead");
	assert_string_equal(purse_figure_carry(arena, fraction("-4/3")), "1 1/3 pence, charged ahead");
}

static void writes_shares_and_quantities(void **state) {
	(void)state;
	assert_string_equal(purse_figure_part(arena, fraction("112"), fraction("369")), "112/369");
	assert_string_equal(purse_figure_part(arena, fraction("54"), fraction("369")), "54/369");
	assert_string_equal(purse_figure_part(arena, fraction("1/3"), fraction("1")), "1/3 of 1");
	assert_string_equal(purse_figure_percent(arena, "0.2"), "20%");
	assert_string_equal(purse_figure_percent(arena, "0.175"), "17.5%");
	assert_string_equal(purse_figure_quantity(arena, "1", "day"), "1 day");
	assert_string_equal(purse_figure_quantity(arena, "0.5", "day"), "0.5 days");
	assert_string_equal(purse_figure_quantity(arena, "3", NULL), "3");
	assert_string_equal(purse_figure_document(arena, "vat invoice"), "a VAT invoice");
	assert_string_equal(purse_figure_document(arena, "internal charge"), "an internal charge");
}

static void writes_days_and_people(void **state) {
	(void)state;
	struct purse_date from = PURSE_NO_DATE, to = PURSE_NO_DATE;
	assert_true(purse_date_make(2025, 9, 1, &from) && purse_date_make(2026, 8, 31, &to));
	assert_string_equal(purse_figure_span(arena, from, to), "1 September 2025 to 31 August 2026");
	assert_string_equal(purse_figure_span(arena, from, from), "1 September 2025");
	assert_string_equal(purse_figure_span(arena, from, PURSE_FOREVER), "1 September 2025 on");
	assert_string_equal(purse_figure_span(arena, PURSE_NO_DATE, to), "");
	struct purse_doer doer = { .by = "maria", .on = from };
	assert_string_equal(purse_figure_doer(arena, &doer), "by maria on 1 September 2025");
	assert_string_equal(purse_figure_school(arena, "HAZ", "Hazelcombe"), "Hazelcombe (HAZ)");
	assert_string_equal(purse_figure_school(arena, "HAZ", NULL), "HAZ");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_mixed_numbers),
		cmocka_unit_test(writes_pence_and_pounds),
		cmocka_unit_test(writes_carries),
		cmocka_unit_test(writes_shares_and_quantities),
		cmocka_unit_test(writes_days_and_people),
	};
	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
