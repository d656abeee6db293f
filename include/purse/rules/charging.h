/* Charging: from what happened (an activity, a purchase, the end of a lot) to exact charges, movements of
 * lots and entries. Pure functions over facts; carries and lots in the facts move on with each charge. Order
 * matters (R4, R5): callers charge in the order of dates, purchases before activities of a day, then by
 * reference. After an error carries and lots mean nothing: nothing of the run may be posted. */
#ifndef PURSE_RULES_CHARGING_H
#define PURSE_RULES_CHARGING_H

#include <stdbool.h>
#include <stdint.h>

#include "purse/rules/batch.h"
#include "purse/rules/facts.h"
#include "purse/rules/line.h"

struct purse_run;

/* What a charge moved out of a lot: quantity and pence negative, exact the cost before rounding. */
struct purse_standing_movement {
	int64_t lot;
	const char *quantity;
	int64_t pence;
	struct purse_fraction exact;
};

/* A charge that stands, to be reversed. */
struct purse_standing_charge {
	int64_t id, source, lot, entry;
	const char *kind, *stream_key, *quantity, *basis_price, *ref;
	int64_t price_record;
	struct purse_leg leg; /* zeroed: none */
	int agreement, provider, customer;
	struct purse_date service_from, service_to;
	int64_t pence;
	struct purse_fraction exact;
	struct purse_standing_movement *movements;
	size_t movement_count;
	const char *item, *unit;
	struct purse_fund_use fund_use; /* fund 0: none */
};

/* Charges one activity at its agreed price, or draws its credits from the lots. Of a brokered agreement one
 * leg of it: provider and beneficiary are the schools of the leg. Errors: those of the terms,
 * of the line and of the draw, BAD_NUMBER. */
bool purse_charge_activity(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_activity *activity);
/* Mirrors the charge of an activity to the penny and in its exact value; credits return to their lots (R6).
 * why goes into the description. Errors: those of the terms, NOT_ALLOWED_VALUE for a share of a cost, which
 * can't be taken back from one school alone, OVERFLOW. */
bool purse_charge_reversal(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_standing_charge *standing, const char *why);

#endif
