/* rules/pricing: what a price becomes that is worked out (R3). Figures worked by hand. */
#include "unit/statutory_table.h"

#include "purse/rules/pricing.h"

static int64_t rounded(const char *rule, const char *exact) {
	const struct purse_band bands[] = { { "band 1", 30000 }, { "band 2", 34000 }, { "band 3", 40000 } };
	int64_t pence = -2; /* nobody says what an amount is that is refused */
	struct purse_band *given = malloc(sizeof bands); /* so that sanitizers see who looks past them */
	assert_non_null(given);
	memcpy(given, bands, sizeof bands);
	bool rounded = purse_pricing_round(arena, rule, number(exact), given, 3, &pence);
	free(given);
	return rounded ? pence : -1;
}

/* Half up; a band is never below the cost. */
static void rules(void **state) {
	static const struct {
		const char *rule, *exact;
		int64_t pence;
	} cases[] = { { "penny", "33031.5", 33032 }, { "penny", "33031.49", 33031 }, { "pound", "33050", 33100 },
		{ "pound", "33049.99", 33000 }, { "five pounds", "33250", 33500 },
		{ "five pounds", "33249.99", 33000 }, { "five pounds", "33000", 33000 }, { "band", "30000", 30000 },
		{ "band", "30000.01", 34000 }, { "band", "34000", 34000 }, { "band", "1", 30000 },
		{ "band", "40000", 40000 }, { "band", "40000.5", -1 } };
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(rounded(cases[i].rule, cases[i].exact), cases[i].pence);
}

static void too_large(void **state) {
	(void)state;
	assert_int_equal(rounded("pound", "92233720368547758070"), -1);
	assert_int_equal(rounded("pound", "9223372036854775850"), -1);
	assert_true(rounded("pound", "9223372036854775800") == 9223372036854775800);
}

static struct purse_fraction by(const struct purse_staffcost *cost, const char *unit) {
	return purse_pricing_divisor(arena, cost, unit);
}

static void divisors(void **state) {
	struct purse_staffcost cost = { .days = number("195"), .hours = number("1265") };
	(void)state;
	assert_same(by(&cost, "day"), number("195"));
	assert_same(by(&cost, "half-day"), number("390"));
	assert_same(by(&cost, "hour"), number("1265"));
	assert_same(by(&cost, "month"), number("12"));
	assert_same(by(&cost, "year"), number("1"));
	assert_false(purse_fraction_given(by(&cost, "mile")));
	cost.days = cost.hours = (struct purse_fraction){ 0 };
	assert_false(purse_fraction_given(by(&cost, "day")));
	assert_false(purse_fraction_given(by(&cost, "half-day")));
	assert_false(purse_fraction_given(by(&cost, "hour")));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_statutory, close_statutory)

int main(void) {
	const struct CMUnitTest tests[] = { TEST(rules), TEST(too_large), TEST(divisors) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
