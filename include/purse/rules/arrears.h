/* Arrears: what an award, such as a pay award that came late, adds to a charge that stands, or takes from it.
 */
#ifndef PURSE_RULES_ARREARS_H
#define PURSE_RULES_ARREARS_H

#include <stdbool.h>

#include "purse/rules/charging.h"

struct purse_run;

/* Charges the difference between the price that counts for the day of a standing line, or of the arrears
 * before, and the price that it was made from: quantity times either, each to the penny (R3), so that all of
 * them together come to what the new price would have given. Errors: those of the terms, NO_PRICE, OVERFLOW.
 */
bool purse_charge_arrears(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_standing_charge *standing);

#endif
