/* Funds with rules, ready to be published: what was allocated and came in, what it was spent on, what is left
 * or to be paid back, and what went to the general fund, with the rule. */
#ifndef PURSE_WORK_FUND_H
#define PURSE_WORK_FUND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "purse/base/date.h"

struct purse_db;
struct purse_run;

struct purse_fund_wish {
	const char *school, *fund;  /* codes; NULL: any */
	struct purse_date from, to; /* among which the first day of the fund lies; not given: any */
};

struct purse_fund_payment {
	const char *ref, *description;
	struct purse_date date;
	int64_t pence; /* below 0: paid back */
};

struct purse_fund_spent {
	const char *use, *words; /* use NULL: no use was said */
	bool forbidden;          /* a person decided that it may be borne all the same */
	int64_t pence;
};

/* What the general fund bears of a charge in place of a fund. */
struct purse_fund_kept {
	const char *school, *fund, *agreement, *provider, *what, *ref; /* ref: NULL when it is not the reader's */
	int64_t charge, charge_pence, pence;
	struct purse_date from, to;
	const char *rule, *why; /* the rule, and in words */
};

struct purse_fund_by_decision {
	const char *ref, *rule, *decided_by, *reason;
	int64_t pence;
};

struct purse_fund_account {
	int id;
	const char *school, *school_name, *fund, *name, *grant, *grant_name, *conditions;
	struct purse_date from, to;
	int64_t pupils;         /* that the amount follows from; -1: it is stated */
	const char *carry_over; /* yes or no; NULL: the rules do not say */
	bool is_over;           /* its last day has passed */
	int64_t allocated_pence, received_pence, spent_pence, general_pence;
	int64_t to_come_pence;  /* of what was allocated */
	int64_t unspent_pence;  /* of what was allocated */
	int64_t to_repay_pence; /* what came in beyond the allocation; once it is over, and nothing may be carried
	                         * over, what came in and was not spent */
	int64_t carried_pence;  /* once it is over: what came in and may be spent later */
	struct purse_fund_payment *payments;
	size_t payment_count;
	struct purse_fund_spent *uses; /* those of the grant, and others that were spent on */
	size_t use_count;
	struct purse_fund_kept *kept;
	size_t kept_count;
	struct purse_fund_by_decision *decisions;
	size_t decision_count;
};

/* The funds that the reader may see, by school and first day. Errors: NOTHING_FOUND when the wish names a
 * school or a fund and there is none; OVERFLOW. */
bool purse_fund_accounts(struct purse_run *run, struct purse_db *db, const struct purse_fund_wish *wish,
	struct purse_fund_account **accounts, size_t *count);
/* What went to general funds, in the books of schools that the reader may see: booked in a month (NULL: any),
 * of funds that end on a day or later (not given: any). */
bool purse_fund_kept_out(struct purse_run *run, struct purse_db *db, const int32_t *month,
	struct purse_date ends, struct purse_fund_kept **kept, size_t *count);
/* `it goes beyond what the fund is`, for a rule. */
const char *purse_fund_why(const char *rule);

#endif
