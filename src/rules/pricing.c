#include "purse/rules/pricing.h"

#include "purse/base/text.h"
#include "purse/exact/round.h"

enum { POUND = 100, FIVE_POUNDS = 500, MONTHS = 12, HALVES = 2 };

struct purse_fraction purse_pricing_divisor(
	struct purse_arena *arena, const struct purse_staffcost *cost, const char *unit) {
	static const struct purse_fraction none;
	if (purse_same(unit, "year")) return purse_fraction_of(1);
	if (purse_same(unit, "month")) return purse_fraction_of(MONTHS);
	if (purse_same(unit, "hour")) return cost->hours;
	if (purse_same(unit, "day")) return cost->days;
	if (purse_same(unit, "half-day") && purse_fraction_given(cost->days))
		return purse_fraction_multiply(arena, cost->days, purse_fraction_of(HALVES));
	return none;
}

/* To a whole number of steps. */
static bool round_to(struct purse_arena *arena, struct purse_fraction exact, int64_t step, int64_t *pence) {
	int64_t steps;
	if (!purse_round_line(purse_fraction_divide(arena, exact, purse_fraction_of(step)), &steps)
		|| steps > INT64_MAX / step)
		return false;
	*pence = steps * step;
	return true;
}

bool purse_pricing_round(struct purse_arena *arena, const char *rule, struct purse_fraction exact,
	const struct purse_band *bands, size_t count, int64_t *pence) {
	if (purse_same(rule, "penny")) return round_to(arena, exact, 1, pence);
	if (purse_same(rule, "pound")) return round_to(arena, exact, POUND, pence);
	if (purse_same(rule, "five pounds")) return round_to(arena, exact, FIVE_POUNDS, pence);
	for (size_t i = 0; i < count; i++)
		if (purse_fraction_compare(purse_fraction_of(bands[i].pence), exact) >= 0) {
			*pence = bands[i].pence;
			return true;
		}
	return false;
}
