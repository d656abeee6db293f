/* rules/fund: how much a grant is, and what a fund may bear of a charge. Figures worked by hand. */
#include "unit/coaching_fund.h"

/* --- how much it is ------------------------------------------------------------------------------------ */

/* PE and sport premium: £1,000 each up to 16 eligible pupils, beyond them £16,000 and £10 for each. */
static void sports_premium(void **state) {
	(void)state;
	static const struct {
		int64_t pupils, pence;
	} cases[] = {
		{ 0, 0 },
		{ 1, 100000 },
		{ 2, 200000 },
		{ 15, 1500000 },
		{ 16, 1600000 },
		{ 17, 1617000 },
		{ 18, 1618000 },
		{ 96, 1696000 },
		{ 100, 1700000 },
		{ 210, 1810000 },
		{ 285, 1885000 },
		{ 420, 2020000 },
	};
	static const struct purse_grant_formula formula = { 16, 100000, 1600000, 1000 };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int64_t pence = -1;
		assert_true(purse_fund_amount(&formula, cases[i].pupils, &pence));
		expect_pence("sports premium", pence, cases[i].pence);
	}
}

/* Pupil premium: so much each, however many. */
static void pupil_premium(void **state) {
	(void)state;
	static const struct purse_grant_formula formula = { INT64_MAX, 151500, 0, 0 };
	int64_t pence;
	assert_true(purse_fund_amount(&formula, 0, &pence));
	expect_pence("none", pence, 0);
	assert_true(purse_fund_amount(&formula, 30, &pence));
	expect_pence("thirty", pence, 4545000);
}

/* The formula is whole or it is none. */
static void formulas(void **state) {
	(void)state;
	static const struct purse_grant_rule all[] = {
		{ "base beyond", "", "16000.00", false }, { "per pupil beyond", "", "10.00", false },
		{ "per pupil up to", "16", "1000.00", false }, { "per pupil up to", "many", "1000.00", false },
	}, flat = { "per pupil", "", "1515.00", false };
	struct purse_grant_formula formula;
	int64_t pence;
	assert_true(purse_fund_formula(all, 3, &formula));
	assert_true(purse_fund_amount(&formula, 17, &pence));
	expect_pence("17", pence, 1617000);
	assert_false(purse_fund_formula(all, 2, &formula));
	assert_false(purse_fund_formula(all + 1, 2, &formula));
	assert_false(purse_fund_formula(all, 0, &formula));
	const struct purse_grant_rule unreadable[] = { all[0], all[1], all[3] };
	assert_false(purse_fund_formula(unreadable, 3, &formula));
	assert_true(purse_fund_formula(&flat, 1, &formula));
	assert_true(purse_fund_amount(&formula, 17, &pence));
	expect_pence("flat", pence, 2575500);
}

static void too_many_pupils(void **state) {
	(void)state;
	static const struct purse_grant_formula formula = { 16, 100000, 1600000, 1000 };
	int64_t pence = -1;
	assert_false(purse_fund_amount(&formula, -1, &pence));
	assert_false(purse_fund_amount(&formula, INT64_MAX / 2, &pence));
	expect_pence("as it was", pence, -1);
}

/* --- what it bears ------------------------------------------------------------------------------------- */

static struct purse_fund_question asked(const char *from, const char *to, int64_t pence) {
	return (struct purse_fund_question){
		.agreement = COACHING, .use = "KI-1", .from = day(from), .to = day(to), .pence = pence
	};
}
static struct purse_fund_use judged(struct purse_fund_question question) {
	return purse_fund_judge(&facts, fund, &question);
}

static void days(void **state) {
	(void)state;
	struct purse_fund_use use = judged(asked("2025-08-31", "2025-08-31", 500));
	expect_use(&use, 1, 0, 0, "days", 0);
	use = judged(asked("2025-09-01", "2026-08-31", 500));
	expect_use(&use, 1, 0, 500, NULL, 0);
	use = judged(asked("2026-08-31", "2026-09-01", 500));
	expect_use(&use, 1, 0, 0, "later services", 0);
	use = judged(asked("2026-09-01", "2026-09-01", 500));
	expect_use(&use, 1, 0, 0, "days", 0);
	expect_pence("a judgement moves nothing", fund->borne_pence, 0);
}

static void uses(void **state) {
	(void)state;
	struct purse_fund_question question = asked("2025-10-01", "2025-10-01", 500);
	question.use = "PPA-COVER";
	struct purse_fund_use use = judged(question);
	expect_use(&use, 1, 0, 0, "forbidden", 0);
	question.use = NULL;
	use = judged(question);
	expect_use(&use, 1, 0, 500, NULL, 0);
	question.is_capital = true;
	use = judged(question);
	expect_use(&use, 1, 0, 0, "capital", 0);
}

/* A decision counts where the rule leaves room, for its agreement and days, once it was recorded. */
static void decisions(void **state) {
	(void)state;
	static struct purse_fund_decision decision = { .rule = "forbidden", .record = DECISION, .batch = 5 };
	decision.from = day("2025-10-01");
	decision.to = day("2025-10-31");
	fund->decisions = &decision;
	fund->decision_count = 1;
	struct purse_fund_question question = asked("2025-10-01", "2025-10-01", 500);
	question.use = "CURRICULUM";
	struct purse_fund_use use = judged(question);
	expect_use(&use, 1, 0, 500, NULL, DECISION);
	question.use = "PPA-COVER"; /* no room */
	use = judged(question);
	expect_use(&use, 1, 0, 0, "forbidden", 0);
	question.use = "CURRICULUM";
	question.is_capital = true; /* decided, but not about this */
	use = judged(question);
	expect_use(&use, 1, 0, 0, "capital", 0);
	question.is_capital = false;
	question.from = day("2025-11-01");
	use = judged(question);
	expect_use(&use, 1, 0, 0, "forbidden", 0);
	question.from = day("2025-10-31");
	decision.agreement = GOALS;
	use = judged(question);
	expect_use(&use, 1, 0, 0, "forbidden", 0);
	decision.agreement = COACHING;
	facts.as_of = 5; /* a batch of that number did not know of it */
	use = judged(question);
	expect_use(&use, 1, 0, 0, "forbidden", 0);
	facts.as_of = 6;
	use = judged(question);
	expect_use(&use, 1, 0, 500, NULL, DECISION);
}

/* Where a rule leaves no room, a decision counts for nothing, whichever rule it is. */
static void decided_without_room(void **state) {
	(void)state;
	static const struct purse_grant_rule strict[] = { { "later services", "", "no", false },
		{ "capital", "", "no", false } };
	static const struct purse_fund_decision both[] = {
		{ .rule = "later services", .record = DECISION, .to = { INT32_MAX } },
		{ .rule = "capital", .record = DECISION + 1, .to = { INT32_MAX } },
	};
	fund->rules = strict;
	fund->rule_count = 2;
	fund->decisions = both;
	fund->decision_count = 2;
	struct purse_fund_use use = judged(asked("2026-08-01", "2026-12-31", 500));
	expect_use(&use, 1, 0, 0, "later services", 0);
	struct purse_fund_question question = asked("2025-10-01", "2025-10-01", 500);
	question.is_capital = true;
	use = judged(question);
	expect_use(&use, 1, 0, 0, "capital", 0);
}

/* What a grant says nothing of is kept out, with room; what it allows is not. */
static void unsaid(void **state) {
	(void)state;
	static const struct purse_fund_decision decision = {
		.rule = "later services", .record = DECISION, .from = { 0 }, .to = { INT32_MAX }
	};
	static const struct purse_grant_rule allowed = { "later services", "", "yes", false };
	fund->rule_count = 0;
	struct purse_fund_use use = judged(asked("2026-08-01", "2026-12-31", 500));
	expect_use(&use, 1, 0, 0, "later services", 0);
	fund->decisions = &decision;
	fund->decision_count = 1;
	use = judged(asked("2026-08-01", "2026-12-31", 500));
	expect_use(&use, 1, 0, 500, NULL, DECISION);
	fund->decision_count = 0;
	fund->rules = &allowed;
	fund->rule_count = 1;
	use = judged(asked("2026-08-01", "2026-12-31", 500));
	expect_use(&use, 1, 0, 500, NULL, 0);
}

/* Of what comes back the fund takes as much as it bore. */
static void comes_back(void **state) {
	(void)state;
	struct purse_fund_use use = judged(asked("2025-10-01", "2025-10-01", -500));
	expect_use(&use, 1, 0, 0, NULL, 0);
	fund->borne_pence = 300;
	use = judged(asked("2025-10-01", "2025-10-01", -500));
	expect_use(&use, 1, 300, -300, NULL, 0);
	fund->borne_pence = 800;
	use = judged(asked("2025-10-01", "2025-10-01", -500));
	expect_use(&use, 1, 800, -500, NULL, 0);
	fund->borne_pence = 100001; /* more than it is: nothing further, and nothing back */
	use = judged(asked("2025-10-01", "2025-10-01", 500));
	expect_use(&use, 1, 100001, 0, "amount", 0);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_fund, close_facts)
int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(sports_premium),
		TEST(pupil_premium),
		TEST(formulas),
		TEST(too_many_pupils),
		TEST(days),
		TEST(uses),
		TEST(decisions),
		TEST(decided_without_room),
		TEST(unsaid),
		TEST(comes_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
