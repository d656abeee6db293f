/* A cost shared among the parties of an agreement (R4): the weights by its basis, the apportionment, the
 * entries. */
#ifndef PURSE_RULES_SHARING_H
#define PURSE_RULES_SHARING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "purse/exact/apportion.h"
#include "purse/rules/terms.h"

struct purse_run;

struct purse_purchase {
	int64_t record;
	const char *ref, *description;
	int agreement, buyer, supplier, fund;
	struct purse_date date, service_from, service_to;
	int64_t net_pence, vat_pence, reclaimed_pence;
	const char *cost_code; /* NULL: the agreement's */
	int64_t lot;           /* the lot it opens; 0: none, the cost is shared at once */
};

/* The parties with a share on a day, by position, with their weights. */
struct purse_split {
	struct purse_part *parts;
	int *schools;
	struct purse_weight *weights;
	size_t count;
};

/* Finds the weights by a basis: equal, fixed shares, pupil numbers (the latest on or before the day), lead
 * (all of it). Parties with a zero share are left out. Errors: NO_PUPILS, ZERO_SHARES. */
bool purse_split_by(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_terms *terms, const char *basis, struct purse_date date, const char *what,
	struct purse_split *split);
/* Books a supplier's invoice and shares its cost, or opens the lot that it buys. */
bool purse_charge_purchase(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_purchase *purchase);

#endif
