/* How a supply between two schools is treated for VAT on a day, and why: what `purse vat` tells. Nothing is
 * recorded. */
#ifndef PURSE_WORK_VAT_H
#define PURSE_WORK_VAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "purse/rules/vat.h"

struct purse_db;
struct purse_run;

struct purse_vat_wish {
	const char *from, *to; /* codes of schools; from NULL: the agreement's lead */
	const char *supply;    /* in words, hyphens for blanks; NULL: the agreement's */
	const char *agreement; /* code; NULL: none */
	struct purse_date date;
	const char *const *facts; /* `joint employment contract=yes`; they go before what is recorded */
	size_t fact_count;
};

/* One fact that the rule asked, with its answer. */
struct purse_vat_told_fact {
	const struct purse_vat_fact *fact;
	enum purse_answer answer;
};

struct purse_vat_told {
	const char *from, *to, *supply, *agreement; /* codes; the kind of supply */
	struct purse_date date;
	struct purse_vat_decision decision;
	struct purse_vat_told_fact *facts; /* that the rule asked */
	size_t fact_count;
	struct purse_vat_refusal *why_not; /* rules asked before it */
	size_t why_not_count;
	/* of a supplier that is not registered: what it was paid for taxable supplies in the twelve months up to
	 * the day, by documents that the reader may see, beside the threshold; 0: not known for the day */
	int64_t turnover_pence, threshold_pence, warn_pence;
};

/* Errors: UNKNOWN_REFERENCE, OUTSIDE_DATES, USAGE. */
bool purse_vat_tell(struct purse_run *run, struct purse_db *db, const struct purse_vat_wish *wish,
	struct purse_vat_told *told);

/* A VAT person that is not registered and is near the turnover from which on it has to be, or over it. */
struct purse_vat_near {
	const char *body, *schools; /* its code; codes of its schools that the reader may read: `TINY, WEE` */
	int64_t turnover_pence, threshold_pence;
};

/* All of them on a day; codes: an array of SQL of schools' codes, whose VAT persons count; NULL: all. */
bool purse_vat_near_threshold(struct purse_run *run, struct purse_db *db, struct purse_date day,
	const char *codes, struct purse_vat_near **list, size_t *count);

#endif
