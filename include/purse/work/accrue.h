/* Accruals at a school's year-end: what it had or provided that is not charged yet, worked out as charging
 * would, and taken back the next day. */
#ifndef PURSE_WORK_ACCRUE_H
#define PURSE_WORK_ACCRUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "purse/base/date.h"

struct purse_arena;
struct purse_db;
struct purse_run;

struct purse_accrue_wish {
	const char *school;   /* code */
	struct purse_date on; /* the last day of its year: of a month */
	bool dry_run;
};

struct purse_accrue_item {
	const char *ref, *what, *agreement, *provider, *working;
	int64_t pence;        /* of all schools together */
	int64_t school_pence; /* in the books of the school: cost, less income */
	const char *left_out; /* why it is not accrued; NULL: it is */
};

struct purse_accrue_result {
	const char *school;
	struct purse_accrue_item *items;
	size_t count, room;
	long accrued, withdrawn;
	int64_t cost_pence; /* of what is accrued, in the books of the school: cost, less income */
};

/* What was accrued for that day before is not accrued again; what was charged since is withdrawn first.
 * Errors: UNKNOWN_REFERENCE, NOT_YOUR_SCHOOL, NOT_ALLOWED_VALUE where the day does not end a month; those of
 * charging and of the door. */
bool purse_accrue(struct purse_run *run, struct purse_db *db, const struct purse_accrue_wish *wish,
	struct purse_accrue_result *result);
/* Takes back what stands accrued though the real charge is booked in time, where the days are open. Run by
 * charging in its transaction. agreements: ids as an array in the words of SQL; NULL: all. */
bool purse_accrue_withdraw(struct purse_run *run, struct purse_arena *arena, struct purse_db *db,
	const char *agreements, long *withdrawn);

#endif
