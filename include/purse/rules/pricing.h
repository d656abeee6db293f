/* What a price becomes that is worked out from a cost (R3): rounded once, when it is agreed, by the rule that
 * the agreement names. A price to the penny gives the pay point of one person away. */
#ifndef PURSE_RULES_PRICING_H
#define PURSE_RULES_PRICING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "purse/rules/staffcost.h"

struct purse_band {
	const char *item; /* `band 2` */
	int64_t pence;
};

/* How many units a year of the post has: days or hours worked, half-days, 12 months, 1 year. None where the
 * post has none of them, or the unit is another. */
struct purse_fraction purse_pricing_divisor(
	struct purse_arena *arena, const struct purse_staffcost *cost, const char *unit);
/* Rounds exact pence by a rule: penny, pound or five pounds, half up; band: the price of the lowest band that
 * is not below. bands: by pence, ascending. false: no band is high enough, or it is too large. */
bool purse_pricing_round(struct purse_arena *arena, const char *rule, struct purse_fraction exact,
	const struct purse_band *bands, size_t count, int64_t *pence);

#endif
