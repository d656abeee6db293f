/* Closing a month of schools' books: nothing is booked in it any more (R12, R15). */
#ifndef PURSE_WORK_CLOSE_H
#define PURSE_WORK_CLOSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct purse_db;
struct purse_fund_kept;
struct purse_run;

struct purse_close_wish {
	int32_t month_number;          /* months since January 1970 */
	const char *const *schools;    /* codes */
	size_t school_count;           /* 0: all with books here that the caller may write for */
};

struct purse_close_result {
	const char **schools;          /* codes of those that the month was closed for, now or before */
	size_t school_count;
	long closed;                   /* for how many of them it was open until now */
	/* What happened up to the end of the month and is left to do: it will be booked in a later month. */
	long activities, purchases, staff_costs; /* not charged */
	long charges;                  /* between schools, not on a document */
	long cut_offs;                 /* entries posted now for what is charged for later months */
	struct purse_fund_kept *kept;  /* what the general funds bear of the month in place of funds with rules */
	size_t kept_count;
	long settled;                  /* carries of a penny or more that a reversal had left, posted now (R6) */
};

/* Waits until who is posting in the month has done. Errors: NOT_OVER before the month's last day, by the
 * run's clock; UNKNOWN_REFERENCE, NOT_YOUR_SCHOOL, EARLIER_OPEN, NOTHING_FOUND when the caller may close no
 * school's books. */
bool purse_close(struct purse_run *run, struct purse_db *db, const struct purse_close_wish *wish,
                 struct purse_close_result *result);

#endif
