/* rules/charging: activities, reversals (R6) and replays (R7). */
#include "unit/facts_builder.h"
#include "unit/seed.h"

#include "purse/base/limit.h"
#include "purse/rules/drawing.h"
#include "purse/rules/sharing.h"

enum { CREDITS = 4, STAFF, SHARED, PRICED };

static struct purse_agreement *credits, *staff, *shared, *priced;

/* Ashcombe leads all four: credits at cost, a teacher at a day price, a shared purchase, credits at a price.
 */
static int open_charging(void **state) {
	open_facts(state);
	credits = agree(CREDITS, ASHCOMBE, "credits", "credits at cost");
	staff = agree(STAFF, ASHCOMBE, "staff", "price");
	shared = agree(SHARED, ASHCOMBE, "purchase", "pupil numbers");
	priced = agree(PRICED, ASHCOMBE, "credits", "credits at price");
	credits->versions[0].lapse_basis = priced->versions[0].lapse_basis = "pupil numbers";
	for (int id = CREDITS; id <= PRICED; id++) three_parties(purse_facts_agreement(&facts, id));
	three_schools_have_pupils();
	price(staff, "Teacher", "day", "330.33", "2025-09-01");
	price(staff, "Teacher", "day", "341.05", "2026-01-01");
	price(priced, "credit", "credit", "75.00", "2025-09-01");
	return 0;
}

static struct purse_purchase bill(const struct purse_agreement *of, int64_t net_pence, int64_t lot_id) {
	static int64_t record = 600;
	return (struct purse_purchase){ .record = ++record,
		.ref = "BILL-1",
		.description = "What was bought",
		.agreement = of->id,
		.buyer = ASHCOMBE,
		.supplier = DIOCESE,
		.date = day("2025-10-03"),
		.service_from = day("2025-10-03"),
		.service_to = day("2025-10-03"),
		.net_pence = net_pence,
		.lot = lot_id };
}

static struct purse_lot *buy(
	int64_t id, struct purse_agreement *of, const char *quantity, int64_t cost_pence) {
	struct purse_lot *bought = lot(id, of, quantity, cost_pence);
	struct purse_purchase purchase = bill(of, cost_pence, id);
	assert_true(purse_charge_purchase(run, &facts, &batch, &purchase));
	return bought;
}

static void charge(const struct purse_agreement *of, int id, const char *quantity) {
	assert_true(charge_activity(activity(of, id, quantity, "2025-10-10")));
}

static const struct purse_basis *basis_of(const struct purse_charge *charge) {
	for (size_t i = 0; i < batch.basis_count; i++)
		if (batch.bases[i].ref == charge->basis) return &batch.bases[i];
	fail_msg("the charge of %s has no basis", school(charge->customer)->code);
	return NULL;
}

/* The last charge reverses the one before it line by line, pence and exact value. */
static void expect_mirror(const struct purse_charge *original) {
	const struct purse_charge *mirror = last_charge();
	assert_int_equal(mirror->reverses, 7000 + original->ref);
	expect_pence("mirror", mirror->pence, -original->pence);
	assert_int_equal(purse_fraction_sign(purse_fraction_add(arena, mirror->exact, original->exact)), 0);
	assert_string_equal(mirror->kind, original->kind);
	assert_string_equal(mirror->quantity, original->quantity);
	assert_int_equal(mirror->customer, original->customer);
	assert_int_equal(mirror->provider, original->provider);
	assert_int_equal(mirror->agreement, original->agreement);
	assert_int_equal(mirror->lot, original->lot);
	assert_int_equal(mirror->source, original->source);
	assert_int_equal(mirror->service_from.day, original->service_from.day);
	assert_int_equal(mirror->service_to.day, original->service_to.day);
	assert_true(mirror->ref > original->ref);
	const struct purse_basis *made_from = basis_of(original), *taken_back = basis_of(mirror);
	assert_string_equal(taken_back->method, made_from->method);
	assert_string_equal(taken_back->item, made_from->item);
	assert_string_equal(taken_back->unit, made_from->unit);
	assert_true(purse_same(taken_back->price, made_from->price));
	assert_int_equal(taken_back->price_record, made_from->price_record);
	const struct purse_entry *one = entry_of(original), *other = entry_of(mirror);
	assert_string_equal(other->kind, "reversal");
	assert_int_equal(other->reverses, original->entry);
	assert_int_equal(other->posting_count, one->posting_count);
	for (size_t i = 0; i < one->posting_count; i++) {
		expect_pence("mirror", other->postings[i].pence, -one->postings[i].pence);
		assert_string_equal(other->postings[i].account, one->postings[i].account);
		assert_int_equal(other->postings[i].school, one->postings[i].school);
		assert_int_equal(other->postings[i].fund, one->postings[i].fund);
	}
	expect_sound_entries();
}

/* A line: half a day at £330.33 is £165.17 (16516.5), and so is what is taken back. */
static void lines_are_reversed(void **state) {
	(void)state;
	bears_from_fund(&staff->parties[1], SPORTS, "2025-09-01", "2026-07-31");
	charge(staff, BRAMLEY, "0.5");
	const struct purse_charge line = *last_charge();
	assert_true(reverse(standing(&line)));
	expect_mirror(&line);
	expect_pence("mirror", last_charge()->pence, -16517);
	assert_null(last_charge()->stream_key);
	assert_string_equal(entry_of(last_charge())->description, "ASH-1 reversed: wrong school");
	const struct purse_basis *basis = &batch.bases[batch.basis_count - 1];
	assert_string_equal(basis->method, "line");
	assert_string_equal(basis->item, "Teacher");
	assert_string_equal(basis->price, "330.33");
	assert_int_equal(basis->price_record, 501);
	expect_pence("fund", balance_of(BRAMLEY, "2310"), 0);
}

/* A draw at cost, of another school and of the lead itself; the credits return. */
static void draws_are_reversed(void **state) {
	(void)state;
	struct purse_lot *lot40 = buy(40, credits, "60", 415000);
	charge(credits, BRAMLEY, "11");
	struct purse_charge drawn = *last_charge();
	assert_true(reverse(standing(&drawn)));
	expect_mirror(&drawn);
	expect_fraction(last_charge()->carry_in, "1/3");
	expect_fraction(last_charge()->carry_out, "0");
	assert_int_equal(last_charge()->seq, 2);
	assert_string_equal(last_charge()->stream_key, "lot of purchase 40");
	const struct purse_movement *movement = &batch.movements[batch.movement_count - 1];
	assert_string_equal(movement->kind, "returned");
	assert_string_equal(movement->quantity, "11");
	expect_pence("returned", movement->pence, 76083);
	expect_fraction(movement->exact, "-228250/3");
	assert_int_equal(movement->charge, last_charge()->ref);
	bears_from_fund(&credits->parties[0], HUB, "2025-09-01", "2026-07-31");
	charge(credits, ASHCOMBE, "25");
	drawn = *last_charge();
	assert_true(reverse(standing(&drawn)));
	expect_mirror(&drawn);
	assert_int_equal(entry_of(&drawn)->posting_count, 4); /* through 3100 */
	expect_fraction(lot40->state.units_left, "60");
	expect_fraction(lot40->state.exact_left, "415000");
	expect_pence("lot", lot40->state.posted_left, 415000);
	/* what replaces a draw is charged as if the draw had never been, and can be reversed again */
	charge(credits, COLDHARBOUR, "11");
	expect_pence("its successor", last_charge()->pence, 76083);
	drawn = *last_charge();
	assert_true(reverse(standing(&drawn)));
	expect_mirror(&drawn);
	expect_pence("prepaid", balance_of(ASHCOMBE, "1500"), 415000);
}

/* A draw at a price returns what it took from each lot, and the lead's difference is undone. */
static void priced_draws_are_reversed(void **state) {
	(void)state;
	for (int principal = 0; principal <= 1; principal++) {
		priced->versions[0].presentation = principal ? "principal" : "agent";
		struct purse_lot *first = buy(50 + 2 * principal, priced, "2", 13835);
		struct purse_lot *second = buy(51 + 2 * principal, priced, "60", 415000);
		charge(priced, BRAMLEY, "3"); /* 13835, and of the second 6917: 408083 1/3 are left, posted 408083 */
		const struct purse_charge line = *last_charge();
		expect_pence("three", line.pence, 22500);
		expect_pence("second", second->state.posted_left, 408083);
		assert_true(reverse(standing(&line)));
		expect_mirror(&line);
		expect_pence("first", first->state.posted_left, 13835);
		expect_pence("second", second->state.posted_left, 415000);
		expect_fraction(first->state.units_left, "2");
		expect_fraction(second->state.exact_left, "415000");
		const struct purse_movement *returned = &batch.movements[batch.movement_count - 2];
		assert_string_equal(returned[0].quantity, "2");
		assert_string_equal(returned[1].quantity, "1");
		assert_int_equal(returned[0].charge, last_charge()->ref);
		expect_pence("prepaid", balance_of(ASHCOMBE, "1500"), (1 + principal) * 428835);
		first->state.units_left = second->state.units_left = purse_fraction_of(0); /* of the next round */
	}
}

/* R6 leaves a carry where the school was charged meanwhile: 6.6 a credit, charged 7 and 6; without the 7 it
 * has paid 6, 0.6 too little. The next charge takes it up. R12: a late reversal goes to the next open day;
 * the school need not be a party any more. */
static void a_reversal_leaves_a_carry(void **state) {
	(void)state;
	buy(40, credits, "10", 66);
	charge(credits, BRAMLEY, "1");
	struct purse_standing_charge first = standing(last_charge());
	charge(credits, BRAMLEY, "1");
	expect_pence("second", last_charge()->pence, 6);
	closes(BRAMLEY, "2025-10");
	credits->parties[1].to = day("2025-10-31");
	assert_true(reverse(first));
	expect_fraction(last_charge()->carry_in, "1/5");
	expect_fraction(last_charge()->carry_out, "3/5");
	assert_int_equal(entry_of(last_charge())->date.day, day("2025-11-01").day);
	assert_int_equal(entry_of(last_charge())->service_date.day, day("2025-10-10").day);
	charge(credits, BRAMLEY, "1");
	expect_pence("third", last_charge()->pence, 7);
	expect_fraction(last_charge()->carry_out, "1/5");
}

static void reversals_refuse(void **state) {
	(void)state;
	struct purse_purchase purchase = bill(shared, 100000, 0);
	assert_true(purse_charge_purchase(run, &facts, &batch, &purchase));
	assert_false(reverse(standing(last_charge())));
	expect_problem(
		PURSE_E_NOT_ALLOWED_VALUE, "could not reverse a share alone: its cost is shared with others");
	buy(40, credits, "10", 66);
	charge(credits, BRAMLEY, "1");
	struct purse_standing_charge drawn = standing(last_charge());
	drawn.service_from = day("2025-08-31");
	assert_false(reverse(drawn));
	expect_problem(
		PURSE_E_OUTSIDE_DATES, "could not charge ASH-1: agreement AGREED-4 does not cover 31 August 2025");
	drawn.service_from = day("2025-10-10");
	drawn.movements[0].quantity = "one";
	drawn.id = 77;
	assert_false(reverse(drawn));
	expect_problem(PURSE_E_BUG, "the lot of charge 77 can't be read");
	drawn.movements[0].quantity = "-1";
	drawn.movements[0].lot = 99;
	assert_false(reverse(drawn));
	expect_problem(PURSE_E_BUG, "the lot of charge 77 can't be read");
	static const char *const message = "could not charge ASH-1: the amount is too large";
	drawn.pence = INT64_MIN;
	assert_false(reverse(drawn));
	expect_problem(PURSE_E_OVERFLOW, message);
	drawn = standing(last_charge());
	struct purse_standing_movement far = { .lot = 40, .quantity = "-1", .pence = -INT64_MAX };
	drawn.movements = &far;
	drawn.movement_count = 1;
	assert_false(reverse(drawn));
	expect_problem(PURSE_E_OVERFLOW, message);
}

/* What a lot or a stream can't hold any more stops a reversal, as it stops a charge. */
static void reversals_refuse_what_nothing_holds(void **state) {
	(void)state;
	struct purse_lot *bought = buy(40, credits, "10", 66);
	charge(credits, BRAMLEY, "1");
	struct purse_standing_charge drawn = standing(last_charge());
	bought->state.posted_left = INT64_MAX;
	assert_false(reverse(drawn));
	expect_problem(PURSE_E_OVERFLOW, "could not charge an amount that large");
	struct purse_fraction *carry = purse_stream_carry(&facts, bought->stream, BRAMLEY);
	*carry = number("1/3");
	while (purse_fraction_bits(*carry) <= PURSE_MAX_FRACTION_BITS)
		*carry = purse_fraction_multiply(arena, *carry, *carry);
	assert_false(reverse(drawn));
	assert_int_equal(run->problem_count, 1);
	assert_int_equal(run->problems[0].code, PURSE_E_TOO_LONG);
	run->problem_count = 0;
}

/* Case 3 of the issue: 39 half-days at £330.32, one by one, are £165.16 each and £6,441.24 in all. */
static void activities_are_charged(void **state) {
	(void)state;
	staff->price_count = 0;
	price(staff, "Teacher", "day", "330.32", "2025-09-01");
	for (int i = 0; i < 39; i++) {
		charge(staff, BRAMLEY, "0.5");
		expect_pence("half a day", last_charge()->pence, 16516);
	}
	expect_pence("all", charged_to(BRAMLEY), 644124);
	expect_pence("due", balance_of(ASHCOMBE, "1310"), 644124);
	party(staff, LINK_SCHOOL, NULL);
	charge(staff, LINK_SCHOOL, "1"); /* the link school abroad is a counterparty only */
	BOOKED(entry_of(last_charge()), STAFF, { ASHCOMBE, "1310", LINK_SCHOOL, GENERAL, 33032 },
		{ ASHCOMBE, "I08b", LINK_SCHOOL, GENERAL, -33032 });
	expect_sound_entries();
}

static void activities_are_refused(void **state) {
	(void)state;
	assert_false(charge_activity(activity(staff, BRAMLEY, "half", "2025-10-10")));
	assert_int_equal(run->problems[0].code, PURSE_E_BAD_NUMBER);
	assert_non_null(run->problems[0].hint);
	run->problem_count = 0;
	assert_false(charge_activity(activity(staff, DUNMORE, "1", "2025-10-10")));
	expect_problem(PURSE_E_NOT_PARTY,
		"could not charge ASH-1: school DUN is not a party to agreement AGREED-5 on 10 October 2025");
	assert_false(charge_activity(activity(staff, BRAMLEY, "1", "2025-08-31")));
	expect_problem(
		PURSE_E_OUTSIDE_DATES, "could not charge ASH-1: agreement AGREED-5 does not cover 31 August 2025");
	assert_int_equal(batch.entry_count + batch.charge_count, 0);
}

/* --- a year, and the same again ------------------------------------------------------------------------ */

enum { EVENTS = 60 };

struct event {
	enum { DONE, BOUGHT, REVERSED, LAPSED } kind;
	struct purse_activity activity;
	struct purse_purchase purchase;
	struct purse_standing_charge standing;
	struct purse_lot *lot;
	struct purse_frozen frozen; /* what it was made from */
	size_t first, after;        /* its charges */
};

static struct event year[EVENTS];
static size_t events;
static bool reversed[EVENTS * 4]; /* charges that are no more */

static bool happens(struct event *event) {
	switch (event->kind) {
	case DONE:
		return charge_activity(event->activity);
	case BOUGHT:
		return purse_charge_purchase(run, &facts, &batch, &event->purchase);
	case REVERSED:
		return reverse(event->standing);
	default:
		return purse_charge_lapse(run, &facts, &batch, event->lot);
	}
}

static void happened(struct event event) {
	holds(events < EVENTS);
	event.first = batch.charge_count;
	holds(happens(&event));
	event.after = batch.charge_count;
	holds(event.after <= sizeof reversed);
	if (event.after > event.first && event.kind != REVERSED) {
		int ref = batch.charges[event.first].basis;
		for (size_t i = 0; i < batch.basis_count; i++) {
			const struct purse_basis *basis = &batch.bases[i];
			if (basis->ref != ref) continue;
			struct purse_frozen_weight *weights =
				purse_alloc_array(arena, basis->weight_count, sizeof *weights);
			for (size_t k = 0; k < basis->weight_count; k++)
				weights[k] = (struct purse_frozen_weight){ basis->weights[k].school,
					basis->weights[k].position, basis->weights[k].weight, basis->weights[k].source };
			event.frozen =
				(struct purse_frozen){ basis->price_record, basis->leg, weights, basis->weight_count };
		}
	}
	year[events++] = event;
}

static void reverse_any(void) {
	if (batch.charge_count == 0) return;
	size_t chosen = (size_t)random_between(0, (int64_t)batch.charge_count - 1);
	const struct purse_charge *charge = &batch.charges[chosen];
	if (charge->reverses || reversed[chosen]) return;
	if (strcmp(charge->kind, "line") != 0 && strcmp(charge->kind, "draw") != 0) return;
	reversed[chosen] = true;
	happened((struct event){ .kind = REVERSED, .standing = standing(charge) });
}

static void anything_happens(void) {
	int id = (int)random_between(ASHCOMBE, COLDHARBOUR), other = (int)random_between(BRAMLEY, COLDHARBOUR);
	const char *date = random_between(0, 1) ? "2025-11-10" : "2026-02-10";
	const char *quantity = purse_text(arena, "%d.%d", (int)random_between(0, 2), (int)random_between(1, 9));
	switch (random_between(0, 5)) {
	case 0:
		happened((struct event){ .kind = BOUGHT, .purchase = bill(shared, random_between(-500, 5000), 0) });
		break;
	case 1:
		happened((struct event){ .kind = DONE, .activity = activity(staff, other, quantity, date) });
		break;
	case 2:
		happened((struct event){ .kind = DONE, .activity = activity(priced, id, quantity, date) });
		break;
	case 3:
		reverse_any();
		break;
	default:
		happened((struct event){ .kind = DONE, .activity = activity(credits, id, quantity, date) });
	}
}

/* Prices rise, numbers are corrected, schools leave: all of it dated back. */
static void tables_change(void) {
	price(staff, "Teacher", "day", "999.99", "2025-09-02");
	price(priced, "credit", "credit", "1.00", "2025-09-02");
	pupils(BRAMLEY, "2025-10-03", 540);
	for (int id = CREDITS; id <= PRICED; id++) {
		struct purse_agreement *agreement = purse_facts_agreement(&facts, id);
		for (size_t i = 0; i < agreement->party_count; i++) {
			agreement->parties[i].to = day("2025-09-01");
			agreement->parties[i].position = 3 - (int)i;
		}
	}
}

static void compare(const struct purse_charge *before, const struct purse_charge *again) {
	holds(strcmp(before->kind, again->kind) == 0 && before->customer == again->customer);
	holds(before->pence == again->pence && before->seq == again->seq && before->lot == again->lot);
	holds(purse_fraction_equal(before->exact, again->exact));
	holds(purse_same(before->stream_key, again->stream_key));
	if (!before->stream_key) return;
	holds(purse_fraction_equal(before->carry_in, again->carry_in));
	holds(purse_fraction_equal(before->carry_out, again->carry_out));
}

static void play_again(void) {
	const struct purse_batch before = batch;
	batch = (struct purse_batch){ .arena = purse_arena_new(run->arena) };
	purse_facts_begin_again(&facts);
	for (int id = CREDITS; id <= PRICED; id++)
		for (size_t i = 0; i < purse_facts_agreement(&facts, id)->price_count; i++)
			purse_facts_agreement(&facts, id)->prices[i].basis_ref = 0;
	for (size_t i = 0; i < events; i++) {
		facts.frozen = year[i].kind == REVERSED ? NULL : &year[i].frozen;
		holds(happens(&year[i]));
		facts.frozen = NULL;
		holds(batch.charge_count == year[i].after);
		for (size_t k = year[i].first; k < year[i].after; k++) compare(&before.charges[k], &batch.charges[k]);
	}
}

/* Whatever happens: entries balance and mirror; lots end at nil; schools that were never reversed stand
 * within a penny; what was bought is charged, less the lead's differences at a price. Then, with other
 * tables, the same again to the penny. */
static void a_year_replays(void **state) {
	seed_start();
	uint64_t resume = seed_state;
	for (int times = 0; times < random_cases(150); times++, resume = seed_state) {
		close_facts(state);
		open_charging(state);
		seed_state = resume;
		events = 0;
		memset(reversed, 0, sizeof reversed);
		struct purse_lot *first = lot(40, credits, "20.5", random_between(1, 9999));
		struct purse_lot *second = lot(41, credits, "200", random_between(1, 999999));
		struct purse_lot *third = lot(50, priced, "200", random_between(1, 999999));
		happened((struct event){ .kind = BOUGHT, .purchase = bill(credits, first->cost_pence, 40) });
		happened((struct event){ .kind = BOUGHT, .purchase = bill(credits, second->cost_pence, 41) });
		happened((struct event){ .kind = BOUGHT, .purchase = bill(priced, third->cost_pence, 50) });
		for (seed_step = 0; seed_step < EVENTS - 6; seed_step++) anything_happens();
		for (size_t i = 0; i < facts.lot_count; i++) {
			if (purse_fraction_sign(facts.lots[i].state.units_left) > 0)
				happened((struct event){ .kind = LAPSED, .lot = &facts.lots[i] });
			holds(facts.lots[i].state.posted_left == 0);
		}
		holds(balance_of(ASHCOMBE, "1500") == 0);
		for (size_t i = 0; i < batch.entry_count; i++) holds(entry_sound(&batch.entries[i]));
		for (size_t i = 0; i < batch.charge_count; i++) {
			const struct purse_charge *one = &batch.charges[i];
			if (one->reverses || !one->stream_key || strcmp(one->kind, "residue") == 0) continue;
			holds(purse_fraction_compare(one->carry_out, purse_fraction_of(1)) < 0
				  && purse_fraction_compare(one->carry_out, purse_fraction_of(-1)) > 0);
		}
		tables_change();
		play_again();
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(activities_are_charged, open_charging, close_facts),
		cmocka_unit_test_setup_teardown(activities_are_refused, open_charging, close_facts),
		cmocka_unit_test_setup_teardown(lines_are_reversed, open_charging, close_facts),
		cmocka_unit_test_setup_teardown(draws_are_reversed, open_charging, close_facts),
		cmocka_unit_test_setup_teardown(priced_draws_are_reversed, open_charging, close_facts),
		cmocka_unit_test_setup_teardown(a_reversal_leaves_a_carry, open_charging, close_facts),
		cmocka_unit_test_setup_teardown(reversals_refuse, open_charging, close_facts),
		cmocka_unit_test_setup_teardown(reversals_refuse_what_nothing_holds, open_charging, close_facts),
		cmocka_unit_test_setup_teardown(a_year_replays, open_charging, close_facts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
