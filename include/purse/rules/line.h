/* The first of the three places where precision is lost: quantity times an agreed price, to the penny (R3).
 */
#ifndef PURSE_RULES_LINE_H
#define PURSE_RULES_LINE_H

#include <stdbool.h>
#include <stdint.h>

#include "purse/rules/terms.h"

struct purse_run;

struct purse_activity {
	int64_t record;
	const char *ref, *item, *unit, *quantity;
	int agreement, provider, beneficiary;
	struct purse_date date;
	struct purse_date service_to; /* the last day, where it runs over some time; not after date: of one day */
};

/* Charges quantity times the agreed price, to the penny. lot_pence: what leaves the lead's prepaid account
 * where it buys what it charges as credits; else NULL. Errors: NO_PRICE, OVERFLOW. */
bool purse_charge_line(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_activity *activity, const struct purse_terms *terms, struct purse_fraction quantity,
	const int64_t *lot_pence);
#endif
