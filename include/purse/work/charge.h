/* Charging what is recorded: activities at their price, purchases shared, credits drawn, lots that lapse,
 * corrections reversed. All of it is posted together or not at all. */
#ifndef PURSE_WORK_CHARGE_H
#define PURSE_WORK_CHARGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "purse/base/date.h"
#include "purse/store/poster.h"

struct purse_db;
struct purse_run;

struct purse_charge_wish {
	struct purse_date to;  /* what happened up to this day */
	const char *agreement; /* code; NULL: all */
	bool dry_run;          /* everything but keep it */
};

/* What was charged under one agreement from one school to another; its own share where the two are the same.
 */
struct purse_charge_sum {
	const char *agreement, *agreement_name, *provider, *customer;
	int agreement_id, provider_id, customer_id;
	long charges;
	int64_t pence;
};

/* An entry that went to a later month because that of its service is closed. */
struct purse_charge_late {
	const char *what;
	struct purse_date service, booked;
};

enum { PURSE_MAX_LATE_LISTED = 100 };

struct purse_charge_result {
	long activities, purchases, staff_costs, use_shares, lapses, reversals, arrears;
	long cut_offs; /* entries for what is charged for later months */
	long withdrawn; /* accruals of what is charged now */
	long late; /* entries that are late; the first are listed */
	struct purse_charge_late *late_entries;
	size_t late_count;
	struct purse_posted posted;
	struct purse_charge_sum *sums;
	size_t sum_count;
};

/* Errors: those of charging (NO_PRICE, NO_PUPILS, LOT_TOO_SMALL, …), up to the run's limit; those of the
 * door. */
bool purse_work_charge(struct purse_run *run, struct purse_db *db, const struct purse_charge_wish *wish,
	struct purse_charge_result *result);

#endif
