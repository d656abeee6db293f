/* What is charged for later months: it waits in the books of each school, prepaid by who pays and received in
 * advance by who provides, and is released month by month. A service of whole calendar months is the same
 * part of the whole in each of them; any other is shared by days. */
#ifndef PURSE_RULES_CUTOFF_H
#define PURSE_RULES_CUTOFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "purse/rules/batch.h"

struct purse_run;

/* What an entry books on one account of a school's income or cost. */
struct purse_cutoff_line {
	const char *account;
	bool income;
	int fund, counterparty;
	int64_t pence;   /* debit positive */
	int64_t waiting; /* what stands taken out of it for later months; moves on with each month posted */
};

/* An entry whose service runs on after the month in which it is booked, in the books of one school. */
struct purse_cutoff {
	int64_t entry;
	const char *description;
	int school, agreement;
	struct purse_date booked, from, to;
	int32_t first, last; /* the months to post, counted from January 1970: none when first is after last */
	struct purse_cutoff_line *lines;
	size_t line_count;
};

/* A service in units, those over at the end of a month and all of them: months where it begins and ends with
 * one, else days. */
struct purse_cutoff_units {
	int32_t over, all;
	bool months;
};
struct purse_cutoff_units purse_cutoff_units(struct purse_date from, struct purse_date to, int32_t month);
/* What of an amount belongs to the days after the end of a month: the amount less the penny nearest to the
 * part that is over, so that what is released month by month adds to the whole. False when the amount does
 * not fit the books. */
bool purse_cutoff_to_come(struct purse_arena *arena, int64_t pence, struct purse_date from,
	struct purse_date to, int32_t month, int64_t *to_come);
/* What part of a service is over at the end of a month, in words: `7 of 12 months`, `50 of 70 days`; NULL
 * when all of it is. */
char *purse_cutoff_part_words(
	struct purse_arena *arena, struct purse_date from, struct purse_date to, int32_t month);
/* Adds an entry for each of the months in which what waits changes: the first takes out what is for later,
 * the others release. Error: OVERFLOW. */
bool purse_cutoff_post(struct purse_run *run, struct purse_batch *batch, struct purse_cutoff *cutoff);

#endif
