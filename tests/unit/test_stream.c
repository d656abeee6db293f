#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "unit/seed.h"

#include <cmocka.h>
#include <gmp.h>

#include "purse/base/arena.h"
#include "purse/base/run.h"
#include "purse/exact/apportion.h"
#include "purse/exact/fraction.h"
#include "purse/exact/round.h"
#include "purse/exact/stream.h"
#include "unit/reference.h"

enum { SCHOOLS = 8 };

static struct purse_run *run;
static struct purse_arena *arena;

static int open_run(void **state) {
	(void)state;
	run = purse_run_new();
	arena = purse_arena_new(run->arena);
	return 0;
}

static int close_run(void **state) {
	(void)state;
	purse_run_close(run);
	return 0;
}

static struct purse_fraction fraction(const char *text) {
	struct purse_fraction value;
	assert_true(purse_fraction_read(arena, text, &value, NULL, NULL));
	return value;
}

static void expect(enum purse_code code) {
	assert_int_equal(run->problem_count, 1);
	assert_int_equal(run->problems[0].code, code);
	assert_non_null(run->problems[0].hint);
	run->problem_count = 0;
}

/* What each school should have borne and what was posted to it, kept apart from the modules in plain mpq. */
struct tally {
	mpq_t exact[SCHOOLS], gap;
	int64_t posted[SCHOOLS];
};

static void tally_open(struct tally *tally) {
	for (int i = 0; i < SCHOOLS; i++) {
		mpq_init(tally->exact[i]);
		tally->posted[i] = 0;
	}
	mpq_init(tally->gap);
}

static void tally_close(struct tally *tally) {
	for (int i = 0; i < SCHOOLS; i++) mpq_clear(tally->exact[i]);
	mpq_clear(tally->gap);
}

static void tally_add(struct tally *tally, int school, mpq_srcptr exact, int64_t pence) {
	mpq_add(tally->exact[school], tally->exact[school], exact);
	tally->posted[school] += pence;
}

/* exact less posted, into tally->gap */
static mpq_srcptr tally_gap(struct tally *tally, int school) {
	mpq_set_si(tally->gap, tally->posted[school], 1);
	mpq_sub(tally->gap, tally->exact[school], tally->gap);
	return tally->gap;
}

/* Adds what a part says, and checks that its carry is the gap. */
static void tally_part(struct tally *tally, int school, const struct purse_part *part) {
	mpq_t exact;
	mpq_init(exact);
	reference_set(exact, part->exact);
	tally_add(tally, school, exact, part->pence);
	mpq_clear(exact);
	holds(reference_equal(part->carry_out, tally_gap(tally, school)));
}

static bool within(mpq_srcptr gap, long pennies) {
	return mpq_cmp_si(gap, pennies, 1) < 0 && mpq_cmp_si(gap, -pennies, 1) > 0;
}

/* --- streams ------------------------------------------------------------------------------------------- */

static void a_day_is_charged_by_price_or_at_cost(void **state) {
	(void)state;
	struct purse_fraction day = fraction("161029384/4875");
	int64_t price, half, total = 0;
	assert_true(purse_round_line(day, &price));
	assert_int_equal(price, 33032);                       /* £330.32, agreed */
	assert_true(purse_round_line(purse_fraction_ratio(arena, price, 2), &half));
	assert_int_equal(half, 16516);
	assert_int_equal(half * 39, 644124);                  /* what the payer can multiply */
	struct purse_part party = { .exact = purse_fraction_divide(arena, day, purse_fraction_of(2)) };
	struct purse_fraction exact = purse_fraction_of(0);
	for (int i = 0; i < 39; i++) {
		assert_true(purse_stream_step(run, arena, &party));
		total += party.pence;
		exact = purse_fraction_add(arena, exact, party.exact);
		struct purse_fraction gap = purse_fraction_subtract(arena, exact, purse_fraction_of(total));
		assert_true(purse_fraction_equal(gap, party.carry_out));
		assert_true(purse_fraction_compare(gap, fraction("1/2")) <= 0
		            && purse_fraction_compare(gap, fraction("-1/2")) >= 0);
		assert_int_equal(party.odd_penny, purse_fraction_sign(gap) < 0);
		party.carry_in = party.carry_out;
	}
	assert_int_equal(total, 644118);
}

static void thirds_stay_within_a_penny(void **state) {
	(void)state;
	seed_start();
	for (int reversing = 0; reversing <= 1; reversing++) {
		static struct purse_part history[4000][3];
		struct purse_fraction carry[3] = { purse_fraction_of(0), purse_fraction_of(0), purse_fraction_of(0) };
		int64_t posted[3] = { 0, 0, 0 };
		int live = 0, steps = 0;
		for (seed_step = 0; live < 2000; seed_step++) {
			if (reversing && live && random_between(0, 4) == 0) {
				int chosen = (int)random_between(0, live - 1);
				for (int i = 0; i < 3; i++) {
					struct purse_part reversal;
					holds(purse_stream_reverse(run, arena, &history[chosen][i], carry[i], &reversal));
					holds(reversal.pence == -history[chosen][i].pence);
					holds(reversal.odd_penny == history[chosen][i].odd_penny);
					holds(purse_fraction_sign(
							  purse_fraction_add(arena, reversal.exact, history[chosen][i].exact))
					      == 0);
					carry[i] = reversal.carry_out;
					posted[i] += reversal.pence;
					history[chosen][i] = history[live - 1][i];
				}
				live--;
				continue;
			}
			struct purse_part *parts = history[live++];
			for (int i = 0; i < 3; i++)
				parts[i] = (struct purse_part){ .weight = purse_fraction_of(1), .carry_in = carry[i] };
			holds(purse_apportion(run, arena, purse_fraction_of(10000), 10000, parts, 3));
			steps++;
			for (int i = 0; i < 3; i++) {
				posted[i] += parts[i].pence;
				carry[i] = parts[i].carry_out;
				/* 10000 live / 3 against what was posted: less than a penny apart */
				holds(llabs(posted[i] * 3 - (int64_t)live * 10000) < 3);
			}
		}
		holds(posted[0] + posted[1] + posted[2] == 20000000);
		for (int i = 0; i < 3; i++) holds(posted[i] == 6666666 || posted[i] == 6666667);
		holds(reversing ? steps > 2000 : steps == 2000);
	}
}

/* One charge of the stream below, in plain mpq: total x weight / sum. */
static void tally_charge(struct tally *tally, int64_t total, const int64_t *weights,
                         const struct purse_part *parts, int count, int sign) {
	int64_t sum = 0;
	mpq_t exact;
	mpq_init(exact);
	for (int i = 0; i < count; i++) sum += weights[i];
	for (int i = 0; i < count; i++) {
		mpq_set_si(exact, sign * total * weights[i], (unsigned long)sum);
		mpq_canonicalize(exact);
		holds(reference_equal(parts[i].exact, exact));
		tally_add(tally, i, exact, parts[i].pence);
	}
	mpq_clear(exact);
}

struct charge {
	int64_t total, weights[SCHOOLS];
	struct purse_part parts[SCHOOLS];
};

/* Charges with changing weights, some reversed later, until steps are used up. In memory of its own: carries
 * with hundreds of digits pile up. */
static void run_stream(int count, int steps) {
	struct tally tally;
	struct charge *charges = purse_alloc_array(arena, (size_t)steps, sizeof *charges);
	struct purse_arena *now = purse_arena_new(arena), *before = purse_arena_new(arena);
	struct purse_fraction carry[SCHOOLS];
	int live = 0;
	tally_open(&tally);
	for (int i = 0; i < count; i++) carry[i] = purse_fraction_of(0);
	for (int step = 0; step < steps; step++, seed_step++) {
		struct purse_arena *swap = before;
		before = now;
		now = swap;
		purse_arena_reset(now);
		if (live && random_between(0, 19) == 0) {
			struct charge *chosen = &charges[random_between(0, live - 1)];
			struct purse_part mirror[SCHOOLS];
			for (int i = 0; i < count; i++) {
				holds(purse_stream_reverse(run, now, &chosen->parts[i], carry[i], &mirror[i]));
				holds(mirror[i].pence == -chosen->parts[i].pence);
				carry[i] = mirror[i].carry_out;
			}
			tally_charge(&tally, chosen->total, chosen->weights, mirror, count, -1);
			*chosen = charges[--live];
		} else {
			struct charge *charge = &charges[live++];
			charge->total = random_between(-2000, 500000);
			for (int i = 0; i < count; i++) {
				charge->weights[i] = random_between(1, 40);
				charge->parts[i] = (struct purse_part){
					.weight = purse_fraction_of(charge->weights[i]), .carry_in = carry[i],
				};
			}
			holds(purse_apportion(run, now, purse_fraction_of(charge->total), charge->total, charge->parts,
			                      (size_t)count));
			for (int i = 0; i < count; i++) carry[i] = charge->parts[i].carry_out;
			tally_charge(&tally, charge->total, charge->weights, charge->parts, count, 1);
			for (int i = 0; i < count; i++) holds(within(tally_gap(&tally, i), 1));
		}
		struct purse_fraction sum = purse_fraction_of(0);
		for (int i = 0; i < count; i++) {
			holds(reference_equal(carry[i], tally_gap(&tally, i)));
			sum = purse_fraction_add(now, sum, carry[i]);
		}
		holds(purse_fraction_sign(sum) == 0);
	}
	tally_close(&tally);
}

static void drift_stays_below_a_penny(void **state) {
	(void)state;
	seed_start();
	run_stream(4, (int)random_cases(10000));
}

/* Schools join and leave: each set of parties is a stream of its own and leaves below a penny a school. */
static void parties_may_change(void **state) {
	(void)state;
	seed_start();
	for (int i = 0; i < 40; i++) run_stream((int)random_between(1, SCHOOLS), (int)random_between(1, 60));
	struct purse_part four[4] = { { .weight = purse_fraction_of(1) }, { .weight = purse_fraction_of(1) },
		{ .weight = purse_fraction_of(1) }, { .weight = purse_fraction_of(5) } };
	assert_true(purse_apportion(run, arena, purse_fraction_of(100), 100, four, 4));
	four[2].weight = four[3].weight = purse_fraction_of(0);
	assert_true(purse_apportion(run, arena, purse_fraction_of(103), 103, four, 4));
	assert_int_equal(four[0].pence, 52);
	assert_int_equal(four[1].pence, 51);
	assert_int_equal(four[2].pence, 0);
	assert_int_equal(four[3].pence, 0);
}

static void steps_are_the_nearest_penny(void **state) {
	(void)state;
	seed_start();
	for (int round = 0; round < random_cases(200); round++) {
		struct purse_fraction carry = purse_fraction_of(0);
		struct tally tally;
		mpq_t exact;
		tally_open(&tally);
		mpq_init(exact);
		for (int i = 0; i < 30; i++, seed_step++) {
			struct purse_part party = { .carry_in = carry };
			party.exact = purse_fraction_ratio(arena, random_between(-1000, 100000), random_between(1, 40));
			holds(purse_stream_step(run, arena, &party));
			reference_set(exact, party.exact);
			tally_add(&tally, 0, exact, party.pence);
			holds(reference_equal(party.carry_out, tally_gap(&tally, 0)));
			mpq_mul_2exp(exact, tally_gap(&tally, 0), 1);
			holds(mpq_cmp_si(exact, 1, 1) <= 0 && mpq_cmp_si(exact, -1, 1) >= 0);
			carry = party.carry_out;
		}
		mpq_clear(exact);
		tally_close(&tally);
		purse_arena_reset(arena);
	}
}

static void overflow_is_an_error(void **state) {
	(void)state;
	struct purse_part party = { .exact = fraction("9223372036854775808") }, reversal;
	assert_false(purse_stream_step(run, arena, &party));
	expect(PURSE_E_OVERFLOW);
	party = (struct purse_part){ .exact = purse_fraction_of(INT64_MIN) };
	assert_true(purse_stream_step(run, arena, &party));
	assert_false(purse_stream_reverse(run, arena, &party, purse_fraction_of(0), &reversal));
	expect(PURSE_E_OVERFLOW);
}

/* --- lots ---------------------------------------------------------------------------------------------- */

/* One draw done twice: by the module, and by trying both pennies in plain mpq. */
static void draw(struct purse_lot_state *lot, struct tally *tally, int school, struct purse_fraction units,
                 struct purse_fraction *carry, struct purse_part *part) {
	mpq_t exact, target, drift, best, step;
	mpz_t floor;
	int64_t expected = 0;
	mpq_inits(exact, target, drift, best, step, NULL);
	mpz_init(floor);
	reference_set(exact, units);
	reference_set(target, lot->unit_cost);
	mpq_mul(exact, exact, target);
	mpq_add(target, exact, tally_gap(tally, school));
	mpz_fdiv_q(floor, mpq_numref(target), mpq_denref(target));
	for (int up = 0; up <= (mpz_cmp_ui(mpq_denref(target), 1) != 0); up++) {
		int64_t pence = mpz_get_si(floor) + up;
		mpq_set_si(drift, lot->posted_left - pence, 1);      /* posted remainder less exact remainder */
		reference_set(step, lot->exact_left);
		mpq_sub(drift, drift, step);
		mpq_add(drift, drift, exact);
		mpq_abs(drift, drift);
		int order = up ? mpq_cmp(drift, best) : -1;
		if (order < 0 || (order == 0 && mpq_sgn(target) > 0)) {
			expected = pence;
			mpq_set(best, drift);
		}
	}
	*part = (struct purse_part){ .carry_in = *carry };
	holds(purse_lot_draw(run, arena, lot, units, part));
	holds(part->pence == expected && reference_equal(part->exact, exact));
	tally_add(tally, school, exact, part->pence);
	holds(reference_equal(part->carry_out, tally_gap(tally, school)));
	holds(within(tally_gap(tally, school), 1));
	*carry = part->carry_out;
	mpq_clears(exact, target, drift, best, step, NULL);
	mpz_clear(floor);
}

/* 60 credits for £4,150.00; 25, 11 and 20 drawn in any order and any pieces; the last 4 lapse by pupils. */
static void sixty_credits_in_any_order(void **state) {
	static const int64_t totals[3] = { 181314, 80132, 153554 }, pupils[3] = { 112, 54, 203 };
	(void)state;
	seed_start();
	for (seed_step = 0; seed_step < random_cases(500); seed_step++) {
		/* twelfths of a credit, so that halves, quarters and thirds come exactly; mostly halves and wholes */
		int64_t left[3] = { 25 * 12, 11 * 12, 20 * 12 }, grain = seed_step % 3 == 0   ? 1
		                                                         : seed_step % 3 == 1 ? 6
		                                                                              : 12;
		int64_t most = seed_step % 7 == 0 ? 1000 : random_between(1, 60);
		struct purse_lot_state lot;
		struct purse_fraction carry[3] = { purse_fraction_of(0), purse_fraction_of(0), purse_fraction_of(0) };
		struct purse_part parts[3];
		struct tally tally;
		tally_open(&tally);
		holds(purse_lot_open(run, arena, purse_fraction_of(60), 415000, &lot));
		holds(strcmp(purse_fraction_text(arena, lot.unit_cost), "20750/3") == 0);
		while (left[0] + left[1] + left[2] > 0) {
			int school = (int)random_between(0, 2);
			if (left[school] == 0) continue;
			int64_t units = random_between(1, most) * grain;
			if (units > left[school]) units = left[school];
			struct purse_part part;
			draw(&lot, &tally, school, purse_fraction_ratio(arena, units, 12), &carry[school], &part);
			left[school] -= units;
		}
		holds(purse_fraction_equal(lot.units_left, purse_fraction_of(4)));
		for (int i = 0; i < 3; i++)
			parts[i] = (struct purse_part){ .weight = purse_fraction_of(pupils[i]), .carry_in = carry[i] };
		int64_t residue = 99;
		holds(purse_lot_lapse(run, arena, &lot, parts, 3, &residue));
		holds(residue == 0);
		for (int i = 0; i < 3; i++) holds(tally.posted[i] + parts[i].pence == totals[i]);
		holds(lot.posted_left == 0 && purse_fraction_sign(lot.exact_left) == 0
		      && purse_fraction_sign(lot.units_left) == 0);
		tally_close(&tally);
		purse_arena_reset(arena);
	}
}

static void twelve_schools_one_credit_each(void **state) {
	(void)state;
	struct purse_lot_state lot;
	int64_t total = 0, residue = 99;
	assert_true(purse_lot_open(run, arena, purse_fraction_of(12), 10006, &lot));
	for (int i = 0; i < 12; i++) {
		struct purse_part part = { 0 };
		assert_true(purse_lot_draw(run, arena, &lot, purse_fraction_of(1), &part));
		assert_true(part.pence == 833 || part.pence == 834);   /* 833.833... each */
		total += part.pence;
	}
	assert_int_equal(total, 10006);
	assert_int_equal(lot.posted_left, 0);
	assert_true(purse_lot_lapse(run, arena, &lot, NULL, 0, &residue));
	assert_int_equal(residue, 0);
}

/* One lot in its life: what was drawn and not returned, and what everything adds to. */
struct life {
	struct purse_lot_state lot;
	struct tally tally;
	struct purse_fraction carry[SCHOOLS];
	struct { int school; int64_t halves; struct purse_part part; } drawn[60];
	int schools, live;
	int64_t halves_left, posted;
};

static void draw_any(struct life *life, int64_t most) {
	int school = (int)random_between(0, life->schools - 1);
	int64_t halves = random_between(1, most);
	life->drawn[life->live].school = school;
	life->drawn[life->live].halves = halves;
	draw(&life->lot, &life->tally, school, purse_fraction_ratio(arena, halves, 2), &life->carry[school],
	     &life->drawn[life->live].part);
	life->posted += life->drawn[life->live].part.pence;
	life->halves_left -= halves;
	life->live++;
}

static void return_any(struct life *life) {
	int chosen = (int)random_between(0, life->live - 1), school = life->drawn[chosen].school;
	struct purse_fraction units = purse_fraction_ratio(arena, life->drawn[chosen].halves, 2);
	struct purse_part mirror;
	holds(purse_lot_return(run, arena, &life->lot, units, &life->drawn[chosen].part, life->carry[school],
	                       &mirror));
	tally_part(&life->tally, school, &mirror);
	life->posted += mirror.pence;
	life->halves_left += life->drawn[chosen].halves;
	life->carry[school] = mirror.carry_out;
	life->drawn[chosen] = life->drawn[--life->live];
}

/* Lapses what is left among the schools from the first one on; those before it have only carries. */
static void lapse(struct life *life, int first, int64_t *residue) {
	struct purse_part parts[SCHOOLS] = { 0 };
	int lapsing = life->schools - first;
	for (int i = 0; i < lapsing; i++) {
		parts[i].weight = purse_fraction_of(random_between(1, 300));
		parts[i].carry_in = life->carry[first + i];
	}
	bool nothing_left = purse_fraction_sign(life->lot.exact_left) == 0;
	holds(purse_lot_lapse(run, arena, &life->lot, parts, (size_t)lapsing, residue));
	for (int i = 0; i < lapsing; i++) {
		tally_part(&life->tally, first + i, &parts[i]);
		if (nothing_left) holds(parts[i].pence == 0);
		else holds(within(tally_gap(&life->tally, first + i), 1));
		life->posted += parts[i].pence;
	}
	if (first == 0 && !nothing_left) holds(*residue == 0);
	if (lapsing) holds(llabs(*residue) <= 3 * life->schools);
}

/* Any lot, any schools, draws and returns in any order; then it is drawn to the end, or lapses among some of
 * them or among none. Everything posted adds to the cost. */
static void any_lot_ends_at_nil(void **state) {
	(void)state;
	seed_start();
	for (seed_step = 0; seed_step < random_cases(1500); seed_step++) {
		struct life life = { .schools = (int)random_between(1, SCHOOLS),
			                 .halves_left = random_between(1, 120) };
		int64_t cost = random_between(0, 3) ? random_between(1, 500000) : random_between(0, 20), residue = 99;
		int draws = (int)random_between(0, 59);
		bool to_the_end = random_between(0, 2) == 0;
		tally_open(&life.tally);
		for (int i = 0; i < life.schools; i++) life.carry[i] = purse_fraction_of(0);
		holds(purse_lot_open(run, arena, purse_fraction_ratio(arena, life.halves_left, 2), cost, &life.lot));
		for (int i = 0; (i < draws || to_the_end) && life.halves_left > 0 && life.live < 60; i++) {
			draw_any(&life, i < draws && life.halves_left > 6 ? life.halves_left / 6 : life.halves_left);
			if (i < draws && random_between(0, 5) == 0) return_any(&life);
			holds(life.lot.posted_left == cost - life.posted);
			holds(
				purse_fraction_equal(life.lot.units_left, purse_fraction_ratio(arena, life.halves_left, 2)));
		}
		lapse(&life, (int)random_between(0, life.schools), &residue);
		holds(life.posted + residue == cost);
		holds(life.lot.posted_left == 0 && purse_fraction_sign(life.lot.exact_left) == 0);
		holds(purse_fraction_sign(life.lot.units_left) == 0);
		tally_close(&life.tally);
		purse_arena_reset(arena);
	}
}

/* A lot whose last credit is drawn may leave a few pence: many schools with small carries all the same
 * way. */
static void a_drawn_lot_leaves_its_pence_to_the_lead(void **state) {
	(void)state;
	seed_start();
	int64_t worst = 0;
	for (seed_step = 0; seed_step < random_cases(3000); seed_step++) {
		struct purse_lot_state lot;
		struct purse_fraction carry[SCHOOLS];
		struct tally tally;
		int64_t left = random_between(1, 40), residue = 99;
		tally_open(&tally);
		for (int i = 0; i < SCHOOLS; i++) carry[i] = purse_fraction_of(0);
		holds(purse_lot_open(run, arena, purse_fraction_of(left), random_between(1, 10000), &lot));
		while (left > 0) {
			int school = (int)random_between(0, SCHOOLS - 1);
			int64_t units = random_between(1, left < 3 ? left : 3);
			struct purse_part part;
			draw(&lot, &tally, school, purse_fraction_of(units), &carry[school], &part);
			left -= units;
		}
		holds(purse_fraction_sign(lot.units_left) == 0 && purse_fraction_sign(lot.exact_left) == 0);
		int64_t expected = lot.posted_left;
		struct purse_part parts[1] = { { .weight = purse_fraction_of(1), .carry_in = carry[0] } };
		holds(purse_lot_lapse(run, arena, &lot, parts, (size_t)random_between(0, 1), &residue));
		holds(residue == expected && parts[0].pence == 0 && lot.posted_left == 0);
		if (llabs(residue) > worst) worst = llabs(residue);
		tally_close(&tally);
		purse_arena_reset(arena);
	}
	holds(worst >= 1 && worst <= 4);
}

static void absent_schools_keep_their_carries(void **state) {
	(void)state;
	struct purse_lot_state lot;
	struct purse_part first = { 0 }, parts[2];
	int64_t residue;
	/* 10 credits for £1.01: 10.1 pence each. A draws 3 (30.3), posted 30; B and C share the rest, 70.7 +
	 * 0.3. */
	assert_true(purse_lot_open(run, arena, purse_fraction_of(10), 101, &lot));
	assert_true(purse_lot_draw(run, arena, &lot, purse_fraction_of(3), &first));
	assert_int_equal(first.pence, 30);
	assert_string_equal(purse_fraction_text(arena, first.carry_out), "3/10");
	parts[0] = (struct purse_part){ .weight = purse_fraction_of(1) };
	parts[1] = (struct purse_part){ .weight = purse_fraction_of(1) };
	assert_true(purse_lot_lapse(run, arena, &lot, parts, 2, &residue));
	/* 35.35, 35.35 and 0.3 for the lead: the penny goes to the first */
	assert_int_equal(parts[0].pence, 36);
	assert_int_equal(parts[1].pence, 35);
	assert_int_equal(residue + lot.posted_left, 0);
	/* the same by keys of 39 digits that are nearly equal: the first is larger by one in the last */
	first.carry_in = purse_fraction_of(0);
	assert_true(purse_lot_open(run, arena, purse_fraction_of(10), 101, &lot));
	assert_true(purse_lot_draw(run, arena, &lot, purse_fraction_of(3), &first));
	parts[0] = (struct purse_part){ .weight = fraction("340282366920938463463374607431768211457") };
	parts[1] = (struct purse_part){ .weight = fraction("340282366920938463463374607431768211456") };
	assert_true(purse_lot_lapse(run, arena, &lot, parts, 2, &residue));
	assert_true(parts[0].pence == 36 && parts[1].pence == 35 && residue == 0);
}

static void lots_refuse(void **state) {
	(void)state;
	struct purse_lot_state lot, before;
	struct purse_part part = { 0 },
					  parts[2] = { { .weight = purse_fraction_of(0) }, { .weight = purse_fraction_of(0) } };
	int64_t residue;
	assert_false(purse_lot_open(run, arena, purse_fraction_of(0), 100, &lot));
	expect(PURSE_E_NOT_ALLOWED_VALUE);
	assert_false(purse_lot_open(run, arena, purse_fraction_of(3), -1, &lot));
	expect(PURSE_E_NOT_ALLOWED_VALUE);
	assert_true(purse_lot_open(run, arena, fraction("2.5"), 100, &lot));
	before = lot;
	assert_false(purse_lot_draw(run, arena, &lot, purse_fraction_of(3), &part));
	assert_string_equal(run->problems[0].message, "could not draw 3 credits: only 2.5 are left");
	expect(PURSE_E_LOT_TOO_SMALL);
	assert_true(purse_lot_open(run, arena, fraction("7/3"), 100, &lot));
	assert_false(purse_lot_draw(run, arena, &lot, fraction("8/3"), &part));
	assert_string_equal(run->problems[0].message, "could not draw 2.6667… credits: only 2.3333… are left");
	expect(PURSE_E_LOT_TOO_SMALL);
	lot = before;
	assert_false(purse_lot_draw(run, arena, &lot, purse_fraction_of(0), &part));
	expect(PURSE_E_NOT_ALLOWED_VALUE);
	assert_false(purse_lot_draw(run, arena, &lot, fraction("-1"), &part));
	expect(PURSE_E_NOT_ALLOWED_VALUE);
	assert_false(purse_lot_lapse(run, arena, &lot, parts, 2, &residue));
	expect(PURSE_E_ZERO_SHARES);
	assert_memory_equal(&lot, &before, sizeof lot);
	/* what can't be mirrored does not return */
	part = (struct purse_part){ .exact = purse_fraction_of(1), .pence = INT64_MIN };
	assert_false(purse_lot_return(run, arena, &lot, purse_fraction_of(1), &part, purse_fraction_of(0),
	                              &parts[0]));
	expect(PURSE_E_OVERFLOW);
	assert_memory_equal(&lot, &before, sizeof lot);
	/* nor is all of the dearest lot drawn by who carries half a penny */
	assert_true(purse_lot_open(run, arena, purse_fraction_of(1), INT64_MAX, &lot));
	part = (struct purse_part){ .carry_in = fraction("1/2") };
	assert_false(purse_lot_draw(run, arena, &lot, purse_fraction_of(1), &part));
	expect(PURSE_E_OVERFLOW);
	part = parts[0] = parts[1] = (struct purse_part){ .weight = purse_fraction_of(0) };
	/* credits that cost nothing are drawn and lapse all the same */
	assert_true(purse_lot_open(run, arena, purse_fraction_of(3), 0, &lot));
	assert_true(purse_lot_draw(run, arena, &lot, purse_fraction_of(1), &part));
	assert_int_equal(part.pence, 0);
	assert_true(purse_lot_lapse(run, arena, &lot, parts, 2, &residue));
	assert_int_equal(residue, 0);
	assert_int_equal(purse_fraction_sign(lot.units_left), 0);
}

#define IN_RUN(test) cmocka_unit_test_setup_teardown(test, open_run, close_run)

int main(void) {
	const struct CMUnitTest tests[] = {
		IN_RUN(a_day_is_charged_by_price_or_at_cost), IN_RUN(thirds_stay_within_a_penny),
		IN_RUN(drift_stays_below_a_penny), IN_RUN(parties_may_change),
		IN_RUN(steps_are_the_nearest_penny), IN_RUN(overflow_is_an_error),
		IN_RUN(sixty_credits_in_any_order), IN_RUN(twelve_schools_one_credit_each),
		IN_RUN(any_lot_ends_at_nil), IN_RUN(a_drawn_lot_leaves_its_pence_to_the_lead),
		IN_RUN(absent_schools_keep_their_carries), IN_RUN(lots_refuse),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
