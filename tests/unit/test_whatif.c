/* rules/whatif: shares, tiers, costs and savings if schools joined, left or used more. Figures by hand. */
#include "unit/statutory_table.h"

#include "unit/seed.h"

#include "purse/rules/whatif.h"

enum { A, B, C, D, SCHOOLS, MOST_LINES = 3, MOST_USES = 6, MOST_POOLS = 3 };
enum { STAYS = PURSE_WHATIF_STAYS, JOINS = PURSE_WHATIF_JOINS, LEAVES = PURSE_WHATIF_LEAVES };

static struct purse_whatif_school schools[SCHOOLS];
static struct purse_whatif_line lines[MOST_LINES];
static struct purse_fraction quotes[MOST_LINES][SCHOOLS];
static struct purse_whatif_use uses[MOST_USES];
static struct purse_whatif_part parts[MOST_POOLS][SCHOOLS + 1];
static struct purse_whatif_pool pools[MOST_POOLS];
static struct purse_whatif_agreement agreement;
static struct purse_whatif_outcome outcome;

/* A leads; B and C are in it, and D where a test says so. */
static int open_whatif(void **state) {
	static const char *const codes[] = { "ASH", "BRA", "COL", "DUN" };
	open_statutory(state);
	memset(quotes, 0, sizeof quotes);
	for (int i = 0; i < SCHOOLS; i++)
		schools[i] = (struct purse_whatif_school){
			.code = codes[i], .factor = purse_fraction_of(1), .pupils = PURSE_NO_ROLL };
	for (int i = 0; i < MOST_LINES; i++)
		lines[i] = (struct purse_whatif_line){ .item = "coaching", .unit = "session", .quotes = quotes[i] };
	agreement = (struct purse_whatif_agreement){ .schools = schools,
		.school_count = 3,
		.lines = lines,
		.line_count = 1,
		.uses = uses,
		.pools = pools };
	return 0;
}

static void d_joins(void) {
	schools[D].role = PURSE_WHATIF_JOINS;
	agreement.school_count = SCHOOLS;
}

/* A cost shared by a key: weights and pence of A, B, C and D; NULL: it has no part. */
static void pool(const char *key, const char *const *weights, const int64_t *pence) {
	size_t i = agreement.pool_count++;
	pools[i] = (struct purse_whatif_pool){ .share_key = key, .counts_once = true, .parts = parts[i] };
	for (size_t school = 0; school < SCHOOLS; school++)
		if (weights[school])
			parts[i][pools[i].part_count++] =
				(struct purse_whatif_part){ school, number(weights[school]), pence[school] };
	parts[i][pools[i].part_count] = (struct purse_whatif_part){ B, number("1"), 1 }; /* not of the pool */
}
#define POOL(key, a, b, c, d, ...) \
	pool(key, (const char *const[]){ a, b, c, d }, (const int64_t[]){ __VA_ARGS__ })

static void use(size_t line, size_t customer, const char *quantity, const char *exact, int64_t pence) {
	uses[agreement.use_count++] = (struct purse_whatif_use){ .line = line,
		.provider = A,
		.customer = customer,
		.quantity = number(quantity),
		.exact = number(exact),
		.pence = pence };
}

static void work_out(void) { assert_true(purse_whatif_work_out(run, arena, &agreement, &outcome)); }
static void refused(enum purse_code code) {
	assert_false(purse_whatif_work_out(run, arena, &agreement, &outcome));
	assert_int_equal(run->problems[run->problem_count - 1].code, code);
}
static void pay_after(int64_t a, int64_t b, int64_t c, int64_t d) {
	const int64_t wanted[] = { a, b, c, d };
	work_out();
	for (size_t i = 0; i < agreement.school_count; i++)
		assert_int_equal(outcome.after[i].pays_pence, wanted[i]);
}

/* £100 in three: 3,334, 3,333 and 3,333 pence. In four 2,500 each, in two 5,000. */
static void equal_parts(void **state) {
	(void)state;
	POOL("equal", "1", "1", "1", NULL, 3334, 3333, 3333, 0);
	pay_after(3334, 3333, 3333, 0);
	assert_int_equal(outcome.before[A].pays_pence, 3334);
	assert_same(outcome.before[B].share, number("1/3"));
	schools[C].role = PURSE_WHATIF_LEAVES;
	pay_after(5000, 5000, 0, 0);
	assert_same(outcome.after[B].share, number("1/2"));
	assert_false(purse_fraction_given(outcome.after[C].share));
	schools[C].role = PURSE_WHATIF_STAYS;
	d_joins();
	pay_after(2500, 2500, 2500, 2500);
	assert_int_equal(outcome.before[D].pays_pence, 0);
	schools[B].role = PURSE_WHATIF_LEAVES;
	pay_after(3334, 0, 3333, 3333);
}

/* Twice £100 in three: carries go on, so that each is within a penny of 6,666 2/3. First 3,334, 3,333, 3,333;
 * then 3,332 2/3 and twice 3,333 2/3 are wanted: 3,333, 3,334, 3,333. */
static void carries(void **state) {
	(void)state;
	agreement.school_count = SCHOOLS;
	POOL("equal", "1", "1", "1", "1", 2500, 2500, 2500, 2500);
	POOL("equal", "1", "1", "1", "1", 2500, 2500, 2500, 2500);
	schools[D].role = PURSE_WHATIF_LEAVES;
	pay_after(6667, 6667, 6666, 0);
	/* a cost that others share begins anew: 3,334, 3,333, 3,333 once more, and between them 5,000 each */
	parts[1][2].weight = purse_fraction_of(0);
	pay_after(3334 + 5000, 3333 + 5000, 3333, 0);
}

/* Who leaves a cost that it has no part in changes nothing, not even the odd pennies of others. */
static void leaves_without_a_part(void **state) {
	(void)state;
	schools[B].role = PURSE_WHATIF_LEAVES;
	POOL("equal", "1", NULL, "1", NULL, 5001, 0, 4999, 0);
	pay_after(5001, 0, 4999, 0);
}

/* £60 by 1/2, 1/3 and 1/6. With 1/2 more the sum is 3/2: 2,000, 1,333 1/3, 666 2/3 and 2,000 pence. */
static void fixed_shares(void **state) {
	(void)state;
	POOL("fixed shares", "1/2", "1/3", "1/6", NULL, 3000, 2000, 1000, 0);
	d_joins();
	refused(PURSE_E_MISSING_VALUE);
	schools[D].share = number("1/2");
	pay_after(2000, 1333, 667, 2000);
	assert_same(outcome.after[C].share, number("1/9"));
}

/* £369 by 112, 54 and 203 pupils; with 31 more: 10,332, 4,981.5, 18,726.75 and 2,859.75. */
static void pupil_numbers(void **state) {
	(void)state;
	POOL("pupil numbers", "112", "54", "203", NULL, 11200, 5400, 20300, 0);
	d_joins();
	refused(PURSE_E_NO_PUPILS);
	schools[D].pupils = 31;
	pay_after(10332, 4981, 18727, 2860);
	schools[D].pupils = 0;
	pay_after(11200, 5400, 20300, 0);
}

/* What the lead bears alone stays with it. */
static void borne_by_the_lead(void **state) {
	(void)state;
	POOL("lead", "1", NULL, NULL, NULL, 700, 0, 0, 0);
	d_joins();
	pay_after(700, 0, 0, 0);
}

/* 10 and 20 sessions at £45. */
static void sessions(void) {
	use(0, B, "10", "45000", 45000);
	use(0, C, "20", "90000", 90000);
}

static void at_a_price(void **state) {
	(void)state;
	sessions();
	schools[B].factor = schools[C].factor = number("6/5");
	pay_after(0, 54000, 108000, 0);
	assert_int_equal(outcome.before[A].earns_pence, 135000);
	assert_int_equal(outcome.after[A].earns_pence, 162000);
	assert_same(outcome.before[C].quantity, number("20"));
	assert_same(outcome.after[C].quantity, number("24"));
	schools[B].factor = number("0");
	pay_after(0, 0, 108000, 0);
	schools[B].factor = number("1");
	schools[C].role = PURSE_WHATIF_LEAVES;
	pay_after(0, 45000, 0, 0);
	assert_int_equal(outcome.after[A].earns_pence, 45000);
	assert_same(outcome.after[C].quantity, number("0"));
}

/* As much as the others on average, 15; or as it is told; or as many as it has pupils. */
static void joins_at_a_price(void **state) {
	(void)state;
	sessions();
	d_joins();
	pay_after(0, 45000, 90000, 67500);
	assert_int_equal(outcome.after[A].earns_pence, 202500);
	assert_int_equal(outcome.before[A].earns_pence, 135000);
	schools[D].factor = number("1/3");
	pay_after(0, 45000, 90000, 22500);
	schools[D].factor = number("1");
	schools[D].uses = number("4");
	pay_after(0, 45000, 90000, 18000);
	schools[D].uses = (struct purse_fraction){ 0 };
	lines[0].unit = "pupil";
	schools[D].pupils = 31;
	pay_after(0, 45000, 90000, 139500);
	schools[D].pupils = PURSE_NO_ROLL;
	pay_after(0, 45000, 90000, 67500);
	/* the same school from another provider is one of two still: 36 in all, 18 each */
	use(0, C, "6", "27000", 27000);
	uses[2].provider = B;
	pay_after(0, 45000, 117000, 81000);
	assert_int_equal(outcome.after[A].earns_pence, 45000 + 90000 + 81000);
	/* a provider that leaves gives nothing any more; of A were 10 and 20, 15 on average */
	schools[B].role = PURSE_WHATIF_LEAVES;
	pay_after(0, 0, 90000, 67500);
}

/* Lines are rounded once, from the exact amount: 12.5p and a fifth are 15p, not 16p. */
static void rounded_once(void **state) {
	(void)state;
	use(0, B, "1", "25/2", 13);
	pay_after(0, 13, 0, 0);
	schools[B].factor = number("6/5");
	pay_after(0, 15, 0, 0);
	schools[B].factor = number("1/5");
	pay_after(0, 3, 0, 0);
}

/* Miles and sessions are no quantity together. */
static void units_apart(void **state) {
	(void)state;
	agreement.line_count = 2;
	lines[1].unit = "mile";
	use(0, B, "10", "45000", 45000);
	use(1, B, "3", "135", 135);
	work_out();
	assert_false(purse_fraction_given(outcome.before[B].quantity));
	assert_int_equal(outcome.after[B].pays_pence, 45135);
}

/* £45, from 60 £39.50. 40 and 24 reach it; 40 alone do not. */
static void by_a_list(void **state) {
	static struct purse_tier tiers[2];
	static struct purse_tier_list list = { tiers, 2 };
	(void)state;
	tiers[0] = (struct purse_tier){ .minimum = number("0"), .roll_to = -1, .price = number("4500") };
	tiers[1] = (struct purse_tier){ .minimum = number("60"), .roll_to = -1, .price = number("3950") };
	lines[0].list = &list;
	use(0, B, "40", "158000", 158000);
	use(0, C, "24", "94800", 94800);
	schools[C].role = PURSE_WHATIF_LEAVES;
	pay_after(0, 180000, 0, 0);
	assert_int_equal(outcome.tier_count, 1);
	assert_same(outcome.tiers[0].quantity_before, number("64"));
	assert_same(outcome.tiers[0].quantity_after, number("40"));
	assert_same(outcome.tiers[0].price_before, number("3950"));
	assert_same(outcome.tiers[0].price_after, number("4500"));
	assert_int_equal(outcome.tiers[0].charged_pence, 252800);
	assert_int_equal(outcome.tiers[0].list_before_pence, 252800);
	assert_int_equal(outcome.after[A].earns_pence, 180000);
	schools[C].role = PURSE_WHATIF_STAYS;
	d_joins();
	pay_after(0, 158000, 94800, 126400);
	assert_same(outcome.tiers[0].quantity_after, number("96"));
	schools[B].factor = schools[C].factor = schools[D].factor = purse_fraction_of(0);
	pay_after(0, 0, 0, 0);
	assert_false(purse_fraction_given(outcome.tiers[0].price_after));
	tiers[1].minimum = number("60");
	tiers[1].roll_from = 50; /* goes by pupils, of which none are known */
	tiers[0].roll_to = 49;
	refused(PURSE_E_NO_PUPILS);
}

/* 10 and 20 credits at £1; £6 lapsed and was shared in three. */
static void credits(void **state) {
	(void)state;
	sessions();
	uses[0].pence = 1000;
	uses[1].pence = 2000;
	uses[0].exact = number("1000");
	uses[1].exact = number("2000");
	uses[0].from_lots = uses[1].from_lots = true;
	agreement.line_count = 2;
	lines[1].added = true;
	POOL("equal", "1", "1", "1", NULL, 200, 200, 200, 0);
	pools[0].lapsed = true;
	pools[0].line = 1;
	schools[B].factor = schools[C].factor = number("6/5");
	pay_after(0, 1200, 2400, 0);
	assert_int_equal(outcome.lapse_before_pence, 600);
	assert_int_equal(outcome.lapse_after_pence, 0);
	assert_int_equal(outcome.bought_pence, 0);
	assert_int_equal(outcome.after[A].earns_pence, 0); /* it passes on what it bought */
	assert_false(purse_fraction_given(outcome.after[A].share));
	schools[B].factor = schools[C].factor = number("3/2");
	pay_after(0, 1500, 3000, 0);
	assert_int_equal(outcome.bought_pence, 900);
	schools[B].factor = schools[C].factor = number("9/10");
	pay_after(300, 900 + 300, 1800 + 300, 0);
	assert_int_equal(outcome.lapse_after_pence, 900);
	assert_int_equal(outcome.left_pence, 0);
	agreement.pool_count = 0;
	pay_after(0, 900, 1800, 0);
	assert_int_equal(outcome.left_pence, 300);
	schools[B].factor = schools[C].factor = number("1");
	schools[C].role = PURSE_WHATIF_LEAVES;
	agreement.pool_count = 1;
	pay_after(1300, 1000 + 1300, 0, 0);
}

/* £50 a session alone for B; C has no quote. The lead would have bought 10 sessions itself for £3 each. */
static void savings(void **state) {
	(void)state;
	sessions();
	quotes[0][B] = number("5000");
	schools[B].factor = number("6/5");
	work_out();
	assert_int_equal(outcome.before[B].alone_pence, 50000);
	assert_int_equal(outcome.before[B].saving_pence, 5000);
	assert_int_equal(outcome.after[B].alone_pence, 60000);
	assert_int_equal(outcome.after[B].counted_pence, 54000);
	assert_int_equal(outcome.after[B].saving_pence, 6000);
	assert_int_equal(outcome.after[C].alone_pence, 0);
	assert_int_equal(outcome.after[C].counted_pence, 0);
	assert_int_equal(outcome.after[A].saving_pence, 0);
	quotes[0][A] = number("300");
	work_out();
	assert_int_equal(outcome.before[A].saving_pence, 9000);
	assert_int_equal(outcome.after[A].saving_pence, 9600);
	schools[B].role = PURSE_WHATIF_LEAVES;
	work_out();
	assert_int_equal(outcome.after[B].saving_pence, 0);
	assert_int_equal(outcome.after[A].saving_pence, 6000);
}

/* Two months of staff and a true-up of one: two months alone. An added cost is a loss, quote or no quote. */
static void savings_of_shares(void **state) {
	(void)state;
	agreement.line_count = 2;
	POOL("equal", "1", "1", NULL, NULL, 500, 500, 0, 0);
	POOL("equal", "1", "1", NULL, NULL, 500, 500, 0, 0);
	POOL("equal", "1", "1", NULL, NULL, 30, 30, 0, 0);
	pools[2].counts_once = false;
	quotes[0][A] = number("1001/2");
	quotes[1][A] = number("700");
	work_out();
	assert_int_equal(outcome.before[A].alone_pence, 1001);
	assert_int_equal(outcome.before[A].saving_pence, -29);
	pools[2].line = 1;
	lines[1].added = true;
	work_out();
	assert_int_equal(outcome.before[A].alone_pence, 1001);
	assert_int_equal(outcome.before[A].saving_pence, 1001 - 1030);
	assert_int_equal(outcome.before[B].saving_pence, -30);
	schools[B].role = PURSE_WHATIF_LEAVES;
	work_out();
	assert_int_equal(outcome.after[A].pays_pence, 2060);
	assert_int_equal(outcome.after[A].saving_pence, 1001 - 2060);
}

static void not_worked_out(void **state) {
	(void)state;
	POOL("equal", NULL, "1", "1", NULL, 0, 500, 500, 0);
	schools[B].role = schools[C].role = PURSE_WHATIF_LEAVES;
	refused(PURSE_E_ZERO_SHARES);
	schools[A].role = PURSE_WHATIF_LEAVES;
	refused(PURSE_E_NOT_ALLOWED_VALUE);
	schools[A].role = schools[B].role = schools[C].role = PURSE_WHATIF_STAYS;
	parts[0][0].pence = INT64_MAX;
	refused(PURSE_E_OVERFLOW);
	agreement.pool_count = 0;
	use(0, B, "1", "9223372036854775807", INT64_MAX);
	schools[B].factor = number("2");
	refused(PURSE_E_OVERFLOW);
	schools[B].factor = number("1");
	quotes[0][B] = number("9223372036854775808");
	refused(PURSE_E_OVERFLOW);
	quotes[0][B] = number("1");
	quotes[0][A] = number("9223372036854775808");
	refused(PURSE_E_OVERFLOW);
}

static void concerns(void **state) {
	(void)state;
	POOL("equal", "1", "1", NULL, NULL, 500, 500, 0, 0);
	use(0, B, "1", "100", 100);
	assert_false(purse_whatif_concerns(&agreement));
	schools[C].factor = number("2"); /* uses nothing */
	assert_false(purse_whatif_concerns(&agreement));
	schools[B].factor = number("2");
	assert_true(purse_whatif_concerns(&agreement));
	schools[B].factor = number("1");
	schools[C].role = PURSE_WHATIF_LEAVES;
	assert_true(purse_whatif_concerns(&agreement));
}

/* Whatever joins or leaves: costs stay whole, and each bears its exact share of all to the penny. */
static void nothing_is_lost(void **state) {
	(void)state;
	seed_start();
	d_joins();
	for (long step = random_cases(2000); step > 0; step--, seed_step++) {
		int64_t total = 0, sum = 0, weights[SCHOOLS];
		schools[C].role = random_between(0, 1) ? PURSE_WHATIF_LEAVES : PURSE_WHATIF_STAYS;
		schools[D].pupils = weights[D] = random_between(0, 300);
		agreement.pool_count = MOST_POOLS;
		for (size_t i = A; i <= C; i++) weights[i] = random_between(1, 400);
		for (size_t k = 0; k < MOST_POOLS; k++) {
			pools[k] = (struct purse_whatif_pool){
				.share_key = "pupil numbers", .parts = parts[k], .part_count = 3 };
			for (size_t i = A; i <= C; i++) {
				parts[k][i] = (struct purse_whatif_part){
					i, purse_fraction_of(weights[i]), random_between(-1000, 50000) };
				total += parts[k][i].pence;
			}
		}
		if (schools[C].role == PURSE_WHATIF_STAYS && weights[D] == 0) continue;
		if (schools[C].role == PURSE_WHATIF_LEAVES) weights[C] = 0;
		int64_t all = weights[A] + weights[B] + weights[C] + weights[D];
		holds(purse_whatif_work_out(run, arena, &agreement, &outcome));
		for (size_t i = 0; i < SCHOOLS; i++) {
			int64_t off = outcome.after[i].pays_pence * all - total * weights[i];
			sum += outcome.after[i].pays_pence;
			holds(off < all && off > -all);
		}
		holds(sum == total);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_whatif, close_statutory)

int main(void) {
	const struct CMUnitTest tests[] = { TEST(equal_parts), TEST(carries), TEST(leaves_without_a_part),
		TEST(fixed_shares),
		TEST(pupil_numbers), TEST(borne_by_the_lead), TEST(at_a_price), TEST(joins_at_a_price),
		TEST(rounded_once), TEST(units_apart), TEST(by_a_list), TEST(credits), TEST(savings),
		TEST(savings_of_shares), TEST(not_worked_out), TEST(concerns), TEST(nothing_is_lost) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
