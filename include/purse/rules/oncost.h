/* What an employer pays on top of a year's pay: national insurance, pension, administration of the pension,
 * apprenticeship levy. National insurance is worked out on the year, as payroll does not: it takes a
 * threshold in each pay period. Amounts are exact pence a year. */
#ifndef PURSE_RULES_ONCOST_H
#define PURSE_RULES_ONCOST_H

#include <stdbool.h>

#include "purse/rules/statutory.h"

enum purse_scheme { PURSE_SCHEME_NONE, PURSE_SCHEME_TEACHERS, PURSE_SCHEME_LOCAL };

/* What has to be known of an employment. */
struct purse_oncost_terms {
	enum purse_scheme scheme;
	const char *employer;         /* whose rate, of the local scheme */
	struct purse_fraction stated; /* that rate as stated, which goes before the table; or none */
	bool levy;                    /* the employer pays the apprenticeship levy */
};

/* The rows that hold on a day; NULL where nothing is due or the rate is stated. */
struct purse_oncost_rates {
	const struct purse_statutory_row *ni, *pension, *administration, *levy;
	struct purse_fraction stated;
	struct purse_date until; /* the last day on which all of them hold */
};

struct purse_oncost {
	struct purse_fraction ni, pension, administration, levy; /* 0 where nothing is due */
	struct purse_fraction total;                             /* pay and all of them */
};

/* Error: NO_RATE. */
bool purse_oncost_find(struct purse_run *run, const struct purse_statutory *table,
	const struct purse_oncost_terms *terms, struct purse_date day, struct purse_oncost_rates *rates);
/* pay: of the year, not below nought. */
struct purse_oncost purse_oncost_work_out(
	struct purse_arena *arena, const struct purse_oncost_rates *rates, struct purse_fraction pay);

#endif
