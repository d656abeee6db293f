/* rules/tiers: what a price list comes to, for one school and for a group. Figures worked by hand. */
#include "unit/statutory_table.h"

#include "unit/seed.h"

#include "purse/rules/tiers.h"

enum { MOST = 8 };

static struct purse_tier row(const char *minimum, const char *pence) {
	return (
		struct purse_tier){ .minimum = number(minimum), .roll_to = PURSE_NO_ROLL, .price = number(pence) };
}
static struct purse_tier band(int64_t from, int64_t to, const char *minimum, const char *pence) {
	struct purse_tier tier = row(minimum, pence);
	tier.roll_from = from;
	tier.roll_to = to;
	return tier;
}
static struct purse_tier_taker takes(const char *quantity, int64_t pupils) {
	return (struct purse_tier_taker){ "ASH", number(quantity), pupils };
}

static struct purse_tier tiers[MOST];
static struct purse_tier_list list;
static struct purse_tier_taker takers[MOST];
static struct purse_tier_cost cost;
static struct purse_tier_next next;

#define LIST(...) \
	use((const struct purse_tier[]){ __VA_ARGS__ }, \
		sizeof((const struct purse_tier[]){ __VA_ARGS__ }) / sizeof(struct purse_tier))
static void use(const struct purse_tier *rows, size_t count) {
	memcpy(tiers, rows, count * sizeof *rows);
	list = (struct purse_tier_list){ tiers, count };
}
#define COST(...) \
	work_out((const struct purse_tier_taker[]){ __VA_ARGS__ }, \
		sizeof((const struct purse_tier_taker[]){ __VA_ARGS__ }) / sizeof(struct purse_tier_taker))
static int64_t work_out(const struct purse_tier_taker *who, size_t count) {
	memcpy(takers, who, count * sizeof *who);
	assert_true(purse_tiers_cost(run, arena, &list, takers, count, &cost));
	assert_true(purse_tiers_next(run, arena, &list, takers, count, &next));
	return cost.pence;
}
static int64_t one(const char *quantity) { return COST(takes(quantity, PURSE_NO_ROLL)); }
static int64_t roll(int64_t pupils) { return COST(takes("1", pupils)); }

/* 20,000 at 12p, 60,000 at 10p, 125,000 at 9p, 520,000 at 6p, and no less than 20,000. */
static void prepaid(void) {
	LIST(row("20000", "12"), row("60000", "10"), row("125000", "9"), row("520000", "6"));
}

static void units_alone(void **state) {
	static const struct {
		const char *units;
		int64_t pence;
	} cases[] = { { "0", 0 }, { "1", 240000 }, { "3000", 240000 }, { "20000", 240000 }, { "20001", 240012 },
		{ "30000", 360000 }, { "59999", 719988 }, { "60000", 600000 }, { "124999", 1249990 },
		{ "125000", 1125000 }, { "519999", 4679991 }, { "520000", 3120000 }, { "1000000", 6000000 } };
	(void)state;
	prepaid();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(one(cases[i].units), cases[i].pence);
}

/* 3,000, 4,000 and 5,000 are 12,000: 8,000 more must be bought, 96,000p, shared 3 : 4 : 5. */
static void least_that_is_sold(void **state) {
	static const int64_t own[] = { 36000, 48000, 60000 }, order[] = { 24000, 32000, 40000 };
	(void)state;
	prepaid();
	assert_int_equal(COST(takes("3000", -1), takes("4000", -1), takes("5000", -1)), 240000);
	assert_same(cost.quantity, number("12000"));
	assert_same(cost.unused, number("8000"));
	assert_int_equal(cost.order_pence, 96000);
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(cost.lines[i].own_pence, own[i]);
		assert_int_equal(cost.lines[i].order_pence, order[i]);
		assert_int_equal(cost.lines[i].pence, own[i] + order[i]);
		assert_ptr_equal(cost.lines[i].tier, &tiers[0]);
	}
	/* 48,000 more and the next price is reached; then nothing is left over */
	assert_true(next.there && next.has_filled);
	assert_same(next.minimum, number("60000"));
	assert_same(next.more, number("48000"));
	assert_same(next.price, number("10"));
	assert_int_equal(next.at_pence, 120000);
	assert_int_equal(next.filled_pence, 600000);
}

/* Alone 360,000 + 540,000 + 600,000 at 12p; together 125,000 at 9p: a quarter less. */
static void units_together(void **state) {
	static const int64_t each[] = { 270000, 405000, 450000 };
	(void)state;
	prepaid();
	assert_int_equal(one("30000") + one("45000") + one("50000"), 1500000);
	assert_int_equal(COST(takes("30000", -1), takes("45000", -1), takes("50000", -1)), 1125000);
	for (size_t i = 0; i < 3; i++) assert_int_equal(cost.lines[i].pence, each[i]);
	assert_int_equal(cost.order_pence, 0);
	assert_same(next.more, number("395000"));
	assert_int_equal(next.at_pence, 750000);
	assert_int_equal(next.filled_pence, 3120000);
}

/* One unit short of a tier it is cheaper to buy one more; at the last tier there is none. */
static void next_tier(void **state) {
	(void)state;
	prepaid();
	assert_int_equal(one("59999"), 719988);
	assert_same(next.more, number("1"));
	assert_int_equal(next.at_pence, 599990);
	assert_int_equal(next.filled_pence, 600000);
	one("520000");
	assert_false(next.there);
	one("0");
	assert_false(next.there);
	assert_int_equal(COST(takes("0", -1), takes("30000", -1)), 360000);
	assert_null(cost.lines[0].tier);
	assert_int_equal(cost.lines[0].pence, 0);
	assert_true(next.there);
}

/* A service by the year in bands of pupils: 600, 780, 950, 1,150, 1,300 and 1,450 pounds. */
static void bands(void **state) {
	static const struct {
		int64_t pupils, pence;
	} cases[] = { { 0, 60000 }, { 50, 60000 }, { 51, 78000 }, { 110, 78000 }, { 111, 95000 }, { 215, 95000 },
		{ 216, 115000 }, { 325, 115000 }, { 326, 130000 }, { 425, 130000 }, { 426, 145000 },
		{ 9999, 145000 } };
	(void)state;
	LIST(band(0, 50, "0", "60000"), band(51, 110, "0", "78000"), band(111, 215, "0", "95000"),
		band(216, 325, "0", "115000"), band(326, 425, "0", "130000"),
		band(426, PURSE_NO_ROLL, "0", "145000"));
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(roll(cases[i].pupils), cases[i].pence);
	assert_int_equal(COST(takes("1", 19), takes("1", 54), takes("2", 203)), 60000 + 78000 + 190000);
	assert_true(purse_tiers_have_bands(&list));
	assert_false(next.there);
	takers[0] = takes("1", PURSE_NO_ROLL);
	assert_false(purse_tiers_cost(run, arena, &list, takers, 1, &cost));
	assert_int_equal(run->problems[0].code, PURSE_E_NO_PUPILS);
	list.count = 5;
	takers[0] = takes("1", 426);
	assert_false(purse_tiers_next(run, arena, &list, takers, 1, &next));
	assert_int_equal(run->problems[1].code, PURSE_E_NO_PRICE);
}

/* £5 a pupil and at least £750, which is 150 pupils. */
static void least_of_a_school(void **state) {
	static const struct {
		const char *pupils;
		int64_t pence;
		bool at_minimum;
	} cases[] = { { "1", 75000, true }, { "54", 75000, true }, { "149", 75000, true },
		{ "150", 75000, false }, { "151", 75500, false }, { "203", 101500, false }, { "0", 0, false } };
	(void)state;
	LIST(row("0", "500"));
	tiers[0].school_minimum_pence = 75000;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(one(cases[i].pupils), cases[i].pence);
		assert_int_equal(cost.lines[0].at_minimum, cases[i].at_minimum);
	}
	assert_int_equal(COST(takes("54", -1), takes("112", -1), takes("203", -1)), 75000 + 75000 + 101500);
	assert_false(purse_tiers_have_bands(&list));
}

/* £100 a school and £35 a session; from 30 sessions £80 and £30. 12 + 20: alone 520 + 800, together 440 +
 * 680. */
static void fee_of_each_school(void **state) {
	(void)state;
	LIST(row("0", "3500"), row("30", "3000"));
	tiers[0].fee_pence = 10000;
	tiers[1].fee_pence = 8000;
	assert_int_equal(one("12"), 52000);
	assert_int_equal(next.at_pence, 44000);
	assert_int_equal(next.filled_pence, 44000 + 54000);
	assert_int_equal(one("20"), 80000);
	assert_int_equal(COST(takes("12", -1), takes("20", -1), takes("0", -1)), 112000);
	assert_int_equal(cost.lines[0].pence, 44000);
	assert_int_equal(cost.lines[1].pence, 68000);
	tiers[1].school_minimum_pence = 50000; /* the fee counts towards it */
	assert_int_equal(COST(takes("12", -1), takes("20", -1)), 50000 + 68000);
}

/* £10 for the order, in three: 334, 333 and 333 pence; paid once however many order. */
static void fee_of_the_order(void **state) {
	static const int64_t each[] = { 434, 433, 433 };
	(void)state;
	LIST(row("0", "100"));
	tiers[0].fee_pence = 1000;
	tiers[0].fee_for_order = true;
	assert_int_equal(one("1"), 1100);
	assert_int_equal(COST(takes("1", -1), takes("1", -1), takes("1", -1)), 1300);
	for (size_t i = 0; i < 3; i++) assert_int_equal(cost.lines[i].pence, each[i]);
	assert_int_equal(one("0"), 0);
}

/* Each line once, half up: 12.5p, 37.5p and 6.25p. */
static void rounding(void **state) {
	(void)state;
	LIST(row("0", "25/2"));
	assert_int_equal(COST(takes("1", -1), takes("3", -1), takes("0.5", -1)), 13 + 38 + 6);
	assert_same(cost.lines[1].exact, number("75/2"));
	assert_same(cost.lines[2].exact, number("25/4"));
}

/* Up to 100 pupils £40, from 20 £36; larger £50, from 10 £45. 6 and 5 are 11: 240 + 225. */
static void bands_and_tiers(void **state) {
	(void)state;
	LIST(band(0, 100, "0", "4000"), band(0, 100, "20", "3600"), band(101, PURSE_NO_ROLL, "0", "5000"),
		band(101, PURSE_NO_ROLL, "10", "4500"));
	assert_int_equal(COST(takes("6", 100), takes("5", 101)), 24000 + 22500);
	assert_true(next.there);
	assert_false(next.has_filled);
	assert_false(purse_fraction_given(next.price));
	assert_same(next.minimum, number("20"));
	assert_same(next.more, number("9"));
	assert_int_equal(next.at_pence, 21600 + 22500);
	assert_int_equal(COST(takes("4", 100), takes("5", 101)), 16000 + 25000);
	assert_same(next.minimum, number("10"));
	assert_int_equal(next.at_pence, 16000 + 22500);
}

static void too_large(void **state) {
	(void)state;
	LIST(row("0", "9223372036854775807"));
	takers[0] = takers[1] = takes("1", -1);
	assert_true(purse_tiers_cost(run, arena, &list, takers, 1, &cost));
	assert_false(purse_tiers_cost(run, arena, &list, takers, 2, &cost));
	takers[0] = takes("2", -1);
	assert_false(purse_tiers_cost(run, arena, &list, takers, 1, &cost));
	tiers[0].fee_pence = 1;
	tiers[0].fee_for_order = true;
	takers[0] = takes("1", -1);
	assert_false(purse_tiers_cost(run, arena, &list, takers, 1, &cost));
	for (int i = 0; i < run->problem_count; i++) assert_int_equal(run->problems[i].code, PURSE_E_OVERFLOW);
	LIST(row("0", "9223372036854775807"), row("2", "9223372036854775806"));
	takers[0] = takes("1", -1);
	assert_false(purse_tiers_next(run, arena, &list, takers, 1, &next));
	LIST(row("9223372036854775807", "2"));
	assert_false(purse_tiers_cost(run, arena, &list, takers, 1, &cost));
}

/* ---- against brute force ---- */

/* A random list in whole numbers: minimums in halves, prices in hundredths of a penny. */
struct plain {
	int64_t minimum[4], price[4], fee[4], least[4];
	bool for_order[4];
	size_t count;
};

static struct plain random_list(void) {
	struct plain plain = { .count = (size_t)random_between(1, 4) };
	int64_t minimum = random_between(0, 1) * random_between(0, 40), price = random_between(200, 90000);
	for (size_t i = 0; i < plain.count; i++) {
		plain.minimum[i] = minimum;
		plain.price[i] = price;
		plain.fee[i] = random_between(0, 1) * random_between(0, 5000);
		plain.least[i] = random_between(0, 1) * random_between(0, 9000);
		plain.for_order[i] = random_between(0, 1);
		tiers[i] = (struct purse_tier){ .minimum = purse_fraction_ratio(arena, minimum, 2),
			.roll_to = PURSE_NO_ROLL,
			.price = purse_fraction_ratio(arena, price, 100),
			.fee_pence = plain.fee[i],
			.fee_for_order = plain.for_order[i],
			.school_minimum_pence = plain.least[i] };
		minimum += random_between(1, 60);
		price -= random_between(1, price / 2);
	}
	list = (struct purse_tier_list){ tiers, plain.count };
	return plain;
}

/* 200ths of a penny, half up. */
static int64_t to_pence(int64_t parts) { return (parts + 100) / 200; }

/* The cost of those of a group whose bit is set; quantities in halves. */
static int64_t brute_force(const struct plain *plain, const int64_t *halves, size_t count, unsigned group) {
	int64_t all = 0, pence = 0;
	size_t tier = 0;
	for (size_t i = 0; i < count; i++)
		if (group >> i & 1) all += halves[i];
	if (all == 0) return 0;
	while (tier + 1 < plain->count && plain->minimum[tier + 1] <= all) tier++;
	for (size_t i = 0; i < count; i++) {
		if (!(group >> i & 1) || halves[i] == 0) continue;
		int64_t own = halves[i] * plain->price[tier] + (plain->for_order[tier] ? 0 : plain->fee[tier] * 200);
		if (own < plain->least[tier] * 200) own = plain->least[tier] * 200;
		pence += to_pence(own);
	}
	int64_t unused = plain->minimum[0] > all ? plain->minimum[0] - all : 0;
	return pence + to_pence(unused * plain->price[0] + (plain->for_order[tier] ? plain->fee[tier] * 200 : 0));
}

static void any_group(void **state) {
	(void)state;
	seed_start();
	for (long step = random_cases(400); step > 0; step--, seed_step++) {
		struct plain plain = random_list();
		int64_t halves[5];
		size_t count = (size_t)random_between(1, 5);
		for (size_t i = 0; i < count; i++) halves[i] = random_between(0, 60);
		for (unsigned group = 0; group < 1u << count; group++) {
			struct purse_tier_taker who[5];
			size_t taking = 0;
			int64_t sum = 0;
			for (size_t i = 0; i < count; i++)
				if (group >> i & 1)
					who[taking++] = (struct purse_tier_taker){ "ASH",
						purse_fraction_ratio(arena, halves[i], 2), PURSE_NO_ROLL };
			holds(purse_tiers_cost(run, arena, &list, who, taking, &cost));
			holds(cost.pence == brute_force(&plain, halves, count, group));
			for (size_t i = 0; i < taking; i++) sum += cost.lines[i].pence;
			holds(sum == cost.pence);
			holds(purse_tiers_next(run, arena, &list, who, taking, &next));
			if (next.there) holds(purse_fraction_compare(next.minimum, cost.quantity) > 0);
		}
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_statutory, close_statutory)

int main(void) {
	const struct CMUnitTest tests[] = { TEST(units_alone), TEST(least_that_is_sold), TEST(units_together),
		TEST(next_tier), TEST(bands), TEST(least_of_a_school), TEST(fee_of_each_school),
		TEST(fee_of_the_order), TEST(rounding), TEST(bands_and_tiers), TEST(too_large), TEST(any_group) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
