/* Accruals at a year-end: what was had and is not charged yet, booked on the last day of the year and taken
 * back the next day. */
#ifndef PURSE_RULES_ACCRUAL_H
#define PURSE_RULES_ACCRUAL_H

#include <stddef.h>
#include <stdint.h>

#include "purse/rules/batch.h"

/* One to be booked: what it is made from, and what it books, debit positive. */
struct purse_accrued {
	struct purse_accrual accrual; /* but for its refs */
	const char *description;
	const struct purse_posting *postings;
	size_t posting_count;
};

/* The postings of entries put together: one for each school, account, fund, counterparty and agreement, none
 * where they cancel. over of all: the part of each that counts, to the penny; an amount and its opposite stay
 * opposite. Their number; *postings lie in the arena. */
size_t purse_accrual_gather(struct purse_arena *arena, const struct purse_entry *entries, size_t count,
	int32_t over, int32_t all, struct purse_posting **postings);
/* Adds the entry of the day, that of the next day which takes it back, and the accrual itself. */
void purse_accrual_post(struct purse_batch *batch, const struct purse_accrued *accrued);

#endif
