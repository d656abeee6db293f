/* Credits: drawing from lots at cost or at a price, first in first out; what lapses, and what fractions leave
 * (R5, R6). */
#ifndef PURSE_RULES_DRAWING_H
#define PURSE_RULES_DRAWING_H

#include <stdbool.h>
#include <stdint.h>

#include "purse/rules/line.h"
#include "purse/rules/terms.h"

struct purse_run;

/* Draws the credits of an activity from the lots that are valid on its day. Error: LOT_TOO_SMALL. */
bool purse_draw(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_activity *activity, const struct purse_terms *terms, struct purse_fraction quantity);
/* Shares what is left of a lot after its last day, by the agreement's rule. Errors: those of the terms and of
 * the split. */
bool purse_charge_lapse(
	struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch, struct purse_lot *lot);
/* Posts a carry of a penny or more that a reversal left in the stream of a lot (R6), when a period closes on
 * date; after the lot's last day it counts as of that day. */
bool purse_charge_settle(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	struct purse_lot *lot, int school, struct purse_date date);

#endif
