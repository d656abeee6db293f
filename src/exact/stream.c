#include "purse/exact/stream.h"

#include "purse/base/arena.h"
#include "purse/base/limit.h"
#include "purse/base/run.h"
#include "purse/exact/money.h"
#include "purse/exact/round.h"

static bool fail_overflow(struct purse_run *run) {
	return purse_fail(run, PURSE_E_OVERFLOW, NULL, "check the quantity and the cost",
	                  "could not charge an amount that large");
}

/* Gives a part its pence and what follows from them; target is exact + carry_in. */
static bool post(struct purse_run *run, struct purse_arena *arena, struct purse_fraction target,
                 int64_t pence, struct purse_part *part) {
	struct purse_fraction posted = purse_fraction_of(pence);
	int direction = purse_fraction_compare(posted, target);
	part->pence = pence;
	part->odd_penny = direction != 0 && direction == purse_fraction_sign(target);
	part->carry_out = purse_fraction_subtract(arena, target, posted);
	return purse_fraction_bounded(run, part->exact) && purse_fraction_bounded(run, part->carry_out);
}

static struct purse_fraction target_of(struct purse_arena *arena, struct purse_part *part) {
	if (!purse_fraction_given(part->carry_in)) part->carry_in = purse_fraction_of(0);
	return purse_fraction_add(arena, part->exact, part->carry_in);
}

/* --- lots ---------------------------------------------------------------------------------------------- */

bool purse_lot_open(struct purse_run *run, struct purse_arena *arena, struct purse_fraction units,
                    int64_t cost, struct purse_lot_state *lot) {
	if (purse_fraction_sign(units) <= 0 || cost < 0)
		return purse_fail(run, PURSE_E_NOT_ALLOWED_VALUE, NULL,
		                  "give a number of credits above zero and their cost",
		                  "could not open a lot of %s credits", purse_fraction_text(run->arena, units));
	*lot = (struct purse_lot_state){
		.units_left = units,
		.unit_cost = purse_fraction_divide(arena, purse_fraction_of(cost), units),
		.exact_left = purse_fraction_of(cost),
		.posted_left = cost,
	};
	return true;
}

static bool check_draw(struct purse_run *run, const struct purse_lot_state *lot,
                       struct purse_fraction units) {
	if (purse_fraction_sign(units) <= 0)
		return purse_fail(run, PURSE_E_NOT_ALLOWED_VALUE, NULL, "give a number of credits above zero",
		                  "could not draw %s credits", purse_fraction_text(run->arena, units));
	if (purse_fraction_compare(units, lot->units_left) > 0)
		return purse_fail(run, PURSE_E_LOT_TOO_SMALL, NULL,
		                  "draw what is left, and the rest from another lot",
		                  "could not draw %s credits: only %s are left",
		                  purse_fraction_about(run->arena, units, 4),
		                  purse_fraction_about(run->arena, lot->units_left, 4));
	return true;
}

/* Of the floor and the ceiling of target, the one nearest to wished; where both are as near, the one away
 * from zero. */
static bool choose(struct purse_arena *arena, struct purse_fraction target, struct purse_fraction wished,
                   int64_t *pence) {
	int64_t floor;
	if (!purse_fraction_floor(target, &floor) || floor == INT64_MAX) return false;
	*pence = floor;
	if (purse_fraction_is_whole(target)) return true;
	struct purse_fraction middle =
		purse_fraction_add(arena, purse_fraction_of(floor), purse_fraction_ratio(arena, 1, 2));
	int side = purse_fraction_compare(wished, middle);
	if (side > 0 || (side == 0 && purse_fraction_sign(target) > 0)) *pence = floor + 1;
	return true;
}

bool purse_lot_draw(struct purse_run *run, struct purse_arena *arena, struct purse_lot_state *lot,
                    struct purse_fraction units, struct purse_part *drawer) {
	if (!check_draw(run, lot, units)) return false;
	drawer->exact = purse_fraction_multiply(arena, lot->unit_cost, units);
	struct purse_fraction target = target_of(arena, drawer);
	struct purse_fraction exact_left = purse_fraction_subtract(arena, lot->exact_left, drawer->exact);
	/* These pence would leave the posted remainder at the exact one. */
	struct purse_fraction wished =
		purse_fraction_subtract(arena, purse_fraction_of(lot->posted_left), exact_left);
	int64_t pence, posted_left;
	if (!choose(arena, target, wished, &pence)
	    || !purse_money_subtract(lot->posted_left, pence, &posted_left))
		return fail_overflow(run);
	if (!post(run, arena, target, pence, drawer) || !purse_fraction_bounded(run, exact_left)) return false;
	lot->units_left = purse_fraction_subtract(arena, lot->units_left, units);
	lot->exact_left = exact_left;
	lot->posted_left = posted_left;
	return true;
}

bool purse_lot_return(struct purse_run *run, struct purse_arena *arena, struct purse_lot_state *lot,
                      struct purse_fraction units, const struct purse_part *original,
                      struct purse_fraction carry_now, struct purse_part *reversal) {
	int64_t posted_left;
	if (!purse_stream_reverse(run, arena, original, carry_now, reversal)) return false;
	if (!purse_money_subtract(lot->posted_left, reversal->pence, &posted_left)) return fail_overflow(run);
	lot->units_left = purse_fraction_add(arena, lot->units_left, units);
	lot->exact_left = purse_fraction_subtract(arena, lot->exact_left, reversal->exact);
	lot->posted_left = posted_left;
	return true;
}

/* Nothing to share: the lead takes what stands posted, the parts stay as they were. */
static void leave_to_lead(const struct purse_lot_state *lot, struct purse_part *parts, size_t count,
                          int64_t *residue) {
	for (size_t i = 0; i < count; i++) {
		if (!purse_fraction_given(parts[i].carry_in)) parts[i].carry_in = purse_fraction_of(0);
		parts[i].exact = purse_fraction_of(0);
		parts[i].carry_out = parts[i].carry_in;
		parts[i].pence = 0;
		parts[i].odd_penny = false;
	}
	*residue = lot->posted_left;
}

/* Shares the lot among the parts and one party more, without weight, which has the carries of the schools
 * that are not among the parts: its pence are the residue. */
static bool share_lapse(struct purse_run *run, struct purse_arena *arena, const struct purse_lot_state *lot,
                        struct purse_part *parts, size_t count, int64_t *residue) {
	struct purse_fraction others =
		purse_fraction_subtract(arena, purse_fraction_of(lot->posted_left), lot->exact_left);
	for (size_t i = 0; i < count; i++) {
		if (!purse_fraction_given(parts[i].carry_in)) parts[i].carry_in = purse_fraction_of(0);
		others = purse_fraction_subtract(arena, others, parts[i].carry_in);
	}
	*residue = 0;
	if (purse_fraction_sign(others) == 0)
		return purse_apportion(run, arena, lot->exact_left, lot->posted_left, parts, count);
	struct purse_part *all = purse_grow_array(arena, parts, count, count + 1, sizeof *all);
	all[count] = (struct purse_part){ .weight = purse_fraction_of(0), .carry_in = others };
	if (!purse_apportion(run, arena, lot->exact_left, lot->posted_left, all, count + 1)) return false;
	for (size_t i = 0; i < count; i++) parts[i] = all[i];
	*residue = all[count].pence;
	return true;
}

bool purse_lot_lapse(struct purse_run *run, struct purse_arena *arena, struct purse_lot_state *lot,
                     struct purse_part *parts, size_t count, int64_t *residue) {
	if (count == 0 || purse_fraction_sign(lot->exact_left) == 0) leave_to_lead(lot, parts, count, residue);
	else if (!share_lapse(run, arena, lot, parts, count, residue)) return false;
	lot->units_left = purse_fraction_of(0);
	lot->exact_left = purse_fraction_of(0);
	lot->posted_left = 0;
	return true;
}

/* --- streams ------------------------------------------------------------------------------------------- */

bool purse_stream_step(struct purse_run *run, struct purse_arena *arena, struct purse_part *party) {
	int64_t pence;
	struct purse_fraction target = target_of(arena, party);
	if (!purse_round_line(target, &pence)) return fail_overflow(run);
	return post(run, arena, target, pence, party);
}

bool purse_stream_reverse(struct purse_run *run, struct purse_arena *arena, const struct purse_part *original,
                          struct purse_fraction carry_now, struct purse_part *reversal) {
	int64_t pence;
	if (!purse_money_subtract(0, original->pence, &pence)) return fail_overflow(run);
	struct purse_part mirror = {
		.weight = original->weight,
		.carry_in = carry_now,
		.exact = purse_fraction_negate(arena, original->exact),
		.pence = pence,
		.odd_penny = original->odd_penny,
	};
	mirror.carry_out = purse_fraction_subtract(arena, target_of(arena, &mirror), purse_fraction_of(pence));
	*reversal = mirror;
	return purse_fraction_bounded(run, reversal->carry_out);
}
