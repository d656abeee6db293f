/* rules/brokerage: what one unit costs on a leg. Figures worked by hand; what becomes of legs is tested in
 * test_legs. */
#include "unit/facts_builder.h"

#include "purse/rules/brokerage.h"

/* £176.25 at 15 %: 149.8125 and 202.6875; £0.01 at 33.3333 %: 0.00666667 and 0.01333333. */
static void price_of_a_leg(void **state) {
	(void)state;
	static const struct {
		const char *name, *percent, *meaning, *price, *costs;
	} cases[] = {
		{ NULL, NULL, NULL, "17625", "17625" },
		{ "home", "15", "deducted", "35000", "29750" },
		{ "client", "15", "deducted", "35000", "35000" },
		{ "home", "15", "added", "35000", "35000" },
		{ "client", "15", "added", "35000", "40250" },
		{ "home", "15", "deducted", "17625", "59925/4" },
		{ "client", "15", "added", "17625", "81075/4" },
		{ "home", "33.3333", "deducted", "1", "666667/1000000" },
		{ "client", "33.3333", "added", "1", "1333333/1000000" },
		{ "home", "0.5", "deducted", "0", "0" },
		{ "home", "99.9", "deducted", "1000", "1" },
		{ "client", "100", "added", "8750", "17500" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct purse_leg leg = { cases[i].name, cases[i].percent, cases[i].meaning };
		expect_fraction(purse_leg_price(arena, &leg, number(cases[i].price)), cases[i].costs);
		assert_int_equal(purse_leg_given(&leg), cases[i].name != NULL);
	}
}

static void legs_are_the_same(void **state) {
	(void)state;
	struct purse_leg none = { 0 }, leg = { "home", "15", "deducted" }, same = leg;
	assert_true(purse_leg_same(&none, &none));
	assert_true(purse_leg_same(&leg, &same));
	assert_false(purse_leg_same(&leg, &none));
	const struct purse_leg others[] = { { "client", "15", "deducted" }, { "home", "16", "deducted" },
		{ "home", "15", "added" } };
	for (size_t i = 0; i < 3; i++) assert_false(purse_leg_same(&leg, &others[i]));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(price_of_a_leg, open_facts, close_facts),
		cmocka_unit_test_setup_teardown(legs_are_the_same, open_facts, close_facts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
