/* rules/drawing: credits drawn at cost and at a price, what lapses, what fractions leave (R5, R6). */
#include "unit/facts_builder.h"
#include "unit/seed.h"

#include "purse/base/limit.h"
#include "purse/rules/drawing.h"
#include "purse/rules/sharing.h"

static struct purse_agreement *agreement;

/* Credits led by Ashcombe, drawn at cost; what lapses is shared by pupil numbers. */
static int open_credits(void **state) {
	open_facts(state);
	agreement = agree(4, ASHCOMBE, "credits", "credits at cost");
	agreement->versions[0].lapse_basis = "pupil numbers";
	three_parties(agreement);
	three_schools_have_pupils();
	return 0;
}

/* A lot whose invoice is booked. */
static struct purse_lot *buy(int64_t id, const char *credits, int64_t cost_pence) {
	struct purse_lot *bought = lot(id, agreement, credits, cost_pence);
	struct purse_purchase purchase = { .record = bought->purchase,
		.ref = "BILL-1",
		.description = "Diocese credits",
		.agreement = agreement->id,
		.buyer = ASHCOMBE,
		.supplier = DIOCESE,
		.date = day("2025-09-02"),
		.service_from = day("2025-09-02"),
		.service_to = day("2025-09-02"),
		.net_pence = cost_pence,
		.lot = id };
	assert_true(purse_charge_purchase(run, &facts, &batch, &purchase));
	return bought;
}

static void draw(int school_id, const char *credits, int64_t expected_pence) {
	assert_true(charge_activity(activity(agreement, school_id, credits, "2025-10-10")));
	const struct purse_charge *made = last_charge();
	if (strcmp(made->kind, "residue") == 0) made--;
	assert_string_equal(made->kind, "draw");
	assert_string_equal(made->quantity, credits);
	expect_pence(credits, made->pence, expected_pence);
}

static void lapse(struct purse_lot *of) { assert_true(purse_charge_lapse(run, &facts, &batch, of)); }

/* R5: "the lot ends at exactly nil", in credits, in the lead's prepaid account and in what was carried. */
static void expect_nil(const struct purse_lot *of) {
	assert_int_equal(purse_fraction_sign(of->state.units_left), 0);
	assert_int_equal(purse_fraction_sign(of->state.exact_left), 0);
	expect_pence("lot", of->state.posted_left, 0);
	expect_pence("prepaid", balance_of(ASHCOMBE, "1500"), 0);
	struct purse_fraction carries = purse_fraction_of(0), units = purse_fraction_of(0);
	for (size_t i = 0; i < of->stream->carry_count; i++)
		carries = purse_fraction_add(arena, carries, of->stream->carries[i].carry);
	assert_int_equal(purse_fraction_sign(carries), 0);
	int64_t moved = 0;
	for (size_t i = 0; i < batch.movement_count; i++) {
		if (batch.movements[i].lot != of->id) continue;
		moved += batch.movements[i].pence;
		units = purse_fraction_add(arena, units, number(batch.movements[i].quantity));
	}
	expect_pence("movements", moved, 0);
	assert_int_equal(purse_fraction_sign(units), 0);
	expect_sound_entries();
}

/* Case 2 of the issue in one order. A credit costs 20750/3 pence. */
static void sixty_credits_are_drawn_and_lapse(void **state) {
	(void)state;
	struct purse_lot *credits = buy(40, "60", 415000);
	draw(ASHCOMBE, "25", 172917); /* exactly 172916 2/3 */
	draw(BRAMLEY, "11", 76083);   /* exactly 76083 1/3 */
	draw(COLDHARBOUR, "20", 138333);
	assert_string_equal(purse_fraction_text(arena, credits->state.units_left), "4");
	BOOKED(entry_of(&batch.charges[0]), 4, { ASHCOMBE, "E27", 0, GENERAL, 172917 },
		{ ASHCOMBE, "1500", 0, GENERAL, -172917 });
	BOOKED(entry_of(&batch.charges[1]), 4, { ASHCOMBE, "1310", BRAMLEY, GENERAL, 76083 },
		{ ASHCOMBE, "1500", 0, GENERAL, -76083 }, { BRAMLEY, "E27", ASHCOMBE, GENERAL, 76083 },
		{ BRAMLEY, "2310", ASHCOMBE, GENERAL, -76083 });
	assert_string_equal(entry_of(&batch.charges[1])->description, "ASH-1: 11 credits drawn for BRA");
	assert_string_equal(entry_of(&batch.charges[1])->kind, "charge");
	const struct purse_charge *second = &batch.charges[1];
	assert_int_equal(second->lot, 40);
	assert_string_equal(second->stream_key, "lot of purchase 40");
	assert_int_equal(second->seq, 2);
	expect_fraction(second->exact, "228250/3");
	expect_fraction(second->carry_out, "1/3");
	assert_string_equal(batch.movements[2].kind, "drawn");
	assert_string_equal(batch.movements[2].quantity, "-11");
	assert_int_equal(batch.movements[2].charge, second->ref);
	expect_pence("movement", batch.movements[2].pence, -76083);
	/* 4 lapse: 83000/3 exactly. Ashcombe's target is 8397.47 less the 1/3 it paid too much, Bramley's 4048.78
	 * and 1/3, Coldharbour's 15220.42 and 1/3: floors 8397, 4049, 15220, and one penny for the largest
	 * fraction, .75 of Coldharbour */
	lapse(credits);
	static const int64_t shares[] = { 8397, 4049, 15221 };
	for (int i = 0; i < 3; i++) {
		assert_string_equal(batch.charges[3 + i].kind, "lapse");
		expect_pence("lapse", batch.charges[3 + i].pence, shares[i]);
		assert_int_equal(batch.charges[3 + i].service_from.day, day("2026-07-31").day);
		assert_int_equal(batch.charges[3 + i].seq, 4);
	}
	assert_int_equal(batch.charge_count, 6);
	const struct purse_movement *lapsed = &batch.movements[batch.movement_count - 1];
	assert_string_equal(lapsed->kind, "lapsed");
	assert_string_equal(lapsed->quantity, "-4");
	assert_int_equal(lapsed->school, ASHCOMBE);
	assert_int_equal(lapsed->charge, 0); /* of three schools, so of no one charge */
	assert_int_equal(lapsed->date.day, day("2026-07-31").day);
	expect_pence("lapsed", lapsed->pence, -27667);
	expect_fraction(lapsed->exact, "83000/3");
	assert_string_equal(entry_of(last_charge())->key, "lapse of lot 40, 1");
	assert_string_equal(entry_of(last_charge())->description, "4 unused credits lapsed");
	expect_pence("ASH", charged_to(ASHCOMBE), 181314);
	expect_pence("BRA", charged_to(BRAMLEY), 80132);
	expect_pence("COL", charged_to(COLDHARBOUR), 153554);
	expect_nil(credits);
}

/* Case 2 "in any order and any number of draws", half a credit at a time at the least: the same totals, and
 * at every step each drawing school stands within a penny of its exact share. */
static void sixty_credits_in_any_order(void **state) {
	seed_start();
	uint64_t resume = seed_state;
	for (int times = 0; times < random_cases(200); times++) {
		close_facts(state);
		open_credits(state);
		seed_state = resume;
		struct purse_lot *credits = buy(40, "60", 415000);
		int64_t halves_left[] = { 0, 50, 22, 40 }, drawn[4] = { 0 }, posted[4] = { 0 };
		for (seed_step = 0; halves_left[1] + halves_left[2] + halves_left[3] > 0; seed_step++) {
			int id = (int)random_between(ASHCOMBE, COLDHARBOUR);
			if (halves_left[id] == 0) continue;
			int64_t halves = random_between(1, halves_left[id]);
			const char *quantity = purse_text(arena, halves % 2 ? "%d.5" : "%d", (int)(halves / 2));
			holds(charge_activity(activity(agreement, id, quantity, "2025-10-10")));
			halves_left[id] -= halves;
			drawn[id] += halves;
			posted[id] += last_charge()->pence;
			/* half a credit costs 20750/6 pence */
			for (int k = ASHCOMBE; k <= COLDHARBOUR; k++) holds(llabs(6 * posted[k] - 20750 * drawn[k]) < 6);
			holds(balance_of(ASHCOMBE, "1500") == credits->state.posted_left);
		}
		lapse(credits);
		holds(charged_to(ASHCOMBE) == 181314);
		holds(charged_to(BRAMLEY) == 80132);
		holds(charged_to(COLDHARBOUR) == 153554);
		expect_nil(credits);
		resume = seed_state;
	}
}

/* Case 6 of the issue: twelve schools draw one credit each of 12 for £100.06, exactly 833 5/6 pence. The
 * lot's posted remainder is kept nearest its exact one: 834 but for the fourth and the tenth; the lot ends at
 * nil. */
static void twelve_schools_draw_one_each(void **state) {
	(void)state;
	for (int id = LINK_SCHOOL + 1; id <= 12; id++) add_school(id, purse_text(arena, "S%d", id));
	for (int id = DUNMORE; id <= 12; id++) party(agreement, id, NULL);
	struct purse_lot *credits = buy(40, "12", 10006);
	for (int i = 1; i <= 12; i++) draw(i % 12 + 1, "1", i == 4 || i == 10 ? 833 : 834);
	assert_int_equal(batch.charge_count, 12);
	expect_nil(credits);
}

/* Three credits for 3p, drawn in parts by schools that then stand at 2/5, 3/10, 1/5 and 1/4 of a penny below
 * their exact shares, and one above: a penny is left when the credits are gone, and the lead takes it. */
static void what_fractions_leave_is_the_leads(void **state) {
	(void)state;
	party(agreement, DUNMORE, NULL);
	party(agreement, ELMBRIDGE, NULL);
	struct purse_lot *credits = buy(40, "3", 3);
	draw(BRAMLEY, "0.4", 0);     /* posted beyond exact: 0.4 */
	draw(COLDHARBOUR, "0.3", 1); /* 0.7 is nearer to 1: -0.3 */
	draw(DUNMORE, "0.3", 0);     /* 0 */
	draw(ELMBRIDGE, "0.2", 0);   /* 0.2 */
	draw(ASHCOMBE, "0.25", 0);   /* 0.45 */
	draw(COLDHARBOUR, "0.7", 0); /* its target is 0.7 - 0.7: nothing to choose: 1.15 */
	assert_int_equal(last_charge()->entry, 0);
	draw(COLDHARBOUR, "0.85", 1); /* 0.85, of which the ceiling is 1: 1 is left */
	const struct purse_charge *residue = last_charge();
	assert_string_equal(residue->kind, "residue");
	assert_int_equal(residue->customer, ASHCOMBE);
	expect_pence("residue", residue->pence, 1);
	expect_fraction(residue->exact, "0");
	expect_fraction(residue->carry_in, "1/4");
	expect_fraction(residue->carry_out, "-3/4");
	assert_int_equal(residue->seq, 8);
	assert_int_equal(residue->source, 0);
	BOOKED(entry_of(residue), 4, { ASHCOMBE, "E27", 0, GENERAL, 1 }, { ASHCOMBE, "1500", 0, GENERAL, -1 });
	assert_string_equal(entry_of(residue)->key, "residue of lot 40, step 7");
	const struct purse_movement *movement = &batch.movements[batch.movement_count - 1];
	assert_string_equal(movement->kind, "residue");
	assert_int_equal(movement->charge, residue->ref);
	expect_fraction(movement->exact, "0");
	assert_string_equal(movement->quantity, "0");
	expect_pence("movement", movement->pence, -1);
	expect_nil(credits);
}

/* Coldharbour draws 8 of 10 credits for 37p, exactly 29.6, is charged 30 and leaves. Of the 7.4 that lapse
 * Ashcombe and Bramley bear 3.7 each: 4 each and, with Coldharbour's -0.4, a residue of -1. */
static void a_school_that_left_keeps_its_fraction(void **state) {
	(void)state;
	agreement->versions[0].lapse_basis = "equal";
	struct purse_lot *credits = buy(40, "10", 37);
	draw(COLDHARBOUR, "8", 30);
	agreement->parties[2].to = day("2025-12-31");
	lapse(credits);
	assert_int_equal(batch.charge_count, 4);
	expect_pence("ASH", batch.charges[1].pence, 4);
	expect_pence("BRA", batch.charges[2].pence, 4);
	assert_string_equal(batch.charges[3].kind, "residue");
	expect_pence("residue", batch.charges[3].pence, -1);
	expect_fraction(batch.charges[3].carry_in, "-3/10");
	expect_fraction(batch.charges[3].carry_out, "7/10");
	expect_fraction(*purse_stream_carry(&facts, credits->stream, COLDHARBOUR), "-2/5");
	BOOKED(
		entry_of(last_charge()), 4, { ASHCOMBE, "E27", 0, GENERAL, -1 }, { ASHCOMBE, "1500", 0, GENERAL, 1 });
	expect_nil(credits);
}

/* What lapses of 10 credits for £1.00 by each basis the agreement may name. */
static void lots_lapse_by_the_agreements_rule(void **state) {
	static const struct {
		const char *basis;
		int64_t pence[3];
	} cases[] = {
		{ "equal", { 34, 33, 33 } },
		{ "pupil numbers", { 30, 15, 55 } }, /* 30.35, 14.63, 55.01 */
		{ "fixed shares", { 50, 38, 12 } },  /* 50, 37.5, 12.5: of equals the first listed */
		{ "lead", { 100, 0, 0 } },
	};
	static const char *const shares[] = { "1/2", "37.5%", "0.125" };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		close_facts(state);
		open_credits(state);
		agreement->versions[0].lapse_basis = cases[i].basis;
		for (int k = 0; k < 3; k++) agreement->parties[k].share = number(shares[k]);
		struct purse_lot *credits = buy(40, "10", 100);
		lapse(credits);
		for (int k = 0; k < 3; k++) expect_pence(cases[i].basis, charged_to(ASHCOMBE + k), cases[i].pence[k]);
		const struct purse_basis *basis = &batch.bases[0];
		assert_string_equal(basis->method, "lapse");
		assert_string_equal(basis->share_key, cases[i].basis);
		assert_string_equal(basis->item, "credit");
		assert_int_equal(basis->key_date.day, day("2026-07-31").day);
		expect_nil(credits);
	}
}

/* First in, first out, over two lots: 2 credits at 50p, then 1.5 at 70p. Lots of others, of another time and
 * of another lead are left alone. */
static void draws_go_over_lots(void **state) {
	(void)state;
	struct purse_agreement *other = agree(5, ASHCOMBE, "credits", "credits at cost");
	struct purse_lot *of_other = lot(38, other, "10", 10);
	assert_true(purse_lot_open(run, arena, number("10"), 10, &of_other->state));
	struct purse_lot *past = buy(39, "10", 10), *first = buy(40, "2", 100), *second = buy(41, "10", 700);
	struct purse_lot *not_bought = lot(42, agreement, "10", 10), *of_lead = buy(43, "10", 20);
	past->to = day("2025-10-09");
	of_lead->lead = BRAMLEY;
	struct purse_activity drawn = activity(agreement, COLDHARBOUR, "3.5", "2025-10-10");
	assert_true(charge_activity(drawn));
	assert_int_equal(batch.charge_count, 2);
	expect_pence("first", batch.charges[0].pence, 100);
	expect_pence("second", batch.charges[1].pence, 105);
	assert_string_equal(batch.charges[0].quantity, "2");
	assert_string_equal(batch.charges[1].quantity, "1.5");
	assert_int_equal(batch.charges[0].source, drawn.record);
	assert_int_equal(batch.charges[1].source, drawn.record);
	assert_string_not_equal(entry_of(&batch.charges[0])->key, entry_of(&batch.charges[1])->key);
	expect_pence("first", first->state.posted_left, 0);
	expect_pence("second", second->state.posted_left, 595);
	expect_fraction(of_other->state.units_left, "10");
	expect_fraction(not_bought->state.units_left, "0");
	assert_false(charge_activity(activity(agreement, BRAMLEY, "10", "2025-10-10")));
	expect_problem(PURSE_E_LOT_TOO_SMALL,
		"could not charge ASH-1: 1.5 credits more are drawn than are left on 10 October 2025");
	assert_false(charge_activity(activity(agreement, BRAMLEY, "1", "2026-08-01")));
	expect_problem(PURSE_E_LOT_TOO_SMALL,
		"could not charge ASH-1: 1 credits more are drawn than are left on 1 August 2026");
}

/* 60 credits for £4,150.00 at £75.00: the customer pays quantity x price, the lot gives up what keeps its
 * posted remainder nearest the exact one, the difference is the lead's. The lead itself draws at cost. */
static void credits_at_a_price(void **state) {
	(void)state;
	agreement->versions[0].basis = "credits at price";
	price(agreement, "credit", "credit", "75.00", "2025-09-01");
	struct purse_lot *credits = buy(40, "60", 415000);
	assert_true(charge_activity(activity(agreement, BRAMLEY, "2", "2025-10-10")));
	const struct purse_charge *line = last_charge();
	assert_string_equal(line->kind, "line");
	assert_null(line->stream_key);
	assert_int_equal(line->lot, 0);
	expect_pence("two", line->pence, 15000);
	BOOKED(entry_of(line), 4, { ASHCOMBE, "1310", BRAMLEY, GENERAL, 15000 },
		{ ASHCOMBE, "1500", 0, GENERAL, -13833 }, { ASHCOMBE, "E27", 0, GENERAL, -1167 },
		{ BRAMLEY, "E27", ASHCOMBE, GENERAL, 15000 }, { BRAMLEY, "2310", ASHCOMBE, GENERAL, -15000 });
	const struct purse_movement *movement = &batch.movements[1];
	assert_int_equal(movement->charge, line->ref);
	assert_string_equal(movement->quantity, "-2");
	expect_pence("two at cost", movement->pence, -13833); /* 401166 2/3 are left, posted 401167 */
	expect_fraction(movement->exact, "41500/3");
	assert_true(charge_activity(activity(agreement, COLDHARBOUR, "1", "2025-10-10")));
	expect_pence("one", last_charge()->pence, 7500);
	expect_pence("one at cost", batch.movements[2].pence, -6917); /* 394250 are left, exactly */
	draw(ASHCOMBE, "7", 48417);                                   /* at cost, 48416 2/3 */
	lapse(credits); /* 50 credits: 345833 1/3 exactly, by pupil numbers */
	expect_nil(credits);
}

/* One charge at a price may take from two lots, and moves both. */
static void a_priced_draw_goes_over_lots(void **state) {
	(void)state;
	agreement->versions[0].basis = "credits at price";
	buy(40, "2", 100);
	struct purse_lot *second = buy(41, "10", 333);
	assert_false(charge_activity(activity(agreement, BRAMLEY, "3", "2025-10-10")));
	expect_problem(PURSE_E_NO_PRICE,
		"could not charge ASH-1: no price is agreed for \"credit\" by the credit on 10 October 2025");
	close_facts(state);
	open_credits(state);
	agreement->versions[0].basis = "credits at price";
	price(agreement, "credit", "credit", "0.40", "2025-09-01");
	struct purse_lot *first = buy(40, "2", 100);
	second = buy(41, "10", 333);
	assert_true(charge_activity(activity(agreement, BRAMLEY, "3", "2025-10-10")));
	assert_int_equal(batch.charge_count, 1);
	expect_pence("three", last_charge()->pence, 120);
	assert_int_equal(batch.movement_count, 4);
	assert_int_equal(batch.movements[2].charge, last_charge()->ref);
	assert_int_equal(batch.movements[3].charge, last_charge()->ref);
	expect_pence("first", batch.movements[2].pence, -100);
	expect_pence("second", batch.movements[3].pence, -33); /* 299.7 are left, posted 300 */
	expect_pence("first", first->state.posted_left, 0);
	expect_pence("second", second->state.posted_left, 300);
	expect_pence("prepaid", balance_of(ASHCOMBE, "1500"), 300);
	expect_sound_entries();
}

/* Reversed before and after the lot lapsed: the credits return and lapse with the rest, and again. */
static void returned_credits_lapse_too(void **state) {
	(void)state;
	struct purse_lot *credits = buy(40, "60", 415000);
	draw(BRAMLEY, "11", 76083);
	struct purse_standing_charge first = standing(last_charge());
	draw(COLDHARBOUR, "20", 138334); /* 138333 1/3 and the 1/3 of a penny that Bramley was spared */
	struct purse_standing_charge second = standing(last_charge());
	assert_true(reverse(first));
	expect_fraction(credits->state.units_left, "40");
	lapse(credits);
	expect_nil(credits);
	expect_pence("BRA", charged_to(BRAMLEY), 40488); /* 40 lapse: 276666 2/3 x 54/369 = 40487.80 */
	assert_true(reverse(second));
	expect_fraction(credits->state.units_left, "20");
	lapse(credits);
	assert_string_equal(entry_of(last_charge())->key, "lapse of lot 40, 2");
	/* in the end all 60 lapsed: 125962.06, 60731.71, 228306.23 */
	expect_pence("ASH", charged_to(ASHCOMBE), 125962);
	expect_pence("BRA", charged_to(BRAMLEY), 60732);
	expect_pence("COL", charged_to(COLDHARBOUR), 228306);
	expect_nil(credits);
}

/* 10 credits for 66p, 6.6 each. Bramley draws four and is charged 7, 6, 7, 6; the first and the third are
 * reversed, which leaves it 1.2 below its exact share (R6). */
static struct purse_lot *leave_a_penny(void) {
	struct purse_lot *credits = buy(40, "10", 66);
	struct purse_standing_charge drawn[4];
	static const int64_t pence[] = { 7, 6, 7, 6 };
	for (int i = 0; i < 4; i++) {
		draw(BRAMLEY, "1", pence[i]);
		drawn[i] = standing(last_charge());
	}
	assert_true(reverse(drawn[0]));
	expect_fraction(last_charge()->carry_out, "4/5");
	assert_true(reverse(drawn[2]));
	expect_fraction(last_charge()->carry_out, "6/5");
	return credits;
}

static void the_next_draw_takes_a_carry_up(void **state) {
	(void)state;
	struct purse_lot *credits = leave_a_penny();
	draw(BRAMLEY, "1", 8); /* 6.6 and 1.2 */
	expect_fraction(last_charge()->carry_out, "-1/5");
	lapse(credits);
	expect_nil(credits);
}

/* R6: "closing the period posts it if none came": 1 of the 1.2. */
static void closing_settles_a_carry(void **state) {
	(void)state;
	struct purse_lot *credits = leave_a_penny();
	bears_from_fund(&agreement->parties[1], SPORTS, "2025-09-01", "2026-07-31");
	assert_true(purse_charge_settle(run, &facts, &batch, credits, BRAMLEY, day("2025-10-31")));
	const struct purse_charge *settled = last_charge();
	assert_string_equal(settled->kind, "settle");
	expect_pence("settled", settled->pence, 1);
	expect_fraction(settled->exact, "0");
	expect_fraction(settled->carry_in, "6/5");
	expect_fraction(settled->carry_out, "1/5");
	assert_int_equal(settled->seq, 7);
	assert_null(settled->quantity);
	assert_int_equal(settled->service_from.day, day("2025-10-31").day);
	assert_string_equal(entry_of(settled)->key, "settling lot 40 step 7");
	BOOKED(entry_of(settled), 4, { ASHCOMBE, "1310", BRAMLEY, GENERAL, 1 },
		{ ASHCOMBE, "1500", 0, GENERAL, -1 }, { BRAMLEY, "E27", ASHCOMBE, SPORTS, 1 },
		{ BRAMLEY, "2310", ASHCOMBE, SPORTS, -1 });
	const struct purse_movement *movement = &batch.movements[batch.movement_count - 1];
	assert_string_equal(movement->kind, "drawn");
	assert_string_equal(movement->quantity, "0");
	expect_pence("movement", movement->pence, -1);
	assert_int_equal(movement->charge, settled->ref);
	bears_from_fund(&agreement->parties[1], GENERAL, "2025-09-01", "2026-07-31");
	lapse(credits);
	expect_nil(credits);
}

/* The lot is used up: Coldharbour draws the 8 that are left, exactly 52.8, posted 53 of the 54, and the lead
 * takes the last penny. When Bramley's penny is settled after all, the lead gives it back. */
static void settling_a_used_up_lot_leaves_it_at_nil(void **state) {
	(void)state;
	struct purse_lot *credits = leave_a_penny();
	draw(COLDHARBOUR, "8", 53);
	assert_string_equal(last_charge()->kind, "residue");
	expect_pence("residue", last_charge()->pence, 1);
	assert_true(purse_charge_settle(run, &facts, &batch, credits, BRAMLEY, day("2025-10-31")));
	const struct purse_charge *settled = &batch.charges[batch.charge_count - 2];
	assert_string_equal(settled->kind, "settle");
	assert_int_equal(settled->customer, BRAMLEY);
	expect_pence("settled", settled->pence, 1);
	assert_string_equal(last_charge()->kind, "residue");
	assert_int_equal(last_charge()->customer, ASHCOMBE);
	expect_pence("given back", last_charge()->pence, -1);
	expect_nil(credits);
}

/* After the lot's last day a carry counts as of that day, when its agreement held. */
static void a_late_carry_counts_as_of_the_last_day(void **state) {
	(void)state;
	struct purse_lot *credits = leave_a_penny();
	agreement->versions[0].to = day("2026-08-31");
	closes(BRAMLEY, "2026-07");
	assert_true(purse_charge_settle(run, &facts, &batch, credits, BRAMLEY, day("2026-09-30")));
	assert_int_equal(last_charge()->service_to.day, day("2026-07-31").day);
	assert_int_equal(entry_of(last_charge())->date.day, day("2026-08-01").day);
	credits->to = day("2026-09-30");
	assert_false(purse_charge_settle(run, &facts, &batch, credits, BRAMLEY, day("2026-09-30")));
	expect_problem(PURSE_E_OUTSIDE_DATES,
		"could not charge a carry: agreement AGREED-4 does not cover 30 September 2026");
	assert_false(purse_charge_lapse(run, &facts, &batch, credits));
	expect_problem(PURSE_E_OUTSIDE_DATES,
		"could not charge credits that lapse: agreement AGREED-4 does not cover 30 September 2026");
}

/* Bramley leads the agreement from January. The lot stands in Ashcombe's books: it can't be drawn any more
 * under Bramley, and what lapses is still charged by Ashcombe. */
static void a_lot_stays_with_its_lead(void **state) {
	(void)state;
	struct purse_lot *credits = buy(40, "10", 36900);
	agreement->versions[1] = agreement->versions[0];
	agreement->versions[1].from = day("2026-01-01");
	agreement->versions[1].lead = BRAMLEY;
	agreement->version_count = 2;
	struct purse_activity late = activity(agreement, COLDHARBOUR, "1", "2026-01-10");
	assert_false(charge_activity(late));
	expect_problem(PURSE_E_NOT_PARTY,
		"could not charge ASH-1: school ASH does not lead agreement AGREED-4 on 10 January 2026");
	late.provider = BRAMLEY;
	assert_false(charge_activity(late));
	expect_problem(PURSE_E_LOT_TOO_SMALL,
		"could not charge ASH-1: 1 credits more are drawn than are left on 10 January 2026");
	lapse(credits);
	expect_pence("COL", last_charge()->pence, 20300);
	assert_int_equal(last_charge()->provider, ASHCOMBE);
	expect_pence("due from BRA", balance_of(BRAMLEY, "2310"), -5400);
	expect_nil(credits);
}

/* A carry that can't be kept any longer stops the draw, and the credits stay where they are. */
static void a_draw_that_fails_draws_nothing(void **state) {
	(void)state;
	struct purse_lot *credits = buy(40, "10", 100);
	struct purse_fraction *carry = purse_stream_carry(&facts, credits->stream, BRAMLEY);
	*carry = number("1/3");
	while (purse_fraction_bits(*carry) <= PURSE_MAX_FRACTION_BITS)
		*carry = purse_fraction_multiply(arena, *carry, *carry);
	assert_false(charge_activity(activity(agreement, BRAMLEY, "1", "2025-10-10")));
	assert_int_equal(run->problem_count, 1);
	assert_int_equal(run->problems[0].code, PURSE_E_TOO_LONG);
	run->problem_count = 0;
	assert_int_equal(batch.charge_count, 0);
	expect_fraction(credits->state.units_left, "10");
}

static void a_lapse_needs_shares(void **state) {
	(void)state;
	struct purse_lot *credits = buy(40, "10", 100);
	party(agreement, DUNMORE, NULL);
	assert_false(purse_charge_lapse(run, &facts, &batch, credits));
	expect_problem(PURSE_E_NO_PUPILS,
		"could not share credits that lapse: no pupil number of DUN is known on or before 31 July 2026");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(sixty_credits_are_drawn_and_lapse, open_credits, close_facts),
		cmocka_unit_test_setup_teardown(sixty_credits_in_any_order, open_credits, close_facts),
		cmocka_unit_test_setup_teardown(twelve_schools_draw_one_each, open_credits, close_facts),
		cmocka_unit_test_setup_teardown(what_fractions_leave_is_the_leads, open_credits, close_facts),
		cmocka_unit_test_setup_teardown(a_school_that_left_keeps_its_fraction, open_credits, close_facts),
		cmocka_unit_test_setup_teardown(lots_lapse_by_the_agreements_rule, open_credits, close_facts),
		cmocka_unit_test_setup_teardown(draws_go_over_lots, open_credits, close_facts),
		cmocka_unit_test_setup_teardown(credits_at_a_price, open_credits, close_facts),
		cmocka_unit_test_setup_teardown(a_priced_draw_goes_over_lots, open_credits, close_facts),
		cmocka_unit_test_setup_teardown(returned_credits_lapse_too, open_credits, close_facts),
		cmocka_unit_test_setup_teardown(the_next_draw_takes_a_carry_up, open_credits, close_facts),
		cmocka_unit_test_setup_teardown(closing_settles_a_carry, open_credits, close_facts),
		cmocka_unit_test_setup_teardown(settling_a_used_up_lot_leaves_it_at_nil, open_credits, close_facts),
		cmocka_unit_test_setup_teardown(a_late_carry_counts_as_of_the_last_day, open_credits, close_facts),
		cmocka_unit_test_setup_teardown(a_lot_stays_with_its_lead, open_credits, close_facts),
		cmocka_unit_test_setup_teardown(a_draw_that_fails_draws_nothing, open_credits, close_facts),
		cmocka_unit_test_setup_teardown(a_lapse_needs_shares, open_credits, close_facts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
