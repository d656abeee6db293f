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

/* What of the cost of staff is shared for some days of a month. */
struct purse_shared_staff {
	int64_t record;
	const char *ref, *description; /* description: `site supervisor, September 2025` */
	int agreement, school;         /* the school whose payroll it is on */
	struct purse_date from, to;
	int64_t pence; /* below 0 where a true-up takes back */
};

/* What is shared anew by use, or taken back before it is: a cost, or its mirror, with the weights by which.
 * */
struct purse_use_share {
	int64_t record;
	const char *ref, *description; /* description: `shared by use, 1 September 2025 to 31 August 2026` */
	int agreement, school;         /* the lead */
	struct purse_date from, to;    /* of the service; the agreement of the last day counts */
	int64_t pence;
	const char *share_key;
	const struct purse_weight *weights; /* by position; a replay takes those that were frozen */
	size_t weight_count;
};

/* The parties with a share on a day, by position, with their weights. */
struct purse_split {
	struct purse_part *parts;
	int *schools;
	struct purse_weight *weights;
	size_t count;
};

/* What is booked for a split whose parts have their pence. */
struct purse_shares {
	const struct purse_terms *terms; /* of the lead */
	const struct purse_split *split;
	struct purse_stream_state *stream; /* takes the carries over; its next step */
	const char *share_key;             /* the basis of sharing in words */
	const char *entry_key, *description;
	struct purse_charge like;  /* what the charges have in common */
	const char *own_cost_code; /* of the lead's own share; NULL: as agreed */
	int own_fund;              /* the same; 0: as agreed */
	bool of_payroll; /* nothing is prepaid: others pay the lead's income, its own share books nothing */
};

/* Finds the weights on the day of the terms by a basis: equal, fixed shares, pupil numbers (the latest on or
 * before the day), lead (all of it). Parties with a zero share are left out. what names the source in
 * messages. Errors: NO_PUPILS, ZERO_SHARES, NOT_ALLOWED_VALUE. */
bool purse_split_by(struct purse_run *run, const struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_terms *terms, const char *basis, const char *what, struct purse_split *split);
/* Gives each part the carry of its school. */
void purse_split_take_carries(
	struct purse_facts *facts, struct purse_stream_state *stream, struct purse_split *split);
/* Books the shares: one basis, one entry, a charge for each school. */
void purse_post_shares(
	struct purse_facts *facts, struct purse_batch *batch, const struct purse_shares *shares);
/* Books a supplier's invoice and shares its cost, or opens the lot that it buys. Errors: those of the terms
 * and of the split, OVERFLOW. */
bool purse_charge_purchase(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_purchase *purchase);
/* Shares a cost of staff: the others owe the lead their shares, which are its income; its own share stands in
 * the stream and books nothing, for its payroll is in its accounts package. Errors: those of the terms and of
 * the split, OVERFLOW. */
bool purse_charge_staff_cost(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_shared_staff *staff);

/* Shares what was prepaid of a cost anew, by the weights given; what is taken back and what is shared by
 * use are two such calls, which together move nothing over all schools. Errors: those of the terms and of
 * the split. */
bool purse_charge_use_share(struct purse_run *run, struct purse_facts *facts, struct purse_batch *batch,
	const struct purse_use_share *use);

#endif
