/* Prices worked out from the cost of a post: agreed once, rounded by the agreement's rule; and awards for
 * those that follow pay. */
#ifndef PURSE_WORK_PRICING_H
#define PURSE_WORK_PRICING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "purse/work/cost.h"

struct purse_db;
struct purse_run;

struct purse_pricing_wish {
	const char *agreement, *item, *unit; /* what is priced */
	const char *post, *school;           /* from which post; school: NULL where its code is the only one */
	struct purse_date from, to;          /* of the price; to: PURSE_NO_DATE while it goes on */
	const char *admin;                   /* per cent that are added, as text; NULL: none */
	const char *how;                     /* who agreed it and when */
	bool follows_pay, dry_run;
};

/* One price worked out. */
struct purse_priced {
	const char *agreement, *item, *unit, *school, *post, *role, *rounding, *admin;
	struct purse_date from, to, on;      /* of the price; on: whose pay and rates */
	struct purse_fraction year, divisor; /* exact pence a year, without administration; units of a year */
	struct purse_fraction exact;         /* pence for a unit, with administration */
	int64_t pence, before_pence;         /* the price; before: of an award, what it changes */
};

/* Works the price out, and records it and its working unless it is tried only. Errors: those of the cost;
 * UNKNOWN_REFERENCE, NOT_ALLOWED_VALUE (no price of that unit, no band high enough), those of an import. */
bool purse_price_post(struct purse_run *run, struct purse_db *db, const struct purse_pricing_wish *wish,
	struct purse_priced *priced);
/* All prices that follow pay, of one agreement or all (NULL), worked out by the pay that stands now; where
 * one comes out differently an award of that name is recorded. */
bool purse_price_follow(struct purse_run *run, struct purse_db *db, const char *agreement, const char *award,
	bool dry_run, struct purse_priced **list, size_t *count);

#endif
