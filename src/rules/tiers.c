#include "purse/rules/tiers.h"

#include "purse/base/run.h"
#include "purse/exact/apportion.h"
#include "purse/exact/money.h"
#include "purse/exact/round.h"

bool purse_tiers_have_bands(const struct purse_tier_list *list) {
	for (size_t i = 0; i < list->count; i++)
		if (list->tiers[i].roll_from > 0 || list->tiers[i].roll_to != PURSE_NO_ROLL) return true;
	return false;
}

static bool is_for(const struct purse_tier *tier, int64_t pupils) {
	if (tier->roll_from == 0 && tier->roll_to == PURSE_NO_ROLL) return true; /* whoever it is */
	return pupils >= tier->roll_from && (tier->roll_to == PURSE_NO_ROLL || pupils <= tier->roll_to);
}

const struct purse_tier *purse_tiers_reached(
	const struct purse_tier_list *list, int64_t pupils, struct purse_fraction quantity) {
	const struct purse_tier *reached = NULL;
	for (size_t i = 0; i < list->count; i++) {
		const struct purse_tier *tier = &list->tiers[i];
		/* by minimum: the first of its band is the least that is sold */
		if (is_for(tier, pupils) && (!reached || purse_fraction_compare(tier->minimum, quantity) <= 0))
			reached = tier;
	}
	return reached;
}

static bool too_large(struct purse_run *run) {
	return purse_fail(
		run, PURSE_E_OVERFLOW, NULL, "check quantities and prices", "the cost is too large for the books");
}

static bool takes_nothing(const struct purse_tier_taker *taker) {
	return purse_fraction_sign(taker->quantity) == 0;
}

static struct purse_fraction sum_of(
	struct purse_arena *arena, const struct purse_tier_taker *takers, size_t count) {
	struct purse_fraction sum = purse_fraction_of(0);
	for (size_t i = 0; i < count; i++) sum = purse_fraction_add(arena, sum, takers[i].quantity);
	return sum;
}

static bool find_tier(struct purse_run *run, const struct purse_tier_list *list,
	const struct purse_tier_taker *taker, struct purse_fraction reached, const struct purse_tier **tier) {
	*tier = purse_tiers_reached(list, taker->pupils, reached);
	if (*tier) return true;
	if (taker->pupils == PURSE_NO_ROLL)
		return purse_fail(run, PURSE_E_NO_PUPILS, NULL, "import its pupil numbers",
			"could not find the price for \"%s\": it goes by pupils, and no pupil number is known",
			taker->code);
	return purse_fail(run, PURSE_E_NO_PRICE, NULL, "add the band to price-tiers.csv",
		"could not find the price for \"%s\": no band is for %lld pupils", taker->code,
		(long long)taker->pupils);
}

/* What one school pays by a tier, without its part of the order's. */
static bool price_line(struct purse_run *run, struct purse_arena *arena, const struct purse_tier_taker *taker,
	const struct purse_tier *tier, struct purse_tier_line *line) {
	struct purse_fraction least = purse_fraction_of(tier->school_minimum_pence);
	line->tier = tier;
	line->exact = purse_fraction_multiply(arena, tier->price, taker->quantity);
	if (!tier->fee_for_order)
		line->exact = purse_fraction_add(arena, line->exact, purse_fraction_of(tier->fee_pence));
	line->at_minimum = purse_fraction_compare(line->exact, least) < 0;
	if (line->at_minimum) line->exact = least;
	return purse_round_line(line->exact, &line->own_pence) || too_large(run);
}

/* What is paid once for all: the fee for the order, and what must be bought beyond what is taken. */
static bool price_order(struct purse_run *run, struct purse_arena *arena, const struct purse_tier_list *list,
	struct purse_fraction reached, struct purse_tier_cost *cost) {
	const struct purse_tier *tier = purse_tiers_reached(list, PURSE_NO_ROLL, reached);
	cost->unused = purse_fraction_of(0);
	if (!tier || purse_fraction_sign(cost->quantity) == 0) return true; /* bands: no such cost */
	if (purse_fraction_compare(reached, tier->minimum) < 0)
		cost->unused = purse_fraction_subtract(arena, tier->minimum, reached);
	struct purse_fraction exact = purse_fraction_multiply(arena, cost->unused, tier->price);
	if (tier->fee_for_order) exact = purse_fraction_add(arena, exact, purse_fraction_of(tier->fee_pence));
	return purse_round_line(exact, &cost->order_pence) || too_large(run);
}

static bool share_order(struct purse_run *run, struct purse_arena *arena,
	const struct purse_tier_taker *takers, size_t count, struct purse_tier_cost *cost) {
	if (cost->order_pence == 0) return true;
	struct purse_part *parts = purse_alloc_array(arena, count, sizeof *parts);
	for (size_t i = 0; i < count; i++) parts[i].weight = takers[i].quantity;
	if (!purse_apportion(run, arena, purse_fraction_of(cost->order_pence), cost->order_pence, parts, count))
		return false;
	for (size_t i = 0; i < count; i++) cost->lines[i].order_pence = parts[i].pence;
	return true;
}

/* The cost when the tier is the one that so much reaches, whatever is taken. */
static bool cost_at(struct purse_run *run, struct purse_arena *arena, const struct purse_tier_list *list,
	const struct purse_tier_taker *takers, size_t count, struct purse_fraction reached,
	struct purse_tier_cost *cost) {
	*cost = (struct purse_tier_cost){ .quantity = sum_of(arena, takers, count),
		.lines = purse_alloc_array(arena, count, sizeof(struct purse_tier_line)) };
	for (size_t i = 0; i < count; i++) {
		const struct purse_tier *tier;
		cost->lines[i].exact = purse_fraction_of(0);
		if (takes_nothing(&takers[i])) continue;
		if (!find_tier(run, list, &takers[i], reached, &tier)
			|| !price_line(run, arena, &takers[i], tier, &cost->lines[i]))
			return false;
	}
	if (!price_order(run, arena, list, reached, cost) || !share_order(run, arena, takers, count, cost))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct purse_tier_line *line = &cost->lines[i];
		if (!purse_money_add(line->own_pence, line->order_pence, &line->pence)
			|| !purse_money_add(cost->pence, line->pence, &cost->pence))
			return too_large(run);
	}
	return true;
}

bool purse_tiers_cost(struct purse_run *run, struct purse_arena *arena, const struct purse_tier_list *list,
	const struct purse_tier_taker *takers, size_t count, struct purse_tier_cost *cost) {
	return cost_at(run, arena, list, takers, count, sum_of(arena, takers, count), cost);
}

/* ---- the next tier ---------------------------------------------------------------------------------- */

/* The lowest minimum above the tier that each school pays by; none: all are at the last. */
static struct purse_fraction next_minimum(const struct purse_tier_list *list,
	const struct purse_tier_taker *takers, size_t count, const struct purse_tier_cost *cost) {
	struct purse_fraction next = { 0 };
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; cost->lines[i].tier && k < list->count; k++) {
			const struct purse_tier *tier = &list->tiers[k];
			if (is_for(tier, takers[i].pupils)
				&& purse_fraction_compare(tier->minimum, cost->lines[i].tier->minimum) > 0
				&& (!purse_fraction_given(next) || purse_fraction_compare(tier->minimum, next) < 0))
				next = tier->minimum;
		}
	return next;
}

bool purse_tiers_next(struct purse_run *run, struct purse_arena *arena, const struct purse_tier_list *list,
	const struct purse_tier_taker *takers, size_t count, struct purse_tier_next *next) {
	struct purse_tier_cost now, then;
	*next = (struct purse_tier_next){ 0 };
	if (!purse_tiers_cost(run, arena, list, takers, count, &now)) return false;
	next->minimum = next_minimum(list, takers, count, &now);
	if (!purse_fraction_given(next->minimum)) return true;
	next->there = true;
	next->more = purse_fraction_subtract(arena, next->minimum, now.quantity);
	if (!cost_at(run, arena, list, takers, count, next->minimum, &then)) return false;
	next->at_pence = then.pence;
	if (purse_tiers_have_bands(list)) return true;
	int64_t filling;
	next->has_filled = true;
	next->price = purse_tiers_reached(list, PURSE_NO_ROLL, next->minimum)->price;
	return (purse_round_line(purse_fraction_multiply(arena, next->more, next->price), &filling)
			   && purse_money_add(then.pence, filling, &next->filled_pence))
	       || too_large(run);
}
